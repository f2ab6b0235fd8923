"""The catalogue as one value, parsed strictly from the bundle that ships with the program or comes from the province.

A bundle is JSON (its shape is told in resources/catalogue/README.md). It is taken in as a whole or refused as a
whole: a procedure with a mistyped deadline would promise a citizen a wrong day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from .deadline import WorkCalendar, WorkingHours
from .errors import BadCatalogue, UnknownProcedure
from .paper import ANY_KIND, ReplacementRule
from .procedure import FeeRule, Procedure, Term
from .ticket import ServiceGroup
from .units import UnitTable, parse_units

# An unknown key is a mistyped one. Strict: "3" is no number of days. The nested domain values inherit both.
_STRICT = ConfigDict(extra="forbid", strict=True)
_CERTAINTIES = frozenset({"high", "medium", "low"})
_Text = Annotated[str, StringConstraints(min_length=1)]
# Bounds far beyond any law, so that a slip or a hostile bundle is refused here and not met at the counter.
_LONGEST_TEXT, _LONGEST_CODE, _LONGEST_LIST = 1000, 60, 2000
_MOST_DAYS_OFF, _MOST_PAPERS, _MOST_DONG = 400, 1000, 10**9
_LONGEST_TERM = {Term.SAME_DAY: 0, Term.WORKING_DAYS: 3650, Term.CALENDAR_DAYS: 3650, Term.HOURS: 8760}
_CODES = frozenset({"code", "version", "official", "paper", "by", "service_group", "competent_authority"})


@dataclass(frozen=True)
class Catalogue:
    """What the law and the province have set down, each entry with its dates.

    `kinds`: code of a kind of paper → Vietnamese name; `titles`: that name and what else such a paper is headed with;
    `official_codes`: kind → the State's code where it has
    one; `sources`: code of a database or store → Vietnamese name; `code_digits`: digits of a dossier code's serial.
    """

    version: str
    calendar: WorkCalendar
    groups: tuple[ServiceGroup, ...]
    kinds: Mapping[str, str]
    titles: Mapping[str, tuple[str, ...]]
    official_codes: Mapping[str, str]
    sources: Mapping[str, str]
    code_digits: int
    all_procedures: tuple[Procedure, ...]
    all_rules: tuple[ReplacementRule, ...]
    units: UnitTable | None = None  # None: those that ship with the program

    def procedures(self, day: date) -> tuple[Procedure, ...]:
        """In force on `day`, in the order of the catalogue."""
        return tuple(p for p in self.all_procedures if p.in_force(day))

    def procedure(self, code: str, day: date) -> Procedure:
        """Raises UnknownProcedure where none of this code is in force on `day`."""
        for procedure in self.all_procedures:
            if procedure.code == code and procedure.in_force(day):
                return procedure
        raise UnknownProcedure(procedure=code[:40])

    def rules(self, day: date) -> tuple[ReplacementRule, ...]:
        """The replacement table in force on `day`."""
        return tuple(r for r in self.all_rules if r.in_force(day))


def parse_bundle(bundle: Mapping[str, Any]) -> Catalogue:
    """The catalogue in `bundle`. Raises BadCatalogue; its `facts['entry']` names the entry that is wrong."""
    try:
        text = json.dumps(bundle, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadCatalogue("not JSON", entry="bundle") from error
    _check_sizes(bundle)
    try:
        raw = _BUNDLE.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadCatalogue(first["msg"], entry=_named(first["loc"], bundle)) from error
    _check(raw)
    return Catalogue(
        version=raw.version,
        calendar=_calendar(raw.calendar),
        groups=raw.groups,
        kinds=MappingProxyType({code: kind.name for code, kind in raw.kinds.items()}),
        titles=MappingProxyType({code: (kind.name, *kind.titles) for code, kind in raw.kinds.items()}),
        official_codes=MappingProxyType({code: kind.official for code, kind in raw.kinds.items() if kind.official}),
        sources=MappingProxyType(raw.sources),
        code_digits=raw.code_digits,
        all_procedures=raw.procedures,
        all_rules=_without_once(raw),
        units=parse_units(raw.units) if raw.units is not None else None,
    )


# --- the bundle's shape --------------------------------------------------------------------------------


@checked(frozen=True, config=_STRICT)
class _Kind:
    name: _Text
    official: str = ""
    titles: tuple[_Text, ...] = ()  # what stands on such a paper in capitals, where that is not its name
    once: bool = False  # made for one case (a form, a draft): no earlier one ever stands for it
    certainty: Literal["high", "medium", "low"] = "high"


@checked(frozen=True, config=_STRICT)
class _DayOff:
    day: date
    name: _Text
    basis: str = ""  # the decision that fixes it


@checked(frozen=True, config=_STRICT)
class _WorkedWeekend:
    day: date
    instead_of: date
    basis: str = ""


@checked(frozen=True, config=_STRICT)
class _Calendar:
    known_until: date
    days_off: tuple[_DayOff, ...]
    worked_weekends: tuple[_WorkedWeekend, ...] = ()
    hours: WorkingHours = field(default_factory=WorkingHours)
    notes: tuple[str, ...] = ()


@checked(frozen=True, config=_STRICT)
class _Bundle:
    version: _Text
    code_digits: Annotated[int, Field(ge=4, le=6)]
    groups: tuple[ServiceGroup, ...]
    sources: dict[str, _Text]
    kinds: dict[str, _Kind]
    procedures: tuple[Procedure, ...]
    rules: tuple[ReplacementRule, ...]
    calendar: _Calendar
    units: dict[str, Any] | None = None  # in the shape of resources/units


_BUNDLE = TypeAdapter(_Bundle)


def _named(where: tuple[int | str, ...], bundle: Mapping[str, Any]) -> str:
    """The entry as a person finds it: `procedures[1.004873].deadline.term`, not `procedures.7.deadline.term`."""
    words: list[str] = []
    here: Any = bundle
    for step in where:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int) and words:
            code = here.get("code") if isinstance(here, Mapping) else None
            words[-1] += f"[{code if isinstance(code, str) and code.isprintable() else step}]"
        else:
            words.append(str(step))
    return ".".join(words)[:200] or "bundle"


# --- what the types cannot say -------------------------------------------------------------------------


def _check_sizes(bundle: Any) -> None:
    """How long texts, codes and lists may be. A code has no control characters: it stands in names and file names."""
    open_ends: list[tuple[tuple[int | str, ...], Any]] = [((), bundle)]
    while open_ends:
        where, value = open_ends.pop()
        if isinstance(value, str):
            code = bool(where) and where[-1] in _CODES
            if len(value) > (_LONGEST_CODE if code else _LONGEST_TEXT) or (code and not value.isprintable()):
                raise BadCatalogue("too long, or no code", entry=_named(where, bundle))
        elif isinstance(value, Mapping | list | tuple):
            if len(value) > _LONGEST_LIST:
                raise BadCatalogue("too many", entry=_named(where, bundle))
            inner = value.items() if isinstance(value, Mapping) else enumerate(value)
            for key, one in inner:
                if isinstance(key, str) and (len(key) > _LONGEST_CODE or not key.isprintable()):
                    raise BadCatalogue("too long, or no code", entry=_named(where, bundle))
                open_ends.append(((*where, key), one))


def _check(raw: _Bundle) -> None:
    _unique((g.code for g in raw.groups), "groups")
    for group in raw.groups:
        if not re.fullmatch("[A-Z]{1,2}", group.letter) or not group.code:
            raise BadCatalogue("one or two capital letters", entry=f"groups[{group.code}].letter")
    _unique((g.letter for g in raw.groups), "groups.letter")
    groups = {group.code for group in raw.groups}
    for procedure in raw.procedures:
        _check_procedure(procedure, groups, raw.kinds.keys())
    for one, other in combinations(raw.procedures, 2):
        if one.code == other.code and _overlap(one, other):
            raise BadCatalogue("two versions in force at once", entry=f"procedures[{one.code}].valid_from")
    for at, rule in enumerate(raw.rules):
        _check_rule(rule, f"rules[{at}]", raw)
    _unique((str(off.day) for off in raw.calendar.days_off), "calendar.days_off")
    if len(raw.calendar.days_off) > _MOST_DAYS_OFF:
        raise BadCatalogue("too many", entry="calendar.days_off")
    for swap in raw.calendar.worked_weekends:
        if swap.day.weekday() < 5:
            raise BadCatalogue("not a weekend day", entry=f"calendar.worked_weekends[{swap.day}]")


def _check_procedure(procedure: Procedure, groups: Iterable[str], kinds: Iterable[str]) -> None:
    entry = f"procedures[{procedure.code}]"
    if not procedure.code or not procedure.name:
        raise BadCatalogue("no code or no name", entry=entry)
    if procedure.service_group not in groups:
        raise BadCatalogue("no such group", entry=f"{entry}.service_group")
    if procedure.certainty not in _CERTAINTIES:
        raise BadCatalogue("high, medium or low", entry=f"{entry}.certainty")
    if procedure.valid_to is not None and procedure.valid_to < procedure.valid_from:
        raise BadCatalogue("ends before it begins", entry=f"{entry}.valid_to")
    term, amount = procedure.deadline.term, procedure.deadline.amount
    if not (term is not Term.SAME_DAY) <= amount <= _LONGEST_TERM[term]:
        raise BadCatalogue("a limit is at least one, and no longer than ten years", entry=f"{entry}.deadline.amount")
    _check_fee(procedure.fee, f"{entry}.fee")
    for nth, online in enumerate(procedure.online_fees):
        where = f"{entry}.online_fees[{nth}]"
        _check_fee(online.rule, f"{where}.rule")
        if not online.basis or online.certainty not in _CERTAINTIES:
            raise BadCatalogue("no source, or how sure it is is not high, medium or low", entry=f"{where}.basis")
        if online.valid_to is not None and online.valid_to < online.valid_from:
            raise BadCatalogue("ends before it begins", entry=f"{where}.valid_to")
    _unique((c.code for c in procedure.components), f"{entry}.components")
    for component in procedure.components:
        where = f"{entry}.components[{component.code}]"
        if not component.kinds or not set(component.kinds) <= set(kinds):
            raise BadCatalogue("no kind of paper, or an unknown one", entry=f"{where}.kinds")
        if not component.required and not component.condition:
            raise BadCatalogue("only in some cases, but in which?", entry=f"{where}.condition")
        papers = (component.originals, component.copies)
        if min(papers) < 0 or not 1 <= sum(papers) <= _MOST_PAPERS:
            raise BadCatalogue("originals and copies make no paper", entry=f"{where}.originals")


def _check_fee(fee: FeeRule, entry: str) -> None:
    for name, amount in (("amount", fee.amount), ("reduced", fee.reduced), ("cap", fee.cap or 0)):
        if not 0 <= amount <= _MOST_DONG:
            raise BadCatalogue("a fee is not negative, and less than a milliard", entry=f"{entry}.{name}")
    if fee.reduced_from is not None and fee.reduced_from < 1:
        raise BadCatalogue("pages count from one", entry=f"{entry}.reduced_from")


def _check_rule(rule: ReplacementRule, entry: str, raw: _Bundle) -> None:
    for name, kind in (("paper", rule.paper), ("by", rule.by)):
        if kind != ANY_KIND and kind not in raw.kinds:
            raise BadCatalogue("unknown kind of paper", entry=f"{entry}.{name}")
    if (rule.paper == ANY_KIND) != (rule.by == ANY_KIND):
        raise BadCatalogue("each kind stands only for its own kind", entry=f"{entry}.by")
    if not rule.sources <= raw.sources.keys():
        raise BadCatalogue("unknown source", entry=f"{entry}.sources")
    if not rule.legal_states or not rule.legal_basis:
        raise BadCatalogue("no legal state or no legal basis", entry=f"{entry}.legal_basis")
    if rule.certainty not in _CERTAINTIES:
        raise BadCatalogue("high, medium or low", entry=f"{entry}.certainty")


def _without_once(raw: _Bundle) -> tuple[ReplacementRule, ...]:
    """Last year's form, signed as it may be, is not this year's: rules for each kind leave out what is made once."""
    once = frozenset(code for code, kind in raw.kinds.items() if kind.once)
    return tuple(replace(rule, never=rule.never | once) if rule.paper == ANY_KIND else rule for rule in raw.rules)


def _overlap(one: Procedure, other: Procedure) -> bool:
    return one.in_force(max(one.valid_from, other.valid_from)) and other.in_force(max(one.valid_from, other.valid_from))


def _unique(values: Iterator[str], entry: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise BadCatalogue("named twice", entry=f"{entry}[{value}]")
        seen.add(value)


def _calendar(raw: _Calendar) -> WorkCalendar:
    return WorkCalendar(
        holidays={off.day: off.name for off in raw.days_off},
        worked_weekends=frozenset(swap.day for swap in raw.worked_weekends),
        hours=raw.hours,
        known_until=raw.known_until,
    )
