"""What the command line's `digitize` does, over the same code as the desk: files in, one PDF and a report out."""

# Long because: one verb with its report; what each key of it says stands beside what finds it.

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import BrokenPromise, NotAnImage, NotWritable
from counter_app.domain.page_code import CARD_SIDES, CodeKind, PageCode
from counter_app.domain.paper_text import suggest
from counter_app.domain.procedure import Component, Due
from counter_app.ports import Origin, PageImage, PdfAbout, StraightPage

from .commands import pages_in
from .durable_files import nameless_file_beside, real_places, told_of, write_files
from .memory import give_back
from .page_shelf import PageShelf
from .page_studio import PageStudio

if TYPE_CHECKING:
    from .archive_form import Prepared
    from .card_check import CardSeen
    from .recognition import Word

_WORKERS = 2  # each takes a quarter of a gigabyte
_PERSONAL = re.compile(r"\d{9}|\d{12}")

_Page = tuple[StraightPage, "CardSeen | None", dict[str, Any]]


class Together(StrEnum):
    """How two pages become one: both sides of a card on an A4 page, or the halves of an A3 sheet, left then right."""

    SIDES = "sides"
    HALVES = "halves"


@dataclass(frozen=True, slots=True)
class How:
    """What is asked of `digitize`. In the archive form; `quick`: as JPEGs, without text. `camera`: every picture is of
    a sheet on a desk, also where its file says a density. Without, that holds for those that say none. `split`: papers
    side by side are parted also where that is only likely. `together`: each two pages become one. `by_dossier`: what
    bears a dossier's code, and the pages behind it, go into a PDF of that dossier's own, named by its code. `kind`,
    `dossier`, `owner`: what the PDF says of itself."""

    camera: bool = False
    quick: bool = False
    split: bool = False
    together: Together | None = None
    by_dossier: bool = False
    kind: str = ""
    dossier: str = ""
    owner: str = ""


def digitize(
    paths: Sequence[Path],
    out: Path,
    report: Path | None = None,
    created_at: datetime | None = None,
    how: How | None = None,
    **asked: Any,
) -> dict[str, Any]:
    """One PDF of all pages of all files, in the order given; returns the report, also written to `report`. `how`, or
    its fields by name.

    The report has per page: image, page (within the file, from 1; sheets side by side share theirs), width_px,
    height_px, width_mm, height_mm, dpi, corners (of the sheet that was cut out, also of one of several side by side;
    shares of width and height, clockwise from the top left; null where the whole image is the page), found_sure, skew
    (degrees, counter-clockwise), turn (quarter turns found, clockwise), turn_sure, blank, faults (domain.page_fault),
    codes (domain.page_code: kind and text), card (null without one; cross_check "agree", "disagree" or null, differs,
    other_side: the number of the page beside it that shows the card's other side), dossier and paper (what the page
    files itself under: the code on it or on the last page before it that bears one, and the number, from 1, of the
    paper between two separators), twice_of (number in the PDF of the same sheet before, or null), words (how many),
    text_confidence (0 to 1, null without words), suggested (null where nothing is; kind and kind_name, number,
    issue_date, issuer, and the confidence of the least sure of them), layered, gave_up (its process died over it or
    hung), seconds (of straightening), text_seconds, layer_seconds.
    Raises NotAnImage (`facts`: file, page, why), NoLanguageData, DiskFull, NotWritable (file, why); then nothing is
    written.
    """
    how = how or How(**asked)
    if _PERSONAL.fullmatch(how.owner):
        raise BrokenPromise("a personal number for a PDF's metadata")
    _refuse_to_overwrite(paths, [out, *([report] if report else [])])
    if not how.quick:
        from .recognition import language_folder

        language_folder()
    began = time.perf_counter()
    about = PdfAbout(
        title="Giấy tờ số hóa",
        subject="",
        created_at=created_at or _today(),
        kind=how.kind,
        dossier=how.dossier,
        owner_reference=how.owner,
    )
    with ExitStack() as stack:
        shelf = PageShelf(stack.enter_context(nameless_file_beside(out)), PageStudio())
        stack_of = _Stack(how, shelf, out)
        contents: dict[Path, bytes | BinaryIO] = {}

        def file_for(path: Path) -> BinaryIO:
            if path in contents:  # its pages come in two runs
                number = 2
                while (again := path.with_name(f"{path.stem}-{number}{path.suffix}")) in contents:
                    number += 1
                path = again
            _refuse_to_overwrite(paths, [path])
            file = stack.enter_context(nameless_file_beside(out))
            contents[path] = file
            return file

        _write(stack_of, paths, about, file_for)
        said = {
            "output": str(out),
            "outputs": [str(path) for path in contents],
            "bytes": sum(file.seek(0, 2) for file in contents.values() if not isinstance(file, bytes)),
            "seconds": _since(began),
            "pages": stack_of.lines,
        }
        if report:
            contents[report] = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
        write_files(contents)
    return said


def _write(stack: _Stack, paths: Sequence[Path], about: PdfAbout, file_for: Callable[[Path], BinaryIO]) -> None:
    from .archival_pdf import save_sheets

    def where(done: tuple[Prepared, str]) -> str:
        return done[1] if stack.how.by_dossier else ""

    for code, run in groupby(stack.prepared(paths), key=where):
        path = stack.out.with_name(f"{stack.out.stem}-{code}{stack.out.suffix}") if code else stack.out
        with told_of(path):
            save_sheets(file_for(path), (done.sheet for done, _ in run), replace(about, dossier=code or about.dossier))


@dataclass(frozen=True)
class _Stack:
    """The pages as they come, each with its line of the report; what has been said of those before."""

    how: How
    shelf: PageShelf
    out: Path
    lines: list[dict[str, Any]] = field(default_factory=list)
    cards: list[CardSeen | None] = field(default_factory=list)

    def prepared(self, paths: Sequence[Path]) -> Iterator[tuple[Prepared, str]]:
        """Each page for the PDF, and the dossier that it files itself under."""
        from .archival_pdf import Sheet
        from .archive_form import Prepared
        from .page_worker import prepared_in_processes

        if self.how.quick:
            done: Iterator[Prepared] = (Prepared(Sheet(page), 0.0, 0.0) for page in self._straight(paths))
        else:
            done = prepared_in_processes(self._straight(paths), min(_WORKERS, os.cpu_count() or 1))
        for number, one in enumerate(done):
            self.lines[number].update(_of_the_text(one))
            yield one, self.lines[number]["dossier"] or ""

    def _straight(self, paths: Sequence[Path]) -> Iterator[StraightPage]:
        studio = PageStudio()
        read = (found for path in paths for found in _straightened(studio, path, self.how))
        pages = _in_pairs(studio, read, self.how.together) if self.how.together else read
        dossier, paper, begun = "", 1, False
        for page, card, line in pages:
            kinds = {code["kind"] for code in line["codes"]}
            named = {code["text"] for code in line["codes"] if code["kind"] == CodeKind.DOSSIER}
            dossier = named.pop() if len(named) == 1 else dossier
            if CodeKind.SEPARATOR in kinds:
                paper, begun = paper + begun, False
            else:
                begun = True
            with told_of(self.out):
                line |= {"dossier": dossier or None, "paper": paper, "twice_of": self.shelf.same_before(page)}
                self.shelf.put(page)
            self._check_card(card, line)
            self.lines.append(line)
            self.cards.append(card)
            yield page
            give_back()

    def _check_card(self, card: CardSeen | None, line: dict[str, Any]) -> None:
        """With itself, or with the page before where that shows the other side."""
        line["card"] = None
        if card is None:
            return
        before = self.cards[-1] if self.cards else None
        if before is not None and card.is_other_side_of(before) and self.lines[-1]["card"]["other_side"] is None:
            whole = card.with_the_other_side(before)
            line["card"] = _of_the_card(whole, len(self.lines))
            self.lines[-1]["card"] = _of_the_card(whole, len(self.lines) + 1)
            doubts = [{"kind": CodeKind.CARD_DISAGREES.value, "text": differs.value} for differs in whole.differs]
            line["codes"] += doubts
        else:
            line["card"] = _of_the_card(card, None)


def _of_the_card(card: CardSeen, other_side: int | None) -> dict[str, Any]:
    return {
        "cross_check": ("disagree" if card.differs else "agree") if card.checked else None,
        "differs": [differs.value for differs in card.differs],
        "other_side": other_side,
    }


def _today() -> datetime:
    """Now, or SOURCE_DATE_EPOCH (reproducible-builds.org): with it the same pages give the same bytes on any day."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else datetime.now(UTC)


def _of_the_text(prepared: Prepared) -> dict[str, Any]:
    confidence, page = prepared.text_confidence, prepared.sheet.page
    return {
        "words": len(prepared.sheet.words),
        "text_confidence": None if confidence is None else round(confidence, 3),
        "suggested": _suggested(prepared.sheet.words, page.width, page.height),
        "layered": prepared.sheet.layers is not None,
        "gave_up": prepared.gave_up,
        "text_seconds": round(prepared.text_seconds, 3),
        "layer_seconds": round(prepared.layer_seconds, 3),
    }


def _suggested(words: Sequence[Word], width: int, height: int) -> dict[str, Any] | None:
    """What the page seems to be, of all kinds of paper that the catalogue knows. For a person to look at."""
    from resources import kinds_of_paper

    from .paper_lines import lines_of

    kinds = kinds_of_paper()
    components = tuple(Component(code, titles[0], Due.HAND_IN, (code,)) for code, titles in kinds.items())
    found = suggest(lines_of(words, width, height), components, kinds, datetime.now(VIETNAM).date())
    if found.empty:
        return None
    day: date | None = found.facts.issued_on
    return {
        "kind": found.component,
        "kind_name": kinds[found.component][0] if found.component else None,
        "number": found.facts.number or None,
        "issue_date": day.isoformat() if day else None,
        "issuer": found.facts.issuer or None,
        "confidence": round(found.confidence, 3),
    }


def _in_pairs(studio: PageStudio, read: Iterator[_Page], together: Together) -> Iterator[_Page]:
    """Each two pages as one, told under the first one's file. Raises NotAnImage (why: odd) where one is left over, and
    DoNotFit."""
    one_of = studio.both_sides if together is Together.SIDES else studio.joined
    for first, front, line in read:
        second, back, _ = next(read, (None, None, {}))
        if second is None:
            raise NotAnImage("a page without its other half", why="odd", file=Path(line["image"]).name)
        began = time.perf_counter()
        page = one_of(first.jpeg, second.jpeg)
        codes, card = studio.codes_and_card(page.jpeg)
        if together is Together.SIDES and front is not None and back is not None and front.is_other_side_of(back):
            card = front.with_the_other_side(back)  # read where each side filled its picture
            doubts = (PageCode(CodeKind.CARD_DISAGREES, differs.value) for differs in card.differs)
            codes = tuple(dict.fromkeys((*codes, *doubts)))
        seen = PageImage(b"", "", page.dpi)
        yield page, card, _line(Path(line["image"]), line["page"], seen, page, codes, _since(began))


def _straightened(studio: PageStudio, path: Path, how: How) -> Iterator[_Page]:
    number = 1
    began = time.perf_counter()
    try:
        for image in pages_in(studio, path):
            seen = replace(image, origin=Origin.CAMERA, dpi=0) if how.camera else image
            for sheet in studio.pieces(seen, asked=how.split):
                page = studio.straighten(sheet)
                codes, card = studio.codes_and_card(page.jpeg)
                page = replace(page, corners=page.corners or sheet.within, skew=page.skew + sheet.lean)
                yield page, card, _line(path, number, seen, page, codes, _since(began))
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
        "codes": [{"kind": str(code.kind), "text": code.text} for code in codes if code.kind not in CARD_SIDES],
        "seconds": seconds,
    }


def _refuse_to_overwrite(sources: Sequence[Path], targets: Sequence[Path]) -> None:
    """A slip of the hand (`-o` forgotten a name) must not cost the original; told before an hour's work is done."""
    taken = {source.resolve() for source in sources}
    for target, place in zip(targets, real_places(targets), strict=True):
        if place in taken:
            raise NotWritable("given twice", file=target.name, why="same-file")
        taken.add(place)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
