"""A real print server with two queues, private to one test: own socket and folders, nothing of the machine's CUPS.

Who may do what is as on Debian: a clerk cancels his own jobs, and the server asks the kernel who calls.

`cups_site.environment` (CUPS_SERVER) leads a process there; the `cups_site` fixture lays it over this process too.
What a queue prints lands as a PDF, its text kept, through CUPS's real filters: `wait_for_paper()` hands over the
bytes. `set_mishap` plays a printer that is out of paper, open, offline or failing, until `clear_mishap`.

Queues: `QUEUE` (A4, A5 and any size of paper, such as Custom.80x120mm; the default) and `QUEUE_A4` (A4 only).
Needs the Debian packages cups and cups-filters.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

QUEUE = "Quay-1"
QUEUE_A4 = "Chi-A4"
_PATIENCE = 30.0

_CUPSD = """
Listen {folder}/run/cups.sock
Listen 127.0.0.1:{port}
LogLevel info
Browsing No
WebInterface No
DefaultAuthType Basic
ErrorPolicy retry-job
JobRetryInterval 1
MaxLogSize 1m
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit Cancel-Job>
    AuthType Default
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}
ServerBin {folder}/bin
DataDir /usr/share/cups
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/tmp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
Printcap {folder}/printcap
DocumentRoot {folder}/www
SystemGroup root
Group {group}
User {user}
"""
_SIZES = {"A4": (595, 842), "A5": (420, 595)}
# The printer behind the queues: puts what the filters made into a folder, whole or not at all.
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct tray "Unknown" "Files"'; exit 0; }
out="${DEVICE_URI#tray:}"
told=""
while [ -e "$out/.mishap" ]; do
  read -r now < "$out/.mishap" || now=""
  if [ "$now" = fails ]; then echo "ERROR: the fuser broke" >&2; exit 5; fi
  if [ -n "$now" ] && [ "$now" != "$told" ]; then
    [ -n "$told" ] && echo "STATE: -$told" >&2
    echo "STATE: +$now" >&2
    told="$now"
  fi
  sleep 0.1
done
[ -n "$told" ] && echo "STATE: -$told" >&2
printf '%s\\n' "$3" >> "$out/.titles"
cat > "$out/.$1.part" && mv "$out/.$1.part" "$out/$(printf %05d "$1").pdf"
"""


@dataclass(frozen=True)
class CupsSite:
    """A running print server. `environment` is to be laid over a process's own."""

    folder: Path
    environment: Mapping[str, str]
    tcp: str  # the same server as host:port

    @property
    def paper_tray(self) -> Path:
        """Where printed PDFs land, `{job id, five digits}.pdf`."""
        return self.folder / "paper"

    def printed(self) -> list[Path]:
        """What came out so far, in the order of jobs."""
        return sorted(self.paper_tray.glob("*.pdf"))

    def wait_for_paper(self, count: int = 1, patience: float = _PATIENCE) -> list[bytes]:
        """Waits until `count` jobs in all came out; their PDFs."""
        deadline = time.monotonic() + patience
        while len(self.printed()) < count:
            assert time.monotonic() < deadline, f"{len(self.printed())} of {count} papers came out\n{self.log()}"
            time.sleep(0.05)
        return [path.read_bytes() for path in self.printed()]

    def set_mishap(self, reason: str) -> None:
        """The printer's state from the next job on, as CUPS words it ("media-empty-error", "cover-open-warning",
        "offline-report"), or "fails": the backend gives the job up, CUPS cancels it."""
        unfinished = self.paper_tray / ".mishap.new"
        unfinished.write_text(reason + "\n")
        unfinished.rename(self.paper_tray / ".mishap")

    def clear_mishap(self) -> None:
        (self.paper_tray / ".mishap").unlink()

    def titles(self) -> list[str]:
        """The titles of the jobs that came out, as the print system knows them."""
        return (self.paper_tray / ".titles").read_text().splitlines()

    def log(self) -> str:
        path = self.folder / "error_log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else "no log"


@contextmanager
def running_cups() -> Iterator[CupsSite]:
    """A print server with both queues, from here to the end of the block."""
    # Not in pytest's own folder: cupsd's filters run as another user, who may not enter that one.
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    folder.chmod(0o755)
    try:
        port = _lay_out(folder)
        site = CupsSite(folder, {"CUPS_SERVER": str(folder / "run" / "cups.sock")}, f"127.0.0.1:{port}")
        daemon = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _until_it_listens(site, port, daemon)
            for name, sizes in ((QUEUE, ("A4", "A5")), (QUEUE_A4, ("A4",))):
                _add_queue(site, name, sizes)
            _cups(site, "lpadmin", "-d", QUEUE)
            yield site
        finally:
            daemon.terminate()
            try:
                daemon.wait(timeout=10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait(timeout=10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cups_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[CupsSite]:
    """A print server for this test alone; this process's environment leads there until the test ends."""
    with running_cups() as site:
        for name, value in site.environment.items():
            monkeypatch.setenv(name, value)
        yield site


def _lay_out(folder: Path) -> int:
    for name in ("spool", "cache", "run", "tmp", "www", "ppd", "paper", "bin/backend"):
        (folder / name).mkdir(parents=True)
    for name in ("filter", "daemon", "cgi-bin", "monitor", "notifier", "driver"):
        if Path("/usr/lib/cups", name).exists():
            (folder / "bin" / name).symlink_to(Path("/usr/lib/cups", name))
    backend = folder / "bin" / "backend" / "tray"
    backend.write_text(_BACKEND)
    backend.chmod(0o700)  # run by cupsd's own user: the tray is not for user lp
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    (folder / "cupsd.conf").write_text(_CUPSD.format(folder=folder, port=port))
    user, group = ("lp", "lp") if os.geteuid() == 0 else (getpass.getuser(), str(os.getegid()))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder, user=user, group=group))
    return port


def _add_queue(site: CupsSite, name: str, sizes: tuple[str, ...]) -> None:
    ppd = site.folder / f"{name}.ppd"
    ppd.write_text(_ppd(name, sizes))
    _cups(site, "lpadmin", "-p", name, "-E", "-v", f"tray:{site.paper_tray}", "-P", str(ppd))


def _ppd(name: str, sizes: tuple[str, ...]) -> str:
    """A printer that takes PDF as it is and knows these papers only."""
    lines = ['*PPD-Adobe: "4.3"', '*FormatVersion: "4.3"', '*FileVersion: "1.0"', "*LanguageVersion: English"]
    lines += ["*LanguageEncoding: ISOLatin1", '*PCFileName: "TRAY.PPD"', '*Product: "(Tray)"']
    lines += [f'*{key}: "{name}"' for key in ("Manufacturer", "ModelName", "ShortNickName", "NickName")]
    lines += ['*PSVersion: "(3010) 0"', '*LanguageLevel: "3"', "*ColorDevice: True", "*DefaultColorSpace: RGB"]
    lines += ['*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"']
    for kind in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{kind}/Size: PickOne", f"*Default{kind}: {sizes[0]}"]
        lines += [
            f'*{kind} {size}: "<</PageSize[{_SIZES[size][0]} {_SIZES[size][1]}]>>setpagedevice"' for size in sizes
        ]
        lines += [f"*CloseUI: *{kind}"]
    if name == QUEUE:
        lines += ["*VariablePaperSize: True", '*MaxMediaWidth: "900"', '*MaxMediaHeight: "1300"', "*HWMargins: 0 0 0 0"]
        lines += ['*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]>>setpagedevice"']
        lines += ["*ParamCustomPageSize Width: 1 points 36 900", "*ParamCustomPageSize Height: 2 points 36 1300"]
        lines += ["*ParamCustomPageSize WidthOffset: 3 points 0 0", "*ParamCustomPageSize HeightOffset: 4 points 0 0"]
        lines += ["*ParamCustomPageSize Orientation: 5 int 0 3"]
    lines += [f"*DefaultImageableArea: {sizes[0]}", f"*DefaultPaperDimension: {sizes[0]}"]
    for size in sizes:
        wide, high = _SIZES[size]
        lines += [f'*ImageableArea {size}: "0 0 {wide} {high}"', f'*PaperDimension {size}: "{wide} {high}"']
    return "\n".join([*lines, ""])


def _cups(site: CupsSite, *command: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, **site.environment, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr}\n{site.log()}"


def _until_it_listens(site: CupsSite, port: int, daemon: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        assert daemon.poll() is None, f"cupsd ended at once\n{site.log()}"
        assert time.monotonic() < deadline, f"cupsd does not answer\n{site.log()}"
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
