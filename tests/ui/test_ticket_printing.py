"""A queue ticket on a thermal printer, seen from the queue's screen: what the clerk is told, and Ctrl+P."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.thermal_printers import Patience, ThermalPrinters
from counter_app.paperwork.papers import Papers
from counter_app.ports import JobState, PrintJob
from counter_app.use_cases.issue_ticket import IssuedTicket
from tests.services.store import PocketKeyChain
from tests.services.thermal import ThermalPrinter
from tests.staff import sit_down
from tests.ui.conftest import NO_PROVINCE, Counter
from tests.ui.test_kiosk import Hand
from ui.kiosk.view_model import given_page

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class TicketPrinter(ThermalPrinters):
    """The hall's only printer: whatever queue is named, it is this one."""

    def __init__(self, printer: ThermalPrinter) -> None:
        super().__init__((printer.name,), lambda pdf: Papers().ticket_dots(pdf, 576), Patience(1.0, 0.3, 1.5))
        self._only = printer.name

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        return super().print(pdf, title, self._only, media)


@pytest.fixture
def hall(open_counter: Callable[..., Counter], thermal_printer: ThermalPrinter) -> Iterator[Counter]:
    printers = TicketPrinter(thermal_printer)
    yield open_counter(printers=printers)
    printers.close()


def waiting(counter: Counter) -> list[str]:
    return [ticket.label for ticket in counter.application.desk.overview.queue().waiting]


def hints(counter: Counter) -> dict[str, str]:
    return {hint.key: hint.words for hint in counter.opened.window.legend.hints}


def test_a_number_comes_out_of_the_printer_and_is_said(hall: Counter, thermal_printer: ThermalPrinter) -> None:
    assert "Ctrl+P" not in hints(hall)
    hall.press(Key.Key_1)
    thermal_printer.wait_for_ticket()
    assert "Đã phát số A001" in hall.said
    assert hints(hall)["Ctrl+P"] == "in lại A001"


@pytest.mark.parametrize(
    ("mishap", "why"),
    [
        ({"paper_left": 0}, "máy in hết giấy"),
        ({"cover_open": True}, "nắp máy in đang mở"),
        ({"silent": True}, "máy in không trả lời"),
    ],
)
def test_a_number_stays_given_though_nothing_was_printed_and_the_reason_is_said(
    hall: Counter, thermal_printer: ThermalPrinter, mishap: dict[str, object], why: str
) -> None:
    for name, value in mishap.items():
        setattr(thermal_printer, name, value)
    hall.press(Key.Key_1)
    assert hall.said == f"Số A001 đã phát nhưng chưa in: {why}. Đọc số cho người dân; Ctrl+P in lại."
    assert waiting(hall) == ["A001"]
    assert thermal_printer.tickets == []


def test_a_roll_that_ends_in_the_middle_is_told_and_the_rest_too_once_it_came(
    hall: Counter, thermal_printer: ThermalPrinter
) -> None:
    thermal_printer.paper_left = 200
    hall.press(Key.Key_1)
    assert hall.said.startswith("Số A001 đã phát, phiếu chưa ra hết.")
    assert "hết giấy" in hall.said
    thermal_printer.paper_left = 5000
    hall.until(lambda: hall.said == "Đã in A001.")
    assert len(thermal_printer.tickets) == 1


def test_a_ticket_whose_fate_nobody_knows_is_not_printed_again_by_itself_and_a_second_paper_says_so(
    hall: Counter, thermal_printer: ThermalPrinter
) -> None:
    thermal_printer.mute_in_turn = True
    hall.press(Key.Key_1)
    assert "Số A001 đã phát; không rõ phiếu đã ra chưa." in hall.said
    assert waiting(hall) == ["A001"]
    first = thermal_printer.wait_for_ticket()
    assert len(thermal_printer.tickets) == 1

    thermal_printer.mute_in_turn = False
    hall.press(Key.Key_P, modifier=CONTROL)
    second = thermal_printer.wait_for_ticket(2)
    assert waiting(hall) == ["A001"], "the number is the same, and given once"
    assert second != first, "it bears the mark of a reprint"


def test_the_kiosk_says_no_more_of_a_ticket_than_is_known(hall: Counter, thermal_printer: ThermalPrinter) -> None:
    hand = Hand(hall)
    thermal_printer.mute_in_turn = True
    hand.touch("ho-tich")
    hall.until(lambda: hall.said == "Máy lấy số: không rõ phiếu A001 đã ra chưa. Nhìn máy in.")
    assert hand.window.page == given_page(IssuedTicket(hall.application.desk.overview.queue().waiting[0], 0), False)
    assert waiting(hall) == ["A001"]


def test_the_printer_that_the_settings_name_is_the_one_that_prints(
    tmp_path: Path, new_store: tuple[Path, dict[str, bytes]], thermal_printer: ThermalPrinter
) -> None:
    key_chain = PocketKeyChain()
    key_chain.secrets.update(new_store[1])
    shutil.copytree(new_store[0], tmp_path / "counter")
    settings = demo_settings(tmp_path / "counter", NO_PROVINCE)
    named = replace(settings, printers=replace(settings.printers, ticket=thermal_printer.name))
    application = Application(named, key_chain, scanner_drivers=("simulated",))
    try:
        sit_down(application)
        desk = application.desk
        group = desk.overview.groups()[0]
        issued = desk.issue_ticket(group)
        assert desk.print_ticket(issued, group.name).state is JobState.DONE
    finally:
        application.close()
    assert len(thermal_printer.wait_for_ticket()) > 300
