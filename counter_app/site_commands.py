"""`counter-app site ...`: the hall's shared database, as IT types it. What is secret is asked, or read from standard
input, and kept in this user's key ring; the running program takes it up by itself."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from .config import Settings
from .domain.deadline import VIETNAM
from .domain.errors import BadInvitation, BadRecoveryCode, SiteNotJoined, SiteRefused
from .keychain import SystemKeyChain
from .ports import KeyChain
from .wiring.hall import site_address

if TYPE_CHECKING:
    from local_db.site.joining import SiteStatus
    from local_db.site.line import SiteAddress


def found(settings: Settings, administrator: str, password: str, renew: bool) -> Iterator[str]:
    """Makes the site's database or brings it up to date, and joins this PC. Raises SiteFault, NoKeyring."""
    from local_db.site.founding import Founding
    from local_db.site.joining import KEY_ENTRY, join, keep_key
    from local_db.store_keys import code_book

    address, chain, counter = _address(settings), SystemKeyChain(), settings.counter.code
    it = Founding(address, administrator, password)
    key = it.found(chain.get(KEY_ENTRY), renew)
    keep_key(chain, key)
    yield f"Máy chủ {address.host}: cơ sở dữ liệu {address.database} đã sẵn sàng cho sảnh."
    if renew:
        yield "Khóa của sảnh đã thay: mời lại từng quầy khác bằng counter-app site invite."
    if renew or not _is_let_in(address, counter, chain):
        join(address, counter, it.invite(counter, key, code_book()), chain, platform.node())
    yield f"Máy này đã vào sảnh với mã quầy {counter}."


def invite(settings: Settings, administrator: str, password: str, counter: str) -> Iterator[str]:
    """The one-time code of another counter. Raises SiteFault, NoKeyring."""
    from local_db.site.founding import Founding
    from local_db.site.joining import site_key
    from local_db.store_keys import code_book

    key = site_key(SystemKeyChain())
    code = Founding(_address(settings), administrator, password).invite(counter, key, code_book())
    yield f"Mã mời quầy {counter}, dùng một lần (ai có mã này thì vào được sảnh, đừng gửi qua tin nhắn):"
    yield "  " + " ".join(code.words)
    yield f"Trên máy của quầy {counter}: counter-app site join, rồi gõ 15 từ trên."


def join(settings: Settings, typed: str) -> Iterator[str]:
    """Raises BadInvitation for words that are no code, SiteFault, NoKeyring."""
    from local_db.site.joining import join
    from local_db.store_keys import code_book

    address = _address(settings)
    try:
        code = code_book().read(typed)
    except BadRecoveryCode as error:
        raise BadInvitation(error.facts.get("why", "")) from error
    join(address, settings.counter.code, code, SystemKeyChain(), platform.node())
    yield f"Quầy {settings.counter.code} đã vào sảnh chung ở {address.host}. Chương trình đang mở tự nối trong ít giây."


def status(settings: Settings) -> Iterator[str]:
    """Raises SiteFault, NoKeyring."""
    from local_db.site.joining import status_of

    address = _address(settings)
    yield f"Máy chủ của sảnh: {address.host}:{address.port}, cơ sở dữ liệu {address.database}"
    yield from _told(status_of(address, settings.counter.code, SystemKeyChain()))


def _is_let_in(address: SiteAddress, counter: str, chain: KeyChain) -> bool:
    """Not on another server than the one that it joined."""
    from local_db.site.joining import status_of

    try:
        return status_of(address, counter, chain).key_fits
    except (SiteRefused, SiteNotJoined):
        return False


def _told(found: SiteStatus) -> Iterator[str]:
    yield f"PostgreSQL {found.server}; đường truyền {found.tls}, chứng thư đã kiểm tra"
    same = "khớp với chương trình này" if found.revision == found.expected else f"chương trình này cần {found.expected}"
    yield f"Bảng bản {found.revision}, {same}"
    yield "Khóa của sảnh: " + ("có ở máy này" if found.key_fits else "khác với máy chủ; cho máy này vào lại sảnh")
    for one in found.counters:
        if one.joined_at is None:
            yield f"  {one.counter}: đã mời lúc {_moment(one.invited_at)}, chưa vào"
        else:
            seen = f"thấy lần cuối {_moment(one.seen_at)}" if one.seen_at else "chưa thấy lần nào"
            yield f"  {one.counter} ({one.computer}): vào lúc {_moment(one.joined_at)}, {seen}"


def _address(settings: Settings) -> SiteAddress:
    """Raises SiteNotJoined."""
    address = site_address(settings)
    if address is None:
        raise SiteNotJoined(why="settings")
    return address


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
