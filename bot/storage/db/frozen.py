"""PostgreSQL sessions of a process that froze in the middle of a statement: they would keep their locks for ever.

Between the parts of one statement (it is parsed, then run) the server waits for the client without calling that idle,
so that neither `idle_in_transaction_session_timeout` nor `statement_timeout` ends it.
https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

REST_SECONDS = 8.0
"""No transaction of ours rests for so long: one that does belongs to a machine that froze or was cut off, and its locks
must not keep the other processes from taking over."""
LEASE_REST_SECONDS = 3.0
"""The same where it keeps a lease from those who wait for it: half of what makes its owner count as silent."""

_END = text(
    """
    SELECT count(pg_terminate_backend(resting.pid)) FROM (
        SELECT DISTINCT session.pid FROM pg_stat_activity AS session JOIN pg_locks AS lock USING (pid)
        WHERE session.datname = current_database() AND session.usename = current_user
            AND session.pid <> pg_backend_pid() AND session.wait_event = 'ClientRead'
            AND session.xact_start IS NOT NULL AND session.application_name = :application
            AND session.state_change < clock_timestamp() - make_interval(secs =>
                CASE WHEN lock.locktype = 'relation' AND lock.relation = 'leases'::regclass
                THEN CAST(:lease AS float) ELSE CAST(:rest AS float) END)
    ) AS resting
    """
)

APPLICATION = "sinch-slack"
"""How our sessions call themselves; others of the same role are none of our business."""


async def end_frozen(db: AsyncConnection) -> int:
    """End our sessions that rest within a transaction; how many they were."""
    values = {"application": APPLICATION, "lease": LEASE_REST_SECONDS, "rest": REST_SECONDS}
    return int((await db.execute(_END, values)).scalar_one())
