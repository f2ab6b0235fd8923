<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="vi" language="en">
 <context>
  <name>counter</name>
  <message>
   <source>
Ngày trước chưa đối soát: {dong}</source>
   <translation>
Of days before, not reconciled: {dong}</translation>
  </message>
  <message>
   <source> ({days} ngày)</source>
   <translation> ({days} days)</translation>
  </message>
  <message>
   <source> ({full_name} nộp)</source>
   <translation> ({full_name} applying)</translation>
  </message>
  <message>
   <source> (đã chọn)</source>
   <translation> (chosen)</translation>
  </message>
  <message>
   <source> (đã thôi làm)</source>
   <translation> (no longer here)</translation>
  </message>
  <message>
   <source> (đơn vị đối chiếu trước khi dọn)</source>
   <translation> (the unit compares before purging)</translation>
  </message>
  <message>
   <source> Còn {count} tin chưa ghi được: dùng USB khác.</source>
   <translation> {count} messages found no room: use another stick.</translation>
  </message>
  <message>
   <source> Còn: {join}</source>
   <translation> Also: {join}</translation>
  </message>
  <message>
   <source> Từ {when}, đã thử {attempts} lần.</source>
   <translation> Since {when}, tried {attempts} times.</translation>
  </message>
  <message>
   <source> Việc này của lãnh đạo bộ phận.</source>
   <translation> A supervisor does this.</translation>
  </message>
  <message>
   <source> hoặc </source>
   <translation> or </translation>
  </message>
  <message>
   <source> ngày {issued_on:%d/%m/%Y}</source>
   <translation> of {issued_on:%d/%m/%Y}</translation>
  </message>
  <message>
   <source> tại {with_unit}</source>
   <translation> at {with_unit}</translation>
  </message>
  <message>
   <source> từ {vietnam_time:%H:%M}</source>
   <translation> since {vietnam_time:%H:%M}</translation>
  </message>
  <message>
   <source> và quầy {counter_name}</source>
   <translation> and counter {counter_name}</translation>
  </message>
  <message>
   <source> và {what} hồ sơ khác</source>
   <translation> and {what} other dossiers</translation>
  </message>
  <message>
   <source> {count} tệp còn được dùng nên giữ lại.</source>
   <translation> {count} files are still in use and kept.</translation>
  </message>
  <message>
   <source> {count} tệp của lần trước còn chờ xóa.</source>
   <translation> {count} files of last time still wait to be deleted.</translation>
  </message>
  <message>
   <source> {len} ở lại, trước hết {code}: {sentence}</source>
   <translation> {len} stay, first {code}: {sentence}</translation>
  </message>
  <message>
   <source> · biên lai {series} {number}</source>
   <translation> · receipt {series} {number}</translation>
  </message>
  <message>
   <source> · chủ hồ sơ {owner}</source>
   <translation> · owner {owner}</translation>
  </message>
  <message>
   <source> · cấp {year}</source>
   <translation> · of {year}</translation>
  </message>
  <message>
   <source> · hạn {expires_on:%d/%m/%Y}</source>
   <translation> · until {expires_on:%d/%m/%Y}</translation>
  </message>
  <message>
   <source> · mức tại quầy, mức nộp trực tuyến cần đối chiếu</source>
   <translation> · as at the counter; the online fee is to be checked</translation>
  </message>
  <message>
   <source> · nộp trực tuyến: {basis}</source>
   <translation> · online: {basis}</translation>
  </message>
  <message>
   <source> · nộp trực tuyến: {basis}, cần đối chiếu</source>
   <translation> · online: {basis}, to be checked</translation>
  </message>
  <message>
   <source> · số {number}</source>
   <translation> · no. {number}</translation>
  </message>
  <message>
   <source> · {count} tin đã ghi ra USB, chờ trả lời</source>
   <translation> · {count} messages on a stick, waiting for an answer</translation>
  </message>
  <message>
   <source> · {damaged_files} tệp đã hỏng từ trước</source>
   <translation> · {damaged_files} files damaged before</translation>
  </message>
  <message>
   <source> · {late} quá 1 ngày</source>
   <translation> · {late} over 1 day</translation>
  </message>
  <message>
   <source> · đã dọn tệp {vietnam_time:%d/%m/%Y} ({rule})</source>
   <translation> · files purged {vietnam_time:%d/%m/%Y} ({rule})</translation>
  </message>
  <message>
   <source>%s · DÒNG BỊ SỬA</source>
   <translation>%s · LINE CHANGED</translation>
  </message>
  <message>
   <source>(trống)</source>
   <translation>(empty)</translation>
  </message>
  <message>
   <source>, chờ {wait_words}</source>
   <translation>, wait {wait_words}</translation>
  </message>
  <message>
   <source>, chờ đối soát</source>
   <translation>, waiting for reconciliation</translation>
  </message>
  <message>
   <source>, hoặc |; </source>
   <translation>, or |; </translation>
  </message>
  <message>
   <source>, {count} tệp</source>
   <translation>, {count} files</translation>
  </message>
  <message>
   <source>, {too_late} quá 3</source>
   <translation>, {too_late} over 3</translation>
  </message>
  <message>
   <source>10 số; chi nhánh 13 số</source>
   <translation>10 digits; a branch 13</translation>
  </message>
  <message>
   <source>12 số</source>
   <translation>12 digits</translation>
  </message>
  <message>
   <source>12 số, CMND cũ, hoặc họ tên không dấu</source>
   <translation>12 digits, an old CMND, or a name without marks</translation>
  </message>
  <message>
   <source>12 số, hoặc quét thẻ</source>
   <translation>12 digits, or scan the card</translation>
  </message>
  <message>
   <source>15 từ của mã khôi phục, theo thứ tự</source>
   <translation>15 words of the recovery code, in order</translation>
  </message>
  <message>
   <source>23/11 hoặc 20/11-23/11</source>
   <translation>23/11 or 20/11-23/11</translation>
  </message>
  <message>
   <source>7K2M-Q9TX; chưa có thì để trống</source>
   <translation>7K2M-Q9TX; leave empty if not here yet</translation>
  </message>
  <message>
   <source>: chờ đối soát</source>
   <translation>: waiting for reconciliation</translation>
  </message>
  <message>
   <source>: cần {lower}{name}</source>
   <translation>: {lower}{name} needed</translation>
  </message>
  <message>
   <source>: đã {days} ngày, người mới đến có thể chưa có</source>
   <translation>: {days} days old, newcomers may be missing</translation>
  </message>
  <message>
   <source>; sau đó {after} lượt nữa</source>
   <translation>; then {after} more</translation>
  </message>
  <message>
   <source>Ai làm tiếp: {who}?</source>
   <translation>Who goes on: {who}?</translation>
  </message>
  <message>
   <source>Alt+3 mở lại từ danh sách trực tuyến; trang đã quét vẫn còn.</source>
   <translation>Alt+3: open it again from the online list; the scanned pages stay.</translation>
  </message>
  <message>
   <source>Alt+3 xem danh sách: hồ sơ đã tiếp nhận ở đó, hồ sơ đã rút thì không còn.</source>
   <translation>Alt+3 shows the list: what was received is there, what was taken back is gone.</translation>
  </message>
  <message>
   <source>Alt+3 xem hồ sơ và báo cán bộ CNTT; hồ sơ vẫn được lưu.</source>
   <translation>Alt+3 shows it; tell IT; the dossier is saved.</translation>
  </message>
  <message>
   <source>Alt+3 xem lại danh sách.</source>
   <translation>Alt+3 shows the list again.</translation>
  </message>
  <message>
   <source>Alt+7, Kho tệp, Enter làm lại; nếu vẫn vậy, báo cán bộ CNTT.</source>
   <translation>Alt+7, Vault, Enter makes it again; if it stays so, tell IT.</translation>
  </message>
  <message>
   <source>Alt+9 xem vì sao</source>
   <translation>Alt+9 shows why</translation>
  </message>
  <message>
   <source>Bàn giao hồ sơ đang làm dở</source>
   <translation>Hand over a dossier in progress</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT chạy counter-app province-key; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT staff to run counter-app province-key; carry on, dossiers are still saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT chạy counter-app province-secret; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT to run counter-app province-secret; go on, dossiers are saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT dọn chỗ hoặc thay USB; cứ tiếp nhận bình thường.</source>
   <translation>Tell IT to make room or change the stick; go on receiving.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT dọn ổ đĩa rồi thử lại; những gì đã lưu vẫn còn.</source>
   <translation>Tell IT to clear the disk, then try again; what was saved is there.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT kiểm tra mạng; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT to check the network; go on, dossiers are saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT kiểm tra ổ đĩa; vẫn tiếp nhận được, chỉ lưu chậm hơn.</source>
   <translation>Tell IT to check it; reception goes on, only slower.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT liên hệ tỉnh; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT to ask the province; go on, dossiers are saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT thay chứng thư mới; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT staff to install a new certificate; carry on, dossiers are still saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT xin tỉnh cấp chứng thư mới; cứ tiếp nhận bình thường.</source>
   <translation>Tell the IT officer to ask the province for a new certificate; carry on accepting as usual.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT xin tỉnh cấp lại; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT staff to ask the province for a new one; carry on, dossiers are still saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT; cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Tell IT; go on, dossiers are saved.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT; tiếp tục làm việc bình thường.</source>
   <translation>Tell IT; go on working.</translation>
  </message>
  <message>
   <source>Báo cán bộ CNTT; đừng nhập tệp này.</source>
   <translation>Tell IT; do not read this file.</translation>
  </message>
  <message>
   <source>Báo lãnh đạo; khi có kết quả, chọn “Kết quả đã về”.</source>
   <translation>Tell the supervisor; when the result comes, choose “Result has arrived”.</translation>
  </message>
  <message>
   <source>Bước do tỉnh ghi</source>
   <translation>Step recorded by the province</translation>
  </message>
  <message>
   <source>Bạn không có quyền {act}.</source>
   <translation>You have no right to {act}.</translation>
  </message>
  <message>
   <source>BẢN SAO LƯU</source>
   <translation>BACKUP</translation>
  </message>
  <message>
   <source>Bản cập nhật chưa đủ tệp.</source>
   <translation>The update lacks files.</translation>
  </message>
  <message>
   <source>Bản cập nhật không được nhận.</source>
   <translation>The update was not taken.</translation>
  </message>
  <message>
   <source>Bản cập nhật đã quá hạn chữ ký.</source>
   <translation>The update's signature has expired.</translation>
  </message>
  <message>
   <source>Bản gốc</source>
   <translation>Original</translation>
  </message>
  <message>
   <source>Bản gốc {at}/{count}</source>
   <translation>Original {at}/{count}</translation>
  </message>
  <message>
   <source>Bản lưu trữ có chữ tìm được, làm từ các trang đã tiếp nhận. {untouched}</source>
   <translation>Archive forms have searchable text and are made of the accepted pages. {untouched}</translation>
  </message>
  <message>
   <source>Bản lưu trữ: còn {count} giấy tờ</source>
   <translation>Archive forms: {count} papers to go</translation>
  </message>
  <message>
   <source>Bản mới tự kiểm tra không đạt; bản cũ vẫn dùng như trước.</source>
   <translation>It did not pass its self-check; the old version stays in use.</translation>
  </message>
  <message>
   <source>Bản mới đã đổi kho dữ liệu rồi không mở được; bản đang chạy cũ hơn kho.</source>
   <translation>The new version changed the store and then did not open; the one that runs is older than the store.</translation>
  </message>
  <message>
   <source>Bản này cũ hơn bản đã thấy trước đây; không quay lại bản cũ.</source>
   <translation>This version is older than one seen before; there is no way back to it.</translation>
  </message>
  <message>
   <source>Bản sao lưu bị cụt.</source>
   <translation>The backup is cut short.</translation>
  </message>
  <message>
   <source>Bản sao lưu bị hỏng.</source>
   <translation>The backup is damaged.</translation>
  </message>
  <message>
   <source>Bản sao lưu gần nhất ghi ngày chưa tới ({when}).</source>
   <translation>The latest backup bears a day that has not come ({when}).</translation>
  </message>
  <message>
   <source>Bản sao lưu lúc {when_words}: {count_words} hồ sơ.</source>
   <translation>Backup of {when_words}: {count_words} dossiers.</translation>
  </message>
  <message>
   <source>Bản sao lưu này do chương trình mới hơn làm.</source>
   <translation>This backup was made by a newer program.</translation>
  </message>
  <message>
   <source>Bản sao lưu thiếu tệp.</source>
   <translation>Files of the backup are missing.</translation>
  </message>
  <message>
   <source>Bản sao lưu đã bị thay đổi.</source>
   <translation>The backup was changed.</translation>
  </message>
  <message>
   <source>Bản sao lưu được kiểm tra từng trang rồi mới thay kho. Chương trình tự mở lại khi xong; đừng tắt máy.</source>
   <translation>Each page of the backup is checked before it takes the store's place. The program opens by itself; do not switch off.</translation>
  </message>
  <message>
   <source>Bản sao được đối chiếu với bản chính ngay tại quầy, trả lại ngay: không giữ giấy tờ nào.</source>
   <translation>Copies are compared with their originals at the counter and given back at once: nothing is kept.</translation>
  </message>
  <message>
   <source>Bản sửa của quầy chưa gửi được, để không ghi đè lên bản của tỉnh.</source>
   <translation>The counter's edit has not been sent, so as not to overwrite the province's version.</translation>
  </message>
  <message>
   <source>Bản sửa sau của quầy thay cho bản này</source>
   <translation>A later correction of the counter replaces this one</translation>
  </message>
  <message>
   <source>Bản {version} không chạy được trên máy này.</source>
   <translation>Version {version} does not run on this PC.</translation>
  </message>
  <message>
   <source>Bảng thay thế đang hiệu lực không cho phép.</source>
   <translation>The replacement table in force does not allow it.</translation>
  </message>
  <message>
   <source>Bảng trên máy chủ chưa lập, hoặc do bản cũ hơn hay mới hơn lập.</source>
   <translation>The tables on the server have not been created, or were created by an older or newer version.</translation>
  </message>
  <message>
   <source>Bấm Resume/Tiếp tục ở hàng đợi in, hoặc gọi cán bộ CNTT; máy sẽ tự in tiếp.</source>
   <translation>Press Resume in the print queue, or call IT; it prints on by itself.</translation>
  </message>
  <message>
   <source>Bấm một nút trên máy quét cho thức rồi F5; hoặc F11 máy chụp, Ctrl+O tệp.</source>
   <translation>Press a button on it and F5; or F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Bấm ← giữ của quầy, → theo tỉnh, rồi F12.</source>
   <translation>Press ← to keep the counter's, → to follow the province, then F12.</translation>
  </message>
  <message>
   <source>Bật máy in rồi nhấn Ctrl+P; vẫn có thể F2 gọi tiếp.</source>
   <translation>Switch it on and Ctrl+P; F2 may call the next.</translation>
  </message>
  <message>
   <source>Bật máy in; Ctrl+P in lại nếu không thấy giấy ra.</source>
   <translation>Switch it on; Ctrl+P prints again if nothing comes out.</translation>
  </message>
  <message>
   <source>Bật máy quét rồi F5; hoặc F11 máy chụp, Ctrl+O lấy từ tệp.</source>
   <translation>Switch it on and F5; or F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Bật máy quầy đó hoặc chờ máy chủ rồi giao lại; cần ngay thì làm lại từ thẻ của người dân.</source>
   <translation>Switch that counter's PC on or wait for the server, then give it again; if it is urgent, begin anew from the citizen's card.</translation>
  </message>
  <message>
   <source>Bỏ giữ hồ sơ</source>
   <translation>Lift the hold on a dossier</translation>
  </message>
  <message>
   <source>Bỏ qua một mục của quầy khác vì chưa đọc được: đọc lại khi mở lại chương trình</source>
   <translation>Passed over another counter's entry that cannot be read: read again when the program starts anew</translation>
  </message>
  <message>
   <source>Bỏ qua một mục của quầy khác vì trùng mã với hồ sơ ở đây</source>
   <translation>Skipped an item from another counter because its code matches a dossier here</translation>
  </message>
  <message>
   <source>Bỏ tay ra, rồi </source>
   <translation>Take the hand away, then </translation>
  </message>
  <message>
   <source>Bỏ {unread} trang không đọc được</source>
   <translation>Drop {unread} unreadable pages</translation>
  </message>
  <message>
   <source>Bốn góc đã chọn không thành một tờ giấy.</source>
   <translation>The four corners chosen make no sheet of paper.</translation>
  </message>
  <message>
   <source>Bộ gõ (UniKey, IBus...) sửa chữ trong lúc máy đọc đang gõ.</source>
   <translation>It (UniKey, IBus...) changes letters while the reader types.</translation>
  </message>
  <message>
   <source>CHUYỂN</source>
   <translation>HAND OVER</translation>
  </message>
  <message>
   <source>CHUYỂN {} SANG NHÓM VIỆC, QUẦY</source>
   <translation>SEND {} TO A SERVICE OR COUNTER</translation>
  </message>
  <message>
   <source>CHUYỂN ĐẾN</source>
   <translation>HAND OVER TO</translation>
  </message>
  <message>
   <source>CHƯA LẤY {len} GIẤY</source>
   <translation>{len} NOT TAKEN</translation>
  </message>
  <message>
   <source>CHƯA RÕ QUẦY NÀO GỌI</source>
   <translation>UNKNOWN WHICH COUNTER CALLS</translation>
  </message>
  <message>
   <source>CHƯA ĐỦ</source>
   <translation>MISSING</translation>
  </message>
  <message>
   <source>CHẠY THỬ: TÊN / MẬT KHẨU, MỌI NGƯỜI ĐỀU GIẢ ĐỊNH</source>
   <translation>TRIAL: NAME / PASS WORD, EVERYBODY IS MADE UP</translation>
  </message>
  <message>
   <source>CHỈ KHI CẦN</source>
   <translation>ONLY IF NEEDED</translation>
  </message>
  <message>
   <source>CHỜ</source>
   <translation>WAIT</translation>
  </message>
  <message>
   <source>CHỜ CHUYỂN</source>
   <translation>TO BE HANDED OVER</translation>
  </message>
  <message>
   <source>CHỜ CHUYỂN KHOẢN</source>
   <translation>TRANSFER EXPECTED</translation>
  </message>
  <message>
   <source>CHỜ GỬI</source>
   <translation>WAITING</translation>
  </message>
  <message>
   <source>CHỜ GỬI, CẦN XEM TRƯỚC</source>
   <translation>WAITING, TO BE LOOKED AT FIRST</translation>
  </message>
  <message>
   <source>CHỜ LÂU NHẤT</source>
   <translation>OLDEST</translation>
  </message>
  <message>
   <source>CHỨNG THỰC</source>
   <translation>CERTIFY</translation>
  </message>
  <message>
   <source>CHỨNG THỰC BẢN SAO: ĐỐI CHIẾU BẢN CHÍNH, TRẢ LẠI NGAY</source>
   <translation>CERTIFIED COPY: CHECK AGAINST THE ORIGINAL, RETURN IT AT ONCE</translation>
  </message>
  <message>
   <source>Cho gửi lại hồ sơ lên tỉnh</source>
   <translation>Send a dossier to the province again</translation>
  </message>
  <message>
   <source>Cho làm lại bản lưu trữ của các giấy tờ để riêng</source>
   <translation>Have archive forms that were set aside made again</translation>
  </message>
  <message>
   <source>Cho người đầu tiên vào máy</source>
   <translation>Let the first person in</translation>
  </message>
  <message>
   <source>Chuyển cơ quan giải quyết</source>
   <translation>Handed to the resolving authority</translation>
  </message>
  <message>
   <source>Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại.</source>
   <translation>Go to that window (Alt+Tab), or close it and open again.</translation>
  </message>
  <message>
   <source>Chuyển sang cửa sổ kia (Alt+Tab), hoặc đóng nó rồi mở lại; nếu không được, kết thúc tiến trình {pid}.</source>
   <translation>Go to that window (Alt+Tab), or close it and open again; if that fails, end process {pid}.</translation>
  </message>
  <message>
   <source>Chuỗi nhật ký nguyên vẹn · soát lúc {vietnam_time:%H:%M}, {lines} dòng</source>
   <translation>The audit chain is whole · checked at {vietnam_time:%H:%M}, {lines} lines</translation>
  </message>
  <message>
   <source>Chép chưa trọn, hoặc USB bị rút khi đang chép.</source>
   <translation>Not copied completely, or the stick was pulled meanwhile.</translation>
  </message>
  <message>
   <source>Chép cả tệp .sig của tỉnh vào cạnh tệp này rồi đọc lại.</source>
   <translation>Copy the province's .sig beside this file, then read it again.</translation>
  </message>
  <message>
   <source>Chép cả tệp .sig, hoặc giữ nguyên tên tệp như tỉnh phát hành, rồi đọc lại.</source>
   <translation>Copy the .sig as well, or keep the name as issued, then read it again.</translation>
  </message>
  <message>
   <source>Chép lại tệp rồi Ctrl+O, hoặc F5 quét bản giấy.</source>
   <translation>Copy it again and Ctrl+O, or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Chúng không khớp với nhau, hoặc không vừa một trang.</source>
   <translation>They do not fit together, or not on one page.</translation>
  </message>
  <message>
   <source>Chưa biết họ tên người nhận.</source>
   <translation>The taker's name is not known.</translation>
  </message>
  <message>
   <source>Chưa biết là ai: chưa hiện giấy tờ nào.</source>
   <translation>Nobody known yet: no papers are shown.</translation>
  </message>
  <message>
   <source>Chưa biết lấy bản cập nhật ở đâu.</source>
   <translation>It is not known where updates come from.</translation>
  </message>
  <message>
   <source>Chưa chuyển được hồ sơ nào.</source>
   <translation>No dossier could be handed over.</translation>
  </message>
  <message>
   <source>Chưa chạy được lệnh này.</source>
   <translation>This command was not run.</translation>
  </message>
  <message>
   <source>Chưa chắc chiều trang.</source>
   <translation>Not sure which way up.</translation>
  </message>
  <message>
   <source>Chưa chắc mép giấy: trải phẳng trên nền sẫm, hoặc Enter chụp luôn.</source>
   <translation>Edge not certain: lay it flat on a dark ground, or Enter takes it now.</translation>
  </message>
  <message>
   <source>Chưa chắc mép tờ giấy.</source>
   <translation>Not sure of the sheet's edges.</translation>
  </message>
  <message>
   <source>Chưa chọn giấy tờ nào.</source>
   <translation>No paper is chosen.</translation>
  </message>
  <message>
   <source>Chưa cài máy in; hồ sơ đã lưu.</source>
   <translation>None is installed; the dossier is saved.</translation>
  </message>
  <message>
   <source>Chưa có ai chờ. Chọn nhóm việc bên trái, Enter để phát số.</source>
   <translation>Nobody waits. Choose a group on the left, Enter issues a number.</translation>
  </message>
  <message>
   <source>Chưa có ai tại quầy</source>
   <translation>Nobody at the counter</translation>
  </message>
  <message>
   <source>Chưa có ai đăng nhập ở quầy này.</source>
   <translation>Nobody is logged in at this counter.</translation>
  </message>
  <message>
   <source>Chưa có bản sao lưu nào ở đây</source>
   <translation>No backup here yet</translation>
  </message>
  <message>
   <source>Chưa có bản thu giọng Khmer: bảng và phiếu có chữ Khmer, loa chỉ đọc tiếng Việt.</source>
   <translation>No Khmer recordings yet: board and tickets have Khmer writing, the loudspeaker speaks Vietnamese only.</translation>
  </message>
  <message>
   <source>Chưa có gì hết hạn lưu</source>
   <translation>Nothing past retention</translation>
  </message>
  <message>
   <source>Chưa có họ tên</source>
   <translation>No name yet</translation>
  </message>
  <message>
   <source>Chưa có mã khôi phục</source>
   <translation>No recovery code yet</translation>
  </message>
  <message>
   <source>Chưa có trang nào để quét lại. F5 quét cả tập.</source>
   <translation>No page to scan again yet. F5 scans the stack.</translation>
  </message>
  <message>
   <source>Chưa có tài khoản để nhận chuyển khoản.</source>
   <translation>There is no account for transfers.</translation>
  </message>
  <message>
   <source>Chưa cập nhật. Người khác sửa được {file} trong thư mục chương trình {folder}.</source>
   <translation>Not updated. Others may change {file} in the program's folder {folder}.</translation>
  </message>
  <message>
   <source>Chưa cắm, chưa bật, hoặc chưa cài.</source>
   <translation>Not plugged in, switched on, or installed.</translation>
  </message>
  <message>
   <source>Chưa cắm, hoặc hệ điều hành chưa nhận ra.</source>
   <translation>Not plugged in, or the system does not know it.</translation>
  </message>
  <message>
   <source>Chưa dùng được chứng thư của quầy này.</source>
   <translation>This counter's certificate cannot be used yet.</translation>
  </message>
  <message>
   <source>Chưa dùng được thư mục cấu hình {folder}: người khác sửa được {file}.</source>
   <translation>The settings folder {folder} cannot be used: others may change {file}.</translation>
  </message>
  <message>
   <source>Chưa ghi chuyển đến đâu.</source>
   <translation>It is not said where it goes.</translation>
  </message>
  <message>
   <source>Chưa ghi cơ quan nào giải quyết.</source>
   <translation>The authority handling this is not recorded yet.</translation>
  </message>
  <message>
   <source>Chưa ghi họ và tên.</source>
   <translation>The full name is not recorded yet.</translation>
  </message>
  <message>
   <source>Chưa ghi mã loại kết quả.</source>
   <translation>The kind code of the result is missing.</translation>
  </message>
  <message>
   <source>Chưa giao cho quầy khác được: {kept} trang máy quét đã đưa ra còn nằm ở máy này.</source>
   <translation>Cannot be given to another counter yet: {kept} pages that have left the scanner are still on this PC.</translation>
  </message>
  <message>
   <source>Chưa giao được hồ sơ.</source>
   <translation>The dossier was not given.</translation>
  </message>
  <message>
   <source>Chưa giao được: còn {kept} trang máy quét đã đưa ra ở máy của quầy {counter}.</source>
   <translation>Not handed over: {kept} pages that the scanner gave out are still on counter {counter}'s PC.</translation>
  </message>
  <message>
   <source>Chưa hỏi được máy chủ của bộ phận về số này, nên chưa gọi.</source>
   <translation>The hall's server could not be asked about this number, so it was not called.</translation>
  </message>
  <message>
   <source>Chưa hỏi được máy chủ của bộ phận xem nhóm việc này còn số không, nên chưa phát.</source>
   <translation>The hall's server could not be asked whether this service has a number left, so none was given.</translation>
  </message>
  <message>
   <source>Chưa khôi phục: chữ gõ vào không phải KHOI PHUC. Gõ lại rồi Enter, hoặc Esc để thôi.</source>
   <translation>Not restored: what was typed is not KHOI PHUC. Type again and Enter, or Esc to give up.</translation>
  </message>
  <message>
   <source>Chưa kiểm tra được tệp nhật ký {file}.</source>
   <translation>Audit file {file} could not be checked.</translation>
  </message>
  <message>
   <source>Chưa làm được bản lưu trữ của một giấy tờ.</source>
   <translation>The archive form of a paper was not made.</translation>
  </message>
  <message>
   <source>Chưa làm được việc này.</source>
   <translation>This could not be done.</translation>
  </message>
  <message>
   <source>Chưa lấy được bản cập nhật.</source>
   <translation>The update was not fetched.</translation>
  </message>
  <message>
   <source>Chưa lấy được hồ sơ đang làm dở ở quầy khác.</source>
   <translation>The dossier in progress at another counter could not be fetched.</translation>
  </message>
  <message>
   <source>Chưa mang hồ sơ bằng USB được.</source>
   <translation>Dossiers cannot be carried on a stick yet.</translation>
  </message>
  <message>
   <source>Chưa nhận dạng được chữ trên trang giấy.</source>
   <translation>The text of the pages cannot be recognised.</translation>
  </message>
  <message>
   <source>Chưa nhận giấy tờ, chưa thu phí</source>
   <translation>No paper taken in, no fee taken</translation>
  </message>
  <message>
   <source>Chưa nhận được hồ sơ được giao này.</source>
   <translation>This draft cannot be taken up yet.</translation>
  </message>
  <message>
   <source>Chưa nâng cấp được kho dữ liệu.</source>
   <translation>The store could not be upgraded.</translation>
  </message>
  <message>
   <source>Chưa rõ người làm là ai.</source>
   <translation>It is not clear who is meant.</translation>
  </message>
  <message>
   <source>Chưa rõ tệp {file} do ai phát hành.</source>
   <translation>It is not clear who issued file {file}.</translation>
  </message>
  <message>
   <source>Chưa sao lưu lần nào, hoặc chọn nhầm thư mục.</source>
   <translation>None was ever made, or it is the wrong folder.</translation>
  </message>
  <message>
   <source>Chưa sao lưu được.</source>
   <translation>Not backed up.</translation>
  </message>
  <message>
   <source>Chưa sửa ô nào.</source>
   <translation>No field has been edited.</translation>
  </message>
  <message>
   <source>Chưa thu {dong}</source>
   <translation>Not paid {dong}</translation>
  </message>
  <message>
   <source>Chưa thấy máy quét nào</source>
   <translation>No scanner seen yet</translation>
  </message>
  <message>
   <source>Chưa tiếp nhận được: còn thiếu {count} giấy tờ.</source>
   <translation>Not accepted: {count} papers are missing.</translation>
  </message>
  <message>
   <source>Chưa tiếp nhận. </source>
   <translation>Not accepted. </translation>
  </message>
  <message>
   <source>Chưa tiếp nhận. {sentence}</source>
   <translation>Not accepted. {sentence}</translation>
  </message>
  <message>
   <source>Chưa tiếp nhận: còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ.</source>
   <translation>Not received: {kept} pages have left the scanner and are not in the dossier yet.</translation>
  </message>
  <message>
   <source>Chưa tiếp nhận; F12 khi muốn.</source>
   <translation>Not accepted; F12 when you like.</translation>
  </message>
  <message>
   <source>Chưa trả lời được hồ sơ trực tuyến này.</source>
   <translation>This online dossier cannot be answered yet.</translation>
  </message>
  <message>
   <source>Chưa trả được: hồ sơ {STAGES}. Enter xem diễn biến.</source>
   <translation>Cannot be handed over: dossier {STAGES}. Enter shows its story.</translation>
  </message>
  <message>
   <source>Chưa tạo tài khoản đầu tiên.</source>
   <translation>The first account was not made.</translation>
  </message>
  <message>
   <source>Chưa đăng nhập được.</source>
   <translation>Not logged in.</translation>
  </message>
  <message>
   <source>Chưa đặt được bản mới lên máy này.</source>
   <translation>The new version could not be put on this PC.</translation>
  </message>
  <message>
   <source>Chưa đề nghị tỉnh sửa được.</source>
   <translation>Could not ask the province to correct it.</translation>
  </message>
  <message>
   <source>Chưa đọc được gì trên trang này.</source>
   <translation>Nothing was read from this page yet.</translation>
  </message>
  <message>
   <source>Chưa đọc được hộ chiếu.</source>
   <translation>The passport could not be read.</translation>
  </message>
  <message>
   <source>Chưa đổi gì. Gõ đúng chữ được hỏi, hoặc Esc để thôi.</source>
   <translation>Nothing was changed. Type the words asked for, or press Esc to leave it.</translation>
  </message>
  <message>
   <source>Chưa đổi mã khôi phục: tờ vừa in hoặc chép không dùng được, hãy hủy.</source>
   <translation>Recovery code not changed: what was printed or copied is of no use, destroy it.</translation>
  </message>
  <message>
   <source>Chương trình chạy lệnh này đã đóng giữa chừng; kho vẫn nguyên.</source>
   <translation>The program that ran it closed meanwhile; the store is whole.</translation>
  </message>
  <message>
   <source>Chương trình cài cho mọi người dùng, hoặc không cài từ gói.</source>
   <translation>It is installed for all users, or not from a package.</translation>
  </message>
  <message>
   <source>Chương trình gặp lỗi và đã dừng thao tác này.</source>
   <translation>The program has a fault and stopped this act.</translation>
  </message>
  <message>
   <source>Chương trình gặp lỗi.</source>
   <translation>The program has a fault.</translation>
  </message>
  <message>
   <source>Chương trình khác hoặc máy khác đang quét.</source>
   <translation>Another program or PC is scanning.</translation>
  </message>
  <message>
   <source>Chương trình khác đang dùng, hoặc hệ điều hành không cho phép.</source>
   <translation>Another program uses it, or the system does not allow it.</translation>
  </message>
  <message>
   <source>Chương trình không nói rõ nguyên nhân.</source>
   <translation>The program does not say why.</translation>
  </message>
  <message>
   <source>Chương trình này không cài từ gói nên không tự cập nhật được.</source>
   <translation>This program was not installed from a package and cannot be updated.</translation>
  </message>
  <message>
   <source>Chương trình trên máy này cũ hơn bản đã ghi dữ liệu.</source>
   <translation>This PC's program is older than what wrote the data.</translation>
  </message>
  <message>
   <source>Chương trình trên máy này không đọc được kho của bản mới hơn; chưa thay gì.</source>
   <translation>The program on this PC cannot read a newer version's store; nothing was replaced.</translation>
  </message>
  <message>
   <source>Chương trình đang mở ở cửa sổ khác.</source>
   <translation>The program is open in another window.</translation>
  </message>
  <message>
   <source>Chương trình đang mở, hoặc một lệnh khác, đang cài.</source>
   <translation>The program, or another command, is at it.</translation>
  </message>
  <message>
   <source>Chạy counter-app backup; nếu không được, kiểm tra USB hoặc thư mục sao lưu.</source>
   <translation>Run counter-app backup; if that fails, check the stick or folder.</translation>
  </message>
  <message>
   <source>Chạy counter-app keys province --request để tạo yêu cầu mới rồi gửi tỉnh.</source>
   <translation>Run counter-app keys province --request for a new request, and send it to the province.</translation>
  </message>
  <message>
   <source>Chạy counter-app keys recovery, hoặc Alt+7 mục Khóa, rồi cất tờ giấy trong két.</source>
   <translation>Run counter-app keys recovery, or Alt+7, Keys, and put the sheet into a safe.</translation>
  </message>
  <message>
   <source>Chạy counter-app self-check; nếu vẫn vậy, báo cán bộ CNTT.</source>
   <translation>Run counter-app self-check; if it stays so, tell IT.</translation>
  </message>
  <message>
   <source>Chạy counter-app vault check --repair THƯ_MỤC_SAO_LƯU, rồi counter-app archive --again.</source>
   <translation>Run counter-app vault check --repair BACKUP_FOLDER, then counter-app archive --again.</translation>
  </message>
  <message>
   <source>Chạy lại lệnh và gõ đủ 15 từ.</source>
   <translation>Run the command again and type all 15 words.</translation>
  </message>
  <message>
   <source>Chạy lại lệnh và nhập lại.</source>
   <translation>Run the command again and type anew.</translation>
  </message>
  <message>
   <source>Chạy lại lệnh.</source>
   <translation>Run it again.</translation>
  </message>
  <message>
   <source>Chạy lại với quyền quản trị.</source>
   <translation>Run it again as administrator.</translation>
  </message>
  <message>
   <source>Chỉ các dòng ghi hôm nay · quầy {counter}</source>
   <translation>Only the lines entered today · counter {counter}</translation>
  </message>
  <message>
   <source>Chỉ có một máy chụp. Cắm thêm máy rồi nhấn F11.</source>
   <translation>There is only one camera. Plug another in and press F11.</translation>
  </message>
  <message>
   <source>Chỉ khi máy cũ đã bỏ hẳn: hai máy cùng cấp số cho một quầy thì giấy trùng số. Tỉnh thôi cấp số cho máy cũ. Gõ {agreed} rồi Enter:</source>
   <translation>Only if the old PC is out of service: two PCs that give numbers for one counter give the same number twice. The province stops giving numbers to the old PC. Type {agreed} and press Enter:</translation>
  </message>
  <message>
   <source>Chỉ những gì tỉnh đã xác nhận và không ai cần nữa.{unfinished}</source>
   <translation>Only what the province has confirmed and nobody needs.{unfinished}</translation>
  </message>
  <message>
   <source>Chỉ quầy ấy biết tỉnh đã ghi hồ sơ này thế nào.</source>
   <translation>That counter alone knows as what the province took it.</translation>
  </message>
  <message>
   <source>Chỉ trang có mã hồ sơ mới tự biết thuộc hồ sơ nào; trang sau nó thì chọn cùng bằng Shift+→.</source>
   <translation>Only a page that bears a dossier's code says which dossier it is of; choose pages behind it along with it by Shift+→.</translation>
  </message>
  <message>
   <source>Chỉ xóa những gì đã hết hạn lưu và tỉnh đã xác nhận; mỗi mục có một dòng nhật ký.</source>
   <translation>Only what is past retention and confirmed by the province goes; each with an audit line.</translation>
  </message>
  <message>
   <source>Chỉ được hẹn lại một lần (NĐ 61/2018, Điều 19).</source>
   <translation>Only once (NĐ 61/2018, Art. 19).</translation>
  </message>
  <message>
   <source>Chỉnh lại ngày giờ của máy (nhờ cán bộ CNTT); cứ làm tiếp, hồ sơ vẫn được lưu.</source>
   <translation>Set this PC's clock (ask IT); go on, dossiers are saved.</translation>
  </message>
  <message>
   <source>Chỉnh lại ngày giờ rồi thử lại; nếu ngày đã đúng, kết nối với tỉnh một lần.</source>
   <translation>Set date and time and try again; if they are right, connect to the province once.</translation>
  </message>
  <message>
   <source>Chỉnh đồng hồ cho đúng rồi chạy counter-app backup.</source>
   <translation>Set the clock right and run counter-app backup.</translation>
  </message>
  <message>
   <source>Chọn 300 dpi, rồi </source>
   <translation>Choose 300 dpi, then </translation>
  </message>
  <message>
   <source>Chọn bản sao lưu cũ hơn, hoặc cập nhật chương trình rồi khôi phục.</source>
   <translation>Choose an older backup, or update the program and restore then.</translation>
  </message>
  <message>
   <source>Chọn bản sao lưu khác; kho hiện tại chưa bị thay.</source>
   <translation>Choose another backup; the store was not replaced.</translation>
  </message>
  <message>
   <source>Chọn chỗ khác, hoặc gọi cán bộ CNTT cấp quyền ghi.</source>
   <translation>Choose another place, or call IT for the right to write.</translation>
  </message>
  <message>
   <source>Chọn các trang của một hồ sơ rồi X.</source>
   <translation>Choose the pages of one dossier, then X.</translation>
  </message>
  <message>
   <source>Chọn cả trang có mã rồi X; hoặc mở hồ sơ đó ở Alt+3 rồi quét.</source>
   <translation>Choose the page with the code too, then X; or open that dossier at Alt+3 and scan there.</translation>
  </message>
  <message>
   <source>Chọn giữa bản của quầy và bản của tỉnh</source>
   <translation>Choose between the counter's version and the province's</translation>
  </message>
  <message>
   <source>Chọn người khác rồi Enter.</source>
   <translation>Choose somebody else and Enter.</translation>
  </message>
  <message>
   <source>Chọn sổ của cả năm rồi Enter.</source>
   <translation>Choose the year's book, then Enter.</translation>
  </message>
  <message>
   <source>Chọn thư mục khác, hoặc chạy counter-app backup.</source>
   <translation>Choose another folder, or run counter-app backup.</translation>
  </message>
  <message>
   <source>Chọn thủ tục trước rồi mới chụp giấy.</source>
   <translation>Choose the procedure before taking papers.</translation>
  </message>
  <message>
   <source>Chọn thủ tục trước rồi mới lấy trang: F4.</source>
   <translation>Choose the procedure before taking pages: F4.</translation>
  </message>
  <message>
   <source>Chọn thủ tục để chỉ xem những giấy tờ mà thủ tục cần.</source>
   <translation>Choose a procedure to see only what it needs.</translation>
  </message>
  <message>
   <source>Chọn trang, rồi gõ số của giấy; 0 để riêng, Delete bỏ trang.</source>
   <translation>Choose a page, then type the paper's number; 0 aside, Delete drops.</translation>
  </message>
  <message>
   <source>Chọn tên hoặc thư mục khác rồi thử lại.</source>
   <translation>Choose another name or folder and try again.</translation>
  </message>
  <message>
   <source>Chọn tệp tinh-tra_ trên USB mang từ tỉnh về.</source>
   <translation>Choose the tinh-tra_ file on the stick from the province.</translation>
  </message>
  <message>
   <source>Chọn ảnh có mã QR ở góc thẻ căn cước rồi chạy lại lệnh.</source>
   <translation>Choose a picture with the QR in the card's corner and run the command again.</translation>
  </message>
  <message>
   <source>Chọn ảnh hoặc PDF</source>
   <translation>Choose a picture or PDF</translation>
  </message>
  <message>
   <source>Chọn “Sửa thông tin người nộp” để sửa trong hồ sơ.</source>
   <translation>Choose “Correct the applicant's details” to correct it in the dossier.</translation>
  </message>
  <message>
   <source>Chỗ đó là thư mục, thiết bị hoặc liên kết hỏng, không phải tệp.</source>
   <translation>That is a folder, a device or a broken link, not a file.</translation>
  </message>
  <message>
   <source>Chờ hết giờ rồi gõ lại; người khác của đơn vị vẫn đăng nhập được.</source>
   <translation>Wait, then type again; others of the unit may log in.</translation>
  </message>
  <message>
   <source>Chờ vài giây rồi chọn số và Enter lần nữa.</source>
   <translation>Wait a few seconds, then choose the number and press Enter again.</translation>
  </message>
  <message>
   <source>Chờ vài giây rồi phát lần nữa; người được ưu tiên: U, rồi phát số tại quầy.</source>
   <translation>Wait a few seconds and issue again; for someone with priority: U, then issue at the counter.</translation>
  </message>
  <message>
   <source>Chờ vài phút rồi chạy lại lệnh.</source>
   <translation>Wait some minutes and run it again.</translation>
  </message>
  <message>
   <source>Chờ đến lượt gửi.</source>
   <translation>Waits for its turn.</translation>
  </message>
  <message>
   <source>Chụp hoặc quét lại rõ hơn rồi chạy lại lệnh.</source>
   <translation>Take or scan it again more clearly and run the command again.</translation>
  </message>
  <message>
   <source>Chụp lại riêng một thẻ, quét từng thẻ, hoặc gõ 12 số rồi Enter.</source>
   <translation>Take one card by itself, scan each, or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Chủ hồ sơ và người nộp là một.</source>
   <translation>The owner of the dossier and the applicant are the same person.</translation>
  </message>
  <message>
   <source>Chủ hồ sơ, nơi ở nay</source>
   <translation>Owner of the dossier, commune of today</translation>
  </message>
  <message>
   <source>Chủ nhật</source>
   <translation>Sunday</translation>
  </message>
  <message>
   <source>Chứng thư chưa hoặc hết hiệu lực (đến ngày {until}) nên tỉnh không cho kết nối.</source>
   <translation>The certificate is not yet valid or has expired (valid to {until}), so the province refuses the connection.</translation>
  </message>
  <message>
   <source>Chứng thư chưa được tỉnh ghi nhận, đã bị thu hồi, hoặc quầy chưa có chứng thư.</source>
   <translation>The certificate is not registered with the province, has been revoked, or the counter has none.</translation>
  </message>
  <message>
   <source>Chứng thư của hệ thống tỉnh đã hết hạn.</source>
   <translation>The certificate of the province's system has expired.</translation>
  </message>
  <message>
   <source>Chứng thư của máy chủ không do cơ quan trong cấu hình ký, hoặc mang tên khác.</source>
   <translation>The server's certificate is not signed by the authority in the configuration, or bears another name.</translation>
  </message>
  <message>
   <source>Chứng thư của quầy này đã hết hạn.</source>
   <translation>This counter's certificate has expired.</translation>
  </message>
  <message>
   <source>Chứng thư của quầy {how}</source>
   <translation>The counter's certificate {how}</translation>
  </message>
  <message>
   <source>Chứng thư của quầy {how}. {todo}</source>
   <translation>The counter's certificate {how}. {todo}</translation>
  </message>
  <message>
   <source>Chứng thực bản sao: ai mang bản chính đến cũng được, không ghi chủ hồ sơ.</source>
   <translation>Certified copies: whoever brings the original; no owner is noted.</translation>
  </message>
  <message>
   <source>Chữ bị nhòe, dấu không còn chắc.</source>
   <translation>Letters are blurred, marks not certain.</translation>
  </message>
  <message>
   <source>Chữ chạy ra ngoài mép.</source>
   <translation>Letters run over the edge.</translation>
  </message>
  <message>
   <source>Chữ ký của tệp nhật ký {file} là giả.</source>
   <translation>The signature of audit file {file} is forged.</translation>
  </message>
  <message>
   <source>Chữ ký hoặc mã băm trong tên không khớp nội dung: chép lỗi, hoặc bị sửa.</source>
   <translation>Signature or hash does not agree with the content: copied badly, or changed.</translation>
  </message>
  <message>
   <source>Chữ ký không khớp với khóa của quầy.</source>
   <translation>It does not agree with the counter's key.</translation>
  </message>
  <message>
   <source>Chữ ký không phải của khóa ghi trong cấu hình.</source>
   <translation>The signature is not of the key in the settings.</translation>
  </message>
  <message>
   <source>Chữ ký không phải của nơi phát hành mà máy này tin.</source>
   <translation>The signature is not the publisher's that this PC trusts.</translation>
  </message>
  <message>
   <source>Chữ số chọn; Esc để như cũ.</source>
   <translation>A digit chooses; Esc leaves it as it was.</translation>
  </message>
  <message>
   <source>Chữ số nếu cần, Delete bỏ.</source>
   <translation>A digit if needed, Delete drops it.</translation>
  </message>
  <message>
   <source>Chữ số nếu đây là giấy.</source>
   <translation>A digit if it is a paper.</translation>
  </message>
  <message>
   <source>Chữ số thứ mười là số kiểm tra, và không khớp chín số trước: có số gõ nhầm.</source>
   <translation>The tenth digit is a check digit and does not match the first nine: a digit was mistyped.</translation>
  </message>
  <message>
   <source>Chữ số để xếp trang vào giấy; 0 để riêng.</source>
   <translation>A digit lays the page to a paper; 0 sets it aside.</translation>
  </message>
  <message>
   <source>Con trỏ ở đâu cũng được. Hoặc gõ 12 số rồi Enter; người của xã gõ vài chữ của tên cũng được.</source>
   <translation>The cursor may be anywhere. Or type 12 digits and Enter; for people of the commune some letters of the name.</translation>
  </message>
  <message>
   <source>Ctrl+L khóa màn hình</source>
   <translation>Ctrl+L locks the screen</translation>
  </message>
  <message>
   <source>Ctrl+O chọn tệp khác, hoặc F5 quét bản giấy.</source>
   <translation>Ctrl+O chooses another file, or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Ctrl+P in</source>
   <translation>Ctrl+P prints</translation>
  </message>
  <message>
   <source>Ctrl+P in giấy tiếp nhận</source>
   <translation>Ctrl+P prints the receipt</translation>
  </message>
  <message>
   <source>Ctrl+P in lại phiếu từ chối, Esc về danh sách.</source>
   <translation>Ctrl+P prints the refusal again, Esc goes back to the list.</translation>
  </message>
  <message>
   <source>Ctrl+P in lại; nếu vẫn vậy, gọi cán bộ CNTT.</source>
   <translation>Ctrl+P prints again; if it stays so, call IT.</translation>
  </message>
  <message>
   <source>Ctrl+← dời trang về đúng chỗ trước khi F12.</source>
   <translation>Ctrl+← moves it to its place, before F12.</translation>
  </message>
  <message>
   <source>CÁC BƯỚC CỦA LẦN MỞ ĐẦU TIÊN</source>
   <translation>STEPS OF THE FIRST START</translation>
  </message>
  <message>
   <source>CÒN THIẾU</source>
   <translation>MISSING</translation>
  </message>
  <message>
   <source>CÒN THIẾU bản sao</source>
   <translation>COPIES MISSING</translation>
  </message>
  <message>
   <source>CÒN THIẾU họ tên</source>
   <translation>MISSING name</translation>
  </message>
  <message>
   <source>CÒN THIẾU người nộp</source>
   <translation>MISSING applicant</translation>
  </message>
  <message>
   <source>CÒN THIẾU số trang</source>
   <translation>PAGES MISSING</translation>
  </message>
  <message>
   <source>CÒN THIẾU thủ tục</source>
   <translation>MISSING procedure</translation>
  </message>
  <message>
   <source>CÒN THIẾU {len}</source>
   <translation>MISSING {len}</translation>
  </message>
  <message>
   <source>CÒN THIẾU địa chỉ</source>
   <translation>MISSING address</translation>
  </message>
  <message>
   <source>Cài từ gói của nơi phát hành, rồi chạy counter-app update.</source>
   <translation>Install the publisher's package, then run counter-app update.</translation>
  </message>
  <message>
   <source>Các bước cài đặt máy này: mũi tên chọn, Enter làm</source>
   <translation>Steps of setting this PC up: arrows choose, Enter does</translation>
  </message>
  <message>
   <source>Các bản sao lưu</source>
   <translation>The backups</translation>
  </message>
  <message>
   <source>Các cạnh cắt nhau, hoặc tờ giấy quá nhỏ trong ảnh.</source>
   <translation>The edges cross, or the sheet is too small in the picture.</translation>
  </message>
  <message>
   <source>Các dòng nhật ký, mới nhất trước</source>
   <translation>The audit's lines, newest first</translation>
  </message>
  <message>
   <source>Các mục của máy này: mũi tên chọn, Enter vào mục</source>
   <translation>Sections of this PC: arrows choose, Enter goes in</translation>
  </message>
  <message>
   <source>Các phần của bản cập nhật không cùng một lần phát hành.</source>
   <translation>The parts of the update are not of one release.</translation>
  </message>
  <message>
   <source>Các quy tắc và số lượng ở bên dưới.</source>
   <translation>Rules and counts are below.</translation>
  </message>
  <message>
   <source>Các số của mục đang chọn</source>
   <translation>The numbers of what is chosen</translation>
  </message>
  <message>
   <source>Các số đang chờ đã chuyển riêng cho quầy khác.</source>
   <translation>All waiting numbers were sent to other counters.</translation>
  </message>
  <message>
   <source>Các trang không còn khớp với nhau.</source>
   <translation>Its pages no longer fit together.</translation>
  </message>
  <message>
   <source>Các trang máy quét đã đưa ra nay đã vào hồ sơ, nhưng không rõ chúng nối theo giấy tờ nào.</source>
   <translation>The pages that had left the scanner are in the dossier now, but it is not known which paper they continue.</translation>
  </message>
  <message>
   <source>Các trang quét trước đó vẫn được giữ.</source>
   <translation>Pages scanned before are kept.</translation>
  </message>
  <message>
   <source>Các trang đã chọn mang mã của nhiều hồ sơ.</source>
   <translation>The chosen pages bear the codes of several dossiers.</translation>
  </message>
  <message>
   <source>Các trang ấy chưa vào hồ sơ, và không đi theo được.</source>
   <translation>They are not in the dossier yet and cannot go along.</translation>
  </message>
  <message>
   <source>Các trang ấy đang được giữ.</source>
   <translation>They are kept.</translation>
  </message>
  <message>
   <source>Các trang ấy đã vào hồ sơ trước.</source>
   <translation>Those were in the dossier before it.</translation>
  </message>
  <message>
   <source>Các từ vừa nhập không thành một mã khôi phục.</source>
   <translation>The words make no recovery code.</translation>
  </message>
  <message>
   <source>Các từ đã gõ, theo thứ tự trên giấy</source>
   <translation>Words typed, in the order of the paper</translation>
  </message>
  <message>
   <source>Các ô khác nhau: mũi tên trái giữ của quầy, phải theo tỉnh</source>
   <translation>Fields that differ: left arrow keeps the counter's, right arrow takes the province's</translation>
  </message>
  <message>
   <source>Cán bộ CNTT chạy counter-app update với quyền quản trị.</source>
   <translation>IT runs counter-app update as administrator.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT cài bản vá. Chưa có bản vá thì gõ: counter-app restore "{backup}" (bản mới còn dùng thử thì trước đó gõ counter-app update --back --yes).</source>
   <translation>IT installs a mended version. Without one, type: counter-app restore "{backup}" (with the new version still on trial, counter-app update --back --yes first).</translation>
  </message>
  <message>
   <source>Cán bộ CNTT ghi [site] vào cấu hình rồi chạy counter-app site join.</source>
   <translation>IT staff should put [site] in the configuration, then run counter-app site join.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT ghi khóa của tỉnh vào cấu hình (province.courier_recipient, courier_signer).</source>
   <translation>IT writes the province's keys into the settings (province.courier_recipient, courier_signer).</translation>
  </message>
  <message>
   <source>Cán bộ CNTT làm bước này.</source>
   <translation>IT does this step.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT mời lại quầy: counter-app site invite, rồi counter-app site join.</source>
   <translation>IT staff should invite the counter again: counter-app site invite, then counter-app site join.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT đang xử lý; Enter thử lại, F6 đã nhập tay ở tỉnh.</source>
   <translation>IT is at work on it; Enter tries again, F6 entered at the province by hand.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT đặt 1.root.json cạnh site.toml và ghi updates.root.</source>
   <translation>IT puts 1.root.json beside site.toml and enters updates.root.</translation>
  </message>
  <message>
   <source>Cán bộ CNTT đổi được mục này.</source>
   <translation>IT can change this.</translation>
  </message>
  <message>
   <source>Cán bộ cho gửi lại</source>
   <translation>A clerk had it sent again</translation>
  </message>
  <message>
   <source>Cán bộ khác đang nhận giấy cho hồ sơ {dossier}.</source>
   <translation>A colleague is taking in papers for dossier {dossier}.</translation>
  </message>
  <message>
   <source>Còn lượt quét đang chờ: F5 quét tiếp, hoặc Esc bỏ, rồi F12.</source>
   <translation>A stack still waits: F5 scans on, or Esc drops it, then F12.</translation>
  </message>
  <message>
   <source>Còn mặt sau của {sheets} tờ: lật úp cả tập, đặt vào khay rồi F5.</source>
   <translation>The backs of {sheets} sheets are missing: turn the whole stack over, put it in the feeder, F5.</translation>
  </message>
  <message>
   <source>Còn mặt sau của {sheets} tờ: lật úp cả tập, đặt vào khay, F5. Không có mặt sau: F12 lần nữa.</source>
   <translation>The backs of {sheets} sheets: turn the stack over, lay it in, F5. No backs: F12 again.</translation>
  </message>
  <message>
   <source>Còn mặt sau của {sheets} tờ: để riêng tập ấy, mở lại hồ sơ đó ở Alt+3 rồi mới lật úp và quét tiếp.</source>
   <translation>The backs of {sheets} sheets are still to come: put that stack aside, open that dossier again with Alt+3, and only then turn it over and scan on.</translation>
  </message>
  <message>
   <source>Còn một ô chưa chọn: {which}.</source>
   <translation>One field is still not chosen: {which}.</translation>
  </message>
  <message>
   <source>Còn phải chọn: {join}.</source>
   <translation>Still to choose: {join}.</translation>
  </message>
  <message>
   <source>Còn thiếu họ tên: gõ họ tên như trên thẻ rồi Enter.</source>
   <translation>Name missing: type it as on the card, then Enter.</translation>
  </message>
  <message>
   <source>Còn thiếu lý do.</source>
   <translation>The reason is missing.</translation>
  </message>
  <message>
   <source>Còn thiếu một ô phải điền.</source>
   <translation>A field is still empty.</translation>
  </message>
  <message>
   <source>Còn thiếu người nộp: quét thẻ căn cước, hoặc gõ 12 số rồi Enter.</source>
   <translation>Applicant missing: scan the citizen card, or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Còn thiếu thủ tục: gõ mã hoặc vài chữ không dấu, rồi Enter.</source>
   <translation>Procedure missing: type its code or some letters without marks, then Enter.</translation>
  </message>
  <message>
   <source>Còn thiếu tên giấy tờ, số trang hoặc số bản: gõ rồi Enter sang ô tiếp.</source>
   <translation>Name of the paper, pages or copies missing: type, then Enter to the next field.</translation>
  </message>
  <message>
   <source>Còn thiếu {field}.</source>
   <translation>Missing: {field}.</translation>
  </message>
  <message>
   <source>Còn thiếu {missing}: {first}. F5 quét giấy.</source>
   <translation>{missing} missing: {first}. F5 scans.</translation>
  </message>
  <message>
   <source>Còn thiếu: {capitalize}. Gõ rồi Enter, hoặc Esc.</source>
   <translation>Missing: {capitalize}. Type it and Enter, or Esc.</translation>
  </message>
  <message>
   <source>Còn thử được {left} lần; sau đó phải dùng mật khẩu.</source>
   <translation>{left} more tries; then the pass word is needed.</translation>
  </message>
  <message>
   <source>Còn {count} giấy dùng lại chưa xác nhận.</source>
   <translation>{count} papers to be used again are not confirmed.</translation>
  </message>
  <message>
   <source>Còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ: F5 lấy vào, rồi F12.</source>
   <translation>{kept} pages that have left the scanner are not in the dossier yet: F5 takes them in, then F12.</translation>
  </message>
  <message>
   <source>Còn {kept} trang máy quét đã đưa ra không đọc được: Ctrl+F5 đọc lại hoặc bỏ, rồi F12.</source>
   <translation>{kept} pages from the scanner could not be read: Ctrl+F5 reads them again or drops them, then F12.</translation>
  </message>
  <message>
   <source>Còn {offered} giấy dùng lại chưa xác nhận: Enter lấy tất cả.</source>
   <translation>{offered} papers to be used again are not confirmed: Enter takes all.</translation>
  </message>
  <message>
   <source>Còn {to_come} trang đang vào hồ sơ…</source>
   <translation>{to_come} pages still coming into the dossier…</translation>
  </message>
  <message>
   <source>Còn {waiting} tin chờ gửi về tỉnh: nên đợi gửi xong trước khi khôi phục.</source>
   <translation>{waiting} messages still wait for the province: better let them go before restoring.</translation>
  </message>
  <message>
   <source>Có byte không còn đúng như lúc sao lưu: USB lỗi, hoặc bị sửa.</source>
   <translation>Bytes are not as they were when it was made: a faulty stick, or tampering.</translation>
  </message>
  <message>
   <source>Có byte trên đĩa không còn đúng như lúc ghi.</source>
   <translation>Bytes on the disk are not as they were written.</translation>
  </message>
  <message>
   <source>Có byte đã bị đổi: USB lỗi, hoặc tệp bị sửa.</source>
   <translation>Bytes were changed: a faulty stick, or tampering.</translation>
  </message>
  <message>
   <source>Có hiệu lực ngay khi duyệt.</source>
   <translation>In force as soon as it is approved.</translation>
  </message>
  <message>
   <source>Có mã khôi phục trên giấy</source>
   <translation>There is a recovery code on paper</translation>
  </message>
  <message>
   <source>Có người dùng máy, hoặc chương trình đang đóng; phần đã tải được giữ lại.</source>
   <translation>Somebody uses this PC, or the program is closing; what came so far is kept.</translation>
  </message>
  <message>
   <source>Có phần trong tệp không giải mã được.</source>
   <translation>A part of it cannot be decoded.</translation>
  </message>
  <message>
   <source>Có trang chứa quá nhiều hình vẽ; chương trình đã dừng đọc để máy không bị treo.</source>
   <translation>A page holds too many drawings; reading was stopped so that the PC does not hang.</translation>
  </message>
  <message>
   <source>Có trang hoặc giấy mới được thêm vào.</source>
   <translation>A page or paper was added.</translation>
  </message>
  <message>
   <source>Có trang làm mãi không xong; chương trình đã dừng lại để giấy tờ khác được làm.</source>
   <translation>A page takes for ever; it was stopped so that other papers get their turn.</translation>
  </message>
  <message>
   <source>Có trang mà phần làm bản lưu trữ không đọc được.</source>
   <translation>A page cannot be read by what makes archive forms.</translation>
  </message>
  <message>
   <source>Có trang máy quét đưa ra mà không đọc được.</source>
   <translation>A page from the scanner could not be read.</translation>
  </message>
  <message>
   <source>Có tờ bị dính vào nhau; mọi trang đã quét đều được giữ.</source>
   <translation>Sheets stuck together; all scanned pages are kept.</translation>
  </message>
  <message>
   <source>Có từ đặt sai thứ tự, hoặc nhiều từ gõ nhầm.</source>
   <translation>Words are in the wrong order, or several are mistyped.</translation>
  </message>
  <message>
   <source>Có {count} người mang tên như vậy.</source>
   <translation>{count} people have such a name.</translation>
  </message>
  <message>
   <source>Công dân Việt Nam được tiếp nhận theo số định danh.</source>
   <translation>Vietnamese citizens are accepted by personal identification number.</translation>
  </message>
  <message>
   <source>CƠ QUAN CHỦ QUẢN</source>
   <translation>PARENT AUTHORITY</translation>
  </message>
  <message>
   <source>CƠ QUAN GIẢI QUYẾT</source>
   <translation>DECIDING AUTHORITY</translation>
  </message>
  <message>
   <source>Cất hồ sơ đang làm dở</source>
   <translation>Put away a dossier in progress</translation>
  </message>
  <message>
   <source>Cấu hình chưa có khóa của tỉnh: province.courier_recipient và province.courier_signer.</source>
   <translation>The settings lack the province's keys: province.courier_recipient and province.courier_signer.</translation>
  </message>
  <message>
   <source>Cấu hình chưa nêu máy chủ cập nhật (mục updates.address).</source>
   <translation>The settings do not name an update server (updates.address).</translation>
  </message>
  <message>
   <source>Cấu hình chưa nêu máy chủ, hoặc két khóa chưa có mật khẩu và khóa đúng của sảnh.</source>
   <translation>The configuration names no server, or the keyring lacks the hall's correct password and key.</translation>
  </message>
  <message>
   <source>Cấu hình chưa nêu tệp chữ ký của nơi phát hành (mục updates.root).</source>
   <translation>The settings do not name the publisher's key file (updates.root).</translation>
  </message>
  <message>
   <source>Cấu hình còn thiếu mục {entry}.</source>
   <translation>The settings lack {entry}.</translation>
  </message>
  <message>
   <source>Cấu hình của máy chỉ được để quản trị viên sửa; tệp này có thể do người khác đặt vào.</source>
   <translation>A PC's settings may be changed by administrators alone; somebody else may have put this file there.</translation>
  </message>
  <message>
   <source>CẦN XEM LẠI</source>
   <translation>TO LOOK AT</translation>
  </message>
  <message>
   <source>Cần 4 đến 8 chữ số, không phải dãy như 1111 hay 1234.</source>
   <translation>4 to 8 digits, and nothing like 1111 or 1234.</translation>
  </message>
  <message>
   <source>Cần biết người nộp và thủ tục trước đã.</source>
   <translation>The applicant and the procedure are needed first.</translation>
  </message>
  <message>
   <source>Cần ghi mục đích hoặc lý do.</source>
   <translation>A purpose or reason is needed.</translation>
  </message>
  <message>
   <source>Cần lý do để yêu cầu giấy này.</source>
   <translation>A reason is needed to ask for this paper.</translation>
  </message>
  <message>
   <source>Cần mật khẩu để mở khóa.</source>
   <translation>The pass word is needed to unlock.</translation>
  </message>
  <message>
   <source>Cần người dân bổ sung.</source>
   <translation>The citizen has to add something.</translation>
  </message>
  <message>
   <source>Cần tệp PEM, bắt đầu bằng BEGIN CERTIFICATE.</source>
   <translation>A PEM file is needed, which begins with BEGIN CERTIFICATE.</translation>
  </message>
  <message>
   <source>Cần ở đây nữa thì F5 quét lại tờ giấy.</source>
   <translation>If it is needed here too, scan the sheet again with F5.</translation>
  </message>
  <message>
   <source>Cập nhật chương trình ở máy này; vẫn không được thì cán bộ CNTT cho máy vào lại sảnh.</source>
   <translation>Update the program on this computer; if it still fails, IT staff should join the computer to the hall again.</translation>
  </message>
  <message>
   <source>Cập nhật chương trình ở mọi quầy, rồi cán bộ CNTT chạy counter-app site init.</source>
   <translation>Update the program at every counter, then IT staff should run counter-app site init.</translation>
  </message>
  <message>
   <source>Cắm USB hoặc kiểm tra thư mục rồi thử lại; cứ tiếp nhận bình thường.</source>
   <translation>Plug in the stick or check the folder and try again; go on receiving.</translation>
  </message>
  <message>
   <source>Cắm dây, bật nguồn; máy quét mạng phải cùng mạng với máy này.</source>
   <translation>Plug in, switch on; a network scanner must be on this PC's network.</translation>
  </message>
  <message>
   <source>Cắm lại USB rồi chọn lại tệp.</source>
   <translation>Plug the stick in again and choose the file again.</translation>
  </message>
  <message>
   <source>Cắm lại USB rồi làm lại.</source>
   <translation>Plug it in and do it again.</translation>
  </message>
  <message>
   <source>Cắm lại hoặc chép lại USB rồi chạy lại lệnh.</source>
   <translation>Plug the stick in again or copy it anew, then run the command again.</translation>
  </message>
  <message>
   <source>Cắm lại hoặc chọn chỗ khác rồi thử lại.</source>
   <translation>Plug it in again or choose another place, then try again.</translation>
  </message>
  <message>
   <source>Cắm lại rồi nhấn F11; hoặc F5 quét tiếp, hoặc Ctrl+O lấy từ tệp.</source>
   <translation>Plug it in and F11; or F5 scans on, or Ctrl+O a file.</translation>
  </message>
  <message>
   <source>Cắm máy chụp rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.</source>
   <translation>Plug it in and F11; or F5 scans, or Ctrl+O a file.</translation>
  </message>
  <message>
   <source>Cắm mạng và chờ một phút; nếu chưa có mạng, cán bộ CNTT chạy counter-app people first.</source>
   <translation>Plug in the line and wait a minute; without a line IT runs counter-app people first.</translation>
  </message>
  <message>
   <source>CỦA TỈNH →</source>
   <translation>THE PROVINCE'S →</translation>
  </message>
  <message>
   <source>Của hồ sơ trước: mở lại ở Alt+3.</source>
   <translation>Of the dossier before: open it again with Alt+3.</translation>
  </message>
  <message>
   <source>Cứ làm tiếp như thật.</source>
   <translation>Go on as if it were real.</translation>
  </message>
  <message>
   <source>Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi khi có mạng.</source>
   <translation>Go on: dossiers are saved here and go by themselves when there is a line.</translation>
  </message>
  <message>
   <source>Cứ làm tiếp: hồ sơ được lưu tại quầy và tự gửi lại.</source>
   <translation>Go on: dossiers are saved here and sent again by themselves.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận bình thường; báo cán bộ CNTT.</source>
   <translation>Go on receiving; tell IT.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận bình thường; cán bộ CNTT xem [site] url, ca_file và chứng thư của máy chủ.</source>
   <translation>Carry on accepting as usual; IT staff should check [site] url, ca_file and the server's certificate.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận bình thường; có lại máy chủ thì các quầy tự bù cho nhau.</source>
   <translation>Carry on accepting as usual; when the server is back, the counters catch up with each other.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận bằng mã tạm; báo cán bộ CNTT: nếu máy cũ đã bỏ thì chạy counter-app store moved, hoặc báo ở Alt+7, mục Khóa.</source>
   <translation>Go on receiving with provisional codes; tell IT: if the old PC is out of service, run counter-app store moved, or say so in Alt+7, section Keys.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận: F5 quét giấy; Enter tra cứu lại sau {until}.</source>
   <translation>Carry on accepting: F5 scans papers; Enter looks up again after {until}.</translation>
  </message>
  <message>
   <source>Cứ tiếp nhận: F5 quét giấy; hồ sơ vẫn gửi bình thường.</source>
   <translation>Carry on accepting: F5 scans papers; dossiers are still sent as usual.</translation>
  </message>
  <message>
   <source>Cứu dữ liệu của kho bị hỏng</source>
   <translation>Rescued a damaged store's data</translation>
  </message>
  <message>
   <source>Cứu những gì còn nguyên…</source>
   <translation>Rescue what is whole…</translation>
  </message>
  <message>
   <source>DANH MỤC THỦ TỤC, NGÀY NGHỈ, BẢNG MÃ</source>
   <translation>PROCEDURES, DAYS OFF, CODE LISTS</translation>
  </message>
  <message>
   <source>DIỄN BIẾN</source>
   <translation>STORY</translation>
  </message>
  <message>
   <source>Danh mục</source>
   <translation>Catalogue</translation>
  </message>
  <message>
   <source>Danh mục (*.json)</source>
   <translation>Catalogue (*.json)</translation>
  </message>
  <message>
   <source>Danh mục thủ tục</source>
   <translation>Catalogue of procedures</translation>
  </message>
  <message>
   <source>Danh mục thủ tục mới bị từ chối.</source>
   <translation>The new catalogue was refused.</translation>
  </message>
  <message>
   <source>Danh mục {version}: không có gì khác</source>
   <translation>Catalogue {version}: nothing different</translation>
  </message>
  <message>
   <source>Danh mục {version}: {join}</source>
   <translation>Catalogue {version}: {join}</translation>
  </message>
  <message>
   <source>Danh mục {version}: {procedures} thủ tục đang hiệu lực</source>
   <translation>Catalogue {version}: {procedures} procedures in force</translation>
  </message>
  <message>
   <source>Danh mục đang dùng đi cùng chương trình hoặc do tỉnh gửi qua mạng, không phải từ tệp ở quầy này.</source>
   <translation>The catalogue in use came with the program or by the line, not from a file here.</translation>
  </message>
  <message>
   <source>Danh mục đã đổi trong lúc bạn xem.</source>
   <translation>The catalogue changed while you looked.</translation>
  </message>
  <message>
   <source>Danh sách tài khoản của tỉnh chưa về: máy chưa nối được với tỉnh lần nào.</source>
   <translation>The province's list has not come: this PC was never connected.</translation>
  </message>
  <message>
   <source>Danh sách tệp của bản cập nhật không đúng quy cách.</source>
   <translation>The update's list of files is not well formed.</translation>
  </message>
  <message>
   <source>Delete bỏ trang, hoặc giữ nguyên.</source>
   <translation>Delete drops it, or leave it.</translation>
  </message>
  <message>
   <source>Delete bỏ trang, hoặc giữ nếu đúng là hai tờ.</source>
   <translation>Delete drops it, or keep it if there are two.</translation>
  </message>
  <message>
   <source>Diễn biến của hồ sơ đang chọn, mới nhất trước</source>
   <translation>Story of the chosen dossier, newest first</translation>
  </message>
  <message>
   <source>Diễn biến hồ sơ</source>
   <translation>The dossier's story</translation>
  </message>
  <message>
   <source>Duyệt danh mục từ tệp</source>
   <translation>Approve a catalogue from a file</translation>
  </message>
  <message>
   <source>DÙNG LẠI</source>
   <translation>USED AGAIN</translation>
  </message>
  <message>
   <source>DÙNG LẠI ĐƯỢC</source>
   <translation>CAN BE USED AGAIN</translation>
  </message>
  <message>
   <source>Dây bị rút hoặc máy đã tắt.</source>
   <translation>Its cable was pulled or it is off.</translation>
  </message>
  <message>
   <source>Dây bị rút hoặc máy đã tắt; các trang đã chụp vẫn được giữ.</source>
   <translation>Its cable was pulled or it is off; pages taken are kept.</translation>
  </message>
  <message>
   <source>Dòng lệnh</source>
   <translation>Command line</translation>
  </message>
  <message>
   <source>Dòng này khác với lần kiểm tra trước, và các dòng trước nó cũng không còn đáng tin.</source>
   <translation>This line is another than at the last check, and those before it cannot be trusted.</translation>
  </message>
  <message>
   <source>Dòng này không có giấy để in.</source>
   <translation>This line has no paper to print.</translation>
  </message>
  <message>
   <source>Dòng này nguyên vẹn.</source>
   <translation>This line is whole.</translation>
  </message>
  <message>
   <source>Dòng này đã bị sửa, hoặc dòng ngay trước nó đã bị sửa hay xóa. Giữ nguyên máy và gọi cán bộ CNTT.</source>
   <translation>This line was changed, or the one before it was changed or deleted. Leave the PC as it is and call IT.</translation>
  </message>
  <message>
   <source>Dòng {line} của tệp khác với lúc xuất.</source>
   <translation>Line {line} differs from when it was exported.</translation>
  </message>
  <message>
   <source>Dòng {line} của tệp không có lúc ký.</source>
   <translation>Line {line} was not there when it was signed.</translation>
  </message>
  <message>
   <source>Dòng {line} của tệp đúng như lúc ký, nhưng chuỗi nhật ký đứt ở đó.</source>
   <translation>Line {line} is as it was signed, but the chain breaks there.</translation>
  </message>
  <message>
   <source>Dưới 200 dpi.</source>
   <translation>Under 200 dpi.</translation>
  </message>
  <message>
   <source>Dọn chỗ hoặc chọn ổ khác rồi thử lại; những gì có trước vẫn còn.</source>
   <translation>Make room or choose another disk and try again; what was there is still there.</translation>
  </message>
  <message>
   <source>Dọn chỗ hoặc dùng USB khác rồi ghi lại.</source>
   <translation>Make room or use another stick, then write again.</translation>
  </message>
  <message>
   <source>Dọn hồ sơ nháp đã cất, hết hạn lưu</source>
   <translation>Purge a draft put away, past retention</translation>
  </message>
  <message>
   <source>Dọn hồ sơ trực tuyến đã xong, hết hạn lưu</source>
   <translation>Purged online dossiers that were over, past their period</translation>
  </message>
  <message>
   <source>Dọn số thứ tự cũ</source>
   <translation>Purge old queue numbers</translation>
  </message>
  <message>
   <source>Dọn tệp hết hạn lưu của hồ sơ</source>
   <translation>Purge files of a dossier past retention</translation>
  </message>
  <message>
   <source>Dọn ổ đĩa rồi mở lại, hoặc gọi cán bộ CNTT; bản chương trình cũ vẫn dùng được.</source>
   <translation>Clear the disk and open again, or call IT; the old program still works.</translation>
  </message>
  <message>
   <source>Dừng giải quyết</source>
   <translation>Stopped</translation>
  </message>
  <message>
   <source>Dữ liệu dài hơn mức đã ký; đã dừng tải.</source>
   <translation>The data are longer than signed; the download was stopped.</translation>
  </message>
  <message>
   <source>Dữ liệu dân cư của tỉnh</source>
   <translation>The province's population record</translation>
  </message>
  <message>
   <source>Dữ liệu dân cư của xã tính đến {vietnam_time:%H:%M %d/%m/%Y}{old}</source>
   <translation>The commune's citizens as of {vietnam_time:%H:%M %d/%m/%Y}{old}</translation>
  </message>
  <message>
   <source>Dữ liệu dân cư của xã {part}: không tìm thấy chưa chắc là không có. Quét thẻ, hoặc gõ đủ 12 số.</source>
   <translation>The commune's citizens are {part}: not found does not mean not there. Scan the card, or type all 12 digits.</translation>
  </message>
  <message>
   <source>Dữ liệu không hợp quy định của hệ thống tỉnh {reason}.</source>
   <translation>The data do not fit the province's rules {reason}.</translation>
  </message>
  <message>
   <source>Dữ liệu không đúng như nơi phát hành đã ký; chương trình đang dùng không đổi.</source>
   <translation>The data are not as the publisher signed them; the program in use is unchanged.</translation>
  </message>
  <message>
   <source>Dữ liệu là của tỉnh: ở đây chỉ đổi khi tỉnh nhận.</source>
   <translation>The record is the province's: it changes here only once the province has taken it.</translation>
  </message>
  <message>
   <source>Dữ liệu nhận về có chỗ sai {entry}; danh mục cũ vẫn được dùng.</source>
   <translation>What came has a fault {entry}; the old one stays in use.</translation>
  </message>
  <message>
   <source>Dữ liệu đang giữ không chính xác</source>
   <translation>Held data are not correct</translation>
  </message>
  <message>
   <source>DỰ KIẾN XONG</source>
   <translation>DONE BY</translation>
  </message>
  <message>
   <source>Enter lấy tất cả, Space lấy từng giấy.</source>
   <translation>Enter takes all, Space one.</translation>
  </message>
  <message>
   <source>Enter mở</source>
   <translation>Enter to open</translation>
  </message>
  <message>
   <source>Enter thử lại, F6 đã nhập tay ở tỉnh, Ctrl+G giao cho CNTT, Ctrl+S xuất diễn biến.</source>
   <translation>Enter tries again, F6 entered at the province by hand, Ctrl+G gives it to IT, Ctrl+S exports the story.</translation>
  </message>
  <message>
   <source>Enter trong Alt+9 (hay Ctrl+Shift+D) mở so sánh rồi chọn từng ô.</source>
   <translation>Enter in Alt+9 (or Ctrl+Shift+D) opens the comparison, then choose field by field.</translation>
  </message>
  <message>
   <source>Enter trả kết quả này</source>
   <translation>Enter hands this result over</translation>
  </message>
  <message>
   <source>Enter, rồi chuyển cơ quan giải quyết</source>
   <translation>Enter, then hand over to the competent authority</translation>
  </message>
  <message>
   <source>Enter, rồi gọi người nộp</source>
   <translation>Enter, then call the applicant</translation>
  </message>
  <message>
   <source>Enter, rồi gọi người nộp, hoặc dừng</source>
   <translation>Enter, then call the applicant, or stop it</translation>
  </message>
  <message>
   <source>Enter, rồi hỏi cơ quan ấy</source>
   <translation>Enter, then ask that authority</translation>
  </message>
  <message>
   <source>Enter: F5 dùng máy này</source>
   <translation>Enter: F5 uses this one</translation>
  </message>
  <message>
   <source>Enter: chọn tệp</source>
   <translation>Enter: choose a file</translation>
  </message>
  <message>
   <source>Enter: duyệt</source>
   <translation>Enter: approve</translation>
  </message>
  <message>
   <source>Enter: dùng cho F5</source>
   <translation>Enter: use for F5</translation>
  </message>
  <message>
   <source>Enter: dọn dữ liệu hết hạn</source>
   <translation>Enter: purge what is past retention</translation>
  </message>
  <message>
   <source>Enter: dọn, sau khi gõ lý do</source>
   <translation>Enter: purge, after typing the reason</translation>
  </message>
  <message>
   <source>Enter: gửi hồ sơ đang chờ</source>
   <translation>Enter: send what waits</translation>
  </message>
  <message>
   <source>Enter: gửi lại</source>
   <translation>Enter: send again</translation>
  </message>
  <message>
   <source>Enter: hoàn tác, sau khi gõ lý do</source>
   <translation>Enter: take back, after typing the reason</translation>
  </message>
  <message>
   <source>Enter: khôi phục bản này</source>
   <translation>Enter: restore this backup</translation>
  </message>
  <message>
   <source>Enter: kiểm tra ngay</source>
   <translation>Enter: check now</translation>
  </message>
  <message>
   <source>Enter: làm bây giờ</source>
   <translation>Enter: do it now</translation>
  </message>
  <message>
   <source>Enter: làm lại</source>
   <translation>Enter: make again</translation>
  </message>
  <message>
   <source>Enter: máy cũ đã bỏ hẳn</source>
   <translation>Enter: the old PC is out of service</translation>
  </message>
  <message>
   <source>Enter: mở từng tệp để kiểm tra</source>
   <translation>Enter: open each file to check</translation>
  </message>
  <message>
   <source>Enter: nhận chứng thư mới</source>
   <translation>Enter: accept the new certificate</translation>
  </message>
  <message>
   <source>Enter: nhập trả lời từ USB</source>
   <translation>Enter: read an answer from a stick</translation>
  </message>
  <message>
   <source>Enter: quét thử một trang</source>
   <translation>Enter: scan a trial page</translation>
  </message>
  <message>
   <source>Enter: sao lưu ngay</source>
   <translation>Enter: back up now</translation>
  </message>
  <message>
   <source>Enter: so sánh</source>
   <translation>Enter: compare</translation>
  </message>
  <message>
   <source>Enter: thay mã mới</source>
   <translation>Enter: replace it</translation>
  </message>
  <message>
   <source>Enter: tìm lại</source>
   <translation>Enter: look again</translation>
  </message>
  <message>
   <source>Enter: tạo mã</source>
   <translation>Enter: make a code</translation>
  </message>
  <message>
   <source>Enter: xem lại</source>
   <translation>Enter: look again</translation>
  </message>
  <message>
   <source>Enter: xóa các tệp cũ, sau khi gõ lý do</source>
   <translation>Enter: delete old files, after typing the reason</translation>
  </message>
  <message>
   <source>Enter: đo lại</source>
   <translation>Enter: measure again</translation>
  </message>
  <message>
   <source>Enter: đổi khóa</source>
   <translation>Enter: change the keys</translation>
  </message>
  <message>
   <source>Esc, rồi chọn nộp thay người khác; hoặc để hồ sơ đứng tên người nộp.</source>
   <translation>Esc, then choose applying for someone else; or leave the dossier in the applicant's name.</translation>
  </message>
  <message>
   <source>F11 máy chụp, Ctrl+O tệp; báo cán bộ CNTT xem ở Alt+7, Máy quét.</source>
   <translation>F11 camera, Ctrl+O file; tell IT to look at Alt+7, Scanner.</translation>
  </message>
  <message>
   <source>F11 mở lại máy chụp, hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.</source>
   <translation>F11 opens it again, or F5 scans, or Ctrl+O a file.</translation>
  </message>
  <message>
   <source>F2 gọi người tiếp theo; Alt+3 xem hồ sơ.</source>
   <translation>F2 calls the next citizen; Alt+3 shows dossiers.</translation>
  </message>
  <message>
   <source>F2 gọi số khác; số này được trả lại khi quầy ấy đóng hoặc nối lại, chậm nhất sau 45 phút.</source>
   <translation>F2 calls another number; this one comes back when that counter closes or is in touch again, within 45 minutes.</translation>
  </message>
  <message>
   <source>F2 gọi số tiếp theo</source>
   <translation>F2 calls the next number</translation>
  </message>
  <message>
   <source>F2 gọi số tiếp theo. F3 tiếp người không lấy số.</source>
   <translation>F2 calls the next number. F3 receives somebody without one.</translation>
  </message>
  <message>
   <source>F2 gọi số tiếp theo; hoặc Alt+2 phát số cho người này.</source>
   <translation>F2 calls the next number; or Alt+2 issues one.</translation>
  </message>
  <message>
   <source>F3 tiếp nhận người không lấy số.</source>
   <translation>F3 receives somebody without a number.</translation>
  </message>
  <message>
   <source>F4 tìm theo tên hoặc mã khác.</source>
   <translation>F4 finds it by name or another code.</translation>
  </message>
  <message>
   <source>F5 dùng máy này</source>
   <translation>F5 uses this one</translation>
  </message>
  <message>
   <source>F5 lấy vào (trang không đọc được: Ctrl+F5), rồi F12.</source>
   <translation>F5 takes them in (those that cannot be read: Ctrl+F5), then F12.</translation>
  </message>
  <message>
   <source>F5 lấy vào.</source>
   <translation>F5 takes them in.</translation>
  </message>
  <message>
   <source>F5 quét</source>
   <translation>F5 scans</translation>
  </message>
  <message>
   <source>F5 quét bản giấy, hoặc Ctrl+O chọn tệp ở máy này; thử lại khi mạng đã thông.</source>
   <translation>F5 scans the paper, or Ctrl+O takes a file of this PC; try again when the network is back.</translation>
  </message>
  <message>
   <source>F5 quét bản người dân nộp.</source>
   <translation>F5 scans what the citizen brought.</translation>
  </message>
  <message>
   <source>F5 quét giấy còn thiếu.</source>
   <translation>F5 scans what is missing.</translation>
  </message>
  <message>
   <source>F5 quét lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.</source>
   <translation>F5 scans again; or Ctrl+Shift+F5 glass, F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>F5 quét tiếp phần còn lại; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.</source>
   <translation>F5 scans the rest; or Ctrl+Shift+F5 glass, F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>F6 chọn lý do, hoặc Space dùng lại.</source>
   <translation>F6 chooses the reason, or Space uses it again.</translation>
  </message>
  <message>
   <source>F7 thu tiền mặt; báo cán bộ CNTT khai tài khoản.</source>
   <translation>F7 takes cash; tell IT to enter the account.</translation>
  </message>
  <message>
   <source>G kéo bốn góc, hoặc đặt lại giấy rồi </source>
   <translation>G drags the corners, or lay it again, then </translation>
  </message>
  <message>
   <source>G kéo góc từng tờ, hoặc đặt các tờ cách nhau rồi Shift+F5 quét lại.</source>
   <translation>G drags each sheet's corners, or lay them apart and Shift+F5.</translation>
  </message>
  <message>
   <source>GHI CHÚ</source>
   <translation>NOTE</translation>
  </message>
  <message>
   <source>GIẤY TIẾP NHẬN</source>
   <translation>RECEIPT</translation>
  </message>
  <message>
   <source>GIẤY TỜ</source>
   <translation>PAPERS</translation>
  </message>
  <message>
   <source>GIẤY TỜ CẦN BỔ SUNG (SPACE CHỌN)</source>
   <translation>PAPERS TO BE ADDED (SPACE CHOOSES)</translation>
  </message>
  <message>
   <source>GIẤY TỜ ĐANG GIỮ</source>
   <translation>PAPERS HELD</translation>
  </message>
  <message>
   <source>GIỚI TÍNH</source>
   <translation>SEX</translation>
  </message>
  <message>
   <source>Ghi USB mới mang đi, sau khi cán bộ CNTT báo tỉnh khóa mới (counter-app courier key).</source>
   <translation>Write a new stick after IT has told the province the new key (counter-app courier key).</translation>
  </message>
  <message>
   <source>Ghi chắc chắn một lần mất {seconds}, chậm nhất {seconds2}.</source>
   <translation>A safe write takes {seconds}, {seconds2} at worst.</translation>
  </message>
  <message>
   <source>Ghi chủ hồ sơ và tư cách người nộp</source>
   <translation>Record the owner of the dossier and the applicant's capacity</translation>
  </message>
  <message>
   <source>Ghi diễn biến trực tiếp trên hệ thống tỉnh; Ctrl+G giao cho CNTT.</source>
   <translation>Enter the story in the province's system; Ctrl+G gives it to IT.</translation>
  </message>
  <message>
   <source>Ghi hồ sơ chờ gửi ra USB</source>
   <translation>Write waiting dossiers to a stick</translation>
  </message>
  <message>
   <source>Ghi updates.address. Không có máy chủ thì cập nhật từ USB: counter-app update --from THƯ_MỤC.</source>
   <translation>Enter updates.address. Without a server, update from a stick: counter-app update --from FOLDER.</translation>
  </message>
  <message>
   <source>Ghép cần đúng hai trang: chọn trang trước, trang sau đứng liền kề; hoặc Shift+→ chọn hai trang.</source>
   <translation>Joining needs two pages: choose the first, the next stands beside it; or Shift+→ chooses two.</translation>
  </message>
  <message>
   <source>Ghép hai mặt thẻ hoặc hai nửa tờ A3 cần từng đôi ảnh.</source>
   <translation>Both sides of a card, or both halves of an A3 sheet, come as two pictures each.</translation>
  </message>
  <message>
   <source>Giao cho cán bộ CNTT</source>
   <translation>Given to IT</translation>
  </message>
  <message>
   <source>Giao hồ sơ chưa gửi được cho cán bộ CNTT</source>
   <translation>Give an unsent dossier to IT</translation>
  </message>
  <message>
   <source>Giao tại quầy này (Ctrl+G), mở hồ sơ để các trang vào, rồi giao lại.</source>
   <translation>Hand it over at this counter (Ctrl+G), open it so that the pages come in, then give it again.</translation>
  </message>
  <message>
   <source>Giải quyết quá hạn</source>
   <translation>Resolved late</translation>
  </message>
  <message>
   <source>Giải quyết trong hạn</source>
   <translation>Resolved in time</translation>
  </message>
  <message>
   <source>Giấy chưa được xếp vào khay.</source>
   <translation>No paper was laid in.</translation>
  </message>
  <message>
   <source>Giấy gửi người dân và hồ sơ gửi tỉnh phải ghi thông tin này.</source>
   <translation>The paper to the citizen and the province's data need it.</translation>
  </message>
  <message>
   <source>Giấy phép Apache 2.0. Những thư viện, phông chữ và dữ liệu đi cùng:</source>
   <translation>Apache Licence 2.0. Libraries, fonts and data that ship with it:</translation>
  </message>
  <message>
   <source>Giấy phép của những gì đi cùng chương trình</source>
   <translation>Licences of what ships with the program</translation>
  </message>
  <message>
   <source>Giấy tiếp nhận phải ghi thông tin này.</source>
   <translation>The receipt needs it.</translation>
  </message>
  <message>
   <source>Giấy tiếp nhận đến người nộp qua cổng dịch vụ công; Ctrl+P in nếu cần.</source>
   <translation>The receipt reaches the applicant through the public service portal; Ctrl+P prints it if needed.</translation>
  </message>
  <message>
   <source>Giấy tờ bổ sung cho hồ sơ {}: thời hạn tính lại khi đủ</source>
   <translation>Supplement for dossier {}: the deadline is counted anew when complete</translation>
  </message>
  <message>
   <source>Giấy tờ cần bổ sung: Space chọn</source>
   <translation>Papers to be added: Space chooses</translation>
  </message>
  <message>
   <source>Giấy tờ của hồ sơ: mũi tên sang trang khác, Enter phóng to</source>
   <translation>The dossier's papers: arrows turn the page, Enter nears</translation>
  </message>
  <message>
   <source>Giấy tờ đang giữ được tra theo số của chủ hồ sơ; mục đích tra cứu được ghi lại.</source>
   <translation>Held papers are looked up by the owner's number; the purpose is logged.</translation>
  </message>
  <message>
   <source>Giấy đang giữ không thay được giấy này.</source>
   <translation>The paper held does not stand for this one.</translation>
  </message>
  <message>
   <source>Giấy đang được giữ hoặc cơ quan tự tra cứu được (NĐ 309/2026, Điều 4).</source>
   <translation>It is held, or the authority can look it up itself (NĐ 309/2026, Art. 4).</translation>
  </message>
  <message>
   <source>Giấy đang động: để yên, máy tự chụp.</source>
   <translation>The paper moves: leave it, the camera takes by itself.</translation>
  </message>
  <message>
   <source>Giấy đã có sẵn và còn giá trị.</source>
   <translation>They are held and valid.</translation>
  </message>
  <message>
   <source>Giấy ủy quyền số …, ngày …</source>
   <translation>Authority no. …, of …</translation>
  </message>
  <message>
   <source>Giấy ủy quyền: số, ngày</source>
   <translation>Authority: number, day</translation>
  </message>
  <message>
   <source>Giấy: {what}</source>
   <translation>Paper: {what}</translation>
  </message>
  <message>
   <source>Giới thiệu</source>
   <translation>About</translation>
  </message>
  <message>
   <source>Giới tính</source>
   <translation>Sex</translation>
  </message>
  <message>
   <source>Giờ của số này không được tính nữa. X lần nữa: tính lại.</source>
   <translation>The times of this number do not count any more. X again: they count.</translation>
  </message>
  <message>
   <source>Giờ của số này được tính.</source>
   <translation>The times of this number count.</translation>
  </message>
  <message>
   <source>Giờ làm việc</source>
   <translation>Working hours</translation>
  </message>
  <message>
   <source>Giữ hai trang riêng, hoặc quét lại thẻ một mình.</source>
   <translation>Keep two pages, or scan the card again by itself.</translation>
  </message>
  <message>
   <source>Giữ hồ sơ, không cho dọn</source>
   <translation>Hold a dossier back from purging</translation>
  </message>
  <message>
   <source>Giữ nguyên máy và gọi cán bộ CNTT; hồ sơ vẫn còn.</source>
   <translation>Leave the PC as it is and call IT; the dossiers are there.</translation>
  </message>
  <message>
   <source>Giữ nguyên tệp này và xin lại tệp từ quầy đã xuất.</source>
   <translation>Keep this file and ask the counter for it again.</translation>
  </message>
  <message>
   <source>Giữ yên…</source>
   <translation>Hold still…</translation>
  </message>
  <message>
   <source>GÕ LẠI HAI TỪ</source>
   <translation>TYPE TWO WORDS BACK</translation>
  </message>
  <message>
   <source>GÕ LẠI MÃ PIN</source>
   <translation>PIN AGAIN</translation>
  </message>
  <message>
   <source>Góc {}</source>
   <translation>Corner {}</translation>
  </message>
  <message>
   <source>Gõ KHOI PHUC rồi Enter để khôi phục</source>
   <translation>Type KHOI PHUC and Enter to restore</translation>
  </message>
  <message>
   <source>Gõ KHOI PHUC rồi Enter để khôi phục; Esc để thôi.</source>
   <translation>Type KHOI PHUC and Enter to restore; Esc to give up.</translation>
  </message>
  <message>
   <source>Gõ chữ số của lý do (được ghi vào nhật ký).</source>
   <translation>Type the reason's digit (kept in the audit).</translation>
  </message>
  <message>
   <source>Gõ chữ số của nhóm, hoặc chọn rồi Enter. Esc: số thường.</source>
   <translation>Type the group's digit, or choose and Enter. Esc: usual number.</translation>
  </message>
  <message>
   <source>Gõ chữ số của nhóm, hoặc chọn rồi Enter. U: số ưu tiên.</source>
   <translation>Type the group's digit, or choose and Enter. U: priority number.</translation>
  </message>
  <message>
   <source>Gõ chữ số, hoặc chọn rồi Enter. Tab: lời nhắn.</source>
   <translation>Type the digit, or choose and press Enter. Tab: a note.</translation>
  </message>
  <message>
   <source>Gõ dd/mm/yyyy, mm/yyyy hoặc yyyy rồi F12.</source>
   <translation>Type dd/mm/yyyy, mm/yyyy or yyyy, then F12.</translation>
  </message>
  <message>
   <source>Gõ giấy ủy quyền rồi Enter.</source>
   <translation>Type the authority and Enter.</translation>
  </message>
  <message>
   <source>Gõ họ tên rồi F12.</source>
   <translation>Type the full name, then F12.</translation>
  </message>
  <message>
   <source>Gõ lý do rồi Enter, hoặc Esc để thôi.</source>
   <translation>Type the reason and Enter, or Esc to give up.</translation>
  </message>
  <message>
   <source>Gõ lý do rồi F12.</source>
   <translation>Type the reason and F12.</translation>
  </message>
  <message>
   <source>Gõ lý do rồi F12; hoặc Esc và chọn quét kết quả.</source>
   <translation>Type the reason and F12; or Esc and scan the result.</translation>
  </message>
  <message>
   <source>Gõ lại 12 số rồi Enter.</source>
   <translation>Type the 12 digits again and Enter.</translation>
  </message>
  <message>
   <source>Gõ lại mã PIN rồi Enter.</source>
   <translation>Type the PIN again and Enter.</translation>
  </message>
  <message>
   <source>Gõ lại ngày rồi Enter.</source>
   <translation>Type the day again and Enter.</translation>
  </message>
  <message>
   <source>Gõ lại rồi Enter; xem phím Caps Lock và bộ gõ tiếng Việt.</source>
   <translation>Type again and Enter; look at Caps Lock and the input method.</translation>
  </message>
  <message>
   <source>Gõ lại theo giấy chứng nhận rồi Enter.</source>
   <translation>Retype it from the certificate, then Enter.</translation>
  </message>
  <message>
   <source>Gõ lại theo hộ chiếu rồi Enter.</source>
   <translation>Retype it from the passport, then Enter.</translation>
  </message>
  <message>
   <source>Gõ lại, hoặc xin mã mới.</source>
   <translation>Type it again, or ask for a new one.</translation>
  </message>
  <message>
   <source>Gõ lệnh ở dòng lệnh khi chương trình đang mở</source>
   <translation>Type a command while the program is open</translation>
  </message>
  <message>
   <source>Gõ mã khác rồi Enter; Esc để sau.</source>
   <translation>Type another and Enter; Esc: later.</translation>
  </message>
  <message>
   <source>Gõ mã, ví dụ KQ.G15.000031, rồi F12.</source>
   <translation>Type the code, e.g. KQ.G15.000031, and F12.</translation>
  </message>
  <message>
   <source>Gõ mật khẩu rồi Enter; hồ sơ đang làm vẫn còn nguyên.</source>
   <translation>Type the pass word and Enter; the dossier is as it was.</translation>
  </message>
  <message>
   <source>Gõ mục đích rồi làm lại.</source>
   <translation>Type the purpose and do it again.</translation>
  </message>
  <message>
   <source>Gõ mục đích xuất nhật ký, rồi Ctrl+S lần nữa.</source>
   <translation>Type the purpose of the export, then Ctrl+S again.</translation>
  </message>
  <message>
   <source>Gõ ngày khác rồi F12.</source>
   <translation>Type another day and F12.</translation>
  </message>
  <message>
   <source>Gõ số của người khác rồi Enter; hoặc Esc nếu là hồ sơ của chính người nộp.</source>
   <translation>Type the other person's number, then Enter; or Esc if the dossier is the applicant's own.</translation>
  </message>
  <message>
   <source>Gõ thêm họ tên rồi Enter.</source>
   <translation>Type more of the name and Enter.</translation>
  </message>
  <message>
   <source>Gõ tên cơ quan rồi F12.</source>
   <translation>Type the authority's name and F12.</translation>
  </message>
  <message>
   <source>Gõ vài chữ không dấu của việc cần làm</source>
   <translation>Type some letters of what you want to do</translation>
  </message>
  <message>
   <source>Gõ vào ô đang sáng rồi Enter.</source>
   <translation>Type it into the marked field, then Enter.</translation>
  </message>
  <message>
   <source>Gõ {} rồi Enter</source>
   <translation>Type {} and press Enter</translation>
  </message>
  <message>
   <source>Gắn mã của tỉnh cho mã tạm</source>
   <translation>Link the province's code to a provisional one</translation>
  </message>
  <message>
   <source>GỌI LÚC</source>
   <translation>CALLED AT</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu của chính kho này. Đừng xóa dữ liệu.</source>
   <translation>Call IT to copy counter.keys from a backup of this very store. Do not delete data.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT chép tệp counter.keys từ bản sao lưu mới nhất. Đừng xóa dữ liệu.</source>
   <translation>Call IT to copy counter.keys from the newest backup. Do not delete data.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT chọn khổ giấy hoặc máy in khác trong cấu hình.</source>
   <translation>Call IT to choose another paper or printer in the settings.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT cấp quyền; tạm thời F11 máy chụp, Ctrl+O tệp.</source>
   <translation>Call IT for the right; meanwhile F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT cập nhật chương trình rồi nhập lại.</source>
   <translation>Call IT to update the program, then read it again.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT cập nhật chương trình; dữ liệu vẫn còn nguyên.</source>
   <translation>Call IT to update the program; the data are whole.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT ghi hai khóa tỉnh đã phát vào site.toml; tiếp nhận vẫn như thường.</source>
   <translation>Call IT to write both keys into site.toml; reception goes on.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT ghi mục đó vào {file} trong thư mục {folder} rồi mở lại.</source>
   <translation>Call IT to write it to {file} in folder {folder}, then open again.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT khôi phục từ bản sao lưu. Đừng xóa gì thêm.</source>
   <translation>Call IT to restore from a backup. Delete nothing more.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT sửa tệp cấu hình rồi mở lại.</source>
   <translation>Call IT to mend the settings, then open again.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT: cứu phần còn nguyên (counter-app rescue) hoặc khôi phục bản sao lưu. Đừng xóa dữ liệu.</source>
   <translation>Call IT: rescue what is whole (counter-app rescue) or restore a backup. Do not delete data.</translation>
  </message>
  <message>
   <source>Gọi cán bộ CNTT: xem nhật ký rồi chạy counter-app audit check --renew kèm lý do.</source>
   <translation>Call IT: look at the audit, then counter-app audit check --renew with the reason.</translation>
  </message>
  <message>
   <source>Gọi lại {label}.</source>
   <translation>{label} called again.</translation>
  </message>
  <message>
   <source>Gọi đồng nghiệp đến quầy</source>
   <translation>Called the colleagues to the counter</translation>
  </message>
  <message>
   <source>Gỡ ra rồi cài lại cho mọi người dùng, trong Program Files (Linux: từ gói .deb).</source>
   <translation>Remove it and install it again for all users, in Program Files (Linux: from the .deb package).</translation>
  </message>
  <message>
   <source>GỬI BẢN SỬA</source>
   <translation>SEND THE CORRECTION</translation>
  </message>
  <message>
   <source>GỬI KẾT QUẢ ĐÃ CHỌN</source>
   <translation>SEND WHAT WAS CHOSEN</translation>
  </message>
  <message>
   <source>GỬI YÊU CẦU BỔ SUNG</source>
   <translation>SEND SUPPLEMENT REQUEST</translation>
  </message>
  <message>
   <source>Gửi tỉnh</source>
   <translation>To send</translation>
  </message>
  <message>
   <source>Hai dòng ký tự cuối trang hộ chiếu phải đủ 44 ký tự mỗi dòng, và khớp số kiểm tra.</source>
   <translation>The two lines of characters at the foot of the passport page must have 44 characters each, and match the check digits.</translation>
  </message>
  <message>
   <source>Hai lần gõ không giống nhau. Gõ lại mã PIN hai lần rồi Enter.</source>
   <translation>The two are not alike. Type the PIN twice again and Enter.</translation>
  </message>
  <message>
   <source>Hai mặt này quá lớn để đặt trên một trang A4.</source>
   <translation>These sides are too large for one A4 page.</translation>
  </message>
  <message>
   <source>Hai nửa không có dải nào in giống nhau, hoặc không phải của một tờ.</source>
   <translation>The halves have no strip in common, or are not of one sheet.</translation>
  </message>
  <message>
   <source>Hai quầy cùng làm khi mất máy chủ của sảnh: xem lại diễn biến hồ sơ</source>
   <translation>Two counters worked while the hall server was down: review the dossier's history</translation>
  </message>
  <message>
   <source>Hai từ gõ lại không khớp với mã đang hiện. So với tờ giấy rồi gõ hai từ vừa hỏi.</source>
   <translation>The two words do not agree with the code shown. Compare with the paper and type the two words asked for.</translation>
  </message>
  <message>
   <source>Hai từ không khớp với mã đang hiện. So với tờ giấy rồi gõ lại.</source>
   <translation>The two words do not agree with the code shown. Compare with the paper and type again.</translation>
  </message>
  <message>
   <source>Hiện lại mã VietQR</source>
   <translation>Show the VietQR code again</translation>
  </message>
  <message>
   <source>Hoàn tác danh mục từ tệp</source>
   <translation>Take back a catalogue from a file</translation>
  </message>
  <message>
   <source>Hoàn tác: dùng lại danh mục trước tệp này</source>
   <translation>Take back: use the catalogue before this file again</translation>
  </message>
  <message>
   <source>Hàng đợi</source>
   <translation>Queue</translation>
  </message>
  <message>
   <source>Hàng đợi in bị khóa; hồ sơ đã lưu.</source>
   <translation>The print queue is locked; the dossier is saved.</translation>
  </message>
  <message>
   <source>Hàng đợi in của máy này bị dừng; hồ sơ đã lưu.</source>
   <translation>This PC's print queue is stopped; the dossier is saved.</translation>
  </message>
  <message>
   <source>Hàng đợi in không kê khổ giấy này; hồ sơ đã lưu.</source>
   <translation>The print queue does not list it; the dossier is saved.</translation>
  </message>
  <message>
   <source>Hôm nay</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>Hôm nay chưa chuyển hồ sơ nào</source>
   <translation>Nothing handed over today</translation>
  </message>
  <message>
   <source>Hôm nay chưa chuyển hồ sơ nào: Ctrl+G chuyển tất cả.</source>
   <translation>Nothing handed over today: Ctrl+G hands all over.</translation>
  </message>
  <message>
   <source>Hôm nay chưa ghi dòng nào vào sổ này.</source>
   <translation>Nothing has been entered in this book today.</translation>
  </message>
  <message>
   <source>Hôm nay chưa tiếp nhận hồ sơ nào. F2 gọi số tiếp theo.</source>
   <translation>Nothing accepted today yet. F2 calls the next number.</translation>
  </message>
  <message>
   <source>Hôm nay theo máy này là {vietnam_time:%d/%m/%Y}; nếu sai, Esc rồi chỉnh đồng hồ trước.</source>
   <translation>Today by this PC is {vietnam_time:%d/%m/%Y}; if wrong, Esc and set the clock first.</translation>
  </message>
  <message>
   <source>Hôm nay đã chuyển {len}</source>
   <translation>Handed over today: {len}</translation>
  </message>
  <message>
   <source>Hôm nay đã phát hết số cho {group} ({quota} số).</source>
   <translation>All numbers for {group} have been issued today ({quota} numbers).</translation>
  </message>
  <message>
   <source>Hôm nay: {title}</source>
   <translation>Today: {title}</translation>
  </message>
  <message>
   <source>Hướng dẫn: {guidance}</source>
   <translation>Guidance: {guidance}</translation>
  </message>
  <message>
   <source>HẸN LẠI NGÀY</source>
   <translation>NEW DAY</translation>
  </message>
  <message>
   <source>HẸN TRẢ</source>
   <translation>DUE</translation>
  </message>
  <message>
   <source>Hẹn trả {due:%H:%M %d/%m/%Y}</source>
   <translation>Due {due:%H:%M %d/%m/%Y}</translation>
  </message>
  <message>
   <source>Hẹn trả: {when} ({join})</source>
   <translation>Due: {when} ({join})</translation>
  </message>
  <message>
   <source>Hệ thống của tỉnh</source>
   <translation>The province's system</translation>
  </message>
  <message>
   <source>Hệ thống của tỉnh không có dịch vụ này.</source>
   <translation>The province's system has no such service.</translation>
  </message>
  <message>
   <source>Hệ thống của tỉnh không nhận diễn biến sau tiếp nhận.</source>
   <translation>The province's system takes no story after acceptance.</translation>
  </message>
  <message>
   <source>Hệ thống của tỉnh đang bận.</source>
   <translation>The province's system is busy.</translation>
  </message>
  <message>
   <source>Hệ thống của tỉnh đã nâng cấp, chương trình ở quầy thì chưa.</source>
   <translation>The province's system was upgraded, the counter's program was not.</translation>
  </message>
  <message>
   <source>Hệ thống in từ chối hoặc đã hủy lệnh; hồ sơ đã lưu.</source>
   <translation>The print system refused or cancelled it; the dossier is saved.</translation>
  </message>
  <message>
   <source>Hệ thống đang dùng chỉ nhận hồ sơ mới; hồ sơ này tỉnh đã xác nhận, diễn biến vẫn lưu ở quầy.</source>
   <translation>The system in use takes new dossiers only; this one is confirmed, its story stays here.</translation>
  </message>
  <message>
   <source>Hệ thống đang dùng cấp mã từng hồ sơ, không cho tra cứu hay tải dữ liệu xã.</source>
   <translation>The system in use gives codes one by one, and has no look-up or commune data.</translation>
  </message>
  <message>
   <source>Hệ điều hành từ chối quyền ghi ở đó.</source>
   <translation>The system refuses to let it be written there.</translation>
  </message>
  <message>
   <source>Hệ điều hành từ chối quyền đọc.</source>
   <translation>The system refuses to let it be read.</translation>
  </message>
  <message>
   <source>Hệ điều hành, hoặc chính máy quét, từ chối quyền truy cập.</source>
   <translation>The system, or the scanner itself, refuses.</translation>
  </message>
  <message>
   <source>HỌ TÊN</source>
   <translation>FULL NAME</translation>
  </message>
  <message>
   <source>HỌ VÀ TÊN</source>
   <translation>FULL NAME</translation>
  </message>
  <message>
   <source>Họ tên trống.</source>
   <translation>The name is empty.</translation>
  </message>
  <message>
   <source>Họ và tên</source>
   <translation>Full name</translation>
  </message>
  <message>
   <source>Hỏi quầy bên, rồi Alt+2, Tab, chọn số, Enter gọi ở quầy này.</source>
   <translation>Ask the next counter, then Alt+2, Tab, choose the number, Enter to call it at this counter.</translation>
  </message>
  <message>
   <source>Hỏi quầy ấy: chưa có hồ sơ thì giao lại ở chính quầy ấy; cần ngay thì làm lại từ thẻ của người dân.</source>
   <translation>Ask there: where they do not have it, hand it over again at that very counter; if it is urgent, begin anew from the citizen's card.</translation>
  </message>
  <message>
   <source>Hỏng, bị sửa, hoặc là tệp khác.</source>
   <translation>It is damaged, was changed, or is another file.</translation>
  </message>
  <message>
   <source>HỒ SƠ TÌM THẤY</source>
   <translation>DOSSIERS FOUND</translation>
  </message>
  <message>
   <source>HỒ SƠ ĐÃ TIẾP NHẬN</source>
   <translation>ACCEPTED DOSSIERS</translation>
  </message>
  <message>
   <source>Hồ sơ</source>
   <translation>Dossiers</translation>
  </message>
  <message>
   <source>Hồ sơ chưa đủ.</source>
   <translation>The dossier is not complete.</translation>
  </message>
  <message>
   <source>Hồ sơ chỉ được xác nhận bằng trả lời do tỉnh ký, qua USB hoặc qua mạng.</source>
   <translation>A dossier is confirmed by an answer signed by the province only, by stick or line.</translation>
  </message>
  <message>
   <source>Hồ sơ chờ gửi tỉnh</source>
   <translation>Dossiers that wait for the province</translation>
  </message>
  <message>
   <source>Hồ sơ của ai?</source>
   <translation>Whose dossier is it?</translation>
  </message>
  <message>
   <source>Hồ sơ của chính người nộp</source>
   <translation>The applicant's own dossier</translation>
  </message>
  <message>
   <source>Hồ sơ không còn trong kho</source>
   <translation>The dossier is no longer in the store</translation>
  </message>
  <message>
   <source>Hồ sơ không thiếu giấy, chưa dùng lại giấy nào và không yêu cầu lại giấy đã có.</source>
   <translation>Nothing is missing, used again, or asked for although held.</translation>
  </message>
  <message>
   <source>Hồ sơ kết thúc tại đây.</source>
   <translation>The dossier ends here.</translation>
  </message>
  <message>
   <source>Hồ sơ người dùng trên máy đã bị thay, hoặc kho được mang từ máy khác sang; dữ liệu vẫn nguyên.</source>
   <translation>The user profile was replaced, or the store came from another PC; the data are whole.</translation>
  </message>
  <message>
   <source>Hồ sơ này chưa tiếp nhận. {again}; hồ sơ được giữ lại ở Alt+3.</source>
   <translation>This dossier is not accepted yet. {again}; it is kept under Alt+3.</translation>
  </message>
  <message>
   <source>Hồ sơ này do quầy {counter} tiếp nhận.</source>
   <translation>Counter {counter} received this dossier.</translation>
  </message>
  <message>
   <source>Hồ sơ này không có trang nào được quét hay nộp kèm.</source>
   <translation>No page of this dossier was scanned or handed in.</translation>
  </message>
  <message>
   <source>Hồ sơ này đã có người làm tiếp.</source>
   <translation>Somebody is going on with this dossier already.</translation>
  </message>
  <message>
   <source>Hồ sơ này đã có trang quét: F3 mở lượt khác để chứng thực bản sao.</source>
   <translation>This dossier already has scanned pages: F3 opens another visit for certified copies.</translation>
  </message>
  <message>
   <source>Hồ sơ này đã hẹn lại một lần.</source>
   <translation>This dossier was given another day once.</translation>
  </message>
  <message>
   <source>Hồ sơ này đã yêu cầu bổ sung rồi: yêu cầu thêm lần nữa sẽ bị tính là quá hạn.</source>
   <translation>A supplement was asked for before: another one counts as overdue.</translation>
  </message>
  <message>
   <source>Hồ sơ này đã được tiếp nhận.</source>
   <translation>This dossier was accepted already.</translation>
  </message>
  <message>
   <source>Hồ sơ trực tuyến chờ tiếp nhận: Enter mở</source>
   <translation>Online dossiers waiting to be accepted: Enter to open</translation>
  </message>
  <message>
   <source>Hồ sơ trực tuyến này không còn chờ tiếp nhận.</source>
   <translation>This online dossier no longer waits to be received.</translation>
  </message>
  <message>
   <source>Hồ sơ tại đơn vị: {procedure_name} ({code}, {when:%d/%m/%Y}){more}</source>
   <translation>Dossiers here: {procedure_name} ({code}, {when:%d/%m/%Y}){more}</translation>
  </message>
  <message>
   <source>Hồ sơ tự gửi lần lượt; cứ tiếp nhận bình thường.</source>
   <translation>Dossiers go one by one; go on receiving.</translation>
  </message>
  <message>
   <source>Hồ sơ vẫn giữ nguyên; làm lại khi máy chủ trở lại.</source>
   <translation>The dossier stays as it is; do it again when the server is back.</translation>
  </message>
  <message>
   <source>Hồ sơ vẫn giữ nguyên; nhấn Enter lần nữa khi máy chủ trở lại.</source>
   <translation>The draft stays as it is; press Enter again when the server is back.</translation>
  </message>
  <message>
   <source>Hồ sơ vừa thay đổi trong lúc lưu.</source>
   <translation>The dossier changed while it was saved.</translation>
  </message>
  <message>
   <source>Hồ sơ vừa đổi: người dân xem lại lần nữa.</source>
   <translation>The dossier has just changed: the citizen checks again.</translation>
  </message>
  <message>
   <source>Hồ sơ {dossier} không chờ bổ sung giấy nào.</source>
   <translation>Dossier {dossier} waits for no paper.</translation>
  </message>
  <message>
   <source>Hồ sơ {dossier} không chờ thêm giấy nào.</source>
   <translation>Dossier {dossier} waits for no more papers.</translation>
  </message>
  <message>
   <source>Hồ sơ {dossier} đã có kết quả hoặc đã kết thúc, không nhận thêm giấy.</source>
   <translation>Dossier {dossier} has its result or has ended and takes no more papers.</translation>
  </message>
  <message>
   <source>Hồ sơ đang làm dở này của cán bộ khác.</source>
   <translation>This dossier in progress is another clerk's.</translation>
  </message>
  <message>
   <source>Hồ sơ đang làm dở được giao sang quầy khác</source>
   <translation>Dossier in progress given to another counter</translation>
  </message>
  <message>
   <source>Hồ sơ đang làm dở: Enter làm tiếp, Delete cất đi</source>
   <translation>Dossiers in progress: Enter goes on, Delete puts away</translation>
  </message>
  <message>
   <source>Hồ sơ đang ở chặng khác: có người vừa làm, hoặc đã kết thúc.</source>
   <translation>It is at another stage: somebody has just acted, or it has ended.</translation>
  </message>
  <message>
   <source>Hồ sơ đã giao sang quầy khác; {count} trang máy quét đã đưa ra ở đây không đi theo.</source>
   <translation>The dossier was handed over to another counter; {count} pages that the scanner gave out here did not go along.</translation>
  </message>
  <message>
   <source>Hồ sơ đã kết thúc. Ctrl+P in lại giấy, Esc về danh sách.</source>
   <translation>The dossier has ended. Ctrl+P prints papers again, Esc back to the list.</translation>
  </message>
  <message>
   <source>Hồ sơ đã lưu; bản in đang đợi.</source>
   <translation>The dossier is saved; the print waits.</translation>
  </message>
  <message>
   <source>Hồ sơ đã tiếp nhận</source>
   <translation>Accepted dossiers</translation>
  </message>
  <message>
   <source>Hồ sơ đã tiếp nhận giữ nguyên danh mục lúc tiếp nhận.</source>
   <translation>Accepted dossiers keep the catalogue of their acceptance.</translation>
  </message>
  <message>
   <source>Hồ sơ đó đã nhận giấy, hoặc đã giao cho cán bộ khác.</source>
   <translation>It was taken in there, or that work was handed to a colleague.</translation>
  </message>
  <message>
   <source>Hồ sơ đứng tên trẻ; giấy tờ được tra theo số của cha, mẹ đứng nộp.</source>
   <translation>The dossier is in the child's name; papers are looked up by the number of the parent who applies.</translation>
  </message>
  <message>
   <source>Hồ sơ đứng yên: Enter xem</source>
   <translation>Dossiers that stand still: Enter shows one</translation>
  </message>
  <message>
   <source>Hộ chiếu</source>
   <translation>Passport</translation>
  </message>
  <message>
   <source>Hộ kinh doanh dùng số định danh của chủ hộ: hồ sơ đứng tên chủ hộ.</source>
   <translation>A household business uses its owner's identification number: the dossier is in the owner's name.</translation>
  </message>
  <message>
   <source>Hộp mực thải máy in {printer} đã đầy.</source>
   <translation>The waste toner box of printer {printer} is full.</translation>
  </message>
  <message>
   <source>In bảng trong ngày</source>
   <translation>Print a list of the day</translation>
  </message>
  <message>
   <source>In giấy tiếp nhận</source>
   <translation>Print the receipt</translation>
  </message>
  <message>
   <source>In giấy tờ của hồ sơ</source>
   <translation>Print a dossier's paper</translation>
  </message>
  <message>
   <source>In lại bảng trong ngày</source>
   <translation>Print a list of the day again</translation>
  </message>
  <message>
   <source>In lại giấy tiếp nhận</source>
   <translation>Print the receipt again</translation>
  </message>
  <message>
   <source>In lại giấy tờ của hồ sơ</source>
   <translation>Print a dossier's paper again</translation>
  </message>
  <message>
   <source>In lại phiếu từ chối tiếp nhận</source>
   <translation>Reprint the refusal slip</translation>
  </message>
  <message>
   <source>In phiếu giấy tờ không phải nộp</source>
   <translation>Print the slip of papers not needed</translation>
  </message>
  <message>
   <source>In phiếu hướng dẫn bổ sung, chưa tiếp nhận</source>
   <translation>Print a supplement guide, not accepted yet</translation>
  </message>
  <message>
   <source>In phiếu từ chối tiếp nhận</source>
   <translation>Print the refusal slip</translation>
  </message>
  <message>
   <source>In phiếu vì sao vẫn yêu cầu nộp</source>
   <translation>Print the slip of why papers are still asked</translation>
  </message>
  <message>
   <source>In tệp ra giấy rồi F5 quét, hoặc Ctrl+O chọn tệp khác.</source>
   <translation>Print it and F5 scans it, or Ctrl+O chooses another file.</translation>
  </message>
  <message>
   <source>KHO TỆP VÀ THỜI HẠN LƯU</source>
   <translation>VAULT AND RETENTION</translation>
  </message>
  <message>
   <source>KHÓA CỦA KHO SỐ {store}</source>
   <translation>KEYS OF STORE NO. {store}</translation>
  </message>
  <message>
   <source>Khay giấy máy in {printer} chưa lắp.</source>
   <translation>Printer {printer} has no paper tray.</translation>
  </message>
  <message>
   <source>Khay máy quét {device} không có giấy.</source>
   <translation>The feeder of {device} is empty.</translation>
  </message>
  <message>
   <source>Khay ra giấy máy in {printer} đã đầy.</source>
   <translation>The output tray of printer {printer} is full.</translation>
  </message>
  <message>
   <source>Khmer/Việt</source>
   <translation>Khmer/Vietnamese</translation>
  </message>
  <message>
   <source>Kho dữ liệu bị cụt.</source>
   <translation>The store is cut short.</translation>
  </message>
  <message>
   <source>Kho dữ liệu bị hỏng</source>
   <translation>The store is damaged</translation>
  </message>
  <message>
   <source>Kho dữ liệu bị hỏng cấu trúc.</source>
   <translation>The store's structure is damaged.</translation>
  </message>
  <message>
   <source>Kho dữ liệu bị hỏng.</source>
   <translation>The store is damaged.</translation>
  </message>
  <message>
   <source>Kho dữ liệu chưa được kiểm tra lần nào</source>
   <translation>The store was never checked</translation>
  </message>
  <message>
   <source>Kho dữ liệu có trang bị hỏng.</source>
   <translation>The store has damaged pages.</translation>
  </message>
  <message>
   <source>Kho dữ liệu nguyên vẹn</source>
   <translation>The store is whole</translation>
  </message>
  <message>
   <source>Kho dữ liệu thuộc phiên bản mới hơn.</source>
   <translation>The store is of a newer version.</translation>
  </message>
  <message>
   <source>Kho dữ liệu đã bị đặt lại bản cũ · Alt+7</source>
   <translation>An old copy of the data was put in place · Alt+7</translation>
  </message>
  <message>
   <source>Kho này chưa có mã khôi phục.</source>
   <translation>This store has no recovery code yet.</translation>
  </message>
  <message>
   <source>Kho này trước đây ở một máy khác</source>
   <translation>This store was on another PC before</translation>
  </message>
  <message>
   <source>Kho tệp</source>
   <translation>Vault</translation>
  </message>
  <message>
   <source>Kho tệp có tệp thiếu hoặc hỏng · {lies}</source>
   <translation>The vault has missing or damaged files · {lies}</translation>
  </message>
  <message>
   <source>Kho tệp đủ · {lies}</source>
   <translation>The vault is complete · {lies}</translation>
  </message>
  <message>
   <source>Kho tệp: những gì có thể dọn</source>
   <translation>Vault: what can be cleared</translation>
  </message>
  <message>
   <source>Kho đang dùng được giữ nguyên trong thư mục replaced-*, không bị xóa.</source>
   <translation>The store in use is kept in the folder replaced-*, nothing is deleted.</translation>
  </message>
  <message>
   <source>Kho đã chuyển hẳn sang máy này</source>
   <translation>The store has moved to this PC for good</translation>
  </message>
  <message>
   <source>Kho đã được chép sang máy khác, hoặc hai máy dùng chung một mã quầy.</source>
   <translation>The store was copied to another PC, or two use one counter code.</translation>
  </message>
  <message>
   <source>Khác về {join}.</source>
   <translation>Differs in {join}.</translation>
  </message>
  <message>
   <source>Khóa</source>
   <translation>Keys</translation>
  </message>
  <message>
   <source>Khóa lập lúc {since}</source>
   <translation>Keys made {since}</translation>
  </message>
  <message>
   <source>Khóa màn hình</source>
   <translation>Lock the screen</translation>
  </message>
  <message>
   <source>Khóa mới đang chờ</source>
   <translation>New keys wait</translation>
  </message>
  <message>
   <source>Khóa mới được dùng từ lần mở chương trình sau.</source>
   <translation>The new keys are used from the next start on.</translation>
  </message>
  <message>
   <source>Khóa trong chữ ký khác với khóa công khai đã đưa.</source>
   <translation>The key in the signature is another than the public key given.</translation>
  </message>
  <message>
   <source>Khóa trong két khóa của hệ điều hành không khớp với kho.</source>
   <translation>The key in the system's key ring is not the store's.</translation>
  </message>
  <message>
   <source>Khôi phục bản này?</source>
   <translation>Restore this backup?</translation>
  </message>
  <message>
   <source>Khôi phục bản sao lưu…</source>
   <translation>Restore a backup…</translation>
  </message>
  <message>
   <source>Khôi phục kho từ bản sao lưu</source>
   <translation>Restore the store from a backup</translation>
  </message>
  <message>
   <source>Không ai khác chờ: F2 gọi lại {label} đã chuyển đi</source>
   <translation>Nobody else waits: F2 calls {label} back, which was sent on</translation>
  </message>
  <message>
   <source>Không biết lệnh đã xong hay chưa.</source>
   <translation>It is not known whether the command was done.</translation>
  </message>
  <message>
   <source>Không bắt buộc.</source>
   <translation>Not required.</translation>
  </message>
  <message>
   <source>Không chuyến nào chờ trả lời</source>
   <translation>No trip waits for an answer</translation>
  </message>
  <message>
   <source>Không chọn thay được thẻ nào là của người đang làm thủ tục.</source>
   <translation>Which is the applicant's cannot be guessed.</translation>
  </message>
  <message>
   <source>Không còn ai đang chờ.</source>
   <translation>Nobody waits.</translation>
  </message>
  <message>
   <source>Không còn chỗ trống trên máy này.</source>
   <translation>There is no room on this PC.</translation>
  </message>
  <message>
   <source>Không còn chỗ để ghi {file}.</source>
   <translation>No room to write {file}.</translation>
  </message>
  <message>
   <source>Không còn gì quá hạn lưu để dọn: cần cán bộ CNTT thêm chỗ.</source>
   <translation>Nothing past retention is left to purge: IT must make room.</translation>
  </message>
  <message>
   <source>Không còn hồ sơ nào ở quầy. {gone}.</source>
   <translation>No dossier lies here. {gone}.</translation>
  </message>
  <message>
   <source>Không còn đối chiếu được phần cuối nhật ký (đến dòng {line}) với lần kiểm tra trước.</source>
   <translation>The end of the audit (to line {line}) can no longer be compared with the last check.</translation>
  </message>
  <message>
   <source>Không có bản sao lưu nào của kho này.</source>
   <translation>There is no backup of this store.</translation>
  </message>
  <message>
   <source>Không có dòng nào như vậy. Esc bỏ bộ lọc.</source>
   <translation>No such lines. Esc clears the filter.</translation>
  </message>
  <message>
   <source>Không có dòng nào để in.</source>
   <translation>There is no line to print.</translation>
  </message>
  <message>
   <source>Không có dịch vụ giữ khóa an toàn, hoặc két đang khóa.</source>
   <translation>There is no safe key service, or it is locked.</translation>
  </message>
  <message>
   <source>Không có dữ liệu hết hạn lưu</source>
   <translation>No data past retention</translation>
  </message>
  <message>
   <source>Không có dữ liệu nào khác với tỉnh.</source>
   <translation>Nothing differs from the province.</translation>
  </message>
  <message>
   <source>Không có giấy số {digit} trong danh sách.</source>
   <translation>There is no paper no. {digit} in the list.</translation>
  </message>
  <message>
   <source>Không có gì chờ mang đi</source>
   <translation>Nothing waits to be carried</translation>
  </message>
  <message>
   <source>Không có gì để hoàn tác.</source>
   <translation>There is nothing to take back.</translation>
  </message>
  <message>
   <source>Không có gì để in lên phiếu.</source>
   <translation>There is nothing to print on the slip.</translation>
  </message>
  <message>
   <source>Không có gì để mang đi.</source>
   <translation>There is nothing to carry.</translation>
  </message>
  <message>
   <source>Không có hồ sơ nào chờ gửi.</source>
   <translation>No dossier waits to be sent.</translation>
  </message>
  <message>
   <source>Không có hồ sơ nào gấp.</source>
   <translation>Nothing is urgent.</translation>
  </message>
  <message>
   <source>Không có hồ sơ nào mang mã này ở quầy.</source>
   <translation>No dossier here has this code.</translation>
  </message>
  <message>
   <source>Không có hồ sơ nào tiếp nhận sau bản này.</source>
   <translation>No dossier was accepted after this backup.</translation>
  </message>
  <message>
   <source>Không có hồ sơ nào được nhận; phiếu có số và có dòng trong nhật ký.</source>
   <translation>No dossier is accepted; the slip has a number and a line in the log.</translation>
  </message>
  <message>
   <source>Không có kết quả nào đang chờ người này. Quét mã QR trên giấy tiếp nhận.</source>
   <translation>No result waits for this person. Scan the QR on the receipt.</translation>
  </message>
  <message>
   <source>Không có máy in nào.</source>
   <translation>There is no printer.</translation>
  </message>
  <message>
   <source>Không có mã? Đóng lại và gọi cán bộ CNTT; đừng xóa dữ liệu. Mã lỗi: {}</source>
   <translation>No code? Close and call IT; do not delete data. Error code: {}</translation>
  </message>
  <message>
   <source>Không có số thứ tự để làm việc này.</source>
   <translation>There is no number for this.</translation>
  </message>
  <message>
   <source>Không có số định danh: mọi giấy tờ nộp tại quầy.</source>
   <translation>No personal number: all papers are handed in at the counter.</translation>
  </message>
  <message>
   <source>Không có thủ tục nào khớp. Gõ ít chữ hơn, hoặc gõ mã.</source>
   <translation>No procedure agrees. Type fewer letters, or the code.</translation>
  </message>
  <message>
   <source>Không có thủ tục {procedure} đang hiệu lực.</source>
   <translation>Procedure {procedure} is not in force.</translation>
  </message>
  <message>
   <source>Không có tài khoản nào của đơn vị khớp với cả hai.</source>
   <translation>No account of the unit agrees with both.</translation>
  </message>
  <message>
   <source>Không có tệp chữ ký .sig của tỉnh bên cạnh, và tên tệp không mang mã băm SHA-256.</source>
   <translation>There is no .sig of the province beside it, and its name bears no SHA-256.</translation>
  </message>
  <message>
   <source>Không có tệp chữ ký {file}.sig bên cạnh, hoặc tệp đó không đọc được.</source>
   <translation>There is no {file}.sig beside it, or it cannot be read.</translation>
  </message>
  <message>
   <source>Không có tệp thừa</source>
   <translation>No stray files</translation>
  </message>
  <message>
   <source>Không cần ghi USB; cứ tiếp nhận như thường.</source>
   <translation>No stick is needed; go on receiving.</translation>
  </message>
  <message>
   <source>Không ghi đè lên tệp gốc {file}.</source>
   <translation>The original {file} is not overwritten.</translation>
  </message>
  <message>
   <source>Không ghi được {file} vào thư mục cấu hình.</source>
   <translation>{file} cannot be written to the settings folder.</translation>
  </message>
  <message>
   <source>Không ghi được {file}.</source>
   <translation>{file} cannot be written.</translation>
  </message>
  <message>
   <source>Không ghép được hai trang này.</source>
   <translation>These two pages cannot be joined.</translation>
  </message>
  <message>
   <source>Không giấy tờ nào chờ làm bản lưu trữ</source>
   <translation>No paper waits for its archive form</translation>
  </message>
  <message>
   <source>Không kết nối được với hệ thống của tỉnh.</source>
   <translation>No connection to the province's system.</translation>
  </message>
  <message>
   <source>Không lấy lại được trang đã xếp vào hồ sơ khác.</source>
   <translation>The page that was filed under another dossier does not come back.</translation>
  </message>
  <message>
   <source>Không lấy số</source>
   <translation>No number</translation>
  </message>
  <message>
   <source>Không mở được kho dữ liệu.</source>
   <translation>The store cannot be opened.</translation>
  </message>
  <message>
   <source>Không mở được két khóa của hệ điều hành.</source>
   <translation>The system's key ring cannot be opened.</translation>
  </message>
  <message>
   <source>Không mở được máy chụp {device}.</source>
   <translation>Camera {device} cannot be opened.</translation>
  </message>
  <message>
   <source>Không mở được phần làm bản lưu trữ.</source>
   <translation>What makes archive forms cannot be started.</translation>
  </message>
  <message>
   <source>Không mở được tệp {file}.</source>
   <translation>File {file} cannot be opened.</translation>
  </message>
  <message>
   <source>Không nhận được tệp danh mục {file}.</source>
   <translation>Catalogue file {file} is not taken.</translation>
  </message>
  <message>
   <source>Không nhập được tệp {file}.</source>
   <translation>File {file} cannot be read in.</translation>
  </message>
  <message>
   <source>Không phải người nộp: gõ giấy ủy quyền (số, ngày) rồi Enter.</source>
   <translation>Not the applicant: type the authority (number, day), then Enter.</translation>
  </message>
  <message>
   <source>Không phải yêu cầu mở kho, hoặc không phải trả lời của tỉnh cho yêu cầu mới nhất của máy này.</source>
   <translation>It is no request to open a store, or no answer of the province to this PC's latest one.</translation>
  </message>
  <message>
   <source>Không phải ảnh hay PDF (nhận JPG, PNG, TIFF, BMP, PNM, PDF).</source>
   <translation>Not a picture or PDF (JPG, PNG, TIFF, BMP, PNM, PDF are taken).</translation>
  </message>
  <message>
   <source>Không phải ảnh hay PDF nguyên vẹn, hoặc quá lớn.</source>
   <translation>It is no whole picture or PDF, or too large.</translation>
  </message>
  <message>
   <source>Không quét được: gõ mã hồ sơ hoặc 12 số, rồi Enter</source>
   <translation>Cannot be scanned: type dossier code or 12 digits, then Enter</translation>
  </message>
  <message>
   <source>Không thu phí, lệ phí</source>
   <translation>No fee</translation>
  </message>
  <message>
   <source>Không thấy USB.</source>
   <translation>No stick is seen.</translation>
  </message>
  <message>
   <source>Không thấy hồ sơ nào khớp.</source>
   <translation>No dossier agrees.</translation>
  </message>
  <message>
   <source>Không thấy máy chụp nào.</source>
   <translation>No camera is seen.</translation>
  </message>
  <message>
   <source>Không thấy máy quét nào.</source>
   <translation>No scanner is seen.</translation>
  </message>
  <message>
   <source>Không thấy nơi chứa bản sao lưu.</source>
   <translation>The place for backups is not there.</translation>
  </message>
  <message>
   <source>Không thấy tệp kho dữ liệu.</source>
   <translation>The store's file is not there.</translation>
  </message>
  <message>
   <source>Không thấy tệp khóa của kho dữ liệu.</source>
   <translation>The store's key file is not there.</translation>
  </message>
  <message>
   <source>Không thấy tệp {file}.</source>
   <translation>File {file} is not there.</translation>
  </message>
  <message>
   <source>Không tin được máy chủ của sảnh.</source>
   <translation>The hall server cannot be trusted.</translation>
  </message>
  <message>
   <source>Không tách được trang này.</source>
   <translation>This page cannot be split.</translation>
  </message>
  <message>
   <source>Không tìm thấy tệp {file}.</source>
   <translation>File {file} is not there.</translation>
  </message>
  <message>
   <source>Không tạo được bản sao lưu trước khi nâng cấp; kho cũ vẫn nguyên.</source>
   <translation>No backup could be made before; the old store is whole.</translation>
  </message>
  <message>
   <source>Không xếp được trang này vào hồ sơ khác.</source>
   <translation>This page cannot be filed under the other dossier.</translation>
  </message>
  <message>
   <source>Không xử lý được ảnh; giữ ảnh như máy đưa ra.</source>
   <translation>The picture could not be worked on; it is kept as it came.</translation>
  </message>
  <message>
   <source>Không được phép dùng máy quét {device}.</source>
   <translation>Scanner {device} may not be used.</translation>
  </message>
  <message>
   <source>Không được phép mở tệp {file}.</source>
   <translation>File {file} may not be opened.</translation>
  </message>
  <message>
   <source>Không đọc được bản cập nhật trên USB.</source>
   <translation>The update on the stick cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được bản sao lưu.</source>
   <translation>The backup cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được mã QR trong ảnh.</source>
   <translation>No QR code can be read in the picture.</translation>
  </message>
  <message>
   <source>Không đọc được trang nào khi chưa bỏ mật khẩu.</source>
   <translation>No page can be read before the password is taken off.</translation>
  </message>
  <message>
   <source>Không đọc được tệp cấu hình {file}.</source>
   <translation>Settings file {file} cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được tệp khóa của kho dữ liệu.</source>
   <translation>The store's key file cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được tệp nhật ký {file}.</source>
   <translation>Audit file {file} cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được tệp {file}.</source>
   <translation>File {file} cannot be read.</translation>
  </message>
  <message>
   <source>Không đọc được việc của quầy khác.</source>
   <translation>Cannot read other counters' work.</translation>
  </message>
  <message>
   <source>Không đọc được {file}.</source>
   <translation>{file} cannot be read.</translation>
  </message>
  <message>
   <source>Kiểm tra dây và nguồn rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác.</source>
   <translation>Check cable and power and F5; or F11 camera, Ctrl+O file, Alt+7 another scanner.</translation>
  </message>
  <message>
   <source>Kiểm tra hoặc chọn tệp khác rồi chạy lại lệnh.</source>
   <translation>Check it or choose another file and run the command again.</translation>
  </message>
  <message>
   <source>Kiểm tra lúc {when}. Gọi cán bộ CNTT; đừng xóa dữ liệu.</source>
   <translation>Checked {when}. Call IT; do not delete data.</translation>
  </message>
  <message>
   <source>Kiểm tra lại tệp khóa công khai của quầy.</source>
   <translation>Check the counter's public key file.</translation>
  </message>
  <message>
   <source>Kiểm tra máy in rồi Ctrl+P in lại.</source>
   <translation>Check it, then Ctrl+P prints again.</translation>
  </message>
  <message>
   <source>Kiểm tra mã rồi gõ lại; hồ sơ của nơi khác thì gọi nơi tiếp nhận ghi trên giấy.</source>
   <translation>Check the code and type it again; for another office's dossier call the receiving office named on the paper.</translation>
  </message>
  <message>
   <source>Kiểm tra nhật ký ở quầy đã xuất.</source>
   <translation>Check the audit at the counter that exported it.</translation>
  </message>
  <message>
   <source>Kiểm tra rồi nhập lại; Esc để quay lại.</source>
   <translation>Check and type again; Esc goes back.</translation>
  </message>
  <message>
   <source>Kiểm tra tên và mật khẩu rồi Enter.</source>
   <translation>Check name and pass word, then Enter.</translation>
  </message>
  <message>
   <source>Kiểm tra tệp rồi thử lại, hoặc F5 quét bản giấy.</source>
   <translation>Check the file and try again, or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Kiểm tra đúng USB và thư mục rồi chọn lại.</source>
   <translation>Check stick and folder, then choose again.</translation>
  </message>
  <message>
   <source>KÝ HIỆU BIÊN LAI ĐIỆN TỬ</source>
   <translation>SERIES OF THE ELECTRONIC RECEIPT</translation>
  </message>
  <message>
   <source>Kéo lại bốn góc theo chiều kim đồng hồ, hoặc chụp lại.</source>
   <translation>Drag the corners clockwise again, or take the picture again.</translation>
  </message>
  <message>
   <source>Két khóa của máy này</source>
   <translation>This PC's key ring</translation>
  </message>
  <message>
   <source>Két khóa của máy này chưa có khóa</source>
   <translation>This PC's key ring has no key yet</translation>
  </message>
  <message>
   <source>Két khóa của máy này không có khóa của kho dữ liệu.</source>
   <translation>This PC's key ring has no key of the store.</translation>
  </message>
  <message>
   <source>Két khóa của người dùng này chưa giữ mật khẩu, nên chưa hỏi tỉnh được.</source>
   <translation>This user's key ring does not hold it, so the province cannot be asked.</translation>
  </message>
  <message>
   <source>Kết quả chuyển đến nơi ấy; giấy tiếp nhận ghi rõ nơi nhận.</source>
   <translation>The result goes there; the receipt says where it is collected.</translation>
  </message>
  <message>
   <source>Kết quả của hồ sơ {}: quét, rồi D lấy số và ngày đọc được</source>
   <translation>Result of dossier {}: scan, then D takes number and day</translation>
  </message>
  <message>
   <source>Kết quả giải quyết</source>
   <translation>The result</translation>
  </message>
  <message>
   <source>Kết quả không có tệp phải ghi lý do.</source>
   <translation>A result without a file needs a reason.</translation>
  </message>
  <message>
   <source>Kết quả ngay: chỉ in giấy tiếp nhận khi người dân yêu cầu (Ctrl+P).</source>
   <translation>Result at once: print a receipt only if asked for (Ctrl+P).</translation>
  </message>
  <message>
   <source>Kết quả trong ngày, trước {due:%H:%M}</source>
   <translation>Result today, before {due:%H:%M}</translation>
  </message>
  <message>
   <source>Kết quả đang chờ người này: mũi tên và Enter</source>
   <translation>Results that wait for this person: arrows and Enter</translation>
  </message>
  <message>
   <source>Kết quả đã về</source>
   <translation>Result has arrived</translation>
  </message>
  <message>
   <source>Kết quả đã về, không có tệp</source>
   <translation>Result has arrived, without a file</translation>
  </message>
  <message>
   <source>Kết quả đã về, quét</source>
   <translation>Result has arrived, scan it</translation>
  </message>
  <message>
   <source>Kết thúc bằng tay: đã nhập trên hệ thống của tỉnh</source>
   <translation>Closed by hand: already entered in the province's system</translation>
  </message>
  <message>
   <source>Liên hệ lãnh đạo bộ phận: hồ sơ đang làm dở được giao cho người khác.</source>
   <translation>Ask the supervisor: dossiers in progress are given to somebody else.</translation>
  </message>
  <message>
   <source>Loa chưa gọi số bằng tiếng Khmer</source>
   <translation>The loudspeaker does not call in Khmer yet</translation>
  </message>
  <message>
   <source>Loa gọi số bằng tiếng Việt.</source>
   <translation>Numbers are called in Vietnamese.</translation>
  </message>
  <message>
   <source>Loa gọi số: tiếng Việt, tiếng Khmer</source>
   <translation>Calls are spoken in Vietnamese and Khmer</translation>
  </message>
  <message>
   <source>Loa không gọi số.</source>
   <translation>Numbers are not called out.</translation>
  </message>
  <message>
   <source>Loa không gọi được số</source>
   <translation>The loudspeaker cannot call numbers</translation>
  </message>
  <message>
   <source>Loại giấy tờ</source>
   <translation>Kinds of paper</translation>
  </message>
  <message>
   <source>LÀM GÌ TIẾP</source>
   <translation>WHAT NEXT</translation>
  </message>
  <message>
   <source>LÚC</source>
   <translation>AT</translation>
  </message>
  <message>
   <source>LÚC ĐẦU</source>
   <translation>AT FIRST</translation>
  </message>
  <message>
   <source>LÝ DO</source>
   <translation>REASON</translation>
  </message>
  <message>
   <source>LÝ DO, ĐƯỢC GHI VÀO NHẬT KÝ</source>
   <translation>REASON, KEPT IN THE AUDIT</translation>
  </message>
  <message>
   <source>Làm bản lưu trữ của một giấy tờ đã tiếp nhận</source>
   <translation>Make the archive form of an accepted paper</translation>
  </message>
  <message>
   <source>Làm gì tiếp: chữ số, hoặc mũi tên và Enter</source>
   <translation>What next: a digit, or arrows and Enter</translation>
  </message>
  <message>
   <source>Làm hồ sơ mới theo hồ sơ này</source>
   <translation>Make a new dossier after this one</translation>
  </message>
  <message>
   <source>Làm tiếp hồ sơ; F12 khi đủ.</source>
   <translation>Go on with the dossier; F12 when complete.</translation>
  </message>
  <message>
   <source>Lâu nhất từ {when} · </source>
   <translation>Oldest from {when} · </translation>
  </message>
  <message>
   <source>Lý do</source>
   <translation>Reason</translation>
  </message>
  <message>
   <source>Lý do: {reason}</source>
   <translation>Reason: {reason}</translation>
  </message>
  <message>
   <source>Lý do: đã nhập trên hệ thống của tỉnh</source>
   <translation>Reason: entered in the province's own system</translation>
  </message>
  <message>
   <source>LƯU KẾT QUẢ</source>
   <translation>SAVE RESULT</translation>
  </message>
  <message>
   <source>Lưu tại quầy, vào hàng gửi</source>
   <translation>Saved at the counter, lined up</translation>
  </message>
  <message>
   <source>Lượt quét tiếp chờ giấy: xếp vào khay{more} (Esc bỏ)</source>
   <translation>The next stack waits for paper: lay it in{more} (Esc drops it)</translation>
  </message>
  <message>
   <source>Lượt quét trước bị dừng giữa chừng; các trang ấy đang được giữ.</source>
   <translation>The scan before was broken off; those pages are kept.</translation>
  </message>
  <message>
   <source>Lượt quét ấy bị cắt ngang, và ghi chép về tập giấy không còn.</source>
   <translation>Their scan was cut off, and what was noted of the stack is lost.</translation>
  </message>
  <message>
   <source>Lấy cả tập vừa ra, lật úp lại, đặt vào khay rồi F5 quét mặt sau.</source>
   <translation>Take the whole stack, turn it over, lay it in, then F5 scans the backs.</translation>
  </message>
  <message>
   <source>Lấy giấy ra; máy sẽ tự in tiếp.</source>
   <translation>Take the paper out; it prints on by itself.</translation>
  </message>
  <message>
   <source>Lấy lại bản trước lúc {vietnam_time:%H:%M ngày %d/%m/%Y}.</source>
   <translation>The one before taken back at {vietnam_time:%H:%M on %d/%m/%Y}.</translation>
  </message>
  <message>
   <source>Lấy lại hồ sơ đã cất</source>
   <translation>Take back a dossier that was put away</translation>
  </message>
  <message>
   <source>Lấy lại trang đã xếp vào hồ sơ khác</source>
   <translation>Took back pages filed under another dossier</translation>
  </message>
  <message>
   <source>Lấy lại tệp 1.root.json từ nơi phát hành.</source>
   <translation>Get 1.root.json from the publisher again.</translation>
  </message>
  <message>
   <source>Lấy lại tệp chứng thư từ nơi cấp.</source>
   <translation>Get the certificate file from its issuer again.</translation>
  </message>
  <message>
   <source>Lấy lại tệp hỏng từ bản sao lưu</source>
   <translation>Damaged files taken back from a backup</translation>
  </message>
  <message>
   <source>Lấy lại tệp từ tỉnh rồi đọc lại; danh mục đang dùng vẫn nguyên.</source>
   <translation>Get it from the province again and read it; the catalogue in use is whole.</translation>
  </message>
  <message>
   <source>Lấy lại từ đầu tệp khi cần, hoặc F5 quét bản giấy.</source>
   <translation>Take the file again when needed, or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Lấy lại đủ hai tệp từ quầy đã xuất.</source>
   <translation>Get both files from the counter that exported them.</translation>
  </message>
  <message>
   <source>Lấy mã khôi phục trong phong bì rồi chạy counter-app keys unlock. Đừng xóa dữ liệu.</source>
   <translation>Take the recovery code from its envelope and run counter-app keys unlock. Do not delete data.</translation>
  </message>
  <message>
   <source>Lấy trang cách khác, lần này</source>
   <translation>Take pages another way, this once</translation>
  </message>
  <message>
   <source>Lấy tập của hồ sơ trước ra khỏi khay; mở lại hồ sơ đó ở Alt+3 rồi F5 quét phần còn lại.</source>
   <translation>Take the stack of the dossier before out of the feeder; open that dossier at Alt+3, then F5 scans the rest.</translation>
  </message>
  <message>
   <source>Lấy tờ mã khôi phục của kho số {store} trong phong bì, rồi gõ 15 từ (không cần dấu) hoặc quét mã QR.</source>
   <translation>Take the recovery sheet of store no. {store} from its envelope, then type its 15 words (without marks) or scan the QR code.</translation>
  </message>
  <message>
   <source>Lấy từ thư mục theo dõi</source>
   <translation>From the watched folder</translation>
  </message>
  <message>
   <source>Lấy xong trang là tiếp nhận ngay. Esc: chưa tiếp nhận.</source>
   <translation>Accepted as soon as the pages are there. Esc: not yet.</translation>
  </message>
  <message>
   <source>Lần cuối {when_words}</source>
   <translation>Last {when_words}</translation>
  </message>
  <message>
   <source>Lần kiểm tra trước nhật ký dài hơn; kho đã bị cắt, hoặc bị thay bằng bản cũ mà không qua khôi phục.</source>
   <translation>It was longer at the last check; the store was cut, or replaced by an old one without a restore.</translation>
  </message>
  <message>
   <source>Lập lúc {made}; cất trong phong bì niêm phong, xa máy này.</source>
   <translation>Made {made}; keep it in a sealed envelope, away from this PC.</translation>
  </message>
  <message>
   <source>Lập mã khôi phục</source>
   <translation>Make a recovery code</translation>
  </message>
  <message>
   <source>Lắp khay giấy; máy sẽ tự in tiếp.</source>
   <translation>Put the tray in; it prints on by itself.</translation>
  </message>
  <message>
   <source>LỆ PHÍ</source>
   <translation>FEE</translation>
  </message>
  <message>
   <source>Lệnh cần kho dữ liệu cho riêng mình, mà chương trình đang mở kho.</source>
   <translation>It needs the store for itself, and the program has it open.</translation>
  </message>
  <message>
   <source>Lệnh này chạy chương trình với quyền quản trị; tệp đó có thể do người khác đặt vào.</source>
   <translation>This command runs the program with an administrator's rights; somebody else may have put that file there.</translation>
  </message>
  <message>
   <source>Lời gọi hỗ trợ đã xong.</source>
   <translation>The call for help is over.</translation>
  </message>
  <message>
   <source>Lời nhắn cho quầy sau</source>
   <translation>A word for the next counter</translation>
  </message>
  <message>
   <source>Lời nhắn cho quầy sau (không ghi tên người), nếu cần</source>
   <translation>A word for the next counter (no names), if needed</translation>
  </message>
  <message>
   <source>M mở hồ sơ đó xem; Delete bỏ trang; chữ số nếu là giấy ở đây.</source>
   <translation>M opens that dossier; Delete takes the page off; a digit if it is a paper of this one.</translation>
  </message>
  <message>
   <source>M mở hồ sơ đó: ghi yêu cầu bổ sung hoặc mở nhận kết quả trước, rồi X; chữ số nếu là giấy ở đây.</source>
   <translation>M opens that dossier: ask for the supplement or begin its result there first, then X; a digit if it is a paper of this one.</translation>
  </message>
  <message>
   <source>MANG HỒ SƠ ĐẾN TỈNH KHI MẤT MẠNG</source>
   <translation>CARRY DOSSIERS TO THE PROVINCE WHILE THERE IS NO LINE</translation>
  </message>
  <message>
   <source>MIỄN</source>
   <translation>WAIVE</translation>
  </message>
  <message>
   <source>Mang các tờ ấy sang quầy đó quét lại.</source>
   <translation>Take those sheets to that counter and scan them there.</translation>
  </message>
  <message>
   <source>Mang hồ sơ đến tỉnh bằng USB</source>
   <translation>Carry dossiers to the province on a stick</translation>
  </message>
  <message>
   <source>Mang tệp này đến tỉnh, hoặc chọn tệp tinh-tra_.</source>
   <translation>Take this file to the province, or choose a tinh-tra_ file.</translation>
  </message>
  <message>
   <source>Miễn phí, lệ phí</source>
   <translation>Fee waived</translation>
  </message>
  <message>
   <source>MÁY CHỤP</source>
   <translation>CAMERA</translation>
  </message>
  <message>
   <source>MÁY MỚI</source>
   <translation>NEW PC</translation>
  </message>
  <message>
   <source>MÁY QUÉT VÀ LOẠI GIẤY CHO F5</source>
   <translation>SCANNER AND PAPER FOR F5</translation>
  </message>
  <message>
   <source>MÃ CHUYỂN KHOẢN (VIETQR)</source>
   <translation>TRANSFER CODE (VIETQR)</translation>
  </message>
  <message>
   <source>MÃ GẮN MÁY</source>
   <translation>ENROLMENT CODE</translation>
  </message>
  <message>
   <source>MÃ HỒ SƠ</source>
   <translation>DOSSIER CODE</translation>
  </message>
  <message>
   <source>MÃ LOẠI KẾT QUẢ</source>
   <translation>KIND CODE OF THE RESULT</translation>
  </message>
  <message>
   <source>MÃ PIN</source>
   <translation>PIN</translation>
  </message>
  <message>
   <source>MÃ PIN (4–8 SỐ)</source>
   <translation>PIN (4–8 DIGITS)</translation>
  </message>
  <message>
   <source>MÃ QUẦY</source>
   <translation>COUNTER CODE</translation>
  </message>
  <message>
   <source>MÃ SỐ DOANH NGHIỆP</source>
   <translation>ENTERPRISE CODE</translation>
  </message>
  <message>
   <source>MÃ ĐƠN VỊ</source>
   <translation>UNIT CODE</translation>
  </message>
  <message>
   <source>Màn hình người dân</source>
   <translation>Citizen's screen</translation>
  </message>
  <message>
   <source>Màn hình người dân: {name}.</source>
   <translation>Citizen's screen: {name}.</translation>
  </message>
  <message>
   <source>Màn hình này không có việc nào như vậy.</source>
   <translation>This screen has no such act.</translation>
  </message>
  <message>
   <source>Màn hình đã khóa, hoặc chưa đăng nhập.</source>
   <translation>The screen is locked, or nobody has logged in.</translation>
  </message>
  <message>
   <source>Máy chậm lại để không ai đoán được mật khẩu.</source>
   <translation>The PC slows down so that nobody guesses a pass word.</translation>
  </message>
  <message>
   <source>Máy chụp {device} gặp trục trặc.</source>
   <translation>Camera {device} has trouble.</translation>
  </message>
  <message>
   <source>Máy chụp {device} không gửi hình.</source>
   <translation>Camera {device} sends no picture.</translation>
  </message>
  <message>
   <source>Máy chụp {device} đã mất kết nối.</source>
   <translation>Camera {device} is gone.</translation>
  </message>
  <message>
   <source>Máy chụp {}: Enter chụp</source>
   <translation>Camera {}: Enter takes</translation>
  </message>
  <message>
   <source>Máy chụp: {names}.</source>
   <translation>Camera: {names}.</translation>
  </message>
  <message>
   <source>Máy chủ cập nhật gửi quá chậm; đã dừng.</source>
   <translation>The update server sends too slowly; the transfer was ended.</translation>
  </message>
  <message>
   <source>Máy chủ cập nhật hoặc USB không trả lời; phần đã tải được giữ lại.</source>
   <translation>Update server or stick does not answer; what was fetched is kept.</translation>
  </message>
  <message>
   <source>Máy chủ của bộ phận đang mất: còn {count} số chưa rõ quầy nào gọi.</source>
   <translation>The office server is down: for {count} numbers it is not known which counter is calling.</translation>
  </message>
  <message>
   <source>Máy chủ của bộ phận đã quên từ {since}, chờ quầy {counters} báo lại: quầy này phát số {letter}001… và gọi số riêng</source>
   <translation>The hall's server has forgotten, since {since}; waiting for counter {counters} to tell it again: this counter gives out {letter}001… and calls its own numbers</translation>
  </message>
  <message>
   <source>Máy chủ của sảnh gặp trục trặc; hồ sơ của quầy vẫn nguyên ở máy này.</source>
   <translation>The hall server has a problem; this counter's dossiers are still intact on this computer.</translation>
  </message>
  <message>
   <source>Máy chủ của sảnh không nhận quầy này.</source>
   <translation>The hall server does not accept this counter.</translation>
  </message>
  <message>
   <source>Máy chủ của sảnh và chương trình khác phiên bản.</source>
   <translation>The hall server and the program are different versions.</translation>
  </message>
  <message>
   <source>Máy chủ trả lời rằng đang quá tải hoặc lỗi.</source>
   <translation>The server says that it is overloaded or failing.</translation>
  </message>
  <message>
   <source>Máy chủ tắt hoặc đứt mạng nội bộ. Quầy này tự phát, tự gọi số riêng và chưa thấy việc mới của quầy khác.</source>
   <translation>The server is off or the local network is cut. This counter gives out and calls numbers of its own and does not see the others' new work yet.</translation>
  </message>
  <message>
   <source>Máy có đó nhưng không trả lời kịp.</source>
   <translation>It is there but does not answer in time.</translation>
  </message>
  <message>
   <source>Máy cũ còn dùng thì đổi mã quầy của một trong hai máy.</source>
   <translation>If the old PC is still in use, change the counter code of one of the two.</translation>
  </message>
  <message>
   <source>Máy cũ đã bỏ hẳn?</source>
   <translation>Is the old PC out of service?</translation>
  </message>
  <message>
   <source>Máy in không nói rõ nguyên nhân; hồ sơ đã lưu.</source>
   <translation>It does not say why; the dossier is saved.</translation>
  </message>
  <message>
   <source>Máy in {printer} bị kẹt giấy.</source>
   <translation>Paper jam in printer {printer}.</translation>
  </message>
  <message>
   <source>Máy in {printer} gặp trục trặc.</source>
   <translation>Printer {printer} has trouble.</translation>
  </message>
  <message>
   <source>Máy in {printer} hết giấy.</source>
   <translation>Printer {printer} is out of paper.</translation>
  </message>
  <message>
   <source>Máy in {printer} hết mực.</source>
   <translation>Printer {printer} is out of toner.</translation>
  </message>
  <message>
   <source>Máy in {printer} không có khổ giấy {media}.</source>
   <translation>Printer {printer} has no paper of size {media}.</translation>
  </message>
  <message>
   <source>Máy in {printer} không nhận lệnh in.</source>
   <translation>Printer {printer} takes no job.</translation>
  </message>
  <message>
   <source>Máy in {printer} không trả lời.</source>
   <translation>Printer {printer} does not answer.</translation>
  </message>
  <message>
   <source>Máy in {printer} đang không nhận lệnh in.</source>
   <translation>Printer {printer} takes no jobs now.</translation>
  </message>
  <message>
   <source>Máy in {printer} đang tạm dừng.</source>
   <translation>Printer {printer} is paused.</translation>
  </message>
  <message>
   <source>Máy không cho mở thêm tiến trình, hoặc bản cài đặt thiếu tệp; giấy tờ đã tiếp nhận vẫn nguyên.</source>
   <translation>The PC allows no more processes, or files of the program are missing; accepted papers are whole.</translation>
  </message>
  <message>
   <source>Máy không quét khi nắp mở.</source>
   <translation>It does not scan with an open cover.</translation>
  </message>
  <message>
   <source>Máy lấy số</source>
   <translation>Ticket machine</translation>
  </message>
  <message>
   <source>Máy lấy số chưa in được phiếu {label}. {what}</source>
   <translation>The ticket kiosk could not print slip {label}. {what}</translation>
  </message>
  <message>
   <source>Máy lấy số {counter} chưa in được {label}: {why}</source>
   <translation>Kiosk {counter} could not print {label}: {why}</translation>
  </message>
  <message>
   <source>Máy lấy số: không rõ phiếu {label} đã ra chưa. Nhìn máy in.</source>
   <translation>Ticket kiosk: not known whether slip {label} came out. Look at the printer.</translation>
  </message>
  <message>
   <source>Máy mới</source>
   <translation>New PC</translation>
  </message>
  <message>
   <source>Máy nào trả lời thì hiện ngay.</source>
   <translation>What answers is shown at once.</translation>
  </message>
  <message>
   <source>Máy này</source>
   <translation>This PC</translation>
  </message>
  <message>
   <source>Máy này chưa có mật khẩu tài khoản của tỉnh.</source>
   <translation>This PC has no pass word of the province.</translation>
  </message>
  <message>
   <source>Máy này chưa có tài khoản nào.</source>
   <translation>This PC has no accounts.</translation>
  </message>
  <message>
   <source>Máy này chưa có tài khoản nào: danh sách của tỉnh chưa về. Cắm mạng và chờ một phút; nếu chưa có mạng, cán bộ CNTT chạy lệnh counter-app people first.</source>
   <translation>This PC has no accounts: the province's list has not come. Plug in the line and wait a minute; without a line IT runs counter-app people first.</translation>
  </message>
  <message>
   <source>Máy này chưa nhận bản cập nhật nào.</source>
   <translation>This PC takes no updates yet.</translation>
  </message>
  <message>
   <source>Máy này chưa nhận ra người đăng nhập.</source>
   <translation>This PC does not know who logs in.</translation>
  </message>
  <message>
   <source>Máy này chưa vào sảnh chung.</source>
   <translation>This computer has not joined the shared hall.</translation>
  </message>
  <message>
   <source>Máy này không có màn hình thứ hai: đọc lại cho người dân nghe.</source>
   <translation>This PC has no second screen: read it out to the citizen.</translation>
  </message>
  <message>
   <source>Máy này đang cài bản cập nhật rồi.</source>
   <translation>This PC is installing an update already.</translation>
  </message>
  <message>
   <source>Máy này, làm bản lưu trữ</source>
   <translation>This PC, archive forms</translation>
  </message>
  <message>
   <source>Máy quét</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>Máy quét của máy này</source>
   <translation>This PC's scanners</translation>
  </message>
  <message>
   <source>Máy quét {device} bị kẹt giấy.</source>
   <translation>Paper jam in scanner {device}.</translation>
  </message>
  <message>
   <source>Máy quét {device} gặp trục trặc.</source>
   <translation>Scanner {device} has trouble.</translation>
  </message>
  <message>
   <source>Máy quét {device} không còn trình chứng thư như lần đầu.</source>
   <translation>Scanner {device} shows another certificate than at first.</translation>
  </message>
  <message>
   <source>Máy quét {device} không trả lời.</source>
   <translation>Scanner {device} does not answer.</translation>
  </message>
  <message>
   <source>Máy quét {device} ngừng giữa chừng.</source>
   <translation>Scanner {device} stopped half-way.</translation>
  </message>
  <message>
   <source>Máy quét {device} đang bận.</source>
   <translation>Scanner {device} is busy.</translation>
  </message>
  <message>
   <source>Máy quét {device} đang ngủ.</source>
   <translation>Scanner {device} sleeps.</translation>
  </message>
  <message>
   <source>Máy sẽ báo trước một tháng.</source>
   <translation>The computer will warn you one month ahead.</translation>
  </message>
  <message>
   <source>Máy thiếu dữ liệu nhận dạng tiếng Việt ({language}.traineddata), hoặc tệp đó bị hỏng.</source>
   <translation>Vietnamese recognition data ({language}.traineddata) are missing or damaged.</translation>
  </message>
  <message>
   <source>Máy trả lời không phải hệ thống của tỉnh.</source>
   <translation>What answers is not the province's system.</translation>
  </message>
  <message>
   <source>Máy tắt hoặc mất kết nối; hồ sơ đã lưu.</source>
   <translation>It is off or not connected; the dossier is saved.</translation>
  </message>
  <message>
   <source>Máy tự kiểm tra mỗi tuần, vào lúc không có ai làm thủ tục.</source>
   <translation>Checked each week by itself, while nobody is served.</translation>
  </message>
  <message>
   <source>Máy tự làm khi không ai gõ phím, quét hay tiếp nhận. {untouched}</source>
   <translation>Made by itself while nobody types, scans or accepts. {untouched}</translation>
  </message>
  <message>
   <source>Máy đang gặp trục trặc.</source>
   <translation>This PC has trouble.</translation>
  </message>
  <message>
   <source>Máy đang mở nhưng không có hình nào đến; các trang đã chụp vẫn được giữ.</source>
   <translation>It is open but nothing comes; pages taken are kept.</translation>
  </message>
  <message>
   <source>Máy đã được thay hoặc đặt lại, hoặc có máy khác giả làm nó; chưa gửi gì đi.</source>
   <translation>It was replaced or reset, or another plays it; nothing was sent.</translation>
  </message>
  <message>
   <source>Máy đọc thẻ bị bộ gõ tiếng Việt chen vào, nên không lấy thẻ này.</source>
   <translation>An input method spoiled what the reader typed; this card was not taken.</translation>
  </message>
  <message>
   <source>Mã PIN chưa đúng.</source>
   <translation>The PIN is wrong.</translation>
  </message>
  <message>
   <source>Mã PIN chỉ mở khóa màn hình của bạn trên máy này; đăng nhập vẫn bằng mật khẩu.</source>
   <translation>The PIN unlocks your screen on this PC only; you still log in by pass word.</translation>
  </message>
  <message>
   <source>Mã PIN này chưa dùng được.</source>
   <translation>This PIN cannot be used.</translation>
  </message>
  <message>
   <source>Mã PIN sai quá nhiều lần, hoặc chưa đặt mã PIN.</source>
   <translation>The PIN was wrong too often, or none was set.</translation>
  </message>
  <message>
   <source>Mã QR của mã khôi phục</source>
   <translation>QR code of the recovery code</translation>
  </message>
  <message>
   <source>Mã QR của thẻ và các dòng chữ máy đọc ở mặt sau không khớp: {}.</source>
   <translation>The card's QR code and the machine-readable lines on its back disagree: {}.</translation>
  </message>
  <message>
   <source>Mã VNeID chỉ máy đọc của Bộ Công an mở được và đổi sau vài phút; không chứa thông tin đọc được.</source>
   <translation>Only the Ministry of Public Security's devices open it, and it changes every few minutes.</translation>
  </message>
  <message>
   <source>Mã VietQR</source>
   <translation>VietQR code</translation>
  </message>
  <message>
   <source>Mã băm {sha256}… khớp tên tệp.</source>
   <translation>Hash {sha256}… agrees with the file's name.</translation>
  </message>
  <message>
   <source>Mã chỉ hiện lần này. Ctrl+P in ra giấy, hoặc chép tay đúng thứ tự; cất trong phong bì niêm phong, trong két. Mã cũ còn dùng được cho tới khi gõ lại đúng hai từ.</source>
   <translation>The code is shown this once. Ctrl+P prints it, or copy it in order; keep it in a sealed envelope, in a safe. The old code stays good until the two words are typed back.</translation>
  </message>
  <message>
   <source>Mã có 15 từ, không dấu, theo đúng thứ tự đã hiện; có từ thiếu hoặc gõ nhầm.</source>
   <translation>The code has 15 words, without accents, in the order shown; a word is missing or mistyped.</translation>
  </message>
  <message>
   <source>Mã có 15 từ; vừa nhập {count} từ.</source>
   <translation>The code has 15 words; {count} were typed.</translation>
  </message>
  <message>
   <source>Mã có {LENGTH} từ; đã gõ {len}.</source>
   <translation>The code has {LENGTH} words; {len} typed.</translation>
  </message>
  <message>
   <source>Mã gõ chưa đúng, hoặc hồ sơ tiếp nhận ở nơi khác.</source>
   <translation>The code is mistyped, or it was accepted elsewhere.</translation>
  </message>
  <message>
   <source>Mã gõ nhầm hoặc đã hết hạn.</source>
   <translation>It was mistyped or has expired.</translation>
  </message>
  <message>
   <source>Mã gõ nhầm, đã hết hạn hoặc đã dùng cho máy khác.</source>
   <translation>It is mistyped, expired, or was used for another PC.</translation>
  </message>
  <message>
   <source>Mã gắn máy này đã dùng cho quầy khác.</source>
   <translation>This enrolment code was used for another counter.</translation>
  </message>
  <message>
   <source>Mã hồ sơ</source>
   <translation>Dossier code</translation>
  </message>
  <message>
   <source>Mã hồ sơ, hoặc số định danh người nhận</source>
   <translation>Dossier code, or the taker's personal number</translation>
  </message>
  <message>
   <source>Mã khôi phục</source>
   <translation>Recovery code</translation>
  </message>
  <message>
   <source>Mã khôi phục chưa đúng.</source>
   <translation>The recovery code is not right.</translation>
  </message>
  <message>
   <source>Mã khôi phục mới của kho số {}</source>
   <translation>New recovery code of store no. {}</translation>
  </message>
  <message>
   <source>Mã khôi phục này không mở được kho.</source>
   <translation>This recovery code does not open the store.</translation>
  </message>
  <message>
   <source>Mã khôi phục, 15 từ</source>
   <translation>Recovery code, 15 words</translation>
  </message>
  <message>
   <source>Mã không có trong danh mục hôm nay.</source>
   <translation>The code is not in today's catalogue.</translation>
  </message>
  <message>
   <source>Mã lỗi: {}</source>
   <translation>Error code: {}</translation>
  </message>
  <message>
   <source>Mã mời chưa đúng.</source>
   <translation>The invitation code is not right.</translation>
  </message>
  <message>
   <source>Mã mời đã dùng hay của quầy khác, hoặc mật khẩu của quầy đã bị thay.</source>
   <translation>The invitation code has been used or belongs to another counter, or the counter's password has been replaced.</translation>
  </message>
  <message>
   <source>Mã số doanh nghiệp chưa đúng.</source>
   <translation>The business registration number is not correct.</translation>
  </message>
  <message>
   <source>Mã trên trang là {dossier}.</source>
   <translation>The code on the page is {dossier}.</translation>
  </message>
  <message>
   <source>Mã tạm: có giá trị trên giấy tiếp nhận, tự gắn với mã của tỉnh khi có đường truyền.</source>
   <translation>Provisional code: valid on the receipt, linked to the province's when there is a line.</translation>
  </message>
  <message>
   <source>Mã viết đúng, nhưng là của kho khác, hoặc đã được thay bằng mã mới.</source>
   <translation>It is well written, but another store's, or was replaced by a new code.</translation>
  </message>
  <message>
   <source>Mã vừa quét không phải thẻ căn cước.</source>
   <translation>The code scanned is no citizen card.</translation>
  </message>
  <message>
   <source>Mã vừa quét là một đường dẫn trang web.</source>
   <translation>The code is a web link.</translation>
  </message>
  <message>
   <source>Mã đơn vị hoặc mã quầy trong tệp không phải của máy này.</source>
   <translation>The unit or counter in it is not this PC's.</translation>
  </message>
  <message>
   <source>Mã, hoặc vài chữ không dấu: tthn, khai sinh, 004873</source>
   <translation>Code, or letters without marks: tthn, khai sinh, 004873</translation>
  </message>
  <message>
   <source>Mạng đang chuyển hướng (wifi công cộng, proxy) hoặc sai địa chỉ.</source>
   <translation>The network redirects (public wifi, proxy), or the address is wrong.</translation>
  </message>
  <message>
   <source>Mất hồ sơ người dùng hay hỏng máy lúc này là mất kho.</source>
   <translation>A lost user profile or a broken PC now means a lost store.</translation>
  </message>
  <message>
   <source>Mất màn hình người dân: đọc lại cho người dân nghe. Vẫn tiếp nhận được.</source>
   <translation>The citizen's screen is gone: read it out. Reception goes on.</translation>
  </message>
  <message>
   <source>Mất máy chủ của bộ phận từ {since}: quầy này phát số {letter}001… và gọi số riêng</source>
   <translation>Office server lost since {since}: this counter issues numbers {letter}001… and calls its own</translation>
  </message>
  <message>
   <source>Mất máy chủ của bộ phận, hoặc máy chủ không còn giữ nội dung hồ sơ này.</source>
   <translation>The hall's server is away, or no longer holds what stands in this dossier.</translation>
  </message>
  <message>
   <source>Mất máy chủ của bộ phận: chưa biết quầy khác có đang làm tiếp không.</source>
   <translation>The hall's server is away: whether another counter goes on with it is not known.</translation>
  </message>
  <message>
   <source>Mất máy chủ của bộ phận: chưa biết quầy khác có đang nhận hồ sơ này không.</source>
   <translation>The counters' server is lost: it is not known whether another counter is receiving this dossier.</translation>
  </message>
  <message>
   <source>Mất máy chủ của sảnh.</source>
   <translation>Hall server lost.</translation>
  </message>
  <message>
   <source>Mất máy chủ của sảnh: các quầy khác CHƯA nghe thấy. Hãy gọi to.</source>
   <translation>The hall's server is lost: the other counters have NOT heard. Call out loud.</translation>
  </message>
  <message>
   <source>Mất tệp làm chứng cho nhật ký (counter.audit).</source>
   <translation>The audit's witness file (counter.audit) is lost.</translation>
  </message>
  <message>
   <source>Mất đường truyền hoặc máy chủ không trả lời.</source>
   <translation>The line is down, or the server does not answer.</translation>
  </message>
  <message>
   <source>Mất đường truyền với tỉnh</source>
   <translation>No line to the province</translation>
  </message>
  <message>
   <source>Mất đường truyền: không tra cứu được</source>
   <translation>No line: cannot be looked up</translation>
  </message>
  <message>
   <source>MẬT KHẨU</source>
   <translation>PASS WORD</translation>
  </message>
  <message>
   <source>Mật khẩu cần ít nhất 8 ký tự.</source>
   <translation>A pass word needs at least 8 characters.</translation>
  </message>
  <message>
   <source>Mặt trước có {fronts} trang, mặt sau có {backs}.</source>
   <translation>{fronts} fronts, {backs} backs.</translation>
  </message>
  <message>
   <source>Mọi hồ sơ đã được tỉnh xác nhận.</source>
   <translation>The province has confirmed all dossiers.</translation>
  </message>
  <message>
   <source>Mọi số hôm nay đã được gọi.</source>
   <translation>All numbers of today were called.</translation>
  </message>
  <message>
   <source>Mọi tệp hồ sơ nhắc đến đều có mặt.</source>
   <translation>Every file that a dossier names is there.</translation>
  </message>
  <message>
   <source>Mọi ô vẫn như cũ.</source>
   <translation>Every field is as it was.</translation>
  </message>
  <message>
   <source>Mỗi giây chưa được 1 kB: đường truyền nghẽn, hoặc máy chủ có lỗi. Phần đã tải được giữ lại.</source>
   <translation>Less than 1 kB a second: the line is clogged, or the server is at fault. What came so far is kept.</translation>
  </message>
  <message>
   <source>Mỗi hồ sơ chỉ tiếp nhận một lần.</source>
   <translation>Each is accepted once only.</translation>
  </message>
  <message>
   <source>Mỗi hồ sơ đang làm dở chỉ một người giữ.</source>
   <translation>Each is held by one person.</translation>
  </message>
  <message>
   <source>Mỗi lần chỉ xếp vào một hồ sơ.</source>
   <translation>Pages are filed under one dossier at a time.</translation>
  </message>
  <message>
   <source>Mỗi lần mở phải nhập mã khôi phục.</source>
   <translation>The recovery code is asked for at each start.</translation>
  </message>
  <message>
   <source>Mỗi máy chỉ mở một bản, để không ghi chồng lên nhau.</source>
   <translation>A PC opens one only, so that nothing is written over.</translation>
  </message>
  <message>
   <source>Mỗi máy một mã quầy, không trùng trong đơn vị. Các quầy cùng sảnh chung một hàng đợi.</source>
   <translation>Each PC has a counter code of its own within the unit. Counters of one hall share one queue.</translation>
  </message>
  <message>
   <source>Mỗi mã chỉ dùng cho một quầy.</source>
   <translation>Each code is for one counter.</translation>
  </message>
  <message>
   <source>Mỗi mặt dài hơn 13,5 cm: không phải thẻ.</source>
   <translation>Each is longer than 13.5 cm: no card.</translation>
  </message>
  <message>
   <source>Mỗi ngày nhóm việc này chỉ nhận một số lượt nhất định.</source>
   <translation>Each day this group of work takes only a set number of turns.</translation>
  </message>
  <message>
   <source>Một dòng đã bị sửa hoặc xóa từ ngoài chương trình.</source>
   <translation>A line was changed or deleted from outside the program.</translation>
  </message>
  <message>
   <source>Một trang trên mặt kính (Ctrl+Shift+F5)</source>
   <translation>One page on the glass (Ctrl+Shift+F5)</translation>
  </message>
  <message>
   <source>Một trang đã lưu bị mất hoặc hỏng.</source>
   <translation>A saved page is lost or damaged.</translation>
  </message>
  <message>
   <source>Một tệp của bản sao lưu không còn ở đó.</source>
   <translation>A file of the backup is no longer there.</translation>
  </message>
  <message>
   <source>Một tệp khác với tệp đã ký: hỏng hoặc bị thay.</source>
   <translation>A file is not as signed: damaged or replaced.</translation>
  </message>
  <message>
   <source>Một tệp nhận tối đa 1000 trang.</source>
   <translation>One file may have 1000 pages at most.</translation>
  </message>
  <message>
   <source>Mời người dân quét mã. F8 lần nữa để thôi; đối soát ở diễn biến hồ sơ.</source>
   <translation>Let the citizen scan the code. F8 again: no; reconcile in the dossier's story.</translation>
  </message>
  <message>
   <source>Mời người dân đưa thẻ căn cước, hoặc đọc số trên VNeID: gõ 12 số rồi Enter.</source>
   <translation>Ask for the citizen card, or for the number shown by VNeID: type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Mời đến sớm ngày làm việc sau, hoặc nộp trực tuyến; người được ưu tiên: U, rồi phát số tại quầy.</source>
   <translation>Please come early on the next working day, or apply online; for a priority person: U, then issue a number at the counter.</translation>
  </message>
  <message>
   <source>Mở hồ sơ đó ở Alt+3, Ctrl+Z việc đã làm với trang, rồi Ctrl+Z lại ở đây.</source>
   <translation>Open that dossier with Alt+3, Ctrl+Z what was done to the page, then Ctrl+Z here again.</translation>
  </message>
  <message>
   <source>Mở kho</source>
   <translation>Open the store</translation>
  </message>
  <message>
   <source>Mở kho khi máy hỏng hay đổi máy. Chép hoặc in ra, cất trong phong bì niêm phong, xa máy này.</source>
   <translation>Opens the store when the PC breaks or is replaced. Copy or print it; keep it in a sealed envelope, away from this PC.</translation>
  </message>
  <message>
   <source>Mở kho trên máy mới bằng mã khôi phục</source>
   <translation>Open the store on a new PC by recovery code</translation>
  </message>
  <message>
   <source>Mở khóa màn hình</source>
   <translation>Unlock the screen</translation>
  </message>
  <message>
   <source>Mở lại hồ sơ đang làm dở, đúng chỗ đã dừng.</source>
   <translation>The dossier in progress is open again where it was left.</translation>
  </message>
  <message>
   <source>Mở lại sau ít phút, hoặc bật máy quầy đó; cần ngay thì quét lại trang.</source>
   <translation>Open it again in a few minutes, or switch that PC on; if it is needed now, scan the page again.</translation>
  </message>
  <message>
   <source>Mở lại việc trả kết quả đang làm dở, nguyên như đã gõ.</source>
   <translation>The hand-out that was under way is open again, as it was typed.</translation>
  </message>
  <message>
   <source>Mở lại việc đang làm dở, nguyên như đã gõ.</source>
   <translation>What was under way is open again, as it was typed.</translation>
  </message>
  <message>
   <source>Mở nắp, gỡ giấy kẹt; máy sẽ tự in tiếp.</source>
   <translation>Open the cover, take the paper out; it prints on by itself.</translation>
  </message>
  <message>
   <source>Mở nắp, gỡ giấy, xếp phần còn lại rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.</source>
   <translation>Open it, take the paper out, lay the rest in and F5; or Ctrl+Shift+F5 glass, F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Mở xem giấy tờ của hồ sơ</source>
   <translation>Opens a dossier's papers</translation>
  </message>
  <message>
   <source>Mục bank_account chưa khai trong site.toml.</source>
   <translation>bank_account is not in site.toml.</translation>
  </message>
  <message>
   <source>Mục này không có sẵn: mỗi đơn vị, mỗi máy tự khai.</source>
   <translation>It has no default: each unit, each PC has its own.</translation>
  </message>
  <message>
   <source>Mục {entry} không đúng, thiếu, hoặc không được biết.</source>
   <translation>Entry {entry} is wrong, missing or unknown.</translation>
  </message>
  <message>
   <source>Mục đích</source>
   <translation>Purpose</translation>
  </message>
  <message>
   <source>NGÀY</source>
   <translation>DAY</translation>
  </message>
  <message>
   <source>NGÀY SINH</source>
   <translation>DATE OF BIRTH</translation>
  </message>
  <message>
   <source>NGƯỜI DÂN</source>
   <translation>CITIZENS</translation>
  </message>
  <message>
   <source>NGƯỜI LÀM</source>
   <translation>WHO</translation>
  </message>
  <message>
   <source>NGƯỜI NHẬN</source>
   <translation>TAKER</translation>
  </message>
  <message>
   <source>NGƯỜI NỘP</source>
   <translation>APPLICANT</translation>
  </message>
  <message>
   <source>NHÓM VIỆC</source>
   <translation>GROUP</translation>
  </message>
  <message>
   <source>NHẬN BỔ SUNG</source>
   <translation>TAKE SUPPLEMENT</translation>
  </message>
  <message>
   <source>NHẬN KHI QUÉT XONG</source>
   <translation>ACCEPT WHEN SCANNED</translation>
  </message>
  <message>
   <source>NHẬN KẾT QUẢ</source>
   <translation>RESULT</translation>
  </message>
  <message>
   <source>NHẬN KẾT QUẢ TẠI</source>
   <translation>COLLECTED AT</translation>
  </message>
  <message>
   <source>NHẬN KẾT QUẢ Ở ĐÂY</source>
   <translation>COLLECT IT THERE</translation>
  </message>
  <message>
   <source>Nam</source>
   <translation>male</translation>
  </message>
  <message>
   <source>Ngay hồ sơ đầu tiên cũng không vừa chỗ còn trống; không có gì bị mất.</source>
   <translation>Not even the first dossier fits; nothing is lost.</translation>
  </message>
  <message>
   <source>Nguyên nhân nằm ngoài chương trình.</source>
   <translation>The cause lies outside the program.</translation>
  </message>
  <message>
   <source>Nguồn dữ liệu</source>
   <translation>Data sources</translation>
  </message>
  <message>
   <source>Ngày</source>
   <translation>Day</translation>
  </message>
  <message>
   <source>Ngày chưa đúng.</source>
   <translation>The day is not right.</translation>
  </message>
  <message>
   <source>Ngày chưa đúng: gõ dd/mm/yyyy.</source>
   <translation>Not a day: type dd/mm/yyyy.</translation>
  </message>
  <message>
   <source>Ngày của máy lệch xa lần dùng trước, hoặc lệch với kho; chưa có gì bị mất.</source>
   <translation>It is far from the last use, or from the store's; nothing is lost.</translation>
  </message>
  <message>
   <source>Ngày hẹn lại phải sau ngày hẹn cũ.</source>
   <translation>The new day must be after the old one.</translation>
  </message>
  <message>
   <source>Ngày nghỉ, ngày làm bù</source>
   <translation>Days off, make-up days</translation>
  </message>
  <message>
   <source>Ngày này chưa có lượt nào xong. Mũi tên trái, phải: ngày khác.</source>
   <translation>Nothing ended on this day yet. Arrow left, right: another day.</translation>
  </message>
  <message>
   <source>Ngày sinh</source>
   <translation>Date of birth</translation>
  </message>
  <message>
   <source>Ngày sinh chưa đúng.</source>
   <translation>The date of birth is not correct.</translation>
  </message>
  <message>
   <source>Ngày viết như 23/11/2026, hai ngày cách nhau bằng dấu gạch: 20/11/2026-23/11/2026.</source>
   <translation>Write 23/11/2026, or two with a dash: 20/11/2026-23/11/2026.</translation>
  </message>
  <message>
   <source>Ngón tay che mép trang.</source>
   <translation>A finger covers the edge.</translation>
  </message>
  <message>
   <source>Người dân báo có chỗ sai: hỏi lại và sửa trước khi F12.</source>
   <translation>The citizen says something is wrong: ask and mend before F12.</translation>
  </message>
  <message>
   <source>Người dân tìm thấy: mũi tên chọn, Enter lấy</source>
   <translation>Citizens found: arrows choose, Enter takes</translation>
  </message>
  <message>
   <source>Người dân vừa gửi lại hồ sơ trực tuyến này.</source>
   <translation>The citizen has just sent this online dossier again.</translation>
  </message>
  <message>
   <source>Người dân đã rút, hoặc quầy khác, nơi khác vừa nhận hay trả lời.</source>
   <translation>The citizen took it back, or another counter or office has just received or answered it.</translation>
  </message>
  <message>
   <source>Người dân đã xem lại và đồng ý</source>
   <translation>The citizen has checked and agreed</translation>
  </message>
  <message>
   <source>Người dân đã xem lại và đồng ý ({how}). F12 tiếp nhận.</source>
   <translation>The citizen has checked and agreed ({how}). F12 accepts.</translation>
  </message>
  <message>
   <source>Người dân, giấy tờ và máy móc đều là giả định.</source>
   <translation>Citizens, papers and devices are made up.</translation>
  </message>
  <message>
   <source>Người dùng này mở kho mà không cần nhập gì; từ {made}.</source>
   <translation>This user opens the store without typing anything; since {made}.</translation>
  </message>
  <message>
   <source>Người làm</source>
   <translation>Who</translation>
  </message>
  <message>
   <source>Người nhận không phải người nộp.</source>
   <translation>The taker is not the applicant.</translation>
  </message>
  <message>
   <source>Người nhận ký vào sổ, rồi Enter: đã trả.</source>
   <translation>The taker signs the book, then Enter: handed over.</translation>
  </message>
  <message>
   <source>Người nộp dùng hộ chiếu</source>
   <translation>Applicant uses a passport</translation>
  </message>
  <message>
   <source>Người nộp là gì của chủ hồ sơ?</source>
   <translation>What is the applicant to the owner of the dossier?</translation>
  </message>
  <message>
   <source>Người nộp là người đại diện hoặc người được ủy quyền.</source>
   <translation>The applicant is the representative, or was authorised.</translation>
  </message>
  <message>
   <source>Người nộp rút hồ sơ</source>
   <translation>Withdrawn by the applicant</translation>
  </message>
  <message>
   <source>Người nộp được báo trên cổng dịch vụ công.</source>
   <translation>The applicant is told on the public service portal.</translation>
  </message>
  <message>
   <source>Người nộp được báo trên cổng; hồ sơ trở lại đây khi họ gửi lại.</source>
   <translation>The applicant is told on the portal; the dossier comes back here when they resubmit.</translation>
  </message>
  <message>
   <source>Người đang ở quầy không lấy số, hoặc số đã rời quầy này.</source>
   <translation>Whoever is here has none, or it has left this counter.</translation>
  </message>
  <message>
   <source>Người được chọn không có quyền tiếp nhận, hoặc đã thôi làm ở đây.</source>
   <translation>That person may not receive, or works here no more.</translation>
  </message>
  <message>
   <source>Người đầu tiên</source>
   <translation>First person</translation>
  </message>
  <message>
   <source>Nhóm dịch vụ</source>
   <translation>Service groups</translation>
  </message>
  <message>
   <source>Nhóm việc có hạn mức số trong ngày, chung cho mọi quầy; quầy này đã phát hết phần được tự phát.</source>
   <translation>The service has a daily quota that all counters share; this counter has given out its own part.</translation>
  </message>
  <message>
   <source>Nhóm việc để phát số</source>
   <translation>Groups to issue numbers for</translation>
  </message>
  <message>
   <source>Như trên giấy tiếp nhận. Có tệp trả lời của CNTT thì Ctrl+O: mọi bước cấu hình xong ngay.</source>
   <translation>As on the receipt. With an answer file of IT: Ctrl+O, and all settings are done at once.</translation>
  </message>
  <message>
   <source>Nhấn lần nữa để gọi người khác</source>
   <translation>Press again to call another</translation>
  </message>
  <message>
   <source>Nhấn lần nữa để mở hồ sơ khác cùng lượt</source>
   <translation>Press again to open another dossier of this visit</translation>
  </message>
  <message>
   <source>Nhận danh mục từ tệp khi không có mạng</source>
   <translation>Take a catalogue from a file while there is no line</translation>
  </message>
  <message>
   <source>Nhận giấy tờ bổ sung</source>
   <translation>Receive the supplement</translation>
  </message>
  <message>
   <source>Nhận hồ sơ bổ sung</source>
   <translation>Supplement received</translation>
  </message>
  <message>
   <source>Nhận kết quả ở nơi khác</source>
   <translation>Collected elsewhere</translation>
  </message>
  <message>
   <source>Nhận làm tiếp hồ sơ được giao</source>
   <translation>Takes up a draft that was given</translation>
  </message>
  <message>
   <source>Nhận nhật ký là nguyên vẹn từ đây</source>
   <translation>Take the audit as whole from here</translation>
  </message>
  <message>
   <source>Nhận trước, tra cứu sau: cơ quan tự lấy khi có đường truyền</source>
   <translation>Accept now, look up later: the authority does when there is a line</translation>
  </message>
  <message>
   <source>Nhập sai mã PIN</source>
   <translation>Wrong PIN</translation>
  </message>
  <message>
   <source>Nhập trả lời của tỉnh từ USB</source>
   <translation>Read the province's answer from a stick</translation>
  </message>
  <message>
   <source>Nhập đủ 15 từ theo tờ giấy, hoặc quét mã QR trên tờ giấy.</source>
   <translation>Type all 15 words from the paper, or scan the QR code on it.</translation>
  </message>
  <message>
   <source>Nhật ký</source>
   <translation>Audit</translation>
  </message>
  <message>
   <source>Nhật ký của kho không còn nguyên: bảng {table}, dòng {line}.</source>
   <translation>The store's audit is not whole: table {table}, line {line}.</translation>
  </message>
  <message>
   <source>Nhật ký của kho đã bị viết lại: bảng {table}, dòng {line}.</source>
   <translation>The store's audit was rewritten: table {table}, line {line}.</translation>
  </message>
  <message>
   <source>Nhật ký trong tệp {file} đã không nguyên vẹn từ trước khi xuất.</source>
   <translation>The audit in file {file} was not whole before it was exported.</translation>
  </message>
  <message>
   <source>Nhờ lãnh đạo bộ phận giao lại ở Alt+3, rồi mở lại.</source>
   <translation>Ask the supervisor to give it to you at Alt+3, then open it again.</translation>
  </message>
  <message>
   <source>Nhờ người có quyền làm; hoặc đề nghị tỉnh đổi vai trò.</source>
   <translation>Ask somebody who may; or ask the province for another role.</translation>
  </message>
  <message>
   <source>Nhờ quầy {counter} sửa; sửa xong thì ở đây cũng thấy.</source>
   <translation>Ask counter {counter} to correct it; once done it shows here as well.</translation>
  </message>
  <message>
   <source>Những gì mở được kho dữ liệu</source>
   <translation>What opens the store</translation>
  </message>
  <message>
   <source>Những số vắng mặt: Enter gọi lại</source>
   <translation>Numbers not here: Enter calls again</translation>
  </message>
  <message>
   <source>Những số đang chờ</source>
   <translation>Numbers that wait</translation>
  </message>
  <message>
   <source>NÊN LÀM GÌ</source>
   <translation>WHAT TO DO</translation>
  </message>
  <message>
   <source>Nó được chạy thẳng, không qua trình khởi động của bản cài đặt.</source>
   <translation>It was run directly, not by an installation's launcher.</translation>
  </message>
  <message>
   <source>NƠI Ở</source>
   <translation>HOME ADDRESS</translation>
  </message>
  <message>
   <source>Nơi chứa bản sao lưu gặp trục trặc; kho dữ liệu vẫn nguyên.</source>
   <translation>The place for backups has trouble; the store is whole.</translation>
  </message>
  <message>
   <source>Nơi chứa bản sao lưu không dùng được, hoặc máy đã tắt lâu.</source>
   <translation>The place for backups cannot be used, or the PC was off for long.</translation>
  </message>
  <message>
   <source>Nơi chứa bản sao lưu đã đầy.</source>
   <translation>The place for backups is full.</translation>
  </message>
  <message>
   <source>Nơi chứa tệp không trả lời.</source>
   <translation>The place of the file does not answer.</translation>
  </message>
  <message>
   <source>Nơi chứa: {place}</source>
   <translation>Kept at: {place}</translation>
  </message>
  <message>
   <source>Nơi ở</source>
   <translation>Home address</translation>
  </message>
  <message>
   <source>Nơi ở nay là {name}{what}</source>
   <translation>The home is now in {name}{what}</translation>
  </message>
  <message>
   <source>Nạp giấy; máy sẽ tự in tiếp.</source>
   <translation>Lay paper in; it prints on by itself.</translation>
  </message>
  <message>
   <source>Nắp máy in {printer} đang mở.</source>
   <translation>The cover of printer {printer} is open.</translation>
  </message>
  <message>
   <source>Nắp máy quét {device} đang mở.</source>
   <translation>The cover of scanner {device} is open.</translation>
  </message>
  <message>
   <source>Nội dung không bắt đầu bằng số định danh 12 số.</source>
   <translation>It does not begin with a 12-digit personal number.</translation>
  </message>
  <message>
   <source>Nội dung không còn đúng như lúc sao lưu.</source>
   <translation>Its content is not as it was made.</translation>
  </message>
  <message>
   <source>Nội dung không phải danh mục (JSON, UTF-8), hoặc bị cụt.</source>
   <translation>It is no catalogue (JSON, UTF-8), or is cut short.</translation>
  </message>
  <message>
   <source>Nộp cho trẻ chưa có số định danh</source>
   <translation>For a child without a personal number</translation>
  </message>
  <message>
   <source>Nộp cho tổ chức, doanh nghiệp</source>
   <translation>For an organisation or enterprise</translation>
  </message>
  <message>
   <source>Nộp thay người khác</source>
   <translation>Applying for someone else</translation>
  </message>
  <message>
   <source>Nộp thay người khác, có số định danh</source>
   <translation>For another person, with a personal number</translation>
  </message>
  <message>
   <source>Nộp thay người nước ngoài</source>
   <translation>Applying for a foreigner</translation>
  </message>
  <message>
   <source>Nộp thay người nước ngoài, có hộ chiếu</source>
   <translation>For a foreigner, with a passport</translation>
  </message>
  <message>
   <source>Nữ</source>
   <translation>female</translation>
  </message>
  <message>
   <source>O về trang.</source>
   <translation>O back to the page.</translation>
  </message>
  <message>
   <source>O xem bản gốc còn lại.</source>
   <translation>O shows the other original.</translation>
  </message>
  <message>
   <source>PDF lưu trữ</source>
   <translation>archive PDF</translation>
  </message>
  <message>
   <source>PHÁT SỐ</source>
   <translation>ISSUE A NUMBER</translation>
  </message>
  <message>
   <source>PHÁT SỐ ƯU TIÊN: {}</source>
   <translation>PRIORITY NUMBER: {}</translation>
  </message>
  <message>
   <source>PHÍ</source>
   <translation>FEE</translation>
  </message>
  <message>
   <source>PHÍM CỦA DANH SÁCH TRANG</source>
   <translation>KEYS OF THE PAGE LIST</translation>
  </message>
  <message>
   <source>PHÚT CHỜ THEO GIỜ · CỘT: Ở GIỮA · VẠCH: LÂU NHẤT</source>
   <translation>MINUTES OF WAITING BY HOUR · BAR: MEDIAN · MARK: LONGEST</translation>
  </message>
  <message>
   <source>PHỤC VỤ</source>
   <translation>SERVICE</translation>
  </message>
  <message>
   <source>Phiếu phải nói đủ, một lần, cần bổ sung những gì.</source>
   <translation>The slip must say completely, and once, what is to be added.</translation>
  </message>
  <message>
   <source>Phát số ưu tiên</source>
   <translation>Issue a priority number</translation>
  </message>
  <message>
   <source>Phí {}</source>
   <translation>Fee {}</translation>
  </message>
  <message>
   <source>Phí đã đổi: mã QR cũ không còn dùng. F8 lấy mã mới.</source>
   <translation>The fee has changed: the old QR code is void. F8 makes a new one.</translation>
  </message>
  <message>
   <source>Phí để ngỏ: thu sau.</source>
   <translation>Fee left open: taken later.</translation>
  </message>
  <message>
   <source>Phút chờ theo giờ, giữa và lâu nhất. {}</source>
   <translation>Minutes of waiting by hour, median and longest. {}</translation>
  </message>
  <message>
   <source>Phải có 10 chữ số, thêm 3 chữ số nếu là chi nhánh.</source>
   <translation>It must have 10 digits, plus 3 more digits for a branch.</translation>
  </message>
  <message>
   <source>Phải có đủ 12 chữ số.</source>
   <translation>It must have 12 digits.</translation>
  </message>
  <message>
   <source>Phải gửi chậm nhất {last:%d/%m/%Y}; sau đó không hẹn lại được nữa.</source>
   <translation>Must go by {last:%d/%m/%Y}; after that no other day can be given.</translation>
  </message>
  <message>
   <source>Phải gửi trước ngày hẹn ít nhất một ngày; chậm nhất là {day} (NĐ 61/2018, Điều 19).</source>
   <translation>It must go at least a day before the due day; {day} at the latest (NĐ 61/2018, Art. 19).</translation>
  </message>
  <message>
   <source>Phần cuối nhật ký của kho đã mất: bảng {table} chỉ còn đến dòng {line}.</source>
   <translation>The end of the store's audit is lost: table {table} goes to line {line} only.</translation>
  </message>
  <message>
   <source>Phần làm bản lưu trữ bị đứt giữa chừng: trang làm nó hỏng, hoặc máy thiếu bộ nhớ.</source>
   <translation>Making the archive form broke off: a page broke it, or the PC is short of memory.</translation>
  </message>
  <message>
   <source>Phần làm bản lưu trữ không làm xong trang này; giấy tờ đã tiếp nhận vẫn nguyên.</source>
   <translation>What makes it does not get through this page; the accepted paper is whole.</translation>
  </message>
  <message>
   <source>QUÁ HẠN, SẮP ĐẾN HẠN</source>
   <translation>OVERDUE, NEARLY DUE</translation>
  </message>
  <message>
   <source>QUẦY</source>
   <translation>COUNTER</translation>
  </message>
  <message>
   <source>QUẦY MỘT CỬA, BẢN {version}</source>
   <translation>ONE-STOP COUNTER, VERSION {version}</translation>
  </message>
  <message>
   <source>QUẦY {counter} CẦN HỖ TRỢ KHẨN.</source>
   <translation>COUNTER {counter} NEEDS HELP NOW.</translation>
  </message>
  <message>
   <source>QUỐC TỊCH</source>
   <translation>NATIONALITY</translation>
  </message>
  <message>
   <source>Quy tắc dùng lại giấy tờ</source>
   <translation>Rules for using papers again</translation>
  </message>
  <message>
   <source>Quyền do tỉnh giao theo vai trò: tiếp nhận, lãnh đạo, CNTT hoặc bưu chính.</source>
   <translation>The province gives rights by role: reception, supervisor, IT or postal.</translation>
  </message>
  <message>
   <source>Quá hạn và sắp đến hạn: Enter xem</source>
   <translation>Overdue and nearly: Enter shows</translation>
  </message>
  <message>
   <source>Quét lại cả hai rồi ghép lại; nếu vẫn không được, giữ hai trang riêng.</source>
   <translation>Scan both again and join; if that fails, keep two pages.</translation>
  </message>
  <message>
   <source>Quét lại hai nửa, chừa phần trùng nhau ít nhất 1 cm có chữ, rồi ghép lại.</source>
   <translation>Scan both halves again with at least 1 cm of the same text, then join them.</translation>
  </message>
  <message>
   <source>Quét lại thẻ, hoặc gõ 12 số rồi Enter.</source>
   <translation>Scan the card again, or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Quét lại ở 300 dpi, hoặc tách thành nhiều tệp.</source>
   <translation>Scan again at 300 dpi, or split it into several files.</translation>
  </message>
  <message>
   <source>Quét lại; hoặc Shift+F4, gõ số hộ chiếu.</source>
   <translation>Scan again; or Shift+F4, type the passport number.</translation>
  </message>
  <message>
   <source>Quét mã QR trên giấy tiếp nhận, rồi quét thẻ căn cước của người nhận.</source>
   <translation>Scan the QR on the receipt, then the taker's citizen card.</translation>
  </message>
  <message>
   <source>Quét mã QR trên giấy tiếp nhận.</source>
   <translation>Scan the QR on the receipt.</translation>
  </message>
  <message>
   <source>Quét mã QR trên thẻ căn cước</source>
   <translation>Scan the QR on the citizen card</translation>
  </message>
  <message>
   <source>Quét mã QR trên thẻ căn cước, hoặc gõ 12 số rồi Enter.</source>
   <translation>Scan the QR on the citizen card, or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Quét mã QR ở góc thẻ, hoặc gõ 12 số rồi Enter.</source>
   <translation>Scan the QR in the card's corner, or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>Quét thẻ căn cước của người nhận.</source>
   <translation>Scan the taker's citizen card.</translation>
  </message>
  <message>
   <source>Quét thẻ căn cước rồi Enter.</source>
   <translation>Scan the citizen card and Enter.</translation>
  </message>
  <message>
   <source>Quét thẻ căn cước, hoặc gõ 12 số rồi Enter.</source>
   <translation>Scan the identity card, or type the 12 digits, then Enter.</translation>
  </message>
  <message>
   <source>Quét thử được: {width} × {height} điểm, {dpi} dpi, {seconds} giây; {verdict}.</source>
   <translation>Trial page: {width} × {height} dots, {dpi} dpi, {seconds} s; {verdict}.</translation>
  </message>
  <message>
   <source>Quầy</source>
   <translation>Counter</translation>
  </message>
  <message>
   <source>Quầy Một Cửa</source>
   <translation>One-Stop Counter</translation>
  </message>
  <message>
   <source>Quầy Một Cửa: chưa mở được</source>
   <translation>One-Stop Counter: not opened</translation>
  </message>
  <message>
   <source>Quầy Một Cửa: máy mới</source>
   <translation>One-Stop Counter: new PC</translation>
  </message>
  <message>
   <source>Quầy Một Cửa: mở kho bằng mã khôi phục</source>
   <translation>One-Stop Counter: open the store by recovery code</translation>
  </message>
  <message>
   <source>Quầy Một Cửa: đang khôi phục</source>
   <translation>One-Stop Counter: restoring</translation>
  </message>
  <message>
   <source>Quầy chưa có sổ nào: sổ bắt đầu từ hồ sơ đầu tiên.</source>
   <translation>The counter has no book yet: it begins with the first dossier.</translation>
  </message>
  <message>
   <source>Quầy chưa trao đổi được với máy chủ của sảnh.</source>
   <translation>The counter cannot exchange data with the hall server yet.</translation>
  </message>
  <message>
   <source>Quầy khác có thể vừa gọi số ấy; không quầy nào tự quyết khi máy chủ còn đó.</source>
   <translation>Another counter may have called it just now; no counter decides alone while the server is there.</translation>
  </message>
  <message>
   <source>Quầy khác dùng khóa khác của sảnh, hoặc chương trình mới hơn.</source>
   <translation>Another counter uses a different hall key, or a newer program.</translation>
  </message>
  <message>
   <source>Quầy khác, hoặc người khác, vừa nhận; hoặc lãnh đạo vừa giao đi.</source>
   <translation>Another counter, or somebody else, has just taken it; or a supervisor has just given it away.</translation>
  </message>
  <message>
   <source>Quầy này chưa mang hồ sơ bằng USB được</source>
   <translation>This counter cannot carry dossiers on a stick yet</translation>
  </message>
  <message>
   <source>Quầy này chưa mang hồ sơ bằng USB được.</source>
   <translation>This counter cannot carry dossiers on a stick yet.</translation>
  </message>
  <message>
   <source>Quầy này có khóa của tỉnh nên chỉ nhận danh mục tỉnh đã ký; mã băm trong tên không đủ.</source>
   <translation>This counter has the province's key and takes signed catalogues only; a hash in the name is not enough.</translation>
  </message>
  <message>
   <source>Quầy này có thể đang mở trên hai máy.</source>
   <translation>This counter may be open on two PCs.</translation>
  </message>
  <message>
   <source>Quầy này không chung máy chủ với quầy nào: hãy gọi người bên cạnh.</source>
   <translation>This counter shares a server with no other: call whoever is next to you.</translation>
  </message>
  <message>
   <source>Quầy này đã gọi hết các số nó giữ; các số còn lại có thể đang được quầy khác gọi.</source>
   <translation>This counter has called all the numbers it holds; the rest may be being called by other counters.</translation>
  </message>
  <message>
   <source>Quầy và tỉnh cùng sửa như nhau</source>
   <translation>Counter and province made the same edit</translation>
  </message>
  <message>
   <source>Quầy và tỉnh cùng sửa ô này; chương trình không tự chọn thay ai.</source>
   <translation>Counter and province both edited this field; the program does not choose for anyone.</translation>
  </message>
  <message>
   <source>Quầy {code} đang khóa</source>
   <translation>Counter {code} is locked</translation>
  </message>
  <message>
   <source>Quầy {coming} đang đến.</source>
   <translation>Counter {coming} is coming.</translation>
  </message>
  <message>
   <source>Quầy {counter}</source>
   <translation>Counter {counter}</translation>
  </message>
  <message>
   <source>Quầy {counter} cần hỗ trợ: quầy {coming} đang đến.</source>
   <translation>Counter {counter} needs help: counter {coming} is coming.</translation>
  </message>
  <message>
   <source>Quầy {counter} đã bắt đầu nhận hồ sơ này mà chưa báo xong.</source>
   <translation>Counter {counter} began to take this dossier over and has not said that it has it.</translation>
  </message>
  <message>
   <source>Quầy đang trống</source>
   <translation>The counter is free</translation>
  </message>
  <message>
   <source>Quầy đó chưa gửi xong, hoặc máy đang tắt; đã nhắn quầy đó gửi.</source>
   <translation>That counter has not finished sending, or is switched off; it has been asked to send.</translation>
  </message>
  <message>
   <source>Quầy ấy vừa mất kết nối, hoặc đang giao ngay lúc này: chưa biết ai làm tiếp.</source>
   <translation>That counter lost its line, or is handing it over at this moment: nobody knows yet who goes on with it.</translation>
  </message>
  <message>
   <source>RA QUẦY</source>
   <translation>WAY</translation>
  </message>
  <message>
   <source>RÚT HỒ SƠ</source>
   <translation>WITHDRAW</translation>
  </message>
  <message>
   <source>Rút ra cắm lại rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.</source>
   <translation>Pull it out, plug it in and F11; or F5 scans, or Ctrl+O a file.</translation>
  </message>
  <message>
   <source>SHA-256 của bản lúc tiếp nhận</source>
   <translation>SHA-256 of the form at acceptance</translation>
  </message>
  <message>
   <source>SHA-256 của tệp</source>
   <translation>SHA-256 of the file</translation>
  </message>
  <message>
   <source>Sai chiều thì R xoay trang.</source>
   <translation>If wrong, R turns it.</translation>
  </message>
  <message>
   <source>Sai cú pháp TOML, {entry}.</source>
   <translation>TOML syntax error, {entry}.</translation>
  </message>
  <message>
   <source>Sai nhiều lần: chờ {seconds} giây rồi thử lại.</source>
   <translation>Wrong too often: wait {seconds} seconds.</translation>
  </message>
  <message>
   <source>Sao lưu</source>
   <translation>Backups</translation>
  </message>
  <message>
   <source>Sao lưu cả kho theo yêu cầu</source>
   <translation>Backed up the whole store on demand</translation>
  </message>
  <message>
   <source>Sao lưu tự động không được từ hai lần trở lên</source>
   <translation>Automatic backups have failed twice or more in a row</translation>
  </message>
  <message>
   <source>Sao lưu tự động không được · Alt+7</source>
   <translation>Automatic backups fail · Alt+7</translation>
  </message>
  <message>
   <source>Sau {days} ngày · {legal_basis}{sure}</source>
   <translation>After {days} days · {legal_basis}{sure}</translation>
  </message>
  <message>
   <source>Shift+F5 quét lại trang đó.</source>
   <translation>Shift+F5 scans that page again.</translation>
  </message>
  <message>
   <source>Shift+F5 quét lại.</source>
   <translation>Shift+F5 scans again.</translation>
  </message>
  <message>
   <source>So lại từng từ với tờ giấy rồi nhập lại.</source>
   <translation>Compare each word with the paper and type again.</translation>
  </message>
  <message>
   <source>So sánh với tỉnh: {code}</source>
   <translation>Compare with the province: {code}</translation>
  </message>
  <message>
   <source>Space chọn giấy, F12.</source>
   <translation>Space chooses papers, F12.</translation>
  </message>
  <message>
   <source>Space: tờ khác trên ảnh, cả ảnh ({}/{})</source>
   <translation>Space: another sheet of the picture, the whole picture ({}/{})</translation>
  </message>
  <message>
   <source>Sóc Trăng</source>
   <translation>Sóc Trăng</translation>
  </message>
  <message>
   <source>SẢNH</source>
   <translation>HALL</translation>
  </message>
  <message>
   <source>SỐ</source>
   <translation>NUMBER</translation>
  </message>
  <message>
   <source>SỐ BIÊN LAI</source>
   <translation>RECEIPT NUMBER</translation>
  </message>
  <message>
   <source>SỐ BẢN</source>
   <translation>COPIES</translation>
  </message>
  <message>
   <source>SỐ HỘ CHIẾU</source>
   <translation>PASSPORT NUMBER</translation>
  </message>
  <message>
   <source>SỐ ĐỊNH DANH CỦA CHỦ HỒ SƠ</source>
   <translation>THE OWNER'S PERSONAL NUMBER</translation>
  </message>
  <message>
   <source>SỐ ĐỊNH DANH, HOẶC HỌ TÊN</source>
   <translation>PERSONAL NUMBER, OR NAME</translation>
  </message>
  <message>
   <source>SỐ ƯU TIÊN CHO AI?</source>
   <translation>PRIORITY FOR WHOM?</translation>
  </message>
  <message>
   <source>Số bản</source>
   <translation>Copies</translation>
  </message>
  <message>
   <source>Số bản {}</source>
   <translation>Number of copies {}</translation>
  </message>
  <message>
   <source>Số gõ tay không có trong dữ liệu của xã.</source>
   <translation>The typed number is not in the commune's data.</translation>
  </message>
  <message>
   <source>Số hộ chiếu chưa đúng.</source>
   <translation>The passport number is not correct.</translation>
  </message>
  <message>
   <source>Số hộ chiếu có từ 5 đến 12 chữ in hoa và chữ số.</source>
   <translation>A passport number has 5 to 12 capital letters and digits.</translation>
  </message>
  <message>
   <source>Số liệu</source>
   <translation>Figures</translation>
  </message>
  <message>
   <source>Số liệu của ngày</source>
   <translation>Figures of the day</translation>
  </message>
  <message>
   <source>Số liệu hàng đợi</source>
   <translation>The queue's figures</translation>
  </message>
  <message>
   <source>Số này đang do quầy {counter} giữ.</source>
   <translation>This number is held by counter {counter}.</translation>
  </message>
  <message>
   <source>Số trang {}</source>
   <translation>Number of pages {}</translation>
  </message>
  <message>
   <source>Số vừa gõ là của chính người đang nộp.</source>
   <translation>The number just typed is the applicant's own.</translation>
  </message>
  <message>
   <source>Số {label} đã phát nhưng chưa in: {why}. Đọc số cho người dân; Ctrl+P in lại.</source>
   <translation>Number {label} issued, not printed: {why}. Tell the citizen the number; Ctrl+P prints again.</translation>
  </message>
  <message>
   <source>Số {label} đã phát, phiếu chưa ra hết. {sentence}</source>
   <translation>Number {label} issued, the ticket did not come out whole. {sentence}</translation>
  </message>
  <message>
   <source>Số {label} đã phát; không rõ phiếu đã ra chưa. Nhìn máy in: chưa ra thì Ctrl+P (ghi “bản in lại”).</source>
   <translation>Number {label} issued; it is not known whether it was printed. Look: if not, Ctrl+P (a reprint).</translation>
  </message>
  <message>
   <source>Số {number}</source>
   <translation>No. {number}</translation>
  </message>
  <message>
   <source>Số đang ở quầy: {serving}</source>
   <translation>Number at the counter: {serving}</translation>
  </message>
  <message>
   <source>Số đã cấp không bị cấp lại: mã hồ sơ và sổ theo dõi đi tiếp sau số cao nhất đã biết.</source>
   <translation>Numbers given out are not given again: codes and register go on after the highest known.</translation>
  </message>
  <message>
   <source>Số được chuyển riêng cho quầy ấy, hoặc quầy ấy đang mất kết nối và tự gọi; gọi ở đây nữa thì một người bị gọi hai nơi.</source>
   <translation>The number was sent to that counter alone, or that counter is out of touch and calls by itself; called here as well, one citizen would be called to two places.</translation>
  </message>
  <message>
   <source>Số định danh</source>
   <translation>Personal number</translation>
  </message>
  <message>
   <source>Số định danh chưa đúng.</source>
   <translation>The personal number is not right.</translation>
  </message>
  <message>
   <source>Số định danh cá nhân, hoặc họ tên</source>
   <translation>Personal number, or name</translation>
  </message>
  <message>
   <source>SỔ CỦA QUẦY</source>
   <translation>THE COUNTER'S BOOKS</translation>
  </message>
  <message>
   <source>Sổ chứng thực bản sao</source>
   <translation>Book of certified copies</translation>
  </message>
  <message>
   <source>Sổ của quầy: Enter in</source>
   <translation>The counter's books: Enter prints</translation>
  </message>
  <message>
   <source>Sổ theo dõi hồ sơ</source>
   <translation>Register of dossiers</translation>
  </message>
  <message>
   <source>Sổ từ chối tiếp nhận</source>
   <translation>Register of refusals</translation>
  </message>
  <message>
   <source>SỨC KHỎE CỦA MÁY NÀY</source>
   <translation>THIS PC'S HEALTH</translation>
  </message>
  <message>
   <source>Sức khỏe</source>
   <translation>Health</translation>
  </message>
  <message>
   <source>Sức khỏe của máy này</source>
   <translation>This PC's health</translation>
  </message>
  <message>
   <source>SỬA GÓC</source>
   <translation>MEND CORNERS</translation>
  </message>
  <message>
   <source>Sửa thông tin người nộp</source>
   <translation>Edit the applicant's details</translation>
  </message>
  <message>
   <source>Sửa từ thứ {place}.</source>
   <translation>Mend word {place}.</translation>
  </message>
  <message>
   <source>Sửa ô cần sửa rồi F12; Esc thôi.</source>
   <translation>Edit the fields that need it, then F12; Esc to cancel.</translation>
  </message>
  <message>
   <source>Sự cố, thiên tai: không dùng được dữ liệu</source>
   <translation>Incident, disaster: data cannot be used</translation>
  </message>
  <message>
   <source>THU TRONG NGÀY</source>
   <translation>TAKEN TODAY</translation>
  </message>
  <message>
   <source>THỦ TỤC</source>
   <translation>PROCEDURE</translation>
  </message>
  <message>
   <source>TIẾP NHẬN</source>
   <translation>ACCEPTED</translation>
  </message>
  <message>
   <source>TIẾP NHẬN CHO CƠ QUAN NÀY</source>
   <translation>ACCEPT FOR THIS AUTHORITY</translation>
  </message>
  <message>
   <source>TRA CỨU SAU</source>
   <translation>LOOKED UP LATER</translation>
  </message>
  <message>
   <source>TRANG</source>
   <translation>PAGES</translation>
  </message>
  <message>
   <source>TRANG ĐÃ QUÉT</source>
   <translation>SCANNED PAGES</translation>
  </message>
  <message>
   <source>TRẢ KẾT QUẢ</source>
   <translation>HAND OVER A RESULT</translation>
  </message>
  <message>
   <source>TRỰC TUYẾN, CHỜ TIẾP NHẬN</source>
   <translation>ONLINE, WAITING TO BE ACCEPTED</translation>
  </message>
  <message>
   <source>Tab chọn góc. Mũi tên dời 1 điểm ảnh; Shift 10, Ctrl 100. Chuột kéo được. Enter cắt theo góc, Esc thôi.</source>
   <translation>Tab chooses a corner. Arrows move by 1 dot; Shift 10, Ctrl 100. The mouse drags. Enter cuts, Esc gives up.</translation>
  </message>
  <message>
   <source>Thao tác này chưa thực hiện được.</source>
   <translation>This cannot be done now.</translation>
  </message>
  <message>
   <source>Thay hộp mực thải; máy sẽ tự in tiếp.</source>
   <translation>Change the box; it prints on by itself.</translation>
  </message>
  <message>
   <source>Thay hộp mực; máy sẽ tự in tiếp.</source>
   <translation>Change the cartridge; it prints on by itself.</translation>
  </message>
  <message>
   <source>Theo ngày giờ của máy thì chứng thư của tỉnh chưa hoặc hết hiệu lực; theo tỉnh thì còn.</source>
   <translation>By this PC's date the province's certificate is not valid; by the province's it is.</translation>
  </message>
  <message>
   <source>Theo tỉnh thì chứng thư của quầy chưa hoặc hết hiệu lực; theo ngày giờ của máy này thì còn.</source>
   <translation>By the province's clock the counter's certificate is not yet valid or has expired; by this computer's date and time it is valid.</translation>
  </message>
  <message>
   <source>Thiết bị</source>
   <translation>Devices</translation>
  </message>
  <message>
   <source>Thiết bị không nói rõ nguyên nhân; các trang đã chụp vẫn được giữ.</source>
   <translation>It does not say why; pages taken are kept.</translation>
  </message>
  <message>
   <source>Thiết bị không nói rõ nguyên nhân; các trang đã quét vẫn được giữ.</source>
   <translation>It does not say why; scanned pages are kept.</translation>
  </message>
  <message>
   <source>Thiếu chương trình espeak-ng: số chỉ hiện trên bảng. Báo cán bộ CNTT cài.</source>
   <translation>The program espeak-ng is missing: numbers stand on the board only. Tell IT to install it.</translation>
  </message>
  <message>
   <source>Thiếu trang thứ hai để ghép với {file}.</source>
   <translation>The second page to go with {file} is missing.</translation>
  </message>
  <message>
   <source>Thiếu từ dòng {line} của tệp.</source>
   <translation>Missing from line {line} of the file on.</translation>
  </message>
  <message>
   <source>Thiếu {count} lần ghi sau bản cũ đó. Số vẫn cấp tiếp đúng. Báo cán bộ CNTT khôi phục bản sao lưu mới.</source>
   <translation>{count} writes since that copy are missing. Numbers still go on correctly. Ask IT to restore a newer backup.</translation>
  </message>
  <message>
   <source>Thiếu {len}, hỏng {len2}. Báo cán bộ CNTT; hồ sơ đã gửi còn ở tỉnh.</source>
   <translation>{len} missing, {len2} damaged. Tell IT; what was sent is still at the province.</translation>
  </message>
  <message>
   <source>Thu chuyển khoản</source>
   <translation>Take by transfer</translation>
  </message>
  <message>
   <source>Thu phí, lệ phí</source>
   <translation>Fee taken</translation>
  </message>
  <message>
   <source>Thu theo trang: Ctrl+F6 ghi tên giấy tờ, số trang, số bản.</source>
   <translation>The fee goes by the page: Ctrl+F6 to enter paper, pages and copies.</translation>
  </message>
  <message>
   <source>Thu tiền mặt</source>
   <translation>Take cash</translation>
  </message>
  <message>
   <source>Thu tiền mặt khi tiếp nhận. F7 lần nữa để thôi.</source>
   <translation>Cash when accepted. F7 again: no.</translation>
  </message>
  <message>
   <source>Thu trong ngày: Enter xem</source>
   <translation>Taken today: Enter shows</translation>
  </message>
  <message>
   <source>Thành phần hồ sơ</source>
   <translation>Components</translation>
  </message>
  <message>
   <source>Thêm ảnh còn thiếu rồi chạy lại.</source>
   <translation>Add the picture that is missing and run it again.</translation>
  </message>
  <message>
   <source>Thôi gọi đồng nghiệp</source>
   <translation>Ended the call to the colleagues</translation>
  </message>
  <message>
   <source>Thông tin nhập vào không phù hợp.</source>
   <translation>What was entered does not fit.</translation>
  </message>
  <message>
   <source>Thông tin trong hồ sơ</source>
   <translation>What the dossier says</translation>
  </message>
  <message>
   <source>Thư mục chưa có tệp mới.</source>
   <translation>No new files in the folder.</translation>
  </message>
  <message>
   <source>Thư mục dữ liệu đã bị đặt lại bản cũ</source>
   <translation>An old copy of the data folder was put in place</translation>
  </message>
  <message>
   <source>Thư mục hoặc USB chứa bản sao lưu</source>
   <translation>Folder or stick with backups</translation>
  </message>
  <message>
   <source>Thư mục hoặc USB để chứa những gì cứu được</source>
   <translation>Folder or stick for what can be rescued</translation>
  </message>
  <message>
   <source>Thư mục không cho ghi, hoặc tệp đang mở ở chương trình khác.</source>
   <translation>The folder does not allow it, or another program has the file open.</translation>
  </message>
  <message>
   <source>Thư mục không có, hoặc USB chưa cắm hay đã rút.</source>
   <translation>The folder is missing, or the stick is not plugged in.</translation>
  </message>
  <message>
   <source>Thư mục đó không có.</source>
   <translation>That folder is not there.</translation>
  </message>
  <message>
   <source>Thường dùng</source>
   <translation>Usual</translation>
  </message>
  <message>
   <source>Thẻ</source>
   <translation>Card</translation>
  </message>
  <message>
   <source>Thẻ bảo hiểm y tế của người khác, không phải người nộp.</source>
   <translation>Somebody else's health insurance card, not the person's who hands in.</translation>
  </message>
  <message>
   <source>Thẻ bảo hiểm y tế, chưa xếp vào giấy nào.</source>
   <translation>A health insurance card, filed under no paper yet.</translation>
  </message>
  <message>
   <source>Thẻ có điểm lạ: {}</source>
   <translation>Odd about the card: {}</translation>
  </message>
  <message>
   <source>Thẻ căn cước của người khác, không phải người nộp.</source>
   <translation>Another person's citizen card, not the applicant's.</translation>
  </message>
  <message>
   <source>Thẻ của người nộp, chưa xếp vào giấy nào.</source>
   <translation>The applicant's card, not filed to a paper.</translation>
  </message>
  <message>
   <source>Thẻ này không có số định danh để mở hồ sơ.</source>
   <translation>It has no personal number to open a dossier with.</translation>
  </message>
  <message>
   <source>Thời hạn tính từ khi cơ quan có thẩm quyền nhận được: chuyển hồ sơ để bắt đầu tính</source>
   <translation>The deadline counts from when the competent authority has it: hand it over to begin</translation>
  </message>
  <message>
   <source>Thời hạn tính từ khi cơ quan ấy nhận được hồ sơ.</source>
   <translation>The time limit runs from when that authority receives the dossier.</translation>
  </message>
  <message>
   <source>Thời hạn tính từ khi {name} nhận được; chuyển chậm nhất {forward:%H:%M %d/%m/%Y}</source>
   <translation>The deadline counts from when {name} has it; sent on by {forward:%H:%M %d/%m/%Y}</translation>
  </message>
  <message>
   <source>Thời hạn đang dừng, chờ người nộp bổ sung</source>
   <translation>The clock stands still for the supplement</translation>
  </message>
  <message>
   <source>Thủ tục</source>
   <translation>Procedures</translation>
  </message>
  <message>
   <source>Thủ tục này không thu phí, lệ phí.</source>
   <translation>This procedure costs nothing.</translation>
  </message>
  <message>
   <source>Thủ tục này yêu cầu đủ thành phần hồ sơ.</source>
   <translation>This procedure needs all components.</translation>
  </message>
  <message>
   <source>Thủ tục tìm thấy</source>
   <translation>Procedures found</translation>
  </message>
  <message>
   <source>Thử lại lúc khác. Cần ngay thì cập nhật từ USB: counter-app update --from THƯ_MỤC.</source>
   <translation>Try again later. Where it is urgent, update from a stick: counter-app update --from FOLDER.</translation>
  </message>
  <message>
   <source>Thử lại với USB khác; nếu vẫn vậy, báo cán bộ CNTT.</source>
   <translation>Try another stick; if it stays so, tell IT.</translation>
  </message>
  <message>
   <source>Thử lại; nếu vẫn vậy, báo cán bộ CNTT kèm giờ xảy ra.</source>
   <translation>Try again; if it stays so, tell IT with the time.</translation>
  </message>
  <message>
   <source>Thử lại; nếu vẫn vậy, báo cán bộ CNTT.</source>
   <translation>Try again; if it stays so, tell IT.</translation>
  </message>
  <message>
   <source>Thử từng máy một. Máy nào chưa có thì bỏ qua; thử lại lúc nào cũng được.</source>
   <translation>Try each device. What is not here is passed over; try again at any time.</translation>
  </message>
  <message>
   <source>Tiến độ tại tỉnh</source>
   <translation>Progress at the province</translation>
  </message>
  <message>
   <source>Tiếp nhận</source>
   <translation>Reception</translation>
  </message>
  <message>
   <source>Tiếp nhận bằng giấy tờ người dân nộp; danh mục nhận từ tệp ở Alt+7.</source>
   <translation>Receive with the citizen's papers; catalogues come from a file at Alt+7.</translation>
  </message>
  <message>
   <source>Tiếp nhận cho cơ quan khác</source>
   <translation>Accept for another authority</translation>
  </message>
  <message>
   <source>Tiếp nhận hồ sơ</source>
   <translation>Accept a dossier</translation>
  </message>
  <message>
   <source>Tiếp tục làm việc; báo cán bộ CNTT.</source>
   <translation>Go on working; tell IT.</translation>
  </message>
  <message>
   <source>Tiếp tục làm việc; gọi cán bộ CNTT lấy bản cập nhật khác.</source>
   <translation>Go on working; call IT for another update.</translation>
  </message>
  <message>
   <source>Tiếp tục làm việc; lần sau chương trình tải tiếp.</source>
   <translation>Go on working; next time it goes on.</translation>
  </message>
  <message>
   <source>Tiền mặt phải có: {dong}
Chuyển khoản: {dong2} đã đối soát, {dong3} chờ
Miễn: {dong4}</source>
   <translation>Cash to be there: {dong}
Transfers: {dong2} reconciled, {dong3} waiting
Waived: {dong4}</translation>
  </message>
  <message>
   <source>Tra cứu một người</source>
   <translation>Look a person up</translation>
  </message>
  <message>
   <source>Trang còn để riêng: chữ số chọn giấy trước.</source>
   <translation>The page is aside: choose its paper by a digit first.</translation>
  </message>
  <message>
   <source>Trang có vẻ trống; vẫn giữ.</source>
   <translation>The page seems empty; it is kept.</translation>
  </message>
  <message>
   <source>Trang mang mã hồ sơ {}.</source>
   <translation>The page bears dossier code {}.</translation>
  </message>
  <message>
   <source>Trang nào đã lấy thì đã lưu; tệp vẫn còn ở chỗ cũ.</source>
   <translation>Pages that were taken are saved; the file is where it was.</translation>
  </message>
  <message>
   <source>Trang này còn nằm ở máy của quầy khác.</source>
   <translation>This page still lies at another counter's PC.</translation>
  </message>
  <message>
   <source>Trang này của chính hồ sơ đang mở.</source>
   <translation>This page is of the very dossier that is open.</translation>
  </message>
  <message>
   <source>Trang này ghép từ hai ảnh. Ctrl+Z tách ra, rồi G sửa góc từng trang.</source>
   <translation>This page is made of two pictures. Ctrl+Z parts them, then G mends each.</translation>
  </message>
  <message>
   <source>Trang này không mang mã hồ sơ nào.</source>
   <translation>This page bears no dossier code.</translation>
  </message>
  <message>
   <source>Trang quá tối.</source>
   <translation>The page is too dark.</translation>
  </message>
  <message>
   <source>Trang và bản PDF lúc tiếp nhận vẫn nguyên.</source>
   <translation>Pages and PDF of the acceptance are whole.</translation>
  </message>
  <message>
   <source>Trang {number} có vẻ là giấy này (chắc {sure} %). D: xếp vào.</source>
   <translation>Page {number} seems to be it ({sure} % sure). D: file it.</translation>
  </message>
  <message>
   <source>Trang {}, {} {} {}</source>
   <translation>Page {}, {} {} {}</translation>
  </message>
  <message>
   <source>Trang {}: {}</source>
   <translation>Page {}: {}</translation>
  </message>
  <message>
   <source>Trang đang xem</source>
   <translation>The page in view</translation>
  </message>
  <message>
   <source>Trang đã quét: chữ số chọn giấy, R xoay, G góc, Delete bỏ trang, F1 mọi phím</source>
   <translation>Scanned pages: digits choose the paper, R turns, G corners, Delete drops, F1 all keys</translation>
  </message>
  <message>
   <source>Trang đọc lại được đã vào hồ sơ, nhưng nằm sau các trang vốn ở sau nó.</source>
   <translation>The page that could be read at last is in the dossier, but lies behind pages that came after it.</translation>
  </message>
  <message>
   <source>Trao cho tỉnh quyền mở giúp kho</source>
   <translation>Let the province help to open the store</translation>
  </message>
  <message>
   <source>Trong ảnh có thẻ căn cước của nhiều người.</source>
   <translation>The picture shows several people's citizen cards.</translation>
  </message>
  <message>
   <source>Trung tâm Phục vụ hành chính công xã …</source>
   <translation>Trung tâm Phục vụ hành chính công xã …</translation>
  </message>
  <message>
   <source>Trên ảnh chỉ thấy một tờ giấy.</source>
   <translation>The picture shows one sheet only.</translation>
  </message>
  <message>
   <source>Trình điều khiển bị lỗi; các trang trước đó vẫn được giữ.</source>
   <translation>Its driver failed; pages before are kept.</translation>
  </message>
  <message>
   <source>Trùng khi mất mạng: </source>
   <translation>Duplicated while offline: </translation>
  </message>
  <message>
   <source>Trả KQ</source>
   <translation>Results</translation>
  </message>
  <message>
   <source>Trả kết quả</source>
   <translation>Result handed over</translation>
  </message>
  <message>
   <source>Trả kết quả qua bưu chính cần địa chỉ: gõ địa chỉ nhận rồi Enter, hoặc F9 để nhận tại quầy.</source>
   <translation>A result by post needs an address: type it and Enter, or F9 for the counter.</translation>
  </message>
  <message>
   <source>Trả kết quả: quét mã trên giấy tiếp nhận, rồi quét thẻ</source>
   <translation>Hand over results: scan the receipt's code, then the card</translation>
  </message>
  <message>
   <source>Trả lại bản chính cho người dân. F2 gọi người tiếp theo.</source>
   <translation>Give the originals back. F2 calls the next citizen.</translation>
  </message>
  <message>
   <source>Trả lời của tỉnh không bao giờ lớn như vậy.</source>
   <translation>An answer of the province is never as large.</translation>
  </message>
  <message>
   <source>Trả lời hồ sơ trực tuyến</source>
   <translation>Answer the online dossier</translation>
  </message>
  <message>
   <source>Trẻ chưa có số định danh</source>
   <translation>Child with no personal ID number yet</translation>
  </message>
  <message>
   <source>TÊN TỔ CHỨC</source>
   <translation>NAME OF THE ORGANISATION</translation>
  </message>
  <message>
   <source>TÊN ĐĂNG NHẬP</source>
   <translation>USER NAME</translation>
  </message>
  <message>
   <source>TÊN ĐƠN VỊ</source>
   <translation>UNIT NAME</translation>
  </message>
  <message>
   <source>TÌM</source>
   <translation>FIND</translation>
  </message>
  <message>
   <source>TÌNH TRẠNG</source>
   <translation>STATE</translation>
  </message>
  <message>
   <source>Tài khoản của đơn vị đã về. Gõ tên đăng nhập và mật khẩu rồi Enter.</source>
   <translation>The unit's accounts have come. Type user name and pass word, then Enter.</translation>
  </message>
  <message>
   <source>Tài khoản hết hạn hoặc đã đổi mật khẩu.</source>
   <translation>It has expired, or its pass word was changed.</translation>
  </message>
  <message>
   <source>Tài khoản này chỉ dùng tạm đến khi tỉnh gửi danh sách; nay danh sách đã về.</source>
   <translation>This account was for the time until the province's list came; it has come.</translation>
  </message>
  <message>
   <source>Tài khoản này không còn dùng được ở đây.</source>
   <translation>This account is of no use here any more.</translation>
  </message>
  <message>
   <source>Tài khoản này không có quyền ghi ở đó, hoặc ổ đĩa đầy.</source>
   <translation>This account may not write there, or the disk is full.</translation>
  </message>
  <message>
   <source>Tài khoản này không cập nhật được chương trình.</source>
   <translation>This account cannot update the program.</translation>
  </message>
  <message>
   <source>Tài khoản đã bị tỉnh thu hồi đăng nhập</source>
   <translation>An account withdrawn by the province tried to log in</translation>
  </message>
  <message>
   <source>Tách thành nhiều tệp rồi Ctrl+O từng tệp.</source>
   <translation>Split it into several files and Ctrl+O each.</translation>
  </message>
  <message>
   <source>Tên giấy tờ {}</source>
   <translation>Paper name {}</translation>
  </message>
  <message>
   <source>Tên không dấu, số định danh, CMND cũ, điện thoại, mã hồ sơ hoặc đuôi mã; thêm năm sinh cho gọn</source>
   <translation>Name without marks, personal number, old CMND, phone, dossier code or its end; a birth year narrows it</translation>
  </message>
  <message>
   <source>Tên tệp kết quả trùng với một tệp khác vừa nêu.</source>
   <translation>The result has the name of another file that was just given.</translation>
  </message>
  <message>
   <source>Tên tệp quá dài, hoặc có ký tự mà ổ đó không nhận.</source>
   <translation>The file's name is too long, or has a sign that the drive does not take.</translation>
  </message>
  <message>
   <source>Tên đăng nhập</source>
   <translation>User name</translation>
  </message>
  <message>
   <source>Tên đăng nhập hoặc mật khẩu chưa đúng.</source>
   <translation>User name or pass word is wrong.</translation>
  </message>
  <message>
   <source>Tên đăng nhập trống hoặc có dấu cách.</source>
   <translation>The user name is empty or has a space.</translation>
  </message>
  <message>
   <source>Tên đăng nhập, họ tên hoặc mật khẩu chưa hợp lệ.</source>
   <translation>User name, name or pass word is not valid.</translation>
  </message>
  <message>
   <source>Tìm máy quét</source>
   <translation>Look for scanners</translation>
  </message>
  <message>
   <source>Tìm người dân và hồ sơ</source>
   <translation>Find citizens and dossiers</translation>
  </message>
  <message>
   <source>Tìm thủ tục</source>
   <translation>Find procedure</translation>
  </message>
  <message>
   <source>Tìm tờ mã mới nhất có đúng số kho.</source>
   <translation>Look for the newest sheet with the right store number.</translation>
  </message>
  <message>
   <source>Tìm việc</source>
   <translation>Find an act</translation>
  </message>
  <message>
   <source>Tạm ngừng tra cứu đến {until}.</source>
   <translation>Look-ups paused until {until}.</translation>
  </message>
  <message>
   <source>Tạo thư mục hoặc chọn chỗ khác rồi thử lại.</source>
   <translation>Make the folder or choose another place and try again.</translation>
  </message>
  <message>
   <source>Tập của hồ sơ trước đã dừng sau {count} trang. Tờ đang chạy dở chưa được lấy.</source>
   <translation>The previous dossier's stack stopped after {count} pages. The sheet under way was not taken.</translation>
  </message>
  <message>
   <source>Tập của hồ sơ trước đã quét xong: {count} trang, nằm trong hồ sơ đó.</source>
   <translation>The stack of the dossier before is scanned: {count} pages, in that dossier.</translation>
  </message>
  <message>
   <source>Tập huấn: không gửi đi đâu cả.</source>
   <translation>Training: nothing is sent anywhere.</translation>
  </message>
  <message>
   <source>Tắt bộ gõ (Ctrl+Shift, chữ E ở góc màn hình) rồi quét lại thẻ; hoặc gõ 12 số rồi Enter.</source>
   <translation>Switch it off (Ctrl+Shift, E in the corner of the screen) and scan again; or type 12 digits and Enter.</translation>
  </message>
  <message>
   <source>TỆP CHỨNG THƯ RIÊNG CỦA TỈNH (CTRL+O)</source>
   <translation>THE PROVINCE'S CERTIFICATE FILE (CTRL+O)</translation>
  </message>
  <message>
   <source>Tệp PDF {file} có mật khẩu.</source>
   <translation>PDF {file} has a password.</translation>
  </message>
  <message>
   <source>Tệp PDF {file} xử lý quá lâu.</source>
   <translation>PDF {file} takes too long.</translation>
  </message>
  <message>
   <source>Tệp chép hoặc tải về chưa trọn.</source>
   <translation>It was not copied or downloaded completely.</translation>
  </message>
  <message>
   <source>Tệp chứng thư</source>
   <translation>Certificate file</translation>
  </message>
  <message>
   <source>Tệp chứng thư, khóa và mật khẩu trong két khóa không khớp nhau, hoặc thiếu tệp.</source>
   <translation>The certificate file, the key and the password in the keyring do not match, or a file is missing.</translation>
  </message>
  <message>
   <source>Tệp counter.keys bị thay đổi từ ngoài chương trình.</source>
   <translation>counter.keys was changed from outside the program.</translation>
  </message>
  <message>
   <source>Tệp counter.keys chép hoặc ghi chưa trọn.</source>
   <translation>counter.keys was not copied or written completely.</translation>
  </message>
  <message>
   <source>Tệp counter.keys không còn trong thư mục dữ liệu.</source>
   <translation>counter.keys is no longer in the data folder.</translation>
  </message>
  <message>
   <source>Tệp counter.keys không còn đúng như lúc ghi; dữ liệu vẫn nguyên.</source>
   <translation>counter.keys is not as it was written; the data are whole.</translation>
  </message>
  <message>
   <source>Tệp counter.keys đi cùng một kho khác, hoặc là bản cũ.</source>
   <translation>counter.keys belongs to another store, or is an old one.</translation>
  </message>
  <message>
   <source>Tệp cấu hình {file} có chỗ sai.</source>
   <translation>Settings file {file} has a fault.</translation>
  </message>
  <message>
   <source>Tệp cấu hình {file} viết sai.</source>
   <translation>Settings file {file} is wrong.</translation>
  </message>
  <message>
   <source>Tệp danh mục do tỉnh phát hành</source>
   <translation>Catalogue file issued by the province</translation>
  </message>
  <message>
   <source>Tệp danh mục {file} không có chữ ký của tỉnh.</source>
   <translation>Catalogue file {file} has no signature of the province.</translation>
  </message>
  <message>
   <source>Tệp do tỉnh ký hoặc mang mã băm trong tên; xem khác biệt rồi mới duyệt.{whose}</source>
   <translation>Signed by the province or named by its hash; look at the differences before approving.{whose}</translation>
  </message>
  <message>
   <source>Tệp gui-tinh_ mang từ quầy đến tỉnh; trả lời mang tên tinh-tra_.</source>
   <translation>gui-tinh_ files go from the counter to the province; answers are named tinh-tra_.</translation>
  </message>
  <message>
   <source>Tệp khóa của kho dữ liệu bị cụt.</source>
   <translation>The store's key file is cut short.</translation>
  </message>
  <message>
   <source>Tệp khóa của kho dữ liệu bị hỏng.</source>
   <translation>The store's key file is damaged.</translation>
  </message>
  <message>
   <source>Tệp khóa của kho dữ liệu đã bị sửa.</source>
   <translation>The store's key file was changed.</translation>
  </message>
  <message>
   <source>Tệp khóa không phải của kho dữ liệu này.</source>
   <translation>This key file is not this store's.</translation>
  </message>
  <message>
   <source>Tệp không có nội dung nào: có thể đang được chép dở.</source>
   <translation>There is nothing in it: perhaps it is still being copied.</translation>
  </message>
  <message>
   <source>Tệp không có, hoặc không được phép mở.</source>
   <translation>It is not there, or may not be opened.</translation>
  </message>
  <message>
   <source>Tệp không có, không được phép mở, hoặc ổ đĩa lỗi.</source>
   <translation>The file is not there, may not be opened, or the disk is faulty.</translation>
  </message>
  <message>
   <source>Tệp không có, trống, hoặc không được phép mở.</source>
   <translation>It is not there, empty, or may not be opened.</translation>
  </message>
  <message>
   <source>Tệp kê khai hoặc cơ sở dữ liệu trong đó không đọc được.</source>
   <translation>Its manifest or database cannot be read.</translation>
  </message>
  <message>
   <source>Tệp lớn hơn 16 MB: danh mục không bao giờ lớn như vậy.</source>
   <translation>The file is over 16 MB: a catalogue is never as large.</translation>
  </message>
  <message>
   <source>Tệp ngắn hơn lúc ghi: chép chưa trọn, hoặc ổ đĩa lỗi.</source>
   <translation>The file is shorter than it was: not copied completely, or a faulty disk.</translation>
  </message>
  <message>
   <source>Tệp ngắn hơn lúc sao lưu: chép chưa trọn, hoặc USB lỗi.</source>
   <translation>A file is shorter than when it was made: not copied completely, or a faulty stick.</translation>
  </message>
  <message>
   <source>Tệp nhật ký {file} bị thêm vào.</source>
   <translation>Something was added to audit file {file}.</translation>
  </message>
  <message>
   <source>Tệp nhật ký {file} không phải do quầy này ký.</source>
   <translation>Audit file {file} is not signed by this counter.</translation>
  </message>
  <message>
   <source>Tệp nhật ký {file} không đúng như lúc ký.</source>
   <translation>Audit file {file} is not as it was signed.</translation>
  </message>
  <message>
   <source>Tệp nhật ký {file} đã bị cắt.</source>
   <translation>Audit file {file} was cut.</translation>
  </message>
  <message>
   <source>Tệp nào cũng có hồ sơ nhắc đến.</source>
   <translation>Each file is named by a dossier.</translation>
  </message>
  <message>
   <source>Tệp này không dùng được.</source>
   <translation>This file is of no use.</translation>
  </message>
  <message>
   <source>Tệp này đã nhập trước đó; không có gì thay đổi.</source>
   <translation>This file was read before; nothing has changed.</translation>
  </message>
  <message>
   <source>Tệp trên 200 MB, hoặc trang lớn hơn mức máy xử lý được.</source>
   <translation>Over 200 MB, or a page larger than this PC can work on.</translation>
  </message>
  <message>
   <source>Tệp trên đĩa không còn đúng như lúc lưu.</source>
   <translation>The file on the disk is not as it was saved.</translation>
  </message>
  <message>
   <source>Tệp trên đĩa không đọc được trọn vẹn.</source>
   <translation>The file on the disk cannot be read completely.</translation>
  </message>
  <message>
   <source>Tệp trả lời của CNTT</source>
   <translation>IT's answer file</translation>
  </message>
  <message>
   <source>Tệp trả lời mang tên tinh-tra_, mã đơn vị và mã quầy; ở đây không có tệp nào như vậy.</source>
   <translation>An answer is named tinh-tra_, unit and counter; there is no such file here.</translation>
  </message>
  <message>
   <source>Tệp {file} bị cụt.</source>
   <translation>File {file} is cut short.</translation>
  </message>
  <message>
   <source>Tệp {file} bị hỏng.</source>
   <translation>File {file} is damaged.</translation>
  </message>
  <message>
   <source>Tệp {file} do phiên bản mới hơn ghi.</source>
   <translation>File {file} was written by a newer version.</translation>
  </message>
  <message>
   <source>Tệp {file} không còn như lúc tỉnh ký.</source>
   <translation>File {file} is not as the province signed it.</translation>
  </message>
  <message>
   <source>Tệp {file} không do tỉnh của đơn vị ký.</source>
   <translation>File {file} is not signed by the unit's province.</translation>
  </message>
  <message>
   <source>Tệp {file} không phải chứng thư ({entry}).</source>
   <translation>{file} is no certificate ({entry}).</translation>
  </message>
  <message>
   <source>Tệp {file} không phải tệp khóa của nơi phát hành ({entry}).</source>
   <translation>{file} is no key file of the publisher ({entry}).</translation>
  </message>
  <message>
   <source>Tệp {file} không đúng như tỉnh phát hành.</source>
   <translation>File {file} is not as the province issued it.</translation>
  </message>
  <message>
   <source>Tệp {file} là trả lời cho quầy khác.</source>
   <translation>File {file} is another counter's answer.</translation>
  </message>
  <message>
   <source>Tệp {file} là tệp gửi đi, không phải trả lời.</source>
   <translation>File {file} goes to the province; it is no answer.</translation>
  </message>
  <message>
   <source>Tệp {file} quá lớn.</source>
   <translation>File {file} is too large.</translation>
  </message>
  <message>
   <source>Tệp {file} quá nhiều trang.</source>
   <translation>File {file} has too many pages.</translation>
  </message>
  <message>
   <source>Tệp {file} trống.</source>
   <translation>File {file} is empty.</translation>
  </message>
  <message>
   <source>Tệp đang mở là của lần gửi trước.</source>
   <translation>The files that are open are those sent before.</translation>
  </message>
  <message>
   <source>Tệp đã bị xóa hoặc chuyển đi; số đã cấp vẫn được nhớ.</source>
   <translation>It was deleted or moved; numbers given out are still known.</translation>
  </message>
  <message>
   <source>Tệp đã bị xóa, đổi tên hoặc USB đã rút.</source>
   <translation>It was deleted, renamed, or the stick was pulled.</translation>
  </message>
  <message>
   <source>Tệp đã bị xóa, đổi tên hoặc ổ đĩa đã rút.</source>
   <translation>It was deleted, renamed, or the disk was pulled.</translation>
  </message>
  <message>
   <source>Tệp đó được để sang chỗ riêng; các tệp khác vẫn được lấy.</source>
   <translation>That file was put aside; the others are taken.</translation>
  </message>
  <message>
   <source>Tệp được khóa cho khóa cũ của quầy này: két khóa đã thay từ khi ghi USB.</source>
   <translation>It is locked for an old key of this counter: the key ring has changed since the stick was written.</translation>
  </message>
  <message>
   <source>Tỉnh</source>
   <translation>Province</translation>
  </message>
  <message>
   <source>Tỉnh chưa cho biết dữ liệu của người này: ở xã khác, hoặc dữ liệu chưa tải xong.</source>
   <translation>The province has not given this person's data: another commune, or the data is not fully loaded.</translation>
  </message>
  <message>
   <source>Tỉnh không còn hồ sơ đã xác nhận; gửi lại từ đầu</source>
   <translation>The province has lost a confirmed dossier; sent anew</translation>
  </message>
  <message>
   <source>Tỉnh không có mã gắn máy này.</source>
   <translation>The province does not know this enrolment code.</translation>
  </message>
  <message>
   <source>Tỉnh không mở giúp được kho này</source>
   <translation>The province cannot help to open this store</translation>
  </message>
  <message>
   <source>Tỉnh không nhận</source>
   <translation>Not taken by the province</translation>
  </message>
  <message>
   <source>Tỉnh không nhận chứng thư của quầy này.</source>
   <translation>The province does not accept this counter's certificate.</translation>
  </message>
  <message>
   <source>Tỉnh không nhận hồ sơ này.</source>
   <translation>The province does not take this dossier.</translation>
  </message>
  <message>
   <source>Tỉnh không nhận mã gắn máy này.</source>
   <translation>The province does not take this enrolment code.</translation>
  </message>
  <message>
   <source>Tỉnh mở giúp được khi có yêu cầu</source>
   <translation>The province can help to open it on request</translation>
  </message>
  <message>
   <source>Tỉnh trả lời lần cuối {when}.</source>
   <translation>The province last answered {when}.</translation>
  </message>
  <message>
   <source>Tỉnh tạm ngừng nhận tra cứu của quầy này.</source>
   <translation>The province has paused look-ups from this counter.</translation>
  </message>
  <message>
   <source>Tỉnh từ chối tài khoản của quầy này.</source>
   <translation>The province refuses this counter's account.</translation>
  </message>
  <message>
   <source>Tỉnh vừa gửi bản khác, hoặc người khác vừa duyệt; chưa áp dụng gì từ tệp này.</source>
   <translation>The province sent another, or somebody approved one; nothing of this file is in force.</translation>
  </message>
  <message>
   <source>Tỉnh vừa xác nhận, hoặc đã có người kết thúc bằng tay.</source>
   <translation>The province has just confirmed it, or someone has closed it by hand.</translation>
  </message>
  <message>
   <source>Tỉnh đã có bản khác: chờ người chọn</source>
   <translation>The province has another version: somebody has to choose</translation>
  </message>
  <message>
   <source>Tỉnh đã có đủ, chưa cấp mã hồ sơ</source>
   <translation>The province has all of it, and no code given yet</translation>
  </message>
  <message>
   <source>Tỉnh đã gửi danh sách tài khoản của đơn vị về máy này.</source>
   <translation>The province has sent the unit's accounts to this PC.</translation>
  </message>
  <message>
   <source>Tỉnh đã ký.</source>
   <translation>Signed by the province.</translation>
  </message>
  <message>
   <source>Tỉnh đã nhận thông tin hồ sơ</source>
   <translation>The province has the dossier's data</translation>
  </message>
  <message>
   <source>Tỉnh đã nhận thông tin, còn tệp đang chờ.</source>
   <translation>The province has the data, files still wait.</translation>
  </message>
  <message>
   <source>Tỉnh đã sửa cùng dữ liệu: chờ người chọn</source>
   <translation>The province also edited the data: waiting for someone to choose</translation>
  </message>
  <message>
   <source>Tỉnh đã thu hồi tài khoản.</source>
   <translation>The province has withdrawn it.</translation>
  </message>
  <message>
   <source>Tỉnh đã xác nhận</source>
   <translation>Confirmed by the province</translation>
  </message>
  <message>
   <source>Tỉnh đã xác nhận mọi hồ sơ của quầy này.</source>
   <translation>The province has confirmed all of this counter's dossiers.</translation>
  </message>
  <message>
   <source>Tỉnh đã xác nhận mọi hồ sơ.</source>
   <translation>The province has confirmed all dossiers.</translation>
  </message>
  <message>
   <source>TỐC ĐỘ</source>
   <translation>RATE</translation>
  </message>
  <message>
   <source>Tốc độ ghi của ổ đĩa</source>
   <translation>Write speed of the disk</translation>
  </message>
  <message>
   <source>Tổ chức, doanh nghiệp</source>
   <translation>Organisation, business</translation>
  </message>
  <message>
   <source>Tờ ngăn giữa hai giấy, không thuộc giấy nào.</source>
   <translation>A separator sheet, belongs to no paper.</translation>
  </message>
  <message>
   <source>Tờ nào đang chạy dở thì chưa được lấy: đặt lại vào khay.</source>
   <translation>A sheet that was under way was not taken: lay it back into the feeder.</translation>
  </message>
  <message>
   <source>Tờ này đã quét rồi.</source>
   <translation>This sheet was scanned already.</translation>
  </message>
  <message>
   <source>TỪ CHỐI</source>
   <translation>REFUSE</translation>
  </message>
  <message>
   <source>Từ chối giải quyết</source>
   <translation>Refused</translation>
  </message>
  <message>
   <source>Từ chối số {slip}, {at:%H:%M %d/%m/%Y}, {who}: {reason}</source>
   <translation>Refusal no. {slip}, {at:%H:%M %d/%m/%Y}, {who}: {reason}</translation>
  </message>
  <message>
   <source>Từ chối tiếp nhận</source>
   <translation>Refuse to accept</translation>
  </message>
  <message>
   <source>Từ chối tiếp nhận (mẫu 03)</source>
   <translation>Refuse to accept (form 03)</translation>
  </message>
  <message>
   <source>Từ chối trước khi tiếp nhận</source>
   <translation>Refused before reception</translation>
  </message>
  <message>
   <source>Từ chối {slip}</source>
   <translation>Refusal {slip}</translation>
  </message>
  <message>
   <source>Từ lúc đổi chưa ai làm gì trong kho, và có bản sao lưu đã kiểm tra ngay trước đó.</source>
   <translation>Since then nobody has done anything in the store, and there is a verified backup from just before.</translation>
  </message>
  <message>
   <source>Từ này gõ nhầm hoặc đọc nhầm.</source>
   <translation>It was mistyped or misread.</translation>
  </message>
  <message>
   <source>Từ thứ {bad} chưa đúng: so lại với tờ giấy.</source>
   <translation>Word {bad} is not right: compare with the paper.</translation>
  </message>
  <message>
   <source>Từ thứ {place} của mã khôi phục chưa đúng.</source>
   <translation>Word {place} of the recovery code is not right.</translation>
  </message>
  <message>
   <source>Từ tệp, duyệt lúc {approved}, áp dụng từ {day:%d/%m/%Y}.</source>
   <translation>From a file, approved {approved}, in force from {day:%d/%m/%Y}.</translation>
  </message>
  <message>
   <source>Từ {made}.</source>
   <translation>Since {made}.</translation>
  </message>
  <message>
   <source>USA, hoặc Hoa Kỳ</source>
   <translation>USA, or Hoa Kỳ</translation>
  </message>
  <message>
   <source>USB bị rút ra, bị hỏng, hoặc tệp ở đó không phải tệp thường.</source>
   <translation>The stick was pulled out or is damaged, or what lies there is no plain file.</translation>
  </message>
  <message>
   <source>USB chưa cắm, hoặc bị rút khi đang ghi hay đọc; không có gì bị mất.</source>
   <translation>It is not plugged in, or was pulled meanwhile; nothing is lost.</translation>
  </message>
  <message>
   <source>USB hoặc máy chủ thiếu tệp.</source>
   <translation>The stick or server lacks files.</translation>
  </message>
  <message>
   <source>USB hoặc thư mục có trả lời của tỉnh</source>
   <translation>Stick or folder with the province's answer</translation>
  </message>
  <message>
   <source>USB hoặc thư mục sao lưu hết chỗ; các bản sao lưu trước vẫn còn.</source>
   <translation>Stick or folder has no room; earlier backups are there.</translation>
  </message>
  <message>
   <source>USB hoặc thư mục để ghi</source>
   <translation>Stick or folder to write to</translation>
  </message>
  <message>
   <source>USB hoặc tệp trên đó có vấn đề; hồ sơ vẫn đang chờ ở quầy.</source>
   <translation>Stick or file has trouble; the dossiers still wait here.</translation>
  </message>
  <message>
   <source>USB hoặc ổ mạng đó đã rời máy, hoặc bị hỏng; kho dữ liệu vẫn nguyên.</source>
   <translation>That USB stick or network drive has left the PC or is broken; the store is whole.</translation>
  </message>
  <message>
   <source>USB không đủ chỗ.</source>
   <translation>The stick has no room.</translation>
  </message>
  <message>
   <source>USB này không có trả lời nào của tỉnh cho quầy này.</source>
   <translation>This stick has no answer of the province for this counter.</translation>
  </message>
  <message>
   <source>USB đi tỉnh</source>
   <translation>Stick to the province</translation>
  </message>
  <message>
   <source>USB để quá lâu, máy chủ bị giữ ở bản cũ, hoặc đồng hồ máy này sai.</source>
   <translation>A stick that lay too long, a server held at an old version, or this PC's clock is wrong.</translation>
  </message>
  <message>
   <source>VIỆC</source>
   <translation>ACT</translation>
  </message>
  <message>
   <source>Vai trò của bạn không có quyền làm việc này.</source>
   <translation>Your role has no right to this.</translation>
  </message>
  <message>
   <source>Việc</source>
   <translation>Act</translation>
  </message>
  <message>
   <source>Việc này của {whose}.</source>
   <translation>{whose} does this.</translation>
  </message>
  <message>
   <source>Việc này không còn chờ nữa.</source>
   <translation>This item is no longer waiting.</translation>
  </message>
  <message>
   <source>Việc này không làm được với hồ sơ lúc này.</source>
   <translation>This cannot be done with the dossier now.</translation>
  </message>
  <message>
   <source>Việc này liên quan đến dữ liệu cá nhân nên được ghi vào nhật ký kèm mục đích.</source>
   <translation>This touches personal data, and is kept in the audit with its purpose.</translation>
  </message>
  <message>
   <source>Việc sau tiếp nhận</source>
   <translation>Act after acceptance</translation>
  </message>
  <message>
   <source>Việc trong ngày</source>
   <translation>The day's work</translation>
  </message>
  <message>
   <source>Việc và phím</source>
   <translation>Acts and keys</translation>
  </message>
  <message>
   <source>VÌ SAO KHÔNG CÓ TỆP</source>
   <translation>WHY WITHOUT A FILE</translation>
  </message>
  <message>
   <source>Vì sao yêu cầu nộp {name}?</source>
   <translation>Why is {name} asked for?</translation>
  </message>
  <message>
   <source>Vẫn tiếp nhận được; báo cán bộ CNTT cài gói tesseract-ocr-vie rồi chạy counter-app self-check.</source>
   <translation>Reception goes on; tell IT to install tesseract-ocr-vie and run counter-app self-check.</translation>
  </message>
  <message>
   <source>Vẫn tiếp nhận được; {waiting}. Báo cán bộ CNTT dọn ổ đĩa.</source>
   <translation>Reception goes on; {waiting}. Tell IT to clear the disk.</translation>
  </message>
  <message>
   <source>VẮNG MẶT, GÁC LẠI</source>
   <translation>NOT HERE, PARKED</translation>
  </message>
  <message>
   <source>VỀ</source>
   <translation>ABOUT</translation>
  </message>
  <message>
   <source>Vệt sáng che mất chữ.</source>
   <translation>A reflection hides letters.</translation>
  </message>
  <message>
   <source>X xếp vào hồ sơ đó; M mở xem; Delete bỏ; chữ số nếu là giấy ở đây.</source>
   <translation>X files it there; M opens that dossier; Delete takes it off; a digit if it is a paper of this one.</translation>
  </message>
  <message>
   <source>XIN LỖI VÀ HẸN LẠI</source>
   <translation>APOLOGISE, GIVE ANOTHER DAY</translation>
  </message>
  <message>
   <source>Xem các dòng còn thiếu.</source>
   <translation>See the lines that are missing.</translation>
  </message>
  <message>
   <source>Xem diễn biến hồ sơ rồi chọn việc trong danh sách.</source>
   <translation>See its story and choose from the list.</translation>
  </message>
  <message>
   <source>Xem kỹ hai mặt thẻ; chữ số nếu vẫn nhận.</source>
   <translation>Look closely at both sides of the card; a digit if you accept it all the same.</translation>
  </message>
  <message>
   <source>Xem kỹ; cần thì </source>
   <translation>Look closely; if needed </translation>
  </message>
  <message>
   <source>Xem lại danh sách Alt+9.</source>
   <translation>Check the list again: Alt+9.</translation>
  </message>
  <message>
   <source>Xem lại danh sách rồi nhấn F12 lần nữa.</source>
   <translation>Look at the list and press F12 again.</translation>
  </message>
  <message>
   <source>Xem lại ngày giờ của máy; nếu đúng, gọi cán bộ CNTT lấy bản mới.</source>
   <translation>Look at the PC's date; if it is right, call IT for a new version.</translation>
  </message>
  <message>
   <source>Xem lại thứ tự trang; thiếu thì quét lại tờ đó bằng Ctrl+Shift+F5 ở mặt kính.</source>
   <translation>Look at the order; scan a missing sheet by Ctrl+Shift+F5 on the glass.</translation>
  </message>
  <message>
   <source>Xem lại thứ tự và thành phần của từng trang trước khi F12.</source>
   <translation>Check each page's order and paper before F12.</translation>
  </message>
  <message>
   <source>Xem lại ổ đĩa và quyền của thư mục chương trình rồi chạy lại counter-app update.</source>
   <translation>Check the disk and the rights of the program's folder, then run counter-app update again.</translation>
  </message>
  <message>
   <source>Xem rồi xóa {file}, hoặc sửa chủ và quyền của nó, rồi chạy lại.</source>
   <translation>Look at {file}, then delete it or mend its owner and rights, and run this again.</translation>
  </message>
  <message>
   <source>Xin lỗi và hẹn lại</source>
   <translation>Apology and new day</translation>
  </message>
  <message>
   <source>Xin tỉnh chép lại tệp trả lời, hoặc ghi USB mới mang đi; hồ sơ vẫn đang chờ ở quầy.</source>
   <translation>Ask the province to copy the answer again, or write a new stick; the dossiers still wait here.</translation>
  </message>
  <message>
   <source>Xin tỉnh cấp mã mới rồi chạy lại counter-app enrol MÃ.</source>
   <translation>Ask for a new one and run counter-app enrol CODE.</translation>
  </message>
  <message>
   <source>Xoay giấy, rồi </source>
   <translation>Turn the paper, then </translation>
  </message>
  <message>
   <source>Xuất bảng</source>
   <translation>Export table</translation>
  </message>
  <message>
   <source>Xuất diễn biến của các hồ sơ chờ gửi</source>
   <translation>Export the stories of waiting dossiers</translation>
  </message>
  <message>
   <source>Xuất diễn biến, không có dữ liệu cá nhân</source>
   <translation>Export stories, without personal data</translation>
  </message>
  <message>
   <source>Xuất nhật ký</source>
   <translation>Export the audit</translation>
  </message>
  <message>
   <source>Xuất nhật ký ra tệp có ký</source>
   <translation>Export the audit to a signed file</translation>
  </message>
  <message>
   <source>Xóa tệp không hồ sơ nào nhắc đến</source>
   <translation>Delete a file that no dossier names</translation>
  </message>
  <message>
   <source>Xếp cả tập giấy vào máy quét rồi nhấn F5. Hoặc Ctrl+O lấy từ tệp.</source>
   <translation>Lay the whole stack into the scanner and press F5. Or Ctrl+O from a file.</translation>
  </message>
  <message>
   <source>Xếp giấy vào khay rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.</source>
   <translation>Lay paper in and F5; or Ctrl+Shift+F5 glass, F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Xếp trang quét vào hồ sơ khác, theo mã trên trang</source>
   <translation>Filed scanned pages under another dossier, by the code on them</translation>
  </message>
  <message>
   <source>YÊU CẦU BỔ SUNG</source>
   <translation>ASK FOR A SUPPLEMENT</translation>
  </message>
  <message>
   <source>Yêu cầu bổ sung</source>
   <translation>Ask for a supplement</translation>
  </message>
  <message>
   <source>Yêu cầu bổ sung hồ sơ</source>
   <translation>Supplement asked for</translation>
  </message>
  <message>
   <source>Yêu cầu bổ sung hồ sơ trực tuyến</source>
   <translation>Ask for a supplement to the online dossier</translation>
  </message>
  <message>
   <source>Yêu cầu giấy đã có sẵn</source>
   <translation>Asked for a paper that is held already</translation>
  </message>
  <message>
   <source>Yêu cầu nộp. {REASONS}</source>
   <translation>Asked for. {REASONS}</translation>
  </message>
  <message>
   <source>ba số đầu không phải mã tỉnh nào</source>
   <translation>the first three digits are no province's</translation>
  </message>
  <message>
   <source>bac vach vim …</source>
   <translation>bac vach vim …</translation>
  </message>
  <message>
   <source>bưu chính</source>
   <translation>post</translation>
  </message>
  <message>
   <source>bước trước</source>
   <translation>step before</translation>
  </message>
  <message>
   <source>bản giấy có dấu, máy quét hỏng…</source>
   <translation>stamped paper, scanner broken…</translation>
  </message>
  <message>
   <source>bản gốc</source>
   <translation>original</translation>
  </message>
  <message>
   <source>bản in thứ</source>
   <translation>print number</translation>
  </message>
  <message>
   <source>bản lưu trữ PDF/A</source>
   <translation>archive copy (PDF/A)</translation>
  </message>
  <message>
   <source>bản sao lưu</source>
   <translation>backup</translation>
  </message>
  <message>
   <source>bản số hóa, cơ quan ký</source>
   <translation>digitized, signed by an agency</translation>
  </message>
  <message>
   <source>bản điện tử có ký số</source>
   <translation>electronic, digitally signed</translation>
  </message>
  <message>
   <source>bản điện tử của tỉnh, Ctrl+P in</source>
   <translation>the province's electronic copy, Ctrl+P prints it</translation>
  </message>
  <message>
   <source>bảng</source>
   <translation>list</translation>
  </message>
  <message>
   <source>bảng bàn giao</source>
   <translation>hand-over list</translation>
  </message>
  <message>
   <source>bảng chốt thu</source>
   <translation>day's closing</translation>
  </message>
  <message>
   <source>bảng gọi số</source>
   <translation>board of numbers</translation>
  </message>
  <message>
   <source>bấm trên màn hình</source>
   <translation>by touch</translation>
  </message>
  <message>
   <source>bắt đầu lại</source>
   <translation>begin anew</translation>
  </message>
  <message>
   <source>bằng cách</source>
   <translation>by</translation>
  </message>
  <message>
   <source>bằng tốt nghiệp, giấy khai sinh…</source>
   <translation>diploma, birth certificate…</translation>
  </message>
  <message>
   <source>bỏ</source>
   <translation>drop</translation>
  </message>
  <message>
   <source>bỏ bộ lọc</source>
   <translation>clear filter</translation>
  </message>
  <message>
   <source>bỏ lượt chờ</source>
   <translation>drop waiting stacks</translation>
  </message>
  <message>
   <source>bỏ trang</source>
   <translation>drop pages</translation>
  </message>
  <message>
   <source>bỏ trang khỏi hồ sơ</source>
   <translation>take the page off the dossier</translation>
  </message>
  <message>
   <source>bỏ trống nếu chưa có</source>
   <translation>leave empty if there is none yet</translation>
  </message>
  <message>
   <source>bỏ tệp này</source>
   <translation>drop this file</translation>
  </message>
  <message>
   <source>bổ sung cho</source>
   <translation>supplement for</translation>
  </message>
  <message>
   <source>bổ sung {at:%H:%M %d/%m/%Y}</source>
   <translation>brought {at:%H:%M %d/%m/%Y}</translation>
  </message>
  <message>
   <source>cha, mẹ</source>
   <translation>father, mother</translation>
  </message>
  <message>
   <source>cho cơ quan khác</source>
   <translation>for another authority</translation>
  </message>
  <message>
   <source>cho làm lại bản lưu trữ</source>
   <translation>have archive forms made again</translation>
  </message>
  <message>
   <source>cho người dân xem</source>
   <translation>show to the citizen</translation>
  </message>
  <message>
   <source>chuyến</source>
   <translation>trip</translation>
  </message>
  <message>
   <source>chuyển khoản</source>
   <translation>transfer</translation>
  </message>
  <message>
   <source>chuyển sang {to}</source>
   <translation>send to {to}</translation>
  </message>
  <message>
   <source>chuyển trang sang giấy khác</source>
   <translation>lay pages elsewhere</translation>
  </message>
  <message>
   <source>chuyển trang sang giấy số đó; 0 để riêng</source>
   <translation>lay the page to paper of that number; 0 sets it aside</translation>
  </message>
  <message>
   <source>chuyển trước {by:%H:%M %d/%m} · {competent_authority} · {code}</source>
   <translation>hand over before {by:%H:%M %d/%m} · {competent_authority} · {code}</translation>
  </message>
  <message>
   <source>chuyển tất cả hồ sơ đang ở quầy</source>
   <translation>hand over all that lie here</translation>
  </message>
  <message>
   <source>chuyển việc khác, quầy khác</source>
   <translation>other service, other counter</translation>
  </message>
  <message>
   <source>chuyển đến đây</source>
   <translation>send it there</translation>
  </message>
  <message>
   <source>chính chủ hồ sơ</source>
   <translation>the owner of the dossier in person</translation>
  </message>
  <message>
   <source>chính người nộp</source>
   <translation>the applicant in person</translation>
  </message>
  <message>
   <source>chưa biết là ai</source>
   <translation>nobody known yet</translation>
  </message>
  <message>
   <source>chưa chung với sảnh</source>
   <translation>not yet shared with the hall</translation>
  </message>
  <message>
   <source>chưa chọn</source>
   <translation>not chosen</translation>
  </message>
  <message>
   <source>chưa chọn thủ tục</source>
   <translation>no procedure chosen</translation>
  </message>
  <message>
   <source>chưa có căn cứ để thay</source>
   <translation>no legal basis to stand for it</translation>
  </message>
  <message>
   <source>chưa có dữ liệu chia tách của nơi này: hỏi địa chỉ hôm nay</source>
   <translation>no data on how this place was split: ask today's address</translation>
  </message>
  <message>
   <source>chưa có số định danh</source>
   <translation>no personal ID number yet</translation>
  </message>
  <message>
   <source>chưa in</source>
   <translation>not printed</translation>
  </message>
  <message>
   <source>chưa làm</source>
   <translation>not done</translation>
  </message>
  <message>
   <source>chưa rõ quầy nào gọi</source>
   <translation>not known which counter called</translation>
  </message>
  <message>
   <source>chưa tiếp nhận</source>
   <translation>not yet accept</translation>
  </message>
  <message>
   <source>chưa trả lời</source>
   <translation>no answer</translation>
  </message>
  <message>
   <source>chưa tải được tệp từ tỉnh</source>
   <translation>the file could not be fetched from the province</translation>
  </message>
  <message>
   <source>chưa về máy này</source>
   <translation>not on this PC yet</translation>
  </message>
  <message>
   <source>chưa xem</source>
   <translation>not seen</translation>
  </message>
  <message>
   <source>chưa xử lý</source>
   <translation>not worked on</translation>
  </message>
  <message>
   <source>chưa đo được</source>
   <translation>not measured</translation>
  </message>
  <message>
   <source>chưa đến 1 phút nữa</source>
   <translation>in less than a minute</translation>
  </message>
  <message>
   <source>chưa ước được</source>
   <translation>not known yet</translation>
  </message>
  <message>
   <source>chọn</source>
   <translation>choose</translation>
  </message>
  <message>
   <source>chọn cách nhận</source>
   <translation>choose how</translation>
  </message>
  <message>
   <source>chọn giấy</source>
   <translation>choose papers</translation>
  </message>
  <message>
   <source>chọn lý do</source>
   <translation>choose reason</translation>
  </message>
  <message>
   <source>chọn máy quét của máy này</source>
   <translation>choose this PC's scanner</translation>
  </message>
  <message>
   <source>chọn người này</source>
   <translation>choose this person</translation>
  </message>
  <message>
   <source>chọn nhiều trang, rồi làm một lần</source>
   <translation>choose several pages, then act once</translation>
  </message>
  <message>
   <source>chọn thủ tục</source>
   <translation>choose procedure</translation>
  </message>
  <message>
   <source>chọn tệp</source>
   <translation>choose file</translation>
  </message>
  <message>
   <source>chờ bổ sung</source>
   <translation>waiting for supplement</translation>
  </message>
  <message>
   <source>chờ bổ sung {}</source>
   <translation>waiting for a supplement {}</translation>
  </message>
  <message>
   <source>chờ quá {BAD} phút</source>
   <translation>waited over {BAD} minutes</translation>
  </message>
  <message>
   <source>chờ trung bình {minutes}</source>
   <translation>mean wait {minutes}</translation>
  </message>
  <message>
   <source>chờ trả lời, {count} tin chưa xác nhận</source>
   <translation>waits for an answer, {count} messages not confirmed yet</translation>
  </message>
  <message>
   <source>chờ ≤ {GOOD} phút</source>
   <translation>waited ≤ {GOOD} minutes</translation>
  </message>
  <message>
   <source>chụp</source>
   <translation>take</translation>
  </message>
  <message>
   <source>chủ hồ sơ có</source>
   <translation>the owner of the dossier has</translation>
  </message>
  <message>
   <source>chủ hồ sơ, nơi ở nay</source>
   <translation>owner of the dossier, commune of today</translation>
  </message>
  <message>
   <source>chứng thực bản sao</source>
   <translation>certified copies</translation>
  </message>
  <message>
   <source>chữ bị cắt</source>
   <translation>letters cut off</translation>
  </message>
  <message>
   <source>chữ bị hỏng khi quét (tắt bộ gõ tiếng Việt rồi quét lại)</source>
   <translation>letters were spoiled in scanning (switch the Vietnamese input method off and scan again)</translation>
  </message>
  <message>
   <source>các dòng</source>
   <translation>the lines</translation>
  </message>
  <message>
   <source>các ô</source>
   <translation>the fields</translation>
  </message>
  <message>
   <source>cách khác</source>
   <translation>other way</translation>
  </message>
  <message>
   <source>cán bộ CNTT</source>
   <translation>IT</translation>
  </message>
  <message>
   <source>cán bộ CNTT đang xử lý</source>
   <translation>IT is at it</translation>
  </message>
  <message>
   <source>cán bộ tiếp nhận</source>
   <translation>clerk</translation>
  </message>
  <message>
   <source>cáp USB</source>
   <translation>USB cable</translation>
  </message>
  <message>
   <source>còn chưa đến một ngày</source>
   <translation>less than one day left</translation>
  </message>
  <message>
   <source>còn lại xếp từ trang {next}</source>
   <translation>put the rest in from page {next} on</translation>
  </message>
  <message>
   <source>còn thiếu {len}</source>
   <translation>{len} missing</translation>
  </message>
  <message>
   <source>còn {days} ngày</source>
   <translation>{days} days left</translation>
  </message>
  <message>
   <source>có</source>
   <translation>yes</translation>
  </message>
  <message>
   <source>có kết quả {} chưa ai nhận</source>
   <translation>with a result {} that nobody has fetched</translation>
  </message>
  <message>
   <source>có ngón tay</source>
   <translation>a finger</translation>
  </message>
  <message>
   <source>có trẻ nhỏ đi cùng</source>
   <translation>with a small child</translation>
  </message>
  <message>
   <source>cùng người, cùng thủ tục; giấy tờ xét lại hôm nay</source>
   <translation>same person, same procedure; papers are judged anew today</translation>
  </message>
  <message>
   <source>căn cứ pháp lý</source>
   <translation>legal basis</translation>
  </message>
  <message>
   <source>cơ quan có thẩm quyền</source>
   <translation>the competent authority</translation>
  </message>
  <message>
   <source>cơ quan giải quyết</source>
   <translation>resolving authority</translation>
  </message>
  <message>
   <source>cơ quan tra cứu; không có thì nộp</source>
   <translation>authority looks it up; if not there, hand in</translation>
  </message>
  <message>
   <source>cơ quan tự tra cứu khi có đường truyền</source>
   <translation>authority looks it up when there is a line</translation>
  </message>
  <message>
   <source>cấp {issued_on:%d/%m/%Y}</source>
   <translation>issued {issued_on:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>cất đi, người dân đã về</source>
   <translation>put away, the citizen has left</translation>
  </message>
  <message>
   <source>cần chọn: {fields}</source>
   <translation>to choose: {fields}</translation>
  </message>
  <message>
   <source>cần giấy này</source>
   <translation>needed here</translation>
  </message>
  <message>
   <source>cắt theo góc</source>
   <translation>cut by corners</translation>
  </message>
  <message>
   <source>của {name} ở quầy {counter} từ {since:%H:%M %d/%m}</source>
   <translation>{name}'s at counter {counter} since {since:%H:%M %d/%m}</translation>
  </message>
  <message>
   <source>của {name}{left}</source>
   <translation>{name}'s{left}</translation>
  </message>
  <message>
   <source>cứu từ kho bị hỏng</source>
   <translation>rescued from a damaged store</translation>
  </message>
  <message>
   <source>danh sách bên</source>
   <translation>list beside</translation>
  </message>
  <message>
   <source>danh sách sau</source>
   <translation>next list</translation>
  </message>
  <message>
   <source>dao cắt của máy in bị kẹt</source>
   <translation>printer cutter jammed</translation>
  </message>
  <message>
   <source>dd/mm/yyyy, mm/yyyy hoặc yyyy</source>
   <translation>dd/mm/yyyy, mm/yyyy or yyyy</translation>
  </message>
  <message>
   <source>diễn biến</source>
   <translation>story</translation>
  </message>
  <message>
   <source>duyệt danh mục từ tệp</source>
   <translation>approve a catalogue from a file</translation>
  </message>
  <message>
   <source>duyệt, áp dụng từ ngày này</source>
   <translation>approve, in force from this day</translation>
  </message>
  <message>
   <source>dòng</source>
   <translation>line</translation>
  </message>
  <message>
   <source>dòng </source>
   <translation>line </translation>
  </message>
  <message>
   <source>dùng lại</source>
   <translation>use again</translation>
  </message>
  <message>
   <source>dùng mã này</source>
   <translation>use this code</translation>
  </message>
  <message>
   <source>dùng được đến {day}</source>
   <translation>valid until {day}</translation>
  </message>
  <message>
   <source>dưới phải</source>
   <translation>bottom right</translation>
  </message>
  <message>
   <source>dưới trái</source>
   <translation>bottom left</translation>
  </message>
  <message>
   <source>dời sau</source>
   <translation>move back</translation>
  </message>
  <message>
   <source>dời trang</source>
   <translation>move pages</translation>
  </message>
  <message>
   <source>dời trang ra sau; Ctrl+← dời lên trước</source>
   <translation>move the page back; Ctrl+← forward</translation>
  </message>
  <message>
   <source>dừng</source>
   <translation>stop</translation>
  </message>
  <message>
   <source>dừng lấy tệp</source>
   <translation>stop taking files</translation>
  </message>
  <message>
   <source>dừng quét</source>
   <translation>stop scanning</translation>
  </message>
  <message>
   <source>dừng xử lý</source>
   <translation>stopped</translation>
  </message>
  <message>
   <source>dữ liệu</source>
   <translation>data</translation>
  </message>
  <message>
   <source>dữ liệu sai</source>
   <translation>data wrong</translation>
  </message>
  <message>
   <source>dữ liệu trong CSDL</source>
   <translation>data in a database</translation>
  </message>
  <message>
   <source>dữ liệu {days} ngày trước</source>
   <translation>data {days} days old</translation>
  </message>
  <message>
   <source>dữ liệu đang giữ không đúng</source>
   <translation>held data are wrong</translation>
  </message>
  <message>
   <source>ghi mã loại, số, ngày và lý do</source>
   <translation>kind code, number, day and reason</translation>
  </message>
  <message>
   <source>ghi số biên lai nếu có</source>
   <translation>receipt number where there is one</translation>
  </message>
  <message>
   <source>ghép hai mặt</source>
   <translation>join two sides</translation>
  </message>
  <message>
   <source>ghép với trang sau: hai mặt thẻ trên một trang</source>
   <translation>join with the next page: both sides of a card on one page</translation>
  </message>
  <message>
   <source>giao cho CNTT</source>
   <translation>give to IT</translation>
  </message>
  <message>
   <source>giao cho người khác</source>
   <translation>give it to somebody else</translation>
  </message>
  <message>
   <source>giao cho người này</source>
   <translation>give it to this person</translation>
  </message>
  <message>
   <source>giao cho {name}, chưa nhận</source>
   <translation>given to {name}, not taken up</translation>
  </message>
  <message>
   <source>giao hồ sơ đang làm dở cho người khác</source>
   <translation>give dossiers in progress to others</translation>
  </message>
  <message>
   <source>giấy còn lại xếp vào khay từ trang thứ {next}</source>
   <translation>put the remaining paper in from page {next} on</translation>
  </message>
  <message>
   <source>giấy số {}</source>
   <translation>paper no. {}</translation>
  </message>
  <message>
   <source>giấy tờ</source>
   <translation>paper</translation>
  </message>
  <message>
   <source>giấy {n}: {name}</source>
   <translation>paper {n}: {name}</translation>
  </message>
  <message>
   <source>giấy “{lower}”</source>
   <translation>paper “{lower}”</translation>
  </message>
  <message>
   <source>giới tính</source>
   <translation>sex</translation>
  </message>
  <message>
   <source>giới tính trên thẻ khác với số định danh</source>
   <translation>the sex on the card differs from the number</translation>
  </message>
  <message>
   <source>giờ không đúng</source>
   <translation>times wrong</translation>
  </message>
  <message>
   <source>giờ này không đúng</source>
   <translation>times wrong</translation>
  </message>
  <message>
   <source>giờ này đúng</source>
   <translation>times right</translation>
  </message>
  <message>
   <source>giữ của quầy</source>
   <translation>keep the counter's</translation>
  </message>
  <message>
   <source>giữ số, ngày, nơi cấp đọc được trên trang; D lần nữa để bỏ</source>
   <translation>keep number, day and issuer read from the page; D again drops them</translation>
  </message>
  <message>
   <source>gác lại</source>
   <translation>park</translation>
  </message>
  <message>
   <source>gác lại, giữ chỗ</source>
   <translation>park, keep the place</translation>
  </message>
  <message>
   <source>góc</source>
   <translation>corners</translation>
  </message>
  <message>
   <source>góc khác</source>
   <translation>other corner</translation>
  </message>
  <message>
   <source>gần như hết chỗ</source>
   <translation>all but full</translation>
  </message>
  <message>
   <source>gọi lại {current}</source>
   <translation>call {current} again</translation>
  </message>
  <message>
   <source>gọi lại {label}</source>
   <translation>call {label} again</translation>
  </message>
  <message>
   <source>gọi số tiếp theo</source>
   <translation>call the next number</translation>
  </message>
  <message>
   <source>gọi tiếp</source>
   <translation>call next</translation>
  </message>
  <message>
   <source>gọi {vietnam_time:%H:%M}</source>
   <translation>called {vietnam_time:%H:%M}</translation>
  </message>
  <message>
   <source>gọi đồng nghiệp hỗ trợ khẩn</source>
   <translation>call colleagues for help</translation>
  </message>
  <message>
   <source>gửi lại hồ sơ cho tỉnh</source>
   <translation>send dossiers to the province again</translation>
  </message>
  <message>
   <source>gửi lại hồ sơ này</source>
   <translation>send this one again</translation>
  </message>
  <message>
   <source>gửi tất cả ngay</source>
   <translation>send all now</translation>
  </message>
  <message>
   <source>gửi {again}</source>
   <translation>goes {again}</translation>
  </message>
  <message>
   <source>hai máy một quầy</source>
   <translation>two PCs, one counter</translation>
  </message>
  <message>
   <source>hai mặt</source>
   <translation>two sides</translation>
  </message>
  <message>
   <source>hiện mã VietQR; chờ đối soát</source>
   <translation>shows the VietQR code; waits for reconciliation</translation>
  </message>
  <message>
   <source>hoàn tác</source>
   <translation>take back</translation>
  </message>
  <message>
   <source>hoàn tác trang</source>
   <translation>undo pages</translation>
  </message>
  <message>
   <source>hoặc quét hai dòng cuối trang</source>
   <translation>or scan the last two lines of the page</translation>
  </message>
  <message>
   <source>hôm nay là ngày cuối để xin lỗi</source>
   <translation>today is the last day for an apology</translation>
  </message>
  <message>
   <source>hẹn {due:%H:%M %d/%m}</source>
   <translation>due {due:%H:%M %d/%m}</translation>
  </message>
  <message>
   <source>hẹn {vietnam_time:%d/%m/%Y}</source>
   <translation>due {vietnam_time:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>hết hiệu lực</source>
   <translation>no longer in force</translation>
  </message>
  <message>
   <source>hết hạn {expires_on:%d/%m/%Y}</source>
   <translation>expires {expires_on:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>hết khổ máy</source>
   <translation>largest size</translation>
  </message>
  <message>
   <source>hết ngày chưa ai kết thúc</source>
   <translation>day over and nobody ended them</translation>
  </message>
  <message>
   <source>họ tên</source>
   <translation>full name</translation>
  </message>
  <message>
   <source>hồ sơ</source>
   <translation>dossier</translation>
  </message>
  <message>
   <source>hồ sơ của người này</source>
   <translation>this person's dossiers</translation>
  </message>
  <message>
   <source>hồ sơ của đơn vị khác</source>
   <translation>another unit's dossier</translation>
  </message>
  <message>
   <source>hồ sơ hoặc tệp quá lớn</source>
   <translation>dossier or file too large</translation>
  </message>
  <message>
   <source>hồ sơ khác</source>
   <translation>other dossier</translation>
  </message>
  <message>
   <source>hồ sơ này đã có ở tỉnh</source>
   <translation>the province has this dossier already</translation>
  </message>
  <message>
   <source>hồ sơ trực tuyến</source>
   <translation>online dossiers</translation>
  </message>
  <message>
   <source>hồ sơ tìm thấy</source>
   <translation>dossiers found</translation>
  </message>
  <message>
   <source>hồ sơ đang làm dở</source>
   <translation>dossiers in progress</translation>
  </message>
  <message>
   <source>hồ sơ ở quầy {counter}</source>
   <translation>a dossier at counter {counter}</translation>
  </message>
  <message>
   <source>hộ chiếu</source>
   <translation>passport</translation>
  </message>
  <message>
   <source>hộ chiếu {number}</source>
   <translation>passport {number}</translation>
  </message>
  <message>
   <source>hộ chiếu đã hết hạn</source>
   <translation>the passport has expired</translation>
  </message>
  <message>
   <source>in bảng bàn giao hôm nay</source>
   <translation>print today's hand-over list</translation>
  </message>
  <message>
   <source>in bảng chốt thu</source>
   <translation>print the day's closing</translation>
  </message>
  <message>
   <source>in giấy của dòng này</source>
   <translation>print this line's paper</translation>
  </message>
  <message>
   <source>in giấy tiếp nhận</source>
   <translation>print the receipt</translation>
  </message>
  <message>
   <source>in giấy tiếp nhận (lại)</source>
   <translation>print the receipt (again)</translation>
  </message>
  <message>
   <source>in giấy tiếp nhận (lần sau “bản in lại”)</source>
   <translation>print the receipt (next time “reprint”)</translation>
  </message>
  <message>
   <source>in lại (ghi “bản in lại”)</source>
   <translation>print again (marked as a reprint)</translation>
  </message>
  <message>
   <source>in lại giấy tiếp nhận</source>
   <translation>print receipts again</translation>
  </message>
  <message>
   <source>in lại phiếu từ chối</source>
   <translation>print the refusal again</translation>
  </message>
  <message>
   <source>in lại {label}</source>
   <translation>print {label} again</translation>
  </message>
  <message>
   <source>in lại {what} lần</source>
   <translation>printed again {what} times</translation>
  </message>
  <message>
   <source>in phiếu bổ sung</source>
   <translation>print supplement slip</translation>
  </message>
  <message>
   <source>in phiếu giấy không phải nộp</source>
   <translation>print slip: not needed</translation>
  </message>
  <message>
   <source>in phiếu kiểm soát (mẫu 06)</source>
   <translation>print the control slip (form 06)</translation>
  </message>
  <message>
   <source>in phiếu mẫu 02; thời hạn dừng lại</source>
   <translation>prints form 02; the clock stands still</translation>
  </message>
  <message>
   <source>in phiếu mẫu 03</source>
   <translation>prints form 03</translation>
  </message>
  <message>
   <source>in phiếu thu</source>
   <translation>prints the fee slip</translation>
  </message>
  <message>
   <source>in phiếu vì sao vẫn yêu cầu</source>
   <translation>print slip: why still asked</translation>
  </message>
  <message>
   <source>in sổ</source>
   <translation>print the book</translation>
  </message>
  <message>
   <source>in thông báo mẫu 05</source>
   <translation>prints form 05</translation>
  </message>
  <message>
   <source>in trang thử</source>
   <translation>print a test page</translation>
  </message>
  <message>
   <source>in trên giấy tiếp nhận</source>
   <translation>printed on the receipt</translation>
  </message>
  <message>
   <source>in tờ mã</source>
   <translation>print the sheet</translation>
  </message>
  <message>
   <source>in văn bản mẫu 04; chỉ một lần</source>
   <translation>prints form 04; once only</translation>
  </message>
  <message>
   <source>khay nạp, hai mặt</source>
   <translation>feeder, two sides</translation>
  </message>
  <message>
   <source>khay nạp, hai mặt, lật tay</source>
   <translation>feeder, two sides by hand</translation>
  </message>
  <message>
   <source>khay nạp, một mặt</source>
   <translation>feeder, one side</translation>
  </message>
  <message>
   <source>khi có đường truyền</source>
   <translation>when there is a line</translation>
  </message>
  <message>
   <source>khi xem theo người, khi xuất</source>
   <translation>when looking by person, when exporting</translation>
  </message>
  <message>
   <source>khi đang phóng to: xem lên, xuống; Alt+← → sang bên</source>
   <translation>while zoomed: look up, down; Alt+← → sideways</translation>
  </message>
  <message>
   <source>khoảng {likely} phút</source>
   <translation>about {likely} minutes</translation>
  </message>
  <message>
   <source>khoảng {likely}–{most} phút</source>
   <translation>about {likely}–{most} minutes</translation>
  </message>
  <message>
   <source>khoảng {span} nữa, lúc {when}</source>
   <translation>in about {span}, at {when}</translation>
  </message>
  <message>
   <source>khác loại giấy</source>
   <translation>another kind of paper</translation>
  </message>
  <message>
   <source>khóa màn hình</source>
   <translation>lock the screen</translation>
  </message>
  <message>
   <source>khôi phục</source>
   <translation>restore</translation>
  </message>
  <message>
   <source>khôi phục kho dữ liệu</source>
   <translation>restore the store</translation>
  </message>
  <message>
   <source>không</source>
   <translation>no</translation>
  </message>
  <message>
   <source>không ai khớp hẳn, gần giống: </source>
   <translation>nobody agrees wholly, nearly: </translation>
  </message>
  <message>
   <source>không ai phía trước</source>
   <translation>nobody before</translation>
  </message>
  <message>
   <source>không có</source>
   <translation>none</translation>
  </message>
  <message>
   <source>không có hồ sơ nào</source>
   <translation>no dossiers</translation>
  </message>
  <message>
   <source>không có hồ sơ nào chờ gửi</source>
   <translation>nothing waits to be sent</translation>
  </message>
  <message>
   <source>không có thì để trống</source>
   <translation>leave empty where there is none</translation>
  </message>
  <message>
   <source>không có trong dữ liệu của xã, đã nộp hồ sơ tại đây · {address}</source>
   <translation>not in the commune's data, has handed in here · {address}</translation>
  </message>
  <message>
   <source>không cần giấy này</source>
   <translation>not needed here</translation>
  </message>
  <message>
   <source>không dùng lại</source>
   <translation>do not use</translation>
  </message>
  <message>
   <source>không hồ sơ nào khớp hẳn, gần giống: </source>
   <translation>none agrees wholly, nearly: </translation>
  </message>
  <message>
   <source>không kèm tệp</source>
   <translation>no files</translation>
  </message>
  <message>
   <source>không kèm tệp giấy tờ</source>
   <translation>without paper files</translation>
  </message>
  <message>
   <source>không lưu gì của thẻ</source>
   <translation>nothing of the card is kept</translation>
  </message>
  <message>
   <source>không lấy số</source>
   <translation>no number</translation>
  </message>
  <message>
   <source>không rõ phiếu đã ra chưa</source>
   <translation>not known whether the slip came out</translation>
  </message>
  <message>
   <source>không thay được {component}: {WHY_NOT}</source>
   <translation>does not stand for {component}: {WHY_NOT}</translation>
  </message>
  <message>
   <source>không thu</source>
   <translation>no fee</translation>
  </message>
  <message>
   <source>không thấy ai khớp</source>
   <translation>nobody agrees</translation>
  </message>
  <message>
   <source>không tiếp nhận</source>
   <translation>not received</translation>
  </message>
  <message>
   <source>không tính</source>
   <translation>not counted</translation>
  </message>
  <message>
   <source>không để sau</source>
   <translation>not later</translation>
  </message>
  <message>
   <source>không đọc được giới tính</source>
   <translation>the sex cannot be read</translation>
  </message>
  <message>
   <source>không đọc được ngày cấp</source>
   <translation>the issue date cannot be read</translation>
  </message>
  <message>
   <source>không đọc được ngày sinh</source>
   <translation>the birth date cannot be read</translation>
  </message>
  <message>
   <source>không đọc được số CMND cũ</source>
   <translation>the old CMND number cannot be read</translation>
  </message>
  <message>
   <source>kiểm tra máy in</source>
   <translation>check the printer</translation>
  </message>
  <message>
   <source>kèm lượt tra cứu</source>
   <translation>with look-ups</translation>
  </message>
  <message>
   <source>kéo bốn góc tờ giấy trên ảnh gốc</source>
   <translation>drag the sheet's four corners on the original</translation>
  </message>
  <message>
   <source>kết quả</source>
   <translation>result</translation>
  </message>
  <message>
   <source>kết quả của</source>
   <translation>result of</translation>
  </message>
  <message>
   <source>kết quả của hồ sơ {code}</source>
   <translation>the result of dossier {code}</translation>
  </message>
  <message>
   <source>kết quả điện tử</source>
   <translation>electronic result</translation>
  </message>
  <message>
   <source>loại</source>
   <translation>kind</translation>
  </message>
  <message>
   <source>làm lại hồ sơ trước</source>
   <translation>make the earlier dossier again</translation>
  </message>
  <message>
   <source>làm tiếp hồ sơ này</source>
   <translation>go on with this dossier</translation>
  </message>
  <message>
   <source>làm việc đang chọn</source>
   <translation>do what is chosen</translation>
  </message>
  <message>
   <source>làm, với lý do này</source>
   <translation>do it, for this reason</translation>
  </message>
  <message>
   <source>lâu nhất {minutes}</source>
   <translation>longest {minutes}</translation>
  </message>
  <message>
   <source>lâu nhất {waited}</source>
   <translation>longest {waited}</translation>
  </message>
  <message>
   <source>lãnh đạo bộ phận</source>
   <translation>supervisor</translation>
  </message>
  <message>
   <source>lóa đèn</source>
   <translation>glare</translation>
  </message>
  <message>
   <source>lúc</source>
   <translation>at</translation>
  </message>
  <message>
   <source>lý do</source>
   <translation>reason</translation>
  </message>
  <message>
   <source>lý do ưu tiên</source>
   <translation>reason of priority</translation>
  </message>
  <message>
   <source>lý do, mã hồ sơ ở tỉnh nếu có; F12 ghi, Esc thôi</source>
   <translation>reason, and the province's dossier code if any; F12 notes it, Esc leaves</translation>
  </message>
  <message>
   <source>lĩnh vực</source>
   <translation>field</translation>
  </message>
  <message>
   <source>lượt không tính giờ</source>
   <translation>services without times</translation>
  </message>
  <message>
   <source>lượt phục vụ</source>
   <translation>services</translation>
  </message>
  <message>
   <source>lượt tra cứu</source>
   <translation>look-up</translation>
  </message>
  <message>
   <source>lấy cả {count} giấy</source>
   <translation>take all {count} papers</translation>
  </message>
  <message>
   <source>lấy giấy đang giữ</source>
   <translation>use the held paper</translation>
  </message>
  <message>
   <source>lấy lại việc vừa làm với trang; Ctrl+Y làm lại</source>
   <translation>take back what was done to pages; Ctrl+Y does it again</translation>
  </message>
  <message>
   <source>lấy số, ngày</source>
   <translation>take number, day</translation>
  </message>
  <message>
   <source>lấy trang</source>
   <translation>take pages</translation>
  </message>
  <message>
   <source>lần đầu</source>
   <translation>first time</translation>
  </message>
  <message>
   <source>lệ phí</source>
   <translation>fee</translation>
  </message>
  <message>
   <source>lệnh</source>
   <translation>command</translation>
  </message>
  <message>
   <source>lịch nghỉ chưa chốt: tạm tính</source>
   <translation>days off not settled: for the time being</translation>
  </message>
  <message>
   <source>mang hồ sơ đến tỉnh bằng USB</source>
   <translation>carry dossiers on a stick</translation>
  </message>
  <message>
   <source>miễn</source>
   <translation>waived</translation>
  </message>
  <message>
   <source>màn hình người dân</source>
   <translation>citizen's screen</translation>
  </message>
  <message>
   <source>màu</source>
   <translation>colour</translation>
  </message>
  <message>
   <source>máy chụp</source>
   <translation>camera</translation>
  </message>
  <message>
   <source>máy cũ đã bỏ hẳn</source>
   <translation>the old PC is out of service</translation>
  </message>
  <message>
   <source>máy in báo lỗi</source>
   <translation>printer reports a fault</translation>
  </message>
  <message>
   <source>máy in hết giấy</source>
   <translation>printer out of paper</translation>
  </message>
  <message>
   <source>máy in không trả lời</source>
   <translation>printer does not answer</translation>
  </message>
  <message>
   <source>máy in tắt hoặc mất kết nối</source>
   <translation>printer off or not connected</translation>
  </message>
  <message>
   <source>máy khác</source>
   <translation>another camera</translation>
  </message>
  <message>
   <source>máy lấy số</source>
   <translation>ticket kiosk</translation>
  </message>
  <message>
   <source>mã băm</source>
   <translation>hash</translation>
  </message>
  <message>
   <source>mã của tỉnh</source>
   <translation>the province's code</translation>
  </message>
  <message>
   <source>mã gửi</source>
   <translation>sending code</translation>
  </message>
  <message>
   <source>mã hồ sơ</source>
   <translation>dossier code</translation>
  </message>
  <message>
   <source>mã hồ sơ không khớp</source>
   <translation>the dossier code does not agree</translation>
  </message>
  <message>
   <source>mã hồ sơ này đã có ở tỉnh</source>
   <translation>the province has this dossier code already</translation>
  </message>
  <message>
   <source>mã số doanh nghiệp</source>
   <translation>business registration number</translation>
  </message>
  <message>
   <source>mã số {number}</source>
   <translation>code {number}</translation>
  </message>
  <message>
   <source>mã tạm</source>
   <translation>provisional code</translation>
  </message>
  <message>
   <source>mã tạm {text}</source>
   <translation>provisional code {text}</translation>
  </message>
  <message>
   <source>mô phỏng</source>
   <translation>simulated</translation>
  </message>
  <message>
   <source>mạng</source>
   <translation>network</translation>
  </message>
  <message>
   <source>mất kết nối</source>
   <translation>connection lost</translation>
  </message>
  <message>
   <source>mất máy chủ của sảnh</source>
   <translation>hall server down</translation>
  </message>
  <message>
   <source>mất máy chủ từ {since:%H:%M}, sau đó chưa biết</source>
   <translation>server lost since {since:%H:%M}, unknown after that</translation>
  </message>
  <message>
   <source>mất sổ cấp số</source>
   <translation>number book lost</translation>
  </message>
  <message>
   <source>mất đường truyền</source>
   <translation>no line</translation>
  </message>
  <message>
   <source>mất đường truyền · Space chọn cách nhận</source>
   <translation>no line · Space chooses how</translation>
  </message>
  <message>
   <source>mặt kính</source>
   <translation>glass</translation>
  </message>
  <message>
   <source>mọi phím</source>
   <translation>all keys</translation>
  </message>
  <message>
   <source>mọi việc</source>
   <translation>all acts</translation>
  </message>
  <message>
   <source>một phần họ tên</source>
   <translation>part of the name</translation>
  </message>
  <message>
   <source>mới</source>
   <translation>new</translation>
  </message>
  <message>
   <source>mới về máy này một phần</source>
   <translation>only partly on this PC yet</translation>
  </message>
  <message>
   <source>mờ</source>
   <translation>blurred</translation>
  </message>
  <message>
   <source>mở Alt+4: quét thẻ người nhận</source>
   <translation>opens Alt+4: scan the taker's card</translation>
  </message>
  <message>
   <source>mở các số của mục</source>
   <translation>open its numbers</translation>
  </message>
  <message>
   <source>mở hồ sơ có mã ghi trên trang, khi trang là của hồ sơ khác</source>
   <translation>open the dossier whose code is on the page</translation>
  </message>
  <message>
   <source>mở khóa</source>
   <translation>unlock</translation>
  </message>
  <message>
   <source>mở ngày {day:%d/%m}</source>
   <translation>opened {day:%d/%m}</translation>
  </message>
  <message>
   <source>mở tại Tiếp nhận: F5 quét, F12 lưu</source>
   <translation>opens at Reception: F5 scans, F12 saves</translation>
  </message>
  <message>
   <source>mở tại Tiếp nhận: F5 quét, F12 nhận</source>
   <translation>opens at Reception: F5 scans, F12 takes</translation>
  </message>
  <message>
   <source>mở, tiếp nhận</source>
   <translation>open, accept</translation>
  </message>
  <message>
   <source>mở, đóng bảng phím này</source>
   <translation>open and close this card</translation>
  </message>
  <message>
   <source>mục khác</source>
   <translation>other section</translation>
  </message>
  <message>
   <source>mục đích</source>
   <translation>purpose</translation>
  </message>
  <message>
   <source>nam, nữ</source>
   <translation>nam, nữ</translation>
  </message>
  <message>
   <source>nay thuộc {join}?</source>
   <translation>now part of {join}?</translation>
  </message>
  <message>
   <source>nay thuộc {name}</source>
   <translation>now part of {name}</translation>
  </message>
  <message>
   <source>nghỉ </source>
   <translation>off </translation>
  </message>
  <message>
   <source>ngày</source>
   <translation>day</translation>
  </message>
  <message>
   <source>ngày sau</source>
   <translation>day after</translation>
  </message>
  <message>
   <source>ngày sinh</source>
   <translation>birth date</translation>
  </message>
  <message>
   <source>ngày trước</source>
   <translation>day before</translation>
  </message>
  <message>
   <source>ngày {issued_on:%d/%m/%Y}</source>
   <translation>of {issued_on:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>ngôn ngữ</source>
   <translation>language</translation>
  </message>
  <message>
   <source>người cao tuổi</source>
   <translation>elderly person</translation>
  </message>
  <message>
   <source>người dân giả định · không gửi đi đâu · giấy in không có giá trị</source>
   <translation>made-up citizens · nothing is sent · papers have no value</translation>
  </message>
  <message>
   <source>người dân nghe, đúng</source>
   <translation>citizen has heard, right</translation>
  </message>
  <message>
   <source>người dân về</source>
   <translation>citizen has left</translation>
  </message>
  <message>
   <source>người dân đã xem, đúng</source>
   <translation>citizen has checked, right</translation>
  </message>
  <message>
   <source>người dưới</source>
   <translation>people below</translation>
  </message>
  <message>
   <source>người giám hộ</source>
   <translation>guardian</translation>
  </message>
  <message>
   <source>người khuyết tật</source>
   <translation>disabled person</translation>
  </message>
  <message>
   <source>người khác</source>
   <translation>somebody else</translation>
  </message>
  <message>
   <source>người khác đăng nhập</source>
   <translation>somebody else logs in</translation>
  </message>
  <message>
   <source>người không còn ở đơn vị</source>
   <translation>somebody who has left the unit</translation>
  </message>
  <message>
   <source>người làm</source>
   <translation>who</translation>
  </message>
  <message>
   <source>người nộp</source>
   <translation>applicant</translation>
  </message>
  <message>
   <source>người nộp chưa quét kịp; không ghi gì thêm</source>
   <translation>the applicant was not quick enough; nothing more is recorded</translation>
  </message>
  <message>
   <source>người nộp là</source>
   <translation>the applicant is</translation>
  </message>
  <message>
   <source>người nộp rút</source>
   <translation>withdrawn</translation>
  </message>
  <message>
   <source>người thân được ủy quyền</source>
   <translation>authorised relative</translation>
  </message>
  <message>
   <source>người đang đăng nhập tại quầy</source>
   <translation>logged in at the counter</translation>
  </message>
  <message>
   <source>người được tra cứu</source>
   <translation>person looked up</translation>
  </message>
  <message>
   <source>người được ủy quyền</source>
   <translation>authorised person</translation>
  </message>
  <message>
   <source>người đại diện theo pháp luật</source>
   <translation>legal representative</translation>
  </message>
  <message>
   <source>nhân viên bưu chính</source>
   <translation>postal staff</translation>
  </message>
  <message>
   <source>nhóm dịch vụ</source>
   <translation>service group</translation>
  </message>
  <message>
   <source>nhận kết quả nơi khác</source>
   <translation>collected elsewhere</translation>
  </message>
  <message>
   <source>nhận kết quả {where}</source>
   <translation>result: {where}</translation>
  </message>
  <message>
   <source>nhận làm tiếp ở quầy này</source>
   <translation>take it up at this counter</translation>
  </message>
  <message>
   <source>nhận từ {handed_by}</source>
   <translation>taken over from {handed_by}</translation>
  </message>
  <message>
   <source>nói tại quầy</source>
   <translation>aloud at the counter</translation>
  </message>
  <message>
   <source>năm sinh trên thẻ khác với số định danh</source>
   <translation>the birth year on the card differs from the number</translation>
  </message>
  <message>
   <source>nơi để</source>
   <translation>place</translation>
  </message>
  <message>
   <source>nắp máy in đang mở</source>
   <translation>printer cover open</translation>
  </message>
  <message>
   <source>nằm ở quầy {}</source>
   <translation>at the counter {}</translation>
  </message>
  <message>
   <source>nối A3</source>
   <translation>join A3</translation>
  </message>
  <message>
   <source>nối với trang sau: hai nửa của tờ khổ lớn</source>
   <translation>join with the next page: two halves of a large sheet</translation>
  </message>
  <message>
   <source>nội dung không đúng mẫu của tỉnh</source>
   <translation>the content does not fit the province's form</translation>
  </message>
  <message>
   <source>nộp</source>
   <translation>hand in</translation>
  </message>
  <message>
   <source>nộp ở đâu, làm gì trước; bỏ trống được</source>
   <translation>where to submit, what to do first; may be left blank</translation>
  </message>
  <message>
   <source>nộp: {words}</source>
   <translation>applicant: {words}</translation>
  </message>
  <message>
   <source>phiên bản</source>
   <translation>version</translation>
  </message>
  <message>
   <source>phiếu bổ sung</source>
   <translation>supplement slip</translation>
  </message>
  <message>
   <source>phiếu giấy không phải nộp</source>
   <translation>slip: not needed</translation>
  </message>
  <message>
   <source>phiếu từ chối</source>
   <translation>refusal slip</translation>
  </message>
  <message>
   <source>phiếu vì sao vẫn yêu cầu</source>
   <translation>slip: why still asked</translation>
  </message>
  <message>
   <source>phát số</source>
   <translation>issue number</translation>
  </message>
  <message>
   <source>phát số ưu tiên</source>
   <translation>issue priority number</translation>
  </message>
  <message>
   <source>phóng to</source>
   <translation>zoom</translation>
  </message>
  <message>
   <source>phải</source>
   <translation>yes</translation>
  </message>
  <message>
   <source>phải ghi lý do</source>
   <translation>a reason is needed</translation>
  </message>
  <message>
   <source>phần bổ sung của hồ sơ {code}</source>
   <translation>the supplement of dossier {code}</translation>
  </message>
  <message>
   <source>phụ nữ mang thai</source>
   <translation>pregnant woman</translation>
  </message>
  <message>
   <source>qua bưu chính</source>
   <translation>by post</translation>
  </message>
  <message>
   <source>qua dịch vụ bưu chính công ích</source>
   <translation>by the public post</translation>
  </message>
  <message>
   <source>quay lại màn hình khóa</source>
   <translation>back to the locked screen</translation>
  </message>
  <message>
   <source>quy tắc</source>
   <translation>rule</translation>
  </message>
  <message>
   <source>quá giờ trả lời</source>
   <translation>past the time to answer</translation>
  </message>
  <message>
   <source>quá hạn</source>
   <translation>overdue</translation>
  </message>
  <message>
   <source>quá thô</source>
   <translation>too coarse</translation>
  </message>
  <message>
   <source>quá tối</source>
   <translation>too dark</translation>
  </message>
  <message>
   <source>quét</source>
   <translation>scan</translation>
  </message>
  <message>
   <source>quét lại</source>
   <translation>scan again</translation>
  </message>
  <message>
   <source>quét lại trang đang chọn, thế vào chỗ cũ</source>
   <translation>scan this page again, in its place</translation>
  </message>
  <message>
   <source>quét tiếp</source>
   <translation>scan on</translation>
  </message>
  <message>
   <source>quét tại quầy · trang {page_numbers}{told}</source>
   <translation>scanned here · page {page_numbers}{told}</translation>
  </message>
  <message>
   <source>quét ở quầy {counter}</source>
   <translation>scanned at counter {counter}</translation>
  </message>
  <message>
   <source>quản lý khóa của kho</source>
   <translation>keep the store's keys</translation>
  </message>
  <message>
   <source>quầy xem lại</source>
   <translation>for the counter to look at</translation>
  </message>
  <message>
   <source>quầy {counter} chuyển</source>
   <translation>sent by counter {counter}</translation>
  </message>
  <message>
   <source>quầy {counter} mất liên lạc</source>
   <translation>counter {counter} is out of touch</translation>
  </message>
  <message>
   <source>quầy {counter} mất liên lạc, lần cuối biết {at:%H:%M %d/%m}</source>
   <translation>counter {counter} out of touch, last known {at:%H:%M %d/%m}</translation>
  </message>
  <message>
   <source>ra quầy {minutes} · phục vụ {minutes2}</source>
   <translation>way {minutes} · service {minutes2}</translation>
  </message>
  <message>
   <source>sao lưu</source>
   <translation>back up</translation>
  </message>
  <message>
   <source>so sánh dữ liệu khác tỉnh, chọn từng ô</source>
   <translation>compare data that differs from the province, choose field by field</translation>
  </message>
  <message>
   <source>so sánh, chọn từng ô</source>
   <translation>compare, choose field by field</translation>
  </message>
  <message>
   <source>soát từ dòng đầu</source>
   <translation>check from the first line</translation>
  </message>
  <message>
   <source>sắp hết chỗ</source>
   <translation>nearly full</translation>
  </message>
  <message>
   <source>số</source>
   <translation>number</translation>
  </message>
  <message>
   <source>số bản</source>
   <translation>copies</translation>
  </message>
  <message>
   <source>số bị bỏ ngỏ</source>
   <translation>numbers left open</translation>
  </message>
  <message>
   <source>số lượng</source>
   <translation>count</translation>
  </message>
  <message>
   <source>số thứ tự</source>
   <translation>queue number</translation>
  </message>
  <message>
   <source>số tệp</source>
   <translation>files</translation>
  </message>
  <message>
   <source>số vắng mặt</source>
   <translation>numbers not here</translation>
  </message>
  <message>
   <source>số {number}</source>
   <translation>no. {number}</translation>
  </message>
  <message>
   <source>số {number}, quyển {book}</source>
   <translation>no. {number}, book {book}</translation>
  </message>
  <message>
   <source>số {slip} · {at:%H:%M %d/%m/%Y} · {procedure}: {reason}</source>
   <translation>no. {slip} · {at:%H:%M %d/%m/%Y} · {procedure}: {reason}</translation>
  </message>
  <message>
   <source>số điện thoại</source>
   <translation>phone</translation>
  </message>
  <message>
   <source>số định danh</source>
   <translation>personal identification number</translation>
  </message>
  <message>
   <source>sổ</source>
   <translation>the book</translation>
  </message>
  <message>
   <source>sổ của quầy</source>
   <translation>the counter's books</translation>
  </message>
  <message>
   <source>sửa góc</source>
   <translation>mend corners</translation>
  </message>
  <message>
   <source>sự cố</source>
   <translation>incident</translation>
  </message>
  <message>
   <source>sự cố, thiên tai</source>
   <translation>incident, disaster</translation>
  </message>
  <message>
   <source>thay cho bản</source>
   <translation>in place of</translation>
  </message>
  <message>
   <source>thay chuyển khoản {reference} chưa thấy</source>
   <translation>instead of transfer {reference}, not seen</translation>
  </message>
  <message>
   <source>thay được {component} · {legal_basis}</source>
   <translation>stands for {component} · {legal_basis}</translation>
  </message>
  <message>
   <source>thay đổi</source>
   <translation>changed</translation>
  </message>
  <message>
   <source>theo mức thu của tỉnh</source>
   <translation>as the province sets it</translation>
  </message>
  <message>
   <source>theo nơi giải quyết</source>
   <translation>by the resolving authority</translation>
  </message>
  <message>
   <source>theo tiếp hồ sơ đã tiếp nhận</source>
   <translation>follow accepted dossiers</translation>
  </message>
  <message>
   <source>theo tệp cấu hình</source>
   <translation>as in the settings</translation>
  </message>
  <message>
   <source>theo tỉnh</source>
   <translation>follow the province</translation>
  </message>
  <message>
   <source>theo yêu cầu</source>
   <translation>on request</translation>
  </message>
  <message>
   <source>theo yêu cầu của người nộp</source>
   <translation>at the applicant's wish</translation>
  </message>
  <message>
   <source>thiếu gì, sai gì, sửa thế nào: nói hết một lần</source>
   <translation>what is missing or wrong and how to mend it: all of it, once</translation>
  </message>
  <message>
   <source>thành phần hồ sơ</source>
   <translation>components</translation>
  </message>
  <message>
   <source>thêm hồ sơ, cùng người</source>
   <translation>another dossier, same person</translation>
  </message>
  <message>
   <source>thêm hồ sơ, người khác cùng lượt</source>
   <translation>another dossier, another person of this visit</translation>
  </message>
  <message>
   <source>thôi</source>
   <translation>give up</translation>
  </message>
  <message>
   <source>thôi QR</source>
   <translation>no QR</translation>
  </message>
  <message>
   <source>thôi gọi hỗ trợ</source>
   <translation>end the call for help</translation>
  </message>
  <message>
   <source>thôi tiền mặt</source>
   <translation>no cash</translation>
  </message>
  <message>
   <source>thôi tìm</source>
   <translation>end the search</translation>
  </message>
  <message>
   <source>thôi xem</source>
   <translation>close</translation>
  </message>
  <message>
   <source>thôi đọc ảnh</source>
   <translation>stop reading the picture</translation>
  </message>
  <message>
   <source>thôi, giữ kho đang dùng</source>
   <translation>no, keep the store in use</translation>
  </message>
  <message>
   <source>thôi, giữ mã cũ</source>
   <translation>no, keep the old one</translation>
  </message>
  <message>
   <source>thôi, giữ nguyên</source>
   <translation>no, leave it</translation>
  </message>
  <message>
   <source>thôi, giữ ở quầy này</source>
   <translation>no, keep it here</translation>
  </message>
  <message>
   <source>thôi, số thường</source>
   <translation>no, a usual number</translation>
  </message>
  <message>
   <source>thôi, để như cũ</source>
   <translation>no, leave it</translation>
  </message>
  <message>
   <source>thông tin bắt buộc</source>
   <translation>what is required</translation>
  </message>
  <message>
   <source>thường dùng</source>
   <translation>usual</translation>
  </message>
  <message>
   <source>thẻ BHYT</source>
   <translation>insurance card</translation>
  </message>
  <message>
   <source>thẻ ai?</source>
   <translation>whose card?</translation>
  </message>
  <message>
   <source>thẻ không ghi họ tên</source>
   <translation>no name on the card</translation>
  </message>
  <message>
   <source>thẻ lệch?</source>
   <translation>card differs?</translation>
  </message>
  <message>
   <source>thẻ để riêng</source>
   <translation>card aside</translation>
  </message>
  <message>
   <source>thời hạn</source>
   <translation>deadline</translation>
  </message>
  <message>
   <source>thủ tục</source>
   <translation>procedure</translation>
  </message>
  <message>
   <source>thủ tục khác</source>
   <translation>another procedure</translation>
  </message>
  <message>
   <source>thứ Ba</source>
   <translation>Tuesday</translation>
  </message>
  <message>
   <source>thứ Bảy</source>
   <translation>Saturday</translation>
  </message>
  <message>
   <source>thứ Hai</source>
   <translation>Monday</translation>
  </message>
  <message>
   <source>thứ Năm</source>
   <translation>Thursday</translation>
  </message>
  <message>
   <source>thứ Sáu</source>
   <translation>Friday</translation>
  </message>
  <message>
   <source>thứ Tư</source>
   <translation>Wednesday</translation>
  </message>
  <message>
   <source>thử lại {again}</source>
   <translation>tried again {again}</translation>
  </message>
  <message>
   <source>thử máy quét: một trang</source>
   <translation>try the scanner: one page</translation>
  </message>
  <message>
   <source>tin tức cũ hơn những gì đã có nên bỏ qua</source>
   <translation>news older than what is known was passed over</translation>
  </message>
  <message>
   <source>tiếp người không lấy số</source>
   <translation>receive without a number</translation>
  </message>
  <message>
   <source>tiếp nhận hồ sơ</source>
   <translation>receive dossiers</translation>
  </message>
  <message>
   <source>tiếp nhận {when}</source>
   <translation>accepted {when}</translation>
  </message>
  <message>
   <source>tiền mặt</source>
   <translation>cash</translation>
  </message>
  <message>
   <source>tra cứu giấy tờ của người dân</source>
   <translation>look up citizens' papers</translation>
  </message>
  <message>
   <source>trang chưa đạt, xem lại kính và giấy</source>
   <translation>page not good, look at glass and paper</translation>
  </message>
  <message>
   <source>trang trước, sau</source>
   <translation>page before, after</translation>
  </message>
  <message>
   <source>trang trước, trang sau; Home, End</source>
   <translation>page before, page after; Home, End</translation>
  </message>
  <message>
   <source>trang trắng?</source>
   <translation>blank page?</translation>
  </message>
  <message>
   <source>trang tốt</source>
   <translation>page good</translation>
  </message>
  <message>
   <source>trang đã quét</source>
   <translation>scanned pages</translation>
  </message>
  <message>
   <source>trong hồ sơ này; tỉnh nhận bản sửa</source>
   <translation>in this dossier; the province takes the correction</translation>
  </message>
  <message>
   <source>trong ngày làm việc</source>
   <translation>within the working day</translation>
  </message>
  <message>
   <source>trên phải</source>
   <translation>top right</translation>
  </message>
  <message>
   <source>trên trái</source>
   <translation>top left</translation>
  </message>
  <message>
   <source>trùng trang</source>
   <translation>twice</translation>
  </message>
  <message>
   <source>trước khi nâng cấp</source>
   <translation>before an upgrade</translation>
  </message>
  <message>
   <source>trước ngày</source>
   <translation>before day</translation>
  </message>
  <message>
   <source>trả kết quả</source>
   <translation>hand over results</translation>
  </message>
  <message>
   <source>trả lời trước {by:%H:%M %d/%m}</source>
   <translation>answer before {by:%H:%M %d/%m}</translation>
  </message>
  <message>
   <source>trả ngay</source>
   <translation>given at once</translation>
  </message>
  <message>
   <source>trả ngay tại quầy</source>
   <translation>given at once at the counter</translation>
  </message>
  <message>
   <source>trắng đen</source>
   <translation>black and white</translation>
  </message>
  <message>
   <source>trực tuyến, chưa tiếp nhận</source>
   <translation>online, not received yet</translation>
  </message>
  <message>
   <source>trực tuyến, {code}</source>
   <translation>online, {code}</translation>
  </message>
  <message>
   <source>tài khoản</source>
   <translation>account</translation>
  </message>
  <message>
   <source>tách</source>
   <translation>split</translation>
  </message>
  <message>
   <source>tách trang</source>
   <translation>split pages</translation>
  </message>
  <message>
   <source>tách ảnh có nhiều tờ thành nhiều trang</source>
   <translation>split a picture of several sheets into pages</translation>
  </message>
  <message>
   <source>tên</source>
   <translation>name</translation>
  </message>
  <message>
   <source>tên chủ hồ sơ</source>
   <translation>name of the owner of the dossier</translation>
  </message>
  <message>
   <source>tên cơ quan giải quyết</source>
   <translation>name of the resolving authority</translation>
  </message>
  <message>
   <source>tên giấy tờ, số trang hoặc số bản</source>
   <translation>paper name, number of pages or copies</translation>
  </message>
  <message>
   <source>tên gọi khác</source>
   <translation>other names</translation>
  </message>
  <message>
   <source>tên phường, xã không dấu cũng được; bỏ trống: như danh mục</source>
   <translation>name of ward or commune, accents not needed; blank: as in the catalogue</translation>
  </message>
  <message>
   <source>tên phường, xã không dấu cũng được; bỏ trống: nhận tại quầy này</source>
   <translation>the commune's name, marks or not; empty: at this counter</translation>
  </message>
  <message>
   <source>tên và ngày sinh, chưa có số</source>
   <translation>name and date of birth, no number yet</translation>
  </message>
  <message>
   <source>tên, ngày sinh, nơi ở, điện thoại</source>
   <translation>name, date of birth, home address, phone</translation>
  </message>
  <message>
   <source>tìm</source>
   <translation>search</translation>
  </message>
  <message>
   <source>tìm máy chụp</source>
   <translation>find cameras</translation>
  </message>
  <message>
   <source>tìm người dân, hồ sơ</source>
   <translation>find citizen, dossier</translation>
  </message>
  <message>
   <source>tư cách người nộp</source>
   <translation>applicant's capacity</translation>
  </message>
  <message>
   <source>tại bộ phận tiếp nhận và trả kết quả</source>
   <translation>at the reception counter</translation>
  </message>
  <message>
   <source>tại quầy</source>
   <translation>at the counter</translation>
  </message>
  <message>
   <source>tạo tài khoản đầu tiên</source>
   <translation>make the first account</translation>
  </message>
  <message>
   <source>tập huấn</source>
   <translation>training</translation>
  </message>
  <message>
   <source>tập huấn, không gửi</source>
   <translation>training, nothing is sent</translation>
  </message>
  <message>
   <source>tệp</source>
   <translation>file</translation>
  </message>
  <message>
   <source>tệp PDF</source>
   <translation>PDF file</translation>
  </message>
  <message>
   <source>tệp PDF có chữ ký số; giữ nguyên bản, chữ ký không bị đụng tới.</source>
   <translation>signed PDF; kept as it is, its signature untouched.</translation>
  </message>
  <message>
   <source>tệp PDF, không có chữ ký số; giữ nguyên bản.</source>
   <translation>PDF without a signature; kept as it is.</translation>
  </message>
  <message>
   <source>tệp khác kích thước với tệp tỉnh đang giữ</source>
   <translation>the file has another size than the province's</translation>
  </message>
  <message>
   <source>tệp trả lời</source>
   <translation>answer file</translation>
  </message>
  <message>
   <source>tệp đến nơi không nguyên vẹn</source>
   <translation>the file did not arrive whole</translation>
  </message>
  <message>
   <source>tỉnh chưa nhận {}</source>
   <translation>not taken by the province {}</translation>
  </message>
  <message>
   <source>tỉnh chưa xác nhận</source>
   <translation>not confirmed by the province</translation>
  </message>
  <message>
   <source>tỉnh giữ nội dung khác của hồ sơ này</source>
   <translation>the province holds another content of this dossier</translation>
  </message>
  <message>
   <source>tỉnh không còn hồ sơ này; quầy tự gửi lại từ đầu</source>
   <translation>the province has lost this dossier; it is sent anew by itself</translation>
  </message>
  <message>
   <source>tỉnh xác nhận {count} tin</source>
   <translation>province confirmed {count} messages</translation>
  </message>
  <message>
   <source>tỉnh đã hết số trong ngày</source>
   <translation>the province has no numbers left today</translation>
  </message>
  <message>
   <source>tỉnh đã trả lời</source>
   <translation>province answered</translation>
  </message>
  <message>
   <source>tỉnh đã xác nhận</source>
   <translation>confirmed by the province</translation>
  </message>
  <message>
   <source>tỉnh đã xác nhận hết</source>
   <translation>the province has confirmed all</translation>
  </message>
  <message>
   <source>tờ khác</source>
   <translation>other sheet</translation>
  </message>
  <message>
   <source>tờ ngăn</source>
   <translation>separator</translation>
  </message>
  <message>
   <source>từ</source>
   <translation>from</translation>
  </message>
  <message>
   <source>từ chối</source>
   <translation>refused</translation>
  </message>
  <message>
   <source>từ chối tiếp nhận</source>
   <translation>refuse to accept</translation>
  </message>
  <message>
   <source>từ hôm nay</source>
   <translation>from today</translation>
  </message>
  <message>
   <source>từ ngày</source>
   <translation>from day</translation>
  </message>
  <message>
   <source>từ {day:%d/%m/%Y}</source>
   <translation>from {day:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>tự gửi lại</source>
   <translation>goes again by itself</translation>
  </message>
  <message>
   <source>tự động</source>
   <translation>automatic</translation>
  </message>
  <message>
   <source>vd: dọn theo kế hoạch quý IV</source>
   <translation>e.g. planned purge, fourth quarter</translation>
  </message>
  <message>
   <source>viết liền, không dấu cách</source>
   <translation>in one word, without spaces</translation>
  </message>
  <message>
   <source>việc</source>
   <translation>act</translation>
  </message>
  <message>
   <source>vào mục này</source>
   <translation>go in</translation>
  </message>
  <message>
   <source>vì sao không tiếp nhận, theo quy định nào</source>
   <translation>why it is not accepted, under which rule</translation>
  </message>
  <message>
   <source>vướng mắc</source>
   <translation>problem</translation>
  </message>
  <message>
   <source>vẫn yêu cầu nộp: {REASONS_SHORT}</source>
   <translation>still asked: {REASONS_SHORT}</translation>
  </message>
  <message>
   <source>vắng mặt</source>
   <translation>not here</translation>
  </message>
  <message>
   <source>vắng mặt lúc {vietnam_time:%H:%M}</source>
   <translation>not here at {vietnam_time:%H:%M}</translation>
  </message>
  <message>
   <source>về các mục</source>
   <translation>back to the figures</translation>
  </message>
  <message>
   <source>về danh sách</source>
   <translation>back to the list</translation>
  </message>
  <message>
   <source>về danh sách giấy</source>
   <translation>back to the papers</translation>
  </message>
  <message>
   <source>về danh sách mục</source>
   <translation>back to the list</translation>
  </message>
  <message>
   <source>về máy chụp</source>
   <translation>to the camera</translation>
  </message>
  <message>
   <source>vừa khung hoặc đúng cỡ 100 %; + và - từng nấc</source>
   <translation>to fit or 100 %; + and - by steps</translation>
  </message>
  <message>
   <source>xem bản chính rồi bấm Space</source>
   <translation>look at the original, then Space</translation>
  </message>
  <message>
   <source>xem chiều?</source>
   <translation>right way up?</translation>
  </message>
  <message>
   <source>xem diễn biến</source>
   <translation>see the story</translation>
  </message>
  <message>
   <source>xem diễn biến, làm tiếp</source>
   <translation>see the story, go on</translation>
  </message>
  <message>
   <source>xem giấy tờ</source>
   <translation>look at papers</translation>
  </message>
  <message>
   <source>xem góc?</source>
   <translation>corners right?</translation>
  </message>
  <message>
   <source>xem hồ sơ</source>
   <translation>see the dossier</translation>
  </message>
  <message>
   <source>xem lý do</source>
   <translation>see the reason</translation>
  </message>
  <message>
   <source>xem nhật ký</source>
   <translation>read the audit</translation>
  </message>
  <message>
   <source>xem nhật ký tại quầy</source>
   <translation>audit read at the counter</translation>
  </message>
  <message>
   <source>xem sổ hồ sơ của đơn vị</source>
   <translation>read the unit's register</translation>
  </message>
  <message>
   <source>xem trang</source>
   <translation>see the page</translation>
  </message>
  <message>
   <source>xem ảnh như lúc nhận, và tệp PDF có chữ ký số không; O về trang</source>
   <translation>see it as it came, and whether the PDF is signed; O back to the page</translation>
  </message>
  <message>
   <source>xem ở thư mục hoặc USB khác</source>
   <translation>look in another folder or stick</translation>
  </message>
  <message>
   <source>xoay</source>
   <translation>turn</translation>
  </message>
  <message>
   <source>xoay phải một phần tư; Shift+R xoay trái</source>
   <translation>turn right by a quarter; Shift+R left</translation>
  </message>
  <message>
   <source>xoay trang</source>
   <translation>turn a page</translation>
  </message>
  <message>
   <source>xong</source>
   <translation>done</translation>
  </message>
  <message>
   <source>xuất bảng</source>
   <translation>export table</translation>
  </message>
  <message>
   <source>xuất diễn biến</source>
   <translation>export stories</translation>
  </message>
  <message>
   <source>xuất nhật ký</source>
   <translation>export the audit</translation>
  </message>
  <message>
   <source>xuất trình</source>
   <translation>show</translation>
  </message>
  <message>
   <source>xuất trình · Space khi đã xem</source>
   <translation>show · Space once seen</translation>
  </message>
  <message>
   <source>xuất tệp có ký</source>
   <translation>export signed file</translation>
  </message>
  <message>
   <source>xã, phường</source>
   <translation>commune, ward</translation>
  </message>
  <message>
   <source>xóa hồ sơ hết hạn lưu</source>
   <translation>delete dossiers past retention</translation>
  </message>
  <message>
   <source>xếp lượt sau</source>
   <translation>line up another</translation>
  </message>
  <message>
   <source>xếp trang vào hồ sơ có mã ghi trên trang, khi hồ sơ đó chờ bổ sung</source>
   <translation>file the page under the dossier whose code it bears, if that waits for papers</translation>
  </message>
  <message>
   <source>xếp trang vào hồ sơ khác</source>
   <translation>filing pages under another dossier</translation>
  </message>
  <message>
   <source>yêu cầu bổ sung</source>
   <translation>ask for a supplement</translation>
  </message>
  <message>
   <source>yêu cầu nộp</source>
   <translation>ask for it</translation>
  </message>
  <message>
   <source>{ahead} người phía trước</source>
   <translation>{ahead} people before</translation>
  </message>
  <message>
   <source>{asked} Chỉ phải nhập một lần: máy này sẽ nhớ.</source>
   <translation>{asked} Only this once: this PC will remember.</translation>
  </message>
  <message>
   <source>{asked} Mã được hỏi mỗi lần mở, cho tới khi két khóa dùng lại được.</source>
   <translation>{asked} It is asked for at each start, until the key ring works again.</translation>
  </message>
  <message>
   <source>{asked} hồ sơ trực tuyến chờ bổ sung</source>
   <translation>{asked} online dossiers waiting for more</translation>
  </message>
  <message>
   <source>{at:%H:%M %d/%m/%Y} · {who} · quầy {counter}</source>
   <translation>{at:%H:%M %d/%m/%Y} · {who} · counter {counter}</translation>
  </message>
  <message>
   <source>{at:%H:%M ngày %d/%m/%Y}</source>
   <translation>{at:%H:%M on %d/%m/%Y}</translation>
  </message>
  <message>
   <source>{call} · ai lấy số bây giờ chờ {wait_words}</source>
   <translation>{call} · whoever takes a number now waits {wait_words}</translation>
  </message>
  <message>
   <source>{code} · nhận {vietnam_time:%d/%m/%Y}</source>
   <translation>{code} · accepted {vietnam_time:%d/%m/%Y}</translation>
  </message>
  <message>
   <source>{code}: tỉnh cũng đã sửa</source>
   <translation>{code}: the province changed it too</translation>
  </message>
  <message>
   <source>{copies} bản sao</source>
   <translation>{copies} copies</translation>
  </message>
  <message>
   <source>{count_words} hồ sơ · {files} · {reason}{hurt}</source>
   <translation>{count_words} dossiers · {files} · {reason}{hurt}</translation>
  </message>
  <message>
   <source>{count_words} tệp giấy tờ</source>
   <translation>{count_words} paper files</translation>
  </message>
  <message>
   <source>{count} chuyến chưa có trả lời</source>
   <translation>{count} trips without an answer</translation>
  </message>
  <message>
   <source>{count} dữ liệu mới của người dân</source>
   <translation>{count} new data of citizens</translation>
  </message>
  <message>
   <source>{count} giấy tờ chưa làm được bản lưu trữ</source>
   <translation>{count} papers have no archive form yet</translation>
  </message>
  <message>
   <source>{count} giấy tờ chưa làm được bản lưu trữ · Alt+7</source>
   <translation>{count} papers have no archive form yet · Alt+7</translation>
  </message>
  <message>
   <source>{count} giấy tờ chờ làm bản lưu trữ</source>
   <translation>{count} papers wait for their archive form</translation>
  </message>
  <message>
   <source>{count} giờ làm việc</source>
   <translation>{count} working hours</translation>
  </message>
  <message>
   <source>{count} hồ sơ · {size_words}</source>
   <translation>{count} dossiers · {size_words}</translation>
  </message>
  <message>
   <source>{count} mục hết hạn lưu</source>
   <translation>{count} entries past retention</translation>
  </message>
  <message>
   <source>{count} mục đã hết hạn lưu</source>
   <translation>{count} entries past retention</translation>
  </message>
  <message>
   <source>{count} ngày</source>
   <translation>{count} days</translation>
  </message>
  <message>
   <source>{count} ngày làm việc</source>
   <translation>{count} working days</translation>
  </message>
  <message>
   <source>{count} tin chờ tỉnh xác nhận</source>
   <translation>{count} messages wait for the province's confirmation</translation>
  </message>
  <message>
   <source>{count} tin tỉnh không nhận: Alt+3 xem</source>
   <translation>{count} messages the province refused: see Alt+3</translation>
  </message>
  <message>
   <source>{count} tin đã gửi, tỉnh chưa đủ tệp hoặc chưa cấp mã</source>
   <translation>{count} messages sent, the province lacks files or has given no code yet</translation>
  </message>
  <message>
   <source>{count} tin, {count2} tệp, {size} · {name}</source>
   <translation>{count} messages, {count2} files, {size} · {name}</translation>
  </message>
  <message>
   <source>{count} tệp cũ hơn {days} ngày</source>
   <translation>{count} files older than {days} days</translation>
  </message>
  <message>
   <source>{count} tệp không hồ sơ nào nhắc đến</source>
   <translation>{count} files that no dossier names</translation>
  </message>
  <message>
   <source>{count} tệp, {size_words}</source>
   <translation>{count} files, {size_words}</translation>
  </message>
  <message>
   <source>{count}, hết hạn {day}</source>
   <translation>{count}, expires {day}</translation>
  </message>
  <message>
   <source>{days} ngày</source>
   <translation>{days} days</translation>
  </message>
  <message>
   <source>{dong} → {number} ({owner}). Nội dung: {reference}. Khi tiền vào tài khoản: Esc, rồi chọn Đối soát.</source>
   <translation>{dong} → {number} ({owner}). Reference: {reference}. When the money is there: Esc, then choose Reconcile.</translation>
  </message>
  <message>
   <source>{dossiers} hồ sơ tiếp nhận sau đó không có trong bản này; hồ sơ nào đã gửi thì tỉnh còn giữ.</source>
   <translation>{dossiers} dossiers accepted since are not in this backup; those that were sent the province still has.</translation>
  </message>
  <message>
   <source>{files} tệp, {size_words}</source>
   <translation>{files} files, {size_words}</translation>
  </message>
  <message>
   <source>{hash}…  nối sau {previous}…</source>
   <translation>{hash}…  after {previous}…</translation>
  </message>
  <message>
   <source>{held} · in kèm dòng đóng sổ</source>
   <translation>{held} · printed with the closing line</translation>
  </message>
  <message>
   <source>{join} hoặc {last}</source>
   <translation>{join} or {last}</translation>
  </message>
  <message>
   <source>{kept} trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào</source>
   <translation>{kept} more that have left the scanner are kept: F5 takes them in</translation>
  </message>
  <message>
   <source>{kept} trang nữa máy quét đã đưa ra đang được giữ: đừng tắt chương trình. Báo cán bộ CNTT dọn ổ đĩa rồi F5 lấy vào</source>
   <translation>{kept} more that have left the scanner are kept: do not end the program. Ask IT to free the disk, then F5 takes them in</translation>
  </message>
  <message>
   <source>{kind} số {what}{day}</source>
   <translation>{kind} no. {what}{day}</translation>
  </message>
  <message>
   <source>{label} có ở quầy {counter_name}{there}, giữ cả hai</source>
   <translation>{label} is at counter {counter_name}{there}, both kept</translation>
  </message>
  <message>
   <source>{late} quá hạn, {what} sắp đến hạn</source>
   <translation>{late} overdue, {what} nearly</translation>
  </message>
  <message>
   <source>{len} bản, đều đã được mở ra kiểm tra khi tạo. Nơi chứa: {place}</source>
   <translation>{len} backups, each opened and checked when made. Kept at: {place}</translation>
  </message>
  <message>
   <source>{len} hồ sơ đầu, còn nữa: gõ thêm</source>
   <translation>first {len} dossiers, there are more: type on</translation>
  </message>
  <message>
   <source>{len} máy trả lời, {len2} máy đã biết.</source>
   <translation>{len} answered, {len2} known.</translation>
  </message>
  <message>
   <source>{len} người đầu, còn nữa: gõ thêm chữ hoặc năm sinh</source>
   <translation>first {len} people, there are more: type on, or a birth year</translation>
  </message>
  <message>
   <source>{len} phiếu kiểm soát; Ctrl+P in bảng bàn giao</source>
   <translation>{len} control slips; Ctrl+P prints the hand-over list</translation>
  </message>
  <message>
   <source>{len} trang còn ở máy quét quầy đó</source>
   <translation>{len} more pages are still in that counter's scanner</translation>
  </message>
  <message>
   <source>{len} trang đã quét</source>
   <translation>{len} pages scanned</translation>
  </message>
  <message>
   <source>{len} đang ở quầy. {gone}.</source>
   <translation>{len} lie here. {gone}.</translation>
  </message>
  <message>
   <source>{lines} dòng, đến số {last} · quầy {counter}</source>
   <translation>{lines} lines, up to no. {last} · counter {counter}</translation>
  </message>
  <message>
   <source>{minutes:.0f} phút</source>
   <translation>{minutes:.0f} minutes</translation>
  </message>
  <message>
   <source>{minutes:.1f} phút</source>
   <translation>{minutes:.1f} minutes</translation>
  </message>
  <message>
   <source>{minutes} phút</source>
   <translation>{minutes} minutes</translation>
  </message>
  <message>
   <source>{name} (tôi)</source>
   <translation>{name} (me)</translation>
  </message>
  <message>
   <source>{name}: hồ sơ này chưa cần; Space nếu cần.</source>
   <translation>{name}: not needed yet; Space if it is.</translation>
  </message>
  <message>
   <source>{name}: không đang giữ, cứ F5 quét; không cần lý do.</source>
   <translation>{name}: not held, F5 scans it; no reason needed.</translation>
  </message>
  <message>
   <source>{name}: tỉnh không giữ; {next_key}.</source>
   <translation>{name}: the province does not hold it; {next_key}.</translation>
  </message>
  <message>
   <source>{name}: tỉnh đang giữ; Space dùng lại.</source>
   <translation>{name}: the province holds it; Space uses it.</translation>
  </message>
  <message>
   <source>{name}: {size} điểm, {dpi} dpi, {seconds} giây.</source>
   <translation>{name}: {size} pixels, {dpi} dpi, {seconds} s.</translation>
  </message>
  <message>
   <source>{name}: {size} điểm, {dpi} dpi, {seconds} giây. Trang chưa đạt: mờ, tối hoặc lệch.</source>
   <translation>{name}: {size} pixels, {dpi} dpi, {seconds} s. The page is not good enough: blurred, dark or skewed.</translation>
  </message>
  <message>
   <source>{now} (Esc dừng)</source>
   <translation>{now} (Esc stops)</translation>
  </message>
  <message>
   <source>{now} (Esc để lại)</source>
   <translation>{now} (Esc leaves them)</translation>
  </message>
  <message>
   <source>{now} · {waiting} lượt chờ (Esc bỏ lượt chờ)</source>
   <translation>{now} · {waiting} stacks wait (Esc drops them)</translation>
  </message>
  <message>
   <source>{number} để riêng</source>
   <translation>{number} aside</translation>
  </message>
  <message>
   <source>{originals} bản chính</source>
   <translation>{originals} originals</translation>
  </message>
  <message>
   <source>{owner}
{number}
Nội dung: {reference}</source>
   <translation>{owner}
{number}
Reference: {reference}</translation>
  </message>
  <message>
   <source>{owner} ({applicant} nộp)</source>
   <translation>{owner} (handed in by {applicant})</translation>
  </message>
  <message>
   <source>{paper} này của người khác. Quét lại lần nữa để đổi người nộp; hoặc F3 mở hồ sơ mới cho thẻ này.</source>
   <translation>{paper} belongs to someone else. Scan it again to change the applicant; or F3 opens a new dossier for this card.</translation>
  </message>
  <message>
   <source>{place} · chứng thư khác lần đầu; chỉ nhận nếu máy đã thay, đặt lại</source>
   <translation>{place} · another certificate than at first; accept only if it was replaced or reset</translation>
  </message>
  <message>
   <source>{place} · trả lời</source>
   <translation>{place} · answers</translation>
  </message>
  <message>
   <source>{printer}: đã gửi: nhìn giấy ra.</source>
   <translation>{printer}: sent: look for the paper.</translation>
  </message>
  <message>
   <source>{printer}: đã in xong.</source>
   <translation>{printer}: printed.</translation>
  </message>
  <message>
   <source>{problem} Kiểm tra nơi chứa bản sao lưu, rồi chọn mục Sao lưu và sao lưu ngay.</source>
   <translation>{problem} Check where backups are kept, then choose Backups and make one now.</translation>
  </message>
  <message>
   <source>{proof} Chưa áp dụng; xem từng dòng bên dưới.</source>
   <translation>{proof} Not in force yet; see each line below.</translation>
  </message>
  <message>
   <source>{refused} lần từ chối tiếp nhận</source>
   <translation>{refused} refusals before reception</translation>
  </message>
  <message>
   <source>{result} · CHƯA THU {dong}</source>
   <translation>{result} · NOT PAID {dong}</translation>
  </message>
  <message>
   <source>{result} · đăng ký nhận qua bưu chính</source>
   <translation>{result} · to be sent by post</translation>
  </message>
  <message>
   <source>{result} · đăng ký nhận tại {desk}</source>
   <translation>{result} · to be collected at {desk}</translation>
  </message>
  <message>
   <source>{said}. Hướng dẫn: {guidance}</source>
   <translation>{said}. Advice: {guidance}</translation>
  </message>
  <message>
   <source>{set_aside} cần xem Alt+9</source>
   <translation>{set_aside} to look at: Alt+9</translation>
  </message>
  <message>
   <source>{set_aside} hồ sơ</source>
   <translation>{set_aside} dossiers</translation>
  </message>
  <message>
   <source>{since}{size} tệp{gone}. Ghi lại cũng không trùng.</source>
   <translation>{since}{size} of files{gone}. Writing them again doubles nothing.</translation>
  </message>
  <message>
   <source>{size_words}, cũ nhất từ {oldest:%d/%m/%Y}; {old}.</source>
   <translation>{size_words}, oldest of {oldest:%d/%m/%Y}; {old}.</translation>
  </message>
  <message>
   <source>{size_words}/giây</source>
   <translation>{size_words}/s</translation>
  </message>
  <message>
   <source>{stopped}: {count} trang. {lost}</source>
   <translation>{stopped}: {count} pages. {lost}</translation>
  </message>
  <message>
   <source>{taken:.1f} giây</source>
   <translation>{taken:.1f} s</translation>
  </message>
  <message>
   <source>{taker}: người khác</source>
   <translation>{taker}: somebody else</translation>
  </message>
  <message>
   <source>{times} Lưu sẽ chậm; báo cán bộ CNTT kiểm tra ổ đĩa.</source>
   <translation>{times} Saving will be slow; tell IT to check the disk.</translation>
  </message>
  <message>
   <source>{title} – F5 đang dùng</source>
   <translation>{title} – F5 uses it</translation>
  </message>
  <message>
   <source>{todo} Hồ sơ chờ ở quầy cho tới khi thay.</source>
   <translation>{todo} Dossiers wait at the counter until it is replaced.</translation>
  </message>
  <message>
   <source>{unread} trang không đọc được đang được giữ: Ctrl+F5 đọc lại hoặc bỏ, rồi quét lại tờ đó</source>
   <translation>{unread} that could not be read are kept: Ctrl+F5 reads them again or drops them, then scan that sheet again</translation>
  </message>
  <message>
   <source>{vietnam_time:%H:%M ngày %d/%m/%Y}</source>
   <translation>{vietnam_time:%H:%M on %d/%m/%Y}</translation>
  </message>
  <message>
   <source>{vietnam_time:%H:%M:%S ngày %d/%m/%Y}</source>
   <translation>{vietnam_time:%H:%M:%S on %d/%m/%Y}</translation>
  </message>
  <message>
   <source>{vietnamese} Gọi cả bằng tiếng Khmer, từ đoạn ghi âm của đơn vị.</source>
   <translation>{vietnamese} In Khmer as well, from the unit's recordings.</translation>
  </message>
  <message>
   <source>{vietnamese} Tiếng Khmer: chưa đọc được, chỉ hiện chữ trên bảng, máy lấy số, phiếu và màn hình người dân; chữ Khmer chưa được người bản ngữ duyệt.</source>
   <translation>{vietnamese} Khmer cannot be spoken yet: it is shown on the board, the ticket machine, tickets and the citizen's screen; no native speaker has checked it.</translation>
  </message>
  <message>
   <source>{waiting} chờ gửi{old}</source>
   <translation>{waiting} to send{old}</translation>
  </message>
  <message>
   <source>{waiting} hồ sơ chờ gửi</source>
   <translation>{waiting} dossiers wait to be sent</translation>
  </message>
  <message>
   <source>{waiting} lượt quét còn chờ: F5 quét tiếp (Esc bỏ)</source>
   <translation>{waiting} stacks still wait: F5 scans on (Esc drops them)</translation>
  </message>
  <message>
   <source>{what} Tự gửi {again}; Enter gửi ngay.</source>
   <translation>{what} Goes {again}; Enter sends now.</translation>
  </message>
  <message>
   <source>{what} giờ {what2:02d} phút</source>
   <translation>{what} h {what2:02d} min</translation>
  </message>
  <message>
   <source>{what} giờ {what2} phút</source>
   <translation>{what} h {what2}</translation>
  </message>
  <message>
   <source>{what} số {line}</source>
   <translation>{what} no. {line}</translation>
  </message>
  <message>
   <source>{what} {count} giấy tờ đang chờ.</source>
   <translation>{what} {count} papers wait.</translation>
  </message>
  <message>
   <source>{what} {count} trang đã vào hồ sơ</source>
   <translation>{what} {count} pages are in the dossier</translation>
  </message>
  <message>
   <source>{what} {why} F11 mở {name}; hoặc F5 quét, Ctrl+O tệp.</source>
   <translation>{what} {why} F11 opens {name}; or F5 scans, Ctrl+O a file.</translation>
  </message>
  <message>
   <source>{when} · {clerk_name} · quầy {counter}</source>
   <translation>{when} · {clerk_name} · counter {counter}</translation>
  </message>
  <message>
   <source>{when} · {name} · nộp {vietnam_time:%H:%M %d/%m} · {code}</source>
   <translation>{when} · {name} · submitted {vietnam_time:%H:%M %d/%m} · {code}</translation>
  </message>
  <message>
   <source>{when} đến {when2}, {times} lần</source>
   <translation>{when} to {when2}, {times} times</translation>
  </message>
  <message>
   <source>{whose}, {name}. Quầy và tỉnh cùng sửa; chưa bên nào bị ghi đè.</source>
   <translation>{whose}, {name}. Counter and province both changed it; neither was overwritten.</translation>
  </message>
  <message>
   <source>{who} · ở quầy khác</source>
   <translation>{who} · at another counter</translation>
  </message>
  <message>
   <source>{why} Lãnh đạo bộ phận hoặc cán bộ CNTT cho làm lại được.</source>
   <translation>{why} A supervisor or IT can have them made again.</translation>
  </message>
  <message>
   <source>{words}
Kho đang có được giữ lại, không xóa. Gõ {agreed} rồi Enter để thay.</source>
   <translation>{words}
The present store is kept, not deleted. Type {agreed}, then Enter, to replace it.</translation>
  </message>
  <message>
   <source>{words}
Đóng cửa sổ này rồi mở lại chương trình.</source>
   <translation>{words}
Close this window and open the program again.</translation>
  </message>
  <message>
   <source>{words}: còn {left} ngày</source>
   <translation>{words}: {left} days left</translation>
  </message>
  <message>
   <source>{words}: hôm nay</source>
   <translation>{words}: today</translation>
  </message>
  <message>
   <source>{words}: đã quá hạn</source>
   <translation>{words}: overdue</translation>
  </message>
  <message>
   <source>{} chờ</source>
   <translation>{} waiting</translation>
  </message>
  <message>
   <source>{} lượt</source>
   <translation>{} services</translation>
  </message>
  <message>
   <source>ÁP DỤNG TỪ NGÀY (VD 01/12/2026)</source>
   <translation>IN FORCE FROM (E.G. 01/12/2026)</translation>
  </message>
  <message>
   <source>Áp dụng từ ngày được gõ khi duyệt.</source>
   <translation>In force from the day typed at approval.</translation>
  </message>
  <message>
   <source>Ô</source>
   <translation>Field</translation>
  </message>
  <message>
   <source>ít nhất 8 ký tự</source>
   <translation>at least 8 characters</translation>
  </message>
  <message>
   <source>ô tiếp</source>
   <translation>next field</translation>
  </message>
  <message>
   <source>ô tiếp theo</source>
   <translation>next field</translation>
  </message>
  <message>
   <source>ô tiếp theo; ô cuối: lưu, đi tiếp</source>
   <translation>next field; last one: keep, go on</translation>
  </message>
  <message>
   <source>ô tiếp, dòng tiếp</source>
   <translation>next field, next line</translation>
  </message>
  <message>
   <source>ông, bà, người thân thích</source>
   <translation>grandparent, relative</translation>
  </message>
  <message>
   <source>ĐANG CHỜ</source>
   <translation>WAITING</translation>
  </message>
  <message>
   <source>ĐANG LÀM DỞ</source>
   <translation>IN PROGRESS</translation>
  </message>
  <message>
   <source>ĐANG LƯU…</source>
   <translation>SAVING…</translation>
  </message>
  <message>
   <source>ĐIỆN THOẠI</source>
   <translation>PHONE</translation>
  </message>
  <message>
   <source>Đang cho làm lại bản lưu trữ</source>
   <translation>Having archive forms made again</translation>
  </message>
  <message>
   <source>Đang cắt trang…</source>
   <translation>Cutting…</translation>
  </message>
  <message>
   <source>Đang cứu từng trang còn nguyên; kho bị hỏng không bị ghi gì vào.</source>
   <translation>Rescuing each whole page; nothing is written into the damaged store.</translation>
  </message>
  <message>
   <source>Đang dọn dữ liệu hết hạn lưu</source>
   <translation>Purging data past retention</translation>
  </message>
  <message>
   <source>Đang dọn kho tệp</source>
   <translation>Clearing the vault</translation>
  </message>
  <message>
   <source>Đang dừng quét…</source>
   <translation>Stopping the scan…</translation>
  </message>
  <message>
   <source>Đang ghi USB</source>
   <translation>Writing the stick</translation>
  </message>
  <message>
   <source>Đang ghi chủ hồ sơ: Enter cho xong, hoặc Esc để như cũ.</source>
   <translation>The owner is being noted: Enter to finish, or Esc to leave it as it was.</translation>
  </message>
  <message>
   <source>Đang ghép trang…</source>
   <translation>Joining…</translation>
  </message>
  <message>
   <source>Đang gọi các quầy hỗ trợ…</source>
   <translation>Calling the other counters for help…</translation>
  </message>
  <message>
   <source>Đang gửi hồ sơ chờ về tỉnh.</source>
   <translation>Sending what waits for the province.</translation>
  </message>
  <message>
   <source>Đang gửi {} hồ sơ; không cần chờ.</source>
   <translation>Sending {} dossiers; no need to wait.</translation>
  </message>
  <message>
   <source>Đang hỏi tỉnh giấy tờ đã có…</source>
   <translation>Asking the province what is held…</translation>
  </message>
  <message>
   <source>Đang hỏi tỉnh; có trả lời thì chọn được ngay.</source>
   <translation>Asking the province; choose as soon as it answers.</translation>
  </message>
  <message>
   <source>Đang in lại {label} (ghi “bản in lại”)…</source>
   <translation>Printing {label} again (marked as a reprint)…</translation>
  </message>
  <message>
   <source>Đang in {label}…</source>
   <translation>Printing {label}…</translation>
  </message>
  <message>
   <source>Đang khôi phục kho dữ liệu…</source>
   <translation>Restoring the store…</translation>
  </message>
  <message>
   <source>Đang khôi phục và kiểm tra từng tệp. Đừng tắt máy.</source>
   <translation>Restoring and checking each file. Do not switch the PC off.</translation>
  </message>
  <message>
   <source>Đang làm lại bản lưu trữ của {} giấy tờ.</source>
   <translation>Making the archive forms of {} papers again.</translation>
  </message>
  <message>
   <source>Đang lưu trang chụp; xong ngay thôi, rồi nhấn F12 lần nữa.</source>
   <translation>Keeping the page; press F12 again in a moment.</translation>
  </message>
  <message>
   <source>Đang lưu trang chụp; xong ngay thôi, rồi nhấn lại số.</source>
   <translation>Keeping the page; press the digit again in a moment.</translation>
  </message>
  <message>
   <source>Đang lưu trang chụp…</source>
   <translation>Keeping the page…</translation>
  </message>
  <message>
   <source>Đang lấy trang từ thư mục… (Esc dừng)</source>
   <translation>Taking pages from the folder… (Esc stops)</translation>
  </message>
  <message>
   <source>Đang lấy trang từ tệp… (Esc dừng)</source>
   <translation>Taking pages from a file… (Esc stops)</translation>
  </message>
  <message>
   <source>Đang mở bàn tập huấn trong cửa sổ khác, mang dải vàng TẬP HUẤN.</source>
   <translation>Training opens in another window, with a yellow band.</translation>
  </message>
  <message>
   <source>Đang mở bản gốc…</source>
   <translation>Opening the original…</translation>
  </message>
  <message>
   <source>Đang mở kho hồ sơ…</source>
   <translation>Opening the dossier store…</translation>
  </message>
  <message>
   <source>Đang mở kho…</source>
   <translation>Opening the store…</translation>
  </message>
  <message>
   <source>Đang mở máy chụp…</source>
   <translation>Opening the camera…</translation>
  </message>
  <message>
   <source>Đang mở trang…</source>
   <translation>Opening the page…</translation>
  </message>
  <message>
   <source>Đang mở ảnh gốc…</source>
   <translation>Opening the original…</translation>
  </message>
  <message>
   <source>Đang nhập trả lời của tỉnh</source>
   <translation>Reading the province's answer</translation>
  </message>
  <message>
   <source>Đang quét thử một trang… (Esc dừng)</source>
   <translation>Scanning a trial page… (Esc stops)</translation>
  </message>
  <message>
   <source>Đang quét tập của hồ sơ trước… {count} trang</source>
   <translation>Scanning the stack of the dossier before… {count} pages</translation>
  </message>
  <message>
   <source>Đang quét…</source>
   <translation>Scanning…</translation>
  </message>
  <message>
   <source>Đang quét… {count} trang</source>
   <translation>Scanning… {count} pages</translation>
  </message>
  <message>
   <source>Đang sao lưu và kiểm tra</source>
   <translation>Backing up and checking</translation>
  </message>
  <message>
   <source>Đang soát kho tệp</source>
   <translation>Checking the vault</translation>
  </message>
  <message>
   <source>Đang soát nhật ký từ dòng đầu</source>
   <translation>Checking the audit from its first line</translation>
  </message>
  <message>
   <source>Đang sửa trang; xong ngay thôi, rồi nhấn F12 lần nữa.</source>
   <translation>Working on pages; press F12 again in a moment.</translation>
  </message>
  <message>
   <source>Đang thử đường truyền</source>
   <translation>Trying the line</translation>
  </message>
  <message>
   <source>Đang tiếp {label}{called}</source>
   <translation>Now {label}{called}</translation>
  </message>
  <message>
   <source>Đang tách trang…</source>
   <translation>Splitting…</translation>
  </message>
  <message>
   <source>Đang tìm bản sao lưu mới nhất mở được.</source>
   <translation>Looking for the newest backup that opens.</translation>
  </message>
  <message>
   <source>Đang tìm máy quét</source>
   <translation>Looking for scanners</translation>
  </message>
  <message>
   <source>Đang tải hồ sơ trực tuyến…</source>
   <translation>Loading online dossiers…</translation>
  </message>
  <message>
   <source>Đang {words}…</source>
   <translation>Now: {words}…</translation>
  </message>
  <message>
   <source>Đang đo tốc độ ghi</source>
   <translation>Measuring the disk's speed</translation>
  </message>
  <message>
   <source>Đang đo.</source>
   <translation>Measuring.</translation>
  </message>
  <message>
   <source>Đang đọc lại toàn bộ kho dữ liệu</source>
   <translation>Reading the whole store again</translation>
  </message>
  <message>
   <source>Đang đọc ảnh thẻ… (Esc thôi đọc)</source>
   <translation>Reading the picture of the card… (Esc stops)</translation>
  </message>
  <message>
   <source>Đang ở quầy, chờ chuyển: Enter xem</source>
   <translation>Here, to be handed over: Enter shows</translation>
  </message>
  <message>
   <source>Đi cùng chương trình, hoặc do tỉnh gửi qua mạng.</source>
   <translation>Came with the program, or from the province by the line.</translation>
  </message>
  <message>
   <source>Điền ô đang sáng rồi F12.</source>
   <translation>Fill the marked field, then F12.</translation>
  </message>
  <message>
   <source>Điện thoại</source>
   <translation>Phone</translation>
  </message>
  <message>
   <source>ĐÃ CHUYỂN ĐI</source>
   <translation>SENT ON</translation>
  </message>
  <message>
   <source>ĐÃ NHẬP TAY</source>
   <translation>ENTERED BY HAND</translation>
  </message>
  <message>
   <source>ĐÃ NHẬP TAY Ở TỈNH: LÝ DO</source>
   <translation>ENTERED AT THE PROVINCE BY HAND: REASON</translation>
  </message>
  <message>
   <source>ĐÃ QUÉT</source>
   <translation>SCANNED</translation>
  </message>
  <message>
   <source>ĐÃ THU TIỀN MẶT</source>
   <translation>CASH TAKEN</translation>
  </message>
  <message>
   <source>ĐÃ TIẾP NHẬN</source>
   <translation>ACCEPTED</translation>
  </message>
  <message>
   <source>ĐÃ TRẢ KẾT QUẢ</source>
   <translation>RESULT GIVEN</translation>
  </message>
  <message>
   <source>ĐÃ TỪ CHỐI TIẾP NHẬN</source>
   <translation>REFUSED BEFORE RECEPTION</translation>
  </message>
  <message>
   <source>ĐÃ XUẤT TRÌNH</source>
   <translation>SHOWN</translation>
  </message>
  <message>
   <source>ĐÃ ĐỐI SOÁT</source>
   <translation>RECONCILED</translation>
  </message>
  <message>
   <source>Đánh dấu giờ của một số là không đúng, hoặc bỏ dấu</source>
   <translation>Mark a number's times as wrong, or take the mark off</translation>
  </message>
  <message>
   <source>Đây là hộ chiếu Việt Nam.</source>
   <translation>This is a Vietnamese passport.</translation>
  </message>
  <message>
   <source>Đây là lỗi của chương trình, không phải của bạn.</source>
   <translation>It is the program's fault, not yours.</translation>
  </message>
  <message>
   <source>Đây là lỗi của chương trình; những gì đã lưu vẫn còn.</source>
   <translation>It is the program's fault; what was saved is there.</translation>
  </message>
  <message>
   <source>Đây là mã của thẻ bảo hiểm y tế.</source>
   <translation>This is a health-insurance card's code.</translation>
  </message>
  <message>
   <source>Đây là mã trên màn hình VNeID, không đọc được ở quầy.</source>
   <translation>This is the code on a VNeID screen; it cannot be read at the counter.</translation>
  </message>
  <message>
   <source>Đây là số định danh của một người.</source>
   <translation>This is a person's identification number.</translation>
  </message>
  <message>
   <source>Đã bỏ số, ngày và nơi cấp vừa lấy.</source>
   <translation>Number, day and issuer are dropped.</translation>
  </message>
  <message>
   <source>Đã bỏ trang {numbers}. Ctrl+Z lấy lại.</source>
   <translation>Page {numbers} dropped. Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>Đã bỏ {count} trang không đọc được. Quét lại tờ đó: F5, hoặc Ctrl+Shift+F5 ở mặt kính.</source>
   <translation>{count} unreadable pages were dropped. Scan that sheet again: F5, or Ctrl+Shift+F5 on the glass.</translation>
  </message>
  <message>
   <source>Đã bỏ {dropped} lượt quét chưa bắt đầu của hồ sơ trước.</source>
   <translation>{dropped} stacks of the dossier before were dropped before they began.</translation>
  </message>
  <message>
   <source>Đã chuyển {len} hồ sơ, đang in phiếu kiểm soát.</source>
   <translation>{len} dossiers handed over, printing control slips.</translation>
  </message>
  <message>
   <source>Đã chuyển {} sang {}.</source>
   <translation>{} was sent to {}.</translation>
  </message>
  <message>
   <source>Đã chép hoặc in xong? Gõ lại từ thứ {places} và từ thứ {places2}, cách nhau một dấu cách:</source>
   <translation>Copied or printed? Type back word {places} and word {places2}, with a space between:</translation>
  </message>
  <message>
   <source>Đã chọn đủ. F12 gửi kết quả này lên tỉnh.</source>
   <translation>All chosen. F12 sends this to the province.</translation>
  </message>
  <message>
   <source>Đã chụp tờ này. Đổi tờ khác, hoặc Enter chụp lại.</source>
   <translation>This sheet is taken. Next one, or Enter takes it again.</translation>
  </message>
  <message>
   <source>Đã chụp. Đổi tờ khác.</source>
   <translation>Taken. Next sheet.</translation>
  </message>
  <message>
   <source>Đã chụp: {len} trang.</source>
   <translation>Taken: {len} pages.</translation>
  </message>
  <message>
   <source>Đã cất hồ sơ đang làm dở. Ctrl+Z lấy lại.</source>
   <translation>The dossier in progress was put away. Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>Đã cắt lại theo bốn góc. Ctrl+Z lấy lại.</source>
   <translation>Cut by the four corners. Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>Đã duyệt danh mục {version}; thủ tục và quy tắc áp dụng {since}. Hồ sơ đã nhận giữ bản cũ.</source>
   <translation>Catalogue {version} approved; procedures and rules in force {since}. Accepted dossiers keep theirs.</translation>
  </message>
  <message>
   <source>Đã dùng lại danh mục trước đó. Hồ sơ đã nhận không bị ảnh hưởng.</source>
   <translation>The catalogue before is in force again. Accepted dossiers are not touched.</translation>
  </message>
  <message>
   <source>Đã dùng mã khôi phục mới; mã cũ hết giá trị. Hủy tờ cũ.</source>
   <translation>The new recovery code is in use; the old one is void. Destroy the old sheet.</translation>
  </message>
  <message>
   <source>Đã dùng tệp trả lời: đơn vị, quầy, tỉnh đã xong.</source>
   <translation>Answer file taken: unit, counter, province are done.</translation>
  </message>
  <message>
   <source>Đã dọn {count} mục, xóa {count2} tệp.{kept}</source>
   <translation>{count} entries purged, {count2} files deleted.{kept}</translation>
  </message>
  <message>
   <source>Đã dừng lấy tệp.</source>
   <translation>Taking files was stopped.</translation>
  </message>
  <message>
   <source>Đã dừng quét</source>
   <translation>Scan stopped</translation>
  </message>
  <message>
   <source>Đã dừng quét.</source>
   <translation>Scan stopped.</translation>
  </message>
  <message>
   <source>Đã dừng.</source>
   <translation>Stopped.</translation>
  </message>
  <message>
   <source>Đã dừng: còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ.</source>
   <translation>Stopped: {kept} pages that have left the scanner are not in the dossier yet.</translation>
  </message>
  <message>
   <source>Đã ghi bản sửa; gửi tỉnh khi có đường truyền.</source>
   <translation>Correction noted; it goes to the province when there is a line.</translation>
  </message>
  <message>
   <source>Đã ghi nhận: máy cũ không còn dùng. Lần kết nối tới, tỉnh cấp số cho máy này.</source>
   <translation>Noted: the old PC is out of service. At the next connection the province gives numbers to this PC.</translation>
  </message>
  <message>
   <source>Đã ghi vắng mặt. F2 gọi số tiếp theo.</source>
   <translation>Marked as not here. F2 calls the next number.</translation>
  </message>
  <message>
   <source>Đã ghi {count} tin, {size}: {name}. Rút USB an toàn rồi mang đi.{left}</source>
   <translation>{count} messages written, {size}: {name}. Eject the stick safely and take it along.{left}</translation>
  </message>
  <message>
   <source>Đã ghi: nhập tay ở tỉnh. Hồ sơ không gửi việc này nữa, nhật ký giữ lý do.</source>
   <translation>Noted: entered at the province by hand. This is sent no more; the audit keeps the reason.</translation>
  </message>
  <message>
   <source>Đã ghi: trả kết quả ngay tại quầy.</source>
   <translation>Noted: result given at the counter.</translation>
  </message>
  <message>
   <source>Đã ghi: từ chối tiếp nhận. Ctrl+P in lại phiếu.</source>
   <translation>Recorded: refused to accept. Ctrl+P reprints the slip.</translation>
  </message>
  <message>
   <source>Đã ghi: {join}. D: bỏ.</source>
   <translation>Kept: {join}. D: drop.</translation>
  </message>
  <message>
   <source>Đã ghi: {lower}.</source>
   <translation>Noted: {lower}.</translation>
  </message>
  <message>
   <source>Đã giao cho cán bộ CNTT; hồ sơ vẫn tự gửi lại.</source>
   <translation>Given to IT; it still goes on by itself.</translation>
  </message>
  <message>
   <source>Đã giao cho {name}: đăng nhập ở quầy nào cũng thấy tại Alt+3, Enter để nhận.</source>
   <translation>Given to {name}: at whichever counter they log in, it stands on Alt+3; Enter takes it up.</translation>
  </message>
  <message>
   <source>Đã giao hồ sơ cho {name}; việc giao được ghi vào nhật ký.</source>
   <translation>The dossier was given to {name}; the audit keeps it.</translation>
  </message>
  <message>
   <source>Đã gác {label}: giữ chỗ, hồ sơ giữ nguyên. Alt+2, Tab rồi Enter gọi lại.</source>
   <translation>{label} is parked: place and dossier are kept. Alt+2, Tab, Enter calls it again.</translation>
  </message>
  <message>
   <source>Đã gõ {len} trong {LENGTH} từ.</source>
   <translation>{len} of {LENGTH} words typed.</translation>
  </message>
  <message>
   <source>Đã gắn quầy với tỉnh; mật khẩu của quầy nằm trong két khóa.</source>
   <translation>The counter is joined to the province; its secret lies in the key ring.</translation>
  </message>
  <message>
   <source>Đã gửi kết quả đã chọn; diễn biến và nhật ký giữ cả ba bản.</source>
   <translation>What was chosen is sent; story and audit keep all three versions.</translation>
  </message>
  <message>
   <source>Đã gửi tờ mã khôi phục tới máy in. Lấy giấy rồi gõ lại hai từ.</source>
   <translation>The sheet was sent to the printer. Take the paper and type the two words.</translation>
  </message>
  <message>
   <source>Đã gửi tờ mã tới máy in. Lấy giấy rồi gõ lại hai từ.</source>
   <translation>The sheet was sent to the printer. Take the paper and type the two words.</translation>
  </message>
  <message>
   <source>Đã hết giờ chờ. Gõ lại rồi Enter.</source>
   <translation>The wait is over. Type again and Enter.</translation>
  </message>
  <message>
   <source>Đã hết số lượt tra cứu cho phép trong một giờ.</source>
   <translation>All look-ups allowed in one hour have been used.</translation>
  </message>
  <message>
   <source>Đã hết số lượt tra cứu tỉnh cho phép trong một giờ.</source>
   <translation>All look-ups the province allows in one hour have been used.</translation>
  </message>
  <message>
   <source>Đã in {label}.</source>
   <translation>{label} is printed.</translation>
  </message>
  <message>
   <source>Đã kết nối với tỉnh</source>
   <translation>Connected to the province</translation>
  </message>
  <message>
   <source>Đã làm lại: {ACTS}.</source>
   <translation>Done again: {ACTS}.</translation>
  </message>
  <message>
   <source>Đã lâu chưa sao lưu (lần cuối {when}).</source>
   <translation>No backup for long (last {when}).</translation>
  </message>
  <message>
   <source>Đã lưu kết quả. Khi người dân đến: Alt+4, quét mã trên giấy tiếp nhận và thẻ.</source>
   <translation>Result saved. When the citizen comes: Alt+4, scan the receipt's code and the card.</translation>
  </message>
  <message>
   <source>Đã lưu.</source>
   <translation>Saved.</translation>
  </message>
  <message>
   <source>Đã lấy lại hồ sơ, nguyên như cũ.</source>
   <translation>The dossier is back as it was.</translation>
  </message>
  <message>
   <source>Đã lấy lại như trước khi {ACTS}. Ctrl+Y làm lại.</source>
   <translation>As it was before: {ACTS}. Ctrl+Y does it again.</translation>
  </message>
  <message>
   <source>Đã lấy những gì đọc được. D lần nữa để bỏ.</source>
   <translation>What was read is kept. D again drops it.</translation>
  </message>
  <message>
   <source>Đã lấy từ thư mục: {count} trang.</source>
   <translation>From the folder: {count} pages.</translation>
  </message>
  <message>
   <source>Đã lấy vào hồ sơ trước {count} trang mà máy quét đã đưa ra cho hồ sơ đó.</source>
   <translation>{count} pages that the scanner had given for the dossier before are in it now.</translation>
  </message>
  <message>
   <source>Đã lấy vào hồ sơ {count} trang mà máy quét đã đưa ra trước khi chương trình bị tắt.</source>
   <translation>{count} pages that had left the scanner before the program was ended are in the dossier now.</translation>
  </message>
  <message>
   <source>Đã mở từng tệp, tất cả nguyên vẹn.</source>
   <translation>Each file was opened, all are whole.</translation>
  </message>
  <message>
   <source>Đã nhận giấy tờ bổ sung. Ctrl+P in lại giấy tiếp nhận nếu người dân cần.</source>
   <translation>Supplement received. Ctrl+P prints the receipt again if the citizen needs it.</translation>
  </message>
  <message>
   <source>Đã nhập tay trên hệ thống của tỉnh, không gửi nữa</source>
   <translation>Entered in the province's own system by hand, sent no more</translation>
  </message>
  <message>
   <source>Đã nhập: {join}.</source>
   <translation>Read: {join}.</translation>
  </message>
  <message>
   <source>Đã phát số {label}: {before}{expected}.</source>
   <translation>Number {label} issued: {before}{expected}.</translation>
  </message>
  <message>
   <source>Đã quá hạn gửi văn bản xin lỗi.</source>
   <translation>It is too late for an apology.</translation>
  </message>
  <message>
   <source>Đã quét</source>
   <translation>Scanned</translation>
  </message>
  <message>
   <source>Đã quét mặt trước của {to_turn} tờ. {turn}</source>
   <translation>The fronts of {to_turn} sheets are scanned. {turn}</translation>
  </message>
  <message>
   <source>Đã sao lưu và kiểm tra: {count_words} hồ sơ, {count_words2} tệp giấy tờ.</source>
   <translation>Backed up and checked: {count_words} dossiers, {count_words2} paper files.</translation>
  </message>
  <message>
   <source>Đã thôi đọc ảnh thẻ. Quét thẻ, gõ 12 số, hoặc Ctrl+O chọn ảnh ở máy này.</source>
   <translation>The picture of the card is no longer waited for. Scan the card, type its 12 digits, or Ctrl+O for a picture on this PC.</translation>
  </message>
  <message>
   <source>Đã thấy máy chụp {name}: F11 mở.</source>
   <translation>Camera {name} is here: F11 opens it.</translation>
  </message>
  <message>
   <source>Đã trả kết quả của {name}. Quét mã tiếp theo, hoặc F2 gọi số.</source>
   <translation>The result of {name} was handed over. Scan the next code, or F2 calls.</translation>
  </message>
  <message>
   <source>Đã trả lời: từ chối, số {slip}. Ctrl+P in phiếu.</source>
   <translation>Answered: refused, no. {slip}. Ctrl+P prints the slip.</translation>
  </message>
  <message>
   <source>Đã trả lời; tỉnh báo cho người nộp. Alt+3 hồ sơ trực tuyến khác.</source>
   <translation>Answered; the province tells the applicant. Alt+3 other online dossiers.</translation>
  </message>
  <message>
   <source>Đã tách thành các trang riêng. Ctrl+Z lấy lại.</source>
   <translation>Split into pages. Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>Đã tạm dừng cập nhật.</source>
   <translation>The update is paused.</translation>
  </message>
  <message>
   <source>Đã tạo tài khoản đầu tiên.</source>
   <translation>The first account is made.</translation>
  </message>
  <message>
   <source>Đã tắt màn hình người dân.</source>
   <translation>The citizen's screen is off.</translation>
  </message>
  <message>
   <source>Đã từ chối tiếp nhận: Enter xem lý do</source>
   <translation>Refused before reception: Enter shows the reason</translation>
  </message>
  <message>
   <source>Đã xuất %s dòng vào %s, chữ ký ở tệp .sig bên cạnh.</source>
   <translation>%s lines exported to %s; signature in the .sig file beside it.</translation>
  </message>
  <message>
   <source>Đã xuất bảng vào {}: số và giờ, không tên ai.</source>
   <translation>Table exported to {}: numbers and times, nobody's name.</translation>
  </message>
  <message>
   <source>Đã xuất {} hồ sơ vào {}: gửi được cho CNTT, không có dữ liệu cá nhân.</source>
   <translation>{} dossiers exported to {}: may go to IT, no personal data in it.</translation>
  </message>
  <message>
   <source>Đã xếp trang {numbers} vào {into}: {under}. Ctrl+Z lấy lại. Alt+3 mở tiếp hồ sơ đó, F12 để nhận.</source>
   <translation>Page {numbers} filed under {into}: {under}. Ctrl+Z takes it back. Alt+3 goes on with that dossier, F12 takes it in.</translation>
  </message>
  <message>
   <source>Đã yêu cầu bổ sung {at:%H:%M %d/%m/%Y}: {reason}. Người nộp gửi lại thì hồ sơ trở lại đầu danh sách.</source>
   <translation>More was asked for, {at:%H:%M %d/%m/%Y}: {reason}. Once the applicant sends it again, the dossier is back at the head of the list.</translation>
  </message>
  <message>
   <source>Đã {ACTS}: trang {one} và {other}. Ctrl+Z lấy lại.</source>
   <translation>Done: {ACTS}, page {one} and {other}. Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>Đã đọc dòng thứ nhất của hộ chiếu; chờ dòng thứ hai.</source>
   <translation>First line of the passport read; waiting for the second line.</translation>
  </message>
  <message>
   <source>Đã đọc lại toàn bộ lúc {when}.</source>
   <translation>Read completely {when}.</translation>
  </message>
  <message>
   <source>Đã đọc thẻ, chưa gọi ai. F2 gọi số, hoặc F3 tiếp người không lấy số: không cần quét lại.</source>
   <translation>Card read, nobody called. F2 calls a number, or F3 without one: no need to scan again.</translation>
  </message>
  <message>
   <source>Đã đọc được và lấy vào hồ sơ {count} trang.</source>
   <translation>{count} pages were read and are in the dossier.</translation>
  </message>
  <message>
   <source>Đã đủ: F12 tiếp nhận.</source>
   <translation>Complete: F12 accepts.</translation>
  </message>
  <message>
   <source>Đó không phải danh mục do tỉnh phát hành, hoặc không đọc được.</source>
   <translation>It is no catalogue of the province, or cannot be read.</translation>
  </message>
  <message>
   <source>Đó không phải tệp mà tỉnh ghi cho quầy, hoặc không đọc được.</source>
   <translation>It is no file of the province for this counter, or cannot be read.</translation>
  </message>
  <message>
   <source>Đó là thư mục hoặc thiết bị, không phải tệp.</source>
   <translation>That is a folder or device, not a file.</translation>
  </message>
  <message>
   <source>Đóng chương trình kia rồi nhấn F11; hoặc F5 quét, hoặc Ctrl+O lấy từ tệp.</source>
   <translation>Close that program and F11; or F5 scans, or Ctrl+O a file.</translation>
  </message>
  <message>
   <source>Đóng cửa sổ chương trình rồi chạy lại lệnh.</source>
   <translation>Close the program's window and run it again.</translation>
  </message>
  <message>
   <source>Đóng nắp rồi F5; hoặc Ctrl+Shift+F5 mặt kính, F11 máy chụp, Ctrl+O tệp.</source>
   <translation>Close it and F5; or Ctrl+Shift+F5 glass, F11 camera, Ctrl+O file.</translation>
  </message>
  <message>
   <source>Đóng nắp; máy sẽ tự in tiếp.</source>
   <translation>Close it; it prints on by itself.</translation>
  </message>
  <message>
   <source>Đóng rồi mở lại chương trình để dùng khóa mới; hồ sơ vẫn như cũ.</source>
   <translation>Close and open the program to use the new keys; dossiers stay as they are.</translation>
  </message>
  <message>
   <source>Đóng tệp đó hoặc chọn chỗ khác rồi thử lại; nếu vẫn vậy, gọi cán bộ CNTT.</source>
   <translation>Close it or choose another place; if it stays so, call IT.</translation>
  </message>
  <message>
   <source>Đăng nhập</source>
   <translation>Log in</translation>
  </message>
  <message>
   <source>Đăng nhập bằng tài khoản do tỉnh cấp.</source>
   <translation>Log in with the account that the province gave.</translation>
  </message>
  <message>
   <source>Đăng nhập quầy {code}</source>
   <translation>Log in to counter {code}</translation>
  </message>
  <message>
   <source>Đăng nhập rồi làm tiếp; những gì đã lưu vẫn còn.</source>
   <translation>Log in and go on; what was saved is there.</translation>
  </message>
  <message>
   <source>Đăng nhập sai</source>
   <translation>Log-in failed</translation>
  </message>
  <message>
   <source>Đăng nhập đúng người dùng đã lập kho; kho này chưa có mã khôi phục. Gọi cán bộ CNTT. Đừng xóa dữ liệu.</source>
   <translation>Log in as the system user who made the store; it has no recovery code yet. Call IT. Do not delete data.</translation>
  </message>
  <message>
   <source>Đăng nhập được ngay, không cần mạng; hết dùng khi danh sách tài khoản của tỉnh về.</source>
   <translation>May log in at once, without a line; ends when the province's list of accounts comes.</translation>
  </message>
  <message>
   <source>Đăng xuất rồi đăng nhập lại máy tính; nếu vẫn vậy, mở kho bằng mã khôi phục. Dữ liệu vẫn còn nguyên.</source>
   <translation>Log out of the PC and in again; if it stays so, open the store by recovery code. The data are whole.</translation>
  </message>
  <message>
   <source>Đơn vị</source>
   <translation>Unit</translation>
  </message>
  <message>
   <source>Đơn vị hành chính</source>
   <translation>Administrative units</translation>
  </message>
  <message>
   <source>ĐƯỢC ỦY QUYỀN THEO</source>
   <translation>AUTHORISED BY</translation>
  </message>
  <message>
   <source>Đưa USB đến đúng quầy; ở đây chọn tệp của quầy này.</source>
   <translation>Take the stick to the right counter; choose this counter's file here.</translation>
  </message>
  <message>
   <source>Đưa tờ giấy cho cán bộ đó quét; hoặc nhờ lãnh đạo bộ phận giao lại ở Alt+3.</source>
   <translation>Give the sheet to that colleague to scan; or ask a supervisor to hand it over at Alt+3.</translation>
  </message>
  <message>
   <source>Đường dẫn không phải thẻ căn cước, và không được mở ở đây.</source>
   <translation>A link is no citizen card, and is not opened here.</translation>
  </message>
  <message>
   <source>ĐẦU ĐỌC THẺ: ĐỂ CON TRỎ Ở ĐÂY RỒI QUÉT MỘT THẺ</source>
   <translation>CARD READER: LEAVE THE CURSOR HERE AND SCAN A CARD</translation>
  </message>
  <message>
   <source>Đầu đọc thẻ đọc đúng thẻ căn cước, đủ dấu.</source>
   <translation>The reader reads the identity card right, with all its marks.</translation>
  </message>
  <message>
   <source>Đậy nắp máy, rồi </source>
   <translation>Close the lid, then </translation>
  </message>
  <message>
   <source>Đặt giấy dưới máy chụp. Máy tự chụp khi giấy nằm yên.</source>
   <translation>Lay the paper under the camera. It takes by itself when the paper lies still.</translation>
  </message>
  <message>
   <source>Đặt lại giấy, rồi </source>
   <translation>Lay the paper again, then </translation>
  </message>
  <message>
   <source>Đặt mã PIN</source>
   <translation>Set a PIN</translation>
  </message>
  <message>
   <source>Đặt mã PIN cho máy này</source>
   <translation>Set a PIN for this PC</translation>
  </message>
  <message>
   <source>Đặt thẻ căn cước dưới máy chụp, mặt có mã QR ngửa lên.</source>
   <translation>Lay the citizen card under the camera, the side with the QR up.</translation>
  </message>
  <message>
   <source>Đặt tên khác cho tệp kết quả rồi thử lại.</source>
   <translation>Give the result another name and try again.</translation>
  </message>
  <message>
   <source>Đặt tên khác rồi thử lại.</source>
   <translation>Choose another name, then try again.</translation>
  </message>
  <message>
   <source>Đến giúp quầy đang gọi đồng nghiệp</source>
   <translation>Went to help the counter that called its colleagues</translation>
  </message>
  <message>
   <source>Đề nghị gửi lại ở dạng JPG (Cài đặt, Camera, Định dạng, Tương thích nhất), hoặc F5 quét bản giấy.</source>
   <translation>Ask for a JPG (Settings, Camera, Formats, Most Compatible), or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Đề nghị người dân gửi bản không mật khẩu, hoặc F5 quét bản giấy.</source>
   <translation>Ask the citizen for one without, or F5 scans the paper.</translation>
  </message>
  <message>
   <source>Đề nghị tỉnh sửa dữ liệu dân cư</source>
   <translation>Ask the province to correct its population record</translation>
  </message>
  <message>
   <source>Để sau được: quầy làm việc không cần mạng, hồ sơ chờ gửi. Mã gắn máy do tỉnh cấp, dùng một lần.</source>
   <translation>May wait: the counter works without a line, dossiers wait. The enrolment code comes from the province, for one use.</translation>
  </message>
  <message>
   <source>Để sau.</source>
   <translation>Later.</translation>
  </message>
  <message>
   <source>ĐỊA CHỈ</source>
   <translation>ADDRESS</translation>
  </message>
  <message>
   <source>ĐỊA CHỈ HỆ THỐNG CỦA TỈNH</source>
   <translation>ADDRESS OF THE PROVINCE'S SYSTEM</translation>
  </message>
  <message>
   <source>ĐỊA CHỈ TRỤ SỞ</source>
   <translation>ADDRESS OF THE HEAD OFFICE</translation>
  </message>
  <message>
   <source>ĐỊA DANH TRÊN GIẤY</source>
   <translation>PLACE ON PAPERS</translation>
  </message>
  <message>
   <source>Địa chỉ</source>
   <translation>Address</translation>
  </message>
  <message>
   <source>Đọc lại tệp để xem khác biệt với bản mới.</source>
   <translation>Read the file again to see the differences.</translation>
  </message>
  <message>
   <source>Đọc lại {unread} trang không đọc được</source>
   <translation>Read {unread} unreadable pages again</translation>
  </message>
  <message>
   <source>Đọc tệp danh mục khác nếu cần thay.</source>
   <translation>Read another catalogue file if it must be replaced.</translation>
  </message>
  <message>
   <source>Đọc được: {told} (chắc {min} %). D: lấy.</source>
   <translation>Read: {told} ({min} % sure). D: keep.</translation>
  </message>
  <message>
   <source>Đối soát chuyển khoản</source>
   <translation>Transfer reconciled</translation>
  </message>
  <message>
   <source>Đối soát: tiền đã vào tài khoản</source>
   <translation>Reconcile: the money is on the account</translation>
  </message>
  <message>
   <source>Đồng hồ máy này lệch với đồng hồ của tỉnh.</source>
   <translation>This PC's clock differs from the province's.</translation>
  </message>
  <message>
   <source>Đồng hồ máy này đúng; chứng thư của máy chủ tỉnh chưa hoặc hết hiệu lực.</source>
   <translation>This PC's clock is right; the server's certificate is not valid.</translation>
  </message>
  <message>
   <source>Đồng hồ máy sai lúc sao lưu, hoặc đang sai bây giờ.</source>
   <translation>The clock was wrong at the backup, or is wrong now.</translation>
  </message>
  <message>
   <source>Đồng hồ máy tính sai ngày.</source>
   <translation>The PC's date is wrong.</translation>
  </message>
  <message>
   <source>Đổi khi nghi khóa bị lộ; bản sao lưu cũ vẫn khôi phục được.</source>
   <translation>Change them when a key may have leaked; older backups can still be restored.</translation>
  </message>
  <message>
   <source>Đổi khóa của kho</source>
   <translation>Change the store's keys</translation>
  </message>
  <message>
   <source>Đợi một chút rồi F5; hoặc F11 máy chụp, Ctrl+O tệp, Alt+7 chọn máy quét khác.</source>
   <translation>Wait a moment and F5; or F11 camera, Ctrl+O file, Alt+7 another scanner.</translation>
  </message>
  <message>
   <source>ĐỦ GIẤY TỜ</source>
   <translation>COMPLETE</translation>
  </message>
  <message>
   <source>Đủ 15 từ: Enter để mở kho.</source>
   <translation>All 15 words: Enter opens the store.</translation>
  </message>
  <message>
   <source>Đủ bản thu.</source>
   <translation>All recordings are there.</translation>
  </message>
  <message>
   <source>Đủ chỗ tiếp nhận.</source>
   <translation>Enough room for reception.</translation>
  </message>
  <message>
   <source>ĐỨNG YÊN</source>
   <translation>STANDING STILL</translation>
  </message>
  <message>
   <source>Đừng dùng tệp này; lấy lại từ tỉnh.</source>
   <translation>Do not use this file; get it from the province again.</translation>
  </message>
  <message>
   <source>đang chọn</source>
   <translation>chosen</translation>
  </message>
  <message>
   <source>đang giữ {title}, không thay được: {WHY_NOT}</source>
   <translation>{title} held, does not stand for it: {WHY_NOT}</translation>
  </message>
  <message>
   <source>đang hỏi</source>
   <translation>asking</translation>
  </message>
  <message>
   <source>đang hỏi tỉnh…</source>
   <translation>asking the province…</translation>
  </message>
  <message>
   <source>đang thử đường truyền</source>
   <translation>trying the line</translation>
  </message>
  <message>
   <source>đang xử lý</source>
   <translation>in progress</translation>
  </message>
  <message>
   <source>đang được giữ</source>
   <translation>held</translation>
  </message>
  <message>
   <source>đã có kết quả</source>
   <translation>result is here</translation>
  </message>
  <message>
   <source>đã có trả lời {when}, còn {count} tin chưa xác nhận</source>
   <translation>answered {when}, {count} messages not confirmed yet</translation>
  </message>
  <message>
   <source>đã giao cho {name}</source>
   <translation>given to {name}</translation>
  </message>
  <message>
   <source>đã gửi</source>
   <translation>sent</translation>
  </message>
  <message>
   <source>đã hết hạn</source>
   <translation>expired</translation>
  </message>
  <message>
   <source>đã hết hạn ngày {day}</source>
   <translation>expired on {day}</translation>
  </message>
  <message>
   <source>đã hỏi tỉnh</source>
   <translation>province asked</translation>
  </message>
  <message>
   <source>đã in</source>
   <translation>printed</translation>
  </message>
  <message>
   <source>đã kết nối</source>
   <translation>connected</translation>
  </message>
  <message>
   <source>đã lưu tại quầy</source>
   <translation>saved at the counter</translation>
  </message>
  <message>
   <source>đã lưu tại quầy: chưa gửi, tự gửi khi có mạng  ·  đã gửi: tỉnh đã nhận thông tin  ·  tỉnh đã xác nhận: tỉnh giữ đủ hồ sơ và tệp</source>
   <translation>saved at the counter: not sent, goes by itself when there is a line  ·  sent: the province has the data  ·  confirmed: the province has dossier and files</translation>
  </message>
  <message>
   <source>đã nhập tay ở tỉnh</source>
   <translation>already entered by hand at the province</translation>
  </message>
  <message>
   <source>đã nhập trước đó</source>
   <translation>read before</translation>
  </message>
  <message>
   <source>đã trả kết quả</source>
   <translation>result handed over</translation>
  </message>
  <message>
   <source>đã trả kết quả ngay</source>
   <translation>result given at once</translation>
  </message>
  <message>
   <source>đã xem bản chính</source>
   <translation>original seen</translation>
  </message>
  <message>
   <source>đã đánh dấu giờ không đúng</source>
   <translation>marked as times wrong</translation>
  </message>
  <message>
   <source>đã đối chiếu, trả lại bản chính</source>
   <translation>compared, original given back</translation>
  </message>
  <message>
   <source>đóng máy chụp</source>
   <translation>close the camera</translation>
  </message>
  <message>
   <source>đóng, làm sau</source>
   <translation>close, do it later</translation>
  </message>
  <message>
   <source>đăng nhập</source>
   <translation>log in</translation>
  </message>
  <message>
   <source>được giao, chưa nhận · làm dở ở quầy {counter}</source>
   <translation>given, not taken up · begun at counter {counter}</translation>
  </message>
  <message>
   <source>được tiếp nhận</source>
   <translation>accepted</translation>
  </message>
  <message>
   <source>đặt mã PIN</source>
   <translation>set PIN</translation>
  </message>
  <message>
   <source>đến</source>
   <translation>to</translation>
  </message>
  <message>
   <source>đến giúp quầy {counter}</source>
   <translation>go and help counter {counter}</translation>
  </message>
  <message>
   <source>đến hạn hôm nay</source>
   <translation>due today</translation>
  </message>
  <message>
   <source>đến ngày</source>
   <translation>to day</translation>
  </message>
  <message>
   <source>để lại</source>
   <translation>leave them</translation>
  </message>
  <message>
   <source>để riêng</source>
   <translation>aside</translation>
  </message>
  <message>
   <source>để riêng, chưa thuộc giấy nào</source>
   <translation>set aside, under no paper yet</translation>
  </message>
  <message>
   <source>để sau</source>
   <translation>later</translation>
  </message>
  <message>
   <source>địa chỉ nhận kết quả</source>
   <translation>address for the result</translation>
  </message>
  <message>
   <source>đọc tiếp</source>
   <translation>read on</translation>
  </message>
  <message>
   <source>đối tượng, căn cứ</source>
   <translation>who, legal basis</translation>
  </message>
  <message>
   <source>đồng hồ máy sai ngày</source>
   <translation>the PC's date is wrong</translation>
  </message>
  <message>
   <source>độ chắc của nguồn</source>
   <translation>certainty of the source</translation>
  </message>
  <message>
   <source>độ mới của dữ liệu</source>
   <translation>freshness of the data</translation>
  </message>
  <message>
   <source>ưu tiên</source>
   <translation>priority</translation>
  </message>
  <message>
   <source>Ảnh HEIC của điện thoại iPhone không đọc được ở đây.</source>
   <translation>An iPhone's HEIC picture cannot be read here.</translation>
  </message>
  <message>
   <source>Ảnh gốc, {}</source>
   <translation>Original, {}</translation>
  </message>
  <message>
   <source>Ảnh mờ, lóa, hoặc không có mã.</source>
   <translation>It is blurred, glaring, or without a code.</translation>
  </message>
  <message>
   <source>Ảnh trang của hồ sơ này đã được xóa theo thời hạn lưu.</source>
   <translation>This dossier's page images were removed when their period ended.</translation>
  </message>
  <message>
   <source>Ảnh trang trong kho tệp bị thiếu hoặc hỏng; bản PDF lúc tiếp nhận còn ở kho và ở tỉnh.</source>
   <translation>Page images in the vault are missing or damaged; the PDF of the acceptance is here and at the province.</translation>
  </message>
  <message>
   <source>Ảnh và PDF (*.jpg *.jpeg *.png *.tif *.tiff *.pdf *.ppm *.pnm)</source>
   <translation>Pictures and PDF (*.jpg *.jpeg *.png *.tif *.tiff *.pdf *.ppm *.pnm)</translation>
  </message>
  <message>
   <source>ảnh chưa ký số</source>
   <translation>image without signature</translation>
  </message>
  <message>
   <source>ảnh như lúc nhận, chưa cắt, chưa xoay.</source>
   <translation>picture as it came, uncut, unturned.</translation>
  </message>
  <message>
   <source>ảnh thẻ</source>
   <translation>picture of card</translation>
  </message>
  <message>
   <source>ảnh trang</source>
   <translation>page image</translation>
  </message>
  <message>
   <source>Ổ mạng hoặc thư mục theo dõi ở máy khác đã tắt, hoặc đứt mạng; chương trình đã thôi chờ.</source>
   <translation>The network drive or the watched folder on another PC is off, or the network is cut; the program waits no longer.</translation>
  </message>
  <message>
   <source>Ổ đĩa báo lỗi phần cứng hoặc đã bị rút.</source>
   <translation>The disk reports a hardware fault or was pulled.</translation>
  </message>
  <message>
   <source>Ổ đĩa còn {free}</source>
   <translation>{free} free on the disk</translation>
  </message>
  <message>
   <source>Ổ đĩa ghi chậm</source>
   <translation>The disk writes slowly</translation>
  </message>
  <message>
   <source>Ổ đĩa ghi chậm ({median}, chậm nhất {worst}).</source>
   <translation>The disk writes slowly ({median}, {worst} at worst).</translation>
  </message>
  <message>
   <source>Ổ đĩa ghi chậm · Alt+7</source>
   <translation>The disk writes slowly · Alt+7</translation>
  </message>
  <message>
   <source>Ổ đĩa ghi nhanh</source>
   <translation>The disk writes fast</translation>
  </message>
  <message>
   <source>Ổ đĩa hoặc USB chứa tệp đó đã đầy.</source>
   <translation>The disk or stick with that file is full.</translation>
  </message>
  <message>
   <source>Ổ đĩa hoặc hệ thống báo lỗi khi ghi; bản cũ vẫn dùng như trước, phần đã đặt được giữ lại.</source>
   <translation>The disk or the system reported a fault while writing; the old version stays in use, what was laid is kept.</translation>
  </message>
  <message>
   <source>Ổ đĩa không đọc ghi được kho dữ liệu.</source>
   <translation>The disk cannot read or write the store.</translation>
  </message>
  <message>
   <source>Ổ đĩa sắp hết chỗ</source>
   <translation>The disk is nearly full</translation>
  </message>
  <message>
   <source>Ổ đĩa sắp hết chỗ: còn {free}</source>
   <translation>The disk is nearly full: {free} left</translation>
  </message>
  <message>
   <source>Ổ đĩa sắp hỏng, quá đầy, hoặc chương trình khác đang ghi nhiều.</source>
   <translation>It is failing, too full, or another program writes a lot.</translation>
  </message>
  <message>
   <source>Ổ đĩa {short}: còn {size_words}; vẫn tiếp nhận được · Alt+7</source>
   <translation>The disk is {short}: {size_words} left; reception goes on · Alt+7</translation>
  </message>
  <message>
   <source>Ổ đĩa đã đầy, chưa lưu được.</source>
   <translation>The disk is full; not saved.</translation>
  </message>
  <message>
   <source>Ở hồ sơ {dossier} trang đó đã được xoay, bỏ hoặc xếp sang giấy khác.</source>
   <translation>In dossier {dossier} that page was turned, taken off or moved to another paper.</translation>
  </message>
  <message>
   <source>Ở quầy ấy mở hồ sơ, F5 cho các trang vào, một phút sau giao lại.</source>
   <translation>There, open the dossier and take the pages in (F5); hand it over again a minute later.</translation>
  </message>
  <message>
   <source>Ở tỉnh đã có người sửa dữ liệu này.</source>
   <translation>Someone at the province has edited this data.</translation>
  </message>
  <message>
   <source>ở cơ quan giải quyết {} không có bước nào</source>
   <translation>at the competent authority {} without a step</translation>
  </message>
  <message>
   <source>Ủy ban nhân dân xã …</source>
   <translation>Ủy ban nhân dân xã …</translation>
  </message>
  <message>
   <source>← CỦA QUẦY</source>
   <translation>← THE COUNTER'S</translation>
  </message>
  <message>
   <source>→ quầy {counter}</source>
   <translation>→ counter {counter}</translation>
  </message>
  <message>
   <source>→ {group}</source>
   <translation>→ {group}</translation>
  </message>
 </context>
</TS>
