"""`counter-app` as IT types it on this hall's PC, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from counter_app.domain.errors import CounterError
from tests.e2e.hall import Hall
from ui.messages import sentence

_ROOT = Path(__file__).parents[2]
_ASKED = re.compile(r"gõ từ thứ (\d+) và thứ (\d+)")

Done = subprocess.CompletedProcess[str]


def counter_app(
    hall: Hall, *arguments: str | Path, before: Sequence[str] = (), typed: str | None = None, **environment: str
) -> Done:
    """The settings are the hall's. `before`: a command that runs it, such as unshare; `typed`: on standard input;
    `environment`: what differs."""
    program: list[str | Path] = [sys.executable, "-m", "counter_app", "--settings", hall.settings_file]
    return subprocess.run(
        [*before, *program, *arguments],
        env={**hall.environment, **environment},
        cwd=_ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


def refused_with(done: Done, error: CounterError) -> None:
    """Exit code 1, the sentence in a shell's words and nothing else on standard error."""
    said = [line for line in done.stderr.splitlines() if line]
    assert said == [f"counter-app: {sentence(error, desk=False)}"]
    assert done.returncode == 1


def copied(words: list[str], place: int) -> str:
    return words[place - 1]


def make_code(hall: Hall, *more: str | Path, typed_back: Callable[[list[str], int], str] = copied) -> tuple[Done, str]:
    """`keys recovery` read from the screen, the two words that it asks for typed back; what it said, and the code."""
    program = [sys.executable, "-m", "counter_app", "--settings", str(hall.settings_file), "keys", "recovery"]
    command = [*program, *map(str, more)]
    with subprocess.Popen(
        command,
        env=hall.environment,
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as shell:
        assert shell.stdin is not None
        assert shell.stdout is not None
        assert shell.stderr is not None
        said, words = "", list[str]()
        for line in shell.stdout:
            said += line
            words += re.findall(r"\d+\. ([a-z]+)", line)
            if asked := _ASKED.search(line):
                back = [typed_back(words, int(place)) for place in asked.groups()]
                shell.stdin.write(" ".join(back) + "\n")
                shell.stdin.flush()
        errors = shell.stderr.read()
    return Done(command, shell.returncode, said, errors), " ".join(words)
