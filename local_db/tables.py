"""The tables, as one portable model: SQLite with encryption today, a site's PostgreSQL on the same text.

Two kinds: *ours* (tickets, drafts, dossiers, outbox, audit) are written by use cases; *theirs* (citizens, held
papers, catalogue) only by what the province sends. Whole domain values stand as JSON documents (`values`) beside
the columns that are searched by. A change here needs a migration: a test holds the two together.
"""

# Long because: one list, read as a whole beside the first migration.

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts only INTEGER keys up by itself.
Counting = BigInteger().with_variant(Integer(), "sqlite")


def _where_given(table: str, column: str) -> Index:
    """Costs nothing in a row that has none."""
    given = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=given, postgresql_where=given)


# --- ours: the queue -----------------------------------------------------------------------------------

tickets = Table(
    "tickets",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("site", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("letter", String(4), nullable=False),
    Column("number", Integer, nullable=False),
    Column("service_group", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("called_at", Moment),
    Column("called_by", String(32)),
    Column("arrived_at", Moment),
    Column("finished_at", Moment),
    Column("not_here_at", Moment),
    Column("priority", String(16)),
    Column("waiting_since", Moment),  # of another service than the first
    Column("note", Text, nullable=False, server_default=""),
    Column("time_wrong", Boolean, nullable=False, server_default=false()),
    Column("recalled_at", Moment),
    # What one hall shares (`hall/`). `version` counts the changes at the site: there, and here the one that is known.
    Column("version", Integer, nullable=False, server_default="0"),
    Column("writer", String(32)),  # the counter that changed it last, at the site
    Column("held_for", String(32)),  # leased to a counter, which calls it whether the server is there or not
    Column("unsent", Integer, nullable=False, server_default="0"),  # changes here that the site does not know
    Column("language", String(8)),
    Column("sent_by", String(32)),  # the counter that sent it on to another service, or to another counter
    Column("sent_to", String(32)),  # that counter: nobody else calls it while that one is at work
    Column("again_at", Moment),
    UniqueConstraint("site", "day", "letter", "number"),
    Index("ix_tickets_waiting", "site", "day", "state", "issued_at"),
)

ticket_services = Table(  # what has ended: a visit may be several services
    "ticket_services",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("ticket_id", Uuid, nullable=False, index=True),  # kept for the figures when the ticket itself goes
    Column("site", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("service_group", String(64), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("waiting_since", Moment, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("time_wrong", Boolean, nullable=False),
    Column("id", Uuid, unique=True),  # none: ended before halls shared anything
    Column("unsent", Boolean, nullable=False, server_default=false()),
    Index("ix_ticket_services_day", "site", "day", "place"),
    sqlite_autoincrement=True,
)

ticket_conflicts = Table(  # two counters did two things with one number: the site has the first, this is the other
    "ticket_conflicts",
    metadata,
    Column("ticket_id", Uuid, nullable=False),
    Column("counter", String(32), nullable=False),  # whose it is
    Column("site", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("label", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("called_at", Moment),
    Column("at", Moment, nullable=False),  # when the two were found
    PrimaryKeyConstraint("ticket_id", "counter"),
    Index("ix_ticket_conflicts_day", "site", "day"),
)

hall_counters = Table(  # at the site only
    "hall_counters",
    metadata,
    Column("site", String(64), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("letter", String(4), nullable=False),  # of the tickets that it gives out without the server
    Column("heard_at", Moment, nullable=False),
    Column("called_at", Moment),
    Column("lease_until", Moment, nullable=False),  # what it holds it may call until then, and nobody else
    Column("alarm_at", Moment),  # it has called its colleagues, and has not said that it is well since
    Column("alarm_answered", String(32)),  # the counter that is coming
    Column("life", Uuid),  # of the server's, in which it has told all that it knows
    Column("trouble", String(32)),  # a kiosk's printer gives no paper: why
    PrimaryKeyConstraint("site", "counter"),
    UniqueConstraint("site", "letter"),
)

hall_lives = Table(  # at the site only: emptied or restored, a server begins another life, and is told all again
    "hall_lives",
    metadata,
    Column("site", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("life", Uuid, nullable=False),
    Column("began_at", Moment, nullable=False),
)

hall_numbers = Table(  # at the site only: the last number of a letter on a day
    "hall_numbers",
    metadata,
    Column("site", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("letter", String(4), nullable=False),
    Column("last", Integer, nullable=False),
    Column("skipped", Integer, nullable=False, server_default="0"),  # of them nobody gave: a dead PC may have
    PrimaryKeyConstraint("site", "day", "letter"),
)

# --- ours: dossiers ------------------------------------------------------------------------------------

drafts = Table(
    "drafts",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("clerk", String(64), nullable=False),
    Column("ticket_id", Uuid, ForeignKey("tickets.id")),
    Column("step", String(32), nullable=False),
    Column("put_away", Boolean, nullable=False),
    Column("changes", Integer, nullable=False),  # counts up with each save: the latest first
    Column("document", Text, nullable=False),
    Index("ix_drafts_open", "clerk", "put_away", "changes"),
)

# In nobody's hands, at whichever counter of the hall: begun with a number, for whoever calls it; or given to a clerk by
# a supervisor, who goes on with it wherever that clerk sits.
left_drafts = Table(
    "left_drafts",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, index=True),  # a colleague's may be heard of later than its draft; none: given to a clerk
    Column("day", Date, nullable=False),  # the last one on which it is wanted
    Column("document", Text, nullable=False),
    Column("change", Integer, nullable=False, server_default="1"),
    Column("told", Integer, nullable=False, server_default="0"),  # the change that the hall knows
    Column("colleague", String(32)),  # the counter that it was begun at; none: this one
    Column("clerk", String(64)),  # given to this account
    Column("taken_by", String(32)),  # the counter that goes on with it: nobody else does
)

# In a clerk's hands, as the hall knows of it: of one's own drafts what was told, of colleagues' who has it since when.
# What stands in a colleague's draft is kept by no other counter; the site's server has it sealed.
held_drafts = Table(
    "held_drafts",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("colleague", String(32)),  # the counter where it is; none: this one
    Column("clerk", String(64), nullable=False),
    Column("since", Moment, nullable=False),
    Column("at", Moment, nullable=False),  # as it was then
    Column("about", Text, nullable=False),  # what a list shows of it; empty once it is over
    Column("changes", Integer, nullable=False, server_default="0"),  # of the draft: those that this row knows
    Column("over", Boolean, nullable=False, server_default=false()),  # accepted, put away, left for its number
    Column("change", Integer, nullable=False, server_default="1"),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("taken_by", String(32)),  # the counter where a supervisor took it over
    Column("taken_as", Uuid),  # the draft that goes on there
    Column("taken_told", Boolean, nullable=False, server_default=false()),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("operation_id", Uuid, nullable=False, unique=True),
    Column("entry", Integer, nullable=False, unique=True),  # order of acceptance
    Column("code", String(64), nullable=False, unique=True),
    Column("linked_code", String(64), unique=True),
    Column("channel", String(16), nullable=False),
    Column("clerk", String(64)),
    Column("person", String(12), nullable=False),  # who hands in; empty: a foreigner
    Column("full_name", Text, nullable=False),
    Column("birth_date", String(10)),
    Column("sex", String(8)),
    Column("address", Text, nullable=False),
    Column("old_number", Text),
    Column("phone", Text, nullable=False),
    Column("name_key", Text, nullable=False, server_default=""),  # found by: see `search`
    Column("phone_digits", Text),
    Column("owner_number", String(20)),  # whose it is, where that is not `person`: whatever number he has
    Column("owner_key", Text),
    Column("code_tail", Text, nullable=False, server_default=""),
    Column("linked_tail", Text),
    Column("procedure_code", String(64), nullable=False),
    Column("register_counter", String(32)),
    Column("register_year", Integer),
    Column("register_book", Integer),
    Column("register_line", Integer),
    Column("accepted_at", Moment, nullable=False),
    Column("due", Moment),  # the promise that holds now
    Column("stage", String(16), nullable=False, server_default="received"),
    Column("state", String(16), nullable=False),
    Column("problem", String(128)),
    Column("prints", Integer, nullable=False),
    Column("document", Text, nullable=False),  # the dossier, with the procedure as it was then
    Column("receipt", Text, nullable=False),
    Column("colleague", String(32)),  # the counter of this hall that received it; none: this one
    Column("colleague_confirmed", Boolean, nullable=False, server_default=false()),  # the province has the colleague's
    Column("change", Integer, nullable=False, server_default="1"),  # counts up with what the hall must know of it
    Column("told", Integer, nullable=False, server_default="0"),  # the change that the site's server has
    UniqueConstraint("register_counter", "register_year", "register_book", "register_line"),
    Index("ix_dossiers_person", "person", "entry"),
    Index("ix_dossiers_stage", "stage", "due"),
    Index("ix_dossiers_name", "name_key", "entry"),
    Index("ix_dossiers_code_tail", "code_tail", "entry"),
    _where_given("dossiers", "phone_digits"),
    _where_given("dossiers", "linked_tail"),
    _where_given("dossiers", "old_number"),
    _where_given("dossiers", "owner_number"),
    _where_given("dossiers", "owner_key"),
    Index("ix_dossiers_untold", "entry", sqlite_where=text("told < change"), postgresql_where=text("told < change")),
)

dossier_papers = Table(
    "dossier_papers",
    metadata,
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False),
    Column("component", String(64), nullable=False),
    Column("how", String(16), nullable=False),  # captured, taken, shown, later
    Column("source", String(64)),
    Column("legal_basis", Text),
    Column("paper_id", String(128)),
    Column("pages", Integer, nullable=False),
    PrimaryKeyConstraint("dossier_id", "component"),
)

payments = Table(  # of before November 2026; money is a step now
    "payments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("fee", String(64), nullable=False),
    Column("amount", BigInteger, nullable=False),  # đồng
    Column("how", String(16), nullable=False),
    Column("paid_at", Moment, nullable=False),
)

dossier_steps = Table(  # what happened after acceptance, money too; only ever added to
    "dossier_steps",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False),
    Column("act", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Column("counter", String(32), nullable=False),
    Column("year", Integer, nullable=False),  # in Vietnam
    Column("number", Integer, nullable=False),  # of the slip; 0: none
    Column("prints", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("colleague", String(32)),  # the counter of this hall that did it; none: this one
    Column("hall_place", BigInteger),  # the site's order, the same for all; none: not told yet, after all others
    Index("ix_dossier_steps_dossier", "dossier_id", "place"),
    Index("ix_dossier_steps_act", "act", "at"),
    Index("ix_dossier_steps_number", "act", "counter", "year", "number"),
    Index(
        "ix_dossier_steps_untold",
        "place",
        sqlite_where=text("hall_place IS NULL"),
        postgresql_where=text("hall_place IS NULL"),
    ),
    sqlite_autoincrement=True,
)

online_answers = Table(  # ours: which online dossiers were answered, as they were sent then
    "online_answers",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("submitted_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("colleague", String(32)),  # the counter of this hall that answered; none: this one
    Column("asked", Text),  # a colleague's: what was asked for; one's own stands in the outbox
    Column("told", Boolean, nullable=False, server_default=false()),
)

online_dossiers = Table(  # theirs
    "online_dossiers",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("submitted_at", Moment, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("document", Text, nullable=False),
    sqlite_autoincrement=True,
)

files_to_fetch = Table(  # of the province's steps, which name them already, by SHA-256
    "files_to_fetch",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("step_id", Uuid, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("refused", Integer, nullable=False),  # so often by the province
    Column("next_try", Moment, nullable=False),
)

hall_files = Table(  # at a counter: files that the site's server has of it, and colleagues' that are kept for a while
    "hall_files",
    metadata,
    Column("name", String(64), nullable=False),
    Column("kind", String(8), nullable=False),  # told, kept, large
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("name", "kind"),
)

typed_forms = Table(  # what a clerk has typed of a step that is not done yet
    "typed_forms",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("clerk", String(64), nullable=False),
    Column("dossier_id", Uuid, nullable=False),  # a draft's or an accepted dossier's
    Column("deed", String(32), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("clerk", "dossier_id", "deed"),
    sqlite_autoincrement=True,
)

refusals = Table(  # before reception: nothing was taken in; number, reason and what it was about
    "refusals",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("draft_id", Uuid, nullable=False, unique=True),
    Column("counter", String(32), nullable=False),
    Column("year", Integer, nullable=False),  # in Vietnam
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("prints", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("clerk", String(64), nullable=False, server_default=""),
    Column("sought", Text, nullable=False, server_default=""),  # folded words and numbers that it is found by
    Column("colleague", String(32)),  # the counter of this hall that refused; none: this one
    Column("told", Boolean, nullable=False, server_default=false()),
    Index("ix_refusals_number", "counter", "year", "number"),
    sqlite_autoincrement=True,
)

certified_copies = Table(  # the book's lines; what each says stands on the receipt
    "certified_copies",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("counter", "year", "number"),
    Index("ix_certified_copies_at", "counter", "at"),
    sqlite_autoincrement=True,
)

# --- ours: what waits for the province -----------------------------------------------------------------

outbox = Table(
    "outbox",
    metadata,
    Column("event_order", Counting, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("dossier_id", Uuid, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Moment),
    Column("problem", String(128)),
    Column("sent_at", Moment),
    Column("confirmed_at", Moment),
    Column("given_to", String(16)),
    Column("closed_at", Moment),  # nothing more is sent of it, and no receipt ever came
    Index(  # all that is asked of what waits, every two seconds, without reading the payloads
        "ix_outbox_waiting",
        *("dossier_id", "event_order", "confirmed_at", "closed_at", "id", "attempts", "next_try", "sent_at"),
        *("created_at", "problem"),
        sqlite_where=text("confirmed_at IS NULL AND closed_at IS NULL"),
        postgresql_where=text("confirmed_at IS NULL AND closed_at IS NULL"),
    ),
    Index("ix_outbox_dossier", "dossier_id", "event_order"),
    sqlite_autoincrement=True,
)

outbox_files = Table(
    "outbox_files",
    metadata,
    Column("event_id", Uuid, ForeignKey("outbox.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("component", String(64), nullable=False),
    PrimaryKeyConstraint("event_id", "place"),
)

outbox_story = Table(
    "outbox_story",
    metadata,
    Column("event_id", Uuid, ForeignKey("outbox.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("what", String(128), nullable=False),
    Column("reason", String(128), nullable=False),
    Column("first", Moment, nullable=False),
    Column("last", Moment, nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("event_id", "place"),
)
province_receipts = Table(
    "province_receipts",
    metadata,
    Column("event_id", Uuid, ForeignKey("outbox.id"), primary_key=True),
    Column("payload_sha256", String(64), nullable=False),
    Column("files", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("dossier_code", String(64)),
)

corrections = Table(
    "corrections",
    metadata,
    Column("event_id", Uuid, ForeignKey("outbox.id"), primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    Column("about", String(16), nullable=False),
    Column("ref", String(128), nullable=False),
    Column("base_version", String(128), nullable=False),
    Column("base", JSON, nullable=False),
    Column("mine", JSON, nullable=False),
    Column("who", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("theirs_version", String(128)),
    Column("theirs", JSON),
    Column("met_at", Moment),
    Column("chosen", JSON),
    Column("settled_at", Moment),
    Column("settled_by", String(64)),
    Column("settled_as", Uuid),
    Index("ix_corrections_record", "about", "ref", "at"),
    Index("ix_corrections_dossier", "dossier_id"),
    Index("ix_corrections_open", "met_at", "settled_at"),
)

# --- ours: numbers -------------------------------------------------------------------------------------

number_blocks = Table(
    "number_blocks",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("unit", String(64), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
    Column("digits", Integer, nullable=False),
    Index("ix_number_blocks_day", "unit", "counter", "day", "first"),
)

provisional_serials = Table(
    "provisional_serials",
    metadata,
    Column("counter", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("counter", "day"),
)

register_books = Table(
    "register_books",
    metadata,
    Column("counter", String(32), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("book", Integer, nullable=False),
    Column("line", Integer, nullable=False),  # the last one given
)

# --- ours: people at this PC -----------------------------------------------------------------------------

first_people = Table(  # let in by IT, until the province's accounts come
    "first_people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_name", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", String(64), nullable=False),
    Column("verifier", String(256), nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("verifier", String(256), nullable=False),
)

wrong_words = Table(  # in a row; a right one takes the line away
    "wrong_words",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
)

# --- ours: who did what --------------------------------------------------------------------------------

audit = Table(
    "audit",
    metadata,
    Column("line", Counting, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", String(64), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("what", String(64), nullable=False),
    Column("about", JSON, nullable=False),
    Column("dossier", String(36)),  # again, out of `about`: what a dossier's story is found by
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_at", "at", "line"),
    Index("ix_audit_who", "who", "at", "line"),
    Index("ix_audit_what", "what", "at", "line"),
    Index("ix_audit_dossier", "dossier", "at", "line"),
    sqlite_autoincrement=True,
)

look_ups = Table(
    "look_ups",
    metadata,
    Column("line", Counting, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("who", String(64), nullable=False),
    Column("counter", String(32), nullable=False),
    Column("person", String(12), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("procedure_code", String(64), nullable=False),
    Column("outcome", String(64), nullable=False),
    Column("dossier", String(36)),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_look_ups_at", "at", "line"),
    Index("ix_look_ups_who", "who", "at", "line"),
    Index("ix_look_ups_dossier", "dossier", "at", "line"),
    sqlite_autoincrement=True,
)

# --- ours: what was carried to the province on a stick ---------------------------------------------------

courier_trips = Table(
    "courier_trips",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("made_at", Moment, nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("files", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("answered_at", Moment),
)

courier_loads = Table(
    "courier_loads",
    metadata,
    Column("trip_id", Uuid, ForeignKey("courier_trips.id"), nullable=False),
    Column("event_id", Uuid, ForeignKey("outbox.id"), nullable=False, index=True),
    PrimaryKeyConstraint("trip_id", "event_id"),
)

# --- ours: the archive forms of accepted papers --------------------------------------------------------

archive_forms = Table(
    "archive_forms",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),  # order of acceptance
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False),
    Column("component", String(64), nullable=False),
    Column("source", String(64), nullable=False),  # the PDF as it was accepted
    Column("attempts", Integer, nullable=False),
    Column("problem", String(64)),
    Column("sha256", String(64)),  # none: it waits, or was set aside
    Column("size", BigInteger),
    Column("made_at", Moment),
    Column("told", Boolean, nullable=False, server_default=false()),  # the hall knows that it is made
    UniqueConstraint("dossier_id", "component"),
    Index(
        "ix_archive_forms_waiting",
        "attempts",
        "place",
        sqlite_where=text("sha256 IS NULL"),
        postgresql_where=text("sha256 IS NULL"),
    ),
    _where_given("archive_forms", "sha256"),
    sqlite_autoincrement=True,
)

colleague_forms = Table(  # archive forms that a colleague's counter of this hall has made, and holds
    "colleague_forms",
    metadata,
    Column("dossier_id", Uuid, nullable=False),
    Column("component", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("colleague", String(32), nullable=False),
    PrimaryKeyConstraint("dossier_id", "component"),
)

# --- ours: what is kept, how long ----------------------------------------------------------------------

dossier_pages = Table(  # which accepted dossier speaks of which page in the vault; filled behind reception
    "dossier_pages",
    metadata,
    Column("name", String(64), nullable=False),
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False, index=True),
    PrimaryKeyConstraint("name", "dossier_id"),
)

purges = Table(  # a dossier's files that went, and by which rule
    "purges",
    metadata,
    Column("dossier_id", Uuid, ForeignKey("dossiers.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # page, archival
    Column("rule", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("dossier_id", "kind"),
)

purged_files = Table(  # no row refers to them any more; `removed_at` once the file itself is gone
    "purged_files",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("rule", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("removed_at", Moment, index=True),
)

holds = Table(  # dossiers that no purge touches: a complaint, an inspection
    "holds",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("who", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)

# --- theirs --------------------------------------------------------------------------------------------

citizens = Table(
    "citizens",
    metadata,
    Column("person", String(12), primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("birth_date", String(10)),
    Column("sex", String(8)),
    Column("address", Text, nullable=False),
    Column("old_number", Text, index=True),
    Column("phone", Text, nullable=False),
    Column("name_key", Text, nullable=False, server_default=""),  # found by: see `search`
    Column("phone_digits", Text),
    Column("as_of", Moment, nullable=False),
    Column("ref", String(128)),  # how the province calls the record, and the version it gave last
    Column("version", String(128)),
    Column("slice", Integer, nullable=False, server_default="0"),  # see domain.slices
    Column("digest", BigInteger, nullable=False, server_default="0"),
    Index("ix_citizens_slice", "slice", "digest"),
    Index("ix_citizens_name", "name_key", "birth_date"),
    _where_given("citizens", "phone_digits"),
)

held_papers = Table(
    "held_papers",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("person", String(12), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("source", String(64), nullable=False),
    Column("legal_state", String(32), nullable=False),
    Column("as_of", Moment, nullable=False),
    Column("issued_on", Date),
    Column("expires_on", Date),
    Column("number", String(128), nullable=False),
    Column("issuer", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("slice", Integer, nullable=False, server_default="0"),
    Column("digest", BigInteger, nullable=False, server_default="0"),
    Index("ix_held_papers_person", "person", "kind"),
    Index("ix_held_papers_slice", "slice", "digest"),
)

catalogue_versions = Table(
    "catalogue_versions",
    metadata,
    Column("place", Counting, primary_key=True, autoincrement=True),  # the highest is in force
    Column("version", String(64), nullable=False),
    Column("bundle", JSON, nullable=False),
    Column("origin", String(16)),  # none: shipped, or over the line
    Column("who", String(64)),
    Column("at", Moment),
    Column("day", Date),
    Column("sha256", String(64)),
    sqlite_autoincrement=True,
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_name", String(200), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("roles", String(64), nullable=False),  # by name, between spaces
    Column("active", Boolean, nullable=False),
    Column("verifier", String(256), nullable=False),
)

# --- the hall's, on the site's server alone (ADR 31) ----------------------------------------------------

site_entries = Table(  # what counters tell each other of dossiers, sealed: the server reads none of it
    "site_entries",
    metadata,
    Column("kind", String(16), nullable=False),  # dossier, step, draft, ...: `site/told.py`; sole
    Column("id", Uuid, nullable=False),
    Column("place", BigInteger, nullable=False, unique=True),  # order of telling; a change takes a new one
    Column("counter", String(32), nullable=False),  # whose it is
    Column("change", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
    Index("ix_site_entries_kind", "kind", "place"),
)

shared_files = (
    Table(  # document files that another counter may need, a copy for a while: sealed, and named by a keyed hash
        "shared_files",
        metadata,
        Column("name", String(64), primary_key=True),
        Column("counter", String(32), nullable=False),  # who put it there
        Column("parts", Integer, nullable=False),
        Column("size", BigInteger, nullable=False),  # bytes
        Column("whole", Boolean, nullable=False),  # all parts are there
        Column("at", Moment, nullable=False, index=True),
    )
)

shared_file_parts = Table(
    "shared_file_parts",
    metadata,
    Column("name", String(64), nullable=False),
    Column("part", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("name", "part"),
)

wanted_files = Table(  # asked for and not there: whoever has it puts it there
    "wanted_files",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # how the vaults call it
    Column("at", Moment, nullable=False),
)

site_counters = Table(
    "site_counters",
    metadata,
    Column("counter", String(32), primary_key=True),
    Column("computer", String(64), nullable=False, server_default=""),
    Column("invited_at", Moment, nullable=False),
    Column("invitation", LargeBinary),  # the site's key, sealed with a one-time code; none: it was used
    Column("joined_at", Moment),
    Column("seen_at", Moment),
)

facts = Table(  # single facts of the store, by name
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
