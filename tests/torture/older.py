"""A store as the first released version of the program left it, with dossiers in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.ports import KeyChain

_RELEASED = Path(__file__).parents[1] / "local_db" / "released"
_KEYS, _CONTENT = "key-ring.json", "content.json"  # as tools/seed_released_store.py packs them


def unpack_first_version(folder: Path, keys: KeyChain) -> Iterator[dict[str, Any]]:
    """The store's promises, as notes of a recording."""
    with zipfile.ZipFile(min(_RELEASED.glob("*.zip"))) as archive:
        archive.extractall(folder)
    for name, secret in json.loads((folder / _KEYS).read_text()).items():
        keys.set(name, bytes.fromhex(secret))
    content = json.loads((folder / _CONTENT).read_text())
    for row in content["dossiers"]:
        place = [row["register_counter"], row["register_year"], row["register_book"], row["register_line"]]
        yield {"kind": "accepted", "id": str(UUID(row["id"])), "code": row["code"], "line": place, "files": []}
    for name in (_KEYS, _CONTENT):
        (folder / name).unlink()
