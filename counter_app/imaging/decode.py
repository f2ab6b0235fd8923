"""Pixels of an encoded image, decoded defensively: the header is judged before a byte of it is unpacked."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from counter_app.domain.errors import NotAnImage

from .header import Header, header_of, headers_of
from .opencv import cv2

Pixels = npt.NDArray[np.uint8]

# An A0 plan at 275 dpi; what claims more is a bomb or a mistake.
MOST_PIXELS = 120_000_000

_PLAIN_PNM = re.compile(rb"P6\s(\d{1,6})\s(\d{1,6})\s255\s")


def decode(data: bytes) -> Pixels:
    """The (first) image as BGR, 8 bits a channel, turned as its EXIF says, see-through parts on white.

    Raises NotAnImage; `facts['why']` is one of: empty, format, heic, too-large, truncated, broken.
    """
    header = header_of(data)
    check(header)
    return _checked(_unpacked(data), header)


def decode_small(jpeg: bytes, most: int) -> Pixels:
    """A JPEG with at most `most` pixels a side, shrunk while it is unpacked. Raises NotAnImage, as `decode`."""
    header = header_of(jpeg)
    check(header)
    if header.kind != "jpeg":
        raise NotAnImage(header.kind, why="format")
    longest = max(header.width, header.height)
    shrinks = next((by for by in (8, 4, 2) if longest // by >= most), 1)
    flag = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4, 2: cv2.IMREAD_REDUCED_COLOR_2}
    try:
        pixels: Pixels | None = cv2.imdecode(np.frombuffer(jpeg, np.uint8), flag.get(shrinks, cv2.IMREAD_COLOR_BGR))
    except cv2.error as error:
        raise NotAnImage("not decoded", why="broken") from error
    if pixels is None:
        raise NotAnImage("jpeg not decoded", why="broken")
    scale = most / max(pixels.shape[:2])
    if scale < 1:
        size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return pixels


def decode_page(data: bytes, index: int) -> Pixels:
    """One page of a TIFF, as `decode`; only this page is unpacked."""
    header = headers_of(data)[index]
    check(header)
    try:
        _, mats = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_BGR, range=(index, index + 1))
    except cv2.error as error:
        raise NotAnImage("TIFF page not decoded", why="broken") from error
    return _checked(mats[0] if mats else None, header)


def check(header: Header) -> None:
    """Raises NotAnImage for an image too large to unpack, or without pixels."""
    if header.width < 1 or header.height < 1:
        raise NotAnImage(f"{header.width}x{header.height}", why="broken")
    if header.width * header.height > MOST_PIXELS:
        raise NotAnImage(f"{header.width}x{header.height}", why="too-large")
    if not header.whole:
        raise NotAnImage("the file ends before its image does", why="truncated")


def _unpacked(data: bytes) -> Pixels | None:
    raw = np.frombuffer(data, np.uint8)
    plain = _PLAIN_PNM.match(data)
    if plain:
        return _plain_pnm(raw[plain.end() :], int(plain[2]), int(plain[1]))
    try:
        pixels: Pixels | None = cv2.imdecode(raw, cv2.IMREAD_COLOR_BGR)
        if header_of(data).see_through:
            layered = cv2.imdecode(raw, cv2.IMREAD_UNCHANGED)
            if layered is not None and layered.ndim == 3 and layered.shape[2] == 4:
                pixels = _on_white(layered)
    except cv2.error as error:
        raise NotAnImage("not decoded", why="broken") from error
    return pixels


def _plain_pnm(raw: Pixels, height: int, width: int) -> Pixels | None:
    """What nearly every scanner's driver gives, in a quarter of the time that the general reader takes."""
    if raw.size < height * width * 3:
        return None
    pixels: Pixels = cv2.cvtColor(raw[: height * width * 3].reshape(height, width, 3), cv2.COLOR_RGB2BGR)
    return pixels


def _on_white(layered: npt.NDArray[np.integer]) -> Pixels:
    most = np.iinfo(layered.dtype).max
    opaque = layered[..., 3:].astype(np.float32) / most
    mixed = layered[..., :3].astype(np.float32) * (255 / most) * opaque + 255 * (1 - opaque)
    return mixed.round().astype(np.uint8)


def _checked(pixels: Pixels | None, header: Header) -> Pixels:
    if pixels is None or {*pixels.shape[:2]} != {header.width, header.height}:
        raise NotAnImage(f"{header.kind} not decoded", why="broken")
    return pixels
