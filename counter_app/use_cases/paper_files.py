"""The files that captured papers become: an archival PDF each, durable in the vault before a commit refers to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from ..domain.dossier import Captured, Dossier
from ..domain.errors import PageElsewhere, SiteFault, VaultFileDamaged
from ..domain.outbox import DocumentFile
from ..ports import Draft, Imaging, Vault
from .paper_about import paper_about

PDF = "application/pdf"


def make_files(dossier: Dossier, at: datetime, imaging: Imaging, vault: Vault) -> tuple[DocumentFile, ...]:
    """One for each captured component."""
    files = []
    for settlement in dossier.settlements:
        if isinstance(settlement, Captured) and not settlement.pages:  # sent online: the files are what they are
            files += [DocumentFile(name, len(vault.get(name)), PDF, settlement.component) for name in settlement.files]
        elif isinstance(settlement, Captured):
            pages = [imaging.page_from(vault.get(name)) for name in settlement.pages]
            pdf = imaging.write_pdf(pages, paper_about(dossier, settlement.component, at))
            files.append(DocumentFile(vault.put(pdf), len(pdf), PDF, settlement.component))
    return tuple(files)


def bring_here(draft: Draft, vault: Vault) -> None:
    """What was captured at a colleague's counter is kept here before a dossier of ours speaks of it: the PDFs that
    pages came in, which may be signed, must come; the images that they were cut out of come if they can. Raises
    PageElsewhere, SiteFault, for a PDF."""
    laid = {page for one in draft.dossier.settlements if isinstance(one, Captured) for page in one.pages}
    raws = [raw for page in draft.pages if page.name in laid for raw in page.raws]
    for name in {name for raw in raws for name in raw.files if not vault.has(name)}:
        vault.get(name)
    for name in {raw.name for raw in raws if not vault.has(raw.name)}:
        with suppress(PageElsewhere, SiteFault, VaultFileDamaged):
            vault.get(name)


def with_originals(dossier: Dossier, draft: Draft, vault: Vault) -> Dossier:
    """What each page was cut out of stays as long as the page: whether a corner was lost can still be told; but for
    what stayed at a colleague's counter. The PDF that it came in stays as long as the archival one: it may be signed,
    which no picture of it is. What was taken from a page is from now on the paper's."""
    raws = {page.name: page.raws for page in draft.pages}

    def noted(paper: Captured) -> Captured:
        images = [raw for page in paper.pages for raw in raws.get(page, ())]
        originals = tuple(name for name in dict.fromkeys(image.name for image in images) if vault.has(name))
        files = tuple(dict.fromkeys((*paper.files, *(file for image in images for file in image.files))))
        return replace(paper, originals=originals, files=files, facts=draft.facts_of(paper.component))

    settlements = tuple(noted(s) if isinstance(s, Captured) else s for s in dossier.settlements)
    return replace(dossier, settlements=settlements)
