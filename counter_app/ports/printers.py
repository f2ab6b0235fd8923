"""Printers and their jobs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    name: str
    default: bool


class JobState(StrEnum):
    PENDING = "pending"
    PRINTING = "printing"
    DONE = "done"
    STOPPED = "stopped"  # the printer waits for a hand; `reason` says why
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # sent, and nobody can tell whether it came out: printing it again must say so


@dataclass(frozen=True, slots=True)
class PrintJob:
    printer: str
    id: str
    state: JobState
    reason: str = ""  # the print system's own word, e.g. media-empty


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Dots of a thermal head, row by row from the top: eight a byte, the leftmost the highest bit, 1 is black."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return (self.width + 7) // 8


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page for a printer that takes pictures: a byte a dot, 0 is black, row by row from the top."""

    width: int
    height: int
    greys: bytes
    dots_an_inch: int


class Printers(Protocol):
    def list(self) -> tuple[PrinterInfo, ...]: ...

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        """Queues a PDF; `printer` empty: the default; `media` as the print system names it (A5, A4, ...).
        `title` is a code, never a name. Raises NoPrinter, PrinterRefused."""
        ...

    def state(self, job: PrintJob) -> PrintJob: ...

    def cancel(self, job: PrintJob) -> None: ...
