"""Search as one types over 1.2 million made-up citizens and 500,000 dossiers: `python tests/bench/bench_search.py`.

Ours is the verb that the screen calls (`use_cases/search.py`), from the typed letters to the values: citizens, then
applicants who are none; names that begin as typed first. The peers read the same encrypted file over a bare connection
of the same driver with a cache as large, one query each, as many rows of the same columns, citizens only, and stop at
the driver's rows: what it costs to make values of them, to know who may ask and to read the typed letters is ours.

*Names*: a full-text index of all names, what begins as typed first and in the order of names (more than ours, which
orders only what begins as typed), and whoever comes first (less than ours: what is fair lies between; both are judged).
*Numbers* are typed digit by digit, from the sixth to the last; the peer walks the primary
key, or the index of old numbers, and is asked nothing else, while ours looks for phones and for the other number too.
What is judged is a number's whole way, the sum of the medians at each digit, and its last step by itself, a look-up of
one row. (A median over texts of all lengths would be that of one length, whichever lies in the middle.)

Each text is of another citizen, by lot among 1.2 million: no page that it needs is in either cache, as when the next
in the queue sits down. Ours and the peer come first in turns, or the second would be given warm memory.

*A slip*: the same texts with one letter or digit missing, doubled, mistaken or changed with its neighbour.
*Encryption*: the same verb on the same rows in a plain file of the same build.

`--citizens 100000` makes a smaller one; `--kept FOLDER` keeps the stores, whose filling takes most of the time.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as driver
from sqlalchemy import func, insert, select, text

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from counter_app.domain.citizen import Citizen  # noqa: E402
from counter_app.domain.people import Account, Role  # noqa: E402
from counter_app.domain.query import code_tail, one_slip, phone_digits  # noqa: E402
from counter_app.domain.text import name_key, name_words  # noqa: E402
from counter_app.use_cases.search import Search  # noqa: E402
from counter_app.use_cases.session import Session  # noqa: E402
from local_db import tables  # noqa: E402
from local_db.engine import CACHE  # noqa: E402
from local_db.register import citizen_of  # noqa: E402
from local_db.store import SqlStore  # noqa: E402
from tests.bench.commune import CITIZENS, DOSSIERS, HandedIn, citizens, dossiers  # noqa: E402
from tests.bench.figures import Row, in_turns, milliseconds, say, table  # noqa: E402
from tests.bench.plain_store import open_plain_store  # noqa: E402
from tests.local_db.samples import NOW, accept  # noqa: E402
from tests.services.store import PocketKeyChain, make_store  # noqa: E402

REACH_TYPED, REACH_SLIP, REACH_ENCRYPTED = 1.5, 10.0, 1.4
ROUNDS, A_COMMIT = 400, 40_000
ROWS = 21  # twenty, and whether there are more
CLERK = Session(Account("clerk-1", "clerk-1", "", frozenset({Role.CLERK})))
_COLUMNS = "c.person, c.full_name, c.birth_date, c.sex, c.address, c.old_number, c.phone"


# --- the store -----------------------------------------------------------------------------------------


def fill(store: SqlStore, people: int, handed_in: int) -> None:
    """Everybody through the register's own door; dossiers row by row beside one that was truly accepted."""
    for batch in citizens(people, batch=A_COMMIT):
        with store.write() as work:
            work.register.put_citizens(batch, NOW)
    with store.write() as work:
        accept(work)
    with store._engines.writer.begin() as connection:
        template = dict(connection.execute(tables.dossiers.select()).mappings().one())
    for handed in dossiers(some_of(store, people), handed_in, batch=A_COMMIT):
        with store._engines.writer.begin() as connection:
            connection.execute(insert(tables.dossiers), [_row(template, one) for one in handed])


def some_of(store: SqlStore, people: int) -> list[Citizen]:
    """Some twenty thousand, from all over the register."""
    with store._engines.reader.begin() as connection:
        some = text(f"SELECT {_COLUMNS} FROM citizens c WHERE c.rowid % :of = 0").bindparams(
            of=max(1, people // 20_000)
        )
        return [citizen_of(*row) for row in connection.execute(some)]


def _row(template: dict[str, Any], one: HandedIn) -> dict[str, Any]:
    citizen, key = one.applicant, UUID(int=one.entry)
    particular: dict[str, Any] = {
        "id": key,
        "operation_id": key,
        "entry": one.entry + 1,
        "register_line": one.entry + 1,
        "code": one.code.text,
        "code_tail": code_tail(one.code.text),
        "accepted_at": one.accepted_at,
        "person": citizen.personal_number.value,
        "full_name": citizen.full_name,
        "phone": citizen.phone,
        "name_key": name_key(citizen.full_name),
        "phone_digits": phone_digits(citizen.phone) or None,
        "document": "",  # the longest part, which no search reads
    }
    return {**template, **particular}


def filled(name: str, store: SqlStore, people: int) -> SqlStore:
    """As it was kept, or filled now."""
    with store._engines.reader.begin() as connection:
        there = int(connection.scalar(select(func.count()).select_from(tables.citizens)) or 0)
    if there:
        assert there == people, f"another number of citizens was kept: {there}"
        return store
    began = time.perf_counter()
    fill(store, people, people * DOSSIERS // CITIZENS)
    size = sum(path.stat().st_size for path in store.folder.rglob("*") if path.is_file())
    say(f"  {name}: {people} citizens filled in {time.perf_counter() - began:.0f} s, {size / 1e6:.0f} MB")
    return store


def into_memory(path: Path) -> None:
    """The system's, so that it is the same for all that read the file."""
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def encrypted_in(folder: Path) -> SqlStore:
    """Its keys lie beside it: nobody in it is real."""
    keys, chain = folder / "keys.json", PocketKeyChain()
    if keys.exists():
        chain.secrets = {name: bytes.fromhex(secret) for name, secret in json.loads(keys.read_text()).items()}
    store = make_store(folder / "encrypted", chain)
    keys.write_text(json.dumps({name: secret.hex() for name, secret in chain.secrets.items()}))
    return store


# --- what is typed -------------------------------------------------------------------------------------


def begun_name(rng: random.Random, citizen: Citizen) -> str:
    """The name without marks, as far as its last word's second or third letter."""
    *words, last = name_words(citizen.full_name)
    return " ".join((*words, last[: rng.randint(2, 3)]))


def given_name(rng: random.Random, citizen: Citizen) -> str:
    """The last two words, as people call each other."""
    return " ".join(name_words(citizen.full_name)[-2:])


NAMES = {"begun name": begun_name, "given name": given_name}
NUMBERS: dict[str, tuple[str, Callable[[Citizen], str]]] = {
    "number": ("person", lambda citizen: citizen.personal_number.value),
    "old number": ("old_number", lambda citizen: citizen.old_number or ""),
}
_FROM = 6  # digits
WHOLE: dict[str, Callable[[Citizen], str]] = {
    "name": lambda citizen: name_key(citizen.full_name),
    "number": lambda citizen: citizen.personal_number.value,
    "old number": lambda citizen: citizen.old_number or "",
}


def slipped(rng: random.Random, text: str) -> str:
    alphabet = "0123456789" if text[0].isdigit() else "aeghinou"
    return rng.choice([slip for slip in one_slip(text, alphabet) if slip != text and slip[0] == text[0]])


# --- the peers -----------------------------------------------------------------------------------------


class Bare:
    """The driver and nothing else."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.connection = driver.connect(str(path), isolation_level=None)
        self.connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        self.connection.execute(f"PRAGMA {CACHE}")  # as much as ours

    def index_names(self) -> None:
        if self.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'bare'").fetchall():
            return  # of a store that was kept
        self.connection.execute("CREATE VIRTUAL TABLE bare USING fts5(name, content='', prefix='1 2 3')")
        self.connection.execute("INSERT INTO bare (rowid, name) SELECT rowid, name_key FROM citizens")
        self.connection.execute("INSERT INTO bare (bare) VALUES ('optimize')")

    def name(self, typed: str) -> list[Any]:
        order = "c.name_key < :typed OR c.name_key >= :end, c.name_key"
        return self._names(typed, f"ORDER BY {order} LIMIT {ROWS}")

    def any_name(self, typed: str) -> list[Any]:
        return self._names(typed, f"LIMIT {ROWS}")

    def _names(self, typed: str, which: str) -> list[Any]:
        match = " AND ".join(f'"{word}"*' for word in typed.split())
        names = "bare CROSS JOIN citizens c ON c.rowid = bare.rowid"
        found = f"SELECT {_COLUMNS} FROM {names} WHERE bare MATCH :match {which}"
        values = {"match": match, "typed": typed, "end": typed + "\U0010ffff"}
        return list(self.connection.execute(found, values).fetchall())

    def by(self, column: str, whole: int) -> Callable[[str], list[Any]]:
        one = f"SELECT {_COLUMNS} FROM citizens c WHERE c.{column} = ?"
        between = f"c.{column} >= ? AND c.{column} < ? ORDER BY c.{column} LIMIT {ROWS}"
        begins = f"SELECT {_COLUMNS} FROM citizens c WHERE {between}"

        def find(typed: str) -> list[Any]:
            if len(typed) == whole:
                return list(self.connection.execute(one, (typed,)).fetchall())
            return list(self.connection.execute(begins, (typed, typed + "\U0010ffff")).fetchall())

        return find


# --- measuring -----------------------------------------------------------------------------------------


def in_pairs(texts: list[str], works: dict[str, Callable[[str], object]]) -> dict[str, list[float]]:
    """Each text to each work, in turns."""

    def timed(work: Callable[[str], object]) -> Callable[[], float]:
        typed: Iterator[str] = iter(texts * 2)
        return lambda: milliseconds(partial(work, next(typed)), time.thread_time)

    return in_turns({name: timed(work) for name, work in works.items()}, len(texts))


def names_against_bare(search: Search, bare: Bare, people: list[Citizen], rng: random.Random) -> list[Row]:
    rows = []
    for what, type_it in NAMES.items():
        texts = [type_it(rng, rng.choice(people)) for _ in range(ROUNDS)]
        works = {f"{what}: ours": search.people, f"{what}: a bare query": bare.name}
        measured = in_pairs(texts, {**works, f"{what}: a bare query in no order": bare.any_name})
        table(measured)
        ours, peer, unordered = (median(values) for values in measured.values())
        rows.append(Row(f"{what}, as typed, against a bare query", ours, peer, REACH_TYPED))
        rows.append(Row(f"{what}, as typed, against a bare query in no order", ours, unordered, REACH_TYPED))
    return rows


def numbers_against_bare(search: Search, bare: Bare, people: list[Citizen], rng: random.Random) -> list[Row]:
    rows = []
    for what, (column, of) in NUMBERS.items():
        bearers = [citizen for citizen in people if of(citizen)]
        whole = len(of(bearers[0]))
        ours = peer = 0.0
        for length in range(_FROM, whole + 1):
            texts = [of(rng.choice(bearers))[:length] for _ in range(ROUNDS // 2)]
            works = {"ours": search.people, "a bare query": bare.by(column, whole)}
            measured = in_pairs(texts, {f"{what}, {length} digits: {work}": each for work, each in works.items()})
            table(measured)
            last, last_peer = (median(values) for values in measured.values())
            ours, peer = ours + last, peer + last_peer
        rows.append(Row(f"{what}, digit by digit, against a bare query", ours, peer, REACH_TYPED))
        rows.append(Row(f"{what}, whole, against a bare query", last, last_peer, REACH_TYPED))
    return rows


def against_exact(search: Search, people: list[Citizen], rng: random.Random) -> list[Row]:
    rows = []
    for what, whole in WHOLE.items():
        meant = [text for citizen in people if (text := whole(citizen))]
        exact = [rng.choice(meant) for _ in range(ROUNDS)]
        slips = {slipped(rng, text): text for text in exact}
        measured = in_pairs(exact, {f"{what}: exact": search.people})
        measured |= in_pairs(list(slips), {f"{what}: slip": search.people})
        table(measured)
        answers = {typed: search.people(typed) for typed in slips}
        lost = [typed for typed, text in slips.items() if all(whole(f.citizen) != text for f in answers[typed].items)]
        fits = sum(bool(answers[typed].items) and not answers[typed].items[0].slip for typed in lost)
        cut = sum(answers[typed].more for typed in lost)
        say(f"  found in spite of the slip, in the first twenty: {len(slips) - len(lost)} of {len(slips)}; of the rest")
        say(
            f"  {fits} fit somebody as they stand, {cut} fit more than twenty (of either kind), what is left are misses"
        )
        peer, ours = (median(values) for values in measured.values())
        rows.append(Row(f"{what} with one slip, against the exact one", ours, peer, REACH_SLIP))
    return rows


def against_plain(search: Search, plain: Search, people: list[Citizen], rng: random.Random) -> Row:
    """All that was typed, of each kind as often, in one sum; each kind is shown by itself as well."""
    kinds = {name: [type_it(rng, rng.choice(people)) for _ in range(ROUNDS // 2)] for name, type_it in NAMES.items()}
    for name, (_, of) in NUMBERS.items():
        whole = [number for citizen in people if (number := of(citizen))]
        kinds[name] = [each[: rng.randint(_FROM, len(each))] for each in rng.choices(whole, k=ROUNDS // 2)]
    ours = peer = 0.0
    for kind, texts in kinds.items():
        measured = in_pairs(texts, {f"{kind}: encrypted": search.people, f"{kind}: plain": plain.people})
        table(measured)
        one, other = (sum(values) for values in measured.values())
        say(f"  {kind}: {one / other:.2f}x in sum")
        ours, peer = ours + one, peer + other
    return Row("search in the encrypted store, against a plain one", ours, peer, REACH_ENCRYPTED)


def dossiers_found(search: Search, people: list[Citizen], rng: random.Random) -> None:
    tails = [f"{rng.randint(1, 200):04d}" for _ in range(ROUNDS // 4)]
    names = [begun_name(rng, rng.choice(people)) for _ in range(ROUNDS // 4)]
    table(in_pairs(tails, {"dossiers: tail of a code": search.dossiers}))
    table(in_pairs(names, {"dossiers: applicant's name": search.dossiers}))


def main() -> int:
    """Prints every row; 1 when one is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--citizens", type=int, default=CITIZENS)
    asked.add_argument("--kept", type=Path, metavar="FOLDER", help="fill the stores there, or use them as they are")
    given = asked.parse_args()
    count, rng = given.citizens, random.Random(3)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.kept or Path(temporary)
        folder.mkdir(exist_ok=True)
        store = filled("encrypted", encrypted_in(folder), count)
        plain_store = open_plain_store(folder / "plain")
        people = some_of(store, count)
        bare = Bare(store.folder / "counter.db", store.keys.current.store)
        bare.index_names()
        into_memory(store.folder / "counter.db")
        search, plain = Search(store, CLERK), Search(plain_store, CLERK)
        rows = names_against_bare(search, bare, people, rng)
        rows += numbers_against_bare(search, bare, people, rng)
        rows += against_exact(search, people, rng)
        dossiers_found(search, people, rng)
        filled("plain", plain_store, count)
        for each in (store, plain_store):
            into_memory(each.folder / "counter.db")
        rows.append(against_plain(search, plain, people, rng))
        bare.connection.close()
        store.close()
        plain_store.close()
    say(f"search over {count} citizens, {datetime.now(UTC):%Y-%m-%d}")
    for row in rows:
        row.say()
    return 0 if all(row.reached for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
