"""Pages of a database, found by what stands in them and damaged."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from local_db.engine import PAGE_BYTES
from local_db.pages import Pages
from local_db.rows import Walk, is_leaf


def tree_of(pages: Pages, table: str) -> tuple[int, list[int]]:
    """The table's first page, and its leaves."""
    walk = Walk(pages.page)
    root = next(int(v[3]) for _, v in walk.rows(1) if v[:2] == ("table", table))  # type: ignore[arg-type]
    walk.seen.clear()
    list(walk.rows(root))
    return root, [number for number in sorted(walk.seen) if is_leaf(pages.page(number) or bytes(1), number)]


def flip(database: Path, places: Iterable[int], length: int = 16) -> None:
    with database.open("r+b") as file:
        for place in places:
            file.seek(place)
            was = file.read(length)
            file.seek(place)
            file.write(bytes(byte ^ 0xFF for byte in was))


def flip_pages(database: Path, *numbers: int) -> None:
    flip(database, [(number - 1) * PAGE_BYTES + 1000 for number in numbers])
