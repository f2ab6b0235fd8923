"""A hall to torture: a PostgreSQL server that is killed and started again, a wire from it to each counter that is cut.

Each counter has a network namespace of its own, all on one bridge in the server's, where `ip netns` may be used; else a
relay of its own on loopback, which stands still when it is cut. `Hall.wires` says which it is.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.services.postgres import _program as postgres_program

_OWNER, _PORT = "quay", 5432
_AS_NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")


class Wires(Protocol):
    kind: str
    address: str  # where the server listens

    def server(self, command: Sequence[str]) -> list[str]: ...

    def counter(self, number: int, command: Sequence[str]) -> list[str]: ...

    def url(self, number: int) -> str: ...

    def cut(self, number: int) -> None: ...

    def mend(self, number: int) -> None: ...

    def close(self) -> None: ...


class Namespaces:
    """Cut is a wire that carries nothing: no answer, no refusal."""

    kind = "network namespaces"
    address = "10.0.0.1"

    def __init__(self, counters: int) -> None:
        self._name, self._made = f"qh{os.getpid()}", 0
        try:
            self._ip("netns", "add", self._server)
            self._made = 1
            self._inside("link", "set", "lo", "up")
            self._inside("link", "add", "hall", "type", "bridge")
            self._inside("addr", "add", f"{self.address}/24", "dev", "hall")
            self._inside("link", "set", "hall", "up")
            for number in range(counters):
                self._wire(number)
        except (OSError, subprocess.CalledProcessError):
            self.close()
            raise

    @property
    def _server(self) -> str:
        return f"{self._name}-s"

    def _of(self, number: int) -> str:
        return f"{self._name}-{number}"

    def _wire(self, number: int) -> None:
        own, port = self._of(number), f"port{number}"
        self._ip("netns", "add", own)
        self._made += 1
        self._inside("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", own)
        self._inside("link", "set", port, "master", "hall")
        self._inside("link", "set", port, "up")
        self._ip("-n", own, "addr", "add", f"10.0.0.{number + 10}/24", "dev", "eth0")
        self._ip("-n", own, "link", "set", "eth0", "up")

    def _ip(self, *words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True)

    def _inside(self, *words: str) -> None:
        self._ip("-n", self._server, *words)

    def server(self, command: Sequence[str]) -> list[str]:
        return ["ip", "netns", "exec", self._server, *command]

    def counter(self, number: int, command: Sequence[str]) -> list[str]:
        return ["ip", "netns", "exec", self._of(number), *command]

    def url(self, number: int) -> str:
        return f"postgresql+psycopg://{_OWNER}@{self.address}:{_PORT}/hall?connect_timeout=2"

    def cut(self, number: int) -> None:
        self._inside("link", "set", f"port{number}", "down")

    def mend(self, number: int) -> None:
        self._inside("link", "set", f"port{number}", "up")

    def close(self) -> None:
        for number in range(self._made - 1):
            subprocess.run(["ip", "netns", "del", self._of(number)], check=False, capture_output=True)
        if self._made:
            subprocess.run(["ip", "netns", "del", self._server], check=False, capture_output=True)


class Relays:
    """Where no namespace can be had: cut is a relay that carries nothing on and takes nobody in."""

    kind = "a relay for each counter"
    address = "127.0.0.1"

    def __init__(self, counters: int) -> None:
        self.port = _free_port()
        self._relays = [_Relay(self.port) for _ in range(counters)]

    def server(self, command: Sequence[str]) -> list[str]:
        return list(command)

    def counter(self, number: int, command: Sequence[str]) -> list[str]:
        return list(command)

    def url(self, number: int) -> str:
        return f"postgresql+psycopg://{_OWNER}@127.0.0.1:{self._relays[number].port}/hall?connect_timeout=2"

    def cut(self, number: int) -> None:
        self._relays[number].carries.clear()

    def mend(self, number: int) -> None:
        self._relays[number].carries.set()

    def close(self) -> None:
        for relay in self._relays:
            relay.close()


class _Relay:
    def __init__(self, to: int) -> None:
        self._to, self._open = to, True
        self.carries = threading.Event()
        self.carries.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._begin(self._listen)

    def _begin(self, work: Callable[..., None], *about: socket.socket) -> None:
        thread = threading.Thread(target=work, args=about, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while self._open:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self._begin(self._join, near)

    def _join(self, near: socket.socket) -> None:
        self.carries.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            self._begin(self._carry, one, other)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.carries.wait()
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        one.close()

    def close(self) -> None:
        """When all counters and the server are gone."""
        self._open = False
        self.carries.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def wires(counters: int) -> Wires:
    """Namespaces where they can be had."""
    if os.geteuid() == 0 and shutil.which("ip"):
        with suppress(OSError, subprocess.CalledProcessError):
            return Namespaces(counters)
    return Relays(counters)


@dataclass
class Server:
    """PostgreSQL with its data in `folder`; killed with all of its processes, without a word."""

    folder: Path
    wires: Wires
    running: subprocess.Popen[bytes] | None = None
    _root: bool = field(default_factory=lambda: os.geteuid() == 0)

    def make(self) -> None:
        if self._root:
            shutil.chown(self.folder, "nobody", "nogroup")
        flags = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={_OWNER}", "--no-sync")
        subprocess.run(self._as_owner(postgres_program("initdb"), *flags, "-D", str(self.data)), **self._quiet)
        with (self.data / "pg_hba.conf").open("a") as file:
            file.write("host all all 10.0.0.0/24 trust\n")
        self.start()
        subprocess.run(self._client("createdb", "hall"), **self._quiet)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def port(self) -> int:
        return getattr(self.wires, "port", _PORT)

    @property
    def own_url(self) -> str:
        """Past all wires."""
        return f"postgresql+psycopg://{_OWNER}@/hall?host={self.folder}&port={self.port}"

    @property
    def _quiet(self) -> dict[str, Any]:
        return {"check": True, "stdout": subprocess.DEVNULL, "cwd": self.folder}

    def _as_owner(self, *command: str) -> list[str]:
        return [*(_AS_NOBODY if self._root else ()), *command]

    def _client(self, program: str, *words: str) -> list[str]:
        return [postgres_program(program), "-h", str(self.folder), "-p", str(self.port), "-U", _OWNER, *words]

    def start(self) -> None:
        """Returns when it answers."""
        options: tuple[str, ...] = (f"listen_addresses={self.wires.address}", f"unix_socket_directories={self.folder}")
        options += (
            f"port={self.port}",
            "fsync=off",
            "max_connections=60",
            "timezone=UTC",
        )  # the machine itself never loses power here
        settings = [part for option in options for part in ("-c", option)]
        command = self._as_owner(postgres_program("postgres"), "-D", str(self.data), *settings)
        with (self.folder / "log").open("ab") as log:
            self.running = subprocess.Popen(
                self.wires.server(command), stderr=log, stdout=log, cwd=self.folder, start_new_session=True
            )
        ready = [postgres_program("pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            assert self.running.poll() is None, (self.folder / "log").read_text()

    def kill(self) -> None:
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self._wait_for_the_rest(self.running.pid)
            self.running = None

    def _wait_for_the_rest(self, group: int) -> None:
        """Until the last of its processes is gone: the server is not started before."""
        with suppress(ProcessLookupError):
            while True:
                os.killpg(group, 0)
                for folder in Path("/proc").glob("[0-9]*"):
                    with suppress(OSError, ValueError):
                        stat = (folder / "stat").read_text().rpartition(")")[2].split()
                        if int(stat[2]) == group and stat[0] != "Z":
                            os.kill(int(folder.name), signal.SIGKILL)
                            break
                else:
                    return


@contextmanager
def hall(folder: Path, counters: int) -> Iterator[tuple[Server, Wires]]:
    between = wires(counters)
    server = Server(folder, between)
    try:
        server.make()
        yield server, between
    finally:
        server.kill()
        between.close()


def counter_command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.torture.hall_counter", *words]
