"""A new PC without a question: one answer file for the unit, a one-time code from the province, a report for IT."""

from __future__ import annotations

import json
import platform
from pathlib import Path

import pytest
import requests

from counter_app.bootstrap import PROVINCE_SECRET
from counter_app.config import read_settings
from counter_app.domain.errors import BadSettings, CodeRefused, LineDown
from counter_app.keychain import SystemKeyChain
from counter_app.local_door import Door
from counter_app.set_up import set_up
from counter_app.store_commands import served
from tests.e2e.command_line import counter_app, refused_with
from tests.e2e.hall import Hall
from tests.services.sandbox import SECRET

CODE = "7K2M-Q9TX"


def answers(folder: Path, pcs: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "tinh-ca.pem").write_text("made up")
    file = folder / "tra-loi.toml"
    file.write_text(
        f"""
[unit]
code = "H13.507"
name = "Phường Sóc Trăng"
parent = "Ủy ban nhân dân phường Sóc Trăng"
place = "Sóc Trăng"

[province]
base_url = "https://motcua.example.vn"
ca_file = "tinh-ca.pem"
{more}
{pcs}
""",
        "utf-8",
    )
    return file


@pytest.fixture
def new_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this PC looks for its settings: not there yet."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    monkeypatch.setattr(platform, "node", lambda: "PC-02")
    return tmp_path / "etc/quay-mot-cua"


PCS = """
[[pcs]]
computer = "pc-01"
counter = "Q01"

[[pcs]]
computer = "pc-02"
counter = "Q02"
printers = { receipt = "HP-quay-2" }
"""


def test_one_answer_file_tells_every_pc_which_counter_it_is(new_pc: Path, tmp_path: Path) -> None:
    set_up(answers(tmp_path / "usb", PCS))
    found = read_settings()
    assert (found.counter.code, found.printers.receipt, found.unit.code) == ("Q02", "HP-quay-2", "H13.507")
    assert found.province.ca_file == new_pc / "tinh-ca.pem"
    assert found.province.ca_file.read_text() == "made up"


def test_a_pc_that_is_not_named_is_told_what_is_missing_and_nothing_is_changed(
    new_pc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "PC-99")
    with pytest.raises(BadSettings) as refused:
        set_up(answers(tmp_path / "usb", PCS))
    assert refused.value.facts["entry"] == "counter.code"
    assert not new_pc.exists()


def test_the_star_is_every_pc_that_is_not_named(new_pc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    star = '[[pcs]]\ncomputer = "*"\ncounter = "Q09"\n'
    file = answers(tmp_path / "usb", star + PCS)
    assert set_up(file).counter.code == "Q02"
    monkeypatch.setattr(platform, "node", lambda: "PC-99")
    assert set_up(file).counter.code == "Q09"


def test_this_pc_own_file_still_stands_above_the_answers(new_pc: Path, tmp_path: Path) -> None:
    new_pc.mkdir(parents=True)
    (new_pc / "machine.toml").write_text('[counter]\ncode = "Q77"\n')
    assert set_up(answers(tmp_path / "usb", PCS)).counter.code == "Q77"


@pytest.mark.parametrize("pcs", ['[[pcs]]\ncounter = "Q01"', '[[pcs]]\ncomputer = "x"\ncountr = "Q01"', 'pcs = "x"'])
def test_a_mistyped_pc_is_named(new_pc: Path, tmp_path: Path, pcs: str) -> None:
    file = answers(tmp_path / "usb", pcs) if pcs.startswith("[") else tmp_path / "x.toml"
    if not pcs.startswith("["):
        file.write_text(pcs)
    with pytest.raises(BadSettings) as refused:
        set_up(file)
    assert refused.value.facts["entry"].startswith("pcs.")
    assert not new_pc.exists()


def test_a_file_that_the_answers_name_must_lie_beside_them(new_pc: Path, tmp_path: Path) -> None:
    file = answers(tmp_path / "usb", PCS)
    (tmp_path / "usb/tinh-ca.pem").unlink()
    with pytest.raises(BadSettings) as refused:
        set_up(file)
    assert refused.value.facts["file"] == "tinh-ca.pem"
    assert not new_pc.exists()


def give_out(hall: Hall, code: str = CODE) -> None:
    requests.put(f"{hall.sandbox.url}/sandbox/codes/{code}", timeout=10).raise_for_status()


def test_a_one_time_code_binds_the_pc_and_the_counter_exchanges(hall: Hall) -> None:
    SystemKeyChain().set(PROVINCE_SECRET, b"of an earlier day")
    assert counter_app(hall, "sync", "--once").returncode == 1
    give_out(hall)
    done = counter_app(hall, "enrol", "7k2m-q9tx")
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert SystemKeyChain().get(PROVINCE_SECRET) == SECRET.encode()
    assert counter_app(hall, "enrol", CODE).returncode == 0  # a reply may have been lost
    assert counter_app(hall, "sync", "--once").returncode == 0


def test_a_code_that_is_unknown_or_another_counters_is_refused_and_the_key_ring_stays(hall: Hall) -> None:
    SystemKeyChain().set(PROVINCE_SECRET, b"of an earlier day")
    refused_with(counter_app(hall, "enrol", CODE), CodeRefused(why="unknown"))
    give_out(hall)
    asked = {"code": CODE, "unit": "H13.507", "counter": "Q55"}
    requests.post(f"{hall.sandbox.url}/enrolments", json=asked, timeout=10).raise_for_status()
    refused_with(counter_app(hall, "enrol", CODE), CodeRefused(why="used"))
    hall.sandbox.stop()
    refused_with(counter_app(hall, "enrol", CODE), LineDown())
    assert SystemKeyChain().get(PROVINCE_SECRET) == b"of an earlier day"


def test_the_report_says_how_the_pc_is_and_names_nobody(hall: Hall, tmp_path: Path) -> None:
    with hall.open():
        pass
    file = tmp_path / "report.json"
    done = counter_app(hall, "report", "-o", file)
    assert done.returncode == 0, done.stderr
    told = json.loads(file.read_text("utf-8"))
    parts = {one["name"]: one for one in told["parts"]}
    assert told["unit"] == "H13.507"
    assert told["program"]["version"]
    assert told["disk"]["data"] > 0
    assert parts["own store"]["outcome"] == "good"
    assert "waiting for the province" in parts["own store"]["words"]
    assert parts["printers"]["words"] is None  # a queue may be named after its owner
    text = file.read_text("utf-8")
    assert platform.node() not in text
    assert str(Path.home()) not in text
    assert str(hall.data_folder) not in text


def test_the_report_says_how_long_ago_the_province_was_met_also_while_the_window_is_open(
    hall: Hall, tmp_path: Path
) -> None:
    file = tmp_path / "report.json"

    def sync() -> dict[str, object]:
        assert counter_app(hall, "report", "-o", file).returncode == 0
        told: dict[str, object] = json.loads(file.read_text("utf-8"))["sync"]
        return told

    with hall.open() as application:
        application.exchange()
        door = Door(hall.data_folder, lambda request, say: served(application, request, say))
        open_told = sync()
        door.close()
    closed_told = sync()
    assert open_told["register_as_of"]
    assert open_told["province_answered"]
    assert (open_told["waiting"], open_told["oldest_waiting"]) == (0, None)
    del open_told["province_answered"], open_told["now"], closed_told["now"]
    assert closed_told == open_told


def test_update_says_that_a_program_that_was_not_installed_is_not_its_to_change(hall: Hall) -> None:
    from counter_app.domain.errors import UpdateNotOurs

    refused_with(counter_app(hall, "update"), UpdateNotOurs(why="not-installed"))
    assert counter_app(hall, "update", "--back").returncode == 1
