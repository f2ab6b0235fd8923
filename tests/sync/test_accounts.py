"""Who may work at the counter comes from the province, and goes as it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counter_app.domain.errors import NotTheProvince
from counter_app.domain.people import Role
from local_db.store import SqlStore
from sync.pull import Pull
from sync.sandbox.accounts import accounts_of
from tests.services.sandbox import Sandbox

from .counter import DESK, UNIT, at_the_line, gateway_to
from .hostile import Answer, hostile, says


def test_a_pass_brings_the_units_people_and_takes_away_who_left(store: SqlStore, sandbox: Sandbox) -> None:
    counter = at_the_line(store, sandbox)
    assert counter.sync().problem is None
    with store.read() as work:
        found = work.people.by_user_name("NGUYET")
        assert found is not None
        assert (found.account.id, found.account.roles, found.account.active) == (
            "cb-nguyet",
            frozenset({Role.CLERK}),
            True,
        )
        assert {each.user_name for each in work.people.accounts()} == {"nguyet", "sen", "dung", "tin", "phuc"}
    sandbox.faults(withdrawn=["cb-nguyet"])
    assert counter.sync().problem is None
    with store.read() as work:
        found = work.people.by_user_name("nguyet")
        assert found is not None
        assert not found.account.active
    assert counter.gateway.accounts("accounts-cb-nguyet") is None


def tells(told: dict[str, Any]) -> Answer:
    return says("200 OK", json.dumps(told).encode(), "application/json", 'ETag: "accounts"')


def _told(**wrong: Any) -> dict[str, Any]:
    told = accounts_of(UNIT.code).model_dump()
    told["accounts"][0].update(wrong)
    return told


@pytest.mark.parametrize(
    "wrong",
    [
        {"verifier": "$argon2id$v=19$m=4194304,t=9,p=8$iMXMsao/ogzf5g3SIdSnmA$ANQnNo/I7XUq5sZQY6q812"},
        {"verifier": "demo"},
        {"unit": "H13.999"},
        {"id": "cb-sen"},
        {"user_name": ""},
        {"active": "yes"},
    ],
)
def test_accounts_that_make_no_sense_are_refused_as_a_whole(store: SqlStore, wrong: dict[str, Any]) -> None:
    told = _told(**wrong)
    with hostile(tells(told)) as server, pytest.raises(NotTheProvince):
        Pull(store, gateway_to(server.url), store.clock, UNIT.code, DESK.code).accounts()
    with store.read() as work:
        assert work.people.accounts() == ()


def test_nobody_is_locked_out_by_a_list_of_nobody(store: SqlStore) -> None:
    told = {"version": "accounts", "accounts": []}
    with hostile(tells(told)) as server, pytest.raises(NotTheProvince):
        Pull(store, gateway_to(server.url), store.clock, UNIT.code, DESK.code).accounts()


def test_a_role_that_this_version_does_not_know_gives_no_right(store: SqlStore) -> None:
    with hostile(tells(_told(roles=["mayor"]))) as server:
        given = gateway_to(server.url).accounts(None)
    assert given is not None
    assert given.people[0].account.rights == frozenset()
