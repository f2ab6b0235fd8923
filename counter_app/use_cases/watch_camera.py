"""Watches what lies under the document camera: the sheet in each picture, when to photograph it, a citizen's card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..domain.auto_shot import AutoShot, Points, Sight
from ..domain.card import is_card
from ..domain.errors import NoCamera
from ..domain.people import Right
from ..ports import CameraPicture, Device, FoundSheet, FrameSource, Imaging, Remembered
from .session import Session, anybody, needs

_CAMERA = "camera"
SMALL = 960  # pixels: a sheet's corners are found there to a thousandth, and its lines of text are seen


@dataclass(frozen=True, slots=True)
class Look:
    """One picture, judged. `small` is what the clerk sees, `shot` the whole picture where it is to be kept; `card` a
    citizen card's text, where one was looked for and found."""

    small: bytes
    sheets: tuple[FoundSheet, ...] = ()
    sight: Sight = Sight.EMPTY
    shot: bytes | None = None
    card: str | None = None


class Watching:
    """One opening of the camera. For one thread at a time, and never the UI's."""

    def __init__(self, imaging: Imaging) -> None:
        self._imaging = imaging
        self._rule = AutoShot(imaging.same_look)
        self._last: tuple[Points, bytes] = ((), b"")

    def for_pages(self, picture: CameraPicture, at: float) -> Look:
        """`at` in seconds, on a clock that never goes back. Raises NotAnImage."""
        small = self.just_see(picture).small
        sheets = self._imaging.find_sheets(small)
        corners = tuple(point for sheet in sheets for point in sheet.corners.points)
        look = self._imaging.look_of_sheets(small, [sheet.corners.points for sheet in sheets]) if sheets else b""
        self._last = corners, look
        sight = self._rule.seen(corners, look, at, sure=all(sheet.sure for sheet in sheets))
        return Look(small, sheets, sight, picture.whole() if sight is Sight.SHOOT else None)

    def for_card(self, picture: CameraPicture) -> Look:
        """Raises NotAnImage."""
        texts = self._imaging.read_codes(picture.whole(), enough=is_card)
        card = next((text for text in texts if is_card(text)), None)
        return replace(self.just_see(picture), card=card)

    def just_see(self, picture: CameraPicture) -> Look:
        """Raises NotAnImage."""
        small = picture.small()
        return Look(self._imaging.shrunk(picture.whole(), SMALL) if small is None else small)

    def by_hand(self, picture: CameraPicture) -> bytes:
        """The picture that the clerk saw and wants. Raises NotAnImage."""
        self._rule.taken_by_hand(*self._last)
        return picture.whole()

    def not_kept(self) -> None:
        """A shot could not be stored: the sheet may be taken again."""
        self._rule.not_kept()


@dataclass(frozen=True)
class WatchCamera:
    session: Session
    source: FrameSource
    imaging: Imaging
    remembered: Remembered
    wanted: str = ""  # name or id, from the settings

    @needs(Right.RECEIVE)
    def begin(self) -> Watching:
        return Watching(self.imaging)

    @anybody
    def choose(self, cameras: tuple[Device, ...]) -> Device:
        """The one that the settings name, else the one used last, else the first. Raises NoCamera."""
        if not cameras:
            raise NoCamera
        for name in (self.wanted, self.remembered.get(_CAMERA)):
            for camera in cameras:
                if name and name in (camera.id, camera.name):
                    return camera
        return cameras[0]

    @anybody
    def after(self, camera: Device | None, cameras: tuple[Device, ...]) -> Device | None:
        """The next to try; None where there is no other."""
        others = [one for one in cameras if camera is None or one.id != camera.id]
        if not others or camera is None or camera not in cameras:
            return others[0] if others else None
        return cameras[(cameras.index(camera) + 1) % len(cameras)]

    @anybody
    def remember(self, camera: Device) -> None:
        """Whoever opens the camera next finds this one."""
        self.remembered.put(_CAMERA, camera.id)
