"""The first start without a question: IT's one answer file becomes this PC's settings, a one-time code its log-in."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from .bootstrap import PROVINCE_SECRET, own_certificate
from .config import SITE_FILE, Settings, files_named, read_settings, settings_folder
from .domain.errors import BadSettings
from .ports import KeyChain


def set_up(answers: Path) -> Settings:
    """Checks `answers` as this PC's settings, then puts it and the files that it names where the program looks.

    Raises BadSettings, also where it names no counter for this PC; then nothing was changed.
    """
    found = read_settings(site=answers)
    named = [answers.parent / raw for raw in _files(answers)]
    for file in named:
        if not file.is_file():
            raise BadSettings("not there", entry="", file=file.name, why="unreadable")
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in named:
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


def _files(answers: Path) -> list[str]:
    raw = tomllib.loads(answers.read_text("utf-8-sig"))
    return [raw[table][name] for table, name in files_named(raw)]


def _put(source: Path, to: Path) -> None:
    """Whole or not at all; readable by every clerk of this PC."""
    handle, name = tempfile.mkstemp(dir=to.parent)
    os.close(handle)
    shutil.copyfile(source, name)
    Path(name).chmod(0o644)
    Path(name).replace(to)
