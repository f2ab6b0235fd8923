"""Joins the first start's pages with what they do: Enter does and goes on, Esc puts off, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from counter_app.domain.errors import CounterError
from counter_app.ports import RecoverySheet
from counter_app.use_cases.keep_keys import places_to_ask

from ..core_words import spoken
from ..file_chooser import choose_file
from ..keys.view_model import asked_words
from ..language import tr
from ..messages import sentence
from ..page import KeyHint, Notice, Tone
from ..tasks import Lane, Tasks
from ..widgets.code_grid_cells import Cell
from .screen import FirstStartWindow, StepForm
from .typed_ahead import TypedAhead
from .view_model import DEVICES, PAGES, RECOVERY, UNIT, StepPage, Steps, first_gap, next_step


class FirstStart(QObject):
    """`only`: the pages that are shown, by number; all of them where it is empty."""

    def __init__(self, window: FirstStartWindow, steps: Steps, tasks: Tasks, only: tuple[int, ...] = ()) -> None:
        super().__init__(window)
        self._window, self._steps, self._tasks = window, steps, tasks
        self._shown = only or tuple(range(len(PAGES)))
        self._at = self._shown[0]
        self._done: frozenset[str] = frozenset()
        self._busy = False
        self._sheet: RecoverySheet | None = None
        self._places = (1, 2)
        fields = [field for form in window.forms for field in form.fields.values()]
        self._ahead = TypedAhead(self, fields, lambda: self._busy)
        window.pressed.connect(self.press)
        window.entered.connect(self.go_on)

    @property
    def at(self) -> StepPage:
        return PAGES[self._at]

    @property
    def busy(self) -> bool:
        return self._busy

    def start(self) -> None:
        """At the first step that is not done: a start that was broken off goes on there."""

        def seen(found: tuple[frozenset[str], dict[str, str]]) -> None:
            self._done, known = found
            for form in self._window.forms:
                for name, edit in form.fields.items():
                    edit.setText(known.get(name, edit.text()))
            first = next_step(-1, self._done, self._shown)
            self._turn_to(self._shown[-1] if first is None else first)

        self._work(lambda: (self._steps.done(), dict(self._steps.known())), seen)

    def keys(self) -> tuple[KeyHint, ...]:
        page = self.at
        hints = [KeyHint("Return", tr("ô tiếp theo; ô cuối: lưu, đi tiếp"), strong=True)]
        hints += [KeyHint(one.key, one.words) for one in page.tries]
        if page.step == UNIT or any(one.file for one in page.fields):
            hints.append(KeyHint("Ctrl+O", tr("tệp trả lời") if page.step == UNIT else tr("chọn tệp")))
        if self._at != self._shown[0]:
            hints.append(KeyHint("Alt+Left", tr("bước trước")))
        hints.append(KeyHint("Esc", tr("để sau") if page.may_wait else tr("đóng, làm sau")))
        return tuple(hints)

    @Slot(str)
    def press(self, key: str) -> None:
        if self._busy:
            return
        page = self.at
        tried = next((one for one in page.tries if one.key == key), None)
        if key == "Return":
            self.go_on()
        elif key == "Esc":
            self._put_off()
        elif key == "Alt+Left" and self._at != self._shown[0]:
            self._turn_to(self._shown[self._shown.index(self._at) - 1])
        elif key == "Alt+Right" and page.step in self._done:
            self._next()
        elif key == "Ctrl+O":
            self._choose_file()
        elif tried is not None and page.step == RECOVERY:
            self._print_code()
        elif tried is not None:
            self._say(Notice(tr("Đang {words}…").format(words=tried.words)))
            self._work(lambda: self._steps.try_out(tried.device), self._good)

    @Slot()
    def go_on(self) -> None:
        """Keeps the page and turns to the next one; says what is still empty."""
        if self._busy:
            return
        page, values = self.at, self._form.values
        gap = first_gap(page, values)
        if page.step == RECOVERY:
            self._typed_back(values["back"])
        elif gap:
            self._form.focus(gap)
            label = next(one.label for one in page.fields if one.name == gap)
            self._say(
                Notice(
                    tr("Còn thiếu: {capitalize}. Gõ rồi Enter, hoặc Esc.").format(capitalize=label.capitalize()),
                    Tone.ATTENTION,
                )
            )
        else:

            def kept(found: tuple[str, frozenset[str]]) -> None:
                self._forget_secrets()
                told, self._done = found
                read_a_card = page.step == DEVICES and bool(values["card"].strip())
                if not read_a_card:
                    self._next()
                self._good(told)
                if read_a_card:
                    self._form.fields["card"].setText("")

            self._work(lambda: (self._steps.settle(page.step, values), self._steps.done()), kept)

    # --- the pages -------------------------------------------------------------------------------------

    @property
    def _form(self) -> StepForm:
        return self._window.forms[self._at]

    def _turn_to(self, number: int) -> None:
        self._forget_secrets()
        self._at = number
        self._say(Notice(""))
        self._window.show_step(number, self._done, self.keys())
        self._form.focus()
        if self.at.step == RECOVERY and self._sheet is None and RECOVERY not in self._done:
            self._work(self._steps.draw_code, self._drawn)

    def _next(self) -> None:
        onward = [at for at in self._shown if at > self._at]
        if onward:
            self._turn_to(onward[0])
        else:
            self._window.accept()

    def _put_off(self) -> None:
        """Without it the program opens all the same, but for the first two: then it is closed and goes on there."""
        if not self.at.may_wait and self.at.step not in self._done:
            self._window.reject()
            return
        step = self.at.step
        self._work(lambda: self._steps.put_off(step), lambda _: self._next())

    def _choose_file(self) -> None:
        name = next((one.name for one in self.at.fields if one.file), "")
        if not name and self.at.step != UNIT:
            return
        chosen = choose_file(self._window, tr("Tệp trả lời của CNTT") if not name else tr("Tệp chứng thư"))
        if chosen and name:
            self._form.fields[name].setText(str(chosen))
        elif chosen:
            self.take_answers(chosen)

    def take_answers(self, file: Path) -> None:
        def taken(done: frozenset[str]) -> None:
            self._done = done
            first = next_step(-1, done, self._shown)
            self._turn_to(self._shown[-1] if first is None else first)
            self._good(tr("Đã dùng tệp trả lời: đơn vị, quầy, tỉnh đã xong."))

        def take() -> frozenset[str]:
            self._steps.take_answers(file)
            return self._steps.done()

        self._work(take, taken)

    # --- the recovery code -----------------------------------------------------------------------------

    def _drawn(self, sheet: RecoverySheet) -> None:
        self._sheet, self._places = sheet, places_to_ask()
        grid = self._form.code
        if grid is not None:
            grid.show_cells(tuple(map(Cell, sheet.code.words)))
        self._ask_words()

    def _ask_words(self) -> None:
        asked = asked_words(self._places)
        self._form.labels["back"].setText(asked)
        self._form.fields["back"].setAccessibleName(asked)
        self._form.fields["back"].setText("")

    def _typed_back(self, typed: str) -> None:
        sheet = self._sheet
        if sheet is None:
            self._next()
            return
        if not sheet.code.has(self._places, typed):
            self._places = places_to_ask()
            self._ask_words()
            self._say(Notice(tr("Hai từ không khớp với mã đang hiện. So với tờ giấy rồi gõ lại."), Tone.ATTENTION))
            return

        def kept(_: None) -> None:
            self._done |= {RECOVERY}
            self._next()

        self._work(lambda: self._steps.keep_code(sheet), kept)

    def _print_code(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            told = tr("Đã gửi tờ mã tới máy in. Lấy giấy rồi gõ lại hai từ.")
            self._work(lambda: self._steps.print_code(sheet), lambda _: self._good(told))

    def _forget_secrets(self) -> None:
        """No pass word, and no code that a page turned away from."""
        for form in self._window.forms:
            for one in form.page.fields:
                if one.secret:
                    form.fields[one.name].setText("")
            if form.code is not None:
                form.code.show_cells(())
        self._sheet = None

    # --- behind ----------------------------------------------------------------------------------------

    def _work(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._busy = True

        def ready(found: object) -> None:
            self._busy = False
            done(found)
            self._go_on_typing()

        def failed(error: CounterError) -> None:
            self._busy = False
            self._say(Notice(sentence(error, desk=False), Tone.ERROR))
            self._go_on_typing()

        self._tasks.run(Lane.DATA, work, ready, failed)

    def _go_on_typing(self) -> None:
        if not self._busy:  # the next page may have begun a work of its own
            self._ahead.let_go()

    def _good(self, words: str) -> None:
        self._say(Notice(spoken(words), Tone.GOOD))

    def _say(self, notice: Notice) -> None:
        self._window.tell(notice)
