"""Owners that hand in by another, as the counter contract has them: for the golden files of both payload mappings."""

from __future__ import annotations

from typing import Any

TODAY = {"code": "31507", "name": "Phường Sóc Trăng"}

COMPANY: dict[str, Any] = {
    "kind": "organisation",
    "relation": "dai-dien",
    "relation_words": "người đại diện theo pháp luật",
    "full_name": "Công ty TNHH Lúa Vàng",
    "address": "Số 8, Phường 5, TP. Sóc Trăng, Sóc Trăng",
    "commune": TODAY,
    "phone": "",
    "enterprise_code": "0300588569",
}
AUTHORISED: dict[str, Any] = {
    "kind": "citizen",
    "relation": "uy-quyen",
    "relation_words": "người được ủy quyền",
    "full_name": "Lâm Văn Tân",
    "birth_date": "1985-03-15",
    "sex": "Nam",
    "address": "Khóm 5, phường Sóc Trăng",
    "commune": TODAY,
    "phone": "",
    "personal_number": "094085001234",
    "old_number": None,
}
CHILD: dict[str, Any] = {
    "kind": "child",
    "relation": "cha-me",
    "relation_words": "cha, mẹ",
    "full_name": "Thạch Thị Sa Mol",
    "birth_date": "2026-11-20",
    "sex": "Nữ",
    "address": "",
    "commune": None,
    "phone": "",
}
FOREIGNER: dict[str, Any] = {
    "personal_number": None,
    "full_name": "MEAS SOPHEA",
    "birth_date": "1999-01-31",
    "sex": "Nam",
    "address": "Khóm 3, phường Sóc Trăng",
    "old_number": None,
    "phone": "",
    "commune": TODAY,
    "passport": {"number": "X1234567", "nationality": "KHM", "expires_on": "2031-05-06"},
}
