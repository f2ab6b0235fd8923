"""A province that knows its counters by their own certificates (mutual TLS) instead of a token."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

import sync.wire
from counter_app.config import ProvinceSettings, demo_settings
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import (
    CertificateRefused,
    CertificateUnfit,
    ClockApart,
    CounterError,
    LoginRefused,
    LookUpsLimited,
    OwnCertificateOver,
    OwnClockApart,
    SecretMissing,
)
from counter_app.province_key import Unfit, checked_key
from counter_app.set_up import enrol
from counter_app.wiring.line import PROVINCE_KEY, PROVINCE_SECRET
from local_db.store import SqlStore
from sync.gateway import CounterGateway
from sync.own_certificate import OwnCertificate
from tests.services._authority import Authority, Given
from tests.services.sandbox import SECRET, Sandbox, free_port
from tests.services.store import PocketKeyChain

from .counter import DESK, PERSON, UNIT, RealCounter
from .hostile import reply
from .test_tls import office_proxy, telling_time
from .tls_servers import saying

PASS_PHRASE = b"of the key's file"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def province(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Over TLS; it takes counters with a certificate of the authority."""
    server = authority.server()
    running = Sandbox(
        *(tmp_path_factory.mktemp("province") / "province.sqlite", free_port()),
        tls=(server.certificate, server.key_file(), authority.file),
    )
    running.start()
    try:
        yield running
    finally:
        running.stop()


def in_the_keyring(given: Given) -> OwnCertificate:
    return OwnCertificate(given.certificate, None, lambda: given.der)


def gateway(province: Sandbox, own: OwnCertificate | None, proxy: str | None = None) -> CounterGateway:
    assert province.tls is not None
    return CounterGateway(
        *(province.url, DESK.code, _no_secret, UNIT.code, DESK.code),
        ca_file=province.tls[2],
        proxy=proxy,
        certificate=own,
    )


def _no_secret() -> str:
    raise SecretMissing


def test_a_counter_with_its_own_certificate_sends_without_ever_logging_in(
    authority: Authority, province: Sandbox, store: SqlStore
) -> None:
    """Its key in the keyring; or RSA, too long for that, in an encrypted file whose pass phrase lies there."""
    short, long = authority.counter(UNIT, DESK.code), authority.counter(UNIT, DESK.code, last=91, rsa_key=True)
    in_a_file = OwnCertificate(long.certificate, long.key_file(PASS_PHRASE), lambda: PASS_PHRASE)
    for own in (in_the_keyring(short), in_a_file):
        counter = RealCounter(store, gateway(province, own))
        accepted = counter.accept(30_000)
        outcome = counter.sync()
        assert (outcome.online, outcome.problem) == (True, None)
        assert counter.state(accepted).state is Honest.CONFIRMED
        assert str(accepted.id) in {dossier.id for dossier in province.holdings().dossiers}
        counter.gateway.close()


def test_a_limit_of_look_ups_stops_nothing_else_here_either(
    authority: Authority, province: Sandbox, store: SqlStore
) -> None:
    line = gateway(province, in_the_keyring(authority.counter(UNIT, DESK.code)))
    province.faults(look_ups_an_hour=1)
    try:
        line.look_up(PERSON, "procedure", "1.004873", [])
        for _ in range(3):
            with pytest.raises(LookUpsLimited):
                line.look_up(PERSON, "procedure", "1.004873", [])
    finally:
        province.faults()
    counter = RealCounter(store, line)
    counter.sync()  # numbers of its own
    accepted = counter.accept(1_000)
    assert counter.sync().online
    assert counter.state(accepted).state is Honest.CONFIRMED
    line.close()


def test_through_the_offices_proxy_too(authority: Authority, province: Sandbox) -> None:
    seen: list[str] = []
    with office_proxy(seen) as proxy:
        line = gateway(province, in_the_keyring(authority.counter(UNIT, DESK.code)), proxy)
        assert line.catalogue(None) is not None
        line.close()
    (asked,) = seen
    assert asked.startswith(f"CONNECT {province.url.removeprefix('https://')} ")


def test_a_one_time_code_goes_the_same_way_as_everything_after_it(
    authority: Authority, province: Sandbox, tmp_path: Path
) -> None:
    """Through the proxy, to the province's own authority, with the counter's certificate."""
    given, chain, seen = authority.counter(UNIT, DESK.code), PocketKeyChain(), list[str]()
    assert province.tls is not None
    ca_file = province.tls[2]
    requests.put(f"{province.url}/sandbox/codes/7K2MQ9TX", timeout=10, verify=str(ca_file)).raise_for_status()
    settings = demo_settings(tmp_path, province.url)
    with office_proxy(seen) as proxy:
        its = replace(settings.province, ca_file=ca_file, proxy=proxy, certificate=given.certificate)
        settings = replace(settings, province=its)
        with pytest.raises(SecretMissing):
            enrol(settings, "7k2m q9tx", chain)
        assert seen == []
        chain.set(PROVINCE_KEY, given.der)
        enrol(settings, "7k2m q9tx", chain)
    assert [asked.split(" ")[:2] for asked in seen] == [["CONNECT", province.url.removeprefix("https://")]]
    assert chain.secrets[PROVINCE_SECRET] == SECRET.encode()


def test_a_certificate_for_another_unit_is_no_way_to_this_ones_accounts(
    authority: Authority, province: Sandbox
) -> None:
    other = authority.counter(type(UNIT)("H13.508", UNIT.name, UNIT.parent, UNIT.place), DESK.code)
    line = gateway(province, in_the_keyring(other))
    with pytest.raises(Exception, match="another unit's accounts"):
        line.accounts(None)
    line.close()


def test_the_key_lies_open_in_no_file(authority: Authority, province: Sandbox, tmp_path: Path) -> None:
    seen: list[bytes] = []
    given = authority.counter(UNIT, DESK.code)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        unlink = Path.unlink

        def seen_and_gone(path: Path) -> None:
            seen.append(path.read_bytes())
            unlink(path)

        patch.setattr(Path, "unlink", seen_and_gone)
        line = gateway(province, in_the_keyring(given))
        line.catalogue(None)
        line.close()
    (sealed,) = seen
    assert b"ENCRYPTED PRIVATE KEY" in sealed
    assert list(tmp_path.iterdir()) == []


# --- when it is not taken ------------------------------------------------------------------------------


@contextmanager
def demanding(server: Given, clients: Path, answer: bytes = b"") -> Iterator[str]:
    """A TLS server that has nobody in without a certificate of that authority, and says in the handshake why; with an
    `answer` it lets everybody in and says it there, as nginx does."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(clients))
    context.load_cert_chain(server.certificate, server.key_file())
    context.verify_mode = ssl.CERT_NONE if answer else ssl.CERT_REQUIRED
    with saying(context, answer or reply("200 OK", b"{}")) as url:
        yield url


def refused(authority: Authority, own: OwnCertificate | None, answer: bytes = b"") -> LoginRefused:
    with demanding(authority.server(), authority.file, answer) as url:
        line = CounterGateway(
            *(url, DESK.code, lambda: "secret", UNIT.code, DESK.code), ca_file=authority.file, certificate=own
        )
        with pytest.raises(LoginRefused) as met:
            line.catalogue(None)
        line.close()
    return met.value


def test_a_certificate_of_a_stranger_is_told_as_such(authority: Authority, tmp_path: Path) -> None:
    stranger = Authority(tmp_path, "somebody else")
    assert type(refused(authority, in_the_keyring(stranger.counter(UNIT, DESK.code)))) is CertificateRefused


def test_where_one_is_wanted_a_counter_without_is_told_so(authority: Authority) -> None:
    assert type(refused(authority, None)) is CertificateRefused


def test_a_server_that_says_it_in_the_contracts_words_is_understood(authority: Authority) -> None:
    """As docs/province.md has nginx answer."""
    answer = reply("401 Unauthorized", b'{"code": "certificate-refused"}', "application/json")
    error = refused(authority, in_the_keyring(authority.counter(UNIT, DESK.code)), answer)
    assert type(error) is CertificateRefused


def test_a_certificate_whose_time_is_over_is_told_with_its_day(authority: Authority) -> None:
    error = refused(authority, in_the_keyring(authority.counter(UNIT, DESK.code, -30, -3)))
    assert type(error) is OwnCertificateOver
    assert error.facts["until"] == f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%d}"


class TenDaysAgo(OwnCertificate):
    """On a PC whose clock stands there."""

    def refused(self, words: str, now: datetime) -> CertificateRefused:
        return super().refused(words, now - timedelta(days=10))


def test_where_only_the_provinces_clock_says_so_it_is_a_clock(authority: Authority) -> None:
    given = authority.counter(UNIT, DESK.code, -30, -3)
    own = TenDaysAgo(given.certificate, None, lambda: given.der)
    assert type(refused(authority, own)) is OwnClockApart


def test_a_key_that_does_not_fit_sends_nothing_and_stops_no_reception(
    authority: Authority, province: Sandbox, store: SqlStore
) -> None:
    given, other = authority.counter(UNIT, DESK.code), authority.counter(UNIT, DESK.code, last=91)
    counter = RealCounter(store, gateway(province, OwnCertificate(given.certificate, None, lambda: other.der)))
    accepted = counter.accept()
    outcome = counter.sync()
    assert (outcome.online, outcome.problem) == (False, CertificateUnfit.code)
    assert counter.state(accepted).state is Honest.SAVED
    counter.gateway.close()


def test_a_certificate_laid_anew_is_taken_without_a_new_start(authority: Authority, province: Sandbox) -> None:
    over, fresh = authority.counter(UNIT, DESK.code, -30, -3), authority.counter(UNIT, DESK.code)
    key = over.der
    own = OwnCertificate(over.certificate, None, lambda: key)
    wire = sync.wire.Wire(province.url, authority.file, certificate=own)
    with pytest.raises(CounterError):
        wire.send("GET", "/catalogue", {}, limit=10**7)
    key = fresh.der
    over.certificate.write_bytes(fresh.certificate.read_bytes())
    assert wire.send("GET", "/catalogue", {}, limit=10**7).status == 200
    wire.close()


# --- clocks behind the office's proxy ------------------------------------------------------------------


def test_a_clock_apart_is_told_behind_a_proxy_as_well(tmp_path: Path) -> None:
    from .test_tls import made_certificate

    wrong = made_certificate(tmp_path, -30, -20)
    seen: list[str] = []
    there = datetime.now(UTC) - timedelta(days=25)
    with telling_time(wrong, there) as url, office_proxy(seen) as proxy, pytest.raises(ClockApart):
        sync.wire.Wire(url, wrong, proxy=proxy).send("GET", "/catalogue", {}, limit=1000, budget=5.0)
    assert len(seen) == 2


# --- what IT types -------------------------------------------------------------------------------------


def settings(given: Given, key: Path | None = None) -> ProvinceSettings:
    return ProvinceSettings("https://province.example", certificate=given.certificate, certificate_key=key)


def _types(word: bytes) -> Callable[[str], bytes]:
    return lambda _: word


def test_a_short_key_goes_into_the_keyring_itself(authority: Authority) -> None:
    given = authority.counter(UNIT, DESK.code)
    assert checked_key(settings(given), given.key_file(PASS_PHRASE), _types(PASS_PHRASE)) == given.der


def test_of_a_long_key_the_file_stays_and_its_pass_phrase_goes_there(authority: Authority) -> None:
    given = authority.counter(UNIT, DESK.code, rsa_key=True)
    file = given.key_file(PASS_PHRASE)
    with pytest.raises(Unfit, match="512 byte"):
        checked_key(settings(given), file, _types(PASS_PHRASE))
    assert checked_key(settings(given, file), None, _types(PASS_PHRASE)) == PASS_PHRASE


def test_nothing_that_does_not_fit_is_kept(authority: Authority) -> None:
    given, other = authority.counter(UNIT, DESK.code), authority.counter(UNIT, DESK.code, last=91)
    with pytest.raises(Unfit, match="không khớp"):
        checked_key(settings(given), other.key_file(), _types(b""))
    with pytest.raises(Unfit, match="sai mật khẩu"):
        checked_key(settings(given), given.key_file(PASS_PHRASE), _types(b"another"))
    with pytest.raises(Unfit, match="không khớp"):
        checked_key(settings(given, given.key_file(PASS_PHRASE)), None, _types(b"another"))
