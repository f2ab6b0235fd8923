"""Finds citizens and dossiers as one types. With `engine` the only module that knows SQLite: names go through FTS5.

Tables, triggers and indexes are made by migration 0004. `search_names` holds each folded name once, however
many bear it (1.2 million citizens have some 200,000), `search_words` the full-text index of them, `search_terms` its
words.

A query is tried condition by condition, the likeliest first, until there is enough: what begins as typed before what
has the words in another order, and a slip forgiven only where nothing fits as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from counter_app.domain.query import DIGITS, LETTERS, CodeText, Digits, NameWords, Query, code_tail, one_slip
from counter_app.ports import Found, FoundDossier, FoundPerson

from . import tables
from .dossiers import accepted_in
from .register import citizen_in

_AFTER_ALL = "\U0010ffff"
_SHORTEST_SLIP = 3  # letters: of two, any word is one slip away
_NUMBERS = {"person": (12, 3), "old_number": (9, 3), "phone_digits": (10, 3)}  # full length, and from how many on
_PERSON = "t.person, t.full_name, t.birth_date, t.sex, t.address, t.old_number, t.phone"
_NOT_OURS = " AND NOT EXISTS (SELECT 1 FROM citizens c WHERE c.person = t.person)"
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


@dataclass(frozen=True, slots=True)
class _Part:
    """What is added to a condition."""

    where: str
    values: tuple[str, ...] = ()


class SqlSearch:
    """Fulfils `ports.Search`. What is typed goes in as a parameter, never into the text of a statement."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        found: dict[str, FoundPerson] = {}
        tables_of = ("citizens", "dossiers") if applicants else ("citizens",)
        for slip in (False, True):
            if slip and found:
                break
            conditions = tuple(self._slips(query) if slip else _as_typed(query))
            for table in tables_of:
                for row in self._people(table, conditions, limit + 1, found.keys()):
                    found[row.person] = FoundPerson(citizen_in(row), own=table == "citizens", slip=slip)
        return Found(tuple(found.values())[:limit], len(found) > limit)

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        entries: dict[int, bool] = {}
        for slip in (False, True):
            if slip and entries:
                break
            for condition in self._slips(query) if slip else _of_code(query) + _as_typed(query):
                if len(entries) > limit:
                    break
                own = _Part("" if clerk is None else " AND t.clerk = ?", () if clerk is None else (clerk,))
                rows = self._rows("t.entry", "dossiers", condition, own, limit + 1 + len(entries))
                entries.update((row.entry, slip) for row in rows if row.entry not in entries)
        return Found(self._accepted(dict(list(entries.items())[:limit])), len(entries) > limit)

    def _people(
        self, table: str, conditions: Iterable[_Condition], enough: int, known: Collection[str]
    ) -> Iterator[Row[Any]]:
        """Those not `known` yet, until there are `enough` of both; `known` grows with what is taken."""
        others = _Part("" if table == "citizens" else _NOT_OURS)
        for condition in conditions:
            if len(known) >= enough:
                return
            for row in self._rows(_PERSON, table, condition, others, enough + len(known)):
                if row.person not in known and len(known) < enough:
                    yield row

    def _rows(self, what: str, table: str, condition: _Condition, part: _Part, limit: int) -> list[Row[Any]]:
        order = f" ORDER BY {condition.order}" if condition.order else ""
        source = condition.source.format(table=table)
        statement = f"SELECT {what} FROM {source} WHERE {condition.where}{part.where}{order} LIMIT {limit}"  # noqa: S608 - our own words
        found = self._connection.exec_driver_sql(statement, (*condition.values, *part.values))
        return list(found.all())

    def _accepted(self, entries: Mapping[int, bool]) -> tuple[FoundDossier, ...]:
        column = tables.dossiers.c.entry
        rows = self._connection.execute(select(tables.dossiers).where(column.in_(entries)))
        accepted = {row.entry: accepted_in(row) for row in rows}
        return tuple(FoundDossier(accepted[entry], slip) for entry, slip in entries.items())

    def _slips(self, query: Query) -> Iterator[_Condition]:
        match query:
            case Digits(digits):
                yield from _slips_of_digits(digits)
            case NameWords(words, born) if words:
                self._vocabulary.follow(self._connection)
                expression = self._vocabulary.one_slip_away(words)
                if expression:
                    yield _by_words(expression, born)


def _as_typed(query: Query) -> tuple[_Condition, ...]:
    match query:
        case Digits(digits):
            fits = [name for name, (full, least) in _NUMBERS.items() if least <= len(digits) <= full]
            year = (_in_range("name_key", "", born=digits),) if _is_year(digits) else ()
            return (*(_in_range(name, digits) for name in fits), *year)
        case NameWords(words, born):
            begins = _in_range("name_key", " ".join(words), born)
            contains = _by_words(_all(_terms(words)), born) if words else None
            return (begins, contains) if contains else (begins,)
    return ()


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


def _by_words(expression: str, born: str) -> _Condition:
    return _born(_Condition("search_words MATCH ?", (expression,), source=_BY_NAME), born)


def _born(condition: _Condition, born: str) -> _Condition:
    if not born:
        return condition
    where = f"{condition.where} AND t.birth_date >= ? AND t.birth_date < ?"
    return replace(condition, where=where, values=(*condition.values, born, born + _AFTER_ALL))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def _slips_of_digits(digits: str) -> Iterator[_Condition]:
    """Whole numbers only: the start of a number has too many neighbours."""
    for column, (full, _) in _NUMBERS.items():
        if abs(len(digits) - full) <= 1:
            meant = sorted({number for number in one_slip(digits, DIGITS) if len(number) == full})
            where = f"t.{column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own column names
            yield _Condition(where, (json.dumps(meant),), f"t.{column}")
