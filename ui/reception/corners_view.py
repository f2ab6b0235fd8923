"""Where a sheet is cut out by hand: the image as it came with its corners, a lens, and the keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..page import KeyHint
from ..widgets.words import Words, panel
from .corner_board import Board, Cutting, Lens


class CornersView(QWidget):
    """`applied` gives the corners when Enter is pressed; `left` when the clerk thinks better of it."""

    applied = Signal(object)
    left = Signal()
    edited = Signal()  # what `FormKeeper` keeps of it has changed
    ticked: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.page = ""  # the page that is cut; empty: none
        self.board = Board()
        self.lens = Lens(self.board)
        self._corner = Words(role="title")
        self._sheet = Words(role="quiet")
        self._sheet.setWordWrap(True)
        help_words = Words(
            self.tr(
                "Tab chọn góc. Mũi tên dời 1 điểm ảnh; Shift 10, Ctrl 100. Chuột kéo được. "
                "Enter cắt theo góc, Esc thôi."
            ),
            role="quiet",
        )
        help_words.setWordWrap(True)
        side = panel()
        side.setFixedWidth(248)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (Words(self.tr("SỬA GÓC"), role="caption"), self._corner, self.lens, self._sheet, help_words):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.board, 1)
        row.addWidget(side)
        self.setFocusProxy(self.board)
        self.board.changed.connect(self._show)
        self.board.changed.connect(self.edited)
        self.board.applied.connect(self.applied)

    def open(self, page: str, cutting: Cutting) -> None:
        self.page = page
        self.board.open(cutting)
        self.board.setFocus()

    def forget(self) -> None:
        """The image is the citizen's: nothing of it stays."""
        self.page = ""
        self.board.open(Cutting(QImage(), None))

    @property
    def values(self) -> dict[str, str]:
        """Which page, and its corners as parts of the image."""
        if not self.page:
            return {"page": "", "corners": ""}
        points = " ".join(f"{x:.6f},{y:.6f}" for x, y in self.board.corners.points)
        return {"page": self.page, "corners": points}

    def fill(self, values: Mapping[str, str], ticked: tuple[str, ...] = ()) -> None:
        """As they stood when the program ended, where it was this page."""
        if self.page and values.get("page") == self.page:
            told = tuple(tuple(map(float, point.split(","))) for point in values["corners"].split())
            self.board.put(told)

    def keys(self) -> tuple[KeyHint, ...]:
        more = len(self.board.choices) > 1
        return (
            KeyHint("Return", self.tr("cắt theo góc")),
            KeyHint("Esc", self.tr("thôi")),
            KeyHint("Tab", self.tr("góc khác")),
            *((KeyHint("Space", self.tr("tờ khác")),) if more else ()),
        )

    def press(self, key: str) -> None:
        """A key of the legend."""
        acts = {
            "Return": lambda: self.applied.emit(self.board.corners),
            "Esc": self.left.emit,
            "Tab": lambda: self.board.take(1),
            "Space": self.board.choose_next,
        }
        if key in acts:
            acts[key]()

    def _show(self) -> None:
        names = (self.tr("trên trái"), self.tr("trên phải"), self.tr("dưới phải"), self.tr("dưới trái"))
        self._corner.setText(self.tr("Góc {}").format(names[self.board.taken]))
        at, count = self.board.choice + 1, len(self.board.choices)
        words = self.tr("Space: tờ khác trên ảnh, cả ảnh ({}/{})").format(at, count)
        self._sheet.setText(words if count > 1 else "")
        self._sheet.setVisible(count > 1)
        self.board.setAccessibleName(self.tr("Ảnh gốc, {}").format(self._corner.text()))
        self.lens.update()
