"""Whose dossier it is, in the real window with real keys: organisations, children, foreigners, whoever is authorised,
and the commune of today."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from counter_app.domain.citizen import Citizen, PartialDate, Sex
from counter_app.domain.dossier import Captured, Dossier, LookUpState, Taken
from counter_app.domain.errors import BadEnterpriseCode, NotACitizenCard, NotAPassport
from counter_app.domain.life import Result
from counter_app.domain.party import Child, Foreigner, Organisation, PassportNumber
from counter_app.domain.passport import passport_lines
from counter_app.domain.procedure import Due
from counter_app.ports import AcceptedDossier
from tests.pages import as_png, make_page
from tests.ui.conftest import Counter
from tests.ui.people import CARD, NUMBER, SA_RINH
from ui.messages import sentence

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
OTHER = "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng, Cần Thơ|01022022"
SPLIT = OTHER.replace("phường Sóc Trăng", "Phường Bùi Hữu Nghĩa, Quận Bình Thủy")
VNEID = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzaWQiOiJhOWYxIn0.c2lnbmF0dXJl"
SOPHEA = Foreigner(
    PassportNumber("X1234567"), "MEAS SOPHEA", "KHM", PartialDate(1999, 1, 31), Sex.MALE, date(2031, 5, 6)
)
OpenCounter = Callable[[], Counter]


def arrives(counter: Counter, card: str = CARD) -> None:
    counter.press(Key.Key_F3)
    counter.opened.presenter.card_read(card)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")


def scanner_sends(counter: Counter, text: str) -> None:
    """A keyboard-wedge reader: the text into whatever has the focus, at its pace, then Enter."""
    counter.until(lambda: counter.opened.wedge.quiet)
    _send(counter, text)
    counter.press(Key.Key_Return)


def types(counter: Counter, text: str) -> None:
    """A hand at a Vietnamese keyboard, and the pause before its Enter."""
    counter.until(lambda: counter.opened.wedge.quiet)
    _send(counter, text)
    counter.until(lambda: counter.opened.wedge.quiet)


def _send(counter: Counter, text: str) -> None:
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(counter.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def whose(counter: Counter, digit: Qt.Key) -> None:
    """Shift+F4 and the line of that number."""
    counter.press(Key.Key_F4, modifier=SHIFT)
    counter.press(digit)


def fill(counter: Counter, *values: str) -> None:
    """Each field, and Enter."""
    for value in values:
        if value:
            types(counter, value)
        counter.press(Key.Key_Return)


def choose(counter: Counter, procedure: str) -> None:
    types(counter, procedure)
    counter.press(Key.Key_Return)


def dossier(counter: Counter) -> Dossier:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return draft.dossier


def offered(counter: Counter) -> list[str]:
    chooser = counter.opened.presenter.reception.screen.owner.chooser
    return [chooser.list.item(row).text() for row in range(chooser.list.count())]


def header(counter: Counter) -> str:
    view = counter.opened.presenter.reception.view
    assert view is not None
    return f"{view.person.name} · {view.person.about}"


def accept(counter: Counter) -> AcceptedDossier:
    counter.press(Key.Key_Return, Key.Key_F5)
    counter.until(lambda: counter.f12 == "TIẾP NHẬN")
    counter.press(Key.Key_F12)
    closing = counter.opened.presenter.reception.closing
    counter.until(lambda: closing.accepted is not None and bool(counter.receipts()))
    assert closing.accepted is not None
    return closing.accepted


def sent(counter: Counter, accepted: AcceptedDossier) -> dict[str, object]:
    """The message that waits for the province."""
    with counter.application.store.read() as work:
        (event,) = work.outbox.open_of(accepted.id)
        told: dict[str, object] = json.loads(json.dumps(event.payload))
    return told


def test_an_organisation_hands_in_by_its_representative(counter: Counter) -> None:
    arrives(counter)
    whose(counter, Key.Key_2)
    fill(counter, "0300588569", "Công ty Lúa Vàng", "Số 8 đường 30/4")
    assert "đại diện theo pháp luật" in offered(counter)[0]
    counter.press(Key.Key_1)
    assert "Công ty Lúa Vàng  ←  Thạch Thị Sa Rinh" in header(counter)
    choose(counter, "tthn")
    assert dossier(counter).look_up is LookUpState.ANSWERED, "nothing is held under an enterprise code"
    assert "uy-quyen" not in {one.code for one in dossier(counter).missing}


def test_a_wrong_digit_of_the_enterprise_code_is_told_and_the_cursor_stays(counter: Counter) -> None:
    arrives(counter)
    whose(counter, Key.Key_2)
    fill(counter, "0300588568")
    assert counter.said == sentence(BadEnterpriseCode(why="check"))
    types(counter, "0300588569")
    counter.press(Key.Key_Return)
    types(counter, "Công ty")
    assert counter.opened.presenter.reception.screen.owner.values["full_name"] == "Công ty"


def test_an_authorised_submitter_hands_in_and_the_owner_s_papers_are_looked_up(counter: Counter) -> None:
    arrives(counter, OTHER)
    whose(counter, Key.Key_1)
    fill(counter, NUMBER.value)  # the register knows the name
    assert dossier(counter).behalf is None, "what he is to her comes first"
    counter.press(Key.Key_2)
    choose(counter, "tthn")
    theirs = dossier(counter)
    assert theirs.holder == NUMBER
    assert theirs.behalf is not None
    assert theirs.behalf.owner.full_name == SA_RINH.full_name
    assert [one.code for one in theirs.offered] == ["cu-tru"]
    assert "uy-quyen" in [one.code for one in theirs.missing]
    with counter.application.store.read() as work:
        line = work.audit.look_ups(1)[0]
        acts = [one for one in work.audit.lines(20) if one.what == "owner-named"]
    assert line.person == NUMBER
    assert "người nộp thay là người được ủy quyền" in line.purpose
    assert acts[0].about["relation"] == "uy-quyen"
    accepted = accept(counter)
    with counter.application.store.read() as work:
        kept = work.dossiers.get(accepted.id)[0]
    assert {type(one) for one in kept.settlements} == {Captured, Taken}
    assert isinstance(kept.settlement("uy-quyen"), Captured)
    assert accepted.receipt.named == "Thạch Thị Sa Rinh (Lâm Văn Tân nộp)"


def test_the_owner_s_card_read_while_the_form_is_open_is_the_owner_s(counter: Counter) -> None:
    arrives(counter)
    whose(counter, Key.Key_1)
    counter.opened.presenter.card_read(OTHER)
    counter.answered()
    counter.press(Key.Key_1)
    here = dossier(counter)
    assert here.applicant is not None
    assert here.applicant.full_name == SA_RINH.full_name
    assert here.owner is not None
    assert here.owner.full_name == "Lâm Văn Tân"


def test_a_newborn_has_a_name_and_a_day_and_no_number(counter: Counter) -> None:
    arrives(counter)
    whose(counter, Key.Key_3)
    fill(counter, "thạch thị sa mol", "20112026", "nữ")
    counter.press(Key.Key_1)
    child = dossier(counter).owner
    assert child == Child("Thạch Thị Sa Mol", PartialDate(2026, 11, 20), Sex.FEMALE)
    assert "chưa có số định danh" in header(counter)
    choose(counter, "tthn")
    assert dossier(counter).holder == NUMBER, "what is held is the parent's"
    accepted = accept(counter)
    found = counter.application.desk.search.dossiers("sa mol")
    assert [one.dossier.id for one in found.items] == [accepted.id]


def test_a_passport_read_by_a_scanner_receives_a_foreigner(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    for line in passport_lines(SOPHEA):  # a reader sends each line with its Enter
        scanner_sends(counter, line)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    assert dossier(counter).applicant == SOPHEA
    assert "hộ chiếu X1234567 · KHM" in header(counter)
    choose(counter, "tthn")
    while dossier(counter).missing:
        before = len(dossier(counter).missing)
        counter.press(Key.Key_F5)
        counter.until(lambda n=before: len(dossier(counter).missing) < n)  # type: ignore[misc]
    counter.press(Key.Key_F12)
    closing = counter.opened.presenter.reception.closing
    counter.until(lambda: closing.accepted is not None)
    assert closing.accepted is not None
    for typed in ("X1234567", "meas soph"):
        found = counter.application.desk.search.dossiers(typed)
        assert [one.dossier.id for one in found.items] == [closing.accepted.id], typed
    assert not counter.application.desk.search.people("meas soph").items, "nobody is received by a number he has not"


def test_a_passport_is_typed_where_no_reader_reads_it(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.press(Key.Key_F4, modifier=SHIFT)
    fill(counter, "x1234567", "MEAS SOPHEA", "Campuchia", "31/01/1999", "")
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    who = dossier(counter).applicant
    assert isinstance(who, Foreigner)
    assert (who.passport.value, who.nationality, who.birth_date) == ("X1234567", "Campuchia", PartialDate(1999, 1, 31))


def test_a_damaged_passport_is_told_with_the_next_key(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    first, second = passport_lines(SOPHEA)
    counter.opened.presenter.card_read(first + second[:-1] + ("1" if second[-1] != "1" else "2"))
    counter.answered()
    assert counter.said == sentence(NotAPassport())
    assert "Shift+F4" in counter.said


def test_a_vneid_screen_s_code_is_told_apart_with_the_next_step(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    scanner_sends(counter, VNEID)
    assert counter.said == sentence(NotACitizenCard(why="vneid"))
    assert "12 số" in counter.said
    assert dossier(counter).applicant is None


def test_of_a_split_commune_the_clerk_chooses_and_it_is_kept(counter: Counter) -> None:
    arrives(counter, SPLIT)
    # The table of communes is asked behind the window: the question stands a moment after the person does.
    counter.until(lambda: "nay thuộc Phường Cái Khế hoặc Phường Bình Thủy?" in header(counter))
    counter.press(Key.Key_F4, modifier=SHIFT)
    assert [line[4:] for line in offered(counter)[:2]] == [
        "Nơi ở nay là Phường Cái Khế",
        "Nơi ở nay là Phường Bình Thủy",
    ]
    counter.press(Key.Key_2)
    who = dossier(counter).applicant
    assert isinstance(who, Citizen)
    assert who.commune is not None
    assert who.commune.name == "Phường Bình Thủy"
    assert header(counter).endswith("nay thuộc Phường Bình Thủy")
    counter.opened.presenter.card_read(SPLIT)  # the same card again
    counter.answered()
    assert dossier(counter).applicant == who
    choose(counter, "tthn")
    assert dossier(counter).applicant == who


def test_escape_leaves_everything_as_it_was_and_own_takes_it_back(counter: Counter) -> None:
    arrives(counter)
    whose(counter, Key.Key_2)
    types(counter, "0300588569")
    counter.press(Key.Key_Escape)
    assert dossier(counter).behalf is None
    assert not counter.opened.presenter.reception.owning.is_open
    whose(counter, Key.Key_2)
    fill(counter, "0300588569", "Công ty", "Số 8")
    counter.press(Key.Key_1)
    assert isinstance(dossier(counter).owner, Organisation)
    whose(counter, Key.Key_1)  # "Hồ sơ của chính người nộp" stands first now
    assert dossier(counter).behalf is None
    choose(counter, "tthn")
    assert counter.f12 == "CÒN THIẾU 1"


def test_nothing_is_accepted_while_the_owner_is_being_typed(counter: Counter) -> None:
    arrives(counter)
    choose(counter, "tthn")
    whose(counter, Key.Key_2)
    counter.press(Key.Key_F12)
    assert "Đang ghi chủ hồ sơ" in counter.said


def test_a_foreigner_fetches_his_result_by_his_passport(counter: Counter) -> None:
    desk = counter.application.desk
    draft_id = desk.walk_in().dossier.id
    desk.welcome.as_foreigner(draft_id, SOPHEA)
    desk.choose_procedure(draft_id, "2.000815")
    for component in desk.resume.of(draft_id).dossier.missing:
        path = counter.printed.parent / "page.png"
        path.write_bytes(as_png(make_page(len(component.code), dpi=100), 100))
        desk.capture.add_file(draft_id, path)
    while (left := desk.resume.of(draft_id).dossier.missing) and left[0].due is Due.SHOW:
        desk.settle.show(draft_id, left[0].code)
    done = desk.accept(draft_id, uuid4())
    desk.take_result(done.id, Result("KQ.G15.000031", "1/2026", None, "UBND", "bản giấy"))
    counter.press(Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)
    counter.opened.presenter.card_read(done.code.text)
    counter.answered()
    for line in passport_lines(SOPHEA):
        scanner_sends(counter, line)
    assert "chính người nộp" in counter.opened.presenter.results.view.collector
    counter.press(Key.Key_Return)
    with counter.application.store.read() as work:
        (_, step) = work.lives.of(done.id).steps
    assert step.collector is not None
    assert step.collector.personal_number == "X1234567"
