"""Joins a dossier's story with the verbs after acceptance. It lies over the list of dossiers (Alt+3)."""

# Long because: whatever may still be done to an accepted dossier begins here.

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from counter_app.domain.correction import Correction, Standing
from counter_app.domain.errors import CounterError, DiffersThere, WordsMissing
from counter_app.domain.fee import Pay, Payment
from counter_app.domain.life import Act, Result, Step
from counter_app.domain.people import Right
from counter_app.domain.words import dong
from counter_app.ports import Purpose
from counter_app.use_cases.ask_transfer import TransferCode
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.print_step import PRINTED, result_files
from counter_app.use_cases.tell_story import Story

from ..act_words import STEPS
from ..core_words import spoken
from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..printing import PaperPrint
from ..tasks import Lane, Tasks
from .correcting import CORRECTIONS, CORRECTS, corrected_fields, correction_form
from .keeping import FormKeeper
from .papers import Papers
from .refused import RefusedPresenter
from .screen import StoryScreen
from .view_model import AT_ONCE, RECEIPT, Deed, StoryView, form_of, read_day, story_view

_WHERE = {"reason": "reason", "to": "to", "kind": "kind", "why-no-file": "why_no_file", "new-day": "new_day"}
_WHERE |= {"full_name": "full_name", "birth_date": "birth_date"}


class StoryPresenter(QObject):
    """`closed` is called when the list belongs there again."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, closed: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks, self._closed = shell, desk, tasks, closed
        self._story: Story | None = None
        self._dossier: UUID | None = None
        self._busy = False
        self._reopen: Deed | None = None
        self._seen_there: Standing | None = None  # what the open sheet of a correction began from
        self.screen = StoryScreen()
        self._keeper = FormKeeper(self.screen.form, shell, desk, tasks)
        self._print = PaperPrint(shell, desk, tasks, self)
        self._papers = Papers(self.screen, shell, desk, tasks)
        self.screen.chosen.connect(self._chosen)
        self.screen.focus_moved.connect(shell.show_keys)
        self.refused = RefusedPresenter(shell, desk, tasks, self.screen)

    @property
    def is_open(self) -> bool:
        return self._dossier is not None or self.refused.is_open

    def keys(self) -> tuple[KeyHint, ...]:
        if self.refused.is_open:
            return self.refused.keys()
        form = self.screen.form.form
        if self.screen.asking and form is not None:
            space = (KeyHint("Space", tr("chọn giấy")),) if form.papers else ()
            return (
                *space,
                KeyHint("Return", tr("ô tiếp")),
                KeyHint("Esc", tr("thôi")),
                KeyHint("F12", form.do, strong=True),
            )
        if self.screen.looking:
            return self._papers.keys()
        row = self.screen.rows.current()
        prints = row is not None and bool(row.offer) and self.screen.rows.hasFocus()
        return (
            KeyHint("Return", tr("làm việc đang chọn")),
            KeyHint("Tab", tr("diễn biến")),
            KeyHint("Ctrl+O", tr("xem giấy tờ"), enabled=self._desk.session.may(Right.READ_REGISTER)),
            KeyHint("Ctrl+P", tr("in giấy của dòng này") if prints else tr("in giấy tiếp nhận (lại)")),
            KeyHint("Esc", tr("về danh sách")),
        )

    def press(self, key: str) -> bool:
        if key == "Esc":
            self._back()
            return True
        if key == "F12" and self.screen.asking:
            self._do()
            return True
        if key == "Ctrl+P":
            self.refused.print() if self.refused.is_open else self._print_row()
            return True
        if key == "Ctrl+O" and self._dossier is not None and not self.screen.asking:
            self._papers.open(self._dossier)
            return True
        return False

    def open(self, dossier_id: UUID, reopen: Deed | None = None) -> None:
        """`reopen`: the form that the clerk was in when the program ended."""
        self._keeper.leave()
        self.refused.forget()
        self._dossier, self._story, self._reopen = dossier_id, None, reopen
        self._papers.forget()
        self.screen.forget()
        self._run(lambda: self._desk.story(dossier_id), self._told)

    def open_refused(self, draft_id: UUID) -> None:
        """Of what was refused before reception."""
        self.forget()
        self.refused.open(draft_id)

    def refresh(self) -> None:
        self.refused.refresh()
        if self._dossier is not None and not self.screen.asking:
            dossier_id = self._dossier
            self._run(lambda: self._desk.story(dossier_id), self._seen)

    def forget(self) -> None:
        self._keeper.leave()
        self.refused.forget()
        self._dossier, self._story = None, None
        self._papers.forget()
        self.screen.forget()

    # --- showing ---------------------------------------------------------------------------------------

    def _told(self, story: Story) -> None:
        self._seen(story)
        if story.accepted.id == self._dossier:
            self.screen.show_list()
            self._shell.show_keys()
            deed, self._reopen = self._reopen, None
            if deed is not None and deed in (line.deed for line in self._view(story).deeds):
                self._ask(deed, story)
                self._shell.tell(Notice(tr("Mở lại việc đang làm dở, nguyên như đã gõ.")))

    def _seen(self, story: Story) -> None:
        if story.accepted.id != self._dossier:
            return  # another was opened meanwhile
        self._story = story
        self.screen.show_view(self._view(story))
        receipt = story.accepted.receipt
        self._shell.show_person(Person(name=spoken(receipt.named), about=story.accepted.code.text))
        self._shell.show_keys()

    def _view(self, story: Story) -> StoryView:
        more = CORRECTIONS if self._desk.session.may(Right.FOLLOW) else ()
        return story_view(story, self._desk.overview.clock.now(), more)

    def _ask(self, deed: Deed, story: Story) -> None:
        """The form of a deed; a correction's begins from the record as it stands now."""
        if deed in CORRECTS:
            work = partial(self._desk.correct.state, story.accepted.id, CORRECTS[deed])
            self._run(work, partial(self._ask_correction, story.accepted.id, deed))
            return
        self.screen.show_form(form_of(deed, story, self._desk.overview.clock.now()))
        self._keeper.begin(story.accepted.id, deed.value)
        self._shell.show_keys()

    def _back(self) -> None:
        self._keeper.leave()
        if self.screen.asking or self.screen.showing_qr or self.screen.looking:
            self._papers.forget()
            self.screen.show_list()
            self._shell.hush()
            self._shell.show_keys()
            return
        self.forget()
        self._closed()

    # --- doing -----------------------------------------------------------------------------------------

    @Slot(str)
    def _chosen(self, name: str) -> None:
        story, deed = self._story, Deed(name)
        if story is None or self._busy:
            return
        dossier_id = story.accepted.id
        if deed is Deed.RETURN:
            self._shell.hand_out(dossier_id)
        elif deed is Deed.AGAIN:
            if self._shell.may_leave():
                self._shell.go_on_with(lambda: self._desk.same_visit.after(dossier_id))
        elif deed is Deed.SHOW_CODE:
            self._ask_transfer(dossier_id, story.life.payment)
        elif deed in AT_ONCE:
            purpose = Purpose.SUPPLEMENT if deed is Deed.BRING else Purpose.RESULT
            self._shell.call(lambda: self._desk.open_after(dossier_id, purpose))
        else:
            self._ask(deed, story)

    def _ask_correction(self, dossier_id: UUID, deed: Deed, seen: Standing) -> None:
        if self._dossier == dossier_id and not self.screen.asking:
            self._seen_there = seen
            self.screen.show_form(correction_form(deed, seen.fields))
            self._keeper.begin(dossier_id, deed.value)
            self._shell.show_keys()

    def _correct(self, dossier_id: UUID, deed: Deed) -> None:
        seen = self._seen_there
        if seen is None:
            return
        fields = corrected_fields(seen.fields, self.screen.form.values)
        self._busy = True
        self._keeper.pause()
        work = partial(self._desk.correct, dossier_id, CORRECTS[deed], seen, fields)
        self._tasks.run(Lane.DATA, work, partial(self._corrected, dossier_id), partial(self._not_done, dossier_id))

    def _corrected(self, dossier_id: UUID, made: Correction) -> None:
        self._busy = False
        self._shell.refresh_line()
        if made.open_conflict:  # changed there while the sheet was open
            self._shell.fail(DiffersThere())
        else:
            self._shell.tell(Notice(self.tr("Đã ghi bản sửa; gửi tỉnh khi có đường truyền."), Tone.GOOD))
        if self._dossier == dossier_id:
            self._keeper.done()
            self.screen.show_list()
            self._run(lambda: self._desk.story(dossier_id), self._told)

    def _do(self) -> None:
        """One press, one step: the next counts only when this one is through."""
        form, story = self.screen.form.form, self._story
        if form is None or story is None or self._busy:
            return
        dossier_id = story.accepted.id
        if form.deed in CORRECTS:
            self._correct(dossier_id, form.deed)
            return
        verb = self._verb(form.deed, dossier_id, self.screen.form.values, self.screen.form.ticked)
        if verb is None:
            self._lacks("new_day" if form.deed is Deed.APOLOGISE else "issued_on", tr("Ngày chưa đúng: gõ dd/mm/yyyy."))
            return
        self._busy = True
        self._keeper.pause()
        done, not_done = partial(self._done, dossier_id), partial(self._not_done, dossier_id)
        self._tasks.run(Lane.DATA, verb, done, not_done)

    def _verb(
        self, deed: Deed, dossier_id: UUID, told: dict[str, str], papers: tuple[str, ...]
    ) -> Callable[[], Step] | None:
        """None: a day that is none."""
        desk, reason = self._desk, told.get("reason", "")
        match deed:
            case Deed.ASK:
                return lambda: desk.ask_supplement(dossier_id, papers, reason)
            case Deed.HAND_OVER:
                return lambda: desk.hand_over_dossier(dossier_id, told["to"])
            case Deed.REFUSE:
                return lambda: desk.end.refuse(dossier_id, reason)
            case Deed.STOP:
                return lambda: desk.end.stop(dossier_id, reason)
            case Deed.WITHDRAW:
                return lambda: desk.end.withdraw(dossier_id, reason)
            case Deed.CASH | Deed.TRANSFER:
                how = Pay.CASH if deed is Deed.CASH else Pay.TRANSFER
                return lambda: desk.take_fee(dossier_id, how, told["series"], told["number"])
            case Deed.CONFIRM:
                return lambda: desk.take_fee.confirm(dossier_id, told["series"], told["number"])
            case Deed.WAIVE:
                return lambda: desk.take_fee.waive(dossier_id, reason)
            case Deed.APOLOGISE:
                new_day = read_day(told["new_day"])
                return None if new_day is None else partial(desk.apologise, dossier_id, new_day, reason)
            case _:
                day = read_day(told["issued_on"])
                if day is None and told["issued_on"]:
                    return None
                result = Result(told["kind"], told["number"], day, "", told["why_no_file"])
                return lambda: desk.take_result(dossier_id, result)

    def _done(self, dossier_id: UUID, step: Step) -> None:
        """Of the dossier that it was done for: another may have been opened meanwhile."""
        self._busy = False
        if self._dossier == dossier_id:
            self._keeper.done()
        if self._dossier is None:
            return
        self._shell.refresh_line()
        self._shell.tell(Notice(tr("Đã ghi: {lower}.").format(lower=STEPS[step.act].lower()), Tone.GOOD))
        if self._dossier == dossier_id:
            self.screen.show_list()
            self._run(lambda: self._desk.story(dossier_id), self._told)
        if step.act is Act.FEE_TAKEN and step.payment is not None and step.payment.how is Pay.TRANSFER:
            self._ask_transfer(dossier_id, step.payment)
        elif step.act in PRINTED:
            self._print_step(dossier_id, step)

    def _not_done(self, dossier_id: UUID, error: CounterError) -> None:
        self._busy = False
        if isinstance(error, WordsMissing) and self._dossier == dossier_id:
            self.screen.form.go_to(_WHERE.get(error.facts.get("why", "")))
        self._shell.fail(error)

    def _lacks(self, field: str, words: str) -> None:
        self.screen.form.go_to(field)
        self._shell.tell(Notice(words, Tone.ATTENTION))

    def _ask_transfer(self, dossier_id: UUID, paid: Payment | None) -> None:
        if paid is not None:
            amount = paid.amount
            self._run(lambda: self._desk.ask_transfer(dossier_id, amount), partial(self._show_qr, dossier_id))

    def _show_qr(self, dossier_id: UUID, code: TransferCode) -> None:
        if self._dossier != dossier_id:
            return
        words = tr(
            "{dong} → {number} ({owner}). Nội dung: {reference}. Khi tiền vào tài khoản: Esc, rồi chọn Đối soát."
        ).format(dong=dong(code.amount), number=code.account.number, owner=code.account.owner, reference=code.reference)
        self.screen.show_qr(code.rows, words)
        self._shell.show_keys()

    # --- printing --------------------------------------------------------------------------------------

    def _print_row(self) -> None:
        story, row = self._story, self.screen.rows.current()
        if story is None:
            return
        code, dossier_id = story.accepted.code.text, story.accepted.id
        name = row.name if row is not None and self.screen.rows.hasFocus() else RECEIPT
        step = next((one for one in story.life.steps if str(one.id) == name), None)
        if step is not None and step.act in PRINTED:
            self._print_step(dossier_id, step)
        elif step is not None and result_files(step):
            verb, step_id = self._desk.print_step, step.id
            self._print.papers(verb, lambda verb: verb.result(dossier_id, step_id), tr("kết quả điện tử"))
        elif name == RECEIPT:
            self._print.receipt(dossier_id, code, again=story.accepted.prints > 0, after=self.refresh)
        else:
            self._shell.tell(Notice(tr("Dòng này không có giấy để in.")))

    def _print_step(self, dossier_id: UUID, step: Step) -> None:
        label = tr("giấy “{lower}”").format(lower=STEPS[step.act].lower())
        verb = self._desk.print_step
        self._print.paper(verb, lambda verb: verb(dossier_id, step.id), label, after=self.refresh)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)
