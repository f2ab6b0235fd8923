"""A made-up authority of a province or of a hall, and the certificates that it gives to servers of this machine and to
counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

from counter_app.domain.receipt import Unit

_LOOPBACK = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])


@dataclass(frozen=True)
class Given:
    """A certificate in a file, and its key in memory."""

    certificate: Path
    key: CertificateIssuerPrivateKeyTypes

    @property
    def der(self) -> bytes:
        """As it lies in the keyring."""
        return self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def key_file(self, pass_phrase: bytes | None = None) -> Path:
        how = serialization.BestAvailableEncryption(pass_phrase) if pass_phrase else serialization.NoEncryption()
        path = self.certificate.with_suffix(".key")
        path.write_bytes(self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how))
        return path


class Authority:
    def __init__(self, folder: Path, name: str = "made-up authority") -> None:
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        self.file = folder / f"{name.replace(' ', '-')}.pem"
        own = self._signed(self._name, self._key, -1, 100, x509.BasicConstraints(ca=True, path_length=None))
        self.file.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def server(self, first: int = -1, last: int = 2) -> Given:
        """For 127.0.0.1, valid between these days from now."""
        return self._given("server", "127.0.0.1", None, first, last, _LOOPBACK)

    def issue(self, certificate: Path, key: Path, *names: str) -> None:
        """Of a server that answers by these names, into these files."""
        given = self._given("named", names[0], None, -1, 2, x509.SubjectAlternativeName([*map(x509.DNSName, names)]))
        certificate.write_bytes(given.certificate.read_bytes())
        key.write_bytes(given.key_file().read_bytes())
        key.chmod(0o600)

    def counter(self, unit: Unit, counter: str, first: int = -1, last: int = 90, rsa_key: bool = False) -> Given:
        key = rsa.generate_private_key(65537, 2048) if rsa_key else None
        return self._given(f"counter-{last}", counter, unit.code, first, last, key=key)

    def _given(
        self,
        file: str,
        name: str,
        unit: str | None,
        first: int,
        last: int,
        more: x509.ExtensionType | None = None,
        key: CertificateIssuerPrivateKeyTypes | None = None,
    ) -> Given:
        key = key or ec.generate_private_key(ec.SECP256R1())
        told = [x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]
        told += [x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
        made = self._signed(x509.Name(told), key, first, last, more)
        path = self._folder / f"{file}.pem"
        path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        return Given(path, key)

    def _signed(
        self,
        name: x509.Name,
        key: CertificateIssuerPrivateKeyTypes,
        first: int,
        last: int,
        more: x509.ExtensionType | None,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        building = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=first))
            .not_valid_after(now + timedelta(days=last))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if more is not None:
            building = building.add_extension(more, critical=isinstance(more, x509.BasicConstraints))
        return building.sign(self._key, hashes.SHA256())
