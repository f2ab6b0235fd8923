"""Theirs: citizens and held papers as the province last told them. Only what it sends is written here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, insert, select

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.domain.query import phone_digits
from counter_app.domain.text import name_key

from . import tables
from .facts import read_fact, write_fact

_c = tables.citizens.c
_p = tables.held_papers.c
AS_OF, CURSOR = "register.as-of", "register.cursor"
_BATCH = 500  # rows a statement: SQLite and PostgreSQL both bound the parameters of one


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

    def put_citizens(self, citizens: Sequence[Citizen], as_of: datetime) -> None:
        self._replace(tables.citizens, _c.person, {c.personal_number.value: _citizen_row(c, as_of) for c in citizens})

    def put_held_papers(self, papers: Sequence[HeldPaper]) -> None:
        self._replace(tables.held_papers, _p.id, {p.id: _paper_row(p) for p in papers})

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
            self._connection.execute(insert(table), [rows[name] for name in batch])


def _citizen_row(citizen: Citizen, as_of: datetime) -> dict[str, Any]:
    return {
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
