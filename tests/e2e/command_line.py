"""`counter-app` as IT types it on this hall's PC, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from counter_app.domain.errors import CounterError
from tests.e2e.hall import Hall
from ui.messages import sentence

_ROOT = Path(__file__).parents[2]

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
