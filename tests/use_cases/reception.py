"""A counter with its real parts, joined as `bootstrap` joins them: store, vault, page studio, papers, paper tray,
scanner in a worker process, line to the sandbox. Only the clock stands still, until a test moves it."""

# Long because: a whole counter is put together here, as the composition root does it.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from counter_app.devices.cameras import Cameras
from counter_app.devices.chosen_files import ChosenFiles
from counter_app.devices.paper_tray import PaperTray
from counter_app.devices.remembered import RememberedFile
from counter_app.devices.scanner_memory import RememberedScanners
from counter_app.devices.scanning import ScannerWorkers
from counter_app.devices.voice import NoVoice
from counter_app.devices.watched_folder import WatchedFolder
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.codes import NumberBlock
from counter_app.domain.deadline import VIETNAM, WorkingHours
from counter_app.domain.dossier import LookUpState
from counter_app.domain.outbox import OutboxEvent
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.domain.people import Account, Role
from counter_app.domain.receipt import Unit
from counter_app.domain.ticket import ServiceGroup
from counter_app.domain.viet_qr import BankAccount
from counter_app.imaging.archivist import ArchiveWorkers
from counter_app.imaging.page_studio import PageStudio
from counter_app.paperwork.papers import Papers
from counter_app.pass_words import Argon2PassWords
from counter_app.ports import AcceptedDossier, AuditLine, Draft, Files, LineStatus, LookUpLine, ScanProfile, ScanRequest
from counter_app.use_cases.accept_dossier import AcceptDossier
from counter_app.use_cases.announce_call import AnnounceCall
from counter_app.use_cases.archive_papers import ArchivePapers
from counter_app.use_cases.arrange_pages import ArrangePages
from counter_app.use_cases.call_colleagues import CallColleagues
from counter_app.use_cases.call_next import CallNext, NotHere, PutAway, Resume, WalkIn
from counter_app.use_cases.capture_paper import CapturePaper
from counter_app.use_cases.carry import Carry
from counter_app.use_cases.certify_copies import CertifyCopies
from counter_app.use_cases.check_vault import CheckVault
from counter_app.use_cases.check_with_citizen import CheckWithCitizen
from counter_app.use_cases.choose_procedure import ChooseProcedure, FindProcedures
from counter_app.use_cases.choose_scanner import ChooseScanner
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.export_audit import ExportAudit
from counter_app.use_cases.find_stuck import FindStuck
from counter_app.use_cases.following import following
from counter_app.use_cases.guide_ticket import GuideTicket
from counter_app.use_cases.hand_in_for import HandInFor, relations_in_force
from counter_app.use_cases.hand_over_draft import HandOverDraft, TakeUpDraft
from counter_app.use_cases.hold_dossier import HoldDossier
from counter_app.use_cases.issue_ticket import IssueTicket, PrintTicket
from counter_app.use_cases.keep_backups import KeepBackups
from counter_app.use_cases.keep_catalogue import KeepCatalogue
from counter_app.use_cases.keep_keys import KeepKeys
from counter_app.use_cases.keep_typed import KeepTyped
from counter_app.use_cases.log_in import LogIn, Waits
from counter_app.use_cases.look_up import LookUp, LookUpAhead
from counter_app.use_cases.open_papers import OpenPapers
from counter_app.use_cases.overview import Overview
from counter_app.use_cases.own_hall import OwnHall
from counter_app.use_cases.print_receipt import PrintReceipt
from counter_app.use_cases.purge import Purge
from counter_app.use_cases.queue_figures import QueueFigures
from counter_app.use_cases.quiet import Quiet
from counter_app.use_cases.read_audit import ReadAudit
from counter_app.use_cases.read_papers import ReadPapers
from counter_app.use_cases.receive_for_another import ReceiveForAnother
from counter_app.use_cases.same_visit import SameVisit
from counter_app.use_cases.search import Search
from counter_app.use_cases.serve_kiosk import KIOSK, ServeKiosk
from counter_app.use_cases.session import Session
from counter_app.use_cases.settle import Settle
from counter_app.use_cases.watch_camera import WatchCamera
from counter_app.use_cases.watch_health import WatchHealth
from counter_app.use_cases.watch_line import WatchLine
from counter_app.use_cases.welcome import Welcome
from counter_app.wiring.unit import retention
from local_db.audit_export import SignedExports
from local_db.backup import Backups
from local_db.handed_out import hand_out
from local_db.health import StoreHealth
from local_db.page_spool import FilePageSpool
from local_db.shelf import Shelf
from resources import catalogue_bundle
from sync.catalogue_file import SignedCatalogues
from sync.courier import ProvinceKeys, StickCourier
from sync.gateway import CounterGateway
from sync.pace import Pace
from tests import pages
from tests.services.sandbox import SECRET
from tests.services.store import PocketKeyChain

if TYPE_CHECKING:
    from local_db.store import SqlStore
from local_db.store_keys import StoreKeys

UNIT = Unit("H13.507", "Trung tâm Phục vụ hành chính công phường Sóc Trăng", "UBND phường Sóc Trăng", "Sóc Trăng")
ACCOUNT = BankAccount("970436", "0299300000026", "Trung tâm Phục vụ hành chính công")
COUNTER = Counter(UNIT, "sanh-1", "Q01")
CLERK = Account("clerk-1", "bay", "Lâm Thị Bảy", frozenset({Role.CLERK}))
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
CIVIL = ServiceGroup("ho-tich", "A", "Hộ tịch")
COPIES = ServiceGroup("chung-thuc", "B", "Chứng thực")

SINGLE, BIRTH, COPY, LAND = "1.004873", "1.001193", "2.000815", "1.013978"  # procedures of the catalogue
SA_RINH = PersonalNumber("094190004321")  # married and resident by the State's own data (sync/sandbox/people.py)
NOBODY = PersonalNumber("094085001234")  # nothing is held of him
SA_RINH_NAME = "Thạch Thị Sa Rinh"
CARD = "094190004321|366123456|Thạch Thị Sa Rinh|02091990|Nữ|Khóm 3, phường Sóc Trăng, Cần Thơ|10052021"
OTHER_CARD = "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng, Cần Thơ|01022022"


def colleague(number: int) -> Account:
    """Another clerk of the unit."""
    return Account(f"clerk-{number}", f"can-bo-{number}", f"Cán bộ {number}", frozenset({Role.CLERK}))


@dataclass
class StandingClock:
    """Fulfils `ports.Clock`: Monday, nine in the morning, until it is put forward."""

    moment: datetime = MONDAY

    def now(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)

    def strike(self, hour: int, minute: int = 0, day: date | None = None) -> None:
        at = self.moment.replace(hour=hour, minute=minute, second=0)
        self.moment = at if day is None else at.replace(year=day.year, month=day.month, day=day.day)


@dataclass
class Ticking:
    """The system's counter, in seconds, which no setting of the date moves."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@cache
def page(seed: int) -> bytes:
    """A scanned sheet, another for each seed."""
    return pages.as_png(pages.make_page(seed, dpi=100), 100)


@dataclass
class Reception:
    """`desk` and what lies behind it. `url` leads to the province; `folder` is the test's own."""

    store: SqlStore
    folder: Path
    url: str
    budget: float = 5.0
    hours: WorkingHours | None = None
    secret: Callable[[], str] = lambda: SECRET
    files: Files = field(default_factory=ChosenFiles)
    scanner: ScannerWorkers = field(default_factory=lambda: ScannerWorkers(("simulated",)))
    profiles: tuple[ScanProfile, ...] = ()
    clock: StandingClock = field(default_factory=StandingClock)
    clock_wrong: bool = False
    vouched: datetime | None = None  # the province's last word of the time; None: that it is now
    woken: list[None] = field(default_factory=list)
    session: Session = field(default_factory=lambda: Session(CLERK))
    ticking: Ticking = field(default_factory=Ticking)
    key_chain: PocketKeyChain = field(default_factory=PocketKeyChain)
    archivist: ArchiveWorkers = field(default_factory=ArchiveWorkers)
    quiet: Quiet = field(default_factory=Quiet)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        with self.store.write() as work:
            if work.catalogue.version() is None:
                work.catalogue.replace(catalogue_bundle())
        self.gateway = CounterGateway(self.url, COUNTER.code, self.secret, UNIT.code, COUNTER.code)
        self.drop = self.folder / "drop"
        self.drop.mkdir(exist_ok=True)
        self.waits = Waits(self.ticking)
        self.desk = self._desk(COUNTER, self.session)

    def close(self) -> None:
        self.desk.archive.close()
        self.desk.look_up.close()
        self.scanner.close()
        self.gateway.close()

    def at(self, clerk: Account = CLERK, **counter: Any) -> Desk:
        """Another counter of the same hall, or this one otherwise furnished or manned."""
        return self._desk(replace(COUNTER, **counter), Session(clerk))

    @property
    def tray(self) -> Path:
        return self.folder / "tray"

    def _courier(self, counter: Counter) -> StickCourier:
        no_keys = ProvinceKeys()
        return StickCourier(self.store, self.store.vault, self.clock, self.key_chain, no_keys, UNIT.code, counter.code)

    def _desk(self, counter: Counter, session: Session) -> Desk:
        store, clock, imaging, papers, tray = self.store, self.clock, PageStudio(), Papers(), PaperTray(self.tray)
        hall = OwnHall(counter.site, counter.code)
        scanners = ChooseScanner(
            session, self.scanner, RememberedScanners(), imaging, ScanRequest("", dpi=150), self.profiles
        )
        followed = following(
            (store, clock, counter, session, self.hours, lambda: self.woken.append(None)),
            (imaging, store.vault, papers, tray, ACCOUNT),
        )
        return Desk(
            counter=counter,
            session=session,
            log_in=LogIn(store, clock, counter, session, Argon2PassWords(), self.waits),
            hand_over=HandOverDraft(
                store, clock, counter, session, hall, lambda draft_id: self.desk.capture.left_over(draft_id)
            ),
            take_up=TakeUpDraft(store, clock, counter, session, hall),
            overview=Overview(store, clock, counter, session),
            search=Search(store, session),
            issue_ticket=IssueTicket(store, clock, counter, session, hall),
            print_ticket=PrintTicket(store, counter, session, papers, tray),
            call_next=CallNext(store, clock, counter, session, hall),
            walk_in=WalkIn(store, clock, counter, session),
            not_here=NotHere(store, clock, session, hall),
            put_away=PutAway(store, clock, counter, session),
            guide=GuideTicket(store, clock, counter, session, hall),
            announce=AnnounceCall(store, counter, session, NoVoice()),
            kiosk=ServeKiosk(
                IssueTicket(store, clock, counter, Session(KIOSK), hall),
                PrintTicket(store, counter, Session(KIOSK), papers, tray),
                *(store, clock, counter, Session(KIOSK)),
                LookUpAhead(store, self.gateway, clock, counter, Session(KIOSK), self.budget),
            ),
            colleagues=CallColleagues(store, clock, counter, session, hall),
            queue_figures=QueueFigures(store, clock, counter, session, hand_out),
            resume=Resume(store, session),
            welcome=Welcome(store, clock, session, imaging),
            find_procedures=FindProcedures(store, clock),
            choose_procedure=ChooseProcedure(store, clock, session),
            certify=CertifyCopies(store, clock, COUNTER, session),
            same_visit=SameVisit(store, clock, COUNTER, session),
            for_another=ReceiveForAnother(store, counter, session),
            stuck=FindStuck(store, clock, session),
            typed=KeepTyped(store, clock, session, retention()),
            look_up=LookUp(store, self.gateway, clock, counter, session, self.budget),
            settle=Settle(store, clock, counter, session),
            hand_in_for=HandInFor(store, clock, counter, session, relations_in_force),
            with_citizen=CheckWithCitizen(store, clock, counter, session, RememberedFile(self.drop / "places.json")),
            capture=CapturePaper(
                store,
                session,
                store.vault,
                FilePageSpool(store.vault),
                imaging,
                self.scanner,
                self.files,
                WatchedFolder(self.drop, settle=0, pause=lambda _: None),
                scanners.request,
            ),
            scanners=scanners,
            arrange=ArrangePages(store, session, store.vault, imaging, followed["file_elsewhere"]),
            camera=WatchCamera(session, Cameras(()), imaging, RememberedFile(self.folder / "devices.json")),
            read=ReadPapers(store, clock, session, store.vault, imaging),
            accept=AcceptDossier(
                store,
                store.vault,
                imaging,
                clock,
                counter,
                session,
                form_on=lambda day: "01-2025",
                hours=self.hours,
                left_over=lambda draft_id: len(self.desk.capture.spool.left(draft_id)),
                wake_line=lambda: self.woken.append(None),
            ),
            papers=OpenPapers(store, clock, counter, session, store.vault, imaging),
            print_receipt=PrintReceipt(store, clock, counter, session, papers, tray),
            **followed,
            read_audit=ReadAudit(store, clock, counter, session),
            export_audit=ExportAudit(store, SignedExports(store), clock, counter, session),
            purge=Purge(
                *(store, store.vault, clock, counter, session, retention()),
                clock_wrong=lambda: self.clock_wrong,
                vouched=lambda: self.vouched or clock.now(),
            ),
            check_vault=CheckVault(store, store.vault, clock, counter, session, Shelf(store, Backups(store), None)),
            hold=HoldDossier(store, clock, counter, session),
            printers=tray,
            health=WatchHealth(StoreHealth(store), store, clock, lambda: self.woken.append(None)),
            catalogue=KeepCatalogue(store, clock, counter, session, SignedCatalogues("")),
            carry=Carry(
                store,
                session,
                StickCourier(store, store.vault, clock, self.key_chain, ProvinceKeys(), UNIT.code, counter.code),
            ),
            backups=KeepBackups(
                store, clock, counter, session, Shelf(store, Backups(store), None), lambda path, who: None
            ),
            keys=KeepKeys(store, clock, counter, session, StoreKeys(store, self.key_chain), papers, tray),
            archive=ArchivePapers(store, store.vault, self.archivist, clock, counter, session, self.quiet),
            quiet=self.quiet,
            correct=Correct(store, clock, counter, session, lambda: self.woken.append(None)),
            line=WatchLine(
                *(store, clock, counter, session, LineStatus, Pace()),
                at_once=lambda: self.woken.append(None),
                save=hand_out,
            ),
        )

    # --- what a clerk does -----------------------------------------------------------------------------

    def begin(self, procedure: str | None = SINGLE, card: str = CARD) -> UUID:
        """Someone without a ticket, card read, procedure chosen; no more is held of him than the own register has."""
        draft_id = self.desk.walk_in().dossier.id
        self.desk.welcome.by_card(draft_id, card)
        if procedure is not None:
            self.choose(draft_id, procedure)
        return draft_id

    def choose(self, draft_id: UUID, procedure: str) -> Draft:
        """As if the province had answered that it holds nothing: what no look-up is needed to tell."""
        self.desk.choose_procedure(draft_id, procedure)
        with self.store.write() as work:
            draft = work.drafts.get(draft_id)
            draft = replace(draft, dossier=draft.dossier.learn((), LookUpState.ANSWERED))
            work.drafts.save(draft)
        return draft

    def add_page(self, draft_id: UUID, seed: int) -> str:
        """A sheet from a file; the page's name."""
        return self.desk.capture.add_file(draft_id, self.file(f"{seed}.png", page(seed))).pages[-1].name

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def ready(self, procedure: str = SINGLE, card: str = CARD, seed: int = 1) -> UUID:
        """A draft on which nothing is missing: residence taken from the register, the declaration captured."""
        self.hold(residence(PersonalNumber(card[:12])))
        draft_id = self.begin(procedure, card)
        self.desk.settle.take(draft_id)
        self.add_page(draft_id, seed)
        for component in self.draft(draft_id).dossier.missing:
            self.desk.settle.show(draft_id, component.code)
        return draft_id

    def accept(self, draft_id: UUID | None = None) -> AcceptedDossier:
        return self.desk.accept(draft_id or self.ready(), uuid4())

    # --- what stands in the store ----------------------------------------------------------------------

    def hold(self, *papers: HeldPaper) -> None:
        """The province's data for the own commune, as a pull brings it."""
        with self.store.write() as work:
            work.register.put_held_papers(papers)

    def lease(self, first: int, last: int, day: date | None = None) -> None:
        with self.store.write() as work:
            day = day or self.clock.moment.date()
            work.numbers.add_block(NumberBlock(f"b{first}", UNIT.code, COUNTER.code, day, first, last, first))

    def draft(self, draft_id: UUID) -> Draft:
        return self.desk.resume.of(draft_id)

    def outbox(self) -> tuple[OutboxEvent, ...]:
        with self.store.read() as work:
            return work.outbox.due(self.clock.now() + timedelta(days=1), 1000)

    def audit(self) -> tuple[AuditLine, ...]:
        """The latest first."""
        with self.store.read() as work:
            return work.audit.lines(1000)

    def look_ups(self) -> tuple[LookUpLine, ...]:
        with self.store.read() as work:
            return work.audit.look_ups(1000)

    def printed(self) -> list[bytes]:
        return [paper.read_bytes() for paper in sorted(self.tray.glob("*.pdf"))]


def residence(person: PersonalNumber = SA_RINH, **changes: Any) -> HeldPaper:
    made = HeldPaper(
        *("dan-cu:1", person, "du-lieu.cu-tru", "Thông tin về cư trú", "dan-cu", LegalState.DATABASE_RECORD, MONDAY)
    )
    return replace(made, **changes)


def marriage(person: PersonalNumber = SA_RINH, **changes: Any) -> HeldPaper:
    made = HeldPaper(
        *("ho-tich:1", person, "du-lieu.ket-hon", "Dữ liệu đăng ký kết hôn", "ho-tich"),
        *(LegalState.DATABASE_RECORD, MONDAY),
    )
    return replace(made, **changes)


def book(accepted: AcceptedDossier) -> tuple[int, int, int]:
    assert accepted.receipt.register is not None
    return accepted.receipt.register.year, accepted.receipt.register.book, accepted.receipt.register.line


def due(accepted: AcceptedDossier) -> datetime | None:
    return accepted.receipt.appointment.due
