"""Answers that are kept up to date after they were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "living_answers",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False, comment="the command that it answers"),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False, comment="who asked"),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("seen_id", sa.BigInteger(), nullable=False, comment="the newest inbox row that it shows"),
        sa.Column("shown", sa.Text(), nullable=False, comment="hash of what it shows"),
        sa.Column("drawn_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_living_answers")),
        sa.UniqueConstraint(
            "channel", "project_id", "subject", "path", name=op.f("uq_living_answers_channel_project_id_subject_path")
        ),
    )


def downgrade() -> None:
    op.drop_table("living_answers")
