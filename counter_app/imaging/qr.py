"""Texts of the QR codes in a frame: zxing on the frame as it is, then on ever stronger repairs of it.

Measured on hard frames (tests/imaging/hard_frames.py): each rung reads what the ones before it could not, and
most frames need only the first, so the median stays at a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import zxingcpp

from .decode import Pixels
from .opencv import cv2

_ONLY_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

# A larger frame has pixels enough a module; enlarging it would cost a second.
_ENLARGED_UP_TO = 12_000_000


def read_qr(pixels: Pixels, enough: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
    """Texts of the QR codes in a BGR or grey image, each once, largest code first; empty when none is read.

    The frame is repaired further until a text is `enough`: an easy code beside the one sought must not hide it.
    """
    texts: dict[str, None] = {}
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    for repaired in _ladder(np.ascontiguousarray(grey)):
        found = zxingcpp.read_barcodes(repaired, formats=_ONLY_QR)
        if found:
            found.sort(key=_area, reverse=True)
            texts.update(dict.fromkeys(text_of(code.bytes) for code in found))
            if any(enough(text) for text in texts):
                break
    return tuple(texts)


def text_of(payload: bytes) -> str:
    """A code's bytes as text. They are UTF-8 on every card; what is not keeps its ASCII and shows the damage.

    Never zxing's own guess: it takes short Vietnamese payloads for Latin-1 or Shift-JIS.
    """
    return payload.decode("utf-8", errors="replace")


def _ladder(grey: Pixels) -> Iterator[Pixels]:
    yield grey
    large = grey
    if grey.size * 4 <= _ENLARGED_UP_TO:
        large = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        yield large
    for radius, strength in ((3.0, 1.5), (5.0, 4.0)):
        soft = cv2.GaussianBlur(large, (0, 0), radius)
        yield cv2.addWeighted(large, 1 + strength, soft, -strength, 0)
    yield cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(large)
    if grey.size * 9 <= _ENLARGED_UP_TO:  # far out of focus
        large = cv2.resize(grey, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
        yield cv2.addWeighted(large, 13, cv2.GaussianBlur(large, (0, 0), 4.0), -12, 0)


def _area(code: zxingcpp.Barcode) -> float:
    corners = (code.position.top_left, code.position.top_right, code.position.bottom_right, code.position.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))
