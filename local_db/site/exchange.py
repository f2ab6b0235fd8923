"""One pass with the site's server: tell what colleagues do not know, hear what they told. Repeatable at any point.

A telling is one transaction behind a lock of the server's own, so that the order of places is the order of commits and
nobody who reads up to a place misses one below it. Told is noted here after the server has it: cut in between, the same
entry is told again, and the server keeps the one that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, func, insert, select, text, update

from counter_app.domain.errors import SiteNotJoined, SiteVersion
from counter_app.ports import Clock

from .. import tables
from ..facts import forget_fact, read_fact, write_fact
from ..schema import REVISION, revision_of
from .heard import Hearing
from .in_hand import HELD, Spooled, news_of, note_news, nothing_spooled
from .line import site_faults
from .seal import KEY_ID, key_id
from .sole import ONE_AT_A_TIME
from .told import DRAFT, GIVEN, KINDS, Entry, give_all_again, note_told, tell_all_again, untold

EPOCH = "site.epoch"  # of the server's present life: another one has heard nothing
_REACHED = "site.reached"  # the last place that it is known to have given: below it, it has forgotten
_UNREAD = "site.unread"  # the first place that could not be read: heard again when the program starts, as a newer one
_A_DAY, _A_MONTH = text("interval '1 day'"), text("interval '31 days'")
_BATCH = 20  # entries: a clerk's own write never waits long
_e, _c = tables.site_entries.c, tables.site_counters.c


class OwnStore(Protocol):
    """Of `local_db.store.SqlStore` what this needs."""

    @property
    def clock(self) -> Clock: ...

    def connection(self, writing: bool) -> AbstractContextManager[Connection]: ...


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """`told`: entries that the server has now; `heard`: of colleagues, new here; `more`: files are still to be sent."""

    told: int
    heard: int
    more: bool = False


class SiteExchange:
    """Of one counter. `key` is the site's; `files` has its turn after the entries; `spooled`: of a draft. Raises
    SiteFault and what the own store raises."""

    def __init__(
        self,
        store: OwnStore,
        engine: Engine,
        key: bytes,
        counter: str,
        files: Callable[[], bool] = lambda: False,
        spooled: Spooled = nothing_spooled,
    ) -> None:
        self._store, self._engine, self._key, self._counter, self._files = store, engine, key, counter, files
        self._spooled, self._tried_again = spooled, False

    def once(self) -> SiteOutcome:
        self._notice()
        self._meet()
        if not self._tried_again:
            self._try_again()
            self._tried_again = True
        told = sum(self._tell(kind) for kind in KINDS)
        heard = self._hear()
        return SiteOutcome(told, heard, self._files())

    def _notice(self) -> None:
        """Since when a draft is in whose hands is known also where the server is away."""
        with self._store.connection(writing=False) as own:
            news = news_of(own, self._store.clock.now(), self._spooled)
        if news.begun or news.ended:
            with self._store.connection(writing=True) as own:
                now = self._store.clock.now()
                note_news(own, news_of(own, now, self._spooled), now, self._spooled)

    def _meet(self) -> None:
        """Is it the server that was told and heard so far? Says that this counter is here."""
        with site_faults(), self._engine.begin() as server:
            must_fit(server)
            if read_fact(server, KEY_ID) != key_id(self._key):
                raise SiteNotJoined(why="key")
            epoch = read_fact(server, EPOCH) or ""
            last = server.scalar(select(func.max(_e.place))) or 0
            server.execute(update(tables.site_counters).where(_c.counter == self._counter).values(seen_at=func.now()))
            for kind, after in (
                (DRAFT, _A_DAY),
                (GIVEN, _A_MONTH),
                (HELD, _A_MONTH),
            ):  # nobody's any more: of a number of yesterday
                over = _e.kind == kind, _e.sealed != b"", _e.at < func.now() - after
                server.execute(update(tables.site_entries).where(*over).values(sealed=b""))
        with self._store.connection(writing=False) as own:
            known, reached = read_fact(own, EPOCH), int(read_fact(own, _REACHED) or 0)
        if known == epoch and reached <= last:
            return
        with self._store.connection(writing=True) as own:
            if known is not None:
                tell_all_again(own)
                give_all_again(own)
            for kind in KINDS:
                write_fact(own, _cursor(kind), "0")
            write_fact(own, _REACHED, "0")
            write_fact(own, EPOCH, epoch)

    # --- telling ---------------------------------------------------------------------------------------

    def _tell(self, kind: str) -> int:
        told = 0
        while True:
            with self._store.connection(writing=False) as own:
                entries = untold(own, kind, self._counter, self._key, _BATCH)
            if not entries:
                return told
            with site_faults(), self._engine.begin() as server:
                places = _put(server, entries)
            with self._store.connection(writing=True) as own:
                note_told(own, entries, places)
                _reach(own, max(places.values()))
            told += len(entries)

    def _try_again(self) -> None:
        """What could not be read, and all since: a step may have come before its dossier could be read."""
        with self._store.connection(writing=True) as own:
            unread = read_fact(own, _UNREAD)
            if unread is None:
                return
            for kind in KINDS:
                write_fact(own, _cursor(kind), str(min(_heard_to(own, kind), int(unread) - 1)))
            forget_fact(own, _UNREAD)

    # --- hearing ---------------------------------------------------------------------------------------

    def _hear(self) -> int:
        """Dossiers first: of one snapshot, in which each step's dossier is."""
        new = 0
        while True:
            with self._store.connection(writing=False) as own:
                cursors = {kind: _heard_to(own, kind) for kind in KINDS}
            kind, entries = self._next(cursors)
            if not entries:
                return new
            with self._store.connection(writing=True) as own:
                hearing = Hearing(own, self._key, self._counter, self._store.clock.now())
                new += hearing.take(kind, entries)
                write_fact(own, _cursor(kind), str(entries[-1].place))
                _reach(own, entries[-1].place)
                if hearing.unread is not None and read_fact(own, _UNREAD) is None:
                    write_fact(own, _UNREAD, str(hearing.unread))

    def _next(self, cursors: dict[str, int]) -> tuple[str, Sequence[Row[Any]]]:
        with site_faults(), self._engine.connect() as server:
            server.execution_options(isolation_level="REPEATABLE READ")
            for kind in KINDS:
                later = select(tables.site_entries).where(_e.kind == kind, _e.place > cursors[kind], _e.sealed != b"")
                entries = server.execute(later.order_by(_e.place).limit(_BATCH)).all()
                if entries:
                    return kind, entries
        return KINDS[0], ()


def must_fit(server: Connection) -> None:
    """Raises SiteVersion: `site init` was never run there, or by an older or newer program."""
    revision = revision_of(server)
    if revision != REVISION:
        raise SiteVersion(revision or "", why="" if revision is None else "older" if revision < REVISION else "newer")


def _put(server: Connection, entries: Sequence[Entry]) -> dict[UUID, int]:
    """The place of each, new or as it was told before."""
    server.execute(ONE_AT_A_TIME)
    kind = entries[0].kind
    these = select(_e.id, _e.change, _e.place).where(_e.kind == kind, _e.id.in_([entry.id for entry in entries]))
    known = {row.id: row for row in server.execute(these)}
    place = server.scalar(select(func.max(_e.place))) or 0
    places: dict[UUID, int] = {}
    for entry in entries:
        there = known.get(entry.id)
        if there is not None and there.change >= entry.change:
            places[entry.id] = there.place
            continue
        place += 1
        row = {"place": place, "counter": entry.counter, "change": entry.change, "sealed": entry.sealed}
        if there is None:
            new = insert(tables.site_entries).values(kind=kind, id=entry.id, at=func.now(), **row)
            server.execute(new)
        else:
            again = update(tables.site_entries).where(_e.kind == kind, _e.id == entry.id)
            server.execute(again.values(at=func.now(), **row))
        places[entry.id] = place
    return places


def _reach(own: Connection, place: int) -> None:
    if place > int(read_fact(own, _REACHED) or 0):
        write_fact(own, _REACHED, str(place))


def _cursor(kind: str) -> str:
    return f"site.heard.{kind}"


def _heard_to(own: Connection, kind: str) -> int:
    return int(read_fact(own, _cursor(kind)) or 0)
