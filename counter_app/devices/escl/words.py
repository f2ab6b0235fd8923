"""What an eSCL scanner can and how it is, and the settings that it is sent: the protocol's XML by meaning. Pure.

Source: Mopria eSCL Technical Specification 2.97. Lengths are in 1/300 inch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from xml.sax.saxutils import escape

from ...domain.errors import CoverOpen, PaperJam, ScannerFault
from ...ports import Capabilities, PaperSize, PaperSource, ScanRequest
from .xml import Element, NotXml, parse

_USUAL = (150, 200, 300, 400, 600)
_LONGEST_NAME = 120
_PER_MM = 300 / 25.4
_JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Inlet:
    """One way that paper goes in. `width` and `height`: the largest sheet, 0 where it does not say. `steps`: the
    resolutions that it names; `span` the least and the most where it names a range."""

    width: int = 0
    height: int = 0
    steps: tuple[int, ...] = ()
    span: tuple[int, int] | None = None
    colour: bool = True
    grey: bool = True
    formats_ext: bool = False

    @property
    def resolutions(self) -> tuple[int, ...]:
        if self.steps:
            return self.steps
        least, most = self.span or (300, 300)
        return tuple(dpi for dpi in _USUAL if least <= dpi <= most) or (most,)

    def nearest(self, dpi: int) -> int:
        """Rather too fine than too coarse: the archive wants what was asked."""
        if not self.steps and self.span and self.span[0] <= dpi <= self.span[1]:
            return dpi
        return min((step for step in self.resolutions if step >= dpi), default=max(self.resolutions))


@dataclass(frozen=True, slots=True)
class About:
    """A scanner as it describes itself. `uuid`: lower-case, empty where it has none."""

    name: str
    uuid: str
    serial: str
    inlets: Mapping[PaperSource, Inlet] = field(default_factory=dict)

    def capabilities(self) -> Capabilities:
        sources = tuple(source for source in PaperSource if source in self.inlets)
        resolutions = {dpi for inlet in self.inlets.values() for dpi in inlet.resolutions}
        colour = any(inlet.colour for inlet in self.inlets.values())
        papers = tuple(paper for paper in PaperSize if any(_takes(inlet, paper) for inlet in self.inlets.values()))
        return Capabilities(sources, tuple(sorted(resolutions)), colour, papers)

    def way_in(self, wanted: PaperSource) -> PaperSource:
        """The source that is really used: a scanner with one way in uses it, whatever was asked."""
        near = {
            PaperSource.DUPLEX: (PaperSource.DUPLEX, PaperSource.FEEDER),
            PaperSource.GLASS: (PaperSource.GLASS, PaperSource.FEEDER),
        }.get(wanted, (PaperSource.FEEDER, PaperSource.DUPLEX))
        return next((source for source in near if source in self.inlets), next(iter(self.inlets)))


class JobState(StrEnum):
    """Of a scan job; GOING: pending or under way; UNTOLD: the scanner says nothing of it."""

    GOING = "going"
    DONE = "done"
    ABORTED = "aborted"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Status:
    """`fault`: the physical cause that the scanner names, where it names one. `empty`: nothing lies in the feeder."""

    busy: bool
    empty: bool
    fault: type[ScannerFault] | None
    jobs: Mapping[str, JobState]

    def job(self, path: str) -> JobState:
        """By the last part of the address: scanners write it absolute or not, and with any host."""
        return self.jobs.get(path.rstrip("/").rpartition("/")[2], JobState.UNTOLD)


_FEEDER_FAULTS: tuple[tuple[str, type[ScannerFault]], ...] = (
    ("jam", PaperJam),
    ("mispick", PaperJam),
    ("multipick", PaperJam),
    ("pagetoo", PaperJam),  # a sheet longer or shorter than both-sides scanning can turn
    ("dooropen", CoverOpen),
    ("hatchopen", CoverOpen),
    ("coveropen", CoverOpen),
)
_JOB_STATES = {
    "pending": JobState.GOING,
    "processing": JobState.GOING,
    "completed": JobState.DONE,
    "canceled": JobState.ABORTED,
    "aborted": JobState.ABORTED,
}
_REASONS: tuple[tuple[str, type[ScannerFault]], ...] = (
    ("jam", PaperJam),
    ("dooropen", CoverOpen),
    ("cover", CoverOpen),
)


# --- what it says ------------------------------------------------------------------------------------------


def about(data: bytes) -> About:
    """ScannerCapabilities. Raises NotXml for whatever is no such thing, or names no way in."""
    root = _root(data, "ScannerCapabilities")
    inlets: dict[PaperSource, Inlet] = {}
    simplex = root.first("Adf", "AdfSimplexInputCaps")
    duplex = root.first("Adf", "AdfDuplexInputCaps")
    if simplex is not None:
        inlets[PaperSource.FEEDER] = _inlet(simplex, root)
    if duplex is None and any(option.text.strip().lower() == "duplex" for option in root.anywhere("AdfOption")):
        duplex = simplex  # says that it can, and nothing more of it
    if duplex is not None:
        inlets[PaperSource.DUPLEX] = _inlet(duplex, root)
    platen = root.first("Platen", "PlatenInputCaps")
    if platen is not None:
        inlets[PaperSource.GLASS] = _inlet(platen, root)
    if not inlets:
        raise NotXml("no way in")
    name = _plain(root.words("MakeAndModel") or root.words("ModelName")) or "eSCL"
    return About(name, plain_uuid(root.words("UUID")), _plain(root.words("SerialNumber")), inlets)


def status(data: bytes) -> Status:
    """ScannerStatus. Raises NotXml."""
    root = _root(data, "ScannerStatus")
    state, feeder = root.words("State").lower(), root.words("AdfState").lower()
    fault = next((cause for part, cause in _FEEDER_FAULTS if part in feeder), None)
    jobs: dict[str, JobState] = {}
    for job in root.all("Jobs", "JobInfo"):
        name = job.words("JobUri").rstrip("/").rpartition("/")[2]
        jobs[name] = _JOB_STATES.get(job.words("JobState").lower(), JobState.UNTOLD)
        if jobs[name] is JobState.ABORTED and fault is None:
            told = " ".join(reason.text for reason in job.anywhere("JobStateReason")).lower()
            fault = next((cause for part, cause in _REASONS if part in told), None)
    return Status(state in {"processing", "testing"}, feeder == "scanneradfempty", fault, jobs)


def plain_uuid(text: str) -> str:
    """The 32 digits, lower-case, with their dashes; empty for whatever is no UUID."""
    found = re.fullmatch(r"(?:urn:uuid:)?\{?([0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12})\}?", text.strip())
    if not found:
        return ""
    digits = found[1].replace("-", "").lower()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _root(data: bytes, tag: str) -> Element:
    root = parse(data)
    if root.tag != tag:
        raise NotXml("another document")
    return root


def _inlet(caps: Element, root: Element) -> Inlet:
    """Of a scanner that describes its settings once for all ways in, they stand at the root."""
    places = list(caps.anywhere("SettingProfile")) or list(root.all("SettingProfiles", "SettingProfile"))
    steps, modes, ext, span = set[int](), set[str](), False, None
    for place in places:
        modes |= {mode.text.strip().lower() for mode in place.anywhere("ColorMode")}
        ext = ext or any(True for _ in place.anywhere("DocumentFormatExt"))
        for step in place.anywhere("DiscreteResolution"):
            if step.number("XResolution") == step.number("YResolution"):
                steps.add(step.number("XResolution"))
        for between in place.anywhere("ResolutionRange"):
            least, most = between.number("XResolution", "Min"), between.number("XResolution", "Max")
            span = (least, most) if 0 < least <= most else span
    return Inlet(
        caps.number("MaxWidth"),
        caps.number("MaxHeight"),
        tuple(sorted(step for step in steps if 50 <= step <= 2400)),
        span,
        colour=not modes or any("rgb" in mode for mode in modes),
        grey=not modes or any("gray" in mode for mode in modes),
        formats_ext=ext,
    )


def _takes(inlet: Inlet, paper: PaperSize) -> bool:
    if paper is PaperSize.LARGEST:
        return True
    slack = 12  # 1 mm: a glass of A4 says 2480, 2479 or 2550
    width, height = _units(paper)
    return (not inlet.width or width <= inlet.width + slack) and (not inlet.height or height <= inlet.height + slack)


def _units(paper: PaperSize) -> tuple[int, int]:
    width, height = paper.millimetres
    return round(width * _PER_MM), round(height * _PER_MM)


def _plain(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:_LONGEST_NAME]


# --- what it is told ---------------------------------------------------------------------------------------


def scan_settings(inlet: Inlet, source: PaperSource, request: ScanRequest) -> bytes:
    """The body of a new scan job. The order of the parts is that which scanners were tested with by their makers."""
    width, height = _units(request.paper)
    width, height = min(width, inlet.width or 2550), min(height, inlet.height or 4200)
    colour = inlet.colour if request.colour else not inlet.grey
    dpi = inlet.nearest(request.dpi)
    parts = [
        *("<pwg:Version>2.0</pwg:Version>", "<pwg:ScanRegions><pwg:ScanRegion>"),
        "<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>",
        *("<pwg:XOffset>0</pwg:XOffset>", "<pwg:YOffset>0</pwg:YOffset>"),
        f"<pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>",
        "</pwg:ScanRegion></pwg:ScanRegions>",
        f"<pwg:InputSource>{'Platen' if source is PaperSource.GLASS else 'Feeder'}</pwg:InputSource>",
        f"<scan:ColorMode>{'RGB24' if colour else 'Grayscale8'}</scan:ColorMode>",
        f"<pwg:DocumentFormat>{escape(_JPEG)}</pwg:DocumentFormat>",
        f"<scan:DocumentFormatExt>{escape(_JPEG)}</scan:DocumentFormatExt>" if inlet.formats_ext else "",
        f"<scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>",
    ]
    if source is not PaperSource.GLASS:
        parts.append(f"<scan:Duplex>{'true' if source is PaperSource.DUPLEX else 'false'}</scan:Duplex>")
    spaces = (
        'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"'
        ' xmlns:escl="http://schemas.hp.com/imaging/escl/2011/05/03"'
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?><scan:ScanSettings {spaces}>{"".join(parts)}</scan:ScanSettings>'
    return body.encode()
