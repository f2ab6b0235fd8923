"""The spool: pages that have left the scanner and lie on no draft yet, each a file under the vault's key.

Beside the vault and not in it: they come and go within seconds, are as large as a scanner makes them, and are in no
backup. A file is named by its draft and the page's turn; what it holds is bound to that name. Beside them lies what is
known of the draft's stack, as `DRAFT.KIND`.
"""

from __future__ import annotations

import errno
import json
import logging
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import asdict
from threading import Lock
from typing import Any
from uuid import UUID

from counter_app.domain.errors import VaultFileDamaged
from counter_app.ports import NO_STACK, FedStack, KeptPage, Origin, PageImage, SpooledPage

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
        self._in_memory: dict[str, tuple[PageImage, FedStack]] = {}
        self._notes: dict[str, bytes] = {}  # that the disk has not taken
        self._unread: set[str] = set()
        self._turns: dict[UUID, int] = {}

    # -- pages ------------------------------------------------------------------------------------------------

    def keep(self, draft_id: UUID, page: PageImage, stack: FedStack = NO_STACK) -> KeptPage:
        name = self._next_name(draft_id)
        about = {"media_type": page.media_type, "dpi": page.dpi, "origin": page.origin, "stack": asdict(stack)}
        try:
            make_folder(self._folder)
            self._must_have_room(len(page.data))
            write_durably(self._folder / name, self._vault.sealed(name, json.dumps(about).encode() + b"\n" + page.data))
        except OSError as error:
            with self._lock:
                self._in_memory[name] = page, stack
            return KeptPage(name, disk_fault(error))
        return KeptPage(name)

    def left(self, draft_id: UUID) -> tuple[str, ...]:
        return tuple(name for name in self._pages() if name.startswith(str(draft_id)))

    def unread(self, draft_id: UUID) -> tuple[str, ...]:
        return tuple(name for name in self.left(draft_id) if name in self._unread)

    def gave_up(self, name: str) -> None:
        with self._lock:
            self._unread.add(name)

    def get(self, name: str) -> SpooledPage:
        in_memory = self._in_memory.get(name)
        if in_memory is not None:
            return SpooledPage(name, *in_memory)
        try:
            stored = self._read(name)
        except OSError as error:
            why = MISSING if isinstance(error, FileNotFoundError) else "unreadable"
            raise VaultFileDamaged(why, why=why) from error
        raw, _, data = self._vault.unsealed(name, stored).partition(b"\n")
        about = json.loads(raw)
        image = PageImage(data, about["media_type"], about["dpi"], Origin(about["origin"]))
        return SpooledPage(name, image, _stack(about.get("stack", {})))

    def done(self, name: str) -> None:
        with self._lock:
            self._unread.discard(name)
            in_memory = self._in_memory.pop(name, None) is not None
        if not in_memory:
            with suppress(OSError):  # it is taken again then, and found to be on its draft
                (self._folder / name).unlink()

    # -- what is known of a stack -----------------------------------------------------------------------------

    def note(self, draft_id: UUID, kind: str, note: bytes) -> None:
        name = f"{draft_id}.{kind}"
        with self._lock:
            self._notes.pop(name, None)
        try:
            if note:
                make_folder(self._folder)
                write_durably(self._folder / name, self._vault.sealed(name, note))
            else:
                (self._folder / name).unlink(missing_ok=True)
        except OSError:
            with self._lock:
                self._notes[name] = note

    def noted(self, draft_id: UUID, kind: str) -> bytes:
        name = f"{draft_id}.{kind}"
        with self._lock:
            if name in self._notes:
                return self._notes[name]
        try:
            return self._vault.unsealed(name, self._read(name))
        except (OSError, VaultFileDamaged):
            return b""

    # ---------------------------------------------------------------------------------------------------------

    def sweep(self, open_drafts: Callable[[], Collection[UUID]]) -> None:
        pages, notes = self._pages(), self._note_names()
        of_open = tuple(map(str, open_drafts())) if pages or notes else ()
        gone = [name for name in pages if not name.startswith(of_open)]
        for name in gone:
            self.done(name)
        for name in notes:
            if not name.startswith(of_open):
                self.note(UUID(name[:_DRAFT]), name[_DRAFT + 1 :], b"")
        if gone:
            _LOG.warning("pages of dossiers that are open no longer: %d removed", len(gone))
        with suppress(OSError):
            for path in self._folder.glob("*.part"):
                if is_left_behind(path.name):
                    path.unlink(missing_ok=True)

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

    def _must_have_room(self, size: int) -> None:
        if shutil.disk_usage(self._folder).free < size + _RESERVE:
            raise OSError(errno.ENOSPC, "no room for pages that wait")

    def _next_name(self, draft_id: UUID) -> str:
        known = self.left(draft_id)
        with self._lock:
            last = int(known[-1][_DRAFT + 1 :], 16) if known else 0
            self._turns[draft_id] = max(last, self._turns.get(draft_id, 0)) + 1
            return f"{draft_id}-{self._turns[draft_id]:08x}"

    def _pages(self) -> list[str]:
        with self._lock:
            return sorted({*filter(_is_page, self._on_disk()), *self._in_memory})

    def _note_names(self) -> list[str]:
        with self._lock:
            return sorted({*filter(_is_note, self._on_disk()), *self._notes})

    def _on_disk(self) -> list[str]:
        try:
            return [path.name for path in self._folder.iterdir()]
        except OSError:
            return []


def _stack(about: dict[str, Any]) -> FedStack:
    """None was noted by the version before this, and a later one may note more."""
    return FedStack(**{part: about[part] for part in asdict(NO_STACK) if part in about})


def _is_page(name: str) -> bool:
    return _of_a_draft(name) and name[_DRAFT : _DRAFT + 1] == "-" and _is_number(name[_DRAFT + 1 :])


def _is_note(name: str) -> bool:
    return _of_a_draft(name) and name[_DRAFT : _DRAFT + 1] == "." and name[_DRAFT + 1 :].isalpha()


def _of_a_draft(name: str) -> bool:
    try:
        UUID(name[:_DRAFT])
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        int(text, 16)
    except ValueError:
        return False
    return True
