"""The command line for IT: 0 good, 1 refused with a sentence, 2 wrong use; what was there before is left whole."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from counter_app.bootstrap import Application
from counter_app.domain.errors import (
    AccountsKnown,
    BadFirstPerson,
    CounterError,
    LineDown,
    LoginRefused,
    NoCodeFound,
    NotAnImage,
    NotWritable,
    PaperJam,
)
from counter_app.domain.page_fault import PageFault
from counter_app.keychain import SystemKeyChain
from tests.e2e.command_line import counter_app, make_code, refused_with
from tests.e2e.hall import Hall
from tests.imaging.hard_frames import card_picture
from tests.pages import as_jpeg, as_pnm, make_page
from tests.services.cups import QUEUE
from tests.services.sane import FEEDER
from ui.messages import sentence

CARD = "094190004321|365123456|Thạch Thị Sa Rinh|02091990|Nữ|Ấp Tài Văn, Phường 5, TP. Sóc Trăng|10052021"
NAMES = ("broken.png", "words.png")


@pytest.fixture
def card(tmp_path: Path) -> Path:
    return _saved(card_picture(CARD), tmp_path / "card.png")


@pytest.fixture
def broken_card(tmp_path: Path) -> Path:
    """A thumb over the middle of the code."""
    pixels = card_picture(CARD)
    height, width = pixels.shape[:2]
    pixels[height // 4 : height, width // 2 :] = 120
    return _saved(pixels, tmp_path / "broken.png")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.jpg"
    path.write_bytes(as_jpeg(make_page(3, dpi=200), dpi=200))
    return path


def test_every_part_of_a_furnished_counter_is_good(hall: Hall) -> None:
    with hall.open():
        pass  # the first day is over
    make_code(hall)
    done = counter_app(hall, "self-check", "--json")
    results = {result["name"]: result["outcome"] for result in json.loads(done.stdout)}
    assert set(results.values()) == {"good"}, done.stdout
    assert {"keyring", "own store", "scanners", "printers", "province", "fonts", "pages"} <= results.keys()
    assert (done.returncode, done.stderr) == (0, "")


def test_a_counter_with_a_broken_part_is_told_which(hall: Hall, tmp_path: Path) -> None:
    done = counter_app(hall, "self-check", DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path / 'no-bus'}")
    told = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert told["keyring"] == "bad"
    assert told["fonts"] == "good"
    assert "Traceback" not in done.stderr


def test_one_exchange_with_the_province_and_one_without(hall: Hall) -> None:
    done = counter_app(hall, "sync", "--once")
    nothing = "Hồ sơ: đã gửi 0, tỉnh xác nhận 0; còn chờ 0.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, nothing, "")
    hall.sandbox.stop()
    done = counter_app(hall, "sync", "--once")
    refused_with(done, LineDown())
    assert done.stdout == nothing
    hall.sandbox.start()
    SystemKeyChain().set("province-secret", b"last year's")
    refused_with(counter_app(hall, "sync", "--once"), LoginRefused())


def test_a_card_is_read_and_a_broken_one_is_told(hall: Hall, card: Path, broken_card: Path, tmp_path: Path) -> None:
    done = counter_app(hall, "read-card", card, broken_card, "--json")
    whole, broken = json.loads(done.stdout)
    assert (whole["found"], whole["personal_number"], whole["full_name"]) == (True, "094190004321", "Thạch Thị Sa Rinh")
    assert (broken["found"], broken["personal_number"], broken["warnings"]) == (False, None, ["no-code-found"])
    assert done.returncode == 0
    assert done.stderr == f"counter-app: broken.png: {sentence(NoCodeFound(), desk=False)}\n"
    words = tmp_path / "words.png"
    words.write_text("no picture at all")
    done = counter_app(hall, "read-card", broken_card, words, "--json")
    assert done.returncode == 1
    assert [one["warnings"] for one in json.loads(done.stdout)] == [["no-code-found"], ["not-an-image:format"]]
    causes = (NoCodeFound(), NotAnImage(why="format", file="words.png"))
    said = [f"counter-app: {name}: {sentence(error, desk=False)}" for name, error in zip(NAMES, causes, strict=True)]
    assert done.stderr.splitlines() == said
    refused_with(counter_app(hall, "read-card", words), causes[1])


def test_pages_become_one_pdf(hall: Hall, page: Path, tmp_path: Path) -> None:
    done = counter_app(hall, "digitize", page, page, "-o", tmp_path / "out.pdf", "--report", tmp_path / "out.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert len(json.loads((tmp_path / "out.json").read_text())["pages"]) == 2


def test_a_page_that_is_no_image_is_named_with_its_cause(hall: Hall, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"what stood there before")
    for bad, why in _no_images(page, tmp_path).items():
        done = counter_app(hall, "digitize", page, bad, "-o", out)
        refused_with(done, NotAnImage(why=why, file=bad.name))
        assert bad.name in done.stderr
        assert out.read_bytes() == b"what stood there before"


def _no_images(page: Path, folder: Path) -> dict[Path, str]:
    made = {
        "words.jpg": (b"no picture at all", "format"),
        "empty.png": (b"", "empty"),
        "cut.jpg": (page.read_bytes()[:20_000], "truncated"),
        "phone.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "heic"),
        "broken.pdf": (b"%PDF-1.7\nand then nothing", "broken"),
    }
    for name, (content, _) in made.items():
        (folder / name).write_bytes(content)
    plain, locked = folder / "plain.pdf", folder / "locked.pdf"
    Image.open(page).save(plain, "PDF")
    subprocess.run(["qpdf", "--encrypt", "user", "owner", "256", "--", plain, locked], check=True)
    causes = {folder / name: why for name, (_, why) in made.items()}
    return causes | {locked: "encrypted", folder / "nowhere.jpg": "missing"}


@pytest.mark.parametrize(
    ("out", "error"),
    [
        ("page.jpg", NotWritable(file="page.jpg", why="same-file")),
        ("no/such/out.pdf", NotWritable(file="out.pdf", why="no-folder")),
    ],
)
def test_a_pdf_that_cannot_be_written_costs_nothing(
    hall: Hall, page: Path, tmp_path: Path, out: str, error: CounterError
) -> None:
    before = page.read_bytes()
    refused_with(counter_app(hall, "digitize", page, "-o", tmp_path / out), error)
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "typed",
    [
        ["no-such-command"],
        ["digitize", "page.jpg"],
        ["digitize", "-o", "out.pdf"],
        ["read-card"],
        ["sync"],
        ["self-check", "--no-such-switch"],
        ["--demo", "self-check"],
        ["province-secret", "a-secret-is-no-argument"],
    ],
)
def test_wrong_use_is_told_as_such(hall: Hall, typed: list[str]) -> None:
    done = counter_app(hall, *typed)
    assert done.returncode == 2
    assert done.stderr.startswith("cách dùng: counter-app")
    assert done.stdout == ""


def _saved(pixels: object, path: Path) -> Path:
    Image.fromarray(pixels[..., ::-1]).save(path)  # type: ignore[index]
    return path


def test_a_new_counter_lets_a_first_person_in_without_a_line(hall: Hall) -> None:
    first = ("people", "first", "hoa", "Lý Thị Hoa")
    refused_with(counter_app(hall, *first, typed="ngắn\n"), BadFirstPerson(why="short"))
    done = counter_app(hall, *first, typed="một hai ba\n")
    assert (done.returncode, done.stderr) == (0, "")
    with closing(Application(hall.settings(), SystemKeyChain())) as application:
        assert application.desk.log_in("hoa", "một hai ba").name == "Lý Thị Hoa"
        application.exchange()
    refused_with(counter_app(hall, *first, typed="một hai ba\n"), AccountsKnown())


# --- the scanners, for IT ------------------------------------------------------------------------------------


def test_devices_of_every_kind_are_listed_tried_and_reported_without_a_picture(hall: Hall, tmp_path: Path) -> None:
    hall.sane.feed([as_pnm(make_page(3, dpi=100))])
    camera = '[camera]\naddress = "http://192.0.2.7/video"\n'
    hall.settings_file.write_text(hall.settings_file.read_text("utf-8") + camera, "utf-8")
    report = tmp_path / "may-quet.json"
    done = counter_app(hall, "self-check", "--devices", "--scan", "--report", report)
    told = json.loads(report.read_text("utf-8"))
    feeder = next(device for device in told["scanners"] if device["id"] == FEEDER)
    assert feeder["can"]["sources"] == ["feeder", "duplex", "glass"]
    assert feeder["page"]["width"] > 700
    assert "Counter Feeder of files" in done.stdout
    assert {"id": "stream:stream", "name": "Máy chụp 192.0.2.7", "driver": "stream"} in told["cameras"]
    (picture,) = told["camera_pictures"]
    assert (picture["id"], picture["fault"]) == ("stream:stream", "environment.camera.unplugged")
    assert told["watched_folder"] is None
    assert {"name": QUEUE, "default": True} in told["printers"]
    assert isinstance(told["card_readers"], list)
    for said in ("máy chụp: Máy chụp 192.0.2.7", f"máy in: {QUEUE} (mặc định)", "cổng nối tiếp cho đầu đọc thẻ"):
        assert said in done.stdout
    assert "A6, hết khổ máy" in done.stdout, "the test backend's plate"
    assert f"Đã ghi báo cáo: {report}" in done.stdout
    assert report.stat().st_size < 20_000, "no picture in it"
    assert hall.sane.left_in_feeder() == 0


def test_whatever_is_wrong_with_a_page_to_try_has_its_word() -> None:
    from counter_app.shell.devices import _FAULTS

    assert set(_FAULTS) == set(PageFault)


def test_a_scanner_that_is_out_of_order_is_told_with_its_cause(hall: Hall) -> None:
    hall.sane.feed(["jam"])
    done = counter_app(hall, "self-check", "--devices", "--scan", "--json")
    told = {device["id"]: device for device in json.loads(done.stdout)["scanners"]}
    assert told[FEEDER]["fault"] == PaperJam.code
    assert "kẹt giấy" in told[FEEDER]["sentence"]
    assert done.returncode == 1


def test_a_page_to_try_is_asked_for_with_the_scanners_only(hall: Hall) -> None:
    done = counter_app(hall, "self-check", "--scan")
    assert done.returncode == 2
    assert "--scan và --report đi cùng --devices" in done.stderr
