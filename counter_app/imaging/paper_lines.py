"""The lines of a page's text with their places: words that belong together, two columns side by side kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from counter_app.domain.paper_text import TextLine

from .decode import Pixels
from .recognition import Word, words_of

_APART = 2.5  # times a line's height: a wider gap parts two columns


def lines_on(pixels: Pixels, dpi: int) -> tuple[TextLine, ...]:
    """Top to bottom, places in parts of the page. Raises NoLanguageData."""
    return lines_of(words_of(pixels, dpi), pixels.shape[1], pixels.shape[0])


def lines_of(words: Sequence[Word], width: int, height: int) -> tuple[TextLine, ...]:
    """The same, of the words of a page of that size."""
    lines = []
    for _, together in groupby(words, key=lambda word: word.line):
        for run in _runs(list(together)):
            letters = sum(len(word.text) for word in run)
            lines.append(
                TextLine(
                    text=" ".join(word.text for word in run),
                    confidence=sum(word.confidence * len(word.text) for word in run) / max(letters, 1),
                    left=run[0].left / width,
                    top=min(word.top for word in run) / height,
                    right=run[-1].right / width,
                    bottom=max(word.bottom for word in run) / height,
                )
            )
    return tuple(sorted(lines, key=lambda line: (line.top, line.left)))


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    run = words[:1]
    for before, word in pairwise(words):
        if word.left - before.right > _APART * max(before.bottom - before.top, word.bottom - word.top):
            yield run
            run = []
        run.append(word)
    yield run
