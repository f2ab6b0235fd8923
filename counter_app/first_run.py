"""What the first start's steps do (`ui.first_start`): settings from what is typed or from IT's file, devices, first
person, recovery code. The counter is opened when a step needs it, and handed on to the window."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import bootstrap, guarded
from .bootstrap import Application
from .config import MACHINE_FILE, SITE_FILE, Settings, settings_folder
from .domain.card import parse_card
from .domain.errors import BadSettings, NoCamera, NoScanner, PrinterRefused
from .keychain import SystemKeyChain
from .pass_words import Argon2PassWords
from .ports import JobState, RecoverySheet
from .set_up import enrol, set_up
from .use_cases.first_person import LetInFirst
from .use_cases.keep_keys import KeepKeys
from .use_cases.session import SHELL, Session
from .wiring import devices, unit

_OURS = "# Do cửa sổ “máy mới” của Quầy Một Cửa ghi; sửa được, chương trình không ghi đè tệp của CNTT.\n"
_NO_PROVINCE = "https://chua-gan-tinh.invalid"  # put off: the line is down, and reception works without one
_SITE, _MACHINE = ("unit", "province"), ("counter",)
_PATIENCE = 20.0  # seconds that a test page is waited for


class FirstRun:
    """Fulfils `ui.first_start.view_model.Steps`. `application`: the one that is open; None: none is yet. `folder`:
    where the settings lie."""

    def __init__(self, application: Application | None = None, folder: Path | None = None) -> None:
        self.application = application
        self._folder = folder or settings_folder()
        self._typed: dict[str, str] = {}

    def known(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for file in (SITE_FILE, MACHINE_FILE):
            found |= _flat(_read(self._folder / file))
        with suppress(BadSettings):  # IT's file names the counters of many PCs
            found["counter.code"] = self.settings().counter.code
        if found.get("province.base_url") == _NO_PROVINCE:
            del found["province.base_url"]
        return {**found, **self._typed}

    def done(self) -> frozenset[str]:
        known = self.known()
        done = {step for step, entry in (("unit", "unit.name"), ("counter", "counter.code")) if known.get(entry)}
        if known.get("province.base_url"):
            done.add("province")
        if self.application is not None:
            with self.application.store.read() as work:
                if work.people.version() is not None or work.people.accounts():
                    done.add("person")
            if self.application.keys.status().has("recovery"):
                done.add("recovery")
        return frozenset(done)

    def take_answers(self, file: Path) -> None:
        set_up(file)

    def settle(self, step: str, values: Mapping[str, str]) -> str:
        if step in ("unit", "counter", "province"):
            self._typed |= {name: text.strip() for name, text in values.items() if "." in name}
            self._write()
            code = values.get("code", "").strip()
            if step != "province" or not code:
                return "Đã lưu."
            enrol(self.settings(), code, SystemKeyChain())
            return "Đã gắn quầy với tỉnh; mật khẩu của quầy nằm trong két khóa."
        if step == "devices":
            return self._card(values.get("card", ""))
        if step == "person":
            return self._let_in(values)
        return ""

    def put_off(self, step: str) -> None:
        if step == "province" and not self.known().get("province.base_url"):
            self._typed.setdefault("province.base_url", _NO_PROVINCE)
            self._write()
            del self._typed["province.base_url"]

    def settings(self) -> Settings:
        """Raises BadSettings."""
        from .config import read_settings

        site, machine = self._folder / SITE_FILE, self._folder / MACHINE_FILE
        return read_settings(machine if machine.is_file() else None, site if site.is_file() else None)

    def opened(self) -> Application:
        """Raises BadSettings, and what opening the store raises."""
        if self.application is None:
            self.put_off("province")
            self.application = bootstrap.build(self.settings())
        return self.application

    # --- devices ---------------------------------------------------------------------------------------

    def try_out(self, device: str) -> str:
        return {"scanner": self._scanner, "camera": self._camera, "printer": self._printer}[device]()

    def _scanner(self) -> str:
        """Raises NoScanner and a leaf of ScannerFault."""
        scanners = replace(self.opened().desk.scanners, session=Session(SHELL))
        found = next(iter(scanners.scanner.list()), None)
        if found is None:
            raise NoScanner
        page = scanners.try_out(found.id)
        if page is None:
            raise NoScanner
        faults = " Trang chưa đạt: mờ, tối hoặc lệch." if page.faults else ""
        return f"{found.name}: {page.width}×{page.height} điểm, {page.dpi} dpi, {page.seconds:.1f} giây.{faults}"

    def _camera(self) -> str:
        """Raises NoCamera."""
        beside = devices.devices_beside(self.opened().settings.camera)
        if not beside.cameras:
            raise NoCamera
        return f"Máy chụp: {', '.join(camera.name for camera in beside.cameras)}."

    def _printer(self) -> str:
        """Raises a leaf of PrinterFault."""
        from .paperwork.papers import Papers

        application = self.opened()
        counter, printers = application.counter, application.desk.printers
        pdf = Papers(mark=application.mark).test_page(application.store.clock.now())
        job = printers.print(pdf, "trang-in-thu", counter.receipt_printer, counter.receipt_media)
        end = time.monotonic() + _PATIENCE
        on_the_way = (JobState.PENDING, JobState.PRINTING)
        while job.state in on_the_way and time.monotonic() < end:
            time.sleep(0.5)
            job = printers.state(job)
        if job.state in (JobState.STOPPED, JobState.CANCELLED):
            raise PrinterRefused("test page", printer=job.printer, reason=job.state.value)
        done = "đã in xong" if job.state is JobState.DONE else "đã gửi: nhìn giấy ra"
        return f"{job.printer}: {done}."

    def _card(self, text: str) -> str:
        """Nothing of it is kept. Raises NotACitizenCard."""
        if not text.strip():
            return "Để sau."
        parse_card(text)
        return "Đầu đọc thẻ đọc đúng thẻ căn cước, đủ dấu."

    # --- people and keys -------------------------------------------------------------------------------

    def _let_in(self, values: Mapping[str, str]) -> str:
        """Raises AccountsKnown, BadFirstPerson."""
        application = self.opened()
        store, counter = application.store, application.counter
        let_in = LetInFirst(store, store.clock, counter, Session(SHELL), Argon2PassWords())
        let_in(values["user_name"], values["name"], values["pass_word"])
        return "Đã tạo tài khoản đầu tiên."

    def draw_code(self) -> RecoverySheet:
        return self._keys().draw_code()

    def print_code(self, sheet: RecoverySheet) -> None:
        self._keys().print(sheet)

    def keep_code(self, sheet: RecoverySheet) -> None:
        self._keys().keep_code(sheet.code)

    def _keys(self) -> KeepKeys:
        application = self.opened()
        printers = application.desk.printers
        settings, store = application.settings, application.store
        return unit.key_keeping(settings, store, application.keys, Session(SHELL), printers, application.mark)

    # --- files -----------------------------------------------------------------------------------------

    def _write(self) -> None:
        """Site and machine apart, as IT would. A file of IT's own is left as it is."""
        for file, tables in ((SITE_FILE, _SITE), (MACHINE_FILE, _MACHINE)):
            path = self._folder / file
            typed = {name: text for name, text in self._typed.items() if name.split(".")[0] in tables and text}
            if not typed:
                continue
            if path.is_file() and not path.read_text("utf-8-sig").startswith(_OURS):
                known = _flat(_read(path))
                if any(known.get(name) != text for name, text in typed.items()):
                    raise BadSettings("IT's own file", entry=next(iter(typed)), file=file, why="unwritable")
                continue
            try:
                guarded.make(self._folder)
                beside = path.with_suffix(".new")
                beside.write_text(_OURS + _toml({**_flat(_read(path)), **typed}), "utf-8")
                beside.chmod(0o644)
                beside.replace(path)
            except OSError as error:
                raise BadSettings(type(error).__name__, entry="", file=file, why="unwritable") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _flat(raw: Mapping[str, Any]) -> dict[str, str]:
    """`unit.name` and so on; what is no text is none of ours."""
    tables = ((table, held) for table, held in raw.items() if isinstance(held, dict))
    return {f"{table}.{name}": text for table, held in tables for name, text in held.items() if isinstance(text, str)}


def _toml(values: Mapping[str, str]) -> str:
    """A JSON string of printable text is a TOML string as well."""
    tables: dict[str, list[str]] = {}
    for name, text in values.items():
        table, _, entry = name.partition(".")
        tables.setdefault(table, []).append(f"{entry} = {json.dumps(text, ensure_ascii=False)}\n")
    return "\n".join(f"[{table}]\n{''.join(lines)}" for table, lines in tables.items())
