"""Layers: small, sharp, in the page's colours; nothing erased, nothing invented; a picture stays one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from PIL import Image

from counter_app.imaging.archival_pdf import Sheet, write_sheets
from counter_app.imaging.decode import Pixels, decode
from counter_app.imaging.layers import layers_of
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import odd_pages, papers
from tests.imaging.archives import ABOUT, rendered


def both_sides_of_a_card() -> Pixels:
    studio = PageStudio()
    sides = (PageImage(pages.as_pnm(papers.card(300, n)), "image/x-portable-anymap", 300) for n in (1, 2))
    front, back = (studio.straighten(side).jpeg for side in sides)
    return np.ascontiguousarray(decode(studio.both_sides(front, back).jpeg)[..., ::-1])


PAGES: dict[str, Callable[[], Pixels]] = {
    "print": lambda: pages.make_page(1),
    "red stamp over print": lambda: odd_pages.stamped(pages.STAMP_RED),
    "blue stamp over print": lambda: odd_pages.stamped(odd_pages.STAMP_BLUE),
    "signature across print": odd_pages.signed,
    "pencil": odd_pages.pencilled,
    "coloured paper": odd_pages.coloured,
    "faint thermal paper": odd_pages.faint,
    "lone signature": lambda: pages.make_sparse_page(1, mark="signature"),
    "lone pencil": lambda: pages.make_sparse_page(1, mark="pencil"),
    "photograph among print": odd_pages.with_photograph,
    "blank": lambda: pages.make_sparse_page(1),
    "handwriting": lambda: papers.handwritten(300, 3),
    "torn corner": lambda: papers.torn(300, 3),
    "two columns": lambda: papers.two_columns(300, 3),
    "table": lambda: papers.table(300, 3),
    "both sides of a card": both_sides_of_a_card,
}
# Bytes, and how far off in the mean, of 255: print to a page's edges is farther off.
USUAL, DENSE = (100_000, 3.0), {"handwriting": (50_000, 3.0), "two columns": (100_000, 4.0)}


@cache
def straight(name: str) -> StraightPage:
    return PageStudio().straighten(PageImage(pages.as_pnm(PAGES[name]()), "image/x-portable-anymap", 300))


@cache
def shown(name: str) -> tuple[Pixels, Pixels, int]:
    """(the page, what a reader renders of its layers, bytes of these)."""
    page = straight(name)
    pixels = decode(page.jpeg)
    layers = layers_of(pixels, page.dpi)
    assert layers is not None
    pdf = write_sheets([Sheet(page, layers)], ABOUT)
    render = rendered(pdf, 300)[: page.height, : page.width]  # PDFium rounds a hundredth of a pixel up
    return pixels, render, len(pdf)


def seen_from_afar(pixels: Pixels) -> np.ndarray:
    """As an eye sees it: 100 dpi."""
    return np.asarray(cv2.resize(pixels, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA), np.int16)


@pytest.mark.parametrize("name", PAGES)
def test_each_kind_of_page_is_small_and_looks_as_it_did(name: str) -> None:
    page, render, size = shown(name)
    most, apart = DENSE.get(name, USUAL)
    assert size < most
    assert render.shape == page.shape
    off = np.abs(seen_from_afar(page) - seen_from_afar(render))
    assert float(off.mean()) < apart
    assert float(np.quantile(off, 0.999)) < 90


@pytest.mark.parametrize(
    "name", ["print", "faint thermal paper", "pencil", "coloured paper", "handwriting", "torn corner", "table"]
)
def test_no_stroke_is_lost_and_none_is_invented(name: str) -> None:
    page, render, _ = shown(name)
    ink, inked = (_ink(pixels) for pixels in (page, render))
    near = np.ones((5, 5), np.uint8)
    assert np.count_nonzero(ink & ~cv2.dilate(inked.astype(np.uint8), near).astype(bool)) < 0.002 * ink.sum()
    assert np.count_nonzero(inked & ~cv2.dilate(ink.astype(np.uint8), near).astype(bool)) < 0.002 * ink.sum()


def _ink(pixels: Pixels) -> np.ndarray:
    """Clearly darker than the page's paper, half as deep as its ink."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.int16)
    paper = int(np.median(grey))
    depth = paper - int(np.quantile(grey, 0.002))
    return np.asarray(grey < paper - depth / 2)


@pytest.mark.parametrize(
    ("name", "channel", "tone"),
    [
        ("red stamp over print", 2, pages.STAMP_RED),
        ("blue stamp over print", 0, odd_pages.STAMP_BLUE),
        ("signature across print", 0, pages.PEN_BLUE),
    ],
)
def test_a_thin_line_of_a_stamp_or_a_pen_keeps_its_colour_where_it_crosses_print(
    name: str, channel: int, tone: pages.Colour
) -> None:
    page, render = (one.astype(np.int16) for one in shown(name)[:2])
    others = [c for c in range(3) if c != channel]
    coloured = page[..., channel] - page[..., others].max(axis=2) > 60
    assert coloured.sum() > 8_000
    kept = render[..., channel] - render[..., others].max(axis=2) > 40
    beside = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0  # a rim is sharper in a mask
    assert float(beside[coloured].mean()) > 0.98
    for c, value in enumerate(reversed(tone)):
        assert np.median(render[..., c][coloured & kept]) == pytest.approx(np.median(page[..., c][coloured]), abs=22), c
        assert np.median(render[..., c][coloured & kept]) == pytest.approx(value, abs=60), c
    afar, rendered_afar = (seen_from_afar(one.astype(np.uint8)).max(axis=2) for one in (page, render))
    black = afar < 60
    assert black.sum() > 1_000
    assert float((rendered_afar[black] < 140).mean()) > 0.99  # and print stays black beneath it


def test_a_pale_stamp_on_faint_paper_is_pale_red_and_not_grey() -> None:
    page, render, _ = shown("faint thermal paper")
    stamp = page[..., 2].astype(np.int16) - page[..., 1] > 15
    assert stamp.sum() > 10_000
    assert float((render[..., 2].astype(np.int16) - render[..., 1] > 10)[stamp].mean()) > 0.9


def test_very_pale_stamps_keep_their_hues_apart() -> None:
    page = Image.fromarray(pages.make_page(1, stamp=False, signature=False))
    # Red, blue and green, three tenths of their ink each.
    for x, colour in ((0.9, (238, 188, 190)), (2.4, (190, 197, 229)), (3.9, (184, 214, 196))):
        odd_pages.stamp_on(page, 300, x, 2.3, 0.012, colour)
    image = PageImage(pages.as_pnm(odd_pages.scanned(page, 1)), "image/x-portable-anymap", 300)
    layers = layers_of(decode(PageStudio().straighten(image).jpeg), 300)
    assert layers is not None
    assert layers.size < 100_000
    red, green, blue = np.array([ink.colour for ink in layers.inks], np.int16).T
    assert ((blue - green > 8) & (blue - red > 8)).any()
    assert ((green - blue > 8) & (green - red > 8)).any()


def test_coloured_paper_stays_coloured() -> None:
    page, render, _ = shown("coloured paper")
    for channel in range(3):
        assert np.median(render[..., channel]) == pytest.approx(np.median(page[..., channel]), abs=4)


def test_a_photograph_among_print_is_laid_over_as_a_picture_and_print_stays_sharp() -> None:
    page = straight("photograph among print")
    layers = layers_of(decode(page.jpeg), page.dpi)
    assert layers is not None
    largest = max(layers.patches, key=lambda patch: patch.box.width * patch.box.height)
    left, top = round(6.4 * 300), round(5.4 * 300)
    assert largest.box.left <= left + 12
    assert largest.box.top <= top + 12
    assert largest.box.left + largest.box.width >= left + 354 - 12
    assert largest.box.top + largest.box.height >= top + 472 - 12
    assert sum(patch.box.width * patch.box.height for patch in layers.patches) < 0.06 * page.width * page.height


def test_a_page_that_is_a_photograph_has_no_layers() -> None:
    pixels = odd_pages.photograph(dpi=200)[..., ::-1]
    assert layers_of(np.ascontiguousarray(pixels), 200) is None


def test_the_mask_has_the_page_s_own_density_and_the_same_page_gives_the_same_layers() -> None:
    for dpi in (200, 300):
        pixels = np.ascontiguousarray(pages.make_page(3, dpi=dpi)[..., ::-1])
        layers = layers_of(pixels, dpi)
        assert layers is not None
        assert layers == layers_of(pixels, dpi)
        black = min(layers.inks, key=lambda ink: sum(ink.colour))
        inked = pages.make_page(3, dpi=dpi, stamp=False, signature=False).max(axis=2) < 100
        ys, xs = np.nonzero(inked)
        assert black.box.left == pytest.approx(xs.min(), abs=3)
        assert black.box.left + black.box.width == pytest.approx(xs.max(), abs=4)
        assert black.box.top == pytest.approx(ys.min(), abs=3)


@pytest.mark.parametrize(("lines", "reach"), [(60, 0.18), (110, 0.1)])
def test_a_certificate_s_guilloche_is_paper_and_what_is_written_on_it_stays_sharp(lines: int, reach: float) -> None:
    """As ink the pattern alone took 165 to 260 kB."""
    page = odd_pages.with_guilloche(np.ascontiguousarray(pages.make_page(3)[..., ::-1]), 300, lines, reach)
    layers = layers_of(page, 300)
    assert layers is not None
    assert layers.size < 95_000
    assert layers.patches == ()
    hues = [colour for ink in layers.inks for colour in [ink.colour]]
    assert any(red > 150 > green for red, green, _ in hues), "the stamp"
    assert any(blue > 100 > red for red, _, blue in hues), "the signature"
    assert min(sum(colour) for colour in hues) < 150, "the print"
    paper = cv2.imdecode(np.frombuffer(layers.paper.jpeg, np.uint8), cv2.IMREAD_COLOR_BGR)
    small = cv2.resize(page, paper.shape[1::-1], interpolation=cv2.INTER_AREA)
    foot = slice(-60, -10), slice(60, -60)  # nothing is written there
    tints = [one[foot].reshape(-1, 3).mean(axis=0) for one in (paper, small)]
    assert np.abs(tints[0] - tints[1]).max() < 4, "the pattern's tint"
