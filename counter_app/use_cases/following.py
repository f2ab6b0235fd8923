"""The verbs after acceptance, joined from the parts that they share; `bootstrap` gives them to the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TypedDict
from uuid import UUID

from resources import life_rules

from ..domain.deadline import WorkingHours
from ..domain.life import LifeRules, parse_rules, rules_on
from ..domain.viet_qr import BankAccount
from ..ports import Clock, Imaging, Paperwork, Printers, Store, Vault
from .apologise import Apologise
from .ask_supplement import AskSupplement
from .ask_transfer import AskTransfer
from .close_day import CloseDay
from .counter import Counter
from .end_dossier import EndDossier
from .file_elsewhere import FileElsewhere
from .finish_after import FinishAfter
from .hand_over_dossier import HandOverDossier
from .open_after import OpenAfter
from .print_books import PrintBooks
from .print_paper import PrintPaper
from .print_slips import PrintSlips
from .print_step import PrintStep
from .receive_online import ReceiveOnline, Sole, anyone
from .refuse_reception import RefuseReception
from .return_result import ReturnResult
from .session import Session
from .take_fee import TakeFee
from .take_result import TakeResult
from .tell_story import TellStory
from .unit_calendar import unit_calendar


class Followed(TypedDict):
    """By their names on the desk."""

    story: TellStory
    ask_supplement: AskSupplement
    end: EndDossier
    hand_over_dossier: HandOverDossier
    apologise: Apologise
    open_after: OpenAfter
    file_elsewhere: FileElsewhere
    finish_after: FinishAfter
    take_result: TakeResult
    return_result: ReturnResult
    take_fee: TakeFee
    ask_transfer: AskTransfer
    close_day: CloseDay
    print_step: PrintStep
    print_slips: PrintSlips
    print_books: PrintBooks
    refuse: RefuseReception
    online: ReceiveOnline


@cache
def _shipped() -> tuple[LifeRules, ...]:
    return parse_rules(life_rules())


def shipped_rules(day: date) -> LifeRules:
    """What the law says of dossiers received on a day. Raises BadCatalogue."""
    return rules_on(day, _shipped())


def following(
    desk: tuple[Store, Clock, Counter, Session, WorkingHours | None, Callable[[], None]],
    tools: tuple[Imaging, Vault, Paperwork, Printers, BankAccount | None],
    wake_archive: Callable[[], None] = lambda: None,
    fetch: Callable[[str], bytes] = lambda _: b"",
    sole: Sole = anyone,
    left_over: Callable[[UUID], int] = lambda _: 0,
) -> Followed:
    store, clock, counter, session, hours, wake_line = desk
    imaging, vault, paperwork, printers, account = tools
    parts = (store, clock, counter, session, shipped_rules, unit_calendar(hours), wake_line)
    printing = PrintPaper(counter, paperwork, printers)
    return {
        "story": TellStory(*parts),
        "ask_supplement": AskSupplement(*parts),
        "end": EndDossier(*parts),
        "hand_over_dossier": HandOverDossier(*parts),
        "apologise": Apologise(*parts),
        "open_after": OpenAfter(*parts),
        "file_elsewhere": FileElsewhere(*parts),
        "finish_after": FinishAfter(
            *parts, vault=vault, imaging=imaging, left_over=left_over, wake_archive=wake_archive
        ),
        "take_result": TakeResult(*parts),
        "return_result": ReturnResult(*parts),
        "take_fee": TakeFee(*parts),
        "ask_transfer": AskTransfer(session, paperwork, account),
        "close_day": CloseDay(*parts),
        "print_slips": PrintSlips(store, clock, counter, session, paperwork, printing),
        "print_books": PrintBooks(store, clock, counter, session, paperwork, printing),
        "refuse": RefuseReception(store, clock, counter, session, paperwork, printing),
        "online": ReceiveOnline(*parts, fetch=fetch, keep=vault.put, has=vault.has, sole=sole),
        "print_step": PrintStep(*parts, paperwork=paperwork, printing=printing, vault=vault, fetch=fetch),
    }
