"""Draws the VietQR code that a citizen pays a fee with, from the account in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ..domain.errors import NoBankAccount
from ..domain.people import Right
from ..domain.viet_qr import BankAccount, reference_of, viet_qr
from ..ports import Paperwork
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class TransferCode:
    """`rows` of modules, 1 is dark; what the citizen can also type."""

    rows: tuple[bytes, ...]
    account: BankAccount
    amount: int
    reference: str


@dataclass(frozen=True)
class AskTransfer:
    session: Session
    paperwork: Paperwork
    account: BankAccount | None = None

    @needs(Right.RECEIVE)
    def __call__(self, dossier_id: UUID, amount: int) -> TransferCode:
        """Of a draft or an accepted dossier. Raises NoBankAccount."""
        if self.account is None:
            raise NoBankAccount
        reference = reference_of(dossier_id)
        rows = self.paperwork.qr_code(viet_qr(self.account, amount, reference))
        return TransferCode(rows, self.account, amount, reference)
