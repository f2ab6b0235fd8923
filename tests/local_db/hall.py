"""A made-up hall: a founded site on a test's server, and counters with stores of their own that have joined it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from counter_app.domain.life import Act, Collector, Life, Result, Step
from counter_app.domain.outbox import OutboxEvent
from counter_app.ports import AcceptedDossier
from local_db.site.exchange import SiteExchange, SiteOutcome
from local_db.site.founding import Founding
from local_db.site.joining import join, joined_engine, keep_key, site_key
from local_db.site.line import SiteAddress
from local_db.store_keys import code_book
from tests.local_db.samples import CLERK, NOW, accept
from tests.services.postgres import OWNER, PASSWORD, PostgresServer
from tests.services.store import PocketKeyChain, make_store

RESULT = Result("KQ.G15.000032", why_no_file="bản giấy")
COLLECTOR = Collector("Sơn Thị Đạo", "094090123456")


def found(address: SiteAddress, counter: str = "Q1") -> PocketKeyChain:
    """The key chain of the PC that founded the site and joined as `counter`."""
    key_chain, it = PocketKeyChain(), Founding(address, OWNER, PASSWORD)
    keep_key(key_chain, it.found(None))
    join(address, counter, it.invite(counter, site_key(key_chain), code_book()), key_chain, f"pc of {counter}")
    return key_chain


def join_as(address: SiteAddress, counter: str, founder: PocketKeyChain) -> PocketKeyChain:
    key_chain = PocketKeyChain()
    code = Founding(address, OWNER, PASSWORD).invite(counter, site_key(founder), code_book())
    join(address, counter, code, key_chain, f"pc of {counter}")
    return key_chain


class HallCounter:
    """One counter: its own store, what a clerk does there, and the exchange with the site."""

    def __init__(self, folder: Path, code: str, address: SiteAddress, key_chain: PocketKeyChain) -> None:
        self.code, self.address, self.key_chain = code, address, key_chain
        self.store = make_store(folder)
        self._open()

    def _open(self) -> None:
        self.engine = joined_engine(self.address, self.code, self.key_chain)
        self._exchange = SiteExchange(self.store, self.engine, site_key(self.key_chain), self.code)

    def join_again(self, key_chain: PocketKeyChain) -> None:
        self.engine.dispose()
        self.key_chain = key_chain
        self._open()

    def exchange(self) -> SiteOutcome:
        return self._exchange.once()

    def accept(self) -> AcceptedDossier:
        with self.store.write() as work:
            return accept(work, counter=self.code)

    def step(self, dossier: UUID, act: Act) -> Step:
        step = Step(
            *(uuid4(), act, NOW + timedelta(hours=1), CLERK, "Lâm Văn Bảy", self.code),
            result=RESULT if act is Act.RESULT_ARRIVED else None,
            collector=COLLECTOR if act is Act.RETURNED else None,
        )
        with self.store.write() as work:
            work.lives.add(dossier, step)
        return step

    def life(self, dossier: UUID) -> Life:
        with self.store.read() as work:
            return work.lives.of(dossier)

    def accepted(self, dossier: UUID) -> AcceptedDossier:
        with self.store.read() as work:
            return work.dossiers.get(dossier)[1]

    def dossiers(self) -> list[UUID]:
        """Each as often as it stands here."""
        with self.store.read() as work:
            return sorted(one.id for one in work.dossiers.recent(limit=10_000))

    def due(self) -> tuple[OutboxEvent, ...]:
        with self.store.read() as work:
            return work.outbox.due(NOW + timedelta(days=1), limit=1000)

    def close(self) -> None:
        self.engine.dispose()
        self.store.close()


class Hall:
    def __init__(self, folder: Path, address: SiteAddress, closing: ExitStack) -> None:
        self._folder, self.address, self._closing = folder, address, closing
        self.founder = found(address)

    def counter(self, code: str) -> HallCounter:
        key_chain = self.founder if code == "Q1" else join_as(self.address, code, self.founder)
        counter = HallCounter(self._folder / code, code, self.address, key_chain)
        self._closing.callback(counter.close)
        return counter


@contextmanager
def hall_on(server: PostgresServer, folder: Path) -> Iterator[Hall]:
    address = SiteAddress("localhost", server.port, server.unused_name(), server.authority.file)
    with ExitStack() as closing:
        yield Hall(folder, address, closing)


@pytest.fixture
def hall(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[Hall]:
    with hall_on(postgres_server, tmp_path) as made:
        yield made
