"""What each right allows and whose it is, in words. Pure."""

from __future__ import annotations

from counter_app.domain.people import Right, Role, who_may

ROLES = {
    Role.CLERK: "cán bộ tiếp nhận",
    Role.SUPERVISOR: "lãnh đạo bộ phận",
    Role.IT: "cán bộ CNTT",
    Role.POSTAL: "nhân viên bưu chính",
    Role.KIOSK: "máy lấy số",
}
_ACTS = {
    Right.TICKET: "phát số",
    Right.RECEIVE: "tiếp nhận hồ sơ",
    Right.LOOK_UP: "tra cứu giấy tờ của người dân",
    Right.READ_REGISTER: "xem sổ hồ sơ của đơn vị",
    Right.PRINT_AGAIN: "in lại giấy tiếp nhận",
    Right.FOLLOW: "theo tiếp hồ sơ đã tiếp nhận",
    Right.RETURN: "trả kết quả",
    Right.HAND_OVER_DRAFT: "giao hồ sơ đang làm dở cho người khác",
    Right.READ_AUDIT: "xem nhật ký",
    Right.EXPORT_AUDIT: "xuất nhật ký",
    Right.PURGE: "xóa hồ sơ hết hạn lưu",
    Right.ARCHIVE: "cho làm lại bản lưu trữ",
    Right.BACK_UP: "sao lưu",
    Right.RESTORE: "khôi phục kho dữ liệu",
    Right.KEYS: "quản lý khóa của kho",
    Right.RESCUE: "cứu dữ liệu",
    Right.FIRST_PERSON: "tạo tài khoản đầu tiên",
    Right.CATALOGUE: "duyệt danh mục từ tệp",
    Right.CARRY: "mang hồ sơ đến tỉnh bằng USB",
    Right.SEND: "gửi lại hồ sơ cho tỉnh",
    Right.DEVICES: "chọn máy quét của máy này",
}


def _whose(right: Right) -> str:
    *others, last = (ROLES[role] for role in who_may(right))
    return f"{', '.join(others)} hoặc {last}" if others else last


NOT_ALLOWED: dict[str, tuple[str, str, str]] = {
    right.value: (f"Bạn không có quyền {act}.", f"Việc này của {_whose(right)}.", "") for right, act in _ACTS.items()
}
