"""The verbs of the window: every use case of one counter, joined to its store, its line and its devices."""

# Long because: every verb is joined here and nowhere else.

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Settings
from ..ports import FrameSource, Hall, Imaging, Printers, Vault
from ..use_cases.correct import Correct
from ..use_cases.counter import Counter
from ..use_cases.session import Session
from . import devices
from .line import LineState
from .unit import identity_of, key_keeping, retention

if TYPE_CHECKING:
    from local_db.backup import Backups
    from local_db.store import SqlStore
    from local_db.store_keys import StoreKeys
    from sync.code_by_code import CodeByCodeGateway
    from sync.courier import StickCourier
    from sync.gateway import CounterGateway
    from sync.silent import SilentGateway

    from ..devices.scanner_memory import RememberedScanners
    from ..imaging.studio_workers import StudioWorkers
    from ..use_cases.desk import Desk
    from ..use_cases.hand_over_draft import TakeOver


@dataclass(frozen=True, slots=True)
class Wakes:
    """What the desk rouses behind itself, each at once and without waiting for it."""

    line: Callable[[], None]
    colleagues: Callable[[], None]
    archive: Callable[[], None]
    both: Callable[[], None]  # the line and the colleagues: something was taken in
    send_at_once: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands before the desk is joined. `mark` is on every window and paper: training."""

    settings: Settings
    mark: str
    store: SqlStore
    keys: StoreKeys
    counter: Counter
    session: Session
    line: LineState
    gateway: CounterGateway | CodeByCodeGateway | SilentGateway
    courier: StickCourier
    hall: Hall
    vault: Vault  # with the colleagues' pages
    take_over: TakeOver  # a colleague's draft
    backups: Backups
    backup_problem: Callable[[], str | None]
    restore_next: Callable[[Path, str], None]
    wakes: Wakes


@dataclass(frozen=True, slots=True)
class AtHand:
    """The devices. `drivers` empty: those of this system; `studio` None: pictures are worked on in this process."""

    drivers: Sequence[str]
    memory: RememberedScanners
    printers: Printers
    cameras: FrameSource
    studio: StudioWorkers | None


def desk_of(standing: Standing, hand: AtHand) -> tuple[Desk, list[Callable[[], None]]]:
    """With what has to be closed after it, from the last."""
    from local_db.audit_export import SignedExports
    from local_db.handed_out import hand_out
    from local_db.health import StoreHealth
    from local_db.shelf import Shelf
    from sync.catalogue_file import SignedCatalogues

    from ..devices.voice import EspeakVoice
    from ..imaging.archivist import ArchiveWorkers
    from ..imaging.page_studio import PageStudio
    from ..paperwork.papers import Papers
    from ..pass_words import Argon2PassWords
    from ..use_cases.accept_dossier import AcceptDossier
    from ..use_cases.announce_call import AnnounceCall
    from ..use_cases.archive_papers import ArchivePapers
    from ..use_cases.arrange_pages import ArrangePages
    from ..use_cases.call_colleagues import CallColleagues
    from ..use_cases.call_next import CallNext, NotHere, PutAway, Resume, WalkIn
    from ..use_cases.carry import Carry
    from ..use_cases.certify_copies import CertifyCopies
    from ..use_cases.check_vault import CheckVault
    from ..use_cases.check_with_citizen import CheckWithCitizen
    from ..use_cases.choose_procedure import ChooseProcedure, FindProcedures
    from ..use_cases.desk import Desk
    from ..use_cases.export_audit import ExportAudit
    from ..use_cases.find_stuck import FindStuck
    from ..use_cases.following import following
    from ..use_cases.guide_ticket import GuideTicket
    from ..use_cases.hand_in_for import HandInFor, relations_in_force
    from ..use_cases.hand_over_draft import HandOverDraft, TakeUpDraft
    from ..use_cases.hold_dossier import HoldDossier
    from ..use_cases.issue_ticket import IssueTicket, PrintTicket
    from ..use_cases.keep_backups import KeepBackups
    from ..use_cases.keep_catalogue import KeepCatalogue
    from ..use_cases.keep_typed import KeepTyped
    from ..use_cases.log_in import LogIn
    from ..use_cases.look_up import LookUp, LookUpAhead
    from ..use_cases.look_up_limits import KIOSK_MOST, LookUpLimits
    from ..use_cases.open_papers import OpenPapers
    from ..use_cases.overview import Overview
    from ..use_cases.print_receipt import PrintReceipt
    from ..use_cases.purge import Purge
    from ..use_cases.queue_figures import QueueFigures
    from ..use_cases.quiet import Quiet
    from ..use_cases.read_audit import ReadAudit
    from ..use_cases.read_papers import ReadPapers
    from ..use_cases.receive_for_another import ReceiveForAnother
    from ..use_cases.same_visit import SameVisit
    from ..use_cases.search import Search
    from ..use_cases.serve_kiosk import KIOSK, ServeKiosk
    from ..use_cases.settle import Settle
    from ..use_cases.watch_camera import WatchCamera
    from ..use_cases.watch_health import WatchHealth
    from ..use_cases.watch_line import WatchLine
    from ..use_cases.welcome import Welcome

    settings, store, wakes = standing.settings, standing.store, standing.wakes
    clock, counter, session, hall, vault = (
        store.clock,
        standing.counter,
        standing.session,
        standing.hall,
        standing.vault,
    )
    printers, studio = hand.printers, hand.studio
    imaging: Imaging = studio or PageStudio()
    papers, quiet = Papers(identity_of(settings), standing.mark), Quiet()
    scanners = devices.scanners(settings, hand.memory, session, imaging, hand.drivers)
    voice = devices.voice(settings)
    budget = settings.look_up_budget
    limits = LookUpLimits(settings.look_ups_per_clerk, settings.look_ups_per_pc)
    look_up = LookUp(store, standing.gateway, clock, counter, session, budget, limits, wakes.line)
    kiosk = Session(KIOSK)
    look_ahead = LookUpAhead(
        store, standing.gateway, clock, counter, kiosk, budget, LookUpLimits(KIOSK_MOST), wakes.line
    )
    remembered = devices.remembered(settings.data_folder)
    closers = [studio.close] if studio is not None else []
    closers += [scanners.scanner.close, look_up.close, look_ahead.close, voice.close]
    shelf = Shelf(store, standing.backups, settings.backup.place)
    capture = devices.capture(settings, store, session, imaging, scanners, vault)
    followed = following(
        (store, clock, counter, session, settings.hours, wakes.both),
        (imaging, vault, papers, printers, settings.bank_account),
        wakes.archive,
        standing.gateway.get_file,
        hall.sole,
        capture.left_over,
    )
    desk = Desk(
        counter=counter,
        session=session,
        log_in=LogIn(store, clock, counter, session, Argon2PassWords()),
        hand_over=HandOverDraft(store, clock, counter, session, hall, capture.left_over, standing.take_over),
        take_up=TakeUpDraft(store, clock, counter, session, hall),
        overview=Overview(store, clock, counter, session, standing.line, hall.state),
        search=Search(store, session),
        issue_ticket=IssueTicket(store, clock, counter, session, hall),
        print_ticket=PrintTicket(store, counter, session, papers, printers),
        call_next=CallNext(store, clock, counter, session, hall),
        walk_in=WalkIn(store, clock, counter, session),
        not_here=NotHere(store, clock, session, hall),
        put_away=PutAway(store, clock, counter, session),
        guide=GuideTicket(store, clock, counter, session, hall),
        announce=AnnounceCall(store, counter, session, voice, settings.hall.voice_of_all),
        kiosk=ServeKiosk(
            IssueTicket(store, clock, counter, kiosk, hall),
            PrintTicket(store, counter, kiosk, papers, printers),
            *(store, clock, counter, kiosk, look_ahead),
            tell=wakes.colleagues,
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
        stuck=FindStuck(store, clock, session, settings.stuck.patience),
        typed=KeepTyped(store, clock, session, retention()),
        look_up=look_up,
        settle=Settle(store, clock, counter, session),
        hand_in_for=HandInFor(store, clock, counter, session, relations_in_force),
        with_citizen=CheckWithCitizen(store, clock, counter, session, remembered),
        capture=capture,
        scanners=scanners,
        arrange=ArrangePages(store, session, vault, imaging, followed["file_elsewhere"]),
        camera=WatchCamera(session, hand.cameras, imaging, remembered, settings.camera.device),
        read=ReadPapers(store, clock, session, vault, imaging),
        accept=AcceptDossier(
            store,
            vault,
            imaging,
            clock,
            counter,
            session,
            form_on=settings.receipt_form,
            hours=settings.hours,
            sole=hall.sole,
            left_over=capture.left_over,
            wake_line=wakes.both,
            wake_archive=wakes.archive,
        ),
        papers=OpenPapers(store, clock, counter, session, vault, imaging),
        print_receipt=PrintReceipt(store, clock, counter, session, papers, printers),
        **followed,
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
            *(StoreHealth(store), store, clock, wakes.line, lambda: standing.line.certificate_until),
            (lambda: frozenset(voice.languages))
            if isinstance(voice, EspeakVoice) and settings.hall.here
            else lambda: None,
            standing.backup_problem,
        ),
        backups=KeepBackups(store, clock, counter, session, shelf, standing.restore_next),
        carry=Carry(store, session, standing.courier),
        catalogue=KeepCatalogue(store, clock, counter, session, SignedCatalogues(settings.province.courier_signer)),
        keys=replace(key_keeping(settings, store, standing.keys, session, printers, standing.mark), wake=wakes.line),
        archive=ArchivePapers(store, store.vault, ArchiveWorkers(), clock, counter, session, quiet, wakes.archive),
        quiet=quiet,
        correct=Correct(store, clock, counter, session, wakes.line),
        line=WatchLine(
            store, clock, counter, session, standing.line, standing.gateway.pace, wakes.send_at_once, save=hand_out
        ),
    )
    return desk, closers
