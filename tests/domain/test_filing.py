"""Where the pages of a stack belong: in turn, by separators, by the card on them; else loose, with the reason."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.filing import CARD_KIND, INSURANCE_KIND, Leaf, Why, insurance_component, places
from counter_app.domain.page_code import SEPARATOR, CodeKind, PageCode
from counter_app.domain.procedure import Component, Due
from resources import catalogue_bundle

ME, OTHER = PersonalNumber("094190123456"), PersonalNumber("094085001234")
PAPER = Leaf()
PATCH = Leaf((SEPARATOR,))
CARD = Leaf((PageCode(CodeKind.CARD, ME.value),))
STRANGER = Leaf((PageCode(CodeKind.CARD, OTHER.value),))
RECEIPT = Leaf((PageCode(CodeKind.DOSSIER, "H13.507-261123-0042"),))
INSURANCE = Leaf((PageCode(CodeKind.INSURANCE, "9422123456"),))
WAITING = ["a", "b", "c"]


def filed(*stack: Leaf, waiting: list[str] = WAITING, card: str | None = "the-card") -> list[str | None]:
    return [place.component for place in places(stack, waiting, card, ME)]


def test_without_separators_each_page_goes_to_the_next_paper_and_the_rest_to_the_last() -> None:
    assert filed(*[PAPER] * 5) == ["a", "b", "c", "c", "c"]
    assert filed(PAPER, waiting=[]) == [None]
    assert filed(PAPER, Leaf(beside=True), PAPER) == ["a", "a", "b"]


def test_what_lies_between_separators_is_one_paper_and_a_paper_too_many_stays_loose() -> None:
    stack = (PAPER, PAPER, PATCH, PAPER, PATCH, PAPER, PAPER, PATCH, PAPER)
    assert filed(*stack) == ["a", "a", None, "b", None, "c", "c", None, None]


def test_separators_in_front_behind_and_doubled_skip_no_paper() -> None:
    assert filed(PATCH, PAPER, PATCH, PATCH, PAPER, PATCH) == [None, "a", None, None, "b", None]


def test_the_blank_back_of_a_separator_is_no_page_of_the_next_paper() -> None:
    """A feeder that reads both sides gives it; a paper's own blank back stays with the paper."""
    blank = Leaf(blank=True)
    assert filed(PAPER, blank, PATCH, blank, PAPER, blank) == ["a", "a", None, None, "b", "b"]


def test_the_applicant_s_card_goes_where_the_card_is_asked_for_and_takes_no_turn() -> None:
    assert filed(CARD, PAPER, PAPER) == ["the-card", "a", "b"]
    assert filed(CARD, PAPER, waiting=["the-card", "a"]) == ["the-card", "a"]
    assert filed(CARD, PAPER, card=None) == ["a", "b"]


def test_a_card_that_disagrees_with_itself_stays_loose_and_says_so() -> None:
    doubtful = Leaf((*CARD.codes, PageCode(CodeKind.CARD_DISAGREES, "birth-date")))
    (place,) = places([doubtful], WAITING, "the-card", ME)
    assert (place.component, place.why) == (None, Why.CARD_DISAGREES)


def test_what_bears_the_code_of_the_very_dossier_that_is_added_to_takes_its_turn() -> None:
    found = places([PAPER, RECEIPT], WAITING, None, ME, own=RECEIPT.codes[0].text)
    assert [place.component for place in found] == ["a", "b"]


def test_in_a_parted_stack_all_of_a_paper_that_begins_with_another_dossier_s_code_is_that_dossier_s() -> None:
    """Its own back, an enclosure: none of it may slip into the dossier that happens to be open."""
    stack = (PAPER, PATCH, RECEIPT, PAPER, PAPER, PATCH, PAPER)
    assert filed(*stack) == ["a", None, None, None, None, None, "b"]
    assert filed(RECEIPT, PAPER, PATCH, PAPER) == [None, None, None, "a"]
    assert filed(PAPER, RECEIPT, PAPER, PATCH, PAPER) == ["a", None, "a", None, "b"]  # a receipt amid a paper


def test_another_person_s_card_and_another_dossier_s_page_stay_loose_and_say_why() -> None:
    stack = (PAPER, STRANGER, RECEIPT, PAPER)
    assert filed(*stack) == ["a", None, None, "b"]
    reasons = [place.why for place in places(stack, WAITING, "the-card", ME)]
    assert reasons == [Why.IN_TURN, Why.OTHER_PERSON, Why.OTHER_DOSSIER, Why.IN_TURN]
    both = Leaf((*CARD.codes, *STRANGER.codes))
    assert places([both], WAITING, "the-card", ME)[0].why is Why.OTHER_PERSON


def test_an_insurance_card_goes_where_one_is_asked_for_and_to_no_paper_that_happens_to_wait() -> None:
    def laid(*stack: Leaf, asked: str | None) -> list[str | None]:
        return [place.component for place in places(stack, WAITING, "the-card", ME, insurance=asked)]

    assert laid(INSURANCE, PAPER, asked="b") == ["b", "a"]
    assert laid(INSURANCE, PAPER, PAPER, asked="a") == ["a", "b", "c"]
    assert laid(INSURANCE, PAPER, asked=None) == [None, "a"]
    assert places([INSURANCE], WAITING, None, ME)[0].why is Why.INSURANCE


def test_an_insurance_card_with_somebody_else_s_number_stays_loose_and_says_so() -> None:
    mine, hers = (Leaf((PageCode(CodeKind.INSURANCE, number.value),)) for number in (ME, OTHER))
    found = places([mine, hers], WAITING, None, ME, insurance="b")
    assert [(place.component, place.why) for place in found] == [("b", Why.INSURANCE), (None, Why.OTHER_INSURED)]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Bản sao thẻ bảo hiểm y tế", True),
        ("Thẻ BHYT của trẻ", True),
        ("Tờ khai cấp thẻ bảo hiểm y tế", False),
        ("Giấy chứng sinh", False),
    ],
)
def test_what_asks_for_an_insurance_card_is_known_by_its_name(name: str, asked: bool) -> None:
    component = Component("a", name, Due.HAND_IN, ("giay-to.khac",))
    assert insurance_component(SimpleNamespace(required=(component,))) == ("a" if asked else None)  # type: ignore[arg-type]


def test_a_kind_of_paper_that_is_the_insurance_card_tells_before_any_name() -> None:
    named = Component("a", "Bản sao thẻ bảo hiểm y tế của mẹ", Due.HAND_IN, ("giay-to.khac",))
    of_the_kind = Component("b", "Giấy tờ khám chữa bệnh của trẻ", Due.HAND_IN, (INSURANCE_KIND,))
    assert insurance_component(SimpleNamespace(required=(named, of_the_kind))) == "b"  # type: ignore[arg-type]
    assert catalogue_bundle()["kinds"][INSURANCE_KIND]["name"] == "Thẻ bảo hiểm y tế"


def test_before_the_applicant_is_known_no_card_is_anybody_s() -> None:
    assert places([STRANGER], WAITING, "the-card", None)[0] == places([PAPER], WAITING, "the-card", None)[0]


def test_the_kind_of_the_card_is_one_of_the_catalogue() -> None:
    assert CARD_KIND in catalogue_bundle()["kinds"]


@given(
    st.lists(st.sampled_from([PAPER, PATCH, CARD, STRANGER, RECEIPT, INSURANCE]), max_size=12),
    st.lists(st.sampled_from(WAITING), unique=True),
)
def test_every_page_has_one_place_papers_come_in_their_order_and_the_last_page_changes_earlier_ones_only_as_a_separator(
    stack: list[Leaf], waiting: list[str]
) -> None:
    found = places(stack, waiting, "the-card", ME)
    assert len(found) == len(stack)
    turns = [waiting.index(p.component) for p in found if p.component in waiting]
    assert turns == sorted(turns)
    assert all(
        p.component is None
        for p, leaf in zip(found, stack, strict=True)
        if leaf in (PATCH, STRANGER, RECEIPT, INSURANCE)
    )
    if stack and stack[-1] is not PATCH:
        assert places(stack[:-1], waiting, "the-card", ME) == found[:-1]
