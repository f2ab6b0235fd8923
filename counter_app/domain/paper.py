"""Papers: what is held already, in which legal state, and what it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .citizen import PersonalNumber

ANY_KIND = "*"


class LegalState(StrEnum):
    """What a held paper is worth in law."""

    SIGNED_ORIGINAL = "signed-original"  # electronic original, digitally signed by its issuer
    AGENCY_COPY = "agency-copy"  # digitized and signed by an agency
    UNSIGNED_IMAGE = "unsigned-image"  # an image alone: satisfies nothing unless the table says so
    DATABASE_RECORD = "database-record"  # data in a named national or ministry database


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper or record that the citizen, or the State, has already handed in.

    `kind` is a code of the catalogue's kinds of paper; `source` the code of the database or store that holds it;
    `number` and `issuer` as printed on it; `as_of` when the source last said so.
    """

    id: str
    owner: PersonalNumber
    kind: str
    title: str
    source: str
    legal_state: LegalState
    as_of: datetime
    issued_on: date | None = None
    expires_on: date | None = None
    number: str = ""
    issuer: str = ""
    summary: str = ""  # what the data says, in words for the clerk (for a database record)

    def valid_on(self, day: date) -> bool:
        return self.expires_on is None or day <= self.expires_on

    def __repr__(self) -> str:
        return f"HeldPaper({self.id!r}, {self.kind!r}, {self.legal_state.value!r})"


@dataclass(frozen=True, slots=True)
class ReplacementRule:
    """One dated line of the table paper → replacing data → legal basis.

    `paper` is the kind that a component asks for (ANY_KIND: each kind, replaced by its own kind); `by` the kind
    of held paper or data that may stand for it; `max_age_days` how old the source's word may be.
    """

    paper: str
    by: str
    legal_states: frozenset[LegalState]
    legal_basis: str
    valid_from: date
    valid_to: date | None = None
    sources: frozenset[str] = frozenset()  # empty: any source
    max_age_days: int | None = None
    certainty: str = "high"  # how sure the legal basis is: high, medium, low
    never: frozenset[str] = frozenset()  # kinds that this rule does not reach: forms and drafts made for one case

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def covers(self, wanted_kind: str, held: HeldPaper, day: date) -> bool:
        """Whether `held` may stand for a paper of `wanted_kind` on `day` under this rule."""
        kinds = (
            held.kind == wanted_kind if self.paper == ANY_KIND else (wanted_kind, held.kind) == (self.paper, self.by)
        )
        return (
            kinds
            and held.kind not in self.never
            and self.in_force(day)
            and held.valid_on(day)
            and held.legal_state in self.legal_states
            and (not self.sources or held.source in self.sources)
            and (self.max_age_days is None or (day - held.as_of.date()).days <= self.max_age_days)
        )


class WhyNot(StrEnum):
    """Why a held paper that looks right does not satisfy a component."""

    OTHER_KIND = "other-kind"
    EXPIRED = "expired"
    UNSIGNED = "unsigned-image"
    NO_LEGAL_BASIS = "no-legal-basis"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a held paper satisfies a component, and by which legal basis; else why not."""

    paper: HeldPaper
    legal_basis: str | None
    why_not: WhyNot | None = None

    @property
    def satisfies(self) -> bool:
        return self.legal_basis is not None


def standing(kinds: tuple[str, ...], held: HeldPaper, rules: tuple[ReplacementRule, ...], day: date) -> Standing:
    """What `held` is worth for a component that accepts papers of `kinds` on `day`."""
    for kind in kinds:
        for rule in rules:
            if rule.covers(kind, held, day):
                return Standing(held, rule.legal_basis)
    related = held.kind in kinds or any(rule.by == held.kind and rule.paper in kinds for rule in rules)
    if not related:
        return Standing(held, None, WhyNot.OTHER_KIND)
    if not held.valid_on(day):
        return Standing(held, None, WhyNot.EXPIRED)
    if held.legal_state is LegalState.UNSIGNED_IMAGE:
        return Standing(held, None, WhyNot.UNSIGNED)
    return Standing(held, None, WhyNot.NO_LEGAL_BASIS)
