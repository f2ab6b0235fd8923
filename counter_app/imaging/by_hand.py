"""What acts by hand on a page need: the image as it came, packed to be kept, and a page turned by quarters."""

from __future__ import annotations

from counter_app.ports import PageImage, StraightPage

from .decode import Pixels, decode, decode_small
from .header import header_of
from .opencv import cv2
from .same_sheet import look_of
from .straight import packed, real_dpi

_QUALITY = 90  # what a page is cut out of once more
_QUALITY_SMALL = 85
_LARGEST = 24_000_000  # bytes
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


def as_jpeg(page: PageImage) -> bytes:
    """The image as it came. A JPEG stays as it is, unless it drags a film along; others are packed as one.

    Raises NotAnImage.
    """
    if header_of(page.data).kind == "jpeg" and len(page.data) <= _LARGEST:
        return page.data
    pixels = decode(page.data)
    return packed(pixels, real_dpi(pixels.shape[1], pixels.shape[0], page.dpi), _QUALITY)


def redrawn(jpeg: bytes) -> bytes:
    """Nothing of the file but its pixels. Raises NotAnImage."""
    pixels = decode(jpeg)
    return packed(pixels, real_dpi(pixels.shape[1], pixels.shape[0], header_of(jpeg).dpi), _QUALITY)


def shrunk(jpeg: bytes, most: int) -> bytes:
    """A camera's picture, small and drawn anew. Raises NotAnImage."""
    return packed(decode_small(jpeg, most), 0, _QUALITY_SMALL)


def turned(jpeg: bytes, quarters: int) -> StraightPage:
    """A stored page turned by 0 to 3 quarters, clockwise; 0: the very same bytes. Raises NotAnImage."""
    header = header_of(jpeg)
    dpi = real_dpi(header.width, header.height, header.dpi)
    pixels: Pixels = decode(jpeg)
    if quarters:
        pixels = cv2.rotate(pixels, _TURNS[quarters])
        jpeg = packed(pixels, dpi)
    height, width = pixels.shape[:2]
    return StraightPage(jpeg, width, height, dpi, 0.0, 90 * quarters, True, False, look=look_of(pixels))
