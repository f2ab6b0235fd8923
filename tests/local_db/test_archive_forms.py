"""Which papers wait for their archive form, and in which order: on both engines."""

from __future__ import annotations

from counter_app.domain.archive import MOST_TRIES, ArchiveForm, Unarchived
from counter_app.domain.retention import Kept
from local_db.store import SqlStore
from tests.local_db.samples import NOW, accept


def _made(paper: Unarchived, sha256: str = "12" * 32) -> ArchiveForm:
    return ArchiveForm(paper.dossier_id, paper.component, paper.source, sha256, 10)


def test_papers_wait_for_their_archive_form_as_accepted_and_what_failed_comes_last(store: SqlStore) -> None:
    with store.write() as work:
        first, second = accept(work), accept(work)
        assert work.archive.waiting() == 4
        paper = work.archive.next()
        assert paper == Unarchived(first.id, "a", "cd" * 32)
        work.archive.failed(paper, "crashed")
        others = []
        while (paper := work.archive.next()) is not None and not paper.attempts:
            others.append((paper.dossier_id, paper.component))
            assert work.archive.made(_made(paper), NOW)
            assert not work.archive.made(_made(paper, "34" * 32), NOW), "it has one already"
        assert others == [(first.id, "b"), (second.id, "a"), (second.id, "b")]
        assert paper == Unarchived(first.id, "a", "cd" * 32, 1, "crashed")
        assert work.archive.waiting() == 1
    with store.read() as work:
        assert [form.component for form in work.archive.of(second.id)] == ["a", "b"]
        assert {form.sha256 for form in work.archive.of(second.id)} == {"12" * 32}
        assert "12" * 32 in work.retention.referred()


def test_a_paper_is_set_aside_at_the_third_failure_or_for_good_and_waits_again_when_told(store: SqlStore) -> None:
    with store.write() as work:
        accept(work)
        one = work.archive.next()
        assert one is not None
        for _ in range(MOST_TRIES):
            work.archive.failed(one, "too-slow")
        other = work.archive.next()
        assert other is not None
        assert other.component != one.component
        work.archive.failed(other, "page-damaged", for_good=True)
        assert (work.archive.next(), work.archive.waiting()) == (None, 0)
        assert [paper.problem for paper in work.archive.set_aside()] == ["too-slow", "page-damaged"]
        assert work.archive.try_again() == 2
        assert work.archive.try_again() == 0
        assert (work.archive.waiting(), work.archive.set_aside()) == (2, ())
        assert work.archive.next() == one


def test_what_a_purge_took_waits_for_no_archive_form(store: SqlStore) -> None:
    with store.write() as work:
        accepted = accept(work)
        paper = work.archive.next()
        assert paper is not None
        work.retention.index_files()
        work.retention.purge_files(accepted.id, Kept.PAGE, "a rule", NOW)
        assert (work.archive.next(), work.archive.waiting()) == (None, 0)
        assert not work.archive.made(_made(paper), NOW)
        work.archive.failed(paper, "crashed", for_good=True)
        assert work.archive.set_aside() == ()
