"""Finds citizens and dossiers as one types. With `engine` the only module that knows SQLite: names go through FTS5.

Tables, triggers and indexes are made by migrations 0004 and 0005. `search_names` holds each folded name once, however
many bear it (1.2 million citizens have some 200,000), `search_words` the full-text index of them, `search_terms` its
words, `search_strangers` the dossiers of applicants who are no citizens.

A query is tried condition by condition, the likeliest first, until there is enough: what begins as typed before what
has the words in another order, and a slip forgiven only where nothing fits as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, PoolProxiedConnection, select

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.query import DIGITS, CodeText, Digits, NameWords, Query, code_tail, one_slip
from counter_app.ports import Found, FoundDossier, FoundPerson

from . import tables
from .dossiers import accepted_in
from .faults import named, storage_faults
from .vocabulary import Vocabulary, all_of, terms

_AFTER_ALL = "\U0010ffff"
_NUMBERS = {"person": (12, 3), "old_number": (9, 3), "phone_digits": (10, 3)}  # full length, and from how many on
_PERSON = "{0}.person, {0}.full_name, {0}.birth_date, {0}.sex, {0}.address, {0}.old_number, {0}.phone"
_WORDS = "found(id) AS MATERIALIZED (SELECT rowid FROM search_words WHERE search_words MATCH :words)"
# CROSS JOIN: in this order, so that rows come as they are found and the limit ends the work.
_BY_NAME = "found CROSS JOIN search_names n ON n.id = found.id CROSS JOIN {table} t ON t.name_key = n.name_key"
_STRANGER = " CROSS JOIN dossiers d ON d.entry = t.entry"
_SEXES = {each.value: each for each in Sex}
_date = lru_cache(maxsize=1 << 16)(PartialDate.from_iso)  # there are some forty thousand days to be born on

Values = Mapping[str, str]


def not_of_search(name: str | None, kind: str, parents: Any) -> bool:
    """For whoever compares the schema with the model: tables of the index are no part of the portable model."""
    return kind != "table" or not (name or "").startswith("search_")


@dataclass(frozen=True, slots=True)
class _Condition:
    """Of a statement that runs on citizens, strangers and dossiers alike, as `t`; `order` within what fits. Of equal
    shape whatever was typed: that comes as the statement's values."""

    where: str
    order: str = ""
    words: bool = False  # by the names that have them
    citizens_only: bool = False  # without an index on dossiers it would read them all


_Conditions = tuple[_Condition, ...]


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
            except driver.Error as error:
                self._let_go()
                raise named(error, self._folder, reading=True) from error
        if len(rows) > 1:
            rows = _one_each(rows)
        return Found(_people_in(rows[:limit], slip), len(rows) > limit)

    def _rows_of(self, query: Query, enough: int, applicants: bool) -> tuple[list[Any], bool]:
        """And whether a slip was forgiven."""
        if self._kept is None:
            self._kept = self._reader.raw_connection()
        bare: Any = self._kept.driver_connection
        if isinstance(query, Digits) and (whole := _WHOLE.get(len(query.digits))):
            # Who bears an identity number that was typed to its end; whose begins so is not looked at beside them.
            # Nobody bears a personal number beside a citizen.
            others = applicants and whole is not _PERSONAL
            rows = _people(bare, whole, {"typed": query.digits}, enough, others)
            if rows:
                return rows, False
        rows = _people(bare, *_as_typed(query), enough, applicants)
        if rows:
            return rows, False
        return _people(bare, *self._slips(bare, query), enough, applicants), True

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            with suppress(driver.Error):
                kept.close()

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        with storage_faults(self._folder, reading=True), self._reader.begin() as connection:
            bare: Any = connection.connection.driver_connection
            slip, found = False, _entries(bare, _of_code_or_applicant(query), 2 * limit, clerk)
            if not found:
                slip, found = True, _entries(bare, self._slips(bare, query), 2 * limit, clerk)
            shown = found[:limit]
            theirs = select(tables.dossiers).where(tables.dossiers.c.entry.in_(shown))
            accepted = {row.entry: accepted_in(row) for row in connection.execute(theirs)}
        return Found(tuple(FoundDossier(accepted[entry], slip) for entry in shown), len(found) > limit)

    def _slips(self, bare: Any, query: Query) -> tuple[_Conditions, Values]:
        match query:
            case Digits(digits):
                return _slips_of_digits(digits)
            case NameWords(words, born) if words:
                self._vocabulary.follow(bare)
                expression = self._vocabulary.one_slip_away(words)
                if expression:
                    return (_by_words(bool(born)),), {"words": expression, **_span("born", born)}
        return (), {}


def _rows(bare: Any, statement: str, values: Values) -> list[Any]:
    found: list[Any] = bare.execute(statement, values).fetchall() if statement else []
    return found


def _people(bare: Any, conditions: _Conditions, values: Values, enough: int, applicants: bool) -> list[Any]:
    """`own` and the person, citizens first. By anything but names the strangers are asked for only where a last row
    says that there are any: to tell who comes twice takes a table, which takes longer than finding a citizen."""
    if any(one.words for one in conditions):
        return _rows(bare, _by_name_statement(conditions, enough, applicants), values)
    rows = _rows(bare, _citizens_statement(conditions, enough, applicants), values)
    if rows and rows[-1][0] is None:
        rows[-1:] = _rows(bare, _strangers_statement(conditions, enough), values)
    return rows


def _entries(bare: Any, sought: tuple[_Conditions, Values], enough: int, clerk: str | None) -> list[int]:
    conditions, values = sought
    statement = _dossiers_statement(conditions, enough, clerk is not None)
    rows = _rows(bare, statement, {**values, "clerk": clerk or ""})
    return list(dict.fromkeys(entry for (entry,) in rows))


def _one_each(rows: list[Any]) -> list[Any]:
    """The first row of each person."""
    one_each: dict[str, Any] = {}
    for row in rows:
        one_each.setdefault(row[1], row)
    return list(one_each.values())


def _people_in(rows: list[Any], slip: bool) -> tuple[FoundPerson, ...]:
    """In one expression: between two keys twenty are made, and a call for each is a quarter of their time."""
    return tuple(
        [
            FoundPerson(
                Citizen(
                    PersonalNumber(person),
                    full_name,
                    _date(born) if born else None,
                    _SEXES[sex] if sex else None,
                    address,
                    old_number,
                    phone,
                ),
                own == 1,
                slip,
            )
            for own, person, full_name, born, sex, address, old_number, phone in rows
        ]
    )


# --- statements: one text for each shape ---------------------------------------------------------------


@lru_cache
def _by_name_statement(conditions: _Conditions, enough: int, applicants: bool) -> str:
    """`own` and the person, of citizens first; then applicants who are none."""
    parts = [_part(f"SELECT 1, {_PERSON.format('t')}", "citizens", each) for each in conditions]
    return _union(conditions, parts + _of_strangers(conditions) * applicants, enough)


@lru_cache
def _citizens_statement(conditions: _Conditions, enough: int, applicants: bool) -> str:
    """Along the index of each condition in turn; a row of nothing at the end where there are strangers as well."""
    parts = [_part(f"SELECT 1, {_PERSON.format('t')}", "citizens", replace(each, order="")) for each in conditions]
    on_dossiers = [replace(each, order="") for each in _on_dossiers(conditions)]
    if applicants and on_dossiers:
        fit = " OR ".join(f"EXISTS ({_part('SELECT 1', 'search_strangers', each)})" for each in on_dossiers)
        parts.append(f"SELECT {', '.join(['NULL'] * 8)} WHERE {fit}")
    return " UNION ALL ".join(parts) + f" LIMIT {enough}" if parts else ""


@lru_cache
def _strangers_statement(conditions: _Conditions, enough: int) -> str:
    return _union(conditions, _of_strangers(conditions), enough)


def _of_strangers(conditions: _Conditions) -> list[str]:
    stranger = f"SELECT DISTINCT 0, {_PERSON.format('d')}"
    return [_part(stranger, "search_strangers", each, _STRANGER) for each in _on_dossiers(conditions)]


@lru_cache
def _dossiers_statement(conditions: _Conditions, enough: int, of_clerk: bool) -> str:
    also = " AND t.clerk = :clerk" if of_clerk else ""
    parts = [_part("SELECT t.entry", "dossiers", each, also=also) for each in _on_dossiers(conditions)]
    return _union(conditions, parts, enough)


def _part(what: str, table: str, one: _Condition, joined: str = "", also: str = "") -> str:
    source = _BY_NAME.format(table=table) if one.words else f"{table} t"
    order = f" ORDER BY {one.order}" if one.order else ""
    return f"{what} FROM {source}{joined} WHERE {one.where}{also}{order}"


def _union(conditions: _Conditions, parts: Sequence[str], enough: int) -> str:
    """Of each part in turn until there is enough: a union without sorting runs no part that is not needed, and what
    the parts share runs once."""
    shared = f"WITH {_WORDS} " if any(one.words for one in conditions) else ""
    union = " UNION ALL ".join(f"SELECT * FROM ({part} LIMIT {enough})" for part in parts)  # noqa: S608 - our own text
    return f"{shared}{union} LIMIT {enough}" if parts else ""


def _as_typed(query: Query) -> tuple[_Conditions, Values]:
    match query:
        case Digits(digits):
            return _fits(len(digits), _is_year(digits)), _span("typed", digits)
        case NameWords((), born):
            return (_BORN,), _span("typed", born)
        case NameWords(words, born):
            values = {"words": all_of(terms(words)), **_span("typed", " ".join(words)), **_span("born", born)}
            return _names(bool(born)), values
    return (), {}


@lru_cache
def _fits(length: int, year: bool) -> _Conditions:
    fits = [name for name, (full, least) in _NUMBERS.items() if least <= length <= full]
    return (*(_in_range(name) for name in fits), *((_BORN,) if year else ()))


@lru_cache
def _names(born: bool) -> _Conditions:
    """What begins as typed, then other names with these words."""
    others = "NOT (n.name_key >= :typed AND n.name_key < :typed_end)"
    return _born(_in_range("name_key"), born), _by_words(born, others)


def _on_dossiers(conditions: _Conditions) -> Iterator[_Condition]:
    return (condition for condition in conditions if not condition.citizens_only)


def _of_code_or_applicant(query: Query) -> tuple[_Conditions, Values]:
    """The tail of a code, the latest dossier first; or its start; or whatever finds the applicant."""
    conditions, values = _as_typed(query)
    match query:
        case Digits(digits):
            return _TAILS + conditions, {**values, **_span("tail", digits[::-1])}
        case CodeText(text):
            return _CODES + _TAILS, {**_span("code", text), **_span("tail", code_tail(text))}
    return conditions, values


def _span(name: str, prefix: str) -> Values:
    """From the first value that begins with `prefix` to behind the last."""
    return {name: prefix, f"{name}_end": prefix + _AFTER_ALL}


def _in_range(column: str, value: str = "typed", order: str = "") -> _Condition:
    """Values of the column that begin as `value`: a walk along its index."""
    return _Condition(f"t.{column} >= :{value} AND t.{column} < :{value}_end", order or f"t.{column}")


def _by_words(born: bool, where: str = "1") -> _Condition:
    return _born(_Condition(where, words=True), born)


def _born(condition: _Condition, born: bool) -> _Condition:
    also = " AND t.birth_date >= :born AND t.birth_date < :born_end" if born else ""
    return replace(condition, where=condition.where + also)


_PERSONAL, _OLD = ((_Condition(f"t.{name} = :typed"),) for name in ("person", "old_number"))
_WHOLE = {12: _PERSONAL, 9: _OLD}
# In the order of names: a walk along their index, which knows the birth date as well.
_BORN = _Condition(
    "t.name_key >= '' AND t.birth_date >= :typed AND t.birth_date < :typed_end", "t.name_key", citizens_only=True
)
_TAILS = tuple(_in_range(name, "tail", "t.entry DESC") for name in ("code_tail", "linked_tail"))
_CODES = tuple(_in_range(name, "code") for name in ("code", "linked_code"))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def _slips_of_digits(digits: str) -> tuple[_Conditions, Values]:
    """Whole numbers only: the start of a number has too many neighbours."""
    conditions, values = [], {}
    for column, (full, _) in _NUMBERS.items():
        if abs(len(digits) - full) <= 1:
            meant = sorted({number for number in one_slip(digits, DIGITS) if len(number) == full})
            conditions.append(_Condition(f"t.{column} IN (SELECT value FROM json_each(:{column}))"))  # noqa: S608 - our own column names
            values[column] = json.dumps(meant)
    return tuple(conditions), values
