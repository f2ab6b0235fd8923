"""Joins the frame with the screens: routes keys, calls the next citizen, watches the line, says what happened.

A new screen is a presenter that fulfils `page.Page`, and one line in `_rail` below: key, word, icon, presenter.
"""

# Long because: every key of the window is routed here, and nowhere else.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot

from counter_app.domain.codes import DossierCode, read_code
from counter_app.domain.errors import AccountWithdrawn, CardSpoiled, ClerkCanRetry, CounterError, TakenElsewhere
from counter_app.domain.life import Stage
from counter_app.domain.people import Account, Right
from counter_app.ports import Draft, Purpose, TypedForm
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.overview import LineView
from counter_app.use_cases.tell_story import Story

from ..audit.presenter import AuditPresenter
from ..citizen.presenter import CHECKED, LANGUAGE, SHOW, CitizenScreen
from ..dossiers.presenter import DossiersPresenter
from ..figures.presenter import FiguresPresenter
from ..hall.presenter import HallPresenter
from ..kiosk.presenter import KioskPresenter
from ..language import tr
from ..machine.presenter import MachinePresenter
from ..messages import sentence
from ..page import KeyHint, Notice, Page, Person, Tone
from ..palette.presenter import PaletteKeys
from ..queue.presenter import QueuePresenter, guiding_keys
from ..reception.presenter import ReceptionPresenter
from ..results.presenter import ResultsPresenter
from ..sending.presenter import SendingPresenter
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from ..today.presenter import TodayPresenter
from .colleagues import CALL, ColleagueCalls
from .doorkeeper import Doorkeeper
from .number_at_counter import NumberAtCounter
from .screen import KEYS, MainWindow
from .view_model import line_words

RECEPTION, QUEUE, DOSSIERS, RESULTS = "Alt+1", "Alt+2", "Alt+3", "Alt+4"
FIGURES, AUDIT, MACHINE, TODAY, SENDING = "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9"
_LINE_EVERY = 3000  # ms
_RIGHTS = {
    **dict.fromkeys(("Ctrl+F2", "Shift+F3", "Ctrl+F3"), Right.RECEIVE),
    "F2": Right.RECEIVE,
    "F3": Right.RECEIVE,
    "Ctrl+F": Right.RECEIVE,
    "Ctrl+P": Right.RECEIVE,
}


class MainPresenter(QObject):
    """The frame (`Shell`) for the screens' presenters."""

    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks = window, desk, tasks
        self._calling = False
        self._asking_line = False
        self._put_away: Draft | None = None
        self.reception = ReceptionPresenter(self, desk, tasks)
        self.queue = QueuePresenter(self, desk, tasks)
        self.dossiers = DossiersPresenter(self, desk, tasks)
        self.results = ResultsPresenter(self, desk, tasks)
        self.today = TodayPresenter(self, desk, tasks)
        self.sending = SendingPresenter(self, desk, tasks)
        self.figures = FiguresPresenter(self, desk, tasks)
        self.audit = AuditPresenter(self, desk, tasks)
        self.machine = MachinePresenter(self, desk, tasks)
        self._pages: dict[str, Page] = {}
        for key, words, icon, page in self._rail():
            window.add_page(key, words, icon, page.widget)
            self._pages[key] = page
        self._front = QUEUE
        self.palette = PaletteKeys(window.whole, self._all_keys, self.press, frozenset((*KEYS, *self._pages)))
        self.hall = HallPresenter(window, desk, tasks)
        self.kiosk = KioskPresenter(self, window, desk, tasks)
        self.citizen = CitizenScreen(self, window, desk, tasks, self.reception)
        self.reception.watched = self.citizen.refresh
        self.number = NumberAtCounter(self, desk, tasks, self.reception, self.hall)
        self.colleagues = ColleagueCalls(self, window, desk, tasks)
        self.keeper = Doorkeeper(window, desk, tasks, self)
        window.pressed.connect(self.press)
        self.closing = False
        window.closing.connect(self._leave)
        window.show_line(line_words(None, desk.overview.clock.now()))
        self._timer = QTimer(self)
        self._timer.setInterval(_LINE_EVERY)
        self._timer.timeout.connect(self.refresh_line)

    def _rail(self) -> tuple[tuple[str, str, str, Page], ...]:
        return (
            (RECEPTION, self.tr("Tiếp nhận"), "desk", self.reception),
            (QUEUE, self.tr("Hàng đợi"), "queue", self.queue),
            (DOSSIERS, self.tr("Hồ sơ"), "folder", self.dossiers),
            (RESULTS, self.tr("Trả KQ"), "paper", self.results),
            (FIGURES, self.tr("Số liệu"), "figures", self.figures),
            (AUDIT, self.tr("Nhật ký"), "audit", self.audit),
            (MACHINE, self.tr("Máy này"), "machine", self.machine),
            (TODAY, self.tr("Hôm nay"), "clock", self.today),
            (SENDING, self.tr("Gửi tỉnh"), "sent", self.sending),
        )

    def start(self) -> None:
        self._timer.start()
        self.machine.start()
        self.citizen.start()
        self.colleagues.start()
        self.keeper.begin()

    # --- House -----------------------------------------------------------------------------------------

    def save(self) -> None:
        self.reception.save_fields()

    def serving(self) -> str:
        view = self.reception.view
        return view.person.ticket if view is not None else ""

    def cover(self, covered: bool) -> None:
        self.citizen.cover(covered)

    def come_in(self, account: Account) -> None:
        """Opens where this person left off: the open draft, else the queue; where they receive nobody, the machine."""
        self._put_away = None
        self.reception.forget()
        self.dossiers.forget()
        self.results.forget()
        self.today.forget()
        self._pages[
            self._front
        ].leave()  # a recovery code, lines of the audit: gone, also for who comes to the same page
        self.hush()
        self.refresh_line()
        if account.may(Right.RECEIVE):
            self.go(QUEUE)
            self._tasks.run(Lane.DATA, self._desk.resume, self._resumed, self.fail)
            self._tasks.run(Lane.DATA, self._desk.typed.last_open, self._reopen_form, self.fail)
            self._tasks.run(Lane.CAMERA, self._desk.capture.get_ready, lambda _: None, lambda _: None)  # or later
        else:
            self.go(MACHINE)

    def go_on(self) -> None:
        """What came in behind the door is read now."""
        self.refresh_line()
        if self.reception.open_for_changes:
            self.reception.refresh()

    # --- Shell -----------------------------------------------------------------------------------------

    def tell(self, notice: Notice) -> None:
        self._window.tell(notice)

    def fail(self, error: CounterError) -> None:
        if self.keeper.hides(error):
            return
        tone = Tone.ATTENTION if isinstance(error, ClerkCanRetry) else Tone.ERROR
        self.tell(Notice(sentence(error), tone))
        if isinstance(error, TakenElsewhere):
            self._leave_what_is_taken()

    def _leave_what_is_taken(self) -> None:
        """A supervisor gave the dossier on the screen to another counter: nothing more is typed into it here."""
        draft_id = self.number.draft_id
        if draft_id is None:
            return

        def look() -> int | None:
            try:
                self._desk.resume.of(draft_id)
            except TakenElsewhere:
                return self._desk.capture.left_over(draft_id)
            return None

        def gone(left_over: int | None) -> None:
            if left_over is not None:
                self.handed_over(draft_id)
            if left_over:
                sheets = tr("Hồ sơ đã giao sang quầy khác; {count} trang máy quét đã đưa ra ở đây không đi theo.")
                again = tr("Mang các tờ ấy sang quầy đó quét lại.")
                self.tell(Notice(f"{sheets.format(count=left_over)} {again}", Tone.ATTENTION))

        self._tasks.run(Lane.DATA, look, gone, lambda _: None)

    def hush(self) -> None:
        self.tell(Notice(""))

    def show_work(self, name: str, words: str | None) -> None:
        self._window.strip.show_work(name, words)

    def show_person(self, person: Person) -> None:
        self._window.show_person(person)

    def show_keys(self) -> None:
        lock = KeyHint("Ctrl+L", self.tr("khóa màn hình"), rare=True)
        hints = (
            *self.colleagues.keys(),
            *(*self._pages[self._front].keys(), *self._citizen_keys()),
            *(KeyHint("Ctrl+K", self.tr("mọi phím"), pinned=True), lock),
        )
        self._window.show_keys(tuple(map(self._allowed, hints)))

    def _all_keys(self) -> tuple[KeyHint, ...]:
        """The screen's, then the frame's: what the palette offers."""
        rail = (KeyHint(key, words) for key, words, _, _ in self._rail())
        return (
            *map(self._allowed, (*self._pages[self._front].keys(), *self._citizen_keys())),
            *rail,
            *map(self._allowed, guiding_keys(self.serving()) if self._front != QUEUE else ()),
            *self.colleagues.all_keys(),
            KeyHint(SHOW, self.tr("màn hình người dân")),
            KeyHint("Ctrl+F", self.tr("tìm người dân, hồ sơ")),
            KeyHint("Ctrl+Shift+D", self.tr("so sánh dữ liệu khác tỉnh, chọn từng ô")),
            KeyHint("Ctrl+L", self.tr("khóa màn hình")),
        )

    def _citizen_keys(self) -> tuple[KeyHint, ...]:
        return self.citizen.keys() if self._front == RECEPTION else ()

    def _allowed(self, hint: KeyHint) -> KeyHint:
        """A key that this person has no right to is shown as such; pressed, it says why."""
        right = _RIGHTS.get(hint.key)
        return hint if right is None or self._desk.session.may(right) else replace(hint, enabled=False)

    def close(self) -> None:
        self._window.close()

    @Slot()
    def refresh_line(self) -> None:
        if self._asking_line or self.keeper.shut:
            return
        self._asking_line = True

        def look() -> LineView:
            self._desk.log_in.must_still_be_in()
            return self._desk.overview.line()

        self._tasks.run(Lane.DATA, look, self._line, self._line_failed)

    # --- keys ------------------------------------------------------------------------------------------

    @Slot(str)
    def press(self, key: str) -> None:
        if key == "Ctrl+L":
            self.keeper.lock()
            return
        if self.keeper.shut:
            self.keeper.press(key)
            return
        if key == "Ctrl+K":
            self.palette.open()
            return
        if self.palette.is_open:
            self.palette.close()
            if key == "Esc":
                return
        if key in self._pages:
            self.go(key)
            return
        if key == CALL:
            self.colleagues.press()
            return
        if key in ("Ctrl+D", "Ctrl+T"):
            (self.hall if key == "Ctrl+D" else self.kiosk).toggle()
            return
        if key == SHOW or (self._front == RECEPTION and key in (CHECKED, LANGUAGE)):
            self.citizen.press(key)
            return
        if key == "Ctrl+F":
            self.dossiers.close_story()
            self.go(DOSSIERS)
            self.dossiers.searching.begin()
            return
        if key == "Ctrl+Shift+D":
            self.go(SENDING)
            self.sending.compare_first()
            return
        if self._pages[self._front].press(key):
            return
        if key == "F2":
            self.call(self._desk.call_next)
        elif key == "F3":
            self.call(self._desk.walk_in, whose_card=True)
        elif key == "Ctrl+F2":
            self.number.call_once_more()
        elif key == "Shift+F3":
            self.number.park(self.serving())
        elif key == "Ctrl+F3" and self.number.at_hand(self.serving()):
            self.queue.send(self.number.draft_id, self.serving())
            self.go(QUEUE)
        elif key == "Ctrl+Z":
            self._take_back()
        elif key == "Esc":
            self.hush()

    def go(self, key: str) -> None:
        if key != self._front:
            self._pages[self._front].leave()
            self.hush()
        self._front = key
        self._window.show_page(list(self._pages).index(key))
        self._pages[key].enter()
        self.show_keys()

    def card_read(self, text: str) -> None:
        """A scanner's text, from whatever reader, whatever has the focus: a card, or the code on a dossier's paper. A
        card without a dossier to put it on is kept for whoever is called next. While the door is shut it is for the
        kiosk, where this PC shows one, and else nobody's."""
        if self.keeper.shut:
            self.kiosk.card_read(text)
            return
        if self._front == RESULTS:
            self.results.scanned(text)
            return
        code = read_code(text)
        if code is not None:
            self._follow(code)
            return
        if self._calling or not self.reception.open_for_changes:
            self.reception.identifying.keep(text)
            return
        if self._front != RECEPTION:
            self.go(RECEPTION)
        self.reception.identifying.card_read(text)

    def _follow(self, code: DossierCode) -> None:
        """The paper of a dossier that was accepted: what its citizen has come for stands on the screen at once."""
        story = self._desk.story
        self._tasks.run(Lane.DATA, lambda: story(story.find(code.text)), self._followed, self.fail)

    def _followed(self, story: Story) -> None:
        dossier_id = story.accepted.id
        if story.life.stage is Stage.DONE:
            self.hand_out(dossier_id)
        elif story.life.stage is Stage.SUPPLEMENT and not self.reception.at_work:
            self.call(lambda: self._desk.open_after(dossier_id, Purpose.SUPPLEMENT))
        else:
            self.tell_story(dossier_id)

    def tell_story(self, dossier_id: UUID) -> None:
        self.dossiers.tell_story(dossier_id)
        self.go(DOSSIERS)

    def hand_out(self, dossier_id: UUID) -> None:
        self.go(RESULTS)
        self.results.open(dossier_id)

    def card_spoiled(self) -> None:
        """An input method rewrote what a scanner typed."""
        if not self.keeper.shut:
            self.fail(CardSpoiled())

    # --- who stands at the counter ---------------------------------------------------------------------

    def call(self, verb: Callable[[], Draft], whose_card: bool = False) -> None:
        """`whose_card`: F3 is for the person whose card the open dossier was not given; nobody else is."""
        if self.reception.may_leave():
            self._open(verb, self._called, whose_card)

    def may_leave(self) -> bool:
        return not self.reception.at_work or self.reception.may_leave()

    def go_on_with(self, verb: Callable[[], Draft]) -> None:
        if not self.reception.saving and self.reception.when_fed.may_leave():
            self._open(verb, self._opened)

    def reopen(self, draft_id: UUID) -> None:
        if not self.reception.saving and self.reception.when_fed.may_leave():
            self._open(lambda: self._desk.resume.of(draft_id), self._opened)

    def handed_over(self, draft_id: UUID) -> None:
        if self.reception.is_open(draft_id):
            self.reception.put_away()

    def find_dossier(self, code: str) -> None:
        self.go(DOSSIERS)
        self.dossiers.look_for(code)

    def gone_on(self, draft_id: UUID | None) -> None:
        if draft_id is not None:
            self.handed_over(draft_id)

    def put_away(self, draft_id: UUID) -> None:
        self.reception.save_fields()
        self._tasks.run(Lane.DATA, lambda: self._desk.put_away(draft_id), self._gone, self.fail)

    def _open(self, verb: Callable[[], Draft], opened: Callable[[Draft], None], whose_card: bool = False) -> None:
        if self._calling:
            return
        self._calling = True
        if not whose_card:
            self.reception.identifying.drop_refused()
        self.reception.save_fields()
        self._tasks.run(Lane.DATA, verb, opened, self._not_opened)

    def _called(self, draft: Draft) -> None:
        self._opened(draft)
        self.number.announce(draft.ticket_id)
        self.reception.identifying.use_kept()

    def _opened(self, draft: Draft) -> None:
        self._calling = False
        self.hush()
        self.reception.open(draft)
        self.go(RECEPTION)
        self.queue.refresh()

    def _gone(self, draft: Draft) -> None:
        self._put_away = draft
        if self.reception.is_open(draft.dossier.id):
            self.reception.put_away()
        self.dossiers.refresh()
        self.queue.refresh()
        self.tell(Notice(tr("Đã cất hồ sơ đang làm dở. Ctrl+Z lấy lại.")))

    def _take_back(self) -> None:
        draft, self._put_away = self._put_away, None
        if draft is not None:
            self._tasks.run(Lane.DATA, lambda: self._desk.put_away.take_back(draft), self._taken_back, self.fail)

    def _taken_back(self, draft: Draft) -> None:
        if self.reception.draft is None and not self._calling:
            self._opened(draft)
        self.dossiers.refresh()
        self.tell(Notice(tr("Đã lấy lại hồ sơ, nguyên như cũ."), Tone.GOOD))

    def _not_opened(self, error: CounterError) -> None:
        self._calling = False
        self.fail(error)

    def _resumed(self, draft: Draft | None) -> None:
        if draft is not None:
            self.reception.open(draft)
            self.go(RECEPTION)
            self.tell(Notice(tr("Mở lại hồ sơ đang làm dở, đúng chỗ đã dừng.")))

    def _reopen_form(self, form: TypedForm | None) -> None:
        """The step that the clerk was in when the program ended, as it was typed."""
        if form is None:
            return
        if self.reception.is_open(form.dossier_id):
            if form.deed == Deed.SEND_ON.value:
                self.go(QUEUE)
                self.queue.reopen(form)
            self.reception.asides.reopen(form)
            self.reception.settling.reopen(form)
            self.reception.owning.reopen(form)
            self.reception.arranging.reopen(form)
        elif form.deed in (Deed.BY_HAND.value, Deed.COMPARE.value):
            self.go(SENDING)
            self.sending.reopen(form)
        elif form.deed == Deed.RETURN.value:
            self.go(RESULTS)
            self.results.reopen(form)
        elif form.deed in {deed.value for deed in Deed} and not self.reception.is_open(form.dossier_id):
            self.dossiers.tell_story(form.dossier_id, Deed(form.deed))
            self.go(DOSSIERS)

    # --- the line --------------------------------------------------------------------------------------

    def _line(self, line: LineView) -> None:
        self._asking_line = False
        self._window.show_line(line_words(line, self._desk.overview.clock.now()))
        if self.keeper.shut:
            return
        if self._front == DOSSIERS:
            self.dossiers.refresh()
        self.reception.closing.refresh()

    def _line_failed(self, error: CounterError) -> None:
        self._asking_line = False
        if not isinstance(error, AccountWithdrawn):
            self.fail(error)
        elif not self.keeper.shut:
            self.keeper.lock(error)

    @Slot()
    def _leave(self) -> None:
        self.closing = True
        self._timer.stop()
        self.colleagues.close()
        self.hall.close()
        self.kiosk.close()
        self.citizen.close()
        self.reception.scanning.end()
        self._pages[self._front].leave()
