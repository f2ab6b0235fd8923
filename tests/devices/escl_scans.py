"""What the eSCL tests share: a scan of the fake scanner as far as it came, and how long a test is patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counter_app.devices.driver import Setting
from counter_app.devices.escl.driver import EsclDriver
from counter_app.domain.errors import ScannerFault
from counter_app.ports import PaperSource, ScanRequest
from tests.services.escl import FakeScanner

FEEDER, DUPLEX, GLASS = PaperSource.FEEDER, PaperSource.DUPLEX, PaperSource.GLASS
AT_ONCE: dict[str, Setting] = {"retry": 0.02, "next_page": 0.0, "patience": 3.0, "accept": 0.5}


def nobody_cancels() -> bool:
    return False


def scan(
    scanner: FakeScanner,
    source: PaperSource = FEEDER,
    cancelled: Callable[[], bool] = nobody_cancels,
    settings: dict[str, Setting] = AT_ONCE,
    **more: object,
) -> tuple[list[bytes], ScannerFault | None]:
    """The pages that were handed over, and the fault that came after them."""
    request = replace(ScanRequest(scanner.uuid, source, dpi=100), **more)  # type: ignore[arg-type]
    pages: list[bytes] = []
    try:
        for page in EsclDriver().scan(request, {"address": scanner.address, **settings}, cancelled):
            assert (page.media_type, page.dpi) == ("image/jpeg", max(100, request.dpi))
            pages.append(page.data)
    except ScannerFault as fault:
        return pages, fault
    return pages, None
