"""TLS is verified always: the province's own authority from a file, nothing else."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from counter_app.domain.errors import LineDown, NotTheProvince
from sync.wire import Wire

from .hostile import reply


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-made authority and server for 127.0.0.1 in one; key and certificate in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "made-up province")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "province.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def tls_server(certificate: Path | None) -> Iterator[str]:
    """Answers one connection with 200, or (None) breaks it off in the handshake."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection:
                if certificate is None:
                    connection.recv(65536)
                    return
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                with context.wrap_socket(connection, server_side=True) as safe:
                    safe.recv(65536)
                    safe.sendall(reply("200 OK", b"{}"))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        thread.join(10)


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
