"""How a number is called out loud: digit by digit, so that nobody mistakes forty-two for twenty-four. Pure."""

from __future__ import annotations

import re

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# The Vietnamese names of the letters that tickets begin with; a voice would spell them in its own way.
_LETTERS = {
    "A": "a",
    "B": "bê",
    "C": "xê",
    "D": "đê",
    "E": "e",
    "G": "giê",
    "H": "hát",
    "I": "i",
    "K": "ca",
    "L": "e lờ",
    "M": "em mờ",
    "N": "en nờ",
    "O": "o",
    "P": "pê",
    "Q": "quy",
    "R": "e rờ",
    "S": "ét sì",
    "T": "tê",
    "U": "u",
    "V": "vê",
    "X": "ích xì",
    "Y": "i dài",
}
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


def spoken_call(label: str, counter: str) -> str:
    """`A042` to counter `Q01`: "Mời số a, không, bốn, hai. Đến quầy số một." Pauses are commas."""
    return f"Mời số {_spelled(label)}. Đến quầy số {_spelled(counter_name(counter))}."


def counter_name(counter: str) -> str:
    """As it stands on the board: `Q01` is counter 1."""
    number = _NUMBER.search(counter)
    return str(int(number.group())) if number else counter


def _spelled(text: str) -> str:
    return ", ".join(_said(each) for each in text)


def _said(letter: str) -> str:
    digit = letter.isascii() and letter.isdigit()
    return _DIGITS[int(letter)] if digit else _LETTERS.get(letter.upper(), letter)
