"""The section "Giới thiệu": which version this is, and whose work ships with it, each under its licence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.use_cases.desk import Desk
from resources import notice

from ..language import tr
from ..page import KeyHint, Shell
from ..tasks import Lane, Tasks
from ..widgets.words import Words


class AboutSection(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self.languages = Words()
        self.languages.setWordWrap(True)
        self.words, self.icon = self.tr("Giới thiệu"), "info"
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Giấy phép của những gì đi cùng chương trình"))
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("QUẦY MỘT CỬA, BẢN {version}").format(version=_version()), role="caption"))
        column.addWidget(self.languages)
        column.addWidget(Words(self.tr("Giấy phép Apache 2.0. Những thư viện, phông chữ và dữ liệu đi cùng:")))
        column.addWidget(self.text, 1)

    @property
    def widget(self) -> QWidget:
        return self._widget

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("PgDown", self.tr("đọc tiếp")),) if self.text.hasFocus() else ()

    def press(self, key: str) -> bool:
        return False

    def enter(self) -> None:
        """Read when first looked at: the texts are long, and seldom wanted."""
        self._tasks.run(Lane.DISK, self._desk.announce.languages, self._heard, self._shell.fail)
        if not self.text.toPlainText():
            self._tasks.run(Lane.DISK, notice, self.text.setPlainText, self._shell.fail)

    def _heard(self, languages: tuple[str, ...]) -> None:
        self.languages.setText(languages_words(languages))

    def leave(self) -> None:
        pass

    def focus(self) -> None:
        self.text.setFocus()


def languages_words(heard: tuple[str, ...]) -> str:
    """What the hall hears, and that Khmer is only read where nobody has recorded it."""
    vietnamese = tr("Loa gọi số bằng tiếng Việt.") if "vi" in heard else tr("Loa không gọi số.")
    if "km" in heard:
        return tr("{vietnamese} Gọi cả bằng tiếng Khmer, từ đoạn ghi âm của đơn vị.").format(vietnamese=vietnamese)
    return tr(
        "{vietnamese} Tiếng Khmer: chưa đọc được, chỉ hiện chữ trên bảng, máy lấy số, phiếu và màn hình người dân; "
        "chữ Khmer chưa được người bản ngữ duyệt."
    ).format(vietnamese=vietnamese)


def _version() -> str:
    try:
        return version("quay-mot-cua")
    except PackageNotFoundError:
        return "?"
