"""Which pages of a download are whole, by what Windows says while it runs. Knows no COM: `wia_com` passes it on.

A jam in mid-page leaves a stream with the upper part of a sheet in it, and a picture that looks whole: it is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .wia_border import NO_MORE_PAPER, WiaError


class ComingPages:
    """`page` gets each as it is whole, and says whether to go on; `contents` reads a stream that is at its end."""

    def __init__(self, page: Callable[[bytes], bool], contents: Callable[[Any], bytes]) -> None:
        self._page, self._contents = page, contents
        self._stream: Any = None
        self._cut = 0  # the HRESULT with which a page ended
        self.go_on = True

    def next_may_come(self) -> bool:
        """Windows asks for a stream: the page before is whole, also with a driver that has not said so."""
        self._whole()
        return self.go_on

    def begins(self, stream: Any) -> None:
        self._stream = stream

    def ends(self, status: int) -> None:
        """The end of a stream, as the driver says. `status`: the HRESULT beside it, signed or not."""
        if status & 0x80000000:
            self._stream, self._cut, self.go_on = None, status & 0xFFFFFFFF, False
        else:
            self._whole()

    def over(self, code: int = 0) -> None:
        """The download has come back. `code`: with an error; then a page whose end nobody has told was cut, but where
        it only says that no paper is left. Raises WiaError where Windows calls it a success, and a page was cut."""
        if code and code not in NO_MORE_PAPER:
            self._stream = None
            return
        self._whole()
        if self._cut and not code:
            raise WiaError(self._cut)

    def _whole(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            data = self._contents(stream)
            self.go_on = bool(data) and self._page(data)
