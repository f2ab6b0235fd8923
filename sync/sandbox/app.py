"""The counter contract, served: FastAPI over `Storage`, with switches for faults.

Handlers are coroutines on one event loop and the storage is synchronous: in one process requests are taken one after
the other, which is what makes a run repeatable. Several processes share the storage, and nothing else.
"""

# Long because: every address of the contract, as the OpenAPI document lists them.

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect

from counter_app.domain.codes import dossier_code
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.outbox import EventKind
from counter_app.domain.slices import SLICES

from ..contract import (
    MAX_DOSSIER,
    UNKNOWN_DOSSIER,
    BlockMessage,
    ChangesPage,
    DossierMessage,
    Enrolment,
    EnrolRequest,
    LeaseReply,
    LeaseRequest,
    LookUpReply,
    LookUpRequest,
    ReceiptMessage,
    SliceReply,
    SourceMessage,
    StepMessage,
    SumsReply,
    Token,
    TokenRequest,
    receipt_words,
    sha256,
)
from .accounts import accounts_of
from .blobs import blob_routes
from .code_by_code import code_by_code_routes
from .console import console_routes
from .control import control_routes
from .courier import CourierDesk, CourierKeys, courier_routes
from .database import DatabaseAway, UnfitText
from .enrolment import enrolled
from .faults import TRANSPORT, FaultSwitch, FaultyLine, busy
from .feed import ROWS, Feed
from .forward import forward_routes
from .news import News
from .people import SOURCES, Person, as_of
from .records import Records, record_routes, take_carried
from .refusal import Refused, refusal
from .storage import Conflict, Held, HeldStep, Storage

SECRET = "made-up-secret"  # noqa: S105 - the sandbox guards nothing
HOME_UNIT = "H13.507"  # whose codes it gives one by one
_TOKEN_LIVES = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Client:
    unit: str
    counter: str

    @property
    def names(self) -> tuple[str, str]:
        return self.unit, self.counter


class Sandbox:
    """What the handlers share; what processes share lies in the storage."""

    def __init__(
        self, storage: Storage, people: tuple[Person, ...], catalogue: Mapping[str, Any], seed: int, rows: int = ROWS
    ) -> None:
        self.storage = storage
        self.people = {person.citizen.personal_number: person for person in people}
        self.feed = Feed(storage, rows)
        self.feed.fill(people)
        self.news = News(storage, self.feed)
        self.records = Records(storage, self.feed)
        self.catalogue = catalogue
        self.switch = FaultSwitch(seed, storage.shared)
        self.keys = CourierKeys(storage)

    def signed(self, told: ReceiptMessage) -> ReceiptMessage:
        """By the key that signs what a stick brings back."""
        signature = b64encode(self.keys.signing.sign(receipt_words(told))).decode()
        return told.model_copy(update={"signature": signature})

    @property
    def digits(self) -> int:
        return int(self.catalogue.get("code_digits", 4))

    def client(self, request: Request) -> Client:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if not scheme and (by_certificate := _shown(request)) is not None:
            return by_certificate
        known = self.storage.shared.logged_in(token) if scheme.lower() == "bearer" else None
        if known is None:
            raise Refused(401, "log-in-again")
        return Client(*known)


def _shown(request: Request) -> Client | None:
    """Who the certificate names, which the TLS of this connection has verified: unit (OU) and counter (CN)."""
    certificate = request.scope[TRANSPORT].get_extra_info("peercert") or {}
    names = dict(part for parts in certificate.get("subject", ()) for part in parts)
    unit, counter = names.get("organizationalUnitName"), names.get("commonName")
    return Client(unit, counter) if unit and counter else None


async def _client(request: Request) -> Client:  # a plain function would run in another thread
    sandbox: Sandbox = request.app.state.sandbox
    return sandbox.client(request)


_Who = Annotated[Client, Depends(_client)]


def create_app(sandbox: Sandbox) -> FastAPI:
    app = FastAPI(title="Counter contract: sandbox", docs_url=None, redoc_url=None)
    app.state.sandbox = sandbox
    app.add_exception_handler(Refused, lambda _, error: refusal(error))
    app.add_exception_handler(Conflict, lambda _, error: refusal(Refused(409, getattr(error, "code", "conflict"))))
    app.add_exception_handler(UnfitText, lambda _, __: refusal(Refused(422, "unfit-text")))
    app.add_exception_handler(DatabaseAway, lambda _, __: busy(1))
    app.add_exception_handler(RequestValidationError, lambda _, __: refusal(Refused(400, "bad-request")))
    app.add_exception_handler(ClientDisconnect, lambda _, __: Response(status_code=400))  # nobody waits for it
    app.add_exception_handler(StarletteHTTPException, lambda request, _: _nowhere(app, request))
    _log_in(app, sandbox)
    _enrol(app, sandbox)
    _people(app, sandbox)
    _numbers(app, sandbox)
    _dossiers(app, sandbox)
    _steps(app, sandbox)
    app.include_router(blob_routes(sandbox.storage, _client))
    app.include_router(record_routes(sandbox.records, lambda request: sandbox.client(request).unit, sandbox.signed))
    app.include_router(control_routes(sandbox.storage, sandbox.news, sandbox.switch))
    app.include_router(console_routes(sandbox.storage))
    app.include_router(courier_routes(_courier_desk(sandbox)))
    app.include_router(code_by_code_routes(sandbox.storage, SECRET, HOME_UNIT, lambda: sandbox.digits))
    app.include_router(forward_routes(sandbox.storage, sandbox.records, sandbox.catalogue))
    app.add_middleware(FaultyLine, switch=sandbox.switch)
    return app


def _courier_desk(sandbox: Sandbox) -> CourierDesk:
    return CourierDesk(
        storage=sandbox.storage,
        keys=sandbox.keys,
        take={
            EventKind.DOSSIER_ACCEPTED: lambda *told: _receipt(sandbox.storage, take_dossier(sandbox, *told)),
            EventKind.DOSSIER_STEP: lambda *told: _step_receipt(sandbox.storage, take_step(sandbox, *told)),
            EventKind.CORRECTION: lambda unit, _, key, body: take_carried(sandbox.records, unit, key, body),
        },
        page=sandbox.news.page,
        catalogue=lambda: dict(sandbox.catalogue),
        accounts=lambda unit: accounts_of(unit, sandbox.switch.faults.withdrawn),
    )


def _nowhere(app: FastAPI, request: Request) -> Response:
    """No such address, or it knows other methods: all of them are told, whichever route has each."""
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    known = {method for route in routes if route.path_regex.match(request.url.path) for method in route.methods or ()}
    if not known:
        return refusal(Refused(404, "unknown-address"))
    return refusal(Refused(405, "unknown-method", {"Allow": ", ".join(sorted(known))}))


def _log_in(app: FastAPI, sandbox: Sandbox) -> None:
    @app.post("/token")
    async def token(request: Request) -> Token:
        asked = await _body(request, TokenRequest)
        if not secrets.compare_digest(asked.client_secret.encode(), SECRET.encode()):
            raise Refused(401, "wrong-secret")
        word = sandbox.storage.shared.log_in(asked.unit, asked.counter)
        return Token(access_token=word, token_type="bearer", expires_in=_TOKEN_LIVES)  # noqa: S106


def _enrol(app: FastAPI, sandbox: Sandbox) -> None:
    @app.post("/enrolments")
    async def enrolments(request: Request) -> Enrolment:
        return enrolled(sandbox.storage.shared, await _body(request, EnrolRequest), SECRET)


def _people(app: FastAPI, sandbox: Sandbox) -> None:
    @app.post("/look-ups")
    async def look_up(request: Request, who: _Who) -> LookUpReply:
        asked = await _body(request, LookUpRequest)
        now = datetime.now(VIETNAM)
        told = (now.isoformat(), who.unit, who.counter, asked.person, asked.purpose, asked.procedure)
        limit = sandbox.switch.faults.look_ups_an_hour
        if (free := sandbox.storage.log_look_up(*told, limit=limit)) is not None:
            seconds = max(int((datetime.fromisoformat(free) - now).total_seconds()) + 1, 1)
            raise Refused(429, "too-many-look-ups", {"Retry-After": str(seconds)})
        answering = as_of(now, sandbox.switch.faults.sources_down)
        sources = [SourceMessage(source=source, as_of=answering.get(source)) for source in SOURCES]
        person = sandbox.people.get(asked.person)
        if person is None:
            return LookUpReply(citizen=None, papers=[], sources=sources)
        papers = [p for p in person.held(answering) if p.kind in asked.kinds and sandbox.feed.has_paper(p.id)]
        citizen = sandbox.feed.citizen(asked.person) if "dan-cu" in answering else None
        return LookUpReply(citizen=citizen, papers=papers, sources=sources)

    @app.get("/changes")
    async def changes(who: _Who, cursor: str | None = None) -> ChangesPage:
        return sandbox.news.page(who.unit, cursor)

    @app.get("/changes/sums")
    async def sums(who: _Who) -> SumsReply:
        return sandbox.news.sums(who.unit)

    @app.get("/changes/slices/{number}")
    async def one_slice(number: int, who: _Who) -> SliceReply:
        if not 0 <= number < SLICES:
            raise Refused(404, "unknown-slice")
        return sandbox.news.slice(who.unit, number)

    @app.get("/catalogue")
    async def catalogue(request: Request, _: _Who) -> Response:
        tag = f'"{sandbox.catalogue["version"]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return JSONResponse(dict(sandbox.catalogue), headers={"ETag": tag})

    @app.get("/accounts")
    async def accounts(request: Request, who: _Who) -> Response:
        reply = accounts_of(who.unit, sandbox.switch.faults.withdrawn)
        tag = f'"{reply.version}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return JSONResponse(reply.model_dump(), headers={"ETag": tag})


def _numbers(app: FastAPI, sandbox: Sandbox) -> None:
    @app.post("/leases")
    async def lease(request: Request, who: _Who) -> LeaseReply:
        asked = await _body(request, LeaseRequest)
        faults = sandbox.switch.faults
        token = sandbox.storage.next_token(str(asked.request_id), who.unit, asked.counter, asked.token)
        blocks: list[BlockMessage] = []
        for day in () if faults.one_by_one else asked.days:
            asked_as = str(asked.request_id)
            leased = sandbox.storage.lease(asked_as, who.unit, asked.counter, day, faults.block_size, sandbox.digits)
            if leased is not None:
                first, last = leased
                blocks.append(
                    BlockMessage(
                        id=f"{who.unit}-{day:%y%m%d}-{first}",
                        unit=who.unit,
                        counter=asked.counter,
                        day=day,
                        first=first,
                        last=last,
                        digits=sandbox.digits,
                    )
                )
        return LeaseReply(blocks=blocks, token=token)


def _dossiers(app: FastAPI, sandbox: Sandbox) -> None:
    storage = sandbox.storage

    @app.put("/dossiers/{dossier_id}")
    async def put(dossier_id: UUID, request: Request, who: _Who) -> ReceiptMessage:
        key = _key(request)
        return sandbox.signed(_receipt(storage, take_dossier(sandbox, who.unit, dossier_id, key, await request.body())))

    @app.get("/dossiers/{dossier_id}/receipt")
    async def receipt(dossier_id: UUID, request: Request, who: _Who) -> ReceiptMessage:
        held = storage.dossier_under(str(_key(request)))
        if held is None or held.id != str(dossier_id) or held.unit != who.unit:
            raise Refused(404, UNKNOWN_DOSSIER)
        return sandbox.signed(_receipt(storage, held))


def take_dossier(sandbox: Sandbox, unit: str, dossier_id: UUID, key: UUID, body: bytes) -> Held:
    """However it came. Raises Refused, Conflict."""
    message = _checked(body, DossierMessage, "not-a-dossier")
    if message.id != dossier_id or message.unit != unit:
        raise Refused(422, "not-of-this-unit" if message.unit != unit else "another-dossier")
    held = sandbox.storage.dossier_under(str(key))
    linked = held.linked_code if held else _own_code(sandbox, message, key)
    now = datetime.now(VIETNAM).isoformat()
    new = Held(str(dossier_id), str(key), unit, message.code, linked, body, sha256(body), now)
    taken = sandbox.storage.put_dossier(new)
    sandbox.records.begin(taken.id, taken.key, message.applicant)
    return taken


def _steps(app: FastAPI, sandbox: Sandbox) -> None:
    storage = sandbox.storage

    @app.put("/dossiers/{dossier_id}/steps/{key}")
    async def put(dossier_id: UUID, key: UUID, request: Request, who: _Who) -> ReceiptMessage:
        if _key(request) != key:
            raise Refused(422, "another-step")
        taken = take_step(sandbox, who.unit, dossier_id, key, await request.body())
        return sandbox.signed(_step_receipt(storage, taken))

    @app.get("/dossiers/{dossier_id}/steps/{key}/receipt")
    async def receipt(dossier_id: UUID, key: UUID, who: _Who) -> ReceiptMessage:
        held = storage.step_under(str(key))
        if held is None or (held.dossier, held.unit) != (str(dossier_id), who.unit):
            raise Refused(404, UNKNOWN_DOSSIER)
        return sandbox.signed(_step_receipt(storage, held))


def take_step(sandbox: Sandbox, unit: str, dossier_id: UUID, key: UUID, body: bytes) -> HeldStep:
    """However it came. Raises Refused, Conflict."""
    message = _checked(body, StepMessage, "not-a-step")
    if (message.id, message.dossier_id, message.unit) != (key, dossier_id, unit):
        raise Refused(422, "another-step")
    now = datetime.now(VIETNAM).isoformat()
    return sandbox.storage.put_step(HeldStep(str(key), str(dossier_id), unit, body, sha256(body), now))


_M = TypeVar("_M", bound=BaseModel)


async def _body(request: Request, shape: type[_M]) -> _M:
    """FastAPI's own body parameters check Python values, where strict refuses every date and UUID in JSON."""
    try:
        return shape.model_validate_json(await request.body())
    except ValidationError as error:
        raise Refused(400, "bad-request") from error


def _key(request: Request) -> UUID:
    try:
        return UUID(request.headers.get("idempotency-key", ""))
    except ValueError as error:
        raise Refused(400, "no-idempotency-key") from error


def _checked(body: bytes, shape: type[_M], otherwise: str) -> _M:
    if len(body) > MAX_DOSSIER:
        raise Refused(413, "too-large")
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        raise Refused(422, otherwise) from error


def _own_code(sandbox: Sandbox, message: DossierMessage, key: UUID) -> str | None:
    """The code given for a provisional one: a number leased for this key alone, so that a repeat gets the same."""
    if not message.provisional:
        return None
    day = message.received_at.astimezone(VIETNAM).date()
    leased = sandbox.storage.lease(f"dossier-{key}", message.unit, message.counter, day, 1, sandbox.digits)
    if leased is None:
        raise Refused(409, "no-numbers-left")
    return dossier_code(message.unit, day, leased[0], sandbox.digits).text


def _step_receipt(storage: Storage, held: HeldStep) -> ReceiptMessage:
    wanted = [file["sha256"] for file in json.loads(held.payload)["files"]]
    return ReceiptMessage(
        key=UUID(held.key),
        dossier_id=UUID(held.dossier),
        payload_sha256=held.sha256,
        files=storage.whole_among(wanted),
        received_at=datetime.fromisoformat(held.received_at),
    )


def _receipt(storage: Storage, held: Held) -> ReceiptMessage:
    wanted = [file["sha256"] for file in json.loads(held.payload)["files"]]
    return ReceiptMessage(
        key=UUID(held.key),
        dossier_id=UUID(held.id),
        payload_sha256=held.sha256,
        files=storage.whole_among(wanted),
        received_at=datetime.fromisoformat(held.received_at),
        dossier_code=held.linked_code,
    )
