"""Generated conflicts between a counter and a province, and a ledger of who wrote what and who saw what.

Each text is written once in the world. The ledger knows nothing of versions, events or keys: a text that goes from the
province without anybody at the counter having seen it, or a clerk's word that neither arrives nor is given up by a
clerk who saw the other, was lost silently.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count

import requests

from counter_app.domain.correction import FIELDS, About, Correction, Side
from counter_app.domain.errors import DiffersThere
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.session import Session
from tests.services.sandbox import Sandbox

from .counter import CLERK, DESK, RealCounter

_FREE = ("full_name", "address", "phone")  # fields that take any text


@dataclass(eq=False)
class Record:
    """`stands`: as last looked at there. `seen`: texts that a clerk had before the eyes; `word`: the clerk's last in
    each field, until it is given up or answered by somebody there who saw it."""

    about: About
    ref: str
    dossier: AcceptedDossier
    stands: dict[str, str]
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sent: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    word: dict[str, str] = field(default_factory=dict)


@dataclass
class Quarrel:
    """A counter and a province where people write into the same records. `conflicts` that were met, texts `lost`."""

    counter: RealCounter
    sandbox: Sandbox
    random: random.Random
    records: list[Record] = field(default_factory=list)
    conflicts: int = 0
    lost: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._http, self._texts = requests.Session(), count()
        self._http.trust_env = False
        store = self.counter.store
        self.correct = Correct(store, store.clock, DESK, Session(CLERK))

    def begin(self, dossiers: int, person: str) -> None:
        """So many dossiers that arrived, and the province's record of one applicant."""
        accepted = [self.counter.accept() for _ in range(dossiers)]
        self.counter.sync_at_once()
        ref = self._told(f"people/{person}")["ref"]
        told = [(About.DOSSIER, str(one.id), one) for one in accepted] + [(About.PERSON, str(ref), accepted[0])]
        self.records = [Record(about, ref, one, self._there(about, ref)) for about, ref, one in told]

    def round(self) -> None:
        """Everybody writes, in any order, some twice; then all goes until it rests."""
        for record in self.records:
            acts = [self.clerk_writes, self.somebody_there_writes, self.somebody_there_writes, self.clerk_writes]
            for act in self.random.sample(acts, self.random.randint(1, 4)):
                act(record)
        for _ in range(60):
            self.counter.sync_at_once()
            self.clerk_chooses()
            if not self.counter.waiting() and not self.correct.conflicts():
                break
        else:
            self.lost.append("it never came to rest")
        self.counter.sync_at_once()  # theirs follows
        for record in self.records:
            self.look(record)
            self.must_rest(record)

    # --- who writes ------------------------------------------------------------------------------------

    def somebody_there_writes(self, record: Record) -> None:
        """Over what stands there: whoever sits there has it before the eyes."""
        self.look(record)
        told = {name: self._text() for name in self._some()}
        url = f"{self.sandbox.url}/sandbox/records/{record.about}/{record.ref}"
        self._http.put(url, json=told, timeout=30).raise_for_status()
        for name in told:
            if record.word.get(name) == record.stands[name]:
                del record.word[name]  # it had arrived, and was answered
        record.stands |= told

    def clerk_writes(self, record: Record) -> None:
        """The sheet lies open for a while: now and then somebody there writes, and a pass brings it, before F12."""
        seen = self.correct.state(record.dossier.id, record.about)
        told = {name: self._text() for name in self._some()}
        if self.random.random() < 0.3:
            self.somebody_there_writes(record)
            self.counter.sync_at_once()
        try:
            made = self.correct(record.dossier.id, record.about, seen, {**seen.fields, **told})
        except DiffersThere:
            return
        for name in FIELDS:
            record.seen[name].add(seen.fields[name])
            record.sent[name].add(made.mine[name])
        record.word |= told

    def clerk_chooses(self) -> None:
        """In each conflict at hand, field by field; now and then somebody there writes once more just before."""
        for shown in self.correct.conflicts():
            met = shown.correction
            assert met.theirs is not None
            self.conflicts += 1
            record = next(one for one in self.records if (one.about, one.ref) == (met.about, met.ref))
            sides = {name: self.random.choice((Side.MINE, Side.THEIRS)) for name in met.differing}
            for name in FIELDS:
                record.seen[name].add(met.theirs.fields[name])
                word = record.word.get(name)
                if word is not None and word not in (met.mine[name], met.theirs.fields[name]):
                    self.lost.append(f"{name}: the clerk's own word was not shown")
            if self.random.random() < 0.2:
                self.somebody_there_writes(record)
            made = self.correct.settle(met.id, sides)
            for name, side in sides.items():
                record.sent[name].add(made.mine[name])
                if side is Side.MINE:
                    record.word[name] = made.mine[name]
                else:
                    record.word.pop(name, None)

    # --- the ledger ------------------------------------------------------------------------------------

    def look(self, record: Record) -> None:
        """Whatever stands there instead of what stood there was sent by a clerk who had seen what stood there."""
        now = self._there(record.about, record.ref)
        for name in FIELDS:
            if now[name] == record.stands[name]:
                continue
            if record.stands[name] not in record.seen[name]:
                self.lost.append(f"{record.about} {name}: overwritten there, and nobody here had seen it")
            if now[name] not in record.sent[name]:
                self.lost.append(f"{record.about} {name}: a text that nobody sent")
        record.stands = now

    def must_rest(self, record: Record) -> None:
        """With nothing under way, each last word of a clerk stands there, and here stands what stands there."""
        for name, word in record.word.items():
            if record.stands[name] != word:
                self.lost.append(f"{record.about} {name}: a clerk's word went under")
        record.word.clear()
        here = self.correct.state(record.dossier.id, record.about).fields
        made = self._made(record)
        mine = not made or made[-1].mine == here
        if record.about is About.PERSON and here != record.stands:
            self.lost.append("theirs does not follow the province")
        if record.about is About.DOSSIER and not mine:
            self.lost.append("the dossier says what nobody chose")

    def _made(self, record: Record) -> tuple[Correction, ...]:
        with self.counter.store.read() as work:
            return work.corrections.of_record(record.about, record.ref)

    def _some(self) -> list[str]:
        return self.random.sample(_FREE, self.random.randint(1, len(_FREE)))

    def _text(self) -> str:
        return f"{next(self._texts):08d}"

    def _there(self, about: About, ref: str) -> dict[str, str]:
        """From its own database, beside whatever serves it: a run looks thousands of times."""
        asked = {
            About.DOSSIER: "SELECT fields FROM records WHERE ref=?",
            About.PERSON: "SELECT body FROM feed WHERE kind='citizen' AND gone=0 AND ref=?",
        }
        with closing(sqlite3.connect(f"file:{self.sandbox.database}?mode=ro", uri=True)) as database:
            (text,) = database.execute(asked[about], (ref,)).fetchone()
        told = json.loads(text)
        return {name: told[name] or "" for name in FIELDS}

    def _told(self, path: str) -> dict[str, object]:
        reply = self._http.get(f"{self.sandbox.url}/sandbox/{path}", timeout=30)
        reply.raise_for_status()
        told: dict[str, object] = reply.json()
        return told
