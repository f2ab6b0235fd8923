"""Who stands at the counter: by card, by a picture of the card, by number, by name; or not here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.card import parse_card
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.errors import CounterError
from counter_app.domain.party import Identity, identity
from counter_app.domain.passport import begins_a_passport, is_passport, parse_passport
from counter_app.ports import Draft, Found, FoundPerson
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.search import RegisterState
from counter_app.use_cases.welcome import ShownCard, Welcomed

from ..finding.finder import Finder
from ..finding.view_model import count_words, person_line, register_words
from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .inputs import PersonPane, seeks_people

_Answer = tuple[Found[FoundPerson], RegisterState]
KEEP_CARD = 60_000  # ms: a card read before its citizen was called


class Reception(Protocol):
    """What identifying needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def welcomed(self, welcomed: Welcomed) -> None: ...

    def put_away(self) -> None: ...


class Identifying(QObject):
    """`owners`: takes what is read for the owner, while his form is open; False: it is the applicant's."""

    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        pane: PersonPane,
        owners: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(pane)
        self._owners = owners
        self._reception, self._shell, self._desk, self._tasks = reception, shell, desk, tasks
        self._kept = ""  # in memory only
        self._half = ""  # the first of a passport's two lines
        self._refused = False  # the kept card is one that the open dossier was not given
        self._picture: threading.Event | None = None  # a picture is being read; set: nobody waits for it any more
        self._expiry = QTimer(self, singleShot=True, interval=KEEP_CARD)
        self._expiry.timeout.connect(self.forget)
        self._pane = pane
        pane.number_entered.connect(self.number_entered)
        self._finder = Finder(pane.number, tasks, self._look_for, self._found, shell.fail)

    def keys(self) -> tuple[KeyHint, ...]:
        people = self._pane.people
        if people.isVisible() and people.list.count():
            return (KeyHint("Down", tr("người dưới")), KeyHint("Return", tr("chọn người này")))
        stop = (KeyHint("Esc", tr("thôi đọc ảnh")),) if self._picture is not None else ()
        return (*stop, KeyHint("Shift+F2", tr("vắng mặt")), KeyHint("Ctrl+O", tr("ảnh thẻ")))

    @property
    def keeps_a_card(self) -> bool:
        return bool(self._kept)

    def keep(self, text: str) -> None:
        """A card read before its citizen was called waits for the next F2 or F3, a minute at the most."""
        self._kept, self._refused = text, False
        self._expiry.start()
        words = tr("Đã đọc thẻ, chưa gọi ai. F2 gọi số, hoặc F3 tiếp người không lấy số: không cần quét lại.")
        self._shell.tell(Notice(words))

    def use_kept(self) -> None:
        """The citizen of the kept card, if there is one, stands at the counter now."""
        text = self._kept
        self.forget()
        if text:
            self.card_read(text)

    def drop_refused(self) -> None:
        """Somebody with a ticket comes: a card that was another person's is not theirs either."""
        if self._refused:
            self.forget()

    def card_read(self, text: str) -> None:
        """A scanner's text: a card, or the bare number. On a dossier with work on it, another person's card is taken
        only when it is read again: that work would be lost."""
        text = self._whole(text)
        if not text:
            self._shell.tell(Notice(tr("Đã đọc dòng thứ nhất của hộ chiếu; chờ dòng thứ hai.")))
            return
        if self._owners(text):
            return
        if self._would_lose_work(text) and text != self._kept:
            self.keep(text)
            self._refused = True
            paper = tr("Hộ chiếu") if is_passport(text) else tr("Thẻ")
            words = tr(
                "{paper} này của người khác. Quét lại lần nữa để đổi người nộp; hoặc F3 mở hồ sơ mới cho thẻ này."
            ).format(paper=paper)
            self._shell.tell(Notice(words, Tone.ATTENTION))
            return
        self.forget()
        digits = "".join(text.split())
        if len(digits) == 12 and digits.isascii() and digits.isdigit():
            self.number_entered(digits)
            return
        welcome = self._desk.welcome
        read = welcome.by_passport if is_passport(text) else welcome.by_card
        self._known_by(lambda draft_id: read(draft_id, text))

    def _whole(self, text: str) -> str:
        """A reader sends each line of a passport with an Enter behind it; empty: the second is still to come."""
        half, self._half = self._half, ""
        if begins_a_passport(text):
            self._half = text
            return ""
        return half + text if half and is_passport(half + text) else text

    def _would_lose_work(self, text: str) -> bool:
        draft = self._reception.draft
        if draft is None or draft.dossier.applicant is None or not (draft.pages or draft.dossier.settlements):
            return False
        told = _told_by(text, self._desk.overview.clock.now().date())
        return told is not None and told != identity(draft.dossier.applicant)

    def forget(self) -> None:
        self._kept, self._refused = "", False
        self._expiry.stop()

    def number_entered(self, digits: str) -> None:
        welcome = self._desk.welcome
        self._known_by(lambda draft_id: welcome.by_number(draft_id, digits))

    def _known_by(self, verb: Callable[[UUID], Welcomed]) -> None:
        """A picture that comes later must not put another in his place."""
        self.drop_picture()
        self._reception.change(verb, self._reception.welcomed)

    def _look_for(self, typed: str) -> _Answer | None:
        """People by name, or by an old CMND; a number of today is entered whole, and says by itself whose it is."""
        search = self._desk.search
        return (search.people(typed), search.register()) if seeks_people(typed) else None

    def _found(self, typed: str, answer: _Answer | None) -> None:
        people = self._pane.people
        if answer is None:
            people.forget()
        else:
            found, register = answer
            unknown = people.awaited and not found.items and not any(map(str.isalpha, typed))
            words = register_words(register, self._desk.overview.clock.now())
            people.show_people(typed, tuple(map(person_line, found.items)), count_words(found), words)
            if unknown:
                self.number_entered(typed)  # what a number of today must have is said
        self._shell.show_keys()

    # --- a picture of the card -------------------------------------------------------------------------

    def picture_chosen(self, path: Path) -> None:
        """It is read in the lane of files, which a share that does not answer may hold; everybody's work is not."""
        welcome, files, draft = self._desk.welcome, self._desk.capture.files, self._reception.draft
        if draft is None:
            return
        self.drop_picture()
        self._picture = waited_for = threading.Event()
        self._shell.hush()
        self._shell.show_work("card-picture", tr("Đang đọc ảnh thẻ… (Esc thôi đọc)"))
        self._shell.show_keys()

        def there(shown: ShownCard) -> None:
            if self._picture is waited_for:
                self._known_by(lambda draft_id: welcome.by_shown(draft_id, shown))

        def failed(error: CounterError) -> None:
            if self._picture is waited_for:
                self.drop_picture()
                self._shell.fail(error)

        self._tasks.run(Lane.FILES, lambda: welcome.look_at(files.read(path, waited_for.is_set)), there, failed)

    def take_back(self) -> bool:
        """Esc: nobody waits for the picture any more, whatever holds it. False: none is being read."""
        if not self.drop_picture():
            return False
        words = tr("Đã thôi đọc ảnh thẻ. Quét thẻ, gõ 12 số, hoặc Ctrl+O chọn ảnh ở máy này.")
        self._shell.tell(Notice(words))
        return True

    def drop_picture(self) -> bool:
        """What is read of it by now or later counts for nothing. False: none was being read."""
        picture, self._picture = self._picture, None
        if picture is None:
            return False
        picture.set()
        self._shell.show_work("card-picture", None)
        self._shell.show_keys()
        return True

    def not_here(self) -> None:
        """The called citizen did not come. Once somebody is known, it is too late for that."""
        draft = self._reception.draft
        if draft is None or draft.dossier.applicant is not None:
            return

        def gone(_: None) -> None:
            self._reception.put_away()
            self._shell.tell(Notice(tr("Đã ghi vắng mặt. F2 gọi số tiếp theo.")))

        self._reception.change(self._desk.not_here, gone)


def _told_by(text: str, today: date) -> tuple[Identity, str] | None:
    """Whose it is; None where the text is neither a card nor a passport: then the verb says so."""
    digits = "".join(text.split())
    try:
        if is_passport(text):
            return identity(parse_passport(text, today).holder)
        number = PersonalNumber(digits) if digits.isascii() and digits.isdigit() else parse_card(text).personal_number
    except CounterError:
        return None
    return Identity.PERSONAL_NUMBER, number.value
