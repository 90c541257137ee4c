"""What the database says of an audit row's outcome names all of them; SQLite keeps no such words."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = "done | failed | refused | cancelled"
AFTER = "begun | done | failed | refused | cancelled | too late | unclear"


def upgrade() -> None:
    _say(AFTER)


def downgrade() -> None:
    _say(BEFORE)


def _say(outcomes: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"COMMENT ON COLUMN audit.outcome IS '{outcomes}'")
