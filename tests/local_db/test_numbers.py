"""No number is given twice, and no line of the book is left out: restarts, crashes and old backups included."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import event

from counter_app.domain.codes import DossierCode, NumberBlock, RegisterEntry
from counter_app.domain.errors import BrokenPromise, DraftChanged, StoreDamaged
from counter_app.ports import AuditLine
from local_db import high_water
from local_db import store as store_module
from local_db.durable import flush_data
from local_db.high_water import HighWater, rebuilt
from local_db.numbering import Taking
from local_db.open_store import DATABASE, HIGH_WATER
from local_db.store import SqlStore
from tests.local_db.kept import Counter
from tests.local_db.samples import CLERK, COUNTER, DAY, NOW, UNIT
from tests.services.store import PocketKeyChain, make_store

LINE = AuditLine(NOW, CLERK, COUNTER, "dossier-accepted", {})


def _block(first: int, last: int, day: date = DAY, counter: str = COUNTER) -> NumberBlock:
    return NumberBlock(f"{counter} {day} {first}", UNIT, counter, day, first, last, first)


def test_codes_come_from_the_lowest_block_and_then_from_the_next(store: SqlStore) -> None:
    with store.write() as work:
        work.numbers.add_block(_block(41, 42))
        work.numbers.add_block(_block(11, 12))
        work.numbers.add_block(_block(11, 12))  # a lease known already
        assert work.numbers.left(UNIT, COUNTER, DAY) == 4
        codes = [work.numbers.take_code(UNIT, COUNTER, DAY) for _ in range(5)]
    assert [code.text if code else None for code in codes] == [
        "H13.552-261123-0011",
        "H13.552-261123-0012",
        "H13.552-261123-0041",
        "H13.552-261123-0042",
        None,
    ]


def test_a_block_is_only_for_its_counter_and_day(store: SqlStore) -> None:
    with store.write() as work:
        work.numbers.add_block(_block(1, 9))
        assert work.numbers.take_code(UNIT, "Q2", DAY) is None
        assert work.numbers.take_code(UNIT, COUNTER, DAY + timedelta(days=1)) is None


def test_provisional_codes_start_at_one_each_day(store: SqlStore) -> None:
    with store.write() as work:
        codes = [work.numbers.take_provisional(COUNTER, day) for day in (DAY, DAY, DAY + timedelta(days=1))]
    assert [code.text for code in codes] == ["TAM.Q1-261123-0001", "TAM.Q1-261123-0002", "TAM.Q1-261124-0001"]


def test_each_counter_keeps_its_own_book_and_a_new_year_opens_a_new_one(store: SqlStore) -> None:
    with store.write() as work:
        taken = [work.numbers.take_register_line(*each) for each in (("Q1", 2026), ("Q2", 2026), ("Q1", 2026))]
        taken += [work.numbers.take_register_line("Q1", year) for year in (2027, 2026)]
    assert [(e.counter, e.year, e.line) for e in taken] == [
        ("Q1", 2026, 1),
        ("Q2", 2026, 1),
        ("Q1", 2026, 2),
        ("Q1", 2027, 1),
        ("Q1", 2027, 2),  # the year never goes back
    ]


def test_an_acceptance_undone_leaves_no_gap_in_the_book(store: SqlStore) -> None:
    def breaks_off() -> None:
        with store.write() as work:
            work.numbers.take_register_line(COUNTER, 2026)
            raise LookupError

    with pytest.raises(LookupError):
        breaks_off()
    with store.write() as work:
        assert work.numbers.take_register_line(COUNTER, 2026).line == 1


def test_a_day_forgotten_by_the_mark_gives_no_numbers_any_more(store: SqlStore) -> None:
    with store.write() as work:
        work.numbers.add_block(_block(1, 9))
        for ahead in range(1, 32):
            work.numbers.take_provisional(COUNTER, DAY + timedelta(days=ahead))
        work.numbers.take_provisional(COUNTER, DAY)
    with store.write() as work:
        assert work.numbers.left(UNIT, COUNTER, DAY) == 0
        assert work.numbers.take_code(UNIT, COUNTER, DAY) is None


def test_a_number_given_far_ahead_under_a_wrong_clock_does_not_hide_today(store: SqlStore) -> None:
    with store.write() as work:
        work.numbers.take_provisional(COUNTER, DAY)
    with store.write() as work:
        work.numbers.take_provisional(COUNTER, DAY + timedelta(days=3650))
    with store.write() as work:
        assert work.numbers.take_provisional(COUNTER, DAY).text == "TAM.Q1-261123-0002"


# --- the mark's file -----------------------------------------------------------------------------------


def test_a_torn_write_leaves_the_mark_before_it(tmp_path: Path) -> None:
    path = tmp_path / "mark"
    mark = HighWater(path)
    for serial in (1, 2):
        mark.committed(mark.intend({f"{DAY} code": serial}, {"book": serial}, NOW))
    mark.close()
    whole = path.read_bytes()
    newest = max(range(2), key=lambda slot: whole[slot * 65536 : slot * 65536 + 4000].count(b'"count":2'))
    torn = bytearray(whole)
    torn[newest * 65536 + 40] ^= 0xFF
    path.write_bytes(torn)
    again = HighWater(path)
    assert again.serial(f"{DAY} code") == 1
    again.reconcile(1)
    assert again.line("book") == 1
    again.close()


def test_a_mark_that_cannot_be_read_at_all_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "mark").write_bytes(b"\xff" * 131084)
    with pytest.raises(StoreDamaged):
        HighWater(tmp_path / "mark")


def test_ten_years_of_numbers_fit_the_file(tmp_path: Path) -> None:
    mark = HighWater(tmp_path / "mark")
    size = (tmp_path / "mark").stat().st_size
    for day in (DAY + timedelta(days=n) for n in range(0, 3650, 15)):
        serials = {f"{day} code {UNIT} {block}": block for block in range(1, 60)}
        mark.committed(mark.intend(serials, {f"{COUNTER} {day.year} 1": day.toordinal()}, NOW))
    mark.close()
    assert (tmp_path / "mark").stat().st_size == size
    again = HighWater(tmp_path / "mark")
    again.reconcile(10**6)
    assert again.serial(f"{day} code {UNIT} 59") == 59
    assert again.line(f"{COUNTER} {day.year} 1") == day.toordinal()
    assert again.floor > DAY
    again.close()


def test_what_the_mark_cannot_hold_is_refused_and_what_it_held_stays(tmp_path: Path) -> None:
    mark = HighWater(tmp_path / "mark")
    mark.committed(mark.intend({f"{DAY} code": 1}, {}, NOW))
    for _ in range(2):  # each of its two places
        with pytest.raises(BrokenPromise):
            mark.intend({f"{DAY} {'A' * 70_000}": 1}, {}, NOW)
    mark.committed(mark.intend({f"{DAY} code": 2}, {}, NOW))
    mark.close()
    again = HighWater(tmp_path / "mark")
    assert again.serial(f"{DAY} code") == 2
    again.close()


# --- any order of events -------------------------------------------------------------------------------


class PowerCut(Exception):
    """Between the mark and the commit."""


class Hall(RuleBasedStateMachine):
    """One counter through its days: everything that was given is kept in a ledger outside the store."""

    template: Path
    keys = PocketKeyChain()

    @initialize()
    def opens(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hall-"))
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.store = make_store(self.folder, self.keys)
        self.given: set[str] = set()
        self.lines = 0
        self.day = DAY
        self.backups: list[bytes] = []
        self.leased = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def _accept(self) -> tuple[DossierCode, RegisterEntry]:
        with self.store.write() as work:
            code = work.numbers.take_code(UNIT, COUNTER, self.day) or work.numbers.take_provisional(COUNTER, self.day)
            return code, work.numbers.take_register_line(COUNTER, 2026)

    @rule()
    def accepts(self) -> None:
        code, entry = self._accept()
        assert code.text not in self.given, f"given twice: {code.text}"
        self.given.add(code.text)
        self.lines += 1
        assert entry == RegisterEntry(COUNTER, 2026, 1, self.lines)

    @rule()
    def power_fails_between_mark_and_commit(self) -> None:
        with mock.patch.object(store_module, "write_fact", side_effect=PowerCut), pytest.raises(PowerCut):
            self._accept()
        self._restart()

    @rule(size=st.integers(1, 4))
    def leases(self, size: int) -> None:
        first = self.leased + 1
        self.leased += size
        with self.store.write() as work:
            work.numbers.add_block(_block(first, self.leased, self.day))

    @rule()
    def leases_the_same_again(self) -> None:
        """After a restore the province leases the same numbers in one piece."""
        if self.leased:
            with self.store.write() as work:
                work.numbers.add_block(_block(1, self.leased, self.day, COUNTER))

    @rule()
    def sleeps(self) -> None:
        self.day += timedelta(days=1)
        self.leased = 0

    @rule()
    def restarts(self) -> None:
        self._restart()

    @rule()
    def is_backed_up(self) -> None:
        self._restart(lambda: self.backups.append((self.folder / DATABASE).read_bytes()))

    @rule(data=st.data())
    def an_old_backup_is_restored(self, data: st.DataObject) -> None:
        if self.backups:
            old = data.draw(st.sampled_from(self.backups))
            self._restart(lambda: (self.folder / DATABASE).write_bytes(old))

    def _restart(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.store.close()
        assert not list(self.folder.glob(f"{DATABASE}-wal")), "the log was written back"
        meanwhile()
        self.store = make_store(self.folder, self.keys)


def test_whatever_happens_no_number_is_given_twice_and_no_line_left_out(tmp_path: Path) -> None:
    Hall.template = tmp_path
    make_store(tmp_path, Hall.keys).close()
    (tmp_path / "counter.lock").unlink()
    run_state_machine_as_test(Hall, settings=settings(max_examples=25, stateful_step_count=25))


def test_with_its_mark_lost_a_store_goes_on_from_its_database(
    open_a_store: Callable[..., SqlStore], tmp_path: Path
) -> None:
    store = open_a_store()
    for _ in range(3):
        with store.write() as work:
            work.numbers.take_register_line(COUNTER, 2026)
    store.close()
    (tmp_path / "store" / HIGH_WATER).unlink()
    for line in (4, 5):
        again = open_a_store()
        with again.write() as work:
            assert work.numbers.take_register_line(COUNTER, 2026).line == line
        again.close()


def test_tickets_of_a_day_that_a_clock_ran_ahead_to_are_not_given_again_when_the_mark_is_lost(tmp_path: Path) -> None:
    """Nothing else makes one unlike another; what bears the letters of the new instance starts from 1."""
    (tmp_path / "mark").write_bytes(rebuilt(None, (), DAY)[0])
    mark = HighWater(tmp_path / "mark")
    for days, last in ((0, 500), (1, 500), (60, 500), (61, 0)):
        assert mark.serial(f"{DAY + timedelta(days=days)} ticket hall A") == last
    assert mark.serial(f"{DAY + timedelta(days=1)} provisional Q1") == 0
    mark.close()


def test_a_line_lost_in_a_crash_is_given_again_even_when_an_older_backup_follows(tmp_path: Path) -> None:
    path = tmp_path / "mark"
    mark = HighWater(path)
    for line in (1, 2):
        mark.committed(mark.intend({}, {"book": line}, NOW))
    mark.intend({}, {"book": 3}, NOW)  # and the power fails before the commit
    mark.close()
    for count_in_database in (2, 1):  # the crash, then a backup of after the first line
        again = HighWater(path)
        again.reconcile(count_in_database)
        assert again.line("book") == 2
        again.close()


def test_a_power_cut_right_after_a_restore_leaves_no_gap_in_the_book(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.accept(2)
    counter.back_up()
    counter.accept(2)
    counter.restore()  # the database has two lines, the mark knows of four
    taking = Taking(counter.store._mark)
    assert taking.line(f"{COUNTER} {DAY.year} 1", 2) == 5
    counter.store._mark.intend({}, taking.lines, NOW)  # and the power fails before the commit
    counter.store.close()
    again = make_store(counter.folder, counter.keys)
    with again.write() as work:
        assert work.numbers.take_register_line(COUNTER, DAY.year).line == 5
    again.close()


def test_the_mark_is_flushed_while_the_rest_is_written_and_the_commit_waits_for_it(store: SqlStore) -> None:
    begun, written, order = Event(), Event(), []

    def flush(file: int) -> None:
        begun.set()
        assert written.wait(30), "nothing was written beside it"
        flush_data(file)
        order.append("mark flushed")

    event.listen(store._engines.writer, "commit", lambda _: order.append("commit"))
    with mock.patch.object(high_water, "flush_data", flush), store.write() as work:
        given = work.numbers.take_register_line(COUNTER, 2026)
        work.numbers.all_taken()
        work.audit.add(LINE)
        assert begun.wait(30), "it only begins when all is written"
        order.append("rest written")
        written.set()
    assert order == ["rest written", "mark flushed", "commit"]
    with store.write() as work:
        assert work.numbers.take_register_line(COUNTER, 2026).line == given.line + 1


def _take_a_line(store: SqlStore, meets: Exception | None = None) -> None:
    with store.write() as work:
        work.numbers.take_register_line(COUNTER, 2026)
        work.numbers.all_taken()
        work.audit.add(LINE)
        if meets is not None:
            raise meets


def test_a_mark_that_cannot_be_flushed_stops_the_commit_and_costs_no_line(store: SqlStore) -> None:
    broken = mock.patch.object(high_water, "flush_data", side_effect=OSError(errno.EIO, "the disk"))
    with pytest.raises(StoreDamaged), broken:
        _take_a_line(store)
    with store.write() as work:
        assert work.audit.lines() == ()
        assert work.numbers.take_register_line(COUNTER, 2026).line == 1


def test_a_transaction_that_fails_after_its_numbers_costs_no_line_and_its_own_error_is_told(
    open_a_store: Callable[..., SqlStore],
) -> None:
    store = open_a_store()
    with pytest.raises(DraftChanged):
        _take_a_line(store, DraftChanged())
    store.close()
    store = open_a_store()
    with store.write() as work:
        assert work.numbers.take_register_line(COUNTER, 2026).line == 1
    store.close()


def test_what_is_taken_after_all_was_taken_stands_in_the_mark_too(store: SqlStore) -> None:
    with store.write() as work:
        work.numbers.take_register_line(COUNTER, 2026)
        work.numbers.all_taken()
        work.numbers.take_register_line(COUNTER, 2026)
        work.numbers.take_provisional(COUNTER, DAY)
    assert store._mark.line(f"{COUNTER} 2026 1") == 2
    assert store._mark.serial(f"{DAY} provisional {COUNTER}") == 1
