"""The papers beside the receipt: what each says, that it is a sound file, and that nothing leaves its sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.codes import DossierCode
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import BrokenPromise
from counter_app.domain.notices import FeeLine, Notice
from counter_app.paperwork.forms import form_on
from counter_app.paperwork.notices import notice_filling, notice_pages
from counter_app.paperwork.papers import Papers
from tests.paperwork.notice_samples import CONTROL, FEE, LONG_WHO, MATTER, REGISTER, SAMPLES, STOP, SUPPLEMENT
from tests.paperwork.reading import codes_in, collisions, fonts_in, page_sizes, sound, text_boxes, text_of

papers = Papers()
every_kind = pytest.mark.parametrize("kind", SAMPLES)
every_paper = pytest.mark.parametrize(
    ("kind", "which"), [(kind, which) for kind in SAMPLES for which in ("short", "long", "bare")]
)
IN_2020 = datetime(2020, 2, 21, 10, 20, tzinfo=VIETNAM)


def drawn(kind: str, which: str = "short") -> bytes:
    return SAMPLES[kind].draw(getattr(SAMPLES[kind], which))


def sample(kind: str, which: str = "short") -> Notice:
    notice: Notice = getattr(SAMPLES[kind], which)
    return notice


# --- what holds for each -------------------------------------------------------------------------------------


@every_paper
def test_is_a_sound_pdf_whose_fonts_are_embedded_and_ours(kind: str, which: str, tmp_path: Path) -> None:
    pdf = drawn(kind, which)
    assert sound(pdf, tmp_path)
    fonts = fonts_in(pdf, tmp_path)
    assert {name for name, *_ in fonts} <= {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert all(embedded and subset and readable for _, embedded, subset, readable in fonts)


@every_paper
def test_nothing_leaves_the_margins_and_nothing_lies_on_anything(kind: str, which: str) -> None:
    notice = sample(kind, which)
    page = form_on(kind, notice.at.date()).page
    for sheets in notice_pages(notice)[0]:
        for text in (text for sheet in sheets for text in sheet.texts):
            assert text.x >= page.left - 0.1
            assert text.y <= page.bottom or text.y == page.foot
        ends = [x for sheet in sheets for stroke in sheet.strokes for x in (stroke.x0, stroke.x1)]
        assert page.left - 0.1 <= min(ends) <= max(ends) <= page.right + 0.1
    for (_, high), boxes in text_boxes(drawn(kind, which)):
        assert all(box.right <= page.right + 0.6 for box in boxes)
        assert all(box.top <= high - page.top + 1 for box in boxes)
        assert collisions(boxes, slack=2.0) == []


@every_kind
def test_begins_as_the_law_has_it(kind: str, tmp_path: Path) -> None:
    said = text_of(drawn(kind), tmp_path, page=1)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sóc Trăng, ngày 2"):
        assert words in said
    assert "BẢN IN LẠI" not in said
    assert "Trang 1" not in said, "an everyday paper is one page"
    assert len(page_sizes(drawn(kind))) == 1


@every_kind
def test_a_long_reprint_says_on_every_page_what_it_is_and_that_it_was_printed_before(kind: str, tmp_path: Path) -> None:
    notice, pdf = sample(kind, "long"), drawn(kind, "long")
    pages = len(page_sizes(pdf))
    said = [text_of(pdf, tmp_path, page) for page in range(1, pages + 1)]
    assert all("BẢN IN LẠI (LẦN 12)" in page for page in said)
    if pages > 1:
        assert all(f"Trang {number}/{pages}" in page for number, page in enumerate(said, 1))
        assert all("(tiếp theo)" in page for page in said[1:])
    if code := notice_filling(notice)[1].code:
        assert all(str(code) in page for page in said)
    packed = text_of(pdf, tmp_path, order="raw").replace(" ", "")
    for words in (notice.unit.name.upper(), notice.clerk_name if kind not in CLERKLESS else ""):
        assert words.replace(" ", "") in packed


CLERKLESS = {"apology", "stop", "control-slip"}  # signed by the head of the resolving authority, or in its table
THIRTY = {
    "supplement": "Giấy tờ thứ",
    "refusal": "Lý do thứ",
    "fee-slip": "Khoản thu thứ",
    "not-needed": "Giấy tờ thứ",
    "still-asked": "Giấy tờ thứ",
    "control-slip": "bước",
    "copy-book": "Bản án số",
    "refusal-book": "Lý do thứ",
}


@pytest.mark.parametrize(("kind", "words"), THIRTY.items())
def test_thirty_lines_are_all_there_in_their_order(kind: str, words: str, tmp_path: Path) -> None:
    pdf = drawn(kind, "long")
    assert len(page_sizes(pdf)) > 1
    said = [int(number) for number in re.findall(rf"{words} (\d+)\b", text_of(pdf, tmp_path))]
    assert said == list(range(1, 31))


@every_kind
def test_what_is_missing_leaves_dots_and_no_empty_mark(kind: str, tmp_path: Path) -> None:
    said = text_of(drawn(kind, "bare"), tmp_path)
    assert "None" not in said
    assert "gày 2" in said
    assert not re.search(r"\(\s*\)|: \.\.?( |$)", said)
    if kind not in (
        "register",
        "cash-closing",
        "copy-book",
        "refusal-book",
    ):  # lines of a table, and sums: none is left to be filled in
        assert "....." in said


@every_kind
def test_the_same_paper_has_the_same_bytes_and_its_file_is_named_by_a_code(kind: str) -> None:
    assert drawn(kind) == drawn(kind)
    title = notice_pages(sample(kind))[1]
    assert title.isascii()
    assert title.startswith(kind)


def test_a_paper_asks_for_the_sheet_that_its_form_has() -> None:
    a4 = {"apology", "stop", "register", "copy-book", "refusal-book"}
    assert {kind for kind in SAMPLES if papers.media(drawn(kind)) == "A4"} == a4
    assert page_sizes(drawn("register")) == [(297, 210)]
    assert page_sizes(drawn("apology")) == [(210, 297)]
    assert {papers.media(drawn(kind)) for kind in SAMPLES.keys() - a4} == {"A5"}


@pytest.mark.parametrize("kind", ["supplement", "refusal", "apology", "control-slip", "register"])
def test_a_paper_of_2020_follows_the_form_of_2018(kind: str, tmp_path: Path) -> None:
    notice: Any = replace(sample(kind), at=IN_2020)
    pdf = SAMPLES[kind].draw(notice)
    assert papers.media(pdf) == ("A4" if kind == "register" else "A5"), "TT 01/2018 Art. 9.2"
    said = text_of(pdf, tmp_path)
    assert "ngày 21 tháng 02 năm 2020" in said
    if kind == "apology":
        assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in said
        assert "Số: 07/PXL" in said


def test_nothing_stopped_before_there_was_a_form_for_it() -> None:
    with pytest.raises(BrokenPromise):
        papers.stop(replace(STOP, at=IN_2020))


def test_a_moment_without_its_zone_is_refused_rather_than_guessed() -> None:
    with pytest.raises(BrokenPromise):
        papers.supplement(replace(SUPPLEMENT, at=SUPPLEMENT.at.replace(tzinfo=None)))


# --- what each says ------------------------------------------------------------------------------------------

SAYS = {
    "supplement": (
        "Số: 12/HDHS",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của: Trần Thị Thanh Trúc",
        "Số định danh cá nhân: 094193000123",
        "Địa chỉ: Ấp Phú Thành, xã Phú Tâm, thành phố Cần Thơ",
        "Số điện thoại: 0900 000 123",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận tình trạng hôn nhân",
        "Yêu cầu ông/bà hoàn thiện hồ sơ gồm những nội dung sau:",
        "1 Tờ khai cấp giấy xác nhận tình trạng hôn nhân 01 –",
        "khai lại mục 5",
        "2 Trích lục ghi chú ly hôn – 01",
        "Lý do: Tờ khai thiếu chữ ký; chưa khai thác được dữ liệu ghi chú ly hôn trong cơ sở dữ liệu hộ tịch.",
        "liên hệ với Lý Thị Sa Rươl, số điện thoại 0299 000 0000 để được hướng dẫn.",
        "NGƯỜI HƯỚNG DẪN",
    ),
    "refusal": (
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của: Trần Thị Thanh Trúc",
        "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "– Nội dung yêu cầu không thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường Sóc Trăng;",
        "– Giấy tờ nộp kèm đã hết hạn sử dụng từ ngày 01/6/2025.",
        "Hướng dẫn: nộp hồ sơ tại Văn phòng đăng ký đất đai",
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Lý Thị Sa Rươl",
    ),
    "apology": (
        "XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT HỒ SƠ",
        "Số: 07",
        "ỦY BAN NHÂN DÂN PHƯỜNG SÓC TRĂNG",
        "Mã hồ sơ: H13.31507-261123-0042",
        "Kính gửi: Trần Thị Thanh Trúc",
        "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 20 tháng 11 năm 2026.",
        "Thời gian hẹn trả kết quả: 16 giờ 30 phút, ngày 27 tháng 11 năm 2026.",
        "Lý do: phải xác minh tình trạng hôn nhân",
        "xin lỗi ông/bà",
        "sau khi gia hạn: 16 giờ 30 phút, ngày 02 tháng 12 năm 2026. Việc gia hạn chỉ thực hiện một lần.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Kim Văn Thành",
        "Giao qua: Trung tâm Phục vụ hành chính công phường Sóc Trăng",
    ),
    "stop": (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Trần Thị Thanh Trúc",
        "mã hồ sơ: H13.31507-261123-0042.",
        "thông báo dừng giải quyết hồ sơ này. Lý do: người nộp hồ sơ có văn bản đề nghị rút hồ sơ.",
        "Căn cứ: Nghị định 118/2025/NĐ-CP",
        "- Như trên;",
        "CHỦ TỊCH",
        "Kim Văn Thành",
    ),
    "control-slip": (
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "H13.31507-261123-0042",
        "Chủ hồ sơ: Trần Thị Thanh Trúc",
        "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 20 tháng 11 năm 2026",
        "Thời gian trả kết quả: 16 giờ 30 phút, ngày 27 tháng 11 năm 2026",
        "Tên cơ quan Thời gian giao, nhận hồ sơ",
        "11 giờ 15 phút, ngày 20/11/2026",
        "Người giao: Lý Thị Sa Rươl",
        "Người nhận: Sơn Thị Na",
        "Trước hạn",
    ),
    "register": (
        "SỔ THEO DÕI HỒ SƠ",
        "Quyển số: 01 – Quầy Q2 – Năm 2026",
        "317 H13.31507-261120-0042",
        "Tên cá nhân, tổ chức",
        "Ký nhận",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ),
    "copy-book": (
        "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
        "Quyển số: 01/2026-SCT/BS – Quầy Q2 – Năm 2026",
        "Trần Thị Thanh Trúc",
        "094193000123",
        "12.000",
        "Họ tên, chức danh",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ),
    "refusal-book": (
        "SỔ TỪ CHỐI TIẾP NHẬN HỒ SƠ",
        "03-Q2",
        "094193000123",
        "Nộp tại Văn phòng",
        "Lý Thị Sa Rươl",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ),
    "hand-over": (
        "BẢNG BÀN GIAO HỒ SƠ",
        "Số: 21",
        "Bên nhận: Phòng Kinh tế, Hạ tầng và Đô thị phường Sóc Trăng",
        "1 H13.31507-261123-0042",
        "Cộng: 02 hồ sơ, 08 giấy tờ.",
        "BÊN GIAO BÊN NHẬN",
        "Sơn Thị Na",
    ),
    "fee-slip": (
        "PHIẾU GHI NHẬN ĐÃ THU PHÍ, LỆ PHÍ",
        "Người nộp tiền: Trần Thị Thanh Trúc",
        "Tổng cộng: 8.000 đồng",
        "Bằng chữ: Tám nghìn đồng",
        "Hình thức nộp: tiền mặt",
        "Biên lai điện tử sẽ được gửi sau khi phát hành.",
        "NGƯỜI NỘP TIỀN NGƯỜI THU TIỀN",
    ),
    "cash-closing": (
        "BẢNG CHỐT THU PHÍ, LỆ PHÍ TRONG NGÀY",
        "Quầy: Q01",
        "1 H13.31507-261123-0042",
        "Tiền mặt phải có: 8.000 đồng (Tám nghìn đồng).",
        "Chuyển khoản đã đối soát: 16.000 đồng; chờ đối soát: 24.000 đồng; miễn: 32.000 đồng.",
        "không thay biên lai thu phí, lệ phí của Nhà nước",
        "NGƯỜI THU NGƯỜI NHẬN TIỀN",
    ),
    "not-needed": (
        "THÔNG BÁO GIẤY TỜ KHÔNG PHẢI NỘP",
        "1 Quyết định ly hôn đã có hiệu lực pháp luật Trích lục ghi chú ly hôn số 12/TLGC",
        "Cơ sở dữ liệu hộ tịch điện tử",
        "309/2026/NĐ-CP",
    ),
    "still-asked": (
        "GIẢI THÍCH LÝ DO VẪN YÊU CẦU NỘP GIẤY TỜ",
        "Quyết định ly hôn",
        "dữ liệu đang có không chính xác ngày ghi chú khác với bản án",
        "309/2026/NĐ-CP",
        "Chúng tôi xin lỗi vì sự bất tiện này.",
    ),
}


@pytest.mark.parametrize(("kind", "words"), SAYS.items())
def test_says_all_that_its_form_asks_for(kind: str, words: tuple[str, ...], tmp_path: Path) -> None:
    said = text_of(drawn(kind), tmp_path) + text_of(drawn(kind), tmp_path, order="raw")
    assert [one for one in words if one not in said] == []


def test_every_paper_is_read_for_what_it_says() -> None:
    assert SAYS.keys() == SAMPLES.keys()


@pytest.mark.parametrize("kind", ["apology", "stop", "fee-slip", "control-slip"])
def test_the_dossier_code_is_read_off_by_a_reader_that_is_not_ours(kind: str, tmp_path: Path) -> None:
    assert f"QR-Code:{MATTER.code}" in codes_in(drawn(kind), tmp_path)


def test_a_fee_slip_says_that_it_replaces_no_receipt_of_the_treasury(tmp_path: Path) -> None:
    for which in ("short", "long", "bare"):
        said = text_of(drawn("fee-slip", which), tmp_path, page=1)
        assert "Phiếu này không thay thế biên lai thu phí, lệ phí hoặc chứng từ của Kho bạc Nhà nước." in said


def test_a_fee_slip_spells_its_sum_and_names_the_electronic_receipt(tmp_path: Path) -> None:
    lines = (FeeLine("Phí", 1_050_000), FeeLine("Lệ phí", 5000))
    said = text_of(
        papers.fee_slip(replace(FEE, lines=lines, receipt_series="1C26TST", receipt_number="00000123")), tmp_path
    )
    assert "Tổng cộng: 1.055.000 đồng" in said
    assert "Bằng chữ: Một triệu không trăm năm mươi lăm nghìn đồng" in said
    assert "Biên lai điện tử: ký hiệu 1C26TST, số 00000123" in said
    assert "sẽ được gửi" not in said


def test_an_owner_who_is_not_the_applicant_is_named(tmp_path: Path) -> None:
    other = replace(SUPPLEMENT, matter=replace(MATTER, owner="Hợp tác xã Mẫu"))
    assert "Chủ hồ sơ: Hợp tác xã Mẫu" in text_of(papers.supplement(other), tmp_path)
    assert "Chủ hồ sơ" not in text_of(papers.supplement(SUPPLEMENT), tmp_path)


def test_who_has_no_personal_number_is_named_by_what_he_has(tmp_path: Path) -> None:
    company = replace(MATTER.applicant, name="Công ty Mẫu", number="1800000000", number_kind="Mã số doanh nghiệp")
    said = text_of(papers.supplement(replace(SUPPLEMENT, matter=replace(MATTER, applicant=company))), tmp_path)
    assert "Hồ sơ của: Công ty Mẫu Mã số doanh nghiệp: 1800000000" in said


def test_a_control_slip_leaves_rows_for_ink_after_its_steps(tmp_path: Path) -> None:
    said = text_of(papers.control_slip(CONTROL), tmp_path)
    assert said.count("1. Giao:") == 5
    assert said.count("… giờ … phút") == 4


def test_a_closed_register_counts_its_lines(tmp_path: Path) -> None:
    assert "đóng sổ" not in text_of(papers.register(REGISTER), tmp_path)
    said = text_of(papers.register(replace(REGISTER, closed=True)), tmp_path)
    assert "Quyển này đóng sổ cuối năm 2026: 3 hồ sơ, từ số 317 đến số 319." in said


def test_a_book_of_one_of_several_stores_bears_its_letters_as_the_receipts_do(tmp_path: Path) -> None:
    said = text_of(papers.register(replace(REGISTER, counter="Q2.X7K4")), tmp_path)
    assert "Quyển số: 01.X7K4 – Quầy Q2 – Năm 2026" in said


def test_a_provisional_code_is_marked(tmp_path: Path) -> None:
    provisional = replace(FEE, matter=replace(MATTER, code=DossierCode("TAM.Q2-261123-0007")))
    assert "Mã hồ sơ (MÃ TẠM): TAM.Q2-261123-0007" in text_of(papers.fee_slip(provisional), tmp_path)


def test_nothing_of_a_person_is_in_what_a_log_might_show_of_a_paper() -> None:
    for sample_ in SAMPLES.values():
        for notice in (sample_.short, sample_.long):
            shown = repr(notice)
            for told in (MATTER.applicant.name, MATTER.applicant.number, LONG_WHO.name, LONG_WHO.address):
                assert told not in shown
