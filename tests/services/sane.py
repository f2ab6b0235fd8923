"""Real SANE scanners without hardware, in a private configuration: libsane's dispatcher, Debian's test backends, and
a feeder of files.

Three kinds of scanner answer, under these ids of the program:

* `FEEDER` ("sane:stack:tray"): a sheet-fed scanner whose feeder holds the page images that a test lays in with
  `SaneSite.feed`. A SANE backend of our own (sane_stack.c, built here with gcc against libsane-dev), loaded by
  libsane like any vendor's: it can feed a stack, jam, hang and crash at a given sheet.
* `GLASS` ("sane:pnm:0"): Debian's `pnm` backend. It scans the one image that lies at `SaneSite.glass`, as often as it
  is asked; it has no feeder and no `source`, so a stack is one F5 a page with `lay_on_glass` in between. Give the
  scanner `SaneSite.settings`, which tells the backend the file's name.
* `PATTERNS` ("sane:test:0"): Debian's `test` backend: an ADF of ten test patterns, then NO_DOCS; its option
  `read-return-value` plays each of SANE's errors, `read-delay` a slow device.

Needs the Debian packages libsane-dev, sane-utils and gcc.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

FEEDER = "sane:stack:tray"
GLASS = "sane:pnm:0"
PATTERNS = "sane:test:0"

_SOURCE = Path(__file__).with_name("sane_stack.c")


@dataclass(frozen=True)
class SaneSite:
    """Where this test's scanners are. `environment` is to be laid over a process's own."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def tray(self) -> Path:
        return self.folder / "tray"

    @property
    def glass(self) -> Path:
        return self.folder / "glass.pnm"

    @property
    def settings(self) -> dict[str, dict[str, str | int | float | bool]]:
        """What `ScannerWorkers(settings=...)` needs to scan from the glass."""
        return {GLASS: {"filename": str(self.glass)}}

    def feed(self, pages: Sequence[bytes | str]) -> None:
        """Lays a stack into the feeder, below what lies there: binary PNM pages, or a mishap's name ("jam",
        "cover", "io", "busy", "denied": when that sheet is drawn in; "hang", "crash": in the middle of it; "slow": a
        page that takes seconds)."""
        top = max((int(path.stem) for path in self._sheets()), default=0)
        for number, page in enumerate(pages, start=top + 1):
            if isinstance(page, str):
                (self.tray / f"{number:04}.{page}").write_bytes(b"P6\n8 8\n255\n" + bytes(192))
            else:
                unfinished = self.tray / f".{number:04}"  # the backend sees a sheet when it is all there
                unfinished.write_bytes(page)
                unfinished.rename(self.tray / f"{number:04}.pnm")

    def feed_both_sides(self, sheets: Sequence[tuple[bytes, bytes]]) -> None:
        """A stack of fronts and backs: a scan of one side sees the fronts alone."""
        for front, back in sheets:
            top = max((int(path.stem) for path in self._sheets()), default=0)
            (self.tray / f".back-{top + 1:04}.pnm").write_bytes(back)
            self.feed([front])

    def feed_and_hold(self, page: bytes) -> None:
        """A sheet below what lies there that is drawn in and goes no further until `let_go`."""
        (self.tray / ".held").touch()
        self.feed([page])
        last = max(self._sheets())
        last.rename(last.with_suffix(".held"))

    def let_go(self) -> None:
        (self.tray / ".held").unlink()

    def make_search_hang(self) -> None:
        """From now on the feeder's backend does not come back from the search for devices, until `let_search_go`."""
        (self.tray / ".search-hangs").touch()

    def let_search_go(self) -> None:
        (self.tray / ".search-hangs").unlink()

    def search_hangs(self) -> bool:
        """Whether somebody searches, and hangs there."""
        return (self.tray / ".hangs").exists()

    def make_opening_hang(self) -> None:
        """From now on the feeder's backend never comes back from opening it."""
        (self.tray / ".opening-hangs").touch()

    opening_hangs = search_hangs

    def let_opening_go(self) -> None:
        (self.tray / ".opening-hangs").unlink()

    def plug_into(self, port: str) -> str:
        """The feeder hangs on another USB socket from now on; its id of the program."""
        (self.tray / ".port").write_text(port)
        return f"sane:stack:{port}"

    def was_stopped(self) -> bool:
        """Whether a driver asked the scanner to stop in mid-page, instead of just dying."""
        return (self.tray / ".stopped").exists()

    def left_in_feeder(self) -> int:
        return len(self._sheets())

    def clear_feeder(self) -> None:
        """What a hand does after a jam."""
        for path in self._sheets():
            path.unlink()

    def _sheets(self) -> list[Path]:
        return [path for path in self.tray.iterdir() if not path.name.startswith(".")]

    def lay_on_glass(self, page: bytes) -> None:
        unfinished = self.glass.with_suffix(".new")
        unfinished.write_bytes(page)
        unfinished.rename(self.glass)


@pytest.fixture(scope="session")
def sane_backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the built feeder backend."""
    folder = tmp_path_factory.mktemp("sane-backend")
    library = folder / "libsane-stack.so.1"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(_SOURCE)]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture
def sane_site(
    sane_backend: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> SaneSite:
    """The scanners of this test, also for this process's own children: its environment leads there."""
    folder = tmp_path_factory.mktemp("sane")
    (folder / "dll.conf").write_text("stack\npnm\ntest\n")
    (folder / "tray").mkdir()
    libraries = os.pathsep.join(filter(None, [str(sane_backend), os.environ.get("LD_LIBRARY_PATH", "")]))
    environment = {
        "SANE_CONFIG_DIR": str(folder),
        "LD_LIBRARY_PATH": libraries,
        "COUNTER_TEST_TRAY": str(folder / "tray"),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return SaneSite(folder, environment)
