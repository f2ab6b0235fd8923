"""What a scanner driver is: three methods, run in a worker process, and nothing of Qt.

A new driver is a file with one class of this shape and a line in `DRIVERS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Protocol

from ..ports import Capabilities, Device, PageImage, ScanRequest

Setting = str | int | float | bool
Settings = Mapping[str, Setting]
"""A device's own switches, by the name its driver knows them, set after everything that the request asks for."""


class Driver(Protocol):
    """Raises leaves of ScannerFault. Everything else that escapes is told to the program as ScannerCrashed."""

    def list(self, settings: Settings) -> Iterator[Device]:
        """Devices as they answer; ids as the driver knows them, without the driver's name."""
        ...

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities: ...

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """Pages as they come. Ends without the page under way once `cancelled()`.

        The feeder running out ends the scan; FeederEmpty is raised only when it gave no page at all.
        """
        ...

    def close(self) -> None:
        """Lets go of the device. Called once the answer is on its way: a driver that hangs here costs nobody a
        page or a cause."""
        ...


DRIVERS: Mapping[str, str] = {
    "escl": "counter_app.devices.escl.driver:EsclDriver",
    "sane": "counter_app.devices.sane_driver:SaneDriver",
    "wia": "counter_app.devices.wia:WiaDriver",
    "simulated": "counter_app.devices.simulated:SimulatedDriver",
    "camera": "counter_app.devices.camera_search:CameraSearch",  # for the report of IT only
}
"""Driver name to where its class stands: imported only in the worker, and only when it is asked for."""


def system_drivers() -> tuple[str, ...]:
    """Those that a PC of this system may have scanners of."""
    return ("wia", "escl") if sys.platform == "win32" else ("sane", "escl")


def load_driver(name: str) -> Driver:
    """The driver of that name. Raises KeyError, or ImportError where this system has no such driver."""
    module, _, class_name = DRIVERS[name].partition(":")
    driver: Driver = getattr(import_module(module), class_name)()
    return driver


def full_id(driver: str, device_id: str) -> str:
    """The id that the program knows a device by: it names the driver too."""
    return f"{driver}:{device_id}"


def split_id(device_id: str) -> tuple[str, str]:
    """Driver name and the driver's own id; the driver name is empty where there is none."""
    driver, colon, own = device_id.partition(":")
    return (driver, own) if colon and driver in DRIVERS else ("", device_id)
