"""A row of `MarkedRows` as a value, for the view models. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..page import Tone


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """`offer`: what Enter does with it, empty where nothing."""

    name: str
    title: str
    quiet: str
    icon: str
    tone: Tone = Tone.PLAIN
    offer: str = ""
