"""The vault and what its period is over for, in words, a row for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.archive import Tail
from counter_app.domain.errors import ArchiveFormNotMade
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.check_vault import OLD_ENOUGH, VaultReport
from counter_app.use_cases.purge import PurgeDone, PurgePlan, PurgeStep

from ..messages import message
from ..page import Tone
from .view_model import size_words

PURGE, ORPHANS, READ, ARCHIVE, AGAIN = "purge", "orphans", "read", "archive", "again"
_GOOD, _INFO = ("good", Tone.GOOD), ("info", Tone.PLAIN)
_WARN, _BAD = ("attention", Tone.ATTENTION), ("error", Tone.ERROR)


@dataclass(frozen=True, slots=True)
class HousekeepingLine:
    """`offer`: what Enter does about it; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def housekeeping_lines(plan: PurgePlan, report: VaultReport) -> tuple[HousekeepingLine, ...]:
    return (_due(plan), *map(_step, plan.steps), _whole(report), _orphans(report))


def archive_lines(tail: Tail, may_try_again: bool) -> tuple[HousekeepingLine, ...]:
    """How far the archive forms are, and a line for each reason that papers were set aside for."""
    return (_waiting(tail), *(_aside(why, count, may_try_again) for why, count in tail.reasons.items()))


def archive_words(tail: Tail) -> str | None:
    """What the strip says on every screen; None: nothing to say."""
    if tail.set_aside:
        return f"{_count(len(tail.set_aside))} giấy tờ chưa làm được bản lưu trữ · Alt+7"
    return f"Bản lưu trữ: còn {_count(tail.waiting)} giấy tờ" if tail.waiting else None


def done_words(done: PurgeDone) -> str:
    kept = f" {_count(done.kept)} tệp còn được dùng nên giữ lại." if done.kept else ""
    return f"Đã dọn {_count(done.items)} mục, xóa {_count(done.files)} tệp.{kept}"


def _waiting(tail: Tail) -> HousekeepingLine:
    untouched = "Trang và bản PDF lúc tiếp nhận vẫn nguyên."
    if tail.waiting and tail.stuck:
        words = message(ArchiveFormNotMade(why=tail.stuck))
        title = f"{words.what} {_count(tail.waiting)} giấy tờ đang chờ."
        return HousekeepingLine(ARCHIVE, title, f"{words.why} {words.next}", *_WARN)
    if tail.waiting:
        about = f"Máy tự làm khi không ai gõ phím, quét hay tiếp nhận. {untouched}"
        return HousekeepingLine(ARCHIVE, f"{_count(tail.waiting)} giấy tờ chờ làm bản lưu trữ", about, *_INFO)
    about = f"Bản lưu trữ có chữ tìm được, làm từ các trang đã tiếp nhận. {untouched}"
    return HousekeepingLine(ARCHIVE, "Không giấy tờ nào chờ làm bản lưu trữ", about, *_GOOD)


def _aside(why: str, count: int, may_try_again: bool) -> HousekeepingLine:
    words = message(ArchiveFormNotMade(why=why))
    offer = "Enter: làm lại" if may_try_again else ""
    about = words.why if may_try_again else f"{words.why} Lãnh đạo bộ phận hoặc cán bộ CNTT cho làm lại được."
    title = f"{_count(count)} giấy tờ chưa làm được bản lưu trữ"
    return HousekeepingLine(f"{AGAIN}-{why}", title, about, *_WARN, offer)


def _due(plan: PurgePlan) -> HousekeepingLine:
    items = sum(step.due.count for step in plan.steps)
    if plan.empty:
        return HousekeepingLine(PURGE, "Chưa có gì hết hạn lưu", "Các quy tắc và số lượng ở bên dưới.", *_GOOD)
    unfinished = f" {_count(plan.unfinished)} tệp của lần trước còn chờ xóa." if plan.unfinished else ""
    about = f"Chỉ những gì tỉnh đã xác nhận và không ai cần nữa.{unfinished}"
    return HousekeepingLine(PURGE, f"{_count(items)} mục hết hạn lưu", about, *_WARN, "Enter: dọn, sau khi gõ lý do")


def _step(step: PurgeStep) -> HousekeepingLine:
    rule, due = step.rule, step.due
    files = f", {_count(due.files)} tệp" if due.files else ""
    late = [(due.unsent, "tỉnh chưa xác nhận"), (due.held, "đang được giữ")]
    blocked = "".join(f" · {_count(count)} {words}" for count, words in late if count)
    sure = "" if rule.certainty == "high" else " (đơn vị đối chiếu trước khi dọn)"
    about = f"Sau {rule.days} ngày · {rule.legal_basis}{sure}"
    return HousekeepingLine(rule.id, f"{rule.name}: {_count(due.count)}{files}{blocked}", about, *_INFO)


def _whole(report: VaultReport) -> HousekeepingLine:
    again = "Enter: mở từng tệp để kiểm tra"
    lies = f"{_count(report.files)} tệp, {size_words(report.size)}"
    if not report.good:
        about = f"Thiếu {len(report.missing)}, hỏng {len(report.damaged)}. Báo cán bộ CNTT; hồ sơ đã gửi còn ở tỉnh."
        return HousekeepingLine(READ, f"Kho tệp có tệp thiếu hoặc hỏng · {lies}", about, *_BAD, again)
    about = "Đã mở từng tệp, tất cả nguyên vẹn." if report.read else "Mọi tệp hồ sơ nhắc đến đều có mặt."
    return HousekeepingLine(READ, f"Kho tệp đủ · {lies}", about, *_GOOD, again)


def _orphans(report: VaultReport) -> HousekeepingLine:
    if not report.orphans:
        return HousekeepingLine(ORPHANS, "Không có tệp thừa", "Tệp nào cũng có hồ sơ nhắc đến.", *_GOOD)
    size, oldest = sum(file.size for file in report.orphans), vietnam_time(report.orphans[0].since)
    old = f"{_count(report.removable)} tệp cũ hơn {OLD_ENOUGH.days} ngày"
    about = f"{size_words(size)}, cũ nhất từ {oldest:%d/%m/%Y}; {old}."
    offer = "Enter: xóa các tệp cũ, sau khi gõ lý do" if report.removable else ""
    title = f"{_count(len(report.orphans))} tệp không hồ sơ nào nhắc đến"
    return HousekeepingLine(ORPHANS, title, about, *_INFO, offer)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
