"""Finds citizens and dossiers as one types. With `engine` the only module that knows SQLite: names go through FTS5.

Tables, triggers and indexes are made by migration 0004. `search_names` holds each folded name once, however
many bear it (1.2 million citizens have some 200,000), `search_words` the full-text index of them, `search_terms` its
words.

A query is tried condition by condition, the likeliest first, until there is enough: what begins as typed before what
has the words in another order, and a slip forgiven only where nothing fits as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from counter_app.domain.query import DIGITS, LETTERS, CodeText, Digits, NameWords, Query, code_tail, one_slip
from counter_app.ports import Found, FoundDossier, FoundPerson

from . import tables
from .dossiers import accepted_in
from .register import citizen_of

_AFTER_ALL = "\U0010ffff"
_SHORTEST_SLIP = 3  # letters: of two, any word is one slip away
_NUMBERS = {"person": (12, 3), "old_number": (9, 3), "phone_digits": (10, 3)}  # full length, and from how many on
_PERSON = "t.person, t.full_name, t.birth_date, t.sex, t.address, t.old_number, t.phone"
_NO_CITIZEN = " AND NOT EXISTS (SELECT 1 FROM citizens c WHERE c.person = t.person)"
# CROSS JOIN: in this order, so that rows come as they are found and the limit ends the work.
_BY_NAME = """search_words CROSS JOIN search_names n ON n.id = search_words.rowid
    CROSS JOIN {table} t ON t.name_key = n.name_key"""


def not_of_search(name: str | None, kind: str, parents: Any) -> bool:
    """For whoever compares the schema with the model: tables of the index are no part of the portable model."""
    return kind != "table" or not (name or "").startswith("search_")


@dataclass(frozen=True, slots=True)
class _Condition:
    """Of a statement that runs on `citizens` and on `dossiers` alike, as `t`; `order` within what fits."""

    where: str
    values: tuple[str, ...] = ()
    order: str = ""
    source: str = "{table} t"
    citizens_only: bool = False  # without an index on dossiers it would read them all


@dataclass(frozen=True, slots=True)
class _Part:
    """A condition on one table; `also`, with its `values`, is what more must hold."""

    select: str
    table: str
    condition: _Condition
    also: str = ""
    values: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        one = self.condition
        order = f" ORDER BY {one.order}" if one.order else ""
        return f"{self.select} FROM {one.source.format(table=self.table)} WHERE {one.where}{self.also}{order}"


@dataclass
class Vocabulary:
    """All words of names, and all their beginnings, as of the newest name; shared by a store's transactions."""

    newest: int = 0
    words: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()

    def follow(self, connection: Connection) -> None:
        newest = connection.exec_driver_sql("SELECT max(id) FROM search_names").scalar() or 0
        if newest == self.newest:
            return
        self.words = frozenset(connection.exec_driver_sql("SELECT term FROM search_terms").scalars())
        self.starts = frozenset(word[:end] for word in self.words for end in range(1, len(word) + 1))
        self.newest = newest

    def one_slip_away(self, words: Sequence[str]) -> str:
        """The full-text expression of what may have been meant; empty where no known word is near.

        Only the last word may be unfinished. Where one word is unknown as it stands, the slip was there; where two
        are, a space slipped.
        """
        unknown = [at for at, word in enumerate(words) if word not in self.starts]
        suspects = unknown or range(len(words))
        meant = [self._with_meant(words, at) for at in suspects] if len(unknown) <= 1 else []
        for at in sorted({place for suspect in suspects for place in (suspect - 1, suspect)}):
            meant += self._with_other_spaces(words, at)
        return " OR ".join(f"({expression})" for expression in meant if expression)

    def _with_meant(self, words: Sequence[str], at: int) -> str:
        if len(words[at]) < _SHORTEST_SLIP:
            return ""
        last = at == len(words) - 1
        known = self.starts if last else self.words
        near = sorted(known.intersection(one_slip(words[at], LETTERS)) - {words[at]})
        meant = " OR ".join(_term(word, last) for word in near)
        return _all((*_terms(words[:at]), f"({meant})", *_terms(words[at + 1 :]))) if meant else ""

    def _with_other_spaces(self, words: Sequence[str], at: int) -> Iterator[str]:
        """Without the space after a word, or with one more in it."""
        if at < 0:
            return
        before, after, further = words[:at], words[at + 1 :], words[at + 2 :]
        known = self.words if after else self.starts
        for cut in range(1, len(words[at])):
            one, other = words[at][:cut], words[at][cut:]
            if one in self.words and other in known:
                yield _all(_terms((*before, one, other, *after)))
        if after and words[at] + after[0] in (self.words if further else self.starts):
            yield _all(_terms((*before, words[at] + after[0], *further)))


def _term(word: str, unfinished: bool) -> str:
    return f'"{word}"*' if unfinished else f'"{word}"'


def _terms(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_term(word, True) for word in words)


def _all(terms: Sequence[str]) -> str:
    return " AND ".join(terms)


class SqlSearch:
    """Fulfils `ports.Search`. What is typed goes in as a parameter, never into the text of a statement.

    Statements go straight to the driver, on the transaction's own connection: between two keys of a clerk the wrapping
    of rows would cost more than finding them.
    """

    def __init__(self, connection: Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        slip, rows = False, self._people(_as_typed(query), limit + 1, applicants)
        if not rows:
            slip, rows = True, self._people(self._slips(query), limit + 1, applicants)
        one_each: dict[str, Any] = {}
        for row in rows:
            one_each.setdefault(row[1], row)
        found = list(one_each.values())
        people = tuple(FoundPerson(citizen_of(*row[1:]), own=bool(row[0]), slip=slip) for row in found[:limit])
        return Found(people, len(found) > limit)

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        slip, rows = False, self._dossiers(_of_code(query) + _as_typed(query), 2 * limit, clerk)
        if not rows:
            slip, rows = True, self._dossiers(self._slips(query), 2 * limit, clerk)
        entries = list(dict.fromkeys(entry for (entry,) in rows))
        return Found(self._accepted(entries[:limit], slip), len(entries) > limit)

    def _people(self, conditions: Sequence[_Condition], enough: int, applicants: bool) -> list[Any]:
        """`own` and the person, of citizens first; then applicants who are none."""
        parts = [_Part(f"SELECT 1, {_PERSON}", "citizens", each) for each in conditions]
        if applicants:
            parts += [
                _Part(f"SELECT DISTINCT 0, {_PERSON}", "dossiers", each, _NO_CITIZEN)
                for each in _on_dossiers(conditions)
            ]
        return self._rows(parts, enough)

    def _dossiers(self, conditions: Sequence[_Condition], enough: int, clerk: str | None) -> list[Any]:
        of_clerk = ("", ()) if clerk is None else (" AND t.clerk = ?", (clerk,))
        return self._rows(
            [_Part("SELECT t.entry", "dossiers", each, *of_clerk) for each in _on_dossiers(conditions)], enough
        )

    def _rows(self, parts: Sequence[_Part], enough: int) -> list[Any]:
        """Of each part in turn until there is enough: a union without sorting runs no part that is not needed."""
        if not parts:
            return []
        union = " UNION ALL ".join(f"SELECT * FROM ({part.statement} LIMIT {enough})" for part in parts)  # noqa: S608
        values = [value for part in parts for value in (*part.condition.values, *part.values)]
        driver = self._connection.connection.driver_connection
        found: list[Any] = driver.execute(f"{union} LIMIT {enough}", values).fetchall()  # type: ignore[union-attr]
        return found

    def _accepted(self, entries: Sequence[int], slip: bool) -> tuple[FoundDossier, ...]:
        column = tables.dossiers.c.entry
        rows = self._connection.execute(select(tables.dossiers).where(column.in_(entries)))
        accepted = {row.entry: accepted_in(row) for row in rows}
        return tuple(FoundDossier(accepted[entry], slip) for entry in entries)

    def _slips(self, query: Query) -> tuple[_Condition, ...]:
        match query:
            case Digits(digits):
                return _slips_of_digits(digits)
            case NameWords(words, born) if words:
                self._vocabulary.follow(self._connection)
                expression = self._vocabulary.one_slip_away(words)
                return (_by_words(expression, born),) if expression else ()
        return ()


def _as_typed(query: Query) -> tuple[_Condition, ...]:
    match query:
        case Digits(digits):
            fits = [name for name, (full, least) in _NUMBERS.items() if least <= len(digits) <= full]
            year = (_born_in(digits),) if _is_year(digits) else ()
            return (*(_in_range(name, digits) for name in fits), *year)
        case NameWords((), born):
            return (_born_in(born),)
        case NameWords(words, born):
            begun = " ".join(words)
            return _in_range("name_key", begun, born), _by_words(_all(_terms(words)), born, besides=begun)
    return ()


def _on_dossiers(conditions: Sequence[_Condition]) -> Iterator[_Condition]:
    return (condition for condition in conditions if not condition.citizens_only)


def _born_in(born: str) -> _Condition:
    """In the order of names: a walk along their index, which knows the birth date as well."""
    return replace(_in_range("name_key", "", born), citizens_only=True)


def _of_code(query: Query) -> tuple[_Condition, ...]:
    """The tail of a code, the latest dossier first; or its start."""
    match query:
        case Digits(digits):
            return tuple(_in_range(name, digits[::-1], order="t.entry DESC") for name in ("code_tail", "linked_tail"))
        case CodeText(text):
            tails = (_in_range(name, code_tail(text), order="t.entry DESC") for name in ("code_tail", "linked_tail"))
            return (*(_in_range(name, text) for name in ("code", "linked_code")), *tails)
    return ()


def _in_range(column: str, prefix: str, born: str = "", order: str = "") -> _Condition:
    """Values of the column that begin with `prefix`: a walk along its index."""
    where, values = f"t.{column} >= ? AND t.{column} < ?", (prefix, prefix + _AFTER_ALL)
    return _born(_Condition(where, values, order or f"t.{column}"), born)


def _by_words(expression: str, born: str, besides: str = "") -> _Condition:
    """Names with these words; not those that begin with `besides`."""
    if not besides:
        return _born(_Condition("search_words MATCH ?", (expression,), source=_BY_NAME), born)
    where = "search_words MATCH ? AND NOT (n.name_key >= ? AND n.name_key < ?)"
    return _born(_Condition(where, (expression, besides, besides + _AFTER_ALL), source=_BY_NAME), born)


def _born(condition: _Condition, born: str) -> _Condition:
    if not born:
        return condition
    where = f"{condition.where} AND t.birth_date >= ? AND t.birth_date < ?"
    return replace(condition, where=where, values=(*condition.values, born, born + _AFTER_ALL))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def _slips_of_digits(digits: str) -> tuple[_Condition, ...]:
    """Whole numbers only: the start of a number has too many neighbours."""
    conditions = []
    for column, (full, _) in _NUMBERS.items():
        if abs(len(digits) - full) <= 1:
            meant = sorted({number for number in one_slip(digits, DIGITS) if len(number) == full})
            where = f"t.{column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own column names
            conditions.append(_Condition(where, (json.dumps(meant),)))
    return tuple(conditions)
