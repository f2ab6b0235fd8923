"""Time at the counter never goes back, whatever the PC's battery does, and never runs ahead with a wrong date."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from counter_app.domain.codes import NumberBlock
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import ClockWrong
from counter_app.domain.ticket import Ticket
from counter_app.use_cases.overview import LineView
from counter_app.wiring.line import LineState
from local_db.clock import NEVER, StoreClock
from local_db.store import SqlStore
from tests.local_db.samples import COUNTER, UNIT, draft, event
from tests.services.store import PocketKeyChain, make_store
from ui.main_window.view_model import line_words
from ui.page import Tone

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Pc:
    """A PC whose clock can be set, and whose counter since power-on cannot."""

    def __init__(self) -> None:
        self.wall = NINE
        self.counter = 100.0

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.counter += seconds

    def clock(self, not_before: datetime = NINE, vouched: datetime | None = None) -> StoreClock:
        return StoreClock(not_before, lambda: self.wall, lambda: self.counter, vouched)


def test_a_right_clock_is_followed() -> None:
    pc = Pc()
    clock = pc.clock()
    pc.passes(90)
    assert clock.now() == NINE + timedelta(seconds=90)
    assert clock.behind == timedelta()


def test_the_provinces_last_word_is_kept_apart_from_what_the_pc_shows() -> None:
    pc = Pc()
    clock = pc.clock(vouched=NINE)
    pc.wall += timedelta(days=50)
    assert clock.now() == pc.wall
    assert clock.vouched == NINE
    clock.vouch(NINE + timedelta(days=1))
    assert clock.vouched == NINE + timedelta(days=1)


def test_with_a_dead_battery_time_runs_on_from_what_was_written() -> None:
    pc = Pc()
    pc.wall = datetime(2015, 1, 1, tzinfo=UTC)
    clock = pc.clock(not_before=NINE)
    pc.passes(3600)
    assert clock.now() == NINE + timedelta(hours=1)
    assert clock.behind.days > 4000


@given(st.lists(st.tuples(st.floats(-1e8, 1e8), st.floats(0, 1e5))))
def test_it_never_goes_back(jumps: list[tuple[float, float]]) -> None:
    pc = Pc()
    clock = pc.clock()
    last = clock.now()
    for jump, passed in jumps:
        pc.wall += timedelta(seconds=jump)
        pc.passes(passed)
        now = clock.now()
        assert now >= last
        last = now


def test_a_restart_does_not_go_behind_the_last_number_given(
    open_a_store: Callable[..., SqlStore],
) -> None:
    store = open_a_store()
    with store.write() as work:
        work.numbers.take_register_line(COUNTER, 2026)
    written = store.clock.now()
    store.close()
    again = open_a_store()
    dead = StoreClock(again.clock.now(), wall=lambda: datetime(2015, 1, 1, tzinfo=UTC))
    assert dead.now() >= written


@pytest.mark.parametrize("off", [timedelta(0), timedelta(days=21), timedelta(days=59)])
def test_after_a_long_holiday_the_date_is_believed(off: timedelta) -> None:
    pc = Pc()
    pc.wall += off
    clock = pc.clock(not_before=NINE)
    assert not clock.wrong
    assert clock.now() == NINE + off


def test_a_date_far_ahead_is_not_believed_until_it_is_put_right() -> None:
    pc = Pc()
    clock = pc.clock()
    pc.wall += timedelta(days=3650)
    pc.passes(60)
    assert clock.doubtful
    assert clock.now() == NINE + timedelta(seconds=60)
    pc.wall -= timedelta(days=3650)
    assert not clock.wrong


def test_a_pc_that_stood_for_half_a_year_is_believed_once_the_province_has_said_the_date() -> None:
    pc = Pc()
    pc.wall += timedelta(days=180)
    clock = pc.clock(not_before=NINE)
    assert clock.doubtful
    clock.vouch(pc.wall - timedelta(days=2))
    assert not clock.doubtful
    assert clock.now() == pc.wall


def test_a_province_that_says_a_wrong_date_puts_no_right_clock_wrong() -> None:
    pc = Pc()
    for clock in (pc.clock(vouched=NINE + timedelta(days=3650)), pc.clock(vouched=NINE - timedelta(days=3650))):
        pc.passes(60)
        assert clock.now() == pc.wall
        assert not clock.wrong


def test_a_date_a_month_ahead_is_undone_at_the_next_start_after_it_was_put_right() -> None:
    pc = Pc()
    ahead = NINE + timedelta(days=30)
    assert pc.clock(not_before=ahead, vouched=NINE - timedelta(days=1)).now() == NINE
    assert pc.clock(not_before=ahead, vouched=NINE + timedelta(days=29)).now() == ahead, "the province knew that day"


def test_a_pc_ten_years_behind_goes_on_from_what_the_province_has_just_said() -> None:
    pc = Pc()
    pc.wall -= timedelta(days=3650)
    clock = pc.clock(not_before=NINE)
    clock.vouch(NINE + timedelta(days=3))
    pc.passes(60)
    assert clock.now() == NINE + timedelta(days=3), "it is Monday, and not Friday any more"
    pc.passes(60)
    assert clock.now() == NINE + timedelta(days=3, seconds=60)


def test_a_province_that_says_2099_does_not_make_any_date_believed() -> None:
    far = datetime(2099, 1, 1, tzinfo=UTC)
    for said_before in (None, far):
        pc = Pc()
        clock = pc.clock(vouched=said_before)
        clock.vouch(far)
        pc.wall += timedelta(days=3650)
        assert clock.doubtful
        pc.wall = NINE
        assert clock.now() == NINE
    ahead = NINE + timedelta(days=30)
    assert pc.clock(not_before=ahead, vouched=far).now() == NINE, "a month ahead is still undone"


@pytest.mark.parametrize("year", [2015, 2036])
def test_a_new_store_begins_on_no_impossible_date(year: int) -> None:
    pc = Pc()
    pc.wall = datetime(year, 11, 23, tzinfo=UTC)
    assert pc.clock(not_before=NEVER).doubtful


def test_a_new_store_on_a_pc_with_a_dead_battery_begins_once_the_province_has_said_the_date() -> None:
    pc = Pc()
    pc.wall = datetime(2015, 11, 23, tzinfo=UTC)
    clock = pc.clock(not_before=NEVER)
    assert clock.doubtful
    said = NINE + timedelta(days=400)
    clock.vouch(said)
    assert not clock.doubtful
    pc.passes(60)
    assert clock.now() == said + timedelta(seconds=60)
    pc.wall = said + timedelta(hours=1)  # put right
    assert clock.now() == pc.wall


def test_ten_minutes_behind_are_told() -> None:
    pc = Pc()
    pc.wall -= timedelta(minutes=9)
    clock = pc.clock()
    assert not clock.wrong
    pc.wall -= timedelta(minutes=2)
    assert clock.wrong


def test_a_try_that_a_fast_clock_put_off_for_weeks_is_due_once_the_clock_is_right(store: SqlStore) -> None:
    opened = draft()
    with store.write() as work:
        work.drafts.save(opened)
        waiting = work.outbox.add(event(opened.dossier.id))
        work.outbox.mark_failed(waiting.id, "environment.province-refused", NINE, NINE + timedelta(hours=6))
        assert not work.outbox.due(NINE)
        work.outbox.mark_failed(waiting.id, "environment.province-refused", NINE, NINE + timedelta(days=50))
        assert [due.id for due in work.outbox.due(NINE)] == [waiting.id]


def test_the_line_of_the_desk_tells_a_wrong_clock_before_anything_else() -> None:
    line = LineState(online=True, problem="environment.province-busy", clock_wrong=lambda: True)
    assert (line().online, line().problem) == (True, "environment.clock-wrong")
    words = line_words(LineView(True, 0, NINE, line().problem), NINE)
    assert "đồng hồ máy sai ngày" in words.words
    assert words.tone is Tone.ERROR


@pytest.mark.parametrize("seen", [True, False])
def test_a_month_of_work_two_months_ahead_does_not_stop_reception_once_it_is_put_right(
    tmp_path: Path, seen: bool
) -> None:
    """Provisional codes and tickets go on, none twice, through the days that were numbered ahead of their time."""
    keys, given = PocketKeyChain(), set[str]()

    def a_day(days: int) -> None:
        with mock.patch("local_db.store.StoreClock", partial(StoreClock, wall=lambda: NINE + timedelta(days=days))):
            store = make_store(tmp_path, keys)
        day = store.clock.now().astimezone(VIETNAM).date()
        assert day == (NINE + timedelta(days=days)).date()
        for _ in range(3):
            with store.write() as work:
                given_now = {work.numbers.take_provisional(COUNTER, day).text}
                issued = work.tickets.issue(partial(_ticket_of, day), "site", day, "A")
                given_now.add(f"{day} A{issued.number}")
            if not seen:  # as after the restore of a database that knows nothing of it
                with store._engines.writer.begin() as connection:
                    connection.exec_driver_sql("DELETE FROM provisional_serials")
                    connection.exec_driver_sql("DELETE FROM tickets")
            assert not given_now & given
            given.update(given_now)
        store.close()

    for days in (0, *range(59, 92), *range(33, 100)):
        a_day(days)
    assert len(given) == (1 + 33 + 67) * 3 * 2


def _ticket_of(day: date, number: int) -> Ticket:
    return Ticket(uuid4(), "site", day, "A", number, "group", NINE)


# --- any wrong clock, at any start ---------------------------------------------------------------------


class Year(RuleBasedStateMachine):
    """One counter and the true time; its PC shows that, or up to ten years more or less."""

    template: Path
    keys = PocketKeyChain()

    @initialize()
    def opens(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="year-"))
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.true, self.error, self.running = NINE, timedelta(0), 0.0
        self.known = NINE  # the last moment at which the store could know the time
        self.codes: set[str] = set()
        self.lines: dict[int, int] = {}
        self.store = self._opened()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def _opened(self) -> SqlStore:
        clock = partial(StoreClock, wall=lambda: self.true + self.error, counter=lambda: self.running)
        with mock.patch("local_db.store.StoreClock", clock):
            return make_store(self.folder, self.keys)

    def _accept(self) -> None:
        with self.store.write() as work:
            day = self.store.clock.now().astimezone(VIETNAM).date()
            code = work.numbers.take_code(UNIT, COUNTER, day) or work.numbers.take_provisional(COUNTER, day)
            entry = work.numbers.take_register_line(COUNTER, day.year)
        assert code.text not in self.codes, f"given twice: {code.text}"
        self.codes.add(code.text)
        assert entry.line == self.lines.get(entry.year, 0) + 1, "a gap, or a line given twice"
        self.lines[entry.year] = entry.line
        assert abs(entry.year - self.true.astimezone(VIETNAM).year) <= 1, "a book of another age"
        if not self.error:
            self.known = self.true

    @rule(hours=st.integers(1, 60))
    def works_on(self, hours: int) -> None:
        self.true += timedelta(hours=hours)
        self.running += 3600 * hours

    @rule(days=st.integers(0, 21), error=st.sampled_from([0, 20, 50]) | st.integers(-3650, 3650))
    def is_switched_on_another_day(self, days: int, error: int) -> None:
        self.store.close()
        self.true += timedelta(days=days)
        self.error = timedelta(days=error)
        self.store = self._opened()

    @rule(error=st.just(0) | st.integers(-3650, 3650))
    def date_is_set(self, error: int) -> None:
        self.error = timedelta(days=error)

    @rule()
    def accepts(self) -> None:
        if self.store.clock.doubtful:
            with pytest.raises(ClockWrong):
                self._accept()
        else:
            self._accept()

    @rule()
    def leases(self) -> None:
        day = self.store.clock.now().astimezone(VIETNAM).date()
        with self.store.write() as work:
            work.numbers.add_block(NumberBlock(f"{day}", UNIT, COUNTER, day, 1, 3, 1))

    @rule()
    def hears_the_province(self) -> None:
        with self.store.write() as work:
            work.register.set_as_of(self.true, "cursor")
        self.known = self.true

    @rule()
    def is_put_right(self) -> None:
        """And started again: the right day, with numbers, at once or once the province has been heard."""
        self.is_switched_on_another_day(0, 0)
        if self.true - self.known > timedelta(days=60):
            self.hears_the_province()
        assert abs(self.store.clock.now() - self.true) <= timedelta(days=1)
        self._accept()


def test_whatever_the_pc_s_clock_says_the_right_day_comes_back_and_no_number_twice(tmp_path: Path) -> None:
    Year.template = tmp_path
    make_store(tmp_path, Year.keys).close()
    (tmp_path / "counter.lock").unlink()
    run_state_machine_as_test(Year, settings=settings(max_examples=25, stateful_step_count=25))
