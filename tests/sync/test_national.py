"""What the national portal's older services are sent: every field, held by golden files that were read by eye.

`python -m tests.sync.test_national` writes them anew, for a change that is meant.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.catalogue import parse_bundle
from resources import catalogue_bundle, exchange_codes
from sync.contract import DossierMessage
from sync.sandbox.national import (
    MOST_PROGRESS,
    Sender,
    dossier_payload,
    envelope,
    progress_payload,
)
from tests.sync import owners

GOLDEN = Path(__file__).parents[1] / "golden" / "exchange"
SENDER = Sender(parse_bundle(catalogue_bundle()), exchange_codes("national"), "https://tinh.example/files/{sha256}")
FILE, RESULT_FILE, MORE = "a" * 64, "b" * 64, "c" * 64

# The fields of the two services, as systems in service send them.
DOSSIER = (
    "MaHoSo MaTTHC TenTTHC MaLinhVuc TenLinhVuc KenhThucHien ChuHoSo SoGiayToChuHoSo LoaiDoiTuong DinhDanhCHS "
    "MaDoiTuong Email Fax SoDienThoai TrichYeuHoSo ThongTinKhac GhiChu NgayNopHoSo NgayTiepNhan NgayHenTra NgayTra "
    "NgayKetThucXuLy NgayTuChoi TrangThaiHoSo HinhThuc DonViXuLy NoiNopHoSo HoSoCoThanhPhanSoHoa "
    "TaiKhoanDuocXacThucVoiVNeID DuocThanhToanTrucTuyen TaiLieuNop DanhSachLePhi DanhSachTepDinhKemKhac "
    "DanhSachHoSoBoSung DanhSachGiayToKetQua DSKetNoiCSDL"
)
PARTS = {
    "DinhDanhCHS": "LoaiDinhDanh SoDinhDanh",
    "TaiLieuNop": "TepDinhKemId TenTepDinhKem IsDeleted MaThanhPhanHoSo DuongDanTaiTepTin DuocSoHoa DuocTaiSuDung "
    "DuocLayTuKhoDMQG MaKetQuaThayThe",
    "DanhSachLePhi": "TenPhiLePhi MaPhiLePhi HinhThucThu Gia LoaiPhiLePhi",
    "DanhSachTepDinhKemKhac": "TenGiayTo SoLuong LoaiGiayTo",
    "DanhSachHoSoBoSung": "HoSoBoSungId NguoiYeuCauBoSung NoiDungBoSung NgayBoSung NguoiTiepNhanBoSung "
    "NgayTiepNhanBoSung TrangThaiBoSung DanhSachGiayToBoSung DanhSachLePhiBoSung NgayHenTraTruoc NgayHenTraMoi",
    "DanhSachGiayToKetQua": "TenGiayTo MaGiayToKetQua MaThanhPhanHoSo GiayToId DuongDanTepTinKetQua",
    "DSKetNoiCSDL": "MaCSDL",
}
PROGRESS = "MaHoSo NguoiXuLy ChucDanh ThoiDiemXuLy PhongBanXuLy NoiDungXuLy TrangThai NgayBatDau NgayKetThucTheoQuyDinh"


def dossier() -> dict[str, Any]:
    """One with everything: scanned, reused from a database and from another result, shown, a fee."""

    def taken(component: str, kind: str, source: str) -> dict[str, Any]:
        basis = "khoản 2a Điều 4 NĐ 309/2026"
        return {
            "component": component,
            "how": "taken",
            "paper": "p-1",
            "kind": kind,
            "source": source,
            "legal_state": "database-record",
            "as_of": "2026-11-26T08:00:00+07:00",
            "legal_basis": basis,
        }

    return {
        "id": "7d0f2f53-7d5d-4a53-9a0b-6a1c8c0f0001",
        "operation_id": "7d0f2f53-7d5d-4a53-9a0b-6a1c8c0f0002",
        "code": "H13.507-261126-0007",
        "provisional": False,
        "unit": "H13.507",
        "counter": "Q01",
        "clerk": "nguyet",
        "channel": "counter",
        "procedure_code": "1.004873",
        "procedure_version": "2025-07-01",
        "competent_authority": None,
        "applicant": {
            "personal_number": "094190004321",
            "full_name": "Thạch Thị Sa Rinh",
            "birth_date": "1990-09-02",
            "sex": "Nữ",
            "address": "Khóm 3, phường Sóc Trăng",
            "old_number": "365123456",
            "phone": "0901234567",
        },
        "received_at": "2026-11-26T01:05:09+00:00",
        "due_at": "2026-12-01T16:30:00+07:00",
        "starts_elsewhere": False,
        "forward_by": "2026-11-26T17:00:00+07:00",
        "delivery": "post",
        "fee": 3000,
        "register": {"counter": "Q01", "year": 2026, "book": 1, "line": 7},
        "queue_ticket": "A007",
        "components": [
            {"component": "to-khai", "how": "captured", "asked_again": None},
            taken("cu-tru", "du-lieu.cu-tru", "dan-cu"),
            taken("ly-hon", "KQ.G15.000032", "kho"),
            {"component": "uy-quyen", "how": "shown", "shown_at": "2026-11-26T08:01:00+07:00", "asked_again": None},
        ],
        "files": [{"sha256": FILE, "size": 81_234, "media_type": "application/pdf", "component": "to-khai"}],
    }


def step(act: str, stage: int, at: str, **about: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "code": "H13.507-261126-0007",
        "unit": "H13.507",
        "counter": "Q01",
        "clerk": "sen",
        "due_at": None,
        "number": 0,
        "reason": "",
        "papers": [],
        "to": "",
        "components": [],
        "result": None,
        "collector": None,
        "payment": None,
        "files": [],
    }
    return {**empty, "id": f"step-{act}", "dossier_id": dossier()["id"], "act": act, "stage": stage, "at": at, **about}


def whole_life() -> list[dict[str, Any]]:
    """Asked for a supplement, supplemented, a transfer, the result, returned."""
    more = {"sha256": MORE, "size": 900, "media_type": "application/pdf", "component": "ly-hon"}
    result = {
        "kind": "KQ.G15.000031",
        "number": "12/2026",
        "issued_on": "2026-12-02",
        "issuer": "UBND",
        "why_no_file": "",
    }
    paid = {
        "how": "transfer",
        "amount": 3000,
        "reason": "",
        "series": "",
        "number": "",
        "reference": "1",
        "settled": True,
    }
    scan = {"sha256": RESULT_FILE, "size": 1, "media_type": "application/pdf", "component": "result"}
    return [
        step("handed-over", 4, "2026-11-26T14:00:00+07:00", to="Tư pháp - Hộ tịch"),
        step("supplement-asked", 5, "2026-11-27T09:00:00+07:00", reason="Thiếu quyết định ly hôn"),
        step("supplemented", 4, "2026-11-28T08:00:00+07:00", due_at="2026-12-03T16:30:00+07:00", files=[more]),
        step("fee-taken", 4, "2026-12-02T08:00:00+07:00", payment={**paid, "settled": True}),
        step("result-arrived", 9, "2026-12-02T15:00:00+07:00", result={**result, "why_no_file": ""}, files=[scan]),
        step("returned", 10, "2026-12-03T08:30:00+07:00"),
    ]


CASES: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str | None]] = {
    "received": (dossier(), [], None),
    "whole-life": (dossier(), whole_life(), None),
    "linked-code": ({**dossier(), "code": "TAM-Q01-261126-0001", "provisional": True}, [], "H13.507-261126-0099"),
    "refused": (dossier(), [step("refused", 3, "2026-11-27T10:00:00+07:00", reason="Không đúng thẩm quyền")], None),
    "organisation": ({**dossier(), "owner": owners.COMPANY}, [], None),
    "authorised": ({**dossier(), "owner": owners.AUTHORISED}, [], None),
    "child": ({**dossier(), "owner": owners.CHILD}, [], None),
    "foreigner": ({**dossier(), "applicant": owners.FOREIGNER, "owner": None}, [], None),
}


def payload(case: str) -> dict[str, Any]:
    given, steps, code = CASES[case]
    return {
        "DongBoHoSoMC": envelope("DongBoHoSoMC", [dossier_payload(given, steps, SENDER, code)], bool(steps)),
        "CapNhatTienDoHoSoMC": envelope("CapNhatTienDoHoSoMC", progress_payload(given, steps, SENDER, code), False),
    }


@pytest.mark.parametrize("case", CASES)
def test_the_payload_is_the_golden_one(case: str) -> None:
    assert payload(case) == json.loads((GOLDEN / f"national-{case}.json").read_text("utf-8"))


def test_a_golden_file_holds_every_field_of_both_services_and_none_else() -> None:
    told = json.loads((GOLDEN / "national-whole-life.json").read_text("utf-8"))
    (sent,) = told["DongBoHoSoMC"]["data"]
    assert list(sent) == DOSSIER.split()
    for part, names in PARTS.items():
        assert sent[part], part
        assert all(list(entry) == names.split() for entry in sent[part]), part
    assert all(list(line) == PROGRESS.split() for line in told["CapNhatTienDoHoSoMC"]["data"])


def test_all_values_are_text_in_lists_or_null_where_the_portal_has_null() -> None:
    def check(value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                check(inner, key)
        elif isinstance(value, list):
            for inner in value:
                check(inner)
        else:
            assert isinstance(value, str) or (value is None and name == "MaDoiTuong"), name

    for case in CASES:
        check(payload(case))


@pytest.mark.parametrize("case", ["organisation", "authorised", "child", "foreigner"])
def test_every_kind_of_owner_is_one_of_the_contract_and_who_hands_in_is_told(case: str) -> None:
    given, _, _ = CASES[case]
    told = DossierMessage.model_validate_json(json.dumps({**given, "clerk": "nguyet"}))
    sent = dossier_payload(given, [], SENDER)
    owner = told.owner or told.applicant
    assert sent["ChuHoSo"] == owner.full_name
    assert ("Người nộp: Thạch Thị Sa Rinh, 094190004321" in sent["ThongTinKhac"]) is (told.owner is not None)
    numbers = {"organisation": "0300588569", "authorised": "094085001234", "child": "", "foreigner": "X1234567"}
    assert sent["SoGiayToChuHoSo"] == numbers[case]
    assert sent["LoaiDoiTuong"] == ("2" if case == "organisation" else "1")


@pytest.mark.parametrize("status", range(1, 11))
def test_each_of_the_ten_statuses_goes_through_as_it_is(status: int) -> None:
    sent = dossier_payload(dossier(), [step("handed-over", status, "2026-11-27T10:00:00+07:00")], SENDER)
    assert sent["TrangThaiHoSo"] == str(status)


def test_reuse_and_digitization_are_reported_as_they_were() -> None:
    sent = dossier_payload(dossier(), [], SENDER)
    flags = {
        paper["MaThanhPhanHoSo"]: (
            *(paper["DuocSoHoa"], paper["DuocTaiSuDung"], paper["DuocLayTuKhoDMQG"], paper["MaKetQuaThayThe"]),
        )
        for paper in sent["TaiLieuNop"]
    }
    assert flags == {
        "to-khai": ("1", "0", "0", ""),  # scanned here
        "cu-tru": ("0", "1", "0", ""),  # data instead of a paper
        "ly-hon": ("0", "2", "1", "KQ.G15.000032"),  # another dossier's result, out of the storehouse
    }
    assert sent["HoSoCoThanhPhanSoHoa"] == "1"
    assert sent["DSKetNoiCSDL"] == [{"MaCSDL": "1"}]
    nothing = {**dossier(), "files": [], "components": []}
    assert dossier_payload(nothing, [], SENDER)["HoSoCoThanhPhanSoHoa"] == "0"


def test_texts_are_cut_where_the_portal_cuts_and_days_are_vietnams() -> None:
    long = {**dossier(), "clerk": "x" * 80}
    assert len(progress_payload(long, [], SENDER)[0]["NguoiXuLy"]) == 50
    assert dossier_payload(dossier(), [], SENDER)["NgayTiepNhan"] == "20261126080509"
    assert MOST_PROGRESS == 10


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in CASES:
        text = json.dumps(payload(name), ensure_ascii=False, indent=1)
        (GOLDEN / f"national-{name}.json").write_text(f"{text}\n", "utf-8")
