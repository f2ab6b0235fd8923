"""What IT types about the program on this PC: its settings, its log-in at the province, a new version, a report."""

from __future__ import annotations

import argparse
import json

from .speech import one_line, refuse, say, sentence


def update(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, update_commands

    if arguments.back:
        return _back()
    settings = bootstrap.settings(arguments.settings)
    version = update_commands.update(
        settings.updates, settings.data_folder, arguments.stick, arguments.look, told=say, by_hand=True
    )
    if version is None:
        say("Đang dùng bản mới nhất.")
    elif arguments.look:
        say(f"Có bản mới: {version}. Cài: counter-app update")
    else:
        say(f"Đã cài bản {version}; dùng từ lần mở sau.")
    return 0


def _back() -> int:
    from ..updates.installed import Installed

    installed = Installed.of_this_program()
    version = installed.go_back() if installed is not None else None
    if version is None:
        refuse("Chưa quay lại. Không có bản nào đang dùng thử. Bản đã dùng ổn thì cài lại bản cũ từ gói cài đặt.")
        return 1
    say(f"Từ lần mở sau dùng lại bản {version}.")
    return 0


def set_up(arguments: argparse.Namespace) -> int:
    from ..config import settings_folder
    from ..set_up import set_up

    found = set_up(arguments.answers)
    say(f"Máy này là quầy {found.counter.code} của {found.unit.name}. Cấu hình ở {settings_folder()}")
    return 0


def enrol(arguments: argparse.Namespace) -> int:
    from .. import bootstrap
    from ..keychain import SystemKeyChain
    from ..set_up import enrol

    settings = bootstrap.settings(arguments.settings)
    enrol(settings, arguments.code, SystemKeyChain())
    say(f"Đã gắn quầy {settings.counter.code} với {settings.province.base_url}.")
    return 0


def report(arguments: argparse.Namespace) -> int:
    from ..fleet_report import report
    from ..imaging.durable_files import write_files

    told = report(arguments.settings, sentence)
    write_files({arguments.output: json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"})
    say(f"Đã ghi báo cáo: {one_line(str(arguments.output))}")
    return 0
