"""What each right allows and whose it is, in words. Pure."""

from __future__ import annotations

from counter_app.domain.people import Right, Role, who_may

from .language import tr

ROLES = {
    Role.CLERK: tr("cán bộ tiếp nhận"),
    Role.SUPERVISOR: tr("lãnh đạo bộ phận"),
    Role.IT: tr("cán bộ CNTT"),
    Role.POSTAL: tr("nhân viên bưu chính"),
    Role.KIOSK: tr("máy lấy số"),
}
_ACTS = {
    Right.TICKET: tr("phát số"),
    Right.RECEIVE: tr("tiếp nhận hồ sơ"),
    Right.LOOK_UP: tr("tra cứu giấy tờ của người dân"),
    Right.READ_REGISTER: tr("xem sổ hồ sơ của đơn vị"),
    Right.PRINT_AGAIN: tr("in lại giấy tiếp nhận"),
    Right.FOLLOW: tr("theo tiếp hồ sơ đã tiếp nhận"),
    Right.RETURN: tr("trả kết quả"),
    Right.HAND_OVER_DRAFT: tr("giao hồ sơ đang làm dở cho người khác"),
    Right.READ_AUDIT: tr("xem nhật ký"),
    Right.EXPORT_AUDIT: tr("xuất nhật ký"),
    Right.PURGE: tr("xóa hồ sơ hết hạn lưu"),
    Right.ARCHIVE: tr("cho làm lại bản lưu trữ"),
    Right.BACK_UP: tr("sao lưu"),
    Right.RESTORE: tr("khôi phục kho dữ liệu"),
    Right.KEYS: tr("quản lý khóa của kho"),
    Right.FIRST_PERSON: tr("tạo tài khoản đầu tiên"),
    Right.CATALOGUE: tr("duyệt danh mục từ tệp"),
    Right.CARRY: tr("mang hồ sơ đến tỉnh bằng USB"),
    Right.SEND: tr("gửi lại hồ sơ cho tỉnh"),
    Right.DEVICES: tr("chọn máy quét của máy này"),
}


def _whose(right: Right) -> str:
    *others, last = (ROLES[role] for role in who_may(right))
    return tr("{join} hoặc {last}").format(join=", ".join(others), last=last) if others else last


NOT_ALLOWED: dict[str, tuple[str, str, str]] = {
    right.value: (
        tr("Bạn không có quyền {act}.").format(act=act),
        tr("Việc này của {whose}.").format(whose=_whose(right)),
        "",
    )
    for right, act in _ACTS.items()
}
