"""The receipt that the citizen takes home: what it says, that it can be read, by people and by machines."""

from __future__ import annotations

import re
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from counter_app.domain.errors import BrokenPromise
from counter_app.domain.receipt import Receipt
from counter_app.paperwork.flow import A5
from counter_app.paperwork.fonts import width
from counter_app.paperwork.marks import code128, qr
from counter_app.paperwork.papers import Papers
from counter_app.paperwork.receipt import receipt_pages
from tests.paperwork.reading import codes_in, collisions, fonts_in, page_sizes, sound, text_boxes, text_of
from tests.paperwork.samples import (
    BARE,
    ELSEWHERE,
    LINKED,
    LONG,
    NORMAL,
    OLD_FORM,
    PROVISIONAL,
    RECEIPTS,
    REPRINT,
    THIRTY,
)

OWNED = {
    "by-company": (
        "Tiếp nhận hồ sơ của: Trần Thị Thanh Trúc. Số định danh cá nhân: 094193000123",
        "Chủ hồ sơ: Công ty trách nhiệm hữu hạn Lúa Vàng Sóc Trăng. Mã số doanh nghiệp: 0300588569",
        "(nay thuộc Phường Sóc Trăng)",
        "Tư cách người nộp: người đại diện theo pháp luật",
    ),
    "authorised": (
        "Chủ hồ sơ: Lâm Văn Tân. Số định danh cá nhân: 094085001234",
        "Tư cách người nộp: người được ủy quyền",
        "Văn bản ủy quyền",
    ),
    "newborn": ("Chủ hồ sơ: Trần Thị Sa Mol. Ngày sinh: 20/11/2026", "Tư cách người nộp: cha, mẹ"),
    "passport": ("Tiếp nhận hồ sơ của: MEAS SOPHEA. Số hộ chiếu: X1234567",),
}
papers = Papers()
every_receipt = pytest.mark.parametrize("receipt", RECEIPTS.values(), ids=RECEIPTS)


@pytest.mark.parametrize("name", OWNED)
def test_names_whose_dossier_it_is_and_who_hands_it_in(name: str, tmp_path: Path) -> None:
    said = " ".join(text_of(papers.receipt(RECEIPTS[name]), tmp_path, page=1).split())
    for words in OWNED[name]:
        assert words in said
    if name == "passport":
        assert "Chủ hồ sơ" not in said


def test_says_all_that_form_01_asks_for(tmp_path: Path) -> None:
    said = text_of(papers.receipt(NORMAL), tmp_path, page=2)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sóc Trăng, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Liên 2: Giao người nộp hồ sơ)",
        "H13.31507-261123-0042",
        "A027",
        "Quầy Q2",
        "Tiếp nhận hồ sơ của: Trần Thị Thanh Trúc. Số định danh cá nhân: 094193000123",
        "Địa chỉ: Ấp Phú Thành, xã Phú Tâm, thành phố Cần Thơ",
        "Số điện thoại: 0900 000 123",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận tình trạng hôn nhân",
        "Cơ quan giải quyết: Ủy ban nhân dân phường Sóc Trăng",
        "1. Thành phần hồ sơ, số lượng mỗi loại:",
        "TT Tên giấy tờ Hình thức Bản chính Bản sao",
        "1 Tờ khai cấp giấy xác nhận tình trạng hôn nhân Nộp 01 –",
        "3 Quyết định ly hôn đã có hiệu lực pháp luật Dùng lại – –",
        "Cơ sở dữ liệu hộ tịch điện tử; Nghị định 309/2026/NĐ-CP, Điều 4 khoản 2a",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 23 tháng 11 năm 2026",
        "5. Thời gian trả kết quả: 16 giờ 30 phút, ngày 27 tháng 11 năm 2026",
        "Không tính ngày nghỉ: 24/11 (Ngày Văn hóa Việt Nam).",
        "6. Đăng ký nhận kết quả: tại bộ phận tiếp nhận và trả kết quả",
        "7. Phí, lệ phí: 8.000 đồng (Tám nghìn đồng)",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 01 (quầy Q2, năm 2026), Số thứ tự: 317",
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Lý Thị Sa Rươl",
        "Khi nhận kết quả, mang theo giấy này",
    ):
        assert words in said
    assert "BẢN IN LẠI" not in said
    assert "tạm" not in said.casefold()


def test_comes_in_two_copies_that_differ_only_in_their_name(tmp_path: Path) -> None:
    pdf = papers.receipt(NORMAL)
    assert page_sizes(pdf) == [(148, 210), (148, 210)]
    kept, given = (text_of(pdf, tmp_path, page) for page in (1, 2))
    assert kept.replace("(Liên 1: Lưu)", "(Liên 2: Giao người nộp hồ sơ)") == given


@every_receipt
def test_both_codes_give_the_dossier_code_to_a_reader_that_is_not_ours(receipt: Receipt, tmp_path: Path) -> None:
    pdf = papers.receipt(receipt)
    code = receipt.linked_code or receipt.code
    expected = {f"QR-Code:{code}", f"CODE-128:{code}"}
    assert codes_in(pdf, tmp_path, page=0) == expected
    assert codes_in(pdf, tmp_path, page=len(page_sizes(pdf)) // 2) == expected


def test_the_codes_are_still_read_off_a_poor_200_dpi_print(tmp_path: Path) -> None:
    expected = {f"QR-Code:{NORMAL.code}", f"CODE-128:{NORMAL.code}"}
    assert codes_in(papers.receipt(NORMAL), tmp_path, dpi=200) == expected


@every_receipt
def test_every_font_is_embedded_and_ours(receipt: Receipt, tmp_path: Path) -> None:
    fonts = fonts_in(papers.receipt(receipt), tmp_path)
    assert {name for name, *_ in fonts} <= {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}
    assert all(embedded and subset and readable for _, embedded, subset, readable in fonts)


@every_receipt
def test_is_a_sound_pdf_of_a5_pages(receipt: Receipt, tmp_path: Path) -> None:
    pdf = papers.receipt(receipt)
    assert sound(pdf, tmp_path)
    assert set(page_sizes(pdf)) == {(148, 210)}


@every_receipt
def test_no_text_leaves_the_paper_or_lies_over_another(receipt: Receipt) -> None:
    for (wide, high), boxes in text_boxes(papers.receipt(receipt)):
        assert boxes
        edge = 14.0  # about 5 mm: what a laser printer cannot reach
        outside = [b for b in boxes if b.left < edge or b.bottom < edge / 2 or b.right > wide - edge or b.top > high]
        assert outside == []
        # stacked marks of capitals (Ẵ) may touch the tails of the line above
        assert collisions(boxes, slack=2.0) == []


@every_receipt
def test_no_rule_or_bar_runs_through_text(receipt: Receipt) -> None:
    for page in receipt_pages(receipt):
        bars = [(x, y, x + wide, y + high) for sheet in page for x, y, wide, high in sheet.bars]
        lines = [(s.x0, s.y0, s.x1, s.y1) for sheet in page for s in sheet.strokes]
        for text in (text for sheet in page for text in sheet.texts):
            left, right = text.x, text.x + width(text.text, text.face, text.size)
            top, foot = text.y - 0.66 * text.size, text.y + 0.12 * text.size
            struck = [
                (x0, y0, x1, y1)
                for x0, y0, x1, y1 in lines + bars
                if x1 > left + 0.2 and x0 < right - 0.2 and y1 > top and y0 < foot
            ]
            assert struck == [], text.text
            assert left >= A5.left - 0.1
            assert right <= A5.right + 0.1
            assert text.y <= A5.bottom or text.y == A5.foot


def test_a_reprint_says_which_one_it_is(tmp_path: Path) -> None:
    assert "BẢN IN LẠI (LẦN 2)" in text_of(papers.receipt(REPRINT), tmp_path, page=1)


def test_every_page_of_a_long_reprint_says_so_and_that_its_code_is_provisional(tmp_path: Path) -> None:
    pdf = papers.receipt(LONG)
    for page in range(1, len(page_sizes(pdf)) + 1):
        said = text_of(pdf, tmp_path, page)
        assert "BẢN IN LẠI (LẦN 12)" in said
        assert "Mã hồ sơ (MÃ TẠM):" in said


def test_a_provisional_code_is_marked_and_said_to_hold(tmp_path: Path) -> None:
    said = text_of(papers.receipt(PROVISIONAL), tmp_path, page=2)
    assert "Mã hồ sơ (MÃ TẠM):" in said
    assert "TAM.Q2-261123-0007" in said
    assert "Mã tạm – mã chính thức sẽ được gắn sau; giấy này vẫn có giá trị." in said


@pytest.mark.parametrize("form", ["01-2018", "01-2025"])
def test_a_reprint_after_linking_bears_the_province_s_code_and_says_that_the_provisional_one_holds(
    form: str, tmp_path: Path
) -> None:
    said = text_of(papers.receipt(replace(LINKED, form=form)), tmp_path, page=2)
    assert "Mã hồ sơ:" in said
    assert "H13.31507-261123-0051" in said
    assert "Mã tạm TAM.Q2-261123-0007 ghi trên giấy đã in trước đây vẫn có giá trị." in said
    assert "sẽ được gắn sau" not in said


def test_no_day_is_promised_where_the_clock_starts_elsewhere(tmp_path: Path) -> None:
    said = text_of(papers.receipt(ELSEWHERE), tmp_path, page=2)
    assert "5. Thời gian trả kết quả: Thời hạn tính từ khi cơ quan có thẩm quyền nhận đủ hồ sơ." in said
    assert "chuyển đến cơ quan giải quyết chậm nhất: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026." in said
    assert "Cơ quan giải quyết: Văn phòng đăng ký đất đai thành phố Cần Thơ" in said
    assert said.count("5. Thời gian trả kết quả") == 1


def test_thirty_components_go_on_over_pages_with_the_heading_repeated(tmp_path: Path) -> None:
    pdf = papers.receipt(THIRTY)
    pages = len(page_sizes(pdf)) // 2
    assert pages > 1
    said = [text_of(pdf, tmp_path, page) for page in range(1, pages + 1)]
    for number, page in enumerate(said, 1):
        assert f"Trang {number}/{pages}" in page
        assert "TT Tên giấy tờ Hình thức Bản chính Bản sao" in page
        assert str(THIRTY.code) in page
        assert "(Liên 1: Lưu)" in page
    rows = [int(n) for n in re.findall(r"\b(\d{1,2}) Giấy tờ thứ \1\b", " ".join(said))]
    assert rows == list(range(1, 31))


def test_an_everyday_dossier_stays_on_one_page_and_bears_no_page_number(tmp_path: Path) -> None:
    for receipt in (NORMAL, PROVISIONAL, ELSEWHERE, REPRINT, LINKED, OLD_FORM):
        pdf = papers.receipt(receipt)
        assert len(page_sizes(pdf)) == 2
        assert "Trang 1" not in text_of(pdf, tmp_path)


def test_long_names_are_printed_whole(tmp_path: Path) -> None:
    said = text_of(papers.receipt(LONG), tmp_path)
    packed = said.replace(" ", "")
    for words in (
        LONG.applicant.address,
        LONG.procedure_name,
        LONG.competent_authority,
        LONG.clerk_name,
        "Ẵ" * 40,
    ):
        assert words.replace(" ", "") in packed
    assert said.split().count("Văn") == 2 * 60


def test_what_is_missing_leaves_a_dotted_line_and_no_empty_mark(tmp_path: Path) -> None:
    said = text_of(papers.receipt(BARE), tmp_path, page=2)
    assert re.search(r"Địa chỉ: \.{30,}", said)
    assert re.search(r"Tiếp nhận hồ sơ của: \.{10,}", said)
    assert "Số thứ tự" not in said  # neither a queue number nor a line in the book
    assert "Liên hệ" not in said


def test_the_form_of_the_year_chooses_the_words(tmp_path: Path) -> None:
    assert "Bộ phận tiếp nhận và trả kết quả: Ủy ban nhân dân xã Phú Tâm" in text_of(papers.receipt(OLD_FORM), tmp_path)
    assert "Đơn vị tiếp nhận: Trung tâm" in text_of(papers.receipt(NORMAL), tmp_path)


def test_a_form_that_was_never_shipped_is_our_fault() -> None:
    with pytest.raises(BrokenPromise):
        papers.receipt(replace(NORMAL, form="01-1999"))
    with pytest.raises(BrokenPromise):
        papers.receipt(replace(NORMAL, form="../fonts/README"))


def test_a_moment_without_its_zone_is_refused_rather_than_guessed() -> None:
    with pytest.raises(BrokenPromise):
        papers.receipt(replace(NORMAL, received_at=NORMAL.received_at.replace(tzinfo=None)))


def test_moments_are_told_in_vietnams_time_whatever_their_zone(tmp_path: Path) -> None:
    late = replace(NORMAL, received_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert "06 giờ 30 phút, ngày 23 tháng 11 năm 2026" in text_of(papers.receipt(late), tmp_path)


def test_decomposed_and_hostile_text_prints_composed_on_one_line_and_seen(tmp_path: Path) -> None:
    person = replace(
        NORMAL.applicant,
        full_name=unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ẩn") + "\u202e\u200b\n{fee} *gạch* <b> \\ (0) 文",
    )
    said = text_of(papers.receipt(replace(NORMAL, applicant=person)), tmp_path, page=2)
    assert "Nguyễn Thị Ngọc Ẩn {fee} *gạch* <b> \\ (0) □. Số định danh" in said


def test_the_same_receipt_gives_the_same_bytes_from_many_threads() -> None:
    alone = {papers.receipt(NORMAL), papers.receipt(THIRTY)}
    assert len(alone) == 2
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads cut in as often as they can
    try:
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(papers.receipt, [NORMAL, THIRTY] * 4)) == alone
    finally:
        sys.setswitchinterval(switch)


def test_both_codes_keep_their_white_border() -> None:
    side, bars = 60.0, list(qr(str(NORMAL.code), 100, 200, 60))
    module = min(high for _, _, _, high in bars)
    assert min(x for x, *_ in bars) == pytest.approx(100 + 4 * module)
    assert max(x + wide for x, _, wide, _ in bars) == pytest.approx(100 + side - 4 * module)
    assert min(y for _, y, *_ in bars) == pytest.approx(200 + 4 * module)
    stripes = list(code128(str(LONG.code), 100, 200, 190, 25))
    narrow = min(wide for _, _, wide, _ in stripes)
    assert min(x for x, *_ in stripes) >= 100 + 9.99 * narrow
    assert max(x + wide for x, _, wide, _ in stripes) <= 290 - 9.99 * narrow


def test_the_file_speaks_vietnamese_is_dated_by_the_reception_and_named_by_the_code_only() -> None:
    document = pypdfium2.PdfDocument(papers.receipt(NORMAL))
    about = document.get_metadata_dict(skip_empty=True)
    document.close()
    assert about["Title"] == "H13.31507-261123-0042"
    assert about["CreationDate"] == "D:20261123091500+07'00'"
    assert set(about) <= {"Title", "Creator", "Producer", "CreationDate", "ModDate"}
    assert b"/Lang (vi)" in papers.receipt(NORMAL)
