"""The desk as a whole: every screen by Tab, by ear, by eye in both palettes, and deaf to a scanner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import Counter
from tests.ui.people import CARD
from tests.ui.test_theme import contrast
from tests.ui.test_wedge_filter import LONG, Scanner, focusable, state
from ui import theme

_ROOT = Path(__file__).parents[2]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


_FIELDS = ("text", "password text", "list", "combo box", "table")
_HEARD = (  # what each screen is for, by the digit of its key
    *("Tờ khai", "Nhóm việc để phát số", "Hôm nay chưa tiếp nhận hồ sơ nào", "Quét mã QR trên giấy tiếp nhận"),
    *("Số liệu", "Nhật ký", "Máy này", "Không có hồ sơ nào gấp", "Không có hồ sơ nào chờ gửi"),
)


def at_work(counter: Counter) -> Counter:
    """A citizen with papers stands at the counter."""
    counter.press(Key.Key_1, Key.Key_F2)
    counter.opened.presenter.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.f12.startswith("CÒN THIẾU"))
    return counter


def screens(counter: Counter) -> Iterator[str]:
    """Each screen of the rail in front, one by one; at "Máy này" each of its sections."""
    machine = counter.opened.presenter.machine
    for number in range(1, 10):
        counter.press(getattr(Key, f"Key_{number}"), modifier=ALT)
        yield f"Alt+{number}"
        if number == 7:
            for section in range(1, len(machine.sections)):
                machine.screen.list.setCurrentRow(section)
                counter.answered()
                yield f"Alt+7 {machine.sections[section].words}"


# --- focus and names --------------------------------------------------------------------------------------


def test_tab_goes_through_every_field_of_every_screen_and_each_has_a_name(counter: Counter) -> None:
    at_work(counter)
    for screen in screens(counter):
        wanted = [widget for widget in focusable(counter.opened.window) if widget.focusProxy() is None]
        nameless = [type(widget).__name__ for widget in wanted if not widget.accessibleName()]
        assert nameless == [], screen
        start = QApplication.focusWidget()
        assert start is not None, screen
        assert counter.opened.window.isAncestorOf(start), screen
        seen: list[QWidget] = []
        for _ in range(4 * len(wanted) + 4):
            focus = QApplication.focusWidget()
            assert focus is not None, screen
            if focus in seen and focus is seen[0]:
                break
            seen.append(focus)
            focus.focusNextChild()
        missed = [widget.accessibleName() for widget in wanted if widget not in seen]
        assert missed == [], screen


def test_a_screen_reader_sees_the_whole_desk(tmp_path: Path) -> None:
    """By an AT-SPI client of its own, on a real display, screen by screen."""
    command = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--"]
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.ui.seen_by_at_spi", str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    trees = [list(_flat(json.loads((tmp_path / f"tree-{at}.json").read_text("utf-8")))) for at in range(1, 10)]
    for at, tree in enumerate(trees, start=1):
        fields = [one for one in tree if one["showing"] and one["role"] in _FIELDS]
        assert fields, f"Alt+{at}"
        assert [one for one in fields if not one["name"]] == [], f"Alt+{at}"
        assert [one for one in tree if one["focused"] and one["name"]], f"Alt+{at}: the focus is heard"
    heard = [{one["name"] for one in tree if one["showing"]} for tree in trees]
    for at, (words, names) in enumerate(zip(_HEARD, heard, strict=True), start=1):
        assert any(words in name for name in names), f"Alt+{at}: {words}"
    seen = trees[0]
    named = {(one["role"], one["name"]) for one in seen if one["showing"]}
    names = heard[0]
    assert ("frame", "Quầy Một Cửa") in named
    for screen in ("Tiếp nhận Alt+1", "Hàng đợi Alt+2", "Hồ sơ Alt+3", "Trả KQ Alt+4", "Gửi tỉnh Alt+9"):
        assert screen in names
    assert any(name.startswith("F12 CÒN THIẾU") for name in names), "what is missing is heard"
    assert "Thạch Thị Sa Rinh" in names or any("Sa Rinh" in name for name in names)
    assert any("Tờ khai" in name for name in names), "the checklist is read row by row"


def _flat(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in tree:
        yield one
        yield from _flat(one["children"])


# --- contrast ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_words_on_all_screens_stand_out_at_4_5_to_1(counter: Counter, dark: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    at_work(counter)
    theme.apply(app, dark)
    try:
        faint: list[tuple[str, str, str, str]] = []
        looked_at = 0
        for screen in screens(counter):
            picture = counter.opened.window.grab().toImage()
            for label in counter.opened.window.findChildren(QLabel):
                if label.isVisible() and label.text().strip():
                    ink = label.palette().color(label.foregroundRole()).name()
                    ground = _ground(picture, label, counter.opened.window)
                    looked_at += 1
                    if ground is not None and contrast(ink, ground) < 4.5:
                        faint.append((screen, label.text()[:30], ink, ground))
        assert faint == []
        assert looked_at > 100
    finally:
        theme.apply(app, dark=False)


def _ground(picture: QImage, label: QLabel, window: QWidget) -> str | None:
    """What the words stand on: the most frequent colour behind them."""
    corner = label.mapTo(window, QPoint(0, 0))
    seen: Tally[str] = Tally()
    for x in range(corner.x(), min(corner.x() + label.width(), picture.width()), 3):
        for y in range(corner.y(), min(corner.y() + label.height(), picture.height()), 3):
            if picture.valid(x, y):
                seen[picture.pixelColor(x, y).name()] += 1
    return seen.most_common(1)[0][0] if seen else None


@pytest.mark.parametrize("c", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_focus_ring_fields_and_icons_stand_out_at_3_to_1(c: theme.Colours) -> None:
    grounds = (c.panel, c.window)
    graphics = (c.accent, c.edge, c.good, c.attention, c.error, c.quiet)
    assert [(one, ground) for one in graphics for ground in grounds if contrast(one, ground) < 3] == []


def test_the_focused_field_is_drawn_with_the_accents_ring(counter: Counter) -> None:
    at_work(counter)
    counter.press(Key.Key_F4)
    field = QApplication.focusWidget()
    assert field is not None
    picture = field.grab().toImage()
    ring = picture.pixelColor(1, picture.height() // 2).name()
    assert contrast(ring, theme.colours().panel) >= 3
    assert ring == theme.colours().accent.lower()


# --- the scanner ------------------------------------------------------------------------------------------


def test_a_scanners_burst_with_anything_focused_on_any_screen_lands_in_the_card_alone(counter: Counter) -> None:
    at_work(counter)
    scanner = Scanner(counter)
    scanner.listens()
    tried = 0
    for screen in screens(counter):
        for widget in focusable(counter.opened.window):
            scanner.pause()
            widget.setFocus()
            if QApplication.focusWidget() is not widget:
                continue
            before, draft = state(widget), counter.opened.presenter.reception.draft
            scanner.scans(LONG)
            counter.answered()
            assert scanner.read == [LONG], (screen, widget)
            assert state(widget) == before, (screen, widget)
            assert counter.opened.presenter.reception.draft == draft, (screen, widget)
            scanner.read.clear()
            tried += 1
    assert tried > 20
