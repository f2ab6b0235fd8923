"""The counter's books in the real window, with real keys: the register, certified copies, refusals before reception."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from counter_app.domain.deadline import VIETNAM
from counter_app.ports import AuditQuery
from tests.paperwork.reading import text_of
from tests.ui.conftest import Counter
from tests.ui.test_before_reception_window import at_the_papers
from tests.ui.test_copies_window import certified
from tests.ui.test_following_window import ALT, CTRL, Key, accepted, papers
from ui.today.screen import TodayScreen

REASON = "Khong thuoc tham quyen"


def today(counter: Counter) -> TodayScreen:
    counter.press(Key.Key_8, modifier=ALT)
    screen = counter.opened.presenter.today.screen
    counter.until(lambda: bool(screen.books.rows))
    return screen


def titles(screen: TodayScreen) -> list[str]:
    return [row.title for row in screen.books.rows]


def refused(counter: Counter) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.until(lambda: counter.f12 == "TỪ CHỐI")
    for word in REASON.split(" "):  # by words: a burst is a scanner's
        counter.type(f"{word} ")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)


def printed(counter: Counter, name: str, folder: Path) -> str:
    (only,) = papers(counter, name)
    return text_of((counter.printed / only).read_bytes(), folder)


def test_the_register_of_today_is_printed_by_two_keys_and_says_what_happened_to_each(
    counter: Counter, tmp_path: Path
) -> None:
    first, second = accepted(counter), accepted(counter)
    counter.application.desk.hand_over_dossier(first.id)
    counter.application.desk.end.withdraw(second.id, "")
    screen = today(counter)
    year = first.accepted_at.year
    assert titles(screen) == [f"Hôm nay: Sổ theo dõi hồ sơ {year}", f"Sổ theo dõi hồ sơ {year}"]
    counter.press(Key.Key_B, modifier=CTRL)
    assert counter.focus is screen.books
    counter.press(Key.Key_Return)
    counter.until(lambda: "Đã in sổ" in counter.said)
    said = printed(counter, "so-register", tmp_path)
    assert "SỔ THEO DÕI HỒ SƠ" in said
    assert "THẠCH THỊ SA RINH" in said.upper()
    assert "rút" in said, "how it ended stands in the last column"
    assert "đóng sổ" not in said, "its year still runs"
    with counter.application.store.read() as work:
        (line,) = work.audit.page(AuditQuery(what="list-printed"))
    assert line.about["lines"] == "1-2"


def test_the_same_lines_again_bear_that_they_are_printed_again_and_more_lines_are_another_print(
    counter: Counter, tmp_path: Path
) -> None:
    accepted(counter)
    today(counter)
    counter.press(Key.Key_B, modifier=CTRL)
    counter.press(Key.Key_Down, Key.Key_Return)
    counter.until(lambda: len(papers(counter, "so-register")) == 1)
    counter.until(lambda: "Đã in sổ" in counter.said)
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: len(papers(counter, "so-register")) == 2)
    counter.until(lambda: "Đã in sổ" in counter.said)
    first, again = papers(counter, "so-register")
    assert "BẢN IN LẠI" not in text_of((counter.printed / first).read_bytes(), tmp_path)
    assert "BẢN IN LẠI (LẦN 1)" in text_of((counter.printed / again).read_bytes(), tmp_path)


def test_certified_copies_stand_in_a_book_of_their_own(counter: Counter, tmp_path: Path) -> None:
    certified(counter, Key.Key_F7)
    screen = today(counter)
    assert f"Sổ chứng thực bản sao {datetime.now(VIETNAM).year}" in titles(screen)
    counter.press(Key.Key_B, modifier=CTRL)
    counter.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    counter.until(lambda: "Đã in sổ" in counter.said)
    said = printed(counter, "so-copies", tmp_path)
    assert "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH" in said
    assert "Bang" in said
    assert "18.000" in said


def test_a_refusal_before_reception_is_found_with_its_reason_and_printed_again(
    counter: Counter, tmp_path: Path
) -> None:
    refused(counter)
    counter.opened.presenter.reception.asides.forget()  # the next citizen stands there
    screen = today(counter)
    counter.until(lambda: len(screen.refused.rows) == 1)
    (row,) = screen.refused.rows
    assert REASON in row.quiet
    assert "THẠCH THỊ SA RINH" in row.title.upper()
    screen.refused.setFocus()
    counter.press(Key.Key_Return)
    assert REASON in counter.said
    assert "Từ chối số 01" in counter.said
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: len(papers(counter, "tu-choi-01")) == 2)
    assert "BẢN IN LẠI (LẦN 1)" in text_of((counter.printed / papers(counter, "tu-choi-01")[1]).read_bytes(), tmp_path)
    counter.until(lambda: "Đã in" in counter.said)
    counter.press(Key.Key_B, modifier=CTRL)
    counter.press(Key.Key_Return)
    counter.until(lambda: bool(papers(counter, "so-refusals")))
    assert REASON in printed(counter, "so-refusals", tmp_path)


def test_a_refusal_is_found_by_the_name_among_the_dossiers_and_tells_its_story(counter: Counter) -> None:
    refused(counter)
    counter.opened.presenter.reception.asides.forget()
    counter.press(Key.Key_3, modifier=ALT)
    counter.press(Key.Key_F, modifier=CTRL)
    for word in ("sa ", "rinh ", "thach"):
        counter.type(word)
    table = counter.opened.presenter.dossiers.screen.model
    counter.until(lambda: [line.code for line in table.lines] == ["Từ chối 01-Q01"])
    assert counter.focus is counter.opened.presenter.dossiers.screen.field, "what is found takes the field from nobody"
    counter.until(lambda: counter.opened.wedge.quiet)
    counter.press(Key.Key_Tab)
    story = counter.opened.presenter.dossiers.story.screen
    counter.until(lambda: counter.focus is counter.opened.presenter.dossiers.screen.table)
    counter.press(Key.Key_Return)
    counter.until(lambda: bool(story.rows.rows))
    assert REASON in story.none.text()
    assert story.rows.rows[0].title == "In phiếu từ chối tiếp nhận"
    assert "Từ chối tiếp nhận" in [row.title for row in story.rows.rows]
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "In lại phiếu từ chối tiếp nhận" in [row.title for row in story.rows.rows])
    counter.press(Key.Key_Escape)
    counter.until(lambda: [line.code for line in table.lines] == ["Từ chối 01-Q01"])


def test_a_refusal_is_found_by_number_and_by_the_number_on_its_slip(counter: Counter) -> None:
    refused(counter)
    desk = counter.application.desk
    assert [one.slip for one in desk.refuse.find("0941900")] == ["01-Q01"]
    assert [one.slip for one in desk.refuse.find("01-q01")] == ["01-Q01"]
    assert desk.refuse.find("nguyen") == ()
    assert desk.refuse.find("1990") == ()
