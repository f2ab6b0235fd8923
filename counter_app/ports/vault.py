"""Document files, and backups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


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

    def mend(self, names: Iterable[str], folder: Path) -> int:
        """Takes files of the vault out of this store's backups in `folder`, or in one of them; how many it found
        whole there. Raises BackupAbsent, DiskFull, NotWritable, StoreDamaged."""
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
