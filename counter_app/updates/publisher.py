"""Who may publish: the first key file that IT puts on a PC."""

from __future__ import annotations

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root


def is_root(data: bytes) -> bool:
    """Whether `data` is a publisher's key file (N.root.json) that its own keys have signed. Its age is not judged: the
    clock of a new PC may be wrong, and `offer.look` judges it."""
    try:
        root = Metadata[Root].from_bytes(data)
        if not isinstance(root.signed, Root):
            return False
        root.signed.verify_delegate("root", root.signed_bytes, root.signatures)
    except (RepositoryError, ValueError):
        return False
    return True
