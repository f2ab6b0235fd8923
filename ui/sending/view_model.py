"""The line to the province in words: how it is, what waits by age and size, each event's sentence and story. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.domain.errors import ProvinceRefused
from counter_app.domain.outbox import LATE, TOO_LATE, Owner, Step, StoryLine, Waiting
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.watch_line import LineReport

from ..certificate_words import NEAR, certificate_words
from ..language import tr
from ..messages import problem_sentence, problem_words
from ..page import Tone

_NOTHING = tr("Mọi hồ sơ đã được tỉnh xác nhận.")
_STEPS: dict[str, tuple[str, str, Tone]] = {
    Step.SENT: (tr("Tỉnh đã nhận thông tin hồ sơ"), "sent", Tone.PLAIN),
    Step.NO_CODE_YET: (tr("Tỉnh đã có đủ, chưa cấp mã hồ sơ"), "clock", Tone.PLAIN),
    Step.LOST_THERE: (tr("Tỉnh không còn hồ sơ đã xác nhận; gửi lại từ đầu"), "attention", Tone.ATTENTION),
    Step.CONFIRMED: (tr("Tỉnh đã xác nhận"), "confirmed", Tone.GOOD),
    Step.BY_HAND: (tr("Cán bộ cho gửi lại"), "info", Tone.PLAIN),
    Step.ENTERED: (tr("Đã nhập tay trên hệ thống của tỉnh, không gửi nữa"), "info", Tone.PLAIN),
    Step.DIFFERS: (tr("Tỉnh đã có bản khác: chờ người chọn"), "attention", Tone.ATTENTION),
    Step.FOLDED: (tr("Bản sửa sau của quầy thay cho bản này"), "info", Tone.PLAIN),
    Step.GIVEN: (tr("Giao cho cán bộ CNTT"), "info", Tone.PLAIN),
}
# The province's own codes of the contract; others are shown as they are, for whoever asks the province.
_REASONS = {
    "another-dossier": tr("mã hồ sơ không khớp"),
    "another-length": tr("tệp khác kích thước với tệp tỉnh đang giữ"),
    "bad-request": tr("nội dung không đúng mẫu của tỉnh"),
    "code-taken": tr("mã hồ sơ này đã có ở tỉnh"),
    "dossier-exists": tr("hồ sơ này đã có ở tỉnh"),
    "hash-mismatch": tr("tệp đến nơi không nguyên vẹn"),
    "key-reused": tr("tỉnh giữ nội dung khác của hồ sơ này"),
    "no-numbers-left": tr("tỉnh đã hết số trong ngày"),
    "not-a-dossier": tr("nội dung không đúng mẫu của tỉnh"),
    "not-of-this-unit": tr("hồ sơ của đơn vị khác"),
    "too-large": tr("hồ sơ hoặc tệp quá lớn"),
    "unknown-dossier": tr("tỉnh không còn hồ sơ này; quầy tự gửi lại từ đầu"),
}
_OWNERS = {Owner.NOBODY: tr("tự gửi lại"), Owner.COUNTER: tr("quầy xem lại"), Owner.IT: tr("cán bộ CNTT đang xử lý")}


@dataclass(frozen=True, slots=True)
class LinePanel:
    """What stands above the list. `facts`: a caption and its words, each with a tone."""

    title: str
    tone: Tone
    icon: str
    about: str
    facts: tuple[tuple[str, str, Tone], ...]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """`sentence`: what happened, why and which key comes next; never empty."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    sentence: str
    set_aside: bool


@dataclass(frozen=True, slots=True)
class StoryWords:
    what: str
    when: str
    icon: str
    tone: Tone


def tone_of_waiting(waited: timedelta) -> Tone:
    """Amber after a day, red after three; reception goes on all the same."""
    if waited < LATE:
        return Tone.PLAIN
    return Tone.ERROR if waited >= TOO_LATE else Tone.ATTENTION


def line_panel(report: LineReport) -> LinePanel:
    status, backlog, now = report.status, report.backlog, report.now
    if status.online is None:
        title, tone, picture = tr("Đang thử đường truyền"), Tone.PLAIN, "offline"
    elif status.online:
        title, tone, picture = tr("Đã kết nối với tỉnh"), Tone.GOOD, "online"
    else:
        title, tone, picture = tr("Mất đường truyền với tỉnh"), Tone.ATTENTION, "offline"
    heard = tr("Tỉnh trả lời lần cuối {when}.").format(when=_when(status.heard_at, now)) if status.heard_at else ""
    if status.problem:
        about = problem_sentence(status.problem)
    elif not backlog.count:
        about = _NOTHING
    else:
        about = tr("Hồ sơ tự gửi lần lượt; cứ tiếp nhận bình thường.")
    if (certificate := _certificate(report)) is not None:
        about = f"{certificate[0]} {about}"
        tone = certificate[1] if tone is Tone.GOOD else tone
    return LinePanel(title, tone, picture, f"{about} {heard}".strip(), _facts(report))


def _facts(report: LineReport) -> tuple[tuple[str, str, Tone], ...]:
    backlog, now = report.backlog, report.now
    if not backlog.count:
        return ((tr("CHỜ GỬI"), tr("không có hồ sơ nào"), Tone.PLAIN),)
    waits = tr("{count} hồ sơ · {size_words}").format(count=backlog.count, size_words=size_words(backlog.size))
    waited = now - backlog.oldest if backlog.oldest else timedelta()
    oldest = _span(waited)
    if backlog.late:
        oldest += tr(" · {late} quá 1 ngày").format(late=backlog.late)
    if backlog.too_late:
        oldest += tr(", {too_late} quá 3").format(too_late=backlog.too_late)
    rate = (
        tr("{size_words}/giây").format(size_words=size_words(int(report.rate))) if report.rate else tr("chưa đo được")
    )
    through = tr("khi có đường truyền")
    if report.status.online:
        through = tr("chưa ước được") if report.expected is None else _through(report.expected, now)
    aside = tr("{set_aside} hồ sơ").format(set_aside=backlog.set_aside) if backlog.set_aside else tr("không có")
    return (
        (tr("CHỜ GỬI"), waits, Tone.PLAIN),
        (tr("CHỜ LÂU NHẤT"), oldest, tone_of_waiting(waited)),
        (tr("CẦN XEM LẠI"), aside, Tone.ATTENTION if backlog.set_aside else Tone.PLAIN),
        (tr("TỐC ĐỘ"), rate, Tone.PLAIN),
        (tr("DỰ KIẾN XONG"), through, Tone.PLAIN),
    )


def _certificate(report: LineReport) -> tuple[str, Tone] | None:
    """Only when its end is near: a month ahead there is time to get another."""
    until = report.status.certificate_until
    if until is None or until - report.now > NEAR:
        return None
    how, todo, tone = certificate_words(until, report.now)
    return tr("Chứng thư của quầy {how}. {todo}").format(how=how, todo=todo), tone


def waiting_line(item: Waiting, report: LineReport) -> WaitingLine:
    now = report.now
    waited = now - item.created_at
    tone = tone_of_waiting(waited)
    if item.set_aside and tone is Tone.PLAIN:
        tone = Tone.ATTENTION
    picture = "attention" if item.set_aside else ("sent" if item.sent_at else "saved")
    files = (
        tr("{files} tệp, {size_words}").format(files=item.files, size_words=size_words(item.size))
        if item.files
        else tr("không kèm tệp")
    )
    again = _when(report.next_tries[item.id], now)
    if item.set_aside:
        about = (
            _problem(item.problem or "", item.reason),
            _OWNERS[item.owner],
            tr("thử lại {again}").format(again=again),
        )
    else:
        about = (
            tr("tiếp nhận {when}").format(when=_when(item.created_at, now)),
            files,
            tr("gửi {again}").format(again=again),
        )
    return WaitingLine(
        name=str(item.id),
        title=item.code or tr("Hồ sơ không còn trong kho"),
        about=" · ".join(about),
        icon=picture,
        tone=tone,
        sentence=_sentence(item, report, again),
        set_aside=item.set_aside,
    )


def _sentence(item: Waiting, report: LineReport, again: str) -> str:
    """What keeps it, since when, and what comes next."""
    if not item.set_aside:
        problem = item.problem or report.status.problem
        what = problem_words(problem) if problem and not report.status.online else ""
        state = tr("Tỉnh đã nhận thông tin, còn tệp đang chờ.") if item.sent_at else tr("Chờ đến lượt gửi.")
        return tr("{what} Tự gửi {again}; Enter gửi ngay.").format(what=what or state, again=again)
    since = (
        tr(" Từ {when}, đã thử {attempts} lần.").format(
            when=_when(item.failing_since, report.now), attempts=item.attempts
        )
        if item.failing_since
        else ""
    )
    todo = tr("Enter thử lại, F6 đã nhập tay ở tỉnh, Ctrl+G giao cho CNTT, Ctrl+S xuất diễn biến.")
    if item.owner is Owner.IT:
        todo = tr("Cán bộ CNTT đang xử lý; Enter thử lại, F6 đã nhập tay ở tỉnh.")
    return f"{_problem(item.problem or '', item.reason)}.{since} {todo}"


def story_words(item: Waiting, story: tuple[StoryLine, ...], now: datetime) -> tuple[StoryWords, ...]:
    """The latest first, as the clerk asks: what is it waiting for now?"""
    lines = [StoryWords(tr("Lưu tại quầy, vào hàng gửi"), _when(item.created_at, now), "saved", Tone.PLAIN)]
    for line in story:
        what, picture, tone = _STEPS.get(line.what) or (_problem(line.what, line.reason), "attention", Tone.ATTENTION)
        when = _when(line.first, now)
        if line.times > 1:
            when = tr("{when} đến {when2}, {times} lần").format(
                when=when, when2=_when(line.last, now), times=line.times
            )
        lines.append(StoryWords(what, when, picture, tone))
    return tuple(reversed(lines))


def _problem(code: str, reason: str) -> str:
    words = problem_words(code).rstrip(".")
    if not reason:
        return words
    return f"{tr('Tỉnh không nhận') if code == ProvinceRefused.code else words}: {_REASONS.get(reason, reason)}"


def size_words(count: int) -> str:
    """`34 kB`, `1,2 MB`: in thousands, with the Vietnamese comma."""
    if count >= 1_000_000:
        return f"{count / 1e6:.1f}".replace(".", ",").removesuffix(",0") + " MB"
    return f"{max(round(count / 1e3), 1 if count else 0)} kB"


def _when(moment: datetime, now: datetime) -> str:
    """`08:14`, of another day with its date."""
    local, today = vietnam_time(moment), vietnam_time(now).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M %d/%m}"


def _span(waited: timedelta) -> str:
    if waited >= timedelta(days=1):
        return tr("{days} ngày").format(days=waited.days)
    minutes = max(int(waited.total_seconds() // 60), 0)
    return (
        tr("{what} giờ {what2} phút").format(what=minutes // 60, what2=minutes % 60)
        if minutes >= 60
        else tr("{minutes} phút").format(minutes=minutes)
    )


def _through(seconds: float, now: datetime) -> str:
    if seconds < 60:
        return tr("chưa đến 1 phút nữa")
    return tr("khoảng {span} nữa, lúc {when}").format(
        span=_span(timedelta(seconds=seconds)), when=_when(now + timedelta(seconds=seconds), now)
    )
