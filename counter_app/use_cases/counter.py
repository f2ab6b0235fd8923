"""Where these verbs are done: the unit, its hall, this counter, and the clerk at it."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.receipt import Unit


@dataclass(frozen=True, slots=True)
class Counter:
    """`site` is the hall that shares one queue; `code` this counter's letters within the unit (A-Z, 0-9)."""

    unit: Unit
    site: str
    code: str
    clerk: str
    clerk_name: str
    receipt_form: str = "01-2025"
    receipt_printer: str = ""
    ticket_printer: str = ""
