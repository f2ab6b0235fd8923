"""The `Paperwork` port: values in, PDF bytes out."""

from __future__ import annotations

from threading import Lock

from ..domain.receipt import Receipt, TicketSlip
from ..ports import RecoverySheet
from .fonts import load
from .marks import modules
from .receipt import receipt_pages
from .recovery_sheet import recovery_page
from .sheet import pdf
from .slip import slip_sheet

_WRITING = Lock()  # reportlab's documentation: one font may not serve two documents at the same time


class Papers:
    """Draws the papers of the counter with the shipped fonts and forms; the same value gives the same bytes."""

    def receipt(self, receipt: Receipt) -> bytes:
        """Form 01, both copies, A5. Raises BrokenPromise for a form version that was not shipped."""
        with _WRITING:
            return pdf(receipt_pages(receipt), receipt.code.text, receipt.received_at)

    def queue_ticket(self, slip: TicketSlip) -> bytes:
        """The queue ticket, 80 mm wide, as high as its content."""
        with _WRITING:
            return pdf([[slip_sheet(slip)]], slip.label, slip.issued_at)

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery code, A5, one page."""
        with _WRITING:
            return pdf([[recovery_page(sheet)]], f"khoi-phuc-{sheet.store}", sheet.made)

    def qr_code(self, text: str) -> tuple[bytes, ...]:
        """See `ports.Paperwork.qr_code`."""
        return modules(text)

    def warm_up(self) -> None:
        """Reads the fonts ahead of the first paper (about 40 ms), so that the first citizen does not wait."""
        with _WRITING:
            load()
