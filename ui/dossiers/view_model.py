"""Accepted dossiers as the register shows them, each with one of three honest words. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from counter_app.domain.dossier import Honest
from counter_app.domain.from_province import AskedOnline
from counter_app.domain.life import Stage
from counter_app.domain.party import masked
from counter_app.domain.people import Account
from counter_app.domain.refused import Refused
from counter_app.domain.spoken_call import counter_name
from counter_app.domain.words import vietnam_time
from counter_app.ports import AcceptedDossier, Draft, Found, FoundDossier, Purpose
from counter_app.use_cases.hand_over_draft import HeldDraft, HeldElsewhere
from counter_app.use_cases.overview import OpenDraft
from counter_app.use_cases.receive_online import WaitingOnline

from ..choice import Choice
from ..core_words import spoken
from ..language import tr
from ..messages import problem_words
from ..page import Tone
from ..right_words import ROLES
from ..story.view_model import STAGES, delivery_said
from ..widgets.marked_row import MarkedRow

HONEST = {
    Honest.SAVED: tr("đã lưu tại quầy"),
    Honest.SENT: tr("đã gửi"),
    Honest.CONFIRMED: tr("tỉnh đã xác nhận"),
    Honest.ENTERED: tr("đã nhập tay ở tỉnh"),
}
_SOON = 2.0  # hours
_ICONS = {Honest.SAVED: "saved", Honest.SENT: "sent", Honest.CONFIRMED: "confirmed", Honest.ENTERED: "sent"}
_TONES = {Honest.SAVED: Tone.PLAIN, Honest.SENT: Tone.PLAIN, Honest.CONFIRMED: Tone.GOOD, Honest.ENTERED: Tone.PLAIN}


@dataclass(frozen=True, slots=True)
class DossierLine:
    id: UUID
    code: str
    code_note: str
    accepted: str
    person: str
    procedure: str
    due: str
    state: str
    icon: str
    tone: Tone
    prints: str
    problem: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A dossier that was begun and left. `clerk`: whose it is (an id); `mine`: it can be taken up here; `movable`: not
    yet given away; `given`: a supervisor gave it, and Enter takes it up at this counter."""

    id: UUID
    who: str
    about: str
    clerk: str = ""
    mine: bool = True
    movable: bool = True
    given: bool = False


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who can go on with a draft; `id` of the account; `elsewhere`: at another counter of the hall."""

    id: str
    elsewhere: bool = False


def receivers(people: tuple[Account, ...], me: str, shared: bool = False) -> tuple[Choice, ...]:
    """`shared`: each of them at another counter, too; that comes after all who sit here."""

    def words(one: Account) -> str:
        roles = ", ".join(sorted(ROLES[role] for role in one.roles))
        return tr("{name} (tôi)").format(name=one.name) if one.id == me else f"{one.name} · {roles}"

    here = tuple(Choice(words(one), Receiver(one.id)) for one in people)
    there = tr("{who} · ở quầy khác")
    away = (Choice(there.format(who=words(one)), Receiver(one.id, elsewhere=True)) for one in people if shared)
    return (*here, *away)


def draft_line(found: OpenDraft) -> DraftLine:
    """One's own."""
    given = tr("nhận từ {handed_by}").format(handed_by=found.handed_by) if found.handed_by else ""
    if not found.given_at:
        return _draft_line(found.draft, found.label, given)
    where = tr("được giao, chưa nhận · làm dở ở quầy {counter}").format(counter=counter_name(found.given_at))
    words = " · ".join(filter(None, (where, given)))
    return replace(_draft_line(found.draft, "", words), movable=False, given=True)


def held_line(found: HeldDraft) -> DraftLine:
    """A colleague's, as a supervisor sees it."""
    name = found.clerk.name if found.clerk is not None else tr("người không còn ở đơn vị")
    given = tr("giao cho {name}, chưa nhận").format(name=name)
    left = tr(" (đã thôi làm)") if found.clerk is not None and not found.clerk.active else ""
    return replace(
        _draft_line(
            found.draft, found.label, given if found.elsewhere else tr("của {name}{left}").format(name=name, left=left)
        ),
        mine=False,
    )


def handed_on_line(found: HeldDraft) -> DraftLine:
    """What was one's own until a supervisor gave it away."""
    name = found.clerk.name if found.clerk is not None else tr("người khác")
    return replace(
        _draft_line(found.draft, found.label, tr("đã giao cho {name}").format(name=name)), mine=False, movable=False
    )


def elsewhere_line(found: HeldElsewhere, may_hand_over: bool) -> DraftLine:
    """In a clerk's hands at another counter, as this one heard last."""
    told, counter = found.told, counter_name(found.told.counter)
    name = found.clerk.name if found.clerk is not None else tr("người không còn ở đơn vị")
    whose = tr("của {name} ở quầy {counter} từ {since:%H:%M %d/%m}")
    parts = [whose.format(name=name, counter=counter, since=vietnam_time(told.since))]
    parts.append(told.procedure or tr("chưa chọn thủ tục"))
    parts += [tr("{len} trang đã quét").format(len=told.pages)] if told.pages else []
    spooled = tr("{len} trang còn ở máy quét quầy đó").format(len=told.spooled)
    parts += [spooled] if told.spooled else []
    if found.away_since is not None:
        away = tr("mất máy chủ từ {since:%H:%M}, sau đó chưa biết")
        parts.append(away.format(since=vietnam_time(found.away_since)))
    elif found.lost:
        lost = tr("quầy {counter} mất liên lạc, lần cuối biết {at:%H:%M %d/%m}")
        parts.append(lost.format(counter=counter, at=vietnam_time(told.at)))
    return DraftLine(
        id=told.dossier_id,
        who=" · ".join(
            (told.label or tr("Không lấy số"), told.who or tr("hồ sơ ở quầy {counter}").format(counter=counter))
        ),
        about=" · ".join(parts),
        clerk=told.clerk,
        mine=False,
        movable=may_hand_over and not told.online,
    )


_ADDS = {Purpose.SUPPLEMENT: tr("bổ sung cho"), Purpose.RESULT: tr("kết quả của")}


def _draft_line(draft: Draft, label: str, whose: str) -> DraftLine:
    dossier = draft.dossier
    person = dossier.applicant
    name = dossier.owner.full_name if dossier.owner else ""
    name += tr(" ({full_name} nộp)").format(full_name=person.full_name) if dossier.behalf and person else ""
    number = masked(person) if person else tr("chưa biết là ai")
    procedure = dossier.procedure.name if dossier.procedure else tr("chưa chọn thủ tục")
    lacking = [tr("còn thiếu {len}").format(len=len(dossier.missing))] if dossier.missing else []
    pages = [tr("{len} trang đã quét").format(len=len(draft.pages))] if draft.pages else []
    begun = [tr("mở ngày {day:%d/%m}").format(day=dossier.day)]
    if draft.after is not None:
        begun.append(f"{_ADDS[draft.after.purpose]} {draft.after.code}")
    return DraftLine(
        id=dossier.id,
        who=" · ".join(part for part in (label or tr("Không lấy số"), name or number) if part),
        about=" · ".join((*([whose] if whose else ()), procedure, *lacking, *pages, *begun)),
        clerk=draft.clerk,
    )


def found_words(found: Found[FoundDossier], refused: int = 0, asked: int = 0) -> str:
    """How many were found, and beside them how many refusals before reception, and online ones that wait for more."""
    beside = tr("{refused} lần từ chối tiếp nhận").format(refused=refused) if refused else ""
    waits = tr("{asked} hồ sơ trực tuyến chờ bổ sung").format(asked=asked) if asked else ""
    return " · ".join(part for part in (_found_words(found), waits, beside) if part)


def _found_words(found: Found[FoundDossier]) -> str:
    if found.more:
        return tr("{len} hồ sơ đầu, còn nữa: gõ thêm").format(len=len(found.items))
    near = tr("không hồ sơ nào khớp hẳn, gần giống: ") if found.items and found.items[0].slip else ""
    return f"{near}{len(found.items)}" if found.items else ""


def dossier_line(dossier: AcceptedDossier) -> DossierLine:
    receipt = dossier.receipt
    due = dossier.due
    stage = "" if dossier.stage is Stage.RECEIVED else STAGES[dossier.stage]
    beside = " · ".join(part for part in (stage, delivery_said(dossier)) if part)
    problem = problem_words(dossier.problem) if dossier.problem else ""
    code, note = dossier.code.text, ""
    if dossier.linked_code is not None:
        code, note = dossier.linked_code.text, tr("mã tạm {text}").format(text=dossier.code.text)
    elif dossier.code.provisional:
        note = tr("mã tạm")
    return DossierLine(
        id=dossier.id,
        code=code,
        code_note=note,
        accepted=f"{vietnam_time(dossier.accepted_at):%H:%M %d/%m}",
        person=spoken(receipt.named),
        procedure=f"{receipt.procedure_name}\n{beside}".rstrip(),
        due=f"{vietnam_time(due):%d/%m/%Y}" if due else tr("theo nơi giải quyết"),
        state=f"{HONEST[dossier.state]}{_purged(dossier)}",
        icon="attention" if problem else _ICONS[dossier.state],
        tone=Tone.ATTENTION if problem else _TONES[dossier.state],
        prints=_prints(dossier.prints),
        problem=problem,
    )


def asked_line(asked: AskedOnline) -> DossierLine:
    """What was sent online and waits for its citizen stands among what was found, and is not received yet."""
    told = asked.told
    return DossierLine(
        id=told.id,
        code=told.code.text,
        code_note=tr("trực tuyến, chưa tiếp nhận"),
        accepted=f"{vietnam_time(asked.at):%H:%M %d/%m}",
        person=told.applicant.full_name,
        procedure=f"{asked.procedure_name or told.procedure_code}\n{STAGES[Stage.SUPPLEMENT]}",
        due="",
        state=asked.reason,
        icon="missing",
        tone=Tone.ATTENTION,
        prints="",
        problem="",
    )


def asked_said(asked: AskedOnline) -> str:
    """All of it, for who calls and asks what is wanting."""
    return tr(
        "Đã yêu cầu bổ sung {at:%H:%M %d/%m/%Y}: {reason}. Người nộp gửi lại thì hồ sơ trở lại đầu danh sách."
    ).format(at=vietnam_time(asked.at), reason=asked.reason.rstrip("."))


def refused_line(refused: Refused) -> DossierLine:
    """What was refused before reception stands among what was found, and is no dossier."""
    code = refused.matter.code
    return DossierLine(
        id=refused.draft_id,
        code=tr("Từ chối {slip}").format(slip=refused.slip),
        code_note=tr("trực tuyến, {code}").format(code=code) if code else tr("không tiếp nhận"),
        accepted=f"{vietnam_time(refused.at):%H:%M %d/%m}",
        person=refused.matter.applicant.name,
        procedure=refused.matter.procedure_name,
        due="",
        state=refused.reason,
        icon="error",
        tone=Tone.ATTENTION,
        prints=_prints(refused.prints),
        problem="",
    )


def _purged(dossier: AcceptedDossier) -> str:
    """That the pages are no longer here is no damage; the audit has the rule's reason."""
    if not dossier.purged:
        return ""
    last = dossier.purged[-1]
    return tr(" · đã dọn tệp {vietnam_time:%d/%m/%Y} ({rule})").format(
        vietnam_time=vietnam_time(last.at), rule=last.rule
    )


def _prints(count: int) -> str:
    if count == 0:
        return tr("chưa in")
    return tr("đã in") if count == 1 else tr("in lại {what} lần").format(what=count - 1)


def online_row(one: WaitingOnline, now: datetime) -> MarkedRow:
    """A dossier that was sent online, with the time by which it is to be answered."""
    by, told = vietnam_time(one.answer_by), one.told
    hours = (one.answer_by - now).total_seconds() / 3600
    tone = Tone.ERROR if one.late else Tone.ATTENTION if hours < _SOON else Tone.PLAIN
    when = tr("quá giờ trả lời") if one.late else tr("trả lời trước {by:%H:%M %d/%m}").format(by=by)
    name = one.procedure_name or told.procedure_code
    quiet = tr("{when} · {name} · nộp {vietnam_time:%H:%M %d/%m} · {code}").format(
        when=when, name=name, vietnam_time=vietnam_time(told.submitted_at), code=told.code
    )
    return MarkedRow(str(told.id), told.applicant.full_name, quiet, "clock", tone, tr("Enter mở"))
