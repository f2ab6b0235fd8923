"""Any dossier at all, for hypothesis."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import (
    AskAgain,
    Asked,
    Captured,
    Channel,
    Dossier,
    LookUpLater,
    LookUpState,
    Shown,
    Taken,
)
from counter_app.domain.paper import HeldPaper, LegalState, ReplacementRule
from counter_app.domain.procedure import Component, DeadlineRule, Due, FeeRule, OnlineFee, Procedure, Term

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
moments = st.datetimes(
    datetime(1980, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds; before 1906 offsets had seconds
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, VIETNAM, timezone(timedelta(hours=-3, minutes=-30))]),
)
people = st.from_regex(r"[0-9]{12}", fullmatch=True, alphabet="0123456789").map(PersonalNumber)
citizens = st.builds(
    Citizen,
    people,
    texts,
    st.none() | st.dates(date(1900, 1, 1)).map(PartialDate.from_date) | st.builds(PartialDate, st.integers(1900, 2100)),
    st.none() | st.sampled_from(Sex),
    texts,
    st.none() | texts,
    texts,
)
papers = st.builds(
    HeldPaper,
    texts,
    people,
    texts,
    texts,
    texts,
    st.sampled_from(LegalState),
    moments,
    st.none() | st.dates(),
    st.none() | st.dates(),
    texts,
    texts,
    texts,
)
settlements = (
    st.builds(Captured, texts, st.lists(texts, max_size=3).map(tuple))
    | st.builds(Taken, texts, papers, texts)
    | st.builds(Shown, texts, moments)
    | st.builds(LookUpLater, texts)
)
procedures = st.builds(
    Procedure,
    code=texts,
    name=texts,
    field_name=texts,
    deadline=st.builds(DeadlineRule, st.sampled_from(Term), st.integers(0, 100)),
    valid_from=st.dates(),
    components=st.lists(
        st.builds(Component, texts, texts, st.sampled_from(Due), st.lists(texts, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    fee=st.builds(FeeRule, amount=st.integers(0, 10**9), cap=st.none() | st.integers(0, 10**9)),
    online_fees=st.lists(
        st.builds(OnlineFee, st.builds(FeeRule, amount=st.integers(0, 10**9)), texts, st.dates()), max_size=2
    ).map(tuple),
    valid_to=st.none() | st.dates(),
    aliases=st.lists(texts, max_size=2).map(tuple),
)
rules = st.builds(
    ReplacementRule,
    texts,
    texts,
    st.frozensets(st.sampled_from(LegalState)),
    texts,
    st.dates(),
    sources=st.frozensets(texts, max_size=2),
    max_age_days=st.none() | st.integers(0, 999),
)
dossiers = st.builds(
    Dossier,
    id=st.uuids(),
    day=st.dates(),
    applicant=st.none() | citizens,
    procedure=st.none() | procedures,
    held=st.lists(papers, max_size=2).map(tuple),
    rules=st.lists(rules, max_size=2).map(tuple),
    settlements=st.lists(settlements, max_size=4).map(tuple),
    asked=st.lists(st.builds(Asked, texts, st.sampled_from(AskAgain), texts), max_size=2).map(tuple),
    needed_after_all=st.frozensets(texts, max_size=3),
    look_up=st.sampled_from(LookUpState),
    channel=st.sampled_from(Channel),
    copies=st.integers(1, 99),
)
