"""The program of a later version, which brings one migration more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from local_db import schema


def as_the_next_version(patch: pytest.MonkeyPatch, folder: Path) -> None:
    migrations = folder / "migrations"
    shutil.copytree(schema._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9000_next.py").write_text(
        '"""One table more."""\n'
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f"revision, down_revision, branch_labels, depends_on = '9000', '{schema.REVISION}', None, None\n\n"
        "def upgrade():\n    op.create_table('more', sa.Column('id', sa.Integer, primary_key=True))\n"
    )
    patch.setattr(schema, "_MIGRATIONS", migrations)
    patch.setattr(schema, "REVISION", "9000")
    patch.setattr("local_db.open_store.REVISION", "9000")
