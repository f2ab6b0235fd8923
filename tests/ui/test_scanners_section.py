"""The scanners in "Máy này", by keys: who answers, which one F5 takes, which kind of paper, a page to try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from counter_app.domain.people import Account, Role
from counter_app.ports import Device, KnownScanner, PaperSize, PaperSource, ScanProfile, ScanRequest
from counter_app.use_cases.choose_scanner import ScannersView, TriedPage
from tests.ui.conftest import Counter
from ui.machine.scanners import ScannersSection
from ui.machine.scanners_view import profile_of, scanner_lines, scanner_of
from ui.page import Tone
from ui.scan_words import request_words

ALT = Qt.KeyboardModifier.AltModifier
NETWORK = Device("escl:1", "Brother MFC-L2750DW", "escl", address="https://192.0.2.7/eSCL", certificate="ab" * 32)
CABLE = Device("sane:x:1", "Canon LiDE 300", "sane")
VIEW = ScannersView(
    (KnownScanner(NETWORK), KnownScanner(CABLE)),
    frozenset({CABLE.id}),
    NETWORK.id,
    configured=False,
    profiles=(ScanProfile("", ScanRequest("")), ScanProfile("Mặt kính", ScanRequest("", PaperSource.GLASS))),
    profile="",
    looking=False,
)


def go_there(counter: Counter) -> ScannersSection:
    counter.press(Qt.Key.Key_7, modifier=ALT)
    machine = counter.opened.presenter.machine
    machine.screen.list.setCurrentRow(machine.sections.index(machine.scanners))
    counter.answered()
    counter.press(Qt.Key.Key_Return)
    return machine.scanners


def choose_row(section: ScannersSection, title: str) -> None:
    section.rows.setCurrentRow(next(i for i, row in enumerate(section.rows.rows) if title in row.title))


def titles(section: ScannersSection) -> list[str]:
    return [row.title for row in section.rows.rows]


def test_who_answers_is_shown_and_a_page_is_tried_by_one_key(counter: Counter) -> None:
    section = go_there(counter)
    assert "Máy quét mô phỏng – theo tệp cấu hình" in titles(section)
    choose_row(section, "mô phỏng")
    assert counter.opened.window.legend.hints[0].words == "quét thử một trang"
    counter.press(Qt.Key.Key_Return)
    assert counter.said.startswith("Quét thử được: ")
    assert "200 dpi" in section.rows.rows[0].quiet


def test_a_kind_of_paper_is_chosen_and_stays_over_a_restart(
    counter: Counter, open_counter: Callable[..., Counter]
) -> None:
    section = go_there(counter)
    choose_row(section, "Mặt kính A4")
    counter.press(Qt.Key.Key_Return)
    assert "Giấy: Mặt kính A4 – F5 đang dùng" in titles(section)
    assert counter.application.desk.scanners.request().source is PaperSource.GLASS
    again = open_counter()
    assert again.application.desk.scanners.request().source is PaperSource.GLASS


def test_who_may_not_choose_is_told_whose_it_is(counter: Counter) -> None:
    section = go_there(counter)
    counter.application.session.open(Account("nobody", "x", "Không vai trò", frozenset()))
    choose_row(section, "Mặt kính A4")
    counter.press(Qt.Key.Key_Return)
    assert "Bạn không có quyền chọn máy quét" in counter.said
    counter.application.session.open(Account("it", "it", "CNTT", frozenset({Role.IT})))
    counter.press(Qt.Key.Key_Return)
    assert "Giấy: Mặt kính A4 – F5 đang dùng" in titles(section)


# --- in words ------------------------------------------------------------------------------------------------


def test_a_row_says_what_enter_does_with_the_scanner() -> None:
    network, cable, search, usual_paper, glass = scanner_lines(VIEW)
    assert network.title == "Brother MFC-L2750DW – F5 dùng máy này"
    assert network.about == "mạng · 192.0.2.7 · chưa trả lời"
    assert (network.tone, network.offer) == (Tone.ATTENTION, "Enter: quét thử một trang")
    assert (cable.about, cable.offer) == ("cáp USB · trả lời", "Enter: F5 dùng máy này")
    assert (usual_paper.offer, glass.offer) == ("", "Enter: dùng cho F5")
    assert search.about == "1 máy trả lời, 2 máy đã biết."
    assert (scanner_of(cable.name), profile_of(cable.name)) == (CABLE.id, None)
    assert (scanner_of(glass.name), profile_of(glass.name)) == (None, "Mặt kính")


def test_another_certificate_is_the_first_thing_said_of_a_scanner() -> None:
    line = scanner_lines(replace(VIEW, scanners=(KnownScanner(NETWORK, offered="cd" * 32),)))[0]
    assert (line.tone, line.offer) == (Tone.ATTENTION, "Enter: nhận chứng thư mới")


def test_no_scanner_at_all_says_what_to_do() -> None:
    line = scanner_lines(replace(VIEW, scanners=(), answered=frozenset()))[0]
    assert (line.title, line.offer) == ("Chưa thấy máy quét nào", "Enter: tìm lại")


def test_every_way_and_every_sheet_has_words() -> None:
    for source in PaperSource:
        for paper in PaperSize:
            assert " dpi · " in request_words(ScanRequest("", source, paper=paper))


def test_a_tried_page_is_told_with_its_time() -> None:
    page = TriedPage(CABLE.id, 2480, 3508, 300, 4.25, ())
    assert scanner_lines(VIEW, page)[1].about == "Quét thử được: 2480 × 3508 điểm, 300 dpi, 4,2 giây; trang tốt."
