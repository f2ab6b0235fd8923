"""How long what is kept: dated rules as data, one for each kind of data. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .errors import BadCatalogue


class Kept(StrEnum):
    """What a rule is about."""

    PAGE = "page"  # page images of an accepted dossier
    ARCHIVAL = "archival"  # its archival PDFs
    DRAFT = "draft"  # dossiers that were begun and put away
    TICKET = "ticket"  # queue numbers
    ONLINE = "online"  # what citizens sent by the portal, answered here, received, or ended elsewhere


OF_A_DOSSIER = (Kept.PAGE, Kept.ARCHIVAL)


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """`days` from the moment that the kind counts from (resources/retention/README.md)."""

    id: str
    kind: Kept
    days: int
    name: str
    legal_basis: str
    valid_from: date
    valid_to: date | None = None
    certainty: str = "high"


def parse_rules(entries: Iterable[dict[str, Any]]) -> tuple[RetentionRule, ...]:
    """Raises BadCatalogue, with the entry's id: a wrong period would remove what must stay."""
    return tuple(_parsed(entry) for entry in entries)


def rules_on(rules: Iterable[RetentionRule], day: date) -> tuple[RetentionRule, ...]:
    """The rules in force on a day. Raises BadCatalogue where two claim one kind."""
    found: dict[Kept, RetentionRule] = {}
    for rule in rules:
        if rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to):
            if rule.kind in found:
                raise BadCatalogue("two rules of one kind", entry=rule.id)
            found[rule.kind] = rule
    return tuple(found.values())


def _parsed(entry: dict[str, Any]) -> RetentionRule:
    try:
        rule = RetentionRule(
            **{
                **entry,
                "kind": Kept(entry["kind"]),
                "valid_from": date.fromisoformat(entry["valid_from"]),
                "valid_to": date.fromisoformat(entry["valid_to"]) if entry.get("valid_to") else None,
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadCatalogue("retention", entry=str(entry.get("id", ""))) from error
    if type(rule.days) is not int or rule.days < 1 or not (rule.id and rule.name and rule.legal_basis):
        raise BadCatalogue("retention", entry=rule.id)
    return rule
