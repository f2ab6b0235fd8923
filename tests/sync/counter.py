"""A counter with a real store and a real gateway, and dossiers accepted at it, for the tests of the line."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.codes import DossierCode, RegisterEntry
from counter_app.domain.deadline import VIETNAM, Appointment
from counter_app.domain.dossier import Captured, Dossier, Honest, Settlement, Shown
from counter_app.domain.outbox import DocumentFile, EventKind, OutboxEvent, StoryLine, Waiting
from counter_app.domain.people import Account, Role
from counter_app.domain.procedure import Component, DeadlineRule, Due, Procedure, Term
from counter_app.domain.receipt import Receipt, Unit
from counter_app.ports import AcceptedDossier, Draft, Vault
from counter_app.use_cases.accepted_message import accepted_message
from counter_app.use_cases.counter import Counter
from local_db import tables
from local_db.store import SqlStore
from sync.code_by_code import CodeByCodeGateway
from sync.gateway import CounterGateway
from sync.silent import SilentGateway
from sync.synchroniser import Synchroniser, SyncOutcome
from tests.services.sandbox import SECRET, Sandbox

UNIT = Unit("H13.507", "Trung tâm Phục vụ hành chính công phường Sóc Trăng", "UBND phường Sóc Trăng", "Sóc Trăng")
DESK = Counter(UNIT, "sanh-1", "Q01")
CLERK = Account("clerk-1", "bay", "Lâm Thị Bảy", frozenset({Role.CLERK}))
PERSON = PersonalNumber("094190004321")
CITIZEN = Citizen(PERSON, "Thạch Thị Sa Rinh", PartialDate(1990, 9, 2), Sex.FEMALE, "Khóm 3, phường Sóc Trăng")


def gateway_to(url: str, secret: str = SECRET, timeout: float = 20.0) -> CounterGateway:
    return CounterGateway(url, DESK.code, lambda: secret, UNIT.code, DESK.code, timeout=timeout)


@dataclass
class RealCounter:
    """`accept` writes what accepting a dossier writes; `sync` is one pass."""

    store: SqlStore
    gateway: CounterGateway | CodeByCodeGateway | SilentGateway
    random: random.Random = field(default_factory=lambda: random.Random(7))
    synchroniser: Synchroniser = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    @property
    def vault(self) -> Vault:
        return self.store.vault

    def restart(self, days_ahead: int = 1) -> None:
        """A synchroniser that remembers nothing, as after a start of the program."""
        parts = (self.store, self.vault, self.gateway, self.store.clock, DESK.code, UNIT.code)
        self.synchroniser = Synchroniser(*parts, days_ahead=days_ahead, pace=self.gateway.pace)

    def sync(self) -> SyncOutcome:
        return self.synchroniser.once()

    def sync_at_once(self) -> SyncOutcome:
        """A pass in which nothing sits out its pause any more."""
        with self.store.connection(writing=True) as connection:
            connection.execute(update(tables.outbox).values(next_try=None))
        self.gateway.at_once()
        return self.sync()

    def accept(self, *sizes: int, break_payload: bool = False) -> AcceptedDossier:
        """An accepted dossier with a made-up file of each of these sizes."""
        now = self.store.clock.now()
        files = tuple(self._file(size, f"file-{at}") for at, size in enumerate(sizes))
        components = tuple(Component(file.component, "Giấy tờ", Due.HAND_IN, ("x",)) for file in files)
        shown = Component("the", "Thẻ căn cước", Due.SHOW, ("y",))
        procedure = Procedure(
            *("1.004873", "Xác nhận tình trạng hôn nhân", "Hộ tịch", DeadlineRule(Term.WORKING_DAYS, 3)),
            now.date() - timedelta(days=30),
            (*components, shown),
        )
        settled: tuple[Settlement, ...] = (
            *(Captured(file.component, (file.sha256,)) for file in files),
            Shown("the", now),
        )
        dossier = Dossier(uuid4(), now.astimezone(VIETNAM).date(), CITIZEN, procedure, settlements=settled)
        with self.store.write() as work:
            day = now.astimezone(VIETNAM).date()
            code = work.numbers.take_code(UNIT.code, DESK.code, day) or work.numbers.take_provisional(DESK.code, day)
            line = work.numbers.take_register_line(DESK.code, day.year)
            receipt = _receipt(procedure, code, line, now)
            accepted = AcceptedDossier(dossier.id, uuid4(), code, receipt, now, Honest.SAVED)
            work.drafts.save(Draft(dossier, CLERK.id))
            work.dossiers.add(dossier, accepted)
            message = accepted_message(dossier, accepted, files, DESK, CLERK.id)
            if break_payload:
                del message["procedure_code"]
            work.outbox.add(OutboxEvent(uuid4(), 0, dossier.id, EventKind.DOSSIER_ACCEPTED, message, files, now))
        return accepted

    def step(self, accepted: AcceptedDossier, *sizes: int) -> OutboxEvent:
        """Something that happened to it since, with a made-up file of each of these sizes."""
        now, key = self.store.clock.now(), uuid4()
        files = tuple(self._file(size, f"step-{at}") for at, size in enumerate(sizes))
        message = {
            "id": str(key),
            "dossier_id": str(accepted.id),
            "code": accepted.code.text,
            "unit": UNIT.code,
            "counter": DESK.code,
            "clerk": CLERK.id,
            "act": "supplement-asked",
            "stage": 5,
            "at": now.isoformat(),
            "due_at": None,
            "number": 1,
            "reason": "thiếu giấy",
            "papers": ["x"],
            "to": "",
            "components": [],
            "result": None,
            "collector": None,
            "payment": None,
            "files": [
                {"sha256": f.sha256, "size": f.size, "media_type": f.media_type, "component": f.component}
                for f in files
            ],
        }
        event = OutboxEvent(key, 0, accepted.id, EventKind.DOSSIER_STEP, message, files, now)
        with self.store.write() as work:
            work.outbox.add(event)
        return event

    def state(self, accepted: AcceptedDossier) -> AcceptedDossier:
        with self.store.read() as work:
            return work.dossiers.get(accepted.id)[1]

    def event(self, accepted: AcceptedDossier) -> OutboxEvent:
        return self._event_of(accepted.id)

    def waiting(self) -> tuple[Waiting, ...]:
        with self.store.read() as work:
            return work.outbox.list_waiting()

    def story(self, accepted: AcceptedDossier) -> tuple[StoryLine, ...]:
        with self.store.connection(writing=False) as connection:
            event_id = connection.scalar(select(tables.outbox.c.id).where(tables.outbox.c.dossier_id == accepted.id))
        assert event_id is not None
        with self.store.read() as work:
            return work.outbox.story(event_id)

    def _event_of(self, dossier_id: UUID) -> OutboxEvent:
        far = self.store.clock.now() + timedelta(days=400)
        with self.store.read() as work:
            return next(event for event in work.outbox.due(far, 1000) if event.dossier_id == dossier_id)

    def _file(self, size: int, component: str) -> DocumentFile:
        data = self.random.randbytes(size)
        return DocumentFile(self.vault.put(data), size, "application/pdf", component)


def _receipt(procedure: Procedure, code: DossierCode, line: RegisterEntry, now: datetime) -> Receipt:
    return Receipt(
        form="01-2025",
        unit=UNIT,
        counter=DESK.code,
        code=code,
        queue_label="A001",
        applicant=CITIZEN,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        competent_authority=UNIT.name,
        lines=(),
        sets=1,
        deadline=procedure.deadline,
        received_at=now,
        appointment=Appointment(now + timedelta(days=3), now),
        delivery_words="",
        fee=3000,
        fee_words="",
        register=line,
        clerk_name=CLERK.name,
    )


def at_the_line(store: SqlStore, sandbox: Sandbox, timeout: float = 20.0) -> RealCounter:
    return RealCounter(store, gateway_to(sandbox.url, timeout=timeout))
