"""Hands the audit out as a signed file: with a purpose, and itself a line in the audit, which bears the file's hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.errors import PurposeNeeded
from ..domain.people import Right
from ..ports import AuditExport, AuditExporter, AuditLine, Clock, ExportAbout, Store
from .counter import Counter
from .session import Session, needs


@dataclass(frozen=True)
class ExportAudit:
    store: Store
    exporter: AuditExporter
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.EXPORT_AUDIT)
    def __call__(
        self, path: Path, first_day: date, last_day: date, purpose: str, look_ups: bool = False
    ) -> AuditExport:
        """Acts name codes and ids only. `look_ups`: with the lines that name whom somebody looked up, by personal
        number; they need the right to read the audit, too.

        Raises PurposeNeeded, NotAllowed, DiskFull, NotWritable; then no file is left. A file has its name only once
        the audit says that it was handed out.
        """
        if look_ups:
            self.session.must(Right.READ_AUDIT)
        if not purpose.strip():
            raise PurposeNeeded
        unit, who, now = self.counter.unit.code, self.session.who, self.clock.now()
        about = ExportAbout(unit, self.counter.code, first_day, last_day, look_ups, who, purpose.strip(), now)
        export = self.exporter.prepare(path, about)
        try:
            with self.store.write() as work:
                work.audit.add(AuditLine(now, who, self.counter.code, "audit-exported", _said(about, export)))
            self.exporter.finish(export)
        except BaseException:
            self.exporter.drop(export)
            raise
        return export

    @needs(Right.EXPORT_AUDIT)
    def public_key(self) -> tuple[bytes, str]:
        """This counter's key as PEM and its fingerprint, for whoever verifies its exports."""
        return self.exporter.public_key()


def _said(about: ExportAbout, export: AuditExport) -> dict[str, str]:
    return {
        "first_day": about.first_day.isoformat(),
        "last_day": about.last_day.isoformat(),
        "count": str(export.lines),
        "look_ups": str(about.look_ups).lower(),
        "sha256": export.sha256,
        "purpose": about.purpose,
    }
