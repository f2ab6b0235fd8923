"""The key ring keeps the store's keys, or says plainly that it does not; it never falls back to a file."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain.errors import NoKeyring
from counter_app.keychain import SystemKeyChain
from tests.services.keyring import KeyringDaemon, private_bus, running_keyring

KEY = bytes(range(256))[100:132]


def test_a_key_is_kept_and_read_back_by_another_start(system_keyring: KeyringDaemon) -> None:
    SystemKeyChain().set("store", KEY)
    assert SystemKeyChain().get("store") == KEY


def test_an_unknown_name_is_no_error(system_keyring: KeyringDaemon) -> None:
    assert SystemKeyChain().get("store") is None


def test_demonstration_and_reception_have_keys_of_their_own(system_keyring: KeyringDaemon) -> None:
    SystemKeyChain().set("store", KEY)
    SystemKeyChain("quay-mot-cua-demo").set("store", KEY[::-1])
    assert SystemKeyChain().get("store") == KEY
    assert SystemKeyChain("quay-mot-cua-demo").get("store") == KEY[::-1]
    assert SystemKeyChain().get("vault") is None


def test_another_process_reads_it_through_the_handed_out_environment(keyring_daemon: KeyringDaemon) -> None:
    def child(code: str) -> str:
        environment = {**os.environ, **keyring_daemon.environment}
        setup = "from counter_app.keychain import SystemKeyChain as K\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + code], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    child("K().set('store', bytes(32))")
    assert child("print(K().get('store') == bytes(32))") == "True"


def test_the_key_outlives_the_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for act in ("keep", "read"):
        with running_keyring(tmp_path) as daemon:
            for name, value in daemon.environment.items():
                monkeypatch.setenv(name, value)
            if act == "keep":
                SystemKeyChain().set("store", KEY)
            else:
                assert SystemKeyChain().get("store") == KEY


def test_without_a_bus_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    with pytest.raises(NoKeyring):
        SystemKeyChain().get("store")
    with pytest.raises(NoKeyring):
        SystemKeyChain().set("store", KEY)


def test_without_a_secret_service_on_the_bus_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with private_bus(tmp_path) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(NoKeyring):
            SystemKeyChain().set("store", KEY)


def test_a_plain_text_backend_named_by_the_environment_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """keyring itself would obey; a thief with a start script would have the key."""
    (tmp_path / "plain.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Plain(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, service, username): return 'AAAA'\n"
        "    def set_password(self, service, username, password): raise SystemExit('written in plain text')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plain.Plain")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    with pytest.raises(NoKeyring):
        SystemKeyChain().get("store")
    with pytest.raises(NoKeyring):
        SystemKeyChain().set("store", KEY)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # keyring leaves it open where it raises
def test_a_locked_key_ring_that_nobody_opens_is_refused(system_keyring: KeyringDaemon) -> None:
    SystemKeyChain().set("store", KEY)
    _lock(system_keyring)
    with pytest.raises(NoKeyring) as refused:
        SystemKeyChain().get("store")
    del refused
    gc.collect()  # here, where the warning is expected


def test_an_entry_that_is_not_ours_is_refused(system_keyring: KeyringDaemon) -> None:
    from keyring.backend import KeyringBackend
    from keyring.backends.SecretService import Keyring

    ring: KeyringBackend = Keyring()  # type: ignore[no-untyped-call]
    ring.set_password("quay-mot-cua/store", "quay-mot-cua", "not base64 at all!")
    with pytest.raises(NoKeyring) as refused:
        SystemKeyChain().get("store")
    assert "base64" not in str(refused.value)


@pytest.mark.parametrize("secret", [b"", bytes(513)])
def test_a_secret_that_the_windows_vault_could_not_take_is_our_mistake(secret: bytes) -> None:
    with pytest.raises(ValueError, match="512"):
        SystemKeyChain().set("store", secret)


def test_keyring_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, counter_app.keychain as k; k.SystemKeyChain(); print('keyring' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def _lock(daemon: KeyringDaemon) -> None:
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
    from secretstorage import get_default_collection

    with open_dbus_connection(daemon.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        collection = get_default_collection(connection)
        collection.lock()
        assert collection.is_locked()
