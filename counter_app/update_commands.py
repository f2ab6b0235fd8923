"""Bringing a new version: `counter-app update` by IT, and the quiet background of a program that may update itself."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import guarded
from .config import UpdateSettings
from .domain.errors import (
    BadSettings,
    CounterError,
    DiskFull,
    MigrationRefused,
    NewerStore,
    NoKeyring,
    NotWritable,
    StoreDamaged,
    StoreLocked,
    UpdateNotLaid,
    UpdateNotOurs,
    UpdateUnderWay,
)
from .updates.installed import FAILED, Installed
from .updates.verdicts import forget_held_up, has_failed, has_opened, hold_up, is_held_up

if TYPE_CHECKING:
    from .updates.sources import Source

KEPT = "updates"  # in the folder of the data: the signed metadata seen last
_NOT_ITS_FAULT = (MigrationRefused, DiskFull, NotWritable, NoKeyring, StoreLocked, StoreDamaged, NewerStore)
_SYSTEM = "windows" if sys.platform == "win32" else "linux"
_LOG = logging.getLogger(__name__)


def update(
    settings: UpdateSettings,
    kept: Path,
    stick: Path | None = None,
    only_look: bool = False,
    told: Callable[[str], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    again: bool = False,
    proxy: str | None = None,
) -> str | None:
    """Looks, lays, tries, switches; the version that the next start is of, None where there is none newer. `again`:
    also a version that was gone back from; else it does not come again. `proxy`: the office's way out.

    Raises BadSettings (no `root` there), UpdateNotOurs, UpdateRefused, UpdateUnreachable, UpdateFailedCheck,
    UpdateUnderWay, UpdateNotLaid, DiskFull.
    """
    from .updates.manifest import newer
    from .updates.offer import look

    installed = Installed.of_this_program()
    if installed is None:
        raise UpdateNotOurs("not started by a launcher", why="not-installed")
    if settings.root is None:
        raise UpdateNotOurs("nobody is trusted", why="no-publisher")
    source = _source(settings, stick, stopped, proxy)
    with _disk_faults():
        may = not only_look and installed.changeable
        if may:
            with _alone(installed):
                installed.settle()
        offered = look(source, _root(settings.root), kept / KEPT, _SYSTEM)
        if offered is None or not newer(offered.version, installed.current):
            return None
        if offered.version == installed.refused and not again:
            return None
        if only_look:
            return offered.version
        if not may:
            raise UpdateNotOurs("the program's folder is not writable")
        with _alone(installed):
            if not newer(offered.version, installed.current):
                return None  # another program was quicker
            told(f"{installed.current} → {offered.version}")
            installed.forget_half_laid(offered.version)
            fetched = installed.lay(offered, source, stopped=stopped)
            told(f"{fetched // 1000} kB, {len(offered.files)}")
            installed.try_out(offered.version, stopped)
            installed.switch(offered.version)
    return offered.version


def _root(file: Path) -> bytes:
    """Raises BadSettings."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadSettings(type(error).__name__, entry="updates.root", file=file.name, why="unreadable") from error


@contextmanager
def _disk_faults() -> Iterator[None]:
    """Raises DiskFull, UpdateNotLaid for what the disk or the system says."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFull("while a version was laid") from error
        raise UpdateNotLaid(errno.errorcode.get(error.errno or 0, type(error).__name__)) from error


@contextmanager
def _alone(installed: Installed) -> Iterator[None]:
    """Raises UpdateUnderWay."""
    from local_db.lock import StoreLock

    try:
        lock = StoreLock(installed.lock)
    except StoreLocked as error:
        raise UpdateUnderWay from error
    try:
        yield
    finally:
        lock.free()


def _source(settings: UpdateSettings, stick: Path | None, stopped: Callable[[], bool], proxy: str | None) -> Source:
    from .updates.sources import Line, Stick

    if stick is not None:
        return Stick(stick)
    if not settings.address:
        raise UpdateNotOurs("no update server is named", why="no-server")
    from sync.deadline import BoundedAdapter, ended_after

    rate = settings.kilobytes_a_second * 1000
    return Line(
        *(settings.address, rate, settings.ca_file, stopped),
        proxy=proxy,
        adapter=BoundedAdapter(),
        within=ended_after,
    )


def back(installed: Installed, refuse: bool = True) -> str | None:
    """To the version before, by hand; see `Installed.go_back`. Raises UpdateUnderWay, UpdateNotLaid, DiskFull,
    UpdateNotOurs."""
    with _disk_faults():
        if not installed.changeable:
            raise UpdateNotOurs("the program's folder is not writable")
        with _alone(installed):
            return installed.go_back(refuse)


def refuse_open(installed: Installed) -> None:
    """Asked before versions are run with an administrator's rights. Raises UpdateNotOurs (why: open) where others could
    have replaced a file of one."""
    weak = guarded.weak_spot(installed.root) if guarded.elevated() else None
    if weak is not None:
        raise UpdateNotOurs("others may change the program", why="open", file=weak.name, folder=str(installed.root))


# --- the version that was switched to --------------------------------------------------------------------------


def window_is_open() -> None:
    """The version that runs has opened its store and its window: it stays, where it is the current one. One that the
    launcher started because the new one could not is switched back to. What may not be written is left to IT; that it
    works is then written down where this person's launcher looks, so that it is not taken for one on trial for ever."""
    installed = Installed.of_this_program()
    if installed is None:
        return
    try:
        if failed := os.environ.pop(FAILED, ""):
            if failed != installed.current:
                return  # an update or a package was quicker: that version has not failed
            _go_back(installed, failed)
        elif installed.running == installed.current:
            _keep(installed)
    except OSError as error:
        _LOG.warning("update: %s", type(error).__name__)


def window_was_refused(error: CounterError) -> None:
    """The window does not open, for `error`. Where that lies in this PC (a full disk, a locked key ring), the version
    before is started now, and this one is tried again: it may come by itself the next night.

    The version before, started because the new one changed the store and then failed, takes its place: else each
    start, and `restore` as well, would change the store again."""
    installed = Installed.of_this_program()
    if installed is None or installed.fallback is None:
        return
    if (failed := os.environ.get(FAILED)) is not None:
        if isinstance(error, NewerStore) and "backup" in error.facts and failed == installed.current:
            with suppress(OSError):  # IT's to do, which the sentence says
                _go_back(installed, failed)
    elif isinstance(error, _NOT_ITS_FAULT):
        with suppress(OSError):
            hold_up(installed.current)


def may_stay() -> bool:
    """Whether the next start can be of this program too: it was started by itself, or may take the place of the newer
    one that failed."""
    installed = Installed.of_this_program()
    failed = os.environ.get(FAILED)
    if installed is None or not failed or installed.current != failed:
        return True
    with suppress(OSError):
        return installed.changeable
    return False


def stay() -> None:
    """From the next start on this program, where it was started because the newer one failed. Raises UpdateUnderWay,
    UpdateNotLaid, DiskFull, UpdateNotOurs."""
    installed = Installed.of_this_program()
    failed = os.environ.get(FAILED)
    if installed is not None and installed.current == failed:
        back(installed, refuse=not is_held_up(failed))
        with suppress(OSError):
            forget_held_up(failed)


def _keep(installed: Installed) -> None:
    """Raises OSError."""
    try:
        installed.keep()
    except PermissionError:
        has_opened(installed.current)


def _go_back(installed: Installed, failed: str) -> None:
    """This program takes the place of the newer one; where that is IT's to do, it is told what has failed. Raises
    OSError."""
    try:
        _LOG.warning("update: back to %s", installed.go_back(refuse=not is_held_up(failed)))
    except PermissionError:
        has_failed(failed)
        raise
    forget_held_up(failed)
