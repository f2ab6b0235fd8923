"""Logging in, locking and unlocking: offline, against what the province gave; wrong words slow down, never shut out.

A wrong word is counted and durable before it is looked at, so that pulling the plug does not save a try. The wait is
measured by the system's own counter, which no setting of the date moves; after a restart it begins anew.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ..domain.errors import (
    AccountWithdrawn,
    BadPin,
    NoAccounts,
    NotLoggedIn,
    PassWordNeeded,
    TooManyTries,
    WrongPin,
    WrongWord,
)
from ..domain.people import FOR_AN_ACCOUNT, FOR_THE_PC, LONGEST_WORD, Account, Credentials, SlowDown, is_pin
from ..ports import AuditLine, Clock, PassWords, Store, UnitOfWork
from .counter import Counter
from .first_person import FIRST
from .full_disk import even_on_a_full_disk
from .session import Session, anybody

PIN_TRIES = 5
NOBODY = "nobody"  # who, in the audit's line of a try under an unknown name: what was typed is perhaps a pass word
_PC = "pc"


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """What the log-in screen shows. `locked`: whose screen is locked; `last`: who logged in last; `pin`: whether a PIN
    unlocks it; `anyone`: whether anybody can log in here at all."""

    locked: Account | None
    last: Account | None
    pin: bool
    anyone: bool


@dataclass
class Waits:
    """When each subject's wait began, by the system's counter; for those of before the start, then."""

    now: Callable[[], float] = time.monotonic
    began: dict[str, float] = field(default_factory=dict)
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.now()

    def begin(self, subject: str) -> None:
        self.began[subject] = self.now()

    def left(self, subject: str, pause: float) -> float:
        return self.began.get(subject, self.started) + pause - self.now()


@dataclass(frozen=True)
class LogIn:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    pass_words: PassWords
    waits: Waits = field(default_factory=Waits)

    @anybody
    def door(self) -> AtTheDoor:
        with self.store.read() as work:
            last = work.people.last()
            account = work.people.account(last) if last is not None else None
            locked = self.session.account if self.session.locked else None
            return AtTheDoor(
                locked=locked,
                last=account if account is not None and account.active else None,
                pin=self._takes_pin(work, locked),
                anyone=any(each.active for each in work.people.accounts()),
            )

    @anybody
    def __call__(self, user_name: str, pass_word: str) -> Account:
        """Who that is; from now on they act. Whoever was logged in before keeps the drafts.

        Raises NoAccounts, TooManyTries, WrongWord, AccountWithdrawn.
        """
        known = even_on_a_full_disk(self.store, lambda: self._counted(user_name[:LONGEST_WORD]))
        fits = self.pass_words.fits(known.verifier if known else None, pass_word[:LONGEST_WORD])
        if known is None or not fits:
            self._refused(known, "log-in-failed")
            raise WrongWord
        account = even_on_a_full_disk(self.store, lambda: self._let_in(known.account.id))
        if account is None:
            raise _withdrawn(known.account.id)
        self.session.open(account)
        return account

    @anybody
    def unlock(self, pin: str) -> Account:
        """The same person goes on. Raises PassWordNeeded, WrongPin, AccountWithdrawn; NotLoggedIn when none is."""
        locked = self.session.account
        if locked is None:
            raise NotLoggedIn
        with self.store.read() as work:
            account = work.people.account(locked.id)
            verifier = work.people.pin(locked.id) if self._takes_pin(work, locked) else None
        if account is None or not account.active:
            self.session.close()
            raise _withdrawn(locked.id)
        if verifier is None:
            raise PassWordNeeded
        if not self.pass_words.fits(verifier, pin[:LONGEST_WORD]):
            self.session.wrong_pins += 1
            left = PIN_TRIES - self.session.wrong_pins
            self._note(account.id, "unlock-failed")
            raise WrongPin(left=str(left)) if left > 0 else PassWordNeeded
        self._note(account.id, "unlocked")
        self.session.open(account)
        return account

    @anybody
    def lock(self) -> None:
        """By a key, or because nobody has touched anything for a while. A withdrawn person's screen is nobody's."""
        if self.session.account is not None and not self.session.locked:
            who = self.session.account.id
            self.session.lock()  # whatever the disk says
            self._note(who, "locked")
            if self._as_given(who) is None:
                self.session.close()

    @anybody
    def must_still_be_in(self) -> None:
        """Looked at while somebody works: the rights that the province has changed meanwhile hold from now on.

        Raises AccountWithdrawn; what is on the screen may then still be saved, and the screen be locked.
        """
        before = self.session.account
        if before is None or self.session.locked:
            return
        account = self._as_given(before.id)
        if account is None:
            raise _withdrawn(before.id)
        self.session.change(account)

    @anybody
    def has_pin(self) -> bool:
        with self.store.read() as work:
            return work.people.pin(self.session.who) is not None

    @anybody
    def set_pin(self, pin: str) -> None:
        """Of the person who is logged in, for this PC. Raises BadPin, NotLoggedIn."""
        who = self.session.who
        if not is_pin(pin):
            raise BadPin
        verifier = self.pass_words.verifier(pin)

        def write() -> None:
            with self.store.write() as work:
                work.people.set_pin(who, verifier)
                self._write(work, who, "pin-set")

        even_on_a_full_disk(self.store, write)

    def _as_given(self, account_id: str) -> Account | None:
        """None: withdrawn."""
        with self.store.read() as work:
            account = work.people.account(account_id)
        return account if account is not None and account.active else None

    def _takes_pin(self, work: UnitOfWork, locked: Account | None) -> bool:
        return locked is not None and self.session.wrong_pins < PIN_TRIES and work.people.pin(locked.id) is not None

    def _counted(self, user_name: str) -> Credentials | None:
        """Who bears this name, the try counted as a wrong one until it is known to be right."""
        with self.store.write() as work:
            if not any(account.active for account in work.people.accounts()):
                raise NoAccounts
            known = work.people.by_user_name(user_name)
            subjects = {_PC: FOR_THE_PC} | ({_subject(known.account.id): FOR_AN_ACCOUNT} if known else {})
            self._must_not_wait(work, subjects)
            for subject in subjects:
                work.people.set_failures(subject, work.people.failures(subject) + 1)
        return known

    def _let_in(self, account_id: str) -> Account | None:
        """None: withdrawn."""
        with self.store.write() as work:
            account = work.people.account(account_id)
            if account is None or not account.active:
                self._write(work, account_id, "log-in-withdrawn")
                return None
            work.people.set_failures(_PC, 0)
            work.people.set_failures(_subject(account.id), 0)
            work.people.set_last(account.id)
            self._write(work, account.id, "logged-in")
        return account

    def _must_not_wait(self, work: UnitOfWork, subjects: dict[str, SlowDown]) -> None:
        left = max(self.waits.left(each, slow.after(work.people.failures(each))) for each, slow in subjects.items())
        if left > 0:
            raise TooManyTries(seconds=str(math.ceil(left)))

    def _refused(self, known: Credentials | None, what: str) -> None:
        self.waits.begin(_PC)
        if known is not None:
            self.waits.begin(_subject(known.account.id))
        self._note(known.account.id if known else NOBODY, what)

    def _note(self, who: str, what: str) -> None:
        def write() -> None:
            with self.store.write() as work:
                self._write(work, who, what)

        even_on_a_full_disk(self.store, write)

    def _write(self, work: UnitOfWork, who: str, what: str) -> None:
        work.audit.add(AuditLine(self.clock.now(), who, self.counter.code, what, {}))


def _withdrawn(account_id: str) -> AccountWithdrawn:
    return AccountWithdrawn(why="first" if account_id.startswith(FIRST) else "")


def _subject(account_id: str) -> str:
    return f"account {account_id}"
