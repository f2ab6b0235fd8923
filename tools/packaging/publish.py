"""What the publisher does: signs a staged version, and lays out what a web server or a stick serves.

    python -m tools.packaging.publish keys FOLDER [N M]         one key a role, M of the root's of which N must sign;
                                                                the root's (root*.pem) belong offline, apart
    python -m tools.packaging.publish version KEYS TO STAGED    adds the staged version, signs anew
    python -m tools.packaging.publish root OLD NEW TO           every key of NEW takes the place of OLD's: the new root
                                                                is signed by both, and each PC follows by itself

`TO`/metadata and `TO`/targets are served as they are; `1.root.json` is what IT gives each PC first.
"""

from __future__ import annotations

import lzma
import os
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from counter_app.updates.laying import BLOBS
from counter_app.updates.manifest import Manifest, manifest_of
from counter_app.updates.offer import METADATA, TARGETS, target_of

ROLES = ("root", "targets", "snapshot", "timestamp")
_DAILY = ROLES[1:]
_THRESHOLD = "root.threshold"  # beside the keys: how many of the root's must sign
# A stick is made once and carried for months; the PCs of a commune have no line for weeks.
LIVES = {"root": 3650, "targets": 365, "snapshot": 365, "timestamp": 180}  # days


def new_keys(folder: Path, threshold: int = 1, roots: int = 1) -> None:
    """`threshold` of the `roots` root keys must sign a new root: one lost or stolen key is then no end of updates."""
    if not 1 <= threshold <= roots:
        raise ValueError(f"{threshold} of {roots} keys cannot sign")
    folder.mkdir(parents=True, exist_ok=True)
    names = ["root"] if roots == 1 else [f"root{number + 1}" for number in range(roots)]
    for name in (*names, *_DAILY):
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        opened = os.open(folder / f"{name}.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never another's eyes
        with os.fdopen(opened, "wb") as file:
            file.write(pem)
    (folder / _THRESHOLD).write_text(f"{threshold}\n", "ascii")


class Publisher:
    """`to`: the folder that is served; `now`: from when the signatures count."""

    def __init__(self, keys: Path, to: Path, now: datetime | None = None) -> None:
        self._keys = keys
        self._signers = {role: [_signer(keys / f"{role}.pem")] for role in _DAILY}
        self._signers["root"] = [_signer(pem) for pem in sorted(keys.glob("root*.pem"))]  # none: they lie elsewhere
        self._to = to
        self._now = (now or datetime.now(UTC)).replace(microsecond=0)
        (to / METADATA).mkdir(parents=True, exist_ok=True)
        (to / BLOBS).mkdir(parents=True, exist_ok=True)

    def add(self, system: str, staged: Path, version: str) -> Manifest:
        """Adds the files that are not there yet, and signs."""
        manifest = manifest_of(staged, version)
        for file in manifest.files:
            blob = self._to / BLOBS / f"{file.hash}.xz"
            if not _holds(blob, file.hash):  # not there, or cut while it was written
                _whole(blob, lzma.compress((staged / file.name).read_bytes(), preset=6))
        self.sign(system, manifest.as_json())
        return manifest

    def sign(self, system: str, manifest: bytes) -> None:
        """`manifest` becomes what is offered to `system`."""
        name = target_of(system)
        targets = self._next("targets", lambda: Targets(expires=self._ends("targets")))
        info = TargetFile.from_data(name, manifest)
        targets.signed.targets[name] = info
        _whole(self._to / TARGETS / f"{info.hashes['sha256']}.{name}", manifest)
        self._root()
        self._keep("targets", targets)
        snapshot = self._next("snapshot", lambda: Snapshot(expires=self._ends("snapshot")))
        snapshot.signed.meta["targets.json"] = MetaFile(targets.signed.version)
        self._keep("snapshot", snapshot)
        timestamp = self._next("timestamp", lambda: Timestamp(expires=self._ends("timestamp")))
        timestamp.signed.snapshot_meta = MetaFile(snapshot.signed.version)
        self._keep("timestamp", timestamp)

    def _root(self) -> None:
        if (self._to / METADATA / "1.root.json").exists():
            return
        self._keep("root", Metadata(self._with_these_keys(Root(consistent_snapshot=True))))

    def succeed(self, before: Path) -> None:
        """These keys take the place of those in `before`, which sign for the last time. What is offered is signed anew
        at once: nothing stands with a signature of the old ones."""
        last = self._last("root")
        if last is None:
            raise ValueError("there is no root to follow")
        root = Metadata[Root].from_file(str(last))
        for role in ROLES:
            for key in list(root.signed.roles[role].keyids):
                root.signed.revoke_key(key, role)
        self._with_these_keys(root.signed).version += 1
        root.signatures.clear()
        for pem in sorted(before.glob("root*.pem")):
            root.sign(_signer(pem), append=True)
        self._keep("root", root, append=True)
        self._sign_anew()

    def _sign_anew(self) -> None:
        targets = self._last("targets")
        for system in sorted(Metadata[Targets].from_file(str(targets)).signed.targets) if targets else ():
            info = Metadata[Targets].from_file(str(targets)).signed.targets[system]
            self.sign(
                system.removesuffix(".json"), (self._to / TARGETS / f"{info.hashes['sha256']}.{system}").read_bytes()
            )

    def _with_these_keys(self, root: Root) -> Root:
        root.expires = self._ends("root")
        for role in ROLES:
            for signer in self._signers[role]:
                root.add_key(signer.public_key, role)
        told = self._keys / _THRESHOLD
        root.roles["root"].threshold = int(told.read_text("ascii")) if told.exists() else 1
        return root

    def _next(self, role: str, first: object) -> Metadata:  # type: ignore[type-arg]
        assert callable(first)  # noqa: S101
        last = self._last(role)
        if last is None:
            return Metadata(first())
        metadata = Metadata.from_file(str(last))
        metadata.signed.version += 1
        metadata.signed.expires = self._ends(role)
        return metadata

    def _last(self, role: str) -> Path | None:
        folder = self._to / METADATA
        if role == "timestamp":
            return folder / "timestamp.json" if (folder / "timestamp.json").exists() else None
        found = sorted(folder.glob(f"*.{role}.json"), key=lambda path: int(path.name.split(".")[0]))
        return found[-1] if found else None

    def _keep(self, role: str, metadata: Metadata, append: bool = False) -> None:  # type: ignore[type-arg]
        for number, signer in enumerate(self._signers[role]):
            metadata.sign(signer, append=append or number > 0)
        name = "timestamp.json" if role == "timestamp" else f"{metadata.signed.version}.{role}.json"
        _whole(self._to / METADATA / name, metadata.to_bytes())

    def _ends(self, role: str) -> datetime:
        return self._now + timedelta(days=LIVES[role])


def _holds(blob: Path, hashed: str) -> bool:
    """Whether what is served unpacks to what was signed: every PC would refuse anything else."""
    try:
        return sha256(lzma.decompress(blob.read_bytes())).hexdigest() == hashed
    except (OSError, EOFError, lzma.LZMAError):
        return False


def _whole(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.part~")
    beside.write_bytes(data)
    beside.replace(path)


def version_of(staged: Path) -> str:
    """As the staged tree itself says: the project may have gone on since. Raises ValueError."""
    found = [path.name.split("-")[1] for path in (staged / "app").glob("quay_mot_cua-*.dist-info")]
    if len(found) != 1:
        raise ValueError(f"{staged} does not say which version it is")
    return found[0].removesuffix(".dist")


def _signer(pem: Path) -> CryptoSigner:
    key = load_pem_private_key(pem.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)  # noqa: S101 - as `new_keys` makes them
    return CryptoSigner(key)


def main() -> int:
    match sys.argv[1:]:
        case ["keys", folder]:
            new_keys(Path(folder))
        case ["keys", folder, threshold, roots]:
            new_keys(Path(folder), int(threshold), int(roots))
        case ["root", old, new, to]:
            Publisher(Path(new), Path(to)).succeed(Path(old))
        case ["version", keys, to, staged]:
            Publisher(Path(keys), Path(to)).add(Path(staged).name, Path(staged), version_of(Path(staged)))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
