"""What is offered, judged by The Update Framework: whose it is, that it is no older one, and how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.ngclient import Updater, UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface

from ..domain.errors import CounterError, UpdateRefused, UpdateUnreachable
from .manifest import LONGEST, Manifest, read_manifest
from .sources import Source

METADATA = "metadata"
TARGETS = "targets"


def target_of(system: str) -> str:
    """The signed name of a system's newest version (`linux`, `windows`)."""
    return f"{system}.json"


def look(source: Source, root: bytes, kept: Path, system: str) -> Manifest | None:
    """The version that is offered, None where none is for this system. `root`: the publisher's first key file, trusted
    because IT put it here; `kept`: the folder of what was seen before, by which anything older is known.

    Raises UpdateRefused, UpdateUnreachable.
    """
    kept.mkdir(parents=True, exist_ok=True)
    config = UpdaterConfig(targets_max_length=1_000_000, snapshot_max_length=200_000, prefix_targets_with_hash=True)
    try:
        updater = Updater(
            str(kept), f"{METADATA}/", str(kept), f"{TARGETS}/", fetcher=_Fetcher(source), config=config, bootstrap=root
        )
        updater.refresh()
        target = updater.get_targetinfo(target_of(system))
        if target is None:
            return None
        if target.length > LONGEST:
            raise UpdateRefused("a manifest beyond measure", why="too-large")
        return read_manifest(Path(updater.download_target(target)).read_bytes())
    except CounterError:
        raise
    except ExpiredMetadataError as error:
        raise UpdateRefused(str(error), why="expired") from error
    except UnsignedMetadataError as error:
        raise UpdateRefused(str(error), why="signature") from error
    except BadVersionNumberError as error:
        raise UpdateRefused(str(error), why="older") from error
    except DownloadLengthMismatchError as error:
        raise UpdateRefused(str(error), why="too-large") from error
    except LengthOrHashMismatchError as error:
        raise UpdateRefused(str(error), why="mixed") from error
    except DownloadError as error:
        cause = error.__cause__ or error
        raise cause if isinstance(cause, CounterError) else UpdateUnreachable(type(cause).__name__) from error
    except (RepositoryError, ValueError) as error:
        raise UpdateRefused(str(error), why="signature") from error


class _Fetcher(FetcherInterface):
    """tuf asks by name, and by no address."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield from self._source.read(url, LONGEST)
        except FileNotFoundError as error:
            raise DownloadHTTPError("not there", 404) from error
