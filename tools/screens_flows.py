"""Renders what lies around an acceptance: certified copies, a refusal, another authority, online dossiers, what stands
still. `python -m tools.screens_flows`."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_following import Follower  # noqa: E402 - after the path is known
from tools.screens_ui import main, render  # noqa: E402


class AroundAcceptance(Follower):
    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from counter_app.domain.certified_copy import CopyLine
        from tests.ui.people import CARD

        key = Qt.Key
        alt, ctrl = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Alt", "Control"))
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._settle()
        desk, presenter = self._application.desk, self._opened.presenter
        self._clock.strike(8, 14)
        first, second, *_ = self._received()
        desk.hand_over_dossier(first)
        self._sent_online()
        self._press(key.Key_3, modifier=alt)
        self._take("online")
        self._press(key.Key_F3)
        presenter.card_read(CARD)
        self._settle()
        self._press(key.Key_F6, modifier=ctrl)
        self._settle()
        draft_id = desk.overview.drafts()[0].draft.dossier.id
        desk.certify.write(draft_id, (CopyLine("Bằng tốt nghiệp", 2, 3), CopyLine("Giấy khai sinh", 1, 2)))
        presenter.reception.open(desk.resume.of(draft_id))
        self._settle()
        self._take("copies")
        self._press(key.Key_F7, key.Key_F12)
        self._take("copies-done")
        self._press(key.Key_N, modifier=ctrl)
        self._settle()
        self._type("tthn")
        self._press(key.Key_Return)
        self._press(key.Key_F12, modifier=ctrl)
        self._type("Chua den thoi han")
        self._take("refuse-reception")
        self._press(key.Key_Escape)
        self._press(key.Key_F4, modifier=ctrl)
        self._type("my xuyen")
        self._press(key.Key_F12)
        self._take("for-another")
        with self._application.store.write() as work:
            (event, *_more) = work.outbox.open_of(second)
            now = self._application.store.clock.now()
            work.outbox.mark_failed(event.id, "province.refused", now, now + timedelta(hours=1))
        self._press(key.Key_8, modifier=alt)
        self._take("today-stuck")
        self._press(key.Key_F3)
        presenter.card_read(CARD)
        self._settle()
        self._type("tthn")
        self._press(key.Key_Return)
        self._press(key.Key_F12, modifier=ctrl)
        self._type("Cha me nop tai noi cu tru cua con")
        self._press(key.Key_F12)
        self._settle()
        desk.online.ask(UUID(int=901), ["to-khai"], "Tờ khai chưa ký")
        self._press(key.Key_3, modifier=alt)
        self._press(key.Key_F, modifier=ctrl)
        presenter.dossiers.look_for("sa rinh")
        (refused,) = desk.refuse.recent(1)
        lines = presenter.dossiers.screen.model
        self._until(lambda: refused.draft_id in {line.id for line in lines.lines})
        self._take("search-refused")
        presenter.dossiers._opened(refused.draft_id)
        self._until(lambda: bool(presenter.dossiers.story.screen.rows.rows))
        self._take("refused-story")

    def _sent_online(self) -> None:
        """Two: one whose hours are nearly over, one fresh."""
        from counter_app.domain.citizen import Citizen, PersonalNumber
        from counter_app.domain.codes import DossierCode
        from counter_app.domain.from_province import OnlineDossier

        now, unit = self._application.store.clock.now(), self._application.settings.unit.code
        people = (("094190004321", "Thạch Thị Sa Rinh"), ("094085001234", "Lâm Văn Tân"))
        with self._application.store.write() as work:
            for serial, (number, name) in enumerate(people, start=901):
                work.online.put(
                    OnlineDossier(
                        UUID(int=serial),
                        DossierCode(f"{unit}-261123-{serial:04d}"),
                        "1.004873",
                        Citizen(PersonalNumber(number), name),
                        now - timedelta(days=3 * (902 - serial), minutes=20),
                    )
                )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], AroundAcceptance)
    else:
        main(__file__)
