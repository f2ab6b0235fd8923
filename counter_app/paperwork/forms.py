"""The words and the layout of the papers: data with effective dates under resources/forms, read once, checked whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ..domain.errors import BrokenPromise
from .flow import PAGES, Page, Type
from .fonts import Face, Run, printable

LEADER = "." * 14  # left where a value is missing, to be filled in by hand

_PLACE = re.compile(r"\{(\??)([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph. `when`: only where this value is there; `each`: once for each record of this name; `align` 0 left,
    0.5 middle; `indent` in points."""

    say: str
    when: str = ""
    each: str = ""
    small: bool = False
    align: float = 0.0
    indent: float = 0.0
    before: float = 0.0  # points of white


@dataclass(frozen=True, slots=True)
class Row:
    """Several values side by side; where the last value of one is missing, its dots go on to the end."""

    parts: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`under` is said in small italics beneath; `width` in millimetres, 0 for the one that takes the rest; `empty` what
    stands in a row to be filled in by hand."""

    head: str
    say: str
    empty: str = ""
    width: float = 0.0
    under: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: one row a record of `table`, then `blank` empty ones, `least` millimetres high."""

    table: str
    columns: tuple[Column, ...]
    title: str = ""
    blank: int = 0
    least: float = 0.0
    small: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, how, and the name where it is known. With `each`, a list at the left instead (Nơi nhận)."""

    title: str
    hint: str = ""
    name: str = ""
    each: str = ""
    say: str = ""


Block = Say | Row | Grid


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a paper.

    In every text `*…*` is bold and `{name}` a value. `layout`: where it comes from (annex of the law, practice of the
    systems in service, unseen, our own). `numbered` stands under the unit's name ("Số: …"); `band` how the dossier's
    code is shown: large with its bar code ("code"), as a small QR code ("qr"), or not.
    """

    key: str
    kind: str
    basis: str
    valid_from: date
    valid_to: date | None
    layout: str
    page: Page
    type: Type
    nation: str
    motto: str
    title: str
    numbered: str
    subtitle: str
    copies: tuple[str, ...]
    band: str
    body: tuple[Block, ...]
    closing: tuple[Say, ...]
    signatures: tuple[Signature, ...]
    notes: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TicketForm:
    """A queue ticket's words in one language; `groups` names the groups of services where the catalogue has no name in
    it. `checked_by_native_speaker` False: nobody has read it yet who speaks it."""

    title: str
    ahead: str
    nobody: str
    unheard: str
    wait: str
    between: str
    issued: str
    note: str
    reprint: str
    checked_by_native_speaker: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)


@cache
def forms() -> tuple[str, ...]:
    """Keys of all shipped versions of all papers, in alphabetical order."""
    names = (file.name.removesuffix(".toml") for file in (files("resources") / "forms").iterdir())
    return tuple(sorted(name for name in names if name != "common" and not name.startswith("ticket")))


def form_on(kind: str, day: date) -> Form:
    """The version of a paper in force on that day. Raises BrokenPromise when there is none."""
    for key in _of_kind()[kind]:
        one = form(key)
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
            return one
    raise BrokenPromise(f"no {kind} in force on {day.isoformat()}")


@cache
def _of_kind() -> Mapping[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for key in forms():
        kinds.setdefault(form(key).kind, []).append(key)
    return kinds


@cache
def form(key: str) -> Form:
    """Raises BrokenPromise for a version that was not shipped, or a file that does not hold what a form needs."""
    if key not in forms():
        raise BrokenPromise(f"no form {key!r}")
    common, data = _read("common"), _read(key)
    try:
        return Form(
            key=key,
            kind=data["kind"],
            basis=data["basis"],
            valid_from=data["valid_from"],
            valid_to=data.get("valid_to"),
            layout=data["layout"],
            page=PAGES[data["paper"]],
            type=Type().scaled(data.get("size", 10.0) / 10),
            nation=common["nation"],
            motto=common["motto"],
            title=data["title"],
            numbered=data.get("numbered", ""),
            subtitle=data.get("subtitle", ""),
            copies=tuple(data.get("copies", ())),
            band=data.get("band", ""),
            body=tuple(map(_block, data["body"])),
            closing=tuple(Say(**one) for one in data.get("closing", ())),
            signatures=tuple(Signature(**one) for one in data.get("signatures", ())),
            notes=tuple(data.get("notes", ())),
            words={**common["words"], **data.get("words", {})},
        )
    except (KeyError, TypeError) as broken:
        raise BrokenPromise(f"form {key!r} is not whole") from broken


def _block(data: dict[str, Any]) -> Block:
    if "table" in data:
        return Grid(**{**data, "columns": tuple(Column(**one) for one in data["columns"])})
    if "row" in data:
        return Row(tuple(data["row"]), data.get("when", ""))
    return Say(**data)


@cache
def ticket_form(language: str = "") -> TicketForm:
    """In Vietnamese, or in a language by its code (km). Raises BrokenPromise for one that was not shipped."""
    try:
        return TicketForm(**_read(f"ticket-{language}" if language else "ticket"))
    except FileNotFoundError as broken:
        raise BrokenPromise(f"no ticket in {language!r}") from broken


@cache
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
