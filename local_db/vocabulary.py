"""The words that names have, and what a word that none has may have meant. SQLite-only, as `search`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counter_app.domain.query import LETTERS, one_slip

_SHORTEST_SLIP = 3  # letters: of two, any word is one slip away, which only other words beside it narrow down


@dataclass
class Vocabulary:
    """All words of names, and all their beginnings, as of the newest name; shared by a store's transactions."""

    newest: int = 0
    words: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()

    def follow(self, driver: Any) -> None:
        newest = driver.execute("SELECT max(id) FROM search_names").fetchone()[0] or 0
        if newest == self.newest:
            return
        self.words = frozenset(word for (word,) in driver.execute("SELECT term FROM search_terms").fetchall())
        self.starts = frozenset(word[:end] for word in self.words for end in range(1, len(word) + 1))
        self.newest = newest

    def one_slip_away(self, words: Sequence[str]) -> str:
        """The full-text expression of what may have been meant; empty where no known word is near.

        Only the last word may be unfinished. Where one word is unknown as it stands, the slip was there; where two
        are, a space slipped.
        """
        unknown = [at for at, word in enumerate(words) if word not in self.starts]
        suspects = unknown or range(len(words))
        meant = [self._with_meant(words, at) for at in suspects] if len(unknown) <= 1 else []
        for at in sorted({place for suspect in suspects for place in (suspect - 1, suspect)}):
            meant += self._with_other_spaces(words, at)
        return " OR ".join(f"({expression})" for expression in meant if expression)

    def _with_meant(self, words: Sequence[str], at: int) -> str:
        short = len(words[at]) < _SHORTEST_SLIP
        if short and (len(words) == 1 or len(words[at]) == 1):
            return ""
        last = at == len(words) - 1 and not short
        known = self.starts if last else self.words
        near = sorted(known.intersection(one_slip(words[at], LETTERS)) - {words[at]})
        meant = " OR ".join(term(word, last) for word in near)
        return all_of((*terms(words[:at]), f"({meant})", *terms(words[at + 1 :]))) if meant else ""

    def _with_other_spaces(self, words: Sequence[str], at: int) -> Iterator[str]:
        """Without the space after a word, with one more in it or in the place of a letter, or a letter further on."""
        if at < 0:
            return
        before, after, further = words[:at], words[at + 1 :], words[at + 2 :]
        known = self.words if after else self.starts
        for cut in range(1, len(words[at])):
            one, other = words[at][:cut], words[at][cut:]
            for rest in (other, other[1:]):
                if rest and one in self.words and rest in known:
                    yield all_of(terms((*before, one, rest, *after)))
        if not after:
            return
        known = self.words if further else self.starts
        if words[at] + after[0] in known:
            yield all_of(terms((*before, words[at] + after[0], *further)))
        for one, other in ((words[at][:-1], words[at][-1] + after[0]), (words[at] + after[0][0], after[0][1:])):
            if one in self.words and other in known:
                yield all_of(terms((*before, one, other, *further)))


def term(word: str, unfinished: bool) -> str:
    return f'"{word}"*' if unfinished else f'"{word}"'


def terms(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(term(word, True) for word in words)


def all_of(each: Sequence[str]) -> str:
    return " AND ".join(each)
