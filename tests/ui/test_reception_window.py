"""The clerk's day in the real window, with real keys and no mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.domain.dossier import AskAgain, Delivery, Dossier, LookUpLater, Taken
from tests.ui.conftest import Counter
from tests.ui.people import CARD

Key = Qt.Key
OpenCounter = Callable[[], Counter]


def call_and_identify(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.opened.presenter.reception.view is not None)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")


def choose_marital_status(counter: Counter) -> None:
    counter.type("tthn")
    counter.press(Key.Key_Return)


def dossier(counter: Counter) -> Dossier:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return draft.dossier


def test_a_digit_issues_a_ticket_and_prints_it(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_2, Key.Key_1)
    words = counter.opened.presenter.queue.screen.words
    assert words is not None
    assert [line.label for line in words.waiting] == ["A001", "B001", "A002"]
    assert "A002" in counter.said
    assert len(list(counter.printed.glob("*.pdf"))) == 3


def test_nobody_waiting_is_said_with_the_next_key(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    assert "Không còn ai đang chờ" in counter.said
    assert "F3" in counter.said


def test_a_whole_dossier_by_keyboard_alone(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    assert counter.f12 == "CÒN THIẾU 1"
    counter.press(Key.Key_Return)  # takes all that is held
    assert [type(s) for s in dossier(counter).settlements] == [Taken]
    counter.press(Key.Key_F5)
    assert counter.f12 == "TIẾP NHẬN"
    counter.press(Key.Key_F12)
    done = counter.opened.presenter.reception.screen.done
    counter.until(lambda: done.printed.text().startswith("Đã in"))
    assert done.code.text().startswith("TAM.")
    assert done.state.text() == "Đã lưu tại quầy"
    assert len(counter.receipts()) == 1
    assert counter.opened.window.line.text().endswith("1 chờ gửi")


def test_an_impatient_double_f12_makes_one_dossier_and_one_receipt(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5)
    for _ in range(4):
        QTest.keyClick(counter.focus, Key.Key_F12)
    counter.answered()
    counter.until(lambda: len(counter.receipts()) > 0)
    counter.answered()
    assert len(counter.application.desk.overview.dossiers()) == 1
    assert len(counter.receipts()) == 1


def test_f12_before_everything_is_there_says_what_is_missing_and_goes_there(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Tab, Key.Key_F12)
    assert "Tờ khai" in counter.said
    assert counter.focus is counter.opened.presenter.reception.screen.checklist
    assert counter.application.desk.overview.dossiers() == ()


def test_twelve_digits_do_as_well_as_the_card(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("094190004321")
    counter.press(Key.Key_Return)
    assert counter.opened.window.person.text() == "Thạch Thị Sa Rinh"


def test_a_person_whom_nobody_knows_is_asked_for_the_name(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.type("096090000001")
    counter.press(Key.Key_Return)
    assert counter.f12 == "CÒN THIẾU họ tên"
    counter.type("Danh Sol")
    counter.press(Key.Key_Return)
    assert counter.f12 == "CÒN THIẾU thủ tục"
    applicant = dossier(counter).applicant
    assert applicant is not None
    assert applicant.full_name == "Danh Sol"


def test_space_takes_and_gives_back_one_row(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Down)
    assert counter.opened.presenter.reception.screen.checklist.current_code == "cu-tru"
    counter.press(Key.Key_Space)
    assert [s.component for s in dossier(counter).settlements] == ["cu-tru"]
    counter.opened.presenter.reception.screen.checklist.go_to("cu-tru")
    counter.press(Key.Key_Space)
    assert dossier(counter).settlements == ()


def test_asking_for_a_held_paper_needs_a_reason_chosen_in_place(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Down, Key.Key_F6)
    chooser = counter.opened.presenter.reception.screen.chooser
    assert chooser.isVisible()
    assert chooser.list.count() == 2  # the line is down, but the paper is held: no reason
    counter.press(Key.Key_2)
    assert [asked.reason for asked in dossier(counter).asked] == [AskAgain.WRONG_DATA]
    assert counter.f12 == "CÒN THIẾU 2"


def test_escape_leaves_the_chooser_and_changes_nothing(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Down, Key.Key_F6, Key.Key_Escape)
    assert not counter.opened.presenter.reception.screen.chooser.isVisible()
    assert dossier(counter).asked == ()


def test_without_a_line_looking_up_later_is_offered_first(open_counter: OpenCounter) -> None:
    counter = open_counter()  # nothing is known of anybody
    call_and_identify(counter)
    choose_marital_status(counter)
    assert counter.f12 == "CÒN THIẾU 2"
    counter.press(Key.Key_Down, Key.Key_Space, Key.Key_Return)
    assert dossier(counter).settlements == (LookUpLater("cu-tru"),)


def test_digits_in_the_page_list_move_a_page_and_zero_sets_it_aside(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, Key.Key_Tab)
    pages = counter.opened.presenter.reception.screen.pages
    assert counter.focus is pages.list
    first = pages.current_page
    counter.press(Key.Key_0)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert first is not None
    assert draft.component_of(first) is None
    counter.press(Key.Key_1)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.component_of(first) == "to-khai"


def test_fields_are_saved_as_they_are_left_and_f12_takes_the_last_one_along(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F9)
    counter.opened.presenter.reception.screen.phone.setFocus()
    counter.type("0909123456")
    counter.press(Key.Key_F12)
    receipt = counter.application.desk.overview.dossiers()[0].receipt
    assert receipt.applicant.phone == "0909123456"
    assert "bưu chính" in receipt.delivery_words


def test_a_restart_reopens_the_exact_step(open_counter: OpenCounter) -> None:
    counter = open_counter()
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, Key.Key_F9)
    before = dossier(counter)
    again = open_counter()
    again.until(lambda: again.opened.presenter.reception.draft is not None)
    again.answered()
    assert dossier(again).settlements == before.settlements
    assert dossier(again).delivery is Delivery.POST
    assert again.opened.window.person.text() == "Thạch Thị Sa Rinh"
    assert again.focus is again.opened.presenter.reception.screen.checklist


def test_an_open_dossier_is_left_only_by_a_second_press_and_comes_back(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    first = dossier(counter).id
    counter.press(Key.Key_F3)
    assert dossier(counter).id == first
    assert "chưa tiếp nhận" in counter.said
    counter.press(Key.Key_F3)
    assert dossier(counter).id != first
    counter.press(Key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)  # that one went away again
    counter.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    counter.press(Key.Key_1, modifier=Qt.KeyboardModifier.AltModifier)
    assert dossier(counter).id == first


def test_a_reprint_is_marked_and_counted(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: len(counter.receipts()) == 1)
    counter.answered()
    counter.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    counter.press(Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: len(counter.receipts()) == 2)
    counter.answered()
    lines = counter.opened.presenter.dossiers.screen.model.lines
    assert [line.prints for line in lines] == ["in lại 1 lần"]
    assert lines[0].state == "đã lưu tại quầy"


def test_at_200_percent_a_full_hd_screen_holds_the_window_and_shows_what_has_the_focus(counter: Counter) -> None:
    half = QSize(960, 540 - 80)  # without the window's title and the desktop's bar
    window = counter.opened.window
    call_and_identify(counter)
    choose_marital_status(counter)
    for page in "98765432":
        counter.press(getattr(Qt.Key, f"Key_{page}"), modifier=Qt.KeyboardModifier.AltModifier)
        window.resize(half)
        assert window.size() == half, page
    counter.press(Qt.Key.Key_1, modifier=Qt.KeyboardModifier.AltModifier)
    phone = counter.opened.presenter.reception.screen.phone
    phone.setFocus()
    where = phone.mapTo(window, phone.rect().center())
    assert window.rect().contains(where)
    assert window.childAt(where) is phone, "out of sight"


def test_everything_fits_a_1366_by_768_screen(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5)
    window = counter.opened.window
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 700
    assert window.width() == 1366
    bar = counter.opened.presenter.reception.screen.checklist.verticalScrollBar()
    assert bar.maximum() == 0


def test_at_200_per_cent_on_a_full_hd_screen_state_and_fee_are_in_sight(counter: Counter) -> None:
    window = counter.opened.window
    window.resize(960, 540)
    call_and_identify(counter)
    choose_marital_status(counter)
    assert (window.width(), window.height()) == (960, 540)
    fee = counter.opened.presenter.reception.screen.fee
    assert fee.width() >= fee.fontMetrics().horizontalAdvance(fee.text())
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: len(counter.receipts()) == 1)
    counter.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    table = counter.opened.presenter.dossiers.screen.table
    assert not table.isColumnHidden(5)
    assert table.horizontalScrollBar().maximum() == 0


def test_a_window_that_was_wide_becomes_narrow_with_all_keys_in_the_legend(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.opened.window.resize(960, 540)
    assert (counter.opened.window.width(), counter.opened.window.height()) == (960, 540)


def test_every_place_that_takes_keys_has_an_accessible_name(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    nameless = [
        widget
        for widget in QApplication.allWidgets()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is counter.opened.window
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_enter_pressed_before_the_list_has_come_chooses_what_was_typed(counter: Counter) -> None:
    call_and_identify(counter)
    QTest.keyClicks(counter.focus, "tthn")
    QTest.keyClick(counter.focus, Key.Key_Return)
    counter.answered()
    procedure = dossier(counter).procedure
    assert procedure is not None
    assert procedure.code == "1.004873"


def test_the_next_citizen_finds_no_letters_of_the_one_before(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12, Key.Key_F3)
    counter.type("094190004321")
    counter.press(Key.Key_Return)
    pane = counter.opened.presenter.reception.screen.procedure
    assert pane.field.text() == ""
    counter.press(Key.Key_Return)  # the first of the list, not yesterday's letters
    assert dossier(counter).procedure is not None


def test_a_result_by_post_needs_an_address_and_f9_leads_to_its_field(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.opened.card_read("094085001234||Lâm Văn Tân|15031985|Nam||01022022")  # a card without an address
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    choose_marital_status(counter)
    counter.until(lambda: counter.f12 == "CÒN THIẾU 2")
    counter.press(Key.Key_Down, Key.Key_Space, Key.Key_Return)  # the residence: received now, looked up later
    assert counter.f12 == "CÒN THIẾU 1"
    counter.press(Key.Key_F5)
    counter.until(lambda: counter.f12 == "TIẾP NHẬN")
    counter.press(Key.Key_F9)
    assert counter.f12 == "CÒN THIẾU địa chỉ"
    assert counter.focus is counter.opened.presenter.reception.screen.person.address
    counter.type("Khom 5")
    counter.press(Key.Key_Return)
    assert counter.f12 == "TIẾP NHẬN"


def test_an_older_address_is_shown_with_its_commune_of_today(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.opened.card_read(
        "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 2, Phường 5, TP. Sóc Trăng, Sóc Trăng|01022022"
    )
    counter.until(lambda: "nay thuộc Phường Sóc Trăng" in counter.opened.window.about.text())
