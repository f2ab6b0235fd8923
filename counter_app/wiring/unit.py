"""Who works here: the counter, its identity, its rules and keys, and the catalogue that it starts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..config import Settings
from ..domain.errors import BadSettings
from ..domain.retention import RetentionRule
from ..ports import KeySafe, Printers
from ..use_cases.counter import Counter
from ..use_cases.session import Session

if TYPE_CHECKING:
    from local_db.store import SqlStore

    from ..domain.identity import Identity
    from ..use_cases.keep_keys import KeepKeys

_LARGEST_LOGO = 1_000_000  # bytes


def counter_of(settings: Settings) -> Counter:
    return Counter(
        unit=settings.unit,
        site=settings.counter.site,
        code=settings.counter.code,
        receipt_printer=settings.printers.receipt,
        receipt_media=settings.printers.receipt_media,
        ticket_printer=settings.printers.ticket,
        ticket_media=settings.printers.ticket_media,
        ticket_languages=settings.printers.ticket_languages,
        quota=settings.hall.quota,
    )


def identity_of(settings: Settings) -> Identity:
    """Raises BadSettings for a logo that is no PNG of a size that a paper can bear."""
    from ..domain.identity import Identity

    wanted = settings.identity
    logo = b""
    if wanted.logo is not None:
        try:
            with wanted.logo.open("rb") as file:
                logo = file.read(_LARGEST_LOGO + 1)
        except OSError as error:
            raise BadSettings("cannot be read", entry="identity.logo", file=wanted.logo.name) from error
        from ..paperwork.raster import is_picture

        if len(logo) > _LARGEST_LOGO or not is_picture(logo):
            raise BadSettings("not a PNG up to 1 MB", entry="identity.logo", file=wanted.logo.name)
    return Identity(logo, wanted.accent, wanted.slogan)


def retention() -> tuple[RetentionRule, ...]:
    """How long what is kept, as shipped. Raises BadCatalogue."""
    from resources import retention_rules

    from ..domain.retention import parse_rules

    return parse_rules(retention_rules())


def seed_catalogue(store: SqlStore) -> None:
    """A counter that has never reached its province works by the catalogue that shipped."""
    from resources import catalogue_bundle

    with store.write() as work:
        if work.catalogue.version() is None:
            work.catalogue.replace(catalogue_bundle())


def key_keeping(
    settings: Settings, store: SqlStore, keys: KeySafe, session: Session, printers: Printers, mark: str = ""
) -> KeepKeys:
    """The verbs about keys, for the window and for the shell."""
    from ..paperwork.papers import Papers
    from ..use_cases.keep_keys import KeepKeys

    return KeepKeys(store, store.clock, counter_of(settings), session, keys, Papers(mark=mark), printers)
