"""What stands still: a dossier in which nothing has happened for longer than a unit lets it lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .life import Stage


class WhyStill(StrEnum):
    """The first level is the stage it lies in; `SET_ASIDE`: the province does not take what was sent of it."""

    AT_THE_COUNTER = "at-the-counter"
    AT_THE_UNIT = "at-the-unit"
    NOT_SUPPLEMENTED = "not-supplemented"
    NOT_FETCHED = "not-fetched"
    SET_ASIDE = "set-aside"


WHY = {
    Stage.RECEIVED: WhyStill.AT_THE_COUNTER,
    Stage.PROCESSING: WhyStill.AT_THE_UNIT,
    Stage.SUPPLEMENT: WhyStill.NOT_SUPPLEMENTED,
    Stage.DONE: WhyStill.NOT_FETCHED,
}


@dataclass(frozen=True, slots=True)
class Patience:
    """Days without a step after which a dossier counts as standing still, by its stage; a stage that is not named
    never does."""

    days: Mapping[Stage, int] = field(
        default_factory=lambda: {Stage.RECEIVED: 2, Stage.PROCESSING: 15, Stage.SUPPLEMENT: 30, Stage.DONE: 30}
    )
