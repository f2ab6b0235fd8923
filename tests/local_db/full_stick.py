"""Backs up to a small stick until it is full, then goes on receiving. Run in a mount namespace.

Usage: `unshare --mount --map-root-user python -m tests.local_db.full_stick FOLDER`
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from counter_app.domain.errors import BackupFull
from local_db.backup import Backups, check_files, make_backup, place_of
from local_db.key_slots import SLOTS
from local_db.store import SqlStore
from tests.local_db.samples import NOW, accept
from tests.services.store import PocketKeyChain, make_store


def main() -> None:
    folder = Path(sys.argv[1])
    stick = folder / "stick"
    stick.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(stick)], check=True)
    keys = PocketKeyChain()
    store = make_store(folder / "store", keys)
    backups = Backups(store, stick, reserve=0)
    _fill(store, stick)
    first = backups.make()  # all but the last of that month make room
    assert len(list(stick.glob("*/*/manifest.json"))) == 2
    store.vault.put(os.urandom(4 << 20))
    _is_refused(backups)  # no room for the vault
    (stick / "ballast").write_bytes(bytes(max(0, os.statvfs(stick).f_bavail * 4096 - 150_000)))
    _is_refused(backups)  # none for the database
    assert not list(stick.rglob("*.part")), "a part was left behind"
    assert backups.newest() == first
    check_files(first)
    with store.write() as work:
        accept(work)
    store.close()
    sys.stdout.write("good\n")


def _fill(store: SqlStore, stick: Path) -> None:
    """With backups of one evening, months ago."""
    keys, slots = store.keys.current, store.folder / SLOTS
    place = place_of(stick, store.folder, keys)
    with suppress(BackupFull):
        for second in itertools.count():
            made_at = NOW - timedelta(days=100, seconds=-second)
            make_backup(store.snapshot, store.vault, keys, slots, place, made_at, "due", reserve=0)


def _is_refused(backups: Backups) -> None:
    try:
        backups.make()
    except BackupFull:
        return
    raise AssertionError("the stick was not full")


if __name__ == "__main__":
    main()
