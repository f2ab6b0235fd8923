"""The process in which pictures are unpacked, straightened and read for the window, and what crosses its pipes.

Started as `python -m counter_app studio-worker LIFELINE`. A request is a length of eight bytes and a pickle of
(verb, arguments); an answer the same, a tuple: ("value", value), ("more", value) before it for a verb that gives
several, or ("refused", code, detail, facts) for an error of the tree, ("broken", kind) for any other. The end of stdin,
or of the lifeline, ends it.

The worker trusts the window. The window does not trust the worker, whose libraries have looked at whatever a scanner, a
camera or a file has given them: of its pickles only plain values and the frozen values of the core are taken, made by
calls alone. A pickle may also set attributes of whatever it has named or made (BUILD), and so change what a class or a
member of an enum means in the window: none is taken that does, and no class is handed out to one.
"""

from __future__ import annotations

import io
import os
import pickle
import pickletools
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from typing import IO, Any

from counter_app.domain.card import is_card
from counter_app.domain.errors import CounterError
from counter_app.lifeline import die_with_the_program, private_stdout

WORKER_ARGUMENT = "studio-worker"
"""First argument by which a frozen program is told to be this worker: there is no interpreter to start then."""

STREAMED = frozenset({"pages_of"})
PREDICATES: dict[str, Callable[[str], bool]] = {"any": lambda _: True, "card": is_card}
"""What a code may be searched for: a function does not cross."""

_LENGTH = struct.Struct(">Q")
_LONGEST = 1024**3  # bytes: an A3 page at 600 dpi in colour is 210 MB
_PLAIN = {("datetime", "date"), ("datetime", "datetime"), ("builtins", "frozenset")}


class BrokenAnswer(Exception):
    """The other side is gone, or says what nobody may say."""


def send(pipe: IO[bytes], value: object) -> None:
    """Raises OSError, ValueError when the other side is gone."""
    written = io.BytesIO()
    _ByCalls(written, protocol=5).dump(value)
    data = written.getbuffer()
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def received(pipe: IO[bytes]) -> Any:
    """An answer of the worker's, believed as far as its kinds go. Raises BrokenAnswer."""
    data = _message(pipe)
    try:
        changes = any(operation.name == "BUILD" for operation, _, _ in pickletools.genops(data))
        value = None if changes else _OnlyValues(io.BytesIO(data)).load()
    except Exception as error:  # whatever a forged pickle runs into
        raise BrokenAnswer(type(error).__name__) from error
    if changes:
        raise BrokenAnswer("a value that is changed after it was made")
    return value


class _ByCalls(pickle.Pickler):
    """Each value of the core is written as the call that makes it."""

    def reducer_override(self, value: object) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, field.name) for field in fields(value))
        if isinstance(value, Enum):  # Python 3.11.2, which ships, would write a call of `getattr`
            return type(value), (value.value,)
        return NotImplemented


class _Maker:
    """Makes values of one class, and does not let it out of its hands."""

    __slots__ = ("_made",)

    def __init__(self, made: type) -> None:
        self._made = made

    def __call__(self, *given: object) -> object:
        return self._made(*given)


class _OnlyValues(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)  # built in: nothing can be set on these
        if f"{module}.".startswith(("counter_app.ports.", "counter_app.domain.")):
            found = getattr(sys.modules.get(module) or import_module(module), name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return _Maker(found)
        raise pickle.UnpicklingError("no value of the core")


def _message(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise BrokenAnswer("the end")
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST:
        raise BrokenAnswer("too long to be true")
    data = pipe.read(length)
    if len(data) < length:
        raise BrokenAnswer("the end within")
    return data


def main(arguments: Sequence[str]) -> int:
    """Answers until the end of stdin. `arguments`: the lifeline's file descriptor."""
    die_with_the_program(int(arguments[0]) if arguments else -1)
    requests, answers = os.fdopen(0, "rb", closefd=False), private_stdout()
    try:
        while True:
            for answer in _answers(requests):
                send(answers, answer)
    except (BrokenAnswer, OSError):
        os._exit(0)  # libraries leave threads: nothing is owed to them


def _answers(requests: IO[bytes]) -> Iterator[tuple[object, ...]]:
    from .page_studio import PageStudio

    verb, given = pickle.loads(_message(requests))  # noqa: S301 - from our own program, down our own pipe
    try:
        if verb == "read_codes":
            given = (given[0], PREDICATES[given[1]])
        value = getattr(PageStudio(), verb)(*given)
        if verb in STREAMED:
            for item in value:
                yield "more", item
            value = None
        yield "value", value
    except CounterError as error:
        yield "refused", error.code, error.detail, error.facts
    except Exception as error:  # a fault of ours: told by its kind, for its words may be a person's
        yield "broken", type(error).__name__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
