"""The message by which the province learns of a correction. Its shape is the counter contract's."""

from __future__ import annotations

from typing import Any

from ..domain.correction import Correction
from .counter import Counter


def correction_message(correction: Correction, counter: Counter) -> dict[str, Any]:
    """JSON values only. `base_version`: what If-Match says over the line, and what goes along on a stick."""
    return {"unit": counter.unit.code, "counter": counter.code, **correction_words(correction), "files": []}


def correction_words(correction: Correction) -> dict[str, Any]:
    """Of the correction itself, whichever counter it comes from."""
    return {
        "id": str(correction.id),
        "dossier_id": str(correction.dossier_id),
        "about": correction.about.value,
        "ref": correction.ref,
        "base_version": correction.base_version,
        "clerk": correction.who,
        "at": correction.at.isoformat(),
        "fields": dict(correction.mine),
    }
