"""The receipt goes to a real print queue: what comes out, and what a printer without paper says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from counter_app.devices import ipp
from counter_app.devices.cups_printers import CupsPrinters
from counter_app.domain.errors import NoPrinter, PrinterOffline, PrinterRefused
from counter_app.ports import JobState, PrintJob
from tests.services.cups import QUEUE, QUEUE_A4, CupsSite
from tests.waiting import until

A5_POINTS = (419.53, 595.28)


def a5_with_a_box() -> bytes:
    """An A5 page with a black box of 60 × 40 mm, its corner 20 mm from the left and 30 mm from the top."""
    page = Image.new("L", (1480, 2100), 255)  # ten pixels a millimetre
    page.paste(0, (200, 300, 800, 700))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=254)
    return out.getvalue()


def test_the_default_queue_is_listed_first(cups_site: CupsSite) -> None:
    assert [(info.name, info.default) for info in CupsPrinters().list()] == [(QUEUE, True), (QUEUE_A4, False)]


def test_a_receipt_comes_out_on_a5_at_full_size(cups_site: CupsSite) -> None:
    printers = CupsPrinters()
    job = printers.print(a5_with_a_box(), "H29-1", "", "A5")
    assert job.printer == QUEUE
    (paper,) = cups_site.wait_for_paper()
    until(lambda: printers.state(job) == PrintJob(QUEUE, job.id, JobState.DONE))
    page = pypdfium2.PdfDocument(paper)[0]
    assert page.get_size() == pytest.approx(A5_POINTS, abs=1.5)
    picture = page.render(scale=254 / 72).to_pil().convert("L").point(lambda grey: 255 if grey < 128 else 0)
    assert picture.getbbox() == pytest.approx((200, 300, 800, 700), abs=6)


def test_a_queue_ticket_comes_out_as_narrow_as_its_paper(cups_site: CupsSite) -> None:
    out = io.BytesIO()
    Image.new("L", (800, 1200), 255).save(out, "PDF", resolution=254)
    CupsPrinters().print(out.getvalue(), "A001", "", "Custom.80x120mm")
    (paper,) = cups_site.wait_for_paper()
    assert pypdfium2.PdfDocument(paper)[0].get_size() == pytest.approx((226.8, 340.2), abs=1.5)
    with pytest.raises(PrinterRefused):
        CupsPrinters().print(out.getvalue(), "A001", QUEUE_A4, "Custom.80x120mm")


def test_the_title_of_a_job_is_the_code_and_nothing_else(cups_site: CupsSite) -> None:
    CupsPrinters().print(a5_with_a_box(), "H29-20261123-0007", QUEUE, "A5")
    cups_site.wait_for_paper()
    assert cups_site.titles() == ["H29-20261123-0007"]


def test_a_remote_print_server_prints_as_well(cups_site: CupsSite) -> None:
    CupsPrinters(cups_site.tcp).print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    assert len(cups_site.wait_for_paper()) == 1


def test_a_printer_without_the_paper_refuses_before_anything_is_queued(cups_site: CupsSite) -> None:
    with pytest.raises(PrinterRefused) as told:
        CupsPrinters().print(a5_with_a_box(), "H29-1", QUEUE_A4, "A5")
    assert told.value.facts == {"printer": QUEUE_A4, "media": "A5", "reason": "media"}
    assert cups_site.printed() == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("media-empty-error", "media-empty"),
        ("media-empty-warning", "media-empty"),
        ("media-needed", "media-needed"),
        ("cover-open-warning", "cover-open"),
        ("media-jam-error", "media-jam"),
        ("offline-report", "offline"),
        ("toner-empty-error", "toner-empty"),
    ],
)
def test_a_printer_that_needs_a_hand_says_why_and_prints_once_it_is_helped(
    said: str, reason: str, cups_site: CupsSite
) -> None:
    printers = CupsPrinters()
    cups_site.set_mishap(said)
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    until(lambda: printers.state(job) == PrintJob(QUEUE, job.id, JobState.STOPPED, reason))
    assert cups_site.printed() == []
    cups_site.clear_mishap()
    assert len(cups_site.wait_for_paper()) == 1
    until(lambda: printers.state(job).state is JobState.DONE)


def test_a_printer_low_on_toner_prints(cups_site: CupsSite) -> None:
    printers = CupsPrinters()
    cups_site.set_mishap("toner-low-warning")
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    until(lambda: "toner-low" in str(printers._about(QUEUE)["printer-state-reasons"]))
    assert printers.state(job).state is JobState.PRINTING
    cups_site.clear_mishap()
    cups_site.wait_for_paper()


@pytest.mark.parametrize("end", ["asked", "not asked", "cancelled"])
def test_the_print_server_keeps_no_document_of_a_job_that_has_ended(end: str, cups_site: CupsSite) -> None:
    """It would for a day: a receipt with its names, a recovery code."""
    printers, spool = CupsPrinters(), cups_site.folder / "spool"
    if end == "cancelled":
        cups_site.set_mishap("offline-report")
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    if end == "cancelled":
        assert [*spool.glob("d*")], "while it waits"
        printers.cancel(job)
        until(lambda: printers.state(job).state is JobState.CANCELLED)
    else:
        cups_site.wait_for_paper()
    if end == "asked":
        until(lambda: printers.state(job).state is JobState.DONE)
    until(lambda: not [*spool.glob("d*")])
    assert printers.state(job).state is (JobState.CANCELLED if end == "cancelled" else JobState.DONE)


def test_a_waiting_job_can_be_cancelled_and_never_comes_out(cups_site: CupsSite) -> None:
    printers = CupsPrinters()
    cups_site.set_mishap("offline-report")
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    until(lambda: printers.state(job).state is JobState.STOPPED)
    printers.cancel(job)
    until(lambda: printers.state(job).state is JobState.CANCELLED)
    cups_site.clear_mishap()
    other = printers.print(a5_with_a_box(), "H29-2", QUEUE, "A5")
    cups_site.wait_for_paper()
    assert [path.stem for path in cups_site.printed()] == [other.id.zfill(5)]
    printers.cancel(other)  # too late: harmless


def test_a_job_that_the_print_system_gives_up_counts_as_cancelled(cups_site: CupsSite) -> None:
    printers = CupsPrinters()
    cups_site.set_mishap("fails")
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    until(lambda: printers.state(job).state is JobState.CANCELLED)


class LineCutAfterQueueing:
    """A print server that takes the job and can then not be reached."""

    def __init__(self, server: ipp.Server) -> None:
        self._server = server

    def ask(self, operation: int, *more: Any) -> ipp.Answer:
        if operation == ipp.GET_JOB_ATTRIBUTES:
            raise ConnectionResetError
        return self._server.ask(operation, *more)


def test_a_job_that_was_queued_counts_as_queued_though_nothing_more_is_heard(
    cups_site: CupsSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers = CupsPrinters()
    monkeypatch.setattr(printers, "_server", LineCutAfterQueueing(printers._server))
    job = printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
    assert (job.printer, job.state) == (QUEUE, JobState.PENDING)
    assert len(cups_site.wait_for_paper()) == 1
    monkeypatch.undo()
    until(lambda: printers.state(job).state is JobState.DONE)


@pytest.mark.parametrize("number", ["abc", "", "-1", "9" * 10, "1" * 5000, "²"])
def test_a_job_without_a_number_is_refused_in_words(number: str, cups_site: CupsSite) -> None:
    for ask in (CupsPrinters().state, CupsPrinters().cancel):
        with pytest.raises(PrinterRefused):
            ask(PrintJob(QUEUE, number, JobState.PENDING))


def test_a_printer_nobody_knows_is_no_printer(cups_site: CupsSite) -> None:
    with pytest.raises(NoPrinter) as told:
        CupsPrinters().print(a5_with_a_box(), "H29-1", "May-in-la", "A5")
    assert told.value.facts["printer"] == "May-in-la"


def test_without_a_print_server_there_is_no_printer(tmp_path: Path) -> None:
    printers = CupsPrinters(str(tmp_path / "no.sock"))
    assert printers.list() == ()
    with pytest.raises(NoPrinter):
        printers.print(a5_with_a_box(), "H29-1", "", "A5")
    with pytest.raises(PrinterOffline):
        printers.print(a5_with_a_box(), "H29-1", QUEUE, "A5")
