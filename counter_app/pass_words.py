"""Pass words and PINs as argon2id verifiers; the only module of the program that knows `argon2`."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from .domain.people import is_verifier

# Of a word that nobody kept, at the cost that the contract recommends.
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$iMXMsao/ogzf5g3SIdSnmA$ANQnNo/I7XUq5sZQY6q812/WMP9AothdrJvn6kCG4H4"


class Argon2PassWords:
    """Fulfils `ports.PassWords`. Letters are compared in NFC: an accent typed on another keyboard is the same."""

    def __init__(self) -> None:
        self._argon2 = PasswordHasher(  # RFC 9106, section 4, second choice
            memory_cost=64 * 1024, time_cost=3, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
        )

    def verifier(self, word: str) -> str:
        return self._argon2.hash(_composed(word))

    def fits(self, verifier: str | None, word: str) -> bool:
        known = verifier if verifier is not None and is_verifier(verifier) else None
        try:
            self._argon2.verify(known or _NOBODYS, _composed(word))
        except (VerificationError, InvalidHashError):
            return False
        return known is not None


def _composed(word: str) -> bytes:
    return unicodedata.normalize("NFC", word).encode("utf-8", "surrogatepass")
