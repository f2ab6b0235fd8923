"""The sandbox as a province: hands on what its counters sent to the national portal, and stands in for the portal.

    POST /sandbox/forward {"url": ...}   everything that is not there yet, to the portal at that address
    POST /national                       the portal: {service, isUpdating, data} → {error_code, message}
    GET  /sandbox/national               what the portal holds, by MaHoSo

A dossier goes as it is now, with what was corrected in it. It is created once; one that is said to be there, or that
was corrected or whose story went on since, is sent again as an update.
Progress goes ten lines to a call. What failed is sent with the next forwarding.
"""

from __future__ import annotations

import json
from asyncio import to_thread
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import requests
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.correction import About
from resources import exchange_codes

from .national import EXISTS, MOST_PROGRESS, Sender, dossier_payload, envelope, progress_payload
from .records import Records
from .storage import Storage

_PATIENCE = 30  # seconds
_GOOD = frozenset({"0", "00"})
DOSSIERS, PROGRESS = "DongBoHoSoMC", "CapNhatTienDoHoSoMC"


class Portal(BaseModel):
    """Where, and how it fetches files from here: `{sha256}` stands for the name."""

    model_config = ConfigDict(extra="forbid")

    url: str
    file_url: str = "http://127.0.0.1/sandbox/files/{sha256}"


class Call(BaseModel):
    model_config = ConfigDict(extra="forbid")

    service: Literal["DongBoHoSoMC", "CapNhatTienDoHoSoMC"]
    isUpdating: Literal["true", "false"]  # noqa: N815 - the portal's own name
    data: list[dict[str, Any]]


@dataclass
class Forwarding:
    """One round. `refused`: codes of dossiers by the portal's own words."""

    storage: Storage
    records: Records
    sender: Sender
    url: str

    async def run(self) -> dict[str, Any]:
        sent, refused = 0, {}
        for held in self.storage.dossiers():
            dossier, steps = json.loads(held.payload), self.storage.steps_of(held.id)
            now = self.records.held(About.DOSSIER, held.id)
            sent_as = dossier["applicant"]
            fields = now.fields.model_dump()
            sent_as |= {name: text for name, text in fields.items() if text != (sent_as.get(name) or "")}
            code, state = held.linked_code or held.code, f"{len(steps)} {now.version}"
            if self.storage.portal.forwarded(held.id) == state:
                continue
            words = await self._dossier(dossier, steps, code)
            if words is None:
                self.storage.portal.note(held.id, state)
                sent += 1
            else:
                refused[code] = words
        return {"sent": sent, "refused": refused}

    async def _dossier(self, dossier: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], code: str) -> str | None:
        """None when the portal has it with its progress; else its words."""
        told = [dossier_payload(dossier, steps, self.sender, code)]
        known = self.storage.portal.forwarded(dossier["id"]) is not None
        words = await self._call(DOSSIERS, told, updating=known)
        if words is not None and not known and EXISTS in words:  # an answer was lost before
            words = await self._call(DOSSIERS, told, updating=True)
        progress = progress_payload(dossier, steps, self.sender, code)
        for batch in _batches(progress):
            words = words or await self._call(PROGRESS, batch, updating=False)
        return words

    async def _call(self, service: str, data: Sequence[Mapping[str, Any]], updating: bool) -> str | None:
        """In a thread: while the portal takes its time, the counters are answered."""
        body = envelope(service, data, updating)
        try:
            reply = await to_thread(requests.post, self.url, json=body, timeout=_PATIENCE)
            told = reply.json()
            good = reply.status_code == 200 and told["error_code"] in _GOOD
            return None if good else str(told["message"])
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            return type(error).__name__


def forward_routes(storage: Storage, records: Records, catalogue: Mapping[str, Any]) -> APIRouter:
    routes = APIRouter()

    @routes.post("/sandbox/forward")
    async def forward(portal: Portal) -> dict[str, Any]:
        sender = Sender(parse_bundle(catalogue), exchange_codes("national"), portal.file_url)
        return await Forwarding(storage, records, sender, portal.url).run()

    @routes.post("/national")
    async def national(call: Call) -> dict[str, str]:
        if call.service == PROGRESS and len(call.data) > MOST_PROGRESS:
            return {"error_code": "02", "message": "quá 10 dòng tiến độ"}
        for entry in call.data:
            code = str(entry.get("MaHoSo", ""))
            known = storage.portal.has(DOSSIERS, code)
            if call.service == DOSSIERS and known and call.isUpdating == "false":
                return {"error_code": "01", "message": f"Hồ sơ {EXISTS}"}
            if call.service == PROGRESS and not known:
                return {"error_code": "03", "message": "không có hồ sơ"}
            line = code if call.service == DOSSIERS else f"{code} {entry.get('ThoiDiemXuLy')} {entry.get('TrangThai')}"
            storage.portal.keep(call.service, line, json.dumps(entry, ensure_ascii=False))
        return {"error_code": "0", "message": ""}

    @routes.get("/sandbox/national")
    async def held() -> dict[str, list[Any]]:
        return {service: storage.portal.everything(service) for service in (DOSSIERS, PROGRESS)}

    return routes


def _batches(lines: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    for at in range(0, len(lines), MOST_PROGRESS):
        yield lines[at : at + MOST_PROGRESS]
