"""Every change of the disk fails once, in every act of the counter; then work goes on in the same process.

Usage: `python -m tests.torture.faulty FOLDER EVERY [ACT...]`, with `watched_disk` in the environment; EVERY 1 tries
each change, 7 each seventh. The last line says how many faults were met; anything that is no sentence ends with a
traceback.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from counter_app.domain.dossier import Honest
from counter_app.domain.errors import CounterError, OurFault
from counter_app.domain.outbox import ProvinceReceipt
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.purge import Purge
from counter_app.use_cases.session import Session
from counter_app.wiring.unit import retention
from local_db.backup import Backups
from local_db.open_store import open_store
from local_db.purging import referred_files
from local_db.restore import restore
from local_db.store import SqlStore
from local_db.store_keys import StoreKeys
from tests.services.store import PocketKeyChain
from tests.services.watched_disk import WatchedDisk
from tests.use_cases.reception import CIVIL, COUNTER, Reception, StandingClock, book
from tests.use_cases.test_rights import IT
from ui.messages import sentence

_FAULTS = ((errno.EIO, False), (errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EDQUOT, True), (0, False))
_MOST = 2000  # changes of one act
ACTS = (
    *("a_key_change", "a_restore", "a_purge", "a_start", "a_dossier"),  # the longest first
    *("a_backup", "a_receipt", "a_field", "a_ticket", "a_lease"),
)
_QUARTER = timedelta(days=91)  # what the province has confirmed so long ago is kept no longer, as pages
_LATEST = 20  # dossiers looked at after each fault; all of them at the end


class Counter:
    def __init__(self, folder: Path, disk: WatchedDisk) -> None:
        self._folder, self._disk = folder, disk
        self._keys = PocketKeyChain()
        self.store: SqlStore = open_store(folder / "disk" / "store", self._keys)
        self.reception = Reception(self.store, folder, "http://127.0.0.1:1")
        self._pattern = self.reception.draft(self.reception.ready())
        self._accepted: dict[UUID, AcceptedDossier] = {}
        self._typed = self.reception.begin()
        self._phone: str | None = None
        self._leases = 0
        self._confirmed = False
        self._last_changes = -1
        self.refused: list[str] = []

    # --- the acts: each is begun, may fail, and is begun again -------------------------------------------

    def walk(self, act: str, every: int) -> None:
        for error, stays in _FAULTS:
            self._fail_at_each(getattr(self, f"_{act}"), error, stays, every)

    def _fail_at_each(self, begin: Callable[[], Callable[[], None]], error: int, stays: bool, every: int) -> None:
        for at in range(1, _MOST, every):
            act = begin()
            met = None
            try:
                with self._disk.failing(at, error, stays):
                    act()
            except OurFault:
                raise
            except CounterError as refusal:
                met = refusal
            if met is not None:
                assert sentence(met), met.code
                self.refused.append(met.code)
            self._nothing_is_lost()
            act()  # the same once more: there is room again, or the disk has come round
            if self._disk_had(at):
                return
        raise AssertionError("the act never ends")

    def _disk_had(self, at: int) -> bool:
        """Whether the act made fewer changes than that: all of them have failed by now."""
        return self._last_changes < at

    def _a_field(self) -> Callable[[], None]:
        value = f"09{uuid4().int % 10**8:08}"

        def type_it() -> None:
            self.reception.desk.settle.set_field(self._typed, "phone", value)
            self._phone = value

        return self._counted(type_it)

    def _a_ticket(self) -> Callable[[], None]:
        return self._counted(lambda: self.reception.desk.issue_ticket(CIVIL))

    def _a_lease(self) -> Callable[[], None]:
        self._leases += 1
        first = self._leases
        return self._counted(lambda: self.reception.lease(first, first))

    def _a_receipt(self) -> Callable[[], None]:
        """The province's, which confirms."""
        event = next(iter(self.reception.outbox()), None)
        if event is None:
            accepted = self.reception.accept(self._ready())
            self._accepted[accepted.id] = accepted
            (event,) = self.reception.outbox()
        sure = event
        now = self.reception.clock.now()
        receipt = ProvinceReceipt(sure.id, "00" * 32, tuple(f.sha256 for f in sure.files), now, None)

        def confirm() -> None:
            with self.store.write() as work:
                work.outbox.mark_confirmed(sure.id, receipt, now)
                work.dossiers.set_state(sure.dossier_id, Honest.CONFIRMED)
            self._confirmed = True

        return self._counted(confirm)

    def _a_dossier(self) -> Callable[[], None]:
        draft_id, operation = self._ready(), uuid4()

        def accept() -> None:
            accepted = self.reception.desk.accept(draft_id, operation)
            self._accepted[accepted.id] = accepted

        return self._counted(accept)

    def _ready(self) -> UUID:
        """A draft on which nothing is missing: the first one's card and pages once more, which need not be looked at
        again for each of a thousand faults."""
        draft = replace(self._pattern, dossier=replace(self._pattern.dossier, id=uuid4()))
        with self.store.write() as work:
            work.drafts.save(draft)
        return draft.dossier.id

    def _a_backup(self) -> Callable[[], None]:
        return self._counted(lambda: Backups(self.store, reserve=0).make())

    def _a_start(self) -> Callable[[], None]:
        """Of a second store, the copy of one that was closed."""
        copy, keys = self._copy()
        return self._counted(lambda: _look(copy, keys, self._accepted))

    def _a_restore(self) -> Callable[[], None]:
        """Of a copy; one that failed leaves a store that opens, as it was."""
        backup = Backups(self.store, reserve=0).make().path
        copy, keys = self._copy()
        today, tried = self.reception.clock.now().date(), False

        def restored() -> None:
            nonlocal tried
            if tried:
                _look(copy, keys, self._accepted)
            tried = True
            restore(copy, keys, backup, today)
            _look(copy, keys, self._accepted)

        return self._counted(restored)

    def _a_key_change(self) -> Callable[[], None]:
        """Of a copy: new keys from the next start, then its files are locked anew."""
        copy, keys = self._copy()

        def change() -> None:
            with _opened(copy, keys) as store:
                StoreKeys(store, keys).ask_for_new_keys(self.reception.clock.now())
            with _opened(copy, keys) as store:
                StoreKeys(store, keys).reseal()
            _look(copy, keys, self._accepted)

        return self._counted(change)

    def _a_purge(self) -> Callable[[], None]:
        """Of a copy, a quarter after the province's word: its pages go, and nothing else."""
        if not self._confirmed:
            self._a_receipt()()
        copy, keys = self._copy()
        session, clock = Session(IT), StandingClock(self.reception.clock.now() + _QUARTER)

        def purge() -> None:
            with _opened(copy, keys) as store:
                Purge(store, store.vault, clock, COUNTER, session, retention())("hết hạn lưu")
            _look(copy, keys, self._accepted)
            with _opened(copy, keys) as store, store.read() as work:
                assert work.retention.to_remove() == (), "what was given up is still there"

        return self._counted(purge)

    def _copy(self) -> tuple[Path, PocketKeyChain]:
        """A second store, as this one was when it was closed, with a key ring of its own."""
        self.store.close()
        copy, keys = self._folder / "disk" / "copy", PocketKeyChain()
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self._folder / "disk" / "store", copy, copy_function=_copied)
        keys.secrets = dict(self._keys.secrets)
        self.store = open_store(self._folder / "disk" / "store", self._keys)
        self.reception.close()
        self.reception = Reception(self.store, self._folder, "http://127.0.0.1:1")
        return copy, keys

    def _counted(self, act: Callable[[], object]) -> Callable[[], None]:
        self._last_changes = -1

        def counted() -> None:
            try:
                act()
            finally:
                if self._last_changes < 0:
                    self._last_changes = self._disk.changes

        return counted

    # --- what must hold ----------------------------------------------------------------------------------

    def _nothing_is_lost(self, latest: int = _LATEST) -> None:
        with self.store.read() as work:
            there = {accepted.id: accepted.code for accepted in work.dossiers.recent(2 * latest)}
            phone = work.drafts.get(self._typed).dossier.applicant
        for accepted in list(self._accepted.values())[-latest:]:
            assert there.get(accepted.id) == accepted.code, "an acknowledged dossier is lost"
        assert phone is not None
        assert phone.phone == (self._phone or phone.phone), "a field that was left is lost"

    def ends_well(self) -> None:
        """All of it once more after a restart; the book has no gap, each file is whole."""
        self.reception.close()
        self.store.close()
        self.store = open_store(self._folder / "disk" / "store", self._keys)
        self._nothing_is_lost(10_000)
        with self.store.read() as work:
            accepted = work.dossiers.recent(10_000)
            assert work.audit.first_broken_line() is None
        assert {a.id for a in accepted} == self._accepted.keys(), "refused on the screen, and there all the same"
        assert sorted(book(a)[2] for a in accepted) == list(range(1, len(accepted) + 1)), "a gap in the book"
        assert len({a.code.text for a in accepted}) == len(accepted)
        for name in self.store.vault.names():
            self.store.vault.get(name)
        self.store.close()


@contextmanager
def _opened(folder: Path, keys: PocketKeyChain) -> Iterator[SqlStore]:
    store = open_store(folder, keys)
    try:
        yield store
    finally:
        store.close()


def _look(folder: Path, keys: PocketKeyChain, accepted: Mapping[UUID, AcceptedDossier]) -> None:
    """All dossiers are there, the audit's chain is whole, and so is each file that anything speaks of."""
    with _opened(folder, keys) as store:
        with store.read() as work:
            assert {a.id: a.code for a in work.dossiers.recent(10_000)} == {a.id: a.code for a in accepted.values()}
            assert work.audit.first_broken_line() is None
        with store._engines.reader.begin() as connection:
            spoken_of = referred_files(connection)
        for name in spoken_of:
            store.vault.get(name)


def _copied(source: str, target: str) -> None:
    Path(target).write_bytes(Path(source).read_bytes())  # the watched disk knows no copies within the kernel


def main() -> None:
    folder, every, acts = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or ACTS
    logging.disable()
    (folder / "disk").mkdir()
    counter = Counter(folder, WatchedDisk(folder / "disk"))
    for act in acts:
        counter.walk(act, every)
    counter.ends_well()
    codes = ", ".join(sorted(set(counter.refused)))
    sys.stdout.write(f"{len(counter.refused)} faults, each with a sentence ({codes}); 0 acknowledged lost\n")


if __name__ == "__main__":
    main()
