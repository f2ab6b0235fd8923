"""The notice file that ships: what is in the package, under which licence, with each library's own texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from email import message_from_string
from fnmatch import fnmatchcase
from pathlib import Path

from .running import CannotBuild, files

_TEXT = re.compile(r"(?i)(^|/)(licen[cs]es?|copying|notice|copyright)[^/]*(/|$)")
_TEXTS = Path(__file__).parent / "licences"
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
    return "".join(parts) + _bundled(libraries, "".join(parts))


def _bundled(libraries: Path, told: str) -> str:
    """The libraries inside the wheels' *.libs, one by one, and the texts that `told` has not. Raises CannotBuild: one
    that licences/bundled.toml does not know, or whose text is nowhere."""
    known = tomllib.loads((_TEXTS / "bundled.toml").read_text("utf-8"))
    lines, texts = list[str](), dict[str, str]()
    for file in (path for folder in sorted(libraries.glob("*.libs")) for path in files(folder)):
        name = file.relative_to(libraries).as_posix()
        about = next((about for pattern, about in known.items() if fnmatchcase(name, pattern)), None)
        if about is None:
            raise CannotBuild(f"{name}: whose work is it? licences/bundled.toml does not say")
        if about.get("within", "") not in told:
            raise CannotBuild(f"{name}: the text of {about['licence']} is not in the notice")
        lines.append(f"{name}\n    {about['name']}: {about['licence']}\n")
        if "text" in about:
            texts.setdefault(about["text"], about["name"])
    head = f"{_RULE}Libraries inside those above, each a file of its own\n\n" if lines else ""
    bodies = [f"{_RULE}{name}\n\n{(_TEXTS / text).read_text('utf-8').strip()}\n" for text, name in texts.items()]
    return head + "".join(lines + bodies)


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
