"""What an answer that came back on a stick changes: receipts by key and hash, news where they follow what is known."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from counter_app.domain.errors import CounterError, NotTheProvince, ProvinceRefused
from counter_app.domain.outbox import BY_PEOPLE, Step
from counter_app.ports import Brought, Changes, Clock, GivenAccounts, Province, Store, Trip, UnitOfWork, Vault
from counter_app.use_cases.take_in_news import TakeInNews

from . import translation
from .contract import ReceiptMessage
from .gateway import believed_receipt, payload_bytes, translated
from .parcel import Answers, Asks, DifferingEvent, News, RefusedEvent
from .pull import Pull
from .receipts import STORE_FAULTS, is_whole, note_differs, note_failed, note_received, note_sent
from .retry import pause_after

_LOG = logging.getLogger(__name__)


def asks_of(store: Store) -> Asks:
    """How far this store knows the province's news."""
    with store.read() as work:
        known = work.catalogue.version(), work.people.version()
        return Asks(cursor=work.register.cursor(), catalogue=known[0], accounts=known[1])


class Homecoming:
    """For one counter's store. Raises what the store raises, and BadCatalogue."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, unit: str, counter: str) -> None:
        self._store, self._vault, self._clock, self._unit, self._counter = store, vault, clock, unit, counter

    def take_answers(self, answers: Answers, trip_id: UUID) -> Brought:
        """Each receipt in a transaction of its own: one that cannot be believed keeps no other away. A receipt counts
        whenever it comes, but for what the province was found to have lost since the stick set out; a refusal only
        while nothing newer is known of its event."""
        confirmed = sent = refused = 0
        trip = self._trip(trip_id)
        for told in answers.receipts:
            with suppress(KeyError):  # of a store that was restored since, or of another
                whole = self._take_receipt(told, trip)
                confirmed, sent = confirmed + (whole is True), sent + (whole is False)
        for differing in answers.differing:
            with suppress(KeyError):
                self._take_theirs(differing)
        if trip is not None and trip.answered_at is None:
            for refusal in answers.refusals:
                with suppress(KeyError):
                    refused += self._take_refusal(refusal, trip.made_at)
        return Brought(confirmed=confirmed, sent=sent, refused=refused)

    def _take_receipt(self, told: ReceiptMessage, trip: Trip | None) -> bool | None:
        """Whether it confirmed the event; None: it was confirmed before, or the receipt is for something else, or
        older than what the province lost.

        Raises KeyError."""
        now = self._clock.now()
        try:
            with self._store.write() as work:
                event = work.outbox.get(told.key)
                if event.confirmed_at is not None or _lost_since(work, event.id, trip):
                    return None
                receipt = believed_receipt(event, payload_bytes(event), told)
                note_sent(work, event, receipt, now, self._counter)
                return is_whole(event, receipt) and note_received(work, event, receipt, now, self._counter)
        except CounterError as error:
            if isinstance(error, STORE_FAULTS):
                raise
            _LOG.error("event %s: %s %s", told.key, error.code, error.detail)
            return None

    def _take_theirs(self, told: DifferingEvent) -> None:
        """Raises KeyError."""
        theirs = translated(translation.theirs, told.held)
        with self._store.write() as work:
            note_differs(work, work.outbox.get(told.key), theirs, self._clock.now(), self._counter)

    def _trip(self, trip_id: UUID) -> Trip | None:
        """None: this store does not know it."""
        with self._store.read() as work, suppress(KeyError):
            return work.trips.get(trip_id)
        return None

    def _take_refusal(self, told: RefusedEvent, carried_at: datetime) -> bool:
        """Whether it was news: not where the event was tried since it was carried. Raises KeyError."""
        error = ProvinceRefused(reason=told.code)
        with self._store.write() as work:
            event = work.outbox.get(told.key)
            tries = [line.last for line in work.outbox.story(event.id) if line.what not in BY_PEOPLE]
            if any(tried > carried_at for tried in (*tries, event.sent_at or carried_at)):
                return False
            return note_failed(work, event, error, pause_after(error, event.attempts + 1), self._clock.now())

    def take_news(self, news: News) -> tuple[int, bool]:
        """How many people and papers came, and whether the news followed what this counter knows: where the line was
        faster, its own are newer, and these are passed over."""
        come = _Come(news)
        telling = TakeInNews(self._store, self._vault, self._clock, self._counter)
        # It leases no numbers.
        pull = Pull(self._store, cast(Province, come), self._clock, self._unit, self._counter, news=telling)
        since, known = news.since, asks_of(self._store)
        if news.catalogue is not None and since.catalogue == known.catalogue:
            pull.catalogue()
        if news.accounts is not None and since.accounts == known.accounts:
            pull.accounts()
        if news.pages and since.cursor == known.cursor:
            if news.anew:
                with self._store.write() as work:
                    work.register.forget_summed()  # what went meanwhile has no tombstone in here: the sums find it
            pull.changes()
        return come.count, since == known


def _lost_since(work: UnitOfWork, event_id: UUID, trip: Trip | None) -> bool:
    """Whether the province was found to have lost it after that stick set out: the answer may be older than the loss,
    as one is that was left lying on the stick. The event goes again, under the same key."""
    losses = [line.last for line in work.outbox.story(event_id) if line.what == Step.LOST_THERE]
    return bool(losses) and (trip is None or trip.made_at <= max(losses))


class _Come:
    """The news as a province that answers from a file: fulfils what `Pull` asks of one."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._pages = iter(news.pages)
        self.count = 0  # people and papers handed on

    def catalogue(self, known_version: str | None) -> Mapping[str, Any] | None:
        return self._news.catalogue

    def accounts(self, known_version: str | None) -> GivenAccounts | None:
        return translated(translation.accounts, self._news.accounts) if self._news.accounts is not None else None

    def changes(self, cursor: str | None) -> Changes:
        page = next(self._pages, None)
        if page is None:
            raise NotTheProvince("news without an end")
        self.count += len(page.citizens) + len(page.papers) + len(page.people_gone) + len(page.papers_gone)
        return translated(translation.changes, page)
