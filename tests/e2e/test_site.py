"""A hall as IT sets it up and clerks work in it: commands, counters, key rings and the server are real processes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.errors import BadInvitation, SiteLost, SiteNotJoined, SiteRefused, SiteUntrusted
from tests.e2e.command_line import Done
from tests.services._authority import Authority
from tests.services.keyring import running_keyring
from tests.services.postgres import OWNER, PASSWORD, PostgresServer
from tests.waiting import until
from ui.messages import sentence

_ROOT = Path(__file__).parents[2]
_PATIENCE = 90.0  # seconds, on a busy machine


class Pc:
    """One PC of the hall: its settings, and the key ring of who works at it."""

    def __init__(self, folder: Path, counter: str, server: PostgresServer, keyring: Mapping[str, str]) -> None:
        folder.mkdir()
        self.settings = folder / "machine.toml"
        self.environment = {**os.environ, **keyring}
        self.settings.write_text(
            f"""
data_folder = "{folder / "data"}"
[unit]
code = "H13.507"
name = "Trung tâm"
parent = "UBND"
place = "Sóc Trăng"
[counter]
code = "{counter}"
[province]
base_url = "http://127.0.0.1:9"
[site]
url = "postgresql://localhost:{server.port}/quay"
ca_file = "{server.authority.file}"
"""
        )

    def site(self, *words: str, typed: str = PASSWORD) -> Done:
        command = [sys.executable, "-m", "counter_app", "--settings", str(self.settings), "site", *words]
        return subprocess.run(
            command, env=self.environment, cwd=_ROOT, input=typed, capture_output=True, text=True, timeout=120
        )

    def says(self, *words: str, typed: str = PASSWORD) -> str:
        done = self.site(*words, typed=typed)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    @contextmanager
    def open(self) -> Iterator[Callable[[str], Any]]:
        """The program, and how it is told what to do."""
        command = [sys.executable, "-m", "tests.e2e.hall_counter", str(self.settings)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self.environment, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            heard, told = process.stdout, process.stdin

            def tell(line: str) -> Any:
                told.write(line + "\n")
                told.flush()
                return json.loads(heard.readline())

            assert json.loads(heard.readline()) == "ready"
            yield tell
            told.close()
            assert process.wait(60) == 0


@pytest.fixture
def pcs(site_server: PostgresServer, tmp_path: Path) -> Iterator[list[Pc]]:
    """Three, each with a key ring of its own; nothing set up yet."""
    with ExitStack() as stack:
        rings = [stack.enter_context(running_keyring(tmp_path / f"ring-{n}")) for n in (1, 2, 3)]
        yield [Pc(tmp_path / f"pc-{n}", f"Q{n}", site_server, ring.environment) for n, ring in enumerate(rings, 1)]


def _invited(founder: Pc, counter: str) -> str:
    (code,) = re.findall(r"(?m)^  ((?:[a-z]+ ){14}[a-z]+)$", founder.says("invite", counter, "--admin", OWNER))
    return str(code)


def test_it_sets_a_hall_up_and_each_refusal_says_what_to_do(
    pcs: list[Pc], site_server: PostgresServer, tmp_path: Path
) -> None:
    first, second, _ = pcs

    def refused(done: Done, *errors: Exception) -> None:
        assert done.returncode == 1
        assert done.stderr.strip() in [f"counter-app: {sentence(error, desk=False)}" for error in errors]  # type: ignore[arg-type]

    refused(first.site("status"), SiteNotJoined())
    refused(first.site("init", "--admin", OWNER, typed="another"), SiteRefused())
    assert "Máy này đã vào sảnh với mã quầy Q1." in first.says("init", "--admin", OWNER)
    code = _invited(first, "Q2")
    refused(second.site("join", typed="một hai ba"), BadInvitation())
    assert "Quầy Q2 đã vào sảnh" in second.says("join", typed=code)
    refused(second.site("join", typed=code), SiteRefused())
    status = second.says("status")
    assert re.search(r"PostgreSQL 1\d.*; đường truyền TLSv1\.[23]", status)
    assert "khớp với chương trình này" in status
    assert re.search(r"(?m)^  Q1 \(.*\): vào lúc", status)
    assert re.search(r"(?m)^  Q2 \(.*\): vào lúc", status)
    assert "đã vào sảnh" in first.says("init", "--admin", OWNER)  # again, after an update
    assert second.says("status")
    for said in (status, first.settings.read_text(), second.settings.read_text()):
        assert PASSWORD not in said
        assert code.split()[0] not in said
    site_server.stop()
    refused(second.site("status"), SiteLost())
    site_server.certify(Authority(tmp_path, "stranger"))
    site_server.start()
    refused(second.site("status"), SiteUntrusted())


def test_three_counters_share_a_day_through_three_deaths_of_the_server(
    pcs: list[Pc], site_server: PostgresServer
) -> None:
    """By a ledger of what was said to be done: none lost, none doubled, at every counter."""
    first, *others = pcs
    first.says("init", "--admin", OWNER)
    for number, other in enumerate(others, 2):
        other.says("join", typed=_invited(first, f"Q{number}"))
    with ExitStack() as stack:
        tell = [stack.enter_context(pc.open()) for pc in pcs]
        ledger: set[str] = set()
        for _ in range(3):
            ledger |= {counter("accept") for counter in tell for _ in range(3)}
            site_server.kill()
            ledger |= {counter("accept") for counter in tell for _ in range(3)}
            until(lambda: tell[0]("line") == SiteLost.code, _PATIENCE)
            site_server.start()

        def known(counter: Callable[[str], Any]) -> list[str]:
            return sorted(dossier for dossier, _ in counter("known"))

        for counter in tell:
            until(lambda counter=counter: known(counter) == sorted(ledger), _PATIENCE)  # type: ignore[misc]
            until(lambda counter=counter: counter("line") is None, _PATIENCE)  # type: ignore[misc] # the exchange ends
        theirs = sorted(ledger)[0]
        tell[0](f"arrive {theirs}")
        until(lambda: [theirs, "done"] in tell[1]("known"), _PATIENCE)
        tell[1](f"return {theirs}")
        for counter in tell:
            until(lambda counter=counter: [theirs, "returned"] in counter("known"), _PATIENCE)  # type: ignore[misc]
