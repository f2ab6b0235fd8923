"""An eSCL scanner without hardware: real HTTP on loopback, a feeder and a glass that a test lays pages on, and the ways
in which real scanners leave the protocol, each by name. What it says is accepted by Debian's sane-airscan
(tests/devices/test_escl_peer.py), so that our client is not measured against a fake that only it understands.
"""

from __future__ import annotations

import datetime
import io
import re
import ssl
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image

ROOT = "/eSCL"
MODEL = "Counter Lab ADF-1"
_SPACES = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def sheet(number: int, width: int = 850, height: int = 1169) -> bytes:
    """A JPEG as large as the scanner sees at 100 dpi, of another colour for each number."""
    image = Image.new("RGB", (width, height), (number * 9 % 256, number * 9 // 256 * 60, 230))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80, dpi=(100, 100))
    return file.getvalue()


@dataclass
class Quirks:
    """How a scanner leaves the protocol. None by default."""

    busy_with: int = 0  # this status, `busy_times` before each page, while the status says Processing
    busy_times: int = 2
    says_busy: bool = True  # False: the status says Idle meanwhile
    end_with: int = 404  # at the end of the stack
    before_the_end: Callable[[], None] = field(default=lambda: None)  # it says so only after this
    location: str = "absolute"  # relative, no-slash, wrong-host, slash-at-end, localhost, ipv6, none
    host_must_be: str = ""  # a job is refused (400) unless the Host header is this
    rests: float = 0.0  # a page asked for sooner than this after the last one: 404, and the rest of the stack is lost
    job_busy_times: int = 0  # a new job is refused with 503 so often
    retry_after: str = ""  # with each 503
    feeder_state: str = ""  # AdfState instead of the true one
    silent_status: bool = False  # the status cannot be had
    root_settings: bool = False  # the setting profiles stand once, at the root
    caps: bytes = b""  # instead of the capabilities
    page: Callable[[bytes], bytes] = field(default=lambda page: page)
    cut_at: int = 0  # the connection ends within this page
    page_takes: float = 0.0  # seconds
    never_answers: bool = False
    denied: bool = False
    model: str = ""  # by which other clients know that this is its way


@dataclass
class _Job:
    feeder: bool
    duplex: bool
    side: int = 0
    given: int = 0
    busy_left: int = 0
    state: str = "Processing"
    last: float = 0.0


@dataclass
class FakeScanner:
    """`feeder`: sheets, each a tuple of its sides. `settings`: the bodies of the jobs that were asked for."""

    quirks: Quirks = field(default_factory=Quirks)
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    feeder: list[tuple[bytes, ...]] = field(default_factory=list)
    glass: bytes = field(default_factory=lambda: sheet(0))
    has_duplex: bool = True
    settings: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    jobs: dict[str, _Job] = field(default_factory=dict)
    model: str = MODEL
    port: int = 0
    scheme: str = "http"

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{ROOT}"

    @property
    def id(self) -> str:
        """Of the program."""
        return f"escl:{self.uuid}"

    def feed(self, count: int, sides: int = 1, first: int = 1) -> list[bytes]:
        """Lays sheets into the feeder; the pages in the order in which they are seen."""
        pages = [sheet(number) for number in range(first, first + count * sides)]
        self.feeder += [tuple(pages[at : at + sides]) for at in range(0, len(pages), sides)]
        return pages

    def start(self, certificate: Path | None = None, port: int = 0) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"scanner": self}))
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self.scheme = "https"
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    # -- what it says -----------------------------------------------------------------------------------------

    def capabilities(self) -> bytes:
        if self.quirks.caps:
            return self.quirks.caps
        modes = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in ("RGB24", "Grayscale8"))
        steps = "".join(
            f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
            f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
            for dpi in (100, 200, 300, 600)
        )
        profiles = (
            f"<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>{modes}</scan:ColorModes>"
            "<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>"
            "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>"
            f"<scan:SupportedResolutions><scan:DiscreteResolutions>{steps}</scan:DiscreteResolutions>"
            "</scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
        )
        size = (
            "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>"
            "<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>"
            "<scan:MaxScanRegions>1</scan:MaxScanRegions>"
        )
        inlet = size + ("" if self.quirks.root_settings else profiles)
        duplex = f"<scan:AdfDuplexInputCaps>{inlet}</scan:AdfDuplexInputCaps>" if self.has_duplex else ""
        option = "<scan:AdfOption>Duplex</scan:AdfOption>" if self.has_duplex else ""
        return (
            f"{_XML}<scan:ScannerCapabilities {_SPACES}><pwg:Version>2.63</pwg:Version>"
            f"<pwg:MakeAndModel>{self.quirks.model or self.model}</pwg:MakeAndModel>"
            "<pwg:SerialNumber>LAB0001</pwg:SerialNumber>"
            f"<scan:UUID>{self.uuid}</scan:UUID>{profiles if self.quirks.root_settings else ''}"
            f"<scan:Platen><scan:PlatenInputCaps>{inlet}</scan:PlatenInputCaps></scan:Platen>"
            f"<scan:Adf><scan:AdfSimplexInputCaps>{inlet}</scan:AdfSimplexInputCaps>{duplex}"
            "<scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions>"
            f"<scan:AdfOption>DetectPaperLoaded</scan:AdfOption>{option}</scan:AdfOptions></scan:Adf>"
            "</scan:ScannerCapabilities>"
        ).encode()

    def status(self) -> bytes:
        waiting = [job for job in self.jobs.values() if job.busy_left > 0]
        state = "Processing" if waiting and self.quirks.says_busy else "Idle"
        feeder = self.quirks.feeder_state or ("ScannerAdfLoaded" if self.feeder else "ScannerAdfEmpty")
        jobs = "".join(
            f"<scan:JobInfo><pwg:JobUri>{ROOT}/ScanJobs/{name}</pwg:JobUri><pwg:JobState>{job.state}</pwg:JobState>"
            "</scan:JobInfo>"
            for name, job in self.jobs.items()
            if self.quirks.says_busy
        )
        return (
            f"{_XML}<scan:ScannerStatus {_SPACES}><pwg:Version>2.63</pwg:Version><pwg:State>{state}</pwg:State>"
            f"<scan:AdfState>{feeder}</scan:AdfState><scan:Jobs>{jobs}</scan:Jobs></scan:ScannerStatus>"
        ).encode()

    # -- what it does -----------------------------------------------------------------------------------------

    def new_job(self, body: str, host: str) -> tuple[int, dict[str, str]]:
        quirks = self.quirks
        if quirks.host_must_be and host != quirks.host_must_be:
            return 400, {}
        if quirks.job_busy_times > 0:
            quirks.job_busy_times -= 1
            return 503, {"Retry-After": quirks.retry_after} if quirks.retry_after else {}
        feeder = ">Feeder<" in body
        if feeder and not self.feeder:
            return 409, {}
        name = uuid.uuid4().hex
        self.settings.append(body)
        self.jobs[name] = _Job(
            feeder, "<scan:Duplex>true" in body, busy_left=quirks.busy_times if quirks.busy_with else 0
        )
        path = f"{ROOT}/ScanJobs/{name}"
        written = {
            "absolute": f"http://127.0.0.1:{self.port}{path}",
            "relative": path,
            "no-slash": f"ScanJobs/{name}",
            "wrong-host": f"http://printer.invalid:631{path}",
            "slash-at-end": f"http://127.0.0.1:{self.port}{path}/",
            "localhost": f"http://localhost{path}",
            "ipv6": f"http://fe80::1%eth0:80{path}",
            "none": "",
        }[quirks.location]
        return 201, {"Location": written} if written else {}

    def next_page(self, name: str) -> tuple[int, bytes]:
        quirks, job = self.quirks, self.jobs.get(name)
        if job is None:
            return 404, b""
        if quirks.rests and job.given and time.monotonic() - job.last < quirks.rests:
            self.feeder.clear()
            job.state = "Completed"
            return 404, b""
        if job.busy_left > 0:
            job.busy_left -= 1
            return quirks.busy_with, b""
        page = self._draw_in(job)
        if page is None:
            quirks.before_the_end()
            job.state = "Completed"
            return quirks.end_with, b""
        if quirks.page_takes:
            time.sleep(quirks.page_takes)
        job.given, job.last = job.given + 1, time.monotonic()
        job.busy_left = quirks.busy_times if quirks.busy_with and (self.feeder or job.side) else 0
        return 200, quirks.page(page)

    def _draw_in(self, job: _Job) -> bytes | None:
        if not job.feeder:
            return self.glass if not job.given else None
        if not self.feeder:
            return None
        sides = self.feeder[0]
        page = sides[min(job.side, len(sides) - 1)]
        job.side += 1
        if not job.duplex or job.side == 2:
            self.feeder.pop(0)
            job.side = 0
        return page


class _Handler(BaseHTTPRequestHandler):
    scanner: FakeScanner
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        scanner = self._met()
        job = re.fullmatch(rf"{ROOT}/ScanJobs/([^/]+)/NextDocument", self.path)
        if self.path == f"{ROOT}/ScannerCapabilities":
            self._say(401 if scanner.quirks.denied else 200, scanner.capabilities())
        elif self.path == f"{ROOT}/ScannerStatus" and not scanner.quirks.silent_status:
            self._say(200, scanner.status())
        elif job:
            number, page = scanner.next_page(job[1])
            headers = (
                {"Retry-After": scanner.quirks.retry_after} if number == 503 and scanner.quirks.retry_after else {}
            )
            cut = number == 200 and scanner.jobs[job[1]].given == scanner.quirks.cut_at
            self._say(number, page, "image/jpeg", headers, cut)
        else:
            self._say(404)

    def do_POST(self) -> None:
        scanner = self._met()
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        number, headers = scanner.new_job(body, self.headers.get("Host", ""))
        self._say(number, headers=headers)

    def do_DELETE(self) -> None:
        scanner = self._met()
        name = self.path.rpartition("/")[2]
        scanner.deleted.append(name)
        self._say(200 if scanner.jobs.pop(name, None) else 404)

    def _met(self) -> FakeScanner:
        self.scanner.asked.append(f"{self.command} {self.path}")
        while self.scanner.quirks.never_answers:
            time.sleep(0.05)
        return self.scanner

    def _say(
        self,
        number: int,
        body: bytes = b"",
        media: str = "text/xml",
        headers: dict[str, str] | None = None,
        cut: bool = False,
    ) -> None:
        try:
            self.send_response(number)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)
            if cut:
                self.close_connection = True
        except OSError:
            self.close_connection = True  # who asked has gone


_ANNOUNCER = """
import sys
from zeroconf import ServiceInfo, Zeroconf
network = Zeroconf(interfaces=["127.0.0.1"])
for line in sys.argv[1:]:
    kind, port, uuid = line.split()
    about = {"rs": "eSCL", "UUID": uuid, "ty": "Lab"}
    info = ServiceInfo(kind, f"Lab {port}.{kind}", int(port), properties=about, parsed_addresses=["127.0.0.1"])
    network.register_service(info)
print("announced", flush=True)
sys.stdin.read()
network.close()
"""


@contextmanager
def announced(*scanners: FakeScanner) -> Iterator[None]:
    """The scanners are on loopback's multicast, as printers are on a network's; by a process of its own, for the
    suite's own may speak to no multicast address."""
    kinds = {"http": "_uscan._tcp.local.", "https": "_uscans._tcp.local."}
    lines = [f"{kinds[scanner.scheme]} {scanner.port} {scanner.uuid}" for scanner in scanners]
    command = [sys.executable, "-c", _ANNOUNCER, *lines]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"announced\n"
        try:
            yield
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(20)


def self_signed(folder: Path, name: str = "printer") -> Path:
    """A key and its certificate in one PEM file, as a printer makes them for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=365))  # long over: printers' often are
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}-{certificate.serial_number}.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + certificate.public_bytes(pem))
    return file


@pytest.fixture
def escl_scanner() -> Iterator[FakeScanner]:
    """One that listens on loopback, unencrypted."""
    scanner = FakeScanner()
    scanner.start()
    yield scanner
    scanner.quirks.never_answers = False
    scanner.stop()
