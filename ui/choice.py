"""One line of an inline chooser (`widgets.chooser`). Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """`value`: whatever the line stands for; where a reason is chosen why a paper is asked for, None is "receive now,
    look up later"."""

    words: str
    value: object
