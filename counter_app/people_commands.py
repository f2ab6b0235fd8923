"""`counter-app people first`: lets somebody in at a new counter that has not reached its province yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .bootstrap import Application
from .local_door import Hear
from .pass_words import Argon2PassWords
from .use_cases.first_person import LetInFirst
from .use_cases.session import SHELL, Session


def let_in_first(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """Raises AccountsKnown, BadFirstPerson."""
    let_in = LetInFirst(
        application.store, application.store.clock, application.counter, Session(SHELL), Argon2PassWords()
    )
    let_in(arguments["user_name"], arguments["name"], arguments["pass_word"])
    say("Đã tạo tài khoản đầu tiên: đăng nhập được ngay, không cần mạng. Khi danh sách của tỉnh về, tài khoản này hết")
    say("dùng được; hồ sơ đang làm dở được lãnh đạo bộ phận giao cho người khác.")
    return 0
