# Long because: one counter's day, each act with what it promises, in one place.

"""A day at a counter whose disk is watched: what the clerk does, by lot, and what he was told, noted among the writes.

Usage: `python -m tests.torture.day KIND SEED FOLDER`, with `watched_disk` in the environment. FOLDER gets `base`
(the disk in the morning), `disk` (in the evening) and `log` (all that happened between).

Kinds: `first` is the first start of the program, `update` the first start of this version on an older store, `work`
a day's work, `faults` the same on a disk whose writes and flushes fail now and then, `flushes` one on
which each flush of an acceptance fails once, `killed` one on which the program is killed in its place instead.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import CounterError, OurFault
from counter_app.ports import AcceptedDossier
from local_db.backup import Backup, Backups
from local_db.open_store import open_store
from local_db.restore import restore
from local_db.store import SqlStore
from local_db.store_keys import StoreKeys
from sync.synchroniser import Synchroniser
from tests.services.sandbox import Sandbox, free_port
from tests.services.store import PocketKeyChain
from tests.services.watched_disk import Change, WatchedDisk
from tests.torture.killed import killed_short_of_each_flush
from tests.torture.older import unpack_first_version
from tests.use_cases.reception import CARD, CIVIL, COUNTER, UNIT, Reception

STORE = "store"
_COMMON = 0.6  # share of the acts that a clerk does all day
_FLUSHES = 25  # of a dossier with one page, and a few more
_BETWEEN_FAULTS = 40  # changes of the disk, at most
_ERRORS = (errno.EIO, errno.EIO, errno.ENOSPC, errno.EDQUOT, 0)


class _KeyRing(PocketKeyChain):
    """The system's, which no plug of ours takes away: what is in it at each moment stands in the recording."""

    disk: WatchedDisk | None = None

    def set(self, name: str, secret: bytes) -> None:
        super().set(name, secret)
        if self.disk is not None:
            self.disk.note(kind="key", name=name, secret=secret.hex())

    def open_in(self, disk: WatchedDisk) -> None:
        self.disk = disk
        for name, secret in self.secrets.items():
            self.set(name, secret)


class Day:
    """One counter; each act ends with a note of what the clerk now relies on."""

    def __init__(self, folder: Path, seed: int, sandbox: Sandbox) -> None:
        self.folder, self._lot, self._sandbox = folder, Random(seed), sandbox
        self._disk_folder = folder / "disk"
        self.keys = _KeyRing()
        self._pages = 0
        self._leases = 0
        self._backup: Backup | None = None
        self.accepted: list[AcceptedDossier] = []
        self._confirmed: set[UUID] = set()
        self.disk: WatchedDisk

    def dawn(self) -> None:
        """From here on the disk is watched."""
        shutil.copytree(self._disk_folder, self.folder / "base")
        self.watch()
        self.keys.open_in(self.disk)

    def watch(self) -> None:
        """In this process."""
        self.disk = WatchedDisk(self._disk_folder, self.folder / "log")

    def open(self) -> None:
        self.store: SqlStore = open_store(self._disk_folder / STORE, self.keys)
        papers = self.folder / "papers"
        papers.mkdir(exist_ok=True)
        self.reception = Reception(self.store, papers, self._sandbox.url)
        parts = (self.store, self.store.vault, self.reception.gateway, self.reception.clock, COUNTER.code, UNIT.code)
        self._synchroniser = Synchroniser(*parts, days_ahead=1)

    def close(self) -> None:
        self.reception.close()
        self.store.close()

    # --- what happens at a counter -----------------------------------------------------------------------

    def work(self, acts: int, failing: bool = False) -> None:
        common: list[Callable[[], None]] = [self.accept, self.accept, self.accept, self.type_into, self.issue_ticket]
        rare: list[Callable[[], None]] = [self.lease, self.exchange, self.back_up]
        rare += [self.start_again, self.restore, self.change_keys]
        for _ in range(acts):
            act = self._lot.choice(common if self._lot.random() < _COMMON else rare)
            if failing:
                self._on_a_bad_disk(act)
            else:
                act()

    def accept(self) -> None:
        self._pages += 1
        self.accept_page(self._pages % 4)

    def accept_page(self, seed: int) -> None:
        card = f"0941900{self._pages:05}{CARD[12:]}"
        self.accept_draft(self.reception.ready(card=card, seed=seed), uuid4())

    def accept_twice(self) -> None:
        """Each flush of an acceptance fails once; the clerk does the same again, and it is accepted."""
        for at in range(1, _FLUSHES):
            try:
                with self.disk.failing(at, errno.EIO, kinds=Change.FLUSH):
                    self.accept_page(100 + at)
            except CounterError:
                self.accept_page(100 + at)

    def accept_draft(self, draft_id: UUID, operation: UUID) -> None:
        self._promise(self.reception.desk.accept(draft_id, operation))

    def _promise(self, accepted: AcceptedDossier) -> None:
        self.accepted.append(accepted)
        line = accepted.receipt.register
        assert line is not None
        with self.store.read() as work:
            waiting = work.outbox.due(accepted.accepted_at, 1000)
            settled = work.dossiers.get(accepted.id)[0].settlements
        pages = [page for each in settled if isinstance(each, Captured) for page in each.pages]
        self.disk.note(
            kind="accepted",
            id=str(accepted.id),
            code=accepted.code.text,
            line=[line.counter, line.year, line.book, line.line],
            files=[f.sha256 for event in waiting if event.dossier_id == accepted.id for f in event.files] + pages,
        )

    def type_into(self) -> None:
        """A dossier is begun and left open; each field is promised once it was left."""
        draft_id = self.reception.begin()
        self.reception.desk.capture.add_file(draft_id, self._paper())
        for field, value in (("full_name", "Lâm Văn Thử"), ("phone", "0912345678"), ("address", "Ấp 3")):
            self.reception.desk.settle.set_field(draft_id, field, value)
            self.disk.note(kind="typed", id=str(draft_id), field=field, value=value)

    def issue_ticket(self) -> None:
        ticket = self.reception.desk.issue_ticket(CIVIL).ticket
        self.disk.note(kind="ticket", id=str(ticket.id), number=ticket.number)

    def lease(self) -> None:
        first = 1000 + 3 * self._leases
        self._leases += 1
        self.reception.lease(first, first + 2)
        self.disk.note(kind="leased", id=f"b{first}")

    def exchange(self) -> None:
        """What the province has confirmed is never sent again, so it must not be forgotten."""
        assert self._synchroniser.once().online
        for accepted in self.accepted:
            if accepted.id not in self._confirmed and self._is_confirmed(accepted):
                self._confirmed.add(accepted.id)
                self.disk.note(kind="confirmed", id=str(accepted.id))

    def back_up(self) -> None:
        self._backup = Backups(self.store, reserve=0).make()
        self.disk.note(kind="backup", path=str(self._backup.path.relative_to(self._disk_folder)))

    def change_keys(self) -> None:
        """New ones from the next start; then the document files are locked anew."""
        keys = StoreKeys(self.store, self.keys)
        keys.keep_code(keys.draw_code(), self.reception.clock.now())
        keys.ask_for_new_keys(self.reception.clock.now())
        self.start_again()
        StoreKeys(self.store, self.keys).reseal()

    def start_again(self) -> None:
        """What is shown after a start counts, too: also what was refused, and came back out of the log."""
        self.close()
        self.open()
        self.look()

    def look(self) -> None:
        with self.store.read() as work:
            there = work.dossiers.recent(1000)
        for accepted in there:
            if accepted not in self.accepted:
                self._promise(accepted)

    def restore(self) -> None:
        if self._backup is None:
            return
        path = str(self._backup.path.relative_to(self._disk_folder))
        self.close()
        self.disk.note(kind="restoring", path=path)
        today = self.reception.clock.now().date()
        restore(self._disk_folder / STORE, self.keys, self._backup.path, today)
        self.disk.note(kind="restored", path=path)
        self.open()
        with self.store.read() as work:
            self.accepted = list(work.dossiers.recent(1000))
        self._confirmed = {accepted.id for accepted in self.accepted if self._is_confirmed(accepted)}

    # --- a disk that fails now and then ------------------------------------------------------------------

    def _on_a_bad_disk(self, act: Callable[[], None]) -> None:
        """An act that fails ends with a sentence; then the disk is well again, and another goes on from there."""
        if act in (self.start_again, self.restore, self.change_keys):  # at the start the program ends with the sentence
            act()
            return
        at, error = self._lot.randint(1, _BETWEEN_FAULTS), self._lot.choice(_ERRORS)
        kinds = self._lot.choice((Change.ANY, Change.FLUSH))
        try:
            with self.disk.failing(at, error, stays=self._lot.random() < 0.3, kinds=kinds):
                act()
        except OurFault:
            raise
        except CounterError as error_met:
            self.disk.note(kind="refused", code=error_met.code)

    def _is_confirmed(self, accepted: AcceptedDossier) -> bool:
        with self.store.read() as work:
            return work.dossiers.get(accepted.id)[1].state == "confirmed"

    def _paper(self) -> Path:
        from tests.use_cases.reception import page

        return self.reception.file("paper.png", page(9))


@contextmanager
def _province(folder: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox(folder / "province.sqlite", free_port())
    sandbox.start()
    try:
        yield sandbox
    finally:
        sandbox.stop()


def _first(day: Day) -> None:
    day.dawn()
    day.open()
    day.accept()
    day.close()


def _update(day: Day) -> None:
    promised = list(unpack_first_version(day.folder / "disk" / STORE, day.keys))
    day.dawn()
    for words in promised:
        day.disk.note(**words)
    day.open()
    day.accept()
    day.close()


def _work(day: Day, failing: bool = False) -> None:
    day.open()
    day.close()
    day.dawn()
    day.open()
    day.work(30, failing)
    day.close()


def _flushes(day: Day) -> None:
    day.open()
    day.close()
    day.dawn()
    day.open()
    day.accept_twice()
    day.close()


KINDS: dict[str, Callable[[Day], None]] = {
    "first": _first,
    "update": _update,
    "work": _work,
    "flushes": _flushes,
    "killed": killed_short_of_each_flush,
    "faults": lambda day: _work(day, failing=True),
}


def main() -> None:
    kind, seed, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    logging.disable()
    (folder / "disk").mkdir(parents=True)
    with _province(folder) as sandbox:
        KINDS[kind](Day(folder, seed, sandbox))


if __name__ == "__main__":
    main()
