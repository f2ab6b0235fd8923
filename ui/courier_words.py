"""Why a file that was carried to the counter was not taken in, in words. Pure."""

from __future__ import annotations

_AGAIN = "Xin tỉnh chép lại tệp trả lời, hoặc ghi USB mới mang đi; hồ sơ vẫn đang chờ ở quầy."

PARCELS: dict[str, tuple[str, str, str]] = {
    "none": (
        "USB này không có trả lời nào của tỉnh cho quầy này.",
        "Tệp trả lời mang tên tinh-tra_, mã đơn vị và mã quầy; ở đây không có tệp nào như vậy.",
        "Kiểm tra đúng USB và thư mục rồi chọn lại.",
    ),
    "absent": ("Không thấy tệp {file}.", "Tệp đã bị xóa, đổi tên hoặc USB đã rút.", "Cắm lại USB rồi chọn lại tệp."),
    "truncated": ("Tệp {file} bị cụt.", "Chép chưa trọn, hoặc USB bị rút khi đang chép.", _AGAIN),
    "changed": ("Tệp {file} không còn như lúc tỉnh ký.", "Có byte đã bị đổi: USB lỗi, hoặc tệp bị sửa.", _AGAIN),
    "too-large": ("Tệp {file} quá lớn.", "Trả lời của tỉnh không bao giờ lớn như vậy.", _AGAIN),
    "newer": (
        "Tệp {file} do phiên bản mới hơn ghi.",
        "Hệ thống của tỉnh đã nâng cấp, chương trình ở quầy thì chưa.",
        "Gọi cán bộ CNTT cập nhật chương trình rồi nhập lại.",
    ),
    "not-for-us": (
        "Không mở được tệp {file}.",
        "Tệp được khóa cho khóa cũ của quầy này: két khóa đã thay từ khi ghi USB.",
        "Ghi USB mới mang đi, sau khi cán bộ CNTT báo tỉnh khóa mới (counter-app courier key).",
    ),
    "outgoing": (
        "Tệp {file} là tệp gửi đi, không phải trả lời.",
        "Tệp gui-tinh_ mang từ quầy đến tỉnh; trả lời mang tên tinh-tra_.",
        "Mang tệp này đến tỉnh, hoặc chọn tệp tinh-tra_.",
    ),
    "other-counter": (
        "Tệp {file} là trả lời cho quầy khác.",
        "Mã đơn vị hoặc mã quầy trong tệp không phải của máy này.",
        "Đưa USB đến đúng quầy; ở đây chọn tệp của quầy này.",
    ),
    "other-province": (
        "Tệp {file} không do tỉnh của đơn vị ký.",
        "Chữ ký không phải của khóa ghi trong cấu hình.",
        "Báo cán bộ CNTT; đừng nhập tệp này.",
    ),
}

CATALOGUE_FILES: dict[str, tuple[str, str, str]] = {
    "absent": ("Không thấy tệp {file}.", "Tệp đã bị xóa, đổi tên hoặc USB đã rút.", "Cắm lại USB rồi chọn lại tệp."),
    "too-large": ("", "Tệp lớn hơn 16 MB: danh mục không bao giờ lớn như vậy.", ""),
    "unreadable": ("", "Nội dung không phải danh mục (JSON, UTF-8), hoặc bị cụt.", ""),
    "no-proof": (
        "Chưa rõ tệp {file} do ai phát hành.",
        "Không có tệp chữ ký .sig của tỉnh bên cạnh, và tên tệp không mang mã băm SHA-256.",
        "Chép cả tệp .sig, hoặc giữ nguyên tên tệp như tỉnh phát hành, rồi đọc lại.",
    ),
    "unsigned": (
        "Tệp danh mục {file} không có chữ ký của tỉnh.",
        "Quầy này có khóa của tỉnh nên chỉ nhận danh mục tỉnh đã ký; mã băm trong tên không đủ.",
        "Chép cả tệp .sig của tỉnh vào cạnh tệp này rồi đọc lại.",
    ),
    "forged": (
        "Tệp {file} không đúng như tỉnh phát hành.",
        "Chữ ký hoặc mã băm trong tên không khớp nội dung: chép lỗi, hoặc bị sửa.",
        "Đừng dùng tệp này; lấy lại từ tỉnh.",
    ),
}
