"""A line that loses packets: a namespace of the network whose only way out is a TUN device in this file's hands.

Rate, delay and loss count for each IP packet, so TCP meets what it meets outside: retransmissions, a window that
shrinks. Needs root and /dev/net/tun; the kernel's netem is not wanted. It runs as a process of its own, before others
in the queue for the processor: a line does not stand still because a machine is busy. `late` says how long it did
all the same.

    python -m tests.services.lossy_line NAMESPACE NET RATE DELAY LOSS SEED    until its standard input ends
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import json
import os
import random
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_TUNSETIFF, _TUN, _NO_PI = 0x400454CA, 0x0001, 0x1000
_MTU = 1400
_QUEUE = 0.4  # seconds that the line's own buffer holds: what comes then is dropped
_NEWNET = 0x40000000
_names = count(1)


@dataclass
class Crossed:
    """IP bytes up and down, those lost and retransmitted among them; `late`: seconds that the line stood still
    because the machine was busy (what the scheduler let it wait for a processor)."""

    up: int = 0
    down: int = 0
    lost: int = 0
    late: float = 0.0


@dataclass
class LossyLine:
    """A namespace with its line. `inside()` moves the calling thread there, and whatever it starts from then on."""

    namespace: str
    there: str  # the address of its outer end, where the province listens
    process: subprocess.Popen[bytes]

    def inside(self) -> None:
        _enter(f"/run/netns/{self.namespace}")

    def crossed(self) -> Crossed:
        """So far."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"?")
        self.process.stdin.flush()
        return Crossed(**json.loads(self.process.stdout.readline()))


def can_be_had() -> bool:
    return os.geteuid() == 0 and Path("/dev/net/tun").exists()


@contextmanager
def lossy_line(rate: float, delay: float, loss: float, seed: int = 1) -> Iterator[LossyLine]:
    """`rate` bytes a second each way, `delay` seconds one way, `loss` of the packets. The calling thread comes back out
    of the namespace in the end."""
    at = next(_names)
    name, net = f"line-{os.getpid()}-{at}", f"10.77.{(os.getpid() + at) % 250}"
    told = [str(value) for value in (name, net, rate, delay, loss, seed)]
    command = [sys.executable, "-m", "tests.services.lossy_line", *told]
    subprocess.run(["ip", "netns", "add", name], check=True)
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n", "no line"
        yield LossyLine(name, f"{net}.2", process)
    finally:
        ctypes.CDLL(None, use_errno=True).setns(home, _NEWNET)
        os.close(home)
        process.communicate(timeout=30)
        subprocess.run(["ip", "netns", "del", name], check=True)


def _enter(namespace: str) -> None:
    """For the calling thread."""
    opened = os.open(namespace, os.O_RDONLY)
    libc = ctypes.CDLL(None, use_errno=True)
    failed = libc.setns(opened, _NEWNET)
    os.close(opened)
    if failed:
        raise OSError(ctypes.get_errno(), "setns")


# --- the process ---------------------------------------------------------------------------------------


def _device(name: str) -> int:
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH14s", name.encode(), _TUN | _NO_PI, b""))
    return device


def _ends(namespace: str, net: str) -> tuple[int, int]:
    """The devices inside and outside, up and with their addresses."""
    here, there = f"{net}.1", f"{net}.2"
    name = f"ln{os.getpid() % 100_000_000}"
    outside = _device(name)
    _ip("addr", "add", there, "peer", here, "dev", name)
    _ip("link", "set", name, "up", "mtu", str(_MTU))
    _enter(f"/run/netns/{namespace}")
    inside = _device(name)
    _ip("link", "set", "lo", "up")
    _ip("addr", "add", here, "peer", there, "dev", name)
    _ip("link", "set", name, "up", "mtu", str(_MTU))
    return inside, outside


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


def _carry(inside: int, outside: int, rate: float, delay: float, loss: float, seed: int) -> None:
    lot, crossed, order = random.Random(seed), Crossed(), count()
    free = {inside: 0.0, outside: 0.0}
    other = {inside: outside, outside: inside}
    before = _waited()
    under_way: list[tuple[float, int, int, bytes]] = []
    while True:
        wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
        ready, _, _ = select.select([inside, outside, 0], [], [], wait)
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, to, packet = heapq.heappop(under_way)
            with suppress(OSError):
                os.write(to, packet)
        if 0 in ready:
            if not os.read(0, 1):
                return
            crossed.late = _waited() - before
            sys.stdout.write(json.dumps(crossed.__dict__) + "\n")
            sys.stdout.flush()
        for here in (inside, outside):
            while here in ready and (read := _packet(here)):
                begin = max(now, free[here])
                if begin - now > _QUEUE:
                    crossed.lost += len(read)
                    continue
                free[here] = begin + len(read) / rate
                if here == inside:
                    crossed.up += len(read)
                else:
                    crossed.down += len(read)
                if lot.random() < loss:
                    crossed.lost += len(read)
                    continue
                heapq.heappush(under_way, (free[here] + delay, next(order), other[here], read))


def _waited() -> float:
    """Seconds that this process was ready to run, and did not."""
    return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9


def _packet(device: int) -> bytes:
    try:
        return os.read(device, 2048)
    except BlockingIOError:
        return b""


def main() -> None:
    namespace, net, rate, delay, loss, seed = sys.argv[1:]
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    inside, outside = _ends(namespace, net)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    _carry(inside, outside, float(rate), float(delay), float(loss), int(seed))


if __name__ == "__main__":
    main()
