"""Pages that file themselves: a real stack through the real readers, and what the clerk is told of each."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest

from counter_app.domain.citizen import Citizen, PartialDate
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import StoreDamaged
from counter_app.imaging.opencv import cv2
from counter_app.ports import Draft
from local_db.values import draft_from_json, draft_to_json
from tests import pages
from tests.imaging.card_backs import back_picture, lines_of
from tests.imaging.hard_frames import card_picture
from tests.imaging.test_page_codes import patch_sheet, with_qr
from tests.use_cases.reception import BIRTH, CARD, LAND, OTHER_CARD, SA_RINH, Reception
from ui.reception.view_model import Context, reception_view

OTHERS = "H13.507-261123-0042"


@cache
def sheet(seed: int, code: str = "") -> pages.Pixels:
    """At 100 dpi, as every sheet of these stacks."""
    page = pages.make_page(seed, dpi=100)
    return with_qr(page, code, (480, 60), scale=3) if code else page


@cache
def patch() -> pages.Pixels:
    return np.ascontiguousarray(patch_sheet()[::3, ::3][: sheet(1).shape[0], : sheet(1).shape[1]])


def put_in(reception: Reception, procedure: str, *stack: pages.Pixels) -> Draft:
    draft_id = reception.begin(procedure)
    return reception.desk.capture.add_file(draft_id, reception.file("stack.tif", pages.as_tiff(stack, 100)))


def laid(draft: Draft) -> list[str | None]:
    return [draft.component_of(page.name) for page in draft.pages]


def told(draft: Draft) -> list[str]:
    return [tile.mark for tile in reception_view(draft, Context()).pages]


def test_separators_part_a_stack_into_papers_and_are_listed_but_belong_to_none(reception: Reception) -> None:
    draft = put_in(reception, LAND, sheet(1), sheet(2), patch(), sheet(3), patch(), sheet(4))
    assert laid(draft) == ["to-khai", "to-khai", None, "nguon-goc", None, None]
    assert told(draft)[2] == told(draft)[4] == "tờ ngăn"
    captured = [s for s in draft.dossier.settlements if isinstance(s, Captured)]
    assert sum(len(s.pages) for s in captured) == 3


def test_separators_of_an_earlier_stack_count_for_the_next_one_too(reception: Reception) -> None:
    draft = put_in(reception, BIRTH, sheet(1), sheet(2), patch())
    assert laid(draft) == ["to-khai", "to-khai", None]
    more = reception.file("more.tif", pages.as_tiff((sheet(3), sheet(4)), 100))
    assert laid(reception.desk.capture.add_file(draft.dossier.id, more))[3:] == ["chung-sinh", "chung-sinh"]


def test_the_applicant_s_card_files_itself_and_the_papers_keep_their_turn(reception: Reception) -> None:
    draft = put_in(reception, BIRTH, sheet(1, CARD), sheet(2), sheet(3))
    assert laid(draft) == ["tuy-than", "to-khai", "chung-sinh"]
    assert "thẻ" not in " ".join(told(draft))


def test_another_person_s_card_and_another_dossier_s_page_are_said_in_words_and_left_to_the_clerk(
    reception: Reception,
) -> None:
    draft = put_in(reception, BIRTH, sheet(1), sheet(2, OTHER_CARD), sheet(3, OTHERS))
    assert laid(draft) == ["to-khai", None, None]
    assert told(draft)[1:] == ["thẻ ai?", "hồ sơ khác"]
    advice = reception_view(draft, Context()).pages[2].advice
    assert OTHERS in advice
    stranger = draft.pages[1].name
    moved = reception.desk.arrange.assign(draft.dossier.id, (stranger,), "chung-sinh")
    assert laid(moved) == ["to-khai", "chung-sinh", None]
    assert told(moved)[1] != "thẻ ai?"  # the clerk has looked


def test_what_stands_on_a_page_is_kept_with_the_draft(reception: Reception) -> None:
    draft = put_in(reception, BIRTH, sheet(1, CARD), sheet(2))
    assert draft.pages[0].codes
    assert draft_from_json(draft_to_json(draft)) == draft


def test_a_draft_of_before_pages_had_codes_is_still_read(reception: Reception) -> None:
    draft = put_in(reception, BIRTH, sheet(1))
    old = draft_to_json(draft).replace(',"codes":[]', "")
    assert '"codes"' not in old
    assert draft_from_json(old) == draft
    with pytest.raises(StoreDamaged):
        draft_from_json(draft_to_json(draft).replace('"codes":[]', '"codes":[{"kind":"wish","text":""}]'))


def test_a_card_s_back_without_a_code_says_who_it_is_and_the_name_stays_to_be_typed(reception: Reception) -> None:
    back = back_picture(lines_of(CARD), "", random.Random(1))
    draft_id = reception.desk.walk_in().dossier.id
    welcomed = reception.desk.welcome.by_shown(
        draft_id, reception.desk.welcome.look_at(cv2.imencode(".jpg", back)[1].tobytes())
    )
    applicant = welcomed.draft.dossier.applicant
    assert isinstance(applicant, Citizen)
    assert applicant.personal_number == SA_RINH
    assert (applicant.full_name, applicant.birth_date) == ("", PartialDate(1990, 9, 2))


def test_a_card_s_back_that_says_another_than_its_front_a_page_before_stays_loose_and_says_in_what(
    reception: Reception,
) -> None:
    draft_id = reception.begin(BIRTH)

    def scanned(name: str, side: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Draft:
        return reception.desk.capture.add_file(draft_id, reception.file(name, pages.as_png(side[..., ::-1], 400)))

    other = CARD.replace("Sa Rinh", "Sa Rính Thu").replace("02091990", "03091990")
    scanned("front.png", cv2.resize(card_picture(other), (1400, 880)))
    draft = scanned("back.png", back_picture(lines_of(CARD), "", random.Random(1)))
    assert laid(draft) == ["tuy-than", None]
    tile = reception_view(draft, Context()).pages[1]
    assert tile.mark == "thẻ lệch?"
    assert "ngày sinh, họ tên" in tile.advice
    assert "RINH" not in tile.advice
