"""What the command line's `read-card` and `digitize` do, over the same code as the desk."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import NoLanguageData, NotAnImage, NotWritable
from counter_app.domain.mrz import MrzReading, differences
from counter_app.domain.page_code import PageCode
from counter_app.ports import Origin, PageImage, PdfAbout, StraightPage

from .durable_files import real_places, write_files
from .page_studio import PageStudio

if TYPE_CHECKING:
    from .archival_pdf import Sheet
    from .archive_form import Prepared

# Warnings of `read_cards` beside those of domain.card.CardWarning; NOT_AN_IMAGE is followed by ":" and the cause.
NO_CODE, NOT_A_CARD, NOT_AN_IMAGE = "no-code-found", "not-a-citizen-card", "not-an-image"
SEVERAL_CARDS = "several-cards"  # of different people; the first is given

DISAGREE = "mrz-disagrees"  # followed by ":" and domain.mrz.Differs: what the code says is given, for a person to look
NO_LETTERS = "no-language-data"  # the machine-readable lines were not looked for

_PAGES_SEARCHED = 10  # of a PDF or TIFF given as a card's picture
_SIDES = 2  # pages of it that may be a card's back
_WORKERS = 2  # each takes a third of a gigabyte
_LARGEST = 200 * 1024 * 1024


_Found = tuple[StraightPage, dict[str, Any]]


class Together(StrEnum):
    """How two pages become one: both sides of a card on an A4 page, or the halves of an A3 sheet, left then right."""

    SIDES = "sides"
    HALVES = "halves"


def read_cards(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """One object an image, in the order given, with the keys of `_as_json`; null where absent, dates ISO.

    `source` says where the fields come from: "qr", or "mrz" where no code was read; `mrz` has what the machine-readable
    lines say, `cross_check` "agree" or "disagree" where both were read. What cannot be
    read has `found` false and the cause among `warnings`; nothing is raised for it.
    """
    return [_card_in(path) for path in paths]


def digitize(
    paths: Sequence[Path],
    out: Path,
    report: Path | None = None,
    created_at: datetime | None = None,
    camera: bool = False,
    quick: bool = False,
    split: bool = False,
    together: Together | None = None,
    kind: str = "",
    dossier: str = "",
) -> dict[str, Any]:
    """One PDF of all pages of all files, in the order given; returns the report, also written to `report`.

    In the archive form; `quick`: as JPEGs, without text. `camera`: every picture is of a sheet on a desk, also where
    its file says a density. Without, that holds for those that say none. `split`: papers side by side are parted also
    where that is only likely. `together`: each two pages become one. `kind`, `dossier`: what the PDF says of itself.

    The report has per page: image, page (within the file, from 1; sheets side by side share theirs), width_px,
    height_px, width_mm, height_mm, dpi, corners (of the sheet that was cut out, also of one of several side by side;
    shares of width and height, clockwise from the top left; null where the whole image is the page), found_sure, skew
    (degrees, counter-clockwise), turn (quarter turns found, clockwise), turn_sure, blank, faults (domain.page_fault),
    codes (domain.page_code: kind and text), twice_of (number in the PDF of the same sheet before, or null), words (how
    many), text_confidence (0 to 1, null without words), layered, seconds (of straightening), text_seconds,
    layer_seconds.
    Raises NotAnImage (`facts`: file, page, why), NoLanguageData, DiskFull, NotWritable (file, why); then nothing is
    written.
    """
    from .archival_pdf import Sheet, write_sheets
    from .archive_form import Prepared
    from .page_worker import prepared_in_processes
    from .recognition import language_folder

    _refuse_to_overwrite(paths, [out, *([report] if report else [])])
    if not quick:
        language_folder()
    studio, began = PageStudio(), time.perf_counter()
    pages: list[StraightPage] = []
    lines: list[dict[str, Any]] = []

    def straight() -> Iterator[StraightPage]:
        read = (found for path in paths for found in _straightened(studio, path, camera, split))
        for page, line in _in_pairs(studio, read, together) if together else read:
            lines.append({**line, "twice_of": _same_before(studio, page, pages)})
            pages.append(page)
            yield page

    def sheets() -> Iterator[Sheet]:
        if quick:
            done: Iterator[Prepared] = (Prepared(Sheet(page), 0.0, 0.0) for page in straight())
        else:
            done = prepared_in_processes(straight(), min(_WORKERS, os.cpu_count() or 1))
        for number, prepared in enumerate(done):
            lines[number].update(_of_the_text(prepared))
            yield prepared.sheet

    about = PdfAbout(title="Giấy tờ số hóa", subject="", created_at=created_at or _today(), kind=kind, dossier=dossier)
    pdf = write_sheets(sheets(), about)
    said = {"output": str(out), "bytes": len(pdf), "seconds": _since(began), "pages": lines}
    contents = {out: pdf}
    if report:
        contents[report] = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    write_files(contents)
    return said


def _today() -> datetime:
    """Now, or SOURCE_DATE_EPOCH (reproducible-builds.org): with it the same pages give the same bytes on any day."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else datetime.now(UTC)


def _of_the_text(prepared: Prepared) -> dict[str, Any]:
    confidence = prepared.text_confidence
    return {
        "words": len(prepared.sheet.words),
        "text_confidence": None if confidence is None else round(confidence, 3),
        "layered": prepared.sheet.layers is not None,
        "text_seconds": round(prepared.text_seconds, 3),
        "layer_seconds": round(prepared.layer_seconds, 3),
    }


def _same_before(studio: PageStudio, page: StraightPage, before: Sequence[StraightPage]) -> int | None:
    """The number, from 1, of the first page before that is the same sheet."""
    for number, other in enumerate(before, start=1):
        if studio.may_be_same(page.look, other.look) and studio.is_same_sheet(page.jpeg, other.jpeg):
            return number
    return None


def _card_in(path: Path) -> dict[str, Any]:
    texts: list[str] = []
    lines: list[MrzReading] = []
    said: list[str] = []
    refusal: NotAnImage | None = None
    try:
        for code, mrz in _codes_in(path, said):
            texts += code
            lines += [mrz] if mrz else []
    except NotAnImage as error:
        refusal = error
    cards = [parse_card(text) for text in texts if is_card(text)]
    card, mrz = (cards[0] if cards else None), (lines[0] if lines else None)
    if card or mrz:
        people = {card.personal_number for card in cards}
        said += [f"{DISAGREE}:{differs}" for differs in (differences(card, mrz) if card and mrz else ())]
        return _as_json(path, card, mrz, *said, *([SEVERAL_CARDS] if len(people) > 1 else []))
    if refusal is not None:
        return _as_json(path, None, None, f"{NOT_AN_IMAGE}:{refusal.facts.get('why', 'broken')}")
    return _as_json(path, None, None, *said, NOT_A_CARD if texts else NO_CODE)


def _codes_in(path: Path, said: list[str]) -> Iterator[tuple[tuple[str, ...], MrzReading | None]]:
    """Page after page its codes' texts and its machine-readable lines, if any."""
    studio = PageStudio()
    for number, page in enumerate(islice(studio.pages_of(_content(path)), _PAGES_SEARCHED)):
        mrz = None
        if number < _SIDES and NO_LETTERS not in said:
            try:
                mrz = studio.read_mrz(page.data, datetime.now(VIETNAM).date())
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


def _in_pairs(studio: PageStudio, read: Iterator[_Found], together: Together) -> Iterator[_Found]:
    """Each two pages as one, told under the first one's file. Raises NotAnImage (why: odd) where one is left over, and
    DoNotFit."""
    one_of = studio.both_sides if together is Together.SIDES else studio.joined
    for first, line in read:
        second, _ = next(read, (None, {}))
        if second is None:
            raise NotAnImage("a page without its other half", why="odd", file=Path(line["image"]).name)
        began = time.perf_counter()
        page = one_of(first.jpeg, second.jpeg)
        seen, codes = PageImage(b"", "", page.dpi), studio.read_page_codes(page.jpeg)
        yield page, _line(Path(line["image"]), line["page"], seen, page, codes, _since(began))


def _straightened(studio: PageStudio, path: Path, camera: bool, split: bool) -> Iterator[_Found]:
    number = 1
    began = time.perf_counter()
    try:
        for image in studio.pages_of(_content(path)):
            seen = replace(image, origin=Origin.CAMERA, dpi=0) if camera else image
            for sheet in studio.pieces(seen, asked=split):
                page = studio.straighten(sheet)
                codes = studio.read_page_codes(page.jpeg)
                page = replace(page, corners=page.corners or sheet.within, skew=page.skew + sheet.lean)
                yield page, _line(path, number, seen, page, codes, _since(began))
                began = time.perf_counter()
            number += 1
            began = time.perf_counter()
    except NotAnImage as error:
        raise NotAnImage(error.detail, **{**error.facts, "file": path.name, "page": str(number)}) from error


def _line(
    path: Path, number: int, image: PageImage, page: StraightPage, codes: Sequence[PageCode], seconds: float
) -> dict[str, Any]:
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
        "codes": [{"kind": str(code.kind), "text": code.text} for code in codes],
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
