"""Days without a line: what waits goes to the province on a stick, and its answer comes back on one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import NothingToCarry
from ..domain.people import Right
from ..ports import Brought, Carried, Courier, Store, ToCarry, Trip
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class CourierView:
    """`ready`: the settings name the province's keys. `trips`: the latest first."""

    ready: bool
    waiting: ToCarry
    trips: tuple[Trip, ...]


@dataclass(frozen=True)
class Carry:
    """A dossier on a stick is still only saved at the counter: better words come with the province's answer."""

    store: Store
    session: Session
    courier: Courier

    @anybody
    def look(self) -> CourierView:
        with self.store.read() as work:
            return CourierView(self.courier.ready, work.trips.waiting(), work.trips.list())

    @needs(Right.CARRY)
    def export(self, folder: Path) -> Carried:
        """Writes what waits into one file in `folder`. Raises NothingToCarry, CourierNotSet, CourierAbsent,
        CourierFull, NotWritable, NoKeyring; then no file is left."""
        with self.store.read() as work:
            if not work.trips.waiting().events:
                raise NothingToCarry
        return self.courier.export(folder, self.session.who)

    @needs(Right.CARRY)
    def bring(self, path: Path) -> Brought:
        """Takes in an answer, or all of them in a folder. Raises CourierNotSet, CourierAbsent, ParcelWrong, NoKeyring,
        BadCatalogue; what was confirmed before that stays so."""
        return self.courier.bring(path, self.session.who)

    @needs(Right.CARRY)
    def public_key(self) -> str:
        """By which the province knows this counter's files. Raises NoKeyring."""
        return self.courier.public_key()
