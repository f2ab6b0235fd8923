"""The fake eSCL scanner before judges of their own: Debian's sane-airscan takes its word and its pages, also in each
maker's way that sane-airscan can live with at all. Where it cannot, how it fails stands here and in ADR 21."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from tests.devices.test_escl import QUIRKS, RESTS
from tests.services.escl import FakeScanner, Quirks
from tests.waiting import until

AIRSCAN, ESCL = "airscan", "escl"
EVERY_WAY = {**QUIRKS, "a rest between pages": RESTS}
SHEETS = 3


# --- the judges ----------------------------------------------------------------------------------------------


def knows(backend: str, scanner: FakeScanner, folder: Path) -> dict[str, str]:
    """The environment in which SANE knows this one scanner, by this backend, and looks for no other."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dll.conf").write_text(f"{backend}\n")
    (folder / "airscan.conf").write_text(
        f'[devices]\n"Lab" = {scanner.address}, eSCL\n[options]\ndiscovery = disable\n'
    )
    (folder / "escl.conf").write_text(f'device http://127.0.0.1:{scanner.port} "Lab"\n')
    return {**os.environ, "SANE_CONFIG_DIR": str(folder)}


def scanimage(backend: str, scanner: FakeScanner, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    device = {AIRSCAN: "airscan:e0:Lab", ESCL: f"escl:http://127.0.0.1:{scanner.port}"}[backend]
    command = ["scanimage", "-d", device, "--resolution", "100", "--format=pnm", *arguments]
    env = knows(backend, scanner, folder)
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def written(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pnm"), key=lambda page: int(page.stem))


def number(page: Path) -> int:
    """Of the sheet, by the colour that it was made in."""
    with Image.open(page) as image:
        return round(image.getpixel((10, 10))[0] / 9)  # type: ignore[index]


@dataclass(frozen=True)
class Heard:
    """What became of a stack of three: the sheets that were written, in order, what the client said, what it asked."""

    sheets: list[int]
    code: int
    said: str
    asked: list[str]

    @property
    def pages_asked(self) -> int:
        return sum("NextDocument" in line for line in self.asked)

    @property
    def whole(self) -> bool:
        return self.sheets == [1, 2, 3] and self.code == 0 and "out of documents" in self.said


def hear(backend: str, way: Quirks, folder: Path) -> Heard:
    scanner = FakeScanner()

    def all_written() -> None:
        # A 409 that overtakes the pages makes the client drop them all: it reads ahead of what it has given.
        if any(job.given == SHEETS for job in scanner.jobs.values()):
            until(lambda: len(written(folder)) == SHEETS)

    scanner.quirks = replace(way, before_the_end=all_written)
    scanner.start()
    scanner.feed(SHEETS)
    try:
        answer = scanimage(backend, scanner, folder, "--source", "ADF", f"--batch={folder}/%d.pnm")
    finally:
        scanner.stop()
    return Heard([number(page) for page in written(folder)], answer.returncode, answer.stderr, scanner.asked)


# --- without quirks ------------------------------------------------------------------------------------------


def test_an_independent_client_scans_the_glass(escl_scanner: FakeScanner, tmp_path: Path) -> None:
    answer = scanimage(AIRSCAN, escl_scanner, tmp_path, "--source", "Flatbed", "-o", str(tmp_path / "glass.pnm"))
    assert answer.returncode == 0, answer.stderr
    with Image.open(tmp_path / "glass.pnm") as image:
        assert image.size == (850, 1169)
    assert len(escl_scanner.deleted) == 1


def test_an_independent_client_scans_three_sheets_on_both_sides(escl_scanner: FakeScanner, tmp_path: Path) -> None:
    escl_scanner.feed(3, sides=2)
    answer = scanimage(AIRSCAN, escl_scanner, tmp_path, "--source", "ADF Duplex", f"--batch={tmp_path}/%d.pnm")
    assert "out of documents" in answer.stderr
    assert [number(page) for page in written(tmp_path)] == [1, 2, 3, 4, 5, 6], "each side once"


# --- each maker's way ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Failure:
    """How sane-airscan 0.99.27 cannot live with a way: in the words of ADR 21, and as it is seen."""

    told: str
    seen: Callable[[Heard], bool]
    escl_takes_it: bool = False  # SANE's own escl backend, another client by other hands, does


def gives_up(heard: Heard) -> bool:
    """It retries a 503 and nothing else: of three sheets it writes none. What it says of that, and whether it asks once
    more, depends on the status that it meets in between."""
    return heard.sheets == [] and 1 <= heard.pages_asked <= 2


def never_begins(heard: Heard) -> bool:
    return heard.sheets == [] and heard.asked[-1].endswith("ScannerStatus") and "Error during device I/O" in heard.said


def never_asks_here(heard: Heard) -> bool:
    """The job is made, and its pages are asked for elsewhere, if anywhere."""
    posted = any(line.startswith("POST") for line in heard.asked)
    return heard.sheets == [] and posted and heard.pages_asked == 0 and "Error during device I/O" in heard.said


def dies(heard: Heard) -> bool:
    return heard.sheets == [] and heard.code < 0 and not any(line.startswith("POST") for line in heard.asked)


FAILS = {
    "404 while it is busy": Failure("gives the stack up", gives_up),
    "410 while it is busy": Failure("gives the stack up", gives_up),
    "404 while it is busy, and the status says idle": Failure("gives the stack up", gives_up),
    "409 at the end, and no status": Failure("never begins", never_begins),
    "no status at all": Failure("never begins", never_begins),
    "an address with a wrong host": Failure("asks elsewhere", never_asks_here, escl_takes_it=True),
    "an IPv6 address without brackets": Failure("asks elsewhere", never_asks_here, escl_takes_it=True),
    "the settings once for all": Failure("dies", dies),
}
TAKEN = tuple(way for way in EVERY_WAY if way not in FAILS)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Heard]:
    """Every way by the judges, at the same time: most of it is their waiting, a second for each retry."""
    folder = tmp_path_factory.mktemp("judges")
    wanted = [(AIRSCAN, way) for way in EVERY_WAY]
    wanted += [(ESCL, way) for way, failure in FAILS.items() if failure.escl_takes_it]
    with ThreadPoolExecutor(6) as hands:
        answers = hands.map(
            lambda at: hear(wanted[at][0], EVERY_WAY[wanted[at][1]], folder / str(at)), range(len(wanted))
        )
        return dict(zip(wanted, answers, strict=True))


@pytest.mark.parametrize("way", TAKEN)
def test_an_independent_client_takes_a_maker_s_way_for_a_scanner_s(
    heard: dict[tuple[str, str], Heard], way: str
) -> None:
    assert heard[AIRSCAN, way].whole, heard[AIRSCAN, way]


@pytest.mark.parametrize("way", FAILS)
def test_where_the_independent_client_cannot_live_with_a_way_it_fails_as_it_is_said_to(
    heard: dict[tuple[str, str], Heard], way: str
) -> None:
    """Ours gives the whole stack: `test_each_maker_s_way_gives_the_whole_stack` in test_escl.py."""
    assert way in QUIRKS
    assert FAILS[way].seen(heard[AIRSCAN, way]), heard[AIRSCAN, way]


@pytest.mark.parametrize("way", [way for way, failure in FAILS.items() if failure.escl_takes_it])
def test_another_independent_client_takes_what_the_first_cannot(heard: dict[tuple[str, str], Heard], way: str) -> None:
    assert heard[ESCL, way].whole, heard[ESCL, way]


def test_the_decision_tells_of_each_way_who_can_live_with_it() -> None:
    told = Path("docs/adr/0021-network-scanners.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) +\| ([^|]+?) +\|$", told, re.MULTILINE))
    truth = dict.fromkeys(TAKEN, "whole stack")
    for way, failure in FAILS.items():
        truth[way] = failure.told + ("; SANE's escl: whole stack" if failure.escl_takes_it else "")
    assert {way: rows.get(way) for way in truth} == truth
