"""`counter-app audit`, `vault` and `purge`: housekeeping at the shell, on a store that no window has open."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .bootstrap import counter_of, keep_journal, retention, settings
from .domain.deadline import VIETNAM
from .domain.errors import StoreDamaged
from .keychain import SystemKeyChain
from .ports import AuditLine
from .use_cases.check_vault import OLD_ENOUGH, CheckVault, VaultReport
from .use_cases.counter import Counter
from .use_cases.export_audit import ExportAudit
from .use_cases.hold_dossier import HoldDossier
from .use_cases.purge import Purge, PurgePlan
from .use_cases.session import SHELL, Session

if TYPE_CHECKING:
    from local_db.store import SqlStore

Say = Callable[[str], None]
_LISTED = 50


def audit_check(arguments: argparse.Namespace, say: Say) -> int:
    """Raises AuditBroken; with `--renew` the audit is taken for whole from here on, and says so."""
    with _open(arguments) as here:
        if arguments.renew:
            about = {"reason": arguments.renew}
            line = AuditLine(here.store.clock.now(), SHELL.id, here.counter.code, "audit-taken-for-whole", about)
            here.store.renew_audit_witness(line)
        lines = here.store.check_audit(arguments.full)
    say(f"Nhật ký nguyên vẹn; đã soát {_count(lines)} dòng{'' if arguments.full else ' mới từ lần trước'}.")
    return 0


def audit_export(arguments: argparse.Namespace, say: Say) -> int:
    with _open(arguments) as here:
        export = here.export_audit(arguments.output, arguments.first, arguments.last, arguments.purpose)
        _, fingerprint = here.export_audit.public_key()
    say(f"Đã xuất {_count(export.lines)} dòng nhật ký, có ký: {export.path} và {export.path.name}.sig.")
    say(f"Dấu vân tay khóa của quầy: {fingerprint}")
    return 0


def audit_key(arguments: argparse.Namespace, say: Say) -> int:
    with _open(arguments) as here:
        pem, fingerprint = here.export_audit.public_key()
    if arguments.output is not None:
        _write(arguments.output, pem)
        say(f"Đã ghi khóa công khai: {arguments.output}")
    else:
        say(pem.decode().rstrip())
    say(f"Dấu vân tay: {fingerprint}")
    return 0


def audit_verify(arguments: argparse.Namespace, say: Say) -> int:
    """Needs no store, no settings and no key ring: on any PC. Raises AuditExportWrong."""
    from local_db.audit_verify import verify

    found = verify(arguments.file, arguments.key)
    about = found.about
    say(f"Đúng như lúc ký: {_count(found.lines)} dòng, quầy {about['counter']}, từ {about['from']} đến {about['to']}.")
    if arguments.key is None:
        say(f"Đối chiếu dấu vân tay này với dấu vân tay quầy đã báo: {found.fingerprint}")
    return 0


def vault_check(arguments: argparse.Namespace, say: Say) -> int:
    """1 when a file that something refers to is missing or damaged."""
    with _open(arguments) as here:
        if arguments.remove_orphans:
            done = here.check_vault.remove_orphans(arguments.reason or "")
            say(f"Đã xóa {_count(done.files)} tệp không hồ sơ nào nhắc đến; còn giữ {_count(done.kept)}.")
        report = here.check_vault(arguments.read)
    _say_vault(report, say)
    return 0 if report.good else 1


def purge(arguments: argparse.Namespace, say: Say) -> int:
    with _open(arguments) as here:
        if arguments.hold or arguments.release:
            return _hold(here, arguments, say)
        if arguments.run_it:
            done = here.purge(arguments.reason or "")
            say(
                f"Đã dọn {_count(done.items)} mục, xóa {_count(done.files)} tệp; {_count(done.kept)} tệp còn được dùng."
            )
        else:
            _say_plan(here.purge.plan(), say)
    return 0


@dataclass(frozen=True)
class _Here:
    store: SqlStore
    counter: Counter
    export_audit: ExportAudit
    purge: Purge
    check_vault: CheckVault
    hold: HoldDossier


@contextmanager
def _open(arguments: argparse.Namespace) -> Iterator[_Here]:
    """Raises StoreLocked while the window is open, StoreDamaged where there is no store."""
    from local_db.audit_export import SignedExports
    from local_db.open_store import DATABASE, open_store

    own = settings(arguments.settings)
    keep_journal(own.data_folder)
    if not (own.data_folder / DATABASE).exists():
        raise StoreDamaged("there is no store")
    store = open_store(own.data_folder, SystemKeyChain())
    try:
        clock, counter, session = store.clock, counter_of(own), Session(SHELL)
        yield _Here(
            store=store,
            counter=counter,
            export_audit=ExportAudit(store, SignedExports(store), clock, counter, session),
            purge=Purge(store, store.vault, clock, counter, session, retention(), lambda: store.clock.wrong),
            check_vault=CheckVault(store, store.vault, clock, counter, session),
            hold=HoldDossier(store, clock, counter, session),
        )
    finally:
        store.close()


def _hold(here: _Here, arguments: argparse.Namespace, say: Say) -> int:
    reason = arguments.reason or ""
    if arguments.hold:
        here.hold(arguments.hold, reason)
        say(f"Đã giữ hồ sơ {arguments.hold}: không đợt dọn nào xóa tệp của hồ sơ này.")
    elif here.hold.release(arguments.release, reason):
        say(f"Đã bỏ giữ hồ sơ {arguments.release}.")
    else:
        say(f"Hồ sơ {arguments.release} không bị giữ.")
    return 0


def _say_plan(plan: PurgePlan, say: Say) -> None:
    for step in plan.steps:
        rule, due = step.rule, step.due
        files = f", {_count(due.files)} tệp" if due.files else ""
        say(f"{rule.id}: {_count(due.count)} mục{files} · {rule.name}, sau {rule.days} ngày ({rule.legal_basis})")
        if due.unsent or due.held:
            say(f"  chưa dọn được: {_count(due.unsent)} hồ sơ tỉnh chưa xác nhận, {_count(due.held)} hồ sơ đang giữ")
    if plan.unfinished:
        say(f"{_count(plan.unfinished)} tệp của đợt dọn trước còn chờ xóa")
    if not plan.empty:
        say("Dọn: counter-app purge --run --reason 'LÝ DO'")


def _say_vault(report: VaultReport, say: Say) -> None:
    say(f"Kho tệp: {_count(report.files)} tệp, {report.size / 1e6:,.1f} MB.".replace(",", "."))
    for file in report.orphans[:_LISTED]:
        say(
            f"không ai nhắc đến: {file.name[:12]}  {file.size:>9} byte  {file.since.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        )
    if report.orphans:
        old = f"{report.removable} tệp cũ hơn {OLD_ENOUGH.days} ngày"
        say(f"Không hồ sơ nào nhắc đến: {len(report.orphans)} tệp, {old}.")
    for words, names in (("thiếu", report.missing), ("hỏng", report.damaged)):
        for name in names:
            say(f"{words}: {name[:12]}")
    if report.good:
        say("Mọi tệp hồ sơ nhắc đến đều có" + (" và nguyên vẹn." if report.read else "."))


def _write(path: Path, data: bytes) -> None:
    from local_db.durable import write_durably
    from local_db.faults import disk_fault

    try:
        write_durably(path, data)
    except OSError as error:
        raise disk_fault(error) from error


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
