"""A counter of a hall in a process of its own, without a window: everything that runs behind it runs here too.

Usage: `python -m tests.e2e.hall_counter SETTINGS`. It accepts a dossier and adds a step for each line `accept` on
standard input, hands over the result of each dossier that a line `return ID` names, and says the ids, one a line; at
`known` it says all dossiers that it has, each as often as it has it, with its stage. It ends with its input.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from counter_app import bootstrap
from counter_app.bootstrap import Application
from counter_app.domain.life import Act, Collector, Result, Step
from tests.local_db.samples import accept

_ACTS = {"arrive": Act.RESULT_ARRIVED, "return": Act.RETURNED}


def main() -> None:
    application = bootstrap.build(bootstrap.settings(Path(sys.argv[1])))
    application.start()
    _say("ready")
    try:
        for line in sys.stdin:
            _say(_done(application, *line.split()))
            application.behind.hall.wake()
    finally:
        application.close()


def _done(application: Application, verb: str, *of: str) -> object:
    counter = application.counter.code
    if verb == "accept":
        with application.store.write() as work:
            return str(accept(work, counter=counter).id)
    if verb == "known":
        with application.store.read() as work:
            return [[str(one.id), one.stage.value] for one in work.dossiers.recent(limit=10_000)]
    if verb == "line":
        return application.line().site
    act = _ACTS[verb]
    step = Step(
        *(uuid4(), act, datetime.now(UTC), "nguyet", "Nguyệt", counter),
        result=Result("kq", why_no_file="bản giấy") if act is Act.RESULT_ARRIVED else None,
        collector=Collector("Sơn Thị Đạo", "094090123456") if act is Act.RETURNED else None,
    )
    with application.store.write() as work:
        work.lives.add(UUID(of[0]), step)
    return str(step.id)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
