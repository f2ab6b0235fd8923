"""The forms as data: every version whole, dated without gap or overlap, asking only for what a receipt can tell."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from counter_app.domain.errors import BrokenPromise
from counter_app.paperwork.fonts import Face, Run, balanced, printable, width, wrap
from counter_app.paperwork.forms import LEADER, Form, Grid, Row, Say, form, form_on, forms, places, say
from counter_app.paperwork.layout import Filling
from counter_app.paperwork.notices import notice_filling
from counter_app.paperwork.receipt import receipt_filling
from tests.paperwork.notice_samples import SAMPLES
from tests.paperwork.samples import NORMAL

every_form = pytest.mark.parametrize("key", forms())
FILLINGS: dict[str, Filling] = {
    "receipt": receipt_filling(NORMAL),
    **{kind: notice_filling(sample.short)[1] for kind, sample in SAMPLES.items()},
}
LAYOUTS = {"annex", "practice", "unseen", "own"}
ALWAYS = {"page", "pages", "counter"}  # what the layout itself says, and the queue's box of a receipt


def texts(one: Form) -> list[str]:
    """What a form says outside its tables and lists."""
    body = [text for block in one.body for text in _said(block)]
    closing = [block.say for block in one.closing]
    signatures = [text for signature in one.signatures for text in (signature.title, signature.name)]
    return [one.numbered, one.subtitle, *body, *closing, *signatures, *one.notes, *one.words.values()]


def _said(block: Say | Row | Grid) -> tuple[str, ...]:
    match block:
        case Say():
            return () if block.each else (block.say,)
        case Row():
            return block.parts
        case Grid():
            return (block.title,)


def records(one: Form) -> list[tuple[str, str]]:
    """Each text that is said for every record, with the records' name."""
    said = [(block.each, block.say) for block in (*one.body, *one.closing) if isinstance(block, Say) and block.each]
    said += [(signature.each, signature.say) for signature in one.signatures if signature.each]
    grids = [block for block in one.body if isinstance(block, Grid)]
    return said + [(grid.table, text) for grid in grids for c in grid.columns for text in (c.say, c.under)]


def asked(one: Form) -> set[str]:
    """Names of the values that decide whether something is said."""
    return {block.when for block in (*one.body, *one.closing) if not isinstance(block, Grid) and block.when}


@every_form
def test_a_form_asks_only_for_values_that_its_paper_has(key: str) -> None:
    one = form(key)
    filling = FILLINGS[one.kind]
    assert {name for text in texts(one) for name in places(text)} <= {*filling.values, *ALWAYS}
    assert asked(one) <= set(filling.values)
    for name, text in records(one):
        assert set(places(text)) <= set(filling.records[name][0])


@every_form
def test_a_form_is_whole(key: str) -> None:
    one = form(key)
    assert one.layout in LAYOUTS
    assert one.basis
    assert one.words["continued"]
    for text in (*texts(one), *(text for _, text in records(one))):
        assert text.count("*") % 2 == 0
    for grid in (block for block in one.body if isinstance(block, Grid)):
        assert sum(column.width == 0 for column in grid.columns) == 1, "one column takes the rest"


@every_form
def test_every_letter_of_a_form_is_in_the_font(key: str) -> None:
    one = form(key)
    heads = [column.head for block in one.body if isinstance(block, Grid) for column in block.columns]
    for text in (one.nation, one.motto, one.title, *heads, *texts(one), *one.copies):
        assert "□" not in printable(text)


@pytest.mark.parametrize("kind", FILLINGS)
def test_each_day_has_one_version_of_a_paper_in_force(kind: str) -> None:
    versions = sorted((form(key) for key in forms() if form(key).kind == kind), key=lambda one: one.valid_from)
    for older, newer in pairwise(versions):
        assert older.valid_to is not None
        assert older.valid_to + timedelta(days=1) == newer.valid_from
    assert versions[-1].valid_to is None
    assert form_on(kind, date(2026, 11, 23)) is versions[-1]
    with pytest.raises(BrokenPromise):
        form_on(kind, date(2018, 1, 1))


def test_every_form_belongs_to_a_paper_that_is_drawn() -> None:
    assert {form(key).kind for key in forms()} == set(FILLINGS)


def test_the_circular_of_2018_has_six_forms_and_that_of_2025_seven() -> None:
    numbers = {year: {key[:2] for key in forms() if key.endswith(year)} for year in ("-2018", "-2025")}
    assert numbers == {
        "-2018": {"01", "02", "03", "04", "05", "06"},
        "-2025": {"01", "02", "03", "04", "05", "06", "07"},
    }
    assert form_on("control-slip", date(2025, 9, 14)).key == "05-2018"
    assert form_on("control-slip", date(2025, 9, 15)).key == "06-2025"
    with pytest.raises(BrokenPromise, match="no stop in force on 2025-09-14"):
        form_on("stop", date(2025, 9, 14))


def test_no_layout_is_said_to_be_compared_with_an_annex_that_nobody_had() -> None:
    unseen = {key for key in forms() if form(key).layout == "unseen"}
    assert unseen == {f"0{number}-2025" for number in range(1, 8)}
    assert not [key for key in forms() if form(key).layout == "annex"]


def test_the_table_of_forms_names_each_version_with_where_its_layout_comes_from() -> None:
    table = (Path(__file__).resolve().parents[2] / "docs" / "forms.md").read_text("utf-8")
    for key in forms():
        assert f"| `{key}` | {form(key).layout} |" in table


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
