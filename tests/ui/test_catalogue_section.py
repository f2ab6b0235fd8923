"""A catalogue from a file at the counter by keys: read, looked through, approved from a day, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from resources import catalogue_bundle
from tests.staff import staff
from tests.ui.conftest import Counter
from tests.use_cases.test_keep_catalogue import another, as_file

LEADER = staff()["dung"].account


def go_to_the_catalogue(counter: Counter) -> list[str]:
    section = counter.opened.presenter.machine.catalogue
    counter.press(Qt.Key.Key_7, modifier=Qt.KeyboardModifier.AltModifier)
    counter.press(*[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return)
    counter.until(lambda: bool(section.rows.rows))
    return [row.title for row in section.rows.rows]


def test_a_supervisor_reads_a_file_approves_it_from_a_day_and_takes_it_back(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = as_file(tmp_path, another())
    monkeypatch.setattr("ui.catalogue.presenter.choose_file", lambda *_: chosen)
    counter.application.session.open(LEADER)
    assert go_to_the_catalogue(counter)[0].startswith(f"Danh mục {catalogue_bundle()['version']}")
    section = counter.opened.presenter.machine.catalogue
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.until(lambda: section.rows.rows[0].title.startswith("Danh mục 2027-01-01.1: 2 mới"))
    about = {row.title: row.quiet for row in section.rows.rows}
    assert about["Thủ tục 1.004873: Cấp Giấy xác nhận tình trạng hôn nhân – thay đổi"] == "Khác về thời hạn."

    counter.press(Qt.Key.Key_Return)
    assert counter.focus is section.typed
    section.typed.clear()
    counter.type("31/02/2026")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Ngày chưa đúng"))
    section.typed.clear()
    counter.type("01/12/2099")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "áp dụng từ 01/12/2099" in counter.said)
    counter.until(lambda: len(section.rows.rows) == 3)

    counter.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    counter.type("nham")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Đã dùng lại danh mục trước đó"))
    with counter.application.store.read() as work:
        assert work.catalogue.version() == catalogue_bundle()["version"]


def test_esc_leaves_the_file_and_the_catalogue_as_they_were(counter: Counter, tmp_path: Path) -> None:
    counter.application.session.open(LEADER)
    before = go_to_the_catalogue(counter)
    section = counter.opened.presenter.machine.catalogue
    section.read(as_file(tmp_path, another()))
    counter.until(lambda: "2027" in section.rows.rows[0].title)
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: [row.title for row in section.rows.rows] == before)


def test_a_clerk_sees_which_is_in_force_and_whose_the_rest_is(counter: Counter) -> None:
    go_to_the_catalogue(counter)
    rows = counter.opened.presenter.machine.catalogue.rows.rows
    assert not any(row.offer for row in rows)
    assert "lãnh đạo bộ phận" in rows[1].quiet
