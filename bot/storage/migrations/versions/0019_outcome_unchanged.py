"""What the database says of an audit row's outcome names the one of what had nothing to change."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BEFORE = "begun | done | failed | refused | cancelled | too late | unclear"
AFTER = f"{BEFORE} | unchanged"


def upgrade() -> None:
    _say(AFTER)


def downgrade() -> None:
    _say(BEFORE)


def _say(outcomes: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"COMMENT ON COLUMN audit.outcome IS '{outcomes}'")
