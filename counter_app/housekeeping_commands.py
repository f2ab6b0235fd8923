"""`counter-app audit`, `vault`, `purge` and `archive`: the desk's verbs of housekeeping, done by whoever has the shell
(`store_commands` has the shape of each)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from .bootstrap import Application
from .domain.archive import ArchiveForm, Tail, Unarchived
from .domain.deadline import VIETNAM
from .domain.errors import ArchiveFormNotMade
from .local_door import Hear
from .ports import AuditLine
from .use_cases.check_vault import OLD_ENOUGH, VaultReport
from .use_cases.purge import PurgePlan
from .use_cases.session import SHELL, Session

_LISTED = 50


def audit_check(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """Raises AuditBroken; with `renew`, a reason, the audit is taken for whole from here on, and says so."""
    store = application.store
    if arguments["renew"]:
        about, counter = {"reason": arguments["renew"]}, application.counter.code
        store.renew_audit_witness(AuditLine(store.clock.now(), SHELL.id, counter, "audit-taken-for-whole", about))
    lines = store.check_audit(arguments["full"])
    say(f"Nhật ký nguyên vẹn; đã soát {_count(lines)} dòng{'' if arguments['full'] else ' mới từ lần trước'}.")
    return 0


def audit_export(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """Days as ISO text."""
    export_audit = replace(application.desk.export_audit, session=Session(SHELL))
    first, last = date.fromisoformat(arguments["first"]), date.fromisoformat(arguments["last"])
    export = export_audit(Path(arguments["output"]), first, last, arguments["purpose"])
    say(f"Đã xuất {_count(export.lines)} dòng nhật ký, có ký: {export.path} và {export.path.name}.sig.")
    say(f"Dấu vân tay khóa của quầy: {export_audit.public_key()[1]}")
    return 0


def audit_key(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    pem, fingerprint = replace(application.desk.export_audit, session=Session(SHELL)).public_key()
    if arguments["output"]:
        from local_db.handed_out import hand_out

        hand_out(Path(arguments["output"]), pem)
        say(f"Đã ghi khóa công khai: {arguments['output']}")
    else:
        say(pem.decode().rstrip())
    say(f"Dấu vân tay: {fingerprint}")
    return 0


def audit_verify(file: Path, key: Path | None, say: Hear) -> int:
    """Needs no store, no settings and no key ring: on any PC. Raises AuditExportWrong."""
    from local_db.audit_verify import verify

    found = verify(file, key)
    about = found.about
    say(f"Đúng như lúc ký: {_count(found.lines)} dòng, quầy {about['counter']}, từ {about['from']} đến {about['to']}.")
    if key is None:
        say(f"Đối chiếu dấu vân tay này với dấu vân tay quầy đã báo: {found.fingerprint}")
    return 0


def vault_check(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """1 when a file that something refers to is missing or damaged."""
    check_vault = replace(application.desk.check_vault, session=Session(SHELL))
    if arguments["remove_orphans"]:
        done = check_vault.remove_orphans(arguments["reason"] or "")
        say(f"Đã xóa {_count(done.files)} tệp không hồ sơ nào nhắc đến; còn giữ {_count(done.kept)}.")
    if arguments["repair"]:
        mended = check_vault.repair(Path(arguments["repair"]))
        say(f"Đã lấy lại {_count(mended)} tệp từ bản sao lưu.")
    report = check_vault(arguments["read"] or bool(arguments["repair"]))
    _say_vault(report, say)
    return 0 if report.good else 1


def purge(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    verb = replace(application.desk.purge, session=Session(SHELL))
    if arguments["hold"] or arguments["release"]:
        return _hold(application, arguments, say)
    if not arguments["run_it"]:
        _say_plan(verb.plan(), say)
        return 0
    done = verb(arguments["reason"] or "")
    left = f"; {_count(done.kept)} tệp còn được dùng" if done.kept else ""
    say(f"Đã dọn {_count(done.items)} mục, xóa {_count(done.files)} tệp{left}.")
    return 0


def archive(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """1 when papers are set aside in the end."""
    verb = replace(application.desk.archive, session=Session(SHELL))
    if arguments["again"]:
        say(f"Cho làm lại {_count(verb.try_again())} giấy tờ.")
    made = failed = 0
    while arguments["run_it"] and (done := verb.make_next()) is not None:
        made, failed = made + isinstance(done, ArchiveForm), failed + isinstance(done, Unarchived)
    if arguments["run_it"]:
        aside = f", không xong {_count(failed)} lần" if failed else ""
        say(f"Đã làm bản lưu trữ của {_count(made)} giấy tờ{aside}.")
    tail = verb.look()
    _say_tail(tail, say)
    return 1 if tail.set_aside else 0


def _hold(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    verb = replace(application.desk.hold, session=Session(SHELL))
    hold, release, reason = arguments["hold"], arguments["release"], arguments["reason"] or ""
    if hold:
        verb(hold, reason)
        say(f"Đã giữ hồ sơ {hold}: không đợt dọn nào xóa tệp của hồ sơ này.")
    elif verb.release(release, reason):
        say(f"Đã bỏ giữ hồ sơ {release}.")
    else:
        say(f"Hồ sơ {release} không bị giữ.")
    return 0


def _say_plan(plan: PurgePlan, say: Hear) -> None:
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


def _say_vault(report: VaultReport, say: Hear) -> None:
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


def _say_tail(tail: Tail, say: Hear) -> None:
    from ui.messages import message

    say(f"{_count(tail.waiting)} giấy tờ chờ làm bản lưu trữ, {_count(len(tail.set_aside))} giấy tờ để riêng.")
    for why, count in tail.reasons.items():
        say(f"{_count(count)} để riêng: {message(ArchiveFormNotMade(why=why)).why}")
    if tail.waiting:
        say("Làm ngay: counter-app archive --run. Chương trình đang mở tự làm, khi quầy rảnh.")
    if tail.set_aside:
        say("Cho làm lại: counter-app archive --again")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
