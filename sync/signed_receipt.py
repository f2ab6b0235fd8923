"""Receipts that the province has signed: nobody who only sits on the line can confirm a dossier."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counter_app.domain.errors import NotTheProvince

from .contract import ReceiptMessage, receipt_words


@dataclass(frozen=True, slots=True)
class Signer:
    """The province's key (Ed25519, base64), empty: not known. `required`: a receipt without a signature counts for
    nothing."""

    key: str = ""
    required: bool = False

    def must_have_signed(self, told: ReceiptMessage) -> None:
        """Raises NotTheProvince."""
        if told.signature is None or not self.key:
            if self.required:
                raise NotTheProvince("a receipt that the province has not signed")
            return
        try:
            public = Ed25519PublicKey.from_public_bytes(b64decode(self.key))
            public.verify(b64decode(told.signature), receipt_words(told))
        except (InvalidSignature, ValueError) as error:
            raise NotTheProvince("a receipt that another has signed") from error
