"""kill -9 at fifty moments between F12 and the province's confirmation: nothing seen is lost, nothing is doubled.

The program's own word is not believed. What the clerk saw is kept here, outside it, and laid beside what the
province holds and what lies printed.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from counter_app.bootstrap import Application
from counter_app.devices.paper_tray import PaperTray
from counter_app.domain.dossier import Honest
from counter_app.keychain import SystemKeyChain
from counter_app.ports import AcceptedDossier
from tests.e2e.hall import Hall
from tests.e2e.plug import Life, Moment, Plug, plugged_in
from tests.pages import as_jpeg, make_page
from tests.paperwork.reading import text_of
from tests.services.sandbox import ArrivedDossier, Holdings
from tests.staff import sit_down

KILLS = 50
_MARK = "bản in lại"
_DRAFTS = 48
_SEED = 20261123
_LATEST = 1.1  # of the usual time until the code is shown
_PATIENCE = 60.0  # seconds
_LATENCY_MS = 15  # before each of the province's answers: the line's part is not over in a blink


def _prepare(hall: Hall) -> dict[str, str]:
    """Drafts that only wait for F12, each of another person; the person by the draft's id."""
    papers = [hall.folder / f"paper-{number}.jpg" for number in (1, 2)]
    for seed, paper in enumerate(papers, start=1):
        paper.write_bytes(as_jpeg(make_page(seed, dpi=200)[:500, :700], dpi=200))
    persons: dict[str, str] = {}
    with hall.open() as application:
        assert application.exchange().online  # numbers are leased: what is accepted has its code at once
        desk = application.desk
        for number in range(_DRAFTS):
            draft_id, person = desk.walk_in().dossier.id, f"0941900{number:05}"
            desk.welcome.by_number(draft_id, person)
            desk.settle.set_field(draft_id, "full_name", "Lâm Thị Thử")
            desk.choose_procedure(draft_id, "1.004873")
            for paper in papers:
                draft = desk.capture.add_file(draft_id, paper)
            draft.dossier.must_be_acceptable()
            persons[str(draft_id)] = person
    return persons


def _moments() -> list[Moment]:
    """Half of them between F12 and the code, closer to each other towards the commit; half between the code and the
    confirmation. Spread evenly by lot, in an order by lot."""
    lot, half = random.Random(_SEED), KILLS // 2
    shares = [(n + lot.random()) / half for n in range(half)]
    found = [Moment(False, _LATEST * (1 - (1 - share) ** 2)) for share in shares]
    found += [Moment(True, (n + lot.random()) / half) for n in range(half)]
    lot.shuffle(found)
    return found


def _kill_fifty_times(plug: Plug, limit_anew: Callable[[], None], hall: Hall) -> list[Life]:
    """Every life of the program; two undisturbed ones show how long it takes, and their receipts come out."""
    lives: list[Life] = []

    def live(moment: Moment | None, usual: tuple[float, float] = (0.0, 0.0)) -> Life:
        limit_anew()
        program, life = plug.start()
        plug.live(life, moment, usual)
        life.to_the_end = bool(life.confirmed_at)
        if moment is None:
            hall.cups.wait_for_paper(len(lives) + 1)
        plug.pull(program, life)
        lives.append(life)
        return life

    for _ in range(2):
        live(None)
    moments = _moments()
    while moments:
        moment = moments.pop(0)
        usual = (
            median(life.seen_at - life.pressed_at for life in lives if life.seen_at),
            median(life.confirmed_at - life.seen_at for life in lives if life.to_the_end),
        )
        if live(moment, usual).to_the_end:  # too late: it does not count, and is tried a little earlier
            moments.append(Moment(moment.after_seen, moment.share * 0.8))
    return lives


def _bring_to_an_end(hall: Hall, application: Application, drafts: set[str]) -> None:
    """What was cut off before it was written is accepted as if nothing had been; then all that waits goes out."""
    for draft_id in sorted(drafts):
        application.desk.accept(UUID(draft_id), uuid4())
    deadline = time.monotonic() + _PATIENCE
    while application.exchange().waiting:
        assert time.monotonic() < deadline, "the outbox does not get empty"
        time.sleep(0.05)


def test_fifty_power_cuts_between_f12_and_the_confirmation(
    hall: Hall, slow_disk: Mapping[str, str], tmp_path: Path, limit_anew: Callable[[], None]
) -> None:
    persons = _prepare(hall)
    hall.sandbox.faults(latency_ms=_LATENCY_MS)
    with plugged_in(hall, slow_disk) as plug:
        lives = _kill_fifty_times(plug, limit_anew, hall)
    limit_anew()
    killed = [life for life in lives if not life.to_the_end]
    assert len(killed) == KILLS
    assert min(sum(bool(life.code) for life in killed), sum(not life.code for life in killed)) > KILLS // 10
    seen = {life.draft: life.code for life in lives if life.code}
    assert len(seen) == sum(bool(life.code) for life in lives), "F12 was pressed on what was accepted before"
    touched = {life.draft for life in lives}
    hall.sandbox.faults()

    with hall.open() as application:  # the store opens after the fiftieth cut as after the first
        accepted = {str(a.id): a for a in _accepted(application)}
        open_drafts = _open_drafts(application)
        assert accepted.keys() <= touched
        assert open_drafts == persons.keys() - accepted.keys(), "neither draft nor dossier, or both"
        assert {i: accepted[i].code.text for i in seen} == seen, "the clerk saw another code, or what is not there"
        cut_off = touched - accepted.keys()
        _bring_to_an_end(hall, application, cut_off)

        accepted = {str(a.id): a for a in _accepted(application)}
        assert accepted.keys() == touched
        assert _open_drafts(application) == persons.keys() - touched
        assert {i: accepted[i].code.text for i in seen} == seen
        _each_is_confirmed_once(application, list(accepted.values()))
        _the_province_holds_each_once(hall.sandbox.holdings(), accepted, persons, application)

    _no_second_receipt_without_its_mark(hall, list(accepted.values()), tmp_path)


def _accepted(application: Application) -> tuple[AcceptedDossier, ...]:
    with application.store.read() as work:
        return work.dossiers.recent(10_000)


def _open_drafts(application: Application) -> set[str]:
    with application.store.read() as work:
        return {str(draft.dossier.id) for draft in work.drafts.open_of(application.session.who)}


def _each_is_confirmed_once(application: Application, accepted: list[AcceptedDossier]) -> None:
    assert {a.state for a in accepted} == {Honest.CONFIRMED}
    assert len({a.code.text for a in accepted}) == len(accepted)
    lines = [a.receipt.register.line for a in accepted if a.receipt.register is not None]
    assert sorted(lines) == list(range(1, len(accepted) + 1)), "the book has a gap or a double"
    with application.store.read() as work:
        audit = Counter(line.about["dossier"] for line in work.audit.lines(10_000) if line.what == "dossier-accepted")
    assert audit == {str(a.id): 1 for a in accepted}


def _the_province_holds_each_once(
    holdings: Holdings, accepted: dict[str, AcceptedDossier], persons: dict[str, str], application: Application
) -> None:
    arrived = holdings.dossiers
    assert sorted(a.id for a in arrived) == sorted(accepted), "one is missing at the province, or doubled"
    assert {a.id: a.code for a in arrived} == {i: a.code.text for i, a in accepted.items()}
    assert len({a.key for a in arrived}) == len(arrived), "two dossiers under one key"
    told = {a.id: _told(a) for a in arrived}
    assert {i: about["applicant"]["personal_number"] for i, about in told.items()} == {i: persons[i] for i in accepted}
    assert sorted(about["register"]["line"] for about in told.values()) == list(range(1, len(accepted) + 1))
    assert len({(about["register"]["book"], about["register"]["year"]) for about in told.values()}) == 1
    promised = {file["sha256"] for about in told.values() for file in about["files"]}
    assert all(len(about["files"]) == 2 for about in told.values())
    assert promised <= holdings.files.keys(), "a file did not arrive"
    for name in promised:
        assert holdings.files[name] == application.store.vault.get(name)
        assert hashlib.sha256(holdings.files[name]).hexdigest() == name


def _told(arrived: ArrivedDossier) -> dict[str, Any]:
    assert hashlib.sha256(arrived.payload).hexdigest() == arrived.sha256
    return dict(json.loads(arrived.payload))


def _no_second_receipt_without_its_mark(hall: Hall, accepted: list[AcceptedDossier], folder: Path) -> None:
    """Everybody comes back and asks for the receipt: who may have one already gets one that says so."""
    _until_the_print_server_is_idle(hall)
    settings = hall.settings()
    at_the_tray = replace(settings, printers=replace(settings.printers, receipt="", ticket=""))
    application = Application(at_the_tray, SystemKeyChain(), printers=PaperTray(folder / "reprints"))
    sit_down(application)
    try:
        for one in accepted:
            application.desk.print_receipt(one.id)
    finally:
        application.close()
    printed = [*hall.cups.printed(), *sorted((folder / "reprints").glob("*.pdf"))]
    papers = [text_of(path.read_bytes(), folder) for path in printed]
    first = [paper for paper in papers if _MARK not in paper.lower()]
    for one in accepted:
        assert any(one.code.text in paper for paper in papers)
        assert sum(one.code.text in paper for paper in first) <= 1, (
            f"two receipts of {one.code.text} look like the first"
        )
    assert len(papers) > len(accepted), "nothing came out before: the marks were not tried"


def _until_the_print_server_is_idle(hall: Hall) -> None:
    deadline = time.monotonic() + _PATIENCE
    while subprocess.run(["lpstat", "-o"], env=hall.environment, capture_output=True, check=True).stdout:
        assert time.monotonic() < deadline, f"jobs stay at the print server\n{hall.cups.log()}"
        time.sleep(0.05)
