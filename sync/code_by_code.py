"""A provincial system in service that gives codes one by one: token, next code, upload with hash, create, progress,
status. Fulfils the `Province` port; its code lists and addresses are dated data (resources/exchange/igate.json).

Its create knows no idempotency key. So the code is asked for and kept durably before the create, and whoever repeats
asks for the status under that code first: a reply that was lost costs a question, never a second dossier. Offline a
dossier has a provisional code, and this one is linked to it.

"Confirmed" still needs our key and hash: they go along in EformThongTinChiTiet, and the status must give them back.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlencode
from uuid import UUID

from pydantic import BaseModel, ValidationError

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.codes import DossierCode
from counter_app.domain.correction import Theirs
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import (
    EnvironmentFault,
    LoginRefused,
    NoStepsTaken,
    NotOffered,
    NotTheProvince,
    OurFault,
    ProvinceRefused,
)
from counter_app.domain.outbox import EventKind, OutboxEvent, ProvinceReceipt
from counter_app.domain.slices import Sums
from counter_app.ports import Changes, GivenAccounts, Lease, LeaseClaim, LookUpAnswer

from .code_by_code_payload import Attached, codes_on, create_payload, progress_payload
from .code_by_code_replies import NextCode, Status, Token, Told, Uploaded, envelope, good
from .contract import JSON_MEDIA_TYPE, sha256
from .gateway import payload_bytes
from .own_certificate import OwnCertificate
from .pace import Pace
from .wire import Wire

_LOG = logging.getLogger(__name__)
_SMALL = 256 * 1024  # bytes of reply
_EARLY = 60.0  # seconds before its end that a token is no longer used
_NOT_THERE = 404
_M = TypeVar("_M", bound=BaseModel)


class Notebook(Protocol):
    """What must outlive the program: the code of an event, the ids of files."""

    def fact(self, name: str) -> str | None: ...

    def keep_fact(self, name: str, value: str) -> None: ...


class CodeByCodeGateway:
    """One counter's line to such a system. `files` gives a document file's bytes, `names` a procedure's component names
    on a day, `codes` the dated lists. Calls raise what the port names, and what `files` and `notebook` raise."""

    def __init__(
        self,
        base_url: str,
        client_id: str,
        secret: Callable[[], str],
        unit: str,
        files: Callable[[str], bytes],
        names: Callable[[str, date], Mapping[str, str]],
        notebook: Notebook,
        codes: Mapping[str, Any],
        ca_file: Path | None = None,
        timeout: float = 20.0,
        proxy: str | None = None,
        certificate: OwnCertificate | None = None,
    ) -> None:
        self.pace = Pace()
        self._wire = Wire(base_url, ca_file, timeout, self.pace, proxy, certificate)
        self._client_id, self._secret, self._unit = client_id, secret, unit
        self._files, self._names, self._notebook = files, names, notebook
        self._codes = codes
        self._token: tuple[str, float] | None = None  # and until when, on the monotonic clock
        self._logging_in = threading.Lock()

    def close(self) -> None:
        self._wire.close()

    def at_once(self) -> None:
        """See `CounterGateway.at_once`."""
        self._wire.at_once()

    # --- what such a system does not offer -------------------------------------------------------------

    def look_up(
        self, person: PersonalNumber, purpose: str, procedure: str, kinds: Sequence[str], timeout: float = 2.0
    ) -> LookUpAnswer:
        """No source answers: the desk works by what it holds."""
        return LookUpAnswer(None, (), ())

    def lease_numbers(self, counter: str, days: Sequence[date], request_id: UUID, claim: LeaseClaim) -> Lease:
        return Lease((), claim.token or "")

    def catalogue(self, known_version: str | None) -> Mapping[str, Any] | None:
        """None of its own; the log-in tells whether the line is up."""
        self._log_in(anew=True)
        return None

    def accounts(self, known_version: str | None) -> GivenAccounts | None:
        return None

    def changes(self, cursor: str | None) -> Changes:
        raise NotOffered

    def get_file(self, name: str) -> bytes:
        raise NotOffered

    def sums(self) -> Sums | None:
        return None

    def slice(self, number: int) -> Changes:
        raise NotOffered

    # --- dossiers --------------------------------------------------------------------------------------

    def put_dossier(self, event: OutboxEvent) -> ProvinceReceipt:
        """Everything of a dossier: this flow wants the files before the create. Raises NoStepsTaken for a step: its
        progress gives neither our key nor our hash back, so nothing could ever confirm one."""
        _must_be_acceptance(event)
        code, given_before = self._code(event)
        known = self._status(event, code) if given_before else None
        if known is None:
            self._create(event, code)
            known = self._status(event, code)
        if known is None:
            raise NotTheProvince("it does not know what it created")
        receipt = self._receipt(event, code, known)
        self._tell_progress(event, code)
        return receipt

    def put_correction(self, event: OutboxEvent) -> ProvinceReceipt | Theirs:
        """It knows no version, so it could only overwrite blindly."""
        raise NoStepsTaken

    def put_file(self, sha256: str, data: bytes, fresh: bool = False) -> None:
        """Went along with `put_dossier`."""

    def confirm(self, event: OutboxEvent) -> ProvinceReceipt:
        _must_be_acceptance(event)
        code, _ = self._code(event)
        known = self._status(event, code)
        if known is None:
            raise ProvinceRefused(reason="unknown-dossier")
        return self._receipt(event, code, known)

    def _code(self, event: OutboxEvent) -> tuple[str, bool]:
        """The code to create under, durable before it is used; and whether it was there before."""
        if not event.payload["provisional"]:
            return str(event.payload["code"]), True
        name = f"code-by-code.{event.id}"
        kept = self._notebook.fact(name)
        if kept is not None:
            return kept, True
        procedure = quote(str(event.payload["procedure_code"]), safe="")
        given = self._ask(NextCode, "GET", self._path("next_code", procedure=procedure)).code
        try:
            code = DossierCode(given)
        except ValueError as error:
            raise NotTheProvince("no dossier code") from error
        if code.provisional or not code.is_of(self._unit):
            raise NotTheProvince("another unit's code")
        self._notebook.keep_fact(name, code.text)
        return code.text, False

    def _create(self, event: OutboxEvent, code: str) -> None:
        day = _day(event)
        attached = {file.sha256: self._upload(file.sha256, file.media_type) for file in event.files}
        names = self._names(str(event.payload["procedure_code"]), day)
        proof = {"key": str(event.id), "sha256": sha256(payload_bytes(event))}
        body = create_payload(event.payload, code, attached, names, proof, self._codes)
        self._ask(Told, "POST", self._path("create"), body)

    def _tell_progress(self, event: OutboxEvent, code: str) -> None:
        """At the most once, for it knows no key either: noted before it goes. A line that is refused or lost holds up
        nothing: the create has said the same, when and by whom it was received."""
        name = f"code-by-code.progress.{event.id}"
        if self._notebook.fact(name) is not None:
            return
        self._notebook.keep_fact(name, "told")
        body = progress_payload(event.payload, code, self._codes)
        try:
            self._ask(Told, "POST", self._path("progress", code=quote(code)), body, once=True)
        except (EnvironmentFault, OurFault) as error:
            _LOG.warning("event %s: its progress was not taken: %s %s", event.id, error.code, error.detail)

    def _upload(self, name: str, media_type: str) -> Attached:
        entry = f"code-by-code.file.{name[:40]}"
        noted = self._notebook.fact(entry)
        if noted is not None:
            return Attached(noted, name)
        path = self._path("upload", name=quote(f"{name}.{media_type.rpartition('/')[2]}"))
        told = self._ask(Uploaded, "POST", path, self._files(name))
        if told.hash.lower() != name:
            raise NotTheProvince("vouches for another hash")
        self._notebook.keep_fact(entry, told.id)
        return Attached(told.id, name)

    def _status(self, event: OutboxEvent, code: str) -> Status | None:
        """None: it knows no such dossier."""
        try:
            told = self._ask(Status, "GET", self._path("status", code=quote(code)))
        except ProvinceRefused as error:
            if error.facts.get("reason") == str(_NOT_THERE):
                return None
            raise
        if told.code != code:
            raise NotTheProvince("another dossier's status")
        return told

    def _receipt(self, event: OutboxEvent, code: str, told: Status) -> ProvinceReceipt:
        """Counts only where the status gives our key and hash back: else somebody else's dossier bears this code."""
        digest = sha256(payload_bytes(event))
        try:
            form = json.loads(told.form)
            ours = (form["key"], form["sha256"]) == (str(event.id), digest)
        except (ValueError, KeyError, TypeError) as error:
            raise NotTheProvince("a status without our key") from error
        if not ours:
            raise NotTheProvince("a status for something else")
        received = told.received_at if told.received_at.tzinfo else told.received_at.replace(tzinfo=VIETNAM)
        given = code if event.payload["provisional"] else None
        return ProvinceReceipt(event.id, digest, tuple(file.sha256 for file in event.files), received, given)

    # --- asking ----------------------------------------------------------------------------------------

    def _path(self, what: str, **filled: str) -> str:
        path: str = codes_on(self._codes, datetime.now(VIETNAM).date())["paths"][what]
        return path.format(**filled)

    def _ask(
        self,
        shape: type[_M],
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        once: bool = False,
    ) -> _M:
        """What `data` holds. A log-in that has ended meanwhile is renewed once. `once`: not sent again where the
        connection broke under it."""
        kind = "application/octet-stream" if isinstance(body, bytes) else JSON_MEDIA_TYPE
        sent = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode() if body else b""
        for anew in (False, True):
            headers = {"Authorization": f"Bearer {self._log_in(anew)}", **({"Content-Type": kind} if sent else {})}
            reply = self._wire.send(method, path, headers, sent, limit=_SMALL, repeat=not once)
            if reply.status != 401:
                break
        told = envelope(reply)
        try:
            return shape.model_validate(told.data if told.data is not None else {})
        except ValidationError as error:
            raise NotTheProvince(f"no {shape.__name__}") from error

    def _log_in(self, anew: bool = False) -> str:
        with self._logging_in:
            if self._token is not None and not anew and time.monotonic() < self._token[1]:
                return self._token[0]
            secret = self._secret()
            if not secret:
                raise LoginRefused("no secret is kept for this counter")
            asked = {"grant_type": "client_credentials", "client_id": self._client_id, "client_secret": secret}
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            reply = self._wire.send("POST", self._path("token"), headers, urlencode(asked).encode(), limit=_SMALL)
            if reply.status in (400, 401, 403):
                raise LoginRefused(f"status {reply.status}")
            try:
                token = Token.model_validate_json(good(reply).body)
            except ValidationError as error:
                raise NotTheProvince("no token") from error
            self._token = token.access_token, time.monotonic() + max(token.expires_in - _EARLY, token.expires_in / 2)
            return token.access_token


def _must_be_acceptance(event: OutboxEvent) -> None:
    match event.kind:
        case EventKind.DOSSIER_ACCEPTED:
            pass
        case EventKind.DOSSIER_STEP | EventKind.CORRECTION:
            raise NoStepsTaken


def _day(event: OutboxEvent) -> date:
    return datetime.fromisoformat(event.payload["received_at"]).astimezone(VIETNAM).date()
