"""A new PC without a question: one answer file for the unit, a one-time code from the province, a report for IT."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import requests

from counter_app import fleet_report, sync_ages
from counter_app.config import read_settings
from counter_app.domain.errors import BadSettings, CodeRefused, LineDown
from counter_app.guarded import weak_spot
from counter_app.keychain import SystemKeyChain
from counter_app.local_door import Door
from counter_app.set_up import set_up
from counter_app.store_commands import served
from counter_app.wiring.line import PROVINCE_SECRET
from tests.e2e.command_line import counter_app, refused_with
from tests.e2e.hall import Hall
from tests.services._authority import Authority
from tests.services.sandbox import SECRET
from tests.updates.publishing import Published

CODE = "7K2M-Q9TX"


@cache
def authority() -> bytes:
    return Authority(Path(tempfile.mkdtemp())).file.read_bytes()


def answers(folder: Path, pcs: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "tinh-ca.pem").write_bytes(authority())
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
    assert found.province.ca_file.read_bytes() == authority()


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


@pytest.mark.parametrize(
    ("more", "file", "why"),
    [
        ('[updates]\nroot = "1.root.json"', "1.root.json", "no-root"),
        ('[updates]\nca_file = "other.pem"', "other.pem", "no-certificate"),
        ('[hall]\nclips = "other.pem"', "other.pem", "unreadable"),
        ('[updates]\nroot = "folder"', "folder", "unreadable"),
    ],
)
def test_a_file_that_is_not_what_it_is_to_be_is_named_before_anything_is_put(
    new_pc: Path, tmp_path: Path, more: str, file: str, why: str
) -> None:
    answer = answers(tmp_path / "usb", PCS, more)
    (tmp_path / "usb/folder").mkdir()
    for name in ("1.root.json", "other.pem"):
        (tmp_path / "usb" / name).write_text('{"signed": {}}')
    with pytest.raises(BadSettings) as refused:
        set_up(answer)
    assert (refused.value.facts["file"], refused.value.facts["why"]) == (file, why)
    assert not new_pc.exists()


def test_a_root_that_its_own_keys_have_not_signed_is_none(new_pc: Path, tmp_path: Path) -> None:
    published = Published(tmp_path / "publisher")
    published.add("1.0.0")
    answer = answers(tmp_path / "usb", PCS, '[updates]\nroot = "1.root.json"')
    signed = json.loads(published.root)
    signed["signed"]["expires"] = "2126-01-01T00:00:00Z"
    (tmp_path / "usb/1.root.json").write_text(json.dumps(signed))
    with pytest.raises(BadSettings, match="no key file"):
        set_up(answer)
    (tmp_path / "usb/1.root.json").write_bytes(published.root)
    set_up(answer)
    assert (new_pc / "1.root.json").read_bytes() == published.root


@pytest.fixture(params=[0o077, 0o027], ids=["umask 077", "umask 027"])
def strict_mask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_mask")
def test_every_clerk_may_read_what_a_careful_administrator_has_put(new_pc: Path, tmp_path: Path) -> None:
    answer = answers(tmp_path / "usb", PCS, '[hall]\nclips = "giong-doc"')
    (tmp_path / "usb/giong-doc/so").mkdir(parents=True)
    (tmp_path / "usb/giong-doc/so/0.wav").write_bytes(b"RIFF")
    for again in (False, True):
        found = set_up(answer)
        assert found.hall.clips is not None, again
    assert read_settings().hall.clips == new_pc / "giong-doc"
    assert (new_pc / "giong-doc/so/0.wav").read_bytes() == b"RIFF"
    modes = {path.name: path.stat().st_mode & 0o777 for path in [new_pc.parent, new_pc, *new_pc.rglob("*")]}
    folders, kept = {"etc", "quay-mot-cua", "giong-doc", "so"}, {"site.toml", "tinh-ca.pem", "0.wav"}
    assert modes == {**dict.fromkeys(folders, 0o755), **dict.fromkeys(kept, 0o644)}


def test_an_administrator_is_told_of_settings_that_a_clerk_may_change(
    new_pc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.guarded.elevated", lambda: True)
    new_pc.mkdir(parents=True)
    new_pc.chmod(0o777)
    planted = new_pc / "machine.toml"
    planted.write_text('[updates]\naddress = "https://elsewhere.example.vn"\n')
    planted.chmod(0o666)
    with pytest.raises(BadSettings) as refused:
        set_up(answers(tmp_path / "usb", PCS))
    assert (refused.value.facts["file"], refused.value.facts["why"]) == ("machine.toml", "unguarded")
    assert not (new_pc / "site.toml").exists()
    planted.chmod(0o644)
    set_up(answers(tmp_path / "usb", PCS))
    assert (new_pc.stat().st_mode & 0o777, weak_spot(new_pc)) == (0o755, None)


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


def test_the_report_says_how_the_store_is_also_while_the_window_is_open(hall: Hall) -> None:
    with hall.open() as application:
        application.desk.health.check()
        door = Door(hall.data_folder, lambda request, say: served(application, request, say))
        open_told = sync_ages.of_this_pc(hall.settings())
        door.close()
    closed_told = sync_ages.of_this_pc(hall.settings())
    assert open_told is not None
    assert closed_told is not None
    assert open_told["store"]["checked"]
    assert open_told["store"] == closed_told["store"]
    assert (open_told["store"]["found"], open_told["store"]["clock_wrong"]) == ("", False)


def test_a_file_that_goes_while_the_report_counts_does_not_end_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = hall.settings()
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    (settings.data_folder / "stays").write_bytes(bytes(7))
    listed = Path.rglob

    def and_gone(folder: Path, pattern: str) -> Iterator[Path]:
        yield from listed(folder, pattern)
        yield folder / "speed-0.part"

    before = fleet_report._disk(settings)
    monkeypatch.setattr(Path, "rglob", and_gone)
    assert before is not None
    assert fleet_report._disk(settings) is not None
    assert (fleet_report._disk(settings) or {})["data"] == before["data"] >= 7


def test_update_says_that_a_program_that_was_not_installed_is_not_its_to_change(hall: Hall) -> None:
    from counter_app.domain.errors import UpdateNotOurs

    refused_with(counter_app(hall, "update"), UpdateNotOurs(why="not-installed"))
    assert counter_app(hall, "update", "--back").returncode == 1
