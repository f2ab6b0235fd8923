"""Training is told on every window, and starts from the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.conftest import Counter
from ui.training import HEIGHT, Banner, Marker

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def marked(counter: Counter) -> Iterator[Counter]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    marker = Marker(app, "TẬP HUẤN")
    yield counter
    app.removeEventFilter(marker)
    marker.deleteLater()


def banner_of(window: QWidget) -> Banner:
    found = window.findChild(Banner)
    assert isinstance(found, Banner)
    return found


def test_every_window_bears_the_banner_over_its_whole_width(marked: Counter) -> None:
    main = marked.opened.window
    marked.press(Key.Key_D, modifier=CTRL)
    marked.press(Key.Key_T, modifier=CTRL)
    citizen = marked.opened.presenter.citizen.window
    citizen.show_on(QGuiApplication.primaryScreen())
    dialog = QDialog(main)
    dialog.show()
    marked.answered()
    windows = (main, marked.opened.presenter.hall.board, marked.opened.presenter.kiosk.window, citizen, dialog)
    for window in windows:
        banner = banner_of(window)
        assert banner.text().startswith("TẬP HUẤN · ")
        assert banner.isVisible()
        assert banner.geometry().getRect() == (0, 0, window.width(), HEIGHT)
        assert window.windowTitle().startswith("TẬP HUẤN")
    dialog.close()
    citizen.hide()


def test_the_banner_stays_in_front_also_at_the_door_and_when_the_window_grows(marked: Counter) -> None:
    main = marked.opened.window
    marked.press(Key.Key_L, modifier=CTRL)
    main.resize(1500, 800)
    marked.answered()
    banner = banner_of(main)
    assert banner.width() == main.width()
    assert main.childAt(main.width() // 2, HEIGHT // 2) is not main.door
    central = main.centralWidget()
    assert central is not None
    assert central.y() >= HEIGHT


def test_a_real_window_has_none(counter: Counter) -> None:
    assert counter.opened.window.findChild(Banner) is None


def test_the_door_opens_training_beside_the_real_window(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter(seated=False)
    started: list[str] = []
    counter.opened.presenter.keeper.offers_training(lambda: started.append("training"))
    counter.opened.presenter.keeper._door.open()
    counter.answered()
    assert "F9" in [hint.key for hint in counter.opened.window.door.legend.hints]
    counter.press(Key.Key_F9)
    assert started == ["training"]
    assert counter.opened.presenter.keeper.shut
