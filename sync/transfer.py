"""A file to the province, resumed at the offset that it has: a cut costs what was under way, never the file.

204 is not delivery (servers answer before they fsync): the file stays in the vault until a receipt names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.errors import BrokenPromise, LineDown, NotTheProvince

from .contract import sha256
from .pace import Pace

_TRIES = 3  # in a row without a byte gained


@dataclass(frozen=True, slots=True)
class BlobState:
    """`offset` bytes are held of `length` (None: not known there); `whole`: the server vouches for the hash."""

    offset: int
    length: int | None
    whole: bool


class BlobLine(Protocol):
    """What a transfer needs of a gateway. Calls raise the Province port's errors."""

    @property
    def pace(self) -> Pace: ...

    def blob_state(self, name: str) -> BlobState: ...

    def append_blob(self, name: str, offset: int, piece: bytes, length: int) -> BlobState | None:
        """The state after the piece; None: the server is at another offset."""
        ...


def send_file(line: BlobLine, name: str, data: bytes, fresh: bool = False) -> None:
    """Returns when the server vouches for `name`, the SHA-256 of `data`. `fresh`: it is not asked first how far it is,
    which saves a round trip; where it has the file after all, it says so.

    Raises LineDown when nothing more gets through, NotTheProvince for offsets that cannot be, ProvinceRefused.
    """
    if not data or sha256(data) != name:
        raise BrokenPromise("a file that is not what its name says")
    furthest, idle = -1, 0
    while idle < _TRIES:
        state = BlobState(0, None, whole=False) if fresh else _checked(line.blob_state(name), len(data))
        line.pace.arrived(name, state.offset)
        if state.whole:
            return
        if state.offset > furthest:
            furthest, idle = state.offset, 0
        elif not fresh:
            line.pace.lost_whole()
        idle += 1
        fresh = False
        try:
            if _send_rest(line, name, data, state.offset):
                return
        except LineDown:
            if idle >= _TRIES:
                raise
    raise NotTheProvince("it never vouches for the file")


def _send_rest(line: BlobLine, name: str, data: bytes, offset: int) -> bool:
    """Whether the server vouches for the whole; False: it is somewhere else, ask again."""
    while offset < len(data):
        piece = data[offset : offset + line.pace.piece]
        with line.pace.carrying(len(piece)):
            state = line.append_blob(name, offset, piece, len(data))
        if state is None:
            return False
        if _checked(state, len(data)).offset != offset + len(piece):
            raise NotTheProvince("an offset that cannot be")
        offset = state.offset
        line.pace.arrived(name, offset)
        if state.whole:
            return True
    return False


def _checked(state: BlobState, size: int) -> BlobState:
    possible = 0 <= state.offset <= size and state.length in (None, size)
    if not possible or (state.whole and state.offset != size):
        raise NotTheProvince("an offset that cannot be")
    return state
