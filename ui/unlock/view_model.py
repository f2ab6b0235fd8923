"""What has been typed of a recovery code so far, word by word, as it stands on the paper. Pure."""

from __future__ import annotations

from counter_app.domain.errors import BadRecoveryCode
from counter_app.domain.recovery_code import LENGTH, CodeBook, words_of

from ..language import tr
from ..page import Tone
from ..widgets.code_grid_cells import Cell


def cells(typed: str, book: CodeBook, finished: bool = False) -> tuple[Cell, ...]:
    """A word that is in no list is marked, but for the last one, which may still be under the fingers; with all words
    there, or `finished`, also the one place where the check says that something is wrong."""
    words = words_of(typed)
    under_way = len(words) if not finished and typed[-1:].isalpha() and len(words) < LENGTH else 0
    wrong = _wrong_place(typed, book) if finished or len(words) == LENGTH else 0
    return tuple(
        Cell(word, Tone.ERROR if place == wrong or (place != under_way and not book.knows(word)) else Tone.PLAIN)
        for place, word in enumerate(words[:LENGTH], 1)
    )


def progress(typed: str, book: CodeBook) -> tuple[str, Tone]:
    words = words_of(typed)
    if not words:
        return "", Tone.PLAIN
    if len(words) > LENGTH:
        return tr("Mã có {LENGTH} từ; đã gõ {len}.").format(LENGTH=LENGTH, len=len(words)), Tone.ATTENTION
    bad = [place for place, cell in enumerate(cells(typed, book), 1) if cell.tone is Tone.ERROR]
    if bad:
        return tr("Từ thứ {bad} chưa đúng: so lại với tờ giấy.").format(bad=bad[0]), Tone.ATTENTION
    if len(words) < LENGTH:
        return tr("Đã gõ {len} trong {LENGTH} từ.").format(len=len(words), LENGTH=LENGTH), Tone.PLAIN
    return tr("Đủ 15 từ: Enter để mở kho."), Tone.GOOD


def _wrong_place(typed: str, book: CodeBook) -> int:
    """From 1; 0: none is known."""
    try:
        book.read(typed)
    except BadRecoveryCode as error:
        return int(error.facts.get("place", "0"))
    return 0
