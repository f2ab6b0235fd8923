"""What an image file says of itself before it is unpacked: kind, size, density, whether it is all there.

PNM, PNG, JPEG, TIFF and BMP are read; others are refused by name where they can be told (HEIC). Nothing here
allocates by a number that the file claims.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from counter_app.domain.errors import NotAnImage

from .tiff import read_tiff


@dataclass(frozen=True, slots=True)
class Header:
    """`kind` as in image/<kind>; pixels as stored; `dpi` 0 where the file does not say or says a screen's;
    `whole` False when the file ends too early; `see_through` when it has an alpha channel."""

    kind: str
    width: int
    height: int
    dpi: int = 0
    whole: bool = True
    see_through: bool = False

    @property
    def media_type(self) -> str:
        return {"pnm": "image/x-portable-anymap"}.get(self.kind, f"image/{self.kind}")


def is_pdf(data: bytes) -> bool:
    """The mark of a PDF may stand behind some junk, within the first kilobyte."""
    return b"%PDF-" in data[:1024]


def header_of(data: bytes) -> Header:
    """Header of the (first) image. Raises NotAnImage."""
    return headers_of(data)[0]


def headers_of(data: bytes) -> tuple[Header, ...]:
    """Headers of all images in the file: one but for a TIFF of several pages. Raises NotAnImage."""
    if not data:
        raise NotAnImage("zero bytes", why="empty")
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return (_png(data),)
        if data.startswith(b"\xff\xd8"):
            return (_jpeg(data),)
        if data[:4] in (b"II*\0", b"MM\0*"):
            return tuple(Header("tiff", *page) for page in read_tiff(data))
        if re.match(rb"P[1-6]\s", data):
            return (_pnm(data),)
        if data.startswith(b"BM"):
            return (_bmp(data),)
    except (struct.error, ValueError, IndexError) as error:
        raise NotAnImage("header cut off or senseless", why="truncated") from error
    why = "heic" if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf", b"avi") else "format"
    raise NotAnImage("no image format that is read here", why=why)


def sensible_dpi(dpi: float) -> int:
    """72 and 96 are what programs write that do not know; so is what no scanner has."""
    return round(dpi) if 100 <= dpi <= 4800 else 0


def _png(data: bytes) -> Header:
    width, height, _depth, colour = struct.unpack(">IIBB", data[16:26])
    at, dpi, see_through = 8, 0, colour in (4, 6)
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        if name == b"pHYs":
            across, _, unit = struct.unpack(">IIB", data[at + 8 : at + 17])
            dpi = sensible_dpi(across * 0.0254) if unit == 1 else 0
        see_through |= name == b"tRNS"
        if name in (b"IDAT", b"IEND"):
            break
        at += 12 + size
    return Header("png", width, height, dpi, b"IEND" in data[-4096:], see_through)


def _jpeg(data: bytes) -> Header:
    at, dpi, size = 2, 0, (0, 0)
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        body = data[at + 4 : at + 2 + length]
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            unit, across = struct.unpack(">BH", body[7:10])
            dpi = sensible_dpi(across * {1: 1.0, 2: 2.54}.get(unit, 0.0))
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[1:5])
            size = (width, height)
        elif marker == 0xDA:
            break
        at += 2 + length
    # The mark of the end cannot stand inside packed pixels; phones append things behind it.
    return Header("jpeg", *size, dpi, whole=data.find(b"\xff\xd9", at) > 0)


def _pnm(data: bytes) -> Header:
    text = re.sub(rb"#[^\n]*\n", b" ", data[:4096])
    match = re.match(rb"P([1-6])\s+(\d{1,9})\s+(\d{1,9})\s(?:\s*(\d{1,5})\s)?", text)
    if not match:
        raise ValueError("no size")
    kind, width, height = int(match[1]), int(match[2]), int(match[3])
    if kind <= 3:
        return Header("pnm", width, height)
    row = (width + 7) // 8 if kind == 4 else width * (3 if kind == 6 else 1) * (2 if int(match[4] or 255) > 255 else 1)
    return Header("pnm", width, height, whole=len(data) >= row * height)


def _bmp(data: bytes) -> Header:
    size, start, width, height = struct.unpack("<I4xI4xii", data[2:26])
    across = struct.unpack("<i", data[38:42])[0]
    return Header("bmp", width, abs(height), sensible_dpi(across * 0.0254), len(data) >= max(size, start))
