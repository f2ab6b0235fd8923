"""The counter contract spoken over HTTP: fulfils the `Province` port."""

# Long because: the whole contract from the counter's side, a method an address.

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from pydantic import BaseModel

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.correction import About, Theirs
from counter_app.domain.errors import (
    BrokenPromise,
    CertificateRefused,
    LineDown,
    LoginRefused,
    LookUpsLimited,
    NotTheProvince,
    NumbersElsewhere,
    ProvinceRefused,
)
from counter_app.domain.outbox import EventKind, OutboxEvent, ProvinceReceipt
from counter_app.domain.slices import Sums
from counter_app.ports import Changes, GivenAccounts, Lease, LeaseClaim, LookUpAnswer

from . import translation
from .answers import must_be, read, read_log_in, read_refusal
from .contract import (
    JSON_MEDIA_TYPE,
    MAX_DOSSIER,
    MAX_FETCHED,
    STALE_LEASE,
    TUS_MEDIA_TYPE,
    TUS_VERSION,
    AccountsReply,
    CatalogueMessage,
    ChangesPage,
    LeaseReply,
    LeaseRequest,
    LookUpReply,
    LookUpRequest,
    ReceiptMessage,
    RecordMessage,
    SliceReply,
    SumsReply,
    TokenRequest,
    canonical,
    digest,
    sha256,
)
from .own_certificate import OwnCertificate
from .pace import Pace
from .signed_receipt import Signer
from .transfer import BlobState, send_file
from .wire import TOO_MANY, Reply, Wire, retry_after, within

_SMALL = 256 * 1024  # bytes of reply
_LARGE = 16 * 1024 * 1024
_EXPECTED = 2 * 1024 * 1024  # bytes of a large reply that are given time for on a slow line
_LONGEST_FETCH = 300.0  # seconds for a file in one call: what waits for the province wants its turn
_PART = re.compile(r"bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})")
_EARLY = 60.0  # seconds before its end that a token is no longer used
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Pass:
    token: str
    until: float  # on the monotonic clock


class CounterGateway:
    """One counter's line to the province; safe to call from several threads.

    `secret` is asked for at each log-in (it lies in the keyring) and may raise NoKeyring. With a `certificate` of its
    own the counter is known by that, and never logs in. Besides that, calls raise
    what the port names, and BrokenPromise where we are wrong.
    """

    def __init__(
        self,
        base_url: str,
        client_id: str,
        secret: Callable[[], str],
        unit: str,
        counter: str,
        ca_file: Path | None = None,
        timeout: float = 20.0,
        proxy: str | None = None,
        certificate: OwnCertificate | None = None,
        signer: Signer = Signer(),  # noqa: B008 - frozen
    ) -> None:
        self._signer = signer
        self.pace = Pace()
        self._wire = Wire(base_url, ca_file, timeout, self.pace, proxy, certificate)
        self._by_certificate = certificate is not None
        self._client_id = client_id or counter
        self._secret = secret
        self._unit = unit
        self._counter = counter
        self._pass: _Pass | None = None
        self._begun: tuple[str, bytes] = ("", b"")  # the file that a broken line left in the middle, and what came
        self._logging_in = threading.Lock()

    def close(self) -> None:
        self._wire.close()

    def at_once(self) -> None:
        """Somebody wants the line tried now, also where it was to be left alone for a while."""
        self._wire.at_once()

    # --- people ----------------------------------------------------------------------------------------

    def look_up(
        self, person: PersonalNumber, purpose: str, procedure: str, kinds: Sequence[str], timeout: float = 2.0
    ) -> LookUpAnswer:
        """See the port. `timeout` is for everything: log-in, names, connection, a dribbled reply."""
        asked = LookUpRequest(person=person.value, purpose=purpose, procedure=procedure, kinds=list(kinds))
        deadline = time.monotonic() + timeout
        body, headers = asked.model_dump_json().encode("utf-8"), {"Content-Type": JSON_MEDIA_TYPE}

        def ask() -> Reply:
            return self._ask("POST", "/look-ups", body, headers, limit=_LARGE, deadline=deadline, limited_alone=True)

        reply = within(timeout, ask)
        if reply.status == TOO_MANY:
            raise LookUpsLimited("too many look-ups", retry_after=retry_after(reply))
        must_be(reply, 200)
        answer = translated(translation.look_up_answer, read(reply, LookUpReply))
        if answer.citizen is not None and answer.citizen.personal_number != person:
            raise NotTheProvince("another person's data")
        if any(paper.owner != person for paper in answer.papers):
            raise NotTheProvince("another person's paper")
        return replace(answer, papers=tuple(paper for paper in answer.papers if paper.kind in kinds))

    def changes(self, cursor: str | None) -> Changes:
        path = "/changes" if cursor is None else f"/changes?cursor={quote(cursor, safe='')}"
        reply = must_be(self._ask("GET", path, limit=_LARGE, expected=_EXPECTED), 200)
        return translated(translation.changes, read(reply, ChangesPage))

    def get_file(self, name: str) -> bytes:
        """See the port. In pieces that the line carries: what came before it broke, or before the time was over, is
        kept for the next call. Raises NotTheProvince for other bytes than its name says."""
        begun, taken = self._begun
        if begun != name:
            taken = b""
        ends, size = time.monotonic() + _LONGEST_FETCH, len(taken) + 1
        while len(taken) < size:
            self._begun = name, taken
            if time.monotonic() > ends:
                raise LineDown("a file that the next call goes on with")
            taken, size = self._fetched(name, taken)
        self._begun = "", b""
        if sha256(taken) != name:
            raise NotTheProvince("another file than was asked for")
        return taken

    def _fetched(self, name: str, taken: bytes) -> tuple[bytes, int]:
        """With one more piece, and how long it will be. A province that knows no parts gives all at once."""
        at, piece = len(taken), self.pace.piece
        headers = {"Range": f"bytes={at}-{at + piece - 1}"}
        expected = piece if at else MAX_FETCHED
        try:
            reply = self._ask("GET", f"/blobs/{name}", headers=headers, limit=MAX_FETCHED, expected=expected)
        except LineDown:
            self.pace.lost_whole()
            raise
        if must_be(reply, 200, 206).status == 200:
            return reply.body, len(reply.body)
        told = _PART.fullmatch(reply.header("content-range"))
        first, last, size = map(int, told.groups()) if told else (-1, -1, -1)
        if first != at or last + 1 != at + len(reply.body) or not at <= last < size <= MAX_FETCHED:
            raise NotTheProvince("another part than was asked for")
        return taken + reply.body, size

    def sums(self) -> Sums | None:
        """A province that speaks the contract of before September 2026 tells none (404)."""
        reply = self._ask("GET", "/changes/sums", limit=_SMALL, expected=_SMALL)
        if reply.status == 404 and read_refusal(reply) is not None:
            return None
        return translated(translation.sums, read(must_be(reply, 200), SumsReply))

    def slice(self, number: int) -> Changes:
        reply = must_be(self._ask("GET", f"/changes/slices/{number}", limit=_LARGE, expected=_EXPECTED), 200)
        return translated(translation.slice_changes, read(reply, SliceReply))

    def catalogue(self, known_version: str | None) -> Mapping[str, Any] | None:
        headers = {} if known_version is None else {"If-None-Match": f'"{known_version}"'}
        reply = self._ask("GET", "/catalogue", headers=headers, limit=_LARGE, expected=_EXPECTED)
        if reply.status == 304 and known_version is not None:
            return None
        version = read(must_be(reply, 200), CatalogueMessage).version
        if reply.header("etag") != f'"{version}"':
            raise NotTheProvince("a catalogue under another version")
        bundle: dict[str, Any] = json.loads(reply.body)
        return bundle

    def accounts(self, known_version: str | None) -> GivenAccounts | None:
        headers = {} if known_version is None else {"If-None-Match": f'"{known_version}"'}
        reply = self._ask("GET", "/accounts", headers=headers, limit=_LARGE, expected=_SMALL)
        if reply.status == 304 and known_version is not None:
            return None
        told = read(must_be(reply, 200), AccountsReply)
        if reply.header("etag") != f'"{told.version}"':
            raise NotTheProvince("accounts under another version")
        if any(account.unit != self._unit for account in told.accounts):
            raise NotTheProvince("another unit's accounts")
        return translated(translation.accounts, told)

    # --- numbers ---------------------------------------------------------------------------------------

    def lease_numbers(self, counter: str, days: Sequence[date], request_id: UUID, claim: LeaseClaim) -> Lease:
        asked = LeaseRequest(request_id=request_id, counter=counter, days=list(days), token=claim.token)
        try:
            reply = read(self._post("/leases", asked), LeaseReply)
        except ProvinceRefused as error:
            if error.facts.get("reason") == STALE_LEASE:
                raise NumbersElsewhere from error
            raise
        blocks = tuple(translated(translation.number_block, block) for block in reply.blocks)
        if any((b.unit, b.counter) != (self._unit, counter) or b.day not in days for b in blocks):
            raise NotTheProvince("numbers that were not asked for")
        return Lease(blocks, reply.token)

    # --- dossiers --------------------------------------------------------------------------------------

    def put_dossier(self, event: OutboxEvent) -> ProvinceReceipt:
        body = payload_bytes(event)
        headers = {"Idempotency-Key": str(event.id), "Content-Type": JSON_MEDIA_TYPE}
        reply = self._ask("PUT", _address(event), body, headers)
        return self._believed(event, body, must_be(reply, 200, 201))

    def confirm(self, event: OutboxEvent) -> ProvinceReceipt:
        headers = {"Idempotency-Key": str(event.id)}
        reply = self._ask("GET", f"{_address(event)}/receipt", headers=headers)
        return self._believed(event, payload_bytes(event), must_be(reply, 200))

    def _believed(self, event: OutboxEvent, body: bytes, reply: Reply) -> ProvinceReceipt:
        told = read(reply, ReceiptMessage)
        self._signer.must_have_signed(told)
        return believed_receipt(event, body, told)

    # --- corrections -----------------------------------------------------------------------------------

    def put_correction(self, event: OutboxEvent) -> ProvinceReceipt | Theirs:
        body = payload_bytes(event)
        version = str(event.payload["base_version"])
        headers = {"Idempotency-Key": str(event.id), "If-Match": f'"{version}"', "Content-Type": JSON_MEDIA_TYPE}
        reply = self._ask("PUT", _record(event), body, headers)
        if reply.status != 412:
            return self._believed(event, body, must_be(reply, 200, 201))
        told = read(reply, RecordMessage)
        if reply.header("etag") != f'"{told.version}"' or told.version == version:
            raise NotTheProvince("a state under another version")
        return translated(translation.theirs, told)

    # --- files -----------------------------------------------------------------------------------------

    def put_file(self, sha256: str, data: bytes, fresh: bool = False) -> None:
        send_file(self, sha256, data, fresh)

    def blob_state(self, name: str) -> BlobState:
        reply = self._ask("HEAD", f"/blobs/{name}", headers={"Tus-Resumable": TUS_VERSION})
        if reply.status not in (200, 204, 404):
            must_be(reply)
        _must_speak_tus(reply)
        return BlobState(0, None, whole=False) if reply.status == 404 else _blob_state(reply, name)

    def append_blob(self, name: str, offset: int, piece: bytes, length: int) -> BlobState | None:
        headers = {
            "Tus-Resumable": TUS_VERSION,
            "Content-Type": TUS_MEDIA_TYPE,
            "Upload-Offset": str(offset),
            "Upload-Length": str(length),
        }
        reply = self._ask("PATCH", f"/blobs/{name}", piece, headers)
        if reply.status == 409:
            _must_speak_tus(reply)
            refusal = read_refusal(reply)
            if refusal is not None and refusal.code == "another-length":
                raise ProvinceRefused(reason=refusal.code)
            return None
        _must_speak_tus(must_be(reply, 200, 204))
        return _blob_state(reply, name)

    # --- log-in and asking -----------------------------------------------------------------------------

    def _post(self, path: str, asked: BaseModel, limit: int = _SMALL, deadline: float | None = None) -> Reply:
        body = asked.model_dump_json().encode("utf-8")
        reply = self._ask("POST", path, body, {"Content-Type": JSON_MEDIA_TYPE}, limit=limit, deadline=deadline)
        return must_be(reply, 200)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        limit: int = _SMALL,
        expected: int = 0,
        deadline: float | None = None,
        limited_alone: bool = False,
    ) -> Reply:
        """The reply under a valid log-in; a log-in that has ended meanwhile is renewed once."""
        bounds: dict[str, Any] = {"limit": limit, "expected": expected, "limited_alone": limited_alone}
        if self._by_certificate:
            reply = self._wire.send(method, path, headers or {}, body, **bounds, budget=_left(deadline))
            if reply.status == 401 and (refusal := read_refusal(reply)) is not None:
                raise CertificateRefused(refusal.code)
            return reply
        for again in (False, True):
            log_in = self._log_in(deadline)
            sent = {**(headers or {}), "Authorization": f"Bearer {log_in.token}"}
            reply = self._wire.send(method, path, sent, body, **bounds, budget=_left(deadline))
            ended = reply.status == 401 and (method == "HEAD" or read_refusal(reply) is not None)
            if again or not ended:
                return reply
            self._forget(log_in)
        raise BrokenPromise("asked a third time")

    def _log_in(self, deadline: float | None) -> _Pass:
        with self._logging_in:
            if self._pass is not None and time.monotonic() < self._pass.until:
                return self._pass
            secret = self._secret()
            if not secret:
                raise LoginRefused("no secret is kept for this counter")
            asked = TokenRequest(
                client_id=self._client_id, client_secret=secret, unit=self._unit, counter=self._counter
            )
            body = asked.model_dump_json().encode("utf-8")
            headers = {"Content-Type": JSON_MEDIA_TYPE}
            reply = self._wire.send("POST", "/token", headers, body, limit=_SMALL, budget=_left(deadline))
            token = read_log_in(reply)
            lives = max(token.expires_in - _EARLY, token.expires_in / 2)
            self._pass = _Pass(token.access_token, time.monotonic() + lives)
            return self._pass

    def _forget(self, log_in: _Pass) -> None:
        with self._logging_in:
            if self._pass is log_in:
                self._pass = None


def _address(event: OutboxEvent) -> str:
    match event.kind:
        case EventKind.DOSSIER_ACCEPTED:
            return f"/dossiers/{event.dossier_id}"
        case EventKind.DOSSIER_STEP:
            return f"/dossiers/{event.dossier_id}/steps/{event.id}"
        case EventKind.CORRECTION:
            return f"/corrections/{event.id}"


def _record(event: OutboxEvent) -> str:
    """What a correction is put in the place of."""
    if event.payload["about"] == About.PERSON:
        return f"/people/{quote(str(event.payload['ref']), safe='')}"
    return f"/dossiers/{event.dossier_id}/particulars"


def payload_bytes(event: OutboxEvent) -> bytes:
    """The bytes sent for an event, and hashed. Raises ProvinceRefused when they are too many for the contract."""
    try:
        body = canonical(event.payload)
    except ValueError as error:
        raise BrokenPromise("a payload that is no JSON") from error
    if len(body) > MAX_DOSSIER:
        raise ProvinceRefused(reason="too-large")
    return body


def believed_receipt(event: OutboxEvent, body: bytes, told: ReceiptMessage) -> ProvinceReceipt:
    """A receipt counts only when it names our key, our dossier and the hash of our bytes. Raises NotTheProvince."""
    if (told.key, told.dossier_id, told.payload_sha256) != (event.id, event.dossier_id, sha256(body)):
        raise NotTheProvince("a receipt for something else")
    return translated(translation.province_receipt, told)


def _must_speak_tus(reply: Reply) -> None:
    if reply.header("tus-resumable") != TUS_VERSION:
        raise NotTheProvince("does not speak tus")


def _blob_state(reply: Reply, name: str) -> BlobState:
    told = reply.header("repr-digest")
    if told and told != digest(name):
        raise NotTheProvince("vouches for another hash")
    length = _header_number(reply, "upload-length") if reply.header("upload-length") else None
    return BlobState(_header_number(reply, "upload-offset"), length, whole=bool(told))


def _header_number(reply: Reply, name: str) -> int:
    text = reply.header(name)
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise NotTheProvince(f"no {name}")
    return int(text)


def translated(how: Callable[[_M], _T], told: _M) -> _T:
    """Raises NotTheProvince for what the domain refuses."""
    try:
        return how(told)
    except ValueError as error:
        raise NotTheProvince("a message that makes no sense") from error


_M = TypeVar("_M", bound=BaseModel)


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else deadline - time.monotonic()
