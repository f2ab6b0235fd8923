"""From the address on an older card to today's commune of Cần Thơ."""

from __future__ import annotations

import copy
from collections import Counter

import pytest

from counter_app.domain.errors import BadCatalogue
from counter_app.domain.units import Elsewhere, of_before, parse_units
from resources import units_data, units_elsewhere

TABLE = parse_units(units_data())


def names(address: str) -> list[str]:
    return [commune.name for commune in TABLE.today(address)]


def test_the_city_has_its_103_communes() -> None:
    assert Counter(c.name.split()[0] for c in TABLE.communes) == {"Phường": 31, "Xã": 72}
    assert all(len(c.code) == 5 for c in TABLE.communes)


def test_gso_codes_of_the_law_s_annex_are_there() -> None:
    known = {
        "31507": "Phường Sóc Trăng",
        "31510": "Phường Phú Lợi",
        "31528": "Xã Kế Sách",
        "31567": "Xã Mỹ Tú",
        "31639": "Xã Long Phú",
        "31673": "Xã Trần Đề",
        "31684": "Phường Mỹ Xuyên",
        "31732": "Phường Ngã Năm",
        "31783": "Phường Vĩnh Châu",
        "31810": "Xã Lai Hòa",
    }
    assert {code: TABLE.commune(code).name for code in known} == known


@pytest.mark.parametrize(
    ("address", "today"),
    [
        ("Ấp 1, Tài Văn, Trần Đề, Sóc Trăng", ["Xã Tài Văn"]),
        ("ap 1, tai van, tran de, soc trang", ["Xã Tài Văn"]),
        ("12 Lê Lợi, Phường 2, TP. Sóc Trăng, Sóc Trăng", ["Phường Phú Lợi"]),
        ("P.1, Ngã Năm, Sóc Trăng", ["Phường Ngã Năm"]),
        ("Khóm 1, Phường Sóc Trăng, thành phố Cần Thơ", ["Phường Sóc Trăng"]),
        ("Phương Bình, Phụng Hiệp, Hậu Giang", ["Xã Phương Bình"]),  # a name that begins like "phường"
        ("Bùi Hữu Nghĩa, Bình Thủy, Cần Thơ", ["Phường Cái Khế", "Phường Bình Thủy"]),  # split: ask the citizen
        ("Phú Tân, Châu Thành, Hậu Giang", ["Xã Phú Hữu"]),  # two Châu Thành, two Phú Tân
        ("Phú Tân, Châu Thành, Sóc Trăng", ["Xã Thuận Hòa"]),
        ("Xã Bùi Hữu Nghĩa, Bình Thủy, Cần Thơ", []),  # there is none of that kind
        ("Tổ 3, Bình Thủy, Cần Thơ", []),  # the old district, or the commune of today?
        ("Tổ 3, Phường Bình Thủy, Cần Thơ", ["Phường Bình Thủy"]),
        ("Hàng Bạc, Hoàn Kiếm, Hà Nội", []),
        ("Sóc Trăng", []),
        ("", []),
    ],
)
def test_an_address_leads_to_today_s_candidates(address: str, today: list[str]) -> None:
    assert names(address) == today


def test_every_former_commune_is_found_by_its_full_name() -> None:
    assert len(TABLE.former) > 250
    for old in TABLE.former:
        found = TABLE.today(f"Ấp 1, {old.commune}, {old.district}, {old.province}")
        assert tuple(c.code for c in found) == old.now


def test_every_commune_of_today_was_made_of_some() -> None:
    assert {code for old in TABLE.former for code in old.now} == {c.code for c in TABLE.communes}


def test_a_wrong_table_is_refused_by_the_entry_s_name() -> None:
    data = copy.deepcopy(units_data())
    data["before"][0]["now"] = ["99999"]
    with pytest.raises(BadCatalogue) as refused:
        parse_units(data)
    assert data["before"][0]["commune"] in refused.value.facts["entry"]
    with pytest.raises(BadCatalogue):
        parse_units({"units": [{"code": "1"}]})


ELSEWHERE = Elsewhere(tuple(units_elsewhere()["provinces"]))


@pytest.mark.parametrize(
    ("address", "today"),
    [
        ("Xã Hải Bối, Huyện Đông Anh, Thành phố Hà Nội", ["Xã Thiên Lộc", "Xã Vĩnh Thanh"]),  # split
        ("Thôn 1, hải bối, đông anh, hà nội", ["Xã Thiên Lộc", "Xã Vĩnh Thanh"]),
        ("Phường Linh Tây, Thành phố Thủ Đức, Thành phố Hồ Chí Minh", ["Phường Linh Xuân", "Phường Thủ Đức"]),
        ("Xã Không Có, Huyện Đông Anh, Thành phố Hà Nội", []),
        ("Xã Hải Bối, Thành phố Hà Nội", []),
    ],
)
def test_an_old_address_of_any_province_leads_to_today_s_candidates(address: str, today: list[str]) -> None:
    assert [commune.name for commune in ELSEWHERE.today(address)] == today


def test_the_other_provinces_are_whole_and_442_of_their_communes_were_split() -> None:
    tables = ELSEWHERE.provinces
    now = [codes for t in tables for d in t["before"].values() for c in d.values() for codes in c.values()]
    assert len(tables) == 33
    assert sum(len(table["units"]) for table in tables) == 3321 - 103
    assert all(codes for codes in now)
    assert sum(len(codes) > 1 for codes in now) == 442
    for table in tables:
        known = set(table["units"])
        assert all(set(c) <= known for d in table["before"].values() for e in d.values() for c in e.values())


@pytest.mark.parametrize(
    ("address", "old"),
    [
        ("Ấp 1, Phú Tâm, Châu Thành, Sóc Trăng", True),
        ("Xã Phú Tâm, Huyện Châu Thành, Tỉnh Sóc Trăng", True),
        ("Ấp 1, Xã Phú Tâm, Thành phố Cần Thơ", False),
        ("Số 8, Thôn 1, Xã Bản Lầu, Tỉnh Lào Cai", False),
        ("Xã Phú Tâm, Thành phố Cần Thơ", False),
        ("", False),
    ],
)
def test_an_address_of_before_is_told_by_its_district(address: str, old: bool) -> None:
    assert of_before(address) is old
