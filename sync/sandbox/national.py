"""A dossier as the national portal's older services want it: DongBoHoSoMC and CapNhatTienDoHoSoMC. Pure.

Every value is text, every day and time `yyyyMMddHHmmss` of Vietnam; what there is nothing to say of is empty text, an
empty list, or null where the portal's own form has null. What the province must report of reuse and digitization
(QĐ 766/QĐ-TTg) stands in HoSoCoThanhPhanSoHoa, DuocSoHoa, DuocTaiSuDung, DuocLayTuKhoDMQG and DSKetNoiCSDL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.domain.catalogue import Catalogue
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import UnknownProcedure
from counter_app.domain.procedure import Procedure

MOST_PROGRESS = 10  # lines of progress in a call
EXISTS = "đã tồn tại"  # what a create is answered with where an update is meant
_LONGEST = {"TrichYeuHoSo": 1000, "TenTepDinhKem": 4000, "NguoiXuLy": 50}
_ENDS = frozenset({"result-arrived", "refused", "stopped", "withdrawn"})

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Sender:
    """Who sends: the catalogue for names, the portal's code lists in force on a day, and where the portal fetches files
    (`{sha256}` stands for the name)."""

    catalogue: Catalogue
    codes: Json
    file_url: str

    def codes_on(self, day: date) -> Json:
        begun = [one for one in self.codes["lists"] if date.fromisoformat(one["since"]) <= day]
        found: Json = max(begun or self.codes["lists"][:1], key=lambda one: one["since"])
        return found

    def url(self, sha256: str) -> str:
        return self.file_url.format(sha256=sha256)


def envelope(service: str, data: Sequence[Json], updating: bool) -> dict[str, Any]:
    return {"service": service, "isUpdating": "true" if updating else "false", "data": list(data)}


def dossier_payload(dossier: Json, steps: Sequence[Json], sender: Sender, code: str | None = None) -> dict[str, Any]:
    """One entry of DongBoHoSoMC. `dossier` and `steps` as the counter contract has them, the steps in their order;
    `code`: the province's own where the counter's was provisional."""
    received = _moment(dossier["received_at"])
    codes = sender.codes_on(received.date())
    procedure = _procedure(dossier, sender.catalogue)
    applicant = dossier["applicant"]
    owner = dossier.get("owner") or applicant
    unit = dossier["competent_authority"] or dossier["unit"]
    field_name = procedure.field_name if procedure else ""
    name = procedure.name if procedure else ""
    return {
        "MaHoSo": code or dossier["code"],
        "MaTTHC": dossier["procedure_code"],
        "TenTTHC": name,
        "MaLinhVuc": codes["fields"].get(field_name, ""),
        "TenLinhVuc": field_name,
        "KenhThucHien": codes["channels"][dossier["channel"]],
        "ChuHoSo": owner["full_name"],
        "SoGiayToChuHoSo": _number(owner),
        "LoaiDoiTuong": codes["organisation" if owner.get("kind") == "organisation" else "applicant"],
        "DinhDanhCHS": list(_identities(owner, codes)),
        "MaDoiTuong": None,
        "Email": "",
        "Fax": "",
        "SoDienThoai": applicant.get("phone") or "",
        "TrichYeuHoSo": name[: _LONGEST["TrichYeuHoSo"]],
        "ThongTinKhac": _handed_in_by(dossier),
        "GhiChu": "",
        "NgayNopHoSo": _stamp(received),
        "NgayTiepNhan": _stamp(received),
        "NgayHenTra": _stamped(_promised(dossier, steps)),
        "NgayTra": _when(steps, {"returned"}),
        "NgayKetThucXuLy": _when(steps, _ENDS),
        "NgayTuChoi": _when(steps, {"refused"}),
        "TrangThaiHoSo": str(steps[-1]["stage"] if steps else 2),
        "HinhThuc": codes["delivery"][dossier["delivery"]],
        "DonViXuLy": unit,
        "NoiNopHoSo": codes["submitted_at"],
        "HoSoCoThanhPhanSoHoa": _flag(bool(dossier["files"])),
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "DuocThanhToanTrucTuyen": _paid_online(steps, codes),
        "TaiLieuNop": list(_papers(dossier, sender, codes)),
        "DanhSachLePhi": list(_fees(dossier["fee"], codes)),
        "DanhSachTepDinhKemKhac": list(_shown(dossier, procedure, codes)),
        "DanhSachHoSoBoSung": list(_supplements(dossier, steps, sender, codes)),
        "DanhSachGiayToKetQua": list(_results(steps, sender)),
        "DSKetNoiCSDL": list(_databases(dossier, codes)),
    }


def progress_payload(
    dossier: Json, steps: Sequence[Json], sender: Sender, code: str | None = None
) -> tuple[dict[str, Any], ...]:
    """The entries of CapNhatTienDoHoSoMC: the reception, then each step. Sent `MOST_PROGRESS` to a call."""
    unit = dossier["competent_authority"] or dossier["unit"]
    due = _promised(dossier, ())
    codes = sender.codes_on(_moment(dossier["received_at"]).date())
    received = {"at": dossier["received_at"], "clerk": dossier["clerk"], "stage": 2, "act": "received", "to": ""}
    lines = []
    for step in (received, *steps):
        due = step.get("due_at") or due
        lines.append(
            {
                "MaHoSo": code or dossier["code"],
                "NguoiXuLy": str(step["clerk"])[: _LONGEST["NguoiXuLy"]],
                "ChucDanh": "",
                "ThoiDiemXuLy": _stamped(step["at"]),
                "PhongBanXuLy": step.get("to") or unit,
                "NoiDungXuLy": step.get("reason") or codes["acts"].get(step["act"], step["act"]),
                "TrangThai": str(step["stage"]),
                "NgayBatDau": _stamped(dossier["received_at"]),
                "NgayKetThucTheoQuyDinh": _stamped(due),
            }
        )
    return tuple(lines)


def _handed_in_by(dossier: Json) -> str:
    """The portal has no field for who hands in for another."""
    owner, applicant = dossier.get("owner"), dossier["applicant"]
    if not owner:
        return ""
    return f"Người nộp: {applicant['full_name']}, {_number(applicant)}, {owner['relation_words']}"


# --- the parts -----------------------------------------------------------------------------------------


def _number(party: Json) -> str:
    """Twelve digits, an enterprise code, a passport's number; of a child none."""
    passport = party.get("passport") or {}
    return str(party.get("personal_number") or party.get("enterprise_code") or passport.get("number") or "")


def _identities(applicant: Json, codes: Json) -> Iterator[dict[str, str]]:
    if applicant.get("personal_number"):
        yield {"LoaiDinhDanh": codes["identity"]["personal-number"], "SoDinhDanh": applicant["personal_number"]}
    if applicant.get("old_number"):
        yield {"LoaiDinhDanh": codes["identity"]["old-number"], "SoDinhDanh": applicant["old_number"]}


def _papers(dossier: Json, sender: Sender, codes: Json) -> Iterator[dict[str, str]]:
    """What was scanned here, then what was not asked for because it is held: no file, but what stood for it."""
    for file in dossier["files"]:
        yield {
            **_paper(file["component"], codes),
            "TepDinhKemId": file["sha256"],
            "TenTepDinhKem": _file_name(file),
            "DuongDanTaiTepTin": sender.url(file["sha256"]),
            "DuocSoHoa": "1",
        }
    for settled in dossier["components"]:
        if settled["how"] == "taken":
            result = settled["kind"] if str(settled["kind"]).startswith("KQ.") else ""
            yield {
                **_paper(settled["component"], codes),
                "DuocTaiSuDung": "2" if result else "1",
                "DuocLayTuKhoDMQG": _flag(settled["source"] in codes["storehouse"]),
                "MaKetQuaThayThe": result,
            }


def _paper(component: str, codes: Json) -> dict[str, str]:
    return {
        "TepDinhKemId": "",
        "TenTepDinhKem": "",
        "IsDeleted": "0",
        "MaThanhPhanHoSo": codes["components"].get(component, component),
        "DuongDanTaiTepTin": "",
        "DuocSoHoa": "0",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "0",
        "MaKetQuaThayThe": "",
    }


def _file_name(file: Json) -> str:
    kind = str(file["media_type"]).rpartition("/")[2]
    return f"{file['component']}.{kind}"[: _LONGEST["TenTepDinhKem"]]


def _fees(amount: int, codes: Json) -> Iterator[dict[str, str]]:
    if amount:
        fee = codes["fee"]
        yield {
            "TenPhiLePhi": fee["name"],
            "MaPhiLePhi": fee["code"],
            "HinhThucThu": fee["collected"],
            "Gia": str(amount),
            "LoaiPhiLePhi": fee["kind"],
        }


def _shown(dossier: Json, procedure: Procedure | None, codes: Json) -> Iterator[dict[str, str]]:
    for settled in dossier["components"]:
        if settled["how"] == "shown":
            name = _component_name(procedure, settled["component"])
            yield {"TenGiayTo": name, "SoLuong": "1", "LoaiGiayTo": codes["paper"]["original"]}


def _supplements(dossier: Json, steps: Sequence[Json], sender: Sender, codes: Json) -> Iterator[dict[str, Any]]:
    """Each request, with what came for it: the next supplement after it."""
    due = dossier["due_at"]
    for at, step in enumerate(steps):
        if step["act"] == "supplement-asked":
            came = next((later for later in steps[at + 1 :] if later["act"] == "supplemented"), None)
            yield {
                "HoSoBoSungId": step["id"],
                "NguoiYeuCauBoSung": step["clerk"],
                "NoiDungBoSung": step["reason"],
                "NgayBoSung": _stamped(step["at"]),
                "NguoiTiepNhanBoSung": came["clerk"] if came else "",
                "NgayTiepNhanBoSung": _stamped(came["at"]) if came else "",
                "TrangThaiBoSung": codes["supplement"]["done" if came else "asked"],
                "DanhSachGiayToBoSung": [
                    {
                        "TenGiayTo": _file_name(file),
                        "MaThanhPhanHoSo": codes["components"].get(file["component"], file["component"]),
                        "DuongDanTaiTepTin": sender.url(file["sha256"]),
                    }
                    for file in (came["files"] if came else ())
                ],
                "DanhSachLePhiBoSung": [],
                "NgayHenTraTruoc": _stamped(due),
                "NgayHenTraMoi": _stamped(came["due_at"]) if came else "",
            }
        due = step["due_at"] or due


def _results(steps: Sequence[Json], sender: Sender) -> Iterator[dict[str, str]]:
    for step in steps:
        result = step["result"]
        if result is None:
            continue
        name = sender.catalogue.kinds.get(result["kind"], result["kind"])
        for file in step["files"] or (None,):
            yield {
                "TenGiayTo": name,
                "MaGiayToKetQua": result["kind"],
                "MaThanhPhanHoSo": "",
                "GiayToId": result["number"] or (file["sha256"] if file else ""),
                "DuongDanTepTinKetQua": sender.url(file["sha256"]) if file else "",
            }


def _databases(dossier: Json, codes: Json) -> Iterator[dict[str, str]]:
    used = {settled["source"] for settled in dossier["components"] if settled["how"] == "taken"}
    for source in sorted(used & codes["databases"].keys()):
        yield {"MaCSDL": codes["databases"][source]}


def _paid_online(steps: Sequence[Json], codes: Json) -> str:
    paid = [step["payment"] for step in steps if step["payment"] and step["payment"]["settled"]]
    return max((str(codes["payment"].get(one["how"], "0")) for one in paid), default="0")


def _procedure(dossier: Json, catalogue: Catalogue) -> Procedure | None:
    try:
        return catalogue.procedure(dossier["procedure_code"], _moment(dossier["received_at"]).date())
    except UnknownProcedure:
        return None


def _component_name(procedure: Procedure | None, code: str) -> str:
    try:
        return procedure.component(code).name if procedure else code
    except KeyError:
        return code


# --- days and times ------------------------------------------------------------------------------------


def _promised(dossier: Json, steps: Sequence[Json]) -> str | None:
    moved: list[str] = [step["due_at"] for step in steps if step["due_at"]]
    first: str | None = dossier["due_at"]
    return moved[-1] if moved else first


def _when(steps: Sequence[Json], acts: frozenset[str] | set[str]) -> str:
    return next((_stamped(step["at"]) for step in reversed(steps) if step["act"] in acts), "")


def _stamped(moment: str | None) -> str:
    return _stamp(_moment(moment)) if moment else ""


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%d%H%M%S}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(VIETNAM)


def _flag(true: bool) -> str:
    return "1" if true else "0"
