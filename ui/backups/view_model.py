"""Backups in words, and what restoring one means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.text import fold
from counter_app.domain.words import vietnam_time
from counter_app.ports import KeptBackup
from counter_app.use_cases.keep_backups import Loss, ShelfView

from ..language import tr
from ..page import Tone

NOW = "now"
CONFIRM = "KHOI PHUC"  # with or without marks
_REASONS = {
    "due": tr("tự động"),
    "asked": tr("theo yêu cầu"),
    "before-migration": tr("trước khi nâng cấp"),
    "rescued": tr("cứu từ kho bị hỏng"),
}


@dataclass(frozen=True, slots=True)
class BackupLine:
    """`name`: `NOW`, or the backup's path."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def backup_lines(view: ShelfView, may_back_up: bool, may_restore: bool) -> tuple[BackupLine, ...]:
    made = tuple(_line(backup, may_restore) for backup in view.backups)
    now = tr("Enter: sao lưu ngay") if may_back_up else ""
    if not made:
        head = BackupLine(
            NOW,
            tr("Chưa có bản sao lưu nào ở đây"),
            tr("Nơi chứa: {place}").format(place=view.place),
            "attention",
            Tone.ATTENTION,
            now,
        )
    else:
        about = tr("{len} bản, đều đã được mở ra kiểm tra khi tạo. Nơi chứa: {place}").format(
            len=len(made), place=view.place
        )
        head = BackupLine(
            NOW,
            tr("Lần cuối {when_words}").format(when_words=when_words(view.backups[0].made_at)),
            about,
            "saved",
            Tone.GOOD,
            now,
        )
    return (head, *made)


def when_words(moment: datetime) -> str:
    return tr("{at:%H:%M ngày %d/%m/%Y}").format(at=vietnam_time(moment))


def count_words(count: int) -> str:
    """`12.879`, as Vietnamese writes thousands."""
    return f"{count:,}".replace(",", ".")


def made_words(backup: KeptBackup) -> str:
    return tr("Đã sao lưu và kiểm tra: {count_words} hồ sơ, {count_words2} tệp giấy tờ.").format(
        count_words=count_words(backup.dossiers), count_words2=count_words(backup.files or 0)
    )


def restore_words(backup: KeptBackup, loss: Loss, now: datetime) -> tuple[str, ...]:
    """What will happen, a sentence a line."""
    since = (
        tr("{dossiers} hồ sơ tiếp nhận sau đó không có trong bản này; hồ sơ nào đã gửi thì tỉnh còn giữ.").format(
            dossiers=loss.dossiers
        )
        if loss.dossiers
        else tr("Không có hồ sơ nào tiếp nhận sau bản này.")
    )
    waiting = (
        tr("Còn {waiting} tin chờ gửi về tỉnh: nên đợi gửi xong trước khi khôi phục.").format(waiting=loss.waiting)
        if loss.waiting and loss.dossiers
        else ""
    )
    told = (
        tr("Bản sao lưu lúc {when_words}: {count_words} hồ sơ.").format(
            when_words=when_words(backup.made_at), count_words=count_words(backup.dossiers)
        ),
        since,
        waiting,
        tr("Số đã cấp không bị cấp lại: mã hồ sơ và sổ theo dõi đi tiếp sau số cao nhất đã biết."),
        tr("Kho đang dùng được giữ nguyên trong thư mục replaced-*, không bị xóa."),
        tr("Hôm nay theo máy này là {vietnam_time:%d/%m/%Y}; nếu sai, Esc rồi chỉnh đồng hồ trước.").format(
            vietnam_time=vietnam_time(now)
        ),
    )
    return tuple(filter(None, told))


def is_confirmed(typed: str) -> bool:
    return " ".join(fold(typed).split()).upper() == CONFIRM


def _line(backup: KeptBackup, may_restore: bool) -> BackupLine:
    files = (
        tr("không kèm tệp giấy tờ")
        if backup.files is None
        else tr("{count_words} tệp giấy tờ").format(count_words=count_words(backup.files))
    )
    hurt = (
        tr(" · {damaged_files} tệp đã hỏng từ trước").format(damaged_files=backup.damaged_files)
        if backup.damaged_files
        else ""
    )
    reason = _REASONS.get(backup.reason, "")
    about = tr("{count_words} hồ sơ · {files} · {reason}{hurt}").format(
        count_words=count_words(backup.dossiers), files=files, reason=reason, hurt=hurt
    )
    offer = tr("Enter: khôi phục bản này") if may_restore else ""
    tone, icon = (Tone.ATTENTION, "attention") if backup.damaged_files else (Tone.PLAIN, "clock")
    return BackupLine(str(backup.path), when_words(backup.made_at), about, icon, tone, offer)
