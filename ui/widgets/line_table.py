"""What every table of lines has: heads, and the values that its rows are drawn from; how a cell looks, each says."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_Line = TypeVar("_Line")


class LineTable(QAbstractTableModel, Generic[_Line]):
    def __init__(self, *heads: str) -> None:
        super().__init__()
        self.lines: tuple[_Line, ...] = ()
        self._heads = heads

    def show(self, lines: tuple[_Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def append(self, lines: tuple[_Line, ...]) -> None:
        self.beginInsertRows(NO_INDEX, len(self.lines), len(self.lines) + len(lines) - 1)
        self.lines += lines
        self.endInsertRows()

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
