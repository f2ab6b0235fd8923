"""A start that is refused, from the shell: exit code 1, one sentence with cause and next step, no traceback.

Each refusal leaves the store as it was: once the cause is gone it opens with everything in it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from counter_app.domain.errors import (
    BadSettings,
    DiskFull,
    KeyMissing,
    NewerStore,
    NoKeyring,
    NotWritable,
    StoreDamaged,
    StoreLocked,
    WrongKey,
)
from counter_app.keychain import SystemKeyChain
from local_db.key_slots import SLOTS, SlotKind, read_slots
from local_db.open_store import DATABASE
from local_db.unlocking import history_of
from tests.e2e.command_line import counter_app, refused_with
from tests.e2e.hall import Hall
from tests.services.keyring import running_keyring

WINDOW: tuple[str, ...] = ()
SYNC = ("sync", "--once")


@pytest.fixture
def draft(hall: Hall) -> UUID:
    """Someone's dossier lies open in the store, which is closed."""
    with hall.open() as application:
        draft_id = application.desk.walk_in().dossier.id
        application.desk.welcome.by_number(draft_id, "094190004321")
    return draft_id


def nothing_is_lost(hall: Hall, draft: UUID) -> None:
    with hall.open() as application:
        found = application.desk.resume()
        assert found is not None
        assert found.dossier.id == draft
        assert found.dossier.applicant is not None


def keyring_entry(hall: Hall) -> str:
    slot = read_slots(hall.data_folder / SLOTS).of(SlotKind.KEYRING)
    assert slot is not None
    return slot.entry


def fingerprint(hall: Hall) -> str:
    return hashlib.sha256((hall.data_folder / DATABASE).read_bytes()).hexdigest()


# --- the store does not open ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [WINDOW, SYNC])
def test_a_wrong_key(hall: Hall, draft: UUID, command: tuple[str, ...]) -> None:
    before, keys = fingerprint(hall), SystemKeyChain()
    entry = keyring_entry(hall)
    right = keys.get(entry)
    assert right is not None
    keys.set(entry, bytes(31) + b"\1")
    refused_with(counter_app(hall, *command), WrongKey())
    keys.set(entry, right)
    assert fingerprint(hall) == before
    nothing_is_lost(hall, draft)


def test_a_key_ring_that_has_lost_the_key(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    """Another user's, or a profile made anew: no second key is made, it would open nothing."""
    with running_keyring(tmp_path / "another") as other:
        for command in (WINDOW, SYNC):
            refused_with(counter_app(hall, *command, **other.environment), KeyMissing(why="no-code"))
    nothing_is_lost(hall, draft)


@pytest.mark.parametrize("command", [WINDOW, SYNC])
def test_no_key_ring(hall: Hall, draft: UUID, command: tuple[str, ...], tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path / 'no-bus'}"
    refused_with(counter_app(hall, *command, DBUS_SESSION_BUS_ADDRESS=nowhere), NoKeyring())
    nothing_is_lost(hall, draft)


@pytest.mark.parametrize("command", [WINDOW, SYNC])
def test_a_newer_database(hall: Hall, draft: UUID, command: tuple[str, ...]) -> None:
    revision = _stamp(hall, "9999_from_the_future")
    before = fingerprint(hall)
    refused_with(counter_app(hall, *command), NewerStore())
    assert fingerprint(hall) == before, "an older program wrote into a newer store"
    _stamp(hall, revision)  # what the newer program's own undoing, or its installation, does
    nothing_is_lost(hall, draft)


def _stamp(hall: Hall, revision: str) -> str:
    """Puts another version into the store; returns the one that was there."""
    from local_db.engine import make_engines

    keys = history_of(hall.data_folder, SystemKeyChain()).current
    engines = make_engines(hall.data_folder / DATABASE, keys.store)
    try:
        with engines.writer.begin() as connection:
            before = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
            connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})
    finally:
        engines.dispose()
    return before


@pytest.mark.parametrize("command", [WINDOW, SYNC])
def test_a_damaged_database(hall: Hall, draft: UUID, command: tuple[str, ...]) -> None:
    database = hall.data_folder / DATABASE
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    refused_with(counter_app(hall, *command), StoreDamaged(why="structure"))
    database.write_bytes(whole)  # from the backup
    nothing_is_lost(hall, draft)


def test_a_store_that_is_open_without_a_window(hall: Hall, draft: UUID) -> None:
    """By another command, say: nobody to speak to, and nobody who will soon be."""
    with hall.open():
        refused_with(counter_app(hall), StoreLocked(pid=str(os.getpid()), why="process"))
    nothing_is_lost(hall, draft)


# --- the PC is not ready -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("[counter]\ncode = \n", BadSettings(entry="line 2", file="machine.toml", why="syntax")),
        (
            '[province]\nbase_url = "http://tinh.example.vn"\n',
            BadSettings(entry="province.base_url", file="machine.toml"),
        ),
        ('[printers]\nreciept = "Quay-1"\n', BadSettings(entry="printers.reciept", file="machine.toml")),
        (None, BadSettings(file="machine.toml", why="unreadable")),
    ],
)
def test_damaged_settings(hall: Hall, wrong: str | None, error: BadSettings) -> None:
    if wrong is None:
        hall.settings_file.unlink()
    else:
        hall.settings_file.write_text(wrong)
    for command in (WINDOW, SYNC):
        refused_with(counter_app(hall, *command), error)
    assert not hall.data_folder.exists()


@pytest.mark.parametrize("command", [WINDOW, SYNC])
def test_a_data_folder_that_cannot_be_written(hall: Hall, command: tuple[str, ...]) -> None:
    hall.data_folder.write_text("a file stands where the folder should be")
    refused_with(counter_app(hall, *command), NotWritable(file=hall.data_folder.name))


def test_a_disk_that_is_full_at_the_start(hall: Hall, draft: UUID) -> None:
    with _full_disk(hall) as command:
        for argument in (WINDOW, SYNC):
            refused_with(counter_app(hall, *argument, before=command), DiskFull())
    nothing_is_lost(hall, draft)


@contextmanager
def _full_disk(hall: Hall) -> Iterator[list[str]]:
    """What to put before a command so that it finds the counter's data on a disk without a byte left."""
    kept = hall.folder / "kept"
    hall.data_folder.rename(kept)
    hall.data_folder.mkdir()
    fill = (
        f"mount -t tmpfs -o size=4m tmpfs {hall.data_folder} && cp -a {kept}/. {hall.data_folder}"
        f' && (cat /dev/zero > {hall.data_folder}/ballast 2>/dev/null; true) && exec "$@"'
    )
    root = [] if os.geteuid() == 0 else ["--map-root-user"]
    yield ["unshare", "--mount", *root, "sh", "-c", fill, "sh"]
    hall.data_folder.rmdir()
    kept.rename(hall.data_folder)
