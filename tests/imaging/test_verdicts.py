"""A page is judged as it comes: what spoils it is named, and a good page is never called spoiled."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from counter_app.domain.page_fault import PageFault
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import spoiled
from tests.pages import Pixels

SKINS = {"pale": (224, 172, 140), "tanned": (198, 134, 100), "dark": (141, 85, 54)}


def judged(pixels: Pixels, dpi: int = 300) -> tuple[PageFault, ...]:
    return straightened(pixels, dpi).faults


def straightened(pixels: Pixels, dpi: int = 300) -> StraightPage:
    return PageStudio().straighten(PageImage(pages.as_pnm(pixels), "image/x-portable-anymap", dpi))


@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_good_page_is_called_good(seed: int, dpi: int) -> None:
    assert judged(pages.make_page(seed, dpi=dpi, skew=seed), dpi) == ()
    assert judged(pages.make_page(seed, dpi=dpi, turned=90), dpi) == ()
    assert judged(pages.make_page(seed, dpi=dpi, skew=4, surround=(60, 60, 62)), dpi) == ()


@pytest.mark.parametrize("mark", ["signature", "pencil", "line", "word", "dots", ""])
def test_a_page_with_next_to_nothing_on_it_has_no_fault(mark: str) -> None:
    assert judged(pages.make_sparse_page(1, mark=mark)) == ()


@pytest.mark.parametrize("paper", [(255, 200, 200), (250, 240, 170), (200, 230, 255), (170, 60, 50), (150, 110, 70)])
def test_coloured_paper_is_no_fault(paper: tuple[int, int, int]) -> None:
    coloured = (pages.make_page(2) / 255 * np.array(paper)).astype(np.uint8)
    assert judged(coloured) == ()


@pytest.mark.parametrize("dpi", [200, 300])
def test_a_blurred_page_is_named_and_a_soft_but_legible_one_is_not(dpi: int) -> None:
    page = pages.make_page(3, dpi=dpi, skew=1.0)
    assert judged(spoiled.blurred(page, dpi, 0.17), dpi) == ()
    assert judged(spoiled.blurred(page, dpi, 0.32), dpi) == (PageFault.BLURRED,)
    assert judged(spoiled.blurred_at_one_end(page, dpi), dpi) == (PageFault.BLURRED,)


def test_a_page_in_the_dark_is_named_and_a_dim_one_is_not() -> None:
    page = pages.make_page(4)
    assert judged(spoiled.dimmed(page, 0.5)) == ()
    assert judged(spoiled.dimmed(page, 0.22)) == (PageFault.DARK,)


@pytest.mark.parametrize("at", [(0.4, 0.3), (0.5, 0.5), (0.7, 0.4)])
def test_a_lamp_reflected_over_writing_is_named(at: tuple[float, float]) -> None:
    assert judged(spoiled.under_a_lamp(pages.make_page(5), 300, *at)) == (PageFault.GLARE,)


@pytest.mark.parametrize("light", [1.0, 0.95])
@pytest.mark.parametrize(("tall", "wide"), [(0.05, 0.08), (0.02, 0.45), (0.3, 0.02)])
def test_a_bulb_or_a_tube_that_takes_writing_is_named_on_bright_paper_too(
    light: float, tall: float, wide: float
) -> None:
    page = pages.make_page(5, dpi=200)
    assert judged(spoiled.under_a_reflection(page, light, tall, wide), 200) == (PageFault.GLARE,)


def test_what_is_white_on_bright_paper_and_takes_no_writing_is_no_glare() -> None:
    page = pages.make_page(5, dpi=200)
    labelled = page.copy()
    labelled[500:800, 300:900] = 255
    beside = spoiled.under_a_reflection(page, 1.0, 0.05, 0.08, at=(0.5, 0.93))
    assert [judged(other, 200) for other in (labelled, spoiled.overexposed(page), beside)] == [(), (), ()]


def test_a_reflection_beside_the_writing_and_a_white_label_are_no_glare() -> None:
    assert judged(spoiled.under_a_lamp(pages.make_page(5), 300, 0.9, 0.95)) == ()
    assert judged(spoiled.with_label(pages.make_page(5), 300)) == ()


@pytest.mark.parametrize("skin", list(SKINS))
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_thumb_on_the_page_is_named(side: str, skin: str) -> None:
    held = spoiled.held_by_a_thumb(pages.make_page(6), 300, SKINS[skin], side)
    assert judged(held) == (PageFault.FINGER,)


def test_writing_that_runs_off_the_picture_is_named() -> None:
    page = pages.make_page(7)
    assert judged(spoiled.shifted_off_the_glass(page, 300, 20)) == ()
    assert judged(spoiled.shifted_off_the_glass(page, 300, 36)) == (PageFault.CUT_OFF,)


def test_a_page_below_200_dpi_is_named_also_where_the_device_does_not_say() -> None:
    assert PageFault.COARSE in judged(pages.make_page(8, dpi=150), 150)
    assert PageFault.COARSE in judged(pages.make_page(8, dpi=100), 0)
    assert judged(pages.make_page(8, dpi=200), 200) == ()


# --- the same sheet twice -----------------------------------------------------------------------------------

TEXT = (
    "Họ, chữ đệm, tên: NGUYỄN VĂN AN\nSinh ngày 12/03/1984 tại xã Tài Văn\n"
    "Nơi cư trú hiện nay: ấp Tham Chu, số nhà 12\nYêu cầu cấp bản sao trích lục số 45/2019"
)


def laid_again(page: Pixels, seed: int, skew: float) -> Pixels:
    """The same sheet on the glass a second time: askew, elsewhere, with other noise and a tired lamp."""
    height, width = page.shape[:2]
    place = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    place[:, 2] += (4 * seed, -6 * seed)
    laid = cv2.warpAffine(page, place, (width, height), flags=cv2.INTER_CUBIC, borderValue=pages.PAPER)
    noise = np.random.default_rng(seed).normal(0, 3, laid.shape)
    worn: Pixels = np.clip(laid * 0.95 + noise, 0, 255).astype(np.uint8)
    return worn


def same(first: StraightPage, second: StraightPage) -> bool:
    studio = PageStudio()
    return studio.may_be_same(first.look, second.look) and studio.is_same_sheet(first.jpeg, second.jpeg)


def test_a_sheet_laid_on_the_glass_again_is_the_same_sheet() -> None:
    page = pages.make_page(1, text=TEXT)
    first = straightened(page)
    for seed, skew in ((1, -2.0), (2, 1.3), (3, 0.4)):
        assert same(first, straightened(laid_again(page, seed, skew)))


@pytest.mark.parametrize(
    ("here", "there"),
    [("1984", "1985"), ("12/03", "13/03"), ("AN\n", "ÁN\n"), ("45/2019", "46/2019"), ("12\n", "17\n")],
)
def test_the_same_form_filled_in_otherwise_by_one_letter_is_another_sheet(here: str, there: str) -> None:
    first = straightened(pages.make_page(1, text=TEXT))
    other = pages.make_page(1, text=TEXT.replace(here, there))
    assert not same(first, straightened(laid_again(other, 2, 0.7)))


def test_two_blank_pages_are_two_sheets() -> None:
    first, second = (straightened(pages.make_sparse_page(seed)) for seed in (1, 2))
    assert not same(first, second)
