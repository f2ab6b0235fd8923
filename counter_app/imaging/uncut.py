"""A picture that no library got through, as a page: nothing is unpacked here."""

from __future__ import annotations

from counter_app.domain.page_fault import PageFault
from counter_app.ports import StraightPage

from .header import header_of


def uncut(jpeg: bytes, dpi: int) -> StraightPage:
    """`jpeg` as it came, whole, at the density it was scanned at (0: what its header says). Raises NotAnImage."""
    header = header_of(jpeg)
    return StraightPage(
        jpeg=jpeg,
        width=header.width,
        height=header.height,
        dpi=dpi or header.dpi or _UNKNOWN,
        skew=0.0,
        turned=0,
        turn_sure=False,
        blank=False,
        faults=(PageFault.UNCUT,),
        found_sure=False,
    )


_UNKNOWN = 200  # the law's least
