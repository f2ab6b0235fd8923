"""What a paper says of itself, from the text recognised on it: number, day of issue, issuer, and which kind it is.

Papers of State bodies are laid out by rule (NĐ 30/2020, Annex I): issuer at the top left, beneath it the number
(`Số: 123/UBND-HT`), at the right or the foot the place and day (`Sóc Trăng, ngày 05 tháng 03 năm 2024`), then the
title in capitals. What does not stand there as the rule has it is left out: these are suggestions, each with how
sure it is, for a clerk to look at. A text that is recognised is not to be trusted: all is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .dossier import PaperFacts
from .procedure import Component
from .text import fold, name_words, normal

MOST_LINES = 400
_LONGEST_LINE = 300
_LONGEST = {"number": 60, "issuer": 200}

_NUMBER = re.compile(r"so\s?[:.;]{0,2}\s?(?P<number>\d{1,7}(?:\s?[/-]\s?[a-z0-9.&]{1,20}){0,6})(?!\d)", re.ASCII)
_DAY = re.compile(r"ngay\s?(\d{1,2})\s?thang\s?(\d{1,2})\s?nam\s?(\d{4})(?!\d)", re.ASCII)
_LONGEST_PLACE = 40
_NATION = ("cong hoa xa hoi", "doc lap", "hanh phuc")
_BODIES = (
    "uy ban nhan dan",
    "ubnd",
    "so ",
    "bo ",
    "cong an",
    "toa an",
    "benh vien",
    "trung tam",
    "tram y te",
    "phong ",
    "van phong",
    "chi nhanh",
    "cuc ",
    "truong ",
    "bao hiem",
)

# parts of a page's height
_HEAD, _TITLE_UNTIL, _ISSUER_UNTIL = 0.3, 0.45, 0.22
_OLDEST = 1945
_SURE = 0.6  # less is not suggested


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as recognised, with its place in parts of the page's width and height; `confidence` 0 to 1."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a page seems to be. `confidence` 0 to 1 is that of the least sure of what is suggested; `component` None
    where its title is none of those that the dossier asks for."""

    facts: PaperFacts
    component: str | None
    confidence: float

    @property
    def empty(self) -> bool:
        return self.component is None and self.facts == PaperFacts()

    def __repr__(self) -> str:
        return f"Suggestion({self.component!r}, {self.confidence:.2f})"


def suggest(
    lines: Iterable[TextLine], components: Sequence[Component], titles: Mapping[str, Sequence[str]], today: date
) -> Suggestion:
    """`titles`: for each kind of paper what stands on it in capitals (the catalogue's). A day after `today` is none."""
    bounded = [line for line, _ in zip(lines, range(MOST_LINES), strict=False)]
    number, number_sure = _number(bounded)
    day, day_sure = _day(bounded, today)
    issuer, issuer_sure = _issuer(bounded)
    component, component_sure = _component(bounded, components, titles)
    sure = [c for c in (number_sure, day_sure, issuer_sure, component_sure) if c]
    return Suggestion(PaperFacts(number, day, issuer), component, min(sure, default=0.0))


def _number(lines: Sequence[TextLine]) -> tuple[str, float]:
    """The first in the page's head that begins a line; letters as they stand, spaces around its strokes taken out."""
    for line in lines:
        text = _bounded(line)
        found = _NUMBER.match(_as_long(text))
        if found and line.top < _HEAD and line.confidence >= _SURE:
            number = re.sub(r"\s", "", text[found.start("number") : found.end("number")])
            return number[: _LONGEST["number"]].rstrip("/-."), line.confidence
    return "", 0.0


def _day(lines: Sequence[TextLine], today: date) -> tuple[date | None, float]:
    """The one that stands alone behind a place; of several the topmost. Two such days on one height are none."""
    found = [
        (line, day)
        for line in sorted(lines, key=lambda line: line.top)
        if line.confidence >= _SURE and (day := _dated(_bounded(line), today)) is not None
    ]
    if not found:
        return None, 0.0
    line, day = found[0]
    beside = {other for one, other in found if abs(one.top - line.top) < 0.02}
    return (day, line.confidence) if len(beside) == 1 else (None, 0.0)


def _dated(text: str, today: date) -> date | None:
    found = _DAY.search(_as_long(text))
    if not found or not _is_place(text[: found.start()].strip()):
        return None
    if text[found.end() :].strip(" .,;"):
        return None  # a sentence goes on
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return day if date(_OLDEST, 1, 1) <= day <= today else None


def _is_place(before: str) -> bool:
    """Nothing, or a name and its comma: a sentence, or a name with a figure in it, is none."""
    bare = before.rstrip(" ,.")
    letters = bare.replace(".", "").replace("-", "").replace(" ", "")
    return not before or (before[-1] in ",." and len(bare) <= _LONGEST_PLACE and letters.isalpha())


def _issuer(lines: Sequence[TextLine]) -> tuple[str, float]:
    """Capitals at the top left, up to the number, the body's own name last."""
    parts: list[TextLine] = []
    for line in sorted((one for one in lines if one.top < _ISSUER_UNTIL), key=lambda line: line.top):
        text = _bounded(line)
        folded = fold(text)
        if line.left > 0.5 or line.confidence < _SURE or any(words in folded for words in _NATION):
            continue
        if not _in_capitals(text):
            if parts:
                break
            continue
        if parts and line.top - parts[-1].bottom > 0.03:
            break
        parts.append(line)
    name = normal(" ".join(_bounded(part) for part in parts[:3]).strip(" -–—_.:"))
    if not name or not fold(name).startswith(_BODIES):
        return "", 0.0
    return name[: _LONGEST["issuer"]], min(part.confidence for part in parts[:3])


def _component(
    lines: Sequence[TextLine], components: Sequence[Component], titles: Mapping[str, Sequence[str]]
) -> tuple[str | None, float]:
    """The one component one of whose titles stands among the capitals, word for word without marks; the longest title
    wins, and of two alike neither."""
    upper = [line for line in lines if line.top < _TITLE_UNTIL and line.confidence >= _SURE]
    texts = [line for line in upper if _in_capitals(_bounded(line))]
    said = f" {' '.join(word for line in texts for word in name_words(_bounded(line)))} "
    found = [
        (len(words), component.code)
        for component in components
        for words in _titles(component, titles)
        if f" {' '.join(words)} " in said
    ]
    longest = max((length for length, _ in found), default=0)
    best = {code for length, code in found if length == longest}
    if len(best) != 1:
        return None, 0.0
    return best.pop(), min(line.confidence for line in texts)


def _titles(component: Component, titles: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Of at least two words: one alone stands everywhere."""
    for title in (component.name, *(title for kind in component.kinds for title in titles.get(kind, ()))):
        words = name_words(title)
        if len(words) > 1:
            yield words


def _bounded(line: TextLine) -> str:
    return normal(line.text[:_LONGEST_LINE])


def _as_long(text: str) -> str:
    """Folded letter by letter, so that a place in it is one in `text`."""
    return "".join((fold(char) or " ")[:1] for char in text)


def _in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
