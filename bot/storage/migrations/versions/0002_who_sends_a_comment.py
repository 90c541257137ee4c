"""Which process is sending a comment, so that another knows at once when it is dead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comments", sa.Column("claimed_by", sa.Text(), nullable=True, comment="the process that sends it"))


def downgrade() -> None:
    op.drop_column("comments", "claimed_by")
