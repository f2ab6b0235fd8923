"""Whatever is done to captured pages leads back: step by step, after a restart, and with every file still there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import AlreadyAccepted, ReasonNeeded, SomebodyElses
from counter_app.domain.people import Account, Role
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import CapturedPage, Draft, StraightPage
from counter_app.use_cases.laid_pages import STEPS
from counter_app.use_cases.session import Session
from local_db.store import SqlStore
from tests import pages
from tests.use_cases.reception import LAND, Reception, colleague, residence
from tests.use_cases.test_arrange import LEFT_HALF, captured, names, state, three_pages

IT = Account("it-1", "it", "Trần Văn Máy", frozenset({Role.IT}))


def test_what_came_after_an_act_stays_when_it_is_undone(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    reception.desk.arrange.remove(draft_id, names(before)[:2])
    late = reception.add_page(draft_id, 4)
    assert names(reception.desk.arrange.undo(draft_id)) == (*names(before), late)


def test_undo_asks_for_no_paper_that_is_held_by_now(reception: Reception) -> None:
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    reception.desk.arrange.assign(draft_id, name, "cu-tru")
    reception.desk.arrange.assign(draft_id, name, None)
    reception.hold(residence())
    reception.desk.choose_procedure(draft_id, "1.004873")
    assert reception.desk.arrange.undo(draft_id).loose
    with pytest.raises(ReasonNeeded):
        reception.desk.arrange.assign(draft_id, name, "cu-tru")


def test_after_a_restart_the_same_pages_are_there_and_the_same_way_back(
    open_a_store: Callable[..., SqlStore], tmp_path: Path
) -> None:
    before = Reception(open_a_store(), tmp_path, "http://127.0.0.1:9")
    draft_id, start = three_pages(before)
    before.desk.arrange.turn(draft_id, names(start)[0], 1)
    before.desk.arrange.cut_out(draft_id, names(start)[1], LEFT_HALF)
    left = before.desk.arrange.move(draft_id, names(start)[2], -2)
    before.close()
    before.store.close()
    after = Reception(open_a_store(), tmp_path, "http://127.0.0.1:9")
    assert after.desk.resume() == left
    for _ in range(3):
        back = after.desk.arrange.undo(draft_id)
    assert state(back) == state(start)
    assert all(after.store.vault.get(name) for name in names(back))
    after.close()


def test_no_more_steps_are_kept_than_anybody_takes_back(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    for number in range(STEPS + 6):
        reception.desk.arrange.assign(draft_id, names(before)[0], "so-do" if number % 2 else None)
    assert len(reception.draft(draft_id).done) == STEPS


def test_nothing_is_arranged_on_a_dossier_that_was_accepted_or_is_somebody_elses(reception: Reception) -> None:
    draft_id = reception.ready()
    (name,) = names(reception.draft(draft_id))
    strange = reception.at(colleague(2)).arrange
    with pytest.raises(SomebodyElses):
        strange.turn(draft_id, name, 1)
    reception.accept(draft_id)
    arrange = reception.desk.arrange
    for act in (
        lambda: arrange.turn(draft_id, name, 1),
        lambda: arrange.move(draft_id, name, 1),
        lambda: arrange.assign(draft_id, name, None),
        lambda: arrange.remove(draft_id, name),
        lambda: arrange.cut_out(draft_id, name, LEFT_HALF),
        lambda: arrange.split(draft_id, name),
        lambda: arrange.join_sides(draft_id, name, name),
        lambda: arrange.join_halves(draft_id, name, name),
        lambda: arrange.raw(draft_id, name),
        lambda: arrange.undo(draft_id),
        lambda: arrange.redo(draft_id),
    ):
        with pytest.raises(AlreadyAccepted):
            act()


Acts = st.lists(
    st.one_of(
        st.tuples(
            st.just("assign"), st.sets(st.integers(0, 4), min_size=1), st.sampled_from(["to-khai", "so-do", None])
        ),
        st.tuples(st.just("remove"), st.sets(st.integers(0, 4), min_size=1), st.none()),
        st.tuples(st.just("move"), st.sets(st.integers(0, 4), min_size=1), st.integers(-3, 3)),
        st.tuples(st.just("turn"), st.sets(st.integers(0, 4), min_size=1, max_size=2), st.integers(1, 3)),
        st.tuples(st.just("join"), st.sets(st.integers(0, 4), min_size=2, max_size=2), st.none()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.none(), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=Acts)
def test_whatever_is_done_undo_leads_back_to_the_start_and_redo_to_the_end(
    reception: Reception, tiny: tuple[str, ...], acts: list[tuple[str, set[int] | None, object]]
) -> None:
    draft_id = reception.begin(LAND)
    with reception.store.write() as work:
        draft = work.drafts.get(draft_id)
        sheets = tuple(CapturedPage(name, 20, 30, 200) for name in tiny)
        dossier = draft.dossier.capture("nguon-goc", tiny[:2]).capture("to-khai", tiny[2:4])
        work.drafts.save(Draft(dossier, draft.clerk, pages=sheets, step=draft.step))
    start = draft = reception.draft(draft_id)
    for act, which, how in acts:
        there = tuple(names(draft)[n] for n in sorted(which or ()) if n < len(draft.pages))
        draft = perform(reception, draft_id, act, there, how)
        placed = [name for pages_ in captured(draft).values() for name in pages_]
        assert sorted([*placed, *(page.name for page in draft.loose)]) == sorted(names(draft))
        assert len(set(names(draft))) == len(draft.pages)
    end, steps = draft, len(draft.done)
    for _ in range(steps):
        draft = reception.desk.arrange.undo(draft_id)
    assert state(draft) == state(start)
    for _ in range(steps):
        draft = reception.desk.arrange.redo(draft_id)
    assert state(draft) == state(end)


class QuickStudio(PageStudio):
    """Joins without looking: where pages lie afterwards is what is asked here."""

    def joined(self, left: bytes, right: bytes) -> StraightPage:
        return self.turned(left, 2)


def perform(reception: Reception, draft_id: UUID, act: str, there: tuple[str, ...], how: object) -> Draft:
    arrange = replace(reception.desk.arrange, imaging=QuickStudio())
    if act in ("undo", "redo"):
        return arrange.undo(draft_id) if act == "undo" else arrange.redo(draft_id)
    if act == "assign":
        return arrange.assign(draft_id, there, how if isinstance(how, str) else None)
    if act == "remove":
        return arrange.remove(draft_id, there)
    if act == "join":
        return arrange.join_halves(draft_id, *there) if len(there) == 2 else reception.draft(draft_id)
    assert isinstance(how, int)
    return arrange.move(draft_id, there, how) if act == "move" else arrange.turn(draft_id, there, how)


@pytest.fixture
def tiny(reception: Reception) -> tuple[str, ...]:
    """Five pages too small to cost anything, no two alike."""
    studio, made = PageStudio(), []
    for seed in range(5):
        sheet = np.full((30, 20, 3), 250, np.uint8)
        sheet[4 + 3 * seed : 8 + 3 * seed, 3:15] = 30
        made.append(reception.store.vault.put(studio.as_jpeg(next(studio.pages_of(pages.as_png(sheet, 200))))))
    return tuple(made)


# --- what is kept ----------------------------------------------------------------------------------------


def test_the_image_as_it_came_is_no_orphan_and_stays_with_the_accepted_page(reception: Reception) -> None:
    draft_id = reception.ready()
    (page,) = reception.draft(draft_id).pages
    (raw,) = page.raws
    assert reception.store.vault.has(raw.name)
    assert orphans(reception) == set()
    reception.accept(draft_id)
    with reception.store.read() as work:
        dossier, _ = work.dossiers.get(draft_id)
    assert [s.originals for s in dossier.settlements if isinstance(s, Captured)] == [(raw.name,)]
    assert orphans(reception) == set()


def test_what_an_undo_may_bring_back_is_no_orphan_until_the_dossier_is_accepted(reception: Reception) -> None:
    draft_id = reception.ready()
    extra = reception.add_page(draft_id, 2)
    reception.desk.arrange.remove(draft_id, extra)
    assert orphans(reception) == set()
    reception.accept(draft_id)
    assert extra in orphans(reception)


def orphans(reception: Reception) -> set[str]:
    report = replace(reception.desk.check_vault, session=Session(IT))()
    return {file.name for file in report.orphans}
