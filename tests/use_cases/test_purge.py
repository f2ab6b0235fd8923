"""What its period is over for goes: by rule, by a person, with a line in the audit; and never what is still needed."""

# Long because: each rule and what stands against it are told at one counter.

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.codes import DossierCode
from counter_app.domain.dossier import Captured, Honest
from counter_app.domain.errors import BackupAbsent, ClockWrong, DiskFull, PurposeNeeded, UnknownDossier
from counter_app.domain.from_province import OnlineDossier
from counter_app.domain.outbox import ProvinceReceipt
from counter_app.domain.retention import Kept, parse_rules, rules_on
from counter_app.ports import AcceptedDossier, Purpose, UnitOfWork
from counter_app.use_cases.purge import PurgeDone, PurgePlan
from local_db import kept_room
from local_db.backup import Backups
from local_db.store import SqlStore
from resources import retention_rules
from tests.use_cases.reception import CARD, CIVIL, CLERK, OTHER_CARD, Reception, page
from tests.use_cases.test_rights import IT
from ui.dossiers.view_model import dossier_line

REASON = "hết hạn lưu theo kế hoạch quý"


def confirm(reception: Reception, accepted: AcceptedDossier) -> None:
    now = reception.clock.now()
    with reception.store.write() as work:
        for event in (event for event in work.outbox.due(now, 1000) if event.dossier_id == accepted.id):
            files = tuple(file.sha256 for file in event.files)
            work.outbox.mark_confirmed(event.id, ProvinceReceipt(event.id, "", files, now), now)
        work.dossiers.set_state(accepted.id, Honest.CONFIRMED)


def confirmed(reception: Reception, card: str = CARD, seed: int = 1) -> AcceptedDossier:
    accepted = reception.accept(reception.ready(card=card, seed=seed))
    confirm(reception, accepted)
    return accepted


def restarted(reception: Reception) -> None:
    """What was stored before this run of the program may be removed."""
    reception.store.vault._put_here.clear()


def plan(reception: Reception) -> dict[Kept, tuple[int, int, int, int]]:
    return {s.rule.kind: (s.due.count, s.due.files, s.due.unsent, s.due.held) for s in _plan(reception).steps}


def _plan(reception: Reception) -> PurgePlan:
    reception.session.open(IT)
    return reception.desk.purge.plan()


def purge(reception: Reception) -> PurgeDone:
    reception.session.open(IT)
    restarted(reception)
    return reception.desk.purge(REASON)


def stored(reception: Reception) -> int:
    return sum(1 for _ in reception.store.vault.names())


def test_pages_go_when_their_period_after_the_provinces_word_is_over_and_not_a_day_before(reception: Reception) -> None:
    accepted = confirmed(reception)
    assert stored(reception) == 3  # a page, the image it was made from, and its archival PDF
    reception.clock.forward(days=89)
    assert purge(reception) == PurgeDone(0, 0, 0)
    reception.clock.forward(days=2)
    assert plan(reception)[Kept.PAGE] == (1, 2, 0, 0)
    assert purge(reception) == PurgeDone(1, 2, 0)
    assert stored(reception) == 1
    line = reception.audit()[0]
    assert (line.what, line.who) == ("files-purged", IT.id)
    assert line.about == {
        "dossier": str(accepted.id),
        "code": accepted.code.text,
        "kind": "page",
        "rule": "trang-quet-90",
        "files": "2",
        "reason": REASON,
    }
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 0)
    reception.session.open(CLERK)
    (shown,) = reception.desk.overview.dossiers()
    assert [(gone.kind, gone.rule) for gone in shown.purged] == [(Kept.PAGE, "trang-quet-90")]
    assert dossier_line(shown).state.endswith("(trang-quet-90)")


def test_the_archival_pdf_goes_under_a_rule_of_its_own(reception: Reception) -> None:
    confirmed(reception)
    reception.clock.forward(days=731)
    assert purge(reception).files == 3
    assert stored(reception) == 0
    assert [line.about["kind"] for line in reception.audit()[:2]] == ["archival", "page"]


def test_what_the_province_has_not_confirmed_stays_however_old(reception: Reception) -> None:
    reception.accept()
    reception.clock.forward(days=4000)
    assert plan(reception)[Kept.PAGE] == (0, 0, 1, 0)
    assert purge(reception).files == 0
    assert stored(reception) == 3


def test_a_dossier_that_is_held_keeps_its_files_until_it_is_released(reception: Reception) -> None:
    accepted = confirmed(reception)
    reception.clock.forward(days=91)
    reception.session.open(IT)
    reception.desk.hold(accepted.code.text, "khiếu nại")
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 1)
    assert purge(reception).files == 0
    assert reception.desk.hold.release(accepted.code.text, "đã giải quyết xong")
    assert not reception.desk.hold.release(accepted.code.text, "đã giải quyết xong")
    assert purge(reception).files == 2
    assert [line.what for line in reception.audit()[:3]] == ["files-purged", "dossier-released", "dossier-held"]
    with pytest.raises(UnknownDossier):
        reception.desk.hold("H13.507-261123-9999", "khiếu nại")


def test_a_page_that_another_dossier_or_a_draft_speaks_of_too_stays(reception: Reception) -> None:
    confirmed(reception, seed=1)
    reception.clock.forward(days=91)
    draft_id = reception.begin(card=OTHER_CARD)
    reception.add_page(draft_id, 1)  # the very same file, for somebody else
    assert purge(reception) == PurgeDone(1, 0, 0)
    assert stored(reception) == 3
    assert reception.store.vault.has(_draft_pages(reception, draft_id)[0])


def _draft_pages(reception: Reception, draft_id: UUID) -> list[str]:
    with reception.store.read() as work:
        return [page.name for page in work.drafts.get(draft_id).pages]


def test_a_page_stored_again_while_the_purge_runs_is_not_taken_from_under_the_clerk(reception: Reception) -> None:
    accepted = confirmed(reception)
    page = _pages_of(reception, accepted)[0]
    data = reception.store.vault.get(page)
    reception.clock.forward(days=91)
    restarted(reception)
    reception.session.open(IT)
    reception.store.vault.put(data)  # the draft that will speak of it is not committed yet
    assert reception.desk.purge(REASON) == PurgeDone(1, 1, 1)
    assert reception.store.vault.has(page)
    assert purge(reception).files == 1  # nothing came of it: the next run removes it


def _pages_of(reception: Reception, accepted: AcceptedDossier) -> list[str]:
    with reception.store.read() as work:
        dossier, _ = work.dossiers.get(accepted.id)
    return [page for s in dossier.settlements if isinstance(s, Captured) for page in s.pages]


@pytest.mark.parametrize("commits", range(5))
def test_a_purge_cut_off_anywhere_is_ended_by_the_next(
    reception: Reception, commits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails at the nth transaction, or with the first file already unlinked."""
    confirmed(reception, seed=1)
    confirmed(reception, OTHER_CARD, seed=2)
    reception.clock.forward(days=91)
    reception.session.open(IT)
    restarted(reception)
    remove, write, done = reception.store.vault.remove, reception.store.write, iter(range(100))

    def fails_at_a_transaction() -> object:
        if next(done) == commits:
            raise DiskFull
        return write()

    def fails_after_a_file(name: str) -> bool:
        remove(name)
        raise DiskFull

    if commits == 4:
        monkeypatch.setattr(reception.store.vault, "remove", fails_after_a_file)
    else:
        monkeypatch.setattr(reception.store, "write", fails_at_a_transaction)
    with suppress(DiskFull):
        reception.desk.purge(REASON)
    monkeypatch.undo()
    purge(reception)
    assert stored(reception) == 2  # the two PDFs
    assert _plan(reception).empty
    assert [line.what for line in reception.audit()].count("files-purged") == 2
    assert reception.desk.check_vault().good


def test_a_draft_that_was_put_away_goes_with_its_pages(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.add_page(draft_id, 5)
    reception.desk.put_away(draft_id)
    kept = reception.begin(card=OTHER_CARD)
    reception.add_page(kept, 6)
    reception.clock.forward(days=31)
    assert plan(reception)[Kept.DRAFT][0] == 1
    assert purge(reception) == PurgeDone(1, 2, 0)
    assert reception.audit()[0].what == "draft-purged"
    assert len(_draft_pages(reception, kept)) == 1
    assert stored(reception) == 2


def test_old_queue_numbers_go_but_for_those_that_a_draft_still_holds(reception: Reception) -> None:
    for _ in range(3):
        reception.desk.issue_ticket(CIVIL)
    reception.desk.call_next()
    reception.clock.forward(days=366)
    assert plan(reception)[Kept.TICKET][0] == 2
    assert purge(reception).items == 2
    assert reception.audit()[0].about["count"] == "2"


def test_under_a_clock_that_cannot_be_believed_nothing_goes(reception: Reception) -> None:
    confirmed(reception)
    reception.clock.forward(days=4000)
    reception.session.open(IT)
    reception.clock_wrong = True
    for act in (reception.desk.purge.plan, lambda: reception.desk.purge(REASON)):
        with pytest.raises(ClockWrong):
            act()


def test_under_a_clock_that_runs_ahead_of_the_provinces_last_word_nothing_goes_before_its_time(
    reception: Reception,
) -> None:
    confirmed(reception)
    reception.clock.forward(days=60)
    reception.vouched = reception.clock.now()
    reception.clock.forward(days=40)  # set wrong by a month and some, and believed
    assert plan(reception)[Kept.PAGE][0] == 0
    assert purge(reception).items == 0
    reception.vouched = reception.clock.now()
    assert purge(reception).items > 0


def test_on_a_full_disk_a_purge_has_the_room_that_was_kept_back(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(reception)
    reception.clock.forward(days=4000)
    reception.store.keep_room()
    room = reception.store.folder / kept_room.NAME
    write = type(reception.store).write

    @contextmanager
    def full(store: SqlStore) -> Iterator[UnitOfWork]:
        if room.exists():
            raise DiskFull("SQLITE_FULL")
        with write(store) as work:
            yield work

    monkeypatch.setattr(SqlStore, "write", full)
    assert purge(reception).files > 0
    assert not room.exists()


def test_a_purge_needs_a_reason(reception: Reception) -> None:
    reception.session.open(IT)
    for act in (reception.desk.purge, reception.desk.check_vault.remove_orphans):
        with pytest.raises(PurposeNeeded):
            act("  ")


def test_the_shipped_rules_are_one_a_kind_each_with_a_basis() -> None:
    rules = parse_rules(retention_rules())
    in_force = rules_on(rules, replace(rules[0]).valid_from)
    assert {rule.kind for rule in in_force} == set(Kept)
    assert all(rule.legal_basis and rule.certainty != "high" for rule in rules)


# --- what lies in the vault ------------------------------------------------------------------------------


def test_a_file_that_nothing_refers_to_is_listed_and_stays_until_a_person_removes_it(reception: Reception) -> None:
    confirmed(reception)
    orphan = reception.store.vault.put(b"a page whose draft was never saved")
    reception.session.open(IT)
    report = reception.desk.check_vault()
    assert [file.name for file in report.orphans] == [orphan]
    assert (report.files, report.removable, report.good) == (4, 0, True)
    reception.clock.forward(days=4000)  # its age is by the PC's clock, which says today
    restarted(reception)
    assert reception.desk.check_vault.remove_orphans("dọn kho") == PurgeDone(1, 1, 0)
    assert not reception.store.vault.has(orphan)
    assert reception.audit()[0].about == {"count": "1", "reason": "dọn kho"}
    assert reception.desk.check_vault().orphans == ()


def test_a_file_just_stored_for_a_draft_that_is_not_saved_yet_is_never_removed(reception: Reception) -> None:
    """The race: the page is durable, the commit that refers to it is still to come."""
    reception.session.open(IT)
    page = reception.store.vault.put(b"page 40 of a stack")
    reception.clock.forward(days=4000)
    assert reception.desk.check_vault.remove_orphans("dọn kho").files == 0
    assert reception.store.vault.has(page)


def test_files_that_are_missing_or_damaged_are_named(reception: Reception) -> None:
    accepted = confirmed(reception)
    confirmed(reception, OTHER_CARD, seed=2)
    missing = _pages_of(reception, accepted)[0]
    restarted(reception)
    reception.store.vault.remove(missing)
    damaged = next(name for name in reception.store.vault.names())
    reception.store.vault._path(damaged).write_bytes(b"junk")
    reception.session.open(IT)
    assert reception.desk.check_vault().missing == (missing,)
    report = reception.desk.check_vault(read=True)
    assert (report.missing, report.damaged, report.good) == ((missing,), (damaged,), False)


def test_files_that_are_missing_or_damaged_come_back_from_a_backup(reception: Reception, tmp_path: Path) -> None:
    accepted = confirmed(reception)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = Backups(reception.store, stick, reserve=0).make()
    restarted(reception)
    missing, damaged = (*_pages_of(reception, accepted), *reception.store.vault.names())[:2]
    path = reception.store.vault._path(damaged)
    rotten = path.read_bytes()[:-1] + b"!"
    path.unlink()  # a new file: on one disk the backup's own shares its bytes
    path.write_bytes(rotten)
    reception.store.vault.remove(missing)
    reception.session.open(IT)
    assert not reception.desk.check_vault(read=True).good
    with pytest.raises(BackupAbsent):
        reception.desk.check_vault.repair(tmp_path / "no stick")
    for chosen in (stick, backup.path):  # the backup itself does as well
        assert reception.desk.check_vault.repair(chosen) == (2 if chosen == stick else 0)
        assert reception.desk.check_vault(read=True).good
    assert (reception.audit()[0].what, reception.audit()[0].about) == ("files-mended", {"count": "2"})


def test_a_dossier_accepted_since_the_last_look_is_nobodys_orphan(reception: Reception) -> None:
    reception.session.open(IT)
    reception.desk.check_vault()
    reception.session.open(CLERK)
    reception.accept()
    reception.session.open(IT)
    assert reception.desk.check_vault().orphans == ()


def test_a_purge_is_theirs_who_began_it_whoever_sits_down_meanwhile(reception: Reception) -> None:
    confirmed(reception)
    reception.clock.forward(days=10_000)
    reception.session.open(IT)
    restarted(reception)

    def left(_: int) -> None:
        reception.session.lock()

    reception.desk.purge(REASON, told=left)
    with reception.store.read() as work:
        purged = [line for line in work.audit.lines(1000) if line.what == "files-purged"]
    assert {(line.about["kind"], line.who) for line in purged} == {("page", IT.id), ("archival", IT.id)}


def test_pages_that_a_step_brings_after_the_purge_go_with_a_purge_of_their_own(reception: Reception) -> None:
    accepted = confirmed(reception)
    reception.clock.forward(days=91)
    assert purge(reception).items == 1
    reception.clock.forward(hours=1)
    reception.session.open(CLERK)
    reception.desk.ask_supplement(accepted.id, ["to-khai"], "Tờ khai chưa ký")
    draft = reception.desk.open_after(accepted.id, Purpose.SUPPLEMENT)
    reception.desk.capture.add_file(draft.dossier.id, reception.file("later.png", page(77)))
    assert draft.after is not None
    step = reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    confirm(reception, accepted)
    confirm(reception, accepted)
    (paper,) = step.captured
    assert paper.pages
    reception.clock.forward(days=89)
    assert plan(reception)[Kept.PAGE][0] == 0
    reception.clock.forward(days=2)
    assert purge(reception).items == 1
    names = set(reception.store.vault.names())
    assert not names & {*paper.pages, *paper.originals}
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 0), "once"


def test_a_purge_of_archival_files_takes_none_that_a_later_step_is_still_to_send(reception: Reception) -> None:
    accepted = confirmed(reception)
    now = reception.clock.now()
    with reception.store.write() as work:
        work.retention.index_files()
        work.retention.purge_files(accepted.id, Kept.ARCHIVAL, "r", now)
    reception.clock.forward(days=1)
    reception.session.open(CLERK)
    reception.desk.ask_supplement(accepted.id, ["to-khai"], "Tờ khai chưa ký")
    draft = reception.desk.open_after(accepted.id, Purpose.SUPPLEMENT)
    reception.desk.capture.add_file(draft.dossier.id, reception.file("later.png", page(77)))
    assert draft.after is not None
    step = reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    with reception.store.read() as work:
        sent = [file.sha256 for file in work.outbox.get(step.id).files]
        assert sent
        assert work.retention.unreferred(sent) == frozenset()


def sent_online(reception: Reception, number: int, open_: bool = True) -> UUID:
    told = OnlineDossier(
        uuid4(),
        DossierCode(f"H13.507-261101-000{number}"),
        "1.004873",
        Citizen(PersonalNumber("094190004321"), "Thạch Thị Sa Rinh"),
        reception.clock.now(),
        open=open_,
    )
    with reception.store.write() as work:
        work.online.put(told)
    return told.id


def test_what_was_sent_online_goes_when_it_is_over_and_never_while_it_waits_or_is_being_received(
    reception: Reception,
) -> None:
    waits, answered, ended, received = (sent_online(reception, n, open_=n != 3) for n in range(1, 5))
    desk = reception.desk
    desk.online.refuse(answered, "không thuộc thẩm quyền")
    draft = desk.online.open(received)
    reception.clock.forward(days=91)
    assert plan(reception)[Kept.ONLINE] == (2, 0, 0, 0)
    purge(reception)
    with reception.store.read() as work:
        assert work.online.get(waits).id == waits, "the law's hours are over, and the citizen still waits"
        assert work.online.get(received).id == draft.dossier.id
        for gone in (answered, ended):
            with pytest.raises(KeyError):
                work.online.get(gone)
    lines = [line for line in reception.audit() if line.what == "online-purged"]
    assert {line.about["dossier"] for line in lines} == {str(answered), str(ended)}
    assert {(line.about["rule"], line.about["reason"], line.who) for line in lines} == {
        ("truc-tuyen-xong-90", REASON, IT.id)
    }
    assert purge(reception).items == 0
