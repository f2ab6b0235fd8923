"""The made-up people of every unit (resources/demo_people.json): the province's word on who may work at a counter."""

from __future__ import annotations

from collections.abc import Set

from resources import demo_people

from ..contract import AccountMessage, AccountsReply


def accounts_of(unit: str, withdrawn: Set[str] = frozenset()) -> AccountsReply:
    """`withdrawn`: the ids of those who no longer work there."""
    given = []
    for person in demo_people():
        told = {name: value for name, value in person.items() if name != "pass_word"}
        given.append(AccountMessage(**{**told, "unit": unit, "active": person["id"] not in withdrawn}))
    return AccountsReply(version="-".join(["accounts", *sorted(withdrawn)]), accounts=given)
