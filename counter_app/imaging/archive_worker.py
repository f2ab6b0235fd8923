"""The process that makes one archive form: what a page costs cannot be told before, and nobody waits for it.

Started as `python -m counter_app archive-worker LIFELINE`, it reads from stdin a line of JSON (`pages`, and
the fields of PdfAbout) and answers on stdout `ready`. Then it asks, `page NUMBER`, and gets a line `LENGTH` and that
many bytes of JPEG, as often as it needs one. The PDF goes out as it is made, `part LENGTH` and its bytes; in the end
it says `done`, `refused` where a page is none, or `unable` where this PC lacks what it takes. The end of stdin, or of
the lifeline, means that the program is gone.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, overload

from counter_app.lifeline import die_with_the_program, private_stdout

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from counter_app.ports import StraightPage

_MOST_MEMORY = 2 * 1024**3  # bytes of its own; a page of A4 takes an eighth, and no more than one is held
_PART = 1024 * 1024  # bytes of the PDF that are handed on at once
_NO_CARE_FOR_US = "1000"  # where memory runs out, the kernel ends this process first


def main(arguments: Sequence[str]) -> int:
    """Makes one. `arguments`: the lifeline's file descriptor."""
    die_with_the_program(int(arguments[0]) if arguments else -1)
    _come_last()
    requests, answers = os.fdopen(0, "rb", closefd=False), private_stdout()
    job = json.loads(requests.readline() or "{}")
    if job:
        _answer(job, requests, answers)
    answers.flush()
    os._exit(0)  # libraries leave threads: nothing is owed to them


def _answer(job: dict[str, object], requests: BinaryIO, answers: BinaryIO) -> None:
    from counter_app.domain.errors import CounterError, EnvironmentFault
    from counter_app.ports import PdfAbout

    from . import archive_form, straight  # noqa: F401 - what cannot be loaded is no paper's fault

    answers.write(b"ready\n")
    answers.flush()
    pages = _AskedFor(int(str(job.pop("pages"))), requests, answers)
    about = PdfAbout(**{**job, "created_at": datetime.fromisoformat(str(job["created_at"]))})  # type: ignore[arg-type]
    try:
        with io.BufferedWriter(_Parts(answers), _PART) as pdf:
            archive_form.save_archive(pdf, pages, about)
    except EnvironmentFault:
        answers.write(b"unable\n")
    except CounterError:
        answers.write(b"refused\n")
    else:
        answers.write(b"done\n")
    answers.flush()


class _Parts(io.RawIOBase):
    """The PDF on its way to the program: nothing of it stays here, and nothing of it is on the disk."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        part = bytes(data)
        self._answers.write(b"part %d\n" % len(part) + part)
        return len(part)


class _AskedFor(Sequence["StraightPage"]):
    """The pages of the paper, each asked for when it is looked at. One is kept: the next is not begun before it has
    to be, and a long paper does not fill the memory."""

    def __init__(self, count: int, requests: BinaryIO, answers: BinaryIO) -> None:
        self._count, self._requests, self._answers = count, requests, answers
        self._kept: tuple[int, StraightPage] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> StraightPage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[StraightPage]: ...
    def __getitem__(self, place: int | slice) -> StraightPage | Sequence[StraightPage]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        number = place + self._count if place < 0 else place
        if not 0 <= number < self._count:
            raise IndexError(place)
        if self._kept is None or self._kept[0] != number:
            self._kept = None
            self._kept = number, self._asked(number)
        return self._kept[1]

    def _asked(self, number: int) -> StraightPage:
        from .straight import page_from

        self._answers.write(b"page %d\n" % number)
        self._answers.flush()
        length = self._requests.readline()
        if not length:
            os._exit(1)  # the program is gone
        return page_from(self._requests.read(int(length)))


def _come_last() -> None:
    """Behind everything else on this PC: for the processor and, by Linux's rule, for the disk too."""
    if sys.platform == "win32":
        return  # the program has started this process below normal
    import resource

    os.nice(19)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_NO_CARE_FOR_US, encoding="ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
