"""Shift+F4: whose dossier it is, by keyboard; and where a commune that was split lies today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.domain.card import parse_card
from counter_app.domain.citizen import Citizen
from counter_app.domain.errors import CounterError, NotACitizenCard
from counter_app.domain.party import Foreigner, Party
from counter_app.domain.passport import is_passport, parse_passport
from counter_app.domain.units import Commune
from counter_app.ports import OWNER, Draft, TypedForm
from counter_app.use_cases.certify_copies import STEP as COPIES
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.welcome import Welcomed

from ..language import tr
from ..page import KeyHint, Notice, Shell
from ..story.keeping import FormKeeper
from ..tasks import Lane, Tasks
from .owner_pane import OwnerPane
from .owner_view import BEHALF, FIELDS, Kind, checked, fields_of, kinds, party_of, relation_choices
from .screen import ReceptionScreen

_HINTS = {
    Kind.PERSON: tr("Giấy tờ đang giữ được tra theo số của chủ hồ sơ; mục đích tra cứu được ghi lại."),
    Kind.ORGANISATION: tr("Người nộp là người đại diện hoặc người được ủy quyền."),
    Kind.CHILD: tr("Hồ sơ đứng tên trẻ; giấy tờ được tra theo số của cha, mẹ đứng nộp."),
    Kind.FOREIGNER: tr("Không có số định danh: mọi giấy tờ nộp tại quầy."),
    Kind.APPLICANT: tr("Không có số định danh: mọi giấy tờ nộp tại quầy."),
}


class Reception(Protocol):
    """What naming the owner needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def welcomed(self, welcomed: Welcomed) -> None: ...

    def owner_named(self, draft: Draft) -> None: ...

    def back_from_owner(self) -> None: ...


class _Typed(QObject):
    """The pane's form as it is kept: which one, and what was typed."""

    edited = Signal()

    def __init__(self, pane: OwnerPane) -> None:
        super().__init__(pane)
        self._pane = pane
        pane.edited.connect(self.edited)

    @property
    def values(self) -> dict[str, str]:
        return {"kind": self._pane.kind.value if self._pane.kind else "", **self._pane.values}

    @property
    def ticked(self) -> tuple[str, ...]:
        return ()

    def fill(self, values: Mapping[str, str], ticked: tuple[str, ...] = ()) -> None:
        """What was typed into another of the forms is not for this one. The first field is marked: whoever begins anew
        types over it."""
        kind = self._pane.kind
        if kind is not None and values.get("kind") == kind.value:
            self._pane.fill(values)
            self._pane.go_to(FIELDS[kind][0].name)


class Owning(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, screen: ReceptionScreen) -> None:
        super().__init__(screen)
        self._reception, self._shell, self._desk, self._tasks = reception, shell, desk, tasks
        self._screen, self._pane = screen, screen.owner
        self._party: Party | None = None
        self._keeper = FormKeeper(_Typed(self._pane), shell, desk, tasks)
        self._pane.entered.connect(self._entered)

    @property
    def is_open(self) -> bool:
        return self._screen.naming_owner

    def keys(self) -> tuple[KeyHint, ...]:
        chooses = self._pane.chooser.isVisible()
        act = self._pane.chooser.act if chooses else tr("ô tiếp theo")
        return (KeyHint("Return", act), KeyHint("Esc", tr("thôi, để như cũ")))

    def hint(self) -> tuple[KeyHint, ...]:
        """Among the keys of the step."""
        draft = self._reception.draft
        if draft is None or draft.after is not None or _certifies(draft):
            return ()
        words = tr("hộ chiếu") if draft.dossier.applicant is None else tr("chủ hồ sơ, nơi ở nay")
        return (KeyHint("Shift+F4", words),)

    def press(self) -> None:
        draft = self._reception.draft
        if draft is None or draft.after is not None:
            return
        if _certifies(draft):
            self._shell.tell(Notice(tr("Chứng thực bản sao: ai mang bản chính đến cũng được, không ghi chủ hồ sơ.")))
            return
        if draft.dossier.applicant is None:
            self._open_form(Kind.APPLICANT)
            return
        verb, draft_id = self._desk.hand_in_for, draft.dossier.id
        self._run(lambda: verb.communes(draft_id), lambda found: self._ask(draft_id, found))

    def close(self) -> None:
        """Esc: nothing of it counts; what was typed stands there when the form is opened again."""
        if self.is_open:
            self._keeper.leave()
            self._party = None
            self._pane.forget()
            self._screen.show_owner(False)
            self._reception.back_from_owner()

    def forget(self) -> None:
        """Another dossier comes to the counter."""
        self._keeper.leave()
        self._party = None
        self._pane.forget()
        self._screen.show_owner(False)

    def scanned(self, text: str) -> bool:
        """A card or a passport read while its form is open is the owner's. False: it is not for this form."""
        kind = self._pane.kind
        if not self.is_open or kind not in (Kind.PERSON, Kind.FOREIGNER, Kind.APPLICANT):
            return False
        if kind is Kind.PERSON:
            with suppress(NotACitizenCard):
                card = parse_card(text)
                told = {"number": card.personal_number.value, "full_name": card.full_name, "address": card.address}
                self._pane.fill(told)
                self._complete(kind)
                return True
            return False
        if not is_passport(text):
            return False
        try:
            holder = parse_passport(text, self._desk.overview.clock.now().date()).holder
        except CounterError as error:
            self._shell.fail(error)
            return True
        self._pane.fill(fields_of(holder))
        self._complete(kind)
        return True

    # --- asking ----------------------------------------------------------------------------------------

    def _ask(self, draft_id: UUID, communes: tuple[Commune, ...]) -> None:
        draft = self._reception.draft
        if draft is None or draft.dossier.id != draft_id:
            return
        self._screen.show_owner(True)
        self._pane.ask(tr("Hồ sơ của ai?"), tr("Chữ số chọn; Esc để như cũ."))
        offered = kinds(draft, communes)
        self._pane.chooser.open(tr("Chủ hồ sơ, nơi ở nay"), tr("chọn"), offered, self._kind_chosen)
        self._shell.show_keys()

    def _kind_chosen(self, value: Kind | Commune) -> None:
        verb = self._desk.hand_in_for
        if isinstance(value, Commune):
            self._reception.change(lambda draft_id: verb.lives_in(draft_id, value.code), self._named)
        elif value is Kind.OWN:
            self._reception.change(verb.own, self._named)
        else:
            self._open_form(value)

    def _open_form(self, kind: Kind) -> None:
        self._shell.hush()
        self._screen.show_owner(True)
        self._pane.chooser.hide()
        self._pane.open_form(kind, _HINTS[kind])
        draft = self._reception.draft
        if draft is not None:
            self._keeper.begin(draft.dossier.id, OWNER)
        self._shell.show_keys()

    def reopen(self, form: TypedForm) -> None:
        """After a restart, where the clerk was in it."""
        kind = dict(form.values).get("kind")
        if form.deed == OWNER and kind in FIELDS:
            self._open_form(Kind(kind))

    # --- the form --------------------------------------------------------------------------------------

    def _entered(self, name: str) -> None:
        kind = self._pane.kind
        if kind is None:
            return
        fields = FIELDS[kind]
        at = next(nth for nth, field in enumerate(fields) if field.name == name)
        try:
            text = checked(kind, fields[at], self._pane.values[name])
        except CounterError as error:
            self._shell.fail(error)
            self._pane.go_to(name)
            return
        self._shell.hush()
        self._pane.fill({name: text})
        if kind is Kind.PERSON and name == "number":
            self._run(lambda: self._desk.hand_in_for.known(text), self._found)
        elif at + 1 < len(fields):
            self._pane.go_to(fields[at + 1].name)
        else:
            self._complete(kind)

    def _found(self, known: Citizen | None) -> None:
        """Whom the commune's register knows is not typed."""
        if self._pane.kind is not Kind.PERSON:
            return
        if known is None or not known.full_name:
            self._pane.go_to("full_name")
            return
        self._pane.fill({"full_name": known.full_name, "address": known.address})
        self._complete(Kind.PERSON)

    def _complete(self, kind: Kind) -> None:
        """All is typed: what the applicant is to the owner comes last. What is still wrong has the cursor."""
        values = self._pane.values
        for field in FIELDS[kind]:
            try:
                checked(kind, field, values[field.name])
            except CounterError as error:
                self._shell.fail(error)
                self._pane.go_to(field.name)
                return
        party = self._party = party_of(kind, values)
        if kind is Kind.APPLICANT:
            self._welcome(party)
            return
        relations = self._desk.hand_in_for.relations(BEHALF[kind])
        offered = relation_choices(relations)
        self._pane.chooser.open(tr("Người nộp là gì của chủ hồ sơ?"), tr("chọn"), offered, self._relation_chosen)
        self._shell.show_keys()

    def _relation_chosen(self, code: str) -> None:
        party, kind, verb = self._party, self._pane.kind, self._desk.hand_in_for
        if party is not None and kind is not None:
            self._keeper.pause()
            self._pane.go_to(FIELDS[kind][0].name)  # where the cursor belongs should it be refused
            self._reception.change(lambda draft_id: verb(draft_id, party, code), self._named)

    def _welcome(self, party: Party) -> None:
        if not isinstance(party, Foreigner):
            return
        self._keeper.pause()
        verb = self._desk.welcome
        self._reception.change(lambda draft_id: verb.as_foreigner(draft_id, party), self._welcomed)

    def _welcomed(self, welcomed: Welcomed) -> None:
        self._keeper.done()
        self.forget()
        self._reception.welcomed(welcomed)

    def _named(self, draft: Draft) -> None:
        self._keeper.done()
        self.forget()
        self._reception.owner_named(draft)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)


def _certifies(draft: Draft) -> bool:
    """Of originals it is not asked whose they are; only who brings them is still to be told."""
    return draft.step == COPIES and draft.dossier.applicant is not None
