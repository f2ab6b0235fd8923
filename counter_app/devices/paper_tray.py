"""A printer that is a folder: for demonstration and training, where no paper is wanted."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from ..domain.errors import NoPrinter, PrinterRefused
from ..ports import JobState, PrinterInfo, PrintJob

NAME = "Khay giấy mô phỏng"


class PaperTray:
    """Fulfils `ports.Printers`: each job is a PDF in `folder`, named by number and title. Only for made-up data:
    what lies there is not encrypted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    def list(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo(NAME, default=True),)

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        if printer not in ("", NAME):
            raise NoPrinter("no such tray", printer=printer)
        safe = re.sub(r"[^A-Za-z0-9.-]+", "-", title).strip(".-")[:60] or "paper"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in self._numbers:
                try:
                    with (self._folder / f"{number:04}-{safe}.pdf").open("xb") as paper:
                        paper.write(pdf)
                except FileExistsError:
                    continue
                return PrintJob(NAME, str(number), JobState.DONE)
        except OSError as error:
            raise PrinterRefused(type(error).__name__, printer=NAME, reason="refused") from error
        raise AssertionError("numbers never end")

    def state(self, job: PrintJob) -> PrintJob:
        return job

    def cancel(self, job: PrintJob) -> None:
        """Harmless: paper that is out is out."""
