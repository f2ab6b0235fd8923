"""Typing and scans in any order, into a field and into a list: each key lands where it belongs, in its turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.domain.test_wedge import typing
from ui.wedge import WedgeFilter

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
Keys = list[tuple[str, float]]

card_texts = st.tuples(
    st.text("0123456789", min_size=12, max_size=12),
    *[st.text("0123456789 ,/abcdeghiklmnoNTSơĐạễườ", max_size=25)] * 3,
).map("|".join).filter(lambda text: len(set(text)) >= 4)  # fmt: skip


class List(QWidget):
    """Where a key acts at once: it keeps the text keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.pressed += event.text()


@dataclass
class Desk:
    """A field, a list, and a clerk at a clock of his own."""

    field: QLineEdit
    keys: List
    wedge: WedgeFilter
    read: list[str]
    at: float = 1000.0

    def begin(self) -> None:
        self.press(Qt.Key.Key_F24, "")
        self.field.clear()
        self.keys.pressed = ""
        self.read.clear()
        self.at += 10

    def press(self, key: Qt.Key, text: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, SHIFT if text.isupper() else NONE, text))

    def types(self, where: QWidget, keys: Keys) -> None:
        where.setFocus()
        assert QApplication.focusWidget() is where
        for text, gap in keys:
            self.at += gap
            self.press(Qt.Key.Key_Return if text == "\r" else Qt.Key(0), text)

    def rest(self) -> None:
        """A key that no scanner sends: whatever was held back comes first."""
        self.press(Qt.Key.Key_F24, "")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window, field, keys, read = QWidget(), QLineEdit(), List(), list[str]()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(keys)
    wedge = WedgeFilter(app, read.append, clock=lambda: at_desk.at)
    at_desk = Desk(field, keys, wedge, read)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    yield at_desk
    app.removeEventFilter(wedge)


@st.composite
def scan_rhythms(draw: st.DrawFn) -> tuple[str, Keys]:
    """A card as a scanner types it: any pace up to its slowest, and not before the hand has left the keys."""
    text = draw(card_texts)
    gaps = draw(st.lists(st.integers(0, 44), min_size=len(text) + 1, max_size=len(text) + 1))
    keys = [(key, gap / 1000) for key, gap in zip([*text, "\r"], gaps, strict=True)]
    return text, [(keys[0][0], 0.1), *keys[1:]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.booleans(), st.one_of(typing(), scan_rhythms())), min_size=1, max_size=6))
def test_each_key_of_a_card_goes_to_the_card_and_each_typed_key_to_where_it_was_typed_in_its_turn(
    desk: Desk, acts: list[tuple[bool, Keys | tuple[str, Keys]]]
) -> None:
    desk.begin()
    cards, in_field, in_list = [], "", ""
    for into_list, act in acts:
        where = desk.keys if into_list else desk.field
        if isinstance(act, tuple):
            card, keys = act
            cards.append(card)
        else:
            keys = [(act[0][0], 0.1), *act[1:]]
            typed = "".join(text for text, _ in keys)
            in_list += typed if into_list else ""
            in_field += "" if into_list else typed.replace("\r", "")
        desk.types(where, keys)
    desk.rest()
    assert desk.read == cards
    assert desk.field.text() == in_field
    assert desk.keys.pressed == in_list
