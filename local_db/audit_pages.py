"""Leafing through both chains of the audit as one story, the latest first, a page at a time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, tuple_

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.deadline import VIETNAM
from counter_app.ports import AuditEntry, AuditQuery

from . import tables
from .audit_chain import CHAINS, FIRST, is_whole

LOOKED_UP = "looked-up"  # what a line of `look_ups` is called among the acts
_BEFORE = "hash_before"


def read_page(
    connection: Connection, wanted: AuditQuery, older_than: AuditEntry | None, limit: int
) -> tuple[AuditEntry, ...]:
    """See `ports.Audit.page`. Each chain gives as many as the page holds; merged by moment, the first ones stay."""
    theirs = None if wanted.person is None else _dossiers_of(connection, wanted.person)
    found: list[AuditEntry] = []
    for table in CHAINS:
        conditions = _conditions(table, wanted, theirs)
        if conditions is None:
            continue
        if older_than is not None:
            conditions.append(_older(table, older_than))
        found += [
            _entry(table.name, dict(row)) for row in connection.execute(_rows(table, conditions, limit)).mappings()
        ]
    return tuple(sorted(found, key=_order, reverse=True)[:limit])


def _rows(table: Table, conditions: list[ColumnElement[bool]], limit: int) -> Select[Any]:
    before = table.alias()
    previous = select(before.c.hash).where(before.c.line < table.c.line).order_by(before.c.line.desc()).limit(1)
    rows = select(table, previous.scalar_subquery().label(_BEFORE)).where(*conditions)
    return rows.order_by(table.c.at.desc(), table.c.line.desc()).limit(limit)


def _conditions(table: Table, wanted: AuditQuery, theirs: list[str] | None) -> list[ColumnElement[bool]] | None:
    """None: this chain holds nothing of what is wanted."""
    acts = table is tables.audit
    if not acts and wanted.what not in (None, LOOKED_UP):
        return None
    conditions: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        conditions.append(table.c.at >= datetime.combine(wanted.first_day, time(), VIETNAM))
    if wanted.last_day is not None:
        conditions.append(table.c.at < datetime.combine(wanted.last_day + timedelta(days=1), time(), VIETNAM))
    if wanted.who is not None:
        conditions.append(table.c.who == wanted.who)
    if acts and wanted.what is not None:
        conditions.append(table.c.what == wanted.what)
    if wanted.dossiers is not None:
        conditions.append(table.c.dossier.in_([str(dossier) for dossier in wanted.dossiers]))
    if wanted.person is not None:
        his = table.c.dossier.in_(theirs or [])
        conditions.append(his if acts else or_(his, tables.look_ups.c.person == wanted.person.value))
    return conditions


def _older(table: Table, last: AuditEntry) -> ColumnElement[bool]:
    """Of two lines of one moment that of the later table in `CHAINS` comes first."""
    here, there = (_rank(name) for name in (table.name, last.table))
    if here == there:
        # The plain bound lets the index be entered at the right place on any database.
        return and_(table.c.at <= last.at, tuple_(table.c.at, table.c.line) < tuple_(last.at, last.line))
    return table.c.at <= last.at if here < there else table.c.at < last.at


def _order(entry: AuditEntry) -> tuple[datetime, int, int]:
    return entry.at, _rank(entry.table), entry.line


def _rank(table: str) -> int:
    return [each.name for each in CHAINS].index(table)


def _dossiers_of(connection: Connection, person: PersonalNumber) -> list[str]:
    """Accepted ones, and drafts that he was looked up for."""
    theirs = (tables.dossiers.c.person, tables.dossiers.c.owner_number)
    accepted = select(tables.dossiers.c.id).where(or_(*(column == person.value for column in theirs)))
    asked = select(tables.look_ups.c.dossier).where(
        tables.look_ups.c.person == person.value, tables.look_ups.c.dossier.is_not(None)
    )
    return [*map(str, connection.scalars(accepted)), *map(str, connection.scalars(asked.distinct()))]


def _entry(table: str, row: dict[str, Any]) -> AuditEntry:
    previous, line = row[_BEFORE] or FIRST, {name: value for name, value in row.items() if name != _BEFORE}
    if table == tables.audit.name:
        what, about, person = line["what"], line["about"], None
    else:
        said = {"purpose": line["purpose"], "procedure": line["procedure_code"], "outcome": line["outcome"]}
        what, person = LOOKED_UP, PersonalNumber(line["person"])
        about = {**said, **({"dossier": line["dossier"]} if line["dossier"] is not None else {})}
    whole = is_whole(line, previous)
    named = {name: line[name] for name in ("line", "at", "who", "counter", "previous", "hash")}
    return AuditEntry(table=table, what=what, about=about, whole=whole, person=person, **named)
