"""Whether a value is of the kind that an annotation says, all through: for what comes from a process that may lie."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from counter_app.ports import Imaging


@cache
def answer_of(verb: str) -> Any:
    """What `ports.Imaging` says that a verb gives; of one that gives several, each."""
    promised = get_type_hints(getattr(Imaging, verb))["return"]
    return get_args(promised)[0] if get_origin(promised) is Iterator else promised


def fits(value: object, kind: Any) -> bool:
    """Tuples, frozensets, dictionaries, unions, dataclasses and plain classes are understood; nothing else fits."""
    if kind is None or kind is types.NoneType:
        return value is None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and _all_fit(value, inner)
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(one, inner[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict) and all(fits(k, inner[0]) and fits(v, inner[1]) for k, v in value.items())
    if not isinstance(kind, type):
        return False
    if kind is float:
        return type(value) in (float, int)
    if type(value) is not kind:
        return False
    return not is_dataclass(kind) or all(fits(getattr(value, name), hint) for name, hint in _hints(kind).items())


def _all_fit(value: tuple[object, ...], inner: tuple[Any, ...]) -> bool:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return all(fits(one, inner[0]) for one in value)
    return len(value) == len(inner) and all(fits(one, kind) for one, kind in zip(value, inner, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
