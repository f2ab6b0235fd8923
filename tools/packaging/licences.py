"""The notice file that ships: what is in the package, under which licence, with each library's own texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import message_from_string
from pathlib import Path

_TEXT = re.compile(r"(?i)(^|/)(licen[cs]es?|copying|notice|copyright)[^/]*(/|$)")
_RULE = "\n" + "=" * 100 + "\n"


def notice(libraries: Path, ours: Path, beside: Iterable[tuple[str, Path]] = ()) -> str:
    """Our NOTICE, then every library in `libraries` (by its *.dist-info): name, version, licence, texts. A text that
    several carry stands once. `beside`: whose text lies in no such folder, and where it lies."""
    parts = [ours.read_text("utf-8")]
    seen: dict[str, str] = {}
    parts += [f"{_RULE}{name}\n\n{file.read_text('utf-8', 'replace').strip()}\n" for name, file in beside]
    for info in sorted(libraries.glob("*.dist-info"), key=lambda path: path.name.casefold()):
        about = message_from_string((info / "METADATA").read_text("utf-8"))
        name = f"{about['Name']} {about['Version']}"
        parts.append(f"{_RULE}{name}\nLicence: {licence_of(about)}\n")
        for file in sorted(path for path in info.rglob("*") if path.is_file()):
            if not _TEXT.search(file.relative_to(info).as_posix()):
                continue
            text = file.read_text("utf-8", "replace").strip()
            if text in seen:
                parts.append(f"\n[{file.name}: as of {seen[text]}]\n")
            else:
                seen[text] = name
                parts.append(f"\n{text}\n")
    return "".join(parts)


def licence_of(about: object) -> str:
    """In one line: the expression, the first line of the field, or the classifiers."""
    get_all = getattr(about, "get_all")  # noqa: B009 - email's own type is generic
    for field in ("License-Expression", "License"):
        said = (get_all(field) or [""])[0].strip()
        if said and said.upper() != "UNKNOWN" and len(said.splitlines()[0]) < 100:
            return str(said.splitlines()[0])
    classifiers = [
        str(one).rpartition(" :: ")[2] for one in get_all("Classifier") or [] if str(one).startswith("License")
    ]
    return ", ".join(classifiers) or "see its text"
