"""The cameras of this PC for a report: looked for in a device worker, where a system's driver may hang or crash.

Whoever photographs owns the camera in the window's own process (docs/adr/0022-document-camera.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from ..domain.errors import NoScanner
from ..ports import Capabilities, Device, PageImage, ScanRequest
from .cameras import Cameras
from .driver import Settings


class CameraSearch:
    """A driver of which only `list` means something. Settings: `drivers`, names of `cameras.DRIVERS` with spaces
    between; `address` of a stream."""

    def list(self, settings: Settings) -> Iterator[Device]:
        application = QCoreApplication([])
        cameras = Cameras(
            str(settings.get("drivers", "")).split(), {"stream": {"address": settings.get("address", "")}}
        )
        cameras.prepare()
        yield from cameras.list()
        del application

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        raise NoScanner("a camera")

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        raise NoScanner("a camera")

    def close(self) -> None:
        pass
