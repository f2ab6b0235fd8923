"""How the command line speaks and listens: UTF-8 whatever the shell, results on standard output, refusals on standard
error, secrets typed unseen."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from ..domain.errors import CounterError

if TYPE_CHECKING:
    from ..key_commands import Voice

PROGRAM = "counter-app"


def speak_utf8() -> None:
    """Names and sentences are Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a windowed program on Windows has none
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class Unheard(Exception):
    """Standard output takes nothing: closed, a full disk, or a pipe whose reader has gone (`__cause__`)."""


def sentence(error: CounterError) -> str:
    from ui.messages import sentence

    return sentence(error, desk=False)


def hear(line: str, refused: bool = False) -> None:
    """A line of a command's output, from here or from the running program."""
    if refused:
        refuse(line)
    else:
        say(line)


def refuse(sentence: str) -> None:
    complain(f"{PROGRAM}: {one_line(sentence)}\n")


def complain(text: str) -> None:
    """On standard error, where there is one; the exit code says it, too."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def say(text: str) -> None:
    if sys.stdout is None:
        raise Unheard
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        raise Unheard from error


def leave_quiet() -> None:
    """What is still in the buffer has nowhere to go; at the end Python would try once more, and complain."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def one_line(text: str) -> str:
    """A file's name may hold a line's end or bytes that are no letters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


# --- what is heard --------------------------------------------------------------------------------------------


def voice() -> Voice:
    """What is asked stands on standard output; the answer is the next line of standard input."""
    from ..key_commands import Voice

    def ask(words: str) -> str:
        say(words)
        typed = b"" if sys.stdin is None else sys.stdin.buffer.readline()
        return typed.decode("utf-8", "replace").removeprefix("\ufeff").strip()  # PowerShell writes a mark

    return Voice(say, ask)


def typed_secret(asked: str) -> bytes:
    """UTF-8; from the keyboard, unseen, or the first line of standard input. Empty where there is none."""
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        from getpass import getpass

        try:
            return getpass(asked).encode()
        except (EOFError, UnicodeError):
            return b""
    line = sys.stdin.buffer.readline().removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")  # PowerShell writes a mark
    try:
        line.decode()
    except UnicodeDecodeError:
        return b""
    return line
