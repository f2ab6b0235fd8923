"""What the hall reads: who is called where. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.spoken_call import counter_name
from counter_app.domain.ticket import TicketState
from counter_app.domain.waiting import ExpectedWait
from counter_app.use_cases.overview import QueueView

_ROWS = 8  # counters of a hall; of more, those whose citizen is still on the way
# "Each counter calls its own numbers": to be checked by a native speaker.
_ALONE_KHMER = "បញ្ជរនីមួយៗហៅលេខដោយខ្លួនឯង"


@dataclass(frozen=True, slots=True)
class CalledLine:
    label: str
    counter: str


@dataclass(frozen=True, slots=True)
class HallWords:
    called: tuple[CalledLine, ...]
    waiting: str
    wait: str
    alone: str = ""  # the counters go on each by itself


def wait_said(wait: ExpectedWait) -> str:
    """To citizens: whatever language the clerk's screens speak."""
    likely, most = wait.told
    return f"khoảng {likely}–{most} phút" if likely < most else f"khoảng {likely} phút"


def hall_words(queue: QueueView) -> HallWords:
    """The latest call first; whoever has left the counter leaves the board."""
    on_the_way = sorted(queue.at_counters, key=lambda ticket: ticket.state is not TicketState.CALLED)[:_ROWS]
    shown = (ticket for ticket in queue.at_counters if ticket in on_the_way)
    called = tuple(CalledLine(t.label, counter_name(t.called_by or "")) for t in shown)
    count = len(queue.waiting)
    wait = f"lấy số bây giờ: chờ {wait_said(queue.wait)}" if queue.wait is not None and count else ""
    if queue.hall.away_since is not None:
        return HallWords(called, "Mất máy chủ của bộ phận, số gọi riêng từng quầy", "", alone=_ALONE_KHMER)
    return HallWords(called, f"{count} người đang chờ" if count else "", wait)
