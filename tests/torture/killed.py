"""A program that is killed short of a flush, started again, looked at, and killed again; the power may fail any time.

What it wrote without that flush stands in the system's memory only, and the next start finds it there. Once it is
shown, it must be on the disk.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.services.watched_disk import KILLED, Change

if TYPE_CHECKING:
    from tests.torture.day import Day

_FLUSHES = 25  # of a dossier with one page, and a few more
_COMMITS = 8  # killed between writing and flushing them: where a start that did not flush would lose what it shows
_PAGES = 12


def killed_short_of_each_flush(day: Day) -> None:
    day.open()
    day.close()
    day.dawn()
    for at in range(1, _FLUSHES, 2):
        _in_a_process(partial(_accept, day, at))
        _in_a_process(partial(_look_and_scan, day, at))
    for at in range(_FLUSHES, _FLUSHES + _COMMITS):
        _in_a_process(partial(_accept_to_the_commit, day, at))
        _in_a_process(partial(_look_and_scan, day, at))
    day.open()
    day.look()
    day.close()


def _accept(day: Day, at: int) -> None:
    day.watch()
    day.open()
    with day.disk.failing(at, KILLED, kinds=Change.FLUSH):
        day.accept_page(100 + at)


def _accept_to_the_commit(day: Day, at: int) -> None:
    """Killed where the commit stands in the log, and the log is about to be flushed."""
    day.watch()
    day.open()
    intend, killed = day.store._mark.intend, ExitStack()

    def then_killed(*numbers: Any) -> int:
        count = intend(*numbers)
        killed.enter_context(day.disk.failing(1, KILLED, kinds=Change.FLUSH))
        return count

    with patch.object(day.store._mark, "intend", then_killed):
        day.accept_page(100 + at)


def _look_and_scan(day: Day, at: int) -> None:
    """Pages come, before anything else is committed."""
    day.watch()
    day.disk.note(kind="starting")
    day.open()
    day.disk.note(kind="started")
    day.look()
    for page in range(_PAGES):
        day.store.vault.put(b"%d %d" % (at, page))


def _in_a_process(act: Callable[[], None]) -> None:
    """That ends by being killed, whatever it has come to."""
    child = os.fork()
    if not child:
        try:
            act()
            os.kill(os.getpid(), signal.SIGKILL)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError("the program ended by itself")
