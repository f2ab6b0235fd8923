"""The `Paperwork` port: values in, PDF bytes out.

What draws them (reportlab and what it brings: 20 MB, 0.2 s) is imported with the first paper: a window that opens does
not wait for it, nor does it hold it before a paper is wanted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime
from threading import Lock

from ..domain.book_papers import CopyBookPaper, RefusalBook
from ..domain.identity import PLAIN, Identity
from ..domain.notices import (
    Apology,
    CashClosing,
    ControlSlip,
    FeeSlip,
    HandOver,
    Notice,
    NotNeeded,
    Refusal,
    RegisterBook,
    StillAsked,
    Stop,
    Supplement,
)
from ..domain.receipt import Receipt, TicketSlip
from ..ports import Bitmap, PrintedPage, RecoverySheet

_WRITING = Lock()  # reportlab's fonts may not serve two documents at the same time; PDFium is not for two threads
_BETWEEN = 250 / 25.4 * 72  # points: an A5 sheet is 210 mm high, an A4 sheet 297


class Papers:
    """Draws the papers of the counter with the shipped fonts and forms; the same value gives the same bytes. `mark`:
    what stands across each of them, that it is no paper of the office."""

    def __init__(self, identity: Identity = PLAIN, mark: str = "") -> None:
        self._identity, self._mark = identity, mark

    def receipt(self, receipt: Receipt) -> bytes:
        """Form 01, both copies, A5. Raises BrokenPromise for a form version that was not shipped."""
        from .receipt import receipt_pages
        from .sheet import pdf

        with _WRITING:
            return pdf(receipt_pages(receipt), receipt.code.text, receipt.received_at, self._mark)

    def queue_ticket(self, slip: TicketSlip) -> bytes:
        """The queue ticket, 80 mm wide, as high as its content."""
        from .sheet import pdf
        from .slip import slip_sheet

        with _WRITING:
            return pdf([[slip_sheet(slip, self._identity)]], slip.label, slip.issued_at, self._mark)

    def supplement(self, notice: Supplement) -> bytes:
        """Form 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
        return self._drawn(notice)

    def refusal(self, notice: Refusal) -> bytes:
        """Form 03, phiếu từ chối tiếp nhận, giải quyết hồ sơ."""
        return self._drawn(notice)

    def apology(self, notice: Apology) -> bytes:
        """Form 04, xin lỗi và hẹn lại (2018), xin lỗi và đề nghị gia hạn (2025)."""
        return self._drawn(notice)

    def stop(self, notice: Stop) -> bytes:
        """Form 05 of 2025, thông báo dừng giải quyết hồ sơ."""
        return self._drawn(notice)

    def control_slip(self, notice: ControlSlip) -> bytes:
        """Form 06 (05 in 2018), phiếu kiểm soát quá trình giải quyết hồ sơ."""
        return self._drawn(notice)

    def register(self, notice: RegisterBook) -> bytes:
        """Form 07 (06 in 2018), sổ theo dõi hồ sơ: A4 across."""
        return self._drawn(notice)

    def copy_book(self, notice: CopyBookPaper) -> bytes:
        """Sổ chứng thực bản sao từ bản chính: A4 across."""
        return self._drawn(notice)

    def refusal_book(self, notice: RefusalBook) -> bytes:
        """Sổ từ chối tiếp nhận hồ sơ: A4 across."""
        return self._drawn(notice)

    def hand_over(self, notice: HandOver) -> bytes:
        """Bảng bàn giao hồ sơ."""
        return self._drawn(notice)

    def fee_slip(self, notice: FeeSlip) -> bytes:
        """Phiếu ghi nhận đã thu phí, lệ phí."""
        return self._drawn(notice)

    def cash_closing(self, notice: CashClosing) -> bytes:
        """Bảng chốt thu trong ngày."""
        return self._drawn(notice)

    def not_needed(self, notice: NotNeeded) -> bytes:
        """Phiếu thông báo giấy tờ không phải nộp."""
        return self._drawn(notice)

    def still_asked(self, notice: StillAsked) -> bytes:
        """Phiếu giải thích vì sao vẫn yêu cầu nộp giấy tờ."""
        return self._drawn(notice)

    def _drawn(self, notice: Notice) -> bytes:
        from .notices import notice_pages
        from .sheet import pdf

        with _WRITING:
            pages, title = notice_pages(notice, self._identity)
            return pdf(pages, title, notice.at, self._mark)

    def media(self, pdf: bytes) -> str:
        """See `ports.Paperwork.media`."""
        from .raster import longest_side  # PDFium: 50 ms, when the first paper is printed

        with _WRITING:
            return "A4" if longest_side(pdf) > _BETWEEN else "A5"

    def ticket_dots(self, pdf: bytes, dots: int) -> Bitmap:
        """The queue ticket as the dots of a thermal head, `dots` wide."""
        from .raster import ticket_dots

        with _WRITING:
            return ticket_dots(pdf, dots)

    def printed_pages(self, pdf: bytes, dots_an_inch: int) -> Iterator[PrintedPage]:
        """A paper's pages for a printer that takes pictures, one at a time: a register has many."""
        from .raster import printed_page

        for number in itertools.count():
            with _WRITING:
                page = printed_page(pdf, number, dots_an_inch)
            if page is None:
                return
            yield page

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery code, A5, one page."""
        from .recovery_sheet import recovery_page
        from .sheet import pdf

        with _WRITING:
            return pdf([[recovery_page(sheet)]], f"khoi-phuc-{sheet.store}", sheet.made, self._mark)

    def test_page(self, at: datetime) -> bytes:
        """What a printer shows that it can print, A5."""
        from .sheet import pdf
        from .trial_page import trial_sheet

        with _WRITING:
            return pdf([[trial_sheet(at)]], "trang-in-thu", at, self._mark)

    def qr_code(self, text: str) -> tuple[bytes, ...]:
        """See `ports.Paperwork.qr_code`."""
        from .marks import modules

        return modules(text)

    def warm_up(self) -> None:
        """Reads the fonts ahead of the first paper (about 40 ms), so that the first citizen does not wait."""
        from .fonts import load

        with _WRITING:
            load()
