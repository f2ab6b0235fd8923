"""Joins the reception screen with the verbs. (Person: `identifying`, checklist:
`settling`, scans: `scanning` and `ways`, pages: `paging`, F12: `closing` and `when_fed`.)

What the screen shows comes from the data lane alone, in the order of the commits; a page that arrives or a late
look-up only asks it to read the draft again.
"""

# Long because: the keys of the one task screen stand in one place; what can be told apart from it has been
# (identifying, settling, scanning, paging, closing).

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from counter_app.domain.deadline import Appointment
from counter_app.domain.dossier import Channel, LookUpState
from counter_app.domain.errors import AlreadyAccepted, CounterError
from counter_app.domain.fee import Pay
from counter_app.domain.paper_text import Suggestion
from counter_app.domain.party import Identity, identity, same
from counter_app.domain.procedure import Procedure
from counter_app.domain.ticket import Ticket
from counter_app.domain.units import Commune
from counter_app.ports import AcceptedDossier, Draft
from counter_app.use_cases.certify_copies import STEP as COPIES
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.welcome import Welcomed

from ..camera.presenter import Camera
from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .arranging import Arranging
from .asides import Asides
from .closing import Closing
from .copying import Copying
from .identifying import Identifying
from .originals import Originals
from .owning import Owning
from .paging import Paging
from .paying import Paying
from .reading import Reading
from .scanning import Scanning
from .screen import ReceptionScreen
from .settling import Settling
from .slips import Slips
from .view_model import (
    Accepting,
    Context,
    ReceptionView,
    Step,
    gap_words,
    look_up_words,
    reception_view,
)
from .ways import Ways
from .when_fed import WhenFed

_OF_PAPERS = (
    *("F5", "Shift+F5", "Ctrl+F5", "Ctrl+Shift+F5", "F6", "F9", "Shift+F9", "F11"),
    *("Shift+F12", "Ctrl+P", "Ctrl+O"),
)


class ReceptionPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._draft: Draft | None = None
        self._context = Context()
        self._address = ""  # whose commune of today is known
        self._view: ReceptionView | None = None
        self._leave_anyway = False
        self._group = ""
        self.watched: Callable[[], None] = lambda: None  # what stands at the counter has changed
        self.screen = ReceptionScreen()
        self.paging = Paging(self, shell, desk, tasks, self.screen.pages)
        self.scanning = Scanning(self, shell, desk, tasks, self.screen.pages)
        self.ways = Ways(self, shell, desk, self.screen, self.scanning, self.paging)
        self.camera = Camera(self, shell, desk, tasks, self.screen.camera)
        self.reading = Reading(self, shell, desk, tasks, self.screen.pages, lambda: self.scanning.at_work)
        self.originals = Originals(self, shell, desk, tasks, self.screen.pages)
        self.arranging = Arranging(self, shell, desk, tasks, self.screen, self.reading.take, self.originals.turn)
        self.owning = Owning(self, shell, desk, tasks, self.screen)
        person = self.screen.person
        self.identifying = Identifying(self, shell, desk, tasks, person, self.owning.scanned)
        self.settling = Settling(self, shell, desk, tasks, self.screen)
        self.closing = Closing(self, shell, desk, tasks, self.screen.done)
        self.asides = Asides(self, shell, desk, tasks, self.screen.aside)
        ask_online = partial(self.asides.open, Deed.ASK_ONLINE)
        self.slips = Slips(self, shell, desk, tasks, self.screen.done, ask_online)
        self.copying = Copying(self, shell, desk, self.screen.copying)
        self.paying = Paying(self, shell, desk, tasks, self.screen.transfer)
        self.when_fed = WhenFed(
            self,
            shell,
            self._feeds,
            lambda: self.scanning.stands,
            lambda draft: desk.capture.sheets_to_turn(draft),
            self.scanning.kept.count,
            self.scanning.kept.unread,
        )
        self._connect()

    def _connect(self) -> None:
        screen = self.screen
        screen.procedure.typed.connect(self._find)
        screen.procedure.chosen.connect(self._choose)
        screen.next_field.connect(lambda _: screen.checklist.setFocus())
        screen.camera.digit.connect(self._lay_the_shot)
        for field in screen.fields:
            field.left.connect(self._field_left)
        screen.pages.list.seized.connect(self._list_seized)
        screen.checklist.read_taken.connect(self.reading.take_for)

    # --- Page ------------------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        return self.screen

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def open_for_changes(self) -> bool:
        return self._draft is not None and self._context.accepting in (Accepting.NO, Accepting.WHEN_FED)

    @property
    def at_work(self) -> bool:
        """Somebody is known, or paper lies on the draft, and it is neither accepted nor put away."""
        draft = self._draft
        begun = draft is not None and (draft.dossier.applicant is not None or bool(draft.pages))
        return begun and self.closing.accepted is None

    @property
    def accepted(self) -> AcceptedDossier | None:
        return self.closing.accepted

    @property
    def appointment(self) -> Appointment | None:
        return self._context.appointment

    @property
    def ready(self) -> bool:
        """Nothing is missing, or it was accepted."""
        return self._view is not None and self._view.step is Step.READY

    @property
    def saving(self) -> bool:
        return self._context.accepting is Accepting.SAVING

    @property
    def view(self) -> ReceptionView | None:
        return self._view

    def keys(self) -> tuple[KeyHint, ...]:
        if self.asides.showing:
            return self.asides.keys()
        if self._view is None or self._draft is None:
            return (KeyHint("F2", tr("gọi tiếp")), KeyHint("F3", tr("không lấy số")))
        if self.closing.accepted is not None:
            at_once = (KeyHint("F10", tr("đã trả kết quả ngay")),) if self.closing.gives_at_once else ()
            return (
                KeyHint("F2", tr("gọi tiếp")),
                *at_once,
                *self._visit_keys(),
                KeyHint("Ctrl+P", self.closing.print_words),
            )
        step, accept = self._view.step, self._view.accept
        last = KeyHint("F12", accept.words, enabled=accept.ready, strong=True)
        if self.arranging.cutting:
            return (*self.arranging.keys(), replace(last, enabled=False))
        if self.screen.pages.has_focus:
            return (*self.arranging.keys(), last)
        if self.owning.is_open:
            return (*self.owning.keys(), replace(last, enabled=False))
        hints = [KeyHint("F2", tr("gọi tiếp"))]
        if step is Step.PERSON:
            named = () if self.camera.has_the_keys else (*self.identifying.keys(), *self.owning.hint())
            hints += [*named, *self.camera.keys()]
        if step is Step.NAME:
            hints += [KeyHint("Shift+F2", tr("người dân về"))]
        if self.screen.chooser.isVisible():
            hints = [KeyHint("Return", self.screen.chooser.act), KeyHint("Esc", tr("thôi, để như cũ"))]
        elif self.screen.choosing_procedure:
            hints += [
                KeyHint("Return", tr("chọn thủ tục")),
                *((KeyHint("Ctrl+B", tr("làm lại hồ sơ trước")),) if self._earlier is not None else ()),
                *self.owning.hint(),
                KeyHint("Ctrl+F6", tr("chứng thực bản sao")),
                KeyHint("Shift+F2", tr("người dân về")),
            ]
        elif self._view.express and step in (Step.PAPERS, Step.READY):
            gone = KeyHint("Shift+F2", tr("người dân về"))
            hints += [*self.copying.keys(), *self.paying.keys(), KeyHint("F4", tr("thủ tục khác")), gone]
        elif step in (Step.PAPERS, Step.READY):
            post = KeyHint("F9", tr("tại quầy") if self._view.post else tr("bưu chính"))
            hints += [
                *(() if self._view.after else (KeyHint("F4", tr("thủ tục")),)),
                *((KeyHint("Esc", tr("chưa tiếp nhận")),) if self.when_fed.wanted else self.scanning.keys()),
                *(() if self.camera.has_the_keys else self.settling.keys()),
                *(() if self._view.after else (*self.paying.keys(), post)),
                *self.camera.keys(),
                *self.paging.keys(),
                *self.slips.keys(),
                *(replace(hint, rare=True) for hint in self._rare_keys()),
            ]
        return (*hints, last)

    def _rare_keys(self) -> tuple[KeyHint, ...]:
        """What few dossiers need: on the card of keys and in the palette, so that the legend stays calm."""
        after = self._view is None or self._view.after
        return (
            KeyHint("Ctrl+F5", tr("cách khác")),
            KeyHint("Ctrl+O", tr("tệp")),
            *(() if after else (*self.asides.hints(), *self.owning.hint(), *self._visit_keys())),
            KeyHint("Shift+F2", tr("người dân về")),
        )

    def press(self, key: str) -> bool:
        if self._draft is None or self.closing.accepted is not None:
            if key == "F10":
                return self.closing.give_at_once()
            if key in ("Ctrl+N", "Ctrl+Shift+N"):
                return self._add_dossier(same_person=key == "Ctrl+N")
            return key == "Ctrl+P" and (self.closing.print_again() or self.asides.print_again())
        if self.asides.showing and key in (*_OF_PAPERS, "F12", "Esc", "F4", "F7", "F8", "Shift+F4", "Ctrl+F6"):
            if key == "F12":
                self.asides.do()
            elif key == "Esc":
                self._leave_aside()
            return True
        if self.arranging.cutting and key not in ("F2", "F3"):
            self.screen.corners.press(key)
            return True
        if key == "Ctrl+Z" and not self.arranging.can_undo:
            return False
        acts: dict[str, Callable[[], object]] = {
            "F4": self._open_procedures,
            "Shift+F4": self.owning.press,
            "Ctrl+F6": self.copying.begin,
            "F5": self.scanning.scan,
            "Shift+F5": self.scanning.rescan,
            "Ctrl+F5": self.ways.open,
            "Ctrl+Shift+F5": self.scanning.scan_glass,
            "F6": self.settling.ask_again,
            "F7": lambda: self._pay(Pay.CASH),
            "F8": lambda: self._pay(Pay.TRANSFER),
            "F9": self._turn_delivery,
            "F11": self.camera.press,
            "F12": self.accept,
            "Shift+F12": self.slips.wanting,
            "Ctrl+P": self.slips.why,
            "Ctrl+O": self._open_file,
            "Shift+F2": self._citizen_gone,
            "Ctrl+F4": lambda: self.asides.open(Deed.FOR_ANOTHER),
            "Shift+F9": lambda: self.asides.open(Deed.COLLECT_AT),
            "Ctrl+F12": lambda: self.asides.open(Deed.REFUSE_RECEPTION),
            "Ctrl+N": lambda: self._add_dossier(same_person=True),
            "Ctrl+Shift+N": lambda: self._add_dossier(same_person=False),
            "Ctrl+B": self._after_the_last,
            "Esc": self._back,
        }
        act = acts.get(key)
        if not self.open_for_changes or (self.copying.on and key in _OF_PAPERS):
            return act is not None
        if act is None:
            return self.arranging.press(key)
        if key not in ("Esc", "Ctrl+N", "Ctrl+Shift+N"):
            self._leave_anyway = False
        if key in ("Ctrl+F4", "Ctrl+F6", "Ctrl+F12", "Shift+F9"):
            self.owning.close()
        act()
        return True

    def _visit_keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Ctrl+N", tr("thêm hồ sơ, cùng người")),
            KeyHint("Ctrl+Shift+N", tr("thêm hồ sơ, người khác cùng lượt")),
        )

    def _add_dossier(self, same_person: bool) -> bool:
        """The same visit goes on: the next procedure, or the next of the family."""
        draft = self._draft
        if draft is None or not self.may_leave(tr("Nhấn lần nữa để mở hồ sơ khác cùng lượt")):
            return draft is not None
        person, ticket = draft.dossier.applicant if same_person else None, draft.ticket_id
        self._shell.go_on_with(lambda: self._desk.same_visit.add(ticket, person))
        return True

    def _after_the_last(self) -> None:
        """The person's latest dossier here, again: values are taken over, papers are judged by what is held today."""
        earlier = self._earlier
        if earlier is not None:
            self._shell.go_on_with(lambda: self._desk.same_visit.after(earlier.id))

    @property
    def _earlier(self) -> AcceptedDossier | None:
        """The latest that whoever stands here handed in; one that another handed in for him is not made again so."""
        draft = self._draft
        if draft is None or draft.dossier.procedure is not None:
            return None
        person = draft.dossier.applicant
        return next((one for one in self._context.own_dossiers if same(one.receipt.applicant, person)), None)

    def enter(self) -> None:
        self._shell.show_person(self._view.person if self._view else Person(name=tr("Tiếp nhận")))
        if self._draft is None or self.closing.accepted is not None:
            # One that was left half done comes back here.
            self._run(self._desk.resume, lambda draft: self.open(draft) if draft is not None else None)
        elif self.arranging.cutting:
            self.screen.corners.setFocus()
        elif self._view is not None:
            self.screen.show_step(self._view.step)

    def leave(self) -> None:
        self.save_fields()

    # --- opening and refreshing ------------------------------------------------------------------------

    def open(self, draft: Draft) -> None:
        self._draft, self._view, self._context, self._address = draft, None, Context(), ""
        self._leave_anyway = False
        self.identifying.drop_picture()
        self.closing.forget()
        self.paying.hide()
        self.asides.hide()
        self.asides.forget()
        self.copying.forget()
        self.when_fed.forget()
        self.paging.forget()
        self.scanning.turn_to(draft.dossier.id)
        self.arranging.forget()
        self.reading.forget()
        self.owning.forget()
        self.screen.show_nobody()
        self._show(draft)
        self._run(
            lambda: (self._desk.overview.queue().current, self._desk.overview.source_names()),
            lambda found: self._know(draft, *found),
        )
        if draft.after is not None:
            self.screen.show_step(Step.PAPERS)
        elif draft.dossier.procedure is not None:
            self._procedure_chosen(draft)
        self.scanning.kept.take_up(draft.dossier.id)

    def refresh(self) -> None:
        """Reads the draft again: something else has changed it."""
        if self._draft is not None:
            draft_id = self._draft.dossier.id
            self._run(lambda: self._desk.resume.of(draft_id), self._show)

    def may_leave(self, again: str = tr("Nhấn lần nữa để gọi người khác")) -> bool:
        """Whether F2 and F3 may call someone else; an open dossier is left only by a second press, and kept."""
        if self.saving or not self.when_fed.may_leave():
            return False
        begun = self._draft is not None and self._draft.dossier.applicant is not None
        if not begun or self.closing.accepted is not None or self._leave_anyway:
            return True
        self._leave_anyway = True
        words = tr("Hồ sơ này chưa tiếp nhận. {again}; hồ sơ được giữ lại ở Alt+3.").format(again=again)
        self._shell.tell(Notice(words, Tone.ATTENTION))
        return False

    def save_fields(self) -> None:
        for field in self.screen.fields:
            field.save()
        self.copying.save()

    def is_open(self, draft_id: UUID) -> bool:
        return self._draft is not None and self._draft.dossier.id == draft_id

    def accepting(self, state: Accepting) -> None:
        self._context = replace(self._context, accepting=state)
        self._draw()

    def show_aside(self, shown: bool) -> None:
        self.screen.show_aside(shown)

    def for_another(self, draft: Draft) -> None:
        self._procedure_chosen(draft)
        self._leave_aside()

    def _leave_aside(self) -> None:
        self.asides.hide()
        self.screen.copying.go_to_gap() if self.copying.on else self.screen.checklist.setFocus()
        self._shell.hush()

    def show_transfer(self, shown: bool) -> None:
        self.screen.show_transfer(shown)

    def show_accepted(self) -> None:
        self.screen.show_done()
        self.watched()
        self._shell.hush()
        self._shell.show_keys()

    def _know(self, draft: Draft, ticket: Ticket | None, sources: dict[str, str]) -> None:
        mine = ticket is not None and ticket.id == draft.ticket_id
        self._context = replace(
            self._context,
            sources=sources,
            ticket=ticket.label if ticket is not None and mine else "",
            called_at=ticket.called_at if ticket is not None and mine else None,
        )
        self._group = ticket.group if ticket is not None and mine else ""
        self._find("")
        self._draw()

    def _show(self, draft: Draft) -> None:
        if self._draft is None or self._draft.dossier.id != draft.dossier.id:
            return  # an answer for a dossier that is no longer on the screen
        self._draft = draft
        self.copying.seen(draft)
        self._find_communes(draft.dossier.owner.address if draft.dossier.owner else "")
        self._shell.show_work("look-up", look_up_words(draft.dossier.look_up))
        self._draw()
        self.paying.seen(draft)
        self.when_fed.seen(draft.dossier.id)

    def not_fed(self, draft_id: UUID, error: CounterError) -> None:
        self.when_fed.failed(draft_id, error)
        self.refresh()

    def cannot_feed(self) -> bool:
        return self.when_fed.not_now()

    def _feeds(self, draft_id: UUID) -> bool:
        return self.scanning.feeds(draft_id) or self.paging.feeds(draft_id)

    def _draw(self) -> None:
        if self._draft is None or self.closing.accepted is not None:
            self.watched()
            self._shell.show_keys()
            return
        self._view = reception_view(self._draft, self._context)
        self.screen.show_view(self._view)
        self.settling.seen(self._draft.dossier)
        self.reading.look()
        self._shell.show_person(self._view.person)
        self.watched()
        self._shell.show_keys()

    # --- the person ------------------------------------------------------------------------------------

    def welcomed(self, welcomed: Welcomed) -> None:
        """The person is known, perhaps another than before."""
        if not self.is_open(welcomed.draft.dossier.id):
            return
        self.identifying.drop_picture()
        self._shell.hush()
        if _person(welcomed.draft) != _person(self._draft):
            self.screen.forget_fields()  # what was being typed was about the one before
        self._context = replace(self._context, warnings=welcomed.warnings, own_dossiers=welcomed.dossiers)
        self._show(welcomed.draft)
        if self._view is not None:
            self.screen.show_step(self._view.step)
        if welcomed.draft.dossier.procedure is not None:
            self._look_up()

    def owner_named(self, draft: Draft) -> None:
        """Whose dossier it is has been said, perhaps another's than before: what is held of him is asked for."""
        if not self.is_open(draft.dossier.id):
            return
        before = self._draft.dossier.holder if self._draft else None
        self._shell.hush()
        self._show(draft)
        self.back_from_owner()
        if draft.dossier.procedure is not None and draft.dossier.holder != before:
            self._look_up()

    def back_from_owner(self) -> None:
        if self._view is not None:
            self.screen.show_step(self._view.step)
        self._shell.show_keys()

    def _citizen_gone(self) -> None:
        """Not here when called; or goes before anything is accepted."""
        if self._draft is not None and self._draft.dossier.applicant is not None:
            self._shell.put_away(self._draft.dossier.id)
        else:
            self.identifying.not_here()

    def forget(self) -> None:
        """Another clerk sits down: nothing that the one before typed, read or saw is left."""
        self.identifying.forget()
        self.closing.forget()
        self.put_away()

    def put_away(self) -> None:
        """Nobody stands at the counter any more."""
        self.identifying.drop_picture()
        self.paying.hide()
        self.asides.hide()
        self.copying.forget()
        self._draft, self._view, self._context, self._address = None, None, Context(), ""
        self.when_fed.forget()
        self.paging.forget()
        self.scanning.stop()
        self.arranging.forget()
        self.reading.forget()
        self.owning.forget()
        self._shell.show_work("look-up", None)
        self.screen.show_nobody()
        self.watched()
        self._shell.show_person(Person(name=tr("Tiếp nhận")))
        self._shell.show_keys()

    # --- the camera ------------------------------------------------------------------------------------

    def camera_opened(self, opened: bool) -> None:
        self.screen.show_camera(opened)
        if not opened and self._view is not None:
            self.screen.go_on_from_camera(self._view.step)
        self._shell.show_keys()

    def _lay_the_shot(self, digit: str) -> None:
        """From the camera's pane: the page that was taken last, without a way to the list of pages."""
        if self.camera.keeping:
            self._shell.tell(Notice(tr("Đang lưu trang chụp; xong ngay thôi, rồi nhấn lại số."), Tone.ATTENTION))
        elif self.screen.pages.current_page is not None:
            self.screen.pages.pressed.emit(digit)

    def camera_card(self, text: str) -> None:
        self.identifying.card_read(text)

    # --- the procedure ---------------------------------------------------------------------------------

    def _open_procedures(self) -> None:
        if self._view is not None and not self._view.after and self._view.step not in (Step.PERSON, Step.NAME):
            self.screen.show_step(Step.PROCEDURE)

    def _find(self, typed: str) -> None:
        self._run(lambda: self._desk.find_procedures(typed), lambda found: self._found(typed, found))

    def _found(self, typed: str, found: tuple[Procedure, ...]) -> None:
        """With nothing typed, those of the ticket's service group come first."""
        if not typed:
            found = tuple(sorted(found, key=lambda procedure: procedure.service_group != self._group))
        self.screen.procedure.show_procedures(typed, found)

    def _choose(self, code: str) -> None:
        self.change(lambda draft_id: self._desk.choose_procedure(draft_id, code), self._procedure_chosen)

    def _procedure_chosen(self, draft: Draft) -> None:
        self._show(draft)
        self.screen.show_step(Step.PAPERS)
        dossier = draft.dossier
        self._run(lambda: self._desk.accept.appointment(dossier), self._appointed)
        self._look_up()

    def copies_begun(self, draft: Draft) -> None:
        self._show(draft)
        if self._view is not None:
            self.screen.show_step(self._view.step)
        if self.screen.copying.isVisible():
            self.screen.copying.go_to_gap()
        dossier = draft.dossier
        self._run(lambda: self._desk.accept.appointment(dossier), self._appointed)

    def _appointed(self, appointment: Appointment | None) -> None:
        self._context = replace(self._context, appointment=appointment)
        self._draw()

    def _look_up(self) -> None:
        if self._draft is None or self._draft.dossier.applicant is None or self._draft.step == COPIES:
            return  # copies of what the citizen brings need nothing that is held
        draft_id = self._draft.dossier.id
        self._shell.show_work("look-up", look_up_words(LookUpState.ASKING))

        def late(_: Draft) -> None:
            self._tasks.post(self.refresh)

        def failed(error: CounterError) -> None:
            self.refresh()
            if not isinstance(error, AlreadyAccepted):
                self._shell.fail(error)

        self._tasks.run(Lane.NETWORK, lambda: self._desk.look_up(draft_id, late), lambda _: self.refresh(), failed)

    # --- fields, files, accept -------------------------------------------------------------------------

    def _find_communes(self, address: str) -> None:
        """Where an address of before July 2025 lies today."""
        if address == self._address:
            return
        self._address = address

        def found(told: tuple[tuple[Commune, ...], bool]) -> None:
            if self._address == address:
                names = tuple(commune.name for commune in told[0])
                self._context = replace(self._context, communes=names, asks_where=told[1])
                self._draw()

        overview = self._desk.overview
        self._run(lambda: (overview.communes_today(address), overview.asks_where(address)), found)

    def _field_left(self, name: str, value: str) -> None:
        """For the person on the screen only: a card that is being taken in is perhaps another's."""
        person = _person(self._draft)

        def save(draft_id: UUID) -> Draft:
            draft = self._desk.resume.of(draft_id)
            return self._desk.settle.set_field(draft_id, name, value) if _person(draft) == person else draft

        self.change(save)

    def _pay(self, how: Pay) -> None:
        """What was typed last is part of what it costs."""
        if not self.copying.save(then=lambda: self.paying.press(how)):
            self.paying.press(how)

    def _turn_delivery(self) -> None:
        if self._view is not None and not self._view.after:
            self._field_left("delivery", "here" if self._view.post else "post")

    def _open_file(self) -> None:
        """In the first step a picture of the card; later pages."""
        if self._draft is None:
            return
        from .files import choose_papers

        path = choose_papers(self.screen)
        if path is None:
            return
        if self._draft.dossier.applicant is None:
            self.identifying.picture_chosen(path)
        else:
            self.paging.add_file(path)

    def accept(self) -> None:
        if self._draft is None or self._view is None or self.when_fed.wanted:
            return
        if self.owning.is_open:
            self._shell.tell(Notice(tr("Đang ghi chủ hồ sơ: Enter cho xong, hoặc Esc để như cũ."), Tone.ATTENTION))
            return
        if self.camera.keeping:
            self._shell.tell(Notice(tr("Đang lưu trang chụp; xong ngay thôi, rồi nhấn F12 lần nữa."), Tone.ATTENTION))
            return
        if self.arranging.busy:
            self._shell.tell(Notice(tr("Đang sửa trang; xong ngay thôi, rồi nhấn F12 lần nữa."), Tone.ATTENTION))
            return
        if self.copying.save(then=self.accept):
            return
        self.save_fields()
        if not self._view.accept.ready:
            self._shell.tell(Notice(gap_words(self._view), Tone.ATTENTION))
            self.screen.go_to_gap(self._view.step)
            return
        if self.when_fed.must_wait(self._draft.dossier.id):
            return
        if self._draft.after is not None:
            self.closing.finish(self._draft.dossier.id, self._draft.after)
            return
        procedure = self._draft.dossier.procedure
        immediate = procedure is not None and procedure.immediate
        online = self._draft.dossier.channel is Channel.ONLINE
        self.closing.accept(self._draft.dossier.id, self._view.due, immediate, online)

    def _back(self) -> None:
        """Esc: one level back, never losing anything."""
        if self.owning.is_open:
            self.owning.close()
        elif self.screen.chooser.isVisible():
            self.screen.chooser.hide()
            self.settling.leave()
            self.screen.checklist.setFocus()
            self._shell.show_keys()
        elif self.screen.key_card.isVisible():
            self.screen.turn_key_card()
        elif self.paying.showing:
            self.paying.hide()
        elif self.camera.has_the_keys:
            self.camera.close()
        elif self.when_fed.take_back() or self.identifying.take_back():
            return
        elif self.scanning.take_back() or self.paging.take_back():
            pass
        elif self.screen.pages.has_focus:
            self.screen.checklist.setFocus()
        elif self.camera.is_open:
            self.camera.close()
        elif self.screen.choosing_procedure and self._view is not None and self._view.procedure:
            self.screen.show_step(self._view.step)
        elif self._view is not None and self._view.step is not Step.PERSON and not self._view.after:
            self.screen.show_step(Step.PERSON if self.screen.choosing_procedure else Step.PROCEDURE)
        self._shell.hush()

    # --- running verbs ---------------------------------------------------------------------------------

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None:
        """A verb on the open draft; what comes back is shown."""
        if self._draft is None:
            return
        draft_id = self._draft.dossier.id
        self._run(lambda: verb(draft_id), done or self._changed)

    def _changed(self, draft: Draft) -> None:
        self._shell.hush()
        self._show(draft)

    def show(self, draft: Draft) -> None:
        """As the data lane gave it."""
        self._show(draft)

    def show_read(self, read: Mapping[str, Suggestion]) -> None:
        """What pages say, for the rows that it is about."""
        self._context = replace(self._context, read=read)
        self._draw()

    def _list_seized(self, seized: bool) -> None:
        """The legend shows the keys of the list while it has the focus."""
        if not seized:
            self.screen.key_card.hide()
        self._shell.show_keys()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)


def _person(draft: Draft | None) -> tuple[Identity, str] | None:
    applicant = draft.dossier.applicant if draft is not None else None
    return identity(applicant) if applicant is not None else None
