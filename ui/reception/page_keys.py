"""The keys of the page list: what each does, in the order in which a narrow legend gives them up. Pure."""

from __future__ import annotations

from ..page import KeyHint

TURN, TURN_BACK = "R", "Shift+R"
EARLIER, LATER = "Ctrl+Left", "Ctrl+Right"
CORNERS, SPLIT, SIDES, HALVES = "G", "T", "H", "N"
TAKE, ORIGINAL, WHOSE = "D", "O", "M"
TAKE_OFF, UNDO, REDO = "Delete", "Ctrl+Z", "Ctrl+Y"
ZOOM, LARGER, SMALLER = "Space", "+", "-"
ALL_KEYS = "F1"

# Key, word in the legend, the same said in full on the card of all keys.
_KEYS: tuple[tuple[str, str, str], ...] = (
    ("Shift+F5", "quét lại", "quét lại trang đang chọn, thế vào chỗ cũ"),
    (TURN, "xoay", "xoay phải một phần tư; Shift+R xoay trái"),
    (CORNERS, "góc", "kéo bốn góc tờ giấy trên ảnh gốc"),
    (TAKE_OFF, "bỏ", "bỏ trang khỏi hồ sơ"),
    (UNDO, "hoàn tác", "lấy lại việc vừa làm với trang; Ctrl+Y làm lại"),
    (ALL_KEYS, "mọi phím", "mở, đóng bảng phím này"),
    (ZOOM, "phóng to", "vừa khung hoặc đúng cỡ 100 %; + và - từng nấc"),
    (LATER, "dời sau", "dời trang ra sau; Ctrl+← dời lên trước"),
    (TAKE, "lấy số, ngày", "giữ số, ngày, nơi cấp đọc được trên trang; D lần nữa để bỏ"),
    (ORIGINAL, "bản gốc", "xem ảnh như lúc nhận, và tệp PDF có chữ ký số không; O về trang"),
    (SPLIT, "tách", "tách ảnh có nhiều tờ thành nhiều trang"),
    (SIDES, "hai mặt", "ghép với trang sau: hai mặt thẻ trên một trang"),
    (HALVES, "nối A3", "nối với trang sau: hai nửa của tờ khổ lớn"),
)
_ALSO: tuple[tuple[str, str], ...] = (
    ("1–9", "chuyển trang sang giấy số đó; 0 để riêng"),
    ("← →", "trang trước, trang sau; Home, End"),
    ("Shift+← →", "chọn nhiều trang, rồi làm một lần"),
    (WHOSE, "mở hồ sơ có mã ghi trên trang, khi trang là của hồ sơ khác"),
    ("↑ ↓", "khi đang phóng to: xem lên, xuống; Alt+← → sang bên"),
    ("Esc", "về danh sách giấy"),
)


def list_keys(*, undo: bool) -> tuple[KeyHint, ...]:
    return tuple(KeyHint(key, words) for key, words, _ in _KEYS if key != UNDO or undo)


def card() -> tuple[tuple[str, str], ...]:
    """Every key and what it does, as a table."""
    return (*_ALSO[:3], *((key, words) for key, _, words in _KEYS), *_ALSO[3:])
