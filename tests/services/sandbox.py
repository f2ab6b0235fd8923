"""The province's sandbox in a process of its own, on a free port of this machine, with an own database.

`sandbox` is a fixture; `Sandbox.stop()` and `start()` (or `kill()`) keep port and database, so a test can pull the
line in the middle of a day and plug it in again.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.services._nursery import Forked, fork_sandbox

if TYPE_CHECKING:
    from sqlalchemy import Engine

SECRET = "made-up-secret"  # as in sync.sandbox.app, which nobody imports
_PATIENCE = 30.0  # seconds until a sandbox that does not answer is called broken


@dataclass(frozen=True)
class ArrivedDossier:
    """`payload` byte for byte as it came; `code` as the counter gave it, `linked_code` as the province did."""

    id: str
    key: str
    unit: str
    code: str
    linked_code: str | None
    payload: bytes
    sha256: str


@dataclass(frozen=True)
class Holdings:
    """`arrivals`: how often each idempotency key came; `files`: the whole and verified ones, by SHA-256;
    `partial`: the offset of those that are not whole yet."""

    dossiers: tuple[ArrivedDossier, ...]
    arrivals: dict[str, int]
    files: dict[str, bytes]
    partial: dict[str, int]
    look_ups: tuple[dict[str, str], ...]


@dataclass
class Sandbox:
    """`database`: a file, or `postgresql://...` with the folder of its `files`."""

    database: Path | str
    port: int
    seed: int = 1
    processes: int = 1
    rows: int = 400  # a page of changes
    files: Path | None = None
    tls: tuple[Path, Path, Path] | None = None  # its certificate and key, and the authority of both sides
    patience: float = _PATIENCE
    _process: subprocess.Popen[bytes] | Forked | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"{'http' if self.tls is None else 'https'}://127.0.0.1:{self.port}"

    @property
    def _authority(self) -> bool | str:
        return True if self.tls is None else str(self.tls[2])

    def _get(self, path: str, timeout: float = 30) -> requests.Response:
        return requests.get(f"{self.url}{path}", timeout=timeout, verify=self._authority)

    def start(self) -> None:
        """Returns when it answers. Switches are off again after a start."""
        assert self._process is None, "the sandbox is running"
        command = ["--port", str(self.port), "--database", str(self.database), "--seed", str(self.seed)]
        command += ["--processes", str(self.processes), "--rows", str(self.rows)]
        command += [] if self.files is None else ["--files", str(self.files)]
        if self.tls is not None:
            named = zip(("--certificate", "--key", "--clients"), map(str, self.tls), strict=True)
            command += [part for pair in named for part in pair]
        # In a group of its own: a power cut takes all its processes.
        self._process = fork_sandbox(command) if self.processes == 1 else _several(command)
        deadline = time.monotonic() + self.patience
        while not self._answers():
            assert self._process.poll() is None, "the sandbox ended at once"
            assert time.monotonic() < deadline, "the sandbox does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        self._end(lambda process: process.terminate())

    def kill(self) -> None:
        """As a power cut: nothing is tidied up."""
        self._end(lambda process: os.killpg(process.pid, signal.SIGKILL))

    def kill_one(self) -> None:
        """Of several processes the one that answers now."""
        with suppress(requests.RequestException, ProcessLookupError):
            os.kill(int(self._get("/sandbox/alive").json()["process"]), signal.SIGKILL)

    def kill_the_first(self) -> None:
        """Of several processes the one that started the others."""
        self._end(lambda process: process.kill())

    def lose(self) -> None:
        """Its database goes, as a disk that was put back to a backup; only of one in a file."""
        assert isinstance(self.database, Path)
        self.database.unlink()

    def faults(self, **switches: Any) -> None:
        """Sets the switches named (sync/sandbox/faults.py) and all others off."""
        asked: dict[str, Any] = {"json": switches, "timeout": self.patience, "verify": self._authority}
        requests.put(f"{self.url}/sandbox/faults", **asked).raise_for_status()

    def holdings(self) -> Holdings:
        reply = self._get("/sandbox/holdings")
        reply.raise_for_status()
        told = reply.json()
        return Holdings(
            dossiers=tuple(_arrived(dossier) for dossier in told["dossiers"]),
            arrivals=told["arrivals"],
            files={file["sha256"]: self._file(file["sha256"]) for file in told["files"] if file["whole"]},
            partial={file["sha256"]: file["offset"] for file in told["files"] if not file["whole"]},
            look_ups=tuple(told["look_ups"]),
        )

    def steps(self) -> list[dict[str, Any]]:
        """What happened to dossiers, in the order of arrival: the message, and `dossier` and `key` it came under."""
        reply = self._get("/sandbox/holdings")
        return [{**json.loads(b64decode(s["payload"])), **s} for s in reply.json()["steps"]]

    def _file(self, name: str) -> bytes:
        return self._get(f"/sandbox/files/{name}").content

    def _answers(self) -> bool:
        try:
            return self._get("/sandbox/alive", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def _end(self, how: Any) -> None:
        if self._process is None:
            return
        how(self._process)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        self._process = None


@pytest.fixture
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Running, empty but for its people, all switches off."""
    running = Sandbox(tmp_path_factory.mktemp("sandbox") / "province.sqlite", free_port())
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _several(command: list[str]) -> subprocess.Popen[bytes]:
    """One that starts processes of its own, as it is started in earnest."""
    return subprocess.Popen(
        [sys.executable, "-m", "sync.sandbox", *command], cwd=Path(__file__).parents[2], process_group=0
    )


@contextmanager
def over_postgres(database: Engine, folder: Path, processes: int = 1) -> Iterator[Sandbox]:
    """Running over that empty database, its files in `folder`."""
    url = database.url.set(drivername="postgresql")
    running = Sandbox(url.render_as_string(hide_password=False), free_port(), processes=processes, files=folder)
    running.start()
    try:
        yield running
    finally:
        running.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _arrived(told: dict[str, Any]) -> ArrivedDossier:
    return ArrivedDossier(
        id=told["id"],
        key=told["key"],
        unit=told["unit"],
        code=told["code"],
        linked_code=told["linked_code"],
        payload=b64decode(told["payload"]),
        sha256=told["sha256"],
    )
