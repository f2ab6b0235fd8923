"""The written contract, docs/openapi.yaml, held to both sides: what the gateway says, what the sandbox answers.

`COUNTER_SCHEMATHESIS_EXAMPLES=200` looks further.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema_rs
import pytest
import requests

from counter_app.domain.correction import About, Theirs
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import ProvinceRefused
from counter_app.ports import LeaseClaim
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.session import Session
from local_db.store import SqlStore
from sync.enrolment import enrol
from sync.gateway import CounterGateway
from tests.services.sandbox import SECRET, Sandbox
from tools import make_openapi

from .counter import CLERK, DESK, PERSON, UNIT, RealCounter, gateway_to
from .hostile import Exchange, hostile, relay

ROOT = Path(__file__).parents[2]
EXAMPLES = os.environ.get("COUNTER_SCHEMATHESIS_EXAMPLES", "4")


def test_the_written_contract_is_that_of_the_messages() -> None:
    """`python -m tools.make_openapi` writes it again."""
    assert make_openapi.FILE.read_text("utf-8") == make_openapi.text()


class Written:
    """The contract as it is written, and how often each operation was seen to keep to it."""

    def __init__(self) -> None:
        self._document = make_openapi.document()
        self.seen: Counter[str] = Counter()
        self.broken: list[str] = []

    def check(self, passing: Exchange) -> None:
        path = passing.path.partition("?")[0]
        for written, methods in self._document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", written), path):
                operation = methods.get(passing.method.lower())
                break
        else:
            operation = None
        if operation is None:
            self.broken.append(f"{passing.method} {path} is not written")
            return
        self.seen[operation["operationId"]] += 1
        self._message(operation.get("requestBody", {}), passing.body)
        answer = operation["responses"].get(str(passing.status))
        if answer is None:
            self.broken.append(f"{operation['operationId']} answers {passing.status}")
            return
        self._message(answer, passing.reply)
        told = {name.lower(): value for name, value in passing.headers.items()}
        for name, header in answer.get("headers", {}).items():
            if name.lower() in told:
                self._value(header["schema"], told[name.lower()])
            elif name != "Repr-Digest":
                self.broken.append(f"{operation['operationId']} {passing.status} without {name}")

    def _message(self, written: dict[str, Any], body: bytes) -> None:
        schema = written.get("content", {}).get("application/json", {}).get("schema")
        if schema is not None:
            self._value(schema, json.loads(body))

    def _value(self, schema: dict[str, Any], value: Any) -> None:
        whole = {**schema, "components": self._document["components"]}
        validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        self.broken += [f"{list(error.instance_path)}: {error.message}" for error in validator.iter_errors(value)]


def test_what_the_counter_says_and_hears_is_as_it_is_written(store: SqlStore, sandbox: Sandbox) -> None:
    written = Written()
    answer = relay(sandbox.url, written.check)
    with hostile(answer, log_in=answer) as server:
        counter = RealCounter(store, gateway_to(server.url))
        counter.sync()
        counter.step(counter.accept(300_000, 200), 500)
        counter.sync()
        requests.put(f"{sandbox.url}/sandbox/codes/ABCD-1234", timeout=10)
        enrol(server.url, "ABCD-1234", UNIT.code, DESK.code)
        correct = Correct(store, store.clock, DESK, Session(CLERK))
        for about in About:
            accepted = counter.accept()
            seen = correct.state(accepted.id, about)
            correct(accepted.id, about, seen, {**seen.fields, "phone": f"09{about}"})
        counter.sync_at_once()
        with counter.store.read() as work:
            first = work.outbox.get(work.corrections.of(accepted.id)[0].id)
        stale = replace(first, id=uuid4(), payload={**first.payload, "base_version": "long-ago"})
        stale.payload["id"] = str(stale.id)
        assert isinstance(counter.gateway.put_correction(stale), Theirs)
        assert written.broken == []
        counter.accept(break_payload=True)  # what is refused is no message of the contract, and the refusal is one
        counter.sync()
        assert ["procedure_code" in broken for broken in written.broken] == [True]
        written.broken.clear()
        gateway, day = counter.gateway, store.clock.now().astimezone(VIETNAM).date()
        gateway.look_up(PERSON, "tiếp nhận hồ sơ", "1.004873", ["du-lieu.ket-hon"], 5.0)
        gateway.lease_numbers(DESK.code, [day], uuid4(), LeaseClaim(None))
        gateway.changes("people-0")
        gateway.slice(5)
        assert isinstance(gateway, CounterGateway)
        kept = requests.post(f"{sandbox.url}/sandbox/files", data=b"a result", timeout=10).json()["sha256"]
        assert gateway.get_file(kept) == b"a result"
        assert gateway.blob_state("00" * 32).offset == 0
        with pytest.raises(ProvinceRefused) as refused:
            gateway.changes("nowhere")
        assert refused.value.facts == {"reason": "unknown-cursor"}
        gateway.close()
    assert written.broken == []
    assert set(written.seen) == {
        operation["operationId"]
        for methods in make_openapi.document()["paths"].values()
        for operation in methods.values()
    }


def test_schemathesis_finds_no_server_error_and_no_breach(sandbox: Sandbox) -> None:
    asked = {"client_id": DESK.code, "client_secret": SECRET, "unit": UNIT.code, "counter": DESK.code}
    token = requests.post(f"{sandbox.url}/token", json=asked, timeout=10).json()["access_token"]
    command = [str(Path(sys.executable).parent / "st"), "--config-file", "tests/sync/schemathesis.toml", "run"]
    command += ["docs/openapi.yaml", "--url", sandbox.url, "-H", f"Authorization: Bearer {token}", "--no-color"]
    command += ["--max-examples", EXAMPLES, "--generation-database", "none", "--suppress-health-check", "all"]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.sync.schemathesis_hooks"}
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **hooks}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-1000:]
    operations = len(re.findall(r"operationId:", make_openapi.text()))
    assert f"{operations} selected / {operations} total" in run.stdout
