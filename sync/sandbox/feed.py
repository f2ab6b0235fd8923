"""What changed of a commune's people and papers, in the order in which it changed: a row each, the latest state only.

A row that changes gets a new number at the end; what goes leaves a tombstone. A cursor is the last number told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
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
_COLUMNS = "commune, kind, key, person, ref, slice, digest, gone, body"
_ROW = "(?,?,?,?,?,?,?,?,?)"
ROWS = 400  # a page
_AT_ONCE = 100  # rows put by one statement
_TURN = "people"  # whoever writes here waits for whoever is writing: numbers become visible in their order


@dataclass(frozen=True)
class Feed:
    storage: Storage
    page_size: int = ROWS  # rows, of people and papers together

    def fill(self, people: Iterable[Person]) -> None:
        """Once; a database that has people keeps them as they are by now."""
        if self._filled():
            return
        rows = _all_rows(people)
        with self.storage.db:
            self.storage.turn(_TURN)
            if self._filled():  # by another process, meanwhile
                return
            while some := list(islice(rows, _AT_ONCE)):
                self._put(*some)

    def _filled(self) -> bool:
        return self.storage.db.execute("SELECT 1 FROM feed LIMIT 1").fetchone() is not None

    def _put(self, *rows: tuple[Any, ...]) -> None:
        put = f"INSERT INTO feed ({_COLUMNS}) VALUES {', '.join([_ROW] * len(rows))}"  # noqa: S608 - no values in it
        self.storage.db.execute(put, [value for row in rows for value in row])

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
        counted = (
            "SELECT kind, slice, count(*), sum(digest) FROM feed WHERE commune=? AND gone=0"
            " GROUP BY slice, kind ORDER BY slice, kind"
        )
        with self.storage.db:
            self.storage.turn(_TURN)  # the sums are those at the cursor
            rows, cursor = self.storage.db.execute(counted, (commune,)).fetchall(), self._cursor(commune)
        citizens, papers = (
            [SliceMessage(slice=n, count=count, sum=int(total)) for of, n, count, total in rows if of == kind]
            for kind in (CITIZEN, PAPER)
        )
        return SumsReply(cursor=cursor, citizens=citizens, papers=papers)

    def slice(self, commune: str, number: int) -> SliceReply:
        asked = "SELECT kind, body FROM feed WHERE commune=? AND slice=? AND gone=0 ORDER BY seq"
        with self.storage.db:
            self.storage.turn(_TURN)
            rows, cursor = self.storage.db.execute(asked, (commune, number)).fetchall(), self._cursor(commune)
        now = datetime.now(VIETNAM)
        return SliceReply(
            citizens=[_person(body) for kind, body in rows if kind == CITIZEN],
            papers=[_paper(body, now) for kind, body in rows if kind == PAPER],
            cursor=cursor,
            as_of=now,
        )

    def citizen(self, person: str) -> PersonMessage | None:
        return self._one("kind=? AND person=?", CITIZEN, person)

    def by_ref(self, ref: str) -> PersonMessage | None:
        return self._one("kind=? AND ref=?", CITIZEN, ref)

    def has_paper(self, paper: str) -> bool:
        asked = "SELECT 1 FROM feed WHERE kind=? AND key=? AND gone=0"
        return self.storage.db.execute(asked, (PAPER, paper)).fetchone() is not None

    # --- what changes ----------------------------------------------------------------------------------

    def put_person(self, record: PersonMessage) -> None:
        """Within the caller's transaction. Raises Refused where there is nobody."""
        self.storage.turn(_TURN)
        commune, _, _ = self._taken_out(CITIZEN, record.personal_number)
        self._put(_citizen_row(commune, record))

    def take_out(self, kind: str, key: str) -> None:
        """A tombstone in its place. Raises Refused where there is nothing."""
        with self.storage.db:
            self.storage.turn(_TURN)
            commune, person, number = self._taken_out(kind, key)
            self._put((commune, kind, key, person, None, number, 0, 1, "{}"))

    def _taken_out(self, kind: str, key: str) -> tuple[str, str, int]:
        """Commune, person and slice of the row that went."""
        asked = "DELETE FROM feed WHERE kind=? AND key=? RETURNING commune, person, slice"
        row = self.storage.db.execute(asked, (kind, key)).fetchone()
        if row is None:
            raise Refused(404, "unknown-record")
        return row[0], row[1], row[2]

    def _one(self, where: str, *values: str) -> PersonMessage | None:
        row = self.storage.db.execute(f"SELECT body FROM feed WHERE gone=0 AND {where}", values).fetchone()  # noqa: S608
        return None if row is None else _person(row[0])

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


def _all_rows(people: Iterable[Person]) -> Iterator[tuple[Any, ...]]:
    sources = as_of(_LONG_AGO)
    for person in people:
        told = person.citizen
        ref = sha256(f"record of {told.personal_number}".encode())[:20]
        yield _citizen_row(person.commune, PersonMessage(**told.model_dump(), ref=ref, version="v1"))
        for paper in person.held(sources):
            yield _paper_row(person.commune, paper)


def _citizen_row(commune: str, record: PersonMessage) -> tuple[Any, ...]:
    number = record.personal_number
    about = (number, record.full_name, record.birth_date, record.sex, record.address, record.old_number, record.phone)
    digest = row_digest(field or "" for field in (*about, record.ref, record.version))
    body = record.model_dump_json()
    return commune, CITIZEN, number, number, record.ref, slice_of(PersonalNumber(number)), digest, 0, body


def _paper_row(commune: str, told: HeldPaperMessage) -> tuple[Any, ...]:
    what = (told.id, told.owner, told.kind, told.title, told.source, told.legal_state)
    dates = (day.isoformat() if day else "" for day in (told.issued_on, told.expires_on))
    digest = row_digest((*what, *dates, told.number, told.issuer, told.summary))
    number, body = slice_of(PersonalNumber(told.owner)), told.model_dump_json(exclude={"as_of"})
    return commune, PAPER, told.id, told.owner, None, number, digest, 0, body


def _person(body: str) -> PersonMessage:
    return PersonMessage.model_validate_json(body)


def _paper(body: str, now: datetime) -> HeldPaperMessage:
    told = json.loads(body)
    moment = as_of(now).get(told["source"], now)
    return HeldPaperMessage.model_validate_json(json.dumps({**told, "as_of": moment.isoformat()}))
