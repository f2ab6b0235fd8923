"""The chains of the audit: how a line's hash is made, and how a chain is followed from a line that was sure before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, inspect, select

from . import tables

CHAINS = (tables.audit, tables.look_ups)
FIRST = "0" * 64  # what the first line names as the one before it
_NOT_HASHED = frozenset({"line", "hash"})
_TOLD = 2000  # lines between two words on how far it has come


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a chain, and its hash; 0: before the first one."""

    line: int
    hash: str


START = Place(0, FIRST)


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a chain is whole. `broken`: the first line that was changed, or that follows a missing one."""

    sure: Place
    lines: int
    broken: int | None = None


def line_hash(values: Mapping[str, Any]) -> str:
    """SHA-256 over the line's columns as sorted JSON, moments in UTC; its own number is left to the database.

    `dossier` is hashed where the line says it nowhere else: lines written before there was that column have none.
    """
    hashed = {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if name not in _NOT_HASHED and not (name == "dossier" and (value is None or "about" in values))
    }
    return hashlib.sha256(json.dumps(hashed, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def is_whole(row: Mapping[str, Any], previous: str | None) -> bool:
    """Whether a line is what was written, and follows the line whose hash is `previous`."""
    said_twice = "about" not in row or "dossier" not in row or row["dossier"] == row["about"].get("dossier")
    return bool(row["previous"] == previous and said_twice and row["hash"] == line_hash(row))


def head_of(connection: Connection, table: Table) -> Place:
    """The last line."""
    row = connection.execute(select(table.c.line, table.c.hash).order_by(table.c.line.desc()).limit(1)).one_or_none()
    return START if row is None else Place(row.line, row.hash)


def hash_at(connection: Connection, table: Table, line: int) -> str | None:
    return FIRST if line == 0 else connection.scalar(select(table.c.hash).where(table.c.line == line))


def follow(connection: Connection, table: Table, after: Place, told: Callable[[int], None] = lambda _: None) -> Walk:
    """Walks from the line behind `after` to the end. `told` hears how many lines were followed so far.

    Also through a database of an earlier program: it is backed up, and that checked, before it is brought up to date.
    """
    sure, lines = after, 0
    rows = (
        select(*_columns(connection, table))
        .where(table.c.line > after.line)
        .order_by(table.c.line)
        .execution_options(yield_per=_TOLD)
    )
    with connection.execute(rows) as found:
        for row in found.mappings():
            if not is_whole(dict(row), sure.hash):
                return Walk(sure, lines, row["line"])
            sure = Place(row["line"], row["hash"])
            lines += 1
            if lines % _TOLD == 0:
                told(lines)
    return Walk(sure, lines)


def _columns(connection: Connection, table: Table) -> list[Column[Any]]:
    """Those that this database has already."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    return [column for column in table.columns if column.name in there]
