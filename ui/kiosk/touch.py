"""Which touch of a glass is meant: short, on one button, and not the second half of another one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST, LONGEST = 0.03, 1.5  # seconds: a fly; somebody who leans on the glass
FARTHEST = 40  # px between where it began and where it ended: a slip
PAUSE = 1.5  # seconds after a touch that counted: a trembling hand touches twice


@dataclass
class TouchJudge:
    """One for the whole glass: a double tap must not count on the page that the first tap opened."""

    _began: tuple[float, int, int] | None = None
    _counted: float | None = None

    def begins(self, at: float, x: int, y: int) -> None:
        """`at` in seconds, by any clock that only runs on; x and y in pixels."""
        self._began = at, x, y

    def ends(self, at: float, x: int, y: int) -> bool:
        """Whether it was meant."""
        began, self._began = self._began, None
        if began is None:
            return False
        since, from_x, from_y = began
        if not SHORTEST <= at - since <= LONGEST or max(abs(x - from_x), abs(y - from_y)) > FARTHEST:
            return False
        if self._counted is not None and at - self._counted < PAUSE:
            return False
        self._counted = at
        return True
