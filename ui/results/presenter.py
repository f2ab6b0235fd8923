"""Joins the handing out of results with its verbs: two scans and Enter (Alt+4)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.card import CardReading, is_card, parse_card
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.codes import read_code
from counter_app.domain.errors import CounterError
from counter_app.domain.life import Step
from counter_app.domain.words import vietnam_time
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.tell_story import Story

from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from .screen import ResultsScreen
from .view_model import ResultView, result_view


class ResultsPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._story: Story | None = None
        self._card: CardReading | None = None
        self._busy = False
        self.screen = ResultsScreen()
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
        self.forget()

    def forget(self) -> None:
        """The next citizen: nothing of the one before stays."""
        self._story, self._card = None, None
        self.screen.forget()
        self._draw()

    # --- what is read ----------------------------------------------------------------------------------

    def open(self, dossier_id: UUID) -> None:
        """A dossier was chosen: by its code, from its story, or among several."""
        self._run(lambda: self._desk.story(dossier_id), self._told)

    @Slot(str)
    def scanned(self, text: str) -> None:
        """A receipt's code or a card, in any order; twelve digits by hand are as good as a card."""
        code = read_code(text)
        if code is not None:
            self._run(lambda: self._desk.story(self._desk.story.find(code.text)), self._told)
            return
        try:
            card = _card_of(text)
        except CounterError as error:
            self._shell.fail(error)
            return
        if self._card is None or self._card.personal_number != card.personal_number:
            self.screen.authority.setText("")  # it was typed for somebody else
        self._card = card
        self._draw()
        if self._story is None:
            self._run(lambda: self._desk.return_result.waiting_for(card), self._waiting)

    def _told(self, story: Story) -> None:
        if self._story is not None and self._story.accepted.id != story.accepted.id:
            self.screen.authority.setText("")  # it names the dossier before
        self._story = story
        self.screen.show_several(())
        self._shell.hush()
        self.screen.focus()
        self._draw()

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
        name = self._story.accepted.receipt.applicant.full_name if self._story is not None else ""
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
