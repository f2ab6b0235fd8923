"""The text of a VietQR code: EMVCo merchant-presented QR with Napas' account information, and a CRC over all of it.

Sources: EMVCo QR Code Specification for Payment Systems (merchant-presented mode) 1.1; NAPAS VietQR 1.0. Shape of each
field: two digits of tag, two of length, then the value.
"""

from __future__ import annotations

from binascii import crc_hqx
from dataclasses import dataclass
from uuid import UUID

from .text import fold

_NAPAS, _TO_ACCOUNT = "A000000727", "QRIBFTTA"
_DONG, _VIETNAM = "704", "VN"  # ISO 4217, ISO 3166
_LONGEST = 99


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where fees go by transfer. `bank` its six digits at Napas (BIN), `owner` as the bank writes it."""

    bank: str
    number: str
    owner: str

    def __post_init__(self) -> None:
        digits = self.bank.isascii() and self.bank.isdigit() and len(self.bank) == 6
        number = self.number.isascii() and self.number.isalnum() and 1 <= len(self.number) <= 19
        if not (digits and number and self.owner.strip()):
            raise ValueError("no bank account")


def reference_of(dossier_id: UUID) -> str:
    """What stands in the transfer, so that the account's list names the dossier: known before it has a code."""
    return f"QMC{dossier_id.hex[:10].upper()}"


def viet_qr(account: BankAccount, amount: int, reference: str) -> str:
    """The code's text for `amount` đồng. Raises ValueError for nothing to pay, or words that a bank cannot carry."""
    if amount < 1 or not (reference.isascii() and reference.isalnum() and len(reference) <= 25):
        raise ValueError("no transfer")
    holder = _field("00", account.bank) + _field("01", account.number)
    text = (
        _field("00", "01")  # version
        + _field("01", "12")  # for one payment
        + _field("38", _field("00", _NAPAS) + _field("01", holder) + _field("02", _TO_ACCOUNT))
        + _field("53", _DONG)
        + _field("54", str(amount))
        + _field("58", _VIETNAM)
        + _field("59", _plain(account.owner)[:25])
        + _field("62", _field("08", reference))
        + "6304"
    )
    return f"{text}{crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def _field(tag: str, value: str) -> str:
    if len(value) > _LONGEST:
        raise ValueError("longer than a field")
    return f"{tag}{len(value):02d}{value}"


def _plain(words: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c == " ") else " " for c in fold(words)).upper()
