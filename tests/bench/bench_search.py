"""Search as one types over 1.2 million made-up citizens and 500,000 dossiers: `python tests/bench/bench_search.py`.

Ours is the verb that the screen calls (`use_cases/search.py`), from the typed letters to the values: citizens, then
applicants who are none; names that begin as typed first. The peers read the same encrypted file over a bare connection
of the same driver, one query each, as many rows of the same columns, citizens only: a full-text index of all names,
what begins as typed first and in the order of names (more than ours, which orders only what begins as typed), and
whoever comes first (less than ours); the primary key; the index of old numbers. A number is typed digit by digit:
from the sixth to the last, the last one a look-up of one row.

*A slip*: the same texts with one letter or digit missing, doubled, mistaken or changed with its neighbour.
*Encryption*: the same verb on the same rows in a plain file of the same build.

`--citizens 100000` makes a smaller one.
"""

from __future__ import annotations

import argparse
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
from sqlalchemy import insert

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
from local_db.store import SqlStore  # noqa: E402
from tests.bench.commune import CITIZENS, DOSSIERS, HandedIn, citizens, dossiers  # noqa: E402
from tests.bench.figures import Row, in_turns, milliseconds, say, table  # noqa: E402
from tests.bench.plain_store import open_plain_store  # noqa: E402
from tests.local_db.samples import NOW, accept  # noqa: E402
from tests.services.store import make_store  # noqa: E402

REACH_TYPED, REACH_SLIP, REACH_ENCRYPTED = 1.5, 10.0, 1.4
ROUNDS, A_COMMIT = 400, 40_000
ROWS = 21  # twenty, and whether there are more
CLERK = Session(Account("clerk-1", "clerk-1", "", frozenset({Role.CLERK})))
_COLUMNS = "c.person, c.full_name, c.birth_date, c.sex, c.address, c.old_number, c.phone"


# --- the store -----------------------------------------------------------------------------------------


def fill(store: SqlStore, people: int, handed_in: int) -> list[Citizen]:
    """Everybody through the register's own door; dossiers row by row beside one that was truly accepted. Returns some
    citizens to look for."""
    kept: list[Citizen] = []
    for batch in citizens(people, batch=A_COMMIT):
        with store.write() as work:
            work.register.put_citizens(batch, NOW)
        kept += batch[:: max(1, people // 20_000)]
    with store.write() as work:
        accept(work)
    with store._engines.writer.begin() as connection:
        template = dict(connection.execute(tables.dossiers.select()).mappings().one())
    for handed in dossiers(kept, handed_in, batch=A_COMMIT):
        with store._engines.writer.begin() as connection:
            connection.execute(insert(tables.dossiers), [_row(template, one) for one in handed])
    return kept


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


def timed_fill(name: str, store: SqlStore, people: int) -> list[Citizen]:
    began = time.perf_counter()
    some = fill(store, people, people * DOSSIERS // CITIZENS)
    size = sum(path.stat().st_size for path in store.folder.rglob("*") if path.is_file())
    say(f"  {name}: {people} citizens filled in {time.perf_counter() - began:.0f} s, {size / 1e6:.0f} MB")
    return some


# --- what is typed -------------------------------------------------------------------------------------


def begun_name(rng: random.Random, citizen: Citizen) -> str:
    """The name without marks, as far as its last word's second or third letter."""
    *words, last = name_words(citizen.full_name)
    return " ".join((*words, last[: rng.randint(2, 3)]))


def given_name(rng: random.Random, citizen: Citizen) -> str:
    """The last two words, as people call each other."""
    return " ".join(name_words(citizen.full_name)[-2:])


def number(rng: random.Random, citizen: Citizen) -> str:
    return citizen.personal_number.value[: rng.randint(6, 12)]


def old_number(rng: random.Random, citizen: Citizen) -> str:
    return (citizen.old_number or "360000000")[: rng.randint(6, 9)]


TYPED = {"begun name": begun_name, "given name": given_name, "number": number, "old number": old_number}
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
        begins = f"SELECT {_COLUMNS} FROM citizens c WHERE c.{column} >= ? AND c.{column} < ? ORDER BY 1 LIMIT {ROWS}"

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
        return lambda: milliseconds(partial(work, next(typed)))

    return in_turns({name: timed(work) for name, work in works.items()}, len(texts))


def against_bare(search: Search, bare: Bare, people: list[Citizen], rng: random.Random) -> list[Row]:
    by_number, by_old = bare.by("person", 12), bare.by("old_number", 9)
    peers = {"begun name": bare.name, "given name": bare.name, "number": by_number, "old number": by_old}
    rows = []
    for what, type_it in TYPED.items():
        texts = [type_it(rng, rng.choice(people)) for _ in range(ROUNDS)]
        works = {f"{what}: ours": search.people, f"{what}: a bare query": peers[what]}
        if what.endswith("name"):
            works[f"{what}: a bare query in no order"] = bare.any_name
        measured = in_pairs(texts, works)
        table(measured)
        ours, *others = (median(values) for values in measured.values())
        rows += [
            Row(f"{what}, as typed, against {name.partition(': ')[2]}", ours, peer, REACH_TYPED)
            for name, peer in zip(list(measured)[1:], others, strict=True)
        ]
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
    texts = [type_it(rng, rng.choice(people)) for type_it in TYPED.values() for _ in range(ROUNDS // 2)]
    measured = in_pairs(texts, {"all as typed: encrypted": search.people, "all as typed: plain": plain.people})
    table(measured)
    ours, peer = (sum(values) for values in measured.values())
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
    count = asked.parse_args().citizens
    rng = random.Random(3)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store, plain_store = make_store(folder / "encrypted"), open_plain_store(folder / "plain")
        people = timed_fill("encrypted", store, count)
        bare = Bare(store.folder / "counter.db", store.keys.current.store)
        bare.index_names()
        search, plain = Search(store, CLERK), Search(plain_store, CLERK)
        rows = [*against_bare(search, bare, people, rng), *against_exact(search, people, rng)]
        dossiers_found(search, people, rng)
        timed_fill("plain", plain_store, count)
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
