"""Nothing of a person and no secret stands outside the encrypted store, whatever happens on that day: every byte that
was written is looked through, in files that are left and in files that are gone.

Not searched: what is meant to be read. Paper (the print system's spool and what came out), the pages on the citizen's
side (the scanner's tray, the clerk's own files), the province.
"""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from counter_app.domain.recovery_code import RecoveryCode
from counter_app.journal import FILE
from counter_app.keychain import SystemKeyChain
from local_db.open_store import DATABASE
from local_db.unlocking import history_of, private_of
from tests.e2e.command_line import counter_app, make_code
from tests.e2e.hall import Hall
from tests.e2e.marked_day import CARD, MARKED, NAME, NUMBER
from tests.e2e.needles import forms, found_below, found_in
from tests.pages import as_pnm, make_page
from tests.services.sandbox import SECRET

_ROOT = Path(__file__).parents[2]
_RUN = 48

Secrets = dict[str, str | bytes]


@dataclass
class Pc:
    """Where a program of this counter could leave something: all of it below the hall's folder."""

    hall: Hall
    papers: Path
    recording: Path
    disk: Mapping[str, str]

    def day(self, end: str) -> tuple[subprocess.CompletedProcess[bytes], Secrets]:
        """A day that ends so; what was said, and what else must stand nowhere."""
        self.hall.sane.feed([as_pnm(make_page(seed, dpi=100)) for seed in (31, 32)])
        where = [self.hall.folder, self.recording, self.papers]
        died = subprocess.run(
            [sys.executable, "-m", "tests.e2e.marked_day", *map(str, where), end],
            env={**self.hall.environment, **self.disk, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"},
            cwd=self.hall.folder / "cwd",
            capture_output=True,
        )
        assert died.returncode == -(signal.SIGABRT if end == "abort" else signal.SIGKILL), died.stderr.decode()
        told = json.loads(died.stdout.splitlines()[-1])
        return died, {name: bytes.fromhex(secret) for name, secret in told.items()}

    def found(self, secrets: Secrets) -> list[str]:
        return [*found_below(self.hall.folder, secrets), *found_in(self.recording.read_bytes(), secrets)]


@pytest.fixture
def pc(
    hall: Hall,
    tmp_path_factory: pytest.TempPathFactory,
    watched_disk: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Pc:
    for name in ("tmp", "cwd", "stick", "config"):
        (hall.folder / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(hall.folder / "tmp"))  # of the children; this process has its own already
    monkeypatch.setenv("XDG_CONFIG_HOME", str(hall.folder / "config"))  # where Qt keeps what a file chooser saw
    papers = tmp_path_factory.mktemp("papers") / f"{NAME} {NUMBER}"
    papers.mkdir()
    for seed, kind in ((41, "jpg"), (42, "pdf")):
        Image.fromarray(make_page(seed, dpi=100)).save(papers / f"{NAME}.{kind}")
    return Pc(hall, papers, tmp_path_factory.mktemp("recording") / "log", watched_disk)


def paper_runs(pc: Pc) -> Secrets:
    """A run of bytes of each paper, as it came."""
    files = {path.suffix: path.read_bytes() for path in sorted(pc.papers.iterdir())}
    scanned = {f"scan {seed}": as_pnm(make_page(seed, dpi=100)) for seed in (31, 32)}
    return {name: data[len(data) // 2 :][:_RUN] for name, data in {**files, **scanned}.items()}


def the_code(words: str) -> Secrets:
    """What stands on the printed sheet, in parts too, and what follows from it."""
    each = tuple(words.split())
    code = RecoveryCode(each)
    parts = {f"recovery words from {at}": " ".join(each[at : at + 5]) for at in range(0, len(each), 5)}
    return {**parts, "recovery QR": code.qr_text, "recovery secret": code.secret, "recovery key": private_of(code)}


@pytest.mark.parametrize("end", ["abort", "kill"])
def test_whatever_happens_on_a_day_nothing_readable_is_left(pc: Pc, end: str) -> None:
    died, secrets = pc.day(end)
    secrets |= MARKED | paper_runs(pc) | {"province's secret": SECRET}
    assert (pc.hall.data_folder / f"{DATABASE}-wal").stat().st_size, "the log is searched as well"
    assert pc.found(secrets) == []
    assert found_in(died.stderr, secrets) == [], "the last words of a program that died"
    assert not [*(pc.hall.folder / "cwd").iterdir()], "a dump"
    assert not [*(pc.hall.folder / "tmp").iterdir()], "a temporary file"
    journal = (pc.hall.data_folder / FILE).read_text("utf-8")
    assert journal.count("uncaught") == 1, "what broke is said"
    if end == "abort":
        assert b"Fatal Python error: Aborted" in died.stderr


def test_nor_do_commands_leave_any_of_it(pc: Pc) -> None:
    """Recovery code, export, backup, new keys, self-check, a damaged store and its rescue, settings that are broken."""
    _, secrets = pc.day("kill")
    secrets |= MARKED | paper_runs(pc) | {"province's secret": SECRET}
    hall, stick = pc.hall, pc.hall.folder / "stick"
    said: list[str] = []

    def typed(*arguments: str | Path, code: int = 0) -> None:
        done = counter_app(hall, *arguments)
        assert done.returncode == code, done.stderr
        said.extend((done.stdout, done.stderr))

    _, words = make_code(hall)
    secrets |= the_code(words)
    days = ("--from", "01/01/2020", "--to", "31/12/2099")
    typed("audit", "export", *days, "--purpose", "thanh tra", "-o", hall.folder / "nhat-ky.jsonl")
    typed("backup", "--to", stick)
    typed("keys", "rotate")
    for nth, keys in enumerate(history_of(hall.data_folder, SystemKeyChain()).all):
        secrets |= {f"store's key {nth}": keys.store, f"vault's key {nth}": keys.vault}
    typed("vault", "check", "--read")
    typed("keys", "status")
    said.append(counter_app(hall, "self-check").stdout)
    typed("sync", "--once")
    database = hall.data_folder / DATABASE
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(bytes(8192))
    typed("rescue", "--to", stick)
    typed("restore", stick, "--yes")
    hall.settings_file.write_text(hall.settings_file.read_text("utf-8") + f'\n[scanner\nx = "{CARD}', "utf-8")
    typed("sync", "--once", code=1)
    hall.settings_file.unlink()  # IT's own file, in which the card was written on purpose
    assert pc.found(secrets) == []
    assert found_in("\n".join(said).encode(), secrets) == []


# --- the search itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [b"", b"-", b"--"])
def test_each_form_is_found_where_it_is_planted(tmp_path: Path, before: bytes) -> None:
    """Written here by other means than those of the search."""
    key = bytes(range(200, 232))
    name, escaped = "Thạch Đài", "Th\\u1ea1ch \\u0110\\u00e0i"
    planted: dict[str, tuple[str | bytes, bytes]] = {
        "composed UTF-8": (name, b"Th\xe1\xba\xa1ch \xc4\x90\xc3\xa0i"),
        "decomposed UTF-8": (name, b"Tha\xcc\xa3ch \xc4\x90a\xcc\x80i"),
        "composed UTF-16LE": (name, b"T\0h\0\xa1\x1ec\0h\0 \0\x10\x01\xe0\0i\0"),
        "without marks UTF-8": (name, b"Thach Dai"),
        "without marks, small UTF-8": (name, b"thach dai"),
        "capitals UTF-8": (name, "THẠCH ĐÀI".encode()),
        "run together UTF-8": (name, "ThạchĐài".encode()),
        "composed JSON": (name, escaped.encode()),
        "composed JSON, capitals": (name, escaped.replace("ea1", "EA1").replace("e0", "E0").encode()),
        "raw": (key, key),
        "raw hex": (key, "".join(f"{byte:02x}" for byte in key).encode()),
        "raw hex, capitals": (key, "".join(f"{byte:02X}" for byte in key).encode()),
        "composed hex": (NUMBER, "".join(f"{ord(digit):x}" for digit in NUMBER).encode()),
    }
    for form, (secret, data) in planted.items():
        (tmp_path / "file").write_bytes(b"\0\xff" + before + data + before)
        assert f"file: planted: {form}" in found_below(tmp_path, {"planted": secret}), form
    for secret in (NUMBER.encode(), key):
        for coded in (base64.b64encode, base64.urlsafe_b64encode):
            assert found_in(b'"' + coded(before + secret + b"more") + b'"', {"planted": secret}), coded


def test_a_name_in_a_file_s_name_and_a_key_in_a_dump_are_found(tmp_path: Path) -> None:
    (tmp_path / f"{NUMBER}.pdf").touch()
    assert found_below(tmp_path, {"planted": NUMBER})
    assert not found_below(tmp_path, {"planted": NAME})
    with pytest.raises(ValueError, match="too short"):
        forms("0912")
