"""The hall's voice: espeak-ng, a program of the system's that needs no network (Debian package of that name).

One call after another, never two at once; a hall that is far behind hears the last ones only. What cannot be said is
no fault of the call: it is noted in the log, and the board shows it.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections import deque
from collections.abc import Sequence
from threading import Condition, Thread

from .voice_clips import VoiceClips

_LOG = logging.getLogger(__name__)
_PROGRAM = "espeak-ng"
_WORDS_A_MINUTE = 135  # slow enough for a hall
_KEPT = 3  # calls not yet said
_LONGEST = 20.0  # seconds a call; a sound card that hangs is given up


class EspeakVoice:
    """Fulfils `ports.Voice`. `voice`: a name that `espeak-ng --voices` lists. `clips`: of other languages, in which a
    number is called as well, once they are recorded."""

    def __init__(self, voice: str = "vi", program: str = _PROGRAM, clips: Sequence[VoiceClips] = ()) -> None:
        self._voice, self._program, self._clips = voice, program, tuple(clips)
        self._calls: deque[tuple[str, tuple[str, str]]] = deque(maxlen=_KEPT)
        self._changed = Condition()
        self._closed = False
        self._dumb = False  # the last call came to nothing
        self._thread: Thread | None = None

    @property
    def there(self) -> bool:
        return shutil.which(self._program) is not None

    @property
    def languages(self) -> tuple[str, ...]:
        """Without those whose last call came to nothing: silence is told, too."""
        spoken = (self._voice.partition("-")[0],) if self.there and not self._dumb else ()
        return (*spoken, *(clips.language for clips in self._clips if clips.complete and not clips.failed))

    def say(self, words: str, number: tuple[str, str] = ("", "")) -> None:
        with self._changed:
            if self._closed:
                return
            self._calls.append((words, number))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="voice", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._calls.clear()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._calls or self._closed)
                if self._closed:
                    return
                words, number = self._calls.popleft()
            self._dumb = not self._speak(words)
            for clips in self._clips if number[0] else ():
                clips.say(*number)

    def _speak(self, words: str) -> bool:
        """Whether it was heard, as far as the program knows."""
        command = [self._program, "-v", self._voice, "-s", str(_WORDS_A_MINUTE), "--stdin"]
        try:
            done = subprocess.run(  # noqa: S603 - our own words
                command, input=words.encode(), capture_output=True, timeout=_LONGEST, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            _LOG.warning("voice: %s", type(error).__name__)
            return False
        if done.returncode:
            _LOG.warning("voice: exit %d", done.returncode)
        return not done.returncode


class NoVoice:
    """Fulfils `ports.Voice` where the settings ask for none."""

    @property
    def languages(self) -> tuple[str, ...]:
        return ()

    def say(self, words: str, number: tuple[str, str] = ("", "")) -> None:
        del words, number

    def close(self) -> None:
        return
