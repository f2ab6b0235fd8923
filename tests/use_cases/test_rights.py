"""Every verb of the desk asks for its right; a draft is one clerk's; who acts is who logged in."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import uuid4

import pytest

from counter_app.domain.errors import NotAllowed, NotLoggedIn, SomebodyElses
from counter_app.domain.people import RIGHTS, Account, Right, Role
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.session import SHELL, Session
from tests.use_cases.reception import CARD, CLERK, SINGLE, Reception, colleague

NO_VERBS = {"counter", "session", "printers", "quiet", "kiosk"}  # the kiosk acts for itself
NO_ACTS = {"close"}  # ends a verb's threads with the program
KNOWS_NOTHING = Account("nobody", "nobody", "Không vai trò", frozenset())
IT = Account("it-1", "may", "Cán bộ CNTT", frozenset({Role.IT}))


def acts(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Every public method of every verb on the desk, and the verb itself where it can be called."""
    for verb in (f.name for f in fields(desk) if f.name not in NO_VERBS):
        value = getattr(desk, verb)
        given = {f.name for f in fields(value)} if is_dataclass(value) else set()  # some have a function as default
        for name, _ in inspect.getmembers(type(value), inspect.isfunction):
            if name == "__call__" or not (name.startswith("_") or name in NO_ACTS | given):
                yield f"{verb}.{name}", getattr(value, name)


def test_every_act_of_the_desk_declares_its_right(reception: Reception) -> None:
    undeclared = [name for name, act in acts(reception.desk) if not hasattr(act, "right")]
    assert not undeclared
    assert len(list(acts(reception.desk))) > 30


def test_an_act_with_a_right_is_refused_to_whoever_lacks_it_before_anything_happens(reception: Reception) -> None:
    reception.session.open(KNOWS_NOTHING)
    refused = 0
    for name, act in acts(reception.desk):
        if act.right is not None:
            given = [uuid4() for p in inspect.signature(act).parameters.values() if p.default is p.empty]
            with pytest.raises(NotAllowed) as found:
                act(*given)
            assert found.value.facts == {"why": act.right.value}, name
            refused += 1
    assert refused > 25


def test_a_locked_screen_acts_for_nobody(reception: Reception) -> None:
    reception.session.lock()
    with pytest.raises(NotLoggedIn):
        reception.desk.walk_in()
    with pytest.raises(NotLoggedIn):
        Session().must(Right.RECEIVE)


def test_every_right_is_somebodys_and_who_keeps_the_machine_sees_no_citizen() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)
    assert not IT.may(Right.RECEIVE)
    assert not IT.may(Right.READ_REGISTER)
    SHELL.must(Right.RESTORE)


def test_what_is_done_bears_the_id_and_the_receipt_the_name_of_who_logged_in(reception: Reception) -> None:
    reception.session.open(colleague(7))
    accepted = reception.accept()
    assert accepted.receipt.clerk_name == "Cán bộ 7"
    assert {line.who for line in reception.audit()} == {"clerk-7"}


def test_another_clerk_never_gets_the_firsts_draft(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.session.open(colleague(2))
    assert reception.desk.resume() is None
    assert reception.desk.overview.drafts() == ()
    desk = reception.desk
    for act in (
        lambda: desk.resume.of(draft_id),
        lambda: desk.settle.set_field(draft_id, "phone", "0909000111"),
        lambda: desk.welcome.by_card(draft_id, CARD),
        lambda: desk.choose_procedure(draft_id, SINGLE),
        lambda: desk.put_away(draft_id),
        lambda: desk.accept(draft_id, uuid4()),
    ):
        with pytest.raises(SomebodyElses):
            act()
    reception.session.open(CLERK)
    again = desk.resume()
    assert again is not None
    assert again.dossier.id == draft_id


def test_pages_of_a_stack_that_still_runs_go_to_the_draft_they_were_scanned_for(reception: Reception) -> None:
    draft_id = reception.begin()
    pages = reception.desk.capture.scan(draft_id)
    next(pages)
    reception.session.open(colleague(2))
    *_, last = pages
    assert last.clerk == CLERK.id
    assert len(last.pages) > 1


def test_who_may_not_read_the_register_sees_what_he_received_himself(reception: Reception) -> None:
    reception.accept()
    reception.session.open(Account("post-1", "buu-ta", "Nhân viên bưu chính", frozenset({Role.POSTAL})))
    assert reception.desk.overview.dossiers() == ()
    own = reception.accept()
    assert [dossier.id for dossier in reception.desk.overview.dossiers()] == [own.id]
    reception.session.open(colleague(2))
    assert len(reception.desk.overview.dossiers()) == 2
