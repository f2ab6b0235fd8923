"""The one door by which a paper of the counter goes to its printer, whatever its form and size."""

from __future__ import annotations

from dataclasses import dataclass

from ..ports import Paperwork, Printers, PrintJob
from .counter import Counter


@dataclass(frozen=True)
class PrintPaper:
    """For use cases that have committed what the paper says: a failed print changes nothing."""

    counter: Counter
    paperwork: Paperwork
    printers: Printers

    def __call__(self, pdf: bytes, title: str) -> PrintJob:
        """`title` is a code, never a name. Raises a leaf of PrinterFault."""
        sheet = self.paperwork.media(pdf)
        media = self.counter.receipt_media if sheet == "A5" else sheet  # a site may have laid in another name for A5
        return self.printers.print(pdf, title, self.counter.receipt_printer, media)
