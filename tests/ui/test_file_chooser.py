"""The real file chooser: it brings the clerk back to where they looked, and keeps no folder or name after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.choosing import chooses
from tests.e2e.needles import found_below
from ui import file_chooser
from ui.file_chooser import choose_file, choose_folder, choose_target

NAME, NUMBER = "Sơn Thị Đào", "094090123456"
MARKED = {"name": NAME, "number": NUMBER, "as an address": "S%C6%A1n%20Th%E1%BB%8B"}
FOLDER = partial(choose_folder, None, "USB")
TARGET = partial(choose_target, None, "Xuất", "nhat-ky.csv")
_NATIVE, _USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def kept(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where Qt keeps what it remembers of its choosers."""
    before = Path(QSettings(_USER, "QtProject").fileName()).parent
    monkeypatch.setattr(file_chooser, "_seen", [])
    (tmp_path / "kept").mkdir()
    QSettings.setPath(_NATIVE, _USER, str(tmp_path / "kept"))
    yield tmp_path / "kept"
    QSettings.setPath(_NATIVE, _USER, str(before))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (folder := tmp_path / "stick" / f"{NAME} {NUMBER}").mkdir(parents=True)
    (paper := folder / f"khai sinh {NAME}.pdf").touch()
    return paper


def _closed() -> None:
    """The chooser is gone: that is when Qt writes."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
@pytest.mark.parametrize(
    "choose",
    [
        partial(choose_file, None, "Chọn ảnh hoặc PDF", "Ảnh và PDF (*.pdf)"),
        FOLDER,
        TARGET,
    ],
)
def test_no_folder_and_no_name_is_kept_after_the_clerk(
    kept: Path, paper: Path, key: Qt.Key, choose: Callable[[], Path | None]
) -> None:
    others: dict[Callable[[], Path | None], Path] = {FOLDER: paper.parent, TARGET: paper.with_name(f"xuat {NAME}.csv")}
    wanted = others.get(choose, paper)
    with chooses(wanted, key):
        assert choose() == (wanted if key == Qt.Key.Key_Return else None)
    _closed()
    assert (kept / "QtProject.conf").exists(), "Qt wrote, and"
    assert not found_below(kept, MARKED)


def test_what_qt_s_own_would_keep_is_found(kept: Path, paper: Path) -> None:
    """So that the search above is known to find."""
    with chooses(paper):
        QFileDialog.getOpenFileName(None, "", "", "", options=QFileDialog.Option.DontUseNativeDialog)
    assert found_below(kept, MARKED)


def test_the_next_chooser_opens_where_the_clerk_chose_last(kept: Path, paper: Path) -> None:
    with chooses(paper):
        assert choose_file(None, "Chọn ảnh hoặc PDF") == paper
    opened: list[str] = []

    def looked_at(dialog: QFileDialog) -> int:
        opened.append(dialog.directory().absolutePath())
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "exec", looked_at)
        assert choose_file(None, "Chọn ảnh hoặc PDF") is None
    assert opened == [str(paper.parent)]
