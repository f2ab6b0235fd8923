"""The machine-readable lines on a card's back: read only when every digit fits, never guessed, cross-checked."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.card import parse_card
from counter_app.domain.citizen import PROVINCES_OF_REGISTRATION, PartialDate, PersonalNumber, Sex
from counter_app.domain.errors import NotACitizenCard
from counter_app.domain.mrz import (
    LETTERS,
    Differs,
    check_digit,
    differences,
    mrz_lines,
    name_in,
    parse_mrz,
    tidied,
)

TODAY = date(2026, 11, 26)
NUMBER = PersonalNumber("094190123456")
LINES = (
    "IDVNM1901234569094190123456<<0",
    "9005178F4005173VNM<<<<<<<<<<<2",
    "THACH<<THI<SA<RUOL<<<<<<<<<<<<",
)
CARD = "094190123456||Thạch Thị Sà Rươl|17051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021"


@st.composite
def people(draw: st.DrawFn) -> tuple[PersonalNumber, PartialDate]:
    year = draw(st.integers(1900, TODAY.year))
    century = 2 * ((year - 1900) // 100) + draw(st.integers(0, 1))
    province = draw(st.sampled_from(sorted(PROVINCES_OF_REGISTRATION)))
    number = PersonalNumber(f"{province}{century}{year % 100:02d}{draw(st.integers(0, 999_999)):06d}")
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, 28)) if month else None
    return number, PartialDate(year, month, day)


def test_a_card_s_lines_say_who_it_is() -> None:
    reading = parse_mrz(LINES, TODAY)
    assert reading.personal_number == NUMBER
    assert reading.birth_date == PartialDate(1990, 5, 17)
    assert reading.sex is Sex.FEMALE
    assert reading.expires_on == date(2040, 5, 17)
    assert reading.full_name == "THACH THI SA RUOL"
    assert "190123456" not in repr(reading)


def test_the_standard_s_own_example_of_check_digits_fits() -> None:
    assert check_digit("D23145890") == "7"  # ICAO 9303 part 5, figure: TD1 specimen of Utopia
    assert (check_digit("740812"), check_digit("120415")) == ("2", "9")
    assert check_digit("D231458907" + "<" * 15 + "7408122" + "1204159" + "<" * 11) == "6"


@given(person=people(), expires=st.dates(date(2022, 1, 1), date(2070, 12, 31)))
def test_what_is_printed_is_read_back(person: tuple[PersonalNumber, PartialDate], expires: date) -> None:
    number, born = person
    reading = parse_mrz(mrz_lines(number, born, expires, "Nguyễn Văn Đức"), TODAY)
    assert (reading.personal_number, reading.birth_date, reading.expires_on) == (number, born, expires)
    assert (reading.sex, reading.full_name) == (number.sex, "NGUYEN VAN DUC")


def test_no_single_letter_read_wrongly_is_believed() -> None:
    """Each of thirty places of both lines with each other letter: 2,160 cards."""
    truth = parse_mrz(LINES, TODAY)
    for row, at, other in product((0, 1), range(30), LETTERS):
        lines = list(LINES)
        if lines[row][at] == other:
            continue
        lines[row] = lines[row][:at] + other + lines[row][at + 1 :]
        with suppress(NotACitizenCard):
            reading = parse_mrz(lines, TODAY)
            # An unknown sex is guarded by no digit, and changes nobody.
            assert (reading.personal_number, reading.birth_date) == (truth.personal_number, truth.birth_date)
            assert reading.expires_on == truth.expires_on
            assert reading.sex in (truth.sex, None)


def test_a_number_that_is_not_told_twice_alike_is_refused_though_every_digit_fits() -> None:
    first = f"IDVNM190123457{check_digit('190123457')}{LINES[0][15:]}"
    guarded = first[5:30] + LINES[1][:7] + LINES[1][8:15] + LINES[1][18:29]
    second = LINES[1][:29] + check_digit(guarded)
    with pytest.raises(NotACitizenCard, match="told twice"):
        parse_mrz((first, second, LINES[2]), TODAY)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_of_any_text_either_whole_lines_come_or_none(lines: list[str]) -> None:
    found = tidied(lines)
    if found is not None:
        assert [len(line) for line in found[:2]] == [30, 30]
        assert len(found[2]) in (0, 30)


@given(st.lists(st.text(alphabet=LETTERS + " \n?", max_size=40), min_size=3, max_size=3))
def test_lines_of_the_right_letters_are_refused_in_words_or_read(lines: list[str]) -> None:
    with suppress(NotACitizenCard):
        parse_mrz(lines, TODAY)


def test_letters_that_look_like_digits_and_lost_fillers_are_put_right_and_nothing_else() -> None:
    seen = ["noise", "1DVNM19O1234569O94190123456<0", "90O5178F40O5173VNM<<<K<<<<<2", LINES[2]]
    assert tidied(seen) == LINES
    assert tidied(["IDVNM19?1234569094190123456<<0", LINES[1]]) is None
    assert tidied([LINES[0], "A" * 100_000]) is None
    assert tidied(LINES[:2]) == (*LINES[:2], "")


@pytest.mark.parametrize(
    "lines",
    [
        LINES[:2],
        (LINES[0], LINES[1][:-1], LINES[2]),
        (LINES[0].replace("VNM", "LAO"), LINES[1], LINES[2]),
    ],
)
def test_what_is_no_card_of_this_country_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(NotACitizenCard):
        parse_mrz(lines, TODAY)


def test_of_two_digits_the_number_tells_the_century() -> None:
    old, young = PersonalNumber("094024000001"), PersonalNumber("094224000001")
    for number, year in ((old, 1924), (young, 2024)):
        lines = mrz_lines(number, PartialDate(year, 1, 2), date(2060, 1, 1), "Lý")
        assert parse_mrz(lines, TODAY).birth_date.year == year
        assert parse_mrz(lines, TODAY).full_name == "LY"


def test_a_card_for_life_never_expires_and_an_expired_one_says_so() -> None:
    born = PartialDate(1950, 1, 1)
    number = PersonalNumber("094050000001")
    assert parse_mrz(mrz_lines(number, born, date(2099, 12, 31), "A"), TODAY).expires_on == date.max
    assert parse_mrz(mrz_lines(number, born, date(2024, 12, 31), "A"), TODAY).expires_on == date(2024, 12, 31)


def test_a_long_name_is_cut_and_said_to_be() -> None:
    lines = mrz_lines(NUMBER, PartialDate(1990), date(2040, 1, 1), "Công Tằng Tôn Nữ Thị Phương Hoàng Anh")
    reading = parse_mrz(lines, TODAY)
    assert reading.name_cut
    card = CARD.replace("Thạch Thị Sà Rươl", "Công Tằng Tôn Nữ Thị Phương Hoàng Anh")
    assert differences(parse_card(card), reading) == ()
    assert differences(parse_card(card.replace("Thị", "Thu")), reading) == (Differs.NAME,)
    assert name_in("THACH<<M?NH<<<") == ("", False)
    assert name_in("THACH<<TH1<SA<RUOL<<<<K<K<") == ("THACH THI SA RUOL", False)


def test_the_code_and_the_lines_are_compared_as_far_as_both_speak() -> None:
    reading = parse_mrz(LINES, TODAY)
    assert differences(parse_card(CARD), reading) == ()
    assert differences(parse_card(CARD.replace("17051990", "00051990")), reading) == ()
    assert differences(parse_card(CARD.replace("17051990", "18051990")), reading) == (Differs.BIRTH_DATE,)
    assert differences(parse_card(CARD.replace("Sà Rươl", "Sà Rương")), reading) == (Differs.NAME,)
    assert differences(parse_card(CARD.replace("094190123456", "094190123457")), reading) == (Differs.NUMBER,)
    assert differences(parse_card(CARD.replace("Nữ", "Nam")), reading) == (Differs.SEX,)
