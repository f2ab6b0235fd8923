"""One transaction as the use cases see it: the repositories on one connection."""

from __future__ import annotations

from sqlalchemy import Connection

from .archive_forms import SqlArchiveForms
from .audit import SqlAudit
from .books import SqlBooks, SqlCopyBook, SqlRefusals
from .catalogue import ParsedCatalogue, SqlCatalogue
from .corrections import SqlCorrections
from .dossiers import SqlDossiers
from .drafts import SqlDrafts
from .held import SqlHeldDrafts
from .left_drafts import SqlLeftDrafts
from .lives import SqlLives
from .numbering import SqlNumbers, Taking
from .online import SqlOnline
from .outbox import SqlOutbox
from .people import SqlPeople
from .purging import SqlRetention
from .register import SqlRegister
from .tickets import SqlTickets
from .to_fetch import SqlFilesToFetch
from .trips import SqlTrips
from .typed import SqlTyped


class SqlUnitOfWork:
    """Fulfils `ports.UnitOfWork`; begun and ended by the store."""

    def __init__(self, connection: Connection, taking: Taking, parsed: ParsedCatalogue) -> None:
        self.tickets = SqlTickets(connection, taking)
        self.drafts = SqlDrafts(connection)
        self.held = SqlHeldDrafts(connection)
        self.left = SqlLeftDrafts(connection)
        self.dossiers = SqlDossiers(connection)
        self.lives = SqlLives(connection, taking)
        self.copy_book = SqlCopyBook(connection, taking)
        self.refusals = SqlRefusals(connection)
        self.books = SqlBooks(connection)
        self.register = SqlRegister(connection)
        self.catalogue = SqlCatalogue(connection, parsed)
        self.numbers = SqlNumbers(connection, taking)
        self.outbox = SqlOutbox(connection)
        self.audit = SqlAudit(connection)
        self.people = SqlPeople(connection)
        self.retention = SqlRetention(connection)
        self.archive = SqlArchiveForms(connection)
        self.trips = SqlTrips(connection)
        self.online = SqlOnline(connection)
        self.typed = SqlTyped(connection)
        self.corrections = SqlCorrections(connection)
        self.to_fetch = SqlFilesToFetch(connection)
