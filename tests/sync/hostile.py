"""A server that answers as a test says, over a bare socket: everything that a province would never send.

`relay` stands between a counter and the sandbox and changes what passes.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import requests

Answer = Callable[[socket.socket, bytes], None]  # the connection, the request as it came


def reply(status: str, body: bytes, media: str = "application/json", *headers: str, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {size}", "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def says(status: str, body: bytes, media: str = "application/json", *headers: str, length: int | None = None) -> Answer:
    """Always this reply."""
    told = reply(status, body, media, *headers, length=length)
    return lambda connection, _: connection.sendall(told)


def as_json(value: Any) -> Answer:
    return says("200 OK", json.dumps(value).encode())


@dataclass
class Exchange:
    """A request that the sandbox was given, and its reply, which may be changed before it goes back."""

    method: str
    path: str
    body: bytes
    status: int
    headers: dict[str, str]
    reply: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.reply)

    def tell(self, value: Any, status: int = 200) -> None:
        self.status, self.reply = status, json.dumps(value).encode()
        self.headers["Content-Type"] = "application/json"

    @property
    def is_receipt(self) -> bool:
        return self.path.startswith("/dossiers/") and self.status in (200, 201)


_HOP = frozenset({"connection", "content-length", "transfer-encoding", "host"})


def relay(url: str, change: Callable[[Exchange], None]) -> Answer:
    """Hands each request on to `url`; `change` alters the exchange, or raises OSError to break the connection."""

    def answer(connection: socket.socket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ")
        headers = dict(line.split(": ", 1) for line in lines)
        sent = {name: value for name, value in headers.items() if name.lower() not in _HOP}
        told = requests.request(method, url + path, headers=sent, data=body, timeout=30)
        kept = {name.title(): value for name, value in told.headers.items() if name.lower() not in _HOP}
        passing = Exchange(method, path, body, told.status_code, kept, told.content)
        change(passing)
        media = passing.headers.pop("Content-Type", "text/plain")
        others = (f"{name}: {value}" for name, value in passing.headers.items())
        connection.sendall(reply(f"{passing.status} Told", passing.reply, media, *others))

    return answer


@dataclass
class HostileServer:
    """Logs anyone in; answers everything else by `answer`. `seen`: the first lines of the requests."""

    port: int
    answer: Answer
    log_in: Answer = field(
        default_factory=lambda: as_json({"access_token": "t", "token_type": "bearer", "expires_in": 3600})
    )
    seen: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def hostile(answer: Answer, log_in: Answer | None = None) -> Iterator[HostileServer]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = HostileServer(listening.getsockname()[1], answer)
    if log_in is not None:
        server.log_in = log_in
    threads: list[threading.Thread] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=_serve, args=(server, connection), daemon=True))
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for thread in (accepting, *threads):
            thread.join(10)
            assert not thread.is_alive()


def _serve(server: HostileServer, connection: socket.socket) -> None:
    with connection, suppress(OSError):
        request = _request(connection)
        first = request.split(b"\r\n", 1)[0].decode("latin-1")
        server.seen.append(first)
        (server.log_in if first.startswith("POST /token ") else server.answer)(connection, request)


def _request(connection: socket.socket) -> bytes:
    """Head and body of one request."""
    taken = b""
    while b"\r\n\r\n" not in taken:
        piece = connection.recv(65536)
        if not piece:
            return taken
        taken += piece
    head, _, body = taken.partition(b"\r\n\r\n")
    wanted = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < wanted:
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body
