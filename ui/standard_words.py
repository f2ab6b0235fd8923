"""Qt's own buttons and dialogs in Vietnamese: Qt has no `qtbase_vi`."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from .language import tr, translated

_WORDS = {
    "OK": "Đồng ý",
    "&OK": "Đồ&ng ý",
    "Cancel": "Thôi",
    "&Cancel": "&Thôi",
    "Close": "Đóng",
    "&Close": "Đón&g",
    "Open": "Mở",
    "&Open": "&Mở",
    "Save": "Lưu",
    "&Save": "&Lưu",
    "Save All": "Lưu tất cả",
    "Yes": "Có",
    "&Yes": "&Có",
    "No": "Không",
    "&No": "&Không",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Help": "Trợ giúp",
    "Discard": "Bỏ",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Restore Defaults": "Về mặc định",
    "Cu&t": "Cắ&t",
    "&Copy": "Sao &chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Look in:": "Tìm trong:",
    "Directory:": "Thư mục:",
    "File &name:": "&Tên tệp:",
    "Files of type:": "Loại tệp:",
    "&Choose": "&Chọn",
    "Back": "Quay lại",
    "Forward": "Tiến",
    "Parent Directory": "Thư mục cha",
    "Create New Folder": "Tạo thư mục mới",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy này",
    "Computer": "Máy này",
    "All Files (*)": "Mọi tệp (*)",
    "&Rename": "Đổ&i tên",
    "&Delete": "&Xóa",
    "Show &hidden files": "Hiện tệp ẩ&n",
    "&New Folder": "Thư mục &mới",
}
# Qt's own contexts; the program's strings are Vietnamese already.
_CONTEXTS = frozenset(
    {
        "QPlatformTheme",
        "QDialogButtonBox",
        "QMessageBox",
        "QFileDialog",
        "QFileSystemModel",
        "QLineEdit",
        "QWidgetLineControl",
        "QWidgetTextControl",
        "QAbstractFileIconProvider",
    }
)


class StandardWords(QTranslator):
    """Qt's own dialogs in Vietnamese; where the clerk's language is English, they have it and the screens get it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context in _CONTEXTS:
            return None if translated() else _WORDS.get(source)
        return tr(source) if translated() else None
