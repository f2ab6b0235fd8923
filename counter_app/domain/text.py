"""Vietnamese text at the border: one normal form to keep, one folded form to search by."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def normal(text: str) -> str:
    """The form that is stored and printed: NFC, spaces collapsed, no line breaks, no control characters."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed)
    return _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """The form that is searched: no marks, đ as d, lower case.

    Dropping every mark also makes the two placements of the tone (hoà, hòa) one.
    """
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d").replace("Đ", "D").casefold()).strip()


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, nothing but letters and digits: `Đặng Thị Kim-Hoà` gives dang, thi, kim, hoa."""
    return tuple("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in fold(text)).split())


def name_key(name: str) -> str:
    """Those words with one space between: what names are sorted and found by."""
    return " ".join(name_words(name))
