"""Starts the training in a program of its own, beside the window that asks for it. (Apart from `training`, which joins
the rooms: whoever opens the real window need not know them.)"""

from __future__ import annotations

import subprocess

from .lifeline import worker_command


def start_training() -> None:
    """A second press brings the training's window to the front. Raises OSError where it cannot be started."""
    subprocess.Popen(worker_command("training"), stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - ourselves
