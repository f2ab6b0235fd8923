"""A card's sides that came as two pages: laid beside each other in all that both say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.card_sides import doubts_beside, said_by_code, said_by_lines
from counter_app.domain.citizen import PartialDate, PersonalNumber, Sex
from counter_app.domain.mrz import mrz_lines, parse_mrz
from counter_app.domain.page_code import CodeKind, PageCode

CARD = "094190123456|365123456|Đặng Thị Hoà|17051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021"
NUMBER = PersonalNumber("094190123456")
LINES = parse_mrz(mrz_lines(NUMBER, PartialDate(1990, 5, 17), date(2040, 5, 17), "Đặng Thị Hoà"), date(2026, 11, 27))
FRONT, BACK = (said_by_code(parse_card(CARD)),), (said_by_lines(LINES),)
PAPER: tuple[PageCode, ...] = ()


def doubts(page: tuple[PageCode, ...], *before: tuple[PageCode, ...]) -> list[str]:
    found = doubts_beside(page, before)
    assert all(code.kind is CodeKind.CARD_DISAGREES for code in found)
    return [code.text for code in found]


def front(was: str, said: str) -> tuple[PageCode, ...]:
    assert was in CARD
    return (said_by_code(parse_card(CARD.replace(was, said))),)


def test_sides_that_say_the_same_agree_whatever_marks_the_name_has_and_whichever_came_first() -> None:
    assert doubts(BACK, FRONT) == doubts(FRONT, BACK) == []
    assert doubts(BACK, front("Hoà", "Hòa")) == []
    assert doubts(BACK, front("Đặng", "ĐẶNG")) == []


@pytest.mark.parametrize(
    ("was", "said", "differs"),
    [("Hoà", "Hoài", ["name"]), ("17051990", "18051990", ["birth-date"]), ("|Nữ|", "|Nam|", ["sex"])],
)
def test_a_name_a_birth_date_or_a_sex_that_differs_is_told_also_when_papers_lie_between(
    was: str, said: str, differs: list[str]
) -> None:
    assert doubts(BACK, front(was, said)) == differs
    assert doubts(BACK, front(was, said), PAPER, PAPER) == differs
    assert doubts(front(was, said), BACK) == differs


def test_what_only_one_side_says_is_no_disagreement() -> None:
    assert doubts(BACK, front("17051990", "00001990")) == []
    nameless = replace(LINES, full_name="", sex=None)
    assert doubts((said_by_lines(nameless),), front("Hoà", "Hoài")) == []


def test_a_long_name_is_compared_as_far_as_the_line_holds_it() -> None:
    long = "Công Tằng Tôn Nữ Thị Phương Hoàng Anh"
    cut = parse_mrz(mrz_lines(NUMBER, PartialDate(1990, 5, 17), date(2040, 5, 17), long), date(2026, 11, 27))
    assert cut.name_cut
    assert doubts((said_by_lines(cut),), front("Đặng Thị Hoà", long)) == []
    assert doubts((said_by_lines(cut),), front("Đặng Thị Hoà", long.replace("Thị", "Thu"))) == ["name"]


def test_the_back_of_another_s_card_right_behind_a_front_is_told_and_two_whole_cards_are_not() -> None:
    hers = PersonalNumber("094185001234")
    her_lines = replace(LINES, personal_number=hers, full_name="LAM THI TAN", birth_date=PartialDate(1985, 3, 15))
    her_back = (said_by_lines(her_lines),)
    her_front = (said_by_code(parse_card(f"{hers.value}||Lâm Thị Tân|15031985|Nữ|Khóm 5, Sóc Trăng|01022022")),)
    assert doubts(her_back, FRONT) == ["number", "birth-date", "name"]
    assert doubts(her_back, FRONT, PAPER) == []  # no neighbours, and two numbers: two cards
    assert doubts(her_front, FRONT, BACK) == []
    assert doubts(BACK, FRONT, her_front) == doubts(her_back, FRONT, her_front, BACK) == []


def test_a_page_that_shows_both_sides_was_compared_when_it_was_read() -> None:
    assert doubts((*FRONT, *BACK), front("Hoà", "Hoài")) == []
    assert LINES.sex is Sex.FEMALE
