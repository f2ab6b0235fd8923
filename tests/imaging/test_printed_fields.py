"""What is printed on a shaded field stays as plain as on the paper, while a shadow over the page goes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from counter_app.imaging.decode import decode
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.perspective import to_corners
from counter_app.imaging.recognition import words_of
from counter_app.ports import Origin, PageImage
from tests import pages
from tests.imaging.desks import Scene, photographed

DPI = 200
GREYS = (225, 205, 190, 170)
FIELDS = (*((grey,) * 3 for grey in GREYS), (200, 215, 235), (235, 200, 200))
TOP, TALL = 5.4, 0.95  # inches, of the first field and of each
PRINTED = ("KHÔNG", "GIÁ", "TRỊ", "SỬ", "DỤNG")


def with_fields(dpi: int = DPI) -> pages.Pixels:
    """A page whose lower half is fields from margin to margin, 2.2 cm high, with white print on each."""
    sheet = Image.fromarray(pages.make_page(3, dpi=dpi, stamp=False, signature=False))
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(pages.font_file(bold=True), 15 * dpi / 72)
    for number, tone in enumerate(FIELDS):
        top = (TOP + number * (TALL + 0.04)) * dpi
        pen.rectangle([0.4 * dpi, top, 7.8 * dpi, top + TALL * dpi], fill=tone)
        pen.text((1.2 * dpi, top + 0.3 * dpi), " ".join(PRINTED), font=font, fill=(255, 255, 255))
    return np.asarray(sheet)


@cache
def scanned() -> pages.Pixels:
    image = PageImage(pages.as_pnm(with_fields()), "image/x-portable-anymap", DPI)
    return decode(PageStudio().straighten(image).jpeg)


def field_of(page: pages.Pixels, number: int) -> tuple[pages.Pixels, pages.Pixels]:
    """Its bare ground, and the strip with the print."""
    dpi = page.shape[1] / 8.27
    top = TOP + number * (TALL + 0.04)
    rows = [slice(round((top + a) * dpi), round((top + b) * dpi)) for a, b in ((0.72, 0.88), (0.3, 0.6))]
    return page[rows[0], round(dpi) : round(7 * dpi)], page[rows[1], round(1.2 * dpi) : round(4 * dpi)]


@pytest.mark.parametrize("number", range(len(FIELDS)))
def test_white_print_on_a_shaded_field_keeps_its_contrast_on_a_scan(number: int) -> None:
    ground, print_ = field_of(scanned(), number)
    tone = np.median(ground.reshape(-1, 3), axis=0)
    assert tone == pytest.approx(FIELDS[number][::-1], abs=9)
    assert float(np.percentile(print_.min(axis=2), 98)) > 248
    assert int(np.percentile(scanned()[:40], 5)) > 248  # the paper is white nevertheless


def test_white_print_on_a_shaded_field_is_read() -> None:
    read = [word.text for word in words_of(scanned(), DPI)]
    assert [read.count(word) for word in PRINTED] == [pytest.approx(len(FIELDS), abs=1)] * len(PRINTED)


@pytest.mark.parametrize("light", ["lamp", "hand's shadow"])
def test_a_camera_s_page_loses_its_shadows_and_keeps_its_fields(light: str) -> None:
    scene = Scene("dark wood", light, turn=3, tilt=5, roll=60, fill=0.9, pixels=(1836, 2448), sheet=with_fields())
    picture = photographed(scene)
    corners = to_corners(picture.corners.astype(np.float64), picture.pixels.shape)
    page = PageStudio().straighten(PageImage(picture.jpeg(), "image/jpeg", 0, Origin.CAMERA), corners)
    pixels = decode(page.jpeg)
    for number, grey in list(enumerate(GREYS))[1:]:  # of the palest, a camera at 110 dpi sees no edge
        ground, print_ = field_of(pixels, number)
        lit = np.percentile(print_.min(axis=2), 98) - np.median(ground)
        assert lit > 0.5 * (255 - grey), grey
    upper = pixels[pixels.shape[0] // 30 : pixels.shape[0] * 2 // 5, pixels.shape[1] // 30 : -pixels.shape[1] // 30]
    assert float(np.percentile(upper[..., 1], 20)) > 240  # the upper half has no field, and print on less than a tenth
