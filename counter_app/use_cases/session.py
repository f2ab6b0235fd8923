"""Who works at this counter now. One for the program; every verb of consequence asks it first."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from ..domain.errors import NotLoggedIn
from ..domain.people import Account, Right, Role

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

# Whoever types a command at the shell was let in by the system, to its keyring: that is IT.
SHELL = Account("shell", "shell", "Dòng lệnh", frozenset({Role.IT}))


KIOSK_ACCOUNT = "kiosk"  # the machine in the hall, see `serve_kiosk`; its look-ups have a budget of their own


class Session:
    """`account` is who logged in, also while the screen is locked; None: nobody.

    It changes in the data lane only, behind whatever the person before still had under way there.
    """

    def __init__(self, account: Account | None = None) -> None:
        self._account = account
        self._locked = False
        self.wrong_pins = 0  # since the screen was locked

    @property
    def account(self) -> Account | None:
        return self._account

    @property
    def locked(self) -> bool:
        return self._locked

    @property
    def acting(self) -> Account:
        """Who acts. Raises NotLoggedIn, also while the screen is locked."""
        if self._account is None or self._locked:
            raise NotLoggedIn
        return self._account

    @property
    def who(self) -> str:
        """The acting person's id. Raises NotLoggedIn."""
        return self.acting.id

    def must(self, right: Right) -> Account:
        """The acting person, who has this right. Raises NotLoggedIn, NotAllowed."""
        acting = self.acting
        acting.must(right)
        return acting

    def may(self, right: Right) -> bool:
        """For what a screen offers; the verb asks again."""
        return self._account is not None and not self._locked and self._account.may(right)

    def open(self, account: Account) -> None:
        self._account, self._locked, self.wrong_pins = account, False, 0

    def change(self, account: Account) -> None:
        """The province has changed what this person is; locked stays locked."""
        self._account = account

    def lock(self) -> None:
        self._locked = True

    def close(self) -> None:
        self._account, self._locked = None, False


def anybody(verb: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Declares that a verb needs no right: it tells nothing of any citizen and changes nothing."""
    verb.right = None  # type: ignore[attr-defined]  # read by the test that walks the desk
    return verb


class _HasSession(Protocol):
    @property
    def session(self) -> Session: ...


_Verb = TypeVar("_Verb", bound=_HasSession)


def needs(
    right: Right,
) -> Callable[[Callable[Concatenate[_Verb, _Given], _Result]], Callable[Concatenate[_Verb, _Given], _Result]]:
    """Declares and asks a verb's right, before anything else of it is done (of a stream: before its first item)."""

    def declare(verb: Callable[Concatenate[_Verb, _Given], _Result]) -> Callable[Concatenate[_Verb, _Given], _Result]:
        def asked(self: _Verb, /, *args: _Given.args, **named: _Given.kwargs) -> _Result:
            self.session.must(right)
            return verb(self, *args, **named)

        update_wrapper(asked, verb)
        asked.right = right  # type: ignore[attr-defined]  # read by the test that walks the desk
        return asked

    return declare
