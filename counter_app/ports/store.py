"""The store: one transaction over everything that is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from ..domain.health import FlushTimes, StoreCheck
from .audit import Audit, AuditLine
from .books import Books, CopyBook, Refusals
from .catalogue import CatalogueStore
from .courier import Trips
from .dossiers import Corrections, Dossiers, FilesToFetch, Lives, Online
from .drafts import Drafts, HeldDrafts, LeftDrafts, Typed
from .numbers import Numbers
from .outbox import Outbox
from .people import People
from .register import Register
from .retention import ArchiveForms, Retention
from .search import Search
from .tickets import Tickets


class UnitOfWork(Protocol):
    """One transaction. Committed on leaving the block without an exception, else rolled back."""

    @property
    def tickets(self) -> Tickets: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def held(self) -> HeldDrafts: ...
    @property
    def left(self) -> LeftDrafts: ...
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
    def refusals(self) -> Refusals: ...
    @property
    def books(self) -> Books: ...
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
    @property
    def to_fetch(self) -> FilesToFetch: ...


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

    def give_room(self) -> bool:
        """Gives up the room on the disk that is kept back for who logs in and for a purge; False: there is none left.
        It is kept back again once there is enough."""
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

    def put_back(self) -> int:
        """By how many writes the data folder was behind when this program opened it; 0: it was as it was left."""
        ...

    def last_check(self) -> StoreCheck | None: ...

    def check(self, give_way: Callable[[], bool]) -> StoreCheck | None:
        """Reads the whole database through, beside whoever works; None: gave way."""
        ...
