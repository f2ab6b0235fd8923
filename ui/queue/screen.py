"""Draws the queue: service groups to issue tickets for at the left, who waits at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..widgets.words import ShortenedWords, Words, panel
from .view_model import GroupLine, MissedLine, QueueWords, WaitingLine

_LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_MISSED_ROW = 36  # px
_MISSED_SHOWN = 4  # rows


class QueueScreen(QWidget):
    group_chosen = Signal(str)
    missed_chosen = Signal(object)  # a ticket's id
    focus_moved = Signal()
    letter_typed = Signal(str)  # in the list at the left

    def __init__(self) -> None:
        super().__init__()
        self.note = QLineEdit()
        self.note.setMaxLength(120)
        self.note.setPlaceholderText(self.tr("Lời nhắn cho quầy sau (không ghi tên người), nếu cần"))
        self.note.setAccessibleName(self.tr("Lời nhắn cho quầy sau"))
        self.groups = QListWidget()
        self.groups.setAccessibleName(self.tr("Nhóm việc để phát số"))
        self.groups.setItemDelegate(_GroupDelegate(self.groups))
        self.groups.installEventFilter(self)
        self.groups.itemDoubleClicked.connect(lambda _: self._choose_current())
        self.waiting = QListWidget()
        self.waiting.setAccessibleName(self.tr("Những số đang chờ"))
        self.waiting.setItemDelegate(_WaitingDelegate(self.waiting))
        self.waiting.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F2 calls the first, whatever has the focus
        self.missed = QListWidget()
        self.missed.setAccessibleName(self.tr("Những số vắng mặt: Enter gọi lại"))
        self.missed.setItemDelegate(_MissedDelegate(self.missed))
        self.missed.installEventFilter(self)
        self.missed.itemDoubleClicked.connect(lambda _: self._choose_missed())
        self.missed.currentRowChanged.connect(lambda _: self.focus_moved.emit())
        for view in (self.groups, self.waiting, self.missed):
            view.setProperty("bare", True)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = Words(role="large")
        self.longest = Words(role="quiet")
        self.now = Words(role="title")
        self.next_step = ShortenedWords(role="quiet")
        self.hall = Words(tone="attention")
        self.hall.setWordWrap(True)
        self.hall.hide()
        self._missed_words = Words(self.tr("VẮNG MẶT, GÁC LẠI"), role="caption")
        self._left_words = Words(role="caption")
        self._left_help = ShortenedWords(role="quiet")
        self.note.installEventFilter(self)
        self._choices: tuple[GroupLine, ...] | None = None  # instead of the groups
        self.words: QueueWords | None = None
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(16)
        left = panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._left_words)
        column.addWidget(self.note)
        column.addWidget(self.groups, 1)
        column.addWidget(self._left_help)
        self.ask(self.tr("PHÁT SỐ"), "")
        right = panel()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(self.tr("ĐANG CHỜ"), role="caption"))
        head.addWidget(self.count)
        head.addWidget(self.longest)
        head.addStretch(1)
        head.addWidget(self.now)
        column.addLayout(head)
        column.addWidget(self.next_step)
        column.addWidget(self.hall)
        column.addWidget(self.waiting, 1)
        column.addWidget(self._missed_words)
        column.addWidget(self.missed)
        row.addWidget(left, 5)
        row.addWidget(right, 7)

    def ask(
        self, caption: str, help_words: str, choices: tuple[GroupLine, ...] | None = None, note: bool = False
    ) -> None:
        """What the list at the left is for; `choices` stand there instead of the groups."""
        self._left_words.setText(caption)
        self._left_help.setText(help_words)
        self.note.setVisible(note)
        if not note:
            self.note.clear()
        if choices != self._choices:
            self._choices = choices
            self._fill_left()
        if self.note.hasFocus() and not note:
            self.groups.setFocus()

    @property
    def _lines(self) -> tuple[GroupLine, ...]:
        return self._choices or (self.words.groups if self.words else ())

    def _fill_left(self) -> None:
        _fill(self.groups, self._lines, [f"{line.key} {line.name}" for line in self._lines])

    def show_queue(self, words: QueueWords) -> None:
        if words == self.words:
            return
        self.words = words
        if self._choices is None:
            self._fill_left()
        _fill(self.waiting, words.waiting, [f"{w.label} {w.group} {w.waited}" for w in words.waiting])
        self.waiting.setCurrentRow(0)  # the one that F2 calls is never scrolled out of sight
        self.count.setText(words.count)
        self.longest.setText(words.longest)
        self.now.setText(words.now)
        self.next_step.setText(words.next_step)
        self.hall.setText(words.hall)
        self.hall.setVisible(bool(words.hall))
        self._missed_words.setText(words.missed_caption)
        _fill(self.missed, words.missed, [f"{w.label} {w.group} {w.since}" for w in words.missed])
        self.missed.setFixedHeight(_MISSED_ROW * min(len(words.missed), _MISSED_SHOWN) + 8)
        if self.missed.hasFocus() and not words.missed:
            self.groups.setFocus()
        for widget in (self._missed_words, self.missed):
            widget.setVisible(bool(words.missed))

    def chosen_missed(self) -> MissedLine | None:
        item = self.missed.currentItem()
        line: MissedLine | None = item.data(_LINE) if item is not None else None
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Digits and Enter act in the list of groups; Enter in the list of missed numbers; nothing elsewhere."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_moved.emit()
        if watched is self.missed and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._choose_missed()
                return True
            return bool(event.text()) and event.text().isprintable()  # typed letters move nothing
        down = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if watched is self.note and _pressed(event) in down:
            self.groups.setFocus()
            return True
        if watched is self.groups and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.isAutoRepeat():
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_current()
                return True
            keys = [line.key for line in self._lines]
            if event.text() and event.text() in keys:
                self.groups.setCurrentRow(keys.index(event.text()))
                self._choose_current()
                return True
            if event.text().isalpha():
                self.letter_typed.emit(event.text().lower())
                return True
        return super().eventFilter(watched, event)

    def _choose_current(self) -> None:
        item = self.groups.currentItem()
        if item is not None:
            self.group_chosen.emit(item.data(_LINE).code)

    def _choose_missed(self) -> None:
        line = self.chosen_missed()
        if line is not None:
            self.missed_chosen.emit(line.id)


def _pressed(event: QEvent) -> int | None:
    return event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None


def _fill(view: QListWidget, lines: tuple[object, ...], names: list[str]) -> None:
    """Keeps the cursor on the same number or group, else where it was."""
    at, item = max(0, view.currentRow()), view.currentItem()
    stood = _who(item.data(_LINE)) if item is not None else None
    view.clear()
    for line, name in zip(lines, names, strict=True):
        item = QListWidgetItem()
        item.setData(_LINE, line)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        view.addItem(item)
    whose = [_who(line) for line in lines]
    view.setCurrentRow(whose.index(stood) if stood in whose else min(at, len(lines) - 1))


def _who(line: object) -> object:
    """What a line is about, whatever else of it changes."""
    return line.id if isinstance(line, MissedLine) else line.code if isinstance(line, GroupLine) else line


def _ground(painter: QPainter, option: QStyleOptionViewItem, chosen: bool) -> QRect:
    """Paints the cursor's background; gives the room for the words."""
    c = theme.colours()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.chosen))
        painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
    return option.rect.adjusted(12, 0, -12, 0)


def _text(
    painter: QPainter,
    box: QRect,
    words: str,
    size: float,
    colour: str,
    bold: bool = False,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(theme.font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)


class _GroupDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 64)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: GroupLine = index.data(_LINE)
        c = theme.colours()
        view = self.parent()
        chosen = isinstance(view, QListWidget) and view.currentRow() == index.row()
        painter.save()
        room = _ground(painter, option, chosen)
        _text(painter, room.adjusted(0, 0, 0, 0), line.key, theme.TITLE, c.quiet, bold=True)
        _text(painter, room.adjusted(32, 0, 0, 0), line.letter, theme.LARGE, c.accent, bold=True)
        name = room.adjusted(76 if line.letter else 32, 0, -56 if line.waiting else 0, 0)
        _text(painter, name, line.name, theme.TITLE, c.text)
        waiting = self.tr("{} chờ").format(line.waiting) if line.waiting else ""
        box = QRect(room.right() - 68, room.top(), 68, room.height())
        _text(painter, box, waiting, theme.QUIET, c.quiet, side=Qt.AlignmentFlag.AlignRight)
        painter.restore()


class _WaitingDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: WaitingLine = index.data(_LINE)
        c = theme.colours()
        painter.save()
        room = _ground(painter, option, chosen=index.row() == 0)  # the one that F2 calls
        first = index.row() == 0
        _text(painter, room, line.label, theme.LARGE if first else 16.0, c.text, bold=True)
        _text(painter, room.adjusted(112, 0, -140, 0), line.group, theme.TEXT, c.text)
        box = QRect(room.right() - 130, room.top(), 130, room.height())
        side = Qt.AlignmentFlag.AlignRight
        _text(painter, box, line.waited, theme.TEXT, c.attention if line.long else c.quiet, line.long, side)
        painter.restore()


class _MissedDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, _MISSED_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: MissedLine = index.data(_LINE)
        c = theme.colours()
        view = self.parent()
        chosen = isinstance(view, QListWidget) and view.hasFocus() and view.currentRow() == index.row()
        painter.save()
        room = _ground(painter, option, chosen)
        _text(painter, room, line.label, theme.TITLE, c.text, bold=True)
        _text(painter, room.adjusted(112, 0, -170, 0), line.group, theme.TEXT, c.text)
        box = QRect(room.right() - 160, room.top(), 160, room.height())
        _text(painter, box, line.since, theme.QUIET, c.quiet, side=Qt.AlignmentFlag.AlignRight)
        painter.restore()
