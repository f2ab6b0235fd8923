"""Files by their hash, resumable by offset: what came before a cut is durable and counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.requests import ClientDisconnect

from ..contract import MAX_FILE, TUS_MEDIA_TYPE, TUS_VERSION, digest
from .refusal import Refused
from .storage import Conflict, Storage

_STEP = 256 * 1024  # bytes that a cut can cost at the most
_PART = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
_TUS = {"Tus-Resumable": TUS_VERSION}
_Name = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


def blob_routes(storage: Storage, client: Callable[[Request], object]) -> APIRouter:
    routes = APIRouter(dependencies=[Depends(client)])

    @routes.head("/blobs/{name}")
    async def offset(name: _Name, request: Request) -> Response:
        _must_speak_tus(request)
        blob = storage.blob(name)
        if blob is None:
            return Response(status_code=404, headers=_TUS)
        return Response(status_code=200, headers=_state(storage, name) | {"Cache-Control": "no-store"})

    @routes.get("/blobs/{name}")
    async def whole(name: _Name, request: Request) -> Response:
        blob = storage.blob(name)
        if blob is None or not blob.whole:
            raise Refused(404, "unknown-file")
        part = _PART.fullmatch(request.headers.get("range", ""))
        if part is None:  # RFC 9110, 14.2: what is no range is passed over
            told = {"Accept-Ranges": "bytes"}
            return Response(storage.blob_bytes(name), media_type="application/octet-stream", headers=told)
        first = int(part[1])
        end = min(int(part[2]) + 1 if part[2] else blob.length, blob.length)
        if first >= blob.length or end <= first:
            raise Refused(416, "no-such-part", {"Content-Range": f"bytes */{blob.length}"})
        told = {"Content-Range": f"bytes {first}-{end - 1}/{blob.length}", "Accept-Ranges": "bytes"}
        data = storage.blob_bytes(name, first, end)
        return Response(data, 206, media_type="application/octet-stream", headers=told)

    @routes.patch("/blobs/{name}")
    async def append(name: _Name, request: Request) -> Response:
        start = _begin(storage, name, request)
        at = await _take_in(storage, name, request, start)
        blob = storage.blob(name)
        if blob is not None and at == blob.length and not blob.whole and not storage.finish_blob(name):
            raise Refused(422, "hash-mismatch", _TUS)
        return Response(status_code=204, headers=_state(storage, name))

    return routes


def _begin(storage: Storage, name: str, request: Request) -> int:
    """Checks the request's head against what is held; the offset to write at."""
    _must_speak_tus(request)
    if request.headers.get("content-type") != TUS_MEDIA_TYPE:
        raise Refused(415, "not-a-patch", _TUS)
    start, length = _number(request, "upload-offset"), _number(request, "upload-length")
    if not 1 <= length <= MAX_FILE:
        raise Refused(413, "too-large", _TUS)
    storage.begin_blob(name, length)
    blob = storage.blob(name)
    if blob is None or blob.length != length:
        raise Refused(409, "another-length", _TUS)
    if blob.offset != start:
        raise Refused(409, "wrong-offset", _TUS | {"Upload-Offset": str(blob.offset)})
    return start


def _must_speak_tus(request: Request) -> None:
    version = request.headers.get("tus-resumable")
    if version is None:
        raise Refused(400, "no-tus-resumable", _TUS)
    if version != TUS_VERSION:
        raise Refused(412, "another-tus", _TUS | {"Tus-Version": TUS_VERSION})


def _number(request: Request, name: str) -> int:
    value = request.headers.get(name, "")
    if not (value.isascii() and value.isdecimal()) or len(value) > 15:
        raise Refused(400, f"no-{name}", _TUS)
    return int(value)


async def _take_in(storage: Storage, name: str, request: Request, at: int) -> int:
    """Appends what comes, step by step; on a cut what came before it is kept."""
    blob = storage.blob(name)
    room = (blob.length if blob else 0) - at
    waiting = bytearray()
    try:
        async for piece in request.stream():
            waiting += piece
            if len(waiting) > room:
                raise Refused(413, "longer-than-said", _TUS)
            if len(waiting) >= _STEP:
                _append(storage, name, at, waiting)
                at, room = at + len(waiting), room - len(waiting)
                waiting.clear()
    except ClientDisconnect:
        pass  # nobody waits for the answer
    if waiting:
        _append(storage, name, at, waiting)
    return at + len(waiting)


def _append(storage: Storage, name: str, at: int, data: bytearray) -> None:
    try:
        storage.append(name, at, bytes(data))
    except Conflict as error:  # the same file came over another connection meanwhile
        raise Refused(409, error.code, _TUS) from error


def _state(storage: Storage, name: str) -> dict[str, str]:
    blob = storage.blob(name)
    if blob is None:
        return dict(_TUS)
    state = _TUS | {"Upload-Offset": str(blob.offset), "Upload-Length": str(blob.length)}
    return state | {"Repr-Digest": digest(name)} if blob.whole else state
