"""Starts the training in a program of its own, beside the window that asks for it. (Apart from `training`, which joins
the rooms: whoever opens the real window need not know them.)"""

from __future__ import annotations

import subprocess
import sys

from .lifeline import worker_command


def start_training() -> None:
    """A second press brings the training's window to the front. Raises OSError where it cannot be started."""
    arguments = [] if getattr(sys, "frozen", False) else ["training"]
    command = [*worker_command("counter_app", "training"), *arguments]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - ourselves
