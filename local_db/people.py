"""Who may work here: theirs, the province's accounts; ours, first people, PINs and wrong words in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, insert, select, update

from counter_app.domain.people import Account, Credentials, Role
from counter_app.domain.text import normal

from . import tables
from .facts import read_fact, write_fact
from .prepared import Prepared

_BATCH = 500
_INSERT = Prepared(insert(tables.accounts))
VERSION, _LAST = "people.version", "people.last"
_a, _f = tables.accounts.c, tables.first_people.c


class SqlPeople:
    """Fulfils `ports.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def account(self, account_id: str) -> Account | None:
        for table in (tables.accounts, tables.first_people):
            row = self._connection.execute(select(table).where(table.c.id == account_id)).one_or_none()
            if row is not None:
                return self._credentials(row).account
        return None

    def by_user_name(self, user_name: str) -> Credentials | None:
        named = _user_name(user_name)
        theirs = select(tables.accounts).where(_a.user_name == named).order_by(_a.active.desc(), _a.id).limit(1)
        first = select(tables.first_people).where(_f.user_name == named)
        for rows in (theirs, first):
            row = self._connection.execute(rows).one_or_none()
            if row is not None:
                return self._credentials(row)
        return None

    def accounts(self) -> tuple[Account, ...]:
        rows = [self._connection.execute(select(table)).all() for table in (tables.accounts, tables.first_people)]
        found = (self._credentials(row).account for table in rows for row in table)
        return tuple(sorted(found, key=lambda account: account.name))

    def put_accounts(self, given: Sequence[Credentials], version: str) -> None:
        rows = {each.account.id: {"active": each.account.active, **_columns(each)} for each in given}
        self._delete(_a.id, list(rows))
        _INSERT.change_each(self._connection, list(rows.values()))
        # Taken back, an account asks for its word first.
        self._delete(tables.pins.c.account, [each.account.id for each in given if not each.account.active])
        write_fact(self._connection, VERSION, version)

    def _delete(self, column: Column[str], accounts: Sequence[str]) -> None:
        for start in range(0, len(accounts), _BATCH):
            self._connection.execute(delete(column.table).where(column.in_(accounts[start : start + _BATCH])))

    def version(self) -> str | None:
        return read_fact(self._connection, VERSION)

    def let_in_first(self, given: Credentials) -> None:
        """Again under the same user name: the earlier one gives way."""
        self._connection.execute(delete(tables.first_people).where(_f.user_name == _user_name(given.account.user_name)))
        self._connection.execute(insert(tables.first_people).values(**_columns(given)))

    def pin(self, account_id: str) -> str | None:
        pin = select(tables.pins.c.verifier).where(tables.pins.c.account == account_id)
        return self._connection.scalar(pin)

    def set_pin(self, account_id: str, verifier: str) -> None:
        self._put(tables.pins, {"account": account_id}, {"verifier": verifier})

    def failures(self, subject: str) -> int:
        count = select(tables.wrong_words.c.count).where(tables.wrong_words.c.subject == subject)
        return self._connection.scalar(count) or 0

    def set_failures(self, subject: str, count: int) -> None:
        if count:
            self._put(tables.wrong_words, {"subject": subject}, {"count": count})
        else:
            self._connection.execute(delete(tables.wrong_words).where(tables.wrong_words.c.subject == subject))

    def last(self) -> str | None:
        return read_fact(self._connection, _LAST)

    def set_last(self, account_id: str) -> None:
        write_fact(self._connection, _LAST, account_id)

    def _credentials(self, row: Row[Any]) -> Credentials:
        """A first person is active until the province's accounts have come."""
        roles = frozenset(Role(role) for role in row.roles.split())
        account = Account(row.id, row.user_name, row.name, roles)
        active = row.active if "active" in row._fields else self._no_account_yet()
        return Credentials(replace(account, active=active), row.verifier)

    def _no_account_yet(self) -> bool:
        return self._connection.scalar(select(_a.id).where(_a.active).limit(1)) is None

    def _put(self, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        ((name, value),) = key.items()
        if not self._connection.execute(update(table).where(table.c[name] == value).values(**values)).rowcount:
            self._connection.execute(insert(table).values(**key, **values))


def _user_name(text: str) -> str:
    return normal(text).casefold()[:200]


def _columns(given: Credentials) -> dict[str, Any]:
    account = given.account
    return {
        "id": account.id,
        "user_name": _user_name(account.user_name),
        "name": account.name,
        "roles": " ".join(sorted(account.roles)),
        "verifier": given.verifier,
    }
