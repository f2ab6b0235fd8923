"""The cameras of this PC for a report: looked for, and one picture of each taken, in a device worker, where a system's
driver may hang or crash.

Whoever photographs owns the camera in the window's own process (docs/adr/0022-document-camera.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from ..domain.errors import CameraFault, CameraSilent, NoScanner
from ..ports import CameraPicture, Capabilities, Device, PageImage, ScanRequest
from .cameras import Cameras
from .driver import Settings

_FIRST_WITHIN = 8.0  # seconds; a camera on USB may take three to wake
_SETTLES = 1.5  # seconds from the first picture: exposure and focus find their way


class CameraSearch:
    """A driver whose scan is one picture. Settings: `drivers`, names of `cameras.DRIVERS` with spaces between;
    `address` of a stream."""

    def list(self, settings: Settings) -> Iterator[Device]:
        application = QCoreApplication([])
        cameras = _prepared(settings)
        yield from cameras.list()
        del application

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        raise NoScanner("a camera")

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """One picture, kept nowhere. Raises a leaf of CameraFault."""
        application = QGuiApplication(["counter-app", "-platform", "offscreen"])
        cameras = _prepared(settings)
        cameras.list()
        seen: list[CameraPicture] = []
        lost: list[CameraFault] = []

        def keep(picture: CameraPicture) -> None:
            seen[:] = [picture]

        cameras.open(request.device_id, keep, lost.append)
        end, settling = time.monotonic() + _FIRST_WITHIN, False
        while not lost and not cancelled() and time.monotonic() < end:
            application.processEvents()
            if seen and not settling:
                end, settling = time.monotonic() + _SETTLES, True
            time.sleep(0.01)
        cameras.close()
        if seen and not cancelled():
            yield PageImage(seen[0].whole(), "image/jpeg", 0)
        elif not cancelled():
            raise lost[0] if lost else CameraSilent("no picture")

    def close(self) -> None:
        pass


def _prepared(settings: Settings) -> Cameras:
    cameras = Cameras(str(settings.get("drivers", "")).split(), {"stream": {"address": settings.get("address", "")}})
    cameras.prepare()
    return cameras
