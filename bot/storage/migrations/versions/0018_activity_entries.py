"""What Sinch's activity lists tell, from before the bot came too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_entries",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False, comment="the same for the same entry, however often it is read"),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="what people call it"),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it is rejected, as the resource itself says"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_entries")),
        sa.UniqueConstraint("project_id", "mark", name=op.f("uq_activity_entries_project_id_mark")),
    )
    op.create_index(op.f("ix_activity_entries_at"), "activity_entries", ["project_id", "at"])


def downgrade() -> None:
    op.drop_table("activity_entries")
