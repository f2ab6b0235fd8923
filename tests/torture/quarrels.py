"""Lets a counter and a province write into the same records until so many conflicts were met: no word may go under.

    python -m tests.torture.quarrels CONFLICTS [--seed N]

Who writes what, and the ledger of who saw what: tests/sync/conflicts.py.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.sandbox import Sandbox, free_port
from tests.services.store import make_store
from tests.sync.conflicts import Quarrel
from tests.sync.counter import PERSON, at_the_line

_DOSSIERS = 40


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("conflicts", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # each lost reply says so, as it should
    with TemporaryDirectory() as folder:
        store, sandbox = make_store(Path(folder) / "store"), Sandbox(Path(folder) / "province.sqlite", free_port())
        sandbox.start()
        try:
            counter = at_the_line(store, sandbox)
            counter.sync()
            quarrel = Quarrel(counter, sandbox, random.Random(arguments.seed))
            quarrel.begin(_DOSSIERS, PERSON.value)
            sandbox.faults(drop_reply_rate=0.05)
            while quarrel.conflicts < arguments.conflicts and not quarrel.lost:
                quarrel.round()
                sys.stdout.write(f"\rquarrels: {quarrel.conflicts} conflicts")
                sys.stdout.flush()
            counter.gateway.close()
        finally:
            sandbox.stop()
            store.close()
    if quarrel.lost:
        sys.exit(f"\nquarrels: {quarrel.lost[:5]}")
    sys.stdout.write(f"\rquarrels: {quarrel.conflicts} conflicts met, 0 words overwritten silently\n")


if __name__ == "__main__":
    main()
