"""Prints one paper through Windows' spooler by the program's own border, and waits until the spooler is done with it.

python prints.py [PRINTER]        (Windows' Python, or Wine's, whose spooler hands on to CUPS)
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from counter_app.devices.all_printers import system_printers
from counter_app.domain.errors import NoPrinter
from counter_app.paperwork.papers import Papers
from counter_app.ports import JobState


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


papers = Papers()
printers = system_printers(papers.printed_pages)
say("printers:", ", ".join(f"{one.name}{' (default)' * one.default}" for one in printers.list()))
try:
    printers.print(papers.test_page(datetime.now(UTC)), "thu-1", "nowhere", "A5")
    raise SystemExit("a printer that is not there took a paper")
except NoPrinter:
    pass
job = printers.print(papers.test_page(datetime.now(UTC)), "thu-1", sys.argv[1] if sys.argv[1:] else "", "A5")
say("job", job.id, "at", job.printer, job.state.value, job.reason)
end = time.monotonic() + 60
while job.state in (JobState.PENDING, JobState.PRINTING) and time.monotonic() < end:
    time.sleep(0.5)
    job = printers.state(job)
say("ended:", job.state.value, job.reason)
raise SystemExit(job.state is not JobState.DONE)
