"""Papers and ends that are no daily thing, in the real window with real keys: slips before acceptance, what presses,
what is withdrawn, a fee's slip, a receipt that is asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from counter_app.domain.life import Act, Stage
from tests.paperwork.reading import text_of
from tests.ui.conftest import Counter
from tests.ui.test_before_reception_window import at_the_papers
from tests.ui.test_copies_window import certified
from tests.ui.test_following_window import ALT, CTRL, Key, accepted, choose, life, open_story, papers, shown
from ui.story.view_model import Deed


def printed(counter: Counter, name: str, folder: Path) -> str:
    counter.until(lambda: bool(papers(counter, name)) and "Đã in" in counter.said)
    (only,) = papers(counter, name)
    return text_of((counter.printed / only).read_bytes(), folder, order="raw")


def test_what_need_not_be_handed_in_is_given_on_paper_with_its_source_and_legal_basis(
    counter: Counter, tmp_path: Path
) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_Return)
    counter.press(Key.Key_P, modifier=CTRL)
    said = printed(counter, "not-needed-slip", tmp_path)
    assert "GIẤY TỜ KHÔNG PHẢI NỘP" in said.upper()
    assert "dân cư" in said
    assert counter.opened.presenter.reception.draft is not None, "the dossier goes on"


def test_why_a_paper_is_asked_for_all_the_same_is_given_on_paper(counter: Counter, tmp_path: Path) -> None:
    at_the_papers(counter)
    checklist = counter.opened.presenter.reception.screen.checklist
    checklist.setFocus()
    checklist.go_to("cu-tru")
    counter.press(Key.Key_F6)
    counter.type("2")
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.draft is not None and bool(reception.draft.dossier.asked))
    counter.press(Key.Key_P, modifier=CTRL)
    said = printed(counter, "still-asked-slip", tmp_path)
    assert "không đúng với thực tế" in " ".join(said.split())
    assert "309/2026" in said


def test_who_withdraws_says_why_and_the_dossier_ends_in_the_register(counter: Counter) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.WITHDRAW)
    counter.type("Nop noi khac")
    counter.press(Key.Key_F12)
    counter.until(lambda: life(counter, dossier).stage is Stage.WITHDRAWN)
    counter.until(lambda: shown(counter).stage == "Người nộp rút")
    (row,) = [row for row in shown(counter).rows if "Nop noi khac" in row.quiet]
    assert row.icon == "later"


def test_a_result_on_paper_alone_is_not_noted_without_a_reason(counter: Counter) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.NOTE_RESULT)
    counter.type("KQ.G15.99")
    counter.press(Key.Key_F12)
    form = counter.opened.presenter.dossiers.story.screen.form
    counter.until(lambda: counter.focus is form.fields["why_no_file"])
    assert life(counter, dossier).stage is Stage.RECEIVED


def test_cash_taken_after_acceptance_gives_a_slip_with_the_electronic_receipts_number(
    counter: Counter, tmp_path: Path
) -> None:
    dossier = accepted(counter)
    open_story(counter)
    choose(counter, Deed.CASH)
    counter.type("1K26")
    counter.press(Key.Key_Return)
    counter.type("0000018")
    before = set(papers(counter, ""))
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    (slip,) = set(papers(counter, "")) - before
    said = " ".join(text_of((counter.printed / slip).read_bytes(), tmp_path).split())
    assert "0000018" in said
    assert "không thay" in said
    paid = life(counter, dossier).payment
    assert paid is not None
    assert (paid.series, paid.number) == ("1K26", "0000018")
    counter.until(lambda: "1K26 0000018" in shown(counter).fee)
    counter.press(Key.Key_8, modifier=ALT)
    money = counter.opened.presenter.today.screen.money
    counter.until(lambda: [row.quiet for row in money.rows if "1K26 0000018" in row.quiet] != [])


def test_what_is_due_stands_in_the_days_list_and_its_apology_goes_out_from_there(counter: Counter) -> None:
    dossier = accepted(counter)
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today.screen
    counter.until(lambda: len(today.pressing.rows) == 1)
    assert "hẹn" in today.pressing.rows[0].quiet
    today.pressing.setFocus()
    counter.press(Key.Key_Return)
    story = counter.opened.presenter.dossiers.story.screen
    counter.until(lambda: story.code.text() == dossier.code.text)
    counter.answered()
    choose(counter, Deed.APOLOGISE)
    due = life(counter, dossier).due
    assert due is not None
    counter.type(f"{due + timedelta(days=30):%d/%m/%Y}")
    counter.press(Key.Key_Return)
    counter.type("Cho xac minh")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    assert [step.act for step in life(counter, dossier).steps] == [Act.APOLOGISED]
    counter.press(Key.Key_8, modifier=ALT)
    counter.until(lambda: not today.pressing.rows)


def test_a_result_given_at_once_has_a_receipt_when_its_citizen_asks_for_one(counter: Counter) -> None:
    copies = certified(counter, Key.Key_F7)
    assert not counter.receipts()
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: len(counter.receipts()) == 1)
    counter.press(Key.Key_F10)
    counter.until(lambda: life(counter, copies).stage is Stage.RETURNED)
    with counter.application.store.read() as work:
        assert [line.code for line in work.dossiers.recent()] == [copies.code], "logged all the same"
