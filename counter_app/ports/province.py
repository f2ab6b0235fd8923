"""The province at the other end of the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from ..domain.citizen import Citizen, PersonalNumber
from ..domain.correction import Theirs
from ..domain.from_province import OnlineDossier, ProvinceStep
from ..domain.outbox import OutboxEvent, ProvinceReceipt
from ..domain.paper import HeldPaper
from ..domain.people import Credentials
from ..domain.slices import RecordName, Sums
from .numbers import Lease, LeaseClaim


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
