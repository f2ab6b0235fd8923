"""Commands that need the store: at the shell when it is closed, in the running program while its window is open.

To add one: a function `name(application, arguments, say) -> exit code` in a module of its own (beside
`backup_commands`), a line in `COMMANDS` below, and in `shell.grammar` a parser with
`set_defaults(run=verbs.store_command, command="name")`. Everything else follows: the shell opens the store, or hands
the command to the program that has it open and shows what that says.

- `arguments` are what argparse made of the line, as JSON: numbers, strings, lists; a path is absolute text.
- `say(line)` is standard output, `say(line, refused=True)` standard error. Neither goes to a log.
- A refusal is a CounterError; its sentence is said and the exit code is 1.
- Nothing can be asked under way: what a person has to type is asked by the shell before, and is an argument.
- It runs beside the clerk's work, in a thread of its own: no transaction held open, no Qt.
- What cannot run beside an open window has `while_open=False`: it is then refused with `CloseTheWindow`.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import (
    backup_commands,
    bootstrap,
    courier_commands,
    housekeeping_commands,
    people_commands,
    running_store,
    sync_ages,
)
from .bootstrap import Application
from .config import Settings
from .domain.errors import BrokenPromise, CloseTheWindow, CommandCut, CounterError, StoreDamaged, StoreLocked
from .local_door import CutOff, Hear, Request, Unanswered, ask
from .ports import AuditLine
from .use_cases.session import SHELL, Session

_STARTING = 8.0  # seconds that a program has to open its door; another command from the shell has none
_LOOK_EVERY = 0.2
_LOG = logging.getLogger(__name__)

Arguments = Mapping[str, Any]
Run = Callable[[Application, Arguments, Hear], int]


@dataclass(frozen=True)
class StoreCommand:
    """`while_open`: whether the program with the window may run it; `new_store`: whether it may make a store where
    there is none; `grave`: the arguments that make it an act of consequence, "" where it always is one."""

    run: Run
    while_open: bool = True
    new_store: bool = False
    grave: tuple[str, ...] = ()

    def is_grave(self, arguments: Arguments) -> bool:
        return any(not name or arguments.get(name) for name in self.grave)


def _sync(application: Application, arguments: Arguments, say: Hear) -> int:
    outcome = application.exchange()
    aside = f", để riêng {outcome.failed}" if outcome.failed else ""
    say(f"Hồ sơ: đã gửi {outcome.sent}, tỉnh xác nhận {outcome.confirmed}{aside}; còn chờ {outcome.waiting}.")
    if outcome.problem is None:
        return 0
    from ui.messages import problem_sentence

    say(problem_sentence(outcome.problem), refused=True)
    return 1


def _moved(application: Application, arguments: Arguments, say: Hear) -> int:
    """IT's word that the PC where this store was before is out of service."""
    store = application.store
    if not store.copied:
        say("Kho này vẫn ở máy của nó; không có gì phải đổi.")
        return 0
    replace(application.desk.keys, session=Session(SHELL)).moved()
    say("Đã ghi nhận: máy cũ không còn dùng. Lần kết nối tới, tỉnh cấp số cho máy này và thôi cấp cho máy cũ.")
    say("Mã tạm và sổ theo dõi của máy này mang thêm bốn ký tự, để không trùng với máy cũ.")
    return 0


COMMANDS: Mapping[str, StoreCommand] = {
    "sync": StoreCommand(_sync, new_store=True),
    "store moved": StoreCommand(_moved, grave=("",)),
    "backup": StoreCommand(backup_commands.back_up, grave=("to",)),
    "audit-check": StoreCommand(housekeeping_commands.audit_check, grave=("renew",)),
    "audit-export": StoreCommand(housekeeping_commands.audit_export, grave=("",)),
    "audit-key": StoreCommand(housekeeping_commands.audit_key),
    "vault-check": StoreCommand(housekeeping_commands.vault_check, grave=("remove_orphans", "repair")),
    "purge": StoreCommand(housekeeping_commands.purge, grave=("run_it", "hold", "release")),
    "archive": StoreCommand(housekeeping_commands.archive, grave=("again",)),
    "courier-export": StoreCommand(courier_commands.export, grave=("",)),
    "courier-import": StoreCommand(courier_commands.bring, grave=("",)),
    "courier-key": StoreCommand(courier_commands.key),
    sync_ages.COMMAND: StoreCommand(sync_ages.told_by),
    running_store.COMMAND: StoreCommand(running_store.told_by),
    "people-first": StoreCommand(people_commands.let_in_first, new_store=True, grave=("",)),
}


def at_the_shell(settings: Settings, given: argparse.Namespace, say: Hear) -> int:
    """Runs `given.command` wherever the store is open. Raises StoreLocked, CloseTheWindow, CommandCut, StoreDamaged
    (there is none), and what opening the store and the command itself raise."""
    from local_db.open_store import DATABASE

    arguments, command = _plain(given), COMMANDS[given.command]
    if not command.new_store and not (settings.data_folder / DATABASE).exists():
        raise StoreDamaged("there is no store")
    request = {"do": "run", "command": given.command, "arguments": arguments}
    try:
        found = in_the_running_program_or(settings, request if command.while_open else None, say)
    except StoreLocked as locked:
        if not command.while_open:
            raise CloseTheWindow(**locked.facts) from locked
        raise
    if isinstance(found, int):
        return found
    try:
        return command.run(found, arguments, say)
    finally:
        found.close()


def in_the_running_program_or(settings: Settings, request: Request | None, say: Hear) -> int | Application:
    """The exit code of the program that has the store open; else the store, opened here. A program that is about to
    open its door is waited for.

    Raises StoreLocked (it does not answer, or `request` is None), CommandCut, and what opening the store raises.
    """
    end = time.monotonic() + _STARTING
    while True:
        answering = request is not None
        try:
            code = ask(settings.data_folder, request, say) if request is not None else None
        except Unanswered:
            code, answering = None, False
        except CutOff as error:
            raise CommandCut from error
        if code is not None:
            return code
        try:
            return bootstrap.build(settings)
        except StoreLocked:
            if not answering or time.monotonic() > end:
                raise
        time.sleep(_LOOK_EVERY)


def served(application: Application, request: Request, say: Hear) -> int:
    """A command that came through the door of the running program; errors are said and give 1."""
    name, arguments = request.get("command"), request.get("arguments")
    command = COMMANDS.get(name) if isinstance(name, str) else None
    if name is None or command is None or not command.while_open or not isinstance(arguments, dict):
        say(_sentence(BrokenPromise()), refused=True)  # no caller of this program's own
        return 1
    try:
        if command.is_grave(arguments):
            _note_whose_seat(application, name)
        code = command.run(application, arguments, say)
    except CounterError as error:
        say(_sentence(error), refused=True)
        code = 1
    except Exception as error:  # its words may hold data
        _LOG.error("command %s: %s", name, type(error).__name__)
        say(_sentence(BrokenPromise(type(error).__name__)), refused=True)
        code = 1
    _LOG.info("command %s for the shell: %d", name, code)
    return code


def _note_whose_seat(application: Application, command: str) -> None:
    """The shell acts as IT and has no name; who is logged in at the window, locked or not, stands beside it."""
    seat = application.session.account
    about = {"command": command, "seat": seat.id if seat is not None else ""}
    store, counter = application.store, application.counter.code
    with store.write() as work:
        work.audit.add(AuditLine(store.clock.now(), SHELL.id, counter, "shell-command", about))


def _sentence(error: CounterError) -> str:
    from ui.messages import sentence

    return sentence(error, desk=False)


def _plain(given: argparse.Namespace) -> dict[str, Any]:
    """The same for a command here and in another process, which stands in another folder."""
    own = {"run", "command", "settings", "demo"}
    return {
        name: str(value.absolute()) if isinstance(value, Path) else value
        for name, value in vars(given).items()
        if name not in own
    }
