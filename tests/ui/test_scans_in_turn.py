"""F5 again and F12 while the feeder still runs: stacks one after the other, and no half-fed dossier."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import FeederEmpty, PaperJam
from tests import pages
from tests.services.sane import FEEDER, SaneSite
from tests.staff import NGUYET
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.test_reception_window import call_and_identify, choose_marital_status
from ui.messages import message
from ui.reception.scan_queue import TRIES, Scan, ScanQueue, Stands, tray_words
from ui.tasks import Lane

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def sheet(number: int) -> bytes:
    """Each number another width, so that a page tells which sheet it was."""
    return pages.as_pnm(pages.make_page(number, dpi=60)[:, : 300 + 20 * number])


@dataclass
class Feeder:
    """A counter with a real SANE feeder, at the papers of one citizen."""

    counter: Counter
    site: SaneSite

    @property
    def pages(self) -> int:
        draft = self.counter.opened.presenter.reception.draft
        return len(draft.pages) if draft is not None else 0

    @property
    def draft_id(self) -> UUID:
        draft = self.counter.opened.presenter.reception.draft
        assert draft is not None
        return draft.dossier.id

    def sheets(self, draft_id: UUID | None = None) -> list[int]:
        """Which sheets lie in the dossier, in their order."""
        draft = self.counter.application.desk.resume.of(draft_id or self.draft_id)
        return [round((page.width - 300) / 20) for page in draft.pages]

    def begin(self, *stack: int) -> None:
        """F5, and the last sheet of the stack is drawn in and held."""
        self.site.feed([sheet(number) for number in stack[:-1]])
        self.site.feed_and_hold(sheet(stack[-1]))
        self.counter.hit(Key.Key_F5)
        self.counter.until(lambda: self.pages == len(stack) - 1 and self.site.left_in_feeder() == 1)

    def hits(self, key: Key, words: str) -> None:
        """A key, and what the tray says then."""
        self.counter.hit(key)
        self.counter.until(lambda: words in self.counter.tray)

    def says(self, words: str) -> None:
        self.counter.until(lambda: words in self.counter.said)


@pytest.fixture
def feeder(open_counter: Callable[..., Counter], sane_site: SaneSite) -> Feeder:
    counter = knows_sa_rinh(open_counter(feeder=sane_site))
    counter.opened.presenter.reception.scanning._again.setInterval(20)
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    assert counter.f12 == "CÒN THIẾU 1"
    return Feeder(counter, sane_site)


def legend(counter: Counter) -> dict[str, str]:
    return {hint.key: hint.words for hint in counter.opened.window.legend.hints}


# --- F5 again ------------------------------------------------------------------------------------------------


def test_a_second_stack_waits_for_the_first_and_for_its_paper_and_comes_behind_it(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.hits(Key.Key_F5, "1 lượt chờ (Esc bỏ lượt chờ)")
    assert legend(feeder.counter)["Esc"] == "bỏ lượt chờ"
    feeder.site.let_go()
    feeder.counter.until(lambda: "chờ giấy" in feeder.counter.tray)  # the stack is still in the clerk's hand
    assert feeder.counter.said == "Đã quét: 2 trang."
    feeder.site.feed([sheet(3), sheet(4)])
    feeder.counter.until(lambda: feeder.pages == 4)
    feeder.counter.answered()
    assert feeder.sheets() == [1, 2, 3, 4]
    assert feeder.counter.tray == ""


def test_each_stack_is_laid_under_its_papers_by_itself(feeder: Feeder) -> None:
    """The second stack finds no paper that waits: it does not go on where the first one stopped."""
    feeder.begin(1, 2)
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.site.let_go()
    feeder.counter.until(lambda: "chờ giấy" in feeder.counter.tray)
    feeder.site.feed([sheet(3)])
    feeder.counter.until(lambda: feeder.pages == 3)
    feeder.counter.answered()
    draft = feeder.counter.application.desk.resume.of(feeder.draft_id)
    settled = draft.dossier.settlement("to-khai")
    assert isinstance(settled, Captured)
    assert draft.pages[2].name not in settled.pages


def test_esc_takes_back_the_scans_one_at_a_time_the_last_first(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.hits(Key.Key_F5, "2 lượt chờ")
    feeder.hits(Key.Key_Escape, "1 lượt chờ")
    feeder.hits(Key.Key_Escape, "1 trang (Esc dừng)")
    assert legend(feeder.counter)["Esc"] == "dừng quét"
    feeder.counter.hit(Key.Key_Escape)
    feeder.says("Đã dừng quét: 1 trang. Tờ nào đang chạy dở thì chưa được lấy: đặt lại vào khay.")
    assert feeder.sheets() == [1]
    assert feeder.site.was_stopped()


def test_a_jam_makes_the_second_stack_wait_until_the_rest_of_the_first_is_in(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.site.feed(["jam"])
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.site.let_go()
    feeder.says(message(PaperJam(device=FEEDER)).why)
    feeder.counter.until(lambda: feeder.counter.tray == "1 lượt quét còn chờ: F5 quét tiếp (Esc bỏ)")
    feeder.counter.answered()
    assert feeder.sheets() == [1, 2]
    feeder.site.clear_feeder()
    feeder.site.feed([sheet(3)])
    feeder.counter.hit(Key.Key_F5)
    feeder.counter.until(lambda: "chờ giấy" in feeder.counter.tray)
    feeder.site.feed([sheet(4)])
    feeder.counter.until(lambda: feeder.pages == 4)
    feeder.counter.answered()
    assert feeder.sheets() == [1, 2, 3, 4]


def test_what_is_fed_lands_in_the_dossier_it_was_asked_for_also_when_another_is_opened(feeder: Feeder) -> None:
    """Else the sheets that still lie in the feeder would come out in the next citizen's dossier."""
    first = feeder.draft_id
    feeder.begin(1, 2)
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.counter.hit(Key.Key_F3)
    feeder.says("Nhấn lần nữa")
    feeder.counter.hit(Key.Key_F3)
    feeder.says("Đã bỏ 1 lượt quét chưa bắt đầu của hồ sơ trước.")
    assert "tập của hồ sơ trước" in feeder.counter.tray
    assert feeder.draft_id != first
    feeder.site.let_go()
    feeder.says("Tập của hồ sơ trước đã quét xong: 2 trang")
    feeder.counter.answered()
    assert feeder.sheets(first) == [1, 2]
    assert feeder.sheets() == []


def test_a_jam_in_the_stack_of_the_dossier_before_is_not_to_be_fed_into_this_one(feeder: Feeder) -> None:
    feeder.begin(1)
    feeder.site.feed(["jam", sheet(2)])
    feeder.counter.hit(Key.Key_F3)
    feeder.says("Nhấn lần nữa")
    feeder.counter.hit(Key.Key_F3)
    feeder.counter.until(lambda: "tập của hồ sơ trước" in feeder.counter.tray)
    feeder.site.let_go()
    feeder.says("Lấy tập của hồ sơ trước ra khỏi khay")


# --- the queue itself ----------------------------------------------------------------------------------------


ONE, OTHER = UUID(int=1), UUID(int=2)


def a_scan(draft_id: UUID = ONE) -> Scan:
    return Scan(draft_id, lambda _: iter(()))


def test_paper_that_never_comes_is_waited_for_so_long_and_then_told() -> None:
    queue = ScanQueue()
    queue.add(a_scan())
    queue.add(a_scan())
    assert queue.ended() is Stands.NO
    for _ in range(TRIES - 1):
        queue.next()
        assert queue.ended(FeederEmpty()) is Stands.PAPER
        assert tray_words(queue, ONE) == "Lượt quét tiếp chờ giấy: xếp vào khay (Esc bỏ)"
    queue.next()
    assert queue.ended(FeederEmpty()) is Stands.NO
    assert tray_words(queue, None) is None


def test_the_first_press_before_an_empty_feeder_waits_for_nothing() -> None:
    queue = ScanQueue()
    queue.add(a_scan())
    assert queue.ended(FeederEmpty()) is Stands.NO
    assert not queue.waiting


def test_only_scans_of_the_dossier_count_for_it() -> None:
    queue = ScanQueue()
    queue.add(a_scan(ONE))
    queue.add(a_scan(OTHER))
    assert queue.feeds(ONE)
    assert queue.feeds(OTHER)
    assert queue.turn_to(ONE) == 1
    assert not queue.feeds(OTHER)


# --- F12 while pages still come ------------------------------------------------------------------------------


def accepted(feeder: Feeder) -> int:
    return len(feeder.counter.application.desk.overview.dossiers())


def handed_in(counter: Counter, draft_id: UUID) -> int:
    """Pages under the papers of the accepted dossier."""
    with counter.application.store.read() as work:
        dossier, _ = work.dossiers.get(draft_id)
    return sum(len(one.pages) for one in dossier.settlements if isinstance(one, Captured))


def ready_while_fed(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.counter.until(lambda: feeder.counter.f12 == "TIẾP NHẬN")


def test_f12_while_pages_come_accepts_once_and_with_all_of_them(feeder: Feeder) -> None:
    draft_id = feeder.draft_id
    ready_while_fed(feeder)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    assert "là tiếp nhận ngay" in feeder.counter.said
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.hit(Key.Key_F2)  # nor is it left behind
    assert accepted(feeder) == 0
    feeder.site.let_go()
    feeder.counter.until(lambda: bool(feeder.counter.receipts()))
    feeder.counter.answered()
    assert [one.id for one in feeder.counter.application.desk.overview.dossiers()] == [draft_id]
    assert handed_in(feeder.counter, draft_id) == 2
    assert len(feeder.counter.receipts()) == 1


def test_f12_waits_for_the_second_stack_as_well(feeder: Feeder) -> None:
    draft_id = feeder.draft_id
    ready_while_fed(feeder)
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.counter.hit(Key.Key_F12)
    feeder.site.let_go()
    feeder.counter.until(lambda: "chờ giấy" in feeder.counter.tray)
    assert accepted(feeder) == 0
    feeder.site.feed([sheet(3)])
    feeder.counter.until(lambda: bool(feeder.counter.receipts()))
    assert handed_in(feeder.counter, draft_id) == 2
    assert feeder.site.left_in_feeder() == 0


def test_esc_takes_the_wish_back_and_the_scan_goes_on(feeder: Feeder) -> None:
    ready_while_fed(feeder)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: legend(feeder.counter).get("Esc") == "chưa tiếp nhận")
    feeder.counter.hit(Key.Key_Escape)
    feeder.counter.until(lambda: feeder.counter.f12 == "TIẾP NHẬN")
    feeder.site.let_go()
    feeder.says("Đã quét: 2 trang.")
    feeder.counter.answered()
    assert accepted(feeder) == 0
    feeder.counter.press(Key.Key_F12)
    assert accepted(feeder) == 1


def test_a_fault_takes_the_wish_back_and_says_so(feeder: Feeder) -> None:
    ready_while_fed(feeder)
    feeder.site.feed(["jam"])
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    feeder.site.let_go()
    feeder.says("Chưa tiếp nhận.")
    feeder.says(message(PaperJam(device=FEEDER)).why)  # at once without, where the last page is still being laid
    feeder.counter.answered()
    assert accepted(feeder) == 0
    assert feeder.counter.f12 == "TIẾP NHẬN"


def test_while_the_screen_is_locked_nothing_is_accepted_and_once_its_clerk_is_back_it_is(feeder: Feeder) -> None:
    ready_while_fed(feeder)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    keeper, session = feeder.counter.opened.presenter.keeper, feeder.counter.application.session
    keeper.lock()
    feeder.counter.until(lambda: session.locked)
    feeder.site.let_go()
    feeder.counter.until(lambda: not feeder.counter.opened.presenter.reception.scanning.at_work)
    feeder.counter.answered()
    with feeder.counter.application.store.read() as work:
        assert not work.dossiers.recent()
    session.open(NGUYET)
    keeper._inside = NGUYET.id
    keeper._entered(NGUYET)
    feeder.counter.until(lambda: len(feeder.counter.receipts()) == 1)
    assert accepted(feeder) == 1


def test_scans_that_stand_after_a_fault_are_not_waited_for_in_vain(feeder: Feeder) -> None:
    ready_while_fed(feeder)
    feeder.site.feed(["jam"])
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.site.let_go()
    feeder.says("kẹt giấy")
    feeder.counter.answered()
    feeder.counter.press(Key.Key_F12)
    assert feeder.counter.said == "Còn lượt quét đang chờ: F5 quét tiếp, hoặc Esc bỏ, rồi F12."
    feeder.counter.press(Key.Key_Escape, Key.Key_F12)
    assert accepted(feeder) == 1


def test_f12_while_a_file_is_read_waits_for_its_pages(
    counter: Counter, tmp_path_factory: pytest.TempPathFactory
) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return, Key.Key_F5)
    file = tmp_path_factory.mktemp("files") / "page.png"
    file.write_bytes(pages.as_png(pages.make_page(9, dpi=60), 60))
    reading = threading.Event()
    counter.opened.tasks.run(Lane.FILES, lambda: reading.wait(20), lambda _: None, lambda _: None)
    reception = counter.opened.presenter.reception
    assert reception.view is not None
    before = len(reception.view.pages)
    reception.paging.add_file(file)
    counter.hit(Key.Key_F12)
    counter.until(lambda: counter.f12 == "NHẬN KHI QUÉT XONG")
    assert counter.application.desk.overview.dossiers() == ()
    reading.set()
    counter.until(lambda: bool(counter.receipts()))
    assert len(reception.view.pages) == before + 1, "the file's page was there when it was accepted"


# --- another way than F5's -----------------------------------------------------------------------------------


def test_another_kind_of_paper_is_taken_once_by_two_keys_and_f5_stays_as_it_was(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    assert legend(counter)["Ctrl+F5"] == "cách khác"
    counter.press(Key.Key_F5, modifier=CONTROL)
    chooser = counter.opened.presenter.reception.screen.chooser
    rows = [chooser.list.item(row).text() for row in range(chooser.list.count())]
    (glass,) = [row for row in rows if "Mặt kính A4" in row]
    assert not any("Thường dùng" in row for row in rows), "that is F5"
    assert not any("thư mục" in row for row in rows), "IT has set up no watched folder"
    usual = counter.application.desk.scanners.request()
    counter.press(Qt.Key(ord(glass[0])))
    assert counter.said == "Đã quét: 1 trang."
    assert not chooser.isVisible()
    assert counter.application.desk.scanners.request() == usual


def test_esc_leaves_the_list_of_ways_and_nothing_is_scanned(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_F5, modifier=CONTROL)
    counter.press(Key.Key_Escape)
    assert not counter.opened.presenter.reception.screen.chooser.isVisible()
    assert counter.said == ""


def test_backs_of_a_stack_by_hand_come_with_f5_also_where_by_hand_is_not_the_usual_way(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.opened.presenter.reception.scanning.scan_as("A4, hai mặt, lật tay")
    counter.answered()
    assert "Đã quét mặt trước của 2 tờ." in counter.said
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert counter.application.desk.capture.sheets_to_turn(draft.dossier.id) == 2
    counter.press(Key.Key_F5)
    assert counter.application.desk.capture.sheets_to_turn(draft.dossier.id) == 0
    assert counter.said == "Đã quét: 2 trang."
