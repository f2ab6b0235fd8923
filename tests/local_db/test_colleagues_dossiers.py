"""What a clerk does at one counter to a dossier that another counter of the hall received."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from counter_app.domain.correction import About
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import CorrectThere, LineDown
from counter_app.domain.life import Act, Step
from counter_app.domain.people import Account, Role
from counter_app.domain.receipt import Unit
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.following import shipped_rules
from counter_app.use_cases.print_step import PrintStep
from counter_app.use_cases.session import Session
from counter_app.use_cases.unit_calendar import unit_calendar
from tests.local_db.hall import RESULT, Hall, hall
from tests.local_db.samples import NOW

if TYPE_CHECKING:
    from tests.local_db.hall import HallCounter

hall = hall
UNIT = Unit("H13.552", "Trung tâm", "UBND xã", "Kế Sách")
CLERK = Session(Account("clerk-2", "hai", "Cán bộ", frozenset({Role.CLERK})))


def parts(counter: HallCounter) -> tuple[Any, ...]:
    return counter.store, counter.store.clock, Counter(UNIT, "sanh-1", counter.code), CLERK


def test_it_is_corrected_where_it_was_received_which_the_clerk_is_told(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.exchange()
    second.exchange()
    assert Correct(*parts(first)).state(accepted.id, About.DOSSIER)
    with pytest.raises(CorrectThere) as told:
        Correct(*parts(second)).state(accepted.id, About.DOSSIER)
    assert told.value.facts == {"counter": "Q1"}


def test_its_result_from_the_province_is_fetched_when_it_is_printed_and_that_is_no_reprint(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    paper = b"%PDF-1.7 the result"
    name = hashlib.sha256(paper).hexdigest()
    came = Step(uuid4(), Act.RESULT_ARRIVED, NOW, "province", "UBND tỉnh", "")
    came = replace(came, result=RESULT, captured=(Captured("ket-qua", (), files=(name,)),))
    with first.store.write() as work:
        work.lives.add(accepted.id, came)
    first.exchange()
    second.exchange()
    asked: list[str] = []

    def fetch(wanted: str) -> bytes:
        asked.append(wanted)
        if len(asked) == 1:
            raise LineDown
        return paper

    printed: list[bytes] = []
    verb = PrintStep(
        *(*parts(second), shipped_rules, unit_calendar(None)),
        paperwork=None,  # type: ignore[arg-type]
        printing=lambda data, title: printed.append(data),  # type: ignore[arg-type]
        vault=second.store.vault,
        fetch=fetch,
    )
    with pytest.raises(LineDown):
        verb.result(accepted.id, came.id)
    verb.result(accepted.id, came.id)
    assert (printed, asked) == ([paper], [name, name])
    with second.store.read() as work:
        assert [line.what for line in work.audit.lines() if "print" in line.what] == ["paper-printed"]
