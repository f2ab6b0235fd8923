"""Every error has words: what happened, why, and which key comes next."""

from __future__ import annotations

import re

import pytest

from counter_app.domain.card import CardWarning
from counter_app.domain.errors import (
    BadSettings,
    CounterError,
    DiskFull,
    FieldMissing,
    NotAnImage,
    PaperJam,
    PapersMissing,
)
from counter_app.ports import JobState, PrintJob
from ui import cause_words, messages
from ui.printing import print_fault


def tree(root: type[CounterError] = CounterError) -> list[type[CounterError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in tree(child))]


@pytest.mark.parametrize("error", tree(), ids=lambda error: error.code)
def test_every_error_of_the_tree_has_words_of_its_own(error: type[CounterError]) -> None:
    assert error.code in messages._WORDS
    is_three_sentences(messages.message(error()))


@pytest.mark.parametrize(
    ("code", "cause"), [(code, cause) for code, causes in cause_words.CAUSES.items() for cause in causes]
)
def test_every_closer_cause_has_words_too_with_and_without_its_facts(code: str, cause: str) -> None:
    (kind,) = [error for error in tree() if error.code == code]
    for facts in ({}, {"file": "a.pdf", "printer": "Quay-1", "media": "A5", "entry": "line 2"}):
        closer = messages.message(kind(why=cause, **facts))
        is_three_sentences(closer)
        assert closer != messages.message(kind(**facts))
        assert messages.message(kind(reason=cause, **facts)) == closer


# What imaging, files and the print system say; each deserves its own way out.
@pytest.mark.parametrize(
    "why",
    [
        *("empty", "format", "heic", "too-large", "truncated", "broken", "encrypted", "too-many-pages", "unreadable"),
        *("missing", "denied", "not-a-file", "too-slow"),
    ],
)
def test_each_way_a_file_can_be_no_page_is_told_apart(why: str) -> None:
    assert messages.message(NotAnImage(why=why)) != messages.message(NotAnImage())


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("cover-open", "Nắp"),
        ("door-open", "Nắp"),
        ("media-jam", "kẹt giấy"),
        ("toner-empty", "hết mực"),
        ("paused", "tạm dừng"),
        ("offline", "không trả lời"),
        ("connecting-to-device", "không trả lời"),
        ("media-empty", "hết giấy"),
        ("media-needed", "hết giấy"),
        ("", "không trả lời"),
    ],
)
def test_a_printer_that_waits_for_a_hand_says_which(reason: str, word: str) -> None:
    told = messages.sentence(print_fault(PrintJob("Quay-1", "7", JobState.STOPPED, reason)))
    assert word in told
    assert "Quay-1" in told
    assert "tự in tiếp" in told or "Ctrl+P" in told


def test_a_wrong_line_of_the_settings_is_told_in_vietnamese() -> None:
    told = messages.sentence(BadSettings(entry="line 2", file="machine.toml", why="syntax"))
    assert "machine.toml" in told
    assert "dòng 2" in told
    assert "province.timeout" in messages.sentence(BadSettings(entry="province.timeout", file="site.toml"))


def is_three_sentences(words: messages.Message) -> None:
    for part in (words.what, words.why, words.next):
        assert part
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


def test_a_shell_is_never_told_to_press_a_key_of_the_desk() -> None:
    """Each sentence of the tree and of its causes, as the command line says it."""
    causes = [(kind, why) for kind in tree() for why in ("", *cause_words.CAUSES.get(kind.code, ()))]
    for kind, why in causes:
        error = kind(why=why, file="a.pdf") if why else kind()
        told = messages.sentence(error, desk=False)
        assert not re.search(r"\b(F\d+|Ctrl|Alt|Shift|Space|Esc)\b|Enter\b", told.removeprefix(_what_and_why(error)))
        assert told.startswith(_what_and_why(error))
        assert re.search(r"\. [A-ZĐ][^ ].+\.$", told)
    assert messages.sentence(NotAnImage(file="a.jpg", why="heic"), desk=False).endswith("Tương thích nhất).")


def _what_and_why(error: CounterError) -> str:
    words = messages.message(error)
    return f"{words.what} {words.why} "


def test_a_file_that_is_no_toml_at_all_has_no_line_and_no_gap() -> None:
    assert "TOML." in messages.sentence(BadSettings(entry="", file="machine.toml", why="syntax"))
