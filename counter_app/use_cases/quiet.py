"""Whether anybody at the counter waits for this PC: what can wait gives way while somebody does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .session import Session

PAUSE = 5.0  # seconds without a key: the clerk reads, or nobody is there
LEFT = 600.0  # seconds without a key: whoever sat there has gone
SHUT = 60.0  # and behind a locked screen, which a citizen may touch, too


class Quiet:
    """One for the program, asked and told from any thread. `ticking` in seconds, never set back."""

    def __init__(self, pause: float = PAUSE, ticking: Callable[[], float] = time.monotonic) -> None:
        self._pause, self._ticking = pause, ticking
        self._changed = threading.Condition()
        self._under_way = 0
        self._touched = ticking() - pause

    def touch(self) -> None:
        """A key, the mouse, a card: somebody works."""
        self._touched = self._ticking()

    @contextmanager
    def broken(self) -> Iterator[None]:
        """While something runs that somebody at the counter waits for: a scan, an acceptance."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def __call__(self) -> bool:
        return self._seconds_left() == 0.0

    def left_alone(self, seconds: float) -> bool:
        """Nothing is under way, and for so long nobody has touched anything."""
        return not self._under_way and self._ticking() - self._touched >= seconds

    def wait(self, given_up: Callable[[], bool]) -> bool:
        """Until it is quiet; False: it was given up before, which `look_again` makes known."""
        with self._changed:
            while not given_up():
                left = self._seconds_left()
                if left == 0.0:
                    return True
                self._changed.wait(left)
        return False

    def look_again(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _seconds_left(self) -> float | None:
        """None: nobody knows how long what is under way takes."""
        if self._under_way:
            return None
        return max(0.0, self._touched + self._pause - self._ticking())


def nobody_received(quiet: Quiet, session: Session, draft_is_open: bool) -> bool:
    """A citizen who tells their story while the clerk listens is received as well: no key for some seconds says
    nothing. The screen is locked, nobody is logged in, or the desk was left with nothing open on it."""
    if session.account is None or session.locked:
        return quiet.left_alone(SHUT)
    return quiet.left_alone(LEFT) and not draft_is_open
