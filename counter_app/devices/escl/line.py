"""HTTP to one scanner: fresh connections, short waits, no redirects, no proxy, bodies within bounds, its certificate
pinned (docs/adr/0021-network-scanners.md)."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from ...domain.errors import (
    ScannerAsleep,
    ScannerCertificateChanged,
    ScannerCrashed,
    ScannerFault,
    ScannerUnplugged,
)
from .xml import LARGEST as LARGEST_XML

LARGEST_PAGE = 256 * 1024 * 1024  # bytes: A3 in colour at 600 dpi as a JPEG is a tenth of it
_CONNECT, _ANSWER = 3.0, 8.0  # seconds; a printer that wakes up takes some
_PAGE = 60.0  # until a page begins to come, and then until it is all there
_LONGEST_RETRY = 10.0
_ROOT = "/eSCL"
_PATH = re.compile(r"[!-~]{1,500}")
_ANY_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """`retry_after` in seconds, None where the scanner does not say; `location` as it was written."""

    status: int
    body: bytes = b""
    retry_after: float | None = None
    location: str = ""


class Line:
    """To the scanner at `address` (`http://192.0.2.7:8080/eSCL`). Calls may come from several threads.

    Every call raises ScannerUnplugged (nobody there), ScannerAsleep (somebody who does not answer) or
    ScannerCertificateChanged.
    """

    def __init__(self, address: str, certificate: str = "") -> None:
        """`certificate`: the one that it must show, SHA-256 in hex; empty: whichever it shows is taken, and kept for
        as long as this line lives. Raises ScannerUnplugged for what is no address."""
        self.address = plain_address(address)
        parts = urlsplit(self.address)
        self._origin, self._root = f"{parts.scheme}://{parts.netloc}", parts.path
        self.certificate = ""
        if parts.scheme == "https":
            self.certificate = _certificate_of(parts.hostname or "", parts.port or 443)
            if certificate and certificate != self.certificate:
                raise ScannerCertificateChanged("another certificate than at first")
        elif certificate:
            raise ScannerCertificateChanged("none where there was one")

    def get(self, path: str, wait: float = _ANSWER) -> Answer:
        """A short document. `path` from the scanner's root, or from the origin where it begins with a slash."""
        return self._ask("GET", path, wait, LARGEST_XML)

    def page(self, path: str) -> Answer:
        return self._ask("GET", path, _PAGE, LARGEST_PAGE)

    def post(self, path: str, body: bytes, host: str = "") -> Answer:
        headers = {"Content-Type": "text/xml", **({"Host": host} if host else {})}
        return self._ask("POST", path, 2 * _ANSWER, LARGEST_XML, body, headers)

    def delete(self, path: str, wait: float) -> None:
        self._ask("DELETE", path, wait, LARGEST_XML, connect=wait)

    def path_of(self, location: str) -> str:
        """Where a job is, by what the scanner wrote: absolute or relative, with a host that is wrong, `localhost`, or
        an IPv6 address without its brackets. Only the path counts: the job is where it was asked for. Raises
        ScannerCrashed."""
        path = _ANY_HOST.sub("", location.strip(), count=1)
        if path and not path.startswith("/"):
            begins = path.lower().startswith(self._root.lstrip("/").lower() + "/")
            path = f"/{path}" if begins else f"{self._root}/{path}"
        if not _PATH.fullmatch(path) or ".." in path:
            raise ScannerCrashed("a job without an address")
        return path.rstrip("/")

    def _ask(
        self,
        method: str,
        path: str,
        wait: float,
        largest: int,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        connect: float = _CONNECT,
    ) -> Answer:
        address = f"{self._origin}{path}" if path.startswith("/") else f"{self.address}/{path}"
        try:
            with (
                self._session() as session,
                session.request(
                    method,
                    address,
                    data=body,
                    headers=dict(headers or {}),
                    timeout=(connect, wait),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                told = response.headers
                data = _body(response, largest, time.monotonic() + wait)
                return Answer(response.status_code, data, _retry(told.get("Retry-After")), told.get("Location", ""))
        except requests.RequestException as error:
            raise _fault(error) from error

    def _session(self) -> requests.Session:
        """A new one for each call: some scanners close a connection without a word, and a page asked for on such a one
        would be lost or, asked for twice, skipped."""
        session = requests.Session()
        session.trust_env = False
        session.headers.update({"Connection": "close", "User-Agent": "quay-mot-cua"})
        if self.certificate:
            session.verify = False  # signed by nobody we know; the fingerprint is what counts
            session.mount("https://", _Pinned(self.certificate))
        return session


class _Pinned(HTTPAdapter):
    def __init__(self, certificate: str) -> None:
        self._certificate = certificate
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        super().init_poolmanager(*arguments, **more, assert_fingerprint=self._certificate)


def plain_address(text: str) -> str:
    """With scheme, host and root path, without a last slash. Raises ScannerUnplugged."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ScannerUnplugged("not an address") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise ScannerUnplugged("not an address")
    name = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/") or _ROOT
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{path}"


def _certificate_of(host: str, port: int) -> str:
    """SHA-256 of what it shows. The context trusts nobody, for nobody has signed a printer's certificate: what counts
    is that it stays the same. Raises ScannerUnplugged, ScannerAsleep."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with socket.create_connection((host, port), _CONNECT) as plain:
            plain.settimeout(_ANSWER)
            with context.wrap_socket(plain) as secret:
                shown = secret.getpeercert(binary_form=True)
    except TimeoutError as error:
        raise ScannerAsleep("no answer") from error
    except OSError as error:
        raise ScannerUnplugged(type(error).__name__) from error
    return hashlib.sha256(shown or b"").hexdigest()


def _body(response: requests.Response, largest: int, until: float) -> bytes:
    """Raises ScannerCrashed for more than is sane, ScannerAsleep for what drips."""
    data = bytearray()
    for chunk in response.iter_content(64 * 1024):
        data += chunk
        if len(data) > largest:
            raise ScannerCrashed("more than a page")
        if time.monotonic() > until:
            raise ScannerAsleep("too slow")
    return bytes(data)


def _retry(words: str | None) -> float | None:
    return min(float(words), _LONGEST_RETRY) if words and words.isascii() and words.isdigit() else None


def _fault(error: requests.RequestException) -> ScannerFault:
    """A connection that is refused, cut or never made: nobody is there. One that is made and stays silent: asleep."""
    if isinstance(error, requests.ReadTimeout):
        return ScannerAsleep("no answer")
    if isinstance(error, requests.exceptions.SSLError):
        return ScannerCertificateChanged("another certificate in between")
    return ScannerUnplugged(type(error).__name__)
