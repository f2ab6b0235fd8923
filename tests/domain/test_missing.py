"""`Dossier.missing`, the property that the program exists for: its laws on any dossier, its cases one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.dossier import AskAgain, Captured, Dossier, LookUpLater, LookUpState, Row, Taken
from counter_app.domain.errors import (
    ClerkCanRetry,
    CounterError,
    DoesNotStandFor,
    FieldMissing,
    HeldPapersOpen,
    PapersMissing,
    ReasonNeeded,
)
from counter_app.domain.paper import ANY_KIND, LegalState, ReplacementRule, WhyNot
from counter_app.domain.procedure import Component, Due
from tests.domain.dossiers import (
    ACTS,
    DAY,
    MARITAL_STATUS,
    NOW,
    RULES,
    component,
    done,
    dossier,
    dossiers,
    held_papers,
    offering,
    paper,
    procedure,
)

PAGES = ("f" * 64, "0" * 64)


def names(components: tuple[Component, ...]) -> list[str]:
    return [c.code for c in components]


# --- one citizen ---------------------------------------------------------------------------------------


def test_nothing_held_everything_required_is_missing() -> None:
    assert names(dossier().missing) == ["to-khai", "ket-hon", "cu-tru"]


def test_what_the_databases_hold_is_offered_and_not_asked_for() -> None:
    here = dossier(paper("ket-hon"), paper("du-lieu.cu-tru", LegalState.DATABASE_RECORD, "dan-cu"))
    assert names(here.missing) == ["to-khai"]
    assert names(here.offered) == ["ket-hon", "cu-tru"]
    taken = here.take_all().capture("to-khai", PAGES)
    assert not taken.missing
    taken.must_be_acceptable()
    assert [s.legal_basis for s in taken.settlements if isinstance(s, Taken)] == ["NĐ 107/2021", "NĐ 309/2026"]


def test_a_conditional_paper_is_missing_only_once_ticked() -> None:
    here = dossier()
    assert here.row(MARITAL_STATUS.component("ly-hon")) is Row.NOT_NEEDED
    ticked = here.need("ly-hon")
    assert "ly-hon" in names(ticked.missing)
    assert ticked.need("ly-hon", needed=False) == here


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (paper("ket-hon", LegalState.UNSIGNED_IMAGE), WhyNot.UNSIGNED),
        (paper("ket-hon", expires=DAY - timedelta(days=1)), WhyNot.EXPIRED),
        (paper("ket-hon", LegalState.DATABASE_RECORD), WhyNot.NO_LEGAL_BASIS),
    ],
)
def test_a_paper_that_does_not_stand_says_why(held: object, why: WhyNot) -> None:
    here = dossier(held)  # type: ignore[arg-type]
    [standing] = here.standings(MARITAL_STATUS.component("ket-hon"))
    assert (standing.satisfies, standing.why_not) == (False, why)
    with pytest.raises(DoesNotStandFor):
        here.take("ket-hon")


def test_a_paper_is_valid_to_the_end_of_its_last_day() -> None:
    assert "ket-hon" in names(dossier(paper("ket-hon", expires=DAY)).offered)


def test_an_unsigned_image_stands_only_where_the_table_says_so() -> None:
    here = dossier(paper("ket-hon", LegalState.UNSIGNED_IMAGE))
    allowed = ReplacementRule("ket-hon", "ket-hon", frozenset({LegalState.UNSIGNED_IMAGE}), "văn bản X", DAY)
    assert names(replace(here, rules=(*RULES, allowed)).offered) == ["ket-hon"]


def test_data_too_old_or_from_elsewhere_does_not_replace() -> None:
    record = LegalState.DATABASE_RECORD
    assert not dossier(paper("du-lieu.cu-tru", record, "dan-cu", as_of=NOW - timedelta(days=31))).offered
    assert dossier(paper("du-lieu.cu-tru", record, "dan-cu", as_of=NOW - timedelta(days=30))).offered
    assert not dossier(paper("du-lieu.cu-tru", record, "don-vi")).offered


def test_a_rule_counts_only_while_in_force() -> None:
    here = dossier(paper("du-lieu.cu-tru", LegalState.DATABASE_RECORD, "dan-cu"))
    assert here.offered
    assert not replace(here, day=date(2026, 8, 4)).offered


def test_last_years_form_is_not_this_years_however_well_it_is_signed() -> None:
    assert "to-khai" in names(dossier(paper("to-khai")).missing)


def test_the_freshest_of_several_is_taken() -> None:
    old, new = paper("ket-hon", as_of=NOW - timedelta(days=9)), paper("ket-hon", as_of=NOW)
    taken = dossier(old, new).take("ket-hon").settlement("ket-hon")
    assert isinstance(taken, Taken)
    assert taken.paper is new


def test_a_held_paper_is_asked_for_only_with_a_reason() -> None:
    here = dossier(paper("ket-hon"))
    with pytest.raises(ReasonNeeded):
        here.capture("ket-hon", PAGES)
    asked = here.ask_for("ket-hon", AskAgain.WRONG_DATA, "sai năm sinh")
    assert "ket-hon" in names(asked.missing)
    assert "ket-hon" not in names(asked.capture("ket-hon", PAGES).missing)


def test_offline_receive_now_look_up_later_comes_first() -> None:
    here = dossier(look_up=LookUpState.UNREACHABLE)
    with pytest.raises(ReasonNeeded):
        here.capture("cu-tru", PAGES)
    assert isinstance(here.look_up_later("cu-tru").settlement("cu-tru"), LookUpLater)
    assert isinstance(here.ask_for("cu-tru", AskAgain.OFFLINE).capture("cu-tru", PAGES).settlement("cu-tru"), Captured)


def test_a_form_that_no_database_has_is_scanned_offline_without_a_reason() -> None:
    assert dossier(look_up=LookUpState.UNREACHABLE).capture("to-khai", PAGES).settlement("to-khai")


def test_offline_stops_being_a_reason_when_the_answer_comes_after_all() -> None:
    here = dossier(look_up=LookUpState.UNREACHABLE).ask_for("ket-hon", AskAgain.OFFLINE)
    answered = here.learn((paper("ket-hon"),), LookUpState.ANSWERED)
    assert names(answered.offered) == ["ket-hon"]
    captured = here.capture("ket-hon", PAGES).learn((paper("ket-hon"),), LookUpState.ANSWERED)
    assert [a.reason for a in captured.asked] == [AskAgain.OFFLINE]  # what was done stays, with its reason


def test_only_what_is_due_to_be_shown_is_shown() -> None:
    here = dossier(of=procedure(component("ly-hon", Due.SHOW), component("to-khai")))
    assert here.show("ly-hon", NOW).row(component("ly-hon", Due.SHOW)) is Row.SHOWN
    with pytest.raises(ClerkCanRetry):
        here.show("to-khai", NOW)


def test_another_procedure_keeps_what_it_needs_as_well() -> None:
    here = dossier().capture("to-khai", PAGES).capture("ket-hon", PAGES)
    other = procedure(component("ket-hon"), replace(component("to-khai"), kinds=("to-khai.khac",)))
    assert names(here.choose(other).missing) == ["to-khai"]


def test_acceptance_names_what_stands_in_its_way() -> None:
    ready = dossier(paper("ket-hon")).capture("to-khai", PAGES).capture("cu-tru", PAGES)
    with pytest.raises(HeldPapersOpen):
        ready.must_be_acceptable()
    ready.take_all().must_be_acceptable()
    with pytest.raises(PapersMissing):
        ready.take_all().release("to-khai").must_be_acceptable()
    for without in ("applicant", "procedure"):
        with pytest.raises(FieldMissing) as missing:
            replace(ready, **{without: None}).must_be_acceptable()  # type: ignore[arg-type]
        assert missing.value.facts == {"field": without}


# --- any citizen ---------------------------------------------------------------------------------------


@given(dossiers())
def test_each_required_component_is_missing_or_offered_or_settled_and_only_one_of_them(here: Dossier) -> None:
    settled = [c for c in here.required if here.settlement(c.code)]
    assert sorted([*names(here.missing), *names(here.offered), *names(tuple(settled))]) == sorted(names(here.required))


@given(offering(), st.data())
def test_taking_a_held_paper_removes_exactly_that_component_from_the_offers(here: Dossier, data: st.DataObject) -> None:
    assert here.offered
    chosen = data.draw(st.sampled_from(here.offered))
    taken = here.take(chosen.code)
    assert names(taken.offered) == [code for code in names(here.offered) if code != chosen.code]
    assert taken.missing == here.missing
    settlement = taken.settlement(chosen.code)
    assert isinstance(settlement, Taken)
    assert settlement.legal_basis
    assert settlement.paper.valid_on(here.day)
    assert settlement.paper.legal_state is not LegalState.UNSIGNED_IMAGE


@given(dossiers(), st.data())
def test_capturing_removes_exactly_that_component_from_what_is_missing(here: Dossier, data: st.DataObject) -> None:
    open_ones = [c for c in here.missing if not here.needs_reason(c)]
    assume(open_ones)
    chosen = data.draw(st.sampled_from(open_ones))
    captured = here.capture(chosen.code, PAGES)
    assert names(captured.missing) == [code for code in names(here.missing) if code != chosen.code]
    assert captured.offered == here.offered
    assert captured.release(chosen.code) == here
    assert captured.capture(chosen.code, ()) == here


@given(dossiers(), st.sampled_from(sorted(ACTS)), st.data())
def test_release_undoes_whatever_settled(here: Dossier, act: str, data: st.DataObject) -> None:
    assume(here.required)
    code = data.draw(st.sampled_from(names(here.required)))
    assume(here.settlement(code) is None and here.asked_reason(code) is None and not act.startswith(("ask", "not")))
    assert done(here, act, code).release(code).missing == here.missing


@given(dossiers(), held_papers)
def test_a_late_answer_never_undoes_what_the_clerk_has_settled_nor_asks_for_more(
    here: Dossier, late: tuple[object, ...]
) -> None:
    after = here.learn(late, LookUpState.ANSWERED)  # type: ignore[arg-type]
    assert after.settlements == here.settlements
    assert set(names(after.missing)) <= set(names(here.missing))
    assert set(here.held) <= set(after.held)


@given(dossiers())
def test_an_unsigned_image_never_satisfies_while_no_rule_names_it(here: Dossier) -> None:
    images = tuple(replace(p, legal_state=LegalState.UNSIGNED_IMAGE) for p in here.held)
    assert not replace(here, held=images).offered
    generous = ReplacementRule(ANY_KIND, ANY_KIND, frozenset({LegalState.UNSIGNED_IMAGE}), "văn bản X", DAY)
    for c in replace(here, held=images, rules=(generous,)).offered:
        assert any(image.kind in c.kinds for image in images)


@given(dossiers())
def test_offline_is_a_reason_only_for_what_could_be_looked_up_with_the_line_down_and_nothing_held(
    here: Dossier,
) -> None:
    for c in here.required:
        lawful = here.look_up is LookUpState.UNREACHABLE and here.could_be_looked_up(c) and here.best(c) is None
        try:
            here.ask_for(c.code, AskAgain.OFFLINE)
            accepted = True
        except ReasonNeeded:
            accepted = False
        assert accepted == lawful


@given(dossiers())
def test_a_held_paper_is_never_captured_again_without_a_recorded_reason(here: Dossier) -> None:
    for settlement in here.settlements:
        assert here.procedure is not None
        best = here.best(here.procedure.component(settlement.component))
        if isinstance(settlement, Captured) and best is not None:
            assert here.asked_reason(settlement.component) is not None


@given(dossiers())
def test_a_dossier_is_acceptable_exactly_when_nothing_is_open(here: Dossier) -> None:
    try:
        here.must_be_acceptable()
        accepted = True
    except CounterError:
        accepted = False
    assert accepted == (not here.missing and not here.offered)


# --- what reviewers found ------------------------------------------------------------------------------


def test_what_is_settled_belongs_to_the_case_also_where_the_new_procedure_asks_for_it_only_sometimes() -> None:
    before = dossier().choose(procedure(component("ly-hon"))).capture("ly-hon", PAGES)
    after = before.choose(procedure(component("to-khai"), component("ly-hon", required=False)))
    assert names(after.required) == ["to-khai", "ly-hon"]
    assert names(after.release("ly-hon").required) == ["to-khai"]


def test_while_the_province_is_being_asked_nobody_is_told_to_bring_what_it_may_hold() -> None:
    asking = replace(dossier(), look_up=LookUpState.ASKING)
    with pytest.raises(ReasonNeeded):
        asking.capture("cu-tru", PAGES)
    assert asking.capture("to-khai", PAGES).settlement("to-khai") is not None  # nobody but the citizen has that
    nothing_held = asking.learn((), LookUpState.ANSWERED)
    assert nothing_held.capture("cu-tru", PAGES).settlement("cu-tru") is not None


def test_look_up_later_ends_when_the_paper_turns_up() -> None:
    later = replace(dossier(), look_up=LookUpState.UNREACHABLE).look_up_later("cu-tru")
    answered = later.learn((paper("du-lieu.cu-tru", LegalState.DATABASE_RECORD, "dan-cu"),), LookUpState.ANSWERED)
    assert names(answered.offered) == ["cu-tru"]
    assert later.learn((), LookUpState.ANSWERED).settlement("cu-tru") == LookUpLater("cu-tru")


def test_only_a_source_that_could_hold_the_paper_is_an_excuse_for_looking_it_up_later() -> None:
    residence = component("cu-tru")
    here = dossier().learn((), LookUpState.ANSWERED, frozenset({"dan-cu"}), silent=frozenset({"dat-dai"}))
    assert not here.may_look_up_later(residence)
    there = dossier().learn((), LookUpState.ANSWERED, frozenset({"dat-dai"}), silent=frozenset({"dan-cu"}))
    assert there.may_look_up_later(residence)
