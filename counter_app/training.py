"""Training: made-up citizens in a store of its own, simulated devices, a province that is nowhere.

It is in every installation. It never reads this PC's settings, so it cannot find the real store, printer or province.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from resources import demo_people, training_people

from .bootstrap import Application, keep_journal, studio
from .config import demo_settings
from .demo import employ
from .devices.paper_tray import PaperTray
from .domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from .domain.paper import HeldPaper, LegalState
from .keychain import SystemKeyChain
from .local_door import CutOff, Hear, Unanswered, ask
from .one_window import run
from .ports import KeyChain

_PROGRAM = "quay-mot-cua-training"
_NOWHERE = "https://tap-huan.invalid"  # asked by nobody; RFC 6761: no such host can ever be
_WAITING = ("ho-tich", "ho-tich", "chung-thuc", "kinh-doanh", "ho-tich", "bao-tro")  # tickets of each new day
MARK = "TẬP HUẤN"


def folder() -> Path:
    """Where training keeps its store and what it printed."""
    own = os.environ.get("COUNTER_TRAINING_FOLDER")
    return Path(own) if own else PlatformDirs(_PROGRAM, appauthor=False).user_data_path


def run_training(say: Hear, anew: bool = False) -> int:
    """Opens the training window; returns the exit code. `anew`: without what trainees left there before. Raises what
    opening the store raises."""
    place = folder()
    chain = SystemKeyChain(_PROGRAM)
    with suppress(Unanswered, CutOff):
        if ask(place / "counter", {"do": "front"}, say) == 0:
            return 0
    if anew:
        shutil.rmtree(place / "counter", ignore_errors=True)
    keep_journal(place)
    return run(build_training(place, chain), demo_people())


def build_training(place: Path, key_chain: KeyChain) -> Application:
    from sync.silent import SilentGateway

    application = Application(
        demo_settings(place / "counter", _NOWHERE),
        key_chain,
        scanner_drivers=("simulated",),
        printers=PaperTray(place / "printed"),
        studio=studio(),
        gateway=SilentGateway(),
        mark=MARK,
    )
    employ(application)
    _seed(application)
    return application


def _seed(application: Application) -> None:
    """The citizens and what the State holds of them, as of now; and a hall in which somebody waits."""
    now = application.store.clock.now()
    people = [_citizen(one) for one in training_people()]
    papers = [
        _held(paper, PersonalNumber(one["number"]), number, application)
        for one in training_people()
        for number, paper in enumerate(one["papers"])
    ]
    with application.store.write() as work:
        work.register.put_citizens(people, now)
        work.register.put_held_papers(papers)
    queue = application.desk.overview.queue()
    if not queue.waiting and not queue.at_counters:
        groups = {group.code: group for group in application.desk.overview.groups()}
        for code in _WAITING:
            application.desk.kiosk.issue(groups[code], None)


def _citizen(one: dict[str, Any]) -> Citizen:
    born, number = PartialDate.from_iso(one["birth_date"]), PersonalNumber(one["number"])
    return Citizen(number, one["full_name"], born, Sex(one["sex"]), one["address"])


def _held(paper: dict[str, Any], owner: PersonalNumber, number: int, application: Application) -> HeldPaper:
    issued = date.fromisoformat(paper["issued"]) if "issued" in paper else None
    return HeldPaper(
        f"training-{owner.value}-{number}",
        owner,
        paper["kind"],
        paper["name"],
        paper["source"],
        LegalState.DATABASE_RECORD,
        application.store.clock.now(),
        issued,
        number=paper.get("number", ""),
        issuer=paper.get("issuer", ""),
        summary=paper["summary"],
    )
