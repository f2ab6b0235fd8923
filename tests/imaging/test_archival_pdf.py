"""The archival PDF: 100 % size, the same bytes each time, sound for independent readers."""

from __future__ import annotations

import io
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from counter_app.domain.errors import BrokenPromise
from counter_app.imaging.decode import decode
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, PdfAbout, StraightPage
from tests import pages

HANOI = timezone(timedelta(hours=7))
ABOUT = PdfAbout("Giấy khai sinh & <bản sao>", "1.004873", datetime(2026, 11, 23, 8, 30, tzinfo=HANOI))


@pytest.fixture(scope="module")
def two_pages() -> list[StraightPage]:
    studio = PageStudio()
    return [
        studio.straighten(PageImage(pages.as_png(pages.make_page(seed, dpi=dpi), dpi), "image/png", dpi))
        for seed, dpi in ((1, 200), (2, 300))
    ]


def test_the_same_pages_give_the_same_bytes(two_pages: list[StraightPage]) -> None:
    assert PageStudio().write_pdf(two_pages, ABOUT) == PageStudio().write_pdf(two_pages, ABOUT)


def test_pages_are_a4_and_hold_the_very_jpegs(two_pages: list[StraightPage]) -> None:
    with pikepdf.open(io.BytesIO(PageStudio().write_pdf(two_pages, ABOUT))) as pdf:
        assert pdf.Root.Lang == "vi"
        for page, straight in zip(pdf.pages, two_pages, strict=True):
            assert [float(edge) / 72 * 25.4 for edge in page.mediabox[2:]] == pytest.approx([210, 297], abs=0.15)
            assert page.resources.XObject.Page.read_raw_bytes() == straight.jpeg


def test_it_says_that_it_is_pdf_a_and_whose_with_one_date_everywhere(two_pages: list[StraightPage]) -> None:
    with pikepdf.open(io.BytesIO(PageStudio().write_pdf(two_pages, ABOUT))) as pdf:
        meta = pdf.open_metadata()
        assert meta.pdfa_status == "2B"
        assert meta["dc:title"] == ABOUT.title == str(pdf.docinfo["/Title"])
        assert meta["xmp:CreateDate"] == "2026-11-23T08:30:00+07:00"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261123083000+07'00'"
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_qpdf_and_poppler_find_it_sound_and_render_the_page_with_its_colours(
    two_pages: list[StraightPage], tmp_path: Path
) -> None:
    file = tmp_path / "papers.pdf"
    file.write_bytes(PageStudio().write_pdf(two_pages, ABOUT))
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True, timeout=60)
    done = subprocess.run(
        ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", file], check=True, capture_output=True, timeout=60
    )
    assert done.stderr == b""
    shown, page = decode(done.stdout), decode(two_pages[0].jpeg)
    height, width = (min(a, b) for a, b in zip(shown.shape[:2], page.shape[:2], strict=True))
    assert np.abs(shown[:height, :width].astype(int) - page[:height, :width].astype(int)).mean() < 4


def test_a_pdf_without_pages_is_never_written() -> None:
    with pytest.raises(BrokenPromise):
        PageStudio().write_pdf([], ABOUT)
