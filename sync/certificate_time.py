"""Whose clock is wrong when a certificate is not valid today: this PC's, or is its time really over?

The province is asked once more, over TLS that checks everything but the time: its authority, its name. So it is the
province that says what time it is there.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from counter_app.domain.errors import CertificateOver, ClockApart, NotTheProvince

from .own_certificate import OwnCertificate
from .probe import connected

_NOT_YET, _OVER = 9, 10  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
_NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which the ssl module does not name
_MOST = 16_384  # bytes of its answer


def about_time(error: BaseException | None) -> bool:
    """Whether a TLS error only means that the certificate is not valid today."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code in (_NOT_YET, _OVER)
        reason = getattr(error, "reason", None)
        inner = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = reason if isinstance(reason, BaseException) else inner or error.__cause__ or error.__context__
    return False


def whose_clock(
    base_url: str, ca_file: Path | None, proxy: str | None = None, showing: OwnCertificate | None = None
) -> NotTheProvince:
    """ClockApart or CertificateOver; NotTheProvince where the server does not say what time it is. `proxy`: the way
    out; `showing`: the certificate that the server wants to see."""
    parts = urlsplit(base_url)
    context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | _NO_CHECK_TIME)
    try:
        if showing is not None:
            showing.show_in(context)
        with (
            connected(base_url, proxy) as bare,
            context.wrap_socket(bare, server_hostname=parts.hostname) as safe,
        ):
            told = safe.getpeercert() or {}
            safe.sendall(f"HEAD / HTTP/1.1\r\nHost: {parts.hostname}\r\nConnection: close\r\n\r\n".encode())
            there = _date_in(safe.recv(_MOST))
    except (OSError, ValueError, HTTPException) as error:
        return NotTheProvince(f"its certificate is not valid today: {type(error).__name__}")
    if there is None:
        return NotTheProvince("its certificate is not valid today, and it tells no time")
    begins, ends = (ssl.cert_time_to_seconds(str(told[name])) for name in ("notBefore", "notAfter"))
    if begins <= there.timestamp() <= ends:
        return ClockApart("by its own clock the certificate is valid")
    return CertificateOver("by its own clock, too, the certificate is not valid")


def _date_in(answer: bytes) -> datetime | None:
    for line in answer.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"date":
            moment = parsedate_to_datetime(value.decode("ascii").strip())
            return moment.replace(tzinfo=moment.tzinfo or UTC)
    return None
