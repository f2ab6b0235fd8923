"""All the verbs of one counter in one value: what the windows are given."""

from __future__ import annotations

from dataclasses import dataclass

from ..ports import Printers
from .accept_dossier import AcceptDossier
from .announce_call import AnnounceCall
from .apologise import Apologise
from .archive_papers import ArchivePapers
from .arrange_pages import ArrangePages
from .ask_supplement import AskSupplement
from .ask_transfer import AskTransfer
from .call_colleagues import CallColleagues
from .call_next import CallNext, NotHere, PutAway, Resume, WalkIn
from .capture_paper import CapturePaper
from .carry import Carry
from .certify_copies import CertifyCopies
from .check_vault import CheckVault
from .check_with_citizen import CheckWithCitizen
from .choose_procedure import ChooseProcedure, FindProcedures
from .choose_scanner import ChooseScanner
from .close_day import CloseDay
from .correct import Correct
from .counter import Counter
from .end_dossier import EndDossier
from .export_audit import ExportAudit
from .file_elsewhere import FileElsewhere
from .find_stuck import FindStuck
from .finish_after import FinishAfter
from .guide_ticket import GuideTicket
from .hand_in_for import HandInFor
from .hand_over_dossier import HandOverDossier
from .hand_over_draft import HandOverDraft, TakeUpDraft
from .hold_dossier import HoldDossier
from .issue_ticket import IssueTicket, PrintTicket
from .keep_backups import KeepBackups
from .keep_catalogue import KeepCatalogue
from .keep_keys import KeepKeys
from .keep_typed import KeepTyped
from .log_in import LogIn
from .look_up import LookUp
from .open_after import OpenAfter
from .open_papers import OpenPapers
from .overview import Overview
from .print_books import PrintBooks
from .print_receipt import PrintReceipt
from .print_slips import PrintSlips
from .print_step import PrintStep
from .purge import Purge
from .queue_figures import QueueFigures
from .quiet import Quiet
from .read_audit import ReadAudit
from .read_papers import ReadPapers
from .receive_for_another import ReceiveForAnother
from .receive_online import ReceiveOnline
from .refuse_reception import RefuseReception
from .return_result import ReturnResult
from .same_visit import SameVisit
from .search import Search
from .serve_kiosk import ServeKiosk
from .session import Session
from .settle import Settle
from .take_fee import TakeFee
from .take_result import TakeResult
from .tell_story import TellStory
from .watch_camera import WatchCamera
from .watch_health import WatchHealth
from .watch_line import WatchLine
from .welcome import Welcome


@dataclass(frozen=True)
class Desk:
    """Every verb is synchronous and takes and gives plain values; windows run them off the UI thread."""

    counter: Counter
    session: Session
    log_in: LogIn
    hand_over: HandOverDraft
    take_up: TakeUpDraft
    overview: Overview
    search: Search
    issue_ticket: IssueTicket
    print_ticket: PrintTicket
    call_next: CallNext
    walk_in: WalkIn
    not_here: NotHere
    put_away: PutAway
    guide: GuideTicket
    announce: AnnounceCall
    kiosk: ServeKiosk
    colleagues: CallColleagues
    queue_figures: QueueFigures
    resume: Resume
    welcome: Welcome
    hand_in_for: HandInFor
    find_procedures: FindProcedures
    choose_procedure: ChooseProcedure
    certify: CertifyCopies
    same_visit: SameVisit
    for_another: ReceiveForAnother
    refuse: RefuseReception
    online: ReceiveOnline
    typed: KeepTyped
    look_up: LookUp
    settle: Settle
    with_citizen: CheckWithCitizen
    capture: CapturePaper
    scanners: ChooseScanner
    arrange: ArrangePages
    camera: WatchCamera
    read: ReadPapers
    accept: AcceptDossier
    print_receipt: PrintReceipt
    story: TellStory
    papers: OpenPapers
    ask_supplement: AskSupplement
    end: EndDossier
    hand_over_dossier: HandOverDossier
    apologise: Apologise
    open_after: OpenAfter
    file_elsewhere: FileElsewhere
    finish_after: FinishAfter
    take_result: TakeResult
    return_result: ReturnResult
    take_fee: TakeFee
    ask_transfer: AskTransfer
    close_day: CloseDay
    stuck: FindStuck
    print_step: PrintStep
    print_slips: PrintSlips
    print_books: PrintBooks
    read_audit: ReadAudit
    export_audit: ExportAudit
    purge: Purge
    check_vault: CheckVault
    hold: HoldDossier
    printers: Printers
    health: WatchHealth
    backups: KeepBackups
    keys: KeepKeys
    carry: Carry
    catalogue: KeepCatalogue
    archive: ArchivePapers
    quiet: Quiet
    correct: Correct
    line: WatchLine
