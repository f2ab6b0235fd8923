"""What each command does; the parts of the program are imported when a command needs them."""

# Long because: each verb of the command line stands here once, in a few lines.

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.deadline import VIETNAM
from ..domain.errors import (
    BadSettings,
    CounterError,
    NewerStore,
    NoCodeFound,
    NoKeyring,
    NotACitizenCard,
    NotAnImage,
    StoreDamaged,
    WrongKey,
)
from .at_once import early_door
from .speech import PROGRAM, hear, one_line, refuse, say, sentence, typed_secret, voice

if TYPE_CHECKING:
    from local_db.backup import Backup
    from local_db.rescue import Rescued
    from local_db.restore import Restored
    from ui.refusal import Restore

    from ..config import Settings


def window(arguments: argparse.Namespace) -> int:
    """A desktop program has no shell to speak to: what keeps it from opening is told in a window as well. 0 also where
    a backup was put in the store's place there: the launcher is to start no other version over it."""
    try:
        return _open_window(arguments)
    except CounterError as error:
        from ui.refusal import tell

        from ..update_commands import window_was_refused

        window_was_refused(error)
        refuse(sentence(error))
        damaged = isinstance(error, StoreDamaged) and not arguments.demo
        restored = tell(error, _rescue_for(arguments) if damaged else None, _restore_for(arguments, error))
        return 0 if restored else 1


def training(arguments: argparse.Namespace) -> int:
    """Told in a window as well where it does not open: it was perhaps started from the door of another one."""
    from ..training import run_training

    try:
        return run_training(hear, arguments.anew)
    except CounterError as error:
        from ui.refusal import tell

        refuse(sentence(error))
        tell(error, None)
        return 1


def _rescue_for(arguments: argparse.Namespace) -> Callable[[Path], str]:
    """What the window that refuses to open offers for a damaged store; its words are those of the command."""

    def rescue_to(to: Path) -> str:
        from .. import backup_commands, bootstrap

        return "\n".join(_rescued(backup_commands.rescue(bootstrap.settings(arguments.settings), to)))

    return rescue_to


def _restore_for(arguments: argparse.Namespace, error: CounterError) -> Restore | None:
    """The same for a backup in the store's place: found and told first, then put there once it is agreed to. For a
    damaged store one that is chosen, for one that a newer program only changed the one from before.

    None where the next start would be of that newer program again, which would change what was restored once more."""
    from ui.refusal import Restore

    from .. import update_commands

    before = error.facts.get("backup") if isinstance(error, NewerStore) else None
    if arguments.demo or not (before or isinstance(error, StoreDamaged)) or not update_commands.may_stay():
        return None

    def find(chosen: Path) -> tuple[Path, str]:
        from .. import backup_commands, bootstrap

        found = backup_commands.backup_in(bootstrap.settings(arguments.settings), chosen)
        return found.path, "\n".join(_found(found))

    def put(backup: Path) -> str:
        from .. import backup_commands, bootstrap

        update_commands.stay()
        done = backup_commands.restore(bootstrap.settings(arguments.settings), backup, lambda _: True)
        return "\n".join(_restored(done)) if done is not None else ""

    return Restore(find, put, Path(before) if before else None)


def _open_window(arguments: argparse.Namespace) -> int:
    if arguments.demo:
        from ..demo import run_demo

        return run_demo()
    early = early_door() if arguments.settings is None else None

    def read() -> Settings:
        from .. import bootstrap, one_window  # noqa: F401 - read behind the door, as the settings are

        return bootstrap.settings(arguments.settings)

    try:
        settings = early.behind(read) if early is not None else read()
        from .. import one_window

        return one_window.open_window(settings, hear, early)
    except CounterError as error:
        if early is not None:
            early.give_way()
        if isinstance(error, BadSettings):
            return _first_start(arguments, error)
        if isinstance(error, WrongKey | NoKeyring):
            return _open_with_code(settings, error)
        raise


def _first_start(arguments: argparse.Namespace, error: BadSettings) -> int:
    """A PC that nobody has set up, with somebody before its screen; else the error is raised again."""
    from ui.refusal import somebody_sees

    if error.facts.get("why") != "missing" or arguments.settings is not None or not somebody_sees():
        raise error
    from ui.setting_up import run_first_start

    from .. import one_window
    from ..first_run import FirstRun

    refuse(sentence(error))
    steps = FirstRun()
    if not run_first_start(steps):
        if steps.application is not None:
            steps.application.close()
        return 1
    application = steps.opened()
    return one_window.keep_open(application.settings, application)


def _open_with_code(settings: Settings, error: CounterError) -> int:
    """Where somebody sits before a screen and a recovery code was made; else the error is raised again."""
    from ui.refusal import somebody_sees

    from .. import key_commands, one_window
    from ..wiring import devices

    store = None if error.facts.get("why") == "other-store" else key_commands.store_with_a_code(settings)
    if store is None or not somebody_sees():
        raise error
    from ui.unlock.presenter import ask_for_the_code

    port = settings.scanner.card_reader_port
    listen = (lambda heard: devices.listen_for_cards(settings, heard)) if port else None
    refuse(sentence(error))
    opened = ask_for_the_code(error, store, lambda typed: key_commands.open_with_code(settings, typed), listen)
    return 1 if opened is None else one_window.keep_open(settings, opened)


def self_check(arguments: argparse.Namespace) -> int:
    if arguments.devices:
        from .devices import check_devices

        return check_devices(arguments)
    from ..self_check import as_json, as_text, run

    if arguments.program:
        from ..program_checks import program_checks

        wanted = program_checks()
    else:
        from ..checks import checks

        wanted = checks(arguments.settings)
    results = run(wanted, sentence)
    say(as_json(results) if arguments.json else as_text(results))
    return 0 if all(result.good for result in results) else 1


def read_card(arguments: argparse.Namespace) -> int:
    """0 when a card was read, 1 when none was. Standard output has what each picture gave, standard error why not."""
    from ..imaging.commands import read_cards

    cards = read_cards(arguments.images)
    if arguments.json:
        say(json.dumps(cards, ensure_ascii=False, indent=2))
    else:
        for card in cards:
            found = f"{card['personal_number']} {card['full_name']}" if card["found"] else "-"
            say("\t".join(map(one_line, (card["image"], found, " ".join(card["warnings"])))))
    for path, card in zip(arguments.images, cards, strict=True):
        error = why_unread(card)
        if error is not None:
            refuse(sentence(error) if len(cards) == 1 else f"{path.name}: {sentence(error)}")
    return 0 if any(card["found"] for card in cards) else 1


def why_unread(card: dict[str, Any]) -> CounterError | None:
    """The error behind one object of `read_cards`; None for a card that was read."""
    if card["found"]:
        return None
    cause, _, why = str(card["warnings"][-1]).partition(":")
    if cause == "not-an-image":
        return NotAnImage(why=why, file=Path(card["image"]).name)
    return NotACitizenCard() if cause == "not-a-citizen-card" else NoCodeFound()


def digitize(arguments: argparse.Namespace) -> int:
    from ..imaging.digitizing import How, Together, digitize

    how = How(
        camera=arguments.camera,
        quick=arguments.quick,
        split=arguments.split,
        together=Together(arguments.together) if arguments.together else None,
        by_dossier=arguments.by_dossier,
        kind=arguments.kind,
        dossier=arguments.dossier,
        owner=arguments.owner,
    )
    digitize(arguments.images, arguments.output, arguments.report, how=how)
    return 0


def store_command(arguments: argparse.Namespace) -> int:
    """Here, or in the program that has the store open."""
    from .. import bootstrap, store_commands

    return store_commands.at_the_shell(bootstrap.settings(arguments.settings), arguments, hear)


def first_person(arguments: argparse.Namespace) -> int:
    arguments.pass_word = typed_secret("Mật khẩu mới, ít nhất 8 ký tự (không hiện khi gõ): ").decode()
    return store_command(arguments)


def audit_verify(arguments: argparse.Namespace) -> int:
    from ..housekeeping_commands import audit_verify

    return audit_verify(arguments.file, arguments.key, hear)


def restore(arguments: argparse.Namespace) -> int:
    from .. import backup_commands, bootstrap, key_commands

    settings = bootstrap.settings(arguments.settings)
    code = key_commands.heard_code(voice()) if arguments.recovery_code else None
    done = backup_commands.restore(settings, arguments.chosen, lambda found: arguments.yes or _agreed(found), code)
    if done is None:
        refuse("Chưa khôi phục. Chưa có sự đồng ý. Chạy lại lệnh và gõ đúng chữ được hỏi, hoặc thêm --yes.")
        return 1
    for line in _restored(done):
        say(line)
    return 0


def _restored(done: Restored) -> Iterator[str]:
    yield f"Đã khôi phục {done.backup.manifest.counts['dossiers']} hồ sơ; lấy lại {done.files} tệp giấy tờ."
    if done.missing:
        yield f"{done.missing} tệp giấy tờ không còn ở kho lẫn bản sao lưu."
    if done.aside is not None:
        yield f"Kho bị thay được giữ ở {done.aside}"
    if done.numbers_lost:
        yield "Sổ cấp số đã mất: hết hôm nay hồ sơ mang mã tạm, sổ theo dõi mở quyển mới."


def rescue(arguments: argparse.Namespace) -> int:
    from .. import backup_commands, bootstrap

    done = backup_commands.rescue(bootstrap.settings(arguments.settings), arguments.to)
    say("\n".join(_rescued(done)))
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


def _found(found: Backup) -> Iterator[str]:
    """The day is shown because numbers depend on it."""
    made = found.manifest.created_at.astimezone(VIETNAM)
    yield f"Bản sao lưu lúc {made:%H:%M ngày %d/%m/%Y}: {found.manifest.counts['dossiers']} hồ sơ."
    yield f"Hôm nay theo máy này là {datetime.now(VIETNAM):%d/%m/%Y}; nếu sai, chỉnh đồng hồ trước."


def _agreed(found: Backup) -> bool:
    for line in _found(found):
        say(line)
    return voice().ask("Thay kho hiện tại bằng bản này? Gõ KHOI PHUC rồi Enter:").upper() == "KHOI PHUC"


def key_status(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, key_commands

    for line in key_commands.status_lines(bootstrap.settings(arguments.settings)):
        say(line)
    return 0


def key_recovery(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, key_commands

    settings = bootstrap.settings(arguments.settings)
    if key_commands.make_recovery_code(settings, voice(), arguments.pdf, arguments.on_paper):
        return 0
    refuse("Chưa đổi mã khôi phục. Các từ gõ lại không khớp với mã vừa hiện. Hủy tờ vừa in rồi chạy lại lệnh.")
    return 1


def key_unlock(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, key_commands

    key_commands.unlock(bootstrap.settings(arguments.settings), voice(), arguments.province_answer)
    return 0


def key_rotate(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, key_commands

    key_commands.rotate(bootstrap.settings(arguments.settings), voice())
    return 0


def key_province(arguments: argparse.Namespace) -> int:
    from .. import bootstrap, key_commands

    heard = voice()
    if arguments.new_pair:
        key_commands.new_pair(heard)
    elif arguments.answer:
        key_commands.answer(heard, *arguments.answer)
    elif arguments.request:
        key_commands.write_request(bootstrap.settings(arguments.settings), heard, arguments.request)
    else:
        key_commands.give_to_province(bootstrap.settings(arguments.settings), heard)
    return 0


def province_secret(arguments: argparse.Namespace) -> int:
    """Never an argument: those stand in the shell's history and in the list of processes."""
    from ..keychain import SystemKeyChain
    from ..wiring.line import PROVINCE_SECRET

    secret = typed_secret("Mật khẩu tài khoản của tỉnh (không hiện khi gõ): ")
    if not 0 < len(secret) <= 512:
        refuse("Chưa cất mật khẩu. Mật khẩu trống hoặc dài quá 512 byte. Chạy lại lệnh và nhập mật khẩu.")
        return 1
    SystemKeyChain().set(PROVINCE_SECRET, secret)
    say("Đã cất mật khẩu vào két khóa của người dùng này. Chạy counter-app self-check để thử với tỉnh.")
    return 0


def province_key(arguments: argparse.Namespace) -> int:
    """The counter's own certificate is known to fit before anything is kept."""
    from .. import bootstrap
    from ..keychain import SystemKeyChain
    from ..province_key import Unfit, checked_key
    from ..wiring.line import PROVINCE_KEY

    try:
        secret = checked_key(bootstrap.settings(arguments.settings).province, arguments.source, typed_secret)
    except Unfit as error:
        refuse(f"Chưa cất gì. {error}")
        return 1
    SystemKeyChain().set(PROVINCE_KEY, secret)
    left = " Xóa tệp khóa: nó không còn cần ở máy này." if arguments.source else ""
    say(f"Đã cất vào két khóa của người dùng này.{left} Chạy counter-app self-check để thử với tỉnh.")
    return 0
