"""Whatever paper lies on the glass: cut out where that is sure, level, upright, with its colours, and never cropped."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.errors import DoNotFit
from counter_app.domain.page_fault import PageFault
from counter_app.imaging.decode import decode
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import papers
from tests.pages import Pixels

DPI = 200
DARK_LID, GREY_LID, WHITE_LID = 42, 150, 248
KINDS = list(papers.PRINTED)


def image(pixels: Pixels, dpi: int = DPI) -> PageImage:
    return PageImage(pages.as_pnm(pixels), "image/x-portable-anymap", dpi)


def straightened(pixels: Pixels, dpi: int = DPI) -> StraightPage:
    return PageStudio().straighten(image(pixels, dpi))


def millimetres(page: StraightPage) -> tuple[float, float]:
    return page.width * 25.4 / page.dpi, page.height * 25.4 / page.dpi


@lru_cache(maxsize=1)
def half_sheet() -> Pixels:
    """An A5 form."""
    return np.asarray(cv2.resize(pages.make_page(3, dpi=DPI), (1166, 1654), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_every_kind_of_paper_comes_out_level_upright_and_without_blame(number: int) -> None:
    skew, turned = (3.1, -8.3, 0.0, 11.2, -4.6, 0.6, -2.0, 7.0)[number], (0, 90, 180, 270)[number % 4]
    page = straightened(papers.scanned(papers.PRINTED[KINDS[number]](DPI, number + 1), number, skew, turned))
    assert page.skew == pytest.approx(skew, abs=0.05)
    assert (page.turned, page.turn_sure, page.blank, page.faults) == (turned, True, False, ())
    assert page.corners is None


def test_a_letter_by_hand_comes_out_nearly_level() -> None:
    page = straightened(papers.scanned(papers.handwritten(DPI, 9), 9, 4.0))
    assert page.skew == pytest.approx(4.0, abs=0.3)
    assert (page.turned, page.blank, page.faults) == (0, False, ())


@pytest.mark.parametrize("maker", [papers.red_stamp_over_text, papers.blue_stamp_over_text])
def test_a_stamp_over_print_keeps_its_colour_and_the_print_its_own(maker: papers.Maker) -> None:
    bgr = decode(straightened(papers.scanned(maker(DPI, 4), 4, 2.0)).jpeg).astype(np.int16)
    blue, red = bgr[..., 0], bgr[..., 2]
    stamp, other = (red, blue) if maker is papers.red_stamp_over_text else (blue, red)
    region = np.s_[round(2.2 * DPI) : round(3.8 * DPI), round(2.3 * DPI) : round(3.9 * DPI)]
    assert (stamp - other > 60)[region].sum() > 1500
    assert (bgr.max(axis=2) < 90)[region].sum() > 1500


def test_pencil_stays_on_the_page() -> None:
    bgr = decode(straightened(papers.scanned(papers.pencilled(DPI, 4), 4, 2.0)).jpeg)
    written = bgr[round(7.2 * DPI) : round(8.4 * DPI), round(1.2 * DPI) : round(6 * DPI)].max(axis=2)
    assert (written < 215).sum() > 1500


@pytest.mark.parametrize("lid", [DARK_LID, GREY_LID])
@pytest.mark.parametrize(("at", "turn"), [((80, 112), 0.0), ((100, 120), 7.0), ((105, 140), -19.0)])
def test_a_small_paper_on_the_large_glass_is_trimmed(lid: int, at: tuple[float, float], turn: float) -> None:
    page = straightened(papers.on_glass([(half_sheet(), at, turn)], lid, DPI))
    assert page.corners is not None
    assert millimetres(page) == pytest.approx((148, 210), abs=0.5)
    assert page.skew == pytest.approx(turn, abs=0.1)
    assert (page.turned, page.turn_sure, page.faults) == (0, True, ())


def test_a_paper_in_the_corner_of_the_glass_is_trimmed_too() -> None:
    page = straightened(papers.on_glass([(half_sheet(), (74, 105), 0)], DARK_LID, DPI))
    assert millimetres(page) == pytest.approx((148, 210), abs=0.5)


@pytest.mark.parametrize(
    "pixels",
    [
        lambda: papers.on_glass([(half_sheet(), (80, 110), 0)], WHITE_LID, DPI),
        lambda: papers.scanned(papers.table(DPI, 2), 2),
        lambda: page_with(papers.card(DPI, 1), (300, 500)),
        lambda: papers.on_glass([(half_sheet(), (80, 112), 0), (pages.make_page(1, dpi=20), (190, 280), 0)], 42, DPI),
    ],
    ids=["white lid", "a table", "a photocopied card", "something else beside it"],
)
def test_in_doubt_the_whole_glass_is_the_page(pixels: Callable[[], Pixels]) -> None:
    scan = pixels()
    page = straightened(scan)
    assert page.corners is None
    assert page.found_sure
    assert {page.width, page.height} == set(scan.shape[:2])


def page_with(picture: Pixels, *places: tuple[int, int]) -> Pixels:
    """A photocopy: pictures on an otherwise empty sheet."""
    page = papers.scanned(np.full((2339, 1654, 3), 250, np.uint8), 1)
    for top, left in places:
        page[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return page


# --- several papers on one glass -----------------------------------------------------------------------------


def test_cards_side_by_side_are_pages_of_their_own_in_their_true_size() -> None:
    places = (((50, 60), 3.0), ((150, 60), -8.0), ((55, 200), 1.0), ((150, 200), 5.0))
    scan = image(papers.on_glass([(papers.card(DPI, n), at, turn) for n, (at, turn) in enumerate(places)], 42, DPI))
    studio = PageStudio()
    cards = [studio.straighten(piece) for piece in studio.pieces(scan)]
    assert [millimetres(card) == pytest.approx(papers.CARD_MM, abs=0.6) for card in cards] == [True] * 4
    read = [studio.read_codes(piece.data) for piece in studio.pieces(scan)]
    assert [texts[0] for texts in read] == [studio.read_codes(image(papers.card(DPI, n)).data)[0] for n in range(4)]
    assert [piece.lean for piece in studio.pieces(scan)] == pytest.approx([3.0, -8.0, 1.0, 5.0], abs=0.2)


def test_a_label_beside_a_card_keeps_the_whole_glass_and_is_no_reason_to_call_it_dark_or_glaring() -> None:
    label = np.full((60, 160, 3), 252, np.uint8)
    for lid in (42, 90):
        page = straightened(papers.on_glass([(papers.card(DPI, 1), (100, 100), 0), (label, (60, 220), 0)], lid, DPI))
        assert page.corners is None
        assert not {PageFault.DARK, PageFault.GLARE} & set(page.faults)


@pytest.mark.parametrize("text", [False, True], ids=["scanned", "with recognised text"])
def test_a_scan_that_comes_as_a_pdf_is_cut_out_and_split_like_one_from_the_scanner(text: bool) -> None:
    studio = PageStudio()
    one = papers.on_glass([(half_sheet(), (105, 140), -4.0)], 42, DPI)
    several = papers.on_glass([(papers.card(DPI, n), at, 0) for n, at in enumerate(((50, 60), (150, 60)))], 42, DPI)
    half, cards = studio.pages_of(as_pdf(one, several, text=text))
    assert millimetres(studio.straighten(half)) == pytest.approx((148, 210), abs=1)
    assert len(studio.pieces(cards)) == 2


def as_pdf(*scans: Pixels, text: bool) -> bytes:
    """As an office's copier sends it: each page one picture, perhaps with invisible text behind it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(210 * mm, 297 * mm))
    for scan in scans:
        canvas.drawImage(ImageReader(Image.fromarray(scan)), 0, 0, 210 * mm, 297 * mm)
        if text:
            words = canvas.beginText(100, 300)
            words.setTextRenderMode(3)
            words.textLine("recognised")
            canvas.drawText(words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_photocopy_of_both_sides_is_one_page_unless_the_clerk_asks_to_split_it() -> None:
    copy = image(page_with(papers.card(DPI, 1), (300, 500), (1000, 500)))
    assert PageStudio().pieces(copy) == (copy,)
    assert len(PageStudio().pieces(copy, asked=True)) == 2


def test_one_paper_is_one_page() -> None:
    for scan in (image(pages.make_page(1, dpi=DPI)), image(papers.on_glass([(half_sheet(), (80, 110), 3)], 42, DPI))):
        assert PageStudio().pieces(scan) == (scan,)


# --- two pictures, one page ----------------------------------------------------------------------------------


def test_both_sides_of_a_card_stand_on_one_a4_page_in_their_true_size() -> None:
    front, back = (straightened(papers.card(dpi, seed), dpi).jpeg for seed, dpi in ((1, 300), (2, 200)))
    page = PageStudio().both_sides(front, back)
    assert millimetres(page) == pytest.approx((210, 297), abs=0.2)
    inked = decode(page.jpeg).min(axis=2) < 240
    rows, columns = np.nonzero(inked.any(axis=1))[0], np.nonzero(inked.any(axis=0))[0]
    assert (columns[-1] - columns[0]) * 25.4 / page.dpi == pytest.approx(papers.CARD_MM[0], abs=1)
    gap = np.diff(rows).max() * 25.4 / page.dpi
    assert (rows[-1] - rows[0]) * 25.4 / page.dpi == pytest.approx(2 * papers.CARD_MM[1] + gap, abs=1)
    with pytest.raises(DoNotFit) as told:
        PageStudio().both_sides(front, straightened(pages.make_page(1, dpi=DPI)).jpeg)
    assert told.value.facts == {"why": "too-large"}


def wide_sheet() -> Pixels:
    """An A3 sheet: print all over it."""
    return np.ascontiguousarray(np.rot90(pages.make_page(3, dpi=283)))


def half(sheet: Pixels, start: int, end: int, skew: float, light: float) -> bytes:
    """A part of it as a scan of its own, askew and in other light, straightened."""
    part = papers.scanned(np.ascontiguousarray(sheet[:, start:end]), start, skew)
    return straightened((part * light).astype(np.uint8)).jpeg


def test_two_halves_of_an_a3_sheet_become_one_page_without_a_seam() -> None:
    sheet, over = wide_sheet(), round(6 / 25.4 * DPI)  # the glass shows 12 mm twice
    middle = sheet.shape[1] // 2
    first, second = half(sheet, 0, middle + over, 0.6, 0.97), half(sheet, middle - over, sheet.shape[1], -0.8, 0.93)
    for halves in ((first, second), (second, first)):
        page = PageStudio().joined(*halves)
        assert sorted(millimetres(page)) == pytest.approx((297, 420), abs=3)
    whole = straightened(sheet)
    assert PageStudio().is_same_sheet(page.jpeg, whole.jpeg)


@pytest.mark.parametrize("other", [9, 3])
def test_halves_that_do_not_match_are_refused(other: int) -> None:
    """Another page, and the same page again."""
    first, second = (straightened(pages.make_page(seed, dpi=DPI)).jpeg for seed in (3, other))
    with pytest.raises(DoNotFit) as told:
        PageStudio().joined(first, second)
    assert told.value.facts == {"why": "no-overlap"}
