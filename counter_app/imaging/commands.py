"""What the command line's `read-card` does, over the same code as the desk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import NoLanguageData, NotAnImage
from counter_app.domain.mrz import MrzReading, differences
from counter_app.ports import PageImage

from .page_studio import PageStudio

# Warnings of `read_cards` beside those of domain.card.CardWarning; NOT_AN_IMAGE is followed by ":" and the cause.
NO_CODE, NOT_A_CARD, NOT_AN_IMAGE = "no-code-found", "not-a-citizen-card", "not-an-image"
SEVERAL_CARDS = "several-cards"  # of different people; the first is given

DISAGREE = "mrz-disagrees"  # followed by ":" and domain.mrz.Differs: what the code says is given, for a person to look
NO_LETTERS = "no-language-data"  # the machine-readable lines were not looked for

_PAGES_SEARCHED = 10  # of a PDF or TIFF given as a card's picture
_SIDES = 2  # pages of it that may be a card's back
_LARGEST = 200 * 1024 * 1024
_MARK = 1024  # bytes, by which a PDF is known


def read_cards(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """One object an image, in the order given, with the keys of `_as_json`; null where absent, dates ISO.

    `source` says where the fields come from: "qr", or "mrz" where no code was read; `mrz` has what the machine-readable
    lines say, `cross_check` "agree" or "disagree" where both were read. What cannot be
    read has `found` false and the cause among `warnings`; nothing is raised for it.
    """
    return [_card_in(path) for path in paths]


def _card_in(path: Path) -> dict[str, Any]:
    texts: list[str] = []
    lines: list[MrzReading] = []
    said: list[str] = []
    refusal: NotAnImage | None = None
    try:
        for code, told in _codes_in(path, said):
            texts += code
            lines += told
    except NotAnImage as error:
        refusal = error
    cards = [parse_card(text) for text in texts if is_card(text)]
    card = cards[0] if cards else None
    mrz = next((found for found in lines if card and found.personal_number == card.personal_number), None)
    mrz = mrz or (lines[0] if lines else None)
    if card or mrz:
        people = max(({one.personal_number for one in side} for side in (cards, lines)), key=len)
        said += [f"{DISAGREE}:{differs}" for differs in (differences(card, mrz) if card and mrz else ())]
        return _as_json(path, card, mrz, *said, *([SEVERAL_CARDS] if len(people) > 1 else []))
    if refusal is not None:
        return _as_json(path, None, None, f"{NOT_AN_IMAGE}:{refusal.facts.get('why', 'broken')}")
    return _as_json(path, None, None, *said, NOT_A_CARD if texts else NO_CODE)


def _codes_in(path: Path, said: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[MrzReading, ...]]]:
    """Page after page its codes' texts and its machine-readable lines, if any."""
    studio = PageStudio()
    for number, page in enumerate(islice(studio.pages_of(content_of(path)), _PAGES_SEARCHED)):
        mrz: tuple[MrzReading, ...] = ()
        if number < _SIDES and NO_LETTERS not in said:
            try:
                mrz = studio.all_mrz(page.data, datetime.now(VIETNAM).date())
            except NoLanguageData:
                said.append(NO_LETTERS)
        yield studio.read_codes(page.data, enough=is_card), mrz


def _as_json(path: Path, card: CardReading | None, mrz: MrzReading | None, *warnings: str) -> dict[str, Any]:
    """What the code says comes first; without a code what the lines say, whose name has no marks."""
    told = card or mrz
    return {
        "image": str(path),
        "found": told is not None,
        "personal_number": told.personal_number.value if told else None,
        "old_number": (card.old_number or None) if card else None,
        "full_name": (told.full_name or None) if told else None,
        "birth_date": told.birth_date.iso() if told and told.birth_date else None,
        "sex": str(told.sex) if told and told.sex else None,
        "address": (card.address or None) if card else None,
        "issue_date": card.issue_date.iso() if card and card.issue_date else None,
        "extra": list(card.extra) if card else [],
        "source": "qr" if card else "mrz" if mrz else None,
        "mrz": _mrz_as_json(mrz) if mrz else None,
        "cross_check": ("disagree" if differences(card, mrz) else "agree") if card and mrz else None,
        "warnings": [*(str(warning) for warning in (card.warnings if card else ())), *warnings],
    }


def _mrz_as_json(mrz: MrzReading) -> dict[str, Any]:
    return {
        "personal_number": mrz.personal_number.value,
        "full_name": mrz.full_name or None,
        "birth_date": mrz.birth_date.iso(),
        "sex": str(mrz.sex) if mrz.sex else None,
        "expires_on": None if mrz.expires_on == date.max else mrz.expires_on.isoformat(),
        "name_cut": mrz.name_cut,
    }


def content_of(path: Path) -> bytes:
    """Raises NotAnImage (why: missing, denied, not-a-file, too-large, unreadable)."""
    return _read(path, _LARGEST + 1)


def pages_in(studio: PageStudio, path: Path) -> Iterator[PageImage]:
    """The pages of a file; a PDF is not read into memory. Raises NotAnImage, as `content_of` and `pages_of`."""
    if studio.is_pdf(_read(path, _MARK)):
        return studio.pages_of_pdf(path)
    return studio.pages_of(content_of(path))


def _read(path: Path, length: int) -> bytes:
    try:
        with open(path, "rb", opener=_at_once) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise NotAnImage("not a plain file", why="not-a-file", file=path.name)
            data = file.read(length)
    except (OSError, ValueError) as error:
        raise NotAnImage(type(error).__name__, why=_why(error), file=path.name) from error
    if max(about.st_size, len(data)) > _LARGEST:
        raise NotAnImage("more than 200 MB", why="too-large", file=path.name)
    return data


def _at_once(path: str, flags: int) -> int:
    """Opens a pipe without waiting until somebody writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _why(error: Exception) -> str:
    if isinstance(error, IsADirectoryError):
        return "not-a-file"
    if isinstance(error, PermissionError):
        return "denied"
    return "missing" if isinstance(error, FileNotFoundError) else "unreadable"
