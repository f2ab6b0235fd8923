"""`counter-app courier`: what waits to a stick, the province's answer from one, and this counter's public key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .bootstrap import Application
from .local_door import Hear
from .use_cases.carry import Carry
from .use_cases.session import SHELL, Session


def export(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """1 when something that waits is not in the file."""
    from ui.courier.view_model import carried_words

    carried = _verb(application).export(Path(arguments["folder"]))
    say(carried_words(carried))
    return 1 if carried.left else 0


def bring(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """1 when the province refused something."""
    from ui.courier.view_model import brought_words

    brought = _verb(application).bring(Path(arguments["path"]))
    say(brought_words(brought)[0])
    return 1 if brought.refused else 0


def key(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    counter = application.counter
    say("Khóa công khai của quầy này, để tỉnh nhận ra tệp của quầy:")
    say(f"{counter.unit.code} {counter.code} {_verb(application).public_key()}")
    return 0


def _verb(application: Application) -> Carry:
    return replace(application.desk.carry, session=Session(SHELL))
