"""Where the settings ask for it, only a receipt counts that the province has signed: who sits on the line confirms
nothing."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import timedelta

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.config import ProvinceSettings
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import BadSettings
from counter_app.wiring.line import gateway_of
from local_db.store import SqlStore
from sync.contract import ReceiptMessage, receipt_words
from sync.gateway import CounterGateway
from sync.signed_receipt import Signer
from tests.services.sandbox import SECRET, Sandbox
from tests.sync.test_lying_province import through

from .counter import DESK, UNIT, RealCounter
from .hostile import Exchange


def its_key(sandbox: Sandbox) -> str:
    return str(requests.get(f"{sandbox.url}/sandbox/courier/keys", timeout=10).json()["signer"])


def signing_counter(store: SqlStore, sandbox: Sandbox, signer: Signer) -> RealCounter:
    gateway = CounterGateway(sandbox.url, DESK.code, lambda: SECRET, UNIT.code, DESK.code, signer=signer)
    return RealCounter(store, gateway)


def test_signed_receipts_confirm_dossiers_and_what_happened_since(store: SqlStore, sandbox: Sandbox) -> None:
    counter = signing_counter(store, sandbox, Signer(its_key(sandbox), required=True))
    accepted = counter.accept(500)
    counter.sync()
    counter.step(accepted, 300)
    counter.sync()
    assert counter.state(accepted).state is Honest.CONFIRMED
    assert counter.waiting() == ()


@pytest.mark.parametrize("forged", ["none", "another's", "of another moment"])
def test_a_receipt_that_the_province_did_not_sign_confirms_nothing(
    store: SqlStore, sandbox: Sandbox, forged: str
) -> None:
    signer = Signer(its_key(sandbox), required=True)
    counter = signing_counter(store, sandbox, signer)
    accepted = counter.accept()

    def lie(passing: Exchange) -> None:
        if not passing.is_receipt:
            return
        told = ReceiptMessage.model_validate_json(passing.reply)
        match forged:
            case "none":
                told = told.model_copy(update={"signature": None})
            case "another's":
                signature = b64encode(Ed25519PrivateKey.generate().sign(receipt_words(told))).decode()
                told = told.model_copy(update={"signature": signature})
            case _:
                told = told.model_copy(update={"received_at": told.received_at + timedelta(days=1)})
        passing.tell(json.loads(told.model_dump_json()))

    with through(counter, sandbox, lie):
        assert isinstance(counter.gateway, CounterGateway)
        counter.gateway._signer = signer
        counter.sync()
    assert counter.state(accepted).state is Honest.SAVED
    (waiting,) = counter.waiting()
    assert (waiting.problem, waiting.next_try is not None) == ("environment.not-the-province", True)


def test_who_asks_for_no_signature_still_refuses_a_wrong_one(store: SqlStore, sandbox: Sandbox) -> None:
    other = b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    counter = signing_counter(store, sandbox, Signer(other))
    accepted = counter.accept()
    counter.sync()
    assert counter.state(accepted).state is Honest.SAVED


def test_settings_that_ask_for_signatures_and_name_no_key_are_refused(store: SqlStore) -> None:
    asked = ProvinceSettings("https://tinh.example", signed_receipts=True)
    with pytest.raises(BadSettings):
        gateway_of(asked, lambda: SECRET, UNIT.code, DESK.code, store)
