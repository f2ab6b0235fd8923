"""Vietnamese text at the border: one normal form to keep, one folded form to search by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_UNTIDY = re.compile(r"[^\S ]|  |\A | \Z|[\x00-\x1f\x7f-\x9f\u2028\u2029ÐðƉɖ]")  # of what is NFC
_STROKED = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # look the same, and some input methods and old files write them


def normal(text: str) -> str:
    """The form that is stored and printed: NFC, spaces collapsed, no line breaks, no control characters, and Đ as the
    letter of Vietnamese that it is."""
    if unicodedata.is_normalized("NFC", text) and not _UNTIDY.search(text):
        return text  # nearly all: of a first fill seven texts a row
    composed = unicodedata.normalize("NFC", text).translate(_STROKED)
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed)
    return _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """The form that is searched: no marks, đ as d, lower case.

    Dropping every mark also makes the two placements of the tone (hoà, hòa) one.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d").replace("Đ", "D").casefold()).strip()


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, nothing but letters and digits: `Đặng Thị Kim-Hoà` gives dang, thi, kim, hoa."""
    return tuple(word for written in text.split() for word in _words_in(written))


@lru_cache(maxsize=1 << 14)  # few words make all names
def _words_in(written: str) -> tuple[str, ...]:
    return tuple("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in fold(written)).split())


def name_key(name: str) -> str:
    """Those words with one space between: what names are sorted and found by."""
    return " ".join(name_words(name))
