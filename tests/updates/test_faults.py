"""What goes wrong around an update on a real PC: each ends in a sentence, and the version in use stays."""

from __future__ import annotations

import errno
import fcntl
import http.server
import os
import resource
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from counter_app.config import UpdateSettings
from counter_app.domain.errors import (
    BadSettings,
    CounterError,
    DiskFull,
    UpdateNotLaid,
    UpdateNotOurs,
    UpdateRefused,
    UpdateUnreachable,
)
from counter_app.update_commands import update
from counter_app.updates import durable, trial
from counter_app.updates.installed import ROOT, Installed
from counter_app.updates.laying import BLOBS
from counter_app.updates.manifest import NAME, manifest_of, read_manifest
from counter_app.updates.offer import look
from counter_app.updates.sources import Line, Stick
from sync.deadline import BoundedAdapter, ended_after
from tests.updates.publishing import SYSTEM, Published, installation, program, serving, web_server
from ui.messages import sentence


@pytest.fixture
def published(tmp_path: Path) -> Published:
    made = Published(tmp_path / "publisher")
    made.add("1.1.0", changed=6)
    return made


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    monkeypatch.setenv(ROOT, str(tmp_path / "program"))
    return installation(tmp_path / "program")


@pytest.fixture
def brought(published: Published, tmp_path: Path, installed: Installed) -> Callable[[], str | None]:
    trusted = tmp_path / "root.json"
    trusted.write_bytes(published.root)
    return lambda: update(UpdateSettings(root=trusted), tmp_path / "data", published.served)


def told(error: CounterError) -> str:
    """It has words of its own for its cause."""
    why = error.facts.get("why", "")
    assert sentence(error) != sentence(type(error)()), why
    return str(why)


# --- a server that drips ----------------------------------------------------------------------------------------


@contextmanager
def dripping(folder: Path, name: str, headers: bool = False) -> Iterator[str]:
    """Serves `folder`; what has `name` in its path comes by the byte, also its headers where `headers`."""
    closed = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/")
            if not file.is_file():
                self.send_error(404)
                return
            data = file.read_bytes()
            drips = name in self.path
            if drips and headers:
                self.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Wait: " + b"x" * 60_000)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if drips:
                self.drip(data)
            else:
                self.wfile.write(data)

        def drip(self, data: bytes) -> None:
            self.close_connection = True
            for place in range(len(data)):
                try:
                    self.wfile.write(data[place : place + 1])
                except OSError:
                    return
                if closed.wait(0.02):
                    return

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as address:
        try:
            yield address
        finally:
            closed.set()


def line(address: str, stopped: Callable[[], bool] = lambda: False) -> Line:
    """With a window of a second in place of a minute."""
    return Line(
        *(address, 1e9, None, stopped, lambda _: None), adapter=BoundedAdapter(), within=ended_after, window=1.0
    )


def ends(work: Callable[[], object]) -> UpdateUnreachable:
    began = time.monotonic()
    with pytest.raises(UpdateUnreachable) as refused:
        work()
    assert time.monotonic() - began < 60
    return refused.value


def test_a_file_that_drips_is_given_up_and_says_so(published: Published, installed: Installed, tmp_path: Path) -> None:
    wanted = look(Stick(published.served), published.root, tmp_path / "kept", SYSTEM)
    assert wanted is not None
    with dripping(published.served, BLOBS) as address:
        assert told(ends(lambda: installed.lay(wanted, line(address)))) == "slow"
    assert installed.current == "1.0.0"


def test_signed_metadata_that_drips_is_given_up(published: Published, tmp_path: Path) -> None:
    with dripping(published.served, "timestamp.json") as address:
        assert told(ends(lambda: look(line(address), published.root, tmp_path / "kept", SYSTEM))) == "slow"


def test_headers_that_drip_are_given_up(published: Published, tmp_path: Path) -> None:
    with dripping(published.served, "timestamp.json", headers=True) as address:
        assert told(ends(lambda: look(line(address), published.root, tmp_path / "kept", SYSTEM))) == "slow"


@pytest.mark.parametrize("name", ["timestamp.json", BLOBS])
def test_whoever_comes_to_the_counter_stops_a_drip_at_once(
    published: Published, installed: Installed, tmp_path: Path, name: str
) -> None:
    asked = list[bool]()

    def come() -> bool:
        asked.append(True)
        return len(asked) > 20

    with dripping(published.served, name) as address:
        source = Line(address, 1e9, stopped=come, pause=lambda _: None)

        def work() -> None:
            wanted = look(source, published.root, tmp_path / "kept", SYSTEM)
            assert wanted is not None
            installed.lay(wanted, source)

        assert told(ends(work)) == "stopped"


# --- a stick, a disk, a setting -----------------------------------------------------------------------------------


def test_a_pipe_in_place_of_a_file_keeps_nobody(
    published: Published, brought: Callable[[], str | None], tmp_path: Path
) -> None:
    timestamp = published.served / "metadata/timestamp.json"
    timestamp.unlink()
    os.mkfifo(timestamp)
    assert told(ends(brought)) == "stick"


def test_a_damaged_stick_has_folders_where_files_were(
    published: Published, installed: Installed, brought: Callable[[], str | None]
) -> None:
    for blob in (published.served / BLOBS).iterdir():
        blob.unlink()
        blob.mkdir()
    assert told(ends(brought)) == "stick"
    assert installed.current == "1.0.0"


def test_a_stick_that_was_pulled_out_is_named(
    published: Published, installed: Installed, brought: Callable[[], str | None], tmp_path: Path
) -> None:
    published.served.rename(tmp_path / "in a pocket")
    assert told(ends(brought)) == "stick"


def test_a_root_that_is_not_there_names_its_file(published: Published, installed: Installed, tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        update(UpdateSettings(root=tmp_path / "1.root.json"), tmp_path / "data", published.served)
    assert "1.root.json" in sentence(refused.value)
    assert told(refused.value) == "unreadable"


def test_no_server_and_no_publisher_are_told_apart_from_missing_rights(
    published: Published, installed: Installed, tmp_path: Path
) -> None:
    trusted = tmp_path / "root.json"
    trusted.write_bytes(published.root)
    with pytest.raises(UpdateNotOurs) as no_server:
        update(UpdateSettings(root=trusted), tmp_path / "data")
    with pytest.raises(UpdateNotOurs) as no_publisher:
        update(UpdateSettings(), tmp_path / "data", published.served)
    assert (told(no_server.value), told(no_publisher.value)) == ("no-server", "no-publisher")


def test_a_full_disk_is_called_one(installed: Installed, brought: Callable[[], str | None]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (7_000, hard))  # the signed metadata fits, a module does not
    try:
        with pytest.raises(DiskFull):
            brought()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert installed.current == "1.0.0"
    assert brought() == "1.1.0"


def test_a_disk_that_does_not_take_it_ends_in_a_sentence(
    installed: Installed, brought: Callable[[], str | None], tmp_path: Path
) -> None:
    (installed.folder("1.1.0.new")).write_bytes(b"a file where the folder should be")
    with pytest.raises(UpdateNotLaid):
        brought()
    assert installed.current == "1.0.0"


@pytest.mark.parametrize("listed", [True, False], ids=["with its list", "without"])
def test_half_a_version_under_its_final_name_is_not_taken_for_the_whole_one(
    published: Published, installed: Installed, brought: Callable[[], str | None], tmp_path: Path, listed: bool
) -> None:
    """A setup.exe was cut off while it unpacked."""
    shutil.copytree(tmp_path / "publisher/staged-1.1.0", installed.folder("1.1.0"))
    half = installed.folder("1.1.0")
    if listed:
        (half / NAME).write_bytes(manifest_of(half, "1.1.0").as_json())
    (half / "app/module3.py").unlink()
    (half / "app/module4.py").write_bytes(bytes(9_000))
    assert brought() == "1.1.0"
    staged = manifest_of(tmp_path / "publisher/staged-1.1.0", "1.1.0").files
    assert manifest_of(half, "1.1.0").files == staged
    assert not installed.folder("1.1.0.new").exists()


def test_half_a_version_that_somebodys_window_runs_from_stays_for_now(
    published: Published, installed: Installed, brought: Callable[[], str | None]
) -> None:
    python = program(installed.folder("1.1.0"), "1.1.0") / "runtime/bin/python3.11"
    python.unlink()
    shutil.copy("/bin/sleep", python)
    with subprocess.Popen([python, "600"]) as window:
        try:
            with pytest.raises(UpdateNotLaid):
                brought()
            assert python.exists()
        finally:
            window.kill()
    assert installed.current == "1.0.0"


def test_a_check_that_does_not_end_on_a_slow_pc_says_nothing_of_the_version(
    published: Published,
    installed: Installed,
    brought: Callable[[], str | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = tmp_path / "slow"
    slow.touch()
    published.add("1.2.0", check=f"while [ -e {slow} ]; do sleep 0.05; done")
    with monkeypatch.context() as hurried:
        hurried.setattr(trial, "_CHECK_SECONDS", 0.5)
        with pytest.raises(UpdateNotLaid):
            brought()
    assert (installed.current, installed.refused) == ("1.0.0", None)
    slow.unlink()
    assert brought() == "1.2.0", "it comes again by itself"


def test_a_pc_that_slept_during_the_check_has_not_waited_for_it(
    published: Published,
    installed: Installed,
    brought: Callable[[], str | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows counts on while it sleeps."""
    looks = list[float]()
    enough = tmp_path / "enough"

    def after_a_night() -> float:
        looks.append(time.time())
        if len(looks) > 3:
            enough.touch()
        return 8 * 3600.0 * len(looks)

    published.add("1.2.0", check=f"until [ -e {enough} ]; do sleep 0.05; done")
    monkeypatch.setattr(trial, "time", SimpleNamespace(monotonic=after_a_night))
    assert brought() == "1.2.0"
    assert len(looks) > 3


def test_a_virus_scanner_that_holds_the_new_interpreter_says_nothing_of_the_version(
    installed: Installed, brought: Callable[[], str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    with monkeypatch.context() as scanned:
        scanned.setattr("counter_app.updates.trial.subprocess.Popen", held)
        with pytest.raises(UpdateNotLaid):
            brought()
    assert (installed.current, installed.refused) == ("1.0.0", None)
    assert brought() == "1.1.0"


def test_behind_the_offices_proxy_an_update_goes_through_it(
    published: Published, installed: Installed, tmp_path: Path
) -> None:
    trusted = tmp_path / "root.json"
    trusted.write_bytes(published.root)
    settings = UpdateSettings(address="http://127.0.0.1:9", root=trusted, kilobytes_a_second=100_000)  # nobody is there
    with web_server(published.served) as (proxy, sent):
        assert update(settings, tmp_path / "data", proxy=proxy) == "1.1.0"
    assert sum(sent) > 0


def test_a_folder_is_changeable_only_where_a_file_can_be_made(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says of every folder that it may be written to."""

    def denied(**_: object) -> None:
        raise PermissionError(errno.EACCES, "only for administrators")

    assert installed.changeable
    monkeypatch.setattr("counter_app.updates.installed.TemporaryFile", denied)
    assert not installed.changeable


def test_a_file_is_flushed_by_a_handle_that_may_write_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows flushes no other."""
    modes = list[int]()
    monkeypatch.setattr(os, "fsync", lambda file: modes.append(fcntl.fcntl(file, fcntl.F_GETFL) & os.O_ACCMODE))
    (tmp_path / "copied").write_bytes(b"x")
    durable.flush(tmp_path / "copied")
    assert modes == [os.O_RDWR]


_HASH = b"a" * 64


@pytest.mark.parametrize(
    "data",
    [
        b'{"version": "1.0", "files": [["a", "%s", Infinity, 0]]}' % _HASH,
        b"[" * 100_000,
        b'{"version": "1.0", "files": [["CON", "%s", 1, 0]]}' % _HASH,
        b'{"version": "1.0", "files": [["app/a", "%s", 1, 0], ["app/a/b", "%s", 1, 0]]}' % (_HASH, _HASH),
        b'{"version": "1.0", "schema": "../1", "files": [["a", "%s", 1, 0]]}' % _HASH,
    ],
)
def test_signed_nonsense_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UpdateRefused) as refused:
        read_manifest(data)
    assert told(refused.value) == "contents"
