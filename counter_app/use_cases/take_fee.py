"""Takes a dossier's fee: in cash, by a transfer that somebody must see on the account, or not at all, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.errors import NotNow
from ..domain.fee import Pay, Payment
from ..domain.life import Act, Step
from ..domain.people import Right
from ..domain.text import normal
from ..domain.viet_qr import reference_of
from .session import needs
from .stepping import Scene, Stepping


@dataclass(frozen=True)
class TakeFee(Stepping):
    """The receipt of the treasury is written by its own program: here its series and number are recorded."""

    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, how: Pay, series: str = "", number: str = "") -> Step:
        """Cash, or a transfer, which waits for reconciliation; cash also instead of one that never came. Raises
        UnknownDossier, NotNow."""

        def paid(scene: Scene, step: Step) -> Step:
            payment = Payment(
                how,
                scene.life.fee_open,
                series=normal(series),
                number=normal(number),
                reference=reference_of(dossier_id) if how is Pay.TRANSFER else "",
                settled=how is not Pay.TRANSFER,
            )
            return replace(step, reason=_instead(scene), payment=payment)

        return self._step(dossier_id, Act.FEE_TAKEN, paid)

    @needs(Right.FOLLOW)
    def waive(self, dossier_id: UUID, reason: str) -> Step:
        """Raises UnknownDossier, NotNow, WordsMissing."""

        def waived(scene: Scene, step: Step) -> Step:
            said = normal(reason)
            return replace(step, reason=said, payment=Payment(Pay.WAIVED, scene.life.fee_open, said))

        return self._step(dossier_id, Act.FEE_WAIVED, waived)

    @needs(Right.FOLLOW)
    def confirm(self, dossier_id: UUID, series: str = "", number: str = "") -> Step:
        """Somebody has seen the transfer on the account. Raises UnknownDossier, NotNow."""

        def seen(scene: Scene, step: Step) -> Step:
            before = scene.life.payment
            if before is None:
                raise NotNow(act=step.act.value, stage=scene.life.stage.value)
            told = normal(series) or before.series, normal(number) or before.number
            return replace(step, payment=replace(before, settled=True, series=told[0], number=told[1]))

        return self._step(dossier_id, Act.FEE_CONFIRMED, seen)


def _instead(scene: Scene) -> str:
    """Which promise this one replaces."""
    before = scene.life.payment
    return f"thay chuyển khoản {before.reference} chưa thấy" if before is not None else ""
