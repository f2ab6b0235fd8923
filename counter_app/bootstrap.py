"""The composition root: joins the rooms into one Application. The only module that knows every part.

What it joins is built by `wiring`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .config import Settings, read_settings
from .domain.errors import CounterError
from .ports import FrameSource, Hall, KeyChain, Printers
from .use_cases.quiet import nobody_received
from .use_cases.session import Session
from .wiring import devices, hall
from .wiring.behind import BackupWatch, Behind
from .wiring.desk import AtHand, Standing, Wakes, desk_of
from .wiring.line import (
    LineState,
    certificate_until,
    gateway_of,
    own_certificate,
    province_secret,
    stick_courier,
)
from .wiring.unit import counter_of, seed_catalogue

if TYPE_CHECKING:
    from local_db.backup import Backups
    from local_db.hall.link import OpenSite
    from local_db.site.exchange import SiteOutcome
    from local_db.store import SqlStore
    from local_db.unlocking import Way
    from sync.code_by_code import CodeByCodeGateway
    from sync.gateway import CounterGateway
    from sync.silent import SilentGateway
    from sync.synchroniser import SyncOutcome
    from ui.app import OpenWindow
    from ui.main_window.screen import MainWindow

    from .imaging.studio_workers import StudioWorkers
    from .use_cases.desk import Desk


class Application:
    """One counter with everything that is open for it. Close it when done; `start` begins to exchange by itself."""

    def __init__(
        self,
        settings: Settings,
        key_chain: KeyChain,
        scanner_drivers: Sequence[str] = (),
        printers: Printers | None = None,
        way: Way | None = None,
        cameras: FrameSource | None = None,
        studio: StudioWorkers | None = None,
        site: OpenSite | None = None,
        gateway: SilentGateway | None = None,
        mark: str = "",
    ) -> None:
        """`scanner_drivers` empty: those of this system. `way`: another way to the store's keys than the key ring.
        `studio`: where pictures are worked on, closed with the rest; None: in this process. `site` opens the database
        that the hall's counters have one queue in; None: the one of the settings, or else the queue is its own.
        `gateway`: instead of the province of the settings; `mark` stands on every window and paper: training.
        Raises what opening the store raises: NoKeyring, WrongKey, StoreLocked, NewerStore, StoreDamaged, ..."""
        from local_db.open_store import open_store
        from local_db.store_keys import StoreKeys

        self.settings, self.mark = settings, mark
        self.store: SqlStore = open_store(settings.data_folder, key_chain, way)
        self.keys = StoreKeys(self.store, key_chain)
        self.line = LineState(clock_wrong=lambda: self.store.clock.wrong, copied=lambda: self.store.copied)
        self._closers: list[Callable[[], None]] = [self.store.close]
        self._exchanging = threading.Lock()
        self.draft_is_open: Callable[[], bool] = lambda: False  # in the window, which says so once it is there
        self.to_restore: tuple[Path, str] | None = None  # once this is closed: a backup, and who chose it
        try:
            seed_catalogue(self.store)
            self.counter = counter_of(settings)
            self.session = Session()  # nobody, until somebody logs in
            self.hall = hall.hall_line(settings, self.store, key_chain, lambda one: self.desk.capture.left_over(one))
            if self.hall is not None:
                self._closers.append(self.hall.close)
            line = self.hall.engine if self.hall is not None else None
            self.queue = self._queue(site or line, key_chain if line is not None else None)
            self.gateway = self._gateway(key_chain, gateway)
            self.courier = stick_courier(settings, self.store, key_chain)
            self.backups = self.backups_to(settings.backup.place)
            backups_seen = BackupWatch()
            self.desk = self._desk(backups_seen, scanner_drivers, printers, cameras, studio)
            self.behind = Behind(
                *(settings, self.store, self.keys, self.desk, self.queue),
                backups=lambda: self.backups,
                backups_seen=backups_seen,
                exchange=lambda: self.exchange().next_wait,
                share=self.share,
                in_a_hall=self.hall is not None,
                nobody_received=self.nobody_received,
            )
        except BaseException:
            self.close()
            raise

    def backups_to(self, folder: Path | None) -> Backups:
        """Raises nothing yet; `Backups.make` does."""
        from local_db.backup import Backups

        return Backups(self.store, folder)

    def start(self) -> None:
        """Begins what runs behind the desk."""
        self._closers += self.behind.start(cut_the_wire=self.gateway.close)

    def closes(self, close: Callable[[], None]) -> None:
        """`close` will be called before whatever is open by now is closed."""
        self._closers.append(close)

    def exchange(self) -> SyncOutcome:
        """One pass with the province, one at a time. Raises what the store raises; the line's state then tells it."""
        try:
            with self._exchanging:
                outcome = self._synchroniser.once()
        except CounterError as error:
            self.line.problem = error.code
            raise
        now = self.store.clock.now()
        self.line.online, self.line.problem = outcome.online, outcome.problem
        self.line.certificate_until = certificate_until(self._certificate)  # somebody may have laid a new one
        self.line.heard_at = now if outcome.online else self.line.heard_at
        self.line.next_pass = now + timedelta(seconds=outcome.next_wait)
        return outcome

    def share(self) -> SiteOutcome | None:
        """One pass with the hall's server; None: the settings name none. Raises what the store raises, SiteFault,
        NoKeyring; the line's state then tells it."""
        if self.hall is None:
            return None
        try:
            outcome = self.hall.once()
        except CounterError as error:
            self.line.site = error.code
            raise
        self.line.site = None
        return outcome

    def close(self) -> None:
        """The store last. One that fails keeps none open after it; the first fault is raised in the end."""
        failed: list[BaseException] = []
        while self._closers:
            try:
                self._closers.pop()()
            except BaseException as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def nobody_received(self) -> bool:
        return nobody_received(self.desk.quiet, self.session, self.draft_is_open())

    def _queue(self, site: OpenSite | None, key_chain: KeyChain | None) -> Hall:
        if site is None:
            return hall.own_queue(self.settings)
        shared = hall.shared_queue(self.settings, self.store, site, lambda: self.behind.queue.wake(), key_chain)
        self._closers.append(shared.close)
        return shared

    def _gateway(
        self, key_chain: KeyChain, instead: SilentGateway | None
    ) -> CounterGateway | CodeByCodeGateway | SilentGateway:
        from sync.synchroniser import Synchroniser

        province, unit, counter = self.settings.province, self.settings.unit.code, self.settings.counter.code
        own = own_certificate(province, key_chain)
        self._certificate, self.line.certificate_until = own, certificate_until(own)
        gateway = instead or gateway_of(province, partial(province_secret, key_chain), unit, counter, self.store, own)
        self._closers.append(gateway.close)
        self._synchroniser = Synchroniser(
            self.store, self.store.vault, gateway, self.store.clock, counter=counter, unit=unit, pace=gateway.pace
        )
        return gateway

    def _desk(
        self,
        backups_seen: BackupWatch,
        drivers: Sequence[str],
        printers: Printers | None,
        cameras: FrameSource | None,
        studio: StudioWorkers | None,
    ) -> Desk:
        from .devices.scanner_memory import RememberedScanners

        if printers is None:
            printers = own = devices.printers(self.settings, self.mark)
            self._closers.append(own.close)
        self.scanner_memory = RememberedScanners(devices.remembered(self.settings.data_folder))
        standing = Standing(
            *(self.settings, self.mark, self.store, self.keys, self.counter, self.session, self.line),
            *(self.gateway, self.courier, self.queue, hall.vault_of_the_hall(self.store, self.hall)),
            *(hall.take_over(self.hall, lambda: self.behind.hall.wake()), self.backups),
            backup_problem=backups_seen.problem,
            restore_next=self._restore_next,
            wakes=self._wakes(),
        )
        cameras = cameras or devices.cameras(self.settings)
        desk, closers = desk_of(standing, AtHand(drivers, self.scanner_memory, printers, cameras, studio))
        self._closers += closers
        return desk

    def _wakes(self) -> Wakes:
        """Of what is joined after the desk, which it serves."""
        return Wakes(
            line=lambda: self.behind.province.wake(),
            colleagues=lambda: self.behind.hall.wake(),
            archive=lambda: self.behind.archive.wake(),
            both=lambda: self.behind.new_work(),
            send_at_once=self._send_at_once,
        )

    def _send_at_once(self) -> None:
        self.gateway.at_once()
        self.behind.province.wake()

    def _restore_next(self, backup: Path, who: str) -> None:
        self.to_restore = backup, who


def settings(machine: Path | None = None) -> Settings:
    """This PC's settings. Raises BadSettings."""
    return read_settings(machine)


def build(settings: Settings) -> Application:
    """The counter as installed: the system's keyring, its scanners and printers."""
    from .keychain import SystemKeyChain

    keep_journal(settings.data_folder)
    return Application(settings, SystemKeyChain(), studio=studio())


def studio() -> StudioWorkers:
    """Where the window's pictures are worked on: processes that start when they are first needed."""
    from .imaging.studio_workers import StudioWorkers

    return StudioWorkers()


def keep_journal(folder: Path) -> None:
    """The log goes to `folder`, the first thing that is written there. Raises DiskFull, NotWritable, StoreDamaged."""
    from local_db.faults import disk_fault

    from .journal import open_journal

    try:
        open_journal(folder)
    except OSError as error:
        raise disk_fault(error) from error


def run_window(
    application: Application,
    opened: Callable[[OpenWindow], None] = lambda _: None,
    trial: Sequence[dict[str, Any]] = (),
    early: MainWindow | None = None,
) -> int:
    """Opens the window, exchanges in the background, and returns the exit code when the window is closed. `trial`:
    made-up people whose pass words stand on the log-in screen; `early`: the window that is shown already."""
    from ui.language import speak

    speak(application.settings.language)  # before anything else of `ui`: tables of words are made at import
    from ui.app import run_window

    closers: list[Callable[[], None]] = []

    def ready(window: OpenWindow) -> None:
        from .update_commands import window_is_open

        opened(window)
        application.draft_is_open = lambda: window.presenter.reception.draft is not None
        application.start()
        if not (application.mark or trial):  # training and demo open a store of their own: they prove nothing
            window_is_open()
        if application.settings.scanner.card_reader_port:
            closers.append(devices.listen_for_cards(application.settings, window.card_read))
        if application.settings.hall.card_reader_port:
            port = application.settings.hall.card_reader_port
            closers.append(devices.listen_for_cards(application.settings, window.kiosk_card_read, port))

    try:
        settings = application.settings
        lock_after = 60 * settings.lock_after_minutes
        hall = settings.hall
        from .training_start import start_training

        return run_window(
            *(application.desk, ready),
            lock_after=lock_after,
            trial=trial,
            board=hall.board,
            kiosk=hall.kiosk,
            mark=application.mark,
            train=None if application.mark else start_training,
            early=early,
        )
    finally:
        for close in closers:
            close()
        application.close()
