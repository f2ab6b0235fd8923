"""What the camera's pane says about what lies under it. Pure."""

from __future__ import annotations

from enum import StrEnum

from counter_app.domain.auto_shot import Sight
from counter_app.domain.dossier import Dossier

from ..language import tr
from ..page import Tone


class Purpose(StrEnum):
    """What the open dossier wants of the camera now."""

    CARD = "card"  # nobody is known yet
    WAIT = "wait"  # a page would have nowhere to go
    PAGES = "pages"


def purpose_of(dossier: Dossier) -> Purpose:
    if dossier.applicant is None:
        return Purpose.CARD
    return Purpose.WAIT if dossier.procedure is None else Purpose.PAGES


_SIGHTS: dict[Sight, tuple[str, Tone]] = {
    Sight.EMPTY: (tr("Đặt giấy dưới máy chụp. Máy tự chụp khi giấy nằm yên."), Tone.PLAIN),
    Sight.UNSURE: (tr("Chưa chắc mép giấy: trải phẳng trên nền sẫm, hoặc Enter chụp luôn."), Tone.ATTENTION),
    Sight.MOVING: (tr("Giấy đang động: để yên, máy tự chụp."), Tone.PLAIN),
    Sight.RESTING: (tr("Giữ yên…"), Tone.PLAIN),
    Sight.SHOOT: (tr("Đã chụp. Đổi tờ khác."), Tone.GOOD),
    Sight.TAKEN: (tr("Đã chụp tờ này. Đổi tờ khác, hoặc Enter chụp lại."), Tone.GOOD),
}


def sight_words(purpose: Purpose, sight: Sight) -> tuple[str, Tone]:
    match purpose:
        case Purpose.CARD:
            return tr("Đặt thẻ căn cước dưới máy chụp, mặt có mã QR ngửa lên."), Tone.PLAIN
        case Purpose.WAIT:
            return tr("Chọn thủ tục trước rồi mới chụp giấy."), Tone.ATTENTION
        case Purpose.PAGES:
            return _SIGHTS[sight]
