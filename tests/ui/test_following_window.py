"""A dossier after acceptance in the real window, with real keys: its story, supplement, result, fee, the day's
lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.life import Act, Life, Result, Stage
from counter_app.ports import AcceptedDossier
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from ui.results.view_model import ResultView
from ui.story.view_model import Deed, StoryView, story_view

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
OTHERS_CARD = "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng, Cần Thơ|01022022"


def accepted(counter: Counter, *fee: Key) -> AcceptedDossier:
    """By keys, as every day. (A test types faster than any clerk: what is typed before an Enter is kept shorter than a
    scanner's code.)"""
    counter.press(Key.Key_F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return, Key.Key_Return, Key.Key_F5)
    counter.press(*fee, Key.Key_F12)
    done = counter.opened.presenter.reception.screen.done
    counter.until(lambda: counter.opened.presenter.reception.closing.accepted is not None)
    counter.until(lambda: not done.printed.text().startswith("Đang in"))
    found = counter.opened.presenter.reception.closing.accepted
    assert found is not None
    return found


def life(counter: Counter, dossier: AcceptedDossier) -> Life:
    with counter.application.store.read() as work:
        return work.lives.of(dossier.id)


def open_story(counter: Counter) -> None:
    """The latest dossier's."""
    counter.press(Key.Key_3, modifier=ALT)
    counter.press(Key.Key_Return)
    story = counter.opened.presenter.dossiers.story
    counter.until(lambda: bool(story.screen.code.text()))
    counter.answered()


def shown(counter: Counter) -> StoryView:
    story = counter.opened.presenter.dossiers.story._story
    assert story is not None
    return story_view(story, datetime.now(UTC))


def choose(counter: Counter, deed: Deed) -> None:
    """By its digit, or by arrows where it has none."""
    screen = counter.opened.presenter.dossiers.story.screen
    screen.deeds.setFocus()
    at = [line.deed for line in shown(counter).deeds].index(deed)
    if at < 9:
        counter.type(str(at + 1))
        return
    counter.press(Key.Key_Home, *[Key.Key_Down] * at, Key.Key_Return)


def reads(counter: Counter, words: str) -> bool:
    """Whether F12 does, on a screen that has it."""
    return any((hint.key, hint.words) == ("F12", words) for hint in counter.opened.window.legend.hints)


def papers(counter: Counter, word: str) -> list[str]:
    return sorted(path.name for path in counter.printed.glob("*.pdf") if word in path.name)


def ask_supplement(counter: Counter) -> None:
    open_story(counter)
    choose(counter, Deed.ASK)
    counter.type("1")
    counter.press(Key.Key_Return)
    counter.type("To khai chua ky")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)


def result_is_here(counter: Counter) -> None:
    open_story(counter)
    choose(counter, Deed.NOTE_RESULT)
    counter.type("KQ.G15.99")
    counter.press(Key.Key_Return)
    counter.type("12/2026")
    counter.press(Key.Key_Return, Key.Key_Return)
    counter.type("ban giay co dau")
    counter.press(Key.Key_F12)
    counter.answered()


def result(counter: Counter) -> ResultView:
    return counter.opened.presenter.results.view


def test_a_supplement_is_asked_by_keys_alone_and_its_slip_printed(counter: Counter) -> None:
    dossier = accepted(counter)
    before = len(list(counter.printed.glob("*.pdf")))
    ask_supplement(counter)
    (step,) = life(counter, dossier).steps
    assert (step.act, step.papers, step.reason) == (Act.SUPPLEMENT_ASKED, ("to-khai",), "To khai chua ky")
    assert len(list(counter.printed.glob("*.pdf"))) == before + 1
    counter.until(lambda: shown(counter).stage == "Chờ bổ sung")
    assert "dừng" in shown(counter).due
    assert shown(counter).rows[0].title in ("In giấy tờ của hồ sơ", "Yêu cầu bổ sung hồ sơ")


def test_what_is_lacking_is_said_and_the_cursor_goes_there(counter: Counter) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.ASK)
    counter.press(Key.Key_F12)
    form = counter.opened.presenter.dossiers.story.screen.form
    assert "lý do" in counter.said
    assert form.fields["reason"].hasFocus()
    counter.type("mo")
    counter.press(Key.Key_F12)
    assert "Chưa chọn giấy tờ" in counter.said
    assert form.papers.hasFocus()
    counter.press(Key.Key_Escape)
    assert not counter.opened.presenter.dossiers.story.screen.asking
    assert life(counter, dossier).steps == ()
    counter.press(Key.Key_Escape)
    assert counter.opened.presenter.dossiers.screen.table.hasFocus()


def test_the_receipts_code_opens_what_is_to_be_brought_and_an_impatient_f12_brings_it_once(counter: Counter) -> None:
    dossier = accepted(counter)
    ask_supplement(counter)
    counter.press(Key.Key_F3)
    counter.opened.card_read(dossier.code.text)
    counter.until(lambda: reads(counter, "CÒN THIẾU 1"))
    counter.press(Key.Key_F5)
    assert counter.f12 == "NHẬN BỔ SUNG"
    for _ in range(3):
        counter.hit(Key.Key_F12)
    counter.answered()
    assert [step.act for step in life(counter, dossier).steps] == [Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED]
    assert life(counter, dossier).stage is Stage.RECEIVED
    assert counter.opened.presenter.reception.screen.done.title.text() == "ĐÃ TIẾP NHẬN"
    assert len(counter.application.desk.overview.dossiers()) == 1


def test_what_was_being_brought_is_open_again_after_a_restart(
    counter: Counter, open_counter: Callable[..., Counter]
) -> None:
    dossier = accepted(counter)
    counter.application.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    counter.opened.presenter.card_read(dossier.code.text)
    counter.until(lambda: reads(counter, "CÒN THIẾU 1"))
    counter.press(Key.Key_F5)
    again = open_counter()
    again.until(lambda: reads(again, "NHẬN BỔ SUNG"))
    again.press(Key.Key_F12)
    assert [step.act for step in life(again, dossier).steps] == [Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED]


def test_a_second_supplement_warns_that_it_counts_as_overdue(counter: Counter) -> None:
    dossier = accepted(counter)
    ask_supplement(counter)
    counter.opened.card_read(dossier.code.text)
    counter.until(lambda: reads(counter, "CÒN THIẾU 1"))
    counter.press(Key.Key_F5, Key.Key_F12)
    open_story(counter)
    choose(counter, Deed.ASK)
    assert "quá hạn" in counter.opened.presenter.dossiers.story.screen.form.warning.text()


def test_two_scans_and_enter_hand_a_result_out(counter: Counter) -> None:
    dossier = accepted(counter)
    result_is_here(counter)
    assert life(counter, dossier).stage is Stage.DONE
    counter.press(Key.Key_4, modifier=ALT)
    counter.opened.card_read(dossier.code.text)
    counter.until(lambda: result(counter).title == "Thạch Thị Sa Rinh")
    assert not result(counter).ready
    counter.opened.card_read(CARD)
    counter.until(lambda: result(counter).ready)
    counter.press(Key.Key_Return)
    assert life(counter, dossier).stage is Stage.RETURNED
    assert "Đã trả kết quả của Thạch Thị Sa Rinh" in counter.said
    assert result(counter).dossier == ""


def test_somebody_else_needs_an_authority_and_a_card_alone_finds_the_one_result(counter: Counter) -> None:
    dossier = accepted(counter)
    result_is_here(counter)
    counter.opened.card_read(dossier.code.text)  # from wherever: its result lies here
    counter.until(lambda: result(counter).dossier != "")
    counter.opened.card_read(OTHERS_CARD)
    counter.until(lambda: result(counter).asks_authority)
    counter.press(Key.Key_Return)
    assert life(counter, dossier).stage is Stage.DONE
    counter.press(Key.Key_Escape)
    counter.opened.card_read(CARD)
    counter.until(lambda: result(counter).ready)
    counter.press(Key.Key_Escape)
    counter.opened.card_read(dossier.code.text)
    counter.opened.card_read(OTHERS_CARD)
    counter.until(lambda: result(counter).asks_authority)
    counter.type("UQ 12/25")
    counter.press(Key.Key_Return)
    assert life(counter, dossier).stage is Stage.RETURNED
    collector = life(counter, dossier).steps[-1].collector
    assert collector is not None
    assert collector.other == "UQ 12/25"


def test_an_authority_hands_out_the_one_dossier_that_it_was_typed_for(counter: Counter) -> None:
    first, second = accepted(counter), accepted(counter)
    for dossier in (first, second):
        counter.opened.presenter.results._desk.take_result(dossier.id, Result("KQ.G15.99", why_no_file="bản giấy"))
    counter.opened.card_read(first.code.text)
    counter.until(lambda: result(counter).dossier != "")
    counter.opened.card_read(OTHERS_CARD)
    counter.until(lambda: result(counter).asks_authority)
    counter.type("UQ 12/25")
    assert result(counter).ready
    counter.opened.card_read(second.code.text)
    counter.until(lambda: second.code.text in result(counter).dossier)
    assert not result(counter).ready
    counter.press(Key.Key_Return)
    counter.type("UQ 13/25")
    assert result(counter).ready
    counter.opened.card_read(OTHERS_CARD.replace("094085001234", "094085001235"))
    counter.until(lambda: not result(counter).ready)
    assert life(counter, first).stage is life(counter, second).stage is Stage.DONE


def test_a_dossier_without_a_result_is_not_handed_out(counter: Counter) -> None:
    dossier = accepted(counter)
    counter.press(Key.Key_4, modifier=ALT)
    counter.opened.card_read(dossier.code.text)
    counter.until(lambda: "Chưa trả được" in result(counter).next_step)
    counter.press(Key.Key_Return)
    assert counter.opened.presenter.dossiers.story.is_open


def test_a_scanned_result_goes_through_the_reception_and_is_done(counter: Counter) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.SCAN_RESULT)
    counter.until(lambda: reads(counter, "CÒN THIẾU 1"))
    counter.press(Key.Key_F5)
    assert counter.f12 == "LƯU KẾT QUẢ"
    counter.press(Key.Key_F12)
    counter.answered()
    assert life(counter, dossier).stage is Stage.DONE
    assert len(life(counter, dossier).steps[-1].captured[0].pages) == 2


@pytest.mark.parametrize(("deed", "stage"), [(Deed.REFUSE, Stage.REFUSED), (Deed.STOP, Stage.STOPPED)])
def test_what_ends_a_dossier_says_why_and_prints_it(counter: Counter, deed: Deed, stage: Stage) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, deed)
    counter.type("Khong thuoc tham quyen")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    assert life(counter, dossier).stage is stage
    counter.until(lambda: [line.deed for line in shown(counter).deeds] == [Deed.AGAIN])


def test_an_apology_names_another_day_and_is_offered_once(counter: Counter) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.APOLOGISE)
    counter.type("32/13/2026")
    counter.press(Key.Key_F12)
    assert "dd/mm/yyyy" in counter.said
    field = counter.opened.presenter.dossiers.story.screen.form.fields["new_day"]
    field.selectAll()
    due = life(counter, dossier).due
    assert due is not None
    counter.type(f"{due + timedelta(days=20):%d/%m/%Y}")
    counter.press(Key.Key_Return)
    counter.type("Cho xac minh")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    new = life(counter, dossier).due
    assert new is not None
    assert new > due + timedelta(days=18)
    counter.until(lambda: Deed.APOLOGISE not in [line.deed for line in shown(counter).deeds])


def test_the_paper_of_a_step_is_printed_again_and_says_so_in_the_audit(counter: Counter) -> None:
    dossier = accepted(counter)
    ask_supplement(counter)
    counter.until(lambda: shown(counter).stage == "Chờ bổ sung")
    screen = counter.opened.presenter.dossiers.story.screen
    screen.rows.setFocus()
    row = next(i for i, one in enumerate(shown(counter).rows) if one.offer == "Ctrl+P in")
    screen.rows.setCurrentRow(row)
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "Đã in" in counter.said)
    with counter.application.store.read() as work:
        what = [line.what for line in work.audit.lines(50) if line.about.get("dossier") == str(dossier.id)]
    assert what.count("paper-printed") == 1
    assert what.count("paper-reprinted") == 1


def test_nobody_sees_the_story_of_the_clerk_before(counter: Counter) -> None:
    accepted(counter)
    open_story(counter)
    counter.opened.presenter.come_in(counter.application.session.acting)
    counter.answered()
    assert counter.opened.presenter.dossiers.story.screen.person.text() == ""
    assert isinstance(counter.application.desk.overview.dossiers()[0].id, UUID)


def test_the_pages_of_a_dossier_are_looked_at_one_after_the_other(counter: Counter) -> None:
    accepted(counter)
    open_story(counter)
    view = counter.opened.presenter.dossiers.story.screen.papers
    counter.press(Key.Key_O, modifier=CTRL)
    counter.until(lambda: not view.preview.page_size.isEmpty())
    assert counter.focus is view
    assert (view.place.text(), view.about.text()) == ("1/2", "quét ở quầy 1")
    first = view.preview.grab().toImage()
    counter.press(Key.Key_Right)
    counter.until(lambda: not view.preview.page_size.isEmpty())
    assert view.place.text() == "2/2"
    counter.press(Key.Key_Right, Key.Key_Return, Key.Key_Down)
    assert (view.place.text(), view.preview.near) == ("2/2", True)
    assert view.preview.grab().toImage() != first
    counter.press(Key.Key_Escape)
    screen = counter.opened.presenter.dossiers.story.screen
    assert not screen.looking
    assert view.preview.page_size.isEmpty(), "no page stays on a widget"


def test_the_archive_form_of_a_paper_is_seen_and_left_again_by_one_key(counter: Counter) -> None:
    accepted(counter)
    while counter.application.desk.archive.make_next() is not None:
        pass
    open_story(counter)
    view = counter.opened.presenter.dossiers.story.screen.papers
    counter.press(Key.Key_O, modifier=CTRL)
    counter.until(lambda: not view.preview.page_size.isEmpty())
    scanned = view.preview.page_size
    assert {hint.key: hint.words for hint in counter.opened.window.legend.hints}["A"] == "bản lưu trữ PDF/A"
    counter.press(Key.Key_A)
    counter.until(lambda: not view.preview.page_size.isEmpty())
    assert view.about.text() == "quét ở quầy 1 · bản lưu trữ PDF/A"
    assert view.preview.page_size.height() > 500
    counter.press(Key.Key_A)
    counter.until(lambda: view.preview.page_size == scanned)
    assert view.about.text() == "quét ở quầy 1"
