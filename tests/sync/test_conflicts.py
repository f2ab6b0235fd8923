"""A dossier or a person that both sides changed: met, shown, chosen in by a person; never overwritten silently."""

from __future__ import annotations

import random

import pytest
import requests

from counter_app.domain.correction import FIELDS, About, Correction, Side, Theirs
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import AlreadyThere, ChoiceMissing, DiffersThere, NothingChanged, WordsMissing
from counter_app.domain.outbox import Step
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.session import Session
from tests.services.sandbox import Sandbox

from .conflicts import Quarrel
from .counter import CLERK, DESK, PERSON, RealCounter


@pytest.fixture
def correct(counter: RealCounter) -> Correct:
    return Correct(counter.store, counter.store.clock, DESK, Session(CLERK))


def at_the_province(sandbox: Sandbox, about: About, ref: str, **changed: str) -> dict[str, str]:
    """The fields there; `changed`: somebody there writes these first."""
    url = f"{sandbox.url}/sandbox/records/{about}/{ref}"
    reply = requests.put(url, json=changed, timeout=10) if changed else requests.get(url, timeout=10)
    reply.raise_for_status()
    fields: dict[str, str] = reply.json()["fields"]
    return fields


def phone_in_the_register(counter: RealCounter) -> str:
    with counter.store.read() as work:
        citizen = work.register.citizen(PERSON)
        assert citizen is not None
        return citizen.phone


def typed(correct: Correct, accepted: AcceptedDossier, about: About = About.DOSSIER, **fields: str) -> Correction:
    seen = correct.state(accepted.id, about)
    return correct(accepted.id, about, seen, {**seen.fields, **fields})


def test_a_correction_arrives_and_the_dossier_is_confirmed_again(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept(100)
    typed(correct, accepted, phone="0911222333")
    assert counter.state(accepted).receipt.applicant.phone == "0911222333"
    counter.sync_at_once()  # in their order: the dossier, then what was corrected, which needs no version told
    counter.sync_at_once()
    assert at_the_province(sandbox, About.DOSSIER, str(accepted.id))["phone"] == "0911222333"
    assert counter.state(accepted).state is Honest.CONFIRMED
    typed(correct, accepted, phone="0911222334")
    typed(correct, accepted, address="Khóm 4")  # before the first was answered
    for _ in range(3):
        counter.sync_at_once()
    there = at_the_province(sandbox, About.DOSSIER, str(accepted.id))
    assert (there["phone"], there["address"]) == ("0911222334", "Khóm 4")
    assert correct.conflicts() == ()


def test_where_the_province_was_changed_nothing_is_overwritten_and_a_person_chooses(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    counter.sync_at_once()
    ref = str(accepted.id)
    at_the_province(sandbox, About.DOSSIER, ref, phone="0900000001", address="Khóm 9")
    first = typed(correct, accepted, phone="0911222333")
    typed(correct, accepted, full_name="Thạch Thị Sa Rin")  # goes on, and is the counter's last word
    counter.sync_at_once()
    assert at_the_province(sandbox, About.DOSSIER, ref)["phone"] == "0900000001"
    (shown,) = correct.conflicts()
    met = shown.correction
    assert (met.id, shown.code, met.differing) == (first.id, accepted.code.text, ("full_name", "address", "phone"))
    assert [met.proposed(name) for name in met.differing] == [Side.MINE, Side.THEIRS, None]
    told = counter.state(accepted)
    assert (told.state, told.problem) == (Honest.SAVED, DiffersThere.code)
    with pytest.raises(DiffersThere):
        typed(correct, accepted, phone="0911222335")
    with pytest.raises(ChoiceMissing):
        correct.settle(met.id, {"full_name": Side.MINE, "address": Side.THEIRS})
    correct.settle(met.id, {"full_name": Side.MINE, "address": Side.THEIRS, "phone": Side.MINE})
    counter.sync_at_once()
    there = at_the_province(sandbox, About.DOSSIER, ref)
    assert (there["full_name"], there["address"], there["phone"]) == ("Thạch Thị Sa Rin", "Khóm 9", "0911222333")
    assert counter.state(accepted).receipt.applicant.address == "Khóm 9"
    assert counter.state(accepted).state is Honest.CONFIRMED
    with pytest.raises(AlreadyThere):
        correct.settle(met.id, {})


def test_the_story_and_the_audit_keep_what_was_met_and_what_was_chosen(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    counter.sync_at_once()
    at_the_province(sandbox, About.DOSSIER, str(accepted.id), phone="0900000001")
    made = typed(correct, accepted, phone="0911222333")
    counter.sync_at_once()
    correct.settle(made.id, {"phone": Side.THEIRS})
    with counter.store.read() as work:
        assert [line.what for line in work.outbox.story(made.id)] == [Step.DIFFERS]
        kept = work.corrections.get(made.id)
        assert kept.theirs is not None
        assert (kept.base["phone"], kept.mine["phone"]) == ("", "0911222333")
        assert (kept.theirs.fields["phone"], (kept.chosen or {})["phone"]) == ("0900000001", "0900000001")
        acts = {line.what: line.about for line in work.audit.lines()}
    assert acts["corrected"]["fields"] == acts["conflict-met"]["fields"] == "phone"
    assert acts["conflict-settled"]["theirs"] == "phone"
    assert not any(
        "0911222333" in value or "0900000001" in value for about in acts.values() for value in about.values()
    )


def test_a_persons_record_is_theirs_it_changes_here_once_the_province_tells_it(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    made = typed(correct, accepted, About.PERSON, phone="0911222333")
    assert phone_in_the_register(counter) == ""
    assert (
        correct.state(accepted.id, About.PERSON).fields["phone"] == "0911222333"
    )  # who goes on typing goes on from there
    counter.sync_at_once()
    counter.sync_at_once()
    assert phone_in_the_register(counter) == "0911222333"
    at_the_province(sandbox, About.PERSON, made.ref, phone="0900000001")
    typed(correct, accepted, About.PERSON, phone="0911222334")
    counter.sync_at_once()
    (shown,) = correct.conflicts()
    assert shown.correction.proposed("phone") is None
    assert at_the_province(sandbox, About.PERSON, made.ref)["phone"] == "0900000001"
    assert phone_in_the_register(counter) == "0900000001"  # theirs follows, whatever is open


def test_what_came_in_while_the_sheet_was_open_is_not_overwritten(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    counter.sync_at_once()
    seen = correct.state(accepted.id, About.PERSON)
    at_the_province(sandbox, About.PERSON, seen.ref, address="Khóm 9", phone="0900000001")
    counter.sync_at_once()
    assert phone_in_the_register(counter) == "0900000001"
    made = correct(accepted.id, About.PERSON, seen, {**seen.fields, "phone": "0911222333"})
    assert (made.open_conflict, made.differing) == (True, ("address", "phone"))
    assert (made.base, made.proposed("address"), made.proposed("phone")) == (seen.fields, Side.THEIRS, None)
    for _ in range(2):
        counter.sync_at_once()
    assert at_the_province(sandbox, About.PERSON, seen.ref)["address"] == "Khóm 9"
    correct.settle(made.id, {"address": Side.THEIRS, "phone": Side.MINE})
    counter.sync_at_once()
    there = at_the_province(sandbox, About.PERSON, seen.ref)
    assert (there["address"], there["phone"], correct.conflicts()) == ("Khóm 9", "0911222333", ())


def test_a_sheet_that_was_opened_before_another_correction_overwrites_none_of_it(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    seen = correct.state(accepted.id, About.DOSSIER)
    typed(correct, accepted, address="Khóm 4")
    made = correct(accepted.id, About.DOSSIER, seen, {**seen.fields, "phone": "0911222333"})
    (shown,) = correct.conflicts()
    assert (shown.correction.id, made.differing) == (made.id, ("address", "phone"))
    correct.settle(made.id, {"address": Side.THEIRS, "phone": Side.MINE})
    for _ in range(4):
        counter.sync_at_once()
    there = at_the_province(sandbox, About.DOSSIER, str(accepted.id))
    assert (there["address"], there["phone"]) == ("Khóm 4", "0911222333")
    assert counter.state(accepted).state is Honest.CONFIRMED


def test_both_sides_of_one_mind_need_nobody(counter: RealCounter, sandbox: Sandbox, correct: Correct) -> None:
    accepted = counter.accept()
    counter.sync_at_once()
    at_the_province(sandbox, About.DOSSIER, str(accepted.id), phone="0911222333")
    typed(correct, accepted, phone="0911222333")
    for _ in range(2):
        counter.sync_at_once()
    assert (correct.conflicts(), counter.waiting()) == ((), ())
    assert counter.state(accepted).state is Honest.CONFIRMED


def test_a_lost_reply_costs_a_question_and_no_conflict(
    counter: RealCounter, sandbox: Sandbox, correct: Correct
) -> None:
    accepted = counter.accept()
    counter.sync_at_once()
    typed(correct, accepted, phone="0911222333")
    sandbox.faults(drop_reply_rate=1.0)
    counter.sync_at_once()
    sandbox.faults()
    counter.sync_at_once()
    assert (correct.conflicts(), counter.waiting()) == ((), ())
    assert at_the_province(sandbox, About.DOSSIER, str(accepted.id))["phone"] == "0911222333"


def test_what_cannot_be_is_not_sent(counter: RealCounter, correct: Correct) -> None:
    accepted = counter.accept()
    with pytest.raises(NothingChanged):
        typed(correct, accepted)
    for wrong in ({"full_name": " "}, {"birth_date": "1990-13-01"}, {"sex": "?"}):
        with pytest.raises(WordsMissing):
            typed(correct, accepted, About.DOSSIER, **wrong)


def test_generated_quarrels_lose_no_word_of_either_side(counter: RealCounter, sandbox: Sandbox) -> None:
    """`python -m tests.torture.quarrels 10000` goes on."""
    quarrel = Quarrel(counter, sandbox, random.Random(11))
    quarrel.begin(4, PERSON.value)
    sandbox.faults(drop_reply_rate=0.1)
    for _ in range(4):
        quarrel.round()
    assert quarrel.lost == []
    assert quarrel.conflicts > 10


def test_the_ledger_finds_what_is_overwritten_blindly(
    counter: RealCounter, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A counter that takes the province's answer for leave to write over it."""
    chosen_by_nobody = Correction.choose

    def met(self: Correction, _: object) -> object:
        return chosen_by_nobody(self, dict.fromkeys(FIELDS, Side.MINE))

    quarrel = Quarrel(counter, sandbox, random.Random(11))
    quarrel.begin(2, PERSON.value)
    monkeypatch.setattr(Correction, "choose", met)
    monkeypatch.setattr(Correction, "differing", property(lambda self: ()))
    for _ in range(3):
        quarrel.round()
    assert any("nobody here had seen it" in words or "went under" in words for words in quarrel.lost)


def test_three_texts_make_one_proposal_only_where_one_side_wrote(counter: RealCounter) -> None:
    now = counter.store.clock.now()
    base = dict.fromkeys(FIELDS, "a")
    mine, theirs = {**base, "phone": "m", "address": "m"}, {**base, "full_name": "t", "address": "t"}
    id_ = counter.accept().id
    made = Correction(id_, id_, About.DOSSIER, "r", "1", base, mine, "x", now, Theirs("2", theirs), now)
    assert made.differing == ("full_name", "address", "phone")
    assert [made.proposed(name) for name in made.differing] == [Side.THEIRS, None, Side.MINE]
