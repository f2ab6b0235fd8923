"""The waits of a day: against what the plan promises, hour by hour, and each of its tickets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import UUID

from ..domain.day_figures import DayFigures, day_figures
from ..domain.deadline import VIETNAM
from ..domain.people import Right
from ..domain.ticket import Ticket, TicketState
from ..ports import Clock, Store
from .counter import Counter
from .queueing import close_days_before, local_day
from .session import Session, anybody, needs

_HEAD = ("ngày", "số", "nhóm việc", "quầy", "chờ từ", "gọi", "đến quầy", "xong", "không tính")


@dataclass(frozen=True, slots=True)
class QueueDay:
    """`labels` of the tickets by their id, `groups` their names by code; `left_open`: tickets that nobody finished."""

    day: date
    figures: DayFigures
    labels: Mapping[UUID, str]
    groups: Mapping[str, str]
    left_open: tuple[Ticket, ...]


@dataclass(frozen=True)
class QueueFigures:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    save: Callable[[Path, bytes], None]

    @needs(Right.RECEIVE)
    def export(self, path: Path, day: date) -> None:
        """`table` as a file that somebody takes away. Raises DiskFull, NotWritable; then no file is left."""
        self.save(path, self.table(day).encode())

    @anybody
    def today(self) -> date:
        return local_day(self.clock.now())

    @needs(Right.RECEIVE)
    def __call__(self, day: date | None = None) -> QueueDay:
        """Of `day`, or of today."""
        asked = day or self.today()
        site = self.counter.site
        with self.store.read() as work:
            over = asked < self.today() and any(ticket.open for ticket in work.tickets.list(site, asked))
        if over:  # nobody has called or issued a number since: the day is closed now
            with self.store.write() as work:
                close_days_before(work, site, self.today())
        with self.store.read() as work:
            tickets = work.tickets.list(site, asked)
            services = work.tickets.services(site, asked, asked)
            groups = {group.code: group.name for group in work.catalogue.groups()}
        open_still = tuple(ticket for ticket in tickets if ticket.state is TicketState.LEFT_OPEN)
        return QueueDay(asked, day_figures(services), {t.id: t.label for t in tickets}, groups, open_still)

    @needs(Right.RECEIVE)
    def table(self, day: date | None = None) -> str:
        """The day's services as CSV (RFC 4180, UTF-8 with its mark, as spreadsheets here read it): numbers and times,
        nobody's name."""
        found = self(day)
        text = StringIO()
        text.write("\ufeff")
        writer = csv.writer(text)
        writer.writerow(_HEAD)
        for service in found.figures.services:
            moments = (service.waiting_since, service.called_at, service.arrived_at, service.ended_at)
            writer.writerow(
                (
                    found.day.isoformat(),
                    found.labels.get(service.ticket_id, ""),
                    found.groups.get(service.group, service.group),
                    service.counter,
                    *(f"{moment.astimezone(VIETNAM):%H:%M:%S}" for moment in moments),
                    "x" if service.time_wrong else "",
                )
            )
        for ticket in found.left_open:
            called = f"{ticket.called_at.astimezone(VIETNAM):%H:%M:%S}" if ticket.called_at else ""
            since = f"{ticket.waits_since.astimezone(VIETNAM):%H:%M:%S}"
            group = found.groups.get(ticket.group, ticket.group)
            writer.writerow(
                (found.day.isoformat(), ticket.label, group, ticket.called_by or "", since, called, "", "", "bỏ ngỏ")
            )
        return text.getvalue()
