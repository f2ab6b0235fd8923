"""Calls out of recorded clips, for a language that the system's voice does not speak: a folder for each, spoken by a
native speaker (docs/voice.md). A call is played when all of its clips are there, and not at all otherwise: half a
number would send somebody to the wrong counter.
"""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
import sys
import wave
from pathlib import Path

_LOG = logging.getLogger(__name__)
NUMBER, COUNTER = "so", "quay"  # before the number, before the counter
DIGITS = tuple("0123456789")
_PAUSE = 0.18  # seconds between two clips
_PLAYERS = ("paplay", "aplay")
_LONGEST = 30.0


class VoiceClips:
    """`folder` holds `km/so.wav`, `km/quay.wav`, `km/0.wav` ... `km/9.wav` and a clip for each letter of the tickets:
    PCM, all of one kind."""

    def __init__(self, folder: Path, language: str, player: str = "") -> None:
        self._folder, self._player, self.language = folder / language, player, language
        self.failed = False  # the last call could not be played

    @property
    def complete(self) -> bool:
        """Whether every digit and both words are there; letters are asked for call by call."""
        return all((self._folder / f"{name}.wav").is_file() for name in (NUMBER, COUNTER, *DIGITS))

    def say(self, label: str, counter: str) -> bool:
        """Returns when it has been heard; False: it was not, for a clip that is missing or is no sound."""
        names = (NUMBER, *label.upper(), COUNTER, *counter)
        if not self.complete or any(not (name.isascii() and name.isalnum()) for name in names):
            return False
        try:
            sound = joined([self._folder / f"{name}.wav" for name in names])
            self._play(sound)
        except (OSError, EOFError, wave.Error, ValueError, subprocess.SubprocessError) as error:
            _LOG.warning("voice clips: %s", type(error).__name__)
            self.failed = True
            return False
        self.failed = False
        return True

    def _play(self, sound: bytes) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(sound, winsound.SND_MEMORY)
            return
        player = self._player or next(filter(None, map(shutil.which, _PLAYERS)), "")
        if not player:
            raise FileNotFoundError("no player")
        subprocess.run([player], input=sound, capture_output=True, timeout=_LONGEST, check=True)  # noqa: S603


def joined(clips: list[Path]) -> bytes:
    """One sound of several. Raises OSError, wave.Error; ValueError for clips of different kinds."""
    out, kind = io.BytesIO(), None
    with wave.open(out, "wb") as whole:
        for clip in clips:
            with wave.open(str(clip), "rb") as part:
                this = part.getparams()[:3]
                if kind is None:
                    whole.setnchannels(this[0])
                    whole.setsampwidth(this[1])
                    whole.setframerate(this[2])
                kind = kind or this
                if this != kind:
                    raise ValueError("clips of different kinds")
                whole.writeframes(part.readframes(part.getnframes()))
            silence = b"\x80" if kind[1] == 1 else b"\0" * kind[1]
            whole.writeframes(silence * kind[0] * round(_PAUSE * kind[2]))
    return out.getvalue()
