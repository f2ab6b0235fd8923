"""The counter's own certificate, where a province knows its counters by one instead of a token (mutual TLS).

The key never lies open on the disk: either the file is encrypted and its pass phrase lies in the keyring, or the key
itself lies there and the certificate is all that lies on the disk.
"""

from __future__ import annotations

import os
import secrets
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from counter_app.domain.errors import CertificateRefused, CertificateUnfit, OwnCertificateOver, OwnClockApart

_EXPIRED = "CERTIFICATE_EXPIRED"
# What a server says in a handshake of the certificate that it was shown, or not shown (RFC 8446, 6.2).
_OF_OURS = (
    *("BAD_CERTIFICATE", "UNSUPPORTED_CERTIFICATE", "CERTIFICATE_REVOKED", "CERTIFICATE_UNKNOWN", "UNKNOWN_CA"),
    *("ACCESS_DENIED", "CERTIFICATE_REQUIRED", _EXPIRED),
)


@dataclass(frozen=True)
class OwnCertificate:
    """`certificate`: a PEM file with the chain behind it. `key`: a PEM file (PKCS#8, encrypted), whose pass phrase
    `secret` gives; None: `secret` gives the key itself (PKCS#8 in DER). `secret` may raise NoKeyring."""

    certificate: Path
    key: Path | None
    secret: Callable[[], bytes]

    def holds(self) -> tuple[datetime, datetime]:
        """From when until when. Raises CertificateUnfit where the file holds no certificate."""
        return certificate_holds(self.certificate)

    def show_in(self, context: ssl.SSLContext) -> None:
        """Lets `context` show it. Raises NoKeyring; CertificateUnfit where file, key and pass phrase do not fit."""
        secret = self.secret()
        try:
            if self.key is not None:
                context.load_cert_chain(self.certificate, self.key, secret)
                return
            key = serialization.load_der_private_key(secret, None)
            _load_from_memory(context, self.certificate, key)
        except (OSError, ValueError, TypeError) as error:  # ssl.SSLError is an OSError
            raise CertificateUnfit("certificate and key do not fit") from error

    def refused(self, words: str, now: datetime) -> CertificateRefused:
        """What a server's alert means. Its "expired" is by its own clock, and may stand against this PC's."""
        begins, ends = self.holds()
        if not begins <= now <= ends:
            return OwnCertificateOver(until=f"{ends:%Y-%m-%d}")
        return OwnClockApart() if _EXPIRED in words else CertificateRefused(words)


def certificate_holds(path: Path) -> tuple[datetime, datetime]:
    """From when until when. Raises CertificateUnfit where the file holds no certificate."""
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateUnfit("no certificate") from error
    return found.not_valid_before_utc, found.not_valid_after_utc


def alert_about_ours(error: BaseException | None) -> str | None:
    """The server's words about the certificate that this counter showed, or did not show; None: it is about others."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, ssl.SSLError) and "ALERT" in (error.reason or ""):
            return error.reason if any(word in error.reason for word in _OF_OURS) else None
        reason = getattr(error, "reason", None)
        inner = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = reason if isinstance(reason, BaseException) else inner or error.__cause__ or error.__context__
    return None


def key_from(pem: bytes, pass_phrase: bytes | None) -> bytes:
    """The key in such a file as PKCS#8 in DER, for the keyring.
    Raises ValueError, TypeError for another pass phrase."""
    key = serialization.load_pem_private_key(pem, pass_phrase)
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _load_from_memory(context: ssl.SSLContext, certificate: Path, key: PrivateKeyTypes) -> None:
    """The ssl module reads keys from files only: it lies in one for a moment, encrypted by a word that nobody keeps."""
    word = secrets.token_bytes(32).hex().encode()
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(word),
    )
    handle, name = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
        context.load_cert_chain(certificate, name, word)
    finally:
        Path(name).unlink()
