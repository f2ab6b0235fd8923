"""The words of the legal forms: data with effective dates under resources/forms, read once and checked whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ..domain.errors import BrokenPromise
from .fonts import Face, Run, printable

LEADER = "." * 14  # left where a value is missing, to be filled in by hand

_PLACE = re.compile(r"\{(\??)([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered line of form 01. `only`: shown when the result is "promised" or due "elsewhere"; `small` the keys
    of the words under it."""

    say: str
    only: str
    small: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    title: str
    hint: str
    name: str


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """A version of form 01 (giấy tiếp nhận hồ sơ và hẹn trả kết quả).

    In every text `*…*` is bold and `{name}` a value. `verified` False: the layout was not compared with the
    official text. `columns` of the table: number, name, how, originals, copies.
    """

    key: str
    basis: str
    valid_from: date
    valid_to: date | None
    verified: bool
    nation: str
    motto: str
    title: str
    copies: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    components: str
    columns: tuple[str, ...]
    items: tuple[Item, ...]
    register: str
    signatures: tuple[Signature, ...]
    notes: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TicketForm:
    title: str
    ahead: str
    nobody: str
    wait: str
    between: str
    issued: str
    note: str


def receipt_forms() -> tuple[str, ...]:
    """Keys of the shipped versions of form 01, the oldest first."""
    names = (file.name.removesuffix(".toml") for file in (files("resources") / "forms").iterdir())
    return tuple(sorted(name for name in names if name.startswith("01-")))


def receipt_form_on(day: date) -> str:
    """The key of the version of form 01 in force on that day. Raises BrokenPromise when there is none."""
    for key in receipt_forms():
        form = receipt_form(key)
        if form.valid_from <= day and (form.valid_to is None or day <= form.valid_to):
            return key
    raise BrokenPromise(f"no form 01 in force on {day.isoformat()}")


@cache
def receipt_form(key: str) -> ReceiptForm:
    """Raises BrokenPromise for a version that was not shipped, or a file that does not hold what a form needs."""
    if key not in receipt_forms():
        raise BrokenPromise(f"no form {key!r}")
    data = _read(key)
    try:
        return ReceiptForm(
            key=key,
            basis=data["basis"],
            valid_from=data["valid_from"],
            valid_to=data.get("valid_to"),
            verified=data["verified"],
            nation=data["nation"],
            motto=data["motto"],
            title=data["title"],
            copies=tuple(data["copies"]),
            rows=tuple(tuple(row) for row in data["rows"]),
            components=data["components"],
            columns=tuple(data["columns"]),
            items=tuple(Item(i["say"], i.get("only", ""), tuple(i.get("small", ()))) for i in data["items"]),
            register=data["register"],
            signatures=tuple(Signature(s["title"], s["hint"], s.get("name", "")) for s in data["signatures"]),
            notes=tuple(data["notes"]),
            words=dict(data["words"]),
        )
    except (KeyError, TypeError) as broken:
        raise BrokenPromise(f"form {key!r} is not whole") from broken


@cache
def ticket_form() -> TicketForm:
    return TicketForm(**_read("ticket"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "forms" / f"{name}.toml").read_text("utf-8"))


def spoken_for(template: str, values: Mapping[str, str]) -> bool:
    """Whether a text has something to say: it asks for no value, or for one that is there."""
    names = places(template)
    return not names or any(values[name] for name in names)


def places(template: str) -> tuple[str, ...]:
    """Names of the values that a text asks for."""
    return tuple(name for _, name in _PLACE.findall(template))


def say(template: str, values: Mapping[str, str], face: Face = Face.SERIF) -> tuple[Run, ...]:
    """A form's text with its values. A missing value leaves a dotted line, or nothing for `{?name}`."""

    def value(place: re.Match[str]) -> str:
        return printable(values[place[2]], face) or ("" if place[1] else LEADER)

    # faces are told apart before the values come in: a star in a name stays a star
    texts = [_PLACE.sub(value, part) for part in template.split("*")]
    bold = (odd % 2 and LEADER not in text for odd, text in enumerate(texts))
    return tuple(Run(text, face.bold if b else face) for text, b in zip(texts, bold, strict=True) if text)
