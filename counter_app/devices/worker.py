"""The worker process: one driver, one job, then the end.

Started ahead of need (`python -m counter_app device-worker LIFELINE`, LIFELINE the number of an inherited pipe or
-1), it waits for one job on stdin, answers with frames on stdout and exits. A second line on stdin means "cancel";
the end of stdin means that the program is gone, and the worker goes with it, also in the middle of a driver's call.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from ..domain.errors import CameraFault, NoScanner, ScannerCrashed, ScannerFault
from ..lifeline import die_with_the_program, private_stdout
from ..ports import PaperSize, PaperSource, ScanRequest
from .driver import Driver, Settings, full_id, load_driver
from .frames import Frame, write_frame


def main(arguments: list[str]) -> int:
    """Runs one job. `arguments`: the lifeline's file descriptor."""
    die_with_the_program(int(arguments[0]) if arguments else -1)
    answers = private_stdout()
    requests = sys.stdin.buffer
    line = requests.readline()
    if not line:
        return 0
    cancel = threading.Event()
    threading.Thread(target=_listen, args=(requests, cancel), daemon=True).start()
    driver: Driver | None = None
    try:
        job = json.loads(line)
        driver = load_driver(str(job["driver"]))
        _do(job, driver, answers, cancel)
        write_frame(answers, Frame({"kind": "end"}))
    except (ScannerFault, CameraFault) as fault:
        _tell(answers, fault)
    except ImportError as error:
        _tell(answers, NoScanner(f"no such driver on this system: {type(error).__name__}"))
    except Exception as error:  # the border of the process
        _tell(answers, ScannerCrashed(type(error).__name__))
    if driver is not None:
        driver.close()
    # Drivers leave threads and atexit handlers that hang: nothing is owed to them.
    os._exit(0)


def _do(job: Mapping[str, Any], driver: Driver, answers: BinaryIO, cancel: threading.Event) -> None:
    settings = dict(job.get("settings", {}))
    if job["do"] == "list":
        _list(str(job["driver"]), driver, settings, answers)
    elif job["do"] == "capabilities":
        can = driver.capabilities(str(job["device"]), settings)
        write_frame(
            answers,
            Frame(
                {
                    "kind": "capabilities",
                    "sources": list(can.sources),
                    "resolutions": list(can.resolutions),
                    "colour": can.colour,
                    "papers": list(can.papers),
                }
            ),
        )
    else:
        request = ScanRequest(
            str(job["device"]),
            PaperSource(job["source"]),
            dpi=int(job["dpi"]),
            colour=bool(job["colour"]),
            limit=int(job["limit"]),
            paper=PaperSize(job["paper"]),
        )
        for page in driver.scan(request, settings, cancel.is_set):
            write_frame(answers, Frame({"kind": "page", "media_type": page.media_type, "dpi": page.dpi}, page.data))


def _list(name: str, driver: Driver, settings: Settings, answers: BinaryIO) -> None:
    for device in driver.list(settings):
        header = {"kind": "device", **asdict(device), "id": full_id(name, device.id)}
        write_frame(answers, Frame(header))


def _tell(answers: BinaryIO, fault: ScannerFault | CameraFault) -> None:
    header = {"kind": "fault", "code": fault.code, "detail": fault.detail, "facts": fault.facts}
    write_frame(answers, Frame(header))


def _listen(requests: BinaryIO, cancel: threading.Event) -> None:
    while requests.readline():
        cancel.set()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
