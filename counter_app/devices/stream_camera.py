"""A document camera on the network that sends MJPEG over HTTP; or a file of such pictures, for training and tests."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ..domain.errors import CameraBusy, CameraFault, CameraSilent, CameraUnplugged, NoCamera
from ..ports import CameraPicture, Device
from .camera_pictures import JpegPicture
from .driver import Setting
from .jpeg_stream import NoPictures, jpegs

_PATIENCE = 5.0  # seconds for an answer, and between two pieces of it
_FILE_RATE = 15  # pictures a second, as a camera would send them
_DENIED = (401, 403, 503)  # by pass word, by rule, or because another has it

Read = Callable[[int], bytes]


class StreamCamera:
    """One camera, by its address: http, https or file. Fulfils what `cameras.Cameras` asks of a driver."""

    def __init__(self, settings: dict[str, Setting]) -> None:
        self._address = str(settings.get("address", ""))
        self._running: _Running | None = None

    def list(self) -> tuple[Device, ...]:
        if not self._address:
            return ()
        parts = urlsplit(self._address)
        return (Device("stream", f"Máy chụp {parts.hostname or Path(url2pathname(parts.path)).name}", "stream"),)

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self.close()
        known = {device.id: device.name for device in self.list()}
        if device_id not in known:
            raise NoCamera("no address of a stream")
        self._running = _Running(self._address, known[device_id], seen, lost)

    def close(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    def watch(self, changed: Callable[[], None]) -> None:
        """An address does not come and go: opening it says whether it answers."""


class _Running:
    """The thread that reads one stream."""

    def __init__(
        self, address: str, name: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]
    ) -> None:
        self._address, self._name, self._seen, self._lost = address, name, seen, lost
        self._stopping = threading.Event()
        self._cut: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="camera-stream", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No picture comes after this. Not waited for: a camera that does not answer would hold the window."""
        self._stopping.set()
        self._cut()

    def _run(self) -> None:
        try:
            with self._opened() as read:
                for jpeg in self._paced(jpegs(read)):
                    if self._stopping.is_set():
                        return
                    self._seen(JpegPicture(jpeg))
            fault: CameraFault = CameraUnplugged("the stream ended", device=self._name)
        except CameraFault as error:
            fault = error
        except NoPictures:
            fault = CameraSilent("no JPEG in the stream", device=self._name)
        except TimeoutError:
            fault = CameraSilent("nothing came", device=self._name)
        except (OSError, http.client.HTTPException, ValueError) as error:
            fault = CameraUnplugged(type(error).__name__, device=self._name)
        if not self._stopping.is_set():
            self._lost(fault)

    def _paced(self, pictures: Iterator[bytes]) -> Iterator[bytes]:
        """A file's pictures come no faster than a camera's."""
        pause = 1 / _FILE_RATE if self._address.startswith("file:") else 0.0
        for picture in pictures:
            yield picture
            if pause and self._stopping.wait(pause):
                return

    @contextmanager
    def _opened(self) -> Iterator[Read]:
        parts = urlsplit(self._address)
        if parts.scheme == "file":
            with Path(url2pathname(parts.path)).open("rb") as file:
                yield file.read
            return
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=_PATIENCE)
        with closing(connection):
            connection.connect()
            self._cut = lambda: _hang_up(connection)
            connection.request("GET", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")
            with closing(connection.getresponse()) as answer:
                if answer.status in _DENIED:
                    raise CameraBusy(f"HTTP {answer.status}", device=self._name)
                if answer.status != http.client.OK:
                    raise CameraUnplugged(f"HTTP {answer.status}", device=self._name)
                yield _within(_PATIENCE, answer.read1)


def _within(seconds: float, read: Read) -> Read:
    """A camera that trickles single bytes is as silent as one that sends none: a picture's worth must come in time."""
    since, got = time.monotonic(), 0

    def watched(size: int) -> bytes:
        nonlocal since, got
        data = read(size)
        got += len(data)
        now = time.monotonic()
        if now - since > seconds:
            if got < _TRICKLE * seconds:
                raise TimeoutError
            since, got = now, 0
        return data

    return watched


_TRICKLE = 2048  # bytes a second: no picture of paper is as small


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(2)
