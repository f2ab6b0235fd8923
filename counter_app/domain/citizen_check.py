"""What the citizen looked at or heard before acceptance, and said was right; any change afterwards opens it again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .dossier import Dossier
from .ticket import Language


class Told(StrEnum):
    """How the citizen said so."""

    TOUCH = "touch"
    ALOUD = "aloud"  # to the clerk, who pressed the key


@dataclass(frozen=True, slots=True)
class CitizenCheck:
    """`of`: see `fingerprint`. `at` is aware."""

    at: datetime
    told: Told
    language: Language
    of: str


def fingerprint(dossier: Dossier) -> str:
    """SHA-256 over all that the citizen is shown: name, procedure, each paper and how it is there, fee, delivery, day.
    It gives nobody away."""
    parts = [dossier.applicant.full_name if dossier.applicant else "", dossier.day.isoformat(), str(dossier.cost)]
    parts += [dossier.procedure.code if dossier.procedure else "", dossier.delivery.value, dossier.collect_at]
    parts += sorted(f"{type(one).__name__} {one.component}" for one in dossier.settlements)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
