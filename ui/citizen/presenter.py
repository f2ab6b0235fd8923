"""Joins the citizen's screen with the dossier at the counter: what is shown, when it goes, what the citizen answers."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from counter_app.domain.citizen_check import Told
from counter_app.domain.deadline import Appointment
from counter_app.ports import AcceptedDossier, Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .places import OFF, SCREEN, Place, chosen, following
from .screen import CitizenWindow
from .view_model import NO, OTHER, YES, CitizenPage, accepted_page, check_page, empty_page, other_language

SHOW, LANGUAGE, CHECKED = "Ctrl+M", "Ctrl+Shift+M", "Ctrl+Return"
ACCEPTED_SHOWN = 60_000  # ms


class Counter(Protocol):
    """What this needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    @property
    def appointment(self) -> Appointment | None: ...

    @property
    def ready(self) -> bool:
        """Nothing is missing: the citizen may check it."""
        ...

    @property
    def accepted(self) -> AcceptedDossier | None: ...

    def show(self, draft: Draft) -> None: ...


class CitizenScreen(QObject):
    """Shows a dossier when it becomes complete under the clerk's hands, or when the clerk turns it to the citizen;
    never one that is only called or reopened: somebody else may stand before the glass."""

    def __init__(self, shell: Shell, main: QWidget, desk: Desk, tasks: Tasks, counter: Counter) -> None:
        super().__init__(main)
        self._shell, self._main, self._desk, self._tasks, self._counter = shell, main, desk, tasks, counter
        self._turned: UUID | None = None  # the dossier that the clerk turned to the citizen
        self._at_work: UUID | None = None  # the dossier that was seen to lack something: this citizen is served now
        self._denied: UUID | None = None
        self._over: UUID | None = None  # the acceptance that was shown long enough
        self._stays: UUID | None = None  # the acceptance that is being shown
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(ACCEPTED_SHOWN)
        self._leaving.timeout.connect(self._gone)
        self._covered = False
        self._khmer = desk.kiosk.khmer_groups
        self._place: Place | None = None
        self._wanted = ""
        self.window = CitizenWindow()
        self.window.chosen.connect(self._answered)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)
        self.window.show_page(empty_page(desk.counter.unit.name))

    @property
    def shown(self) -> bool:
        return self.window.isVisible()

    def start(self) -> None:
        """The screen that this PC last used, where it is there."""
        self._tasks.run(
            Lane.DISK, lambda: self._desk.with_citizen.places.get(SCREEN), self._remembered, self._shell.fail
        )

    def keys(self) -> tuple[KeyHint, ...]:
        """While a dossier can be checked."""
        draft = self._counter.draft
        if draft is None or self._page(draft) is None:
            return ()
        if draft.citizen_agrees:
            return ()
        words = tr("người dân đã xem, đúng") if self._shows(draft) else tr("cho người dân xem")
        language = (KeyHint(LANGUAGE, tr("Khmer/Việt")),) if self.shown else ()
        return (KeyHint(CHECKED, words if self.shown else tr("người dân nghe, đúng")), *language)

    def press(self, key: str) -> bool:
        if key == SHOW:
            self._next_screen()
        elif key == CHECKED:
            self._check()
        elif key == LANGUAGE:
            self._turn_language()
        else:
            return False
        return True

    # --- what is seen ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Whatever may be seen now, and nothing else."""
        draft, accepted = self._counter.draft, self._counter.accepted
        if draft is None or self._turned not in (None, draft.dossier.id):
            self._turned = None
        if draft is None:
            self._at_work = None
        if draft is not None and accepted is None and not self._counter.ready:
            self._at_work = draft.dossier.id
        page = None
        if self._covered:
            pass
        elif accepted is not None and draft is not None:
            page = self._accepted(accepted, draft)
        elif draft is not None and self._shows(draft):
            page = self._page(draft)
        self.window.show_page(page or empty_page(self._desk.counter.unit.name))

    def cover(self, covered: bool) -> None:
        """While the clerk's screen is locked nobody reads this one either."""
        self._covered = covered
        self.refresh()

    def close(self) -> None:
        self.window.hide()

    def _shows(self, draft: Draft) -> bool:
        this = draft.dossier.id
        return self._turned == this or (self._counter.ready and self._at_work == this)

    def _accepted(self, accepted: AcceptedDossier, draft: Draft) -> CitizenPage | None:
        if self._over == accepted.id or not self._shows(draft):
            return None
        if self._stays != accepted.id:
            self._stays = accepted.id
            self._leaving.start()
        return accepted_page(accepted, draft.language)

    @Slot()
    def _gone(self) -> None:
        """The citizen has gone with the paper, and the next one has not been called."""
        self._over, self._stays = self._stays, None
        self.refresh()

    def _page(self, draft: Draft) -> CitizenPage | None:
        procedure = draft.dossier.procedure
        group = self._khmer.get(procedure.service_group, "") if procedure is not None else ""
        return check_page(draft, self._counter.appointment, group, self._denied == draft.dossier.id)

    # --- what is answered ------------------------------------------------------------------------------

    def _check(self) -> None:
        """First turned to the citizen, then confirmed; where there is no second screen, asked aloud."""
        draft = self._counter.draft
        page = self._page(draft) if draft is not None else None
        if draft is None or page is None or self._counter.accepted is not None:
            return
        if self.shown and not self._shows(draft):
            self._turned = draft.dossier.id
            self.refresh()
            self._shell.show_keys()
            return
        self._confirm(draft.dossier.id, Told.ALOUD, page.of)

    def _confirm(self, draft_id: UUID, told: Told, of: str) -> None:
        def done(draft: Draft) -> None:
            self._denied = None
            self._counter.show(draft)
            if draft.citizen_agrees:
                how = tr("bấm trên màn hình") if told is Told.TOUCH else tr("nói tại quầy")
                self._shell.tell(
                    Notice(tr("Người dân đã xem lại và đồng ý ({how}). F12 tiếp nhận.").format(how=how), Tone.GOOD)
                )
            else:
                self._shell.tell(Notice(tr("Hồ sơ vừa đổi: người dân xem lại lần nữa."), Tone.ATTENTION))

        verb = self._desk.with_citizen
        self._tasks.run(Lane.DATA, lambda: verb.confirm(draft_id, told, of), done, self._shell.fail)

    @Slot(str)
    def _answered(self, code: str) -> None:
        draft = self._counter.draft
        if draft is None or self._covered:
            return
        if code == YES:
            self._confirm(draft.dossier.id, Told.TOUCH, self.window.page.of)
        elif code == NO:
            self._denied = draft.dossier.id
            self._shell.tell(Notice(tr("Người dân báo có chỗ sai: hỏi lại và sửa trước khi F12."), Tone.ATTENTION))
            verb = self._desk.with_citizen
            draft_id = draft.dossier.id
            self._tasks.run(Lane.DATA, lambda: verb.deny(draft_id), self._counter.show, self._shell.fail)
        elif code == OTHER:
            self._turn_language()

    def _turn_language(self) -> None:
        draft = self._counter.draft
        if draft is None or self._counter.accepted is not None:
            return
        draft_id, language = draft.dossier.id, other_language(draft.language)
        verb = self._desk.with_citizen
        self._tasks.run(Lane.DATA, lambda: verb.speak(draft_id, language), self._counter.show, self._shell.fail)

    # --- which screen ----------------------------------------------------------------------------------

    def _others(self) -> dict[Place, QScreen]:
        own = self._main.screen()
        return {
            Place(screen.name(), screen.geometry().getRect()): screen  # type: ignore[arg-type]
            for screen in QGuiApplication.screens()
            if screen is not own
        }

    def _remembered(self, text: str) -> None:
        self._wanted = text
        self._show_at(chosen(text, self._others()))

    def _next_screen(self) -> None:
        others = self._others()
        if not others:
            self._shell.tell(
                Notice(tr("Máy này không có màn hình thứ hai: đọc lại cho người dân nghe."), Tone.ATTENTION)
            )
            return
        self._show_at(following(self._place if self.shown else None, others))
        self._wanted = self._place.text if self._place is not None else OFF
        text, places = self._wanted, self._desk.with_citizen.places
        self._tasks.run(Lane.DISK, lambda: places.put(SCREEN, text), lambda _: None, self._shell.fail)
        where = (
            tr("Màn hình người dân: {name}.").format(name=self._place.name)
            if self._place is not None
            else tr("Đã tắt màn hình người dân.")
        )
        self._shell.tell(Notice(where))
        self._shell.show_keys()

    def _show_at(self, place: Place | None) -> None:
        self._place = place
        if place is None:
            self.window.hide()
            return
        self.refresh()
        self.window.show_on(self._others()[place])
        self._main.activateWindow()  # also where the system gives the keys to every new window

    @Slot()
    def _screens_changed(self, *_: object) -> None:
        """A cable was pulled or put in: what was chosen comes back by itself; without it the clerk asks aloud."""
        found = chosen(self._wanted, self._others())
        if found is None and self.shown:
            self._shell.tell(
                Notice(tr("Mất màn hình người dân: đọc lại cho người dân nghe. Vẫn tiếp nhận được."), Tone.ATTENTION)
            )
        if found != self._place or found is None:
            self._show_at(found)
