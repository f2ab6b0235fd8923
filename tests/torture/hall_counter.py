"""One counter of a hall in a process of its own: gives out numbers and calls them as fast as it may.

    python -m tests.torture.hall_counter FOLDER CODE URL SEED PAUSE

`PAUSE`: seconds that a citizen takes at most. One word a line on standard input: `work` gives out and calls; `call`
calls only; `settle` says all that the server does not know, and `settled` on standard output once it has; `stop` hears
the rest and ends it. Written into FOLDER/CODE.jsonl, as soon as a citizen was told it: `issued`, `called`, `sent` to a
certain counter, and how long each took the desk; in the end what it `knows`.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from sqlalchemy import select

from counter_app.background import Background
from counter_app.domain.errors import NothingWaiting, OnlyUnclear
from local_db import tables
from tests.local_db.counters import HallCounter
from tests.services.store import make_store

_LATE = 0.02  # seconds between looks where nothing waits
_SENT_ON = 0.1  # of the calls


class Worker:
    def __init__(self, folder: Path, code: str, url: str, seed: int, pause: float) -> None:
        self._lot, self._pause = Random(f"{seed} {code}"), pause
        self.counter = HallCounter(make_store(folder / code), url, code, deadline=1.0)
        self._ledger = (folder / f"{code}.jsonl").open("a", buffering=1)
        self._word = "wait"
        self._told = threading.Event()
        self.counter.hall.wake = self.beat_soon
        self._background = Background("queue", self.counter.hall.beat)
        self._background.start()

    def beat_soon(self) -> None:
        self._background.wake()

    def listen(self) -> None:
        for line in sys.stdin:
            self._word = line.strip()
            self._told.set()
            if self._word == "stop":
                return
        self._word = "stop"
        self._told.set()

    def run(self) -> None:
        threading.Thread(target=self.listen, daemon=True).start()
        while self._word != "stop":
            if self._word in ("wait", "settled"):
                self._told.wait(_LATE)
                continue
            if self._word == "settle":
                self._settle()
                continue
            if self._word == "work" and self._lot.random() < 0.5:
                self._issue()
            elif not self._call():
                self._told.clear()
                self._told.wait(_LATE)
            self._told.clear()
            self._told.wait(self._pause * self._lot.random())  # a citizen is served
        self._end()

    def _issue(self) -> None:
        began = monotonic()
        ticket = self.counter.ticket()
        self._note("issued", ticket.id, ticket.label, began)

    def _call(self) -> bool:
        began = monotonic()
        try:
            draft = self.counter.call_next()
        except (NothingWaiting, OnlyUnclear):
            return False
        assert draft.ticket_id is not None
        with self.counter.store.read() as work:
            label = work.tickets.get(draft.ticket_id).label
        self._note("called", draft.ticket_id, label, began)
        colleagues = self.counter.hall.state(self.counter.today()).colleagues
        if self._word == "work" and colleagues and self._lot.random() < _SENT_ON:
            to, began = self._lot.choice(colleagues), monotonic()
            self.counter.guide.send_to(to, "")
            self._note("sent", draft.ticket_id, label, began, to=to)
        return True

    def _note(self, what: str, ticket_id: Any, label: str, began: float, **more: str) -> None:
        took = monotonic() - began
        line = {"what": what, "id": str(ticket_id), "label": label, "took": round(took, 4), "at": monotonic(), **more}
        self._ledger.write(json.dumps({**line, "up": self.counter.hall.link.up}) + "\n")

    def _answered(self) -> bool:
        self.counter.hall.beat()
        return self.counter.hall.link.up

    def _settle(self) -> None:
        t, s = tables.tickets.c, tables.ticket_services.c
        with self.counter.store.connection(writing=False) as connection:
            left = connection.execute(select(t.id).where(t.unsent > 0)).first()
            left = left or connection.execute(select(s.id).where(s.unsent)).first()
        if left:
            self._told.wait(_LATE)
            self.beat_soon()
        elif self._word == "settle":
            self._word = "settled"
            self._say("settled")

    def _say(self, word: str) -> None:
        sys.stdout.write(word + "\n")
        sys.stdout.flush()

    def _end(self) -> None:
        """What it knows of all numbers is written down for the judge."""
        self._background.stop(30)
        while not self._answered():
            pass
        with self.counter.store.connection(writing=False) as connection:
            rows = connection.execute(select(tables.tickets)).all()
        for row in rows:
            known = {"what": "knows", "id": str(row.id), "state": row.state, "by": row.called_by, "unsent": row.unsent}
            self._ledger.write(json.dumps(known) + "\n")
        self.counter.close()


def main() -> None:
    folder, code, url, seed, pause = sys.argv[1:]
    Worker(Path(folder), code, url, int(seed), float(pause)).run()


if __name__ == "__main__":
    main()
