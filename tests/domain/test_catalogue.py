"""The shipped catalogue is whole and says what the law says; a wrong bundle is refused by the entry's name."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.catalogue import Catalogue, parse_bundle
from counter_app.domain.deadline import appoint
from counter_app.domain.errors import BadCatalogue, UnknownProcedure
from counter_app.domain.paper import ANY_KIND, LegalState
from counter_app.domain.procedure import Due, Term, find_procedures
from resources import catalogue_bundle

BUNDLE = catalogue_bundle()
CATALOGUE = parse_bundle(BUNDLE)
DAY = date(2026, 11, 23)

AT_THE_COUNTER = """
    1.001193 1.000894 1.000656 1.004873 2.000635 1.004884 1.004746 1.005461 1.004859 1.004837 1.001022 2.001263
    2.000806 2.000815 2.000884 2.000908 2.001035 2.001019 1.001612 2.000720 1.001570 1.001266 1.001699 1.001776
    1.014027 1.001731 1.014028 1.011607 1.013978 3.000722 2.002913
""".split()  # noqa: SIM905 - a table is easier to check so


def test_every_procedure_of_the_commune_counter_is_in_force() -> None:
    assert sorted(p.code for p in CATALOGUE.procedures(DAY)) == sorted(AT_THE_COUNTER)


def test_marital_status_asks_for_what_the_law_asks_for() -> None:
    procedure = CATALOGUE.procedure("1.004873", DAY)
    assert (procedure.deadline.term, procedure.deadline.amount) == (Term.WORKING_DAYS, 3)
    assert not procedure.immediate
    assert {c.code: (c.due, c.required) for c in procedure.components} == {
        "to-khai": (Due.HAND_IN, True),
        "ly-hon": (Due.HAND_IN, False),
        "khai-tu": (Due.LOOK_UP, False),
        "ket-hon": (Due.LOOK_UP, False),
        "cu-tru": (Due.LOOK_UP, True),
        "da-cap": (Due.HAND_IN, False),
        "uy-quyen": (Due.HAND_IN, False),
    }


def test_a_marriage_needs_no_certificate_of_marital_status_since_2026() -> None:
    def due(day: date) -> Due:
        return CATALOGUE.procedure("1.000894", day).component("hon-nhan").due

    assert due(date(2025, 12, 31)) is Due.HAND_IN
    assert due(date(2026, 1, 1)) is Due.LOOK_UP


def test_a_result_of_the_same_day_is_an_immediate_one() -> None:
    for procedure in CATALOGUE.all_procedures:
        assert procedure.immediate == (procedure.deadline.term is Term.SAME_DAY), procedure.code


def test_an_unknown_procedure_is_said_to_be_unknown() -> None:
    for code, day in [("9.999999", DAY), ("1.004873", date(2025, 6, 30))]:
        with pytest.raises(UnknownProcedure) as unknown:
            CATALOGUE.procedure(code, day)
        assert unknown.value.facts == {"procedure": code}


def test_an_unsigned_image_stands_for_nothing() -> None:
    assert not any(LegalState.UNSIGNED_IMAGE in rule.legal_states for rule in CATALOGUE.all_rules)


def test_forms_and_drafts_are_made_anew_for_each_case() -> None:
    for rule in CATALOGUE.all_rules:
        if rule.paper == ANY_KIND:
            assert {kind for kind in CATALOGUE.kinds if kind.startswith("to-khai.")} <= rule.never


def test_what_the_state_looks_up_it_can_look_up() -> None:
    for procedure in CATALOGUE.procedures(DAY):
        for c in procedure.components:
            if c.due is Due.LOOK_UP:
                by = {rule.by for rule in CATALOGUE.rules(DAY) if rule.paper in c.kinds}
                by |= {kind for kind in c.kinds if kind.startswith("du-lieu.")}
                assert by or c.code == "gcn", f"{procedure.code} {c.code}"


def test_texts_are_in_the_normal_form_and_names_begin_with_a_capital() -> None:
    for text in strings(BUNDLE):
        assert text == unicodedata.normalize("NFC", text).strip()
    for name in [*CATALOGUE.kinds.values(), *(p.name for p in CATALOGUE.all_procedures)]:
        assert name[0].isupper()


def test_the_state_s_own_codes_are_kept() -> None:
    assert CATALOGUE.official_codes == {"KQ.G15.000031": "KQ.G15.000031", "KQ.G15.000032": "KQ.G15.000032"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hn", "1.004873"),
        ("tthn", "1.004873"),
        ("004873", "1.004873"),
        ("1.004873", "1.004873"),
        ("doc than", "1.004873"),
        ("khai sinh", "1.001193"),
        ("Khai Sinh", "1.001193"),
        ("dkks", "1.001193"),
        ("trich luc", "2.000635"),
        ("sao y", "2.000815"),
        ("kt", "1.000656"),
        ("di chuc", "2.001019"),
        ("tinh trang hon nhan", "1.004873"),
    ],
)
def test_a_few_letters_without_marks_find_the_procedure(typed: str, first: str) -> None:
    assert find_procedures(typed, CATALOGUE.procedures(DAY))[0].code == first


def test_letters_that_nothing_has_find_nothing_and_no_letters_find_all() -> None:
    procedures = CATALOGUE.procedures(DAY)
    assert not find_procedures("qqq", procedures)
    assert find_procedures("  ", procedures) == procedures


@given(st.text(max_size=8))
def test_whatever_is_typed_finds_procedures_of_the_catalogue_each_once(typed: str) -> None:
    found = find_procedures(typed, CATALOGUE.procedures(DAY))
    assert len({p.code for p in found}) == len(found)


# --- wrong bundles -------------------------------------------------------------------------------------


def place(bundle: Any, path: str) -> tuple[Any, str | int]:
    """Container and key of a path; in lists by place or by code."""
    steps = [int(s) if s.lstrip("-").isdigit() else s for s in path.split("/")]
    for step in steps[:-1]:
        if isinstance(bundle, list) and isinstance(step, str):
            step = next(at for at, entry in enumerate(bundle) if entry["code"] == step)
        bundle = bundle[step]
    return bundle, steps[-1]


FIRST = "procedures[2.000815]"


@pytest.mark.parametrize(
    ("path", "value", "entry"),
    [
        ("procedures/2.000815/deadline/term", "workdays", f"{FIRST}.deadline.term"),
        ("procedures/2.000815/deadline/amuont", 3, f"{FIRST}.deadline.amuont"),
        ("procedures/2.000815/valid_from", "1/7/2025", f"{FIRST}.valid_from"),
        ("procedures/2.000815/valid_to", "2020-01-01", f"{FIRST}.valid_to"),
        ("procedures/2.000815/fee/amount", "2000", f"{FIRST}.fee.amount"),
        ("procedures/2.000815/fee/amount", -1, f"{FIRST}.fee.amount"),
        ("procedures/2.000815/service_group", "hotich", f"{FIRST}.service_group"),
        ("procedures/2.000815/certainty", "sure", f"{FIRST}.certainty"),
        ("procedures/2.000815/deadline", {"term": "hours"}, f"{FIRST}.deadline.amount"),
        ("procedures/2.000815/components/0/kinds", ["khong-co"], f"{FIRST}.components[ban-chinh].kinds"),
        ("procedures/2.000815/components/0/kinds", [], f"{FIRST}.components[ban-chinh].kinds"),
        ("procedures/2.000815/components/0/required", False, f"{FIRST}.components[ban-chinh].condition"),
        ("procedures/2.000815/components/0/originals", 0, f"{FIRST}.components[ban-chinh].originals"),
        ("procedures/2.000815/components/0/code", "ban-sao", f"{FIRST}.components[ban-sao]"),
        ("procedures/1/code", "2.000815", "procedures[2.000815].valid_from"),
        ("rules/3/by", "khong-co", "rules[3].by"),
        ("rules/0/by", "du-lieu.cu-tru", "rules[0].by"),
        ("rules/3/sources", ["facebook"], "rules[3].sources"),
        ("rules/3/legal_basis", "", "rules[3].legal_basis"),
        ("rules/3/legal_states", ["signed"], "rules[3].legal_states[0]"),
        ("groups/1/letter", "A", "groups.letter[A]"),
        ("kinds/giay-to.cu-tru/name", "", "kinds.giay-to.cu-tru.name"),
        ("code_digits", 9, "code_digits"),
        ("version", 3, "version"),
        ("surprise", 1, "surprise"),
        ("calendar/worked_weekends/0/day", "2026-11-23", "calendar.worked_weekends[2026-11-23]"),
        ("calendar/days_off/1/day", "2025-01-01", "calendar.days_off[2025-01-01]"),
        ("calendar/known_until", None, "calendar.known_until"),
        # what would be met only at the counter: an overflow, a negative fee, a letter that no label has room for
        ("procedures/2.000815/deadline", {"term": "calendar-days", "amount": 3651}, f"{FIRST}.deadline.amount"),
        ("procedures/2.000815/deadline", {"term": "working-days", "amount": 3651}, f"{FIRST}.deadline.amount"),
        ("procedures/2.000815/deadline", {"term": "hours", "amount": 10**12}, f"{FIRST}.deadline.amount"),
        ("procedures/2.000815/deadline", {"term": "same-day", "amount": 1}, f"{FIRST}.deadline.amount"),
        ("procedures/2.000815/fee/reduced_from", -10, f"{FIRST}.fee.reduced_from"),
        ("procedures/2.000815/fee/cap", -5, f"{FIRST}.fee.cap"),
        ("procedures/2.000815/fee/amount", 10**10, f"{FIRST}.fee.amount"),
        ("procedures/2.000815/components/0/copies", 10**6, f"{FIRST}.components[ban-chinh].originals"),
        ("procedures/2.000815/name", "x" * 1001, f"{FIRST}.name"),
        ("procedures/2.000815/code", "x" * 61, f"procedures[{'x' * 61}].code"),
        ("procedures/2.000815/code", "2.00\n0815", "procedures[6].code"),
        ("procedures/2.000815/aliases", ["x"] * 2001, f"{FIRST}.aliases"),
        ("kinds/giay-to\n", {"name": "X"}, "kinds"),
        ("groups/0/letter", "AAA", "groups[ho-tich].letter"),
        ("groups/0/letter", "A\n", "groups[ho-tich].letter"),
        ("groups/0/letter", "", "groups[ho-tich].letter"),
        ("calendar/hours/morning", ["07:00:00Z", "11:30:00Z"], "calendar.hours"),
        ("calendar/hours/morning", ["11:30:00", "07:00:00"], "calendar.hours"),
        ("calendar/hours/afternoon", ["11:00:00", "17:00:00"], "calendar.hours"),
        ("calendar/hours/results_until", "00:00:00", "calendar.hours"),
        ("calendar/hours/results_until", "16:30:00Z", "calendar.hours"),
        ("calendar/hours", {"morning": ["07:00", "07:01"], "afternoon": ["13:30", "16:31"]}, "calendar.hours"),
    ],
)
def test_a_wrong_entry_is_named(path: str, value: object, entry: str) -> None:
    bundle = copy.deepcopy(BUNDLE)
    container, key = place(bundle, path)
    container[key] = value
    with pytest.raises(BadCatalogue) as refused:
        parse_bundle(bundle)
    assert refused.value.facts["entry"] == entry


@pytest.mark.parametrize("limit", [("calendar-days", 3650), ("working-days", 3650), ("hours", 8760)])
def test_the_longest_limit_that_is_taken_in_has_a_day(limit: tuple[str, int]) -> None:
    bundle = copy.deepcopy(BUNDLE)
    procedure, key = place(bundle, "procedures/2.000815/deadline")
    procedure[key] = {"term": limit[0], "amount": limit[1]}
    bundle["calendar"]["hours"] = {
        "morning": ["07:00", "09:00"],
        "afternoon": ["13:30", "15:30"],
        "results_until": "15:00",
    }
    day = date(2027, 1, 1)
    bundle["calendar"]["days_off"] = [{"day": str(day + timedelta(n)), "name": "Nghỉ"} for n in range(400)]
    catalogue = parse_bundle(bundle)
    rule = catalogue.procedure("2.000815", DAY).deadline
    due = appoint(datetime(2026, 11, 23, 3, tzinfo=UTC), rule, catalogue.calendar).due
    assert due is not None
    assert due.date() > date(2036, 1, 1)


@pytest.mark.parametrize("bundle", [{}, {"version": float("nan")}, {"version": object()}, []])
def test_what_is_no_bundle_at_all_is_refused(bundle: Any) -> None:
    with pytest.raises(BadCatalogue):
        parse_bundle(bundle)


@settings(max_examples=60)
@given(st.data(), st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({}))
def test_whatever_the_line_did_to_a_bundle_it_is_taken_whole_or_refused(data: st.DataObject, rubbish: object) -> None:
    bundle = copy.deepcopy(BUNDLE)
    here: Any = bundle
    for _ in range(data.draw(st.integers(1, 6))):
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not (isinstance(here[key], dict | list) and here[key]) or data.draw(st.booleans()):
            break
        here = here[key]
    else:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
    here[key] = rubbish
    try:
        outcome: Catalogue | str = parse_bundle(bundle)
    except BadCatalogue as refused:
        outcome = refused.facts["entry"]
    assert outcome


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
