"""One pass with the province: what it knows comes in, what waits goes out. Repeating a pass is always safe."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.errors import (
    BadCatalogue,
    CounterError,
    LineDown,
    LoginRefused,
    NoKeyring,
    NotTheProvince,
    NumbersElsewhere,
    ProvinceBusy,
    ProvinceRefused,
)
from counter_app.ports import Clock, Province, Store, Vault
from counter_app.use_cases.take_in_news import TakeInNews

from .delivery import Delivery, LineGivenUp
from .pace import Pace
from .pull import Pull
from .retry import pause_after

_LOG = logging.getLogger(__name__)
_IDLE = 60.0  # seconds between passes when all is well
_ENDS_THE_PASS = (LineDown, LoginRefused, NoKeyring)
_SKIPS_A_STEP = (ProvinceBusy, NotTheProvince, ProvinceRefused, BadCatalogue, NumbersElsewhere)


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """`online`: the province answered what it alone can answer, and still did at the end of the pass.

    `problem`: the code of the first error met. `sent` and `confirmed` dossiers in this pass, `failed` ones set
    aside, `waiting` unconfirmed in all. `next_wait`: seconds until the next pass is worth it.
    """

    online: bool
    problem: str | None
    sent: int
    confirmed: int
    failed: int
    waiting: int
    next_wait: float


class Synchroniser:
    """Lives as long as the program; `once` is called from one thread at a time."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        province: Province,
        clock: Clock,
        counter: str,
        unit: str,
        days_ahead: int = 7,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._vault = vault
        self._province = province
        self._clock = clock
        self._counter = counter
        self._pace = pace or Pace()
        self._news = TakeInNews(store, vault, clock, counter)
        self._pull = Pull(store, province, clock, unit, counter, days_ahead, news=self._news)
        self._failures = 0  # passes in a row without the province

    def once(self) -> SyncOutcome:
        """Catalogue, accounts and numbers, then the outbox, then the commune's people.

        The province's errors are told in the outcome; raises only what the store raises (DiskFull, ...).
        """
        delivery = Delivery(self._store, self._vault, self._province, self._clock, self._counter, self._pace)
        met: list[CounterError] = []
        try:
            delivery.heard = self._step(self._pull.catalogue, met)  # always asked: it tells whether the line is up
            self._step(self._pull.accounts, met)
            self._step(self._pull.numbers, met)
            self._step(delivery.run, met)
            online = self._step(self._pull.changes, met) or delivery.heard
            self._step(self._pull.sums, met)
            self._news.fetch_files(self._province.get_file)  # last: nothing waits for a large one
        except LineGivenUp as given_up:
            met.append(given_up.cause)
            online = False
        if delivery.problem is not None:
            met.append(delivery.problem)
        temporary = [error for error in met if not isinstance(error, NumbersElsewhere)]
        self._failures = 0 if online and not temporary else self._failures + 1
        with self._store.read() as work:
            waiting = work.outbox.waiting()
        return SyncOutcome(
            online=online,
            problem=met[0].code if met else None,
            sent=delivery.sent,
            confirmed=delivery.confirmed,
            failed=delivery.failed,
            waiting=waiting,
            next_wait=self._next_wait(temporary, delivery.pauses),
        )

    def _step(self, step: Callable[[], None], met: list[CounterError]) -> bool:
        """Whether the province answered. Raises LineGivenUp where the rest of the pass has no chance.

        A step that it withholds from this counter (a 403: the log-in held) is skipped: dossiers wait for no catalogue.
        """
        try:
            step()
        except _ENDS_THE_PASS as error:
            if "withheld" not in error.facts:
                raise LineGivenUp(error) from error
            _LOG.warning("%s: %s withheld: %s", step.__name__, error.code, error.facts["withheld"])
            met.append(error)
            return False
        except _SKIPS_A_STEP as error:
            _LOG.warning("%s: %s %s", step.__name__, error.code, error.detail)
            met.append(error)
            return isinstance(error, (ProvinceRefused, BadCatalogue))
        return True

    def _next_wait(self, met: list[CounterError], pauses: list[float]) -> float:
        if met and not pauses:
            pauses = [pause_after(met[0], self._failures)]
        return max(min([_IDLE, *pauses]), 0.5)
