"""Where these verbs are done: the unit, its hall, this counter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..domain.receipt import Unit


@dataclass(frozen=True, slots=True)
class Counter:
    """`site` is the hall that shares one queue; `code` this counter's letters within the unit (A-Z, 0-9);
    printers and media as the print system names them, an empty printer is the system's default;
    `ticket_languages`: what a ticket says after Vietnamese (`km`); `quota`: numbers a day of a service group."""

    unit: Unit
    site: str
    code: str
    receipt_printer: str = ""
    receipt_media: str = "A5"
    ticket_printer: str = ""
    ticket_media: str = "Custom.80x120mm"
    ticket_languages: tuple[str, ...] = ()
    quota: Mapping[str, int] = field(default_factory=dict)
