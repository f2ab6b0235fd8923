"""Arguments, logging, the Qt loop; nothing else. Exit codes: 0 good, 1 refused with a sentence, 2 wrong use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .domain.errors import CounterError, NoCodeFound

PROGRAM = "counter-app"


def main(argv: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["device-worker"]:  # how a frozen program starts its scanner workers
        from .devices.worker import main as worker

        return worker(given[1:])
    arguments = _parser().parse_args(given)
    try:
        return int(arguments.run(arguments))
    except CounterError as error:
        from ui.messages import sentence

        _refuse(sentence(error))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(PROGRAM, description="Quầy Một Cửa: the reception desk of a one-stop counter")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="this machine's settings (TOML)")
    parser.add_argument("--demo", action="store_true", help="own data folder, made-up citizens and province")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND")

    check = commands.add_parser("self-check", help="try every part of this installation")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_self_check)

    read = commands.add_parser("read-card", help="read citizen cards in pictures")
    read.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    read.add_argument("--json", action="store_true", help="print a list, one object an image, in the order given")
    read.set_defaults(run=_read_card)

    digitize = commands.add_parser("digitize", help="make one archival PDF of page images")
    digitize.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    digitize.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    digitize.add_argument("--report", type=Path, metavar="REPORT.json")
    digitize.set_defaults(run=_digitize)

    sync = commands.add_parser("sync", help="exchange with the province")
    sync.add_argument("--once", action="store_true", required=True, help="one pass, then stop")
    sync.set_defaults(run=_sync)
    return parser


def _window(arguments: argparse.Namespace) -> int:
    """A desktop program has no shell to speak to: what keeps it from opening is told in a window as well."""
    try:
        return _open_window(arguments)
    except CounterError as error:
        from ui.messages import sentence
        from ui.refusal import tell

        _refuse(sentence(error))
        tell(error)
        return 1


def _open_window(arguments: argparse.Namespace) -> int:
    if arguments.demo:
        from .demo import run_demo

        return run_demo()
    from . import bootstrap

    return bootstrap.run_window(bootstrap.build(bootstrap.settings(arguments.settings)))


def _self_check(arguments: argparse.Namespace) -> int:
    from .checks import checks
    from .self_check import as_json, as_text, run

    results = run(checks(arguments.settings))
    _say(as_json(results) if arguments.json else as_text(results))
    return 0 if all(result.good for result in results) else 1


def _read_card(arguments: argparse.Namespace) -> int:
    """0 when a card was read, 1 when none was; what each picture gave is in the list either way."""
    from .imaging.commands import read_cards

    cards = read_cards(arguments.images)
    if arguments.json:
        _say(json.dumps(cards, ensure_ascii=False, indent=2))
    else:
        for card in cards:
            found = f"{card['personal_number']} {card['full_name']}" if card["found"] else "-"
            _say("\t".join([str(card["image"]), found, " ".join(card["warnings"])]))
    if any(card["found"] for card in cards):
        return 0
    raise NoCodeFound


def _digitize(arguments: argparse.Namespace) -> int:
    from .imaging.commands import digitize

    digitize(arguments.images, arguments.output, arguments.report)
    return 0


def _sync(arguments: argparse.Namespace) -> int:
    from . import bootstrap

    outcome = bootstrap.sync_once(bootstrap.settings(arguments.settings))
    _say(f"online={outcome.online} sent={outcome.sent} confirmed={outcome.confirmed} waiting={outcome.waiting}")
    if outcome.problem is None:
        return 0
    from ui.messages import problem_sentence

    _refuse(problem_sentence(outcome.problem))
    return 1


def _refuse(sentence: str) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        sys.stderr.write(f"{PROGRAM}: {sentence}\n")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
