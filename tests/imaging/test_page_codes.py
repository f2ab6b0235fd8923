"""The codes on scanned pages, read after they were made level: from real receipts, cards and separator sheets."""

from __future__ import annotations

import io
import random
from functools import cache

import numpy as np
import pytest
import segno
from PIL import Image

from counter_app.domain.page_code import SEPARATOR, CodeKind, PageCode
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_codes import has_patch_t
from counter_app.imaging.page_studio import PageStudio
from counter_app.paperwork.marks import code128
from counter_app.paperwork.papers import Papers
from counter_app.ports import PageImage
from tests import pages
from tests.imaging.card_backs import back_picture, lines_of
from tests.paperwork.samples import NORMAL

CARD = "094190123456|365123456|Thạch Thị Sà Rươl|17051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021"
NUMBER = PageCode(CodeKind.CARD, "094190123456")
FRONT = PageCode(CodeKind.CARD_CODE, "094190123456|Thạch Thị Sà Rươl|1990-05-17|Nữ|")
BACK = PageCode(CodeKind.CARD_LINES, "094190123456|THACH THI SA RUOL|1990-05-17|Nữ|")
STUDIO = PageStudio()


def with_qr(page: pages.Pixels, text: str, at: tuple[int, int] = (1700, 250), scale: int = 6) -> pages.Pixels:
    code = io.BytesIO()
    segno.make(text, error="m", micro=False, encoding="utf-8").save(code, kind="png", scale=scale, border=4)
    square = np.asarray(Image.open(code).convert("RGB"))
    marked = page.copy()
    marked[at[1] : at[1] + square.shape[0], at[0] : at[0] + square.shape[1]] = square
    return marked


def with_line_code(page: pages.Pixels, text: str) -> pages.Pixels:
    """A Code 128 as this program prints it."""
    marked = page.copy()
    for x, y, width, height in code128(text, 0, 0, 220, 40):
        left, top, right, bottom = (round(v * 300 / 72) for v in (x, y, x + width, y + height))
        marked[300 + top : 300 + bottom, 300 + left : 300 + right] = 20
    return marked


def patch_sheet(widths: tuple[float, ...] = (0.08, 0.20, 0.08, 0.20), length: float = 2.5) -> pages.Pixels:
    """A patch code's bars across an otherwise empty sheet, by their widths in inches."""
    sheet = np.full((3508, 2480, 3), 250, np.uint8)
    top = 200.0
    for width in widths:
        sheet[round(top) : round(top + width * 300), 800 : 800 + round(length * 300)] = 24
        top += (width + 0.08) * 300
    return sheet


def scanned(page: pages.Pixels, skew: float = 0.0) -> bytes:
    """As the scanner gives it, then straightened by the program."""
    level = Image.fromarray(page).rotate(skew, Image.Resampling.BICUBIC, fillcolor=(250, 249, 246))
    return STUDIO.straighten(PageImage(pages.as_pnm(np.asarray(level)), "image/x-portable-anymap", 300)).jpeg


@cache
def receipt_page() -> pages.Pixels:
    (first, *_) = STUDIO.pages_of(Papers().receipt(NORMAL))
    return np.ascontiguousarray(cv2.imdecode(np.frombuffer(first.data, np.uint8), cv2.IMREAD_COLOR)[..., ::-1])


def test_a_receipt_printed_by_this_program_is_known_by_its_code() -> None:
    expected = (PageCode(CodeKind.DOSSIER, NORMAL.code.text),)
    assert STUDIO.read_page_codes(scanned(receipt_page())) == expected
    assert STUDIO.read_page_codes(scanned(np.rot90(receipt_page(), 2))) == expected


@pytest.mark.parametrize("skew", [0.0, -4.3, 15.7])
def test_codes_on_a_skewed_page_are_read_once_it_is_level(skew: float) -> None:
    page = with_line_code(with_qr(pages.make_page(3), CARD), "H13.507-261123-0042")
    codes = STUDIO.read_page_codes(scanned(page, skew))
    assert set(codes) == {NUMBER, FRONT, PageCode(CodeKind.DOSSIER, "H13.507-261123-0042")}


def test_an_insurance_card_is_known() -> None:
    text = f"9422123456|{'Thạch Thị Sà Rươl'.encode().hex()}|17/05/1990|2|{'Ấp 1'.encode().hex()}|94 - 001|-|"
    assert STUDIO.read_page_codes(scanned(with_qr(pages.make_page(4), text, (1500, 250)))) == (
        PageCode(CodeKind.INSURANCE, "9422123456"),
    )


def test_a_page_without_codes_or_with_a_stranger_s_has_none() -> None:
    assert STUDIO.read_page_codes(scanned(pages.make_page(5))) == ()
    assert STUDIO.read_page_codes(scanned(with_qr(pages.make_page(5), "https://example.invalid/"))) == ()


@pytest.mark.parametrize("skew", [0.0, 1.5, 180.0])
def test_the_bars_of_a_patch_t_part_a_stack_whichever_way_up(skew: float) -> None:
    assert STUDIO.read_page_codes(scanned(patch_sheet(), skew)) == (SEPARATOR,)


def test_a_separator_that_says_so_in_a_code_is_one_too() -> None:
    assert STUDIO.read_page_codes(scanned(with_line_code(patch_sheet(()), "PATCHT"))) == (SEPARATOR,)


@pytest.mark.parametrize(
    "widths", [(0.20, 0.08, 0.08, 0.20), (0.08, 0.08, 0.08, 0.08), (0.08, 0.20, 0.08), (0.20, 0.20, 0.08, 0.08)]
)
def test_other_bars_part_nothing(widths: tuple[float, ...]) -> None:
    assert not has_patch_t(patch_sheet(widths)[..., 0].copy(), 300)


def test_a_table_and_its_lines_part_nothing() -> None:
    for seed in range(3):
        assert not has_patch_t(pages.make_page(seed, table=True)[..., 0].copy(), 300)


def test_a_card_s_back_cut_out_of_the_glass_says_whose_it_is() -> None:
    back = back_picture(lines_of(CARD), "", random.Random(1))
    packed = cv2.imencode(".jpg", back)[1].tobytes()
    assert STUDIO.read_page_codes(packed) == (NUMBER, BACK)
