"""The first start without a question: IT's one answer file becomes this PC's settings, a one-time code its log-in."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from . import guarded
from .config import SITE_FILE, Settings, files_named, read_settings, settings_folder
from .domain.errors import BadSettings
from .ports import KeyChain
from .updates.publisher import is_root
from .wiring.line import PROVINCE_SECRET, own_certificate

_FOLDERS = frozenset({"hall.clips"})
_CERTIFICATES = frozenset({"province.ca_file", "province.certificate", "updates.ca_file", "site.ca_file"})


def set_up(answers: Path) -> Settings:
    """Checks `answers` as this PC's settings, then puts it and the files that it names where the program looks.

    Raises BadSettings, also where it names no counter for this PC, where a file that it names is not what it is to be,
    and, for an administrator, where others could change what lies there; then nothing was put.
    """
    found = read_settings(site=answers)
    named = {entry: answers.parent / raw for entry, raw in _named(answers).items()}
    for entry, file in named.items():
        _check(entry, file)
    folder = settings_folder()
    try:
        guarded.take(folder)
        guarded.refuse_open(folder, {SITE_FILE, *(file.name for file in named.values())})
        for file in named.values():
            _put(file, folder / file.name)
        _put(answers, folder / SITE_FILE)
    except OSError as error:
        raise BadSettings(type(error).__name__, entry="", file=SITE_FILE, why="unwritable") from error
    return found


def enrol(settings: Settings, code: str, chain: KeyChain) -> None:
    """The secret of this counter comes from the province and stays in the key ring. Raises what `sync.enrolment.enrol`
    raises, NoKeyring."""
    from sync.enrolment import enrol

    province = settings.province
    code = "".join(code.split()).upper()
    secret = enrol(
        *(province.base_url, code, settings.unit.code, settings.counter.code),
        ca_file=province.ca_file,
        proxy=province.proxy or None,
        certificate=own_certificate(province, chain),
    )
    chain.set(PROVINCE_SECRET, secret.encode())


def _named(answers: Path) -> dict[str, str]:
    """Entry (`updates.root`) to the file or folder beside the answers."""
    raw = tomllib.loads(answers.read_text("utf-8-sig"))
    return {f"{table}.{name}": raw[table][name] for table, name in files_named(raw)}


def _check(entry: str, file: Path) -> None:
    """Raises BadSettings: a wrong one would be found out only when the province or an update is first asked."""
    try:
        if file.is_dir() and entry in _FOLDERS:
            return
        data = file.read_bytes()
        if entry in _FOLDERS:
            raise NotADirectoryError
    except OSError as error:
        raise BadSettings("not there", entry=entry, file=file.name, why="unreadable") from error
    if entry == "updates.root" and not is_root(data):
        raise BadSettings("no key file", entry=entry, file=file.name, why="no-root")
    if entry in _CERTIFICATES:
        try:
            load_pem_x509_certificates(data)
        except ValueError as error:
            raise BadSettings("no certificate", entry=entry, file=file.name, why="no-certificate") from error


def _put(source: Path, to: Path) -> None:
    """Whole or not at all; readable by every clerk of this PC."""
    beside = to.with_name(f".{to.name}.new")  # not tempfile's: on Windows it keeps others out, also of what is moved on
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        new = beside / "new"
        if source.is_dir():
            shutil.copytree(source, new)
        else:
            shutil.copyfile(source, new)
        for path in (new, *new.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        if to.is_dir():
            to.rename(beside / "old")
        new.replace(to)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
