"""Which of a camera's formats is used: the most pixels that still come often enough to see a hand move. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

USABLE_RATE = 5.0  # pictures a second: slower, and nobody can tell whether the sheet lies still
MOST_PIXELS = 24_000_000  # 96 MB unpacked, three of them at a time: an old PC has 4 GB
ENOUGH_RATE = 15.0  # more a second only warms the PC


@dataclass(frozen=True, slots=True)
class CameraFormat:
    """`place` in the camera's own list; `rate` the most pictures a second."""

    place: int
    width: int
    height: int
    rate: float

    @property
    def pixels(self) -> int:
        return self.width * self.height


def best_format(formats: Sequence[CameraFormat]) -> CameraFormat | None:
    """None where the camera lists none: it is used as it comes. One that is slow at every size is used at its
    quickest."""
    fit = [one for one in formats if 0 < one.pixels <= MOST_PIXELS]
    if not fit:
        return None
    usable = [one for one in fit if one.rate >= USABLE_RATE]
    if not usable:
        return max(fit, key=lambda one: (one.rate, one.pixels))
    return max(usable, key=lambda one: (one.pixels, min(one.rate, ENOUGH_RATE), -one.place))
