"""A conflict by keys alone: found in Alt+9 and by the palette's key, a side for each field, F12 sends it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt

from counter_app.domain.correction import About, Correction, Side, Theirs
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import NoStepsTaken
from counter_app.domain.outbox import Step
from sync.receipts import note_differs, note_failed
from tests.local_db.samples import accept
from tests.ui.conftest import Counter
from ui.story.presenter import StoryPresenter
from ui.story.view_model import Deed

Key = Qt.Key
ALT, CTRL_SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


def one_accepted(counter: Counter) -> None:
    with counter.application.store.write() as work:
        accept(work)


def with_the_sheet_open(counter: Counter) -> StoryPresenter:
    """Of a correction to the latest dossier."""
    counter.press(Key.Key_3, modifier=ALT)
    counter.press(Key.Key_Return)
    story = counter.opened.presenter.dossiers.story
    counter.until(lambda: bool(story.screen.code.text()))
    at = next(n for n, line in enumerate(story.screen._lines) if line.deed is Deed.CORRECT)
    story.screen.deeds.setCurrentRow(at)
    counter.press(Key.Key_Return)
    counter.until(lambda: story.screen.asking)
    return story


def met(counter: Counter, **theirs: str) -> Correction:
    """The latest dossier's telephone was corrected here, and at the province `theirs`."""
    one_accepted(counter)
    store, desk = counter.application.store, counter.application.desk
    with store.read() as work:
        accepted = work.dossiers.recent(1)[0]
    before = desk.correct.state(accepted.id, About.DOSSIER)
    made = desk.correct(accepted.id, About.DOSSIER, before, {**before.fields, "phone": "0911222333"})
    with store.write() as work:
        event = work.outbox.get(made.id)
        note_differs(work, event, Theirs("v2", {**before.fields, **theirs}), store.clock.now(), "Q01")
    return made


def kept(counter: Counter, event_id: UUID) -> Correction:
    with counter.application.store.read() as work:
        return work.corrections.get(event_id)


def test_a_conflict_is_found_chosen_in_and_sent_by_keys(counter: Counter) -> None:
    made = met(counter, phone="0900000001", address="Khóm 9")
    sending = counter.opened.presenter.sending
    counter.press(Key.Key_9, modifier=ALT)
    counter.until(lambda: "tỉnh cũng đã sửa" in sending.screen.rows.rows[0].title)
    counter.press(Key.Key_Return)
    table = sending.screen.comparing.model
    assert [(line.words, line.side) for line in table.lines] == [("Nơi ở", Side.THEIRS), ("Điện thoại", None)]
    counter.press(Key.Key_F12)
    assert "Còn một ô chưa chọn: Điện thoại" in counter.said
    assert kept(counter, made.id).open_conflict
    counter.press(Key.Key_Left)
    assert "F12" in sending.screen.comparing.left.text()
    counter.press(Key.Key_F12)
    chosen = kept(counter, made.id).chosen
    assert chosen is not None
    assert (chosen["phone"], chosen["address"]) == ("0911222333", "Khóm 9")
    assert table.lines == (), "nobody's data stays on the screen"


def test_a_restart_reopens_the_comparison_with_the_sides_that_were_chosen(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter()
    made = met(counter, phone="0900000001", address="Khóm 9")
    counter.press(Key.Key_9, modifier=ALT)
    sending = counter.opened.presenter.sending
    counter.until(lambda: bool(sending.screen.rows.rows))
    counter.press(Key.Key_Return)
    counter.until(lambda: sending.settling.is_open)
    counter.press(Key.Key_Left, Key.Key_Up, Key.Key_Left)
    chosen = [("Nơi ở", Side.MINE), ("Điện thoại", Side.MINE)]
    assert [(line.words, line.side) for line in sending.screen.comparing.model.lines] == chosen
    again = open_counter()
    there = again.opened.presenter.sending
    again.until(lambda: [(line.words, line.side) for line in there.screen.comparing.model.lines] == chosen)
    again.press(Key.Key_F12)
    again.until(lambda: not kept(again, made.id).open_conflict)
    with again.application.store.read() as work:
        assert work.typed.last_open(again.application.session.who) is None, "what was sent would be reopened"


def test_the_palettes_key_opens_the_oldest_from_anywhere_and_escape_leaves_it_for_later(counter: Counter) -> None:
    made = met(counter, phone="0900000001")
    counter.press(Key.Key_2, modifier=ALT)
    counter.press(Key.Key_D, modifier=CTRL_SHIFT)
    screen = counter.opened.presenter.sending.screen
    counter.until(lambda: screen.currentIndex() == 1)
    counter.press(Key.Key_Right, Key.Key_Escape)
    assert (screen.currentIndex(), kept(counter, made.id).open_conflict) == (0, True)


def test_the_story_offers_a_correction_and_says_what_stands_there(counter: Counter) -> None:
    one_accepted(counter)
    story = with_the_sheet_open(counter)
    story.screen.form.go_to("phone")
    counter.type("0911")
    counter.press(Key.Key_F12)
    assert "Đã ghi bản sửa" in counter.said
    with counter.application.store.read() as work:
        accepted = work.dossiers.recent(1)[0]
        (made,) = work.corrections.of(accepted.id)
    assert (made.mine["phone"], accepted.receipt.applicant.phone) == ("0911", "0911")


def test_what_the_provinces_system_never_takes_is_closed_by_hand_with_a_reason(counter: Counter) -> None:
    one_accepted(counter)
    store = counter.application.store
    now = store.clock.now()
    with store.write() as work:
        (event,) = work.outbox.list_waiting()
        note_failed(work, work.outbox.get(event.id), NoStepsTaken(), 3600.0, now)
    sending = counter.opened.presenter.sending
    counter.press(Key.Key_9, modifier=ALT)
    counter.until(lambda: len(sending.screen.rows.rows) == 1)
    counter.press(Key.Key_F6, Key.Key_F12)
    assert "Còn thiếu lý do" in counter.said
    counter.type("da nhap")
    counter.press(Key.Key_F12)
    assert "Đã ghi: nhập tay ở tỉnh" in counter.said
    with store.read() as work:
        assert work.outbox.list_waiting() == ()
        last = work.outbox.story(event.id)[-1]
        told = work.audit.lines()[0]
        state = work.dossiers.recent(1)[0].state
    assert (last.what, last.reason) == (Step.ENTERED, "da nhap")
    assert (told.what, told.about["reason"]) == ("event-entered-by-hand", "da nhap")
    assert state is Honest.ENTERED, "nobody calls it confirmed"


def test_what_changed_there_while_the_sheet_was_open_is_said_at_f12_and_compared(counter: Counter) -> None:
    one_accepted(counter)
    desk = counter.application.desk
    story = with_the_sheet_open(counter)
    with counter.application.store.read() as work:
        accepted = work.dossiers.recent(1)[0]
    seen = desk.correct.state(accepted.id, About.DOSSIER)
    desk.correct(accepted.id, About.DOSSIER, seen, {**seen.fields, "address": "Khóm 9"})
    story.screen.form.go_to("phone")
    counter.type("0911")
    counter.press(Key.Key_F12)
    assert "Ctrl+Shift+D" in counter.said
    (shown,) = desk.correct.conflicts()
    counter.press(Key.Key_D, modifier=CTRL_SHIFT)
    comparing = counter.opened.presenter.sending.screen.comparing
    counter.until(lambda: bool(comparing.model.lines))
    assert [(line.words, line.side) for line in comparing.model.lines] == [
        ("Nơi ở", Side.THEIRS),
        ("Điện thoại", Side.MINE),
    ]
    assert shown.correction.base == seen.fields
