"""A counter whose key ring holds no secret yet: told as such, the province not asked, no dossier blamed."""

from __future__ import annotations

from counter_app.keychain import SystemKeyChain
from counter_app.wiring.line import province_secret
from local_db.store import SqlStore
from sync.gateway import CounterGateway
from tests.services.keyring import KeyringDaemon
from tests.services.sandbox import Sandbox

from .counter import DESK, UNIT, RealCounter, at_the_line


def test_the_pass_ends_and_no_dossier_is_marked(
    store: SqlStore, sandbox: Sandbox, system_keyring: KeyringDaemon
) -> None:
    def secret() -> str:
        return province_secret(SystemKeyChain())

    gateway = CounterGateway(sandbox.url, DESK.code, secret, UNIT.code, DESK.code)
    counter = RealCounter(store, gateway)
    accepted = [counter.accept(100), counter.accept(100)]
    outcome = counter.sync()
    gateway.close()
    assert (outcome.online, outcome.problem) == (False, "environment.secret-missing")
    assert (outcome.waiting, outcome.failed, outcome.sent) == (2, 0, 0)
    assert [counter.event(dossier).problem for dossier in accepted] == [None, None]

    counter = at_the_line(store, sandbox)  # IT has stored it
    assert counter.sync().confirmed == 2
    counter.gateway.close()
