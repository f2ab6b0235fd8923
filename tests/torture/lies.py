"""Tells a counter thousands of generated lies over real HTTP: none may be believed, and none may break it.

    python -m tests.torture.lies REPLIES [--seed N]

What is told, and what must hold after it: tests/sync/generated.py, tests/sync/believing.py.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.sandbox import Sandbox, free_port
from tests.services.store import make_store
from tests.sync.believing import meets_lies
from tests.sync.counter import at_the_line


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("replies", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # thousands of lines that say what is wanted here
    with TemporaryDirectory() as folder:
        store, sandbox = make_store(Path(folder) / "store"), Sandbox(Path(folder) / "province.sqlite", free_port())
        sandbox.start()
        try:
            counter = at_the_line(store, sandbox)
            counter.sync()
            accepted = [counter.accept(300), counter.accept(200, 100), counter.accept()]
            told = meets_lies(counter, accepted, arguments.seed, arguments.replies)
            counter.gateway.close()
        finally:
            sandbox.stop()
            store.close()
    kinds = ", ".join(f"{kind.strip('_')} {count}" for kind, count in sorted(told.items()))
    sys.stdout.write(f"lies: {sum(told.values())} told, 0 believed, 0 crashes ({kinds})\n")


if __name__ == "__main__":
    main()
