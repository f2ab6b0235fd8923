"""The program's end of any worker process: started with two pipes and nothing else, tied to the program's life, ended
for good. What is said over the pipes is each worker's own matter."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, cast

from .lifeline import lifeline, tie

_BELOW_NORMAL = 0x00004000 if sys.platform == "win32" else 0  # BELOW_NORMAL_PRIORITY_CLASS


class ChildProcess:
    """One process. `kill` may come from any thread; `end` is harmless when done twice.

    `on_lifeline`: the command's last argument is the worker's end of a pipe on which it dies with the program, also in
    the middle of a library's call; without, it has to notice the end of stdin. `behind`: it only has what nobody else
    wants of the processor. Raises OSError where none can be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        on_lifeline: bool = False,
        behind: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        inherited, self._lifeline = lifeline() if on_lifeline else (-1, -1)
        # Ctrl+C at a terminal is for the program, which then ends its workers in order. One that works behind has no
        # session of its own: in one, Linux (autogroup) would weigh it against the whole program, and its being the
        # last in the queue would mean nothing.
        group = 0 if behind and sys.platform != "win32" else None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [*command, *([str(inherited)] if on_lifeline else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(inherited,) if inherited >= 0 else (),
                env={**os.environ, **environment} if environment else None,
                start_new_session=not behind,
                process_group=group,
                creationflags=_BELOW_NORMAL if behind else 0,
            )
        except OSError:
            self._cut_lifeline()
            raise
        finally:
            if inherited >= 0:
                os.close(inherited)
        tie(self._process)
        self.stdin = cast("IO[bytes]", self._process.stdin)
        self.stdout = cast("IO[bytes]", self._process.stdout)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """As `Popen.returncode`; None while it lives."""
        return self._process.poll()

    @property
    def alive(self) -> bool:
        return self.returncode is None

    def ended_within(self, seconds: float) -> bool:
        """Waits for it to end by itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.alive

    @contextlib.contextmanager
    def killed_after(self, seconds: float) -> Iterator[threading.Event]:
        """Kills it after that time; the event is set by then, so that whoever reads nothing more knows why."""
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield too_late
        finally:
            timer.cancel()
            timer.join()

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """Kills it, waits until it is gone and frees its pipes."""
        self.kill()
        self._process.wait()
        self.close_pipes()

    def close_pipes(self) -> None:
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()
        self._cut_lifeline()

    def _cut_lifeline(self) -> None:
        ours, self._lifeline = self._lifeline, -1
        if ours >= 0:
            os.close(ours)
