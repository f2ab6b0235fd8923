"""Pictures in worker processes: the same answers as in this one, and a window that outlives whatever a picture does."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.card import is_card
from counter_app.domain.errors import BrokenPromise, NotAnImage
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.studio_worker import BrokenAnswer, received, send
from counter_app.imaging.studio_workers import StudioWorkers, _believed
from counter_app.ports import Imaging, JobState, Origin, PageImage, PdfAbout, StraightPage
from tests import pages
from tests.imaging.hard_frames import card_picture
from tests.waiting import until
from tests.workers import alive

CARD = "099099000123|300000123|Nguyễn Thị Mẫu|01011990|Nữ|Khóm 4, Phường Sóc Trăng, Cần Thơ|01012022"
ABOUT = PdfAbout("Tờ khai", "H13.507", datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
PAGE = PageImage(pages.as_jpeg(pages.make_page(3, dpi=100, skew=1.0), 100), "image/jpeg", 100)


def at_work(studio: StudioWorkers) -> list[int]:
    return [worker._process.pid for worker in (*studio._free, *studio._busy) if alive(worker._process.pid)]


@pytest.fixture(scope="module")
def studio() -> Iterator[StudioWorkers]:
    studio = StudioWorkers()
    yield studio
    studio.close()


@pytest.fixture
def own() -> Iterator[StudioWorkers]:
    studio = StudioWorkers(answer_within=20.0)
    yield studio
    studio.close()


def test_every_verb_gives_what_it_gives_in_this_process(studio: StudioWorkers) -> None:
    here, there = PageStudio(), studio
    straight = here.straighten(PAGE)
    other = here.straighten(PageImage(pages.as_jpeg(pages.make_page(4, dpi=100), 100), "image/jpeg", 100))
    card = pages.as_jpeg(card_picture(CARD), 100)
    stack = pages.as_tiff([pages.make_page(1, dpi=60), pages.make_page(2, dpi=60)], 60)
    corners = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))

    def told(studio: Imaging) -> dict[str, object]:
        return {
            "straighten": studio.straighten(PAGE),
            "pieces": studio.pieces(PAGE),
            "find_sheets": studio.find_sheets(card),
            "read_codes": studio.read_codes(card, enough=is_card),
            "read_page_codes": studio.read_page_codes(straight.jpeg),
            "read_paper": studio.read_paper(straight.jpeg),
            "pages_of": list(studio.pages_of(stack)),
            "is_pdf": studio.is_pdf(b"%PDF-1.7"),
            "signatures_in": studio.signatures_in(studio.write_pdf([straight], ABOUT)),
            "write_pdf": studio.write_pdf([straight, other], ABOUT),
            "page_from": studio.page_from(straight.jpeg),
            "as_jpeg": studio.as_jpeg(PAGE),
            "redrawn": studio.redrawn(PAGE.data),
            "shrunk": studio.shrunk(PAGE.data, 400),
            "uncut": studio.uncut(PAGE.data, PAGE.dpi),
            "turned": studio.turned(straight.jpeg, 1),
            "may_be_same": studio.may_be_same(straight.look, other.look),
            "is_same_sheet": studio.is_same_sheet(straight.jpeg, straight.jpeg),
            "look_of_sheets": studio.look_of_sheets(card, [corners]),
        }

    assert told(there) == told(here)


def test_what_is_no_picture_is_told_with_the_same_cause(studio: StudioWorkers) -> None:
    for data in (b"", b"GIF89a", PAGE.data[:500]):
        with pytest.raises(NotAnImage) as here:
            PageStudio().straighten(PageImage(data, "image/jpeg", 100))
        with pytest.raises(NotAnImage) as there:
            studio.straighten(PageImage(data, "image/jpeg", 100))
        assert there.value.facts == here.value.facts


def test_the_window_s_process_loads_none_of_the_pictures_libraries(tmp_path: Path) -> None:
    page = tmp_path / "page.jpg"
    page.write_bytes(PAGE.data)
    program = f"""
import sys
from pathlib import Path
from counter_app.imaging.studio_workers import StudioWorkers
from counter_app.ports import PageImage
studio = StudioWorkers()
straight = studio.straighten(PageImage(Path({str(page)!r}).read_bytes(), "image/jpeg", 100))
studio.read_page_codes(straight.jpeg), studio.may_be_same(straight.look, straight.look), studio.is_pdf(straight.jpeg)
print([name for name in ("cv2", "numpy", "onnxruntime", "tesserocr", "zxingcpp", "pikepdf") if name in sys.modules])
studio.close()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_process_that_dies_over_a_picture_is_started_anew(own: StudioWorkers) -> None:
    own.warm_up()
    (first,) = at_work(own)
    os.kill(first, signal.SIGKILL)
    until(lambda: not alive(first))
    assert own.straighten(PAGE) == PageStudio().straighten(PAGE)
    assert first not in at_work(own)


def test_a_picture_that_hangs_its_process_is_given_up_and_the_next_is_served(own: StudioWorkers) -> None:
    own.warm_up()
    (stopped,) = at_work(own)
    os.kill(stopped, signal.SIGSTOP)
    own._answer_within = 0.3
    with pytest.raises(NotAnImage) as told:
        own.straighten(PAGE)
    assert told.value.facts == {"why": "too-slow", "gave_up": "slow"}
    own._answer_within = 20.0
    assert own.straighten(PAGE).width > 500


def test_two_pictures_are_worked_on_at_once_and_no_more(own: StudioWorkers) -> None:
    done: list[int] = []
    lanes = [threading.Thread(target=lambda: done.append(own.straighten(PAGE).width)) for _ in range(4)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    assert len(done) == 4
    assert 1 <= len(at_work(own)) <= 2


def test_who_takes_no_more_pages_of_a_file_ends_the_process_that_draws_them(own: StudioWorkers) -> None:
    stack = pages.as_tiff([pages.make_page(seed, dpi=60) for seed in (1, 2, 3)], 60)
    drawn = own.pages_of(stack)
    assert isinstance(drawn, Iterator)
    assert next(drawn).origin in set(Origin)
    (drawing,) = at_work(own)
    drawn.close()  # type: ignore[attr-defined]
    until(lambda: not alive(drawing))
    assert len(list(own.pages_of(stack))) == 3


def test_after_a_while_without_work_the_memory_is_given_back() -> None:
    studio = StudioWorkers(idle=0.05)
    studio.straighten(PAGE)
    until(lambda: at_work(studio) == [])
    assert studio.straighten(PAGE).width > 500
    studio.close()


def test_none_outlives_the_studio_that_is_closed(own: StudioWorkers) -> None:
    own.straighten(PAGE)
    pids = at_work(own)
    own.close()
    assert not any(map(alive, pids))
    with pytest.raises(BrokenPromise):
        own.straighten(PAGE)


# --- what a picture that got the better of its process may say ----------------------------------------------------


class _Forged:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("true",))


def changing(named: bytes, state: object) -> bytes:
    """A message whose pickle names something (protocol 0) and sets attributes of it."""
    forged = named + pickle.dumps(state, protocol=0)[:-1] + b"b."
    return len(forged).to_bytes(8, "big") + forged


MEMBER = b"ccounter_app.ports\nJobState\n(S'done'\ntR"  # a call that gives a member
CLASS = b"ccounter_app.ports\nJobState\n"


@pytest.mark.parametrize("named", [CLASS, MEMBER, b"ccounter_app.ports\nStraightPage\n"])
@pytest.mark.parametrize("state", [{"_value_": "failed"}, (None, {"_value_": "failed"})])
def test_no_answer_changes_what_the_window_means_by_a_word(named: bytes, state: object) -> None:
    with pytest.raises(BrokenAnswer):
        received(io.BytesIO(changing(named, state)))
    assert JobState.DONE._value_ == "done"
    assert JobState("done") is JobState.DONE


def test_a_member_crosses_whatever_this_python_writes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.2, which ships for Debian, writes `getattr(JobState, "DONE")`: the window believes no such call."""
    monkeypatch.setattr(JobState, "__reduce_ex__", lambda member, _: (getattr, (type(member), member.name)))
    pipe = io.BytesIO()
    send(pipe, ("value", JobState.DONE))
    pipe.seek(0)
    assert received(pipe) == ("value", JobState.DONE)


def test_no_class_is_handed_out() -> None:
    named = CLASS + b"."
    given = received(io.BytesIO(len(named).to_bytes(8, "big") + named))
    assert not isinstance(given, type)
    with pytest.raises(AttributeError):
        given.DONE = None


STRAIGHT = StraightPage(b"jpeg", 1, 1, 200, 0.0, 0, True, False)


def odd(**values: Any) -> StraightPage:
    """A page that is none."""
    return replace(STRAIGHT, **values)


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        ("straighten", ("value", None)),
        ("straighten", ("value", STRAIGHT, STRAIGHT)),
        ("straighten", ("value", odd(width="1"))),
        ("straighten", ("value", odd(corners=((0.0, 0.0),)))),
        ("read_codes", ("value", (1, 2))),
        ("as_jpeg", ("value", "text")),
        ("is_same_sheet", ("value", "no")),
        ("turned", ("refused", "clerk.not-an-image", 1, {})),
        ("turned", ("refused", "clerk.not-an-image", "", ["file"])),
        ("turned", ("broken",)),
    ],
)
def test_an_answer_of_another_kind_than_was_asked_for_is_not_believed(verb: str, answer: tuple[object, ...]) -> None:
    with pytest.raises(BrokenPromise):
        _believed(verb, str(answer[0]), list(answer[1:]))


def said(value: object) -> object:
    pipe = io.BytesIO()
    send(pipe, value)
    pipe.seek(0)
    return received(pipe)


@pytest.mark.parametrize("forged", [_Forged(), os.system, subprocess.Popen, pickle.Unpickler, NotAnImage, eval])
def test_nothing_but_values_is_believed(forged: object) -> None:
    with pytest.raises(BrokenAnswer):
        said(("value", forged))


def test_values_are() -> None:
    straight = PageStudio().straighten(PAGE)
    assert said(("value", straight)) == ("value", straight)
