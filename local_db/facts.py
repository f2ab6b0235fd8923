"""Single facts of the store, by name: the sync's cursor, the mark's count."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from . import tables

MARK_COUNT = "mark.count"
_f = tables.facts.c


def read_fact(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(_f.value).where(_f.name == name))


def write_fact(connection: Connection, name: str, value: str) -> None:
    if not connection.execute(update(tables.facts).where(_f.name == name).values(value=value)).rowcount:
        connection.execute(insert(tables.facts).values(name=name, value=value))
