"""Made-up papers beside the receipt: short, long (30 lines, endless names), with all that may be missing missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from counter_app.domain.book_papers import CopyBookLine, CopyBookPaper, RefusalBook, RefusalLine
from counter_app.domain.codes import DossierCode, RegisterEntry
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.notices import (
    Apology,
    Applicant,
    AskedLine,
    CashClosing,
    CashLine,
    ControlSlip,
    FeeLine,
    FeeSlip,
    HandedDossier,
    HandOver,
    HeldLine,
    Matter,
    Notice,
    NotNeeded,
    Refusal,
    RegisterBook,
    RegisterLine,
    Step,
    StillAsked,
    Stop,
    Supplement,
    Timing,
    Wanted,
)
from counter_app.paperwork.papers import Papers
from tests.paperwork.samples import APPLICANT, COMPANY, LONG, NORMAL, UNIT

AT = datetime(2026, 11, 23, 10, 20, tzinfo=VIETNAM)
RECEIVED = datetime(2026, 11, 20, 9, 15, tzinfo=VIETNAM)
PROMISED = datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
LATER = datetime(2026, 12, 2, 16, 30, tzinfo=VIETNAM)
COMMITTEE = replace(UNIT, name="Ủy ban nhân dân phường Sóc Trăng", parent="Thành phố Cần Thơ")
WHO = Applicant.of(APPLICANT)
MATTER = Matter(WHO, NORMAL.procedure_name, "1.004873", NORMAL.code)
UNRECEIVED = replace(MATTER, code=None)
BARE_UNIT = replace(UNIT, parent="", place="", address="", phone="")
BARE_MATTER = Matter(Applicant(""), "")
LONG_UNIT = LONG.unit
LONG_WHO = Applicant(
    LONG.applicant.full_name,
    "094193000123",
    address=LONG.applicant.address,
    phone=LONG.applicant.phone,
    email="mot.dia.chi.thu.dien.tu.rat.dai@vi-du.example",
)
LONG_MATTER = Matter(LONG_WHO, LONG.procedure_name, "1.004873", LONG.code, owner="Công ty trách nhiệm hữu hạn " * 4)
CLERK = NORMAL.clerk_name
THIRTY = range(1, 31)
SENTENCE = "cần ghi rõ nơi cư trú trước ngày 01 tháng 7 năm 2025 và bổ sung chữ ký của người làm chứng"
BASIS = "Nghị định 309/2026/NĐ-CP, Điều 4 khoản 2a"
SOURCE = "Cơ sở dữ liệu hộ tịch điện tử"


class Sample(NamedTuple):
    """A paper short, long and bare, and the port's method that draws it."""

    draw: Callable[[Any], bytes]
    short: Notice
    long: Notice
    bare: Notice


papers = Papers()

SUPPLEMENT = Supplement(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    number="12",
    matter=UNRECEIVED,
    wanted=(
        Wanted("Tờ khai cấp giấy xác nhận tình trạng hôn nhân", what="khai lại mục 5: " + SENTENCE),
        Wanted("Trích lục ghi chú ly hôn", 0, 1),
    ),
    reason="Tờ khai thiếu chữ ký; chưa khai thác được dữ liệu ghi chú ly hôn trong cơ sở dữ liệu hộ tịch.",
)
REFUSAL = Refusal(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    matter=UNRECEIVED,
    reasons=(
        "Nội dung yêu cầu không thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường Sóc Trăng",
        "Giấy tờ nộp kèm đã hết hạn sử dụng từ ngày 01/6/2025",
    ),
    guidance="nộp hồ sơ tại Văn phòng đăng ký đất đai, số 2 đường Mẫu.",
)
APOLOGY = Apology(
    unit=COMMITTEE,
    at=AT,
    number="07",
    matter=MATTER,
    received_at=RECEIVED,
    promised=PROMISED,
    new_date=LATER,
    reason="phải xác minh tình trạng hôn nhân tại nơi cư trú trước đây.",
    signer_title="CHỦ TỊCH",
    signer_name="Kim Văn Thành",
    delivered_by="Trung tâm Phục vụ hành chính công phường Sóc Trăng",
    recipients=("Trung tâm Phục vụ hành chính công", "Lưu: VT"),
)
STOP = Stop(
    unit=COMMITTEE,
    at=AT,
    number="03",
    matter=MATTER,
    received_at=RECEIVED,
    promised=PROMISED,
    reason="người nộp hồ sơ có văn bản đề nghị rút hồ sơ.",
    legal_basis="Nghị định 118/2025/NĐ-CP",
    signer_title="CHỦ TỊCH",
    signer_name="Kim Văn Thành",
    delivered_by="Trung tâm Phục vụ hành chính công phường Sóc Trăng",
    recipients=("Trung tâm Phục vụ hành chính công", "Lưu: VT"),
)
STEP = Step(
    UNIT.name, "Phòng Kinh tế, Hạ tầng và Đô thị", RECEIVED + timedelta(hours=2), CLERK, "Sơn Thị Na", Timing.EARLY
)
CONTROL = ControlSlip(unit=UNIT, at=RECEIVED, matter=MATTER, received_at=RECEIVED, promised=PROMISED, steps=(STEP,))
REGISTER_LINE = RegisterLine(
    RegisterEntry("Q2", 2026, 1, 317),
    NORMAL.code,
    NORMAL.procedure_name,
    1,
    WHO,
    NORMAL.competent_authority,
    RECEIVED,
    PROMISED,
    RECEIVED + timedelta(hours=5),
    PROMISED - timedelta(hours=3),
    PROMISED,
    "tại quầy",
)
REGISTER = RegisterBook(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    counter="Q2",
    year=2026,
    book=1,
    lines=tuple(
        replace(
            REGISTER_LINE,
            entry=replace(REGISTER_LINE.entry, line=317 + n),
            code=DossierCode(f"H13.31507-261120-{42 + n:04d}"),
            returned_at=None if n else PROMISED,
            applicant=Applicant.of(COMPANY) if n == 2 else WHO,
            note=f"người nộp: {WHO.name}, người đại diện" if n == 2 else "",
        )
        for n in range(3)
    ),
)
HANDED = HandedDossier(NORMAL.code, NORMAL.procedure_name, WHO.name, 4, PROMISED)
CASH = CashLine(NORMAL.code, NORMAL.procedure_name, "tiền mặt", 8_000, "1K26 17")
CLOSING = CashClosing(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    counter="Q01",
    day=AT,
    lines=(CASH,),
    cash=8_000,
    transfers=16_000,
    waiting=24_000,
    waived=32_000,
)
HAND_OVER = HandOver(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    number="21",
    to_unit="Phòng Kinh tế, Hạ tầng và Đô thị phường Sóc Trăng",
    dossiers=(HANDED, replace(HANDED, code=DossierCode("H13.31507-261123-0043"), due=None, note="bản chính")),
    taker_name="Sơn Thị Na",
)
FEE = FeeSlip(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    number="108",
    matter=MATTER,
    lines=(FeeLine("Lệ phí cấp giấy xác nhận tình trạng hôn nhân", 8000, "Nghị quyết của HĐND thành phố"),),
    paid_how="tiền mặt",
)
NOT_NEEDED = NotNeeded(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    matter=UNRECEIVED,
    lines=(
        HeldLine("Quyết định ly hôn đã có hiệu lực pháp luật", "Trích lục ghi chú ly hôn số 12/TLGC", SOURCE, BASIS),
        HeldLine("Giấy tờ chứng minh nơi cư trú", "Nơi thường trú", "Cơ sở dữ liệu quốc gia về dân cư", BASIS),
    ),
)
STILL_ASKED = StillAsked(
    unit=UNIT,
    at=AT,
    clerk_name=CLERK,
    matter=UNRECEIVED,
    lines=(
        AskedLine(
            "Quyết định ly hôn",
            "dữ liệu đang có không chính xác",
            BASIS,
            "ngày ghi chú khác với bản án nộp năm 2019",
        ),
    ),
)


COPY_LINE = CopyBookLine(
    15,
    RECEIVED,
    WHO.name,
    WHO.number,
    "Bằng tốt nghiệp trung học phổ thông",
    2,
    3,
    12_000,
    "01/2026-SCT/BS",
    NORMAL.code.text,
)
COPY_BOOK = CopyBookPaper(
    unit=UNIT, at=AT, clerk_name=CLERK, counter="Q2", year=2026, book="01/2026-SCT/BS", lines=(COPY_LINE,)
)
REFUSAL_LINE = RefusalLine(
    3,
    "03-Q2",
    RECEIVED,
    WHO.name,
    WHO.number,
    NORMAL.procedure_name,
    "Không thuộc thẩm quyền giải quyết của phường",
    "Nộp tại Văn phòng đăng ký đất đai",
    CLERK,
)
REFUSAL_BOOK = RefusalBook(unit=UNIT, at=AT, clerk_name=CLERK, counter="Q2", year=2026, lines=(REFUSAL_LINE,))


def _long(notice: Any, **lines: Any) -> Any:
    changes: dict[str, Any] = {"unit": LONG_UNIT, "clerk_name": LONG.clerk_name, "reprint": 12, **lines}
    if hasattr(notice, "matter"):
        changes["matter"] = LONG_MATTER
    return replace(notice, **changes)


def _bare(notice: Any, **lines: Any) -> Any:
    changes: dict[str, Any] = {"unit": BARE_UNIT, "clerk_name": "", **lines}
    if hasattr(notice, "number"):
        changes["number"] = ""
    if hasattr(notice, "matter"):
        changes["matter"] = BARE_MATTER
    return replace(notice, **changes)


_UNSIGNED = {"signer_title": "", "signer_name": "", "delivered_by": "", "recipients": (), "reason": ""}
_SIGNED_LONG = {"signer_name": LONG.clerk_name, "recipients": ("Trung tâm Phục vụ hành chính công " * 3, "Lưu: VT")}

SAMPLES: dict[str, Sample] = {
    "supplement": Sample(
        papers.supplement,
        SUPPLEMENT,
        _long(
            SUPPLEMENT,
            wanted=tuple(Wanted(f"Giấy tờ thứ {n}", n % 2, n % 3, SENTENCE if n % 3 else "") for n in THIRTY),
            reason=SENTENCE * 5,
        ),
        _bare(SUPPLEMENT, wanted=(), reason=""),
    ),
    "refusal": Sample(
        papers.refusal,
        REFUSAL,
        _long(REFUSAL, reasons=tuple(f"Lý do thứ {n}: {SENTENCE}" for n in THIRTY)),
        _bare(REFUSAL, reasons=(), guidance=""),
    ),
    "apology": Sample(
        papers.apology, APOLOGY, _long(APOLOGY, reason=SENTENCE * 30, **_SIGNED_LONG), _bare(APOLOGY, **_UNSIGNED)
    ),
    "stop": Sample(
        papers.stop,
        STOP,
        _long(STOP, reason=SENTENCE * 30, **_SIGNED_LONG),
        _bare(STOP, promised=None, legal_basis="", **_UNSIGNED),
    ),
    "control-slip": Sample(
        papers.control_slip,
        CONTROL,
        _long(CONTROL, steps=tuple(replace(STEP, note=f"bước {n}", taker="Phòng chuyên môn " * 4) for n in THIRTY)),
        _bare(CONTROL, promised=None, steps=(Step("", ""),)),
    ),
    "register": Sample(
        papers.register,
        REGISTER,
        _long(
            REGISTER,
            closed=True,
            counter="QUAYTIEPNHAN",
            lines=tuple(
                replace(
                    REGISTER_LINE,
                    entry=replace(REGISTER_LINE.entry, line=n),
                    applicant=LONG_WHO if n == 3 else WHO,
                    procedure_name=LONG.procedure_name if n % 3 == 0 else NORMAL.procedure_name,
                )
                for n in THIRTY
            ),
        ),
        _bare(REGISTER, lines=()),
    ),
    "copy-book": Sample(
        papers.copy_book,
        COPY_BOOK,
        _long(
            COPY_BOOK,
            closed=True,
            lines=tuple(
                replace(COPY_LINE, number=n, title=f"Bản án số {n}", requester=LONG_WHO.name if n == 3 else WHO.name)
                for n in THIRTY
            ),
        ),
        _bare(COPY_BOOK, lines=(), book=""),
    ),
    "refusal-book": Sample(
        papers.refusal_book,
        REFUSAL_BOOK,
        _long(
            REFUSAL_BOOK,
            closed=True,
            lines=tuple(replace(REFUSAL_LINE, number=n, reason=f"Lý do thứ {n}: {SENTENCE}") for n in THIRTY),
        ),
        _bare(REFUSAL_BOOK, lines=()),
    ),
    "hand-over": Sample(
        papers.hand_over,
        HAND_OVER,
        _long(
            HAND_OVER,
            dossiers=tuple(
                replace(HANDED, papers=n, applicant_name=LONG_WHO.name if n == 3 else f"Người thứ {n}") for n in THIRTY
            ),
        ),
        _bare(HAND_OVER, dossiers=(), to_unit="", taker_name=""),
    ),
    "fee-slip": Sample(
        papers.fee_slip,
        FEE,
        _long(
            FEE,
            lines=tuple(FeeLine(f"Khoản thu thứ {n}", 1_234_567_891 * n, SENTENCE if n % 3 else "") for n in THIRTY),
            receipt_series="1C26TST",
            receipt_number="00000123",
        ),
        _bare(FEE, lines=(), paid_how=""),
    ),
    "cash-closing": Sample(
        papers.cash_closing,
        CLOSING,
        _long(
            CLOSING,
            lines=tuple(replace(CASH, procedure_name=LONG.procedure_name, amount=1_234_567 * n) for n in THIRTY),
            cash=1_234_567_891,
        ),
        _bare(CLOSING, lines=(), cash=0),
    ),
    "not-needed": Sample(
        papers.not_needed,
        NOT_NEEDED,
        _long(
            NOT_NEEDED,
            lines=tuple(HeldLine(f"Giấy tờ thứ {n}", f"Bản số {n}", SOURCE, BASIS) for n in THIRTY),
        ),
        _bare(NOT_NEEDED, lines=()),
    ),
    "still-asked": Sample(
        papers.still_asked,
        STILL_ASKED,
        _long(STILL_ASKED, lines=tuple(AskedLine(f"Giấy tờ thứ {n}", "mất kết nối", BASIS, SENTENCE) for n in THIRTY)),
        _bare(STILL_ASKED, lines=()),
    ),
}
