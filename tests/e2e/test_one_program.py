"""One program a store: a second start brings the window to the front, the shell's commands run in the open program."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from counter_app.domain.errors import CloseTheWindow, StoreLocked
from counter_app.local_door import DOOR, SOCKET, Door, Unanswered, ask
from local_db.open_store import LOCK
from tests.e2e.command_line import counter_app, refused_with
from tests.e2e.hall import Hall
from tests.services.hands import x_display

_ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0  # seconds
IN_FRONT = "Chương trình đang mở; cửa sổ đã được đưa lên trước.\n"
NOTHING_TO_SEND = "Hồ sơ: đã gửi 0, tỉnh xác nhận 0; còn chờ 0.\n"


def waits_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@contextmanager
def started(hall: Hall, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`counter-app` on this PC, in a process of its own; whatever happens, it is gone afterwards."""
    program = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "--settings", hall.settings_file],
        env={**hall.environment, **environment},
        cwd=_ROOT,
        stderr=subprocess.PIPE,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


@contextmanager
def open_window(hall: Hall, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    with started(hall, **environment) as program:
        waits_until(lambda: f'"pid": {program.pid},' in sign(hall) or program.poll() is not None)
        assert program.poll() is None, program.communicate()[1]
        yield program


def sign(hall: Hall) -> str:
    door = hall.data_folder / DOOR
    return door.read_text() if door.exists() else ""


def locked_by(program: subprocess.Popen[bytes]) -> StoreLocked:
    return StoreLocked(pid=str(program.pid), why="process")


def test_a_second_start_and_the_shell_s_commands_go_to_the_open_window(hall: Hall, tmp_path: Path) -> None:
    with open_window(hall) as first:
        second = counter_app(hall)
        assert (second.returncode, second.stdout, second.stderr) == (0, IN_FRONT, "")
        sync = counter_app(hall, "sync", "--once")
        assert (sync.returncode, sync.stdout, sync.stderr) == (0, NOTHING_TO_SEND, "")
        stick = tmp_path / "stick"
        stick.mkdir()
        backup = counter_app(hall, "backup", "--to", os.path.relpath(stick, _ROOT))
        assert (backup.returncode, backup.stderr) == (0, "")
        said, where = backup.stdout.splitlines()
        assert said.startswith("Đã sao lưu và kiểm tra: 0 hồ sơ")
        assert Path(where).resolve().is_relative_to(stick)
        nowhere = counter_app(hall, "backup", "--to", tmp_path / "gone")
        assert nowhere.returncode == 1
        assert nowhere.stderr.startswith("counter-app: Không thấy nơi chứa bản sao lưu.")
        refused_with(counter_app(hall, "restore", where, "--yes"), CloseTheWindow(pid=str(first.pid)))
        assert first.poll() is None


def test_a_second_start_in_the_same_moment_waits_for_the_first_one_s_window(hall: Hall) -> None:
    with started(hall) as first:
        waits_until(lambda: (hall.data_folder / LOCK).exists())
        second = counter_app(hall)
        assert (second.returncode, second.stdout) == (0, IN_FRONT)
        assert first.poll() is None


def test_a_program_that_hangs_is_told_with_its_process(hall: Hall) -> None:
    with open_window(hall) as first:
        os.kill(first.pid, signal.SIGSTOP)
        refused_with(counter_app(hall), locked_by(first))
        refused_with(counter_app(hall, "sync", "--once"), locked_by(first))
        os.kill(first.pid, signal.SIGCONT)
        assert counter_app(hall).returncode == 0


def test_what_a_killed_program_left_behind_bars_nobody(hall: Hall) -> None:
    with open_window(hall) as first:
        first.kill()
        first.wait()
        assert {DOOR, SOCKET} <= {path.name for path in hall.data_folder.iterdir()}
    assert counter_app(hall, "sync", "--once").stdout == NOTHING_TO_SEND
    with open_window(hall):
        assert counter_app(hall).stdout == IN_FRONT


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """A virtual X display; the environment of a program that shows its window there."""
    with x_display() as environment:
        yield environment


def test_behind_another_program_s_window_it_comes_to_the_front(hall: Hall, display: dict[str, str]) -> None:
    with open_window(hall, **display):
        other = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.covering_window"],
            env={**hall.environment, **display},
            cwd=_ROOT,
            stdout=subprocess.PIPE,
        )
        assert other.stdout is not None
        try:
            assert other.stdout.readline() == b"covered\n"
            assert counter_app(hall, **display).stdout == IN_FRONT
            assert other.wait(_PATIENCE) == 0
        finally:
            other.kill()
            other.communicate()


# --- the door itself -----------------------------------------------------------------------------------


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Path]:
    """A folder whose door says what it is asked for, and gives 7."""

    def answer(request: object, say: Callable[..., None]) -> int:
        say(f"{request}")
        say("aside", refused=True)
        return 7

    folder = tmp_path / ("a folder with a long name " * 8)
    folder.mkdir()
    opened = Door(folder, answer)
    yield folder
    opened.close()
    assert not list(folder.iterdir())


def asked(folder: Path) -> tuple[int | None, list[tuple[str, bool]]]:
    heard: list[tuple[str, bool]] = []
    return ask(folder, {"do": "x"}, lambda line, refused=False: heard.append((line, refused))), heard


def test_it_hands_over_what_is_said_and_the_exit_code(door: Path) -> None:
    assert asked(door) == (7, [("{'do': 'x'}", False), ("aside", True)])


def test_only_the_owner_can_read_its_secret(door: Path) -> None:
    assert (door / DOOR).stat().st_mode & 0o077 == 0


def test_two_stores_have_two_doors(door: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert ask(other, {}, lambda line, refused=False: None) is None
    second = Door(other, lambda request, say: 3)
    assert (asked(door)[0], asked(other)[0]) == (7, 3)
    second.close()
    assert asked(door)[0] == 7


def test_a_caller_without_the_secret_is_not_served(door: Path, tmp_path: Path) -> None:
    sign = (door / DOOR).read_text()
    (door / DOOR).write_text(sign[:-10] + "0" * 8 + sign[-2:])
    with pytest.raises(Unanswered):
        asked(door)
    (door / DOOR).write_text(sign)
    assert asked(door)[0] == 7


@pytest.mark.parametrize("sent", [b"", b"\x00", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x04abcd", b"\xff" * 100_000])
def test_whatever_strangers_send_the_next_caller_is_served(door: Path, sent: bytes) -> None:
    handle = os.open(door, os.O_DIRECTORY)
    strangers = [socket.socket(socket.AF_UNIX) for _ in range(3)]
    for stranger in strangers:
        stranger.connect(f"/proc/self/fd/{handle}/{SOCKET}")
        with suppress(OSError):  # the door has heard enough
            stranger.sendall(sent)
    assert asked(door)[0] == 7
    for stranger in strangers:
        stranger.close()
    os.close(handle)


def test_a_byte_now_and_then_holds_no_place_for_long(door: Path) -> None:
    handle = os.open(door, os.O_DIRECTORY)
    strangers = [socket.socket(socket.AF_UNIX) for _ in range(4)]
    for stranger in strangers:
        stranger.connect(f"/proc/self/fd/{handle}/{SOCKET}")
        stranger.sendall(b"\x00\x00\x01\x00")

    def served() -> bool:
        for stranger in strangers:
            with suppress(OSError):
                stranger.sendall(b"a")
        with suppress(Unanswered):
            return asked(door)[0] == 7
        return False

    end = time.monotonic() + 10.0
    while not served():
        assert time.monotonic() < end, "strangers keep the door"
        time.sleep(0.2)
    for stranger in strangers:
        stranger.close()
    os.close(handle)
