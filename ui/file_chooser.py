"""Choosing a file or a folder; where the clerk looked is remembered by this process alone.

Qt's chooser writes its folders to a file of the user's (on Windows to the registry) as it goes, chosen or not, and the
system's own choosers do the same elsewhere: the names of a citizen's folder and files would stand outside the store.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

_MODE, _ACCEPT = QFileDialog.FileMode, QFileDialog.AcceptMode
_seen: list[str] = []  # the folder of the last choice


def choose_file(parent: QWidget | None, title: str, kinds: str = "", folder: str = "") -> Path | None:
    return _chosen(parent, title, _MODE.ExistingFile, kinds=kinds, folder=folder)


def choose_folder(parent: QWidget | None, title: str, folder: str = "") -> Path | None:
    return _chosen(parent, title, _MODE.Directory, folder=folder)


def choose_target(parent: QWidget | None, title: str, name: str) -> Path | None:
    """A file to write, `name` proposed; the clerk was asked where one of that name is there."""
    return _chosen(parent, title, _MODE.AnyFile, name=name)


def _chosen(
    parent: QWidget | None, title: str, mode: QFileDialog.FileMode, kinds: str = "", folder: str = "", name: str = ""
) -> Path | None:
    dialog = QFileDialog(parent, title, folder or (_seen[-1] if _seen else QDir.homePath()), kinds)
    try:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is _MODE.Directory)
        dialog.setFileMode(mode)
        dialog.setAcceptMode(_ACCEPT.AcceptSave if name else _ACCEPT.AcceptOpen)
        dialog.selectFile(name)
        if not dialog.exec():
            return None
        chosen = Path(dialog.selectedFiles()[0])
        _seen[:] = [str(chosen if mode is _MODE.Directory else chosen.parent)]
        return chosen
    finally:
        with suppress(RuntimeError):  # ended with its window
            _forget(dialog)
            dialog.deleteLater()


def _forget(dialog: QFileDialog) -> None:
    """What Qt is going to write is what it would write on a new PC."""
    dialog.setHistory([])
    dialog.setSidebarUrls([QUrl("file:"), QUrl.fromLocalFile(QDir.homePath())])
    dialog.setDirectory(QDir.homePath())
