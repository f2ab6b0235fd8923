"""A line in front of a server of this machine: so many bits a second, so long a way, and connections that break.

Bytes are told apart as they pass: what of a request is body, what comes back. A connection breaks after a number of
bytes drawn for it, so that a transfer of 250 kB is cut with the chance that was asked for.
"""

from __future__ import annotations

import asyncio
import math
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_PACKET = 1400
_CUT_PER = 250_000  # bytes that `cut_chance` speaks of
_LATE = 0.05  # seconds that a busy machine may wake it late, and the line is made up for
_BUFFER = 16 * 1024  # bytes that the line itself holds


@dataclass
class Passed:
    """Bytes on the wire. `bodies`: of PUT and PATCH requests; `first_file` how much of PUT had passed by then."""

    up: int = 0
    down: int = 0
    puts: int = 0
    patches: int = 0
    put_requests: int = 0
    cuts: int = 0
    connections: int = 0
    puts_before_first_megabyte: int = 0


@dataclass
class NarrowLine:
    """`rate` in bytes a second each way, infinite: it only cuts and counts; `delay` seconds one way; `cut_chance` for
    250 kB; `host`: where it listens."""

    server: int
    rate: float
    delay: float
    cut_chance: float
    seed: int = 1
    passed: Passed = field(default_factory=Passed)
    port: int = 0
    host: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._free = {"up": 0.0, "down": 0.0}

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def serve(self, listening: socket.socket) -> None:
        running: set[asyncio.Task[None]] = set()
        loop = asyncio.get_running_loop()
        while True:
            client, _ = await loop.sock_accept(listening)
            task = loop.create_task(self._connection(client))
            running.add(task)
            task.add_done_callback(running.discard)

    async def _connection(self, client: socket.socket) -> None:
        self.passed.connections += 1
        if math.isfinite(self.rate):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        often = -math.log(1 - self.cut_chance) or 1e-12
        left = [-math.log(1 - self._random.random()) * _CUT_PER / often]
        await asyncio.sleep(2 * self.delay)  # its handshake
        server = socket.create_connection(("127.0.0.1", self.server))
        server.setblocking(False)
        client.setblocking(False)
        ways = [self._way(client, server, "up", left, _Requests(self.passed)), self._way(server, client, "down", left)]
        with suppress(OSError):
            await asyncio.gather(*ways)
        for end in (client, server):
            end.close()

    async def _way(
        self, here: socket.socket, there: socket.socket, way: str, left: list[float], requests: _Requests | None = None
    ) -> None:
        loop = asyncio.get_running_loop()
        under_way: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue(_in_flight(self.rate, self.delay))
        arriving = loop.create_task(self._arrive(there, under_way))
        try:
            while packet := await loop.sock_recv(here, _PACKET):
                begin = max(loop.time() - _LATE, self._free[way])
                self._free[way] = begin + len(packet) / self.rate
                await asyncio.sleep(self._free[way] - loop.time())
                setattr(self.passed, way, getattr(self.passed, way) + len(packet))
                if requests is not None:
                    requests.take(packet)
                left[0] -= len(packet)
                if left[0] < 0:
                    self.passed.cuts += 1
                    self._break(here, there)
                    raise ConnectionResetError
                await under_way.put((loop.time() + self.delay, packet))
            await under_way.put(None)
            await arriving
        finally:
            arriving.cancel()

    async def _arrive(self, there: socket.socket, under_way: asyncio.Queue[tuple[float, bytes] | None]) -> None:
        loop = asyncio.get_running_loop()
        while (packet := await under_way.get()) is not None:
            at, data = packet
            await asyncio.sleep(at - loop.time())
            await loop.sock_sendall(there, data)
        with suppress(OSError):
            there.shutdown(socket.SHUT_WR)

    def _break(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class _Requests:
    """Tells heads from bodies in what a client sends, wherever its packets begin and end."""

    def __init__(self, passed: Passed) -> None:
        self._passed = passed
        self._head = b""
        self._left = 0
        self._method = b""

    def take(self, data: bytes) -> None:
        while data:
            if self._left:
                body, data = data[: self._left], data[self._left :]
                self._left -= len(body)
                self._count(len(body))
                continue
            self._head += data
            head, end, data = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            self._head = b""
            lengths = [
                line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
            ]
            self._method = head.partition(b" ")[0]
            self._passed.put_requests += self._method == b"PUT"
            self._left = int(lengths[0]) if lengths else 0

    def _count(self, size: int) -> None:
        if self._method == b"PUT":
            self._passed.puts += size
        elif self._method == b"PATCH":
            if self._passed.patches < 1_000_000 <= self._passed.patches + size:
                self._passed.puts_before_first_megabyte = self._passed.put_requests
            self._passed.patches += size


def _in_flight(rate: float, delay: float) -> int:
    """Packets that the way itself holds."""
    return max(4, math.ceil(rate * delay * 2 / _PACKET)) if math.isfinite(rate) else 64


@contextmanager
def narrow_line(
    server: int, rate: float, delay: float, cut_chance: float, seed: int = 1, host: str = "127.0.0.1"
) -> Iterator[NarrowLine]:
    """In a thread of its own."""
    line = NarrowLine(server, rate, delay, cut_chance, seed, host=host)
    listening = socket.create_server((host, 0))
    listening.setblocking(False)
    line.port = listening.getsockname()[1]
    loop = asyncio.new_event_loop()
    serving = loop.create_task(line.serve(listening))

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(serving)

    thread = threading.Thread(target=run, name="narrow-line", daemon=True)
    thread.start()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join(10)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.1))
        listening.close()
        loop.close()
