"""What each side of a citizen card says of its holder, laid beside each other where the sides came as two pages.

The front's code has the name with its marks, the back's lines have it in capitals without; which sides are of one card
is told by the number, or, where the numbers differ, by one page lying right behind the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .card import CardReading
from .citizen import PartialDate, PersonalNumber, Sex
from .mrz import Differs, MrzReading, differences
from .page_code import CodeKind, PageCode
from .text import normal

_OTHER = {CodeKind.CARD_CODE: CodeKind.CARD_LINES, CodeKind.CARD_LINES: CodeKind.CARD_CODE}
_LONGEST = 100  # characters of a name
_CUT = "cut"

Codes = Sequence[PageCode]


def said_by_code(card: CardReading) -> PageCode:
    """What the code says, as it is kept with the page."""
    return _kept(CodeKind.CARD_CODE, card.personal_number, card.full_name, card.birth_date, card.sex)


def said_by_lines(mrz: MrzReading) -> PageCode:
    """What the machine-readable lines say, as it is kept with the page."""
    end = _CUT if mrz.name_cut else ""
    return _kept(CodeKind.CARD_LINES, mrz.personal_number, mrz.full_name, mrz.birth_date, mrz.sex, end)


def doubts_beside(page: Codes, before: Sequence[Codes]) -> tuple[PageCode, ...]:
    """In what the sides that this page shows disagree with those on the pages before it; empty where they agree, or
    there is nothing to compare."""
    found: dict[Differs, None] = {}
    for side in _sides(page):
        for other in _partners(side, page, before):
            code, lines = (side, other) if side.kind is CodeKind.CARD_CODE else (other, side)
            found |= dict.fromkeys(differences(_card(code), _mrz(lines)))
    return tuple(PageCode(CodeKind.CARD_DISAGREES, differs.value) for differs in found)


def _partners(side: PageCode, page: Codes, before: Sequence[Codes]) -> list[PageCode]:
    if any(other.kind is _OTHER[side.kind] for other in _sides(page)):
        return []  # compared when the page was read
    others = [other for codes in before for other in _sides(codes) if other.kind is _OTHER[side.kind]]
    same = [other for other in others if _number(other) == _number(side)]
    if same or not before:
        return same
    last = _sides(before[-1])
    if len(last) != 1 or last[0].kind is side.kind:
        return []
    paired = any(
        one.kind is side.kind and _number(one) == _number(last[0]) for codes in before for one in _sides(codes)
    )
    return [] if paired else last


def _sides(codes: Codes) -> list[PageCode]:
    return [code for code in codes if code.kind in _OTHER]


def _kept(
    kind: CodeKind, number: PersonalNumber, name: str, born: PartialDate | None, sex: Sex | None, end: str = ""
) -> PageCode:
    day = f"{born.year:04d}-{born.month or 0:02d}-{born.day or 0:02d}" if born else ""
    fields = (number.value, normal(name).replace("|", " ")[:_LONGEST], day, sex.value if sex else "", end)
    return PageCode(kind, "|".join(fields))


def _number(side: PageCode) -> str:
    return side.text.partition("|")[0]


def _parts(side: PageCode) -> tuple[PersonalNumber, str, PartialDate | None, Sex | None, bool]:
    number, name, day, sex, end = side.text.split("|")
    year, month, of_month = (int(part) for part in day.split("-")) if day else (0, 0, 0)
    born = PartialDate(year, month or None, of_month or None) if day else None
    return PersonalNumber(number), name, born, Sex(sex) if sex else None, end == _CUT


def _card(side: PageCode) -> CardReading:
    number, name, born, sex, _ = _parts(side)
    return CardReading(number, None, name, born, sex, "", None)


def _mrz(side: PageCode) -> MrzReading:
    number, name, born, sex, cut = _parts(side)
    return MrzReading(number, born or PartialDate(number.birth_year), sex, date.max, name, cut)
