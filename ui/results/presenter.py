"""Joins the handing out of results with its verbs: two scans and Enter (Alt+4)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.codes import read_code
from counter_app.domain.errors import CounterError
from counter_app.domain.life import Step
from counter_app.domain.party import Foreigner, Identity, PassportNumber
from counter_app.domain.passport import begins_a_passport, is_passport, parse_passport
from counter_app.domain.words import vietnam_time
from counter_app.ports import AcceptedDossier, TypedForm
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.return_result import taken_by
from counter_app.use_cases.tell_story import Story

from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from .screen import ResultsScreen
from .view_model import ResultView, result_view

_PAUSE = 400  # ms without a key: what was typed is saved

_BY = {Identity.PERSONAL_NUMBER: "number", Identity.PASSPORT: "passport"}  # under what it is kept


class ResultsPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._story: Story | None = None
        self._card: CardReading | Foreigner | None = None
        self._half = ""  # the first of a passport's two lines
        self._kept: UUID | None = None  # the dossier of which something is typed
        self._reopened: TypedForm | None = None
        self._busy = False
        self.screen = ResultsScreen()
        self._typing = QTimer(self.screen)  # it ends with what it reads
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self._save)
        self.screen.authority.textEdited.connect(lambda _: self._typing.start())
        self.screen.entered.connect(self._enter_pressed)
        self.screen.typed.connect(self.scanned)
        self.screen.chosen.connect(lambda name: self.open(UUID(name)))
        self.screen.authority.textChanged.connect(lambda _: self._draw())

    # --- Page ------------------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        return self.screen

    @property
    def view(self) -> ResultView:
        return result_view(self._story, self._card, self.screen.authority.text())

    def keys(self) -> tuple[KeyHint, ...]:
        view = self.view
        words = tr("ĐÃ TRẢ KẾT QUẢ") if view.ready else tr("CHƯA ĐỦ")
        enter = (KeyHint("Return", tr("xem diễn biến")),) if self._story is not None and not view.ready else ()
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            *enter,
            KeyHint("Esc", tr("bắt đầu lại")),
            KeyHint("Return", words, enabled=view.ready, strong=True),
        )

    def press(self, key: str) -> bool:
        if key != "Esc":
            return False
        self.forget()
        self._shell.hush()
        self.enter()
        return True

    def enter(self) -> None:
        self._shell.show_person(Person(name=tr("Trả kết quả")))
        self._draw()
        if not self.screen.several.rows:
            self.screen.focus()

    def leave(self) -> None:
        if not self._shell.closing:  # what lies between two scans is there again after a restart
            self.forget()

    def reopen(self, form: TypedForm) -> None:
        """After a power cut: whose result, who came for it, and what was typed of what authorises him."""
        self._reopened = form
        self.open(form.dossier_id)

    def _save(self) -> None:
        story, card = self._story, self._card
        if story is None:
            return
        typed = {"authority": self.screen.authority.text()}
        if card is not None:
            kind, number = taken_by(card)
            typed |= {_BY[kind]: number, "name": card.full_name}
        self._kept = story.accepted.id
        form = TypedForm(self._kept, Deed.RETURN.value, tuple(typed.items()))
        self._run(lambda: self._desk.typed.save(form), lambda _: None)

    def _take_up(self, form: TypedForm) -> None:
        told = dict(form.values)
        with suppress(CounterError, KeyError):
            if "passport" in told:
                self._card = Foreigner(PassportNumber(told["passport"]), told["name"])
            elif "number" in told:
                self._card = CardReading(PersonalNumber(told["number"]), None, told["name"], None, None, "", None)
            self.screen.authority.setText(told["authority"])
            self._kept = form.dossier_id
            self._draw()
            self._shell.tell(Notice(tr("Mở lại việc trả kết quả đang làm dở, nguyên như đã gõ.")))

    def forget(self) -> None:
        """The next citizen: nothing of the one before stays."""
        self._typing.stop()
        kept, self._kept, self._reopened = self._kept, None, None
        if kept is not None:
            self._run(lambda: self._desk.typed.forget(kept, Deed.RETURN.value), lambda _: None)
        self._story, self._card, self._half = None, None, ""
        self.screen.forget()
        self._draw()

    # --- what is read ----------------------------------------------------------------------------------

    def open(self, dossier_id: UUID) -> None:
        """A dossier was chosen: by its code, from its story, or among several."""
        self._run(lambda: self._desk.story(dossier_id), self._told)

    @Slot(str)
    def scanned(self, text: str) -> None:
        """A receipt's code, a card or a passport, in any order; a number by hand is as good as its paper."""
        code = read_code(text)
        if code is not None:
            self._run(lambda: self._desk.story(self._desk.story.find(code.text)), self._told)
            return
        half, self._half = self._half, ""
        if begins_a_passport(text):
            self._half = text
            return
        try:
            card = self._taker(half + text if is_passport(half + text) else text)
        except CounterError as error:
            self._shell.fail(error)
            return
        if self._card is None or taken_by(self._card) != taken_by(card):
            self.screen.authority.setText("")  # it was typed for somebody else
        self._card = card
        self._draw()
        self._save()
        if self._story is None and isinstance(card, CardReading):
            self._run(lambda: self._desk.return_result.waiting_for(card), self._waiting)

    def _taker(self, text: str) -> CardReading | Foreigner:
        """Raises NotACitizenCard, BadPersonalNumber, NotAPassport."""
        if is_passport(text):
            return parse_passport(text, self._desk.overview.clock.now().date()).holder
        typed = "".join(text.split()).upper()
        receipt = self._story.accepted.receipt if self._story is not None else None
        for party in (receipt.applicant, receipt.owner) if receipt is not None else ():
            if isinstance(party, Foreigner) and party.passport.value == typed:
                return party
        return _card_of(text)

    def _told(self, story: Story) -> None:
        if self._story is not None and self._story.accepted.id != story.accepted.id:
            self.screen.authority.setText("")  # it names the dossier before
        self._story = story
        self.screen.show_several(())
        self._shell.hush()
        self.screen.focus()
        self._draw()
        form, self._reopened = self._reopened, None
        if form is not None and form.dossier_id == story.accepted.id:
            self._take_up(form)
        self._save()

    def _waiting(self, dossiers: tuple[AcceptedDossier, ...]) -> None:
        """Who shows the card first has perhaps one result here: then it is that one."""
        if self._story is not None or self._card is None:
            return
        if not dossiers:
            words = tr("Không có kết quả nào đang chờ người này. Quét mã QR trên giấy tiếp nhận.")
            self._shell.tell(Notice(words, Tone.ATTENTION))
        elif len(dossiers) == 1:
            self.open(dossiers[0].id)
        else:
            self.screen.show_several(tuple(map(_row, dossiers)))

    # --- handing out -----------------------------------------------------------------------------------

    @Slot()
    def _enter_pressed(self) -> None:
        story, card, view = self._story, self._card, self.view
        if story is None or self._busy:
            return
        if card is None or not view.ready:
            if view.asks_authority:
                self.screen.authority.setFocus()
            elif card is None and not view.result:
                self._shell.tell_story(story.accepted.id)
            else:
                self._shell.tell(Notice(view.next_step, Tone.ATTENTION))
            return
        self._busy = True
        dossier_id, authority = story.accepted.id, self.screen.authority.text()
        verb = self._desk.return_result
        self._tasks.run(Lane.DATA, lambda: verb(dossier_id, card, authority), self._returned, self._not_returned)

    def _returned(self, _: Step) -> None:
        self._busy = False
        name = self._story.accepted.receipt.named if self._story is not None else ""
        self.forget()
        self._shell.refresh_line()
        self.screen.focus()
        self._shell.tell(
            Notice(tr("Đã trả kết quả của {name}. Quét mã tiếp theo, hoặc F2 gọi số.").format(name=name), Tone.GOOD)
        )

    def _not_returned(self, error: CounterError) -> None:
        self._busy = False
        self._shell.fail(error)

    def _draw(self) -> None:
        self.screen.show_view(self.view)
        self._shell.show_keys()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)


def _card_of(text: str) -> CardReading:
    """Raises NotACitizenCard, BadPersonalNumber."""
    digits = "".join(text.split())
    if is_card(text) or not digits.isdigit():
        return parse_card(text)
    return CardReading(PersonalNumber(digits), None, "", None, None, "", None)


def _row(dossier: AcceptedDossier) -> MarkedRow:
    receipt = dossier.receipt
    quiet = tr("{code} · nhận {vietnam_time:%d/%m/%Y}").format(
        code=dossier.code, vietnam_time=vietnam_time(receipt.received_at)
    )
    return MarkedRow(str(dossier.id), receipt.procedure_name, quiet, "paper", offer=tr("Enter trả kết quả này"))
