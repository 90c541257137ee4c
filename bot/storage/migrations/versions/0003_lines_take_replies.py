"""Where the line in the channel is, so that a reply to it is known to be about its resource."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    line = sa.Column("line_ts", sa.Text(), nullable=True, comment="its line in the channel, for what needs somebody")
    op.add_column("deliveries", line)
    op.create_index(
        "ix_deliveries_line",
        "deliveries",
        ["channel", "line_ts"],
        sqlite_where=sa.text("line_ts IS NOT NULL"),
        postgresql_where=sa.text("line_ts IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_line", table_name="deliveries")
    op.drop_column("deliveries", "line_ts")
