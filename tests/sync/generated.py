"""Replies that no province sends, generated from a seed: each looks like the right one and is not.

None of them is the truth: a receipt always names something else than what was sent, a file is never vouched for. So
whatever a counter believes after them, it believes wrongly.
"""

from __future__ import annotations

import json
import random
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counter_app.domain.outbox import OutboxEvent
from sync.contract import digest, sha256
from sync.gateway import payload_bytes

from .hostile import reply

PORTAL = "<!doctype html><html><title>Đăng nhập wifi</title><form action=/login></form></html>".encode()
_STRANGE_STATUSES = ("100 Continue", "204 No Content", "206 Partial", "226 Used", "304 Not Modified", "418 Teapot")
_STATUSES = (*_STRANGE_STATUSES, "400 Bad", "403 No", "404 Not Found", "409 Conflict", "413 Large", "422 No")
_BUSY = ("429 Slow", "500 Broken", "502 Gateway", "503 Busy", "504 Gateway")
_REDIRECTS = ("301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent")
_ODD_VALUES: tuple[Any, ...] = (None, 0, -1, 1e308, "", "x" * 5000, [], {}, True, "2026-13-45", "﻿", "\x00", ["a"] * 600)


@dataclass
class LyingProvince:
    """Answers a request with a generated lie. `events`: what the counter may send, by dossier. `kinds` counts what it
    told; `sends`: it takes the metadata truthfully, and lies about everything after that."""

    events: dict[UUID, OutboxEvent]
    seed: int
    sends: bool = False
    kinds: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._old: list[bytes] = []

    def answer(self, connection: socket.socket, request: bytes) -> None:
        method, path, _ = request.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        truth = self._truth(method, path)
        if self.sends and method == "PUT":
            connection.sendall(reply("200 OK", json.dumps(truth).encode()))
            return
        lies: tuple[Callable[[socket.socket, str, str, Any], None], ...] = (
            *(self._lie, self._lie, self._lie, self._replay, self._lie_about_a_file, self._vouch_wrongly),
            *(self._portal, self._redirect, self._truncated, self._nested, self._long, self._status, self._busy),
            *(self._coded, self._cut, self._reset, self._headers, self._noise, self._chunks, self._media),
        )
        lie = self._random.choice(lies)
        self.kinds[lie.__name__] = self.kinds.get(lie.__name__, 0) + 1
        lie(connection, method, path, truth)

    def _truth(self, method: str, path: str) -> Any:
        """What the province would say to that, were it honest."""
        parts = path.partition("?")[0].strip("/").split("/")
        if parts[0] == "dossiers":
            event = self.events[UUID(parts[1])]
            files = [] if method == "PUT" else [file.sha256 for file in event.files]
            named = {"key": str(event.id), "dossier_id": str(event.dossier_id), "dossier_code": None}
            told = {"payload_sha256": sha256(payload_bytes(event)), "files": files}
            return {**named, **told, "received_at": "2026-11-23T08:14:00+07:00"}
        if parts[0] == "changes":
            return {"citizens": [], "papers": [], "cursor": "p-1", "more": False, "as_of": "2026-11-23T08:14:00+07:00"}
        if parts[0] == "leases":
            return {"blocks": [], "token": "t"}
        if parts[0] == "look-ups":
            return {"citizen": None, "papers": [], "sources": []}
        return {"version": "1", "accounts": []}

    # --- the lies ----------------------------------------------------------------------------------------

    def _lie(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        """The right message, with one of what it vouches for wrong, absent or odd."""
        told = dict(truth)
        wrong = [name for name in ("key", "dossier_id", "payload_sha256") if name in told] or list(told)
        name = self._random.choice(wrong)
        how = self._random.randrange(4)
        if how == 0:
            del told[name]
        elif how == 1:
            told[name] = self._random.choice(_ODD_VALUES)
        elif how == 2 and isinstance(told[name], str):
            told[name] = told[name][:-1] + ("0" if told[name][-1] != "0" else "1")
        else:
            told = {"data": told} if self._random.random() < 0.5 else {name: told[name]}
        self._old.append(json.dumps(truth).encode())
        connection.sendall(reply("200 OK", json.dumps(told).encode()))

    def _replay(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        """A true answer to another question."""
        key = truth.get("key", "")  # what was once said of this very event is true still
        others = [told for told in self._old if json.loads(told).get("key") != key] or [b'{"code": "again"}']
        connection.sendall(reply("200 OK", self._random.choice(others)))

    def _lie_about_a_file(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        name = path.rpartition("/")[2]
        if not path.startswith("/blobs/"):
            self._lie(connection, method, path, truth)
            return
        other = sha256(name.encode())
        size = next(file.size for event in self.events.values() for file in event.files if file.sha256 == name)
        offsets = (*("-1", "0", "99999999999", "1e3", "٣", "", "0x10", "9" * 40, "1, 2"), *[str(size)] * 5)
        headers = [f"Upload-Offset: {self._random.choice(offsets)}"]
        headers.append(f"Upload-Length: {self._random.choice((size, size, size + 1, 3))}")
        if self._random.random() < 0.5:
            headers.append(f"Repr-Digest: {self._random.choice((digest(other), 'sha-256=:x:', 'md5=:AA==:'))}")
        if self._random.random() < 0.9:
            headers.append("Tus-Resumable: 1.0.0")
        status = self._random.choice(("200 OK", "204 No Content", "404 Not Found", "409 Conflict"))
        connection.sendall(reply(status, b"", "text/plain", *(h.encode().decode("latin-1") for h in headers)))

    def _vouch_wrongly(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        """All of a file is there, under another hash or none."""
        name = path.rpartition("/")[2]
        sizes = [file.size for event in self.events.values() for file in event.files if file.sha256 == name]
        if not sizes:
            self._lie(connection, method, path, truth)
            return
        headers = [f"Upload-Offset: {sizes[0]}", f"Upload-Length: {sizes[0]}", "Tus-Resumable: 1.0.0"]
        if self._random.random() < 0.7:
            headers.append(f"Repr-Digest: {self._random.choice((digest(sha256(b'other')), 'sha-256=:x:'))}")
        connection.sendall(reply("200 OK", b"", "text/plain", *headers))

    def _portal(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        connection.sendall(reply("200 OK", PORTAL, self._random.choice(("text/html", "application/json"))))

    def _redirect(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        where = self._random.choice((path, "http://127.0.0.1:1/", "https://wifi.example/login", "file:///etc/passwd"))
        status = self._random.choice(_REDIRECTS)
        connection.sendall(reply(status, json.dumps(truth).encode(), "application/json", f"Location: {where}"))

    def _truncated(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        whole = json.dumps(truth).encode()
        part = whole[: self._random.randrange(len(whole))]
        length = self._random.choice((len(part), len(whole), len(whole) + 9))
        connection.sendall(reply("200 OK", part, length=length))

    def _nested(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        deep = self._random.choice((500, 5_000, 50_000))
        opened = self._random.choice((b"[", b'{"key":', b'{"files":['))
        connection.sendall(reply("200 OK", opened * deep))

    def _long(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        told = json.dumps({**truth, "more_of_it": "x" * 300_000}).encode()
        length = self._random.choice((len(told), 10**12))
        connection.sendall(reply("200 OK", told if path.startswith("/dossiers") else b"x" * 300_000, length=length))

    def _status(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        body = self._random.choice((json.dumps(truth).encode(), b"", b'{"code": "no"}'))
        connection.sendall(reply(self._random.choice(_STATUSES), body))

    def _busy(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        after = self._random.choice(("0", "-3", "1e400", "nan", "Thu, 01 Jan 1970 00:00:00 GMT", "mai", "9" * 400))
        body = json.dumps(truth).encode()
        connection.sendall(reply(self._random.choice(_BUSY), body, "application/json", f"Retry-After: {after}"))

    def _coded(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        how = self._random.choice(("gzip", "br", "zstd", "x"))
        body = json.dumps(truth).encode()
        connection.sendall(reply("200 OK", body, "application/json", f"Content-Encoding: {how}"))

    def _cut(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        whole = reply("200 OK", json.dumps(truth).encode())
        connection.sendall(whole[: self._random.randrange(len(whole) - 1)])

    def _reset(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _headers(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        many = self._random.choice((["X: y"] * 5_000, ["X: " + "y" * 200_000], ["X y"], ["\x00: \x00"], [": "]))
        told = {**truth, "key": str(UUID(int=1)), "version": "9"}
        connection.sendall(reply("200 OK", json.dumps(told).encode(), "application/json", *many))

    def _noise(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        connection.sendall(self._random.randbytes(self._random.randrange(2_000)))

    def _chunks(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        bad = self._random.choice((b"zz\r\n{}\r\n", b"ffffffff\r\n{", b"-1\r\n\r\n", b"5\r\n{}\r\n0\r\n"))
        connection.sendall(head + bad)

    def _media(self, connection: socket.socket, method: str, path: str, truth: Any) -> None:
        media = self._random.choice(("text/plain", "", "application/xml", "application/jsonx"))
        connection.sendall(reply("200 OK", json.dumps(truth).encode(), media))
