"""The message by which the province learns what happened to a dossier. Its shape is the counter contract's."""

from __future__ import annotations

from typing import Any

from ..domain.life import Life, Step
from ..domain.outbox import DocumentFile
from ..ports import AcceptedDossier
from .accepted_message import moment_message, settled_message
from .counter import Counter


def step_message(
    step: Step, life: Life, accepted: AcceptedDossier, files: tuple[DocumentFile, ...], counter: Counter
) -> dict[str, Any]:
    """JSON values only, as in `accepted_message`; `life` has the step already."""
    return {
        "id": str(step.id),
        "dossier_id": str(accepted.id),
        "code": accepted.code.text,
        "unit": counter.unit.code,
        "counter": counter.code,
        "clerk": step.who,
        "act": step.act.value,
        "stage": life.stage.number,
        "at": step.at.isoformat(),
        "due_at": moment_message(life.due),
        "number": step.number,
        "reason": step.reason,
        "papers": list(step.papers),
        "to": step.to,
        "components": [settled_message(paper) for paper in step.captured],
        "result": _result(step),
        "collector": _collector(step),
        "payment": _payment(step),
        "files": [
            {"sha256": f.sha256, "size": f.size, "media_type": f.media_type, "component": f.component} for f in files
        ],
    }


def _result(step: Step) -> dict[str, Any] | None:
    result = step.result
    if result is None:
        return None
    return {
        "kind": result.kind,
        "number": result.number,
        "issued_on": result.issued_on.isoformat() if result.issued_on else None,
        "issuer": result.issuer,
        "why_no_file": result.why_no_file,
    }


def _collector(step: Step) -> dict[str, Any] | None:
    taker = step.collector
    if taker is None:
        return None
    digits = len(taker.personal_number) == 12 and taker.personal_number.isdigit()
    told = {"personal_number": taker.personal_number, "passport": None}
    if not digits:
        told = {"personal_number": None, "passport": taker.personal_number}
    return {"full_name": taker.full_name, **told, "other": taker.other}


def _payment(step: Step) -> dict[str, Any] | None:
    paid = step.payment
    if paid is None:
        return None
    return {
        "how": paid.how.value,
        "amount": paid.amount,
        "reason": paid.reason,
        "series": paid.series,
        "number": paid.number,
        "reference": paid.reference,
        "settled": paid.settled,
    }
