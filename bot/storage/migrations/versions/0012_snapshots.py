"""How things were before a change, for as long as it can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column(
            "id",
            types.BigId,
            autoincrement=False,
            nullable=False,
            comment="the audit row that was written before the act",
        ),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False, comment="as they may be read: without secrets"),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False, comment="what was changed, as it was"),
        sa.Column("after", sa.JSON(), nullable=False, comment="the same as the change left it"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True, comment="when it was put back"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
    )
    op.create_index(op.f("ix_snapshots_created_at"), "snapshots", ["created_at"])


def downgrade() -> None:
    op.drop_table("snapshots")
