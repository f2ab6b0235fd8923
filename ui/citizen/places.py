"""Which screen the citizen looks at: told by name and place, because the system's order of screens changes. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

SCREEN = "citizen-screen"  # what this PC remembers it under
OFF = "off"


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: its name, and x, y, width, height in pixels."""

    name: str
    geometry: tuple[int, int, int, int]

    @property
    def text(self) -> str:
        return json.dumps([self.name, *self.geometry])


def chosen(remembered: str, others: Iterable[Place]) -> Place | None:
    """The remembered one among the screens that are not the clerk's: by both, else by name, else by place (a cable in
    another socket). None: it is not there, or nothing is remembered."""
    places = list(others)
    try:
        name, *geometry = json.loads(remembered)
    except (ValueError, TypeError):
        return None
    was = tuple(geometry)
    for alike in (
        lambda place: place.name == name and place.geometry == was,
        lambda place: place.name == name,
        lambda place: place.geometry == was,
    ):
        found = next(filter(alike, places), None)
        if found is not None:
            return found
    return None


def following(now: Place | None, others: Iterable[Place]) -> Place | None:
    """The next screen of the round that one key goes; None: off."""
    places = sorted(others, key=lambda place: (place.geometry, place.name))
    if now is None:
        return places[0] if places else None
    at = next((number for number, place in enumerate(places) if place == now), len(places))
    return places[at + 1] if at + 1 < len(places) else None
