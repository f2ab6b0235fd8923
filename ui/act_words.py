"""What stands in the audit, in words: acts, the facts they name, how a look-up ended. Pure.

A code that a later version wrote has no words here: it is shown as it is.
"""

from __future__ import annotations

from .language import tr
from .messages import problem_words

ACTS: dict[str, str] = {
    "archive-form-made": tr("Làm bản lưu trữ của một giấy tờ đã tiếp nhận"),
    "archive-tried-again": tr("Cho làm lại bản lưu trữ của các giấy tờ để riêng"),
    "asked-for-held-paper": tr("Yêu cầu giấy đã có sẵn"),
    "citizen-checked": tr("Người dân đã xem lại và đồng ý"),
    "audit-exported": tr("Xuất nhật ký ra tệp có ký"),
    "audit-taken-for-whole": tr("Nhận nhật ký là nguyên vẹn từ đây"),
    "conflict-met": tr("Tỉnh đã sửa cùng dữ liệu: chờ người chọn"),
    "conflict-of-one-mind": tr("Quầy và tỉnh cùng sửa như nhau"),
    "conflict-settled": tr("Chọn giữa bản của quầy và bản của tỉnh"),
    "corrected": tr("Sửa thông tin người nộp"),
    "courier-exported": tr("Ghi hồ sơ chờ gửi ra USB"),
    "courier-imported": tr("Nhập trả lời của tỉnh từ USB"),
    "catalogue-approved": tr("Duyệt danh mục từ tệp"),
    "catalogue-undone": tr("Hoàn tác danh mục từ tệp"),
    "code-linked": tr("Gắn mã của tỉnh cho mã tạm"),
    "dossier-accepted": tr("Tiếp nhận hồ sơ"),
    "dossier-step": tr("Việc sau tiếp nhận"),
    "dossier-held": tr("Giữ hồ sơ, không cho dọn"),
    "dossier-released": tr("Bỏ giữ hồ sơ"),
    "draft-handed-over": tr("Bàn giao hồ sơ đang làm dở"),
    "draft-put-away": tr("Cất hồ sơ đang làm dở"),
    "priority-given": tr("Phát số ưu tiên"),
    "time-marked": tr("Đánh dấu giờ của một số là không đúng, hoặc bỏ dấu"),
    "draft-taken-back": tr("Lấy lại hồ sơ đã cất"),
    "event-entered-by-hand": tr("Kết thúc bằng tay: đã nhập trên hệ thống của tỉnh"),
    "event-given-to-it": tr("Giao hồ sơ chưa gửi được cho cán bộ CNTT"),
    "event-tried-again": tr("Cho gửi lại hồ sơ lên tỉnh"),
    "events-exported": tr("Xuất diễn biến của các hồ sơ chờ gửi"),
    "files-purged": tr("Dọn tệp hết hạn lưu của hồ sơ"),
    "draft-purged": tr("Dọn hồ sơ nháp đã cất, hết hạn lưu"),
    "tickets-purged": tr("Dọn số thứ tự cũ"),
    "orphans-removed": tr("Xóa tệp không hồ sơ nào nhắc đến"),
    "first-person": tr("Cho người đầu tiên vào máy"),
    "keys-given-to-province": tr("Trao cho tỉnh quyền mở giúp kho"),
    "list-printed": tr("In bảng trong ngày"),
    "list-reprinted": tr("In lại bảng trong ngày"),
    "locked": tr("Khóa màn hình"),
    "log-in-failed": tr("Đăng nhập sai"),
    "log-in-withdrawn": tr("Tài khoản đã bị tỉnh thu hồi đăng nhập"),
    "logged-in": tr("Đăng nhập"),
    "looked-up": tr("Tra cứu một người"),
    "new-keys-asked": tr("Đổi khóa của kho"),
    "not-needed-slip-printed": tr("In phiếu giấy tờ không phải nộp"),
    "still-asked-slip-printed": tr("In phiếu vì sao vẫn yêu cầu nộp"),
    "supplement-slip-printed": tr("In phiếu hướng dẫn bổ sung, chưa tiếp nhận"),
    "owner-named": tr("Ghi chủ hồ sơ và tư cách người nộp"),
    "paper-printed": tr("In giấy tờ của hồ sơ"),
    "paper-reprinted": tr("In lại giấy tờ của hồ sơ"),
    "pin-set": tr("Đặt mã PIN"),
    "reception-refused": tr("Từ chối tiếp nhận"),
    "refusal-printed": tr("In phiếu từ chối tiếp nhận"),
    "refusal-reprinted": tr("In lại phiếu từ chối tiếp nhận"),
    "province-step": tr("Bước do tỉnh ghi"),
    "online-answered": tr("Trả lời hồ sơ trực tuyến"),
    "receipt-printed": tr("In giấy tiếp nhận"),
    "receipt-reprinted": tr("In lại giấy tiếp nhận"),
    "recovery-code-made": tr("Lập mã khôi phục"),
    "shell-command": tr("Gõ lệnh ở dòng lệnh khi chương trình đang mở"),
    "store-restored": tr("Khôi phục kho từ bản sao lưu"),
    "site-clash": tr("Hai quầy cùng làm khi mất máy chủ của sảnh: xem lại diễn biến hồ sơ"),
    "site-entry-refused": tr("Bỏ qua một mục của quầy khác vì trùng mã với hồ sơ ở đây"),
    "store-moved": tr("Kho đã chuyển hẳn sang máy này"),
    "store-unlocked": tr("Mở kho trên máy mới bằng mã khôi phục"),
    "unlock-failed": tr("Nhập sai mã PIN"),
    "unlocked": tr("Mở khóa màn hình"),
}

_ABOUT: dict[str, str] = {
    "account": tr("tài khoản"),
    "act": tr("việc"),
    "backup": tr("bản sao lưu"),
    "before": tr("trước ngày"),
    "code": tr("mã hồ sơ"),
    "command": tr("lệnh"),
    "component": tr("giấy tờ"),
    "copy": tr("bản in thứ"),
    "count": tr("số lượng"),
    "day": tr("ngày"),
    "dossier": tr("hồ sơ"),
    "event": tr("mã gửi"),
    "fields": tr("các ô"),
    "files": tr("số tệp"),
    "first": tr("lần đầu"),
    "first_day": tr("từ ngày"),
    "from": tr("từ"),
    "how": tr("bằng cách"),
    "kind": tr("loại"),
    "language": tr("ngôn ngữ"),
    "list": tr("bảng"),
    "look_ups": tr("kèm lượt tra cứu"),
    "last_day": tr("đến ngày"),
    "linked": tr("mã của tỉnh"),
    "number": tr("số"),
    "mark_lost": tr("mất sổ cấp số"),
    "outcome": tr("kết quả"),
    "mine": tr("giữ của quầy"),
    "over": tr("thay cho bản"),
    "owner": tr("chủ hồ sơ có"),
    "relation": tr("người nộp là"),
    "procedure": tr("thủ tục"),
    "purpose": tr("mục đích"),
    "reason": tr("lý do"),
    "problem": tr("vướng mắc"),
    "record": tr("dữ liệu"),
    "rule": tr("quy tắc"),
    "seat": tr("người đang đăng nhập tại quầy"),
    "sha256": tr("SHA-256 của tệp"),
    "source": tr("SHA-256 của bản lúc tiếp nhận"),
    "store": "kho",
    "label": tr("số thứ tự"),
    "wrong": tr("giờ không đúng"),
    "theirs": tr("theo tỉnh"),
    "to": tr("đến"),
    "trip": tr("chuyến"),
    "version": tr("phiên bản"),
}

# What can happen to a dossier after acceptance, as its story and the audit call it.
STEPS: dict[str, str] = {
    "handed-over": tr("Chuyển cơ quan giải quyết"),
    "supplement-asked": tr("Yêu cầu bổ sung hồ sơ"),
    "supplemented": tr("Nhận hồ sơ bổ sung"),
    "apologised": tr("Xin lỗi và hẹn lại"),
    "refused": tr("Từ chối giải quyết"),
    "stopped": tr("Dừng giải quyết"),
    "withdrawn": tr("Người nộp rút hồ sơ"),
    "result-arrived": tr("Kết quả đã về"),
    "returned": tr("Trả kết quả"),
    "fee-taken": tr("Thu phí, lệ phí"),
    "fee-confirmed": tr("Đối soát chuyển khoản"),
    "fee-waived": tr("Miễn phí, lệ phí"),
    "noted": tr("Tiến độ tại tỉnh"),
}

_VALUES: dict[str, dict[str, str]] = {
    "act": STEPS,
    "owner": {
        "personal-number": tr("số định danh"),
        "passport": tr("hộ chiếu"),
        "enterprise-code": tr("mã số doanh nghiệp"),
        "none": tr("tên và ngày sinh, chưa có số"),
    },
    "relation": {
        "own": tr("chính chủ hồ sơ"),
        "dai-dien": tr("người đại diện theo pháp luật"),
        "cha-me": tr("cha, mẹ"),
        "uy-quyen": tr("người được ủy quyền"),
        "nguoi-than": tr("ông, bà, người thân thích"),
        "nguoi-than-uy-quyen": tr("người thân được ủy quyền"),
        "giam-ho": tr("người giám hộ"),
    },
    "outcome": {
        "asked": tr("đã hỏi tỉnh"),
        "answered": tr("tỉnh đã trả lời"),
        "audit-read": tr("xem nhật ký tại quầy"),
    },
    "wrong": {"true": tr("có"), "false": tr("không")},
    "reason": {
        "elderly": tr("người cao tuổi"),
        "disabled": tr("người khuyết tật"),
        "pregnant": tr("phụ nữ mang thai"),
        "small-child": tr("có trẻ nhỏ đi cùng"),
        "incident": tr("sự cố, thiên tai"),
        "wrong-data": tr("dữ liệu đang giữ không đúng"),
        "offline": tr("mất kết nối"),
    },
    "kind": {"page": tr("ảnh trang"), "archival": tr("PDF lưu trữ")},
    "look_ups": {"true": tr("có"), "false": tr("không")},
    "first": {"true": tr("phải"), "false": tr("đã nhập trước đó")},
    "mark_lost": {"true": tr("có"), "false": tr("không")},
}


def act_words(what: str) -> str:
    return ACTS.get(what, what)


def fact_words(name: str, value: str) -> tuple[str, str]:
    """A fact's name and value in words; a look-up that failed ends with its error's code."""
    known = _VALUES.get(name, {})
    if name == "outcome" and value not in known:
        return _ABOUT[name], problem_words(value).rstrip(".")
    return _ABOUT.get(name, name), known.get(value, value)
