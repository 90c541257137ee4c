"""Requests that were acted on, so that each acts once; and one digest for each channel, project and schedule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SAME = ("project_id", "channel", "schedule", "tz")


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("key", sa.Text(), nullable=False, comment="of a delivery, a submission or a press"),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_requests")),
    )
    _drop_later_ones()
    op.create_index("ux_digests_same", "digests", ["channel", "project_id", "schedule", "tz"], unique=True)


def downgrade() -> None:
    op.drop_index("ux_digests_same", table_name="digests")
    op.drop_table("requests")


def _drop_later_ones() -> None:
    """Of digests that were added several times at the same moment, all but the first."""
    digests = sa.table("digests", sa.column("id"), *(sa.column(name) for name in SAME))
    runs = sa.table("digest_runs", sa.column("digest_id"))
    earlier = digests.alias("earlier")
    same = [earlier.c[name] == digests.c[name] for name in SAME]
    later = sa.select(digests.c.id).where(sa.exists().where(earlier.c.id < digests.c.id, *same))
    found = list(op.get_bind().scalars(later))
    op.execute(sa.delete(runs).where(runs.c.digest_id.in_(found)))
    op.execute(sa.delete(digests).where(digests.c.id.in_(found)))
