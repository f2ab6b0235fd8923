"""The colleagues of the hall: the server that is shared with them, one queue, and the pages that are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ..config import Settings
from ..ports import Draft, Hall, KeyChain, Vault

if TYPE_CHECKING:
    from local_db.hall.link import OpenSite
    from local_db.hall.shared import SharedHall
    from local_db.site.hall_line import HallLine
    from local_db.site.line import SiteAddress
    from local_db.store import SqlStore

    from ..use_cases.hand_over_draft import TakeOver


def site_address(settings: Settings) -> SiteAddress | None:
    """Of the hall's server; None where the settings name none."""
    place, authority = settings.site.place, settings.site.ca_file
    if place is None or authority is None:
        return None
    from local_db.site.line import SiteAddress

    return SiteAddress(*place, authority)


def hall_line(
    settings: Settings, store: SqlStore, key_chain: KeyChain, spooled: Callable[[UUID], int]
) -> HallLine | None:
    """None where the settings name no server. `spooled`: pages out of the scanner that lie on no draft, of one."""
    address = site_address(settings)
    if address is None:
        return None
    from local_db.site.hall_line import HallLine

    return HallLine(store, address, settings.counter.code, key_chain, spooled)


def vault_of_the_hall(store: SqlStore, line: HallLine | None) -> Vault:
    """A colleague's pages as well, where the settings name a hall."""
    from local_db.site.shared_vault import SharedVault

    return store.vault if line is None else SharedVault(store.vault, line.file)


def take_over(line: HallLine | None, wake: Callable[[], None]) -> TakeOver:
    """A draft that is at a colleague's counter; once it is taken over, the hall hears of it at once."""
    from ..use_cases.hand_over_draft import nobody_s

    @contextmanager
    def taken_over(draft_id: UUID) -> Iterator[Draft]:
        with (nobody_s if line is None else line.taken_over)(draft_id) as draft:
            yield draft
        wake()

    return taken_over


def own_queue(settings: Settings) -> Hall:
    from ..use_cases.own_hall import OwnHall

    return OwnHall(settings.counter.site, settings.counter.code)


def shared_queue(
    settings: Settings, store: SqlStore, site: OpenSite, wake: Callable[[], None], key_chain: KeyChain | None
) -> SharedHall:
    """`key_chain` None: the database is nobody else's, and keeps what it is told unsealed."""
    from local_db.hall.shared import SharedHall
    from local_db.site.joining import site_key

    from ..use_cases.queueing import local_day

    def letters() -> frozenset[str]:
        with store.read() as work:
            return frozenset(group.letter for group in work.catalogue.groups())

    def today() -> date:
        return local_day(store.clock.now())

    at = settings.counter
    key = partial(site_key, key_chain) if key_chain is not None else bytes
    return SharedHall(store, site, at.site, at.code, today, letters, wake, key=key)
