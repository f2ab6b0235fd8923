"""Changing a draft: read it, change it, save it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from ..domain.dossier import Dossier
from ..domain.errors import AlreadyAccepted, BrokenPromise
from ..ports import Draft, Store, UnitOfWork


def open_draft(work: UnitOfWork, draft_id: UUID) -> Draft:
    """The draft as it stands. Raises AlreadyAccepted for one that was accepted meanwhile."""
    with suppress(KeyError):
        return work.drafts.get(draft_id)
    with suppress(KeyError):
        work.dossiers.get(draft_id)
        raise AlreadyAccepted
    raise BrokenPromise("no such draft")


def change_draft(store: Store, draft_id: UUID, change: Callable[[UnitOfWork, Draft], Draft]) -> Draft:
    """Saves what `change` makes of the draft; nothing is written when it raises."""
    with store.write() as work:
        draft = change(work, open_draft(work, draft_id))
        work.drafts.save(draft)
    return draft


def change_dossier(store: Store, draft_id: UUID, change: Callable[[Dossier], Dossier]) -> Draft:
    """The same for a change of the dossier alone."""
    return change_draft(store, draft_id, lambda _, draft: replace(draft, dossier=change(draft.dossier)))
