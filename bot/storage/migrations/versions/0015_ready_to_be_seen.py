"""A request whose answer is a secret waits, once it is approved, until who asked is there to see it."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = ("asked", "running", "done", "failed", "refused", "expired", "changed", "lost")
NOW = ("asked", "ready", *BEFORE[1:])


def upgrade() -> None:
    _allow(NOW)


def downgrade() -> None:
    op.execute("UPDATE approvals SET state = 'expired' WHERE state = 'ready'")
    _allow(BEFORE)


def _allow(states: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    name = op.f("ck_approvals_state")
    with op.batch_alter_table("approvals") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"state IN ({listed})")
