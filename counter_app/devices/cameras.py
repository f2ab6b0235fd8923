"""All document cameras of this PC behind one port: Qt's, one on the network, a simulated one.

A new driver is a file with one class of this shape and a line in `DRIVERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Protocol

from ..domain.errors import CameraFault, NoCamera
from ..ports import CameraPicture, Device
from .driver import Setting, full_id


class CameraDriver(Protocol):
    """As `ports.FrameSource`, with ids as the driver knows them. Imported and made by `prepare`, off the UI thread:
    what must live on the UI thread is made by the first call there."""

    def __init__(self, settings: dict[str, Setting]) -> None: ...

    def list(self) -> tuple[Device, ...]: ...

    def open(
        self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]
    ) -> None: ...

    def close(self) -> None: ...

    def watch(self, changed: Callable[[], None]) -> None: ...


DRIVERS: Mapping[str, str] = {
    "qt": "counter_app.devices.qt_camera:QtCameras",
    "stream": "counter_app.devices.stream_camera:StreamCamera",
    "simulated": "counter_app.devices.simulated_camera:SimulatedCamera",
}
"""Driver name to where its class stands: imported when a camera is first asked for."""


class Cameras:
    """Fulfils `ports.FrameSource`. `drivers` in the order in which their cameras are listed; `settings` by driver."""

    def __init__(self, drivers: Sequence[str], settings: Mapping[str, Mapping[str, Setting]] | None = None) -> None:
        self._names = tuple(drivers)
        self._settings = {name: dict(switches) for name, switches in (settings or {}).items()}
        self._drivers: dict[str, CameraDriver] = {}
        self._open: CameraDriver | None = None

    def prepare(self) -> None:
        """A driver that this system lacks the libraries of hides none of the others'."""
        for name in self._names:
            if name in self._drivers:
                continue
            module, _, class_name = DRIVERS[name].partition(":")
            try:
                made: CameraDriver = getattr(import_module(module), class_name)(self._settings.get(name, {}))
            except ImportError:
                continue
            self._drivers[name] = made

    def list(self) -> tuple[Device, ...]:
        return tuple(
            Device(full_id(name, device.id), device.name, name)
            for name, driver in self._drivers.items()
            for device in driver.list()
        )

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self.close()
        name, _, own = device_id.partition(":")
        driver = self._drivers.get(name)
        if driver is None:
            raise NoCamera("no driver for this id")
        driver.open(own, seen, lost)
        self._open = driver

    def close(self) -> None:
        driver, self._open = self._open, None
        if driver is not None:
            driver.close()

    def watch(self, changed: Callable[[], None]) -> None:
        for driver in self._drivers.values():
            driver.watch(changed)
