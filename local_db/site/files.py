"""Document files by way of the site's server: sealed, in parts, for a while. A page stays in the vault of the counter
that scanned it; a colleague's counter takes a copy of what it needs.

A file is called there by a keyed hash, so that the server cannot even tell whether it holds a document that it knows.
Its row says `whole` once all parts are there: cut in between, the same parts are put again, and those that are there
stay. What is not there, or not any more, is asked for (`wanted_files`), and whoever has it puts it there.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as put_in

from counter_app.domain.errors import PageElsewhere, SiteUnreadable, VaultFileDamaged

from .. import tables
from ..facts import read_fact, write_fact
from ..purging import COPY, SqlRetention, imported_in, names_in
from ..vault import FileVault
from .exchange import OwnStore
from .in_hand import pages_of
from .line import site_faults
from .seal import seal, unseal
from .told import AT_DOSSIER, AT_STEP, GIVEN_OUT, LARGE

PART = 1 << 20  # bytes: a slow line has each of them through within the statement's time
LARGEST = 64 << 20  # a larger file stays at its counter
KEPT = timedelta(days=30)  # at the server, since it was put there
MOST = 8 << 30  # bytes of all files there; beyond, the oldest go
KEPT_HERE = timedelta(days=7)  # a colleague's file that nothing here speaks of, since it was last opened
_A_TURN = 16 << 20  # bytes; entries and calls go between two turns
_ASKED = timedelta(days=1)
_ENDED_EVERY = 3600.0  # seconds
_ITEMS = 50
_PAGES = re.compile(r'"pages":\[([^\]]*)\]')
_f, _p, _w, _h = tables.shared_files.c, tables.shared_file_parts.c, tables.wanted_files.c, tables.hall_files.c
_d, _s, _l = tables.dossiers.c, tables.dossier_steps.c, tables.left_drafts.c


class FilingStore(OwnStore, Protocol):
    vault: FileVault


class FileShare:
    """Of one counter; `key` is the site's. Raises SiteFault and what the own store raises."""

    def __init__(self, store: FilingStore, engine: Engine, key: bytes, counter: str) -> None:
        self._store, self._engine, self._key, self._counter = store, engine, key, counter
        self._naming = hashlib.sha256(b"quay-mot-cua: names of files\0" + key).digest()
        self._whole_drafts: dict[UUID, int] = {}
        self._in_hand: dict[UUID, tuple[int, list[str]]] = {}  # what was asked of which state of them
        self._next_end = 0.0

    # --- what others may need ----------------------------------------------------------------------------

    def once(self) -> bool:
        """One turn: gives what is asked for, what new drafts and dossiers speak of, takes what this counter's own
        drafts lack, and ends what is over. True: there is more to give."""
        left = self._give(self._asked_for(), _A_TURN)
        left = self._give(self._of_drafts(), left)
        left = self._give(self._of_dossiers(left), left)
        self._complete_drafts()
        if monotonic() >= self._next_end:
            self._end_what_is_over()
            self._next_end = monotonic() + _ENDED_EVERY
        return left <= 0

    def _give(self, names: Iterable[str], left: int) -> int:
        """What is left of the turn's bytes."""
        for name in names:
            if left <= 0:
                break
            left -= self._put(name)
        return left

    def _put(self, name: str) -> int:
        """How many bytes were sent. A file that is not whole here is left out: its own counter's check says so."""
        try:
            data = self._store.vault.get(name)
        except VaultFileDamaged:
            self._note(name, LARGE)
            return 0
        if len(data) > LARGEST:
            self._note(name, LARGE)
            return 0
        called = self._called(name)
        cut = [data[at : at + PART] for at in range(0, len(data), PART)] or [b""]
        with site_faults(), self._engine.begin() as server:
            row = {"counter": self._counter, "parts": len(cut), "size": len(data), "at": func.now()}
            new = put_in(tables.shared_files).values(name=called, whole=False, **row)
            server.execute(new.on_conflict_do_update(index_elements=[_f.name], set_={"at": func.now()}))
            there = set(server.scalars(select(_p.part).where(_p.name == called)))
        for part, piece in enumerate(cut):
            if part not in there:
                sealed = seal(self._key, piece, "file", called, part, len(cut))
                with site_faults(), self._engine.begin() as server:
                    one = put_in(tables.shared_file_parts).values(name=called, part=part, sealed=sealed)
                    server.execute(one.on_conflict_do_nothing())
        with site_faults(), self._engine.begin() as server:
            server.execute(update(tables.shared_files).where(_f.name == called).values(whole=True))
            server.execute(delete(tables.wanted_files).where(_w.name == called))
        self._note(name, GIVEN_OUT)
        return len(data)

    def _asked_for(self) -> Iterator[str]:
        """By a colleague, of what something here speaks of."""
        with site_faults(), self._engine.connect() as server:
            wanted = server.execute(select(_w.name, _w.sealed)).all()
        for row in wanted:
            with suppress(SiteUnreadable, UnicodeDecodeError):
                name = unseal(self._key, row.sealed, "wanted", row.name).decode()
                if self._called(name) == row.name and self._has(name) and self._is_ours(name):
                    yield name

    def _is_ours(self, name: str) -> bool:
        """A page of a dossier, step or draft of this counter; no file of another kind is given out."""
        with self._store.connection(writing=True) as own:
            retention = SqlRetention(own)
            while not retention.index_files():
                pass
            if name not in retention.unreferred((name,)):
                return True
            left = select(_l.document).where(_l.colleague.is_(None), _l.document.contains(name))
            return own.scalar(left.limit(1)) is not None

    def _of_drafts(self) -> Iterator[str]:
        """All that a draft speaks of, its pages first: whoever goes on with it may cut a page out anew."""
        with self._store.connection(writing=False) as own:
            mine = select(_l.document).where(_l.colleague.is_(None), _l.taken_by.is_(None))
            documents = list(own.scalars(mine))
        for document in documents:
            yield from self._not_told(_in_order(document))
        yield from self._not_told(self._of_drafts_in_hand())

    def _of_drafts_in_hand(self) -> list[str]:
        """What whoever takes one over needs, should this PC be dead by then."""
        held, draft = tables.held_drafts.c, tables.drafts.c
        with self._store.connection(writing=False) as own:
            both = tables.drafts.join(tables.held_drafts, held.dossier_id == draft.dossier_id)
            mine = select(draft.dossier_id, draft.changes).select_from(both).where(held.colleague.is_(None), ~held.over)
            rows = own.execute(mine).all()
            for row in rows:
                if self._in_hand.get(row.dossier_id, (0,))[0] != row.changes:
                    document = own.scalar(select(draft.document).where(draft.dossier_id == row.dossier_id))
                    self._in_hand[row.dossier_id] = row.changes, pages_of(document) if document else []
        here = {row.dossier_id for row in rows}
        self._in_hand = {one: seen for one, seen in self._in_hand.items() if one in here}
        return [name for _, names in self._in_hand.values() for name in names]

    def _of_dossiers(self, left: int) -> Iterator[str]:
        """Of what was received and done here in the last days: pages, and PDFs that were handed in. The images that
        pages were cut out of are given when somebody asks."""
        while left > 0:
            with self._store.connection(writing=False) as own:
                since = self._store.clock.now() - KEPT
                at = int(read_fact(own, AT_DOSSIER) or 0)
                new = (_d.entry > at, _d.colleague.is_(None), _d.accepted_at > since)
                rows = own.execute(select(_d.entry, _d.document).where(*new).order_by(_d.entry).limit(_ITEMS)).all()
                fact = AT_DOSSIER
                if not rows:
                    at = int(read_fact(own, AT_STEP) or 0)
                    done = (_s.place > at, _s.colleague.is_(None), _s.at > since)
                    rows = own.execute(
                        select(_s.place, _s.document).where(*done).order_by(_s.place).limit(_ITEMS)
                    ).all()
                    fact = AT_STEP
            if not rows:
                return
            for place, document in rows:
                yield from self._not_told(opened_by_others(document))
                with self._store.connection(writing=True) as own:
                    write_fact(own, fact, str(place))

    def _not_told(self, names: Iterable[str]) -> Iterator[str]:
        wanted = list(dict.fromkeys(names))
        with self._store.connection(writing=False) as own:
            known = set(own.scalars(select(_h.name).where(_h.name.in_(wanted), _h.kind.in_((GIVEN_OUT, LARGE)))))
        yield from (name for name in wanted if name not in known and self._has(name))

    # --- what is needed here -----------------------------------------------------------------------------

    def fetch(self, name: str) -> bytes:
        """A file that a colleague has. Raises PageElsewhere where the server has it not: it is asked for."""
        called = self._called(name)
        with site_faults(), self._engine.begin() as server:
            row = server.execute(select(tables.shared_files).where(_f.name == called)).one_or_none()
            if row is None or not row.whole:
                ask = {"name": called, "sealed": seal(self._key, name.encode(), "wanted", called), "at": func.now()}
                server.execute(put_in(tables.wanted_files).values(ask).on_conflict_do_nothing())
        if row is None or not row.whole:
            raise PageElsewhere
        pieces = []
        for part in range(row.parts):
            with site_faults(), self._engine.connect() as server:
                this = select(_p.sealed).where(_p.name == called, _p.part == part)
                sealed = server.scalar(this)
            if sealed is None:
                raise PageElsewhere("a part went")
            pieces.append(unseal(self._key, sealed, "file", called, part, row.parts))
        data = b"".join(pieces)
        if hashlib.sha256(data).hexdigest() != name:
            raise SiteUnreadable("file")
        return data

    def keep(self, name: str) -> bytes:
        """The file, from now on in this vault too. It is noted first: what a cut leaves there is found again."""
        data = self.fetch(name)
        self._note(name, COPY)
        self._store.vault.put(data)
        return data

    def _complete_drafts(self) -> None:
        """Drafts that were taken up from a colleague's counter get their files before anybody turns to them."""
        draft = tables.drafts.c
        with self._store.connection(writing=False) as own:
            rows = own.execute(select(draft.dossier_id, draft.changes).where(~draft.put_away)).all()
            new = [row for row in rows if self._whole_drafts.get(row.dossier_id) != row.changes]
            these = select(draft.dossier_id, draft.document).where(
                draft.dossier_id.in_([row.dossier_id for row in new])
            )
            documents = {row.dossier_id: row.document for row in own.execute(these)} if new else {}
        for row in new:
            if self._completed(documents.get(row.dossier_id, "")):
                self._whole_drafts[row.dossier_id] = row.changes

    def _completed(self, document: str) -> bool:
        whole = True
        for name in (name for name in _in_order(document) if not self._has(name)):
            try:
                self.keep(name)
            except (PageElsewhere, SiteUnreadable):
                whole = False
        return whole

    # --- what is over ------------------------------------------------------------------------------------

    def _end_what_is_over(self) -> None:
        self._take_back_what_was_purged()
        with site_faults(), self._engine.begin() as server:
            server.execute(delete(tables.wanted_files).where(_w.at < func.now() - _ASKED))
            later = func.sum(_f.size).over(order_by=(_f.at.desc(), _f.name))
            sums = select(_f.name, _f.at, later.label("total")).subquery().c
            over = select(sums.name).where(or_(sums.at < func.now() - KEPT, sums.total > MOST))
            _remove(server, list(server.scalars(over)))
        self._end_copies()

    def _take_back_what_was_purged(self) -> None:
        """What a purge took here, nobody else may have from the server."""
        gone = tables.purged_files.c
        with self._store.connection(writing=False) as own:
            taken = exists().where(gone.name == _h.name)
            names = list(own.scalars(select(_h.name).where(_h.kind == GIVEN_OUT, taken)))
        names = [name for name in names if not self._has(name)]
        if not names:
            return
        with site_faults(), self._engine.begin() as server:
            _remove(server, [self._called(name) for name in names])
        with self._store.connection(writing=True) as own:
            own.execute(delete(tables.hall_files).where(_h.name.in_(names)))

    def _end_copies(self) -> None:
        """Of colleagues' files. What a dossier or a draft of this counter speaks of meanwhile is its own."""
        before = self._store.clock.now() - KEPT_HERE
        with self._store.connection(writing=False) as own:
            old = list(own.scalars(select(_h.name).where(_h.kind == COPY, _h.at < before).limit(_ITEMS)))
        if not old:
            return
        with self._store.connection(writing=True) as own:  # nobody begins to speak of one of them meanwhile
            retention = SqlRetention(own)
            while not retention.index_files():
                pass
            free = retention.unreferred(old)
            done = [name for name in old if name not in free or self._store.vault.remove(name)]
            own.execute(delete(tables.hall_files).where(_h.kind == COPY, _h.name.in_(done)))

    def _has(self, name: str) -> bool:
        return self._store.vault.has(name)

    def _called(self, name: str) -> str:
        return hmac.new(self._naming, name.encode(), hashlib.sha256).hexdigest()

    def _note(self, name: str, kind: str) -> None:
        now = self._store.clock.now()
        with self._store.connection(writing=True) as own:
            this = update(tables.hall_files).where(_h.name == name, _h.kind == kind)
            if not own.execute(this.values(at=now)).rowcount:
                own.execute(insert(tables.hall_files).values(name=name, kind=kind, at=now))


def opened_by_others(document: str) -> Iterator[str]:
    """Of an accepted dossier or a step: what a colleague looks at."""
    for pages in _PAGES.findall(document):
        yield from sorted(names_in(pages), key=pages.index)
    yield from sorted(imported_in(document))


def _in_order(document: str) -> list[str]:
    """Everything that a draft speaks of, in the order in which it speaks of it."""
    return sorted(names_in(document), key=document.index)


def _remove(server: Connection, names: list[str]) -> None:
    if names:
        server.execute(delete(tables.shared_file_parts).where(_p.name.in_(names)))
        server.execute(delete(tables.shared_files).where(_f.name.in_(names)))
