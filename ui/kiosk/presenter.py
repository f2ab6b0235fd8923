"""Gives out numbers by touch: one for each choice, told on the glass whatever the printer does."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from counter_app.domain.card import CardReading
from counter_app.domain.errors import CounterError, NumbersGivenOut
from counter_app.domain.procedure import Procedure
from counter_app.domain.ticket import Priority, ServiceGroup
from counter_app.ports import JobState, PrintJob
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.issue_ticket import IssuedTicket

from ..messages import message
from ..page import Notice, Shell, Tone
from ..printing import print_fault
from ..queue.view_model import kiosk_unprinted_words, kiosk_unsure_words
from ..tasks import Lane, Tasks
from .screen import KioskWindow
from .view_model import (
    BACK,
    PRIORITY,
    UNSURE,
    Card,
    KioskPage,
    choosing_page,
    given_page,
    none_left_page,
    priority_page,
    procedure_page,
    sorry_page,
)

_SHOWN = 9000  # ms: a number is read and remembered
_IDLE = 20000  # ms: whoever began to choose has gone


class KioskPresenter(QObject):
    """Acts for the kiosk and not for the clerk, also while the clerk's screen is locked."""

    def __init__(self, shell: Shell, window: QWidget, desk: Desk, tasks: Tasks) -> None:
        super().__init__(window)
        self._shell, self._main, self._desk, self._tasks = shell, window, desk, tasks
        self._groups: tuple[ServiceGroup, ...] = ()
        self._priority: Priority | None = None
        self._giving = False
        self._person: CardReading | None = None  # whose card was held up: in memory, until the number is given
        self._unread = False
        self._of: tuple[ServiceGroup, frozenset[str]] | None = None  # which procedure of it is asked for
        self.window = KioskWindow()
        self.window.chosen.connect(self._chosen)
        self.window.touched.connect(self._wait_for_more)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.timeout.connect(self._begin_anew)

    @property
    def shown(self) -> bool:
        return self.window.isVisible()

    def toggle(self) -> None:
        if self.shown:
            self.close()
            return
        self._begin_anew()
        self.window.show_on(self._another_screen())
        self._main.activateWindow()  # also where the system gives the keys to every new window

    def close(self) -> None:
        self._back.stop()
        self._person = None
        self.window.hide()

    def card_read(self, text: str) -> None:
        """A card held against the kiosk's own reader, once or for as long as it is held."""
        if self._giving or not self.shown:
            return
        try:
            person = self._desk.kiosk.read(text)
        except CounterError:
            self._show_choice(None, unread=True)
            return
        if person == self._person:
            self._back.start(_IDLE)
            return

        def seen(given: IssuedTicket | None) -> None:
            if self._giving:
                return
            if given is None:
                self._show_choice(person)
                return
            self._person, self._of = None, None
            self.window.show_page(given_page(given, None))
            self._back.start(_SHOWN)

        self._tasks.run(Lane.DATA, lambda: self._desk.kiosk.given(person), seen, self._failed)

    def _show_choice(self, person: CardReading | None, unread: bool = False) -> None:
        self._person, self._unread, self._of = person, unread, None
        self.window.show_page(self._choosing())
        self._back.start(_IDLE)

    def _choosing(self) -> KioskPage:
        card = Card.UNREAD if self._unread else Card.READ if self._person is not None else Card.NONE
        return choosing_page(self._groups, self._desk.kiosk.khmer_groups, self._priority, card)

    @Slot()
    def _begin_anew(self) -> None:
        if self._giving:
            return
        self._priority, self._person, self._unread, self._of = None, None, False, None
        self._tasks.run(Lane.DATA, self._desk.overview.groups, self._show_groups, self._failed)

    def _show_groups(self, groups: tuple[ServiceGroup, ...]) -> None:
        self._groups = groups
        self.window.show_page(self._choosing())

    @Slot()
    def _wait_for_more(self) -> None:
        if self._back.isActive() and self.window.page.buttons:
            self._back.start(_IDLE)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        if self._giving:
            return
        group = next((group for group in self._groups if group.code == code), None)
        if self._of is not None and (code == UNSURE or code in self._of[1]):
            self._give(self._of[0], "" if code == UNSURE else code)
        elif group is not None and self._person is not None:
            self._ask_what_for(group)
        elif group is not None:
            self._give(group)
        elif code == PRIORITY:
            self.window.show_page(priority_page())
            self._back.start(_IDLE)
        elif code == BACK:
            self._back.stop()
            self._begin_anew()
        elif code in set(Priority):  # a page that stood a moment longer than what it asked for asks nothing
            self._priority, self._unread = Priority(code), False
            self.window.show_page(self._choosing())
            self._back.start(_IDLE)

    def _ask_what_for(self, group: ServiceGroup) -> None:
        def found(procedures: tuple[Procedure, ...]) -> None:
            if self._giving or self._person is None:
                return
            if not procedures:
                self._give(group)
                return
            page = procedure_page(procedures)
            self._of = group, frozenset(button.code for button in page.buttons)
            self.window.show_page(page)
            self._back.start(_IDLE)

        self._tasks.run(Lane.DATA, lambda: self._desk.kiosk.procedures(group), found, self._failed)

    def _give(self, group: ServiceGroup, procedure: str = "") -> None:
        self._giving = True
        priority, person = self._priority, self._person
        self._person, self._of = None, None

        def given(issued: IssuedTicket) -> None:
            self._giving = False
            self.window.show_page(given_page(issued, None))
            self._back.start(_SHOWN)
            if issued.known:
                return
            if procedure:
                self._tasks.run(Lane.NETWORK, lambda: self._desk.kiosk.look_ahead(issued.ticket.id), _nothing, _nothing)
            self._tasks.run(
                Lane.PRINTER,
                lambda: self._desk.kiosk.print(issued, group.name),
                lambda job: self._printed(issued, job),
                lambda error: self._not_printed(issued, error),
            )

        self._tasks.run(
            Lane.DATA, lambda: self._desk.kiosk.issue(group, priority, person, procedure), given, self._failed
        )

    def _printed(self, issued: IssuedTicket, job: PrintJob) -> None:
        if job.state is JobState.UNKNOWN:
            self._no_paper(issued)
            self._desk.kiosk.paper("unknown", issued.ticket.label)
            self._shell.tell(Notice(kiosk_unsure_words(issued.ticket.label), Tone.ATTENTION))
        elif job.state in (JobState.STOPPED, JobState.CANCELLED):
            self._not_printed(issued, print_fault(job))
        else:
            self._desk.kiosk.paper()

    def _no_paper(self, issued: IssuedTicket) -> None:
        """The number is to be remembered: the glass says so, unless somebody else stands before it by now."""
        if self.window.page.number == issued.ticket.label:
            self.window.show_page(given_page(issued, printed=False))
            self._back.start(_SHOWN)

    def _not_printed(self, issued: IssuedTicket, error: CounterError) -> None:
        """The number stands; the citizen is told on the glass, the clerk on the strip."""
        self._no_paper(issued)
        words = message(error)
        self._desk.kiosk.paper(error.facts.get("reason", "stopped"), issued.ticket.label)
        self._shell.tell(Notice(kiosk_unprinted_words(issued.ticket.label, words.what), Tone.ATTENTION))

    def _failed(self, error: CounterError) -> None:
        self._giving, self._person, self._of = False, None, None
        if isinstance(error, NumbersGivenOut):  # nothing that the desk has to mend
            self.window.show_page(none_left_page(error.facts["group"], error.facts["quota"]))
        else:
            self.window.show_page(sorry_page())
            self._shell.fail(error)
        self._back.start(_SHOWN)

    def _another_screen(self) -> QScreen | None:
        """The last one: the board takes the first."""
        own = self._main.screen()
        others = [screen for screen in QGuiApplication.screens() if screen.name() != own.name()]
        return others[-1] if others else None


def _nothing(_: object) -> None:
    """A look-up ahead of the call: what came of it stands in the log, and the desk asks again."""
