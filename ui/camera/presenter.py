"""Joins the camera's pane with the camera and the verbs: looks at each picture off the UI thread, keeps each shot at
once.

The picture that is drawn is the one that was judged, so that the outline lies on the page and not where the page was.
"""

# Long because: what opens, sees, keeps and loses a camera shares which opening it belongs to.

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from counter_app.domain.auto_shot import Sight
from counter_app.domain.errors import CameraFault, CameraSilent, CounterError, NotAnImage
from counter_app.ports import CameraPicture, Device, Draft
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.watch_camera import Look, Watching

from ..language import tr
from ..messages import message
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .pane import CameraPane
from .view_model import Purpose, purpose_of, sight_words

_SILENCE = 6000  # ms without a picture
_Judged = tuple[CameraPicture, Look, QImage]


class Reception(Protocol):
    """What the camera needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def refresh(self) -> None: ...

    def is_open(self, draft_id: UUID) -> bool: ...

    def camera_opened(self, opened: bool) -> None: ...

    def camera_card(self, text: str) -> None: ...


class Camera(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, pane: CameraPane) -> None:
        super().__init__(pane)
        self._reception, self._shell, self._desk, self._tasks, self._pane = reception, shell, desk, tasks, pane
        self._opening = 0  # which one; what comes from an earlier one is late
        self._device: Device | None = None
        self._watching: Watching | None = None
        self._prepared = self._preparing = False
        self._newest: CameraPicture | None = None  # written by the camera's thread
        self._judged: CameraPicture | None = None
        self._judging = False
        self._known = False  # this camera has shown something
        self._keeping = 0  # shots that are not on the screen yet
        self._card = ""
        self._then: Device | None = None  # what the last sentence told the clerk to try
        self._missed = False  # one was unplugged: when a camera comes back, that is said
        self._silence = QTimer(self, singleShot=True, interval=_SILENCE)
        self._silence.timeout.connect(self._nothing_came)
        pane.shot.connect(self.shoot)
        pane.hidden.connect(self.close)

    @property
    def is_open(self) -> bool:
        return self._device is not None

    def keys(self) -> tuple[KeyHint, ...]:
        if not self.is_open:
            return (KeyHint("F11", tr("máy chụp")),)
        if not self._pane.hasFocus():
            return (KeyHint("F11", tr("về máy chụp")),)
        draft = self._reception.draft
        shoots = draft is not None and purpose_of(draft.dossier) is Purpose.PAGES
        hints = [KeyHint("Return", tr("chụp"))] if shoots else []
        return (*hints, KeyHint("F11", tr("máy khác")), KeyHint("Esc", tr("đóng máy chụp")))

    @property
    def has_the_keys(self) -> bool:
        """Whether Enter and Space are the camera's."""
        return self.is_open and self._pane.hasFocus()

    @property
    def keeping(self) -> bool:
        """Whether a shot is still on its way to the draft: until then it is no page that a key may act on."""
        return self._keeping > 0

    # --- opening and closing ---------------------------------------------------------------------------

    def press(self) -> None:
        """F11: opens; from elsewhere comes back to it; in it goes on to the next camera."""
        if self._reception.draft is None or self._preparing:
            return
        if not self.is_open:
            self._prepare()
        elif not self._pane.hasFocus():
            self._pane.setFocus()
            self._shell.show_keys()
        else:
            self._next()

    def close(self) -> None:
        if not self.is_open:
            return
        self._let_go()
        self._reception.camera_opened(False)

    def _prepare(self) -> None:
        if self._prepared:
            self._begin()
            return
        self._preparing = True
        self._shell.show_work("camera", tr("Đang mở máy chụp…"))

        def prepared(_: None) -> None:
            self._preparing, self._prepared = False, True
            self._shell.show_work("camera", None)
            self._desk.camera.source.watch(lambda: self._tasks.post(self._plugged))
            self._begin()

        def failed(error: CounterError) -> None:
            self._preparing = False
            self._shell.show_work("camera", None)
            self._shell.fail(error)

        self._tasks.run(Lane.CAMERA, self._desk.camera.source.prepare, prepared, failed)

    def _begin(self) -> None:
        if self._reception.draft is None:
            return  # the citizen has gone meanwhile
        cameras, then = self._desk.camera.source.list(), self._then
        self._then = None
        if then in cameras and then is not None:
            self._open(then)
        else:
            self._tasks.run(Lane.CAMERA, partial(self._desk.camera.choose, cameras), self._open, self._shell.fail)

    def _open(self, device: Device) -> None:
        room = self._pane.parentWidget()
        if self._reception.draft is None or room is None or not room.isVisible():
            return  # the citizen has gone meanwhile, or nobody would see what is photographed
        self._let_go()
        self._opening += 1
        opening = self._opening
        try:
            self._watching = self._desk.camera.begin()
            self._device = device
            self._desk.camera.source.open(
                device.id,
                partial(self._seen, opening),
                lambda fault: self._tasks.post(partial(self._lost, opening, fault)),
            )
        except CounterError as error:
            self._device = None
            self._shell.fail(error)
            return
        self._missed = False
        self._silence.start()
        self._shell.hush()
        self._pane.forget(tr("Đang mở máy chụp…"))
        self._pane.show_camera(device.name)
        self._reception.camera_opened(True)
        self._pane.setFocus()
        self._shell.show_keys()

    def _next(self) -> None:
        other = self._desk.camera.after(self._device, self._desk.camera.source.list())
        if other is None:
            self._shell.tell(Notice(tr("Chỉ có một máy chụp. Cắm thêm máy rồi nhấn F11.")))
        else:
            self._open(other)

    def _let_go(self) -> None:
        self._opening += 1
        self._silence.stop()
        self._desk.camera.source.close()
        self._device = self._watching = None
        self._newest = self._judged = None
        self._known, self._card = False, ""
        self._pane.forget()

    # --- pictures --------------------------------------------------------------------------------------

    def _seen(self, opening: int, picture: CameraPicture) -> None:
        """In the camera's thread: the newest picture waits, one that nobody looked at is gone."""
        if opening == self._opening:
            self._newest = picture
            self._tasks.post(partial(self._look, opening))

    def _look(self, opening: int) -> None:
        picture, watching, draft = self._newest, self._watching, self._reception.draft
        if opening != self._opening or picture is None or watching is None or draft is None:
            return
        self._silence.start()
        if self._judging:
            return
        self._newest, self._judging = None, True
        purpose = purpose_of(draft.dossier)
        self._tasks.run(
            Lane.CAMERA,
            lambda: _judged(watching, picture, purpose),
            partial(self._looked, opening, purpose),
            partial(self._not_looked, opening),
        )

    def _looked(self, opening: int, purpose: Purpose, judged: _Judged) -> None:
        self._judging = False
        if opening != self._opening:
            return
        self._judged, look, picture = judged
        self._remember()
        self._pane.show_look(picture, tuple(sheet.corners.points for sheet in look.sheets), look.sight)
        self._pane.say(*sight_words(purpose, look.sight))
        draft = self._reception.draft
        if look.shot is not None and draft is not None:
            self._keep(draft.dossier.id, look.shot)
        if look.card is not None and look.card != self._card:
            self._card = look.card  # the same card lies there in the next picture
            self._reception.camera_card(look.card)
        self._look(opening)

    def _not_looked(self, opening: int, error: CounterError) -> None:
        """A picture that cannot be read is passed over: the next may be whole, and a camera that sends no other is
        told by its silence."""
        self._judging = False
        if opening != self._opening:
            return
        if isinstance(error, NotAnImage):
            self._look(opening)
        else:
            self.close()
            self._shell.fail(error)

    def _remember(self) -> None:
        if not self._known and self._device is not None:
            self._known = True
            device = self._device
            self._tasks.run(Lane.CAMERA, lambda: self._desk.camera.remember(device), lambda _: None, self._shell.fail)

    # --- shots -----------------------------------------------------------------------------------------

    def shoot(self) -> None:
        """By hand: what the clerk sees now."""
        picture, watching, draft = self._judged, self._watching, self._reception.draft
        if picture is None or watching is None or draft is None:
            return
        purpose = purpose_of(draft.dossier)
        if purpose is not Purpose.PAGES:
            self._shell.tell(Notice(*sight_words(purpose, Sight.EMPTY)))
            return
        keep = partial(self._keep, draft.dossier.id)  # whoever is open when it is unpacked, it is this one's
        self._tasks.run(Lane.CAMERA, lambda: watching.by_hand(picture), keep, self._shell.fail)

    def _keep(self, draft_id: UUID, shot: bytes) -> None:
        """On the draft, durably, before the strip says so."""
        watching = self._watching
        self._keeping += 1
        self._shell.show_work("shot", tr("Đang lưu trang chụp…"))

        def over(_: object) -> None:
            self._keeping -= 1

        def kept(draft: Draft) -> None:
            self._shell.show_work("shot", None)
            if self._reception.is_open(draft.dossier.id):
                self._reception.refresh()
                self._shell.tell(Notice(tr("Đã chụp: {len} trang.").format(len=len(draft.pages)), Tone.GOOD))
            self._tasks.run(Lane.DATA, lambda: None, over, over)  # behind what `refresh` reads

        def not_kept(error: CounterError) -> None:
            over(None)
            self._shell.show_work("shot", None)
            if watching is not None:
                self._tasks.run(Lane.CAMERA, watching.not_kept, lambda _: None, self._shell.fail)
            self._shell.fail(error)

        self._tasks.run(Lane.DEVICE, lambda: self._desk.capture.shoot(draft_id, shot), kept, not_kept)

    # --- gone ------------------------------------------------------------------------------------------

    def _lost(self, opening: int, fault: CameraFault) -> None:
        if opening != self._opening:
            return
        other = self._desk.camera.after(self._device, self._desk.camera.source.list())
        self.close()
        self._missed = True
        if other is None:
            self._shell.fail(fault)
            return
        told = message(fault)
        self._then = other
        self._shell.tell(
            Notice(
                tr("{what} {why} F11 mở {name}; hoặc F5 quét, Ctrl+O tệp.").format(
                    what=told.what, why=told.why, name=other.name
                ),
                Tone.ERROR,
            )
        )

    def _nothing_came(self) -> None:
        device = self._device
        if device is not None:
            self._lost(self._opening, CameraSilent("no picture", device=device.name))

    def _plugged(self) -> None:
        """A camera came or went. One that is back after it was missed is told; the list is asked for when needed."""
        if self.is_open or not self._missed or self._reception.draft is None:
            return
        cameras = self._desk.camera.source.list()
        if cameras:
            self._missed = False
            self._shell.tell(Notice(tr("Đã thấy máy chụp {name}: F11 mở.").format(name=cameras[0].name), Tone.GOOD))


def _judged(watching: Watching, picture: CameraPicture, purpose: Purpose) -> _Judged:
    """Off the UI thread: the picture judged, and unpacked for the screen."""
    looks: dict[Purpose, Callable[[], Look]] = {
        Purpose.CARD: lambda: watching.for_card(picture),
        Purpose.WAIT: lambda: watching.just_see(picture),
        Purpose.PAGES: lambda: watching.for_pages(picture, monotonic()),
    }
    look = looks[purpose]()
    image = QImage.fromData(look.small)
    if image.isNull():
        raise NotAnImage("no picture of a camera", why="broken")
    return picture, look, image
