"""Joins the story of what was refused before reception with its verbs. It lies over the list of dossiers (Alt+3), where
the story of a dossier lies; nothing can follow but its paper again."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.refused import Refused
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.refuse_reception import RefusedStory

from ..act_words import act_words
from ..language import tr
from ..page import KeyHint, Person, Shell, Tone
from ..printing import PaperPrint
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from .screen import StoryScreen
from .view_model import StoryView


class RefusedPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, screen: StoryScreen) -> None:
        super().__init__(screen)
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._draft: UUID | None = None
        self.screen = screen
        self._print = PaperPrint(shell, desk, tasks, self)

    @property
    def is_open(self) -> bool:
        return self._draft is not None

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("Ctrl+P", tr("in lại phiếu từ chối")), KeyHint("Esc", tr("về danh sách")))

    def open(self, draft_id: UUID) -> None:
        self._draft = draft_id
        self.screen.forget()
        self.refresh()

    def refresh(self) -> None:
        this = self._draft
        if this is not None:
            self._tasks.run(Lane.DATA, lambda: self._desk.refuse.story(this), self._seen, self._shell.fail)

    def forget(self) -> None:
        self._draft = None
        self.screen.forget()

    def print(self) -> None:
        this = self._draft
        if this is not None:
            print_again = tr("phiếu từ chối")
            self._print.paper(self._desk.refuse, lambda verb: verb.print(this), print_again, after=self.refresh)

    def _seen(self, story: RefusedStory) -> None:
        if story.refused.draft_id != self._draft:
            return  # another was opened meanwhile
        self.screen.show_view(refused_view(story))
        self.screen.show_list()
        self._shell.show_person(Person(name=story.refused.matter.applicant.name, about=story.refused.slip))
        self._shell.show_keys()


def refused_view(story: RefusedStory) -> StoryView:
    """What was refused, why, and which paper was given. Pure."""
    refused, matter = story.refused, story.refused.matter
    owner = tr(" · chủ hồ sơ {owner}").format(owner=matter.owner) if matter.owner else ""
    online = tr("trực tuyến, {code}").format(code=matter.code) if matter.code else ""
    return StoryView(
        code=tr("Từ chối {slip}").format(slip=refused.slip),
        person=f"{matter.applicant.name}{owner}",
        procedure=" · ".join(part for part in (matter.procedure_name, matter.procedure_code, online) if part),
        stage=tr("Từ chối trước khi tiếp nhận"),
        tone=Tone.ATTENTION,
        due=tr("{at:%H:%M %d/%m/%Y} · {who} · quầy {counter}").format(
            at=vietnam_time(refused.at), who=refused.who_name, counter=refused.counter
        ),
        fee=tr("Chưa nhận giấy tờ, chưa thu phí"),
        rows=tuple(
            MarkedRow(
                f"act-{act.line}",
                act_words(act.what),
                f"{vietnam_time(act.at):%H:%M %d/%m/%Y} · {story.names.get(act.who, act.who)}",
                "printer" if "print" in act.what else "error" if act.what == "reception-refused" else "info",
            )
            for act in story.acts
        ),
        deeds=(),
        at_its_end=_why(refused),
    )


def _why(refused: Refused) -> str:
    """All of it: a reason may be long."""
    reason = tr("Lý do: {reason}").format(reason=refused.reason)
    guidance = tr("Hướng dẫn: {guidance}").format(guidance=refused.guidance) if refused.guidance else ""
    keys = tr("Ctrl+P in lại phiếu từ chối, Esc về danh sách.")
    return "\n\n".join(part for part in (reason, guidance, keys) if part)
