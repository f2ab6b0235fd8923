"""The image as it came, kept; and a page turned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from counter_app.domain.errors import NotAnImage
from counter_app.imaging import by_hand
from counter_app.imaging.decode import decode
from counter_app.imaging.header import header_of
from counter_app.ports import PageImage
from tests import pages

SHEET = pages.make_page(1, dpi=100)


def test_a_photograph_is_kept_byte_for_byte() -> None:
    jpeg = pages.as_jpeg(SHEET, 100)
    assert by_hand.as_jpeg(PageImage(jpeg, "image/jpeg", 0)) == jpeg


def test_a_scanners_raw_pixels_are_packed_without_looking_different() -> None:
    pnm = pages.as_pnm(SHEET)
    kept = by_hand.as_jpeg(PageImage(pnm, "image/x-portable-anymap", 300))
    assert len(kept) < len(pnm) / 5
    assert header_of(kept).dpi == 300
    assert np.abs(decode(kept).astype(int) - decode(pnm).astype(int)).mean() < 2


def test_a_film_behind_a_photograph_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    jpeg = pages.as_jpeg(SHEET, 100)
    monkeypatch.setattr(by_hand, "_LARGEST", len(jpeg))
    kept = by_hand.as_jpeg(PageImage(jpeg + bytes(100_000), "image/jpeg", 0))
    assert len(kept) < len(jpeg) + 100_000
    assert decode(kept).shape == decode(jpeg).shape


def test_what_is_no_image_is_refused() -> None:
    with pytest.raises(NotAnImage):
        by_hand.as_jpeg(PageImage(b"%PDF-1.7", "application/pdf", 0))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_is_turned_clockwise(quarters: int) -> None:
    jpeg = pages.as_jpeg(SHEET, 200)
    turned = by_hand.turned(jpeg, quarters)
    assert (turned.width, turned.height) == (SHEET.shape[:2] if quarters % 2 else SHEET.shape[1::-1])
    assert turned.dpi == 200
    assert np.abs(decode(turned.jpeg).astype(int) - np.rot90(decode(jpeg), -quarters)).mean() < 3


def test_no_turn_gives_the_very_same_bytes() -> None:
    jpeg = pages.as_jpeg(SHEET, 200)
    assert by_hand.turned(jpeg, 0).jpeg == jpeg
