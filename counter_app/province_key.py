"""What is kept in the key ring for the counter's own certificate: its key, or the pass phrase of the key's file."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

from .config import ProvinceSettings
from .domain.errors import CertificateUnfit

_LONGEST = 512  # bytes that the key ring of every system takes


class Unfit(Exception):
    """In words for who typed the command."""


def checked_key(province: ProvinceSettings, source: Path | None, ask: Callable[[str], bytes]) -> bytes:
    """`source`: a key file to take into the key ring; None: the file of the settings stays, its pass phrase is kept.
    `ask` for a secret. Raises Unfit."""
    from sync.own_certificate import OwnCertificate

    if province.certificate is None:
        raise Unfit("Cấu hình chưa có province.certificate.")
    if source is None and province.certificate_key is None:
        raise Unfit("Cấu hình chưa có province.certificate_key: dùng --from TỆP_KHÓA.")
    if source is not None and province.certificate_key is not None:
        raise Unfit("Cấu hình đã chỉ tới tệp khóa province.certificate_key: bỏ --from, hoặc bỏ dòng đó.")
    secret = _taken(source, ask) if source else ask("Mật khẩu của tệp khóa (không hiện khi gõ): ")
    if not 0 < len(secret) <= _LONGEST:
        raise Unfit(
            "Khóa dài quá 512 byte (RSA): để tệp khóa có mật khẩu ở province.certificate_key."
            if source
            else "Mật khẩu trống hoặc dài quá 512 byte."
        )
    own = OwnCertificate(province.certificate, province.certificate_key, lambda: secret)
    try:
        own.show_in(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    except CertificateUnfit as error:
        raise Unfit("Chứng thư, khóa và mật khẩu không khớp nhau, hoặc thiếu tệp.") from error
    return secret


def _taken(source: Path, ask: Callable[[str], bytes]) -> bytes:
    from sync.own_certificate import key_from

    try:
        pem = source.read_bytes()
        word = ask("Mật khẩu của tệp khóa (không hiện khi gõ): ") if b"ENCRYPTED" in pem else None
        return key_from(pem, word)
    except (OSError, ValueError, TypeError) as error:
        raise Unfit("Không đọc được khóa: tệp không có, không phải PEM, hoặc sai mật khẩu.") from error
