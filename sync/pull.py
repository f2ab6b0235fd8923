"""What comes from the province: catalogue, numbers for days ahead, people and held papers of the own commune."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import NotOffered, NotTheProvince, NumbersElsewhere
from counter_app.ports import Clock, Lease, Province, Store
from counter_app.use_cases.take_in_news import TakeInNews

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

    def catalogue(self) -> None:
        """Raises the port's errors, and BadCatalogue for a bundle that the store refuses."""
        with self.store.read() as work:
            known = work.catalogue.version()
        bundle = self.province.catalogue(known)
        if bundle is not None:
            with self.store.write() as work:
                work.catalogue.replace(bundle)

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
        """All pages; "as of" moves only when the last one is in, so that a break begins again where it was safe."""
        with self.store.read() as work:
            cursor = work.register.cursor()
        seen = {cursor}
        while True:
            try:
                page = self.province.changes(cursor)
            except NotOffered:
                return
            if self.news is not None:
                self.news.steps(page.steps)
                self.news.online(page.online)
            with self.store.write() as work:
                work.register.put_citizens(page.citizens, page.as_of)
                work.register.put_held_papers(page.papers)
                if not page.more:
                    work.register.set_as_of(page.as_of, page.cursor)
                    return
            cursor = page.cursor
            if cursor in seen:
                raise NotTheProvince("pages that go round in a circle")
            seen.add(cursor)

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
