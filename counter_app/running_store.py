"""What the program that has the store open knows of it: whether it is sound, whether its audit is, and the time.

The shell's self-check asks for it where it cannot open the store itself; whoever else wants it asks `told_of`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .config import Settings
from .domain.errors import AuditBroken, ClockWrong, StoreDamaged, StoreLocked
from .domain.health import StoreCheck
from .local_door import CutOff, Hear, Unanswered, ask

if TYPE_CHECKING:
    from local_db.store import SqlStore

    from .bootstrap import Application

COMMAND = "store-state"


@dataclass(frozen=True, slots=True)
class StoreState:
    """`checked`: when it was last read through, None where it never was. `audit`: what is wrong with it, as AuditBroken
    has it; empty: nothing. `twin`: whether the mark has its twin beside the folder."""

    checked: StoreCheck | None
    audit: Mapping[str, str]
    now: datetime
    clock_wrong: bool
    twin: bool

    def must_be_sound(self) -> None:
        """Raises StoreDamaged, AuditBroken."""
        if self.checked is not None and self.checked.found:
            raise StoreDamaged(why="structure")
        if self.audit:
            raise AuditBroken(**self.audit)

    def must_tell_the_time(self) -> datetime:
        """Raises ClockWrong."""
        if self.clock_wrong:
            raise ClockWrong
        return self.now


def state_of(store: SqlStore) -> StoreState:
    """Of the open `store`: the audit's new lines are followed for it. Raises StoreDamaged, DiskFull."""
    from local_db.health import StoreHealth

    broken: Mapping[str, str] = {}
    try:
        store.check_audit()
    except AuditBroken as error:
        broken = error.facts
    return StoreState(StoreHealth(store).last_check(), broken, store.clock.now(), store.clock.wrong, store.has_twin)


def told_by(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """In the program that has the store open."""
    state = state_of(application.store)
    checked = state.checked
    told = {
        "checked": None if checked is None else {"at": checked.at.isoformat(), "found": checked.found},
        "audit": dict(state.audit),
        "now": state.now.isoformat(),
        "clock_wrong": state.clock_wrong,
        "twin": state.twin,
    }
    say(json.dumps(told))
    return 0


def told_of(settings: Settings) -> StoreState | None:
    """From the program that has this PC's store open; None: whoever has it open has no door. Raises StoreLocked where
    it does not answer, StoreDamaged where it cannot tell."""
    said: list[str] = []

    def hear(line: str, refused: bool = False) -> None:
        if not refused:
            said.append(line)

    try:
        code = ask(settings.data_folder, {"do": "run", "command": COMMAND, "arguments": {}}, hear)
    except (Unanswered, CutOff) as error:
        raise StoreLocked("the program does not answer") from error
    if code is None:
        return None
    if code or not said:  # it could not read what it was asked for
        raise StoreDamaged(why="structure")
    told = json.loads(said[0])
    checked = told["checked"]
    return StoreState(
        None if checked is None else StoreCheck(datetime.fromisoformat(checked["at"]), checked["found"]),
        told["audit"],
        datetime.fromisoformat(told["now"]),
        told["clock_wrong"],
        told["twin"],
    )
