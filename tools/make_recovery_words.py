"""Writes resources/recovery/words.txt: 1,024 Vietnamese syllables without marks, by rule and always the same.

An onset and a rime by the language's own spelling (k, gh, ngh before e and i; qu and not qo), two to five letters,
the shortest of all that there are. Of onsets that are told apart badly over the telephone (ch and tr,
d, gi and r, s and x, l and n) one is taken. `python tools/make_recovery_words.py` writes the file; codes that were
printed depend on it, so the list of a released version never changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

WANTED = 1024
ONSETS = ("b", "c", "ch", "d", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "qu", "s", "t", "th", "v")
RIMES = (
    *("a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay"),
    *("e", "ec", "em", "en", "eng", "eo", "ep", "et"),
    *("i", "ia", "ich", "iem", "ien", "iep", "iet", "ieu", "im", "in", "inh", "ip", "it", "iu"),
    *("o", "oa", "oai", "oan", "oang", "oat", "oc", "oi", "om", "on", "ong", "op", "ot"),
    *("u", "ua", "uc", "ui", "um", "un", "ung", "uoc", "uoi", "uom", "uon", "uong", "uop", "uot", "up", "ut", "uu"),
    *("uan", "uat", "uay", "ue", "uy", "uyen", "uyet", "uynh", "ech", "enh", "eu"),
)
NOT_ON_PAPER = frozenset(  # read badly
    ("buoi", "cac", "chet", "cuc", "cut", "dai", "dam", "deo", "di", "dien", "dit", "du", "hiep", "lon", "ngu")
)
_BEFORE_E_AND_I = {"c": "k", "g": "gh", "ng": "ngh"}


def syllable(onset: str, rime: str) -> str | None:
    """The spelling; None where the language has none."""
    if onset == "qu":
        return onset + rime if rime[0] in "aey" else None
    if rime.startswith(("oa", "ue", "uy", "uan", "uat", "uay")) and onset in {"b", "m", "ph", "v"}:
        return None  # no rounding after lips
    if rime[0] in "ei":
        onset = _BEFORE_E_AND_I.get(onset, onset)
    return onset + rime


def words() -> list[str]:
    """1,024, in the order of the alphabet: the shortest of all."""
    every = {word for onset in ONSETS for rime in RIMES if (word := syllable(onset, rime)) is not None}
    fit = sorted((word for word in every if word not in NOT_ON_PAPER), key=lambda word: (len(word), word))
    return sorted(fit[:WANTED])


def main() -> int:
    """Writes the file."""
    path = Path(__file__).resolve().parents[1] / "resources" / "recovery" / "words.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(words()) + "\n", "ascii")
    sys.stdout.write(f"{len(words())} words\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
