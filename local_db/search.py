"""Finds citizens and dossiers as one types. With `engine` what alone knows SQLite: names go through FTS5.

Tables, triggers and indexes are made by migrations 0004 and 0005. `search_names` holds each folded name once, however
many bear it (1.2 million citizens have some 200,000), `search_words` the full-text index of them, `search_terms` its
words, `search_strangers` the dossiers of applicants who are no citizens.

A query is tried condition by condition, the likeliest first, until there is enough: what begins as typed before what
has the words in another order, and a slip forgiven only where nothing fits as it stands (`search_statements`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, PoolProxiedConnection, select

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.query import CodeText, Digits, NameWords, Query
from counter_app.ports import Found, FoundDossier, FoundPerson

from . import tables
from .dossiers import accepted_in
from .engine import begun
from .faults import named, storage_faults
from .search_statements import (
    PERSONAL,
    WHOLE,
    Conditions,
    Values,
    as_typed,
    by_name_statement,
    by_words,
    citizens_statement,
    dossiers_statement,
    of_code_or_applicant,
    slips_of_code,
    slips_of_digits,
    span,
    strangers_statement,
)
from .vocabulary import Vocabulary

_SEXES = {each.value: each for each in Sex}
_date = lru_cache(maxsize=1 << 16)(PartialDate.from_iso)  # there are some forty thousand days to be born on


def _slots(kind: type) -> list[Callable[[Any, Any], None]]:
    """What fills each field of a frozen value, in the order of its fields."""
    return [getattr(kind, field.name).__set__ for field in fields(kind)]


_new = object.__new__
(_value,) = _slots(PersonalNumber)
_number, _full_name, _birth_date, _sex, _address, _old_number, _phone, _commune = _slots(Citizen)
_citizen, _own, _slip = _slots(FoundPerson)


def not_of_search(name: str | None, kind: str, parents: Any) -> bool:
    """For whoever compares the schema with the model: tables of the index are no part of the portable model."""
    return kind != "table" or not (name or "").startswith("search_")


class SqlSearch:
    """Fulfils `ports.Search`. What is typed goes in as a parameter, never into the text of a statement.

    People are read straight from the driver, over a connection kept for it: between two keys of a clerk the wrapping
    would cost more than finding them. A statement's text is the same for all that is typed in one shape, so that the
    driver prepares it once.
    """

    def __init__(self, reader: Engine, folder: Path) -> None:
        self._reader, self._folder = reader, folder
        self._vocabulary = Vocabulary()
        self._asking = Lock()
        self._kept: PoolProxiedConnection | None = None

    def close(self) -> None:
        """Before the reader is disposed of, which opens no other."""
        with self._asking:
            self._let_go()

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        with self._asking:
            try:
                rows, slip = self._rows_of(query, limit + 1, applicants)
            except (driver.Error, MemoryError) as error:
                self._let_go(spoilt=True)
                raise named(error, self._folder, reading=True) from error
        if len(rows) > 1:
            rows = _one_each(rows)
        return Found(_people_in(rows[:limit], slip), len(rows) > limit)

    def _rows_of(self, query: Query, enough: int, applicants: bool) -> tuple[list[Any], bool]:
        """And whether a slip was forgiven."""
        if self._kept is None:
            with storage_faults(self._folder, reading=True):
                self._kept = self._reader.raw_connection()
        bare: Any = self._kept.driver_connection
        if isinstance(query, Digits) and (whole := WHOLE.get(len(query.digits))):
            # Who bears an identity number that was typed to its end; whose begins so is not looked at beside them.
            # Nobody bears a personal number beside a citizen.
            others = applicants and whole is not PERSONAL
            rows = _people(bare, whole, {"typed": query.digits}, enough, others)
            if rows:
                return rows, False
        rows = _people(bare, *as_typed(query), enough, applicants)
        if rows:
            return rows, False
        return _people(bare, *self._slips(bare, query), enough, applicants), True

    def _let_go(self, spoilt: bool = False) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            with suppress(driver.Error):
                if spoilt:
                    kept.invalidate()
                kept.close()

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        with storage_faults(self._folder, reading=True), begun(self._reader) as connection:
            bare: Any = connection.connection.driver_connection
            slip, found = False, _entries(bare, of_code_or_applicant(query), 2 * limit, clerk)
            if not found:
                near = slips_of_code(query.text) if isinstance(query, CodeText) else self._slips(bare, query)
                slip, found = True, _entries(bare, near, 2 * limit, clerk)
            shown = found[:limit]
            theirs = select(tables.dossiers).where(tables.dossiers.c.entry.in_(shown))
            accepted = {row.entry: accepted_in(row) for row in connection.execute(theirs)}
        return Found(tuple(FoundDossier(accepted[entry], slip) for entry in shown), len(found) > limit)

    def _slips(self, bare: Any, query: Query) -> tuple[Conditions, Values]:
        match query:
            case Digits(digits):
                return slips_of_digits(digits)
            case NameWords(words, born) if words:
                self._vocabulary.follow(bare)
                expression = self._vocabulary.one_slip_away(words)
                if expression:
                    return (by_words(bool(born)),), {"words": expression, **span("born", born)}
        return (), {}


def _rows(bare: Any, statement: str, values: Values) -> list[Any]:
    found: list[Any] = bare.execute(statement, values).fetchall() if statement else []
    return found


def _people(bare: Any, conditions: Conditions, values: Values, enough: int, applicants: bool) -> list[Any]:
    """`own` and the person, citizens first. By anything but names the strangers are asked for only where a last row
    says that there are any: to tell who comes twice takes a table, which takes longer than finding a citizen."""
    if any(one.words for one in conditions):
        return _rows(bare, by_name_statement(conditions, enough, applicants), values)
    rows = _rows(bare, citizens_statement(conditions, enough, applicants), values)
    if rows and rows[-1][0] is None:
        rows[-1:] = _rows(bare, strangers_statement(conditions, enough), values)
    return rows


def _entries(bare: Any, sought: tuple[Conditions, Values], enough: int, clerk: str | None) -> list[int]:
    conditions, values = sought
    statement = dossiers_statement(conditions, enough, clerk is not None)
    rows = _rows(bare, statement, {**values, "clerk": clerk or ""})
    return list(dict.fromkeys(entry for (entry,) in rows))


def _one_each(rows: list[Any]) -> list[Any]:
    """The first row of each person."""
    one_each: dict[str, Any] = {}
    for row in rows:
        one_each.setdefault(row[1], row)
    return list(one_each.values())


def _people_in(rows: list[Any], slip: bool) -> tuple[FoundPerson, ...]:
    """Between two keys twenty are made. Their slots are filled straight: what a frozen value does in `__init__` was a
    third of a search, and what stands in the store was checked when it was written."""
    people = []
    for own, person, full_name, born, sex, address, old_number, phone in rows:
        number, citizen, found = _new(PersonalNumber), _new(Citizen), _new(FoundPerson)
        _value(number, person)
        _number(citizen, number)
        _full_name(citizen, full_name)
        _birth_date(citizen, _date(born) if born else None)
        _sex(citizen, _SEXES[sex] if sex else None)
        _address(citizen, address)
        _old_number(citizen, old_number)
        _phone(citizen, phone)
        _commune(citizen, None)
        _citizen(found, citizen)
        _own(found, own == 1)
        _slip(found, slip)
        people.append(found)
    return tuple(people)
