"""The numbers that people are found by, for the search of either kind of store."""

from __future__ import annotations

from counter_app.domain.query import DIGITS, LONG_PHONE, one_slip, phone_length

_PHONE = "phone_digits"
NUMBERS = {"person": (12, 3), "old_number": (9, 3), _PHONE: (LONG_PHONE, 3)}  # column: longest; from how many digits on


def whole_numbers_near(digits: str, column: str) -> list[str]:
    """One slip away from `digits`, of those that the column can hold; only the phones are of two lengths."""
    longest, _ = NUMBERS[column]
    near = set(one_slip(digits, DIGITS))
    return sorted(each for each in near if len(each) == (phone_length(each) if column == _PHONE else longest))
