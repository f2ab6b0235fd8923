"""What IT types about the program on this PC: its settings, its log-in at the province, a new version, a report."""

from __future__ import annotations

import argparse
import json

from .speech import one_line, refuse, say, sentence


def update(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, guarded, update_commands
    from ..config import settings_folder
    from ..updates.installed import Installed

    guarded.refuse_open(settings_folder())  # they say whose versions are believed
    installed = Installed.of_this_program()
    if installed is not None:
        update_commands.refuse_open(installed)
    if arguments.back:
        return _back(arguments.yes)
    settings = bootstrap.settings(arguments.settings)
    version = update_commands.update(
        *(settings.updates, settings.data_folder, arguments.stick, arguments.look),
        told=say,
        again=arguments.again,
        proxy=settings.province.proxy or None,
    )
    if version is None:
        refused = installed.refused if installed is not None else None
        say(f"Bản {refused} đã bị bỏ; lấy lại: counter-app update --again" if refused else "Đang dùng bản mới nhất.")
    elif arguments.look:
        say(f"Có bản mới: {version}. Cài: counter-app update")
    else:
        say(f"Đã cài bản {version}; dùng từ lần mở sau.")
    return 0


def _back(agreed: bool) -> int:
    """`agreed`: also to a version that does not know the store as the newer one has changed it."""
    from ..update_commands import back
    from ..updates.installed import Installed

    installed = Installed.of_this_program()
    before = installed.fallback if installed is not None else None
    if installed is None or before is None:
        refuse("Chưa quay lại. Không có bản nào đang dùng thử. Bản đã dùng ổn thì cài lại bản cũ từ gói cài đặt.")
        return 1
    changed = installed.schema(installed.current) > installed.schema(before)
    if changed and not agreed:
        refuse(
            f"Chưa quay lại. Bản {installed.current} đổi kho dữ liệu khi mở lần đầu; quầy nào đã mở thì bản {before} "
            f"không mở được kho nữa. {_RESTORE} Vẫn quay lại: counter-app update --back --yes"
        )
        return 1
    say(f"Từ lần mở sau dùng lại bản {back(installed)}.")
    if changed:
        say(_RESTORE)
    return 0


_RESTORE = (
    "Ở quầy đã mở bản mới: đóng cửa sổ, counter-app restore BẢN_SAO_LƯU với bản sao lưu “trước khi nâng cấp”; kho trở "
    "lại lúc đó, những gì tiếp nhận sau đó không còn trong kho (kho bị thay được giữ trong thư mục replaced-*)."
)


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
