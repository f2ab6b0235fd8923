"""What stands on the public scans whose text is known, passage by passage as printed, and how wrongly it was read.

Both are English, and are read here as Vietnamese, which the archive is: that costs both readers alike.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "odd-pdf"

# Mark Twain, Adventures of Huckleberry Finn, chapter II (1884): public domain.
_TWAIN = """
He listened some more; then he come tip-toeing down and stood right between us; we could a touched him, nearly.
Well, likely it was min- utes and minutes that there warn't a sound, and we all there so close together. There
was a place on my ankle that got to itching; but I dasn't scratch it; and then my ear begun to itch; and next my
back, right be- tween my shoulders. Seemed like I'd die if I couldn't scratch. Well, I've noticed that thing
plenty of times since. If you are with the quality, or at a funeral, or trying to go to sleep when you ain't
sleepy—if you are anywheres
"""
# A sheet about the LinnSequencer (Wikimedia; GFDL 1.2 or later, CC BY-SA 3.0).
_LINN = """
The LinnSequencer is a state-of-the-art composition and performance tool for the professional musician. It is
extremely powerful, yet amazingly simple to learn and use. It's many remarkable features include: • Operation is
similar to multi-track tape recorder with PLAY, STOP, RECORD, FAST FORWARD, REWIND, and LOCATE controls. • Each
of the 100 sequences contains 32 simultaneous, polyphonic tracks. Each track may be assigned to one of 16 MIDI
channels. Simultaneously plays up to 16 polyphonic synthesizers!
"""
_LINN_COLUMN = """
To record a sequence, simply press RECORD and PLAY, then play your MIDI keyboard in time to the Sequencer's
click track. When the sequence loops back around to bar 1, you'll hear what you played—only all timing errors
will be corrected! (Timing correction may be adjusted or defeated). Any additional notes played will be added
into the track —existing notes are not erased while recording! FAST FORWARD, REWIND, and LOCATE controls may be
used at any time to quickly access any location in your sequence for spot-recording. To overdub a new part,
select a different track and start recording—while you record, the first track will play in perfect sync (unless
you MUTE it, or SOLO another track). In this way, up to 32 tracks may be overdubbed! All MIDI effects are
recorded including pitch bend, modulation, velocity, aftertouch, sustain pedal, and program changes!
"""

PASSAGES = {"c02-22.pdf": (_TWAIN,), "skew.pdf": (_LINN, _LINN_COLUMN)}


def passage_error(passage: str, read: str) -> float:
    """Words of the passage put in, left out or changed where it was read best, by their number; what was read before it
    and behind it does not count."""
    wanted, got = (unicodedata.normalize("NFC", text).split() for text in (passage, read))
    costs = [0] * (len(got) + 1)
    for row, word in enumerate(wanted, start=1):
        before, costs[0] = costs[0], row
        for column, other in enumerate(got, start=1):
            before, costs[column] = (
                costs[column],
                min(costs[column] + 1, costs[column - 1] + 1, before + (word != other)),
            )
    return min(costs) / len(wanted)
