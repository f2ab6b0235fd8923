"""A straight page as the draft keeps it: what it was made from, the verdict on it, and whether it came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..domain.card_sides import doubts_beside
from ..domain.page_fault import PageFault
from ..ports import CapturedPage, Imaging, Origin, PageImage, RawImage, StraightPage, Vault


def captured_from(
    straight: StraightPage,
    name: str,
    raws: tuple[RawImage, ...],
    known: Sequence[CapturedPage],
    imaging: Imaging,
    vault: Vault,
) -> CapturedPage:
    """The page with its verdict; a sheet that lies among the known pages already is flagged, and kept. A card's side
    is laid beside the other, which is among them."""
    alike = [page for page in known if page.name != name and imaging.may_be_same(straight.look, page.look)]
    twice = any(imaging.is_same_sheet(straight.jpeg, vault.get(page.name)) for page in alike)
    codes = () if PageFault.UNCUT in straight.faults else imaging.read_page_codes(straight.jpeg)
    doubts = doubts_beside(codes, [page.codes for page in known if page.name != name])
    return CapturedPage(
        name=name,
        width=straight.width,
        height=straight.height,
        dpi=straight.dpi,
        blank=straight.blank,
        turn_sure=straight.turn_sure,
        faults=(*straight.faults, PageFault.TWICE) if twice else straight.faults,
        look=straight.look,
        raws=raws,
        corners=straight.corners,
        corners_sure=straight.found_sure,
        codes=tuple(dict.fromkeys((*codes, *doubts))),
    )


def straight_pieces(imaging: Imaging, image: PageImage, pieces: tuple[PageImage, ...]) -> tuple[StraightPage, ...]:
    """Each piece of an image straightened; the image itself where it has not several. Raises NotAnImage."""
    if len(pieces) < 2:
        return (imaging.straighten(image),)
    return tuple(replace(imaging.straighten(piece), corners=None) for piece in pieces)  # the piece's, not the image's


def raw_of(page: CapturedPage) -> RawImage:
    """What a page of one image was made from; a page of before raw images were kept is its own."""
    return page.raws[0] if page.raws else RawImage(page.upright or page.name, page.dpi, Origin.SCANNER)


def told_apart(jpeg: bytes, nth: int) -> bytes:
    """Two sheets of one stack may give the very same bytes (blank ones from a file), and both are kept: the later
    carries its number in a comment of the JPEG. A file taken in again after a crash gives the same names again."""
    if nth == 0:
        return jpeg
    comment = str(nth).encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]
