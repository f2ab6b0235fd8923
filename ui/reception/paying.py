"""F7 cash, F8 a VietQR code: what the citizen pays with is kept on the draft, and becomes a step with the
acceptance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.fee import Pay
from counter_app.domain.words import dong
from counter_app.ports import Draft
from counter_app.use_cases.ask_transfer import TransferCode
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.code_grid import QrPicture
from ..widgets.words import Words
from .view_model import ReceptionView

_QR = 240  # px


class TransferPane(QWidget):
    """The code, large enough for a telephone at arm's length, and what can be typed instead."""

    def __init__(self) -> None:
        super().__init__()
        self.qr = QrPicture(_QR, self.tr("Mã VietQR"))
        self.amount = Words(role="large")
        self.words = Words()
        for label in (self.amount, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.amount)
        column.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addStretch(1)

    def show_code(self, code: TransferCode | None) -> None:
        self.qr.show_modules(code.rows if code is not None else ())
        self.amount.setText(dong(code.amount) if code is not None else "")
        words = (
            tr("{owner}\n{number}\nNội dung: {reference}").format(
                owner=code.account.owner, number=code.account.number, reference=code.reference
            )
            if code is not None
            else ""
        )
        self.words.setText(words)


class Reception(Protocol):
    """What paying needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    @property
    def view(self) -> ReceptionView | None: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def show(self, draft: Draft) -> None: ...

    def show_transfer(self, shown: bool) -> None: ...


class Paying(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, pane: TransferPane) -> None:
        super().__init__(pane)
        self._reception, self._shell, self._desk, self._tasks, self._pane = reception, shell, desk, tasks, pane
        self.showing = False
        self._asked: tuple[UUID, int] | None = None  # the draft whose code stands, and its amount

    def keys(self) -> tuple[KeyHint, ...]:
        view = self._reception.view
        if view is None or not view.costs:
            return ()
        cash = tr("thôi tiền mặt") if view.payment is Pay.CASH else tr("tiền mặt")
        return (KeyHint("F7", cash), KeyHint("F8", tr("thôi QR") if view.payment is Pay.TRANSFER else "QR"))

    def press(self, how: Pay) -> None:
        """The same key again takes it back."""
        view = self._reception.view
        if view is None or view.after:
            return
        if not view.costs:
            self._shell.tell(Notice(tr("Thủ tục này không thu phí, lệ phí.")))
            return
        self._asked = None
        wanted = None if view.payment is how else how
        if wanted is Pay.TRANSFER:
            self._ask(view.costs)
        else:
            self.hide()
            self._pay(wanted)

    def hide(self) -> None:
        if self.showing:
            self.showing = False
            self._pane.show_code(None)
            self._reception.show_transfer(False)

    def _ask(self, amount: int) -> None:
        """The code first: where the settings have no account, nothing is promised."""
        draft = self._reception.draft
        if draft is None:
            return
        dossier_id = draft.dossier.id

        def asked(code: TransferCode) -> None:
            now = self._reception.draft
            if now is not None and now.dossier.id == dossier_id:
                self.showing = True
                self._pane.show_code(code)
                self._reception.show_transfer(True)
                self._pay(Pay.TRANSFER, code.amount)

        self._tasks.run(Lane.DATA, lambda: self._desk.ask_transfer(dossier_id, amount), asked, self._shell.fail)

    def seen(self, draft: Draft) -> None:
        """A code never stands for another amount than the fee: where that has changed, it is drawn anew on F8."""
        if draft.payment is not None and draft.payment.how is Pay.TRANSFER:
            self._asked = draft.dossier.id, draft.payment.amount
        elif self._asked is not None and self._asked[0] == draft.dossier.id and self._asked[1] != draft.dossier.cost:
            self._asked = None
            self.hide()
            self._shell.tell(Notice(tr("Phí đã đổi: mã QR cũ không còn dùng. F8 lấy mã mới."), Tone.ATTENTION))

    def _pay(self, how: Pay | None, asked: int | None = None) -> None:
        def paid(draft: Draft) -> None:
            if how is Pay.TRANSFER and draft.payment is None:  # the fee was faster
                self._asked = draft.dossier.id, asked or 0
                self._reception.show(draft)
            else:
                self._paid(draft)

        self._reception.change(lambda draft_id: self._desk.settle.pay(draft_id, how, asked=asked), paid)

    def _paid(self, draft: Draft) -> None:
        self._reception.show(draft)
        words = {
            Pay.CASH: tr("Thu tiền mặt khi tiếp nhận. F7 lần nữa để thôi."),
            Pay.TRANSFER: tr("Mời người dân quét mã. F8 lần nữa để thôi; đối soát ở diễn biến hồ sơ."),
        }
        said = words.get(draft.payment.how, "") if draft.payment is not None else tr("Phí để ngỏ: thu sau.")
        self._shell.tell(Notice(said))
