"""What is asked beside the checklist: why a dossier is not received (Ctrl+F12, form 03), which other authority it is
received for (Ctrl+F4), at which other desk the result is collected (Shift+F9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.dossier import Channel
from counter_app.domain.errors import CounterError
from counter_app.domain.refused import Refused
from counter_app.ports import Draft, TypedForm
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..printing import PaperPrint
from ..story.form_view import FormView
from ..story.keeping import FormKeeper
from ..story.view_model import Deed, FieldAsked, Form, PaperToTick
from ..tasks import Lane, Tasks

_REFUSE = Form(
    Deed.REFUSE_RECEPTION,
    tr("Từ chối tiếp nhận (mẫu 03)"),
    tr("TỪ CHỐI"),
    (
        FieldAsked("reason", tr("LÝ DO"), hint=tr("vì sao không tiếp nhận, theo quy định nào")),
        FieldAsked("guidance", tr("NÊN LÀM GÌ"), hint=tr("nộp ở đâu, làm gì trước; bỏ trống được")),
    ),
    warning=tr("Không có hồ sơ nào được nhận; phiếu có số và có dòng trong nhật ký."),
)
_ANOTHER = Form(
    Deed.FOR_ANOTHER,
    tr("Tiếp nhận cho cơ quan khác"),
    tr("TIẾP NHẬN CHO CƠ QUAN NÀY"),
    (
        FieldAsked(
            "authority", tr("CƠ QUAN GIẢI QUYẾT"), hint=tr("tên phường, xã không dấu cũng được; bỏ trống: như danh mục")
        ),
    ),
    warning=tr("Thời hạn tính từ khi cơ quan ấy nhận được hồ sơ."),
)
_ASK_ONLINE = Form(
    Deed.ASK_ONLINE,
    tr("Yêu cầu bổ sung hồ sơ trực tuyến"),
    tr("GỬI YÊU CẦU BỔ SUNG"),
    (FieldAsked("reason", tr("LÝ DO"), hint=tr("thiếu gì, sai gì, sửa thế nào: nói hết một lần")),),
    warning=tr("Người nộp được báo trên cổng; hồ sơ trở lại đây khi họ gửi lại."),
)
_REFUSE_ONLINE = replace(_REFUSE, warning=tr("Người nộp được báo trên cổng dịch vụ công."))
_COLLECT_AT = Form(
    Deed.COLLECT_AT,
    tr("Nhận kết quả ở nơi khác"),
    tr("NHẬN KẾT QUẢ Ở ĐÂY"),
    (
        FieldAsked(
            "desk", tr("NHẬN KẾT QUẢ TẠI"), hint=tr("tên phường, xã không dấu cũng được; bỏ trống: nhận tại quầy này")
        ),
    ),
    warning=tr("Kết quả chuyển đến nơi ấy; giấy tiếp nhận ghi rõ nơi nhận."),
)
_FORMS = {form.deed: form for form in (_REFUSE, _ANOTHER, _COLLECT_AT, _ASK_ONLINE)}


class Reception(Protocol):
    """What the asides need of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def for_another(self, draft: Draft) -> None: ...

    def show_aside(self, shown: bool) -> None: ...

    def put_away(self) -> None: ...


class Asides(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, view: FormView) -> None:
        super().__init__(view)
        self._reception, self._shell, self._desk, self._tasks, self._view = reception, shell, desk, tasks, view
        self._keeper = FormKeeper(view, shell, desk, tasks)
        self._print = PaperPrint(shell, desk, tasks, self)
        self._refused: Refused | None = None
        self._busy = False
        self.showing = False

    def keys(self) -> tuple[KeyHint, ...]:
        form = self._view.form
        do = form.do if form is not None else ""
        return (KeyHint("Return", tr("ô tiếp")), KeyHint("Esc", tr("thôi")), KeyHint("F12", do, strong=True))

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys that open one, once person and procedure are known."""
        elsewhere = KeyHint("Shift+F9", tr("nhận kết quả nơi khác"))
        return (elsewhere, KeyHint("Ctrl+F4", tr("cho cơ quan khác")), KeyHint("Ctrl+F12", tr("từ chối tiếp nhận")))

    def open(self, deed: Deed) -> None:
        draft = self._reception.draft
        if draft is None or draft.after is not None:
            return
        dossier = draft.dossier
        if dossier.applicant is None or not dossier.applicant.full_name or dossier.procedure is None:
            self._shell.tell(Notice(tr("Cần biết người nộp và thủ tục trước đã."), Tone.ATTENTION))
            return
        self.showing, form = True, _FORMS[deed]
        if deed is Deed.FOR_ANOTHER:
            (field,) = form.fields
            form = replace(form, fields=(replace(field, value=dossier.another_name),))
        if deed is Deed.COLLECT_AT:
            (field,) = form.fields
            form = replace(form, fields=(replace(field, value=dossier.collect_at),))
        if deed is Deed.ASK_ONLINE:
            form = replace(form, papers=tuple(PaperToTick(c.code, c.name) for c in dossier.procedure.components))
        elif deed is Deed.REFUSE_RECEPTION and dossier.channel is Channel.ONLINE:
            form = _REFUSE_ONLINE
        self._reception.show_aside(True)
        self._view.open(form)
        self._keeper.begin(dossier.id, deed.value)
        self._shell.show_keys()

    def reopen(self, form: TypedForm) -> None:
        """After a restart, where the clerk was in it."""
        if form.deed in (deed.value for deed in _FORMS):
            self.open(Deed(form.deed))

    def hide(self) -> None:
        """Esc, or another dossier: what was typed is kept."""
        if self.showing:
            self._keeper.leave()
            self._close()

    def _close(self) -> None:
        self.showing = False
        self._view.forget()
        self._reception.show_aside(False)
        self._shell.show_keys()

    def do(self) -> None:
        form, draft = self._view.form, self._reception.draft
        if form is None or draft is None or self._busy:
            return
        told, draft_id = self._view.values, draft.dossier.id
        self._busy = True
        self._keeper.pause()
        online, ticked = self._desk.online, self._view.ticked
        if form.deed is Deed.ASK_ONLINE:
            self._run(lambda: online.ask(draft_id, ticked, told["reason"]), self._was_answered)
        elif form.deed is Deed.REFUSE_RECEPTION and draft.dossier.channel is Channel.ONLINE:
            self._run(lambda: online.refuse(draft_id, told["reason"], told["guidance"]), self._was_refused_there)
        elif form.deed is Deed.REFUSE_RECEPTION:
            verb = self._desk.refuse
            self._run(lambda: verb(draft_id, told["reason"], told["guidance"]), self._was_refused)
        else:
            another, typed = self._desk.for_another, self._desk.typed

            def choose() -> Draft:
                if form.deed is Deed.COLLECT_AT:
                    there = another.collect_at(draft_id, told["desk"])
                    typed.forget(draft_id)
                    return there
                chosen = another(draft_id, told["authority"]) if told["authority"] else another.here(draft_id)
                typed.forget(draft_id)
                return chosen

            self._run(choose, self._chosen)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        def not_done(error: CounterError) -> None:
            self._busy = False
            self._view.go_to(error.facts.get("why"))
            self._shell.fail(error)

        self._tasks.run(Lane.DATA, work, done, not_done)

    def _chosen(self, draft: Draft) -> None:
        self._busy = False
        self._keeper.done()
        self._close()
        self._reception.for_another(draft)

    def _was_answered(self, _: object) -> None:
        self._busy = False
        self._keeper.done()
        self._close()
        self._reception.put_away()
        self._shell.refresh_line()
        self._shell.tell(Notice(tr("Đã trả lời; tỉnh báo cho người nộp. Alt+3 hồ sơ trực tuyến khác."), Tone.GOOD))

    def _was_refused_there(self, refused: Refused) -> None:
        """Who sent it is told by the portal; the slip is printed for whoever asks for it."""
        self._was_answered(refused)
        self._refused = refused
        self._shell.tell(
            Notice(tr("Đã trả lời: từ chối, số {slip}. Ctrl+P in phiếu.").format(slip=refused.slip), Tone.GOOD)
        )

    def _was_refused(self, refused: Refused) -> None:
        """The citizen still stands there, and has a paper coming."""
        self._busy = False
        self._keeper.done()
        self._close()
        self._reception.put_away()
        self._refused = refused
        self._shell.tell(Notice(tr("Đã ghi: từ chối tiếp nhận. Ctrl+P in lại phiếu."), Tone.GOOD))
        self._print_it(refused)

    def print_again(self) -> bool:
        """Of the last refusal, until somebody else is received."""
        if self._refused is not None:
            self._print_it(self._refused)
        return self._refused is not None

    def forget(self) -> None:
        self._refused = None

    def _print_it(self, refused: Refused) -> None:
        this = refused.draft_id
        self._print.paper(self._desk.refuse, lambda verb: verb.print(this), tr("phiếu từ chối"))
