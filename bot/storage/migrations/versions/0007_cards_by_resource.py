"""A resource's cards are found by the resource, and what waits for a channel by the channel: every event asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_threads_subject", "threads", ["project_id", "subject"])
    op.create_index(
        "ix_deliveries_pending",
        "deliveries",
        ["channel", "id"],
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_pending", table_name="deliveries")
    op.drop_index("ix_threads_subject", table_name="threads")
