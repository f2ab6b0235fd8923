"""Control addresses for tests and demonstrations: the switches, and what the sandbox was sent, byte for byte."""

from __future__ import annotations

import os
from base64 import b64encode
from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from ..contract import OnlineDossierMessage, ProvinceStepMessage
from .faults import Faults, FaultSwitch
from .news import News
from .storage import Storage


def control_routes(storage: Storage, news: News, switch: FaultSwitch) -> APIRouter:
    routes = APIRouter(prefix="/sandbox")

    @routes.get("/alive")
    async def alive() -> dict[str, str]:
        return {"sandbox": "alive", "process": str(os.getpid())}

    @routes.put("/codes/{code}")
    async def code(code: str) -> dict[str, str]:
        """A one-time code by which a counter may be enrolled."""
        storage.shared.give_out(code)
        return {"code": code}

    @routes.get("/faults")
    async def faults() -> Faults:
        return switch.faults

    @routes.put("/faults")
    async def set_faults(faults: Faults) -> Faults:
        """All switches at once: what is not named is off."""
        switch.set(faults)
        return faults

    @routes.get("/holdings")
    async def holdings() -> dict[str, Any]:
        arrivals = storage.arrivals()
        return {
            "dossiers": [
                {
                    "id": held.id,
                    "key": held.key,
                    "unit": held.unit,
                    "code": held.code,
                    "linked_code": held.linked_code,
                    "payload": b64encode(held.payload).decode(),
                    "sha256": held.sha256,
                    "received_at": held.received_at,
                }
                for held in storage.dossiers()
            ],
            "steps": [
                {"key": step.key, "dossier": step.dossier, "payload": b64encode(step.payload).decode()}
                for step in storage.steps()
            ],
            "arrivals": arrivals,  # by idempotency key, those that were refused too
            "files": [
                {"sha256": blob.sha256, "length": blob.length, "offset": blob.offset, "whole": blob.whole}
                for blob in storage.blobs()
            ],
            "look_ups": storage.look_ups(),
        }

    @routes.post("/news/{unit}/{kind}")
    async def tell(unit: str, kind: Literal["steps", "online"], request: Request) -> dict[str, str]:
        """A step made at the province, or a dossier sent online: told with the next changes."""
        shape = ProvinceStepMessage if kind == "steps" else OnlineDossierMessage
        message = shape.model_validate_json(await request.body())
        news.tell(unit, kind, str(message.id), message.model_dump_json())
        return {"told": str(message.id)}

    @routes.post("/files")
    async def keep(request: Request) -> dict[str, str]:
        """A file of the province's own; its name."""
        return {"sha256": storage.keep_file(await request.body())}

    @routes.get("/files/{name}")
    async def file(name: str) -> Response:
        return Response(storage.blob_bytes(name), media_type="application/octet-stream")

    return routes
