"""Renders what follows an acceptance: story, form, result, day. `python -m tools.screens_following`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - after the path is known

if TYPE_CHECKING:
    from counter_app.domain.dossier import Dossier


class Follower(Photographer):
    """Four dossiers at different stages, looked at three days later."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from counter_app.domain.fee import Pay
        from counter_app.domain.life import Result
        from tests.ui.people import CARD

        key, alt, ctrl = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._settle()
        desk, presenter = self._application.desk, self._opened.presenter
        self._clock.strike(8, 14)
        first, second, third, fourth = self._received()
        self._clock.strike(9, 20)
        desk.hand_over_dossier(first)
        self._clock.strike(10, 5)
        desk.ask_supplement(first, ["to-khai"], "Tờ khai chưa ký, chưa ghi ngày sinh của con")
        told = Result("KQ.G15.000031", "12/2026", None, "", "bản giấy có dấu, máy quét đang hỏng")
        desk.take_result(second, told)
        desk.take_fee(third, Pay.TRANSFER)
        desk.take_fee(fourth, Pay.CASH, "1K26", "0000017")
        turned_away = desk.walk_in().dossier.id
        desk.welcome.by_card(turned_away, CARD)
        desk.choose_procedure(turned_away, "1.004873")
        desk.refuse(turned_away, "Không thuộc thẩm quyền của phường", "Nộp tại UBND phường Mỹ Xuyên")
        self._clock.strike(16, 10)
        presenter.tell_story(first)
        self._take("story")
        papers = self._opened.presenter.dossiers.story.screen.papers
        self._press(key.Key_O, modifier=Qt.KeyboardModifier.ControlModifier)
        self._until(lambda: not papers.preview.page_size.isEmpty())
        self._take("story-papers")
        self._press(key.Key_Escape)
        presenter.tell_story(fourth)
        self._settle()
        presenter.dossiers.story.screen.chosen.emit("ask")
        self._press(key.Key_Space, key.Key_Return)
        self._take("story-form")
        presenter.dossiers.close_story()
        self._press(key.Key_3, modifier=alt)
        self._take("dossiers-stages")
        self._press(key.Key_4, modifier=alt)
        self._take("results-empty")
        self._opened.presenter.results.open(second)
        self._settle()
        presenter.card_read(CARD)
        self._take("results-ready")
        self._press(key.Key_8, modifier=alt)
        self._take("today")
        self._press(key.Key_B, modifier=ctrl)
        self._press(key.Key_Down)
        self._take("today-books")
        self._press(key.Key_K, modifier=ctrl)
        self._take("palette")
        self._press(key.Key_Escape)
        presenter.palette._show_card()
        self._take("keys-held")
        presenter.palette.close()
        self._press(key.Key_F3)
        presenter.card_read(CARD)
        self._settle()
        self._type("tthn")
        with patch("counter_app.use_cases.ask_transfer.reference_of", lambda _: "QMC84B5056E4B"):
            self._press(key.Key_Return, key.Key_F8)
            self._take("reception-transfer")

    def _received(self) -> Iterator[UUID]:
        """As the province would have let them through."""
        from counter_app.domain.dossier import LookUpState
        from tests import pages
        from tests.ui.people import CARD

        desk, store = self._application.desk, self._application.store
        tan = "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng, Cần Thơ|01022022"
        for seed, card in enumerate((CARD, CARD, tan, tan)):
            draft_id = desk.walk_in().dossier.id
            desk.welcome.by_card(draft_id, card)
            desk.choose_procedure(draft_id, "1.004873")
            with store.write() as work:
                draft = work.drafts.get(draft_id)
                work.drafts.save(replace(draft, dossier=draft.dossier.learn((), LookUpState.UNREACHABLE)))
            if any(one.code == "cu-tru" for one in self._draft(draft_id).missing):
                desk.settle.look_up_later(draft_id, "cu-tru")
            desk.settle.take(draft_id)
            path = Path(store.folder) / f"{seed}.png"
            path.write_bytes(pages.as_png(pages.make_page(seed, dpi=100), 100))
            desk.capture.add_file(draft_id, path)
            yield desk.accept(draft_id, uuid4()).id

    def _draft(self, draft_id: UUID) -> Dossier:
        return self._application.desk.resume.of(draft_id).dossier


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], Follower)
    else:
        main(__file__)
