"""The tree of typed sentences: everything that can go wrong at the counter, by who can mend it.

CounterError
├── CitizenMustAct        the citizen brings or does something
├── ClerkCanRetry         the clerk tries again or another way
├── EnvironmentFault      disk, printer, scanner, line, clock: IT or a hand at the device
└── OurFault              we are wrong; the report goes to the makers

Each leaf has a stable `code`; words for it stand in `ui/messages.py`. `facts` are short values that the
words may show (a device name, a procedure code): never a person's name, number or address.
"""

# Long because: one tree, read as a whole.

from __future__ import annotations

from typing import ClassVar


class CounterError(Exception):
    """Root of the tree. `detail` is private: it goes to the log of codes, never to the screen."""

    code: ClassVar[str] = "counter"

    def __init__(self, detail: str = "", **facts: str) -> None:
        super().__init__(f"{self.code}: {detail}" if detail else self.code)
        self.detail = detail
        self.facts = facts


class CitizenMustAct(CounterError):
    code = "citizen"


class ClerkCanRetry(CounterError):
    code = "clerk"


class EnvironmentFault(CounterError):
    code = "environment"


class OurFault(CounterError):
    code = "ours"


# --- the citizen must act ----------------------------------------------------------------------------------


class PapersMissing(CitizenMustAct):
    """A dossier may not be accepted while `Dossier.missing` is not empty."""

    code = "citizen.papers-missing"


class NumbersGivenOut(CitizenMustAct):
    """A service's numbers of the day (`quota`) are all given out (`group` its name)."""

    code = "citizen.numbers-given-out"


# --- the clerk can retry -----------------------------------------------------------------------------------


class NotACitizenCard(ClerkCanRetry):
    """The text of a code is not that of a citizen card (domain.card)."""

    code = "clerk.not-a-citizen-card"


class NoCodeFound(ClerkCanRetry):
    """No QR code could be read in an image."""

    code = "clerk.no-code-found"


class CardSpoiled(ClerkCanRetry):
    """An input method rewrote what a scanner typed: whose card it was is not sure."""

    code = "clerk.card-spoiled"


class SeveralCards(ClerkCanRetry):
    """An image shows the cards of several people; none is taken."""

    code = "clerk.several-cards"


class PagesKept(ClerkCanRetry):
    """The clerk stopped while pages that had left the scanner whole lay on no draft yet: they wait in the spool. facts:
    `kept`, how many."""

    code = "clerk.pages-kept"


class StackUnknown(ClerkCanRetry):
    """Pages of a scan that was cut off are on their draft, and what was known of their stack is lost: they are laid as
    a stack of their own. Why: `lost`; `out-of-turn`: it is known, and one was read behind those that came after it."""

    code = "clerk.stack-unknown"


class SidesDiffer(ClerkCanRetry):
    """Of a stack that was turned by hand there came not as many backs (`backs`) as fronts (`fronts`): two sheets
    stuck together. All pages are kept."""

    code = "clerk.sides-differ"


class NotAnImage(ClerkCanRetry):
    """A file or a page's bytes are no image or PDF that can be read. `facts['gave_up']` (died, slow) where the process
    that looked at it ended over it: the picture itself may be sound."""

    code = "clerk.not-an-image"


class OneSheetOnly(ClerkCanRetry):
    """A page that is to be split shows no second sheet."""

    code = "clerk.one-sheet-only"


class NotFiledThere(ClerkCanRetry):
    """A page that was to go to another dossier stays (`dossier`, its code). Why: `no-code` or `two-codes` on it, it is
    of the dossier that is open (`here`), that one waits for no paper (`not-waiting`), has ended (`over`), or a
    colleague adds to it (`taken`); `done`: what was filed has been taken in there and does not come back; `changed`:
    nor does what was turned, taken off or laid elsewhere there."""

    code = "clerk.not-filed-there"


class DoNotFit(ClerkCanRetry):
    """Two pages that were to become one: halves of no one sheet (why: no-overlap), or sides too large for it."""

    code = "clerk.do-not-fit"


class BadPersonalNumber(ClerkCanRetry):
    """What was typed is not twelve digits."""

    code = "clerk.bad-personal-number"


class BadEnterpriseCode(ClerkCanRetry):
    """What was typed is no enterprise code (why: digits, check, personal: the twelve digits of a person)."""

    code = "clerk.bad-enterprise-code"


class BadPassportNumber(ClerkCanRetry):
    """What was typed is no passport number."""

    code = "clerk.bad-passport-number"


class NotAPassport(ClerkCanRetry):
    """These are not the two machine-readable lines of a passport, or a check digit does not fit."""

    code = "clerk.not-a-passport"


class OwnerIsApplicant(ClerkCanRetry):
    """Whose dossier it was to be is who hands it in."""

    code = "clerk.owner-is-applicant"


class UnknownProcedure(ClerkCanRetry):
    """No procedure of the catalogue in force has this code."""

    code = "clerk.unknown-procedure"


class NothingWaiting(ClerkCanRetry):
    """The queue is empty."""

    code = "clerk.nothing-waiting"


class OnlyUnclear(ClerkCanRetry):
    """The hall's server is away, and nobody knows who calls those that wait (`count`): a person chooses."""

    code = "clerk.only-unclear"


class HeldElsewhere(ClerkCanRetry):
    """The number is held by another counter (`counter`), which may be calling it right now."""

    code = "clerk.held-elsewhere"


class QuotaUnclear(ClerkCanRetry):
    """The service has a quota of numbers a day, and whether one is left only the hall's server knows, which did not
    answer; what this counter may give without it is given."""

    code = "clerk.quota-unclear"


class HallBusy(ClerkCanRetry):
    """The hall's server could not be asked just now, and only it knows who has this number: once more, in a moment."""

    code = "clerk.hall-busy"


class NoTicket(ClerkCanRetry):
    """The citizen at the counter took no number, or it is no longer at this counter."""

    code = "clerk.no-ticket"


class ReasonNeeded(ClerkCanRetry):
    """A held paper may be asked for again only with a reason (ND 309/2026, Art. 4(2a))."""

    code = "clerk.reason-needed"


class NotNow(ClerkCanRetry):
    """What is asked cannot happen to this dossier where it is (`act`, `stage`)."""

    code = "clerk.not-now"


class WordsMissing(ClerkCanRetry):
    """An act after acceptance needs something that was not given; `facts['why']` names it."""

    code = "clerk.words-missing"


class ChoiceMissing(ClerkCanRetry):
    """Both sides changed a field (`which`), and nobody has said which of the two holds."""

    code = "clerk.choice-missing"


class DiffersThere(ClerkCanRetry):
    """The province holds another state than the one that a correction was made from: a person has to choose first."""

    code = "clerk.differs-there"


class NothingChanged(ClerkCanRetry):
    """What was typed is what stood there."""

    code = "clerk.nothing-changed"


class CorrectThere(ClerkCanRetry):
    """Another counter (`counter`) received the dossier: it alone knows as what the province took it."""

    code = "clerk.correct-there"


class NotTheirs(ClerkCanRetry):
    """The province has told no record of this person that could be corrected."""

    code = "clerk.not-theirs"


class AlreadyThere(ClerkCanRetry):
    """What was to be closed by hand is at the province meanwhile, or was closed before."""

    code = "clerk.already-there"


class LookUpsSpent(ClerkCanRetry):
    """No more look-ups for now: of this clerk, of this PC, or as the province says (`whose`: clerk, pc, province). They
    go on at `until`, a time of day in Vietnam."""

    code = "clerk.look-ups-spent"


class ApologyTooLate(ClerkCanRetry):
    """An apology with a new date goes out before the promised day (NĐ 61/2018 Art. 19.9); `day` was the last."""

    code = "clerk.apology-too-late"


class RescheduledAlready(ClerkCanRetry):
    """A promised date is moved at most once (NĐ 61/2018 Art. 19.9)."""

    code = "clerk.rescheduled-already"


class NothingToPrint(ClerkCanRetry):
    """The draft has nothing that such a slip would say."""

    code = "clerk.nothing-to-print"


class NothingInTheBook(ClerkCanRetry):
    """A part of a book is to be printed in which nothing was entered."""

    code = "clerk.nothing-in-the-book"


class NoBankAccount(ClerkCanRetry):
    """The settings name no account that a transfer could go to."""

    code = "clerk.no-bank-account"


class HeldPapersOpen(ClerkCanRetry):
    """Held papers that satisfy a component have neither been taken nor asked for with a reason."""

    code = "clerk.held-papers-open"


class FieldMissing(ClerkCanRetry):
    """A field that the receipt needs is empty; `facts['field']` names it."""

    code = "clerk.field-missing"


class DoesNotStandFor(ClerkCanRetry):
    """This held paper cannot stand for that component under the replacement table in force."""

    code = "clerk.does-not-stand-for"


class AlreadyAccepted(ClerkCanRetry):
    """The draft was accepted before; nothing more can be changed in it."""

    code = "clerk.already-accepted"


class SomebodyElses(ClerkCanRetry):
    """The draft is another clerk's: a supervisor hands it over, nobody takes it."""

    code = "clerk.somebody-elses"


class PurposeNeeded(ClerkCanRetry):
    """What concerns one person is shown, handed out or removed only for a purpose that is said and kept."""

    code = "clerk.purpose-needed"


class BadDay(ClerkCanRetry):
    """No day, or days in the wrong order."""

    code = "clerk.bad-day"


class UnknownPerson(ClerkCanRetry):
    """No account is called so, or several are; `facts['count']`."""

    code = "clerk.unknown-person"


class UnknownDossier(ClerkCanRetry):
    """No accepted dossier bears this code here."""

    code = "clerk.unknown-dossier"


class OnlineOver(ClerkCanRetry):
    """The dossier that was sent online waits no more: taken back, or received or answered elsewhere."""

    code = "clerk.online-over"


class OnlineSentAgain(ClerkCanRetry):
    """The citizen has sent the dossier anew since it was opened here."""

    code = "clerk.online-sent-again"


class OnlineUnclear(ClerkCanRetry):
    """The hall's server is away: nobody knows whether another counter receives this one."""

    code = "clerk.online-unclear"


class TakenElsewhere(ClerkCanRetry):
    """Somebody goes on with the draft already, here or at another counter of the hall."""

    code = "clerk.taken-elsewhere"


class TakenUnclear(TakenElsewhere):
    """Another counter began to take the draft over, and the hall has not heard what became of it. facts: `counter`."""

    code = "clerk.taken-unclear"


class GivenUnclear(ClerkCanRetry):
    """The hall's server is away: nobody knows whether another counter goes on with the draft."""

    code = "clerk.given-unclear"


class DraftOutOfReach(ClerkCanRetry):
    """A draft in a clerk's hands at a colleague's counter: the hall's server is away, or does not have what stands in
    it."""

    code = "clerk.draft-out-of-reach"


class PageElsewhere(ClerkCanRetry):
    """A colleague's counter has the file, and has not put it on the hall's server yet, or not for a long while: it was
    asked to."""

    code = "clerk.page-elsewhere"


class DraftChanged(ClerkCanRetry):
    """The papers on the draft changed while it was being accepted; nothing was written."""

    code = "clerk.draft-changed"


class PagesWait(ClerkCanRetry):
    """Pages have left the scanner whole and lie on no draft yet: they wait in the spool. facts: `kept`, how many."""

    code = "clerk.pages-wait"


class PagesHere(ClerkCanRetry):
    """A draft is to go to another counter, and pages of it lie in this one's spool. facts: `kept`, how many."""

    code = "clerk.pages-here"


class PagesThere(ClerkCanRetry):
    """A draft is to be taken over from a counter that is at work, and pages of it lie in that one's spool. facts:
    `kept`, how many; `counter`."""

    code = "clerk.pages-there"


class LogInRefused(ClerkCanRetry):
    """Root of what keeps a person from working at this counter."""

    code = "clerk.log-in"


class NotLoggedIn(LogInRefused):
    """Nobody has logged in at this counter, or the screen is locked."""

    code = "clerk.log-in.nobody"


class WrongWord(LogInRefused):
    """No account of this name has this pass word. Which of the two is wrong is told to nobody."""

    code = "clerk.log-in.wrong"


class WrongPin(LogInRefused):
    """`facts['left']`: how often it may still be tried before the pass word is asked for."""

    code = "clerk.log-in.wrong-pin"


class PassWordNeeded(LogInRefused):
    """The PIN was wrong too often, or there is none: only the pass word unlocks now."""

    code = "clerk.log-in.pass-word-needed"


class TooManyTries(LogInRefused):
    """Wrong words before: `facts['seconds']` have to pass until the next is looked at."""

    code = "clerk.log-in.wait"


class AccountWithdrawn(LogInRefused):
    """The province has withdrawn this account, or `facts['why']` is first: it was only to last until the province's
    own accounts came."""

    code = "clerk.log-in.withdrawn"


class NoAccounts(LogInRefused):
    """The province's accounts have not come yet, and IT has let nobody in."""

    code = "clerk.log-in.no-accounts"


class BadPin(ClerkCanRetry):
    """Not four to eight digits, or one that everybody guesses first."""

    code = "clerk.bad-pin"


class AccountsKnown(ClerkCanRetry):
    """IT lets a first person in only while the province has given no accounts."""

    code = "clerk.accounts-known"


class BadFirstPerson(ClerkCanRetry):
    """A user name, a name or a pass word that cannot be; `facts['why']`: user-name, name, short."""

    code = "clerk.bad-first-person"


class CannotReceive(ClerkCanRetry):
    """The person chosen for a draft may not receive dossiers, or no longer works here."""

    code = "clerk.cannot-receive"


class NotAllowed(ClerkCanRetry):
    """This person's role does not include the act; `facts['why']` names the right (domain.people.Right)."""

    code = "clerk.not-allowed"


class CatalogueNotUndone(ClerkCanRetry):
    """The catalogue in force did not come from a file at this counter: there is nothing to take back."""

    code = "clerk.catalogue-not-undone"


class CatalogueChanged(ClerkCanRetry):
    """Another catalogue came, over the line or by a colleague, since the difference was shown."""

    code = "clerk.catalogue-changed"


class NothingToCarry(ClerkCanRetry):
    """The province has confirmed everything."""

    code = "clerk.nothing-to-carry"


class BadRecoveryCode(ClerkCanRetry):
    """What was typed is not the store's recovery code; `facts['why']`: word (`facts['place']` names it), length
    (`facts['count']` came), order, other (a whole code, but of another store or replaced since)."""

    code = "clerk.recovery-code"


class BadProvinceAnswer(ClerkCanRetry):
    """A file is no request to the province, or not its answer to this PC's last request."""

    code = "clerk.province-answer"


# --- the environment is at fault ---------------------------------------------------------------------------


class DiskFull(EnvironmentFault):
    code = "environment.disk-full"


class SlowDisk(EnvironmentFault):
    """The store's disk takes long to make a write sure; `facts`: median and worst, with their unit."""

    code = "environment.slow-disk"


class NotWritable(EnvironmentFault):
    """A file cannot be written where it was asked for; `facts['file']` names it, `facts['why']` where it is known:
    no-folder, not-a-file, same-file, denied, gone (a stick or a share that answers no more), bad-name."""

    code = "environment.not-writable"


class NoLanguageData(EnvironmentFault):
    """The data by which text of a language is recognised is missing or damaged; `facts['language']` names it."""

    code = "environment.no-language-data"


class StoreLocked(EnvironmentFault):
    """Another copy of the program has the store open and could not be spoken to; `pid`: which, where it is known."""

    code = "environment.store-locked"


class CloseTheWindow(StoreLocked):
    """This command needs the store for itself; `pid`: who has it open."""

    code = "environment.store-locked.close-first"


class CommandCut(EnvironmentFault):
    """The running program ended while it ran a command for the shell."""

    code = "environment.command-cut"


class WrongKey(EnvironmentFault):
    """The key does not open the store; `facts['why']` is other-store where the slots beside it are another store's."""

    code = "environment.wrong-key"


class KeyMissing(WrongKey):
    """A store exists, but this user's keyring has no key of it (a new profile, another PC): no new one is made, it
    would open nothing. `facts['why']` is no-code where no recovery code was ever made."""

    code = "environment.key-missing"


class NoRecoveryCode(EnvironmentFault):
    """Nothing but this PC's key ring opens the store."""

    code = "environment.no-recovery-code"


class KeySlotsDamaged(EnvironmentFault):
    """The file of key slots beside the store; `facts['why']`: missing, unreadable, truncated, changed."""

    code = "environment.key-slots"


class StoreDamaged(EnvironmentFault):
    """The database is not what was written; `facts['why']` where it is known: missing, truncated, page, structure,
    disk."""

    code = "environment.store-damaged"


class VaultFileDamaged(EnvironmentFault):
    """A document file is missing or is not what was stored."""

    code = "environment.vault-file-damaged"


class NewerStore(EnvironmentFault):
    """The store was written by a newer version of the program. `facts['why']` migrated: it only changed it, nothing was
    done since, and `facts['backup']` is what it was before; of-backup: it is a backup that was chosen."""

    code = "environment.newer-store"


class BackupFault(EnvironmentFault):
    """Root of what keeps a backup from being made, found or used. Reception goes on."""

    code = "environment.backup"


class BackupAbsent(BackupFault):
    """The folder or stick that backups go to, or come from, is not there."""

    code = "environment.backup.absent"


class BackupFull(BackupFault):
    """No room left where backups go to."""

    code = "environment.backup.full"


class BackupDamaged(BackupFault):
    """A backup is not what was written; `facts['why']`: changed, truncated, incomplete, unreadable."""

    code = "environment.backup.damaged"


class NoBackup(BackupFault):
    """There is no finished backup of this store."""

    code = "environment.backup.none"


class BackupOld(BackupFault):
    """The last backup was made too long ago, or its date is ahead of the clock; `facts['when']` is its day,
    `facts['why']`: late, ahead."""

    code = "environment.backup.old"


class MigrationRefused(BackupFault):
    """The store is an earlier version's, and no backup could be made before changing it; it was left as it is."""

    code = "environment.backup.before-migration"


class AuditBroken(EnvironmentFault):
    """The audit is not what was written; `facts['table']` and `['line']` name the line. `facts['why']`: changed (that
    line, or one before it is missing), cut-off (all behind it), rewritten (that line and all behind it), no-witness
    (what is kept outside the database is gone)."""

    code = "environment.audit-broken"


class AuditExportWrong(EnvironmentFault):
    """An exported audit is not what was signed; `facts['why']`: no-signature, other-key, forged (no line can be named),
    changed, cut-off, added, chain (`facts['line']` is the first wrong line of the file)."""

    code = "environment.audit-export"


class ClockWrong(EnvironmentFault):
    """The PC's date cannot be right, so nothing is numbered by it."""

    code = "environment.clock-wrong"


class NoKeyring(EnvironmentFault):
    """No accepted keyring backend answers; plain-text backends are refused."""

    code = "environment.no-keyring"


class SecretMissing(NoKeyring):
    """The keyring answers, but holds no secret of this counter's account; the province was not asked."""

    code = "environment.secret-missing"


class BadSettings(EnvironmentFault):
    """A settings file has a wrong or unknown entry; `facts['entry']` names it."""

    code = "environment.bad-settings"


class BadCatalogue(EnvironmentFault):
    """A catalogue bundle is wrong and was refused as a whole; `facts['entry']` names the entry."""

    code = "environment.bad-catalogue"


class CatalogueFileWrong(EnvironmentFault):
    """A file is no catalogue that can be shown for approval; `facts['file']`, `facts['why']`: absent, too-large,
    unreadable, no-proof (neither signed nor named by its hash), unsigned (where the province's key is set), forged
    (the signature or the hash is another's)."""

    code = "environment.catalogue-file"


class ScannerFault(EnvironmentFault):
    """Root of the physical causes at a scanner; `facts['device']` names it."""

    code = "environment.scanner"


class FeederEmpty(ScannerFault):
    code = "environment.scanner.feeder-empty"


class PaperJam(ScannerFault):
    code = "environment.scanner.jam"


class CoverOpen(ScannerFault):
    code = "environment.scanner.cover-open"


class ScannerBusy(ScannerFault):
    code = "environment.scanner.busy"


class ScannerUnplugged(ScannerFault):
    code = "environment.scanner.unplugged"


class ScannerAsleep(ScannerFault):
    """Something is there and does not answer: it sleeps, or wakes up too slowly."""

    code = "environment.scanner.asleep"


class ScannerCertificateChanged(ScannerFault):
    """A network scanner shows another certificate than when it was met: replaced, reset, or not the same one."""

    code = "environment.scanner.certificate"


class ScannerDenied(ScannerFault):
    """The system denies access to the scanner."""

    code = "environment.scanner.denied"


class ScannerCrashed(ScannerFault):
    """The driver died or never answered; the pages handed over before are kept."""

    code = "environment.scanner.crashed"


class NoScanner(ScannerFault):
    code = "environment.scanner.none"


class CameraFault(EnvironmentFault):
    """Root of what a document camera can suffer; `facts['device']` names it. What was photographed is kept."""

    code = "environment.camera"


class NoCamera(CameraFault):
    code = "environment.camera.none"


class CameraUnplugged(CameraFault):
    """Gone in mid-stream, or not there any more when it was opened."""

    code = "environment.camera.unplugged"


class CameraBusy(CameraFault):
    """Another program has it, or the system denies access."""

    code = "environment.camera.busy"


class CameraSilent(CameraFault):
    """It is open, and no picture comes."""

    code = "environment.camera.silent"


class PrinterFault(EnvironmentFault):
    """Root of what a printer can suffer; `facts['printer']` names it."""

    code = "environment.printer"


class NoPrinter(PrinterFault):
    code = "environment.printer.none"


class PrinterOutOfPaper(PrinterFault):
    code = "environment.printer.out-of-paper"


class PrinterOffline(PrinterFault):
    code = "environment.printer.offline"


class PrinterRefused(PrinterFault):
    """The print system refused or cancelled the job."""

    code = "environment.printer.refused"


class LineDown(EnvironmentFault):
    """The province cannot be reached, or did not answer within the time given."""

    code = "environment.line-down"


class NothingIsSent(LineDown):
    """This is training: there is no province, and nothing goes anywhere."""

    code = "environment.nothing-is-sent"


class ProvinceBusy(EnvironmentFault):
    """The province answers that it is busy or failing; try later (`retry_after` seconds where it said so)."""

    code = "environment.province-busy"

    def __init__(self, detail: str = "", retry_after: float | None = None, **facts: str) -> None:
        super().__init__(detail, **facts)
        self.retry_after = retry_after


class LookUpsLimited(ProvinceBusy):
    """The province takes no more look-ups of this counter for now; everything else goes on."""

    code = "environment.province-busy.look-ups"


class NotTheProvince(EnvironmentFault):
    """Something answered that does not speak the contract: a captive portal, a proxy, a wrong address."""

    code = "environment.not-the-province"


class ClockApart(NotTheProvince):
    """The certificate is the province's, and by this PC's clock not valid today; by the province's clock it is."""

    code = "environment.not-the-province.clock"


class CertificateOver(NotTheProvince):
    """The certificate is the province's, and its time is over (or has not begun) by the province's own clock, too."""

    code = "environment.not-the-province.certificate"


class SiteFault(EnvironmentFault):
    """Root of what keeps this counter from its hall's shared database. Its own work goes on."""

    code = "environment.site"


class SiteLost(SiteFault):
    """The site's server does not answer, or broke off."""

    code = "environment.site.lost"


class SiteUntrusted(SiteFault):
    """What answers there cannot show a certificate of the authority that the settings name."""

    code = "environment.site.untrusted"


class SiteRefused(SiteFault):
    """The site's server knows no such counter, or another password of it."""

    code = "environment.site.refused"


class SiteNotJoined(SiteFault):
    """The settings name no server, or this PC has no password for it yet; `facts['why']`: settings, password, key."""

    code = "environment.site.not-joined"


class SiteVersion(SiteFault):
    """Server and program are of different versions; `facts['why']`: empty (no `site init` yet), older, newer."""

    code = "environment.site.version"


class BadInvitation(SiteFault):
    """What was typed is no code of `site invite`: words are missing or mistyped."""

    code = "environment.site.bad-invitation"


class SiteUnreadable(SiteFault):
    """What a colleague's counter told cannot be opened here: another key, or a newer program."""

    code = "environment.site.unreadable"


class NumbersElsewhere(EnvironmentFault):
    """Another PC works, or may be working, as this counter: a copy of its store, or the same counter's letters."""

    code = "environment.numbers-elsewhere"


class LoginRefused(EnvironmentFault):
    """The province refuses this counter's credentials."""

    code = "environment.login-refused"


class CertificateRefused(LoginRefused):
    """The province's server does not accept the certificate that this counter shows, or wants one."""

    code = "environment.login-refused.certificate"


class CertificateUnfit(CertificateRefused):
    """The counter's certificate cannot be shown: its file, the key and the pass phrase do not fit, or are not there."""

    code = "environment.login-refused.certificate-unfit"


class OwnCertificateOver(CertificateRefused):
    """The counter's own certificate is not valid today; `facts['until']` has its last day."""

    code = "environment.login-refused.certificate-over"


class OwnClockApart(CertificateRefused):
    """By the province's clock the counter's certificate is over, and by this PC's it is valid: one clock is wrong."""

    code = "environment.login-refused.clock"


class ProvinceRefused(EnvironmentFault):
    """The province refuses this item for good; `facts['reason']` has its code."""

    code = "environment.province-refused"


class NotOffered(ProvinceRefused):
    """This province's system has no such service: nobody's fault, and nothing to try again."""

    code = "environment.province-refused.not-offered"


class NoStepsTaken(ProvinceRefused):
    """This province's system takes dossiers, and nothing of what happens to them afterwards."""

    code = "environment.province-refused.no-steps"


class CourierFault(EnvironmentFault):
    """Root of what keeps a stick from carrying to the province or back. What waits goes on waiting."""

    code = "environment.courier"


class CourierNotSet(CourierFault):
    """The settings do not name the province's keys."""

    code = "environment.courier.not-set"


class CourierAbsent(CourierFault):
    """The stick or folder is not there, or went while it was written or read."""

    code = "environment.courier.absent"


class CourierFull(CourierFault):
    """Not even the first dossier that waits has room there, or the room ended."""

    code = "environment.courier.full"


class ParcelWrong(CourierFault):
    """A file on the stick was not taken in; nothing of it was. `facts['file']`; `facts['why']`: none, absent,
    unreadable, truncated, changed, too-large, newer, not-for-us, outgoing, other-counter, other-province."""

    code = "environment.courier.parcel"


class ArchiveFormNotMade(EnvironmentFault):
    """An accepted paper's archive form came to nothing, and what was accepted is as it was. `facts['why']`: crashed,
    too-slow, refused or page-damaged, by which the paper is set aside in the end; not-started or stopped, which is no
    paper's fault."""

    code = "environment.archive-form"


class CodeRefused(EnvironmentFault):
    """The province does not take a one-time code by which a PC is enrolled; `facts['why']`: unknown, used."""

    code = "environment.code-refused"


class UpdateRefused(EnvironmentFault):
    """An update is not what its publisher signed, or not the newest; nothing was changed. `facts['why']`: signature,
    expired, older, mixed, too-large, wrong-hash, contents."""

    code = "environment.update-refused"


class UpdateUnreachable(EnvironmentFault):
    """The update's server or stick does not answer; what came so far is kept. `facts['why']`: incomplete (a file is not
    there), stopped (somebody came), slow (a server that drips), stick (one that was pulled out, or is damaged)."""

    code = "environment.update-unreachable"


class UpdateUnderWay(EnvironmentFault):
    """Another program on this PC is installing a version at this moment."""

    code = "environment.update-under-way"


class UpdateFailedCheck(EnvironmentFault):
    """A new version (`facts['version']`) does not work on this PC; the one before stays in use."""

    code = "environment.update-failed-check"


class UpdateNotLaid(EnvironmentFault):
    """This PC's disk or system did not take the new version; the one before stays in use, what was laid is kept."""

    code = "environment.update-not-laid"


class UpdateNotOurs(EnvironmentFault):
    """The program lies where this account may not write: IT updates it. `facts['why']`: not-installed (from a package),
    no-publisher (the settings trust none), no-server (they name none), open (`facts['file']` may be changed by others
    than administrators, who are to run it)."""

    code = "environment.update-not-ours"


# --- we are wrong ------------------------------------------------------------------------------------------


class BrokenPromise(OurFault):
    """Something that the program guarantees did not hold."""

    code = "ours.broken-promise"
