"""What the command line's `read-card` and `digitize` do, over the same code as the desk."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.errors import NotAnImage, NotWritable
from counter_app.ports import Origin, PageImage, PdfAbout, StraightPage

from .durable_files import real_places, write_files
from .page_studio import PageStudio

# Warnings of `read_cards` beside those of domain.card.CardWarning; NOT_AN_IMAGE is followed by ":" and the cause.
NO_CODE, NOT_A_CARD, NOT_AN_IMAGE = "no-code-found", "not-a-citizen-card", "not-an-image"
SEVERAL_CARDS = "several-cards"  # of different people; the first is given

_PAGES_SEARCHED = 10  # of a PDF or TIFF given as a card's picture
_LARGEST = 200 * 1024 * 1024


def read_cards(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """One object an image, in the order given, with the keys of `_as_json`; null where absent, dates ISO.

    What cannot be read has `found` false and the cause among `warnings`; nothing is raised for it.
    """
    return [_card_in(path) for path in paths]


def digitize(
    paths: Sequence[Path],
    out: Path,
    report: Path | None = None,
    created_at: datetime | None = None,
    camera: bool = False,
) -> dict[str, Any]:
    """One PDF of all pages of all files, in the order given; returns the report, also written to `report`.

    `camera`: every picture is of a sheet on a desk, also where its file says a density. Without, that holds for those
    that say none.

    The report has per page: image, page (within the file, from 1; sheets side by side share theirs), width_px,
    height_px, width_mm, height_mm, dpi, corners (of the sheet that was cut out, shares of width and height, clockwise
    from the top left; null where the whole image is the page), found_sure, skew (degrees, counter-clockwise), turn
    (quarter turns found, clockwise), turn_sure, blank, faults (domain.page_fault), twice_of (number in the PDF of the
    same sheet before, or null), seconds.
    Raises NotAnImage (`facts`: file, page, why), DiskFull, NotWritable (file, why); then nothing is written.
    """
    _refuse_to_overwrite(paths, [out, *([report] if report else [])])
    studio, began = PageStudio(), time.perf_counter()
    pages: list[StraightPage] = []
    lines: list[dict[str, Any]] = []
    for path in paths:
        for page, line in _straightened(studio, path, camera):
            lines.append({**line, "twice_of": _same_before(studio, page, pages)})
            pages.append(page)
    about = PdfAbout(title="Giấy tờ số hóa", subject="", created_at=created_at or datetime.now(UTC))
    pdf = studio.write_pdf(pages, about)
    said = {"output": str(out), "bytes": len(pdf), "seconds": _since(began), "pages": lines}
    contents = {out: pdf}
    if report:
        contents[report] = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    write_files(contents)
    return said


def _same_before(studio: PageStudio, page: StraightPage, before: Sequence[StraightPage]) -> int | None:
    """The number, from 1, of the first page before that is the same sheet."""
    for number, other in enumerate(before, start=1):
        if studio.may_be_same(page.look, other.look) and studio.is_same_sheet(page.jpeg, other.jpeg):
            return number
    return None


def _card_in(path: Path) -> dict[str, Any]:
    texts: list[str] = []
    refusal: NotAnImage | None = None
    try:
        texts.extend(_codes_in(path))
    except NotAnImage as error:
        refusal = error
    cards = [parse_card(text) for text in texts if is_card(text)]
    if cards:
        people = {card.personal_number for card in cards}
        return _as_json(path, cards[0], *([SEVERAL_CARDS] if len(people) > 1 else []))
    if refusal is not None:
        return _as_json(path, None, f"{NOT_AN_IMAGE}:{refusal.facts.get('why', 'broken')}")
    return _as_json(path, None, NOT_A_CARD if texts else NO_CODE)


def _codes_in(path: Path) -> Iterator[str]:
    studio = PageStudio()
    for page in islice(studio.pages_of(_content(path)), _PAGES_SEARCHED):
        yield from studio.read_codes(page.data, enough=is_card)


def _as_json(path: Path, card: CardReading | None, *warnings: str) -> dict[str, Any]:
    return {
        "image": str(path),
        "found": card is not None,
        "personal_number": card.personal_number.value if card else None,
        "old_number": (card.old_number or None) if card else None,
        "full_name": (card.full_name or None) if card else None,
        "birth_date": card.birth_date.iso() if card and card.birth_date else None,
        "sex": str(card.sex) if card and card.sex else None,
        "address": (card.address or None) if card else None,
        "issue_date": card.issue_date.iso() if card and card.issue_date else None,
        "extra": list(card.extra) if card else [],
        "warnings": [*(str(warning) for warning in (card.warnings if card else ())), *warnings],
    }


def _straightened(studio: PageStudio, path: Path, camera: bool) -> Iterator[tuple[StraightPage, dict[str, Any]]]:
    number = 1
    began = time.perf_counter()
    try:
        for image in studio.pages_of(_content(path)):
            seen = replace(image, origin=Origin.CAMERA, dpi=0) if camera else image
            for sheet in studio.pieces(seen):
                page = studio.straighten(sheet)
                yield page, _line(path, number, seen, page, _since(began))
                began = time.perf_counter()
            number += 1
            began = time.perf_counter()
    except NotAnImage as error:
        raise NotAnImage(error.detail, **{**error.facts, "file": path.name, "page": str(number)}) from error


def _line(path: Path, number: int, image: PageImage, page: StraightPage, seconds: float) -> dict[str, Any]:
    return {
        "image": str(path),
        "page": number,
        "width_px": page.width,
        "height_px": page.height,
        "width_mm": round(page.width * 25.4 / page.dpi, 1),
        "height_mm": round(page.height * 25.4 / page.dpi, 1),
        "dpi": page.dpi,
        "dpi_known": image.dpi > 0,
        "corners": [[round(x, 5), round(y, 5)] for x, y in page.corners.points] if page.corners else None,
        "found_sure": page.found_sure,
        "skew": round(page.skew, 3),
        "turn": page.turned,
        "turn_sure": page.turn_sure,
        "blank": page.blank,
        "faults": [str(fault) for fault in page.faults],
        "seconds": seconds,
    }


def _content(path: Path) -> bytes:
    """Raises NotAnImage (why: missing, denied, not-a-file, too-large, unreadable)."""
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotAnImage("not a plain file", why="not-a-file", file=path.name)
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise NotAnImage(type(error).__name__, why=_why(error), file=path.name) from error
    if len(data) > _LARGEST:
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


def _refuse_to_overwrite(sources: Sequence[Path], targets: Sequence[Path]) -> None:
    """A slip of the hand (`-o` forgotten a name) must not cost the original; told before an hour's work is done."""
    taken = {source.resolve() for source in sources}
    for target, place in zip(targets, real_places(targets), strict=True):
        if place in taken:
            raise NotWritable("given twice", file=target.name, why="same-file")
        taken.add(place)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
