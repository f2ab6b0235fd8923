"""What every worker process has: how it starts, what ends it with the program (a pipe; on Windows a Job Object),
answers of its own alone.

Light on purpose: a worker imports it before anything else.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import subprocess

    from .job_object import JobObject


def lifeline() -> tuple[int, int]:
    """A pipe that is never written to: the worker's end and ours. -1 where the system has no use for it."""
    return os.pipe() if sys.platform.startswith("linux") else (-1, -1)


def worker_command(argument: str) -> list[str]:
    """What starts a worker: the program itself with `argument`, so that a worker leaves no dump either: the switch for
    that does not outlast the start of another program (prctl(2))."""
    if getattr(sys, "frozen", False):
        return [sys.executable, argument]
    # -P: a module that lies in the folder where the program was started is none of ours.
    return [sys.executable, "-P", "-m", "counter_app", argument]


def tie(worker: subprocess.Popen[bytes]) -> None:
    """Windows: the worker ends when this process does, also when it is killed and the worker hangs in a driver's call.
    Elsewhere the lifeline sees to it. Harmless for one that has ended already."""
    if sys.platform != "win32":
        return
    try:
        _job().take(int(worker._handle))  # type: ignore[attr-defined,unused-ignore]
    except OSError:  # the end of stdin still ends all but a worker that hangs
        import logging

        logging.getLogger(__name__).warning("a worker is not tied to this program", exc_info=True)


@cache
def _job() -> JobObject:
    """One a process: Windows ends its workers when the last handle closes, with this process."""
    from .job_object import JobObject

    return JobObject()


def die_with_the_program(lifeline: int) -> None:
    """Asks the kernel to end this process when the program's end of `lifeline` closes.

    A thread that listens on stdin is not enough: a library may hang inside a call with the interpreter's lock held.
    PR_SET_PDEATHSIG would fire when the *thread* that started the worker ends, and lanes are threads of a pool.
    """
    if lifeline < 0 or not sys.platform.startswith("linux"):
        return
    import fcntl
    import signal

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def private_stdout() -> BinaryIO:
    """The answers' pipe, moved away from descriptor 1: drivers and libraries print what they like there."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers
