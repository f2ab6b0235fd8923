"""A cold start against the smallest PySide6 window: `python tests/bench/bench_start.py`.

From the start of the process until the log-in field has taken a key: the program as the launcher starts it, its store
there and full, its key in a real key ring. Before each start what the system keeps of files in memory is dropped where
this account may (root); else the starts are warm, and that is said. The smallest window's field takes the same key.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.figures import Row, in_turns, outcome, say, table  # noqa: E402

REACH = 2.0
ROUNDS = 7
_PATIENCE = 60  # seconds until a start has failed
_DROP = Path("/proc/sys/vm/drop_caches")
_PROBE = """
import sys, threading, time
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
def probe(app):
    def look():
        field = app.focusWidget()
        if not (isinstance(field, QLineEdit) and field.isVisible() and app.activeWindow() is not None):
            for window in app.topLevelWidgets():  # no window manager gives it the keys
                window.activateWindow()
            QTimer.singleShot(2, app, look)
            return
        app.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n"))
        print("taken" if field.text() == "n" else "LOST", time.monotonic(), flush=True)
    QTimer.singleShot(0, app, look)
threading.Timer(PATIENCE, lambda: print("nothing", flush=True)).start()
"""
_SMALLEST = """
app = QApplication(sys.argv)
field = QLineEdit(); field.resize(1366, 768); field.show(); field.activateWindow(); field.setFocus()
probe(app)
app.exec()
"""
_PROGRAM = """
import ui.qt_application as house
made = house.application
def application(arguments=None):
    before = QApplication.instance()
    app = made(arguments)
    if before is None:
        probe(app)
    return app
house.application = application
from counter_app.__main__ import main
sys.exit(main([]))
"""
SETTINGS = """
[unit]
code = "H13.507"
name = "Phường Kiểm Thử"
parent = "Ủy ban nhân dân phường"
place = "Cần Thơ"
[province]
base_url = "http://127.0.0.1:9"
client_id = "Q01"
[counter]
code = "Q01"
site = "sanh-1"
"""


def cold() -> bool:
    """Files read before are read anew. False: this account may not ask for that."""
    try:
        _DROP.write_text("3\n")
    except OSError:
        return False
    return True


def seconds_until_a_key_is_taken(code: str) -> float:
    cold()
    began = time.monotonic()
    command = [sys.executable, "-c", _PROBE.replace("PATIENCE", str(_PATIENCE)) + code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        told = next((line for line in window.stdout if line.startswith(("taken", "LOST", "nothing"))), "nothing")
        window.kill()
        why = f"{told.strip()}, {window.wait()}"
    if not told.startswith("taken"):
        raise SystemExit(f"the window took no key: {why}")
    return float(told.split()[1]) - began


def open_store() -> None:
    """The first start's work is done on another day."""
    for words, typed in ((["sync", "--once"], ""), (["people", "first", "thu", "Người Thử"], "mat-khau-kiem-thu\n")):
        command = [sys.executable, "-m", "counter_app", *words]
        subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)


def main() -> int:
    """Prints the row; 1 when it is not reached."""
    home = Path(os.environ["HOME"])
    (home / "quay-mot-cua").mkdir()
    (home / "quay-mot-cua/site.toml").write_text(SETTINGS)
    os.environ["XDG_CONFIG_DIRS"] = str(home)  # where IT's settings are
    open_store()
    say("  cold: caches are dropped before each start" if cold() else "  WARM starts: root alone may drop caches")
    works = {
        "smallest window": lambda: 1000 * seconds_until_a_key_is_taken(_SMALLEST),
        "counter": lambda: 1000 * seconds_until_a_key_is_taken(_PROGRAM),
    }
    measured = in_turns(works, ROUNDS, warm=1)
    table(measured)
    Row("window usable after a start", median(measured["counter"]), median(measured["smallest window"]), REACH).say()
    return outcome()


def _with_screen_and_key_ring() -> int:
    """The same again where a display and a key ring of their own answer, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]
        command = ["tools/with_keyring.sh", f"{home}/ring", *screen, sys.executable, __file__, "inside"]
        left_out = ("DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_DATA_HOME")
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        return subprocess.run(command, cwd=ROOT, env={**environment, "HOME": home}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main() if sys.argv[1:] == ["inside"] else _with_screen_and_key_ring())
