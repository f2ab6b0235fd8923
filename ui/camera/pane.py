"""Draws what the camera sees, as large as there is room for, with the edges of the found page on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.auto_shot import Points, Sight

from .. import theme
from ..icons import icon
from ..page import Tone
from ..widgets.words import ShortenedWords, Words

_ICONS = {Tone.PLAIN: "info", Tone.GOOD: "good", Tone.ATTENTION: "attention", Tone.ERROR: "error"}


class CameraPane(QWidget):
    """`shot`: Enter or Space while it has the focus; `digit`: where the page shot last belongs; `hidden`: it went out
    of sight, and a camera that nobody sees is off."""

    shot = Signal()
    digit = Signal(str)
    hidden = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = ShortenedWords(role="quiet")
        self.picture = CameraPicture(self)
        self.words = Words()
        self.words.setWordWrap(True)  # it says what to do: never cut, however large the letters
        narrow = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        narrow.setHeightForWidth(True)
        self.words.setSizePolicy(narrow)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())  # the picture keeps its size meanwhile
        self._sign = QLabel()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(self.tr("MÁY CHỤP"), role="caption"))
        head.addWidget(self._name, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._sign)
        foot.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        column.addLayout(foot)
        self._tone = Tone.PLAIN
        self.forget(self.tr("Đang mở máy chụp…"))
        self.hide()

    def show_camera(self, name: str) -> None:
        self._name.setText(name)
        self.setAccessibleName(self.tr("Máy chụp {}: Enter chụp").format(name))

    def show_look(self, picture: QImage, sheets: tuple[Points, ...], sight: Sight) -> None:
        self.picture.show_picture(picture, sheets, sight)

    def say(self, words: str, tone: Tone) -> None:
        """What lies there, and what to do: spoken too, and only when it changes."""
        if words == self.words.text() and tone is self._tone:
            return
        self._tone = tone
        self.words.setText(words)
        self.words.set_tone("" if tone is Tone.PLAIN else tone)
        c = theme.colours()
        self._sign.setPixmap(icon(_ICONS[tone], c.of(tone), 16, self.devicePixelRatioF(), c.panel))

    def forget(self, words: str = "") -> None:
        """Nothing of what lay under the camera stays."""
        self.picture.show_picture(None, (), Sight.EMPTY)
        self.show_camera("")
        self.say(words, Tone.PLAIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.shot.emit()
        elif event.text().isascii() and event.text().isdigit() and not event.isAutoRepeat():
            self.digit.emit(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.hidden.emit()


class CameraPicture(QWidget):
    """The picture and the outlines; framed like a field while the pane has the focus."""

    def __init__(self, pane: CameraPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._picture: QImage | None = None
        self._sheets: tuple[Points, ...] = ()
        self._sight = Sight.EMPTY
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shows_something(self) -> bool:
        return self._picture is not None

    @property
    def sheets(self) -> tuple[Points, ...]:
        return self._sheets

    def show_picture(self, picture: QImage | None, sheets: tuple[Points, ...], sight: Sight) -> None:
        self._picture, self._sheets, self._sight = picture, sheets, sight
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._pane.hasFocus()
        painter.setPen(QPen(QColor(c.accent if focused else c.line), 2 if focused else 1))
        painter.setBrush(QColor(c.window))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        if self._picture is None:
            painter.setPen(QColor(c.quiet))
            painter.drawPixmap(
                QPointF(self.width() / 2 - 24, self.height() / 2 - 24),
                icon("camera", c.quiet, 48, self.devicePixelRatioF(), c.window),
            )
            return
        place = _within(QRectF(self.rect()).adjusted(6, 6, -6, -6), self._picture.size())
        painter.drawImage(place, self._picture)
        self._draw_sheets(painter, place)

    def _draw_sheets(self, painter: QPainter, place: QRectF) -> None:
        """A dark line under the bright one: seen on white paper as on a black desk."""
        c = theme.colours()
        colours = {Sight.TAKEN: c.good, Sight.SHOOT: c.good, Sight.UNSURE: c.attention}
        colour = QColor(colours.get(self._sight, c.accent))
        line = Qt.PenStyle.DashLine if self._sight in (Sight.UNSURE, Sight.MOVING) else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for sheet in self._sheets:
            outline = QPolygonF(
                [QPointF(place.left() + x * place.width(), place.top() + y * place.height()) for x, y in sheet]
            )
            painter.setPen(QPen(QColor(c.panel), 5))
            painter.drawPolygon(outline)
            painter.setPen(QPen(colour, 3, line))
            painter.drawPolygon(outline)


def _within(room: QRectF, size: QSize) -> QRectF:
    """The largest rectangle of `size`'s shape centred in `room`."""
    fitted = QSize(size).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, fitted.width(), fitted.height())
    place.moveCenter(room.center())
    return place
