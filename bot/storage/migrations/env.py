"""Runs the revisions on the connection that `bot.storage.db.migrate` hands over."""

from __future__ import annotations

from alembic import context

from bot.storage.db.indexes import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite" and context.config.attributes.get("batch", True),
    user_module_prefix="types.",
    transactional_ddl=False,
)
context.run_migrations()
