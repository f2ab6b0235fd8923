"""A simulated scanner, for training and demonstration: a feeder that always holds the same few made-up pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files

from ..domain.errors import FeederEmpty, PaperJam
from ..ports import Capabilities, Device, PageImage, PaperSource, ScanRequest
from .driver import Settings

_DPI = 200


def _raw(jpeg: bytes) -> PageImage:
    """An A4 page at 300 dpi in colour, every pixel of it."""
    from PySide6.QtGui import QImage

    image = QImage.fromData(jpeg).scaled(2480, 3508).convertToFormat(QImage.Format.Format_RGB888)
    rows = memoryview(image.constBits())
    wide, line = 3 * image.width(), image.bytesPerLine()
    pixels = b"".join(bytes(rows[at : at + wide]) for at in range(0, line * image.height(), line))
    return PageImage(b"P6\n%d %d\n255\n" % (image.width(), image.height()) + pixels, "image/x-portable-pixmap", 300)


class SimulatedDriver:
    """Settings: `pages`, sheets in the feeder (0: empty); `jam_at`, the sheet that jams (none when absent);
    `raw_every`: every n-th page comes as SANE's do, 26 MB of pixels (none when absent)."""

    def list(self, settings: Settings) -> Iterator[Device]:
        yield Device("demo", "Máy quét mô phỏng", "simulated")

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        sources = (PaperSource.FEEDER, PaperSource.DUPLEX, PaperSource.GLASS)
        return Capabilities(sources, (_DPI,), colour=True)

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        sheets = sorted(
            (sheet for sheet in files("resources").joinpath("demo_pages").iterdir() if sheet.name.endswith(".jpg")),
            key=lambda sheet: sheet.name,
        )
        in_feeder = int(settings.get("pages", len(sheets))) if request.source is not PaperSource.GLASS else 1
        in_feeder *= 2 if request.source is PaperSource.DUPLEX else 1
        if not in_feeder:
            raise FeederEmpty("simulated")
        most = min(in_feeder, request.limit or in_feeder)
        for number in range(most):
            if cancelled():
                return
            if number + 1 == settings.get("jam_at"):
                raise PaperJam("simulated")
            jpeg, every = sheets[number % len(sheets)].read_bytes(), int(settings.get("raw_every", 0))
            yield _raw(jpeg) if every and number % every == 0 else PageImage(jpeg, "image/jpeg", _DPI)

    def close(self) -> None:
        pass
