"""The page list by keys alone: every act on pages, the corners, the way back, and a look at what is written there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from counter_app.domain.dossier import Dossier
from counter_app.ports import Draft
from tests.pages import Pixels, as_tiff, make_page
from tests.ui.conftest import Counter
from tests.ui.test_reception_window import call_and_identify, choose_marital_status
from ui.reception.corner_board import Board
from ui.widgets.legend import LegendKey

Key = Qt.Key
SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
OpenCounter = Callable[..., Counter]


@pytest.fixture
def at_pages(counter: Counter, tmp_path: Path) -> Counter:
    """Two sheets lie there, the first is chosen."""
    return with_two_sheets(counter, tmp_path)


def with_two_sheets(counter: Counter, folder: Path) -> Counter:
    """Small ones, from a file: a feeder and large sheets cost seconds, and nothing here depends on them."""
    call_and_identify(counter)
    choose_marital_status(counter)
    add(counter, folder, *(make_page(seed, dpi=100)[:300, :480] for seed in (1, 2)))
    counter.press(Key.Key_Tab, Key.Key_Home)
    assert counter.focus is counter.opened.presenter.reception.screen.pages.list
    return counter


def add(counter: Counter, folder: Path, *sheets: Pixels) -> None:
    file = folder / "stack.tif"
    file.write_bytes(as_tiff(sheets, 100))
    counter.opened.presenter.reception.paging.add_file(file)
    counter.answered()


def draft(counter: Counter) -> Draft:
    found = counter.opened.presenter.reception.draft
    assert found is not None
    return found


def names(counter: Counter) -> tuple[str, ...]:
    return tuple(page.name for page in draft(counter).pages)


def state(counter: Counter) -> tuple[object, ...]:
    return draft(counter).pages, draft(counter).dossier


def legend(counter: Counter) -> dict[str, str]:
    return {hint.key: hint.words for hint in counter.opened.window.legend.hints}


def chosen(counter: Counter) -> tuple[str, ...]:
    return counter.opened.presenter.reception.screen.pages.chosen_pages


def at_corners(counter: Counter) -> Board:
    counter.press(Key.Key_G)
    board = counter.opened.presenter.reception.screen.corners.board
    assert counter.focus is board
    return board


def test_pages_are_turned_moved_and_taken_off_and_all_of_it_comes_back(at_pages: Counter) -> None:
    counter, states = at_pages, [state(at_pages)]
    first, second = names(counter)
    counter.press(Key.Key_R)
    states.append(state(counter))
    assert draft(counter).pages[0].turn == 1
    assert chosen(counter) == names(counter)[:1], "the cursor stays on the turned page"
    counter.press(Key.Key_Right, modifier=CONTROL)
    states.append(state(counter))
    assert names(counter)[0] == second
    counter.press(Key.Key_R, modifier=SHIFT)
    states.append(state(counter))
    assert names(counter) == (second, first)
    counter.press(Key.Key_Delete)
    assert names(counter) == (second,)
    assert "Đã bỏ trang 2" in counter.said
    for before in reversed(states):
        counter.press(Key.Key_Z, modifier=CONTROL)
        assert state(counter) == before
    assert "xoay" in counter.said
    assert "Ctrl+Z" not in legend(counter)
    for after in states[1:]:
        counter.press(Key.Key_Y, modifier=CONTROL)
        assert state(counter) == after


def test_two_quick_quarter_turns_are_a_half(at_pages: Counter) -> None:
    for _ in range(2):
        QTest.keyClick(at_pages.focus, Key.Key_R)
    at_pages.answered()
    assert draft(at_pages).pages[0].turn == 2


def test_several_pages_are_chosen_with_shift_and_laid_in_one_act(at_pages: Counter) -> None:
    before = state(at_pages)
    at_pages.press(Key.Key_Right, modifier=SHIFT)
    assert len(chosen(at_pages)) == 2
    at_pages.press(Key.Key_2)
    assert {draft(at_pages).component_of(name) for name in names(at_pages)} == {"ly-hon"}
    assert len(chosen(at_pages)) == 2, "they stay chosen for the next act"
    at_pages.press(Key.Key_Z, modifier=CONTROL)
    assert state(at_pages) == before


def test_a_corner_is_chosen_by_tab_moved_by_arrows_and_applied_by_enter(at_pages: Counter) -> None:
    before = state(at_pages)
    board = at_corners(at_pages)
    start = list(board.points)
    at_pages.press(Key.Key_Tab)
    assert board.taken == 1
    at_pages.press(Key.Key_Left)
    at_pages.press(Key.Key_Left, Key.Key_Down, modifier=SHIFT)
    at_pages.press(Key.Key_Left, modifier=CONTROL)
    assert start[1] - board.points[1] == QPointF(111, -10)
    assert board.points[0] == start[0]
    at_pages.press(Key.Key_Backtab)
    assert board.taken == 0
    corners = board.corners
    at_pages.press(Key.Key_Return)
    page = draft(at_pages).pages[0]
    assert page.corners == corners
    assert at_pages.focus is at_pages.opened.presenter.reception.screen.pages.list
    assert board.picture.isNull(), "nothing of the citizen's picture stays behind"
    at_pages.press(Key.Key_G)
    assert [(round(p.x()), round(p.y())) for p in board.points] == [
        (round(x * board.picture.width()), round(y * board.picture.height())) for x, y in corners.points
    ], "the corners are where they were left"
    at_pages.press(Key.Key_Escape)
    at_pages.press(Key.Key_Z, modifier=CONTROL)
    assert state(at_pages) == before


def test_a_corner_is_dragged_by_the_mouse_and_escape_changes_nothing(at_pages: Counter) -> None:
    before = draft(at_pages)
    board = at_corners(at_pages)
    left = Qt.MouseButton.LeftButton
    at = board._on_screen(board.points[2]).toPoint()
    QTest.mousePress(board, left, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(board, at - QPoint(40, 30))
    QTest.mouseRelease(board, left, Qt.KeyboardModifier.NoModifier, at - QPoint(40, 30))
    assert board.taken == 2
    assert board._on_screen(board.points[2]).toPoint() == at - QPoint(40, 30)
    assert "F2" not in legend(at_pages)
    at_pages.press(Key.Key_F5)  # nothing is scanned while a corner is in hand
    at_pages.press(Key.Key_Escape)
    assert draft(at_pages) == before
    assert at_pages.focus is at_pages.opened.presenter.reception.screen.pages.list


def test_a_corner_goes_no_further_than_a_sheets_shape_and_the_image_allow(at_pages: Counter) -> None:
    board = at_corners(at_pages)
    board.take(-board.taken)
    board.move_taken(QPointF(-50, -50))
    assert board.points[0] == QPointF(0, 0)
    inside_out = board.points[2] + QPointF(5, 5)
    board.move_taken(inside_out)
    assert board.points[0] == QPointF(0, 0)


def test_two_sides_are_joined_on_one_page_and_two_strange_halves_are_not(at_pages: Counter) -> None:
    before = state(at_pages)
    at_pages.press(Key.Key_H)
    (page,) = draft(at_pages).pages
    assert len(page.raws) == 2
    at_pages.press(Key.Key_H)
    assert "đúng hai trang" in at_pages.said
    at_pages.press(Key.Key_G)
    assert "ghép từ hai ảnh" in at_pages.said
    at_pages.press(Key.Key_Z, modifier=CONTROL)
    assert state(at_pages) == before
    at_pages.press(Key.Key_N)
    assert state(at_pages) == before
    assert at_pages.said


def test_a_page_of_one_sheet_is_not_split_and_says_what_to_do(at_pages: Counter) -> None:
    before = draft(at_pages)
    at_pages.press(Key.Key_T)
    assert "chỉ thấy một tờ" in at_pages.said
    assert draft(at_pages) == before


def test_the_legend_has_the_lists_keys_while_it_has_the_focus_and_f1_all_of_them(at_pages: Counter) -> None:
    screen = at_pages.opened.presenter.reception.screen
    assert legend(at_pages)["R"] == "xoay"
    assert "F9" not in legend(at_pages)
    at_pages.press(Key.Key_F1)
    assert screen.key_card.isVisible()
    at_pages.press(Key.Key_Escape)
    assert not screen.key_card.isVisible()
    at_pages.press(Key.Key_Escape)
    assert at_pages.focus is screen.checklist
    assert "R" not in legend(at_pages)
    assert "F9" in legend(at_pages)


def test_a_page_that_comes_does_not_take_the_cursor_from_who_is_at_work_in_the_list(
    at_pages: Counter, tmp_path: Path
) -> None:
    before = chosen(at_pages)
    add(at_pages, tmp_path, make_page(3, dpi=100)[:300, :480])
    assert len(names(at_pages)) == 3
    assert chosen(at_pages) == before


def test_a_letter_means_nothing_outside_the_list(at_pages: Counter) -> None:
    before = draft(at_pages)
    at_pages.press(Key.Key_Escape, Key.Key_R, Key.Key_T, Key.Key_G)
    assert draft(at_pages) == before
    assert not at_pages.opened.presenter.reception.arranging.cutting


def test_the_legend_turns_a_page_by_the_mouse_too(at_pages: Counter) -> None:
    (button,) = [key for key in at_pages.opened.window.legend.findChildren(LegendKey) if key.hint.key == "R"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    at_pages.answered()
    assert draft(at_pages).pages[0].turn == 1


def test_space_shows_the_pages_own_pixels_and_arrows_look_around(at_pages: Counter, tmp_path: Path) -> None:
    preview = at_pages.opened.presenter.reception.screen.pages.preview
    add(at_pages, tmp_path, make_page(3, dpi=200))
    at_pages.press(Key.Key_End)
    assert preview.percent < 50
    at_pages.press(Key.Key_Space)
    assert (preview.near, preview.percent) == (True, 100)
    assert preview._page is not None
    assert preview._page.width() == draft(at_pages).pages[-1].width, "not the small picture, blown up"
    top = preview._middle.y()
    at_pages.press(Key.Key_Down)
    assert preview._middle.y() > top
    side = preview._middle.x()
    at_pages.press(Key.Key_Right, modifier=ALT)
    assert preview._middle.x() > side
    at_pages.press(Key.Key_Plus)
    assert preview.percent == 140
    at_pages.press(Key.Key_Space)
    assert not preview.near
    assert preview.percent < 50
    at_pages.press(Key.Key_Minus)
    assert not preview.near, "never smaller than the whole page"


def test_a_restart_in_between_reopens_the_same_pages_and_the_way_back(
    open_counter: OpenCounter, tmp_path: Path
) -> None:
    counter = with_two_sheets(open_counter(), tmp_path)
    start = state(counter)
    counter.press(Key.Key_R, Key.Key_Delete)
    left = draft(counter)
    again = open_counter()
    again.until(lambda: again.opened.presenter.reception.draft is not None)
    again.answered()
    assert draft(again) == left
    again.press(Key.Key_Z, Key.Key_Z, modifier=CONTROL)
    assert state(again) == start


def test_nothing_is_done_to_the_pages_of_an_accepted_dossier(at_pages: Counter) -> None:
    at_pages.press(Key.Key_Escape, Key.Key_Return, Key.Key_F12)
    accepted = at_pages.opened.presenter.reception.closing.accepted
    assert accepted is not None

    def kept() -> Dossier:
        with at_pages.application.store.read() as work:
            return work.dossiers.get(accepted.id)[0]

    before = kept()
    for key in ("R", "T", "Delete", "Ctrl+Z", "Ctrl+Y"):  # as the legend, or a shortcut, would give them
        at_pages.opened.presenter.press(key)
        at_pages.answered()
    assert kept() == before
    assert "F12" not in legend(at_pages)
