"""`counter-app` in any shell: another encoding, a closed or full output, names that break lines, and the secret."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain.errors import NoCodeFound, NotACitizenCard, NotAnImage, SecretMissing
from counter_app.keychain import SystemKeyChain
from counter_app.shell import grammar, verbs
from counter_app.wiring.line import PROVINCE_SECRET, province_secret
from tests.services.keyring import KeyringDaemon
from ui.messages import sentence

_ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "counter_app"]
_ASCII = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}


def shell(line: str, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`"$@"` in `line` is counter-app with `words`."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, "bash", *_COMMAND, *words],
        cwd=_ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
    )


@pytest.fixture
def no_card(tmp_path: Path) -> Path:
    path = tmp_path / "thẻ căn cước.png"
    path.write_text("no picture at all")
    return path


def test_a_shell_without_vietnamese_letters_gets_them_in_utf_8(no_card: Path) -> None:
    done = shell('"$@"', "read-card", "--json", no_card, **_ASCII)
    assert json.loads(done.stdout.decode())[0]["image"] == str(no_card)
    why = NotAnImage(why="format", file=no_card.name)
    assert done.stderr.decode() == f"counter-app: {sentence(why, desk=False)}\n"
    assert done.returncode == 1


def test_help_is_in_vietnamese_in_any_shell() -> None:
    for words in (["--help"], ["read-card", "--help"], ["province-secret", "--help"]):
        done = shell('"$@"', *words, **_ASCII)
        assert done.returncode == 0
        told = done.stdout.decode()
        assert told.startswith("cách dùng: counter-app")
        assert "--settings" in told
        assert not {"usage:", "options:", "positional"} & set(told.split())


def test_a_reader_that_has_heard_enough_is_no_fault(no_card: Path) -> None:
    for words in (["--help"], ["read-card", "--json", no_card]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*_COMMAND, *words], cwd=_ROOT, stdout=writer, stderr=subprocess.PIPE, timeout=60)
        os.close(writer)
        assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_one_sentence(no_card: Path, where: str) -> None:
    done = shell(f'"$@" {where}', "read-card", "--json", no_card)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("counter-app: Không ghi được kết quả")
    assert len(done.stderr.splitlines()) == 1


def test_nowhere_to_complain_leaves_the_exit_code(no_card: Path) -> None:
    for where in ("2>/dev/full", "2>&-"):
        assert shell(f'"$@" {where}', "read-card", no_card).returncode == 1
        assert shell(f'"$@" {where}', "no-such-command").returncode == 2


def test_a_line_s_end_in_a_file_s_name_breaks_no_line(tmp_path: Path) -> None:
    odd = tmp_path / "a\n\tb.png"
    odd.write_text("no picture at all")
    raw = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png")
    done = shell('"$@"', "read-card", odd, raw)
    assert len(done.stdout.splitlines()) == len(done.stderr.splitlines()) == 2
    assert [len(line.split(b"\t")) for line in done.stdout.splitlines()] == [3, 3]
    assert json.loads(shell('"$@"', "read-card", "--json", raw).stdout)[0]["image"] == raw


@pytest.mark.parametrize(
    ("warning", "error"),
    [("no-code-found", NoCodeFound), ("not-a-citizen-card", NotACitizenCard), ("not-an-image:empty", NotAnImage)],
)
def test_each_cause_of_an_unread_card_has_its_own_error(warning: str, error: type[Exception]) -> None:
    assert type(verbs.why_unread({"found": False, "image": "a.png", "warnings": [warning]})) is error
    assert verbs.why_unread({"found": True, "image": "a.png", "warnings": []}) is None


def test_settings_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    for words in (
        ["--settings", tmp_path / "no.toml", "sync", "--once"],
        ["sync", "--once", "--settings", tmp_path / "no.toml"],
    ):
        assert grammar.arguments_of([str(word) for word in words]).settings == tmp_path / "no.toml"
    assert grammar.arguments_of(["sync", "--once"]).settings is None


# --- the province's secret ---------------------------------------------------------------------------------


def test_it_puts_the_province_s_secret_into_the_key_ring(system_keyring: KeyringDaemon) -> None:
    with pytest.raises(SecretMissing):
        province_secret(SystemKeyChain())
    for typed in (b"M\xe1\xba\xadt kh\xe1\xba\xa9u\n", b"\xef\xbb\xbfM\xe1\xba\xadt kh\xe1\xba\xa9u\r\nsecond line\n"):
        SystemKeyChain().set(PROVINCE_SECRET, b"last year's")
        done = subprocess.run([*_COMMAND, "province-secret"], cwd=_ROOT, input=typed, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "khẩu" not in done.stdout.decode().replace("mật khẩu", "")
        assert province_secret(SystemKeyChain()) == "Mật khẩu"


@pytest.mark.parametrize("typed", [b"", b"\n", b"\xff\xfe\n", b"x" * 513])
def test_what_is_no_secret_leaves_the_one_that_is_kept(system_keyring: KeyringDaemon, typed: bytes) -> None:
    SystemKeyChain().set(PROVINCE_SECRET, b"kept")
    done = subprocess.run([*_COMMAND, "province-secret"], cwd=_ROOT, input=typed, capture_output=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("counter-app: Chưa cất mật khẩu.")
    assert province_secret(SystemKeyChain()) == "kept"


def test_a_secret_that_nobody_stored_is_told_as_such_and_not_as_a_refusal_by_the_province() -> None:
    told = sentence(SecretMissing(), desk=False)
    assert "counter-app province-secret" in told
    assert "từ chối" not in told
