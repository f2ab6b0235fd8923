"""The store beside bare SQLite, in one run on one disk: `python tests/bench/bench_store.py`.

*Accepting.* Ours is the one transaction of `AcceptDossier`, from asking for it to its being durable, its PDF files
made before it: the draft is read again and checked, code and register line are taken, the receipt is made with
its appointment, dossier, papers, audit line and outbox event with its files are written, the draft goes, the
high-water mark is flushed beside that and waited for, the commit is flushed. The peer is the standard library's
sqlite3, WAL, synchronous=FULL: one row as long as the dossier's documents, committed. Once on this disk, then with
each flush as slow as on a counter's PC: a SATA SSD (1-4 ms), a hard disk (8-15 ms).

*The floor* beside them is a bare SQLCipher connection that commits as many pages as an acceptance changes, and nothing
else is timed: some forty, of a dozen tables and their indexes, each encrypted and sealed in some 15 microseconds. On a
virtual disk whose flush takes a tenth of a millisecond that alone is four or five times the peer, so three times is
out of reach there whatever the program does; where a flush takes what it takes on a real disk, it disappears.

*Encryption.* The same code on the same build, with a key and without one: the commune's citizens as the province
sends them, page after page, and dossiers accepted. All 1.2 million take both stores some twelve minutes on two busy
cores, and stay the default all the same: what an index costs shows only once it has outgrown the cache (1.22 times at
100,000, 1.36 at the end). `--citizens` takes fewer.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import sqlcipher3.dbapi2 as driver
from sqlalchemy import PoolProxiedConnection, text

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from counter_app.domain.citizen import Citizen  # noqa: E402
from counter_app.imaging.page_studio import PageStudio  # noqa: E402
from counter_app.ports import PdfAbout, StraightPage, UnitOfWork  # noqa: E402
from local_db.engine import KEY_BYTES, PAGE_BYTES  # noqa: E402
from local_db.store import SqlStore  # noqa: E402
from tests.bench.commune import BATCH, CITIZENS, citizens  # noqa: E402
from tests.bench.figures import Row, in_turns, milliseconds, outcome, say, table  # noqa: E402
from tests.bench.plain_store import open_plain_store  # noqa: E402
from tests.services.slow_disk import built_in, slow_down  # noqa: E402
from tests.services.store import make_store  # noqa: E402
from tests.use_cases.reception import MONDAY, Reception  # noqa: E402

REACH_ACCEPT, REACH_ENCRYPTED = 3.0, 1.4
DISKS = {"this disk": 0, "a SATA SSD, 2 ms longer a flush": 2, "a hard disk, 12 ms longer a flush": 12}
ROUNDS = 300


class ReadyStudio(PageStudio):
    """Its files are made before anybody asks: only the transaction is measured."""

    def page_from(self, jpeg: bytes) -> StraightPage:
        return StraightPage(jpeg, 1, 1, 150, 0.0, 0, turn_sure=True, blank=False)

    def write_pdf(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        return b"%PDF" + bytes(60_000)


class Accepting:
    """A counter that accepts one made-up dossier again and again, each time as another; `parts`: what each took."""

    def __init__(self, store: SqlStore, folder: Path) -> None:
        folder.mkdir()
        self._store = store
        self._reception = Reception(store, folder, "http://127.0.0.1:1")
        self._reception.lease(1, 9999)
        self._pattern = self._reception.draft(self._reception.ready())
        self._accept = replace(self._reception.desk.accept, imaging=ReadyStudio())
        self.parts: dict[str, list[float]] = {"waiting for the mark": [], "commit": [], "all the rest": []}
        self._asked = self._ended = self._commits = self._waited = 0.0
        self._log, self._grown = store.folder / "counter.db-wal", 0
        self._watched = ExitStack()
        self._commit = store._engines.writer.dialect.do_commit
        self._watched.enter_context(patch.object(store._engines.writer.dialect, "do_commit", self._timed_commit))
        self._intend = store._mark.intend
        self._watched.enter_context(patch.object(store._mark, "intend", self._timed_intend))
        self._write = store.write
        self._watched.enter_context(patch.object(store, "write", self._timed_write))

    def close(self) -> None:
        self._watched.close()
        self._reception.close()
        self._store.close()

    def _timed_commit(self, connection: PoolProxiedConnection) -> None:
        self._commits = time.perf_counter()
        self._commit(connection)

    def _timed_intend(self, *numbers: Any) -> int:
        began = time.perf_counter()
        count = self._intend(*numbers)
        self._waited = (time.perf_counter() - began) * 1000
        return count

    @contextmanager
    def _timed_write(self) -> Iterator[UnitOfWork]:
        before = self._log.stat().st_size
        self._asked = time.perf_counter()
        with self._write() as work:
            yield work
        self._ended = time.perf_counter()
        self._grown = self._log.stat().st_size - before

    def accept(self) -> float:
        """Milliseconds of the transaction, from asking for it until it is durable."""
        draft = replace(self._pattern, dossier=replace(self._pattern.dossier, id=uuid4()))
        with self._store.write() as work:
            work.drafts.save(draft)
        self._accept(draft.dossier.id, uuid4())
        took, commit = (self._ended - self._asked) * 1000, (self._ended - self._commits) * 1000
        for part, each in zip(self.parts, (self._waited, commit, took - commit - self._waited), strict=True):
            self.parts[part].append(each)
        return took

    def pages(self) -> int:
        """How many the transaction changes."""
        writer = self._store._engines.writer.raw_connection()
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        writer.close()
        self.accept()
        return self._grown // (PAGE_BYTES + 24)

    def length(self) -> int:
        """Letters that an acceptance stores as documents."""
        documents = text("SELECT max(length(document) + length(receipt)) + (SELECT max(length(payload)) FROM outbox)")
        with self._store._engines.reader.begin() as connection:
            return int(connection.scalar(text(f"{documents} FROM dossiers")))


def bare_commit(path: Path, letters: int) -> Callable[[], float]:
    peer = sqlite3.connect(path, isolation_level=None)
    peer.execute("PRAGMA journal_mode = WAL")
    peer.execute("PRAGMA synchronous = FULL")
    peer.execute("CREATE TABLE dossiers (id INTEGER PRIMARY KEY, document TEXT NOT NULL)")

    def commit() -> None:
        peer.execute("BEGIN IMMEDIATE")
        peer.execute("INSERT INTO dossiers (document) VALUES (?)", ("x" * letters,))
        peer.execute("COMMIT")

    return lambda: milliseconds(commit)


def bare_encrypted_commit(path: Path, pages: int) -> Callable[[], float]:
    peer = driver.connect(str(path), isolation_level=None)
    peer.execute(f"""PRAGMA key = "x'{os.urandom(KEY_BYTES).hex()}'" """)
    peer.execute("PRAGMA journal_mode = WAL")
    peer.execute("PRAGMA synchronous = FULL")
    peer.execute("CREATE TABLE pages (id INTEGER PRIMARY KEY, filled BLOB NOT NULL)")
    peer.executemany("INSERT INTO pages (filled) VALUES (?)", [(os.urandom(PAGE_BYTES * 7 // 8),)] * pages)

    def commit() -> float:
        peer.execute("BEGIN IMMEDIATE")
        peer.execute("UPDATE pages SET filled = randomblob(length(filled))")
        return milliseconds(lambda: peer.execute("COMMIT"))

    return commit


def accepting(disk: str) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        counter = Accepting(make_store(folder / "store"), folder / "counter")
        opened.callback(counter.close)
        counter.accept()
        slow = DISKS[disk]
        if slow:
            slow_down(slow)
        pages = counter.pages()
        floor = bare_encrypted_commit(folder / "pages.db", pages)
        works = {"bare commit": bare_commit(folder / "bare.db", counter.length()), "acceptance": counter.accept}
        measured = in_turns({**works, "floor": floor}, ROUNDS // 5 if slow else ROUNDS)
        say(f"on {disk}; a row of {counter.length()} letters beside it; {pages} pages changed")
        table({**measured, **{f"  of it {part}": values for part, values in counter.parts.items()}})
        what = "accept: number + dossier + audit + outbox, durable"
        peer = median(measured["bare commit"])
        say(f"  the encrypted commit of {pages} pages by itself: {median(measured['floor']) / peer:.2f}x")
        Row(what, median(measured["acceptance"]), peer, REACH_ACCEPT).say()


def encrypted(people: int) -> None:
    """A province's citizens as its answers bring them, and then dossiers, into both stores in turns."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        stores = {"plain": open_plain_store(folder / "plain"), "encrypted": make_store(folder / "encrypted")}
        say(f"{people} citizens, {BATCH} an answer of the province, each answer one commit")
        taken: dict[str, list[float]] = {store: [] for store in stores}
        for number, page in enumerate(citizens(people), 1):
            for which, store in stores.items():
                taken[which].append(milliseconds(partial(_put, store, page)))
            if number % 50 == 0 or number * BATCH >= people:
                totals = {which: sum(times) for which, times in taken.items()}
                seconds = ", ".join(f"{which} {total / 1000:.1f} s" for which, total in totals.items())
                say(f"  {min(number * BATCH, people)} citizens in: {seconds}")
        table(taken)
        Row("encrypted store, insert citizens", totals["encrypted"], totals["plain"], REACH_ENCRYPTED).say()
        counters = {which: Accepting(store, folder / f"{which} counter") for which, store in stores.items()}
        for counter in counters.values():
            opened.callback(counter.close)
        measured = in_turns({which: counter.accept for which, counter in counters.items()}, ROUNDS)
        say("dossiers accepted among them")
        table(measured)
        ours, peer = median(measured["encrypted"]), median(measured["plain"])
        Row("encrypted store, insert dossiers", ours, peer, REACH_ENCRYPTED).say()


def _put(store: SqlStore, page: Sequence[Citizen]) -> None:
    with store.write() as work:
        work.register.put_citizens(page, MONDAY)


def on_each_disk() -> int:
    """Each in a process of its own: a disk is slowed for a whole process. 1 when one missed its row."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **built_in(Path(folder))}
        commands = [[sys.executable, __file__, "--disk", disk] for disk in DISKS]
        codes = [subprocess.run(command, check=False, env=environment).returncode for command in commands]
    return max(codes)


def main() -> int:
    """Prints every row; 1 when one is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--disk", choices=DISKS, help="only accepting, on this one")
    parser.add_argument("--citizens", type=int, default=CITIZENS)
    asked = parser.parse_args()
    if asked.disk:
        accepting(asked.disk)
        return outcome()
    missed = on_each_disk()
    encrypted(asked.citizens)
    return missed or outcome()


if __name__ == "__main__":
    raise SystemExit(main())
