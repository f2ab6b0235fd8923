"""A catalogue from a file: its proof, what it would change, from which day, and the way back."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.catalogue_change import Area, Change, changes_between, merged
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import (
    BadCatalogue,
    BadDay,
    CatalogueChanged,
    CatalogueFileWrong,
    CatalogueNotUndone,
    NotAllowed,
    PurposeNeeded,
    UnknownProcedure,
)
from counter_app.domain.people import Account, Role
from counter_app.use_cases.keep_catalogue import CatalogueOffer
from resources import catalogue_bundle, units_data
from sync.catalogue_file import SignedCatalogues
from tests.use_cases.reception import SINGLE, Reception

LEADER = Account("lead", "lead", "Trần Văn Trưởng", frozenset({Role.SUPERVISOR}))
DAY = date(2027, 1, 15)


def another() -> dict[str, Any]:
    """The shipped catalogue as a province may send it next year: one deadline longer, one procedure gone, one new."""
    bundle = deepcopy(catalogue_bundle())
    bundle["version"] = "2027-01-01.1"
    procedures = bundle["procedures"]
    single = next(p for p in procedures if p["code"] == SINGLE and "valid_to" not in p)
    single["deadline"] = {"term": "working-days", "amount": 5}
    bundle["procedures"] = [p for p in procedures if p["code"] != "2.000635"]
    bundle["procedures"].append({**single, "code": "9.999999", "name": "Thủ tục mới"})
    bundle["calendar"]["days_off"].append({"day": "2027-09-06", "name": "Nghỉ bù"})
    return bundle


def as_file(folder: Path, bundle: dict[str, Any]) -> Path:
    data = json.dumps(bundle, ensure_ascii=False).encode()
    path = folder / f"danh-muc_{hashlib.sha256(data).hexdigest()}.json"
    path.write_bytes(data)
    return path


def offered(reception: Reception, bundle: dict[str, Any]) -> CatalogueOffer:
    reception.session.open(LEADER)
    return reception.desk.catalogue.read(as_file(reception.folder, bundle))


def today(reception: Reception) -> date:
    return reception.clock.now().astimezone(VIETNAM).date()


# --- what differs, and from when -----------------------------------------------------------------------


def test_the_difference_names_what_is_new_changed_and_ends() -> None:
    found = changes_between(parse_bundle(catalogue_bundle()), parse_bundle(another()), DAY)
    said = {(one.area, one.change, one.code, one.what) for one in found}
    assert said == {
        (Area.PROCEDURE, Change.CHANGED, SINGLE, ("deadline",)),
        (Area.PROCEDURE, Change.ENDS, "2.000635", ()),
        (Area.PROCEDURE, Change.NEW, "9.999999", ()),
        (Area.DAY_OFF, Change.NEW, "2027-09-06", ()),
    }


def test_the_same_catalogue_differs_in_nothing_and_merges_to_itself() -> None:
    bundle = catalogue_bundle()
    assert changes_between(parse_bundle(bundle), parse_bundle(bundle), DAY) == ()
    both = parse_bundle(merged(bundle, bundle, DAY))
    assert set(both.all_procedures) == set(parse_bundle(bundle).all_procedures)
    assert set(both.all_rules) == set(parse_bundle(bundle).all_rules)


def test_until_the_day_the_old_holds_and_from_it_on_the_new() -> None:
    both = parse_bundle(merged(catalogue_bundle(), another(), DAY))
    before, after = DAY - timedelta(days=1), DAY
    assert both.procedure(SINGLE, before).deadline.amount == 3
    assert both.procedure(SINGLE, after).deadline.amount == 5
    assert both.procedure(SINGLE, after).valid_from == DAY
    assert both.procedure("2.000635", before)
    with pytest.raises(UnknownProcedure):
        both.procedure("2.000635", after)
    with pytest.raises(UnknownProcedure):
        both.procedure("9.999999", before)
    assert both.procedure("9.999999", after)


def test_what_the_law_dates_later_begins_then_and_the_old_lasts_until_it() -> None:
    later = another()
    for procedure in later["procedures"]:
        if procedure["code"] == SINGLE:
            procedure["valid_from"] = "2027-03-01"
    both = parse_bundle(merged(catalogue_bundle(), later, DAY))
    assert both.procedure(SINGLE, date(2027, 2, 28)).deadline.amount == 3
    assert both.procedure(SINGLE, date(2027, 3, 1)).deadline.amount == 5


def test_units_come_with_a_catalogue_and_stay_where_the_next_one_brings_none(reception: Reception) -> None:
    units = units_data()
    former = units["before"][0]
    address = f"{former['commune']}, {former['district']}, {former['province']}"
    shipped = reception.desk.overview.communes_today(address)
    changed = deepcopy(units)
    (renamed,) = (one for one in changed["units"] if one["code"] == former["now"][0])
    renamed["name"] = "Phường Mới"
    with_units, without = {**another(), "units": changed}, another()
    reception.desk.catalogue.approve(offered(reception, with_units), today(reception))
    assert "Phường Mới" in {commune.name for commune in reception.desk.overview.communes_today(address)}
    found = changes_between(parse_bundle({**another(), "units": units}), parse_bundle(with_units), DAY)
    assert [(one.area, one.change, one.name) for one in found] == [(Area.UNIT, Change.CHANGED, "Phường Mới")]
    assert parse_bundle(merged(with_units, without, DAY)).units == parse_bundle(with_units).units
    reception.desk.catalogue.undo("nhầm")
    assert reception.desk.overview.communes_today(address) == shipped


# --- approved, dated, undone ---------------------------------------------------------------------------


def test_a_supervisor_approves_it_from_a_day_and_the_audit_says_so(reception: Reception) -> None:
    offer = offered(reception, another())
    assert reception.desk.catalogue.look().version == catalogue_bundle()["version"]  # reading changes nothing
    day = today(reception) + timedelta(days=10)
    reception.desk.catalogue.approve(offer, day)
    with reception.store.read() as work:
        assert work.catalogue.procedure(SINGLE, today(reception)).deadline.amount == 3
        assert work.catalogue.procedure(SINGLE, day).deadline.amount == 5
        line = next(line for line in work.audit.lines() if line.what == "catalogue-approved")
    assert line.who == LEADER.id
    assert line.about["first_day"] == day.isoformat()
    assert line.about["sha256"] == offer.package.sha256
    note = reception.desk.catalogue.look().note
    assert note is not None
    assert (note.origin, note.day) == ("file", day)


def test_a_dossier_keeps_what_it_was_received_under(reception: Reception) -> None:
    accepted = reception.accept()
    reception.desk.catalogue.approve(offered(reception, another()), today(reception))
    with reception.store.read() as work:
        kept = work.dossiers.get(accepted.id)[0].procedure
        now = work.catalogue.procedure(SINGLE, today(reception))
    assert kept is not None
    assert (kept.deadline.amount, now.deadline.amount) == (3, 5)
    assert accepted.receipt.deadline.amount == 3


def test_undone_the_one_before_is_in_force_again_and_why_is_kept(reception: Reception) -> None:
    reception.desk.catalogue.approve(offered(reception, another()), today(reception))
    with pytest.raises(PurposeNeeded):
        reception.desk.catalogue.undo("  ")
    reception.desk.catalogue.undo("tỉnh báo phát hành nhầm")
    view = reception.desk.catalogue.look()
    assert view.version == catalogue_bundle()["version"]
    with reception.store.read() as work:
        assert work.catalogue.procedure(SINGLE, today(reception)).deadline.amount == 3
        assert work.audit.lines(1)[0].about["reason"] == "tỉnh báo phát hành nhầm"
    with pytest.raises(CatalogueNotUndone):
        reception.desk.catalogue.undo("lần nữa")


def test_two_files_are_taken_back_one_after_the_other(reception: Reception) -> None:
    keep = reception.desk.catalogue
    keep.approve(offered(reception, another()), today(reception))
    first = keep.look().version
    keep.approve(offered(reception, {**another(), "version": "2027-02-01.1"}), today(reception))
    keep.undo("tệp sau nhầm")
    assert (keep.look().version, keep.look().undoable) == (first, True)
    keep.undo("tệp trước cũng nhầm")
    assert (keep.look().version, keep.look().undoable) == (catalogue_bundle()["version"], False)


def test_what_a_file_and_a_day_made_is_not_taken_for_what_the_line_has_under_that_version(
    reception: Reception,
) -> None:
    reception.desk.catalogue.approve(offered(reception, another()), today(reception))
    with reception.store.read() as work:
        assert work.catalogue.version() != another()["version"]


def test_a_day_that_is_over_and_a_catalogue_that_came_meanwhile_are_refused(reception: Reception) -> None:
    offer = offered(reception, another())
    with pytest.raises(BadDay):
        reception.desk.catalogue.approve(offer, today(reception) - timedelta(days=1))
    with reception.store.write() as work:
        work.catalogue.replace({**catalogue_bundle(), "version": "over the line"})
    with pytest.raises(CatalogueChanged):
        reception.desk.catalogue.approve(offer, today(reception))


def test_a_clerk_may_look_and_not_approve(reception: Reception) -> None:
    assert reception.desk.catalogue.look().procedures > 10
    with pytest.raises(NotAllowed):
        reception.desk.catalogue.read(as_file(reception.folder, another()))


# --- whose file it is ----------------------------------------------------------------------------------


def why(refused: pytest.ExceptionInfo[CatalogueFileWrong]) -> str:
    return refused.value.facts["why"]


def test_a_file_counts_by_the_provinces_signature_or_by_the_hash_in_its_name(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    province = SignedCatalogues(b64encode(key.public_key().public_bytes_raw()).decode())
    named = as_file(tmp_path, another())
    assert not SignedCatalogues("").read(named).signed
    with pytest.raises(CatalogueFileWrong) as refused:
        province.read(named)  # anybody can reckon a hash
    assert why(refused) == "unsigned"
    plain = named.rename(tmp_path / "danh-muc.json")
    with pytest.raises(CatalogueFileWrong) as refused:
        SignedCatalogues("").read(plain)
    assert why(refused) == "no-proof"
    beside = tmp_path / "danh-muc.json.sig"
    beside.write_bytes(b64encode(key.sign(plain.read_bytes())))
    assert province.read(plain).signed
    plain.write_bytes(plain.read_bytes() + b" ")
    with pytest.raises(CatalogueFileWrong) as refused:
        province.read(plain)
    assert why(refused) == "forged"


def test_another_name_another_size_and_no_catalogue_are_named(reception: Reception, tmp_path: Path) -> None:
    files = SignedCatalogues("")
    wrong = tmp_path / f"danh-muc_{'0' * 64}.json"
    wrong.write_text("{}")
    for path, cause in ((wrong, "forged"), (tmp_path / "gone.json", "absent")):
        with pytest.raises(CatalogueFileWrong) as refused:
            files.read(path)
        assert why(refused) == cause
    with pytest.raises(CatalogueFileWrong) as refused:
        files.read(as_file(tmp_path, ["no catalogue"]))  # type: ignore[arg-type]
    assert why(refused) == "unreadable"
    with pytest.raises(BadCatalogue):
        offered(reception, {"version": "x"})
