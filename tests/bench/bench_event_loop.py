"""The longest gap of the event loop while fifty pages are scanned: `python tests/bench/bench_event_loop.py`.

The real window (offscreen) on an encrypted store; the feeder is the simulated scanner's, in its worker process, and
every second page comes as SANE gives it: 26 MB of pixels. A heartbeat on the UI thread is asked for every 5 ms, and
between its beats the clerk types a phone number, as people do while the feeder runs. An idle window beside it has the
same heartbeat, and tells what the machine itself does: while it stops, quiet is waited for, and a run in which it
stopped is tried again. The last run is judged whatever it was: a machine that is never quiet fails this row, and says
so. The computing of the UI thread between two beats is told as well: it does not depend on who else is at work.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QObject, Qt, QTimer, Slot  # noqa: E402

from tests.bench.figures import say, say_judged  # noqa: E402
from tests.bench.window_day import Day  # noqa: E402

REACH = 0.1  # seconds
QUIET = 0.025  # seconds: the longest gap of an idle window on a machine that has nothing else to do
LOOK = 5.0  # seconds, a look whether it is quiet
WAIT = 300.0  # seconds, for quiet before a run
RUNS = 3
BEAT = 5  # ms
_BESIDE = """
import sys
sys.path.insert(0, sys.argv[1])
from PySide6.QtWidgets import QApplication
from tests.bench.bench_event_loop import Heartbeat
from tests.bench.window_day import until
import threading
app = QApplication(sys.argv[:1])
heart, told = Heartbeat(), threading.Event()
heart.start()
threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
print("beating", flush=True)
until(told.is_set)
print(max(heart.gaps), flush=True)
"""


class Heartbeat(QObject):
    """Gaps between beats on the UI thread, beyond the beat itself, and what it computed in them; in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.computed: list[float] = []
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last - BEAT / 1000)
        self.computed.append(cpu - self._cpu)
        self._last, self._cpu = now, cpu


class Beside:
    """An idle window in a process of its own, while `with` lasts; `longest` gap of its heartbeat afterwards."""

    longest = 0.0

    def __enter__(self) -> Beside:
        self._window = subprocess.Popen(
            [sys.executable, "-c", _BESIDE, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._window.stdout is not None
        self._window.stdout.readline()
        return self

    def __exit__(self, *raised: object) -> None:
        told, _ = self._window.communicate("\n")
        self.longest = float(told)


def wait_for_quiet() -> None:
    """Until an idle window's heart beats evenly; not for ever."""
    end = time.monotonic() + WAIT
    while True:
        with Beside() as beside:
            time.sleep(LOOK)
        if beside.longest < QUIET or time.monotonic() > end:
            return


def run(day: Day, number: int) -> tuple[float, float]:
    """One stack; the longest gap of the window, and of the idle one beside it."""
    wait_for_quiet()
    heart, began = Heartbeat(), time.perf_counter()
    day.receive(number)
    with Beside() as beside:
        heart.start()
        day.scan()
        heart.stop()
    took = time.perf_counter() - began
    assert day.reception.draft is not None
    gaps = sorted(heart.gaps)
    say(f"event loop, {len(day.reception.draft.pages)} pages in {took:.0f} s, {len(gaps)} beats")
    longest = ", ".join(f"{1000 * gap:.0f}" for gap in gaps[-10:])
    say(f"  ms: median {1000 * median(gaps):.1f}, 1 in 100 {1000 * gaps[-len(gaps) // 100]:.1f}, longest {longest}")
    say(f"  ms: an idle window beside it stopped for {1000 * beside.longest:.0f}; the UI thread computed for "
        f"{1000 * max(heart.computed):.0f} at the most between two beats")  # fmt: skip
    return gaps[-1], beside.longest


def main() -> int:
    """Prints the row; 1 when the window stood still."""
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder), {"raw_every": 2})
        for number in range(RUNS):
            gap, idle = run(day, number)
            if gap < REACH or idle < REACH / 2:
                break
            say("  the machine was busy with other work")
        busy = f", on a machine that stopped an idle window for {idle:.3f} s" if idle >= REACH / 2 else ""
        say_judged(
            f"longest gap of the event loop during a 50-page scan: {gap:.3f} s (reach {REACH} s){busy}", gap < REACH
        )
        day.close()
    return 0 if gap < REACH else 1


if __name__ == "__main__":
    raise SystemExit(main())
