"""Accounts of those who work at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..domain.people import Account, Credentials


class People(Protocol):
    """Theirs: who may work at this unit's counters. Ours: PINs, wrong words, and whom IT let in before the province's
    accounts came, who may do so until then."""

    def account(self, account_id: str) -> Account | None:
        """Also one that was withdrawn: drafts and audit lines name it."""
        ...

    def by_user_name(self, user_name: str) -> Credentials | None:
        """Whatever its case; a withdrawn account only where no other has the name."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """By name; those that may log in here stand as active."""
        ...

    def put_accounts(self, given: Sequence[Credentials], version: str) -> None:
        """The province's word on these: it wins. One that it does not name stays as it was."""
        ...

    def version(self) -> str | None:
        """Of the province's accounts; None: none have come."""
        ...

    def let_in_first(self, given: Credentials) -> None: ...

    def pin(self, account_id: str) -> str | None:
        """The verifier of the person's PIN on this PC."""
        ...

    def set_pin(self, account_id: str, verifier: str) -> None: ...

    def failures(self, subject: str) -> int:
        """Wrong words in a row."""
        ...

    def set_failures(self, subject: str, count: int) -> None: ...

    def last(self) -> str | None:
        """The id of who logged in last."""
        ...

    def set_last(self, account_id: str) -> None: ...
