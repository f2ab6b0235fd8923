"""Brings what is whole out of a damaged store into a new one, in the shape of a backup that `restore` accepts.

The damaged files are only ever read. Each row is taken that stands on whole pages, whether the way to it is whole or
not; what is lost is named by table, and dossiers by the codes that other tables still speak of. All that is written is
locked with the store's own keys.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection

from counter_app.domain.errors import NotWritable, StoreDamaged, WrongKey
from counter_app.ports import AuditLine, KeyChain

from .backup import Backup, Snapshot, backup_faults, make_backup, place_of
from .bringing import Bringing, TableLoss, shapes
from .durable import make_folder
from .engine import copy_engine
from .facts import RESCUED
from .key_slots import SLOTS
from .keys import KeyCheck, KeyHistory, Keys
from .lock import StoreLock
from .open_store import DATABASE, HIGH_WATER, KEY_CHECK, LOCK, VAULT
from .pages import Pages
from .put_aside import put_back
from .restore import note
from .rows import Value, Walk, is_leaf
from .schema import REVISION, build, must_be_known
from .unlocking import history_of
from .vault import FileVault

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rescued:
    """`saved`: rows by table; `lost` by table, empty when every row was saved; `lost_codes`: of dossiers that other
    tables speak of and that are gone; `homeless`: rows that could be several tables'. `sealed` False: the pages could
    be opened and not checked."""

    backup: Backup
    saved: Mapping[str, int]
    lost: Mapping[str, TableLoss]
    lost_codes: tuple[str, ...]
    homeless: int
    damaged_pages: int
    sealed: bool

    @property
    def whole(self) -> bool:
        return not self.lost and not self.lost_codes


def rescue(folder: Path, key_chain: KeyChain, to: Path, now: datetime, told: AuditLine | None = None) -> Rescued:
    """Rescues the store in `folder`, which must not be open, into the folder or stick `to`. `told`: the line
    that the rescued store then writes in its audit; the damaged one is not written to.

    Raises StoreLocked, KeyMissing, KeySlotsDamaged, WrongKey, NoKeyring, StoreDamaged (there is nothing to read),
    NewerStore, BackupAbsent, BackupFull, NotWritable; nothing half-made is left.
    """
    with ExitStack() as held:
        with suppress(NotWritable):  # what nobody can write to needs no lock
            held.callback(StoreLock(folder / LOCK).free)
            with suppress(OSError):  # then what was put aside is not rescued: a person finds it there
                put_back(folder)
        keys, vault_keys, pages = _open(folder, history_of(folder, key_chain))
        held.callback(pages.close)
        place = place_of(to, folder, keys)
        work = place / f"rescuing-{token_hex(2)}"
        held.callback(shutil.rmtree, work, ignore_errors=True)
        with backup_faults(place):
            make_folder(work)
            brought = _bring_over(pages, work / DATABASE, keys)
            if told is not None:
                note(work / DATABASE, keys, told, RESCUED)
        vault, mark = FileVault(folder / VAULT, keys.vault, vault_keys), _read(folder / HIGH_WATER)
        snapshot = _snapshot(work / DATABASE, keys, mark)
        backup = make_backup(snapshot, vault, keys, folder / SLOTS, place, now, "rescued", reserve=0)
        _LOG.warning("rescue: %d pages damaged, rows lost of: %s", len(pages.damaged), " ".join(brought.lost) or "-")
        return Rescued(
            backup,
            backup.manifest.counts,
            brought.lost,
            brought.codes,
            brought.homeless,
            len(pages.damaged),
            pages.sealed,
        )


def _open(folder: Path, history: KeyHistory) -> tuple[Keys, list[bytes], Pages]:
    """With the generation of keys that the database is under. Raises WrongKey, StoreDamaged."""
    database, check = folder / DATABASE, KeyCheck(folder / KEY_CHECK)
    if not database.exists():
        raise StoreDamaged("the database is missing", why="missing")
    every = history.possible
    fitting = [keys for keys in every if check.agrees(keys.store)]
    for keys in fitting or every:
        with suppress(WrongKey):
            pages = Pages(database, keys.store, key_fits=keys in fitting)
            return keys, [other.vault for other in every if other is not keys], pages
    raise WrongKey("no page opens with any of the store's keys")


@dataclass(frozen=True)
class _Brought:
    lost: Mapping[str, TableLoss]
    codes: tuple[str, ...]
    homeless: int


def _bring_over(pages: Pages, target: Path, keys: Keys) -> _Brought:
    """The new database's file is closed again when this returns. Raises driver errors."""
    walk = Walk(pages.page)
    roots = _roots(walk, pages)
    engine = copy_engine(target, keys.store, writes=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous = OFF")  # what counts is the backup made of it
            connection.exec_driver_sql("BEGIN")
            revision = _revision(walk, roots)
            must_be_known(revision)
            build(connection, revision)
            bringing = Bringing(connection, shapes(connection))
            bringing.trees(walk, roots)
            bringing.orphans(walk, pages)
            bringing.mend()
            if not pages.sealed and not bringing.taken:
                raise WrongKey("no page opens with any of the store's keys")
            codes = bringing.lost_codes()
            connection.exec_driver_sql("COMMIT")
            return _Brought(bringing.lost, codes, bringing.homeless)
    finally:
        engine.dispose()


def _revision(walk: Walk, roots: Mapping[str, int]) -> str:
    """The damaged database's; where it cannot be read, this program's, which brought it up to date at its opening."""
    said = [values[0] for _, values in walk.rows(roots["alembic_version"])] if "alembic_version" in roots else []
    walk.missing = walk.broken = 0
    return str(said[0]) if said else REVISION


def _snapshot(database: Path, keys: Keys, mark: bytes) -> Snapshot:
    @contextmanager
    def snapshot() -> Iterator[tuple[Connection, bytes]]:
        engine = copy_engine(database, keys.store)
        try:
            with engine.connect() as connection:
                yield connection, mark
        finally:
            engine.dispose()

    return snapshot


def _read(path: Path) -> bytes:
    """The mark of a lost disk is empty; a restore then takes the highest of the backups."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _roots(walk: Walk, pages: Pages) -> dict[str, int]:
    """Where each table begins; from the schema's table, or wherever a piece of it lies."""
    found = dict(filter(None, (_root(values) for _, values in walk.rows(1))))
    if walk.missing or not found:
        search = Walk(pages.page)  # of its own: the pages of other tables are still to be walked
        for number in range(1, pages.count + 1):
            data = pages.page(number) if number not in walk.seen else None
            if data is not None and is_leaf(data, number):
                pieces = [_root(values) for _, values in search.leaf(data, number)]
                if any(pieces):
                    walk.seen.add(number)
                    found |= dict(filter(None, pieces))
    walk.missing = walk.broken = 0
    return found


def _root(values: tuple[Value, ...]) -> tuple[str, int] | None:
    match values:
        case ("table", str(name), str(), int(root), str(said)) if root > 0 and said.startswith("CREATE TABLE"):
            return name, root
    return None
