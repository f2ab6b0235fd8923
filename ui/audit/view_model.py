"""The audit as a supervisor reads it, and what is typed to look for something in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.errors import BadDay, CounterError, NotAllowed, UnknownPerson
from counter_app.domain.text import fold
from counter_app.domain.words import vietnam_time
from counter_app.ports import AuditEntry, AuditQuery
from counter_app.use_cases.read_audit import AuditCheck

from ..act_words import ACTS, act_words, fact_words
from ..language import tr
from ..messages import message
from ..page import Tone

_HIDDEN = frozenset({"dossier"})  # an id, where the code stands beside it
_PROGRAMS = {"shell": tr("Dòng lệnh"), "province": tr("Hệ thống của tỉnh"), "archive": tr("Máy này, làm bản lưu trữ")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The fields as typed; `act` a code, empty for every act."""

    days: str = ""
    who: str = ""
    act: str = ""
    dossier: str = ""
    person: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    when: str
    who: str
    counter: str
    what: str
    about: str
    whole: bool


@dataclass(frozen=True, slots=True)
class AuditDetail:
    """`facts`: name and value. `verdict` on this line of the chain."""

    title: str
    facts: tuple[tuple[str, str], ...]
    verdict: str
    tone: Tone


def acts() -> tuple[tuple[str, str], ...]:
    """Code and words of each act, by words; the first is every act."""
    return (("", tr("mọi việc")), *sorted(ACTS.items(), key=lambda act: fold(act[1])))


def query_of(wanted: Wanted, today: date, names: Mapping[str, str]) -> AuditQuery:
    """All but the dossier, whose code the store knows. Raises BadDay, UnknownPerson, BadPersonalNumber."""
    first, last = days_of(wanted.days, today)
    return AuditQuery(
        first_day=first,
        last_day=last,
        who=_who(wanted.who, names),
        what=wanted.act or None,
        person=PersonalNumber("".join(wanted.person.split())) if wanted.person.strip() else None,
    )


def days_of(text: str, today: date) -> tuple[date | None, date | None]:
    """`23/11/2026`, `23/11` (of this year) or two of them with a hyphen between; empty: all. Raises BadDay."""
    parts = [part.strip() for part in text.split("-")]
    if parts == [""]:
        return None, None
    if len(parts) > 2:
        raise BadDay
    days = [day_of(part, today) for part in parts]
    if days[0] > days[-1]:
        raise BadDay
    return days[0], days[-1]


def row_of(entry: AuditEntry, names: Mapping[str, str]) -> AuditRow:
    return AuditRow(
        when=f"{vietnam_time(entry.at):%H:%M %d/%m/%Y}",
        who=_name(entry.who, names),
        counter=entry.counter,
        what=act_words(entry.what),
        about=_about(entry),
        whole=entry.whole,
    )


def detail_of(entry: AuditEntry, names: Mapping[str, str]) -> AuditDetail:
    facts = [
        (tr("lúc"), tr("{vietnam_time:%H:%M:%S ngày %d/%m/%Y}").format(vietnam_time=vietnam_time(entry.at))),
        (tr("người làm"), _name(entry.who, names)),
    ]
    if entry.person is not None:
        facts.append((tr("người được tra cứu"), entry.person.masked))
    facts += [fact_words(name, names.get(value, value)) for name, value in entry.about.items() if value]
    line = tr("{what} số {line}").format(
        what=tr("lượt tra cứu") if entry.person is not None else tr("dòng"), line=entry.line
    )
    facts.append(
        (tr("mã băm"), tr("{hash}…  nối sau {previous}…").format(hash=entry.hash[:16], previous=entry.previous[:16]))
    )
    if entry.whole:
        return AuditDetail(f"{act_words(entry.what)} · {line}", tuple(facts), tr("Dòng này nguyên vẹn."), Tone.GOOD)
    verdict = tr("Dòng này đã bị sửa, hoặc dòng ngay trước nó đã bị sửa hay xóa. Giữ nguyên máy và gọi cán bộ CNTT.")
    return AuditDetail(f"{act_words(entry.what)} · {line}", tuple(facts), verdict, Tone.ERROR)


def chain_words(check: AuditCheck | CounterError) -> tuple[str, Tone]:
    if isinstance(check, CounterError):
        words = message(check)
        return f"{words.what} {words.why}", Tone.ERROR
    lines = f"{check.lines:,}".replace(",", ".")
    return tr("Chuỗi nhật ký nguyên vẹn · soát lúc {vietnam_time:%H:%M}, {lines} dòng").format(
        vietnam_time=vietnam_time(check.at), lines=lines
    ), Tone.GOOD


def refused_words(error: CounterError) -> str:
    """What stands in the list's place for who may not read it; empty for any other error."""
    return message(error).why if isinstance(error, NotAllowed) else ""


def _about(entry: AuditEntry) -> str:
    facts = [fact_words(name, value) for name, value in entry.about.items() if value and name not in _HIDDEN]
    said = [f"{name} {value}" for name, value in facts if name not in (tr("SHA-256 của tệp"),)]
    if entry.person is not None:
        said.insert(0, entry.person.masked)
    return " · ".join(said)


def _who(text: str, names: Mapping[str, str]) -> str | None:
    """An account by a part of its name. Raises UnknownPerson for none, or for several."""
    if not text.strip():
        return None
    known = {**_PROGRAMS, **names}
    found = [who for who, name in known.items() if fold(text) in fold(name) or text.strip() == who]
    if len(found) != 1:
        raise UnknownPerson(count=str(len(found)))
    return found[0]


def _name(who: str, names: Mapping[str, str]) -> str:
    return names.get(who) or _PROGRAMS.get(who, who)


def day_of(text: str, today: date) -> date:
    """`23/11/2026`, or `23/11` of this year. Raises BadDay."""
    try:
        return datetime.strptime(text if text.count("/") == 2 else f"{text}/{today.year}", "%d/%m/%Y").date()  # noqa: DTZ007
    except ValueError:
        raise BadDay from None
