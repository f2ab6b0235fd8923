"""A camera's picture as JPEG at two sizes."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter

from ..domain.errors import NotAnImage

SMALL = 960  # pixels: a sheet's corners are found there to a thousandth, and its lines of text are seen
_QUALITY_SMALL, _QUALITY_WHOLE = 85, 93


class JpegPicture:
    """Fulfils `ports.CameraPicture` for a camera that sends JPEG: a stranger's bytes, which nobody unpacks here. What
    is kept is what it sent."""

    def __init__(self, jpeg: bytes) -> None:
        self._jpeg = jpeg

    def small(self) -> bytes | None:
        return None

    def whole(self) -> bytes:
        return self._jpeg


class ImagePicture:
    """Fulfils `ports.CameraPicture` for pixels that are there already."""

    def __init__(self, image: QImage) -> None:
        self._image = image

    def small(self) -> bytes:
        image, most = self._image, QSize(SMALL, SMALL)
        if max(image.width(), image.height()) > SMALL:
            image = image.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return as_jpeg(image, _QUALITY_SMALL)

    def whole(self) -> bytes:
        return as_jpeg(self._image, _QUALITY_WHOLE)


def as_jpeg(image: QImage, quality: int) -> bytes:
    """Raises NotAnImage for an image without pixels."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    if not writer.write(image):
        raise NotAnImage("the camera gave no pixels", why="broken")
    return bytes(buffer.data().data())
