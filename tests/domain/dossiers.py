"""Dossiers for the tests of this room: a made-up procedure, papers in every legal state, and any of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.dossier import AskAgain, Dossier, LookUpState
from counter_app.domain.errors import CounterError
from counter_app.domain.paper import ANY_KIND, HeldPaper, LegalState, ReplacementRule
from counter_app.domain.procedure import Component, DeadlineRule, Due, Procedure, Term

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 14, tzinfo=UTC)
OWNER = PersonalNumber("094190004321")
CITIZEN = Citizen(OWNER, "Thạch Thị Sa Rinh")

KINDS = ("to-khai", "ket-hon", "ly-hon", "cu-tru")
SIGNED = frozenset({LegalState.SIGNED_ORIGINAL, LegalState.AGENCY_COPY})
RULES = (
    ReplacementRule(ANY_KIND, ANY_KIND, SIGNED, "NĐ 107/2021", date(2021, 12, 6), never=frozenset({"to-khai"})),
    ReplacementRule(
        "cu-tru",
        "du-lieu.cu-tru",
        frozenset({LegalState.DATABASE_RECORD}),
        "NĐ 309/2026",
        date(2026, 8, 5),
        sources=frozenset({"dan-cu"}),
        max_age_days=30,
    ),
)


def paper(
    kind: str,
    state: LegalState = LegalState.SIGNED_ORIGINAL,
    source: str = "kho",
    expires: date | None = None,
    as_of: datetime = NOW,
    name: str = "",
) -> HeldPaper:
    return HeldPaper(
        name or f"{kind}/{state}/{source}/{as_of:%d}", OWNER, kind, kind, source, state, as_of, None, expires
    )


def component(code: str, due: Due = Due.HAND_IN, required: bool = True) -> Component:
    return Component(code, code, due, (code,), required=required, condition="" if required else "đã ly hôn")


def procedure(*components: Component) -> Procedure:
    return Procedure("1.004873", "X", "Hộ tịch", DeadlineRule(Term.WORKING_DAYS, 3), date(2025, 7, 1), components)


MARITAL_STATUS = procedure(
    component("to-khai"),
    component("ly-hon", required=False),
    component("ket-hon", Due.LOOK_UP),
    component("cu-tru", Due.LOOK_UP),
)


def dossier(*held: HeldPaper, of: Procedure = MARITAL_STATUS, look_up: LookUpState = LookUpState.ANSWERED) -> Dossier:
    return Dossier(UUID(int=1), DAY, CITIZEN, of, held, RULES, look_up=look_up)


papers = st.builds(
    paper,
    st.sampled_from([*KINDS, "du-lieu.cu-tru", "khac"]),
    st.sampled_from(list(LegalState)),
    st.sampled_from(["kho", "dan-cu"]),
    st.none() | st.dates(DAY - timedelta(days=2), DAY + timedelta(days=2)),
    st.integers(0, 40).map(lambda days: NOW - timedelta(days=days)),
    st.uuids(version=4).map(str),
)
held_papers = st.lists(papers, max_size=8).map(tuple)
procedures = st.lists(
    st.builds(component, st.sampled_from(KINDS), st.sampled_from(list(Due)), st.booleans()),
    max_size=4,
    unique_by=lambda c: c.code,
).map(lambda components: procedure(*components))


ACTS: dict[str, Callable[[Dossier, str], Dossier]] = {
    "ask: incident": lambda d, code: d.ask_for(code, AskAgain.INCIDENT),
    "ask: offline": lambda d, code: d.ask_for(code, AskAgain.OFFLINE),
    "ask: wrong data": lambda d, code: d.ask_for(code, AskAgain.WRONG_DATA),
    "capture": lambda d, code: d.capture(code, ("a" * 64,)),
    "look up later": lambda d, code: d.look_up_later(code),
    "need": lambda d, code: d.need(code),
    "not needed": lambda d, code: d.need(code, False),
    "release": lambda d, code: d.release(code),
    "show": lambda d, code: d.show(code, NOW),
    "take": lambda d, code: d.take(code),
}


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier as it may stand in the middle of the clerk's work: some acts done, refused ones left undone."""
    here = dossier(*draw(held_papers), of=draw(procedures), look_up=draw(st.sampled_from(list(LookUpState))))
    codes = [c.code for c in here.procedure.components] if here.procedure else []
    if codes:
        for act in draw(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(codes)), max_size=6)):
            here = done(here, *act)
    return here


def done(here: Dossier, act: str, code: str) -> Dossier:
    """After `act` on the component; the same where the house refuses it."""
    try:
        return ACTS[act](here, code)
    except CounterError:
        return here


@st.composite
def offering(draw: st.DrawFn) -> Dossier:
    """One of these that offers a held paper: a required component, and a signed paper that stands for it, are among the
    rest."""
    here = draw(dossiers())
    kind = draw(st.sampled_from([kind for kind in KINDS if kind != "to-khai"]))
    rest = [c for c in (here.procedure.components if here.procedure else ()) if c.code != kind]
    settled = tuple(s for s in here.settlements if s.component != kind)
    asked = tuple(a for a in here.asked if a.component != kind)
    whole = replace(here, procedure=procedure(component(kind), *rest), settlements=settled, asked=asked)
    return replace(whole, held=(*here.held, paper(kind)))
