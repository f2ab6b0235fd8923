"""The courier: whatever waits reaches the province by line, by stick or by both, once, and only its word confirms."""

# Long because: the whole journey of a stick, and whatever can befall it on the way.

from __future__ import annotations

import contextlib
import errno
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from counter_app.domain.correction import About, Side
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import (
    CourierAbsent,
    CourierFull,
    CourierNotSet,
    DiffersThere,
    ParcelWrong,
    ProvinceRefused,
)
from counter_app.domain.outbox import EventKind
from counter_app.use_cases.correct import Correct
from counter_app.use_cases.session import Session
from local_db.store import SqlStore
from sync.contract import ReceiptMessage, sha256
from sync.courier import ProvinceKeys
from sync.gateway import payload_bytes
from sync.receipts import note_failed
from tests.services.sandbox import Sandbox, free_port
from tests.services.store import PocketKeyChain, make_store
from tests.sync.counter import CLERK, DESK, UNIT, at_the_line
from tests.sync.stick import LyingProvince, Stick


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One for all: each test's store is a new one, and looks for its own dossiers only."""
    running = Sandbox(tmp_path_factory.mktemp("courier") / "province.sqlite", free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def stick(store: SqlStore, province: Sandbox, tmp_path: Path) -> Iterator[Stick]:
    counter = at_the_line(store, province)
    counter.random = random.Random(str(tmp_path))
    counter.sync()  # numbers of its own: without any, each store's first provisional code is the same
    yield Stick(tmp_path / "stick", counter, province, PocketKeyChain())
    province.faults()


@pytest.fixture
def first_stick(store: SqlStore, sandbox: Sandbox, tmp_path: Path) -> Stick:
    """Of a counter that has never had a line."""
    return Stick(tmp_path / "stick", at_the_line(store, sandbox), sandbox, PocketKeyChain())


def why(refused: pytest.ExceptionInfo[ParcelWrong]) -> str:
    return refused.value.facts["why"]


def test_a_stick_there_and_back_confirms_what_the_line_never_saw(first_stick: Stick) -> None:
    accepted = [first_stick.counter.accept(300_000, 2_000), first_stick.counter.accept()]
    out = first_stick.export()
    assert [first_stick.counter.state(one).state for one in accepted] == [Honest.SAVED] * 2  # a stick is no better word
    brought = first_stick.courier.bring(first_stick.carry(out), CLERK.id)
    assert (brought.confirmed, brought.refused, brought.stale) == (2, 0, False)
    assert brought.news > 0
    assert [first_stick.counter.state(one).state for one in accepted] == [Honest.CONFIRMED] * 2
    there = first_stick.sandbox.holdings()
    assert {d.id for d in there.dossiers} >= {str(one.id) for one in accepted}
    assert {len(data) for data in there.files.values()} >= {300_000, 2_000}
    with first_stick.counter.store.read() as work:
        assert work.trips.waiting().events == 0
        assert work.register.as_of() is not None  # the commune's people came along
        assert {line.what for line in work.audit.lines()} >= {"courier-exported", "courier-imported"}


def test_provisional_codes_are_linked_by_what_the_stick_brings(first_stick: Stick) -> None:
    accepted = first_stick.counter.accept(1_000)
    assert accepted.code.provisional
    first_stick.courier.bring(first_stick.carry(first_stick.export()), CLERK.id)
    linked = first_stick.counter.state(accepted).linked_code
    assert linked is not None
    assert linked.is_of(UNIT.code)


def test_nothing_about_anybody_stands_on_the_stick_in_clear(stick: Stick) -> None:
    stick.counter.accept(5_000)
    lies = stick.export().read_bytes() + b"".join(name.encode() for name in map(str, stick.folder.iterdir()))
    for secret in ("094190004321", "Thạch Thị Sa Rinh", "Khóm 3", "1.004873"):
        assert secret.encode() not in lies


def test_an_answer_brought_twice_changes_nothing_and_says_so(stick: Stick) -> None:
    stick.counter.accept(100)
    back = stick.carry(stick.export())
    stick.courier.bring(back, CLERK.id)
    again = stick.courier.bring(back, CLERK.id)
    assert (again.confirmed, again.again) == (0, 1)


def test_a_file_carried_twice_is_held_once(stick: Stick) -> None:
    stick.counter.accept(70_000)
    out = stick.export()
    stick.carry(out)
    first = stick.sandbox.holdings()
    stick.carry(out)
    assert [d.key for d in stick.sandbox.holdings().dossiers] == [d.key for d in first.dossiers]


def test_a_part_that_the_line_left_is_gone_on_with(stick: Stick) -> None:
    accepted = stick.counter.accept(600_000)
    stick.sandbox.faults(cut_upload_rate=1.0)
    stick.counter.sync()
    stick.courier.bring(stick.carry(stick.export()), CLERK.id)
    assert stick.counter.state(accepted).state is Honest.CONFIRMED


def test_news_that_the_line_has_overtaken_are_passed_over_and_receipts_are_not(stick: Stick) -> None:
    accepted = stick.counter.accept(100)
    back = stick.carry(stick.export())
    with stick.counter.store.write() as work:
        work.register.set_as_of(stick.counter.store.clock.now(), "people-5")  # the line was faster
    brought = stick.courier.bring(back, CLERK.id)
    assert (brought.confirmed, brought.news, brought.stale) == (1, 0, True)
    with stick.counter.store.read() as work:
        assert work.register.cursor() == "people-5"
    assert stick.counter.state(accepted).state is Honest.CONFIRMED


def test_what_the_province_refuses_is_said_and_goes_on_waiting(stick: Stick) -> None:
    good, bad = stick.counter.accept(), stick.counter.accept(break_payload=True)
    brought = stick.courier.bring(stick.carry(stick.export()), CLERK.id)
    assert (brought.confirmed, brought.refused) == (1, 1)
    assert stick.counter.state(good).state is Honest.CONFIRMED
    assert stick.counter.state(bad).problem == "environment.province-refused"
    with stick.counter.store.read() as work:
        assert work.trips.waiting().events == 1


def test_a_stick_with_little_room_takes_the_first_dossiers_and_says_what_stays(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.counter.accept(400_000)
    stick.counter.accept(3_000_000)
    room: Callable[[Any], Any] = lambda _: type("Usage", (), {"free": 2_000_000})  # noqa: E731
    monkeypatch.setattr("sync.stick.disk_usage", room)
    carried = stick.courier.export(stick.folder, CLERK.id)
    assert (carried.trip.events, carried.left) == (1, 1)
    monkeypatch.undo()
    assert stick.courier.export(stick.folder, CLERK.id).trip.events == 2
    with stick.counter.store.read() as work:
        assert work.trips.waiting().uncarried == 0


# --- what happens to sticks ----------------------------------------------------------------------------


def test_a_stick_whose_room_ends_while_it_is_written_leaves_no_half_file(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.counter.accept(500_000)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("sync.courier.os.fsync", full)
    with pytest.raises(CourierFull):
        stick.courier.export(stick.folder, CLERK.id)
    assert list(stick.folder.iterdir()) == []
    with stick.counter.store.read() as work:
        assert work.trips.list() == ()


def test_a_stick_that_is_pulled_out_is_named(stick: Stick, tmp_path: Path) -> None:
    stick.counter.accept()
    with pytest.raises(CourierAbsent):
        stick.courier.export(tmp_path / "gone", CLERK.id)


def test_what_a_power_cut_left_half_written_is_swept_away_by_the_next_file(stick: Stick) -> None:
    stick.counter.accept()
    half = stick.folder / "gui-tinh_H13.507_Q01_20261126-080000_0badf00d.qmc.part"
    half.write_bytes(b"PK\x03\x04 and then the light went out")
    out = stick.export()
    assert [path.name for path in stick.folder.iterdir()] == [out.name]


def test_a_store_without_the_provinces_keys_says_so(stick: Stick) -> None:
    with pytest.raises(CourierNotSet):
        stick.of(ProvinceKeys()).export(stick.folder, CLERK.id)


@pytest.mark.parametrize("cut", [0.02, 0.5, 0.98])
def test_a_cut_answer_is_named_and_the_whole_one_still_counts(stick: Stick, cut: float) -> None:
    accepted = stick.counter.accept(10_000)
    back = stick.carry(stick.export())
    whole = back.read_bytes()
    back.write_bytes(whole[: int(len(whole) * cut)])
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(back, CLERK.id)
    assert why(refused) == "truncated"
    assert stick.counter.state(accepted).state is Honest.SAVED
    back.write_bytes(whole)
    assert stick.courier.bring(back, CLERK.id).confirmed == 1


def test_a_flipped_bit_anywhere_never_confirms(stick: Stick) -> None:
    accepted = stick.counter.accept(10_000)
    back = stick.carry(stick.export())
    whole, dice = back.read_bytes(), random.Random(3)
    for start, end in members(back):
        for at in dice.sample(range(start, end), 20):
            back.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
            with pytest.raises(ParcelWrong):
                stick.courier.bring(back, CLERK.id)
    assert stick.counter.state(accepted).state is Honest.SAVED
    back.write_bytes(whole)
    assert stick.courier.bring(back, CLERK.id).confirmed == 1


def test_a_file_of_strange_bytes_is_named_and_keeps_no_other_answer_away(stick: Stick) -> None:
    accepted = stick.counter.accept(1_000)
    back = stick.carry(stick.export())
    whole, dice = back.read_bytes(), random.Random(8)
    other = back.with_name(back.name.replace(".qmc", "-0.qmc"))
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 2, 8))):  # most of them among the names and places of the members, at the end
            data[dice.randrange(len(data) - 400 if dice.random() < 0.7 else 0, len(data))] ^= 1 << dice.randrange(8)
        other.write_bytes(data)
        with contextlib.suppress(ParcelWrong):
            stick.courier.bring(other, CLERK.id)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("about.json", "[" * 16_000)
        archive.writestr("sealed.age", b"")
        archive.writestr("signature", b"")
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(stick.folder, CLERK.id)
    assert why(refused) == "unreadable"
    assert stick.counter.state(accepted).state is Honest.CONFIRMED


def test_a_receipt_left_on_the_stick_does_not_confirm_what_the_province_has_lost_since(stick: Stick) -> None:
    accepted = stick.counter.accept(1_000)
    stick.courier.bring(back := stick.carry(stick.export()), CLERK.id)
    assert stick.counter.state(accepted).state is Honest.CONFIRMED
    stick.counter.step(accepted)
    with stick.counter.store.write() as work:
        step = work.outbox.open_of(accepted.id)[0]
        lost = ProvinceRefused(reason="unknown-dossier")  # it went back to a backup
        note_failed(work, step, lost, 60.0, stick.counter.store.clock.now())
    assert stick.courier.bring(back, CLERK.id).confirmed == 0
    with stick.counter.store.read() as work:
        assert EventKind.DOSSIER_ACCEPTED in [event.kind for event in work.outbox.open_of(accepted.id)]
    later = stick.carry(stick.export())
    assert stick.courier.bring(later, CLERK.id).confirmed == 2, "a stick that set out since is believed"


def test_a_province_that_does_not_know_how_far_the_counter_is_answers_all_the_same(first_stick: Stick) -> None:
    accepted = first_stick.counter.accept(1_000)
    store = first_stick.counter.store
    with store.write() as work:
        work.register.set_as_of(store.clock.now(), "people-99999999")  # it was restored, and its count begins anew
        work.register.keep_summed(store.clock.now())
    brought = first_stick.courier.bring(first_stick.carry(first_stick.export()), CLERK.id)
    assert (brought.confirmed, brought.stale) == (1, False)
    assert brought.news > 0
    assert first_stick.counter.state(accepted).state is Honest.CONFIRMED
    with store.read() as work:
        assert work.register.cursor() != "people-99999999"
        assert work.register.summed() is None, "what went meanwhile is looked for by the sums"


def members(path: Path) -> Iterator[tuple[int, int]]:
    """Where the bytes of each member lie; time stamps and the like beside them mean nothing."""
    data = path.read_bytes()
    for info in zipfile.ZipFile(path).infolist():
        name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        yield start, start + info.compress_size


def test_whoever_signs_in_the_provinces_name_without_its_key_is_found_out(stick: Stick) -> None:
    accepted = stick.counter.accept()
    forger = LyingProvince(claims=stick.courier._province.signer)
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(forger.answer(stick.export()), CLERK.id)
    assert why(refused) == "changed"
    assert stick.counter.state(accepted).state is Honest.SAVED


def test_anothers_answer_and_ones_own_outgoing_file_are_told_apart(stick: Stick) -> None:
    stick.counter.accept()
    out = stick.export()
    back = stick.carry(out)
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(out, CLERK.id)
    assert why(refused) == "outgoing"
    elsewhere = stick.of(ProvinceKeys(stick.courier._province.recipient, stick.courier._province.signer), "Q02")
    with pytest.raises(ParcelWrong) as refused:
        elsewhere.bring(back, CLERK.id)
    assert why(refused) == "other-counter"
    with pytest.raises(ParcelWrong) as refused:
        elsewhere.bring(stick.folder, CLERK.id)
    assert why(refused) == "none"


def test_an_answer_that_somebody_else_signed_confirms_nothing(stick: Stick) -> None:
    accepted = stick.counter.accept()
    back = stick.carry(stick.export())
    other = stick.of(ProvinceKeys(stick.courier._province.recipient, "A" * 43 + "="))
    with pytest.raises(ParcelWrong) as refused:
        other.bring(back, CLERK.id)
    assert why(refused) == "other-province"
    assert stick.counter.state(accepted).state is Honest.SAVED


def test_with_a_new_key_ring_the_old_answer_stays_shut_and_a_new_stick_goes(stick: Stick) -> None:
    accepted = stick.counter.accept(2_000)
    back = stick.carry(stick.export())
    stick.keys.secrets.clear()
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(back, CLERK.id)
    assert why(refused) == "not-for-us"
    assert stick.refused(stick.export().read_bytes()) == "unknown-counter"
    stick.trust()
    stick.courier.bring(stick.carry(stick.export()), CLERK.id)
    assert stick.counter.state(accepted).state is Honest.CONFIRMED


def test_the_province_takes_no_file_that_was_cut_or_changed_or_is_strange(stick: Stick) -> None:
    before = stick.sandbox.holdings().dossiers
    stick.counter.accept(20_000)
    out = stick.export().read_bytes()
    assert stick.refused(out[:-100]) == "truncated"
    assert stick.refused(b"hello") == "unreadable"
    middle = len(out) // 2
    assert stick.refused(out[:middle] + bytes([out[middle] ^ 1]) + out[middle + 1 :]) == "changed"
    assert stick.sandbox.holdings().dossiers == before


@pytest.mark.parametrize(
    ("lie", "state"),
    [
        ({}, Honest.CONFIRMED),
        ({"files": []}, Honest.SENT),
        ({"payload_sha256": "0" * 64}, Honest.SAVED),
        ({"key": UUID(int=1)}, Honest.SAVED),
        ({"dossier_id": UUID(int=1)}, Honest.SAVED),
    ],
)
def test_only_a_receipt_with_our_key_and_hash_and_every_file_confirms(
    stick: Stick, lie: dict[str, Any], state: Honest
) -> None:
    accepted, lying = stick.counter.accept(2_000), LyingProvince()
    courier = stick.of(ProvinceKeys(stick.courier._province.recipient, lying.public))
    event = stick.counter.event(accepted)
    honest: dict[str, Any] = {
        "key": event.id,
        "dossier_id": event.dossier_id,
        "payload_sha256": sha256(payload_bytes(event)),
        "files": [file.sha256 for file in event.files],
        "received_at": stick.counter.store.clock.now(),
    }
    courier.bring(lying.answer(stick.export(), ReceiptMessage(**{**honest, **lie})), CLERK.id)
    assert stick.counter.state(accepted).state is state


def test_a_damaged_file_keeps_its_dossier_at_home_and_no_other(stick: Stick) -> None:
    hurt, whole = stick.counter.accept(3_000), stick.counter.accept(4_000)
    name = stick.counter.event(hurt).files[0].sha256
    (stored,) = (path for path in stick.counter.store.folder.rglob(f"*{name}*") if path.is_file())
    stored.write_bytes(stored.read_bytes()[:-1])
    carried = stick.courier.export(stick.folder, CLERK.id)
    assert (carried.trip.events, carried.left) == (1, 1)
    stick.courier.bring(stick.carry(stick.folder / carried.trip.name), CLERK.id)
    assert [stick.counter.state(one).state for one in (hurt, whole)] == [Honest.SAVED, Honest.CONFIRMED]


# --- corrections ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", Side)
def test_a_correction_that_meets_another_by_the_stick_is_shown_and_goes_as_a_person_chose(
    stick: Stick, chosen: Side
) -> None:
    store, accepted = stick.counter.store, stick.counter.accept()
    correct = Correct(store, store.clock, DESK, Session(CLERK))
    record = f"{stick.sandbox.url}/sandbox/records/dossier/{accepted.id}"

    def there() -> str:
        return str(requests.get(record, timeout=30).json()["fields"]["phone"])

    def there_and_back() -> None:
        stick.courier.bring(stick.carry(stick.export()), CLERK.id)

    there_and_back()
    requests.put(record, json={"phone": "0900000001"}, timeout=30).raise_for_status()
    seen = correct.state(accepted.id, About.DOSSIER)
    correct(accepted.id, About.DOSSIER, seen, {**seen.fields, "phone": "0911222333"})
    back = stick.carry(stick.export())
    assert there() == "0900000001"
    for _ in range(2):  # brought twice it is met once
        stick.courier.bring(back, CLERK.id)
        (shown,) = correct.conflicts()
    assert stick.counter.state(accepted).problem == DiffersThere.code
    there_and_back()  # nothing of it goes while nobody has chosen
    assert there() == "0900000001"
    correct.settle(shown.correction.id, {"phone": chosen})
    stick.courier.bring(back, CLERK.id)  # and what was met is over then
    assert correct.conflicts() == ()
    there_and_back()
    mine_or_theirs = {Side.MINE: "0911222333", Side.THEIRS: "0900000001"}[chosen]
    assert there() == stick.counter.state(accepted).receipt.applicant.phone == mine_or_theirs
    assert stick.counter.state(accepted).state is Honest.CONFIRMED


# --- line, stick and both ------------------------------------------------------------------------------


WAYS = st.lists(
    st.sampled_from(("accept", "correct", "line", "bad line", "export", "carry", "bring", "lose")), max_size=12
)


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.generate,),
)
@given(ways=WAYS, seed=st.integers(0, 1 << 16))
def test_line_stick_and_both_mixed_deliver_the_same_set(
    province: Sandbox, tmp_path_factory: pytest.TempPathFactory, ways: list[str], seed: int
) -> None:
    """Every accepted dossier once, with every file, and a clerk's last word in it, whatever went which way, came twice
    or never came."""
    folder, dice, keys = tmp_path_factory.mktemp("mixed"), random.Random(seed), PocketKeyChain()
    store = make_store(folder / "store", keys)
    try:
        counter = at_the_line(store, province)
        counter.random = random.Random(uuid4().int)
        stick = Stick(folder / "stick", counter, province, keys)
        counter.sync()
        accepted = [counter.accept(3_000, 900)]
        out: list[Path] = []
        back: list[Path] = []
        correct = Correct(store, store.clock, DESK, Session(CLERK))
        last = correct.state(accepted[0].id, About.DOSSIER).fields
        for at, way in enumerate(ways):
            if way == "correct":
                seen = correct.state(accepted[0].id, About.DOSSIER)
                last = {**last, "phone": f"09{seed:05}{at:03}"}
                correct(accepted[0].id, About.DOSSIER, seen, last)
            elif way == "accept":
                accepted.append(counter.accept(*([1_500] * dice.randrange(3))))
            elif way.endswith("line"):
                province.faults(**({"drop_reply_rate": 0.4, "cut_upload_rate": 0.4} if way == "bad line" else {}))
                counter.sync_at_once()
            elif way == "export":
                out.append(stick.export())
            elif way == "carry" and out:
                back.append(stick.carry(dice.choice(out)))
            elif way == "bring" and back:
                stick.courier.bring(dice.choice(back), CLERK.id)
            elif way == "lose" and out:
                out.pop(dice.randrange(len(out)))
        province.faults()
        for _ in range(3):  # a correction goes when what it corrects has arrived
            if seed % 2:
                stick.courier.bring(stick.carry(stick.export()), CLERK.id)
            else:
                counter.sync_at_once()
        assert correct.conflicts() == ()
        held = requests.get(f"{province.url}/sandbox/records/dossier/{accepted[0].id}", timeout=30).json()
        assert held["fields"]["phone"] == last["phone"]
        ours = {str(one.id) for one in accepted}
        told = requests.get(f"{province.url}/sandbox/holdings", timeout=30).json()
        assert sorted(dossier["id"] for dossier in told["dossiers"] if dossier["id"] in ours) == sorted(ours)
        assert all(file["whole"] for file in told["files"])
        assert {counter.state(one).state for one in accepted} == {Honest.CONFIRMED}
        with store.read() as work:
            assert work.outbox.waiting() == 0
    finally:
        store.close()
