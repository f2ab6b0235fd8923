"""Eight counters on one hall's server, which is killed, and on wires that are cut; a ledger of its own finds what was
lost, doubled or skipped.

    python -m tests.torture.hall [--counters 8] [--kills 10] [--cuts 40] [--seed N] [--seconds N]

Each counter is a process with an encrypted store of its own. The ledger is written by this test beside the program, as
a citizen would know it: which number was given out, which was called where, which was sent to what counter. In the end,
with the server back and all wires whole, every number that was given out was called exactly once, and once more by that
counter for each time it was sent to one; no two bear one name, and the server and each counter know the same of all of
them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from collections import Counter as Counted
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from sqlalchemy import create_engine, select

from local_db import tables
from local_db.schema import bring_up_to_date
from tests.torture.hall_place import Server, Wires, counter_command, hall

_DRAIN = 180.0  # seconds at most until the last is called
_Line = Mapping[str, Any]


@dataclass
class Verdict:
    wires: str
    issued: int = 0
    called: int = 0
    sent: int = 0  # to a certain counter, which calls it again
    alone: int = 0  # calls and numbers without the server
    slowest: float = 0.0  # seconds that the desk waited for a number or a call
    usual: float = 0.0  # 95 in a hundred waited less
    seconds: float = 0.0  # from the first call to the last
    faults: list[str] = field(default_factory=list)


class Crew:
    """The counters' processes."""

    def __init__(self, folder: Path, wires: Wires, counters: int, seed: int, pause: float) -> None:
        self._folder = folder
        self.codes = [f"Q{number:02d}" for number in range(1, counters + 1)]
        self._processes = []
        self._quiet: list[threading.Event] = []
        for number, code in enumerate(self.codes):
            command = counter_command(str(folder), code, wires.url(number), str(seed), str(pause))
            process = subprocess.Popen(
                wires.counter(number, command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self._processes.append(process)
            self._quiet.append(threading.Event())
            threading.Thread(target=self._hear, args=(process, self._quiet[-1]), daemon=True).start()

    def _hear(self, process: subprocess.Popen[str], quiet: threading.Event) -> None:
        assert process.stdout is not None
        for _ in process.stdout:
            quiet.set()

    def say(self, word: str) -> None:
        for process, quiet in zip(self._processes, self._quiet, strict=True):
            assert process.stdin is not None
            quiet.clear()
            process.stdin.write(word + "\n")
            process.stdin.flush()

    def lines(self) -> list[_Line]:
        found: list[_Line] = []
        for code in self.codes:
            path = self._folder / f"{code}.jsonl"
            text = path.read_text() if path.exists() else ""
            whole = text[: text.rfind("\n") + 1].splitlines()
            found += [{**json.loads(line), "counter": code} for line in whole]
        return found

    def alive(self) -> bool:
        return all(process.poll() is None for process in self._processes)

    def until(self, reached: Callable[[list[_Line]], bool], limit: float) -> bool:
        end = monotonic() + limit
        while not reached(self.lines()):
            if monotonic() > end or not self.alive():
                return False
            sleep(0.05)
        return True

    def settle(self) -> None:
        self.say("settle")
        for quiet in self._quiet:
            quiet.wait(_DRAIN)

    def stop(self) -> None:
        self.say("stop")
        for process in self._processes:
            process.wait(120)

    def kill(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
            for end in (process.stdin, process.stdout):
                if end is not None:
                    end.close()


def torture(
    folder: Path, counters: int, kills: int, cuts: int, seed: int, seconds: float, pause: float = 0.1
) -> Verdict:
    """`seconds`: how long the trouble is spread over."""
    lot = Random(seed)
    with hall(folder / "server", counters) as (server, wires):
        engine = create_engine(server.own_url)
        with engine.begin() as connection:
            bring_up_to_date(connection)
        engine.dispose()
        crew = Crew(folder, wires, counters, seed, pause)
        try:
            crew.say("work")
            crew.until(lambda lines: len({line["counter"] for line in lines}) == counters, 60)
            _trouble(lot, server, wires, crew, counters, kills, cuts, seconds)
            crew.say("call")
            crew.until(_all_called, _DRAIN)
            verdict = Verdict(wires.kind)
            crew.settle()
            crew.stop()
            _judge(verdict, crew.lines(), server, counters)
            return verdict
        finally:
            crew.kill()


def _trouble(
    lot: Random, server: Server, wires: Wires, crew: Crew, counters: int, kills: int, cuts: int, seconds: float
) -> None:
    """Kills and cuts at moments that the lot draws; whatever is down comes up after a while, and at the end."""
    begun = monotonic()
    moments = [(lot.uniform(0, seconds), "kill", lot.uniform(0.2, 3.0)) for _ in range(kills)]
    moments += [(lot.uniform(0, seconds), f"cut {lot.randrange(counters)}", lot.uniform(0.2, 6.0)) for _ in range(cuts)]
    back: list[tuple[float, str]] = []
    for at, what, long in sorted(moments):
        back = _bring_back(server, wires, back, begun, until=at)
        sleep(max(0.0, at - (monotonic() - begun)))
        if what == "kill":
            if server.running is None:
                server.start()
            server.kill()
        else:
            wires.cut(int(what.split()[1]))
        back.append((at + long, what))
        assert crew.alive()
    _bring_back(server, wires, back, begun, until=None)
    sleep(max(0.0, seconds - (monotonic() - begun)))
    if server.running is None:
        server.start()
    for number in range(counters):
        wires.mend(number)


def _bring_back(
    server: Server, wires: Wires, back: list[tuple[float, str]], begun: float, until: float | None
) -> list[tuple[float, str]]:
    for at, what in sorted(back):
        if until is not None and at > until:
            continue
        sleep(max(0.0, at - (monotonic() - begun)))
        if what == "kill":
            if server.running is None:
                server.start()
        else:
            wires.mend(int(what.split()[1]))
    return [one for one in back if until is not None and one[0] > until]


def _all_called(lines: list[_Line]) -> bool:
    wanted = Counted(line["id"] for line in lines if line["what"] in ("issued", "sent"))
    return wanted <= Counted(line["id"] for line in lines if line["what"] == "called")


def _judge(verdict: Verdict, lines: list[_Line], server: Server, counters: int) -> None:
    issued = [line for line in lines if line["what"] == "issued"]
    called = [line for line in lines if line["what"] == "called"]
    sent = [line for line in lines if line["what"] == "sent"]
    verdict.issued, verdict.called, verdict.sent = len(issued), len(called), len(sent)
    verdict.alone = sum(not line["up"] for line in (*issued, *called))
    took = [line["took"] for line in (*issued, *called)]
    verdict.slowest, verdict.usual = max(took), quantiles(took, n=20)[-1]
    verdict.seconds = max(line["at"] for line in called) - min(line["at"] for line in called)
    fault = verdict.faults.append
    by_id = {line["id"]: line for line in issued}
    for label, times in Counted(line["label"] for line in issued).items():
        if times > 1:
            fault(f"{label} was given out {times} times")
    sent_on = Counted(line["id"] for line in sent)
    for ticket, times in Counted(line["id"] for line in called).items():
        if times != 1 + sent_on[ticket]:
            fault(f"{by_id[ticket]['label']} was called {times} times, and sent on {sent_on[ticket]} times")
    for line in sent:
        later = [one for one in called if one["id"] == line["id"] and one["at"] > line["at"]]
        by = min(later, key=lambda one: float(one["at"]))["counter"] if later else "nobody"
        if by != line["to"]:
            fault(f"{line['label']} was sent to {line['to']}, and called by {by}")
    for ticket in by_id.keys() - {line["id"] for line in called}:
        fault(f"{by_id[ticket]['label']} was never called")
    for line in called:
        if line["id"] not in by_id:
            fault(f"{line['label']} was called and never given out")
        elif by_id[line["id"]]["label"] != line["label"]:
            fault(f"{line['label']} was given out as {by_id[line['id']]['label']}")
    _judge_the_merge(verdict, lines, server, counters)


def _judge_the_merge(verdict: Verdict, lines: list[_Line], server: Server, counters: int) -> None:
    """The server and every counter know each number once, as it was."""
    fault = verdict.faults.append
    engine = create_engine(server.own_url)
    with engine.connect() as connection:
        there = {str(row.id): row for row in connection.execute(select(tables.tickets))}
        services = connection.execute(select(tables.ticket_services)).all()
        conflicts = connection.execute(select(tables.ticket_conflicts)).all()
    engine.dispose()
    issued = {line["id"] for line in lines if line["what"] == "issued"}
    calls = sorted((line for line in lines if line["what"] == "called"), key=lambda line: float(line["at"]))
    caller = {line["id"]: line["counter"] for line in calls}
    sent_on = Counted(line["id"] for line in lines if line["what"] == "sent")
    if there.keys() != issued:
        fault(f"the server has {len(there)} tickets, {len(issued)} were given out")
    for ticket, row in there.items():
        if row.called_by != caller.get(ticket):
            fault(f"{row.letter}{row.number} was called by {caller.get(ticket)}, the server says {row.called_by}")
    for ticket, times in Counted(str(row.ticket_id) for row in services).items():
        if times > 1 + sent_on[ticket]:
            fault(f"{ticket} has {times} services, and was sent on {sent_on[ticket]} times")
    fault_rows = [f"two counters did two things with {row.label}" for row in conflicts]
    verdict.faults += fault_rows
    for code in {line["counter"] for line in lines}:
        known = [line for line in lines if line["counter"] == code and line["what"] == "knows"]
        if {line["id"] for line in known} != issued:
            fault(f"{code} knows {len(known)} tickets")
        verdict.faults += [f"{code} still has to say {line['id']}" for line in known if line["unsent"]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counters", type=int, default=8)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--cuts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0)
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="quay-hall-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "server").mkdir()
        verdict = torture(folder, wanted.counters, wanted.kills, wanted.cuts, wanted.seed, wanted.seconds)
    for fault in verdict.faults[:40]:
        sys.stdout.write(f"  {fault}\n")
    sys.stdout.write(
        f"{wanted.counters} counters over {verdict.wires}, server killed {wanted.kills} times, {wanted.cuts} cuts: "
        f"{verdict.issued} given out, {verdict.called} called, {verdict.sent} of them sent to a certain counter "
        f"({verdict.alone} acts without the server), "
        f"95 in 100 within {1000 * verdict.usual:.0f} ms, the slowest {1000 * verdict.slowest:.0f} ms; "
        f"{len(verdict.faults)} faults\n"
    )
    return 1 if verdict.faults or not verdict.called else 0


if __name__ == "__main__":
    sys.exit(main())
