"""Made-up people of Sóc Trăng and Cần Thơ with the papers that the State holds of them, from a seed.

Five stand in every seed, for demonstrations and tests (all live in phường Sóc Trăng but the last):

| number       | name              | what is held                                                                     |
|--------------|-------------------|----------------------------------------------------------------------------------|
| 094190004321 | Thạch Thị Sa Rinh | marriage record (ho-tich), residence record (dan-cu), marriage certificate (kho, |
|              |                   | unsigned image)                                                                  |
| 094085001234 | Lâm Văn Tân       | nothing                                                                          |
| 094172002345 | Sơn Thị Phết      | unsigned images only                                                             |
| 092088003456 | Trần Hoàng Kha    | agency-signed marriage certificate, expired residence confirmation               |
| 094095005678 | Kim Sa Ma Lây     | residence record; lives in phường Mỹ Xuyên: beyond the demonstration's commune   |

Each name and number is invented. Addresses carry the old three-level names or the new ones, as real records do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from ..contract import CitizenMessage, HeldPaperMessage, Legal, sha256

# GSO code → new commune, and the old communes that went into it on 1/7/2025 (as the old addresses name them)
COMMUNES: dict[str, tuple[str, tuple[str, ...]]] = {
    "31507": ("phường Sóc Trăng", ("Phường 5, TP. Sóc Trăng", "Phường 6, TP. Sóc Trăng", "Phường 8, TP. Sóc Trăng")),
    "31510": ("phường Phú Lợi", ("Phường 1, TP. Sóc Trăng", "Phường 2, TP. Sóc Trăng", "Phường 4, TP. Sóc Trăng")),
    "31684": ("phường Mỹ Xuyên", ("TT. Mỹ Xuyên, huyện Mỹ Xuyên", "xã Đại Tâm, huyện Mỹ Xuyên")),
    "31639": ("xã Long Phú", ("TT. Long Phú, huyện Long Phú", "xã Long Đức, huyện Long Phú")),
    "31783": ("phường Vĩnh Châu", ("Phường 1, TX. Vĩnh Châu", "xã Lạc Hòa, TX. Vĩnh Châu")),
}
HOME = "31507"
SOURCES = ("dan-cu", "ho-tich", "bhxh", "dat-dai", "kho")
_OTHER_COMMUNES = tuple(code for code in COMMUNES if code != HOME)

_KHMER_FAMILIES = ("Thạch", "Sơn", "Lâm", "Kim", "Danh", "Lý", "Châu", "Liêu", "Kiên", "Đào")
_KHMER_GIVEN = {
    "Nam": ("Sà Rây", "Phol", "Sa Ly", "Chanh Tha", "Ươl", "Sóc Kha", "Rích Thi", "Minh Thươl", "Hoàng Đa Ra"),
    "Nữ": ("Sa Rinh", "Chanh Đa", "Sô Phi", "Phết", "Sa Mol", "Na Ry", "Thi Đa", "Sóc Khươne", "Ri Na"),
}
_KINH_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Ngô", "Trương", "Quách", "Lưu")
_KINH_MIDDLE = {"Nam": ("Văn", "Hữu", "Minh", "Thanh", "Quốc"), "Nữ": ("Thị", "Ngọc", "Thị Mỹ", "Kim", "Thị Bích")}
_KINH_GIVEN = {
    "Nam": ("An", "Bảo", "Cường", "Đức", "Giàu", "Hậu", "Khải", "Lộc", "Nghĩa", "Phước", "Tài", "Vũ"),
    "Nữ": ("Ánh", "Bích", "Diễm", "Giang", "Hương", "Kiều", "Lệ", "Nguyệt", "Phượng", "Thúy", "Tuyền", "Xuân"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A held paper without its "as of": that is the source's, at the moment of the answer."""

    kind: str
    title: str
    source: str
    state: Legal
    issued_on: date | None = None
    expires_on: date | None = None
    number: str = ""
    issuer: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    citizen: CitizenMessage
    commune: str  # GSO code
    papers: tuple[Paper, ...]

    def held(self, as_of: dict[str, datetime]) -> list[HeldPaperMessage]:
        """The papers of the sources that answer: those in `as_of`."""
        owner = sha256(self.citizen.personal_number.encode())[:12]  # ids go into logs, numbers never
        return [
            HeldPaperMessage(
                id=f"{paper.source}:{owner}:{at}",
                owner=self.citizen.personal_number,
                kind=paper.kind,
                title=paper.title,
                source=paper.source,
                legal_state=paper.state,
                as_of=as_of[paper.source],
                issued_on=paper.issued_on,
                expires_on=paper.expires_on,
                number=paper.number,
                issuer=paper.issuer,
                summary=paper.summary,
            )
            for at, paper in enumerate(self.papers)
            if paper.source in as_of
        ]


def as_of(now: datetime, down: frozenset[str] = frozenset()) -> dict[str, datetime]:
    """When each source that is not `down` last said so: some follow at once, some once a night, some weekly."""
    night = now.replace(hour=2, minute=0, second=0, microsecond=0) - timedelta(days=1 if now.hour < 2 else 0)
    ages = {
        "dan-cu": now.replace(microsecond=0),
        "ho-tich": night,
        "bhxh": night - timedelta(days=1),
        "dat-dai": night - timedelta(days=6),
        "kho": now.replace(microsecond=0),
    }
    return {source: moment for source, moment in ages.items() if source not in down}


def people(seed: int, count: int = 320) -> tuple[Person, ...]:
    """The five well-known ones and others up to `count`, sorted by number; the same for the same seed."""
    known = list(_well_known())
    taken = {person.citizen.personal_number for person in known}
    rng = random.Random(seed)  # noqa: S311 - made-up people are no secret
    while len(known) < count:
        person = _somebody(rng)
        if person.citizen.personal_number not in taken:
            taken.add(person.citizen.personal_number)
            known.append(person)
    return tuple(sorted(known, key=lambda person: person.citizen.personal_number))


def commune_of(unit: str) -> str:
    """The commune of a unit: its code ends like the GSO code (H13.507, H13.31507); else phường Sóc Trăng."""
    return next((code for code in COMMUNES if unit.endswith(code[-3:])), HOME)


# --- those that stand in every seed --------------------------------------------------------------------


def _well_known() -> Iterator[Person]:
    ubnd = "UBND phường 6, thành phố Sóc Trăng"
    yield _person(
        ("094190004321", "Thạch Thị Sa Rinh", "1990-09-02", "Nữ", "Khóm 3, Phường 6, TP. Sóc Trăng, tỉnh Sóc Trăng"),
        _marriage_record(date(2014, 5, 12), "45/2014", ubnd),
        _residence_record("Khóm 3, phường Sóc Trăng, thành phố Cần Thơ"),
        _marriage_image(date(2014, 5, 12), "45/2014", ubnd),
    )
    yield _person(("094085001234", "Lâm Văn Tân", "1985-03-15", "Nam", "Khóm 5, phường Sóc Trăng, thành phố Cần Thơ"))
    yield _person(
        ("094172002345", "Sơn Thị Phết", "1972-11-20", "Nữ", "Khóm 1, Phường 8, TP. Sóc Trăng, tỉnh Sóc Trăng"),
        _marriage_image(date(1995, 2, 8), "12/1995", ubnd),
        Paper("giay-to.cu-tru", "Xác nhận thông tin về cư trú", "kho", "unsigned-image", date(2026, 3, 2)),
    )
    yield _person(
        ("092088003456", "Trần Hoàng Kha", "1988-07-30", "Nam", "Khóm 2, phường Sóc Trăng, thành phố Cần Thơ"),
        Paper(
            *(
                "KQ.G15.000032",
                "Giấy chứng nhận kết hôn",
                "kho",
                "agency-copy",
                date(2016, 10, 3),
                None,
                "88/2016",
                ubnd,
            )
        ),
        Paper(
            *("giay-to.cu-tru", "Xác nhận thông tin về cư trú", "kho", "signed-original"),
            issued_on=date(2025, 8, 4),
            expires_on=date(2026, 2, 4),
            issuer="Công an phường Sóc Trăng",
        ),
    )
    yield _person(
        ("094095005678", "Kim Sa Ma Lây", "1995", "Nam", "Ấp Đại Chí, xã Đại Tâm, huyện Mỹ Xuyên, tỉnh Sóc Trăng"),
        _residence_record("Khóm Đại Chí, phường Mỹ Xuyên, thành phố Cần Thơ"),
        commune="31684",
    )


def _person(
    about: tuple[str, str, str, Literal["Nam", "Nữ"], str], *papers: Paper, commune: str = HOME, phone: str = ""
) -> Person:
    number, name, birth, sex, address = about
    citizen = CitizenMessage(
        personal_number=number, full_name=name, birth_date=birth, sex=sex, address=address, phone=phone
    )
    return Person(citizen, commune, papers)


# --- everybody else ------------------------------------------------------------------------------------


def _somebody(rng: random.Random) -> Person:
    sex: Literal["Nam", "Nữ"] = rng.choice(("Nam", "Nữ"))
    born = date(1945, 1, 1) + timedelta(days=rng.randrange(365 * 63))  # grown up by 2026
    commune = HOME if rng.random() < 0.6 else rng.choice(_OTHER_COMMUNES)
    name, olds = COMMUNES[commune]
    khom = f"Khóm {rng.randint(1, 9)}"
    new = f"{khom}, {name}, thành phố Cần Thơ"
    old = f"{khom}, {rng.choice(olds)}, tỉnh Sóc Trăng"
    # older people's records often know the year only
    birth = f"{born:%Y}" if born.year < 1965 and rng.random() < 0.3 else born.isoformat()
    return _person(
        (_number(rng, sex, born.year), _name(rng, sex), birth, sex, rng.choice((old, new))),
        *_papers(rng, born, new, name),
        commune=commune,
        phone=f"0{rng.choice((32, 70, 78, 90, 94))}{rng.randrange(10**7):07d}" if rng.random() < 0.7 else "",
    )


def _number(rng: random.Random, sex: str, year: int) -> str:
    century = 2 * (year // 100 - 19) + (sex == "Nữ")
    province = rng.choices(("094", "092", "093", "084", "095"), (80, 10, 4, 3, 3))[0]
    return f"{province}{century}{year % 100:02d}{rng.randrange(10**6):06d}"


def _name(rng: random.Random, sex: str) -> str:
    if rng.random() < 0.35:
        family = rng.choice(_KHMER_FAMILIES)
        middle = "Thị " if sex == "Nữ" and rng.random() < 0.6 else ""
        return f"{family} {middle}{rng.choice(_KHMER_GIVEN[sex])}"
    return f"{rng.choice(_KINH_FAMILIES)} {rng.choice(_KINH_MIDDLE[sex])} {rng.choice(_KINH_GIVEN[sex])}"


def _papers(rng: random.Random, born: date, address: str, commune: str) -> Iterator[Paper]:
    if rng.random() < 0.8:
        summary = f"Đã đăng ký khai sinh; sinh năm {born.year}"
        yield Paper("du-lieu.khai-sinh", "Dữ liệu đăng ký khai sinh", "ho-tich", "database-record", summary=summary)
    if rng.random() < 0.9:
        yield _residence_record(address)
    wedding = born + timedelta(days=365 * 20 + rng.randrange(365 * 15))
    issuer, number = f"UBND {commune}", f"{rng.randint(1, 180)}/{wedding.year}"
    if wedding.year < 2026 and rng.random() < 0.6:
        yield _marriage_record(wedding, number, issuer)
        if rng.random() < 0.4:
            yield _marriage_image(wedding, number, issuer)
        if rng.random() < 0.08:
            yield _death_record(rng, wedding)
    if rng.random() < 0.5:
        yield Paper(
            *("du-lieu.bao-hiem-xa-hoi", "Dữ liệu hưởng lương hưu, trợ cấp bảo hiểm xã hội", "bhxh", "database-record"),
            issuer="Bảo hiểm xã hội thành phố Cần Thơ",
            summary="Không hưởng lương hưu, trợ cấp bảo hiểm xã hội hằng tháng",
        )
    if rng.random() < 0.2:
        yield Paper(
            *("du-lieu.dat-dai", "Thông tin thửa đất, tài sản gắn liền với đất", "dat-dai", "database-record"),
            number=f"CH{rng.randrange(10**5):05d}",
            issuer="Sở Tài nguyên và Môi trường tỉnh Sóc Trăng",
        )


def _marriage_record(on: date, number: str, issuer: str) -> Paper:
    summary = f"Đã đăng ký kết hôn ngày {on:%d/%m/%Y}, số {number}"
    return Paper(
        *("du-lieu.ket-hon", "Dữ liệu đăng ký kết hôn", "ho-tich", "database-record", on, None, number, issuer), summary
    )


def _marriage_image(on: date, number: str, issuer: str) -> Paper:
    return Paper("KQ.G15.000032", "Giấy chứng nhận kết hôn", "kho", "unsigned-image", on, None, number, issuer)


def _death_record(rng: random.Random, wedding: date) -> Paper:
    on = min(wedding + timedelta(days=rng.randrange(365 * 30)), date(2026, 10, 1))
    title = "Dữ liệu khai tử của vợ hoặc chồng"
    return Paper("du-lieu.khai-tu", title, "ho-tich", "database-record", on, summary=f"Đã khai tử ngày {on:%d/%m/%Y}")


def _residence_record(address: str) -> Paper:
    title = "Thông tin về cư trú"
    return Paper("du-lieu.cu-tru", title, "dan-cu", "database-record", summary=f"Thường trú: {address}")
