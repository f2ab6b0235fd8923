"""Lets somebody in at a new counter before the province's accounts have come: IT's act, at the shell, offline.

Such an account lasts until the province's first ones arrive; its drafts are then handed over like those of anybody who
left.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from ..domain.errors import AccountsKnown, BadFirstPerson
from ..domain.people import LONGEST_WORD, Account, Credentials, Right, Role
from ..domain.text import normal
from ..ports import AuditLine, Clock, PassWords, Store
from .counter import Counter
from .session import Session, needs

FIRST = "first-"  # how the id of such an account begins
SHORTEST = 8  # letters of the pass word


@dataclass(frozen=True)
class LetInFirst:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    pass_words: PassWords

    @needs(Right.FIRST_PERSON)
    def __call__(self, user_name: str, name: str, pass_word: str) -> Account:
        """A supervisor, so that nothing at the counter stands still. The same user name again: a new pass word.

        Raises AccountsKnown, BadFirstPerson.
        """
        user_name, name = normal(user_name), normal(name)
        for good, why in (
            (0 < len(user_name) <= LONGEST_WORD and " " not in user_name, "user-name"),
            (0 < len(name) <= LONGEST_WORD, "name"),
            (SHORTEST <= len(pass_word) <= LONGEST_WORD, "short"),
        ):
            if not good:
                raise BadFirstPerson(why=why)
        account = Account(f"{FIRST}{uuid4()}", user_name, name, frozenset({Role.SUPERVISOR}))
        verifier = self.pass_words.verifier(pass_word)
        with self.store.write() as work:
            if work.people.version() is not None:
                raise AccountsKnown
            work.people.let_in_first(Credentials(account, verifier))
            about = {"account": account.id}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "first-person", about))
        return account
