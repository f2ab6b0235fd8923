"""Compares the vault with what the store speaks of: files that nothing refers to, files that are missing or damaged.

What nothing refers to is listed and stays, until a person with that right removes it, with a reason and a line in the
audit. A file stored in this run of the program is never removed: a transaction may be about to refer to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..domain.errors import PurposeNeeded, VaultFileDamaged
from ..domain.people import Right
from ..ports import AuditLine, BackupShelf, Clock, Store, VaultFile, VaultStock
from .counter import Counter
from .purge import PurgeDone, index_all, remove_given_up
from .session import Session, needs

OLD_ENOUGH = timedelta(days=7)  # younger ones may be a page whose draft a clerk still mends
_RULE = "orphan"
_TOLD = 100


@dataclass(frozen=True, slots=True)
class VaultReport:
    """`orphans`: nothing refers to them, the oldest first; `removable` of them are old enough. `missing`, `damaged`:
    names that something refers to. `read`: whether each file was opened."""

    files: int
    size: int
    orphans: tuple[VaultFile, ...]
    removable: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    read: bool

    @property
    def good(self) -> bool:
        return not (self.missing or self.damaged)


@dataclass(frozen=True)
class CheckVault:
    store: Store
    vault: VaultStock
    clock: Clock
    counter: Counter
    session: Session
    shelf: BackupShelf

    @needs(Right.PURGE)
    def __call__(self, read: bool = False, told: Callable[[int], None] = lambda _: None) -> VaultReport:
        """`read`: each file is decrypted and compared with its name; `told` hears how many. Raises NotWritable, ..."""
        self.vault.sweep()
        files = sorted(
            self.vault.files(), key=lambda file: file.since
        )  # first: what is stored meanwhile is referred to
        index_all(self.store)
        with self.store.read() as work:
            referred = work.retention.referred()
            coming = work.to_fetch.names()
            going = work.retention.copies().union(work.retention.to_remove())  # by themselves
        there = {file.name for file in files}
        orphans = tuple(file for file in files if file.name not in referred and file.name not in going)
        missing = tuple(sorted(name for name in referred - there - coming if not self.vault.has(name)))
        damaged = self._damaged(sorted(referred & there), told) if read else ()
        old = self._old(orphans)
        return VaultReport(len(files), sum(f.size for f in files), orphans, len(old), missing, damaged, read)

    @needs(Right.PURGE)
    def remove_orphans(self, reason: str) -> PurgeDone:
        """Those that were written long enough ago. Raises PurposeNeeded, DiskFull, ..."""
        if not reason.strip():
            raise PurposeNeeded
        who = self.session.who  # whoever sits here by the end
        old = self._old(self().orphans)
        now = self.clock.now()
        with self.store.write() as work:
            count = work.retention.give_up((file.name for file in old), _RULE, now)
            if count:
                about = {"count": str(count), "reason": reason.strip()}
                work.audit.add(AuditLine(now, who, self.counter.code, "orphans-removed", about))
        files, kept = remove_given_up(self.store, self.vault, self.clock)
        return PurgeDone(count, files, kept)

    @needs(Right.RESTORE)
    def repair(self, folder: Path, told: Callable[[int], None] = lambda _: None) -> int:
        """Takes what is missing or damaged out of the backups in `folder`, each file read; how many it mended. Raises
        BackupAbsent, DiskFull, ..."""
        who, report = self.session.who, self(read=True, told=told)
        mended = self.shelf.mend((*report.missing, *report.damaged), folder)
        if mended:
            about = {"count": str(mended)}
            with self.store.write() as work:
                work.audit.add(AuditLine(self.clock.now(), who, self.counter.code, "files-mended", about))
        return mended

    def _old(self, orphans: tuple[VaultFile, ...]) -> tuple[VaultFile, ...]:
        before: datetime = self.clock.now() - OLD_ENOUGH
        return tuple(file for file in orphans if file.since < before)

    def _damaged(self, names: list[str], told: Callable[[int], None]) -> tuple[str, ...]:
        damaged = []
        for count, name in enumerate(names, start=1):
            try:
                self.vault.get(name)
            except VaultFileDamaged:
                damaged.append(name)
            if count % _TOLD == 0:
                told(count)
        return tuple(damaged)
