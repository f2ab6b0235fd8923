"""The sandbox's switches, and the middleware that throws them: latency, 5xx, replies lost, uploads cut."""

from __future__ import annotations

import asyncio
import random
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .database import DatabaseAway
from .shared import Shared

TRANSPORT = "sandbox.transport"  # the connection, in the scope: so that it can be torn down without a reply
Rate = Annotated[float, Field(ge=0, le=1)]


class Faults(BaseModel):
    """What goes wrong. Rates are of requests; `latency_ms` before each; `busy_retry_after` seconds sent with a 503.

    `drop_reply_rate`: the work is done and committed, then the connection dies without a reply.
    `cut_upload_rate`: the connection dies in the middle of a file. `sources_down`: these do not answer look-ups.
    `one_by_one`: no leases; a receipt gives the code for a provisional one. `block_size` numbers to a lease.
    `look_ups_an_hour`: of one counter, 0: no limit; beyond it 429 with Retry-After.
    `withdrawn`: the ids of accounts that the province has taken away.
    """

    model_config = ConfigDict(extra="forbid")

    latency_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    error_rate: Rate = 0.0
    busy_retry_after: int | None = None
    drop_reply_rate: Rate = 0.0
    cut_upload_rate: Rate = 0.0
    sources_down: frozenset[str] = frozenset()
    one_by_one: bool = False
    look_ups_an_hour: Annotated[int, Field(ge=0)] = 0
    withdrawn: frozenset[str] = frozenset()
    block_size: Annotated[int, Field(ge=1, le=1000)] = 50


class FaultSwitch:
    """The switches in force, for all processes; in each of them one random stream from the seed decides."""

    def __init__(self, seed: int, shared: Shared) -> None:
        self._shared = shared
        self._read: tuple[str | None, Faults] = (None, Faults())
        self._random = random.Random(seed)  # noqa: S311 - faults are to be repeatable, not secret

    @property
    def faults(self) -> Faults:
        told = self._shared.switched()
        if told != self._read[0]:
            self._read = (told, Faults() if told is None else Faults.model_validate_json(told))
        return self._read[1]

    def set(self, faults: Faults) -> None:
        self._shared.switch(faults.model_dump_json())

    def happens(self, rate: float) -> bool:
        return rate > 0 and self._random.random() < rate

    def somewhere(self, length: int) -> int:
        return self._random.randrange(max(1, length))


class FaultyLine:
    """Wraps the application. The control addresses under /sandbox/ are never faulty."""

    def __init__(self, app: ASGIApp, switch: FaultSwitch) -> None:
        self._app = app
        self._switch = switch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/sandbox/"):
            await self._app(scope, receive, send)
            return
        switch = self._switch
        try:
            faults = switch.faults
        except DatabaseAway:
            await busy()(scope, receive, send)
            return
        if faults.latency_ms:
            await asyncio.sleep(faults.latency_ms / 1000)
        if switch.happens(faults.error_rate):
            await busy(faults.busy_retry_after)(scope, receive, send)
            return
        if scope["method"] == "PATCH" and switch.happens(faults.cut_upload_rate):
            await self._app(scope, _cut(receive, switch.somewhere(_content_length(scope))), _nothing)
            await _tear_down(scope, receive)
            return
        if switch.happens(faults.drop_reply_rate):
            await self._app(scope, receive, _nothing)
            await _tear_down(scope, receive)
            return
        await self._app(scope, receive, send)


def busy(retry_after: int | None = None) -> JSONResponse:
    after = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse({"code": "busy", "message": "made up"}, status_code=503, headers=after)


def _content_length(scope: Scope) -> int:
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)


def _cut(receive: Receive, after: int) -> Receive:
    """Hands on `after` bytes of the body, then says that the other side hung up."""
    left = after

    async def cut() -> Message:
        nonlocal left
        if left <= 0:
            return {"type": "http.disconnect"}
        message = await receive()
        body = message.get("body", b"")
        piece, left = body[:left], left - len(body)
        return {**message, "body": piece, "more_body": True} if message["type"] == "http.request" else message

    return cut


async def _nothing(message: Message) -> None:
    """A reply that nobody gets."""


async def _tear_down(scope: Scope, receive: Receive) -> None:
    scope[TRANSPORT].abort()
    while (await receive())["type"] != "http.disconnect":  # else the server would still answer with a 500
        pass
