"""A page that bears another dossier's code goes there by one key: with its way back, in the audit, and never where no
paper is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import NotAllowed, NotFiledThere, UnknownDossier
from counter_app.domain.life import Act, Stage
from counter_app.domain.page_code import CodeKind, PageCode
from counter_app.domain.page_fault import PageFault
from counter_app.domain.people import Account, Role
from counter_app.ports import AcceptedDossier, Draft, Purpose
from tests.use_cases.reception import CLERK, OTHER_CARD, SINGLE, Reception, colleague


def marked(reception: Reception, draft_id: UUID, page: str, code: str) -> None:
    """As if the code had been read on it."""

    def bears(draft: Draft) -> Draft:
        codes = (PageCode(CodeKind.DOSSIER, code),)
        pages = (replace(p, codes=codes, faults=(PageFault.TWICE,)) if p.name == page else p for p in draft.pages)
        return replace(draft, pages=tuple(pages))

    with reception.store.write() as work:
        work.drafts.save(bears(work.drafts.get(draft_id)))


def waiting_dossier(reception: Reception) -> AcceptedDossier:
    dossier = reception.accept()
    reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    return dossier


def scanned_here(reception: Reception, code: str, *seeds: int) -> tuple[UUID, tuple[str, ...]]:
    """The next citizen's dossier, with pages of which the first bears the code."""
    draft_id = reception.begin(SINGLE, OTHER_CARD)
    names = tuple(reception.add_page(draft_id, seed) for seed in seeds or (21,))
    marked(reception, draft_id, names[0], code)
    return draft_id, names


def there(reception: Reception, dossier: AcceptedDossier) -> list[Draft]:
    with reception.store.read() as work:
        return [d for d in work.drafts.all_open() if d.after is not None and d.after.dossier_id == dossier.id]


def test_the_page_lies_under_the_paper_that_is_waited_for_there_and_no_longer_here(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    code = dossier.code.text
    draft_id, (page, behind) = scanned_here(reception, code, 21, 22)
    filed = reception.desk.file_elsewhere.pages(draft_id, (page, behind))
    assert (filed.code, filed.purpose) == (code, Purpose.SUPPLEMENT)
    assert len(filed.papers) == 1
    assert reception.draft(draft_id).pages == ()
    assert not any(isinstance(s, Captured) for s in reception.draft(draft_id).dossier.settlements)
    (draft,) = there(reception, dossier)
    assert [draft.component_of(p.name) for p in draft.pages] == ["to-khai", "to-khai"]
    assert draft.pages[0].faults == (), "what it was twice of lies in the other dossier"
    assert draft.after is not None
    step = reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    assert (step.act, step.captured[0].pages) == (Act.SUPPLEMENTED, (page, behind))


def test_the_audit_knows_where_from_and_where_to_and_ctrl_z_brings_it_back(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    draft_id, (page,) = scanned_here(reception, dossier.code.text)
    before = reception.draft(draft_id)
    reception.desk.file_elsewhere.pages(draft_id, (page,))
    line = reception.audit()[0]
    assert (line.what, line.who) == ("pages-filed", CLERK.id)
    assert line.about == {
        "dossier": str(dossier.id), "code": dossier.code.text, "draft": str(draft_id), "count": "1",
    }  # fmt: skip
    back = reception.desk.arrange.undo(draft_id)
    assert (back.pages, back.dossier) == (before.pages, before.dossier)
    assert there(reception, dossier) == [], "a slip of the key leaves no empty dossier on the list"
    assert reception.audit()[0].what == "pages-filed-back"
    again = reception.desk.arrange.redo(draft_id)
    assert again.pages == ()
    assert [p.name for p in there(reception, dossier)[0].pages] == [page]
    assert reception.desk.arrange.undo(draft_id).pages == before.pages


def test_what_was_taken_in_there_does_not_come_back(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    draft_id, (page,) = scanned_here(reception, dossier.code.text)
    reception.desk.file_elsewhere.pages(draft_id, (page,))
    (draft,) = there(reception, dossier)
    assert draft.after is not None
    reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.arrange.undo(draft_id)
    assert refused.value.facts["why"] == "done"
    assert reception.draft(draft_id).pages == ()


def _turned(reception: Reception, draft_id: UUID, page: str) -> None:
    reception.desk.arrange.turn(draft_id, (page,), 1)


def _laid_elsewhere(reception: Reception, draft_id: UUID, page: str) -> None:
    reception.desk.arrange.assign(draft_id, page, None)


@pytest.mark.parametrize("does", [_turned, _laid_elsewhere])
def test_what_was_done_with_it_there_is_undone_there_first_and_it_lies_in_one_dossier_only(
    reception: Reception, does: Callable[[Reception, UUID, str], None]
) -> None:
    dossier = waiting_dossier(reception)
    draft_id, (page,) = scanned_here(reception, dossier.code.text)
    reception.desk.file_elsewhere.pages(draft_id, (page,))
    supplement = there(reception, dossier)[0].dossier.id
    does(reception, supplement, page)
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.arrange.undo(draft_id)
    assert refused.value.facts == {"why": "changed", "dossier": dossier.code.text}
    assert reception.draft(draft_id).pages == ()
    assert len(reception.draft(supplement).pages) == 1
    other = reception.add_page(supplement, 33)  # so that the supplement stays open
    reception.desk.arrange.undo(supplement)
    assert [p.name for p in reception.desk.arrange.undo(draft_id).pages] == [page]
    reception.desk.arrange.redo(supplement)
    assert [p.name for p in reception.draft(supplement).pages] == [other], "no key brings it back there as well"


def test_the_very_same_page_that_lay_there_before_stays_there(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    supplement = reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT).dossier.id
    own = reception.add_page(supplement, 21)
    draft_id, (page,) = scanned_here(reception, dossier.code.text, 21)
    assert page == own
    reception.desk.file_elsewhere.pages(draft_id, (page,))
    assert [p.name for p in reception.desk.arrange.undo(draft_id).pages] == [page]
    assert [p.name for p in reception.draft(supplement).pages] == [own]


def test_it_goes_to_what_the_clerk_has_open_for_that_dossier(reception: Reception) -> None:
    """Its result: nobody asked for paper, but somebody is taking some in."""
    dossier = reception.accept()
    result = reception.desk.open_after(dossier.id, Purpose.RESULT)
    draft_id, (page,) = scanned_here(reception, dossier.code.text)
    filed = reception.desk.file_elsewhere.pages(draft_id, (page,))
    assert filed.purpose is Purpose.RESULT
    assert [p.name for p in reception.draft(result.dossier.id).pages] == [page]
    assert there(reception, dossier)[0].dossier.id == result.dossier.id


def _nothing_due(reception: Reception) -> str:
    """A receipt that came along in the stack bears its dossier's code, and is no result."""
    return reception.accept().code.text


def _ended(reception: Reception) -> str:
    dossier = waiting_dossier(reception)
    reception.desk.end.withdraw(dossier.id)
    return dossier.code.text


def _a_colleague_s(reception: Reception) -> str:
    dossier = waiting_dossier(reception)
    reception.at(colleague(2)).open_after(dossier.id, Purpose.SUPPLEMENT)
    return dossier.code.text


@pytest.mark.parametrize(("case", "why"), [(_nothing_due, "not-waiting"), (_ended, "over"), (_a_colleague_s, "taken")])
def test_never_into_one_that_takes_no_paper_now(reception: Reception, case: object, why: str) -> None:
    assert callable(case)
    code = case(reception)
    draft_id, (page,) = scanned_here(reception, code)
    before, audit = reception.draft(draft_id), reception.audit()
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.file_elsewhere.pages(draft_id, (page,))
    assert refused.value.facts == {"why": why, "dossier": code}
    assert reception.draft(draft_id) == before
    assert reception.audit() == audit


def test_a_page_without_a_code_and_pages_of_two_dossiers_stay(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    draft_id, (page, other) = scanned_here(reception, dossier.code.text, 21, 22)
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.file_elsewhere.pages(draft_id, (other,))
    assert refused.value.facts["why"] == "no-code"
    marked(reception, draft_id, other, "H13.507-261123-0042")
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.file_elsewhere.pages(draft_id, (page, other))
    assert refused.value.facts["why"] == "two-codes"
    with pytest.raises(UnknownDossier):
        reception.desk.file_elsewhere.pages(draft_id, (other,))
    assert len(reception.draft(draft_id).pages) == 2


def test_a_page_of_the_very_dossier_that_is_added_to_is_where_it_belongs(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    draft = reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT)
    page = reception.add_page(draft.dossier.id, 21)
    marked(reception, draft.dossier.id, page, dossier.code.text)
    with pytest.raises(NotFiledThere) as refused:
        reception.desk.file_elsewhere.pages(draft.dossier.id, (page,))
    assert refused.value.facts["why"] == "here"


def test_who_receives_by_contract_files_nothing_into_dossiers_that_he_may_not_follow(reception: Reception) -> None:
    dossier = waiting_dossier(reception)
    post = reception.at(Account("post-1", "buu-ta", "Nhân viên bưu chính", frozenset({Role.POSTAL})))
    draft_id = post.walk_in().dossier.id
    with pytest.raises(NotAllowed):
        post.file_elsewhere.pages(draft_id, ("0" * 64,))
    assert reception.desk.story(dossier.id).life.stage is Stage.SUPPLEMENT
