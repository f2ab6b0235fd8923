"""What such a system's create and progress are sent. Pure; days and times `yyyy-MM-ddTHH:mm:ss.fff` of Vietnam."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.text import fold

Json = Mapping[str, Any]


def number_in(party: Json) -> str:
    """The number that tells a party: twelve digits, an enterprise code, a passport's; of a child none."""
    passport = party.get("passport") or {}
    return str(party.get("personal_number") or party.get("enterprise_code") or passport.get("number") or "")


def address_in(party: Json) -> str:
    """With the commune of today, where the address names one of before July 2025."""
    address, commune = str(party.get("address") or ""), party.get("commune")
    if not address or not commune or fold(commune["name"]) in fold(address):
        return address
    return f"{address} (nay thuộc {commune['name']})"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that the system holds: its id there, and the SHA-256 that it vouched for."""

    id: str
    sha256: str


def codes_on(codes: Json, day: date) -> Json:
    """The lists in force: the latest that has begun."""
    begun = [one for one in codes["lists"] if date.fromisoformat(one["since"]) <= day]
    found: Json = max(begun or codes["lists"][:1], key=lambda one: one["since"])
    return found


def create_payload(
    dossier: Json, code: str, attached: Mapping[str, Attached], names: Mapping[str, str], proof: Json, codes: Json
) -> dict[str, Any]:
    """`dossier` as the counter contract has it; `attached` by SHA-256; `names` of components; `proof`: our key and the
    hash of our bytes, to be given back."""
    received = _moment(dossier["received_at"])
    lists = codes_on(codes, received.date())
    procedure = dossier["procedure_code"]
    fee = [{"Gia": dossier["fee"], "HinhThucThu": lists["fee"]["collected"], "LoaiPhiLePhi": lists["fee"]["kind"]}]
    return {
        "MaHoSo": code,
        "MaTTHC": procedure,
        "MaDichVuCong": lists["services"].get(procedure, ""),
        "MaDonViTiepNhan": dossier["unit"],
        "NgayTiepNhan": _stamp(received),
        "NgayHenTra": _stamp(_moment(dossier["due_at"])) if dossier["due_at"] else None,
        "ChuHoSo": _party(dossier.get("owner") or dossier["applicant"], lists),
        "EformThongTinChiTiet": json.dumps({**proof, "counter": dossier["counter"]}, ensure_ascii=False),
        "ThanhPhanHoSo": [_component(one, dossier["files"], attached, names, lists) for one in dossier["components"]],
        "DanhSachLePhi": fee if dossier["fee"] else [],
        "ThongTinNguoiNop": _party(dossier["applicant"], lists),
    }


def progress_payload(dossier: Json, code: str, codes: Json) -> dict[str, Any]:
    """That it was received: the first line of its progress."""
    received = _moment(dossier["received_at"])
    return {
        "MaHoSo": code,
        "TrangThai": codes_on(codes, received.date())["status"]["received"],
        "ThoiDiemXuLy": _stamp(received),
        "NguoiXuLy": dossier["clerk"],
        "NoiDungXuLy": "Tiếp nhận hồ sơ",
    }


def _party(party: Json, lists: Json) -> dict[str, Any]:
    """Who hands in, or the owner; of a child without a number that is empty."""
    company = party.get("kind") == "organisation"
    return {
        "LoaiDoiTuong": lists["organisation" if company else "applicant"],
        "HoTen": party["full_name"],
        "SoDinhDanh": number_in(party),
        "NgaySinh": party.get("birth_date") or "",
        "GioiTinh": party.get("sex") or "",
        "DiaChi": address_in(party),
        "SoDienThoai": party.get("phone") or "",
    }


def _component(
    settled: Json, files: Any, attached: Mapping[str, Attached], names: Mapping[str, str], lists: Json
) -> dict[str, Any]:
    code = settled["component"]
    name = names.get(code, code)
    hashes = [file["sha256"] for file in files if file["component"] == code]
    papers = [{"IdGiayTo": attached[h].id, "HashTepTin": h, "TenGiayTo": name, "MaKetQua": ""} for h in hashes]
    if settled["how"] == "taken":  # nothing was scanned: what stood for the paper is named
        result = settled["kind"] if settled["kind"].startswith("KQ.") else ""
        papers.append({"IdGiayTo": "", "HashTepTin": "", "TenGiayTo": name, "MaKetQua": result})
    kind = "original" if settled["how"] == "shown" else "electronic"
    return {
        "MaThanhPhanHoSo": code,
        "TenThanhPhanHoSo": name,
        "SoLuong": 1,
        "LoaiBan": lists["copy"][kind],
        "GiayToDinhKem": papers,
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(VIETNAM)


def _stamp(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds")
