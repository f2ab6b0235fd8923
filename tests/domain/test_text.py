"""The quick ways of tidying and folding a text give what the slow ones give."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.text import fold, name_words, normal

_ANY = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    " \t\n\x00\x1c\x85\xa0\u2028ađĐoà\u0300\u0301Ệ-", max_size=8
)


@given(_ANY)
def test_a_text_that_is_tidy_is_left_and_any_other_made_so(text: str) -> None:
    composed = unicodedata.normalize("NFC", text).translate(str.maketrans("ÐðƉɖ", "ĐđĐđ"))  # of other alphabets
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed)
    assert normal(text) == re.sub(r"\s+", " ", visible).strip()


@given(_ANY)
def test_a_name_falls_into_the_same_words_read_whole_or_word_by_word(text: str) -> None:
    whole = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in fold(text))
    assert name_words(text) == tuple(whole.split())
