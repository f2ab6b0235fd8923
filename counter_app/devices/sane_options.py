"""SANE options by meaning: every vendor has other names for feeder, duplex, colour and paper size."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import _sane

from ..ports import PaperSize, PaperSource, ScanRequest
from .driver import Settings

_DUPLEX = re.compile(r"duplex|both sides|two-?sided|2-?sided", re.IGNORECASE)
_FEEDER = re.compile(r"adf|feeder|sheet ?fed|simplex", re.IGNORECASE)
_BACK_ONLY = re.compile(r"back|rear", re.IGNORECASE)
_GLASS = re.compile(r"flatbed|flat bed|glass|platen|normal|document table", re.IGNORECASE)
_COLOUR = re.compile(r"colou?r|rgb", re.IGNORECASE)
_GREY = re.compile(r"gr[ae]y", re.IGNORECASE)
_SOURCES = ("source", "doc_source", "scan_source", "ScanSource", "feeder_mode")
_DUPLEX_SWITCHES = ("adf_mode", "duplex", "ScanMode", "scan_mode", "sides", "adf_duplex")
_USUAL = (150, 200, 300, 400, 600)
_SLACK_MM = 1.0  # a glass for A4 may say 209.8 or 215.9


class SaneOptions:
    """The options of one open device."""

    def __init__(self, device: Any) -> None:
        self._device = device

    # -- what it can ----------------------------------------------------------------------------------------

    def sources(self) -> tuple[PaperSource, ...]:
        """In the order that a clerk wants them; a device that does not say has a glass."""
        found = {_kind(text) for _, text in self._source_values()} - {None}
        if self._duplex_switch() and (PaperSource.FEEDER in found or not found):
            found |= {PaperSource.FEEDER, PaperSource.DUPLEX}
        return tuple(source for source in PaperSource if source in found) or (PaperSource.GLASS,)

    def resolutions(self) -> tuple[int, ...]:
        option = self._option("resolution", "x_resolution")
        limits = option.constraint if option else None
        if isinstance(limits, list):
            return tuple(sorted({int(value) for value in limits if isinstance(value, int | float) and value > 0}))
        if isinstance(limits, tuple):
            return tuple(value for value in _USUAL if limits[0] <= value <= limits[1])
        return (300,)

    def has_colour(self) -> bool:
        return any(_COLOUR.search(text) for text in self._texts("mode")) or self._option("mode") is None

    def papers(self) -> tuple[PaperSize, ...]:
        """The sheets that fit; only A4 of a device that does not say how large it is."""
        width, height = self._most("page_width", "br_x"), self._most("page_height", "br_y")
        if not width or not height:
            return (PaperSize.A4,)
        fits = (paper for paper in PaperSize if paper is not PaperSize.LARGEST and _fits(paper, width, height))
        return (*fits, PaperSize.LARGEST)

    def dpi(self) -> int:
        """What the device is set to; 0 where it does not say."""
        for name in ("resolution", "x_resolution"):
            if self._option(name):
                with suppress(_sane.error, AttributeError, TypeError, ValueError):
                    return round(float(getattr(self._device, name)))
        return 0

    # -- what is asked ----------------------------------------------------------------------------------------

    def choose(self, request: ScanRequest) -> PaperSource:
        """Sets source, colour, resolution and paper; returns the source that is really used.

        A scanner with one way in uses it, whatever was asked: a clerk at a plain flatbed presses F5 as well.
        """
        source = request.source
        can = self.sources()
        if source not in can:
            source = next((near for near in (PaperSource.FEEDER, PaperSource.DUPLEX) if near in can), can[0])
        self._set_source(source)
        wanted = _COLOUR if request.colour else _GREY
        self._set_text("mode", next((text for text in self._texts("mode") if wanted.search(text)), None))
        self._set("depth", 8)
        self._set_resolution(request.dpi)
        self._set_paper(request.paper)
        return source

    def apply(self, settings: Settings) -> None:
        """Sets the device's own switches; one that this device lacks is left alone."""
        for name, value in settings.items():
            self._set(name.replace("-", "_"), value)

    # -- by meaning -------------------------------------------------------------------------------------------

    def _set_source(self, source: PaperSource) -> None:
        values = self._source_values()
        switch = self._duplex_switch()
        kind = PaperSource.FEEDER if source is PaperSource.DUPLEX and switch else source
        exact = [pair for pair in values if _kind(pair[1]) is kind]
        near = exact or [
            pair for pair in values if source is not PaperSource.GLASS and _kind(pair[1]) is PaperSource.DUPLEX
        ]
        if near:
            self._set(*near[0])
        if switch and source is not PaperSource.GLASS:
            name, on, off = switch
            self._set(name, on if source is PaperSource.DUPLEX else off)

    def _source_values(self) -> list[tuple[str, str]]:
        for name in _SOURCES:
            texts = self._texts(name)
            if texts:
                # The back of a sheet alone is nobody's wish at a counter.
                return [(name, text) for text in texts if not (_BACK_ONLY.search(text) and not _DUPLEX.search(text))]
        return []

    def _duplex_switch(self) -> tuple[str, Any, Any] | None:
        """Option name, its value for both sides, its value for one."""
        for name in _DUPLEX_SWITCHES:
            option = self._device.opt.get(name)
            if option is None:
                continue
            if option.type == _sane.TYPE_BOOL:
                return name, 1, 0
            texts = self._texts(name, also_inactive=True)
            on = next((text for text in texts if _DUPLEX.search(text)), None)
            off = next((text for text in texts if not _DUPLEX.search(text)), None)
            if on and off:
                return name, on, off
        return None

    def _set_resolution(self, dpi: int) -> None:
        can = self.resolutions()
        # Rather too fine than too coarse: the archive wants what was asked.
        best = min((value for value in can if value >= dpi), default=max(can, default=dpi))
        option = self._option("resolution", "x_resolution")
        if option and isinstance(option.constraint, tuple) and option.constraint[0] <= dpi <= option.constraint[1]:
            best = dpi
        self._set("resolution", best)
        self._set("x_resolution", best)
        self._set("y_resolution", best)

    def _set_paper(self, paper: PaperSize) -> None:
        """The sheet, or as much of it as the device has; devices that count in pixels keep their own."""
        width, height = paper.millimetres
        for name, millimetres in (("page_width", width), ("page_height", height)):
            self._set_length(name, millimetres)
        for name, millimetres in (("tl_x", 0.0), ("tl_y", 0.0), ("br_x", width), ("br_y", height)):
            self._set_length(name, millimetres)

    def _most(self, *names: str) -> float:
        """The longest that one of these options takes, in mm; 0 where none says."""
        for name in names:
            option = self._option(name)
            if option is not None and option.unit == _sane.UNIT_MM and isinstance(option.constraint, tuple):
                return float(option.constraint[1])
        return 0.0

    def _set_length(self, name: str, millimetres: float) -> None:
        option = self._option(name)
        if option and option.unit == _sane.UNIT_MM:
            limits = option.constraint
            if isinstance(limits, tuple):
                millimetres = max(limits[0], min(millimetres, limits[1]))
            self._set(name, millimetres)

    # -- plainly ----------------------------------------------------------------------------------------------

    def _option(self, *names: str) -> Any | None:
        for name in names:
            option = self._device.opt.get(name)
            if option is not None and option.is_active():
                return option
        return None

    def _texts(self, name: str, also_inactive: bool = False) -> list[str]:
        option = self._device.opt.get(name) if also_inactive else self._option(name)
        limits = option.constraint if option is not None else None
        return [value for value in limits if isinstance(value, str)] if isinstance(limits, list) else []

    def _set_text(self, name: str, value: str | None) -> None:
        if value is not None:
            self._set(name, value)

    def _set(self, name: str, value: Any) -> None:
        """Drivers reload their options after each change, and some refuse a value that they listed."""
        option = self._option(name)
        if option is None or not option.is_settable():
            return
        if option.type in (_sane.TYPE_INT, _sane.TYPE_BOOL) and not isinstance(value, str):
            value = int(value)
        with suppress(_sane.error, AttributeError, TypeError):
            setattr(self._device, name, value)


def _fits(paper: PaperSize, width: float, height: float) -> bool:
    wide, high = paper.millimetres
    return wide <= width + _SLACK_MM and high <= height + _SLACK_MM


def _kind(text: str) -> PaperSource | None:
    if _DUPLEX.search(text):
        return PaperSource.DUPLEX
    if _FEEDER.search(text):
        return PaperSource.FEEDER
    if _GLASS.search(text):
        return PaperSource.GLASS
    return None
