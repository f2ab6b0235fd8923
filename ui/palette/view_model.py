"""Which verbs fit what was typed, the likeliest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from counter_app.domain.text import fold

from ..page import KeyHint


def verbs(hints: Iterable[KeyHint]) -> tuple[KeyHint, ...]:
    """Each key once, as the screen says it first."""
    found: dict[tuple[str, str], KeyHint] = {}
    for hint in hints:
        found.setdefault((hint.key, hint.words), hint)
    return tuple(found.values())


def matching(typed: str, among: tuple[KeyHint, ...]) -> tuple[KeyHint, ...]:
    """Without marks: words' beginnings in any order, a run of letters, or the key itself (`f5`, `alt+3`)."""
    wanted = fold(typed)
    if not wanted:
        return among
    scored = [(score, at, hint) for at, hint in enumerate(among) if (score := _score(wanted, hint)) is not None]
    return tuple(hint for _, _, hint in sorted(scored, key=lambda one: one[:2]))


def _score(wanted: str, hint: KeyHint) -> int | None:
    words = fold(hint.words)
    if words.startswith(wanted) or hint.key.casefold() == wanted:
        return 0
    parts = words.split()
    if all(any(word.startswith(part) for word in parts) for part in wanted.split()):
        return 1
    if wanted in words:
        return 2
    initials = "".join(word[0] for word in parts)
    return 3 if wanted in initials else None
