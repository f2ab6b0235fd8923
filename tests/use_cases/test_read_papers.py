"""What a scanned paper says of itself: suggested to the clerk, kept by a key, told to the province; never unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from counter_app.domain.dossier import PaperFacts
from counter_app.domain.errors import ClerkCanRetry, ReasonNeeded
from counter_app.domain.paper_text import Suggestion
from local_db.values import dossier_from_json, dossier_to_json, draft_from_json, draft_to_json
from sync.contract import DossierMessage, canonical
from tests import pages
from tests.imaging.official_papers import official_paper
from tests.use_cases.reception import BIRTH, Reception, marriage
from ui.reception.checklist import checklist

SEED = next(seed for seed in range(99) if official_paper(seed, dpi=20).component == "chung-sinh")
FACTS = PaperFacts("12/2024", date(2024, 3, 5), "TRẠM Y TẾ PHƯỜNG 3")


def facts(reception: Reception, draft_id: UUID, component: str) -> PaperFacts:
    return reception.draft(draft_id).facts_of(component)


def test_a_paper_laid_under_the_wrong_component_is_suggested_where_it_belongs_and_changes_nothing(
    reception: Reception,
) -> None:
    draft_id = reception.begin(BIRTH)
    paper = official_paper(SEED, dpi=200)
    file = reception.file("paper.png", pages.as_png(paper.pixels, 200))
    (page,) = reception.desk.capture.add_file(draft_id, file).pages
    before = reception.draft(draft_id)
    found = reception.desk.read.suggestion(draft_id, page.name)
    assert found.component == "chung-sinh"
    assert (found.facts.number, found.facts.issued_on) == (paper.number, paper.issued_on)
    assert reception.draft(draft_id) == before
    taken = reception.desk.read.take(draft_id, page.name, found)
    assert taken.component_of(page.name) == "chung-sinh"
    assert facts(reception, draft_id, "chung-sinh") == found.facts
    assert draft_from_json(draft_to_json(taken)) == taken
    notes = [line.note for line in checklist(taken, {})]
    assert any(paper.number in note for note in notes)


def test_a_paper_that_the_state_holds_is_not_laid_under_without_a_reason(reception: Reception) -> None:
    reception.hold(marriage())
    draft_id = reception.begin(BIRTH)
    page = reception.add_page(draft_id, 1)
    before = reception.draft(draft_id)
    with pytest.raises(ReasonNeeded):
        reception.desk.read.take(draft_id, page, Suggestion(FACTS, "ket-hon", 0.9))
    assert reception.draft(draft_id) == before


def test_what_was_taken_stays_while_pages_come_and_go_and_can_be_given_up(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    one, two = reception.add_page(draft_id, 1), reception.add_page(draft_id, 2)
    reception.desk.arrange.assign(draft_id, two, "to-khai")
    reception.desk.read.take(draft_id, one, Suggestion(FACTS, None, 0.9))
    reception.desk.arrange.remove(draft_id, (two,))
    reception.desk.arrange.undo(draft_id)
    assert facts(reception, draft_id, "to-khai") == FACTS
    reception.desk.read.take(draft_id, one, Suggestion(PaperFacts(), None, 0.0))
    assert facts(reception, draft_id, "to-khai") == PaperFacts()


def test_what_was_taken_follows_its_page_to_another_paper_and_back(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    one, two = reception.add_page(draft_id, 1), reception.add_page(draft_id, 2)
    arrange = reception.desk.arrange
    arrange.assign(draft_id, (one, two), "to-khai")
    reception.desk.read.take(draft_id, two, Suggestion(FACTS, None, 0.9))
    arrange.assign(draft_id, two, "chung-sinh")
    assert facts(reception, draft_id, "chung-sinh") == FACTS
    assert facts(reception, draft_id, "to-khai") == PaperFacts()
    turned = arrange.turn(draft_id, two, 1).pages[1].name
    assert facts(reception, draft_id, "chung-sinh") == FACTS
    arrange.assign(draft_id, turned, None)
    assert facts(reception, draft_id, "chung-sinh") == PaperFacts()
    for _ in range(3):
        arrange.undo(draft_id)
    assert facts(reception, draft_id, "to-khai") == FACTS
    assert facts(reception, draft_id, "chung-sinh") == PaperFacts()


def test_what_was_taken_is_given_back_by_one_undo_and_taken_again_by_redo(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    page = reception.add_page(draft_id, 1)
    reception.desk.read.take(draft_id, page, Suggestion(FACTS, "chung-sinh", 0.9))
    undone = reception.desk.arrange.undo(draft_id)
    assert (undone.component_of(page), undone.facts_of("to-khai")) == ("to-khai", PaperFacts())
    assert reception.desk.arrange.redo(draft_id).facts_of("chung-sinh") == FACTS


def test_a_paper_keeps_what_was_taken_last_whichever_of_its_pages_said_it(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    one, two = reception.add_page(draft_id, 1), reception.add_page(draft_id, 2)
    reception.desk.arrange.assign(draft_id, (one, two), "to-khai")
    reception.desk.read.take(draft_id, one, Suggestion(FACTS, None, 0.9))
    other = replace(FACTS, number="13/2024")
    reception.desk.read.take(draft_id, two, Suggestion(other, None, 0.9))
    assert facts(reception, draft_id, "to-khai") == other


def test_a_loose_page_has_no_paper_to_keep_it_with(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    page = reception.add_page(draft_id, 1)
    reception.desk.arrange.assign(draft_id, page, None)
    with pytest.raises(ClerkCanRetry):
        reception.desk.read.take(draft_id, page, Suggestion(FACTS, None, 0.9))


def test_the_province_is_told_what_the_clerk_confirmed_and_nothing_else(reception: Reception) -> None:
    draft_id = reception.ready()
    page = reception.draft(draft_id).pages[0].name
    reception.desk.read.take(draft_id, page, Suggestion(FACTS, None, 0.9))
    accepted = reception.accept(draft_id)
    event = next(event for event in reception.outbox() if event.dossier_id == accepted.id)
    DossierMessage.model_validate_json(canonical(event.payload))
    told = {one["component"]: one for one in event.payload["components"]}
    said = {"number": "12/2024", "issued_on": "2024-03-05", "issuer": "TRẠM Y TẾ PHƯỜNG 3"}
    assert said.items() <= told["to-khai"].items()
    assert all("number" not in one for component, one in told.items() if component != "to-khai")


def test_a_dossier_of_before_papers_were_read_is_still_read(reception: Reception) -> None:
    draft_id = reception.ready()
    dossier = reception.draft(draft_id).dossier
    document = json.loads(dossier_to_json(dossier))
    for settled in document["value"]["settlements"]:
        settled.pop("facts", None)
    assert dossier_from_json(json.dumps(document)) == dossier
    draft = reception.draft(draft_id)
    document = json.loads(draft_to_json(draft))
    for page in document["value"]["pages"]:
        page.pop("facts")
    assert draft_from_json(json.dumps(document)) == draft
