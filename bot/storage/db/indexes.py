"""The indexes on the tables. Only migrations import this: an index with a condition makes SQLAlchemy load the
dialects of both databases, which a start need not wait for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, text

from bot.storage.db.guard_tables import approvals, snapshots
from bot.storage.db.tables import (
    activity_entries,
    audit,
    comments,
    deliveries,
    digests,
    drafts,
    inbox,
    jobs,
    messages,
    metadata,
    pending,
    slack_events,
    subscriptions,
    threads,
)

__all__ = ["metadata"]


def _where(condition: str) -> dict[str, Any]:
    """Only rows that meet it are in the index."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


Index("ix_activity_entries_at", activity_entries.c.project_id, activity_entries.c.at)
Index("ux_digests_same", digests.c.channel, digests.c.project_id, digests.c.schedule, digests.c.tz, unique=True)
Index("ix_inbox_aside", inbox.c.id, **_where("state = 'aside'"))
Index("ix_inbox_backlog", inbox.c.project_id, inbox.c.id, **_where("state = 'new'"))
Index(
    "ix_inbox_subject",
    inbox.c.project_id,
    inbox.c.subject,
    inbox.c.id,
    **_where("subject IS NOT NULL"),
)
Index("ix_subscriptions_channel", subscriptions.c.channel)
Index("ix_subscriptions_project_id", subscriptions.c.project_id)
Index("ix_threads_subject", threads.c.project_id, threads.c.subject)
Index("ix_threads_channel_ts", threads.c.channel, threads.c.ts)
Index(
    "ix_threads_dirty",
    threads.c.dirty_at,
    **_where("dirty_at IS NOT NULL"),
)
Index(
    "ix_deliveries_open",
    deliveries.c.state,
    deliveries.c.channel,
    deliveries.c.id,
    **_where("state IN ('pending', 'held', 'dead')"),
)
Index("ix_deliveries_pending", deliveries.c.channel, deliveries.c.id, **_where("state = 'pending'"))
Index("ix_deliveries_alert", deliveries.c.channel, deliveries.c.alert_ts, **_where("alert_ts IS NOT NULL"))
Index("ix_messages_channel", messages.c.channel)
Index("ix_comments_due", comments.c.due_at, **_where("state = 'held'"))
Index(
    "ix_comments_sending",
    comments.c.claimed_at,
    **_where("state = 'sending'"),
)
Index("ix_comments_created_at", comments.c.created_at)
Index("ix_comments_sent_hash", comments.c.sent_hash)
Index("ix_slack_events_seen_at", slack_events.c.seen_at)
Index("ix_digests_channel", digests.c.channel)
Index("ix_pending_expires_at", pending.c.expires_at)
Index("ix_drafts_user_id_path", drafts.c.user_id, drafts.c.path)
Index("ix_drafts_expires_at", drafts.c.expires_at)
Index("ix_audit_at", audit.c.at)
Index("ix_audit_begun_id", audit.c.begun_id)
Index("ix_approvals_state", approvals.c.state)
Index("ix_jobs_state", jobs.c.state)
Index("ix_snapshots_created_at", snapshots.c.created_at)
