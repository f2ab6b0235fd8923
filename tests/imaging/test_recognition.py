"""Words with their marks, each where it stands on the page; bounded on any page; a sentence where data is missing."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from counter_app.checks import checks
from counter_app.domain.errors import NoLanguageData
from counter_app.imaging import archive_form, recognition
from counter_app.imaging.decode import Pixels
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.recognition import line_texts, words_of
from counter_app.ports import PageImage
from counter_app.self_check import Outcome, run
from tests import pages
from tests.imaging import public_texts
from ui.messages import message

TEXT = "Nguyễn Thị Phượng, sinh ngày 09/05/1990\nThường trú: ấp Bưng Chụm, xã Tham Đôn"


def page_of(text: str) -> Pixels:
    return np.ascontiguousarray(pages.make_page(1, text=text, stamp=False, table=False)[..., ::-1])


def test_words_come_in_reading_order_with_their_marks() -> None:
    words = words_of(page_of(TEXT), 300)
    read = " ".join(word.text for word in words)
    assert "Nguyễn Thị Phượng, sinh ngày 09/05/1990 Thường trú: ấp Bưng Chụm, xã Tham Đôn" in read
    assert min(word.confidence for word in words if word.text in TEXT.split()) > 0.6


def test_each_word_stands_where_its_ink_is_and_on_its_line() -> None:
    page = page_of(TEXT)
    words = {word.text: word for word in words_of(page, 300)}
    dark = page[..., 1] < 128
    for text in ("Nguyễn", "Phượng,", "Thường", "Bưng"):
        word = words[text]
        ys, xs = np.nonzero(dark[word.top - 6 : word.bottom + 6, word.left - 6 : word.right + 6])
        assert (int(xs.min()), int(xs.max()) + 1) == pytest.approx((6, word.right - word.left + 6), abs=3)
        assert (int(ys.min()), int(ys.max()) + 1) == pytest.approx((6, word.bottom - word.top + 6), abs=3)
    assert words["Nguyễn"].line == words["sinh"].line < words["Thường"].line == words["Đôn"].line
    assert words["Nguyễn"].bottom > words["Nguyễn"].base == pytest.approx(words["Thị"].base, abs=2)


def test_dust_all_over_the_page_hides_no_text_and_costs_no_minute() -> None:
    page = page_of(TEXT)
    chance = np.random.default_rng(1)
    for y, x in zip(chance.integers(0, 3500, 6000), chance.integers(0, 2470, 6000), strict=True):
        page[y : y + 2, x : x + 2] = 60
    read = " ".join(word.text for word in words_of(page, 300))
    assert "sinh ngày 09/05/1990" in read


def test_a_page_of_nothing_but_marks_has_no_words() -> None:
    weave = np.full((3508, 2480), 255, np.uint8)
    for row, column in np.ndindex(5, 5):  # 30,000 of them, larger than dust
        weave[row::17, column::17] = 0
    assert words_of(weave, 300) == ()


def test_what_is_not_read_in_time_is_left_out_and_the_engine_reads_on() -> None:
    page = page_of(TEXT)
    assert len(words_of(page, 300, within=0.001)) < 10
    assert len(words_of(page, 300)) > 20


def test_a_line_is_read_as_the_letters_that_it_can_have() -> None:
    page = pages.make_page(1, text="0123456789", stamp=False, table=False, signature=False)
    strip = np.ascontiguousarray(page[580:680, 300:1200, ::-1])
    (line,) = line_texts(strip, 300, whitelist="0123456789")
    assert line.text == "0123456789"
    assert all(line.text.isalpha() for line in line_texts(strip, 300, whitelist="ABCDEFGHIO"))
    (line,) = line_texts(strip, 300)
    assert line.text == "0123456789"


def test_each_thread_has_an_engine_of_its_own() -> None:
    page = page_of("Cộng hòa xã hội chủ nghĩa")
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: [word.text for word in words_of(page, 300)], range(2))
    assert first == second
    assert "nghĩa" in first


@pytest.fixture
def without_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC that has no language data, and knows no engine yet."""
    monkeypatch.setattr(recognition, "_folders", lambda: iter([tmp_path]))
    monkeypatch.setattr(recognition._of_this_thread, "engines", {}, raising=False)
    return tmp_path


def test_missing_or_damaged_data_is_told_in_words_by_the_self_check(without_data: Path) -> None:
    (check,) = [check for check in checks(None) if check.name == "text"]
    for damage in (False, True):
        if damage:
            (without_data / "vie.traineddata").write_bytes(b"half of it")
        with pytest.raises(NoLanguageData) as told:
            words_of(page_of("a"), 300)
        assert told.value.facts == {"language": "vie"}
        (result,) = run([check], lambda error: message(error).why)
        assert (result.outcome, result.words) == (Outcome.BAD, "environment.no-language-data")
        assert "vie.traineddata" in result.sentence


def test_the_data_of_a_packed_program_or_of_its_environment_is_taken_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = recognition.language_folder()
    assert (system / "vie.traineddata").is_file()
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "vie.traineddata").write_bytes((system / "vie.traineddata").read_bytes())
    monkeypatch.setattr(sys, "executable", str(tmp_path / "launcher.exe"))
    assert recognition.language_folder() == tmp_path / "tessdata"
    monkeypatch.setenv("TESSDATA_PREFIX", str(system))
    assert recognition.language_folder() == system


def test_public_scans_are_read_as_well_as_it_is_stated() -> None:
    """English read as Vietnamese; OCRmyPDF of the same scans, the same way: 0.32, then 0.18 and 0.52 (two columns)."""
    if not public_texts.FOLDER.is_dir():
        pytest.skip(f"public files are not here: {public_texts.FOLDER.name}")
    studio = PageStudio()
    for name, most in (("c02-22.pdf", (0.34,)), ("skew.pdf", (0.12, 0.07))):
        (image,) = studio.pages_of((public_texts.FOLDER / name).read_bytes())
        read = " ".join(studio.words_on(studio.straighten(image)))
        errors = [public_texts.passage_error(passage, read) for passage in public_texts.PASSAGES[name]]
        assert all(error <= limit for error, limit in zip(errors, most, strict=True)), (name, errors)


def test_no_clock_ends_the_recognition_for_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page gives the same bytes on a busy PC: recognition asked to end at once would give no words."""
    page = PageStudio().straighten(
        PageImage(pages.as_pnm(pages.make_page(1, text=TEXT)), "image/x-portable-anymap", 300)
    )
    asked: list[float | None] = []

    def watched(pixels: Pixels, dpi: int, within: float | None = 0.0) -> tuple[recognition.Word, ...]:
        asked.append(within)
        return words_of(pixels, dpi, within)

    monkeypatch.setattr(archive_form, "words_of", watched)
    assert archive_form.prepared(page).sheet.words
    assert asked == [None]
    assert words_of(page_of(TEXT), 300, within=0.001) == ()
