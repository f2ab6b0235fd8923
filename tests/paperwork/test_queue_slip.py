"""The queue ticket: a large number, how many are before, when; and nothing about anyone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from counter_app.paperwork.papers import Papers
from counter_app.paperwork.slip import slip_sheet
from tests.paperwork.reading import collisions, fonts_in, page_sizes, sound, text_boxes, text_of
from tests.paperwork.samples import SLIP

papers = Papers()


def test_says_the_number_who_is_before_and_when(tmp_path: Path) -> None:
    assert text_of(papers.queue_ticket(SLIP), tmp_path) == (
        "Trung tâm Phục vụ hành chính công phường Sóc Trăng SỐ THỨ TỰ A027 Hộ tịch – Chứng thực "
        "Còn 6 người chờ trước ông/bà Lấy số lúc 08:41, thứ Hai ngày 23/11/2026 "
        "Vui lòng theo dõi bảng gọi số. Phiếu có giá trị trong ngày."
    )


def test_nobody_before_is_said_in_words(tmp_path: Path) -> None:
    said = text_of(papers.queue_ticket(replace(SLIP, people_ahead=0)), tmp_path)
    assert "Chưa có ai chờ trước ông/bà" in said
    assert "0 người" not in said


def test_a_number_that_no_counter_has_heard_of_sends_its_citizen_to_one(tmp_path: Path) -> None:
    said = text_of(papers.queue_ticket(replace(SLIP, unheard=True)), tmp_path)
    assert "xin báo số này tại quầy" in said
    assert "người chờ" not in said


def test_is_80_mm_wide_and_as_high_as_its_words() -> None:
    ((wide, high),) = page_sizes(papers.queue_ticket(SLIP))
    assert wide == 80
    assert 60 <= high <= 80
    longer = replace(SLIP, group_name="Đất đai, xây dựng, tài nguyên và môi trường, nông nghiệp " * 2)
    assert page_sizes(papers.queue_ticket(longer))[0][1] > high


def test_the_number_is_by_far_the_largest_thing_on_it() -> None:
    sizes = {text.text: text.size for text in slip_sheet(SLIP).texts}
    number = sizes.pop("A027")
    assert number > 4 * max(sizes.values())


def test_nothing_leaves_the_70_mm_that_a_thermal_head_prints() -> None:
    odd = replace(SLIP, label="ABCDEFG0027", unit_name="Trung tâm " * 12, group_name="Ưu tiên" * 30)
    for slip in (SLIP, odd):
        (((wide, high), boxes),) = text_boxes(papers.queue_ticket(slip))
        assert all(b.left >= 14 and b.right <= wide - 14 and b.bottom > 5 and b.top < high for b in boxes)
        assert collisions(boxes, slack=2.0) == []


def test_is_sound_embeds_its_fonts_and_is_named_by_the_number(tmp_path: Path) -> None:
    pdf = papers.queue_ticket(SLIP)
    assert sound(pdf, tmp_path)
    assert all(embedded for _, embedded, *_ in fonts_in(pdf, tmp_path))
    assert {name for name, *_ in fonts_in(pdf, tmp_path)} == {"NotoSans-Regular", "NotoSans-Bold"}
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_dict()["Title"] == "A027"
    document.close()
    assert papers.queue_ticket(SLIP) == pdf
