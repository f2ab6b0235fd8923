"""The message by which the province learns of an accepted dossier. Its shape is the counter contract's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..domain.dossier import Captured, Dossier, LookUpLater, Settlement, Shown, Taken
from ..domain.outbox import DocumentFile
from ..domain.receipt import Receipt
from ..ports import AcceptedDossier
from .counter import Counter
from .party_message import applicant_message, owner_message


def accepted_message(
    dossier: Dossier, accepted: AcceptedDossier, files: tuple[DocumentFile, ...], counter: Counter, clerk: str
) -> dict[str, Any]:
    """JSON values only; moments as ISO 8601 with offset, dates ISO, amounts in đồng; `clerk` is the acceptor's id."""
    receipt = accepted.receipt
    reasons = {asked.component: asked for asked in dossier.asked}
    return {
        "id": str(dossier.id),
        "operation_id": str(accepted.operation_id),
        "code": accepted.code.text,
        "provisional": accepted.code.provisional,
        "unit": counter.unit.code,
        "counter": counter.code,
        "clerk": clerk,
        "channel": dossier.channel.value,
        "procedure_code": receipt.procedure_code,
        "procedure_version": dossier.procedure.valid_from.isoformat() if dossier.procedure else None,
        "competent_authority": dossier.procedure.competent_authority if dossier.procedure else None,
        "applicant": applicant_message(receipt.applicant),
        "owner": owner_message(receipt.behalf),
        "received_at": receipt.received_at.isoformat(),
        "due_at": moment_message(receipt.appointment.due),
        "starts_elsewhere": receipt.appointment.starts_elsewhere,
        "forward_by": receipt.appointment.forward_by.isoformat(),
        "delivery": dossier.delivery.value,
        **({"collect_at": dossier.collect_at} if dossier.collect_at else {}),
        "fee": receipt.fee,
        "register": {
            "counter": receipt.register.counter,
            "year": receipt.register.year,
            "book": receipt.register.book,
            "line": receipt.register.line,
        }
        if receipt.register
        else None,
        "queue_ticket": receipt.queue_label,
        "components": [
            {
                **settled_message(settlement),
                "asked_again": reasons[settlement.component].reason.value if settlement.component in reasons else None,
            }
            for settlement in dossier.settlements
        ],
        "files": [
            {"sha256": f.sha256, "size": f.size, "media_type": f.media_type, "component": f.component} for f in files
        ],
        **_copies(receipt),
    }


def _copies(receipt: Receipt) -> dict[str, Any]:
    """Nothing where nothing was certified."""
    lines = [
        {
            "number": one.number,
            "book": one.book,
            "title": one.title,
            "pages": one.pages,
            "copies": one.copies,
            "fee": one.fee,
        }
        for one in receipt.copies
    ]
    return {"certified_copies": lines} if lines else {}


def settled_message(settlement: Settlement) -> dict[str, Any]:
    match settlement:
        case Captured(component=component, facts=facts):
            issued_on = facts.issued_on.isoformat() if facts.issued_on else None
            said = {"number": facts.number, "issued_on": issued_on, "issuer": facts.issuer}
            return {"component": component, "how": "captured", **{key: value for key, value in said.items() if value}}
        case Taken(component, paper, basis):
            return {
                "component": component,
                "how": "taken",
                "paper": paper.id,
                "kind": paper.kind,
                "source": paper.source,
                "legal_state": paper.legal_state.value,
                "as_of": paper.as_of.isoformat(),
                "legal_basis": basis,
            }
        case Shown(component, at):
            return {"component": component, "how": "shown", "shown_at": at.isoformat()}
        case LookUpLater(component):
            return {"component": component, "how": "look-up-later"}


def moment_message(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
