"""Keeps what is typed into a form while it is typed, so that a power cut reopens it as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit

from counter_app.ports import TypedForm
from counter_app.use_cases.desk import Desk

from ..page import Shell
from ..tasks import Lane, Tasks

_PAUSE = 400  # ms without a key


class Kept(Protocol):
    """A form on the screen, as it is kept: what is typed by field, what is ticked."""

    @property
    def edited(self) -> SignalInstance: ...
    @property
    def values(self) -> dict[str, str]: ...
    @property
    def ticked(self) -> tuple[str, ...]: ...

    def fill(self, values: Mapping[str, str], ticked: tuple[str, ...] = ()) -> None: ...


class KeptLine(QObject):
    """One field that stands alone, as a form."""

    edited = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.textEdited.connect(lambda _: self.edited.emit())

    @property
    def values(self) -> dict[str, str]:
        return {"words": self._field.text()}

    @property
    def ticked(self) -> tuple[str, ...]:
        return ()

    def fill(self, values: Mapping[str, str], ticked: tuple[str, ...] = ()) -> None:
        self._field.setText(values.get("words", ""))


class FormKeeper(QObject):
    def __init__(self, view: Kept, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__(cast(QObject, view))
        self._view, self._shell, self._desk, self._tasks = view, shell, desk, tasks
        self._of: tuple[UUID, str] | None = None  # dossier and deed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._save)
        view.edited.connect(self._timer.start)

    def begin(self, dossier_id: UUID, deed: str) -> None:
        """The form is on the screen; what was typed into it before comes back unless the clerk was faster."""
        self._of = this = dossier_id, deed
        before = self._now(dossier_id, deed)

        def found(typed: TypedForm | None) -> None:
            if typed is not None and self._of == this and self._now(dossier_id, deed) == before:
                self._view.fill(dict(typed.values), typed.ticked)
            self._save()

        self._tasks.run(Lane.DATA, lambda: self._desk.typed.of(dossier_id, deed), found, self._shell.fail)

    def pause(self) -> None:
        """The step is asked for now: what was typed last is in it, and is not kept behind its commit."""
        self._timer.stop()

    def leave(self) -> None:
        """Esc: nothing is lost, and nothing is reopened by itself. Where the program ends, it is."""
        self._end(leave=not self._shell.closing)

    def done(self) -> None:
        """The step was done, and its commit took what was typed."""
        self._end(leave=False)

    def _end(self, leave: bool) -> None:
        self._timer.stop()
        this, self._of = self._of, None
        if this is not None and leave:
            form = self._now(*this)
            self._tasks.run(Lane.DATA, lambda: self._desk.typed.leave(form), lambda _: None, self._shell.fail)

    def _save(self) -> None:
        if self._of is not None:
            form = self._now(*self._of)
            self._tasks.run(Lane.DATA, lambda: self._desk.typed.save(form), lambda _: None, self._shell.fail)

    def _now(self, dossier_id: UUID, deed: str) -> TypedForm:
        return TypedForm(dossier_id, deed, tuple(self._view.values.items()), self._view.ticked)
