"""What the kiosk says, in Vietnamese and below it in Khmer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from counter_app.domain.procedure import Procedure
from counter_app.domain.ticket import Priority, ServiceGroup
from counter_app.use_cases.issue_ticket import IssuedTicket

from ..hall.view_model import wait_said

# Citizens' words: not those of the clerk's screens, which may speak another language.
_PRIORITIES = {
    Priority.ELDERLY: "người cao tuổi",
    Priority.DISABLED: "người khuyết tật",
    Priority.PREGNANT: "phụ nữ mang thai",
    Priority.SMALL_CHILD: "có trẻ nhỏ đi cùng",
}
# To be checked by a native speaker before they are used in a hall.
_KHMER = {
    "choose": "សូមជ្រើសរើសសេវា",
    "priority": "អាទិភាព",
    "why": "អាទិភាពសម្រាប់អ្នកណា?",
    "back": "ត្រឡប់ក្រោយ",
    "yours": "លេខរបស់អ្នក",
    "take": "សូមយកសំបុត្រ",
    "remember": "សូមចាំលេខនេះ",
    "card": "បានអានកាតហើយ",
    "unread": "មិនអាចអានកាតបាន",
    "which": "សូមជ្រើសរើសនីតិវិធី",
    "unsure": "មន្ត្រីជួយជ្រើសរើស",
    "ahead": "នៅមានមនុស្ស {ahead} នាក់ រង់ចាំមុនអ្នក",
    "nobody": "គ្មានអ្នករង់ចាំមុនអ្នកទេ",
    "wait": "រង់ចាំប្រហែល {likely} នាទី",
    "between": "រង់ចាំប្រហែល {likely}–{most} នាទី",
    "unheard": "បាត់ការតភ្ជាប់៖ សូមប្រាប់លេខនេះនៅបញ្ជរ",
    "none left": "ថ្ងៃនេះអស់លេខហើយ",
    "to the counter": "សូមទៅបញ្ជរ",
    Priority.ELDERLY: "មនុស្សចាស់",
    Priority.DISABLED: "ជនពិការ",
    Priority.PREGNANT: "ស្ត្រីមានផ្ទៃពោះ",
    Priority.SMALL_CHILD: "មានកូនតូច",
}
BACK, PRIORITY, UNSURE = "<back>", "<priority>", "<unsure>"  # no group's or procedure's code begins so
_MOST = 7  # procedures on one page; the rest is for the clerk to find


@dataclass(frozen=True, slots=True)
class KioskButton:
    """`code`: a group, a priority, or what leads to another page; `quiet`: not what most people come for."""

    code: str
    words: str
    khmer: str
    letter: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class KioskPage:
    title: str
    khmer: str
    buttons: tuple[KioskButton, ...] = ()
    number: str = ""
    lines: tuple[str, ...] = ()


class Card(Enum):
    """What has become of one that was held up; whose it is, the glass never says."""

    NONE = "none"
    READ = "read"
    UNREAD = "unread"


def choosing_page(
    groups: tuple[ServiceGroup, ...],
    khmer: Mapping[str, str],
    priority: Priority | None = None,
    card: Card = Card.NONE,
) -> KioskPage:
    buttons = tuple(KioskButton(g.code, g.name, khmer.get(g.code, ""), g.letter) for g in groups)
    if priority is None:
        last = KioskButton(PRIORITY, "Ưu tiên", _KHMER["priority"], quiet=True)
    else:
        last = KioskButton(BACK, "Quay lại", _KHMER["back"], quiet=True)
    title = "Ông/bà cần làm việc gì?" if priority is None else f"Ưu tiên: {_PRIORITIES[priority]}"
    if card is Card.UNREAD:
        return KioskPage("Chưa đọc được thẻ. Xin quét lại.", _KHMER["unread"], (*buttons, last))
    if card is Card.READ and priority is None:
        title = "Đã nhận thẻ. Ông/bà cần làm việc gì?"
    khmer_title = f"{_KHMER['card']} {_KHMER['choose']}" if card is Card.READ else _KHMER["choose"]
    return KioskPage(title, khmer_title, (*buttons, last))


def procedure_page(procedures: tuple[Procedure, ...]) -> KioskPage:
    """What for, so that what is held can be looked up before the call; their legal names stay Vietnamese."""
    buttons = tuple(KioskButton(each.code, each.name, "") for each in procedures[:_MOST])
    unsure = KioskButton(UNSURE, "Việc khác, để cán bộ chọn", _KHMER["unsure"], quiet=True)
    return KioskPage("Ông/bà làm thủ tục nào?", _KHMER["which"], (*buttons, unsure))


def priority_page() -> KioskPage:
    buttons = tuple(KioskButton(kind, _capital(words), _KHMER[kind]) for kind, words in _PRIORITIES.items())
    back = KioskButton(BACK, "Quay lại", _KHMER["back"], quiet=True)
    return KioskPage("Ưu tiên cho ai?", _KHMER["why"], (*buttons, back))


def given_page(issued: IssuedTicket, printed: bool | None) -> KioskPage:
    """`printed` None: the paper is still coming."""
    ahead = issued.people_ahead
    lines = [f"Chưa có ai phía trước\n{_KHMER['nobody']}"]
    if ahead:
        lines = [f"{ahead} người phía trước\n{_KHMER['ahead'].format(ahead=ahead)}"]
    if issued.unheard:
        lines = [f"Đang mất kết nối: xin báo số này tại quầy.\n{_KHMER['unheard']}"]
    elif issued.wait is not None and ahead:
        likely, most = issued.wait.told
        khmer = _KHMER["between" if likely < most else "wait"].format(likely=likely, most=most)
        lines.append(f"Chờ {wait_said(issued.wait)}\n{khmer}")
    if printed is False:
        lines += ["Chưa in được phiếu.", f"Xin nhớ số này.\n{_KHMER['remember']}"]
    elif issued.known:
        lines += ["Thẻ này đã lấy số.", f"Xin nhớ số này.\n{_KHMER['remember']}"]
    else:
        lines.append(f"Xin lấy phiếu\n{_KHMER['take']}")
    return KioskPage("Số của ông/bà", _KHMER["yours"], (), issued.ticket.label, tuple(lines))


def sorry_page() -> KioskPage:
    """Nothing was given: the citizen goes to a counter. Why not, the desk is told."""
    return KioskPage("Chưa lấy được số", "", (), "", (f"Xin đến quầy để lấy số.\n{_KHMER['to the counter']}",))


def none_left_page(group: str, quota: str) -> KioskPage:
    """The day's numbers of a service are given out."""
    what = f"Hôm nay đã phát hết số cho {group} ({quota} số)."
    then = "Mời ông/bà đến sớm ngày làm việc sau, hoặc nộp trực tuyến."
    ask = f"Cần giúp: hỏi tại quầy.\n{_KHMER['to the counter']}"
    return KioskPage("Hôm nay đã hết số", _KHMER["none left"], (), "", (what, then, ask))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
