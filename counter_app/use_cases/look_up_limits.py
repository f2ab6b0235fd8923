"""How often the province may be asked about a person: by one clerk and from one PC, in an hour (personal data law: no
more than the work needs). Counted from the log of look-ups, so that neither a restart nor another log-in resets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.deadline import VIETNAM
from ..domain.errors import LookUpsSpent
from .session import KIOSK_ACCOUNT

KIOSK_MOST = 20  # an hour
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LookUpLimits:
    """0: none."""

    per_clerk: int = 0
    per_pc: int = 0

    def must_allow(self, asked: Sequence[tuple[datetime, str]], who: str, now: datetime) -> None:
        """`asked` when and by whom in the last hour, the first first. Raises LookUpsSpent: when the oldest that counts
        is an hour old, it goes on."""
        theirs = [at for at, clerk in asked if clerk == who]
        for whose, limit, times in (
            ("clerk", self.per_clerk, theirs),
            ("pc", self.per_pc, [at for at, clerk in asked if clerk != KIOSK_ACCOUNT]),
        ):
            if limit and len(times) >= limit:
                raise spent(whose, max(times[-limit] + HOUR, now))


def spent(whose: str, until: datetime) -> LookUpsSpent:
    """`until` is told to the minute, and not a second too early."""
    told = (until + timedelta(seconds=59)).astimezone(VIETNAM)
    return LookUpsSpent(whose=whose, until=f"{told:%H:%M}")
