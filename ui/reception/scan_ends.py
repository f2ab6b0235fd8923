"""How a scan ended, in words: what lies in the dossier, what is kept, and what is to be done with the paper. Pure."""

from __future__ import annotations

from counter_app.domain.errors import CounterError, DiskFull, NotAnImage, PagesKept, SidesDiffer, StackUnknown

from ..language import tr
from ..messages import message
from .scan_queue import Scan


def jam_words(fault: CounterError) -> str:
    """The scanner has stopped, and pages that it gave still come onto the dossier: the tray says how many."""
    told = message(fault)
    return f"{told.what} {told.next}"


def kept_words(scan: Scan, error: CounterError, kept: int, unread: int, before: int = 0) -> str:
    """Some pages have left the scanner that are not on the dossier. `unread`: among `kept`, those that nobody can
    read; `before`: pages of the same stack that came onto the dossier with the scans before this."""
    waits = kept - unread
    if isinstance(error, PagesKept):
        stopped = tr("Đã dừng.") if scan.of_before or not scan.fed else tr("Đã dừng quét.")
        what = message(scan.fault).what if scan.fault is not None else stopped
    elif isinstance(error, NotAnImage):
        what = tr("Có trang máy quét đưa ra mà không đọc được.")
    else:
        what = message(error).what
    parts = [tr("{what} {count} trang đã vào hồ sơ").format(what=what, count=scan.count)]
    if waits and isinstance(error, DiskFull):
        parts.append(
            tr(
                "{kept} trang nữa máy quét đã đưa ra đang được giữ: đừng tắt chương trình. Báo cán bộ CNTT dọn ổ đĩa"
                " rồi F5 lấy vào"
            ).format(kept=waits)
        )
    elif waits:
        parts.append(tr("{kept} trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào").format(kept=waits))
    if unread:
        parts.append(
            tr("{unread} trang không đọc được đang được giữ: Ctrl+F5 đọc lại hoặc bỏ, rồi quét lại tờ đó").format(
                unread=unread
            )
        )
    if waits and scan.fed and not scan.of_before:
        words = tr("còn lại xếp từ trang {next}")  # short: at 1366 points it stands there whole
        if isinstance(error, DiskFull):
            words = tr("giấy còn lại xếp vào khay từ trang thứ {next}")
        parts.append(words.format(next=before + scan.count + kept + 1))
    return f"{'; '.join(parts)}."


def before_words(scan: Scan, to_turn: int) -> str:
    """What had left the scanner before lies on the dossier now."""
    if scan.read_again:
        return tr("Đã đọc được và lấy vào hồ sơ {count} trang.").format(count=scan.count)
    words = tr("Đã lấy vào hồ sơ {count} trang mà máy quét đã đưa ra trước khi chương trình bị tắt.")
    told = words.format(count=scan.count)
    return f"{told} {backs_wait_words(to_turn)}" if to_turn else told


def good_words_elsewhere(scan: Scan) -> str:
    """The dossier is open no longer, and nothing went wrong."""
    if scan.of_before:
        words = tr("Đã lấy vào hồ sơ trước {count} trang mà máy quét đã đưa ra cho hồ sơ đó.")
    else:
        words = tr("Tập của hồ sơ trước đã quét xong: {count} trang, nằm trong hồ sơ đó.")
    return words.format(count=scan.count)


def backs_wait_elsewhere_words(sheets: int) -> str:
    words = tr("Còn mặt sau của {sheets} tờ: để riêng tập ấy, mở lại hồ sơ đó ở Alt+3 rồi mới lật úp và quét tiếp.")
    return words.format(sheets=sheets)


def paper_lies(scan: Scan, error: CounterError) -> bool:
    """Some of its sheets may lie in the feeder still."""
    if scan.of_before:
        return False
    if isinstance(error, (PagesKept, NotAnImage, StackUnknown, SidesDiffer)):
        return scan.fault is not None or not scan.ran_out
    return True


def backs_wait_words(sheets: int) -> str:
    return tr("Còn mặt sau của {sheets} tờ: lật úp cả tập, đặt vào khay rồi F5.").format(sheets=sheets)


def good_words(scan: Scan, to_turn: int) -> str:
    """The dossier is open, and nothing went wrong."""
    if to_turn:
        turn = tr("Lấy cả tập vừa ra, lật úp lại, đặt vào khay rồi F5 quét mặt sau.")
        return tr("Đã quét mặt trước của {to_turn} tờ. {turn}").format(to_turn=to_turn, turn=turn)
    stopped = tr("Đã dừng quét") if scan.stopped else tr("Đã quét")
    # The sheet under way comes out of the machine, and is no page.
    lost = tr("Tờ nào đang chạy dở thì chưa được lấy: đặt lại vào khay.") if scan.stopped else ""
    return tr("{stopped}: {count} trang. {lost}").format(stopped=stopped, count=scan.count, lost=lost).rstrip()
