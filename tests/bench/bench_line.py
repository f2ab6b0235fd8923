"""A day's backlog over a line that drops connections: `python tests/bench/bench_line.py`.

The line is a relay of this machine in front of the sandbox: 256 kbit/s and 2 Mbit/s for everything that passes, 100 ms
each way, a handshake for each connection, and of every 250 kB sent in one connection 30 % are cut. Lost packets are not
played: TCP hides them as a lower rate. Real store, real vault, real HTTP.

What is measured against: the bytes of the dossiers and their files ÷ bandwidth, and the bytes themselves. Besides: a
file of 20 MB finishes, and of 500 dossiers all metadata is through before the first megabyte of scans.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from counter_app.domain.outbox import OutboxEvent  # noqa: E402
from sync.contract import canonical  # noqa: E402
from tests.bench.figures import Row, say  # noqa: E402
from tests.services.narrow_line import NarrowLine, narrow_line  # noqa: E402
from tests.services.sandbox import Sandbox, free_port  # noqa: E402
from tests.services.store import make_store  # noqa: E402
from tests.sync.counter import RealCounter, gateway_to  # noqa: E402

REACH_TWICE, REACH_WIRE, REACH_TIME = 0.05, 1.15, 1.25
DELAY, CUT = 0.1, 0.3
LINES = {"256 kbit/s": 32_000.0, "2 Mbit/s": 250_000.0}
PAGE = 70_000  # bytes of an archival page


@contextmanager
def at_a_line(rate: float, cut: float = CUT) -> Iterator[tuple[RealCounter, NarrowLine]]:
    """After the first pass, which brings catalogue and people and is not measured."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox, store = Sandbox(Path(folder) / "province.sqlite", free_port()), make_store(Path(folder) / "store")
        sandbox.start()
        try:
            first = RealCounter(store, gateway_to(sandbox.url))
            first.sync()
            first.gateway.close()
            with narrow_line(sandbox.port, rate, DELAY, cut) as line:
                counter = RealCounter(store, gateway_to(line.url))
                yield counter, line
                counter.gateway.close()
        finally:
            sandbox.stop()
            store.close()


def until_all_is_through(counter: RealCounter) -> float:
    """Seconds, the pauses between passes included, as the program takes them."""
    began = time.monotonic()
    while (outcome := counter.sync()).waiting:
        time.sleep(min(outcome.next_wait, 60.0))
    return time.monotonic() - began


def payload_of(counter: RealCounter) -> int:
    return sum(len(canonical(each.payload)) + sum(file.size for file in each.files) for each in _waiting(counter))


def backlog(name: str, rate: float, dossiers: int) -> list[Row]:
    with at_a_line(rate) as (counter, line):
        for at in range(dossiers):
            counter.accept(*[PAGE + 997 * (at + page) % 9_000 for page in range(1 + at % 5)])
        payload = payload_of(counter)
        seconds = until_all_is_through(counter)
        passed = line.passed
        twice = passed.puts + passed.patches - payload
        say(f"\n{name}: {dossiers} dossiers, {payload / 1e6:.1f} MB")
        say(f"  {passed.cuts} of {passed.connections} connections cut")
        say(f"  {seconds:.0f} s; {payload / rate:.0f} s are the bytes alone; {passed.down / 1e3:.0f} kB came back")
    return [
        Row(f"{name}: payload sent twice (%)", 100 * twice, payload, 100 * REACH_TWICE),
        Row(f"{name}: bytes on the wire", passed.up + passed.down, payload, REACH_WIRE),
        Row(f"{name}: time", seconds, payload / rate, REACH_TIME),
    ]


def one_large_file(rate: float) -> Row:
    with at_a_line(rate) as (counter, line):
        counter.accept(20_000_000)
        payload = payload_of(counter)
        seconds = until_all_is_through(counter)
        say(f"\n20 MB file: through after {seconds:.0f} s, {line.passed.cuts} cuts")
        return Row("20 MB file: time", seconds, payload / rate, REACH_TIME)


def five_hundred(rate: float) -> None:
    """What goes first."""
    with at_a_line(rate) as (counter, line):
        for at in range(500):
            counter.accept(*([PAGE] if at % 32 == 0 else []))  # sixteen scans: a little more than that megabyte
        metadata = sum(len(canonical(each.payload)) for each in _waiting(counter))
        began = time.monotonic()
        while line.passed.patches < 1_000_000:
            counter.sync()
        first = line.passed.puts_before_first_megabyte
        say(f"\n500 dossiers: metadata of {first} was sent before the first megabyte of scans;")
        say(f"  {metadata / 1e6:.1f} MB of it, that megabyte was through after {time.monotonic() - began:.0f} s")
        if first < 500:
            raise SystemExit("scans went before metadata")


def _waiting(counter: RealCounter) -> tuple[OutboxEvent, ...]:
    with counter.store.read() as work:
        return work.outbox.due(counter.store.clock.now(), 10_000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true", help="the backlogs only, a third of them")
    short = parser.parse_args().short
    logging.disable(logging.CRITICAL)
    rows: list[Row] = []
    for name, rate in LINES.items():
        dossiers = int(rate / 32_000 * 10) + 20
        rows += backlog(name, rate, dossiers // 3 if short else dossiers)
    if not short:
        rows.append(one_large_file(LINES["2 Mbit/s"]))
        five_hundred(LINES["2 Mbit/s"])
    say(f"\n{'':<44}{'ours':>12}{'limit':>12}{'ratio':>8}{'reach':>8}")
    for row in rows:
        say(f"{row.what:<44}{row.ours:>12.0f}{row.peer:>12.0f}{row.ratio:>8.3f}{row.reach:>8.2f}")


if __name__ == "__main__":
    main()
