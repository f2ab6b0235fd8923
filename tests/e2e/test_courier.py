"""A week without a line, as IT types it: keys told once, a stick there and back, a catalogue with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.e2e.command_line import Done, counter_app
from tests.e2e.hall import Hall
from tests.e2e.test_restore import _a_day, _good

_ROOT = Path(__file__).parents[2]


def carry(hall: Hall, *arguments: str | Path) -> Done:
    command = [sys.executable, "-m", "sync.sandbox.carry", "--url", hall.sandbox.url, *map(str, arguments)]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=60)


def test_a_stick_goes_to_the_province_and_comes_back_with_its_word(hall: Hall) -> None:
    stick = hall.folder / "usb"
    stick.mkdir()
    _a_day(hall, range(1, 3), sync=False)
    lines = _good(carry(hall, "keys")).splitlines()[1:]
    settings = hall.settings_file.read_text("utf-8").replace("[province]", "\n".join(["[province]", *lines]))
    hall.settings_file.write_text(settings, "utf-8")
    known_by = _good(counter_app(hall, "courier", "key")).splitlines()[-1].split()
    _good(carry(hall, "trust", *known_by))

    assert "Đã ghi 2 tin" in _good(counter_app(hall, "courier", "export", stick))
    assert ": done" in _good(carry(hall, "import", stick))
    assert "tỉnh xác nhận 2 tin" in _good(counter_app(hall, "courier", "import", stick))
    assert len(hall.sandbox.holdings().dossiers) == 2
    _good(carry(hall, "catalogue", stick))
    (catalogue,) = stick.glob("danh-muc_*.json")
    with hall.open() as application:
        assert application.exchange().waiting == 0  # the line is back, and has nothing to add
        assert application.desk.catalogue.files.read(catalogue).signed
