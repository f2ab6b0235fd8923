"""Fills a small disk of its own with dossiers, and works on once there is room again. Run in a mount namespace.

Usage: `unshare --mount --map-root-user python -m tests.local_db.full_disk FOLDER` (an empty folder to mount on).
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from unittest import mock

from counter_app.domain.errors import DiskFull
from counter_app.domain.receipt import Unit
from counter_app.pass_words import Argon2PassWords
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.log_in import LogIn
from counter_app.use_cases.session import Session
from local_db import kept_room
from local_db.store import SqlStore
from tests.local_db.samples import accept
from tests.services.store import PocketKeyChain, make_store
from tests.staff import WORD, employ


def main() -> None:
    disk = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], check=True)
    keys = PocketKeyChain()
    store = make_store(disk, keys)
    employ(store)
    with mock.patch.multiple(kept_room, _BYTES=300_000, _SPARE=0):  # of a small disk
        store.keep_room()
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(300_000))
    acknowledged = _accept_until_full(store)
    assert acknowledged, "the disk was too small to begin with"
    with store.read() as work:
        assert [a.code.text for a in work.dossiers.recent(10_000)] == acknowledged[::-1], "something was lost"
    _vault_refuses_cleanly(store, disk)
    _fill(disk / "filler")
    _whoever_may_purge_gets_in(store)
    (disk / "filler").unlink()
    ballast.unlink()
    with store.write() as work:
        entry = accept(work).receipt.register
    assert entry is not None
    assert entry.line == len(acknowledged) + 1, "the book has a gap"
    name = store.vault.put(b"a page")
    store.close()
    again = make_store(disk, keys)
    assert again.vault.get(name) == b"a page"
    with again.read() as work:
        assert len(work.dossiers.recent(10_000)) == len(acknowledged) + 1
    again.close()
    sys.stdout.write(f"good: {len(acknowledged)}\n")


def _fill(path: Path) -> None:
    """To the last byte: a log-in writes less than an acceptance."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def _whoever_may_purge_gets_in(store: SqlStore) -> None:
    session = Session()
    log_in = LogIn(store, store.clock, Counter(Unit("H13.552", "", "", ""), "dan-cu", "Q1"), session, Argon2PassWords())
    account = log_in("nguyet", WORD)  # with the room that was kept back
    log_in.set_pin("73915")
    log_in.lock()
    assert log_in.unlock("73915") == account
    assert not store.give_room(), "nobody needed it"


def _accept_until_full(store: SqlStore) -> list[str]:
    acknowledged: list[str] = []
    while True:
        try:
            with store.write() as work:
                accepted = accept(work)
        except DiskFull:
            return acknowledged
        acknowledged.append(accepted.code.text)


def _vault_refuses_cleanly(store: SqlStore, disk: Path) -> None:
    try:
        store.vault.put(bytes(1_000_000))
    except DiskFull:
        assert not [path for path in (disk / "vault").rglob("*") if path.is_file()], "a part was left behind"
    else:
        raise AssertionError("the disk was not full")


if __name__ == "__main__":
    main()
