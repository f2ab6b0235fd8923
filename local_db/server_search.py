"""The same search on a server's tables (PostgreSQL): names by the server's own full-text, without words of our own.

`search` says what is found, in which order; this is for a store that stands on a server whole (ADR 31), where the
full-text index of SQLite is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, false, func, not_, or_, select

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.query import LONG_PHONE, CodeText, Digits, NameWords, Query, code_tail, codes_near
from counter_app.ports import Found, FoundDossier, FoundPerson

from . import tables
from .dossiers import accepted_in
from .faults import storage_faults
from .sought_numbers import NUMBERS, whole_numbers_near
from .vocabulary import Vocabulary, all_of, terms

_AFTER_ALL = "\U0010ffff"
_Condition = Callable[[Table], ColumnElement[bool]]
_c, _d = tables.citizens, tables.dossiers


class ServerSearch:
    """Fulfils `ports.Search`."""

    def __init__(self, reader: Engine, folder: Path) -> None:
        self._reader, self._folder = reader, folder

    def close(self) -> None:
        """Nothing is kept open."""

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        with storage_faults(self._folder, reading=True), self._reader.begin() as server:
            for conditions, slip in self._tries(server, query, whole_first=True):
                found = _people(server, conditions, slip, limit + 1, applicants)
                if found:
                    return Found(tuple(found[:limit]), len(found) > limit)
        return Found()

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        with storage_faults(self._folder, reading=True), self._reader.begin() as server:
            for conditions, slip in self._tries(server, query, whole_first=False):
                wanted = [*_of_codes(query), *conditions] if not slip else conditions
                found = _dossiers(server, wanted, clerk, limit + 1)
                if found:
                    shown = tuple(FoundDossier(accepted_in(row), slip) for row in found[:limit])
                    return Found(shown, len(found) > limit)
        return Found()

    def _tries(self, server: Connection, query: Query, whole_first: bool) -> Sequence[tuple[list[_Condition], bool]]:
        """The likeliest first: a whole number, what fits as typed, one slip forgiven."""
        match query:
            case Digits(digits):
                whole = [column for column, (full, _) in NUMBERS.items() if full == len(digits) and full != LONG_PHONE]
                tries = [([_equal(column, digits)], False) for column in whole if whole_first]
                return [*tries, (_begin_so(digits), False), (_slips_of(digits), True)]
            case NameWords((), born):
                return [([_starts("birth_date", born, citizens_only=True)], False)]
            case NameWords(words, born):
                begins = _born(_starts("name_key", " ".join(words)), born)
                has = _born(_words(all_of(terms(words))), born)
                meant = _ServersWords(server).one_slip_away(words)
                slips = [_born(_words(meant), born)] if meant else []
                return [([begins, has], False), (slips, True)]
            case CodeText(text) if not whole_first:  # no citizen is found by one
                near = codes_near(text)
                return [([], False), ([_one_of("code", near), _one_of("linked_code", near)], True)]
        return [([], False)]


class _ServersWords(Vocabulary):
    """Of all names there, read anew: a server's other counters write as well."""

    def __init__(self, server: Connection) -> None:
        names = select(_c.c.name_key).union(select(_d.c.name_key))
        self.words = frozenset(word for name in server.scalars(names) for word in name.split())
        self.starts = frozenset(word[:end] for word in self.words for end in range(1, len(word) + 1))


# --- conditions, on citizens and dossiers alike ---------------------------------------------------------


def _starts(column: str, prefix: str, citizens_only: bool = False) -> _Condition:
    def condition(table: Table) -> ColumnElement[bool]:
        if citizens_only and table is not _c:
            return false()
        there = table.c[column].collate("C")
        return and_(there >= prefix, there < prefix + _AFTER_ALL)

    return condition


def _equal(column: str, value: str) -> _Condition:
    return lambda table: table.c[column] == value


def _one_of(column: str, values: Sequence[str]) -> _Condition:
    return lambda table: table.c[column].in_(values)


def _words(expression: str) -> _Condition:
    """`expression` as `vocabulary` writes it for FTS5; the server's own language says the same."""
    said = expression.replace('"*', "':*").replace('"', "'").replace(" AND ", " & ").replace(" OR ", " | ")
    return lambda table: func.to_tsvector("simple", table.c.name_key).op("@@")(func.to_tsquery("simple", said))


def _born(condition: _Condition, born: str) -> _Condition:
    if not born:
        return condition
    year = _starts("birth_date", born)
    return lambda table: and_(condition(table), year(table))


def _begin_so(digits: str) -> list[_Condition]:
    fits = [_starts(name, digits) for name, (full, least) in NUMBERS.items() if least <= len(digits) <= full]
    year = len(digits) == 4 and digits[:2] in {"19", "20"}
    return [*fits, _starts("birth_date", digits, citizens_only=True)] if year else fits


def _slips_of(digits: str) -> list[_Condition]:
    """Whole numbers only: the start of a number has too many neighbours."""

    wholes = {column: whole_numbers_near(digits, column) for column in NUMBERS}
    return [_one_of(column, meant) for column, meant in wholes.items() if meant]


def _of_codes(query: Query) -> list[_Condition]:
    match query:
        case Digits(digits):
            return [_starts(column, digits[::-1]) for column in ("code_tail", "linked_tail")]
        case CodeText(text):
            tail = code_tail(text)
            whole = [_starts(column, text) for column in ("code", "linked_code")]
            return [*whole, *(_starts(column, tail) for column in ("code_tail", "linked_tail"))]
    return []


# --- rows -----------------------------------------------------------------------------------------------


def _people(
    server: Connection, conditions: Sequence[_Condition], slip: bool, enough: int, applicants: bool
) -> list[FoundPerson]:
    """Citizens first, each once, in the order of the conditions; then applicants who are none."""
    found: dict[str, FoundPerson] = {}
    for own, table in ((True, _c), (False, _d)) if applicants else ((True, _c),):
        stranger = [] if own else [table.c.person.not_in(select(_c.c.person))]
        for at, condition in enumerate(conditions):
            before = reduce(or_, (each(table) for each in conditions[:at])) if at else None
            fits = [condition(table), *stranger, *([] if before is None else [not_(func.coalesce(before, False))])]
            rows = select(table).where(*fits).order_by(table.c.name_key.collate("C"), table.c.person).limit(enough)
            for row in server.execute(rows):
                found.setdefault(row.person, FoundPerson(_citizen(row), own, slip))
    return list(found.values())[:enough]


def _citizen(row: Any) -> Citizen:
    return Citizen(
        PersonalNumber(row.person),
        row.full_name,
        PartialDate.from_iso(row.birth_date) if row.birth_date else None,
        Sex(row.sex) if row.sex else None,
        row.address,
        row.old_number,
        row.phone,
    )


def _dossiers(server: Connection, conditions: Sequence[_Condition], clerk: str | None, enough: int) -> list[Any]:
    """The latest first within each condition."""
    found: dict[int, Any] = {}
    own = [] if clerk is None else [_d.c.clerk == clerk]
    for condition in conditions:
        rows = select(_d).where(condition(_d), *own).order_by(_d.c.entry.desc()).limit(enough)
        for row in server.execute(rows):
            found.setdefault(row.entry, row)
    return list(found.values())[:enough]
