"""What a dossier costs, as the reception screen says it. Pure."""

from __future__ import annotations

from counter_app.domain.dossier import Channel, Dossier
from counter_app.domain.fee import Pay
from counter_app.ports import Draft
from counter_app.use_cases.receipt_words import fee_words

from ..core_words import spoken
from ..language import tr

_PAID = {Pay.CASH: tr("tiền mặt"), Pay.TRANSFER: tr("chuyển khoản"), Pay.WAIVED: tr("miễn")}


def costs(draft: Draft) -> int:
    """In đồng; what adds to a dossier costs nothing more."""
    return 0 if draft.after is not None else draft.dossier.cost


def fee_line(draft: Draft) -> str:
    procedure = draft.dossier.procedure
    if procedure is None:
        return ""
    if draft.after is not None:
        return ""
    amount = costs(draft)
    paid = f" · {_PAID[draft.payment.how]}" if draft.payment is not None and amount else ""
    return f"{spoken(fee_words(draft.dossier.fee_rule, amount))}{paid}{_online_words(draft.dossier, amount)}"


def _online_words(dossier: Dossier, amount: int) -> str:
    """By which word an online dossier costs what it costs, and whether somebody still has to compare it."""
    if dossier.channel is not Channel.ONLINE or dossier.procedure is None:
        return ""
    reduced = dossier.procedure.online_fee(dossier.day)
    if reduced is None:
        return tr(" · mức tại quầy, mức nộp trực tuyến cần đối chiếu") if amount else ""
    if reduced.certainty == "high":
        return tr(" · nộp trực tuyến: {basis}").format(basis=reduced.basis)
    return tr(" · nộp trực tuyến: {basis}, cần đối chiếu").format(basis=reduced.basis)
