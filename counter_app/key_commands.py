"""`counter-app keys ...`: the ways to the store's keys, as IT types them. The running program must be closed, but for
`status`, which reads no secret and opens nothing."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .bootstrap import Application, keep_journal, studio
from .config import Settings
from .domain.deadline import VIETNAM
from .domain.errors import BadSettings, CloseTheWindow, CounterError, NoKeyring, PrinterFault, StoreDamaged, StoreLocked
from .domain.recovery_code import RecoveryCode
from .keychain import SystemKeyChain
from .ports import AuditLine, KeySafe
from .use_cases.keep_keys import KeepKeys, places_to_ask
from .use_cases.session import SHELL, Session
from .wiring.unit import key_keeping

if TYPE_CHECKING:
    from local_db.store import SqlStore
    from local_db.store_keys import StoreKeys
    from local_db.unlocking import Way

_TRIES = 3
_LOG = logging.getLogger(__name__)
_NAMES = {"keyring": "Két khóa của máy này", "recovery": "Mã khôi phục in trên giấy", "province": "Khóa của tỉnh"}


@dataclass(frozen=True)
class Voice:
    """How a command speaks with whoever types it. `ask` says a line and takes the next one that is typed."""

    say: Callable[[str], None]
    ask: Callable[[str], str]


def status_lines(settings: Settings) -> Iterator[str]:
    """What opens the store, since when, and what should be done about it. Raises KeySlotsDamaged."""
    from local_db.store_keys import status_of

    _must_exist(settings)
    status = status_of(settings.data_folder)
    yield f"Kho số {status.store}, khóa lập ngày {_day(status.turned)}"
    for kind, name in _NAMES.items():
        made = next((slot.made for slot in status.slots if slot.kind == kind), None)
        yield f"  {name}: " + ("chưa có" if made is None else f"có, từ {_day(made)}")
    if not status.has("recovery"):
        yield "Chưa có mã khôi phục: mất két khóa là mất kho. Chạy counter-app keys recovery."


def make_recovery_code(settings: Settings, voice: Voice, pdf: Path | None, on_paper: bool) -> bool:
    """Shows a new code once, and keeps it when two of its words are typed back; False: the old one stays."""
    with _opened(settings) as (keep, _):
        sheet = keep.draw_code()
        _show(sheet.code, sheet.store, voice)
        if pdf is not None:
            from local_db.handed_out import hand_out

            hand_out(pdf, keep.pdf(sheet))
            voice.say(f"Đã ghi {pdf}. In xong thì xóa tệp này: ai có nó thì mở được kho.")
        job = keep.print(sheet) if on_paper else None
        if job is not None:
            voice.say("Đã gửi tờ mã khôi phục tới máy in.")
        typed = _typed_back(sheet.code, voice)
        if job is not None:
            with suppress(PrinterFault):  # who has the paper in hand: it is out, and the print server is to forget it
                keep.printers.state(job)
        if not typed:
            return False
        keep.keep_code(sheet.code)
    voice.say("Đã dùng mã mới; mã cũ hết giá trị. Cất tờ giấy trong phong bì niêm phong, xa máy này.")
    voice.say("Đóng cửa sổ dòng lệnh này: mã còn hiện ở trên.")
    return True


def unlock(settings: Settings, voice: Voice, answer: Path | None) -> None:
    """A new profile or another PC: by the code or the province's answer the store is bound to this user's key ring.

    Raises BadRecoveryCode, BadProvinceAnswer, NoKeyring, KeySlotsDamaged, WrongKey and what opening raises.
    """
    from local_db.key_slots import SLOTS, read_slots
    from local_db.province_way import by_answer, use_up
    from local_db.unlocking import by_code

    _must_exist(settings)
    chain = SystemKeyChain()
    way = by_code(heard_code(voice)) if answer is None else by_answer(answer, chain)
    with _opened(settings, way) as (_, opened):
        bind(settings, opened.store, opened.keys)
    if answer is not None:
        use_up(read_slots(settings.data_folder / SLOTS), chain)
    voice.say("Đã mở được kho. Từ nay người dùng này trên máy này mở kho bằng két khóa của mình.")
    voice.say("Đã mở phong bì thì nên tạo mã khôi phục mới: counter-app keys recovery.")


def bind(settings: Settings, store: SqlStore, keys: KeySafe) -> None:
    """Whoever opened the store had the code or the province's answer in hand; nobody has logged in yet. Raises
    NoKeyring (the store stays open), DiskFull, NotWritable, KeySlotsDamaged."""
    about = {"store": keys.status().store}
    with store.write() as work:
        work.audit.add(AuditLine(store.clock.now(), SHELL.id, settings.counter.code, "store-unlocked", about))
    keys.bind(store.clock.now())


def store_with_a_code(settings: Settings) -> str | None:
    """The store's short id where a recovery code opens it; None: none was ever made, or its slots are damaged."""
    from local_db.store_keys import status_of

    try:
        status = status_of(settings.data_folder)
    except CounterError:
        return None
    return status.store if status.has("recovery") else None


def open_with_code(settings: Settings, typed: str) -> Application:
    """The counter, opened by what was typed or read, and bound to this user's key ring where there is one.

    Raises BadRecoveryCode and what opening raises.
    """
    from local_db.store_keys import code_book
    from local_db.unlocking import by_code

    way = by_code(code_book().read(typed))
    keep_journal(settings.data_folder)
    application = Application(settings, SystemKeyChain(), way=way, studio=studio())
    try:
        bind(settings, application.store, application.keys)
    except NoKeyring as error:  # the code is asked for at each start, and said so
        _LOG.warning("no key ring: %s", error.detail)
    except BaseException:
        application.close()
        raise
    return application


def rotate(settings: Settings, voice: Voice) -> None:
    """New keys for database and vault, and a backup under them. Cut at any point, the next start goes on.

    Raises what opening and backing up raise.
    """
    from local_db.backup import Backups

    with _opened(settings) as (keep, _):
        keep.ask_for_new_keys()
    voice.say("Đang mã hóa lại kho bằng khóa mới.")
    with _opened(settings) as (keep, opened):
        if keep.status().coming:
            raise StoreDamaged("the database could not be copied under the new keys")
        count = opened.keys.reseal()
        voice.say(f"Đã dùng khóa mới cho kho và {count} tệp giấy tờ. Mã khôi phục vẫn như cũ.")
        made = Backups(opened.store, settings.backup.place).make()
    voice.say(f"Đã sao lưu bằng khóa mới: {made.path}")


def give_to_province(settings: Settings, voice: Voice) -> None:
    """Raises BadSettings where no public key of the province is set."""
    try:
        public = base64.b64decode(settings.province.recovery_key, validate=True)
    except ValueError:
        public = b""
    if not public:
        raise BadSettings(entry="province.recovery_key", file="site.toml")
    with _opened(settings) as (keep, _):
        keep.give_to_province(public)
    voice.say("Tỉnh nay mở giúp được kho này khi có yêu cầu.")


def write_request(settings: Settings, voice: Voice, path: Path) -> None:
    """For a PC whose key ring lost its key. Raises KeyMissing where the province never got a slot."""
    from local_db.key_slots import SLOTS, read_slots
    from local_db.province_way import write_request

    _must_exist(settings)
    write_request(read_slots(settings.data_folder / SLOTS), SystemKeyChain(), path)
    voice.say(f"Đã ghi yêu cầu vào {path}. Gửi tỉnh, rồi chạy counter-app keys unlock --province-answer TỆP.")


def answer(voice: Voice, request: Path, path: Path) -> None:
    """At the province, on a PC that needs no store. Raises BadProvinceAnswer, WrongKey."""
    from local_db.province_way import write_answer

    write_answer(request, voice.ask("Khóa riêng của tỉnh:"), path)
    voice.say(f"Đã ghi trả lời vào {path}; chỉ dùng được một lần, trên máy đã gửi yêu cầu.")


def new_pair(voice: Voice) -> None:
    """At the province, once."""
    from local_db.province_way import new_pair

    pair = new_pair()
    voice.say(f'Khóa công khai, ghi vào site.toml của các đơn vị:\n[province]\nrecovery_key = "{pair.public}"')
    voice.say(f"Khóa riêng, chỉ hiện lần này, cất trong két của tỉnh:\n{pair.private}")


def heard_code(voice: Voice) -> RecoveryCode:
    """Raises BadRecoveryCode."""
    from local_db.store_keys import code_book

    return code_book().read(voice.ask("Gõ 15 từ của mã khôi phục trên một dòng (không cần dấu), rồi Enter:"))


def _show(code: RecoveryCode, store: str, voice: Voice) -> None:
    voice.say(f"MÃ KHÔI PHỤC của kho số {store}. Chỉ hiện lần này: chép ra giấy theo đúng thứ tự.")
    for row in range(0, len(code.words), 3):
        voice.say("".join(f"{n + 1:4}. {code.words[n]:10}" for n in range(row, row + 3)).rstrip())


def _typed_back(code: RecoveryCode, voice: Voice) -> bool:
    for _ in range(_TRIES):
        places = places_to_ask()
        asked = " và ".join(f"thứ {place}" for place in places)
        if code.has(places, voice.ask(f"Để chắc là đã chép: gõ từ {asked}, cách nhau một dấu cách:")):
            return True
    return False


def _must_exist(settings: Settings) -> None:
    from local_db.open_store import DATABASE

    if not (settings.data_folder / DATABASE).exists():
        raise StoreDamaged("there is no store")


@dataclass(frozen=True)
class _Opened:
    store: SqlStore
    keys: StoreKeys


@contextmanager
def _opened(settings: Settings, way: Way | None = None) -> Iterator[tuple[KeepKeys, _Opened]]:
    """The verbs in the shell's name. Raises CloseTheWindow while it is open."""
    from local_db.open_store import open_store
    from local_db.store_keys import StoreKeys

    from .devices.all_printers import system_printers
    from .paperwork.papers import Papers

    keep_journal(settings.data_folder)
    _must_exist(settings)
    chain = SystemKeyChain()
    try:
        store = open_store(settings.data_folder, chain, way)
    except StoreLocked as locked:
        raise CloseTheWindow(**locked.facts) from locked
    try:
        keys = StoreKeys(store, chain)
        yield (
            key_keeping(settings, store, keys, Session(SHELL), system_printers(Papers().printed_pages)),
            _Opened(store, keys),
        )
    finally:
        store.close()


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
