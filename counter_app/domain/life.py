"""A dossier's life after acceptance: what happened to it, step by step, and what follows from that by law.

The state is never stored as a truth of its own: it is what the steps say. A step is never changed or taken away; one
that was wrong is followed by another.
"""

# Long because: one noun; its stage, its clock, its fee and what may follow are views of the same few steps.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from .deadline import VIETNAM, WorkCalendar
from .dossier import Captured
from .errors import ApologyTooLate, BadCatalogue, NotNow, RescheduledAlready, WordsMissing
from .fee import Pay, Payment


class Act(StrEnum):
    """What can happen to an accepted dossier."""

    HANDED_OVER = "handed-over"  # to the competent unit, with form 06
    SUPPLEMENT_ASKED = "supplement-asked"  # form 02: the clock stands still
    SUPPLEMENTED = "supplemented"
    APOLOGISED = "apologised"  # form 04, with the one new date
    REFUSED = "refused"  # form 03
    STOPPED = "stopped"  # form 05
    WITHDRAWN = "withdrawn"
    RESULT_ARRIVED = "result-arrived"
    RETURNED = "returned"
    FEE_TAKEN = "fee-taken"
    FEE_CONFIRMED = "fee-confirmed"  # the account shows the transfer
    FEE_WAIVED = "fee-waived"
    NOTED = "noted"  # how far it has come at the province; moves nothing


class Stage(StrEnum):
    """Where a dossier is, as the national portal counts (TrangThaiHoSo)."""

    RECEIVED = "received"  # 2 được tiếp nhận
    REFUSED = "refused"  # 3 không được tiếp nhận
    PROCESSING = "processing"  # 4 đang xử lý
    SUPPLEMENT = "supplement"  # 5 yêu cầu bổ sung
    WITHDRAWN = "withdrawn"  # 7 công dân rút
    STOPPED = "stopped"  # 8 dừng xử lý
    DONE = "done"  # 9 đã xử lý xong
    RETURNED = "returned"  # 10 đã trả

    @property
    def number(self) -> int:
        """TrangThaiHoSo of the national exchange."""
        return _NUMBERS[self]


_NUMBERS = {
    Stage.RECEIVED: 2,
    Stage.REFUSED: 3,
    Stage.PROCESSING: 4,
    Stage.SUPPLEMENT: 5,
    Stage.WITHDRAWN: 7,
    Stage.STOPPED: 8,
    Stage.DONE: 9,
    Stage.RETURNED: 10,
}
_LEADS_TO = {
    Act.HANDED_OVER: Stage.PROCESSING,
    Act.SUPPLEMENT_ASKED: Stage.SUPPLEMENT,
    Act.REFUSED: Stage.REFUSED,
    Act.STOPPED: Stage.STOPPED,
    Act.WITHDRAWN: Stage.WITHDRAWN,
    Act.RESULT_ARRIVED: Stage.DONE,
    Act.RETURNED: Stage.RETURNED,
}
_UNDER_WAY = frozenset({Stage.RECEIVED, Stage.PROCESSING})
UNFINISHED = _UNDER_WAY | {Stage.SUPPLEMENT}
_WHEN = {
    Act.HANDED_OVER: _UNDER_WAY,
    Act.SUPPLEMENT_ASKED: _UNDER_WAY,
    Act.SUPPLEMENTED: frozenset({Stage.SUPPLEMENT}),
    Act.APOLOGISED: _UNDER_WAY,
    Act.REFUSED: UNFINISHED,
    Act.STOPPED: UNFINISHED,
    Act.WITHDRAWN: UNFINISHED,
    Act.RESULT_ARRIVED: UNFINISHED,
    Act.RETURNED: frozenset({Stage.DONE}),
    Act.NOTED: frozenset(Stage),
}
_NO_FEE = frozenset({Stage.REFUSED, Stage.STOPPED, Stage.WITHDRAWN})  # what was not done costs nothing
_NEEDS_REASON = frozenset({Act.SUPPLEMENT_ASKED, Act.APOLOGISED, Act.REFUSED, Act.STOPPED, Act.FEE_WAIVED})


class SupplementClock(StrEnum):
    """What a supplement does to the promised date."""

    RESTART = "restart"  # the whole limit again, from when the papers are complete (NĐ 61/2018 Art. 19.4)
    RESUME = "resume"  # the date moves by the time that was waited


@dataclass(frozen=True, slots=True)
class LifeRules:
    """What the law says of a dossier's life, for those received on a day (`resources/life`).

    `apology_days`: an apology goes out so many days before the promised day at the latest; `reschedules`: as often;
    `supplements`: one asked more often counts as overdue, whatever the date.
    """

    valid_from: date
    legal_basis: str
    supplement_clock: SupplementClock = SupplementClock.RESTART
    apology_days: int = 1
    reschedules: int = 1
    supplements: int = 1
    online_hours: int = 8  # working hours within which a dossier that was sent online is answered


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it came: `kind` its code (KQ.G15.000031), number, day. `why_no_file`: where it came on paper alone
    and was not scanned, the reason."""

    kind: str
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    why_no_file: str = ""


@dataclass(frozen=True, slots=True)
class Collector:
    """Who took a result home: by the twelve digits, or a foreigner by his passport's number. `other`: neither the
    applicant nor the owner, and what authorises him."""

    full_name: str
    personal_number: str
    other: str = ""

    def __repr__(self) -> str:
        return "Collector()"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. `who` an account's id, `who_name` as it stands on papers; `number` of the slip in the
    counter's book of that kind and year, 0 where there is none.

    `papers` components asked for or brought; `due` the new promise where this step makes one; `to` the unit that it
    went to; `captured` what was scanned with it.
    """

    id: UUID
    act: Act
    at: datetime
    who: str
    who_name: str
    counter: str
    number: int = 0
    reason: str = ""
    papers: tuple[str, ...] = ()
    due: datetime | None = None
    to: str = ""
    captured: tuple[Captured, ...] = ()
    result: Result | None = None
    collector: Collector | None = None
    payment: Payment | None = None

    def __repr__(self) -> str:
        return f"Step({self.act.value})"


@dataclass(frozen=True, slots=True)
class Life:
    """`promised` as the receipt says, None where the clock starts at the competent unit; `fee` in đồng."""

    received_at: datetime
    promised: datetime | None
    fee: int = 0
    steps: tuple[Step, ...] = ()

    # --- where it is -----------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        return stage_of(step.act for step in self.steps)

    @property
    def due(self) -> datetime | None:
        """The promise that holds now."""
        return next((step.due for step in reversed(self.steps) if step.due is not None), self.promised)

    @property
    def asked(self) -> Step | None:
        """The supplement that is waited for."""
        return self._last(Act.SUPPLEMENT_ASKED) if self.stage is Stage.SUPPLEMENT else None

    @property
    def result(self) -> Result | None:
        arrived = self._last(Act.RESULT_ARRIVED)
        return arrived.result if arrived is not None else None

    @property
    def with_unit(self) -> str:
        """Who has the dossier; empty: it is at the counter."""
        handed = self._last(Act.HANDED_OVER)
        return handed.to if handed is not None and self.stage is Stage.PROCESSING else ""

    @property
    def times_apologised(self) -> int:
        return self.times(Act.APOLOGISED)

    def times(self, act: Act) -> int:
        return sum(step.act is act for step in self.steps)

    def _last(self, act: Act) -> Step | None:
        return next((step for step in reversed(self.steps) if step.act is act), None)

    # --- what the clock says ---------------------------------------------------------------------------

    @property
    def finished_at(self) -> datetime | None:
        """When it was decided: a result in the citizen's hands later is not the unit's delay."""
        if self.stage in UNFINISHED:
            return None
        ends = (Act.RESULT_ARRIVED, Act.REFUSED, Act.STOPPED, Act.WITHDRAWN)
        return next((step.at for step in reversed(self.steps) if step.act in ends), None)

    @property
    def stood_still_at(self) -> datetime | None:
        """When the supplement was asked for that never came: the clock goes on no more, also if the dossier ended."""
        turns = (Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED)
        last = next((step for step in reversed(self.steps) if step.act in turns), None)
        return last.at if last is not None and last.act is Act.SUPPLEMENT_ASKED else None

    def late(self, now: datetime) -> bool:
        """Past its promise; while a supplement is waited for the clock stands still."""
        return self.due is not None and (self.stood_still_at or self.finished_at or now) > self.due

    def counts_as_overdue(self, now: datetime, rules: LifeRules) -> bool:
        """As the province's figures count it: late, now or when a supplement was asked for, or one asked more often
        than once (QĐ 766)."""
        asked = (place for place, step in enumerate(self.steps) if step.act is Act.SUPPLEMENT_ASKED)
        was_late = any(replace(self, steps=self.steps[: place + 1]).late(now) for place in asked)
        return was_late or self.late(now) or self.times(Act.SUPPLEMENT_ASKED) > rules.supplements

    def next_supplement_counts_as_overdue(self, rules: LifeRules) -> bool:
        return self.times(Act.SUPPLEMENT_ASKED) >= rules.supplements

    def last_day_to_apologise(self, rules: LifeRules, calendar: WorkCalendar) -> date | None:
        """A working day: for what is due on a Monday somebody must be told on Friday."""
        if self.due is None:
            return None
        last = self.due.astimezone(VIETNAM).date() - timedelta(days=rules.apology_days)
        return calendar.same_or_previous_working_day(last)

    # --- money -----------------------------------------------------------------------------------------

    @property
    def payment(self) -> Payment | None:
        """The last word on the fee; a transfer counts as settled once the account showed it."""
        last = next((s for s in reversed(self.steps) if s.payment is not None), None)
        return last.payment if last is not None else None

    @property
    def fee_open(self) -> int:
        """Đồng that nobody has paid or waived; a transfer that has not been seen may never come."""
        return 0 if self.payment is not None and self.payment.settled else self.fee

    @property
    def waits_for_transfer(self) -> bool:
        return self.payment is not None and self.payment.how is Pay.TRANSFER and not self.payment.settled

    @property
    def taken(self) -> Step | None:
        """The step by which the fee was taken or waived as it stands: one that was replaced counts no more."""
        return next((s for s in reversed(self.steps) if s.act in (Act.FEE_TAKEN, Act.FEE_WAIVED)), None)

    # --- what may happen next --------------------------------------------------------------------------

    def allows(self, act: Act) -> bool:
        match act:
            case Act.FEE_TAKEN | Act.FEE_WAIVED:
                return self.fee_open > 0 and self.stage not in _NO_FEE
            case Act.FEE_CONFIRMED:
                return self.waits_for_transfer
            case _:
                return self.stage in _WHEN[act]

    @property
    def clashes(self) -> tuple[Step, ...]:
        """Steps that could not follow what stands before them: two counters of a hall acted without knowing of each
        other. Nothing is chosen between them; people see both."""
        return tuple(
            step
            for place, step in enumerate(self.steps)
            if not replace(self, steps=self.steps[:place]).allows(step.act)
        )

    def must_allow(self, step: Step, rules: LifeRules, calendar: WorkCalendar) -> None:
        """Raises NotNow, WordsMissing, ApologyTooLate, RescheduledAlready."""
        if not self.allows(step.act):
            raise NotNow(act=step.act.value, stage=self.stage.value)
        if step.act in _NEEDS_REASON and not step.reason.strip():
            raise WordsMissing(why="reason")
        if step.act is Act.SUPPLEMENT_ASKED and not step.papers:
            raise WordsMissing(why="papers")
        if step.act is Act.HANDED_OVER and not step.to.strip():
            raise WordsMissing(why="to")
        if step.act is Act.RESULT_ARRIVED:
            _must_tell(step)
        if step.act is Act.APOLOGISED:
            self._must_be_in_time(step, rules, calendar)
        promised = step.act is Act.FEE_TAKEN and step.payment is not None and not step.payment.settled
        if promised and self.waits_for_transfer:  # cash or a waiver replaces it, not another promise
            raise NotNow(act=step.act.value, stage=self.stage.value)

    def _must_be_in_time(self, step: Step, rules: LifeRules, calendar: WorkCalendar) -> None:
        """NĐ 61/2018 Art. 19.9: before the day, and once."""
        if self.times_apologised >= rules.reschedules:
            raise RescheduledAlready
        last = self.last_day_to_apologise(rules, calendar)
        if last is None or self.due is None:
            raise NotNow(act=step.act.value, stage=self.stage.value)
        if step.at.astimezone(VIETNAM).date() > last:
            raise ApologyTooLate(day=f"{last:%d/%m/%Y}")
        if step.due is None or step.due <= self.due:
            raise WordsMissing(why="new-day")


def stage_of(acts: Iterable[Act]) -> Stage:
    """A supplement that was brought leads back to where the dossier was: at its unit, or at the counter."""
    stage = place = Stage.RECEIVED
    for act in acts:
        place = Stage.PROCESSING if act is Act.HANDED_OVER else place
        stage = place if act is Act.SUPPLEMENTED else _LEADS_TO.get(act, stage)
    return stage


def rules_on(day: date, among: Iterable[LifeRules]) -> LifeRules:
    """Those in force on the day of reception: a dossier ends under the law that it was received under."""
    known = sorted(among, key=lambda rules: rules.valid_from)
    begun = [rules for rules in known if rules.valid_from <= day]
    return begun[-1] if begun else known[0]


def _must_tell(step: Step) -> None:
    result = step.result
    if result is None or not result.kind.strip():
        raise WordsMissing(why="kind")
    if not step.captured and not result.why_no_file.strip():
        raise WordsMissing(why="why-no-file")


def parse_rules(entries: Iterable[dict[str, Any]]) -> tuple[LifeRules, ...]:
    """From `resources/life`. Raises BadCatalogue: a wrong number would promise what the law does not."""
    return tuple(map(_parsed, entries))


def _parsed(entry: dict[str, Any]) -> LifeRules:
    try:
        rules = LifeRules(
            date.fromisoformat(entry["valid_from"]),
            entry["legal_basis"],
            SupplementClock(entry["supplement_clock"]),
            *(entry[name] for name in ("apology_days", "reschedules", "supplements", "online_hours")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadCatalogue("life", entry=str(entry.get("valid_from", ""))) from error
    counts = (rules.apology_days, rules.reschedules, rules.supplements, rules.online_hours)
    if any(type(count) is not int or count < 1 for count in counts):
        raise BadCatalogue("life", entry=entry["valid_from"])
    return rules
