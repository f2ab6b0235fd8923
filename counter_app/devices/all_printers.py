"""Every printer of the counter as one: print queues of the system, and thermal printers that are spoken to directly."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from ..ports import PrintedPage, PrinterInfo, Printers, PrintJob
from .thermal_printers import PREFIX, ThermalPrinters


class AllPrinters:
    """Fulfils `ports.Printers`: who is named `escpos:…` is a thermal printer."""

    def __init__(self, queues: Printers, thermal: ThermalPrinters) -> None:
        self._queues, self._thermal = queues, thermal

    def list(self) -> tuple[PrinterInfo, ...]:
        return (*self._queues.list(), *self._thermal.list())

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        return self._of(printer).print(pdf, title, printer, media)

    def state(self, job: PrintJob) -> PrintJob:
        return self._of(job.printer).state(job)

    def cancel(self, job: PrintJob) -> None:
        self._of(job.printer).cancel(job)

    def close(self) -> None:
        """Lets go of printers that wait for a hand."""
        self._thermal.close()

    def _of(self, printer: str) -> Printers:
        return self._thermal if printer.startswith(PREFIX) else self._queues


def system_printers(pages: Callable[[bytes, int], Iterable[PrintedPage]]) -> Printers:
    """The print queues of this system. `pages`: a PDF's pages as pictures, for a system that takes no PDF."""
    if sys.platform == "win32":
        from .windows_printers import WindowsPrinters
        from .windows_spool import WindowsSpool

        return WindowsPrinters(WindowsSpool(), pages)
    from .cups_printers import CupsPrinters

    return CupsPrinters()
