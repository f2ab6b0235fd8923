"""The composition root: joins the rooms into one Application. The only module that knows every part.

Rooms are imported where they are built, so that a command pays only for what it uses and the window is up early.
"""

# Long because: every part is joined here and nowhere else.

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from .background import Background
from .config import CameraSettings, ProvinceSettings, ScannerSettings, Settings, read_settings
from .domain.archive import Unarchived
from .domain.errors import (
    BadSettings,
    CertificateUnfit,
    ClockWrong,
    CounterError,
    NotAnImage,
    NumbersElsewhere,
    SecretMissing,
)
from .domain.retention import RetentionRule
from .ports import Device, Draft, FrameSource, Hall, Imaging, KeyChain, KeySafe, LineStatus, PageImage, Printers, Vault
from .use_cases.correct import Correct
from .use_cases.counter import Counter
from .use_cases.quiet import nobody_received
from .use_cases.session import Session

if TYPE_CHECKING:
    from local_db.backup import Backups
    from local_db.hall.link import OpenSite
    from local_db.site.exchange import SiteOutcome
    from local_db.site.hall_line import HallLine
    from local_db.site.line import SiteAddress
    from local_db.store import SqlStore
    from local_db.unlocking import Way
    from sync.code_by_code import CodeByCodeGateway
    from sync.courier import StickCourier
    from sync.gateway import CounterGateway
    from sync.own_certificate import OwnCertificate
    from sync.silent import SilentGateway
    from sync.synchroniser import SyncOutcome
    from ui.app import OpenWindow
    from ui.main_window.screen import MainWindow

    from .devices.cameras import Cameras
    from .devices.known_scanners import KnownScanners
    from .devices.remembered import RememberedFile
    from .devices.scanner_memory import RememberedScanners
    from .domain.identity import Identity
    from .imaging.studio_workers import StudioWorkers
    from .use_cases.capture_paper import CapturePaper
    from .use_cases.choose_scanner import ChooseScanner
    from .use_cases.desk import Desk
    from .use_cases.keep_keys import KeepKeys
    from .use_cases.report_devices import DevicesBeside

_LOG = logging.getLogger(__name__)
_BACKUP_LOOK = 600.0  # seconds between looks whether one is due: a PC that slept wakes with one overdue
_HEALTH_LOOK = 300.0  # seconds between looks whether the weekly check is due and nobody works
_RESEAL_LOOK = 3600.0
_AUDIT_LOOK = 3600.0
_ARCHIVE_LOOK = 600.0  # an acceptance wakes it
_ARCHIVE_PAUSE = 30.0  # after what came to nothing: the next try may meet a PC with memory to spare
_UPDATE_LOOK = 6 * 3600.0
_UPDATE_AGAIN = 60.0  # seconds until an update that gave way is gone on with
_ALONE = 3600.0
_HALL_LOOK = 3.0  # seconds until colleagues are asked again; work of our own wakes it
_HALL_AGAIN = 10.0
_LARGEST_LOGO = 1_000_000  # bytes
PROVINCE_SECRET = "province-secret"  # noqa: S105 - the name of the keyring's entry
PROVINCE_KEY = "province-key"


@dataclass
class LineState:
    """What the last exchange with the province showed; a wrong clock and a copied store stand before other problems."""

    online: bool | None = None
    problem: str | None = None
    heard_at: datetime | None = None
    next_pass: datetime | None = None
    certificate_until: datetime | None = None  # as its file said when the province was asked last
    clock_wrong: Callable[[], bool] = lambda: False
    copied: Callable[[], bool] = lambda: False
    site: str | None = None  # what the last exchange with the hall met

    def __call__(self) -> LineStatus:
        problem = self.problem
        if self.clock_wrong():
            problem = ClockWrong.code
        elif self.copied():
            problem = NumbersElsewhere.code
        return LineStatus(self.online, problem, self.heard_at, self.next_pass, self.certificate_until, self.site)


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
        self._no_update = threading.Event()
        self.draft_is_open: Callable[[], bool] = lambda: False  # in the window, which says so once it is there
        self._backups_failed: tuple[str, ...] = ()  # codes of the last ones, in a row
        self.to_restore: tuple[Path, str] | None = None  # once this is closed: a backup, and who chose it
        try:
            _seed_catalogue(self.store)
            self.counter = _counter(settings)
            self.session = Session()  # nobody, until somebody logs in
            self.hall = self._hall(settings, key_chain)
            line = self.hall.engine if self.hall is not None else None
            self.queue = self._queue(site or line, key_chain if line is not None else None)
            self.sharing_queue = Background("queue", self._beat_and_pause)
            self.gateway = self._gateway(settings, key_chain, gateway)
            self.courier = self._courier(settings, key_chain)
            self.background = Background("province", self._exchange_and_pause)
            self.sharing = Background("hall", self._share_and_pause)
            self.backups = self.backups_to(settings.backup.place)
            self.backing_up = Background("backup", self._back_up_and_pause)
            self.watching = Background("health", self._watch_and_pause)
            self.resealing = Background("new-keys", self._reseal_and_pause)
            self.following_audit = Background("audit", self._follow_audit_and_pause)
            self.archiving = Background("archive", self._archive_and_pause)
            self.updating = Background("update", self._update_and_pause)
            self.desk = self._desk(scanner_drivers, printers or self._printers(), cameras or self._cameras(), studio)
        except BaseException:
            self.close()
            raise

    def backups_to(self, folder: Path | None) -> Backups:
        """Raises nothing yet; `Backups.make` does."""
        from local_db.backup import Backups

        return Backups(self.store, folder)

    def start(self) -> None:
        self.background.start()
        self.backing_up.start()
        self.watching.start()
        self.resealing.start()
        self.following_audit.start()
        self.desk.quiet.touch()  # whoever starts the program waits for its window
        self.archiving.start()
        self.updating.start()
        self.sharing_queue.start()
        self._closers += [self.backing_up.stop, self.watching.stop, self.resealing.stop, self.following_audit.stop]
        self._closers += [self.archiving.stop, self.desk.archive.close, self.updating.stop, self._no_update.set]
        # Closed from the last: the wire is cut first, so that an exchange under way ends before the store closes. One
        # that hangs longer finds the store closed, and that ends it.
        self._closers += [self.background.stop, self.gateway.close, self.sharing_queue.stop]
        if self.hall is not None:
            self.sharing.start()
            self._closers.append(self.sharing.stop)

    def _restore_next(self, backup: Path, who: str) -> None:
        self.to_restore = backup, who

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
        self.line.certificate_until = _until(self._certificate)  # somebody may have laid a new one
        self.line.heard_at = now if outcome.online else self.line.heard_at
        self.line.next_pass = now + timedelta(seconds=outcome.next_wait)
        return outcome

    def _send_at_once(self) -> None:
        self.gateway.at_once()
        self.background.wake()

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

    def _share_and_pause(self) -> float:
        """A server that is lost, or another that is not ours, never stops reception."""
        try:
            outcome = self.share()
        except CounterError as error:
            _LOG.warning("hall: %s %s", error.code, error.detail)
            return _HALL_AGAIN
        return 0.0 if outcome is not None and outcome.more else _HALL_LOOK

    def _new_work(self) -> None:
        """Something waits for the province, and for the colleagues."""
        self.background.wake()
        self.sharing.wake()

    def _exchange_and_pause(self) -> float:
        return self.exchange().next_wait

    def _back_up_and_pause(self) -> float:
        """A stick that is full or gone never stops reception: it is said in the log and by the self-check, and in the
        window once it has come to nothing twice."""
        try:
            pause = self.backups.make_if_due(timedelta(hours=self.settings.backup.every_hours)).total_seconds()
            self._backups_failed = ()
        except CounterError as error:
            _LOG.warning("backup: %s %s", error.code, error.detail)
            self._backups_failed = (*self._backups_failed[-1:], error.code)
            pause = _BACKUP_LOOK
        return min(pause, _BACKUP_LOOK)

    def _backup_problem(self) -> str | None:
        return self._backups_failed[-1] if len(self._backups_failed) > 1 else None

    def _reseal_and_pause(self) -> float:
        """After a change of keys the vault follows behind reception; cut by the end of the program, it goes on at the
        next start."""
        try:
            self.keys.reseal()
        except CounterError as error:
            _LOG.warning("new keys: %s %s", error.code, error.detail)
        return _RESEAL_LOOK

    def _watch_and_pause(self) -> float:
        """What is found is kept, and said in the window and by the self-check."""
        self.store.keep_room()
        try:
            self.desk.health.check_if_due()
        except CounterError as error:
            _LOG.warning("health: %s %s", error.code, error.detail)
        return _HEALTH_LOOK

    def _follow_audit_and_pause(self) -> float:
        """The new lines each hour; a broken chain is said by the log, the self-check and the audit's own screen."""
        try:
            self.store.check_audit()
        except CounterError as error:
            _LOG.error("audit: %s %s", error.code, error.facts)
        with suppress(CounterError):  # on a full disk the next hour ends it
            self.desk.typed.end_old()
        return _AUDIT_LOOK

    def _update_and_pause(self) -> float:
        """A new version is fetched, laid and tried while nobody is received here, and starts the next time."""
        from .update_commands import update

        wanted = self.settings.updates
        if not wanted.address or wanted.root is None:
            return _UPDATE_LOOK
        if not self._nobody_received():
            return _UPDATE_AGAIN
        try:
            # Whoever comes to the counter comes first: what was fetched by then is kept.
            update(
                *(wanted, self.settings.data_folder),
                stopped=lambda: self._no_update.is_set() or not self._nobody_received(),
                proxy=self.settings.province.proxy or None,
            )
        except CounterError as error:
            if error.facts.get("why") == "stopped":
                return _UPDATE_AGAIN
            _LOG.warning("update: %s %s", error.code, error.detail)
        return _UPDATE_LOOK

    def _nobody_received(self) -> bool:
        return nobody_received(self.desk.quiet, self.session, self.draft_is_open())

    def _beat_and_pause(self) -> float:
        """The hall's server hears of this counter, and this counter of the others; who is alone has nothing to say."""
        from local_db.hall.shared import SharedHall

        return self.queue.beat() if isinstance(self.queue, SharedHall) else _ALONE

    def _queue(self, site: OpenSite | None, key_chain: KeyChain | None) -> Hall:
        from .use_cases.own_hall import OwnHall

        at = self.settings.counter
        if site is None:
            return OwnHall(at.site, at.code)
        from local_db.hall.shared import SharedHall
        from local_db.site.joining import site_key

        from .use_cases.queueing import local_day

        def letters() -> frozenset[str]:
            with self.store.read() as work:
                return frozenset(group.letter for group in work.catalogue.groups())

        def today() -> date:
            return local_day(self.store.clock.now())

        key = partial(site_key, key_chain) if key_chain is not None else bytes
        wake = lambda: self.sharing_queue.wake()  # noqa: E731 - made after this
        shared = SharedHall(self.store, site, at.site, at.code, today, letters, wake, key=key)
        self._closers.append(shared.close)
        return shared

    def _archive_and_pause(self) -> float:
        """One paper, while nobody at the counter waits for this PC. What comes to nothing is kept, and shown."""
        try:
            done = self.desk.archive.make_next()
        except CounterError as error:
            if error.facts.get("why") != "stopped":
                _LOG.warning("archive: %s %s", error.code, error.detail)
            return _ARCHIVE_LOOK
        if done is None:
            return _ARCHIVE_LOOK
        return _ARCHIVE_PAUSE if isinstance(done, Unarchived) else 0.0

    def _gateway(
        self, settings: Settings, key_chain: KeyChain, instead: SilentGateway | None
    ) -> CounterGateway | CodeByCodeGateway | SilentGateway:
        from sync.synchroniser import Synchroniser

        unit, counter = settings.unit.code, settings.counter.code
        secret = partial(province_secret, key_chain)
        own = own_certificate(settings.province, key_chain)
        self._certificate, self.line.certificate_until = own, _until(own)
        gateway = instead or gateway_of(settings.province, secret, unit, counter, self.store, own)
        self._closers.append(gateway.close)
        self._synchroniser = Synchroniser(
            self.store, self.store.vault, gateway, self.store.clock, counter=counter, unit=unit, pace=gateway.pace
        )
        return gateway

    def _hall(self, settings: Settings, key_chain: KeyChain) -> HallLine | None:
        address = site_address(settings)
        if address is None:
            return None
        from local_db.site.hall_line import HallLine

        line = HallLine(self.store, address, settings.counter.code, key_chain)
        self._closers.append(line.close)
        return line

    @contextmanager
    def _taken_over(self, draft_id: UUID) -> Iterator[Draft]:
        """A draft that is at a colleague's counter; once it is taken over, the hall hears of it at once."""
        from .use_cases.hand_over_draft import nobody_s

        with (nobody_s if self.hall is None else self.hall.taken_over)(draft_id) as draft:
            yield draft
        self.sharing.wake()

    def _vault_of_the_hall(self) -> Vault:
        """A colleague's pages as well, where the settings name a hall."""
        from local_db.site.shared_vault import SharedVault

        return self.store.vault if self.hall is None else SharedVault(self.store.vault, self.hall.file)

    def _courier(self, settings: Settings, key_chain: KeyChain) -> StickCourier:
        from sync.courier import ProvinceKeys, StickCourier

        keys = ProvinceKeys(settings.province.courier_recipient, settings.province.courier_signer)
        store, unit, counter = self.store, settings.unit.code, settings.counter.code
        return StickCourier(store, store.vault, store.clock, key_chain, keys, unit, counter)

    def _desk(
        self, scanner_drivers: Sequence[str], printers: Printers, cameras: FrameSource, studio: StudioWorkers | None
    ) -> Desk:
        from local_db.audit_export import SignedExports
        from local_db.handed_out import hand_out
        from local_db.health import StoreHealth
        from local_db.shelf import Shelf
        from sync.catalogue_file import SignedCatalogues

        from .devices.voice import EspeakVoice, NoVoice
        from .devices.voice_clips import VoiceClips
        from .imaging.archivist import ArchiveWorkers
        from .imaging.page_studio import PageStudio
        from .paperwork.papers import Papers
        from .pass_words import Argon2PassWords
        from .use_cases.accept_dossier import AcceptDossier
        from .use_cases.announce_call import AnnounceCall
        from .use_cases.archive_papers import ArchivePapers
        from .use_cases.arrange_pages import ArrangePages
        from .use_cases.call_colleagues import CallColleagues
        from .use_cases.call_next import CallNext, NotHere, PutAway, Resume, WalkIn
        from .use_cases.carry import Carry
        from .use_cases.certify_copies import CertifyCopies
        from .use_cases.check_vault import CheckVault
        from .use_cases.check_with_citizen import CheckWithCitizen
        from .use_cases.choose_procedure import ChooseProcedure, FindProcedures
        from .use_cases.desk import Desk
        from .use_cases.export_audit import ExportAudit
        from .use_cases.find_stuck import FindStuck
        from .use_cases.following import following
        from .use_cases.guide_ticket import GuideTicket
        from .use_cases.hand_in_for import HandInFor, relations_in_force
        from .use_cases.hand_over_draft import HandOverDraft, TakeUpDraft
        from .use_cases.hold_dossier import HoldDossier
        from .use_cases.issue_ticket import IssueTicket, PrintTicket
        from .use_cases.keep_backups import KeepBackups
        from .use_cases.keep_catalogue import KeepCatalogue
        from .use_cases.keep_typed import KeepTyped
        from .use_cases.log_in import LogIn
        from .use_cases.look_up import LookUp, LookUpAhead
        from .use_cases.look_up_limits import KIOSK_MOST, LookUpLimits
        from .use_cases.open_papers import OpenPapers
        from .use_cases.overview import Overview
        from .use_cases.print_receipt import PrintReceipt
        from .use_cases.purge import Purge
        from .use_cases.queue_figures import QueueFigures
        from .use_cases.quiet import Quiet
        from .use_cases.read_audit import ReadAudit
        from .use_cases.read_papers import ReadPapers
        from .use_cases.receive_for_another import ReceiveForAnother
        from .use_cases.same_visit import SameVisit
        from .use_cases.search import Search
        from .use_cases.serve_kiosk import KIOSK, ServeKiosk
        from .use_cases.session import Session
        from .use_cases.settle import Settle
        from .use_cases.watch_camera import WatchCamera
        from .use_cases.watch_health import WatchHealth
        from .use_cases.watch_line import WatchLine
        from .use_cases.welcome import Welcome

        store, clock, counter, session = self.store, self.store.clock, self.counter, self.session
        imaging: Imaging = studio or PageStudio()
        hall = self.queue
        vault = self._vault_of_the_hall()
        papers, quiet = Papers(_identity(self.settings), self.mark), Quiet()
        self._closers += [studio.close] if studio is not None else []
        scanners = self._scanners(imaging, scanner_drivers)
        budget = self.settings.look_up_budget
        limits = LookUpLimits(self.settings.look_ups_per_clerk, self.settings.look_ups_per_pc)
        look_up = LookUp(store, self.gateway, clock, counter, session, budget, limits, self.background.wake)
        kiosk = Session(KIOSK)
        look_ahead = LookUpAhead(
            store, self.gateway, clock, counter, kiosk, budget, LookUpLimits(KIOSK_MOST), self.background.wake
        )
        spoken = self.settings.hall
        clips = [VoiceClips(spoken.clips, "km")] if spoken.clips is not None else []
        voice = EspeakVoice(spoken.voice, clips=clips) if spoken.voice else NoVoice()
        self._closers += [scanners.scanner.close, look_up.close, look_ahead.close, voice.close]
        shelf = Shelf(store, self.backups, self.settings.backup.place)
        capture = self._capture(imaging, scanners, vault)
        return Desk(
            counter=counter,
            session=session,
            log_in=LogIn(store, clock, counter, session, Argon2PassWords()),
            hand_over=HandOverDraft(store, clock, counter, session, hall, self._taken_over),
            take_up=TakeUpDraft(store, clock, counter, session, hall),
            overview=Overview(store, clock, counter, session, self.line, hall.state),
            search=Search(store, session),
            issue_ticket=IssueTicket(store, clock, counter, session, hall),
            print_ticket=PrintTicket(store, counter, session, papers, printers),
            call_next=CallNext(store, clock, counter, session, hall),
            walk_in=WalkIn(store, clock, counter, session),
            not_here=NotHere(store, clock, session, hall),
            put_away=PutAway(store, clock, counter, session),
            guide=GuideTicket(store, clock, counter, session, hall),
            announce=AnnounceCall(store, counter, session, voice, spoken.voice_of_all),
            kiosk=ServeKiosk(
                IssueTicket(store, clock, counter, kiosk, hall),
                PrintTicket(store, counter, kiosk, papers, printers),
                *(store, clock, counter, kiosk, look_ahead),
                tell=lambda: self.sharing.wake(),
            ),
            colleagues=CallColleagues(store, clock, counter, session, hall),
            queue_figures=QueueFigures(store, clock, counter, session, hand_out),
            resume=Resume(store, session),
            welcome=Welcome(store, clock, session, imaging),
            find_procedures=FindProcedures(store, clock),
            choose_procedure=ChooseProcedure(store, clock, session),
            certify=CertifyCopies(store, clock, counter, session),
            same_visit=SameVisit(store, clock, counter, session),
            for_another=ReceiveForAnother(store, counter, session),
            stuck=FindStuck(store, clock, session, self.settings.stuck.patience),
            typed=KeepTyped(store, clock, session, retention()),
            look_up=look_up,
            settle=Settle(store, clock, counter, session),
            hand_in_for=HandInFor(store, clock, counter, session, relations_in_force),
            with_citizen=CheckWithCitizen(store, clock, counter, session, remembered(self.settings.data_folder)),
            capture=capture,
            scanners=scanners,
            arrange=ArrangePages(store, session, vault, imaging),
            camera=WatchCamera(
                session, cameras, imaging, remembered(self.settings.data_folder), self.settings.camera.device
            ),
            read=ReadPapers(store, clock, session, vault, imaging),
            accept=AcceptDossier(
                store,
                vault,
                imaging,
                clock,
                counter,
                session,
                form_on=self.settings.receipt_form,
                hours=self.settings.hours,
                sole=hall.sole,
                left_over=capture.left_over,
                wake_line=self._new_work,
                wake_archive=self.archiving.wake,
            ),
            papers=OpenPapers(store, clock, counter, session, vault, imaging),
            print_receipt=PrintReceipt(store, clock, counter, session, papers, printers),
            **following(
                (store, clock, counter, session, self.settings.hours, self._new_work),
                (imaging, vault, papers, printers, self.settings.bank_account),
                self.archiving.wake,
                self.gateway.get_file,
                hall.sole,
                capture.left_over,
            ),
            read_audit=ReadAudit(store, clock, counter, session),
            export_audit=ExportAudit(store, SignedExports(store), clock, counter, session),
            purge=Purge(
                *(store, store.vault, clock, counter, session, retention()),
                clock_wrong=lambda: store.clock.wrong,
                vouched=lambda: store.clock.vouched,
            ),
            check_vault=CheckVault(store, store.vault, clock, counter, session, shelf),
            hold=HoldDossier(store, clock, counter, session),
            printers=printers,
            health=WatchHealth(
                *(StoreHealth(store), store, clock, self.background.wake, lambda: self.line.certificate_until),
                (lambda: frozenset(voice.languages))
                if isinstance(voice, EspeakVoice) and spoken.here
                else lambda: None,
                self._backup_problem,
            ),
            backups=KeepBackups(store, clock, counter, session, shelf, self._restore_next),
            carry=Carry(store, session, self.courier),
            catalogue=KeepCatalogue(
                store, clock, counter, session, SignedCatalogues(self.settings.province.courier_signer)
            ),
            keys=replace(
                key_keeping(self.settings, store, self.keys, session, printers, self.mark), wake=self.background.wake
            ),
            archive=ArchivePapers(
                store, store.vault, ArchiveWorkers(), clock, counter, session, quiet, self.archiving.wake
            ),
            quiet=quiet,
            correct=Correct(store, clock, counter, session, self.background.wake),
            line=WatchLine(
                store, clock, counter, session, self.line, self.gateway.pace, self._send_at_once, save=hand_out
            ),
        )

    def _scanners(self, imaging: Imaging, drivers: Sequence[str]) -> ChooseScanner:
        from .devices.scanner_memory import RememberedScanners
        from .use_cases.choose_scanner import ChooseScanner

        self.scanner_memory = memory = RememberedScanners(remembered(self.settings.data_folder))
        wanted = self.settings.scanner
        profiles = tuple(one.profile for one in wanted.profiles)
        scanner = known_scanners(wanted, memory, drivers)
        return ChooseScanner(self.session, scanner, memory, imaging, wanted.usual, profiles)

    def _printers(self) -> Printers:
        from .devices.all_printers import AllPrinters, system_printers
        from .devices.thermal_printers import PREFIX, ThermalPrinters
        from .paperwork.papers import Papers

        wanted, papers = self.settings.printers, Papers(mark=self.mark)
        names = (wanted.ticket,) if wanted.ticket.startswith(PREFIX) else ()
        thermal = ThermalPrinters(names, lambda pdf: papers.ticket_dots(pdf, wanted.ticket_dots))
        printers = AllPrinters(system_printers(papers.printed_pages), thermal)
        self._closers.append(printers.close)
        return printers

    def _cameras(self) -> Cameras:
        from .devices.cameras import Cameras

        wanted = self.settings.camera
        return Cameras(wanted.drivers, {"stream": {"address": wanted.address}})

    def _capture(self, imaging: Imaging, scanners: ChooseScanner, vault: Vault) -> CapturePaper:
        from local_db.page_spool import FilePageSpool

        from .devices.chosen_files import ChosenFiles
        from .devices.patient_files import PatientFiles, PatientFolder
        from .devices.watched_folder import WatchedFolder
        from .use_cases.capture_paper import CapturePaper

        wanted = self.settings.scanner
        return CapturePaper(
            store=self.store,
            session=self.session,
            vault=vault,
            spool=FilePageSpool(self.store.vault),
            imaging=imaging,
            scanner=scanners.scanner,
            files=PatientFiles(ChosenFiles(wanted.watched_folder)),
            folder=PatientFolder(WatchedFolder(wanted.watched_folder)) if wanted.watched_folder else None,
            usual=scanners.request,
        )


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
        window_is_open()
        if application.settings.scanner.card_reader_port:
            closers.append(listen_for_cards(application.settings, window.card_read))
        if application.settings.hall.card_reader_port:
            port = application.settings.hall.card_reader_port
            closers.append(listen_for_cards(application.settings, window.kiosk_card_read, port))

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


def _counter(settings: Settings) -> Counter:
    return Counter(
        unit=settings.unit,
        site=settings.counter.site,
        code=settings.counter.code,
        receipt_printer=settings.printers.receipt,
        receipt_media=settings.printers.receipt_media,
        ticket_printer=settings.printers.ticket,
        ticket_media=settings.printers.ticket_media,
        ticket_languages=settings.printers.ticket_languages,
        quota=settings.hall.quota,
    )


def _identity(settings: Settings) -> Identity:
    """Raises BadSettings for a logo that is no PNG of a size that a paper can bear."""
    from .domain.identity import Identity

    wanted = settings.identity
    logo = b""
    if wanted.logo is not None:
        try:
            with wanted.logo.open("rb") as file:
                logo = file.read(_LARGEST_LOGO + 1)
        except OSError as error:
            raise BadSettings("cannot be read", entry="identity.logo", file=wanted.logo.name) from error
        from .paperwork.raster import is_picture

        if len(logo) > _LARGEST_LOGO or not is_picture(logo):
            raise BadSettings("not a PNG up to 1 MB", entry="identity.logo", file=wanted.logo.name)
    return Identity(logo, wanted.accent, wanted.slogan)


def retention() -> tuple[RetentionRule, ...]:
    """How long what is kept, as shipped. Raises BadCatalogue."""
    from resources import retention_rules

    from .domain.retention import parse_rules

    return parse_rules(retention_rules())


def _seed_catalogue(store: SqlStore) -> None:
    """A counter that has never reached its province works by the catalogue that shipped."""
    from resources import catalogue_bundle

    with store.write() as work:
        if work.catalogue.version() is None:
            work.catalogue.replace(catalogue_bundle())


def key_keeping(
    settings: Settings, store: SqlStore, keys: KeySafe, session: Session, printers: Printers, mark: str = ""
) -> KeepKeys:
    """The verbs about keys, for the window and for the shell."""
    from .paperwork.papers import Papers
    from .use_cases.keep_keys import KeepKeys

    return KeepKeys(store, store.clock, _counter(settings), session, keys, Papers(mark=mark), printers)


def scanners_for_the_shell(wanted: ScannerSettings, data_folder: Path | None) -> ChooseScanner:
    """This PC's scanners beside a window that may be open: what it remembers is read, and left as it is."""
    from .devices.scanner_memory import RememberedScanners
    from .imaging.page_studio import PageStudio
    from .use_cases.choose_scanner import ChooseScanner
    from .use_cases.session import SHELL

    memory = RememberedScanners(remembered(data_folder) if data_folder else None, keep=False)
    profiles = tuple(one.profile for one in wanted.profiles)
    scanner = known_scanners(wanted, memory)
    return ChooseScanner(Session(SHELL), scanner, memory, PageStudio(), wanted.usual, profiles)


def devices_beside(
    wanted: CameraSettings,
    watched: Path | None = None,
    judge: Imaging | None = None,
    sentence: Callable[[CounterError], str] = str,
) -> DevicesBeside:
    """The cameras, card readers, printers and the watched folder of this PC. A search that hangs or crashes finds
    nothing. With a `judge`, a picture of each camera is taken."""
    from .devices.all_printers import system_printers
    from .devices.card_reader import ports_here
    from .devices.patient_files import PatientFolder
    from .devices.scanning import ScannerWorkers
    from .devices.watched_folder import WatchedFolder
    from .paperwork.papers import Papers
    from .ports import ScanRequest
    from .use_cases.report_devices import DevicesBeside, folder_state, photographed

    asked: dict[str, str | int | float | bool] = {"drivers": " ".join(wanted.drivers), "address": wanted.address}
    search = ScannerWorkers(("camera",), {"camera": asked})
    try:
        own = (replace(one, id=one.id.removeprefix("camera:")) for one in search.list())
        cameras = tuple(replace(one, driver=one.id.partition(":")[0]) for one in own)

        def take(camera: Device) -> Iterator[PageImage]:
            return search.scan(ScanRequest(f"camera:{camera.id}"), lambda: False)

        shots = tuple(photographed(cameras, take, judge, sentence)) if judge is not None else ()
    finally:
        search.close()
    readers = tuple(Device(port.name, port.name, "serial", serial=port.identity) for port in ports_here())
    folder = folder_state(PatientFolder(WatchedFolder(watched)), _answers(watched)) if watched is not None else None
    return DevicesBeside(cameras, readers, system_printers(Papers().printed_pages).list(), shots, folder)


def _answers(folder: Path) -> bool:
    """Whether the folder is there, said within the time that anybody would wait for it."""
    from .devices.patient_files import in_time

    try:
        return in_time(folder.is_dir)
    except NotAnImage:
        return False


def known_scanners(wanted: ScannerSettings, memory: RememberedScanners, drivers: Sequence[str] = ()) -> KnownScanners:
    """This PC's scanners; `drivers` empty: those of this system."""
    from .devices.driver import system_drivers
    from .devices.known_scanners import KnownScanners
    from .devices.scanning import ScannerWorkers

    return KnownScanners(ScannerWorkers(drivers or system_drivers(), wanted.driver_switches), memory)


def site_address(settings: Settings) -> SiteAddress | None:
    """Of the hall's server; None where the settings name none."""
    place, authority = settings.site.place, settings.site.ca_file
    if place is None or authority is None:
        return None
    from local_db.site.line import SiteAddress

    return SiteAddress(*place, authority)


def gateway_of(
    province: ProvinceSettings,
    secret: Callable[[], str],
    unit: str,
    counter: str,
    store: SqlStore,
    certificate: OwnCertificate | None = None,
) -> CounterGateway | CodeByCodeGateway:
    """The line in the protocol that the province's system speaks."""
    if province.protocol == "counter":
        from sync.gateway import CounterGateway
        from sync.signed_receipt import Signer

        if province.signed_receipts and not province.courier_signer:
            raise BadSettings("no key to hold receipts against", entry="province.courier_signer")
        address = (province.base_url, province.client_id, secret, unit, counter)
        return CounterGateway(
            *address,
            ca_file=province.ca_file,
            timeout=province.timeout,
            proxy=province.proxy or None,
            certificate=certificate,
            signer=Signer(province.courier_signer, province.signed_receipts),
        )
    from resources import exchange_codes
    from sync.code_by_code import CodeByCodeGateway

    def names(procedure: str, day: date) -> dict[str, str]:
        with store.read() as work:
            return {part.code: part.name for part in work.catalogue.procedure(procedure, day).components}

    return CodeByCodeGateway(
        *(province.base_url, province.client_id, secret, unit),
        store.vault.get,
        names,
        store,
        exchange_codes("igate"),
        ca_file=province.ca_file,
        timeout=province.timeout,
        proxy=province.proxy or None,
        certificate=certificate,
    )


def own_certificate(province: ProvinceSettings, key_chain: KeyChain) -> OwnCertificate | None:
    """The counter's own, where the settings name one."""
    from sync.own_certificate import OwnCertificate

    if province.certificate is None:
        return None
    return OwnCertificate(province.certificate, province.certificate_key, partial(_province_key, key_chain))


def _until(own: OwnCertificate | None) -> datetime | None:
    try:
        return own.holds()[1] if own else None
    except CertificateUnfit:  # the next exchange says so
        return None


def _province_key(key_chain: KeyChain) -> bytes:
    """The certificate's key, or the pass phrase of its file. Raises SecretMissing, NoKeyring."""
    key = key_chain.get(PROVINCE_KEY)
    if key is None:
        raise SecretMissing
    return key


def province_secret(key_chain: KeyChain) -> str:
    """Raises SecretMissing, NoKeyring."""
    secret = key_chain.get(PROVINCE_SECRET)
    if secret is None:
        raise SecretMissing
    return secret.decode()


def remembered(data_folder: Path) -> RememberedFile:
    """What this PC knows of its devices."""
    from .devices.remembered import DEVICES, RememberedFile

    return RememberedFile(data_folder / DEVICES)


def listen_for_cards(settings: Settings, heard: Callable[[str], None], kiosk: str = "") -> Callable[[], None]:
    """Reads the serial card reader until the returned function is called; one that is unplugged is looked for again.
    `kiosk`: the port of the one in the hall, instead of the desk's."""
    from .devices.card_reader import FoundCardReader

    name, port = ("kiosk-card-reader", kiosk) if kiosk else ("card-reader", settings.scanner.card_reader_port)
    reader = FoundCardReader(port, remembered(settings.data_folder), name=name)
    listening = Background(name, lambda: reader.listen(heard))
    listening.start()

    def stop() -> None:
        listening.stop()
        reader.close()

    return stop
