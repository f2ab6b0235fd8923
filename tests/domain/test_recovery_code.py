"""The recovery code: what a tired person types from a sheet of paper is understood, and one slip is found."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import BadRecoveryCode
from counter_app.domain.recovery_code import LENGTH, SECRET_BITS, CodeBook, plain
from resources import recovery_words
from tools.make_recovery_words import words

BOOK = CodeBook(recovery_words())
SECRETS = st.integers(0, (1 << SECRET_BITS) - 1)


def test_the_list_is_what_its_rule_makes_and_any_keyboard_types_it() -> None:
    assert list(recovery_words()) == words()
    assert len(set(recovery_words())) == 1024
    assert all(re.fullmatch(r"[a-z]{2,6}", word) for word in recovery_words())
    twice = [word for word in recovery_words() if re.search(r"aa|ee|oo|dd|w|[fjrxz]", word)]
    assert not twice, "an input method would make marks of these keys"


@given(SECRETS)
def test_what_was_written_is_read_back(secret: int) -> None:
    code = BOOK.write(secret)
    assert len(code.words) == LENGTH
    for typed in (
        " ".join(code.words),
        ", ".join(code.words).upper(),
        "\n".join(f"{n}. {word}" for n, word in enumerate(code.words, 1)),
        code.qr_text,
        code.qr_text + "\r\n",
    ):
        assert BOOK.read(typed) == code


def test_marks_that_an_input_method_adds_do_not_matter() -> None:
    assert plain("Đường") == plain("duong") == "duong"
    code = BOOK.write(1)
    assert BOOK.read(" ".join(word.replace("d", "đ").replace("a", "á") for word in code.words)) == code


@given(SECRETS, st.integers(0, LENGTH - 1), st.sampled_from(recovery_words()))
def test_one_word_exchanged_for_another_is_noticed_and_its_place_is_named(secret: int, at: int, other: str) -> None:
    typed = list(BOOK.write(secret).words)
    if typed[at] == other:
        return
    typed[at] = other
    with pytest.raises(BadRecoveryCode) as told:
        BOOK.read(" ".join(typed))
    if told.value.facts["why"] == "word":
        assert told.value.facts["place"] == str(at + 1)
    else:
        assert told.value.facts["why"] == "order"


def test_the_place_of_a_mistyped_word_is_named_nearly_always() -> None:
    chance, named = random.Random(7), 0
    for _ in range(100):
        typed = list(BOOK.write(chance.getrandbits(SECRET_BITS)).words)
        at = chance.randrange(LENGTH)
        typed[at] = chance.choice([word for word in recovery_words() if word != typed[at]])
        with pytest.raises(BadRecoveryCode) as told:
            BOOK.read(" ".join(typed))
        named += told.value.facts.get("place") == str(at + 1)
    assert named >= 95


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        (lambda words: [*words[:4], "xyz", *words[5:]], {"why": "word", "place": "5"}),
        (lambda words: words[:-1], {"why": "length", "count": "14"}),
        (lambda words: [*words, "ba"], {"why": "length", "count": "16"}),
        (lambda words: [], {"why": "length", "count": "0"}),
        (lambda words: [*words[1:], words[0]], {"why": "order"}),
    ],
)
def test_each_slip_is_named(change: object, facts: dict[str, str]) -> None:
    assert callable(change)
    with pytest.raises(BadRecoveryCode) as told:
        BOOK.read(" ".join(change(list(BOOK.write(20261123).words))))
    assert told.value.facts == facts


def test_a_code_says_nothing_of_itself_in_a_log() -> None:
    code = BOOK.write(20261123)
    assert not any(word in repr(code) for word in code.words if len(word) > 3)
