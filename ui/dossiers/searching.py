"""Joins the search field with the verbs: people and dossiers together, in place of the latest dossiers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from counter_app.domain.from_province import AskedOnline
from counter_app.domain.refused import Refused
from counter_app.ports import AcceptedDossier, Found, FoundDossier, FoundPerson
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.search import RegisterState

from ..finding.finder import Finder
from ..finding.view_model import count_words, person_line, register_words
from ..language import tr
from ..page import KeyHint, Shell
from ..tasks import Tasks
from .screen import DossiersScreen
from .view_model import asked_line, dossier_line, found_words, refused_line

_Answer = tuple[Found[FoundPerson], Found[FoundDossier], tuple[Refused, ...], tuple[AskedOnline, ...], RegisterState]


class Searching(QObject):
    """`found` gets the dossiers, the refusals and what more is asked of online that are in the table now; `ended`: the
    latest ones belong there again."""

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        screen: DossiersScreen,
        found: Callable[[tuple[AcceptedDossier, ...], tuple[Refused, ...], tuple[AskedOnline, ...]], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(screen)
        self._shell, self._desk, self._screen = shell, desk, screen
        self._tell, self._ended = found, ended
        self._finder = Finder(screen.field, tasks, self._look_for, self._found, shell.fail)
        self.look = self._finder.look
        screen.field.returnPressed.connect(self._enter_pressed)
        screen.field.textChanged.connect(self._field_changed)
        screen.people.chosen.connect(self._person_chosen)

    @property
    def on(self) -> bool:
        return bool(self._screen.field.text().strip())

    def begin(self) -> None:
        """Ctrl+F, from wherever."""
        self._screen.field.setFocus()
        self._screen.field.selectAll()

    def forget(self) -> None:
        """Nobody's name stays on the screen for whoever comes next."""
        self._screen.field.setText("")  # not `clear`, which Ctrl+Z takes back

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            *((KeyHint("Return", tr("hồ sơ của người này")),) if self._screen.people.list.count() else ()),
            KeyHint("Tab", tr("hồ sơ tìm thấy")),
            KeyHint("Ctrl+P", tr("in giấy tiếp nhận"), enabled=bool(self._screen.model.lines)),
            KeyHint("Esc", tr("thôi tìm")),
        )

    def _look_for(self, typed: str) -> _Answer:
        search = self._desk.search
        refused, asked = self._desk.refuse.find(typed), self._desk.online.find_asked(typed)
        return search.people(typed), search.dossiers(typed), refused, asked, search.register()

    def _found(self, typed: str, answer: _Answer) -> None:
        if not typed.strip():
            return
        people, found, refused, asked, register = answer
        dossiers = tuple(each.dossier for each in found.items)
        self._tell(dossiers, refused, asked)
        lines = (*map(dossier_line, dossiers), *map(asked_line, asked), *map(refused_line, refused))
        self._screen.show_found(lines, found_words(found, len(refused), len(asked)))
        words = register_words(register, self._desk.overview.clock.now())
        self._screen.people.show_people(typed, tuple(map(person_line, people.items)), count_words(people), words)
        self._shell.show_keys()

    def _field_changed(self, typed: str) -> None:
        if not typed.strip():
            self._screen.people.forget()
            if self._screen.isVisible():
                self._ended()
                self._shell.show_keys()

    def _enter_pressed(self) -> None:
        if self.on and not self._screen.people.take():
            self._screen.table.setFocus()

    def _person_chosen(self, number: str) -> None:
        """This person's dossiers."""
        self._screen.field.setText(number)
        self.look()
