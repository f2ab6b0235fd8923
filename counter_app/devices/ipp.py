"""The Internet Printing Protocol as far as a counter needs it: requests to a print server, answers parsed.

RFC 8010 (encoding) and RFC 8011 (model). Over the standard library alone: the bindings to CUPS are GPL, and the
texts of `lpstat` are translated and leave the reasons out.
"""

from __future__ import annotations

import http.client
import itertools
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PRINT_JOB, CANCEL_JOB, GET_JOB_ATTRIBUTES, GET_PRINTER_ATTRIBUTES = 0x0002, 0x0008, 0x0009, 0x000B
CUPS_GET_DEFAULT, CUPS_GET_PRINTERS = 0x4001, 0x4002
NOT_FOUND = 0x0406

_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _ENUM, _BOOLEAN = 0x21, 0x23, 0x22
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TAGS: Mapping[str, int] = {
    "attributes-charset": _CHARSET,
    "attributes-natural-language": _LANGUAGE,
    "printer-uri": _URI,
    "requesting-user-name": _NAME,
    "job-name": _NAME,
    "document-format": _MIME,
    "requested-attributes": _KEYWORD,
    "media": _KEYWORD,
    "print-scaling": _KEYWORD,
    "job-id": _INTEGER,
    "purge-job": _BOOLEAN,
}
_LONGEST_ANSWER = 8 * 1024 * 1024
_numbers = itertools.count(1)

Value = str | int | bool
Attributes = Mapping[str, tuple[Value, ...]]


class NotIpp(Exception):
    """What answered does not speak IPP, or not to us."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status (RFC 8011, appendix B: below 0x0100 is success) and its groups of attributes, in order."""

    status: int
    groups: tuple[tuple[int, Attributes], ...] = ()

    @property
    def good(self) -> bool:
        return self.status < 0x0100

    def printers(self) -> tuple[Attributes, ...]:
        return tuple(values for tag, values in self.groups if tag == _PRINTER)

    def first(self, tag_is_job: bool = False) -> Attributes:
        """The first group about a job, else about a printer; empty when there is none."""
        wanted = _JOB if tag_is_job else _PRINTER
        return next((values for tag, values in self.groups if tag == wanted), {})


@dataclass(frozen=True, slots=True)
class Server:
    """A print server: `address` a host name, or the path of a local socket."""

    address: str
    port: int = 631
    timeout: float = 10.0
    user: str = field(default="counter", repr=False)

    def ask(
        self,
        operation: int,
        about: Mapping[str, Value | tuple[str, ...]],
        job: Mapping[str, str] = MappingProxyType({}),
        document: bytes = b"",
    ) -> Answer:
        """Sends one request and returns its answer; `about` are operation attributes, `job` those of a new job.

        Raises OSError (no server), NotIpp.
        """
        body = encode(operation, {**about, "requesting-user-name": self.user}, job) + document
        connection = self._connection()
        try:
            connection.request("POST", "/", body, self._headers())
            reply = connection.getresponse()
            raw = reply.read(_LONGEST_ANSWER)
        except http.client.HTTPException as error:
            raise NotIpp(type(error).__name__) from error
        finally:
            connection.close()
        if reply.status != 200:
            raise NotIpp(f"HTTP {reply.status}")
        return decode(raw)

    def _connection(self) -> http.client.HTTPConnection:
        if self.address.startswith("/"):
            return _LocalConnection(self.address, self.timeout)
        return http.client.HTTPConnection(self.address, self.port, timeout=self.timeout)

    def _headers(self) -> dict[str, str | bytes]:
        headers: dict[str, str | bytes] = {"Content-Type": "application/ipp"}
        if self.address.startswith("/"):
            # On its local socket cupsd asks the kernel who is calling: no password to cancel one's own job.
            headers["Authorization"] = f"PeerCred {self.user}".encode()
        return headers


class _LocalConnection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def encode(operation: int, about: Mapping[str, Value | tuple[str, ...]], job: Mapping[str, str]) -> bytes:
    """An IPP/1.1 request: operation attributes, then the attributes of a new job. Names must stand in `_TAGS`."""
    first: dict[str, Value | tuple[str, ...]] = {
        "attributes-charset": "utf-8",
        "attributes-natural-language": "en",
    }
    out = [struct.pack(">BBHI", 1, 1, operation, next(_numbers)), bytes([_OPERATION])]
    out += [_attribute(name, value) for name, value in {**first, **about}.items()]
    if job:
        out += [bytes([_JOB]), *(_attribute(name, value) for name, value in job.items())]
    return b"".join([*out, bytes([_END])])


def decode(raw: bytes) -> Answer:
    """Parses an answer. Raises NotIpp."""
    try:
        return _decode(raw)
    except (struct.error, IndexError) as error:
        raise NotIpp("cut short") from error


def _attribute(name: str, value: Value | tuple[str, ...]) -> bytes:
    values = value if isinstance(value, tuple) else (value,)
    out = b""
    for place, one in enumerate(values):
        label = name.encode() if place == 0 else b""
        data = _data(one)
        out += struct.pack(">BH", _TAGS[name], len(label)) + label + struct.pack(">H", len(data)) + data
    return out


def _data(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([value])
    return struct.pack(">i", value) if isinstance(value, int) else value.encode()


def _decode(raw: bytes) -> Answer:
    status = struct.unpack_from(">H", raw, 2)[0]
    if raw[0] not in (1, 2):
        raise NotIpp("no IPP version")
    groups: list[tuple[int, dict[str, tuple[Value, ...]]]] = []
    at, name = 8, ""
    while raw[at] != _END:
        tag = raw[at]
        at += 1
        if tag < 0x10:
            groups.append((tag, {}))
            continue
        label, at = _counted(raw, at)
        data, at = _counted(raw, at)
        name = label.decode("utf-8", "replace") or name
        if groups:
            into = groups[-1][1]
            into[name] = (*into.get(name, ()), _value(tag, data))
    return Answer(status, tuple(groups))


def _counted(raw: bytes, at: int) -> tuple[bytes, int]:
    length = struct.unpack_from(">H", raw, at)[0]
    end = at + 2 + length
    if end > len(raw):
        raise IndexError(end)
    return raw[at + 2 : end], end


def _value(tag: int, data: bytes) -> Value:
    if tag in (_INTEGER, _ENUM) and len(data) == 4:
        return int(struct.unpack(">i", data)[0])
    if tag == _BOOLEAN and len(data) == 1:
        return data != b"\0"
    return data.decode("utf-8", "replace")
