"""Communes of today and before 7/2025: from the address on an older card to the commune that it lies in now.

A commune that was split has several candidates; the clerk asks the citizen. Nothing is guessed, and no address
leaves the program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import BadCatalogue
from .text import fold, normal

# What stands before a unit's name, written out or short, on cards and in people's typing (folded).
_COMMUNE_WORDS = re.compile(r"^(?:(phuong|xa|thi tran|tt)\s+|(p\.|x\.|tt\.)\s*)(?=\S)")
_DISTRICT_WORDS = re.compile(r"^(?:(quan|huyen|thi xa|thanh pho|tx|tp)\s+|(tx\.|tp\.|q\.|h\.)\s*)(?=\S)")
_PROVINCE_WORDS = re.compile(r"^(?:(tinh|thanh pho|tp)\s+|(tp\.|t\.)\s*)(?=\S)")
_SHORT = {"p.": "phuong", "x.": "xa", "tt.": "thi tran", "tt": "thi tran"}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today: GSO code of five digits, full name ("Phường Sóc Trăng")."""

    code: str
    name: str

    def named_in(self, address: str) -> bool:
        """Whether the address says it already."""
        return fold(self.name) in fold(address)


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune before 7/2025 by its full names; `now` the codes of the communes in which it lies today."""

    commune: str
    district: str
    province: str
    now: tuple[str, ...]


@dataclass(frozen=True)
class UnitTable:
    """The communes of one province, and what became of those that it was made of."""

    province_code: str
    province: str
    communes: tuple[Commune, ...]
    former: tuple[FormerCommune, ...]
    _by_code: dict[str, Commune] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {commune.code: commune for commune in self.communes})

    def commune(self, code: str) -> Commune:
        """Raises KeyError."""
        return self._by_code[code]

    def today(self, address: str) -> tuple[Commune, ...]:
        """The communes in which `address` may lie now; empty where the table does not know.

        Reads "..., commune, district, province" as before 7/2025, and "..., commune, province" as since, with or
        without marks and words such as "xã". A name borne by a town and a commune of one district gives both.
        """
        parts = [fold(part) for part in normal(address).split(",") if part.strip()]
        if len(parts) >= 3 and (found := self._from_before(*parts[-3:])):
            return found
        return self._from_today(*parts[-2:]) if len(parts) >= 2 else ()

    def _from_before(self, commune: str, district: str, province: str) -> tuple[Commune, ...]:
        codes = {
            code
            for old in self.former
            if _same(commune, fold(old.commune), _COMMUNE_WORDS)
            and _same(district, fold(old.district), _DISTRICT_WORDS)
            and _same(province, fold(old.province), _PROVINCE_WORDS)
            for code in old.now
        }
        return tuple(self._by_code[code] for code in sorted(codes))

    def _from_today(self, commune: str, province: str) -> tuple[Commune, ...]:
        if not _same(province, fold(self.province), _PROVINCE_WORDS):
            return ()
        before = (old for old in self.former if _same(province, fold(old.province), _PROVINCE_WORDS))
        if any(commune == fold(old.district) or commune == _bare_district(old) for old in before):
            return ()  # "..., Bình Thủy, Cần Thơ": the district of before, or the commune of today?
        return tuple(one for one in self.communes if _same(commune, fold(one.name), _COMMUNE_WORDS))


@dataclass(frozen=True)
class Elsewhere:
    """Other provinces, as read (resources/units/elsewhere.json): only what an address names is looked at. Of a commune
    that a province has brought a table of, that table is asked first."""

    provinces: tuple[Mapping[str, Any], ...]

    def today(self, address: str) -> tuple[Commune, ...]:
        """For an address of before 7/2025, with its district; empty where nothing of the kind is known."""
        parts = [fold(part) for part in normal(address).split(",") if part.strip()]
        if len(parts) < 3:
            return ()
        commune, district, province = parts[-3:]
        found: dict[str, str] = {}
        for table in self.provinces:
            for name, districts in table["before"].items():
                if not _same(province, fold(name), _PROVINCE_WORDS):
                    continue
                for there, communes in districts.items():
                    if _same(district, fold(there), _DISTRICT_WORDS):
                        codes = (c for old, c in communes.items() if _same(commune, fold(old), _COMMUNE_WORDS))
                        found |= {code: table["units"][code] for each in codes for code in each}
        return tuple(Commune(code, found[code]) for code in sorted(found))


def of_before(address: str) -> bool:
    """Whether an address is surely one of before 7/2025: it names a district, or has a part more than they have now."""
    parts = [fold(part) for part in normal(address).split(",") if part.strip()]
    if len(parts) < 3 or _parted(parts[-2], _COMMUNE_WORDS)[0]:  # "..., xã Phú Tâm, Cần Thơ" is one of today
        return False
    return len(parts) >= 4 or bool(_parted(parts[-2], _DISTRICT_WORDS)[0])


def _same(typed: str, name: str, words: re.Pattern[str]) -> bool:
    """Whether `typed` (folded) names `name`; a kind of unit, where typed, must agree ("xã" is no "phường")."""
    name_kind, name_bare = _parted(name, words)
    if typed in (name, name_bare):  # a name may itself begin like a kind: xã Phương Bình, xã Xà Phiên
        return True
    kind, bare = _parted(typed, words)
    return bare == name_bare and (not kind or words is not _COMMUNE_WORDS or kind == name_kind)


def _bare_district(old: FormerCommune) -> str:
    return _parted(fold(old.district), _DISTRICT_WORDS)[1]


def _parted(text: str, words: re.Pattern[str]) -> tuple[str, str]:
    found = words.match(text)
    if found is None:
        return "", text
    kind = found[1] or found[2]
    return _SHORT.get(kind, kind), text[found.end() :]


def parse_units(data: Mapping[str, Any]) -> UnitTable:
    """The table in `data` (resources/units). Raises BadCatalogue; `facts['entry']` names the entry."""
    entry = "units"
    try:
        communes = tuple(Commune(str(one["code"]), normal(one["name"])) for one in data["units"])
        known = {commune.code for commune in communes}
        entry = "units.before"
        former = []
        for one in data["before"]:
            entry = f"units.before[{one['commune']}, {one['district']}]"
            if not one["now"] or not set(one["now"]) <= known:
                raise BadCatalogue("no commune of today, or an unknown one", entry=entry)
            former.append(FormerCommune(one["commune"], one["district"], one["province"], tuple(one["now"])))
        return UnitTable(data["province"]["code"], data["province"]["name"], communes, tuple(former))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadCatalogue("not a table of units", entry=entry) from error
