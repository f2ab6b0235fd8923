"""What the citizen reads on the second screen, line by line, in their language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.citizen_check import fingerprint
from counter_app.domain.deadline import Appointment
from counter_app.domain.dossier import Captured, Delivery, LookUpLater, Shown, Taken
from counter_app.domain.ticket import Language
from counter_app.domain.words import dong, vietnam_time, weekday
from counter_app.ports import AcceptedDossier, Draft
from resources import khmer_for_citizens

YES, NO, OTHER = "yes", "no", "other-language"
_VIETNAMESE = {
    "title": "Xin ông/bà xem lại",
    "name": "Họ tên",
    "procedure": "Thủ tục",
    "held": "Nhà nước đã có, không phải nộp",
    "handed": "Giấy đã nhận",
    "fee": "Lệ phí",
    "no_fee": "không thu",
    "by_province": "theo mức thu của tỉnh",
    "due": "Ngày trả kết quả",
    "at": "{time} {weekday} {date}",
    "at_once": "ngay hôm nay",
    "later": "tính từ khi cơ quan có thẩm quyền nhận được",
    "post": "qua bưu chính",
    "here": "tại quầy",
    "where": "Nhận kết quả",
    "more": "và {count} giấy khác",
    "yes": "Đúng",
    "no": "Có chỗ sai",
    "agreed": "Cảm ơn ông/bà đã xem lại",
    "denied": "Xin nói với cán bộ chỗ chưa đúng",
    "accepted": "Đã tiếp nhận hồ sơ",
    "code": "Mã hồ sơ",
    "welcome": "Xin chào",
}
_NAMES = {Language.VIETNAMESE: "Tiếng Việt", Language.KHMER: "ភាសាខ្មែរ"}


@dataclass(frozen=True, slots=True)
class CitizenLine:
    """`values` one below the other; `more` is what stands for those that find no room, with {count}."""

    label: str
    values: tuple[str, ...]
    more: str = "{count}"


@dataclass(frozen=True, slots=True)
class CitizenPage:
    """`told`: what was answered, in place of the question; `buttons` (code, words); `of`: what exactly is shown."""

    title: str
    lines: tuple[CitizenLine, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    told: str = ""
    of: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence: for a screen reader, and for a clerk who reads it out."""
        parts = [f"{line.label}: {', '.join(line.values)}" for line in self.lines]
        return "; ".join([*parts, *([self.told] if self.told else [])]) or self.title


def empty_page(unit: str) -> CitizenPage:
    """While nobody is to see anything: the unit's name and a greeting."""
    return CitizenPage(f"{_VIETNAMESE['welcome']} · {khmer_for_citizens()['welcome']}", told=unit)


def check_page(
    draft: Draft, appointment: Appointment | None, khmer_group: str = "", denied: bool = False
) -> CitizenPage | None:
    """None while there is nothing to check: nobody is known, or no procedure chosen."""
    dossier, words = draft.dossier, _words(draft.language)
    applicant, procedure = dossier.applicant, dossier.procedure
    if applicant is None or not applicant.full_name or procedure is None or draft.after is not None:
        return None
    name = (khmer_group, procedure.name) if draft.language is Language.KHMER and khmer_group else (procedure.name,)
    fee = dong(dossier.cost) if dossier.cost else words["by_province" if dossier.fee_rule.set_by_province else "no_fee"]
    lines = [
        CitizenLine(words["name"], (applicant.full_name,)),
        CitizenLine(words["procedure"], name),
        *_papers(draft, words),
        CitizenLine(words["fee"], (fee,)),
        CitizenLine(words["due"], (_due(appointment, procedure.immediate, words),)),
        CitizenLine(
            words["where"],
            (dossier.collect_at or words["post" if dossier.delivery is Delivery.POST else "here"],),
        ),
    ]
    agreed = draft.citizen_agrees
    told = words["agreed"] if agreed else words["denied"] if denied else ""
    other = Language.VIETNAMESE if draft.language is Language.KHMER else Language.KHMER
    answers = () if agreed else ((NO, words["no"]), (YES, words["yes"]))
    buttons = ((OTHER, _NAMES[other]), *answers)
    return CitizenPage(words["title"], tuple(lines), buttons, told, fingerprint(dossier))


def accepted_page(accepted: AcceptedDossier, language: Language) -> CitizenPage:
    """What is on the paper that is being printed: its code and its day."""
    words = _words(language)
    lines = [CitizenLine(words["code"], (accepted.code.text,))]
    if accepted.due is not None:
        lines.append(CitizenLine(words["due"], (_moment(accepted.due, words),)))
    return CitizenPage(words["accepted"], tuple(lines))


def other_language(language: Language) -> Language:
    return Language.VIETNAMESE if language is Language.KHMER else Language.KHMER


def _papers(draft: Draft, words: Mapping[str, str]) -> tuple[CitizenLine, ...]:
    """Held ones, then those that were handed in or shown."""
    procedure = draft.dossier.procedure
    names = {part.code: part.name for part in procedure.components} if procedure is not None else {}
    held = tuple(names[s.component] for s in draft.dossier.settlements if isinstance(s, Taken | LookUpLater))
    handed = tuple(names[s.component] for s in draft.dossier.settlements if isinstance(s, Captured | Shown))
    both = ((words["held"], held), (words["handed"], handed))
    return tuple(CitizenLine(label, papers, words["more"]) for label, papers in both if papers)


def _due(appointment: Appointment | None, immediate: bool, words: Mapping[str, str]) -> str:
    if immediate:
        return words["at_once"]
    if appointment is None or appointment.due is None:
        return words["later"]
    return _moment(appointment.due, words)


def _moment(due: datetime, words: Mapping[str, str]) -> str:
    day = vietnam_time(due)
    return words["at"].format(time=f"{day:%H:%M}", weekday=weekday(day.date()), date=f"{day:%d/%m/%Y}")


def _words(language: Language) -> Mapping[str, str]:
    return khmer_for_citizens() if language is Language.KHMER else _VIETNAMESE
