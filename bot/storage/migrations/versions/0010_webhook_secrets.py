"""Secrets of webhooks that were changed by `setup rotate`, the earlier ones beside them for a while."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhook_secrets",
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column(
            "secrets",
            sa.Text(),
            nullable=False,
            comment="the newest, those before it, the setting it replaced: JSON",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="begun | taken | settled"),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('begun', 'taken', 'settled')", name=op.f("ck_webhook_secrets_state")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_webhook_secrets")),
    )


def downgrade() -> None:
    op.drop_table("webhook_secrets")
