"""A simulated document camera, for training and demonstration: made-up sheets that a hand lays down and takes away.

Two devices: the papers of the simulated scanner one after another, and a made-up citizen's card.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.resources import files

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF, QTransform

from ..domain.errors import CameraFault, CameraUnplugged, NoCamera
from ..ports import CameraPicture, Device
from .camera_pictures import ImagePicture
from .driver import Setting

PAPERS, CARD = "papers", "card"
_NAMES = {PAPERS: "Máy chụp mô phỏng", CARD: "Máy chụp mô phỏng: thẻ căn cước"}
_WIDTH, _HEIGHT = 1920, 2560  # an arm over an A4 sheet: just over 200 dpi
_RATE = 10  # pictures a second
_LAID, _LIES, _GONE = 8, 26, 7  # pictures
_SHEET = ((0.058, 0.036), (0.930, 0.042), (0.938, 0.964), (0.050, 0.958))  # a little of perspective, as from above
_CARD_SHEET = ((0.22, 0.36), (0.62, 0.368), (0.618, 0.560), (0.216, 0.554))


class SimulatedCamera:
    """Fulfils what `cameras.Cameras` asks of a driver. Settings: `rate`, pictures a second; `sheets`, how many are laid
    down before the plug is pulled (0: for ever)."""

    def __init__(self, settings: dict[str, Setting]) -> None:
        self._rate = float(settings.get("rate", _RATE))
        self._sheets = int(settings.get("sheets", 0))
        self._stopping = threading.Event()

    def list(self) -> tuple[Device, ...]:
        return tuple(Device(own, name, "simulated") for own, name in _NAMES.items())

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self.close()
        if device_id not in _NAMES:
            raise NoCamera("no such simulated camera")
        self._stopping = stopping = threading.Event()

        def run() -> None:
            for picture in scene(device_id, self._sheets):
                if stopping.wait(1 / self._rate):
                    return
                seen(picture)
            if not stopping.is_set():
                lost(CameraUnplugged("simulated", device=_NAMES[device_id]))

        threading.Thread(target=run, name="camera-simulated", daemon=True).start()

    def close(self) -> None:
        self._stopping.set()

    def watch(self, changed: Callable[[], None]) -> None:
        """It is always there."""


def scene(device_id: str, sheets: int = 0) -> Iterator[CameraPicture]:
    """Pictures of the desk as sheets come and go: `sheets` of them, 0: for ever."""
    place = Desk(device_id)
    number = 0
    while not sheets or number < sheets:
        for step in range(_LAID, 0, -1):
            yield place.with_sheet(number, aside=0.9 * (step / _LAID) ** 2)
        lies = place.with_sheet(number)
        for _ in range(_LIES):
            yield lies
        bare = place.bare()
        for _ in range(_GONE):
            yield bare
        number += 1


class Desk:
    """What the simulated camera looks down on."""

    def __init__(self, device_id: str) -> None:
        self._papers = _images("demo_pages" if device_id == PAPERS else "demo_cards")
        self._corners = _SHEET if device_id == PAPERS else _CARD_SHEET
        self._desk = _desk()

    def bare(self) -> CameraPicture:
        return ImagePicture(self._desk)

    def with_sheet(self, number: int, aside: float = 0.0) -> CameraPicture:
        """The sheet of that number, `aside` widths of the picture from its place. No two lie on the very same spot."""
        paper = self._papers[number % len(self._papers)]
        return ImagePicture(_laid(self._desk, paper, self._corners, 0.006 * (number % 3) + aside))


def _images(folder: str) -> list[QImage]:
    found = sorted(files("resources").joinpath(folder).iterdir(), key=lambda file: file.name)
    return [QImage.fromData(file.read_bytes()) for file in found if file.name.endswith((".jpg", ".png"))]


def _desk() -> QImage:
    """A brown desk with the light falling from the left."""
    desk = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    light = QLinearGradient(0, 0, _WIDTH, _HEIGHT)
    light.setColorAt(0, QColor(126, 96, 70))
    light.setColorAt(1, QColor(88, 66, 48))
    painter = QPainter(desk)
    painter.fillRect(desk.rect(), light)
    painter.end()
    return desk


def _laid(desk: QImage, paper: QImage, corners: tuple[tuple[float, float], ...], aside: float) -> QImage:
    """The sheet on the desk, `aside` widths of the picture to the right of its place."""
    picture = desk.copy()
    outline = QPolygonF(
        [QPointF(0, 0), QPointF(paper.width(), 0), QPointF(paper.width(), paper.height()), QPointF(0, paper.height())]
    )
    place = QPolygonF([QPointF((x + aside) * _WIDTH, y * _HEIGHT) for x, y in corners])
    lay = QTransform()
    QTransform.quadToQuad(outline, place, lay)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(lay)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawImage(0, 0, paper)
    painter.end()
    return picture
