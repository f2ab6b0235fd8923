"""Where the pages of a stack belong by the codes on them: each to its paper, or said in words why to none.

A stack without separators goes on as it lies: the nth page to the nth paper that is waited for, the rest to the last.
With separators (patch T sheets) what lies between two of them is one paper, however many pages; then a paper more
than was waited for stays loose, since it is surely none of them. A citizen card of the applicant goes to the
component that asks for it, a health insurance card to that which asks for one; a card of somebody else, one that
disagrees with itself, one that nothing asks for, a page that bears another dossier's code and the separators stay
loose, and the clerk sees why. What bears the code of the very dossier that is
added to (its supplement, its result) takes its turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .citizen import PersonalNumber
from .dossier import Dossier
from .page_code import CodeKind, PageCode

CARD_KIND = "giay-to.tuy-than"  # of resources/catalogue/kinds.json
INSURANCE_KIND = "giay-to.the-bhyt"
# A province's catalogue may know no kind for it: then what asks for the card says so in its name, and a declaration
# names it in passing.
_PERSONAL = 12  # digits of a personal number
_INSURANCE_CARD = re.compile(r"^(?!tờ khai).*thẻ (?:bảo hiểm y tế|bhyt)", re.IGNORECASE)


class Why(StrEnum):
    """Why a page lies where it lies."""

    IN_TURN = "in-turn"
    CARD = "card"  # the applicant's
    INSURANCE = "insurance"  # a health insurance card
    OTHER_INSURED = "other-insured"  # that of somebody else
    CARD_DISAGREES = "card-disagrees"  # with itself: its code says another than its machine-readable lines
    SEPARATOR = "separator"
    OTHER_PERSON = "other-person"
    OTHER_DOSSIER = "other-dossier"  # it bears the code of an accepted one; a new draft has none yet


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a stack with its codes; `beside`: on the same image as the page before, so it takes no turn; `blank`:
    nothing is on it."""

    codes: tuple[PageCode, ...] = ()
    beside: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """`component` None: the page stays loose."""

    component: str | None
    why: Why


def why_of(codes: Sequence[PageCode], applicant: PersonalNumber | None, own: str = "") -> Why:
    """What the codes on a page say of where it belongs; a separator before all, the person before the dossier. `own`:
    the code of the accepted dossier that is added to."""
    if is_separator(codes):
        return Why.SEPARATOR
    if any(code.kind is CodeKind.CARD_DISAGREES for code in codes):
        return Why.CARD_DISAGREES
    numbers = {code.text for code in codes if code.kind is CodeKind.CARD}
    if numbers and applicant is not None:
        return Why.CARD if numbers == {applicant.value} else Why.OTHER_PERSON
    insured = {code.text for code in codes if code.kind is CodeKind.INSURANCE}
    if insured:
        # The newest cards bear the personal number; the older number says nothing of whose it is.
        strange = {text for text in insured if len(text) == _PERSONAL and applicant and text != applicant.value}
        return Why.OTHER_INSURED if strange else Why.INSURANCE
    of_dossiers = {code.text for code in codes if code.kind is CodeKind.DOSSIER}
    return Why.OTHER_DOSSIER if of_dossiers - {own} else Why.IN_TURN


def is_separator(codes: Sequence[PageCode]) -> bool:
    return any(code.kind is CodeKind.SEPARATOR for code in codes)


def card_component(dossier: Dossier) -> str | None:
    """The component of this case for which the citizen card itself is asked."""
    return next((c.code for c in dossier.required if CARD_KIND in c.kinds), None)


def insurance_component(dossier: Dossier) -> str | None:
    """The component of this case for which the health insurance card is asked."""
    by_kind = (c.code for c in dossier.required if INSURANCE_KIND in c.kinds)
    return next(by_kind, next((c.code for c in dossier.required if _INSURANCE_CARD.search(c.name)), None))


def places(
    stack: Sequence[Leaf],
    waiting: Sequence[str],
    card: str | None,
    applicant: PersonalNumber | None,
    *,
    parted: bool = False,
    own: str = "",
    insurance: str | None = None,
) -> tuple[Place, ...]:
    """Where each page of the stack so far belongs. A page's place may change once, as the first separator comes.

    `waiting` are the components that wait for paper, in their order; `card` that of the citizen card, `insurance` of
    the health insurance card; `parted`: an earlier stack of the dossier had separators, so this one is parted by them
    too, and begins with the next paper. In a parted stack a paper whose first page bears another dossier's code is that
    dossier's, all of it. `own`: see `why_of`.
    """
    reasons = [why_of(leaf.codes, applicant, own) for leaf in stack]
    reasons = [Why.IN_TURN if why is Why.CARD and card is None else why for why in reasons]
    if Why.CARD in reasons:
        waiting = [component for component in waiting if component != card]
    if Why.INSURANCE in reasons:
        waiting = [component for component in waiting if component != insurance]
    parted = parted or Why.SEPARATOR in reasons
    found: list[Place] = []
    turn, begun = 0, False  # of the paper under way, and whether it has a page yet
    behind = False  # a separator
    fresh, elsewhere = True, False  # no page of the paper under way has been seen; it belongs to another dossier
    for leaf, why in zip(stack, reasons, strict=True):
        if behind and leaf.blank:  # the separator's own back, from a feeder that reads both sides
            behind = False
            found.append(Place(None, Why.SEPARATOR))
            continue
        behind = why is Why.SEPARATOR
        elsewhere = parted and (why is Why.OTHER_DOSSIER if fresh else elsewhere)
        fresh = behind
        if elsewhere and why is Why.IN_TURN:
            why = Why.OTHER_DOSSIER
        if why is Why.SEPARATOR:
            turn, begun = turn + begun, False
            found.append(Place(None, why))
        elif why is Why.CARD:
            found.append(Place(card, why))
        elif why is Why.INSURANCE:
            found.append(Place(insurance, why))
        elif why is Why.IN_TURN:
            if not parted and begun and not leaf.beside:
                turn += 1
            begun = True
            found.append(Place(_waiting_at(waiting, turn, parted), why))
        else:
            found.append(Place(None, why))
    return tuple(found)


def _waiting_at(waiting: Sequence[str], turn: int, parted: bool) -> str | None:
    if turn < len(waiting):
        return waiting[turn]
    return None if parted or not waiting else waiting[-1]
