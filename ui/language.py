"""The language of the clerk's screens. Vietnamese stands in the code; English is looked up (resources/i18n/en.ts).

`tr` is used where words are made, also in view models and tables that are made at import: so `speak` comes before any
other module of `ui`. What the citizen reads is another matter: citizen, kiosk and hall have words of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from resources import english_words

_words: Mapping[str, str] = {}


def speak(language: str) -> None:
    """`vi` or `en`."""
    global _words
    _words = english_words() if language == "en" else {}


def tr(words: str) -> str:
    """In the clerk's language; what has no translation stays Vietnamese. Places to fill are named: `{count} trang`."""
    return _words.get(words, words)


def both(words: str) -> tuple[str, str]:
    """As it stands in the code, and in the clerk's language: for words that the core has said already."""
    return words, tr(words)


def translated() -> bool:
    """Whether another language than the code's is spoken."""
    return bool(_words)
