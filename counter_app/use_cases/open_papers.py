"""Opens the papers of an accepted dossier: the pages that were scanned, whichever counter of the hall scanned them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from ..domain.archive import brought_with
from ..domain.dossier import Captured
from ..domain.errors import PageElsewhere, UnknownDossier, VaultFileDamaged
from ..domain.life import Step
from ..domain.people import Right
from ..domain.retention import Kept
from ..ports import AuditLine, Clock, Imaging, Store, UnitOfWork, Vault
from .counter import Counter
from .session import Session, needs

_PDF_PAGES = 20  # that are drawn of one


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """`pages` are vault names; `files` those of PDFs that came without a page of ours; `archived` that of the archive
    form, empty: none is made yet. `brought_at`: with a step after acceptance; None: with the dossier."""

    name: str
    pages: tuple[str, ...]
    files: tuple[str, ...] = ()
    brought_at: datetime | None = None
    archived: str = ""


@dataclass(frozen=True, slots=True)
class KeptPapers:
    """`counter` whose they are; `gone`: pages went by rule, what is left stands here."""

    papers: tuple[KeptPaper, ...]
    counter: str
    gone: bool = False

    @property
    def sheets(self) -> tuple[tuple[KeptPaper, str], ...]:
        """Each page, or PDF, with the paper that it is of."""
        return tuple((paper, name) for paper in self.papers for name in (*paper.pages, *paper.files))


@dataclass(frozen=True)
class OpenPapers:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    vault: Vault
    imaging: Imaging

    @needs(Right.READ_REGISTER)
    def __call__(self, dossier_id: UUID) -> KeptPapers:
        """Who opened them is in the audit. Raises UnknownDossier."""
        with self.store.write() as work:
            found = _papers(work, dossier_id)
            about = {"dossier": str(dossier_id)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "papers-opened", about))
        return found

    @needs(Right.READ_REGISTER)
    def look(self, dossier_id: UUID, name: str) -> tuple[bytes, ...]:
        """A page of it, or the first pages of a PDF that came with it or is its archive form, as pictures (JPEG). May
        take seconds where it comes from a colleague's counter. Raises VaultFileDamaged, PageElsewhere, SiteFault,
        NotAnImage, UnknownDossier for what is none of its papers."""
        with self.store.read() as work:
            kept = _papers(work, dossier_id)
        if not name or not any(name in (sheet, paper.archived) for paper, sheet in kept.sheets):
            raise UnknownDossier
        try:
            data = self.vault.get(name)
        except PageElsewhere as error:
            if kept.counter == self.counter.code:  # nobody else ever had it
                raise VaultFileDamaged("missing", file=name[:12]) from error
            raise
        if not self.imaging.is_pdf(data):
            return (self.imaging.redrawn(data),)
        pages = islice(self.imaging.pages_of(data), _PDF_PAGES)
        return tuple(self.imaging.redrawn(page.data) for page in pages)


def _papers(work: UnitOfWork, dossier_id: UUID) -> KeptPapers:
    try:
        dossier, accepted = work.dossiers.get(dossier_id)
    except KeyError as error:
        raise UnknownDossier from error
    names = {one.code: one.name for one in dossier.procedure.components} if dossier.procedure else {}
    found: list[tuple[Captured, Step | None]] = []
    found += [(captured, None) for captured in dossier.settlements if isinstance(captured, Captured)]
    found += [(captured, step) for step in work.lives.of(dossier_id).steps for captured in step.captured]
    all_purged = work.retention.purged((dossier_id,)).get(dossier_id, ())
    purged = (one for one in all_purged if one.kind is Kept.PAGE)
    forms = {form.component: form.sha256 for form in work.archive.of(dossier_id)}
    if any(one.kind is Kept.ARCHIVAL for one in all_purged):
        forms = {}
    coming = work.to_fetch.names()  # a result's file that the province has not given yet
    gone = max((one.at for one in purged), default=None)

    def kept(one: Captured, step: Step | None) -> KeptPaper:
        at = step.at if step is not None else None
        archived = forms.get(one.component if step is None else brought_with(one.component, step.id), "")
        left = gone is None or (at is not None and at > gone)
        files = () if one.pages and left else one.files  # what the pages were drawn from, once they went
        files = tuple(name for name in files if name not in coming)
        return KeptPaper(names.get(one.component, one.component), one.pages if left else (), files, at, archived)

    return KeptPapers(tuple(kept(*one) for one in found), accepted.receipt.counter, gone is not None)
