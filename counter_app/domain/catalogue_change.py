"""What another catalogue would change, and the two made into one whose changes begin on a day. Pure.

Procedures and replacement rules are dated: what changes ends the day before and begins anew, so that both can be asked
for, each by its day. Names, groups, sources, units, days off and hours have no dates of their own: they change at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from .catalogue import Catalogue, parse_bundle
from .paper import ReplacementRule
from .procedure import Procedure

_DAY = timedelta(days=1)
_LONGEST_VERSION = 48  # characters, before the day
_DATES = frozenset({"valid_from", "valid_to"})


class Area(StrEnum):
    PROCEDURE = "procedure"
    RULE = "rule"
    KIND = "kind"
    SOURCE = "source"
    GROUP = "group"
    UNIT = "unit"
    DAY_OFF = "day-off"
    HOURS = "hours"


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """`code` and `name` of the entry; `what`: the fields that differ, by their names in the bundle."""

    area: Area
    change: Change
    code: str
    name: str
    what: tuple[str, ...] = ()


def changes_between(now: Catalogue, other: Catalogue, day: date) -> tuple[CatalogueChange, ...]:
    """What would be new, other or gone from `day` on; in the order of `Area`, then by code."""
    mine, theirs = _current(now.all_procedures, day), _current(other.all_procedures, day)
    found = [
        *_compared(Area.PROCEDURE, mine, theirs, lambda p: p.name),
        *_compared(Area.RULE, _rules(now, day), _rules(other, day), lambda r: r.legal_basis),
        *_named(Area.KIND, now.kinds, other.kinds),
        *_named(Area.SOURCE, now.sources, other.sources),
        *_named(Area.GROUP, {g.code: g.name for g in now.groups}, {g.code: g.name for g in other.groups}),
        *(_named(Area.UNIT, _communes(now, other), _communes(other)) if other.units else ()),
        *_named(Area.DAY_OFF, _days_off(now, day), _days_off(other, day)),
    ]
    if now.calendar.hours != other.calendar.hours:
        found.append(CatalogueChange(Area.HOURS, Change.CHANGED, "", ""))
    return tuple(found)


def merged(now: Mapping[str, Any], other: Mapping[str, Any], day: date) -> dict[str, Any]:
    """`other` in force from `day` on, `now` until the day before; a bundle. Raises BadCatalogue.

    Its version is one of its own: what the province has under that of `other` is not the same, and is asked for."""
    procedures = _dated(now["procedures"], other["procedures"], lambda p: p["code"], day)
    rules = _dated(now["rules"], other["rules"], _rule_key, day)
    kinds = {**now["kinds"], **other["kinds"]}  # what ended still has its name: dossiers speak of it
    sources = {**now["sources"], **other["sources"]}
    letters = {group["letter"] for group in other["groups"]}
    codes = {group["code"] for group in other["groups"]}
    needed = {procedure["service_group"] for procedure in procedures}
    kept = [g for g in now["groups"] if g["code"] in needed - codes and g["letter"] not in letters]
    bundle = {
        **other,
        "version": f"{other['version'][:_LONGEST_VERSION]}+{day:%Y%m%d}",
        "procedures": procedures,
        "rules": rules,
        "kinds": kinds,
        "sources": sources,
        "groups": [*other["groups"], *kept],
    }
    if other.get("units") is None and now.get("units") is not None:
        bundle["units"] = now["units"]
    parse_bundle(bundle)
    return bundle


# --- what differs --------------------------------------------------------------------------------------


def _compared(
    area: Area, mine: Mapping[str, Any], theirs: Mapping[str, Any], name: Callable[[Any], str]
) -> Iterable[CatalogueChange]:
    for code in sorted(mine.keys() | theirs.keys()):
        if code not in theirs:
            yield CatalogueChange(area, Change.ENDS, code, name(mine[code]))
        elif code not in mine:
            yield CatalogueChange(area, Change.NEW, code, name(theirs[code]))
        elif what := _fields_that_differ(mine[code], theirs[code]):
            yield CatalogueChange(area, Change.CHANGED, code, name(theirs[code]), what)


def _named(area: Area, mine: Mapping[str, str], theirs: Mapping[str, str]) -> Iterable[CatalogueChange]:
    for code in sorted(mine.keys() | theirs.keys()):
        if mine.get(code) != theirs.get(code):
            change = Change.NEW if code not in mine else Change.ENDS if code not in theirs else Change.CHANGED
            yield CatalogueChange(area, change, code, theirs.get(code) or mine[code])


def _fields_that_differ(one: Any, other: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(one) if f.name not in _DATES and getattr(one, f.name) != getattr(other, f.name))


def _current(procedures: Iterable[Procedure], day: date) -> dict[str, Procedure]:
    """The version of each that is in force on `day`, or else the first that will be."""
    found: dict[str, Procedure] = {}
    for each in sorted(procedures, key=lambda p: p.valid_from):
        if (each.valid_to is None or each.valid_to >= day) and each.code not in found:
            found[each.code] = each
    return found


def _rules(catalogue: Catalogue, day: date) -> dict[str, ReplacementRule]:
    found: dict[str, ReplacementRule] = {}
    for rule in sorted(catalogue.all_rules, key=lambda r: r.valid_from):
        if rule.valid_to is None or rule.valid_to >= day:
            states = "+".join(sorted(state.value for state in rule.legal_states))
            sources = "+".join(sorted(rule.sources))
            found.setdefault(f"{rule.paper} ← {rule.by} ({states}; {sources})", replace(rule, never=frozenset()))
    return found


def _communes(catalogue: Catalogue, otherwise: Catalogue | None = None) -> dict[str, str]:
    """Where this one brings none, those of `otherwise`: what ships is not known here, and nothing is said of it."""
    units = catalogue.units or (otherwise.units if otherwise else None)
    return {commune.code: commune.name for commune in units.communes} if units else {}


def _days_off(catalogue: Catalogue, day: date) -> dict[str, str]:
    """Those to come: past ones change no appointment."""
    off = {each.isoformat(): name for each, name in catalogue.calendar.holidays.items() if each >= day}
    worked = {each.isoformat(): "ngày làm bù" for each in catalogue.calendar.worked_weekends if each >= day}
    return off | worked


# --- the two made into one -----------------------------------------------------------------------------


def _rule_key(rule: Mapping[str, Any]) -> Any:
    return rule["paper"], rule["by"], tuple(sorted(rule["legal_states"])), tuple(sorted(rule.get("sources", ())))


def _dated(
    now: Iterable[Mapping[str, Any]], other: Iterable[Mapping[str, Any]], key: Callable[[Any], Any], day: date
) -> list[dict[str, Any]]:
    to_come: dict[Any, list[Mapping[str, Any]]] = {}
    for entry in other:
        if _end(entry) >= day:
            to_come.setdefault(key(entry), []).append(entry)
    result: list[dict[str, Any]] = []
    untouched: set[tuple[Any, str]] = set()
    for entry in now:
        same = [one for one in to_come.get(key(entry), ()) if _but_its_end(one) == _but_its_end(entry)]
        if same:  # at the most its end is another
            untouched.add((key(entry), entry["valid_from"]))
            result.append(dict(same[0]))
        elif _begin(entry) < day:
            begins = [max(_begin(one), day) for one in to_come.get(key(entry), ())]
            last = min(begins, default=day) - _DAY
            result.append(dict(entry) if _end(entry) <= last else {**entry, "valid_to": last.isoformat()})
    for code, entries in to_come.items():
        result += [
            {**entry, "valid_from": max(_begin(entry), day).isoformat()}
            for entry in entries
            if (code, entry["valid_from"]) not in untouched
        ]
    return result


def _but_its_end(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "valid_to"}


def _begin(entry: Mapping[str, Any]) -> date:
    return date.fromisoformat(entry["valid_from"])


def _end(entry: Mapping[str, Any]) -> date:
    return date.fromisoformat(entry["valid_to"]) if entry.get("valid_to") else date.max
