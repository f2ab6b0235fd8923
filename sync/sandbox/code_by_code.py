"""The sandbox as a provincial system that gives codes one by one: what sync/code_by_code.py speaks.

Under /igate: token, next code, upload with hash, create, progress, status. Every reply is {code, message, data}. As in
service a create knows no idempotency key: one that comes twice under two codes makes two dossiers.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from counter_app.domain.codes import dossier_code
from counter_app.domain.deadline import VIETNAM

from ..contract import sha256
from .storage import Storage

_LIVES = 3600  # seconds


def code_by_code_routes(storage: Storage, secret: str, unit: str, digits: Callable[[], int]) -> APIRouter:
    """`unit`: whose codes it gives."""
    routes = APIRouter(prefix="/igate")

    def known(request: Request) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return storage.shared.logged_in(token) == (unit, "igate")

    @routes.post("/oauth2/token")
    async def token(request: Request) -> JSONResponse:
        asked = parse_qs((await request.body()).decode())
        if asked.get("client_secret") != [secret]:
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        return JSONResponse({"access_token": storage.shared.log_in(unit, "igate"), "expires_in": _LIVES})

    @routes.get("/ho-so/ma-tiep-theo")
    async def next_code(request: Request, MaTTHC: str) -> JSONResponse:  # noqa: N803 - the protocol's own name
        if not known(request):
            return _told(401, "token")
        today = datetime.now(VIETNAM).date()
        leased = storage.lease(f"igate-{secrets.token_hex(8)}", unit, "igate", today, 1, digits())
        if leased is None:
            return _told(400, "hết số trong ngày")
        return _told(200, data={"MaHoSo": dossier_code(unit, today, leased[0], digits()).text})

    @routes.post("/tep-tin")
    async def upload(request: Request) -> JSONResponse:
        if not known(request):
            return _told(401, "token")
        data = await request.body()
        name = sha256(data)
        storage.begin_blob(name, len(data))
        blob = storage.blob(name)
        if blob is not None and not blob.whole:
            storage.append(name, blob.offset, data[blob.offset :])
            storage.finish_blob(name)
        return _told(200, data={"IdTepTin": f"tep-{name[:16]}", "HashTepTin": name.upper()})

    @routes.post("/ho-so")
    async def create(request: Request) -> JSONResponse:
        if not known(request):
            return _told(401, "token")
        told = await request.json()
        papers = [paper for part in told["ThanhPhanHoSo"] for paper in part["GiayToDinhKem"]]
        hashes = [paper["HashTepTin"] for paper in papers if paper["HashTepTin"]]
        if set(hashes) != set(storage.whole_among(hashes)):
            return _told(400, "tệp chưa tải lên")
        if not storage.portal.keep_new("igate", told["MaHoSo"], json.dumps(told, ensure_ascii=False)):
            return _told(400, "mã hồ sơ đã dùng")
        return _told(200, data={"IdHoSo": f"id-{told['MaHoSo']}"})

    @routes.post("/ho-so/{code}/tien-do")
    async def progress(code: str, request: Request) -> JSONResponse:
        if not known(request):
            return _told(401, "token")
        told = await request.json()
        line = f"{code} {told['ThoiDiemXuLy']} {told['TrangThai']}"
        storage.portal.keep("igate-progress", line, json.dumps(told, ensure_ascii=False))
        return _told(200)

    @routes.get("/ho-so/{code}")
    async def status(code: str, request: Request) -> JSONResponse:
        if not known(request):
            return _told(401, "token")
        held = next((one for one in storage.portal.everything("igate") if one["MaHoSo"] == code), None)
        if held is None:
            return _told(404, "không có hồ sơ")
        names = ("MaHoSo", "NgayTiepNhan", "EformThongTinChiTiet")
        return _told(200, data={name: held[name] for name in names} | {"IdHoSo": f"id-{code}", "TrangThai": 2})

    @routes.get("/held")
    async def everything() -> dict[str, list[Any]]:
        return {"dossiers": storage.portal.everything("igate"), "progress": storage.portal.everything("igate-progress")}

    return routes


def _told(code: int, message: str = "", data: Any = None) -> JSONResponse:
    return JSONResponse({"code": code, "message": message, "data": data}, status_code=code)
