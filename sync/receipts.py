"""What the province's word changes at the counter, whichever way it came: over the line, or on a stick."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from counter_app.domain.codes import DossierCode
from counter_app.domain.correction import Theirs
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import CounterError, DiskFull, NotTheProvince, StoreDamaged, StoreLocked
from counter_app.domain.outbox import EventKind, OutboxEvent, ProvinceReceipt, Step
from counter_app.ports import AuditLine, UnitOfWork
from counter_app.use_cases.correct import meet_conflict
from counter_app.use_cases.honest_state import tell_state

from .contract import UNKNOWN_DOSSIER

STORE_FAULTS = (DiskFull, StoreDamaged, StoreLocked)  # no dossier's and no answer's fault
_LOG = logging.getLogger(__name__)
_FARTHEST = timedelta(days=366)  # between a day of the dossier and the day that its linked code names


def note_sent(work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt, now: datetime, counter: str) -> None:
    """The province has the metadata; what was confirmed meanwhile, by another way, is left alone. Raises KeyError, and
    NotTheProvince for a code that this dossier cannot have."""
    if work.outbox.get(event.id).confirmed_at is not None:
        return
    work.outbox.mark_sent(event.id, now)
    tell_state(work, event.dossier_id)
    _link(work, event, receipt, now, counter)


def note_received(work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt, now: datetime, counter: str) -> bool:
    """Confirms the event, which the province holds whole; False: it has yet to give its code, the event stays open.

    Raises KeyError, and NotTheProvince for a receipt without every file, and for a code that this dossier cannot have.
    """
    if work.outbox.get(event.id).confirmed_at is not None:
        return True
    if not is_whole(event, receipt):
        raise NotTheProvince("a receipt without every file")
    if not _link(work, event, receipt, now, counter):
        return False
    work.outbox.mark_confirmed(event.id, receipt, now)
    tell_state(work, event.dossier_id)
    return True


def note_failed(work: UnitOfWork, event: OutboxEvent, error: CounterError, pause: float, now: datetime) -> bool:
    """Sets the event aside for `pause` seconds; False: it was confirmed or closed meanwhile. Raises KeyError."""
    if not work.outbox.get(event.id).open:
        return False
    reason = str(error.facts.get("reason", ""))
    work.outbox.mark_failed(event.id, error.code, now, now + timedelta(seconds=pause), reason)
    if event.kind is not EventKind.DOSSIER_ACCEPTED and reason == UNKNOWN_DOSSIER:
        # Steps go after their acceptance was confirmed: the province has lost that since, as after a restored backup.
        count = work.outbox.reopen(event.dossier_id, now)
        _LOG.error("dossier %s: the province lost it, %d events go again", event.dossier_id, count)
    tell_state(work, event.dossier_id, error.code)
    return True


def note_differs(work: UnitOfWork, event: OutboxEvent, theirs: Theirs, now: datetime, counter: str) -> bool:
    """The province holds another state than the correction was made from: nothing was overwritten there, and a person
    chooses. What the counter wrote of the same record since is its last word, and goes no more by itself. Raises
    KeyError."""
    if not work.outbox.get(event.id).open:
        return False
    met = work.corrections.get(event.id)
    mine = met.mine
    for later in work.corrections.of_record(met.about, met.ref):
        if later.id != event.id and work.outbox.get(later.id).open:
            work.outbox.close(later.id, Step.FOLDED, now)
            mine = later.mine
    meet_conflict(work, met, mine, theirs, now, counter)
    return True


def is_whole(event: OutboxEvent, receipt: ProvinceReceipt) -> bool:
    return {file.sha256 for file in event.files} <= set(receipt.files)


def _link(work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt, now: datetime, counter: str) -> bool:
    """Whether the dossier has a code of the province: its own, or one linked to a provisional one.

    The first that the province gave stays. Where a rescue saved the event and not the dossier, there is nothing to
    link: the receipt keeps the code.
    """
    if not event.payload.get("provisional"):
        return True
    given = receipt.dossier_code
    try:
        _, accepted = work.dossiers.get(event.dossier_id)
    except KeyError:
        return given is not None
    known = accepted.linked_code
    if given is None or known is not None:
        if known is not None and given not in (None, known.text):
            _LOG.error("dossier %s: the province gave a second code", event.dossier_id)
        return known is not None
    # The counter's clock may have stood in a wrong year: then the province's own day is the near one.
    days = [moment.astimezone(VIETNAM).date() for moment in (accepted.accepted_at, receipt.received_at)]
    code = _believed(given, accepted.receipt.unit.code, days)
    work.dossiers.link_code(event.dossier_id, code)
    about = {"dossier": str(event.dossier_id), "code": accepted.code.text, "linked": code.text}
    work.audit.add(AuditLine(now, "province", counter, "code-linked", about))
    return True


def _believed(code: str, unit: str, days: Sequence[date]) -> DossierCode:
    """The province's code for a provisional one. Raises NotTheProvince: another unit's, or of an absurd day."""
    try:
        given = DossierCode(code)
        near = min(abs(given.day - day) for day in days) <= _FARTHEST
    except ValueError as error:
        raise NotTheProvince("no dossier code") from error
    if not given.is_of(unit) or not near:
        raise NotTheProvince("a code that this dossier cannot have")
    return given
