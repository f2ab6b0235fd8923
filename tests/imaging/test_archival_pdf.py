"""The archival PDF, quick and archive form: 100 % size, found by its words, sound for other readers."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from counter_app.domain.errors import BrokenPromise, NoLanguageData
from counter_app.imaging import recognition
from counter_app.imaging.archival_pdf import Sheet, write_sheets
from counter_app.imaging.archive_form import prepared
from counter_app.imaging.decode import decode
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import odd_pages
from tests.imaging.archives import ABOUT, preflight, rendered
from tests.imaging.pdfa import complaints

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdfa-2b"


def straight(pixels: pages.Pixels, dpi: int = 300) -> StraightPage:
    return PageStudio().straighten(PageImage(pages.as_pnm(pixels), "image/x-portable-anymap", dpi))


@pytest.fixture(scope="module")
def two_pages() -> list[StraightPage]:
    return [straight(pages.make_page(seed, dpi=dpi), dpi) for seed, dpi in ((1, 200), (2, 300))]


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    """A sheet of each kind that the writer knows: print and a stamp in layers with words; one with a photograph's
    patch; a plain one with words; a plain one without; a blank one; a certificate's, whose pattern is its paper."""
    stamped = prepared(straight(odd_pages.stamped(pages.STAMP_RED, dpi=200), 200)).sheet
    patched = prepared(straight(odd_pages.with_photograph(dpi=200), 200)).sheet
    certificate = odd_pages.with_guilloche(np.ascontiguousarray(pages.make_page(3, dpi=200)), 200, 60, 0.18)
    blank = prepared(straight(pages.make_sparse_page(1, dpi=200), 200)).sheet
    return [
        stamped,
        patched,
        dataclasses.replace(stamped, layers=None),
        Sheet(straight(pages.make_page(4, dpi=200, turned=90), 200)),
        blank,
        prepared(straight(certificate, 200)).sheet,
    ]


@pytest.fixture(scope="module")
def archive(sheets: list[Sheet], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("archive") / "archive.pdf"
    file.write_bytes(write_sheets(sheets, ABOUT))
    return file


def said_by(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.stdout


# --- the quick form ----------------------------------------------------------------------------------------


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
        assert meta["dc:type"] == {ABOUT.kind}
        assert meta["dc:identifier"] == ABOUT.dossier
        assert meta["pdf:Keywords"] == f"{ABOUT.kind}, {ABOUT.dossier}, {ABOUT.owner_reference}"
        assert meta["pdf:Keywords"] == str(pdf.docinfo["/Keywords"])
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
    with pytest.raises(BrokenPromise):
        PageStudio().write_archive([], ABOUT)


# --- the archive form --------------------------------------------------------------------------------------


def test_the_archive_form_is_the_same_bytes_from_the_same_pages_and_a_tenth_of_the_quick_one() -> None:
    page = straight(pages.make_page(5, skew=1.0))
    pdf = PageStudio().write_archive([page], ABOUT)
    assert pdf == PageStudio().write_archive([page], ABOUT)
    assert len(pdf) < 60_000
    assert len(pdf) * 8 < len(PageStudio().write_pdf([page], ABOUT))


def test_poppler_and_qpdf_find_nothing_wrong_and_the_page_is_as_large_as_the_paper(archive: Path) -> None:
    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", archive)
    told = said_by("pdfinfo", "-f", "1", "-l", "6", archive)
    assert "PDF version:     1.7" in told
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", told)
    assert [round(float(edge) / 72 * 25.4) for size in sizes for edge in size] == [210, 297] * 6
    assert re.search(r"GlyphLess +CID TrueType +Identity-H +yes no +yes", said_by("pdffonts", archive))


def test_its_vietnamese_words_are_found_whole_in_reading_order_each_over_its_ink(archive: Path) -> None:
    text = said_by("pdftotext", "-f", "1", "-l", "1", archive, "-")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" in text
    boxes = said_by("pdftotext", "-f", "1", "-l", "1", "-bbox", archive, "-")
    found = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">NGHĨA<', boxes)
    assert found
    left, top, right, bottom = (float(edge) * 200 / 72 for edge in found.groups())
    page = pages.make_page(1, dpi=200, stamp=False, signature=False)
    ys, xs = np.nonzero(page[int(top) - 8 : int(bottom) + 8, int(left) - 5 : int(right) + 5].max(axis=2) < 110)
    assert int(left) - 5 + xs.min() == pytest.approx(left, abs=3)
    assert int(left) - 5 + xs.max() == pytest.approx(right, abs=3)
    assert top < int(top) - 8 + np.median(ys) < bottom
    assert said_by("pdftotext", "-f", "4", "-l", "5", archive, "-").strip() == ""


def test_the_words_are_never_seen(sheets: list[Sheet]) -> None:
    plain = sheets[2]
    without = write_sheets([dataclasses.replace(plain, words=())], ABOUT)
    assert np.array_equal(rendered(write_sheets([plain], ABOUT), 100), rendered(without, 100))


def test_an_independent_judge_accepts_the_1b_twin_of_every_kind_of_page(sheets: list[Sheet], tmp_path: Path) -> None:
    twin = tmp_path / "twin.pdf"
    twin.write_bytes(write_sheets(sheets, ABOUT, part=1))
    assert preflight(twin) == ""
    twin.write_bytes(write_sheets(sheets, dataclasses.replace(ABOUT, title="a", subject=""), part=1))
    spoiled = twin.read_bytes().replace(b"<pdfaid:conformance>B", b"<pdfaid:conformance>X")
    twin.write_bytes(spoiled)
    assert preflight(twin) != ""  # it does judge


def test_our_own_judge_finds_nothing_in_the_2b(archive: Path, two_pages: list[StraightPage]) -> None:
    assert complaints(archive.read_bytes()) == []
    assert complaints(PageStudio().write_pdf(two_pages, ABOUT)) == []


def test_our_own_judge_is_a_judge_on_public_files() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"public files are not here: {CORPUS.name}")
    wrongly, caught, bad = [], 0, 0
    for file in sorted(CORPUS.rglob("*.pdf")):
        found = complaints(file.read_bytes())
        if "-pass-" in file.name and found:
            wrongly.append((file.name, found))
        elif "-fail-" in file.name:
            bad += 1
            caught += bool(found)
    assert not wrongly
    assert caught >= 0.39 * bad, f"{caught} of {bad}"


def test_without_language_data_nothing_is_begun(two_pages: list[StraightPage], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "_folders", lambda: iter([]))
    with pytest.raises(NoLanguageData):
        PageStudio().write_archive(two_pages, ABOUT)


# --- three hundred pages -----------------------------------------------------------------------------------


def test_of_a_long_stack_of_dense_pages_one_is_in_memory(tmp_path: Path) -> None:
    """Pages without layers, as their JPEGs: the file is many times what the process that writes it grows by."""
    page = tmp_path / "page.jpg"
    page.write_bytes(pages.as_jpeg(odd_pages.photograph(dpi=300), 300, quality=97))
    assert page.stat().st_size > 1_500_000
    out = tmp_path / "out.pdf"
    grown = int(said_by(sys.executable, "-c", _A_LONG_STACK, page, out))
    assert out.stat().st_size > 90_000_000
    assert grown < 20_000_000
    assert said_by("qpdf", "--show-npages", out) == "60\n"  # each stream is checked in the small ones


_A_LONG_STACK = """
import resource, sys
from pathlib import Path
from counter_app.imaging.archival_pdf import Sheet, save_sheets
from counter_app.imaging.header import header_of
from counter_app.ports import StraightPage
from tests.imaging.archives import ABOUT

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

page, out = map(Path, sys.argv[1:])
size = header_of(page.read_bytes())
def sheets(count):
    for _ in range(count):
        yield Sheet(StraightPage(page.read_bytes(), size.width, size.height, 300, 0.0, 0, turn_sure=True, blank=False))
with out.open("wb") as file:
    save_sheets(file, sheets(2), ABOUT)
    file.truncate(0), file.seek(0)
    before = most()
    save_sheets(file, sheets(60), ABOUT)
print(most() - before)
"""
