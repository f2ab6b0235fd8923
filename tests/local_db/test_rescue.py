"""A damaged store gives back every row that stands on whole pages, into a backup that can be restored, and is not
touched itself."""

from __future__ import annotations

import hashlib
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from counter_app.domain.errors import StoreDamaged, StoreLocked, WrongKey
from counter_app.domain.retention import Kept
from counter_app.ports import AuditLine
from local_db import tables
from local_db.engine import PAGE_BYTES, copy_engine
from local_db.open_store import DATABASE, KEY_CHECK, open_store
from local_db.pages import Pages
from local_db.rescue import Rescued, rescue
from local_db.rows import Walk
from local_db.unlocking import history_of
from tests.local_db.damaging import flip, flip_pages, tree_of
from tests.local_db.kept import Counter
from tests.local_db.samples import CITIZEN, DAY, NOW, accept, draft, held, ticket
from tests.services.store import make_store

DOSSIERS = 60


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A store with something in most of its tables, closed."""
    counter = Counter(tmp_path_factory.mktemp("sound"))
    with counter.store.write() as work:
        for number in range(DOSSIERS):
            accept(work)
            waiting = ticket(number + 1)
            work.tickets.issue(lambda _, waiting=waiting: waiting, waiting.site, DAY, "A")  # type: ignore[misc]
            opened = draft(ticket_id=waiting.id)
            work.drafts.save(replace(opened, pages=opened.pages * (1 + number)))  # some need several pages
            work.register.put_held_papers([held(f"paper-{number}")])
        work.register.put_citizens([CITIZEN], NOW)
    counter.page = counter.store.vault.put(b"a page")  # type: ignore[attr-defined]
    counter.store.close()
    return counter


class Damaged:
    """A copy of the sound store, to be damaged and rescued."""

    def __init__(self, sound: Counter, folder: Path) -> None:
        self.keys, self.folder, self.stick = sound.keys, folder / "store", folder / "stick"
        shutil.copytree(sound.folder, self.folder)
        self.stick.mkdir()
        self.database = self.folder / DATABASE

    def flip(self, *places: int, length: int = 16) -> None:
        flip(self.database, places, length)

    def flip_pages(self, *numbers: int) -> None:
        flip_pages(self.database, *numbers)

    def rescue(self) -> Rescued:
        before = self.hashes()
        rescued = rescue(self.folder, self.keys, self.stick, NOW)
        assert self.hashes() == before, "the damaged store was written to"
        assert not list(self.stick.rglob("rescuing-*"))
        return rescued

    def restored(self) -> Counter:
        """The rescued store in the damaged one's place, open."""
        counter = Counter.__new__(Counter)
        counter.folder, counter.stick, counter.keys = self.folder, self.stick, self.keys
        counter.store = type("Closed", (), {"close": lambda _: None})()
        counter.restore()
        return counter

    def hashes(self) -> dict[str, str]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def pages(self) -> Pages:
        return Pages(self.database, history_of(self.folder, self.keys).current.store)

    def tree_of(self, table: str) -> tuple[int, list[int]]:
        """Its first page, and its leaves."""
        pages = self.pages()
        try:
            return tree_of(pages, table)
        finally:
            pages.close()


@pytest.fixture
def damaged(sound: Counter, tmp_path: Path) -> Damaged:
    return Damaged(sound, tmp_path)


def rows_of(path: Path, key: bytes) -> dict[str, set[tuple[object, ...]]]:
    """Every row as SQLite itself reads it."""
    engine = copy_engine(path, key)
    try:
        with engine.connect() as connection:
            said = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            names = connection.exec_driver_sql(said).scalars().all()
            return {n: {tuple(r) for r in connection.exec_driver_sql(f'SELECT * FROM "{n}"')} for n in names}
    finally:
        engine.dispose()


def test_a_sound_store_comes_back_row_for_row(damaged: Damaged) -> None:
    rescued = damaged.rescue()
    assert rescued.whole
    assert rescued.damaged_pages == 0
    key = history_of(damaged.folder, damaged.keys).current.store
    assert rows_of(rescued.backup.path / DATABASE, key) == rows_of(damaged.database, key)


def test_who_rescued_and_to_where_stands_in_the_audit_of_the_rescued_store(damaged: Damaged) -> None:
    told = AuditLine(NOW, "shell", "Q1", "store-rescued", {"place": str(damaged.stick)})
    rescue(damaged.folder, damaged.keys, damaged.stick, NOW, told)
    damaged.restored().store.close()
    store = open_store(damaged.folder, damaged.keys)  # told once, however often the store is opened
    with store.read() as work:
        (line,) = (line for line in work.audit.lines(1000) if line.what == "store-rescued")
    assert (line.who, line.counter, line.about) == ("shell", "Q1", {"place": str(damaged.stick)})
    store.close()


def test_what_only_the_log_holds_is_rescued_too(sound: Counter, tmp_path: Path) -> None:
    damaged = Damaged(sound, tmp_path / "a")
    store = make_store(damaged.folder, damaged.keys)
    with store.write() as work:
        code = accept(work).code.text
    crashed = Damaged.__new__(Damaged)
    crashed.keys, crashed.folder, crashed.stick = damaged.keys, tmp_path / "crashed", tmp_path / "stick"
    crashed.stick.mkdir()
    shutil.copytree(damaged.folder, crashed.folder)  # as a power cut leaves it
    store.close()
    crashed.database = crashed.folder / DATABASE
    assert crashed.database.with_name(f"{DATABASE}-wal").stat().st_size
    crashed.flip(0, length=PAGE_BYTES)  # the file's first page, with the salt
    rescued = crashed.rescue()
    assert rescued.saved["dossiers"] == DOSSIERS + 1
    after = crashed.restored()
    assert code in after.codes()
    after.store.close()


def test_a_damaged_leaf_costs_its_own_rows_and_they_are_named(damaged: Damaged) -> None:
    _, leaves = damaged.tree_of("dossiers")
    damaged.flip_pages(leaves[1])
    rescued = damaged.rescue()
    assert set(rescued.lost) == {"dossiers"}
    lost = DOSSIERS - rescued.saved["dossiers"]
    assert 0 < lost < 5
    assert len(rescued.lost_codes) == lost, "the audit still speaks of them"
    assert rescued.saved["outbox"] == DOSSIERS, "what was not sent yet is sent"


def test_a_damaged_branch_loses_no_row_for_its_leaves_are_found(damaged: Damaged) -> None:
    root, _ = damaged.tree_of("dossiers")
    damaged.flip_pages(root)
    rescued = damaged.rescue()
    assert rescued.saved["dossiers"] == DOSSIERS
    assert rescued.lost_codes == ()
    assert rescued.homeless == 0, "what searching is done by is nobody's loss"


def test_a_damaged_first_page_loses_no_row(damaged: Damaged) -> None:
    damaged.flip(2000)
    rescued = damaged.rescue()
    assert (rescued.saved["dossiers"], rescued.saved["outbox"]) == (DOSSIERS, DOSSIERS)


def test_a_lost_salt_leaves_the_pages_to_be_opened_unchecked(damaged: Damaged) -> None:
    damaged.flip(0)
    rescued = damaged.rescue()
    assert not rescued.sealed
    assert (rescued.saved["dossiers"], rescued.saved["outbox"]) == (DOSSIERS, DOSSIERS)


def test_a_damaged_index_costs_no_row(damaged: Damaged) -> None:
    pages = damaged.pages()
    roots = [int(v[3]) for _, v in Walk(pages.page).rows(1) if v[0] == "index" and v[2] == "dossiers"]  # type: ignore[arg-type]
    pages.close()
    damaged.flip_pages(*roots)
    rescued = damaged.rescue()
    assert rescued.whole
    assert rescued.saved["dossiers"] == DOSSIERS
    assert rescued.damaged_pages == 0, "nobody needed them"


def test_a_truncated_store_gives_what_is_left(damaged: Damaged) -> None:
    with damaged.database.open("r+b") as file:
        file.truncate(damaged.database.stat().st_size * 2 // 3 + 100)
    rescued = damaged.rescue()
    assert 0 < rescued.saved["outbox"] <= DOSSIERS
    assert rescued.damaged_pages


def test_a_restored_rescue_goes_on_receiving_and_repeats_no_number(damaged: Damaged) -> None:
    _, leaves = damaged.tree_of("dossiers")
    tickets, _ = damaged.tree_of("tickets")
    damaged.flip_pages(leaves[-1], tickets)
    rescued = damaged.rescue()
    counter = damaged.restored()
    left = set(counter.codes())
    assert len(left) == rescued.saved["dossiers"]
    with counter.store.read() as work:
        assert work.archive.waiting() == 2 * len(left), "those of a lost dossier wait for nothing"
    new = counter.accept(3)
    assert not left.union(rescued.lost_codes).intersection(new)
    with counter.store.read() as work:
        assert work.outbox.waiting() == DOSSIERS + 3
        for opened in work.drafts.open_of("nv-01"):
            if opened.ticket_id is not None:
                work.tickets.get(opened.ticket_id)  # none points to a ticket that is gone
    assert counter.store.vault.get(next(counter.store.vault.names())) == b"a page"
    counter.store.close()


def test_after_a_rescue_no_page_of_a_dossier_is_taken_for_nobodys(damaged: Damaged) -> None:
    """The entries of the dossiers that were lost are given again; those whose pages a purge took stay without."""
    store = make_store(damaged.folder, damaged.keys)
    with store.write() as work:
        purged = work.dossiers.recent()[-1].id
        assert work.retention.index_files()
        work.retention.purge_files(purged, Kept.PAGE, "a rule", NOW)
    store.close()
    _, leaves = damaged.tree_of("dossiers")
    damaged.flip_pages(leaves[-1])
    assert damaged.rescue().lost_codes
    counter = damaged.restored()
    counter.accept()
    with counter.store.write() as work:
        assert work.retention.index_files()
        kept = {accepted.id for accepted in work.dossiers.recent(1000)} - {purged}
    with counter.store.connection(writing=False) as connection:
        assert set(connection.scalars(select(tables.dossier_pages.c.dossier_id))) == kept
    counter.store.close()


def test_papers_whose_wait_for_an_archive_form_is_lost_wait_again(damaged: Damaged) -> None:
    _, leaves = damaged.tree_of("archive_forms")
    damaged.flip_pages(leaves[-1])
    assert set(damaged.rescue().lost) == {"archive_forms"}
    counter = damaged.restored()
    with counter.store.read() as work:
        assert work.archive.waiting() == 2 * DOSSIERS
    counter.store.close()


@pytest.mark.parametrize(("table", "again"), [("held_papers", True), ("tickets", False)])
def test_what_the_province_told_and_is_lost_is_asked_for_again(damaged: Damaged, table: str, again: bool) -> None:
    store = make_store(damaged.folder, damaged.keys)
    with store.write() as work:
        work.register.set_as_of(NOW, "told so far")
    store.close()
    _, leaves = damaged.tree_of(table)
    damaged.flip_pages(leaves[-1])
    assert set(damaged.rescue().lost) == {table}
    counter = damaged.restored()
    with counter.store.read() as work:
        assert (work.register.cursor(), work.register.as_of()) == ((None, None) if again else ("told so far", NOW))
    counter.store.close()


@pytest.mark.parametrize("seed", range(16))
def test_whatever_is_damaged_every_row_of_whole_pages_comes_back(damaged: Damaged, seed: int) -> None:
    """Held against SQLite's own reading of the sound store, page by page."""
    rnd = random.Random(seed)
    key = history_of(damaged.folder, damaged.keys).current.store
    sound = rows_of(damaged.database, key)
    size = damaged.database.stat().st_size
    places = [rnd.randrange(PAGE_BYTES, size) for _ in range(rnd.choice((1, 2, 5, 20)))]
    damaged.flip(*places, length=rnd.choice((1, 16, 512)))
    if seed % 6 == 5:
        with damaged.database.open("r+b") as file:
            file.truncate(rnd.randrange(2 * PAGE_BYTES, size))
    reachable = readable(damaged)
    rescued = damaged.rescue()
    found = rows_of(rescued.backup.path / DATABASE, key)
    for table, numbers in reachable.items():
        assert len(found[table]) >= numbers, table
        # A draft's lost ticket is taken out of it; the applicant whose citizen is lost is a stranger to the search.
        if table == "archive_forms":  # what is lost of it waits again, in another place
            assert {row[1:] for row in found[table]} <= {row[1:] for row in sound[table]}
        elif table not in {"drafts", "search_strangers"}:
            assert found[table] <= sound[table], "a row was made up"


def readable(damaged: Damaged) -> dict[str, int]:
    """How many rows of each table the tree still reaches on whole pages, counted by another way than the rescue's: from
    the sound pages' own cells."""
    pages = damaged.pages()
    walk = Walk(pages.page)
    roots = {v[1]: v[3] for _, v in walk.rows(1) if v[0] == "table" and not str(v[1]).startswith("sqlite_")}
    counted = {str(name): sum(1 for _ in walk.rows(int(str(root)))) for name, root in roots.items()}
    pages.close()
    return counted


def test_a_wrong_key_is_told_apart_from_damage(damaged: Damaged, sound: Counter) -> None:
    other = Counter(damaged.stick)
    other.store.close()
    for name in ("counter.keys", KEY_CHECK):
        source = next(iter(other.folder.glob(name)), None)
        if source is not None:
            shutil.copy(source, damaged.folder / name)
    with pytest.raises(WrongKey):
        rescue(damaged.folder, other.keys, damaged.stick, NOW)


def test_an_open_store_and_one_without_a_database_are_refused(damaged: Damaged) -> None:
    opened = make_store(damaged.folder, damaged.keys)
    with pytest.raises(StoreLocked):
        rescue(damaged.folder, damaged.keys, damaged.stick, NOW)
    opened.close()
    damaged.database.unlink()
    with pytest.raises(StoreDamaged) as refused:
        rescue(damaged.folder, damaged.keys, damaged.stick, NOW)
    assert refused.value.facts["why"] == "missing"


def test_no_plain_word_of_a_person_reaches_the_disk(damaged: Damaged) -> None:
    damaged.flip_pages(damaged.tree_of("dossiers")[1][0])
    damaged.rescue()
    everything = b"".join(path.read_bytes() for path in damaged.stick.rglob("*") if path.is_file())
    for word in (CITIZEN.full_name, CITIZEN.personal_number.value, "SQLite format 3"):
        assert word.encode() not in everything


def test_rows_that_spill_over_pages_are_read_whole(tmp_path: Path) -> None:
    """From one byte to many pages, against SQLite."""
    connection = driver.connect(str(tmp_path / "t.db"), isolation_level=None)
    key = bytes(32)
    connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, i, r REAL, s TEXT, b BLOB)")
    numbers = (0, 1, -1, 127, -128, 2**15, -(2**23), 2**31, 2**47, -(2**63), None, 9)
    lengths = (0, 1, 3900, 3901, 3970, 3980, 4020, 7950, 8050, 40_000, 100, 5)
    both = enumerate(zip(numbers, lengths, strict=True), start=-3)
    values = [(n, number, n / 7, "đ" * length, bytes(length)) for n, (number, length) in both]
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", values)
    connection.close()
    pages = Pages(tmp_path / "t.db", key)
    walk = Walk(pages.page)
    root = next(int(str(v[3])) for _, v in walk.rows(1))
    assert [(number, *row[1:]) for number, row in walk.rows(root)] == values
    assert (walk.missing, walk.broken) == (0, 0)
    pages.close()


def test_bytes_that_are_no_database_of_ours_open_with_no_key(tmp_path: Path) -> None:
    (tmp_path / "t.db").write_bytes(random.Random(1).randbytes(5 * PAGE_BYTES))
    with pytest.raises(WrongKey):
        Pages(tmp_path / "t.db", bytes(32))
