"""Counters through days offline: wrong clocks, power cuts, restored backups, copied disks, a province seldom reached.

Everything below is the program's own store on real folders; only time, the PC's own signals, the power and the
province are made up. `run` raises AssertionError for a number given twice, a line left out, or one that goes back.

Usage: `python -m tests.local_db.thirty_days [SEED ...]`, each seed ten counters and thirty days.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock
from uuid import uuid4

from counter_app.domain.codes import NumberBlock
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import ClockWrong, NumbersElsewhere
from counter_app.domain.ticket import Ticket
from counter_app.ports import Lease, LeaseClaim
from local_db import store as store_module
from local_db.backup import Backups
from local_db.clock import StoreClock
from local_db.open_store import DATABASE, LOCK, open_store
from local_db.restore import restore
from local_db.store import SqlStore
from tests.services.store import PocketKeyChain

UNIT, START = "H13.552", datetime(2026, 11, 23, 1, tzinfo=UTC)
_MOST_PCS = 4  # of one counter


class PowerCut(Exception):
    """Between the mark and the commit."""


@dataclass
class Province:
    """Leases as the contract says; `last` serial of each day, `tokens` by counter: the last and the one before."""

    last: Counter[date] = field(default_factory=Counter)
    tokens: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def lease(self, counter: str, day: date, claim: LeaseClaim, size: int) -> Lease:
        if claim.token is not None and claim.token not in self.tokens.get(counter, ()):
            raise NumbersElsewhere
        first = self.last[day] + 1
        self.last[day] += size
        token = uuid4().hex
        self.tokens[counter] = (token, claim.token)
        block = NumberBlock(f"{day}-{first}", UNIT, counter, day, first, self.last[day], first)
        return Lease((block,), token)


@dataclass
class Given:
    """What stands on paper in people's hands."""

    codes: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)
    tickets: Counter[str] = field(default_factory=Counter)
    provisional: int = 0
    seen: Counter[str] = field(default_factory=Counter)  # what happened, so that a run that met nothing is no proof

    def must_be_unique(self) -> None:
        assert not [code for code, times in self.codes.items() if times > 1], "a code was given twice"
        assert not [label for label, times in self.tickets.items() if times > 1], "a ticket was given twice"
        for book, lines in self.lines.items():
            assert lines == list(range(1, len(lines) + 1)), f"{book}: a line left out, given twice, or going back"


@dataclass
class Pc:
    """One PC that works as `counter`; `hall` is where its tickets are called."""

    counter: str
    folder: Path
    keys: PocketKeyChain
    stick: Path
    machine: str
    hall: str
    error: timedelta = timedelta()


class Commune:
    """`counters` and the true time. Copies join as PCs of their own."""

    def __init__(self, folder: Path, seed: int, counters: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.province, self.given, self.now = Province(), Given(), START
        self.pcs = [self._furnish(f"Q{number:02}") for number in range(1, counters + 1)]

    def _furnish(self, counter: str) -> Pc:
        stick = self.folder / f"{counter}-stick"
        stick.mkdir()
        return Pc(counter, self.folder / counter, PocketKeyChain(), stick, counter, counter)

    def day(self) -> None:
        """One working day at each PC: switched on, perhaps after some mishap of the night."""
        for pc in tuple(self.pcs):
            self._night(pc)
            self._set_clock(pc)
            for _ in range(self.chance.randint(1, 2)):
                self._session(pc)
        self.now += timedelta(days=1)

    def _night(self, pc: Pc) -> None:
        fate = self.chance.random()
        backups = [path for path in pc.stick.glob("*/*Z-*") if (path / DATABASE).exists()]
        if fate < 0.06 and backups:
            self._restore(pc, self.chance.choice(backups), lost=False)
        elif fate < 0.10 and backups:
            self._restore(pc, self.chance.choice(backups), lost=True)
        elif fate < 0.15 and pc.folder.exists() and sum(p.counter == pc.counter for p in self.pcs) < _MOST_PCS:
            self._copy(pc, self.chance.choice(backups) if backups and self.chance.random() < 0.3 else None)

    def _restore(self, pc: Pc, backup: Path, lost: bool) -> None:
        if lost:
            shutil.rmtree(pc.folder)
            for beside in pc.folder.parent.glob(f".{pc.folder.name}.*.mark"):
                beside.unlink()  # the twin dies with the disk
        restore(pc.folder, pc.keys, backup, self.now.astimezone(VIETNAM).date())
        self.given.seen["mark lost" if lost else "restored"] += 1

    def _copy(self, pc: Pc, backup: Path | None) -> None:
        """To another PC, from the disk or from a backup; both work on."""
        name = f"{pc.counter}-{len(self.pcs)}"
        copy = Pc(pc.counter, self.folder / name, pc.keys, pc.stick, name, name, pc.error)
        if backup is None:
            shutil.copytree(pc.folder, copy.folder, ignore=shutil.ignore_patterns(LOCK))
        else:
            restore(copy.folder, copy.keys, backup, self.now.astimezone(VIETNAM).date())
        self.pcs.append(copy)
        self.given.seen["copied" if backup is None else "restored elsewhere"] += 1

    def _set_clock(self, pc: Pc) -> None:
        fate = self.chance.random()
        if fate < 0.15:
            pc.error = timedelta(days=self.chance.randint(-3650, 3650))
        elif fate < 0.30:
            pc.error = timedelta(days=self.chance.randint(-50, 50))
        elif fate < 0.80:
            pc.error = timedelta()
        self.given.seen["wrong clock"] += bool(pc.error)

    @contextmanager
    def _opened(self, pc: Pc) -> Iterator[SqlStore]:
        clock = partial(StoreClock, wall=lambda: self.now + pc.error, counter=lambda: 0.0)
        signals = {"system": ["one image for all"], "network": [pc.machine]}
        with mock.patch("local_db.store.StoreClock", clock):
            store = open_store(pc.folder, pc.keys, machine=lambda: signals)
        try:
            yield store
        finally:
            store.close()

    def _session(self, pc: Pc) -> None:
        with self._opened(pc) as store:
            if self.chance.random() < 0.3:
                self._exchange(pc, store)
            if store.copied and self.chance.random() < 0.2:
                store.moved()  # whether it is true or not
                self.given.seen["moved"] += 1
            for _ in range(self.chance.randint(0, 5)):
                try:
                    self._accept(pc, store)
                except ClockWrong:
                    self.given.seen["clock refused"] += 1
                    break
                except PowerCut:
                    self.given.seen["power cut"] += 1
                    break
            else:
                if self.chance.random() < 0.2:
                    Backups(store, pc.stick).make()

    def _exchange(self, pc: Pc, store: SqlStore) -> None:
        with store.write() as work:
            work.register.set_as_of(self.now, "cursor")
        today = store.clock.now().astimezone(VIETNAM).date()
        for ahead in range(4):
            with store.write() as work:
                claim = work.numbers.lease_claim()
                if claim is None:
                    return
                try:
                    lease = self.province.lease(pc.counter, today + timedelta(days=ahead), claim, 4)
                except NumbersElsewhere:
                    work.numbers.disown()
                    self.given.seen["lease refused"] += 1
                    return
                if self.chance.random() < 0.1:
                    return  # the reply is lost
                for block in lease.blocks:
                    work.numbers.add_block(block)
                work.numbers.keep_token(lease.token)

    def _accept(self, pc: Pc, store: SqlStore) -> None:
        cut = self.chance.random() < 0.04
        fails = mock.patch.object(store_module, "write_fact", side_effect=PowerCut) if cut else mock.MagicMock()
        with fails, store.write() as work:
            day = store.clock.now().astimezone(VIETNAM).date()
            code = work.numbers.take_code(UNIT, pc.counter, day) or work.numbers.take_provisional(pc.counter, day)
            entry = work.numbers.take_register_line(pc.counter, day.year)
            ticket = work.tickets.issue(partial(_ticket, pc.hall, day), pc.hall, day, "A")
        self.given.codes[code.text] += 1
        self.given.provisional += code.provisional
        self.given.lines.setdefault(f"{entry.counter} {entry.year} {entry.book}", []).append(entry.line)
        self.given.tickets[f"{pc.hall} {day} {ticket.label}"] += 1


def _ticket(hall: str, day: date, number: int) -> Ticket:
    return Ticket(uuid4(), hall, day, "A", number, "group", START)


def run(folder: Path, seed: int, counters: int = 10, days: int = 30) -> Given:
    """What was given; raises AssertionError as soon as a day shows a fault."""
    commune = Commune(folder, seed, counters)
    for _ in range(days):
        commune.day()
        commune.given.must_be_unique()
    return commune.given


def main() -> None:
    for seed in map(int, sys.argv[1:] or ["1"]):
        with tempfile.TemporaryDirectory(prefix="thirty-days-") as folder:
            given = run(Path(folder), seed)
        words = f"seed {seed}: {given.codes.total()} codes ({given.provisional} provisional), {len(given.lines)} books"
        sys.stdout.write(f"{words}, 0 twice; {dict(given.seen)}\n")


if __name__ == "__main__":
    main()
