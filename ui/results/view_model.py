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

from ..core_words import spoken
from ..language import tr
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


_EMPTY = tr("Quét mã QR trên giấy tiếp nhận, rồi quét thẻ căn cước của người nhận.")


def result_view(story: Story | None, card: CardReading | Foreigner | None, authority: str) -> ResultView:
    taker = _taker(card) if card is not None else ""
    if story is None:
        return ResultView(
            tr("Trả kết quả"), "", "", taker, _EMPTY if card is None else tr("Quét mã QR trên giấy tiếp nhận.")
        )
    accepted, life = story.accepted, story.life
    applicant = accepted.receipt.applicant
    dossier = f"{accepted.code} · {accepted.receipt.procedure_name}"
    if life.stage is not Stage.DONE:
        words = tr("Chưa trả được: hồ sơ {STAGES}. Enter xem diễn biến.").format(STAGES=STAGES[life.stage])
        return ResultView(spoken(accepted.receipt.named), dossier, "", taker, words, Tone.ATTENTION)
    told = life.result
    day = (
        tr(" ngày {issued_on:%d/%m/%Y}").format(issued_on=told.issued_on) if told is not None and told.issued_on else ""
    )
    result = (
        tr("{kind} số {what}{day}").format(kind=told.kind, what=told.number or "…", day=day) if told is not None else ""
    )
    if story.dossier.delivery is Delivery.POST:
        result = tr("{result} · đăng ký nhận qua bưu chính").format(result=result)
    elif story.dossier.collect_at:
        result = tr("{result} · đăng ký nhận tại {desk}").format(result=result, desk=story.dossier.collect_at)
    if life.fee_open:
        result = tr("{result} · CHƯA THU {dong}").format(result=result, dong=dong(life.fee_open))
    if card is None:
        return ResultView(spoken(accepted.receipt.named), dossier, result, "", tr("Quét thẻ căn cước của người nhận."))
    who = taken_by(card)
    if who in (identity(applicant), identity(accepted.receipt.owner)):
        whose = tr("chính người nộp") if who == identity(applicant) else tr("chính chủ hồ sơ")
        return ResultView(
            spoken(accepted.receipt.named),
            dossier,
            result,
            f"{taker}: {whose}",
            tr("Người nhận ký vào sổ, rồi Enter: đã trả."),
            Tone.GOOD,
            ready=True,
        )
    words = tr("Không phải người nộp: gõ giấy ủy quyền (số, ngày) rồi Enter.")
    ready = bool(authority.strip())
    taker = tr("{taker}: người khác").format(taker=taker)
    return ResultView(spoken(accepted.receipt.named), dossier, result, taker, words, Tone.ATTENTION, True, ready)
