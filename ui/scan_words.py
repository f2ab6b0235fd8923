"""How a scan is asked for, in words. Pure."""

from __future__ import annotations

from counter_app.ports import PaperSize, PaperSource, ScanRequest

from .language import tr

_SOURCES = {
    PaperSource.FEEDER: tr("khay nạp, một mặt"),
    PaperSource.DUPLEX: tr("khay nạp, hai mặt"),
    PaperSource.GLASS: tr("mặt kính"),
    PaperSource.BY_HAND: tr("khay nạp, hai mặt, lật tay"),
}
_PAPERS = {PaperSize.LETTER: "Letter", PaperSize.LEGAL: "Legal", PaperSize.LARGEST: tr("hết khổ máy")}


def request_words(request: ScanRequest) -> str:
    """`khay nạp, một mặt · A4 · 300 dpi · màu`."""
    paper = _PAPERS.get(request.paper, request.paper.value.upper())
    return (
        f"{_SOURCES[request.source]} · {paper} · {request.dpi} dpi · {tr('màu') if request.colour else tr('trắng đen')}"
    )
