"""The made-up people of a unit, as the province gives them."""

from __future__ import annotations

from dataclasses import replace

from counter_app.bootstrap import Application
from counter_app.domain.people import Account, Credentials, Role
from counter_app.ports import Store
from resources import demo_people

WORD = "demo"  # everybody's pass word


def staff() -> dict[str, Credentials]:
    """By user name: nguyet and sen (clerks), dung (supervisor), tin (IT), phuc (post)."""
    return {
        person["user_name"]: Credentials(
            Account(person["id"], person["user_name"], person["name"], frozenset(map(Role, person["roles"]))),
            person["verifier"],
        )
        for person in demo_people()
    }


def employ(store: Store) -> None:
    """The province's accounts have come."""
    with store.write() as work:
        work.people.put_accounts(tuple(staff().values()), "1")


def withdraw(store: Store, user_name: str) -> None:
    gone = staff()[user_name]
    with store.write() as work:
        work.people.put_accounts([replace(gone, account=replace(gone.account, active=False))], "2")


def become(store: Store, user_name: str, *roles: Role) -> None:
    """The province has made somebody else of this person."""
    given = staff()[user_name]
    with store.write() as work:
        work.people.put_accounts([replace(given, account=replace(given.account, roles=frozenset(roles)))], "2")


NGUYET = staff()["nguyet"].account


def sit_down(application: Application, account: Account = NGUYET) -> None:
    """Somebody has logged in already; the unit's people are known."""
    employ(application.store)
    application.session.open(account)
