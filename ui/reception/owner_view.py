"""Whose dossier it is, as it is asked for: the kinds of owner, the fields of each, what was typed as a value. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.errors import ClerkCanRetry, FieldMissing
from counter_app.domain.party import (
    Behalf,
    Child,
    EnterpriseCode,
    Foreigner,
    Organisation,
    Party,
    PassportNumber,
    Relation,
    written_name,
)
from counter_app.domain.text import fold, normal
from counter_app.domain.units import Commune
from counter_app.ports import Draft

from ..choice import Choice
from ..language import tr

_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})|(\d{2})(\d{2})(\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Kind(StrEnum):
    """Who it may be."""

    PERSON = "person"
    ORGANISATION = "organisation"
    CHILD = "child"
    FOREIGNER = "foreigner"
    APPLICANT = "applicant"  # the foreigner stands at the counter himself
    OWN = "own"  # the applicant's own after all


@dataclass(frozen=True, slots=True)
class Field:
    """`wanted`: it may not stay empty; `share` of its row."""

    name: str
    caption: str
    hint: str = ""
    wanted: bool = True
    share: int = 1


_NAME = Field("full_name", tr("HỌ VÀ TÊN"), share=2)
_BORN = Field("birth_date", tr("NGÀY SINH"), "20/11/2026")
_PASSPORT = (
    Field("number", tr("SỐ HỘ CHIẾU"), tr("hoặc quét hai dòng cuối trang")),
    _NAME,
    Field("nationality", tr("QUỐC TỊCH"), tr("USA, hoặc Hoa Kỳ")),
    Field("birth_date", tr("NGÀY SINH"), "31/01/1999", wanted=False),
    Field("address", tr("NƠI Ở"), wanted=False, share=2),
)
FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.PERSON: (
        Field("number", tr("SỐ ĐỊNH DANH CỦA CHỦ HỒ SƠ"), tr("12 số, hoặc quét thẻ")),
        _NAME,
        Field("address", tr("ĐỊA CHỈ"), wanted=False, share=2),
    ),
    Kind.ORGANISATION: (
        Field("number", tr("MÃ SỐ DOANH NGHIỆP"), tr("10 số; chi nhánh 13 số")),
        Field("full_name", tr("TÊN TỔ CHỨC"), share=2),
        Field("address", tr("ĐỊA CHỈ TRỤ SỞ"), share=2),
    ),
    Kind.CHILD: (_NAME, _BORN, Field("sex", tr("GIỚI TÍNH"), tr("nam, nữ"), wanted=False)),
    Kind.FOREIGNER: _PASSPORT,
    Kind.APPLICANT: _PASSPORT,
}
TITLES = {
    Kind.PERSON: tr("Nộp thay người khác"),
    Kind.ORGANISATION: tr("Tổ chức, doanh nghiệp"),
    Kind.CHILD: tr("Trẻ chưa có số định danh"),
    Kind.FOREIGNER: tr("Nộp thay người nước ngoài"),
    Kind.APPLICANT: tr("Người nộp dùng hộ chiếu"),
}
BEHALF = {
    Kind.PERSON: Behalf.PERSON,
    Kind.FOREIGNER: Behalf.PERSON,
    Kind.CHILD: Behalf.CHILD,
    Kind.ORGANISATION: Behalf.ORGANISATION,
}


def kinds(draft: Draft, communes: tuple[Commune, ...]) -> tuple[Choice, ...]:
    """What Shift+F4 offers: where a split commune lies today first, since it is asked most; then whose it may be. The
    value is a Kind, or a Commune."""
    dossier = draft.dossier
    chosen = dossier.owner.commune if dossier.owner else None
    offered: list[Choice] = [
        Choice(
            tr("Nơi ở nay là {name}{what}").format(
                name=commune.name, what=tr(" (đã chọn)") if commune == chosen else ""
            ),
            commune,
        )
        for commune in communes
    ]
    if dossier.behalf is not None:
        offered.append(Choice(tr("Hồ sơ của chính người nộp"), Kind.OWN))
    words = {
        Kind.PERSON: tr("Nộp thay người khác, có số định danh"),
        Kind.ORGANISATION: tr("Nộp cho tổ chức, doanh nghiệp"),
        Kind.CHILD: tr("Nộp cho trẻ chưa có số định danh"),
        Kind.FOREIGNER: tr("Nộp thay người nước ngoài, có hộ chiếu"),
    }
    return (*offered, *(Choice(each, kind) for kind, each in words.items()))


def relation_choices(relations: tuple[Relation, ...]) -> tuple[Choice, ...]:
    """What the applicant may be to the owner; with the paper that each needs."""
    return tuple(Choice(_relation_words(one), one.code) for one in relations)


def _relation_words(relation: Relation) -> str:
    paper = (
        tr(": cần {lower}{name}").format(lower=relation.paper.name[0].lower(), name=relation.paper.name[1:])
        if relation.paper
        else ""
    )
    return f"{relation.words[0].upper()}{relation.words[1:]}{paper}"


def checked(kind: Kind, field: Field, typed: str) -> str:
    """The field as it stands once it is left. Raises what is wrong with it: BadPersonalNumber, BadEnterpriseCode,
    BadPassportNumber, FieldMissing, ClerkCanRetry."""
    text = normal(typed)
    if field.wanted and not text:
        raise FieldMissing(field="owner" if field.name == "full_name" else field.name)
    match field.name:
        case "number":
            return _number(kind, text)
        case "full_name" if kind is Kind.CHILD:
            return written_name(text)
        case "birth_date":
            return _day(text).printed() if text else ""
        case "sex":
            found = _sex(text)
            return found.value if found else ""
    return text


def party_of(kind: Kind, values: Mapping[str, str]) -> Party:
    """The owner (of Kind.APPLICANT who stands at the counter) that the fields describe. Raises as `checked`."""
    told = {field.name: checked(kind, field, values.get(field.name, "")) for field in FIELDS[kind]}
    name, address = told["full_name"], told.get("address", "")
    match kind:
        case Kind.PERSON:
            return Citizen(PersonalNumber(told["number"]), name, address=address)
        case Kind.ORGANISATION:
            return Organisation(EnterpriseCode.of(told["number"]), name, address)
        case Kind.CHILD:
            return Child(name, _day(told["birth_date"]), _sex(told["sex"]))
    born = _day(told["birth_date"]) if told["birth_date"] else None
    return Foreigner(PassportNumber.of(told["number"]), name, told["nationality"], born, address=address)


def fields_of(holder: Foreigner) -> dict[str, str]:
    """What a passport that was read fills in."""
    born = holder.birth_date.printed() if holder.birth_date else ""
    return {
        "number": holder.passport.value,
        "full_name": holder.full_name,
        "nationality": holder.nationality,
        "birth_date": born,
    }


def _number(kind: Kind, text: str) -> str:
    if kind is Kind.PERSON:
        return PersonalNumber("".join(text.split())).value
    return EnterpriseCode.of(text).value if kind is Kind.ORGANISATION else PassportNumber.of(text).value


def _day(text: str) -> PartialDate:
    """`20/11/2026`, `20112026`, or the year alone."""
    found = _DAY.fullmatch(text)
    try:
        if _YEAR.fullmatch(text):
            return PartialDate(int(text))
        if found is not None:
            day, month, year = (int(part) for part in found.groups() if part)
            return PartialDate(year, month, day)
    except ValueError:
        pass
    raise ClerkCanRetry("no date", field="birth_date")


def _sex(text: str) -> Sex | None:
    if not text:
        return None
    known = {fold(one.value): one for one in Sex}
    if fold(text) not in known:
        raise ClerkCanRetry("neither", field="sex")
    return known[fold(text)]
