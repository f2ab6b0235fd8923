"""The store: one writer at a time, readers beside it, and the mark written before each commit that took numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection

from counter_app.domain.errors import BrokenPromise, ClockWrong, CounterError
from counter_app.ports import AuditLine, UnitOfWork

from .audit_witness import AuditWitness, Heads, heads_of, note_heads
from .catalogue import ParsedCatalogue
from .clock import StoreClock
from .engine import Engines, begun
from .facts import MARK_COUNT as _COUNT
from .facts import read_fact, write_fact
from .faults import storage_faults
from .high_water import HighWater
from .in_turn import InTurn
from .kept_room import give_room, keep_room
from .keys import KeyHistory
from .lock import StoreLock
from .machine import Signals, from_text, moved, renewed, to_text
from .numbering import Taking
from .register import province_moment
from .search import SqlSearch
from .server_search import ServerSearch
from .unit_of_work import SqlUnitOfWork
from .vault import FileVault

_MACHINE = "machine"
_MOMENT_EVERY = timedelta(minutes=10)


class SqlStore:
    """Fulfils `ports.Store`; made by `open_store`. `vault` holds its files, `search` finds in it, `clock` is the
    one that the whole program must use; `keys` lock it and its backups."""

    def __init__(
        self,
        folder: Path,
        engines: Engines,
        mark: HighWater,
        lock: StoreLock,
        vault: FileVault,
        witness: AuditWitness,
        keys: KeyHistory,
        signals: Signals,
    ) -> None:
        self._folder = folder
        self.keys = keys
        self._engines = engines
        self._mark = mark
        self._lock = lock
        self.vault = vault
        self._witness = witness
        self._parsed = ParsedCatalogue()
        on_a_server = engines.reader.dialect.name == "postgresql"
        self.search: SqlSearch | ServerSearch = (ServerSearch if on_a_server else SqlSearch)(engines.reader, folder)
        self._writing = InTurn()
        self._writer: int | None = None
        self._wrote = monotonic()
        with storage_faults(folder), engines.reader.connect() as connection:
            count = int(read_fact(connection, _COUNT) or 0)
            settled = self._mark.reconcile(count)
            vouched = province_moment(connection)
            inside = read_fact(connection, _MACHINE)
        if settled != count:
            with storage_faults(folder), engines.writer.begin() as connection:
                write_fact(connection, _COUNT, str(settled))
        self._settle_in(inside, signals)
        self.clock = StoreClock(mark.moment, vouched=vouched)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """See `ports.Store.write`. Raises BrokenPromise for a write within a write of the same thread and after
        `close`, and ClockWrong instead of committing numbers of a day that the PC's clock cannot be believed."""
        with self._alone(), storage_faults(self._folder):
            taking = Taking(self._mark, self._begin_to_keep)
            with begun(self._engines.writer) as connection, self._flushed():
                work = SqlUnitOfWork(connection, taking, self._parsed)
                yield work
                self.clock.vouch(work.register.told)
                count = self._keep_numbers(connection, taking)
            work.catalogue.committed()
            if count is not None:
                self._mark.committed(count)
            self._wrote = monotonic()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """See `ports.Store.read`: a snapshot, beside whatever is being written."""
        with storage_faults(self._folder, reading=True), begun(self._engines.reader) as connection:
            yield SqlUnitOfWork(connection, Taking(self._mark), self._parsed)

    @contextmanager
    def snapshot(self) -> Iterator[tuple[Connection, bytes]]:
        """A reader's view, and the mark of the same moment. A writer waits until it has begun, and no longer.

        Over a connection of its own: what reads everything meets what is damaged."""
        with storage_faults(self._folder, reading=True), begun(self._engines.apart) as connection:
            with self._alone():
                read_fact(connection, _COUNT)  # the first read fixes what it sees
                mark = self._mark.copy()
            yield connection, mark

    @contextmanager
    def connection(self, writing: bool) -> Iterator[Connection]:
        """For parts of this room that are no repository: a transaction that reads, or that writes alone."""
        if not writing:
            with storage_faults(self._folder, reading=True), begun(self._engines.reader) as connection:
                yield connection
        else:
            with self._alone(), storage_faults(self._folder), begun(self._engines.writer) as connection:
                yield connection

    def check_audit(self, full: bool = False, told: Callable[[int], None] = lambda _: None) -> int:
        """See `ports.Store.check_audit`."""
        with self.connection(writing=False) as connection:
            lines, heads = self._witness.follow(connection, full, told)
        self._keep_heads(heads)
        return lines

    def renew_audit_witness(self, line: AuditLine) -> None:
        """See `ports.Store.renew_audit_witness`."""
        with self.write() as work:
            work.audit.add(line)
        with self.connection(writing=False) as connection:
            heads = heads_of(connection)
        self._keep_heads(heads)

    def _keep_heads(self, heads: Heads) -> None:
        with storage_faults(self._folder):
            self._witness.write(heads)
        with self.connection(writing=True) as connection:
            note_heads(connection, heads)

    def keep_room(self) -> None:
        """See `kept_room`; behind reception."""
        keep_room(self._folder)

    def give_room(self) -> bool:
        """See `ports.Store.give_room`."""
        return give_room(self._folder)

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def put_back(self) -> int:
        """By how many writes of numbers the folder was behind at this start: somebody put it back as it once was. One
        alone may be the power's doing, which cut off a write that the twin had already."""
        return self._mark.put_back if self._mark.put_back > 1 else 0

    @property
    def has_twin(self) -> bool:
        """Whether the mark stands once more beside the folder (`mark_twin`)."""
        return self._mark.has_twin

    @property
    def copied(self) -> bool:
        """Whether another PC may be working with a copy of this store; until somebody has said `moved`, nothing that
        the other may give is given here."""
        return self._mark.copied

    def moved(self) -> None:
        """The other PC is out of service. Raises DiskFull, StoreDamaged."""
        with self._alone():
            self._mark.moved()

    def _settle_in(self, inside: str | None, signals: Signals) -> None:
        """Another PC than the one kept outside (or, with the mark lost, inside): this is a copy, or was moved."""
        kept = self._mark.machine or from_text(inside)
        now = renewed({} if moved(kept, signals) else kept, signals)
        if moved(kept, signals):
            self._mark.become_another(now)
        else:
            self._mark.settle_in(now)
        if inside != to_text(now):
            self.keep_fact(_MACHINE, to_text(now))

    @property
    def idle_seconds(self) -> float:
        """How long nothing has been written; 0 while something is."""
        return 0.0 if self._writing.locked() else monotonic() - self._wrote

    def fact(self, name: str) -> str | None:
        with storage_faults(self._folder, reading=True), begun(self._engines.reader) as connection:
            return read_fact(connection, name)

    def keep_fact(self, name: str, value: str) -> None:
        """A fact of the store's own keeping, which no use case reads. Raises as `write`."""
        with self._alone(), storage_faults(self._folder), begun(self._engines.writer) as connection:
            write_fact(connection, name, value)

    def close(self) -> None:
        """Waits for the write under way. Whoever still holds the store then gets BrokenPromise from it."""
        with self._alone():
            self.search.close()
            self._engines.dispose()
            self._mark.close()
        self._lock.free()

    def _begin_to_keep(self, taking: Taking) -> None:
        """What `_keep_numbers` would begin with; whatever speaks against it, that one says."""
        if (taking.serials or taking.lines) and not (taking.disowned or self.clock.doubtful):
            self._mark.begin(taking.serials, taking.lines, self.clock.now())

    @contextmanager
    def _flushed(self) -> Iterator[None]:
        """Waits for what was begun, also where the transaction ends without a commit: that error is the one told."""
        try:
            yield
        except BaseException:
            with suppress(CounterError):
                self._mark.finish()
            raise

    def _keep_numbers(self, connection: Connection, taking: Taking) -> int | None:
        """The count to note once committed; None where neither numbers nor time need to be kept."""
        now, doubtful = self.clock.now(), self.clock.doubtful
        if taking.disowned:
            self._mark.become_another()
        if taking.serials or taking.lines:
            if doubtful:
                raise ClockWrong
        elif doubtful or abs(now - self._mark.moment) < _MOMENT_EVERY:
            return None
        count = self._mark.intend(taking.serials, taking.lines, now)
        write_fact(connection, _COUNT, str(count))
        return count

    @contextmanager
    def _alone(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._writer == me:
            raise BrokenPromise("a write within a write")
        with self._writing:
            self._writer = me
            try:
                yield
            finally:
                self._writer = None
