"""TLS is verified always: the province's own authority from a file, nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from counter_app.domain.errors import CertificateOver, ClockApart, LineDown, NotTheProvince
from sync.wire import Wire

from .hostile import reply
from .tls_servers import answering, certified, saying


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_certificate(tmp_path_factory.mktemp("tls"), -1, 2)


def made_certificate(folder: Path, first: int, last: int) -> Path:
    """A self-made authority and server for 127.0.0.1 in one, valid between these days from now; key and certificate in
    one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "made-up province")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=first))
        .not_valid_after(now + timedelta(days=last))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "province.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def tls_server(certificate: Path | None) -> Iterator[str]:
    """Answers with 200, or (None) breaks off in the handshake."""
    if certificate is None:
        with answering(_listen_once) as port:
            yield f"https://127.0.0.1:{port}"
    else:
        with saying(certified(certificate), reply("200 OK", b"{}")) as url:
            yield url


@contextmanager
def telling_time(certificate: Path, there: datetime) -> Iterator[str]:
    """A TLS server whose clock stands at `there`."""
    told = reply("200 OK", b"{}", "application/json", f"Date: {format_datetime(there, usegmt=True)}")
    with saying(certified(certificate), told) as url:
        yield url


@contextmanager
def office_proxy(seen: list[str]) -> Iterator[str]:
    """Opens the tunnels that are asked of it (RFC 9110, CONNECT), one after the other."""

    def tunnel(connection: socket.socket) -> None:
        first = connection.recv(65536).split(b"\r\n")[0].decode()
        seen.append(first)
        host, _, port = first.split(" ")[1].rpartition(":")
        with socket.create_connection((host, int(port))) as there:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_carry, args=(there, connection), daemon=True)
            back.start()
            _carry(connection, there)
            back.join(10)

    with answering(tunnel) as port:
        yield f"http://127.0.0.1:{port}"


def _listen_once(connection: socket.socket) -> None:
    connection.recv(65536)


def _carry(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)


def ask(url: str, ca_file: Path | None) -> int:
    return Wire(url, ca_file).send("GET", "/catalogue", {}, limit=1000, budget=5.0).status


def test_the_province_is_known_by_its_own_authority(certificate: Path) -> None:
    with tls_server(certificate) as url:
        assert ask(url, certificate) == 200


def test_a_certificate_of_nobody_known_is_not_the_province(certificate: Path) -> None:
    with tls_server(certificate) as url, pytest.raises(NotTheProvince):
        ask(url, None)


def test_a_variable_of_the_environment_cannot_add_an_authority(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(certificate))
    with tls_server(certificate) as url, pytest.raises(NotTheProvince):
        ask(url, None)


def test_a_line_that_breaks_in_the_handshake_is_a_line_that_is_down(certificate: Path) -> None:
    with tls_server(None) as url, pytest.raises(LineDown):
        ask(url, certificate)


@pytest.mark.parametrize(("first", "last"), [(-30, -20), (20, 30)])
def test_a_clock_apart_from_the_provinces_is_told_from_a_certificate_that_is_over(
    tmp_path: Path, first: int, last: int
) -> None:
    """The certificate is not valid by this PC's clock: then it is the province's own clock that decides."""
    wrong, now = made_certificate(tmp_path, first, last), datetime.now(UTC)
    with telling_time(wrong, now + timedelta(days=(first + last) / 2)) as url, pytest.raises(ClockApart):
        ask(url, wrong)
    with telling_time(wrong, now) as url, pytest.raises(CertificateOver):
        ask(url, wrong)


def test_a_stranger_is_not_believed_about_the_time(tmp_path: Path, certificate: Path) -> None:
    stranger = made_certificate(tmp_path, -30, -20)
    with telling_time(stranger, datetime.now(UTC) - timedelta(days=25)) as url, pytest.raises(NotTheProvince) as met:
        ask(url, certificate)
    assert type(met.value) is NotTheProvince


def test_the_offices_proxy_carries_tls_that_it_cannot_read(certificate: Path) -> None:
    seen: list[str] = []
    with tls_server(certificate) as url, office_proxy(seen) as proxy:
        wire = Wire(url, certificate, proxy=proxy)
        assert wire.send("GET", "/catalogue", {}, limit=1000, budget=5.0).status == 200
        wire.close()
    (asked,) = seen
    assert asked.startswith(f"CONNECT {url.removeprefix('https://')} ")
