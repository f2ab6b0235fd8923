"""The language between the program and its device workers: length-prefixed frames over a pipe.

A frame is two big-endian 32-bit lengths, a JSON header of the first length and a body of the second. The body is a
page's encoded bytes, or empty. What a worker sends is parsed as hostile: a broken driver may write anything.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

_LENGTHS = struct.Struct(">II")
_LONGEST_HEADER = 64 * 1024
_LONGEST_BODY = 512 * 1024 * 1024  # an A3 page at 600 dpi in colour is 210 MB


class BrokenFrame(Exception):
    """The other side ended in mid-frame or does not speak the language."""


@dataclass(frozen=True, slots=True)
class Frame:
    header: Mapping[str, Any]
    body: bytes = b""

    @property
    def kind(self) -> str:
        return str(self.header.get("kind", ""))


def write_frame(pipe: IO[bytes], frame: Frame) -> None:
    """Raises OSError or ValueError when the other side is gone."""
    header = json.dumps(dict(frame.header)).encode()
    pipe.write(_LENGTHS.pack(len(header), len(frame.body)) + header)
    pipe.write(frame.body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Frame | None:
    """The next frame; None at a clean end. Raises BrokenFrame."""
    lengths = pipe.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise BrokenFrame("end in mid-length")
    header_length, body_length = _LENGTHS.unpack(lengths)
    if header_length > _LONGEST_HEADER or body_length > _LONGEST_BODY:
        raise BrokenFrame("a frame too long to be true")
    raw, body = pipe.read(header_length), pipe.read(body_length)
    if len(raw) < header_length or len(body) < body_length:
        raise BrokenFrame("end in mid-frame")
    try:
        header = json.loads(raw)
    except ValueError as error:
        raise BrokenFrame("a header that is not JSON") from error
    if not isinstance(header, dict):
        raise BrokenFrame("a header that is no object")
    return Frame(header, body)
