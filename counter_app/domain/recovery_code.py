"""The printed recovery code: 130 random bits and 20 bits of check, as 15 words that any keyboard can type.

The words are syllables of Vietnamese without marks, 1,024 of them: ten bits a word. Marks that an input method adds,
capitals, numbers before the words and whatever stands between them do not matter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from .errors import BadRecoveryCode

SECRET_BITS = 130
LENGTH = 15  # words
_BITS = 10  # of a word
_CHECKED = LENGTH - SECRET_BITS // _BITS
_QR = "qmc"
_PURPOSE = b"quay-mot-cua: recovery code\0"


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """Its words, in their order. Says nothing of itself in a log."""

    words: tuple[str, ...] = field(repr=False)

    @property
    def secret(self) -> bytes:
        """What a key is derived from: all words, as they are."""
        return " ".join(self.words).encode("ascii")

    def has(self, places: Sequence[int], typed: str) -> bool:
        """Whether the words at these places, counted from 1, were typed back."""
        return words_of(typed) == tuple(self.words[place - 1] for place in places)

    @property
    def qr_text(self) -> str:
        """For a card reader: letters that need no input method, in a QR code's dense alphabet."""
        return "-".join((_QR, *self.words)).upper()


class CodeBook:
    """Writes and reads codes in a list of 1,024 distinct words."""

    def __init__(self, words: Sequence[str]) -> None:
        if len(set(words)) != 1 << _BITS:
            raise ValueError("the list has 1,024 distinct words")
        self._words = tuple(words)
        self._places = {word: place for place, word in enumerate(words)}

    def write(self, secret: int) -> RecoveryCode:
        """The code of `secret`, a random number of 130 bits."""
        if not 0 <= secret < 1 << SECRET_BITS:
            raise ValueError("a secret of 130 bits")
        places = [secret >> _BITS * n & (1 << _BITS) - 1 for n in range(LENGTH - _CHECKED)]
        return RecoveryCode(tuple(self._words[place] for place in (*places, *_check(places))))

    def read(self, typed: str) -> RecoveryCode:
        """Raises BadRecoveryCode; `facts['why']`: length, word (`facts['place']` counts from 1), order.

        A word that is mistyped into another of the list is found, too: it is the only one with which the check
        comes out right when it is exchanged (two positions do once in about seventy codes; then none is named).
        """
        words = words_of(typed)
        for place, word in enumerate(words[:LENGTH], 1):
            if word not in self._places:
                raise BadRecoveryCode(why="word", place=str(place))
        if len(words) != LENGTH:
            raise BadRecoveryCode(why="length", count=str(len(words)))
        places = [self._places[word] for word in words]
        if not _agrees(places):
            wrong = [place for place in range(LENGTH) if self._mends(places, place)]
            if len(wrong) == 1:
                raise BadRecoveryCode(why="word", place=str(wrong[0] + 1))
            raise BadRecoveryCode(why="order")
        return RecoveryCode(words)

    def knows(self, word: str) -> bool:
        return plain(word) in self._places

    def _mends(self, places: list[int], at: int) -> bool:
        trial = list(places)
        for place in range(1 << _BITS):
            trial[at] = place
            if _agrees(trial):
                return True
        return False


def words_of(typed: str) -> tuple[str, ...]:
    """The words of what was typed or read from the QR code, without marks."""
    words = re.findall(r"[a-z]+", plain(typed))
    return tuple(words[1:] if words[:1] == [_QR] else words)


def plain(text: str) -> str:
    """Small letters without marks: what an input method made of `duong` is `duong` again."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _agrees(places: Sequence[int]) -> bool:
    return _check(places[:-_CHECKED]) == tuple(places[-_CHECKED:])


def _check(places: Sequence[int]) -> tuple[int, ...]:
    said = b"".join(place.to_bytes(2, "big") for place in places)
    check = int.from_bytes(hashlib.sha256(_PURPOSE + said).digest()[:4], "big")
    return tuple(check >> _BITS * n & (1 << _BITS) - 1 for n in range(_CHECKED))
