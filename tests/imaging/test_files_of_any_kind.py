"""Whatever file is given: its pages, or a refusal that names the cause. Files are hostile until parsed."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from counter_app.domain.errors import NotAnImage
from counter_app.imaging.decode import decode
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, StraightPage
from tests import pages

ODD_PDFS = Path(__file__).parents[3] / "shared" / "data" / "odd-pdf"

SMALL = np.ascontiguousarray(pages.make_page(1, dpi=100))


def refused(data: bytes) -> str:
    """Why a file is refused, whether at once or at one of its pages."""
    with pytest.raises(NotAnImage) as caught:
        straightened(data)
    return caught.value.facts["why"]


def straightened(data: bytes) -> list[StraightPage]:
    studio = PageStudio()
    return [studio.straighten(page) for page in studio.pages_of(data)]


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def near(pixels: pages.Pixels, other: pages.Pixels) -> bool:
    return pixels.shape == other.shape and float(np.abs(pixels.astype(int) - other.astype(int)).mean()) < 6


@pytest.mark.parametrize(
    "data",
    [
        pages.as_png(SMALL),
        pages.as_jpeg(SMALL),
        pages.as_pnm(SMALL),
        pages.as_tiff([SMALL]),
        saved(Image.fromarray(SMALL), "BMP"),
        saved(Image.fromarray(SMALL).convert("CMYK"), "JPEG"),
    ],
    ids=["png", "jpeg", "pnm", "tiff", "bmp", "cmyk jpeg"],
)
def test_each_kind_of_image_gives_the_same_page(data: bytes) -> None:
    (page,) = PageStudio().pages_of(data)
    assert page.data == data
    assert near(decode(page.data), SMALL[..., ::-1])


def test_grey_and_sixteen_bit_scans_are_pages_too() -> None:
    grey = np.ascontiguousarray(SMALL[..., 1])
    deep = Image.fromarray(grey.astype(np.uint16) * 257)
    for data in (pages.as_pnm(grey), saved(deep, "PNG"), saved(deep, "TIFF")):
        assert near(decode(data), np.dstack([grey] * 3))


def test_see_through_parts_are_paper() -> None:
    clear = np.zeros((40, 60, 4), np.uint8)
    clear[10:20, 10:20] = (200, 30, 40, 255)
    pixels = decode(saved(Image.fromarray(clear), "PNG"))
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[15, 15].tolist() == [40, 30, 200]


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    sideways = Image.fromarray(SMALL).rotate(90, expand=True)
    assert near(decode(saved(sideways, "JPEG", exif=exif, quality=90)), SMALL[..., ::-1])


def test_a_tiff_of_several_pages_gives_each_at_its_density() -> None:
    other = pages.make_page(2, dpi=100)
    found = list(PageStudio().pages_of(pages.as_tiff([SMALL, other, SMALL], dpi=150)))
    assert [page.dpi for page in found] == [150, 150, 150]
    assert near(decode(found[1].data), other[..., ::-1])


def test_a_screen_s_density_in_a_file_is_no_density() -> None:
    (page,) = PageStudio().pages_of(pages.as_jpeg(SMALL, dpi=72))
    assert page.dpi == 0


def test_a_pdf_is_rendered_at_300_dpi() -> None:
    pdf = saved(Image.fromarray(SMALL), "PDF", resolution=100)
    (page,) = PageStudio().pages_of(pdf)
    assert page.dpi == 300
    assert decode(page.data).shape[:2] == pytest.approx((3507, 2481), abs=2)


def bomb() -> bytes:
    """A PNG of a few hundred bytes that claims 20,000 × 20,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(user="made up", owner="made up"))
    return out.getvalue()


def pdf_of(count: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=size)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"just some words", "format"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "heic"),
        (bomb(), "too-large"),
        (pages.as_jpeg(SMALL)[:-9000], "truncated"),
        (pages.as_png(SMALL)[:-9000], "truncated"),
        (pages.as_pnm(SMALL)[:-9000], "truncated"),
        (pages.as_tiff([SMALL])[:-9000], "truncated"),
        (b"\xff\xd8\xff\xe0", "truncated"),
        (b"%PDF-1.7\nnothing more", "broken"),
        (locked_pdf(), "encrypted"),
        (pdf_of(count=2000), "too-many-pages"),
        (pdf_of(size=(14_400, 14_400)), "too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_page_is_refused_with_its_cause(data: bytes, why: str) -> None:
    assert refused(data) == why


def test_an_a0_plan_is_taken_at_the_density_that_fits_the_memory() -> None:
    (page,) = PageStudio().pages_of(pdf_of(size=(841 * 72 / 25.4, 1189 * 72 / 25.4)))
    assert 200 <= page.dpi < 300


@settings(max_examples=60)
@given(
    kind=st.sampled_from([pages.as_png, pages.as_jpeg, pages.as_pnm]),
    at=st.floats(0, 1),
    flip=st.integers(1, 255),
    cut=st.booleans(),
)
def test_a_damaged_file_is_a_page_or_a_refusal_and_nothing_else(kind: object, at: float, flip: int, cut: bool) -> None:
    data = bytearray(kind(np.ascontiguousarray(SMALL[:120, :90])))  # type: ignore[operator]
    place = min(int(len(data) * at * at), len(data) - 1)  # headers more often than pixels
    data[place] ^= flip
    damaged = bytes(data[:place] if cut else data)
    try:
        straightened(damaged)
    except NotAnImage as refusal:
        why = refusal.facts["why"]
    else:
        why = ""
    assert why in {"", "empty", "format", "heic", "too-large", "truncated", "broken"}


def test_awkward_pdfs_of_the_wild_are_pages_or_refused() -> None:
    if not ODD_PDFS.is_dir():
        pytest.skip(f"public files are not here: {ODD_PDFS.name}")
    assert refused((ODD_PDFS / "invalid.pdf").read_bytes()) == "broken"
    for name, skew in (("skew.pdf", -1.8), ("rotated_skew.pdf", 2.67), ("francais.pdf", 0.0), ("cmyk.pdf", 0.0)):
        (page,) = straightened((ODD_PDFS / name).read_bytes())
        assert page.skew == pytest.approx(skew, abs=0.06), name
        assert not page.blank
    (empty,) = straightened((ODD_PDFS / "no_contents.pdf").read_bytes())
    assert empty.blank


def test_a_page_that_is_no_image_is_refused_when_straightened() -> None:
    with pytest.raises(NotAnImage):
        PageStudio().straighten(PageImage(b"P6\n10 10\n255\n", "image/x-portable-anymap", 300))
