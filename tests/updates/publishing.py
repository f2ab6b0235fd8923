"""A publisher, two small versions of a program, and a web server on this machine that is as bad as a rural line."""

from __future__ import annotations

import http.server
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from counter_app.updates.installed import Installed
from counter_app.updates.manifest import NAME, manifest_of
from tools.packaging.publish import Publisher, new_keys

SYSTEM = "linux"
_PYTHON = "#!/bin/sh\nif [ {code} -ge 128 ]; then kill -SEGV $$; fi\necho {version}\nexit {code}\n"


def program(folder: Path, version: str, code: int = 0, changed: int = 1) -> Path:
    """What the packer stages, in small: an interpreter that answers with its version and ends with `code`, libraries
    that are the same in every version, and modules of which the last `changed` differ."""
    for name, text in (("runtime/bin/python3.11", _PYTHON.format(code=code, version=version)),):
        _put(folder / name, text.encode())
    (folder / "runtime/bin/python3.11").chmod(0o755)
    for number in range(6):
        _put(folder / f"runtime/lib/library{number}.so", random.Random(number).randbytes(40_000))
    for number in range(6):
        seed = version if number >= 6 - changed else "same"
        _put(folder / f"app/module{number}.py", random.Random(f"{seed}{number}").randbytes(9_000))
    return folder


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def installation(root: Path, version: str = "1.0.0", listed: bool = True) -> Installed:
    """As a package leaves it; `listed` False: as the first ones did, without a list of its files."""
    folder = program(root / "versions" / version, version)
    if listed:
        (folder / NAME).write_bytes(manifest_of(folder, version).as_json())
    (root / "current").write_text(f"{version}\n")
    return Installed(root)


class Published:
    """A publisher's folder, with the keys beside it."""

    def __init__(self, folder: Path) -> None:
        self.keys, self.served = folder / "keys", folder / "served"
        new_keys(self.keys)
        self.publisher = Publisher(self.keys, self.served)
        self._folder = folder

    @property
    def root(self) -> bytes:
        return (self.served / "metadata/1.root.json").read_bytes()

    def add(self, version: str, code: int = 0, changed: int = 1, schema: str = "", check: str = "") -> None:
        """`schema`: the revision that it brings a store to, as its module states it; `check`: what its interpreter
        does."""
        staged = program(self._folder / f"staged-{version}", version, code, changed)
        if check:
            (staged / "runtime/bin/python3.11").write_text(f"#!/bin/sh\n{check}\n")
        if schema:
            _put(staged / "app/local_db/schema.py", f'REVISION = "{schema}"  # the newest\n'.encode())
        self.publisher.add(SYSTEM, staged, version)


@contextmanager
def web_server(folder: Path, cut: float = 0.0, endless: str = "") -> Iterator[tuple[str, list[int]]]:
    """Serves `folder` with resume; `cut`: the part of the answers that end somewhere within; `endless`: a name whose
    answer never ends. Gives its address, and the bytes that it sent by answer."""
    chance, sent = random.Random(7), list[int]()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / urlsplit(self.path).path.lstrip("/")  # a proxy is asked for all of it
            if endless and endless in self.path:
                self._pour()
                return
            if not file.is_file():
                self.send_error(404)
                return
            data, start = file.read_bytes(), 0
            if (asked := self.headers.get("Range")) is not None:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start and start >= len(data):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            part = data[start:]
            if chance.random() < cut:
                part = part[: chance.randrange(len(part))]
                self.wfile.write(part)
                sent.append(len(part))
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self.wfile.write(part)
            sent.append(len(part))

        def _pour(self) -> None:
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            poured = 0
            try:
                while poured < 200_000_000:
                    self.wfile.write(b"x" * 65536)
                    poured += 65536
            except OSError:
                pass
            sent.append(poured)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as address:
        yield address, sent


@contextmanager
def serving(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
