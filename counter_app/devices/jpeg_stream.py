"""Whole JPEGs cut out of a stream of bytes: a network camera's MJPEG, or a file of such pictures.

What stands between the pictures (boundaries, part headers, padding) differs from vendor to vendor and is not looked at:
a JPEG says by itself where it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

LARGEST = 32 * 1024 * 1024  # bytes of one picture, and of what may stand before it
_CHUNK = 64 * 1024
_START = b"\xff\xd8\xff"
_LAST = b"\xff\xd9"
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN, _END = 0xDA, 0xD9


class NoPictures(Exception):
    """The stream has no JPEG within LARGEST bytes."""


def jpegs(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Each picture as it is complete, until `read` gives no more; half a picture at the end is dropped.

    Raises NoPictures, and what `read` raises.
    """
    held = bytearray()
    while chunk := read(_CHUNK):
        looked = max(0, len(held) - 1)  # no end of a picture stands before this
        held += chunk
        while held.find(_LAST, looked) >= 0:
            looked = 0
            del held[: max(held.find(_START), 0)]
            end = end_of_jpeg(held) if held.startswith(_START) else -1
            if end == 0:
                break
            if end > 0:
                yield bytes(held[:end])
            del held[: max(end, 2)]  # a damaged one: the next start may be whole
        if len(held) > LARGEST:
            raise NoPictures


def end_of_jpeg(data: bytes | bytearray) -> int:
    """Behind the last byte of the JPEG that `data` begins with; 0: more is needed; -1: it is none."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return -1
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _END:
            return at + 2
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return -1
        at += 2 + length
        if marker == _SCAN:
            at = _behind_the_scan(data, at)
            if at == 0:
                return 0
    # The end marker itself may be the last two bytes.
    return at + 2 if data[at : at + 2] == bytes((0xFF, _END)) else 0


def _behind_the_scan(data: bytes | bytearray, at: int) -> int:
    """Where the marker after a scan's entropy-coded bytes stands; 0: not there yet."""
    while True:
        at = data.find(0xFF, at)
        if at < 0 or at + 1 >= len(data):
            return 0
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0x00 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at
