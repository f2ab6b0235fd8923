"""A day's waits in words and bars. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.day_figures import BAD, GOOD, DayFigures
from counter_app.domain.ticket import Service, Ticket
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.queue_figures import QueueDay

from ..day_words import weekday
from ..language import tr
from ..page import Tone


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number of the day, and the tickets that it is made of."""

    title: str
    value: str
    about: str
    tone: Tone
    tickets: tuple[TicketLine, ...]


@dataclass(frozen=True, slots=True)
class TicketLine:
    id: UUID
    label: str
    group: str
    counter: str
    called: str
    waited: str
    way: str
    served: str
    tone: Tone
    wrong: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """An hour: the middle wait and the longest, in minutes."""

    hour: str
    median: float
    longest: float
    called: int


@dataclass(frozen=True, slots=True)
class FiguresWords:
    title: str
    lines: tuple[FigureLine, ...]
    bars: tuple[Bar, ...]
    empty: str


def figures_words(day: QueueDay) -> FiguresWords:
    figures = day.figures
    lines = [_ticket(service, day) for service in figures.services]

    def those(which: Callable[[Service], bool]) -> tuple[TicketLine, ...]:
        return tuple(line for line, service in zip(lines, figures.services, strict=True) if which(service))

    def counted(which: Callable[[float], bool]) -> tuple[TicketLine, ...]:
        return those(lambda service: not service.time_wrong and which(service.waited / 60))

    right, late = counted(lambda _: True), counted(lambda wait: wait > BAD)
    title = f"{weekday(day.day).capitalize()}, {day.day:%d/%m/%Y}"
    if not (figures.services or day.left_open):
        return FiguresWords(title, (), (), tr("Ngày này chưa có lượt nào xong. Mũi tên trái, phải: ngày khác."))
    return FiguresWords(
        title,
        (
            FigureLine(tr("lượt phục vụ"), str(figures.counted), _means(figures), Tone.PLAIN, right),
            FigureLine(
                tr("chờ ≤ {GOOD} phút").format(GOOD=GOOD),
                _share(figures.within_good, figures.counted),
                tr("chờ trung bình {minutes}").format(minutes=_minutes(figures.mean_wait)),
                _judged(figures.mean_wait),
                counted(lambda wait: wait <= GOOD),
            ),
            FigureLine(
                tr("chờ quá {BAD} phút").format(BAD=BAD),
                str(len(late)),
                tr("lâu nhất {minutes}").format(minutes=_minutes(figures.longest_wait)),
                Tone.ERROR if late else Tone.GOOD,
                late,
            ),
            FigureLine(
                tr("lượt không tính giờ"),
                str(figures.wrong),
                tr("đã đánh dấu giờ không đúng"),
                Tone.PLAIN,
                those(_marked),
            ),
            FigureLine(
                tr("số bị bỏ ngỏ"),
                str(len(day.left_open)),
                tr("hết ngày chưa ai kết thúc"),
                Tone.ATTENTION if day.left_open else Tone.PLAIN,
                tuple(_left_open(ticket, day) for ticket in day.left_open),
            ),
        ),
        tuple(Bar(f"{hour.hour}h", hour.median, hour.longest, hour.called) for hour in figures.hours),
        "",
    )


def _marked(service: Service) -> bool:
    return service.time_wrong


def _ticket(service: Service, day: QueueDay) -> TicketLine:
    return TicketLine(
        id=service.ticket_id,
        label=day.labels.get(service.ticket_id, "–"),
        group=day.groups.get(service.group, service.group),
        counter=service.counter,
        called=f"{vietnam_time(service.called_at):%H:%M}",
        waited=_minutes(service.waited / 60),
        way=_minutes(service.way / 60),
        served=_minutes(service.served / 60),
        tone=Tone.PLAIN if service.time_wrong else _judged(service.waited / 60),
        wrong=service.time_wrong,
    )


def _left_open(ticket: Ticket, day: QueueDay) -> TicketLine:
    """Its times say nothing: nobody knows when it ended."""
    called = ticket.called_at
    return TicketLine(
        id=ticket.id,
        label=ticket.label,
        group=day.groups.get(ticket.group, ticket.group),
        counter=ticket.called_by or "–",
        called=f"{vietnam_time(called):%H:%M}" if called is not None else "–",
        waited="–",
        way="–",
        served="–",
        tone=Tone.PLAIN,
        wrong=False,
    )


def _means(figures: DayFigures) -> str:
    return tr("ra quầy {minutes} · phục vụ {minutes2}").format(
        minutes=_minutes(figures.mean_way), minutes2=_minutes(figures.mean_service)
    )


def _judged(minutes: float) -> Tone:
    return Tone.GOOD if minutes <= GOOD else Tone.ATTENTION if minutes <= BAD else Tone.ERROR


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part // whole} %)" if whole else "0"


def _minutes(minutes: float) -> str:
    return (
        tr("{minutes:.1f} phút").format(minutes=minutes).replace(".", ",")
        if 0 < minutes < 10
        else tr("{minutes:.0f} phút").format(minutes=minutes)
    )
