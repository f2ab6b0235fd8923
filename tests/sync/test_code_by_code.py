"""A provincial system that gives codes one by one: nothing lost, nothing doubled, although its create knows no key.

`python -m tests.sync.test_code_by_code` writes the golden files anew, for a change that is meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

from counter_app.config import ProvinceSettings
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import LoginRefused, NoStepsTaken, NotTheProvince, ProvinceBusy, ProvinceRefused
from counter_app.wiring.line import gateway_of
from local_db.store import SqlStore
from resources import catalogue_bundle, exchange_codes
from sync.code_by_code import CodeByCodeGateway
from sync.code_by_code_payload import Attached, create_payload, progress_payload
from sync.code_by_code_replies import envelope
from sync.wire import Reply
from tests.services.sandbox import SECRET, Sandbox
from tests.sync import owners
from tests.sync.counter import DESK, UNIT, RealCounter
from tests.sync.hostile import Exchange, hostile, relay
from tests.sync.test_national import FILE, dossier
from ui.messages import sentence

GOLDEN = Path(__file__).parents[1] / "golden" / "exchange" / "code-by-code.json"
DOSSIER = (
    "MaHoSo MaTTHC MaDichVuCong MaDonViTiepNhan NgayTiepNhan NgayHenTra ChuHoSo EformThongTinChiTiet ThanhPhanHoSo "
    "DanhSachLePhi ThongTinNguoiNop"
)
COMPONENT = "MaThanhPhanHoSo TenThanhPhanHoSo SoLuong LoaiBan GiayToDinhKem"
PAPER = "IdGiayTo HashTepTin TenGiayTo MaKetQua"


@pytest.fixture
def counter(store: SqlStore, sandbox: Sandbox) -> RealCounter:
    with store.write() as work:
        work.catalogue.replace(catalogue_bundle())
    return RealCounter(store, gateway(store, sandbox))


def gateway(store: SqlStore, sandbox: Sandbox, secret: str = SECRET, url: str = "") -> CodeByCodeGateway:
    settings = ProvinceSettings(f"{url or sandbox.url}/igate", protocol="code-by-code", client_id="q")
    made = gateway_of(settings, lambda: secret, UNIT.code, DESK.code, store)
    assert isinstance(made, CodeByCodeGateway)
    return made


def held(sandbox: Sandbox) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = requests.get(f"{sandbox.url}/igate/held", timeout=30).json()
    return told


def test_a_dossier_goes_through_and_its_provisional_code_is_linked(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(5_000, 70_000)
    assert accepted.code.provisional
    outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.confirmed) == (True, None, 1)
    state = counter.state(accepted)
    assert state.state is Honest.CONFIRMED
    assert state.linked_code is not None
    there = held(sandbox)
    assert [one["MaHoSo"] for one in there["dossiers"]] == [state.linked_code.text]
    assert [one["TrangThai"] for one in there["progress"]] == [2]
    hashes = {paper["HashTepTin"] for part in there["dossiers"][0]["ThanhPhanHoSo"] for paper in part["GiayToDinhKem"]}
    assert len(hashes) == 2


def test_lost_replies_and_restarts_cost_questions_and_never_a_second_dossier(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted = [counter.accept(2_000), counter.accept()]
    sandbox.faults(drop_reply_rate=0.5)
    for _ in range(12):
        counter.gateway = gateway(counter.store, sandbox)
        counter.restart()
        counter.sync_at_once()
    sandbox.faults()
    counter.sync_at_once()
    assert {counter.state(one).state for one in accepted} == {Honest.CONFIRMED}
    there = held(sandbox)
    assert len(there["dossiers"]) == 2
    assert len(there["progress"]) == 2


def test_without_the_code_kept_beforehand_the_same_run_makes_a_second_dossier(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    """Shown once: it is the notebook that keeps them apart."""
    counter.accept()
    sandbox.faults(drop_reply_rate=0.5)
    for _ in range(12):
        counter.store.keep_fact = lambda *_: None  # type: ignore[method-assign]
        counter.sync_at_once()
    sandbox.faults()
    counter.sync_at_once()
    assert len(held(sandbox)["dossiers"]) > 1


def test_what_happens_since_is_refused_in_a_sentence_of_its_own_and_stops_nothing(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted = counter.accept()
    counter.sync()
    counter.step(accepted)
    later = counter.accept()
    outcome = counter.sync_at_once()
    assert (outcome.failed, counter.state(later).state) == (1, Honest.CONFIRMED)
    (item,) = counter.waiting()
    assert (item.problem, item.set_aside) == (NoStepsTaken.code, True)
    assert sentence(NoStepsTaken()) != sentence(ProvinceRefused())


@pytest.mark.parametrize("how", ["refused", "lost"])
def test_a_progress_line_that_does_not_arrive_holds_up_no_dossier_and_comes_at_most_once(
    counter: RealCounter, sandbox: Sandbox, how: str
) -> None:
    accepted, told = counter.accept(), []

    def in_the_way(passing: Exchange) -> None:
        if passing.path.endswith("/tien-do"):
            told.append(passing.path)
            if how == "lost":
                raise ConnectionAbortedError
            passing.tell({"code": 400, "message": "x"}, status=400)

    answer = relay(sandbox.url, in_the_way)
    with hostile(answer, log_in=answer) as server:
        counter.gateway = gateway(counter.store, sandbox, url=server.url)
        counter.restart()
        outcome = counter.sync()
        counter.sync_at_once()
    assert (outcome.confirmed, outcome.failed, len(told)) == (1, 0, 1)
    assert counter.state(accepted).state is Honest.CONFIRMED


def test_somebody_elses_dossier_under_our_code_confirms_nothing(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept()
    event = counter.event(accepted)
    assert isinstance(counter.gateway, CodeByCodeGateway)
    code = counter.gateway._code(event)[0]
    token = {"grant_type": "client_credentials", "client_secret": SECRET}
    word = requests.post(f"{sandbox.url}/igate/oauth2/token", data=token, timeout=30).json()["access_token"]
    other = {"MaHoSo": code, "ThanhPhanHoSo": [], "NgayTiepNhan": "2026-11-26T08:00:00.000"}
    other["EformThongTinChiTiet"] = json.dumps({"key": str(uuid4()), "sha256": "0" * 64})
    headers = {"Authorization": f"Bearer {word}"}
    requests.post(f"{sandbox.url}/igate/ho-so", json=other, headers=headers, timeout=30).raise_for_status()
    counter.sync_at_once()
    assert counter.state(accepted).state is Honest.SAVED
    assert counter.state(accepted).problem == "environment.not-the-province"


def test_a_wrong_secret_is_the_same_sentence_as_on_the_other_line(store: SqlStore, sandbox: Sandbox) -> None:
    with pytest.raises(LoginRefused):
        gateway(store, sandbox, "another").catalogue(None)


def _told(status: int, body: Any) -> Callable[[], Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda: envelope(Reply(status, {}, data))


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (_told(400, {"code": 400, "message": "x"}), ProvinceRefused),
        (_told(200, {"code": 400, "message": "x"}), ProvinceRefused),
        (_told(401, {"code": 401}), LoginRefused),
        (_told(403, {"code": 403}), LoginRefused),
        (_told(404, {"code": 404}), ProvinceRefused),
        (_told(502, b"<html>"), ProvinceBusy),
        (_told(200, {"code": 502}), ProvinceBusy),
        (_told(200, b"<html>wifi</html>"), NotTheProvince),
        (_told(302, b""), NotTheProvince),
        (_told(404, b"<html>"), NotTheProvince),
    ],
)
def test_each_of_its_errors_is_one_of_the_typed_sentences(reply: Callable[[], Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        reply()


# --- golden --------------------------------------------------------------------------------------------


def payload() -> dict[str, Any]:
    codes, given = exchange_codes("igate"), "H13.507-261126-0042"
    attached = {FILE: Attached("tep-1", FILE)}
    names = {"to-khai": "Tờ khai", "cu-tru": "Xác nhận cư trú"}
    proof = {"key": dossier()["id"], "sha256": "d" * 64}
    created = create_payload(dossier(), given, attached, names, proof, codes)
    return {"create": created, "progress": progress_payload(dossier(), given, codes)}


OWNERS = GOLDEN.with_name("code-by-code-owners.json")
_OWNED: dict[str, dict[str, Any]] = {
    "organisation": {"owner": owners.COMPANY},
    "authorised": {"owner": owners.AUTHORISED},
    "child": {"owner": owners.CHILD},
    "foreigner": {"applicant": owners.FOREIGNER, "owner": None},
}


def owned() -> dict[str, Any]:
    """Of each kind of owner: whose it is, and who hands in."""
    codes, told = exchange_codes("igate"), {}
    for name, parties in _OWNED.items():
        sent = create_payload(
            {**dossier(), **parties}, "H13.507-261126-0042", {FILE: Attached("1", FILE)}, {}, {}, codes
        )
        told[name] = {part: sent[part] for part in ("ChuHoSo", "ThongTinNguoiNop")}
    return told


def test_the_owner_and_who_hands_in_are_the_golden_ones() -> None:
    assert owned() == json.loads(OWNERS.read_text("utf-8"))


def test_the_payload_is_the_golden_one_with_every_field() -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert payload() == golden
    created = golden["create"]
    assert list(created) == DOSSIER.split()
    assert all(list(part) == COMPONENT.split() for part in created["ThanhPhanHoSo"])
    assert all(list(paper) == PAPER.split() for part in created["ThanhPhanHoSo"] for paper in part["GiayToDinhKem"])
    assert created["ChuHoSo"]["LoaiDoiTuong"] == 0  # a citizen here, 1 at the national portal


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(payload(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    OWNERS.write_text(json.dumps(owned(), ensure_ascii=False, indent=1) + "\n", "utf-8")
