"""Lets a counter and a province write into the same records until so many conflicts were met: no word may go under.

    python -m tests.torture.quarrels CONFLICTS [--seed N]

Who writes what, and the ledger of who saw what: tests/sync/conflicts.py. Each thousand is met in a world of its own (a
store, a province, a seed): a record that was corrected hundreds of times is no record of a counter's. As many worlds
run beside each other as the machine has cores, in memory where there is room: it is the order of things that is tried.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.sandbox import Sandbox, free_port
from tests.services.store import make_store
from tests.sync.conflicts import Quarrel
from tests.sync.counter import PERSON, at_the_line

_DOSSIERS = 40
_WORLD = 1_000  # conflicts
_MEMORY = Path("/dev/shm")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("conflicts", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.world:
        sys.stdout.write(f"{in_one_world(asked.conflicts, asked.seed)}\n")
        return
    starts = range(0, asked.conflicts, _WORLD)
    worlds = [(min(_WORLD, asked.conflicts - start), asked.seed * 1_000 + at) for at, start in enumerate(starts)]
    met = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as beside:
        for found in beside.map(_in_a_process, *zip(*worlds, strict=True)):
            met += found
            sys.stdout.write(f"\rquarrels: {met} conflicts")
            sys.stdout.flush()
    sys.stdout.write(f"\rquarrels: {met} conflicts met in {len(worlds)} worlds, 0 words overwritten silently\n")


def _in_a_process(conflicts: int, seed: int) -> int:
    command = [sys.executable, "-m", "tests.torture.quarrels", str(conflicts), "--seed", str(seed), "--world"]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if told.returncode:
        raise SystemExit(f"\nquarrels: the world of seed {seed} ended with {told.returncode}")
    return int(told.stdout)


def in_one_world(conflicts: int, seed: int) -> int:
    """How many were met. Raises SystemExit for a word that went under."""
    logging.disable(logging.CRITICAL)  # each lost reply says so, as it should
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        store, sandbox = make_store(Path(folder) / "store"), Sandbox(Path(folder) / "province.sqlite", free_port())
        sandbox.start()
        try:
            counter = at_the_line(store, sandbox)
            counter.sync()
            quarrel = Quarrel(counter, sandbox, random.Random(seed))
            quarrel.begin(_DOSSIERS, PERSON.value)
            sandbox.faults(drop_reply_rate=0.05)
            while quarrel.conflicts < conflicts and not quarrel.lost:
                quarrel.round()
            counter.gateway.close()
        finally:
            sandbox.stop()
            store.close()
    if quarrel.lost:
        raise SystemExit(f"quarrels: {quarrel.lost[:5]}")
    return quarrel.conflicts


if __name__ == "__main__":
    main()
