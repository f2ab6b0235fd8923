"""Rows out of a database's pages, whatever is damaged around them (sqlite.org/fileformat.html, sections 1.5 to 2.1).

SQLite stops at the first page that it cannot read; this goes round it and gives each row all of whose pages are whole.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .pages import USABLE

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]  # its number in the table, and its columns
_LEAF, _BRANCH = 0x0D, 0x05  # of tables; an index holds nothing that its table does not
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes by the record's code
_BROKEN = (IndexError, ValueError, struct.error, OverflowError)
_LARGEST = 256 << 20  # bytes: a row that claims more is damaged


@dataclass
class Walk:
    """What was met on the way. `missing`: pages that could not be read; `broken`: rows that could not."""

    page: Callable[[int], bytes | None]
    seen: set[int] = field(default_factory=set)
    missing: int = 0
    broken: int = 0

    def rows(self, root: int) -> Iterator[Row]:
        """Of the table whose tree begins at page `root`, in order."""
        left = [root]
        while left:
            number = left.pop()
            if number in self.seen:
                self.missing += 1  # two ways to one page: one of them is wrong
                continue
            self.seen.add(number)
            data = self.page(number)
            kind = None if data is None else _kind(data, number)
            if data is None or kind is None:
                self.missing += 1
            elif kind == _LEAF:
                yield from self.leaf(data, number)
            else:
                left += reversed(self._children(data, number))

    def leaf(self, data: bytes, number: int) -> Iterator[Row]:
        for at in _cells(data, number, 8):
            try:
                yield self._row(data, at)
            except _BROKEN:
                self.broken += 1

    def _children(self, data: bytes, number: int) -> list[int]:
        (last,) = struct.unpack_from(">I", data, _header(number) + 8)
        found = []
        for at in _cells(data, number, 12):
            try:
                found.append(struct.unpack_from(">I", data, at)[0])
            except _BROKEN:
                self.missing += 1
        return [*found, last]

    def _row(self, data: bytes, at: int) -> Row:
        length, at = _varint(data, at)
        number, at = _varint(data, at)
        if length > _LARGEST:
            raise ValueError("no row is that long")
        here = _held_here(length)
        body = data[at : at + here]
        if len(body) < here:
            raise ValueError("the row leaves its page")
        if here < length:
            body += self._rest(struct.unpack_from(">I", data, at + here)[0], length - here)
        return number - (1 << 64) if number >= 1 << 63 else number, _record(body)

    def _rest(self, number: int, length: int) -> bytes:
        """What did not fit the row's own page, from page to page."""
        parts: list[bytes] = []
        while length > 0:
            data = None if number in self.seen else self.page(number)
            if data is None:
                raise ValueError("a part of the row is damaged")
            self.seen.add(number)
            parts.append(data[4 : 4 + min(length, USABLE - 4)])
            length -= USABLE - 4
            (number,) = struct.unpack_from(">I", data)
        return b"".join(parts)


def is_leaf(data: bytes, number: int) -> bool:
    """Whether the page holds rows of a table."""
    return _kind(data, number) == _LEAF


def _kind(data: bytes, number: int) -> int | None:
    kind = data[_header(number)]
    return kind if kind in (_LEAF, _BRANCH) else None


def _header(number: int) -> int:
    return 100 if number == 1 else 0  # the database's own header comes first


def _cells(data: bytes, number: int, header: int) -> tuple[int, ...]:
    begin = _header(number)
    (count,) = struct.unpack_from(">H", data, begin + 3)
    room = (len(data) - begin - header) // 2
    return struct.unpack_from(f">{min(count, room)}H", data, begin + header)


def _held_here(length: int) -> int:
    """How many bytes of a row of `length` stand in the page itself."""
    most = USABLE - 35
    if length <= most:
        return length
    least = (USABLE - 12) * 32 // 255 - 23
    fitting = least + (length - least) % (USABLE - 4)
    return fitting if fitting <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _record(body: bytes) -> tuple[Value, ...]:
    length, at = _varint(body, 0)
    if length > len(body):
        raise ValueError("the record's header leaves it")
    codes = []
    while at < length:
        code, at = _varint(body, at)
        codes.append(code)
    values = []
    for code in codes:
        value, at = _value(body, at, code)
        values.append(value)
    return tuple(values)


def _value(body: bytes, at: int, code: int) -> tuple[Value, int]:
    if code in (0, 8, 9):
        return (None, at) if code == 0 else (code - 8, at)
    if code in (10, 11):
        raise ValueError("no such kind of value")
    size = _INTEGERS.get(code, 8 if code == 7 else (code - 12) // 2)
    part = body[at : at + size]
    if len(part) < size:
        raise ValueError("a value leaves its record")
    if code in _INTEGERS:
        return int.from_bytes(part, signed=True), at + size
    if code == 7:
        return struct.unpack(">d", part)[0], at + size
    return (part.decode() if code % 2 else part), at + size
