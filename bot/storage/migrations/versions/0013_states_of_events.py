"""States of events and of their deliveries are words of a list, as all others."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = {
    "inbox": ("new", "routed", "aside"),
    "deliveries": ("pending", "held", "done", "dead", "ended"),
}


def upgrade() -> None:
    for table, words in STATES.items():
        listed = ", ".join(f"'{word}'" for word in words)
        with op.batch_alter_table(table) as batch:
            batch.create_check_constraint(op.f(f"ck_{table}_state"), f"state IN ({listed})")


def downgrade() -> None:
    for table in STATES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_state"), type_="check")
