"""The directory of a TIFF: size, density and completeness of each page, read without unpacking any.

TIFF 6.0 (Adobe, 1992), sections 2 and 8. BigTIFF is not read.
"""

from __future__ import annotations

import struct

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_LETTERS = {1: "B", 3: "H", 4: "I"}
_MOST_PAGES = 5000
_WIDTH, _HEIGHT, _X_RESOLUTION, _UNIT = 256, 257, 282, 296
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325


def read_tiff(data: bytes) -> tuple[tuple[int, int, int, bool], ...]:
    """(width, height, dpi or 0, whole) of each page. Raises ValueError or struct.error for a broken directory."""
    order = "<" if data.startswith(b"II") else ">"
    at = struct.unpack(order + "I", data[4:8])[0]
    pages: list[tuple[int, int, int, bool]] = []
    seen: set[int] = set()
    while at:
        if at in seen or len(pages) >= _MOST_PAGES:
            raise ValueError("the directory runs in a circle")
        seen.add(at)
        entries, at = _directory(data, order, at)
        pages.append(_page(data, entries))
    if not pages:
        raise ValueError("no page")
    return tuple(pages)


def _directory(data: bytes, order: str, at: int) -> tuple[dict[int, tuple[float, ...]], int]:
    count = struct.unpack(order + "H", data[at : at + 2])[0]
    entries: dict[int, tuple[float, ...]] = {}
    for index in range(count):
        entry = data[at + 2 + 12 * index : at + 14 + 12 * index]
        tag, kind, number = struct.unpack(order + "HHI", entry[:8])
        size = _SIZES.get(kind, 0) * number
        if tag not in (_WIDTH, _HEIGHT, _X_RESOLUTION, _UNIT, _STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES):
            continue
        start = struct.unpack(order + "I", entry[8:12])[0]
        raw = entry[8 : 8 + size] if size <= 4 else data[start : start + size]
        if kind == 5:
            above, below = struct.unpack(order + "II", raw[:8])
            entries[tag] = (above / below if below else 0.0,)
        elif kind in _LETTERS:
            if len(raw) < size:
                raise ValueError("a field lies behind the end")
            entries[tag] = struct.unpack(f"{order}{number}{_LETTERS[kind]}", raw)
    end = at + 2 + 12 * count
    following = data[end : end + 4]
    return entries, int(struct.unpack(order + "I", following)[0]) if len(following) == 4 else 0


def _page(data: bytes, entries: dict[int, tuple[float, ...]]) -> tuple[int, int, int, bool]:
    if not {_WIDTH, _HEIGHT} <= entries.keys():
        raise ValueError("a page without a size")
    per_inch = entries.get(_X_RESOLUTION, (0.0,))[0] * {2: 1.0, 3: 2.54}.get(int(entries.get(_UNIT, (2,))[0]), 0.0)
    starts = entries.get(_STRIPS) or entries.get(_TILES) or ()
    sizes = entries.get(_STRIP_SIZES) or entries.get(_TILE_SIZES) or ()
    whole = bool(starts) and all(start + size <= len(data) for start, size in zip(starts, sizes, strict=False))
    dpi = round(per_inch) if 100 <= per_inch <= 4800 else 0
    return int(entries[_WIDTH][0]), int(entries[_HEIGHT][0]), dpi, whole
