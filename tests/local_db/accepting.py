"""A program that accepts dossiers in a loop and says each code on its output once it is acknowledged.

Usage: `python -m tests.local_db.accepting FOLDER KEYFILE`; the key file makes it the same store at each start.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from counter_app.domain.codes import NumberBlock
from local_db.open_store import open_store
from tests.local_db.samples import COUNTER, DAY, UNIT, accept


class FileKeyChain:
    """Keys in a file: for a test's child process only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _read(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}

    def get(self, name: str) -> bytes | None:
        key = self._read().get(name)
        return None if key is None else bytes.fromhex(key)

    def set(self, name: str, secret: bytes) -> None:
        self._path.write_text(json.dumps({**self._read(), name: secret.hex()}))


def main() -> None:
    folder, key_file = map(Path, sys.argv[1:])
    store = open_store(folder, FileKeyChain(key_file))
    with store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 9999, 1))
    sys.stdout.write("ready\n")
    while True:
        with store.write() as work:
            accepted = accept(work)
        line = accepted.receipt.register
        sys.stdout.write(f"{accepted.code.text} {line.line if line else 0}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
