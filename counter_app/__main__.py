"""Arguments, logging, the Qt loop; nothing else. Exit codes: 0 good, 1 refused with a sentence, 2 wrong use.

What is said goes out as UTF-8 whatever the shell's own encoding is: names and sentences are Vietnamese.
"""

# Long because: every command that IT types, and how it speaks, in one place.

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .crash import leave_no_dump
from .domain.errors import CounterError, NoCodeFound, NoKeyring, NotACitizenCard, NotAnImage, StoreDamaged, WrongKey

if TYPE_CHECKING:
    from local_db.backup import Backup
    from local_db.rescue import Rescued

    from .config import Settings
    from .key_commands import Voice

PROGRAM = "counter-app"


def main(argv: Sequence[str] | None = None) -> int:
    leave_no_dump()
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["device-worker"]:  # how a frozen program starts its scanner workers
        from .devices.worker import main as worker

        return worker(given[1:])
    if given[:1] == ["pdf-worker"]:  # and the one that renders a PDF
        from .imaging.pdf_worker import main as pdf_worker

        return pdf_worker()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a windowed program on Windows has none
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _obey(given)
    except _Unheard as unheard:
        _leave_quiet()
        if not isinstance(unheard.__cause__, BrokenPipeError):  # `| head` has heard enough, and that is no fault
            _refuse("Không ghi được kết quả ra màn hình hoặc tệp. Đầu ra đã đóng hoặc ổ đĩa đầy. Chọn chỗ khác.")
        return 1


def _obey(given: Sequence[str]) -> int:
    arguments = _arguments(given)
    try:
        return int(arguments.run(arguments))
    except CounterError as error:
        _refuse(_sentence(error))
        return 1
    except KeyboardInterrupt:
        return 1


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
            _say(message.rstrip("\n"))
        else:
            _complain(message)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    arguments = parser.parse_args(given)
    if arguments.demo and arguments.run is not _window:
        parser.error("--demo chỉ mở cửa sổ, không đi cùng lệnh nào")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(PROGRAM, description="Quầy Một Cửa: bàn tiếp nhận của bộ phận một cửa. Không có lệnh: mở cửa sổ.")
    _take_settings(parser, None)
    parser.add_argument("--demo", action="store_true", help="chạy thử: dữ liệu riêng, người dân và tỉnh giả định")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="LỆNH")

    check = commands.add_parser("self-check", help="thử từng phần của bản cài đặt này; nói thư mục cấu hình ở đâu")
    check.add_argument("--json", action="store_true", help="in danh sách JSON: name, outcome, words, code, sentence")
    check.set_defaults(run=_self_check)

    read = commands.add_parser(
        "read-card",
        help="đọc thẻ căn cước trong ảnh",
        description="Đọc thẻ căn cước trong ảnh. Ảnh nào không đọc được thì nói nguyên nhân ở stderr. "
        "Mã thoát 0 khi đọc được ít nhất một thẻ, 1 khi không đọc được thẻ nào.",
    )
    read.add_argument("images", nargs="+", type=Path, metavar="ẢNH")
    read.add_argument("--json", action="store_true", help="in danh sách JSON, mỗi ảnh một mục, theo thứ tự đã cho")
    read.set_defaults(run=_read_card)

    digitize = commands.add_parser("digitize", help="ghép ảnh các trang thành một tệp PDF lưu trữ")
    digitize.add_argument("images", nargs="+", type=Path, metavar="ẢNH")
    digitize.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf", help="tệp PDF sẽ ghi")
    digitize.add_argument("--report", type=Path, metavar="REPORT.json", help="ghi thêm số đo của từng trang")
    digitize.set_defaults(run=_digitize)

    sync = commands.add_parser("sync", help="trao đổi với hệ thống của tỉnh")
    sync.add_argument("--once", action="store_true", required=True, help="một lượt rồi dừng")
    sync.set_defaults(run=_store_command, command="sync")

    store = commands.add_parser("store", help="nói kho dữ liệu này thuộc về máy nào")
    moved = store.add_subparsers(metavar="LỆNH", required=True).add_parser(
        "moved",
        help="máy cũ của quầy này đã bỏ: máy này là quầy",
        description="Khi kho được chép sang máy này và máy cũ không còn dùng. Nếu máy cũ vẫn dùng, đổi mã quầy của "
        "máy này trong tệp cấu hình.",
    )
    _take_settings(moved, argparse.SUPPRESS)
    moved.set_defaults(run=_store_command, command="store moved")

    backup = commands.add_parser("backup", help="sao lưu kho dữ liệu ngay bây giờ")
    backup.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="thư mục hoặc USB khác với cấu hình")
    backup.set_defaults(run=_store_command, command="backup")

    restore = commands.add_parser(
        "restore",
        help="khôi phục kho dữ liệu từ một bản sao lưu",
        description="Khôi phục từ một bản sao lưu, hoặc bản mới nhất trong một thư mục hay USB. Đóng cửa sổ trước. "
        "Kho bị thay được giữ lại trong thư mục replaced-*, không bị xóa.",
    )
    restore.add_argument("chosen", type=Path, metavar="BẢN_SAO_LƯU")
    restore.add_argument("--yes", action="store_true", help="không hỏi lại")
    restore.add_argument("--recovery-code", action="store_true", help="máy mới: hỏi mã khôi phục in trên giấy")
    restore.set_defaults(run=_restore)

    _key_commands(commands)

    rescue = commands.add_parser(
        "rescue",
        help="cứu những gì còn nguyên trong kho dữ liệu bị hỏng",
        description="Đọc kho bị hỏng, không ghi gì vào đó, và chép mọi dòng còn nguyên vào một bản sao lưu mới, "
        "mã hóa bằng khóa của kho; rồi counter-app restore đặt bản đó vào chỗ kho hỏng. Đóng cửa sổ trước.",
    )
    rescue.add_argument("--to", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục hoặc USB để chứa")
    rescue.set_defaults(run=_rescue)

    secret = commands.add_parser(
        "province-secret",
        help="cất mật khẩu tài khoản của tỉnh vào két khóa",
        description="Hỏi mật khẩu tài khoản của tỉnh (hoặc đọc dòng đầu của stdin) và cất vào két khóa của người dùng "
        "đang đăng nhập. Không nhận mật khẩu làm tham số.",
    )
    secret.set_defaults(run=_province_secret)
    _housekeeping(commands)
    _people_commands(commands)
    for command in commands.choices.values():
        _take_settings(command, argparse.SUPPRESS)  # after the command as well
    return parser


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
    first.set_defaults(run=_first_person, command="people-first")
    _take_settings(first, argparse.SUPPRESS)


def _key_commands(commands: Any) -> None:
    keys = commands.add_parser(
        "keys",
        help="khóa của kho dữ liệu: xem, mã khôi phục, mở kho trên máy mới, đổi khóa",
        description="Khóa của kho dữ liệu. Trừ status, đóng cửa sổ trước. Mã và khóa riêng được hỏi, hoặc đọc từ "
        "stdin, không bao giờ là tham số.",
    )
    each = keys.add_subparsers(metavar="VIỆC", required=True)
    each.add_parser("status", help="những gì đang mở được kho, lập khi nào; không nói bí mật nào").set_defaults(
        run=_key_status
    )
    code = each.add_parser("recovery", help="tạo hoặc thay mã khôi phục; hiện một lần")
    code.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi thêm tờ in; in xong thì xóa tệp")
    code.add_argument("--print", action="store_true", dest="on_paper", help="in thẳng ra máy in của giấy tiếp nhận")
    code.set_defaults(run=_key_recovery)
    unlock = each.add_parser("unlock", help="mở kho bằng mã khôi phục: hồ sơ người dùng bị mất, hoặc đổi máy")
    unlock.add_argument("--province-answer", type=Path, metavar="TỆP", help="bằng trả lời của tỉnh thay cho mã")
    unlock.set_defaults(run=_key_unlock)
    each.add_parser("rotate", help="đổi khóa của kho và các tệp giấy tờ, rồi sao lưu").set_defaults(run=_key_rotate)
    province = each.add_parser("province", help="để tỉnh mở giúp được kho; yêu cầu và trả lời")
    what = province.add_mutually_exclusive_group()
    what.add_argument("--request", type=Path, metavar="TỆP", help="máy mất khóa: ghi yêu cầu gửi tỉnh")
    what.add_argument("--answer", type=Path, nargs=2, metavar=("YÊU_CẦU", "TRẢ_LỜI"), help="tại tỉnh: trả lời yêu cầu")
    what.add_argument("--new-pair", action="store_true", help="tại tỉnh, một lần: tạo cặp khóa")
    province.set_defaults(run=_key_province)
    for command in each.choices.values():
        _take_settings(command, argparse.SUPPRESS)


def _housekeeping(commands: Any) -> None:
    """Audit, vault and purge; the verbs are imported when one is called."""
    audit = commands.add_parser("audit", help="soát, xuất, kiểm tra nhật ký").add_subparsers(
        metavar="VIỆC", required=True
    )
    check = audit.add_parser("check", help="soát chuỗi nhật ký từ chỗ đã soát lần trước")
    check.add_argument("--full", action="store_true", help="soát lại từ dòng đầu tiên")
    check.add_argument("--renew", metavar="LÝ_DO", help="nhận nhật ký là nguyên vẹn từ đây; việc này được ghi lại")
    check.set_defaults(run=_store_command, command="audit-check")
    export = audit.add_parser("export", help="xuất nhật ký ra tệp có chữ ký (không kèm số định danh của ai)")
    export.add_argument("--from", dest="first", type=_day, required=True, metavar="NGÀY", help="từ ngày, vd 01/11/2026")
    export.add_argument("--to", dest="last", type=_day, required=True, metavar="NGÀY", help="đến hết ngày")
    export.add_argument("--purpose", required=True, metavar="MỤC_ĐÍCH", help="được ghi vào nhật ký và vào tệp")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    export.set_defaults(run=_store_command, command="audit-export")
    key = audit.add_parser("key", help="khóa công khai của quầy, để máy khác kiểm tra tệp đã xuất")
    key.add_argument("-o", "--output", type=Path, metavar="TỆP.pem")
    key.set_defaults(run=_store_command, command="audit-key")
    verify = audit.add_parser("verify", help="kiểm tra tệp nhật ký đã xuất, trên máy nào cũng được")
    verify.add_argument("file", type=Path, metavar="TỆP")
    verify.add_argument("--key", type=Path, metavar="TỆP.pem", help="khóa công khai của quầy đã xuất")
    verify.set_defaults(run=_audit_verify)
    vault = commands.add_parser("vault", help="soát kho tệp giấy tờ").add_subparsers(metavar="VIỆC", required=True)
    look = vault.add_parser("check", help="tìm tệp thừa, thiếu, hỏng; không xóa gì")
    look.add_argument("--read", action="store_true", help="mở từng tệp để kiểm tra")
    look.add_argument("--remove-orphans", action="store_true", help="xóa tệp cũ không ai nhắc đến (cần --reason)")
    look.add_argument("--reason", metavar="LÝ_DO", help="được ghi vào nhật ký")
    look.set_defaults(run=_store_command, command="vault-check")
    purge = commands.add_parser("purge", help="dọn dữ liệu hết hạn lưu theo quy tắc")
    what = purge.add_mutually_exclusive_group(required=True)
    what.add_argument("--plan", action="store_true", help="chỉ xem những gì sẽ dọn, theo quy tắc nào")
    what.add_argument("--run", dest="run_it", action="store_true", help="dọn (cần --reason)")
    what.add_argument("--hold", metavar="MÃ", help="giữ tệp của một hồ sơ khỏi mọi đợt dọn (cần --reason)")
    what.add_argument("--release", metavar="MÃ", help="bỏ giữ (cần --reason)")
    purge.add_argument("--reason", metavar="LÝ_DO", help="được ghi vào nhật ký")
    purge.set_defaults(run=_store_command, command="purge")
    for group in (audit, vault):
        for command in group.choices.values():
            _take_settings(command, argparse.SUPPRESS)


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


def _window(arguments: argparse.Namespace) -> int:
    """A desktop program has no shell to speak to: what keeps it from opening is told in a window as well."""
    try:
        return _open_window(arguments)
    except CounterError as error:
        from ui.refusal import tell

        _refuse(_sentence(error))
        tell(error, _rescue_for(arguments) if isinstance(error, StoreDamaged) else None)
        return 1


def _rescue_for(arguments: argparse.Namespace) -> Callable[[Path], str] | None:
    """What the window that refuses to open offers for a damaged store; its words are those of the command."""
    if arguments.demo:
        return None

    def rescue(to: Path) -> str:
        from . import backup_commands, bootstrap

        return "\n".join(_rescued(backup_commands.rescue(bootstrap.settings(arguments.settings), to)))

    return rescue


def _open_window(arguments: argparse.Namespace) -> int:
    if arguments.demo:
        from .demo import run_demo

        return run_demo()
    from . import bootstrap, one_window

    settings = bootstrap.settings(arguments.settings)
    try:
        return one_window.open_window(settings, _hear)
    except (WrongKey, NoKeyring) as error:
        return _open_with_code(settings, error)


def _open_with_code(settings: Settings, error: CounterError) -> int:
    """Where somebody sits before a screen and a recovery code was made; else the error is raised again."""
    from ui.refusal import somebody_sees

    from . import bootstrap, key_commands, one_window

    store = None if error.facts.get("why") == "other-store" else key_commands.store_with_a_code(settings)
    if store is None or not somebody_sees():
        raise error
    from ui.unlock.presenter import ask_for_the_code

    port = settings.scanner.card_reader_port
    listen = (lambda heard: bootstrap.listen_for_cards(port, heard)) if port else None
    _refuse(_sentence(error))
    opened = ask_for_the_code(error, store, lambda typed: key_commands.open_with_code(settings, typed), listen)
    return 1 if opened is None else one_window.keep_open(settings, opened)


def _self_check(arguments: argparse.Namespace) -> int:
    from .checks import checks
    from .self_check import as_json, as_text, run

    results = run(checks(arguments.settings), _sentence)
    _say(as_json(results) if arguments.json else as_text(results))
    return 0 if all(result.good for result in results) else 1


def _read_card(arguments: argparse.Namespace) -> int:
    """0 when a card was read, 1 when none was. Standard output has what each picture gave, standard error why not."""
    from .imaging.commands import read_cards

    cards = read_cards(arguments.images)
    if arguments.json:
        _say(json.dumps(cards, ensure_ascii=False, indent=2))
    else:
        for card in cards:
            found = f"{card['personal_number']} {card['full_name']}" if card["found"] else "-"
            _say("\t".join(map(_one_line, (card["image"], found, " ".join(card["warnings"])))))
    for path, card in zip(arguments.images, cards, strict=True):
        error = _why_unread(card)
        if error is not None:
            _refuse(_sentence(error) if len(cards) == 1 else f"{path.name}: {_sentence(error)}")
    return 0 if any(card["found"] for card in cards) else 1


def _why_unread(card: dict[str, Any]) -> CounterError | None:
    """The error behind one object of `read_cards`; None for a card that was read."""
    if card["found"]:
        return None
    cause, _, why = str(card["warnings"][-1]).partition(":")
    if cause == "not-an-image":
        return NotAnImage(why=why, file=Path(card["image"]).name)
    return NotACitizenCard() if cause == "not-a-citizen-card" else NoCodeFound()


def _digitize(arguments: argparse.Namespace) -> int:
    from .imaging.commands import digitize

    digitize(arguments.images, arguments.output, arguments.report)
    return 0


def _store_command(arguments: argparse.Namespace) -> int:
    """Here, or in the program that has the store open."""
    from . import bootstrap, store_commands

    return store_commands.at_the_shell(bootstrap.settings(arguments.settings), arguments, _hear)


def _first_person(arguments: argparse.Namespace) -> int:
    arguments.pass_word = _typed_secret("Mật khẩu mới, ít nhất 8 ký tự (không hiện khi gõ): ").decode()
    return _store_command(arguments)


def _audit_verify(arguments: argparse.Namespace) -> int:
    from .housekeeping_commands import audit_verify

    return audit_verify(arguments.file, arguments.key, _hear)


def _restore(arguments: argparse.Namespace) -> int:
    from . import backup_commands, bootstrap, key_commands

    settings = bootstrap.settings(arguments.settings)
    code = key_commands.heard_code(_voice()) if arguments.recovery_code else None
    done = backup_commands.restore(settings, arguments.chosen, lambda found: arguments.yes or _agreed(found), code)
    if done is None:
        _refuse("Chưa khôi phục. Chưa có sự đồng ý. Chạy lại lệnh và gõ đúng chữ được hỏi, hoặc thêm --yes.")
        return 1
    _say(f"Đã khôi phục {done.backup.manifest.counts['dossiers']} hồ sơ; lấy lại {done.files} tệp giấy tờ.")
    if done.missing:
        _say(f"{done.missing} tệp giấy tờ không còn ở kho lẫn bản sao lưu.")
    if done.aside is not None:
        _say(f"Kho bị thay được giữ ở {done.aside}")
    if done.numbers_lost:
        _say("Sổ cấp số đã mất: hết hôm nay hồ sơ mang mã tạm, sổ theo dõi mở quyển mới.")
    return 0


def _rescue(arguments: argparse.Namespace) -> int:
    from . import backup_commands, bootstrap

    done = backup_commands.rescue(bootstrap.settings(arguments.settings), arguments.to)
    _say("\n".join(_rescued(done)))
    return 0


def _rescued(done: Rescued) -> Iterator[str]:
    files = done.backup.manifest.vault_files or 0
    yield f"Đã cứu {done.saved.get('dossiers', 0)} hồ sơ, {files} tệp giấy tờ; kho bị hỏng vẫn y nguyên."
    for table, loss in done.lost.items():
        yield f"Có mất ở bảng {table}: {loss.pages} trang không đọc được, {loss.rows} dòng dở dang."
    if done.lost_codes:
        yield f"Hồ sơ không cứu được: {', '.join(done.lost_codes)}"
    if done.homeless:
        yield f"{done.homeless} dòng không rõ thuộc bảng nào."
    if done.backup.manifest.vault_damaged:
        yield f"{done.backup.manifest.vault_damaged} tệp giấy tờ bị hỏng."
    if not done.sealed:
        yield "Đầu tệp đã mất nên không kiểm được từng trang: xem lại các hồ sơ gần đây với giấy tờ."
    yield "Mọi dòng đều còn nguyên." if done.whole else "Những gì không nêu ở trên đều còn nguyên."
    yield f"Đặt vào chỗ kho hỏng: {PROGRAM} restore {done.backup.path}"


def _agreed(found: Backup) -> bool:
    """The day is shown because numbers depend on it."""
    from datetime import datetime

    from .domain.deadline import VIETNAM

    made = found.manifest.created_at.astimezone(VIETNAM)
    _say(f"Bản sao lưu lúc {made:%H:%M ngày %d/%m/%Y}: {found.manifest.counts['dossiers']} hồ sơ.")
    _say(f"Hôm nay theo máy này là {datetime.now(VIETNAM):%d/%m/%Y}; nếu sai, chỉnh đồng hồ trước.")
    _say("Thay kho hiện tại bằng bản này? Gõ KHOI PHUC rồi Enter:")
    return sys.stdin is not None and sys.stdin.readline().strip().upper() == "KHOI PHUC"


def _key_status(arguments: argparse.Namespace) -> int:
    from . import bootstrap, key_commands

    for line in key_commands.status_lines(bootstrap.settings(arguments.settings)):
        _say(line)
    return 0


def _key_recovery(arguments: argparse.Namespace) -> int:
    from . import bootstrap, key_commands

    settings = bootstrap.settings(arguments.settings)
    if key_commands.make_recovery_code(settings, _voice(), arguments.pdf, arguments.on_paper):
        return 0
    _refuse("Chưa đổi mã khôi phục. Các từ gõ lại không khớp với mã vừa hiện. Hủy tờ vừa in rồi chạy lại lệnh.")
    return 1


def _key_unlock(arguments: argparse.Namespace) -> int:
    from . import bootstrap, key_commands

    key_commands.unlock(bootstrap.settings(arguments.settings), _voice(), arguments.province_answer)
    return 0


def _key_rotate(arguments: argparse.Namespace) -> int:
    from . import bootstrap, key_commands

    key_commands.rotate(bootstrap.settings(arguments.settings), _voice())
    return 0


def _key_province(arguments: argparse.Namespace) -> int:
    from . import bootstrap, key_commands

    voice = _voice()
    if arguments.new_pair:
        key_commands.new_pair(voice)
    elif arguments.answer:
        key_commands.answer(voice, *arguments.answer)
    elif arguments.request:
        key_commands.write_request(bootstrap.settings(arguments.settings), voice, arguments.request)
    else:
        key_commands.give_to_province(bootstrap.settings(arguments.settings), voice)
    return 0


def _voice() -> Voice:
    """What is asked stands on standard output; the answer is the next line of standard input."""
    from .key_commands import Voice

    def ask(words: str) -> str:
        _say(words)
        typed = b"" if sys.stdin is None else sys.stdin.buffer.readline()
        return typed.decode("utf-8", "replace").removeprefix("\ufeff").strip()  # PowerShell writes a mark

    return Voice(_say, ask)


def _province_secret(arguments: argparse.Namespace) -> int:
    """Never an argument: those stand in the shell's history and in the list of processes."""
    from .bootstrap import PROVINCE_SECRET
    from .keychain import SystemKeyChain

    secret = _typed_secret("Mật khẩu tài khoản của tỉnh (không hiện khi gõ): ")
    if not 0 < len(secret) <= 512:
        _refuse("Chưa cất mật khẩu. Mật khẩu trống hoặc dài quá 512 byte. Chạy lại lệnh và nhập mật khẩu.")
        return 1
    SystemKeyChain().set(PROVINCE_SECRET, secret)
    _say("Đã cất mật khẩu vào két khóa của người dùng này. Chạy counter-app self-check để thử với tỉnh.")
    return 0


def _typed_secret(asked: str) -> bytes:
    """UTF-8; from the keyboard, unseen, or the first line of standard input. Empty where there is none."""
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        from getpass import getpass

        try:
            return getpass(asked).encode()
        except (EOFError, UnicodeError):
            return b""
    line = sys.stdin.buffer.readline().removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")  # PowerShell writes a mark
    try:
        line.decode()
    except UnicodeDecodeError:
        return b""
    return line


# --- what is said ------------------------------------------------------------------------------------------


class _Unheard(Exception):
    """Standard output takes nothing: closed, a full disk, or a pipe whose reader has gone (`__cause__`)."""


def _sentence(error: CounterError) -> str:
    from ui.messages import sentence

    return sentence(error, desk=False)


def _hear(line: str, refused: bool = False) -> None:
    """A line of a command's output, from here or from the running program."""
    if refused:
        _refuse(line)
    else:
        _say(line)


def _refuse(sentence: str) -> None:
    _complain(f"{PROGRAM}: {_one_line(sentence)}\n")


def _complain(text: str) -> None:
    """On standard error, where there is one; the exit code says it, too."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _say(text: str) -> None:
    if sys.stdout is None:
        raise _Unheard
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        raise _Unheard from error


def _leave_quiet() -> None:
    """What is still in the buffer has nowhere to go; at the end Python would try once more, and complain."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _one_line(text: str) -> str:
    """A file's name may hold a line's end or bytes that are no letters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


if __name__ == "__main__":
    sys.exit(main())
