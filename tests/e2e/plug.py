"""The program under a plug that can be pulled: started again and again, listened to, killed at a chosen moment."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.hall import Hall

_PATIENCE = 60.0  # seconds until a program that says nothing is called broken
_ROOT = Path(__file__).parents[2]


@dataclass
class Life:
    """One start of the program, as told from outside: which draft F12 was pressed on, what the window showed.

    `to_the_end`: the province had confirmed before the plug was pulled.
    """

    draft: str
    pressed_at: float
    code: str = ""
    seen_at: float = 0.0
    confirmed_at: float = 0.0
    to_the_end: bool = False


@dataclass(frozen=True)
class Moment:
    """When the plug is pulled: a share of the way from F12 to the code, or from the code to the confirmation."""

    after_seen: bool
    share: float


@dataclass
class Plug:
    """Starts the program, hears what its clerk says, and pulls the plug."""

    process: subprocess.Popen[bytes]
    _heard: bytes = field(default=b"", repr=False)

    def start(self) -> tuple[int, Life]:
        """The program's process and its life, up to the press of F12."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"start\n")
        self.process.stdin.flush()
        born, pressed = self._must_hear("born"), self._must_hear("pressed")
        return int(born), Life(pressed, time.monotonic())

    def live(self, life: Life, moment: Moment | None, usual: tuple[float, float]) -> None:
        """Listens until the moment has come, or with None until the dossier is confirmed."""
        patience = time.monotonic() + _PATIENCE
        end = patience
        if moment is not None and not moment.after_seen:
            end = life.pressed_at + moment.share * usual[0]
        while not life.confirmed_at and (left := end - time.monotonic()) > 0:
            word = self._hear(left)
            if word is not None:
                _note(life, word)
            if moment is not None and moment.after_seen and life.seen_at:
                end = life.seen_at + moment.share * usual[1]
        assert time.monotonic() < patience, f"nothing more was heard of {life}"

    def pull(self, program: int, life: Life) -> None:
        """What was said before the end counts, also when it is only read now: the clerk has seen it."""
        os.kill(program, signal.SIGKILL)
        while "ended" not in (word := self._hear(_PATIENCE) or {}):
            assert word, "the program does not end"
            _note(life, word)
        assert int(word["ended"]) == -signal.SIGKILL, "the program ended by itself"

    def _must_hear(self, what: str) -> str:
        word = self._hear(_PATIENCE)
        assert word is not None, f"{what} was not heard"
        assert what in word, f"{what} was not heard but {word}"
        return word[what]

    def _hear(self, patience: float) -> dict[str, str] | None:
        assert self.process.stdout is not None
        pipe, end = self.process.stdout.fileno(), time.monotonic() + patience
        while b"\n" not in self._heard:
            if not select.select([pipe], [], [], max(end - time.monotonic(), 0.0))[0]:
                return None
            piece = os.read(pipe, 4096)
            assert piece, "the programs' parent has gone"
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return dict(json.loads(line))


def _note(life: Life, word: dict[str, str]) -> None:
    if "seen" in word:
        life.code, life.seen_at = word["seen"], time.monotonic()
    if "confirmed" in word:
        life.confirmed_at = time.monotonic()


@contextmanager
def plugged_in(hall: Hall, disk: Mapping[str, str]) -> Iterator[Plug]:
    """A plug at this hall's counter, on a PC with this disk; nothing of it runs on after the block."""
    command = [sys.executable, "-m", "tests.e2e.clerk_process", str(hall.settings_file)]
    # The programs are forked from one that has loaded its libraries: no thread may run in that one.
    environment = {**hall.environment, **disk, "OPENBLAS_NUM_THREADS": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, cwd=_ROOT, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Plug(process)
        finally:
            process.kill()
