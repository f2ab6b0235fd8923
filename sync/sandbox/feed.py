"""What changed of a commune's people and papers, in the order in which it changed: a row each, the latest state only.

A row that changes gets a new number at the end; what goes leaves a tombstone. A cursor is the last number told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.slices import row_digest, slice_of

from ..contract import (
    ChangesPage,
    HeldPaperMessage,
    PersonMessage,
    SliceMessage,
    SliceReply,
    SumsReply,
    sha256,
)
from .people import Person, as_of
from .refusal import Refused
from .storage import Storage

CITIZEN, PAPER = "citizen", "paper"
_CURSOR = re.compile(r"people-([0-9]{1,15})")
_LONG_AGO = datetime(2026, 1, 1, tzinfo=VIETNAM)
_PUT = "INSERT INTO feed (commune, kind, key, person, slice, digest, gone, body) VALUES (?,?,?,?,?,?,?,?)"


@dataclass(frozen=True)
class Feed:
    storage: Storage
    page_size: int = 400  # rows, of people and papers together

    def fill(self, people: Iterable[Person]) -> None:
        """Once; a database that has people keeps them as they are by now."""
        db = self.storage.db
        if db.execute("SELECT 1 FROM feed LIMIT 1").fetchone() is not None:
            return
        sources = as_of(_LONG_AGO)
        with db:
            for person in people:
                told = person.citizen
                ref = sha256(f"record of {told.personal_number}".encode())[:20]
                record = PersonMessage(**told.model_dump(), ref=ref, version="v1")
                db.execute(_PUT, _citizen_row(person.commune, record))
                for paper in person.held(sources):
                    db.execute(_PUT, _paper_row(person.commune, paper))

    # --- what a counter asks ---------------------------------------------------------------------------

    def page(self, commune: str, cursor: str | None) -> ChangesPage:
        """Raises Refused for a cursor that was never given."""
        start, now = self._start(cursor), datetime.now(VIETNAM)
        asked = "SELECT seq, kind, key, gone, body FROM feed WHERE commune=? AND seq>? ORDER BY seq LIMIT ?"
        rows = self.storage.db.execute(asked, (commune, start, self.page_size + 1)).fetchall()
        page = rows[: self.page_size]
        gone = [(kind, key) for _, kind, key, gone, _ in page if gone]
        return ChangesPage(
            citizens=[_person(body) for _, kind, _, gone, body in page if kind == CITIZEN and not gone],
            papers=[_paper(body, now) for _, kind, _, gone, body in page if kind == PAPER and not gone],
            people_gone=[key for kind, key in gone if kind == CITIZEN],
            papers_gone=[key for kind, key in gone if kind == PAPER],
            cursor=f"people-{page[-1][0] if page else start}",
            more=len(rows) > len(page),
            as_of=now,
        )

    def sums(self, commune: str) -> SumsReply:
        counted = "SELECT slice, count(*), sum(digest) FROM feed WHERE commune=? AND kind=? AND NOT gone GROUP BY slice"
        citizens, papers = (
            [SliceMessage(slice=n, count=c, sum=s) for n, c, s in self.storage.db.execute(counted, (commune, kind))]
            for kind in (CITIZEN, PAPER)
        )
        return SumsReply(cursor=self._cursor(commune), citizens=citizens, papers=papers)

    def slice(self, commune: str, number: int) -> SliceReply:
        asked = "SELECT kind, body FROM feed WHERE commune=? AND slice=? AND NOT gone ORDER BY seq"
        rows, now = self.storage.db.execute(asked, (commune, number)).fetchall(), datetime.now(VIETNAM)
        return SliceReply(
            citizens=[_person(body) for kind, body in rows if kind == CITIZEN],
            papers=[_paper(body, now) for kind, body in rows if kind == PAPER],
            cursor=self._cursor(commune),
            as_of=now,
        )

    def citizen(self, person: str) -> PersonMessage | None:
        return self._one("kind=? AND person=?", CITIZEN, person)

    def by_ref(self, ref: str) -> PersonMessage | None:
        return self._one("kind=? AND json_extract(body, '$.ref')=?", CITIZEN, ref)

    def has_paper(self, paper: str) -> bool:
        asked = "SELECT 1 FROM feed WHERE kind=? AND key=? AND NOT gone"
        return self.storage.db.execute(asked, (PAPER, paper)).fetchone() is not None

    # --- what changes ----------------------------------------------------------------------------------

    def put_person(self, record: PersonMessage) -> None:
        commune = self._commune(CITIZEN, record.personal_number)
        with self.storage.db as db:
            db.execute("DELETE FROM feed WHERE kind=? AND key=?", (CITIZEN, record.personal_number))
            db.execute(_PUT, _citizen_row(commune, record))

    def take_out(self, kind: str, key: str) -> None:
        """A tombstone in its place. Raises Refused where there is nothing."""
        commune = self._commune(kind, key)
        asked = "SELECT person, slice FROM feed WHERE kind=? AND key=?"
        with self.storage.db as db:
            person, number = db.execute(asked, (kind, key)).fetchone()
            db.execute("DELETE FROM feed WHERE kind=? AND key=?", (kind, key))
            db.execute(_PUT, (commune, kind, key, person, number, 0, 1, "{}"))

    def _one(self, where: str, *values: str) -> PersonMessage | None:
        row = self.storage.db.execute(f"SELECT body FROM feed WHERE NOT gone AND {where}", values).fetchone()  # noqa: S608
        return None if row is None else _person(row[0])

    def _commune(self, kind: str, key: str) -> str:
        row = self.storage.db.execute("SELECT commune FROM feed WHERE kind=? AND key=?", (kind, key)).fetchone()
        if row is None:
            raise Refused(404, "unknown-record")
        return str(row[0])

    def _cursor(self, commune: str) -> str:
        (last,) = self.storage.db.execute("SELECT max(seq) FROM feed WHERE commune=?", (commune,)).fetchone()
        return f"people-{last or 0}"

    def _start(self, cursor: str | None) -> int:
        if cursor is None:
            return 0
        at = _CURSOR.fullmatch(cursor)
        (last,) = self.storage.db.execute("SELECT max(seq) FROM feed").fetchone()
        if at is None or int(at[1]) > int(last or 0):
            raise Refused(400, "unknown-cursor")
        return int(at[1])


def _citizen_row(commune: str, record: PersonMessage) -> tuple[Any, ...]:
    number = record.personal_number
    about = (number, record.full_name, record.birth_date, record.sex, record.address, record.old_number, record.phone)
    digest = row_digest(field or "" for field in (*about, record.ref, record.version))
    body = record.model_dump_json()
    return commune, CITIZEN, number, number, slice_of(PersonalNumber(number)), digest, 0, body


def _paper_row(commune: str, told: HeldPaperMessage) -> tuple[Any, ...]:
    what = (told.id, told.owner, told.kind, told.title, told.source, told.legal_state)
    dates = (day.isoformat() if day else "" for day in (told.issued_on, told.expires_on))
    digest = row_digest((*what, *dates, told.number, told.issuer, told.summary))
    number, body = slice_of(PersonalNumber(told.owner)), told.model_dump_json(exclude={"as_of"})
    return commune, PAPER, told.id, told.owner, number, digest, 0, body


def _person(body: str) -> PersonMessage:
    return PersonMessage.model_validate_json(body)


def _paper(body: str, now: datetime) -> HeldPaperMessage:
    told = json.loads(body)
    moment = as_of(now).get(told["source"], now)
    return HeldPaperMessage.model_validate_json(json.dumps({**told, "as_of": moment.isoformat()}))
