"""A supervisor at the window hands a colleague's draft on; both see whose it is now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from counter_app.domain.errors import NotAllowed
from counter_app.domain.people import Account, Right
from counter_app.ports import Draft, PageImage
from counter_app.use_cases.own_hall import OwnHall
from tests.staff import NGUYET, staff, withdraw
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from ui.messages import sentence

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DUNG, SEN = staff()["dung"].account, staff()["sen"].account


def left_by_nguyet(counter: Counter) -> Draft:
    desk = counter.application.desk
    draft_id = desk.walk_in().dossier.id
    desk.welcome.by_card(draft_id, CARD)
    return desk.choose_procedure(draft_id, "1.004873")


def sits(counter: Counter, account: Account) -> None:
    """Another person logs in over the locked screen."""
    counter.press(Qt.Key.Key_L, modifier=CTRL)
    counter.application.session.open(account)
    counter.opened.presenter.keeper.begin()
    counter.answered()
    counter.press(Qt.Key.Key_3, modifier=ALT)
    counter.answered()


def shown(counter: Counter) -> list[str]:
    return [f"{line.who} · {line.about}" for line in counter.opened.presenter.dossiers.screen.drafts.lines]


def choose_the_draft(counter: Counter) -> None:
    drafts = counter.opened.presenter.dossiers.screen.drafts
    counter.until(lambda: bool(drafts.lines))
    drafts.list.setFocus()
    drafts.list.setCurrentRow(0)


def test_a_draft_goes_to_a_colleague_by_keys_alone(counter: Counter) -> None:
    draft = left_by_nguyet(counter)
    withdraw(counter.application.store, "nguyet")
    sits(counter, DUNG)
    choose_the_draft(counter)
    assert "của Trần Thị Minh Nguyệt (đã thôi làm)" in shown(counter)[0]
    counter.press(Qt.Key.Key_Return)
    assert counter.opened.presenter.reception.draft is None, "another's is not taken up"
    counter.press(Qt.Key.Key_G, modifier=CTRL)
    assert counter.focus is counter.opened.presenter.dossiers.screen.colleagues.list
    counter.press(Qt.Key.Key_Escape)
    assert counter.focus is counter.opened.presenter.dossiers.screen.drafts.list
    counter.press(Qt.Key.Key_G, modifier=CTRL)
    lines = counter.opened.presenter.dossiers.screen.colleagues.list
    assert lines.item(0).text() == "1   Nguyễn Quốc Dũng (tôi)"
    sen = next(at for at in range(lines.count()) if SEN.name in lines.item(at).text())
    counter.press(Qt.Key(Qt.Key.Key_1.value + sen))
    assert SEN.name in counter.said
    assert f"của {SEN.name}" in shown(counter)[0]
    with counter.application.store.read() as work:
        assert work.drafts.get(draft.dossier.id).clerk == SEN.id


def test_both_clerks_see_whose_it_is(counter: Counter) -> None:
    draft = left_by_nguyet(counter)
    sits(counter, DUNG)
    counter.application.desk.hand_over(draft.dossier.id, SEN.id)
    sits(counter, NGUYET)
    counter.until(lambda: bool(shown(counter)))
    assert f"đã giao cho {SEN.name}" in shown(counter)[0]
    choose_the_draft(counter)
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert counter.opened.presenter.reception.draft is None
    sits(counter, SEN)
    counter.until(lambda: bool(shown(counter)))
    assert f"nhận từ {NGUYET.name}" in shown(counter)[0]
    choose_the_draft(counter)
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.is_open(draft.dossier.id))


def test_a_clerk_sees_the_key_as_one_that_is_not_theirs_and_why(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter()
    left_by_nguyet(counter)
    counter.press(Qt.Key.Key_3, modifier=ALT)
    choose_the_draft(counter)
    hints = {hint.key: hint for hint in counter.opened.window.legend.hints}
    assert not hints["Ctrl+G"].enabled
    counter.press(Qt.Key.Key_G, modifier=CTRL)
    assert counter.said == sentence(NotAllowed(why=Right.HAND_OVER_DRAFT.value))


def test_a_draft_is_given_to_a_clerk_at_another_counter_who_takes_it_up_with_enter(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OwnHall, "shared", True)  # what goes between two counters: tests/local_db/test_shared_files.py
    draft = left_by_nguyet(counter)
    sits(counter, DUNG)
    choose_the_draft(counter)
    counter.press(Qt.Key.Key_G, modifier=CTRL)
    lines = counter.opened.presenter.dossiers.screen.colleagues.list
    words = [lines.item(at).text() for at in range(lines.count())]
    elsewhere = next(at for at, said in enumerate(words) if SEN.name in said and "ở quầy khác" in said)
    assert elsewhere > next(at for at, said in enumerate(words) if SEN.name in said), "whoever sits here comes first"
    lines.setCurrentRow(elsewhere)
    counter.press(Qt.Key.Key_Return)
    assert "quầy nào cũng thấy" in counter.said
    assert f"giao cho {SEN.name}, chưa nhận" in shown(counter)[0]
    sits(counter, SEN)
    counter.until(lambda: bool(shown(counter)))
    assert "được giao, chưa nhận · làm dở ở quầy 1" in shown(counter)[0]
    choose_the_draft(counter)
    counter.press(Qt.Key.Key_Delete)
    assert "được giao" in shown(counter)[0], "what is not taken up is not put away"
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.is_open(draft.dossier.id))


@pytest.mark.parametrize("left", [0, 1])
def test_a_dossier_that_a_supervisor_took_over_at_another_counter_leaves_the_screen_with_a_sentence(
    counter: Counter, left: int
) -> None:
    draft = left_by_nguyet(counter)
    counter.opened.presenter.reopen(draft.dossier.id)
    counter.until(lambda: counter.opened.presenter.reception.is_open(draft.dossier.id))
    with counter.application.store.connection(writing=True) as own:  # as it is heard from the hall
        row = "clerk, since, at, about, taken_by, taken_as"
        values = ":id, 'x', '2026-11-23', '2026-11-23', '{}', 'Q02', :other"
        ids = {"id": draft.dossier.id.hex, "other": "0" * 32}
        own.execute(text(f"INSERT INTO held_drafts (dossier_id, {row}) VALUES ({values})"), ids)
        own.execute(text("UPDATE drafts SET put_away = 1"))
    for _ in range(left):  # out of the scanner, and on no draft yet
        page = PageImage(b"P6\n1 1\n255\n" + bytes(3), "image/x-portable-pixmap", 300)
        counter.application.desk.capture.spool.keep(draft.dossier.id, page)
    counter.press(Qt.Key.Key_F9)
    counter.until(lambda: counter.opened.presenter.reception.draft is None)
    said = "Hồ sơ này đã có người làm tiếp."
    stays = "Hồ sơ đã giao sang quầy khác; 1 trang máy quét đã đưa ra ở đây không đi theo."
    counter.until(lambda: (stays if left else said) in counter.said)
