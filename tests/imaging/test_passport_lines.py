"""A passport's two lines in a picture: whole and right, or not at all."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from counter_app.domain.citizen import PartialDate, Sex
from counter_app.domain.errors import NotAPassport
from counter_app.domain.party import Foreigner, PassportNumber
from counter_app.domain.passport import as_printed, parse_passport, passport_lines
from counter_app.imaging.passport_lines import read_passport
from tests.imaging.card_backs import _MM, Pixels, _photographed, _typed, card_backs
from tests.pages import font_file

TODAY = date(2026, 11, 23)
SOPHEA = Foreigner(
    PassportNumber("N0123456"), "CHAN SOPHEA", "KHM", PartialDate(1991, 4, 7), Sex.FEMALE, date(2031, 2, 9)
)


def page(holder: Foreigner) -> Pixels:
    """The page with the picture, flat and sharp."""
    sheet = Image.new("RGB", (125 * _MM, 88 * _MM), (222, 226, 230))
    draw = ImageDraw.Draw(sheet)
    small = ImageFont.truetype(font_file(), 3 * _MM)
    for row, words in enumerate(("KINGDOM OF CAMBODIA", "PASSPORT", holder.full_name, "PHNOM PENH", "09 FEB 2021")):
        draw.text((44 * _MM, (6 + 9 * row) * _MM), words, font=small, fill=(60, 55, 55))
    draw.rectangle((6 * _MM, 10 * _MM, 38 * _MM, 52 * _MM), fill=(150, 140, 130))
    for row, line in enumerate(passport_lines(holder)):
        _typed(draw, line, 6.4 * _MM, (69 + 6.4 * row) * _MM)
    return np.asarray(sheet)[..., ::-1].copy()


@pytest.mark.parametrize("kind", ["plain", "turned", "jpeg"])
def test_the_lines_of_a_photographed_passport_are_read(kind: str) -> None:
    found = read_passport(_photographed(page(SOPHEA), kind, random.Random(7)), TODAY)
    assert found is not None
    assert found.holder.passport == SOPHEA.passport
    assert (found.holder.birth_date, found.holder.sex, found.holder.nationality) == (
        SOPHEA.birth_date,
        SOPHEA.sex,
        SOPHEA.nationality,
    )
    assert found.holder.full_name in ("", SOPHEA.full_name), "never another's name"


def test_a_card_s_back_is_no_passport() -> None:
    (back,) = card_backs(1)
    assert read_passport(back.pixels, TODAY) is None


def test_what_a_reader_takes_for_another_letter_is_laid_over_the_form() -> None:
    first, second = passport_lines(SOPHEA)
    slipped = second[:13] + second[13:20].replace("0", "O") + second[20:]
    assert as_printed(slipped, second=True) == second
    assert as_printed(first.replace("O", "0")) == first
    wrong = second[:14] + str((int(second[14]) + 1) % 10) + second[15:]
    with pytest.raises(NotAPassport):
        parse_passport(first + as_printed(wrong, second=True), TODAY)
