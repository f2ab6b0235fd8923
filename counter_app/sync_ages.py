"""How old what this PC exchanges with the province is, and how its store is: for IT's report, also while the window is
open. Counts and moments, nobody's name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .config import Settings
from .domain.errors import CounterError
from .local_door import CutOff, Hear, Unanswered, ask
from .ports import Store

if TYPE_CHECKING:
    from local_db.store import SqlStore

    from .bootstrap import Application

COMMAND = "sync-ages"


def told_by(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """In the program that has the store open."""
    now = application.store.clock.now()
    told = ages(application.store, now) | {"province_answered": _moment(application.line().heard_at)}
    say(json.dumps(told | {"store": health(application.store)}))
    return 0


def of_this_pc(settings: Settings) -> dict[str, Any] | None:
    """From the running program, else from the store; None where there is no store yet."""
    from local_db.open_store import DATABASE, open_store

    from .keychain import SystemKeyChain

    if not (settings.data_folder / DATABASE).exists():
        return None
    said: list[str] = []
    request = {"do": "run", "command": COMMAND, "arguments": {}}
    try:
        code = ask(settings.data_folder, request, lambda line, refused=False: said.append(line))
        if code is not None:
            told: dict[str, Any] = json.loads(said[0]) if code == 0 else {"problem": "refused"}
            return told
        store = open_store(settings.data_folder, SystemKeyChain())
    except (Unanswered, CutOff):
        return {"problem": "unanswered"}
    except CounterError as error:
        return {"problem": error.code}
    try:
        return ages(store, store.clock.now()) | {"store": health(store)}
    finally:
        store.close()


def health(store: SqlStore) -> dict[str, Any]:
    """When all of it was last read through and the code of what was found ("": sound), and what waits in it."""
    from local_db.health import StoreHealth

    checked = StoreHealth(store).last_check()
    with store.read() as work:
        return {
            "checked": _moment(checked.at) if checked is not None else None,
            "found": checked.found if checked is not None else None,
            "clock_wrong": store.clock.wrong,
            "archive_waiting": work.archive.waiting(),
            "archive_set_aside": len(work.archive.set_aside()),
        }


def ages(store: Store, now: datetime) -> dict[str, Any]:
    with store.read() as work:
        backlog = work.outbox.backlog(now)
        return {
            "now": _moment(now),
            "waiting": backlog.count,
            "oldest_waiting": _moment(backlog.oldest),
            "late": backlog.late,
            "set_aside": backlog.set_aside,
            "register_as_of": _moment(work.register.as_of()),
            "catalogue": work.catalogue.version(),
        }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
