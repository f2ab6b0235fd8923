"""Made-up citizens, papers and drafts for the window's tests and pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.dossier import Dossier, LookUpState
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.ports import CapturedPage, Draft
from resources import catalogue_bundle

NUMBER = PersonalNumber("094190004321")
CARD = "094190004321||Thạch Thị Sa Rinh|02091990|Nữ|Ấp Chợ, xã Tài Văn, Sóc Trăng|10052021"
DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 14, tzinfo=UTC)  # 08:14 in Vietnam
CATALOGUE = parse_bundle(catalogue_bundle())
SINGLE = CATALOGUE.procedure("1.004873", DAY)  # xác nhận tình trạng hôn nhân
SA_RINH = Citizen(NUMBER, "Thạch Thị Sa Rinh", PartialDate(1990, 9, 2), Sex.FEMALE, "Ấp Chợ, xã Tài Văn, Sóc Trăng")


def held_papers(as_of: datetime = NOW) -> tuple[HeldPaper, ...]:
    """A marriage and a residence on record, and a photograph of a divorce that satisfies nothing."""
    record = LegalState.DATABASE_RECORD
    return (
        HeldPaper(
            "married",
            NUMBER,
            "du-lieu.ket-hon",
            "Dữ liệu đăng ký kết hôn",
            "ho-tich",
            record,
            as_of,
            date(2019, 3, 12),
            number="45/2019",
            issuer="UBND xã Tài Văn",
            summary="Kết hôn với Lâm Văn Sóc",
        ),
        HeldPaper(
            "lives",
            NUMBER,
            "du-lieu.cu-tru",
            "Thông tin về cư trú",
            "dan-cu",
            record,
            as_of,
            summary="Thường trú: ấp Chợ, xã Tài Văn",
        ),
        HeldPaper(
            "photo",
            NUMBER,
            "ban-an.ly-hon",
            "Quyết định ly hôn (ảnh chụp)",
            "kho",
            LegalState.UNSIGNED_IMAGE,
            as_of - timedelta(days=300),
            date(2024, 5, 6),
        ),
    )


def dossier(held: tuple[HeldPaper, ...] = (), look_up: LookUpState = LookUpState.ANSWERED) -> Dossier:
    return Dossier(UUID(int=1), DAY, SA_RINH, SINGLE, held, CATALOGUE.rules(DAY), look_up=look_up)


def draft(of: Dossier, *pages: str) -> Draft:
    return Draft(of, "clerk", pages=tuple(CapturedPage(name, 2480, 3508, 300) for name in pages))


def nameless(of: Dossier) -> Dossier:
    return replace(of, applicant=Citizen(NUMBER, ""))
