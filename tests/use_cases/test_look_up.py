"""The province is asked in the background: the desk pays its budget and no more, and every look-up is written down."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from counter_app.domain.dossier import AskAgain, Captured, LookUpState, Row
from counter_app.domain.errors import (
    BrokenPromise,
    ClerkCanRetry,
    FieldMissing,
    LoginRefused,
    ReasonNeeded,
)
from counter_app.ports import Draft
from tests.services.sandbox import Sandbox
from tests.sync.hostile import Exchange, hostile, relay
from tests.use_cases.reception import (
    BIRTH,
    CLERK,
    NOBODY,
    OTHER_CARD,
    SA_RINH,
    SINGLE,
    Reception,
    residence,
)
from tests.waiting import until

SLOW = 800  # milliseconds, for the log-in and again for the question
Opening = Callable[..., Reception]


@pytest.fixture
def slow(counter_at: Opening, province: Sandbox) -> Reception:
    """A province that takes its time, and a desk that does not wait for it."""
    province.faults(latency_ms=SLOW)
    return counter_at(province.url, budget=0.1)


def _asked() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "look-up-asked"]


def kinds(draft: Draft) -> set[str]:
    return {paper.kind for paper in draft.dossier.held}


def test_what_the_state_holds_is_on_the_draft_and_can_be_taken(online: Reception) -> None:
    draft_id = online.begin()
    draft = online.desk.look_up(draft_id)
    assert draft.dossier.look_up is LookUpState.ANSWERED
    assert kinds(draft) == {"du-lieu.cu-tru", "du-lieu.ket-hon", "KQ.G15.000032"}
    assert [c.code for c in draft.dossier.offered] == ["cu-tru"]
    assert online.draft(draft_id) == draft


def test_a_look_up_is_logged_with_who_why_and_what_came_here_and_at_the_province(
    online: Reception, province: Sandbox
) -> None:
    before = len(province.holdings().look_ups)
    online.desk.look_up(online.begin())
    line, asked = online.look_ups()
    assert asked.outcome == "asked", "written before the province is asked"
    assert (line.who, line.counter, line.person) == ("clerk-1", "Q01", SA_RINH)
    assert (line.purpose, line.procedure_code, line.outcome) == (f"tiếp nhận hồ sơ {SINGLE}", SINGLE, "answered")
    assert line.at == online.clock.now()
    told = province.holdings().look_ups[before:]
    assert [(one["person"], one["purpose"]) for one in told] == [(SA_RINH.value, line.purpose)]


def test_without_person_or_procedure_there_is_no_purpose_and_nobody_is_asked(online: Reception) -> None:
    draft_id = online.desk.walk_in().dossier.id
    for field in ("applicant", "procedure"):
        with pytest.raises(FieldMissing) as missing:
            online.desk.look_up(draft_id)
        assert missing.value.facts == {"field": field}
        online.desk.welcome.by_number(draft_id, NOBODY.value)
    assert online.look_ups() == ()


def test_the_citizens_name_comes_with_the_answer_and_overwrites_nothing_typed(online: Reception) -> None:
    draft_id = online.desk.walk_in().dossier.id
    online.desk.welcome.by_number(draft_id, SA_RINH.value)
    online.desk.choose_procedure(draft_id, SINGLE)
    online.desk.settle.set_field(draft_id, "address", "Khóm 9")
    applicant = online.desk.look_up(draft_id).dossier.applicant
    assert applicant is not None
    assert (applicant.full_name, applicant.address) == ("Thạch Thị Sa Rinh", "Khóm 9")


def test_a_slow_province_costs_the_desk_its_budget_and_the_answer_still_comes(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    at_once = slow.desk.look_up(draft_id, enriched.append)
    assert at_once.dossier.look_up is LookUpState.UNREACHABLE  # handed back while the province was still thinking
    assert enriched == []
    until(lambda: bool(enriched))
    assert enriched[0].dossier.look_up is LookUpState.ANSWERED
    assert "du-lieu.cu-tru" in kinds(enriched[0])
    assert slow.draft(draft_id) == enriched[0]
    assert [line.outcome for line in slow.look_ups()] == ["answered", "asked"]


def test_a_late_answer_ends_look_up_later_and_undoes_nothing_else(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    slow.desk.settle.look_up_later(draft_id, "cu-tru")
    declaration = slow.add_page(draft_id, 1)
    until(lambda: bool(enriched))
    settled = enriched[0].dossier.settlements
    assert settled == (Captured("to-khai", (declaration,)),)
    assert [c.code for c in enriched[0].dossier.offered] == ["cu-tru"]  # held after all: taken, not looked up later


def test_offline_is_no_reason_any_more_once_the_late_answer_holds_the_paper(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    slow.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
    until(lambda: bool(enriched))
    assert enriched[0].dossier.asked == ()
    assert [c.code for c in enriched[0].dossier.offered] == ["cu-tru"]


def test_an_answer_that_a_newer_one_overtook_changes_nothing(counter_at: Opening, province: Sandbox) -> None:
    overtaken, asked = threading.Event(), count()

    def first_comes_last(passing: Exchange) -> None:
        if passing.path == "/look-ups" and next(asked) == 0:
            overtaken.wait(30)
            passing.tell({**passing.told, "papers": []})

    answer = relay(province.url, first_comes_last)
    with hostile(answer, log_in=answer) as line:
        reception = counter_at(line.url, budget=0.1)
        draft_id = reception.begin()
        assert reception.desk.look_up(draft_id).dossier.look_up is LookUpState.UNREACHABLE
        newer = replace(reception.desk.look_up, budget=30.0)(draft_id)
        assert [c.code for c in newer.dossier.offered] == ["cu-tru"]
        overtaken.set()
        until(lambda: not _asked())
        assert reception.draft(draft_id) == newer


def test_a_late_answer_stays_when_the_next_question_finds_nobody(counter_at: Opening, province: Sandbox) -> None:
    asked_again, came, asked = threading.Event(), threading.Event(), count()

    def second_breaks_off(passing: Exchange) -> None:
        if passing.path == "/look-ups" and next(asked) == 0:
            asked_again.wait(30)
        elif passing.path == "/look-ups":
            asked_again.set()
            came.wait(30)
            raise OSError

    answer = relay(province.url, second_breaks_off)
    with hostile(answer, log_in=answer) as line:
        reception = counter_at(line.url, budget=0.1)
        draft_id = reception.begin()
        reception.desk.look_up(draft_id, lambda _: came.set())
        dossier = replace(reception.desk.look_up, budget=30.0)(draft_id).dossier
        assert came.is_set()
        assert (dossier.look_up, [c.code for c in dossier.offered]) == (LookUpState.ANSWERED, ["cu-tru"])


def test_an_answer_after_the_acceptance_changes_nothing(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.ready()
    slow.desk.look_up(draft_id, enriched.append)
    slow.accept(draft_id)
    with slow.store.read() as work:
        accepted = work.dossiers.get(draft_id)
    until(lambda: not _asked())
    assert enriched == []
    with slow.store.read() as work:
        assert work.dossiers.get(draft_id) == accepted
    assert [line.outcome for line in slow.look_ups()] == ["answered", "asked"]


def test_an_answer_for_a_draft_that_was_put_away_changes_nothing(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    slow.desk.put_away(draft_id)
    until(lambda: not _asked())
    assert enriched == []
    assert slow.desk.resume() is None


def test_an_answer_about_the_person_before_stays_off_the_next_ones_draft(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    other = slow.desk.welcome.by_card(draft_id, OTHER_CARD).draft
    until(lambda: bool(enriched))
    assert slow.draft(draft_id) == other


def test_an_answer_for_the_procedure_before_stays_off_the_draft(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    other = slow.desk.choose_procedure(draft_id, BIRTH)
    until(lambda: bool(enriched))
    assert slow.draft(draft_id) == other


def test_closing_the_counter_drops_an_answer_under_way_and_waits_for_nobody(slow: Reception) -> None:
    enriched: list[Draft] = []
    draft_id = slow.begin()
    slow.desk.look_up(draft_id, enriched.append)
    slow.desk.look_up.close()
    assert [thread.daemon for thread in _asked()] == [True]  # still under way, and no hindrance to the program's end
    until(lambda: not _asked())
    assert enriched == []
    assert [line.outcome for line in slow.look_ups()] == ["asked"]
    assert slow.draft(draft_id).dossier.look_up is LookUpState.UNREACHABLE


def test_one_source_down_leaves_what_the_others_hold_and_says_that_not_all_was_asked(
    online: Reception, province: Sandbox
) -> None:
    province.faults(sources_down=["ho-tich"])
    draft_id = online.begin()
    online.desk.settle.need(draft_id, "ket-hon", True)
    dossier = online.desk.look_up(draft_id).dossier
    assert (dossier.look_up, sorted(dossier.silent)) == (LookUpState.ANSWERED, ["ho-tich"])
    assert {paper.source for paper in dossier.held} == {"dan-cu", "kho"}
    assert [c.code for c in dossier.offered] == ["cu-tru"]  # the population database answered
    married = next(c for c in dossier.required if c.code == "ket-hon")
    assert dossier.may_look_up_later(married)  # the civil register did not
    province.faults()
    again = online.desk.look_up(draft_id).dossier
    assert again.look_up is LookUpState.ANSWERED
    assert [c.code for c in again.offered] == ["ket-hon", "cu-tru"]


def test_a_source_that_has_nothing_to_do_with_a_paper_is_no_reason_to_look_it_up_later(
    online: Reception, province: Sandbox
) -> None:
    province.faults(sources_down=["dat-dai"])
    draft_id = online.begin(card=OTHER_CARD)
    dossier = online.desk.look_up(draft_id).dossier
    assert [c.code for c in dossier.missing] == ["to-khai", "cu-tru"]
    residence = next(c for c in dossier.required if c.code == "cu-tru")
    assert not dossier.may_look_up_later(residence)  # the population database answered: it holds nothing
    assert not dossier.needs_reason(residence)
    province.faults()


def test_what_the_source_no_longer_lists_is_gone_also_where_it_was_taken(online: Reception) -> None:
    draft_id = online.begin()
    held = online.desk.look_up(draft_id).dossier.held
    (residence,) = [paper for paper in held if paper.kind == "du-lieu.cu-tru"]
    taken = online.desk.settle.take(draft_id, "cu-tru").dossier
    revoked = taken.learn((), LookUpState.ANSWERED, answered=frozenset({residence.source}))
    assert residence not in revoked.held
    assert "cu-tru" in [c.code for c in revoked.missing]


def test_what_was_held_before_stays_when_its_source_goes_down(online: Reception, province: Sandbox) -> None:
    draft_id = online.begin()
    before = online.desk.look_up(draft_id).dossier.held
    province.faults(sources_down=["dan-cu", "ho-tich", "kho"])
    after = online.desk.look_up(draft_id).dossier
    assert set(after.held) == set(before)
    assert sorted(after.silent) == ["dan-cu", "ho-tich", "kho"]


def test_a_busy_province_is_unreachable_and_logged_by_its_code(online: Reception, province: Sandbox) -> None:
    province.faults(error_rate=1.0)
    draft = online.desk.look_up(online.begin())
    assert draft.dossier.look_up is LookUpState.UNREACHABLE
    assert [line.outcome for line in online.look_ups()] == ["environment.province-busy", "asked"]


def test_a_counter_without_its_secret_still_receives(counter_at: Opening, province: Sandbox) -> None:
    def no_secret() -> str:
        raise LoginRefused("no secret in the keyring")

    reception = counter_at(province.url, secret=no_secret)
    assert reception.desk.look_up(reception.begin()).dossier.look_up is LookUpState.UNREACHABLE
    assert [line.outcome for line in reception.look_ups()] == ["environment.login-refused", "asked"]


def test_a_mistake_of_ours_is_told_and_does_not_leave_the_desk_waiting(counter_at: Opening, province: Sandbox) -> None:
    def mistake() -> str:
        raise BrokenPromise("made up")

    reception = counter_at(province.url, secret=mistake)
    draft_id = reception.begin()
    with pytest.raises(BrokenPromise):
        reception.desk.look_up(draft_id)
    assert reception.draft(draft_id).dossier.look_up is LookUpState.UNREACHABLE


def test_whatever_goes_wrong_nobody_is_left_being_asked(counter_at: Opening, province: Sandbox) -> None:
    def mistake() -> str:
        raise ValueError("made up")

    reception = counter_at(province.url, secret=mistake)
    draft_id = reception.begin()
    with pytest.raises(ValueError, match="made up"):
        reception.desk.look_up(draft_id)
    assert reception.draft(draft_id).dossier.look_up is LookUpState.UNREACHABLE


def test_each_look_up_is_for_one_person_and_one_procedure(online: Reception) -> None:
    online.desk.look_up(online.begin())
    other = online.begin(BIRTH, OTHER_CARD)
    assert online.desk.look_up(other).dossier.held == ()
    answered = [(line.person, line.procedure_code) for line in online.look_ups() if line.outcome == "answered"]
    assert answered == [(NOBODY, BIRTH), (SA_RINH, SINGLE)]
    assert {line.who for line in online.look_ups()} == {CLERK.id}


# --- the law of offline ----------------------------------------------------------------------------------


def test_the_line_is_cut_and_mended_again(counter_at: Opening, sandbox: Sandbox) -> None:
    sandbox.stop()
    reception = counter_at(sandbox.url)
    draft_id = reception.begin()
    residence_line = reception.draft(draft_id).dossier.required[1]
    assert reception.desk.look_up(draft_id).dossier.look_up is LookUpState.UNREACHABLE
    assert [line.outcome for line in reception.look_ups()] == ["environment.line-down", "asked"]

    # The State could look it up: the citizen is asked only with a reason, and later is the first offer.
    sheets = [reception.add_page(draft_id, seed) for seed in (1, 2)]
    assert reception.draft(draft_id).component_of(sheets[1]) is None  # no sheet went there by itself
    with pytest.raises(ReasonNeeded):
        reception.desk.arrange.assign(draft_id, sheets[1], "cu-tru")
    dossier = reception.draft(draft_id).dossier
    assert dossier.may_look_up_later(residence_line)
    later = reception.desk.settle.look_up_later(draft_id, "cu-tru").dossier
    assert (later.row(residence_line), later.missing) == (Row.LATER, ())

    # The clerk asks for the paper after all, with the one reason that being offline is.
    reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
    dossier = reception.desk.arrange.assign(draft_id, sheets[1], "cu-tru").dossier
    assert (dossier.row(residence_line), dossier.missing) == (Row.CAPTURED, ())
    assert reception.audit()[0].about["reason"] == "offline"

    # Next citizen, the line is back: nothing of this is offered any more.
    sandbox.start()
    draft_id = reception.begin()
    assert reception.desk.look_up(draft_id).dossier.row(residence_line) is Row.HELD
    with pytest.raises(ReasonNeeded):
        reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
    with pytest.raises(ClerkCanRetry):
        reception.desk.settle.look_up_later(draft_id, "cu-tru")


def test_offline_is_no_reason_while_the_own_register_holds_the_paper(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.begin()
    dossier = reception.desk.look_up(draft_id).dossier
    assert dossier.look_up is LookUpState.UNREACHABLE
    assert [c.code for c in dossier.offered] == ["cu-tru"]
    with pytest.raises(ReasonNeeded):
        reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
    with pytest.raises(ClerkCanRetry):
        reception.desk.settle.look_up_later(draft_id, "cu-tru")


def test_offline_is_no_reason_before_the_province_was_tried(reception: Reception) -> None:
    draft_id = reception.begin()
    with pytest.raises(ReasonNeeded):
        reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
