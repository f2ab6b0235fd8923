"""What may be typed after `counter-app`, and the help that says so. argparse's own words in Vietnamese."""

# Long because: all that may be typed stands in one list.

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from . import installation, site, verbs
from .speech import PROGRAM, complain, say


class _Layout(argparse.HelpFormatter):
    """argparse's own words, in Vietnamese."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        known = {"options": "tùy chọn", "positional arguments": "lệnh và tham số"}
        super().start_section(known.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, description: str | None = None) -> None:
        super().__init__(prog, description=description, formatter_class=_Layout, add_help=False)
        self.add_argument("-h", "--help", action="help", help="in lời hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: lệnh chưa đúng ({message}); xem {self.prog} --help\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is not None and file is sys.stdout:
            say(message.rstrip("\n"))
        else:
            complain(message)


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    arguments = parser.parse_args(given)
    if arguments.demo and arguments.run is not verbs.window:
        parser.error("--demo chỉ mở cửa sổ, không đi cùng lệnh nào")
    if arguments.run is verbs.self_check and not arguments.devices and (arguments.scan or arguments.report):
        parser.error("--scan và --report đi cùng --devices")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(PROGRAM, description="Quầy Một Cửa: bàn tiếp nhận của bộ phận một cửa. Không có lệnh: mở cửa sổ.")
    _take_settings(parser, None)
    parser.add_argument("--demo", action="store_true", help="chạy thử: dữ liệu riêng, người dân và tỉnh giả định")
    parser.set_defaults(run=verbs.window)
    commands = parser.add_subparsers(metavar="LỆNH")

    check = commands.add_parser("self-check", help="thử từng phần của bản cài đặt này; nói thư mục cấu hình ở đâu")
    check.add_argument("--json", action="store_true", help="in danh sách JSON: name, outcome, words, code, sentence")
    check.add_argument("--program", action="store_true", help="chỉ bản cài đặt, chưa cần cấu hình, két khóa, thiết bị")
    check.add_argument(
        "--devices",
        action="store_true",
        help="chỉ thiết bị: máy quét nào trả lời, làm được gì; máy chụp, đầu đọc thẻ, máy in nào có",
    )
    check.add_argument(
        "--scan", action="store_true", help="kèm --devices: quét thử một trang ở từng máy, không giữ lại"
    )
    check.add_argument(
        "--report", type=Path, metavar="TỆP", help="kèm --devices: ghi báo cáo JSON để gửi đi, không có ảnh"
    )
    check.set_defaults(run=verbs.self_check)

    read = commands.add_parser(
        "read-card",
        help="đọc thẻ căn cước trong ảnh",
        description="Đọc thẻ căn cước trong ảnh. Ảnh nào không đọc được thì nói nguyên nhân ở stderr. "
        "Mã thoát 0 khi đọc được ít nhất một thẻ, 1 khi không đọc được thẻ nào.",
    )
    read.add_argument("images", nargs="+", type=Path, metavar="ẢNH")
    read.add_argument("--json", action="store_true", help="in danh sách JSON, mỗi ảnh một mục, theo thứ tự đã cho")
    read.set_defaults(run=verbs.read_card)

    digitize = commands.add_parser("digitize", help="ghép ảnh các trang thành một tệp PDF lưu trữ")
    digitize.add_argument("images", nargs="+", type=Path, metavar="ẢNH")
    digitize.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf", help="tệp PDF sẽ ghi")
    digitize.add_argument("--report", type=Path, metavar="REPORT.json", help="ghi thêm số đo của từng trang")
    digitize.add_argument("--camera", action="store_true", help="ảnh chụp tờ giấy trên bàn: tìm tờ giấy rồi cắt ra")
    digitize.add_argument("--quick", action="store_true", help="bản nhanh: chỉ ảnh, không nhận dạng chữ")
    digitize.add_argument("--split", action="store_true", help="tách các giấy tờ nằm cạnh nhau thành từng trang")
    digitize.add_argument(
        "--together",
        choices=("sides", "halves"),
        help="cứ hai trang ghép thành một: sides, hai mặt thẻ; halves, hai nửa tờ A3",
    )
    digitize.add_argument(
        "--by-dossier",
        action="store_true",
        help="trang sau trang mang mã hồ sơ (giấy hẹn) ghi vào tệp riêng của hồ sơ ấy, OUT-MÃ.pdf",
    )
    digitize.add_argument("--kind", default="", metavar="MÃ", help="mã loại giấy tờ ghi vào PDF")
    digitize.add_argument("--dossier", default="", metavar="MÃ", help="mã hồ sơ ghi vào PDF")
    digitize.add_argument(
        "--owner", default="", type=_owner, metavar="MÃ", help="mã chủ sở hữu ghi vào PDF; không phải số định danh"
    )
    digitize.set_defaults(run=verbs.digitize)

    sync = commands.add_parser("sync", help="trao đổi với hệ thống của tỉnh")
    sync.add_argument("--once", action="store_true", required=True, help="một lượt rồi dừng")
    sync.set_defaults(run=verbs.store_command, command="sync")

    store = commands.add_parser("store", help="nói kho dữ liệu này thuộc về máy nào")
    moved = store.add_subparsers(metavar="LỆNH", required=True).add_parser(
        "moved",
        help="máy cũ của quầy này đã bỏ: máy này là quầy",
        description="Khi kho được chép sang máy này và máy cũ không còn dùng. Nếu máy cũ vẫn dùng, đổi mã quầy của "
        "máy này trong tệp cấu hình.",
    )
    _take_settings(moved, argparse.SUPPRESS)
    moved.set_defaults(run=verbs.store_command, command="store moved")

    backup = commands.add_parser("backup", help="sao lưu kho dữ liệu ngay bây giờ")
    backup.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="thư mục hoặc USB khác với cấu hình")
    backup.set_defaults(run=verbs.store_command, command="backup")

    restore = commands.add_parser(
        "restore",
        help="khôi phục kho dữ liệu từ một bản sao lưu",
        description="Khôi phục từ một bản sao lưu, hoặc bản mới nhất trong một thư mục hay USB. Đóng cửa sổ trước. "
        "Kho bị thay được giữ lại một năm trong thư mục replaced-*.",
    )
    restore.add_argument("chosen", type=Path, metavar="BẢN_SAO_LƯU")
    restore.add_argument("--yes", action="store_true", help="không hỏi lại")
    restore.add_argument("--recovery-code", action="store_true", help="máy mới: hỏi mã khôi phục in trên giấy")
    restore.set_defaults(run=verbs.restore)

    _key_commands(commands)

    rescue = commands.add_parser(
        "rescue",
        help="cứu những gì còn nguyên trong kho dữ liệu bị hỏng",
        description="Đọc kho bị hỏng, không ghi gì vào đó, và chép mọi dòng còn nguyên vào một bản sao lưu mới, "
        "mã hóa bằng khóa của kho; rồi counter-app restore đặt bản đó vào chỗ kho hỏng. Đóng cửa sổ trước.",
    )
    rescue.add_argument("--to", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục hoặc USB để chứa")
    rescue.set_defaults(run=verbs.rescue)

    secret = commands.add_parser(
        "province-secret",
        help="cất mật khẩu tài khoản của tỉnh vào két khóa",
        description="Hỏi mật khẩu tài khoản của tỉnh (hoặc đọc dòng đầu của stdin) và cất vào két khóa của người dùng "
        "đang đăng nhập. Không nhận mật khẩu làm tham số.",
    )
    secret.set_defaults(run=verbs.province_secret)
    key = commands.add_parser("province-key", help="cất khóa chứng thư của quầy (hoặc mật khẩu của tệp khóa)")
    key.add_argument("--from", dest="source", type=Path, metavar="TỆP_KHÓA")
    key.set_defaults(run=verbs.province_key)
    _housekeeping(commands)
    _people_commands(commands)
    _installation(commands)
    _courier_commands(commands)
    site.offer(commands, _take_settings)
    for command in commands.choices.values():
        _take_settings(command, argparse.SUPPRESS)  # after the command as well
    return parser


def _installation(commands: Any) -> None:
    training = commands.add_parser(
        "training",
        help="mở bàn tập huấn: người dân và thiết bị giả định, không gửi đi đâu",
        description="Kho riêng, không liên quan gì tới kho thật. Mọi cửa sổ và giấy in mang chữ TẬP HUẤN.",
    )
    training.add_argument("--anew", action="store_true", help="bắt đầu lại từ đầu, bỏ những gì đã tập")
    training.set_defaults(run=verbs.training)

    answers = commands.add_parser(
        "set-up",
        help="dùng tệp trả lời của CNTT làm cấu hình của máy này",
        description="Kiểm tra tệp trả lời (TOML: đơn vị, tỉnh, các máy theo tên), rồi chép vào thư mục cấu hình cùng "
        "các tệp nó nêu tên. Chạy với quyền quản trị.",
    )
    answers.add_argument("answers", type=Path, metavar="TỆP")
    answers.set_defaults(run=installation.set_up)

    enrol = commands.add_parser(
        "enrol",
        help="gắn máy này với tỉnh bằng mã dùng một lần",
        description="Đổi mã dùng một lần do tỉnh cấp lấy mật khẩu của quầy, cất vào két khóa của người dùng này.",
    )
    enrol.add_argument("code", metavar="MÃ")
    enrol.set_defaults(run=installation.enrol)

    report = commands.add_parser(
        "report",
        help="ghi một tệp tình trạng máy này cho CNTT, không có dữ liệu cá nhân",
        description="Phiên bản, kho, sao lưu, thiết bị, lần trao đổi với tỉnh: một tệp JSON để CNTT gom về.",
    )
    report.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP.json")
    report.set_defaults(run=installation.report)

    update = commands.add_parser(
        "update",
        help="lấy bản mới của chương trình, qua mạng hoặc từ USB",
        description="Bản mới được kiểm tra chữ ký, đặt cạnh bản đang dùng, tự kiểm tra, rồi dùng từ lần mở sau. Bản cũ "
        "được giữ để quay lại. Cài cho mọi người dùng thì chạy với quyền quản trị.",
    )
    update.add_argument("--from", dest="stick", type=Path, metavar="THƯ_MỤC", help="USB hoặc thư mục của nơi phát hành")
    what = update.add_mutually_exclusive_group()
    what.add_argument("--look", action="store_true", help="chỉ xem có bản mới không")
    what.add_argument("--back", action="store_true", help="quay lại bản trước, khi bản mới còn đang dùng thử")
    update.add_argument("--yes", action="store_true", help="kèm --back: cả khi bản mới đã đổi kho dữ liệu")
    update.add_argument("--again", action="store_true", help="lấy cả bản đã quay lại hoặc đã không đạt tự kiểm tra")
    update.set_defaults(run=installation.update)


def _people_commands(commands: Any) -> None:
    people = commands.add_parser(
        "people", help="người làm việc tại quầy: tài khoản đầu tiên khi chưa nối được với tỉnh"
    )
    first = people.add_subparsers(metavar="VIỆC", required=True).add_parser(
        "first",
        help="tạo tài khoản đầu tiên, không cần mạng",
        description="Cho một người đăng nhập khi danh sách tài khoản của tỉnh chưa về. Mật khẩu được hỏi, hoặc đọc từ "
        "dòng đầu của stdin, không bao giờ là tham số.",
    )
    first.add_argument("user_name", metavar="TÊN_ĐĂNG_NHẬP")
    first.add_argument("name", metavar="HỌ_TÊN", help="in trên giấy tiếp nhận, đặt trong dấu nháy")
    first.set_defaults(run=verbs.first_person, command="people-first")
    _take_settings(first, argparse.SUPPRESS)


def _courier_commands(commands: Any) -> None:
    courier = commands.add_parser(
        "courier",
        help="mang hồ sơ chờ gửi đến tỉnh bằng USB khi mất mạng, và nhập trả lời",
        description="Tệp trên USB được mã hóa cho tỉnh và có ký. USB và mạng dùng lẫn nhau được, không trùng hồ sơ.",
    ).add_subparsers(metavar="VIỆC", required=True)
    export = courier.add_parser("export", help="ghi những gì đang chờ vào một tệp trong thư mục")
    export.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    export.set_defaults(run=verbs.store_command, command="courier-export")
    bring = courier.add_parser("import", help="nhập tệp trả lời của tỉnh, hoặc mọi tệp như vậy trong thư mục")
    bring.add_argument("path", type=Path, metavar="TỆP_HOẶC_THƯ_MỤC")
    bring.set_defaults(run=verbs.store_command, command="courier-import")
    key = courier.add_parser("key", help="khóa công khai của quầy, để báo tỉnh một lần")
    key.set_defaults(run=verbs.store_command, command="courier-key")
    for command in courier.choices.values():
        _take_settings(command, argparse.SUPPRESS)


def _key_commands(commands: Any) -> None:
    keys = commands.add_parser(
        "keys",
        help="khóa của kho dữ liệu: xem, mã khôi phục, mở kho trên máy mới, đổi khóa",
        description="Khóa của kho dữ liệu. Trừ status, đóng cửa sổ trước. Mã và khóa riêng được hỏi, hoặc đọc từ "
        "stdin, không bao giờ là tham số.",
    )
    each = keys.add_subparsers(metavar="VIỆC", required=True)
    each.add_parser("status", help="những gì đang mở được kho, lập khi nào; không nói bí mật nào").set_defaults(
        run=verbs.key_status
    )
    code = each.add_parser("recovery", help="tạo hoặc thay mã khôi phục; hiện một lần")
    code.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi thêm tờ in; in xong thì xóa tệp")
    code.add_argument("--print", action="store_true", dest="on_paper", help="in thẳng ra máy in của giấy tiếp nhận")
    code.set_defaults(run=verbs.key_recovery)
    unlock = each.add_parser("unlock", help="mở kho bằng mã khôi phục: hồ sơ người dùng bị mất, hoặc đổi máy")
    unlock.add_argument("--province-answer", type=Path, metavar="TỆP", help="bằng trả lời của tỉnh thay cho mã")
    unlock.set_defaults(run=verbs.key_unlock)
    each.add_parser("rotate", help="đổi khóa của kho và các tệp giấy tờ, rồi sao lưu").set_defaults(
        run=verbs.key_rotate
    )
    province = each.add_parser("province", help="để tỉnh mở giúp được kho; yêu cầu và trả lời")
    what = province.add_mutually_exclusive_group()
    what.add_argument("--request", type=Path, metavar="TỆP", help="máy mất khóa: ghi yêu cầu gửi tỉnh")
    what.add_argument("--answer", type=Path, nargs=2, metavar=("YÊU_CẦU", "TRẢ_LỜI"), help="tại tỉnh: trả lời yêu cầu")
    what.add_argument("--new-pair", action="store_true", help="tại tỉnh, một lần: tạo cặp khóa")
    province.set_defaults(run=verbs.key_province)
    for command in each.choices.values():
        _take_settings(command, argparse.SUPPRESS)


def _housekeeping(commands: Any) -> None:
    """Audit, vault, purge and archive; the verbs are imported when one is called."""
    audit = commands.add_parser("audit", help="soát, xuất, kiểm tra nhật ký").add_subparsers(
        metavar="VIỆC", required=True
    )
    check = audit.add_parser("check", help="soát chuỗi nhật ký từ chỗ đã soát lần trước")
    check.add_argument("--full", action="store_true", help="soát lại từ dòng đầu tiên")
    check.add_argument("--renew", metavar="LÝ_DO", help="nhận nhật ký là nguyên vẹn từ đây; việc này được ghi lại")
    check.set_defaults(run=verbs.store_command, command="audit-check")
    export = audit.add_parser("export", help="xuất nhật ký ra tệp có chữ ký (không kèm số định danh của ai)")
    export.add_argument("--from", dest="first", type=_day, required=True, metavar="NGÀY", help="từ ngày, vd 01/11/2026")
    export.add_argument("--to", dest="last", type=_day, required=True, metavar="NGÀY", help="đến hết ngày")
    export.add_argument("--purpose", required=True, metavar="MỤC_ĐÍCH", help="được ghi vào nhật ký và vào tệp")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    export.set_defaults(run=verbs.store_command, command="audit-export")
    key = audit.add_parser("key", help="khóa công khai của quầy, để máy khác kiểm tra tệp đã xuất")
    key.add_argument("-o", "--output", type=Path, metavar="TỆP.pem")
    key.set_defaults(run=verbs.store_command, command="audit-key")
    verify = audit.add_parser("verify", help="kiểm tra tệp nhật ký đã xuất, trên máy nào cũng được")
    verify.add_argument("file", type=Path, metavar="TỆP")
    verify.add_argument("--key", type=Path, metavar="TỆP.pem", help="khóa công khai của quầy đã xuất")
    verify.set_defaults(run=verbs.audit_verify)
    vault = commands.add_parser("vault", help="soát kho tệp giấy tờ").add_subparsers(metavar="VIỆC", required=True)
    look = vault.add_parser("check", help="tìm tệp thừa, thiếu, hỏng; không xóa gì")
    look.add_argument("--read", action="store_true", help="mở từng tệp để kiểm tra")
    look.add_argument("--remove-orphans", action="store_true", help="xóa tệp cũ không ai nhắc đến (cần --reason)")
    look.add_argument(
        "--repair", type=Path, metavar="THƯ_MỤC", help="mở từng tệp; tệp thiếu, hỏng thì lấy lại từ bản sao lưu ở đó"
    )
    look.add_argument("--reason", metavar="LÝ_DO", help="được ghi vào nhật ký")
    look.set_defaults(run=verbs.store_command, command="vault-check")
    purge = commands.add_parser("purge", help="dọn dữ liệu hết hạn lưu theo quy tắc")
    what = purge.add_mutually_exclusive_group(required=True)
    what.add_argument("--plan", action="store_true", help="chỉ xem những gì sẽ dọn, theo quy tắc nào")
    what.add_argument("--run", dest="run_it", action="store_true", help="dọn (cần --reason)")
    what.add_argument("--hold", metavar="MÃ", help="giữ tệp của một hồ sơ khỏi mọi đợt dọn (cần --reason)")
    what.add_argument("--release", metavar="MÃ", help="bỏ giữ (cần --reason)")
    purge.add_argument("--reason", metavar="LÝ_DO", help="được ghi vào nhật ký")
    purge.set_defaults(run=verbs.store_command, command="purge")
    archive = commands.add_parser(
        "archive",
        help="bản lưu trữ (có chữ tìm được) của giấy tờ đã tiếp nhận",
        description="Chương trình đang mở tự làm khi quầy rảnh. Trang và bản PDF lúc tiếp nhận không bao giờ bị đổi. "
        "Mã thoát 1 khi còn giấy tờ phải để riêng.",
    )
    which = archive.add_mutually_exclusive_group(required=True)
    which.add_argument("--plan", action="store_true", help="chỉ xem còn bao nhiêu, để riêng bao nhiêu và vì sao")
    which.add_argument("--run", dest="run_it", action="store_true", help="làm hết những giấy tờ đang chờ")
    which.add_argument("--again", action="store_true", help="cho làm lại những giấy tờ đã để riêng")
    archive.set_defaults(run=verbs.store_command, command="archive")
    for group in (audit, vault):
        for command in group.choices.values():
            _take_settings(command, argparse.SUPPRESS)


def _owner(text: str) -> str:
    """What an owner's papers are filed under, which is never their personal number: the file travels."""
    if sum(char.isdigit() for char in text) in (9, 12) and not any(char.isalpha() for char in text):
        raise argparse.ArgumentTypeError("mã chủ sở hữu không được là số định danh hay số chứng minh")
    return text


def _day(text: str) -> str:
    """`23/11/2026` or `2026-11-23`, as ISO text."""
    try:
        return datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("ngày viết như 23/11/2026") from None


def _take_settings(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--settings", type=Path, metavar="TỆP", default=default, help="cấu hình của máy này (TOML), thay machine.toml"
    )
