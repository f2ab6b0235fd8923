"""How a scan is asked for, in words. Pure."""

from __future__ import annotations

from counter_app.ports import PaperSize, PaperSource, ScanRequest

_SOURCES = {
    PaperSource.FEEDER: "khay nạp, một mặt",
    PaperSource.DUPLEX: "khay nạp, hai mặt",
    PaperSource.GLASS: "mặt kính",
    PaperSource.BY_HAND: "khay nạp, hai mặt, lật tay",
}
_PAPERS = {PaperSize.LETTER: "Letter", PaperSize.LEGAL: "Legal", PaperSize.LARGEST: "hết khổ máy"}


def request_words(request: ScanRequest) -> str:
    """`khay nạp, một mặt · A4 · 300 dpi · màu`."""
    paper = _PAPERS.get(request.paper, request.paper.value.upper())
    return f"{_SOURCES[request.source]} · {paper} · {request.dpi} dpi · {'màu' if request.colour else 'trắng đen'}"
