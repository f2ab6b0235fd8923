"""The checklist's keys: Enter takes all that is held, Space acts on one row, F6 asks for a paper all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.dossier import AskAgain, Dossier, LookUpState, Row
from counter_app.domain.procedure import Component, Due
from counter_app.ports import Draft, TypedForm
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .checklist import choices
from .screen import ReceptionScreen
from .view_model import ReceptionView, gap_words

_SPACE = {
    Row.HELD: tr("dùng lại"),
    Row.TAKEN: tr("không dùng lại"),
    Row.SHOWN: tr("chưa xem"),
    Row.LATER: tr("không để sau"),
    Row.CAPTURED: tr("xem trang"),
    Row.NOT_NEEDED: tr("cần giấy này"),
}


_NOT_ANSWERED = (LookUpState.NOT_ASKED, LookUpState.ASKING)


class Reception(Protocol):
    """What settling needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    @property
    def view(self) -> ReceptionView | None: ...

    def change(self, verb: Callable[[UUID], object]) -> None: ...


class Settling(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, screen: ReceptionScreen) -> None:
        super().__init__(screen)
        self._reception, self._shell, self._desk, self._screen = reception, shell, desk, screen
        self._tasks = tasks
        self._asking_for = ""
        self._wanted: tuple[UUID, str] | None = None  # Space was pressed on it while the province was being asked
        screen.checklist.enter_pressed.connect(self._enter)
        screen.checklist.toggled.connect(self._toggle)
        screen.checklist.currentRowChanged.connect(lambda _: shell.show_keys())

    def keys(self) -> tuple[KeyHint, ...]:
        """What Enter, Space and F6 do on the row with the cursor."""
        found = self._current()
        if found is None:
            return ()
        dossier, component = found
        row = dossier.row(component)
        space = _SPACE.get(row, "")
        if row is Row.MISSING:
            space = _missing_act(dossier, component)
        count = len(dossier.offered)
        hints = (
            [KeyHint("Return", tr("lấy cả {count} giấy").format(count=count) if count > 1 else tr("lấy giấy đang giữ"))]
            if count
            else []
        )
        hints += [KeyHint("Space", space)] if space else []
        hints += [KeyHint("D", tr("lấy số, ngày"))] if self._is_readable(component) else []
        hints += [KeyHint("F6", tr("yêu cầu nộp"))] if self._may_ask(dossier, component) else []
        return tuple(hints)

    def _is_readable(self, component: Component) -> bool:
        view = self._reception.view
        return view is not None and any(line.readable for line in view.lines if line.code == component.code)

    def ask_again(self) -> None:
        """F6: the inline chooser with the reasons that the law allows."""
        found = self._current()
        if found is None:
            return
        dossier, component = found
        if self._waits_for_answer(dossier, component):
            return
        if component not in dossier.required:
            self._shell.tell(Notice(tr("{name}: hồ sơ này chưa cần; Space nếu cần.").format(name=component.name)))
            return
        if not self._may_ask(dossier, component):
            self._shell.tell(
                Notice(tr("{name}: không đang giữ, cứ F5 quét; không cần lý do.").format(name=component.name))
            )
            return
        self._asking_for = component.code
        self._keep(dossier.id, open_=True)
        title = tr("Vì sao yêu cầu nộp {name}?").format(name=component.name)
        self._screen.chooser.open(title, tr("chọn lý do"), choices(dossier, component), self._reason_chosen)
        self._shell.show_keys()

    def seen(self, dossier: Dossier) -> None:
        """The draft is shown. A Space that came before the province's answer counts once the province, or a source
        that could hold that paper, cannot be reached, if the cursor is still there; what it turned out to hold is
        not taken unseen."""
        if self._wanted is None or dossier.look_up in _NOT_ANSWERED:
            return
        (draft_id, code), self._wanted = self._wanted, None
        if draft_id != dossier.id or dossier.procedure is None:
            return
        component = next((c for c in dossier.procedure.components if c.code == code), None)
        self._shell.tell(Notice(_answer_words(dossier, component) if component else ""))
        there = self._screen.checklist.current_code == code and self._screen.checklist.hasFocus()
        if there and component and dossier.row(component) is Row.MISSING and dossier.needs_reason(component):
            self.ask_again()

    def reopen(self, form: TypedForm) -> None:
        """After a restart, where the reasons stood open."""
        if form.deed == Deed.ASK_AGAIN.value:
            self._screen.checklist.go_to(dict(form.values).get("component", ""))
            self._screen.checklist.setFocus()
            self.ask_again()

    def leave(self) -> None:
        """Esc: nothing was chosen, and a restart asks no more."""
        if self._asking_for and self._reception.draft is not None:
            self._keep(self._reception.draft.dossier.id, open_=False)

    def _keep(self, draft_id: UUID, open_: bool) -> None:
        form = TypedForm(draft_id, Deed.ASK_AGAIN.value, (("component", self._asking_for),), open=open_)
        self._tasks.run(Lane.DATA, lambda: self._desk.typed.save(form), lambda _: None, self._shell.fail)
        if not open_:
            self._asking_for = ""

    def _current(self) -> tuple[Dossier, Component] | None:
        draft, code = self._reception.draft, self._screen.checklist.current_code
        if draft is None or draft.dossier.procedure is None or code is None:
            return None
        component = next((c for c in draft.dossier.procedure.components if c.code == code), None)
        return (draft.dossier, component) if component is not None else None

    def _waits_for_answer(self, dossier: Dossier, component: Component) -> bool:
        """The State may still hold it: nobody can choose yet. What was pressed is remembered, and said."""
        unasked = dossier.row(component) is Row.MISSING and dossier.asked_reason(component.code) is None
        unanswered = dossier.look_up in _NOT_ANSWERED and dossier.could_be_looked_up(component)
        if not (unasked and unanswered):
            return False
        self._wanted = (dossier.id, component.code)
        self._shell.tell(Notice(tr("Đang hỏi tỉnh; có trả lời thì chọn được ngay.")))
        return True

    def _may_ask(self, dossier: Dossier, component: Component) -> bool:
        return component in dossier.required and (
            dossier.best(component) is not None or dossier.may_look_up_later(component)
        )

    def _enter(self) -> None:
        """Takes all that is offered; then the next gap; then the phone."""
        draft, view = self._reception.draft, self._reception.view
        if draft is None or view is None:
            return
        if draft.dossier.offered:
            self._reception.change(lambda draft_id: self._desk.settle.take(draft_id))
        elif view.missing:
            self._shell.tell(Notice(gap_words(view)))
        else:
            self._screen.phone.setFocus()

    def _toggle(self, code: str) -> None:
        """Space: takes what is held, undoes what was settled, notes what was shown, ticks a condition."""
        found = self._current()
        if found is None:
            return
        dossier, component = found
        settle, change = self._desk.settle, self._reception.change
        match dossier.row(component):
            case Row.HELD:
                change(lambda draft_id: settle.take(draft_id, code))
            case Row.TAKEN | Row.SHOWN | Row.LATER:
                change(lambda draft_id: settle.release(draft_id, code))
            case Row.NOT_NEEDED:
                change(lambda draft_id: settle.need(draft_id, code, True))
            case Row.MISSING if self._waits_for_answer(dossier, component):
                pass
            case Row.MISSING if dossier.needs_reason(component):
                self.ask_again()
            case Row.MISSING if component.due is Due.SHOW:
                change(lambda draft_id: settle.show(draft_id, code))
            case Row.MISSING if not component.required:
                change(lambda draft_id: settle.need(draft_id, code, False))
            case Row.CAPTURED:
                self._screen.pages.list.setFocus()
                self._shell.tell(Notice(tr("Chọn trang, rồi gõ số của giấy; 0 để riêng, Delete bỏ trang.")))

    def _reason_chosen(self, reason: AskAgain | None) -> None:
        code, settle = self._asking_for, self._desk.settle
        self.leave()
        self._screen.checklist.setFocus()
        if reason is None:
            self._reception.change(lambda draft_id: settle.look_up_later(draft_id, code))
        else:
            self._reception.change(lambda draft_id: settle.ask_for(draft_id, code, reason))


def _missing_act(dossier: Dossier, component: Component) -> str:
    if dossier.needs_reason(component):
        return tr("chọn cách nhận")
    if component.due is Due.SHOW:
        return tr("đã xem bản chính")
    return "" if component.required else tr("không cần giấy này")


def _answer_words(dossier: Dossier, component: Component) -> str:
    """What came of asking the province, for the paper that a key was pressed on meanwhile."""
    row = dossier.row(component)
    if row is Row.HELD:
        return tr("{name}: tỉnh đang giữ; Space dùng lại.").format(name=component.name)
    if row is not Row.MISSING or dossier.needs_reason(component):
        return ""
    next_key = tr("xem bản chính rồi bấm Space") if component.due is Due.SHOW else tr("F5 quét")
    return tr("{name}: tỉnh không giữ; {next_key}.").format(name=component.name, next_key=next_key)
