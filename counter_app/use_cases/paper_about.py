"""What the PDF of a dossier's paper says of itself: kinds, codes and a date, and nothing of a person."""

from __future__ import annotations

from datetime import datetime

from ..domain.dossier import Dossier
from ..domain.party import Organisation
from ..ports import PdfAbout


def paper_about(dossier: Dossier, component: str, at: datetime, code: str = "") -> PdfAbout:
    """`component` of the dossier, by the name that the procedure gave it on the day; `code` is told once the dossier
    has one, before that its id stands for it. The kind is the usual one of that component. An organisation's papers are
    filed under its public code; what a person's are filed under but the personal number, which no file may bear, is the
    province's to say: none yet."""
    components = dossier.procedure.components if dossier.procedure else ()
    name, kind = next(((one.name, one.kinds[0]) for one in components if one.code == component), (component, ""))
    procedure = dossier.procedure.name if dossier.procedure else ""
    owner = dossier.owner.code.value if isinstance(dossier.owner, Organisation) else ""
    return PdfAbout(name, procedure, at, kind=kind, dossier=code or str(dossier.id), owner_reference=owner)
