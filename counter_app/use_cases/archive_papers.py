"""Makes the archive form of accepted papers behind the clerk's back: recognised text under the pages, in layers.

What was accepted stays as it is: the pages, and the PDF that was sent. The archive form is a file of its own, durable
before the commit that names it; the same pages give the same bytes, so that whatever is cut off is done again and
nothing is doubled. A page is begun only while nobody at the counter waits for this PC.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from ..domain.archive import ArchiveForm, Tail, Unarchived, component_and_step
from ..domain.dossier import Captured
from ..domain.errors import ArchiveFormNotMade, EnvironmentFault, VaultFileDamaged
from ..domain.people import Right
from ..ports import Archivist, AuditLine, Clock, Store, Vault
from .counter import Counter
from .paper_about import paper_about
from .quiet import Quiet
from .session import Session, anybody, needs

_LOG = logging.getLogger(__name__)
_NO_PAPERS_FAULT = ("not-started", "stopped")
WHO = "archive"  # in the audit: no person


class Run:
    """This run of the program, for whoever drives the verb. `stuck`: why no paper can be made at all, else empty."""

    def __init__(self) -> None:
        self.alone = threading.Lock()
        self.closing = threading.Event()
        self.stuck = ""


@dataclass(frozen=True)
class ArchivePapers:
    """One paper at a time, whoever asks. `quiet` says when a page may be begun."""

    store: Store
    vault: Vault
    archivist: Archivist
    clock: Clock
    counter: Counter
    session: Session
    quiet: Quiet
    wake: Callable[[], None] = lambda: None  # something waits again
    run: Run = field(default_factory=Run)

    @anybody
    def look(self) -> Tail:
        with self.store.read() as work:
            return Tail(work.archive.waiting(), work.archive.set_aside(), self.run.stuck)

    @needs(Right.ARCHIVE)
    def try_again(self) -> int:
        """Those set aside wait again; how many."""
        who = self.session.who
        with self.store.write() as work:
            count = work.archive.try_again()
            if count:
                about = {"count": str(count)}
                line = AuditLine(self.clock.now(), who, self.counter.code, "archive-tried-again", about)
                work.audit.add(line)
        self.wake()
        return count

    @anybody
    def make_next(self) -> ArchiveForm | Unarchived | None:
        """Makes one paper's archive form: the form, or the paper where it came to nothing; None: no paper waits.

        Waits until nobody at the counter does. Raises ArchiveFormNotMade (not-started, stopped: no paper's fault),
        DiskFull, StoreDamaged, ...
        """
        with self.run.alone:
            with self.store.read() as work:
                paper = work.archive.next()
            if paper is None:
                return None
            self._must_be_quiet()
            try:
                form = self._made(paper)
            except ArchiveFormNotMade as error:
                why = error.facts.get("why", "crashed")
                if why in _NO_PAPERS_FAULT:
                    self.run.stuck = why
                    raise
                return self._failed(paper, why)
            except VaultFileDamaged:
                return self._failed(paper, "page-damaged", for_good=True)
            except EnvironmentFault:
                raise  # a full disk is no paper's fault either
            except Exception as error:  # what one paper meets, bugs too, must not stop the others
                _LOG.error("archive form: %s", type(error).__name__)
                return self._failed(paper, "crashed")
            self.run.stuck = ""
            return self._kept(form)

    def close(self) -> None:
        """Ends what is under way; it is begun anew at the next start."""
        self.run.closing.set()
        self.quiet.look_again()
        self.archivist.close()

    def _made(self, paper: Unarchived) -> ArchiveForm:
        with self.store.read() as work:
            dossier, accepted = work.dossiers.get(paper.dossier_id)
            life = work.lives.of(paper.dossier_id)
        component, begins = component_and_step(paper.component)
        step = next((s for s in life.steps if begins and s.id.hex.startswith(begins)), None)
        among = step.captured if step is not None else () if begins else dossier.settlements
        names = next((s.pages for s in among if isinstance(s, Captured) and s.component == component), ())
        if not names:
            raise ArchiveFormNotMade("a paper without pages", why="refused")
        at = step.at if step is not None else accepted.accepted_at
        about = paper_about(dossier, component, at, accepted.code.text)
        pdf = self.archivist.make(len(names), lambda number: self._page(names[number]), about)
        return ArchiveForm(paper.dossier_id, paper.component, paper.source, self.vault.put(pdf), len(pdf))

    def _page(self, name: str) -> bytes:
        """Handed over when its turn has come and nobody at the counter waits. Raises VaultFileDamaged."""
        self._must_be_quiet()
        return self.vault.get(name)

    def _must_be_quiet(self) -> None:
        if not self.quiet.wait(self.run.closing.is_set):
            raise ArchiveFormNotMade("the program is closing", why="stopped")

    def _kept(self, form: ArchiveForm) -> ArchiveForm:
        now = self.clock.now()
        about = {"dossier": str(form.dossier_id), "component": form.component}
        about |= {"source": form.source, "sha256": form.sha256}
        with self.store.write() as work:
            if work.archive.made(form, now):
                work.audit.add(AuditLine(now, WHO, self.counter.code, "archive-form-made", about))
        return form

    def _failed(self, paper: Unarchived, why: str, for_good: bool = False) -> Unarchived:
        with self.store.write() as work:
            work.archive.failed(paper, why, for_good)
        _LOG.warning("archive form of %s: %s, attempt %d", paper.source[:12], why, paper.attempts + 1)
        return paper
