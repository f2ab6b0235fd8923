"""Signed copies of the audit: JSON lines, and beside them a signature that lets anybody name the first wrong line.

    FILE        a line that says what it is, then each line of the audit with its hashes
    FILE.sig    this counter's public key, SHA-256 of the file, a digest of each of its lines, and an Ed25519 signature
                (RFC 8032) over these

The digests are signed, too: whoever changes a line and mends every hash behind it is still found at that very line. The
private key never leaves the encrypted store, and goes with it into backups and to another PC.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, Table, func, select

from counter_app.domain.deadline import VIETNAM
from counter_app.ports import AuditExport, ExportAbout

from . import tables
from .durable import flush_folder, write_durably
from .facts import read_fact, write_fact
from .faults import target_fault

if TYPE_CHECKING:
    from .store import SqlStore

FORMAT = "quay-mot-cua/audit"
SIGNATURE = ".sig"
_PART = ".part"
_KEY = "audit.signing-key"
_DIGEST = 32  # hex digits of a line's SHA-256: 128 bits
_BATCH = 2000


@dataclass
class _Written:
    """What was written so far: one digest a line, one over all."""

    file: BinaryIO
    whole: Any
    digests: list[str]

    def write(self, values: dict[str, Any]) -> None:
        line = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str).encode() + b"\n"
        self.file.write(line)
        self.whole.update(line)
        self.digests.append(line_digest(line))


class SignedExports:
    """Fulfils `ports.AuditExporter` for one open store."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def prepare(self, path: Path, about: ExportAbout) -> AuditExport:
        key = self._key()
        with ExitStack() as undo:
            undo.callback(_drop, path)
            try:
                with _opened(_part(path)) as file:
                    written = _Written(file, hashlib.sha256(), [])
                    written.write(_header(about))
                    for line in self._lines(about):
                        written.write(line)
                    file.flush()
                    os.fsync(file.fileno())
                write_durably(_part(_sig(path)), _signature(key, written.whole.hexdigest(), written.digests))
            except OSError as error:
                raise target_fault(error, path) from error
            undo.pop_all()
        return AuditExport(path, len(written.digests) - 1, written.whole.hexdigest())

    def finish(self, export: AuditExport) -> None:
        """The signature first: a file without one is nobody's word."""
        try:
            _part(_sig(export.path)).replace(_sig(export.path))
            _part(export.path).replace(export.path)
            flush_folder(export.path.parent)
        except OSError as error:
            raise target_fault(error, export.path) from error

    def drop(self, export: AuditExport) -> None:
        _drop(export.path)

    def public_key(self) -> tuple[bytes, str]:
        public = self._key().public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), fingerprint(
            public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        )

    def _key(self) -> Ed25519PrivateKey:
        """Made at the first export."""
        with self._store.connection(writing=False) as connection:
            kept = read_fact(connection, _KEY)
        if kept is None:
            with self._store.connection(writing=True) as connection:
                kept = read_fact(connection, _KEY)
                if kept is None:
                    kept = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()
                    write_fact(connection, _KEY, kept)
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept))

    def _lines(self, about: ExportAbout) -> Iterator[dict[str, Any]]:
        with self._store.connection(writing=False) as connection:
            for table in (tables.audit, *((tables.look_ups,) if about.look_ups else ())):
                yield from _lines_of(connection, table, about.first_day, about.last_day)


def line_digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:_DIGEST]


def signed_words(sha256: str, digests: list[str]) -> bytes:
    """What the signature is over."""
    lines = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    return f"{FORMAT} 1\n{sha256}\n{lines}\n".encode()


def fingerprint(public_key: bytes) -> str:
    """Of a raw public key, in groups that can be read out."""
    digest = hashlib.sha256(public_key).hexdigest()[:32].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def _lines_of(connection: Connection, table: Table, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Without a gap from the first line of the days to the last, so that the chain can be followed."""
    column = table.c
    during = column.at >= datetime.combine(first, time(), VIETNAM), column.at < _after(last)
    low, high = connection.execute(select(func.min(column.line), func.max(column.line)).where(*during)).one()
    if low is None:
        return
    rows = select(table).where(column.line.between(low, high)).order_by(column.line)
    for row in connection.execute(rows.execution_options(yield_per=_BATCH)).mappings():
        yield {"table": table.name, **row, "at": row["at"].astimezone(UTC).isoformat()}


def _after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)


def _header(about: ExportAbout) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": 1,
        "unit": about.unit,
        "counter": about.counter,
        "from": about.first_day.isoformat(),
        "to": about.last_day.isoformat(),
        "look_ups": about.look_ups,
        "by": about.by,
        "purpose": about.purpose,
        "made_at": about.made_at.astimezone(UTC).isoformat(),
    }


def _signature(key: Ed25519PrivateKey, sha256: str, digests: list[str]) -> bytes:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    said = {
        "version": 1,
        "algorithm": "Ed25519",
        "public_key": base64.b64encode(public).decode(),
        "sha256": sha256,
        "digests": digests,
        "signature": base64.b64encode(key.sign(signed_words(sha256, digests))).decode(),
    }
    return json.dumps(said, indent=0).encode()


def _opened(path: Path) -> BinaryIO:
    """For this user alone."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _sig(path: Path) -> Path:
    return path.with_name(f"{path.name}{SIGNATURE}")


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}{_PART}")


def _drop(path: Path) -> None:
    for left in (_part(path), _part(_sig(path))):
        with suppress(OSError):
            left.unlink(missing_ok=True)
