"""What is typed into a form that is not done follows its dossier: to whoever goes on with it, and to its end."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from counter_app.domain.errors import NotAllowed
from counter_app.domain.people import Account, Credentials, Role
from counter_app.ports import OWNER, TypedForm
from tests.use_cases.reception import CLERK, Reception
from tests.use_cases.test_rights import IT

CHIEF = Account("chief", "chief", "Trưởng", frozenset({Role.SUPERVISOR}))
COLLEAGUE = Account("clerk-2", "tam", "Sơn Thị Tám", frozenset({Role.CLERK}))
_VERIFIER = f"$argon2id$v=19$m=65536,t=3,p=4${'a' * 22}${'b' * 43}"
TYPED = (("kind", "person"), ("full_name", "Thạch Thị Sa"))


def typed_by_the_clerk(reception: Reception) -> UUID:
    draft_id = reception.ready()
    reception.desk.typed.save(TypedForm(draft_id, OWNER, TYPED))
    return draft_id


def test_who_is_given_a_draft_finds_what_was_half_typed_and_nobody_else_does(reception: Reception) -> None:
    draft_id = typed_by_the_clerk(reception)
    with reception.store.write() as work:
        work.people.put_accounts([Credentials(COLLEAGUE, _VERIFIER)], "1")
    reception.session.open(CHIEF)
    reception.desk.hand_over(draft_id, COLLEAGUE.id)
    reception.session.open(COLLEAGUE)
    found = reception.desk.typed.of(draft_id, OWNER)
    assert found is not None
    assert found.values == TYPED
    assert reception.desk.typed.last_open() is None, "it does not come up by itself at another's log-in"
    reception.session.open(CLERK)
    assert reception.desk.typed.of(draft_id, OWNER) is None
    assert reception.desk.typed.last_open() is None


def test_nothing_typed_outlives_the_acceptance_whoever_typed_it(reception: Reception) -> None:
    draft_id = typed_by_the_clerk(reception)
    reception.session.open(COLLEAGUE)
    reception.desk.typed.save(TypedForm(draft_id, OWNER, TYPED))
    reception.session.open(CLERK)
    reception.accept(draft_id)
    with reception.store.read() as work:
        assert work.typed.of(CLERK.id, draft_id, OWNER) is None
        assert work.typed.of(COLLEAGUE.id, draft_id, OWNER) is None


def test_what_nobody_finished_ends_by_itself_when_its_draft_would(reception: Reception) -> None:
    draft_id = typed_by_the_clerk(reception)
    reception.clock.forward(days=29)
    reception.desk.typed.end_old()
    assert reception.desk.typed.of(draft_id, OWNER) is not None
    reception.clock.forward(days=2)
    reception.desk.typed.end_old()
    assert reception.desk.typed.of(draft_id, OWNER) is None


def test_who_receives_nobody_any_more_reads_nothing_typed(reception: Reception) -> None:
    draft_id = typed_by_the_clerk(reception)
    reception.session.open(Account(CLERK.id, CLERK.user_name, CLERK.name, IT.roles))
    for verb in (reception.desk.typed.last_open, lambda: reception.desk.typed.of(draft_id, OWNER)):
        with pytest.raises(NotAllowed):
            verb()


def test_a_withdrawn_account_loses_its_pin(reception: Reception) -> None:
    given = Credentials(COLLEAGUE, _VERIFIER)
    with reception.store.write() as work:
        work.people.put_accounts([given], "1")
        work.people.set_pin(COLLEAGUE.id, _VERIFIER)
        work.people.set_pin(CLERK.id, _VERIFIER)
        work.people.put_accounts([replace(given, account=replace(COLLEAGUE, active=False))], "2")
        work.people.put_accounts([given], "3")
        assert work.people.pin(COLLEAGUE.id) is None
        assert work.people.pin(CLERK.id) is not None
