"""The queue ticket on a thermal printer: dot for dot what was drawn, and never a ticket that nobody knows of."""

from __future__ import annotations

import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter

from counter_app.devices import escpos
from counter_app.devices.all_printers import AllPrinters
from counter_app.devices.paper_tray import NAME, PaperTray
from counter_app.devices.thermal_printers import Patience, ThermalPrinters
from counter_app.domain.errors import NoPrinter, PrinterFault, PrinterOffline, PrinterOutOfPaper
from counter_app.paperwork.papers import Papers
from counter_app.ports import Bitmap, JobState
from tests.paperwork.samples import SLIP
from tests.services.thermal import ThermalPrinter, running_thermal_printer

PDF = Papers().queue_ticket(SLIP)
QUICK = Patience(connect=1.0, answer=0.3, printed=1.5)
FEED = 4 * 30  # rows of white before the knife


def dots(pdf: bytes) -> Bitmap:
    return Papers().ticket_dots(pdf, 576)


def printers(printer: ThermalPrinter, patience: Patience = QUICK) -> ThermalPrinters:
    return ThermalPrinters((printer.name,), dots, patience)


def unpacked(bitmap: Bitmap) -> list[list[int]]:
    stride = bitmap.stride
    rows = [bitmap.rows[y * stride : (y + 1) * stride] for y in range(bitmap.height)]
    return [[byte >> (7 - bit) & 1 for byte in row for bit in range(8)] for row in rows]


def by_poppler(pdf: bytes, folder: Path) -> Image.Image:
    """The middle 72 mm of the ticket at 203.2 dpi as a program that is not ours draws it; 255 is ink."""
    source = folder / "ticket.pdf"
    source.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "203.2", "-gray", str(source), str(folder / "ticket")], check=True)
    (drawn,) = folder.glob("ticket*.pgm")
    picture = Image.open(drawn)
    left = (picture.width - 576) // 2
    return picture.crop((left, 0, left + 576, picture.height)).point([255 - grey for grey in range(256)])


@pytest.fixture(params=["network", "usb"])
def any_printer(request: pytest.FixtureRequest) -> Any:
    name = {"network": "thermal_printer", "usb": "usb_printer"}[request.param]
    return request.getfixturevalue(name)


def test_a_ticket_comes_out_dot_for_dot_and_is_cut_off(any_printer: ThermalPrinter) -> None:
    job = printers(any_printer).print(PDF, "A027", any_printer.name, "")
    assert (job.state, job.reason) == (JobState.DONE, "")
    paper = any_printer.wait_for_ticket()
    assert paper[:-FEED] == unpacked(dots(PDF))
    assert not any(any(row) for row in paper[-FEED:])
    assert len(any_printer.tickets) == 1


def test_what_comes_out_is_what_another_program_sees_on_the_ticket(
    thermal_printer: ThermalPrinter, tmp_path: Path
) -> None:
    printers(thermal_printer).print(PDF, "A027", thermal_printer.name, "")
    paper = thermal_printer.wait_for_ticket()[:-FEED]
    drawn = by_poppler(PDF, tmp_path)
    assert abs(drawn.height - len(paper)) <= 1
    black = [(x, y) for y, row in enumerate(paper[: drawn.height - 1]) for x, dot in enumerate(row) if dot]
    assert len(black) > 10_000
    assert min(x for x, _ in black) >= 8  # nothing at the head's end is cut off
    assert max(x for x, _ in black) <= 568
    near = drawn.filter(ImageFilter.MaxFilter(3)).tobytes()
    off = [(x, y) for x, y in black if near[y * drawn.width + x] < 60]
    assert len(off) < 0.002 * len(black), "no dot without ink near it on the other's"


def test_two_tickets_are_two_papers_in_their_order(thermal_printer: ThermalPrinter) -> None:
    tool = printers(thermal_printer)
    ids = [tool.print(PDF, label, thermal_printer.name, "").id for label in ("A027", "A028")]
    assert len(set(ids)) == 2
    assert len(thermal_printer.tickets) == 2


def test_a_picture_whose_bytes_look_like_a_question_prints_whole(thermal_printer: ThermalPrinter) -> None:
    """A real printer answers DLE EOT wherever it sees it, in a picture too."""
    rows = b"\x10\x04\x01\x10\x04\x02" * 12 * 300
    odd = ThermalPrinters((thermal_printer.name,), lambda _: Bitmap(576, 300, rows), QUICK)
    assert odd.print(PDF, "A027", thermal_printer.name, "").state is JobState.DONE
    assert thermal_printer.wait_for_ticket()[:-FEED] == unpacked(Bitmap(576, 300, rows))


# --- before anything is sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mishap", "error", "reason"),
    [
        ({"paper_left": 0}, PrinterOutOfPaper, "media-empty"),
        ({"cover_open": True}, PrinterFault, "cover-open"),
        ({"cover_open": True, "paper_left": 0}, PrinterFault, "cover-open"),
        ({"offline": True}, PrinterOffline, "offline"),
        ({"knife_stuck": True}, PrinterFault, "media-jam"),
        ({"silent": True}, PrinterOffline, "no-answer"),
    ],
)
def test_a_printer_that_is_not_ready_gets_nothing_to_hold_back_and_says_why(
    any_printer: ThermalPrinter, mishap: dict[str, object], error: type[PrinterFault], reason: str
) -> None:
    for name, value in mishap.items():
        setattr(any_printer, name, value)
    with pytest.raises(error) as told:
        printers(any_printer).print(PDF, "A027", any_printer.name, "")
    assert type(told.value) is error
    assert told.value.facts == {"printer": any_printer.name, "reason": reason}
    assert any_printer.received <= 12, "questions only: four of three bytes"
    assert any_printer.tickets == []


def test_a_printer_that_was_helped_prints_the_next_time_once(thermal_printer: ThermalPrinter) -> None:
    tool = printers(thermal_printer)
    thermal_printer.cover_open = True
    with pytest.raises(PrinterFault):
        tool.print(PDF, "A027", thermal_printer.name, "")
    thermal_printer.cover_open = False
    assert tool.print(PDF, "A027", thermal_printer.name, "").state is JobState.DONE
    assert len(thermal_printer.tickets) == 1


def test_a_printer_that_is_switched_off_is_offline() -> None:
    with running_thermal_printer() as printer:
        tool = printers(printer)
    with pytest.raises(PrinterOffline) as told:
        tool.print(PDF, "A027", printer.name, "")
    assert told.value.facts["reason"] == "offline"


@pytest.mark.parametrize("name", ["escpos:/dev/usb/lp77", "escpos://127.0.0.1:0", "escpos://127.0.0.1:many"])
def test_a_printer_that_is_not_there_is_offline(name: str) -> None:
    with pytest.raises(PrinterOffline):
        ThermalPrinters((name,), dots, QUICK).print(PDF, "A027", name, "")


def test_what_never_stops_talking_is_no_printer_and_keeps_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:

        def talk() -> None:
            line = server.accept()[0]
            with line, suppress(OSError):
                while True:
                    line.sendall(b"\x16" * 65536)

        talking = pool.submit(talk)
        name = f"escpos://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(PrinterOffline) as told:
            ThermalPrinters((name,), dots, QUICK).print(PDF, "ticket", name, "")
        assert told.value.facts["reason"] == "no-answer"
        talking.result(20)


def test_a_printer_nobody_named_is_no_printer(thermal_printer: ThermalPrinter) -> None:
    with pytest.raises(NoPrinter):
        printers(thermal_printer).print(PDF, "A027", "escpos://127.0.0.1:1", "")


# --- after something was sent --------------------------------------------------------------------------------


def test_a_roll_that_ends_in_the_middle_is_told_and_the_rest_comes_once_there_is_paper(
    any_printer: ThermalPrinter,
) -> None:
    any_printer.paper_left = 200
    tool = printers(any_printer)
    job = tool.print(PDF, "A027", any_printer.name, "")
    assert (job.state, job.reason) == (JobState.STOPPED, "media-empty")
    assert tool.state(job) == job
    any_printer.paper_left = 5000
    assert tool.state(job).state is JobState.DONE
    assert any_printer.wait_for_ticket()[:-FEED] == unpacked(dots(PDF))
    assert len(any_printer.tickets) == 1


def test_a_cover_opened_in_the_middle_is_told_and_the_rest_comes_once_it_is_shut(
    thermal_printer: ThermalPrinter,
) -> None:
    thermal_printer.opens_after = 200
    tool = printers(thermal_printer)
    job = tool.print(PDF, "A027", thermal_printer.name, "")
    assert (job.state, job.reason) == (JobState.STOPPED, "cover-open")
    assert thermal_printer.tickets == []
    thermal_printer.cover_open = False
    assert tool.state(job).state is JobState.DONE
    assert len(thermal_printer.tickets) == 1


def test_a_line_that_is_cut_in_the_middle_leaves_a_ticket_whose_fate_nobody_knows(
    thermal_printer: ThermalPrinter,
) -> None:
    thermal_printer.dies_after = 2000
    tool = printers(thermal_printer)
    job = tool.print(PDF, "A027", thermal_printer.name, "")
    assert job.state is JobState.UNKNOWN
    assert tool.state(job) == job, "asking again makes nothing truer"
    assert thermal_printer.tickets == []


def test_a_printer_that_falls_silent_after_the_last_byte_is_not_said_to_have_printed(
    thermal_printer: ThermalPrinter,
) -> None:
    thermal_printer.mute_in_turn = True
    job = printers(thermal_printer).print(PDF, "A027", thermal_printer.name, "")
    assert job.state is JobState.UNKNOWN
    assert len(thermal_printer.wait_for_ticket()) > FEED, "it did come out: which is why nobody may just print again"


def test_of_a_job_that_was_let_go_of_nobody_can_tell_any_more(thermal_printer: ThermalPrinter) -> None:
    thermal_printer.paper_left = 200
    tool = printers(thermal_printer)
    job = tool.print(PDF, "A027", thermal_printer.name, "")
    tool.cancel(job)
    tool.cancel(job)  # and again
    assert tool.state(job).state is JobState.UNKNOWN


def test_the_next_ticket_lets_go_of_the_one_that_waits_and_hears_the_same_reason(
    thermal_printer: ThermalPrinter,
) -> None:
    thermal_printer.paper_left = 200
    tool = printers(thermal_printer)
    job = tool.print(PDF, "A027", thermal_printer.name, "")
    with pytest.raises(PrinterOutOfPaper):
        tool.print(PDF, "A028", thermal_printer.name, "")
    assert tool.state(job).state is JobState.UNKNOWN


# --- beside the print queues ---------------------------------------------------------------------------------


def test_thermal_printers_and_print_queues_stand_in_one_list_and_each_gets_its_own(
    thermal_printer: ThermalPrinter, tmp_path: Path
) -> None:
    both = AllPrinters(PaperTray(tmp_path), printers(thermal_printer))
    assert [info.name for info in both.list()] == [NAME, thermal_printer.name]
    ticket = both.print(PDF, "A027", thermal_printer.name, "")
    receipt = both.print(PDF, "H13", "", "A5")
    assert (ticket.printer, receipt.printer) == (thermal_printer.name, NAME)
    assert both.state(ticket) == ticket
    both.cancel(receipt)
    assert len(thermal_printer.tickets) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


def test_the_answers_of_the_reference_are_read_as_it_says() -> None:
    ready = (0x12, 0x12, 0x12, 0x12)
    assert escpos.trouble(*ready) == ""
    assert escpos.trouble(0x12, 0x12, 0x12, 0x1E) == "", "nearly out of paper prints"
    assert escpos.trouble(0x1A, 0x32, 0x12, 0x72) == "media-empty"
    assert escpos.trouble(0x1A, 0x16, 0x12, 0x12) == "cover-open"
    assert escpos.trouble(0x1A, 0x52, 0x1A, 0x12) == "media-jam"
    assert escpos.trouble(0x1A, 0x12, 0x12, 0x12) == "offline"
    assert escpos.is_status(0x12)
    assert not any(escpos.is_status(byte) for byte in (0x00, 0x03, 0x0C, 0x0F, 0xFF))
