"""What waits for the province, how long, and what somebody does about it; nothing that is handed out names a person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.citizen import Citizen
from counter_app.domain.errors import NotWritable
from counter_app.domain.outbox import Owner, Step
from counter_app.ports import LineStatus

from .reception import Reception

REFUSED = "environment.province-refused"


def refused(reception: Reception) -> None:
    """The province refuses the first that waits; its next try is hours away."""
    now = reception.clock.now()
    with reception.store.write() as work:
        first = work.outbox.list_waiting()[0]
        work.outbox.mark_failed(first.id, REFUSED, now, now + timedelta(hours=5), "code-taken")


def test_what_waits_is_counted_by_age_and_size_and_the_refused_stands_first(reception: Reception) -> None:
    for _ in range(2):
        reception.accept()
    refused(reception)
    with reception.store.write() as work:
        second = work.outbox.list_waiting()[1]
        now = reception.clock.now()
        work.outbox.mark_failed(second.id, "environment.line-down", now, now + timedelta(seconds=9))
    report = reception.desk.line.look()
    backlog = report.backlog
    assert (backlog.count, backlog.set_aside, backlog.late, backlog.too_late) == (2, 1, 0, 0)
    assert backlog.size == sum(item.size for item in report.items) > 0
    assert [item.set_aside for item in report.items] == [True, False]
    later = reception.desk.line.look
    reception.clock.forward(days=1)
    assert (later().backlog.late, later().backlog.too_late) == (2, 0)
    reception.clock.forward(days=2)
    assert (later().backlog.late, later().backlog.too_late) == (2, 2)


def test_no_next_try_comes_before_the_next_pass(reception: Reception) -> None:
    reception.accept()
    soon = reception.clock.now() + timedelta(seconds=40)
    line = replace(reception.desk.line, status=lambda: LineStatus(False, "environment.line-down", None, soon))
    (moment,) = line.look().next_tries.values()
    assert moment == soon


def test_a_hand_sends_again_at_once_and_the_audit_says_who(reception: Reception) -> None:
    reception.accept()
    refused(reception)
    reception.woken.clear()
    (item,) = reception.desk.line.look().items
    assert reception.desk.line.try_again([item.id]) == 1
    assert reception.woken, "the line was not woken"
    with reception.store.read() as work:
        assert [event.id for event in work.outbox.due(reception.clock.now())] == [item.id]
        (line,) = work.audit.lines(1)
    assert (line.what, line.who) == ("event-tried-again", reception.desk.session.who)


def test_all_that_waits_is_sent_and_exported_also_what_is_not_shown(
    reception: Reception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        reception.accept()
    monkeypatch.setattr("counter_app.use_cases.watch_line._SHOWN", 1)
    assert len(reception.desk.line.look().items) == 1
    assert reception.desk.line.export(tmp_path / "all.json") == 2
    assert reception.desk.line.try_again(None) == 2


def test_what_is_given_to_it_is_theirs_and_goes_on_being_tried(reception: Reception) -> None:
    reception.accept()
    refused(reception)
    (item,) = reception.desk.line.look().items
    reception.desk.line.give_to_it(item.id)
    (given,) = reception.desk.line.look().items
    assert (given.owner, given.next_try) == (Owner.IT, item.next_try)
    assert [line.what for line in reception.desk.line.story(item.id)] == [REFUSED, Step.GIVEN]


def test_the_export_tells_the_story_and_no_person(reception: Reception, tmp_path: Path) -> None:
    accepted = reception.accept()
    refused(reception)
    path = tmp_path / "cho-gui.json"
    assert reception.desk.line.export(path) == 1
    text = path.read_text("utf-8")
    (item,) = json.loads(text)["items"]
    assert (item["code"], item["problem"], item["reason"]) == (accepted.code.text, REFUSED, "code-taken")
    assert [line["what"] for line in item["story"]] == [REFUSED]
    applicant = accepted.receipt.applicant
    assert isinstance(applicant, Citizen)
    for secret in (applicant.full_name, applicant.personal_number.value, applicant.address, applicant.phone):
        assert not secret or secret not in text
    with pytest.raises(NotWritable):
        reception.desk.line.export(tmp_path / "absent" / "x.json")
    with pytest.raises(NotWritable):
        reception.desk.line.export(tmp_path)
