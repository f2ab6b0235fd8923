"""The words for errors whose cause is known more closely than their code says: by `facts['why']` or `['reason']`. Pure.

An empty part is taken from the code's own words.
"""

# Long because: one table, read as a whole.

from __future__ import annotations

from .courier_words import CATALOGUE_FILES, PARCELS
from .right_words import NOT_ALLOWED

_OTHER_FILE = "Ctrl+O chọn tệp khác, hoặc F5 quét bản giấy."
_RESUMES = "Hồ sơ đã lưu; bản in đang đợi."

_FILES: dict[str, tuple[str, str, str]] = {
    "missing": ("Không tìm thấy tệp {file}.", "Tệp đã bị xóa, đổi tên hoặc ổ đĩa đã rút.", _OTHER_FILE),
    "denied": ("Không được phép mở tệp {file}.", "Hệ điều hành từ chối quyền đọc.", _OTHER_FILE),
    "not-a-file": ("Không đọc được {file}.", "Đó là thư mục hoặc thiết bị, không phải tệp.", _OTHER_FILE),
    "unreadable": (
        "",
        "Tệp không có, không được phép mở, hoặc ổ đĩa lỗi.",
        "Kiểm tra tệp rồi thử lại, hoặc F5 quét bản giấy.",
    ),
    "empty": ("Tệp {file} trống.", "Tệp không có nội dung nào: có thể đang được chép dở.", _OTHER_FILE),
    "format": ("", "Không phải ảnh hay PDF (nhận JPG, PNG, TIFF, BMP, PNM, PDF).", _OTHER_FILE),
    "heic": (
        "",
        "Ảnh HEIC của điện thoại iPhone không đọc được ở đây.",
        "Đề nghị gửi lại ở dạng JPG (Cài đặt, Camera, Định dạng, Tương thích nhất), hoặc F5 quét bản giấy.",
    ),
    "too-large": (
        "Tệp {file} quá lớn.",
        "Tệp trên 200 MB, hoặc trang lớn hơn mức máy xử lý được.",
        "Quét lại ở 300 dpi, hoặc tách thành nhiều tệp.",
    ),
    "truncated": (
        "Tệp {file} bị cụt.",
        "Tệp chép hoặc tải về chưa trọn.",
        "Chép lại tệp rồi Ctrl+O, hoặc F5 quét bản giấy.",
    ),
    "corners": (
        "Bốn góc đã chọn không thành một tờ giấy.",
        "Các cạnh cắt nhau, hoặc tờ giấy quá nhỏ trong ảnh.",
        "Kéo lại bốn góc theo chiều kim đồng hồ, hoặc chụp lại.",
    ),
    "broken": ("Tệp {file} bị hỏng.", "Có phần trong tệp không giải mã được.", _OTHER_FILE),
    "too-slow": (
        "Tệp PDF {file} xử lý quá lâu.",
        "Có trang chứa quá nhiều hình vẽ; chương trình đã dừng đọc để máy không bị treo.",
        "In tệp ra giấy rồi F5 quét, hoặc Ctrl+O chọn tệp khác.",
    ),
    "encrypted": (
        "Tệp PDF {file} có mật khẩu.",
        "Không đọc được trang nào khi chưa bỏ mật khẩu.",
        "Đề nghị người dân gửi bản không mật khẩu, hoặc F5 quét bản giấy.",
    ),
    "too-many-pages": (
        "Tệp {file} quá nhiều trang.",
        "Một tệp nhận tối đa 1000 trang.",
        "Tách thành nhiều tệp rồi Ctrl+O từng tệp.",
    ),
}
_CODES: dict[str, tuple[str, str, str]] = {
    "word": ("Từ thứ {place} của mã khôi phục chưa đúng.", "Từ này gõ nhầm hoặc đọc nhầm.", "Sửa từ thứ {place}."),
    "length": ("", "Mã có 15 từ; vừa nhập {count} từ.", "Nhập đủ 15 từ theo tờ giấy, hoặc quét mã QR trên tờ giấy."),
    "order": ("", "Có từ đặt sai thứ tự, hoặc nhiều từ gõ nhầm.", "So lại từng từ với tờ giấy rồi nhập lại."),
    "other": (
        "Mã khôi phục này không mở được kho.",
        "Mã viết đúng, nhưng là của kho khác, hoặc đã được thay bằng mã mới.",
        "Tìm tờ mã mới nhất có đúng số kho.",
    ),
}
_TOGETHER: dict[str, tuple[str, str, str]] = {
    "no-overlap": (
        "",
        "Hai nửa không có dải nào in giống nhau, hoặc không phải của một tờ.",
        "Quét lại hai nửa, chừa phần trùng nhau ít nhất 1 cm có chữ, rồi ghép lại.",
    ),
    "too-large": (
        "Hai mặt này quá lớn để đặt trên một trang A4.",
        "Mỗi mặt dài hơn 13,5 cm: không phải thẻ.",
        "Giữ hai trang riêng, hoặc quét lại thẻ một mình.",
    ),
}
_SLOTS: dict[str, tuple[str, str, str]] = {
    "missing": ("Không thấy tệp khóa của kho dữ liệu.", "Tệp counter.keys không còn trong thư mục dữ liệu.", ""),
    "truncated": ("Tệp khóa của kho dữ liệu bị cụt.", "Tệp counter.keys chép hoặc ghi chưa trọn.", ""),
    "unreadable": ("Không đọc được tệp khóa của kho dữ liệu.", "", ""),
    "changed": ("Tệp khóa của kho dữ liệu đã bị sửa.", "Tệp counter.keys bị thay đổi từ ngoài chương trình.", ""),
}
_KEYS: dict[str, tuple[str, str, str]] = {
    "other-store": (
        "Tệp khóa không phải của kho dữ liệu này.",
        "Tệp counter.keys đi cùng một kho khác, hoặc là bản cũ.",
        "Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu của chính kho này. Đừng xóa dữ liệu.",
    ),
}
_PRINTERS: dict[str, tuple[str, str, str]] = {
    "media-jam": ("Máy in {printer} bị kẹt giấy.", _RESUMES, "Mở nắp, gỡ giấy kẹt; máy sẽ tự in tiếp."),
    "input-tray-missing": ("Khay giấy máy in {printer} chưa lắp.", _RESUMES, "Lắp khay giấy; máy sẽ tự in tiếp."),
    "cover-open": ("Nắp máy in {printer} đang mở.", _RESUMES, "Đóng nắp; máy sẽ tự in tiếp."),
    "toner-empty": ("Máy in {printer} hết mực.", _RESUMES, "Thay hộp mực; máy sẽ tự in tiếp."),
    "marker-waste-full": ("Hộp mực thải máy in {printer} đã đầy.", _RESUMES, "Thay hộp mực thải; máy sẽ tự in tiếp."),
    "output-area-full": ("Khay ra giấy máy in {printer} đã đầy.", _RESUMES, "Lấy giấy ra; máy sẽ tự in tiếp."),
    "paused": (
        "Máy in {printer} đang tạm dừng.",
        "Hàng đợi in của máy này bị dừng; hồ sơ đã lưu.",
        "Bấm Resume/Tiếp tục ở hàng đợi in, hoặc gọi cán bộ CNTT; máy sẽ tự in tiếp.",
    ),
}

_BACKUPS: dict[str, tuple[str, str, str]] = {
    "changed": ("Bản sao lưu đã bị thay đổi.", "Có byte không còn đúng như lúc sao lưu: USB lỗi, hoặc bị sửa.", ""),
    "truncated": ("Bản sao lưu bị cụt.", "Tệp ngắn hơn lúc sao lưu: chép chưa trọn, hoặc USB lỗi.", ""),
    "incomplete": ("Bản sao lưu thiếu tệp.", "Một tệp của bản sao lưu không còn ở đó.", ""),
    "unreadable": ("Không đọc được bản sao lưu.", "Tệp kê khai hoặc cơ sở dữ liệu trong đó không đọc được.", ""),
}

_OTHER_PLACE = "Chọn tên hoặc thư mục khác rồi thử lại."

_TARGETS: dict[str, tuple[str, str, str]] = {
    "no-folder": ("", "Thư mục đó không có.", "Tạo thư mục hoặc chọn chỗ khác rồi thử lại."),
    "same-file": (
        "Không ghi đè lên tệp gốc {file}.",
        "Tên tệp kết quả trùng với một tệp khác vừa nêu.",
        "Đặt tên khác cho tệp kết quả rồi thử lại.",
    ),
    "not-a-file": ("", "Chỗ đó là thư mục, thiết bị hoặc liên kết hỏng, không phải tệp.", _OTHER_PLACE),
    "denied": ("", "Hệ điều hành từ chối quyền ghi ở đó.", "Chọn chỗ khác, hoặc gọi cán bộ CNTT cấp quyền ghi."),
}

_DAMAGE: dict[str, tuple[str, str, str]] = {
    "missing": (
        "Không thấy tệp kho dữ liệu.",
        "Tệp đã bị xóa hoặc chuyển đi; số đã cấp vẫn được nhớ.",
        "Gọi cán bộ CNTT khôi phục từ bản sao lưu. Đừng xóa gì thêm.",
    ),
    "truncated": ("Kho dữ liệu bị cụt.", "Tệp ngắn hơn lúc ghi: chép chưa trọn, hoặc ổ đĩa lỗi.", ""),
    "page": ("Kho dữ liệu có trang bị hỏng.", "Có byte trên đĩa không còn đúng như lúc ghi.", ""),
    "structure": ("Kho dữ liệu bị hỏng cấu trúc.", "Các trang không còn khớp với nhau.", ""),
    "disk": ("Ổ đĩa không đọc ghi được kho dữ liệu.", "Ổ đĩa báo lỗi phần cứng hoặc đã bị rút.", ""),
}

_ARCHIVE: dict[str, tuple[str, str, str]] = {
    "crashed": ("", "Phần làm bản lưu trữ bị đứt giữa chừng: trang làm nó hỏng, hoặc máy thiếu bộ nhớ.", ""),
    "too-slow": ("", "Có trang làm mãi không xong; chương trình đã dừng lại để giấy tờ khác được làm.", ""),
    "refused": ("", "Có trang mà phần làm bản lưu trữ không đọc được.", ""),
    "page-damaged": (
        "",
        "Ảnh trang trong kho tệp bị thiếu hoặc hỏng; bản PDF lúc tiếp nhận còn ở kho và ở tỉnh.",
        "Chạy counter-app vault check --read, khôi phục tệp từ bản sao lưu rồi làm lại.",
    ),
    "not-started": (
        "Không mở được phần làm bản lưu trữ.",
        "Máy không cho mở thêm tiến trình, hoặc bản cài đặt thiếu tệp; giấy tờ đã tiếp nhận vẫn nguyên.",
        "Chạy counter-app self-check; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
}

CAUSES: dict[str, dict[str, tuple[str, str, str]]] = {
    "clerk.not-allowed": NOT_ALLOWED,
    "environment.archive-form": _ARCHIVE,
    "environment.courier.parcel": PARCELS,
    "environment.catalogue-file": CATALOGUE_FILES,
    "clerk.log-in.withdrawn": {
        "first": (
            "",
            "Tài khoản này chỉ dùng tạm đến khi tỉnh gửi danh sách; nay danh sách đã về.",
            "Đăng nhập bằng tài khoản do tỉnh cấp.",
        )
    },
    "clerk.bad-enterprise-code": {
        "check": (
            "Mã số doanh nghiệp chưa đúng.",
            "Chữ số thứ mười là số kiểm tra, và không khớp chín số trước: có số gõ nhầm.",
            "Gõ lại theo giấy chứng nhận rồi Enter.",
        ),
        "personal": (
            "Đây là số định danh của một người.",
            "Hộ kinh doanh dùng số định danh của chủ hộ: hồ sơ đứng tên chủ hộ.",
            "Esc, rồi chọn nộp thay người khác; hoặc để hồ sơ đứng tên người nộp.",
        ),
    },
    "clerk.not-a-passport": {
        "own": (
            "Đây là hộ chiếu Việt Nam.",
            "Công dân Việt Nam được tiếp nhận theo số định danh.",
            "Quét thẻ căn cước, hoặc gõ 12 số rồi Enter.",
        )
    },
    "clerk.not-a-citizen-card": {
        "vneid": (
            "Đây là mã trên màn hình VNeID, không đọc được ở quầy.",
            "Mã VNeID chỉ máy đọc của Bộ Công an mở được và đổi sau vài phút; không chứa thông tin đọc được.",
            "Mời người dân đưa thẻ căn cước, hoặc đọc số trên VNeID: gõ 12 số rồi Enter.",
        ),
        "insurance": (
            "Đây là mã của thẻ bảo hiểm y tế.",
            "Thẻ này không có số định danh để mở hồ sơ.",
            "Quét mã QR trên thẻ căn cước, hoặc gõ 12 số rồi Enter.",
        ),
        "link": (
            "Mã vừa quét là một đường dẫn trang web.",
            "Đường dẫn không phải thẻ căn cước, và không được mở ở đây.",
            "Quét mã QR trên thẻ căn cước, hoặc gõ 12 số rồi Enter.",
        ),
    },
    "clerk.words-missing": {
        "reason": ("Còn thiếu lý do.", "", "Gõ lý do rồi F12."),
        "papers": (
            "Chưa chọn giấy tờ nào.",
            "Phiếu phải nói đủ, một lần, cần bổ sung những gì.",
            "Space chọn giấy, F12.",
        ),
        "authority": ("Chưa ghi cơ quan nào giải quyết.", "", "Gõ tên cơ quan rồi F12."),
        "full_name": ("Chưa ghi họ và tên.", "", "Gõ họ tên rồi F12."),
        "birth_date": ("Ngày sinh chưa đúng.", "", "Gõ dd/mm/yyyy, mm/yyyy hoặc yyyy rồi F12."),
        "to": ("Chưa ghi chuyển đến đâu.", "", "Gõ tên cơ quan rồi F12."),
        "kind": ("Chưa ghi mã loại kết quả.", "", "Gõ mã, ví dụ KQ.G15.000031, rồi F12."),
        "why-no-file": ("Kết quả không có tệp phải ghi lý do.", "", "Gõ lý do rồi F12; hoặc Esc và chọn quét kết quả."),
        "new-day": ("Ngày hẹn lại phải sau ngày hẹn cũ.", "", "Gõ ngày khác rồi F12."),
        "authorised": ("Người nhận không phải người nộp.", "", "Gõ giấy ủy quyền rồi Enter."),
        "name": (
            "Chưa biết họ tên người nhận.",
            "Số gõ tay không có trong dữ liệu của xã.",
            "Quét thẻ căn cước rồi Enter.",
        ),
    },
    "clerk.bad-first-person": {
        "user-name": ("", "Tên đăng nhập trống hoặc có dấu cách.", ""),
        "name": ("", "Họ tên trống.", ""),
        "short": ("", "Mật khẩu cần ít nhất 8 ký tự.", ""),
    },
    "clerk.not-an-image": _FILES,
    "clerk.do-not-fit": _TOGETHER,
    "clerk.recovery-code": _CODES,
    "environment.key-slots": _SLOTS,
    "environment.wrong-key": _KEYS,
    "environment.key-missing": {
        "no-code": (
            "",
            "",
            "Đăng nhập đúng người dùng đã lập kho; kho này chưa có mã khôi phục. Gọi cán bộ CNTT. Đừng xóa dữ liệu.",
        ),
    },
    "environment.not-writable": _TARGETS,
    "environment.disk-full": {
        "full": (
            "Không còn chỗ để ghi {file}.",
            "Ổ đĩa hoặc USB chứa tệp đó đã đầy.",
            "Dọn chỗ hoặc chọn ổ khác rồi thử lại; những gì có trước vẫn còn.",
        ),
    },
    "environment.store-locked": {
        "process": (
            "",
            "Mỗi máy chỉ mở một bản, để không ghi chồng lên nhau.",
            "Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại; nếu không được, kết thúc tiến trình {pid}.",
        ),
    },
    "environment.store-damaged": _DAMAGE,
    "environment.backup.damaged": _BACKUPS,
    "environment.audit-export": {
        "unreadable": ("Không đọc được tệp nhật ký {file}.", "Tệp không có, trống, hoặc không được phép mở.", ""),
        "no-signature": (
            "Chưa kiểm tra được tệp nhật ký {file}.",
            "Không có tệp chữ ký {file}.sig bên cạnh, hoặc tệp đó không đọc được.",
            "Lấy lại đủ hai tệp từ quầy đã xuất.",
        ),
        "other-key": (
            "Tệp nhật ký {file} không phải do quầy này ký.",
            "Khóa trong chữ ký khác với khóa công khai đã đưa.",
            "Kiểm tra lại tệp khóa công khai của quầy.",
        ),
        "forged": ("Chữ ký của tệp nhật ký {file} là giả.", "Chữ ký không khớp với khóa của quầy.", ""),
        "cut-off": ("Tệp nhật ký {file} đã bị cắt.", "Thiếu từ dòng {line} của tệp.", ""),
        "added": ("Tệp nhật ký {file} bị thêm vào.", "Dòng {line} của tệp không có lúc ký.", ""),
        "chain": (
            "Nhật ký trong tệp {file} đã không nguyên vẹn từ trước khi xuất.",
            "Dòng {line} của tệp đúng như lúc ký, nhưng chuỗi nhật ký đứt ở đó.",
            "Kiểm tra nhật ký ở quầy đã xuất.",
        ),
    },
    "environment.backup.old": {
        "ahead": (
            "Bản sao lưu gần nhất ghi ngày chưa tới ({when}).",
            "Đồng hồ máy sai lúc sao lưu, hoặc đang sai bây giờ.",
            "Chỉnh đồng hồ cho đúng rồi chạy counter-app backup.",
        ),
    },
    "environment.audit-broken": {
        "cut-off": (
            "Phần cuối nhật ký của kho đã mất: bảng {table} chỉ còn đến dòng {line}.",
            "Lần kiểm tra trước nhật ký dài hơn; kho đã bị cắt, hoặc bị thay bằng bản cũ mà không qua khôi phục.",
            "",
        ),
        "rewritten": (
            "Nhật ký của kho đã bị viết lại: bảng {table}, dòng {line}.",
            "Dòng này khác với lần kiểm tra trước, và các dòng trước nó cũng không còn đáng tin.",
            "",
        ),
        "no-witness": (
            "Mất tệp làm chứng cho nhật ký (counter.audit).",
            "Không còn đối chiếu được phần cuối nhật ký (đến dòng {line}) với lần kiểm tra trước.",
            "Gọi cán bộ CNTT: xem nhật ký rồi chạy counter-app audit check --renew kèm lý do.",
        ),
    },
    "environment.printer": {
        **_PRINTERS,
        "door-open": _PRINTERS["cover-open"],
        "interlock-open": _PRINTERS["cover-open"],
        "marker-supply-empty": _PRINTERS["toner-empty"],
        "stopped": _PRINTERS["paused"],
    },
    "environment.printer.refused": {
        "media": (
            "Máy in {printer} không có khổ giấy {media}.",
            "Hàng đợi in không kê khổ giấy này; hồ sơ đã lưu.",
            "Gọi cán bộ CNTT chọn khổ giấy hoặc máy in khác trong cấu hình.",
        ),
        "paused": ("Máy in {printer} đang không nhận lệnh in.", "Hàng đợi in bị khóa; hồ sơ đã lưu.", ""),
        "not-accepting": ("Máy in {printer} đang không nhận lệnh in.", "Hàng đợi in bị khóa; hồ sơ đã lưu.", ""),
    },
    "environment.code-refused": {
        "unknown": ("Tỉnh không có mã gắn máy này.", "Mã gõ nhầm hoặc đã hết hạn.", "Gõ lại, hoặc xin mã mới."),
        "used": ("Mã gắn máy này đã dùng cho quầy khác.", "Mỗi mã chỉ dùng cho một quầy.", ""),
    },
    "environment.update-refused": {
        "signature": ("", "Chữ ký không phải của nơi phát hành mà máy này tin.", ""),
        "expired": (
            "Bản cập nhật đã quá hạn chữ ký.",
            "USB để quá lâu, máy chủ bị giữ ở bản cũ, hoặc đồng hồ máy này sai.",
            "Xem lại ngày giờ của máy; nếu đúng, gọi cán bộ CNTT lấy bản mới.",
        ),
        "older": ("", "Bản này cũ hơn bản đã thấy trước đây; không quay lại bản cũ.", ""),
        "mixed": ("", "Các phần của bản cập nhật không cùng một lần phát hành.", ""),
        "too-large": ("", "Dữ liệu dài hơn mức đã ký; đã dừng tải.", ""),
        "wrong-hash": ("", "Một tệp khác với tệp đã ký: hỏng hoặc bị thay.", ""),
        "contents": ("", "Danh sách tệp của bản cập nhật không đúng quy cách.", ""),
    },
    "environment.update-unreachable": {
        "incomplete": ("Bản cập nhật chưa đủ tệp.", "USB hoặc máy chủ thiếu tệp.", ""),
        "stopped": ("Đã dừng tải bản cập nhật.", "Chương trình đang đóng; phần đã tải được giữ lại.", ""),
    },
    "environment.bad-settings": {
        "unreadable": ("Không đọc được tệp cấu hình {file}.", "Tệp không có, hoặc không được phép mở.", ""),
        "unwritable": (
            "Không ghi được {file} vào thư mục cấu hình.",
            "Tài khoản này không có quyền ghi ở đó, hoặc ổ đĩa đầy.",
            "Chạy lại với quyền quản trị.",
        ),
        "missing": (
            "Cấu hình còn thiếu mục {entry}.",
            "Mục này không có sẵn: mỗi đơn vị, mỗi máy tự khai.",
            "Gọi cán bộ CNTT ghi mục đó vào {file} trong thư mục {folder} rồi mở lại.",
        ),
        "syntax": ("Tệp cấu hình {file} viết sai.", "Sai cú pháp TOML, {entry}.", ""),
    },
}
