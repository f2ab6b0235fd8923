"""What the core needs from outside, as Protocols, and the values that cross those borders.

Each port is fulfilled by one room: the store by `local_db`, the province by `sync`, devices, imaging and
paperwork by their packages, the key chain by `keychain`. `bootstrap` joins them.
"""

from .audit import Audit, AuditEntry, AuditExport, AuditExporter, AuditLine, AuditQuery, ExportAbout, LookUpLine
from .books import Book, BookKind, Books, CopyBook, Refusals
from .catalogue import CatalogueFiles, CatalogueNote, CataloguePackage, CatalogueStore
from .clock import Clock
from .courier import Brought, Carried, Courier, ToCarry, Trip, Trips
from .dossiers import AcceptedDossier, Corrections, Dossiers, FilesToFetch, Lives, Online
from .drafts import (
    OWNER,
    After,
    Draft,
    DraftElsewhere,
    Drafts,
    Fate,
    GivenDraft,
    HeldDrafts,
    LeftDrafts,
    Purpose,
    Typed,
    TypedForm,
)
from .hall import Alarm, Hall, HallState, TicketConflict, Voice
from .imaging import Archivist, Corners, FoundSheet, Imaging, Origin, PageImage, PdfAbout, StraightPage
from .keys import KeyChain, KeySafe, KeySlot, KeyStatus, PassWords, RecoverySheet
from .numbers import Lease, LeaseClaim, Numbers
from .outbox import Outbox
from .pages import CapturedPage, LaidPage, PageAct, PageStep, RawImage
from .paperwork import Paperwork
from .people import People
from .printers import Bitmap, JobState, PrintedPage, PrinterInfo, Printers, PrintJob
from .province import Changes, GivenAccounts, LinePace, LineStatus, LookUpAnswer, Province, SourceAnswer
from .register import Register
from .retention import ArchiveForms, Due, Hold, Purged, Retention
from .scanners import (
    CameraPicture,
    Capabilities,
    Device,
    Files,
    Folder,
    FrameSource,
    KnownScanner,
    PaperSize,
    PaperSource,
    Remembered,
    Scanner,
    ScannerMemory,
    ScanProfile,
    ScanRequest,
)
from .search import Found, FoundDossier, FoundPerson, Search
from .spool import KeptPage, PageSpool
from .store import Store, StoreHealth, UnitOfWork
from .tickets import GivenNumber, Tickets
from .vault import BackupShelf, KeptBackup, Vault, VaultFile, VaultStock

__all__ = [
    "OWNER",
    "AcceptedDossier",
    "After",
    "Alarm",
    "ArchiveForms",
    "Archivist",
    "Audit",
    "AuditEntry",
    "AuditExport",
    "AuditExporter",
    "AuditLine",
    "AuditQuery",
    "BackupShelf",
    "Bitmap",
    "Book",
    "BookKind",
    "Books",
    "Brought",
    "CameraPicture",
    "Capabilities",
    "CapturedPage",
    "Carried",
    "CatalogueFiles",
    "CatalogueNote",
    "CataloguePackage",
    "CatalogueStore",
    "Changes",
    "Clock",
    "CopyBook",
    "Corners",
    "Corrections",
    "Courier",
    "Device",
    "Dossiers",
    "Draft",
    "DraftElsewhere",
    "Drafts",
    "Due",
    "ExportAbout",
    "Fate",
    "Files",
    "FilesToFetch",
    "Folder",
    "Found",
    "FoundDossier",
    "FoundPerson",
    "FoundSheet",
    "FrameSource",
    "GivenAccounts",
    "GivenDraft",
    "GivenNumber",
    "Hall",
    "HallState",
    "HeldDrafts",
    "Hold",
    "Imaging",
    "JobState",
    "KeptBackup",
    "KeptPage",
    "KeyChain",
    "KeySafe",
    "KeySlot",
    "KeyStatus",
    "KnownScanner",
    "LaidPage",
    "Lease",
    "LeaseClaim",
    "LeftDrafts",
    "LinePace",
    "LineStatus",
    "Lives",
    "LookUpAnswer",
    "LookUpLine",
    "Numbers",
    "Online",
    "Origin",
    "Outbox",
    "PageAct",
    "PageImage",
    "PageSpool",
    "PageStep",
    "PaperSize",
    "PaperSource",
    "Paperwork",
    "PassWords",
    "PdfAbout",
    "People",
    "PrintJob",
    "PrintedPage",
    "PrinterInfo",
    "Printers",
    "Province",
    "Purged",
    "Purpose",
    "RawImage",
    "RecoverySheet",
    "Refusals",
    "Register",
    "Remembered",
    "Retention",
    "ScanProfile",
    "ScanRequest",
    "Scanner",
    "ScannerMemory",
    "Search",
    "SourceAnswer",
    "Store",
    "StoreHealth",
    "StraightPage",
    "TicketConflict",
    "Tickets",
    "ToCarry",
    "Trip",
    "Trips",
    "Typed",
    "TypedForm",
    "UnitOfWork",
    "Vault",
    "VaultFile",
    "VaultStock",
    "Voice",
]
