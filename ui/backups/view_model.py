"""Backups in words, and what restoring one means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.text import fold
from counter_app.domain.words import vietnam_time
from counter_app.ports import KeptBackup
from counter_app.use_cases.keep_backups import Loss, ShelfView

from ..page import Tone

NOW = "now"
CONFIRM = "KHOI PHUC"  # with or without marks
_REASONS = {
    "due": "tự động",
    "asked": "theo yêu cầu",
    "before-migration": "trước khi nâng cấp",
    "rescued": "cứu từ kho bị hỏng",
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
    now = "Enter: sao lưu ngay" if may_back_up else ""
    if not made:
        head = BackupLine(
            NOW, "Chưa có bản sao lưu nào ở đây", f"Nơi chứa: {view.place}", "attention", Tone.ATTENTION, now
        )
    else:
        about = f"{len(made)} bản, đều đã được mở ra kiểm tra khi tạo. Nơi chứa: {view.place}"
        head = BackupLine(NOW, f"Lần cuối {when_words(view.backups[0].made_at)}", about, "saved", Tone.GOOD, now)
    return (head, *made)


def when_words(moment: datetime) -> str:
    return f"{vietnam_time(moment):%H:%M ngày %d/%m/%Y}"


def count_words(count: int) -> str:
    """`12.879`, as Vietnamese writes thousands."""
    return f"{count:,}".replace(",", ".")


def made_words(backup: KeptBackup) -> str:
    return (
        f"Đã sao lưu và kiểm tra: {count_words(backup.dossiers)} hồ sơ, {count_words(backup.files or 0)} tệp giấy tờ."
    )


def restore_words(backup: KeptBackup, loss: Loss, now: datetime) -> tuple[str, ...]:
    """What will happen, a sentence a line."""
    since = (
        f"{loss.dossiers} hồ sơ tiếp nhận sau đó không có trong bản này; hồ sơ nào đã gửi thì tỉnh còn giữ."
        if loss.dossiers
        else "Không có hồ sơ nào tiếp nhận sau bản này."
    )
    waiting = (
        f"Còn {loss.waiting} tin chờ gửi về tỉnh: nên đợi gửi xong trước khi khôi phục."
        if loss.waiting and loss.dossiers
        else ""
    )
    told = (
        f"Bản sao lưu lúc {when_words(backup.made_at)}: {count_words(backup.dossiers)} hồ sơ.",
        since,
        waiting,
        "Số đã cấp không bị cấp lại: mã hồ sơ và sổ theo dõi đi tiếp sau số cao nhất đã biết.",
        "Kho đang dùng được giữ nguyên trong thư mục replaced-*, không bị xóa.",
        f"Hôm nay theo máy này là {vietnam_time(now):%d/%m/%Y}; nếu sai, Esc rồi chỉnh đồng hồ trước.",
    )
    return tuple(filter(None, told))


def is_confirmed(typed: str) -> bool:
    return " ".join(fold(typed).split()).upper() == CONFIRM


def _line(backup: KeptBackup, may_restore: bool) -> BackupLine:
    files = "không kèm tệp giấy tờ" if backup.files is None else f"{count_words(backup.files)} tệp giấy tờ"
    hurt = f" · {backup.damaged_files} tệp đã hỏng từ trước" if backup.damaged_files else ""
    reason = _REASONS.get(backup.reason, "")
    about = f"{count_words(backup.dossiers)} hồ sơ · {files} · {reason}{hurt}"
    offer = "Enter: khôi phục bản này" if may_restore else ""
    tone, icon = (Tone.ATTENTION, "attention") if backup.damaged_files else (Tone.PLAIN, "clock")
    return BackupLine(str(backup.path), when_words(backup.made_at), about, icon, tone, offer)
