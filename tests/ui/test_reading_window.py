"""Pages that file themselves and papers that say what they are, in the real window, with real keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt

from counter_app.domain.dossier import LookUpState, PaperFacts
from counter_app.ports import AcceptedDossier, Draft
from tests import pages
from tests.imaging.official_papers import official_paper
from tests.imaging.test_page_codes import with_qr
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from tests.ui.test_reception_window import call_and_identify
from tests.use_cases.reception import SINGLE
from ui.reception.checklist import ChecklistLine

Key = Qt.Key
SEED = next(seed for seed in range(99) if official_paper(seed, dpi=20).component == "uy-quyen")


def put_in(counter: Counter, folder: Path, *sheets: pages.Pixels) -> None:
    """As the file dialog hands a file over."""
    stack = folder / "stack.tif"
    stack.write_bytes(pages.as_tiff(sheets, 200))
    counter.opened.presenter.reception.paging.add_file(stack)
    counter.answered()


def draft(counter: Counter) -> Draft:
    found = counter.opened.presenter.reception.draft
    assert found is not None
    return found


def register_a_birth(counter: Counter) -> None:
    call_and_identify(counter)
    counter.type("1.001193")
    counter.press(Key.Key_Return)


def received_before(counter: Counter, folder: Path) -> AcceptedDossier:
    """Somebody's, whose paper was one page; nobody looks at the window."""
    desk, file = counter.application.desk, folder / "before.tif"
    file.write_bytes(pages.as_tiff((pages.make_page(7, dpi=100),), 100))
    draft_id = desk.walk_in().dossier.id
    desk.welcome.by_card(draft_id, CARD)
    desk.choose_procedure(draft_id, SINGLE)
    with counter.application.store.write() as work:
        begun = work.drafts.get(draft_id)
        work.drafts.save(replace(begun, dossier=begun.dossier.learn((), LookUpState.ANSWERED)))
    desk.settle.take(draft_id)
    last = desk.capture.add_file(draft_id, file)
    for component in last.dossier.missing:
        desk.settle.show(draft_id, component.code)
    return desk.accept(draft_id, uuid4())


def test_what_a_paper_says_is_told_and_one_key_keeps_it(counter: Counter, tmp_path: Path) -> None:
    register_a_birth(counter)
    paper = official_paper(SEED, dpi=200)
    put_in(counter, tmp_path, paper.pixels)
    view = counter.opened.presenter.reception.screen.pages
    assert view.reading.text() == ""  # nobody looks at pages yet
    view.list.setFocus()
    counter.until(lambda: "Đọc được" in view.reading.text())
    told = view.reading.text()
    assert paper.number in told
    assert f"{paper.issued_on:%d/%m/%Y}" in told
    assert "giấy 6" in told
    assert "%" in told
    assert all(page.facts == PaperFacts() for page in draft(counter).pages)
    counter.press(Key.Key_D)
    assert draft(counter).facts_of("uy-quyen").number == paper.number
    assert view.reading.text().startswith("Đã ghi")
    counter.press(Key.Key_D)
    assert draft(counter).component_of(draft(counter).pages[0].name) == "uy-quyen"
    assert draft(counter).facts_of("uy-quyen") == PaperFacts()


def test_the_row_of_a_missing_paper_names_the_page_that_seems_to_be_it_and_its_key_lays_it_there(
    counter: Counter, tmp_path: Path
) -> None:
    register_a_birth(counter)
    paper = official_paper(SEED, dpi=200)
    put_in(counter, tmp_path, paper.pixels)
    reception = counter.opened.presenter.reception
    view, rows = reception.screen.pages, reception.screen.checklist
    view.list.setFocus()
    counter.press(Qt.Key.Key_0)  # set aside: the paper is missing
    counter.until(lambda: "Đọc được" in view.reading.text())

    def row() -> ChecklistLine:
        assert reception.view is not None
        return next(line for line in reception.view.lines if line.code == "uy-quyen")

    counter.press(Qt.Key.Key_Escape)
    assert counter.focus is rows
    assert "Trang 1 có vẻ là giấy này" in row().detail
    assert draft(counter).loose == draft(counter).pages  # nothing is accepted unseen
    while rows.current_code != "uy-quyen":
        counter.press(Qt.Key.Key_Down)
    assert "D" in {hint.key for hint in counter.opened.window.legend.hints}
    counter.press(Key.Key_D)
    assert draft(counter).facts_of("uy-quyen").number == paper.number
    assert paper.number in row().note
    assert not row().readable


def test_a_page_of_another_dossier_says_so_and_a_digit_overrules_it(counter: Counter, tmp_path: Path) -> None:
    register_a_birth(counter)
    small = with_qr(pages.make_page(2, dpi=200), "H13.507-261123-0042", (1100, 120), scale=4)
    put_in(counter, tmp_path, pages.make_page(1, dpi=200), small)
    view = counter.opened.presenter.reception.screen.pages
    tile = counter.opened.presenter.reception.view
    assert tile is not None
    assert [page.mark for page in tile.pages][1] == "hồ sơ khác"
    view.list.setFocus()
    counter.until(lambda: view.has_focus)
    assert "H13.507-261123-0042" in view.advice.text()
    counter.press(Key.Key_M)
    dossiers = counter.opened.presenter.dossiers.screen
    assert dossiers.isVisible()
    assert dossiers.field.text() == "H13.507-261123-0042"
    counter.press(Key.Key_1, modifier=Qt.KeyboardModifier.AltModifier)
    view.list.setFocus()
    counter.press(Key.Key_6)
    view_model = counter.opened.presenter.reception.view
    assert view_model is not None
    assert [(page.component, page.mark) for page in view_model.pages][1] == ("6", "")


def test_a_page_files_itself_under_the_dossier_that_waits_for_it_by_one_key(counter: Counter, tmp_path: Path) -> None:
    waiting = received_before(counter, tmp_path)
    counter.application.desk.ask_supplement(waiting.id, ["to-khai"], "Tờ khai chưa ký")
    register_a_birth(counter)
    stack = tmp_path / "stack.tif"
    theirs = with_qr(pages.make_page(2, dpi=100), waiting.code.text, (480, 60), scale=3)
    stack.write_bytes(pages.as_tiff((pages.make_page(1, dpi=100), theirs), 100))
    counter.opened.presenter.reception.paging.add_file(stack)
    counter.until(lambda: len(draft(counter).pages) == 2)
    counter.answered()
    view = counter.opened.presenter.reception.screen.pages
    counter.press(Key.Key_Escape, Key.Key_Tab, Key.Key_End)
    counter.until(lambda: view.has_focus)
    assert "X xếp vào hồ sơ đó" in view.advice.text()
    counter.press(Key.Key_X)
    counter.until(lambda: len(draft(counter).pages) == 1)
    assert waiting.code.text in counter.said
    assert "Tờ khai" in counter.said
    counter.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: len(draft(counter).pages) == 2)
