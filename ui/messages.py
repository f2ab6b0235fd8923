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
from .language import tr


@dataclass(frozen=True, slots=True)
class Message:
    what: str
    why: str
    next: str


_WORDS: dict[str, tuple[str, str, str]] = {
    "counter": (
        tr("Chưa làm được việc này."),
        tr("Chương trình không nói rõ nguyên nhân."),
        tr("Thử lại; nếu vẫn vậy, báo cán bộ CNTT."),
    ),
    # the citizen must act
    "citizen": (tr("Cần người dân bổ sung."), tr("Hồ sơ chưa đủ."), tr("Xem các dòng còn thiếu.")),
    "citizen.papers-missing": (
        tr("Chưa tiếp nhận được: còn thiếu {count} giấy tờ."),
        tr("Thủ tục này yêu cầu đủ thành phần hồ sơ."),
        tr("F5 quét giấy còn thiếu."),
    ),
    "citizen.numbers-given-out": (
        tr("Hôm nay đã phát hết số cho {group} ({quota} số)."),
        tr("Mỗi ngày nhóm việc này chỉ nhận một số lượt nhất định."),
        tr("Mời đến sớm ngày làm việc sau, hoặc nộp trực tuyến; người được ưu tiên: U, rồi phát số tại quầy."),
    ),
    # the clerk can retry
    "clerk": (
        tr("Thao tác này chưa thực hiện được."),
        tr("Thông tin nhập vào không phù hợp."),
        tr("Kiểm tra rồi nhập lại; Esc để quay lại."),
    ),
    "clerk.not-a-citizen-card": (
        tr("Mã vừa quét không phải thẻ căn cước."),
        tr("Nội dung không bắt đầu bằng số định danh 12 số."),
        tr("Quét mã QR ở góc thẻ, hoặc gõ 12 số rồi Enter."),
    ),
    "clerk.no-code-found": (
        tr("Không đọc được mã QR trong ảnh."),
        tr("Ảnh mờ, lóa, hoặc không có mã."),
        tr("Quét lại thẻ, hoặc gõ 12 số rồi Enter."),
    ),
    "clerk.card-spoiled": (
        tr("Máy đọc thẻ bị bộ gõ tiếng Việt chen vào, nên không lấy thẻ này."),
        tr("Bộ gõ (UniKey, IBus...) sửa chữ trong lúc máy đọc đang gõ."),
        tr("Tắt bộ gõ (Ctrl+Shift, chữ E ở góc màn hình) rồi quét lại thẻ; hoặc gõ 12 số rồi Enter."),
    ),
    "clerk.several-cards": (
        tr("Trong ảnh có thẻ căn cước của nhiều người."),
        tr("Không chọn thay được thẻ nào là của người đang làm thủ tục."),
        tr("Chụp lại riêng một thẻ, quét từng thẻ, hoặc gõ 12 số rồi Enter."),
    ),
    "clerk.not-an-image": (
        tr("Không đọc được tệp {file}."),
        tr("Không phải ảnh hay PDF nguyên vẹn, hoặc quá lớn."),
        tr("Ctrl+O chọn tệp khác, hoặc F5 quét bản giấy."),
    ),
    "clerk.pages-here": (
        tr("Chưa giao cho quầy khác được: {kept} trang máy quét đã đưa ra còn nằm ở máy này."),
        tr("Các trang ấy chưa vào hồ sơ, và không đi theo được."),
        tr("Giao tại quầy này (Ctrl+G), mở hồ sơ để các trang vào, rồi giao lại."),
    ),
    "clerk.pages-there": (
        tr("Chưa giao được: còn {kept} trang máy quét đã đưa ra ở máy của quầy {counter}."),
        tr("Các trang ấy chưa vào hồ sơ, và không đi theo được."),
        tr("Ở quầy ấy mở hồ sơ, F5 cho các trang vào, một phút sau giao lại."),
    ),
    "clerk.pages-kept": (
        tr("Đã dừng: còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ."),
        tr("Các trang ấy đang được giữ."),
        tr("F5 lấy vào."),
    ),
    "clerk.stack-unknown": (
        tr("Các trang máy quét đã đưa ra nay đã vào hồ sơ, nhưng không rõ chúng nối theo giấy tờ nào."),
        tr("Lượt quét ấy bị cắt ngang, và ghi chép về tập giấy không còn."),
        tr("Xem lại thứ tự và thành phần của từng trang trước khi F12."),
    ),
    "clerk.sides-differ": (
        tr("Mặt trước có {fronts} trang, mặt sau có {backs}."),
        tr("Có tờ bị dính vào nhau; mọi trang đã quét đều được giữ."),
        tr("Xem lại thứ tự trang; thiếu thì quét lại tờ đó bằng Ctrl+Shift+F5 ở mặt kính."),
    ),
    "clerk.one-sheet-only": (
        tr("Không tách được trang này."),
        tr("Trên ảnh chỉ thấy một tờ giấy."),
        tr("G kéo góc từng tờ, hoặc đặt các tờ cách nhau rồi Shift+F5 quét lại."),
    ),
    "clerk.not-filed-there": (
        tr("Không xếp được trang này vào hồ sơ khác."),
        tr("Hồ sơ {dossier} không chờ thêm giấy nào."),
        tr("M mở hồ sơ đó xem; Delete bỏ trang; chữ số nếu là giấy ở đây."),
    ),
    "clerk.do-not-fit": (
        tr("Không ghép được hai trang này."),
        tr("Chúng không khớp với nhau, hoặc không vừa một trang."),
        tr("Quét lại cả hai rồi ghép lại; nếu vẫn không được, giữ hai trang riêng."),
    ),
    "clerk.bad-personal-number": (
        tr("Số định danh chưa đúng."),
        tr("Phải có đủ 12 chữ số."),
        tr("Gõ lại 12 số rồi Enter."),
    ),
    "clerk.bad-enterprise-code": (
        tr("Mã số doanh nghiệp chưa đúng."),
        tr("Phải có 10 chữ số, thêm 3 chữ số nếu là chi nhánh."),
        tr("Gõ lại theo giấy chứng nhận rồi Enter."),
    ),
    "clerk.bad-passport-number": (
        tr("Số hộ chiếu chưa đúng."),
        tr("Số hộ chiếu có từ 5 đến 12 chữ in hoa và chữ số."),
        tr("Gõ lại theo hộ chiếu rồi Enter."),
    ),
    "clerk.not-a-passport": (
        tr("Chưa đọc được hộ chiếu."),
        tr("Hai dòng ký tự cuối trang hộ chiếu phải đủ 44 ký tự mỗi dòng, và khớp số kiểm tra."),
        tr("Quét lại; hoặc Shift+F4, gõ số hộ chiếu."),
    ),
    "clerk.owner-is-applicant": (
        tr("Chủ hồ sơ và người nộp là một."),
        tr("Số vừa gõ là của chính người đang nộp."),
        tr("Gõ số của người khác rồi Enter; hoặc Esc nếu là hồ sơ của chính người nộp."),
    ),
    "clerk.unknown-procedure": (
        tr("Không có thủ tục {procedure} đang hiệu lực."),
        tr("Mã không có trong danh mục hôm nay."),
        tr("F4 tìm theo tên hoặc mã khác."),
    ),
    "clerk.nothing-waiting": (
        tr("Không còn ai đang chờ."),
        tr("Mọi số hôm nay đã được gọi."),
        tr("F3 tiếp nhận người không lấy số."),
    ),
    "clerk.only-unclear": (
        tr("Máy chủ của bộ phận đang mất: còn {count} số chưa rõ quầy nào gọi."),
        tr("Quầy này đã gọi hết các số nó giữ; các số còn lại có thể đang được quầy khác gọi."),
        tr("Hỏi quầy bên, rồi Alt+2, Tab, chọn số, Enter gọi ở quầy này."),
    ),
    "clerk.hall-busy": (
        tr("Chưa hỏi được máy chủ của bộ phận về số này, nên chưa gọi."),
        tr("Quầy khác có thể vừa gọi số ấy; không quầy nào tự quyết khi máy chủ còn đó."),
        tr("Chờ vài giây rồi chọn số và Enter lần nữa."),
    ),
    "clerk.quota-unclear": (
        tr("Chưa hỏi được máy chủ của bộ phận xem nhóm việc này còn số không, nên chưa phát."),
        tr("Nhóm việc có hạn mức số trong ngày, chung cho mọi quầy; quầy này đã phát hết phần được tự phát."),
        tr("Chờ vài giây rồi phát lần nữa; người được ưu tiên: U, rồi phát số tại quầy."),
    ),
    "clerk.held-elsewhere": (
        tr("Số này đang do quầy {counter} giữ."),
        tr(
            "Số được chuyển riêng cho quầy ấy, hoặc quầy ấy đang mất kết nối và tự gọi; gọi ở đây nữa thì một người bị"
            " gọi hai nơi."
        ),
        tr("F2 gọi số khác; số này được trả lại khi quầy ấy đóng hoặc nối lại, chậm nhất sau 45 phút."),
    ),
    "clerk.no-ticket": (
        tr("Không có số thứ tự để làm việc này."),
        tr("Người đang ở quầy không lấy số, hoặc số đã rời quầy này."),
        tr("F2 gọi số tiếp theo; hoặc Alt+2 phát số cho người này."),
    ),
    "clerk.reason-needed": (
        tr("Cần lý do để yêu cầu giấy này."),
        tr("Giấy đang được giữ hoặc cơ quan tự tra cứu được (NĐ 309/2026, Điều 4)."),
        tr("F6 chọn lý do, hoặc Space dùng lại."),
    ),
    "clerk.not-now": (
        tr("Việc này không làm được với hồ sơ lúc này."),
        tr("Hồ sơ đang ở chặng khác: có người vừa làm, hoặc đã kết thúc."),
        tr("Xem diễn biến hồ sơ rồi chọn việc trong danh sách."),
    ),
    "clerk.words-missing": (
        tr("Còn thiếu một ô phải điền."),
        tr("Giấy gửi người dân và hồ sơ gửi tỉnh phải ghi thông tin này."),
        tr("Điền ô đang sáng rồi F12."),
    ),
    "clerk.choice-missing": (
        tr("Còn một ô chưa chọn: {which}."),
        tr("Quầy và tỉnh cùng sửa ô này; chương trình không tự chọn thay ai."),
        tr("Bấm ← giữ của quầy, → theo tỉnh, rồi F12."),
    ),
    "clerk.differs-there": (
        tr("Ở tỉnh đã có người sửa dữ liệu này."),
        tr("Bản sửa của quầy chưa gửi được, để không ghi đè lên bản của tỉnh."),
        tr("Enter trong Alt+9 (hay Ctrl+Shift+D) mở so sánh rồi chọn từng ô."),
    ),
    "clerk.nothing-changed": (tr("Chưa sửa ô nào."), tr("Mọi ô vẫn như cũ."), tr("Sửa ô cần sửa rồi F12; Esc thôi.")),
    "clerk.correct-there": (
        tr("Hồ sơ này do quầy {counter} tiếp nhận."),
        tr("Chỉ quầy ấy biết tỉnh đã ghi hồ sơ này thế nào."),
        tr("Nhờ quầy {counter} sửa; sửa xong thì ở đây cũng thấy."),
    ),
    "clerk.not-theirs": (
        tr("Chưa đề nghị tỉnh sửa được."),
        tr("Tỉnh chưa cho biết dữ liệu của người này: ở xã khác, hoặc dữ liệu chưa tải xong."),
        tr("Chọn “Sửa thông tin người nộp” để sửa trong hồ sơ."),
    ),
    "clerk.already-there": (
        tr("Việc này không còn chờ nữa."),
        tr("Tỉnh vừa xác nhận, hoặc đã có người kết thúc bằng tay."),
        tr("Xem lại danh sách Alt+9."),
    ),
    "clerk.look-ups-spent": (
        tr("Tạm ngừng tra cứu đến {until}."),
        tr("Đã hết số lượt tra cứu cho phép trong một giờ."),
        tr("Cứ tiếp nhận: F5 quét giấy; Enter tra cứu lại sau {until}."),
    ),
    "clerk.apology-too-late": (
        tr("Đã quá hạn gửi văn bản xin lỗi."),
        tr("Phải gửi trước ngày hẹn ít nhất một ngày; chậm nhất là {day} (NĐ 61/2018, Điều 19)."),
        tr("Báo lãnh đạo; khi có kết quả, chọn “Kết quả đã về”."),
    ),
    "clerk.rescheduled-already": (
        tr("Hồ sơ này đã hẹn lại một lần."),
        tr("Chỉ được hẹn lại một lần (NĐ 61/2018, Điều 19)."),
        tr("Báo lãnh đạo; khi có kết quả, chọn “Kết quả đã về”."),
    ),
    "clerk.nothing-in-the-book": (
        tr("Không có dòng nào để in."),
        tr("Hôm nay chưa ghi dòng nào vào sổ này."),
        tr("Chọn sổ của cả năm rồi Enter."),
    ),
    "clerk.nothing-to-print": (
        tr("Không có gì để in lên phiếu."),
        tr("Hồ sơ không thiếu giấy, chưa dùng lại giấy nào và không yêu cầu lại giấy đã có."),
        tr("Làm tiếp hồ sơ; F12 khi đủ."),
    ),
    "clerk.no-bank-account": (
        tr("Chưa có tài khoản để nhận chuyển khoản."),
        tr("Mục bank_account chưa khai trong site.toml."),
        tr("F7 thu tiền mặt; báo cán bộ CNTT khai tài khoản."),
    ),
    "clerk.held-papers-open": (
        tr("Còn {count} giấy dùng lại chưa xác nhận."),
        tr("Giấy đã có sẵn và còn giá trị."),
        tr("Enter lấy tất cả, Space lấy từng giấy."),
    ),
    "clerk.field-missing": (
        tr("Còn thiếu {field}."),
        tr("Giấy tiếp nhận phải ghi thông tin này."),
        tr("Gõ vào ô đang sáng rồi Enter."),
    ),
    "clerk.does-not-stand-for": (
        tr("Giấy đang giữ không thay được giấy này."),
        tr("Bảng thay thế đang hiệu lực không cho phép."),
        tr("F5 quét bản người dân nộp."),
    ),
    "clerk.already-accepted": (
        tr("Hồ sơ này đã được tiếp nhận."),
        tr("Mỗi hồ sơ chỉ tiếp nhận một lần."),
        tr("F2 gọi người tiếp theo; Alt+3 xem hồ sơ."),
    ),
    "clerk.catalogue-not-undone": (
        tr("Không có gì để hoàn tác."),
        tr("Danh mục đang dùng đi cùng chương trình hoặc do tỉnh gửi qua mạng, không phải từ tệp ở quầy này."),
        tr("Đọc tệp danh mục khác nếu cần thay."),
    ),
    "clerk.catalogue-changed": (
        tr("Danh mục đã đổi trong lúc bạn xem."),
        tr("Tỉnh vừa gửi bản khác, hoặc người khác vừa duyệt; chưa áp dụng gì từ tệp này."),
        tr("Đọc lại tệp để xem khác biệt với bản mới."),
    ),
    "clerk.nothing-to-carry": (
        tr("Không có gì để mang đi."),
        tr("Tỉnh đã xác nhận mọi hồ sơ của quầy này."),
        tr("Không cần ghi USB; cứ tiếp nhận như thường."),
    ),
    "clerk.purpose-needed": (
        tr("Cần ghi mục đích hoặc lý do."),
        tr("Việc này liên quan đến dữ liệu cá nhân nên được ghi vào nhật ký kèm mục đích."),
        tr("Gõ mục đích rồi làm lại."),
    ),
    "clerk.bad-day": (
        tr("Ngày chưa đúng."),
        tr("Ngày viết như 23/11/2026, hai ngày cách nhau bằng dấu gạch: 20/11/2026-23/11/2026."),
        tr("Gõ lại ngày rồi Enter."),
    ),
    "clerk.unknown-person": (
        tr("Chưa rõ người làm là ai."),
        tr("Có {count} người mang tên như vậy."),
        tr("Gõ thêm họ tên rồi Enter."),
    ),
    "clerk.unknown-dossier": (
        tr("Không có hồ sơ nào mang mã này ở quầy."),
        tr("Mã gõ chưa đúng, hoặc hồ sơ tiếp nhận ở nơi khác."),
        tr("Kiểm tra mã rồi gõ lại; hồ sơ của nơi khác thì gọi nơi tiếp nhận ghi trên giấy."),
    ),
    "clerk.online-over": (
        tr("Hồ sơ trực tuyến này không còn chờ tiếp nhận."),
        tr("Người dân đã rút, hoặc quầy khác, nơi khác vừa nhận hay trả lời."),
        tr("Alt+3 xem danh sách: hồ sơ đã tiếp nhận ở đó, hồ sơ đã rút thì không còn."),
    ),
    "clerk.online-sent-again": (
        tr("Người dân vừa gửi lại hồ sơ trực tuyến này."),
        tr("Tệp đang mở là của lần gửi trước."),
        tr("Alt+3 mở lại từ danh sách trực tuyến; trang đã quét vẫn còn."),
    ),
    "clerk.online-unclear": (
        tr("Chưa trả lời được hồ sơ trực tuyến này."),
        tr("Mất máy chủ của bộ phận: chưa biết quầy khác có đang nhận hồ sơ này không."),
        tr("Hồ sơ vẫn giữ nguyên; làm lại khi máy chủ trở lại."),
    ),
    "clerk.page-elsewhere": (
        tr("Trang này còn nằm ở máy của quầy khác."),
        tr("Quầy đó chưa gửi xong, hoặc máy đang tắt; đã nhắn quầy đó gửi."),
        tr("Mở lại sau ít phút, hoặc bật máy quầy đó; cần ngay thì quét lại trang."),
    ),
    "clerk.taken-elsewhere": (
        tr("Hồ sơ này đã có người làm tiếp."),
        tr("Quầy khác, hoặc người khác, vừa nhận; hoặc lãnh đạo vừa giao đi."),
        tr("Alt+3 xem lại danh sách."),
    ),
    "clerk.taken-unclear": (
        tr("Quầy {counter} đã bắt đầu nhận hồ sơ này mà chưa báo xong."),
        tr("Quầy ấy vừa mất kết nối, hoặc đang giao ngay lúc này: chưa biết ai làm tiếp."),
        tr("Hỏi quầy ấy: chưa có hồ sơ thì giao lại ở chính quầy ấy; cần ngay thì làm lại từ thẻ của người dân."),
    ),
    "clerk.given-unclear": (
        tr("Chưa nhận được hồ sơ được giao này."),
        tr("Mất máy chủ của bộ phận: chưa biết quầy khác có đang làm tiếp không."),
        tr("Hồ sơ vẫn giữ nguyên; nhấn Enter lần nữa khi máy chủ trở lại."),
    ),
    "clerk.draft-out-of-reach": (
        tr("Chưa lấy được hồ sơ đang làm dở ở quầy khác."),
        tr("Mất máy chủ của bộ phận, hoặc máy chủ không còn giữ nội dung hồ sơ này."),
        tr("Bật máy quầy đó hoặc chờ máy chủ rồi giao lại; cần ngay thì làm lại từ thẻ của người dân."),
    ),
    "clerk.draft-changed": (
        tr("Hồ sơ vừa thay đổi trong lúc lưu."),
        tr("Có trang hoặc giấy mới được thêm vào."),
        tr("Xem lại danh sách rồi nhấn F12 lần nữa."),
    ),
    "clerk.pages-wait": (
        tr("Chưa tiếp nhận: còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ."),
        tr("Lượt quét trước bị dừng giữa chừng; các trang ấy đang được giữ."),
        tr("F5 lấy vào (trang không đọc được: Ctrl+F5), rồi F12."),
    ),
    "clerk.somebody-elses": (
        tr("Hồ sơ đang làm dở này của cán bộ khác."),
        tr("Mỗi hồ sơ đang làm dở chỉ một người giữ."),
        tr("Nhờ lãnh đạo bộ phận giao lại ở Alt+3, rồi mở lại."),
    ),
    "clerk.log-in": (
        tr("Chưa đăng nhập được."),
        tr("Máy này chưa nhận ra người đăng nhập."),
        tr("Kiểm tra tên và mật khẩu rồi Enter."),
    ),
    "clerk.log-in.nobody": (
        tr("Chưa có ai đăng nhập ở quầy này."),
        tr("Màn hình đã khóa, hoặc chưa đăng nhập."),
        tr("Đăng nhập rồi làm tiếp; những gì đã lưu vẫn còn."),
    ),
    "clerk.log-in.wrong": (
        tr("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        tr("Không có tài khoản nào của đơn vị khớp với cả hai."),
        tr("Gõ lại rồi Enter; xem phím Caps Lock và bộ gõ tiếng Việt."),
    ),
    "clerk.log-in.wrong-pin": (
        tr("Mã PIN chưa đúng."),
        tr("Còn thử được {left} lần; sau đó phải dùng mật khẩu."),
        tr("Gõ lại mã PIN rồi Enter."),
    ),
    "clerk.log-in.pass-word-needed": (
        tr("Cần mật khẩu để mở khóa."),
        tr("Mã PIN sai quá nhiều lần, hoặc chưa đặt mã PIN."),
        tr("Gõ mật khẩu rồi Enter; hồ sơ đang làm vẫn còn nguyên."),
    ),
    "clerk.log-in.wait": (
        tr("Sai nhiều lần: chờ {seconds} giây rồi thử lại."),
        tr("Máy chậm lại để không ai đoán được mật khẩu."),
        tr("Chờ hết giờ rồi gõ lại; người khác của đơn vị vẫn đăng nhập được."),
    ),
    "clerk.log-in.withdrawn": (
        tr("Tài khoản này không còn dùng được ở đây."),
        tr("Tỉnh đã thu hồi tài khoản."),
        tr("Liên hệ lãnh đạo bộ phận: hồ sơ đang làm dở được giao cho người khác."),
    ),
    "clerk.log-in.no-accounts": (
        tr("Máy này chưa có tài khoản nào."),
        tr("Danh sách tài khoản của tỉnh chưa về: máy chưa nối được với tỉnh lần nào."),
        tr("Cắm mạng và chờ một phút; nếu chưa có mạng, cán bộ CNTT chạy counter-app people first."),
    ),
    "clerk.bad-pin": (
        tr("Mã PIN này chưa dùng được."),
        tr("Cần 4 đến 8 chữ số, không phải dãy như 1111 hay 1234."),
        tr("Gõ mã khác rồi Enter; Esc để sau."),
    ),
    "clerk.accounts-known": (
        tr("Chưa tạo tài khoản đầu tiên."),
        tr("Tỉnh đã gửi danh sách tài khoản của đơn vị về máy này."),
        tr("Đăng nhập bằng tài khoản do tỉnh cấp."),
    ),
    "clerk.bad-first-person": (
        tr("Chưa tạo tài khoản đầu tiên."),
        tr("Tên đăng nhập, họ tên hoặc mật khẩu chưa hợp lệ."),
        tr("Chạy lại lệnh và nhập lại."),
    ),
    "clerk.cannot-receive": (
        tr("Chưa giao được hồ sơ."),
        tr("Người được chọn không có quyền tiếp nhận, hoặc đã thôi làm ở đây."),
        tr("Chọn người khác rồi Enter."),
    ),
    "clerk.not-allowed": (
        tr("Vai trò của bạn không có quyền làm việc này."),
        tr("Quyền do tỉnh giao theo vai trò: tiếp nhận, lãnh đạo, CNTT hoặc bưu chính."),
        tr("Nhờ người có quyền làm; hoặc đề nghị tỉnh đổi vai trò."),
    ),
    "clerk.recovery-code": (
        tr("Mã khôi phục chưa đúng."),
        tr("Các từ vừa nhập không thành một mã khôi phục."),
        tr("So lại từng từ với tờ giấy rồi nhập lại."),
    ),
    "clerk.province-answer": (
        tr("Tệp này không dùng được."),
        tr("Không phải yêu cầu mở kho, hoặc không phải trả lời của tỉnh cho yêu cầu mới nhất của máy này."),
        tr("Chạy counter-app keys province --request để tạo yêu cầu mới rồi gửi tỉnh."),
    ),
    # the environment is at fault
    "environment": (
        tr("Máy đang gặp trục trặc."),
        tr("Nguyên nhân nằm ngoài chương trình."),
        tr("Thử lại; nếu vẫn vậy, báo cán bộ CNTT."),
    ),
    "environment.disk-full": (
        tr("Ổ đĩa đã đầy, chưa lưu được."),
        tr("Không còn chỗ trống trên máy này."),
        tr("Báo cán bộ CNTT dọn ổ đĩa rồi thử lại; những gì đã lưu vẫn còn."),
    ),
    "environment.slow-disk": (
        tr("Ổ đĩa ghi chậm ({median}, chậm nhất {worst})."),
        tr("Ổ đĩa sắp hỏng, quá đầy, hoặc chương trình khác đang ghi nhiều."),
        tr("Báo cán bộ CNTT kiểm tra ổ đĩa; vẫn tiếp nhận được, chỉ lưu chậm hơn."),
    ),
    "environment.no-language-data": (
        tr("Chưa nhận dạng được chữ trên trang giấy."),
        tr("Máy thiếu dữ liệu nhận dạng tiếng Việt ({language}.traineddata), hoặc tệp đó bị hỏng."),
        tr("Vẫn tiếp nhận được; báo cán bộ CNTT cài gói tesseract-ocr-vie rồi chạy counter-app self-check."),
    ),
    "environment.not-writable": (
        tr("Không ghi được {file}."),
        tr("Thư mục không cho ghi, hoặc tệp đang mở ở chương trình khác."),
        tr("Đóng tệp đó hoặc chọn chỗ khác rồi thử lại; nếu vẫn vậy, gọi cán bộ CNTT."),
    ),
    "environment.key-missing": (
        tr("Két khóa của máy này không có khóa của kho dữ liệu."),
        tr("Hồ sơ người dùng trên máy đã bị thay, hoặc kho được mang từ máy khác sang; dữ liệu vẫn nguyên."),
        tr("Lấy mã khôi phục trong phong bì rồi chạy counter-app keys unlock. Đừng xóa dữ liệu."),
    ),
    "environment.no-recovery-code": (
        tr("Kho này chưa có mã khôi phục."),
        tr("Mất hồ sơ người dùng hay hỏng máy lúc này là mất kho."),
        tr("Chạy counter-app keys recovery, hoặc Alt+7 mục Khóa, rồi cất tờ giấy trong két."),
    ),
    "environment.key-slots": (
        tr("Tệp khóa của kho dữ liệu bị hỏng."),
        tr("Tệp counter.keys không còn đúng như lúc ghi; dữ liệu vẫn nguyên."),
        tr("Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu mới nhất. Đừng xóa dữ liệu."),
    ),
    "environment.store-locked": (
        tr("Chương trình đang mở ở cửa sổ khác."),
        tr("Mỗi máy chỉ mở một bản, để không ghi chồng lên nhau."),
        tr("Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại."),
    ),
    "environment.store-locked.close-first": (
        tr("Chưa chạy được lệnh này."),
        tr("Lệnh cần kho dữ liệu cho riêng mình, mà chương trình đang mở kho."),
        tr("Đóng cửa sổ chương trình rồi chạy lại lệnh."),
    ),
    "environment.command-cut": (
        tr("Không biết lệnh đã xong hay chưa."),
        tr("Chương trình chạy lệnh này đã đóng giữa chừng; kho vẫn nguyên."),
        tr("Chạy lại lệnh."),
    ),
    "environment.wrong-key": (
        tr("Không mở được kho dữ liệu."),
        tr("Khóa trong két khóa của hệ điều hành không khớp với kho."),
        tr("Lấy mã khôi phục trong phong bì rồi chạy counter-app keys unlock. Đừng xóa dữ liệu."),
    ),
    "environment.store-damaged": (
        tr("Kho dữ liệu bị hỏng."),
        tr("Tệp trên đĩa không đọc được trọn vẹn."),
        tr("Gọi cán bộ CNTT: cứu phần còn nguyên (counter-app rescue) hoặc khôi phục bản sao lưu. Đừng xóa dữ liệu."),
    ),
    "environment.vault-file-damaged": (
        tr("Một trang đã lưu bị mất hoặc hỏng."),
        tr("Tệp trên đĩa không còn đúng như lúc lưu."),
        tr("Shift+F5 quét lại trang đó."),
    ),
    "environment.newer-store": (
        tr("Kho dữ liệu thuộc phiên bản mới hơn."),
        tr("Chương trình trên máy này cũ hơn bản đã ghi dữ liệu."),
        tr("Gọi cán bộ CNTT cập nhật chương trình; dữ liệu vẫn còn nguyên."),
    ),
    "environment.site": (
        tr("Quầy chưa trao đổi được với máy chủ của sảnh."),
        tr("Máy chủ của sảnh gặp trục trặc; hồ sơ của quầy vẫn nguyên ở máy này."),
        tr("Cứ tiếp nhận bình thường; báo cán bộ CNTT."),
    ),
    "environment.site.lost": (
        tr("Mất máy chủ của sảnh."),
        tr("Máy chủ tắt hoặc đứt mạng nội bộ. Quầy này tự phát, tự gọi số riêng và chưa thấy việc mới của quầy khác."),
        tr("Cứ tiếp nhận bình thường; có lại máy chủ thì các quầy tự bù cho nhau."),
    ),
    "environment.site.untrusted": (
        tr("Không tin được máy chủ của sảnh."),
        tr("Chứng thư của máy chủ không do cơ quan trong cấu hình ký, hoặc mang tên khác."),
        tr("Cứ tiếp nhận bình thường; cán bộ CNTT xem [site] url, ca_file và chứng thư của máy chủ."),
    ),
    "environment.site.refused": (
        tr("Máy chủ của sảnh không nhận quầy này."),
        tr("Mã mời đã dùng hay của quầy khác, hoặc mật khẩu của quầy đã bị thay."),
        tr("Cán bộ CNTT mời lại quầy: counter-app site invite, rồi counter-app site join."),
    ),
    "environment.site.bad-invitation": (
        tr("Mã mời chưa đúng."),
        tr("Mã có 15 từ, không dấu, theo đúng thứ tự đã hiện; có từ thiếu hoặc gõ nhầm."),
        tr("Chạy lại lệnh và gõ đủ 15 từ."),
    ),
    "environment.site.not-joined": (
        tr("Máy này chưa vào sảnh chung."),
        tr("Cấu hình chưa nêu máy chủ, hoặc két khóa chưa có mật khẩu và khóa đúng của sảnh."),
        tr("Cán bộ CNTT ghi [site] vào cấu hình rồi chạy counter-app site join."),
    ),
    "environment.site.version": (
        tr("Máy chủ của sảnh và chương trình khác phiên bản."),
        tr("Bảng trên máy chủ chưa lập, hoặc do bản cũ hơn hay mới hơn lập."),
        tr("Cập nhật chương trình ở mọi quầy, rồi cán bộ CNTT chạy counter-app site init."),
    ),
    "environment.site.unreadable": (
        tr("Không đọc được việc của quầy khác."),
        tr("Quầy khác dùng khóa khác của sảnh, hoặc chương trình mới hơn."),
        tr("Cập nhật chương trình ở máy này; vẫn không được thì cán bộ CNTT cho máy vào lại sảnh."),
    ),
    "environment.backup": (
        tr("Chưa sao lưu được."),
        tr("Nơi chứa bản sao lưu gặp trục trặc; kho dữ liệu vẫn nguyên."),
        tr("Cứ tiếp nhận bình thường; báo cán bộ CNTT."),
    ),
    "environment.backup.absent": (
        tr("Không thấy nơi chứa bản sao lưu."),
        tr("Thư mục không có, hoặc USB chưa cắm hay đã rút."),
        tr("Cắm USB hoặc kiểm tra thư mục rồi thử lại; cứ tiếp nhận bình thường."),
    ),
    "environment.backup.full": (
        tr("Nơi chứa bản sao lưu đã đầy."),
        tr("USB hoặc thư mục sao lưu hết chỗ; các bản sao lưu trước vẫn còn."),
        tr("Báo cán bộ CNTT dọn chỗ hoặc thay USB; cứ tiếp nhận bình thường."),
    ),
    "environment.backup.damaged": (
        tr("Bản sao lưu bị hỏng."),
        tr("Nội dung không còn đúng như lúc sao lưu."),
        tr("Chọn bản sao lưu khác; kho hiện tại chưa bị thay."),
    ),
    "environment.backup.none": (
        tr("Không có bản sao lưu nào của kho này."),
        tr("Chưa sao lưu lần nào, hoặc chọn nhầm thư mục."),
        tr("Chọn thư mục khác, hoặc chạy counter-app backup."),
    ),
    "environment.backup.old": (
        tr("Đã lâu chưa sao lưu (lần cuối {when})."),
        tr("Nơi chứa bản sao lưu không dùng được, hoặc máy đã tắt lâu."),
        tr("Chạy counter-app backup; nếu không được, kiểm tra USB hoặc thư mục sao lưu."),
    ),
    "environment.backup.before-migration": (
        tr("Chưa nâng cấp được kho dữ liệu."),
        tr("Không tạo được bản sao lưu trước khi nâng cấp; kho cũ vẫn nguyên."),
        tr("Dọn ổ đĩa rồi mở lại, hoặc gọi cán bộ CNTT; bản chương trình cũ vẫn dùng được."),
    ),
    "environment.audit-broken": (
        tr("Nhật ký của kho không còn nguyên: bảng {table}, dòng {line}."),
        tr("Một dòng đã bị sửa hoặc xóa từ ngoài chương trình."),
        tr("Giữ nguyên máy và gọi cán bộ CNTT; hồ sơ vẫn còn."),
    ),
    "environment.audit-export": (
        tr("Tệp nhật ký {file} không đúng như lúc ký."),
        tr("Dòng {line} của tệp khác với lúc xuất."),
        tr("Giữ nguyên tệp này và xin lại tệp từ quầy đã xuất."),
    ),
    "environment.clock-wrong": (
        tr("Đồng hồ máy tính sai ngày."),
        tr("Ngày của máy lệch xa lần dùng trước, hoặc lệch với kho; chưa có gì bị mất."),
        tr("Chỉnh lại ngày giờ rồi thử lại; nếu ngày đã đúng, kết nối với tỉnh một lần."),
    ),
    "environment.no-keyring": (
        tr("Không mở được két khóa của hệ điều hành."),
        tr("Không có dịch vụ giữ khóa an toàn, hoặc két đang khóa."),
        tr("Đăng xuất rồi đăng nhập lại máy tính; nếu vẫn vậy, mở kho bằng mã khôi phục. Dữ liệu vẫn còn nguyên."),
    ),
    "environment.secret-missing": (
        tr("Máy này chưa có mật khẩu tài khoản của tỉnh."),
        tr("Két khóa của người dùng này chưa giữ mật khẩu, nên chưa hỏi tỉnh được."),
        tr("Báo cán bộ CNTT chạy counter-app province-secret; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.bad-settings": (
        tr("Tệp cấu hình {file} có chỗ sai."),
        tr("Mục {entry} không đúng, thiếu, hoặc không được biết."),
        tr("Gọi cán bộ CNTT sửa tệp cấu hình rồi mở lại."),
    ),
    "environment.bad-catalogue": (
        tr("Danh mục thủ tục mới bị từ chối."),
        tr("Dữ liệu nhận về có chỗ sai {entry}; danh mục cũ vẫn được dùng."),
        tr("Báo cán bộ CNTT; tiếp tục làm việc bình thường."),
    ),
    "environment.scanner": (
        tr("Máy quét {device} gặp trục trặc."),
        tr("Thiết bị không nói rõ nguyên nhân; các trang đã quét vẫn được giữ."),
        tr("F5 quét lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.feeder-empty": (
        tr("Khay máy quét {device} không có giấy."),
        tr("Giấy chưa được xếp vào khay."),
        tr("Xếp giấy vào khay rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.jam": (
        tr("Máy quét {device} bị kẹt giấy."),
        tr("Các trang quét trước đó vẫn được giữ."),
        tr("Mở nắp, gỡ giấy, xếp phần còn lại rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.cover-open": (
        tr("Nắp máy quét {device} đang mở."),
        tr("Máy không quét khi nắp mở."),
        tr("Đóng nắp rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.busy": (
        tr("Máy quét {device} đang bận."),
        tr("Chương trình khác hoặc máy khác đang quét."),
        tr("Đợi một chút rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác."),
    ),
    "environment.scanner.unplugged": (
        tr("Máy quét {device} không trả lời."),
        tr("Dây bị rút hoặc máy đã tắt."),
        tr("Kiểm tra dây và nguồn rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác."),
    ),
    "environment.scanner.asleep": (
        tr("Máy quét {device} đang ngủ."),
        tr("Máy có đó nhưng không trả lời kịp."),
        tr("Bấm một nút trên máy quét cho thức rồi F5; hoặc F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.certificate": (
        tr("Máy quét {device} không còn trình chứng thư như lần đầu."),
        tr("Máy đã được thay hoặc đặt lại, hoặc có máy khác giả làm nó; chưa gửi gì đi."),
        tr("F11 máy chụp, Ctrl+O tệp; báo cán bộ CNTT xem ở Alt+7, Máy quét."),
    ),
    "environment.scanner.denied": (
        tr("Không được phép dùng máy quét {device}."),
        tr("Hệ điều hành, hoặc chính máy quét, từ chối quyền truy cập."),
        tr("Gọi cán bộ CNTT cấp quyền; tạm thời F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.crashed": (
        tr("Máy quét {device} ngừng giữa chừng."),
        tr("Trình điều khiển bị lỗi; các trang trước đó vẫn được giữ."),
        tr("F5 quét tiếp phần còn lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp."),
    ),
    "environment.scanner.none": (
        tr("Không thấy máy quét nào."),
        tr("Chưa cắm, chưa bật, hoặc chưa cài."),
        tr("Bật máy quét rồi F5; hoặc F11 máy chụp, Ctrl+O lấy từ tệp."),
    ),
    "environment.camera": (
        tr("Máy chụp {device} gặp trục trặc."),
        tr("Thiết bị không nói rõ nguyên nhân; các trang đã chụp vẫn được giữ."),
        tr("F11 mở lại máy chụp, hoặc F5 quét, hoặc Ctrl+O lấy từ tệp."),
    ),
    "environment.camera.none": (
        tr("Không thấy máy chụp nào."),
        tr("Chưa cắm, hoặc hệ điều hành chưa nhận ra."),
        tr("Cắm máy chụp rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp."),
    ),
    "environment.camera.unplugged": (
        tr("Máy chụp {device} đã mất kết nối."),
        tr("Dây bị rút hoặc máy đã tắt; các trang đã chụp vẫn được giữ."),
        tr("Cắm lại rồi nhấn F11; hoặc F5 quét tiếp, hoặc Ctrl+O lấy từ tệp."),
    ),
    "environment.camera.busy": (
        tr("Không mở được máy chụp {device}."),
        tr("Chương trình khác đang dùng, hoặc hệ điều hành không cho phép."),
        tr("Đóng chương trình kia rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp."),
    ),
    "environment.camera.silent": (
        tr("Máy chụp {device} không gửi hình."),
        tr("Máy đang mở nhưng không có hình nào đến; các trang đã chụp vẫn được giữ."),
        tr("Rút ra cắm lại rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp."),
    ),
    "environment.printer": (
        tr("Máy in {printer} gặp trục trặc."),
        tr("Máy in không nói rõ nguyên nhân; hồ sơ đã lưu."),
        tr("Kiểm tra máy in rồi Ctrl+P in lại."),
    ),
    "environment.printer.none": (
        tr("Không có máy in nào."),
        tr("Chưa cài máy in; hồ sơ đã lưu."),
        tr("Bật máy in rồi nhấn Ctrl+P; vẫn có thể F2 gọi tiếp."),
    ),
    "environment.printer.out-of-paper": (
        tr("Máy in {printer} hết giấy."),
        tr("Hồ sơ đã lưu; bản in đang đợi."),
        tr("Nạp giấy; máy sẽ tự in tiếp."),
    ),
    "environment.printer.offline": (
        tr("Máy in {printer} không trả lời."),
        tr("Máy tắt hoặc mất kết nối; hồ sơ đã lưu."),
        tr("Bật máy in; Ctrl+P in lại nếu không thấy giấy ra."),
    ),
    "environment.printer.refused": (
        tr("Máy in {printer} không nhận lệnh in."),
        tr("Hệ thống in từ chối hoặc đã hủy lệnh; hồ sơ đã lưu."),
        tr("Ctrl+P in lại; nếu vẫn vậy, gọi cán bộ CNTT."),
    ),
    "environment.line-down": (
        tr("Không kết nối được với hệ thống của tỉnh."),
        tr("Mất đường truyền hoặc máy chủ không trả lời."),
        tr("Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi khi có mạng."),
    ),
    "environment.nothing-is-sent": (
        tr("Tập huấn: không gửi đi đâu cả."),
        tr("Người dân, giấy tờ và máy móc đều là giả định."),
        tr("Cứ làm tiếp như thật."),
    ),
    "environment.province-busy": (
        tr("Hệ thống của tỉnh đang bận."),
        tr("Máy chủ trả lời rằng đang quá tải hoặc lỗi."),
        tr("Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi lại."),
    ),
    "environment.province-busy.look-ups": (
        tr("Tỉnh tạm ngừng nhận tra cứu của quầy này."),
        tr("Đã hết số lượt tra cứu tỉnh cho phép trong một giờ."),
        tr("Cứ tiếp nhận: F5 quét giấy; hồ sơ vẫn gửi bình thường."),
    ),
    "environment.not-the-province": (
        tr("Máy trả lời không phải hệ thống của tỉnh."),
        tr("Mạng đang chuyển hướng (wifi công cộng, proxy) hoặc sai địa chỉ."),
        tr("Báo cán bộ CNTT kiểm tra mạng; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.not-the-province.clock": (
        tr("Đồng hồ máy này lệch với đồng hồ của tỉnh."),
        tr("Theo ngày giờ của máy thì chứng thư của tỉnh chưa hoặc hết hiệu lực; theo tỉnh thì còn."),
        tr("Chỉnh lại ngày giờ của máy (nhờ cán bộ CNTT); cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.not-the-province.certificate": (
        tr("Chứng thư của hệ thống tỉnh đã hết hạn."),
        tr("Đồng hồ máy này đúng; chứng thư của máy chủ tỉnh chưa hoặc hết hiệu lực."),
        tr("Báo cán bộ CNTT liên hệ tỉnh; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.login-refused": (
        tr("Tỉnh từ chối tài khoản của quầy này."),
        tr("Tài khoản hết hạn hoặc đã đổi mật khẩu."),
        tr("Báo cán bộ CNTT; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.login-refused.certificate": (
        tr("Tỉnh không nhận chứng thư của quầy này."),
        tr("Chứng thư chưa được tỉnh ghi nhận, đã bị thu hồi, hoặc quầy chưa có chứng thư."),
        tr("Báo cán bộ CNTT xin tỉnh cấp lại; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.login-refused.certificate-unfit": (
        tr("Chưa dùng được chứng thư của quầy này."),
        tr("Tệp chứng thư, khóa và mật khẩu trong két khóa không khớp nhau, hoặc thiếu tệp."),
        tr("Báo cán bộ CNTT chạy counter-app province-key; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.login-refused.certificate-over": (
        tr("Chứng thư của quầy này đã hết hạn."),
        tr("Chứng thư chưa hoặc hết hiệu lực (đến ngày {until}) nên tỉnh không cho kết nối."),
        tr("Báo cán bộ CNTT thay chứng thư mới; cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.login-refused.clock": (
        tr("Đồng hồ máy này lệch với đồng hồ của tỉnh."),
        tr("Theo tỉnh thì chứng thư của quầy chưa hoặc hết hiệu lực; theo ngày giờ của máy này thì còn."),
        tr("Chỉnh lại ngày giờ của máy (nhờ cán bộ CNTT); cứ làm tiếp, hồ sơ vẫn được lưu."),
    ),
    "environment.numbers-elsewhere": (
        tr("Quầy này có thể đang mở trên hai máy."),
        tr("Kho đã được chép sang máy khác, hoặc hai máy dùng chung một mã quầy."),
        tr(
            "Cứ tiếp nhận bằng mã tạm; báo cán bộ CNTT: nếu máy cũ đã bỏ thì chạy counter-app store moved, "
            "hoặc báo ở Alt+7, mục Khóa."
        ),
    ),
    "environment.province-refused": (
        tr("Tỉnh không nhận hồ sơ này."),
        tr("Dữ liệu không hợp quy định của hệ thống tỉnh {reason}."),
        tr("Alt+3 xem hồ sơ và báo cán bộ CNTT; hồ sơ vẫn được lưu."),
    ),
    "environment.province-refused.not-offered": (
        tr("Hệ thống của tỉnh không có dịch vụ này."),
        tr("Hệ thống đang dùng cấp mã từng hồ sơ, không cho tra cứu hay tải dữ liệu xã."),
        tr("Tiếp nhận bằng giấy tờ người dân nộp; danh mục nhận từ tệp ở Alt+7."),
    ),
    "environment.province-refused.no-steps": (
        tr("Hệ thống của tỉnh không nhận diễn biến sau tiếp nhận."),
        tr("Hệ thống đang dùng chỉ nhận hồ sơ mới; hồ sơ này tỉnh đã xác nhận, diễn biến vẫn lưu ở quầy."),
        tr("Ghi diễn biến trực tiếp trên hệ thống tỉnh; Ctrl+G giao cho CNTT."),
    ),
    "environment.catalogue-file": (
        tr("Không nhận được tệp danh mục {file}."),
        tr("Đó không phải danh mục do tỉnh phát hành, hoặc không đọc được."),
        tr("Lấy lại tệp từ tỉnh rồi đọc lại; danh mục đang dùng vẫn nguyên."),
    ),
    "environment.courier": (
        tr("Chưa mang hồ sơ bằng USB được."),
        tr("USB hoặc tệp trên đó có vấn đề; hồ sơ vẫn đang chờ ở quầy."),
        tr("Thử lại với USB khác; nếu vẫn vậy, báo cán bộ CNTT."),
    ),
    "environment.courier.not-set": (
        tr("Quầy này chưa mang hồ sơ bằng USB được."),
        tr("Cấu hình chưa có khóa của tỉnh: province.courier_recipient và province.courier_signer."),
        tr("Gọi cán bộ CNTT ghi hai khóa tỉnh đã phát vào site.toml; tiếp nhận vẫn như thường."),
    ),
    "environment.courier.absent": (
        tr("Không thấy USB."),
        tr("USB chưa cắm, hoặc bị rút khi đang ghi hay đọc; không có gì bị mất."),
        tr("Cắm lại USB rồi làm lại."),
    ),
    "environment.courier.full": (
        tr("USB không đủ chỗ."),
        tr("Ngay hồ sơ đầu tiên cũng không vừa chỗ còn trống; không có gì bị mất."),
        tr("Dọn chỗ hoặc dùng USB khác rồi ghi lại."),
    ),
    "environment.courier.parcel": (
        tr("Không nhập được tệp {file}."),
        tr("Đó không phải tệp mà tỉnh ghi cho quầy, hoặc không đọc được."),
        tr("Chọn tệp tinh-tra_ trên USB mang từ tỉnh về."),
    ),
    "environment.archive-form": (
        tr("Chưa làm được bản lưu trữ của một giấy tờ."),
        tr("Phần làm bản lưu trữ không làm xong trang này; giấy tờ đã tiếp nhận vẫn nguyên."),
        tr("Alt+7, Kho tệp, Enter làm lại; nếu vẫn vậy, báo cán bộ CNTT."),
    ),
    "environment.code-refused": (
        tr("Tỉnh không nhận mã gắn máy này."),
        tr("Mã gõ nhầm, đã hết hạn hoặc đã dùng cho máy khác."),
        tr("Xin tỉnh cấp mã mới rồi chạy lại counter-app enrol MÃ."),
    ),
    "environment.update-refused": (
        tr("Bản cập nhật không được nhận."),
        tr("Dữ liệu không đúng như nơi phát hành đã ký; chương trình đang dùng không đổi."),
        tr("Tiếp tục làm việc; gọi cán bộ CNTT lấy bản cập nhật khác."),
    ),
    "environment.update-unreachable": (
        tr("Chưa lấy được bản cập nhật."),
        tr("Máy chủ cập nhật hoặc USB không trả lời; phần đã tải được giữ lại."),
        tr("Tiếp tục làm việc; lần sau chương trình tải tiếp."),
    ),
    "environment.update-under-way": (
        tr("Máy này đang cài bản cập nhật rồi."),
        tr("Chương trình đang mở, hoặc một lệnh khác, đang cài."),
        tr("Chờ vài phút rồi chạy lại lệnh."),
    ),
    "environment.update-failed-check": (
        tr("Bản {version} không chạy được trên máy này."),
        tr("Bản mới tự kiểm tra không đạt; bản cũ vẫn dùng như trước."),
        tr("Tiếp tục làm việc; báo cán bộ CNTT."),
    ),
    "environment.update-not-laid": (
        tr("Chưa đặt được bản mới lên máy này."),
        tr("Ổ đĩa hoặc hệ thống báo lỗi khi ghi; bản cũ vẫn dùng như trước, phần đã đặt được giữ lại."),
        tr("Xem lại ổ đĩa và quyền của thư mục chương trình rồi chạy lại counter-app update."),
    ),
    "environment.update-not-ours": (
        tr("Tài khoản này không cập nhật được chương trình."),
        tr("Chương trình cài cho mọi người dùng, hoặc không cài từ gói."),
        tr("Cán bộ CNTT chạy counter-app update với quyền quản trị."),
    ),
    # we are wrong
    "ours": (
        tr("Chương trình gặp lỗi."),
        tr("Đây là lỗi của chương trình, không phải của bạn."),
        tr("Thử lại; nếu vẫn vậy, báo cán bộ CNTT."),
    ),
    "ours.broken-promise": (
        tr("Chương trình gặp lỗi và đã dừng thao tác này."),
        tr("Đây là lỗi của chương trình; những gì đã lưu vẫn còn."),
        tr("Thử lại; nếu vẫn vậy, báo cán bộ CNTT kèm giờ xảy ra."),
    ),
}

_KEY = re.compile(r"\b(?:F\d+|Ctrl|Shift|Alt|Enter|Space|Esc)\b")
_AT_ANY_SHELL = tr("Thử lại; nếu vẫn vậy, báo cán bộ CNTT.")
_AT_A_SHELL = {
    "clerk.no-code-found": tr("Chụp hoặc quét lại rõ hơn rồi chạy lại lệnh."),
    "clerk.not-a-citizen-card": tr("Chọn ảnh có mã QR ở góc thẻ căn cước rồi chạy lại lệnh."),
    "clerk.not-an-image": tr("Kiểm tra hoặc chọn tệp khác rồi chạy lại lệnh."),
}

_FIELDS = {
    "applicant": tr("người nộp"),
    "owner": tr("tên chủ hồ sơ"),
    "relation": tr("tư cách người nộp"),
    "commune": tr("xã, phường"),
    "full_name": tr("họ tên"),
    "procedure": tr("thủ tục"),
    "birth_date": tr("ngày sinh"),
    "address": tr("địa chỉ nhận kết quả"),
    "phone": tr("số điện thoại"),
    "copies": tr("số bản"),
    "copying": tr("tên giấy tờ, số trang hoặc số bản"),
}

_CARD: dict[CardWarning, str] = {
    CardWarning.PROVINCE_UNKNOWN: tr("ba số đầu không phải mã tỉnh nào"),
    CardWarning.SEX_DISAGREES: tr("giới tính trên thẻ khác với số định danh"),
    CardWarning.YEAR_DISAGREES: tr("năm sinh trên thẻ khác với số định danh"),
    CardWarning.TEXT_DAMAGED: tr("chữ bị hỏng khi quét (tắt bộ gõ tiếng Việt rồi quét lại)"),
    CardWarning.NAME_MISSING: tr("thẻ không ghi họ tên"),
    CardWarning.SEX_UNREADABLE: tr("không đọc được giới tính"),
    CardWarning.BIRTH_DATE_UNREADABLE: tr("không đọc được ngày sinh"),
    CardWarning.ISSUE_DATE_UNREADABLE: tr("không đọc được ngày cấp"),
    CardWarning.OLD_NUMBER_UNREADABLE: tr("không đọc được số CMND cũ"),
    CardWarning.PASSPORT_EXPIRED: tr("hộ chiếu đã hết hạn"),
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
    ways = [way.rstrip(".") for way in re.split(tr(r", hoặc |; "), next_step) if not _KEY.search(way)]
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
        "field": _FIELDS.get(facts.get("field", ""), tr("thông tin bắt buộc")),
        "entry": re.sub(r"^line (?=\d+$)", tr("dòng "), facts.get("entry", "")),
    }
    filled = re.sub(r"\{(\w+)\}", lambda hole: known.get(hole[1], facts.get(hole[1], "")), words)
    filled = re.sub(r", *(?=[.:;,])", "", filled)
    return re.sub(r" +([.:;,]?)", lambda gap: gap[1] or " ", filled)
