"""What leaves a counter for the site's server is sealed with the site's key, which only joined counters have.

AES-256-GCM; a sealed text: version (1 byte), nonce (12 bytes), ciphertext and tag. What stands beside it in the clear
(kind, id, counter, change) is authenticated with it: an entry put under another's name does not open.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.domain.errors import SiteUnreadable
from counter_app.domain.recovery_code import RecoveryCode

KEY_BYTES = 32
KEY_ID = "site.key"  # a fact of the server's: which key its entries are sealed with
_VERSION = b"\x01"
_NONCE_BYTES = 12


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def key_id(key: bytes) -> str:
    """Says nothing of the key itself."""
    return hashlib.sha256(b"quay-mot-cua: site's key\0" + key).hexdigest()[:16]


def seal(key: bytes, plain: bytes, *about: object) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _said(about))


def unseal(key: bytes, sealed: bytes, *about: object) -> bytes:
    """Raises SiteUnreadable."""
    head, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if head != _VERSION:
        raise SiteUnreadable("version")
    try:
        return AESGCM(key).decrypt(nonce, body, _said(about))
    except (InvalidTag, ValueError) as error:
        raise SiteUnreadable("key") from error


def from_code(code: RecoveryCode, purpose: str) -> bytes:
    """What a one-time code stands for. HKDF and no slow hash: 130 random bits cannot be guessed."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"quay-mot-cua: {purpose}".encode()).derive(code.secret)


def _said(about: tuple[object, ...]) -> bytes:
    return "|".join(map(str, ("site", *about))).encode()
