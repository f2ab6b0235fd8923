"""What can be wrong with a captured page, so that it is scanned again before the citizen has gone."""

from __future__ import annotations

from enum import StrEnum


class PageFault(StrEnum):
    """In the order in which they are told: the worst first. A page keeps all of its faults, and is never dropped."""

    UNCUT = "uncut"  # nothing could be done with it: it is the image as it came
    BLURRED = "blurred"
    DARK = "dark"
    GLARE = "glare"  # a lamp's reflection over writing
    FINGER = "finger"
    CUT_OFF = "cut-off"  # writing runs over the edge
    COARSE = "coarse"  # under the law's 200 dpi, or letters of too few pixels
    TWICE = "twice"  # the same sheet lies among the dossier's pages already
