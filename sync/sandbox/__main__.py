"""`python -m sync.sandbox --port N --database FILE --seed 1`: serves the counter contract on this machine only.

With `--database postgresql://... --files FOLDER --processes 4`: from several processes, of several machines, too, where
FOLDER is one that all of them see.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from .database import is_server
from .feed import ROWS
from .serving import Served, Tls, serve


def main() -> None:
    parser = _parser()
    asked = parser.parse_args()
    if asked.files is None and is_server(asked.database):
        parser.error("--files is missing: a folder that all processes see")
    if asked.with_parent:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    if (asked.certificate is None) != (asked.key is None) or (asked.clients and not asked.key):
        parser.error("--certificate and --key go together, --clients with both")
    tls = Tls(asked.certificate, asked.key, asked.clients) if asked.certificate else None
    served = Served(asked.database, asked.files, asked.seed, asked.people, asked.rows, tls)
    serve(served, asked.port, asked.processes, asked.log_level)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sync.sandbox", description="A provincial system to run against")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", required=True, metavar="FILE|postgresql://...")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="of what was uploaded; default: beside FILE")
    parser.add_argument("--processes", type=int, default=1, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1, help="of the people and of the faults")
    parser.add_argument("--people", type=int, default=320, metavar="COUNT")
    parser.add_argument("--rows", type=int, default=ROWS, metavar="COUNT", help="a page of changes; a first fill: 2000")
    parser.add_argument("--certificate", type=Path, metavar="PEM", help="of this server: TLS")
    parser.add_argument("--key", type=Path, metavar="PEM")
    parser.add_argument(
        "--clients", type=Path, metavar="PEM", help="the authority of counters that come with their own"
    )
    parser.add_argument("--log-level", default="warning")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends: with its parent")
    return parser


if __name__ == "__main__":
    main()
