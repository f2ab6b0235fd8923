"""Theirs: citizens and held papers as the province last told them. Only what it sends is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, func, insert, select

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.errors import BadPersonalNumber, NotTheProvince
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.domain.query import phone_digits
from counter_app.domain.slices import RecordName, SliceSum, Sums, citizen_digest, paper_digest, slice_of
from counter_app.domain.text import name_key
from counter_app.ports import Changes

from . import tables
from .facts import forget_fact, read_fact, write_fact
from .prepared import Prepared

_c = tables.citizens.c
_p = tables.held_papers.c
AS_OF, CURSOR, SUMMED = "register.as-of", "register.cursor", "register.summed"
_BATCH = 500  # rows a statement: SQLite and PostgreSQL both bound the parameters of one
_PUT = {table.name: Prepared(insert(table)) for table in (tables.citizens, tables.held_papers)}


def province_moment(connection: Connection) -> datetime | None:
    """The latest moment that the province said it knew the commune as of: that much time has passed."""
    text = read_fact(connection, AS_OF)
    return None if text is None else datetime.fromisoformat(text)


class SqlRegister:
    """Fulfils `ports.Register`. `told`: the moment that the province said in this transaction, if it did."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.told: datetime | None = None

    def citizen(self, person: PersonalNumber) -> Citizen | None:
        row = self._connection.execute(select(tables.citizens).where(_c.person == person.value)).one_or_none()
        return None if row is None else citizen_of(*row[:7])

    def held_papers(self, person: PersonalNumber, kinds: Iterable[str]) -> tuple[HeldPaper, ...]:
        theirs = select(tables.held_papers).where(_p.person == person.value, _p.kind.in_(sorted(set(kinds))))
        return tuple(_paper(row) for row in self._connection.execute(theirs.order_by(_p.id)))

    def name_of(self, person: PersonalNumber) -> RecordName | None:
        row = self._connection.execute(select(_c.ref, _c.version).where(_c.person == person.value)).one_or_none()
        return None if row is None else _name_in(row)

    def put_citizens(
        self, citizens: Sequence[Citizen], as_of: datetime, names: Mapping[PersonalNumber, RecordName] | None = None
    ) -> None:
        told = names or {}
        rows = {c.personal_number.value: _citizen_row(c, as_of, told.get(c.personal_number)) for c in citizens}
        self._replace(tables.citizens, _c.person, rows)

    def put_held_papers(self, papers: Sequence[HeldPaper]) -> None:
        self._replace(tables.held_papers, _p.id, {p.id: _paper_row(p) for p in papers})

    def take_out(self, people: Sequence[PersonalNumber], papers: Sequence[str]) -> None:
        for table, key, names in (
            (tables.citizens, _c.person, [person.value for person in people]),
            (tables.held_papers, _p.id, list(papers)),
        ):
            for start in range(0, len(names), _BATCH):
                self._connection.execute(delete(table).where(key.in_(names[start : start + _BATCH])))

    def sums(self) -> Sums:
        citizens, papers = (self._summed(table) for table in (tables.citizens, tables.held_papers))
        return Sums(self.cursor() or "", citizens, papers)

    def _summed(self, table: Table) -> dict[int, SliceSum]:
        counted = select(table.c.slice, func.count(), func.sum(table.c.digest)).group_by(table.c.slice)
        return {number: SliceSum(count, int(total)) for number, count, total in self._connection.execute(counted)}

    def changed_within(self, slices: Iterable[int]) -> tuple[int, ...]:
        return tuple(
            number
            for number in slices
            if None in self._sound_citizens(number).values() or None in self._sound_papers(number).values()
        )

    def what_differs(self, number: int, changes: Changes) -> Changes:
        people = [citizen.personal_number for citizen in changes.citizens]
        if any(slice_of(person) != number for person in (*people, *(paper.owner for paper in changes.papers))):
            raise NotTheProvince("rows of another slice")
        citizens, papers = self._sound_citizens(number), self._sound_papers(number)
        told_citizens = {
            c.personal_number.value: citizen_digest(c, changes.names.get(c.personal_number)) for c in changes.citizens
        }
        told_papers = {paper.id: paper_digest(paper) for paper in changes.papers}
        return replace(
            changes,
            citizens=tuple(
                c for c in changes.citizens if citizens.get(key := c.personal_number.value) != told_citizens[key]
            ),
            papers=tuple(paper for paper in changes.papers if papers.get(paper.id) != told_papers[paper.id]),
            people_gone=tuple(_as_it_stands(person) for person in citizens if person not in told_citizens),
            papers_gone=tuple(id_ for id_ in papers if id_ not in told_papers),
        )

    def _sound_citizens(self, number: int) -> dict[str, int | None]:
        """Of each that stands in the slice its digest; None where that is no longer what the row says."""
        rows = self._connection.execute(select(tables.citizens).where(_c.slice == number))
        return {row.person: row.digest if _citizen_holds(row) else None for row in rows}

    def _sound_papers(self, number: int) -> dict[str, int | None]:
        rows = self._connection.execute(select(tables.held_papers).where(_p.slice == number))
        return {row.id: row.digest if _paper_holds(row) else None for row in rows}

    def keep_cursor(self, cursor: str | None) -> None:
        if cursor is None:
            forget_fact(self._connection, CURSOR)
        else:
            write_fact(self._connection, CURSOR, cursor)

    def summed(self) -> datetime | None:
        text = read_fact(self._connection, SUMMED)
        return None if text is None else datetime.fromisoformat(text)

    def keep_summed(self, at: datetime) -> None:
        write_fact(self._connection, SUMMED, at.isoformat())

    def forget_summed(self) -> None:
        forget_fact(self._connection, SUMMED)

    def as_of(self) -> datetime | None:
        return province_moment(self._connection)

    def begun(self) -> bool:
        return self._connection.scalar(select(_c.person).limit(1)) is not None

    def set_as_of(self, moment: datetime, cursor: str) -> None:
        write_fact(self._connection, AS_OF, moment.isoformat())
        self.told = moment
        write_fact(self._connection, CURSOR, cursor)

    def cursor(self) -> str | None:
        return read_fact(self._connection, CURSOR)

    def _replace(self, table: Table, key: Column[Any], rows: dict[str, dict[str, Any]]) -> None:
        """The server wins: what stood under these keys is gone. Of two rows of one key the last counts."""
        keys = list(rows)
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            self._connection.execute(delete(table).where(key.in_(batch)))
            _PUT[table.name].change_each(self._connection, [rows[name] for name in batch])


def _as_it_stands(person: str) -> PersonalNumber:
    """Also what is no number any more: it goes by the name that it has."""
    number = object.__new__(PersonalNumber)
    object.__setattr__(number, "value", person)
    return number


def _citizen_holds(row: Any) -> bool:
    """Whether the digest beside it is what the row says."""
    try:
        return bool(row.digest == citizen_digest(citizen_of(*row[:7]), _name_in(row)))
    except (ValueError, BadPersonalNumber):  # what is no date any more
        return False


def _paper_holds(row: Row[Any]) -> bool:
    try:
        return bool(row.digest == paper_digest(_paper(row)))
    except (ValueError, BadPersonalNumber):
        return False


def _name_in(row: Any) -> RecordName | None:
    return RecordName(row.ref, row.version) if row.ref and row.version else None


def _citizen_row(citizen: Citizen, as_of: datetime, name: RecordName | None) -> dict[str, Any]:
    return {
        "ref": name.ref if name else None,
        "version": name.version if name else None,
        "slice": slice_of(citizen.personal_number),
        "digest": citizen_digest(citizen, name),
        "person": citizen.personal_number.value,
        "full_name": citizen.full_name,
        "birth_date": citizen.birth_date.iso() if citizen.birth_date else None,
        "sex": citizen.sex.value if citizen.sex else None,
        "address": citizen.address,
        "old_number": citizen.old_number,
        "phone": citizen.phone,
        "name_key": name_key(citizen.full_name),
        "phone_digits": phone_digits(citizen.phone) or None,
        "as_of": as_of,
    }


def citizen_of(
    person: str,
    full_name: str,
    birth_date: str | None,
    sex: str | None,
    address: str,
    old_number: str | None,
    phone: str,
) -> Citizen:
    """From the first columns of the table, in its order."""
    born = PartialDate.from_iso(birth_date) if birth_date else None
    return Citizen(PersonalNumber(person), full_name, born, Sex(sex) if sex else None, address, old_number, phone)


def _paper_row(paper: HeldPaper) -> dict[str, Any]:
    names = ("id", "kind", "title", "source", "as_of", "issued_on", "expires_on", "number", "issuer", "summary")
    values = {name: getattr(paper, name) for name in names}
    values |= {"slice": slice_of(paper.owner), "digest": paper_digest(paper)}
    return {**values, "person": paper.owner.value, "legal_state": paper.legal_state.value}


def _paper(row: Row[Any]) -> HeldPaper:
    return HeldPaper(
        id=row.id,
        owner=PersonalNumber(row.person),
        kind=row.kind,
        title=row.title,
        source=row.source,
        legal_state=LegalState(row.legal_state),
        as_of=row.as_of,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        number=row.number,
        issuer=row.issuer,
        summary=row.summary,
    )
