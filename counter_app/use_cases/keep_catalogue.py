"""A catalogue from a file, where no line brings it: shown as a difference, approved from a day on, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.catalogue import parse_bundle
from ..domain.catalogue_change import CatalogueChange, changes_between, merged
from ..domain.deadline import VIETNAM
from ..domain.errors import BadDay, CatalogueChanged, CatalogueNotUndone, PurposeNeeded
from ..domain.people import Right
from ..ports import AuditLine, CatalogueFiles, CatalogueNote, CataloguePackage, Clock, Store
from .counter import Counter
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """`note` None: it shipped with the program, or came over the line. `procedures` in force today.
    `undoable`: it is from a file that may be taken back."""

    version: str
    procedures: int
    note: CatalogueNote | None
    undoable: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueOffer:
    """What a file would change as of `today`, against the catalogue `over`."""

    package: CataloguePackage
    version: str
    over: str
    today: date
    changes: tuple[CatalogueChange, ...]


@dataclass(frozen=True)
class KeepCatalogue:
    """Accepted dossiers keep the version that they were received under. The province wins: what the line brings later
    takes the place of a file."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    files: CatalogueFiles

    @anybody
    def look(self) -> CatalogueView:
        with self.store.read() as work:
            version, procedures = work.catalogue.version(), work.catalogue.procedures(self._today())
            undoable = work.catalogue.before() is not None
            return CatalogueView(version or "", len(procedures), work.catalogue.note(), undoable)

    @needs(Right.CATALOGUE)
    def read(self, path: Path) -> CatalogueOffer:
        """Changes nothing. Raises CatalogueFileWrong, BadCatalogue."""
        package = self.files.read(path)
        other = parse_bundle(package.bundle)
        with self.store.read() as work:
            now = parse_bundle(work.catalogue.bundle() or {})
        today = self._today()
        return CatalogueOffer(package, other.version, now.version, today, changes_between(now, other, today))

    @needs(Right.CATALOGUE)
    def approve(self, offer: CatalogueOffer, day: date) -> None:
        """In force from `day` on. Raises BadDay for one that is over, CatalogueChanged, BadCatalogue; then nothing was
        changed."""
        if day < self._today():
            raise BadDay("over")
        now = self.clock.now()
        with self.store.write() as work:
            if work.catalogue.version() != offer.over:
                raise CatalogueChanged
            bundle = merged(work.catalogue.bundle() or {}, offer.package.bundle, day)
            note = CatalogueNote("file", self.session.who, now, day, offer.package.sha256)
            work.catalogue.replace(bundle, note)
            said = {"version": offer.version, "over": offer.over, "first_day": day.isoformat()}
            said |= {"sha256": offer.package.sha256, "count": str(len(offer.changes))}
            work.audit.add(AuditLine(now, self.session.who, self.counter.code, "catalogue-approved", said))

    @needs(Right.CATALOGUE)
    def undo(self, reason: str) -> None:
        """The catalogue before the file is in force again; repeated, the one before the file before it. Raises
        CatalogueNotUndone, PurposeNeeded."""
        if not reason.strip():
            raise PurposeNeeded
        now = self.clock.now()
        with self.store.write() as work:
            before, over = work.catalogue.before(), work.catalogue.version()
            if before is None:
                raise CatalogueNotUndone
            work.catalogue.replace(before, CatalogueNote("undo", self.session.who, now))
            said = {"version": str(before["version"]), "over": str(over), "reason": reason.strip()}
            work.audit.add(AuditLine(now, self.session.who, self.counter.code, "catalogue-undone", said))

    def _today(self) -> date:
        return self.clock.now().astimezone(VIETNAM).date()
