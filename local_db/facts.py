"""Single facts of the store, by name: the sync's cursor, the mark's count, a restore or rescue still to be told of."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from . import tables
from .prepared import Prepared

MARK_COUNT = "mark.count"
RESTORED, RESCUED = "restored", "rescued"
_f = tables.facts.c
_NAMED = _f.name == bindparam("named")
_VALUE = Prepared(select(_f.value).where(_NAMED))
_CHANGE = Prepared(update(tables.facts).where(_NAMED))
_INSERT = Prepared(insert(tables.facts))
_FORGET = Prepared(delete(tables.facts).where(_NAMED))


def read_fact(connection: Connection, name: str) -> str | None:
    value: str | None = _VALUE.scalar(connection, named=name)
    return value


def write_fact(connection: Connection, name: str, value: str) -> None:
    if not _CHANGE.change(connection, named=name, value=value):
        _INSERT.change(connection, name=name, value=value)


def forget_fact(connection: Connection, name: str) -> None:
    _FORGET.change(connection, named=name)
