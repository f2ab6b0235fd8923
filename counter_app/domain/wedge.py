"""A keyboard-wedge scanner told from typing: a code scanner that the computer takes for a keyboard.

Facts: such scanners send a key every 2–20 ms and end with Enter. People reach gaps of 45 ms in a run of two or
three keys, never in twelve.
"""

from __future__ import annotations

from dataclasses import dataclass

GAP = 0.045
"""The longest gap between two keys of a scanner, in seconds."""

SHORTEST = 12
"""The fewest characters of a code: a citizen's number."""

_FEWEST_DIFFERENT = 4  # a key held down repeats faster than people type
_LONGEST = 4096
_ENDS = frozenset("\r\n")


@dataclass(frozen=True, slots=True)
class Burst:
    """What a scanner typed, without its Enter; `leaked` characters of it stand in the field that had the focus."""

    text: str
    leaked: int

    def __repr__(self) -> str:
        return f"Burst(<{self.leaked} characters>)"


class WedgeDetector:
    """Fed with every key press of the window, in order; keeps nothing of what is typed beyond one gap."""

    def __init__(self) -> None:
        self._text = ""
        self._last = float("-inf")

    def feed(self, text: str, at: float) -> Burst | None:
        """`text` of one key press (several characters where an input method commits them at once), `at` its time in
        seconds on a clock that never goes back. The burst that this key ends, whose Enter the caller swallows; else
        None. Keys without text (Shift, arrows) are not fed.
        """
        in_time = 0 <= at - self._last <= GAP
        run = self._text if in_time else ""
        self._last = at
        body = text.rstrip("\r\n")
        run += body
        if body == text:
            self._text = run if len(run) <= _LONGEST else ""
            return None
        self._text = ""
        is_code = len(run) >= SHORTEST and len(set(run)) >= _FEWEST_DIFFERENT and not _ENDS & set(run)
        return Burst(run, len(run)) if is_code else None

    def reset(self) -> None:
        """Forgets the run: the window lost the focus."""
        self._text, self._last = "", float("-inf")
