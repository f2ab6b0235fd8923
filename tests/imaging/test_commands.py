"""read-card and digitize: an answer for every picture, a file whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from counter_app.domain.errors import BrokenPromise, CounterError, DiskFull, NoLanguageData, NotAnImage, NotWritable
from counter_app.imaging import recognition
from counter_app.imaging.commands import read_cards
from counter_app.imaging.digitizing import Together, digitize
from counter_app.imaging.durable_files import write_files
from counter_app.imaging.opencv import cv2
from tests import pages
from tests.imaging import papers
from tests.imaging.desks import Scene, photographed
from tests.imaging.hard_frames import card_picture
from tests.imaging.official_papers import official_paper
from tests.imaging.test_page_codes import with_line_code, with_qr
from tests.imaging.test_papers_on_the_glass import wide_sheet

CARD = "094190123456|365123456|Thạch Thị Sà Rươl|00051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021|mẹ"
WHEN = datetime(2026, 11, 23, tzinfo=UTC)


def picture(path: Path, *texts: str) -> Path:
    cards = [cv2.resize(card_picture(text), (1400, 880), interpolation=cv2.INTER_AREA) for text in texts]
    assert cv2.imwrite(str(path), cv2.vconcat(cards))
    return path


def test_each_picture_has_its_answer_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(pages.as_jpeg(pages.make_page(1, dpi=100))[:5000])
    (tmp_path / "page.png").write_bytes(pages.as_png(pages.make_page(1, dpi=100)))
    paths = [
        tmp_path / "broken.jpg",
        picture(tmp_path / "card.png", CARD),
        tmp_path / "page.png",
        tmp_path / "not there.jpg",
        picture(tmp_path / "other.png", "https://example.invalid/"),
    ]
    answers = read_cards(paths)
    assert [answer["image"] for answer in answers] == [str(path) for path in paths]
    assert [answer["found"] for answer in answers] == [False, True, False, False, False]
    assert [answer["warnings"] for answer in answers] == [
        ["not-an-image:truncated"],
        [],
        ["no-code-found"],
        ["not-an-image:missing"],
        ["not-a-citizen-card"],
    ]
    assert answers[1] == {
        "image": str(paths[1]),
        "found": True,
        "personal_number": "094190123456",
        "old_number": "365123456",
        "full_name": "Thạch Thị Sà Rươl",
        "birth_date": "1990-05",
        "sex": "Nữ",
        "address": "Ấp Bưng Chụm, Tham Đôn, Sóc Trăng",
        "issue_date": "2021-05-10",
        "extra": ["mẹ"],
        "source": "qr",
        "mrz": None,
        "cross_check": None,
        "warnings": [],
    }
    assert set(answers[0]) == set(answers[1])
    json.dumps(answers)


def test_of_several_codes_the_card_is_taken(tmp_path: Path) -> None:
    (answer,) = read_cards([picture(tmp_path / "both.png", "000.00.25.H49-261123-0001", CARD)])
    assert answer["personal_number"] == "094190123456"


def test_two_citizens_in_one_picture_are_told(tmp_path: Path) -> None:
    other = CARD.replace("094190123456", "094190654321")
    two, same = read_cards([picture(tmp_path / "two.png", CARD, other), picture(tmp_path / "same.png", CARD, CARD)])
    assert two["found"]
    assert two["warnings"] == ["several-cards"]
    assert same["warnings"] == []


def test_a_pipe_and_a_folder_are_no_pictures_and_nobody_waits_for_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    answers = read_cards([tmp_path / "pipe.png", tmp_path, Path("/dev/zero")])
    assert [answer["warnings"] for answer in answers] == [["not-an-image:not-a-file"]] * 3


def test_digitize_makes_one_pdf_and_a_report_of_every_page(tmp_path: Path) -> None:
    stack, sheet = tmp_path / "stack.tiff", tmp_path / "sheet.png"
    stack.write_bytes(pages.as_tiff([pages.make_page(1, dpi=200, skew=2.0), pages.make_sparse_page(2, dpi=200)], 200))
    sheet.write_bytes(pages.as_png(pages.make_page(3, dpi=200, turned=270), 200))
    out, report = tmp_path / "out.pdf", tmp_path / "report.json"
    said = digitize([stack, sheet], out, report, created_at=WHEN)
    assert json.loads(report.read_text("utf-8")) == said
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 3
    lines = said["pages"]
    assert [(line["image"], line["page"]) for line in lines] == [(str(stack), 1), (str(stack), 2), (str(sheet), 1)]
    assert [line["turn"] for line in lines] == [0, 0, 270]
    assert [line["blank"] for line in lines] == [False, True, False]
    assert [line["faults"] for line in lines] == [[], [], []]
    assert [line["twice_of"] for line in lines] == [None, None, None]
    assert [line["layered"] for line in lines] == [True, True, True]
    assert [line["words"] > 80 for line in lines] == [True, False, True]
    assert lines[1]["text_confidence"] is None
    assert min(lines[0]["text_confidence"], lines[2]["text_confidence"]) > 0.85
    assert all(line["layer_seconds"] > 0 for line in lines)
    assert lines[0]["skew"] == pytest.approx(2.0, abs=0.05)
    assert (lines[0]["dpi"], lines[0]["width_px"], lines[0]["width_mm"]) == (200, 1654, 210.1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "report.json", "sheet.png", "stack.tiff"]


def test_a_picture_of_a_desk_is_cut_out_and_its_corners_are_reported(tmp_path: Path) -> None:
    picture = photographed(Scene("dark wood", "lamp", turn=9, tilt=8, roll=60, fill=0.7, pixels=(1224, 1632)))
    (tmp_path / "desk.jpg").write_bytes(pages.as_jpeg(picture.pixels[..., ::-1], 300))
    (said,) = digitize([tmp_path / "desk.jpg"], tmp_path / "out.pdf", created_at=WHEN, camera=True)["pages"]
    there = np.array(said["corners"]) * (1632, 1224) - 0.5
    assert np.abs(there - picture.corners).max() < 2
    assert (said["found_sure"], said["turn"], said["height_mm"]) == (True, 0, pytest.approx(297, abs=1))
    (scanned,) = digitize([tmp_path / "desk.jpg"], tmp_path / "scan.pdf", created_at=WHEN)["pages"]
    assert (scanned["corners"], scanned["found_sure"], scanned["dpi"]) == (None, True, 300)


def test_the_report_says_what_each_page_seems_to_be_and_how_sure_that_is(tmp_path: Path) -> None:
    paper = official_paper(3, dpi=200)
    (tmp_path / "paper.png").write_bytes(pages.as_png(paper.pixels, 200))
    (line,) = digitize([tmp_path / "paper.png"], tmp_path / "out.pdf", created_at=WHEN)["pages"]
    said = line["suggested"]
    assert (said["number"], said["issue_date"]) == (paper.number, paper.issued_on.isoformat())
    assert said["issuer"] == paper.issuer
    assert said["kind_name"]
    assert 0.6 <= said["confidence"] <= 1


def test_pages_behind_a_receipt_file_themselves_under_its_dossier(tmp_path: Path) -> None:
    """Two receipts in one stack: what comes before any is nobody's, and each dossier has its own PDF, named by it."""
    codes = ("H13.507-261123-0042", "H13.507-261123-0043")
    sheets = [pages.make_page(1, dpi=150)]
    for seed, code in enumerate(codes):
        sheets += [with_qr(pages.make_page(seed + 3), code)[::2, ::2], pages.make_page(seed + 5, dpi=150)]
    stack = tmp_path / "stack.tiff"
    stack.write_bytes(pages.as_tiff(sheets, 150))
    said = digitize([stack], tmp_path / "out.pdf", created_at=WHEN, quick=True, by_dossier=True, owner="0301234567")
    assert [line["dossier"] for line in said["pages"]] == [None, codes[0], codes[0], codes[1], codes[1]]
    files = [tmp_path / "out.pdf", *(tmp_path / f"out-{code}.pdf" for code in codes)]
    assert said["outputs"] == [str(file) for file in files]
    assert sorted(tmp_path.iterdir()) == sorted([stack, *files])
    for file, count, words in zip(files, (1, 2, 2), ("0301234567", *(f"{c}, 0301234567" for c in codes)), strict=True):
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == count
            assert str(pdf.docinfo.Keywords) == words


def test_no_file_bears_a_personal_number(tmp_path: Path) -> None:
    with pytest.raises(BrokenPromise):
        digitize([tmp_path / "any.png"], tmp_path / "out.pdf", owner="094190123456")


def test_the_quick_form_holds_the_jpegs_and_no_text(tmp_path: Path) -> None:
    sheet, out = tmp_path / "sheet.png", tmp_path / "out.pdf"
    sheet.write_bytes(pages.as_png(pages.make_page(3, dpi=200), 200))
    (line,) = digitize([sheet], out, created_at=WHEN, quick=True)["pages"]
    assert (line["words"], line["text_confidence"], line["layered"]) == (0, None, False)
    with pikepdf.open(out) as pdf:
        assert set(pdf.pages[0].resources.XObject.keys()) == {"/Page"}


def test_awkward_pictures_are_digitized_like_any_other(tmp_path: Path) -> None:
    page = Image.fromarray(pages.make_page(6, dpi=200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    page.convert("CMYK").save(tmp_path / "print shop.jpg", dpi=(200, 200), quality=90)
    page.rotate(90, expand=True).save(tmp_path / "telephone.jpg", exif=exif, dpi=(200, 200), quality=90)
    deep = np.asarray(page.convert("L")).astype(np.uint16) * 257
    Image.fromarray(deep).save(tmp_path / "deep.tiff", dpi=(200, 200))
    names = ("print shop.jpg", "telephone.jpg", "deep.tiff")
    lines = digitize([tmp_path / name for name in names], tmp_path / "out.pdf", created_at=WHEN)["pages"]
    assert [(round(line["height_mm"]), line["turn"], line["words"] > 80) for line in lines] == [(297, 0, True)] * 3


def test_without_language_data_digitize_says_so_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "_folders", lambda: iter([]))
    with pytest.raises(NoLanguageData):
        digitize([tmp_path / "never looked at.png"], tmp_path / "out.pdf")


def test_the_report_says_what_spoils_a_page_and_which_sheet_came_twice(tmp_path: Path) -> None:
    sheet, dim = pages.make_page(4, dpi=200), pages.make_page(5, dpi=200) // 5
    stack = tmp_path / "stack.tiff"
    stack.write_bytes(pages.as_tiff([sheet, dim, np.roll(sheet, 7, axis=0)], 200))
    lines = digitize([stack], tmp_path / "out.pdf", created_at=WHEN, quick=True)["pages"]
    assert [line["faults"] for line in lines] == [[], ["dark"], []]
    assert [line["twice_of"] for line in lines] == [None, None, 1]


def test_the_report_says_which_codes_a_page_bears(tmp_path: Path) -> None:
    """The QR of a card as its number, the dossier's line code, and no page's code at another page."""
    marked = with_line_code(with_qr(pages.make_page(3), CARD), "H13.507-261123-0042")
    stack, report = tmp_path / "stack.tiff", tmp_path / "report.json"
    stack.write_bytes(pages.as_tiff([marked, pages.make_page(4)], 300))
    digitize([stack], tmp_path / "out.pdf", report, created_at=WHEN, quick=True)
    first, second = json.loads(report.read_text())["pages"]
    assert sorted(first["codes"], key=lambda code: str(code["kind"])) == [
        {"kind": "card", "text": "094190123456"},
        {"kind": "dossier", "text": "H13.507-261123-0042"},
    ]
    assert second["codes"] == []


def test_a_bad_page_is_named_and_leaves_what_stood_there_before(tmp_path: Path) -> None:
    good, bad, out = tmp_path / "good.png", tmp_path / "bad.png", tmp_path / "out.pdf"
    good.write_bytes(pages.as_png(pages.make_page(1, dpi=100), 100))
    bad.write_bytes(good.read_bytes()[:-5000])
    out.write_bytes(b"before")
    with pytest.raises(NotAnImage) as caught:
        digitize([good, bad], out, tmp_path / "report.json")
    assert caught.value.facts == {"why": "truncated", "file": "bad.png", "page": "1"}
    assert out.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.png", "good.png", "out.pdf"]


def test_where_nothing_can_be_written_nothing_is_left_behind(tmp_path: Path) -> None:
    good, report = tmp_path / "good.png", tmp_path / "report.json"
    good.write_bytes(pages.as_png(pages.make_page(1, dpi=100), 100))
    report.mkdir()
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere.pdf")
    before = sorted(tmp_path.iterdir())
    for out, why in {
        tmp_path / "no such folder" / "out.pdf": "no-folder",
        good / "out.pdf": "no-folder",
        good: "same-file",
        report: "not-a-file",
        tmp_path / "dangling.pdf": "not-a-file",
    }.items():
        with pytest.raises(NotWritable) as told:
            digitize([good], out)
        assert told.value.facts == {"file": out.name, "why": why}
    with pytest.raises(NotWritable) as told:
        digitize([good], tmp_path / "one.pdf", tmp_path / "one.pdf")
    assert told.value.facts["why"] == "same-file"
    assert sorted(tmp_path.iterdir()) == before
    assert good.read_bytes().startswith(b"\x89PNG")


def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.pdf", tmp_path / "link.pdf"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    for out in (pipe, link):
        with pytest.raises(NotWritable) as told:
            write_files({out: b"%PDF-", tmp_path / "other.pdf": b"%PDF-"})
        assert told.value.facts == {"file": out.name, "why": "not-a-file"}
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert not (tmp_path / "other.pdf").exists()


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    real, link = tmp_path / "share" / "real.pdf", tmp_path / "out.pdf"
    real.write_bytes(b"before")
    link.symlink_to(real)
    write_files({link: b"after"})
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert [path.name for path in real.parent.iterdir()] == ["real.pdf"]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.EACCES, NotWritable(file="out.pdf", why="denied")),
        (errno.EROFS, NotWritable(file="out.pdf", why="denied")),
        (errno.ENOSPC, DiskFull(file="out.pdf", why="full")),
    ],
)
def test_what_the_system_says_of_a_place_is_told_as_its_cause(
    number: int, error: CounterError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, "")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(type(error)) as told:
        write_files({tmp_path / "out.pdf": b"%PDF-"})
    assert told.value.facts == error.facts
    assert list(tmp_path.iterdir()) == []


def test_the_same_pages_give_the_same_bytes_on_another_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.png").write_bytes(pages.as_png(pages.make_page(1, dpi=100)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    for name in ("one.pdf", "two.pdf"):
        digitize([tmp_path / "page.png"], tmp_path / name, quick=True)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert b"20261123" in (tmp_path / "one.pdf").read_bytes()


def test_the_sides_of_a_card_and_the_halves_of_a_sheet_become_one_page_each(tmp_path: Path) -> None:
    sides = [tmp_path / f"{side}.png" for side in ("front", "back")]
    halves = [tmp_path / f"{half}.png" for half in ("left", "right")]
    for n, path in enumerate(sides):
        path.write_bytes(pages.as_png(papers.card(200, n), 200))
    wide, over = wide_sheet(), 47  # pixels beyond the middle: the glass shows 12 mm twice
    middle = wide.shape[1] // 2
    for path, part in zip(halves, (wide[:, : middle + over], wide[:, middle - over :]), strict=True):
        path.write_bytes(pages.as_png(np.ascontiguousarray(part), 200))
    card = digitize(sides, tmp_path / "card.pdf", quick=True, together=Together.SIDES, kind="CCCD", dossier="H13-1")
    sheet = digitize(halves, tmp_path / "sheet.pdf", quick=True, together=Together.HALVES)
    sizes = [sorted((page["width_mm"], page["height_mm"])) for done in (card, sheet) for page in done["pages"]]
    assert sizes == [pytest.approx((210, 297), abs=0.5), pytest.approx((297, 420), abs=3)]
    assert {code["kind"] for page in card["pages"] for code in page["codes"]} == {"card"}
    with pikepdf.open(tmp_path / "card.pdf") as pdf, pdf.open_metadata() as told:
        assert "CCCD" in str(told.get("pdf:Keywords"))
        assert "H13-1" in str(told.get("pdf:Keywords"))
    with pytest.raises(NotAnImage) as refused:
        digitize(sides[:1], tmp_path / "one.pdf", quick=True, together=Together.SIDES)
    assert refused.value.facts["why"] == "odd"
    assert not (tmp_path / "one.pdf").exists()
