"""The queue of a hall as one of its counters has it: `SharedHall` fulfils `ports.Hall`, and its `beat` exchanges with
the server, once a second and when something has changed.

Two rules keep a number from being called twice, whatever is cut, and whenever: what is given up is forgotten here
before the server hears of it; what is taken stands at the server before it is known here. So the answer that never
comes leaves a number with nobody, for a second, and never with two.
"""

# Long because: what the desk asks and what a beat exchanges keep the same two rules, and are read beside each other.

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import (
    HallBusy,
    HeldElsewhere,
    NoKeyring,
    OnlineOver,
    OnlineUnclear,
    OnlyUnclear,
    QuotaUnclear,
    SiteLost,
    SiteNotJoined,
)
from counter_app.domain.spoken_call import counter_name
from counter_app.domain.ticket import Ticket
from counter_app.ports import Alarm, Clock, GivenNumber, HallState, UnitOfWork

from ..facts import read_fact, write_fact
from ..site.sole import leave_sole, take_sole
from ..tickets import SqlTickets, ticket_of
from ..unit_of_work import SqlUnitOfWork
from . import here, leases, lives, there
from .alarms import Alarms
from .leases import LEASE, LETTERS, Place, Share
from .link import OpenSite, SiteLink
from .lives import Forgotten, Memory

BEAT = 1.0  # seconds
_LETTER, _LEASE_END = "hall.letter", "hall.lease-end"
_DAYS = timedelta(days=2)  # before today: what is heard of
_PATIENCE = 0.5  # seconds that the desk waits for an exchange under way
_ALL_HELD = 10**6
_STUMBLE = timedelta(seconds=5)  # a server that is away for less is asked again for a number of which few are left
_BATCH = 24  # rows of an exchange, fewer while it comes to nothing
_T = TypeVar("_T")
_Choose = Callable[[UnitOfWork], Ticket | None]


class OwnStore(Protocol):
    """Of `local_db.store.SqlStore` what this needs."""

    @property
    def clock(self) -> Clock: ...

    def connection(self, writing: bool) -> AbstractContextManager[Connection]: ...


@dataclass(frozen=True, slots=True)
class _Lease:
    """Until when what is held here may be called: by the running time, and by the PC's clock for after a restart."""

    end: float
    on_the_clock: datetime


class SharedHall:
    """Of one counter; `groups` are the letters of its services. `wake`: have `beat` called at once, in the background.
    `key`: the site's. Close it before the store."""

    shared = True

    def __init__(
        self,
        store: OwnStore,
        opened: OpenSite,
        site: str,
        counter: str,
        today: Callable[[], date],
        groups: Callable[[], frozenset[str]] = frozenset,
        wake: Callable[[], None] = lambda: None,
        deadline: float = 1.0,
        key: Callable[[], bytes] = bytes,
    ) -> None:
        self._store, self._place, self._today, self._groups = store, Place(site, counter), today, groups
        self.link = SiteLink(opened, deadline)
        self.wake, self._key = wake, key
        self._one = threading.Lock()  # a call, or a beat: what is held here changes in one place at a time
        self._share = Share(frozenset(), 1, 0)
        self._batch = _BATCH
        self._heard: tuple[int, ...] = ()
        self._away_since: datetime | None = store.clock.now()
        self._alarms = Alarms(self._place)
        with store.connection(writing=False) as connection:
            self._letter = read_fact(connection, _LETTER) or ""
            end = read_fact(connection, _LEASE_END)
            self._life = lives.read(connection, counter)
        self._place = Place(site, counter, self._life.base)
        self._memory = Memory(numbers=False, calls=False)
        self._unsure_since = store.clock.now()
        self._gone: tuple[str, ...] = ()
        self._trouble = ""
        self._troubles: tuple[tuple[str, str], ...] = ()
        now = store.clock.now()
        left = datetime.fromisoformat(end) - now if end else timedelta(0)
        self._lease = _Lease(monotonic() + min(left, LEASE).total_seconds(), now + left)

    # --- what the desk asks ----------------------------------------------------------------------------

    def number(self, letter: str, day: date, group: str = "", quota: int | None = None) -> GivenNumber:
        """See `ports.Hall`."""
        if self.link.up:
            try:
                with self._alone() as alone:
                    number = self._number_there(letter, day, group, quota) if alone else None
                if number is not None:
                    return GivenNumber(letter, number)
            except SiteLost:
                self._is_away()
        if quota is not None:
            self._must_be_ours(day, group, quota)
        return GivenNumber(self.letter)

    def _number_there(self, letter: str, day: date, group: str, quota: int | None) -> int | None:
        """None: of a server that has forgotten none is taken yet. Raises SiteLost, NumbersGivenOut."""
        with self._store.connection(writing=False) as connection:
            known = here.highest(connection, self._place.site, day, letter)
        with self.link.transaction() as connection:
            self._life = lives.remembered(connection, self._place, self._life)
            memory = self._remembers(connection, day)
            if not memory.numbers:
                return None
            asked = connection, self._place, day, letter, known, group, quota
            return leases.next_number(*asked, unheard=memory.unheard == day)

    def _must_be_ours(self, day: date, group: str, quota: int) -> None:
        """Without the server: this counter's even part of what was left when it last heard, and of a server that only
        stumbled nothing: it is asked again. Raises QuotaUnclear."""
        away = self._away_since
        stumbled = self.link.up if away is None else self._store.clock.now() - away < _STUMBLE
        with self._store.connection(writing=False) as connection:
            given = here.given(connection, self._place.site, day, group, self.letter)
        counters = max(self._share.first, given.counters)
        if (stumbled and self._memory.numbers) or given.by_itself >= (quota - given.by_all) // counters:
            raise QuotaUnclear(group=group)

    def _remembers(self, connection: Connection, day: date) -> Memory:
        """Asked until all that the server's present life waits for have told."""
        if not (self._memory.numbers and self._memory.calls):
            day_began = datetime.combine(day, time(), VIETNAM)
            self._memory = lives.memory(connection, self._place, self._life, day, day_began)
        return self._memory

    def _may_call(self, day: date) -> bool:
        if self._memory.calls:
            return True
        try:
            with self.link.transaction() as connection:
                self._life = lives.remembered(connection, self._place, self._life)
                return self._remembers(connection, day).calls
        except SiteLost:
            self._is_away()
            return False

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """False: an exchange is under way that takes too long, and the desk goes on as if the server were away."""
        got = self._one.acquire(timeout=_PATIENCE)
        try:
            yield got
        finally:
            if got:
                self._one.release()

    @contextmanager
    def claim(self, day: date, now: datetime, ticket_id: UUID | None = None) -> Iterator[_Choose]:
        """See `ports.Hall`."""
        with self._alone() as alone:
            there_is_one, wanted = self.link.up, ticket_id is not None
            asked = alone and there_is_one and (wanted or self._may_call(day))
            claimed = self._claim_there(day, now, ticket_id) if asked else None
            if claimed is None and wanted and there_is_one:
                raise HallBusy  # a colleague may have it by now: never decided alone while there is a server to ask
            if claimed is None:
                yield lambda work: self._own(work, day, ticket_id)
            else:
                yield claimed

    @contextmanager
    def sole(self, act: UUID) -> Iterator[None]:
        """See `ports.Hall`."""
        mine = self._there(lambda server: take_sole(server, self._place.counter, act))
        if not mine:
            raise OnlineUnclear if mine is None else OnlineOver
        try:
            yield
        except BaseException:
            self._there(lambda server: leave_sole(server, self._place.counter, act))
            raise

    def _there(self, act: Callable[[Connection], bool]) -> bool | None:
        """None: the server is away, or an exchange under way takes too long."""
        with self._alone() as alone:
            if not alone:
                return None
            try:
                with self.link.transaction() as connection:
                    return act(connection)
            except SiteLost:
                self._is_away()
                return None

    def _claim_there(self, day: date, now: datetime, ticket_id: UUID | None) -> _Choose | None:
        """None: the server is away."""
        try:
            if ticket_id is not None:
                self._exchange()  # what was just done with it here
            with self._store.connection(writing=False) as connection:
                called = here.called_unheard(connection, self._place.site)
            with self.link.transaction() as connection:
                life = lives.remembered(connection, self._place, self._life)
                found = leases.claim(connection, self._place, day, now, ticket_id, called)
            self._life = life
        except SiteLost:
            self._is_away()
            return None

        def choose(work: UnitOfWork) -> Ticket | None:
            if found is None:
                return None
            connection = _tickets(work).connection
            lives.write_heard(connection, life)
            known = there.rows_here(connection, (found[0].id,)).get(found[0].id)
            if known is not None and (known.unsent or known.version >= found[1]):
                return None  # changed here since: the next beat tells it, and takes the call back
            _tickets(work).adopt(*found, self._place.counter)
            return found[0]

        return choose

    def _own(self, work: UnitOfWork, day: date, ticket_id: UUID | None) -> Ticket | None:
        """Without the server. Raises HeldElsewhere, OnlyUnclear."""
        connection, me, lease = _tickets(work).connection, self._place, self._leased
        if ticket_id is None:
            row = here.next_of_own(connection, me.site, me.counter, day, lease)
            others = here.unclear(connection, me.site, me.counter, day, lease) if row is None else ()
            if others:
                raise OnlyUnclear(count=str(len(others)))
            return None if row is None else ticket_of(row)
        row = there.rows_here(connection, (ticket_id,)).get(ticket_id)
        if row is not None and row.held_for not in (None, me.counter):
            raise HeldElsewhere(counter=row.held_for)
        if row is None or row.state in here.AT_A_COUNTER:
            return None
        return ticket_of(row)

    def changed(self) -> None:
        """See `ports.Hall`."""
        self.wake()

    def state(self, day: date) -> HallState:
        """See `ports.Hall`."""
        away = self._away_since
        with self._store.connection(writing=False) as connection:
            both = here.conflicts(connection, self._place.site, day)
            unclear: tuple[UUID, ...] = ()
            if away is not None or not self._memory.calls:
                unclear = here.unclear(connection, self._place.site, self._place.counter, day, self._leased)
        waits_for: tuple[str, ...] = ()
        gone = self._gone if away is None else ()
        if away is None and not (self._memory.calls and self._memory.numbers):
            away, waits_for = self._unsure_since, self._memory.waits_for
        colleagues = self._share.colleagues if away is None else ()
        return HallState(True, away, self.letter, unclear, both, waits_for, gone, self._troubles, colleagues)

    def trouble(self, reason: str) -> None:
        """See `ports.Hall`."""
        if reason != self._trouble:
            self._trouble = reason[:32]
            self.wake()

    def alarms(self) -> tuple[Alarm, ...]:
        """See `ports.Hall`."""
        return self._alarms.now()

    def call_colleagues(self, at: datetime | None) -> bool:
        """See `ports.Hall`."""
        self._alarms.call(at)
        self.wake()
        return self.link.up

    def answer(self, counter: str) -> None:
        """See `ports.Hall`."""
        self._alarms.answer(counter)
        self.wake()

    @property
    def letter(self) -> str:
        """Of the numbers that are given out here without the server: the site's word, or, before it was ever reached,
        the one that belongs to the counter's own number."""
        if self._letter:
            return self._letter
        number = counter_name(self._place.counter)
        letters = self._letters()
        return letters[(int(number) - 1) % len(letters)] if number.isdecimal() else letters[0]

    def _letters(self) -> tuple[str, ...]:
        groups = self._groups()
        return tuple(letter for letter in LETTERS if letter not in groups) or tuple(LETTERS)

    @property
    def _leased(self) -> bool:
        return monotonic() < self._lease.end

    def _is_away(self) -> None:
        if self._away_since is None:
            self._away_since = self._store.clock.now()
        self.wake()

    # --- the exchange ----------------------------------------------------------------------------------

    def beat(self) -> float:
        """Exchanges once; the pause until the next, in seconds. What it raises, the store raised."""
        reached = False
        try:
            if not self.link.up:
                self._place = replace(self._place, key=self._key())  # another one once the PC has joined again
                self.link.connect()
            reached = True
            with self._one:
                try:
                    again = self._exchange()
                except Forgotten:
                    self._tell_again()
                    again = self._exchange()
        except (SiteLost, SiteNotJoined, NoKeyring):
            if reached:
                self._batch = max(1, self._batch // 2)
            self._is_away_quietly()
            return BEAT
        self._batch = min(_BATCH, 2 * self._batch)
        self._away_since = None
        return 0.0 if again else BEAT

    def _is_away_quietly(self) -> None:
        self._heard = ()
        if self._away_since is None:
            self._away_since = self._store.clock.now()

    def close(self) -> None:
        """Leaves: what waits is everybody's again. A server that is away hears it when it comes back."""
        if self.link.up:
            try:
                with self._one:
                    self._exchange(leaves=True)
            except SiteLost:
                pass
        self.link.close()

    def _exchange(self, leaves: bool = False) -> bool:
        """Whether there is more to say at once. Raises SiteLost."""
        me, day = self._place, self._today()
        since = day - _DAYS
        given_up = self._give_up(day, leaves)
        with self._store.connection(writing=False) as connection:
            rows = here.unsent(connection, me.site, self._batch)
            services = here.unsent_services(connection, me.site, self._batch)
            held = here.held(connection, me.site, me.counter)
            known, timed = here.versions(connection, me.site, since), here.services_known(connection, me.site, since)
        began, at = monotonic(), self.link.now()
        letters = (self.letter, *(one for one in self._letters() if one != self.letter))
        news: tuple[here._Row, ...] = ()
        service_news: tuple[here._Row, ...] = ()
        conflicts: tuple[here._Row, ...] | None = None
        with self.link.transaction() as connection:
            life = lives.remembered(connection, me, self._life)
            letter = leases.be_heard(connection, me, at, letters, leaves)
            alarms = self._alarms.exchange(connection)
            told = there.tell(connection, me, rows, at)
            timed_there = there.tell_services(connection, services)
            heard = there.digest(connection, me.site, since)
            if heard != self._heard or rows or given_up:
                news = self._hear(connection, since, {**known, **told.versions})
                service_news = there.services_since(connection, me.site, since, timed)
                conflicts = there.conflicts_since(connection, me.site, since)
            gone, troubles = leases.out_of_touch(connection, me), leases.say_trouble(connection, me, self._trouble)
            memory = self._remembers(connection, day)
            if leaves or memory.calls:
                share = Share(held, 1, 0) if leaves else leases.hold(connection, me, day, held)
            else:  # nobody knows yet what is free
                leases.keep_only(connection, me, held)
                share = Share(held, 0, _ALL_HELD)
        self._alarms.passed(alarms)
        self._heard = heard if not news else ()
        self._share, self._life = share, life
        self._gone, self._troubles = gone, troubles
        new_lease = _Lease(began + LEASE.total_seconds() - self.link.doubt, self._store.clock.now() + LEASE)
        taken = share.held - held
        if not (rows or services or news or service_news or conflicts is not None or taken or letter != self._letter):
            self._lease = _Lease(new_lease.end, self._lease.on_the_clock)
            self._keep_lease(new_lease)
            return False
        with self._store.connection(writing=True) as connection:
            here.sent(connection, rows, told.versions, timed_there)
            here.take_over(connection, told.given_way, me.note, {row.id: row.unsent for row in rows})
            here.take_over(connection, news, me.note)
            here.let_go_of_drafts(connection, me.site, me.counter)
            here.hold_now(connection, me.counter, taken)
            here.take_services(connection, service_news)
            if conflicts is not None:
                here.take_conflicts(connection, me.site, since, conflicts)
            write_fact(connection, _LETTER, letter)
            write_fact(connection, _LEASE_END, new_lease.on_the_clock.isoformat())
            lives.write_heard(connection, life)
        self._letter, self._lease = letter, new_lease
        return bool(rows or services)

    def _tell_again(self) -> None:
        """To a server that has forgotten: all that it knew, as this counter knows it, in exchanges that a slow server
        ends in time. Cut in between, it goes on with what is not told yet. Raises SiteLost."""
        self._memory, self._unsure_since, self._heard = Memory(False, False), self._store.clock.now(), ()
        site, since = self._place.site, self._today() - _DAYS
        at = self.link.now()
        with self.link.transaction() as connection:
            life = lives.begin(connection, self._place, self._life)
        place = replace(self._place, base=life.base)
        with self._store.connection(writing=False) as connection:
            rows = lives.known_again(connection, site, since)
            both = lives.conflicts(connection, site, since)
            highest = lives.highest(connection, site, since)
        for some in _parts(rows, self._batch):
            with self.link.transaction() as connection:
                lives.tell_again(connection, place, some, at)
        for of_letters in _parts(highest, self._batch):
            with self.link.transaction() as connection:
                lives.tell_numbers(connection, place, of_letters)
        letters = (self.letter, *(one for one in self._letters() if one != self.letter))
        with self.link.transaction() as connection:
            lives.tell_conflicts(connection, both)
            leases.be_heard(connection, place, at, letters, life=life.life)
        with self._store.connection(writing=True) as connection:
            lives.services_unsent(connection, site, since)
            lives.write(connection, place.counter, life)
        self._place, self._life = place, life

    def _hear(self, connection: Connection, since: date, known: dict[UUID, int]) -> tuple[here._Row, ...]:
        news = there.changed_since(connection, self._place.site, since, known)
        mine = [row for row in news if row.writer == self._place.counter]
        if not mine:
            return news
        with self._store.connection(
            writing=False
        ) as own:  # and nothing of the server's within: its loss is no fault here
            before = there.rows_here(own, [row.id for row in mine])
        there.never_called(connection, self._place, mine, before)
        return tuple(there.rows_here(connection, [row.id for row in news]).values())

    def _give_up(self, day: date, leaves: bool) -> bool:
        """Forgotten here first. True where something was."""
        me = self._place
        with self._store.connection(writing=False) as connection:
            over = here.to_give_up(connection, me.site, me.counter, day, self._share)
            if leaves:
                over = here.all_waiting_held(connection, me.site, me.counter)
            new = here.not_held_yet(connection, me.site)
        if over or new:
            with self._store.connection(writing=True) as connection:
                here.give_up(connection, over)
                here.hold_before_sending(connection, me.site, me.counter)
        return bool(over)

    def _keep_lease(self, lease: _Lease) -> None:
        """For after a restart; written once in a while."""
        if lease.on_the_clock - self._lease.on_the_clock > LEASE / 6:
            with self._store.connection(writing=True) as connection:
                write_fact(connection, _LEASE_END, lease.on_the_clock.isoformat())
            self._lease = lease


def _parts(rows: tuple[_T, ...], most: int) -> Iterator[tuple[_T, ...]]:
    return (rows[first : first + most] for first in range(0, len(rows), most))


def _tickets(work: UnitOfWork) -> SqlTickets:
    return cast(SqlUnitOfWork, work).tickets
