"""Sandboxes forked from one process that has loaded what they need: loading it costs more than many a test.

`python -m tests.services._nursery` is that process. Each line on standard input is the arguments of a sandbox, as
`python -m sync.sandbox` takes them, and the environment that it is to have; the line that answers is the id of its
process, which leads a group of its own. No thread runs in the nursery, and its sandboxes outlive it: whoever started
one ends it.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class Forked:
    """A process that is another's child: of `subprocess.Popen` what a test does with one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            self._end = os.pidfd_open(pid)
        except ProcessLookupError:  # ended at once
            self._end = -1

    def poll(self) -> int | None:
        """None: it runs. What it ended with is not known here."""
        if self._end >= 0 and select.select([self._end], [], [], 0)[0]:
            os.close(self._end)
            self._end = -1
        return None if self._end >= 0 else 0

    def wait(self, timeout: float | None = None) -> int:
        if self._end >= 0:
            select.select([self._end], [], [], timeout)
        if (ended := self.poll()) is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
        return ended

    def terminate(self) -> None:
        self._tell(signal.SIGTERM)

    def kill(self) -> None:
        self._tell(signal.SIGKILL)

    def _tell(self, what: signal.Signals) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._end, what)


def fork_sandbox(arguments: Sequence[str]) -> Forked:
    """Started; it may not answer yet."""
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(json.dumps([list(arguments), dict(os.environ)]) + "\n")
    nursery.stdin.flush()
    answer = nursery.stdout.readline()
    assert answer, "the nursery of the sandboxes has ended"
    return Forked(int(answer))


@cache
def _nursery() -> subprocess.Popen[str]:
    """One for this process; it ends with it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.services._nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        text=True,
        start_new_session=True,
    )
    atexit.register(_end, started)
    return started


def _end(nursery: subprocess.Popen[str]) -> None:
    nursery.kill()
    nursery.communicate()


def main() -> None:
    from sync.sandbox.__main__ import main as sandbox  # the costly part

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how one ended
    for line in sys.stdin:
        arguments, environment = json.loads(line)
        pid = os.fork()
        if pid:
            print(pid, flush=True)  # noqa: T201 - its answer
            continue
        try:
            _become(arguments, environment)
            sandbox()
            sys.stdout.flush()
        except SystemExit:
            pass
        except BaseException:
            traceback.print_exc()
        os._exit(0)


def _become(arguments: list[str], environment: dict[str, str]) -> None:
    """In the fork: alone, with nothing of the nursery's pipes."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments


if __name__ == "__main__":
    main()
