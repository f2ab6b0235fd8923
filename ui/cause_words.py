"""The words for errors whose cause is known more closely than their code says: by `facts['why']` or `['reason']`. Pure.

An empty part is taken from the code's own words.
"""

# Long because: one table, read as a whole.

from __future__ import annotations

from .courier_words import CATALOGUE_FILES, PARCELS
from .language import tr
from .right_words import NOT_ALLOWED

_OTHER_FILE = tr("Ctrl+O chọn tệp khác, hoặc F5 quét bản giấy.")
_RESUMES = tr("Hồ sơ đã lưu; bản in đang đợi.")

_FILES: dict[str, tuple[str, str, str]] = {
    "missing": (tr("Không tìm thấy tệp {file}."), tr("Tệp đã bị xóa, đổi tên hoặc ổ đĩa đã rút."), _OTHER_FILE),
    "denied": (tr("Không được phép mở tệp {file}."), tr("Hệ điều hành từ chối quyền đọc."), _OTHER_FILE),
    "not-a-file": (tr("Không đọc được {file}."), tr("Đó là thư mục hoặc thiết bị, không phải tệp."), _OTHER_FILE),
    "unreadable": (
        "",
        tr("Tệp không có, không được phép mở, hoặc ổ đĩa lỗi."),
        tr("Kiểm tra tệp rồi thử lại, hoặc F5 quét bản giấy."),
    ),
    "no-answer": (
        tr("Nơi chứa tệp không trả lời."),
        tr("Ổ mạng hoặc thư mục theo dõi ở máy khác đã tắt, hoặc đứt mạng; chương trình đã thôi chờ."),
        tr("F5 quét bản giấy, hoặc Ctrl+O chọn tệp ở máy này; thử lại khi mạng đã thông."),
    ),
    "stopped": (
        tr("Đã dừng lấy tệp."),
        tr("Trang nào đã lấy thì đã lưu; tệp vẫn còn ở chỗ cũ."),
        tr("Lấy lại từ đầu tệp khi cần, hoặc F5 quét bản giấy."),
    ),
    "empty": (tr("Tệp {file} trống."), tr("Tệp không có nội dung nào: có thể đang được chép dở."), _OTHER_FILE),
    "format": ("", tr("Không phải ảnh hay PDF (nhận JPG, PNG, TIFF, BMP, PNM, PDF)."), _OTHER_FILE),
    "heic": (
        "",
        tr("Ảnh HEIC của điện thoại iPhone không đọc được ở đây."),
        tr("Đề nghị gửi lại ở dạng JPG (Cài đặt, Camera, Định dạng, Tương thích nhất), hoặc F5 quét bản giấy."),
    ),
    "too-large": (
        tr("Tệp {file} quá lớn."),
        tr("Tệp trên 200 MB, hoặc trang lớn hơn mức máy xử lý được."),
        tr("Quét lại ở 300 dpi, hoặc tách thành nhiều tệp."),
    ),
    "truncated": (
        tr("Tệp {file} bị cụt."),
        tr("Tệp chép hoặc tải về chưa trọn."),
        tr("Chép lại tệp rồi Ctrl+O, hoặc F5 quét bản giấy."),
    ),
    "corners": (
        tr("Bốn góc đã chọn không thành một tờ giấy."),
        tr("Các cạnh cắt nhau, hoặc tờ giấy quá nhỏ trong ảnh."),
        tr("Kéo lại bốn góc theo chiều kim đồng hồ, hoặc chụp lại."),
    ),
    "broken": (tr("Tệp {file} bị hỏng."), tr("Có phần trong tệp không giải mã được."), _OTHER_FILE),
    "too-slow": (
        tr("Tệp PDF {file} xử lý quá lâu."),
        tr("Có trang chứa quá nhiều hình vẽ; chương trình đã dừng đọc để máy không bị treo."),
        tr("In tệp ra giấy rồi F5 quét, hoặc Ctrl+O chọn tệp khác."),
    ),
    "encrypted": (
        tr("Tệp PDF {file} có mật khẩu."),
        tr("Không đọc được trang nào khi chưa bỏ mật khẩu."),
        tr("Đề nghị người dân gửi bản không mật khẩu, hoặc F5 quét bản giấy."),
    ),
    "odd": (
        tr("Thiếu trang thứ hai để ghép với {file}."),
        tr("Ghép hai mặt thẻ hoặc hai nửa tờ A3 cần từng đôi ảnh."),
        tr("Thêm ảnh còn thiếu rồi chạy lại."),
    ),
    "too-many-pages": (
        tr("Tệp {file} quá nhiều trang."),
        tr("Một tệp nhận tối đa 1000 trang."),
        tr("Tách thành nhiều tệp rồi Ctrl+O từng tệp."),
    ),
}
_CODES: dict[str, tuple[str, str, str]] = {
    "word": (
        tr("Từ thứ {place} của mã khôi phục chưa đúng."),
        tr("Từ này gõ nhầm hoặc đọc nhầm."),
        tr("Sửa từ thứ {place}."),
    ),
    "length": (
        "",
        tr("Mã có 15 từ; vừa nhập {count} từ."),
        tr("Nhập đủ 15 từ theo tờ giấy, hoặc quét mã QR trên tờ giấy."),
    ),
    "order": ("", tr("Có từ đặt sai thứ tự, hoặc nhiều từ gõ nhầm."), tr("So lại từng từ với tờ giấy rồi nhập lại.")),
    "other": (
        tr("Mã khôi phục này không mở được kho."),
        tr("Mã viết đúng, nhưng là của kho khác, hoặc đã được thay bằng mã mới."),
        tr("Tìm tờ mã mới nhất có đúng số kho."),
    ),
}
_TOGETHER: dict[str, tuple[str, str, str]] = {
    "no-overlap": (
        "",
        tr("Hai nửa không có dải nào in giống nhau, hoặc không phải của một tờ."),
        tr("Quét lại hai nửa, chừa phần trùng nhau ít nhất 1 cm có chữ, rồi ghép lại."),
    ),
    "too-large": (
        tr("Hai mặt này quá lớn để đặt trên một trang A4."),
        tr("Mỗi mặt dài hơn 13,5 cm: không phải thẻ."),
        tr("Giữ hai trang riêng, hoặc quét lại thẻ một mình."),
    ),
}
_SLOTS: dict[str, tuple[str, str, str]] = {
    "missing": (
        tr("Không thấy tệp khóa của kho dữ liệu."),
        tr("Tệp counter.keys không còn trong thư mục dữ liệu."),
        "",
    ),
    "truncated": (tr("Tệp khóa của kho dữ liệu bị cụt."), tr("Tệp counter.keys chép hoặc ghi chưa trọn."), ""),
    "unreadable": (tr("Không đọc được tệp khóa của kho dữ liệu."), "", ""),
    "changed": (
        tr("Tệp khóa của kho dữ liệu đã bị sửa."),
        tr("Tệp counter.keys bị thay đổi từ ngoài chương trình."),
        "",
    ),
}
_KEYS: dict[str, tuple[str, str, str]] = {
    "other-store": (
        tr("Tệp khóa không phải của kho dữ liệu này."),
        tr("Tệp counter.keys đi cùng một kho khác, hoặc là bản cũ."),
        tr("Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu của chính kho này. Đừng xóa dữ liệu."),
    ),
}
_PRINTERS: dict[str, tuple[str, str, str]] = {
    "media-jam": (tr("Máy in {printer} bị kẹt giấy."), _RESUMES, tr("Mở nắp, gỡ giấy kẹt; máy sẽ tự in tiếp.")),
    "input-tray-missing": (
        tr("Khay giấy máy in {printer} chưa lắp."),
        _RESUMES,
        tr("Lắp khay giấy; máy sẽ tự in tiếp."),
    ),
    "cover-open": (tr("Nắp máy in {printer} đang mở."), _RESUMES, tr("Đóng nắp; máy sẽ tự in tiếp.")),
    "toner-empty": (tr("Máy in {printer} hết mực."), _RESUMES, tr("Thay hộp mực; máy sẽ tự in tiếp.")),
    "marker-waste-full": (
        tr("Hộp mực thải máy in {printer} đã đầy."),
        _RESUMES,
        tr("Thay hộp mực thải; máy sẽ tự in tiếp."),
    ),
    "output-area-full": (tr("Khay ra giấy máy in {printer} đã đầy."), _RESUMES, tr("Lấy giấy ra; máy sẽ tự in tiếp.")),
    "paused": (
        tr("Máy in {printer} đang tạm dừng."),
        tr("Hàng đợi in của máy này bị dừng; hồ sơ đã lưu."),
        tr("Bấm Resume/Tiếp tục ở hàng đợi in, hoặc gọi cán bộ CNTT; máy sẽ tự in tiếp."),
    ),
}

_BACKUPS: dict[str, tuple[str, str, str]] = {
    "changed": (
        tr("Bản sao lưu đã bị thay đổi."),
        tr("Có byte không còn đúng như lúc sao lưu: USB lỗi, hoặc bị sửa."),
        "",
    ),
    "truncated": (tr("Bản sao lưu bị cụt."), tr("Tệp ngắn hơn lúc sao lưu: chép chưa trọn, hoặc USB lỗi."), ""),
    "incomplete": (tr("Bản sao lưu thiếu tệp."), tr("Một tệp của bản sao lưu không còn ở đó."), ""),
    "unreadable": (
        tr("Không đọc được bản sao lưu."),
        tr("Tệp kê khai hoặc cơ sở dữ liệu trong đó không đọc được."),
        "",
    ),
}

_OTHER_PLACE = tr("Chọn tên hoặc thư mục khác rồi thử lại.")

_TARGETS: dict[str, tuple[str, str, str]] = {
    "no-folder": ("", tr("Thư mục đó không có."), tr("Tạo thư mục hoặc chọn chỗ khác rồi thử lại.")),
    "same-file": (
        tr("Không ghi đè lên tệp gốc {file}."),
        tr("Tên tệp kết quả trùng với một tệp khác vừa nêu."),
        tr("Đặt tên khác cho tệp kết quả rồi thử lại."),
    ),
    "not-a-file": ("", tr("Chỗ đó là thư mục, thiết bị hoặc liên kết hỏng, không phải tệp."), _OTHER_PLACE),
    "gone": (
        "",
        tr("USB hoặc ổ mạng đó đã rời máy, hoặc bị hỏng; kho dữ liệu vẫn nguyên."),
        tr("Cắm lại hoặc chọn chỗ khác rồi thử lại."),
    ),
    "bad-name": ("", tr("Tên tệp quá dài, hoặc có ký tự mà ổ đó không nhận."), tr("Đặt tên khác rồi thử lại.")),
    "denied": (
        "",
        tr("Hệ điều hành từ chối quyền ghi ở đó."),
        tr("Chọn chỗ khác, hoặc gọi cán bộ CNTT cấp quyền ghi."),
    ),
}

_DAMAGE: dict[str, tuple[str, str, str]] = {
    "missing": (
        tr("Không thấy tệp kho dữ liệu."),
        tr("Tệp đã bị xóa hoặc chuyển đi; số đã cấp vẫn được nhớ."),
        tr("Gọi cán bộ CNTT khôi phục từ bản sao lưu. Đừng xóa gì thêm."),
    ),
    "truncated": (tr("Kho dữ liệu bị cụt."), tr("Tệp ngắn hơn lúc ghi: chép chưa trọn, hoặc ổ đĩa lỗi."), ""),
    "page": (tr("Kho dữ liệu có trang bị hỏng."), tr("Có byte trên đĩa không còn đúng như lúc ghi."), ""),
    "structure": (tr("Kho dữ liệu bị hỏng cấu trúc."), tr("Các trang không còn khớp với nhau."), ""),
    "disk": (tr("Ổ đĩa không đọc ghi được kho dữ liệu."), tr("Ổ đĩa báo lỗi phần cứng hoặc đã bị rút."), ""),
}

_ARCHIVE: dict[str, tuple[str, str, str]] = {
    "crashed": ("", tr("Phần làm bản lưu trữ bị đứt giữa chừng: trang làm nó hỏng, hoặc máy thiếu bộ nhớ."), ""),
    "too-slow": ("", tr("Có trang làm mãi không xong; chương trình đã dừng lại để giấy tờ khác được làm."), ""),
    "refused": ("", tr("Có trang mà phần làm bản lưu trữ không đọc được."), ""),
    "page-damaged": (
        "",
        tr("Ảnh trang trong kho tệp bị thiếu hoặc hỏng; bản PDF lúc tiếp nhận còn ở kho và ở tỉnh."),
        tr("Chạy counter-app vault check --repair THƯ_MỤC_SAO_LƯU, rồi counter-app archive --again."),
    ),
    "not-started": (
        tr("Không mở được phần làm bản lưu trữ."),
        tr("Máy không cho mở thêm tiến trình, hoặc bản cài đặt thiếu tệp; giấy tờ đã tiếp nhận vẫn nguyên."),
        tr("Chạy counter-app self-check; nếu vẫn vậy, báo cán bộ CNTT."),
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
            tr("Tài khoản này chỉ dùng tạm đến khi tỉnh gửi danh sách; nay danh sách đã về."),
            tr("Đăng nhập bằng tài khoản do tỉnh cấp."),
        )
    },
    "clerk.bad-enterprise-code": {
        "check": (
            tr("Mã số doanh nghiệp chưa đúng."),
            tr("Chữ số thứ mười là số kiểm tra, và không khớp chín số trước: có số gõ nhầm."),
            tr("Gõ lại theo giấy chứng nhận rồi Enter."),
        ),
        "personal": (
            tr("Đây là số định danh của một người."),
            tr("Hộ kinh doanh dùng số định danh của chủ hộ: hồ sơ đứng tên chủ hộ."),
            tr("Esc, rồi chọn nộp thay người khác; hoặc để hồ sơ đứng tên người nộp."),
        ),
    },
    "clerk.stack-unknown": {
        "out-of-turn": (
            tr("Trang đọc lại được đã vào hồ sơ, nhưng nằm sau các trang vốn ở sau nó."),
            tr("Các trang ấy đã vào hồ sơ trước."),
            tr("Ctrl+← dời trang về đúng chỗ trước khi F12."),
        ),
    },
    "clerk.not-filed-there": {
        "no-code": (
            tr("Trang này không mang mã hồ sơ nào."),
            tr("Chỉ trang có mã hồ sơ mới tự biết thuộc hồ sơ nào; trang sau nó thì chọn cùng bằng Shift+→."),
            tr("Chọn cả trang có mã rồi X; hoặc mở hồ sơ đó ở Alt+3 rồi quét."),
        ),
        "two-codes": (
            tr("Các trang đã chọn mang mã của nhiều hồ sơ."),
            tr("Mỗi lần chỉ xếp vào một hồ sơ."),
            tr("Chọn các trang của một hồ sơ rồi X."),
        ),
        "here": (
            tr("Trang này của chính hồ sơ đang mở."),
            tr("Mã trên trang là {dossier}."),
            tr("Chữ số để xếp trang vào giấy; 0 để riêng."),
        ),
        "over": (
            "",
            tr("Hồ sơ {dossier} đã có kết quả hoặc đã kết thúc, không nhận thêm giấy."),
            tr("M mở hồ sơ đó xem; Delete bỏ trang; chữ số nếu là giấy ở đây."),
        ),
        "not-waiting": (
            "",
            tr("Hồ sơ {dossier} không chờ bổ sung giấy nào."),
            tr("M mở hồ sơ đó: ghi yêu cầu bổ sung hoặc mở nhận kết quả trước, rồi X; chữ số nếu là giấy ở đây."),
        ),
        "taken": (
            "",
            tr("Cán bộ khác đang nhận giấy cho hồ sơ {dossier}."),
            tr("Đưa tờ giấy cho cán bộ đó quét; hoặc nhờ lãnh đạo bộ phận giao lại ở Alt+3."),
        ),
        "done": (
            tr("Không lấy lại được trang đã xếp vào hồ sơ khác."),
            tr("Hồ sơ đó đã nhận giấy, hoặc đã giao cho cán bộ khác."),
            tr("Cần ở đây nữa thì F5 quét lại tờ giấy."),
        ),
        "changed": (
            tr("Không lấy lại được trang đã xếp vào hồ sơ khác."),
            tr("Ở hồ sơ {dossier} trang đó đã được xoay, bỏ hoặc xếp sang giấy khác."),
            tr("Mở hồ sơ đó ở Alt+3, Ctrl+Z việc đã làm với trang, rồi Ctrl+Z lại ở đây."),
        ),
    },
    "clerk.not-a-passport": {
        "own": (
            tr("Đây là hộ chiếu Việt Nam."),
            tr("Công dân Việt Nam được tiếp nhận theo số định danh."),
            tr("Quét thẻ căn cước, hoặc gõ 12 số rồi Enter."),
        )
    },
    "clerk.not-a-citizen-card": {
        "vneid": (
            tr("Đây là mã trên màn hình VNeID, không đọc được ở quầy."),
            tr("Mã VNeID chỉ máy đọc của Bộ Công an mở được và đổi sau vài phút; không chứa thông tin đọc được."),
            tr("Mời người dân đưa thẻ căn cước, hoặc đọc số trên VNeID: gõ 12 số rồi Enter."),
        ),
        "insurance": (
            tr("Đây là mã của thẻ bảo hiểm y tế."),
            tr("Thẻ này không có số định danh để mở hồ sơ."),
            tr("Quét mã QR trên thẻ căn cước, hoặc gõ 12 số rồi Enter."),
        ),
        "link": (
            tr("Mã vừa quét là một đường dẫn trang web."),
            tr("Đường dẫn không phải thẻ căn cước, và không được mở ở đây."),
            tr("Quét mã QR trên thẻ căn cước, hoặc gõ 12 số rồi Enter."),
        ),
    },
    "clerk.words-missing": {
        "reason": (tr("Còn thiếu lý do."), "", tr("Gõ lý do rồi F12.")),
        "papers": (
            tr("Chưa chọn giấy tờ nào."),
            tr("Phiếu phải nói đủ, một lần, cần bổ sung những gì."),
            tr("Space chọn giấy, F12."),
        ),
        "authority": (tr("Chưa ghi cơ quan nào giải quyết."), "", tr("Gõ tên cơ quan rồi F12.")),
        "full_name": (tr("Chưa ghi họ và tên."), "", tr("Gõ họ tên rồi F12.")),
        "birth_date": (tr("Ngày sinh chưa đúng."), "", tr("Gõ dd/mm/yyyy, mm/yyyy hoặc yyyy rồi F12.")),
        "to": (tr("Chưa ghi chuyển đến đâu."), "", tr("Gõ tên cơ quan rồi F12.")),
        "kind": (tr("Chưa ghi mã loại kết quả."), "", tr("Gõ mã, ví dụ KQ.G15.000031, rồi F12.")),
        "why-no-file": (
            tr("Kết quả không có tệp phải ghi lý do."),
            "",
            tr("Gõ lý do rồi F12; hoặc Esc và chọn quét kết quả."),
        ),
        "new-day": (tr("Ngày hẹn lại phải sau ngày hẹn cũ."), "", tr("Gõ ngày khác rồi F12.")),
        "authorised": (tr("Người nhận không phải người nộp."), "", tr("Gõ giấy ủy quyền rồi Enter.")),
        "name": (
            tr("Chưa biết họ tên người nhận."),
            tr("Số gõ tay không có trong dữ liệu của xã."),
            tr("Quét thẻ căn cước rồi Enter."),
        ),
    },
    "clerk.bad-first-person": {
        "user-name": ("", tr("Tên đăng nhập trống hoặc có dấu cách."), ""),
        "name": ("", tr("Họ tên trống."), ""),
        "short": ("", tr("Mật khẩu cần ít nhất 8 ký tự."), ""),
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
            tr(
                "Đăng nhập đúng người dùng đã lập kho; kho này chưa có mã khôi phục. Gọi cán bộ CNTT. Đừng xóa dữ liệu."
            ),
        ),
    },
    "environment.not-writable": _TARGETS,
    "environment.disk-full": {
        "full": (
            tr("Không còn chỗ để ghi {file}."),
            tr("Ổ đĩa hoặc USB chứa tệp đó đã đầy."),
            tr("Dọn chỗ hoặc chọn ổ khác rồi thử lại; những gì có trước vẫn còn."),
        ),
    },
    "environment.store-locked": {
        "process": (
            "",
            tr("Mỗi máy chỉ mở một bản, để không ghi chồng lên nhau."),
            tr("Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại; nếu không được, kết thúc tiến trình {pid}."),
        ),
    },
    "environment.store-damaged": _DAMAGE,
    "environment.backup.damaged": _BACKUPS,
    "environment.audit-export": {
        "unreadable": (
            tr("Không đọc được tệp nhật ký {file}."),
            tr("Tệp không có, trống, hoặc không được phép mở."),
            "",
        ),
        "no-signature": (
            tr("Chưa kiểm tra được tệp nhật ký {file}."),
            tr("Không có tệp chữ ký {file}.sig bên cạnh, hoặc tệp đó không đọc được."),
            tr("Lấy lại đủ hai tệp từ quầy đã xuất."),
        ),
        "other-key": (
            tr("Tệp nhật ký {file} không phải do quầy này ký."),
            tr("Khóa trong chữ ký khác với khóa công khai đã đưa."),
            tr("Kiểm tra lại tệp khóa công khai của quầy."),
        ),
        "forged": (tr("Chữ ký của tệp nhật ký {file} là giả."), tr("Chữ ký không khớp với khóa của quầy."), ""),
        "cut-off": (tr("Tệp nhật ký {file} đã bị cắt."), tr("Thiếu từ dòng {line} của tệp."), ""),
        "added": (tr("Tệp nhật ký {file} bị thêm vào."), tr("Dòng {line} của tệp không có lúc ký."), ""),
        "chain": (
            tr("Nhật ký trong tệp {file} đã không nguyên vẹn từ trước khi xuất."),
            tr("Dòng {line} của tệp đúng như lúc ký, nhưng chuỗi nhật ký đứt ở đó."),
            tr("Kiểm tra nhật ký ở quầy đã xuất."),
        ),
    },
    "environment.backup.old": {
        "ahead": (
            tr("Bản sao lưu gần nhất ghi ngày chưa tới ({when})."),
            tr("Đồng hồ máy sai lúc sao lưu, hoặc đang sai bây giờ."),
            tr("Chỉnh đồng hồ cho đúng rồi chạy counter-app backup."),
        ),
    },
    "environment.audit-broken": {
        "cut-off": (
            tr("Phần cuối nhật ký của kho đã mất: bảng {table} chỉ còn đến dòng {line}."),
            tr("Lần kiểm tra trước nhật ký dài hơn; kho đã bị cắt, hoặc bị thay bằng bản cũ mà không qua khôi phục."),
            "",
        ),
        "rewritten": (
            tr("Nhật ký của kho đã bị viết lại: bảng {table}, dòng {line}."),
            tr("Dòng này khác với lần kiểm tra trước, và các dòng trước nó cũng không còn đáng tin."),
            "",
        ),
        "no-witness": (
            tr("Mất tệp làm chứng cho nhật ký (counter.audit)."),
            tr("Không còn đối chiếu được phần cuối nhật ký (đến dòng {line}) với lần kiểm tra trước."),
            tr("Gọi cán bộ CNTT: xem nhật ký rồi chạy counter-app audit check --renew kèm lý do."),
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
            tr("Máy in {printer} không có khổ giấy {media}."),
            tr("Hàng đợi in không kê khổ giấy này; hồ sơ đã lưu."),
            tr("Gọi cán bộ CNTT chọn khổ giấy hoặc máy in khác trong cấu hình."),
        ),
        "paused": (tr("Máy in {printer} đang không nhận lệnh in."), tr("Hàng đợi in bị khóa; hồ sơ đã lưu."), ""),
        "not-accepting": (
            tr("Máy in {printer} đang không nhận lệnh in."),
            tr("Hàng đợi in bị khóa; hồ sơ đã lưu."),
            "",
        ),
    },
    "environment.code-refused": {
        "unknown": (
            tr("Tỉnh không có mã gắn máy này."),
            tr("Mã gõ nhầm hoặc đã hết hạn."),
            tr("Gõ lại, hoặc xin mã mới."),
        ),
        "used": (tr("Mã gắn máy này đã dùng cho quầy khác."), tr("Mỗi mã chỉ dùng cho một quầy."), ""),
    },
    "environment.newer-store": {
        "migrated": (
            tr("Bản mới đã đổi kho dữ liệu rồi không mở được; bản đang chạy cũ hơn kho."),
            tr("Từ lúc đổi chưa ai làm gì trong kho, và có bản sao lưu đã kiểm tra ngay trước đó."),
            tr(
                'Cán bộ CNTT cài bản vá. Chưa có bản vá thì gõ: counter-app restore "{backup}" '
                "(bản mới còn dùng thử thì trước đó gõ counter-app update --back --yes)."
            ),
        ),
        "of-backup": (
            tr("Bản sao lưu này do chương trình mới hơn làm."),
            tr("Chương trình trên máy này không đọc được kho của bản mới hơn; chưa thay gì."),
            tr("Chọn bản sao lưu cũ hơn, hoặc cập nhật chương trình rồi khôi phục."),
        ),
    },
    "environment.update-refused": {
        "signature": ("", tr("Chữ ký không phải của nơi phát hành mà máy này tin."), ""),
        "expired": (
            tr("Bản cập nhật đã quá hạn chữ ký."),
            tr("USB để quá lâu, máy chủ bị giữ ở bản cũ, hoặc đồng hồ máy này sai."),
            tr("Xem lại ngày giờ của máy; nếu đúng, gọi cán bộ CNTT lấy bản mới."),
        ),
        "older": ("", tr("Bản này cũ hơn bản đã thấy trước đây; không quay lại bản cũ."), ""),
        "mixed": ("", tr("Các phần của bản cập nhật không cùng một lần phát hành."), ""),
        "too-large": ("", tr("Dữ liệu dài hơn mức đã ký; đã dừng tải."), ""),
        "wrong-hash": ("", tr("Một tệp khác với tệp đã ký: hỏng hoặc bị thay."), ""),
        "contents": ("", tr("Danh sách tệp của bản cập nhật không đúng quy cách."), ""),
    },
    "environment.update-unreachable": {
        "incomplete": (tr("Bản cập nhật chưa đủ tệp."), tr("USB hoặc máy chủ thiếu tệp."), ""),
        "stopped": (
            tr("Đã tạm dừng cập nhật."),
            tr("Có người dùng máy, hoặc chương trình đang đóng; phần đã tải được giữ lại."),
            "",
        ),
        "slow": (
            tr("Máy chủ cập nhật gửi quá chậm; đã dừng."),
            tr("Mỗi giây chưa được 1 kB: đường truyền nghẽn, hoặc máy chủ có lỗi. Phần đã tải được giữ lại."),
            tr("Thử lại lúc khác. Cần ngay thì cập nhật từ USB: counter-app update --from THƯ_MỤC."),
        ),
        "stick": (
            tr("Không đọc được bản cập nhật trên USB."),
            tr("USB bị rút ra, bị hỏng, hoặc tệp ở đó không phải tệp thường."),
            tr("Cắm lại hoặc chép lại USB rồi chạy lại lệnh."),
        ),
    },
    "environment.update-not-ours": {
        "not-installed": (
            tr("Chương trình này không cài từ gói nên không tự cập nhật được."),
            tr("Nó được chạy thẳng, không qua trình khởi động của bản cài đặt."),
            tr("Cài từ gói của nơi phát hành, rồi chạy counter-app update."),
        ),
        "open": (
            tr("Chưa cập nhật. Người khác sửa được {file} trong thư mục chương trình {folder}."),
            tr("Lệnh này chạy chương trình với quyền quản trị; tệp đó có thể do người khác đặt vào."),
            tr("Gỡ ra rồi cài lại cho mọi người dùng, trong Program Files (Linux: từ gói .deb)."),
        ),
        "no-publisher": (
            tr("Máy này chưa nhận bản cập nhật nào."),
            tr("Cấu hình chưa nêu tệp chữ ký của nơi phát hành (mục updates.root)."),
            tr("Cán bộ CNTT đặt 1.root.json cạnh site.toml và ghi updates.root."),
        ),
        "no-server": (
            tr("Chưa biết lấy bản cập nhật ở đâu."),
            tr("Cấu hình chưa nêu máy chủ cập nhật (mục updates.address)."),
            tr("Ghi updates.address. Không có máy chủ thì cập nhật từ USB: counter-app update --from THƯ_MỤC."),
        ),
    },
    "environment.bad-settings": {
        "unreadable": (tr("Không đọc được tệp cấu hình {file}."), tr("Tệp không có, hoặc không được phép mở."), ""),
        "unwritable": (
            tr("Không ghi được {file} vào thư mục cấu hình."),
            tr("Tài khoản này không có quyền ghi ở đó, hoặc ổ đĩa đầy."),
            tr("Chạy lại với quyền quản trị."),
        ),
        "unguarded": (
            tr("Chưa dùng được thư mục cấu hình {folder}: người khác sửa được {file}."),
            tr("Cấu hình của máy chỉ được để quản trị viên sửa; tệp này có thể do người khác đặt vào."),
            tr("Xem rồi xóa {file}, hoặc sửa chủ và quyền của nó, rồi chạy lại."),
        ),
        "no-root": (
            tr("Tệp {file} không phải tệp khóa của nơi phát hành ({entry})."),
            tr("Hỏng, bị sửa, hoặc là tệp khác."),
            tr("Lấy lại tệp 1.root.json từ nơi phát hành."),
        ),
        "no-certificate": (
            tr("Tệp {file} không phải chứng thư ({entry})."),
            tr("Cần tệp PEM, bắt đầu bằng BEGIN CERTIFICATE."),
            tr("Lấy lại tệp chứng thư từ nơi cấp."),
        ),
        "missing": (
            tr("Cấu hình còn thiếu mục {entry}."),
            tr("Mục này không có sẵn: mỗi đơn vị, mỗi máy tự khai."),
            tr("Gọi cán bộ CNTT ghi mục đó vào {file} trong thư mục {folder} rồi mở lại."),
        ),
        "syntax": (tr("Tệp cấu hình {file} viết sai."), tr("Sai cú pháp TOML, {entry}."), ""),
    },
}
