"""Who works at a counter, and what each may do. Accounts are the province's; the table of rights is the program's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .errors import NotAllowed


class Role(StrEnum):
    """What a person is at the one-stop shop (NĐ 118/2025, Art. 11 ff.)."""

    CLERK = "clerk"  # cán bộ tiếp nhận
    SUPERVISOR = "supervisor"  # lãnh đạo bộ phận một cửa
    IT = "it"  # cán bộ CNTT: keeps the machine going and needs no citizen's data for it
    POSTAL = "postal"  # nhân viên bưu chính who receives by contract


class Right(StrEnum):
    """One for each act of consequence; the value is what an error and an audit line say."""

    TICKET = "ticket"  # give out queue numbers
    RECEIVE = "receive"  # call, welcome, capture, accept, print a receipt for the first time
    LOOK_UP = "look-up"  # ask the province what it holds of one person
    READ_REGISTER = "read-register"  # the unit's accepted dossiers
    PRINT_AGAIN = "print-again"
    HAND_OVER_DRAFT = "hand-over-draft"  # see everybody's open drafts, give one to a colleague
    READ_AUDIT = "read-audit"
    EXPORT_AUDIT = "export-audit"
    PURGE = "purge"
    BACK_UP = "back-up"
    RESTORE = "restore"
    KEYS = "keys"
    RESCUE = "rescue"
    FIRST_PERSON = "first-person"  # let somebody in before the province's accounts have come


_AT_THE_COUNTER = frozenset({Right.TICKET, Right.RECEIVE, Right.LOOK_UP, Right.READ_REGISTER, Right.PRINT_AGAIN})
_OVER_THE_UNIT = frozenset({Right.HAND_OVER_DRAFT, Right.READ_AUDIT, Right.EXPORT_AUDIT, Right.PURGE, Right.BACK_UP})
_AT_THE_MACHINE = frozenset({Right.BACK_UP, Right.RESTORE, Right.KEYS, Right.RESCUE, Right.FIRST_PERSON})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: _AT_THE_COUNTER,
    Role.SUPERVISOR: _AT_THE_COUNTER | _OVER_THE_UNIT,
    Role.IT: _AT_THE_MACHINE,
    # Of the register they see what they received themselves.
    Role.POSTAL: _AT_THE_COUNTER - {Right.READ_REGISTER},
}


def who_may(right: Right) -> tuple[Role, ...]:
    """The roles that have this right, so that a refusal can say whom to ask."""
    return tuple(role for role in Role if right in RIGHTS[role])


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
        return frozenset().union(*(RIGHTS[role] for role in self.roles))

    def may(self, right: Right) -> bool:
        return right in self.rights

    def must(self, right: Right) -> None:
        """Raises NotAllowed."""
        if not self.may(right):
            raise NotAllowed(right=right.value)
