"""docs/onsite-device-check.md says what the program does: its commands can be typed, what it names is there, and the
report that it asks for holds what it says."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from counter_app.shell.grammar import arguments_of
from counter_app.use_cases import report_devices

ROOT = Path(__file__).resolve().parents[2]
CHECK = (ROOT / "docs" / "onsite-device-check.md").read_text("utf-8")
DEVICES = CHECK.partition("## Two minutes")[0]
COMMANDS = sorted(set(re.findall(r"`counter-app (self-check [^`]+)`", DEVICES)))


def said_by(*rooms: str) -> str:
    return "\n".join(path.read_text("utf-8") for room in rooms for path in sorted((ROOT / room).rglob("*.py")))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_check_can_be_typed(command: str) -> None:
    given = arguments_of(shlex.split(command))
    assert given.devices
    assert given.report is not None


def test_the_check_has_both_commands_and_every_step_of_the_first_ten_minutes() -> None:
    assert len(COMMANDS) == 2
    steps = [int(number) for number in re.findall(r"^\| (\d+) \|", DEVICES, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))


def test_the_kinds_of_paper_that_the_check_chooses_come_with_the_program() -> None:
    shipped = tomllib.loads((ROOT / "resources" / "settings.toml").read_text("utf-8"))
    names = {profile["name"] for profile in shipped["scanner"]["profiles"]}
    chosen = set(re.findall(r"profile \*([^*]+)\*", CHECK))
    assert chosen
    assert chosen <= names
    assert "addresses" in shipped["scanner"], "where a scanner that does not announce itself is written down"


def test_what_the_check_calls_good_is_what_the_screens_say() -> None:
    screens = said_by("ui")
    quoted = {words for words in re.findall(r'"([^"\n]*)"', CHECK) if re.search("[à-ỹ]", words)}
    assert {"Quét thử được", "đang bận"} <= quoted
    assert [words for words in quoted if words.casefold() not in screens.casefold()] == []


def test_every_key_of_the_check_is_a_key_of_the_program() -> None:
    keys = (ROOT / "docs" / "keys.md").read_text("utf-8") + said_by("ui")
    named = set(re.findall(r"\b(?:(?:Ctrl|Alt|Shift)\+)+\w+|\bF\d+\b", CHECK))
    assert {"F5", "Ctrl+F5", "Ctrl+Shift+F5", "Alt+7"} <= named
    assert [key for key in named if key not in keys] == []


def test_the_report_has_the_fields_that_the_check_looks_at() -> None:
    reported = Path(report_devices.__file__).read_text("utf-8")
    known = {field.name for field in fields(report_devices.FolderState)}
    assert "reachable" in known
    assert '"page_found"' in reported
    assert '"faults"' in reported
