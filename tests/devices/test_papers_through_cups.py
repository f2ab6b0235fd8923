"""Every paper goes through the one door to a real print queue, on the sheet that its form asks for."""

from __future__ import annotations

import pypdfium2
import pytest

from counter_app.devices.cups_printers import CupsPrinters
from counter_app.domain.errors import PrinterRefused
from counter_app.domain.receipt import Unit
from counter_app.paperwork.papers import Papers
from counter_app.ports import JobState, PrintJob
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.print_paper import PrintPaper
from tests.paperwork.notice_samples import SAMPLES
from tests.services.cups import QUEUE, QUEUE_A4, CupsSite
from tests.waiting import until

UNIT = Unit("H13.31507", "Trung tâm", "Ủy ban nhân dân phường", "Sóc Trăng")


def door(queue: str = QUEUE) -> PrintPaper:
    return PrintPaper(Counter(UNIT, "sanh-1", "Q1", receipt_printer=queue), Papers(), CupsPrinters())


def drawn(kind: str) -> bytes:
    return SAMPLES[kind].draw(SAMPLES[kind].short)


def test_each_paper_comes_out_whole_on_its_own_sheet(cups_site: CupsSite) -> None:
    papers = {kind: drawn(kind) for kind in SAMPLES}
    for kind, pdf in papers.items():
        door()(pdf, kind)
    out = cups_site.wait_for_paper(len(papers))
    assert cups_site.titles() == list(papers)
    for pdf, printed in zip(papers.values(), out, strict=True):
        wanted, got = (pypdfium2.PdfDocument(one)[0] for one in (pdf, printed))
        assert sorted(got.get_size()) == pytest.approx(sorted(wanted.get_size()), abs=1.5)
        assert _ink(got) == pytest.approx(_ink(wanted), rel=0.05), "nothing is cut off or shrunk"


def _ink(page: pypdfium2.PdfPage) -> float:
    picture = page.render(scale=1.5, grayscale=True).to_pil().convert("L")
    return float(sum(255 - grey for grey in picture.tobytes())) / 255


@pytest.mark.parametrize("kind", ["supplement", "control-slip"])
def test_a_queue_without_a5_refuses_a_slip_before_anything_is_queued(kind: str, cups_site: CupsSite) -> None:
    with pytest.raises(PrinterRefused) as told:
        door(QUEUE_A4)(drawn(kind), kind)
    assert told.value.facts["reason"] == "media"
    assert cups_site.printed() == []


def test_a_queue_without_a5_prints_the_register(cups_site: CupsSite) -> None:
    door(QUEUE_A4)(drawn("register"), "register")
    (paper,) = cups_site.wait_for_paper()
    assert max(pypdfium2.PdfDocument(paper)[0].get_size()) == pytest.approx(842, abs=2)


@pytest.mark.parametrize(
    ("kind", "said", "reason"),
    [
        ("refusal", "media-empty-error", "media-empty"),
        ("apology", "cover-open-warning", "cover-open"),
        ("fee-slip", "offline-report", "offline"),
    ],
)
def test_a_paper_waits_for_a_hand_and_comes_out_once(kind: str, said: str, reason: str, cups_site: CupsSite) -> None:
    cups_site.set_mishap(said)
    job = door()(drawn(kind), kind)
    printers = CupsPrinters()
    until(lambda: printers.state(job) == PrintJob(QUEUE, job.id, JobState.STOPPED, reason))
    assert cups_site.printed() == []
    cups_site.clear_mishap()
    cups_site.wait_for_paper()
    until(lambda: printers.state(job).state is JobState.DONE)
    assert len(cups_site.printed()) == 1
