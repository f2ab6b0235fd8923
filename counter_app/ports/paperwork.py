"""The forms that are printed."""

from __future__ import annotations

from typing import Protocol

from ..domain.book_papers import CopyBookPaper, RefusalBook
from ..domain.notices import (
    Apology,
    CashClosing,
    ControlSlip,
    FeeSlip,
    HandOver,
    NotNeeded,
    Refusal,
    RegisterBook,
    StillAsked,
    Stop,
    Supplement,
)
from ..domain.receipt import Receipt, TicketSlip
from .keys import RecoverySheet


class Paperwork(Protocol):
    def receipt(self, receipt: Receipt) -> bytes:
        """Form 01 as PDF, A5, fonts embedded, QR and Code 128 of the dossier code."""
        ...

    def queue_ticket(self, slip: TicketSlip) -> bytes:
        """The queue ticket as PDF, 80 mm wide."""
        ...

    # Each of the following: a PDF, fonts embedded, by the form in force on the day that the paper is dated. Raises
    # BrokenPromise where no such form was in force, or for a moment without its zone.

    def supplement(self, notice: Supplement) -> bytes: ...

    def refusal(self, notice: Refusal) -> bytes: ...

    def apology(self, notice: Apology) -> bytes: ...

    def stop(self, notice: Stop) -> bytes: ...

    def control_slip(self, notice: ControlSlip) -> bytes: ...

    def register(self, notice: RegisterBook) -> bytes: ...

    def copy_book(self, notice: CopyBookPaper) -> bytes: ...

    def refusal_book(self, notice: RefusalBook) -> bytes: ...

    def hand_over(self, notice: HandOver) -> bytes: ...

    def fee_slip(self, notice: FeeSlip) -> bytes: ...

    def cash_closing(self, notice: CashClosing) -> bytes: ...

    def not_needed(self, notice: NotNeeded) -> bytes: ...

    def still_asked(self, notice: StillAsked) -> bytes: ...

    def media(self, pdf: bytes) -> str:
        """The sheet that a paper of ours asks for, as `Printers.print` takes it: A5, A4 (upright or across)."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery code as PDF, A5, one page: words and QR code."""
        ...

    def qr_code(self, text: str) -> tuple[bytes, ...]:
        """The modules of a QR code for a screen, row by row: 1 is dark. Without its white border of four modules."""
        ...
