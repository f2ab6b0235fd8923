"""The working calendar that deadlines are counted by: the province's, with the unit's own hours where they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..domain.deadline import WorkCalendar, WorkingHours
from ..ports import UnitOfWork


def unit_calendar(hours: WorkingHours | None) -> Callable[[UnitOfWork], WorkCalendar]:
    def calendar(work: UnitOfWork) -> WorkCalendar:
        provinces = work.catalogue.calendar()
        return provinces if hours is None else replace(provinces, hours=hours)

    return calendar
