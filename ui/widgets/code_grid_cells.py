"""What a place of the code grid shows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..page import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """`tone` ERROR with a mark: this word is not right."""

    word: str = ""
    tone: Tone = Tone.PLAIN
