"""A procedure as the catalogue in force describes it: components, deadline, fee, competent authority."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .text import fold


class Due(StrEnum):
    """How a component is due."""

    HAND_IN = "hand-in"  # nộp
    SHOW = "show"  # xuất trình: shown and given back
    LOOK_UP = "look-up"  # tra cứu: the State looks it up


@dataclass(frozen=True, slots=True)
class Component:
    """One line of "thành phần hồ sơ". `kinds` are the kinds of paper accepted, the usual one first.

    `required` False: only in some cases (`condition` says which, in words); the clerk ticks it in.
    """

    code: str
    name: str
    due: Due
    kinds: tuple[str, ...]
    originals: int = 1
    copies: int = 0
    required: bool = True
    condition: str = ""


class Term(StrEnum):
    """How the law counts the time for a result (domain rules in `deadline`)."""

    WORKING_DAYS = "working-days"  # ngày làm việc
    CALENDAR_DAYS = "calendar-days"  # ngày
    HOURS = "hours"  # working hours, 8 to a day
    SAME_DAY = "same-day"  # trong ngày; after 15:00 the next working day


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    term: Term
    amount: int = 0


class FeePer(StrEnum):
    CASE = "case"
    COPY = "copy"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class FeeRule:
    """Đồng. By page: `amount` for each page up to `reduced_from` - 1, `reduced` after, at most `cap` a copy.

    `set_by_province` True: the province's own list gives the amount; `amount` is then the last one known.
    """

    per: FeePer = FeePer.CASE
    amount: int = 0
    reduced_from: int | None = None
    reduced: int = 0
    cap: int | None = None
    set_by_province: bool = False


@dataclass(frozen=True, slots=True)
class OnlineFee:
    """What a dossier that was sent online costs instead, while `basis` says so. `certainty`: how sure that is."""

    rule: FeeRule
    basis: str
    valid_from: date
    valid_to: date | None = None
    certainty: str = "high"

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure; a dossier keeps the version that it was received under.

    `immediate`: the result is given at once; the case is logged and a receipt printed only when asked
    (NĐ 61/2018 Art. 17.4). `competent_authority` is a unit code; where it differs from the receiving unit the
    clock starts at that authority (NĐ 309/2026 Art. 17(3)). None: the receiving unit itself.
    """

    code: str
    name: str
    field_name: str
    deadline: DeadlineRule
    valid_from: date
    components: tuple[Component, ...] = ()
    fee: FeeRule = field(default_factory=FeeRule)
    valid_to: date | None = None
    immediate: bool = False
    competent_authority: str | None = None
    competent_authority_name: str = ""
    service_group: str = ""
    certainty: str = "high"  # how sure the source of deadline and fee is: high, medium, low
    aliases: tuple[str, ...] = ()
    online_fees: tuple[OnlineFee, ...] = ()  # none in force: what is known is the fee at the counter
    result_kind: str = ""  # the kind of paper that it ends in (KQ.G15.000031), where the catalogue knows

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def online_fee(self, day: date) -> OnlineFee | None:
        """The latest in force."""
        in_force = (one for one in self.online_fees if one.in_force(day))
        return max(in_force, key=lambda one: one.valid_from, default=None)

    def component(self, code: str) -> Component:
        """Raises KeyError."""
        for component in self.components:
            if component.code == code:
                return component
        raise KeyError(code)


def find_procedures(typed: str, among: tuple[Procedure, ...]) -> tuple[Procedure, ...]:
    """Procedures for a code (or its start or tail) or a few letters without marks, the best first.

    "hn" or "tthn" finds "Xác nhận tình trạng hôn nhân": letters match words' beginnings, initials, or the name.
    """
    wanted = fold(typed)
    if not wanted:
        return among
    scored = [(score, procedure) for procedure in among if (score := _score(wanted, procedure)) is not None]
    return tuple(procedure for _, procedure in sorted(scored, key=lambda pair: (pair[0], pair[1].code)))


def _score(wanted: str, procedure: Procedure) -> int | None:
    name = fold(procedure.name)
    words = name.split()
    initials = "".join(word[0] for word in words)
    if procedure.code.startswith(wanted) or procedure.code.endswith(wanted) or wanted in map(fold, procedure.aliases):
        return 0
    if name.startswith(wanted) or initials.startswith(wanted):
        return 1
    if initials.endswith(wanted):
        return 2
    if wanted in initials:
        return 3
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 4
    if wanted in name:
        return 5
    return None
