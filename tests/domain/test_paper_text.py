"""What a paper says of itself: taken from where the rule has it, left out where it is doubtful, bounded always."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.dossier import PaperFacts
from counter_app.domain.paper_text import Suggestion, TextLine, suggest
from resources import catalogue_bundle

TODAY = date(2026, 11, 26)
CATALOGUE = parse_bundle(catalogue_bundle())
BIRTH = CATALOGUE.procedure("1.001193", TODAY).components


def line(text: str, top: float, left: float = 0.1, confidence: float = 0.95) -> TextLine:
    return TextLine(text, confidence, left, top, left + 0.35, top + 0.015)


HEAD = (
    line("ỦY BAN NHÂN DÂN", 0.06),
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.06, left=0.5),
    line("PHƯỜNG SÓC TRĂNG", 0.08),
    line("Độc lập - Tự do - Hạnh phúc", 0.08, left=0.5),
    line("Số: 123/UBND-HT", 0.12),
    line("Sóc Trăng, ngày 05 tháng 03 năm 2024", 0.12, left=0.5, confidence=0.9),
    line("GIẤY CHỨNG SINH", 0.2, left=0.3),
    line("Sinh ngày 02 tháng 09 năm 1990, tại phường Sóc Trăng.", 0.3),
)
ISSUER = "ỦY BAN NHÂN DÂN PHƯỜNG SÓC TRĂNG"


def said(*lines: TextLine) -> Suggestion:
    return suggest(lines, BIRTH, CATALOGUE.titles, TODAY)


def test_a_paper_laid_out_by_the_rule_is_read() -> None:
    found = said(*HEAD)
    assert found == Suggestion(PaperFacts("123/UBND-HT", date(2024, 3, 5), ISSUER), "chung-sinh", 0.9)
    assert "UBND" not in repr(found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Số: 123/UBND", "123/UBND"),
        ("Số : 12 / 2024", "12/2024"),
        ("SỐ 7/QĐ-UBND", "7/QĐ-UBND"),
        ("Số:45/TLKT-BS ngày", "45/TLKT-BS"),
        ("Số định danh cá nhân: 094190123456", ""),
        ("Số 094190123456", ""),  # a personal number is no paper's
        ("hồ sơ số: 12/2024", ""),
        ("Số:", ""),
    ],
)
def test_a_number_begins_its_line(text: str, number: str) -> None:
    assert said(line(text, 0.12)).facts.number == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sóc Trăng, ngày 05 tháng 03 năm 2024", date(2024, 3, 5)),
        ("Phường 3, ngày 5 tháng 3 năm 2024", None),  # a place with a figure in it: rather nothing than a guess
        ("ngày 26 tháng 11 năm 2026", date(2026, 11, 26)),
        ("TP. Cần Thơ, ngày 05 tháng 03 năm 2024.", date(2024, 3, 5)),
        ("Sinh ngày 02 tháng 09 năm 1990", None),
        ("Sóc Trăng, ngày 31 tháng 02 năm 2024", None),
        ("Sóc Trăng, ngày 27 tháng 11 năm 2026", None),  # tomorrow
        ("Sóc Trăng, ngày 05 tháng 03 năm 2024 đến hết năm", None),
        ("Sóc Trăng, ngày 05 tháng 03 năm 20244", None),
    ],
)
def test_a_day_of_issue_stands_behind_its_place_and_alone(text: str, day: date | None) -> None:
    assert said(line(text, 0.12, left=0.5)).facts.issued_on == day


def test_two_different_days_at_one_height_are_none_and_the_upper_wins() -> None:
    one, other = "Sóc Trăng, ngày 05 tháng 03 năm 2024", "Cần Thơ, ngày 06 tháng 03 năm 2024"
    assert said(line(one, 0.12), line(other, 0.12, left=0.5)).facts.issued_on is None
    assert said(line(other, 0.8), line(one, 0.12)).facts.issued_on == date(2024, 3, 5)


def test_what_is_not_clearly_read_is_not_suggested() -> None:
    faint = [TextLine(one.text, 0.5, one.left, one.top, one.right, one.bottom) for one in HEAD]
    assert said(*faint).empty
    assert said().empty


def test_the_longest_title_wins_and_one_that_names_two_papers_names_none() -> None:
    assert said(line("TỜ KHAI ĐĂNG KÝ KHAI SINH", 0.2)).component == "to-khai"
    assert said(line("TRÍCH LỤC KẾT HÔN", 0.2)).component == "ket-hon"
    assert said(line("giấy chứng sinh", 0.2)).component is None  # a sentence that names it
    assert said(line("GIẤY CHỨNG SINH", 0.2), line("GIẤY ỦY QUYỀN", 0.25)).component is None
    assert said(line("THÔNG BÁO", 0.2)).component is None


def test_whoever_stands_at_the_right_is_no_issuer() -> None:
    assert said(line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.06)).facts.issuer == ""
    assert said(line("ỦY BAN NHÂN DÂN", 0.06, left=0.6)).facts.issuer == ""
    assert said(line("THẠCH THỊ SÀ RƯƠL", 0.06)).facts.issuer == ""


pieces = st.sampled_from(
    [
        "Số:",
        "ngày 05 tháng 03 năm 2024",
        "ỦY BAN NHÂN DÂN",
        "GIẤY",
        "1" * 500,
        "/",
        "-",
        "İ",
        "ß",
        "ﷺ",
        "\x00",
        "Đ",
        " ",
    ]
)


@given(
    st.lists(
        st.builds(
            TextLine,
            st.lists(pieces | st.text(max_size=8), max_size=12).map(" ".join),
            *[st.floats(0, 1) for _ in range(5)],
        ),
        max_size=12,
    )
)
def test_whatever_was_recognised_the_suggestion_is_bounded(lines: list[TextLine]) -> None:
    found = said(*lines)
    assert len(found.facts.number) <= 60
    assert len(found.facts.issuer) <= 200
    assert 0 <= found.confidence <= 1
    assert found.component in {None, *(c.code for c in BIRTH)}
    assert found.facts.issued_on is None or found.facts.issued_on <= TODAY


def test_a_hundred_thousand_lines_are_not_read_to_the_end() -> None:
    many = (line("Số: 1/A" if n > 50_000 else "x" * 10_000, 0.1) for n in range(100_000))
    assert suggest(many, BIRTH, CATALOGUE.titles, TODAY).empty
