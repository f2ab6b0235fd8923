"""This PC's health in words, a row for each thing that can be ill. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.health import Room
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.watch_health import HealthView

from ..certificate_words import certificate_words
from ..language import tr
from ..messages import problem_words
from ..page import Tone

DISK, SPEED, WHOLE, EXPIRED, CERTIFICATE = "disk", "speed", "whole", "expired", "certificate"
VOICE, BACKUP, PUT_BACK = "voice", "backup", "put-back"
_GOOD, _WARN, _BAD = ("good", Tone.GOOD), ("attention", Tone.ATTENTION), ("error", Tone.ERROR)


@dataclass(frozen=True, slots=True)
class HealthLine:
    """`offer`: what Enter does about it; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def health_lines(view: HealthView, expired: int | None = None) -> tuple[HealthLine, ...]:
    """`expired`: how much a purge by rule would remove now; None: not counted, or not this person's business."""
    told = *_backup(view), *_put_back(view)
    return *told, _disk(view), *_expired(view, expired), _speed(view), _whole(view), *_certificate(view), *_voice(view)


def room_words(view: HealthView) -> str | None:
    """What the strip says while room is short, on every screen; None: nothing to say."""
    if view.room is Room.ENOUGH:
        return None
    short = tr("sắp hết chỗ") if view.room is Room.SHORT else tr("gần như hết chỗ")
    return tr("Ổ đĩa {short}: còn {size_words}; vẫn tiếp nhận được · Alt+7").format(
        short=short, size_words=size_words(view.free)
    )


def size_words(count: int) -> str:
    """`1,5 GB`, `320 MB`: in thousands, as the system's own windows say it, with the Vietnamese comma."""
    if count >= 1_000_000_000:
        return f"{count / 1e9:.1f}".replace(".", ",").removesuffix(",0") + " GB"
    return f"{count // 1_000_000} MB"


def _disk(view: HealthView) -> HealthLine:
    free = size_words(view.free)
    if view.room is Room.ENOUGH:
        return HealthLine(DISK, tr("Ổ đĩa còn {free}").format(free=free), tr("Đủ chỗ tiếp nhận."), *_GOOD)
    waiting = (
        tr("{waiting} hồ sơ chờ gửi").format(waiting=view.waiting) if view.waiting else tr("không có hồ sơ nào chờ gửi")
    )
    about = tr("Vẫn tiếp nhận được; {waiting}. Báo cán bộ CNTT dọn ổ đĩa.").format(waiting=waiting)
    mark = _WARN if view.room is Room.SHORT else _BAD
    offer = tr("Enter: gửi hồ sơ đang chờ") if view.waiting else ""
    return HealthLine(DISK, tr("Ổ đĩa sắp hết chỗ: còn {free}").format(free=free), about, *mark, offer)


def _expired(view: HealthView, count: int | None) -> tuple[HealthLine, ...]:
    """Offered where room is short; what goes is what the retention rules let go, and nothing else."""
    if view.room is Room.ENOUGH or count is None:
        return ()
    if not count:
        about = tr("Không còn gì quá hạn lưu để dọn: cần cán bộ CNTT thêm chỗ.")
        return (HealthLine(EXPIRED, tr("Không có dữ liệu hết hạn lưu"), about, "info", Tone.PLAIN),)
    about = tr("Chỉ xóa những gì đã hết hạn lưu và tỉnh đã xác nhận; mỗi mục có một dòng nhật ký.")
    title = tr("{count} mục đã hết hạn lưu").format(count=count)
    return (HealthLine(EXPIRED, title, about, *_WARN, tr("Enter: dọn dữ liệu hết hạn")),)


def backup_words(view: HealthView) -> str | None:
    """What the strip says while no backup is made; None: nothing to say."""
    return tr("Sao lưu tự động không được · Alt+7") if view.backup_problem is not None else None


def put_back_words(view: HealthView) -> str | None:
    """What the strip says in the run of the program that found an old copy of the data in place."""
    return tr("Kho dữ liệu đã bị đặt lại bản cũ · Alt+7") if view.put_back else None


def _backup(view: HealthView) -> tuple[HealthLine, ...]:
    if view.backup_problem is None:
        return ()
    about = tr("{problem} Kiểm tra nơi chứa bản sao lưu, rồi chọn mục Sao lưu và sao lưu ngay.").format(
        problem=problem_words(view.backup_problem)
    )
    return (HealthLine(BACKUP, tr("Sao lưu tự động không được từ hai lần trở lên"), about, *_BAD),)


def _put_back(view: HealthView) -> tuple[HealthLine, ...]:
    """Numbers go on; what was received since the copy is not here any more."""
    if not view.put_back:
        return ()
    about = tr("Thiếu {count} lần ghi sau bản cũ đó. Số vẫn cấp tiếp đúng. Báo cán bộ CNTT khôi phục bản sao lưu mới.")
    title = tr("Thư mục dữ liệu đã bị đặt lại bản cũ")
    return (HealthLine(PUT_BACK, title, about.format(count=view.put_back), *_BAD),)


def _voice(view: HealthView) -> tuple[HealthLine, ...]:
    """A hall where Khmer is written and not spoken is told so."""
    if view.spoken is None:
        return ()
    if "vi" not in view.spoken:
        about = tr("Thiếu chương trình espeak-ng: số chỉ hiện trên bảng. Báo cán bộ CNTT cài.")
        return (HealthLine(VOICE, tr("Loa không gọi được số"), about, *_WARN),)
    if "km" not in view.spoken:
        about = tr("Chưa có bản thu giọng Khmer: bảng và phiếu có chữ Khmer, loa chỉ đọc tiếng Việt.")
        return (HealthLine(VOICE, tr("Loa chưa gọi số bằng tiếng Khmer"), about, "info", Tone.PLAIN),)
    return (HealthLine(VOICE, tr("Loa gọi số: tiếng Việt, tiếng Khmer"), tr("Đủ bản thu."), *_GOOD),)


def _speed(view: HealthView) -> HealthLine:
    again = tr("Enter: đo lại")
    if view.flush is None:
        return HealthLine(SPEED, tr("Tốc độ ghi của ổ đĩa"), tr("Đang đo."), "clock", Tone.PLAIN)
    times = tr("Ghi chắc chắn một lần mất {seconds}, chậm nhất {seconds2}.").format(
        seconds=_seconds(view.flush.median), seconds2=_seconds(view.flush.worst)
    )
    if view.flush.slow:
        about = tr("{times} Lưu sẽ chậm; báo cán bộ CNTT kiểm tra ổ đĩa.").format(times=times)
        return HealthLine(SPEED, tr("Ổ đĩa ghi chậm"), about, *_WARN, again)
    return HealthLine(SPEED, tr("Ổ đĩa ghi nhanh"), times, *_GOOD, again)


def _whole(view: HealthView) -> HealthLine:
    now = tr("Enter: kiểm tra ngay")
    if view.checked is None:
        about = tr("Máy tự kiểm tra mỗi tuần, vào lúc không có ai làm thủ tục.")
        return HealthLine(WHOLE, tr("Kho dữ liệu chưa được kiểm tra lần nào"), about, "info", Tone.PLAIN, now)
    when = tr("{vietnam_time:%H:%M ngày %d/%m/%Y}").format(vietnam_time=vietnam_time(view.checked.at))
    if view.checked.found:
        about = tr("Kiểm tra lúc {when}. Gọi cán bộ CNTT; đừng xóa dữ liệu.").format(when=when)
        return HealthLine(WHOLE, tr("Kho dữ liệu bị hỏng"), about, *_BAD, now)
    return HealthLine(
        WHOLE, tr("Kho dữ liệu nguyên vẹn"), tr("Đã đọc lại toàn bộ lúc {when}.").format(when=when), *_GOOD, now
    )


def _certificate(view: HealthView) -> tuple[HealthLine, ...]:
    if view.certificate_until is None:
        return ()
    how, todo, tone = certificate_words(view.certificate_until, view.now)
    icon = {Tone.ERROR: "error", Tone.ATTENTION: "attention"}.get(tone, "good")
    return (
        HealthLine(
            CERTIFICATE,
            tr("Chứng thư của quầy {how}").format(how=how),
            todo,
            icon,
            Tone.GOOD if icon == "good" else tone,
        ),
    )


def _seconds(taken: float) -> str:
    if taken < 1:
        return f"{taken * 1000:.1f} ms".replace(".", ",") if taken < 0.01 else f"{taken * 1000:.0f} ms"
    return tr("{taken:.1f} giây").format(taken=taken).replace(".", ",")
