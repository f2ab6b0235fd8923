"""Every error code in words: what happened, why, and which key comes next. Pure: the command line uses it too.

`{device}` and the like are an error's facts; one that is absent leaves no gap. A code without words of its own
takes those of the branch it stands on; a cause that is known more closely has its own in `cause_words`.
"""

# Long because: one table, read and checked as a whole.

from __future__ import annotations

import re
from dataclasses import dataclass

from counter_app.domain.card import CardWarning
from counter_app.domain.errors import CounterError

from .cause_words import CAUSES


@dataclass(frozen=True, slots=True)
class Message:
    what: str
    why: str
    next: str


_WORDS: dict[str, tuple[str, str, str]] = {
    "counter": (
        "Chưa làm được việc này.",
        "Chương trình không nói rõ nguyên nhân.",
        "Thử lại; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
    # the citizen must act
    "citizen": ("Cần người dân bổ sung.", "Hồ sơ chưa đủ.", "Xem các dòng còn thiếu."),
    "citizen.papers-missing": (
        "Chưa tiếp nhận được: còn thiếu {count} giấy tờ.",
        "Thủ tục này yêu cầu đủ thành phần hồ sơ.",
        "F5 quét giấy còn thiếu.",
    ),
    # the clerk can retry
    "clerk": (
        "Thao tác này chưa thực hiện được.",
        "Thông tin nhập vào không phù hợp.",
        "Kiểm tra rồi nhập lại; Esc để quay lại.",
    ),
    "clerk.not-a-citizen-card": (
        "Mã vừa quét không phải thẻ căn cước.",
        "Nội dung không bắt đầu bằng số định danh 12 số.",
        "Quét mã QR ở góc thẻ, hoặc gõ 12 số rồi Enter.",
    ),
    "clerk.no-code-found": (
        "Không đọc được mã QR trong ảnh.",
        "Ảnh mờ, lóa, hoặc không có mã.",
        "Quét lại thẻ, hoặc gõ 12 số rồi Enter.",
    ),
    "clerk.card-spoiled": (
        "Máy đọc thẻ bị bộ gõ tiếng Việt chen vào, nên không lấy thẻ này.",
        "Bộ gõ (UniKey, IBus...) sửa chữ trong lúc máy đọc đang gõ.",
        "Tắt bộ gõ (Ctrl+Shift, chữ E ở góc màn hình) rồi quét lại thẻ; hoặc gõ 12 số rồi Enter.",
    ),
    "clerk.several-cards": (
        "Trong ảnh có thẻ căn cước của nhiều người.",
        "Không chọn thay được thẻ nào là của người đang làm thủ tục.",
        "Chụp lại riêng một thẻ, quét từng thẻ, hoặc gõ 12 số rồi Enter.",
    ),
    "clerk.not-an-image": (
        "Không đọc được tệp {file}.",
        "Không phải ảnh hay PDF nguyên vẹn, hoặc quá lớn.",
        "Ctrl+O chọn tệp khác, hoặc F5 quét bản giấy.",
    ),
    "clerk.sides-differ": (
        "Mặt trước có {fronts} trang, mặt sau có {backs}.",
        "Có tờ bị dính vào nhau; mọi trang đã quét đều được giữ.",
        "Xem lại thứ tự trang; thiếu thì quét lại tờ đó bằng Ctrl+Shift+F5 ở mặt kính.",
    ),
    "clerk.one-sheet-only": (
        "Không tách được trang này.",
        "Trên ảnh chỉ thấy một tờ giấy.",
        "G kéo góc từng tờ, hoặc đặt các tờ cách nhau rồi Shift+F5 quét lại.",
    ),
    "clerk.do-not-fit": (
        "Không ghép được hai trang này.",
        "Chúng không khớp với nhau, hoặc không vừa một trang.",
        "Quét lại cả hai rồi ghép lại; nếu vẫn không được, giữ hai trang riêng.",
    ),
    "clerk.bad-personal-number": ("Số định danh chưa đúng.", "Phải có đủ 12 chữ số.", "Gõ lại 12 số rồi Enter."),
    "clerk.unknown-procedure": (
        "Không có thủ tục {procedure} đang hiệu lực.",
        "Mã không có trong danh mục hôm nay.",
        "F4 tìm theo tên hoặc mã khác.",
    ),
    "clerk.nothing-waiting": (
        "Không còn ai đang chờ.",
        "Mọi số hôm nay đã được gọi.",
        "F3 tiếp nhận người không lấy số.",
    ),
    "clerk.no-ticket": (
        "Không có số thứ tự để làm việc này.",
        "Người đang ở quầy không lấy số, hoặc số đã rời quầy này.",
        "F2 gọi số tiếp theo; hoặc Alt+2 phát số cho người này.",
    ),
    "clerk.reason-needed": (
        "Cần lý do để yêu cầu giấy này.",
        "Giấy đang được giữ hoặc cơ quan tự tra cứu được (NĐ 309/2026, Điều 4).",
        "F6 chọn lý do, hoặc Space dùng lại.",
    ),
    "clerk.not-now": (
        "Việc này không làm được với hồ sơ lúc này.",
        "Hồ sơ đang ở chặng khác: có người vừa làm, hoặc đã kết thúc.",
        "Xem diễn biến hồ sơ rồi chọn việc trong danh sách.",
    ),
    "clerk.words-missing": (
        "Còn thiếu một ô phải điền.",
        "Giấy gửi người dân và hồ sơ gửi tỉnh phải ghi thông tin này.",
        "Điền ô đang sáng rồi F12.",
    ),
    "clerk.apology-too-late": (
        "Đã quá hạn gửi văn bản xin lỗi.",
        "Phải gửi trước ngày hẹn ít nhất một ngày; chậm nhất là {day} (NĐ 61/2018, Điều 19).",
        "Báo lãnh đạo; khi có kết quả, chọn “Kết quả đã về”.",
    ),
    "clerk.rescheduled-already": (
        "Hồ sơ này đã hẹn lại một lần.",
        "Chỉ được hẹn lại một lần (NĐ 61/2018, Điều 19).",
        "Báo lãnh đạo; khi có kết quả, chọn “Kết quả đã về”.",
    ),
    "clerk.nothing-to-print": (
        "Không có gì để in lên phiếu.",
        "Hồ sơ không thiếu giấy, chưa dùng lại giấy nào và không yêu cầu lại giấy đã có.",
        "Làm tiếp hồ sơ; F12 khi đủ.",
    ),
    "clerk.no-bank-account": (
        "Chưa có tài khoản để nhận chuyển khoản.",
        "Mục bank_account chưa khai trong site.toml.",
        "F7 thu tiền mặt; báo cán bộ CNTT khai tài khoản.",
    ),
    "clerk.held-papers-open": (
        "Còn {count} giấy dùng lại chưa xác nhận.",
        "Giấy đã có sẵn và còn giá trị.",
        "Enter lấy tất cả, Space lấy từng giấy.",
    ),
    "clerk.field-missing": (
        "Còn thiếu {field}.",
        "Giấy tiếp nhận phải ghi thông tin này.",
        "Gõ vào ô đang sáng rồi Enter.",
    ),
    "clerk.does-not-stand-for": (
        "Giấy đang giữ không thay được giấy này.",
        "Bảng thay thế đang hiệu lực không cho phép.",
        "F5 quét bản người dân nộp.",
    ),
    "clerk.already-accepted": (
        "Hồ sơ này đã được tiếp nhận.",
        "Mỗi hồ sơ chỉ tiếp nhận một lần.",
        "F2 gọi người tiếp theo; Alt+3 xem hồ sơ.",
    ),
    "clerk.catalogue-not-undone": (
        "Không có gì để hoàn tác.",
        "Danh mục đang dùng đi cùng chương trình hoặc do tỉnh gửi qua mạng, không phải từ tệp ở quầy này.",
        "Đọc tệp danh mục khác nếu cần thay.",
    ),
    "clerk.catalogue-changed": (
        "Danh mục đã đổi trong lúc bạn xem.",
        "Tỉnh vừa gửi bản khác, hoặc người khác vừa duyệt; chưa áp dụng gì từ tệp này.",
        "Đọc lại tệp để xem khác biệt với bản mới.",
    ),
    "clerk.nothing-to-carry": (
        "Không có gì để mang đi.",
        "Tỉnh đã xác nhận mọi hồ sơ của quầy này.",
        "Không cần ghi USB; cứ tiếp nhận như thường.",
    ),
    "clerk.purpose-needed": (
        "Cần ghi mục đích hoặc lý do.",
        "Việc này liên quan đến dữ liệu cá nhân nên được ghi vào nhật ký kèm mục đích.",
        "Gõ mục đích rồi làm lại.",
    ),
    "clerk.bad-day": (
        "Ngày chưa đúng.",
        "Ngày viết như 23/11/2026, hai ngày cách nhau bằng dấu gạch: 20/11/2026-23/11/2026.",
        "Gõ lại ngày rồi Enter.",
    ),
    "clerk.unknown-person": (
        "Chưa rõ người làm là ai.",
        "Có {count} người mang tên như vậy.",
        "Gõ thêm họ tên rồi Enter.",
    ),
    "clerk.unknown-dossier": (
        "Không có hồ sơ nào mang mã này ở quầy.",
        "Mã gõ chưa đúng, hoặc hồ sơ tiếp nhận ở nơi khác.",
        "Kiểm tra mã trên giấy tiếp nhận rồi gõ lại.",
    ),
    "clerk.draft-changed": (
        "Hồ sơ vừa thay đổi trong lúc lưu.",
        "Có trang hoặc giấy mới được thêm vào.",
        "Xem lại danh sách rồi nhấn F12 lần nữa.",
    ),
    "clerk.somebody-elses": (
        "Hồ sơ đang làm dở này của cán bộ khác.",
        "Mỗi hồ sơ đang làm dở chỉ một người giữ.",
        "Nhờ lãnh đạo bộ phận giao lại ở Alt+3, rồi mở lại.",
    ),
    "clerk.log-in": (
        "Chưa đăng nhập được.",
        "Máy này chưa nhận ra người đăng nhập.",
        "Kiểm tra tên và mật khẩu rồi Enter.",
    ),
    "clerk.log-in.nobody": (
        "Chưa có ai đăng nhập ở quầy này.",
        "Màn hình đã khóa, hoặc chưa đăng nhập.",
        "Đăng nhập rồi làm tiếp; những gì đã lưu vẫn còn.",
    ),
    "clerk.log-in.wrong": (
        "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "Không có tài khoản nào của đơn vị khớp với cả hai.",
        "Gõ lại rồi Enter; xem phím Caps Lock và bộ gõ tiếng Việt.",
    ),
    "clerk.log-in.wrong-pin": (
        "Mã PIN chưa đúng.",
        "Còn thử được {left} lần; sau đó phải dùng mật khẩu.",
        "Gõ lại mã PIN rồi Enter.",
    ),
    "clerk.log-in.pass-word-needed": (
        "Cần mật khẩu để mở khóa.",
        "Mã PIN sai quá nhiều lần, hoặc chưa đặt mã PIN.",
        "Gõ mật khẩu rồi Enter; hồ sơ đang làm vẫn còn nguyên.",
    ),
    "clerk.log-in.wait": (
        "Sai nhiều lần: chờ {seconds} giây rồi thử lại.",
        "Máy chậm lại để không ai đoán được mật khẩu.",
        "Chờ hết giờ rồi gõ lại; người khác của đơn vị vẫn đăng nhập được.",
    ),
    "clerk.log-in.withdrawn": (
        "Tài khoản này không còn dùng được ở đây.",
        "Tỉnh đã thu hồi tài khoản.",
        "Liên hệ lãnh đạo bộ phận: hồ sơ đang làm dở được giao cho người khác.",
    ),
    "clerk.log-in.no-accounts": (
        "Máy này chưa có tài khoản nào.",
        "Danh sách tài khoản của tỉnh chưa về: máy chưa nối được với tỉnh lần nào.",
        "Cắm mạng và chờ một phút; nếu chưa có mạng, cán bộ CNTT chạy counter-app people first.",
    ),
    "clerk.bad-pin": (
        "Mã PIN này chưa dùng được.",
        "Cần 4 đến 8 chữ số, không phải dãy như 1111 hay 1234.",
        "Gõ mã khác rồi Enter; Esc để sau.",
    ),
    "clerk.accounts-known": (
        "Chưa tạo tài khoản đầu tiên.",
        "Tỉnh đã gửi danh sách tài khoản của đơn vị về máy này.",
        "Đăng nhập bằng tài khoản do tỉnh cấp.",
    ),
    "clerk.bad-first-person": (
        "Chưa tạo tài khoản đầu tiên.",
        "Tên đăng nhập, họ tên hoặc mật khẩu chưa hợp lệ.",
        "Chạy lại lệnh và nhập lại.",
    ),
    "clerk.cannot-receive": (
        "Chưa giao được hồ sơ.",
        "Người được chọn không có quyền tiếp nhận, hoặc đã thôi làm ở đây.",
        "Chọn người khác rồi Enter.",
    ),
    "clerk.not-allowed": (
        "Vai trò của bạn không có quyền làm việc này.",
        "Quyền do tỉnh giao theo vai trò: tiếp nhận, lãnh đạo, CNTT hoặc bưu chính.",
        "Nhờ người có quyền làm; hoặc đề nghị tỉnh đổi vai trò.",
    ),
    "clerk.recovery-code": (
        "Mã khôi phục chưa đúng.",
        "Các từ vừa nhập không thành một mã khôi phục.",
        "So lại từng từ với tờ giấy rồi nhập lại.",
    ),
    "clerk.province-answer": (
        "Tệp này không dùng được.",
        "Không phải yêu cầu mở kho, hoặc không phải trả lời của tỉnh cho yêu cầu mới nhất của máy này.",
        "Chạy counter-app keys province --request để tạo yêu cầu mới rồi gửi tỉnh.",
    ),
    # the environment is at fault
    "environment": (
        "Máy đang gặp trục trặc.",
        "Nguyên nhân nằm ngoài chương trình.",
        "Thử lại; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
    "environment.disk-full": (
        "Ổ đĩa đã đầy, chưa lưu được.",
        "Không còn chỗ trống trên máy này.",
        "Báo cán bộ CNTT dọn ổ đĩa rồi thử lại; những gì đã lưu vẫn còn.",
    ),
    "environment.slow-disk": (
        "Ổ đĩa ghi chậm ({median}, chậm nhất {worst}).",
        "Ổ đĩa sắp hỏng, quá đầy, hoặc chương trình khác đang ghi nhiều.",
        "Báo cán bộ CNTT kiểm tra ổ đĩa; vẫn tiếp nhận được, chỉ lưu chậm hơn.",
    ),
    "environment.no-language-data": (
        "Chưa nhận dạng được chữ trên trang giấy.",
        "Máy thiếu dữ liệu nhận dạng tiếng Việt ({language}.traineddata), hoặc tệp đó bị hỏng.",
        "Vẫn tiếp nhận được; báo cán bộ CNTT cài gói tesseract-ocr-vie rồi chạy counter-app self-check.",
    ),
    "environment.not-writable": (
        "Không ghi được {file}.",
        "Thư mục không cho ghi, hoặc tệp đang mở ở chương trình khác.",
        "Đóng tệp đó hoặc chọn chỗ khác rồi thử lại; nếu vẫn vậy, gọi cán bộ CNTT.",
    ),
    "environment.key-missing": (
        "Két khóa của máy này không có khóa của kho dữ liệu.",
        "Hồ sơ người dùng trên máy đã bị thay, hoặc kho được mang từ máy khác sang; dữ liệu vẫn nguyên.",
        "Lấy mã khôi phục trong phong bì rồi chạy counter-app keys unlock. Đừng xóa dữ liệu.",
    ),
    "environment.no-recovery-code": (
        "Kho này chưa có mã khôi phục.",
        "Mất hồ sơ người dùng hay hỏng máy lúc này là mất kho.",
        "Chạy counter-app keys recovery, hoặc Alt+7 mục Khóa, rồi cất tờ giấy trong két.",
    ),
    "environment.key-slots": (
        "Tệp khóa của kho dữ liệu bị hỏng.",
        "Tệp counter.keys không còn đúng như lúc ghi; dữ liệu vẫn nguyên.",
        "Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu mới nhất. Đừng xóa dữ liệu.",
    ),
    "environment.store-locked": (
        "Chương trình đang mở ở cửa sổ khác.",
        "Mỗi máy chỉ mở một bản, để không ghi chồng lên nhau.",
        "Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại.",
    ),
    "environment.store-locked.close-first": (
        "Chưa chạy được lệnh này.",
        "Lệnh cần kho dữ liệu cho riêng mình, mà chương trình đang mở kho.",
        "Đóng cửa sổ chương trình rồi chạy lại lệnh.",
    ),
    "environment.command-cut": (
        "Không biết lệnh đã xong hay chưa.",
        "Chương trình chạy lệnh này đã đóng giữa chừng; kho vẫn nguyên.",
        "Chạy lại lệnh.",
    ),
    "environment.wrong-key": (
        "Không mở được kho dữ liệu.",
        "Khóa trong két khóa của hệ điều hành không khớp với kho.",
        "Lấy mã khôi phục trong phong bì rồi chạy counter-app keys unlock. Đừng xóa dữ liệu.",
    ),
    "environment.store-damaged": (
        "Kho dữ liệu bị hỏng.",
        "Tệp trên đĩa không đọc được trọn vẹn.",
        "Gọi cán bộ CNTT: cứu phần còn nguyên (counter-app rescue) hoặc khôi phục bản sao lưu. Đừng xóa dữ liệu.",
    ),
    "environment.vault-file-damaged": (
        "Một trang đã lưu bị mất hoặc hỏng.",
        "Tệp trên đĩa không còn đúng như lúc lưu.",
        "Shift+F5 quét lại trang đó.",
    ),
    "environment.newer-store": (
        "Kho dữ liệu thuộc phiên bản mới hơn.",
        "Chương trình trên máy này cũ hơn bản đã ghi dữ liệu.",
        "Gọi cán bộ CNTT cập nhật chương trình; dữ liệu vẫn còn nguyên.",
    ),
    "environment.backup": (
        "Chưa sao lưu được.",
        "Nơi chứa bản sao lưu gặp trục trặc; kho dữ liệu vẫn nguyên.",
        "Cứ tiếp nhận bình thường; báo cán bộ CNTT.",
    ),
    "environment.backup.absent": (
        "Không thấy nơi chứa bản sao lưu.",
        "Thư mục không có, hoặc USB chưa cắm hay đã rút.",
        "Cắm USB hoặc kiểm tra thư mục rồi thử lại; cứ tiếp nhận bình thường.",
    ),
    "environment.backup.full": (
        "Nơi chứa bản sao lưu đã đầy.",
        "USB hoặc thư mục sao lưu hết chỗ; các bản sao lưu trước vẫn còn.",
        "Báo cán bộ CNTT dọn chỗ hoặc thay USB; cứ tiếp nhận bình thường.",
    ),
    "environment.backup.damaged": (
        "Bản sao lưu bị hỏng.",
        "Nội dung không còn đúng như lúc sao lưu.",
        "Chọn bản sao lưu khác; kho hiện tại chưa bị thay.",
    ),
    "environment.backup.none": (
        "Không có bản sao lưu nào của kho này.",
        "Chưa sao lưu lần nào, hoặc chọn nhầm thư mục.",
        "Chọn thư mục khác, hoặc chạy counter-app backup.",
    ),
    "environment.backup.old": (
        "Đã lâu chưa sao lưu (lần cuối {when}).",
        "Nơi chứa bản sao lưu không dùng được, hoặc máy đã tắt lâu.",
        "Chạy counter-app backup; nếu không được, kiểm tra USB hoặc thư mục sao lưu.",
    ),
    "environment.backup.before-migration": (
        "Chưa nâng cấp được kho dữ liệu.",
        "Không tạo được bản sao lưu trước khi nâng cấp; kho cũ vẫn nguyên.",
        "Dọn ổ đĩa rồi mở lại, hoặc gọi cán bộ CNTT; bản chương trình cũ vẫn dùng được.",
    ),
    "environment.audit-broken": (
        "Nhật ký của kho không còn nguyên: bảng {table}, dòng {line}.",
        "Một dòng đã bị sửa hoặc xóa từ ngoài chương trình.",
        "Giữ nguyên máy và gọi cán bộ CNTT; hồ sơ vẫn còn.",
    ),
    "environment.audit-export": (
        "Tệp nhật ký {file} không đúng như lúc ký.",
        "Dòng {line} của tệp khác với lúc xuất.",
        "Giữ nguyên tệp này và xin lại tệp từ quầy đã xuất.",
    ),
    "environment.clock-wrong": (
        "Đồng hồ máy tính sai ngày.",
        "Ngày của máy lệch xa lần dùng trước, hoặc lệch với kho; chưa có gì bị mất.",
        "Chỉnh lại ngày giờ rồi thử lại; nếu ngày đã đúng, kết nối với tỉnh một lần.",
    ),
    "environment.no-keyring": (
        "Không mở được két khóa của hệ điều hành.",
        "Không có dịch vụ giữ khóa an toàn, hoặc két đang khóa.",
        "Đăng xuất rồi đăng nhập lại máy tính; nếu vẫn vậy, mở kho bằng mã khôi phục. Dữ liệu vẫn còn nguyên.",
    ),
    "environment.secret-missing": (
        "Máy này chưa có mật khẩu tài khoản của tỉnh.",
        "Két khóa của người dùng này chưa giữ mật khẩu, nên chưa hỏi tỉnh được.",
        "Báo cán bộ CNTT chạy counter-app province-secret; cứ làm tiếp, hồ sơ vẫn được lưu.",
    ),
    "environment.bad-settings": (
        "Tệp cấu hình {file} có chỗ sai.",
        "Mục {entry} không đúng, thiếu, hoặc không được biết.",
        "Gọi cán bộ CNTT sửa tệp cấu hình rồi mở lại.",
    ),
    "environment.bad-catalogue": (
        "Danh mục thủ tục mới bị từ chối.",
        "Dữ liệu nhận về có chỗ sai {entry}; danh mục cũ vẫn được dùng.",
        "Báo cán bộ CNTT; tiếp tục làm việc bình thường.",
    ),
    "environment.scanner": (
        "Máy quét {device} gặp trục trặc.",
        "Thiết bị không nói rõ nguyên nhân; các trang đã quét vẫn được giữ.",
        "F5 quét lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.feeder-empty": (
        "Khay máy quét {device} không có giấy.",
        "Giấy chưa được xếp vào khay.",
        "Xếp giấy vào khay rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.jam": (
        "Máy quét {device} bị kẹt giấy.",
        "Các trang quét trước đó vẫn được giữ.",
        "Mở nắp, gỡ giấy, xếp phần còn lại rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.cover-open": (
        "Nắp máy quét {device} đang mở.",
        "Máy không quét khi nắp mở.",
        "Đóng nắp rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.busy": (
        "Máy quét {device} đang bận.",
        "Chương trình khác hoặc máy khác đang quét.",
        "Đợi một chút rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác.",
    ),
    "environment.scanner.unplugged": (
        "Máy quét {device} không trả lời.",
        "Dây bị rút hoặc máy đã tắt.",
        "Kiểm tra dây và nguồn rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác.",
    ),
    "environment.scanner.asleep": (
        "Máy quét {device} đang ngủ.",
        "Máy có đó nhưng không trả lời kịp.",
        "Bấm một nút trên máy quét cho thức rồi F5; hoặc F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.certificate": (
        "Máy quét {device} không còn trình chứng thư như lần đầu.",
        "Máy đã được thay hoặc đặt lại, hoặc có máy khác giả làm nó; chưa gửi gì đi.",
        "F11 máy chụp, Ctrl+O tệp; báo cán bộ CNTT xem ở Alt+7, Máy quét.",
    ),
    "environment.scanner.denied": (
        "Không được phép dùng máy quét {device}.",
        "Hệ điều hành, hoặc chính máy quét, từ chối quyền truy cập.",
        "Gọi cán bộ CNTT cấp quyền; tạm thời F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.crashed": (
        "Máy quét {device} ngừng giữa chừng.",
        "Trình điều khiển bị lỗi; các trang trước đó vẫn được giữ.",
        "F5 quét tiếp phần còn lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.",
    ),
    "environment.scanner.none": (
        "Không thấy máy quét nào.",
        "Chưa cắm, chưa bật, hoặc chưa cài.",
        "Bật máy quét rồi F5; hoặc F11 máy chụp, Ctrl+O lấy từ tệp.",
    ),
    "environment.camera": (
        "Máy chụp {device} gặp trục trặc.",
        "Thiết bị không nói rõ nguyên nhân; các trang đã chụp vẫn được giữ.",
        "F11 mở lại máy chụp, hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.",
    ),
    "environment.camera.none": (
        "Không thấy máy chụp nào.",
        "Chưa cắm, hoặc hệ điều hành chưa nhận ra.",
        "Cắm máy chụp rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.",
    ),
    "environment.camera.unplugged": (
        "Máy chụp {device} đã mất kết nối.",
        "Dây bị rút hoặc máy đã tắt; các trang đã chụp vẫn được giữ.",
        "Cắm lại rồi nhấn F11; hoặc F5 quét tiếp, hoặc Ctrl+O lấy từ tệp.",
    ),
    "environment.camera.busy": (
        "Không mở được máy chụp {device}.",
        "Chương trình khác đang dùng, hoặc hệ điều hành không cho phép.",
        "Đóng chương trình kia rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.",
    ),
    "environment.camera.silent": (
        "Máy chụp {device} không gửi hình.",
        "Máy đang mở nhưng không có hình nào đến; các trang đã chụp vẫn được giữ.",
        "Rút ra cắm lại rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.",
    ),
    "environment.printer": (
        "Máy in {printer} gặp trục trặc.",
        "Máy in không nói rõ nguyên nhân; hồ sơ đã lưu.",
        "Kiểm tra máy in rồi Ctrl+P in lại.",
    ),
    "environment.printer.none": (
        "Không có máy in nào.",
        "Chưa cài máy in; hồ sơ đã lưu.",
        "Bật máy in rồi nhấn Ctrl+P; vẫn có thể F2 gọi tiếp.",
    ),
    "environment.printer.out-of-paper": (
        "Máy in {printer} hết giấy.",
        "Hồ sơ đã lưu; bản in đang đợi.",
        "Nạp giấy; máy sẽ tự in tiếp.",
    ),
    "environment.printer.offline": (
        "Máy in {printer} không trả lời.",
        "Máy tắt hoặc mất kết nối; hồ sơ đã lưu.",
        "Bật máy in; Ctrl+P in lại nếu không thấy giấy ra.",
    ),
    "environment.printer.refused": (
        "Máy in {printer} không nhận lệnh in.",
        "Hệ thống in từ chối hoặc đã hủy lệnh; hồ sơ đã lưu.",
        "Ctrl+P in lại; nếu vẫn vậy, gọi cán bộ CNTT.",
    ),
    "environment.line-down": (
        "Không kết nối được với hệ thống của tỉnh.",
        "Mất đường truyền hoặc máy chủ không trả lời.",
        "Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi khi có mạng.",
    ),
    "environment.nothing-is-sent": (
        "Tập huấn: không gửi đi đâu cả.",
        "Người dân, giấy tờ và máy móc đều là giả định.",
        "Cứ làm tiếp như thật.",
    ),
    "environment.province-busy": (
        "Hệ thống của tỉnh đang bận.",
        "Máy chủ trả lời rằng đang quá tải hoặc lỗi.",
        "Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi lại.",
    ),
    "environment.not-the-province": (
        "Máy trả lời không phải hệ thống của tỉnh.",
        "Mạng đang chuyển hướng (wifi công cộng, proxy) hoặc sai địa chỉ.",
        "Báo cán bộ CNTT kiểm tra mạng; cứ làm tiếp, hồ sơ vẫn được lưu.",
    ),
    "environment.not-the-province.clock": (
        "Đồng hồ máy này lệch với đồng hồ của tỉnh.",
        "Theo ngày giờ của máy thì chứng thư của tỉnh chưa hoặc hết hiệu lực; theo tỉnh thì còn.",
        "Chỉnh lại ngày giờ của máy (nhờ cán bộ CNTT); cứ làm tiếp, hồ sơ vẫn được lưu.",
    ),
    "environment.not-the-province.certificate": (
        "Chứng thư của hệ thống tỉnh đã hết hạn.",
        "Đồng hồ máy này đúng; chứng thư của máy chủ tỉnh chưa hoặc hết hiệu lực.",
        "Báo cán bộ CNTT liên hệ tỉnh; cứ làm tiếp, hồ sơ vẫn được lưu.",
    ),
    "environment.login-refused": (
        "Tỉnh từ chối tài khoản của quầy này.",
        "Tài khoản hết hạn hoặc đã đổi mật khẩu.",
        "Báo cán bộ CNTT; cứ làm tiếp, hồ sơ vẫn được lưu.",
    ),
    "environment.numbers-elsewhere": (
        "Quầy này có thể đang mở trên hai máy.",
        "Kho đã được chép sang máy khác, hoặc hai máy dùng chung một mã quầy.",
        "Cứ tiếp nhận bằng mã tạm; báo cán bộ CNTT: nếu máy cũ đã bỏ thì chạy counter-app store moved.",
    ),
    "environment.province-refused": (
        "Tỉnh không nhận hồ sơ này.",
        "Dữ liệu không hợp quy định của hệ thống tỉnh {reason}.",
        "Alt+3 xem hồ sơ và báo cán bộ CNTT; hồ sơ vẫn được lưu.",
    ),
    "environment.province-refused.not-offered": (
        "Hệ thống của tỉnh không có dịch vụ này.",
        "Hệ thống đang dùng cấp mã từng hồ sơ, không cho tra cứu hay tải dữ liệu xã.",
        "Tiếp nhận bằng giấy tờ người dân nộp; danh mục nhận từ tệp ở Alt+7.",
    ),
    "environment.province-refused.no-steps": (
        "Hệ thống của tỉnh không nhận diễn biến sau tiếp nhận.",
        "Hệ thống đang dùng chỉ nhận hồ sơ mới; hồ sơ này tỉnh đã xác nhận, diễn biến vẫn lưu ở quầy.",
        "Ghi diễn biến trực tiếp trên hệ thống tỉnh; Ctrl+G giao cho CNTT.",
    ),
    "environment.catalogue-file": (
        "Không nhận được tệp danh mục {file}.",
        "Đó không phải danh mục do tỉnh phát hành, hoặc không đọc được.",
        "Lấy lại tệp từ tỉnh rồi đọc lại; danh mục đang dùng vẫn nguyên.",
    ),
    "environment.courier": (
        "Chưa mang hồ sơ bằng USB được.",
        "USB hoặc tệp trên đó có vấn đề; hồ sơ vẫn đang chờ ở quầy.",
        "Thử lại với USB khác; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
    "environment.courier.not-set": (
        "Quầy này chưa mang hồ sơ bằng USB được.",
        "Cấu hình chưa có khóa của tỉnh: province.courier_recipient và province.courier_signer.",
        "Gọi cán bộ CNTT ghi hai khóa tỉnh đã phát vào site.toml; tiếp nhận vẫn như thường.",
    ),
    "environment.courier.absent": (
        "Không thấy USB.",
        "USB chưa cắm, hoặc bị rút khi đang ghi hay đọc; không có gì bị mất.",
        "Cắm lại USB rồi làm lại.",
    ),
    "environment.courier.full": (
        "USB không đủ chỗ.",
        "Ngay hồ sơ đầu tiên cũng không vừa chỗ còn trống; không có gì bị mất.",
        "Dọn chỗ hoặc dùng USB khác rồi ghi lại.",
    ),
    "environment.courier.parcel": (
        "Không nhập được tệp {file}.",
        "Đó không phải tệp mà tỉnh ghi cho quầy, hoặc không đọc được.",
        "Chọn tệp tinh-tra_ trên USB mang từ tỉnh về.",
    ),
    "environment.archive-form": (
        "Chưa làm được bản lưu trữ của một giấy tờ.",
        "Phần làm bản lưu trữ không làm xong trang này; giấy tờ đã tiếp nhận vẫn nguyên.",
        "Alt+7, Kho tệp, Enter làm lại; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
    "environment.code-refused": (
        "Tỉnh không nhận mã gắn máy này.",
        "Mã gõ nhầm, đã hết hạn hoặc đã dùng cho máy khác.",
        "Xin tỉnh cấp mã mới rồi chạy lại counter-app enrol MÃ.",
    ),
    "environment.update-refused": (
        "Bản cập nhật không được nhận.",
        "Dữ liệu không đúng như nơi phát hành đã ký; chương trình đang dùng không đổi.",
        "Tiếp tục làm việc; gọi cán bộ CNTT lấy bản cập nhật khác.",
    ),
    "environment.update-unreachable": (
        "Chưa lấy được bản cập nhật.",
        "Máy chủ cập nhật hoặc USB không trả lời; phần đã tải được giữ lại.",
        "Tiếp tục làm việc; lần sau chương trình tải tiếp.",
    ),
    "environment.update-under-way": (
        "Máy này đang cài bản cập nhật rồi.",
        "Chương trình đang mở, hoặc một lệnh khác, đang cài.",
        "Chờ vài phút rồi chạy lại lệnh.",
    ),
    "environment.update-failed-check": (
        "Bản {version} không chạy được trên máy này.",
        "Bản mới tự kiểm tra không đạt; bản cũ vẫn dùng như trước.",
        "Tiếp tục làm việc; báo cán bộ CNTT.",
    ),
    "environment.update-not-ours": (
        "Tài khoản này không cập nhật được chương trình.",
        "Chương trình cài cho mọi người dùng, hoặc không cài từ gói.",
        "Cán bộ CNTT chạy counter-app update với quyền quản trị.",
    ),
    # we are wrong
    "ours": (
        "Chương trình gặp lỗi.",
        "Đây là lỗi của chương trình, không phải của bạn.",
        "Thử lại; nếu vẫn vậy, báo cán bộ CNTT.",
    ),
    "ours.broken-promise": (
        "Chương trình gặp lỗi và đã dừng thao tác này.",
        "Đây là lỗi của chương trình; những gì đã lưu vẫn còn.",
        "Thử lại; nếu vẫn vậy, báo cán bộ CNTT kèm giờ xảy ra.",
    ),
}

_KEY = re.compile(r"\b(?:F\d+|Ctrl|Shift|Alt|Enter|Space|Esc)\b")
_AT_ANY_SHELL = "Thử lại; nếu vẫn vậy, báo cán bộ CNTT."
_AT_A_SHELL = {
    "clerk.no-code-found": "Chụp hoặc quét lại rõ hơn rồi chạy lại lệnh.",
    "clerk.not-a-citizen-card": "Chọn ảnh có mã QR ở góc thẻ căn cước rồi chạy lại lệnh.",
    "clerk.not-an-image": "Kiểm tra hoặc chọn tệp khác rồi chạy lại lệnh.",
}

_FIELDS = {
    "applicant": "người nộp",
    "full_name": "họ tên",
    "procedure": "thủ tục",
    "birth_date": "ngày sinh",
    "address": "địa chỉ nhận kết quả",
    "phone": "số điện thoại",
    "copies": "số bản",
}

_CARD: dict[CardWarning, str] = {
    CardWarning.PROVINCE_UNKNOWN: "ba số đầu không phải mã tỉnh nào",
    CardWarning.SEX_DISAGREES: "giới tính trên thẻ khác với số định danh",
    CardWarning.YEAR_DISAGREES: "năm sinh trên thẻ khác với số định danh",
    CardWarning.TEXT_DAMAGED: "chữ bị hỏng khi quét (tắt bộ gõ tiếng Việt rồi quét lại)",
    CardWarning.NAME_MISSING: "thẻ không ghi họ tên",
    CardWarning.SEX_UNREADABLE: "không đọc được giới tính",
    CardWarning.BIRTH_DATE_UNREADABLE: "không đọc được ngày sinh",
    CardWarning.ISSUE_DATE_UNREADABLE: "không đọc được ngày cấp",
    CardWarning.OLD_NUMBER_UNREADABLE: "không đọc được số CMND cũ",
}


def message(error: CounterError) -> Message:
    """The words for an error; those of its branch where it has none of its own."""
    words = _words_of(error.code)
    closer = CAUSES.get(error.code, {}).get(error.facts.get("why", error.facts.get("reason", "")), ("", "", ""))
    return Message(*(_filled(near or part, error.facts) for near, part in zip(closer, words, strict=True)))


def sentence(error: CounterError, desk: bool = True) -> str:
    """What happened, why and what next, in one line. `desk` False: for a shell, where the desk's keys do nothing."""
    words = message(error)
    return f"{words.what} {words.why} {words.next if desk else _without_keys(error.code, words.next)}"


def problem_words(code: str) -> str:
    """What happened, for a code that was kept (an outbox event's problem)."""
    return _filled(_words_of(code)[0], {})


def problem_sentence(code: str) -> str:
    """What happened, why and what next, for a code that was kept; in the words for a shell."""
    what, why, next_step = (_filled(part, {}) for part in _words_of(code))
    return f"{what} {why} {_without_keys(code, next_step)}"


def _without_keys(code: str, next_step: str) -> str:
    """The ways out that need no key of the desk; where each does, the one for a shell."""
    ways = [way.rstrip(".") for way in re.split(r", hoặc |; ", next_step) if not _KEY.search(way)]
    kept = "; ".join(ways)
    return f"{kept[0].upper()}{kept[1:]}." if kept else _AT_A_SHELL.get(code, _AT_ANY_SHELL)


def card_words(warning: CardWarning) -> str:
    return _CARD[warning]


def _words_of(code: str) -> tuple[str, str, str]:
    while code not in _WORDS and "." in code:
        code = code.rpartition(".")[0]
    return _WORDS.get(code, _WORDS["counter"])


def _filled(words: str, facts: dict[str, str]) -> str:
    known = {
        "field": _FIELDS.get(facts.get("field", ""), "thông tin bắt buộc"),
        "entry": re.sub(r"^line (?=\d+$)", "dòng ", facts.get("entry", "")),
    }
    filled = re.sub(r"\{(\w+)\}", lambda hole: known.get(hole[1], facts.get(hole[1], "")), words)
    filled = re.sub(r", *(?=[.:;,])", "", filled)
    return re.sub(r" +([.:;,]?)", lambda gap: gap[1] or " ", filled)
