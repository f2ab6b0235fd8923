"""The page as it came: one key shows the image uncut, says whether its file is signed, and goes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.conftest import Counter
from tests.ui.test_page_keys import at_pages, legend, names
from tests.use_cases.test_imported_pdf import signed, unsigned

__all__ = ["at_pages"]
Key = Qt.Key


def put_in(counter: Counter, folder: Path, pdf: bytes) -> None:
    (folder / "file.pdf").write_bytes(pdf)
    counter.opened.presenter.reception.paging.add_file(folder / "file.pdf")
    counter.answered()


def test_a_signed_pdf_is_said_to_be_signed_and_kept_as_it_came(at_pages: Counter, tmp_path: Path) -> None:
    counter, view = at_pages, at_pages.opened.presenter.reception.screen.pages
    put_in(counter, tmp_path, signed(5))
    assert legend(counter)["O"] == "bản gốc"
    counter.press(Key.Key_End, Key.Key_O)
    assert "có chữ ký số" in view.original.text()
    assert view.original.isVisible()
    counter.press(Key.Key_O)
    assert not view.original.isVisible()
    put_in(counter, tmp_path, unsigned(6))
    counter.press(Key.Key_End, Key.Key_O)
    assert "không có chữ ký số" in view.original.text()


def test_the_image_is_shown_uncut_until_the_cursor_goes_on_and_both_images_of_a_joined_page(at_pages: Counter) -> None:
    counter, view = at_pages, at_pages.opened.presenter.reception.screen.pages
    counter.press(Key.Key_R)
    turned = view.preview.page_size
    counter.press(Key.Key_O)
    assert "chưa cắt" in view.original.text()
    assert turned.height() > turned.width()  # by the clerk
    assert view.preview.page_size.width() > view.preview.page_size.height()
    counter.press(Key.Key_Right)
    assert not view.original.isVisible()
    counter.press(Key.Key_Home, Key.Key_H)
    assert len(names(counter)) == 1
    said = []
    for _ in range(3):
        counter.press(Key.Key_O)
        said.append(view.original.text()[:12] if view.original.isVisible() else "")
    assert said == ["Bản gốc 1/2:", "Bản gốc 2/2:", ""]


def test_no_original_of_one_citizen_stays_for_the_next(at_pages: Counter) -> None:
    counter, view = at_pages, at_pages.opened.presenter.reception.screen.pages
    counter.press(Key.Key_O)
    counter.opened.presenter.reception.put_away()
    assert not view.original.isVisible()
    assert view.preview.page_size.isEmpty()
