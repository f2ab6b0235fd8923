"""What has arrived, for a person: GET /sandbox/console, a page that renews itself. No name, no number of a person.

Codes, counters, hours, and of each dossier how many of its files are whole: enough to see in a demonstration that the
line works, and to find at a province what a counter says it has sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from .storage import Held, Storage

_LATEST = 100  # dossiers
_EVERY = 5  # seconds

_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="{every}">
<title>Tỉnh dựng lên: {dossiers} hồ sơ</title>
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 "Be Vietnam Pro", system-ui, sans-serif }}
body {{ margin: 2rem auto; max-width: 72rem; padding: 0 1rem }}
dl {{ display: flex; flex-wrap: wrap; gap: .5rem 2.5rem }}
dd {{ margin: 0; font-size: 1.8rem; font-variant-numeric: tabular-nums }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8885; white-space: nowrap }}
td.wanting {{ font-weight: 600 }}
</style>
<h1>Tỉnh dựng lên: những gì đã tới</h1>
<dl>{figures}</dl>
<table><caption>{shown} hồ sơ mới nhất</caption>
<thead><tr><th>Mã hồ sơ<th>Mã của tỉnh<th>Đơn vị<th>Quầy<th>Thủ tục<th>Nhận lúc
<th>Lần gửi<th>Bước sau<th>Tệp đủ</tr></thead>
<tbody>{rows}</tbody></table></html>
"""


@dataclass(frozen=True)
class Line:
    """One dossier. `times`: how often its key came; `wanted` and `whole` files of it and of what happened since."""

    code: str
    linked_code: str
    unit: str
    counter: str
    procedure: str
    received_at: str
    times: int
    steps: int
    wanted: int
    whole: int


def console_routes(storage: Storage) -> APIRouter:
    routes = APIRouter(prefix="/sandbox")

    @routes.get("/console")
    async def console() -> HTMLResponse:
        return HTMLResponse(page(storage))

    return routes


def page(storage: Storage) -> str:
    told = storage.counts()
    lines = [_line(storage, held) for held in storage.latest(_LATEST)]
    figures = (
        ("hồ sơ", told.dossiers),
        ("bước sau khi nhận", told.steps),
        ("lần gửi lại", told.repeats),
        ("tệp đủ", told.whole),
        ("tệp đang tới", told.partial),
        ("byte", f"{told.bytes:,}".replace(",", ".")),
        ("lượt tra cứu", told.look_ups),
    )
    return _PAGE.format(
        every=_EVERY,
        dossiers=told.dossiers,
        figures="".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures),
        shown=len(lines),
        rows="".join(map(_row, lines)),
    )


def _line(storage: Storage, held: Held) -> Line:
    told, steps = json.loads(held.payload), storage.steps_of(held.id)
    wanted = {file["sha256"] for part in (told, *steps) for file in part.get("files", ())}
    return Line(
        code=held.code,
        linked_code=held.linked_code or "",
        unit=held.unit,
        counter=str(told.get("counter", "")),
        procedure=str(told.get("procedure_code", "")),
        received_at=held.received_at[:19].replace("T", " "),
        times=storage.times(held.key),
        steps=len(steps),
        wanted=len(wanted),
        whole=len(storage.whole_among(wanted)),
    )


def _row(line: Line) -> str:
    wanting = " class=wanting" if line.whole < line.wanted else ""
    files = f"<td{wanting}>{line.whole}/{line.wanted}"
    return "<tr>" + "".join(_cells(line)) + files + "</tr>"


def _cells(line: Line) -> Iterator[str]:
    told: Iterable[object] = (line.code, line.linked_code, line.unit, line.counter, line.procedure, line.received_at)
    for value in (*told, line.times, line.steps):
        yield f"<td>{escape(str(value))}"
