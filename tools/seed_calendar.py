"""Seeds resources/calendar/vietnam.json: the `holidays` library's days, with what the government decided otherwise.

Run after the yearly announcement, read the difference, and have it looked at: the program itself never computes
a holiday. `python tools/seed_calendar.py` writes the file; tests/domain/test_calendar_data.py explains each
difference from the library.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays

YEARS = (2025, 2026, 2027)

# Days off, and weekend days worked instead, that the library does not have: (day off, worked, name).
MISSING_SWAPS = ((date(2026, 1, 2), date(2026, 1, 10), "Ngày nghỉ (thay cho ngày 10/01/2026)"),)

# For these the library has the day off and the worked Saturday, but not which belongs to which.
KNOWN_SWAPS = ((date(2025, 5, 2), date(2025, 4, 26)), (date(2026, 8, 31), date(2026, 8, 22)))

# Tết 2027: on 22/9/2026 two options were still open (04-10/02 and 05-14/02). Earlier dates are settled.
UNSETTLED_FROM = date(2027, 2, 4)

NOTES = (
    "Tết 2027 chưa chốt: dữ liệu theo phương án nghỉ 04–10/02/2027; phương án kia là 05–14/02/2027.",
    "Sau ngày known_until mọi lịch hẹn đều ghi là tạm tính.",
)


def calendar() -> dict[str, Any]:
    """The file's content (shape: resources/catalogue/README.md)."""
    seeded = holidays.country_holidays("VN", years=YEARS, language="vi")
    off = {day: name for day, name in seeded.items() if day.year in YEARS}
    off |= {day: name for day, _, name in MISSING_SWAPS}
    worked = {worked: day for day, worked in KNOWN_SWAPS} | {worked: day for day, worked, _ in MISSING_SWAPS}
    return {
        "known_until": str(UNSETTLED_FROM - timedelta(days=1)),
        "hours": {"morning": ["07:00", "11:30"], "afternoon": ["13:30", "17:00"], "results_until": "16:30"},
        "days_off": [{"day": str(day), "name": name} for day, name in sorted(off.items())],
        "worked_weekends": [{"day": str(day), "instead_of": str(worked[day])} for day in sorted(worked)],
        "notes": list(NOTES),
    }


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "resources" / "calendar" / "vietnam.json"
    target.write_text(json.dumps(calendar(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
