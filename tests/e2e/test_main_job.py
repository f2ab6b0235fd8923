"""One citizen straight through: ticket, call, card, look-up, procedure, capture, accept, receipt, province.

Real keys in the real window; a SANE scanner with real page images, a CUPS queue, a Secret Service key ring, the
province in a process of its own. The second test pulls the line after the card and plugs it in at the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest

from counter_app.bootstrap import Application
from counter_app.domain.codes import DossierCode
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Captured, Dossier, Honest
from counter_app.ports import AcceptedDossier
from resources import catalogue_bundle
from sync.contract import canonical, sha256
from tests.e2e.clerk import Clerk
from tests.e2e.hall import UNIT, Hall
from tests.pages import as_pnm, make_page
from tests.paperwork.reading import codes_in, text_of
from ui.app import open_window

NUMBER, NAME = "094190004321", "Thạch Thị Sa Rinh"
CARD = f"{NUMBER}|365123456|{NAME}|02091990|Nữ|Ấp Tài Văn, Phường 5, TP. Sóc Trăng|10052021"
MARRIAGE, DIVORCE = "Giấy chứng nhận kết hôn", "Quyết định ly hôn"


@dataclass
class Counter:
    application: Application
    clerk: Clerk

    @property
    def accepted(self) -> tuple[Dossier, AcceptedDossier]:
        """The one dossier in the store."""
        with self.application.store.read() as work:
            (only,) = work.dossiers.recent()
            return work.dossiers.get(only.id)

    def has_word(self, honest: Honest) -> bool:
        return self.accepted[1].state is honest


@contextmanager
def at_the_counter(hall: Hall, qtbot: Any) -> Iterator[Counter]:
    with hall.open() as application:
        opened = open_window(application.desk, dark=False)
        application.start()
        try:
            yield Counter(application, Clerk(qtbot, opened))
        finally:
            opened.close()


@pytest.fixture
def pages() -> list[bytes]:
    """What lies in the feeder: the declaration and the divorce decision, both a little askew."""
    return [as_pnm(make_page(11, skew=2.4)), as_pnm(make_page(12, skew=-1.7))]


def test_one_citizen_goes_straight_through(hall: Hall, qtbot: Any, tmp_path: Path, pages: list[bytes]) -> None:
    with at_the_counter(hall, qtbot) as counter:
        clerk = counter.clerk
        clerk.waits_for("đã kết nối")
        issue_a_ticket(clerk, hall)
        identify(clerk)
        choose_the_procedure(clerk)
        clerk.waits_for("DÙNG LẠI ĐƯỢC 1", "CSDL quốc gia về dân cư", "CSDL hộ tịch điện tử", "ảnh chưa ký số")
        need(clerk, MARRIAGE, "DÙNG LẠI ĐƯỢC 2")
        need(clerk, DIVORCE, "F12 CÒN THIẾU 2")
        clerk.press("Return")
        clerk.waits_for("DÙNG LẠI 2")
        capture_and_accept(clerk, hall, pages)
        clerk.waits_until(lambda: counter.has_word(Honest.CONFIRMED))
        dossier, accepted = counter.accepted
        assert not accepted.code.provisional
        assert accepted.code.text.startswith(f"{UNIT}-")
        assert {s.component for s in dossier.settlements} == {"to-khai", "ly-hon", "ket-hon", "cu-tru"}
        province_holds_what_was_captured(counter, hall)
        receipt_says_what_was_promised(accepted, accepted.code, hall, tmp_path)
        assert clerk.keys <= 32, "over the budget of a standard dossier"
        clerk.press("Alt+3")
        clerk.waits_for(accepted.code.text, "tỉnh đã xác nhận")
        (look_up,) = hall.sandbox.holdings().look_ups
        assert "1.004873" in look_up["purpose"]


def test_the_line_is_pulled_after_the_card_and_plugged_in_at_the_end(
    hall: Hall, qtbot: Any, tmp_path: Path, pages: list[bytes]
) -> None:
    with at_the_counter(hall, qtbot) as counter:
        clerk = counter.clerk
        clerk.waits_for("đã kết nối")  # numbers for today are leased
        hall.sandbox.stop()
        issue_a_ticket(clerk, hall)
        identify(clerk)
        choose_the_procedure(clerk)
        # The commune's own register came with the morning's exchange: what it holds is offered without a line.
        clerk.waits_for("DÙNG LẠI ĐƯỢC 1")
        need(clerk, MARRIAGE, "DÙNG LẠI ĐƯỢC 2")
        need(clerk, DIVORCE, "F12 CÒN THIẾU 2")
        clerk.press("Return")
        clerk.waits_for("DÙNG LẠI 2")
        capture_and_accept(clerk, hall, pages)
        _, accepted = counter.accepted
        assert accepted.state is Honest.SAVED
        clerk.waits_for("mất đường truyền")
        hall.sandbox.start()
        counter.application.background.wake()
        clerk.waits_until(lambda: counter.has_word(Honest.CONFIRMED))
        _, accepted = counter.accepted
        assert not accepted.code.provisional
        province_holds_what_was_captured(counter, hall)
        receipt_says_what_was_promised(accepted, accepted.code, hall, tmp_path)


# --- the steps ---------------------------------------------------------------------------------------------


def issue_a_ticket(clerk: Clerk, hall: Hall) -> None:
    clerk.waits_for("Hộ tịch")
    clerk.go_to("Hộ tịch")
    clerk.press("Return")
    clerk.waits_for("A001")
    hall.cups.wait_for_paper(1)


def identify(clerk: Clerk) -> None:
    clerk.press("F2")
    clerk.waits_for("A001", "Quét mã QR")
    clerk.scan_card(CARD)
    clerk.waits_for(NAME)


def choose_the_procedure(clerk: Clerk) -> None:
    clerk.type("hn")
    clerk.press("Return")
    clerk.waits_for("1.004873", "CÒN THIẾU: Tờ khai")


def need(clerk: Clerk, paper: str, then: str) -> None:
    """This case needs a paper that only some cases do."""
    clerk.go_to(paper)
    clerk.press("Space")
    clerk.waits_for(then)


def capture_and_accept(clerk: Clerk, hall: Hall, pages: list[bytes]) -> None:
    hall.sane.feed(pages)
    clerk.press("F5")
    clerk.waits_for(f"Đã quét: {len(pages)} trang")
    clerk.waits_for("F12 TIẾP NHẬN")
    clerk.press("F12")
    clerk.waits_for("ĐÃ TIẾP NHẬN", "3 ngày làm việc")


# --- what came of it ---------------------------------------------------------------------------------------


def province_holds_what_was_captured(counter: Counter, hall: Hall) -> None:
    """Byte for byte: the metadata as the outbox kept it, each file as the vault keeps it; each once."""
    dossier, accepted = counter.accepted
    held = hall.sandbox.holdings()
    (arrived,) = held.dossiers
    assert UUID(arrived.id) == dossier.id
    assert arrived.code == accepted.code.text
    assert list(held.arrivals) == [arrived.key]
    with counter.application.store.read() as work:
        event = work.outbox.get(UUID(arrived.key))
    assert arrived.payload == canonical(event.payload)
    assert arrived.sha256 == sha256(arrived.payload)
    message = json.loads(arrived.payload)
    assert message["applicant"]["personal_number"] == NUMBER
    assert {c["component"]: c["how"] for c in message["components"]} == {
        "to-khai": "captured",
        "ly-hon": "captured",
        "ket-hon": "taken",
        "cu-tru": "taken",
    }
    taken = {c["component"]: (c["source"], c["legal_basis"]) for c in message["components"] if c["how"] == "taken"}
    assert taken["ket-hon"] == ("ho-tich", "NĐ 309/2026/NĐ-CP, Điều 4(2a)")
    vault = counter.application.store.vault
    assert held.files == {file["sha256"]: vault.get(file["sha256"]) for file in message["files"]}
    assert {file["component"] for file in message["files"]} == {"to-khai", "ly-hon"}
    for settlement in dossier.settlements:
        if isinstance(settlement, Captured):
            (file,) = [f for f in message["files"] if f["component"] == settlement.component]
            document = pypdfium2.PdfDocument(held.files[file["sha256"]])
            assert len(document) == len(settlement.pages)
            assert [round(side) for side in document[0].get_size()] == [595, 842]  # A4 in points, 100 %
            document.close()


def receipt_says_what_was_promised(accepted: AcceptedDossier, code: DossierCode, hall: Hall, folder: Path) -> None:
    """Read off the printed paper by programs that are not ours."""
    ticket, receipt = hall.cups.wait_for_paper(2)
    assert "A001" in text_of(ticket, folder)
    assert f"QR-Code:{code.text}" in codes_in(receipt, folder)
    assert f"CODE-128:{code.text}" in codes_in(receipt, folder)
    text = text_of(receipt, folder, page=1)
    due = three_working_days_after(accepted.accepted_at)
    assert NAME in text
    assert "A001" in text
    assert f"{due:%d} tháng {due.month} năm {due.year}" in text or f"{due:%d/%m/%Y}" in text
    assert accepted.receipt.register is not None
    assert (accepted.receipt.register.book, accepted.receipt.register.line) == (1, 1)
    assert hall.cups.titles() == ["A001", code.text], "a print job's title is a code, and nothing prints twice"


def three_working_days_after(moment: datetime) -> date:
    """Counted here by hand, from the day after, past weekends and the catalogue's days off."""
    calendar = catalogue_bundle()["calendar"]
    off = {entry["day"] for entry in calendar["days_off"]}
    worked = {entry["day"] for entry in calendar["worked_weekends"]}
    day, counted = moment.astimezone(VIETNAM).date(), 0
    while counted < 3:
        day += timedelta(days=1)
        counted += day.isoformat() in worked or (day.weekday() < 5 and day.isoformat() not in off)
    return day
