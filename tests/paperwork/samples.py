"""Made-up papers: values with every oddity that a counter meets. All persons are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber
from counter_app.domain.codes import DossierCode, RegisterEntry
from counter_app.domain.deadline import VIETNAM, Appointment
from counter_app.domain.party import (
    Child,
    EnterpriseCode,
    Foreigner,
    OnBehalf,
    Organisation,
    PassportNumber,
    Relation,
)
from counter_app.domain.procedure import DeadlineRule, Term
from counter_app.domain.receipt import Receipt, ReceiptLine, TicketSlip, Unit
from counter_app.domain.recovery_code import CodeBook
from counter_app.domain.units import Commune
from counter_app.ports import RecoverySheet
from resources import recovery_words

UNIT = Unit(
    code="H13.31507",
    name="Trung tâm Phục vụ hành chính công",
    parent="Ủy ban nhân dân phường Sóc Trăng",
    place="Sóc Trăng",
    address="Số 1 đường Mẫu, phường Sóc Trăng",
    phone="0299 000 0000",
)
APPLICANT = Citizen(
    PersonalNumber("094193000123"),
    "Trần Thị Thanh Trúc",
    address="Ấp Phú Thành, xã Phú Tâm, thành phố Cần Thơ",
    phone="0900 000 123",
)
RECEIVED = datetime(2026, 11, 23, 9, 15, tzinfo=VIETNAM)
FORWARDED = datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)

NORMAL = Receipt(
    form="01-2025",
    unit=UNIT,
    counter="Q2",
    code=DossierCode("H13.31507-261123-0042"),
    queue_label="A027",
    applicant=APPLICANT,
    procedure_code="1.004873",
    procedure_name="Cấp giấy xác nhận tình trạng hôn nhân",
    competent_authority="Ủy ban nhân dân phường Sóc Trăng",
    lines=(
        ReceiptLine("Tờ khai cấp giấy xác nhận tình trạng hôn nhân", "nộp", 1, 0),
        ReceiptLine("Căn cước công dân", "xuất trình", 0, 0, "đã đối chiếu, trả lại"),
        ReceiptLine(
            "Quyết định ly hôn đã có hiệu lực pháp luật",
            "dùng lại",
            0,
            0,
            "Cơ sở dữ liệu hộ tịch điện tử; Nghị định 309/2026/NĐ-CP, Điều 4 khoản 2a",
        ),
        ReceiptLine("Nơi cư trú", "tra cứu sau", 0, 0, "mất kết nối khi tiếp nhận; cơ quan tự tra cứu"),
    ),
    sets=1,
    deadline=DeadlineRule(Term.WORKING_DAYS, 3),
    received_at=RECEIVED,
    appointment=Appointment(
        datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM),
        FORWARDED,
        days_off=((date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),),
    ),
    delivery_words="tại bộ phận tiếp nhận và trả kết quả",
    fee=8000,
    fee_words="8.000 đồng",
    register=RegisterEntry("Q2", 2026, 1, 317),
    clerk_name="Lý Thị Sa Rươl",
)
PROVISIONAL = replace(NORMAL, code=DossierCode("TAM.Q2-261123-0007"), queue_label="B003")
ELSEWHERE = replace(
    NORMAL,
    code=DossierCode("H13.31507-261123-0043"),
    procedure_code="1.013978",
    procedure_name="Đăng ký đất đai, tài sản gắn liền với đất, cấp giấy chứng nhận lần đầu",
    competent_authority="Văn phòng đăng ký đất đai thành phố Cần Thơ, chi nhánh khu vực 5",
    deadline=DeadlineRule(Term.WORKING_DAYS, 17),
    appointment=Appointment(None, FORWARDED, starts_elsewhere=True),
    fee=0,
    fee_words="theo mức thu của tỉnh",
    delivery_words="qua dịch vụ bưu chính công ích",
)
REPRINT = replace(NORMAL, reprint=2)
LINKED = replace(PROVISIONAL, reprint=1, linked_code=DossierCode("H13.31507-261123-0051"))
OLD_FORM = replace(
    NORMAL,
    form="01-2018",
    unit=replace(UNIT, name="Bộ phận Tiếp nhận và Trả kết quả", parent="Ủy ban nhân dân xã Phú Tâm"),
    code=DossierCode("000.00.04.H51-200221-0001"),
    received_at=datetime(2020, 2, 21, 14, 5, tzinfo=VIETNAM),
    appointment=Appointment(
        datetime(2020, 2, 26, 16, 30, tzinfo=VIETNAM), datetime(2020, 2, 21, 17, 0, tzinfo=VIETNAM)
    ),
    register=RegisterEntry("Q2", 2020, 1, 1),
)
THIRTY = replace(
    NORMAL,
    code=DossierCode("H13.31507-261123-0044"),
    lines=tuple(
        ReceiptLine(
            f"Giấy tờ thứ {number}"
            + (" có tên gọi khá dài theo danh mục của thủ tục hành chính" if number % 3 else ""),
            ("nộp", "xuất trình", "dùng lại")[number % 3],
            number % 2,
            number % 4,
            "Cơ sở dữ liệu quốc gia về dân cư; Nghị định 309/2026/NĐ-CP" if number % 3 == 2 else "",
        )
        for number in range(1, 31)
    ),
)
LONG = replace(
    NORMAL,
    unit=replace(
        UNIT,
        name="Trung tâm Phục vụ hành chính công xã Vĩnh Hải khu vực ven biển và các ấp lân cận",
        parent="Ủy ban nhân dân xã Vĩnh Hải, thành phố Cần Thơ trực thuộc trung ương",
        place="Vĩnh Hải",
    ),
    counter="QUAYTIEPNHAN",
    code=DossierCode("TAM.QUAYTIEPNHAN-261123-000042"),
    queue_label="ABCDE0027",
    applicant=replace(
        APPLICANT,
        full_name="Công Tằng Tôn Nữ Thị Huyền Trân Nguyễn Phước Hoàng Gia Bảo Ngọc " * 2 + "Ẵ" * 90,
        address="Số nhà 123/45/67/89 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố 15, khóm 7, ấp Xẻo Gừa, "
        "xã Vĩnh Hải, thành phố Cần Thơ (địa chỉ cũ: thị xã Vĩnh Châu, tỉnh Sóc Trăng)",
        phone="0900 000 123; 0900 000 456; 0299 000 0000",
    ),
    procedure_name="Thủ tục đăng ký lại việc sinh cho người đã có hồ sơ, giấy tờ cá nhân, kết hợp đăng ký thường trú "
    "và cấp thẻ bảo hiểm y tế cho trẻ em dưới sáu tuổi có yếu tố nước ngoài tại khu vực biên giới",
    competent_authority="Trung tâm Phục vụ hành chính công thành phố Cần Thơ phối hợp Công an thành phố Cần Thơ và "
    "Bảo hiểm xã hội thành phố Cần Thơ",
    lines=(
        replace(NORMAL.lines[0], name="Văn bản có tên rất dài " * 60),
        replace(NORMAL.lines[2], note="Cơ sở dữ liệu chuyên ngành " * 20, how="dùng lại dữ liệu điện tử đã xác thực"),
        *NORMAL.lines,
    ),
    fee=1_234_567_891_234,
    fee_words="1.234.567.891.234 đồng",
    clerk_name="Thạch Thị Ngọc Mỹ Hạnh Kim Sơn Lâm Danh Trần Nguyễn Hoàng Phúc An Khang",
    reprint=12,
    appointment=replace(
        NORMAL.appointment,
        days_off=tuple((date(2027, 2, day), f"Mùng {day} Tết Nguyên Đán") for day in range(3, 12)),
        unsettled=True,
    ),
)
BARE = replace(
    NORMAL,
    unit=replace(UNIT, parent="", place="", address="", phone=""),
    queue_label=None,
    applicant=Citizen(PersonalNumber("094193000123"), ""),
    competent_authority="",
    lines=(),
    delivery_words="",
    fee=0,
    fee_words="",
    register=None,
    clerk_name="",
    procedure_name="",
    appointment=Appointment(None, FORWARDED),
)
COMPANY = Organisation(
    EnterpriseCode("0300588569"),
    "Công ty trách nhiệm hữu hạn Lúa Vàng Sóc Trăng",
    "Số 8 đường 30 tháng 4, Phường 5, TP. Sóc Trăng, Sóc Trăng",
    commune=Commune("31507", "Phường Sóc Trăng"),
)
BY_COMPANY = replace(NORMAL, behalf=OnBehalf(COMPANY, Relation("dai-dien", "người đại diện theo pháp luật")))
AUTHORISED = replace(
    NORMAL,
    behalf=OnBehalf(
        Citizen(PersonalNumber("094085001234"), "Lâm Văn Tân", address="Khóm 5, phường Sóc Trăng, thành phố Cần Thơ"),
        Relation("uy-quyen", "người được ủy quyền"),
    ),
    lines=(*NORMAL.lines, ReceiptLine("Văn bản ủy quyền", "nộp", 1, 0)),
)
NEWBORN = replace(
    NORMAL,
    behalf=OnBehalf(Child("Trần Thị Sa Mol", PartialDate(2026, 11, 20)), Relation("cha-me", "cha, mẹ")),
)
PASSPORT = replace(
    NORMAL,
    applicant=Foreigner(PassportNumber("X1234567"), "MEAS SOPHEA", "KHM", address="Khóm 3, phường Sóc Trăng"),
)
RECEIPTS = {
    "by-company": BY_COMPANY,
    "authorised": AUTHORISED,
    "newborn": NEWBORN,
    "passport": PASSPORT,
    "normal": NORMAL,
    "provisional": PROVISIONAL,
    "elsewhere": ELSEWHERE,
    "thirty": THIRTY,
    "reprint": REPRINT,
    "linked": LINKED,
    "old-form": OLD_FORM,
    "long": LONG,
    "bare": BARE,
}

SLIP = TicketSlip(
    unit_name="Trung tâm Phục vụ hành chính công phường Sóc Trăng",
    label="A027",
    group_name="Hộ tịch – Chứng thực",
    people_ahead=6,
    issued_at=datetime(2026, 11, 23, 8, 41, tzinfo=VIETNAM),
    day=date(2026, 11, 23),
)

RECOVERY = RecoverySheet(
    CodeBook(recovery_words()).write(0x1F2E3D4C5B6A798897A6B5C4D3E2F1001),
    "A1B2-C3D4",
    datetime(2026, 11, 23, 9, 5, tzinfo=VIETNAM),
)
