"""The keys of the page list: what each does, in the order in which a narrow legend gives them up. Pure."""

from __future__ import annotations

from ..language import tr
from ..page import KeyHint

TURN, TURN_BACK = "R", "Shift+R"
EARLIER, LATER = "Ctrl+Left", "Ctrl+Right"
CORNERS, SPLIT, SIDES, HALVES = "G", "T", "H", "N"
TAKE, ORIGINAL, WHOSE, FILE = "D", "O", "M", "X"
TAKE_OFF, UNDO, REDO = "Delete", "Ctrl+Z", "Ctrl+Y"
ZOOM, LARGER, SMALLER = "Space", "+", "-"
ALL_KEYS = "F1"

# Key, word in the legend, the same said in full on the card of all keys.
_KEYS: tuple[tuple[str, str, str], ...] = (
    ("Shift+F5", tr("quét lại"), tr("quét lại trang đang chọn, thế vào chỗ cũ")),
    (TURN, tr("xoay"), tr("xoay phải một phần tư; Shift+R xoay trái")),
    (CORNERS, tr("góc"), tr("kéo bốn góc tờ giấy trên ảnh gốc")),
    (TAKE_OFF, tr("bỏ"), tr("bỏ trang khỏi hồ sơ")),
    (UNDO, tr("hoàn tác"), tr("lấy lại việc vừa làm với trang; Ctrl+Y làm lại")),
    (ALL_KEYS, tr("mọi phím"), tr("mở, đóng bảng phím này")),
    (ZOOM, tr("phóng to"), tr("vừa khung hoặc đúng cỡ 100 %; + và - từng nấc")),
    (LATER, tr("dời sau"), tr("dời trang ra sau; Ctrl+← dời lên trước")),
    (TAKE, tr("lấy số, ngày"), tr("giữ số, ngày, nơi cấp đọc được trên trang; D lần nữa để bỏ")),
    (ORIGINAL, tr("bản gốc"), tr("xem ảnh như lúc nhận, và tệp PDF có chữ ký số không; O về trang")),
    (SPLIT, tr("tách"), tr("tách ảnh có nhiều tờ thành nhiều trang")),
    (SIDES, tr("hai mặt"), tr("ghép với trang sau: hai mặt thẻ trên một trang")),
    (HALVES, tr("nối A3"), tr("nối với trang sau: hai nửa của tờ khổ lớn")),
)
_ALSO: tuple[tuple[str, str], ...] = (
    ("1–9", tr("chuyển trang sang giấy số đó; 0 để riêng")),
    ("← →", tr("trang trước, trang sau; Home, End")),
    ("Shift+← →", tr("chọn nhiều trang, rồi làm một lần")),
    (WHOSE, tr("mở hồ sơ có mã ghi trên trang, khi trang là của hồ sơ khác")),
    (FILE, tr("xếp trang vào hồ sơ có mã ghi trên trang, khi hồ sơ đó chờ bổ sung")),
    ("↑ ↓", tr("khi đang phóng to: xem lên, xuống; Alt+← → sang bên")),
    ("Esc", tr("về danh sách giấy")),
)


def list_keys(*, undo: bool) -> tuple[KeyHint, ...]:
    return tuple(KeyHint(key, words) for key, words, _ in _KEYS if key != UNDO or undo)


def card() -> tuple[tuple[str, str], ...]:
    """Every key and what it does, as a table."""
    return (*_ALSO[:3], *((key, words) for key, _, words in _KEYS), *_ALSO[3:])
