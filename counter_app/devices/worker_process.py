"""The program's end of one device worker: starts the process, sends its job, takes its frames, ends it."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
from collections.abc import Mapping
from typing import Any

from ..child_process import ChildProcess
from ..lifeline import worker_command
from .frames import BrokenFrame, Frame, read_frame

LAST_FRAMES = ("end", "fault")
"""Kinds of frame after which a worker has nothing more to say."""

WORKER_ARGUMENT = "device-worker"
"""First argument by which a frozen program is told to be a worker: there is no interpreter to start then."""

_LET_GO = 3.0  # seconds for a driver that has told all, to park its lamp and let go of the device
_LET_GO_IN_HASTE = 0.3  # after a cancel: the port promises 1 s for all

_PAGES_AHEAD = 2  # a page is up to 100 MB: the feeder waits rather than the memory fills


class WorkerProcess:
    """One process for one job. Not for two threads at once, but `kill` may come from any."""

    def __init__(self) -> None:
        self._process = ChildProcess(worker_command(WORKER_ARGUMENT), on_lifeline=True)
        self._frames: queue.Queue[Frame | None] = queue.Queue(maxsize=_PAGES_AHEAD)
        self._given_up = threading.Event()
        self._has_told_all = False
        self._in_haste = False
        self._reader = threading.Thread(target=self._read, daemon=True, name="device-worker-reader")
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.alive

    def send(self, job: Mapping[str, Any]) -> bool:
        """False when the worker is dead already."""
        return self._write(json.dumps(dict(job)).encode() + b"\n")

    def cancel(self) -> None:
        """Asks the driver to stop; the caller kills a worker that does not obey."""
        self._in_haste = True
        self._write(b"cancel\n")

    def next_frame(self, timeout: float) -> Frame | None:
        """The next frame, or None when the worker is gone. Raises queue.Empty after `timeout` seconds."""
        return self._frames.get(timeout=timeout)

    def end(self) -> None:
        """Ends the process; one that has told all may first let go of its device."""
        if self._has_told_all:
            self._process.ended_within(_LET_GO_IN_HASTE if self._in_haste else _LET_GO)
        self.kill()

    def kill(self) -> None:
        """Ends the process and frees its pipes; harmless when done twice."""
        self._given_up.set()
        self._process.kill()
        self._reader.join()
        self._process.end()

    def _write(self, line: bytes) -> bool:
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def _read(self) -> None:
        frame: Frame | None = None
        while not self._given_up.is_set():
            try:
                frame = read_frame(self._process.stdout)
            except (BrokenFrame, OSError, ValueError):
                frame = None
            self._has_told_all = frame is not None and frame.kind in LAST_FRAMES
            self._hand_over(frame)
            if frame is None or self._has_told_all:
                return

    def _hand_over(self, frame: Frame | None) -> None:
        while not self._given_up.is_set():
            with contextlib.suppress(queue.Full):
                self._frames.put(frame, timeout=0.1)
                return
