"""What the head line says of a party, behind the name. Pure."""

from __future__ import annotations

from counter_app.domain.party import Child, Foreigner, Organisation, Party, identity

from ..core_words import spoken
from ..language import tr


def about(party: Party, communes: tuple[str, ...], asks_where: bool = False) -> list[str]:
    """Number, sex, birth, where from: `communes`, those of today that the address may lie in; `asks_where`: it is one
    of before, and no table knows."""
    parts = [_numbered(party)]
    if not isinstance(party, Organisation):
        parts += [party.nationality] if isinstance(party, Foreigner) and party.nationality else []
        parts += [spoken(party.sex.value)] if party.sex else []
        parts += [party.birth_date.printed()] if party.birth_date else []
    today, home = _today(party, communes, asks_where), [party.address] if party.address else []
    open_still = party.commune is None and bool(today)  # in front, where nothing is cut off
    return [*parts, *today, *home] if open_still else [*parts, *home, *today]


def _numbered(party: Party) -> str:
    number = identity(party)[1]
    match party:
        case Child():
            return tr("chưa có số định danh")
        case Foreigner():
            return tr("hộ chiếu {number}").format(number=number)
        case Organisation():
            return tr("mã số {number}").format(number=number)
        case _:
            return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"


def _today(party: Party, communes: tuple[str, ...], asks_where: bool) -> list[str]:
    """A commune that was split has several: the citizen says which."""
    if party.commune is not None:
        told = party.commune.name in communes or not party.commune.named_in(party.address)
        return [tr("nay thuộc {name}").format(name=party.commune.name)] if told else []
    if asks_where:
        return [tr("chưa có dữ liệu chia tách của nơi này: hỏi địa chỉ hôm nay")]
    return [tr("nay thuộc {join}?").format(join=tr(" hoặc ").join(communes))] if communes else []
