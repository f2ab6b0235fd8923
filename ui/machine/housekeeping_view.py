"""The vault and what its period is over for, in words, a row for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.archive import Tail
from counter_app.domain.errors import ArchiveFormNotMade
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.check_vault import OLD_ENOUGH, VaultReport
from counter_app.use_cases.purge import PurgeDone, PurgePlan, PurgeStep

from ..language import tr
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
        return tr("{count} giấy tờ chưa làm được bản lưu trữ · Alt+7").format(count=_count(len(tail.set_aside)))
    return tr("Bản lưu trữ: còn {count} giấy tờ").format(count=_count(tail.waiting)) if tail.waiting else None


def done_words(done: PurgeDone) -> str:
    kept = tr(" {count} tệp còn được dùng nên giữ lại.").format(count=_count(done.kept)) if done.kept else ""
    return tr("Đã dọn {count} mục, xóa {count2} tệp.{kept}").format(
        count=_count(done.items), count2=_count(done.files), kept=kept
    )


def _waiting(tail: Tail) -> HousekeepingLine:
    untouched = tr("Trang và bản PDF lúc tiếp nhận vẫn nguyên.")
    if tail.waiting and tail.stuck:
        words = message(ArchiveFormNotMade(why=tail.stuck))
        title = tr("{what} {count} giấy tờ đang chờ.").format(what=words.what, count=_count(tail.waiting))
        return HousekeepingLine(ARCHIVE, title, f"{words.why} {words.next}", *_WARN)
    if tail.waiting:
        about = tr("Máy tự làm khi không ai gõ phím, quét hay tiếp nhận. {untouched}").format(untouched=untouched)
        return HousekeepingLine(
            ARCHIVE, tr("{count} giấy tờ chờ làm bản lưu trữ").format(count=_count(tail.waiting)), about, *_INFO
        )
    about = tr("Bản lưu trữ có chữ tìm được, làm từ các trang đã tiếp nhận. {untouched}").format(untouched=untouched)
    return HousekeepingLine(ARCHIVE, tr("Không giấy tờ nào chờ làm bản lưu trữ"), about, *_GOOD)


def _aside(why: str, count: int, may_try_again: bool) -> HousekeepingLine:
    words = message(ArchiveFormNotMade(why=why))
    offer = tr("Enter: làm lại") if may_try_again else ""
    about = (
        words.why
        if may_try_again
        else tr("{why} Lãnh đạo bộ phận hoặc cán bộ CNTT cho làm lại được.").format(why=words.why)
    )
    title = tr("{count} giấy tờ chưa làm được bản lưu trữ").format(count=_count(count))
    return HousekeepingLine(f"{AGAIN}-{why}", title, about, *_WARN, offer)


def _due(plan: PurgePlan) -> HousekeepingLine:
    items = sum(step.due.count for step in plan.steps)
    if plan.empty:
        return HousekeepingLine(PURGE, tr("Chưa có gì hết hạn lưu"), tr("Các quy tắc và số lượng ở bên dưới."), *_GOOD)
    unfinished = (
        tr(" {count} tệp của lần trước còn chờ xóa.").format(count=_count(plan.unfinished)) if plan.unfinished else ""
    )
    about = tr("Chỉ những gì tỉnh đã xác nhận và không ai cần nữa.{unfinished}").format(unfinished=unfinished)
    return HousekeepingLine(
        PURGE,
        tr("{count} mục hết hạn lưu").format(count=_count(items)),
        about,
        *_WARN,
        tr("Enter: dọn, sau khi gõ lý do"),
    )


def _step(step: PurgeStep) -> HousekeepingLine:
    rule, due = step.rule, step.due
    files = tr(", {count} tệp").format(count=_count(due.files)) if due.files else ""
    late = [(due.unsent, tr("tỉnh chưa xác nhận")), (due.held, tr("đang được giữ"))]
    blocked = "".join(f" · {_count(count)} {words}" for count, words in late if count)
    sure = "" if rule.certainty == "high" else tr(" (đơn vị đối chiếu trước khi dọn)")
    about = tr("Sau {days} ngày · {legal_basis}{sure}").format(days=rule.days, legal_basis=rule.legal_basis, sure=sure)
    return HousekeepingLine(rule.id, f"{rule.name}: {_count(due.count)}{files}{blocked}", about, *_INFO)


def _whole(report: VaultReport) -> HousekeepingLine:
    again = tr("Enter: mở từng tệp để kiểm tra")
    lies = tr("{count} tệp, {size_words}").format(count=_count(report.files), size_words=size_words(report.size))
    if not report.good:
        about = tr("Thiếu {len}, hỏng {len2}. Báo cán bộ CNTT; hồ sơ đã gửi còn ở tỉnh.").format(
            len=len(report.missing), len2=len(report.damaged)
        )
        return HousekeepingLine(
            READ, tr("Kho tệp có tệp thiếu hoặc hỏng · {lies}").format(lies=lies), about, *_BAD, again
        )
    about = tr("Đã mở từng tệp, tất cả nguyên vẹn.") if report.read else tr("Mọi tệp hồ sơ nhắc đến đều có mặt.")
    return HousekeepingLine(READ, tr("Kho tệp đủ · {lies}").format(lies=lies), about, *_GOOD, again)


def _orphans(report: VaultReport) -> HousekeepingLine:
    if not report.orphans:
        return HousekeepingLine(ORPHANS, tr("Không có tệp thừa"), tr("Tệp nào cũng có hồ sơ nhắc đến."), *_GOOD)
    size, oldest = sum(file.size for file in report.orphans), vietnam_time(report.orphans[0].since)
    old = tr("{count} tệp cũ hơn {days} ngày").format(count=_count(report.removable), days=OLD_ENOUGH.days)
    about = tr("{size_words}, cũ nhất từ {oldest:%d/%m/%Y}; {old}.").format(
        size_words=size_words(size), oldest=oldest, old=old
    )
    offer = tr("Enter: xóa các tệp cũ, sau khi gõ lý do") if report.removable else ""
    title = tr("{count} tệp không hồ sơ nào nhắc đến").format(count=_count(len(report.orphans)))
    return HousekeepingLine(ORPHANS, title, about, *_INFO, offer)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
