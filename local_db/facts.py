"""Single facts of the store, by name: the sync's cursor, the mark's count."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from . import tables

MARK_COUNT = "mark.count"
_f = tables.facts.c
_NAMED = _f.name == bindparam("named")
_VALUE = select(_f.value).where(_NAMED)
_CHANGE = update(tables.facts).where(_NAMED)
_INSERT = insert(tables.facts)


def read_fact(connection: Connection, name: str) -> str | None:
    return connection.scalar(_VALUE, {"named": name})


def write_fact(connection: Connection, name: str, value: str) -> None:
    if not connection.execute(_CHANGE, {"named": name, "value": value}).rowcount:
        connection.execute(_INSERT, {"name": name, "value": value})
