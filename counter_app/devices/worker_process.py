"""The program's end of one device worker: starts the process, sends its job, takes its frames, ends it."""

from __future__ import annotations

import json
import queue
import threading
from collections import deque
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

_AHEAD = 256 * 1024 * 1024  # bytes that nobody has asked for yet: then the feeder waits rather than the memory fills
_SHEETS = 12  # and as many pages, however small: what goes wrong at the desk costs no more than these


class _Ahead:
    """Frames between the thread that takes them from the pipe and whoever asks for them. Bounded by what they weigh:
    ten raw pages, or a whole stack of JPEGs. What is in it comes out, also when the process is gone."""

    def __init__(self, most: int = _AHEAD) -> None:
        self._most, self._weight = most, 0
        self._frames: deque[Frame | None] = deque()
        self._change = threading.Condition()
        self._open = self._ended = False

    def put(self, frame: Frame | None) -> None:
        """Waits for room, if anything is there."""
        weight = len(frame.body) if frame is not None else 0
        with self._change:
            self._change.wait_for(lambda: self._open or not self._frames or self._has_room(weight))
            self._frames.append(frame)
            self._weight += weight
            self._change.notify_all()

    def _has_room(self, weight: int) -> bool:
        return self._weight + weight <= self._most and len(self._frames) < _SHEETS

    def get(self, timeout: float) -> Frame | None:
        """None behind the last one. Raises queue.Empty after `timeout` seconds."""
        with self._change:
            if not self._change.wait_for(lambda: self._frames or self._ended, timeout):
                raise queue.Empty
            frame = self._frames.popleft() if self._frames else None
            self._weight -= len(frame.body) if frame is not None else 0
            self._change.notify_all()
            return frame

    def open_wide(self) -> None:
        """Nobody waits for room any more: the feed stops by itself."""
        with self._change:
            self._open = True
            self._change.notify_all()

    def end(self) -> None:
        """Nothing more will be put."""
        with self._change:
            self._ended = True
            self._change.notify_all()


class WorkerProcess:
    """One process for one job. Not for two threads at once, but `cancel` and `kill` may come from any.

    Each page is taken from the process as soon as it is whole, whatever becomes of the one before: a driver that dies
    takes none with it."""

    def __init__(self) -> None:
        self._process = ChildProcess(worker_command(WORKER_ARGUMENT), on_lifeline=True)
        self._frames = _Ahead()
        self._has_told_all = False
        self._in_haste = False
        self._reader = threading.Thread(target=self._read, daemon=True, name="device-worker-reader")
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.alive

    @property
    def has_told_all(self) -> bool:
        """Its last frame is here; it may still be letting go of its device."""
        return self._has_told_all

    def send(self, job: Mapping[str, Any]) -> bool:
        """False when the worker is dead already."""
        return self._write(json.dumps(dict(job)).encode() + b"\n")

    def cancel(self) -> None:
        """Asks the driver to stop; the caller kills a worker that does not obey. What is whole by then still comes."""
        self._in_haste = True
        self._write(b"cancel\n")

    def make_room(self) -> None:
        """Some time after a cancel, when it has been heard: a driver that waits for room would else feed on."""
        self._frames.open_wide()

    def next_frame(self, timeout: float) -> Frame | None:
        """The next frame, or None when the worker is gone and no frame of it is left. Raises queue.Empty after
        `timeout` seconds."""
        return self._frames.get(timeout=timeout)

    def end(self) -> None:
        """Ends the process; one that has told all may first let go of its device."""
        if self._has_told_all:
            self._process.ended_within(_LET_GO_IN_HASTE if self._in_haste else _LET_GO)
        self.kill()

    def kill(self) -> None:
        """Ends the process and frees its pipes; harmless when done twice."""
        self._process.kill()
        self._frames.open_wide()
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
        while not self._has_told_all:
            try:
                frame = read_frame(self._process.stdout)
            except (BrokenFrame, OSError, ValueError):
                frame = None
            self._has_told_all = frame is not None and frame.kind in LAST_FRAMES
            if frame is None:
                break
            self._frames.put(frame)
        self._frames.end()
