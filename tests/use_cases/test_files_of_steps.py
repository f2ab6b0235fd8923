"""What is scanned or handed in after acceptance belongs to the dossier as much as what came with it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import delete

from counter_app.domain.life import Step
from counter_app.domain.retention import Kept
from counter_app.ports import AcceptedDossier, Purpose
from local_db import tables
from local_db.facts import write_fact
from local_db.purging import INDEXED, referred_files
from tests.use_cases.reception import Reception
from tests.use_cases.test_imported_pdf import accepted_with, name_of, orphans, unsigned
from tests.use_cases.test_purge import confirm, plan, purge, restarted, stored


def supplemented(reception: Reception, file: bytes) -> tuple[AcceptedDossier, Step]:
    dossier = reception.accept()
    return dossier, brought(reception, dossier.id, file)


def brought(reception: Reception, dossier_id: UUID, file: bytes) -> Step:
    reception.desk.ask_supplement(dossier_id, ["to-khai"], "Tờ khai chưa ký")
    draft = reception.desk.open_after(dossier_id, Purpose.SUPPLEMENT)
    reception.desk.capture.add_file(draft.dossier.id, reception.file("handed-in.pdf", file))
    assert draft.after is not None
    return reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())


def noted_anew(reception: Reception) -> None:
    """As after a rescue."""
    with reception.store.connection(writing=True) as connection:
        connection.execute(delete(tables.dossier_pages))
        write_fact(connection, INDEXED, "0")


def test_after_a_rescue_no_page_of_a_supplement_is_an_orphan(reception: Reception) -> None:
    supplemented(reception, unsigned(7))
    noted_anew(reception)
    assert orphans(reception) == set()


def test_a_backup_and_a_restore_take_them_along(reception: Reception) -> None:
    _, step = supplemented(reception, unsigned(7))
    (paper,) = step.captured
    assert paper.files == (name_of(unsigned(7)),)
    with reception.store.snapshot() as (connection, _):
        assert {*paper.pages, *paper.originals, *paper.files} <= referred_files(connection)


def test_a_file_that_comes_a_second_time_stops_no_noting(reception: Reception) -> None:
    dossier = accepted_with(reception, unsigned(7))
    step = brought(reception, dossier.id, unsigned(7))  # before the acceptance was noted
    with reception.store.write() as work:
        assert work.retention.index_files()
        assert work.retention.unreferred(step.captured[0].files) == frozenset()


def test_they_go_by_the_same_rules_and_a_pdf_that_was_handed_in_goes_last(reception: Reception) -> None:
    dossier, step = supplemented(reception, unsigned(7))
    for _ in range(3):  # one after the other: the acceptance, what was asked for, what was brought
        confirm(reception, dossier)
    file = step.captured[0].files[0]
    reception.clock.forward(days=91)
    assert plan(reception)[Kept.PAGE] == (1, 4, 0, 0), "two pages and the images they were made from"
    assert purge(reception).files == 4
    restarted(reception)
    assert reception.store.vault.get(file) == unsigned(7)
    noted_anew(reception)
    assert orphans(reception) == set()
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 0)
    reception.clock.forward(days=640)
    assert purge(reception).files == 3
    assert stored(reception) == 0
