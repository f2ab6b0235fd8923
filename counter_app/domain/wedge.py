"""A keyboard-wedge scanner told from typing: a code scanner that the computer takes for a keyboard.

Facts: such scanners send a key every 2–20 ms and end with Enter, some with Tab. People reach gaps of 45 ms in a run of
two or three keys, never in twelve; but a text tool or an input method writes out an abbreviation at any pace, and some
end it with Enter. So a code has to look like one as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = 0.045
"""The longest gap between two keys of a scanner, in seconds."""

SHORTEST = 12
"""The fewest characters of a code: a citizen's number."""

_FEWEST_DIFFERENT = 4  # a key held down repeats faster than people type
_LONGEST = 4096
_ENDS = "\r\n\t"
_CARD = re.compile(r"[0-9]{12}(\||$)|.*\|.*\|", re.DOTALL)  # the number in front, or at least a card's fields
# What other codes look like: a dossier's, a passport's line, a link, VNeID's token are one long word; a payment's code
# begins with its digits. Words apart by spaces, however quick, are what an input method or a text tool has written out.
_CODE = re.compile(r"[0-9]{12}|[^\s@]+\Z|.*\|.*\|", re.DOTALL)
# Where an input method was at work, only what nothing else looks like: a card, a passport's line, a dossier's code.
_CODE_REWRITTEN = re.compile(_CARD.pattern + r"|\S*<<\S*\Z|(TAM\.)?[A-Z][0-9]{2}(\.[0-9]+)+-\S+\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Burst:
    """What a scanner typed, without its Enter; `leaked` characters of it stand in the field that had the focus.
    `spoiled`: an input method rewrote some of it on the way, so that it is not what stood on the card."""

    text: str
    leaked: int
    spoiled: bool = False

    def __repr__(self) -> str:
        return f"Burst(<{self.leaked} characters>)"


class WedgeDetector:
    """Fed with every key press of the window, in order; keeps nothing of what is typed beyond one gap."""

    def __init__(self) -> None:
        self._text = ""
        self._last = float("-inf")
        self._spoiled = self._moved = False

    def feed(self, text: str, at: float) -> Burst | None:
        """`text` of one key press (several characters where an input method commits them at once), `at` its time in
        seconds on a clock that never goes back. The burst that this key ends, whose Enter the caller swallows; else
        None. Keys without text are not fed: Shift is nothing, Backspace is `erase`, any other is `break_off`.
        """
        self._go_on(at)
        body = text.rstrip(_ENDS)
        self._text += body
        if body == text:
            if len(self._text) > _LONGEST:
                self._text = ""
            return None
        run, spoiled, moved = self._text, self._spoiled, self._moved
        self.break_off()
        is_code = len(run) >= SHORTEST and len(set(run)) >= _FEWEST_DIFFERENT and not set(_ENDS) & set(run)
        # Two quick words in two fields are as long as a code, and no card; so is what an abbreviation became.
        shape = _CARD if moved else _CODE_REWRITTEN if spoiled else _CODE
        return Burst(run, len(run), spoiled) if is_code and shape.match(run) else None

    def erase(self, at: float) -> None:
        """Backspace. No scanner sends it: within a run an input method is at work, which takes letters back and types
        others."""
        self.spoil(at)
        self._text = self._text[:-1]

    def spoil(self, at: float) -> None:
        """An input method composes what a scanner types."""
        self._go_on(at)
        self._spoiled = True

    def move(self) -> None:
        """The run goes on in another field."""
        self._moved = True

    def break_off(self) -> None:
        """Ends the run: a key that no scanner sends, a click, or the window lost the focus."""
        self._text, self._last = "", float("-inf")
        self._spoiled = self._moved = False

    def _go_on(self, at: float) -> None:
        """In time, or a new run begins."""
        if not 0 <= at - self._last <= GAP:
            self.break_off()
        self._last = at
