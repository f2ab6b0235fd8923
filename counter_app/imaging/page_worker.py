"""The processes that prepare pages for the archive form, one page each at a time: how `digitize` uses all cores.

Started as `python -m counter_app page-worker`, a worker reads from stdin a line `LENGTH DPI BLANK` and LENGTH
bytes of JPEG, and answers on stdout a line of JSON: the page's words, layers and seconds, or `refused` with an error's
code. The end of stdin ends it.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import BrokenPromise, CounterError, NoLanguageData, NotAnImage
from counter_app.lifeline import private_stdout, worker_command
from counter_app.ports import StraightPage

from .archival_pdf import Sheet
from .archive_form import Prepared, prepared
from .header import header_of
from .layers import Box, Ink, Layers, Picture
from .memory import give_back
from .recognition import Word

WORKER_ARGUMENT = "page-worker"
"""First argument by which a frozen program is told to be this worker: there is no interpreter to start then."""

# Seconds, far beyond what the worst page takes whose text is looked for at all (recognition counts its marks): what
# hangs is ended, and how busy this PC was does not show in the PDF.
PAGE_WITHIN = 600.0
_LONGEST_ANSWER = 64 * 1024 * 1024


def prepared_in_processes(
    pages: Iterable[StraightPage], workers: int, page_within: float = PAGE_WITHIN
) -> Iterator[Prepared]:
    """Each page prepared, in order; not more than twice as many pages as workers are under way.

    Raises NoLanguageData, NotAnImage. A page over which its worker dies, or that takes longer than `page_within`, is a
    plain one without words, and says so (`gave_up`).
    """
    free: deque[_Worker] = deque(_Worker(page_within) for _ in range(workers))
    begun = list(free)
    under_way: deque[Future[Prepared]] = deque()
    try:
        with ThreadPoolExecutor(workers) as threads:
            for page in pages:
                under_way.append(threads.submit(_by_one, free, page))
                if len(under_way) >= 2 * workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
    finally:
        for worker in begun:
            worker.end()


def _by_one(free: deque[_Worker], page: StraightPage) -> Prepared:
    worker = free.popleft()  # there are as many workers as threads
    try:
        return worker.prepare(page)
    finally:
        free.append(worker)


class _Worker:
    """One process, started when it is first needed, and anew after a page that it did not survive."""

    def __init__(self, page_within: float) -> None:
        self._page_within = page_within
        self._process: ChildProcess | None = None

    def prepare(self, page: StraightPage) -> Prepared:
        process = self._process = self._process or _started()
        with process.killed_after(self._page_within):
            answer = self._asked(process, page)
        if answer is None:
            self.end()
            return Prepared(Sheet(page), 0.0, 0.0, gave_up=True)
        return _believed(answer, page)

    def _asked(self, process: ChildProcess, page: StraightPage) -> dict[str, Any] | None:
        try:
            process.stdin.write(b"%d %d %d\n" % (len(page.jpeg), page.dpi, page.blank) + page.jpeg)
            process.stdin.flush()
            answer = json.loads(process.stdout.readline(_LONGEST_ANSWER))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _started() -> ChildProcess:
    return ChildProcess(_command())


def _command() -> list[str]:
    return worker_command(WORKER_ARGUMENT)


def _believed(answer: dict[str, Any], page: StraightPage) -> Prepared:
    if "refused" in answer:
        raise _error(str(answer["refused"]), answer.get("facts", {}))

    def picture(said: dict[str, Any]) -> Picture:
        return Picture(Box(**said["box"]), base64.b64decode(said["jpeg"]), said["width"], said["height"])

    layers, told = None, answer["layers"]
    if told is not None:
        inks = (Ink(Box(**i["box"]), tuple(i["colour"]), base64.b64decode(i["group4"])) for i in told["inks"])
        layers = Layers(picture(told["paper"]), tuple(inks), tuple(map(picture, told["patches"])))
    sheet = Sheet(page, layers, tuple(Word(**word) for word in answer["words"]))
    return Prepared(sheet, answer["text_seconds"], answer["layer_seconds"])


def _error(code: str, facts: dict[str, str]) -> CounterError:
    kinds: dict[str, type[CounterError]] = {kind.code: kind for kind in (NoLanguageData, NotAnImage)}
    return kinds.get(code, BrokenPromise)("said by a page worker", **facts)


def main() -> int:
    requests, answers = os.fdopen(0, "rb", closefd=False), private_stdout()
    while line := requests.readline():
        length, dpi, blank = (int(word) for word in line.split())
        answers.write(json.dumps(_answer(requests.read(length), dpi, bool(blank))).encode() + b"\n")
        answers.flush()
        give_back()
    return 0


def _answer(jpeg: bytes, dpi: int, blank: bool) -> dict[str, Any]:
    try:
        header = header_of(jpeg)
        done = prepared(StraightPage(jpeg, header.width, header.height, dpi, 0.0, 0, turn_sure=True, blank=blank))
    except CounterError as error:
        return {"refused": error.code, "facts": error.facts}
    except Exception:  # a fault of ours, not of the page: told, for a plain page would hide it
        return {"refused": BrokenPromise.code}
    layers = done.sheet.layers
    return {
        "words": [asdict(word) for word in done.sheet.words],
        "layers": _plain(asdict(layers)) if layers else None,
        "text_seconds": done.text_seconds,
        "layer_seconds": done.layer_seconds,
    }


def _plain(value: Any) -> Any:
    """Bytes as base64, for JSON."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


if __name__ == "__main__":
    sys.exit(main())
