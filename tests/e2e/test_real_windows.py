"""The two windows that no other test opens from the command line: the first start of a new PC, and training. Programs
in processes of their own on a real display, with real keys, and without the sandbox, as they are packed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.places import DOOR, MACHINE_FILE, PROGRAM_FOLDER, SITE_FILE
from tests.paperwork.reading import text_of
from tests.services.hands import Hands, x_display
from tests.services.keyring import KeyringDaemon

_ROOT = Path(__file__).parents[2]
_PATIENCE = 90.0  # seconds
_AGAIN = 0.4  # seconds between two tries of a key that the window may not have been ready for
_NO_SANDBOX = """
import importlib.abc, sys
class NoSandbox(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("sync.sandbox"):
            raise ImportError(name)
sys.meta_path.insert(0, NoSandbox())
"""


@pytest.fixture
def environment(tmp_path: Path, keyring_daemon: KeyringDaemon) -> Iterator[dict[str, str]]:
    """A new person's on a new PC: nothing is set up anywhere."""
    (tmp_path / "no").mkdir()
    (tmp_path / "no" / "sitecustomize.py").write_text(_NO_SANDBOX)
    own = {
        "XDG_DATA_HOME": str(tmp_path / "home"),
        "XDG_CONFIG_DIRS": str(tmp_path / "etc"),
        "COUNTER_TRAINING_FOLDER": str(tmp_path / "training"),
        "PYTHONPATH": str(tmp_path / "no"),
    }
    with x_display() as display:
        yield {**os.environ, **keyring_daemon.environment, **own, **display}


@contextmanager
def started(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        [sys.executable, "-m", "counter_app", *arguments],
        env=environment,
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def second(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "counter_app", *arguments]
    return subprocess.run(command, env=environment, cwd=_ROOT, capture_output=True, text=True, check=False)


def until(
    program: subprocess.Popen[str], true: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None
) -> None:
    end, again = time.monotonic() + _PATIENCE, time.monotonic()
    while not true():
        assert program.poll() is None, program.communicate()[0]
        assert time.monotonic() < end, "it did not come"
        if time.monotonic() >= again:
            meanwhile()
            again = time.monotonic() + _AGAIN
        time.sleep(0.02)


def test_a_new_pc_is_set_up_by_keys_from_the_first_start_and_its_counter_opens(
    environment: dict[str, str], tmp_path: Path
) -> None:
    etc, door = tmp_path / "etc" / PROGRAM_FOLDER, tmp_path / "home" / PROGRAM_FOLDER / DOOR
    with started(environment) as program:
        hands = Hands(environment["DISPLAY"])
        until(program, lambda: hands.holds("máy mới"), hands.take_hold)
        for field in ("H13.507", "Trung tam", "UBND", "Soc Trang"):
            hands.write(field)
            hands.press("Return")
        until(program, (etc / SITE_FILE).exists)
        for field in ("Q07", "sanh-1"):
            hands.write(field)
            hands.press("Return")
        until(program, (etc / MACHINE_FILE).exists)
        until(program, door.exists, lambda: hands.press("Escape"))  # what may wait is put off
        assert "Q07" in (etc / MACHINE_FILE).read_text()
        again = subprocess.run(
            [sys.executable, "-m", "counter_app"],
            env=environment,
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert again.stdout == "Chương trình đang mở; cửa sổ đã được đưa lên trước.\n", again.stderr


def test_training_opens_from_the_command_line_and_its_papers_are_worth_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    place = tmp_path / "training"

    def papers() -> list[Path]:
        return list((place / "printed").glob("*.pdf"))

    with started(environment, "training") as program:
        hands = Hands(environment["DISPLAY"])
        until(program, (place / "counter" / DOOR).exists)
        until(program, lambda: hands.holds("TẬP HUẤN"), hands.take_hold)
        hands.write("nguyet")
        hands.press("Return")
        hands.write("demo")
        hands.press("Return")

        def takes_a_number() -> None:
            hands.press("Escape")  # a PIN may wait
            hands.press("1")

        until(program, lambda: bool(papers()), takes_a_number)
        assert "TẬP HUẤN" in text_of(papers()[0].read_bytes(), tmp_path)
        assert not (tmp_path / "home" / PROGRAM_FOLDER).exists(), "the real counter's folder"
        again = subprocess.run(
            [sys.executable, "-m", "counter_app", "training"], env=environment, cwd=_ROOT, check=False
        )
        assert again.returncode == 0, "the open window came to the front"
        assert program.poll() is None
