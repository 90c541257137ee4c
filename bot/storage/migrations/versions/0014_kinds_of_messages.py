"""A message on its way is of a kind of a list: `line` is called `alert` now, and `burst` is called `summary`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

messages = sa.table("messages", sa.column("kind"))
marks = sa.table("marks", sa.column("key"))

COMMENTS = (
    ("messages", "kind", "card | reply | file | line | burst", None),
    (
        "messages",
        "step",
        "what is posted of them with this: 1 reply, 2 line, 4 file",
        "what is posted of them with this, as in `deliveries.steps`",
    ),
    (
        "deliveries",
        "steps",
        "what is posted of it: 1 reply, 2 line",
        "what is posted of it: 1 reply, 2 channel alert, 4 file",
    ),
    (
        "deliveries",
        "alert_ts",
        "its line in the channel, for what needs somebody",
        "its channel alert, for what needs somebody",
    ),
)
"""Table, column, what was said of it, what is said now."""


def upgrade() -> None:
    _rename_kind("line", "alert")
    _rename_kind("burst", "summary")
    with op.batch_alter_table("messages") as batch:
        batch.create_check_constraint(op.f("ck_messages_kind"), "kind IN ('card', 'reply', 'file', 'alert', 'summary')")
    _rename_column("line", "alert")
    for table, column, _, comment in COMMENTS:
        _describe(table, column, comment)
    _rename_keys("caught:", "late:")


def downgrade() -> None:
    _rename_keys("late:", "caught:")
    for table, column, comment, _ in COMMENTS:
        _describe(table, column, comment)
    _rename_column("alert", "line")
    with op.batch_alter_table("messages") as batch:
        batch.drop_constraint(op.f("ck_messages_kind"), type_="check")
    _rename_kind("summary", "burst")
    _rename_kind("alert", "line")


def _rename_kind(old: str, new: str) -> None:
    op.execute(sa.update(messages).where(messages.c.kind == old).values(kind=new))


def _rename_column(old: str, new: str) -> None:
    """Where the channel alert of a delivery is; both databases rename a column without copying the table."""
    op.drop_index(f"ix_deliveries_{old}", table_name="deliveries")
    op.execute(f"ALTER TABLE deliveries RENAME COLUMN {old}_ts TO {new}_ts")
    is_there = sa.text(f"{new}_ts IS NOT NULL")
    op.create_index(
        f"ix_deliveries_{new}", "deliveries", ["channel", f"{new}_ts"], sqlite_where=is_there, postgresql_where=is_there
    )


def _rename_keys(old: str, new: str) -> None:
    """Webhooks that are expected late, by a key of what they tell."""
    renamed = sa.literal(new) + sa.func.substr(marks.c.key, len(old) + 1)
    op.execute(sa.update(marks).where(marks.c.key.startswith(old)).values(key=renamed))


def _describe(table: str, column: str, comment: str | None) -> None:
    """Only PostgreSQL keeps what columns are for."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, column, comment=comment)
