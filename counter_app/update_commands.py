"""Bringing a new version: `counter-app update` by IT, and the quiet background of a program that may update itself."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .config import UpdateSettings, default_data_folder
from .domain.errors import StoreLocked, UpdateNotOurs, UpdateUnderWay
from .updates.installed import FAILED, Installed

if TYPE_CHECKING:
    from .updates.sources import Source

KEPT = "updates"  # in the folder of the data: the signed metadata seen last
PROVED = "proved"  # in the data folder that needs no settings: the version whose window this person has seen
_SYSTEM = "windows" if sys.platform == "win32" else "linux"
_LOG = logging.getLogger(__name__)


def update(
    settings: UpdateSettings,
    kept: Path,
    stick: Path | None = None,
    only_look: bool = False,
    told: Callable[[str], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    by_hand: bool = False,
) -> str | None:
    """Looks, lays, tries, switches; the version that the next start is of, None where there is none newer. `by_hand`:
    IT asks, and takes a version, too, that was gone back from; by itself it does not come again.

    Raises UpdateNotOurs, UpdateRefused, UpdateUnreachable, UpdateFailedCheck, UpdateUnderWay, OSError.
    """
    from .updates.manifest import newer
    from .updates.offer import look

    installed = Installed.of_this_program()
    if installed is None or settings.root is None:
        raise UpdateNotOurs("not installed, or no publisher is trusted")
    source = _source(settings, stick, stopped)
    offered = look(source, settings.root.read_bytes(), kept / KEPT, _SYSTEM)
    if offered is None or not newer(offered.version, installed.current):
        return None
    if offered.version == installed.refused and not by_hand:
        return None
    if only_look:
        return offered.version
    if not installed.changeable:
        raise UpdateNotOurs("the program's folder is not writable")
    with _alone(installed):
        if not newer(offered.version, installed.current):
            return None  # another program was quicker
        told(f"{installed.current} → {offered.version}")
        fetched = installed.lay(offered, source, stopped=stopped)
        told(f"{fetched // 1000} kB, {len(offered.files)}")
        installed.try_out(offered.version, stopped)
        installed.switch(offered.version)
    return offered.version


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


def _source(settings: UpdateSettings, stick: Path | None, stopped: Callable[[], bool]) -> Source:
    from .updates.sources import Line, Stick

    if stick is not None:
        return Stick(stick)
    if not settings.address:
        raise UpdateNotOurs("no update server is named")
    return Line(settings.address, settings.kilobytes_a_second * 1000, settings.ca_file, stopped)


def window_is_open() -> None:
    """The version that runs has opened its store and its window: it stays. One that the launcher started because the
    new one could not is switched back to. What may not be written is left to IT; that it works is then written down
    where this person's launcher looks, so that it is not taken for one on trial for ever."""
    installed = Installed.of_this_program()
    if installed is None:
        return
    try:
        if os.environ.pop(FAILED, ""):
            _LOG.warning("update: back to %s", installed.go_back())
        else:
            _keep(installed)
    except OSError as error:
        _LOG.warning("update: %s", type(error).__name__)


def _keep(installed: Installed) -> None:
    """Raises OSError."""
    try:
        installed.keep()
    except PermissionError:
        mark = default_data_folder() / PROVED
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{installed.current}\n", "ascii")
