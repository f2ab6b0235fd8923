"""The dossier at the desk, and the one property that the program exists for: `Dossier.missing`.

missing = what the procedure requires − papers already held and still valid − papers captured now. Everything
else fills it or acts on it.
"""

# Long because: one noun; what is missing, offered and settled are views of the same few fields.

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .certified_copy import CopyLine
from .citizen import PersonalNumber
from .errors import (
    ClerkCanRetry,
    DoesNotStandFor,
    FieldMissing,
    HeldPapersOpen,
    OwnerIsApplicant,
    PapersMissing,
    ReasonNeeded,
)
from .fee import fee
from .paper import HeldPaper, ReplacementRule, Standing, standing
from .party import Child, OnBehalf, Party, Person, number_of, same
from .procedure import Component, Due, FeePer, FeeRule, Procedure


class Channel(StrEnum):
    """How a dossier came (KenhThucHien)."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Delivery(StrEnum):
    """How the citizen gets the result."""

    HERE = "here"
    POST = "post"


class Honest(StrEnum):
    """Honest words: where a dossier is. Never a better word than the truth."""

    SAVED = "saved"  # at the counter
    SENT = "sent"  # the province has answered for the metadata
    CONFIRMED = "confirmed"  # the province's receipt names our key and hash, and each file's
    ENTERED = "entered"  # all that the province has not confirmed was entered there by hand, as a person says


class AskAgain(StrEnum):
    """Why a paper is asked for although it is held, or could be looked up (NĐ 309/2026 Art. 4(2a), 17(2)(a))."""

    INCIDENT = "incident"  # incident or disaster
    WRONG_DATA = "wrong-data"  # what is held is inaccurate
    OFFLINE = "offline"  # the databases cannot be reached: only where nothing is held locally


class LookUpState(StrEnum):
    """How far the province's answer for this person has come."""

    NOT_ASKED = "not-asked"
    ASKING = "asking"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a captured paper says of itself, as far as the clerk has taken it from the page."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""

    @property
    def empty(self) -> bool:
        return self == PaperFacts()

    def __repr__(self) -> str:
        return "PaperFacts()"


@dataclass(frozen=True, slots=True)
class Captured:
    """Pages captured now for a component. `pages` are vault names (SHA-256) of the straightened pages, in order;
    `originals`, noted at acceptance, those of the images that they were cut out of, and `files` those of the PDFs that
    these were drawn from, untouched."""

    component: str
    pages: tuple[str, ...]
    originals: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    facts: PaperFacts = PaperFacts()


@dataclass(frozen=True, slots=True)
class Taken:
    """A held paper taken for a component: its source and legal basis are recorded as they were."""

    component: str
    paper: HeldPaper
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper shown and given back (xuất trình)."""

    component: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LookUpLater:
    """Received now, looked up later: the line was down and nothing was held locally."""

    component: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper asked for although held (or though it could be looked up), with the reason that the law demands."""

    component: str
    reason: AskAgain
    note: str = ""


Settlement = Captured | Taken | Shown | LookUpLater


class Row(StrEnum):
    """How a component stands in the checklist."""

    MISSING = "missing"
    HELD = "held"  # held and valid: Enter takes it
    TAKEN = "taken"
    CAPTURED = "captured"
    SHOWN = "shown"
    LATER = "later"
    NOT_NEEDED = "not-needed"  # only in some cases, and not in this one


@dataclass(frozen=True)
class Dossier:
    """A dossier being received. A value: each act returns the next one.

    `applicant` stands at the counter and hands in; the dossier is his own, or `behalf` says whose. `held` are the
    papers known of the owner, local and from the province; `rules` the replacement table in force; `day` the day of
    reception, for which validity counts.
    """

    id: UUID
    day: date
    applicant: Person | None = None
    procedure: Procedure | None = None
    held: tuple[HeldPaper, ...] = ()
    rules: tuple[ReplacementRule, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    asked: tuple[Asked, ...] = ()
    needed_after_all: frozenset[str] = frozenset()  # codes of conditional components that this case needs
    look_up: LookUpState = LookUpState.NOT_ASKED
    silent: frozenset[str] = frozenset()  # sources that did not answer, while others did
    channel: Channel = Channel.COUNTER
    delivery: Delivery = Delivery.HERE
    collect_at: str = ""  # the other desk at which the result is collected, in words
    copies: int = 1
    another_code: str = ""  # the authority that it is received for, where the clerk named another
    another_name: str = ""
    copying: tuple[CopyLine, ...] = ()  # what is certified here and given back, without the rest of the ceremony
    behalf: OnBehalf | None = None  # None: the applicant's own

    # --- whose it is -----------------------------------------------------------------------------------

    @property
    def owner(self) -> Party | None:
        """Whose dossier it is (chủ hồ sơ)."""
        return self.behalf.owner if self.behalf else self.applicant

    @property
    def holder(self) -> PersonalNumber | None:
        """By whose number held papers are found: the owner's; a child's without one are its parent's, who bring it.
        None: nothing is held under any number, and everything is handed in."""
        if self.behalf is not None and isinstance(self.behalf.owner, Child):
            return number_of(self.applicant)
        return number_of(self.owner)

    def for_owner(self, behalf: OnBehalf | None) -> Dossier:
        """Handed in on behalf of another, or with None for oneself. What was taken of the papers of whoever it was
        before goes, with the reasons for not taking them; what was captured stays. Raises OwnerIsApplicant."""
        if behalf is not None and same(behalf.owner, self.applicant):
            raise OwnerIsApplicant
        other = replace(self, behalf=behalf, procedure=_asking_also(self.procedure, behalf))
        if other.holder == self.holder:
            return other
        kept = tuple(one for one in self.settlements if isinstance(one, Captured | Shown))
        return replace(other, held=(), settlements=kept, asked=(), look_up=LookUpState.NOT_ASKED, silent=frozenset())

    # --- what is open ----------------------------------------------------------------------------------

    @property
    def required(self) -> tuple[Component, ...]:
        """The components that this case needs; one that is settled belongs to it, whatever it is asked for, and so
        does what proves that the applicant may hand in for another."""
        if self.procedure is None:
            return ()
        needed = self.needed_after_all | {settlement.component for settlement in self.settlements}
        if self.behalf is not None and self.behalf.relation.paper is not None:
            needed |= {self.behalf.relation.paper.code}
        return tuple(c for c in self.procedure.components if c.required or c.code in needed)

    @property
    def fee_rule(self) -> FeeRule:
        """By the way it came: what was sent online may cost less."""
        if self.procedure is None:
            return FeeRule()
        online = self.procedure.online_fee(self.day) if self.channel is Channel.ONLINE else None
        return self.procedure.fee if online is None else online.rule

    @property
    def cost(self) -> int:
        """The fee in đồng as the dossier stands: by its copies and the pages captured."""
        if self.copying:
            return sum(fee(self.fee_rule, line.copies, line.pages) for line in self.copying)
        return fee(self.fee_rule, self.copies, self._pages_captured)

    @property
    def uncounted(self) -> bool:
        """Sent online as files, and its fee goes by pages: somebody has to count them, copy by copy."""
        by_page = self.channel is Channel.ONLINE and self.fee_rule.per is FeePer.PAGE and self.fee_rule.amount > 0
        return by_page and not self.copying and not self._pages_captured

    @property
    def _pages_captured(self) -> int:
        return sum(len(s.pages) for s in self.settlements if isinstance(s, Captured))

    @property
    def missing(self) -> tuple[Component, ...]:
        """What must still be captured or shown: required, not settled, and not held and valid.

        A component asked for with a reason is missing although held.
        """
        return tuple(c for c in self.required if self.row(c) is Row.MISSING)

    @property
    def offered(self) -> tuple[Component, ...]:
        """Components for which a valid held paper waits to be taken."""
        return tuple(c for c in self.required if self.row(c) is Row.HELD)

    def row(self, component: Component) -> Row:
        """How `component` stands."""
        settled = self.settlement(component.code)
        match settled:
            case Captured():
                return Row.CAPTURED
            case Taken():
                return Row.TAKEN
            case Shown():
                return Row.SHOWN
            case LookUpLater():
                return Row.LATER
            case None:
                pass
        if component not in self.required:
            return Row.NOT_NEEDED
        if self.asked_reason(component.code) is None and self.best(component) is not None:
            return Row.HELD
        return Row.MISSING

    # --- held papers -----------------------------------------------------------------------------------

    def standings(self, component: Component) -> tuple[Standing, ...]:
        """What each held paper is worth for `component`; those of another kind are left out (as little of a
        person as the task needs)."""
        all_standings = (standing(component.kinds, paper, self.rules, self.day) for paper in self.held)
        return tuple(s for s in all_standings if s.why_not != "other-kind")

    def best(self, component: Component) -> Standing | None:
        """The held paper to offer: one that satisfies, the most recently confirmed first."""
        good = [s for s in self.standings(component) if s.satisfies]
        return max(good, key=lambda s: (s.paper.as_of, s.paper.id), default=None)

    def could_be_looked_up(self, component: Component) -> bool:
        """Whether the law knows data that replaces this component, so that the State should look first."""
        return component.due is Due.LOOK_UP or any(
            rule.paper in component.kinds and rule.in_force(self.day) for rule in self.rules
        )

    # --- acts ------------------------------------------------------------------------------------------

    def settlement(self, component: str) -> Settlement | None:
        return next((s for s in self.settlements if s.component == component), None)

    def asked_reason(self, component: str) -> Asked | None:
        return next((a for a in self.asked if a.component == component), None)

    def take(self, component: str, paper_id: str | None = None) -> Dossier:
        """Takes a held paper: the one named, else the best. Raises DoesNotStandFor."""
        wanted = self._component(component)
        choices = [s for s in self.standings(wanted) if s.satisfies]
        if paper_id is not None:
            choices = [s for s in choices if s.paper.id == paper_id]
        chosen = max(choices, key=lambda s: (s.paper.as_of, s.paper.id), default=None)
        if chosen is None or chosen.legal_basis is None:
            raise DoesNotStandFor(component=component)
        settled = self._settled(Taken(component, chosen.paper, chosen.legal_basis))
        return replace(settled, asked=tuple(a for a in self.asked if a.component != component))

    def take_all(self) -> Dossier:
        """Takes every paper offered."""
        dossier = self
        for component in self.offered:
            dossier = dossier.take(component.code)
        return dossier

    def release(self, component: str) -> Dossier:
        """Undoes whatever settled `component`."""
        return replace(self, settlements=tuple(s for s in self.settlements if s.component != component))

    def ask_for(self, component: str, reason: AskAgain, note: str = "") -> Dossier:
        """Asks for a paper although it is held, or could be looked up; records why.

        OFFLINE is a reason only while what could hold it cannot be reached and nothing valid is held locally;
        otherwise raises ReasonNeeded.
        """
        wanted = self._component(component)
        if reason is AskAgain.OFFLINE and not self.may_look_up_later(wanted):
            raise ReasonNeeded("offline is no reason here", component=component)
        others = tuple(a for a in self.asked if a.component != component)
        return replace(self.release(component), asked=(*others, Asked(component, reason, note)))

    def capture(self, component: str, pages: tuple[str, ...]) -> Dossier:
        """Captured pages for a component; no pages undo it. Raises ReasonNeeded for a paper that is held."""
        wanted = self._component(component)
        if not pages:
            return self.release(component)
        if self.needs_reason(wanted):
            raise ReasonNeeded(component=component)
        return self._settled(Captured(component, pages))

    def show(self, component: str, at: datetime) -> Dossier:
        """The paper was shown and given back. Raises ReasonNeeded for a paper that is held."""
        wanted = self._component(component)
        if wanted.due is not Due.SHOW:
            raise ClerkCanRetry("this component is not one to be shown", component=component)
        if self.needs_reason(wanted):
            raise ReasonNeeded(component=component)
        return self._settled(Shown(component, at))

    def look_up_later(self, component: str) -> Dossier:
        """Receive now, look up later: only while the province cannot be reached and nothing valid is held."""
        wanted = self._component(component)
        if not self.may_look_up_later(wanted):
            raise ClerkCanRetry("the province answers, or the paper is held", component=component)
        return self._settled(LookUpLater(component))

    def may_look_up_later(self, component: Component) -> bool:
        return self._out_of_reach(component) and self.could_be_looked_up(component) and self.best(component) is None

    def needs_reason(self, component: Component) -> bool:
        """Whether asking the citizen for `component` needs a reason first.

        It does when a valid paper is held; and when the State could look it up but has not answered yet, or cannot
        be reached now.
        """
        if self.asked_reason(component.code) is not None:
            return False
        return self.best(component) is not None or self.answer_awaited(component) or self.may_look_up_later(component)

    def answer_awaited(self, component: Component) -> bool:
        """Whether the State may still say that nobody need bring `component`."""
        return self.look_up is LookUpState.ASKING and self.could_be_looked_up(component)

    def need(self, component: str, needed: bool = True) -> Dossier:
        """Ticks a conditional component in or out of this case."""
        self._component(component)
        codes = self.needed_after_all | {component} if needed else self.needed_after_all - {component}
        return replace(self if needed else self.release(component), needed_after_all=codes)

    def learn(
        self,
        held: tuple[HeldPaper, ...],
        look_up: LookUpState,
        answered: frozenset[str] = frozenset(),
        silent: frozenset[str] = frozenset(),
    ) -> Dossier:
        """A look-up's answer enriches the draft: known papers are renewed, new ones added.

        What a source in `answered` no longer lists is gone, also where it was taken: the source wins. A paper that
        turns up ends "look up later", and "offline" as a reason for a paper not yet captured; nothing else that is
        settled is undone.
        """
        fresh = {paper.id: paper for paper in held}
        gone = {paper.id for paper in self.held if paper.source in answered and paper.id not in fresh}
        kept = tuple(fresh.pop(paper.id, paper) for paper in self.held if paper.id not in gone)
        wiser = replace(self, held=(*kept, *fresh.values()), look_up=look_up, silent=silent)
        return replace(
            wiser,
            settlements=tuple(
                s
                for s in self.settlements
                if not (isinstance(s, Taken) and s.paper.id in gone)
                and not (isinstance(s, LookUpLater) and wiser.best(wiser._component(s.component)) is not None)
            ),
            asked=tuple(a for a in self.asked if not wiser._outlived(a)),
        )

    def choose(self, procedure: Procedure) -> Dossier:
        """Another procedure keeps what is settled for components of the same code and kinds."""
        before = {c.code: c.kinds for c in self.procedure.components} if self.procedure else {}
        procedure = _asking_also(procedure, self.behalf) or procedure
        alike = {c.code for c in procedure.components if before.get(c.code) == c.kinds}
        known = self.procedure is not None and self.procedure.code == procedure.code
        if known and self.another_name:  # the clerk's word outlives the night
            code, name = self.another_code, self.another_name
            procedure = replace(procedure, competent_authority=code, competent_authority_name=name)
        return replace(
            self,
            procedure=procedure,
            settlements=tuple(s for s in self.settlements if s.component in alike),
            asked=tuple(a for a in self.asked if a.component in alike),
            needed_after_all=self.needed_after_all & alike,
            copying=self.copying if known else (),
            another_code=self.another_code if known else "",
            another_name=self.another_name if known else "",
        )

    def copy(self, lines: tuple[CopyLine, ...], at: datetime) -> Dossier:
        """Copies of these originals, each compared at the counter and given back: nothing is kept of them."""
        sent = tuple(s for s in self.settlements if isinstance(s, Captured) and s.files)  # online: it stays on file
        codes = {one.component for one in sent}
        shown = tuple(Shown(one.code, at) for one in self.required if one.code not in codes) if lines else ()
        return replace(self, copying=lines, settlements=(*sent, *shown))

    def must_be_acceptable(self) -> None:
        """Raises what stands in the way of acceptance: FieldMissing, PapersMissing or HeldPapersOpen."""
        if self.applicant is None:
            raise FieldMissing(field="applicant")
        if not self.applicant.full_name:
            raise FieldMissing(field="full_name")
        if self.behalf is not None and not self.behalf.owner.full_name:
            raise FieldMissing(field="owner")
        if self.delivery is Delivery.POST and not self.applicant.address:
            raise FieldMissing(field="address")
        if self.procedure is None:
            raise FieldMissing(field="procedure")
        if self.uncounted or not all(line.complete for line in self.copying):
            raise FieldMissing(field="copying")
        if self.missing:
            raise PapersMissing(count=str(len(self.missing)))
        if self.offered:
            raise HeldPapersOpen(count=str(len(self.offered)))

    def _outlived(self, asked: Asked) -> bool:
        return (
            asked.reason is AskAgain.OFFLINE
            and self.settlement(asked.component) is None
            and self.best(self._component(asked.component)) is not None
        )

    def _out_of_reach(self, component: Component) -> bool:
        """Whether what could hold `component` did not answer: the province at all, or each of its sources."""
        if self.look_up is LookUpState.UNREACHABLE:
            return True
        rules = [rule for rule in self.rules if rule.paper in component.kinds and rule.in_force(self.day)]
        sources = frozenset[str]().union(*(rule.sources for rule in rules))
        return self.look_up is LookUpState.ANSWERED and bool(self.silent & sources if sources else self.silent)

    def _component(self, code: str) -> Component:
        if self.procedure is None:
            raise FieldMissing(field="procedure")
        return self.procedure.component(code)

    def _settled(self, settlement: Settlement) -> Dossier:
        others = tuple(s for s in self.settlements if s.component != settlement.component)
        return replace(self, settlements=(*others, settlement))


def _asking_also(procedure: Procedure | None, behalf: OnBehalf | None) -> Procedure | None:
    """With the paper that proves the relation among its components, where the catalogue does not know it there."""
    paper = behalf.relation.paper if behalf else None
    if procedure is None or paper is None or any(paper.code == one.code for one in procedure.components):
        return procedure
    return replace(procedure, components=(*procedure.components, paper))
