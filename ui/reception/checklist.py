"""The checklist and the held papers in words: each component's state, source, date, expiry, legal standing. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counter_app.domain.dossier import AskAgain, Captured, Dossier, LookUpState, Row, Taken
from counter_app.domain.paper import HeldPaper, LegalState, Standing, WhyNot
from counter_app.domain.paper_text import Suggestion
from counter_app.domain.procedure import Component, Due
from counter_app.domain.words import vietnam_time
from counter_app.ports import Draft

from ..choice import Choice
from ..language import tr
from ..page import Tone
from .page_words import reading_words

_ORDER = (Row.MISSING, Row.HELD, Row.TAKEN, Row.CAPTURED, Row.SHOWN, Row.LATER, Row.NOT_NEEDED)
HEADINGS = {
    Row.MISSING: tr("CÒN THIẾU"),
    Row.HELD: tr("DÙNG LẠI ĐƯỢC"),
    Row.TAKEN: tr("DÙNG LẠI"),
    Row.CAPTURED: tr("ĐÃ QUÉT"),
    Row.SHOWN: tr("ĐÃ XUẤT TRÌNH"),
    Row.LATER: tr("TRA CỨU SAU"),
    Row.NOT_NEEDED: tr("CHỈ KHI CẦN"),
}
COMPLETE = tr("ĐỦ GIẤY TỜ")
_READ_FOR = (Row.MISSING, Row.CAPTURED, Row.NOT_NEEDED)
TONES = {
    Row.MISSING: Tone.ATTENTION,
    Row.HELD: Tone.GOOD,
    Row.TAKEN: Tone.GOOD,
    Row.CAPTURED: Tone.GOOD,
    Row.SHOWN: Tone.GOOD,
    Row.LATER: Tone.ATTENTION,
    Row.NOT_NEEDED: Tone.PLAIN,
}
LEGAL_STATES = {
    LegalState.SIGNED_ORIGINAL: tr("bản điện tử có ký số"),
    LegalState.AGENCY_COPY: tr("bản số hóa, cơ quan ký"),
    LegalState.UNSIGNED_IMAGE: tr("ảnh chưa ký số"),
    LegalState.DATABASE_RECORD: tr("dữ liệu trong CSDL"),
}
_WHY_NOT = {
    WhyNot.OTHER_KIND: tr("khác loại giấy"),
    WhyNot.EXPIRED: tr("đã hết hạn"),
    WhyNot.UNSIGNED: tr("ảnh chưa ký số"),
    WhyNot.NO_LEGAL_BASIS: tr("chưa có căn cứ để thay"),
}
REASONS = {
    AskAgain.INCIDENT: tr("Sự cố, thiên tai: không dùng được dữ liệu"),
    AskAgain.WRONG_DATA: tr("Dữ liệu đang giữ không chính xác"),
    AskAgain.OFFLINE: tr("Mất đường truyền: không tra cứu được"),
}
_REASONS_SHORT = {
    AskAgain.INCIDENT: tr("sự cố"),
    AskAgain.WRONG_DATA: tr("dữ liệu sai"),
    AskAgain.OFFLINE: tr("mất đường truyền"),
}


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A component as a row. `number` is the digit that assigns a page to it; `detail` and `basis` the second, quiet
    line, of which the legal basis always stands whole; `readable`: D keeps what a page says of this paper."""

    code: str
    number: str
    name: str
    note: str
    detail: str
    row: Row
    basis: str = ""
    readable: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A held paper, and whether it satisfies the component it was found for."""

    title: str
    about: str
    standing: str
    satisfies: bool


def checklist(
    draft: Draft, sources: Mapping[str, str], read: Mapping[str, Suggestion] | None = None
) -> tuple[ChecklistLine, ...]:
    """What is missing first, what is not needed last; within a group in the order of the catalogue. `read`: what pages
    say, by their names."""
    procedure = draft.dossier.procedure
    if procedure is None:
        return ()
    lines = [
        _told_of_pages(draft, read or {}, _line(draft, component, str(number), sources))
        for number, component in enumerate(procedure.components, start=1)
    ]
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.row)))


def page_read_for(draft: Draft, component: str, read: Mapping[str, Suggestion]) -> str | None:
    """The first page that says something of the paper asked for, which the clerk has not taken yet: one that lies there
    already, else one that seems to be that paper."""
    there = [(page.name, read[page.name]) for page in draft.pages if page.name in read]
    here = (
        name
        for name, said in there
        if draft.component_of(name) == component and said.component in (None, component) and not said.facts.empty
    )
    elsewhere = (name for name, said in there if said.component == component and draft.component_of(name) != component)
    found = next(here, None) if draft.facts_of(component).empty else None
    settled = draft.dossier.settlement(component)
    return found or (next(elsewhere, None) if settled is None else None)


def _told_of_pages(draft: Draft, read: Mapping[str, Suggestion], line: ChecklistLine) -> ChecklistLine:
    """With what a page says, where the eye looks for the gap."""
    page = page_read_for(draft, line.code, read) if line.row in _READ_FOR else None
    if page is None:
        return line
    if line.row is Row.CAPTURED:
        return replace(line, detail=reading_words(read[page], ""), readable=True)
    number = [p.name for p in draft.pages].index(page) + 1
    sure = min(99, int(read[page].confidence * 100))
    return replace(
        line,
        detail=tr("Trang {number} có vẻ là giấy này (chắc {sure} %). D: xếp vào.").format(number=number, sure=sure),
        readable=True,
    )


def papers(dossier: Dossier, sources: Mapping[str, str]) -> tuple[PaperLine, ...]:
    """Everything held that looks like one of the components, each once, the satisfying ones first."""
    if dossier.procedure is None:
        return ()
    best: dict[str, tuple[Standing, str]] = {}
    for component in dossier.procedure.components:
        for standing in dossier.standings(component):
            if standing.paper.id not in best or standing.satisfies:
                best[standing.paper.id] = (standing, component.name)
    lines = [
        PaperLine(s.paper.title, paper_words(s.paper, sources), standing_words(s, name), s.satisfies)
        for s, name in best.values()
    ]
    return tuple(sorted(lines, key=lambda line: not line.satisfies))


def paper_words(paper: HeldPaper, sources: Mapping[str, str]) -> str:
    """Source, dates and legal state: `CSDL hộ tịch · cấp 12/03/2019 · dữ liệu trong CSDL, 23/11/2026`."""
    parts = [sources.get(paper.source, paper.source)]
    parts += [tr("số {number}").format(number=paper.number)] if paper.number else []
    parts += [tr("cấp {issued_on:%d/%m/%Y}").format(issued_on=paper.issued_on)] if paper.issued_on else []
    parts += [tr("hết hạn {expires_on:%d/%m/%Y}").format(expires_on=paper.expires_on)] if paper.expires_on else []
    parts.append(f"{LEGAL_STATES[paper.legal_state]}, {vietnam_time(paper.as_of):%d/%m/%Y}")
    return " · ".join(parts)


def standing_words(standing: Standing, component: str) -> str:
    if standing.satisfies:
        return tr("thay được {component} · {legal_basis}").format(component=component, legal_basis=standing.legal_basis)
    return (
        tr("không thay được {component}: {WHY_NOT}").format(component=component, WHY_NOT=_WHY_NOT[standing.why_not])
        if standing.why_not
        else ""
    )


def choices(dossier: Dossier, component: Component) -> tuple[Choice, ...]:
    """Why a paper is asked for although the State has it: `receive now, look up later` first where that may be."""
    offline = dossier.may_look_up_later(component)
    first = (Choice(tr("Nhận trước, tra cứu sau: cơ quan tự lấy khi có đường truyền"), None),) if offline else ()
    reasons = tuple(AskAgain) if offline else (AskAgain.INCIDENT, AskAgain.WRONG_DATA)
    return (
        *first,
        *(Choice(tr("Yêu cầu nộp. {REASONS}").format(REASONS=REASONS[reason]), reason) for reason in reasons),
    )


def page_numbers(numbers: Sequence[int]) -> str:
    """`1–3, 5`."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def _line(draft: Draft, component: Component, number: str, sources: Mapping[str, str]) -> ChecklistLine:
    dossier = draft.dossier
    row = dossier.row(component)
    note, detail, basis = "", "", ""
    match row:
        case Row.MISSING:
            note, detail = _missing_words(dossier, component)
        case Row.HELD:
            best = dossier.best(component)
            if best is not None:
                note, detail = _held_words(best.paper, sources)
                basis = best.legal_basis or ""
        case Row.TAKEN:
            taken = dossier.settlement(component.code)
            if isinstance(taken, Taken):
                note, detail = _held_words(taken.paper, sources)
                basis = taken.legal_basis
        case Row.CAPTURED:
            note = _captured_words(draft, component)
            detail = _asked_words(dossier, component)
        case Row.SHOWN:
            note = tr("đã đối chiếu, trả lại bản chính")
        case Row.LATER:
            note = tr("cơ quan tự tra cứu khi có đường truyền")
        case Row.NOT_NEEDED:
            note = component.condition
    return ChecklistLine(component.code, number, component.name, note, detail, row, basis)


def _missing_words(dossier: Dossier, component: Component) -> tuple[str, str]:
    looked_up = dossier.could_be_looked_up(component)
    asked = _asked_words(dossier, component)
    if asked:
        note = asked
    elif looked_up and dossier.look_up is LookUpState.ASKING:
        note = tr("đang hỏi tỉnh…")
    elif dossier.may_look_up_later(component):
        note = tr("mất đường truyền · Space chọn cách nhận")
    elif component.due is Due.SHOW:
        note = tr("xuất trình · Space khi đã xem")
    else:
        note = tr("F5 quét")
    useless = [s for s in dossier.standings(component) if not s.satisfies and s.why_not]
    told = dict.fromkeys(  # each reason once, however many papers have it
        tr("đang giữ {title}, không thay được: {WHY_NOT}").format(title=s.paper.title, WHY_NOT=_WHY_NOT[s.why_not])
        for s in useless
        if s.why_not
    )
    detail = "; ".join(tuple(told)[:2])
    if not detail and not component.required:
        detail = f"{component.condition} · {_due_words(component)}"
    return note, detail or _due_words(component)


def _due_words(component: Component) -> str:
    counts = []
    if component.originals:
        counts.append(tr("{originals} bản chính").format(originals=component.originals))
    if component.copies:
        counts.append(tr("{copies} bản sao").format(copies=component.copies))
    how = {Due.HAND_IN: tr("nộp"), Due.SHOW: tr("xuất trình"), Due.LOOK_UP: tr("cơ quan tra cứu; không có thì nộp")}[
        component.due
    ]
    return f"{how} {', '.join(counts)}" if component.due is not Due.LOOK_UP else how


def _held_words(paper: HeldPaper, sources: Mapping[str, str]) -> tuple[str, str]:
    year = tr(" · cấp {year}").format(year=paper.issued_on.year) if paper.issued_on else ""
    expiry = tr(" · hạn {expires_on:%d/%m/%Y}").format(expires_on=paper.expires_on) if paper.expires_on else ""
    told = f"{LEGAL_STATES[paper.legal_state]}, {vietnam_time(paper.as_of):%d/%m/%Y}"
    detail = " · ".join(part for part in (paper.summary, told) if part)
    return f"{sources.get(paper.source, paper.source)}{year}{expiry}", detail


def _captured_words(draft: Draft, component: Component) -> str:
    settled = draft.dossier.settlement(component.code)
    names = settled.pages if isinstance(settled, Captured) else ()
    numbers = [at for at, page in enumerate(draft.pages, start=1) if page.name in names]
    facts = draft.facts_of(component.code)
    told = tr(" · số {number}").format(number=facts.number) if facts.number else ""
    told += f" · {facts.issued_on:%d/%m/%Y}" if facts.issued_on else ""
    return tr("quét tại quầy · trang {page_numbers}{told}").format(page_numbers=page_numbers(numbers), told=told)


def _asked_words(dossier: Dossier, component: Component) -> str:
    asked = dossier.asked_reason(component.code)
    return tr("vẫn yêu cầu nộp: {REASONS_SHORT}").format(REASONS_SHORT=_REASONS_SHORT[asked.reason]) if asked else ""
