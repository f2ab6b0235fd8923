"""What stands in the audit, in words: acts, the facts they name, how a look-up ended. Pure.

A code that a later version wrote has no words here: it is shown as it is.
"""

from __future__ import annotations

from .messages import problem_words

ACTS: dict[str, str] = {
    "archive-form-made": "Làm bản lưu trữ của một giấy tờ đã tiếp nhận",
    "archive-tried-again": "Cho làm lại bản lưu trữ của các giấy tờ để riêng",
    "asked-for-held-paper": "Yêu cầu giấy đã có sẵn",
    "citizen-checked": "Người dân đã xem lại và đồng ý",
    "audit-exported": "Xuất nhật ký ra tệp có ký",
    "audit-taken-for-whole": "Nhận nhật ký là nguyên vẹn từ đây",
    "courier-exported": "Ghi hồ sơ chờ gửi ra USB",
    "courier-imported": "Nhập trả lời của tỉnh từ USB",
    "catalogue-approved": "Duyệt danh mục từ tệp",
    "catalogue-undone": "Hoàn tác danh mục từ tệp",
    "code-linked": "Gắn mã của tỉnh cho mã tạm",
    "dossier-accepted": "Tiếp nhận hồ sơ",
    "dossier-step": "Việc sau tiếp nhận",
    "dossier-held": "Giữ hồ sơ, không cho dọn",
    "dossier-released": "Bỏ giữ hồ sơ",
    "draft-handed-over": "Bàn giao hồ sơ đang làm dở",
    "draft-put-away": "Cất hồ sơ đang làm dở",
    "priority-given": "Phát số ưu tiên",
    "time-marked": "Đánh dấu giờ của một số là không đúng, hoặc bỏ dấu",
    "draft-taken-back": "Lấy lại hồ sơ đã cất",
    "event-given-to-it": "Giao hồ sơ chưa gửi được cho cán bộ CNTT",
    "event-tried-again": "Cho gửi lại hồ sơ lên tỉnh",
    "events-exported": "Xuất diễn biến của các hồ sơ chờ gửi",
    "files-purged": "Dọn tệp hết hạn lưu của hồ sơ",
    "draft-purged": "Dọn hồ sơ nháp đã cất, hết hạn lưu",
    "tickets-purged": "Dọn số thứ tự cũ",
    "orphans-removed": "Xóa tệp không hồ sơ nào nhắc đến",
    "first-person": "Cho người đầu tiên vào máy",
    "keys-given-to-province": "Trao cho tỉnh quyền mở giúp kho",
    "list-printed": "In bảng trong ngày",
    "list-reprinted": "In lại bảng trong ngày",
    "locked": "Khóa màn hình",
    "log-in-failed": "Đăng nhập sai",
    "log-in-withdrawn": "Tài khoản đã bị tỉnh thu hồi đăng nhập",
    "logged-in": "Đăng nhập",
    "looked-up": "Tra cứu một người",
    "new-keys-asked": "Đổi khóa của kho",
    "not-needed-slip-printed": "In phiếu giấy tờ không phải nộp",
    "still-asked-slip-printed": "In phiếu vì sao vẫn yêu cầu nộp",
    "supplement-slip-printed": "In phiếu hướng dẫn bổ sung, chưa tiếp nhận",
    "paper-printed": "In giấy tờ của hồ sơ",
    "paper-reprinted": "In lại giấy tờ của hồ sơ",
    "pin-set": "Đặt mã PIN",
    "receipt-printed": "In giấy tiếp nhận",
    "receipt-reprinted": "In lại giấy tiếp nhận",
    "recovery-code-made": "Lập mã khôi phục",
    "shell-command": "Gõ lệnh ở dòng lệnh khi chương trình đang mở",
    "store-restored": "Khôi phục kho từ bản sao lưu",
    "store-moved": "Kho đã chuyển hẳn sang máy này",
    "store-unlocked": "Mở kho trên máy mới bằng mã khôi phục",
    "unlock-failed": "Nhập sai mã PIN",
    "unlocked": "Mở khóa màn hình",
}

_ABOUT: dict[str, str] = {
    "account": "tài khoản",
    "act": "việc",
    "backup": "bản sao lưu",
    "before": "trước ngày",
    "code": "mã hồ sơ",
    "command": "lệnh",
    "component": "giấy tờ",
    "copy": "bản in thứ",
    "count": "số lượng",
    "day": "ngày",
    "dossier": "hồ sơ",
    "files": "số tệp",
    "first": "lần đầu",
    "first_day": "từ ngày",
    "from": "từ",
    "how": "bằng cách",
    "kind": "loại",
    "language": "ngôn ngữ",
    "list": "bảng",
    "look_ups": "kèm lượt tra cứu",
    "last_day": "đến ngày",
    "linked": "mã của tỉnh",
    "mark_lost": "mất sổ cấp số",
    "outcome": "kết quả",
    "over": "thay cho bản",
    "procedure": "thủ tục",
    "purpose": "mục đích",
    "reason": "lý do",
    "rule": "quy tắc",
    "seat": "người đang đăng nhập tại quầy",
    "sha256": "SHA-256 của tệp",
    "source": "SHA-256 của bản lúc tiếp nhận",
    "store": "kho",
    "label": "số thứ tự",
    "wrong": "giờ không đúng",
    "to": "đến",
    "trip": "chuyến",
    "version": "phiên bản",
}

# What can happen to a dossier after acceptance, as its story and the audit call it.
STEPS: dict[str, str] = {
    "handed-over": "Chuyển cơ quan giải quyết",
    "supplement-asked": "Yêu cầu bổ sung hồ sơ",
    "supplemented": "Nhận hồ sơ bổ sung",
    "apologised": "Xin lỗi và hẹn lại",
    "refused": "Từ chối giải quyết",
    "stopped": "Dừng giải quyết",
    "withdrawn": "Người nộp rút hồ sơ",
    "result-arrived": "Kết quả đã về",
    "returned": "Trả kết quả",
    "fee-taken": "Thu phí, lệ phí",
    "fee-confirmed": "Đối soát chuyển khoản",
    "fee-waived": "Miễn phí, lệ phí",
}

_VALUES: dict[str, dict[str, str]] = {
    "act": STEPS,
    "outcome": {
        "asked": "đã hỏi tỉnh",
        "answered": "tỉnh đã trả lời",
        "audit-read": "xem nhật ký tại quầy",
    },
    "wrong": {"true": "có", "false": "không"},
    "reason": {
        "elderly": "người cao tuổi",
        "disabled": "người khuyết tật",
        "pregnant": "phụ nữ mang thai",
        "small-child": "có trẻ nhỏ đi cùng",
        "incident": "sự cố, thiên tai",
        "wrong-data": "dữ liệu đang giữ không đúng",
        "offline": "mất kết nối",
    },
    "kind": {"page": "ảnh trang", "archival": "PDF lưu trữ"},
    "look_ups": {"true": "có", "false": "không"},
    "first": {"true": "phải", "false": "đã nhập trước đó"},
    "mark_lost": {"true": "có", "false": "không"},
}


def act_words(what: str) -> str:
    return ACTS.get(what, what)


def fact_words(name: str, value: str) -> tuple[str, str]:
    """A fact's name and value in words; a look-up that failed ends with its error's code."""
    known = _VALUES.get(name, {})
    if name == "outcome" and value not in known:
        return _ABOUT[name], problem_words(value).rstrip(".")
    return _ABOUT.get(name, name), known.get(value, value)
