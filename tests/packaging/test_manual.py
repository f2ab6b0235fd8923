"""IT's manual is one that somebody reads: at most 12 pages of A4."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

MANUAL = Path(__file__).parents[2] / "docs/it-manual.md"
CHAPTERS = ("Triển khai hàng loạt", "Gắn máy", "Sao lưu", "Cập nhật", "Đổi máy", "Kiểm tra thiết bị tại chỗ")


def test_the_manual_has_its_chapters_on_at_most_twelve_pages(qapp: QApplication, tmp_path: Path) -> None:
    text = MANUAL.read_text("utf-8")
    document = QTextDocument()
    document.setDefaultFont(QFont("Noto Sans", 11))
    document.setMarkdown(text)
    pdf = QPdfWriter(str(tmp_path / "manual.pdf"))
    pdf.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pdf.setPageMargins(QMarginsF(20, 20, 20, 20))  # mm
    document.print_(pdf)
    del pdf
    with pikepdf.open(tmp_path / "manual.pdf") as printed:
        assert 4 < len(printed.pages) <= 12
    assert [one for one in CHAPTERS if one not in text] == []
