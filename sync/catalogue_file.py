"""Catalogues that come as files: a JSON bundle, signed by the province or named by its SHA-256.

    NAME.json and NAME.json.sig     base64 of an Ed25519 signature (RFC 8032) over the bytes of NAME.json
    WORDS_SHA256.json               64 hexadecimal digits at the end of the name, as the province publishes them

A signature that does not fit refuses the file, whatever its name says. Where the province's key is set, a name is no
proof: anybody can reckon a hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counter_app.domain.errors import CatalogueFileWrong
from counter_app.ports import CataloguePackage

from .contract import sha256

SIGNATURE = ".sig"
_LONGEST = 16 * 1024 * 1024  # bytes
_NAMED = re.compile(r"(?:^|[^0-9a-f])([0-9a-f]{64})\.json$")


class SignedCatalogues:
    """Fulfils `ports.CatalogueFiles`. `signer`: the province's key (Ed25519, base64), and only what it signed counts;
    empty: files are known by their name."""

    def __init__(self, signer: str) -> None:
        self._signer = signer

    def read(self, path: Path) -> CataloguePackage:
        data = _bytes_of(path)
        digest, name = sha256(data), path.name
        signed = self._is_signed(path, data)
        named = _NAMED.search(name.lower())
        if self._signer and not signed:
            raise CatalogueFileWrong(file=name, why="unsigned")
        if not signed and named is None:
            raise CatalogueFileWrong(file=name, why="no-proof")
        if named is not None and named[1] != digest:
            raise CatalogueFileWrong(file=name, why="forged")
        try:
            bundle = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise CatalogueFileWrong(file=name, why="unreadable") from error
        if not isinstance(bundle, dict):
            raise CatalogueFileWrong(file=name, why="unreadable")
        return CataloguePackage(name, bundle, digest, signed)

    def _is_signed(self, path: Path, data: bytes) -> bool:
        beside = path.with_name(f"{path.name}{SIGNATURE}")
        if not self._signer or not beside.exists():
            return False
        try:
            signature = b64decode(_bytes_of(beside).strip(), validate=True)
            Ed25519PublicKey.from_public_bytes(b64decode(self._signer)).verify(signature, data)
        except (InvalidSignature, ValueError) as error:
            raise CatalogueFileWrong(file=path.name, why="forged") from error
        return True


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise CatalogueFileWrong(file=path.name, why="absent") from error
    if len(data) > _LONGEST:
        raise CatalogueFileWrong(file=path.name, why="too-large")
    return data
