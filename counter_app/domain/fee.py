"""What a dossier costs, by its procedure's rule, and how it was paid. Đồng are whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .procedure import FeePer, FeeRule


class Pay(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"  # by a VietQR code; open until the account shows it
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Payment:
    """`settled` False: a transfer that nobody has seen on the account. `reason` of a waiver; `series` and `number` of
    the electronic receipt (biên lai điện tử) that the treasury's own program wrote; `reference` stands in the
    transfer."""

    how: Pay
    amount: int
    reason: str = ""
    series: str = ""
    number: str = ""
    reference: str = ""
    settled: bool = True


def fee(rule: FeeRule, copies: int = 1, pages: int = 1) -> int:
    """The amount in đồng. `pages` of one copy, `copies` of it.

    By page (chứng thực bản sao): 2,000 đ for each page up to the second, 1,000 đ from the third, at most
    200,000 đ a copy.
    """
    if copies < 0 or pages < 0:
        raise ValueError("copies and pages are not negative")
    match rule.per:
        case FeePer.CASE:
            return rule.amount
        case FeePer.COPY:
            return rule.amount * copies
        case FeePer.PAGE:
            full = pages if rule.reduced_from is None else min(pages, rule.reduced_from - 1)
            one_copy = full * rule.amount + (pages - full) * rule.reduced
            return copies * (one_copy if rule.cap is None else min(one_copy, rule.cap))
