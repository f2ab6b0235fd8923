"""What the frame and the screens ask of each other, as plain values and two Protocols."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:  # the door is up before the domain is read
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.errors import CounterError
    from counter_app.ports import Draft


class Tone(StrEnum):
    """How something is meant; each has a colour and an icon, and never stands without a word."""

    PLAIN = "plain"
    GOOD = "good"
    ATTENTION = "attention"
    ERROR = "error"


_WORSE = (Tone.PLAIN, Tone.GOOD, Tone.ATTENTION, Tone.ERROR)


def worst(*tones: Tone) -> Tone:
    """Of several things said in one line."""
    return max(tones, key=_WORSE.index)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the message strip says."""

    words: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One entry of the legend. `key` as QKeySequence reads it (`Shift+F5`); `strong` the one that ends the task; `rare`
    ones stand on the card of keys (Ctrl held) and in the palette only; `pinned` gives way to none, however narrow."""

    key: str
    words: str
    enabled: bool = True
    strong: bool = False
    rare: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands at the counter, for the header. Empty where not known yet."""

    ticket: str = ""
    called_at: datetime | None = None
    name: str = ""
    about: str = ""


class StoryTeller(Protocol):
    """Where accepted dossiers are worked on, as a screen's presenter sees it."""

    def tell_story(self, dossier_id: UUID) -> None:
        """Alt+3, with this dossier's story open."""
        ...

    def hand_out(self, dossier_id: UUID) -> None:
        """Alt+4, with this dossier's result."""
        ...


class Shell(StoryTeller, Protocol):
    """The frame, as a screen's presenter sees it."""

    @property
    def closing(self) -> bool:
        """The program ends: what a screen was in is not over."""
        ...

    def tell(self, notice: Notice) -> None: ...

    def fail(self, error: CounterError) -> None:
        """Says what happened, why, and which key comes next."""
        ...

    def hush(self) -> None:
        """Takes away what was said last: the clerk went on."""
        ...

    def show_work(self, name: str, words: str | None) -> None:
        """A row of the tray for work behind; None takes it away."""
        ...

    def show_person(self, person: Person) -> None: ...

    def show_keys(self) -> None:
        """The screen's keys have changed."""
        ...

    def refresh_line(self) -> None:
        """Something was saved that waits for the province."""
        ...

    def close(self) -> None:
        """Ends the window, with all that was typed saved."""
        ...

    def call(self, verb: Callable[[], Draft]) -> None:
        """Another citizen comes to the counter: the draft that `verb` gives is opened, unless the clerk must first
        say that the open one may be left."""
        ...

    def may_leave(self) -> bool:
        """Whether the dossier at the counter may be left; False has been said."""
        ...

    def go_on_with(self, verb: Callable[[], Draft]) -> None:
        """Whoever is at the counter stays: another draft of this visit is opened, and nobody is called."""
        ...

    def reopen(self, draft_id: UUID) -> None:
        """A dossier that was left comes back to the counter."""
        ...

    def handed_over(self, draft_id: UUID) -> None:
        """A draft is somebody else's now; it leaves the counter where it was open."""
        ...

    def find_dossier(self, code: str) -> None:
        """The accepted dossiers come to the front, this code looked for among them."""
        ...

    def gone_on(self, draft_id: UUID | None) -> None:
        """The citizen went on to another counter, or keeps a place: the dossier leaves the counter where it was open,
        as it is."""
        ...

    def put_away(self, draft_id: UUID) -> None:
        """The citizen went without handing in; Ctrl+Z takes it back."""
        ...


class Page(Protocol):
    """A screen's presenter, as the frame sees it."""

    @property
    def widget(self) -> QWidget: ...

    def keys(self) -> tuple[KeyHint, ...]: ...

    def press(self, key: str) -> bool:
        """A key of the legend was pressed; False: it means nothing here."""
        ...

    def enter(self) -> None:
        """The screen comes to the front."""
        ...

    def leave(self) -> None:
        """The screen goes to the back; what was typed is saved."""
        ...
