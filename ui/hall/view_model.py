"""What the hall reads: who is called where. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.spoken_call import counter_name
from counter_app.use_cases.overview import QueueView

from ..queue.view_model import wait_words

_ROWS = 6
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


def hall_words(queue: QueueView) -> HallWords:
    """The latest call first; whoever has left the counter leaves the board."""
    called = tuple(CalledLine(t.label, counter_name(t.called_by or "")) for t in queue.at_counters[:_ROWS])
    count = len(queue.waiting)
    wait = f"lấy số bây giờ: chờ {wait_words(queue.wait)}" if queue.wait is not None and count else ""
    if queue.hall.away_since is not None:
        return HallWords(called, "Mất máy chủ của bộ phận, số gọi riêng từng quầy", "", alone=_ALONE_KHMER)
    return HallWords(called, f"{count} người đang chờ" if count else "", wait)
