"""The rows of a job are records of their own, so that the result of one does not write all of them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

jobs = sa.table("jobs", sa.column("id"), sa.column("rows", sa.JSON()), sa.column("results", sa.JSON()))
job_rows = sa.table(
    "job_rows",
    sa.column("job_id"),
    sa.column("position"),
    sa.column("content", sa.JSON()),
    sa.column("result", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    op.create_table(
        "job_rows",
        sa.Column("job_id", types.BigId, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True, comment="what came of it"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_rows_job_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "position", name=op.f("pk_job_rows")),
    )
    db = op.get_bind()
    for number in _numbers():
        rows, results = db.execute(sa.select(jobs.c.rows, jobs.c.results).where(jobs.c.id == number)).one()
        records = [
            {"job_id": number, "position": at, "content": row, "result": results[at] if at < len(results) else None}
            for at, row in enumerate(rows)
        ]
        if records:
            db.execute(sa.insert(job_rows), records)
    for column in ("rows", "results"):  # both databases drop a column without copying the table
        op.execute(f"ALTER TABLE jobs DROP COLUMN {column}")


def downgrade() -> None:
    for column in ("rows", "results"):
        op.execute(f"ALTER TABLE jobs ADD COLUMN {column} JSON NOT NULL DEFAULT '[]'")
    db = op.get_bind()
    for number in _numbers():
        of_job = sa.select(job_rows.c.content, job_rows.c.result).where(job_rows.c.job_id == number)
        read = db.execute(of_job.order_by(job_rows.c.position)).all()
        results = [row.result for row in read if row.result is not None]
        values = {"rows": [row.content for row in read], "results": results}
        db.execute(sa.update(jobs).where(jobs.c.id == number).values(values))
    op.drop_table("job_rows")


def _numbers() -> list[int]:
    return list(op.get_bind().execute(sa.select(jobs.c.id).order_by(jobs.c.id)).scalars())
