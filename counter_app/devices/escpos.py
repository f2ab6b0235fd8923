"""ESC/POS as far as a queue ticket needs it: a picture, a cut, and what the printer says of itself. Bytes only.

Epson's reference: GS v 0 (raster), DLE EOT n (status, answered at once), GS r 1 (status, answered in turn: after all
that was sent before has been printed). A library was looked at and not taken: see docs/adr/0023.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..ports import Bitmap

START = b"\x1b@"  # ESC @: forgets what another program had set
CUT = b"\x1bd\x04\x1dVB\x00"  # ESC d 4: past the knife; GS V 66: cut
IN_TURN = b"\x1dr\x01"  # GS r 1
QUESTIONS = tuple(b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4))  # DLE EOT: printer, why offline, error, paper
_BAND = 128  # rows in one command: what the smallest printers' memory holds


def picture(bitmap: Bitmap) -> Iterator[bytes]:
    """The commands that print it, band after band, from the left edge of the head."""
    stride = bitmap.stride
    for top in range(0, bitmap.height, _BAND):
        rows = bitmap.rows[top * stride : (top + _BAND) * stride]
        yield b"\x1dv0\x00" + struct.pack("<HH", stride, len(rows) // stride) + rows


def is_status(answer: int) -> bool:
    """Whether a byte answers DLE EOT: its fixed bits (0xx1xx10) tell it from everything else that may come."""
    return answer & 0x93 == 0x12


def trouble(printer: int, offline: int, error: int, paper: int) -> str:
    """What keeps it from printing, in the print system's words (as `PrintJob.reason`), from the answers to
    `QUESTIONS`; empty: nothing. Paper that is nearly out prints."""
    if offline & 0x04:
        return "cover-open"
    if paper & 0x60 or offline & 0x20:
        return "media-empty"
    if error & 0x08:
        return "media-jam"  # the knife is stuck
    if error & 0x64 or offline & 0x40:
        return "stopped"
    return "offline" if printer & 0x08 else ""
