"""The forms as data: every version whole, dated without gap or overlap, asking only for what a receipt can tell."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from counter_app.domain.errors import BrokenPromise
from counter_app.paperwork.fonts import Face, Run, balanced, printable, width, wrap
from counter_app.paperwork.forms import LEADER, places, receipt_form, receipt_form_on, receipt_forms, say
from counter_app.paperwork.receipt import receipt_values
from tests.paperwork.samples import NORMAL


@pytest.mark.parametrize("key", receipt_forms())
def test_a_form_asks_only_for_values_that_a_receipt_has(key: str) -> None:
    form = receipt_form(key)
    known = {*receipt_values(NORMAL, form), "page", "pages"}
    texts = [
        form.components,
        form.register,
        *form.notes,
        *form.words.values(),
        *(part for row in form.rows for part in row),
        *(item.say for item in form.items),
        *(signature.name for signature in form.signatures),
    ]
    assert {name for text in texts for name in places(text)} <= known
    assert {key for item in form.items for key in item.small} <= set(form.words)
    assert len(form.columns) == 5
    assert all(text.count("*") % 2 == 0 for text in texts)


@pytest.mark.parametrize("key", receipt_forms())
def test_every_letter_of_a_form_is_in_the_font(key: str) -> None:
    form = receipt_form(key)
    for text in (form.nation, form.motto, form.title, *form.columns, *form.words.values(), *form.notes):
        assert printable(text) == text


def test_each_day_since_2019_has_one_form_in_force() -> None:
    forms = sorted((receipt_form(key) for key in receipt_forms()), key=lambda form: form.valid_from)
    for older, newer in pairwise(forms):
        assert older.valid_to is not None
        assert older.valid_to + timedelta(days=1) == newer.valid_from
    assert forms[-1].valid_to is None
    assert receipt_form_on(date(2025, 9, 14)) == "01-2018"
    assert receipt_form_on(date(2025, 9, 15)) == "01-2025"
    with pytest.raises(BrokenPromise):
        receipt_form_on(date(2018, 1, 1))


def test_the_layout_of_2025_is_marked_as_not_compared_with_the_law() -> None:
    assert [key for key in receipt_forms() if not receipt_form(key).verified] == ["01-2025"]


def test_a_missing_value_leaves_dots_or_nothing_and_a_star_in_a_name_stays_a_star() -> None:
    assert say("Tên: *{name}*", {"name": ""}) == (Run("Tên: ", Face.SERIF), Run(LEADER, Face.SERIF))
    assert say("Tên: *{?name}*", {"name": ""}) == (Run("Tên: ", Face.SERIF),)
    assert say("Tên: *{name}*", {"name": "A * {b}"})[1] == Run("A * {b}", Face.SERIF_BOLD)


def test_lines_hold_the_limit_and_lose_no_word() -> None:
    runs = (
        Run("Tiếp nhận hồ sơ của: (", Face.SERIF),
        Run("Ẵ" * 50 + " Trần Thị", Face.SERIF_BOLD),
        Run(") xong", Face.SERIF),
    )
    for lines in (wrap(runs, 10, 120), balanced(runs, 10, 120)):
        assert all(line.width <= 120 for line in lines)
        text = "".join(run.text for line in lines for run in line.runs)
        assert text.replace(" ", "") == "".join(run.text for run in runs).replace(" ", "")
        for line in lines:
            assert line.width == pytest.approx(sum(width(run.text, run.face, 10) for run in line.runs))
