"""What stands on the screen once a dossier is accepted: its code, where it is, whether the receipt came out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.life import Stage
from counter_app.ports import AcceptedDossier

from .. import theme
from ..core_words import spoken
from ..dossiers.view_model import dossier_line
from ..icons import icon
from ..page import Notice, Tone
from ..story.view_model import STAGES
from ..widgets.words import Words, panel


class DonePane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.code = Words(role="large", tone="accent")
        self.code_note = Words(role="quiet")
        self.person = Words(role="title")
        self.procedure = Words()
        self.procedure.setWordWrap(True)
        self.due = Words()
        self.due.setWordWrap(True)
        self.state = Words()
        self.printed = Words()
        self.printed.setWordWrap(True)
        self._pictures = {name: QLabel() for name in ("state", "printed")}
        surface = panel()
        surface.setMaximumWidth(720)
        column = QVBoxLayout(surface)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(8)
        self.title = Words(role="caption", tone="good")
        column.addWidget(self.title)
        column.addWidget(self.code)
        column.addWidget(self.code_note)
        column.addSpacing(8)
        column.addWidget(self.person)
        column.addWidget(self.procedure)
        column.addWidget(self.due)
        column.addSpacing(12)
        for name, words in (("state", self.state), ("printed", self.printed)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self._pictures[name])
            row.addWidget(words, 1)
            column.addLayout(row)
        column.addSpacing(16)
        column.addWidget(Words(self.tr("Trả lại bản chính cho người dân. F2 gọi người tiếp theo."), role="quiet"))
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(surface, 6, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_dossier(self, dossier: AcceptedDossier, due: str) -> None:
        line = dossier_line(dossier)
        received = dossier.stage is Stage.RECEIVED
        self.title.setText(self.tr("ĐÃ TIẾP NHẬN") if received else STAGES[dossier.stage].upper())
        self.code.setText(line.code)
        note = line.code_note
        if dossier.code.provisional and dossier.linked_code is None:
            note = self.tr("Mã tạm: có giá trị trên giấy tiếp nhận, tự gắn với mã của tỉnh khi có đường truyền.")
        self.code_note.setText(note)
        self.code_note.setVisible(bool(note))
        self.person.setText(line.person)
        copies = "\n".join(f"{one.title}: {spoken(one.words)}" for one in dossier.receipt.copies)
        self.procedure.setText(copies or dossier.receipt.procedure_name)
        self.due.setText(due)
        self.due.setVisible(bool(due))
        state = f"{line.state}: {line.problem}" if line.problem else line.state
        self._show("state", self.state, Notice(state[0].upper() + state[1:], line.tone), line.icon)

    def show_print(self, notice: Notice) -> None:
        """`Đã in` only once the print system says so."""
        self._show("printed", self.printed, notice, "attention" if notice.tone is Tone.ATTENTION else "printer")

    def _show(self, name: str, words: Words, notice: Notice, picture: str) -> None:
        c = theme.colours()
        words.setText(notice.words)
        words.set_tone(notice.tone)
        self._pictures[name].setPixmap(icon(picture, c.of(notice.tone), 20, self.devicePixelRatioF(), c.panel))
