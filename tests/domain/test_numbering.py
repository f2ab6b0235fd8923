"""Dossier codes, leased blocks, provisional codes and the register book: unique, in order, without a gap."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.codes import (
    DossierCode,
    NumberBlock,
    RegisterEntry,
    dossier_code,
    next_register_entry,
    provisional_code,
)
from counter_app.domain.errors import BrokenPromise

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "000.00.04.H51-200221-0001",  # Sóc Trăng, 2020
        "H55.242-261123-0042",
        "H13-261123-00042",
        "H13.507-261123-000042",
        "TAM.Q01-261123-0007",
    ],
)
def test_codes_in_use_are_read(text: str) -> None:
    assert str(DossierCode(text)) == text
    assert DossierCode(text).provisional == text.startswith("TAM")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H13.507-261123-042",
        "h13.507-261123-0042",
        "H13.507-261123-0042\n",
        "H13.507-261123-٠٠٤٢",
        "TAM.-261123-0001",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        DossierCode(text)


@pytest.mark.parametrize(
    ("text", "unit", "of_it"),
    [
        ("H13.507-261123-0042", "H13.507", True),
        ("H13.507.2-261123-0042", "H13.507", True),
        ("H13.5078-261123-0042", "H13.507", False),
        ("H13-261123-0042", "H13.507", False),
        ("TAM.Q01-261123-0007", "TAM.Q01", False),
    ],
)
def test_a_code_is_of_the_unit_that_it_names_or_of_one_above(text: str, unit: str, of_it: bool) -> None:
    code = DossierCode(text)
    assert code.is_of(unit) is of_it
    assert code.day == DAY


def test_a_day_that_no_calendar_has_is_none() -> None:
    with pytest.raises(ValueError, match="day"):
        _ = DossierCode("H13.507-260230-0042").day


@pytest.mark.parametrize(
    ("digits", "serial", "text"),
    [(4, 42, "H13.507-261123-0042"), (5, 42, "H13.507-261123-00042"), (4, 9999, "H13.507-261123-9999")],
)
def test_a_code_says_unit_day_and_serial(digits: int, serial: int, text: str) -> None:
    assert dossier_code("H13.507", DAY, serial, digits).text == text


@pytest.mark.parametrize("serial", [0, -1, 10_000])
def test_a_serial_that_does_not_fit_is_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        dossier_code("H13.507", DAY, serial)


@given(st.integers(1, 9000), st.integers(1, 60), st.data())
def test_a_block_gives_each_of_its_codes_once_in_order_and_then_none(
    first: int, size: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(first, first + size))
    block = NumberBlock("b", "H13.507", "Q01", DAY, first, first + size - 1, start)
    taken = []
    while block.left:
        code, block = block.take()
        taken.append(code.text)
    assert taken == [f"H13.507-261123-{serial:04d}" for serial in range(start, first + size)]
    with pytest.raises(BrokenPromise):
        block.take()


@given(st.integers(1, 9000), st.integers(0, 50), st.integers(1, 50), st.integers(0, 50))
def test_neighbouring_blocks_never_share_a_code(first: int, more: int, gap: int, other: int) -> None:
    one = NumberBlock("a", "H13.507", "Q01", DAY, first, first + more, first)
    start = first + more + gap
    two = NumberBlock("b", "H13.507", "Q02", DAY, start, start + other, start)

    def codes(block: NumberBlock) -> set[str]:
        found = set()
        while block.left:
            code, block = block.take()
            found.add(code.text)
        return found

    assert not codes(one) & codes(two)


@given(
    st.sampled_from(["Q01", "Q2", "TIEPNHAN1"]), st.dates(date(2025, 7, 1), date(2099, 1, 1)), st.integers(1, 999_999)
)
def test_a_provisional_code_is_known_as_one_and_never_looks_like_the_province_s(
    counter: str, day: date, n: int
) -> None:
    code = provisional_code(counter, day, n)
    assert code.provisional
    assert not code.text.startswith("H")
    assert counter in code.text


@given(st.lists(st.integers(2025, 2030), min_size=1, max_size=60))
def test_the_book_has_no_gap_and_a_wrong_clock_opens_no_book_again(years: list[int]) -> None:
    last: RegisterEntry | None = None
    for year in years:
        entry = next_register_entry(last, "Q01", year)
        if last is None or year > last.year:
            assert (entry.year, entry.book, entry.line) == (year, 1, 1)
        else:
            assert (entry.year, entry.book, entry.line) == (last.year, last.book, last.line + 1)
        last = entry


def test_books_and_lines_count_from_one() -> None:
    with pytest.raises(ValueError, match="one"):
        RegisterEntry("Q01", 2026, 1, 0)
