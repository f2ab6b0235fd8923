"""What the province tells of single dossiers: steps that were made to them there, and those that citizens sent online.

It travels with what changed of a commune's people (`feed`), under one cursor for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..contract import ChangesPage, OnlineDossierMessage, ProvinceStepMessage, SliceReply, SumsReply
from .feed import Feed
from .people import commune_of
from .refusal import Refused
from .storage import Storage

_AT_ONCE = 100  # in a page
_CURSOR = re.compile(r"(people-[0-9]{1,15})(?:\.news-([0-9]{1,9}))?")


@dataclass(frozen=True)
class News:
    storage: Storage
    feed: Feed

    def tell(self, unit: str, kind: str, about: str, message: str) -> None:
        """`kind`: steps or online; `about`: the step's or the online dossier's id."""
        with self.storage.db:
            self.storage.turn(f"news {unit}")  # numbers become visible in their order
            row = (unit, kind, about, message)
            self.storage.db.execute("INSERT INTO news (unit, kind, about, message) VALUES (?,?,?,?)", row)

    def page(self, unit: str, cursor: str | None) -> ChangesPage:
        """People, and news of this unit's dossiers. Raises Refused for a cursor that was never given."""
        at = None if cursor is None else _CURSOR.fullmatch(cursor)
        if cursor is not None and at is None:
            raise Refused(400, "unknown-cursor")
        told = int(at[2] or 0) if at else 0
        page = self.feed.page(commune_of(unit), at[1] if at else None)
        asked = "SELECT place, kind, message FROM news WHERE unit=? AND place>? ORDER BY place LIMIT ?"
        rows = self.storage.db.execute(asked, (unit, told, _AT_ONCE)).fetchall()
        steps = [ProvinceStepMessage.model_validate_json(text) for _, kind, text in rows if kind == "steps"]
        online = [OnlineDossierMessage.model_validate_json(text) for _, kind, text in rows if kind == "online"]
        cursor = _joined(page.cursor, rows[-1][0] if rows else told)
        more = page.more or len(rows) == _AT_ONCE
        return page.model_copy(update={"cursor": cursor, "more": more, "steps": steps, "online": online})

    def sums(self, unit: str) -> SumsReply:
        told = self.feed.sums(commune_of(unit))
        return told.model_copy(update={"cursor": _joined(told.cursor, self._last(unit))})

    def slice(self, unit: str, number: int) -> SliceReply:
        told = self.feed.slice(commune_of(unit), number)
        return told.model_copy(update={"cursor": _joined(told.cursor, self._last(unit))})

    def _last(self, unit: str) -> int:
        (last,) = self.storage.db.execute("SELECT max(place) FROM news WHERE unit=?", (unit,)).fetchone()
        return int(last or 0)


def _joined(people: str, news: int) -> str:
    return f"{people}.news-{news}" if news else people
