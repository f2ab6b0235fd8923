"""What the core says for papers stands on an English screen in English; what it cannot know stands as it is."""

from __future__ import annotations

import pytest

from counter_app.domain.certified_copy import CertifiedCopy
from counter_app.domain.citizen import Sex
from counter_app.domain.fee import Pay
from counter_app.domain.procedure import DeadlineRule, Term
from counter_app.domain.words import limit_in_words
from counter_app.use_cases.print_step import PAID_HOW
from resources import english_words
from ui import core_words, language


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    words = english_words()
    monkeypatch.setattr(language, "_words", words)
    monkeypatch.setattr(core_words, "_SHAPES", tuple((one, words.get(one, one)) for one, _ in core_words._SHAPES))


@pytest.mark.usefixtures("english")
def test_the_cores_own_words_are_said_in_english() -> None:
    told = {
        limit_in_words(DeadlineRule(Term.WORKING_DAYS, 3)): "3 working days",
        limit_in_words(DeadlineRule(Term.CALENDAR_DAYS, 15)): "15 days",
        limit_in_words(DeadlineRule(Term.HOURS, 8)): "8 working hours",
        limit_in_words(DeadlineRule(Term.SAME_DAY, 0)): "within the working day",
        PAID_HOW[Pay.CASH]: "cash",
        Sex.FEMALE.value: "female",
        CertifiedCopy("Bằng", 1, 1, 2000, 15, "01/2026-SCT/BS").words: "no. 15, book 01/2026-SCT/BS",
        "Công ty Hoa Sen (Lâm Văn Tân nộp)": "Công ty Hoa Sen (handed in by Lâm Văn Tân)",
        "Máy quét mô phỏng: 2480×3508 điểm, 300 dpi, 1.5 giây.": "Máy quét mô phỏng: 2480×3508 pixels, 300 dpi, 1.5 s.",
    }
    assert {words: core_words.spoken(words) for words in told} == told


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("typed", ["Chờ đủ 3 ngày", "Bằng tốt nghiệp", "", "Người nộp xin nghỉ vài ngày"])
def test_what_somebody_typed_is_left_alone(typed: str) -> None:
    assert core_words.spoken(typed) == typed


def test_in_vietnamese_nothing_is_touched() -> None:
    assert core_words.spoken("3 ngày làm việc") == "3 ngày làm việc"
