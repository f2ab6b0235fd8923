"""Document cameras: one on the network, a file of pictures, Qt's own, the simulated one; and which format is used."""

from __future__ import annotations

import io
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from counter_app.devices.camera_formats import MOST_PIXELS, USABLE_RATE, CameraFormat, best_format
from counter_app.devices.camera_pictures import SMALL, ImagePicture, JpegPicture
from counter_app.devices.cameras import DRIVERS, Cameras
from counter_app.devices.jpeg_stream import LARGEST, NoPictures, end_of_jpeg, jpegs
from counter_app.devices.remembered import RememberedFile
from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.errors import (
    CameraBusy,
    CameraFault,
    CameraSilent,
    CameraUnplugged,
    NoCamera,
    NoScanner,
    NotAnImage,
)
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import CameraPicture, Device, PageImage, ScanRequest
from counter_app.use_cases.report_devices import DevicesBeside, FolderState, beside_as_plain, photographed
from tests.devices.mjpeg import network_camera


def jpeg(colour: str, size: tuple[int, int] = (64, 48), progressive: bool = False, thumbnail: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB")
    image.paste(colour, (0, 0, 10, 10))
    image.save(buffer, "JPEG", progressive=progressive, restart_marker_blocks=2 if progressive else 0)
    data = buffer.getvalue()
    if thumbnail:  # as a camera puts one into its APP1: a picture within the picture
        segment = b"Exif\0\0" + thumbnail
        data = data[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:]
    return data


PICTURES = [jpeg("red"), jpeg("green", progressive=True), jpeg("blue", thumbnail=jpeg("white", (16, 16)))]


class Watched:
    """Whoever watches a camera: what was seen, and why no more came."""

    def __init__(self) -> None:
        self.pictures: queue.Queue[CameraPicture] = queue.Queue()
        self.lost: queue.Queue[CameraFault] = queue.Queue()

    def picture(self) -> bytes:
        return self.pictures.get(timeout=20).whole()

    def fault(self) -> CameraFault:
        return self.lost.get(timeout=20)


def opened(address: str, watched: Watched) -> Cameras:
    cameras = Cameras(("stream",), {"stream": {"address": address}})
    cameras.prepare()
    (device,) = cameras.list()
    cameras.open(device.id, watched.pictures.put, watched.lost.put)
    return cameras


# --- a stream cut into pictures ------------------------------------------------------------------------------------


def fed(data: bytes, sizes: Iterator[int] | None = None) -> Callable[[int], bytes]:
    """`read` of a connection that gives as much as it likes."""
    at = 0

    def read(most: int) -> bytes:
        nonlocal at
        size = min(most, next(sizes) if sizes is not None else most)
        at += size
        return data[at - size : at]

    return read


@pytest.mark.parametrize("picture", PICTURES, ids=["plain", "progressive", "with a thumbnail"])
def test_a_picture_ends_where_it_ends(picture: bytes) -> None:
    assert end_of_jpeg(picture + b"\xff\xd8\xff") == len(picture)
    assert all(end_of_jpeg(picture[:cut]) == 0 for cut in range(4, len(picture)))


between = st.binary(max_size=40).map(lambda noise: noise.replace(b"\xff", b""))


@given(st.lists(st.tuples(between, st.sampled_from(PICTURES)), max_size=8), st.integers(1, 3000))
def test_every_picture_comes_whole_whatever_stands_between_and_however_it_is_cut(
    parts: list[tuple[bytes, bytes]], size: int
) -> None:
    def always() -> Iterator[int]:
        while True:
            yield size

    stream = b"".join(between + picture for between, picture in parts)
    assert list(jpegs(fed(stream, always()))) == [picture for _, picture in parts]


@given(st.binary(max_size=2000), st.integers(0, len(PICTURES[0])))
def test_noise_and_half_pictures_never_hang_and_hide_no_whole_one_for_long(noise: bytes, cut: int) -> None:
    stream = noise + PICTURES[0][:cut] + b"\xff\xd9" * 2 + PICTURES[1] * 3
    assert PICTURES[1] in list(jpegs(fed(stream)))


def test_a_stream_without_an_end_is_given_up() -> None:
    with pytest.raises(NoPictures):
        list(jpegs(lambda most: b"x" * most))
    endless = iter([PICTURES[0][:-2]])
    with pytest.raises(NoPictures):
        list(jpegs(lambda most: next(endless, b"\0" * most)))
    assert LARGEST > 24 * 1024 * 1024


# --- a camera on the network ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lengths", [True, False])
def test_a_network_cameras_pictures_come_as_it_sent_them(lengths: bool) -> None:
    watched = Watched()
    with network_camera(PICTURES, lengths=lengths) as camera:
        cameras = opened(camera.address, watched)
        assert [watched.picture() for _ in range(6)] == PICTURES * 2
        assert camera.asked == [b"GET /video?size=full HTTP/1.1"]
        cameras.close()


def test_a_camera_unplugged_in_mid_stream_is_told_after_every_whole_picture() -> None:
    watched = Watched()
    with network_camera(PICTURES, after=4) as camera:  # then half a picture, and the line is cut
        opened(camera.address, watched)
        assert isinstance(watched.fault(), CameraUnplugged)
    assert watched.pictures.qsize() == 4


@pytest.mark.parametrize(
    ("status", "cause"), [(b"403 Forbidden", CameraBusy), (b"503 Busy", CameraBusy), (b"404 Gone", CameraUnplugged)]
)
def test_a_camera_that_refuses_says_so(status: bytes, cause: type[CameraFault]) -> None:
    watched = Watched()
    with network_camera(PICTURES, head=b"HTTP/1.1 " + status + b"\r\n") as camera:
        opened(camera.address, watched)
        fault = watched.fault()
    assert type(fault) is cause
    assert fault.facts["device"] == "Máy chụp 127.0.0.1"


def test_what_is_no_camera_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
    opened(address, watched)
    assert isinstance(watched.fault(), CameraUnplugged)


def test_a_camera_that_accepts_and_says_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.devices.stream_camera._PATIENCE", 0.05)
    watched = Watched()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        opened(f"http://127.0.0.1:{mute.getsockname()[1]}/", watched)
        assert isinstance(watched.fault(), CameraSilent)


def test_a_camera_that_was_closed_says_nothing_more() -> None:
    watched = Watched()
    with network_camera(PICTURES) as camera:
        cameras = opened(camera.address, watched)
        watched.picture()
        cameras.close()
        for thread in threading.enumerate():
            if thread.name == "camera-stream":
                thread.join(20)
    assert watched.lost.empty()


def test_a_file_of_pictures_ends_like_an_unplugged_camera(tmp_path: Path) -> None:
    clip = tmp_path / "tờ khai.mjpeg"
    clip.write_bytes(b"".join(PICTURES) + PICTURES[0][:100])
    watched = Watched()
    opened(clip.as_uri(), watched)
    assert [watched.picture() for _ in range(3)] == PICTURES
    assert isinstance(watched.fault(), CameraUnplugged)


# --- pictures ------------------------------------------------------------------------------------------------------


def size_of(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def test_what_is_shown_is_small_and_what_is_kept_is_as_the_camera_sent_it() -> None:
    large = jpeg("red", (2592, 1944))
    assert JpegPicture(large).small() is None, "a stranger's bytes: the studio shrinks them"
    assert size_of(PageStudio().shrunk(large, SMALL)) == (SMALL, SMALL * 3 // 4)
    assert JpegPicture(large).whole() == large
    assert size_of(PageStudio().shrunk(PICTURES[0], SMALL)) == size_of(PICTURES[0])
    image = QImage.fromData(large)
    assert size_of(ImagePicture(image).small()) == (SMALL, SMALL * 3 // 4)
    assert size_of(ImagePicture(image).whole()) == (2592, 1944)


@pytest.mark.parametrize("data", [b"", b"GIF89a", PICTURES[0][:60]])
def test_what_is_no_picture_is_said_so(data: bytes, qtlog: Any) -> None:
    with pytest.raises(NotAnImage):
        PageStudio().shrunk(data, SMALL)
    with pytest.raises(NotAnImage):
        ImagePicture(QImage()).whole()


# --- formats -------------------------------------------------------------------------------------------------------

some_format = st.builds(
    CameraFormat, st.integers(0, 99), st.integers(0, 9000), st.integers(0, 7000), st.floats(0, 120, allow_nan=False)
)


@given(st.lists(some_format, max_size=12))
def test_the_most_pixels_at_a_usable_rate(formats: list[CameraFormat]) -> None:
    best = best_format(formats)
    fit = [one for one in formats if 0 < one.pixels <= MOST_PIXELS]
    assert (best is None) == (not fit)
    if best is not None:
        usable = [one for one in fit if one.rate >= USABLE_RATE]
        assert best in fit
        assert best.pixels == max(one.pixels for one in usable) if usable else best.rate == max(f.rate for f in fit)


def test_a_cameras_usual_list_gives_its_eight_megapixels() -> None:
    offered = [(640, 480, 30), (1920, 1080, 30), (3264, 2448, 2), (3264, 2448, 15), (4208, 3120, 3)]
    best = best_format([CameraFormat(at, *one) for at, one in enumerate(offered)])
    assert best is not None
    assert best.place == 3


# --- several cameras, and the one used last ------------------------------------------------------------------------


def test_a_camera_of_a_driver_that_this_pc_lacks_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.devices.cameras.DRIVERS", {**DRIVERS, "qt": "counter_app.devices.gone:None"})
    cameras = Cameras(("qt", "simulated"))
    cameras.prepare()
    assert [device.driver for device in cameras.list()] == ["simulated", "simulated"]
    with pytest.raises(NoCamera):
        cameras.open("qt:0", lambda _: None, lambda _: None)


def test_the_report_s_search_for_cameras_runs_in_a_worker_that_may_hang_or_crash() -> None:
    asked: dict[str, str | int | float | bool] = {"drivers": "qt stream simulated", "address": "http://192.0.2.7/video"}
    search = ScannerWorkers(("camera",), {"camera": asked})
    found = [(device.id, device.name) for device in search.list()]
    search.close()
    assert ("camera:stream:stream", "Máy chụp 192.0.2.7") in found
    assert "camera:simulated:papers" in [own for own, _ in found]
    with pytest.raises(NoScanner):
        search.capabilities("camera:simulated:papers")


def test_the_report_has_a_picture_of_each_camera_measured_or_its_cause() -> None:
    """In the worker too; one that is not there is called by its fault."""
    asked: dict[str, str | int | float | bool] = {"drivers": "stream simulated", "address": "http://127.0.0.1:9/video"}
    search = ScannerWorkers(("camera",), {"camera": asked})
    cameras = [Device("simulated:papers", "Papers", "simulated"), Device("stream:stream", "Gone", "stream")]

    def take(camera: Device) -> Iterator[PageImage]:
        return search.scan(ScanRequest(f"camera:{camera.id}"), lambda: False)

    good, bad = photographed(cameras, take, PageStudio(), lambda error: f"words for {error.code}")
    search.close()
    assert good.found
    assert min(good.width, good.height) > 300
    assert bad.fault.startswith("environment.camera")
    assert bad.sentence == f"words for {bad.fault}"
    told = beside_as_plain(DevicesBeside((good.device,), (), (), (good,), FolderState(reachable=True, waiting=2)))
    assert "page_found" in str(told["camera_pictures"])
    assert told["watched_folder"] == {"reachable": True, "waiting": 2}


def test_the_simulated_hand_lays_down_a_sheet_and_takes_it_away_until_the_plug_is_pulled() -> None:
    cameras = Cameras(("simulated",), {"simulated": {"rate": 500.0, "sheets": 1}})
    cameras.prepare()
    watched = Watched()
    cameras.open("simulated:papers", watched.pictures.put, watched.lost.put)
    assert isinstance(watched.fault(), CameraUnplugged)
    assert watched.pictures.qsize() > 30


def test_the_device_used_last_is_remembered_over_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "devices.json"
    assert RememberedFile(path).get("camera") == ""
    RememberedFile(path).put("camera", "qt:/dev/video2")
    RememberedFile(path).put("card-reader", "1eab:0003")
    assert RememberedFile(path).get("camera") == "qt:/dev/video2"
    assert RememberedFile(path).get("card-reader") == "1eab:0003"
    for damage in (b"{", b"[1]", b'{"camera": 7}', b"\xff"):
        path.write_bytes(damage)
        assert RememberedFile(path).get("camera") == ""
    RememberedFile(path).put("camera", "x")
    assert RememberedFile(path).get("camera") == "x"
    RememberedFile(tmp_path / "gone" / "devices.json").put("camera", "x")  # costs a choice, no work


# --- Qt's own ------------------------------------------------------------------------------------------------------


def test_a_frame_of_qts_camera_is_passed_on_and_unpacked_by_whoever_asks(qtbot: QtBot, qtlog: Any) -> None:
    """From the sink on: there is no camera here, and a frame is a frame."""
    with qtlog.disabled():  # this machine has neither pipewire nor a graphics card, and Qt says so
        look_through_the_sink(qtbot)


def look_through_the_sink(qtbot: QtBot) -> None:
    from PySide6.QtMultimedia import QVideoFrame

    from counter_app.devices.qt_camera import QtCameras

    cameras = QtCameras({})
    assert cameras.list() == ()
    with pytest.raises(NoCamera):
        cameras.open("/dev/video0", lambda _: None, lambda _: None)
    eye, watched = cameras._seeing(), Watched()
    eye._seen = watched.pictures.put
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(0xFF2060A0)
    eye._sink.setVideoFrame(QVideoFrame(image))
    qtbot.waitUntil(lambda: not watched.pictures.empty())
    picture = watched.pictures.get()
    unpacked: list[tuple[bytes, bytes]] = []
    worker = threading.Thread(target=lambda: unpacked.append((picture.small() or b"", picture.whole())))
    worker.start()
    worker.join(20)
    ((small, whole),) = unpacked
    assert size_of(small) == (SMALL, SMALL * 3 // 4)
    assert size_of(whole) == (1600, 1200)
    red, green, blue = Image.open(io.BytesIO(whole)).convert("RGB").getpixel((800, 600))  # type: ignore[misc]
    assert abs(red - 0x20) < 8
    assert abs(green - 0x60) < 8
    assert abs(blue - 0xA0) < 8
    cameras.close()
