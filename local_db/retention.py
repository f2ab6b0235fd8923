"""Which backups are kept: each hour's of the last day, each day's of the last 30, each month's of the last year. Pure.

Of several in one hour, day or month the latest stays, so that thinning again and again keeps what thinning once would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from counter_app.domain.deadline import VIETNAM

_RULES: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
    (timedelta(days=1), lambda moment: (moment.date(), moment.hour)),
    (timedelta(days=30), lambda moment: moment.date()),
    (timedelta(days=366), lambda moment: (moment.year, moment.month)),
)
LONGEST = _RULES[-1][0]  # and no copy is kept beyond, but the latest of the place that backups go to


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of `moments` (aware) that stay at `now`: the latest always, days and hours as in Vietnam.

    One from the future, left by a wrong clock, counts as of the last day.
    """
    made = sorted(set(moments))
    stay = set(made[-1:])
    for age, span in _RULES:
        latest = {span(moment.astimezone(VIETNAM)): moment for moment in made if moment > now - age}
        stay |= set(latest.values())
    return frozenset(stay)
