"""What must stand in no file, in each form in which it could: as written, coded, or as raw bytes."""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_SHORTEST = 8  # bytes: what is shorter may come up in an encrypted file by chance


def forms(secret: str | bytes) -> Mapping[str, bytes]:
    """By the form's name. Raises ValueError for what is too short to be told from chance."""
    found: dict[str, bytes] = {}
    if isinstance(secret, bytes):
        found = {"raw": secret, **_coded("raw", secret)}
    else:
        for name, text in _spellings(secret).items():
            utf8 = text.encode()
            found |= {f"{name} UTF-8": utf8, f"{name} UTF-16LE": text.encode("utf-16-le")}
            escaped = json.dumps(text)[1:-1].encode()
            found |= {f"{name} JSON": escaped, f"{name} JSON, capitals": _capitals(escaped)}
            found |= _coded(name, utf8)
    if min(map(len, found.values())) < _SHORTEST:
        raise ValueError("too short to be looked for")
    return found


def found_in(data: bytes, secrets: Mapping[str, str | bytes]) -> list[str]:
    """Each secret and form that stands in `data`, as `name: form`."""
    return [
        f"{name}: {form}"
        for name, secret in secrets.items()
        for form, needle in forms(secret).items()
        if needle in data
    ]


def found_below(folder: Path, secrets: Mapping[str, str | bytes]) -> list[str]:
    """The same for the bytes and the names of every file in `folder`, as `path: name: form`."""
    needles = {f"{name}: {form}": needle for name, each in secrets.items() for form, needle in forms(each).items()}
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        place = path.relative_to(folder)
        data = path.read_bytes() + b"\0" + os.fsencode(place)
        found += [f"{place}: {needle}" for needle, looked_for in needles.items() if looked_for in data]
    return found


def _spellings(text: str) -> dict[str, str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    plain = plain.replace("đ", "d").replace("Đ", "D")
    every = {
        "composed": unicodedata.normalize("NFC", text),
        "decomposed": unicodedata.normalize("NFD", text),
        "without marks": plain,
        "without marks, small": plain.lower(),
        "capitals": unicodedata.normalize("NFC", text).upper(),
        "run together": "".join(text.split()),
    }
    names = {spelt: name for name, spelt in reversed(every.items())}  # of two that are the same the first
    return {name: spelt for spelt, name in names.items()}


def _coded(name: str, data: bytes) -> dict[str, bytes]:
    found = {f"{name} hex": data.hex().encode(), f"{name} hex, capitals": data.hex().upper().encode()}
    for before in range(3):  # how many bytes of something else share its first group of three
        first, last = -(-8 * before // 6), (8 * (before + len(data))) // 6
        whole = base64.b64encode(bytes(before) + data)[first:last]
        found[f"{name} base64 +{before}"] = whole
        found[f"{name} base64 +{before}, for addresses"] = whole.translate(bytes.maketrans(b"+/", b"-_"))
    return found


def _capitals(escaped: bytes) -> bytes:
    """The digits of each backslash-u in capitals."""
    first, *others = escaped.split(b"\\u")
    return b"\\u".join([first, *(each[:4].upper() + each[4:] for each in others)])
