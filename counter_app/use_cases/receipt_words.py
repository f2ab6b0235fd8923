"""What the receipt says of each component, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.dossier import Captured, Delivery, Dossier, LookUpLater, Settlement, Shown, Taken
from ..domain.procedure import Component, FeeRule
from ..domain.receipt import ReceiptLine
from ..domain.words import dong

COMMUNE_DESK = "Trung tâm Phục vụ hành chính công"  # of a commune (NĐ 118/2025)
_HERE = "tại bộ phận tiếp nhận và trả kết quả"


def receipt_lines(dossier: Dossier, sources: Mapping[str, str]) -> tuple[ReceiptLine, ...]:
    """One line a settled component, in the catalogue's order. `sources` gives each source's name."""
    settled = {settlement.component: settlement for settlement in dossier.settlements}
    return tuple(
        _line(component, settled[component.code], sources)
        for component in dossier.required
        if component.code in settled
    )


def _line(component: Component, settlement: Settlement, sources: Mapping[str, str]) -> ReceiptLine:
    match settlement:
        case Captured():
            return ReceiptLine(component.name, "nộp", component.originals, component.copies)
        case Taken(_, paper, basis):
            source = sources.get(paper.source, paper.source)
            return ReceiptLine(component.name, "dùng lại", 0, 0, f"{source}; {basis}")
        case Shown():
            return ReceiptLine(component.name, "xuất trình", 0, 0, "đã đối chiếu, trả lại")
        case LookUpLater():
            return ReceiptLine(component.name, "tra cứu sau", 0, 0, "mất kết nối khi tiếp nhận; cơ quan tự tra cứu")


def delivery_words(delivery: Delivery, collect_at: str = "") -> str:
    match delivery:
        case Delivery.HERE if collect_at:
            return f"tại {collect_at}"
        case Delivery.HERE:
            return _HERE
        case Delivery.POST:
            return "qua dịch vụ bưu chính công ích"


def goes_elsewhere(words: str) -> str:
    """Of those words where a result goes that is not collected here, short enough for a list; else nothing."""
    return "" if words == _HERE else words.replace(f"tại {COMMUNE_DESK} ", "tại ")


def fee_words(rule: FeeRule, amount: int) -> str:
    if amount:
        return dong(amount)
    return "theo mức thu của tỉnh" if rule.set_by_province else "không thu"
