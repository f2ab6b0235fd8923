"""A program that accepts and backs up in a loop, and says each backup on its output once it is finished.

Usage: `python -m tests.local_db.backing_up FOLDER KEYFILE STICK`; the key file makes it the same store at each start.
"""

from __future__ import annotations

import sys
from pathlib import Path

from local_db.backup import Backups
from local_db.open_store import open_store
from tests.local_db.accepting import FileKeyChain
from tests.local_db.samples import accept


def main() -> None:
    folder, key_file, stick = map(Path, sys.argv[1:])
    store = open_store(folder, FileKeyChain(key_file))
    backups = Backups(store, stick)
    sys.stdout.write("ready\n")
    while True:
        sys.stdout.flush()
        store.vault.put(str(backups).encode())
        with store.write() as work:
            accept(work)
        sys.stdout.write(f"{backups.make().path.name}\n")


if __name__ == "__main__":
    main()
