"""A whole morning at the counter leaves no name and no number in the log, the audit's `about`, or a file's name."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from counter_app.domain.dossier import AskAgain
from counter_app.domain.errors import CounterError
from counter_app.domain.text import fold
from counter_app.journal import FILE, open_journal
from tests.services.sandbox import Sandbox
from tests.use_cases.reception import CARD, CIVIL, OTHER_CARD, SINGLE, Reception, page

PERSONAL = ("094190004321", "366123456", "Sa Rinh", "Khóm 3", "0912345678", "094085001234", "Văn Tân", "02091990")


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    root, level = logging.getLogger(), logging.getLogger().level
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    handler = open_journal(tmp_path / "log", logging.DEBUG)
    yield tmp_path / "log" / FILE
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def a_morning(reception: Reception, province: Sandbox) -> None:
    """A whole reception, and whatever can go wrong in one, each fault logged as the window logs it."""
    desk = reception.desk
    desk.issue_ticket(CIVIL)
    draft_id = desk.call_next().dossier.id
    desk.welcome.by_card(draft_id, CARD)
    desk.settle.set_field(draft_id, "phone", "0912345678")
    desk.choose_procedure(draft_id, SINGLE)
    desk.look_up(draft_id)
    desk.settle.ask_for(draft_id, "cu-tru", AskAgain.WRONG_DATA, "Sa Rinh nói sai số nhà")
    for seed, component in ((1, "to-khai"), (2, "cu-tru")):
        desk.arrange.assign(draft_id, reception.add_page(draft_id, seed), component)
    accepted = reception.accept(draft_id)
    desk.print_receipt(accepted.id)
    with suppress(CounterError):
        desk.settle.release(draft_id, "cu-tru")
    other = desk.walk_in().dossier.id
    province.faults(error_rate=1.0)
    for fault in (
        lambda: desk.welcome.by_card(other, "https://vi.du/094190004321/Sa Rinh"),
        lambda: desk.welcome.by_number(other, "09419000432"),
        lambda: desk.welcome.by_card(other, OTHER_CARD),
        lambda: desk.choose_procedure(other, "Văn Tân"),
        lambda: desk.choose_procedure(other, SINGLE),
        lambda: desk.look_up(other),
        lambda: desk.settle.set_field(other, "birth_date", "02091990"),
        lambda: desk.capture.add_file(other, reception.folder / "Lâm Văn Tân.png"),
        lambda: reception.accept(other),
        lambda: desk.put_away(other),
        lambda: desk.settle.release(other, "cu-tru"),
    ):
        try:
            fault()
        except CounterError as error:
            logging.getLogger("ui").warning("refused", exc_info=error)


def test_a_morning_leaves_nobodys_data_in_log_audit_or_file_names(
    online: Reception, province: Sandbox, journal: Path
) -> None:
    page(1)
    a_morning(online, province)
    log = journal.read_text()
    assert "clerk.not-a-citizen-card" in log
    assert "clerk.unknown-procedure" in log
    about = [value for line in online.audit() for value in (line.what, line.who, *line.about.values())]
    assert len(online.audit()) == 4
    names = [str(path.relative_to(online.folder)) for path in online.folder.rglob("*")]
    for where in (log, "\n".join(about), "\n".join(names)):
        for told in PERSONAL:
            assert fold(told) not in fold(where)
