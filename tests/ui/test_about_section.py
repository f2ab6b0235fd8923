"""Which version this is and whose work ships with it, read by keys."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Counter
from ui.machine.about import languages_words


def test_the_version_and_every_licence_are_read_by_keys(counter: Counter) -> None:
    counter.press(Qt.Key.Key_7, modifier=Qt.KeyboardModifier.AltModifier)
    machine = counter.opened.presenter.machine
    machine.screen.list.setCurrentRow(machine.sections.index(machine.about))
    counter.until(lambda: "PySide6_Essentials" in machine.about.text.toPlainText())
    counter.press(Qt.Key.Key_Return)
    said = [label.text() for label in machine.about.widget.findChildren(QLabel)]
    assert any(version("quay-mot-cua") in words for words in said)
    assert next((hint.key, hint.words) for hint in counter.opened.window.legend.hints) == ("PgDown", "đọc tiếp")
    top = machine.about.text.verticalScrollBar().value()
    counter.press(Qt.Key.Key_PageDown)
    assert machine.about.text.verticalScrollBar().value() > top
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: counter.focus is machine.screen.list)


def test_it_says_that_khmer_is_read_and_not_heard(counter: Counter) -> None:
    counter.press(Qt.Key.Key_7, modifier=Qt.KeyboardModifier.AltModifier)
    machine = counter.opened.presenter.machine
    machine.screen.list.setCurrentRow(machine.sections.index(machine.about))
    counter.until(lambda: "Tiếng Khmer: chưa đọc được" in machine.about.languages.text())
    assert "chưa được người bản ngữ duyệt" in languages_words(("vi",))
    assert languages_words(("vi", "km")) == (
        "Loa gọi số bằng tiếng Việt. Gọi cả bằng tiếng Khmer, từ đoạn ghi âm của đơn vị."
    )
    assert languages_words(()).startswith("Loa không gọi số.")
