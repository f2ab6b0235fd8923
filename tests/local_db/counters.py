"""Counters of one hall: each with an encrypted store of its own, all with one PostgreSQL server; beaten by hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Engine, create_engine

from counter_app.domain.errors import CounterError
from counter_app.domain.people import Account, Role
from counter_app.domain.receipt import Unit
from counter_app.domain.ticket import ServiceGroup, Ticket
from counter_app.use_cases.call_next import CallNext, NotHere
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.guide_ticket import GuideTicket
from counter_app.use_cases.issue_ticket import IssueTicket
from counter_app.use_cases.overview import Overview
from counter_app.use_cases.queueing import local_day
from counter_app.use_cases.session import Session
from local_db.hall.shared import SharedHall
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from tests.services.store import make_store

GROUP = ServiceGroup("ho-tich", "A", "Hộ tịch")
SITE = "sanh-1"
KEY = bytes(32)
_T = TypeVar("_T")
UNIT = Unit("H13.552", "Trung tâm", "UBND xã", "Kế Sách")


@dataclass
class HallCounter:
    """`lost`: its line to the server is cut. `deadline` of an exchange, in seconds: what most tests hold is not how
    fast the machine is."""

    store: SqlStore
    url: str
    code: str
    lost: bool = False
    deadline: float = 20.0
    engines: list[Engine] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.store.write() as work:
            work.catalogue.replace({**_catalogue(), "version": "test"})
        account = Account(f"clerk-{self.code}", self.code, "Cán bộ", frozenset({Role.CLERK}))
        counter, session, clock = Counter(UNIT, SITE, self.code), Session(account), self.store.clock
        letters = lambda: frozenset("ABCDE")  # noqa: E731
        self.hall = SharedHall(
            self.store, self._engine, SITE, self.code, self.today, letters, deadline=self.deadline, key=lambda: KEY
        )
        shared = (self.store, clock, counter, session)
        self.issue = IssueTicket(*shared, self.hall)
        self.call_next = CallNext(*shared, self.hall)
        self.not_here = NotHere(self.store, clock, session, self.hall)
        self.guide = GuideTicket(*shared, self.hall)
        self.overview = Overview(*shared, hall_state=self.hall.state)

    def today(self) -> date:
        return local_day(self.store.clock.now())

    def _engine(self) -> Engine:
        if self.lost:
            raise ConnectionRefusedError
        self.engines.append(create_engine(self.url, hide_parameters=True))
        return self.engines[-1]

    def cut(self) -> None:
        """The wire to the server is gone from one moment to the next."""
        self.lost = True
        self.hall.link.drop()
        self.hall.link._engine = None
        self.hall.beat()

    def mend(self) -> None:
        self.lost = False

    def beat(self, times: int = 3) -> None:
        for _ in range(times):
            self.hall.beat()

    def ticket(self) -> Ticket:
        return self.issue(GROUP).ticket

    def call(self) -> str:
        """The label that is called."""
        draft = self.call_next()
        assert draft.ticket_id is not None
        with self.store.read() as work:
            return work.tickets.get(draft.ticket_id).label

    def close(self) -> None:
        with suppress(Exception):
            self.hall.close()
        self.store.close()
        for engine in self.engines:
            engine.dispose()


def all_until(end: type[CounterError], act: Callable[[], _T]) -> list[_T]:
    """What the act gives, again and again, until it raises that there is no more."""
    got: list[_T] = []
    try:
        while True:
            got.append(act())
    except end:
        return got


def _catalogue() -> dict[str, object]:
    from resources import catalogue_bundle

    return dict(catalogue_bundle())


Opened = Callable[[str], HallCounter]


def counters_of(engine: Engine, folder: Path) -> tuple[Opened, Callable[[], None]]:
    """Opens counters of the site in `engine`'s database by their codes; and closes all of them."""
    with engine.begin() as connection:
        bring_up_to_date(connection)
    url = engine.url.render_as_string(hide_password=False)
    opened: list[HallCounter] = []

    def open_one(code: str) -> HallCounter:
        counter = HallCounter(make_store(folder / f"{code}-{uuid4().hex[:4]}"), url, code)
        opened.append(counter)
        counter.beat()
        return counter

    def close() -> None:
        for counter in opened:
            counter.close()

    return open_one, close
