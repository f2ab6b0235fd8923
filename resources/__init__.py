"""Read-only data that the law or a province can change: catalogue, calendar, units, forms, fonts, words."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


def catalogue_bundle() -> dict[str, Any]:
    """The catalogue as shipped, in the shape that `counter_app.domain.catalogue.parse_bundle` reads."""
    folder = files(__name__) / "catalogue"
    bundle: dict[str, Any] = _json("catalogue/catalogue.json")
    bundle["kinds"] = _json("catalogue/kinds.json")
    bundle["rules"] = _json("catalogue/rules.json")
    bundle["procedures"] = []
    for part in sorted((folder / "procedures").iterdir(), key=lambda file: file.name):
        if part.name.endswith(".json"):
            bundle["procedures"] += json.loads(part.read_text("utf-8"))
    bundle["calendar"] = _json("calendar/vietnam.json")
    return bundle


@cache
def kinds_of_paper() -> dict[str, tuple[str, ...]]:
    """The kinds of paper that people hand in, as shipped: of each its name, and what else it is headed with."""
    kinds = _json("catalogue/kinds.json")
    papers = {code: kind for code, kind in kinds.items() if not code.startswith("du-lieu.")}
    return {code: (kind["name"], *kind.get("titles", ())) for code, kind in papers.items()}


def units_data() -> dict[str, Any]:
    """Communes of today and those before 7/2025, in the shape that `counter_app.domain.units.parse_units` reads."""
    data: dict[str, Any] = _json("units/can-tho.json")
    return data


@cache
def units_elsewhere() -> dict[str, Any]:
    """The same of all other provinces, shorter (`counter_app.domain.units.Elsewhere`)."""
    data: dict[str, Any] = _json("units/elsewhere.json")
    return data


def recovery_words() -> tuple[str, ...]:
    """The 1,024 words of recovery codes, in their order (tools/make_recovery_words.py)."""
    return tuple((files(__name__) / "recovery" / "words.txt").read_text("ascii").split())


def demo_people() -> list[dict[str, Any]]:
    """The made-up people of the demonstration, each with the pass word that stands on its log-in screen."""
    people: list[dict[str, Any]] = _json("demo_people.json")
    return people


def training_people() -> list[dict[str, Any]]:
    """The made-up citizens of the training, each with what the State holds of them."""
    people: list[dict[str, Any]] = _json("training/people.json")
    return people


def retention_rules() -> list[dict[str, Any]]:
    """How long what is kept, in the shape that `counter_app.domain.retention.parse_rules` reads."""
    rules: list[dict[str, Any]] = _json("retention/rules.json")
    return rules


def notice() -> str:
    """Whose work ships, with every licence's text: as packed (NOTICE.txt beside the program), else the short NOTICE.
    Raises FileNotFoundError."""
    return packed_notice() or (Path(__file__).parents[1] / "NOTICE").read_text("utf-8")


def packed_notice() -> str | None:
    """None where the program is not packed."""
    packed = Path(__file__).parents[1] / "NOTICE.txt"
    return packed.read_text("utf-8") if packed.is_file() else None


def exchange_codes(system: str) -> dict[str, Any]:
    """The code lists of another system, each with the day from which it holds (resources/exchange/README.md)."""
    lists: dict[str, Any] = _json(f"exchange/{system}.json")
    return lists


def life_rules() -> list[dict[str, Any]]:
    """What the law says of a dossier after acceptance, in the shape that `counter_app.domain.life.parse_rules`
    reads."""
    rules: list[dict[str, Any]] = _json("life/rules.json")
    return rules


def copy_rules() -> list[dict[str, Any]]:
    """What the law says of certified copies, in the shape that `counter_app.domain.certified_copy.parse_rules`
    reads."""
    rules: list[dict[str, Any]] = _json("copies/rules.json")
    return rules


def relations() -> list[dict[str, Any]]:
    """What somebody may be to the owner of a dossier that he hands in, in the shape that
    `counter_app.domain.party.relations_on` reads."""
    known: list[dict[str, Any]] = _json("behalf/relations.json")
    return known


def khmer_groups() -> dict[str, str]:
    """The service groups' names in Khmer, by code, as the queue ticket has them; not yet read by a native speaker."""
    names: dict[str, str] = tomllib.loads((files(__name__) / "forms" / "ticket-km.toml").read_text("utf-8"))["groups"]
    return names


@cache
def khmer_for_citizens() -> dict[str, str]:
    """The citizen's screen in Khmer, by key; not yet read by a native speaker."""
    words = tomllib.loads((files(__name__) / "i18n" / "citizen-km.toml").read_text("utf-8"))
    return {key: text for key, text in words.items() if isinstance(text, str)}


@cache
def english_words() -> dict[str, str]:
    """The clerk's screens in English, by the Vietnamese that stands in the code (tools/words.py)."""
    from xml.etree import ElementTree

    text = (files(__name__) / "i18n" / "en.ts").read_text("utf-8")
    found = ElementTree.fromstring(text).iter("message")  # noqa: S314 - our own file
    return {one.findtext("source") or "": words for one in found if (words := one.findtext("translation"))}


def _json(name: str) -> Any:
    return json.loads((files(__name__) / name).read_text("utf-8"))
