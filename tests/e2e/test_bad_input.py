"""What goes wrong at the desk, in the real window: a sentence with cause and next step, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from counter_app.bootstrap import Application
from counter_app.domain.citizen import Citizen
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import (
    BadPersonalNumber,
    NoCodeFound,
    NoPrinter,
    NotACitizenCard,
    NotAnImage,
    PaperJam,
    PrinterFault,
    ScannerUnplugged,
)
from counter_app.ports import Draft
from tests.e2e.clerk import Clerk
from tests.e2e.hall import Hall
from tests.imaging.hard_frames import card_picture
from tests.pages import as_jpeg, as_pnm, make_page
from tests.services.cups import QUEUE
from tests.services.sane import FEEDER
from ui.app import open_window
from ui.messages import message, sentence

NUMBER, NAME = "094190004321", "Thạch Thị Sa Rinh"
CARD = f"{NUMBER}|365123456|{NAME}|02091990|Nữ|Ấp Tài Văn, Phường 5, TP. Sóc Trăng|10052021"
_ROOT = Path(__file__).parents[2]


@contextmanager
def at_the_counter(hall: Hall, qtbot: Any) -> Iterator[tuple[Application, Clerk]]:
    """Someone without a ticket stands at the counter."""
    with hall.open() as application:
        opened = open_window(application.desk, dark=False)
        try:
            clerk = Clerk(qtbot, opened)
            clerk.press("F3")
            clerk.waits_for("Quét mã QR")
            yield application, clerk
        finally:
            opened.close()


def identified(clerk: Clerk) -> None:
    clerk.scan_card(CARD)
    clerk.waits_for(NAME, "Cấp Giấy xác nhận tình trạng hôn nhân")


def ready_for_papers(clerk: Clerk) -> None:
    """The declaration is to be scanned; where the citizen lives, the province holds."""
    identified(clerk)
    clerk.type("1.004873")
    clerk.press("Return")
    clerk.waits_for("CÒN THIẾU", "Tờ khai")


def drafted(application: Application) -> Draft:
    draft = application.desk.resume()
    assert draft is not None
    return draft


def opens_file(clerk: Clerk, path: Path) -> None:
    """Ctrl+O, the name, Enter: in the program's own file dialog."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        field = dialog.findChild(QLineEdit) if isinstance(dialog, QFileDialog) else None
        if field is None:
            return
        timer.stop()
        field.setText(str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(10)
    clerk.press("Ctrl+O")
    # What a window manager does when a dialog closes; the offscreen platform has none.
    clerk.window.activateWindow()
    clerk.waits_until(lambda: QApplication.focusWidget() is not None)


# --- the person and the procedure ----------------------------------------------------------------------------


def test_a_broken_qr_is_told_and_the_typed_number_goes_on(hall: Hall, qtbot: Any, tmp_path: Path) -> None:
    pixels = card_picture(CARD)
    pixels[pixels.shape[0] // 4 :, pixels.shape[1] // 2 :] = 120
    path = tmp_path / "card.png"
    Image.fromarray(pixels[..., ::-1]).save(path)
    with at_the_counter(hall, qtbot) as (application, clerk):
        opens_file(clerk, path)
        clerk.waits_for(sentence(NoCodeFound()))
        assert drafted(application).dossier.applicant is None
        Image.fromarray(card_picture(CARD)[..., ::-1]).save(path)
        opens_file(clerk, path)
        clerk.waits_for(NAME)
        applicant = drafted(application).dossier.applicant
        assert isinstance(applicant, Citizen)
        assert applicant.personal_number.value == NUMBER


def test_a_code_that_is_no_card_and_a_number_too_short_are_told(hall: Hall, qtbot: Any) -> None:
    with at_the_counter(hall, qtbot) as (application, clerk):
        clerk.scan_card("094190004321x|365123456|someone|02091990|Nam|somewhere|10052021")
        clerk.waits_for(sentence(NotACitizenCard()))
        clerk.type("09419")
        clerk.press("Return")
        clerk.waits_for(sentence(BadPersonalNumber()))
        assert drafted(application).dossier.applicant is None
        identified(clerk)


def test_an_unknown_procedure_is_told_and_no_other_is_taken(hall: Hall, qtbot: Any) -> None:
    with at_the_counter(hall, qtbot) as (application, clerk):
        identified(clerk)
        clerk.type("9.99")
        clerk.waits_for("Không có thủ tục nào khớp. Gõ ít chữ hơn, hoặc gõ mã.")
        clerk.press("Return")
        assert drafted(application).dossier.procedure is None
        clerk.press("Backspace", "Backspace", "Backspace", "Backspace")
        clerk.type("1.004873")
        clerk.press("Return")
        clerk.waits_for("CÒN THIẾU", "Tờ khai")
        procedure = drafted(application).dossier.procedure
        assert procedure is not None
        assert procedure.code == "1.004873"


# --- pages ---------------------------------------------------------------------------------------------------


def test_a_page_that_is_no_image_is_told_with_its_cause_and_the_pages_stay(
    hall: Hall, qtbot: Any, tmp_path: Path
) -> None:
    good = tmp_path / "good.jpg"
    good.write_bytes(as_jpeg(make_page(3, dpi=200), dpi=200))
    bad = {
        "words.jpg": (b"no picture at all", "format"),
        "empty.png": (b"", "empty"),
        "cut.jpg": (good.read_bytes()[:20_000], "truncated"),
        "broken.pdf": (b"%PDF-1.7\nand then nothing", "broken"),
    }
    with at_the_counter(hall, qtbot) as (application, clerk):
        ready_for_papers(clerk)
        opens_file(clerk, good)
        clerk.waits_for("ĐÃ QUÉT")
        before = drafted(application).pages
        assert len(before) == 1
        for name, (content, why) in bad.items():
            (tmp_path / name).write_bytes(content)
            opens_file(clerk, tmp_path / name)
            clerk.waits_for(sentence(NotAnImage(why=why)))
            assert name not in clerk.screen(), "people name their files by the citizen"
            assert drafted(application).pages == before


def test_a_jam_keeps_the_pages_before_it_and_f5_takes_the_rest(hall: Hall, qtbot: Any) -> None:
    first, second = (as_pnm(make_page(seed, dpi=200)) for seed in (5, 6))
    with at_the_counter(hall, qtbot) as (application, clerk):
        ready_for_papers(clerk)
        hall.sane.feed([first, "jam"])
        clerk.press("F5")
        clerk.waits_for(message(PaperJam(device=FEEDER)).why, "kẹt giấy", "F5")
        kept = drafted(application).pages
        assert len(kept) == 1
        hall.sane.clear_feeder()
        hall.sane.feed([second])
        clerk.press("F5")
        clerk.waits_for("Đã quét: 1 trang.")
        assert drafted(application).pages[:1] == kept
        assert len(drafted(application).pages) == 2


def test_an_unplugged_scanner_is_told_and_a_file_serves_instead(hall: Hall, qtbot: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.jpg"
    page.write_bytes(as_jpeg(make_page(7, dpi=200), dpi=200))
    with at_the_counter(hall, qtbot) as (application, clerk):
        ready_for_papers(clerk)
        hall.sane.feed(["io"])
        clerk.press("F5")
        clerk.waits_for(message(ScannerUnplugged()).why, "Ctrl+O")
        opens_file(clerk, page)
        clerk.waits_for("ĐÃ QUÉT")
        assert isinstance(drafted(application).dossier.settlement("to-khai"), Captured)


# --- F12 -----------------------------------------------------------------------------------------------------


def ready_to_accept(clerk: Clerk, folder: Path) -> None:
    ready_for_papers(clerk)
    clerk.waits_for("DÙNG LẠI ĐƯỢC 1")
    page = folder / "page.jpg"
    page.write_bytes(as_jpeg(make_page(1, dpi=200)[:800, :1000], dpi=200))
    opens_file(clerk, page)
    clerk.waits_for("ĐÃ QUÉT 1")
    clerk.press("Return")
    clerk.waits_for("F12 TIẾP NHẬN")


def test_without_a_printer_the_dossier_is_accepted_and_the_receipt_comes_later(
    hall: Hall, qtbot: Any, tmp_path: Path
) -> None:
    settings = hall.settings_file.read_text("utf-8")
    hall.settings_file.write_text(settings.replace(QUEUE, "Khong-Co"), "utf-8")
    with at_the_counter(hall, qtbot) as (application, clerk):
        ready_to_accept(clerk, tmp_path)
        clerk.press("F12")
        clerk.waits_for("ĐÃ TIẾP NHẬN", sentence(NoPrinter(printer="Khong-Co")))
        (accepted,) = application.desk.overview.dossiers()
        _add_the_queue(hall, "Khong-Co")
        clerk.press("Ctrl+P")
        clerk.waits_for(f"Đã in {accepted.code.text}.")
        assert hall.cups.titles() == [accepted.code.text]
        assert len(application.desk.overview.dossiers()) == 1


def _add_the_queue(hall: Hall, name: str) -> None:
    """What IT does: the same printer under the name that the settings have."""
    tray, ppd = f"tray:{hall.cups.paper_tray}", hall.cups.folder / f"{QUEUE}.ppd"
    subprocess.run(["lpadmin", "-p", name, "-E", "-v", tray, "-P", ppd], env=hall.environment, check=True, timeout=60)


@pytest.mark.parametrize("mishap", ["cover-open-error", "media-jam-error", "toner-empty-error", "media-empty-error"])
def test_a_printer_that_waits_for_a_hand_says_which_and_prints_on(
    hall: Hall, qtbot: Any, tmp_path: Path, mishap: str
) -> None:
    hall.cups.set_mishap(mishap)
    with at_the_counter(hall, qtbot) as (application, clerk):
        ready_to_accept(clerk, tmp_path)
        clerk.press("F12")
        words = message(PrinterFault(printer=QUEUE, reason=mishap.removesuffix("-error")))
        clerk.waits_for("ĐÃ TIẾP NHẬN", "hết giấy" if mishap.startswith("media-empty") else words.what, "tự in tiếp")
        hall.cups.clear_mishap()
        (accepted,) = application.desk.overview.dossiers()
        clerk.waits_for(f"Đã in {accepted.code.text}.")
        assert len(hall.cups.printed()) == 1


def test_a_disk_that_is_full_at_f12_loses_nothing_and_f12_works_when_there_is_room(hall: Hall) -> None:
    root = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = ["unshare", "--mount", *root, sys.executable, "-m", "tests.e2e.full_disk", str(hall.folder)]
    environment = {**hall.environment, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("good: ")
