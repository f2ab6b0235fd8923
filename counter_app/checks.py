"""What `counter-app self-check` tries on this PC: each part for real, on made-up values, leaving nothing behind."""

# Long because: every check of an installation in one list.

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from .config import Settings, read_settings, settings_folder
from .domain.catalogue import Catalogue, parse_bundle
from .domain.citizen import Citizen, PersonalNumber
from .domain.codes import DossierCode
from .domain.deadline import VIETNAM, Appointment
from .domain.errors import (
    BadSettings,
    BrokenPromise,
    ClockWrong,
    DiskFull,
    NoPrinter,
    NoRecoveryCode,
    NoScanner,
    SlowDisk,
    StoreDamaged,
    StoreLocked,
)
from .domain.health import SHORT_OF_ROOM
from .domain.procedure import DeadlineRule, Term
from .domain.receipt import Receipt, Unit
from .ports import PdfAbout
from .running_store import told_of
from .self_check import Check

_MOMENT = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)
_CODE = "H13.000-261123-0001"
_NO_TWIN = "the mark has no twin beside the folder"  # a folder put back by hand would go unnoticed


class _Pocket:
    """A key chain for the store that is tried and thrown away."""

    def __init__(self) -> None:
        self._secrets: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self._secrets.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self._secrets[name] = secret


def checks(machine: Path | None) -> tuple[Check, ...]:
    """All checks; those of this PC's own store and province only where its settings can be read."""
    general = (
        Check("folder", lambda: _folder(machine)),
        Check("settings", lambda: _settings(machine), optional=machine is None and not _set_up()),
        Check("window", _window),
        Check("keyring", _keyring),
        Check("store", new_store),
        Check("catalogue", catalogue),
        Check("fonts", receipt_read_back),
        Check("pages", page_pipeline),
        Check("archive form", archive_form),
        Check("text", text_read),
        Check("printers", _printers, optional=True),
    )
    try:
        settings = read_settings(machine)
    except BadSettings:
        return general
    own: tuple[tuple[str, Callable[[Settings], str], bool], ...] = (
        ("disk", _disk, False),
        ("disk speed", _disk_speed, False),
        ("own store", _own_store, False),
        ("recovery code", _recovery_code, True),
        ("clock", _clock, False),
        ("backup", _backup, False),
        ("scanners", _scanners, True),
        ("province", _province, True),
    )
    return (*general, *(Check(name, partial(try_it, settings), optional) for name, try_it, optional in own))


def _set_up() -> bool:
    return any(settings_folder().glob("*.toml")) if settings_folder().is_dir() else False


def _folder(machine: Path | None) -> str:
    """Where IT puts this PC's settings, and what lies there."""
    there = sorted(path.name for path in settings_folder().glob("*.toml"))
    named = [f"--settings {machine}"] if machine is not None else []
    return f"{settings_folder()}: {', '.join(there + named) or '-'}"


def _settings(machine: Path | None) -> str:
    settings = read_settings(machine)
    return f"{settings.unit.code} {settings.counter.code}"


def _window() -> str:
    import ui.app

    return ui.app.__name__


def _keyring() -> str:
    from .keychain import SystemKeyChain

    chain = SystemKeyChain("quay-mot-cua-self-check")
    probe = secrets.token_bytes(32)
    chain.set("probe", probe)
    if chain.get("probe") != probe:
        raise BrokenPromise("the keyring gives back something else")
    return "ok"


def new_store() -> str:
    """Migrations on an empty store, a catalogue and a page in it, and both back."""
    from local_db.open_store import open_store
    from resources import catalogue_bundle

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), _Pocket())
        try:
            with store.write() as work:
                work.catalogue.replace(catalogue_bundle())
            with store.read() as work:
                version = work.catalogue.version()
            if store.vault.get(store.vault.put(b"page")) != b"page":
                raise BrokenPromise("the vault gives back something else")
        finally:
            store.close()
    return f"catalogue {version}"


def catalogue() -> str:
    catalogue = _shipped()
    today = datetime.now(VIETNAM).date()
    settled = catalogue.calendar.known_until
    return f"{len(catalogue.procedures(today))} procedures, holidays settled until {settled}"


def _shipped() -> Catalogue:
    from resources import catalogue_bundle

    return parse_bundle(catalogue_bundle())


def receipt_read_back() -> str:
    """Draws a receipt with the shipped fonts, renders it, and reads its code with the card reader."""
    from .imaging.page_studio import PageStudio
    from .paperwork.papers import Papers

    studio = PageStudio()
    pdf = Papers().receipt(_made_up_receipt())
    page = next(iter(studio.pages_of(pdf)))
    if _CODE not in studio.read_codes(page.data):
        raise BrokenPromise("the receipt's code cannot be read back")
    return f"receipt of {len(pdf) // 1024} kB"


def page_pipeline() -> str:
    """Through the processes that work for the window."""
    from .imaging.studio_workers import StudioWorkers
    from .paperwork.papers import Papers

    studio = StudioWorkers()
    try:
        (page, *_) = list(studio.pages_of(Papers().receipt(_made_up_receipt())))
        pdf = studio.write_pdf([studio.straighten(page)], PdfAbout("self-check", "self-check", _MOMENT))
    finally:
        studio.close()
    return f"page of {len(pdf) // 1024} kB"


def archive_form() -> str:
    """Through the worker process, as after an acceptance."""
    from .imaging.archivist import ArchiveWorkers
    from .imaging.page_studio import PageStudio
    from .paperwork.papers import Papers

    studio, workers = PageStudio(), ArchiveWorkers()
    page = studio.straighten(next(iter(studio.pages_of(Papers().receipt(_made_up_receipt())))))
    pdf = workers.make(1, lambda _: page.jpeg, PdfAbout("self-check", "self-check", _MOMENT))
    return f"page of {len(pdf) // 1024} kB"


def text_read() -> str:
    """Recognises the words of a page that carries a sentence with the marks of Vietnamese."""
    from .imaging.page_studio import PageStudio
    from .imaging.recognition import version
    from .paperwork.papers import Papers

    studio = PageStudio()
    page = studio.straighten(next(iter(studio.pages_of(Papers().receipt(_made_up_receipt())))))
    found = studio.words_on(page)
    if not {"Xác", "nhận", "trạng", "hôn", "nhân"} <= set(found):
        raise BrokenPromise("the receipt's words are not recognised")
    return f"Tesseract {version()}, {len(found)} words"


def _printers() -> str:
    from .devices.all_printers import system_printers
    from .paperwork.papers import Papers

    found = system_printers(Papers().printed_pages).list()
    if not found:
        raise NoPrinter
    return ", ".join(printer.name for printer in found)


def _disk(settings: Settings) -> str:
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(settings.data_folder).free
    if free < SHORT_OF_ROOM:
        raise DiskFull(free=str(free))
    return f"{free // 1_000_000_000} GB free"


def _disk_speed(settings: Settings) -> str:
    """A median above 150 ms means that accepting a dossier, about six flushes, takes longer than a second."""
    from local_db.health import flush_times

    times = flush_times(settings.data_folder)
    told = {"median": f"{times.median * 1000:.1f} ms", "worst": f"{times.worst * 1000:.1f} ms"}
    if times.slow:
        raise SlowDisk(**told)
    return f"a flush takes {told['median']}, at the worst {told['worst']}"


def _own_store(settings: Settings) -> str:
    """Opens this PC's store where there is one and reads all of it. StoreLocked says that the program is running, which
    reads it through itself once a week: it is asked what it found."""
    from local_db.health import StoreHealth
    from local_db.open_store import DATABASE, open_store

    from .keychain import SystemKeyChain

    if not (settings.data_folder / DATABASE).exists():
        return "none yet"
    try:
        store = open_store(settings.data_folder, SystemKeyChain())
    except StoreLocked:
        return _in_use(settings)
    try:
        read = StoreHealth(store).check(lambda: False)
        if read is not None and read.found:
            raise StoreDamaged(why="structure")
        store.check_audit()
        with store.read() as work:
            archive = f"{work.archive.waiting()} for their archive form, {len(work.archive.set_aside())} set aside"
            waiting = f"{work.outbox.waiting()} waiting for the province, {archive}"
        return waiting if store.has_twin else f"{waiting}, {_NO_TWIN}"
    finally:
        store.close()


def _in_use(settings: Settings) -> str:
    state = told_of(settings)
    if state is None:
        return "in use"
    state.must_be_sound()
    read = "not read through yet" if state.checked is None else f"read through {_moment(state.checked.at)}"
    return f"in use, {read}" if state.twin else f"in use, {read}, {_NO_TWIN}"


def _recovery_code(settings: Settings) -> str:
    """Whether the store opens when this PC's key ring is gone."""
    from local_db.open_store import DATABASE
    from local_db.store_keys import status_of

    if not (settings.data_folder / DATABASE).exists():
        return "no store yet"
    status = status_of(settings.data_folder)
    if not status.has("recovery"):
        raise NoRecoveryCode
    return f"store {status.store}"


def _backup(settings: Settings) -> str:
    from .backup_commands import last_backup

    return last_backup(settings)


def _clock(settings: Settings) -> str:
    """This PC's clock against the time that its store has kept, where there is one."""
    from local_db.clock import NEVER, StoreClock
    from local_db.open_store import DATABASE, open_store

    from .keychain import SystemKeyChain

    clock = StoreClock(NEVER)
    if (settings.data_folder / DATABASE).exists():
        try:
            store = open_store(settings.data_folder, SystemKeyChain())
        except StoreLocked:
            state = told_of(settings)
            return "in use" if state is None else _moment(state.must_tell_the_time())
        clock = store.clock
        store.close()
    if clock.wrong:
        raise ClockWrong
    return _moment(clock.now())


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _scanners(settings: Settings) -> str:
    from .wiring.devices import scanners_for_the_shell

    scanner = scanners_for_the_shell(settings.scanner, settings.data_folder).scanner
    try:
        found = {device.id: device for device in scanner.list()}.values()
    finally:
        scanner.close()
    if not found:
        raise NoScanner
    return ", ".join(device.name for device in found)


def _province(settings: Settings) -> str:
    from sync.gateway import CounterGateway

    from .keychain import SystemKeyChain
    from .wiring.line import own_certificate, province_secret

    asked = settings.province
    chain = SystemKeyChain()
    gateway = CounterGateway(
        asked.base_url,
        asked.client_id,
        lambda: province_secret(chain),
        settings.unit.code,
        settings.counter.code,
        ca_file=asked.ca_file,
        timeout=5.0,
        proxy=asked.proxy or None,
        certificate=own_certificate(asked, chain),
    )
    try:
        gateway.catalogue(None)
    finally:
        gateway.close()
    return asked.base_url


def _made_up_receipt() -> Receipt:
    due = datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    return Receipt(
        form=_form(),
        unit=Unit("H13.000", "Đơn vị kiểm tra", "Ủy ban nhân dân phường", "Cần Thơ"),
        counter="Q01",
        code=DossierCode(_CODE),
        queue_label=None,
        applicant=Citizen(PersonalNumber("000000000000"), "Người được dựng"),
        procedure_code="1.004873",
        procedure_name="Xác nhận tình trạng hôn nhân",
        competent_authority="Đơn vị kiểm tra",
        lines=(),
        sets=1,
        deadline=DeadlineRule(Term.WORKING_DAYS, 3),
        received_at=_MOMENT.astimezone(UTC),
        appointment=Appointment(due, due),
        delivery_words="tại quầy",
        fee=0,
        fee_words="không thu",
        register=None,
        clerk_name="Kiểm tra",
    )


def _form() -> str:
    from .paperwork.forms import form_on

    return form_on("receipt", _MOMENT.date()).key
