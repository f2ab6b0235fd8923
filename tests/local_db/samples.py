"""Made-up dossiers, and what accepting one writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.codes import DossierCode, RegisterEntry
from counter_app.domain.deadline import VIETNAM, Appointment
from counter_app.domain.dossier import (
    Captured,
    Dossier,
    Honest,
    Shown,
)
from counter_app.domain.outbox import DocumentFile, EventKind, OutboxEvent
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.domain.procedure import Component, DeadlineRule, Due, FeeRule, Procedure, Term
from counter_app.domain.receipt import Receipt, ReceiptLine, Unit
from counter_app.domain.ticket import Ticket
from counter_app.ports import AcceptedDossier, AuditLine, CapturedPage, Draft, UnitOfWork

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
UNIT, COUNTER, SITE, CLERK = "H13.552", "Q1", "kế sách", "clerk-1"
PERSON = PersonalNumber("094090123456")
CITIZEN = Citizen(PERSON, "Sơn Thị Đạo", PartialDate(1990, 1), Sex.FEMALE, "Ấp 1", "361234567", "0912345678")
PROCEDURE = Procedure(
    "1.004873",
    "Cấp Giấy xác nhận tình trạng hôn nhân",
    "Hộ tịch",
    DeadlineRule(Term.WORKING_DAYS, 3),
    date(2025, 7, 1),
    (Component("a", "Tờ khai", Due.HAND_IN, ("to-khai",)), Component("b", "Căn cước", Due.SHOW, ("cccd",))),
    FeeRule(amount=15_000),
)


def draft(**changes: object) -> Draft:
    pages = (CapturedPage("ab" * 32, 2480, 3508, 300),)
    settled = (Captured("a", ("ab" * 32,)), Shown("b", NOW))
    dossier = Dossier(uuid4(), DAY, CITIZEN, PROCEDURE, settlements=settled)
    return replace(Draft(dossier, CLERK, None, pages, "capture"), **changes)  # type: ignore[arg-type]


def ticket(number: int, letter: str = "A", **changes: object) -> Ticket:
    made = Ticket(uuid4(), SITE, DAY, letter, number, "ho-tich", NOW + timedelta(minutes=number))
    return replace(made, **changes)  # type: ignore[arg-type]


def receipt(code: DossierCode, register: RegisterEntry | None, counter: str = COUNTER) -> Receipt:
    return Receipt(
        form="01-2025",
        unit=Unit(UNIT, "Trung tâm", "UBND xã", "Kế Sách"),
        counter=counter,
        code=code,
        queue_label="A001",
        applicant=CITIZEN,
        procedure_code=PROCEDURE.code,
        procedure_name=PROCEDURE.name,
        competent_authority="UBND xã",
        lines=(ReceiptLine("Tờ khai", "nộp", 1, 0),),
        sets=1,
        deadline=PROCEDURE.deadline,
        received_at=NOW,
        appointment=Appointment(NOW + timedelta(days=3), NOW, ((DAY, "Nghỉ bù"),)),
        delivery_words="tại đây",
        fee=15_000,
        fee_words="mười lăm nghìn đồng",
        register=register,
        clerk_name="Lâm Văn Bảy",
    )


def accept(
    work: UnitOfWork, operation_id: UUID | None = None, counter: str = COUNTER, dossier_id: UUID | None = None
) -> AcceptedDossier:
    """What accepting writes, all of it: draft, code, register line, dossier, audit line, outbox event, and what waits
    for its archive form."""
    opened = draft()
    if dossier_id is not None:
        opened = replace(opened, dossier=replace(opened.dossier, id=dossier_id))
    work.drafts.save(opened)
    code = work.numbers.take_code(UNIT, counter, DAY) or work.numbers.take_provisional(counter, DAY)
    written = receipt(code, work.numbers.take_register_line(counter, DAY.year), counter)
    accepted = AcceptedDossier(opened.dossier.id, operation_id or uuid4(), code, written, NOW, Honest.SAVED)
    work.dossiers.add(opened.dossier, accepted)
    sent = event(opened.dossier.id)
    work.archive.queue(opened.dossier.id, sent.files)
    work.audit.add(AuditLine(NOW, CLERK, counter, "dossier-accepted", {"code": code.text}))
    work.outbox.add(sent)
    return accepted


def event(dossier_id: UUID, **changes: object) -> OutboxEvent:
    files = (DocumentFile("cd" * 32, 1000, "application/pdf", "a"), DocumentFile("ef" * 32, 10, "application/pdf", "b"))
    payload = {"name": "Đạo", "z": 1, "a": [1, 2.5, None]}
    made = OutboxEvent(uuid4(), 0, dossier_id, EventKind.DOSSIER_ACCEPTED, payload, files, NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


def held(paper_id: str, kind: str = "KQ.G15.000032", owner: PersonalNumber = PERSON) -> HeldPaper:
    return HeldPaper(paper_id, owner, kind, "Giấy kết hôn", "ho-tich", LegalState.SIGNED_ORIGINAL, NOW)
