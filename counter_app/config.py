"""Settings: typed, frozen, read once from TOML. Shipped < site < machine, entry by entry; never a secret.

The site file is the same on every PC of a unit, the machine file says what differs on this one. A wrong or
unknown entry stops the program with its name: a mistyped printer would be found out by thirty people waiting.
"""

# Long because: every entry that may be written stands in one place, beside the file that ships its defaults.

from __future__ import annotations

import json
import platform
import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from .domain.deadline import WorkingHours
from .domain.errors import BadSettings
from .domain.receipt import Unit
from .domain.standing_still import WHY, Patience
from .domain.viet_qr import BankAccount
from .places import MACHINE_FILE as MACHINE_FILE
from .places import PROGRAM_FOLDER as PROGRAM_FOLDER
from .places import SITE_FILE as SITE_FILE
from .places import default_data_folder as default_data_folder
from .places import settings_folder as settings_folder
from .ports import PaperSize, PaperSource, ScanProfile, ScanRequest

_IN_PCS = frozenset({"computer", "counter", "printers", "scanner", "camera"})
_OF_THIS_PC = frozenset({"counter"})  # tables that differ from PC to PC

_STRICT = ConfigDict(extra="forbid", strict=True)
_CounterCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,12}$")]
_Text = Annotated[str, StringConstraints(min_length=1)]
_Seconds = Annotated[float, Field(gt=0, le=600)]


def _web_address(text: str) -> str:
    """HTTPS, but for a server on this machine; no password in it. Without the last slash."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not a web address")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("an address carries no user, password or query")
    if parts.scheme == "http" and not _this_machine(parts.hostname):
        raise ValueError("only https leaves this machine")
    return text.rstrip("/")


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _proxy_address(text: str) -> str:
    """Whatever passes there is TLS with the province itself; no password in it."""
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None):
        raise ValueError("not a proxy's address")
    return text.rstrip("/")


def _unit(unit: Unit) -> Unit:
    if not (unit.code and unit.name and unit.parent and unit.place):
        raise ValueError("code, name, parent and place are printed on every paper")
    return unit


@checked(frozen=True, config=_STRICT)
class CounterSettings:
    """This desk. `code` stands in provisional codes and in the name of its register book."""

    code: _CounterCode
    site: _Text


@checked(frozen=True, config=_STRICT)
class ProvinceSettings:
    """Where the province's system is. `ca_file`: its own certificate authority, None: the system's. `protocol`: the
    counter contract, or that of a system which gives codes one by one.

    `proxy`: the office network's way out, empty: none. `timeout` seconds for a transfer. `client_id` empty: the
    counter's code; its secret lies in the keyring. `certificate`: the counter's own, a PEM file, where the province
    knows counters by one; `certificate_key` its key, an encrypted PEM file whose pass phrase lies in the keyring; None:
    the key itself lies there (`counter-app province-key`).
    `recovery_key`: the public key (X25519, base64) to which a unit's stores give the province a slot
    (`counter-app keys province`). `courier_recipient` (age), `courier_signer`
    (Ed25519, base64): the province's keys for what a stick carries. `signed_receipts`: over the line, too, only a
    receipt counts that `courier_signer` has signed.
    """

    base_url: Annotated[str, AfterValidator(_web_address)]
    protocol: Literal["counter", "code-by-code"] = "counter"
    client_id: str = ""
    ca_file: Path | None = None
    certificate: Path | None = None
    certificate_key: Path | None = None
    proxy: Annotated[str, AfterValidator(_proxy_address)] = ""
    timeout: _Seconds = 20.0
    courier_recipient: Annotated[str, StringConstraints(pattern=r"^(age1[02-9ac-hj-np-z]{58})?$")] = ""
    courier_signer: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9+/]{43}=)?$")] = ""
    signed_receipts: bool = False
    recovery_key: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9+/]{43}=)?$")] = ""


def _scanner_address(text: str) -> str:
    """Of the network: encrypted or not, for scanners know no other way; no password in it."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None or " " in text:
        raise ValueError("not a scanner's address")
    return text.rstrip("/")


_Dpi = Annotated[int, Field(ge=200, le=600)]  # at least 200: NĐ 30/2020, annex I


@checked(frozen=True, config=_STRICT)
class ProfileSettings:
    """One kind of paper, under the name that the clerk chooses it by. `device` empty: the usual scanner."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    device: str = ""
    source: PaperSource = PaperSource.FEEDER
    dpi: _Dpi = 300
    colour: bool = True
    paper: PaperSize = PaperSize.A4

    @property
    def profile(self) -> ScanProfile:
        request = ScanRequest(self.device, self.source, self.dpi, self.colour, paper=self.paper)
        return ScanProfile(self.name, request)


def _told_apart(profiles: tuple[ProfileSettings, ...]) -> tuple[ProfileSettings, ...]:
    if len({profile.name for profile in profiles}) < len(profiles):
        raise ValueError("two profiles of one name")
    return profiles


@checked(frozen=True, config=_STRICT)
class ScannerSettings:
    """`device` empty: the first that answers. `watched_folder`: where another program's scan button drops files.

    `addresses`: network scanners that do not announce themselves here (`http://192.0.2.7/eSCL`); `search_network`
    False: no others are looked for. `profiles`: other kinds of paper than the usual one.

    `card_reader_port`: a serial card reader (COM3, /dev/ttyUSB0; usb: the first that is plugged in); empty: a keyboard
    wedge, or none.
    `switches`: a driver's own options by device id or driver name.
    """

    device: str = ""
    source: PaperSource = PaperSource.FEEDER
    dpi: _Dpi = 300
    colour: bool = True
    paper: PaperSize = PaperSize.A4
    profiles: Annotated[tuple[ProfileSettings, ...], AfterValidator(_told_apart)] = ()
    addresses: tuple[Annotated[str, AfterValidator(_scanner_address)], ...] = ()
    search_network: bool = True
    watched_folder: Path | None = None
    card_reader_port: str = ""
    switches: dict[str, dict[str, str | int | float | bool]] = field(default_factory=dict)

    @property
    def usual(self) -> ScanRequest:
        """What F5 asks for, until a profile is chosen."""
        return ScanRequest(self.device, self.source, self.dpi, self.colour, paper=self.paper)

    @property
    def driver_switches(self) -> dict[str, dict[str, str | int | float | bool]]:
        """`switches`, with what the network scanners' driver is told."""
        network: dict[str, str | int | float | bool] = {"addresses": " ".join(self.addresses)}
        if not self.search_network:
            network["search_seconds"] = 0
        return {**self.switches, "escl": {**network, **self.switches.get("escl", {})}}


def _camera_address(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in {"http", "https"} and parts.hostname) and not text.startswith("file:///"):
        raise ValueError("not the address of a stream")
    if parts.username is not None:
        raise ValueError("an address carries no user or password")
    return text


@checked(frozen=True, config=_STRICT)
class CameraSettings:
    """The document camera. `device`: its name or id; empty: the one used last, else the first.

    `address`: a camera on the network that sends MJPEG, or a file of such pictures. `drivers`: where cameras are looked
    for; `simulated` is for training.
    """

    device: str = ""
    address: Annotated[str, AfterValidator(_camera_address)] = ""
    drivers: tuple[Literal["qt", "stream", "simulated"], ...] = ("qt", "stream")


_THERMAL = re.compile(r"escpos:(//[A-Za-z0-9.-]+(:\d{1,5})?|/dev/[\w./-]+)", re.ASCII)


def _ticket_printer(text: str) -> str:
    if text.startswith("escpos:") and not _THERMAL.fullmatch(text):
        raise ValueError("not the address of a thermal printer")
    return text


@checked(frozen=True, config=_STRICT)
class PrinterSettings:
    """Print queues by the system's names; empty: the default one. Media as the print system names them.

    `ticket` may be a thermal printer that is spoken to directly: `escpos://192.168.1.60` (port 9100),
    `escpos:/dev/usb/lp0`; `ticket_dots`: how wide its head is (576 on 80 mm of paper, 384 on 58 mm).
    `ticket_languages`: what a ticket says after Vietnamese.
    """

    receipt: str = ""
    receipt_media: str = "A5"
    ticket: Annotated[str, AfterValidator(_ticket_printer)] = ""
    ticket_media: str = "Custom.80x120mm"
    ticket_dots: Annotated[int, Field(ge=200, le=1280, multiple_of=8)] = 576
    ticket_languages: tuple[Literal["km"], ...] = ()


@checked(frozen=True, config=_STRICT)
class IdentitySettings:
    """The unit's kit: `logo` a PNG file, `accent` a colour (#rrggbb), `slogan` at the foot of papers of its own."""

    logo: Path | None = None
    accent: Annotated[str, StringConstraints(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""
    slogan: Annotated[str, StringConstraints(max_length=120)] = ""


_SITE = re.compile(r"postgresql://([A-Za-z0-9.-]+)(?::(\d{1,5}))?/([a-z][a-z0-9_]{0,39})", re.ASCII)


def _site_address(text: str) -> str:
    if text and not _SITE.fullmatch(text):
        raise ValueError("not postgresql://server:port/database, without user and password")
    return text


def _with_authority(site: SiteSettings) -> SiteSettings:
    if site.url and site.ca_file is None:
        raise ValueError("a server is believed by its authority: ca_file")
    return site


@checked(frozen=True, config=_STRICT)
class SiteSettings:
    """The hall's shared database. `url`: postgresql://server:port/database, its server by the name on its certificate;
    empty: this counter shares with none. `ca_file`: the authority that signed it, the only one that is believed."""

    url: Annotated[str, AfterValidator(_site_address)] = ""
    ca_file: Path | None = None

    @property
    def place(self) -> tuple[str, int, str] | None:
        """Server, port and database."""
        found = _SITE.fullmatch(self.url)
        return (found[1], int(found[2] or 5432), found[3]) if found else None


@checked(frozen=True, config=_STRICT)
class HallSettings:
    """`board`, `kiosk`: shown from the start, on the other screens where there are any. `voice`: a voice of espeak-ng
    that calls the numbers; empty: none. `quota`: numbers a day by the service group's code; none: as many as come.
    `clips`: a folder of recorded calls in other languages (docs/voice.md); none: Khmer is shown and not spoken.
    `voice_of_all`: this PC calls out the numbers of every counter; else each PC its own.
    `card_reader_port`: the kiosk's own serial reader (COM5, /dev/ttyUSB1), by which a citizen says who comes."""

    board: bool = False
    kiosk: bool = False
    card_reader_port: str = ""
    clips: Path | None = None
    quota: dict[str, Annotated[int, Field(ge=1, le=999)]] = field(default_factory=dict)
    voice: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = "vi"
    voice_of_all: bool = False

    @property
    def here(self) -> bool:
        """Whether this PC has a part of the hall that citizens see or hear in Khmer."""
        return self.board or self.kiosk or self.clips is not None


@checked(frozen=True, config=_STRICT)
class StuckSettings:
    """After how many days without a step a dossier counts as standing still, by its stage; 0: never."""

    received: Annotated[int, Field(ge=0, le=365)] = 2
    processing: Annotated[int, Field(ge=0, le=365)] = 15
    supplement: Annotated[int, Field(ge=0, le=365)] = 30
    done: Annotated[int, Field(ge=0, le=365)] = 30

    @property
    def patience(self) -> Patience:
        days = ((stage, getattr(self, stage.value)) for stage in WHY)
        return Patience({stage: count for stage, count in days if count})


@checked(frozen=True, config=_STRICT)
class BackupSettings:
    """`folder` empty: beside the data folder, on its disk; a folder or stick that is named must be there."""

    folder: str = ""
    every_hours: Annotated[float, Field(ge=0.25, le=168)] = 1.0

    @property
    def place(self) -> Path | None:
        return Path(self.folder) if self.folder else None


@checked(frozen=True, config=_STRICT)
class UpdateSettings:
    """Where new versions come from. `root`: the publisher's first key file (1.root.json), which IT puts on each PC;
    None: no update is taken. `address` empty: from a stick only. `kilobytes_a_second`: no more of the line."""

    address: Annotated[str, AfterValidator(lambda text: _web_address(text) if text else text)] = ""
    root: Path | None = None
    ca_file: Path | None = None
    kilobytes_a_second: Annotated[float, Field(gt=0, le=100_000)] = 64.0


@checked(frozen=True, config=_STRICT)
class ReceiptForm:
    """`form` (a version key of resources/forms) is used for dossiers received from `since` on."""

    since: date
    form: str


@checked(frozen=True, config=_STRICT)
class Settings:
    """Everything that a PC is told. `hours` None: those of the catalogue's calendar; `look_up_budget` in seconds."""

    unit: Annotated[Unit, AfterValidator(_unit)]
    counter: CounterSettings
    province: ProvinceSettings
    scanner: ScannerSettings
    printers: PrinterSettings
    receipt_forms: Annotated[tuple[ReceiptForm, ...], Field(min_length=1)]
    camera: CameraSettings = field(default_factory=CameraSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    bank_account: BankAccount | None = None
    updates: UpdateSettings = field(default_factory=UpdateSettings)
    identity: IdentitySettings = field(default_factory=IdentitySettings)
    hall: HallSettings = field(default_factory=HallSettings)
    stuck: StuckSettings = field(default_factory=StuckSettings)
    site: Annotated[SiteSettings, AfterValidator(_with_authority)] = field(default_factory=SiteSettings)
    language: Literal["vi", "en"] = "vi"  # of the clerk's screens; papers and citizens have their own
    look_up_budget: _Seconds = 2.0
    look_ups_per_clerk: Annotated[int, Field(ge=0, le=10_000)] = 60
    look_ups_per_pc: Annotated[int, Field(ge=0, le=10_000)] = 120
    lock_after_minutes: Annotated[float, Field(ge=1, le=60)] = 5.0
    hours: WorkingHours | None = None
    data_folder: Path = field(default_factory=default_data_folder)

    def receipt_form(self, day: date) -> str:
        """The form's version key for a dossier received on `day`."""
        begun = [form for form in self.receipt_forms if form.since <= day]
        return max(begun or self.receipt_forms[:1], key=lambda form: form.since).form


_SETTINGS = TypeAdapter(Settings)


def read_settings(machine: Path | None = None, site: Path | None = None) -> Settings:
    """The settings of this PC. Files that are not named are taken from `settings_folder()`, where they exist.

    Raises BadSettings; its facts name the `entry` and the `file` (its last name only); where an entry without a
    default is in none (`why`: missing), the file that it belongs into and that file's `folder`.
    """
    layers = [("settings.toml", _shipped("settings.toml"))]
    for path, default in ((site, SITE_FILE), (machine, MACHINE_FILE)):
        file = path or settings_folder() / default
        if path is not None or file.exists():
            raw = _beside(_read(file), file.parent)
            own = _of_this_computer(raw.pop("pcs", []), file.name)
            layers += [(file.name, raw), (file.name, own)]
    return _settings(layers, site or settings_folder() / SITE_FILE, machine or settings_folder() / MACHINE_FILE)


def demo_settings(data_folder: Path, base_url: str) -> Settings:
    """The settings of the demonstration: a made-up unit, a data folder and a province of its own."""
    own = {"data_folder": str(data_folder), "province": {"base_url": base_url}}
    shipped = [(name, _shipped(name)) for name in ("settings.toml", "demo.toml")]
    return _settings([*shipped, ("demo", own)], Path("demo.toml"), Path("demo.toml"))


def _of_this_computer(pcs: Any, file: str) -> dict[str, Any]:
    """What a file says of this PC alone: of the tables `[[pcs]]` the one whose `computer` is its name, else that of
    "*". `counter` in it is the counter's code; `printers`, `scanner` and `camera` are tables as anywhere.

    Raises BadSettings.
    """
    found: dict[str, Any] = {}
    for number, pc in enumerate(pcs if isinstance(pcs, list) else [None]):
        odd = sorted(pc.keys() - _IN_PCS) if isinstance(pc, dict) else [""]
        if odd or not isinstance(pc.get("computer"), str):
            raise BadSettings("pcs", entry=f"pcs.{number}.{odd[0] if odd else 'computer'}".rstrip("."), file=file)
        if pc["computer"].casefold() == platform.node().casefold() or (pc["computer"] == "*" and not found):
            found = pc
    own = {name: value for name, value in found.items() if name in {"printers", "scanner", "camera"}}
    return {**own, "counter": {"code": found["counter"]}} if "counter" in found else own


def _beside(raw: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Files that are named without a folder lie beside the one that names them: IT copies the folder, and is done."""
    for table, name in files_named(raw):
        raw[table][name] = str(folder / raw[table][name])
    return raw


_FILES = (
    *(("province", "ca_file"), ("province", "certificate"), ("province", "certificate_key")),
    *(("updates", "root"), ("updates", "ca_file"), ("site", "ca_file"), ("hall", "clips")),
)


def files_named(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The entries (table, name) of a settings file that name a file without a folder."""
    return tuple(
        (table, name)
        for table, name in _FILES
        if isinstance(raw.get(table), dict)
        and isinstance(raw[table].get(name), str)
        and "/" not in raw[table][name]
        and "\\" not in raw[table][name]
    )


def _settings(layers: list[tuple[str, dict[str, Any]]], site: Path, machine: Path) -> Settings:
    merged: dict[str, Any] = {}
    for _, layer in layers:
        merged = _over(merged, layer)
    try:
        # By way of JSON, because strict JSON takes "feeder" for a source and a list for a tuple, yet never "3" for 3.
        return _SETTINGS.validate_json(json.dumps(merged, default=str, allow_nan=False))
    except ValidationError as error:
        # A mistyped entry also leaves the right one missing, so what is wrong is named before what is not there.
        found = error.errors(include_url=False, include_input=False)
        first = next((one for one in found if one["type"] != "missing"), found[0])
        where = first["loc"]
        if first["type"] == "missing":
            home = machine if where[0] in _OF_THIS_PC else site
            facts = {"file": home.name, "folder": str(home.absolute().parent), "why": "missing"}
            raise BadSettings("missing", entry=".".join(map(str, where)), **facts) from error
        raise BadSettings(first["type"], entry=".".join(map(str, where)), file=_file_of(where, layers)) from error
    except ValueError as error:  # nan and inf are TOML, and no setting
        raise BadSettings("not a number", entry="?", file=layers[-1][0]) from error


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged entry by entry; anything else, lists too, is replaced."""
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _file_of(where: tuple[int | str, ...], layers: list[tuple[str, dict[str, Any]]]) -> str:
    """The topmost file that holds the entry; the last one where an entry is missing in all."""
    return next((name for name, layer in reversed(layers) if _holds(layer, where)), layers[-1][0])


def _holds(layer: Any, where: tuple[int | str, ...]) -> bool:
    for step in where:
        try:
            layer = layer[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / name).read_text("utf-8"))


def _read(path: Path) -> dict[str, Any]:
    try:
        # utf-8-sig: Windows' Notepad writes a mark in front
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BadSettings("cannot be read", entry="", file=path.name, why="unreadable") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings("not TOML", entry=_place(error), file=path.name, why="syntax") from error


def _place(error: Exception) -> str:
    """`line 3` where the TOML reader says so; its message may quote the file, so no more than that."""
    words = str(error)
    at = words.find("(at line ")
    return words[at + 4 : words.find(",", at)] if at >= 0 else ""
