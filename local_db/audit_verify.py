"""Verifies an exported audit: on any PC, without a store. Names the first wrong line of the file."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from counter_app.domain.errors import AuditExportWrong

from .audit_chain import is_whole
from .audit_export import FORMAT, SIGNATURE, fingerprint, line_digest, signed_words

_LONGEST = 1 << 20  # bytes of a line


@dataclass(frozen=True, slots=True)
class Verified:
    """`about`: what the export says of itself; `lines` of the audit; `fingerprint` of the key that signed it, to be
    compared with the counter's where no key file was given."""

    about: dict[str, Any]
    lines: int
    fingerprint: str


def verify(path: Path, public_key: Path | None = None) -> Verified:
    """`public_key`: the counter's, as PEM. Raises AuditExportWrong."""
    key, sha256, digests = _signature(path, public_key)
    header: dict[str, Any] = {}
    whole = hashlib.sha256()
    previous: dict[str, str] = {}
    try:
        with path.open("rb") as file:
            for number in count(1):
                line = file.readline(_LONGEST)
                if not line:
                    break
                whole.update(line)
                _must_be_signed(path, line, number, digests)
                values = json.loads(line)
                if number == 1:
                    header = values
                else:
                    _must_follow(path, values, number, previous)
    except OSError as error:
        raise _wrong(path, "unreadable") from error
    if number <= len(digests):
        raise _wrong(path, "cut-off", number)
    if whole.hexdigest() != sha256 or header.get("format") != FORMAT:
        raise _wrong(path, "changed", 1)
    return Verified(header, len(digests) - 1, fingerprint(key))


def _must_be_signed(path: Path, line: bytes, number: int, digests: list[str]) -> None:
    if number > len(digests):
        raise _wrong(path, "added", number)
    if line_digest(line) != digests[number - 1]:
        raise _wrong(path, "changed", number)


def _must_follow(path: Path, values: dict[str, Any], number: int, previous: dict[str, str]) -> None:
    """The chain as it was when it was exported: it may have been broken by then."""
    table = values.pop("table")
    if not is_whole(values, previous.get(table, values["previous"])):
        raise _wrong(path, "chain", number)
    previous[table] = values["hash"]


def _signature(path: Path, public_key: Path | None) -> tuple[bytes, str, list[str]]:
    try:
        said = json.loads(path.with_name(f"{path.name}{SIGNATURE}").read_bytes())
        raw, sha256, digests = (
            base64.b64decode(said["public_key"]),
            str(said["sha256"]),
            list(map(str, said["digests"])),
        )
        signature = base64.b64decode(said["signature"])
        key = Ed25519PublicKey.from_public_bytes(raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _wrong(path, "no-signature") from error
    if (said.get("version"), said.get("algorithm")) != (1, "Ed25519"):
        raise _wrong(path, "no-signature")
    if public_key is not None and _raw(path, public_key) != raw:
        raise _wrong(path, "other-key")
    try:
        key.verify(signature, signed_words(sha256, digests))
    except InvalidSignature as error:
        raise _wrong(path, "forged") from error
    return raw, sha256, digests


def _raw(path: Path, public_key: Path) -> bytes:
    try:
        key = load_pem_public_key(public_key.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise _wrong(path, "other-key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise _wrong(path, "other-key")
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _wrong(path: Path, why: str, line: int | None = None) -> AuditExportWrong:
    return AuditExportWrong(why=why, file=path.name, **({"line": str(line)} if line is not None else {}))
