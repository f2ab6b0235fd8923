"""The statements by which people and dossiers are found: one text for each shape of what may be typed. SQLite-only.

What is typed is a statement's values; its text is put together here of our own words alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counter_app.domain.query import (
    CodeText,
    Digits,
    NameWords,
    Query,
    code_tail,
    codes_near,
)

from .sought_numbers import NUMBERS, whole_numbers_near
from .vocabulary import all_of, terms

_AFTER_ALL = "\U0010ffff"
_PERSON = "{0}.person, {0}.full_name, {0}.birth_date, {0}.sex, {0}.address, {0}.old_number, {0}.phone"
_WORDS = "found(id) AS MATERIALIZED (SELECT rowid FROM search_words WHERE search_words MATCH :words)"
# CROSS JOIN: in this order, so that rows come as they are found and the limit ends the work.
_BY_NAME = "found CROSS JOIN search_names n ON n.id = found.id CROSS JOIN {table} t ON t.name_key = n.name_key"
_STRANGER = " CROSS JOIN dossiers d ON d.entry = t.entry"

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """Of a statement that runs on citizens, strangers and dossiers alike, as `t`; `order` within what fits. Of equal
    shape whatever was typed: that comes as the statement's values."""

    where: str
    order: str = ""
    words: bool = False  # by the names that have them
    citizens_only: bool = False  # without an index on dossiers it would read them all


Conditions = tuple[Condition, ...]


@lru_cache
def by_name_statement(conditions: Conditions, enough: int, applicants: bool) -> str:
    """`own` and the person, of citizens first; then applicants who are none."""
    parts = [_part(f"SELECT 1, {_PERSON.format('t')}", "citizens", each) for each in conditions]
    return _union(conditions, parts + _of_strangers(conditions) * applicants, enough)


@lru_cache
def citizens_statement(conditions: Conditions, enough: int, applicants: bool) -> str:
    """Along the index of each condition in turn; a row of nothing at the end where there are strangers as well."""
    parts = [_along_its_index(each, enough) for each in conditions]
    on_dossiers = [replace(each, order="") for each in _on_dossiers(conditions)]
    if applicants and on_dossiers:
        fit = " OR ".join(f"EXISTS ({_part('SELECT 1', 'search_strangers', each)})" for each in on_dossiers)
        parts.append(f"SELECT {', '.join(['NULL'] * 8)} WHERE {fit}")
    return " UNION ALL ".join(parts) + f" LIMIT {enough}" if parts else ""


def _along_its_index(one: Condition, enough: int) -> str:
    """A range of one index comes in its order, and needs no table of its own to be cut."""
    what = f"SELECT 1, {_PERSON.format('t')}"
    if one.citizens_only:
        return f"SELECT * FROM ({_part(what, 'citizens', one)} LIMIT {enough})"  # noqa: S608 - our own text
    return _part(what, "citizens", replace(one, order=""))


@lru_cache
def strangers_statement(conditions: Conditions, enough: int) -> str:
    return _union(conditions, _of_strangers(conditions), enough)


def _of_strangers(conditions: Conditions) -> list[str]:
    """But foreigners: nobody is received by a number that they have not."""
    stranger = f"SELECT DISTINCT 0, {_PERSON.format('d')}"
    numbered = [replace(each, where=f"{each.where} AND t.person <> ''") for each in _on_dossiers(conditions)]
    return [_part(stranger, "search_strangers", each, _STRANGER) for each in numbered]


@lru_cache
def dossiers_statement(conditions: Conditions, enough: int, of_clerk: bool) -> str:
    also = " AND t.clerk = :clerk" if of_clerk else ""
    parts = [_part("SELECT t.entry", "dossiers", each, also=also) for each in _on_dossiers(conditions)]
    return _union(conditions, parts, enough)


def _part(what: str, table: str, one: Condition, joined: str = "", also: str = "") -> str:
    source = _BY_NAME.format(table=table) if one.words else f"{table} t"
    order = f" ORDER BY {one.order}" if one.order else ""
    return f"{what} FROM {source}{joined} WHERE {one.where}{also}{order}"


def _union(conditions: Conditions, parts: Sequence[str], enough: int) -> str:
    """Of each part in turn until there is enough: a union without sorting runs no part that is not needed, and what
    the parts share runs once."""
    shared = f"WITH {_WORDS} " if any(one.words for one in conditions) else ""
    union = " UNION ALL ".join(f"SELECT * FROM ({part} LIMIT {enough})" for part in parts)  # noqa: S608 - our own text
    return f"{shared}{union} LIMIT {enough}" if parts else ""


def as_typed(query: Query) -> tuple[Conditions, Values]:
    match query:
        case Digits(digits):
            return _fits(len(digits), _is_year(digits)), span("typed", digits)
        case NameWords((), born):
            return (_BORN,), span("typed", born)
        case NameWords(words, born):
            values = {"words": all_of(terms(words)), **span("typed", " ".join(words)), **span("born", born)}
            return _names(bool(born)), values
    return (), {}


@lru_cache
def _fits(length: int, year: bool) -> Conditions:
    fits = [name for name, (full, least) in NUMBERS.items() if least <= length <= full]
    return (*(_in_range(name) for name in fits), *((_BORN,) if year else ()))


@lru_cache
def _names(born: bool) -> Conditions:
    """What begins as typed, then other names with these words."""
    others = "NOT (n.name_key >= :typed AND n.name_key < :typed_end)"
    return _born(_in_range("name_key"), born), by_words(born, others)


def _on_dossiers(conditions: Conditions) -> Iterator[Condition]:
    return (condition for condition in conditions if not condition.citizens_only)


def of_code_or_applicant(query: Query) -> tuple[Conditions, Values]:
    """The tail of a code, the latest dossier first; or its start; or whatever finds the applicant."""
    conditions, values = as_typed(query)
    match query:
        case Digits(digits):
            return _TAILS + conditions + _OWNERS, {**values, **span("tail", digits[::-1]), **span("owner", digits)}
        case CodeText(text):
            return _CODES + _TAILS + _OWNERS, {
                **span("code", text),
                **span("tail", code_tail(text)),
                **span("owner", text),
            }
        case NameWords((word,), "") if any(map(str.isdigit, word)):  # a passport's number
            return conditions + _OWNERS + _owners_named(1), {**values, **span("owner", word.upper()), "owner0": word}
        case NameWords(words, ""):
            named = {f"owner{nth}": word for nth, word in enumerate(words)}
            return conditions + _owners_named(len(words)), {**values, **named}
    return conditions, values


@lru_cache
def _owners_named(words: int) -> Conditions:
    """Owners who do not hand in themselves, by words of their name as far as typed: few enough to be read through."""
    each = (f"instr(' ' || t.owner_key, ' ' || :owner{nth}) > 0" for nth in range(words))
    return (Condition(f"t.owner_key IS NOT NULL AND {' AND '.join(each)}", "t.entry DESC"),)


def span(name: str, prefix: str) -> Values:
    """From the first value that begins with `prefix` to behind the last."""
    return {name: prefix, f"{name}_end": prefix + _AFTER_ALL}


def _in_range(column: str, value: str = "typed", order: str = "") -> Condition:
    """Values of the column that begin as `value`: a walk along its index."""
    return Condition(f"t.{column} >= :{value} AND t.{column} < :{value}_end", order or f"t.{column}")


def by_words(born: bool, where: str = "1") -> Condition:
    return _born(Condition(where, words=True), born)


def _born(condition: Condition, born: bool) -> Condition:
    also = " AND t.birth_date >= :born AND t.birth_date < :born_end" if born else ""
    return replace(condition, where=condition.where + also)


PERSONAL, _OLD = ((Condition(f"t.{name} = :typed"),) for name in ("person", "old_number"))
WHOLE = {12: PERSONAL, 9: _OLD}
# In the order of names: a walk along their index, which knows the birth date as well.
_BORN = Condition(
    "t.name_key >= '' AND t.birth_date >= :typed AND t.birth_date < :typed_end", "t.name_key", citizens_only=True
)
_TAILS = tuple(_in_range(name, "tail", "t.entry DESC") for name in ("code_tail", "linked_tail"))
_OWNERS = (_in_range("owner_number", "owner", "t.owner_number"),)
_NEAR_CODES = tuple(
    Condition(f"t.{name} IN (SELECT value FROM json_each(:near))", "t.entry DESC")  # noqa: S608 - our own column names
    for name in ("code", "linked_code")
)
_CODES = tuple(_in_range(name, "code") for name in ("code", "linked_code"))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def slips_of_code(text: str) -> tuple[Conditions, Values]:
    """Whole codes only, the province's own and the one that it gave later."""
    return _NEAR_CODES, {"near": json.dumps(codes_near(text))}


def slips_of_digits(digits: str) -> tuple[Conditions, Values]:
    """Whole numbers only: the start of a number has too many neighbours."""
    conditions, values = [], {}
    for column in NUMBERS:
        meant = whole_numbers_near(digits, column)
        if meant:
            conditions.append(Condition(f"t.{column} IN (SELECT value FROM json_each(:{column}))"))  # noqa: S608 - our own column names
            values[column] = json.dumps(meant)
    return tuple(conditions), values
