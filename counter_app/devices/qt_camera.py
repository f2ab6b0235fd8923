"""Qt's cameras: devices, formats, hot-plug and pictures. Lives on the UI thread, where Qt wants its cameras.

On that thread a picture is only passed on: it is unpacked by whoever asks it for its JPEG.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoSink

from ..domain.errors import CameraBusy, CameraFault, CameraUnplugged, NoCamera
from ..ports import CameraPicture, Device
from .camera_formats import CameraFormat, best_format
from .camera_pictures import ImagePicture
from .driver import Setting


class QtCameras:
    """Fulfils what `cameras.Cameras` asks of a driver. Nothing of Qt is made before the first call on the UI thread."""

    def __init__(self, settings: dict[str, Setting]) -> None:
        self._eye: _Eye | None = None

    def list(self) -> tuple[Device, ...]:
        return self._seeing().list()

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self._seeing().open(device_id, seen, lost)

    def close(self) -> None:
        if self._eye is not None:
            self._eye.close()

    def watch(self, changed: Callable[[], None]) -> None:
        self._seeing().changed.append(changed)

    def _seeing(self) -> _Eye:
        if self._eye is None:
            self._eye = _Eye()
        return self._eye


class _Eye(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.changed: list[Callable[[], None]] = []
        self._media = QMediaDevices()
        self._media.videoInputsChanged.connect(self._inputs_changed)
        self._session = QMediaCaptureSession()
        self._sink = QVideoSink()
        self._sink.videoFrameChanged.connect(self._frame)
        self._session.setVideoSink(self._sink)
        self._camera: QCamera | None = None
        self._id = self._name = ""
        self._seen: Callable[[CameraPicture], None] = _nobody
        self._lost: Callable[[CameraFault], None] = _nobody

    def list(self) -> tuple[Device, ...]:
        return tuple(Device(_id_of(device), device.description(), "qt") for device in QMediaDevices.videoInputs())

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self.close()
        device = next((one for one in QMediaDevices.videoInputs() if _id_of(one) == device_id), None)
        if device is None:
            raise NoCamera("no such camera")
        self._id, self._name, self._seen, self._lost = device_id, device.description(), seen, lost
        self._camera = camera = QCamera(device)
        formats = device.videoFormats()
        chosen = best_format(
            [
                CameraFormat(at, one.resolution().width(), one.resolution().height(), one.maxFrameRate())
                for at, one in enumerate(formats)
            ]
        )
        if chosen is not None:
            camera.setCameraFormat(formats[chosen.place])
        camera.errorOccurred.connect(self._failed)
        self._session.setCamera(camera)
        camera.start()

    def close(self) -> None:
        camera, self._camera = self._camera, None
        self._seen = self._lost = _nobody
        if camera is not None:
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type] # Qt's nullptr: no camera
            camera.deleteLater()

    @Slot(QVideoFrame)
    def _frame(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._seen(_QtPicture(frame))

    @Slot()
    def _inputs_changed(self) -> None:
        gone = self._camera is not None and all(_id_of(one) != self._id for one in QMediaDevices.videoInputs())
        if gone:
            self._give_up(CameraUnplugged("gone from the list", device=self._name))
        for changed in self.changed:
            changed()

    @Slot(QCamera.Error, str)
    def _failed(self, error: QCamera.Error, words: str) -> None:
        """Qt has one code for every cause, and its words are the system's: whether the camera is still there tells."""
        if error is QCamera.Error.NoError or self._camera is None:
            return
        there = any(_id_of(one) == self._id for one in QMediaDevices.videoInputs())
        cause = CameraBusy if there else CameraUnplugged
        self._give_up(cause("camera error", device=self._name))

    def _give_up(self, fault: CameraFault) -> None:
        lost = self._lost
        self.close()
        lost(fault)


class _QtPicture:
    """A frame that is unpacked once, when it is first asked for: the camera has few buffers and wants them back."""

    def __init__(self, frame: QVideoFrame) -> None:
        self._frame: QVideoFrame | None = frame
        self._picture: ImagePicture | None = None
        self._lock = threading.Lock()

    def small(self) -> bytes:
        return self._unpacked().small()

    def whole(self) -> bytes:
        return self._unpacked().whole()

    def _unpacked(self) -> ImagePicture:
        with self._lock:
            if self._picture is None:
                image = self._frame.toImage() if self._frame is not None else QImage()
                self._picture, self._frame = ImagePicture(image), None
            return self._picture


def _id_of(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _nobody(_: object) -> None:
    """Whom pictures and faults go to while no camera is open."""
