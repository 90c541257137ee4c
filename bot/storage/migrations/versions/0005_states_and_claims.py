"""States are words of a list, and a job's claim says since when, as all claims do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATES = {
    "comments": ("held", "asked", "sending", "sent", "failed", "uncertain", "cancelled"),
    "digest_runs": ("running", "sent", "failed"),
    "jobs": ("waiting", "running", "stopping", "stopped", "done", "failed"),
}


def upgrade() -> None:
    op.execute("UPDATE jobs SET lease_until = NULL, owner = NULL")
    for table, words in STATES.items():
        listed = ", ".join(f"'{word}'" for word in words)
        with op.batch_alter_table(table) as batch:
            batch.create_check_constraint(op.f(f"ck_{table}_state"), f"state IN ({listed})")
            if table == "jobs":
                batch.alter_column(
                    "lease_until",
                    new_column_name="claimed_at",
                    existing_type=sa.BigInteger(),
                    comment="when its owner last gave a sign of life",
                )


def downgrade() -> None:
    for table in STATES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_state"), type_="check")
            if table == "jobs":
                batch.alter_column(
                    "claimed_at", new_column_name="lease_until", existing_type=sa.BigInteger(), comment=None
                )
