"""The spool: pages that have left the scanner and lie on no draft yet, each a file under the vault's key.

Beside the vault and not in it: they come and go within seconds, are as large as a scanner makes them, and are in no
backup. A file is named by its draft and the page's turn; what it holds is bound to that name.
"""

from __future__ import annotations

import errno
import json
import logging
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from threading import Lock
from uuid import UUID

from counter_app.domain.errors import VaultFileDamaged
from counter_app.ports import KeptPage, Origin, PageImage

from .durable import is_left_behind, make_folder, write_durably
from .faults import disk_fault
from .vault import MISSING, FileVault

_LOG = logging.getLogger(__name__)
_RESERVE = 256 << 20  # bytes that stay free: the store's own writes come before pages that only wait
_PAUSES = (0.05, 0.2, 0.5, 1.0)  # seconds between tries to read one
_DRAFT = 36  # characters of a draft's id, in front of the name


class FilePageSpool:
    """Fulfils `ports.PageSpool` beside a store's vault; one a program."""

    def __init__(self, vault: FileVault) -> None:
        self._vault, self._folder = vault, vault.beside("spool")
        self._lock = Lock()
        self._in_memory: dict[str, PageImage] = {}
        self._turns: dict[UUID, int] = {}

    def keep(self, draft_id: UUID, page: PageImage) -> KeptPage:
        name = self._next_name(draft_id)
        about = json.dumps({"media_type": page.media_type, "dpi": page.dpi, "origin": page.origin}).encode()
        try:
            make_folder(self._folder)
            self._must_have_room(len(page.data))
            write_durably(self._folder / name, self._vault.sealed(name, about + b"\n" + page.data))
        except OSError as error:
            with self._lock:
                self._in_memory[name] = page
            return KeptPage(name, disk_fault(error))
        return KeptPage(name)

    def left(self, draft_id: UUID) -> tuple[str, ...]:
        with self._lock:
            names = {*self._on_disk(), *self._in_memory}
        return tuple(sorted(name for name in names if name.startswith(str(draft_id))))

    def get(self, name: str) -> PageImage:
        page = self._in_memory.get(name)
        if page is not None:
            return page
        try:
            stored = self._read(name)
        except OSError as error:
            raise VaultFileDamaged(MISSING if isinstance(error, FileNotFoundError) else "unreadable") from error
        raw, _, data = self._vault.unsealed(name, stored).partition(b"\n")
        about = json.loads(raw)
        return PageImage(data, about["media_type"], about["dpi"], Origin(about["origin"]))

    def _read(self, name: str) -> bytes:
        """A virus scanner holds a file for a moment, and this is the only copy of its sheet."""
        for pause in _PAUSES:
            try:
                return (self._folder / name).read_bytes()
            except FileNotFoundError:
                raise
            except OSError:
                time.sleep(pause)
        return (self._folder / name).read_bytes()

    def done(self, name: str) -> None:
        with self._lock:
            in_memory = self._in_memory.pop(name, None) is not None
        if not in_memory:
            with suppress(OSError):  # it is taken again then, and found to be on its draft
                (self._folder / name).unlink()

    def sweep(self, open_drafts: Callable[[], Collection[UUID]]) -> None:
        names = self._on_disk()
        of_open = tuple(map(str, open_drafts())) if names else ()
        gone = [name for name in names if not name.startswith(of_open)]
        for name in gone:
            self.done(name)
        if gone:
            _LOG.warning("pages of dossiers that are open no longer: %d removed", len(gone))
        with suppress(OSError):
            for path in self._folder.glob("*.part"):
                if is_left_behind(path.name):
                    path.unlink(missing_ok=True)

    def _must_have_room(self, size: int) -> None:
        if shutil.disk_usage(self._folder).free < size + _RESERVE:
            raise OSError(errno.ENOSPC, "no room for pages that wait")

    def _next_name(self, draft_id: UUID) -> str:
        known = self.left(draft_id)
        with self._lock:
            last = int(known[-1][_DRAFT + 1 :], 16) if known else 0
            self._turns[draft_id] = max(last, self._turns.get(draft_id, 0)) + 1
            return f"{draft_id}-{self._turns[draft_id]:08x}"

    def _on_disk(self) -> list[str]:
        try:
            return [path.name for path in self._folder.iterdir() if _is_page(path.name)]
        except OSError:
            return []


def _is_page(name: str) -> bool:
    try:
        UUID(name[:_DRAFT])
        int(name[_DRAFT + 1 :], 16)
    except ValueError:
        return False
    return True
