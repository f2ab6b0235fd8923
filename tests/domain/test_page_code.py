"""The codes on pages: known by their text, bounded, and never more than what the counter needs of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.citizen import PartialDate
from counter_app.domain.page_code import (
    LONGEST,
    MOST,
    SEPARATOR,
    CodeKind,
    PageCode,
    page_code,
    page_codes,
    parse_insurance,
)

CARD = "094190123456||Thạch Thị Sà Rươl|17051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021"


def insurance(name: str, born: str = "17/05/1990", number: str = "9422123456") -> str:
    address = "Ấp Phước Thuận".encode().hex()
    return f"{number}|{name.encode().hex()}|{born}|2|{address}|94 - 001|-|01/01/2026|-|10/12/2025|942212|4|"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CARD, PageCode(CodeKind.CARD, "094190123456")),
        ("H13.507-261123-0042", PageCode(CodeKind.DOSSIER, "H13.507-261123-0042")),
        ("000.00.04.H51-200221-0001", PageCode(CodeKind.DOSSIER, "000.00.04.H51-200221-0001")),
        ("TAM.Q01-261123-0001", PageCode(CodeKind.DOSSIER, "TAM.Q01-261123-0001")),
        (insurance("Thạch Thị Sà Rươl"), PageCode(CodeKind.INSURANCE, "9422123456")),
        (insurance("Lý", "1950", "GK4949422123456"), PageCode(CodeKind.INSURANCE, "GK4949422123456")),
        ("PATCH T", SEPARATOR),
        ("PATCHT", SEPARATOR),
        ("patch-t", SEPARATOR),
        ("https://example.invalid/", None),
        ("", None),
        ("PATCH T" + " " * LONGEST, None),
        (insurance("Thạch").replace("|", ";"), None),
        (insurance("Thạch", "31/02/1990"), None),
        ("9422123456|ff|17/05/1990|2|00|", None),  # no UTF-8
    ],
)
def test_a_code_is_known_by_its_text(text: str, code: PageCode | None) -> None:
    assert page_code(text) == code


def test_an_insurance_card_s_hexadecimal_names_are_read() -> None:
    card = parse_insurance(insurance("Thạch Thị Sà Rươl"))
    assert card is not None
    assert (card.full_name, card.birth_date, card.address) == (
        "Thạch Thị Sà Rươl",
        PartialDate(1990, 5, 17),
        "Ấp Phước Thuận",
    )
    assert "Rươl" not in repr(card)


def test_no_code_shows_itself_by_accident() -> None:
    assert "094190" not in repr(page_codes([CARD]))


@given(st.text())
def test_any_text_is_something_known_or_nothing(text: str) -> None:
    code = page_code(text)
    assert code is None or len(code.text) <= 60


@given(st.lists(st.sampled_from(["09", "|", "0941901", "ff", "PATCH", "H13-", "2", "/", "Nam", "\x00"]), max_size=60))
def test_pieces_of_codes_break_nothing(pieces: list[str]) -> None:
    page_code("".join(pieces))


def test_a_page_of_a_thousand_codes_gives_twenty() -> None:
    assert len(page_codes(f"H13.507-261123-{n:04d}" for n in range(1, 1000))) == MOST
