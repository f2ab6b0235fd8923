"""A backup's manifest: when, of which store, what is in it, and the checksums that it is held to. No person in it.

It is sealed with an HMAC by the store's key: who carries the stick cannot change a backup and its checksums together.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from counter_app.domain.errors import BackupDamaged, WrongKey

from .durable import write_durably
from .keys import Keys

NAME = "manifest.json"
_LONGEST = 64 * 1024  # bytes
_STRICT = ConfigDict(extra="forbid", strict=True)
_Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Count = Annotated[int, Field(ge=0)]


@checked(frozen=True, config=_STRICT)
class Sum:
    """What a file of the backup is held to."""

    size: _Count
    sha256: _Hex64


@checked(frozen=True, config=_STRICT)
class Manifest:
    """`store`: which store (and key) it is of; `counts`: rows by table; `vault_files` None: the vault was left out.

    `vault_damaged`: files that were already damaged in the store and could not be taken along. `audit_whole`: whether
    the store's audit lines followed each other unchanged. `count` and `turn` say which of two is the newer, whatever
    the PC's clock showed: the mark's writes so far, and this one's turn among the backups of its folder.
    """

    created_at: datetime
    reason: Literal["due", "asked", "before-migration", "rescued"]
    schema: str
    store: _Hex64
    database: Sum
    mark: Sum
    counts: dict[str, _Count]
    vault_files: _Count | None
    vault_damaged: _Count
    count: _Count
    turn: _Count
    audit_whole: bool = True
    version: Literal[1] = 1
    seal: str = ""


_MANIFEST = TypeAdapter(Manifest)


def store_id(keys: Keys) -> str:
    """Names a store by its keys, which do not follow from it."""
    return hmac.new(
        keys.store, b"quay-mot-cua: this store\0" + hashlib.sha256(keys.vault).digest(), "sha256"
    ).hexdigest()


def write_manifest(folder: Path, manifest: Manifest, keys: Keys) -> Manifest:
    """Seals and writes it, durable. Raises OSError."""
    sealed = replace(manifest, seal=_seal(manifest, keys))
    write_durably(folder / NAME, json.dumps(_plain(sealed), indent=1).encode())
    return sealed


def read_manifest(folder: Path, keys: Keys) -> Manifest:
    """Raises BackupDamaged (unreadable, changed, incomplete), WrongKey for another store's."""
    try:
        with (folder / NAME).open("rb") as file:
            manifest = _MANIFEST.validate_json(file.read(_LONGEST))
    except FileNotFoundError as error:
        raise BackupDamaged("manifest", why="incomplete") from error
    except (OSError, ValidationError):
        raise BackupDamaged("manifest", why="unreadable") from None
    if not hmac.compare_digest(manifest.store, store_id(keys)):
        raise WrongKey("the backup is another store's")
    if not hmac.compare_digest(manifest.seal.encode(), _seal(manifest, keys).encode()):
        raise BackupDamaged("manifest", why="changed")
    return manifest


def sum_of(path: Path) -> Sum:
    """Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Sum(file.tell(), digest)


def _seal(manifest: Manifest, keys: Keys) -> str:
    said = json.dumps(_plain(replace(manifest, seal="")), sort_keys=True, separators=(",", ":"))
    return hmac.new(keys.store, b"quay-mot-cua: manifest\0" + said.encode(), "sha256").hexdigest()


def _plain(manifest: Manifest) -> dict[str, object]:
    return {**asdict(manifest), "created_at": manifest.created_at.isoformat()}
