"""Joins "Máy này" with its sections: which is in front, and whose keys are in force.

A new section is a presenter that fulfils `section.Section`, and one line in `sections` below.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.use_cases.desk import Desk

from ..backups.presenter import BackupsSection
from ..catalogue.presenter import CatalogueSection
from ..courier.presenter import CourierSection
from ..first_start.section import FirstStartSection
from ..keys.presenter import KeysSection
from ..page import KeyHint, Person, Shell
from ..tasks import Tasks
from .about import AboutSection
from .health import HealthSection
from .housekeeping import HousekeepingSection
from .scanners import ScannersSection
from .screen import MachineScreen
from .section import Section


class MachinePresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell = shell
        self.health = HealthSection(shell, desk.health, desk.purge, tasks)
        self.backups = BackupsSection(shell, desk, tasks)
        self.store_keys = KeysSection(shell, desk.keys, tasks)
        self.housekeeping = HousekeepingSection(shell, desk, tasks)
        self.scanners = ScannersSection(shell, desk.scanners, tasks)
        self.courier = CourierSection(shell, desk.carry, tasks)
        self.catalogue = CatalogueSection(shell, desk.catalogue, tasks)
        self.first_start = FirstStartSection(shell, desk.session, tasks)
        self.about = AboutSection(shell, desk, tasks)
        self.sections: tuple[Section, ...] = (
            self.health,
            self.backups,
            self.store_keys,
            self.housekeeping,
            self.scanners,
            self.courier,
            self.catalogue,
            self.first_start,
            self.about,
        )
        self._front = 0
        self._shown = False
        self.screen = MachineScreen()
        for section in self.sections:
            self.screen.add(section.words, section.icon, section.widget)
        self.screen.list.setCurrentRow(0)
        self.screen.chosen.connect(self._turn_to)
        self.screen.list.installEventFilter(self)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def start(self) -> None:
        self.health.start()
        self.housekeeping.start()

    def keys(self) -> tuple[KeyHint, ...]:
        if self.screen.list.hasFocus():
            return (
                *((KeyHint("Down", self.tr("mục khác")),) if len(self.sections) > 1 else ()),
                KeyHint("Return", self.tr("vào mục này")),
                KeyHint("F2", self.tr("gọi số tiếp theo")),
            )
        own = self.sections[self._front].keys()
        back = () if any(hint.key == "Esc" for hint in own) else (KeyHint("Esc", self.tr("về danh sách mục")),)
        return (*own, *back, KeyHint("F2", self.tr("gọi số tiếp theo")))

    def press(self, key: str) -> bool:
        if self.sections[self._front].press(key):
            return True
        if key == "Esc" and self._inside():
            self.screen.list.setFocus()
            self._shell.show_keys()
            return True
        if key == "Return" and self.screen.list.hasFocus():
            self._go_in()
            return True
        return False

    def enter(self) -> None:
        self._shown = True
        self._shell.show_person(Person(name=self.tr("Máy này")))
        self.sections[self._front].enter()
        self.screen.list.setFocus()

    def leave(self) -> None:
        self._shown = False
        self.sections[self._front].leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and self._shown:
            self._shell.show_keys()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
                self._go_in()
                return True
            return bool(event.text()) and event.text().isprintable()  # typed letters move nothing
        return super().eventFilter(watched, event)

    @Slot(int)
    def _turn_to(self, number: int) -> None:
        if number < 0 or number == self._front:
            return
        self.sections[self._front].leave()
        self._front = number
        self.screen.show_section(number)
        if self._shown:
            self.sections[number].enter()
            self._shell.show_keys()

    def _go_in(self) -> None:
        self.sections[self._front].focus()
        self._shell.show_keys()

    def _inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.screen.front.isAncestorOf(focus)
