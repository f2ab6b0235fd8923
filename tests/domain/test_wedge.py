"""A code scanner that types is told from a clerk who types, whatever the rhythm."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.wedge import Burst, WedgeDetector

CARD = "099099000123|300000123|Nguyễn Thị Mẫu|01011990|Nữ|Khóm 4, Phường Sóc Trăng, Cần Thơ|01012022"

any_text = st.text(st.characters(exclude_characters="\r\n\t", exclude_categories=["Cs"]), min_size=1, max_size=60)
codes = st.one_of(
    any_text.map(lambda text: "".join(text.split())),  # a link, a token, a dossier's code: one long word
    st.tuples(any_text, any_text, any_text).map("|".join),  # a card's fields, whatever stands in them
    any_text.map(lambda text: "000201010212" + text + "Z9"),  # a payment's code
).filter(lambda text: len(text) >= 12 and len(set(text)) >= 4)


def fed(keys: list[tuple[str, float]]) -> list[Burst]:
    detector = WedgeDetector()
    at, bursts = 100.0, []
    for text, gap in keys:
        at += gap
        burst = detector.feed(text, at)
        if burst:
            bursts.append(burst)
    return bursts


def scanned(text: str, gap: float = 0.008) -> list[tuple[str, float]]:
    return [(letter, gap) for letter in text] + [("\r", gap)]


def test_a_card_at_8_ms_a_key_is_one_burst_with_its_marks() -> None:
    assert fed(scanned(CARD)) == [Burst(CARD, len(CARD))]


def test_what_stood_in_the_field_before_does_not_leak_into_the_card() -> None:
    assert fed([("x", 0.2), ("y", 0.2), *[(CARD[0], 0.3)], *scanned(CARD[1:])]) == [Burst(CARD, len(CARD))]


def test_two_cards_in_a_row_are_two_bursts() -> None:
    assert [burst.text for burst in fed(scanned(CARD) + scanned(CARD[::-1]))] == [CARD, CARD[::-1]]


def test_enter_and_line_feed_together_end_one_burst() -> None:
    assert len(fed([*scanned(CARD), ("\n", 0.008)])) == 1


def test_a_short_code_is_typing() -> None:
    assert fed(scanned("12345678901")) == []


def test_a_key_held_down_is_no_scanner() -> None:
    assert fed([*[("0", 0.03)] * 40, ("\r", 0.03)]) == []


def test_twelve_digits_typed_as_fast_as_a_hand_can_are_typing() -> None:
    assert fed([(digit, 0.06) for digit in "099099000123"] + [("\r", 0.06)]) == []


def test_what_a_burst_holds_is_not_in_its_repr() -> None:
    assert "Mẫu" not in repr(Burst(CARD, len(CARD)))


@given(text=codes, gaps=st.data())
def test_every_scanner_within_45_ms_is_told(text: str, gaps: st.DataObject) -> None:
    rhythm = gaps.draw(st.lists(st.integers(0, 44), min_size=len(text) + 1, max_size=len(text) + 1))
    keys = [(key, gap / 1000) for key, gap in zip([*text, "\r"], rhythm, strict=True)]
    keys[0] = (keys[0][0], 1.0)
    assert fed(keys) == [Burst(text, len(text))]


spoken = st.text("abcdefghiklmnopqrstuvxyABCĐêôươỦỳ0123456789.,-/", min_size=1, max_size=11)
"""A word or a number of ordinary text: a name's part, a telephone number, a date."""


@st.composite
def quick_texts(draw: st.DrawFn) -> list[tuple[str, float]]:
    """Several words at any rhythm, also at a scanner's all along: a text tool that types, hands that roll; now and then
    an Enter or a Tab right behind."""
    keys: list[tuple[str, float]] = []
    for _ in range(draw(st.integers(1, 4))):
        slowest = draw(st.sampled_from((1, 8, 20, 45, 90)))
        text = draw(st.sampled_from((" ", ", ", "  "))).join(draw(st.lists(spoken, min_size=2, max_size=9)))
        text += draw(st.sampled_from(("", "\r", "\t", "\n", " \r")))
        gaps = draw(st.lists(st.integers(0, slowest), min_size=len(text), max_size=len(text)))
        keys += [(key, gap / 1000) for key, gap in zip(text, gaps, strict=True)]
    return [(keys[0][0], 1.0), *keys[1:]]


@given(quick_texts())
def test_words_are_never_taken_for_a_scanner_however_quick(keys: list[tuple[str, float]]) -> None:
    """Two lines that follow at once, and a line and the words behind it, are words still."""
    assert fed(keys) == []


abbreviations = st.text("abcdđghklmnpqtuvxy", min_size=1, max_size=6)
meant = st.one_of(
    st.lists(spoken, min_size=1, max_size=9).map(" ".join),
    st.text("abcdeghiklmnopqrstuvxyAĐêôươỦỳ", min_size=1, max_size=40),  # one long word
    st.text("abcđ0123456789.,/@-", min_size=1, max_size=20).filter(lambda word: not re.fullmatch("[0-9]{12}", word)),
    st.sampled_from(("0909.123.456", "123/2024/QĐ-UBND", "1234567890123", "nguyenvana1990@gmail.com", "Khóm5,Phường2")),
)


@given(
    st.lists(st.tuples(abbreviations, meant, st.integers(0, 40), st.sampled_from(("", "\r", "\t"))), max_size=5),
    st.booleans(),
)
def test_an_abbreviation_that_a_tool_writes_out_is_typing(
    lines: list[tuple[str, str, int, str]], commits_at_once: bool
) -> None:
    """Backspace for each letter, then what is meant, in one commit or key by key; some end it with Enter."""
    detector, at = WedgeDetector(), 100.0
    for short, text, pace, end in lines:
        at += 0.2
        for letter in short:
            at += 0.02
            assert detector.feed(letter, at) is None
        for _ in short:
            at += 0.001
            detector.erase(at)
        for part in [text] if commits_at_once else text:
            at += pace / 1000
            assert detector.feed(part, at) is None
        if end:
            at += pace / 1000
            assert detector.feed(end, at) is None


def test_an_address_of_the_post_on_the_net_is_no_code_however_quick() -> None:
    assert fed([(letter, 0.005) for letter in "nguyenvana@gmail.com\r"]) == []


def test_the_committee_written_out_stays_in_the_address() -> None:
    detector, at = WedgeDetector(), 100.0
    for letter in "so 5, ubnd":
        at += 0.12
        detector.feed(letter, at)
    for _ in range(4):
        at += 0.001
        detector.erase(at)
    for letter in "Ủy ban nhân dân":
        at += 0.001
        assert detector.feed(letter, at) is None
    assert detector.feed("\r", at + 0.001) is None


@st.composite
def typing(draw: st.DrawFn) -> list[tuple[str, float]]:
    """A person's keys: 75 to 300 ms apart, runs of up to four rolled over each other (5–45 ms), Enter at will."""
    keys: list[tuple[str, float]] = []
    for _ in range(draw(st.integers(1, 25))):
        keys.append((draw(st.sampled_from("abcdeghiklmnopqrstuvxy0123456789 |\r")), draw(st.integers(75, 300)) / 1000))
        rolled = st.tuples(st.sampled_from("aeioucnhgt0123456789\r"), st.integers(5, 45).map(lambda gap: gap / 1000))
        keys += draw(st.lists(rolled, max_size=3))
    return keys


@given(typing())
def test_ordinary_fast_typing_is_never_taken_for_a_scanner(keys: list[tuple[str, float]]) -> None:
    assert fed(keys) == []


@given(typing(), codes)
def test_a_scan_in_the_middle_of_typing_is_the_whole_card_and_nothing_else(
    keys: list[tuple[str, float]], text: str
) -> None:
    burst = scanned(text)
    burst[0] = (burst[0][0], 0.1)
    assert fed(keys + burst + [(keys[0][0], 0.1)] + keys) == [Burst(text, len(text))]


# --- an input method at work ---------------------------------------------------------------------------------------


def test_a_scan_that_an_input_method_rewrote_is_told_as_spoiled() -> None:
    """As UniKey does it: Backspace and other letters, at a scanner's pace."""
    detector, at = WedgeDetector(), 5.0
    for letter in CARD[:40]:
        at += 0.008
        assert detector.feed(letter, at) is None
    detector.erase(at + 0.001)
    detector.feed("ễ", at + 0.002)
    for letter in CARD[40:]:
        at += 0.008
        detector.feed(letter, at)
    assert detector.feed("\r", at + 0.008) == Burst(CARD[:39] + "ễ" + CARD[40:], len(CARD), spoiled=True)


def test_the_scan_after_it_is_not() -> None:
    detector = WedgeDetector()
    detector.feed("x", 1.0)
    detector.erase(1.01)
    detector.spoil(1.02)
    (burst,) = [burst for at, key in enumerate([*CARD, "\r"]) if (burst := detector.feed(key, 2 + at * 0.008))]
    assert not burst.spoiled


@st.composite
def telex(draw: st.DrawFn) -> list[tuple[str, float]]:
    """A person who types Vietnamese: an input method takes back up to five letters and types others, within 2 ms of
    the key that asked for it. "\b" is its Backspace."""
    keys: list[tuple[str, float]] = []
    for key, gap in draw(typing()):
        keys.append((key, gap))
        back = draw(st.integers(0, 5)) if key in "aeiouwdsfrxj" and draw(st.booleans()) else 0
        keys += [("\b", 0.001)] * back
        keys += [(draw(st.sampled_from("âêôơưăđáàảãạ")), 0.001) for _ in range(min(back, 3))]
    return keys


@given(telex())
def test_ordinary_typing_with_an_input_method_is_never_taken_for_a_scanner(keys: list[tuple[str, float]]) -> None:
    detector, at = WedgeDetector(), 100.0
    for text, gap in keys:
        at += gap
        if text == "\b":
            detector.erase(at)
        else:
            assert detector.feed(text, at) is None


# --- fields --------------------------------------------------------------------------------------------------------


def fed_in_two_fields(text: str, cut: int) -> Burst | None:
    detector = WedgeDetector()
    for at, letter in enumerate(text):
        if at == cut:
            detector.move()
        detector.feed(letter, 1 + at * 0.008)
    return detector.feed("\r", 1 + len(text) * 0.008)


@given(st.integers(1, len(CARD) - 1))
def test_a_card_is_a_card_wherever_the_focus_went_meanwhile(cut: int) -> None:
    assert fed_in_two_fields(CARD, cut) == Burst(CARD, len(CARD))


words = st.text("abcdefghijklmnopqrstuvwxyzABCĐêôươ ", min_size=1, max_size=20)


@given(words, words)
def test_two_quick_words_in_two_fields_are_typing_however_quick(first: str, second: str) -> None:
    assert fed_in_two_fields(first + second, len(first)) is None


def test_ten_letters_and_four_in_another_field_are_typing() -> None:
    assert fed_in_two_fields("Nguyen Vantthn", 10) is None


def test_a_key_that_no_scanner_sends_begins_anew() -> None:
    detector = WedgeDetector()
    for at, letter in enumerate(CARD):
        if at == 10:
            detector.break_off()
        detector.feed(letter, 1 + at * 0.008)
    assert detector.feed("\r", 1 + len(CARD) * 0.008) == Burst(CARD[10:], len(CARD) - 10)


def test_a_scanner_that_ends_with_tab_is_told_too() -> None:
    assert fed([*scanned(CARD)[:-1], ("\t", 0.008)]) == [Burst(CARD, len(CARD))]
    assert fed([("x", 0.1), ("\t", 0.04), *scanned(CARD)]) == [Burst(CARD, len(CARD))]
