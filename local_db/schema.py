"""The schema's version: brings an older database up to this program's, refuses a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from counter_app.domain.errors import NewerStore

if TYPE_CHECKING:
    from alembic.config import Config

REVISION = "0028"  # the newest migration; a test holds it to the files
_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(connection: Connection) -> None:
    """Runs the migrations that are missing, in this transaction. Raises NewerStore."""
    revision = revision_of(connection)
    if revision == REVISION:
        return
    must_be_known(revision)
    build(connection, "head")


def build(connection: Connection, revision: str) -> None:
    """Runs the migrations up to `revision`, which may be an earlier one."""
    from alembic import command  # a sixth of a second: only where there is something to do

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def must_be_known(revision: str | None) -> None:
    """Raises NewerStore for a revision that this program has no migration of."""
    if revision is None or revision == REVISION:
        return
    from alembic.script import ScriptDirectory

    if revision not in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise NewerStore(revision=revision[:32])


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def revision_of(connection: Connection) -> str | None:
    """The database's revision; None: it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
