"""What a PC is told: layers in their order, and every wrong entry by its name and file."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, time
from importlib.resources import files
from pathlib import Path

import pytest

from counter_app.checks import checks
from counter_app.config import Settings, demo_settings, read_settings, settings_folder
from counter_app.domain.errors import BadSettings, OurFault
from counter_app.ports import PaperSize, PaperSource, ScanRequest
from counter_app.self_check import Check, Outcome, as_json, as_text, run
from ui.messages import sentence

SITE = """
[unit]
code = "H13.507"
name = "Trung tâm Phục vụ hành chính công phường Sóc Trăng"
parent = "Ủy ban nhân dân phường Sóc Trăng"
place = "Sóc Trăng"

[province]
base_url = "https://mc.example.vn/"
timeout = 15

[printers]
receipt = "hp-sanh"
"""
MACHINE = """
[counter]
code = "Q02"
"""


def read(folder: Path, machine: str = MACHINE, site: str = SITE) -> Settings:
    (folder / "site.toml").write_text(site, encoding="utf-8")
    (folder / "machine.toml").write_text(machine, encoding="utf-8")
    return read_settings(folder / "machine.toml", folder / "site.toml")


def test_machine_over_site_over_shipped_entry_by_entry(tmp_path: Path) -> None:
    settings = read(tmp_path, MACHINE + '[printers]\nticket = "may-in-so"\n[province]\ntimeout = 5.5\n')
    assert (settings.printers.receipt, settings.printers.ticket, settings.printers.receipt_media) == (
        "hp-sanh",
        "may-in-so",
        "A5",
    )
    assert (settings.province.base_url, settings.province.timeout) == ("https://mc.example.vn", 5.5)
    assert (settings.counter.code, settings.counter.site) == ("Q02", "sanh-1")
    assert (settings.look_up_budget, settings.scanner.dpi, settings.scanner.source) == (2.0, 300, PaperSource.FEEDER)
    assert settings.data_folder.is_absolute()


def test_a_file_that_notepad_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    (tmp_path / "machine.toml").write_text(MACHINE.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert read_settings(tmp_path / "machine.toml", tmp_path / "site.toml").counter.code == "Q02"


def test_the_form_goes_by_the_day_of_reception(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.receipt_form(date(2025, 9, 14)) == "01-2018"
    assert settings.receipt_form(date(2025, 9, 15)) == "01-2025"
    assert settings.receipt_form(date(2001, 1, 1)) == "01-2018"
    for form in settings.receipt_forms:
        assert (files("resources") / "forms" / f"{form.form}.toml").is_file()


def test_a_unit_with_hours_of_its_own_says_so(tmp_path: Path) -> None:
    hours = "[hours]\nmorning = [07:00:00, 11:00:00]\nafternoon = [13:00:00, 17:00:00]\nresults_until = 16:30:00\n"
    settings = read(tmp_path, MACHINE + hours)
    assert settings.hours is not None
    assert settings.hours.morning == (time(7), time(11))
    assert read(tmp_path).hours is None


def test_a_unit_names_its_own_kinds_of_paper_and_where_its_scanners_are(tmp_path: Path) -> None:
    own = (
        "[scanner]\naddresses = ['http://192.0.2.7/eSCL/', 'https://192.0.2.8']\nsearch_network = false\n"
        "[[scanner.profiles]]\nname = 'Sổ hộ khẩu'\nsource = 'glass'\npaper = 'a5'\n"
    )
    scanner = read(tmp_path, MACHINE + own).scanner
    (profile,) = (one.profile for one in scanner.profiles)
    assert profile.request == ScanRequest("", PaperSource.GLASS, paper=PaperSize.A5)
    told = scanner.driver_switches["escl"]
    assert told == {"addresses": "http://192.0.2.7/eSCL https://192.0.2.8", "search_seconds": 0}
    shipped = read(tmp_path).scanner
    assert {one.source for one in shipped.profiles} == {*PaperSource}
    assert shipped.usual == ScanRequest("", PaperSource.FEEDER, 300, colour=True)


def test_settings_do_not_change_while_the_program_runs(tmp_path: Path) -> None:
    settings = read(tmp_path)
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.look_up_budget = 9.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("wrong", "entry"),
    [
        ("[scanner]\ndpi = '300'", "scanner.dpi"),
        ("[scanner]\ndpi = 100", "scanner.dpi"),  # below what NĐ 30/2020 asks for
        ("[scanner]\nsource = 'tray'", "scanner.source"),
        ("[scanner]\nresolution = 300", "scanner.resolution"),
        ("[scanner]\npaper = 'a0'", "scanner.paper"),
        ("[scanner]\naddresses = ['printer']", "scanner.addresses.0"),
        ("[scanner]\naddresses = ['http://u:p@192.0.2.7']", "scanner.addresses.0"),
        ("[[scanner.profiles]]\nsource = 'glass'\nname = ''", "scanner.profiles.0.name"),
        ("[[scanner.profiles]]\nname = 'A'\n[[scanner.profiles]]\nname = 'A'", "scanner.profiles"),
        ("[printer]\nreceipt = 'x'", "printer"),
        ("[printers]\nticket = 'escpos:192.0.2.7'", "printers.ticket"),
        ("[printers]\nticket = 'escpos://192.0.2.7:many'", "printers.ticket"),
        ("[printers]\nticket_dots = 570", "printers.ticket_dots"),  # eight dots a byte
        ("[printers]\nticket_languages = ['xx']", "printers.ticket_languages.0"),
        ("[identity]\naccent = 'red'", "identity.accent"),
        ("[province]\npassword = 'x'", "province.password"),  # a secret has no place here
        ("[province]\nclient_secret = 'x'", "province.client_secret"),
        ("[province]\nbase_url = 'http://mc.example.vn'", "province.base_url"),
        ("[province]\nbase_url = 'https://u:p@mc.example.vn'", "province.base_url"),
        ("[province]\nbase_url = 'mc.example.vn'", "province.base_url"),
        ("[province]\ntimeout = 0", "province.timeout"),
        ("[unit]\nname = ''", "unit"),
        ("[hours]\nmorning = '7-11'", "hours.morning"),
        ("[[receipt_forms]]\nsince = 'hôm nay'\nform = '01-2025'", "receipt_forms.0.since"),
        ("receipt_forms = []", "receipt_forms"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(tmp_path: Path, wrong: str, entry: str) -> None:
    machine = wrong + "\n" + MACHINE if "=" in wrong.splitlines()[0] else MACHINE + wrong
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, machine)
    assert refused.value.facts == {"entry": entry, "file": "machine.toml"}


def test_an_error_in_the_site_file_names_the_site_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, site=SITE.replace("timeout = 15", "timeout = 'lâu'"))
    assert refused.value.facts == {"entry": "province.timeout", "file": "site.toml"}


@pytest.mark.parametrize(
    "name", ["", "May in phieu", "escpos://192.0.2.7", "escpos://in-phieu.local:9101", "escpos:/dev/usb/lp0"]
)
def test_a_ticket_printer_is_a_queue_or_one_that_is_spoken_to_directly(tmp_path: Path, name: str) -> None:
    printers = read(tmp_path, MACHINE + f"[printers]\nticket = '{name}'\nticket_languages = ['km']").printers
    assert (printers.ticket, printers.ticket_dots, printers.ticket_languages) == (name, 576, ("km",))


@pytest.mark.parametrize("code", ["q02", "", "QUAY-02", "A" * 13, "Q02\n"])
def test_a_counter_s_code_fits_a_provisional_dossier_code(tmp_path: Path, code: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, MACHINE.replace('"Q02"', f"{code!r}".replace("'", '"')))
    assert refused.value.facts["entry"] == "counter.code"


@pytest.mark.parametrize(
    ("machine", "site", "entry", "file"),
    [
        (MACHINE, "", "unit", "site.toml"),
        (MACHINE, SITE.replace("base_url", "# base_url"), "province.base_url", "site.toml"),
        (MACHINE.replace("code", "# code"), SITE, "counter.code", "machine.toml"),
    ],
)
def test_what_nobody_wrote_is_asked_for_where_it_belongs(
    tmp_path: Path, machine: str, site: str, entry: str, file: str
) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, machine, site)
    assert refused.value.facts == {"entry": entry, "file": file, "folder": str(tmp_path), "why": "missing"}
    assert all(word in sentence(refused.value) for word in (entry, file, str(tmp_path)))


def test_a_new_pc_is_told_the_folder_for_its_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    with pytest.raises(BadSettings) as refused:
        read_settings()
    told = sentence(refused.value)
    assert "site.toml" in told
    assert str(settings_folder()) in told
    assert "settings.toml" not in told


def test_the_shipped_settings_say_which_entries_have_no_default(tmp_path: Path) -> None:
    """What its first lines promise is what a PC is refused for."""
    comment = (files("resources") / "settings.toml").read_text("utf-8").split("\n\n")[0]
    for entry in ("unit", "province.base_url", "counter.code"):
        assert f"`{entry}`" in comment


def test_self_check_names_the_folder_even_on_a_new_pc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    wanted = [check for check in checks(None) if check.name in {"folder", "settings"}]
    folder, settings = run(wanted, sentence)
    assert str(settings_folder()) in folder.words
    assert folder.good
    assert settings.outcome is Outcome.ABSENT
    assert (settings.code, settings.words) == ("environment.bad-settings", "environment.bad-settings")
    assert "site.toml" in settings.sentence
    assert settings.sentence in as_text([folder, settings])
    told = json.loads(as_json([folder, settings]))
    assert [one["code"] for one in told] == [None, "environment.bad-settings"]
    assert told[1]["sentence"] == settings.sentence


def test_a_check_that_breaks_is_told_as_our_fault_with_its_kind() -> None:
    (result,) = run([Check("broken", lambda: str(1 // 0))], sentence)
    assert (result.outcome, result.code, result.words) == (Outcome.BAD, "ours", "builtins.ZeroDivisionError")
    assert result.sentence == sentence(OurFault())


def test_a_broken_file_is_named_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, "[counter]\ncode = \n")
    assert refused.value.facts == {"entry": "line 2", "file": "machine.toml", "why": "syntax"}
    with pytest.raises(BadSettings) as refused:
        read_settings(tmp_path / "nowhere.toml", tmp_path / "site.toml")
    assert refused.value.facts == {"entry": "", "file": "nowhere.toml", "why": "unreadable"}


def test_the_document_camera_is_named_or_found(tmp_path: Path) -> None:
    assert read(tmp_path).camera.drivers == ("qt", "stream")
    for address in ("http://192.168.1.20:8080/video", "https://camera.example.vn/", "file:///srv/clip.mjpeg", ""):
        assert read(tmp_path, MACHINE + f'[camera]\naddress = "{address}"\n').camera.address == address
    for address in ("rtsp://camera/", "camera", "http://", "http://user:word@camera/", "file://server/clip"):
        with pytest.raises(BadSettings) as told:
            read(tmp_path, MACHINE + f'[camera]\naddress = "{address}"\n')
        assert told.value.facts["entry"] == "camera.address"
    with pytest.raises(BadSettings):
        read(tmp_path, MACHINE + '[camera]\ndrivers = ["vendor"]\n')


def test_the_demonstration_has_a_folder_and_a_province_of_its_own(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, "http://127.0.0.1:9")
    assert (settings.data_folder, settings.province.base_url) == (tmp_path, "http://127.0.0.1:9")
    assert settings.unit.code.startswith("H13.")
