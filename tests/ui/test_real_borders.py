"""The window with real parts outside: a province that answers, is slow or silent; a printer without paper; a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.devices.cups_printers import CupsPrinters
from counter_app.domain.dossier import LookUpState, Taken
from tests.pages import as_png, make_page
from tests.paperwork.reading import text_of
from tests.services.cups import CupsSite
from tests.services.sandbox import Sandbox
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.test_reception_window import call_and_identify, choose_marital_status, dossier

Key = Qt.Key
NOBODY = "094085001234"  # the province holds nothing of him
CONTROL = Qt.KeyboardModifier.ControlModifier
OpenCounter = Callable[..., Counter]


def tray(counter: Counter) -> str:
    return counter.opened.window.strip.tray.text()


# --- the province ------------------------------------------------------------------------------------------


def test_what_the_province_holds_stands_on_the_screen_as_soon_as_it_answers(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    call_and_identify(counter)
    choose_marital_status(counter)  # `answered`: the network lane is still
    assert dossier(counter).look_up is LookUpState.ANSWERED
    assert counter.f12 == "CÒN THIẾU 1"  # residence is held; the declaration is not
    assert tray(counter) == ""
    counter.press(Key.Key_Return)
    (taken,) = dossier(counter).settlements
    assert isinstance(taken, Taken)
    assert (taken.component, taken.paper.source) == ("cu-tru", "dan-cu")


def test_a_province_too_slow_for_the_desk_is_called_unreachable_and_its_late_answer_still_counts(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=2_600)  # the desk waits for two seconds
    call_and_identify(counter)
    counter.type("tthn")
    counter.press(Key.Key_Return)  # answered: the two seconds are over
    assert dossier(counter).look_up is LookUpState.UNREACHABLE
    assert counter.f12 == "CÒN THIẾU 2"
    assert "mất đường truyền" in spoken_checklist(counter)
    counter.until(lambda: dossier(counter).look_up is LookUpState.ANSWERED)  # nobody pressed anything
    assert counter.f12 == "CÒN THIẾU 1"
    assert "mất đường truyền" not in spoken_checklist(counter)


def test_while_the_province_is_asked_the_tray_says_so_and_the_desk_goes_on(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=1_000)
    call_and_identify(counter)
    counter.type("tthn")
    counter.hit(Key.Key_Return)
    counter.until(lambda: "Đang hỏi tỉnh" in tray(counter))
    assert not counter.opened.tasks.idle
    counter.hit(Key.Key_F9)
    counter.until(lambda: dossier(counter).delivery.value == "post")
    assert "Đang hỏi tỉnh" in tray(counter)
    counter.answered()
    assert tray(counter) == ""


def test_a_space_pressed_before_the_province_has_answered_counts_once_it_cannot_be_reached(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=2_600)
    call_and_identify(counter)
    counter.type("tthn")
    counter.hit(Key.Key_Return)
    counter.until(lambda: "Đang hỏi tỉnh" in tray(counter) and counter.f12 == "CÒN THIẾU 2")
    chooser = counter.opened.presenter.reception.screen.chooser
    counter.hit(Key.Key_Down)
    counter.hit(Key.Key_Space)
    counter.until(lambda: "Đang hỏi tỉnh" in counter.said)
    assert not chooser.isVisible()
    counter.until(chooser.isVisible)
    assert dossier(counter).look_up is LookUpState.UNREACHABLE


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_F6])
def test_a_key_pressed_while_the_checklist_itself_says_asking_waits_for_the_answer_and_then_lets_choose(
    open_counter: OpenCounter, sandbox: Sandbox, key: Qt.Key
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=700, sources_down=["dan-cu", "ho-tich", "kho"])
    call_and_identify(counter)
    counter.type("tthn")
    counter.hit(Key.Key_Return)
    counter.until(lambda: "Đang hỏi tỉnh" in tray(counter) and counter.f12 == "CÒN THIẾU 2")
    counter.hit(Key.Key_F9)
    counter.until(lambda: dossier(counter).look_up is LookUpState.ASKING)
    counter.hit(Key.Key_Down)
    counter.hit(key)
    counter.until(lambda: bool(counter.said))
    assert "Đang hỏi tỉnh" in counter.said
    chooser = counter.opened.presenter.reception.screen.chooser
    assert not chooser.isVisible()
    counter.until(chooser.isVisible)  # the province answers, its sources do not
    assert dossier(counter).look_up is LookUpState.ANSWERED


def test_what_a_pressed_key_waited_for_is_told_when_the_province_holds_nothing(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=700)
    counter.press(Key.Key_F3)
    counter.type(NOBODY)
    counter.press(Key.Key_Return)
    counter.type("Danh Sol")
    counter.press(Key.Key_Return)
    counter.type("tthn")
    counter.hit(Key.Key_Return)
    counter.until(lambda: "Đang hỏi tỉnh" in tray(counter) and counter.f12 == "CÒN THIẾU 2")
    counter.hit(Key.Key_Down)
    counter.hit(Key.Key_Space)
    counter.until(lambda: "Đang hỏi tỉnh" in counter.said)
    counter.until(lambda: "tỉnh không giữ; F5 quét" in counter.said)
    assert not counter.opened.presenter.reception.screen.chooser.isVisible()


def test_a_paper_that_this_case_does_not_need_is_not_asked_for_by_f6(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    sandbox.faults(latency_ms=700)
    call_and_identify(counter)
    counter.type("tthn")
    counter.hit(Key.Key_Return)
    counter.until(lambda: "Đang hỏi tỉnh" in tray(counter) and counter.f12 == "CÒN THIẾU 2")
    counter.opened.presenter.reception.screen.checklist.go_to("ket-hon")
    counter.hit(Key.Key_F6)
    counter.until(lambda: "chưa cần; Space nếu cần" in counter.said)
    counter.answered()


def test_the_accepted_dossier_on_the_screen_is_told_confirmed_once_the_province_says_so(
    open_counter: OpenCounter, sandbox: Sandbox
) -> None:
    counter = open_counter(province=sandbox.url)
    accept(counter)
    done = counter.opened.presenter.reception.screen.done
    assert done.state.text() == "Đã lưu tại quầy"
    assert done.code.text().startswith("TAM.")
    counter.application.exchange()
    counter.opened.presenter.refresh_line()  # as it does by itself every few seconds
    counter.until(lambda: done.state.text() == "Tỉnh đã xác nhận")


def spoken_checklist(counter: Counter) -> str:
    view = counter.opened.presenter.reception.screen.checklist
    return "\n".join(view.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(view.count()))


# --- the printer -------------------------------------------------------------------------------------------


def accept(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: len(counter.application.desk.overview.dossiers()) == 1)


@pytest.mark.parametrize(("mishap", "words"), [("media-empty-error", "hết giấy"), ("offline-report", "không trả lời")])
def test_a_printer_that_gives_no_paper_is_told_and_the_dossier_stays_accepted(
    open_counter: OpenCounter, cups_site: CupsSite, mishap: str, words: str
) -> None:
    cups_site.set_mishap(mishap)
    counter = knows_sa_rinh(open_counter(printers=CupsPrinters()))
    accept(counter)
    done = counter.opened.presenter.reception.screen.done
    counter.until(lambda: words in done.printed.text())
    assert done.state.text() == "Đã lưu tại quầy"
    (accepted,) = counter.application.desk.overview.dossiers()
    assert accepted.code.text == done.code.text()
    cups_site.clear_mishap()  # paper is put in
    counter.until(lambda: done.printed.text().startswith("Đã in"))


def test_a_reprint_after_a_failed_print_is_marked_and_logged(
    open_counter: OpenCounter, cups_site: CupsSite, tmp_path: Path
) -> None:
    cups_site.set_mishap("fails")
    counter = knows_sa_rinh(open_counter(printers=CupsPrinters()))
    accept(counter)
    done = counter.opened.presenter.reception.screen.done
    counter.until(lambda: "Ctrl+P" in done.printed.text())
    cups_site.clear_mishap()
    counter.press(Key.Key_P, modifier=CONTROL)
    counter.until(lambda: done.printed.text().startswith("Đã in"))
    assert "BẢN IN LẠI" in text_of(cups_site.wait_for_paper(1)[-1], tmp_path).upper()
    (accepted,) = counter.application.desk.overview.dossiers()
    assert accepted.prints == 2
    with counter.application.store.read() as work:
        printed = [line.what for line in work.audit.lines() if line.what.startswith("receipt")]
    assert printed == ["receipt-reprinted", "receipt-printed"]


# --- the watched folder ------------------------------------------------------------------------------------


def test_pages_from_the_watched_folder_come_by_two_keys(open_counter: OpenCounter, tmp_path: Path) -> None:
    folder = tmp_path / "from-the-copier"
    folder.mkdir()
    counter = knows_sa_rinh(open_counter(watched_folder=folder))
    call_and_identify(counter)
    choose_marital_status(counter)
    assert any(hint.key == "Ctrl+F5" for hint in counter.opened.window.legend.hints)
    counter.press(Key.Key_F5, modifier=CONTROL)
    counter.press(Key.Key_Return)
    assert "chưa có tệp mới" in counter.said
    for seed in (1, 2):
        (folder / f"scan-{seed}.png").write_bytes(as_png(make_page(seed, dpi=100), 100))
    counter.press(Key.Key_F5, modifier=CONTROL)
    counter.press(Key.Key_Return)
    assert "2 trang" in counter.said
    assert len(counter.opened.presenter.reception.screen.pages._tiles) == 2
    assert list(folder.iterdir()) == [], "what is in the encrypted store lies nowhere else"
    assert tray(counter) == ""


def test_a_file_of_the_folder_that_is_no_page_is_told_and_set_aside_and_the_others_come(
    open_counter: OpenCounter, tmp_path: Path
) -> None:
    folder = tmp_path / "from-the-copier"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    os.utime(folder / "broken.pdf", (0, 0))  # nobody is writing it any more
    (folder / "scan.png").write_bytes(as_png(make_page(1, dpi=100), 100))
    counter = knows_sa_rinh(open_counter(watched_folder=folder))
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, modifier=CONTROL)
    counter.press(Key.Key_Return)
    assert "để sang chỗ riêng" in counter.said
    assert len(counter.opened.presenter.reception.screen.pages._tiles) == 1
    assert [path.name for path in folder.rglob("*.pdf")] == ["broken.pdf"]
    assert not (folder / "broken.pdf").exists()
