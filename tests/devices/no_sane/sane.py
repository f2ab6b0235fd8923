"""Stands in for a system without SANE: whoever imports it finds nothing."""

raise ModuleNotFoundError("No module named 'sane'", name="sane")
