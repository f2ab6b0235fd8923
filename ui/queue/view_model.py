"""The queue as the clerk reads it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.errors import CounterError
from counter_app.domain.spoken_call import counter_name
from counter_app.domain.ticket import Priority, ServiceGroup, Ticket, TicketState
from counter_app.domain.waiting import ExpectedWait
from counter_app.domain.words import vietnam_time
from counter_app.ports import HallState
from counter_app.use_cases.overview import QueueView

_LONG = 15  # minutes: the plan's mean wait; beyond it the wait is marked
PRIORITIES = {
    Priority.ELDERLY: "người cao tuổi",
    Priority.DISABLED: "người khuyết tật",
    Priority.PREGNANT: "phụ nữ mang thai",
    Priority.SMALL_CHILD: "có trẻ nhỏ đi cùng",
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A line of the list at the left: a service group, or what a priority is given for."""

    code: str
    key: str  # the digit that chooses it
    letter: str
    name: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class WaitingLine:
    label: str
    group: str
    waited: str
    long: bool


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A number whose citizen was not here, or that was parked; called again only by a person's act."""

    id: UUID
    label: str
    group: str
    since: str


@dataclass(frozen=True, slots=True)
class QueueWords:
    groups: tuple[GroupLine, ...]
    waiting: tuple[WaitingLine, ...]
    count: str
    longest: str
    now: str
    missed: tuple[MissedLine, ...]
    next_step: str
    missed_caption: str = "VẮNG MẶT, GÁC LẠI"
    hall: str = ""  # what is wrong with the queue that the hall shares


def queue_words(groups: tuple[ServiceGroup, ...], queue: QueueView, now: datetime) -> QueueWords:
    names = {group.code: group.name for group in groups}
    waits = [_minutes(ticket, now) for ticket in queue.waiting]
    return QueueWords(
        groups=tuple(
            GroupLine(g.code, str(n), g.letter, g.name, sum(t.group == g.code for t in queue.waiting))
            for n, g in enumerate(groups, start=1)
        ),
        waiting=tuple(
            WaitingLine(ticket.label, _about(ticket, names), _waited(minutes), minutes >= _LONG)
            for ticket, minutes in zip(queue.waiting, waits, strict=True)
            if ticket.id not in queue.hall.unclear  # they stand below: F2 calls none of them
        ),
        count=str(len(queue.waiting)),
        longest=f"lâu nhất {_waited(max(waits))}" if waits else "",
        now=_now_words(queue.current),
        missed=tuple(
            MissedLine(ticket.id, ticket.label, names.get(ticket.group, ""), _missed_since(ticket))
            for ticket in (*_unclear(queue), *queue.parked, *queue.not_here)
        ),
        next_step=_next_step(queue) if waits else "Chưa có ai chờ. Chọn nhóm việc bên trái, Enter để phát số.",
        missed_caption="CHƯA RÕ QUẦY NÀO GỌI, VẮNG MẶT, GÁC LẠI" if _unclear(queue) else "VẮNG MẶT, GÁC LẠI",
        hall=" · ".join(filter(None, (away_words(queue.hall), conflict_words(queue)))),
    )


def _unclear(queue: QueueView) -> tuple[Ticket, ...]:
    return tuple(ticket for ticket in queue.waiting if ticket.id in queue.hall.unclear)


def away_words(hall: HallState) -> str:
    if hall.away_since is None:
        return ""
    since = f"{vietnam_time(hall.away_since):%H:%M}"
    return f"Mất máy chủ của bộ phận từ {since}: quầy này phát số {hall.letter}001… và gọi số riêng"


def conflict_words(queue: QueueView) -> str:
    """Both acts of each number that two counters had without each other."""
    every = {t.id: t for t in (*queue.at_counters, *queue.waiting, *queue.parked, *queue.not_here)}
    told = []
    for one in queue.hall.conflicts:
        first = every.get(one.ticket_id)
        there = f" và quầy {counter_name(first.called_by)}" if first is not None and first.called_by else ""
        told.append(f"{one.label} có ở quầy {counter_name(one.counter)}{there}, giữ cả hai")
    return "Trùng khi mất mạng: " + "; ".join(told) if told else ""


def priority_lines() -> tuple[GroupLine, ...]:
    return tuple(GroupLine(kind, str(n), "", name) for n, (kind, name) in enumerate(PRIORITIES.items(), start=1))


def issued_words(label: str, ahead: int, wait: ExpectedWait | None) -> str:
    before = f"{ahead} người phía trước" if ahead else "không ai phía trước"
    expected = f", chờ {wait_words(wait)}" if wait is not None and ahead else ""
    return f"Đã phát số {label}: {before}{expected}."


def wait_words(wait: ExpectedWait) -> str:
    likely, most = wait.told
    return f"khoảng {likely}–{most} phút" if likely < most else f"khoảng {likely} phút"


def _next_step(queue: QueueView) -> str:
    call = "F2 gọi số tiếp theo"
    return f"{call} · ai lấy số bây giờ chờ {wait_words(queue.wait)}" if queue.wait is not None else call


def _about(ticket: Ticket, names: dict[str, str]) -> str:
    """What is served, why before others, and what the counter before wrote."""
    priority = PRIORITIES[ticket.priority] if ticket.priority else ""
    return " · ".join(filter(None, (names.get(ticket.group, ""), priority, ticket.note)))


_WHY_NOT = {
    "media-empty": "máy in hết giấy",
    "cover-open": "nắp máy in đang mở",
    "media-jam": "dao cắt của máy in bị kẹt",
    "offline": "máy in tắt hoặc mất kết nối",
    "no-answer": "máy in không trả lời",
    "stopped": "máy in báo lỗi",
}


def not_printed_words(label: str, error: CounterError) -> str:
    """Nothing was printed for sure: printing it is no second paper, but the number has been given."""
    why = _WHY_NOT.get(error.facts.get("reason", ""), "kiểm tra máy in")
    return f"Số {label} đã phát nhưng chưa in: {why}. Đọc số cho người dân; Ctrl+P in lại."


def stopped_words(label: str, sentence: str) -> str:
    return f"Số {label} đã phát, phiếu chưa ra hết. {sentence}"


def unknown_words(label: str) -> str:
    """Nobody can tell: another paper with this number will say that it is one."""
    return f"Số {label} đã phát; không rõ phiếu đã ra chưa. Nhìn máy in: chưa ra thì Ctrl+P (ghi “bản in lại”)."


def _now_words(ticket: Ticket | None) -> str:
    if ticket is None:
        return "Quầy đang trống"
    called = f" từ {vietnam_time(ticket.called_at):%H:%M}" if ticket.called_at else ""
    return f"Đang tiếp {ticket.label}{called}"


def _missed_since(ticket: Ticket) -> str:
    if ticket.state is TicketState.WAITING:
        return "chưa rõ quầy nào gọi"
    if ticket.state is TicketState.PARKED:
        return "gác lại, giữ chỗ"
    return f"vắng mặt lúc {vietnam_time(ticket.not_here_at):%H:%M}" if ticket.not_here_at else "vắng mặt"


def _minutes(ticket: Ticket, now: datetime) -> int:
    return max(0, int((now - ticket.waits_since).total_seconds() // 60))


def _waited(minutes: int) -> str:
    if minutes < 60:
        return f"{minutes} phút"
    return f"{minutes // 60} giờ {minutes % 60:02d} phút"
