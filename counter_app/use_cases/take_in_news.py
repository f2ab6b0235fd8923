"""Takes in what the province tells of single dossiers: steps made there become part of the dossier's story, with the
file of a result; dossiers sent online wait to be received."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from ..domain.dossier import Captured
from ..domain.errors import LineDown, NotTheProvince, ProvinceBusy, ProvinceRefused
from ..domain.from_province import OnlineDossier, ProvinceStep
from ..domain.life import Act, Step
from ..ports import AuditLine, Clock, Store, UnitOfWork, Vault

_LOG = logging.getLogger(__name__)
WHO = "province"  # in steps and in the audit: no account of this unit
_FETCHED = 20  # files in one pass at the most
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(days=1)  # before one that was refused is asked for again


@dataclass(frozen=True)
class TakeInNews:
    store: Store
    vault: Vault
    clock: Clock
    counter: str

    def steps(self, told: Iterable[ProvinceStep]) -> None:
        """Each once, whoever repeats it; one of a dossier that this store does not hold is passed over. A step names
        its files at once; those that are not here yet go on a list, for `fetch_files`. Raises DiskFull."""
        for one in told:
            if not self._is_news(one):
                continue
            with self.store.write() as work:
                self._add(work, one)

    def fetch_files(self, fetch: Callable[[str], bytes]) -> None:
        """What is still to be fetched, until the line breaks: a step never waits for its file, nor one file for
        another. What is refused is asked for again, more and more seldom, and never given up. `fetch` gives a file's
        bytes by its SHA-256, and raises the port's errors. Raises DiskFull."""
        now = self.clock.now()
        with self.store.read() as work:
            names = work.to_fetch.due(now, _FETCHED)
        for name in names:
            try:
                if not self.vault.has(name):
                    self.vault.put(fetch(name))
            except (LineDown, ProvinceBusy) as error:
                _LOG.info("a file of the province's step: %s, the next pass goes on", error.code)
                return
            except (ProvinceRefused, NotTheProvince) as error:
                _LOG.warning("a file of the province's step: %s", error.code)
                with self.store.write() as work:
                    pause = _FIRST_PAUSE * 2 ** min(work.to_fetch.refused(name), 12)
                    work.to_fetch.put_off(name, now + min(pause, _LONGEST_PAUSE))
            else:
                with self.store.write() as work:
                    work.to_fetch.arrived(name)

    def online(self, told: Iterable[OnlineDossier]) -> None:
        for one in told:
            with self.store.write() as work:
                work.online.put(one)

    def _is_news(self, told: ProvinceStep) -> bool:
        with self.store.read() as work:
            try:
                life = work.lives.of(told.dossier_id)
            except KeyError:
                return False
        return all(step.id != told.id for step in life.steps)

    def _add(self, work: UnitOfWork, told: ProvinceStep) -> None:
        life = work.lives.of(told.dossier_id)
        if any(step.id == told.id for step in life.steps):
            return
        step = _step(told)
        if not life.allows(
            step.act
        ):  # told late, or against what happened here: it stands in the story, and moves nothing
            step = replace(step, act=Act.NOTED, due=None, result=None, reason=f"{told.act.value}: {told.reason}")
        work.lives.add(told.dossier_id, step)
        work.to_fetch.add(step.id, (file for file in told.files if not self.vault.has(file.sha256)), self.clock.now())
        accepted = work.dossiers.get(told.dossier_id)[1]
        about = {"dossier": str(told.dossier_id), "code": accepted.code.text, "act": step.act.value}
        work.audit.add(AuditLine(self.clock.now(), WHO, self.counter, "province-step", about))


def _step(told: ProvinceStep) -> Step:
    files = tuple(dict.fromkeys(file.sha256 for file in told.files))
    captured = (Captured("ket-qua", (), files=files),) if files else ()
    return Step(
        told.id,
        told.act,
        told.at,
        WHO,
        f"{told.who} ({told.unit})" if told.unit else told.who,
        "",
        reason=told.reason,
        papers=told.papers,
        due=told.due,
        to=told.unit if told.act is Act.HANDED_OVER else "",
        captured=captured,
        result=told.result,
    )
