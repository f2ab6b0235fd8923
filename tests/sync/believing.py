"""A counter that meets generated lies, and what it must still say afterwards."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import LineDown, LoginRefused, NotTheProvince, NumbersElsewhere, ProvinceBusy
from counter_app.domain.errors import ProvinceRefused as Refused
from counter_app.ports import AcceptedDossier, LeaseClaim, LineStatus
from counter_app.use_cases.session import Session
from counter_app.use_cases.watch_line import WatchLine
from local_db.handed_out import hand_out
from ui.sending.view_model import waiting_line

from .counter import CLERK, DESK, PERSON, RealCounter, gateway_to
from .generated import LyingProvince
from .hostile import hostile

_TYPED = (LineDown, ProvinceBusy, NotTheProvince, LoginRefused, Refused, NumbersElsewhere)
_PATIENCE = 0.5  # seconds: what only says nothing is given up after that


def meets_lies(counter: RealCounter, accepted: list[AcceptedDossier], seed: int, replies: int) -> dict[str, int]:
    """Asks until that many lies were told: half of them by calls of the gateway, half by whole passes. How many of
    each kind there were. Fails where anything is believed, or anything but a typed error comes of it."""
    told: dict[str, int] = {}
    for sends in (False, True):
        events = {one.id: counter.event(one) for one in accepted}
        province = LyingProvince(events, seed + sends, sends=sends)
        with hostile(province.answer) as server:
            counter.gateway.close()
            counter.gateway = gateway_to(server.url, timeout=_PATIENCE)
            counter.restart()
            while sum(province.kinds.values()) < replies // 4:
                _ask_everything(counter, province)
            passes = 0
            while sum(province.kinds.values()) < replies // 2:
                counter.sync_at_once()
                passes += 1
                if passes % 10 == 0 or passes < 3:
                    must_still_be_honest(counter, accepted, sent=sends)
        must_still_be_honest(counter, accepted, sent=sends)
        for kind, count in province.kinds.items():
            told[kind] = told.get(kind, 0) + count
    return told


def _ask_everything(counter: RealCounter, province: LyingProvince) -> None:
    gateway, day = counter.gateway, counter.store.clock.now().astimezone(VIETNAM).date()
    event = next(iter(province.events.values()))
    file = event.files[0]
    asked: list[tuple[Callable[[], object], bool]] = [
        (lambda: gateway.confirm(event), False),
        (lambda: gateway.put_file(file.sha256, counter.vault.get(file.sha256)), False),
        (lambda: gateway.put_file(file.sha256, counter.vault.get(file.sha256), fresh=True), False),
        (lambda: gateway.look_up(PERSON, "x", "1.004873", ["x"], _PATIENCE), True),
        (lambda: gateway.changes(None), True),
        (lambda: gateway.accounts("1"), True),
        (lambda: gateway.catalogue("1"), True),
        (lambda: gateway.lease_numbers(DESK.code, [day], uuid4(), LeaseClaim(None)), True),
    ]
    if not province.sends:
        asked.append((lambda: gateway.put_dossier(event), False))
    for ask, may_answer in asked:
        gateway.at_once()
        try:
            ask()
        except _TYPED:
            continue
        assert may_answer, "a lie was believed"


def must_still_be_honest(counter: RealCounter, accepted: list[AcceptedDossier], sent: bool) -> None:
    """No dossier bears a better word than the truth, and each has its sentence and its next try."""
    line = WatchLine(
        *(counter.store, counter.store.clock, DESK, Session(CLERK)),
        status=lambda: LineStatus(False, LineDown.code),
        pace=counter.gateway.pace,
        at_once=lambda: None,
        save=hand_out,
    )
    report = line.look()
    assert {item.dossier_id for item in report.items} == {one.id for one in accepted}
    for item in report.items:
        assert waiting_line(item, report).sentence
        assert report.next_tries[item.id] >= report.now
    most = {Honest.SAVED, Honest.SENT} if sent else {Honest.SAVED}
    assert {counter.state(one).state for one in accepted} <= most
