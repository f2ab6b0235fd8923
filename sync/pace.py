"""How fast the line carries files, as measured: how many go at once, in what pieces, and how long each may take.

Measured in trials at 256 kbit/s and 2 Mbit/s, 200 ms, 30 % of connections cut: several flows fill the round trips of a
wide line and the holes that a loss leaves; on a narrow one a second flow only fills the gap between two small files.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST_FLOWS = 8
MOST_MESSAGES = 16  # small messages at once: each spends its time on a round trip
LARGEST = 1024 * 1024  # bytes a request
_SMALLEST = 64 * 1024
_PER_PIECE = 16.0  # seconds that a piece should take: what a proxy that gathers loses at the most
_NARROW = 64_000.0  # bytes a second of all flows together, under which a third takes more than it brings
_ROUND_ABOUT = 2.0  # of a small message's bytes: at 256 kbit/s it counts as narrow still
_TELLING = 16 * 1024  # bytes: what is smaller tells the round trip and not the rate
_NEW = 0.3  # weight of the newest measurement
_UNKNOWN = 8_000.0  # bytes a second, as long as nothing was measured: a quarter of a 256 kbit/s line
_AHEAD = 1.5  # round trips' worth of a flow's share that may be under way: a line may carry more than was measured
_SERVED = 0.05  # seconds that a server may take beside
_LEAST_AHEAD = 6 * 1024  # bytes
_OLDER = 1.02  # by so much the quickest counts for less with each that came since
_SLACK = 8  # times slower than measured is still waited for
_SLOWEST, _FASTEST = 1_000.0, 32_000.0  # bytes a second that are waited for, whatever was measured


class Pace:
    """One for a gateway; safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._each: float | None = None  # bytes a second of one flow
        self._all = 0.0  # of all that ran beside it: the more run, the less each; 0: not known
        self._under_way = 0
        self._running = 0  # dossiers whose files go; 0: not told
        self._largest = LARGEST
        self._arrived: dict[str, int] = {}
        self._gains = 0
        self._trip: float | None = None  # seconds of the quickest small exchange of late

    @property
    def rate(self) -> float | None:
        """Bytes a second of all flows that would run now; None: not measured yet."""
        with self._lock:
            return None if self._each is None else self._each * max(1, self._under_way)

    @property
    def flows(self) -> int:
        """How many dossiers' files go at once; one until the line is known."""
        with self._lock:
            if not self._all:
                return 1
            return 2 if self._all < _NARROW else MOST_FLOWS

    @property
    def messages(self) -> int:
        """How many small messages go at once: on a narrow line whoever looks something up would wait behind them."""
        with self._lock:
            return MOST_FLOWS if 0 < self._all < _NARROW else MOST_MESSAGES

    @property
    def piece(self) -> int:
        """Bytes a request."""
        with self._lock:
            wanted = LARGEST if self._each is None else int(self._each * _PER_PIECE)
            return min(max(wanted, _SMALLEST), self._largest)

    @property
    def ahead(self) -> int | None:
        """Bytes that a connection may have under way; None: as the system likes. More of them only queue before a
        narrow line, where whoever looks something up waits behind them, and are sent again when they are dropped."""
        with self._lock:
            if self._each is None or self._trip is None:
                return None
            flows = self._running or (2 if self._all < _NARROW else MOST_FLOWS)
            return max(int(self._all * (_AHEAD * self._trip + _SERVED) / flows), _LEAST_AHEAD)

    def running(self, dossiers: int) -> None:
        """So many go now: the last of a day share the line among themselves, and not with those that are through."""
        with self._lock:
            self._running = min(dossiers, MOST_FLOWS)

    def small_exchange(self, seconds: float) -> None:
        with self._lock:
            self._trip = seconds if self._trip is None else min(self._trip * _OLDER, seconds)

    def at_least(self, count: int, seconds: float) -> None:
        """So much got through in small messages: until a file has told more, that and what went round about it (heads,
        the way there and back) is what the line is known to carry."""
        with self._lock:
            if self._each is None:
                self._all = max(self._all, _ROUND_ABOUT * count / max(seconds, 1e-6))

    def seconds_for(self, count: int) -> float:
        """How long `count` bytes may take before their transfer is given up."""
        with self._lock:
            rate = _UNKNOWN if self._each is None else min(max(self._each / _SLACK, _SLOWEST), _FASTEST)
        return count / rate

    @contextmanager
    def carrying(self, count: int) -> Iterator[None]:
        """Measures what runs inside, when it gets through."""
        with self._lock:
            self._under_way += 1
            beside = self._under_way
        begun = time.monotonic()
        try:
            yield
            if count >= _TELLING:
                self._measured(count / max(time.monotonic() - begun, 1e-6), beside)
        finally:
            with self._lock:
                self._under_way -= 1

    def _measured(self, rate: float, beside: int) -> None:
        """`beside`: how many ran when it began, itself among them."""
        with self._lock:
            together = rate * (beside + self._under_way) / 2
            self._all = max(together, self._all) if self._each is None else (1 - _NEW) * self._all + _NEW * together
            self._each = rate if self._each is None else (1 - _NEW) * self._each + _NEW * rate
            self._largest = min(self._largest * 2, LARGEST)

    def lost_whole(self) -> None:
        """A piece was sent and nothing of it arrived: something on the way gathers before it passes on."""
        with self._lock:
            self._largest = max(self._largest // 2, _SMALLEST)

    # --- how far each file is, for whoever looks -------------------------------------------------------

    def arrived(self, name: str, offset: int) -> None:
        with self._lock:
            self._gains += offset > self._arrived.get(name, 0)
            self._arrived[name] = offset

    @property
    def gains(self) -> int:
        """How often it was seen that more of a file had arrived: what still grows is no line that is down."""
        with self._lock:
            return self._gains

    def finished(self, names: Iterator[str] | tuple[str, ...]) -> None:
        with self._lock:
            for name in names:
                self._arrived.pop(name, None)

    @property
    def held(self) -> int:
        """Bytes that the province holds of files whose dossiers it has not confirmed, as far as this run knows."""
        with self._lock:
            return sum(self._arrived.values())
