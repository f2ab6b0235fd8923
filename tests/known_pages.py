"""The same made-up sheets lie in front of hundreds of tests of the desk and of its window: each is straightened once a
run. What a page becomes follows from its bytes alone, which the tests of imaging hold; there nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any

import pytest

from counter_app.domain.deadline import VIETNAM
from counter_app.imaging.page_studio import PageStudio

_VERBS = ("straighten", "pieces", "find_sheets", "read_page_codes", "redrawn", "is_same_sheet", "turned", "page_from")
_MOST = 200  # of each: pages are a few hundred kilobytes


def _once(verb: Callable[..., Any]) -> Callable[..., Any]:
    @lru_cache(maxsize=_MOST)
    def done(studio: type[PageStudio], today: object, *given: Any, **named: Any) -> Any:
        return verb(studio(), *given, **named)

    @wraps(verb)
    def remembered(studio: PageStudio, *given: Any, **named: Any) -> Any:
        kind: Any = type(studio)
        return done(kind, datetime.now(VIETNAM).date(), *given, **named)  # a page's code may say a day

    return remembered


_KNOWN = {name: _once(getattr(PageStudio, name)) for name in _VERBS}


@contextmanager
def known_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, remembered in _KNOWN.items():
            patch.setattr(PageStudio, name, remembered)
        yield
