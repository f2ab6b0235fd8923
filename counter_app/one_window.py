"""One window a store: a second start brings the first one's to the front and ends; the first serves the shell."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import backup_commands, bootstrap, store_commands
from .bootstrap import Application
from .config import Settings
from .domain.errors import CounterError
from .first_run import FirstRun
from .local_door import Door, Hear, Request

if TYPE_CHECKING:
    from ui.app import OpenWindow
    from ui.early_door import EarlyDoor
    from ui.page import Notice

_WINDOW_MOVES = 3.0  # seconds; less than a caller waits, so that a window that hangs is told as such
_LOG = logging.getLogger(__name__)


def open_window(settings: Settings, say: Hear, early: EarlyDoor | None = None) -> int:
    """The exit code once the window is closed, or at once where it was open already. `early`: the window that is shown
    while the store is opened.

    Raises StoreLocked where the program that has the store open cannot show its window, and what opening raises.
    """

    def opened() -> int | Application:
        import ui.app  # noqa: F401 - the screens' modules, read behind the door

        return store_commands.in_the_running_program_or(settings, {"do": "front"}, say)

    found = early.behind(opened) if early is not None else opened()
    if isinstance(found, int):
        if found == 0:
            say("Chương trình đang mở; cửa sổ đã được đưa lên trước.")
            return 0
        found = bootstrap.build(settings)  # says who has the store, unless that has just ended
    if early is not None and early.closed:
        found.close()
        return 0
    return keep_open(settings, found, early)


def keep_open(settings: Settings, found: Application, early: EarlyDoor | None = None) -> int:
    """Runs the window, and another one each time that a backup was put in the store's place. The exit code."""
    code = run(found, early=early) if early is not None else run(found)
    while found.to_restore is not None:
        told = _restored(settings, *found.to_restore)
        found = bootstrap.build(settings)
        code = run(found, told=told)
    return code


def _restored(settings: Settings, backup: Path, who: str) -> Notice:
    """Puts the chosen backup in the store's place, which is closed; says how it went. One that fails leaves the store
    as it was."""
    from ui.messages import sentence
    from ui.page import Notice, Tone
    from ui.restoring import wait_for

    try:
        wait_for(lambda: backup_commands.restore(settings, backup, lambda _: True, who=who))
    except CounterError as error:
        return Notice(f"Chưa khôi phục; kho cũ vẫn nguyên. {sentence(error, desk=False)}", Tone.ERROR)
    return Notice("Đã khôi phục. Kho bị thay được giữ trong thư mục replaced-*.", Tone.GOOD)


def run(
    application: Application,
    trial: Sequence[dict[str, Any]] = (),
    told: Notice | None = None,
    early: EarlyDoor | None = None,
) -> int:
    """The window with its door, until it is closed. `trial`: see `bootstrap.run_window`; `told`: what it says first."""
    visitors = _Visitors(application, told)
    try:
        application.closes(Door(application.settings.data_folder, visitors).close)
    except OSError as error:  # a folder without sockets: the counter works, a second start says who has the store
        _LOG.warning("no door: %s", type(error).__name__)
    window = early.window if early is not None else None
    return bootstrap.run_window(application, visitors.window_is_open, trial, window)


class _Visitors:
    """What comes through the door; called in the callers' threads."""

    def __init__(self, application: Application, told: Notice | None = None) -> None:
        self._application, self._told = application, told
        self._window: OpenWindow | None = None
        self._one_by_one = threading.Lock()

    def window_is_open(self, window: OpenWindow) -> None:
        self._window = window
        window.presenter.machine.first_start.offer(FirstRun(self._application))
        if self._told is not None:
            window.presenter.tell(self._told)

    def __call__(self, request: Request, say: Hear) -> int:
        if request.get("do") == "front":
            return 0 if self._comes_to_the_front() else 1
        with self._one_by_one:
            return store_commands.served(self._application, request, say)

    def _comes_to_the_front(self) -> bool:
        """Whether the window has done so; one that is still being opened will be in front by itself."""
        if self._window is None:
            return True
        moved = threading.Event()
        self._window.bring_to_front(moved.set)
        return moved.wait(_WINDOW_MOVES)
