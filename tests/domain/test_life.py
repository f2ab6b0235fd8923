"""What the law says of a dossier after acceptance, against tables that were counted by hand on a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest

from counter_app.domain.deadline import VIETNAM, WorkCalendar, moved_on
from counter_app.domain.errors import (
    ApologyTooLate,
    BadCatalogue,
    CounterError,
    NotNow,
    RescheduledAlready,
    WordsMissing,
)
from counter_app.domain.fee import Pay, Payment
from counter_app.domain.life import Act, Life, LifeRules, Result, Stage, Step, parse_rules, rules_on
from counter_app.domain.procedure import DeadlineRule, Term
from resources import life_rules

RULES = LifeRules(date(2018, 6, 21), "NĐ 61/2018")
CALENDAR = WorkCalendar({date(2026, 11, 24): "Ngày Văn hóa Việt Nam"})


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


DUE = at(27, 16, 30)  # received Monday 23/11, three working days, the 24th is a holiday


def step(act: Act, when: datetime | None = None, **told: Any) -> Step:
    given: dict[str, Any] = {"reason": "lý do", "papers": ("to-khai",), "to": "Công an phường", **told}
    if act is Act.RESULT_ARRIVED:
        given.setdefault("result", Result("KQ.G15.000031", why_no_file="bản giấy"))
    return Step(uuid4(), act, when or at(24), "clerk-1", "Lâm Thị Bảy", "Q01", **given)


def life(*acts: Act | Step, fee: int = 0) -> Life:
    steps = tuple(one if isinstance(one, Step) else step(one) for one in acts)
    return Life(at(23), DUE, fee, steps)


WAYS = [
    ((), Stage.RECEIVED, 2),
    ((Act.HANDED_OVER,), Stage.PROCESSING, 4),
    ((Act.HANDED_OVER, Act.SUPPLEMENT_ASKED), Stage.SUPPLEMENT, 5),
    ((Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED), Stage.RECEIVED, 2),  # no unit has it yet
    ((Act.HANDED_OVER, Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED), Stage.PROCESSING, 4),
    ((Act.REFUSED,), Stage.REFUSED, 3),
    ((Act.SUPPLEMENT_ASKED, Act.WITHDRAWN), Stage.WITHDRAWN, 7),
    ((Act.HANDED_OVER, Act.STOPPED), Stage.STOPPED, 8),
    ((Act.HANDED_OVER, Act.APOLOGISED, Act.RESULT_ARRIVED), Stage.DONE, 9),
    ((Act.FEE_TAKEN, Act.RESULT_ARRIVED, Act.RETURNED), Stage.RETURNED, 10),
]


@pytest.mark.parametrize(("acts", "stage", "number"), WAYS)
def test_the_stage_is_what_the_steps_say(acts: tuple[Act, ...], stage: Stage, number: int) -> None:
    assert (life(*acts).stage, life(*acts).stage.number) == (stage, number)


ALLOWED = {
    Stage.RECEIVED: "handed-over supplement-asked apologised refused stopped withdrawn result-arrived",
    Stage.PROCESSING: "handed-over supplement-asked apologised refused stopped withdrawn result-arrived",
    Stage.SUPPLEMENT: "supplemented refused stopped withdrawn result-arrived",
    Stage.DONE: "returned",
    Stage.REFUSED: "",
    Stage.STOPPED: "",
    Stage.WITHDRAWN: "",
    Stage.RETURNED: "",
}


@pytest.mark.parametrize(("acts", "stage", "number"), WAYS)
def test_each_stage_allows_what_may_follow_it_and_nothing_else(
    acts: tuple[Act, ...], stage: Stage, number: int
) -> None:
    now = life(*acts)
    assert {act.value for act in Act if now.allows(act)} == {"noted", *ALLOWED[stage].split()}
    with pytest.raises(NotNow) as refused:
        now.must_allow(step(Act.FEE_CONFIRMED), RULES, CALENDAR)
    assert refused.value.facts == {"act": "fee-confirmed", "stage": stage.value}


LACKING: list[tuple[Act, dict[str, Any], str]] = [
    (Act.SUPPLEMENT_ASKED, {"reason": "  "}, "reason"),
    (Act.SUPPLEMENT_ASKED, {"papers": ()}, "papers"),
    (Act.REFUSED, {"reason": ""}, "reason"),
    (Act.STOPPED, {"reason": ""}, "reason"),
    (Act.HANDED_OVER, {"to": ""}, "to"),
    (Act.RESULT_ARRIVED, {"result": Result("", why_no_file="bản giấy")}, "kind"),
    (Act.RESULT_ARRIVED, {"result": Result("KQ.G15.000031")}, "why-no-file"),
]


@pytest.mark.parametrize(("act", "told", "why"), LACKING)
def test_what_an_act_must_say_is_asked_for(act: Act, told: dict[str, Any], why: str) -> None:
    with pytest.raises(WordsMissing) as missing:
        life().must_allow(step(act, **told), RULES, CALENDAR)
    assert missing.value.facts == {"why": why}
    life().must_allow(step(act), RULES, CALENDAR)
    life().must_allow(step(Act.WITHDRAWN, reason=""), RULES, CALENDAR)  # a citizen needs none


NEW = at(1, 16, 30, month=12)
APOLOGIES: list[tuple[datetime, datetime | None, type[CounterError] | None]] = [
    (at(26, 16, 59), NEW, None),  # the day before
    (at(27, 7, 0), NEW, ApologyTooLate),  # the very day
    (at(30), NEW, ApologyTooLate),
    (at(25), DUE, WordsMissing),  # no later day
    (at(25), None, WordsMissing),
]


@pytest.mark.parametrize(("when", "promised", "refusal"), APOLOGIES)
def test_an_apology_goes_out_a_day_before_with_a_later_day(
    when: datetime, promised: datetime | None, refusal: type[CounterError] | None
) -> None:
    apology = step(Act.APOLOGISED, when, due=promised)
    if refusal is None:
        life().must_allow(apology, RULES, CALENDAR)
        return
    with pytest.raises(refusal):
        life().must_allow(apology, RULES, CALENDAR)


def test_a_date_is_moved_once() -> None:
    once = life(step(Act.APOLOGISED, at(25), due=NEW))
    assert once.due == NEW
    with pytest.raises(RescheduledAlready):
        once.must_allow(step(Act.APOLOGISED, at(26), due=at(4, 16, 30, month=12)), RULES, CALENDAR)
    once.must_allow(step(Act.APOLOGISED, at(26), due=at(4, month=12)), replace(RULES, reschedules=2), CALENDAR)


def test_without_a_promise_there_is_nothing_to_apologise_for() -> None:
    with pytest.raises(NotNow):
        replace(life(), promised=None).must_allow(step(Act.APOLOGISED, due=NEW), RULES, CALENDAR)


def test_the_clock_stands_still_while_a_supplement_is_waited_for() -> None:
    asked = life(step(Act.SUPPLEMENT_ASKED, at(25)))
    assert life().late(at(28))
    assert not asked.late(at(28))
    assert asked.asked is not None
    again = replace(asked, steps=(*asked.steps, step(Act.SUPPLEMENTED, at(30), due=at(3, 16, 30, month=12))))
    assert (again.asked, again.due) == (None, at(3, 16, 30, month=12))
    assert not again.late(at(3, 16, 30, month=12))
    assert again.late(at(3, 16, 31, month=12))


def test_a_result_in_time_stays_in_time_however_late_it_is_collected() -> None:
    done = life(step(Act.RESULT_ARRIVED, at(27, 16, 0)), step(Act.RETURNED, at(15, month=12)))
    assert not done.late(at(20, month=12))
    assert life(step(Act.RESULT_ARRIVED, at(27, 17, 0))).late(at(28))


def test_what_ends_while_a_supplement_is_waited_for_is_as_late_as_when_it_was_asked() -> None:
    for end in (Act.WITHDRAWN, Act.STOPPED, Act.RESULT_ARRIVED):
        assert not life(step(Act.SUPPLEMENT_ASKED, at(25)), step(end, at(15, month=12))).late(at(20, month=12))
        assert life(step(Act.SUPPLEMENT_ASKED, at(28)), step(end, at(15, month=12))).late(at(20, month=12))


def test_what_was_late_when_a_supplement_was_asked_stays_counted() -> None:
    new = at(11, 16, 30, month=12)
    brought = life(step(Act.SUPPLEMENT_ASKED, at(28)), step(Act.SUPPLEMENTED, at(30), due=new))
    assert not brought.late(at(1, month=12))
    assert brought.counts_as_overdue(at(1, month=12), RULES)
    in_time = life(step(Act.SUPPLEMENT_ASKED, at(26)), step(Act.SUPPLEMENTED, at(30), due=new))
    assert not in_time.counts_as_overdue(at(1, month=12), RULES)


def test_for_a_monday_the_apology_goes_out_on_friday_and_not_on_a_day_off() -> None:
    monday = replace(life(), promised=at(30, 16, 30))
    assert monday.last_day_to_apologise(RULES, CALENDAR) == date(2026, 11, 27)
    after_holiday = replace(life(), promised=at(25, 16, 30))
    assert after_holiday.last_day_to_apologise(RULES, CALENDAR) == date(2026, 11, 23)
    assert life().last_day_to_apologise(RULES, CALENDAR) == date(2026, 11, 26)


def test_a_second_supplement_counts_as_overdue_whatever_the_date() -> None:
    once = life(Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED)
    assert once.next_supplement_counts_as_overdue(RULES)
    assert not once.counts_as_overdue(at(25), RULES)
    assert not life().next_supplement_counts_as_overdue(RULES)
    twice = life(Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED, Act.SUPPLEMENT_ASKED)
    assert twice.counts_as_overdue(at(25), RULES)
    assert not twice.counts_as_overdue(at(25), replace(RULES, supplements=2))


MOVED = [
    # limit, promised, asked, complete, promised then
    (Term.WORKING_DAYS, DUE, at(23, 14), at(26, 10), at(1, 16, 30, month=12)),  # 25, 26 worked: Fri 27 + 2
    (Term.WORKING_DAYS, DUE, at(25, 8), at(25, 16), DUE),  # the same day
    (Term.WORKING_DAYS, DUE, at(27, 8), at(30, 16), at(30, 16, 30)),  # over a weekend: one
    (Term.CALENDAR_DAYS, at(30, 16, 30), at(25), at(30), at(7, 16, 30, month=12)),  # Sat 5/12 is no day to end on
    (Term.HOURS, at(25, 10, 0), at(23, 9, 0), at(26, 14, 0), at(27, 15, 0)),  # 9 h left: 3 + 4.5, then 1.5 from 13:30
]


@pytest.mark.parametrize(("term", "promised", "asked", "complete", "then"), MOVED)
def test_where_a_province_counts_on_the_promise_moves_by_what_was_waited(
    term: Term, promised: datetime, asked: datetime, complete: datetime, then: datetime
) -> None:
    assert moved_on(promised, asked, complete, DeadlineRule(term, 3), CALENDAR) == then


def test_a_fee_is_open_until_it_was_paid_promised_or_waived() -> None:
    unpaid = life(fee=20_000)
    assert (unpaid.fee_open, unpaid.allows(Act.FEE_TAKEN), unpaid.allows(Act.FEE_CONFIRMED)) == (20_000, True, False)
    promised = Payment(Pay.TRANSFER, 20_000, settled=False)
    waiting = life(step(Act.FEE_TAKEN, payment=promised), fee=20_000)
    assert (waiting.fee_open, waiting.waits_for_transfer, waiting.allows(Act.FEE_TAKEN)) == (20_000, True, True)
    with pytest.raises(NotNow):
        waiting.must_allow(step(Act.FEE_TAKEN, payment=promised), RULES, CALENDAR)
    cash = step(Act.FEE_TAKEN, payment=Payment(Pay.CASH, 20_000))
    waiting.must_allow(cash, RULES, CALENDAR)
    instead = life(*waiting.steps, cash, fee=20_000)
    assert (instead.fee_open, instead.taken, instead.allows(Act.FEE_CONFIRMED)) == (0, cash, False)
    seen = life(*waiting.steps, step(Act.FEE_CONFIRMED, payment=replace(promised, settled=True)), fee=20_000)
    assert (seen.waits_for_transfer, seen.allows(Act.FEE_CONFIRMED)) == (False, False)


def test_a_dossier_lives_under_the_law_of_its_day_of_reception() -> None:
    newer = replace(RULES, valid_from=date(2027, 1, 1), reschedules=2)
    assert rules_on(date(2026, 12, 31), (newer, RULES)) is RULES
    assert rules_on(date(2027, 1, 1), (newer, RULES)) is newer
    shipped = parse_rules(life_rules())
    assert rules_on(date(2026, 11, 23), shipped).apology_days == 1
    with pytest.raises(BadCatalogue):
        parse_rules([{**life_rules()[0], "reschedules": 0}])


def test_neither_a_step_nor_who_collected_shows_a_person_by_accident() -> None:
    taken = step(Act.RETURNED, reason="Thạch Thị Sa Rinh")
    assert "Thạch" not in f"{taken!r}"
