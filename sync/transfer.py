"""A file to the province, resumed at the offset that it has: a cut costs what was under way, never the file.

204 is not delivery (servers answer before they fsync): the file stays in the vault until a receipt names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.errors import BrokenPromise, LineDown, NotTheProvince

from .contract import sha256

PIECE = 1024 * 1024  # bytes a request: small enough for proxies that gather before they pass on
_TRIES = 3  # in a row without a byte gained


@dataclass(frozen=True, slots=True)
class BlobState:
    """`offset` bytes are held of `length` (None: not known there); `whole`: the server vouches for the hash."""

    offset: int
    length: int | None
    whole: bool


class BlobLine(Protocol):
    """What a transfer needs of a gateway. Calls raise the Province port's errors."""

    def blob_state(self, name: str) -> BlobState: ...

    def append_blob(self, name: str, offset: int, piece: bytes, length: int) -> BlobState | None:
        """The state after the piece; None: the server is at another offset."""
        ...


def send_file(line: BlobLine, name: str, data: bytes) -> None:
    """Returns when the server vouches for `name`, the SHA-256 of `data`.

    Raises LineDown when nothing more gets through, NotTheProvince for offsets that cannot be, ProvinceRefused.
    """
    if not data or sha256(data) != name:
        raise BrokenPromise("a file that is not what its name says")
    furthest, idle = -1, 0
    while idle < _TRIES:
        state = _checked(line.blob_state(name), len(data))
        if state.whole:
            return
        if state.offset > furthest:
            furthest, idle = state.offset, 0
        idle += 1
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
        piece = data[offset : offset + PIECE]
        state = line.append_blob(name, offset, piece, len(data))
        if state is None:
            return False
        if _checked(state, len(data)).offset != offset + len(piece):
            raise NotTheProvince("an offset that cannot be")
        if state.whole:
            return True
        offset = state.offset
    return False


def _checked(state: BlobState, size: int) -> BlobState:
    possible = 0 <= state.offset <= size and state.length in (None, size)
    if not possible or (state.whole and state.offset != size):
        raise NotTheProvince("an offset that cannot be")
    return state
