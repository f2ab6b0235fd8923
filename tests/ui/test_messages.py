"""Every error has words: what happened, why, and which key comes next."""

from __future__ import annotations

import re

import pytest

from counter_app.domain.card import CardWarning
from counter_app.domain.errors import CounterError, DiskFull, FieldMissing, PaperJam, PapersMissing
from ui import messages


def tree(root: type[CounterError] = CounterError) -> list[type[CounterError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in tree(child))]


@pytest.mark.parametrize("error", tree(), ids=lambda error: error.code)
def test_every_error_of_the_tree_has_words_of_its_own(error: type[CounterError]) -> None:
    assert error.code in messages._WORDS
    words = messages.message(error())
    for part in (words.what, words.why, words.next):
        assert part[0].isupper()
        assert part.endswith(".")
        assert not re.search(r"[{}]|  | [.,;:]", part), part


def test_no_words_stand_for_an_error_that_does_not_exist() -> None:
    assert set(messages._WORDS) == {error.code for error in tree()}


@pytest.mark.parametrize("warning", CardWarning)
def test_every_oddity_of_a_card_has_words(warning: CardWarning) -> None:
    assert messages.card_words(warning)


def test_facts_stand_in_the_words() -> None:
    assert messages.message(PaperJam(device="fi-800R")).what == "Máy quét fi-800R bị kẹt giấy."
    assert messages.message(PapersMissing(count="2")).what == "Chưa tiếp nhận được: còn thiếu 2 giấy tờ."
    assert messages.message(FieldMissing(field="full_name")).what == "Còn thiếu họ tên."


def test_the_private_detail_is_never_shown() -> None:
    assert "secret" not in messages.sentence(DiskFull("secret"))


def test_an_unknown_code_takes_the_words_of_its_branch() -> None:
    assert messages.problem_words("environment.scanner.jam.double-feed") == messages.problem_words(PaperJam.code)
    assert messages.problem_words("never.heard.of") == messages.problem_words("counter")
