"""What Windows' spooler says, in the words of the desk. The calls themselves are tried by make windows-check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from counter_app.devices.windows_printers import DOTS_AN_INCH, Paper, SpoolError, WindowsPrinters
from counter_app.devices.windows_spool import _rows
from counter_app.domain.errors import NoPrinter, PrinterOffline, PrinterRefused
from counter_app.paperwork.papers import Papers
from counter_app.ports import JobState, PrintedPage, PrinterInfo, PrintJob
from tests.use_cases.reception import MONDAY as MOMENT

A4, A5 = 9, 11
NO_SUCH_PRINTER, NO_SPOOLER, DENIED = 1801, 1722, 5


@dataclass
class Spooler:
    """A spooler with two printers, which keeps what it was given."""

    takes: frozenset[int] = frozenset({A4, A5})
    jobs: dict[int, int] = field(default_factory=dict)
    status: tuple[int, int] = (0, 0)
    failing: int = 0
    given: list[tuple[str, str, Paper, list[PrintedPage]]] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        self._answers()
        return ("Phòng họp", "HP quầy 1")

    def default(self) -> str:
        self._answers()
        return "HP quầy 1"

    def papers(self, printer: str) -> frozenset[int]:
        self._answers()
        if printer not in ("Phòng họp", "HP quầy 1"):
            raise SpoolError(NO_SUCH_PRINTER)
        return self.takes

    def print(self, printer: str, title: str, paper: Paper, pages: Iterable[PrintedPage]) -> int:
        self._answers()
        self.given.append((printer, title, paper, list(pages)))
        self.jobs[len(self.given)] = 0
        return len(self.given)

    def job(self, printer: str, number: int) -> int | None:
        self._answers()
        return self.jobs.get(number)

    def printer(self, printer: str) -> tuple[int, int]:
        return self.status

    def cancel(self, printer: str, number: int) -> None:
        self._answers()
        del self.jobs[number]

    def _answers(self) -> None:
        if self.failing:
            raise SpoolError(self.failing)


@pytest.fixture
def spooler() -> Spooler:
    return Spooler()


@pytest.fixture
def printers(spooler: Spooler) -> WindowsPrinters:
    return WindowsPrinters(spooler, Papers().printed_pages)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return Papers().test_page(MOMENT)


def test_the_default_printer_is_listed_first(printers: WindowsPrinters) -> None:
    assert printers.list() == (PrinterInfo("HP quầy 1", True), PrinterInfo("Phòng họp", False))


def test_a_paper_is_drawn_as_large_as_it_is_on_the_paper_that_was_asked_for(
    printers: WindowsPrinters, spooler: Spooler, paper: bytes
) -> None:
    job = printers.print(paper, "H29-1", "", "A5")
    assert job == PrintJob("HP quầy 1", "1", JobState.PENDING)
    ((printer, title, on, (page,)),) = spooler.given
    assert (printer, title, on) == ("HP quầy 1", "H29-1", Paper(A5))
    inches = [side / page.dots_an_inch * 25.4 for side in (page.width, page.height)]
    assert inches == pytest.approx([148, 210], abs=0.2)
    assert page.dots_an_inch == DOTS_AN_INCH
    assert (min(page.greys), max(page.greys)) == (0, 255)
    assert page.greys.count(255) > len(page.greys) * 0.8, "black ink on white paper, and not the other way round"


def test_a_ticket_has_a_paper_of_its_own_size(printers: WindowsPrinters, spooler: Spooler, paper: bytes) -> None:
    printers.print(paper, "A001", "Phòng họp", "Custom.80x120mm")
    assert spooler.given[0][2] == Paper(256, 800, 1200)


def test_a_paper_that_the_printer_has_not_is_refused_and_nothing_is_sent(
    printers: WindowsPrinters, spooler: Spooler, paper: bytes
) -> None:
    spooler.takes = frozenset({A4})
    with pytest.raises(PrinterRefused) as refused:
        printers.print(paper, "H29-1", "", "A5")
    assert refused.value.facts["reason"] == "media"
    assert not spooler.given
    spooler.takes = frozenset()  # a driver that does not say
    assert printers.print(paper, "H29-1", "", "A5").state is JobState.PENDING


@pytest.mark.parametrize(
    ("job", "printer", "told"),
    [
        (0x10, (0, 0), (JobState.PRINTING, "")),
        (0x80, (0, 0), (JobState.DONE, "")),
        (0x40, (0, 0), (JobState.STOPPED, "media-empty")),
        (0x400, (0, 0), (JobState.STOPPED, "stopped")),
        (0x12, (0x8, 0), (JobState.STOPPED, "media-jam")),
        (0x02, (0x400000, 0), (JobState.STOPPED, "cover-open")),
        (0x00, (0x80, 0), (JobState.STOPPED, "offline")),
        (0x00, (0, 0x400), (JobState.STOPPED, "offline")),
        (0x100, (0x10, 0), (JobState.CANCELLED, "")),
    ],
)
def test_what_keeps_a_paper_from_coming_out_is_told_in_the_desks_words(
    printers: WindowsPrinters,
    spooler: Spooler,
    paper: bytes,
    job: int,
    printer: tuple[int, int],
    told: tuple[JobState, str],
) -> None:
    queued = printers.print(paper, "H29-1", "", "A5")
    spooler.jobs[1], spooler.status = job, printer
    state = printers.state(queued)
    assert (state.state, state.reason) == told


def test_a_job_that_the_spooler_has_forgotten_is_done_and_a_cancelled_one_stays_cancelled(
    printers: WindowsPrinters, spooler: Spooler, paper: bytes
) -> None:
    first, second = (printers.print(paper, "H29-1", "", "A5") for _ in range(2))
    del spooler.jobs[1]
    assert printers.state(first).state is JobState.DONE
    printers.cancel(second)
    assert not spooler.jobs
    assert printers.state(second).state is JobState.CANCELLED
    printers.cancel(first)  # has ended already
    assert printers.state(first).state is JobState.DONE


def test_what_windows_refuses_has_its_cause(printers: WindowsPrinters, spooler: Spooler, paper: bytes) -> None:
    with pytest.raises(NoPrinter):
        printers.print(paper, "H29-1", "nowhere", "A5")
    for code, fault in ((NO_SPOOLER, PrinterOffline), (DENIED, PrinterRefused)):
        spooler.failing = code
        with pytest.raises(fault):
            printers.print(paper, "H29-1", "", "A5")
        assert printers.list() == ()
    with pytest.raises(PrinterRefused):
        printers.state(PrintJob("HP quầy 1", "1; x", JobState.PENDING))


def test_a_row_of_dots_begins_where_windows_looks_for_it() -> None:
    assert _rows(PrintedPage(3, 2, b"abcdef", 300)) == b"abc\0def\0"
    assert _rows(PrintedPage(4, 1, b"abcd", 300)) == b"abcd"
