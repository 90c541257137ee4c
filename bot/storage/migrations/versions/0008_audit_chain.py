"""Each row of the audit log carries the hash of the row before; the rows that are there are chained as they stand."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from bot.storage.access.audit_chain import START, row_hash

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CHUNK = 500


def upgrade() -> None:
    hashes = {"previous": "hash of the row before", "hash": "of this row"}
    with op.batch_alter_table("audit") as batch:
        batch.add_column(
            sa.Column("begun_id", sa.BigInteger(), nullable=True, comment="the row written before the act")
        )
        for name, comment in hashes.items():
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment))
        batch.create_index(op.f("ix_audit_begun_id"), ["begun_id"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False, comment="the newest row of the audit log"),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    row_id, previous = _chained()
    head = sa.table("audit_head", sa.column("id"), sa.column("row_id"), sa.column("hash"))
    op.execute(sa.insert(head).values(id=1, row_id=row_id, hash=previous))


def _chained() -> tuple[int, str]:
    """Number and hash of the newest row."""
    columns = (
        "id", "at", "user_id", "user_name", "project_id", "channel", "action", "outcome", "detail", "request_id",
        "begun_id", "previous", "hash",
    )  # fmt: skip
    audit = sa.table("audit", *map(sa.column, columns), sa.column("args", sa.Text()))
    connection, last, previous = op.get_bind(), 0, START
    while rows := connection.execute(sa.select(audit).where(audit.c.id > last).order_by(audit.c.id).limit(CHUNK)).all():
        for found in rows:
            row = {**found._mapping, "previous": previous}
            row["args"] = json.loads(row["args"]) if isinstance(row["args"], str) else row["args"]
            previous, last = row_hash(row), found.id
            chained = {"previous": row["previous"], "hash": previous}
            connection.execute(sa.update(audit).where(audit.c.id == last).values(chained))
    return last, previous


def downgrade() -> None:
    op.drop_table("audit_head")
    with op.batch_alter_table("audit") as batch:
        batch.drop_index(op.f("ix_audit_begun_id"))
        for name in ("begun_id", "previous", "hash"):
            batch.drop_column(name)
