"""What the core needs from outside, as Protocols, and the values that cross those borders.

Each port is fulfilled by one room: the store by `local_db`, the province by `sync`, devices, imaging and
paperwork by their packages, the key chain by `keychain`. `bootstrap` joins them.
"""

# Long because: every need of the core on one page: a border is read as a whole.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from .domain.archive import ArchiveForm, Unarchived
from .domain.citizen import Citizen, PersonalNumber
from .domain.citizen_check import CitizenCheck, fingerprint
from .domain.codes import DossierCode, NumberBlock, RegisterEntry
from .domain.correction import About, Correction, Fields, Theirs
from .domain.deadline import WorkCalendar
from .domain.dossier import Captured, Dossier, Honest, PaperFacts
from .domain.errors import BrokenPromise, CameraFault
from .domain.fee import Payment
from .domain.from_province import OnlineDossier, ProvinceStep
from .domain.health import FlushTimes, StoreCheck
from .domain.life import Act, Life, Stage, Step
from .domain.mrz import MrzReading
from .domain.notices import (
    Apology,
    CashClosing,
    ControlSlip,
    FeeSlip,
    HandOver,
    NotNeeded,
    Refusal,
    RegisterBook,
    StillAsked,
    Stop,
    Supplement,
)
from .domain.outbox import Backlog, DocumentFile, OutboxEvent, Owner, ProvinceReceipt, StoryLine, Waiting
from .domain.page_code import PageCode
from .domain.page_fault import PageFault
from .domain.paper import HeldPaper, ReplacementRule
from .domain.paper_text import TextLine
from .domain.people import Account, Credentials
from .domain.procedure import Procedure
from .domain.query import Query
from .domain.receipt import Receipt, TicketSlip
from .domain.recovery_code import RecoveryCode
from .domain.retention import Kept
from .domain.slices import RecordName, Sums
from .domain.ticket import Language, Service, ServiceGroup, Ticket, TicketState
from .domain.units import UnitTable

# --- time ----------------------------------------------------------------------------------------------


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware. Never goes back between two calls; over a restart only from a wrong clock that was put
        right (docs/adr/0004-numbering.md)."""
        ...


# --- the store -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawImage:
    """An image as it came, in the vault under `name`; `dpi` and `origin` as in PageImage. `files` names the PDFs there,
    untouched, that it is a page of: two where an unsigned and a signed one look the same."""

    name: str
    dpi: int
    origin: Origin
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A straightened page in the vault under `name` (SHA-256), with the verdicts on it. `look`: see StraightPage.

    `raws` are the images that it was made from: two where sides or halves were joined, none on a page of before
    November 2026. `corners` are those of the sheet in the raw image, `corners_sure` False where they are a guess.
    `turn` counts the quarter turns by hand, clockwise; then `upright` names the page as it was before them. `codes` are
    what stands on it for a machine; `facts` what it says of its paper, as far as the clerk has taken it.
    """

    name: str
    width: int
    height: int
    dpi: int
    blank: bool = False
    turn_sure: bool = True
    faults: tuple[PageFault, ...] = ()
    look: str = ""
    raws: tuple[RawImage, ...] = ()
    corners: Corners | None = None
    corners_sure: bool = True
    turn: int = 0
    upright: str = ""
    codes: tuple[PageCode, ...] = ()
    facts: PaperFacts = field(default_factory=PaperFacts)


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page and the component that it is for; None: it is loose."""

    page: CapturedPage
    component: str | None


class PageAct(StrEnum):
    """What was done to pages, for the word that undo says."""

    TURNED = "turned"
    MOVED = "moved"
    ASSIGNED = "assigned"
    TAKEN_OFF = "taken-off"
    CORNERS = "corners"
    SPLIT = "split"
    SIDES_JOINED = "sides-joined"
    HALVES_JOINED = "halves-joined"
    RESCANNED = "rescanned"
    READ = "read"


@dataclass(frozen=True, slots=True)
class PageStep:
    """An act that can be undone: from place `at` on, `after` stands where `before` stood. `order_before` and
    `order_after` are the settled components in their order."""

    act: PageAct
    at: int
    before: tuple[LaidPage, ...]
    after: tuple[LaidPage, ...]
    order_before: tuple[str, ...]
    order_after: tuple[str, ...]


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
    right."""

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


@dataclass(frozen=True, slots=True)
class AcceptedDossier:
    """A dossier after acceptance, as the register shows it. `moved_to`: another promise than the receipt's."""

    id: UUID
    operation_id: UUID
    code: DossierCode
    receipt: Receipt
    accepted_at: datetime
    state: Honest
    linked_code: DossierCode | None = None
    prints: int = 0
    problem: str | None = None
    purged: tuple[Purged, ...] = ()  # filled where a register is shown
    stage: Stage = Stage.RECEIVED
    moved_to: datetime | None = None

    @property
    def due(self) -> datetime | None:
        """The promise that holds now."""
        return self.moved_to or self.receipt.appointment.due


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act of consequence. `what` is a code; `about` codes and ids, never a name or a personal number."""

    at: datetime
    who: str
    counter: str
    what: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LookUpLine:
    """One look-up of a person beyond the own commune: who looked, for which dossier, why, what came."""

    id: UUID
    at: datetime
    who: str
    counter: str
    person: PersonalNumber
    purpose: str
    procedure_code: str
    outcome: str
    dossier: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What is looked for in the audit; None: whatever. `dossiers`: any of these; `person`: whom somebody looked up,
    and all of the dossiers that are his. Days as in Vietnam, both included."""

    first_day: date | None = None
    last_day: date | None = None
    who: str | None = None
    what: str | None = None
    dossiers: tuple[UUID, ...] | None = None
    person: PersonalNumber | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit as it stands in its chain (`table`, `line`). A look-up is an act `looked-up`, and has the
    `person`. `whole`: its hash is that of its content, and it follows the line before."""

    table: str
    line: int
    at: datetime
    who: str
    counter: str
    what: str
    about: Mapping[str, str]
    previous: str
    hash: str
    whole: bool
    person: PersonalNumber | None = None


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """`own`: of the commune's register; else known only as an applicant here. `slip`: one letter or digit off."""

    citizen: Citizen
    own: bool
    slip: bool = False


@dataclass(frozen=True, slots=True)
class FoundDossier:
    dossier: AcceptedDossier
    slip: bool = False


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Found(Generic[_Item]):
    """The likeliest first; `more`: there are others, and typing on narrows them down."""

    items: tuple[_Item, ...] = ()
    more: bool = False


class Voice(Protocol):
    """Calls out in the hall."""

    def say(self, words: str) -> None:
        """In its turn, at once back; what cannot be said is not told."""
        ...

    def close(self) -> None: ...


class Tickets(Protocol):
    def issue(self, ticket_of: Callable[[int], Ticket], site: str, day: date, letter: str) -> Ticket:
        """Stores `ticket_of(n)` under the next number of that site, day and letter."""
        ...

    def add(self, ticket: Ticket) -> None:
        """One that the hall has numbered."""
        ...

    def get(self, ticket_id: UUID) -> Ticket: ...

    def next_waiting(self, site: str, day: date, groups: Sequence[str] = ()) -> Ticket | None:
        """The longest waiting, whoever has priority first; claimed within this transaction: nobody else gets it."""
        ...

    def count(self, site: str, day: date, state: TicketState) -> int: ...

    def list(self, site: str, day: date) -> tuple[Ticket, ...]:
        """All of the day, in the order of issue."""
        ...

    def save(self, ticket: Ticket) -> None: ...

    def left_open(self, site: str, before: date) -> tuple[Ticket, ...]:
        """Of days before, that nobody finished."""
        ...

    def add_service(self, ticket: Ticket, service: Service) -> None:
        """Keeps what has ended, with its times."""
        ...

    def services(self, site: str, first: date, last: date) -> tuple[Service, ...]:
        """What ended on the days from `first` to `last`, in the order in which it ended."""
        ...

    def mark_time_wrong(self, ticket_id: UUID, wrong: bool) -> None:
        """Of all that has ended of this visit."""
        ...


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """`number` None: the counter's own store counts, under `letter`."""

    letter: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TicketConflict:
    """Two counters did two things with one number, each without the other: the queue shows the first; this is what
    `counter` did."""

    ticket_id: UUID
    label: str
    counter: str
    state: TicketState
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class HallState:
    """`shared`: the queue is one with other counters'. `away_since`: the server of the hall is not there; then this
    counter numbers under `letter`, and nobody knows who calls the `unclear` ones: a person's act does."""

    shared: bool = False
    away_since: datetime | None = None
    letter: str = ""
    unclear: tuple[UUID, ...] = ()
    conflicts: tuple[TicketConflict, ...] = ()


class Hall(Protocol):
    """The queue that the counters of a hall share; each goes on by itself when their server is away. Nothing here
    waits for a server longer than a second, and for one that is known to be away not at all."""

    shared: bool  # with other counters

    def number(self, letter: str, day: date) -> GivenNumber:
        """For a ticket of this letter. Not every number that is given becomes a ticket."""
        ...

    def claim(
        self, day: date, now: datetime, ticket_id: UUID | None = None
    ) -> AbstractContextManager[Callable[[UnitOfWork], Ticket | None]]:
        """Claims the next that waits, or this one, for a call at `now`. What it gives chooses in the write that does
        the call: the ticket as it was before, None where nobody waits. What is not called in it goes back.

        Raises HeldElsewhere for one that another counter may be calling.
        """
        ...

    def changed(self) -> None:
        """Tickets have changed here: colleagues hear it soon. At once back."""
        ...

    def state(self, day: date) -> HallState: ...


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

    def put_away(self, dossier_id: UUID) -> None: ...

    def remove(self, dossier_id: UUID) -> None:
        """What stood in it stands elsewhere now."""
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


class Typed(Protocol):
    """Ours: forms that are not done yet, each its clerk's."""

    def save(self, clerk: str, form: TypedForm, at: datetime) -> None: ...

    def of(self, clerk: str, dossier_id: UUID, deed: str) -> TypedForm | None: ...

    def last_open(self, clerk: str) -> TypedForm | None: ...

    def forget(self, clerk: str, dossier_id: UUID) -> None: ...

    def forget_before(self, moment: datetime) -> None: ...


class Online(Protocol):
    """Theirs: dossiers that citizens sent online. Ours: which were answered."""

    def put(self, told: OnlineDossier) -> None:
        """As the province tells it; the later word wins."""
        ...

    def get(self, dossier_id: UUID) -> OnlineDossier:
        """Raises KeyError."""
        ...

    def waiting(self) -> tuple[OnlineDossier, ...]:
        """Neither accepted nor answered since they were sent, the first sent first."""
        ...

    def answered(self, dossier_id: UUID, submitted_at: datetime, at: datetime) -> None: ...


class Dossiers(Protocol):
    def add(self, dossier: Dossier, accepted: AcceptedDossier) -> None:
        """Turns the draft of this id into an accepted dossier."""
        ...

    def get(self, dossier_id: UUID) -> tuple[Dossier, AcceptedDossier]:
        """Raises KeyError."""
        ...

    def by_operation(self, operation_id: UUID) -> AcceptedDossier | None: ...

    def recent(self, limit: int = 50, clerk: str | None = None) -> tuple[AcceptedDossier, ...]:
        """The latest first; of one clerk (an id) where named."""
        ...

    def of_person(self, person: PersonalNumber) -> tuple[AcceptedDossier, ...]:
        """This unit's dossiers of the person, the latest first."""
        ...

    def with_code(self, code: str) -> UUID | None:
        """The dossier that bears this code, as its own or as the linked one."""
        ...

    def count_print(self, dossier_id: UUID) -> int:
        """Marks one more print; returns how many there were before (0: this is the first)."""
        ...

    def set_state(self, dossier_id: UUID, state: Honest, problem: str | None = None) -> None: ...

    def correct(self, dossier_id: UUID, applicant: Citizen) -> None:
        """Who applied, from now on: in the dossier, on its receipt, where it is searched for. Raises KeyError."""
        ...

    def link_code(self, dossier_id: UUID, code: DossierCode) -> None:
        """The province's code for a provisional one. Raises NotTheProvince when another dossier bears it."""
        ...


class Lives(Protocol):
    """What happened to accepted dossiers. Steps are only ever added."""

    def of(self, dossier_id: UUID) -> Life:
        """Raises KeyError."""
        ...

    def add(self, dossier_id: UUID, step: Step) -> None:
        """Raises KeyError."""
        ...

    def next_number(self, act: Act, counter: str, year: int) -> int:
        """Of the counter's slips of this kind in the year: no gap, for it is taken within the write that adds the
        step."""
        ...

    def count_print(self, step_id: UUID) -> int:
        """One more print of its paper; how many there were before. Raises KeyError."""
        ...

    def unfinished(self, due_before: datetime) -> tuple[AcceptedDossier, ...]:
        """At work (no supplement waited for) and promised before this moment, the most pressing first."""
        ...

    def at_the_counter(self) -> tuple[AcceptedDossier, ...]:
        """Received and handed over to nobody yet, the first received first."""
        ...

    def still_since(self, stage: Stage, moment: datetime) -> tuple[tuple[AcceptedDossier, datetime], ...]:
        """In this stage, and without a step since before `moment` (money is none): with the last step's moment, or the
        acceptance's."""
        ...

    def between(self, acts: Iterable[Act], start: datetime, end: datetime) -> tuple[tuple[UUID, Step], ...]:
        """Steps of these kinds in their order, with the dossier's id."""
        ...

    def unsettled(self) -> tuple[tuple[UUID, Step], ...]:
        """The transfers, of whatever day, that the account has not shown and nothing has replaced."""
        ...


class CopyBook(Protocol):
    """The counter's book of certified copies (sổ chứng thực bản sao): which number is whose. What each line says stands
    on the dossier's receipt."""

    def enter(self, dossier_id: UUID, counter: str, year: int, number: int, at: datetime) -> None: ...

    def between(self, counter: str, start: datetime, end: datetime) -> tuple[AcceptedDossier, ...]:
        """Those with a line entered from `start` to before `end`, in the book's order."""
        ...


class Register(Protocol):
    """Theirs: citizens and held papers of the own commune, and what look-ups brought."""

    def citizen(self, person: PersonalNumber) -> Citizen | None: ...

    def held_papers(self, person: PersonalNumber, kinds: Iterable[str]) -> tuple[HeldPaper, ...]:
        """Only of these kinds: as little of a person as the task needs."""
        ...

    def name_of(self, person: PersonalNumber) -> RecordName | None:
        """How the province calls its record of this person; None: it never told."""
        ...

    def put_citizens(
        self, citizens: Sequence[Citizen], as_of: datetime, names: Mapping[PersonalNumber, RecordName] | None = None
    ) -> None: ...

    def put_held_papers(self, papers: Sequence[HeldPaper]) -> None: ...

    def take_out(self, people: Sequence[PersonalNumber], papers: Sequence[str]) -> None:
        """The province no longer has these for this commune. A person's papers do not go by themselves."""
        ...

    def sums(self) -> Sums:
        """Counted from the rows as they stand."""
        ...

    def replace_slice(self, number: int, changes: Changes) -> None:
        """Exactly what `changes` has stands in the slice afterwards. Raises NotTheProvince for what is not of it."""
        ...

    def keep_cursor(self, cursor: str | None) -> None:
        """So far everything has come, though not yet all; None: begin anew."""
        ...

    def summed(self) -> datetime | None:
        """When the province's sums were last found to be ours."""
        ...

    def keep_summed(self, at: datetime) -> None: ...

    def forget_summed(self) -> None: ...

    def as_of(self) -> datetime | None:
        """When the province's data for the own commune was last complete; None: never."""
        ...

    def begun(self) -> bool:
        """Whether anybody is in it at all, complete or not."""
        ...

    def set_as_of(self, moment: datetime, cursor: str) -> None: ...

    def cursor(self) -> str | None: ...


class Corrections(Protocol):
    """Ours: what was corrected, and where the province held something else than it was made from."""

    def add(self, correction: Correction) -> None: ...

    def get(self, event_id: UUID) -> Correction:
        """Raises KeyError."""
        ...

    def of(self, dossier_id: UUID) -> tuple[Correction, ...]:
        """All of a dossier, in the order in which they go."""
        ...

    def of_record(self, about: About, ref: str) -> tuple[Correction, ...]:
        """All of one record, in the order in which they go."""
        ...

    def conflicts(self) -> tuple[Correction, ...]:
        """Those that somebody has to choose in, the oldest first."""
        ...

    def meet(self, event_id: UUID, mine: Fields, theirs: Theirs, at: datetime) -> None:
        """The province held something else; `mine` is the counter's last word."""
        ...

    def settle(self, event_id: UUID, chosen: Fields, who: str, at: datetime, settled_as: UUID) -> None: ...


class Search(Protocol):
    """People and dossiers as one types, without marks: what fits as typed; where nothing does, one slip forgiven."""

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        """Citizens of the own commune first; then, of others, only `applicants` of this unit's dossiers."""
        ...

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        """This unit's, or those that `clerk` received."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogueNote:
    """How a catalogue came that did not come over the line: from a `file` (its SHA-256) in force from `day`, or by
    `undo` of one; who approved it."""

    origin: str
    who: str
    at: datetime
    day: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CataloguePackage:
    """A catalogue bundle out of a file. `signed`: by the province's key; else its name bears its SHA-256."""

    name: str
    bundle: Mapping[str, Any]
    sha256: str
    signed: bool


class CatalogueFiles(Protocol):
    def read(self, path: Path) -> CataloguePackage:
        """Raises CatalogueFileWrong."""
        ...


class CatalogueStore(Protocol):
    """Theirs: procedures, replacement table and calendar as last received; empty until the first sync."""

    def procedures(self, day: date) -> tuple[Procedure, ...]: ...

    def procedure(self, code: str, day: date) -> Procedure:
        """Raises UnknownProcedure."""
        ...

    def rules(self, day: date) -> tuple[ReplacementRule, ...]: ...

    def calendar(self) -> WorkCalendar: ...

    def groups(self) -> tuple[ServiceGroup, ...]: ...

    def units(self) -> UnitTable | None:
        """Communes of today and before; None: the catalogue brings none, and those that shipped hold."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Name of each source of held papers, by its code."""
        ...

    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """For each kind of paper what it is headed with."""
        ...

    def replace(self, bundle: Mapping[str, Any], note: CatalogueNote | None = None) -> None:
        """Takes in a catalogue bundle (`resources/catalogue` shape), as a whole; earlier ones are kept."""
        ...

    def version(self) -> str | None: ...

    def bundle(self) -> Mapping[str, Any] | None:
        """As it was taken in; what stands in it is not to be changed."""
        ...

    def note(self) -> CatalogueNote | None:
        """Of the one in force."""
        ...

    def before(self) -> Mapping[str, Any] | None:
        """The bundle that the file in force took the place of; None: the one in force came from no file. What was
        undone counts as if it had never come."""
        ...


@dataclass(frozen=True, slots=True)
class LeaseClaim:
    """`token`: the one that came with the last lease; None: this store takes the counter over, being new, restored or
    moved by a hand."""

    token: str | None


@dataclass(frozen=True, slots=True)
class Lease:
    """`blocks` empty: this province gives codes one by one."""

    blocks: tuple[NumberBlock, ...]
    token: str


class Numbers(Protocol):
    def take_code(self, unit: str, counter: str, day: date) -> DossierCode | None:
        """The next code of a leased block for this counter and day; None when there is none left."""
        ...

    def take_provisional(self, counter: str, day: date) -> DossierCode: ...

    def take_register_line(self, counter: str, year: int) -> RegisterEntry:
        """The next line of the counter's own book: gapless, in the order of commits."""
        ...

    def take_copy_number(self, counter: str, year: int) -> int:
        """The next line of the counter's book of certified copies: no gap within the year."""
        ...

    def all_taken(self) -> None:
        """Nothing more will be taken: what was taken may be made durable while the rest is written.

        For speed alone. Without it, and for whatever is taken after it, the commit waits a little longer.
        """
        ...

    def add_block(self, block: NumberBlock) -> None:
        """Stores a lease; a lease known already stays as it is."""
        ...

    def left(self, unit: str, counter: str, day: date) -> int: ...

    def lease_claim(self) -> LeaseClaim | None:
        """What to ask the province for blocks with; None: another PC may be working as this counter."""
        ...

    def keep_token(self, token: str) -> None:
        """What came with the last lease, in the transaction that stores its blocks."""
        ...

    def disown(self) -> None:
        """The province leases to another copy of this store: blocks leased before are given up with this commit."""
        ...


class Outbox(Protocol):
    def add(self, event: OutboxEvent) -> OutboxEvent:
        """Stores the event under the next order number (the one given is ignored)."""
        ...

    def due(self, now: datetime, limit: int = 20, sent: bool | None = None) -> tuple[OutboxEvent, ...]:
        """Unconfirmed events whose next try has come, in order; of one dossier only the first unconfirmed.

        `sent` False: only those whose metadata is still to go, what failed least often first. True: only those whose
        files are, of equally many failures those with the fewest bytes first.
        """
        ...

    def get(self, event_id: UUID) -> OutboxEvent: ...

    def waiting(self) -> int: ...

    def open_of(self, dossier_id: UUID) -> tuple[OutboxEvent, ...]:
        """This dossier's events that the province has not confirmed, in order."""
        ...

    def backlog(self, now: datetime) -> Backlog: ...

    def list_waiting(self, limit: int | None = 500) -> tuple[Waiting, ...]:
        """`limit` None: all of it. What somebody has to look at first, then the oldest first."""
        ...

    def story(self, event_id: UUID) -> tuple[StoryLine, ...]:
        """What happened to it, the first first; errors that repeat stand in one line."""
        ...

    def mark_sent(self, event_id: UUID, at: datetime) -> None: ...

    def mark_confirmed(self, event_id: UUID, receipt: ProvinceReceipt, at: datetime) -> None: ...

    def reopen(self, dossier_id: UUID, at: datetime) -> int:
        """The province has lost what it confirmed of this dossier: all of it goes again, under the same keys. How many
        events that opens; their receipts are kept until others come."""
        ...

    def mark_failed(self, event_id: UUID, problem: str, at: datetime, next_try: datetime, reason: str = "") -> None:
        """`problem` empty: nothing failed, the province only has not given its code yet."""
        ...

    def try_again(self, event_ids: Sequence[UUID] | None, at: datetime) -> int:
        """None: all that wait. They wait for no next try any more, because somebody said so; how many of them still
        wait."""
        ...

    def give(self, event_id: UUID, owner: Owner, at: datetime) -> None: ...

    def close(self, event_id: UUID, why: str, at: datetime, reason: str = "") -> None:
        """Nothing more is sent of it; it stays, with its story, and a receipt that comes all the same still counts.
        `why`: the `Step` that it ends with. Raises KeyError where it is not open."""
        ...

    def accepted_as(self, dossier_id: UUID) -> str:
        """The key under which the dossier itself went, or will; empty: a rescue did not save it."""
        ...

    def entered_by_hand(self, dossier_id: UUID) -> bool:
        """Whether any of this dossier's events is known to be at the province by a person's word alone."""
        ...


class Audit(Protocol):
    def add(self, line: AuditLine) -> None: ...

    def add_look_up(self, line: LookUpLine) -> None: ...

    def lines(self, limit: int = 100) -> tuple[AuditLine, ...]:
        """The latest first."""
        ...

    def look_ups(self, limit: int = 100) -> tuple[LookUpLine, ...]: ...

    def look_ups_asked(self, since: datetime) -> tuple[tuple[datetime, str], ...]:
        """When and by whom the province was asked at this PC since then, the first first."""
        ...

    def page(self, wanted: AuditQuery, older_than: AuditEntry | None = None, limit: int = 50) -> tuple[AuditEntry, ...]:
        """The latest first; the next page is what is `older_than` the last entry of this one."""
        ...

    def first_broken_line(self) -> tuple[str, int] | None:
        """Table and number of the first line that was changed, or that follows a missing one; None: whole."""
        ...


class People(Protocol):
    """Theirs: who may work at this unit's counters. Ours: PINs, wrong words, and whom IT let in before the province's
    accounts came, who may do so until then."""

    def account(self, account_id: str) -> Account | None:
        """Also one that was withdrawn: drafts and audit lines name it."""
        ...

    def by_user_name(self, user_name: str) -> Credentials | None:
        """Whatever its case; a withdrawn account only where no other has the name."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """By name; those that may log in here stand as active."""
        ...

    def put_accounts(self, given: Sequence[Credentials], version: str) -> None:
        """The province's word on these: it wins. One that it does not name stays as it was."""
        ...

    def version(self) -> str | None:
        """Of the province's accounts; None: none have come."""
        ...

    def let_in_first(self, given: Credentials) -> None: ...

    def pin(self, account_id: str) -> str | None:
        """The verifier of the person's PIN on this PC."""
        ...

    def set_pin(self, account_id: str, verifier: str) -> None: ...

    def failures(self, subject: str) -> int:
        """Wrong words in a row."""
        ...

    def set_failures(self, subject: str, count: int) -> None: ...

    def last(self) -> str | None:
        """The id of who logged in last."""
        ...

    def set_last(self, account_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule finds: `count` dossiers (drafts, tickets) with `files`. Past the period too, but blocked: `unsent`
    have not been confirmed by the province, `held` are kept by a person's word."""

    count: int
    files: int = 0
    unsent: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Purged:
    """Files of one kind that went from a dossier, when and by which rule."""

    kind: Kept
    rule: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    dossier_id: UUID
    reason: str
    who: str
    at: datetime


class Retention(Protocol):
    """What may go, and what went. Rows first: a file is removed only when nothing refers to it any more."""

    def index_files(self, limit: int = 500) -> bool:
        """Notes the files of that many dossiers accepted since the last time; False: there are more."""
        ...

    def due(self, kind: Kept, before: datetime) -> Due: ...

    def due_dossiers(self, kind: Kept, before: datetime, limit: int) -> tuple[tuple[UUID, str], ...]:
        """Id and code of dossiers whose files of this kind may go: the province confirmed them before that."""
        ...

    def purge_files(self, dossier_id: UUID, kind: Kept, rule: str, at: datetime) -> int:
        """The dossier refers to them no more; how many there were."""
        ...

    def due_drafts(self, before: date, limit: int) -> tuple[UUID, ...]: ...

    def purge_draft(self, dossier_id: UUID, rule: str, at: datetime) -> int:
        """Removes a draft that was put away; how many files it had."""
        ...

    def due_tickets(self, before: date) -> int: ...

    def purge_tickets(self, before: date, limit: int) -> int: ...

    def give_up(self, names: Iterable[str], rule: str, at: datetime) -> int:
        """Those that nothing refers to are to be removed; how many."""
        ...

    def to_remove(self) -> tuple[str, ...]:
        """Names in the vault that a purge gave up and that still lie there."""
        ...

    def unreferred(self, names: Iterable[str]) -> frozenset[str]:
        """Those of `names` that no draft, dossier or event refers to. All files must be indexed."""
        ...

    def referred(self) -> frozenset[str]:
        """All names that a draft, a dossier or an event refers to. All files must be indexed."""
        ...

    def mark_removed(self, names: Iterable[str], at: datetime) -> None: ...

    def purged(self, dossier_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Purged, ...]]: ...

    def hold(self, hold: Hold) -> None:
        """A second one replaces the first."""
        ...

    def release(self, dossier_id: UUID) -> bool:
        """False: it was not held."""
        ...

    def holds(self) -> tuple[Hold, ...]: ...


class ArchiveForms(Protocol):
    """The second form of each accepted paper, made behind reception; what was accepted is never touched by it."""

    def queue(self, dossier_id: UUID, files: Iterable[DocumentFile]) -> None:
        """These wait for their archive form from the commit that accepts them."""
        ...

    def next(self) -> Unarchived | None:
        """What failed least often, of those the longest accepted; None: nothing waits."""
        ...

    def waiting(self) -> int:
        """Without those set aside."""
        ...

    def set_aside(self) -> tuple[Unarchived, ...]: ...

    def made(self, form: ArchiveForm, at: datetime) -> bool:
        """The paper has this form from now on. False: it has one, or a purge has taken what it is made of."""
        ...

    def failed(self, paper: Unarchived, why: str, for_good: bool = False) -> None:
        """One attempt more came to nothing; `for_good`: another would not help."""
        ...

    def try_again(self) -> int:
        """Those set aside wait again; how many."""
        ...

    def of(self, dossier_id: UUID) -> tuple[ArchiveForm, ...]:
        """Those that are made."""
        ...


@dataclass(frozen=True, slots=True)
class ExportAbout:
    """What an export of the audit says of itself. Days as in Vietnam, both included; `look_ups`: with the lines that
    name whom somebody looked up."""

    unit: str
    counter: str
    first_day: date
    last_day: date
    look_ups: bool
    by: str
    purpose: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AuditExport:
    """One that is written and signed, under names that nobody takes for a finished one."""

    path: Path
    lines: int
    sha256: str


class AuditExporter(Protocol):
    """Signed copies of the audit outside the store."""

    def prepare(self, path: Path, about: ExportAbout) -> AuditExport:
        """Writes file and signature durably beside `path`. Raises DiskFull, NotWritable."""
        ...

    def finish(self, export: AuditExport) -> None:
        """Gives both their names. Raises NotWritable."""
        ...

    def drop(self, export: AuditExport) -> None: ...

    def public_key(self) -> tuple[bytes, str]:
        """This counter's key as PEM, and its fingerprint."""
        ...


class Trips(Protocol):
    """Files that were written for the province, and which events are in them."""

    def waiting(self) -> ToCarry: ...

    def to_carry(self) -> tuple[UUID, ...]:
        """Unconfirmed events: first the dossiers of which something is in no file under way, each in its order."""
        ...

    def add(self, trip: Trip, events: Sequence[UUID]) -> None: ...

    def answered(self, trip_id: UUID, at: datetime) -> bool:
        """Whether this is the first answer; False as well for a trip that this store does not know."""
        ...

    def get(self, trip_id: UUID) -> Trip:
        """Raises KeyError."""
        ...

    def list(self, limit: int = 20) -> tuple[Trip, ...]:
        """The latest first."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Committed on leaving the block without an exception, else rolled back."""

    @property
    def tickets(self) -> Tickets: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def dossiers(self) -> Dossiers: ...
    @property
    def lives(self) -> Lives: ...
    @property
    def online(self) -> Online: ...
    @property
    def typed(self) -> Typed: ...
    @property
    def copy_book(self) -> CopyBook: ...
    @property
    def register(self) -> Register: ...
    @property
    def catalogue(self) -> CatalogueStore: ...
    @property
    def numbers(self) -> Numbers: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def people(self) -> People: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def archive(self) -> ArchiveForms: ...
    @property
    def trips(self) -> Trips: ...
    @property
    def corrections(self) -> Corrections: ...


class Store(Protocol):
    @property
    def search(self) -> Search:
        """As of the moment that it is asked; each answer a view of its own."""
        ...

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write: one at a time in the process, durable when the block is left.

        Raises DiskFull, StoreDamaged.
        """
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A consistent view; writes in it are an error."""
        ...

    def check_audit(self, full: bool = False, told: Callable[[int], None] = lambda _: None) -> int:
        """Follows the audit's chains from where they were last seen whole (`full`: from the first line), and keeps
        how far they go outside the database. The number of lines followed; `told` hears it on the way.

        Raises AuditBroken.
        """
        ...

    def renew_audit_witness(self, line: AuditLine) -> None:
        """Takes the audit as it is for whole from here on, and says so with `line` in it."""
        ...

    def close(self) -> None: ...


class StoreHealth(Protocol):
    """How the open store and its disk are doing."""

    def free(self) -> int:
        """Bytes on the store's disk. Raises DiskFull, NotWritable, StoreDamaged."""
        ...

    def flush_times(self) -> FlushTimes:
        """Measured now; takes a second on a slow disk. Raises DiskFull, NotWritable, StoreDamaged."""
        ...

    def idle_seconds(self) -> float:
        """How long nothing has been written."""
        ...

    def last_check(self) -> StoreCheck | None: ...

    def check(self, give_way: Callable[[], bool]) -> StoreCheck | None:
        """Reads the whole database through, beside whoever works; None: gave way."""
        ...


@dataclass(frozen=True, slots=True)
class VaultFile:
    """`size` in bytes on the disk; `since` when it was written, by this PC's clock."""

    name: str
    size: int
    since: datetime


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A finished backup, which was read through when it was made. `files` of the vault, None: without them;
    `damaged_files` were so in the store already. `reason`: due, asked, before-migration, rescued."""

    path: Path
    made_at: datetime
    reason: str
    dossiers: int
    files: int | None
    damaged_files: int


class BackupShelf(Protocol):
    """The backups of the open store."""

    @property
    def place(self) -> Path:
        """Where they are made."""
        ...

    def list(self, folder: Path | None = None) -> tuple[KeptBackup, ...]:
        """This store's in `folder`, or where they are made; the latest first. Raises BackupAbsent."""
        ...

    def make(self) -> KeptBackup:
        """Raises a leaf of BackupFault, NotWritable, StoreDamaged."""
        ...

    def dossiers_now(self) -> int: ...


class Vault(Protocol):
    """Document files, encrypted, named by the SHA-256 of their plain bytes, durable when `put` returns."""

    def put(self, data: bytes) -> str:
        """Stores (again harmlessly) and returns the name. Raises DiskFull."""
        ...

    def get(self, name: str) -> bytes:
        """The plain bytes, verified. Raises VaultFileDamaged."""
        ...

    def has(self, name: str) -> bool: ...


class VaultStock(Vault, Protocol):
    """The vault as housekeeping sees it."""

    def sweep(self) -> int:
        """Takes away what earlier runs of the program were cut off in writing: ciphertext under no name, that nothing
        can refer to. How many. Raises DiskFull, StoreDamaged, NotWritable."""
        ...

    def files(self) -> Iterator[VaultFile]:
        """All that lie there, whole or not."""
        ...

    def remove(self, name: str) -> bool:
        """Gone durably, or never there; False: it was stored in this run of the program, and a transaction may be
        about to refer to it. Raises DiskFull, StoreDamaged, NotWritable."""
        ...


# --- the province --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """How one source (dân cư, hộ tịch, ...) answered a look-up. `as_of` None: it did not."""

    source: str
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class LookUpAnswer:
    citizen: Citizen | None
    papers: tuple[HeldPaper, ...]
    sources: tuple[SourceAnswer, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what changed for the own commune; `more` when another page follows from `cursor`. `steps` that were
    made at the province, `online` dossiers that wait here."""

    citizens: tuple[Citizen, ...]
    papers: tuple[HeldPaper, ...]
    cursor: str
    more: bool
    as_of: datetime
    steps: tuple[ProvinceStep, ...] = ()
    online: tuple[OnlineDossier, ...] = ()
    names: Mapping[PersonalNumber, RecordName] = field(default_factory=dict)
    people_gone: tuple[PersonalNumber, ...] = ()  # no longer of this commune
    papers_gone: tuple[str, ...] = ()  # their ids


@dataclass(frozen=True, slots=True)
class GivenAccounts:
    """The unit's accounts as the province has them, those that it withdrew included."""

    version: str
    people: tuple[Credentials, ...]


class Province(Protocol):
    """A province's system, whichever protocol it speaks. Every call raises LineDown, ProvinceBusy,
    NotTheProvince, LoginRefused or ProvinceRefused, and nothing else."""

    def look_up(
        self, person: PersonalNumber, purpose: str, procedure: str, kinds: Sequence[str], timeout: float
    ) -> LookUpAnswer:
        """One person, with a purpose, only papers of these kinds; answers within `timeout` seconds."""
        ...

    def lease_numbers(self, counter: str, days: Sequence[date], request_id: UUID, claim: LeaseClaim) -> Lease:
        """Blocks for these days; the same request leases the same blocks. Raises NumbersElsewhere as well."""
        ...

    def catalogue(self, known_version: str | None) -> Mapping[str, Any] | None:
        """The catalogue bundle, or None when `known_version` is still in force."""
        ...

    def changes(self, cursor: str | None) -> Changes: ...

    def get_file(self, name: str) -> bytes:
        """A file that the province holds, by its SHA-256, verified. Raises NotOffered as well."""
        ...

    def sums(self) -> Sums | None:
        """What the province holds for this commune, by slices; None: it tells none."""
        ...

    def slice(self, number: int) -> Changes:
        """One slice, whole; its cursor is that of the moment."""
        ...

    def accounts(self, known_version: str | None) -> GivenAccounts | None:
        """Who may work at the unit's counters, or None when `known_version` is still in force."""
        ...

    def put_dossier(self, event: OutboxEvent) -> ProvinceReceipt:
        """Sends the metadata under the event's key; the receipt was checked against key and hash."""
        ...

    def put_correction(self, event: OutboxEvent) -> ProvinceReceipt | Theirs:
        """Sends a correction on condition that the province still holds what it was made from; else what it holds."""
        ...

    def put_file(self, sha256: str, data: bytes, fresh: bool = False) -> None:
        """Sends a file, resuming at the offset that the province has; returns when it vouches for the hash.
        `fresh`: it was never begun, as far as is known here, so the province need not be asked first."""
        ...

    def confirm(self, event: OutboxEvent) -> ProvinceReceipt:
        """Asks for the receipt once metadata and files are there."""
        ...


@dataclass(frozen=True, slots=True)
class LineStatus:
    """What the last exchange showed: `online` None: none was tried yet; `problem` the code of the first error met;
    `heard_at` when the province last answered, `next_pass` when it is asked next; `certificate_until` when the
    counter's own certificate is over, None: it has none; `site` the code of what keeps this counter from the hall's
    server, None where nothing does."""

    online: bool | None = None
    problem: str | None = None
    heard_at: datetime | None = None
    next_pass: datetime | None = None
    certificate_until: datetime | None = None
    site: str | None = None


class LinePace(Protocol):
    """How fast files go, as measured in this run of the program."""

    @property
    def rate(self) -> float | None:
        """Bytes a second; None: not measured yet."""
        ...

    @property
    def held(self) -> int:
        """Bytes that the province holds of files whose dossiers it has not confirmed yet."""
        ...


# --- the courier: days without a line -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trip:
    """A file that was written for the province: `name` of it on the stick, `size` in bytes, `events` in it and how many
    of them are `open` still; `answered_at` None: no answer has come back."""

    id: UUID
    made_at: datetime
    who: str
    name: str
    events: int
    files: int
    size: int
    answered_at: datetime | None
    open: int


@dataclass(frozen=True, slots=True)
class ToCarry:
    """What the province has not confirmed: events, bytes of their files, since when, and how many of the events are in
    no file that is still under way."""

    events: int
    size: int
    oldest: datetime | None
    uncarried: int


@dataclass(frozen=True, slots=True)
class Carried:
    """`left`: events that are not in it: no room, or their line's story on the screen of what waits says why."""

    trip: Trip
    left: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What answers changed: events now `confirmed`, `sent` (the province lacks a file, or its code), `refused`; people
    and papers of the `news`. `again`: files that had been taken in before. `stale`: the line had brought newer news."""

    files: int = 0
    confirmed: int = 0
    sent: int = 0
    refused: int = 0
    news: int = 0
    again: int = 0
    stale: bool = False

    def __add__(self, other: Brought) -> Brought:
        counts = ("files", "confirmed", "sent", "refused", "news", "again")
        summed = {name: getattr(self, name) + getattr(other, name) for name in counts}
        return Brought(**summed, stale=self.stale or other.stale)


class Courier(Protocol):
    """What waits, as one encrypted and signed file on a stick, and the province's answer out of one."""

    @property
    def ready(self) -> bool:
        """Whether the settings name the province's keys."""
        ...

    def public_key(self) -> str:
        """By which the province knows this counter's files (Ed25519, base64). Raises NoKeyring."""
        ...

    def export(self, folder: Path, who: str) -> Carried:
        """Raises CourierNotSet, CourierAbsent, CourierFull, NotWritable, NoKeyring; then no file is left."""
        ...

    def bring(self, path: Path, who: str) -> Brought:
        """A file, or all of this counter's in a folder. Raises CourierNotSet, CourierAbsent, ParcelWrong, NoKeyring,
        BadCatalogue; receipts before it are kept."""
        ...


# --- images --------------------------------------------------------------------------------------------


class Origin(StrEnum):
    """Where a page's image comes from, which decides how its sheet is looked for. SCANNER: the image is the sheet, or
    the glass around it. CAMERA: the sheet lies somewhere in it, in perspective. FILE: nobody knows; a photograph where
    no density is said."""

    SCANNER = "scanner"
    CAMERA = "camera"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Corners:
    """A sheet's corners in an image, as shares of its width and height (0 to 1), clockwise from the top left as the
    image lies. Raises BrokenPromise for anything but four such points."""

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.points) != 4 or not all(len(p) == 2 and 0 <= p[0] <= 1 and 0 <= p[1] <= 1 for p in self.points):
            raise BrokenPromise("corners that are not four points of the image")


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """`sure` False: to be looked at by the clerk, who drags the corners; never trusted silently."""

    corners: Corners
    sure: bool


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a device or file gave it: encoded bytes (PNM, PNG, JPEG, TIFF) that it owns.

    `dpi` as the device says; 0 where unknown (a photograph).
    """

    data: bytes
    media_type: str
    dpi: int
    origin: Origin = Origin.SCANNER


@dataclass(frozen=True, slots=True)
class StraightPage:
    """A page made straight and the right way up, as JPEG bytes at `dpi`, `width` × `height` pixels.

    `skew` is what was found and undone, in degrees, counter-clockwise positive; `turned` the quarter turns undone
    (0, 90, 180, 270, clockwise), `turn_sure` False where the right way up is a guess; `blank` flagged, never
    dropped; `faults` the verdict on the page as it came, worst first; `look` a rough print of its ink (hex), by which
    pages worth comparing are found; empty on a blank page. `corners` of the sheet that was cut out, None where the
    whole image is the page; `found_sure` False where a sheet was looked for and none is certain: then the whole
    image is kept, and `Imaging.find_sheets` may have a proposal.
    """

    jpeg: bytes
    width: int
    height: int
    dpi: int
    skew: float
    turned: int
    turn_sure: bool
    blank: bool
    faults: tuple[PageFault, ...] = ()
    look: str = ""
    corners: Corners | None = None
    found_sure: bool = True


@dataclass(frozen=True, slots=True)
class PdfAbout:
    """What an archival PDF says of itself. No personal data, in any of it: `title` names a kind of paper, `kind` is its
    code, `dossier` the dossier's code or id, `owner_reference` what the owner's papers are filed under, which is
    never the personal number. The last three may be empty."""

    title: str
    subject: str
    created_at: datetime
    kind: str = ""
    dossier: str = ""
    owner_reference: str = ""


class Imaging(Protocol):
    def warm_up(self) -> None:
        """Loads what the first page would otherwise wait for; the window stands still while a library is bound, so this
        is done before anybody scans."""
        ...

    def read_codes(self, image: bytes, enough: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
        """Texts of the QR codes in an encoded image, best first; empty when none. Searches on, with more effort,
        until a text is `enough`. Raises NotAnImage."""
        ...

    def read_mrz(self, image: bytes, today: date) -> MrzReading | None:
        """The machine-readable lines of a citizen card's back in an encoded image; None where none are read without a
        doubt. Raises NotAnImage, NoLanguageData."""
        ...

    def read_page_codes(self, jpeg: bytes) -> tuple[PageCode, ...]:
        """What the codes on a straightened page are; empty when none means anything. Raises NotAnImage."""
        ...

    def read_paper(self, jpeg: bytes) -> tuple[TextLine, ...]:
        """The lines recognised on a straightened page, top to bottom. Takes seconds. Raises NotAnImage,
        NoLanguageData."""
        ...

    def pages_of(self, data: bytes) -> Iterator[PageImage]:
        """The pages of a file: an image, a multi-page TIFF, a PDF (rendered at 300 dpi). Raises NotAnImage."""
        ...

    def is_pdf(self, data: bytes) -> bool:
        """Whether `pages_of` takes the file for a PDF, told from its bytes."""
        ...

    def signatures_in(self, pdf: bytes) -> int:
        """How many times a PDF is signed; whether the signatures hold is not said. Raises NotAnImage."""
        ...

    def find_sheets(self, image: bytes) -> tuple[FoundSheet, ...]:
        """The sheets that lie in a camera's picture, in reading order; empty when none. A picture of 640 pixels costs
        a few milliseconds (a live preview), one of 8 megapixels about 0.2 s. Raises NotAnImage."""
        ...

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        """The sheet at `corners`; None: found by itself as the page's origin asks. Raises NotAnImage (why: corners,
        where they span no sheet)."""
        ...

    def pieces(self, page: PageImage, asked: bool = False) -> tuple[PageImage, ...]:
        """The sheets that lie side by side in one picture (cards on one glass), each as a page, in reading order;
        `page` itself where there are not several for sure. `asked`: the clerk says that there are, so what is likely
        counts too. Raises NotAnImage."""
        ...

    def both_sides(self, front: bytes, back: bytes) -> StraightPage:
        """Two straightened pages, both sides of a card, on one A4 page in their true size. Raises NotAnImage, DoNotFit
        (why: too-large)."""
        ...

    def joined(self, left: bytes, right: bytes) -> StraightPage:
        """Two straightened pages that are halves of one sheet and overlap (an A3 on an A4 glass), as one page. Raises
        NotAnImage, DoNotFit (why: no-overlap)."""
        ...

    def write_pdf(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """A PDF of these pages at 100 % size; the same bytes from the same pages."""
        ...

    def write_archive(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """As `write_pdf`, in layers and with the recognised text beneath: a tenth of the size, seconds a page. Each
        page is taken once, in order. Raises NoLanguageData."""
        ...

    def page_from(self, jpeg: bytes) -> StraightPage:
        """A stored page read back (skew 0, nothing turned)."""
        ...

    def as_jpeg(self, page: PageImage) -> bytes:
        """The image as it came, to be kept: a JPEG untouched, another packed as one. Raises NotAnImage."""
        ...

    def redrawn(self, jpeg: bytes) -> bytes:
        """The picture alone, unpacked and packed anew, turned as its camera says: what the window may unpack of an
        image that a stranger has made. Raises NotAnImage."""
        ...

    def uncut(self, jpeg: bytes, dpi: int) -> StraightPage:
        """A page over which `straighten` gave up: the image as it came (`as_jpeg`), with that fault. Of the file only
        its header is read. Raises NotAnImage."""
        ...

    def turned(self, jpeg: bytes, quarters: int) -> StraightPage:
        """A stored page turned by 0 to 3 quarters, clockwise; 0: the very same bytes. `blank` and `faults` are not
        judged. Raises NotAnImage."""
        ...

    def may_be_same(self, look: str, other: str) -> bool:
        """Whether two pages with these looks are worth comparing. Costs nothing."""
        ...

    def is_same_sheet(self, jpeg: bytes, other: bytes) -> bool:
        """Whether two straightened pages are the same sheet, scanned twice: no stroke of either lacks its like."""
        ...

    def look_of_sheets(self, image: bytes, sheets: Sequence[Sequence[tuple[float, float]]]) -> bytes:
        """What the sheets with these corners look like, small and whatever the light: for `same_look` alone. Raises
        NotAnImage."""
        ...

    def same_look(self, one: bytes, other: bytes) -> bool:
        """Whether two looks are of the same sheets."""
        ...


class Archivist(Protocol):
    """Makes archive forms in a process of its own, which comes after everything else on this PC."""

    def make(self, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        """A PDF of `count` stored pages, with recognised text and in layers: the same bytes from the same pages.

        `page(number)` gives one as JPEG, from 0, when it is its turn, and may take its time. What it raises ends the
        process and passes through. Raises ArchiveFormNotMade, with the cause in `facts['why']`.
        """
        ...

    def close(self) -> None:
        """Ends the process under way."""
        ...


# --- devices -------------------------------------------------------------------------------------------


class PaperSource(StrEnum):
    """The way that paper goes. BY_HAND: both sides through a feeder that sees one; no driver is asked for it, the use
    case feeds the stack twice."""

    FEEDER = "feeder"
    DUPLEX = "duplex"
    GLASS = "glass"
    BY_HAND = "by-hand"


class PaperSize(StrEnum):
    """Upright sheets, ISO 216 and the two American ones; LARGEST: all that the scanner sees."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    LETTER = "letter"
    LEGAL = "legal"
    LARGEST = "largest"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return _MILLIMETRES[self.value]


_MILLIMETRES = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "largest": (10_000.0, 10_000.0),
}


@dataclass(frozen=True, slots=True)
class Device:
    """A scanner that answers: `id` as the program asks for it again, `driver` the driver's name.

    What it is found again by where its port or address has changed, as far as its driver knows: `serial`, `address`
    (of the network), `certificate` (SHA-256 of the one that it showed there, hex).
    """

    id: str
    name: str
    driver: str
    serial: str = ""
    address: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    sources: tuple[PaperSource, ...]
    resolutions: tuple[int, ...]
    colour: bool
    papers: tuple[PaperSize, ...] = (PaperSize.A4,)


@dataclass(frozen=True, slots=True)
class ScanRequest:
    device_id: str
    source: PaperSource = PaperSource.FEEDER
    dpi: int = 300
    colour: bool = True
    limit: int = 0  # pages at the most; 0: until the feeder is empty (one page from the glass)
    paper: PaperSize = PaperSize.A4


class Scanner(Protocol):
    """Scanners of all drivers. Every call runs in a worker process; raises a leaf of ScannerFault."""

    def list(self) -> Iterator[Device]:
        """As they answer: nobody waits for the slowest, and who has enough stops iterating. A scanner that answers on
        several ways comes again with the same id, the better way last."""
        ...

    def capabilities(self, device_id: str) -> Capabilities: ...

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """Pages as they come. A fault after some pages raises after they were handed over; a cancelled scan ends
        within 1 s, without the page that was under way."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ScanProfile:
    """How one kind of paper is scanned, under the name that the clerk chooses it by. Of an empty device id: with the
    usual scanner."""

    name: str
    request: ScanRequest


@dataclass(frozen=True, slots=True)
class KnownScanner:
    """A scanner that this PC has met, as it was last. `formerly`: ids that it was known by before its port changed;
    `offered`: the certificate that it shows by now, where that is not the one it was met with."""

    device: Device
    formerly: tuple[str, ...] = ()
    offered: str = ""


class ScannerMemory(Protocol):
    """What this PC remembers of its scanners, without anything of a person. Never fails: what cannot be kept is known
    until the program ends."""

    def known(self) -> tuple[KnownScanner, ...]:
        """In the order in which they were met."""
        ...

    def of(self, device_id: str) -> KnownScanner | None:
        """By its id of today or one of before."""
        ...

    def chosen(self) -> str:
        """The scanner that somebody chose; empty: none was."""
        ...

    def last(self) -> str:
        """The one that last gave a page; empty: none has, or it is nowhere any more."""
        ...

    def profile(self) -> str:
        """The name of the chosen profile; empty: none was chosen."""
        ...

    def choose(self, device_id: str) -> None: ...

    def choose_profile(self, name: str) -> None: ...

    def accept_certificate(self, device_id: str) -> None:
        """The one that it shows by now is its own from now on."""
        ...


class CameraPicture(Protocol):
    """One picture of a camera, as JPEG at two sizes. Both cost time: never asked for on the UI thread. Both raise
    NotAnImage for what the camera sent and nobody can read."""

    def small(self) -> bytes:
        """At most 960 pixels a side: what is shown and judged."""
        ...

    def whole(self) -> bytes:
        """Every pixel that the camera gave: what is kept."""
        ...


class FrameSource(Protocol):
    """Document cameras, one open at a time. Called on the UI thread, where Qt's cameras live, but for `prepare`; what
    is called back comes from whatever thread."""

    def prepare(self) -> None:
        """Loads what the cameras need: the one slow call, and the first."""
        ...

    def list(self) -> tuple[Device, ...]: ...

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        """`seen` gets each picture, until `close`, or until `lost` says why no more will come. Raises NoCamera."""
        ...

    def close(self) -> None:
        """Lets go of the open camera; harmless when none is."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """`changed` is called whenever a camera was plugged in or out."""
        ...


class Remembered(Protocol):
    """What this PC was last used with, by name: a device's id, never anything of a person. Lost harmlessly."""

    def get(self, name: str) -> str: ...

    def put(self, name: str, value: str) -> None: ...


class Folder(Protocol):
    """The watched folder: files that another program's scan button drops."""

    def new_files(self) -> tuple[Path, ...]:
        """Files that are complete and neither done with nor set aside, oldest first."""
        ...

    def done_with(self, path: Path) -> None:
        """Deletes the file, whose pages the caller has stored durably: the folder is plain, the vault is not."""
        ...

    def set_aside(self, path: Path) -> None:
        """Moves a file that cannot be read into a folder beside, unread and whole, out of the others' way."""
        ...


class Files(Protocol):
    def read(self, path: Path) -> bytes:
        """A file that the clerk chose, at most 200 MB. Raises NotAnImage with the cause in `facts`."""
        ...


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    name: str
    default: bool


class JobState(StrEnum):
    PENDING = "pending"
    PRINTING = "printing"
    DONE = "done"
    STOPPED = "stopped"  # the printer waits for a hand; `reason` says why
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # sent, and nobody can tell whether it came out: printing it again must say so


@dataclass(frozen=True, slots=True)
class PrintJob:
    printer: str
    id: str
    state: JobState
    reason: str = ""  # the print system's own word, e.g. media-empty


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Dots of a thermal head, row by row from the top: eight a byte, the leftmost the highest bit, 1 is black."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return (self.width + 7) // 8


class Printers(Protocol):
    def list(self) -> tuple[PrinterInfo, ...]: ...

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        """Queues a PDF; `printer` empty: the default; `media` as the print system names it (A5, A4, ...).
        `title` is a code, never a name. Raises NoPrinter, PrinterRefused."""
        ...

    def state(self, job: PrintJob) -> PrintJob: ...

    def cancel(self, job: PrintJob) -> None: ...


# --- papers and keys -----------------------------------------------------------------------------------


class Paperwork(Protocol):
    def receipt(self, receipt: Receipt) -> bytes:
        """Form 01 as PDF, A5, fonts embedded, QR and Code 128 of the dossier code."""
        ...

    def queue_ticket(self, slip: TicketSlip) -> bytes:
        """The queue ticket as PDF, 80 mm wide."""
        ...

    # Each of the following: a PDF, fonts embedded, by the form in force on the day that the paper is dated. Raises
    # BrokenPromise where no such form was in force, or for a moment without its zone.

    def supplement(self, notice: Supplement) -> bytes: ...

    def refusal(self, notice: Refusal) -> bytes: ...

    def apology(self, notice: Apology) -> bytes: ...

    def stop(self, notice: Stop) -> bytes: ...

    def control_slip(self, notice: ControlSlip) -> bytes: ...

    def register(self, notice: RegisterBook) -> bytes: ...

    def hand_over(self, notice: HandOver) -> bytes: ...

    def fee_slip(self, notice: FeeSlip) -> bytes: ...

    def cash_closing(self, notice: CashClosing) -> bytes: ...

    def not_needed(self, notice: NotNeeded) -> bytes: ...

    def still_asked(self, notice: StillAsked) -> bytes: ...

    def media(self, pdf: bytes) -> str:
        """The sheet that a paper of ours asks for, as `Printers.print` takes it: A5, A4 (upright or across)."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery code as PDF, A5, one page: words and QR code."""
        ...

    def qr_code(self, text: str) -> tuple[bytes, ...]:
        """The modules of a QR code for a screen, row by row: 1 is dark. Without its white border of four modules."""
        ...


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once: the words and their QR code, and which store they open. No person, no place."""

    code: RecoveryCode
    store: str
    made: datetime


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way to the store's keys: keyring, recovery or province."""

    kind: str
    made: datetime


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """`store`: its short id, as on the recovery sheet; `turned`: when its present keys were made; `coming`: new ones
    were asked for and come into use when the store is opened next."""

    store: str
    turned: datetime
    coming: bool
    slots: tuple[KeySlot, ...]

    def has(self, kind: str) -> bool:
        return any(slot.kind == kind for slot in self.slots)


class KeySafe(Protocol):
    """The ways to the open store's keys. All raise KeySlotsDamaged; those that change raise DiskFull, NotWritable."""

    def status(self) -> KeyStatus: ...

    def draw_code(self) -> RecoveryCode:
        """A new one, which opens nothing until it is kept."""
        ...

    def keep_code(self, code: RecoveryCode, now: datetime) -> None:
        """From now on it opens the store, and the one before no longer does."""
        ...

    def ask_for_new_keys(self, now: datetime) -> None:
        """They come into use when the store is opened next. Raises NoKeyring."""
        ...

    def bind(self, now: datetime) -> None:
        """Gives this user's key ring a slot, in the place of the former one. Raises NoKeyring."""
        ...

    def give_to_province(self, public: bytes, now: datetime) -> None:
        """A slot for the province's public key (X25519). Raises BadSettings for what is none."""
        ...


class PassWords(Protocol):
    """Slow on purpose: about 50 to 100 ms a call. Never on the UI thread, never within a transaction."""

    def verifier(self, word: str) -> str:
        """What a word is checked against, with a salt of its own."""
        ...

    def fits(self, verifier: str | None, word: str) -> bool:
        """False for a verifier that is none. None, for a person whom nobody knows, costs as much and never fits."""
        ...


class KeyChain(Protocol):
    def get(self, name: str) -> bytes | None:
        """The secret of this name. Raises NoKeyring."""
        ...

    def set(self, name: str, secret: bytes) -> None:
        """Raises NoKeyring."""
        ...
