"""The fonts under resources/fonts: all Vietnamese letters, a licence for each, and not too much of them."""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from io import BytesIO
from itertools import product

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from counter_app.paperwork.fonts import Face

FONTS = files("resources") / "fonts"
NAMES = sorted(file.name for file in FONTS.iterdir() if file.name.endswith(".ttf"))
VIETNAMESE = {
    unicodedata.normalize("NFC", letter + tone)
    for letter, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", ["", *"\u0300\u0301\u0309\u0303\u0323"])
} | {"đ", "Đ"}
ACCENTED = {letter for letter in VIETNAMESE if not letter.isascii()}
SIGNS = set("–—…‘’“”•·×°§«»₫±©−\u00a0") | {chr(c) for c in range(32, 127)}


def glyphs(name: str) -> set[int]:
    return set(TTFont(name, BytesIO((FONTS / name).read_bytes())).face.charToGlyph)


def test_vietnamese_has_134_letters_with_marks() -> None:
    assert len(ACCENTED) == 134


@pytest.mark.parametrize("name", [name for name in NAMES if "Khmer" not in name])
def test_every_vietnamese_letter_and_common_sign_is_there(name: str) -> None:
    assert {ord(c) for c in VIETNAMESE | SIGNS} - glyphs(name) == set()


@pytest.mark.parametrize("name", [name for name in NAMES if "Khmer" in name])
def test_every_khmer_letter_is_there(name: str) -> None:
    assert set(range(0x1780, 0x17DE)) <= glyphs(name)


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_of_one_width_so_that_numbers_stand_in_columns(name: str) -> None:
    font = TTFont(name, BytesIO((FONTS / name).read_bytes()))
    assert len({font.stringWidth(figure, 10) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_its_licence_lies_beside_it(name: str) -> None:
    licence = (FONTS / f"LICENCE-{name.partition('-')[0]}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_all_faces_of_the_papers_are_shipped() -> None:
    assert {f"{face}.ttf" for face in Face} <= set(NAMES)


def test_all_together_stay_under_six_megabytes() -> None:
    assert sum(len((FONTS / name).read_bytes()) for name in NAMES) < 6_000_000
