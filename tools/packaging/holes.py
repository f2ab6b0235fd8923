"""Libraries without the empty megabytes that the wheels' tool leaves in them (23 MB of the Linux package).

Where auditwheel gave a library a new segment, that begins at the next 2 MB of the file, and what lies between is zero.
Here each such gap shrinks to less than a page. Addresses stay as they are, so nothing is linked anew; the loader asks
only that a segment's place in the file and in memory agree within a page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PAGE = 0x1000
_LOAD, _NO_BYTES = 1, 8
_HEADER, _SEGMENT, _SECTION = (
    struct.Struct("<16sHHIQQQIHHHHHH"),
    struct.Struct("<IIQQQQQQ"),
    struct.Struct("<IIQQQQIIQQ"),
)


def closed(library: bytes) -> bytes:
    """`library` without its gaps; as it is where it has none or is no 64-bit ELF file."""
    if library[:6] != b"\x7fELF\x02\x01":
        return library
    header = list(_HEADER.unpack_from(library))
    segments = [list(_SEGMENT.unpack_from(library, header[5] + number * _SEGMENT.size)) for number in range(header[10])]
    sections = [list(_SECTION.unpack_from(library, header[6] + number * _SECTION.size)) for number in range(header[12])]
    used = [
        (0, _HEADER.size),
        (header[5], header[5] + len(segments) * _SEGMENT.size),
        (header[6], header[6] + len(sections) * _SECTION.size),
        *((one[2], one[2] + one[5]) for one in segments),
        *((one[4], one[4] + one[5]) for one in sections if one[1] != _NO_BYTES),
    ]
    gaps = list(_gaps(library, used))
    if not gaps:
        return library

    def moved(place: int) -> int:
        return place - sum(length for start, length in gaps if place >= start + length)

    made = bytearray(library)
    for start, length in reversed(gaps):
        del made[start : start + length]
    header[5], header[6] = moved(header[5]), moved(header[6])
    _HEADER.pack_into(made, 0, *header)
    for number, segment in enumerate(segments):
        segment[2] = moved(segment[2])
        if segment[0] == _LOAD:
            segment[7] = min(segment[7], _PAGE)
        _SEGMENT.pack_into(made, header[5] + number * _SEGMENT.size, *segment)
    for number, section in enumerate(sections):
        section[4] = moved(section[4])
        _SECTION.pack_into(made, header[6] + number * _SECTION.size, *section)
    return bytes(made)


def _gaps(library: bytes, used: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Start and length, in whole pages, of the zeros before a table, segment or section that none of them covers."""
    reached = 0
    for start, end in sorted(used):
        if start - reached >= _PAGE:
            zero = reached + len(library[reached:start].rstrip(b"\0"))
            length = (start - zero) // _PAGE * _PAGE
            if length:
                yield start - length, length
        reached = max(reached, end)
