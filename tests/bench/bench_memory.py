"""The memory of a 300-page day against the smallest PySide6 window: `python tests/bench/bench_memory.py`.

Resident pages of the window's process, after six stacks of fifty, libraries included; what the processes that work on
its pictures hold is told beside it. The feeder is the simulated scanner's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.figures import Row, say
from tests.bench.window_day import PAGES, Day
from tests.workers import workers_of

DAY = 300
REACH = 4.0
_SMALLEST = """
import os, sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
label = QLabel("Quầy Một Cửa"); label.resize(1366, 768); label.show()
for _ in range(20):
    app.processEvents()
print("shown", flush=True)
sys.stdin.readline()
"""


def resident(pid: int) -> float:
    """MB of memory that the process has in use, libraries included."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


def smallest_window() -> float:
    with subprocess.Popen(
        [sys.executable, "-c", _SMALLEST], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        window.stdout.readline()
        memory = resident(window.pid)
        window.communicate("\n")
    return memory


def main() -> int:
    """Prints the row; 1 when it is not reached."""
    smallest = median(smallest_window() for _ in range(3))
    with tempfile.TemporaryDirectory() as folder:
        day, scanned, beside = Day(Path(folder)), 0, 0.0
        for number in range(DAY // PAGES):
            day.receive(number)
            day.scan()
            assert day.reception.draft is not None
            scanned += len(day.reception.draft.pages)
            beside = max(beside, sum(map(resident, workers_of(os.getpid(), b"studio_worker"))))
        memory = Row(f"memory with a {scanned}-page day", resident(os.getpid()), smallest, REACH)
        say(f"  MB resident: smallest window {memory.peer:.0f}, counter {memory.ours:.0f}")
        say(f"  beside it {beside:.0f} MB in the processes of its pictures, which end when nobody scans")
        memory.say()
        day.close()
    return 0 if memory.reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
