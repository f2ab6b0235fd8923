"""A real Secret Service: gnome-keyring on a private D-Bus, with a home of its own.

`keyring_daemon.environment` is what a child process needs to reach it; `system_keyring` puts this process itself
on it. Needs the Debian packages gnome-keyring and dbus.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""  # no <servicedir>: nothing of the developer's desktop is started, no prompt can pop up
_PATIENCE = 20.0  # seconds until a daemon that does not answer is called broken


@dataclass(frozen=True)
class KeyringDaemon:
    """`environment` is to be laid over a process's own."""

    environment: Mapping[str, str]


@contextmanager
def private_bus(folder: Path) -> Iterator[dict[str, str]]:
    """A session bus and a home below `folder`; yields the environment that leads there."""
    homes = {name: folder / name.lower() for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    homes["XDG_RUNTIME_DIR"] = folder / "run"
    for home in homes.values():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = folder / "bus.conf"
    config.write_text(_BUS)
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"]
    environment = {name: str(home) for name, home in homes.items()}
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **environment}, text=True)
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address, "the private bus did not start"
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        _end(daemon)


@contextmanager
def running_keyring(folder: Path, password: str = "hall") -> Iterator[KeyringDaemon]:  # made up
    """A Secret Service that answers, its log-in collection unlocked (made at the first start in `folder`)."""
    with private_bus(folder) as environment:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
        control = folder / "run" / "keyring"
        daemon = subprocess.Popen(
            [*command, f"--control-directory={control}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )
        try:
            assert daemon.stdin is not None
            daemon.stdin.write(password.encode())
            daemon.stdin.close()
            _until_it_answers(environment["DBUS_SESSION_BUS_ADDRESS"], daemon)
            yield KeyringDaemon(environment)
        finally:
            _end(daemon)


@pytest.fixture
def keyring_daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeyringDaemon]:
    """An empty key ring for this test alone."""
    with running_keyring(tmp_path_factory.mktemp("keyring")) as daemon:
        yield daemon


@pytest.fixture
def system_keyring(keyring_daemon: KeyringDaemon, monkeypatch: pytest.MonkeyPatch) -> KeyringDaemon:
    """The same, reached by this process: its environment leads there until the test ends."""
    for name, value in keyring_daemon.environment.items():
        monkeypatch.setenv(name, value)
    return keyring_daemon


def _until_it_answers(address: str, daemon: subprocess.Popen[bytes]) -> None:
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
    from secretstorage import check_service_availability, get_default_collection

    deadline = time.monotonic() + _PATIENCE
    with open_dbus_connection(address) as connection:
        while not check_service_availability(connection):
            assert daemon.poll() is None, "gnome-keyring-daemon ended at once"
            assert time.monotonic() < deadline, "gnome-keyring-daemon does not answer"
            time.sleep(0.02)
        while get_default_collection(connection).is_locked():
            assert time.monotonic() < deadline, "the log-in collection stays locked"
            time.sleep(0.02)


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)
    if process.stdout is not None:
        process.stdout.close()
