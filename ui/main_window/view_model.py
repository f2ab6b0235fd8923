"""What the header says of the line and of the person, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.domain.errors import ClockWrong, NothingIsSent, NumbersElsewhere, SiteLost
from counter_app.domain.outbox import LATE
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.overview import LineView

from ..finding.view_model import tone_of_age
from ..language import tr
from ..messages import problem_words
from ..page import Person, Tone, worst
from ..sending.view_model import tone_of_waiting


@dataclass(frozen=True, slots=True)
class LineWords:
    words: str
    tone: Tone
    icon: str
    tip: str = ""


def line_words(line: LineView | None, now: datetime) -> LineWords:
    """`đã kết nối · 3 chờ gửi`, and how old the province's data is once that matters."""
    if line is not None and line.problem == NothingIsSent.code:
        words, tone, icon = tr("tập huấn, không gửi"), Tone.PLAIN, "offline"
    elif line is None or line.online is None:
        words, tone, icon = tr("đang thử đường truyền"), Tone.PLAIN, "offline"
    elif line.online:
        words, tone, icon = tr("đã kết nối"), Tone.GOOD, "online"
    else:
        words, tone, icon = tr("mất đường truyền"), Tone.ATTENTION, "offline"
    parts = [words]
    if line is not None and line.waiting:
        waited = now - line.oldest if line.oldest else timedelta()
        old = tr(" ({days} ngày)").format(days=waited.days) if waited >= LATE else ""
        parts.append(tr("{waiting} chờ gửi{old}").format(waiting=line.waiting, old=old))
        tone = worst(tone, tone_of_waiting(waited))
    if line is not None and line.set_aside:
        parts.append(tr("{set_aside} cần xem Alt+9").format(set_aside=line.set_aside))
        tone = worst(tone, Tone.ATTENTION)
    if line is not None:
        age = now - line.as_of if line.as_of else None
        if age is not None and tone_of_age(age) is not Tone.PLAIN:
            parts.append(tr("dữ liệu {days} ngày trước").format(days=age.days))
            tone = worst(tone, tone_of_age(age))
    if line is not None and line.problem == ClockWrong.code:  # told at once: nothing is accepted by a wrong date
        parts.append(tr("đồng hồ máy sai ngày"))
        tone = Tone.ERROR
    if line is not None and line.problem == NumbersElsewhere.code:
        parts.append(tr("hai máy một quầy"))
        tone = Tone.ERROR
    if line is not None and line.site:
        parts.append(tr("mất máy chủ của sảnh") if line.site == SiteLost.code else tr("chưa chung với sảnh"))
        tone = worst(tone, Tone.ATTENTION)
    told = (line.problem, line.site) if line is not None else ()
    tip = " ".join(problem_words(problem) for problem in told if problem)
    return LineWords(" · ".join(parts), tone, icon, tip)


def called_words(person: Person) -> str:
    """`gọi 08:14`."""
    return (
        tr("gọi {vietnam_time:%H:%M}").format(vietnam_time=vietnam_time(person.called_at)) if person.called_at else ""
    )
