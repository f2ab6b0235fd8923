"""The audit leaves the counter signed: on any PC the first wrong line is named, and handing it out is itself a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.errors import AuditExportWrong, NotAllowed, NotWritable, PurposeNeeded
from counter_app.domain.people import Account, Role
from counter_app.ports import AuditQuery
from local_db.audit_chain import line_hash
from local_db.audit_verify import Verified, verify
from tests.use_cases.reception import SA_RINH, Reception
from tests.use_cases.test_rights import IT

SUPERVISOR = Account("lead-1", "truong", "Trưởng bộ phận", frozenset({Role.SUPERVISOR}))
DAY = date(2026, 11, 23)
PURPOSE = "thanh tra công vụ quý IV"


def export(reception: Reception, look_ups: bool = False, account: Account = SUPERVISOR) -> Path:
    reception.session.open(account)
    return reception.desk.export_audit(reception.folder / "nhat-ky.jsonl", DAY, DAY, PURPOSE, look_ups).path


@pytest.fixture
def exported(reception: Reception) -> Path:
    reception.accept()
    reception.session.open(SUPERVISOR)
    reception.desk.read_audit(AuditQuery(person=SA_RINH), "khiếu nại của công dân")
    for draft in range(3):
        reception.session.open(Account(f"clerk-{draft}", str(draft), "Cán bộ", frozenset({Role.CLERK})))
        reception.desk.put_away(reception.desk.walk_in().dossier.id)
    return export(reception, look_ups=True)


def wrong(path: Path, key: Path | None = None) -> tuple[str, str | None]:
    with pytest.raises(AuditExportWrong) as found:
        verify(path, key)
    return found.value.facts["why"], found.value.facts.get("line")


def test_an_export_is_verified_with_the_counters_public_key(reception: Reception, exported: Path) -> None:
    pem, fingerprint = reception.desk.export_audit.public_key()
    key = exported.with_name("quay.pem")
    key.write_bytes(pem)
    verified = verify(exported, key)
    assert (verified.fingerprint, verified.lines) == (fingerprint, 5)
    assert verified.about["purpose"] == PURPOSE
    assert isinstance(verified, Verified)


def test_handing_it_out_is_a_line_with_the_files_hash(reception: Reception, exported: Path) -> None:
    line = reception.audit()[0]
    assert (line.what, line.who) == ("audit-exported", SUPERVISOR.id)
    assert line.about["purpose"] == PURPOSE
    assert line.about["sha256"] == json.loads(exported.with_name(f"{exported.name}.sig").read_text())["sha256"]


def _mend(lines: list[bytes]) -> None:
    """Changes the third line, and every hash behind it as who knows the rule would."""
    previous = None
    for at, line in enumerate(lines[1:], start=1):
        values = json.loads(line)
        table = values.pop("table")
        if at == 2:
            values["who"] = "somebody"
        if previous is not None and table == "audit":
            values["previous"] = previous
        values["hash"] = previous = line_hash(values)
        lines[at] = json.dumps({"table": table, **values}, sort_keys=True, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_mend, ("changed", "3")),
        (lambda lines: lines.pop(3), ("changed", "4")),
        (lambda lines: lines.pop(), ("cut-off", "6")),
        (lambda lines: lines.append(lines[-1]), ("added", "7")),
        (lambda lines: lines.__setitem__(0, lines[0].replace(b"Q01", b"Q02")), ("changed", "1")),
        (lambda lines: lines.clear(), ("cut-off", "1")),
    ],
)
def test_the_first_wrong_line_is_named(
    exported: Path, tamper: Callable[[list[bytes]], object], found: tuple[str, str]
) -> None:
    lines = exported.read_bytes().splitlines(keepends=True)
    tamper(lines)
    exported.write_bytes(b"".join(lines))
    assert wrong(exported) == found


def test_a_signature_that_is_gone_anothers_or_forged_is_told_apart(exported: Path, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    other = Ed25519PrivateKey.generate().public_key()
    key = tmp_path / "other.pem"
    key.write_bytes(other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert wrong(exported, key) == ("other-key", None)
    written = bytearray(key.read_bytes())
    written[35] ^= 1  # names another kind of key
    key.write_bytes(written)
    assert wrong(exported, key) == ("other-key", None)
    signature = exported.with_name(f"{exported.name}.sig")
    said = json.loads(signature.read_text())
    signature.write_text(json.dumps({**said, "algorithm": "Ed25518"}))
    assert wrong(exported) == ("no-signature", None)
    signature.write_text(json.dumps({**said, "digests": said["digests"][:-1]}))
    assert wrong(exported) == ("forged", None)
    signature.unlink()
    assert wrong(exported) == ("no-signature", None)


def test_a_chain_that_was_broken_before_is_exported_as_it_is_and_said(reception: Reception) -> None:
    reception.accept()
    with reception.store._engines.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'nobody' WHERE line = 1")
    assert wrong(export(reception)) == ("chain", "2")


def test_without_the_look_ups_nobody_is_named(reception: Reception, exported: Path) -> None:
    assert SA_RINH.value in exported.read_text()
    assert SA_RINH.value not in export(reception, account=IT).read_text()


def test_who_is_looked_up_is_handed_out_only_by_who_may_read_it(reception: Reception) -> None:
    with pytest.raises(NotAllowed):
        export(reception, look_ups=True, account=IT)


def test_without_a_purpose_or_room_no_file_is_left(reception: Reception) -> None:
    reception.session.open(SUPERVISOR)
    with pytest.raises(PurposeNeeded):
        reception.desk.export_audit(reception.folder / "a", DAY, DAY, " ")
    with pytest.raises(NotWritable):
        reception.desk.export_audit(reception.folder / "no" / "a", DAY, DAY, PURPOSE)
    assert not list(reception.folder.glob("a*"))
    assert "audit-exported" not in [line.what for line in reception.audit()]


def test_reading_about_a_person_needs_a_purpose_and_leaves_a_line(reception: Reception) -> None:
    reception.accept()
    reception.session.open(SUPERVISOR)
    with pytest.raises(PurposeNeeded):
        reception.desk.read_audit(AuditQuery(person=SA_RINH))
    assert reception.look_ups() == ()
    story = reception.desk.read_audit(AuditQuery(person=SA_RINH), "khiếu nại của công dân")
    assert "dossier-accepted" in [entry.what for entry in story]
    (line,) = reception.look_ups()
    assert (line.who, line.person, line.purpose) == (SUPERVISOR.id, SA_RINH, "khiếu nại của công dân")
