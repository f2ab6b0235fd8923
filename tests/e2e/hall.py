"""One commune's hall with real parts at every border: scanner, print server, key ring, province, settings file.

`Hall.open()` is the counter in this process; `Hall.environment` and `Hall.settings_file` are what a child process
needs to be the same counter.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counter_app.bootstrap import Application
from counter_app.config import Settings, read_settings
from counter_app.keychain import SystemKeyChain
from counter_app.wiring.line import PROVINCE_SECRET
from tests.services.cups import QUEUE, CupsSite
from tests.services.keyring import KeyringDaemon
from tests.services.sandbox import SECRET, Sandbox
from tests.services.sane import FEEDER, SaneSite
from tests.staff import NGUYET, sit_down

COUNTER = "Q01"
UNIT = "H13.507"
CLERK = NGUYET.name


@dataclass
class Hall:
    folder: Path
    sandbox: Sandbox
    sane: SaneSite
    cups: CupsSite
    keyring: KeyringDaemon

    @property
    def settings_file(self) -> Path:
        return self.folder / "machine.toml"

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """Of a child process that is this counter."""
        return {
            **os.environ,
            **self.keyring.environment,
            **self.sane.environment,
            **self.cups.environment,
            "QT_QPA_PLATFORM": "offscreen",
        }

    def settings(self) -> Settings:
        return read_settings(self.settings_file)

    @contextmanager
    def open(self) -> Iterator[Application]:
        application = Application(self.settings(), SystemKeyChain())
        sit_down(application)
        try:
            yield application
        finally:
            application.close()


def furnish(folder: Path, sandbox: Sandbox, sane: SaneSite, cups: CupsSite, keyring: KeyringDaemon) -> Hall:
    """Writes what IT writes on a new PC: the settings file, and the province's secret into the key ring."""
    hall = Hall(folder, sandbox, sane, cups, keyring)
    hall.settings_file.write_text(_settings(hall), "utf-8")
    SystemKeyChain().set(PROVINCE_SECRET, SECRET.encode())
    return hall


def _settings(hall: Hall) -> str:
    def quoted(text: object) -> str:
        return json.dumps(str(text), ensure_ascii=False)

    return f"""
data_folder = {quoted(hall.data_folder)}

[unit]
code = {quoted(UNIT)}
name = "Trung tâm Phục vụ hành chính công phường Sóc Trăng"
parent = "Ủy ban nhân dân phường Sóc Trăng"
place = "Sóc Trăng"

[counter]
code = {quoted(COUNTER)}

[province]
base_url = {quoted(hall.sandbox.url)}
client_id = {quoted(COUNTER)}
timeout = 5.0

[scanner]
device = {quoted(FEEDER)}
search_network = false

[printers]
receipt = {quoted(QUEUE)}
ticket = {quoted(QUEUE)}
"""
