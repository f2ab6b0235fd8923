"""Who a dossier is about, and the province's record of a person: each with a version, each corrected only from the
version that is held.

    PUT     /dossiers/{id}/particulars, /people/{ref}   a counter's correction: taken, or 412 with what is held
    GET     /corrections/{key}/receipt
    GET     /sandbox/records/{about}/{ref}              for tests and demonstrations: what is held
    PUT     /sandbox/records/{about}/{ref}              somebody at the province changes it
    DELETE  /sandbox/records/{about}/{ref}              a person moves away, a paper is withdrawn
    GET     /sandbox/people/{number}                    the ref of a person
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from counter_app.domain.correction import FIELDS, About
from counter_app.domain.deadline import VIETNAM

from ..contract import (
    MAX_DOSSIER,
    UNKNOWN_DOSSIER,
    ApplicantMessage,
    CitizenMessage,
    CorrectionMessage,
    Particulars,
    ReceiptMessage,
    RecordMessage,
    sha256,
)
from .feed import CITIZEN, PAPER, Feed
from .refusal import Differs, Refused
from .storage import Conflict, Storage


@dataclass(frozen=True, slots=True)
class HeldCorrection:
    """As it arrived, byte for byte."""

    key: str
    dossier: str
    unit: str
    payload: bytes
    sha256: str
    received_at: str

    @property
    def receipt(self) -> ReceiptMessage:
        return ReceiptMessage(
            key=UUID(self.key),
            dossier_id=UUID(self.dossier),
            payload_sha256=self.sha256,
            files=[],
            received_at=datetime.fromisoformat(self.received_at),
        )


@dataclass(frozen=True)
class Records:
    storage: Storage
    feed: Feed

    def begin(self, dossier: str, key: str, applicant: ApplicantMessage) -> None:
        """A dossier was taken: its first version bears the key that it came under."""
        fields = json.dumps(_fields(applicant))
        with self.storage.db:
            self.storage.db.execute(
                "INSERT INTO records VALUES (?,?,?) ON CONFLICT (ref) DO NOTHING", (dossier, key, fields)
            )

    def held(self, about: str, ref: str) -> RecordMessage:
        """Raises Refused, Conflict (of a dossier that nobody sent)."""
        if about == About.PERSON:
            person = self.feed.by_ref(ref)
            if person is None or person.version is None:
                raise Refused(404, "unknown-record")
            return RecordMessage(version=person.version, fields=Particulars.model_validate(_fields(person)))
        row = self.storage.db.execute("SELECT version, fields FROM records WHERE ref=?", (ref,)).fetchone()
        if row is None:
            raise Conflict(UNKNOWN_DOSSIER)
        return RecordMessage(version=row[0], fields=Particulars.model_validate_json(row[1]))

    def change(self, about: str, ref: str, fields: Mapping[str, str]) -> RecordMessage:
        """Somebody at the province: those fields that are named. Raises Refused, Conflict."""
        with self.storage.db:
            self._turn(about, ref)
            now = self.held(about, ref)
            told = Particulars.model_validate({**now.fields.model_dump(), **fields})
            self._put(about, ref, f"p-{secrets.token_hex(8)}", told)
            return self.held(about, ref)

    def _turn(self, about: str, ref: str) -> None:
        self.storage.turn(f"record {about} {ref}")

    def _put(self, about: str, ref: str, version: str, fields: Particulars) -> None:
        if about == About.PERSON:
            person = self.feed.by_ref(ref)
            if person is None:
                raise Refused(404, "unknown-record")
            told = {**person.model_dump(), **fields.model_dump(), "version": version}
            told |= {name: told[name] or None for name in ("birth_date", "sex")}
            self.feed.put_person(type(person).model_validate(told))
            return
        row = (version, fields.model_dump_json(), ref)
        self.storage.db.execute("UPDATE records SET version=?, fields=? WHERE ref=?", row)

    def under(self, key: str) -> HeldCorrection | None:
        row = self.storage.db.execute("SELECT * FROM corrections WHERE key=?", (key,)).fetchone()
        return HeldCorrection(*row) if row else None

    def take(self, unit: str, body: bytes) -> HeldCorrection | RecordMessage:
        """However it came; what is held where that is not what it was made from. Raises Refused, Conflict."""
        message = correction_in(body)
        if message.unit != unit:
            raise Refused(422, "not-of-this-unit")
        new = HeldCorrection(
            *(str(message.id), str(message.dossier_id), unit, body, sha256(body), datetime.now(VIETNAM).isoformat())
        )
        with self.storage.db:
            self._turn(message.about, message.ref)
            known = self.under(new.key)
            if known is not None:
                if known.sha256 != new.sha256:
                    raise Conflict("key-reused")
                return known
            state = self.held(message.about, message.ref)
            if state.version != message.base_version:
                return state
            self._put(message.about, message.ref, new.key, message.fields)
            self._keep(new)
        return new

    def _keep(self, new: HeldCorrection) -> None:
        row = (new.key, new.dossier, new.unit, new.payload, new.sha256, new.received_at)
        put = "INSERT INTO corrections VALUES (?,?,?,?,?,?) ON CONFLICT (key) DO NOTHING"
        if self.storage.db.execute(put, row).rowcount != 1:  # under the same key another record, meanwhile
            raise Conflict("key-reused")


def take_carried(records: Records, unit: str, key: UUID, body: bytes) -> ReceiptMessage:
    """By a stick. Raises Refused, Conflict, and Differs with what is held."""
    message = correction_in(body)
    if message.id != key:
        raise Refused(422, "another-record")
    told = records.take(unit, body)
    if isinstance(told, RecordMessage):
        raise Differs(told)
    return told.receipt


def correction_in(body: bytes) -> CorrectionMessage:
    """Raises Refused."""
    if len(body) > MAX_DOSSIER:
        raise Refused(413, "too-large")
    try:
        return CorrectionMessage.model_validate_json(body)
    except ValidationError as error:
        raise Refused(422, "not-a-correction") from error


def record_routes(
    records: Records, unit_of: Callable[[Request], str], sign: Callable[[ReceiptMessage], ReceiptMessage]
) -> APIRouter:
    """`unit_of` gives the unit whose log-in a request bears; it raises Refused. `sign`: each receipt that goes out."""
    routes = APIRouter()
    _of_counters(routes, records, unit_of, sign)
    _of_the_province(routes, records)
    return routes


def _of_counters(
    routes: APIRouter,
    records: Records,
    unit_of: Callable[[Request], str],
    sign: Callable[[ReceiptMessage], ReceiptMessage],
) -> None:
    async def take(request: Request, unit: str, about: About, ref: str) -> Response:
        body = await request.body()
        message = correction_in(body)
        if (message.about, message.ref) != (about.value, ref):
            raise Refused(422, "another-record")
        if request.headers.get("idempotency-key", "") != str(message.id):
            raise Refused(400, "no-idempotency-key")
        if request.headers.get("if-match", "") != f'"{message.base_version}"':
            raise Refused(400, "no-if-match")
        told = records.take(unit, body)
        if isinstance(told, RecordMessage):
            return JSONResponse(told.model_dump(), 412, headers={"ETag": f'"{told.version}"'})
        return JSONResponse(sign(told.receipt).model_dump(mode="json"), headers={"ETag": f'"{told.key}"'})

    @routes.put("/dossiers/{dossier_id}/particulars")
    async def put_particulars(dossier_id: UUID, request: Request) -> Response:
        return await take(request, unit_of(request), About.DOSSIER, str(dossier_id))

    @routes.put("/people/{ref}")
    async def put_person(ref: str, request: Request) -> Response:
        return await take(request, unit_of(request), About.PERSON, ref)

    @routes.get("/corrections/{key}/receipt")
    async def receipt(key: UUID, request: Request) -> ReceiptMessage:
        unit, held = unit_of(request), records.under(str(key))
        if held is None or held.unit != unit:
            raise Refused(404, UNKNOWN_DOSSIER)
        return sign(held.receipt)


def _of_the_province(routes: APIRouter, records: Records) -> None:
    @routes.get("/sandbox/people/{number}")
    async def person(number: str) -> dict[str, Any]:
        found = records.feed.citizen(number)
        return {"ref": found.ref if found is not None else None}

    @routes.get("/sandbox/records/{about}/{ref}")
    async def held(about: About, ref: str) -> RecordMessage:
        return records.held(about, ref)

    @routes.put("/sandbox/records/{about}/{ref}")
    async def change(about: About, ref: str, fields: dict[str, str]) -> RecordMessage:
        """Those fields that are named."""
        return records.change(about, ref, fields)

    @routes.delete("/sandbox/records/{about}/{ref}")
    async def take_out(about: Literal["person", "paper"], ref: str) -> dict[str, str]:
        if about == "paper":
            records.feed.take_out(PAPER, ref)
        elif (known := records.feed.by_ref(ref)) is not None:
            records.feed.take_out(CITIZEN, known.personal_number)
        return {"gone": ref}


def _fields(told: ApplicantMessage | CitizenMessage) -> dict[str, str]:
    return {name: getattr(told, name) or "" for name in FIELDS}
