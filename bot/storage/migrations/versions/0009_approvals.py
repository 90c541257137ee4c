"""What needs a second person, and the requests for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATES = "'asked', 'running', 'done', 'failed', 'refused', 'expired', 'changed', 'lost'"


def upgrade() -> None:
    op.create_table(
        "approval_rules",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("what", sa.Text(), nullable=False, comment="a verb, an area or a command"),
        sa.Column("channel", sa.Text(), nullable=False, comment="where requests are decided"),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_rules")),
        sa.UniqueConstraint("what", name=op.f("uq_approval_rules_what")),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False, comment="who asked"),
        sa.Column("place", sa.JSON(), nullable=False, comment="where it was asked"),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=True, comment="the card"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("values_hash", sa.Text(), nullable=False),
        sa.Column(
            "resource_hash", sa.Text(), nullable=True, comment="of what is to be changed, as it was when it was asked"
        ),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=True, comment="the process that runs it"),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_approvals_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    op.create_index(op.f("ix_approvals_state"), "approvals", ["state"])


def downgrade() -> None:
    op.drop_table("approvals")
    op.drop_table("approval_rules")
