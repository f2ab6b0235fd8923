"""Alembic's entry: runs on the connection that `schema` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from local_db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
