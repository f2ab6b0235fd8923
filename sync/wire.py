"""One HTTP exchange with a server that is hostile until parsed: bounded in size and in time, nothing followed.

A deadline counts for the whole exchange: a server that dribbles a byte a second keeps each read within its own
time-out for ever, so a timer shuts the connection down under whoever still reads from it.
"""

from __future__ import annotations

import io
import math
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from urllib3.util import create_urllib3_context

from counter_app.domain.errors import BadSettings, CertificateRefused, LineDown, NotTheProvince

from .breaker import Breaker
from .certificate_time import about_time, whose_clock
from .deadline import BoundedAdapter, ended_after
from .own_certificate import OwnCertificate, alert_about_ours
from .pace import Pace
from .probe import word_about_ours

TOO_MANY = 429
_ASKS_TO_WAIT = frozenset({TOO_MANY, 503})
_LONGEST_PAUSE = 3600.0  # seconds of Retry-After that are believed
_LITTLE = 64 * 1024  # bytes of body that are sent again at once
_SMALL = 4096  # bytes there and back that tell the round trip
_CONNECT = 10.0  # seconds at the most for a connection, and for 16 kB to be taken
_STEP = 65_536  # bytes read at once
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reply:
    """`headers` has lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


class Wire:
    """`base_url` is https, or http on this machine; `ca_file` the province's own authority, None: the system's.

    Raises BadSettings for any other address. `timeout` seconds for an exchange, more for many bytes.
    `certificate`: the counter's own, shown to whoever asks for one.
    """

    def __init__(
        self,
        base_url: str,
        ca_file: Path | None = None,
        timeout: float = 20.0,
        pace: Pace | None = None,
        proxy: str | None = None,
        certificate: OwnCertificate | None = None,
    ) -> None:
        _must_be_safe(base_url)
        self.pace = pace or Pace()
        self._breaker = Breaker()
        self._base = base_url.rstrip("/")
        self._timeout = timeout
        self._session = _Session()
        self._proxy, self._ca_file, self._certificate = proxy, ca_file, certificate
        self._context: ssl.SSLContext | None = None
        self._breaks_told = False
        self._shown = 0  # when the file of the certificate in there was written
        self._opening = threading.Lock()
        if proxy is not None:  # the office's own: told in the settings, never taken from the environment
            self._session.proxies = {"https": proxy, "http": proxy}
        self._session.verify = str(ca_file) if ca_file is not None else True

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        limit: int,
        expected: int = 0,
        budget: float | None = None,
        repeat: bool = True,
        limited_alone: bool = False,
    ) -> Reply:
        """`limit` bytes of reply at the most; `expected` bytes of it are given time for. `budget` seconds replace
        the time reckoned from the sizes and the line's pace; `repeat` False: it may not arrive twice. `limited_alone`:
        a 429 is about this kind of request, not about the host. Raises LineDown, NotTheProvince (certificate, too long
        a reply), CertificateRefused (ours); and at once, while the host is left alone, LineDown or ProvinceBusy."""
        seconds = self._timeout + self.pace.seconds_for(len(body) + expected) if budget is None else budget
        if seconds <= 0:
            raise LineDown("no time left")
        with self._breaker.watching():
            try:
                try:
                    reply = self._bounded(method, path, headers, body, limit, seconds)
                except LineDown as error:
                    # A connection that broke says little of the line, and nearly every exchange may be repeated.
                    if not repeat or budget is not None or len(body) > _LITTLE or not _broke(error):
                        raise
                    reply = self._bounded(method, path, headers, body, limit, seconds)
            except LineDown as error:
                self._ask_why(error, seconds)
                if budget is None or budget >= self._timeout:  # a desk's short patience says nothing of the host
                    self._breaker.silent()
                raise
            waits = reply.status in _ASKS_TO_WAIT and not (limited_alone and reply.status == TOO_MANY)
            wait = retry_after(reply) if waits else None
            self._breaks_told = False
            if wait is None:
                self._breaker.heard()
            else:
                self._breaker.asked_to_wait(wait)
            return reply

    def at_once(self) -> None:
        """Whatever was learnt about the host: the next exchange is tried."""
        self._breaker.at_once()

    def _bounded(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, limit: int, seconds: float
    ) -> Reply:
        self._show_certificate()
        try:
            with ended_after(seconds, self.pace.ahead) as deadline:
                begun = time.monotonic()
                reply = self._exchange(method, path, headers, body, limit, seconds)
                if len(body) + len(reply.body) <= _SMALL:
                    self.pace.small_exchange(time.monotonic() - begun)
                if deadline.over:  # what http.client then takes for the end of the headers was ours
                    raise LineDown("no answer in time")
                return reply
        except requests.exceptions.SSLError as error:
            if _cut_off(error):
                raise LineDown("the line broke in the handshake") from error
            if (words := alert_about_ours(error)) is not None:
                raise self._refused(words) from error
            if about_time(error):
                raise whose_clock(self._base, self._ca_file, self._proxy, self._certificate) from error
            raise NotTheProvince("its certificate is not the province's") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            if (words := alert_about_ours(error)) is not None:  # TLS 1.3: after the handshake
                raise self._refused(words) from error
            raise LineDown(type(error).__name__) from error

    def _show_certificate(self) -> None:
        """From the first exchange on, and anew when somebody has laid another: the keyring is asked then. Raises
        NoKeyring, CertificateUnfit."""
        if self._certificate is None:
            return
        with self._opening:
            shown = self._certificate.certificate.stat().st_mtime_ns if self._certificate.certificate.exists() else 0
            if self._context is None or shown != self._shown:
                self._shown = shown
                context = create_urllib3_context()
                self._certificate.show_in(context)
                self._session.mount("https://", BoundedAdapter(context))
                self._context = context

    def _ask_why(self, error: LineDown, seconds: float) -> None:
        """A server that does not like our certificate may only hang up. Raises CertificateRefused."""
        if self._breaks_told or not _broke(error) or seconds < self._timeout:
            return
        self._breaks_told = True  # once, until something is heard again: a bad line breaks often
        words = word_about_ours(self._base, self._ca_file, self._proxy, self._certificate)
        if words is not None:
            self._breaks_told = False
            raise self._refused(words) from error

    def _refused(self, words: str) -> CertificateRefused:
        if self._certificate is None:
            return CertificateRefused(words)
        return self._certificate.refused(words, datetime.now(UTC))

    def close(self) -> None:
        self._session.close()

    def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, limit: int, seconds: float
    ) -> Reply:
        response = self._session.request(
            method,
            self._base + path,
            headers={"Accept-Encoding": "identity", "User-Agent": "quay-mot-cua", **headers},
            # As a stream: http.client counts one time-out over a whole bytes object, but over each block of a stream.
            data=io.BytesIO(body) if body else None,
            # After the last byte was handed to the system a slow line still carries what it keeps for a minute.
            timeout=(min(_CONNECT, seconds), seconds if body else min(self._timeout, seconds)),
            allow_redirects=False,
            stream=True,
        )
        told = {name.lower(): value for name, value in response.headers.items()}
        if told.get("content-encoding", "identity") != "identity":
            response.close()
            raise NotTheProvince("an encoding that was not asked for")
        taken = bytearray()
        for piece in response.raw.stream(_STEP, decode_content=False):
            taken += piece
            if len(taken) > limit:
                response.close()
                raise NotTheProvince("a longer reply than the contract allows")
        response.raw.release_conn()
        return Reply(response.status_code, told, bytes(taken))


def retry_after(reply: Reply) -> float | None:
    """Seconds, from a number or an HTTP date; None when there is none that makes sense."""
    text = reply.header("retry-after").strip()
    try:
        seconds = float(text) if text.isascii() and text.isdecimal() else _seconds_until(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), _LONGEST_PAUSE) if math.isfinite(seconds) else None


def _seconds_until(text: str) -> float:
    moment = parsedate_to_datetime(text)
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()


def _must_be_safe(base_url: str) -> None:
    parts = urlsplit(base_url)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and _here(parts.hostname))):
        raise BadSettings("only https leaves this machine", entry="province.base_url")


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _broke(error: LineDown) -> bool:
    """Whether a connection ended under an exchange, and not its time."""
    cause = error.__cause__
    return isinstance(cause, requests.ConnectionError) and not isinstance(cause, requests.Timeout)


def _cut_off(error: BaseException | None) -> bool:
    """Whether a TLS error only means that the connection ended."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return True
        reason = getattr(error, "reason", None)
        inner = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = reason if isinstance(reason, BaseException) else inner or error.__cause__ or error.__context__
    return False


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """The result of `work`, or LineDown when the time is over. Names are looked up by the system, which nothing can
    interrupt: the thread is left behind (a daemon: it does not hold up the end of the program)."""
    done: Future[_T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # handed over to whoever waits
            done.set_exception(error)

    threading.Thread(target=run, name="look-up", daemon=True).start()
    try:
        return done.result(seconds)
    except TimeoutError as error:
        raise LineDown("no answer in time") from error


# --- the session ---------------------------------------------------------------------------------------


class _Session(requests.Session):
    """Reads nothing from the environment (proxies, .netrc, authorities), keeps no cookie, follows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.adapters.clear()
        self.mount("https://", BoundedAdapter())
        self.mount("http://", BoundedAdapter())

    def get_redirect_target(self, resp: requests.Response) -> None:
        """requests would read a redirect's whole body, however long, only to tell where it leads."""
        return
