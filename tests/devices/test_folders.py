"""The watched folder, chosen files, and the printer that is a folder."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from counter_app.devices.chosen_files import ChosenFiles
from counter_app.devices.paper_tray import NAME, PaperTray
from counter_app.devices.patient_files import PatientFiles, PatientFolder
from counter_app.devices.places import place_of, windows_place
from counter_app.devices.watched_folder import WatchedFolder, _head_and_tail
from counter_app.domain.errors import NoPrinter, NotAnImage, PrinterRefused
from counter_app.ports import JobState
from tests.waiting import until

# --- the watched folder ------------------------------------------------------------------------------------------


def nothing_happens(_: float) -> None:
    """The folder stays as it is between two looks."""


def watching(folder: Path, meanwhile: Callable[[], object] = lambda: None) -> WatchedFolder:
    def pause(_: float) -> None:
        meanwhile()

    return WatchedFolder(folder, pause=pause)


def dropped(folder: Path, name: str, data: bytes = b"picture", age: int = 0) -> Path:
    path = folder / name
    path.write_bytes(data)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def test_complete_files_come_oldest_first(tmp_path: Path) -> None:
    new, old = dropped(tmp_path, "a.pdf"), dropped(tmp_path, "b.JPG", age=60)
    assert watching(tmp_path).new_files() == (old, new)


def test_a_file_still_growing_waits_for_the_next_look(tmp_path: Path) -> None:
    growing = dropped(tmp_path, "a.pdf")
    whole = dropped(tmp_path, "b.pdf")
    folder = watching(tmp_path, lambda: growing.write_bytes(growing.read_bytes() + b"more"))
    assert folder.new_files() == (whole,)
    folder._pause = nothing_happens
    assert set(folder.new_files()) == {whole, growing}


@pytest.mark.parametrize(
    ("name", "begun", "whole"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj", b"%PDF-1.7\n1 0 obj\n%%EOF\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0 half", b"\xff\xd8\xff\xe0 half and half\xff\xd9"),
        ("a.PNG", b"\x89PNG\r\n", b"\x89PNG\r\n IEND\xaeB`\x82"),
    ],
)
def test_a_scanner_that_pauses_between_two_pages_is_waited_for(
    name: str, begun: bytes, whole: bytes, tmp_path: Path
) -> None:
    path = dropped(tmp_path, name, begun)
    seconds = [1_700_000_003.0]
    folder = WatchedFolder(tmp_path, pause=nothing_happens, now=lambda: seconds[0])
    assert folder.new_files() == ()
    assert folder.new_files() == ()  # the same size and time in many looks
    dropped(tmp_path, name, whole)
    assert folder.new_files() == (path,)
    dropped(tmp_path, name, begun)
    seconds[0] += 60
    assert folder.new_files() == (path,)  # it was given up: read, and set aside with its reason


def test_three_hundred_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    paths = [dropped(tmp_path, f"scan{number:04}.jpg", age=1000 - number) for number in range(300)]
    assert watching(tmp_path).new_files() == tuple(paths)


@pytest.mark.parametrize("name", ["a.pdf.part", "a.tmp", ".a.pdf", "~a.pdf", "Thumbs.db", "a.exe", "no-ending"])
def test_what_is_no_finished_page_is_left_alone(name: str, tmp_path: Path) -> None:
    dropped(tmp_path, name)
    assert watching(tmp_path).new_files() == ()


def test_links_folders_pipes_and_empty_files_are_not_read(tmp_path: Path) -> None:
    secret = dropped(tmp_path.parent, f"{tmp_path.name}-secret.pdf")
    (tmp_path / "link.pdf").symlink_to(secret)
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    dropped(tmp_path, "empty.pdf", b"")
    assert watching(tmp_path).new_files() == ()


@pytest.mark.parametrize("name", ["a b;rm -rf.pdf", "Tờ khai\n.pdf", "-rf.pdf", "x" * 200 + ".pdf", "b\udcff.pdf"])
def test_a_file_of_any_name_is_taken_and_put_away(name: str, tmp_path: Path) -> None:
    path = dropped(tmp_path, name)
    folder = watching(tmp_path)
    assert folder.new_files() == (path,)
    folder.set_aside(path)
    assert folder.new_files() == ()
    assert [kept.name for kept in (tmp_path / "khong-doc-duoc").iterdir()] == [name]


def test_a_stored_file_leaves_no_plain_copy(tmp_path: Path) -> None:
    path = dropped(tmp_path, "a.pdf")
    folder = watching(tmp_path)
    folder.done_with(path)
    folder.done_with(path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_same_name_scanned_again_is_a_new_file(tmp_path: Path) -> None:
    folder = watching(tmp_path)
    folder.done_with(dropped(tmp_path, "scan0001.pdf"))
    assert folder.new_files() == ()
    again = dropped(tmp_path, "scan0001.pdf", b"another")
    assert folder.new_files() == (again,)


def test_a_page_that_took_the_place_of_the_one_just_stored_is_not_deleted_unread(tmp_path: Path) -> None:
    folder = watching(tmp_path)
    first = dropped(tmp_path, "scan0001.pdf")
    assert folder.new_files() == (first,)
    second = dropped(tmp_path, "scan0001.pdf", b"another page")
    folder.done_with(first)
    assert folder.new_files() == (second,)


def test_files_set_aside_under_one_name_are_all_kept(tmp_path: Path) -> None:
    folder = watching(tmp_path)
    for text in (b"one", b"two"):
        folder.set_aside(dropped(tmp_path, "scan0001.pdf", text))
    assert {path.read_bytes() for path in (tmp_path / "khong-doc-duoc").iterdir()} == {b"one", b"two"}


def test_only_files_of_the_folder_itself_are_deleted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    outside = dropped(tmp_path, "a.pdf")
    with pytest.raises(ValueError, match="not a file of the watched folder"):
        watching(tmp_path / "in").done_with(outside)
    assert outside.exists()


def test_a_share_that_is_gone_has_no_files(tmp_path: Path) -> None:
    assert watching(tmp_path / "gone").new_files() == ()


# --- chosen files ------------------------------------------------------------------------------------------------


class DeadShare:
    """Fulfils `ports.Files` and `ports.Folder`, as a share that was switched off does: a call comes back much later."""

    def __init__(self) -> None:
        self.back = threading.Event()

    def read(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        self.back.wait(20)
        return b"late"

    def new_files(self, cancelled: Callable[[], bool] = lambda: False) -> tuple[Path, ...]:
        self.back.wait(20)
        return (Path("late.pdf"),)

    def done_with(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> None:
        self.back.wait(20)

    set_aside = done_with


def test_nobody_waits_long_for_a_share_that_does_not_answer_and_it_is_asked_once_only(tmp_path: Path) -> None:
    share = DeadShare()
    folder = PatientFolder(share, patience=0.1)
    for _ in range(2):
        with pytest.raises(NotAnImage) as told:
            folder.new_files()
        assert told.value.facts == {"reason": "no-answer"}
    assert [thread.name for thread in threading.enumerate()].count("files") == 1
    share.back.set()
    until(lambda: "files" not in [thread.name for thread in threading.enumerate()])
    assert folder.new_files() == (Path("late.pdf"),)


def test_whoever_stops_turns_away_within_a_second(tmp_path: Path) -> None:
    share = DeadShare()
    began = time.monotonic()
    with pytest.raises(NotAnImage) as told:
        PatientFiles(share).read(tmp_path / "a.pdf", lambda: time.monotonic() - began > 0.1)
    share.back.set()
    assert told.value.facts == {"reason": "stopped"}
    assert time.monotonic() - began < 1.0


def threads_of_files() -> int:
    return [thread.name for thread in threading.enumerate()].count("files")


def mounts(folder: Path) -> Path:
    """What Linux says of a PC with a share of the network at `folder/share`, a stick, and what the desktop mounts."""
    lines = (
        f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"40 22 0:50 / {folder}/share rw - cifs //may-chu/ho-so rw\n"
        f"41 22 8:17 / {folder}/o\\040usb rw - vfat /dev/sdb1 rw\n"
        f"42 22 0:51 / {folder}/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw\n"
    )
    (folder / "mountinfo").write_text(lines)
    return folder / "mountinfo"


def test_a_dead_share_that_is_tried_again_and_again_holds_one_thread_and_no_other_file(tmp_path: Path) -> None:
    share, table = DeadShare(), mounts(tmp_path)
    files = PatientFiles(share, patience=0.1, place_of=lambda path: place_of(path, table))
    began = time.monotonic()
    for number in range(12):
        with pytest.raises(NotAnImage) as told:
            files.read(tmp_path / "share" / f"{number}.pdf")
        assert told.value.facts == {"reason": "no-answer"}
        assert threads_of_files() == 1
    assert time.monotonic() - began < 1.5, "the eleven after the first are refused at once"
    with pytest.raises(NotAnImage):
        files.read(tmp_path / "o usb" / "a.pdf")
    assert threads_of_files() == 2, "the stick is another place, and is asked"
    share.back.set()
    until(lambda: not threads_of_files())
    assert files.read(tmp_path / "share" / "a.pdf") == b"late"
    assert files._hanging == {}


def test_who_turned_away_and_comes_back_waits_for_the_read_that_is_under_way(tmp_path: Path) -> None:
    """The share is slow and not dead: it is not refused, and not read twice at a time."""
    share, asked = DeadShare(), threading.Event()
    files = PatientFiles(share, place_of=lambda _: "share")
    with pytest.raises(NotAnImage) as told:
        files.read(tmp_path / "a.pdf", lambda: True)
    assert told.value.facts == {"reason": "stopped"}
    got: list[bytes] = []

    def again() -> None:
        got.append(files.read(tmp_path / "a.pdf", waits))

    def waits() -> bool:
        asked.set()
        return False

    second = threading.Thread(target=again)
    second.start()
    assert asked.wait(20)
    assert threads_of_files() == 1
    share.back.set()
    second.join(20)
    assert got == [b"late"]


def test_a_file_s_place_is_found_by_its_path_and_a_share_is_never_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = mounts(tmp_path)
    (tmp_path / "share").mkdir()
    (tmp_path / "ban-scan").symlink_to(tmp_path / "share" / "scan")
    (tmp_path / "nua").symlink_to("ban-scan")
    (tmp_path / "vong").symlink_to("vong")
    asked: list[str] = []
    readlink = os.readlink

    def noted(path: Path) -> str:
        asked.append(str(path))
        return readlink(path)

    monkeypatch.setattr(os, "readlink", noted)
    share = str(tmp_path / "share")
    for path in ("share/a.pdf", "share/sau/a.pdf", "ban-scan/a.pdf", "nua/a.pdf", "x/../share/a.pdf"):
        assert place_of(tmp_path / path, table) == share
    assert not [path for path in asked if path.startswith(share)]
    assert place_of(tmp_path / "o usb" / "a.pdf", table) == str(tmp_path / "o usb")
    gvfs = [place_of(tmp_path / "gvfs" / f"smb-share:server={host}" / "a.pdf", table) for host in ("a", "b")]
    assert len(set(gvfs)) == 2
    assert place_of(tmp_path / "a.pdf", table) == "/"
    assert place_of(tmp_path / "vong" / "a.pdf", table) == "/"
    assert place_of(tmp_path / "a.pdf", tmp_path / "nothing") == "/"


def test_on_windows_a_place_is_a_drive_or_a_host() -> None:
    hosts = {windows_place(PureWindowsPath(path)) for path in (r"\\MAYCHU\ho-so\a.pdf", r"\\maychu\khac\b.pdf")}
    assert hosts == {"maychu"}
    assert windows_place(PureWindowsPath(r"Z:\a.pdf")) == "z:"


def test_what_a_file_says_is_said_through_the_waiting_too(tmp_path: Path) -> None:
    assert PatientFiles(ChosenFiles()).read(dropped(tmp_path, "a.pdf", b"xy")) == b"xy"
    with pytest.raises(NotAnImage) as told:
        PatientFiles(ChosenFiles()).read(tmp_path / "none.pdf")
    assert told.value.facts["reason"] == "missing"


def test_a_chosen_file_is_read_whole(tmp_path: Path) -> None:
    assert ChosenFiles().read(dropped(tmp_path, "a.pdf", b"x" * 100_000)) == b"x" * 100_000


def refused(path: Path) -> str:
    with pytest.raises(NotAnImage) as told:
        ChosenFiles().read(path)
    assert str(path.name) not in str(told.value)
    assert str(path.name) not in str(told.value.facts)
    return told.value.facts["reason"]


def test_what_cannot_be_read_says_why_without_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(201 * 1024 * 1024)  # sparse: takes no disk
    assert refused(tmp_path / "gone.pdf") == "missing"
    assert refused(tmp_path / "pipe.pdf") == "not-a-file"
    assert refused(tmp_path) == "not-a-file"
    assert refused(tmp_path / "huge.pdf") == "too-large"
    assert refused(dropped(tmp_path, "none.pdf", b"")) == "empty"
    assert refused(tmp_path / "a\0b.pdf") == "unreadable"


def test_a_link_is_followed_where_the_clerk_chose_it_and_never_in_the_watched_folder(tmp_path: Path) -> None:
    watched = tmp_path / "in"
    watched.mkdir()
    secret = dropped(tmp_path, "secret.pdf", b"another's")
    page = dropped(watched, "a.pdf")
    files, folder = ChosenFiles(watched), watching(watched)
    assert folder.new_files() == (page,)
    page.unlink()
    page.symlink_to(secret)  # between the look and the reading
    with pytest.raises(NotAnImage) as told:
        files.read(page)
    assert told.value.facts == {"reason": "not-a-file"}
    (tmp_path / "mine.pdf").symlink_to(secret)
    assert files.read(tmp_path / "mine.pdf") == b"another's"


def test_a_file_swapped_for_a_link_between_two_looks_is_not_opened(tmp_path: Path) -> None:
    assert _head_and_tail(dropped(tmp_path, "a.pdf")) == (b"picture", b"picture")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert _head_and_tail(tmp_path / "link.pdf") is None
    assert _head_and_tail(tmp_path / "pipe.pdf") is None


# --- the paper tray ----------------------------------------------------------------------------------------------


def test_the_tray_keeps_each_paper(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path / "tray")
    assert [info.default for info in tray.list()] == [True]
    jobs = [tray.print(text, "../H29/1", "", "A5") for text in (b"one", b"two")]
    assert {tray.state(job).state for job in jobs} == {JobState.DONE}
    again = PaperTray(tmp_path / "tray")  # after a restart nothing is overwritten
    again.print(b"three", "H29-1", NAME, "A5")
    assert [path.read_bytes() for path in sorted((tmp_path / "tray").iterdir())] == [b"one", b"two", b"three"]


def test_the_tray_is_one_printer(tmp_path: Path) -> None:
    with pytest.raises(NoPrinter):
        PaperTray(tmp_path).print(b"", "H29-1", "HP", "A5")


def test_a_tray_that_cannot_be_written_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PrinterRefused):
        PaperTray(tmp_path / "file").print(b"", "H29-1", "", "A5")
