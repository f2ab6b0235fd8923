"""The fake eSCL scanner before a judge of its own: Debian's sane-airscan takes its word and its pages."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.devices.test_escl import QUIRKS
from tests.services.escl import FakeScanner
from tests.waiting import until


@pytest.fixture
def airscan(escl_scanner: FakeScanner, tmp_path: Path) -> dict[str, str]:
    """The environment in which SANE knows this one scanner, by sane-airscan, and looks for no other."""
    (tmp_path / "dll.conf").write_text("airscan\n")
    (tmp_path / "airscan.conf").write_text(
        f'[devices]\n"Lab" = {escl_scanner.address}, eSCL\n[options]\ndiscovery = disable\n'
    )
    return {**os.environ, "SANE_CONFIG_DIR": str(tmp_path)}


def scanimage(airscan: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["scanimage", "-d", "airscan:e0:Lab", "--resolution", "100", "--format=pnm", *arguments]
    return subprocess.run(command, env=airscan, capture_output=True, text=True, timeout=60, check=False)


def colour(page: Path) -> object:
    with Image.open(page) as image:
        return image.getpixel((10, 10))


def test_an_independent_client_scans_the_glass(
    escl_scanner: FakeScanner, airscan: dict[str, str], tmp_path: Path
) -> None:
    answer = scanimage(airscan, "--source", "Flatbed", "-o", str(tmp_path / "glass.pnm"))
    assert answer.returncode == 0, answer.stderr
    with Image.open(tmp_path / "glass.pnm") as image:
        assert image.size == (850, 1169)
    assert len(escl_scanner.deleted) == 1


def test_an_independent_client_scans_three_sheets_on_both_sides(
    escl_scanner: FakeScanner, airscan: dict[str, str], tmp_path: Path
) -> None:
    escl_scanner.feed(3, sides=2)
    answer = scanimage(airscan, "--source", "ADF Duplex", f"--batch={tmp_path}/%d.pnm")
    assert "out of documents" in answer.stderr
    pages = sorted(tmp_path.glob("*.pnm"), key=lambda page: int(page.stem))
    assert len(pages) == 6
    assert len({colour(page) for page in pages}) == 6, "each side once"


TAKEN = (
    "503 with a time to come back",
    "409 at the end of the stack",
    "410 at the end of the stack",
    "a job in its second breath",
    "a relative address",
    "an address without its slash",
    "an address at localhost",
    "a feeder that calls itself processing",
    "bytes after the picture",
)
"""The makers' ways with which the independent client copes within seconds. In the others it waits longer, or gives the
stack up: there our client does better, and only the scanners that were met in the field speak for the fake."""


@pytest.mark.parametrize("quirk", TAKEN)
def test_an_independent_client_takes_a_maker_s_way_for_a_scanner_s(
    escl_scanner: FakeScanner, airscan: dict[str, str], tmp_path: Path, quirk: str
) -> None:
    def written() -> bool:
        return len(list(tmp_path.glob("*.pnm"))) == 3

    # A 409 that overtakes the pages makes the independent client drop them all: it reads ahead of what it has given.
    escl_scanner.quirks = replace(QUIRKS[quirk], before_the_end=lambda: until(written))
    escl_scanner.feed(3)
    answer = scanimage(airscan, "--source", "ADF", f"--batch={tmp_path}/%d.pnm")
    assert "out of documents" in answer.stderr
    assert written()
