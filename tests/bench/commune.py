"""A made-up province for the benchmarks: 1.2 million citizens with the names that the Mekong delta bears, and the
dossiers that they handed in. The same for the same seed; nobody in it is real.

Family names follow the published shares of Kinh families (Nguyễn 38 %, Trần 12 %, Lê 9 %) and, for three in ten, the
names of the Khmer of Trà Vinh, Sóc Trăng and Vĩnh Long; given names follow Zipf's law, as given names do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.codes import DossierCode, dossier_code
from counter_app.domain.deadline import VIETNAM

CITIZENS, DOSSIERS, BATCH = 1_200_000, 500_000, 2_000
UNIT = "H13.552"
_FIRST_DAY = date(2016, 1, 4)  # of ten years of dossiers
_A_DAY = 200  # dossiers
_SCRAMBLE = 387_420_489  # odd and no multiple of five: i * _SCRAMBLE mod 10**6 meets every number once

_KINH = (
    "Nguyễn 384|Trần 121|Lê 95|Phạm 70|Huỳnh 51|Phan 45|Võ 39|Đặng 21|Bùi 20|Đỗ 14|Hồ 13|Ngô 13|Dương 10|Trương 9|"
    "Lý 8|Mai 6|Cao 6|Châu 5|Tô 5|Đoàn 5|Hà 4|Lưu 4|Tạ 4|Quách 4|Thái 4|Trịnh 3|Vương 3|Đinh 3|Hứa 3|La 2|Từ 2|Ông 1"
)
_KHMER = "Thạch 240|Sơn 170|Kim 130|Danh 110|Lâm 100|Châu 60|Lý 50|Kiên 40|Trà 30|Liêu 25|Đào 20|Tăng 15|Thị 10|Diệp 10"
_MIDDLES = {
    Sex.MALE: "Văn Văn Văn Hoàng Minh Thanh Hữu Quốc Đức Công Tấn Trọng Chí Ngọc Thành Anh Gia Phước Xuân Nhật Duy Bá",
    Sex.FEMALE: "Thị Thị Thị Ngọc Kim Mỹ Thị Hồng Thanh Thúy Bích Thu Tuyết Cẩm Diễm Phương Như Hoài Kiều Lệ Yến Ái",
}
_GIVEN = {
    Sex.MALE: (
        "Hùng Tuấn Dũng Hải Nam Minh Hòa Thành Long Phúc Tâm Bình Khánh An Đạt Huy Khoa Bảo Phong Tài Lộc Phát Nghĩa "
        "Toàn Thắng Sơn Quân Trung Kiệt Vũ Cường Đức Hiếu Nhân Vinh Hậu Tân Hoàng Lâm Quang Thịnh Trí Tín Khang Giàu "
        "Được Đông Tèo Út Cảnh Chiến Đởm Luân Nguyên Thoại Thuận Thủy Khuê Quý Ửng Ên Đực Hoá Toại Huệ Xoàn Ngoan"
    ),
    Sex.FEMALE: (
        "Anh Hương Lan Hoa Mai Linh Trang Thảo Ngọc Thủy Hà Hạnh Hằng Nga Dung Loan Nhung Phượng Tuyết Yến Vy Trâm "
        "My Nhi Như Quyên Thư Tiên Trinh Xuân Oanh Liên Huệ Cúc Đào Bé Gấm Lụa Nương Diễm Kiều Thoa Thúy Hoà Hồng Út "
        "Ánh Bích Châu Chi Đẹp Điệp Hoài Khuê Lài Lệ Mận Nguyệt Nhàn Sáu Tươi Uyên Vân Xoàn Ý Ngoan Thuý Khoẻ Duyên"
    ),
}
_KHMER_GIVEN = {
    Sex.MALE: (
        "Sà Rây|Phol|Sa Ly|Chanh Tha|Ươl|Sóc Kha|Rích Thi|Minh Thươl|Đa Ra|Sa Vươn|Phi Rum|Sô Phia|Thươne|Chanh Đa|Kha|"
        "Ra Ny|Sa Mết|Vuth|Sua|Rệt|Hen|Xà Rươl|Đa Nết|Chanh Ra|Sa Rết|Sơn|Bươl|Phước|Sóc|Khươl|Ni|Mươne|Kim Hel|Tha Ra"
    ),
    Sex.FEMALE: (
        "Sa Rinh|Chanh Đa|Sô Phi|Phết|Sa Mol|Na Ry|Thi Đa|Sóc Khươne|Ri Na|Sa Vết|Pha Ly|Sô Thia|Srây Mao|Chanh Thu|"
        "Sà Khên|Ma Ly|Thu Ri|Sa Rây|Kha Na|Chia|Huôl|Mươl|Sây Ha|Sô Na|Thia|Đa Vy|Sóc Hươne|Phương|Lan|Ươne|Sa Ma Lây"
    ),
}
_HAMLETS = ("Giồng Chùa", "Tài Văn", "Sóc Dong", "Bưng Triết", "Tắc Gồng", "Hòa Mỹ", "Đại Ân", "Trà Quýt", "Khu 3")
_COMMUNES = ("xã Kế Sách", "xã Tài Văn", "phường Sóc Trăng", "xã Long Phú", "phường Vĩnh Châu", "xã Trà Cú")
_PROVINCES = ("094", "084", "092", "086", "093", "079")  # every second for each million: so no number comes twice
_PHONES = ("090", "091", "093", "096", "097", "098", "032", "035", "070", "077", "081", "083", "086", "088")


class Weighted:
    """Picks words by their weights."""

    def __init__(self, words: list[str], weights: list[float]) -> None:
        self._words, self._sums = words, list(accumulate(weights))

    def pick(self, rng: random.Random) -> str:
        return rng.choices(self._words, cum_weights=self._sums)[0]


def _by_share(table: str) -> Weighted:
    pairs = [entry.rsplit(" ", 1) for entry in table.split("|")]
    return Weighted([word for word, _ in pairs], [float(share) for _, share in pairs])


def _by_rank(words: list[str]) -> Weighted:
    return Weighted(words, [1 / (rank + 2) for rank in range(len(words))])


_KINH_FAMILY, _KHMER_FAMILY = _by_share(_KINH), _by_share(_KHMER)
_MIDDLE = {sex: _by_rank(words.split()) for sex, words in _MIDDLES.items()}
_GIVEN_NAME = {sex: _by_rank(words.split()) for sex, words in _GIVEN.items()}
_KHMER_NAME = {sex: _by_rank(words.split("|")) for sex, words in _KHMER_GIVEN.items()}


def _name(rng: random.Random, sex: Sex) -> str:
    if rng.random() < 0.3:
        middle = "Thị " if sex is Sex.FEMALE and rng.random() < 0.6 else ""
        return f"{_KHMER_FAMILY.pick(rng)} {middle}{_KHMER_NAME[sex].pick(rng)}"
    second = f"{_GIVEN_NAME[sex].pick(rng)} " if rng.random() < 0.35 else ""
    return f"{_KINH_FAMILY.pick(rng)} {_MIDDLE[sex].pick(rng)} {second}{_GIVEN_NAME[sex].pick(rng)}"


def _citizen(rng: random.Random, at: int) -> Citizen:
    sex = Sex.FEMALE if rng.random() < 0.5 else Sex.MALE
    born = date(1930, 1, 1) + timedelta(days=int(rng.triangular(0, 35_000, 22_000)))
    century = 2 * (born.year >= 2000) + (sex is Sex.FEMALE)
    province = rng.choice(_PROVINCES[at // 10**6 % 2 :: 2])
    number = f"{province}{century}{born.year % 100:02d}{at * _SCRAMBLE % 10**6:06d}"
    return Citizen(
        PersonalNumber(number),
        _name(rng, sex),
        PartialDate.from_date(born),
        sex,
        f"Số {rng.randrange(1, 400)}, ấp {rng.choice(_HAMLETS)}, {rng.choice(_COMMUNES)}, thành phố Cần Thơ",
        f"36{rng.randrange(10**7):07d}" if born.year < 2003 and rng.random() < 0.7 else None,
        f"{rng.choice(_PHONES)}{rng.randrange(10**7):07d}" if rng.random() < 0.45 else "",
    )


def citizens(count: int = CITIZENS, seed: int = 1, batch: int = BATCH) -> Iterator[list[Citizen]]:
    """`count` citizens (at most two million), each number once, in lists of `batch`."""
    rng = random.Random(seed)
    for start in range(0, count, batch):
        yield [_citizen(rng, at) for at in range(start, min(start + batch, count))]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What is particular to one accepted dossier."""

    entry: int
    code: DossierCode
    applicant: Citizen
    accepted_at: datetime


def dossiers(
    applicants: list[Citizen], count: int = DOSSIERS, seed: int = 2, batch: int = BATCH
) -> Iterator[list[HandedIn]]:
    """`count` dossiers of `applicants` over ten years, codes counted up by the day, in lists of `batch`."""
    rng = random.Random(seed)
    for start in range(0, count, batch):
        yield [_dossier(rng.choice(applicants), at) for at in range(start, min(start + batch, count))]


def _dossier(applicant: Citizen, at: int) -> HandedIn:
    day = _FIRST_DAY + timedelta(days=at // _A_DAY)
    moment = datetime(day.year, day.month, day.day, 7, 30, tzinfo=VIETNAM) + timedelta(minutes=2 * (at % _A_DAY))
    return HandedIn(at + 1, dossier_code(UNIT, day, at % _A_DAY + 1), applicant, moment)
