"""This counter's standing line to its hall's server: taken up when the PC has joined, whenever that is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine

from counter_app.domain.errors import DraftOutOfReach, SiteFault, SiteNotJoined, SiteRefused
from counter_app.ports import Draft, KeyChain

from .exchange import SiteExchange, SiteOutcome
from .files import FileShare, FilingStore
from .in_hand import Spooled, taken_over
from .joining import joined_engine, site_key
from .line import SiteAddress


class HallLine:
    """`engine` is for whatever else the counters share on the same server; everything on it goes through
    `line.site_faults`, so that a server that is lost has one name."""

    def __init__(
        self, store: FilingStore, address: SiteAddress, counter: str, key_chain: KeyChain, spooled: Spooled
    ) -> None:
        self._store, self._address, self._counter, self._key_chain = store, address, counter, key_chain
        self._spooled = spooled
        self._taking_up, self._closed = threading.Lock(), False
        self._engine: Engine | None = None
        self._exchange: SiteExchange | None = None
        self._files: FileShare | None = None

    def engine(self) -> Engine:
        """Raises SiteNotJoined, NoKeyring; nothing is connected yet."""
        with self._taking_up:
            if self._closed:
                raise SiteNotJoined(why="closed")
            if self._engine is None:
                engine = joined_engine(self._address, self._counter, self._key_chain)
                parts = self._store, engine, site_key(self._key_chain), self._counter
                self._files = FileShare(*parts)
                self._exchange = SiteExchange(*parts, self._files.once, self._spooled)
                self._engine = engine
            return self._engine

    def once(self) -> SiteOutcome:
        """One pass with the server. Raises SiteFault, NoKeyring and what the own store raises."""
        self.engine()
        exchange = self._exchange
        if exchange is None:
            raise SiteNotJoined(why="closed")
        try:
            return exchange.once()
        except (SiteRefused, SiteNotJoined):  # it may have joined again since: with another password or key
            self._let_go()
            raise

    def file(self, name: str) -> bytes:
        """What a colleague's counter has, kept here from now on. Raises PageElsewhere, SiteFault, NoKeyring and what
        the own store raises."""
        self.engine()
        files = self._files
        if files is None:
            raise SiteNotJoined(why="closed")
        return files.keep(name)

    @contextmanager
    def taken_over(self, draft_id: UUID) -> Iterator[Draft]:
        """See `in_hand.taken_over`. Raises NoKeyring too."""
        try:
            engine, key = self.engine(), site_key(self._key_chain)
        except SiteFault as error:
            raise DraftOutOfReach from error
        with taken_over(engine, key, self._counter, draft_id) as draft:
            yield draft

    def close(self) -> None:
        with self._taking_up:
            self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        with self._taking_up:
            engine, self._engine, self._exchange, self._files = self._engine, None, None, None
        if engine is not None:
            engine.dispose()
