"""A day's backlog over a line that loses packets and drops connections: `python tests/bench/bench_line.py`.

The line is a TUN device of a namespace (tests/services/lossy_line.py): 256 kbit/s and 2 Mbit/s, 100 ms each way, 1 % of
the packets lost; at its far end, before the sandbox, connections are cut: of every 250 kB sent in one, 30 %. The
counter sends by TCP Cubic, as Windows and Debian do. Real store, real vault, real HTTP; five minutes in all. Without
root no packet is lost, and the run says so.

What is measured against: the bytes of the dossiers and their files ÷ bandwidth, and the bytes themselves; on the wire
every IP packet counts, those that were lost too. A file of 20 MB goes over one connection, and such loss lets one carry
a third of this line, whoever sends (Mathis: MSS ÷ RTT × 1.22 ÷ √loss): it is held against a bare socket on the same
line. Of 500 dossiers all metadata is through before the first megabyte of scans. Beside each backlog a desk saves
something small twenty times a second.
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from urllib3.connection import HTTPConnection

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from counter_app.domain.outbox import OutboxEvent  # noqa: E402
from sync.contract import canonical  # noqa: E402
from tests.bench.desk_saves import MOST_FELT, saving_meanwhile  # noqa: E402
from tests.bench.figures import Row, outcome, say, say_judged  # noqa: E402
from tests.services.lossy_line import Crossed, LossyLine, can_be_had, lossy_line  # noqa: E402
from tests.services.narrow_line import NarrowLine, narrow_line  # noqa: E402
from tests.services.sandbox import Sandbox, free_port  # noqa: E402
from tests.services.store import make_store  # noqa: E402
from tests.sync.counter import DESK, RealCounter, gateway_to  # noqa: E402

REACH_TWICE, REACH_WIRE, REACH_TIME = 0.05, 1.15, 1.25
DELAY, LOSS, CUT = 0.1, 0.01, 0.3
LINES = {"256 kbit/s": (32_000.0, 14), "2 Mbit/s": (250_000.0, 60)}  # bytes a second, dossiers
PAGE = 70_000  # bytes of an archival page
LONGEST = 900.0  # seconds of a part: three times what all of them take together
_TOO_LATE = 0.02  # of the time that the line stood still: from there on the machine is measured, and not the line


@dataclass
class AtLine:
    """`packets` None: nothing is lost here; then the relay plays rate and delay as well."""

    counter: RealCounter
    relay: NarrowLine
    packets: LossyLine | None
    listening: socket.socket  # at the far end, for a peer that is no program of ours

    def crossed(self) -> Crossed:
        if self.packets is None:
            return Crossed(self.relay.passed.up, self.relay.passed.down)
        return self.packets.crossed()


@contextmanager
def at_a_line(rate: float, cut: float = CUT) -> Iterator[AtLine]:
    """After the first pass, which brings catalogue and people and is not measured."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sandbox, store = Sandbox(folder / "province.sqlite", free_port()), make_store(folder / "store")
        stack.callback(store.close)
        sandbox.start()
        stack.callback(sandbox.stop)
        first = RealCounter(store, gateway_to(sandbox.url))
        first.sync()
        first.gateway.close()
        packets = stack.enter_context(lossy_line(rate, DELAY, LOSS)) if can_be_had() else None
        relay = stack.enter_context(_relay(sandbox, rate, cut, packets))
        listening = stack.enter_context(socket.create_server((relay.host, 0)))
        if packets is not None:
            stack.enter_context(_cubic_and_far())
            packets.inside()
        counter = RealCounter(store, gateway_to(relay.url))
        yield AtLine(counter, relay, packets, listening)
        counter.gateway.close()


def _relay(sandbox: Sandbox, rate: float, cut: float, packets: LossyLine | None) -> AbstractContextManager[NarrowLine]:
    if packets is None:
        return narrow_line(sandbox.port, rate, DELAY, cut)
    return narrow_line(sandbox.port, math.inf, 0.0, cut, host=packets.there)


@contextmanager
def _cubic_and_far() -> Iterator[None]:
    """The far end of the line is no address of this machine's own loopback, and speaks plain HTTP all the same."""
    options = [*HTTPConnection.default_socket_options, (socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"cubic")]
    with patch("sync.wire._here", lambda _: True), patch.object(HTTPConnection, "default_socket_options", options):
        yield


def until_all_is_through(counter: RealCounter) -> float:
    """Seconds, the pauses between passes included, as the program takes them."""
    began = time.monotonic()
    while (told := counter.sync()).waiting:
        time.sleep(min(told.next_wait, 60.0))
    return time.monotonic() - began


def payload_of(counter: RealCounter) -> int:
    return sum(len(canonical(each.payload)) + sum(file.size for file in each.files) for each in _waiting(counter))


def backlog(name: str) -> None:
    rate, dossiers = LINES[name]
    with at_a_line(rate) as line:
        for at in range(dossiers):
            line.counter.accept(*[PAGE + 997 * (at + page) % 9_000 for page in range(1 + at % 5)])
        payload = payload_of(line.counter)
        with saving_meanwhile(line.counter.store, DESK.code) as saves:
            seconds = until_all_is_through(line.counter)
        passed, crossed = line.relay.passed, line.crossed()
    twice = passed.puts + passed.patches - payload
    say(f"\n{name}: {dossiers} dossiers, {payload / 1e6:.1f} MB")
    say(f"  {passed.cuts} of {passed.connections} connections cut, {crossed.lost / 1e3:.0f} kB of packets lost")
    say(f"  {seconds:.0f} s; {payload / rate:.0f} s are the bytes alone; {crossed.down / 1e3:.0f} kB came back")
    Row(f"{name}: payload sent twice, beside what was sent once", payload + twice, payload, 1 + REACH_TWICE).say()
    Row(f"{name}: bytes on the wire", crossed.up + crossed.down, payload, REACH_WIRE).say()
    Row(f"{name}: time", seconds, payload / rate, REACH_TIME).say()
    felt = f"95 of a hundred within {saves.felt:.0f} ms, 99 had their turn within {saves.waited:.0f} ms"
    quick = saves.felt <= MOST_FELT and saves.waited <= MOST_FELT
    say_judged(f"{name}: {len(saves.wholes)} saves of the desk meanwhile: {felt} (reach {MOST_FELT:.0f} ms)", quick)
    _must_have_been_a_line(crossed, seconds)


def one_large_file() -> None:
    rate, _ = LINES["2 Mbit/s"]
    with at_a_line(rate) as line:
        bare = rate if line.packets is None else bare_flow(line.listening)
        line.counter.accept(20_000_000)
        payload = payload_of(line.counter)
        seconds = until_all_is_through(line.counter)
        passed, crossed = line.relay.passed, line.crossed()
    say(f"\n20 MB file: through after {seconds:.0f} s, {passed.cuts} cuts; {payload / rate:.0f} s are the bytes alone")
    say(f"  a bare socket carries {bare / 1e3:.0f} kB a second of this line's {rate / 1e3:.0f}, and is not cut")
    Row("20 MB file: time, against a bare socket", seconds, payload / bare, REACH_TIME).say()
    twice = passed.puts + passed.patches - payload
    Row("20 MB file: payload sent twice, beside once", payload + twice, payload, 1 + REACH_TWICE).say()
    _must_have_been_a_line(crossed, seconds)


def bare_flow(listening: socket.socket) -> float:
    """Bytes a second of one connection without anything of ours."""
    size = 2_000_000

    def take() -> None:
        connection, _ = listening.accept()
        with connection:
            while connection.recv(65_536):
                pass
            connection.sendall(b"k")

    taking = threading.Thread(target=take, daemon=True)
    taking.start()
    with socket.socket() as ours:
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"cubic")
        ours.connect(listening.getsockname())
        began = time.monotonic()
        ours.sendall(bytes(size))
        ours.shutdown(socket.SHUT_WR)
        ours.recv(1)
        return size / (time.monotonic() - began)


def five_hundred() -> None:
    """What goes first."""
    rate, _ = LINES["2 Mbit/s"]
    with at_a_line(rate) as line:
        for at in range(500):
            line.counter.accept(*([PAGE] if at % 32 == 0 else []))  # sixteen scans: a little more than that megabyte
        metadata = sum(len(canonical(each.payload)) for each in _waiting(line.counter))
        began = time.monotonic()
        while line.relay.passed.patches < 1_000_000:
            line.counter.sync()
        first = line.relay.passed.puts_before_first_megabyte
    took = time.monotonic() - began
    say(f"\n500 dossiers: {metadata / 1e6:.1f} MB of metadata; a megabyte of scans was through after {took:.0f} s")
    say_judged(f"metadata sent before the first megabyte of scans: of {first} dossiers", first >= 500)


def _must_have_been_a_line(crossed: Crossed, seconds: float) -> None:
    if crossed.late > _TOO_LATE * seconds:
        say(f"  (the line stood still for {crossed.late:.0f} s: this machine was busy, the figures are not the line's)")


def _waiting(counter: RealCounter) -> tuple[OutboxEvent, ...]:
    with counter.store.read() as work:
        return work.outbox.due(counter.store.clock.now(), 10_000)


PARTS: dict[str, Callable[[], None]] = {
    "large": one_large_file,
    **{name.partition(" ")[0]: partial(backlog, name) for name in LINES},
    "500": five_hundred,
}


class TooLong(BaseException):
    """Nothing on the way takes it for a fault of its own."""


def _within(part: str) -> None:
    """Ends it as missed when its time is over, whatever it waits for; at the third reminder without tidying up."""
    reminders = iter(range(2))

    def over(*_: object) -> None:
        if next(reminders, None) is None:
            os._exit(1)
        raise TooLong

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, LONGEST, 30)
    try:
        PARTS[part]()
    except TooLong:
        say_judged(f"{part}: not through after {LONGEST:.0f} s", False)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=PARTS)
    only = parser.parse_args().only
    logging.disable(logging.CRITICAL)
    if only is not None:
        _within(only)
        return outcome()
    if not can_be_had():
        say("no packet is lost in this run: that needs root and /dev/net/tun")
    # Each on a line of its own, the long one beside the others: all wait for lines, and none for the processor.
    large = subprocess.Popen([sys.executable, __file__, "--only", "large"])
    others = [
        subprocess.run([sys.executable, __file__, "--only", part], check=False) for part in PARTS if part != "large"
    ]
    return max(large.wait(), *(other.returncode for other in others))


if __name__ == "__main__":
    raise SystemExit(main())
