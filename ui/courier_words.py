"""Why a file that was carried to the counter was not taken in, in words. Pure."""

from __future__ import annotations

from .language import tr

_AGAIN = tr("Xin tỉnh chép lại tệp trả lời, hoặc ghi USB mới mang đi; hồ sơ vẫn đang chờ ở quầy.")

PARCELS: dict[str, tuple[str, str, str]] = {
    "none": (
        tr("USB này không có trả lời nào của tỉnh cho quầy này."),
        tr("Tệp trả lời mang tên tinh-tra_, mã đơn vị và mã quầy; ở đây không có tệp nào như vậy."),
        tr("Kiểm tra đúng USB và thư mục rồi chọn lại."),
    ),
    "absent": (
        tr("Không thấy tệp {file}."),
        tr("Tệp đã bị xóa, đổi tên hoặc USB đã rút."),
        tr("Cắm lại USB rồi chọn lại tệp."),
    ),
    "truncated": (tr("Tệp {file} bị cụt."), tr("Chép chưa trọn, hoặc USB bị rút khi đang chép."), _AGAIN),
    "changed": (
        tr("Tệp {file} không còn như lúc tỉnh ký."),
        tr("Có byte đã bị đổi: USB lỗi, hoặc tệp bị sửa."),
        _AGAIN,
    ),
    "too-large": (tr("Tệp {file} quá lớn."), tr("Trả lời của tỉnh không bao giờ lớn như vậy."), _AGAIN),
    "newer": (
        tr("Tệp {file} do phiên bản mới hơn ghi."),
        tr("Hệ thống của tỉnh đã nâng cấp, chương trình ở quầy thì chưa."),
        tr("Gọi cán bộ CNTT cập nhật chương trình rồi nhập lại."),
    ),
    "not-for-us": (
        tr("Không mở được tệp {file}."),
        tr("Tệp được khóa cho khóa cũ của quầy này: két khóa đã thay từ khi ghi USB."),
        tr("Ghi USB mới mang đi, sau khi cán bộ CNTT báo tỉnh khóa mới (counter-app courier key)."),
    ),
    "outgoing": (
        tr("Tệp {file} là tệp gửi đi, không phải trả lời."),
        tr("Tệp gui-tinh_ mang từ quầy đến tỉnh; trả lời mang tên tinh-tra_."),
        tr("Mang tệp này đến tỉnh, hoặc chọn tệp tinh-tra_."),
    ),
    "other-counter": (
        tr("Tệp {file} là trả lời cho quầy khác."),
        tr("Mã đơn vị hoặc mã quầy trong tệp không phải của máy này."),
        tr("Đưa USB đến đúng quầy; ở đây chọn tệp của quầy này."),
    ),
    "other-province": (
        tr("Tệp {file} không do tỉnh của đơn vị ký."),
        tr("Chữ ký không phải của khóa ghi trong cấu hình."),
        tr("Báo cán bộ CNTT; đừng nhập tệp này."),
    ),
}

CATALOGUE_FILES: dict[str, tuple[str, str, str]] = {
    "absent": (
        tr("Không thấy tệp {file}."),
        tr("Tệp đã bị xóa, đổi tên hoặc USB đã rút."),
        tr("Cắm lại USB rồi chọn lại tệp."),
    ),
    "too-large": ("", tr("Tệp lớn hơn 16 MB: danh mục không bao giờ lớn như vậy."), ""),
    "unreadable": ("", tr("Nội dung không phải danh mục (JSON, UTF-8), hoặc bị cụt."), ""),
    "no-proof": (
        tr("Chưa rõ tệp {file} do ai phát hành."),
        tr("Không có tệp chữ ký .sig của tỉnh bên cạnh, và tên tệp không mang mã băm SHA-256."),
        tr("Chép cả tệp .sig, hoặc giữ nguyên tên tệp như tỉnh phát hành, rồi đọc lại."),
    ),
    "unsigned": (
        tr("Tệp danh mục {file} không có chữ ký của tỉnh."),
        tr("Quầy này có khóa của tỉnh nên chỉ nhận danh mục tỉnh đã ký; mã băm trong tên không đủ."),
        tr("Chép cả tệp .sig của tỉnh vào cạnh tệp này rồi đọc lại."),
    ),
    "forged": (
        tr("Tệp {file} không đúng như tỉnh phát hành."),
        tr("Chữ ký hoặc mã băm trong tên không khớp nội dung: chép lỗi, hoặc bị sửa."),
        tr("Đừng dùng tệp này; lấy lại từ tỉnh."),
    ),
}
