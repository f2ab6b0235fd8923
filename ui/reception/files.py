"""Choosing a file: an image or PDF of papers, or a picture of a card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ..file_chooser import choose_file


def choose_papers(parent: QWidget) -> Path | None:
    title = QCoreApplication.translate("Files", "Chọn ảnh hoặc PDF")
    kinds = QCoreApplication.translate("Files", "Ảnh và PDF (*.jpg *.jpeg *.png *.tif *.tiff *.pdf *.ppm *.pnm)")
    return choose_file(parent, title, kinds)
