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

from ..language import tr

_LONG = 15  # minutes: the plan's mean wait; beyond it the wait is marked
PRIORITIES = {
    Priority.ELDERLY: tr("người cao tuổi"),
    Priority.DISABLED: tr("người khuyết tật"),
    Priority.PREGNANT: tr("phụ nữ mang thai"),
    Priority.SMALL_CHILD: tr("có trẻ nhỏ đi cùng"),
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A line of the list at the left: a service group, or what a priority is given for."""

    code: str
    key: str  # the digit that chooses it
    letter: str
    name: str
    waiting: int = 0


_TO_COUNTER = "quay:"  # of a line's code: no service group has one with a colon


def counter_of(code: str) -> str | None:
    """The counter that a line stands for; None: a service group."""
    return code.removeprefix(_TO_COUNTER) if code.startswith(_TO_COUNTER) else None


def sending_lines(groups: tuple[ServiceGroup, ...], colleagues: tuple[str, ...]) -> tuple[GroupLine, ...]:
    """Where a citizen may be sent on to: a service, whoever does it; or a certain counter that is at work."""
    to = [(g.code, g.letter, g.name) for g in groups]
    to += [(f"{_TO_COUNTER}{one}", "→", tr("Quầy {counter}").format(counter=counter_name(one))) for one in colleagues]
    return tuple(GroupLine(code, str(n) if n < 10 else "", mark, name) for n, (code, mark, name) in enumerate(to, 1))


@dataclass(frozen=True, slots=True)
class WaitingLine:
    label: str
    group: str
    waited: str
    long: bool


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A number whose citizen was not here, or that was parked, or sent on; called again only by a person's act."""

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
    missed_caption: str = tr("VẮNG MẶT, GÁC LẠI")
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
            if ticket.id not in queue.hall.unclear and ticket not in queue.sent_on  # they stand below
        ),
        count=str(len(queue.waiting)),
        longest=tr("lâu nhất {waited}").format(waited=_waited(max(waits))) if waits else "",
        now=_now_words(queue.current),
        missed=(
            *(MissedLine(t.id, t.label, names.get(t.group, ""), _missed_since(t)) for t in _unclear(queue)),
            *(MissedLine(t.id, t.label, _why(t, names), _sent_where(t, names)) for t in queue.sent_on),
            *(MissedLine(t.id, t.label, names.get(t.group, ""), _lost_at(t)) for t in queue.lost),
            *(
                MissedLine(t.id, t.label, names.get(t.group, ""), _missed_since(t))
                for t in (*queue.parked, *queue.not_here)
            ),
        ),
        next_step=_next_step(queue) if waits else tr("Chưa có ai chờ. Chọn nhóm việc bên trái, Enter để phát số."),
        missed_caption=_missed_caption(queue),
        hall=" · ".join(filter(None, (away_words(queue.hall), trouble_words(queue.hall), conflict_words(queue)))),
    )


def _unclear(queue: QueueView) -> tuple[Ticket, ...]:
    return tuple(t for t in queue.waiting if t.id in queue.hall.unclear and t not in queue.sent_on)


def _missed_caption(queue: QueueView) -> str:
    there = (_unclear(queue), tr("CHƯA RÕ QUẦY NÀO GỌI")), (queue.sent_on, tr("ĐÃ CHUYỂN ĐI"))
    return ", ".join((*(words for tickets, words in there if tickets), tr("VẮNG MẶT, GÁC LẠI")))


def _sent_where(ticket: Ticket, names: dict[str, str]) -> str:
    if ticket.sent_to is None:
        return tr("→ {group}").format(group=names.get(ticket.group, ""))
    return tr("→ quầy {counter}").format(counter=counter_name(ticket.sent_to))


def _why(ticket: Ticket, names: dict[str, str]) -> str:
    """Who sent it, and the word that went with it; without one, what it is about."""
    by = tr("quầy {counter} chuyển").format(counter=counter_name(ticket.sent_by)) if ticket.sent_by else ""
    return " · ".join(filter(None, (by, ticket.note or names.get(ticket.group, ""))))


def away_words(hall: HallState) -> str:
    if hall.away_since is None:
        return ""
    since = f"{vietnam_time(hall.away_since):%H:%M}"
    if hall.waits_for:
        return tr(
            "Máy chủ của bộ phận đã quên từ {since}, chờ quầy {counters} báo lại: quầy này phát số {letter}001… và gọi"
            " số riêng"
        ).format(since=since, letter=hall.letter, counters=", ".join(counter_name(one) for one in hall.waits_for))
    return tr("Mất máy chủ của bộ phận từ {since}: quầy này phát số {letter}001… và gọi số riêng").format(
        since=since, letter=hall.letter
    )


def trouble_words(hall: HallState) -> str:
    """Of kiosks on PCs of their own: somebody goes there, and Ctrl+P prints the number here."""
    return " · ".join(
        tr("Máy lấy số {counter} chưa in được {label}: {why}").format(
            counter=counter_name(counter), label=label, why=_WHY_NOT.get(reason, tr("kiểm tra máy in"))
        )
        for counter, label, reason in ((counter, *told.split(" ", 1)) for counter, told in hall.troubles)
    )


def kiosk_unprinted_words(label: str, what: str) -> str:
    """To the clerk at the PC that the kiosk belongs to."""
    return tr("Máy lấy số chưa in được phiếu {label}. {what}").format(label=label, what=what)


def kiosk_unsure_words(label: str) -> str:
    return tr("Máy lấy số: không rõ phiếu {label} đã ra chưa. Nhìn máy in.").format(label=label)


def unprinted(queue: QueueView) -> tuple[Ticket, ...]:
    """Waiting numbers that a kiosk of the hall gave out without paper."""
    labels = {told.split(" ", 1)[0] for _, told in queue.hall.troubles}
    return tuple(ticket for ticket in queue.waiting if ticket.label in labels)


def conflict_words(queue: QueueView) -> str:
    """Both acts of each number that two counters had without each other."""
    every = {t.id: t for t in (*queue.at_counters, *queue.waiting, *queue.parked, *queue.not_here)}
    told = []
    for one in queue.hall.conflicts:
        first = every.get(one.ticket_id)
        there = (
            tr(" và quầy {counter_name}").format(counter_name=counter_name(first.called_by))
            if first is not None and first.called_by
            else ""
        )
        told.append(
            tr("{label} có ở quầy {counter_name}{there}, giữ cả hai").format(
                label=one.label, counter_name=counter_name(one.counter), there=there
            )
        )
    return tr("Trùng khi mất mạng: ") + "; ".join(told) if told else ""


def priority_lines() -> tuple[GroupLine, ...]:
    return tuple(GroupLine(kind, str(n), "", name) for n, (kind, name) in enumerate(PRIORITIES.items(), start=1))


def issued_words(label: str, ahead: int, wait: ExpectedWait | None) -> str:
    before = tr("{ahead} người phía trước").format(ahead=ahead) if ahead else tr("không ai phía trước")
    expected = tr(", chờ {wait_words}").format(wait_words=wait_words(wait)) if wait is not None and ahead else ""
    return tr("Đã phát số {label}: {before}{expected}.").format(label=label, before=before, expected=expected)


def wait_words(wait: ExpectedWait) -> str:
    likely, most = wait.told
    return (
        tr("khoảng {likely}–{most} phút").format(likely=likely, most=most)
        if likely < most
        else tr("khoảng {likely} phút").format(likely=likely)
    )


def _next_step(queue: QueueView) -> str:
    ours = [ticket for ticket in queue.sent_on if ticket.sent_to is None]
    if len(queue.sent_on) == len(queue.waiting):
        if not ours:
            return tr("Các số đang chờ đã chuyển riêng cho quầy khác.")
        return tr("Không ai khác chờ: F2 gọi lại {label} đã chuyển đi").format(label=ours[0].label)
    call = tr("F2 gọi số tiếp theo")
    return (
        tr("{call} · ai lấy số bây giờ chờ {wait_words}").format(call=call, wait_words=wait_words(queue.wait))
        if queue.wait is not None
        else call
    )


def _about(ticket: Ticket, names: dict[str, str]) -> str:
    """What is served, why before others, and what the counter before wrote."""
    priority = PRIORITIES[ticket.priority] if ticket.priority else ""
    return " · ".join(filter(None, (names.get(ticket.group, ""), priority, ticket.note)))


_WHY_NOT = {
    "media-empty": tr("máy in hết giấy"),
    "cover-open": tr("nắp máy in đang mở"),
    "media-jam": tr("dao cắt của máy in bị kẹt"),
    "offline": tr("máy in tắt hoặc mất kết nối"),
    "no-answer": tr("máy in không trả lời"),
    "stopped": tr("máy in báo lỗi"),
    "unknown": tr("không rõ phiếu đã ra chưa"),
}


def not_printed_words(label: str, error: CounterError) -> str:
    """Nothing was printed for sure: printing it is no second paper, but the number has been given."""
    why = _WHY_NOT.get(error.facts.get("reason", ""), tr("kiểm tra máy in"))
    return tr("Số {label} đã phát nhưng chưa in: {why}. Đọc số cho người dân; Ctrl+P in lại.").format(
        label=label, why=why
    )


def stopped_words(label: str, sentence: str) -> str:
    return tr("Số {label} đã phát, phiếu chưa ra hết. {sentence}").format(label=label, sentence=sentence)


def unknown_words(label: str) -> str:
    """Nobody can tell: another paper with this number will say that it is one."""
    return tr(
        "Số {label} đã phát; không rõ phiếu đã ra chưa. Nhìn máy in: chưa ra thì Ctrl+P (ghi “bản in lại”)."
    ).format(label=label)


def _now_words(ticket: Ticket | None) -> str:
    if ticket is None:
        return tr("Quầy đang trống")
    called = (
        tr(" từ {vietnam_time:%H:%M}").format(vietnam_time=vietnam_time(ticket.called_at)) if ticket.called_at else ""
    )
    return tr("Đang tiếp {label}{called}").format(label=ticket.label, called=called)


def _lost_at(ticket: Ticket) -> str:
    return tr("quầy {counter} mất liên lạc").format(counter=counter_name(ticket.called_by or ""))


def _missed_since(ticket: Ticket) -> str:
    if ticket.state is TicketState.WAITING:
        return tr("chưa rõ quầy nào gọi")
    if ticket.state is TicketState.PARKED:
        return tr("gác lại, giữ chỗ")
    return (
        tr("vắng mặt lúc {vietnam_time:%H:%M}").format(vietnam_time=vietnam_time(ticket.not_here_at))
        if ticket.not_here_at
        else tr("vắng mặt")
    )


def _minutes(ticket: Ticket, now: datetime) -> int:
    return max(0, int((now - ticket.waits_since).total_seconds() // 60))


def _waited(minutes: int) -> str:
    if minutes < 60:
        return tr("{minutes} phút").format(minutes=minutes)
    return tr("{what} giờ {what2:02d} phút").format(what=minutes // 60, what2=minutes % 60)
