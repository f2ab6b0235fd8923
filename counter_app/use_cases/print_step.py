"""Prints the paper of what happened to a dossier: supplement, refusal, apology, stop, control slip, fee slip; and the
lists of a day. Counted and logged first, so that no second paper exists without its mark "bản in lại"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.errors import NotNow
from ..domain.fee import Pay
from ..domain.life import Act, Step
from ..domain.notices import (
    Apology,
    Applicant,
    CashClosing,
    CashLine,
    ControlSlip,
    FeeLine,
    FeeSlip,
    HandedDossier,
    HandOver,
    Matter,
    Refusal,
    Stop,
    Supplement,
    Wanted,
    owner_words,
)
from ..domain.notices import Step as ControlStep
from ..domain.people import Right
from ..domain.receipt import Unit
from ..ports import AcceptedDossier, AuditLine, AuditQuery, Paperwork, PrintJob, UnitOfWork, Vault
from .close_day import DayClosing, HandedOver
from .print_paper import PrintPaper
from .receipt_words import goes_elsewhere
from .session import needs
from .stepping import Scene, Stepping

PRINTED = frozenset(
    {Act.SUPPLEMENT_ASKED, Act.REFUSED, Act.APOLOGISED, Act.STOPPED, Act.HANDED_OVER, Act.FEE_TAKEN, Act.FEE_CONFIRMED}
)
_FEES = frozenset({Act.FEE_TAKEN, Act.FEE_CONFIRMED})
_LISTS = 1000  # of a unit, since the day
PAID_HOW = {Pay.CASH: "tiền mặt", Pay.TRANSFER: "chuyển khoản", Pay.WAIVED: "miễn"}


@dataclass(frozen=True)
class PrintStep(Stepping):
    paperwork: Paperwork = field(kw_only=True)
    printing: PrintPaper = field(kw_only=True)
    vault: Vault = field(kw_only=True)
    fetch: Callable[[str], bytes] = field(kw_only=True)

    @needs(Right.RETURN)
    def __call__(self, dossier_id: UUID, step_id: UUID) -> PrintJob:
        """The slip of a fee belongs to handing out, any other paper to following. Raises UnknownDossier, NotNow (no
        such paper), NotAllowed (also for a reprint), a leaf of PrinterFault."""
        with self.store.write() as work:
            scene = self._scene(work, dossier_id)
            step = next((one for one in scene.life.steps if one.id == step_id and one.act in PRINTED), None)
            if step is None:
                raise NotNow(act="print", stage=scene.life.stage.value)
            if step.act not in _FEES:
                self.session.must(Right.FOLLOW)
            before = work.lives.count_print(step_id)
            if before:
                self.session.must(Right.PRINT_AGAIN)
            what = "paper-reprinted" if before else "paper-printed"
            code = scene.accepted.code.text
            about = {"dossier": str(dossier_id), "code": code, "act": step.act.value, "copy": str(before + 1)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        return self.printing(self._drawn(scene, step, before), code)

    @needs(Right.RETURN)
    def result(self, dossier_id: UUID, step_id: UUID) -> tuple[PrintJob, ...]:
        """The files of a result that came electronically, on paper for who wants one. Raises UnknownDossier, NotNow (it
        came without a file), NotAllowed (a reprint), VaultFileDamaged, a leaf of PrinterFault; and what a line raises,
        where a colleague's counter heard of it first and the file is still to be fetched."""
        with self.store.read() as work:
            told = next((one for one in self._scene(work, dossier_id).life.steps if one.id == step_id), None)
        papers = tuple(map(self._file, result_files(told)))
        with self.store.write() as work:
            scene = self._scene(work, dossier_id)
            step = next((one for one in scene.life.steps if one.id == step_id), None)
            if not result_files(step):
                raise NotNow(act="print", stage=scene.life.stage.value)
            before = work.lives.count_print(step_id)
            if before:
                self.session.must(Right.PRINT_AGAIN)
            what = "paper-reprinted" if before else "paper-printed"
            code = scene.accepted.code.text
            about = {"dossier": str(dossier_id), "code": code, "act": "result-arrived", "copy": str(before + 1)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        return tuple(self.printing(paper, f"kq-{code}") for paper in papers)

    def _file(self, name: str) -> bytes:
        if not self.vault.has(name):
            self.vault.put(self.fetch(name))
        return self.vault.get(name)

    @needs(Right.FOLLOW)
    def hand_over_lists(self, handed: tuple[HandedOver, ...], day: date) -> tuple[PrintJob, ...]:
        """One list a unit. Raises NotAllowed (a reprint), a leaf of PrinterFault."""
        units = tuple(dict.fromkeys(one.step.to for one in handed))
        counts = self._count_lists("hand-over", day, units)
        jobs = []
        for to, before in zip(units, counts, strict=True):
            notice = HandOver(
                unit=self.counter.unit,
                at=self.clock.now(),
                clerk_name=self.session.acting.name,
                reprint=before,
                to_unit=to,
                dossiers=tuple(_handed(one) for one in handed if one.step.to == to),
            )
            jobs.append(self.printing(self.paperwork.hand_over(notice), f"ban-giao-{day:%y%m%d}"))
        return tuple(jobs)

    def _count_lists(self, kind: str, day: date, units: tuple[str, ...]) -> tuple[int, ...]:
        """How often each was printed before; the audit is where that is counted."""
        with self.store.write() as work:
            counts = tuple(self._printed_before(work, kind, day, to) for to in units)
            if any(counts):
                self.session.must(Right.PRINT_AGAIN)
            for to, before in zip(units, counts, strict=True):
                what = "list-reprinted" if before else "list-printed"
                about = {"list": kind, "day": day.isoformat(), "to": to, "copy": str(before + 1)}
                work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        return counts

    def _printed_before(self, work: UnitOfWork, kind: str, day: date, to: str) -> int:
        this = {"list": kind, "day": day.isoformat(), "to": to}
        lines = (
            line
            for what in ("list-printed", "list-reprinted")
            for line in work.audit.page(AuditQuery(first_day=day, what=what), limit=_LISTS)
        )
        return sum(line.counter == self.counter.code and this.items() <= line.about.items() for line in lines)

    @needs(Right.FOLLOW)
    def closing(self, closing: DayClosing) -> PrintJob:
        """The day's cash against the day's papers. Raises NotAllowed (a reprint), a leaf of PrinterFault."""
        (before,) = self._count_lists("closing", closing.day, ("",))
        notice = CashClosing(
            reprint=before,
            unit=self.counter.unit,
            at=self.clock.now(),
            clerk_name=self.session.acting.name,
            counter=closing.counter,
            day=datetime.combine(closing.day, time(), VIETNAM),
            lines=tuple(
                CashLine(
                    one.accepted.code,
                    one.accepted.receipt.procedure_name,
                    f"{PAID_HOW[one.payment.how]}{', chờ đối soát' if one.waits else ''}",
                    one.payment.amount,
                    " ".join(filter(None, (one.payment.series, one.payment.number))),
                )
                for one in closing.lines
            ),
            cash=closing.total(Pay.CASH),
            transfers=closing.total(Pay.TRANSFER),
            waiting=closing.total(Pay.TRANSFER, waits=True),
            waived=closing.total(Pay.WAIVED),
        )
        return self.printing(self.paperwork.cash_closing(notice), f"chot-{closing.counter}-{closing.day:%y%m%d}")

    def _drawn(self, scene: Scene, step: Step, reprint: int) -> bytes:
        matter, unit, at = _matter(scene.accepted), self.counter.unit, step.at
        receipt, clerk = scene.accepted.receipt, step.who_name
        match step.act:
            case Act.SUPPLEMENT_ASKED:
                return self.paperwork.supplement(
                    Supplement(
                        unit=unit,
                        at=at,
                        clerk_name=clerk,
                        reprint=reprint,
                        number=_number(step),
                        matter=matter,
                        wanted=_wanted(scene, step),
                        reason=step.reason,
                    )
                )
            case Act.REFUSED:
                return self.paperwork.refusal(
                    Refusal(
                        unit=unit,
                        at=at,
                        clerk_name=clerk,
                        reprint=reprint,
                        number=_number(step),
                        matter=matter,
                        reasons=(step.reason,),
                    )
                )
            case Act.APOLOGISED:
                return self.paperwork.apology(
                    Apology(
                        unit=self._resolving(scene),
                        at=at,
                        clerk_name=clerk,
                        reprint=reprint,
                        number=_number(step),
                        matter=matter,
                        received_at=receipt.received_at,
                        promised=_promised_before(scene, step),
                        new_date=step.due or at,
                        reason=step.reason,
                        delivered_by=unit.name,
                    )
                )
            case Act.STOPPED:
                return self.paperwork.stop(
                    Stop(
                        unit=self._resolving(scene),
                        at=at,
                        clerk_name=clerk,
                        reprint=reprint,
                        number=_number(step),
                        matter=matter,
                        received_at=receipt.received_at,
                        promised=scene.life.due,
                        reason=step.reason,
                        delivered_by=unit.name,
                    )
                )
            case Act.HANDED_OVER:
                goes = goes_elsewhere(receipt.delivery_words)
                note = f"Trả kết quả {goes}" if goes else ""
                handed = ControlStep(unit.name, step.to, step.at, giver_name=clerk, note=note)
                return self.paperwork.control_slip(
                    ControlSlip(
                        unit=unit,
                        at=at,
                        clerk_name=clerk,
                        reprint=reprint,
                        matter=matter,
                        received_at=receipt.received_at,
                        promised=scene.life.due,
                        steps=(handed,),
                    )
                )
            case _:
                return self.paperwork.fee_slip(_fee_slip(scene, step, unit, reprint))

    def _resolving(self, scene: Scene) -> Unit:
        """Whose head signs; the counter's own unit where the procedure names no other."""
        name = scene.accepted.receipt.competent_authority
        unit = self.counter.unit
        return unit if name in ("", unit.name) else replace(unit, parent="", name=name)


def result_files(step: Step | None) -> tuple[str, ...]:
    """Of a result that came from the province as it is; what was scanned here lies on paper at the counter."""
    if step is None or step.act is not Act.RESULT_ARRIVED:
        return ()
    return tuple(name for paper in step.captured if not paper.pages for name in paper.files)


def _fee_slip(scene: Scene, step: Step, unit: Unit, reprint: int) -> FeeSlip:
    receipt, paid = scene.accepted.receipt, step.payment
    if paid is None:
        raise NotNow(act="print", stage=scene.life.stage.value)
    return FeeSlip(
        unit=unit,
        at=step.at,
        clerk_name=step.who_name,
        reprint=reprint,
        matter=_matter(scene.accepted),
        lines=(FeeLine(f"Phí, lệ phí: {receipt.procedure_name}", paid.amount),),
        paid_how=PAID_HOW[paid.how],
        receipt_series=paid.series,
        receipt_number=paid.number,
    )


def _matter(accepted: AcceptedDossier) -> Matter:
    receipt = accepted.receipt
    applicant = Applicant.of(receipt.applicant)
    code = accepted.linked_code or accepted.code
    return Matter(applicant, receipt.procedure_name, receipt.procedure_code, code, owner_words(receipt.behalf))


def _number(step: Step) -> str:
    return f"{step.number:02d}-{step.counter}"


def _wanted(scene: Scene, step: Step) -> tuple[Wanted, ...]:
    components = scene.dossier.procedure.components if scene.dossier.procedure else ()
    asked = (one for one in components if one.code in step.papers)
    return tuple(Wanted(one.name, max(one.originals, 1 - one.copies), one.copies) for one in asked)


def _promised_before(scene: Scene, step: Step) -> datetime:
    """The promise that the apology takes back."""
    earlier = scene.life.steps[: scene.life.steps.index(step)]
    return replace(scene.life, steps=earlier).due or scene.accepted.receipt.received_at


def _handed(one: HandedOver) -> HandedDossier:
    accepted = one.accepted
    receipt = accepted.receipt
    code = accepted.linked_code or accepted.code
    goes = goes_elsewhere(receipt.delivery_words)
    note = f"Trả {goes}" if goes else ""
    return HandedDossier(code, receipt.procedure_name, receipt.named, len(receipt.lines), accepted.due, note)
