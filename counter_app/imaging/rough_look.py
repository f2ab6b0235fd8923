"""Whether two pages may be one sheet, told from their looks (`same_sheet.look_of`) alone: asked of every two pages of a
dossier, and so without a library."""

from __future__ import annotations

_LIKE = 24  # of 256 cells; a rescan differs in one or two, another page of the same form in 40


def may_be_same(look: str, other: str) -> bool:
    if len(look) != len(other) or not look:
        return False
    return (int(look, 16) ^ int(other, 16)).bit_count() <= _LIKE
