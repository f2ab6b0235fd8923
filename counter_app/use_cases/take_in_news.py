"""Takes in what the province tells of single dossiers: steps made there become part of the dossier's story, with the
file of a result; dossiers sent online wait to be received."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..domain.dossier import Captured
from ..domain.errors import NotTheProvince, ProvinceRefused
from ..domain.from_province import OnlineDossier, ProvinceFile, ProvinceStep
from ..domain.life import Act, Step
from ..ports import AuditLine, Clock, Store, UnitOfWork, Vault

_LOG = logging.getLogger(__name__)
WHO = "province"  # in steps and in the audit: no account of this unit
_NO_FILE = "chưa tải được tệp từ tỉnh"


@dataclass(frozen=True)
class TakeInNews:
    """`fetch` gives a file's bytes by its SHA-256, and raises the port's errors."""

    store: Store
    vault: Vault
    clock: Clock
    counter: str
    fetch: Callable[[str], bytes]

    def steps(self, told: Iterable[ProvinceStep]) -> None:
        """Each once, whoever repeats it; one of a dossier that this store does not hold is passed over. Files first, so
        that a line that breaks leaves nothing half told. Raises LineDown, ProvinceBusy, DiskFull."""
        for one in told:
            if not self._is_news(one):
                continue
            files = tuple(name for file in one.files if (name := self._fetched(file)))
            with self.store.write() as work:
                self._add(work, one, files)

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

    def _fetched(self, file: ProvinceFile) -> str:
        """Its name in the vault; empty: the province does not give it, and the step says so."""
        if self.vault.has(file.sha256):
            return file.sha256
        try:
            return self.vault.put(self.fetch(file.sha256))
        except (ProvinceRefused, NotTheProvince) as error:
            _LOG.warning("a file of the province's step: %s", error.code)
            return ""

    def _add(self, work: UnitOfWork, told: ProvinceStep, files: tuple[str, ...]) -> None:
        life = work.lives.of(told.dossier_id)
        if any(step.id == told.id for step in life.steps):
            return
        step = _step(told, files)
        if not life.allows(
            step.act
        ):  # told late, or against what happened here: it stands in the story, and moves nothing
            step = replace(step, act=Act.NOTED, due=None, result=None, reason=f"{told.act.value}: {told.reason}")
        work.lives.add(told.dossier_id, step)
        accepted = work.dossiers.get(told.dossier_id)[1]
        about = {"dossier": str(told.dossier_id), "code": accepted.code.text, "act": step.act.value}
        work.audit.add(AuditLine(self.clock.now(), WHO, self.counter, "province-step", about))


def _step(told: ProvinceStep, files: tuple[str, ...]) -> Step:
    result = told.result
    if told.act is Act.RESULT_ARRIVED and result is not None and not files:
        result = replace(result, why_no_file=result.why_no_file or _NO_FILE)
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
        result=result,
    )
