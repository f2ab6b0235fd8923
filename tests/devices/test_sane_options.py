"""Vendors name feeder, duplex and colour as they like: their option tables, as SANE's backends list them."""

from __future__ import annotations

from typing import Any

import _sane
import pytest
import sane

from counter_app.devices.sane_options import SaneOptions
from counter_app.ports import PaperSize, PaperSource, ScanRequest

FEEDER, DUPLEX, GLASS = PaperSource.FEEDER, PaperSource.DUPLEX, PaperSource.GLASS
_SETTABLE = 1 | 4
_RESOLUTION = ("resolution", _sane.TYPE_INT, [75, 200, 300, 600])


class RecordedDevice:
    """A scanner's option table, with python-sane's own option objects; remembers what was set."""

    def __init__(self, *table: tuple[str, int, Any]) -> None:
        self.opt: dict[str, sane.Option] = {}
        self.values: dict[str, Any] = {}
        for index, (name, kind, constraint) in enumerate(table):
            unit = _sane.UNIT_MM if name.startswith(("tl", "br", "page")) else _sane.UNIT_NONE
            option = sane.Option((index, name, name, "", kind, unit, 4, _SETTABLE, constraint), self)
            self.opt[option.py_name] = option

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.__dict__.get("opt", {}):
            super().__setattr__(name, value)
            return
        limits = self.opt[name].constraint
        if isinstance(limits, list) and value not in limits:
            raise _sane.error("Invalid argument")
        self.values[name] = value


def text(name: str, *values: str) -> tuple[str, int, Any]:
    return (name, _sane.TYPE_STRING, list(values))


FUJITSU = (text("source", "ADF Front", "ADF Back", "ADF Duplex"), text("mode", "Lineart", "Gray", "Color"))
HP = (text("source", "Flatbed", "ADF", "Duplex"), text("mode", "Lineart", "Gray", "Color"))
EPSON = (text("source", "Flatbed", "Automatic Document Feeder"), text("adf-mode", "Simplex", "Duplex"))
BROTHER = (
    text(
        "source",
        "FlatBed",
        "Automatic Document Feeder(left aligned)",
        "Automatic Document Feeder(left aligned,Duplex)",
    ),
    text("mode", "Black & White", "True Gray", "24bit Color[Fast]"),
)
KODAK = (text("source", "ADF", "Flatbed"), ("duplex", _sane.TYPE_BOOL, None))
RICOH = (text("source", "ADF Front", "ADF Duplex - Long-Edge Binding", "ADF Duplex - Short-Edge Binding"),)
SHEETFED = (("duplex", _sane.TYPE_BOOL, None),)
PLAIN = (text("mode", "Gray", "Color"),)


@pytest.mark.parametrize(
    ("table", "sources"),
    [
        (FUJITSU, (FEEDER, DUPLEX)),
        (HP, (FEEDER, DUPLEX, GLASS)),
        (EPSON, (FEEDER, DUPLEX, GLASS)),
        (BROTHER, (FEEDER, DUPLEX, GLASS)),
        (KODAK, (FEEDER, DUPLEX, GLASS)),
        (RICOH, (FEEDER, DUPLEX)),
        (SHEETFED, (FEEDER, DUPLEX)),
        (PLAIN, (GLASS,)),
    ],
)
def test_each_vendor_s_ways_in_are_known(table: tuple[Any, ...], sources: tuple[PaperSource, ...]) -> None:
    assert SaneOptions(RecordedDevice(*table)).sources() == sources


@pytest.mark.parametrize(
    ("table", "source", "used", "set_to"),
    [
        (FUJITSU, FEEDER, FEEDER, {"source": "ADF Front"}),
        (FUJITSU, DUPLEX, DUPLEX, {"source": "ADF Duplex"}),
        (FUJITSU, GLASS, FEEDER, {"source": "ADF Front"}),
        (HP, DUPLEX, DUPLEX, {"source": "Duplex"}),
        (EPSON, DUPLEX, DUPLEX, {"source": "Automatic Document Feeder", "adf_mode": "Duplex"}),
        (EPSON, FEEDER, FEEDER, {"source": "Automatic Document Feeder", "adf_mode": "Simplex"}),
        (EPSON, GLASS, GLASS, {"source": "Flatbed"}),
        (BROTHER, DUPLEX, DUPLEX, {"source": "Automatic Document Feeder(left aligned,Duplex)"}),
        (KODAK, DUPLEX, DUPLEX, {"source": "ADF", "duplex": 1}),
        (KODAK, FEEDER, FEEDER, {"source": "ADF", "duplex": 0}),
        (RICOH, DUPLEX, DUPLEX, {"source": "ADF Duplex - Long-Edge Binding"}),
        (SHEETFED, FEEDER, FEEDER, {"duplex": 0}),
        (PLAIN, FEEDER, GLASS, {}),
    ],
)
def test_the_stack_goes_the_way_that_was_asked(
    table: tuple[Any, ...], source: PaperSource, used: PaperSource, set_to: dict[str, object]
) -> None:
    device = RecordedDevice(*table)
    assert SaneOptions(device).choose(ScanRequest("", source)) is used
    assert {name: value for name, value in device.values.items() if name != "mode"} == set_to


def test_colour_and_grey_are_found_by_their_meaning() -> None:
    device = RecordedDevice(*BROTHER)
    SaneOptions(device).choose(ScanRequest("", colour=True))
    assert device.values["mode"] == "24bit Color[Fast]"
    SaneOptions(device).choose(ScanRequest("", colour=False))
    assert device.values["mode"] == "True Gray"


@pytest.mark.parametrize(("asked", "best"), [(300, 300), (150, 200), (1200, 600)])
def test_a_resolution_that_is_not_there_becomes_the_next_finer(asked: int, best: int) -> None:
    device = RecordedDevice(*PLAIN, _RESOLUTION)
    SaneOptions(device).choose(ScanRequest("", dpi=asked))
    assert device.values["resolution"] == best


def test_a4_is_scanned_or_as_much_of_it_as_the_glass_has() -> None:
    device = RecordedDevice(
        *PLAIN,
        *[
            (name, _sane.TYPE_FIXED, (0.0, top, 0.0))
            for name, top in (("tl-x", 215.9), ("tl-y", 297.2), ("br-x", 215.9), ("br-y", 290.0))
        ],
    )
    SaneOptions(device).choose(ScanRequest(""))
    assert {name: device.values[name] for name in ("tl_x", "tl_y", "br_x", "br_y")} == {
        "tl_x": 0.0,
        "tl_y": 0.0,
        "br_x": 210.0,
        "br_y": 290.0,
    }


def glass(width: float, height: float) -> RecordedDevice:
    return RecordedDevice(
        *PLAIN,
        *[
            (name, _sane.TYPE_FIXED, (0.0, top, 0.0))
            for name, top in (("tl-x", width), ("tl-y", height), ("br-x", width), ("br-y", height))
        ],
    )


def test_a_smaller_sheet_is_scanned_as_it_is() -> None:
    device = glass(215.9, 297.2)
    SaneOptions(device).choose(ScanRequest("", paper=PaperSize.A5))
    assert (device.values["br_x"], device.values["br_y"]) == (148.0, 210.0)


def test_all_that_the_scanner_sees_is_what_it_says_itself() -> None:
    device = glass(305.0, 432.0)
    SaneOptions(device).choose(ScanRequest("", paper=PaperSize.LARGEST))
    assert (device.values["br_x"], device.values["br_y"]) == (305.0, 432.0)


def test_the_sheets_that_fit_are_known() -> None:
    assert PaperSize.A3 in SaneOptions(glass(305.0, 432.0)).papers()
    small = SaneOptions(glass(209.8, 296.9)).papers()  # an A4 glass, by its maker's measure
    assert PaperSize.A4 in small
    assert PaperSize.A3 not in small
    assert SaneOptions(RecordedDevice(*PLAIN)).papers() == (PaperSize.A4,)
