"""Handing a result out, in words: what was read, what is missing, what Enter does. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.card import CardReading
from counter_app.domain.dossier import Delivery
from counter_app.domain.life import Stage
from counter_app.domain.party import Foreigner, identity
from counter_app.domain.words import dong
from counter_app.use_cases.return_result import taken_by
from counter_app.use_cases.tell_story import Story

from ..page import Tone
from ..story.view_model import STAGES


@dataclass(frozen=True, slots=True)
class ResultView:
    """`ready`: Enter hands it out. `asks_authority`: somebody else takes it, and what lets him must be typed."""

    title: str
    dossier: str
    result: str
    collector: str
    next_step: str
    tone: Tone = Tone.PLAIN
    asks_authority: bool = False
    ready: bool = False


def _taker(card: CardReading | Foreigner) -> str:
    number = card.passport if isinstance(card, Foreigner) else card.personal_number
    return f"{card.full_name} · {number.masked}"


_EMPTY = "Quét mã QR trên giấy tiếp nhận, rồi quét thẻ căn cước của người nhận."


def result_view(story: Story | None, card: CardReading | Foreigner | None, authority: str) -> ResultView:
    taker = _taker(card) if card is not None else ""
    if story is None:
        return ResultView("Trả kết quả", "", "", taker, _EMPTY if card is None else "Quét mã QR trên giấy tiếp nhận.")
    accepted, life = story.accepted, story.life
    applicant = accepted.receipt.applicant
    dossier = f"{accepted.code} · {accepted.receipt.procedure_name}"
    if life.stage is not Stage.DONE:
        words = f"Chưa trả được: hồ sơ {STAGES[life.stage]}. Enter xem diễn biến."
        return ResultView(accepted.receipt.named, dossier, "", taker, words, Tone.ATTENTION)
    told = life.result
    day = f" ngày {told.issued_on:%d/%m/%Y}" if told is not None and told.issued_on else ""
    result = f"{told.kind} số {told.number or '…'}{day}" if told is not None else ""
    if story.dossier.delivery is Delivery.POST:
        result = f"{result} · đăng ký nhận qua bưu chính"
    if life.fee_open:
        result = f"{result} · CHƯA THU {dong(life.fee_open)}"
    if card is None:
        return ResultView(accepted.receipt.named, dossier, result, "", "Quét thẻ căn cước của người nhận.")
    who = taken_by(card)
    if who in (identity(applicant), identity(accepted.receipt.owner)):
        whose = "chính người nộp" if who == identity(applicant) else "chính chủ hồ sơ"
        return ResultView(
            accepted.receipt.named,
            dossier,
            result,
            f"{taker}: {whose}",
            "Người nhận ký vào sổ, rồi Enter: đã trả.",
            Tone.GOOD,
            ready=True,
        )
    words = "Không phải người nộp: gõ giấy ủy quyền (số, ngày) rồi Enter."
    ready = bool(authority.strip())
    taker = f"{taker}: người khác"
    return ResultView(accepted.receipt.named, dossier, result, taker, words, Tone.ATTENTION, True, ready)
