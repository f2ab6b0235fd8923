"""A citizen card's code and its machine-readable lines, laid beside each other wherever both are in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.errors import NoLanguageData
from counter_app.domain.mrz import Differs, MrzReading, differences

from .card_lines import all_mrz
from .decode import Pixels

_CARD = (1.48, 1.70)  # length over width: 85.60 : 53.98 = 1.586, cut out a little askew


@dataclass(frozen=True, slots=True)
class CardSeen:
    """What a page shows of a card: its code, its lines, or both."""

    code: CardReading | None = None
    lines: MrzReading | None = None
    others: tuple[MrzReading, ...] = ()  # lines of other people on the same page

    @property
    def checked(self) -> bool:
        return self.code is not None and self.lines is not None

    @property
    def differs(self) -> tuple[Differs, ...]:
        return differences(self.code, self.lines) if self.code is not None and self.lines is not None else ()

    def with_the_other_side(self, other: CardSeen) -> CardSeen:
        """Both sides of a card that came as two pages."""
        return replace(self, code=self.code or other.code, lines=self.lines or other.lines)

    def is_other_side_of(self, other: CardSeen) -> bool:
        """Whether one page has the code alone and the other the lines alone."""
        return not self.checked and not other.checked and (self.code is None) is not (other.code is None)


def card_on(grey: Pixels, texts: Sequence[str], other: bool, today: date) -> CardSeen | None:
    """The card on a page whose codes say `texts`. Its lines are looked for beside its code, and on a page of a card's
    shape without a code that means anything (`other`: one means something else): an older card has its code on the
    other side."""
    codes = [parse_card(text) for text in texts if is_card(text)]
    if not codes and (other or not _is_card_shaped(grey)):
        return None
    try:
        found = all_mrz(grey, today)
    except NoLanguageData:  # the self-check says so; the page is one without lines
        found = ()
    code = codes[0] if codes else None
    lines = next((one for one in found if code and one.personal_number == code.personal_number), None)
    lines = lines or (found[0] if found else None)
    return CardSeen(code, lines, tuple(one for one in found if one is not lines)) if code or lines else None


def _is_card_shaped(grey: Pixels) -> bool:
    long, short = max(grey.shape[:2]), min(grey.shape[:2])
    return bool(_CARD[0] <= long / short <= _CARD[1])
