"""Queue tickets from eight counters on one server, each a process: none called twice, none skipped, and how fast.

python tests/bench/bench_queue.py [SECONDS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.figures import outcome, say, say_judged
from tests.torture.hall import torture

_COUNTERS = 8


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    with TemporaryDirectory(prefix="quay-hall-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "server").mkdir()
        verdict = torture(folder, _COUNTERS, kills=0, cuts=0, seed=1, seconds=seconds, pause=0.0)
    say(f"{_COUNTERS} counters on one server: {verdict.issued} tickets given out, {verdict.called} called,")
    say(f"  {verdict.called / verdict.seconds:.0f} calls a second beside as many numbers given out;")
    usual, slowest = 1000 * verdict.usual, 1000 * verdict.slowest
    say(f"  a call or a number: 95 in 100 within {usual:.0f} ms, the slowest {slowest:.0f} ms")
    doubled = sum("times" in fault for fault in verdict.faults)
    skipped = sum("never called" in fault for fault in verdict.faults)
    say_judged(f"called or given out twice: {doubled} (reach 0)", doubled == 0)
    say_judged(f"skipped: {skipped} of {verdict.issued} (reach 0)", skipped == 0 and verdict.issued > 0)
    say_judged(
        f"other differences between counters and server: {len(verdict.faults) - doubled - skipped} (reach 0)",
        len(verdict.faults) == doubled + skipped,
    )
    return outcome()


if __name__ == "__main__":
    sys.exit(main())
