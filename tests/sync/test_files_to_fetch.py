"""A step of the province's comes at once; its file comes when the line carries it, and is never given up."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import update

from counter_app.domain.errors import NotTheProvince
from counter_app.ports import AcceptedDossier
from local_db import tables
from sync.gateway import CounterGateway
from sync.homecoming import Homecoming
from sync.parcel import Asks, News
from tests.services.sandbox import Sandbox

from .counter import DESK, UNIT, RealCounter, at_the_line
from .hostile import Exchange
from .test_lying_province import through


def result_of(sandbox: Sandbox, accepted: AcceptedDossier, data: bytes) -> str:
    """The province tells that it is there, as a file; the file's name."""
    name: str = requests.post(f"{sandbox.url}/sandbox/files", data=data, timeout=30).json()["sha256"]
    message = {
        "id": str(uuid4()),
        "dossier_id": str(accepted.id),
        "act": "result-arrived",
        "at": accepted.accepted_at.isoformat(),
        "who": "Lê Văn Tám",
        "result": {"kind": "KQ.G15.000031"},
        "files": [{"sha256": name, "size": len(data), "media_type": "application/pdf", "component": "ket-qua"}],
    }
    url = f"{sandbox.url}/sandbox/news/{UNIT.code}/steps"
    requests.post(url, data=json.dumps(message), timeout=30).raise_for_status()
    return name


def to_fetch(counter: RealCounter) -> set[str]:
    with counter.store.read() as work:
        return set(work.to_fetch.names())


def files_of_steps(counter: RealCounter, accepted: AcceptedDossier) -> list[str]:
    with counter.store.read() as work:
        steps = work.lives.of(accepted.id).steps
    return [name for step in steps for paper in step.captured for name in paper.files]


def test_a_line_that_breaks_in_a_large_file_keeps_no_step_back_and_goes_on_where_it_broke(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted, data = counter.accept(), random.Random(3).randbytes(3_000_000)
    counter.sync()
    name, asked = result_of(sandbox, accepted, data), list[str]()
    breaks = True

    def the_line(passing: Exchange) -> None:
        if passing.method == "GET" and name in passing.path:
            asked.append(passing.headers["Content-Range"])
            if breaks and len(asked) > 1:
                raise ConnectionAbortedError

    with through(counter, sandbox, the_line):
        counter.sync()
        assert (files_of_steps(counter, accepted), to_fetch(counter)) == ([name], {name})
        with counter.store.read() as work:
            assert work.register.cursor() is not None
        came = asked[0]
        breaks = False
        asked.clear()
        counter.gateway.at_once()
        counter.sync()
    assert came.startswith("bytes 0-")
    assert not asked[0].startswith("bytes 0-"), "what had come is not asked for again"
    assert (counter.vault.get(name), to_fetch(counter)) == (data, set[str]())


def test_what_the_province_refuses_is_asked_for_again_later_and_other_files_pass_it(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted, later = counter.accept(), counter.accept()
    counter.sync()
    lost, whole = result_of(sandbox, accepted, b"a"), result_of(sandbox, later, b"another")
    refuses = True

    def the_line(passing: Exchange) -> None:
        if passing.method == "GET" and lost in passing.path and refuses:
            passing.tell({"code": "unknown-file"}, status=404)

    with through(counter, sandbox, the_line):
        counter.sync()
        assert (to_fetch(counter), counter.vault.get(whole)) == ({lost}, b"another")
        refuses = False
        counter.sync()
        assert to_fetch(counter) == {lost}, "its pause is not over"
        with counter.store.connection(writing=True) as connection:
            before = counter.store.clock.now() - timedelta(seconds=1)
            connection.execute(update(tables.files_to_fetch).values(next_try=before))
        counter.sync()
    assert (to_fetch(counter), counter.vault.get(lost)) == (set[str](), b"a")


def test_a_step_that_came_by_stick_gets_its_file_over_the_next_line(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept()
    counter.sync()
    with counter.store.read() as work:
        known = work.register.cursor()
    name = result_of(sandbox, accepted, b"a result")
    told: list[Any] = []

    def note(passing: Exchange) -> None:
        if passing.path.startswith("/changes?"):
            told.append(passing.told)

    with through(counter, sandbox, note):
        assert isinstance(counter.gateway, CounterGateway)
        counter.gateway.changes(known)
    since = Asks(cursor=known, catalogue=None, accounts=None).model_dump()
    news = News.model_validate_json(json.dumps({"since": since, "pages": told, "catalogue": None, "accounts": None}))
    home = Homecoming(counter.store, counter.vault, counter.store.clock, UNIT.code, DESK.code)
    home.take_news(news)
    assert (files_of_steps(counter, accepted), to_fetch(counter)) == ([name], {name})
    counter.gateway = at_the_line(counter.store, sandbox).gateway
    counter.restart()
    counter.sync()
    assert (counter.vault.get(name), to_fetch(counter)) == (b"a result", set[str]())


def test_a_province_that_knows_no_parts_gives_all_at_once(counter: RealCounter, sandbox: Sandbox) -> None:
    data = random.Random(4).randbytes(2_500_000)
    name = requests.post(f"{sandbox.url}/sandbox/files", data=data, timeout=30).json()["sha256"]

    def whole(passing: Exchange) -> None:
        if passing.method == "GET" and name in passing.path:
            passing.status, passing.reply = 200, data

    with through(counter, sandbox, whole):
        assert isinstance(counter.gateway, CounterGateway)
        assert counter.gateway.get_file(name) == data


def test_parts_that_do_not_follow_each_other_are_not_believed(counter: RealCounter, sandbox: Sandbox) -> None:
    name = requests.post(f"{sandbox.url}/sandbox/files", data=b"x" * 100, timeout=30).json()["sha256"]

    def lies(passing: Exchange) -> None:
        if passing.method == "GET" and name in passing.path:
            passing.headers["Content-Range"] = "bytes 50-149/200"

    with through(counter, sandbox, lies):
        assert isinstance(counter.gateway, CounterGateway)
        with pytest.raises(NotTheProvince):
            counter.gateway.get_file(name)
