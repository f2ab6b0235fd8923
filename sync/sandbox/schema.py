"""The sandbox's tables, for SQLite and PostgreSQL alike (sync/sandbox/database.py says what the capitals stand for)."""

from __future__ import annotations

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS leases (
    request TEXT NOT NULL, unit TEXT NOT NULL, counter TEXT NOT NULL, day TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (request, unit, counter, day), UNIQUE (unit, day, first))""",
    "CREATE INDEX IF NOT EXISTS leases_of_day ON leases (unit, day)",
    """CREATE TABLE IF NOT EXISTS lease_tokens (
    unit TEXT NOT NULL, counter TEXT NOT NULL, request TEXT NOT NULL, token TEXT NOT NULL, before TEXT,
    PRIMARY KEY (unit, counter))""",
    """CREATE TABLE IF NOT EXISTS dossiers (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, code TEXT NOT NULL UNIQUE,
    linked_code TEXT, payload BYTES NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS steps (
    arrived SERIAL_KEY, key TEXT NOT NULL UNIQUE, dossier TEXT NOT NULL, unit TEXT NOT NULL,
    payload BYTES NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS steps_of_dossier ON steps (dossier)",
    "CREATE TABLE IF NOT EXISTS arrivals (key TEXT PRIMARY KEY, times INTEGER NOT NULL)",
    """CREATE TABLE IF NOT EXISTS blobs (
    sha256 TEXT PRIMARY KEY, length BIGINT NOT NULL, held BIGINT NOT NULL DEFAULT 0,
    whole INTEGER NOT NULL DEFAULT 0)""",
    "CREATE TABLE IF NOT EXISTS forwarded_as (dossier TEXT PRIMARY KEY, state TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS portal (
    service TEXT NOT NULL, line TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (service, line))""",
    "CREATE TABLE IF NOT EXISTS courier_keys (name TEXT PRIMARY KEY, key TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS look_ups (
    at TEXT NOT NULL, unit TEXT NOT NULL, counter TEXT NOT NULL,
    person TEXT NOT NULL, purpose TEXT NOT NULL, procedure TEXT NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS turns (what TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS log_ins (token TEXT PRIMARY KEY, unit TEXT NOT NULL, counter TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS enrolments (code TEXT PRIMARY KEY, used_by TEXT)",
    "CREATE TABLE IF NOT EXISTS switches (name TEXT PRIMARY KEY, told TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS feed (
    seq SERIAL_KEY, commune TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, person TEXT NOT NULL,
    ref TEXT, slice INTEGER NOT NULL, digest BIGINT NOT NULL, gone INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (kind, key))""",
    "CREATE INDEX IF NOT EXISTS feed_of_commune ON feed (commune, seq)",
    # Covers the sums: over six million rows they take a second, and longer than a counter waits without it.
    "CREATE INDEX IF NOT EXISTS feed_sums ON feed (commune, gone, slice, kind, digest)",
    "CREATE INDEX IF NOT EXISTS feed_people ON feed (person)",
    "CREATE INDEX IF NOT EXISTS feed_refs ON feed (ref)",
    """CREATE TABLE IF NOT EXISTS news (
    place SERIAL_KEY, unit TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, message TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS news_of_unit ON news (unit, place)",
    "CREATE TABLE IF NOT EXISTS records (ref TEXT PRIMARY KEY, version TEXT NOT NULL, fields TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS corrections (
    key TEXT PRIMARY KEY, dossier TEXT NOT NULL, unit TEXT NOT NULL,
    payload BYTES NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL)""",
)
