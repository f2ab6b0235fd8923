"""When a sheet under the document camera is photographed by itself: once it lies still, and never twice. Pure.

A hand that brings a sheet is in the picture for a second or more and the camera then focuses, so what is waited for
is rest: the corners in their place and the sheet looking the same, over several pictures and a little time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Points = tuple[tuple[float, float], ...]
"""Corners of all sheets in a picture, as fractions of its width and height."""

STILL = 0.006
"""How far a corner of a resting sheet is found from where it was: the finder's own error is a tenth of that."""

SAME_PLACE = 0.015
"""A sheet nearer than this to where one was photographed has not been moved."""

PICTURES = 4
SECONDS = 0.6


class Sight(StrEnum):
    """What the camera sees, as far as a shot is concerned."""

    EMPTY = "empty"
    UNSURE = "unsure"  # a sheet whose edges are doubtful: only a hand shoots it
    MOVING = "moving"
    RESTING = "resting"  # still, but not for long enough
    SHOOT = "shoot"  # now
    TAKEN = "taken"  # the one that was photographed lies there still


@dataclass(frozen=True, slots=True)
class _Rest:
    corners: Points
    look: bytes
    since: float = 0.0


class AutoShot:
    """Fed with each picture that was judged, in order. `same`: whether two looks are of one sheet."""

    def __init__(self, same: Callable[[bytes, bytes], bool]) -> None:
        self._same = same
        self._rest: _Rest | None = None
        self._pictures = 0
        self._taken: _Rest | None = None

    def seen(self, corners: Points, look: bytes, at: float, sure: bool = True) -> Sight:
        """`corners` empty: no sheet; `look` of what lies within; `at` in seconds, on a clock that never goes back."""
        if not corners:
            self._rest = None
            return Sight.EMPTY
        if not self._rests(corners, look):
            self._rest, self._pictures = _Rest(corners, look, at), 1
            return Sight.TAKEN if self._is_taken(corners, look) else Sight.MOVING if sure else Sight.UNSURE
        self._pictures += 1
        if self._is_taken(corners, look):
            return Sight.TAKEN
        if not sure:
            return Sight.UNSURE
        since = self._rest.since if self._rest is not None else at
        if self._pictures < PICTURES or at - since < SECONDS:
            return Sight.RESTING
        self._taken = _Rest(corners, look)
        return Sight.SHOOT

    def taken_by_hand(self, corners: Points, look: bytes) -> None:
        """What lies there was photographed by a key: not once more by itself."""
        self._taken = _Rest(corners, look) if corners else None

    def not_kept(self) -> None:
        """The photograph could not be kept: the sheet is as good as new."""
        self._taken = self._rest = None

    def _rests(self, corners: Points, look: bytes) -> bool:
        rest = self._rest
        return rest is not None and _apart(rest.corners, corners) <= STILL and self._same(rest.look, look)

    def _is_taken(self, corners: Points, look: bytes) -> bool:
        taken = self._taken
        return taken is not None and _apart(taken.corners, corners) <= SAME_PLACE and self._same(taken.look, look)


def _apart(one: Points, other: Points) -> float:
    """The largest distance of a corner; infinite where another number of sheets lies there."""
    if len(one) != len(other):
        return float("inf")
    return max(max(abs(x - u), abs(y - v)) for (x, y), (u, v) in zip(one, other, strict=True))
