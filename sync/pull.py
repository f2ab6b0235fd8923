"""What comes from the province: catalogue, numbers for days ahead, people and held papers of the own commune."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import NotOffered, NotTheProvince, NumbersElsewhere, ProvinceRefused
from counter_app.domain.paper import HeldPaper
from counter_app.domain.slices import SLICES, Sums
from counter_app.ports import Changes, Clock, Lease, Province, Store, UnitOfWork
from counter_app.use_cases.portions import Portions
from counter_app.use_cases.take_in_news import TakeInNews

from .contract import UNKNOWN_CURSOR

_LOG = logging.getLogger(__name__)
_SUMMED_EVERY = timedelta(days=1)
_READ_A_DAY = 50_000  # rows that are held against their digests: seconds of a small machine
_Row = Citizen | HeldPaper | PersonalNumber | str  # the last two go: a person, a paper by its id
_MOST_LEASES = 20  # for one day in one pass


@dataclass
class Pull:
    """`days_ahead`: for how many days beyond today a counter can number offline; topped up under `low` numbers."""

    store: Store
    province: Province
    clock: Clock
    unit: str
    counter: str
    days_ahead: int = 7
    low: int = 30
    news: TakeInNews | None = None  # what is told of single dossiers
    _asking: dict[date, UUID] = field(default_factory=dict)
    _portions: Portions = field(init=False)

    def __post_init__(self) -> None:
        self._portions = Portions(self.store)

    def catalogue(self) -> None:
        """Raises the port's errors, and BadCatalogue for a bundle that the store refuses."""
        with self.store.read() as work:
            known = work.catalogue.version()
        bundle = self.province.catalogue(known)
        if bundle is not None:
            parsed = parse_bundle(bundle)  # takes as long as thousands of procedures do: nobody's save waits for it
            with self.store.write() as work:
                work.catalogue.replace(bundle, parsed=parsed)

    def accounts(self) -> None:
        """Who may work here. A province that names nobody who may would lock everybody out: that is not believed."""
        with self.store.read() as work:
            known = work.people.version()
        given = self.province.accounts(known)
        if given is None:
            return
        if not any(each.account.active for each in given.people):
            raise NotTheProvince("accounts without one that is active")
        with self.store.write() as work:
            work.people.put_accounts(given.people, given.version)

    def changes(self) -> None:
        """What changed since the last time, page by page. How far it came is kept with each page: whatever breaks off
        goes on there. "As of" moves only when the last one is in."""
        with self.store.read() as work:
            begun = work.register.cursor()
        cursor, seen = begun, {begun}
        with ThreadPoolExecutor(1, thread_name_prefix="changes") as ahead:
            asked: Future[Changes] = ahead.submit(self._page, cursor)
            while True:
                try:
                    page = asked.result()
                except NotOffered:
                    return
                if page.more and page.cursor in seen:
                    with self.store.write() as work:
                        work.register.keep_cursor(begun)
                    raise NotTheProvince("pages that go round in a circle")
                if page.more:  # the line brings the next while the disk takes this one
                    asked = ahead.submit(self._page, page.cursor)
                if self.news is not None:
                    self.news.steps(page.steps)
                    self.news.online(page.online)
                self._keep(page)
                if not page.more:
                    return
                cursor = page.cursor
                seen.add(cursor)

    def _page(self, cursor: str | None) -> Changes:
        """A cursor that the province does not know any more begins anew."""
        try:
            return self.province.changes(cursor)
        except ProvinceRefused as error:
            if cursor is None or error.facts.get("reason") != UNKNOWN_CURSOR:
                raise
        page = self.province.changes(None)
        _LOG.warning("changes: cursor unknown there, all of it is pulled again")
        with self.store.write() as work:
            work.register.forget_summed()  # what went meanwhile has no tombstone in here: the sums find it
        return page

    def _keep(self, page: Changes) -> None:
        """In transactions that a clerk who saves something in between does not notice; the last one moves on."""

        def move_on(work: UnitOfWork) -> None:
            if page.more:
                work.register.keep_cursor(page.cursor)
            else:
                work.register.set_as_of(page.as_of, page.cursor)

        self._put(page, move_on)

    def _put(self, page: Changes, then: Callable[[UnitOfWork], None]) -> None:
        """All rows of the page, then what goes; `then` in the last of its transactions."""

        def put(work: UnitOfWork, some: Sequence[_Row], last: bool) -> None:
            work.register.put_citizens([row for row in some if isinstance(row, Citizen)], page.as_of, page.names)
            work.register.put_held_papers([row for row in some if isinstance(row, HeldPaper)])
            people_gone = [row for row in some if isinstance(row, PersonalNumber)]
            work.register.take_out(people_gone, [row for row in some if isinstance(row, str)])
            if last:
                then(work)

        rows: list[_Row] = [*page.citizens, *page.papers, *page.people_gone, *page.papers_gone]
        self._portions.write(rows, put)

    def sums(self) -> None:
        """After the first fill, and once a day: slices in which the two sides do not hold the same are pulled again. So
        are those with a row that was changed under its digest; each is read for that in its turn, a few a day."""
        now = self.clock.now()
        with self.store.read() as work:
            summed, whole = work.register.summed(), work.register.as_of() is not None
        if not whole or (summed is not None and abs(now - summed) < _SUMMED_EVERY):
            return
        told = self.province.sums()
        if told is not None:
            with self.store.read() as work:
                ours = work.register.sums()
                changed = work.register.changed_within(_to_read(ours, now))
            unlike = sorted({*ours.unlike(told), *changed})
            if ours.cursor != told.cursor or not self._repaired(unlike, told.cursor):
                return  # something changed in between: the next pass looks again
        with self.store.write() as work:
            work.register.keep_summed(now)

    def _repaired(self, slices: Sequence[int], cursor: str) -> bool:
        """Whether all of these are as the province has them at this cursor."""
        for number in slices:
            told = self.province.slice(number)
            with self.store.read() as work:
                if told.cursor != cursor or work.register.cursor() != cursor:
                    return False
                differs = work.register.what_differs(number, told)
            self._put(differs, lambda work: None)
        if slices:
            _LOG.warning("changes: %d slices were not as the province has them, and were pulled again", len(slices))
        return True

    def numbers(self) -> None:
        """Enough for today and the days ahead; none where this province gives codes one by one."""
        today = self.clock.now().astimezone(VIETNAM).date()
        for ahead in range(self.days_ahead + 1):
            if not self._top_up(today + timedelta(days=ahead)):
                return

    def _top_up(self, day: date) -> bool:
        """False: the province leases none. Raises NumbersElsewhere."""
        with self.store.read() as work:
            left = work.numbers.left(self.unit, self.counter, day)
        for _ in range(_MOST_LEASES):
            if left >= self.low:
                break
            lease = self._lease(day)
            if not lease.blocks:
                return False
            with self.store.write() as work:
                for block in lease.blocks:
                    work.numbers.add_block(block)
                work.numbers.keep_token(lease.token)
                left = work.numbers.left(self.unit, self.counter, day)
        return True

    def _lease(self, day: date) -> Lease:
        """Asks with the id of a reply that was lost, as long as this program lives. Never after a start: a copy of the
        store would ask with the same. Blocks that were leased and not heard of stay unused."""
        with self.store.read() as work:
            claim = work.numbers.lease_claim()
        if claim is None:
            raise NumbersElsewhere
        request = self._asking.setdefault(day, uuid4())
        try:
            lease = self.province.lease_numbers(self.counter, [day], request, claim)
        except NumbersElsewhere:
            with self.store.write() as work:
                work.numbers.disown()
            raise
        del self._asking[day]
        return lease


def _to_read(held: Sums, now: datetime) -> list[int]:
    """Today's share of all slices: each day begins where the day before ended."""
    rows = sum(part.count for of in (held.citizens, held.papers) for part in of.values())
    share = min(SLICES, max(1, SLICES * _READ_A_DAY // max(1, rows)))
    first = now.astimezone(VIETNAM).toordinal() * share
    return [(first + at) % SLICES for at in range(share)]
