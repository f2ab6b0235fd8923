"""Pages come out level, the right way up when that is sure, with their colours, and blank ones are flagged."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from counter_app.imaging.decode import decode
from counter_app.imaging.header import header_of
from counter_app.imaging.ink import ink_on, light_over, look_at
from counter_app.imaging.level import plain_on, reach_of, turned_back
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.skew import lean_of
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import papers


def straightened(pixels: pages.Pixels, dpi: int = 300) -> StraightPage:
    return PageStudio().straighten(PageImage(pages.as_pnm(pixels), "image/x-portable-anymap", dpi))


@pytest.mark.parametrize(
    ("skew", "turned", "lid"),
    [
        (0.0, 0, None),
        (2.7, 0, None),
        (-7.3, 90, (90, 90, 90)),
        (19.6, 180, (60, 60, 60)),
        (-18.2, 90, None),
        (11.9, 270, (200, 200, 200)),
    ],
)
def test_a_skewed_and_turned_page_is_put_right(skew: float, turned: int, lid: pages.Colour | None) -> None:
    page = straightened(pages.make_page(abs(int(skew * 10)) + 1, skew=skew, turned=turned, surround=lid))
    assert page.skew == pytest.approx(skew, abs=0.05)
    assert (page.turned, page.turn_sure, page.blank) == (turned, True, False)
    assert page.height > page.width
    look = look_at(decode(page.jpeg), page.dpi)
    left = lean_of(ink_on(look, light_over(look)))
    assert left.found
    assert abs(left.angle) <= 0.05
    assert not left.sideways


@pytest.mark.parametrize(("kind", "turned"), [("faint thermal", 0), ("pink", 180), ("pink", 270)])
def test_lines_that_stand_on_one_row_of_pixels_are_level(kind: str, turned: int) -> None:
    """A slip laid exactly straight: its best angles are a plateau of a fifth of a degree, and the middle counts."""
    number = list(papers.PRINTED).index(kind)
    sheet = papers.scanned(papers.PRINTED[kind](200, number + 1), number, 0.0, turned)
    look = look_at(sheet, 200)
    lean = lean_of(ink_on(look, light_over(look)))
    assert lean.found
    assert lean.angle == pytest.approx(0.0, abs=0.03)


@pytest.mark.parametrize(("dpi", "turned"), [(300, 0), (200, 270)])
def test_plain_paper_is_moved_and_every_stroke_resampled(dpi: int, turned: int) -> None:
    """Moving the paper saves half the time of turning a page; of its ink, pencil too, nothing may be seen of that."""
    page = pages.make_page(3, skew=4.0, dpi=dpi)
    page[40:60, 60:700] = (215, 214, 212)  # a pencil's stroke in a margin that is empty else
    sheet = np.ascontiguousarray(page[..., ::-1])
    look = look_at(sheet, dpi)
    light = light_over(look)
    keep, plain = reach_of(ink_on(look, light), sheet.shape), plain_on(look, light, sheet.shape)
    whole, tiled = turned_back(sheet, 4.0, turned, keep), turned_back(sheet, 4.0, turned, keep, plain)
    off = np.abs(whole.astype(np.int16) - tiled).max(axis=2)
    assert int(off.max()) <= 12  # of paper, that much of which is the scanner's noise
    assert int(off[whole.min(axis=2) < 225].max()) <= 1
    assert 0.4 < float(plain.map.mean()) < 0.9


@pytest.mark.parametrize("skew", [4.0, 15.0, -20.0])
@pytest.mark.parametrize("tone", [(215, 215, 217), (241, 199, 201)])
def test_faint_writing_in_the_corners_is_not_cut_off(skew: float, tone: tuple[int, int, int]) -> None:
    """Pencil, a pale stamp: as much of each is on the levelled page as was put on the sheet."""
    dpi = 150
    page = Image.fromarray(pages.make_page(3, skew=skew, dpi=dpi, stamp=False, signature=False))
    before = np.asarray(page).copy()
    pen = ImageDraw.Draw(page)
    for x, y in ((20, 16), (1020, 16), (20, 1700), (1020, 1700)):
        pen.rectangle([x, y, x + 190, y + 36], outline=tone, width=9)  # a stamp's frame
    sheets = [before, np.asarray(page)]
    levelled = [decode(straightened(sheet, dpi).jpeg) for sheet in sheets]
    there, left = (_ink_of(with_it) - _ink_of(without) for without, with_it in (sheets, levelled))
    assert left > 0.93 * there


def _ink_of(sheet: pages.Pixels) -> float:
    """How much is darker than the paper, and by how much, whatever it was turned by."""
    grey = sheet.mean(axis=2)
    return float(np.maximum(0.96 - grey / np.median(grey), 0).sum())


def test_what_lies_outside_the_turned_sheet_is_white_without_streaks() -> None:
    page = decode(straightened(pages.make_page(5, skew=6.0)).jpeg)
    corners = (page[:90, :90], page[:90, -90:], page[-90:, :90], page[-90:, -90:])
    assert min(int(corner.min()) for corner in corners) > 245


def test_stamp_and_signature_keep_their_colours() -> None:
    page = decode(straightened(pages.make_page(6, skew=-3.0)).jpeg).astype(np.int16)
    blue, green, red = page[..., 0], page[..., 1], page[..., 2]
    stamp = (red - green > 100) & (red - blue > 90)
    pen = (blue - red > 70) & (blue - green > 60)
    assert stamp.sum() > 20_000
    assert pen.sum() > 3_000
    assert np.median(red[stamp]) == pytest.approx(pages.STAMP_RED[0], abs=20)
    assert np.median(blue[pen]) == pytest.approx(pages.PEN_BLUE[2], abs=25)


def test_coloured_paper_stays_coloured() -> None:
    pixels = pages.make_page(7)
    pixels = np.minimum(pixels, np.array([246, 205, 214], np.uint8))  # the pink of a birth certificate
    blue, green, red = (int(np.median(channel)) for channel in np.moveaxis(decode(straightened(pixels).jpeg), 2, 0))
    assert red - green >= 30
    assert blue > green


def test_a_page_of_an_office_colour_scan_is_small_at_its_own_density() -> None:
    page = straightened(pages.make_page(8, skew=1.0))
    assert len(page.jpeg) < 600_000
    assert (page.dpi, header_of(page.jpeg).dpi, page.width, page.height) == (300, 300, 2480, 3508)


@pytest.mark.parametrize("mark", ["signature", "pencil", "line", "word"])
@pytest.mark.parametrize("dpi", [200, 300])
def test_no_page_with_ink_on_it_is_called_blank(mark: str, dpi: int) -> None:
    for seed in (1, 2):
        assert not straightened(pages.make_sparse_page(seed, mark=mark, dpi=dpi, skew=seed), dpi).blank


@pytest.mark.parametrize("mark", ["", "dots"])
def test_a_blank_page_is_flagged_and_kept(mark: str) -> None:
    page = straightened(pages.make_sparse_page(3, mark=mark))
    assert page.blank
    assert decode(page.jpeg).shape == (3508, 2480, 3)


def test_a_lone_signature_is_neither_turned_nor_levelled_by_guess() -> None:
    for seed in (1, 2, 3):
        page = straightened(pages.make_sparse_page(seed, mark="signature", skew=seed))
        assert (page.skew, page.turned, page.turn_sure) == (0.0, 0, False)


def test_a_photograph_of_unknown_density_is_taken_to_fill_a4_and_is_never_under_200_dpi() -> None:
    pixels = pages.make_page(9, dpi=240)
    assert straightened(pixels, dpi=0).dpi == 240
    assert straightened(np.ascontiguousarray(pixels[::4, ::4]), dpi=0).dpi == 200


def test_a_stored_page_is_read_back_as_it_was_straightened() -> None:
    studio = PageStudio()
    page = straightened(pages.make_page(10, skew=2.0, turned=180))
    back = studio.page_from(page.jpeg)
    assert (back.jpeg, back.width, back.height, back.dpi) == (page.jpeg, page.width, page.height, page.dpi)
    assert (back.skew, back.turned, back.turn_sure, back.blank) == (0.0, 0, True, False)
