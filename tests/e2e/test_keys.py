"""The store's keys as IT handles them at the shell: code on paper, lost profile, another PC, new keys, the province.

Each with the real key ring, the real command, and a store with somebody's dossier in it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.domain.errors import (
    BadProvinceAnswer,
    BadRecoveryCode,
    BadSettings,
    CloseTheWindow,
    CounterError,
    KeyMissing,
    KeySlotsDamaged,
    NoKeyring,
    NoRecoveryCode,
)
from counter_app.imaging.page_studio import PageStudio
from counter_app.keychain import SystemKeyChain
from local_db.key_slots import SLOTS
from local_db.open_store import DATABASE, VAULT
from local_db.rotation import fits
from local_db.unlocking import history_of
from tests.e2e.command_line import Done, counter_app, make_code, refused_with
from tests.e2e.hall import Hall
from tests.pages import as_png, make_page
from tests.services.keyring import running_keyring
from ui.messages import sentence

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def draft(hall: Hall) -> UUID:
    """Someone's dossier with a scanned page lies open in the store, which is closed."""
    with hall.open() as application:
        draft_id = application.desk.walk_in().dossier.id
        application.desk.welcome.by_number(draft_id, "094190004321")
        application.desk.choose_procedure(draft_id, "1.004873")
        page = hall.folder / "page.png"
        page.write_bytes(as_png(make_page(1, dpi=100), 100))
        application.desk.capture.add_file(draft_id, page)
    return draft_id


def everything_is_there(hall: Hall, draft: UUID) -> None:
    with hall.open() as application:
        found = application.desk.resume()
        assert found is not None
        assert found.dossier.id == draft
        assert found.pages
        for page in found.pages:
            assert application.store.vault.get(page.name)


@contextmanager
def logged_in(environment: Mapping[str, str]) -> Iterator[None]:
    """This process with another user's key ring."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield


def typing(hall: Hall, *arguments: str | Path, typed: str, **environment: str) -> Done:
    """The command with `typed` on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "counter_app", "--settings", hall.settings_file, *arguments],
        env={**hall.environment, **environment},
        cwd=_ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


def good(done: Done) -> str:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def refused(done: Done, error: CounterError) -> None:
    """The sentence on standard error, whatever was asked before on the other."""
    assert done.stderr == f"counter-app: {sentence(error, desk=False)}\n"
    assert done.returncode == 1


def test_the_status_says_what_opens_the_store_and_no_secret(hall: Hall, draft: UUID) -> None:
    told = good(counter_app(hall, "keys", "status"))
    assert "Mã khôi phục in trên giấy: chưa có" in told
    assert "counter-app keys recovery" in told
    done, code = make_code(hall)
    good(done)
    with hall.open():  # also while the program runs
        told = good(counter_app(hall, "keys", "status"))
    assert re.search(r"Kho số [0-9A-F]{4}-[0-9A-F]{4}", told)
    assert "Mã khôi phục in trên giấy: có" in told
    assert not set(code.split()) & set(told.split())


def test_the_self_check_misses_a_recovery_code_until_there_is_one(hall: Hall, draft: UUID) -> None:
    def told() -> dict[str, str]:
        found = json.loads(counter_app(hall, "self-check", "--json").stdout)
        return next(each for each in found if each["name"] == "recovery code")

    assert told()["code"] == NoRecoveryCode.code
    make_code(hall)
    assert told()["outcome"] == "good"


def test_a_lost_profile_is_opened_with_the_code_from_the_envelope(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    done, code = make_code(hall)
    assert "mã cũ hết giá trị" in good(done)
    with running_keyring(tmp_path / "another") as profile:
        refused_with(counter_app(hall, "sync", "--once", **profile.environment), KeyMissing())
        slip = code.split()
        slip[4] = "xyz"
        refused(
            typing(hall, "keys", "unlock", typed=" ".join(slip) + "\n", **profile.environment),
            BadRecoveryCode(why="word", place="5"),
        )
        good(typing(hall, "keys", "unlock", typed=code.upper() + "\nmore\n", **profile.environment))
        told = good(counter_app(hall, "keys", "status", **profile.environment))
        assert "Mã khôi phục in trên giấy: có" in told
        with logged_in(profile.environment):
            everything_is_there(hall, draft)
            with hall.open() as application, application.store.read() as work:
                assert "store-unlocked" in [line.what for line in work.audit.lines(20)]


def test_a_new_code_makes_the_old_one_dead_and_a_code_that_was_not_copied_changes_nothing(
    hall: Hall, draft: UUID
) -> None:
    first = make_code(hall)[1]
    run_together = "\ufeff" + first.replace(" ", "") + "\n"  # as PowerShell begins a line
    refused(typing(hall, "keys", "unlock", typed=run_together), BadRecoveryCode(why="word", place="1"))
    done, unread = make_code(hall, typed_back=lambda words, place: "khong")
    assert done.returncode == 1
    assert "Chưa đổi mã khôi phục" in done.stderr
    refused(typing(hall, "keys", "unlock", typed=unread + "\n"), BadRecoveryCode(why="other"))
    good(typing(hall, "keys", "unlock", typed=first + "\n"))
    second = make_code(hall)[1]
    refused(typing(hall, "keys", "unlock", typed=first + "\n"), BadRecoveryCode(why="other"))
    good(typing(hall, "keys", "unlock", typed=second + "\n"))
    everything_is_there(hall, draft)


def test_the_printed_sheet_has_the_code_for_the_card_reader(hall: Hall, draft: UUID) -> None:
    sheet = hall.folder / "sheet.pdf"
    done, code = make_code(hall, "--pdf", sheet)
    assert "xóa tệp này" in good(done)
    studio = PageStudio()
    (page,) = studio.pages_of(sheet.read_bytes())
    (read,) = studio.read_codes(page.data)
    good(typing(hall, "keys", "unlock", typed=read + "\n"))
    assert code.replace(" ", "-").upper() in read


def test_a_folder_carried_to_another_pc_opens_there_with_the_code(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    code = make_code(hall)[1]
    with running_keyring(tmp_path / "new-pc") as its_keyring:
        carried = tmp_path / "carried"
        shutil.copytree(hall.data_folder, carried)
        hall.data_folder.rename(tmp_path / "left-behind")
        carried.rename(hall.data_folder)
        good(typing(hall, "keys", "unlock", typed=code + "\n", **its_keyring.environment))
        with logged_in(its_keyring.environment):
            everything_is_there(hall, draft)


def test_a_backup_is_restored_on_another_pc_with_the_code(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    code = make_code(hall)[1]
    stick = tmp_path / "stick"
    stick.mkdir()
    good(counter_app(hall, "backup", "--to", stick))
    shutil.rmtree(hall.data_folder)
    with running_keyring(tmp_path / "new-pc") as its_keyring:
        its = its_keyring.environment
        refused(counter_app(hall, "restore", stick, "--yes", **its), KeyMissing())
        assert not (hall.data_folder / DATABASE).exists()
        good(typing(hall, "restore", stick, "--yes", "--recovery-code", typed=code + "\n", **its))
        with logged_in(its):
            everything_is_there(hall, draft)


def test_new_keys_for_everything_and_the_earlier_backup_still_comes_back(hall: Hall, draft: UUID) -> None:
    code = make_code(hall)[1]
    stick = hall.folder / "stick"
    stick.mkdir()
    good(counter_app(hall, "backup", "--to", stick))
    before = history_of(hall.data_folder, SystemKeyChain()).current
    files = {path: path.read_bytes() for path in (hall.data_folder / VAULT).rglob("*") if path.is_file()}
    assert files
    told = good(counter_app(hall, "keys", "rotate"))
    assert f"{len(files)} tệp giấy tờ" in told
    after = history_of(hall.data_folder, SystemKeyChain())
    assert after.current.store != before.store
    assert not after.resealing
    assert not fits(hall.data_folder / DATABASE, before.store)
    assert all(path.read_bytes() != data for path, data in files.items())
    everything_is_there(hall, draft)
    good(typing(hall, "keys", "unlock", typed=code + "\n"))
    good(counter_app(hall, "restore", stick, "--yes"))
    assert fits(hall.data_folder / DATABASE, after.current.store)
    everything_is_there(hall, draft)


def test_while_the_window_is_open_nothing_is_changed(hall: Hall, draft: UUID) -> None:
    with hall.open():
        for words in (("recovery",), ("rotate",)):
            refused_with(counter_app(hall, "keys", *words), CloseTheWindow())


def test_without_a_key_ring_nothing_is_bound_and_nothing_lost(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    code = make_code(hall)[1]
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'no-bus'}"}
    refused(typing(hall, "keys", "unlock", typed=code + "\n", **nowhere), NoKeyring())
    everything_is_there(hall, draft)


def test_a_damaged_slots_file_is_named_and_the_backup_s_copy_mends_it(hall: Hall, draft: UUID) -> None:
    stick = hall.folder / "stick"
    stick.mkdir()
    good(counter_app(hall, "backup", "--to", stick))
    slots = hall.data_folder / SLOTS
    slots.write_bytes(slots.read_bytes()[:200])
    refused_with(counter_app(hall, "sync", "--once"), KeySlotsDamaged(why="truncated"))
    shutil.copy(next(stick.glob(f"*/*/{SLOTS}")), slots)
    everything_is_there(hall, draft)


# --- the province ----------------------------------------------------------------------------------------


def test_the_province_opens_a_store_for_one_pc_once(hall: Hall, draft: UUID, tmp_path: Path) -> None:
    refused_with(counter_app(hall, "keys", "province"), BadSettings(entry="province.recovery_key", file="site.toml"))
    told = good(counter_app(hall, "keys", "province", "--new-pair"))
    public = re.search(r'recovery_key = "(.+)"', told)
    assert public is not None
    private = told.splitlines()[-1]
    text = hall.settings_file.read_text("utf-8")
    hall.settings_file.write_text(text.replace("[province]", f'[province]\nrecovery_key = "{public[1]}"'), "utf-8")
    good(counter_app(hall, "keys", "province"))
    request, answer = tmp_path / "request.json", tmp_path / "answer.json"
    with running_keyring(tmp_path / "another") as profile, running_keyring(tmp_path / "third") as third:
        its = profile.environment
        good(counter_app(hall, "keys", "province", "--request", request, **its))
        good(typing(hall, "keys", "province", "--answer", request, answer, typed=private + "\n"))
        unlock = ("keys", "unlock", "--province-answer", answer)
        refused(counter_app(hall, *unlock, **third.environment), BadProvinceAnswer())
        good(counter_app(hall, *unlock, **its))
        refused(counter_app(hall, *unlock, **its), BadProvinceAnswer())  # once
        with logged_in(its):
            everything_is_there(hall, draft)
    wrong = typing(hall, "keys", "province", "--answer", request, answer, typed="AAAA\n")
    assert wrong.returncode == 1
    assert private not in answer.read_text() + request.read_text()
