"""Two PCs that joined their hall, each with the role that joining gave it and no right more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from counter_app.domain.people import Account, Role
from counter_app.domain.ticket import Ticket, TicketState
from counter_app.use_cases.call_colleagues import CallColleagues
from counter_app.use_cases.call_next import PutAway
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.issue_ticket import IssueTicket
from counter_app.use_cases.look_up import LookUpAhead
from counter_app.use_cases.queueing import AT_THE_COUNTER
from counter_app.use_cases.serve_kiosk import KIOSK, ServeKiosk
from counter_app.use_cases.session import Session
from local_db.site.exchange import SiteExchange
from local_db.site.files import FileShare
from local_db.site.in_hand import taken_over
from local_db.site.joining import joined_engine, site_key
from local_db.site.line import SiteAddress
from local_db.site.shared_vault import SharedVault
from tests.local_db.counters import SITE, UNIT, HallCounter
from tests.local_db.hall import found, join_as
from tests.services.postgres import PostgresServer
from tests.services.store import PocketKeyChain, make_store


class JoinedCounter(HallCounter):
    """Its line is the one that it joined by."""

    def joined(self, engine: Engine, key_chain: PocketKeyChain) -> JoinedCounter:
        self.line = engine
        parts = self.store, engine, site_key(key_chain), self.code
        self.files = FileShare(*parts)
        self.exchange = SiteExchange(*parts, lambda: self.files.once())
        self.taken_over = partial(taken_over, engine, site_key(key_chain), self.code)
        self.vault = SharedVault(self.store.vault, lambda name: self.files.keep(name))
        counter, kiosk = Counter(UNIT, SITE, self.code), Session(KIOSK)
        clerk = Session(Account(f"clerk-{self.code}", self.code, "Cán bộ", frozenset({Role.CLERK})))
        clock, shared = self.store.clock, (self.store, self.store.clock, counter, kiosk)
        self.put_away = PutAway(self.store, clock, counter, clerk)
        self.colleagues = CallColleagues(self.store, clock, counter, clerk, self.hall)
        look_up = LookUpAhead(self.store, None, clock, counter, kiosk)  # type: ignore[arg-type]  # nobody asks
        self.kiosk = ServeKiosk(IssueTicket(*shared, self.hall), None, *shared, look_up)  # type: ignore[arg-type]
        self.beat()
        return self

    def beat(self, times: int = 3) -> None:
        """So many exchanges that came through, where the line is whole."""
        for _ in range(times):
            for _ in range(5):
                self.hall.beat()
                if self.lost or self.hall.link.up:
                    break

    def _engine(self) -> Engine:
        if self.lost:
            raise ConnectionRefusedError
        return self.line

    def state(self, label: str) -> TicketState:
        with self.store.read() as work:
            (ticket,) = (t for t in work.tickets.list(SITE, self.today()) if t.label == label)
        return ticket.state

    def tickets(self) -> tuple[Ticket, ...]:
        with self.store.read() as work:
            return work.tickets.list(SITE, self.today())

    def at_counter(self) -> Ticket:
        (here,) = (t for t in self.tickets() if t.called_by == self.code and t.state in AT_THE_COUNTER)
        return here

    def share(self) -> None:
        self.beat()
        self.exchange.once()


@contextmanager
def joined_hall(server: PostgresServer, folder: Path) -> Iterator[tuple[JoinedCounter, JoinedCounter]]:
    address = SiteAddress("localhost", server.port, server.unused_name(), server.authority.file)
    founder = found(address, "Q01")
    keys = {"Q01": founder, "Q02": join_as(address, "Q02", founder)}
    opened, engines = [], []
    for code, key_chain in keys.items():
        engines.append(joined_engine(address, code, key_chain))
        counter = JoinedCounter(make_store(folder / code), "", code)
        opened.append(counter.joined(engines[-1], key_chain))
    yield opened[0], opened[1]
    for counter in opened:
        counter.close()
    for engine in engines:
        engine.dispose()


@pytest.fixture
def hall(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[tuple[JoinedCounter, JoinedCounter]]:
    with joined_hall(postgres_server, tmp_path) as counters:
        yield counters


def both(*counters: JoinedCounter) -> None:
    for counter in (*counters, *counters):
        counter.beat()
