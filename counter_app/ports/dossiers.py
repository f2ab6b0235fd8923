"""Dossiers taken in, their lives, and those that wait online."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from ..domain.citizen import Citizen, PersonalNumber
from ..domain.codes import DossierCode
from ..domain.correction import About, Correction, Fields, Theirs
from ..domain.dossier import Dossier, Honest
from ..domain.from_province import AskedOnline, OnlineDossier, ProvinceFile
from ..domain.life import Act, Life, Stage, Step
from ..domain.receipt import Receipt
from .retention import Purged


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


class Online(Protocol):
    """Theirs: dossiers that citizens sent online. Ours: which were answered."""

    def put(self, told: OnlineDossier) -> None:
        """As the province tells it; the later word wins."""
        ...

    def get(self, dossier_id: UUID) -> OnlineDossier:
        """Raises KeyError."""
        ...

    def waits(self, dossier_id: UUID) -> OnlineDossier:
        """Raises KeyError for one that is not among those that wait."""
        ...

    def waiting(self) -> tuple[OnlineDossier, ...]:
        """Neither accepted nor answered since they were sent, the first sent first."""
        ...

    def answered(self, dossier_id: UUID, submitted_at: datetime, at: datetime) -> None: ...

    def asked(self) -> tuple[AskedOnline, ...]:
        """Those of which more was asked for at this counter, and that were not sent again; the latest first."""
        ...


class FilesToFetch(Protocol):
    """Files of the province's steps, by SHA-256: the steps name them already, the vault does not hold them yet."""

    def add(self, step_id: UUID, files: Iterable[ProvinceFile], at: datetime) -> None:
        """Harmless for one that is on the list."""
        ...

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Those that were refused least often first, the smaller first."""
        ...

    def names(self) -> frozenset[str]: ...

    def refused(self, name: str) -> int:
        """How often."""
        ...

    def put_off(self, name: str, until: datetime) -> None:
        """It was refused once more."""
        ...

    def arrived(self, name: str) -> None: ...


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
