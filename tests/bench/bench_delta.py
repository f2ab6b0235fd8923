"""The first fill of a commune's people and papers over real HTTP: rate, memory, a kill, the desk meanwhile.

A province (the sandbox) holds CITIZENS people with four or five papers each; a counter in a process of its own pulls
them into an encrypted store, is killed (SIGKILL) on the way, starts again and goes on. Beside the pull a desk saves
something small twenty times a second: how long each save took is what a clerk would feel. At the end both sides count
and sum the same, slice by slice, and a pass in which nothing changed is timed. `--citizens 1200000 --kills 5`: those of
a province.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sync.contract import CitizenMessage  # noqa: E402
from sync.pull import Pull  # noqa: E402
from sync.sandbox.feed import Feed  # noqa: E402
from sync.sandbox.people import HOME, Paper, Person  # noqa: E402
from sync.sandbox.storage import Storage  # noqa: E402
from tests.bench.desk_saves import MOST_FELT, saving_meanwhile  # noqa: E402
from tests.bench.figures import say  # noqa: E402
from tests.services.sandbox import Sandbox, free_port  # noqa: E402
from tests.services.store import PocketKeyChain, make_store  # noqa: E402
from tests.sync.counter import DESK, UNIT, gateway_to  # noqa: E402

LEAST_RATE = 1_500.0  # rows a second: 6.2 million in little more than an hour
MOST_GROWTH = 60.0  # MB between a tenth of the way and its end
MOST_IDLE = 1.0  # s of a pass in which nothing changed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--citizens", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the province is made once, and kept")
    parser.add_argument("--pull", nargs=2, metavar=("FOLDER", "URL"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.pull:
        pull(Path(asked.pull[0]), asked.pull[1])
        return
    if asked.folder is None:
        with tempfile.TemporaryDirectory() as name:
            sys.exit(0 if measured(Path(name), asked.citizens, asked.kills) else 1)
    asked.folder.mkdir(exist_ok=True)
    sys.exit(0 if measured(asked.folder, asked.citizens, asked.kills) else 1)


def measured(folder: Path, citizens: int, kills: int) -> bool:
    """Whether every row of the figures was reached. The counter's store is begun anew."""
    province = folder / "province.sqlite"
    if not (folder / "made").exists():
        storage = Storage(province)
        Feed(storage).fill(people(citizens))
        storage.close()
        (folder / "made").write_text(str(citizens))
    shutil.rmtree(folder / "store", ignore_errors=True)
    sandbox, keys = Sandbox(province, free_port(), rows=2_000), PocketKeyChain()
    make_store(folder / "store", keys).close()
    (folder / "keys.json").write_text(json.dumps({name: key.hex() for name, key in keys.secrets.items()}))
    sandbox.start()
    rows = sum(1 + papers_of(number) for number in range(citizens))
    try:
        lives = [run(folder, sandbox.url, kill_after=rows // (kills + 1)) for _ in range(kills)]
        last = run(folder, sandbox.url)
    finally:
        sandbox.stop()
    return told(rows, lives, last)


def told(rows: int, lives: list[list[dict[str, Any]]], second: list[dict[str, Any]]) -> bool:
    end = second[-1]
    pages = [line for life in (*lives, second) for line in life if "rows" in line]
    rate = sum(line["rows"] for line in pages) / sum(line["seconds"] for line in pages)
    memory = [line["mb"] for line in second if "mb" in line]
    growth = max(memory) - memory[len(memory) // 10]
    felt = end["felt"]
    gone_on = [life[0]["held"] for life in (*lives[1:], second)]
    times, ats = f"{len(lives)} times" if lives else "never", ", ".join(f"{at:,}" for at in gone_on)
    say(f"first fill of {rows:,} rows, killed {times}, gone on at {ats} rows")
    say(f"  {rate:,.0f} rows a second; memory {memory[len(memory) // 10]:.0f} MB, at most {growth:.0f} MB more")
    say(
        f"  the desk's saves meanwhile: 95 of a hundred within {felt:.0f} ms; of that the wait for their turn in 99"
        f" {end['waited']:.0f} ms, once {end['longest']:.0f} ms; sums over all rows {end['summing']:.1f} s"
    )
    say(f"  a pass in which nothing changed {end['idle']:.2f} s; {end['unlike']} slices differ; {end['held']:,} rows")
    good = (
        (all(at > 0 for at in gone_on) and gone_on == sorted(gone_on), "gone on where it was"),
        (rate >= LEAST_RATE, f"{LEAST_RATE:,.0f} rows a second"),
        (growth <= MOST_GROWTH, f"memory flat within {MOST_GROWTH:.0f} MB"),
        (felt <= MOST_FELT, f"saves within {MOST_FELT:.0f} ms"),
        (end["waited"] <= MOST_FELT, f"their turn within {MOST_FELT:.0f} ms"),
        (end["idle"] <= MOST_IDLE, f"an idle pass within {MOST_IDLE:.0f} s"),
        (end["unlike"] == 0 and end["held"] == rows, "both sides hold the same"),
    )
    for reached, what in good:
        say(f"  {'reached' if reached else 'MISSED '}  {what}")
    return all(reached for reached, _ in good)


def run(folder: Path, url: str, kill_after: int = 0) -> list[dict[str, Any]]:
    """What the counter told until its end, or until it was killed."""
    command = [sys.executable, __file__, "--pull", str(folder), url]
    lines, rows = [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for text in process.stdout:
            lines.append(json.loads(text))
            rows += lines[-1].get("rows", 0)
            if kill_after and rows >= kill_after:
                process.send_signal(signal.SIGKILL)
                break
    return lines


# --- the counter, in a process of its own --------------------------------------------------------------


def pull(folder: Path, url: str) -> None:
    keys = PocketKeyChain()
    keys.secrets = {name: bytes.fromhex(key) for name, key in json.loads((folder / "keys.json").read_text()).items()}
    store, gateway = make_store(folder / "store", keys), gateway_to(url)
    tell(held=held(store))
    puller = Pull(store, gateway, store.clock, UNIT.code, DESK.code)
    keep, began = Pull._keep, time.perf_counter()

    def kept(self: Pull, page: Any) -> None:
        nonlocal began
        keep(self, page)
        now = time.perf_counter()
        tell(rows=len(page.citizens) + len(page.papers), seconds=now - began, mb=memory())
        began = now

    Pull._keep = kept  # type: ignore[method-assign]
    with saving_meanwhile(store, DESK.code) as saves:
        puller.changes()
    began = time.perf_counter()
    with store.read() as work:
        ours = work.register.sums()
    summing, theirs = time.perf_counter() - began, gateway.sums()
    assert theirs is not None
    began = time.perf_counter()
    Pull._keep = keep  # type: ignore[method-assign]
    puller.changes()
    idle = time.perf_counter() - began
    told_of = {"felt": saves.felt, "waited": saves.waited, "longest": saves.longest}
    tell(**told_of, summing=summing, idle=idle, unlike=len(ours.unlike(theirs)), held=held(store))
    gateway.close()
    store.close()


def held(store: Any) -> int:
    with store.read() as work:
        sums = work.register.sums()
    return sum(each.count for kind in (sums.citizens, sums.papers) for each in kind.values())


def memory() -> float:
    """MB that are in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def papers_of(number: int) -> int:
    """Four, and of every sixth person five: of 1.2 million people five million."""
    return 4 + (number % 6 == 0)


def people(count: int) -> Iterator[Person]:
    """Made up one after the other, none of them kept."""
    for number in range(count):
        born = date(1950, 1, 1) + timedelta(days=number % 20_000)
        told = CitizenMessage(
            personal_number=f"094{number:09d}",
            full_name=f"Nguyễn Thị Số {number}",
            birth_date=born.isoformat(),
            sex="Nữ",
            address=f"Khóm {number % 9 + 1}, phường Sóc Trăng, thành phố Cần Thơ",
            phone=f"09{number % 10**8:08d}",
        )
        number_of, issuer = f"{number}/2020", "UBND phường Sóc Trăng"
        papers = (
            Paper(f"du-lieu.{kind}", "Dữ liệu", "ho-tich", "database-record", born, None, number_of, issuer)
            for kind in range(papers_of(number))
        )
        yield Person(told, HOME, tuple(papers))


if __name__ == "__main__":
    main()
