"""When an event happened, which events are set aside and why, and how a channel that refuses us is tried again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    happened = sa.Column("happened_at", sa.BigInteger(), nullable=True, comment="when it happened at Sinch")
    op.add_column("inbox", happened)
    op.add_column("inbox", sa.Column("error", sa.Text(), nullable=True, comment="why it is set aside"))
    op.create_index(
        "ix_inbox_aside",
        "inbox",
        ["id"],
        sqlite_where=sa.text("state = 'aside'"),
        postgresql_where=sa.text("state = 'aside'"),
    )
    op.drop_index("ix_inbox_new", table_name="inbox")
    op.create_index(
        "ix_inbox_backlog",
        "inbox",
        ["project_id", "id"],
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    )
    latest = sa.Column("latest_at", sa.BigInteger(), nullable=True, comment="when what the payload tells happened")
    op.add_column("threads", latest)
    stale: sa.Column[bool] = sa.Column(
        "stale", sa.Boolean(), nullable=False, server_default=sa.false(), comment="something later was known already"
    )
    op.add_column("deliveries", stale)
    retry = sa.Column("retry_at", sa.BigInteger(), nullable=True, comment="when a channel that refuses us is tried")
    op.add_column("channels", retry)
    refusals = sa.Column(
        "refusals", sa.Integer(), nullable=False, server_default="0", comment="how often it has refused us in a row"
    )
    op.add_column("channels", refusals)
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("inbox", "state", comment="new | routed | aside", existing_comment="new | routed")
    _revive()


def _revive() -> None:
    """Rules that an earlier version ended for a channel's refusal wait like all others now."""
    broken = sa.text(
        "INSERT INTO channels (id, comments, blocked, refusals, updated_at) "
        "SELECT DISTINCT channel, 'auto', broken, 0, 0 FROM subscriptions WHERE broken IS NOT NULL "
        "ON CONFLICT (id) DO NOTHING"
    )
    op.execute(broken)
    op.execute(sa.text("UPDATE subscriptions SET broken = NULL WHERE broken IS NOT NULL"))


def downgrade() -> None:
    op.drop_column("channels", "refusals")
    op.drop_column("channels", "retry_at")
    op.drop_column("deliveries", "stale")
    op.drop_column("threads", "latest_at")
    op.drop_index("ix_inbox_backlog", table_name="inbox")
    op.create_index(
        "ix_inbox_new",
        "inbox",
        ["id"],
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    )
    op.drop_index("ix_inbox_aside", table_name="inbox")
    op.drop_column("inbox", "error")
    op.drop_column("inbox", "happened_at")
