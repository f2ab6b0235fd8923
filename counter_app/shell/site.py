"""What IT may type about the hall's shared database, and what that does."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any

from .speech import refuse, say, typed_secret


def offer(commands: Any, take_settings: Callable[[argparse.ArgumentParser, str | None], None]) -> None:
    each = commands.add_parser(
        "site",
        help="cơ sở dữ liệu chung của sảnh trên máy chủ PostgreSQL: lập, mời quầy, vào, xem",
        description="Máy chủ và chứng thư nêu ở [site] trong cấu hình. Mật khẩu và mã được hỏi, hoặc đọc từ dòng đầu "
        "của stdin, không bao giờ là tham số.",
    ).add_subparsers(metavar="VIỆC", required=True)
    init = each.add_parser("init", help="lập hoặc cập nhật bảng trên máy chủ; máy này vào sảnh")
    init.add_argument("--new-key", action="store_true", help="mất một máy: thay khóa của sảnh; mời lại mọi quầy khác")
    init.set_defaults(run=found)
    other = each.add_parser("invite", help="mã dùng một lần cho một quầy khác")
    other.add_argument("counter", type=_counter_code, metavar="MÃ_QUẦY")
    other.set_defaults(run=invite)
    for command in (init, other):
        command.add_argument("--admin", default="postgres", metavar="TÊN", help="quản trị của máy chủ (postgres)")
    each.add_parser("join", help="máy này vào sảnh bằng mã mời").set_defaults(run=join)
    each.add_parser("status", help="máy chủ, phiên bản, TLS, các quầy đã vào").set_defaults(run=status)
    for command in each.choices.values():
        take_settings(command, argparse.SUPPRESS)


def _counter_code(text: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]{1,12}", text):
        raise argparse.ArgumentTypeError("mã quầy gồm chữ hoa và số, như Q2")
    return text


def found(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, site_commands

    settings, password = bootstrap.settings(arguments.settings), _password(arguments)
    return _say(site_commands.found(settings, arguments.admin, password, arguments.new_key)) if password else 1


def invite(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, site_commands

    settings, password = bootstrap.settings(arguments.settings), _password(arguments)
    return _say(site_commands.invite(settings, arguments.admin, password, arguments.counter)) if password else 1


def join(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, site_commands

    settings = bootstrap.settings(arguments.settings)
    return _say(site_commands.join(settings, typed_secret("Mã mời, 15 từ (không hiện khi gõ): ").decode()))


def status(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, site_commands

    return _say(site_commands.status(bootstrap.settings(arguments.settings)))


def _password(arguments: argparse.Namespace) -> str:
    password = typed_secret(f"Mật khẩu của {arguments.admin} trên máy chủ (không hiện khi gõ): ").decode()
    if not password:
        refuse("Chưa làm gì. Mật khẩu trống. Chạy lại lệnh và nhập mật khẩu của quản trị máy chủ.")
    return password


def _say(lines: Iterable[str]) -> int:
    for line in lines:
        say(line)
    return 0
