"""What of Qt must be there in an installed program: its plugins, our font, our words. For the self-check."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImageReader, QRawFont
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtNetwork import QSslSocket

from counter_app.domain.errors import BrokenPromise

from . import theme
from .icons import icon
from .qt_application import application
from .standard_words import StandardWords

_MARKED = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_PLATFORMS = ("offscreen", "xcb", "windows")


def qt_parts() -> str:
    """Raises BrokenPromise; its detail names what is not there."""
    app = application()
    theme.apply(app, None)
    app.installTranslator(StandardWords(app))
    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    platforms = sorted({name for name in _PLATFORMS if list(plugins.glob(f"platforms/*q{name}.*"))})
    missing = [name for name in ("svg", "jpeg", "png", "ico") if name not in formats]
    if len(platforms) < 2:
        missing.append("platforms")
    if not any(plugins.glob("multimedia/*ffmpeg*")):
        missing.append("multimedia")
    if icon("scan", "#000000").isNull():
        missing.append("icons")
    if not QSslSocket.supportsSsl():
        missing.append("tls")
    if app.translate("QPlatformTheme", "Cancel") == "Cancel":
        missing.append("words")
    font = QRawFont.fromFont(app.font())
    missing += [letter for letter in _MARKED + _MARKED.upper() if not font.supportsCharacter(ord(letter))]
    if missing:
        raise BrokenPromise(f"missing: {' '.join(missing)}")
    QMediaDevices.videoInputs()  # loads the plugin that finds cameras
    return f"{app.platformName()}, {font.familyName()}; {', '.join(platforms)}"
