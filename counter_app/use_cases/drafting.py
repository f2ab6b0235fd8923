"""Changing a draft: read it, change it, save it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from ..domain.dossier import Dossier, LookUpState, Taken
from ..domain.errors import AlreadyAccepted, BrokenPromise, SomebodyElses, TakenElsewhere
from ..domain.fee import Pay
from ..domain.paper import standing
from ..ports import Draft, Fate, Store, UnitOfWork

LONGEST = {"full_name": 200, "address": 1000, "phone": 30}  # letters: the province refuses a longer one for good


def open_draft(work: UnitOfWork, draft_id: UUID, clerk: str) -> Draft:
    """The draft as it stands, for the clerk (an id) whose it is.

    Raises AlreadyAccepted for one that was accepted meanwhile, TakenElsewhere for one that a supervisor took over at a
    colleague's counter, SomebodyElses.
    """
    with suppress(KeyError):
        draft = work.drafts.get(draft_id)
        if draft.clerk != clerk:
            raise SomebodyElses
        return draft
    with suppress(KeyError):
        work.dossiers.get(draft_id)
        raise AlreadyAccepted
    match work.held.fate(draft_id):
        case Fate.ACCEPTED:
            raise AlreadyAccepted
        case Fate.TAKEN_OVER:
            raise TakenElsewhere
    raise BrokenPromise("no such draft")


def change_draft(store: Store, draft_id: UUID, clerk: str, change: Callable[[UnitOfWork, Draft], Draft]) -> Draft:
    """Saves what `change` makes of the draft; nothing is written when it raises."""
    with store.write() as work:
        draft = still_asked(change(work, open_draft(work, draft_id, clerk)))
        work.drafts.save(draft)
    return draft


def still_asked(draft: Draft) -> Draft:
    """Without the transfer where the fee is no longer what the citizen's code asked for."""
    paid = draft.payment
    if paid is None or paid.how is not Pay.TRANSFER or paid.amount == draft.dossier.cost:
        return draft
    return replace(draft, payment=None)


def nothing_done(work: UnitOfWork, draft: Draft) -> bool:
    """No clerk has done anything to it: nobody is in it, or it says what was brought with the number and no more."""
    dossier = draft.dossier
    if draft.pages or draft.payment is not None or dossier.settlements or dossier.copying or dossier.behalf is not None:
        return False
    if dossier.applicant is None:
        return True
    brought = work.left.of_ticket(draft.ticket_id) if draft.ticket_id is not None else ()
    return any(_said(each.dossier) == _said(dossier) for each in brought)


def _said(dossier: Dossier) -> Dossier:
    """Without what the State's own data add to it by themselves."""
    return replace(dossier, id=UUID(int=0), held=(), look_up=LookUpState.NOT_ASKED, silent=frozenset())


def change_dossier(store: Store, draft_id: UUID, clerk: str, change: Callable[[Dossier], Dossier]) -> Draft:
    """The same for a change of the dossier alone."""
    return change_draft(store, draft_id, clerk, lambda _, draft: replace(draft, dossier=change(draft.dossier)))


def on_day(work: UnitOfWork, draft: Draft, day: date) -> Draft:
    """The draft as it stands on `day`, where it was left open overnight: the procedure and the replacement table
    are that day's, and a taken paper that no longer stands for its component is open again.

    Raises UnknownProcedure for a procedure that is no longer in force.
    """
    dossier = draft.dossier
    if dossier.day == day:
        return draft
    dossier = replace(dossier, day=day, rules=work.catalogue.rules(day))
    if dossier.procedure is None:
        return replace(draft, dossier=dossier)
    dossier = dossier.choose(work.catalogue.procedure(dossier.procedure.code, day))
    for settled in dossier.settlements:
        if isinstance(settled, Taken) and dossier.procedure is not None:
            kinds = dossier.procedure.component(settled.component).kinds
            if not standing(kinds, settled.paper, dossier.rules, day).satisfies:
                dossier = dossier.release(settled.component)
    return replace(draft, dossier=dossier)
