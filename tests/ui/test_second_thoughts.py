"""What the clerk takes up again: a missed number, a dossier that was left, a page, a card read too early."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt

from counter_app.domain.dossier import Captured
from counter_app.domain.ticket import TicketState
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from tests.ui.test_reception_window import call_and_identify, choose_marital_status, dossier
from ui.reception.identifying import KEEP_CARD

Key = Qt.Key
SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
OTHER_CARD = "096090000001||Danh Sol|01011990|Nam|Khóm 3, phường Sóc Trăng, Cần Thơ|10052021"


def drafts(counter: Counter) -> list[UUID]:
    return [found.draft.dossier.id for found in counter.application.desk.overview.drafts()]


def hints(counter: Counter) -> dict[str, str]:
    return {hint.key: hint.words for hint in counter.opened.window.legend.hints}


def miss_two(counter: Counter) -> None:
    """A001 and A002 were called and did not come; A003 waits."""
    counter.press(Key.Key_1, Key.Key_1, Key.Key_1)
    for _ in range(2):
        counter.press(Key.Key_F2)
        counter.press(Key.Key_F2, modifier=SHIFT)
    counter.press(Key.Key_2, modifier=ALT)


def test_a_missed_number_is_called_again_by_enter_in_its_list(counter: Counter) -> None:
    miss_two(counter)
    screen = counter.opened.presenter.queue.screen
    counter.press(Key.Key_Tab)
    assert counter.focus is screen.missed
    counter.press(Key.Key_Down)
    assert hints(counter)["Return"] == "gọi lại A002"
    counter.press(Key.Key_Return)
    assert counter.opened.window.ticket.text() == "A002"
    queue = counter.application.desk.overview.queue()
    assert [ticket.label for ticket in queue.not_here] == ["A001"]
    assert [ticket.label for ticket in queue.waiting] == ["A003"]


def test_f2_never_calls_a_missed_number_by_itself(counter: Counter) -> None:
    miss_two(counter)
    counter.press(Key.Key_Tab, Key.Key_F2)  # the cursor stands on A001
    assert counter.opened.window.ticket.text() == "A003"
    counter.press(Key.Key_F2)
    assert "Không còn ai đang chờ" in counter.said


def test_no_list_of_missed_numbers_without_one(counter: Counter) -> None:
    screen = counter.opened.presenter.queue.screen
    assert not screen.missed.isVisible()
    counter.press(Key.Key_Tab)
    assert counter.focus is screen.groups


def test_a_dossier_that_was_left_is_found_in_its_list_and_taken_up_again(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    left = dossier(counter).id
    counter.press(Key.Key_F3, Key.Key_F3)
    counter.type("096090000001")
    counter.press(Key.Key_Return)  # another one has begun: the newest is not the one that was left
    counter.press(Key.Key_3, modifier=ALT)
    view = counter.opened.presenter.dossiers.screen.drafts
    assert [line.who for line in view.lines] == ["Không lấy số · 096•••••••01", "A001 · Thạch Thị Sa Rinh"]
    assert "tình trạng hôn nhân · còn thiếu 1" in view.lines[1].about
    assert counter.focus is view.list
    counter.press(Key.Key_Down, Key.Key_Return)
    assert dossier(counter).id == left
    assert counter.f12 == "CÒN THIẾU 1"
    assert counter.opened.window.person.text() == "Thạch Thị Sa Rinh"


def test_a_dossier_whose_citizen_left_is_put_away_and_taken_back_by_undo(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    before = dossier(counter)
    counter.press(Key.Key_F2, modifier=SHIFT)
    assert "Ctrl+Z" in counter.said
    assert counter.opened.presenter.reception.draft is None
    assert drafts(counter) == []
    queue = counter.application.desk.overview.queue()
    assert queue.current is None
    assert queue.not_here == ()
    counter.press(Key.Key_Z, modifier=CONTROL)
    assert dossier(counter) == before
    assert drafts(counter) == [before.id]


def test_a_left_dossier_is_put_away_from_its_list(counter: Counter) -> None:
    call_and_identify(counter)
    left = dossier(counter).id
    counter.press(Key.Key_F3, Key.Key_F3)
    counter.press(Key.Key_3, modifier=ALT)
    view = counter.opened.presenter.dossiers.screen.drafts
    assert counter.focus is view.list
    counter.press(Key.Key_Delete)
    assert drafts(counter) == []
    assert not view.isVisible()
    counter.press(Key.Key_Z, modifier=CONTROL)
    assert drafts(counter) == [left]
    assert view.isVisible()


def test_a_page_taken_off_comes_back_by_undo_where_it_lay(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, Key.Key_Tab)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    before = draft
    taken_off = counter.opened.presenter.reception.screen.pages.current_page
    counter.press(Key.Key_Home, Key.Key_Delete)
    after = counter.opened.presenter.reception.draft
    assert after is not None
    assert [page.name for page in after.pages] == [page.name for page in before.pages[1:]]
    assert "Ctrl+Z" in counter.said
    assert taken_off is not None
    counter.press(Key.Key_Z, modifier=CONTROL)
    back = counter.opened.presenter.reception.draft
    assert back is not None
    assert (back.pages, back.dossier) == (before.pages, before.dossier)
    assert isinstance(dossier(counter).settlement("to-khai"), Captured)


def test_zero_sets_a_page_aside_and_delete_takes_it_off(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, Key.Key_Tab, Key.Key_0)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    count = len(draft.pages)
    counter.press(Key.Key_Delete)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert len(draft.pages) == count - 1


def test_undo_in_a_field_undoes_typing_and_brings_no_page_back(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, Key.Key_Tab, Key.Key_Delete)
    phone = counter.opened.presenter.reception.screen.phone
    phone.setFocus()
    counter.type("0909")
    draft = counter.opened.presenter.reception.draft
    counter.press(Key.Key_Z, modifier=CONTROL)
    assert phone.text() != "0909"
    assert counter.opened.presenter.reception.draft == draft


def test_a_card_read_before_the_call_is_used_by_it(counter: Counter) -> None:
    counter.press(Key.Key_1)
    counter.opened.card_read(CARD)
    counter.until(lambda: "Đã đọc thẻ" in counter.said)
    assert drafts(counter) == []
    counter.press(Key.Key_F2)
    counter.answered()
    assert counter.opened.window.person.text() == "Thạch Thị Sa Rinh"
    assert counter.opened.window.ticket.text() == "A001"
    with counter.application.store.read() as work:
        (ticket,) = work.tickets.list(counter.application.counter.site, dossier(counter).day)
    assert ticket.state is TicketState.SERVED


def test_a_kept_card_serves_one_citizen_only(counter: Counter) -> None:
    counter.opened.card_read(CARD)
    counter.until(lambda: "Đã đọc thẻ" in counter.said)
    counter.press(Key.Key_F3)
    counter.answered()
    assert counter.f12 == "CÒN THIẾU thủ tục"
    counter.press(Key.Key_F3, Key.Key_F3)
    assert counter.f12 == "CÒN THIẾU người nộp"


def test_a_kept_card_is_forgotten_after_a_minute(counter: Counter) -> None:
    identifying = counter.opened.presenter.reception.identifying
    counter.opened.card_read(CARD)
    counter.until(lambda: identifying.keeps_a_card)
    assert KEEP_CARD == 60_000
    identifying._expiry.timeout.emit()
    assert not identifying.keeps_a_card
    counter.press(Key.Key_F3)
    assert counter.f12 == "CÒN THIẾU người nộp"


def test_a_card_read_while_the_call_is_under_way_is_the_called_citizens(counter: Counter) -> None:
    call_and_identify(counter)
    first = dossier(counter)
    counter.press(Key.Key_F3)
    counter.opened.presenter.press("F3")  # not answered yet
    counter.opened.presenter.card_read(OTHER_CARD)
    counter.answered()
    counter.until(lambda: counter.opened.window.person.text() == "Danh Sol")
    with counter.application.store.read() as work:
        assert work.drafts.get(first.id).dossier.applicant == first.applicant


def test_another_persons_card_takes_no_work_away_before_it_is_read_again(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    before = dossier(counter)
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: "của người khác" in counter.said)
    counter.answered()
    assert dossier(counter) == before
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: counter.opened.window.person.text() == "Danh Sol")


def test_another_persons_card_opens_a_dossier_of_its_own_by_f3(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    before = dossier(counter)
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: "của người khác" in counter.said)
    counter.press(Key.Key_F3, Key.Key_F3)
    counter.until(lambda: counter.opened.window.person.text() == "Danh Sol")
    assert before.id in drafts(counter)


def test_another_persons_card_is_not_the_next_tickets(counter: Counter) -> None:
    counter.press(Key.Key_1)  # A001 waits behind the one at the counter
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: "của người khác" in counter.said)
    counter.press(Key.Key_F2, Key.Key_F2)
    assert counter.opened.window.ticket.text() == "A002"
    assert counter.f12 == "CÒN THIẾU người nộp"
    assert not counter.opened.presenter.reception.identifying.keeps_a_card


def test_a_refused_card_replaces_nobody_on_a_dossier_that_is_reopened(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    before = dossier(counter)
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: "của người khác" in counter.said)
    counter.press(Key.Key_3, modifier=ALT)
    counter.press(Key.Key_Return)
    assert dossier(counter) == before
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: "của người khác" in counter.said)
    counter.answered()
    assert dossier(counter) == before


def test_a_half_typed_name_is_not_the_next_cards_name(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("079080000002")
    counter.press(Key.Key_Return)
    assert counter.f12 == "CÒN THIẾU họ tên"
    counter.type("Nguyen Van")
    counter.opened.card_read(OTHER_CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.answered()
    choose_marital_status(counter)  # every field was left
    applicant = dossier(counter).applicant
    assert applicant is not None
    assert applicant.full_name == "Danh Sol"
    assert counter.opened.presenter.reception.screen.person.name.text() == "Danh Sol"


def test_a_name_entered_while_another_card_is_taken_in_is_not_that_ones(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("079080000002")
    counter.press(Key.Key_Return)
    counter.type("Nguyen Van")
    counter.opened.presenter.card_read(OTHER_CARD)  # not answered yet
    counter.opened.presenter.reception.screen.person.name.save()
    counter.answered()
    applicant = dossier(counter).applicant
    assert applicant is not None
    assert applicant.full_name == "Danh Sol"


def test_each_procedure_is_spoken_with_its_code_and_field(counter: Counter) -> None:
    call_and_identify(counter)
    counter.type("tthn")
    item = counter.opened.presenter.reception.screen.procedure.list.item(0)
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1.004873" in spoken
    assert "Hộ tịch" in spoken


def test_undo_with_nothing_to_undo_does_nothing(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter()
    counter.press(Key.Key_Z, modifier=CONTROL)
    assert counter.said == ""
