"""Who works at a counter, and what each may do. Accounts are the province's; the table of rights is the program's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import pairwise

from .errors import NotAllowed


class Role(StrEnum):
    """What a person is at the one-stop shop (NĐ 118/2025, Art. 11 ff.)."""

    CLERK = "clerk"  # cán bộ tiếp nhận
    SUPERVISOR = "supervisor"  # lãnh đạo bộ phận một cửa
    IT = "it"  # cán bộ CNTT: keeps the machine going and needs no citizen's data for it
    POSTAL = "postal"  # nhân viên bưu chính who receives by contract
    KIOSK = "kiosk"  # nobody: the machine in the hall that gives out numbers


class Right(StrEnum):
    """One for each act of consequence; the value is what an error and an audit line say."""

    TICKET = "ticket"  # give out queue numbers
    RECEIVE = "receive"  # call, welcome, capture, accept, print a receipt for the first time
    LOOK_UP = "look-up"  # ask the province what it holds of one person
    READ_REGISTER = "read-register"  # the unit's accepted dossiers
    PRINT_AGAIN = "print-again"
    FOLLOW = "follow"  # an accepted dossier: supplement, hand-over, result, fee, and its papers
    RETURN = "return"  # a result that lies here, to whoever may take it
    HAND_OVER_DRAFT = "hand-over-draft"  # see everybody's open drafts, give one to a colleague
    READ_AUDIT = "read-audit"
    EXPORT_AUDIT = "export-audit"
    PURGE = "purge"
    ARCHIVE = "archive"  # let the archive forms that were set aside be tried again
    BACK_UP = "back-up"
    RESTORE = "restore"
    KEYS = "keys"
    FIRST_PERSON = "first-person"  # let somebody in before the province's accounts have come
    CATALOGUE = "catalogue"  # put a catalogue from a file in force, and take it back
    CARRY = "carry"  # take what waits to the province on a stick, and bring its answer
    SEND = "send"  # try again what the province did not take, give it to IT, take its story along
    DEVICES = "devices"  # choose this PC's scanner and kind of paper, scan a page to try


_AT_THE_COUNTER = frozenset(
    {
        *(Right.TICKET, Right.RECEIVE, Right.LOOK_UP, Right.READ_REGISTER, Right.PRINT_AGAIN, Right.FOLLOW),
        *(Right.RETURN, Right.SEND, Right.CARRY, Right.DEVICES),
    }
)
_OVER_THE_UNIT = frozenset(
    {
        Right.HAND_OVER_DRAFT,
        Right.READ_AUDIT,
        Right.EXPORT_AUDIT,
        Right.PURGE,
        Right.BACK_UP,
        Right.ARCHIVE,
        Right.CATALOGUE,
    }
)
# A purge by rule and an export of the acts show no citizen.
_AT_THE_MACHINE = frozenset(
    {
        *(Right.BACK_UP, Right.RESTORE, Right.KEYS, Right.FIRST_PERSON),
        *(Right.PURGE, Right.EXPORT_AUDIT, Right.ARCHIVE, Right.SEND, Right.CARRY, Right.DEVICES),
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: _AT_THE_COUNTER,
    Role.SUPERVISOR: _AT_THE_COUNTER | _OVER_THE_UNIT,
    Role.IT: _AT_THE_MACHINE,
    # Of the register they see what they received themselves, and what lies here to be handed out.
    Role.POSTAL: _AT_THE_COUNTER - {Right.READ_REGISTER, Right.CARRY, Right.FOLLOW},
    Role.KIOSK: frozenset({Right.TICKET}),
}


def who_may(right: Right) -> tuple[Role, ...]:
    """The people's roles that have this right, so that a refusal can say whom to ask."""
    return tuple(role for role in Role if right in RIGHTS[role] and role is not Role.KIOSK)


@cache  # asked before each verb, also between two keys
def _rights_of(roles: frozenset[Role]) -> frozenset[Right]:
    return frozenset().union(*(RIGHTS[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may work at this unit's counters. `id` is kept with each act and never changes; `name` stands on
    receipts. Not `active`: withdrawn by the province, kept because drafts and audit lines name it."""

    id: str
    user_name: str
    name: str
    roles: frozenset[Role]
    active: bool = True

    @property
    def rights(self) -> frozenset[Right]:
        return _rights_of(self.roles)

    def may(self, right: Right) -> bool:
        return right in self.rights

    def must(self, right: Right) -> None:
        """Raises NotAllowed."""
        if not self.may(right):
            raise NotAllowed(why=right.value)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with what its pass word is checked against: never the word itself. `verifier` is an encoded
    argon2id hash (`$argon2id$v=19$m=65536,t=3,p=4$salt$hash`)."""

    account: Account
    verifier: str = field(repr=False)


# --- verifiers and PINs ------------------------------------------------------------------------------------

_VERIFIER = re.compile(
    r"\$argon2id\$v=19\$m=([1-9][0-9]{3,5}),t=([1-9][0-9]?),p=([1-8])\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}"
)
_LEAST_MEMORY, _MOST_MEMORY = 8 * 1024, 256 * 1024  # KiB: an old PC with 4 GB still has the counter to run
_MOST_WORK = 1024 * 1024  # KiB × passes: about two seconds on such a PC
LONGEST_WORD = 200  # letters of a pass word or user name that are looked at


def is_verifier(text: str) -> bool:
    """Whether checking a pass word against it costs what a counter can pay: a hostile one asks for 4 GB."""
    found = _VERIFIER.fullmatch(text)
    if found is None:
        return False
    memory, passes = int(found[1]), int(found[2])
    return _LEAST_MEMORY <= memory <= _MOST_MEMORY and memory * passes <= _MOST_WORK


def is_pin(text: str) -> bool:
    """Four to eight digits, neither all the same nor a run such as 1234 or 8765."""
    if not (text.isascii() and text.isdigit() and 4 <= len(text) <= 8):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(text)}
    return len(steps) > 1 or steps.isdisjoint({-1, 0, 1})


# --- waiting after wrong words -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlowDown:
    """The first `free` wrong words cost nothing, each further one doubles the wait, up to `most` seconds: whoever
    guesses is held up, and no counter is closed for the day."""

    free: int
    most: float

    def after(self, failures: int) -> float:
        """Seconds to wait after so many wrong words in a row."""
        if failures < self.free:
            return 0.0
        return min(self.most, 2.0 ** min(failures - self.free + 1, 32))


FOR_AN_ACCOUNT = SlowDown(free=3, most=300.0)
FOR_THE_PC = SlowDown(free=10, most=60.0)  # whoever tries many names; the colleagues at this PC wait as well
