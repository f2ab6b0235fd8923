"""What is being filled in at a counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import Protocol
from uuid import UUID

from ..domain.card import CardWarning
from ..domain.citizen_check import CitizenCheck, fingerprint
from ..domain.dossier import Captured, Dossier, PaperFacts
from ..domain.fee import Payment
from ..domain.ticket import Language
from .pages import CapturedPage, PageStep


class Purpose(StrEnum):
    """What a draft for a dossier that was accepted before is opened for."""

    SUPPLEMENT = "supplement"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class After:
    """A draft that adds to an accepted dossier, whose id and code these are."""

    purpose: Purpose
    dossier_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier being received, with what belongs to the desk: who works on it, which ticket, all its pages in
    scan order, and the step to reopen at; whose it was before a supervisor handed it over. `done` and `undone` are
    the acts on pages that undo and redo take back, the last one last. `after`: it adds to an accepted dossier.
    `payment` is what the citizen pays with; `language` what they read; `checked` what they said was
    right; `submitted_at`: when what was sent online was sent; `warnings`:
    what is odd about the card that was read."""

    dossier: Dossier
    clerk: str
    ticket_id: UUID | None = None
    pages: tuple[CapturedPage, ...] = ()
    step: str = "person"
    handed_by: str = ""
    done: tuple[PageStep, ...] = ()
    undone: tuple[PageStep, ...] = ()
    after: After | None = None
    payment: Payment | None = None
    language: Language = Language.VIETNAMESE
    checked: CitizenCheck | None = None
    submitted_at: datetime | None = None
    warnings: tuple[CardWarning, ...] = ()

    @property
    def citizen_agrees(self) -> bool:
        """The citizen has checked the dossier as it stands."""
        return self.checked is not None and self.checked.of == fingerprint(self.dossier)

    def component_of(self, page: str) -> str | None:
        """The component that a page is assigned to; None: it is loose."""
        assigned = (s for s in self.dossier.settlements if isinstance(s, Captured))
        return next((s.component for s in assigned if page in s.pages), None)

    def facts_of(self, component: str) -> PaperFacts:
        """What the paper captured for a component says of itself: on the first of its pages that says anything."""
        said = (page.facts for page in self.pages if self.component_of(page.name) == component)
        return next((facts for facts in said if not facts.empty), PaperFacts())

    @property
    def loose(self) -> tuple[CapturedPage, ...]:
        return tuple(page for page in self.pages if self.component_of(page.name) is None)


class Drafts(Protocol):
    def get(self, dossier_id: UUID) -> Draft:
        """Raises KeyError."""
        ...

    def save(self, draft: Draft) -> None: ...

    def open_of(self, clerk: str) -> tuple[Draft, ...]:
        """The clerk's drafts that were neither accepted nor put away, the latest first."""
        ...

    def all_open(self) -> tuple[Draft, ...]:
        """Everybody's, the latest first."""
        ...

    def ids(self) -> frozenset[UUID]:
        """Of all that were not accepted: open, put away, laid for their number, given to a colleague."""
        ...

    def put_away(self, dossier_id: UUID) -> None: ...

    def remove(self, dossier_id: UUID) -> None:
        """What stood in it stands elsewhere now."""
        ...


@dataclass(frozen=True, slots=True)
class GivenDraft:
    """`draft.clerk` has it from a supervisor, at whichever counter of the hall; `counter` that it was begun at, empty:
    this one. `turn` tells one giving from the next."""

    draft: Draft
    counter: str
    turn: int


class LeftDrafts(Protocol):
    """In nobody's hands: begun with a number, for whoever calls it, at whichever counter of the hall; or given to a
    clerk by a supervisor, who takes it up at one of them."""

    def lay(self, draft: Draft, ticket_id: UUID, day: date) -> None:
        """Laid again, it is as it stands now; what else lay there for the number is not gone on with."""
        ...

    def give(self, draft: Draft, until: date) -> None:
        """To `draft.clerk`."""
        ...

    def given(self, clerk: str | None = None) -> tuple[GivenDraft, ...]:
        """Those that nobody has taken up; to one clerk, or all."""
        ...

    def take(self, dossier_id: UUID, counter: str) -> None:
        """This counter goes on with it; the hall hears of it."""
        ...

    def get(self, dossier_id: UUID) -> Draft:
        """Raises KeyError."""
        ...

    def save(self, draft: Draft) -> None:
        """Raises KeyError for one that was forgotten."""
        ...

    def of_ticket(self, ticket_id: UUID) -> tuple[Draft, ...]: ...

    def of_day(self, day: date) -> tuple[Draft, ...]: ...

    def forget(self, today: date) -> None:
        """Those of earlier days, and of numbers that are finished."""
        ...


@dataclass(frozen=True, slots=True)
class DraftElsewhere:
    """In a clerk's (an id) hands at a colleague's `counter` since `since`, as it was there `at`: for `who`, of which
    `procedure`, on which ticket (`label`), with so many `pages`; empty where it does not say. `online`: it was sent.
    `spooled`: so many more pages lie in the scanner spool of that PC alone."""

    dossier_id: UUID
    counter: str
    clerk: str
    since: datetime
    at: datetime
    who: str = field(repr=False)
    procedure: str
    label: str
    pages: int
    online: bool = False
    spooled: int = 0


class Fate(Enum):
    """What a colleague's counter has done with a draft of this one, or before it."""

    TAKEN_OVER = auto()
    ACCEPTED = auto()


class HeldDrafts(Protocol):
    """Drafts in a clerk's hands at the other counters of the hall."""

    def elsewhere(self) -> tuple[DraftElsewhere, ...]:
        """By counter, the longest first."""
        ...

    def take_over(self, dossier_id: UUID, counter: str, goes_on_as: UUID) -> None:
        """This counter goes on with it, as another draft; the hall hears of it. Raises KeyError for one that is not
        known, or was taken over."""
        ...

    def fate(self, dossier_id: UUID) -> Fate | None:
        """None: none of these is known."""
        ...

    def forget(self, today: date) -> None:
        """What is over, and was told; what nobody has spoken of for a month."""
        ...


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form about a draft or an accepted dossier that is not done: `deed` which, `values` by field, `ticked` papers;
    `open`: the clerk was in it last."""

    dossier_id: UUID
    deed: str
    values: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()
    open: bool = True

    def __repr__(self) -> str:
        return f"TypedForm({self.deed})"


OWNER = "owner"  # the form of whose a dossier is, or of who stands here with a passport


class Typed(Protocol):
    """Ours: forms that are not done yet, each its clerk's."""

    def save(self, clerk: str, form: TypedForm, at: datetime) -> None: ...

    def of(self, clerk: str, dossier_id: UUID, deed: str) -> TypedForm | None: ...

    def last_open(self, clerk: str) -> TypedForm | None: ...

    def forget(self, clerk: str | None, dossier_id: UUID, deed: str | None = None) -> None:
        """One form of it, or all; `clerk` None: whoever typed it."""
        ...

    def hand_over(self, dossier_id: UUID, clerk: str) -> None:
        """All that is typed for it is this clerk's now, and of nobody else any more."""
        ...

    def forget_before(self, moment: datetime) -> None: ...
