"""Money, dates and limits as a Vietnamese paper says them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import BrokenPromise
from counter_app.domain.procedure import DeadlineRule, Term
from counter_app.domain.words import (
    date_in_words,
    date_line,
    dong,
    dong_in_words,
    limit_in_words,
    moment_in_words,
    number_in_words,
    weekday,
)

DIGITS = {w: n for n, w in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())}  # noqa: SIM905
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}


def heard(words: list[str]) -> int:
    """The number that a listener understands: an independent reading, from the largest unit down."""
    for name, unit in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            place = len(words) - 1 - words[::-1].index(name)
            return heard(words[:place]) * unit + heard(words[place + 1 :])
    total = last = 0
    for word in words:
        if word in DIGITS:
            total, last = total + DIGITS[word], DIGITS[word]
        elif word == "mười":
            total, last = total + 10, 10
        elif word in ("trăm", "mươi"):
            total += last * ((100 if word == "trăm" else 10) - 1)
        else:
            assert word == "lẻ"
    return total


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm lẻ một"),
        (104, "một trăm lẻ bốn"),
        (110, "một trăm mười"),
        (121, "một trăm hai mươi mốt"),
        (1001, "một nghìn không trăm lẻ một"),
        (1010, "một nghìn không trăm mười"),
        (8000, "tám nghìn"),
        (25_500, "hai mươi lăm nghìn năm trăm"),
        (1_000_001, "một triệu không trăm lẻ một"),
        (2_005_104, "hai triệu không trăm lẻ năm nghìn một trăm lẻ bốn"),
        (1_050_000_000, "một tỷ không trăm năm mươi triệu"),
        (10**12 + 1, "một nghìn tỷ không trăm lẻ một"),
    ],
)
def test_numbers_are_read_as_people_read_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**15) | st.integers(0, 2_000_000))
def test_a_listener_understands_the_same_number(number: int) -> None:
    assert heard(number_in_words(number).split()) == number


def test_there_is_no_negative_amount() -> None:
    with pytest.raises(ValueError, match="negative"):
        number_in_words(-1)


@given(st.integers(0, 10**15))
def test_figures_take_a_dot_each_three(amount: int) -> None:
    figures, _, unit = dong(amount).partition(" ")
    assert unit == "đồng"
    assert int(figures.replace(".", "")) == amount
    first, *others = figures.split(".")
    assert 1 <= len(first) <= 3
    assert all(len(group) == 3 for group in others)


def test_a_sum_is_spelled_with_a_capital_and_its_unit() -> None:
    assert dong(25_000) == "25.000 đồng"
    assert dong_in_words(25_000) == "Hai mươi lăm nghìn đồng"
    assert dong_in_words(0) == "Không đồng"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "ngày 23 tháng 11 năm 2026"),
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert date_in_words(day) == words


def test_the_date_line_names_the_place_or_starts_with_the_day() -> None:
    assert date_line("Sóc Trăng", date(2026, 11, 23)) == "Sóc Trăng, ngày 23 tháng 11 năm 2026"
    assert date_line("", date(2026, 11, 23)) == "Ngày 23 tháng 11 năm 2026"


def test_the_week_starts_on_the_second_day() -> None:
    week = [weekday(date(2026, 11, day)) for day in range(23, 30)]
    assert week == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def test_a_moment_is_told_in_vietnams_time() -> None:
    told = "06 giờ 05 phút, ngày 23 tháng 11 năm 2026"
    assert moment_in_words(datetime(2026, 11, 23, 6, 5, tzinfo=VIETNAM)) == told
    assert moment_in_words(datetime(2026, 11, 22, 23, 5, tzinfo=UTC)) == told


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(BrokenPromise):
        moment_in_words(datetime(2026, 11, 23, 6, 5))  # noqa: DTZ001


def test_limits_in_the_words_of_the_law() -> None:
    assert limit_in_words(DeadlineRule(Term.WORKING_DAYS, 3)) == "3 ngày làm việc"
    assert limit_in_words(DeadlineRule(Term.CALENDAR_DAYS, 15)) == "15 ngày"
    assert limit_in_words(DeadlineRule(Term.HOURS, 8)) == "8 giờ làm việc"
    assert limit_in_words(DeadlineRule(Term.SAME_DAY)) == "trong ngày làm việc"
