"""A camera whose pictures a test gives, one by one."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.domain.errors import CameraFault, CameraUnplugged
from counter_app.ports import CameraPicture, Device

ARM, OTHER = Device("hand:arm", "Cánh tay A4", "hand"), Device("hand:other", "Máy chụp kia", "hand")


class Arm:
    """A camera whose pictures a test gives, one by one. Fulfils `ports.FrameSource`."""

    def __init__(self) -> None:
        self.plugged = [ARM]
        self.opened: list[str] = []
        self._seen: Callable[[CameraPicture], None] | None = None
        self._lost: Callable[[CameraFault], None] = lambda _: None
        self._changed: list[Callable[[], None]] = []

    def prepare(self) -> None: ...

    def list(self) -> tuple[Device, ...]:
        return tuple(self.plugged)

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        self.opened.append(device_id)
        self._seen, self._lost = seen, lost

    def close(self) -> None:
        self._seen = None

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed.append(changed)

    @property
    def on(self) -> bool:
        return self._seen is not None

    def show(self, picture: CameraPicture) -> None:
        if self._seen is not None:
            self._seen(picture)

    def pull_out(self, device: Device = ARM) -> None:
        self.plugged.remove(device)
        self._lost(CameraUnplugged("test", device=device.name))

    def plug_in(self, device: Device = ARM) -> None:
        self.plugged.append(device)
        for changed in self._changed:
            changed()


class Encoded:
    """A picture that was encoded beforehand."""

    def __init__(self, small: bytes, whole: bytes) -> None:
        self._small, self._whole = small, whole

    @classmethod
    def of(cls, picture: CameraPicture) -> Encoded:
        return cls(picture.small() or picture.whole(), picture.whole())

    def small(self) -> bytes:
        return self._small

    def whole(self) -> bytes:
        return self._whole
